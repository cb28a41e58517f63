"""The cells that every chapter has alike: the opening, how to work and hand in, terms, references."""

from crmlab.authoring.references import cited, entry, full

HOW_TO_WORK = """\
## Before you start

- **Your data are your own.** The numbers in this notebook are drawn for you, so your right answers differ
  from everybody else's.
- **Answer where it says so**: in the cells with `# Write your answer here` and under *Write your answer
  here.* Run the check below your answer as often as you like.
- **Add cells wherever you want.** Do not copy, split or delete the cells of an exercise: the grader finds
  your work by them.
- **Before you hand in**: *Kernel, Restart Kernel and Run All Cells*, look through, save. Hand in this file
  under its own name, the way your instructor told you.
- **On Binder nothing is kept.** Download your work before you leave: *File, Download*.\
"""
WRITE_HERE = "*Write your answer here.*"


def opening(chapter):
    """Write the first cell: title, question, objectives, time, needs and points.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from crmlab.authoring.source import parse_chapter
    >>> print(opening(parse_chapter("# ---\\n# title: Tea\\n# question: Why?\\n# ---\\n", "tea")))
    # Tea
    <BLANKLINE>
    > **Why?**
    """
    front = chapter.front
    parts = [f"# {chapter.title}"]
    if front.get("question"):
        parts.append(f"> **{' '.join(front['question'].split())}**")
    if front.get("objectives"):
        parts.append("You will be able to\n\n" + "\n".join(f"- {verb}" for verb in front["objectives"]))
    facts = []
    if front.get("minutes"):
        minutes = front["minutes"]
        facts.append(
            f"**Time:** about {minutes['reading']} minutes of reading and {minutes['practice']} of practice"
        )
    if front.get("needs"):
        facts.append(f"**You need:** {front['needs']}")
    checked, written = sum(c.points for c in chapter.graded), sum(c.points for c in chapter.written)
    if checked + written:
        by_person = f", {written:g} of them for writing that a person reads" if written else ""
        facts.append(f"**Points:** {checked + written:g}{by_person}")
    parts.append("  \n".join(facts))
    return "\n\n".join(part for part in parts if part)


def terms(chapter):
    """Write the table of terms, or nothing for a chapter without any.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from crmlab.authoring.source import parse_chapter
    >>> terms(parse_chapter("# ---\\n# title: Tea\\n# ---\\n", "tea"))
    ''
    """
    rows = [f"| {term['en']} | {term['zh']} | {term['means']} |" for term in chapter.front.get("terms", [])]
    head = "## Terms\n\n| English | 中文 | In plain words |\n|---|---|---|\n"
    return head + "\n".join(rows) if rows else ""


def claims(chapter):
    """Write where the doubtful claims that a chapter audits can be looked up, or nothing if it audits none.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> from crmlab.authoring.source import parse_chapter
    >>> claims(parse_chapter("# ---\\n# title: Tea\\n# ---\\n", "tea"))
    ''
    """
    audited = chapter.front.get("claims") or []
    if not audited:
        return ""
    return (
        f"## Claims audited here\n\n{', '.join(audited)}.\n`crmlab.claims.find({audited[0]!r})` says what "
        "the source claims, what the record says and how far we could check it;\n`crmlab.claims.table()` "
        "lists all 64 claims of the course."
    )


def references(text, entries):
    """Write the list of works that a text cites, or nothing if it cites none.

    Parameters
    ----------
    text : str
        All prose of the notebook, with its ``[@key]``.
    entries : dict
        The bibliography.

    Returns
    -------
    str
        Markdown.

    Examples
    --------
    >>> references("Nothing cited.", {})
    ''
    """
    lines = sorted(full(entry(key, entries)) for key in cited(text))
    return "## References\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""

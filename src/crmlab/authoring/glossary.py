"""The glossary: every term of the chapters in both languages, where it is used and where it comes from."""

from crmlab.authoring.references import entry, full, resolve

HEAD = """\
# Glossary

Written by `make build` from the term lists of the chapters; change a term there. *Source* names the work that
gave the term its meaning in the course; *ours* means that the wording is the course's own. What the sources
claim, and what the record says of it, is on [another page](claims.md).

| English | 中文 | Meaning | Used in | Source |
|---|---|---|---|---|
"""


def glossary(chapters, entries):
    """Write the glossary of some chapters.

    Parameters
    ----------
    chapters : list of crmlab.authoring.source.Chapter
        In the order of the course. A term with two meanings gets a row for each.
    entries : dict
        As `crmlab.authoring.references.read_bibliography` gives them.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    crmlab.authoring.references.BibliographyError
        If a term's source is not in the bibliography.

    Examples
    --------
    >>> from crmlab.authoring.source import parse_chapter
    >>> terms = '# terms:\\n#   - {en: tea, zh: 茶, means: leaves, source: day}\\n'
    >>> works = {"day": {"author": "Day, A.", "year": "1990", "title": "Firms"}}
    >>> chapter = parse_chapter("# ---\\n# title: Tea\\n" + terms + "# ---\\n", "tea")
    >>> print(glossary([chapter], works).splitlines()[8])
    | tea | 茶 | leaves | Tea | Day 1990 |
    """
    found, places, sources = {}, {}, []
    for chapter in chapters:
        for term in chapter.front.get("terms", []):
            meaning = term["en"], term["zh"], term["means"]
            found.setdefault(meaning, term)
            places.setdefault(meaning, []).append(chapter.title)
            if "source" in term:
                sources.append(term["source"])
    rows = [
        f"| {' | '.join(meaning)} | {', '.join(places[meaning])} | {_source(term, entries)} |"
        for meaning, term in sorted(found.items(), key=lambda pair: pair[0][0].casefold())
    ]
    works = sorted({full(entry(key, entries)) for key in sources})
    listed = "\n## Works\n\n" + "\n".join(f"- {work}" for work in works) + "\n" if works else ""
    return HEAD + "\n".join(rows) + "\n" + listed


def _source(term, entries):
    key = term.get("source", "")
    return resolve(f"[@{key}]", entries).strip("()") if key else "ours"

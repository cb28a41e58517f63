"""The teaching note of a chapter: what the instructor needs beside the notebook, from the same source."""

import re

from crmlab import content
from crmlab.grading.keys import items

_SCHEME = re.compile(r"=== BEGIN MARK SCHEME ===\n(.*?)\n=== END MARK SCHEME ===", re.DOTALL)


def teaching_note(chapter):
    """Write the teaching note of a chapter as Markdown.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    str
        Time plan and classroom notes, for a case its teaching notes, every exercise with its points,
        tolerance and known slips, and the mark schemes of the written exercises. For instructors only.

    Examples
    --------
    >>> from crmlab.authoring.source import read_chapter
    >>> teaching_note(read_chapter("switching_costs")).splitlines()[0]
    '# Teaching note: Switching costs'
    """
    front = chapter.front
    parts = [
        f"# Teaching note: {chapter.title}",
        f"*{front['question']}* {front['minutes']['reading']} minutes of reading, "
        f"{front['minutes']['practice']} of practice, {front['points']} points. Keep this file to yourself: "
        "it names every slip and holds the mark schemes.",
        "## In the classroom",
        *(cell.source for cell in chapter.cells if cell.kind == "note"),
        *(_of_a_case(case) for case in front.get("cases") or ()),
        "## Exercises graded by computer",
        *_exercises(chapter),
        "## Exercises that you grade",
        *_written(chapter),
    ]
    return "\n\n".join(parts) + "\n"


def _of_a_case(case):
    """The teaching note of a case, its headings two levels lower."""
    text = content.path("casebook", case, "teaching_note.md").read_text(encoding="utf-8")
    return re.sub(r"^(#+ )", r"##\1", text.strip(), flags=re.MULTILINE)


def _exercises(chapter):
    declared = items(chapter)
    for cell in chapter.graded:
        item = declared[cell.name]
        within = f", right within {_tolerance(item)} ({item.because})" if item.because else ""
        lines = [f"**{cell.name}** ({item.kind}, {cell.points:g} points{within})"]
        for name, slip in item.slips.items():
            earns = f" Earns {slip.credit:.0%}." if slip.credit else ""
            lines.append(f"- *{name.replace('_', ' ')}*: {slip.message}{earns}")
        yield lines[0] + "\n\n" + "\n".join(lines[1:])


def _tolerance(item):
    parts = [f"{item.tolerance:g}"] if item.tolerance else []
    parts += [f"{item.relative:.1%}"] if item.relative else []
    return " plus ".join(parts)


def _written(chapter):
    for cell in chapter.written:
        scheme = "\n".join(_SCHEME.findall(cell.source))
        task = _SCHEME.sub("", cell.source).strip()
        model = chapter.named("model", cell.name)
        answer = f"\n\n**A good answer**\n\n{model.source}" if model else ""
        yield f"{task}\n\n**Mark scheme ({cell.points:g} points)**\n\n{scheme}{answer}"

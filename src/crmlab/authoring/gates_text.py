"""Gates on what people read: nothing leaks, and the prose can be followed by everybody."""

import ast
import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from crmlab.authoring.build import checkout, student_notebook, worked_notebook
from crmlab.authoring.findings import finder
from crmlab.authoring.references import bibliography, cited
from crmlab.authoring.runs import released
from crmlab.grading.keys import items

ALT_WORDS = 8
_SOLUTION = re.compile(r"^[ \t]*#+ BEGIN SOLUTION\n(.*?)^[ \t]*#+ END SOLUTION$", re.MULTILINE | re.DOTALL)
_MARK_SCHEME = re.compile(
    r"^=== BEGIN MARK SCHEME ===\n(.*?)^=== END MARK SCHEME ===$", re.MULTILINE | re.DOTALL
)
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) (.+?)\s*$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_DRAWS = ("plots", "plt", "ax", "axes", "sns")
_LONG_ENOUGH = 16  # characters; shorter lines (`return x`) stand in any notebook


def gate_8_no_leak(chapter):
    """Gate 8: keys, solutions, mark schemes and notes stay out of everything a student receives.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find, findings = finder("8 no leak", chapter), []
    instructor = _instructors_lines(chapter)
    answers = _answer_lines(chapter)
    for what, nb, secrets in (
        ("the student notebook", student_notebook(chapter), {**instructor, **answers}),
        ("nbgrader's release", released(chapter), {**instructor, **answers}),
        ("the worked notebook", worked_notebook(chapter), instructor),
    ):
        text = "\n".join(f"{cell.source}\n{html.unescape(cell.metadata.get('alt', ''))}" for cell in nb.cells)
        for secret, origin in secrets.items():
            if secret in text:
                findings.append(find(origin, f"{what} holds {secret[:60]!r}; take it out or move it"))
    return findings


def _instructors_lines(chapter):
    """Lines that only an instructor may read, and the cell each comes from."""
    lines = {
        marker: "markers" for marker in ("BEGIN SOLUTION", "END SOLUTION", "MARK SCHEME", "Item(", "Slip(")
    }
    for name, item in items(chapter).items():
        for text in (*item.hints, *(slip.message for slip in item.slips.values())):
            lines[text] = f"key {name!r}"
    for cell in chapter.cells:
        if cell.kind == "note":
            lines.update(dict.fromkeys(_long_lines(cell.source), cell.where))
        for scheme in _MARK_SCHEME.findall(cell.source) if cell.kind == "written" else ():
            lines.update(dict.fromkeys(_long_lines(scheme), cell.where))
    return lines


def _answer_lines(chapter):
    """Lines of solutions and model answers, except those that a teaching cell shows anyway."""
    shown = {
        line.strip() for cell in chapter.cells if cell.kind == "code" for line in cell.source.split("\n")
    }
    lines = {}
    for cell in chapter.cells:
        texts = _SOLUTION.findall(cell.source) if cell.kind == "answer" else ()
        texts = [cell.source] if cell.kind == "model" else texts
        for line in (line for text in texts for line in _long_lines(text)):
            if line not in shown:
                lines[line] = cell.where
    return lines


def _long_lines(text):
    return [line.strip() for line in text.split("\n") if len(line.strip()) >= _LONG_ENOUGH]


def gate_9_prose(chapter):
    """Gate 9: headings, links, pictures in words, citations, terms and spelling.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find = finder("9 prose", chapter)
    faults = (
        *_headings(chapter),
        *_links(chapter),
        *_pictures(chapter),
        *_citations(chapter),
        *_terms(chapter),
    )
    return [find(where, problem) for where, problem in (*faults, *_spelling(chapter))]


def prose(chapter):
    """Return all prose of a chapter: front matter, text cells and descriptions of pictures.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    str
    """
    front = [f"{value}" for value in chapter.front.values()]
    return "\n\n".join([*front, *(cell.alt or "" for cell in chapter.cells), *_texts(chapter)])


def _texts(chapter):
    return [cell.source for cell in chapter.cells if not cell.is_code]


def _student_texts(chapter):
    return [cell for cell in chapter.cells if not cell.is_code and cell.kind not in ("note", "model")]


def _headings(chapter):
    level, seen = 1, {chapter.title.casefold()}
    for cell in _student_texts(chapter):
        for marks, heading in _HEADING.findall(_FENCE.sub("", cell.source)):
            if len(marks) == 1:
                yield (
                    cell,
                    f"heading {heading!r} is of the first level, which the title has; write ## {heading}",
                )
            elif len(marks) > level + 1:
                yield (
                    cell,
                    f"heading {heading!r} jumps from level {level} to {len(marks)}; leave no level out",
                )
            if heading.casefold() in seen:
                yield cell, f"heading {heading!r} comes twice; give each section its own"
            seen.add(heading.casefold())
            level = len(marks)


def _links(chapter):
    headings = {h.replace(" ", "-") for c in _student_texts(chapter) for _, h in _HEADING.findall(c.source)}
    for cell in _student_texts(chapter):
        for target in _LINK.findall(_FENCE.sub("", cell.source)):
            if re.match(r"(https?|mailto):", target):
                continue
            path, _, anchor = target.partition("#")
            if path and not (checkout() / "notebooks" / path).exists():
                yield cell, f"the link to {target} leads nowhere from notebooks/; correct it"
            if anchor and not path and anchor not in headings:
                yield cell, f"the link to #{anchor} fits no heading of the chapter; correct it"


def _pictures(chapter):
    captions = {heading.casefold() for text in _texts(chapter) for _, heading in _HEADING.findall(text)}
    captions |= set(re.findall(r"^\*([^*\n]+)\*$", "\n".join(_texts(chapter)).casefold(), re.MULTILINE))
    for cell in chapter.cells:
        if cell.kind in ("code", "answer") and _draws(cell.source) and not cell.alt:
            yield cell, 'draws a picture without words for it; add alt="..." to the header'
        if cell.alt and len(cell.alt.split()) < ALT_WORDS:
            yield cell, f"alt has under {ALT_WORDS} words; say the kind of chart, what it shows and the point"
        if cell.alt and cell.alt.casefold().strip(" .") in captions:
            yield cell, "alt only repeats a caption or heading; say what the picture shows"
        if cell.kind == "widget":
            later = [other for other in chapter.cells if other.number > cell.number and other.is_code]
            if not (later and later[0].kind == "code" and later[0].alt):
                yield cell, "no static picture follows the widget; add a code cell with alt= right after it"


def _draws(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            base = node.func.value
            while isinstance(base, ast.Subscript | ast.Attribute):
                base = base.value
            if isinstance(base, ast.Name) and base.id in _DRAWS:
                return True
            if node.func.attr in ("plot", "hist"):
                return True
    return False


def _citations(chapter):
    known = bibliography()
    for cell in chapter.cells:
        for key in cited(cell.source) if not cell.is_code else ():
            if key not in known:
                yield cell, f"[@{key}] is not in docs/references.bib; add the entry or correct the key"


def _terms(chapter):
    text = "\n".join(cell.source for cell in _student_texts(chapter)).casefold()
    for term in chapter.front.get("terms") or []:
        absent = [word for word in re.findall(r"\w+", term["en"].casefold()) if word not in text]
        if absent:
            problem = (
                f"the text never says {absent[0]!r}, of the term {term['en']!r}; use the term or drop it"
            )
            yield "front matter", problem


def _spelling(chapter):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "prose.md")
        page.write_text(prose(chapter), encoding="utf-8")
        command = [sys.executable, "-m", "codespell_lib", str(page)]
        result = subprocess.run(command, capture_output=True, text=True, cwd=checkout(), check=False)
    if result.returncode and not result.stdout:
        yield "", f"codespell did not run: {result.stderr.strip()[:200]}; install crmlab[test]"
    for line in result.stdout.splitlines():
        yield "", f"spelling: {line.split(':', 2)[-1].strip()}"

"""Make the notebooks of a chapter from its one source, the same bytes every time.

======== ==================================== ======================================================
edition  where it goes                        what is in it
======== ==================================== ======================================================
master   an nbgrader course folder, `source/` everything a student sees, solutions and mark schemes
student  `notebooks/`                         the master after nbgrader's own release steps
worked   `solutions/`                         answers in place, model answers, no mark schemes
======== ==================================== ======================================================

Answer keys and instructor's notes are in none of them.
"""

import hashlib
import html
import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from crmlab import __version__, claims, content
from crmlab.authoring import frame
from crmlab.authoring.catalogue import compiled_catalogues
from crmlab.authoring.claim_page import claim_page
from crmlab.authoring.glossary import glossary
from crmlab.authoring.references import bibliography, resolve
from crmlab.authoring.source import read_chapter, slugs

STUB = "# Write your answer here"
_NEVER = ("key", "note")
_MARKERS = re.compile(r"^[ \t]*#+ (BEGIN|END) SOLUTION\n", re.MULTILINE)
_PLACEHOLDER = re.compile(r"^\w+ = \.\.\.[ \t]*(#.*)?\n", re.MULTILINE)
_MARK_SCHEME = re.compile(
    r"^=== BEGIN MARK SCHEME ===$.*?^=== END MARK SCHEME ===$", re.MULTILINE | re.DOTALL
)


def nbgrader_notebook(chapter):
    """Make the master for nbgrader's source folder.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    nbformat.NotebookNode
        With solutions, mark schemes and nbgrader's metadata; without keys and notes.
    """
    return _notebook(chapter, _master_cells)


def student_notebook(chapter):
    """Make the notebook that students get: the master after nbgrader's own release steps.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    nbformat.NotebookNode
    """
    from nbgrader.preprocessors import ClearMarkScheme, ClearSolutions, LockCells

    nb = nbgrader_notebook(chapter)
    for step in (LockCells(), ClearSolutions(code_stub={"python": STUB}), ClearMarkScheme()):
        nb, _ = step.preprocess(nb, {})
    return nb


def worked_notebook(chapter):
    """Make the notebook with every answer in place.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    nbformat.NotebookNode
    """
    return _notebook(chapter, _worked_cells)


def notebook_bytes(nb):
    """Return the bytes of a notebook file.

    Parameters
    ----------
    nb : nbformat.NotebookNode

    Returns
    -------
    bytes
        UTF-8, keys sorted, one line feed at the end.

    Examples
    --------
    >>> notebook_bytes(new_notebook()).count(b"\\n")
    6
    """
    nbformat.validate(nb)
    return (nbformat.writes(nb) + "\n").encode("utf-8")


def _notebook(chapter, cells_of):
    entries = bibliography()
    prose = "\n".join(cell.source for cell in chapter.cells if not cell.is_code and cell.kind not in _NEVER)
    parts = [_generated("opening", frame.opening(chapter)), _generated("before-you-start", frame.HOW_TO_WORK)]
    seen = {}
    for cell in chapter.cells:
        if cell.kind not in _NEVER:
            parts += cells_of(chapter, cell, seen)
    closing = {
        "terms": frame.terms(chapter),
        "claims": frame.claims(chapter),
        "references": frame.references(prose, entries),
    }
    for name, text in closing.items():
        parts += [_generated(name, text)] if text else []
    for part in parts:
        if part.cell_type == "markdown":
            part.source = resolve(part.source, entries)
    metadata = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "crmlab": {"slug": chapter.slug, "version": __version__, **_cases(chapter)},
    }
    return new_notebook(metadata=metadata, cells=parts)


def _cases(chapter):
    """Which cases a notebook is about; the memo in it opens what happened next in them."""
    cases = list(chapter.front.get("cases") or [])
    return {"cases": cases} if cases else {}


def _master_cells(chapter, cell, seen):
    if cell.kind == "model":
        return []
    nbgrader = _nbgrader_metadata(chapter, cell)
    extra = {"nbgrader": nbgrader} if nbgrader else {}
    if cell.kind == "written":
        return [_cell(chapter, cell, seen, cell.source, **extra), _writing_place(cell)]
    # The words for a picture that the student draws would give the answer away.
    return _with_words(chapter, cell, seen, cell.source, show_alt=cell.kind != "answer", **extra)


def _worked_cells(chapter, cell, seen):
    if cell.kind == "written":
        question = _cell(chapter, cell, seen, _MARK_SCHEME.sub("", cell.source).rstrip())
        return [question] if chapter.named("model", cell.name) else [question, _writing_place(cell)]
    source = cell.source
    if cell.kind == "answer":
        source = _PLACEHOLDER.sub("", _MARKERS.sub("", source + "\n")).strip("\n")
    return _with_words(chapter, cell, seen, source, show_alt=True)


def _with_words(chapter, cell, seen, source, show_alt, **extra):
    """The cell, and behind a picture what it shows in words."""
    if not (cell.alt and show_alt):
        return [_cell(chapter, cell, seen, source, **extra)]
    made = _cell(chapter, cell, seen, source, alt=cell.alt, **extra)
    words = f"<details><summary>The picture in words</summary>\n\n{html.escape(cell.alt)}\n\n</details>"
    return [made, _generated(f"words-{made.id}", words)]


def _cell(chapter, cell, seen, source, **metadata):
    make = new_code_cell if cell.is_code else new_markdown_cell
    about = {"kind": cell.kind, "name": cell.name} if cell.name else {"kind": cell.kind}
    return make(source, id=_cell_id(chapter, cell, seen), metadata={"crmlab": about, **metadata})


def _generated(name, source):
    return new_markdown_cell(source, id=name[:64], metadata={"crmlab": {"kind": "generated"}})


def _writing_place(cell):
    return new_markdown_cell(
        frame.WRITE_HERE, id=f"written-{cell.name}-text", metadata={"crmlab": {"written": cell.name}}
    )


def _cell_id(chapter, cell, seen):
    """``kind-name``, or for a cell without a name a hash of its text that does not hang on its place."""
    if cell.name:
        return f"{cell.kind}-{cell.name}"
    again = seen[cell.source] = seen.get(cell.source, 0) + 1
    return hashlib.sha256(f"{chapter.slug}|{cell.source}|{again}".encode()).hexdigest()[:12]


def _nbgrader_metadata(chapter, cell):
    name = chapter.grade_id(cell.name)
    common = {"schema_version": 3, "cell_type": "code" if cell.is_code else "markdown"}
    if cell.kind == "answer":
        return {
            **common,
            "grade_id": f"{name}-answer",
            "grade": False,
            "solution": True,
            "locked": False,
            "task": False,
        }
    if cell.kind == "check":
        flags = {"grade": True, "solution": False, "locked": True, "task": False}
        return {**common, "grade_id": name, **flags, "points": cell.points}
    if cell.kind == "written":
        flags = {"grade": False, "solution": False, "locked": True, "task": True}
        return {**common, "grade_id": name, **flags, "points": cell.points}
    return None


def generated_files(root):
    """Make everything that the builder writes.

    Parameters
    ----------
    root : path_like
        The checkout.

    Returns
    -------
    dict of pathlib.Path to bytes
    """
    root = Path(root)
    files = compiled_catalogues(root / "src" / "crmlab" / "locale")
    chapters = [read_chapter(slug) for slug in slugs()]
    titles = {chapter.slug: chapter.title for chapter in chapters}
    files[root / "docs" / "claims.md"] = claim_page(claims.table(), titles).encode("utf-8")
    files[root / "docs" / "glossary.md"] = glossary(chapters, bibliography()).encode("utf-8")
    for chapter in chapters:
        files[root / "notebooks" / chapter.file_name] = notebook_bytes(student_notebook(chapter))
        files[root / "solutions" / chapter.file_name] = notebook_bytes(worked_notebook(chapter))
    return files


def drift(root):
    """List the generated files that differ from what the sources give: changed, missing or left over.

    Parameters
    ----------
    root : path_like
        The checkout.

    Returns
    -------
    list of pathlib.Path
    """
    return _stale(root, generated_files(root))


def build(root, check=False):
    """Write the generated files and remove notebooks that no source gives any more.

    Parameters
    ----------
    root : path_like
        The checkout.
    check : bool
        Only look; write nothing.

    Returns
    -------
    list of pathlib.Path
        The files that were out of date.
    """
    wanted = generated_files(root)
    stale = _stale(root, wanted)
    for path in stale if not check else ():
        if path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(wanted[path])
        else:
            path.unlink()
    return stale


def _stale(root, wanted):
    changed = [path for path, data in wanted.items() if not path.exists() or path.read_bytes() != data]
    found = [path for folder in ("notebooks", "solutions") for path in Path(root, folder).glob("*.ipynb")]
    return sorted(changed + [path for path in found if path not in wanted])


def checkout():
    """Return the folder of the checkout that this package runs from.

    Raises
    ------
    FileNotFoundError
        If crmlab runs from an installed wheel, where there is nothing to build.
    """
    root = content.path("chapters").parents[1]
    if not (root / "pyproject.toml").exists():
        raise FileNotFoundError(
            "the notebooks are built in a checkout of crmlab; install it with pip install -e ."
        )
    return root

"""Hand a chapter out: nbgrader's source, the released folder, and a last look for what must not be in it."""

import dataclasses
import difflib
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat

from crmlab.course import CrmlabError
from crmlab.course.files import cannot_write, write_file
from crmlab.course.roster import seeds_of
from crmlab.courseinfo import COURSE_FILE
from crmlab.language import tr

_MARKERS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN MARK SCHEME", "BEGIN HIDDEN TESTS")


@dataclass(frozen=True)
class Release:
    """A released chapter: what students get, what it is worth, and why it was not tried out, if so."""

    slug: str
    folder: Path
    notebook: Path
    items: int
    points: float
    unproved: str = ""

    def summary(self):
        """One sentence for the instructor, and a second one where the grader could not be tried out."""
        text = tr(
            "{slug} is released: give students {folder} ({items} graded exercises, {points} points).",
            slug=self.slug,
            folder=self.folder,
            items=self.items,
            points=f"{self.points:g}",
        )
        if not self.unproved:
            return text
        return f"{text} {tr('Its grading was not tried out: {reason}.', reason=self.unproved)}"


def find_chapter(slug):
    """Read a chapter by its slug, with a helpful error.

    Parameters
    ----------
    slug : str

    Returns
    -------
    crmlab.authoring.source.Chapter

    Raises
    ------
    CrmlabError
        If there is no such chapter; the message names the nearest one.

    Examples
    --------
    >>> find_chapter("switching_cost")
    Traceback (most recent call last):
    crmlab.course.CrmlabError: there is no chapter 'switching_cost'; did you mean 'switching_costs'?
    """
    from crmlab.authoring.source import read_chapter, slugs

    known = slugs()
    if slug in known:
        return read_chapter(slug)
    near = difflib.get_close_matches(slug, known, n=1)
    if near:
        raise CrmlabError(
            tr("there is no chapter {slug}; did you mean {near}?", slug=repr(slug), near=repr(near[0]))
        )
    raise CrmlabError(
        tr("there is no chapter {slug}; the course has: {known}", slug=repr(slug), known=", ".join(known))
    )


def release(course, slug):
    """Release a chapter of the course.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str

    Returns
    -------
    Release

    Raises
    ------
    CrmlabError
        If the chapter is unknown, its graded cells changed after students handed in, nbgrader cannot make
        the release, the release holds something that students must not see, or the worked notebook does not
        earn every point in split grading and the blank one none.

    Notes
    -----
    Cells that the instructor added to the notebook in ``source/`` stay behind the cells that they follow.
    """
    from crmlab.authoring.build import nbgrader_notebook, notebook_bytes
    from crmlab.authoring.teaching import teaching_note
    from crmlab.course.proof import prove

    chapter = find_chapter(slug)
    master = _with_own_cells(course, chapter, nbgrader_notebook(chapter))
    _refuse_late_change(course, chapter, master)
    course = _with_seeds(course)
    source, teaching = course.root / "source" / slug, course.root / "teaching"
    try:
        source.mkdir(parents=True, exist_ok=True)
        teaching.mkdir(exist_ok=True)
        write_file(teaching / f"{slug}.md", teaching_note(chapter).encode("utf-8"))
        write_file(source / chapter.file_name, notebook_bytes(master))
        write_file(source / COURSE_FILE, course.public_file())
    except OSError as error:
        raise cannot_write(source, error) from error
    log = course.run_nbgrader("generate_assignment", slug)
    if log:
        raise CrmlabError(tr("nbgrader could not release {slug}: {reason}", slug=slug, reason=last_line(log)))
    folder = course.root / "release" / slug
    found = leaks(chapter, folder)
    if found:
        shutil.rmtree(folder)
        raise CrmlabError(
            tr(
                "the release of {slug} held what students must not see ({what}) and was taken back; "
                "mend the chapter",
                slug=slug,
                what=found[0],
            )
        )
    try:
        unproved = prove(course, chapter, folder / chapter.file_name)
    except CrmlabError:
        shutil.rmtree(folder)
        raise
    cells = chapter.graded + chapter.written
    points = sum(cell.points for cell in cells)
    return Release(slug, folder, folder / chapter.file_name, len(cells), points, unproved)


def released_notebook(course, chapter):
    """Return the path of the released notebook, or say that the chapter is not released.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    chapter : crmlab.authoring.source.Chapter

    Returns
    -------
    pathlib.Path
    """
    path = course.root / "release" / chapter.slug / chapter.file_name
    if not path.is_file():
        raise CrmlabError(
            tr("{slug} is not released in this course; run 'crmlab release {slug}' first", slug=chapter.slug)
        )
    return path


def leaks(chapter, folder):
    """List what is in a folder for students but must not be.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter
    folder : pathlib.Path

    Returns
    -------
    list of str
        One entry each: the file and the kind of text found in it.
    """
    secrets = forbidden(chapter)
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            text = _plain(_readable(path))
            found += [f"{path.name}: {kind}" for kind, secret in secrets if _plain(secret) in text]
    return found


def forbidden(chapter):
    """List the texts of a chapter that students must not get.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter

    Returns
    -------
    list of (str, str)
        What it is, and the text: markers, slip messages, hints, lines of mark schemes, notes, model answers.
    """
    from crmlab.grading.keys import items

    texts = [("marker", marker) for marker in _MARKERS]
    for name, item in items(chapter).items():
        texts += [(f"hint of {name}", hint) for hint in item.hints]
        texts += [(f"slip message of {name}", slip.message) for slip in item.slips.values()]
    for cell in chapter.cells:
        if cell.kind == "written":
            scheme = cell.source.partition("BEGIN MARK SCHEME")[2].partition("END MARK SCHEME")[0]
            texts += [(f"mark scheme of {cell.name}", line) for line in scheme.split("\n")]
        elif cell.kind in ("note", "model"):
            texts += [(f"{cell.kind} {cell.name}", line) for line in cell.source.split("\n")]
    return [(kind, text) for kind, text in texts if kind == "marker" or len(text.strip()) >= 20]


def last_line(log):
    """Return the line of nbgrader's log that says most: the last error in it.

    Parameters
    ----------
    log : str
    """
    lines = [line.strip() for line in log.split("\n") if line.strip()]
    errors = [line for line in lines if re.match(r"^(\w+\.)*\w*(Error|Exception|Entry)\b", line)]
    return (errors or lines)[-1]


def _with_own_cells(course, chapter, master):
    """Take over the cells that the instructor added to an earlier source notebook."""
    before = course.root / "source" / chapter.slug / chapter.file_name
    if not before.is_file():
        return master
    places = {cell.id: place for place, cell in enumerate(master.cells)}
    own, last = {}, -1
    for cell in nbformat.read(before, as_version=4).cells:
        if "crmlab" not in cell.metadata:
            own.setdefault(last, []).append(cell)
        last = places.get(cell.id, last)
    cells = own.get(-1, [])
    for place, cell in enumerate(master.cells):
        cells += [cell, *own.get(place, [])]
    return nbformat.NotebookNode({**master, "cells": cells})


def _refuse_late_change(course, chapter, master):
    before = course.root / "source" / chapter.slug / chapter.file_name
    handed_in = any((course.root / "submitted").glob(f"*/{chapter.slug}"))
    if (
        handed_in
        and before.is_file()
        and _graded_cells(nbformat.read(before, as_version=4)) != _graded_cells(master)
    ):
        raise CrmlabError(
            tr(
                "students have handed in {slug} and its graded cells have changed since; keep the released "
                "version, or start a new course folder for the new one",
                slug=chapter.slug,
            )
        )


def _graded_cells(nb):
    """What may not change once students have handed in."""
    graded = [cell for cell in nb.cells if "nbgrader" in cell.metadata]
    return [
        (meta.grade_id, meta.get("points"), cell.source if meta.locked else "")
        for cell in graded
        for meta in [cell.metadata.nbgrader]
    ]


def _with_seeds(course):
    """Take replaced seeds over from the class list and enter new students."""
    students = course.roster()
    course.add_students(students)
    course = dataclasses.replace(course, seeds=seeds_of(students, course.public_info()))
    course.save()
    return course


def _readable(path):
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".ipynb":
        return text
    nb = json.loads(text)
    sources = ["".join(cell["source"]) for cell in nb["cells"]]
    return "\n".join([*sources, json.dumps(nb, ensure_ascii=False)])


def _plain(text):
    return " ".join(text.split())

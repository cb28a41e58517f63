"""Before a chapter is handed out: its own answers earn everything in split grading, and none earn nothing."""

import nbformat

from crmlab.course import CrmlabError
from crmlab.course.simulated import fill, worked_answers
from crmlab.grading.judging import VERDICT
from crmlab.language import tr
from crmlab.runner.choice import choose
from crmlab.runner.seat import Seat
from crmlab.runner.task import Task, grade_submission

STUDENT = "release-check"


def prove(course, chapter, path):
    """Grade the worked and the blank notebook as submissions will be graded.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    chapter : crmlab.authoring.source.Chapter
    path : pathlib.Path
        The released notebook.

    Returns
    -------
    str
        Why this machine cannot grade, so that nothing was proved; empty where it was.

    Raises
    ------
    CrmlabError
        If an exercise gives the worked answer less than its points or a blank more than none, or grading the
        notebook fails.
    """
    try:
        backend = choose(course.root)
    except CrmlabError as error:
        return str(error)
    text = path.read_text(encoding="utf-8")
    released = nbformat.reads(text, as_version=4)
    worked = nbformat.writes(fill(released, worked_answers(chapter)))
    with Seat(backend) as seat:
        for submitted, full in ((worked, True), (text, False)):
            task = Task(
                chapter.slug, STUDENT, text, submitted, course.public_file().decode(), course.secret,
                course.cell_seconds,
            )  # fmt: skip
            outcome = grade_submission(task, seat)
            if outcome.reason:
                raise CrmlabError(
                    tr("{slug} cannot be graded: {reason}", slug=chapter.slug, reason=outcome.reason)
                )
            for name, score in _scores(chapter, outcome.notebook).items():
                points = chapter.named("check", name).points
                if score != (points if full else 0):
                    raise CrmlabError(_wrong(chapter.slug, name, full, score, points))
    return ""


def _scores(chapter, notebook):
    cells = nbformat.reads(notebook, as_version=4).cells
    given = {
        cell.metadata.nbgrader.grade_id: cell.metadata[VERDICT]["score"]
        for cell in cells
        if VERDICT in cell.metadata
    }
    return {cell.name: given.get(chapter.grade_id(cell.name), -1.0) for cell in chapter.graded}


def _wrong(slug, name, full, score, points):
    values = {"slug": slug, "name": repr(name), "score": f"{score:g}", "points": f"{points:g}"}
    if full:
        return tr(
            "{slug} was not released: the worked answer to {name} earns {score} of {points} points; mend "
            "its key",
            **values,
        )
    return tr("{slug} was not released: {name} gives {score} points for a blank; mend its key", **values)

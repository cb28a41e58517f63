"""Feedback pages: one HTML page for each graded student."""

import contextlib
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.course.files import write_file
from crmlab.course.release import find_chapter, last_line
from crmlab.course.status import GRADED
from crmlab.course.store import EXCHANGE_TIME, Refused, open_plain
from crmlab.language import tr


def feedback(course, slug, student=None):
    """Make the feedback pages of a chapter.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
    student : str, optional
        Only this student.

    Returns
    -------
    dict of str to pathlib.Path
        Student id to page, for every student whose submission is graded.

    Raises
    ------
    CrmlabError
        If nothing is graded yet or nbgrader cannot make a page.
    """
    from crmlab.course.grade import results

    chapter = find_chapter(slug)
    graded = [result.student for result in results(course, slug, student) if result.state == GRADED]
    if not graded:
        raise CrmlabError(
            tr("no submission of {slug} is graded yet; run 'crmlab grade {slug}' first", slug=slug)
        )
    pages = {}
    for name in graded:
        log = course.run_nbgrader("generate_feedback", slug, name)
        if log:
            raise CrmlabError(
                tr(
                    "nbgrader could not make the feedback of {student}: {reason}",
                    student=name,
                    reason=last_line(log),
                )
            )
        pages[name] = course.root / "feedback" / name / slug / Path(chapter.file_name).with_suffix(".html")
        _keep_for_exchange(course, name, slug)
    return pages


def _keep_for_exchange(course, student, slug):
    """Put beside the page what an exchange wrote with the submission: it looks there for feedback."""
    page, submitted = (course.root / step / student / slug for step in ("feedback", "submitted"))
    # Where our own time stands in place of the exchange's, that one was set aside.
    time = EXCHANGE_TIME if (submitted / EXCHANGE_TIME).exists() else "timestamp.txt"
    for name, kept in ((time, "timestamp.txt"), ("submission_secret.txt", "submission_secret.txt")):
        with contextlib.suppress(Refused), open_plain(submitted / name) as file:
            write_file(page / kept, file.read(1000))

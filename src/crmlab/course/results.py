"""What came of each submission, read back from journal, gradebook and graded notebook."""

import json
from dataclasses import dataclass

import nbformat

from crmlab.course.book import Book, stale_scores
from crmlab.course.journal import GRADED, MISSING, PERSON, Entry, read_journal
from crmlab.course.release import find_chapter
from crmlab.course.submission import cells_by_name
from crmlab.grading.own_tests import NOT_TAMPER_PROOF, OWN_TEST
from crmlab.identity import normalise_id
from crmlab.language import tr


@dataclass(frozen=True)
class ItemResult:
    """What one exercise earned; ``score`` is None while a written exercise waits for its grader."""

    name: str
    status: str
    score: float | None
    points: float
    slip: str = ""


@dataclass(frozen=True)
class Result:
    """What became of one student's submission of a chapter.

    ``score`` and ``max_score`` count the exercises that are graded automatically; written ones are among
    ``items`` with the status "written", and the instructor's own nbgrader tests, which run in the student's
    process, with the status "not tamper-proof". Where a person is needed there is no score. ``sha256`` is the
    hash of what was graded, ``received`` when that was first taken in, ``penalty`` what nbgrader takes off
    for being late (not taken off here), ``backend`` how the code was sealed off, ``notes`` what a person
    should know.
    """

    student: str
    state: str
    reason: str = ""
    score: float | None = None
    max_score: float = 0.0
    items: tuple = ()
    sha256: str = ""
    received: str = ""
    seconds_late: float = 0.0
    penalty: float = 0.0
    backend: str = ""
    notes: tuple = ()

    def summary(self):
        """One sentence for the instructor."""
        if self.state == GRADED:
            points = tr(
                "{student}: {score} of {most} points.",
                student=self.student,
                score=f"{self.score:g}",
                most=f"{self.max_score:g}",
            )
            return " ".join([points, *(f"({note})" for note in self.notes)])
        return tr(
            "{student}: {state} ({reason}).", student=self.student, state=tr(self.state), reason=self.reason
        )


def results(course, slug, student=None):
    """Read what became of each student's submission, without grading anything.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
    student : str, optional
        Only this student.

    Returns
    -------
    list of Result
    """
    chapter = find_chapter(slug)
    entries = read_journal(course, slug)
    most = sum(cell.points for cell in chapter.graded)
    found = []
    with course.gradebook() as gradebook:
        book = Book(course, gradebook, chapter)
        for name in [normalise_id(student)] if student else entries:
            entry = entries.get(name, Entry(MISSING, tr("nothing was handed in")))
            if entry.state == GRADED:
                found.append(_result(book, name, entry))
            else:
                score = 0.0 if entry.state == MISSING else None
                about = {"sha256": entry.sha256, "received": entry.received, "backend": entry.backend}
                found.append(Result(name, entry.state, entry.reason, score, most, **about))
    return found


def _result(book, student, entry):
    """Read one graded submission: scores from the gradebook, verdicts from the graded notebook."""
    from crmlab.grading.judging import VERDICT

    chapter = book.chapter
    most = sum(cell.points for cell in chapter.graded)
    found, path = book.find(student), book.graded_file(student)
    if found is None or not path.exists():
        reason = tr("the graded notebook is gone; run 'crmlab grade {slug}' again", slug=chapter.slug)
        return Result(student, PERSON, reason, None, most)
    nb = nbformat.from_dict(json.loads(path.read_bytes()))
    grades = {grade.name: grade for grade in found.grades}
    checks, written = cells_by_name(nb, "check"), cells_by_name(nb, "written")
    items = []
    for cell in chapter.graded:
        graded = checks[cell.name].metadata
        grade, about = grades[graded.nbgrader.grade_id], graded.get(VERDICT)
        if about is None or grade.auto_score is None:
            reason = tr("{name} has no score; grade again with --force", name=cell.name)
            return Result(student, PERSON, reason, None, most)
        items.append(ItemResult(cell.name, about["status"], grade.score, cell.points, about["slip"]))
    for cell in nb.cells:
        if OWN_TEST in cell.metadata:
            grade = grades[cell.metadata.nbgrader.grade_id]
            items.append(ItemResult(grade.name, NOT_TAMPER_PROOF, grade.score, grade.max_score))
            most += grade.max_score
    for cell in chapter.written:
        grade = grades[written[cell.name].metadata.nbgrader.grade_id]
        items.append(ItemResult(cell.name, "written", grade.manual_score, cell.points))
    return Result(
        student,
        GRADED,
        score=sum(item.score for item in items if item.status != "written"),
        max_score=most,
        items=tuple(items),
        sha256=entry.sha256,
        received=entry.received,
        seconds_late=found.assignment.total_seconds_late,
        penalty=found.late_submission_penalty or 0.0,
        backend=entry.backend,
        notes=tuple(score_note(chapter, name) for name in stale_scores(found, entry)),
    )


def score_note(chapter, grade_id):
    """Say that the score of a person belongs to another submission.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter
    grade_id : str

    Returns
    -------
    str
    """
    name = grade_id.removeprefix(f"{chapter.slug}-")
    return tr("the manual score of {name} was given for another version", name=name)

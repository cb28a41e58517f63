"""Grade submissions side by side, enter the scores with nbgrader, and read back what came of each."""

from dataclasses import dataclass

import nbformat

from crmlab.course import CrmlabError
from crmlab.course.book import enter
from crmlab.course.files import cannot_write, sha256
from crmlab.course.intake import read_plain
from crmlab.course.release import find_chapter, released_notebook
from crmlab.course.status import GRADED, MISSING, PERSON, WAITING, change_status, new_entry, read_status
from crmlab.course.submission import cells_by_name, problem_of
from crmlab.identity import normalise_id
from crmlab.language import tr
from crmlab.runner.pool import grade_all
from crmlab.runner.task import Task


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
    ``items`` with the status "written". Where a person is needed there is no score.
    """

    student: str
    state: str
    reason: str = ""
    score: float | None = None
    max_score: float = 0.0
    items: tuple = ()

    def summary(self):
        """One sentence for the instructor."""
        if self.state == GRADED:
            return tr(
                "{student}: {score} of {most} points.",
                student=self.student,
                score=f"{self.score:g}",
                most=f"{self.max_score:g}",
            )
        return tr(
            "{student}: {state} ({reason}).", student=self.student, state=tr(self.state), reason=self.reason
        )


def grade(course, slug, student=None, force=False, progress=False, jobs=None):
    """Grade what was handed in for a chapter.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
        The chapter.
    student : str, optional
        Only this student.
    force : bool
        Grade again what has not changed since it was graded.
    progress : bool
        Show a progress bar.
    jobs : int, optional
        How many submissions at a time; by default the number of cores.

    Returns
    -------
    list of Result
        In the order of the student ids, students without a submission included.

    Raises
    ------
    CrmlabError
        If the chapter is not released, nobody handed in, or the folder cannot be written. What was graded
        before that stays, and the next run goes on from there.
    """
    from tqdm import tqdm

    if jobs is not None and jobs < 1:
        raise CrmlabError(tr("--jobs is how many at a time, 1 or more; not {n}", n=jobs))
    chapter = find_chapter(slug)
    released = released_notebook(course, chapter)
    there = _submissions(course, slug, student)
    if not there and not read_status(course, slug):
        raise CrmlabError(
            tr("nobody has handed in {slug} yet; run 'crmlab collect {slug} FOLDER' first", slug=slug)
        )
    try:
        fresh = [name for name in there if _is_fresh(course, chapter, released, name, force)]
        tasks = (_task(course, chapter, released, name) for name in fresh)
        done = grade_all(tasks, jobs) if fresh else ()
        with course.gradebook() as gradebook:
            for outcome in tqdm(done, desc=slug, total=len(fresh), unit="student", disable=not progress):
                _settle(course, gradebook, chapter, released, outcome)
    except OSError as error:
        raise cannot_write(course.root, error) from error
    return results(course, slug, student)


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
    status = read_status(course, slug)
    wanted = [normalise_id(student)] if student else sorted(status)
    found = []
    with course.gradebook() as gradebook:
        for name in wanted:
            about = status.get(name, {"state": MISSING, "reason": tr("nothing was handed in")})
            if about["state"] == GRADED:
                found.append(_result(course, gradebook, chapter, name))
            else:
                most = sum(cell.points for cell in chapter.graded)
                score = 0.0 if about["state"] == MISSING else None
                found.append(Result(name, about["state"], about["reason"], score, most))
    return found


def _submissions(course, slug, student):
    """Ids of the students whose submission lies in the folder."""
    there = sorted(
        path.parent.name for path in (course.root / "submitted").glob(f"*/{slug}") if path.is_dir()
    )
    if student is None:
        return there
    wanted = normalise_id(student)
    if wanted not in there and wanted not in read_status(course, slug):
        raise CrmlabError(
            tr("{student} has not handed in {slug}; check the id", student=repr(wanted), slug=slug)
        )
    return [wanted] if wanted in there else []


def _change(course, chapter, student, state, reason="", graded_as=""):
    """Change the state of a submission and keep what is known of its file."""
    before = read_status(course, chapter.slug).get(student)
    about = {"file": before["file"], "digest": before["sha256"]} if before else {"file": chapter.file_name}
    entry = new_entry(state, reason, graded_as=graded_as, **about)
    change_status(course, chapter.slug, {student: entry})


def _is_fresh(course, chapter, released, student, force):
    """Whether a submission has to be graded; one that cannot be graded is left to a person."""
    content, problem = read_plain(_submitted(course, chapter, student))
    problem = problem or problem_of(content, chapter, released)[1]
    if problem:
        _change(course, chapter, student, PERSON, problem)
        return False
    before = read_status(course, chapter.slug).get(student)
    done = course.root / "autograded" / student / chapter.slug / chapter.file_name
    same = before and before["graded_as"] == _fingerprint(course, chapter, released, student)
    return force or not (same and (before["state"] == PERSON or done.exists()))


def _submitted(course, chapter, student):
    return course.root / "submitted" / student / chapter.slug / chapter.file_name


def _fingerprint(course, chapter, released, student):
    """The hash of what is graded: the submission and the released notebook."""
    return sha256(_submitted(course, chapter, student).read_bytes() + released.read_bytes())


def _task(course, chapter, released, student):
    _change(course, chapter, student, WAITING, tr("grading was interrupted"))
    return Task(
        slug=chapter.slug,
        student=student,
        released=released.read_text(encoding="utf-8"),
        submitted=_submitted(course, chapter, student).read_text(encoding="utf-8"),
        course=course.public_file().decode("utf-8"),
        secret=course.secret,
        cell_seconds=course.cell_seconds,
    )


def _settle(course, gradebook, chapter, released, outcome):
    """Enter the scores, then say so: a run that is ended in between grades this submission again."""
    if not outcome.reason:
        enter(course, gradebook, chapter, outcome.student, outcome.notebook)
    fingerprint = _fingerprint(course, chapter, released, outcome.student)
    state = PERSON if outcome.reason else GRADED
    _change(course, chapter, outcome.student, state, outcome.reason, fingerprint)


def _result(course, gradebook, chapter, student):
    """Read one graded submission: scores from the gradebook, verdicts from the graded notebook."""
    from nbgrader.api import MissingEntry

    from crmlab.grading.judging import VERDICT

    most = sum(cell.points for cell in chapter.graded)
    path = course.root / "autograded" / student / chapter.slug / chapter.file_name
    try:
        nb = nbformat.read(path, as_version=4)
        submission = gradebook.find_submission_notebook(path.stem, chapter.slug, student)
    except (FileNotFoundError, MissingEntry):
        return Result(
            student, PERSON, tr("the graded notebook is gone; grade again with --force"), None, most
        )
    grades = {grade.name: grade for grade in submission.grades}
    checks, written = cells_by_name(nb, "check"), cells_by_name(nb, "written")
    items = []
    for cell in chapter.graded:
        graded = checks[cell.name].metadata
        grade, about = grades[graded.nbgrader.grade_id], graded.get(VERDICT)
        if about is None or grade.auto_score is None:
            reason = tr("{name} has no score; grade again with --force", name=cell.name)
            return Result(student, PERSON, reason, None, most)
        items.append(ItemResult(cell.name, about["status"], grade.score, cell.points, about["slip"]))
    for cell in chapter.written:
        grade = grades[written[cell.name].metadata.nbgrader.grade_id]
        items.append(ItemResult(cell.name, "written", grade.manual_score, cell.points))
    total = sum(item.score for item in items if item.status != "written")
    return Result(student, GRADED, "", total, most, tuple(items))

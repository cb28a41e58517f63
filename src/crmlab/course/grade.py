"""Grade submissions side by side and enter the scores, each in a way that a killed run can be repeated."""

import contextlib
import dataclasses
import itertools
import os
import signal
import threading

from crmlab import __version__
from crmlab.course import CrmlabError
from crmlab.course.book import Book
from crmlab.course.files import cannot_write, clear_halves
from crmlab.course.intake import MOST_OF_A_FILE, Intake
from crmlab.course.journal import GRADED, MISSING, PERSON, WAITING, Entry, Journal, read_journal
from crmlab.course.release import find_chapter, released_notebook
from crmlab.course.results import results
from crmlab.course.store import NEW, Refused, hashes, keep, kept_file, open_plain
from crmlab.course.submission import decoded, size_problem
from crmlab.course.versions import key_versions
from crmlab.grading.own_tests import withheld
from crmlab.identity import normalise_id
from crmlab.language import tr
from crmlab.runner.choice import choose
from crmlab.runner.cluster import grade_all_on
from crmlab.runner.pool import grade_all
from crmlab.runner.task import Task


def grade(course, slug, student=None, force=False, progress=False, jobs=None, sandbox=None, cluster=None):
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
    sandbox : str, optional
        How student code is sealed off, see `crmlab.sandbox.backends`; by default the best that holds.
    cluster : str, optional
        Address of a Dask scheduler whose workers grade, see `crmlab.runner.cluster`; by default this machine.

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
    if not there and not read_journal(course, slug):
        raise CrmlabError(
            tr("nobody has handed in {slug} yet; run 'crmlab collect {slug} FOLDER' first", slug=slug)
        )
    try:
        with Journal(course, slug) as journal, course.gradebook() as gradebook, first_interrupt() as stop:
            tests = withheld(gradebook, chapter)
            grader = _Grader(course, chapter, released, tests, journal, Book(course, gradebook, chapter))
            grader.take_in(there)
            names = [normalise_id(student)] if student else sorted(journal.entries)
            fresh = [name for name in names if grader.is_fresh(name, force)]
            if fresh:
                tasks = itertools.takewhile(lambda _: not stop.is_set(), map(grader.task, fresh))
                if cluster:
                    done = grade_all_on(cluster, tasks, jobs, sandbox)
                else:
                    done = grade_all(tasks, jobs, sandbox or choose(course.root))
                bar = tqdm(done, desc=slug, total=len(fresh), unit="student", disable=not progress)
                with contextlib.closing(done), bar:
                    for outcome in bar:
                        grader.settle(outcome)
            if stop.is_set():
                raise KeyboardInterrupt
            grader.book.set_penalties({s for s, e in journal.entries.items() if e.state == GRADED})
    except OSError as error:
        raise cannot_write(course.root, error) from error
    return results(course, slug, student)


@contextlib.contextmanager
def first_interrupt():
    """Let the first Ctrl-C only be noted; a second one interrupts. For a ``with`` statement.

    Yields
    ------
    threading.Event
        Set by the first one.

    Examples
    --------
    >>> with first_interrupt() as stop:
    ...     signal.raise_signal(signal.SIGINT)
    ...     stop.is_set()
    True
    """
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.getsignal(signal.SIGINT)

    def note(*_):
        stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, note)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _submissions(course, slug, student):
    """Ids of the students whose submission lies in the folder."""
    there = sorted(
        path.parent.name for path in (course.root / "submitted").glob(f"*/{slug}") if path.is_dir()
    )
    if student is None:
        return there
    wanted = normalise_id(student)
    if wanted not in there and wanted not in read_journal(course, slug):
        raise CrmlabError(
            tr("{student} has not handed in {slug}; check the id", student=repr(wanted), slug=slug)
        )
    return [wanted] if wanted in there else []


class _Grader:
    """One run of grading: what is fresh, what is to be done for it, and how what came of it is entered."""

    def __init__(self, course, chapter, released, tests, journal, book):
        self.course, self.chapter, self.journal, self.book = course, chapter, journal, book
        self.intake = Intake(course, chapter, released, journal, book)
        self.key = key_versions(course, chapter, released, tests)
        self._public = course.public_file().decode("utf-8")
        self._released = released.read_text(encoding="utf-8")
        self._tests = tests

    def take_in(self, students):
        """Take in what was put into ``submitted/`` by other means, and finish what a killed run left open."""
        clear_halves(kept_file(self.course, NEW))
        for student, entry in list(self.journal.entries.items()):
            if entry.state == PERSON and entry.in_book:
                self.intake.fail(student, entry)
        for student in students:
            path = self.intake.submitted(student)
            known = self.journal.entries.get(student, Entry(MISSING))
            if known.state != MISSING and not os.path.lexists(path):
                continue  # its bytes are kept; the copy for nbgrader is not needed
            try:
                if known.sha256 in hashes(path) and kept_file(self.course, known.sha256).exists():
                    continue
                with open_plain(path) as stream:
                    digest, size = keep(self.course, stream, MOST_OF_A_FILE)
                self.intake.take(student, path.name, digest, size_problem(size))
            except Refused as error:
                self.intake.take(student, path.name, "", str(error))

    def is_fresh(self, student, force):
        """Whether a submission has to be graded; one that cannot be graded is left to a person."""
        entry = self.journal.entries[student]
        if entry.state == WAITING:
            return True
        if not entry.was_tried:
            return False
        gone = entry.state == GRADED and not self.book.graded_file(student).exists()
        return force or gone or entry.tried["key"] != self.key(student)

    def task(self, student):
        """Say that it is being graded, and make the task of it."""
        entry = self.journal.entries[student]
        self.journal.put(student, dataclasses.replace(entry, state=WAITING, reason=""))
        return Task(
            slug=self.chapter.slug,
            student=student,
            released=self._released,
            submitted=decoded(kept_file(self.course, entry.sha256).read_bytes()),
            course=self._public,
            secret=self.course.secret,
            cell_seconds=self.course.cell_seconds,
            withheld=self._tests,
        )

    def settle(self, outcome):
        """Enter the scores, then say so: a run that is ended in between grades this submission again."""
        entry = self.journal.entries[outcome.student]
        tried = {
            "sha256": entry.sha256,
            "key": self.key(outcome.student),
            "backend": outcome.backend,
            "version": __version__,
            "seconds": round(outcome.seconds, 2),
        }
        if outcome.reason:
            self.intake.fail(outcome.student, dataclasses.replace(entry, reason=outcome.reason, tried=tried))
            return
        manual = self.book.enter(outcome.student, outcome.notebook, entry)
        graded = {"state": GRADED, "tried": tried, "in_book": entry.sha256, "manual": manual}
        self.journal.put(outcome.student, dataclasses.replace(entry, **graded))

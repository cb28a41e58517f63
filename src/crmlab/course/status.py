"""Where every submission stands: the journal, read together with the class list and the gradebook."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from crmlab.course.book import Book, stale_scores
from crmlab.course.journal import GRADED, MISSING, PERSON, WAITING, Entry, read_journal
from crmlab.course.release import find_chapter, released_notebook
from crmlab.course.results import score_note
from crmlab.course.versions import key_versions
from crmlab.language import tr


@dataclass(frozen=True)
class StudentStatus:
    """Where one student's submission stands.

    ``file``, ``sha256`` and ``received`` are of the newest submission, ``backend`` and ``seconds`` of its
    grading; ``notes`` say what a person should know.
    """

    student: str
    name: str
    state: str
    reason: str
    file: str
    sha256: str
    received: str
    seconds_late: float
    backend: str
    seconds: float | None
    notes: tuple

    def line(self):
        """One line for the instructor."""
        parts = [f"{self.student}: {tr(self.state)}"]
        if self.reason:
            parts[0] += f" ({self.reason})"
        if self.received:
            parts.append(tr("received {time}", time=self.received))
        if self.seconds_late > 0:
            parts.append(tr("late by {hours} h", hours=f"{self.seconds_late / 3600:.1f}"))
        if self.backend:
            parts.append(tr("sealed by {backend}", backend=self.backend))
        if self.seconds is not None:
            parts.append(f"{self.seconds:.1f} s")
        return "; ".join([*parts, *self.notes])


@dataclass(frozen=True)
class ChapterStatus:
    """Where a chapter stands: the due date in UTC, or none, and every student."""

    slug: str
    due: str
    students: tuple

    def summary(self):
        """One sentence for the instructor."""
        count = Counter(student.state for student in self.students)
        return tr(
            "{slug}: {waiting} to grade, {graded} graded, {person} need a person, {missing} missing; {late} "
            "late, {notes} to look at; due {due}.",
            slug=self.slug,
            waiting=count[WAITING],
            graded=count[GRADED],
            person=count[PERSON],
            missing=count[MISSING],
            late=sum(student.seconds_late > 0 for student in self.students),
            notes=sum(bool(student.notes) for student in self.students),
            due=self.due or "-",
        )


def status(course, slug=None):
    """Say where every student's submission stands.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str, optional
        The chapter; by default every released one.

    Returns
    -------
    list of ChapterStatus
        Students of the class list, and whoever else handed in, in the order of their ids.

    Raises
    ------
    CrmlabError
        If the chapter is unknown or not released, or its journal is damaged.
    """
    slugs = [slug] if slug else sorted(path.name for path in (course.root / "release").iterdir())
    with course.gradebook() as gradebook:
        return [_chapter(course, gradebook, find_chapter(one)) for one in slugs]


def _chapter(course, gradebook, chapter):
    from crmlab.course.late import due_of
    from crmlab.grading.own_tests import withheld

    released = released_notebook(course, chapter)
    book, due = Book(course, gradebook, chapter), due_of(gradebook, chapter.slug)
    key_version = key_versions(course, chapter, released, withheld(gradebook, chapter))
    entries, names = read_journal(course, chapter.slug), {s.id: s.name for s in course.roster()}
    put_there = {
        path.parent.name: Entry(WAITING, tr("it lies in submitted/ and is taken in when you grade"))
        for path in (course.root / "submitted").glob(f"*/{chapter.slug}")
    }
    absent = Entry(MISSING, tr("nothing was handed in"))
    found = []
    for student in sorted({*names, *entries, *put_there}):
        entry = entries.get(student, absent)
        if entry.state == MISSING:
            entry = put_there.get(student, entry)
        about = book.find(student) if entry.state == GRADED else None
        late = about.assignment.total_seconds_late if about else _seconds_late(entry.received, due)
        found.append(
            StudentStatus(
                student=student,
                name=names.get(student, ""),
                state=entry.state,
                reason=entry.reason,
                file=entry.file,
                sha256=entry.sha256,
                received=entry.received,
                seconds_late=late,
                backend=entry.backend,
                seconds=entry.tried.get("seconds") if entry.was_tried else None,
                notes=tuple(_notes(book, student, entry, about, key_version)),
            )
        )
    return ChapterStatus(chapter.slug, due.isoformat(timespec="minutes") if due else "", tuple(found))


def _seconds_late(received, due):
    if not received or due is None:
        return 0.0
    return max(0.0, (datetime.fromisoformat(received).astimezone(UTC) - due).total_seconds())


def _notes(book, student, entry, about, key_version):
    if entry.state == WAITING and entry.in_book and entry.in_book != entry.sha256:
        yield tr("the scores in the gradebook are of an earlier submission")
    if entry.state != GRADED:
        return
    if entry.tried["key"] != key_version(student):
        yield tr(
            "graded for another version of the chapter; run 'crmlab grade {slug}'", slug=book.chapter.slug
        )
    if about is None or not book.graded_file(student).exists():
        yield tr("the graded notebook is gone; run 'crmlab grade {slug}' again", slug=book.chapter.slug)
        return
    yield from (score_note(book.chapter, name) for name in stale_scores(about, entry))

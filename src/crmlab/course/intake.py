"""Take the students' files in: whose file it is, whether it can be graded, and a copy of every byte."""

import contextlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.course.book import Book
from crmlab.course.files import cannot_write, clear_halves, write_file
from crmlab.course.incoming import is_archive
from crmlab.course.journal import GRADED, MISSING, PERSON, WAITING, Entry, Journal
from crmlab.course.release import find_chapter, released_notebook
from crmlab.course.sorting import MOST_OF_A_FILE, by_student
from crmlab.course.store import NEW, Refused, keep, keep_exchange_time, kept_file, open_plain
from crmlab.course.submission import decoded, problem_of, size_problem
from crmlab.language import tr


@dataclass(frozen=True)
class Collected:
    """What came of a folder or an archive of files.

    ``states`` maps each student of the class list to (state, reason); ``unmatched`` lists (file, reason) of
    the files that belong to nobody, ``refused`` of those that were left out beside a notebook.
    """

    slug: str
    states: dict
    unmatched: tuple
    refused: tuple = ()

    def count(self, state):
        """How many students are in that state."""
        return sum(found == state for found, _ in self.states.values())

    def summary(self):
        """One sentence for the instructor."""
        return tr(
            "{slug}: {waiting} to grade, {graded} graded already, {person} need a person, {missing} missing, "
            "{unmatched} files belong to nobody.",
            slug=self.slug,
            waiting=self.count(WAITING),
            graded=self.count(GRADED),
            person=self.count(PERSON),
            missing=self.count(MISSING),
            unmatched=len(self.unmatched),
        )


def collect(course, slug, place):
    """Take in a folder or an archive of submissions.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
        The chapter.
    place : path-like
        A folder or a zip, tar or tar.gz file: files with student ids in their names, or one subfolder or
        archive per student.

    Returns
    -------
    Collected

    Raises
    ------
    CrmlabError
        If the chapter is not released, the class list is empty or the place cannot be read or written.

    Notes
    -----
    The bytes of every student's file, and of every archive that is opened, are kept under
    ``received/<sha256>`` before anything reads them. Several different notebooks of one student are left to a
    person. Other bytes than before are a new version, whatever their dates say; the same change nothing.
    """
    chapter = find_chapter(slug)
    released = released_notebook(course, chapter)
    students = course.roster()
    if not students:
        raise CrmlabError(
            tr(
                "the class list {file} is empty; fill it in, then collect again",
                file=course.root / "roster.csv",
            )
        )
    place = Path(place).expanduser()
    if not place.is_dir() and not (place.is_file() and is_archive(place.name)):
        raise CrmlabError(
            tr(
                "{place} is not a folder and not a zip or tar file; give what holds the students' files",
                place=place,
            )
        )
    if place.resolve().is_relative_to(course.root):
        raise CrmlabError(tr("{place} lies in the course folder; collect from outside it", place=place))
    course.add_students(students)
    ids = [student.id for student in students]
    clear_halves(kept_file(course, NEW))
    try:
        files, unmatched, doubtful, refused = by_student(course, chapter, ids, place)
        with Journal(course, slug) as journal, course.gradebook() as gradebook:
            intake = Intake(course, chapter, released, journal, Book(course, gradebook, chapter))
            for student in ids:
                known = journal.entries.get(student, Entry(MISSING))
                if student in files:
                    refused += intake.choose(student, files[student])
                elif known.state == MISSING and student in doubtful:
                    journal.put(student, replace(known, state=PERSON, reason=doubtful[student]))
                elif known.state == MISSING:
                    reason = tr("no file of this student was in the folder")
                    journal.put(student, replace(known, reason=reason))
            states = {i: (journal.entries[i].state, journal.entries[i].reason) for i in ids}
    except OSError as error:
        raise cannot_write(course.root, error) from error
    return Collected(slug, states, tuple(unmatched), tuple(refused))


@dataclass(frozen=True)
class Intake:
    """Submissions on their way into a course, one student's at a time.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    chapter : crmlab.authoring.source.Chapter
    released : pathlib.Path
    journal : crmlab.course.journal.Journal
    book : crmlab.course.book.Book
    """

    course: object
    chapter: object
    released: Path
    journal: Journal
    book: Book

    def submitted(self, student):
        """Return where nbgrader expects the student's notebook.

        Parameters
        ----------
        student : str

        Returns
        -------
        pathlib.Path
        """
        return self.course.root / "submitted" / student / self.chapter.slug / self.chapter.file_name

    def choose(self, student, files):
        """Take in the one notebook among a student's files.

        Parameters
        ----------
        student : str
        files : list of crmlab.course.sorting.StudentFile

        Returns
        -------
        list of (str, str)
            Other files that were refused, and why.
        """
        notebooks = [file for file in files if file.is_notebook] or files
        bad = next((file for file in files if file.problem and (file.whole or file in notebooks)), None)
        if bad:
            self.take(student, bad.name, "", tr("{file}: {reason}", file=bad.name, reason=bad.problem))
            return []
        different = {file.digest: file for file in notebooks}
        if len(different) > 1:
            names = ", ".join(sorted(file.name for file in different.values()))
            why = tr("several different files: {files}; leave one and collect again", files=names)
            self.take(student, names, "", why)
        else:
            self.take(student, notebooks[0].name, notebooks[0].digest, size_problem(notebooks[0].size))
        return [(file.name, file.problem) for file in files if file.problem]

    def take(self, student, name, digest, problem=""):
        """Make this the student's newest submission.

        Parameters
        ----------
        student : str
        name : str
            Of the file.
        digest : str
            Hash under which its bytes are kept; empty where no single file counts.
        problem : str
            Why it cannot be graded, if that is known.
        """
        known = self.journal.entries.get(student, Entry(MISSING))
        judged = known.state in (WAITING, GRADED) or known.was_tried
        same = digest and digest == known.sha256 and judged
        text, versions = "", known.versions
        if digest and not problem:
            content = kept_file(self.course, digest).read_bytes()
            text, problem = (
                (decoded(content), "") if same else problem_of(content, self.chapter, self.released)
            )
        if digest:
            versions = {**versions, digest: self.journal.receipt(student, digest)}
        new = replace(known, state=WAITING, reason="", file=name, sha256=digest, versions=versions)
        if problem:
            self._withdraw_file(student)
            self.fail(student, replace(new, reason=problem))
            return
        target = self.submitted(student)
        if same and os.path.lexists(target):
            return
        stamp = target.with_name("timestamp.txt")
        target.parent.mkdir(parents=True, exist_ok=True)
        keep_exchange_time(stamp, known.received)
        for path, written in ((target, text), (stamp, f"{new.received}\n")):
            clear_halves(path)
            write_file(path, written.encode())
        if not same:
            self.journal.put(student, new)

    def fail(self, student, entry):
        """Leave a submission to a person: its state says so first, then older scores go out of the gradebook.

        Parameters
        ----------
        student : str
        entry : crmlab.course.journal.Entry
            With the reason.
        """
        entry = replace(entry, state=PERSON)
        self.journal.put(student, entry)
        if entry.in_book:
            manual = self.book.withdraw(student, entry)
            self.journal.put(student, replace(entry, in_book="", manual=manual))

    def _withdraw_file(self, student):
        """Take an older submission away, so that it does not stand in for the newest; its bytes stay."""
        target = self.submitted(student)
        try:
            with open_plain(target) as stream:
                keep(self.course, stream, MOST_OF_A_FILE)
        except Refused:
            return
        target.unlink()
        target.with_name("timestamp.txt").unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            target.parent.rmdir()

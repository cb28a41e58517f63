"""Take the students' files in: whose file it is, whether it can be graded, and a copy of every byte."""

import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.course.files import cannot_write, sha256, write_file
from crmlab.course.release import find_chapter, released_notebook
from crmlab.course.status import GRADED, MISSING, PERSON, WAITING, change_status, new_entry, read_status
from crmlab.course.submission import problem_of
from crmlab.courseinfo import COURSE_FILE
from crmlab.identity import normalise_id
from crmlab.language import tr


@dataclass(frozen=True)
class Collected:
    """What came of a folder of files.

    ``states`` maps each student of the class list to (state, reason); ``unmatched`` lists (file, reason) of
    the files that belong to nobody.
    """

    slug: str
    states: dict
    unmatched: tuple

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


def collect(course, slug, folder):
    """Take in a folder of submissions.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
        The chapter.
    folder : path-like
        Files with student ids in their names, or one subfolder per student.

    Returns
    -------
    Collected

    Raises
    ------
    CrmlabError
        If the chapter is not released, the class list is empty or the folder cannot be read or written.

    Notes
    -----
    Every file is kept byte for byte under ``received/<sha256>`` before anything reads it. Several different
    files of one student are left to a person. A file that cannot be graded never replaces one that can.
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
    folder = Path(folder).expanduser()
    if not folder.is_dir():
        raise CrmlabError(
            tr("{folder} is not a folder; give the folder that holds the students' files", folder=folder)
        )
    if folder.resolve().is_relative_to(course.root):
        raise CrmlabError(
            tr("{folder} lies in the course folder; collect from a folder outside it", folder=folder)
        )
    course.add_students(students)
    try:
        return _collect(course, chapter, released, [student.id for student in students], folder)
    except OSError as error:
        raise cannot_write(course.root, error) from error


def _collect(course, chapter, released, ids, folder):
    files, unmatched, doubtful = {}, [], {}
    for path, refused in _walk(folder):
        name = path.relative_to(folder).as_posix()
        owners = match(name, ids, chapter.file_name)
        if len(owners) > 1:
            reason = tr("the file {file} names several students: {ids}", file=name, ids=", ".join(owners))
            unmatched.append((name, reason))
            doubtful.update(dict.fromkeys(owners, reason))
        elif not owners:
            unmatched.append((name, refused or tr("no id of the class list is in its name")))
        else:
            files.setdefault(owners[0], []).append((path, name, refused))
    before, entries = read_status(course, chapter.slug), {}
    for student in ids:
        if student in files:
            taken = _take(course, chapter, released, student, files[student], before.get(student))
        elif before.get(student, {}).get("state", MISSING) != MISSING:
            continue
        elif student in doubtful:
            taken = new_entry(PERSON, doubtful[student])
        else:
            taken = new_entry(MISSING, tr("no file of this student was in the folder"))
        entries[student] = taken
    change_status(course, chapter.slug, entries)
    now = read_status(course, chapter.slug)
    return Collected(chapter.slug, {i: (now[i]["state"], now[i]["reason"]) for i in ids}, tuple(unmatched))


def _take(course, chapter, released, student, files, before):
    """Take one student's files in and return the status entry."""
    content, name, problem = _one_file(course, files)
    digest = sha256(content)
    if not problem and before and before["state"] == GRADED and before["sha256"] == digest:
        return before
    text = ""
    if not problem:
        text, problem = problem_of(content, chapter, released)
    target = course.root / "submitted" / student / chapter.slug / chapter.file_name
    if problem:
        _withdraw(course, target)
        return new_entry(PERSON, problem, file=name, digest=digest)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_file(target, text.encode())
    return new_entry(WAITING, file=name, digest=digest)


def _one_file(course, files):
    """Return content and name of the one file that counts, or the problem with choosing it."""
    notebooks = [file for file in files if file[1].casefold().endswith(".ipynb")] or files
    received = {}
    for path, name, refused in notebooks:
        content, problem = (b"", refused) if refused else read_plain(path)
        if problem:
            return b"", name, tr("{file}: {reason}", file=name, reason=problem)
        _keep(course, content)
        received[content] = name
    if len(received) > 1:
        names = ", ".join(sorted(received.values()))
        return b"", names, tr("several different files: {files}; leave one and collect again", files=names)
    content, name = next(iter(received.items()))
    return content, name, ""


def _withdraw(course, target):
    """Take an older submission away, so that it does not stand in for the newest; its bytes stay."""
    content, problem = read_plain(target)
    if not problem:
        _keep(course, content)
        target.unlink()
        target.parent.rmdir()


def match(name, ids, file_name):
    """Find the students whose id stands in the name of a file.

    Parameters
    ----------
    name : str
        Path within the collected folder, with ``/``.
    ids : iterable of str
        Normalised student ids.
    file_name : str
        Name of the released notebook; its number is no id.

    Returns
    -------
    list of str
        An id inside a longer id does not count.

    Examples
    --------
    >>> match("S01_04_switching_costs.ipynb", ["s01", "s1", "04"], "04_switching_costs.ipynb")
    ['s01']
    >>> match("Na Li_77_assignsubmission_file_/li.na.ipynb", ["na.li", "li.na"], "04_x.ipynb")
    ['li.na']
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    folded = folded.removesuffix(".ipynb").replace(file_name.removesuffix(".ipynb"), "")
    taken, found = [], []
    for student in sorted(map(normalise_id, ids), key=len, reverse=True):
        spans = [m.span() for m in re.finditer(rf"(?<![^\W_]){re.escape(student)}(?![^\W_])", folded)]
        free = [s for s in spans if not any(a <= s[0] and s[1] <= b for a, b in taken)]
        taken += free
        found += [student] if free else []
    return found


def _walk(folder):
    """Yield every file below a folder with the reason why it cannot be taken, without following links."""
    for item in sorted(os.scandir(folder), key=lambda item: item.name):
        if item.name.startswith((".", "__MACOSX")) or item.name == COURSE_FILE:
            continue
        if item.is_symlink():
            yield Path(item.path), tr("it is a link; hand in the file itself")
        elif item.is_dir(follow_symlinks=False):
            yield from _walk(item.path)
        elif not item.is_file(follow_symlinks=False):
            yield Path(item.path), tr("it is not a plain file")
        else:
            yield Path(item.path), ""


def read_plain(path):
    """Read a file only if it is a plain one, whatever becomes of its name meanwhile.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    content : bytes
    problem : str
        Empty when the file was read.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        return b"", tr("it cannot be read ({reason})", reason=error.strerror)
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return b"", tr("it is not a plain file")
        return file.read(), ""


def _keep(course, content):
    """Keep the bytes of a file under their hash, before anything reads them."""
    kept = course.root / "received" / sha256(content)
    if not kept.exists():
        write_file(kept, content, mode=0o444)

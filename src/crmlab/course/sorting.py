"""Whose file it is: the files of a folder or an archive by student, each kept before anything reads it."""

import re
import unicodedata
from dataclasses import dataclass

from crmlab.course import CrmlabError
from crmlab.course.incoming import OF_CLASS, OF_STUDENT, files_in_archive, files_in_folder, is_archive
from crmlab.course.store import Refused, keep, kept_file
from crmlab.language import tr

MOST_OF_A_FILE = 100_000_000
MOST_OF_AN_ARCHIVE = 20_000_000_000  # one that holds the files of a class
_DEEPEST = 2  # archives in one another


@dataclass(frozen=True)
class StudentFile:
    """A file of a student: kept, or refused; ``whole`` where that concerns all that the student handed in."""

    name: str
    digest: str = ""
    size: int = 0
    problem: str = ""
    whole: bool = False

    @property
    def is_notebook(self):
        """Whether its name says so."""
        return self.name.casefold().endswith(".ipynb")


def by_student(course, chapter, ids, place):
    """Keep the files of a folder or an archive and find whose they are.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    chapter : crmlab.authoring.source.Chapter
    ids : list of str
        The class list.
    place : pathlib.Path

    Returns
    -------
    files : dict of str to list of StudentFile
    unmatched : list of (str, str)
        Files of nobody, and why.
    doubtful : dict of str to str
        Students named by a file that names several, and why it is nobody's.
    refused : list of (str, str)
        The archive, where it could not be read to its end.

    Raises
    ------
    CrmlabError
        If the archive cannot be read at all.
    """
    files, unmatched, doubtful, refused = {}, [], {}, []
    try:
        for found in _files(course, place):
            owners = match(found.name, ids, chapter.file_name)
            if len(owners) == 1:
                depth = 0 if place.is_dir() else 1
                files.setdefault(owners[0], []).extend(_received(course, found, depth))
                continue
            if owners:
                listed = ", ".join(owners)
                reason = tr("the file {file} names several students: {ids}", file=found.name, ids=listed)
                doubtful.update(dict.fromkeys(owners, reason))
            else:
                reason = found.refused or tr("no id of the class list is in its name")
            unmatched.append((found.name, reason))
    except Refused as error:
        if not files and not unmatched:
            raise CrmlabError(tr("{file}: {reason}", file=place, reason=error)) from error
        refused.append((place.name, str(error)))
    return files, unmatched, doubtful, refused


def _files(course, place):
    if place.is_dir():
        yield from files_in_folder(place)
        return
    with place.open("rb") as stream:
        digest, _ = keep(course, stream, MOST_OF_AN_ARCHIVE)
    yield from files_in_archive(kept_file(course, digest), OF_CLASS)


def _received(course, found, depth):
    """Keep a file of a student and, if it is an archive, the files in it."""
    packed = is_archive(found.name)
    try:
        if found.refused:
            raise Refused(found.refused)
        with found.open() as stream:
            digest, size = keep(course, stream, MOST_OF_A_FILE)
        if not packed:
            return [StudentFile(found.name, digest, size)]
        if depth >= _DEEPEST:
            raise Refused(tr("it is an archive in an archive in an archive"))
    except Refused as error:
        return [StudentFile(found.name, problem=str(error), whole=packed)]
    inside = []
    try:
        for member in files_in_archive(kept_file(course, digest), OF_STUDENT, f"{found.name}/"):
            inside += _received(course, member, depth + 1)
        if not any(file.is_notebook or file.whole for file in inside):
            raise Refused(tr("it holds no notebook"))
    except Refused as error:
        inside.append(StudentFile(found.name, problem=str(error), whole=True))
    return inside


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
    there = [student for student in ids if student in folded]
    for student in sorted(there, key=len, reverse=True):
        spans = [m.span() for m in re.finditer(rf"(?<![^\W_]){re.escape(student)}(?![^\W_])", folded)]
        free = [s for s in spans if not any(a <= s[0] and s[1] <= b for a, b in taken)]
        taken += free
        found += [student] if free else []
    return found

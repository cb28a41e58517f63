"""What became of each submission: a journal for each chapter that only ever grows at its end.

Each line is what is known of one student's submission, as JSON; the last line of a student counts. A line
that was being written when the power went is dropped, because what it says is done again. Reading takes no
lock; only the command that holds the lock of the course writes.
"""

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime

from crmlab.course import CrmlabError
from crmlab.course.files import clear_halves, write_file
from crmlab.language import tr

WAITING, GRADED, PERSON, MISSING = "waiting", "graded", "needs a person", "missing"
_SPARE = 100  # lines beyond four for each student before the journal is written anew


@dataclass(frozen=True)
class Entry:
    """What is known of one student's submission of a chapter.

    Parameters
    ----------
    state : str
        waiting, graded, needs a person or missing.
    reason : str
        Why, in one sentence.
    file : str
        Name under which it was handed in.
    sha256 : str
        Hash of its bytes; empty where no single file counts.
    versions : dict of str to str
        Each hash that was ever taken in from this student to the time when that was, UTC.
    tried : dict
        The last grading that came to an end: ``sha256`` of what was graded, ``key`` version, ``backend`` that
        sealed it off, ``version`` of crmlab, ``seconds``, ``when``.
    in_book : str
        Hash of the submission that the automatic scores in the gradebook belong to; empty without scores.
    manual : dict of str to str
        Grade id to the hash of the submission that a person's score was given for, noted when another
        submission was graded after it.
    when : str
        Time of this entry, UTC.

    Examples
    --------
    >>> Entry(WAITING, sha256="ab", versions={"ab": "2026-12-01T10:00:00+00:00"}).received
    '2026-12-01T10:00:00+00:00'
    """

    state: str
    reason: str = ""
    file: str = ""
    sha256: str = ""
    versions: dict = field(default_factory=dict)
    tried: dict = field(default_factory=dict)
    in_book: str = ""
    manual: dict = field(default_factory=dict)
    when: str = ""

    @property
    def received(self):
        """When this content was first taken in; empty where there is none."""
        return self.versions.get(self.sha256, "")

    @property
    def backend(self):
        """How the graded code was sealed off; empty where this content is not graded."""
        return self.tried.get("backend", "") if self.was_tried else ""

    @property
    def was_tried(self):
        """Whether grading this content came to an end, with scores or without."""
        return bool(self.sha256) and self.tried.get("sha256") == self.sha256


def journal_file(course, slug):
    """Return the path of a chapter's journal.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str

    Returns
    -------
    pathlib.Path
    """
    return course.root / "journal" / f"{slug}.jsonl"


def read_journal(course, slug):
    """Read what became of each submission of a chapter.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str

    Returns
    -------
    dict of str to Entry
        By student id, in the order of the ids.

    Raises
    ------
    CrmlabError
        If a line other than the last is damaged.
    """
    entries, _, _ = _read(journal_file(course, slug))
    return dict(sorted(entries.items()))


class Journal:
    """The journal of a chapter, open for writing; use it in a ``with`` statement, under the course's lock.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str

    Raises
    ------
    CrmlabError
        If a line other than the last is damaged.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from types import SimpleNamespace
    >>> with tempfile.TemporaryDirectory() as place:
    ...     course = SimpleNamespace(root=Path(place))
    ...     with Journal(course, "churn") as journal:
    ...         journal.put("s01", Entry(MISSING))
    ...     read_journal(course, "churn")["s01"].state
    'missing'
    """

    def __init__(self, course, slug):
        self._path = journal_file(course, slug)
        self.entries, lines, self._end = _read(self._path)
        if lines > 4 * len(self.entries) + _SPARE:
            whole = b"".join(_line(student, entry) for student, entry in sorted(self.entries.items()))
            write_file(self._path, whole)
            self._end = len(whole)
        self._latest = max((time for e in self.entries.values() for time in e.versions.values()), default="")

    def __enter__(self):
        """Open the file and cut off a line that was not finished."""
        self._path.parent.mkdir(exist_ok=True)
        clear_halves(self._path)
        self._file = open(self._path, "ab", buffering=0)
        self._file.truncate(self._end)
        return self

    def __exit__(self, *error):
        """Close the file."""
        self._file.close()

    def put(self, student, entry):
        """Write down what became of a submission; it is on the disk when this returns.

        Parameters
        ----------
        student : str
        entry : Entry
            Nothing is written where it says what is known already.

        Raises
        ------
        OSError
            If it cannot be written; the journal is as it was then.
        """
        known = self.entries.get(student)
        if known and replace(entry, when=known.when) == known:
            return
        entry = replace(entry, when=_now())
        line = _line(student, entry)
        try:
            written = self._file.write(line)
            if written != len(line):
                raise OSError(28, os.strerror(28), str(self._path))
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self._end)
            raise
        self._end += len(line)
        self.entries[student] = entry
        self._latest = max(self._latest, *entry.versions.values(), "")

    def receipt(self, student, digest):
        """Return when this content of the student was first taken in: an earlier time, or now.

        Parameters
        ----------
        student : str
        digest : str
            SHA-256 of the content.

        Returns
        -------
        str
            UTC; never before a time that this journal gave out already, whatever the clock says.
        """
        known = self.entries.get(student)
        if known and digest in known.versions:
            return known.versions[digest]
        self._latest = max(self._latest, _now())
        return self._latest


def _now():
    return datetime.now(UTC).isoformat(timespec="seconds")


def _line(student, entry):
    about = {name: value for name, value in asdict(entry).items() if value}
    return json.dumps({"student": student, **about}, ensure_ascii=False).encode() + b"\n"


def _read(path):
    """Return the entries, how many lines there are, and where the last whole line ends."""
    entries, count, end, torn = {}, 0, 0, None
    try:
        with open(path, "rb") as file:
            for line in file:
                if torn:
                    raise _damaged(path, count + 1)
                try:
                    about = json.loads(line)
                    student = about.pop("student")
                    entry = Entry(**about)
                    if not line.endswith(b"\n"):
                        raise ValueError
                except (ValueError, TypeError, KeyError, AttributeError):
                    torn = True
                    continue
                entries[student] = entry
                count, end = count + 1, end + len(line)
    except FileNotFoundError:
        pass
    return entries, count, end


def _damaged(path, line):
    return CrmlabError(
        tr(
            "line {line} of {file} is damaged; put the file back from a copy, or delete that line and "
            "collect again",
            line=line,
            file=path,
        )
    )

"""Who is working: the student's id, and the random streams that belong to it."""

import hashlib
import hmac
import os
import unicodedata
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from crmlab.courseinfo import PUBLIC, CourseInfo, find_course

DEMO = "demo"
STUDENT_FILE = ".crmlab-student"
LONGEST_ID = 64
_acting = ContextVar("acting", default=None)


def normalise_id(raw):
    """Return a student id in the one form that crmlab uses everywhere.

    Parameters
    ----------
    raw : str
        The id as typed, as in a roster or as a folder name.

    Returns
    -------
    str
        The id without surrounding spaces, in lower case, full-width characters made plain (Unicode NFKC).

    Raises
    ------
    TypeError
        When the id is not a text.
    ValueError
        When the id is empty, longer than 64 characters or holds anything but letters, digits and ``. _ - @``.

    Examples
    --------
    >>> normalise_id("  Mia.Berg ")
    'mia.berg'
    >>> normalise_id("２０２６００１")
    '2026001'
    """
    if not isinstance(raw, str):
        raise TypeError(f"A student id is a text, not {type(raw).__name__}: write it in quotes")
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", raw).strip().casefold())
    if not folded:
        raise ValueError("The student id is empty: write it as on the class list")
    if len(folded) > LONGEST_ID:
        raise ValueError(
            f"The student id has {len(folded)} characters, more than {LONGEST_ID}: "
            "write the id as on the class list, nothing else"
        )
    if any(character.isspace() for character in folded):
        raise ValueError(f"The student id {folded!r} has a space inside: write it without spaces")
    if "/" in folded or "\\" in folded or ".." in folded or folded.startswith("."):
        raise ValueError(
            f"The student id {folded!r} looks like a path: write it without slashes, '..' or a leading dot"
        )
    if "+" in folded:
        raise ValueError(
            f"The student id {folded!r} holds a '+', which nbgrader keeps for itself: leave it out"
        )
    odd = sorted({character for character in folded if not _allowed(character)})
    if odd:
        raise ValueError(
            f"The student id {folded!r} holds {', '.join(map(repr, odd))}: "
            "use letters, digits and the characters . _ - @ only"
        )
    return folded


def _allowed(character):
    """Say whether an id may hold the character: a letter or mark of any script, a digit, or ``. _ - @``."""
    return character in "._-@" or unicodedata.category(character)[0] in "LM" or character.isdecimal()


@dataclass(frozen=True)
class Student:
    """A student in a course: what decides the data and the random numbers they get.

    Parameters
    ----------
    id : str
        The student's id, already normalised.
    course : CourseInfo
        The course, or `crmlab.courseinfo.PUBLIC` outside a course.

    Examples
    --------
    >>> student("mia", course=PUBLIC)
    Student mia, self-study
    """

    id: str
    course: CourseInfo

    @property
    def seed_label(self):
        """The text that stands for this student in every seed: the id, unless the instructor replaced it."""
        return self.course.seed_label(self.id)

    def rng(self, purpose="notebook"):
        """Return a random generator of the student's own, the same at every call.

        Parameters
        ----------
        purpose : str
            What the numbers are for; another purpose gives other numbers.

        Returns
        -------
        numpy.random.Generator
            A new generator at the start of its stream.

        Examples
        --------
        >>> mia = student("mia", course=PUBLIC)
        >>> bool(mia.rng().normal() == mia.rng().normal())
        True
        >>> bool(mia.rng().normal() == mia.rng("bootstrap").normal())
        False
        """
        import numpy as np

        return np.random.default_rng(seed_words(self.course.salt, f"{self.seed_label}|rng|{purpose}"))

    def __repr__(self):
        return f"Student {self.id}, {self.course.name}"


def seed_words(salt, message):
    """Turn a salt and a message into eight 32-bit numbers that seed a random stream.

    Parameters
    ----------
    salt : str
        The key, usually the salt of the course.
    message : str
        What the stream is for.

    Returns
    -------
    list of int
        The eight words of HMAC-SHA256, most significant byte first.

    Examples
    --------
    >>> len(seed_words("crmlab", "demo|investment_clients|1|0"))
    8
    """
    digest = hmac.new(salt.encode(), message.encode(), hashlib.sha256).digest()
    return [int.from_bytes(digest[start : start + 4], "big") for start in range(0, 32, 4)]


def student(id=None, *, course=None):
    """Return the student who is working.

    Without an `id`, the first of these that is there decides: the environment variable CRMLAB_STUDENT; while
    nbgrader grades, the folder ``autograded/<id>/<assignment>``; the hub's JUPYTERHUB_USER; the file
    ``.crmlab-student``. In a course the student is then asked once and the answer is kept in that file;
    outside a course it is the demo student.

    Parameters
    ----------
    id : str, optional
        The student id, as on the class list.
    course : CourseInfo, optional
        The course; by default the one whose file lies in the current folder, or self-study.

    Returns
    -------
    Student
        The student, with a normalised id.

    Raises
    ------
    ValueError
        When the id cannot be used, or nobody is there to be asked.

    Examples
    --------
    >>> student(" Mia ", course=PUBLIC).id
    'mia'
    """
    if id is None and course is None and _acting.get() is not None:
        return _acting.get()
    if course is None:
        course = find_course() or PUBLIC
    if id is None:
        id = _found_id()
    if id is None:
        id = DEMO if course == PUBLIC else _asked_id()
    return Student(normalise_id(id), course)


@contextmanager
def acting_as(student):
    """Make `student` return this student inside the block; the grader runs the worked chapter with it.

    Parameters
    ----------
    student : Student

    Examples
    --------
    >>> with acting_as(Student("mia", PUBLIC)):
    ...     student()
    Student mia, self-study
    """
    token = _acting.set(student)
    try:
        yield
    finally:
        _acting.reset(token)


def _found_id():
    """Return the id that the surroundings give, or None."""
    if os.environ.get("CRMLAB_STUDENT"):
        return os.environ["CRMLAB_STUDENT"]
    here = Path.cwd()
    if os.environ.get("NBGRADER_EXECUTION") and here.parent.parent.name == "autograded":
        return here.parent.name
    if os.environ.get("JUPYTERHUB_USER"):
        return os.environ["JUPYTERHUB_USER"]
    try:
        return Path(STUDENT_FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise ValueError(
            f"The file {STUDENT_FILE} cannot be read as text: delete it and run this cell again"
        ) from None


def _asked_id():
    """Ask for the id once and keep the answer in the folder."""
    try:
        answer = normalise_id(input("Your student id, as on the class list: "))
    except (EOFError, OSError, RuntimeError):
        raise ValueError(
            'Nobody can be asked for the student id here: write crmlab.student("your id") in this cell'
        ) from None
    try:
        Path(STUDENT_FILE).write_text(answer + "\n", encoding="utf-8")
    except OSError as error:
        import warnings

        warnings.warn(
            f"The student id could not be kept in {STUDENT_FILE} ({error.strerror}): you will be asked again",
            stacklevel=3,
        )
    return answer

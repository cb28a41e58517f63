"""What a released notebook knows about its course: the file that lies beside it.

The file ``crmlab-course.json`` is public. It holds the course name, the salt of the students' data, the
generator version of each data set and the seeds the instructor replaced; it holds no student id and no
answer.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

COURSE_FILE = "crmlab-course.json"


@dataclass(frozen=True)
class CourseInfo:
    """The part of a course that decides which data a student gets.

    Parameters
    ----------
    name : str
        Name of the course, as the instructor chose it.
    salt : str
        Text that makes the data of this course differ from those of every other course.
    generators : mapping of str to int
        Data set name to the version of its generator that this course keeps.
    seeds : mapping of str to str
        Replaced seeds: `seed_key` of a student id to the text used in place of the id.

    Examples
    --------
    >>> course = CourseInfo("CRM 2026", "blue door")
    >>> course.seed_label("mia")
    'mia'
    >>> moved = CourseInfo("CRM 2026", "blue door", seeds={course.seed_key("mia"): "second draw"})
    >>> moved.seed_label("mia")
    'second draw'
    """

    name: str
    salt: str
    generators: Mapping[str, int] = field(default_factory=dict, hash=False)
    seeds: Mapping[str, str] = field(default_factory=dict, hash=False)

    def seed_key(self, id):
        """Return the key under which the seed of this id is replaced: sixteen hex digits that hide the id."""
        return hashlib.sha256(f"{self.salt}|{id}".encode()).hexdigest()[:16]

    def seed_label(self, id):
        """Return the text that stands for this id in the seed: its replacement, or the id itself."""
        return self.seeds.get(self.seed_key(id), id)


PUBLIC = CourseInfo("self-study", "crmlab")


def find_course(folder=None):
    """Read the course file that lies beside a released notebook.

    Parameters
    ----------
    folder : path-like, optional
        Folder to look in; the current one by default.

    Returns
    -------
    CourseInfo or None
        None when there is no course file in the folder.

    Raises
    ------
    ValueError
        When the file is there but damaged.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as empty:
    ...     print(find_course(empty))
    None
    """
    file = Path(folder or ".") / COURSE_FILE
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(file, str(error)) from None
    try:
        entries = json.loads(text)
    except ValueError as error:
        raise _damaged(file, f"it is not JSON ({error})") from None
    if not isinstance(entries, dict):
        raise _damaged(file, "it does not hold one JSON object")
    for key in ("name", "salt"):
        if not isinstance(entries.get(key), str) or not entries[key]:
            raise _damaged(file, f"{key!r} is missing or is not a text")
    generators = _mapping(file, entries, "generators", int)
    seeds = _mapping(file, entries, "seeds", str)
    return CourseInfo(entries["name"], entries["salt"], generators, seeds)


def _mapping(file, entries, key, kind):
    """Return the entry as a dict whose values are all of one kind."""
    value = entries.get(key, {})
    if not isinstance(value, dict) or any(type(item) is not kind for item in value.values()):
        raise _damaged(file, f"{key!r} must map names to {'whole numbers' if kind is int else 'texts'}")
    return value


def _damaged(file, reason):
    """Build the error for a course file that cannot be used."""
    return ValueError(f"The course file {file} is damaged: {reason}; fetch the assignment again")

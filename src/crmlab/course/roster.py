"""The class list: a CSV file with one student a line."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.identity import normalise_id
from crmlab.language import tr

COLUMNS = ("id", "first_name", "last_name", "email", "seed")


@dataclass(frozen=True)
class RosterStudent:
    """One line of the class list; ``seed`` replaces the id where the data are drawn."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    seed: str = ""

    @property
    def name(self):
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Roster:
    """The students of a class list in its order, and a note where the file was not plain UTF-8."""

    students: tuple
    note: str = ""


def read_roster(path, may_be_empty=False):
    """Read a class list.

    Parameters
    ----------
    path : path-like
        A CSV file with commas or semicolons, in UTF-8 (with or without a byte order mark) or GB18030. The
        column ``id`` is required; ``first_name``, ``last_name``, ``email`` and ``seed`` are used where there.
    may_be_empty : bool
        Whether a list without students is fine.

    Returns
    -------
    Roster

    Raises
    ------
    CrmlabError
        If the file is absent, empty, has no column ``id``, an id that cannot be used or the same id twice.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     file = Path(place, "class.csv")
    ...     _ = file.write_text("id;first_name;last_name\\n S01 ;丽;王\\n", encoding="utf-8-sig")
    ...     read_roster(file).students
    (RosterStudent(id='s01', first_name='丽', last_name='王', email='', seed=''),)
    """
    path = Path(path)
    text, note = _text(path)
    first_line = text.split("\n", 1)[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        header = [name.strip().casefold().replace(" ", "_") for name in next(rows, [])]
        if not any(header):
            raise CrmlabError(
                tr(
                    "the class list {file} is empty; its first line names the columns: "
                    "id, first_name, last_name, email",
                    file=path,
                )
            )
        if "id" not in header:
            raise CrmlabError(
                tr(
                    "the class list {file} has no column 'id'; it has {columns}: "
                    "rename the column with the student ids",
                    file=path,
                    columns=", ".join(header),
                )
            )
        students, lines = [], {}
        for row in rows:
            if any(cell.strip() for cell in row):
                student = _student(dict(zip(header, row, strict=False)), path, rows.line_num)
                _no_double(student.id, rows.line_num, lines, path)
                students.append(student)
    except csv.Error as error:
        raise CrmlabError(
            tr(
                "the class list {file}, line {line}, is not CSV ({error}); save it as CSV again",
                file=path,
                line=rows.line_num,
                error=error,
            )
        ) from error
    if not students and not may_be_empty:
        raise CrmlabError(tr("the class list {file} names no student; add a line for each", file=path))
    return Roster(tuple(students), note)


def seeds_of(students, info):
    """Return the replaced seeds of a class list, by the key that hides the student's id.

    Parameters
    ----------
    students : iterable of RosterStudent
    info : crmlab.courseinfo.CourseInfo

    Returns
    -------
    dict of str to str
    """
    return {info.seed_key(student.id): student.seed for student in students if student.seed}


def _text(path):
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CrmlabError(
            tr(
                "the class list {file} cannot be read ({reason}); check the name",
                file=path,
                reason=error.strerror,
            )
        ) from error
    try:
        return raw.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("gb18030"), tr(
            "the class list {file} was read as GB18030; check the names, or save it as UTF-8", file=path
        )
    except UnicodeDecodeError as error:
        raise CrmlabError(
            tr("the class list {file} is neither UTF-8 nor GB18030; save it as CSV in UTF-8", file=path)
        ) from error


def _student(cells, path, line):
    values = {column: (cells.get(column) or "").strip() for column in COLUMNS}
    try:
        values["id"] = normalise_id(values["id"])
    except ValueError as error:
        raise CrmlabError(
            tr("the class list {file}, line {line}: {error}", file=path, line=line, error=error)
        ) from error
    return RosterStudent(**values)


def _no_double(student_id, line, lines, path):
    if student_id in lines:
        raise CrmlabError(
            tr(
                "the class list {file} has the id {id} on lines {first} and {second}; keep one of them",
                file=path,
                id=repr(student_id),
                first=lines[student_id],
                second=line,
            )
        )
    lines[student_id] = line

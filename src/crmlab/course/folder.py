"""The course folder: what lies where, how it is created, opened and written without halves."""

import json
import logging
import os
import re
import secrets
import sysconfig
import warnings
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.course.files import cannot_write, json_bytes, write_file
from crmlab.courseinfo import CourseInfo
from crmlab.language import language, tr

PRIVATE_FILE = "course.json"
ROSTER_FILE = "roster.csv"
BUSY_SECONDS = 60  # how long another program may keep the gradebook to itself
FOLDERS = ("source", "release", "submitted", "autograded", "feedback", "received")

_FOLDER_FAILS = re.compile(
    r"No space left on device|database or disk is full|Disk quota exceeded|Permission denied"
    r"|readonly database|Read-only file system|unable to open database file"
)
_NOWHERE = logging.NullHandler()
_NBGRADER_CONFIG = """\
# Stock nbgrader in this folder grades as crmlab does.
import crmlab.course.config
crmlab.course.config.configure(get_config(), __file__)
"""


@dataclass(frozen=True)
class Course:
    """A course folder and its private settings.

    Parameters
    ----------
    root : pathlib.Path
        The folder, absolute.
    name : str
        What students see as the name of the course.
    salt : str
        Makes the data of this course its own; public.
    secret : str
        Decides the inputs that function items are graded with; never leaves the folder.
    generators : mapping of str to int
        Data set name to the generator version that this course keeps.
    seeds : mapping of str to str
        Replaced seeds, as in `crmlab.courseinfo.CourseInfo`.
    language : str
        Language of the messages that students get from grading.
    cell_seconds : int
        A cell that runs longer than this many seconds is stopped.
    db : str
        Address of the gradebook, see `crmlab.course.database`; empty for a file in the folder.
    late : mapping of str to float
        What being late costs: settings of `crmlab.course.late.LateByDay`; empty where it is only shown.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     made = Course.create(Path(place, "crm"), salt="blue door")
    ...     Course.open(made.root / "source").salt
    'blue door'
    """

    root: Path
    name: str
    salt: str
    secret: str = field(repr=False)
    generators: Mapping[str, int] = field(default_factory=dict)
    seeds: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    cell_seconds: int = 30
    db: str = ""
    late: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def create(cls, root, roster=None, salt=None, name=None, cell_seconds=30, db=None):
        """Make a new course folder.

        Parameters
        ----------
        root : path-like
            A folder that is not there yet or is empty.
        roster : path-like, optional
            The class list, a CSV file; see `crmlab.course.roster.read_roster`.
        salt, name : str, optional
            By default a random salt and the name of the folder.
        cell_seconds : int
            A cell that runs longer than this is stopped.
        db : str, optional
            Address of an empty PostgreSQL database for the gradebook; by default it is a file in the folder.

        Returns
        -------
        Course

        Raises
        ------
        CrmlabError
            If the folder is in use or cannot be written, the class list cannot be read, or the database is
            no empty one that answers; nothing is touched then.
        """
        from crmlab import datasets
        from crmlab.course.database import (
            accept_nameless_course,
            clean_url,
            index_scores,
            refuse_unless_empty,
        )
        from crmlab.course.roster import read_roster, seeds_of

        root = Path(root).expanduser().resolve()
        if root.is_file() or (root.is_dir() and any(root.iterdir())):
            raise CrmlabError(tr("{folder} is not empty; choose a new folder for the course", folder=root))
        students = read_roster(roster).students if roster else ()
        db = clean_url(db) if db else ""
        if db:
            refuse_unless_empty(db)
        info = CourseInfo(name or root.name, salt or secrets.token_hex(8))
        course = cls(
            root=root,
            name=info.name,
            salt=info.salt,
            secret=secrets.token_hex(16),
            generators={name: datasets.schema(name)["version"] for name in datasets.names()},
            seeds=seeds_of(students, info),
            language=language(),
            cell_seconds=cell_seconds,
            db=db,
        )
        try:
            root.mkdir(parents=True, exist_ok=True)
            for folder in FOLDERS:
                (root / folder).mkdir()
            write_file(root / "nbgrader_config.py", _NBGRADER_CONFIG.encode())
            write_file(
                root / ROSTER_FILE,
                Path(roster).read_bytes() if roster else b"id,first_name,last_name,email\n",
            )
            course.save()
        except OSError as error:
            raise cannot_write(root, error) from error
        course.add_students(students)
        with course.gradebook() as gradebook:
            index_scores(gradebook)
            if db:
                accept_nameless_course(gradebook)
        return course

    @classmethod
    def open(cls, folder="."):
        """Open the course that a folder belongs to.

        Parameters
        ----------
        folder : path-like
            The course folder or a folder inside it.

        Returns
        -------
        Course

        Raises
        ------
        CrmlabError
            If there is no course there, or its settings are damaged.
        """
        start = Path(folder).expanduser().resolve()
        root = next((place for place in (start, *start.parents) if (place / PRIVATE_FILE).is_file()), None)
        if root is None:
            raise CrmlabError(
                tr(
                    "this is not a crmlab course folder: {folder}; go to one, or make one: crmlab course new",
                    folder=start,
                )
            )
        try:
            settings = json.loads((root / PRIVATE_FILE).read_text(encoding="utf-8"))
            return cls(root=root, **settings)
        except (ValueError, TypeError) as error:
            raise CrmlabError(
                tr(
                    "the settings in {file} are damaged ({error}); put the file back from a copy",
                    file=root / PRIVATE_FILE,
                    error=error,
                )
            ) from error

    def save(self):
        """Write the private settings."""
        settings = {name: value for name, value in asdict(self).items() if name != "root"}
        write_file(self.root / PRIVATE_FILE, json_bytes(settings), mode=0o600)

    def public_info(self):
        """Return what a student's copy of the course knows: no secret, no id.

        Returns
        -------
        crmlab.courseinfo.CourseInfo
        """
        return CourseInfo(self.name, self.salt, self.generators, self.seeds)

    def public_file(self):
        """Return the bytes of the course file that is released beside a notebook."""
        info = self.public_info()
        return json_bytes({key: getattr(info, key) for key in ("name", "salt", "generators", "seeds")})

    def roster(self):
        """Read the class list as it is now.

        Returns
        -------
        tuple of crmlab.course.roster.RosterStudent
        """
        from crmlab.course.roster import read_roster

        return read_roster(self.root / ROSTER_FILE, may_be_empty=True).students

    def add_students(self, students):
        """Enter students into the gradebook, or bring their names up to date."""
        with self.gradebook() as gradebook:
            for student in students:
                gradebook.update_or_create_student(
                    student.id,
                    first_name=student.first_name,
                    last_name=student.last_name,
                    email=student.email,
                )

    @property
    def db_url(self):
        """Where the gradebook is."""
        return self.db or f"sqlite:///{self.root / 'gradebook.db'}"

    @contextmanager
    def gradebook(self):
        """Open the gradebook; use it in a ``with`` statement."""
        from nbgrader.api import Gradebook, InvalidEntry
        from sqlalchemy.exc import DBAPIError, OperationalError

        from crmlab.course.database import cannot_use, need_driver

        if self.db:
            need_driver()
        # A new gradebook is made by the program alembic, which lies beside this Python, on the PATH or not.
        before = os.environ.get("PATH", "")
        _silence()
        os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
        try:
            with Gradebook(self._patient_url) as gradebook:
                yield gradebook
        except (DBAPIError, InvalidEntry) as error:
            cause = error.__context__ if isinstance(error, InvalidEntry) else error
            if self.db and isinstance(cause, DBAPIError):
                raise cannot_use(self.db, cause) from error
            if not isinstance(cause, OperationalError):
                raise
            if "locked" in str(cause.orig):
                raise _busy(self.root) from error
            raise cannot_write(self.root, OSError(0, str(cause.orig))) from error
        finally:
            os.environ["PATH"] = before

    @property
    def _patient_url(self):
        """The gradebook, with patience for another program that is writing in it; not to be shown."""
        from crmlab.course.database import with_password

        return with_password(self.db) if self.db else f"{self.db_url}?timeout={BUSY_SECONDS}"

    def _nbgrader(self):
        from nbgrader.apps import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config import Config

        from crmlab.course.config import configure

        config = Config()
        configure(config, self.root)
        if not self.db:
            config.CourseDirectory.db_url = self._patient_url
        return NbGraderAPI(CourseDirectory(config=config), config=config, log_level="ERROR")

    def run_nbgrader(self, step, *arguments):
        """Run one step of nbgrader's interface and keep its libraries' warnings to ourselves.

        Parameters
        ----------
        step : str
            Name of a method of `nbgrader.apps.NbGraderAPI`.
        *arguments
            For that method.

        Returns
        -------
        str
            The log of a step that failed, empty when it went well.

        Raises
        ------
        CrmlabError
            If the disk is full or the folder cannot be written: nobody's submission is at fault.
        """
        _silence()
        with warnings.catch_warnings(), environment_kept():
            warnings.simplefilter("ignore")
            outcome = getattr(self._nbgrader(), step)(*arguments)
        if outcome["success"]:
            return ""
        log = outcome.get("log") or outcome.get("error") or tr("no reason given")
        if "database is locked" in log:
            raise _busy(self.root)
        if found := _FOLDER_FAILS.search(log):
            raise cannot_write(self.root, OSError(0, found[0]))
        return log


def _silence():
    """Keep the tracebacks that nbgrader logs, beside its errors, from being printed."""
    logging.getLogger("tornado").addHandler(_NOWHERE)


def _busy(root):
    return CrmlabError(
        tr(
            "another program keeps the gradebook in {folder} locked; close the formgrader or wait until it "
            "has ended, then run it again",
            folder=root,
        )
    )


@contextmanager
def environment_kept():
    """Take back what nbgrader's configuration sets for the kernels it starts."""
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)

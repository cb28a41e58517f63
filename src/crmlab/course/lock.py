"""One command at a time in a course folder."""

import contextlib
import os
from datetime import datetime

from crmlab.course import CrmlabError
from crmlab.course.files import cannot_write
from crmlab.language import tr

LOCK_FILE = ".lock"


class Busy(CrmlabError):
    """Another command is at work in the course folder; the exit status says that a later try may do."""

    exit_status = 75


@contextlib.contextmanager
def locked(course, command):
    """Keep other commands out of a course folder; use it in a ``with`` statement.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    command : str
        What is done, as the other one is told.

    Raises
    ------
    Busy
        If another command works there. One that was killed leaves nothing that has to be cleared away.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from types import SimpleNamespace
    >>> with tempfile.TemporaryDirectory() as place, locked(SimpleNamespace(root=Path(place)), "grade"):
    ...     Path(place, LOCK_FILE).read_text()[:5]
    'grade'
    """
    try:
        import fcntl
    except ImportError:  # Windows, where submissions are not graded
        yield
        return
    try:
        handle = os.open(course.root / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise cannot_write(course.root, error) from error
    with os.fdopen(handle, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Busy(
                tr(
                    "another command works in this course folder ({who}); wait until it has ended",
                    who=file.read() or "?",
                )
            ) from busy
        file.truncate()
        file.write(f"{command}, {datetime.now().astimezone().isoformat(timespec='seconds')}")
        file.flush()
        yield

"""The bytes of what was handed in, each content once under its hash, written before anything reads it."""

import contextlib
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from crmlab.language import tr

NEW = "new"  # what a file in the store is called until its hash is known
EXCHANGE_TIME = "exchange.txt"
_BLOCK = 1 << 20


class Refused(Exception):
    """A file is not taken in; the message is the reason."""


def kept_file(course, digest):
    """Return where the bytes with that hash are kept.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    digest : str

    Returns
    -------
    pathlib.Path
    """
    return course.root / "received" / digest


@contextlib.contextmanager
def open_plain(path):
    """Open a file in a ``with`` statement, only if it is plain, whatever becomes of its name meanwhile.

    Parameters
    ----------
    path : path-like

    Raises
    ------
    Refused
        If it is a link, a pipe, a device, a folder, or cannot be read.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     with open_plain(place) as file:
    ...         pass
    Traceback (most recent call last):
    crmlab.course.store.Refused: it is not a plain file
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise Refused(tr("it cannot be read ({reason})", reason=error.strerror)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Refused(tr("it is not a plain file"))
    with os.fdopen(handle, "rb", buffering=0) as file:
        yield file


def keep_exchange_time(stamp, ours):
    """Set aside the time that an exchange wrote beside a submission: feedback goes back under that time.

    Parameters
    ----------
    stamp : pathlib.Path
        The file ``timestamp.txt``.
    ours : str
        The time that crmlab itself wrote there last.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     stamp = Path(place, "timestamp.txt")
    ...     _ = stamp.write_text("2026-11-26 21:31:54.274106 UTC")
    ...     keep_exchange_time(stamp, "")
    ...     Path(place, EXCHANGE_TIME).read_text()
    '2026-11-26 21:31:54.274106 UTC'
    """
    with contextlib.suppress(Refused), open_plain(stamp) as file:
        if file.read(100).strip() != ours.encode():
            os.replace(stamp, stamp.with_name(EXCHANGE_TIME))


def keep(course, stream, most):
    """Keep what a stream gives under its hash, without holding more than a block of it in memory.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    stream : binary file
    most : int
        Bytes; one more and it is refused.

    Returns
    -------
    digest : str
        SHA-256.
    size : int
        Bytes.

    Raises
    ------
    Refused
        If there are more bytes than that, or reading fails.
    OSError
        If the disk is full or the folder cannot be written.
    """
    place = course.root / "received"
    place.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=place, prefix=f".{NEW}-")
    summed, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            while block := _read(stream):
                size += len(block)
                if size > most:
                    raise Refused(tr("it has more than {most} MB", most=f"{most / 1e6:.0f}"))
                summed.update(block)
                file.write(block)
            digest = summed.hexdigest()
            if kept_file(course, digest).exists():
                os.unlink(temporary)
                return digest, size
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o444)
        os.replace(temporary, kept_file(course, digest))
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return digest, size


def _read(stream):
    try:
        return stream.read(_BLOCK)
    except OSError as error:
        raise Refused(tr("it cannot be read ({reason})", reason=error.strerror or error)) from error


def hashes(path):
    """Hash a plain file as it is, and as if a byte order mark stood in front of it.

    Parameters
    ----------
    path : path-like

    Returns
    -------
    tuple of (str, str)

    Raises
    ------
    Refused
        If it is no plain file or cannot be read.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = Path(place, "a").write_bytes(b"text")
    ...     hashes(Path(place, "a"))[1] == hashlib.sha256("text".encode("utf-8-sig")).hexdigest()
    True
    """
    plain, marked = hashlib.sha256(), hashlib.sha256(b"\xef\xbb\xbf")
    with open_plain(path) as file:
        while block := _read(file):
            plain.update(block)
            marked.update(block)
    return plain.hexdigest(), marked.hexdigest()

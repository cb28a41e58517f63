"""What lies in a folder or an archive that students' files came in: one found file after another.

Nothing is unpacked under the name that an archive gives it, no size that it states is believed, and a link, a
pipe or a device is refused, wherever it lies.
"""

import contextlib
import gzip
import lzma
import os
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

from crmlab.course.store import Refused, open_plain
from crmlab.courseinfo import COURSE_FILE
from crmlab.language import tr

_DEEPEST = 20  # folders in folders
_OPENED = (".zip", ".tar", ".tar.gz", ".tgz")
_DAMAGED = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError,
)  # fmt: skip
_DIRECTORY_ENTRY = 400  # bytes that one file may take in the directory of a zip file


@dataclass(frozen=True)
class Limits:
    """How many files an archive may hold, and how many bytes they may be when they are unpacked."""

    entries: int
    total: int


OF_CLASS = Limits(50_000, 20_000_000_000)
OF_STUDENT = Limits(1_000, 200_000_000)


@dataclass(frozen=True)
class Found:
    """One file: its name with ``/``, why it is refused, or how it is opened, in a ``with`` statement."""

    name: str
    refused: str = ""
    open: Callable = field(default=None, repr=False)


def is_archive(name):
    """Tell whether a file is opened to look for the files in it.

    Parameters
    ----------
    name : str

    Returns
    -------
    bool

    Examples
    --------
    >>> is_archive("S01.ZIP"), is_archive("s01.tar.gz"), is_archive("s01.ipynb")
    (True, True, False)
    """
    return name.casefold().endswith(_OPENED)


def files_in_folder(folder, prefix=""):
    """Yield every file below a folder, without following links.

    Parameters
    ----------
    folder : path-like
    prefix : str
        Put in front of the names.

    Yields
    ------
    Found
    """
    for item in sorted(os.scandir(folder), key=lambda item: item.name):
        name = prefix + item.name
        if _is_junk(item.name):
            continue
        if item.is_symlink():
            yield Found(name, tr("it is a link; hand in the file itself"))
        elif item.is_dir(follow_symlinks=False) and name.count("/") >= _DEEPEST:
            yield Found(name, tr("its folders are nested deeper than {most}", most=_DEEPEST))
        elif item.is_dir(follow_symlinks=False):
            yield from files_in_folder(item.path, f"{name}/")
        else:
            yield Found(name, open=lambda path=item.path: open_plain(path))


def files_in_archive(path, limits, prefix=""):
    """Yield every file in an archive; each has to be read before the next one is asked for.

    Parameters
    ----------
    path : path-like
        A zip or tar file, the latter compressed with gzip or not.
    limits : Limits
    prefix : str
        Put in front of the names.

    Yields
    ------
    Found

    Raises
    ------
    Refused
        If it is damaged or goes beyond the limits; what came before is good.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".zip") as place:
    ...     with zipfile.ZipFile(place.name, "w") as made:
    ...         made.writestr("s01.ipynb", "{}")
    ...         made.writestr("../s02.ipynb", "{}")
    ...     [(found.name, found.refused) for found in files_in_archive(place.name, OF_STUDENT)]
    [('s01.ipynb', ''), ('../s02.ipynb', 'its name leads out of the archive')]
    """
    left = _Left(limits.total)
    try:
        with open(path, "rb") as raw:
            reader = _zipped if raw.read(2) == b"PK" else _tarred
            raw.seek(0)
            for count, (name, refused, opener) in enumerate(reader(raw, limits, left)):
                if count >= limits.entries:
                    raise Refused(tr("it holds more than {most} files", most=limits.entries))
                if refused or not any(map(_is_junk, name.split("/"))):
                    yield Found(prefix + name, refused, opener)
                left.spend(0)
    except _DAMAGED as error:
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise Refused(tr("it is damaged ({reason})", reason=reason)) from error


def _is_junk(name):
    """Whether it is what file managers and Jupyter leave behind, or our own course file."""
    return name == COURSE_FILE or (name.startswith((".", "__MACOSX")) and name not in (".", ".."))


class _Left:
    """How many bytes may still come out of an archive."""

    def __init__(self, total):
        self._total, self._left = total, total

    def spend(self, count):
        self._left -= count
        if self._left < 0:
            raise Refused(tr("unpacked, it has more than {most} MB", most=f"{self._total / 1e6:.0f}"))


class _Counted:
    """A stream out of an archive: what comes out is counted, and what is damaged is refused."""

    def __init__(self, stream, left):
        self._stream, self._left = stream, left

    def read(self, size):
        try:
            block = self._stream.read(size)
        except _DAMAGED as error:
            raise Refused(
                tr("it is damaged ({reason})", reason=str(error) or type(error).__name__)
            ) from error
        self._left.spend(len(block))
        return block


def _zipped(raw, limits, left):
    if _directory_size(raw) > limits.entries * _DIRECTORY_ENTRY:
        raise Refused(tr("it holds more than {most} files", most=limits.entries))
    with zipfile.ZipFile(raw) as archive:
        for info in archive.infolist():
            name, kind = _name(info), stat.S_IFMT(info.external_attr >> 16)
            refused = _leads_out(name)
            if stat.S_ISLNK(kind):
                refused = tr("it is a link; hand in the file itself")
            elif kind and not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):
                refused = tr("it is not a plain file")
            elif info.flag_bits & 1:
                refused = tr("it is locked with a password")
            if refused or not info.is_dir():
                yield name, refused, lambda info=info: _member(archive, info, left)


@contextlib.contextmanager
def _member(archive, info, left):
    try:
        stream = archive.open(info)
    except _DAMAGED as error:
        raise Refused(tr("it is damaged ({reason})", reason=str(error) or type(error).__name__)) from error
    with stream:
        yield _Counted(stream, left)


def _directory_size(raw):
    """Return how many bytes the directory of a zip file has, before anything makes a list of it."""
    size = raw.seek(0, os.SEEK_END)
    raw.seek(max(0, size - 65_557 - 76))
    tail = raw.read()
    raw.seek(0)
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) - place < 22:
        return 0
    (found,) = struct.unpack_from("<L", tail, place + 12)
    large = tail.rfind(b"PK\x06\x06")
    if large >= 0 and len(tail) - large >= 56:
        found = max(found if found != 0xFFFFFFFF else 0, *struct.unpack_from("<Q", tail, large + 40))
    return found


def _name(info):
    """Name of a file in a zip file, also where a Chinese Windows made it."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        for encoding in ("utf-8", "gb18030"):
            with contextlib.suppress(UnicodeError):
                name = name.encode("cp437").decode(encoding)
                break
    return name.replace("\\", "/")


def _tarred(raw, limits, left):
    packed = raw.read(2) == b"\x1f\x8b"
    raw.seek(0)
    with gzip.GzipFile(fileobj=raw) if packed else contextlib.nullcontext(raw) as plain:
        counted = _Counted(plain, left)
        with tarfile.open(fileobj=counted, mode="r|") as archive:
            for info in archive:
                name = info.name
                refused = _leads_out(name)
                if info.issym() or info.islnk():
                    refused = tr("it is a link; hand in the file itself")
                elif not info.isreg() and not info.isdir():
                    refused = tr("it is not a plain file")
                if refused or info.isreg():
                    yield name, refused, lambda info=info: archive.extractfile(info)


def _leads_out(name):
    if name.startswith("/") or re.match("[A-Za-z]:", name) or ".." in name.split("/"):
        return tr("its name leads out of the archive")
    return ""

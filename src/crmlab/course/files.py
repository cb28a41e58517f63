"""Write files whole or not at all, and say why a place cannot be written."""

import glob
import hashlib
import json
import os
import tempfile
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.language import tr


def write_file(path, content, mode=0o644):
    """Write a file whole or not at all.

    Parameters
    ----------
    path : pathlib.Path
        Its folder must exist.
    content : bytes
    mode : int
        Permissions.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_file(Path(place, "a"), b"text")
    ...     Path(place, "a").read_bytes()
    b'text'
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def clear_halves(path):
    """Remove what a killed run left of a file that it was writing.

    Parameters
    ----------
    path : pathlib.Path
        As it was given to `write_file`, which nobody may be at now.

    Examples
    --------
    >>> with tempfile.TemporaryDirectory() as place:
    ...     _ = Path(place, ".a-x7").write_bytes(b"half")
    ...     clear_halves(Path(place, "a"))
    ...     os.listdir(place)
    []
    """
    for half in path.parent.glob(f".{glob.escape(path.name)}-*"):
        half.unlink()


def sha256(content):
    """Return the SHA-256 of some bytes as hex digits.

    Parameters
    ----------
    content : bytes
    """
    return hashlib.sha256(content).hexdigest()


def cannot_write(place, error):
    """Say in one sentence why a place cannot be written.

    Parameters
    ----------
    place : object
    error : OSError
    """
    return CrmlabError(
        tr(
            "cannot write in {place} ({reason}); make room or get permission, then run it again",
            place=place,
            reason=error.strerror or error,
        )
    )


def json_bytes(content):
    """Return JSON as UTF-8 bytes that are the same for the same content.

    Parameters
    ----------
    content : bytes
    """
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()

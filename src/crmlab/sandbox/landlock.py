"""Landlock: a process gives up opening files outside some places, connecting, and signalling others."""

import ctypes
import os
import stat
import struct

from crmlab.sandbox.seccomp import prctl

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on every machine
_NO_NEW_PRIVILEGES = 38
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_TRUNCATE, _DEVICE_CONTROL = 1 << 14, 1 << 15
_READ = _EXECUTE | _READ_FILE | _READ_DIR
_FOR_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _DEVICE_CONTROL
# Rights over files, TCP ports and scopes that each version of the interface knows.
_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP, _SCOPES = 3, 3


def version():
    """Return the version of the kernel's Landlock, 0 where there is none.

    Returns
    -------
    int
        3 (Linux 6.2) is the first that also guards the length of files, 6 (Linux 6.12) the first that holds
        back signals.

    Examples
    --------
    >>> version() >= 0
    True
    """
    try:
        return max(_call(_CREATE, None, 0, 1), 0)
    except OSError:
        return 0


def restrict(read, write):
    """Shut this process and all that it will start out of all but some places; there is no way back.

    Parameters
    ----------
    read, write : iterable of path-like
        Files and folders that may be read and run, and those that may also be changed. What is not there is
        passed over.

    Raises
    ------
    OSError
        If the kernel has no Landlock or refuses.

    Examples
    --------
    It changes the process that calls it: ``restrict(["/usr"], ["/tmp/x"])``.
    """
    known = version()
    if not known:
        raise OSError(38, "this kernel has no Landlock")
    everything = _FILES[min(known, 5)]
    tcp, scopes = (_TCP if known >= 4 else 0), (_SCOPES if known >= 6 else 0)
    about = struct.pack("=QQQ", everything, tcp, scopes)[: 24 if known >= 6 else 16 if known >= 4 else 8]
    rules = _call(_CREATE, ctypes.c_char_p(about), len(about), 0)
    try:
        for places, rights in ((read, _READ & everything), (write, everything & ~_DEVICE_CONTROL)):
            for place in places:
                _allow(rules, place, rights)
        prctl(_NO_NEW_PRIVILEGES, 1)
        _call(_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _allow(rules, place, rights):
    try:
        handle = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(handle).st_mode):
            rights &= _FOR_FILES
        _call(_ADD, rules, 1, ctypes.c_char_p(struct.pack("=Qi", rights, handle)), 0)
    finally:
        os.close(handle)


def _call(number, *arguments):
    words = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *words)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result

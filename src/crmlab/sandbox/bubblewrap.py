"""The command line for bubblewrap: namespaces of its own and a file system with only what is needed."""

import os
import shutil
from pathlib import Path

from crmlab import content
from crmlab.sandbox.inner import python_places, system_places

SCRATCH_BYTES = 256_000_000
SHARED_BYTES = 64_000_000


def find():
    """Return the path of bubblewrap, or None.

    Returns
    -------
    str or None

    Examples
    --------
    >>> find() is None or find().endswith("bwrap")
    True
    """
    return shutil.which("bwrap")


def options(environment):
    """Write the options, to be read from a file so that no process inside can read the paths of the machine.

    Parameters
    ----------
    environment : dict of str to str
        All that the processes inside will have.

    Returns
    -------
    list of str

    Examples
    --------
    >>> "--unshare-net" in options({})
    True
    """
    root = os.geteuid() == 0
    made = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    if root:  # it steps down by itself, for which it needs these two rights
        made += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        made += ["--unshare-user", "--disable-userns"]
    made += ["--die-with-parent", "--new-session", "--hostname", "grading", "--proc", "/proc"]
    made += ["--dev", "/dev", *_scratch("/dev/shm", SHARED_BYTES)]
    made += ["--dev-bind", "/dev/null", "/dev/zero"]  # memory mapped from zero would be counted by nothing
    made += ["--remount-ro", "/dev"]
    made += _scratch("/tmp", SCRATCH_BYTES)
    made += _mounts()
    made += ["--remount-ro", "/", "--chdir", "/tmp"]
    for name, value in environment.items():
        made += ["--setenv", name, value]
    return made


def _scratch(place, size):
    return ["--perms", "1777", "--size", str(size), "--tmpfs", place]


def _mounts():
    """Bind what is read; cover the chapters, which hold the answer keys."""
    made, bound, folders = [], [], {"/", "/tmp", "/dev", "/proc"}

    def inside(place):
        return any(place == other or place.startswith(f"{other}/") for other in bound)

    for place in [*system_places(), *python_places()]:
        if os.path.islink(place) and os.path.realpath(place).startswith("/usr/"):
            made += ["--symlink", os.path.realpath(place), place]
        elif not inside(place):
            for parent in map(str, reversed(Path(place).parents)):
                if parent not in folders:
                    folders.add(parent)
                    made += ["--perms", "0755", "--dir", parent]
            made += ["--ro-bind", place, place]
            bound.append(place)
    for kind in ("chapters", "casebook"):
        place = str(content.path(kind).resolve())
        if inside(place):
            made += ["--size", "4096", "--tmpfs", place, "--remount-ro", place]
    return made

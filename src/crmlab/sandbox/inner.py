"""What the process of a submission puts on itself before it runs the first cell: there is no way back."""

import contextlib
import importlib.util
import os
import resource
import secrets
import sys
from pathlib import Path

from crmlab.sandbox import landlock, seccomp

_NOBODY, _FIRST_OF_OURS, _OURS = 65534, 2_000_000_000, 100_000_000
MOST_PROCESSES = 64
_DUMPABLE = 4  # for prctl
_LIMITS = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 64_000_000,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_AS: 8_000_000_000,
}
_SYSTEM = (
    "/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/mime.types", "/etc/nsswitch.conf", "/etc/passwd", "/etc/timezone",
)  # fmt: skip
_STACK = (
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "matplotlib",
    "seaborn",
    "ipywidgets",
    "IPython",
    "nbgrader",
)
_DEVICES = ("/dev/null", "/dev/random", "/dev/urandom")  # no zero: what is mapped of it, nothing counts
_KERNEL = ("/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/sys/devices/system/cpu")


def python_places():
    """Return the folders that Python, its packages and the library of the course lie in.

    Returns
    -------
    list of str
        Without the chapters, which hold the answer keys, where those lie outside of all packages.

    Examples
    --------
    >>> all(map(os.path.isabs, python_places()))
    True
    """
    import crmlab
    from crmlab import content

    package = Path(crmlab.__file__).resolve().parent
    places = {os.path.realpath(place) for place in (sys.prefix, sys.base_prefix)}
    for name in _STACK:
        spec = importlib.util.find_spec(name)
        shelf = Path(spec.origin).resolve().parents[1] if spec and spec.origin else None
        if shelf and shelf.name in ("site-packages", "dist-packages"):
            places.add(str(shelf))
    # Of a checkout only the package and the data, not what lies beside them.
    return sorted({*places, str(package), str(content.path("datasets").resolve())})


def system_places():
    """Return the places of the system that programs need to read.

    Returns
    -------
    list of str

    Examples
    --------
    >>> "/usr" in system_places()
    True
    """
    return [place for place in _SYSTEM if os.path.exists(place)]


def step_down():
    """Give up being root, if this process is: no student's code ever runs as root.

    It becomes a user whom no other process has, because the limit on a user's processes counts all of them:
    one submission must not take them from the next seat. Where such users cannot be had, it becomes nobody.

    Examples
    --------
    It changes the process that calls it; `crmlab.runner.host` does so before it imports anything large.
    """
    if os.geteuid() == 0:
        os.setgroups([])
        own = _FIRST_OF_OURS + secrets.randbelow(_OURS)
        try:
            os.setresgid(own, own, own)
        except OSError:  # in a container that has only some users
            own = _NOBODY
            os.setresgid(own, own, own)
        os.setresuid(own, own, own)
    seccomp.prctl(_DUMPABLE, 0)  # what is forked from it cannot look into it


def limit():
    """Limit this process and all that it will start in files, memory and number.

    Examples
    --------
    It changes the process that calls it; see `seal`.
    """
    for kind, most in _LIMITS.items():
        resource.setrlimit(kind, (most, most))
    processes = _threads_of_mine() + 4 * MOST_PROCESSES
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))


def seal(folder, mounts):
    """Shut this process in.

    Parameters
    ----------
    folder : path-like
        The one place where files may be made.
    mounts : bool
        Whether the process sees only mounts made for it, as in bubblewrap.

    Raises
    ------
    OSError
        If the kernel lacks what is needed; nothing of a student's may run then.

    Examples
    --------
    It changes the process that calls it; `crmlab.runner.host` does so in each fork.
    """
    seccomp.prctl(_DUMPABLE, 1)
    known = landlock.version()
    if mounts and known:
        landlock.restrict(["/"], [folder, "/dev/shm", *_DEVICES])
    elif not mounts:
        own = f"/proc/{os.getpid()}"
        landlock.restrict([*system_places(), *python_places(), *_KERNEL, own], [folder, *_DEVICES])
    seccomp.load(keep_files=not mounts, only_signal=os.getpid() if known < 6 else None)


def _threads_of_mine():
    """How many threads run as this user, whom the kernel's limit counts."""
    count, user = 0, os.getuid()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if os.stat(f"/proc/{pid}").st_uid == user:
                count += len(os.listdir(f"/proc/{pid}/task"))
    return count

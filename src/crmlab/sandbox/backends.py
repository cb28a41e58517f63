"""The ways in which the process for student code can be sealed off, and how it is started in each."""

import json
import os
import platform
import subprocess
import sys

from crmlab.course import CrmlabError
from crmlab.language import tr
from crmlab.sandbox import bubblewrap, landlock, seccomp

BUBBLEWRAP, LANDLOCK, NONE = "bubblewrap", "landlock", "none"
SEALED = (BUBBLEWRAP, LANDLOCK)  # the best first
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_KEPT = ("TZ", "LANG", "LC_", "OMP_", "OPENBLAS_", "MKL_", "CRMLAB_LANG", "SSL_CERT_", "LD_LIBRARY_PATH")


def start(backend, handle, stack=True):
    """Start a host, see `crmlab.runner.host`.

    Parameters
    ----------
    backend : str
        bubblewrap, landlock or none.
    handle : int
        File descriptor of its end of the connection.
    stack : bool
        Whether it imports the scientific stack first.

    Returns
    -------
    subprocess.Popen

    Raises
    ------
    CrmlabError
        If it would run student code as root without a seal.

    Examples
    --------
    `crmlab.runner.seat.Seat` calls it and talks with the host over the other end.
    """
    if backend == NONE and os.geteuid() == 0:
        raise CrmlabError(tr("student code never runs as root; grade as an ordinary user"))
    manner = {"sealed": backend != NONE, "mounts": backend == BUBBLEWRAP, "stack": stack}
    command = [
        sys.executable,
        "-P",
        "-W",
        "ignore",
        "-m",
        "crmlab.runner.host",
        str(handle),
        json.dumps(manner),
    ]
    environment = {name: value for name, value in os.environ.items() if name.startswith(_KEPT)} | ONE_THREAD
    environment["PATH"] = os.pathsep.join(
        [os.path.dirname(sys.executable), "/usr/local/bin", "/usr/bin", "/bin"]
    )
    handles = [handle]
    if backend == BUBBLEWRAP:
        listed = os.memfd_create("options")
        os.write(
            listed, b"".join(f"{o}\0".encode() for o in bubblewrap.options({**environment, "HOME": "/tmp"}))
        )
        os.lseek(listed, 0, os.SEEK_SET)
        command = [bubblewrap.find(), "--args", str(listed), "--", *command]
        handles, environment = [handle, listed], {}
    try:
        return subprocess.Popen(
            command,
            pass_fds=handles,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        for extra in handles[1:]:
            os.close(extra)


def lacking(backend):
    """Say what a machine lacks for a backend, as far as that is seen without trying.

    Parameters
    ----------
    backend : str

    Returns
    -------
    str
        One sentence with the cure; empty when nothing is seen to be lacking.

    Examples
    --------
    >>> lacking("none")
    ''
    """
    if backend == NONE:
        return ""
    if sys.platform != "linux":
        return tr(
            "submissions are graded on Linux, where student code can be sealed off; on this machine use a "
            "Linux container or virtual machine (on Windows: WSL2)"
        )
    if platform.machine() not in seccomp.MACHINES:
        return tr(
            "there is no system-call filter for {machine}; use x86_64 or aarch64", machine=platform.machine()
        )
    if backend == BUBBLEWRAP and not bubblewrap.find():
        return tr("bubblewrap is not installed; on Debian or Ubuntu: apt install bubblewrap")
    if backend == LANDLOCK and landlock.version() < 3:
        return tr("the kernel has no Landlock of version 3 or newer (Linux 6.2)")
    return ""

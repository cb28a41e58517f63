"""The process beside the grader: imports the scientific stack once, then forks a student for each submission.

It is started as ``python -m crmlab.runner.host FD`` and gets, over that socket, one connection for each
submission. It ends a student that uses too much memory or that the grader gives up on, with everything that
student started, and clears the folder before the next.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import time

STACK = (
    "numpy",
    "pandas",
    "scipy.stats",
    "scipy.optimize",
    "statsmodels.api",
    "statsmodels.formula.api",
    "matplotlib.pyplot",
    "seaborn",
    "ipywidgets",
    "crmlab.datasets",
    "crmlab.moderation",
    "crmlab.plots",
    "crmlab.scales",
    "crmlab.switching",
    "crmlab.widgets",
    "crmlab.grading.check",
)
_INLINE = "module://matplotlib_inline.backend_inline"
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER
_LIMITS = {
    resource.RLIMIT_CORE: 0,
    resource.RLIMIT_FSIZE: 64_000_000,
    resource.RLIMIT_NOFILE: 256,
    resource.RLIMIT_AS: 8_000_000_000,
}


def main(control):
    """Serve submissions until the grader closes the connection.

    Parameters
    ----------
    control : socket.socket
        To the grader.

    Examples
    --------
    The module is run as a program; `crmlab.runner.seat.start_plain` starts it.

    >>> from crmlab.runner.seat import Seat
    >>> with Seat() as seat, seat.sit({"files": {}, "environment": {}}) as sitting:
    ...     sitting.answer("2 + 2")
    {'number': 4.0}
    """
    from crmlab.runner import wire
    from crmlab.runner.shell import GradingShell

    os.environ["MPLBACKEND"] = _INLINE
    for module in STACK:
        importlib.import_module(module)
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    shell = GradingShell.instance()
    from matplotlib_inline.backend_inline import configure_inline_support

    configure_inline_support(shell, _INLINE)
    gc.freeze()
    wire.send(control, {"ready": os.getpid()})
    while True:
        try:
            order, handles, _, _ = socket.recv_fds(control, 4096, 1)
        except OSError:
            return
        if not handles:
            return
        limits = json.loads(order.lstrip(b"s"))  # a word to stop may have come too late for the one before
        with tempfile.TemporaryDirectory(prefix="submission-", ignore_cleanup_errors=True) as folder:
            child = _fork(control, handles[0], shell, folder)
            os.close(handles[0])
            why = _watch(control, child, limits)
            _end_everything()
            _empty(folder)
        wire.send(control, {"ended": why})


def _fork(control, handle, shell, folder):
    child = os.fork()
    if child:
        return child
    try:
        from crmlab.runner import student

        control.close()
        os.setsid()
        nothing = os.open(os.devnull, os.O_RDWR)
        for place in (0, 1, 2):
            os.dup2(nothing, place)
        for kind, most in _LIMITS.items():
            resource.setrlimit(kind, (most, most))
        with socket.socket(fileno=handle) as connection:
            student.serve(connection, shell, folder)
    finally:
        os._exit(0)


def _watch(control, child, limits):
    """Wait for the student to end; end it on the grader's word, for its time or for its memory."""
    started = time.monotonic()
    gone = os.pidfd_open(child)
    try:
        while True:
            ready = select.select([control, gone], [], [], 0.1)[0]
            if gone in ready:
                return "done"
            if ready:
                control.recv(1)
                return "stopped"
            if time.monotonic() - started > limits["wall_seconds"]:
                return "time"
            if _memory(_below(os.getpid())) > limits["memory_bytes"]:
                return "memory"
    finally:
        os.close(gone)


def _memory(pids):
    """Bytes that these processes use together, pages that they share counted once."""
    kilobytes = 0
    for pid in pids:
        with contextlib.suppress(OSError), open(f"/proc/{pid}/smaps_rollup") as file:
            kilobytes += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    return 1024 * kilobytes


def _below(parent):
    """Ids of all processes that descend from one."""
    found, level = [], [parent]
    while level:
        level = [child for pid in level for child in _children(pid)]
        found += level
    return found


def _children(pid):
    children = []
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/children") as file:
                children += map(int, file.read().split())
    return children


def _end_everything():
    """Kill all that the student started; as subreaper the host inherits what ran away from its parent."""
    while left := _below(os.getpid()):
        for pid in left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.001)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _empty(folder):
    for place in (folder, "/dev/shm"):
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                mine = entry.stat(follow_symlinks=False).st_uid == os.getuid()
                if place == folder or (mine and entry.name.startswith(("sem.", "psm_", "wnsm_"))):
                    shutil.rmtree(entry.path, ignore_errors=True)
                    with contextlib.suppress(OSError):
                        os.unlink(entry.path)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as grader:
        main(grader)

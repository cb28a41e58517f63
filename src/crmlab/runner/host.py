"""The process beside the grader: imports the scientific stack once, then forks a student for each submission.

It is started as ``python -m crmlab.runner.host FD MANNER`` and gets, over that socket, one connection for
each submission. Each fork seals itself off before it hears of its submission. The host ends a student that
uses too much or that the grader gives up on, with everything that student started, and clears the folder
before the next. It never holds a secret: what is forked from it has a copy of its memory.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import math
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time

from crmlab.sandbox import inner

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
_MOST_DISK = 256_000_000  # bytes in the folder of a submission, where no mount limits them


def main(control, manner):
    """Serve submissions until the grader closes the connection.

    Parameters
    ----------
    control : socket.socket
        To the grader.
    manner : dict
        ``sealed`` and ``mounts`` as `crmlab.sandbox.backends` decides; ``stack``, whether to import it.

    Examples
    --------
    The module is run as a program; `crmlab.sandbox.backends.start` starts it.

    >>> from crmlab.runner.choice import choose
    >>> from crmlab.runner.seat import Seat
    >>> with Seat(choose()) as seat, seat.sit({"files": {}, "environment": {}}) as sitting:
    ...     sitting.answer("2 + 2")
    {'number': 4.0}
    """
    from crmlab.runner import wire
    from crmlab.runner.shell import GradingShell

    if manner["sealed"]:
        inner.step_down()
    os.environ["MPLBACKEND"] = _INLINE
    for module in STACK if manner["stack"] else ():
        importlib.import_module(module)
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    shell = GradingShell.instance()
    if manner["stack"]:
        from matplotlib_inline.backend_inline import configure_inline_support

        configure_inline_support(shell, _INLINE)
    gc.freeze()
    wire.send(control, {"ready": os.getpid()})
    while True:
        try:
            order, handles, _, _ = socket.recv_fds(control, 4096, 1)
        except OSError:
            return
        if not order:
            return
        if not handles:
            continue  # a word to stop that came too late for the one before
        limits = json.loads(order.lstrip(b"s"))
        folder = tempfile.mkdtemp(prefix="submission-")
        child = _fork(control, handles[0], shell, folder, manner)
        os.close(handles[0])
        why = _watch(control, child, limits, None if manner["mounts"] else folder)
        _end_everything(manner["mounts"])
        _clear(folder, manner["mounts"])
        wire.send(control, {"ended": why})


def _fork(control, handle, shell, folder, manner):
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
        for file in map(int, os.listdir("/proc/self/fd")):
            if file > 2 and file != handle:
                with contextlib.suppress(OSError):
                    os.close(file)
        inner.limit()
        if manner["sealed"]:
            inner.seal(folder, manner["mounts"])
        with socket.socket(fileno=handle) as connection:
            student.serve(connection, shell, folder)
    finally:
        os._exit(0)


def _watch(control, child, limits, folder):
    """Wait for the student to end; end it on the grader's word, or for what it uses too much of."""
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
            below = _below(os.getpid())
            if len(below) > inner.MOST_PROCESSES:
                return "processes"
            if _memory(below) > limits["memory_bytes"]:
                return "memory"
            if folder and _size(folder) > _MOST_DISK:
                return "disk"
    finally:
        os.close(gone)


def _memory(pids):
    """Bytes that these processes use together, pages that they share counted once."""
    used = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/smaps_rollup") as file:
                used += 1024 * sum(int(x.split()[1]) for x in file if x.startswith(("Pss:", "SwapPss:")))
        except OSError:  # it has gone, or keeps others from looking into it; then every page counts
            with contextlib.suppress(OSError), open(f"/proc/{pid}/statm") as file:
                used += os.sysconf("SC_PAGE_SIZE") * int(file.read().split()[1])
    return used


def _size(folder):
    """Bytes on disk in a folder and below, without following links; infinite where one cannot look."""
    used, left = 0, [folder]
    while left:
        try:
            with os.scandir(left.pop()) as entries:
                for entry in entries:
                    with contextlib.suppress(FileNotFoundError):
                        used += 512 * entry.stat(follow_symlinks=False).st_blocks
                        if entry.is_dir(follow_symlinks=False):
                            left.append(entry.path)
        except (FileNotFoundError, NotADirectoryError):
            continue  # deleted or replaced meanwhile
        except OSError:
            return math.inf  # shut, or too deep for a path
    return used


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


def _end_everything(alone):
    """Kill all that the student started; as subreaper the host inherits what ran away from its parent.

    Alone in its namespace the host kills at one blow whatever it may. Elsewhere it stops what it finds before
    it kills: what is stopped starts nothing, but still counts against the limit of processes.
    """
    while left := _below(os.getpid()):
        if alone:
            _signal([-1], signal.SIGKILL)
        else:
            seen = []
            while left != seen:
                _signal(left, signal.SIGSTOP)
                left, seen = _below(os.getpid()), left
            _signal(left, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        time.sleep(0.001)
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _signal(pids, number):
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, number)


def _clear(folder, mounts):
    """Delete what a submission left, whatever its modes and depth; a host that cannot must not go on."""
    places = [folder]
    for place in ("/tmp", "/dev/shm") if mounts else ("/dev/shm",):
        with contextlib.suppress(OSError), os.scandir(place) as entries:
            places += [
                entry.path
                for entry in entries
                if mounts or (entry.name.startswith(("sem.", "psm_", "wnsm_")) and _mine(entry))
            ]
    for command in (["chmod", "-R", "u+rwx"], ["rm", "-rf"]):
        subprocess.run([*command, "--", *places], stderr=subprocess.DEVNULL, check=False)
    if os.path.lexists(folder):
        os._exit(1)


def _mine(entry):
    return entry.stat(follow_symlinks=False).st_uid == os.getuid()


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as grader:
        main(grader, json.loads(sys.argv[2]))

"""Attacks on a seal that do no harm: a machine grades only where all of them fail."""

import contextlib
import os
import secrets
import socket
import subprocess
import tempfile
from pathlib import Path

from crmlab.language import tr
from crmlab.runner.seat import Budget, Seat, Stopped

_BUDGET = Budget(cell_seconds=30, wall_seconds=120, memory_bytes=250_000_000)
_HONEST = """
import colorsys, os, subprocess
open("made", "w").write("by hand")
found = open("made").read() + subprocess.run(["echo", "!"], capture_output=True, text=True).stdout.strip()
"""
_ENVIRONMENTS = """
import glob, os
found = [str(dict(os.environ))]
for place in glob.glob("/proc/[0-9]*/environ"):
    try:
        found.append(open(place, errors="replace").read())
    except OSError:
        pass
found = "\\n".join(found)[-100_000:]
"""
_CONNECT = """
import socket
for family, address in ((socket.AF_INET, ("127.0.0.1", {port})), (socket.AF_UNIX, {path!r})):
    try:
        with socket.socket(family) as call:
            call.settimeout(2)
            call.connect(address)
    except OSError:
        pass
"""
_OUTLIVE = """
import os
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "{mark}"])
    os._exit(0)
"""


def try_out(backend, guarded=None):
    """Run every canary attack in a backend.

    Parameters
    ----------
    backend : str
    guarded : path-like, optional
        The folder in which the file to be attacked lies; by default one for temporary files.

    Returns
    -------
    dict of str to bool
        What was tried to whether the seal held; one entry says whether honest code works in it.

    Raises
    ------
    crmlab.runner.seat.CannotStart
        If no process for student code starts in it.

    Examples
    --------
    >>> from crmlab.runner.choice import choose
    >>> all(try_out(choose()).values())
    True
    """
    secret = secrets.token_hex(16)
    with (
        tempfile.TemporaryDirectory(prefix=".canary-", dir=guarded) as place,
        _victim(secret) as victim,
        socket.create_server(("127.0.0.1", 0)) as internet,
        socket.socket(socket.AF_UNIX) as local,
    ):
        file, path = Path(place, "secret"), Path(tempfile.mkdtemp(prefix="canary-"), "s")
        file.write_text(secret)
        before = _looks(file)
        local.bind(str(path))
        local.listen()
        for listener in (internet, local):
            listener.setblocking(False)
        try:
            held = _attacks(backend, secret, file, victim, internet.getsockname()[1], str(path))
        finally:
            path.unlink()
            path.parent.rmdir()
        return {
            **held,
            tr("change a file"): _looks(file) == before and os.listdir(place) == ["secret"],
            tr("connect"): not any(map(_called, (internet, local))),
            tr("end another process"): victim.poll() is None,
        }


def _attacks(backend, secret, file, victim, port, path):
    mark = f"{40_000 + secrets.randbelow(40_000)}.5"
    tries = "for act in ({}):\n    try: act()\n    except OSError: pass"
    write = tries.format(
        f"lambda: open({str(file)!r}, 'a').write('x'), lambda: os.chmod({str(file)!r}, 0o777), "
        f"lambda: os.utime({str(file)!r}, (1, 1)), lambda: os.unlink({str(file)!r}), "
        f"lambda: open({str(file.parent / 'new')!r}, 'w').close(), "
    )
    end = tries.format(f"lambda: os.kill({victim.pid}, 9), lambda: os.kill(os.getppid(), 0), ")
    with Seat(backend, stack=False) as seat:
        about = {"files": {}, "environment": {}}
        with contextlib.suppress(Stopped), seat.sit(about, _BUDGET) as sitting:
            sitting.run(_HONEST)
            honest = sitting.answer("found") == {"text": "by hand!"}
            sitting.run(f"text = ''\ntext = open({str(file)!r}).read()")
            read = secret not in str(sitting.answer("text"))
            sitting.run(_ENVIRONMENTS)
            environment = sitting.answer(f"{secret!r} in found") != {"flag": True}
            root = sitting.answer("0 in (os.getuid(), os.geteuid(), os.getgid())") != {"flag": True}
            sitting.run(write)
            sitting.run(_CONNECT.format(port=port, path=path))
            sitting.run(_OUTLIVE.format(mark=mark))
            sitting.run(end)
        with contextlib.suppress(Stopped), seat.sit(about, _BUDGET) as sitting:
            sitting.run("kept = [bytearray(b'x' * 50_000_000) for _ in range(40)]\nwhile True: pass")
        why = sitting.why
    return {
        tr("read a file"): read,
        tr("read what the environment of another process holds"): environment,
        tr("be root"): root,
        tr("outlive the grader"): not _running(mark),
        tr("fill the memory"): why == "memory",
        tr("honest code works"): honest,
    }


@contextlib.contextmanager
def _victim(secret):
    env = {"CANARY": secret, "PATH": os.defpath}
    process = subprocess.Popen(["cat"], env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        yield process  # it reads from a pipe that ends with this process, however that ends
    finally:
        process.kill()
        process.communicate()


def _looks(file):
    """What would show that a file was changed or replaced; None where it is gone."""
    try:
        about = file.stat()
    except FileNotFoundError:
        return None
    return about.st_mode, about.st_mtime_ns, about.st_ino, file.read_bytes()


def _called(listener):
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def _running(mark):
    """Whether a process with that argument runs."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if mark.encode() in Path("/proc", pid, "cmdline").read_bytes().split(b"\0"):
                return True
    return False

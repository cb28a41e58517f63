"""Things to be attacked that show whether an attack came through, and a program that attacks them."""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import Bench

MARK = "86399.25"  # seconds that a process left behind sleeps


class Canaries:
    """A course, a home, ports and a process, with a secret in everything that can be read."""

    def __init__(self, place):
        self.secret = secrets.token_hex(16)
        self.place = Path(place)
        self.course, self.home = self.place / "course", self.place / "home"
        for folder in ("submitted/mia", "source", "autograded/mallory"):
            (self.course / folder).mkdir(parents=True)
            (self.course / folder / "a.ipynb").write_text(self.secret)
        (self.course / "course.json").write_text(self.secret)
        (self.home / "folder").mkdir(parents=True)
        (self.home / ".ipython/profile_default/startup").mkdir(parents=True)
        for name in ("secret", ".bashrc"):
            (self.home / name).write_text(self.secret)
        os.symlink(self.home / "secret", self.home / "link")
        self._make_gradebook()
        self.victim = subprocess.Popen(["sleep", "3600"], env={"CANARY": self.secret, "PATH": os.defpath})
        os.environ["CANARY"] = self.secret
        self._sockets = self._listen()
        self._before = self.looks()

    def _make_gradebook(self):
        import sqlite3

        with contextlib.closing(sqlite3.connect(self.course / "gradebook.db")) as book:
            book.execute("create table grade (student text, score real)")
            book.execute("insert into grade values (?, 3)", [self.secret])
            book.commit()

    def _listen(self):
        tcp = socket.create_server(("127.0.0.1", 0))
        self.port = tcp.getsockname()[1]
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(("127.0.0.1", self.port))
        local, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        self.path = tempfile.mkdtemp(prefix="listen-") + "/s"
        local.bind(self.path)
        abstract.bind(f"\0crmlab-{self.secret[:8]}")
        for listener in (local, abstract):
            listener.listen()
        made = [tcp, udp, local, abstract]
        for listener in made:
            listener.setblocking(False)
        return made

    def names(self):
        """Source that tells an attack where everything is."""
        about = {
            "COURSE": str(self.course), "HOME": str(self.home), "PORT": self.port, "SOCKET": self.path,
            "ABSTRACT": f"crmlab-{self.secret[:8]}", "VICTIM": self.victim.pid, "GRADER": os.getpid(),
            "MARK": MARK, "CHAPTERS": os.environ["ZOO"],
        }  # fmt: skip
        return "".join(f"{name} = {value!r}\n" for name, value in about.items())

    def looks(self):
        """All that would show a change: names, modes, owners, times, links and content."""
        found = {}
        for place in [self.place, *sorted(self.place.rglob("*"))]:
            about = place.lstat()
            content = place.read_bytes().hex() if place.is_file() else ""
            found[str(place)] = [
                about.st_mode, about.st_uid, about.st_mtime_ns, about.st_ino, about.st_nlink, content
            ]  # fmt: skip
        return found

    def harm(self, text):
        """Name what came through; what it changed is put right for the next attack only in our memory."""
        now, before = self.looks(), self._before
        self._before = now
        harm = [f"changed {p}" for p in {**before, **now} if before.get(p) != now.get(p)]
        if self.secret in text:
            harm.append("read the secret")
        for listener in self._sockets:
            with contextlib.suppress(OSError):
                if listener.type == socket.SOCK_DGRAM:
                    listener.recv(10)
                else:
                    listener.accept()[0].close()
                harm.append(f"connected to {listener.family.name}")
        if self.victim.poll() is not None:
            harm.append("ended another process")
        if running(MARK):
            harm.append("left a process behind")
        return harm

    def close(self):
        self.victim.kill()
        self.victim.wait()
        for listener in self._sockets:
            listener.close()
        os.unlink(self.path)
        os.rmdir(os.path.dirname(self.path))
        del os.environ["CANARY"]


def running(mark):
    """Whether a process runs that was started with that argument, and what it is."""
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if mark.encode() in Path("/proc", pid, "cmdline").read_bytes().split(b"\0"):
                return True
    return False


def play(bench, canaries, attack):
    """Grade an attack with the canaries around it and say what came of it."""
    from dataclasses import replace

    found = bench.play(replace(attack, code=canaries.names() + attack.code))
    return {**found, "harm": canaries.harm(found["shown"])}


def play_all(backend, tables, chosen=None):
    """Grade attacks of several tables in one backend and print what came of each as JSON."""
    from bench import use_tiny_chapter

    use_tiny_chapter()
    bench, place = Bench(backend), tempfile.mkdtemp(prefix="canaries-")
    canaries, outcomes = Canaries(place), {}
    try:
        for attack in tables:
            if chosen is None or attack.name in chosen:
                outcomes[attack.name] = play(bench, canaries, attack)
                outcomes[attack.name]["shown"] = outcomes[attack.name]["shown"][-2_000:]
                print(outcomes[attack.name]["seconds"], attack.name, file=sys.stderr, flush=True)
    finally:
        canaries.close()
        bench.close()
    left = [name for name in os.listdir(tempfile.gettempdir()) if name.startswith("submission-")]
    print(json.dumps({"outcomes": outcomes, "left": left}))

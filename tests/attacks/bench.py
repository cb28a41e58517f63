"""A bench for attacks: one seat, a tiny released notebook, and after each attack an honest submission.

It is imported by the tests and by the programs that they run as an ordinary user.
"""

import copy
import importlib.util
import os
import sys
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

HERE = Path(__file__).parent
SLUG, POINTS = "tiny", 5
COURSE = '{"name": "Tea", "salt": "attacks"}'
SECRET = "what decides the inputs of function items"
WRONG = {
    "mean_spending": "mean_spending = 1.0",
    "pays": "pays = 'no'",
    "margin": "def margin(spent, share):\n    return spent - share",
}
OWN_TESTS = {
    "own-equal": "assert mean_spending == 'nothing is equal to this', 'hidden words of a test'",
    "own-close": "import numpy\nnumpy.testing.assert_allclose(mean_spending, 123456.0)",
    "own-call": "assert margin(10, 0.5) == 123456.0",
}
# What a submission sees of the state that others could have changed; the same after every attack.
STATE = """
import json as _json, os as _os, resource as _resource, signal as _signal, sys as _sys
import threading as _threading
def _names(place):
    try:
        return sorted(name for name in _os.listdir(place) if not name.startswith(("submission-", ".")))
    except OSError:
        return "shut"
print("state", _json.dumps({
    "folder": _names("."), "tmp": _names("/tmp"), "shm": _names("/dev/shm"), "modules": len(_sys.modules),
    "environment": sorted(_os.environ),
    "handlers": [str(_signal.getsignal(n)) for n in range(1, 32) if n != 14],
    "nice": _os.getpriority(_os.PRIO_PROCESS, 0), "cores": sorted(_os.sched_getaffinity(0)),
    "limits": [_resource.getrlimit(kind) for kind in (0, 1, 2, 3, 4, 7, 8, 9)],
    "files": len(_os.listdir("/proc/self/fd")), "threads": _threading.active_count(),
    "umask": _os.umask(0o22),
    "left": "left" in globals(), "path": len(_sys.path), "uid": _os.getuid(), "pi": __import__("math").pi,
    "scheduler": _os.sched_getscheduler(0), "len": str(len), "recursion": _sys.getrecursionlimit(),
}, default=str))
"""


def use_tiny_chapter():
    """Let this process and the Pythons that it starts find the tiny chapter beside those of the course."""
    kernel = HERE.parent / "authoring" / "kernel"
    os.environ["ZOO"] = str(HERE / "chapters")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(kernel), os.environ.get("PYTHONPATH", "")])
    spec = importlib.util.spec_from_file_location("zoo_path", kernel / "sitecustomize.py")
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


class Bench:
    """A seat in a backend, and notebooks to grade in it."""

    def __init__(self, backend):
        from crmlab.authoring.build import student_notebook
        from crmlab.authoring.source import read_chapter
        from crmlab.course.simulated import worked_answers
        from crmlab.runner.seat import Seat

        self.seat = Seat(backend)
        self.chapter = read_chapter(SLUG)
        self.released = student_notebook(self.chapter)
        self.right = worked_answers(self.chapter)
        self.state = None

    def close(self):
        self.seat.close()

    def notebook(self, answers, code="", own_tests=False):
        """A submission: answers, and a cell behind the set-up."""
        from crmlab.course.simulated import fill

        nb = fill(self.with_own_tests() if own_tests else self.released, {**self.right, **answers})
        if code:
            first = next(
                i for i, c in enumerate(nb.cells) if c.metadata.get("crmlab", {}).get("kind") == "answer"
            )
            nb.cells.insert(first, new_code_cell(code))
        return nb

    def with_own_tests(self):
        """The release with tests of the instructor's own, which run in the student's process."""
        nb = copy.deepcopy(self.released)
        for name, source in OWN_TESTS.items():
            about = {"grade": True, "solution": False, "locked": True, "grade_id": name, "points": 1}
            nb.cells.append(new_code_cell(source, id=name, metadata={"nbgrader": about}))
        return nb

    def grade(self, nb, student="mallory", seconds=2.0, own_tests=False):
        from crmlab.runner.task import Task, grade_submission

        released = nbformat.writes(self.with_own_tests() if own_tests else self.released)
        submitted = nb if isinstance(nb, str) else nbformat.writes(nb)
        task = Task(
            SLUG, student, released, submitted, COURSE, SECRET, seconds, OWN_TESTS if own_tests else {}
        )
        return grade_submission(task, self.seat)

    def honest(self):
        """Grade right answers; return the points and what the submission saw around it."""
        outcome = self.grade(self.notebook({}, STATE), "mia", seconds=60)
        if outcome.reason:
            return 0.0, outcome.reason
        lines = shown(outcome.notebook).splitlines()
        return points(outcome.notebook), next(line for line in lines if line.startswith("state "))

    def play(self, attack):
        """Grade an attack and then an honest submission in the same seat.

        Returns
        -------
        dict
            ``reason``, ``points``, ``own`` (points of own tests), ``shown`` (the text of all outputs),
            ``honest`` (the points of the honest one), ``state`` and ``clean`` (what that one saw, and what
            one saw before any attack), ``seconds``.
        """
        if self.state is None:
            self.state = self.honest()[1]
        answers = {**({} if attack.right else WRONG), **attack.answers}
        started = time.monotonic()
        outcome = self.grade(
            self.notebook(answers, attack.code, attack.own), seconds=attack.seconds, own_tests=attack.own
        )
        seconds = time.monotonic() - started
        honest, state = self.honest()
        text = outcome.notebook
        return {
            "reason": outcome.reason, "points": points(text), "own": own_points(text), "shown": shown(text),
            "honest": honest, "state": state, "clean": self.state, "seconds": round(seconds, 2),
            "size": len(text),
        }  # fmt: skip


def _cells(text):
    return nbformat.reads(text, as_version=4).cells if text else []


def points(text):
    """Points of a graded notebook, those of own tests left out."""
    return sum(c.metadata.crmlab_verdict["score"] for c in _cells(text) if "crmlab_verdict" in c.metadata)


def own_points(text):
    """Points of own tests, as nbgrader reads them."""
    from nbgrader.utils import determine_grade

    return sum(determine_grade(c)[0] for c in _cells(text) if "crmlab_own_test" in c.metadata)


def shown(text):
    """All text of the outputs of a graded notebook."""
    found = []
    for cell in _cells(text):
        for output in cell.get("outputs", []):
            found += [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
            found += [str(value) for value in output.get("data", {}).values()]
    return "\n".join(found)


if HERE.as_posix() not in sys.path:
    sys.path.insert(0, HERE.as_posix())

"""otter-grader on a few of the same submissions, without a container.

It cannot be installed with the pinned packages (it needs an older wrapt), so it has an environment of its own
in ``build/otter``, with the same versions of everything else, made on first use.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from grading_class import command, say

ROOT = Path(__file__).parents[1]
HOME = ROOT / "build" / "otter"
NEEDS = "otter-grader>=7"
TESTS = "one test for each graded exercise: its name has been given a value"
_TEST = """\
OK_FORMAT = True
test = {{
    "name": {name!r},
    "points": {points!r},
    "suites": [
        {{
            "cases": [{{"code": ">>> assert {expression} is not ...", "hidden": False, "locked": False}}],
            "scored": True,
            "setup": "",
            "teardown": "",
            "type": "doctest",
        }}
    ],
}}
"""


def ready():
    """Whether the environment is there, made from the constraints as they are now."""
    mark = HOME / "made-from"
    return mark.is_file() and mark.read_text(encoding="utf-8") == _made_from()


def make():
    """Make the environment."""
    say("otter-grader is installed in build/otter")
    subprocess.run([sys.executable, "-m", "venv", "--clear", HOME], check=True)
    pins = HOME / "constraints.txt"
    pins.write_text(
        "".join(f"{line}\n" for line in _constraints().splitlines() if not line.startswith("wrapt=="))
    )
    pip = [HOME / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-c", pins, "-e", ROOT, NEEDS], check=True, stdout=sys.stderr)
    (HOME / "made-from").write_text(_made_from(), encoding="utf-8")


def version():
    """Version of the otter-grader that is installed."""
    code = "from importlib.metadata import version; print(version('otter-grader'))"
    done = subprocess.run([HOME / "bin" / "python", "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def otter(made, submissions, place):
    """Grade each of these submissions with `otter run`; a list of (clock seconds, processor seconds)."""
    from crmlab.course.simulated import variable_of
    from crmlab.courseinfo import COURSE_FILE

    folder = Path(place, "otter")
    (folder / "tests").mkdir(parents=True)
    for cell in made.chapter.graded:
        expression = variable_of(made.chapter, cell.name)
        if expression:
            test = _TEST.format(name=cell.name, points=cell.points, expression=expression)
            (folder / "tests" / f"{cell.name}.py").write_text(test, encoding="utf-8")
    (folder / "otter_config.json").write_text('{"pdf": false, "show_stdout": false}', encoding="utf-8")
    program = HOME / "bin" / "otter"
    (folder / COURSE_FILE).write_bytes((made.base / "source" / made.chapter.slug / COURSE_FILE).read_bytes())
    parts = ["-t", "tests", "-o", "autograder.zip", "--no-requirements", "--no-environment", COURSE_FILE]
    path = os.pathsep.join([str(HOME / "bin"), os.environ["PATH"]])
    command([program, "generate", *parts], folder, {"PATH": path})
    took = []
    for one in submissions:
        say(f"otter run, {one.student}")
        (folder / f"{one.student}.ipynb").write_bytes(one.content)
        (folder / f"out-{one.student}").mkdir()
        words = ["run", "-a", "autograder.zip", "-o", f"out-{one.student}", f"{one.student}.ipynb"]
        who = {"CRMLAB_STUDENT": one.student, "CRMLAB_MODE": "class", "PATH": path}
        took.append(command([program, *words], folder, who))
        if not Path(folder, f"out-{one.student}", "results.json").is_file():
            raise RuntimeError(f"otter run gave no results for {one.student}")
    return took


def _constraints():
    return (ROOT / "constraints.txt").read_text(encoding="utf-8")


def _made_from():
    return hashlib.sha256((_constraints() + NEEDS + sys.version).encode()).hexdigest()

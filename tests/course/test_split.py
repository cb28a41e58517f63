"""The split itself: whatever a submission does to its own process, it earns nothing and harms no other."""

import ast
import copy
import os
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from crmlab.course.simulated import fill, worked_answers
from crmlab.runner.seat import Seat
from crmlab.runner.task import Task, grade_submission

pytestmark = pytest.mark.slow

GONE = "ended its own kernel"
ATTACKS = {
    "leaves the process": ("import os; os._exit(0)", GONE),
    "kills itself": ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", GONE),
    "crashes in C": ("import ctypes; ctypes.string_at(0)", GONE),
    "will not be interrupted": (
        "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\n"
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "could not be stopped",
    ),
    "writes frames to every open file": (
        "import os, json, struct\n"
        "frame = json.dumps({'outputs': [], 'answer': {'number': 1.0}}).encode()\n"
        "for fd in range(3, 256):\n"
        "    try: os.write(fd, (struct.pack('>I', len(frame)) + frame) * 50)\n"
        "    except OSError: pass",
        None,
    ),
    "closes every open file": ("import os; os.closerange(0, 256)", GONE),
    "answers everything with a list": (
        "import crmlab.runner.student as s\ns._answer = lambda *given: [1, {'number': 'x'}, None]",
        None,
    ),
    "sends a huge answer": (
        "import crmlab.runner.student as s\ns._answer = lambda *given: {'text': 'x' * 40_000_000}",
        GONE,
    ),
    "sends outputs of a wrong form": (
        "get_ipython().run = lambda *given: [1, {'output_type': 'odd'}, {'output_type': 'execute_result', "
        "'data': {'text/plain': '99'}, 'metadata': {}, 'execution_count': 1}]",
        None,
    ),
    "replaces encode": (
        "import crmlab.runner.student as s\ns.encode = lambda value: {'flag': True}\n"
        "s.encode_calls = lambda f, inputs: {'calls': [{'number': float('nan')}] * 1000}",
        None,
    ),
    "turns later cells into nothing": (
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['pass\\n'])",
        None,
    ),
    "shows a full score": (
        "from IPython.display import display\n"
        "get_ipython().events.register('pre_run_cell', lambda *given: display(30.0))",
        None,
    ),
    "is equal to everything": (
        "class Anything(float):\n"
        "    def __eq__(self, other): return True\n"
        "    def __float__(self): return 1.0\n"
        "    def __hash__(self): return 0\n"
        "price_to_lure = boundary = share_beyond = Anything(2)",
        None,
    ),
    "leaves a process behind": (
        "import os, time\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    if os.fork() == 0:\n"
        "        os.execvp('sleep', ['sleep', '86399'])\n"
        "    os._exit(0)",
        None,
    ),
    "prints without end": ("print('x' * 30_000_000)\nfor _ in range(100_000): print('more')", None),
    "fills the memory": (
        'kept = [bytearray(b"x" * 50_000_000) for _ in range(40)]\nwhile True: pass',
        "more memory",
    ),
    "asks the parent to stop": ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", GONE),
}


@pytest.fixture(scope="module")
def seat():
    with Seat() as seat:
        yield seat


@pytest.fixture
def graded(template, chapter, seat):
    released = (template.root / "release" / chapter.slug / chapter.file_name).read_text(encoding="utf-8")

    def grade(nb, student="s01", cell_seconds=8.0):
        public = template.public_file().decode()
        text = nbformat.writes(nb)
        task = Task(chapter.slug, student, released, text, public, template.secret, cell_seconds)
        return grade_submission(task, seat)

    return grade


def verdicts(outcome):
    cells = nbformat.reads(outcome.notebook, as_version=4).cells
    return [cell.metadata.crmlab_verdict for cell in cells if "crmlab_verdict" in cell.metadata]


def points(outcome):
    return sum(verdict["score"] for verdict in verdicts(outcome))


def test_the_worked_notebook_earns_everything_and_the_blank_one_nothing(graded, released, chapter):
    worked = graded(fill(released, worked_answers(chapter)), cell_seconds=20)
    assert points(worked) == sum(cell.points for cell in chapter.graded)
    assert {verdict["status"] for verdict in verdicts(worked)} == {"right"}
    blank = graded(released, cell_seconds=20)
    assert points(blank) == 0
    assert {verdict["status"] for verdict in verdicts(blank)} == {"blank"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_earns_nothing_and_the_next_submission_is_graded(graded, released, chapter, attack):
    source, reason = ATTACKS[attack]
    released.cells.insert(3, new_code_cell(source))
    # filling the memory takes its time on a busy machine, and a cell that is interrupted gives it back
    outcome = graded(released, cell_seconds=60 if attack == "fills the memory" else 8)
    if reason:
        assert reason in outcome.reason, [
            c.get("outputs") for c in nbformat.reads(outcome.notebook, as_version=4).cells[:5]
        ]
        assert not outcome.notebook
    else:
        assert outcome.reason == ""
        assert points(outcome) == 0
    if attack == "leaves a process behind":
        assert not processes("86399")
    right = fill(released, worked_answers(chapter))
    del right.cells[3]
    assert points(graded(right, "s02", cell_seconds=20)) == sum(cell.points for cell in chapter.graded)


def processes(argument):
    """Ids of the processes that were started with an argument."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline") as file:
                found += [pid] if argument in file.read().split("\0") else []
        except OSError:
            continue
    return found


def test_students_do_not_share_random_numbers_files_or_names(graded, released):
    def drawn(student):
        last = [
            new_code_cell(
                "import os, random, numpy\nfound = sorted(os.listdir('.')), 'left' in globals()\n"
                "open('left', 'w').close(); left = 1\n"
                "print([random.random(), numpy.random.random(), *found])"
            )
        ]
        nb = copy.deepcopy(released)
        nb.cells += last
        cells = nbformat.reads(graded(nb, student, 20).notebook, as_version=4).cells
        return ast.literal_eval(cells[-1].outputs[0].text)

    one, two = drawn("s01"), drawn("s02")
    assert one[0] != two[0]
    assert one[1] != two[1]
    assert one[2:] == two[2:] == [["crmlab-course.json"], False]


def test_an_endless_cell_costs_itself_only(graded, released, chapter):
    answers = worked_answers(chapter)
    answers[chapter.graded[0].name] = "while True:\n    pass"
    started = time.monotonic()
    outcome = graded(fill(released, answers))
    assert time.monotonic() - started < 60
    most = sum(cell.points for cell in chapter.graded)
    assert points(outcome) == most - chapter.graded[0].points

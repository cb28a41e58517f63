"""Split grading of a real chapter: points are earned, and students share nothing. Attacks: tests/attacks."""

import ast
import copy
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from crmlab.course.simulated import fill, worked_answers
from crmlab.runner.choice import choose
from crmlab.runner.seat import Seat
from crmlab.runner.task import Task, grade_submission

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def seat():
    with Seat(choose()) as seat:
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


def test_no_cell_sees_the_inputs_that_a_function_is_called_with():
    with Seat(choose()) as seat, seat.sit({"files": {}, "environment": {}}) as sitting:
        sitting.run("def f(x):\n    open('seen', 'w').write(str(x))\n    return x + 1")
        kept = sitting.keep()
        sitting.run("def f(x): return 0\nimport os\nfound = os.listdir('.')")
        assert sitting.answer("found") == {"list": []}
        assert sitting.calls(kept, "f", [[1], [2]]) == {"calls": [{"number": 2.0}, {"number": 3.0}]}

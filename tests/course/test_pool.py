"""Graders side by side: what a dead grader and an interruption do to the others."""

import multiprocessing

import pytest

from crmlab.runner.pool import grade_all
from crmlab.runner.task import Task

pytestmark = pytest.mark.slow


@pytest.fixture
def tasks(template, chapter):
    released = (template.root / "release" / chapter.slug / chapter.file_name).read_text(encoding="utf-8")
    public = template.public_file().decode()
    return [
        Task(chapter.slug, student, released, released, public, template.secret)
        for student in ("s01", "s02", "s03")
    ]


def test_a_grader_that_dies_takes_no_submission_with_it(tasks):
    outcomes = []
    for outcome in grade_all(tasks, jobs=1):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            for process in multiprocessing.active_children():
                process.kill()
    assert {outcome.student for outcome in outcomes} == {"s01", "s02", "s03"}
    assert all(outcome.notebook for outcome in outcomes)
    assert not multiprocessing.active_children()


def test_after_an_interruption_what_runs_is_finished_and_nothing_new_is_begun(tasks):
    def interrupted():
        yield tasks[0]
        raise KeyboardInterrupt

    students = []
    graded = (students.append(outcome.student) for outcome in grade_all(interrupted(), jobs=2))
    with pytest.raises(KeyboardInterrupt):
        list(graded)
    assert students in ([], ["s01"])  # the first may not have begun yet
    assert not multiprocessing.active_children()

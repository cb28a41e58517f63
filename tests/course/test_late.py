"""Late work: times are the course's own, and stock nbgrader takes off the same."""

import json
import subprocess
import sysconfig
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crmlab.cli import main
from crmlab.course import CrmlabError
from crmlab.course.export import score_rows
from crmlab.course.folder import Course
from crmlab.course.grade import grade
from crmlab.course.late import LateByDay, due_of, read_due, set_due, set_policy
from crmlab.runner.choice import choose

TEA = "good"
HOUR = 3600


@pytest.mark.parametrize(
    "text", ["tomorrow", "", "2026-13-01T00:00+01:00", "2026-02-30T10:00Z", "9999-12-31T23:59-23:00"]
)
def test_a_bad_due_date_is_one_sentence(text):
    with pytest.raises(CrmlabError, match="--due is a time such as") as caught:
        read_due(text)
    assert "\n" not in str(caught.value)


def test_a_due_date_needs_its_time_zone():
    with pytest.raises(CrmlabError, match=r"add the offset from UTC, such as 2026-12-01T23:59\+01:00"):
        read_due("2026-12-01T23:59")
    assert read_due("2026-12-02T04:59+05:00") == read_due("2026-12-01T23:59Z")
    assert read_due("none") is None


@pytest.mark.parametrize("rule", ["ten", "-1", "101%", "nan", "inf", "%", ""])
def test_a_bad_rule_is_one_sentence(tea, rule):
    with pytest.raises(CrmlabError, match="--late is points or per cent"):
        set_policy(tea, rule)
    with pytest.raises(CrmlabError, match="--grace is a number of minutes"):
        set_policy(tea, grace=-1.0)
    assert Course.open(tea.root).late == {}


def test_a_rule_and_its_grace_are_set_apart(tea):
    assert set_policy(tea, "10%", 15.0).late == {"percent_per_day": 10.0, "grace_minutes": 15.0}
    assert set_policy(Course.open(tea.root), "2").late == {"points_per_day": 2.0, "grace_minutes": 15.0}
    assert set_policy(Course.open(tea.root), "none").late == {"grace_minutes": 15.0}


@pytest.mark.parametrize(("seconds", "off"), [
    (0, None), (600, None), (601, 1.5), (600 + 24 * HOUR, 1.5), (601 + 24 * HOUR, 3.0),
])  # fmt: skip
def test_started_days_count_after_the_grace_minutes(seconds, off):
    late = LateByDay(points_per_day=1, percent_per_day=10, grace_minutes=10)
    assert late.late_submission_penalty("s01", 5.0, seconds) == off


@pytest.mark.slow
def test_the_command_line_sets_the_due_date(tea, monkeypatch, capsys):
    monkeypatch.chdir(tea.root)
    assert main(["release", TEA, "--due", "soon"]) == 1
    assert capsys.readouterr().err.startswith("crmlab: --due is a time such as")
    assert main(["release", TEA, "--due", "2026-12-01T23:59+01:00", "--late", "10%", "--grace", "15"]) == 0
    assert main(["status", TEA, "--json"]) == 0
    (chapter,) = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert chapter["due"] == "2026-12-01T22:59+00:00"
    assert Course.open(tea.root).late == {"percent_per_day": 10.0, "grace_minutes": 15.0}
    assert main(["release", TEA]) == 0  # says nothing of it and changes nothing of it
    with tea.gradebook() as gradebook:
        assert due_of(gradebook, TEA) == datetime(2026, 12, 1, 22, 59, tzinfo=UTC)


def penalties(course):
    with course.gradebook() as gradebook:
        return {
            one.student.id: one.notebooks[0].late_submission_penalty
            for one in gradebook.assignment_submissions(TEA)
        }


def row(course, student):
    return next(row for row in score_rows(course, TEA) if row["id"] == student)


@pytest.mark.slow
def test_what_is_late_costs_the_same_in_stock_nbgrader(tea, hand_in, monkeypatch, capsys):
    course = set_policy(tea, "10%", 5.0)
    set_due(course, TEA, datetime.now(UTC) - timedelta(hours=30))
    hand_in(course, {"s01": {}, "s02": {"pays": "pays = 'no'"}, "s03": {}})
    with course.gradebook() as gradebook:
        submission = gradebook.add_submission(TEA, "s03")
        submission.extension = timedelta(days=3)
        gradebook.db.commit()
    grade(course, TEA, jobs=1, sandbox=choose())
    assert penalties(course) == {"s01": 0.8, "s02": 0.4, "s03": None}
    found = row(course, "s01")
    assert (found["total"], found["penalty"], found["final"]) == (4.0, 0.8, 3.2)
    assert found["late"] == pytest.approx(30, abs=5)
    assert (row(course, "s03")["late"], row(course, "s03")["penalty"]) == (0, 0)

    command = [str(Path(sysconfig.get_path("scripts"), "nbgrader")), "autograde", TEA, "--force"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert penalties(course) == {"s01": 0.8, "s02": 0.4, "s03": None}

    # Scores, due date and rule that change later count at once in what is exported.
    with course.gradebook() as gradebook:
        notebook = gradebook.find_submission_notebook("03_good", TEA, "s01")
        next(given for given in notebook.grades if given.name == "good-advice").manual_score = 3.0
        gradebook.db.commit()
    monkeypatch.chdir(course.root)
    assert main(["export", TEA]) == 0
    assert penalties(course) == {"s01": 1.4, "s02": 0.4, "s03": None}
    set_due(course, TEA, datetime.now(UTC) + timedelta(days=1))
    assert main(["export", TEA]) == 0
    assert set(penalties(course).values()) == {None}
    assert row(course, "s01")["final"] == 7.0

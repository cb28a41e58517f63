"""The demonstration class, and the same class graded by stock nbgrader."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

from crmlab.course import CrmlabError
from crmlab.course.demo import Demo, DemoRow, demo
from crmlab.course.folder import Course
from crmlab.course.journal import PERSON, read_journal
from crmlab.course.release import find_chapter, forbidden
from crmlab.course.simulated import class_of
from crmlab.grading.keys import keys_for
from crmlab.identity import Student
from crmlab.sandbox.backends import SEALED

SLUG = "switching_costs"


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    return demo(tmp_path_factory.mktemp("demo") / "course")


def scores(course):
    """Student and exercise -> points in the gradebook."""
    with course.gradebook() as gradebook:
        return {
            (submission.student.id, grade.name): grade.auto_score
            for submission in gradebook.assignment_submissions(SLUG)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


@pytest.mark.slow
def test_every_student_has_the_score_they_should_have(played):
    assert len(played.rows) == 12
    assert [row for row in played.rows if not row.as_it_should] == []
    assert played.ok
    assert played.table().count("✓") == 12


@pytest.mark.slow
def test_the_class_is_as_different_as_it_says(played):
    by_student = {row.student: row for row in played.rows}
    most = sum(cell.points for cell in find_chapter(SLUG).graded)
    assert by_student["s01"].score == most
    assert by_student["s02"].score == 0
    assert by_student["s10"].state == "needs a person"
    assert 0 < by_student["s11"].score < most
    assert len({row.score for row in played.rows}) >= 6


@pytest.mark.slow
def test_stock_nbgrader_gives_the_same_points_item_by_item(played, tmp_path):
    shutil.copytree(played.course.root, tmp_path / "course")
    course = Course.open(tmp_path / "course")
    before = scores(course)
    assert len(before) >= 11 * len(find_chapter(SLUG).graded)
    with course.gradebook() as gradebook:
        for submission in gradebook.assignment_submissions(SLUG):
            gradebook.remove_submission(SLUG, submission.student.id)
    shutil.rmtree(course.root / "autograded")
    assert scores(course) == {}
    command = [str(Path(sysconfig.get_path("scripts"), "nbgrader")), "autograde", SLUG]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CRMLAB")}
    done = subprocess.run(command, cwd=course.root, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert scores(course) == before


@pytest.mark.slow
def test_feedback_shows_a_student_their_own_slip_and_nobody_elses(played):
    chapter = find_chapter(SLUG)
    student = "s03"
    keys = keys_for(SLUG, Student(student, played.course.public_info()), played.course.secret)
    page = played.feedback[student].read_text(encoding="utf-8")
    text = page.replace("&#39;", "'").replace("&quot;", '"')
    own, others = [], []
    for key in keys.values():
        for place, slip in enumerate(key.item.slips.values()):
            (own if place == 0 else others).append(slip.message)
    shown = [message for message in own if message in text]
    assert len(shown) >= 3
    assert [message for message in others if message in text and message not in own] == []
    hidden = [t for kind, t in forbidden(chapter) if kind.split()[0] in ("hint", "mark", "note", "model")]
    assert [line for line in hidden if line in text] == []


@pytest.mark.slow
def test_the_status_accounts_for_everybody(played):
    entries = read_journal(played.course, SLUG)
    assert set(entries) == {row.student for row in played.rows}
    assert all(entry.sha256 and entry.received and entry.when for entry in entries.values())
    graded = {student: entry for student, entry in entries.items() if entry.was_tried}
    assert set(entries) - set(graded) == {row.student for row in played.rows if row.state == PERSON}
    assert {entry.backend for entry in graded.values()} <= set(SEALED)
    received = {path.name for path in (played.course.root / "received").iterdir()}
    assert {entry.sha256 for entry in entries.values()} <= received


def test_a_score_that_is_off_is_seen():
    fine = DemoRow("s01", "all right", 7.0, 7.0, "graded", "graded")
    assert fine.as_it_should
    for wrong in (
        DemoRow("s01", "all right", 6.5, 7.0, "graded", "graded"),
        DemoRow("s01", "all right", None, 7.0, "graded", "graded"),
        DemoRow("s01", "all right", 7.0, 7.0, "needs a person", "graded"),
    ):
        assert not wrong.as_it_should
        assert not Demo((fine, wrong), None, {}, None).ok


def test_the_simulated_students_differ_and_the_slips_are_written_down(template, chapter):
    released = template.root / "release" / SLUG / chapter.file_name
    ids = [f"s{n:02d}" for n in range(1, 13)]
    made = class_of(template, chapter, released, ids)
    assert [one.student for one in made] == ids
    assert len({one.content for one in made}) == 12
    assert sum(one.state == "needs a person" for one in made) == 1


@pytest.mark.parametrize("students", [0, 13])
def test_the_class_has_one_to_twelve_students(students, tmp_path):
    with pytest.raises(CrmlabError, match="1 to 12"):
        demo(tmp_path / "course", students)
    assert not (tmp_path / "course").exists()

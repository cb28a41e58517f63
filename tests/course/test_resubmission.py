"""What becomes of scores when a student hands in again: nothing old stands in for anything new."""

import json

import pytest

from crmlab.cli import main
from crmlab.course.export import score_rows
from crmlab.course.grade import grade
from crmlab.course.intake import collect
from crmlab.course.journal import journal_file, read_journal
from crmlab.course.results import results
from crmlab.course.status import status
from crmlab.runner.choice import choose

pytestmark = pytest.mark.slow

TEA = "good"
DIES = {"mean_spending": "import os; os._exit(1)"}
PARTLY = {"pays": "pays = 'no'"}
STALE = "the manual score of advice was given for another version"


def scores(course, student="s01"):
    """Exercise -> automatic score, score of a person, whether nbgrader asks a person to look."""
    with course.gradebook() as gradebook:
        found = gradebook.find_submission_notebook("03_good", TEA, student)
        return {
            grade.name.removeprefix("good-"): (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in found.grades
        }


def mark_by_hand(course, points, student="s01"):
    """Give points for the written exercise, as the formgrader does."""
    with course.gradebook() as gradebook:
        found = gradebook.find_submission_notebook("03_good", TEA, student)
        given = next(grade for grade in found.grades if grade.name == "good-advice")
        given.manual_score, given.needs_manual_grade = points, False
        gradebook.db.commit()


def of(course, student="s01"):
    """Status, result and export row of a student."""
    (chapter,) = status(course, TEA)
    row = next(row for row in score_rows(course, TEA) if row["id"] == student)
    (result,) = results(course, TEA, student)
    return next(one for one in chapter.students if one.student == student), result, row


def run(course):
    return {result.student: result for result in grade(course, TEA, jobs=1, sandbox=choose())}


def test_a_student_hands_in_again_and_again(tea, hand_in, tmp_path):
    hand_in(tea, {"s01": {}, "s02": PARTLY})
    first = read_journal(tea, TEA)["s01"].received
    assert run(tea)["s01"].score == 4.0
    mark_by_hand(tea, 2.5)
    where, result, row = of(tea)
    assert (where.state, where.backend, where.notes) == ("graded", choose(), ())
    assert (result.score, row["total"], row["advice"]) == (4.0, 6.5, 2.5)

    # A newer submission waits: the score of the older one is not shown as its own.
    hand_in(tea, {"s01": DIES})
    where, result, row = of(tea)
    assert (where.state, result.score, row["total"]) == ("waiting", None, None)
    assert where.notes == ("the scores in the gradebook are of an earlier submission",)

    # It fails: its state says so, older automatic scores are gone, and those of a person stay.
    run(tea)
    where, result, row = of(tea)
    assert where.state == result.state == row["state"] == "needs a person"
    assert "kernel" in where.reason
    assert (result.score, row["total"]) == (None, None)
    assert scores(tea)["mean_spending"] == (None, None, True)
    assert scores(tea)["advice"] == (None, 2.5, True)
    assert not (tea.root / "autograded" / "s01" / TEA).exists()
    kept = tea.root / "withdrawn" / "s01" / TEA / "1-autograded" / "03_good.ipynb"
    assert json.loads(kept.read_bytes())["cells"]

    # The same bytes again change nothing, and are not run again.
    before = journal_file(tea, TEA).read_bytes()
    hand_in(tea, {"s01": DIES})
    run(tea)
    assert journal_file(tea, TEA).read_bytes() == before

    # Another version is graded; the score that a person gave before is kept and marked.
    hand_in(tea, {"s01": PARTLY})
    run(tea)
    where, result, row = of(tea)
    assert (where.state, where.notes, result.notes, row["reason"]) == ("graded", (STALE,), (STALE,), STALE)
    assert (result.score, row["advice"]) == (2.0, 2.5)
    assert scores(tea)["advice"] == (None, 2.5, True)
    assert STALE in result.summary()
    assert main_status(tea, "s01") == [STALE]

    # The first version again, received when it was first received: the mark of a person is its own.
    hand_in(tea, {"s01": {}})
    run(tea)
    where, result, row = of(tea)
    assert (where.notes, where.received, result.score) == ((), first, 4.0)
    assert scores(tea)["advice"] == (None, 2.5, False)

    # What is no notebook fails at once.
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "s01.ipynb").write_bytes(b"half")
    assert collect(tea, TEA, bad).states["s01"][0] == "needs a person"
    assert scores(tea)["pays"] == (None, None, True)
    assert scores(tea)["advice"] == (None, 2.5, True)
    assert of(tea, "s02")[1].score == 2.0


def main_status(course, student):
    """Notes of a student as the command line gives them as JSON."""
    import contextlib
    import io

    with contextlib.chdir(course.root), contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["status", TEA, "--json"]) == 0
    (chapter,) = json.loads(out.getvalue())
    return next(one["notes"] for one in chapter["students"] if one["student"] == student)


def test_another_version_of_the_chapter_is_said_and_graded_again(tea, hand_in, tmp_path):
    hand_in(tea, {"s01": {"mean_spending": "mean_spending = spending.mean() + 0.1"}})
    assert run(tea)["s01"].score == 2.0
    mark_by_hand(tea, 1.0)
    source = tmp_path / "zoo" / "good.py"
    source.write_text(source.read_text().replace("tolerance=0.005", "tolerance=0.2"))
    assert of(tea)[0].notes == ("graded for another version of the chapter; run 'crmlab grade good'",)
    assert run(tea)["s01"].score == 4.0
    assert of(tea)[0].notes == ()
    assert scores(tea)["advice"] == (None, 1.0, False)  # same submission, so the mark stands


def test_what_is_put_into_the_folder_by_hand_is_taken_in(tea, hand_in, tmp_path):
    hand_in(tea, {"s01": {}})
    path = tea.root / "submitted" / "s01" / TEA / "03_good.ipynb"
    other = tea.root / "submitted" / "s02" / TEA / "03_good.ipynb"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    where = of(tea, "s02")[0]
    assert (where.state, where.reason) == (
        "waiting", "it lies in submitted/ and is taken in when you grade",
    )  # fmt: skip
    path.unlink()  # its bytes are kept
    found = run(tea)
    assert [found[student].score for student in ("s01", "s02")] == [4.0, 4.0]
    assert of(tea, "s02")[0].received


def test_status_lists_everybody(tea, hand_in):
    hand_in(tea, {"s01": {}})
    (chapter,) = status(tea)
    assert len(chapter.students) == 40
    assert [one.state for one in chapter.students[:3]] == ["waiting", "missing", "missing"]
    assert chapter.summary().startswith("good: 1 to grade, 0 graded, 0 need a person, 39 missing; 0 late")
    assert chapter.students[0].line().startswith("s01: waiting; received 20")

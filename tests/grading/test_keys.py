"""Keys come from the worked chapter on the student's own data; verdicts compare with them."""

import json
import subprocess
import sys

import pytest

from crmlab.authoring.source import parse_chapter
from crmlab.courseinfo import PUBLIC
from crmlab.grading.answers import encode
from crmlab.grading.keys import KeyProblem, grading_inputs, items, work
from crmlab.grading.kinds import encode_for
from crmlab.grading.verdict import judge
from crmlab.identity import Student

from .conftest import MINI


def test_the_right_answer_is_the_student_s_own(chapter):
    assert work(chapter, Student("mia", PUBLIC))["total"].truth == 7.0
    assert work(chapter, Student("jonathan", PUBLIC))["total"].truth == 12.0


def test_points_come_from_the_check_and_slips_are_computed(chapter, student):
    key = work(chapter, student)["total"]
    assert key.points == 2
    assert key.wrong == {"mean": 3.5, "first": 3.0}


@pytest.mark.parametrize(
    ("answer", "status", "score", "slip"),
    [
        (7, "right", 2, ""),
        (3.5, "slip", 1, "mean"),
        (3, "slip", 0, "first"),
        (5, "wrong", 0, ""),
        ("7", "unreadable", 0, ""),
        (..., "blank", 0, ""),
    ],
)
def test_every_verdict(chapter, student, answer, status, score, slip):
    verdict = judge(work(chapter, student)["total"], encode(answer))
    assert (verdict.status, verdict.score, verdict.slip) == (status, score, slip)
    assert verdict.message.endswith((".", "?"))


def test_no_answer_at_all_is_blank(chapter, student):
    assert judge(work(chapter, student)["total"], None).status == "blank"


def test_a_function_is_judged_on_inputs_that_depend_on_the_secret(chapter, student):
    item = items(chapter)["grow"]
    assert grading_inputs(item, "one", "mia", "grow") != grading_inputs(item, "two", "mia", "grow")
    assert grading_inputs(item, "one", "mia", "grow") == grading_inputs(item, "one", "mia", "grow")
    key = work(chapter, student, secret="one")["grow"]
    assert judge(key, encode_for(item, lambda x: x + 1, key.inputs)).status == "right"
    assert judge(key, encode_for(item, lambda x: x, key.inputs)).slip == "same"


def test_an_answer_to_other_inputs_earns_nothing(chapter, student):
    item = items(chapter)["grow"]
    key = work(chapter, student, secret="one")["grow"]
    replayed = encode_for(item, lambda x: x + 1, grading_inputs(item, "two", "mia", "grow"))
    assert judge(key, replayed).score == 0


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("total = float(sum(answers))", "total = 1 / 0", "ZeroDivisionError"),
        ('key="total"', 'key="totals"', "comes before its check, or has none"),
        ("total = float(sum(answers))", "total = 'seven'", "without quotes"),
        ("w.answers[0]", "w.nothing", "nothing"),
    ],
)
def test_a_defective_chapter_is_named_not_blamed_on_the_student(student, old, new, says):
    with pytest.raises(KeyProblem, match=says):
        work(parse_chapter(MINI.replace(old, new), "mini"), student)


def test_a_check_without_a_key_is_a_defect(student):
    cut = MINI[: MINI.index('# %% key="grow"')] + MINI[MINI.index("# %%\nbroken") :]
    with pytest.raises(KeyProblem, match="has no key"):
        work(parse_chapter(cut, "mini"), student)


def test_the_worked_run_stays_quiet(chapter, student, capsys):
    noisy = parse_chapter(MINI.replace("student = crmlab", "print('hello')\nstudent = crmlab"), "mini")
    work(noisy, student)
    assert capsys.readouterr().out == ""


def test_slips_beside_the_truth_never_cost_a_right_answer(student):
    twin = MINI.replace("lambda w: w.total / 2", "lambda w: w.total")
    key = work(parse_chapter(twin, "mini"), student)["total"]
    assert judge(key, encode(7)).status == "right"


def test_the_live_check_prints_outside_a_notebook(tmp_path):
    code = (
        "import crmlab; check = crmlab.checker('switching_costs', crmlab.student('demo'), mode='class');"
        "check('caution', 'a'); check('caution', 'zzz'); check('caution', ...)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    passed, unreadable, blank = done.stdout.splitlines()
    assert passed.startswith("✓ 2 of 2 public checks pass")
    assert unreadable.startswith("✗ Choose one of")
    assert blank.startswith("○ There is no answer yet")


def test_self_study_names_the_slip_then_climbs_the_hints(capsys):
    import crmlab

    check = crmlab.checker("switching_costs", crmlab.student("demo"), mode="self-study")
    check("caution", "a")
    check("share_beyond", 0.98765)
    check("share_beyond", 0.98765)
    check("caution", "b")
    slip, first, second, right = capsys.readouterr().out.splitlines()
    assert "does not make the sides different" in slip
    assert "Hint 1 of 3" in first
    assert "Hint 2 of 3" in second
    assert right == "✓ Right."


def test_what_a_check_displays_carries_the_answer_as_json():
    from crmlab.grading.check import Feedback

    bundle = Feedback("total", "ready", "<b>fine</b>", encode(7))._repr_mimebundle_()
    assert json.loads(json.dumps(bundle["application/vnd.crmlab.answer+json"])) == {
        "item": "total",
        "answer": {"number": 7.0},
    }
    assert "<b>" not in bundle["text/html"]


def test_an_unknown_exercise_or_mode_is_named():
    import crmlab

    student = crmlab.student("demo")
    with pytest.raises(ValueError, match="self-study or class"):
        crmlab.checker("switching_costs", student, mode="exam")
    with pytest.raises(ValueError, match="no exercise 'x'"):
        crmlab.checker("switching_costs", student, mode="class")("x", 1)

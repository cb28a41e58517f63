"""The branch survey is what its truth says, and its guards see each fault."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf

from crmlab import datasets, scales
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _bank_branches
from crmlab.identity import Student

PERCEIVED = {name: [f"p{n}" for n in d["items"]] for name, d in _bank_branches.DIMENSIONS.items()}
EXPECTED = {name: [f"e{n}" for n in d["items"]] for name, d in _bank_branches.DIMENSIONS.items()}


@pytest.fixture(scope="module")
def students():
    return [datasets.load("bank_branches", student=Student(f"student{i}", PUBLIC)) for i in range(10)]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {"bank_branches": 1}, {})
    frame = datasets.load("bank_branches", student=Student("mia", pinned))
    assert frame.attrs["data_hash"][:16] == "403b857b1ae83fed"


def test_guards_see_each_fault():
    frame = datasets.load("bank_branches")
    assert _bank_branches.guards(frame) == []
    order = np.random.default_rng(0).permutation(len(frame))
    for columns, words in {
        ("p5", "p6", "p7", "p8", "p9"): "effect of reliability",
        ("p18", "p19", "p20", "p21", "p22"): "effect of empathy",
        ("co1", "co2", "co3"): "culture does not turn round",
        ("e5", "e6", "e7", "e8", "e9"): "hardly correlate",
    }.items():
        broken = frame.copy()
        broken[list(columns)] = frame[list(columns)].to_numpy()[order]
        assert any(words in fault for fault in _bank_branches.guards(broken)), words
    pleased = frame.assign(**{f"p{n}": frame[f"p{n}"].clip(lower=5) for n in (1, 2, 3, 4)})
    assert any("gap of tangibles" in fault for fault in _bank_branches.guards(pleased))
    content = frame.assign(adequate_reliability=1)
    assert any("0 of 24 branches" in fault for fault in _bank_branches.guards(content))
    item, _ = _bank_branches.translated_item(frame)
    repaired = frame.assign(**{item: frame[item] + (frame["country"] == "Dorn")})
    assert any("does not stand out" in fault for fault in _bank_branches.guards(repaired))


def test_branch_values_belong_to_the_branch(students):
    for frame in students:
        by_branch = frame.groupby("branch")
        assert (by_branch.size() == 50).all()
        of_branch = ["country", "rivals_within_1_km", "staff_satisfaction_points"]
        assert len(frame[["branch", *of_branch]].drop_duplicates()) == 24


def test_points_add_up_to_a_hundred(students):
    for frame in students:
        assert (frame[[f"weight_{name}" for name in PERCEIVED]].sum(axis=1) == 100).all()


def test_expectations_add_nothing_to_perceptions(students):
    t_values = []
    for frame in students:
        scores = scales.score(
            frame, PERCEIVED | {"expected": EXPECTED["reliability"], "loyalty": ["lo1", "lo2"]}
        )
        fit = smf.ols("loyalty ~ expected + " + " + ".join(PERCEIVED), scores).fit(cov_type="HC3")
        t_values.append(fit.tvalues["expected"])
    assert abs(np.mean(t_values)) < 1.5


def test_the_badly_translated_item_differs_between_students(students):
    found = {_bank_branches.translated_item(frame)[0] for frame in students}
    assert len(found) > 1
    assert found <= {"p18", "p19", "p20", "p22"}


def test_culture_turns_round_between_the_levels(students):
    slopes = pd.DataFrame([_bank_branches.culture_slopes(frame) for frame in students])
    assert (slopes[0] < -0.1).all()
    assert (slopes[1] > 0.12).all()


def test_culture_slopes_in_closed_form():
    frame = pd.DataFrame(
        {f"{block}{n}": [1, 2, 3, 4] for block, k in (("co", 3), ("lo", 3)) for n in range(1, k + 1)}
        | {"country": ["Arden", "Arden", "Dorn", "Dorn"]}
    )
    for name in [*(f"p{n}" for n in range(1, 23)), "tq1", "tq2", "tq3", "pa1", "pa2", "pa3"]:
        frame[name] = 4
    for name in ("tb1", "tb2", "tp1", "tp2"):
        frame[name] = 4
    for n in (1, 2, 3):
        frame[f"lo{n}"] = [3, 4, 1, 2]
    assert _bank_branches.culture_slopes(frame) == pytest.approx((-1.0, 1.0))

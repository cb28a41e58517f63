"""Assumptions of the three failures keep to their ranges and differ in decisions; guards see each fault."""

from collections import Counter

import numpy as np
import pytest

from crmlab import datasets
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _failures_assumptions as failures
from crmlab.identity import Student

NAME = "failures_assumptions"


@pytest.fixture(scope="module")
def students():
    return [datasets.load(NAME, student=Student(f"student{i}", PUBLIC)).iloc[0] for i in range(200)]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {NAME: 1}, {})
    assert datasets.load(NAME, student=Student("mia", pinned)).attrs["data_hash"][:16] == "7247ff245a08fc28"


def test_assumptions_keep_to_their_ranges(students):
    for name, facts in datasets.schema(NAME)["columns"].items():
        values = np.array([row[name] for row in students])
        assert values.min() >= facts["min"]
        assert values.max() <= facts["max"]
    assert all(
        row["faults_share_pct"] + row["handling_share_pct"] + row["billing_share_pct"] <= 100
        for row in students
    )


@pytest.mark.parametrize(("decision", "options"), [(failures.platform, 2), (failures.programmes, 3)])
def test_every_option_is_best_for_a_fair_share(students, decision, options):
    best = Counter(max(values, key=values.get) for values in map(decision, students))
    assert len(best) == options
    assert all(0.2 < count / len(students) < 0.7 for count in best.values()), best


def test_the_promise_earns_for_some_and_costs_for_others(students):
    assert 0.3 < np.mean([failures.promise(row) < 0 for row in students]) < 0.7


def test_a_contract_keeps_its_money():
    row = dict.fromkeys(failures.RANGES, 0) | {
        "contract_price_musd": 500, "cost_share_pct": 76, "spent_share_pct": 45, "estimate_cut_pct": 10,
    }  # fmt: skip
    booked = failures.contract(row)
    assert booked["before"] == pytest.approx(0.45 * 120)
    assert booked["after"] == pytest.approx(171 / 342 * 158)
    assert booked["earned saving"] == pytest.approx(0.45 * 38)


def test_guards_see_each_fault():
    frame = datasets.load(NAME)
    assert failures.guards(frame) == []
    row = frame.iloc[0]
    even = row["bump_cost_usd"] + row["leave_pct"] / 100 * row["clv_usd"]
    values = failures.platform(row)
    dearer = row["platform_cost_musd"] + values["every industry"] - values["own machines"]
    rest = (1 - row["adoption_pct"] / 100) * row["platform_rest_musd"]
    for change, words in (
        ({"volunteer_usd": even}, "neither costs nor earns"),
        ({"platform_cost_musd": dearer}, "worth nearly the same"),
        ({"platform_cost_musd": dearer - rest}, "rest"),
        ({"repair_cuts_faults_pct": 0.0, "repair_cuts_handling_pct": 0.0, "billing_share_pct": 0.0,
          "systems_cut_handling_pct": row["payment_cuts_handling_pct"], "payment_cuts_faults_pct": 0.0},
         "two programmes"),
        ({"estimate_cut_pct": 100 - 100 / (2 - row["cost_share_pct"] / 100)}, "a wrong way"),
    ):  # fmt: skip
        faults = failures.guards(frame.assign(**change))
        assert any(words in fault for fault in faults), (words, faults)

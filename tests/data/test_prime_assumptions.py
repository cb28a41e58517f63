"""Assumptions of the Prime case keep to their ranges and differ in decisions; guards see each fault."""

from collections import Counter

import numpy as np
import pytest

from crmlab import datasets, value
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _prime_assumptions as prime
from crmlab.identity import Student


@pytest.fixture(scope="module")
def students():
    frames = [datasets.load("prime_assumptions", student=Student(f"student{i}", PUBLIC)) for i in range(120)]
    return [frame.iloc[0] for frame in frames]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {"prime_assumptions": 1}, {})
    frame = datasets.load("prime_assumptions", student=Student("mia", pinned))
    assert frame.attrs["data_hash"][:16] == "eddd1316648f1f1d"


def test_assumptions_keep_to_their_ranges(students):
    for name, facts in datasets.schema("prime_assumptions")["columns"].items():
        values = np.array([row[name] for row in students])
        assert values.min() >= facts["min"]
        assert values.max() <= facts["max"]
    assert all(row["loss_129_pct"] < row["loss_139_pct"] for row in students)


def test_every_decision_is_right_for_a_fair_share(students):
    changes = [prime.profit_changes(row) for row in students]
    fees = Counter(max(change, key=change.get) for change in changes)
    assert set(fees) == {119, 129, 139}
    assert all(0.12 < count / len(students) < 0.6 for count in fees.values())
    exits = Counter(max(both, key=both.get) for both in map(prime.back, students))
    assert all(0.3 < count / len(students) < 0.7 for count in exits.values())


def test_shortcuts_agree_with_the_library(students):
    row = students[0]
    rise = value.price_rise(
        119, 139, other_margin=row["other_margin_usd"], service_cost=row["service_cost_usd"],
        kept_share=row["kept_share_pct"] / 100,
    )  # fmt: skip
    assert prime.break_evens(row)["right"] == pytest.approx(100 * rise.break_even_loss)
    change = rise.profit_change(row["loss_139_pct"] / 100)
    assert prime.profit_changes(row)[139] == pytest.approx(change)


def test_guards_see_each_fault():
    frame = datasets.load("prime_assumptions")
    assert prime.guards(frame) == []
    row = frame.iloc[0]
    level = prime.profit_changes(row)
    dearer = row["loss_129_pct"] + 100 * (level[129] - level[139]) / 119
    for change, words in (
        ({"loss_129_pct": dearer}, "two fees earn nearly the same"),
        ({"kept_share_pct": 0.0}, "is nearly that with"),
        ({"accept_pct": 0.0, "return_drop_pct": 0.5}, "both exits"),
        ({"service_cost_usd": row["other_margin_usd"]}, "brings just the fee"),
        ({"after_1": 1000, "after_2": 999}, "does not rise visibly"),
    ):
        faults = prime.guards(frame.assign(**change))
        assert any(words in fault for fault in faults), words

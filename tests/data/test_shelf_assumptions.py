"""The assumptions of the Nike case: ranges, decisions that differ, and guards that see each fault."""

from collections import Counter

import numpy as np
import pytest

from crmlab import datasets, value
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _shelf_assumptions as shelf
from crmlab.identity import Student


@pytest.fixture(scope="module")
def students():
    frames = [datasets.load("shelf_assumptions", student=Student(f"student{i}", PUBLIC)) for i in range(120)]
    return [frame.iloc[0] for frame in frames]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {"shelf_assumptions": 1}, {})
    frame = datasets.load("shelf_assumptions", student=Student("mia", pinned))
    assert frame.attrs["data_hash"][:16] == "14fcf226573a86b3"


def test_assumptions_keep_to_their_ranges(students):
    for name, facts in datasets.schema("shelf_assumptions")["columns"].items():
        values = np.array([row[name] for row in students])
        assert values.min() >= facts["min"]
        assert values.max() <= facts["max"]


def test_every_decision_is_right_for_a_fair_share(students):
    shelves = Counter(map(shelf.shelf, students))
    assert set(shelves) == {"none", "some", "all"}
    assert all(0.2 < count / len(students) < 0.6 for count in shelves.values())
    queue = np.mean([shelf.saved(row) > row["queue_usd"] for row in students])
    assert 0.3 < queue < 0.7
    enough = np.mean([shelf.platforms(row)["right"] >= 4 for row in students])
    assert 0.2 < enough < 0.7


def test_shortcuts_agree_with_the_library(students):
    row = students[0]
    left = value.recapture(
        row["sales_family_usd_m"], row["shop_margin_pct"] / 100,
        row["sales_family_usd_m"] * row["direct_usd"] / 100, row["direct_margin_pct"] / 100,
        row["selling_pct"] / 100, account_cost=row["sales_family_usd_m"] * row["account_family_pct"] / 100,
    )  # fmt: skip
    assert shelf.needed(row, "family") == pytest.approx(100 * left.break_even)
    assert shelf.gains(row)["family"] == pytest.approx(-left.profit_change(row["come_family_pct"] / 100))


def test_guards_see_each_fault():
    frame = datasets.load("shelf_assumptions")
    assert shelf.guards(frame) == []
    row = frame.iloc[0]
    for change, words in (
        ({"shop_margin_pct": 95.0}, "out of reach"),
        ({"come_sports_pct": shelf.needed(row, "sports") + 1}, "on the edge"),
        ({"queue_usd": shelf.saved(row)}, "queue and lottery"),
        ({"keen_value_usd": row["casual_value_usd"]}, "two platforms differ"),
        ({"keen_two_pct": 100.0, "casual_two_pct": 0.0}, "is nearly that of"),
        ({"patience_tries": 8.0}, "two answers on who gives up"),
    ):
        faults = shelf.guards(frame.assign(**change))
        assert any(words in fault for fault in faults), words

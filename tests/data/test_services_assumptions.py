"""Assumptions of the Services case keep to their ranges and differ in decisions; guards see each fault."""

from collections import Counter

import numpy as np
import pytest

from crmlab import datasets
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _services_assumptions as services
from crmlab.identity import Student


@pytest.fixture(scope="module")
def students():
    return [datasets.load("services_assumptions", student=Student(f"student{i}", PUBLIC)) for i in range(120)]


# A change here means that students of running courses would get other data: add a version instead.
def test_draw_of_version_1_never_changes():
    pinned = CourseInfo("CRM 2026", "blue door", {"services_assumptions": 1}, {})
    frame = datasets.load("services_assumptions", student=Student("mia", pinned))
    assert frame.attrs["data_hash"][:16] == "48345f2d767c3439"


def test_assumptions_keep_to_their_ranges(students):
    for name, facts in datasets.schema("services_assumptions")["columns"].items():
        if name == "door":
            continue
        values = np.concatenate([frame[name].to_numpy() for frame in students])
        assert values.min() >= facts["min"]
        assert values.max() <= facts["max"]
    assert all(frame["door"].tolist() == list(services.DOORS) for frame in students)
    assert all(frame[list(services.SHARED)].nunique().eq(1).all() for frame in students)


def test_every_decision_is_right_for_a_fair_share(students):
    costs = [services.costs(frame) for frame in students]
    first = [min(cost, key=cost.get) for cost in costs]
    assert all(0.2 < Counter(first)[door] / len(students) < 0.6 for door in services.DOORS)
    both = [services.now_or_wait(frame, door) for frame, door in zip(students, first, strict=True)]
    times = Counter(min(cost, key=cost.get) for cost in both)
    assert all(0.25 < times[when] / len(students) < 0.75 for when in ("now", "wait"))
    first_year = [min(cost, key=cost.get) for cost in (services.costs(frame, 1) for frame in students)]
    assert 0.2 < np.mean([a != b for a, b in zip(first, first_year, strict=True)]) < 0.6


def test_costs_agree_with_a_sum_by_hand(students):
    row = students[0].iloc[0]
    kept = 1 - row["loss_pts"] / row["retention_pct"]
    by_hand = 0.0
    for year in (1, 2, 3):
        plan = services.GROSS_PROFIT * (1 + row["growth_pct"] / 100) ** year
        by_hand += plan * (row["exposed_pct"] * (1 - kept**year) - row["at_once_pct"]) / 100
    assert services.costs(students[0])["steering"] == pytest.approx(by_hand)


def test_guards_see_each_fault():
    frame = datasets.load("services_assumptions")
    assert services.guards(frame) == []
    same = frame.assign(**{name: frame[name].iloc[0] for name in ("exposed_pct", "loss_pts", "at_once_pct")})
    even = frame.assign(exposed_pct=20.0, loss_pts=0.0, at_once_pct=0.01)
    first = min(services.costs(frame), key=services.costs(frame).get)
    row = frame[frame["door"] == first].iloc[0]
    both = services.now_or_wait(frame, first)
    forced = both["wait"] / (row["order_chance_pct"] / 100)
    for changed, words in (
        (same, "cost nearly the same"),
        (even, "costs nearly nothing"),
        (frame.assign(growth_pct=0.1), "is no limit"),
        (frame.assign(order_chance_pct=100 * both["now"] / forced), "now and waiting"),
    ):
        faults = services.guards(changed)
        assert any(words in fault for fault in faults), words

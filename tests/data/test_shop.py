"""The roaster's events and the campaign hold what the chapter on CRM in practice needs."""

import numpy as np
import pytest

from crmlab import datasets, loyalty
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _shop_campaign, _shop_events
from crmlab.identity import Student


@pytest.fixture(scope="module")
def events():
    return datasets.load("shop_events")


@pytest.fixture(scope="module")
def campaign():
    return datasets.load("shop_campaign")


# A change here means that students of running courses would get other data: add a version instead.
@pytest.mark.parametrize(
    ("name", "expected"), [("shop_events", "4f50c200e30e03ff"), ("shop_campaign", "dd01cedea88de769")]
)
def test_draw_of_version_1_never_changes(name, expected):
    pinned = CourseInfo("CRM 2026", "blue door", {name: 1}, {})
    assert datasets.load(name, student=Student("mia", pinned)).attrs["data_hash"][:16] == expected


def test_events_are_in_order_and_hang_together(events):
    assert events["occurred_on"].is_monotonic_increasing
    signups = events[events["event"] == "signup"].set_index("customer_id")["occurred_on"]
    assert signups.index.is_unique
    assert (events["occurred_on"] >= events["customer_id"].map(signups)).all()
    orders = events[events["event"] == "order"]
    assert not orders.duplicated(["reference", "detail"]).any()
    assert (orders.groupby("reference")[["customer_id", "occurred_on"]].nunique() == 1).all(axis=None)
    assert set(orders["customer_id"]) == set(signups.index)
    complaints = events[events["event"] == "complaint"].set_index("reference")
    assert complaints.index.is_unique
    assert set(complaints.index) <= set(orders["reference"])
    assert (events.loc[events["event"] != "order", "amount_eur"] == 0).all()


def test_replies_come_before_solutions(events):
    cases = _shop_events.cases(events)
    assert (cases["to_reply"] >= 0).all()
    assert (cases["to_solve"] >= cases["to_reply"]).all()


def test_guards_of_shop_events_see_each_fault(events):
    guards = _shop_events.guards
    assert guards(events) == []
    consent = events["event"] == "consent"
    order = events["event"] == "order"
    all_yes = events.assign(detail=events["detail"].mask(consent, "given"))
    assert any("consent" in fault for fault in guards(all_yes))
    dealt = events["detail"].copy()
    dealt[order] = np.random.default_rng(0).permutation(dealt[order].to_numpy())
    assert any("go with beans" in fault for fault in guards(events.assign(detail=dealt)))
    early = events.assign(event=events["event"].replace({"reply": "solved", "solved": "reply"}))
    assert any("quicker" in fault for fault in guards(early))
    autumn = (events["event"] == "complaint") & (events["occurred_on"] > "2025-07-15")
    assert any("too few complaints" in fault for fault in guards(events[~autumn]))


def test_the_gain_of_the_guards_is_that_of_the_library(campaign):
    tested = campaign[campaign["sent"] != "no consent"]
    table = loyalty.uplift(
        tested["bought_within_8_weeks"],
        tested["sent"] == "letter",
        margin=_shop_campaign.MARGIN_EUR,
        voucher=_shop_campaign.VOUCHER_EUR,
        cost=_shop_campaign.LETTER_EUR,
        by=_shop_campaign.groups_of(tested),
    )
    for group, (lift, gain, error) in _shop_campaign.gains(campaign).items():
        row = table.loc[group]
        assert (lift, gain) == pytest.approx((row["uplift"], row["gain"]))
        assert 1.96 * error == pytest.approx(row["gain_high"] - row["gain"])


def test_guards_of_shop_campaign_see_each_fault(campaign):
    guards = _shop_campaign.guards
    assert guards(campaign) == []
    rng = np.random.default_rng(0)
    lottery = campaign.assign(bought_within_8_weeks=rng.permutation(campaign["bought_within_8_weeks"]))
    said = " ".join(guards(lottery))
    assert "cooling" in said
    assert "without consent" in said
    assert "score" in said
    letter = campaign["sent"] == "letter"
    everybody = campaign.assign(bought_within_8_weeks=campaign["bought_within_8_weeks"].mask(letter, 1))
    assert any("recent customers" in fault for fault in guards(everybody))


def test_the_decision_differs_between_students():
    decisions = []
    for number in range(20):
        frame = datasets.load("shop_campaign", student=Student(f"student{number}", PUBLIC))
        _, gain, error = _shop_campaign.gains(frame)["cooling"]
        decisions.append(gain - 1.96 * error > 0)
    assert 4 <= sum(decisions) <= 16

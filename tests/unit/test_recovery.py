import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from crmlab import recovery


def test_one_seat_and_two_bookings_by_hand():
    """Shows: 0 with 1/4, 1 with 1/2, 2 with 1/4."""
    plan = recovery.overbooking(1, 0.5, 100, 60, most=1)
    assert plan.costs["empty"].tolist() == pytest.approx([0.5, 0.25])
    assert plan.costs["denied"].tolist() == pytest.approx([0, 0.25])
    assert plan.costs["full"].tolist() == pytest.approx([0.5, 0.75])
    assert plan.costs["cost"].tolist() == pytest.approx([50, 40])
    assert (plan.best, plan.cost_without) == (1, 50)
    assert plan.summary() == "Overselling 1 seats costs 40 a departure, 50 without overselling."


@pytest.mark.parametrize(
    ("seats", "shows", "empty", "denied"),
    [(180, 0.92, 150, 2500), (180, 0.92, 150, 150), (50, 0.8, 300, 900), (20, 0.97, 10, 1000)],
)
def test_the_best_number_is_that_of_the_critical_fractile(seats, shows, empty, denied):
    plan = recovery.overbooking(seats, shows, empty, denied, most=80)
    bookings = seats + np.arange(81)
    reached = binom.sf(seats - 1, bookings, shows) >= empty / (empty + denied)
    assert plan.best == int(np.argmax(reached))
    steps = shows * (denied * plan.costs["full"] - empty * (1 - plan.costs["full"]))
    assert np.diff(plan.costs["cost"]) == pytest.approx(steps[:-1].to_numpy(), abs=1e-8)


def test_expected_costs_are_the_sums_they_stand_for():
    auction = recovery.volunteer_auction(12, 200, 100, 2500, ceiling=800)
    plan = recovery.overbooking(30, 0.9, 150, auction["cost"], most=12)
    for oversold in (0, 5, 12):
        shown = np.arange(30 + oversold + 1)
        chance = binom.pmf(shown, 30 + oversold, 0.9)
        behind = np.maximum(shown - 30, 0)
        cost = 150 * np.maximum(30 - shown, 0) + auction["cost"].to_numpy()[behind]
        assert plan.costs.loc[oversold, "cost"] == pytest.approx(chance @ cost)
        bumped = plan.expect(auction["bumped"])[oversold]
        assert bumped == pytest.approx(chance @ np.maximum(behind - 7, 0), abs=1e-12)


def test_who_all_show_up_need_no_overselling():
    plan = recovery.overbooking(100, 1, 150, 500, most=3)
    assert plan.best == 0
    assert plan.costs["cost"].tolist() == pytest.approx([0, 500, 1000, 1500])


def test_the_auction_pays_all_volunteers_the_last_offer():
    auction = recovery.volunteer_auction(4, 200, 100, 2500, ceiling=399)
    assert auction["volunteers"].tolist() == [0, 1, 2, 2, 2]
    assert auction["offer"].tolist() == [0, 200, 300, 300, 300]
    assert auction["cost"].tolist() == [0, 200, 600, 3100, 5600]
    assert recovery.volunteer_auction(3, 200, 100, 2500)["bumped"].tolist() == [0] * 4
    assert recovery.volunteer_auction(2, 200, 100, 2500, ceiling=100)["bumped"].tolist() == [0, 1, 2]
    assert recovery.volunteer_auction(2, 200, 0, 2500, ceiling=200)["cost"].tolist() == [0, 200, 400]


@given(st.integers(0, 500), st.integers(1, 300), st.integers(0, 5000))
def test_no_other_ceiling_costs_less_than_the_best_offer(first, step, bump):
    best = recovery.best_offer(first, step, bump)
    least = recovery.volunteer_auction(40, first, step, bump, ceiling=best)["cost"]
    for ceiling in (0, first, best / 2, best + step, 2 * best, np.inf):
        other = recovery.volunteer_auction(40, first, step, bump, ceiling=ceiling)["cost"]
        assert (least <= other + 1e-6).all()


def test_what_is_out_of_range_is_refused():
    with pytest.raises(ValueError, match=r"seats is 2\.5; give a whole number"):
        recovery.overbooking(2.5, 0.9, 1, 1, most=3)
    with pytest.raises(ValueError, match="most is -1"):
        recovery.overbooking(2, 0.9, 1, 1, most=-1)
    with pytest.raises(ValueError, match=r"shows is 92; a probability"):
        recovery.overbooking(2, 92, 1, 1, most=3)
    with pytest.raises(ValueError, match=r"denied_cost has shape \(2,\); give one number, or 4"):
        recovery.overbooking(2, 0.9, 1, [0, 1], most=3)
    with pytest.raises(ValueError, match=r"by_denied has shape \(1,\); give 4 values"):
        recovery.overbooking(2, 0.9, 1, 1, most=3).expect([1])
    with pytest.raises(ValueError, match="first_ask is -1; give money of zero or more"):
        recovery.best_offer(-1, 10, 100)
    with pytest.raises(ValueError, match="ask_step is 0; give a finite number above 0"):
        recovery.best_offer(1, 0, 100)

"""Interactives about money: the numbers they say are those of the library and of closed forms."""

import numpy as np
import pandas as pd
import pytest

from crmlab import loyalty, recovery, value, widgets


def test_conventions_say_the_factor_between_two_of_the_five_numbers():
    five = widgets.clv_conventions(margin=100, stay=80, discount=10)
    worth = value.clv_readings(100, 0.8, 0.1)
    assert f"is worth EUR {worth.min():,.0f} to EUR {worth.max():,.0f}" in five.reading
    assert "(266.67) by (1+i)/r = 1.375 to get 'first margin today' (366.67)" in five.reading
    assert "the difference is exactly one margin" in five.reading
    for money in worth:
        assert f"{money:,.0f}" in five.description
    five.set(start="first_margin_now", end="margin_times_lifetime", discount=0)
    assert "(500.00) by (1+i−r)/((1+i)(1−r)) = 1 to get 'margin × lifetime' (500.00)" in five.reading
    assert "exactly one margin" not in five.reading
    five.set(end="first_margin_now")
    assert "choose two ways" in five.reading
    assert "arrow" not in five.description


def test_the_fee_says_how_many_may_leave_and_what_the_expected_loss_brings():
    prime = widgets.prime_price(fee=119, new_fee=139, members=167, margin=100, service=50, leave=5)
    assert "(+16.8 %), 10.6 % of members may leave, 17.7 of 167 million" in prime.reading
    gain = 167 * (0.95 * 189 - 169) / 1000
    assert f"if 5.0 % leave it brings USD {gain:.2f} billion a year more" in prime.reading
    assert "the fee alone crosses zero at 14.4 %" in prime.description
    prime.set(leave=12)
    assert f"if 12.0 % leave it costs USD {167 * (169 - 0.88 * 189) / 1000:.2f} billion" in prime.reading
    prime.set(spend=-30)
    assert (
        "costs money even if nobody leaves, because a member who stays brings USD 10.00 less" in prime.reading
    )
    before = dict(prime.settings)
    with pytest.raises(ValueError, match="The new fee, USD 119, is no rise from USD 119"):
        prime.set(new_fee=119)
    with pytest.raises(ValueError, match="brings no more than one who left"):
        prime.set(service=300)
    assert prime.settings == before


def test_an_open_door_says_how_much_retention_may_go_and_what_three_years_cost():
    door = widgets.services_lock_in(profit=70, growth=5, exposed=30, retention=90, at_once=-1, loss=3)
    assert "Retention may fall by 11.3 points, from 90.0 to 78.7 %, before" in door.reading
    assert "the coming year brings USD 72.0 billion, after 70.0 last year and 73.5 planned" in door.reading
    assert "three years cost USD 6.9 billion against the plan" in door.reading
    assert "falls from 72.8 if nobody leaves to 72.0 at the 3.0 points" in door.description
    door.set(at_once=2, loss=0)
    assert "three years bring USD 4.6 billion more than the plan" in door.reading
    door.set(growth=1, at_once=-2)
    assert "falls below last year's even if nobody leaves" in door.reading
    door.set(growth=10, at_once=0, exposed=5)
    assert "above last year's even if all of these users leave" in door.reading
    assert list(door.decision().options) == ["steering", "messaging", "wallets", "none"]


def test_leaving_a_shop_says_which_share_must_come_over():
    shelf = widgets.recapture(margin=40, direct=170, gross=60, selling=30, account=0, come=60)
    assert "bring USD 40.0, directly USD 51.0 if everybody comes: 78.4 % must come" in shelf.reading
    assert "if 60 % come, it costs USD 9.4." in shelf.reading
    assert "gross margin alone crosses zero at 39.2 %" in shelf.description
    shelf.set(come=90)
    assert "if 90 % come, it brings USD 5.9 more." in shelf.reading
    shelf.set(selling=40)
    assert "leaving loses even then; if 90 % come, it costs USD 9.4." in shelf.reading
    shelf.set(account=40)
    assert "leaving never loses; if 90 % come, leaving brings USD 30.6 more." in shelf.reading
    before = dict(shelf.settings)
    with pytest.raises(ValueError, match="The cost of selling, 60 %, eats up the gross margin of 60 %"):
        shelf.set(selling=60)
    assert shelf.settings == before


def test_overbooking_says_what_is_cheapest_and_what_to_offer():
    flight = widgets.overbooking(oversold=16, ceiling=800)
    auction = recovery.volunteer_auction(40, 200, 100, 2500, ceiling=800)
    plan = recovery.overbooking(180, 0.92, 150, auction["cost"], most=40)
    assert f"16 oversold cost USD {plan.costs['cost'][16]:,.0f} a flight" in flight.reading
    assert f"(none: 2,160; cheapest at {plan.best}: {plan.cost:,.0f})" in flight.reading
    rate = 10_000 * plan.expect(auction["bumped"])[16] / (180 - plan.costs["empty"][16])
    assert f"bump {rate:.2f} of 10,000 passengers" in flight.reading
    assert "up to USD 1,300, and yours stop at 800" in flight.reading
    assert f"at 9, where the chance that all seats are taken reaches {100 * 150 / 2650:.1f} %" in (
        flight.description
    )
    flight.set(ceiling=1300)
    assert "up to USD 1,300, where yours stop." in flight.reading
    flight.set(ceiling=10_000)
    assert "bump 0.00 of 10,000" in flight.reading
    assert "and yours may go on to 10,000" in flight.reading
    flight.set(bump=100)
    assert "no offer to volunteers is worth making" in flight.reading


def test_the_programme_says_what_a_point_costs_and_from_where_a_tier_pays():
    programme = widgets.points_programme(start=980, lift=8, times=2, perks=20, margin=25)
    sales = programme._sales
    assert (len(sales), np.median(sales)) == (1000, pytest.approx(500, rel=0.01))
    rates = dict(margin_share=0.25, base_rate=0.008, tier_rate=0.016, member_cost=20)
    gain = loyalty.tier_gain(sales, 980, lift=0.08, **rates)
    owed = f"1,000 simulated members cost EUR {0.008 * sales.sum():,.0f}"
    assert f"A point costs 0.80 cents, 0.80 % of sales, and a year's points of {owed}" in programme.reading
    assert f"a tier from EUR 980 ({gain.members} members)" in programme.reading
    assert f"loses EUR {-gain.gain:,.0f} a year: it would take {gain.break_even_lift:.1%}"[:-1] in (
        programme.reading
    )
    assert f"a start at EUR {20 / (1.08 * 0.234 - 0.242):,.0f}, from" in programme.reading
    programme.set(start=1870)
    assert "more, it earns EUR 462 a year" in programme.reading
    programme.set(lift=3)
    assert "wherever it starts" in programme.reading
    assert "no member pays at this lift" in programme.description
    programme.set(start=8000)
    assert "nobody reaches a tier from EUR 8,000" in programme.reading
    with pytest.raises(ValueError, match=r"would cost 20\.0 % of sales, and the margin is 20 %"):
        programme.set(points=10, cost=1.25, times=2, margin=20)


def test_the_programme_takes_the_sales_of_own_members_or_says_what_is_wrong():
    own = widgets.points_programme([100.0, 250, 300, 900, 1200], lift=20)
    assert "a year's points of your 5 members cost EUR 22;" in own.reading
    assert own.settings["start"] == 960
    with pytest.raises(ValueError, match="sales hold -1"):
        widgets.points_programme([-1, 5])
    with pytest.raises(ValueError, match="missing"):
        widgets.points_programme([5, None])


@pytest.fixture(scope="module")
def slicer():
    return widgets.rfm_slicer(letters=500)


def test_letters_by_cells_and_by_value_earn_what_the_library_says(slicer):
    slicer.set(letters=500, order="rfm", groups=5, cost=1, margin=30, due=10)
    past = slicer._past
    today = past["ordered_on"].max()
    assert today <= pd.Timestamp("2025-09-28") - pd.Timedelta(weeks=13)
    histories = value.customer_orders(past, slicer._today, amount="amount")
    orders = value.fit_bg_nbd(histories).conditional_expected_orders(histories, 13)
    worth = orders * value.fit_gamma_gamma(histories).expected_order_value(histories)
    profit = 0.03 * worth - 1
    best = profit.sort_values().iloc[-500:].sum()
    assert f"of highest expected value EUR {best:,.0f}, or" in slicer.reading
    assert f"of 2,000 simulated customers, {(profit > 0).sum()} are worth a letter" in slicer.reading
    cells = loyalty.rfm_rank(loyalty.rfm_scores(past, slicer._today))
    earned = loyalty.mailing_curve(cells, profit[cells.index])[500]
    assert f"the best of {cells.nunique()} cells" in slicer.reading
    assert f"promise EUR {earned:,.0f}, or" in slicer.reading
    assert f"expected {best:,.0f} by value and {earned:,.0f} by cells" in slicer.description
    slicer.set(letters=0)
    assert "promise EUR 0, or by the orders that came in the 13 weeks after EUR 0;" in slicer.reading


def test_all_letters_earn_the_same_under_both_rankings(slicer):
    slicer.set(letters=2000, order="sum", groups=3)
    curves, came = slicer.result["curves"], slicer.result["came"]
    assert curves["value"][2000] == pytest.approx(curves["cells"][2000])
    later = 0.03 * slicer._came.sum() - 2000
    assert came["value"] == pytest.approx(later)
    assert came["cells"] == pytest.approx(later)
    assert (curves["cells"] <= curves["value"] + 1e-9).all()


def test_the_slicer_takes_own_orders_and_says_when_there_are_too_few():
    joined = pd.date_range("2023-01-01", periods=300, freq="D")
    orders = value.simulate_orders(
        value.BgNbd(1.2, 8, 0.8, 4), value.GammaGamma(6.25, 3.74, 15.44), joined, "2024-12-29", rng=3
    ).rename(columns={"customer_id": "who", "ordered_on": "when", "amount": "euros"})
    own = widgets.rfm_slicer(orders, weeks=8, customer="who", date="when", amount="euros", groups=9)
    assert own.settings["letters"] == len(own._expected) == 300
    assert "in the 8 weeks after" in own.reading
    assert "of your 300 customers" in own.reading
    assert 100 < own.result["cells"] <= 300
    with pytest.raises(ValueError, match="Only 0 customers ordered before the last 200 weeks"):
        widgets.rfm_slicer(orders, weeks=200, customer="who", date="when", amount="euros")
    with pytest.raises(ValueError, match="orders has no column 'customer_id'"):
        widgets.rfm_slicer(orders)

"""Switching costs: facets, types, cost of leaving, barriers, and the two-by-two of loyalty."""

import numpy as np
import pandas as pd
import pytest

from crmlab import switching


def test_eight_facets_in_three_types_as_published():
    table = switching.facets()
    assert len(table) == 8
    assert table.groupby("type").size().to_dict() == {"financial": 2, "procedural": 4, "relational": 2}


def test_each_facet_counts_once_in_its_type():
    scores = pd.DataFrame([range(1, 9)], columns=switching.facets().index)
    assert switching.type_scores(scores).to_numpy().tolist() == [[2.5, 5.5, 7.5]]


def test_a_missing_facet_is_named():
    scores = pd.DataFrame([range(8)], columns=switching.facets().index).drop(columns="set-up")
    with pytest.raises(ValueError, match="set-up"):
        switching.type_scores(scores)


def test_cost_of_leaving_adds_money_and_time_row_by_row():
    cost = switching.cost_of_leaving(pd.Series([0, 50]), pd.Series([5, 20]), pd.Series([1, 4]), hour_value=15)
    assert cost.tolist() == [20, 130]


@pytest.mark.parametrize("name", ["exit_fee", "points", "hours", "hour_value"])
def test_a_negative_amount_is_refused(name):
    amounts = {"exit_fee": 1, "points": 1, "hours": 1, "hour_value": 1, name: -1}
    with pytest.raises(ValueError, match=name):
        switching.cost_of_leaving(**amounts)


@pytest.fixture
def held():
    rng = np.random.default_rng(5)
    barrier, loyalty = rng.normal(4, 1, (2, 40_000))
    stay = rng.random(40_000) < 1 / (1 + np.exp(-(-3 + 0.6 * barrier + 0.5 * loyalty)))
    return pd.DataFrame({"stayed": stay.astype(int), "barrier": barrier, "loyalty": loyalty})


def test_the_logit_finds_the_barrier_it_was_given(held):
    effect = switching.barrier_effect(held, "stayed", "barrier", ["loyalty"], down_to=2)
    assert effect.odds_ratio == pytest.approx(np.exp(0.6), rel=0.05)
    assert effect.with_barrier == pytest.approx(held["stayed"].mean(), abs=1e-8)
    lowered = 1 / (1 + np.exp(-(-3 + 0.6 * held["barrier"].clip(upper=2) + 0.5 * held["loyalty"])))
    assert effect.without_barrier == pytest.approx(lowered.mean(), abs=0.01)
    assert "40000 customers" in effect.summary()


def test_a_barrier_lowered_to_where_it_is_holds_nobody(held):
    effect = switching.barrier_effect(held, "stayed", "barrier", down_to=held["barrier"].max())
    assert effect.held.abs().max() == 0
    assert effect.money_held(pd.Series(100.0, index=held.index)) == 0


def test_money_held_weighs_each_customer(held):
    effect = switching.barrier_effect(held, "stayed", "barrier", down_to=2)
    fees = pd.Series(0.0, index=held.index)
    fees.iloc[7] = 1000
    assert effect.money_held(fees) == pytest.approx(1000 * effect.held.iloc[7])


@pytest.mark.parametrize("values", [[1] * 8, [0] * 8, [0, 1, 2, 1, 0, 1, 0, 1]])
def test_stayed_must_be_zero_and_one_with_both_present(values):
    data = pd.DataFrame({"stayed": values, "barrier": range(8)})
    with pytest.raises(ValueError, match="both 0 and 1"):
        switching.barrier_effect(data, "stayed", "barrier", down_to=1)


def test_the_four_kinds_sum_to_everyone_and_hang_on_the_cut():
    attitude, stayed = pd.Series([2, 4, 6, 2, 4, 6]), pd.Series([1, 1, 1, 0, 0, 0])
    assert switching.loyal_or_captive(attitude, stayed, cut=5).tolist() == [
        "captive", "captive", "loyal", "lost", "lost", "lost friend",
    ]  # fmt: skip
    assert (switching.loyal_or_captive(attitude, stayed, cut=3) == "captive").sum() == 1


def test_facets_are_priced_one_by_one_and_add_up_to_the_cost_of_leaving():
    costs = switching.facet_costs(risk_chance=0.25, risk_loss=80, hours=[1, 2, 3], hour_value=10, benefits=7,
                                  payments=50, people=11, brand=13)  # fmt: skip
    assert costs["cost"].tolist() == [20, 10, 20, 30, 7, 50, 11, 13]
    assert costs["type"].equals(switching.facets()["type"])
    hard = costs["cost"].drop(costs.index[costs["type"] == "relational"]).sum() - 20  # without the risk
    assert hard == switching.cost_of_leaving(50, 7, 6, hour_value=10)
    given = {"risk_loss": 1, "hours": [1, 1, 1], "hour_value": 1, "benefits": 1, "payments": 1, "people": 1}
    with pytest.raises(ValueError, match="negative or missing"):
        switching.facet_costs(risk_chance=0.5, brand=-1, **given)
    with pytest.raises(ValueError, match="risk_chance is 20"):
        switching.facet_costs(risk_chance=20, brand=1, **given)


def test_a_saving_of_the_break_even_pays_exactly_at_the_end():
    even = switching.switching_balance(240, 5, 24).break_even
    balance = switching.switching_balance(240, even, 24)
    assert (balance.net, balance.pays_after) == (0, 24)
    assert switching.switching_balance(240, 0, 24).pays_after == np.inf
    assert "does not pay" in switching.switching_balance(240, -3, 24).summary()
    for cost, periods in ((-1, 24), (240, 0)):
        with pytest.raises(ValueError, match="give "):
            switching.switching_balance(cost, 5, periods)

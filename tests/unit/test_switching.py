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

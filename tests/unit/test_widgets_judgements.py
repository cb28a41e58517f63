"""Widgets about judgements, gaps, loyalty, levels, leaving and the ladder: the numbers in their words."""

import warnings
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from crmlab import datasets, quality, widgets
from crmlab.satisfaction import ahp_weights, worst_judgement


def judged(values, names):
    """The matrix of the judgements above its diagonal."""
    matrix = np.ones((len(names), len(names)))
    for (i, j), value in zip(combinations(range(len(names)), 2), values, strict=True):
        matrix[i, j], matrix[j, i] = value, 1 / value
    return pd.DataFrame(matrix, index=names, columns=names)


def test_pairwise_weights_point_at_the_worst_judgement_and_are_used_once_it_is_mended():
    widget = widgets.pairwise_weights()
    matrix = judged([2, 3, 5, 2, 1 / 3, 2], list("abcd"))
    with pytest.warns(UserWarning, match="contradict"):
        ratio = ahp_weights(matrix).consistency_ratio
    worst = worst_judgement(matrix)
    assert (worst.first, worst.second, worst.better) == ("b", "d", 3)
    assert f"(consistency ratio {ratio:.2f}, at most 0.10" in widget.reading
    assert f"3 instead of 1/3 would bring the ratio to {worst.ratio_then:.2f}" in widget.reading
    assert "A star marks what would mend the worst row: 3." in widget.description
    widget.set(p24=3)
    mended = ahp_weights(judged([2, 3, 5, 2, 3, 2], list("abcd")))
    assert f"reliability weighs most ({100 * mended.weights['a']:.0f} %), then speed" in widget.reading
    assert f"consistency ratio {mended.consistency_ratio:.2f}," in widget.reading
    assert "No row is marked." in widget.description


def test_pairwise_weights_say_when_one_judgement_is_not_enough():
    widget = widgets.pairwise_weights(p12=9, p13=-9, p14=5, p23=9, p24=-9, p34=7)
    assert "ask for more than one again" in widget.reading
    with pytest.raises(ValueError, match=r"0\.5 lies between equal \(0\) and once \(1\)"):
        widget.set(p12=0.5)


def test_pairwise_weights_take_own_judgements():
    own = judged([4, 1 / 2, 1 / 6], ["app", "shop", "phone"])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        widget = widgets.pairwise_weights(own)
    assert [widget.settings[name] for name in ("p12", "p13", "p23")] == [4, -2, -6]
    weights = ahp_weights(own).weights
    assert widget.reading.startswith(f"phone weighs most ({100 * weights['phone']:.0f} %), then app")
    with pytest.raises(ValueError, match="compares 2 criteria; give 3 to 5"):
        widgets.pairwise_weights(own.iloc[:2, :2])


def test_gap_explorer_tells_the_largest_gap_from_the_one_that_matters():
    widget = widgets.gap_explorer()
    assert "missed most on tangibles (-1.6 points), but reliability matters most: -0.40" in widget.reading
    whole = 0.08 * -1.6 + 0.36 * -1.1 + 0.22 * -0.6 + 0.19 * -0.4 + 0.15 * 0.1
    assert f"of the weighted gap of {whole:+.2f}; below what customers find adequate: reliability." in (
        widget.reading
    )
    widget.set(change=0.5)
    assert f"weighted gap of {whole + 0.36 * 0.5:+.2f}; none is below" in widget.reading
    assert widget.reading.endswith(f"Before the change the weighted gap was {whole:+.2f}.")
    assert "reliability perceived 6.0 against 5.7 to 6.6 (within), -0.22" in widget.description
    widget.set(weight1=60)
    assert "missed most on tangibles (-1.6 points), and this also matters most" in widget.reading


def test_gap_explorer_refuses_levels_that_cannot_be():
    widget = widgets.gap_explorer()
    with pytest.raises(ValueError, match=r"'reliability' would be 7\.50, off the scale from 1 to 7"):
        widget.set(change=2)
    with pytest.raises(ValueError, match="adequate level of 'reliability' would lie above"):
        widget.set(adequate=1)
    with pytest.raises(ValueError, match="All weights are zero"):
        widget.set(**{f"weight{place}": 0 for place in range(1, 6)})
    assert "-0.72" in widget.reading


def test_gap_explorer_takes_the_table_of_a_survey():
    wanted = pd.DataFrame({"q1": [7, 6, 7], "q2": [4, 5, 5]})
    got = pd.DataFrame({"q1": [5, 6, 4], "q2": [5, 5, 6]})
    survey = quality.gaps(wanted, got, {"speed": ["q1"], "smile": ["q2"]}, weights={"speed": 3, "smile": 1})
    widget = widgets.gap_explorer(survey.table)
    assert f"of the weighted gap of {survey.weighted:+.2f}" in widget.reading
    assert (widget.settings["weight1"], widget.settings["weight2"]) == (75, 25)
    with pytest.raises(ValueError, match="outside the scale from 1 to 5"):
        widgets.gap_explorer(survey.table, scale=(1, 5))


def test_loyalty_grid_says_how_far_the_shares_run():
    widget = widgets.loyalty_grid(attitude_cut=4, patronage_cut=4, move=10)
    items = datasets.load("mobile_subscribers")
    attitude, patronage = items[["al1", "al2", "al3"]].mean(axis=1), items[["bh1", "bh2", "bh3"]].mean(axis=1)
    by = [0.1 * (each.max() - each.min()) for each in (attitude, patronage)]
    true = (attitude > 4) & (patronage > 4)
    least = (attitude > 4 + by[0]) & (patronage > 4 + by[1])
    most = (attitude > 4 - by[0]) & (patronage > 4 - by[1])
    assert f"true loyalty is {100 * true.mean():.0f} %" in widget.reading
    assert f"they run from {100 * least.mean():.0f} to {100 * most.mean():.0f} %" in widget.reading
    assert f"true {100 * true.mean():.0f} % ({100 * least.mean():.0f} to " in widget.description
    widget.set(move=0)
    assert "0 % of the 800 customers change cell" in widget.reading


def test_loyalty_grid_takes_own_data_and_warns_of_gaps():
    own = pd.DataFrame({"liking": [1, 2, 8, 9, np.nan], "share": [0.1, 0.9, 0.2, 0.8, 0.5]})
    with pytest.warns(UserWarning, match="1 of 5 rows have missing values"):
        widget = widgets.loyalty_grid(own, "liking", "share")
    assert widget.settings["attitude_cut"] == 5
    assert widget.settings["patronage_cut"] == 0.5
    assert "true loyalty is 25 % and spurious loyalty 25 %" in widget.reading
    with pytest.raises(ValueError, match="no column 'wallet'"):
        widgets.loyalty_grid(own, "liking", "wallet")


def test_relationship_level_reproduces_the_grid_only_when_attention_is_scarce():
    widget = widgets.relationship_level()
    assert widget.reading.endswith("the model agrees with the grid in 9 of 9 cells.")
    profit = {level: 1000 * (100 - cost) * 1.1 / (1.1 - kept) for level, cost, kept in LEVELS_ASSUMED}
    assert f"accountable earns most: EUR {profit['accountable']:,.0f} over" in widget.reading
    lead = profit["accountable"] - profit["reactive"]
    assert f"EUR {lead:,.0f} more than reactive; Kotler's grid advises accountable" in widget.reading
    assert f"partnership EUR {profit['partnership']:,.0f}" in widget.description
    widget.set(dearer=0)
    models = {}
    for (_, margin), (_, model) in widget.result["cells"].items():
        models.setdefault(margin, set()).add(model)
    assert sorted(len(found) for found in models.values()) == [1, 1, 1]  # the number of customers is nothing
    assert widget.result["agree"] == 4  # the middle row, and "basic or reactive"
    widget.set(start=20_000)
    assert "949 customers, EUR 31: Kotler reactive, model basic" in widget.description


LEVELS_ASSUMED = [
    ("basic", 0, 0.6), ("reactive", 4, 0.7), ("accountable", 14, 0.78), ("proactive", 45, 0.84),
    ("partnership", 115, 0.88),
]  # fmt: skip


def test_relationship_level_takes_own_levels_and_refuses_impossible_ones():
    own = pd.DataFrame(LEVELS_ASSUMED, columns=["level", "cost_per_customer", "retention"]).set_index("level")
    assert widgets.relationship_level(own.assign(retention=0.6)).result["here"].best == "basic"
    with pytest.raises(ValueError, match="no row 'partnership'; it needs basic, "):
        widgets.relationship_level(own.iloc[:4])
    with pytest.raises(ValueError, match="write 80 % as"):
        widgets.relationship_level(own.assign(retention=80))
    with pytest.raises(ValueError, match="With 150 % of the gains more customers would stay"):
        widgets.relationship_level(lift=150)


def test_switching_cost_calculator_adds_up_the_facets_and_weighs_them():
    widget = widgets.switching_cost_calculator()
    first = datasets.load("mobile_subscribers").iloc[0]
    cost = 20 + 15 * first["hours_to_switch"] + first["points_eur"] + first["exit_fee_eur"] + 10 + 20
    assert f"Leaving costs this customer EUR {cost:,.0f} once, most of it monetary loss" in widget.reading
    assert "saves EUR 192 in 24 months, so leaving does not pay" in widget.reading
    assert f"EUR {cost / 24:.2f} a month, or {cost / 8:.1f} months." in widget.reading
    assert "by type procedural 58, financial 126, relational 30" in widget.description
    widget.set(saving=12.5)
    assert f"so leaving pays, after {cost / 12.5:.1f} months." in widget.reading
    widget.set(saving=-1)
    assert "gives nothing back" in widget.reading
    widget.set(chance=0, hour=0, benefits=0, payments=0, people=0, brand=0)
    assert widget.reading == "Leaving costs this customer nothing; any cheaper rival will do."


def test_switching_cost_calculator_takes_own_customer():
    widget = widgets.switching_cost_calculator(
        {"exit_fee_eur": 0, "points_eur": 30, "hours_to_switch": 4}, chance=0, people=0, brand=0
    )
    assert "EUR 90 once, most of it benefit loss (EUR 30)" in widget.reading
    with pytest.raises(ValueError, match="has no 'points_eur'; give exit_fee_eur, "):
        widgets.switching_cost_calculator({"exit_fee_eur": 0})
    with pytest.raises(ValueError, match="9,000 is out of range"):
        widgets.switching_cost_calculator({"exit_fee_eur": 9000, "points_eur": 0, "hours_to_switch": 0})


LADDER = np.array([[0.35, 0.20, 0, 0], [0, 0.70, 0.12, 0], [0, 0.05, 0.80, 0.08], [0, 0, 0.04, 0.92]])


def settled(matrix, arrivals):
    """Customers in each stage after a long time, followed step by step."""
    now = np.zeros(len(matrix))
    for _ in range(3000):
        now = now @ matrix
        now[0] += arrivals
    return now


def test_stage_flow_tells_the_widest_leak_from_the_dearest():
    widget = widgets.stage_flow(points=0)
    there = settled(LADDER, 100)
    kept = LADDER.copy()
    kept[3, 3] += 0.01
    gain = settled(kept, 100)[3] - there[3]
    assert f"Most leave as new customers: {0.45 * there[0]:.1f} of 100 who join a quarter" in widget.reading
    assert f"worth most among super fans, {gain:.1f} more super fans in the long run" in widget.reading
    assert f"there are {there[3]:.0f} super fans, not {there[3]:.0f}." in widget.reading
    assert f"loyal customers: {there[1]:.0f} customers" in widget.description


def test_stage_flow_changes_one_flow():
    widget = widgets.stage_flow(change="closer:fall", points=5, goal="total")
    moved = LADDER.copy()
    moved[2] = [0, 0, 0.85, 0.08]
    assert f"there are {settled(moved, 100).sum():.0f} customers, not {settled(LADDER, 100).sum():.0f}." in (
        widget.reading
    )
    widget.set(change="loyal:climb", points=10)
    moved = LADDER.copy()
    moved[1] = [0, 0.6, 0.22, 0]
    assert f"there are {settled(moved, 100).sum():.0f} customers" in widget.reading
    with pytest.raises(ValueError, match=r"Only 4\.0 % go that way in a quarter"):
        widget.set(change="fan:leave")
    assert widget.settings["change"] == "loyal:climb"


def test_stage_flow_takes_own_stages():
    own = pd.DataFrame({"spring": ["trial"] * 4 + ["member"] * 4 + [None],
                        "autumn": ["trial", "member", "gone", "gone", "member", "member", "member", "gone",
                                   "trial"]})  # fmt: skip
    widget = widgets.stage_flow(own, ["trial", "member"], left="gone", change="trial:climb", points=0)
    # Of 100 trials a period a quarter stays, a quarter climbs and half leaves; a quarter of members leave.
    assert "member: 133 customers (before 133), 33 leave" in widget.description
    assert "33.3 % of those who join ever become member" in widget.reading
    with pytest.raises(ValueError, match="Then some customers would never leave"):
        widgets.stage_flow(own.iloc[4:7], ["member"], left="gone")
    with pytest.raises(ValueError, match="Nobody is seen in 'lapsed' and again"):
        widgets.stage_flow(own, ["trial", "lapsed", "member"], left="gone")

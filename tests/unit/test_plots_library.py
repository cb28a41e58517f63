"""Each picture of the measurement library draws the numbers of the result it is given."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from crmlab import (
    churn,
    factors,
    loyalty,
    mediation,
    plots,
    quality,
    relationship,
    satisfaction,
    scales,
    value,
)


@pytest.fixture
def ax():
    figure, ax = plt.subplots(layout="constrained")
    yield ax
    plt.close(figure)


@pytest.fixture
def survey():
    rng = np.random.default_rng(8)
    trust, joy = rng.normal(size=(2, 300, 1))
    answers = np.hstack([trust + rng.normal(size=(300, 3)), joy + rng.normal(size=(300, 3))])
    return pd.DataFrame(answers, columns=["t1", "t2", "t3", "j1", "j2", "j3"])


def line(ax, label):
    """Horizontal and vertical data of the one line with this label, or whose label starts with it."""
    (found,) = [drawn for drawn in ax.lines if str(drawn.get_label()).startswith(label)]
    return np.asarray(found.get_xdata(), float), np.asarray(found.get_ydata(), float)


def words(texts):
    return [text.get_text() for text in texts]


def cells(ax):
    """Words in the cells of a grid, row by row from the top, as an array."""
    placed = sorted((text.get_position()[::-1], text.get_text()) for text in ax.texts)
    columns = len({x for (_, x), _ in placed})
    return np.array([word for _, word in placed]).reshape(-1, columns)


@pytest.mark.filterwarnings("ignore:items 't3' run against", "ignore:alpha is -")
def test_item_analysis_draws_both_numbers_of_each_item_and_notes_the_unreversed(ax, survey):
    items = survey[["t1", "t2", "t3"]].assign(t3=-survey["t3"])
    table = scales.item_analysis(items)
    alpha = scales.cronbach_alpha(items)
    assert plots.item_analysis(table, alpha, ax=ax) is ax
    assert line(ax, "correlation")[0] == pytest.approx(table["r_drop"])
    assert line(ax, "alpha without")[0] == pytest.approx(table["alpha_if_dropped"])
    assert line(ax, "alpha of all")[0] == pytest.approx([alpha.alpha] * 2)
    assert words(ax.get_yticklabels()) == ["t1", "t2", "t3 (reversed?)"]


def test_scree_fills_as_many_points_as_factors_are_kept(ax, survey):
    result = factors.parallel_analysis(survey, np.random.default_rng(1))
    plots.scree(result, ax=ax)
    table = result.eigenvalues
    assert result.n_factors == 2
    assert line(ax, "kept")[1] == pytest.approx(table["observed"][:2])
    assert line(ax, "not kept")[1] == pytest.approx(table["observed"][2:])
    assert line(ax, "random data, upper")[1] == pytest.approx(table["random_percentile"])
    assert ax.get_ylim()[0] == 0


def test_loadings_colours_all_and_writes_the_strong_ones(ax, survey):
    table = factors.exploratory(survey, 2).loadings
    plots.loadings(table, strong=0.4, ax=ax)
    (mesh,) = ax.collections
    assert np.asarray(mesh.get_array()).ravel() == pytest.approx(table.to_numpy().ravel())
    assert mesh.get_clim() == (-1, 1)
    written = cells(ax)
    strong = (table.abs() >= 0.4).to_numpy()
    assert strong.sum() == 6
    assert (written[~strong] == "").all()
    assert written[strong].astype(float) == pytest.approx(table.to_numpy()[strong], abs=0.005)


def test_service_gaps_joins_expectation_and_perception(ax):
    expected = pd.DataFrame({"q1": [7, 6, 7], "q2": [6, 6, 5]})
    perceived = pd.DataFrame({"q1": [5, 6, 5], "q2": [6, 7, 6]})
    result = quality.gaps(expected, perceived, {"reliability": ["q1"], "empathy": ["q2"]})
    plots.service_gaps(result, ax=ax)
    assert line(ax, "expected")[0] == pytest.approx(result.table["expectation"])
    assert line(ax, "perceived")[0] == pytest.approx(result.table["perception"])
    (joins,) = ax.collections
    ends = result.table[["expectation", "perception"]].to_numpy()
    assert np.sort([segment[:, 0] for segment in joins.get_segments()]) == pytest.approx(np.sort(ends))
    row = result.table.loc["reliability"]
    label = f"reliability\n{row['gap']:+.2f} [{row['low']:+.2f}, {row['high']:+.2f}]"
    assert words(ax.get_yticklabels())[0] == label


def test_one_respondent_has_a_gap_without_interval(ax):
    one = pd.DataFrame({"q": [5.0]})
    plots.service_gaps(quality.gaps(one, one - 1, {"care": ["q"]}), ax=ax)
    assert words(ax.get_yticklabels()) == ["care\n-1.00"]


def test_tolerance_zone_places_each_dimension_by_its_adequacy(ax):
    index = ["a", "b", "c"]
    zone = quality.tolerance_zone(
        *(pd.Series(levels, index) for levels in ([6.0, 6.5, 6.0], [4.0, 5.0, 4.5], [6.4, 4.6, 5.0]))
    )
    plots.tolerance_zone(zone, ax=ax)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(zone["width"])
    assert [bar.get_x() for bar in ax.patches] == [0, 0, 0]
    drawn = {place: line(ax, place) for place in ("above", "below", "within")}
    assert {place: row.tolist() for place, (_, row) in drawn.items()} == {
        "above": [0], "below": [1], "within": [2],
    }  # fmt: skip
    assert [float(drawn[place][0][0]) for place in zone["place"]] == pytest.approx(zone["adequacy"])


def test_bars_go_from_zero_to_each_value_largest_first(ax):
    plots.bars(pd.Series({"a": 5.0, "b": -2.0, "c": 1200.0}), xlabel="profit (EUR)", form="{:,.0f}", ax=ax)
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(0, 1200), (0, 5), (0, -2)]
    assert words(ax.get_yticklabels()) == ["c", "a", "b"]
    assert words(ax.texts) == ["1,200", "5", "-2"]
    assert ax.yaxis_inverted()


def test_driver_importance_and_ahp_weights_are_shares_with_their_check_beside_them(ax, survey):
    table = quality.driver_importance(survey[["t1", "t2", "j1"]], survey["t3"])
    plots.driver_importance(table, ax=ax)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(sorted(table["share"], reverse=True))
    assert f"{table['importance'].sum():.2f}" in ax.get_xlabel()
    ax.clear()
    judged = satisfaction.ahp_weights([[1, 2, 5], [1 / 2, 1, 2], [1 / 5, 1 / 2, 1]])
    plots.ahp_weights(judged, ax=ax)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(judged.weights.tolist())
    assert f"{judged.consistency_ratio:.2f}" in ax.get_xlabel()


@pytest.mark.parametrize("n", [37, 100, 1000])
def test_nps_spread_counts_every_quarter_in_bars_of_equally_many_scores(ax, n):
    again = satisfaction.resample_nps(0.45, 0.32, n=n, quarters=500, rng=np.random.default_rng(2))
    plots.nps_spread(again, observed=30, ax=ax)
    band, *drawn = ax.patches
    assert sum(bar.get_height() for bar in drawn) == 500
    lattice = drawn[0].get_width() / (100 / n)
    assert lattice == pytest.approx(round(lattice))
    assert len(drawn) <= 31
    ends = [band.get_x(), band.get_x() + band.get_width()]
    assert ends == pytest.approx(np.quantile(again, [0.025, 0.975]))
    assert line(ax, "observed")[0].tolist() == [30, 30]
    assert "points" in ax.get_xlabel()


def test_a_spread_without_any_spread_is_one_bar(ax):
    plots.nps_spread(np.full(20, 22.0), ax=ax)
    assert [bar.get_height() for bar in ax.patches[1:]] == [20]


def test_importance_performance_puts_every_attribute_and_both_lines_where_they_are(ax):
    names = ["speed", "decor", "price", "advice"]
    result = satisfaction.importance_performance(
        pd.Series([4.5, 2.8, 4.2, 2.5], names), pd.Series([2.5, 4.3, 4.4, 2.2], names)
    )
    plots.importance_performance(result, ax=ax)
    vertical, horizontal, *points = ax.lines
    assert vertical.get_xdata()[0] == pytest.approx(result.performance_line)
    assert horizontal.get_ydata()[0] == pytest.approx(result.importance_line)
    drawn = np.concatenate([part.get_xydata() for part in points])
    expected = result.table[["performance", "importance"]].to_numpy()
    assert sorted(drawn.tolist()) == sorted(expected.tolist())
    corners = dict(zip(words(ax.texts[:4]), [text.get_position() for text in ax.texts[:4]], strict=True))
    low_and_important = corners["concentrate here"]
    assert low_and_important[0] < 0.5 < low_and_important[1]
    assert {text.get_text(): text.xy for text in ax.texts[4:]} == {
        name: (row["performance"], row["importance"]) for name, row in result.table.iterrows()
    }


def test_names_of_neighbouring_points_do_not_cover_each_other(ax):
    names = ["waiting time", "opening hours", "complaint handling"]
    close = satisfaction.importance_performance(
        pd.Series([4.00, 4.01, 3.0], names), pd.Series([3.00, 3.05, 4.0], names), lines=(3.5, 3.5)
    )
    plots.importance_performance(close, ax=ax)
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not any(one.overlaps(other) for i, one in enumerate(boxes) for other in boxes[:i])


def test_kano_plane_draws_coefficients_and_says_what_it_leaves_out(ax):
    functional = pd.DataFrame({"grip": [3, 1, 3, 3], "kit": [1, 1, 1, 3], "odd": [5, 5, 5, 5]})
    dysfunctional = pd.DataFrame({"grip": [5, 5, 5, 3], "kit": [3, 3, 5, 3], "odd": [1, 1, 1, 1]})
    result = satisfaction.kano(functional, dysfunctional)
    with pytest.warns(UserWarning, match="'odd'"):
        plots.kano_plane(result, ax=ax)
    for feature, category in (("grip", "must-be"), ("kit", "attractive")):
        better, worse = result.coefficients.loc[feature, ["better", "worse"]]
        x, y = line(ax, category)
        assert (x.tolist(), y.tolist()) == ([-worse], [better])
    assert set(words(ax.texts[4:])) == {"grip", "kit"}


@pytest.fixture
def two_mediators():
    rng = np.random.default_rng(3)
    data = pd.DataFrame({"quality": rng.normal(size=200)})
    for name in ("trust", "joy"):
        data[name] = 0.5 * data["quality"] + rng.normal(size=200)
    return data.assign(loyalty=data["trust"] + 0.2 * data["joy"] + rng.normal(size=200))


def test_indirect_effect_shows_draws_interval_and_estimate(ax, two_mediators):
    single = mediation.mediate(two_mediators, "quality", "trust", "loyalty", n_boot=300, rng=1)
    plots.indirect_effect(single, ax=ax)
    band, *drawn = ax.patches
    assert sum(bar.get_height() for bar in drawn) == 300
    assert [band.get_x(), band.get_x() + band.get_width()] == pytest.approx(single.bca.tolist())
    assert line(ax, "estimate")[0][0] == pytest.approx(single.indirect)


@pytest.mark.parametrize(("asked", "row"), [(None, "total"), ("joy", "joy")])
def test_indirect_effect_of_several_mediators_is_the_one_asked_for(ax, two_mediators, asked, row):
    both = mediation.mediate(two_mediators, "quality", ["trust", "joy"], "loyalty", n_boot=300, rng=1)
    plots.indirect_effect(both, asked, ax=ax)
    assert line(ax, "estimate")[0][0] == pytest.approx(both.indirect[row])
    assert ax.patches[0].get_x() == pytest.approx(both.bca.loc[row, "low"])
    with pytest.raises(ValueError, match="'price'; choose one of 'trust', 'joy', 'total'"):
        plots.indirect_effect(both, "price", ax=ax)


def test_level_grid_shows_kotlers_nine_cells_and_frames_one(ax):
    plots.level_grid("few", "medium", ax=ax)
    expected = [
        [relationship.relationship_level(n, m) for m in ("high", "medium", "low")]
        for n in ("many", "medium", "few")
    ]
    assert cells(ax).tolist() == expected
    assert [frame.get_xy() for frame in ax.patches] == [(1, 2)]
    with pytest.raises(ValueError, match="lots"):
        plots.level_grid("lots", "medium", ax=ax)


def test_stages_lie_on_top_of_each_other(ax):
    path = relationship.project([100, 20], [[0.8, 0.2], [0.1, 0.7]], 3, arrivals=[10, 0])
    plots.stages_over_time(path, ax=ax)
    heights = []
    for layer in ax.collections:
        outline = layer.get_paths()[0].vertices
        heights.append([np.ptp(outline[outline[:, 0] == period, 1]) for period in path.index])
    assert np.array(heights) == pytest.approx(path.to_numpy().T)


def test_loyalty_grid_puts_each_cell_on_its_side(ax):
    grid = loyalty.dick_basu(
        [6, 6, 6, 2, 2, 6, 6, 2, 2, 2], [0.9, 0.1, 0.1, 0.9, 0.9, 0.9, 0.9, 0.1, 0.9, 0.9],
        attitude_cut=4, patronage_cut=0.5,
    )  # fmt: skip
    plots.loyalty_grid(grid, ax=ax)
    assert cells(ax).tolist() == [
        ["latent loyalty\n20%", "loyalty (true)\n30%"],
        ["no loyalty\n10%", "spurious loyalty\n40%"],
    ]
    assert words(ax.get_xticklabels()) == ["low (up to 0.5)", "high (above 0.5)"]
    assert words(ax.get_yticklabels()) == ["high\n(above 4)", "low\n(up to 4)"]


def test_transitions_writes_the_probabilities_of_any_chain(ax):
    chain = relationship.markov_chain([[0.9, 0.1], [0.3, 0.7]])
    plots.transitions(chain, ax=ax)
    assert cells(ax).tolist() == [["0.90", "0.10"], ["0.30", "0.70"]]
    ax.clear()
    panel = pd.DataFrame({"household": [1, 1, 1, 1, 2, 2, 2], "brand": list("AABABBA")})
    matrix = loyalty.switching_matrix(panel, "household", "brand")
    plots.transitions(matrix, ax=ax)
    assert cells(ax).astype(float) == pytest.approx(matrix.probabilities.to_numpy(), abs=0.005)
    assert (ax.get_ylabel(), words(ax.get_yticklabels())) == ("from", ["A", "B"])


def test_satisfaction_loyalty_draws_every_bend(ax):
    bends = {str(bend): bend for bend in (0.3, 0.6, 1.0, 2.0, 4.0, 8.0)}
    plots.satisfaction_loyalty(1, 5, bends, ax=ax)
    middle = [np.interp(3, *line(ax, name)) for name in bends]
    assert middle == pytest.approx([0.5**bend for bend in bends.values()])


def test_rfm_grid_counts_customers_with_the_best_in_the_upper_right(ax):
    scores = pd.DataFrame({"r_score": [3, 3, 3, 1, 2], "f_score": [3, 3, 1, 1, 2]})
    plots.rfm_grid(scores, ax=ax)
    assert cells(ax).tolist() == [["0", "0", "2"], ["0", "1", "0"], ["1", "0", "1"]]


@pytest.mark.parametrize("profits", [[60, 50, 10, 0, -20], [10, -30, -5]])
def test_whale_curve_marks_peak_and_total(ax, profits):
    result = value.whale_curve(profits)
    plots.whale_curve(result, ax=ax)
    assert ax.lines[0].get_ydata() == pytest.approx(result.curve["cumulative_profit"])
    assert [float(part[0]) for part in line(ax, "best")] == [result.peak_customer_share, result.peak]
    assert line(ax, "all customers")[1][0] == result.total
    assert "EUR" in ax.get_ylabel()


def test_leaky_bucket_draws_gains_above_and_losses_below_zero(ax):
    result = value.leaky_bucket(500, 200, 0.8, 4)
    plots.leaky_bucket(result, ax=ax)
    won, lost = ([bar.get_height() for bar in container] for container in ax.containers)
    assert won == pytest.approx(result.path["gained"].tolist()[1:])
    assert lost == pytest.approx((-result.path["lost"]).tolist()[1:])
    assert line(ax, "customers")[1] == pytest.approx(result.path["customers"])
    assert line(ax, "heading")[1][0] == pytest.approx(1000)


def test_cohort_survival_projects_beyond_what_was_counted(ax):
    survivors = [1000, 869, 743, 653, 593]
    model = value.fit_sbg(survivors)
    plots.cohort_survival(survivors, model, ax=ax)
    assert line(ax, "counted")[1] == pytest.approx(np.array(survivors) / 1000)
    times, projected = line(ax, "model")
    assert times.tolist() == list(range(9))
    assert projected == pytest.approx(model.survival(times))
    assert line(ax, "if everyone")[1][3] == pytest.approx((1 - model.mean_churn) ** 3)


def test_clv_conventions_has_one_bar_each(ax):
    plots.clv_conventions(100, 0.8, 0.1, ax=ax)
    drawn = dict(zip(words(ax.get_yticklabels()), (bar.get_width() for bar in ax.patches), strict=True))
    expected = {
        name.replace("_", " "): value.clv(100, 0.8, 0.1, convention=name) for name in value.CONVENTIONS
    }
    assert drawn == pytest.approx(expected)


def test_orders_forecast_averages_within_the_number_of_past_orders(ax):
    model = value.BgNbd(0.243, 4.414, 0.793, 2.426)
    customers = pd.DataFrame(
        {
            "repeat_orders": [0, 0, 1, 2, 3],
            "age_at_last_order_weeks": [0, 0, 5, 10, 30],
            "observed_weeks": [39.0] * 5,
        },
        index=list("vwxyz"),
    )
    actual = [1, 0, 2, 3, 6]
    plots.orders_forecast(model, customers, actual, 39, most=2, ax=ax)
    expected = model.conditional_expected_orders(customers, 39).to_numpy()
    assert line(ax, "came")[1].tolist() == [0.5, 2, 4.5]
    by_hand = [expected[:2].mean(), expected[2], expected[3:].mean()]
    assert line(ax, "expected")[1] == pytest.approx(by_hand)
    assert words(ax.get_xticklabels()) == ["0", "1", "2 or more"]
    with pytest.raises(ValueError, match="4 values for 5 customers"):
        plots.orders_forecast(model, customers, actual[:4], 39, ax=ax)


def test_survival_curves_step_with_a_band_to_the_last_day_watched(ax):
    curve = churn.kaplan_meier([2, 3, 3, 5, 8], [1, 1, 0, 1, 0])
    plots.survival_curves(curve, ax=ax)
    times, shares = line(ax, "all 5 customers")
    assert times.tolist() == [0, 2, 3, 5, 8]
    assert shares == pytest.approx([1, 0.8, 0.6, 0.3, 0.3])
    assert ax.lines[0].get_drawstyle() == "steps-post"
    (band,) = ax.collections
    outline = band.get_paths()[0].vertices
    between = outline[(outline[:, 0] == 3), 1]
    steps = curve.table.loc[[2, 3], ["low", "high"]].to_numpy().ravel()
    assert set(between.round(9)) == set(steps.round(9))


def test_every_group_has_its_curve_even_where_nobody_left(ax):
    groups = {f"group {i}": churn.kaplan_meier([3, 4, 5 + i], [1, 0, 1]) for i in range(5)}
    groups["stayers"] = churn.kaplan_meier([3, 4], [0, 0])
    plots.survival_curves(groups, ax=ax)
    assert words(ax.get_legend().get_texts()) == list(groups)
    times, shares = line(ax, "stayers")
    assert (times.tolist(), shares.tolist()) == ([0, 4], [1, 1])


def test_causes_of_leaving_start_at_zero_and_end_at_their_incidence(ax):
    result = churn.cumulative_incidence([1, 2, 3, 4], ["price", "service", 0, "price"])
    plots.causes_of_leaving(result, ax=ax)
    for cause in ("price", "service"):
        times, shares = line(ax, cause)
        assert (times[0], shares[0]) == (0, 0)
        assert shares[1:] == pytest.approx(result.incidence[cause])


def test_lift_curve_rises_from_nobody_to_all_leavers(ax):
    table = churn.lift_table([1, 1, 0, 0, 1, 0, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2], bins=4)
    plots.lift_curve(table, ax=ax)
    contacted, reached = line(ax, "by score")
    assert contacted == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    assert reached == pytest.approx([0, 2 / 3, 2 / 3, 1, 1])
    assert line(ax, "at random")[1].tolist() == [0, 1]


def test_calibration_draws_groups_with_their_wilson_intervals(ax):
    said = [0.2, 0.2, 0.2, 0.4, 0.4, 0.4, 0.7, 0.7, 0.7]
    result = churn.calibration([0, 0, 1, 0, 1, 0, 1, 1, 0], said, bins=3)
    plots.calibration(result, ax=ax)
    (groups,) = ax.containers
    points, _, (intervals,) = groups
    assert points.get_xdata() == pytest.approx(result.table["predicted"])
    assert points.get_ydata() == pytest.approx(result.table["observed"])
    ends = [segment[:, 1] for segment in intervals.get_segments()]
    assert np.array(ends) == pytest.approx(result.table[["low", "high"]].to_numpy())
    assert line(ax, "prediction is right")[0] == pytest.approx(line(ax, "prediction is right")[1])


def test_names_are_sorted_and_all_there():
    assert plots.__all__ == sorted(plots.__all__)
    assert all(callable(getattr(plots, name)) for name in plots.__all__)


def test_without_axes_a_new_figure_is_made():
    ax = plots.bars(pd.Series({"a": 1.0}), xlabel="share")
    assert ax.figure is plt.gcf()
    plt.close(ax.figure)


def test_continuum_draws_each_group_in_per_cent_and_names_the_zones(ax):
    place = pd.Series([0.05, 0.05, 0.5, 0.95])
    plots.continuum(place, pd.Series(["web", "web", "web", "field"]), ax=ax)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["field (1)", "web (3)"]
    heights = sorted(max(patch.get_xy()[:, 1]) for patch in ax.patches)
    assert heights == pytest.approx([100 * 2 / 3, 100])
    assert [text.get_text() for text in ax.texts] == ["transactional", "value-adding", "collaborative"]


def test_lines_draws_every_column_with_a_style_of_its_own(ax):
    table = pd.DataFrame({"a": [0.0, 1.0], "b": [2.0, -1.0]}, index=[10, 20])
    plots.lines(table, xlabel="year", ylabel="cost (EUR)", marks=[15], ax=ax)
    assert ax.lines[0].get_ydata().tolist() == [0, 1]
    assert ax.lines[0].get_linestyle() != ax.lines[1].get_linestyle()
    assert ax.lines[0].get_marker() != ax.lines[1].get_marker()
    assert ax.lines[2].get_xdata()[0] == 15

"""Each picture draws on the axes it is given, labels them, and shows the numbers that went in."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from crmlab import moderation, plots, switching


@pytest.fixture
def ax():
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


@pytest.fixture
def people():
    rng = np.random.default_rng(3)
    quality, cost = rng.normal(4.5, 1, (2, 600))
    loyalty = 2 + 0.5 * quality + 0.2 * cost - 0.2 * (quality - 4.5) * (cost - 4.5) + rng.normal(0, 0.7, 600)
    return pd.DataFrame({"quality": quality, "cost": cost, "loyalty": loyalty})


@pytest.fixture
def model(people):
    return moderation.moderate(people, "loyalty", "quality", "cost")


def labelled(ax):
    return bool(ax.get_xlabel()) and (bool(ax.get_ylabel()) or len(ax.get_yticklabels()) > 0)


def test_leaving_costs_counts_every_customer_within_the_range(ax):
    costs, plan = pd.Series([10.0, 20, 30, 40, 50]), pd.Series(["a", "b", "a", "b", "a"])
    assert plots.leaving_costs(costs, plan, ax=ax) is ax
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["a", "b"]
    assert [line.get_xdata()[0] for line in ax.lines] == [30, 30]
    assert "EUR" in ax.get_xlabel()


def test_facet_profile_puts_each_mean_where_it_is(ax):
    names = list(switching.facets().index)
    scores = pd.DataFrame([np.arange(8) / 2 + 1, np.arange(8) / 2 + 2], columns=names)
    plots.facet_profile(scores, ax=ax)
    drawn = {int(y): x for container in ax.containers for x, y in zip(*container[0].get_data(), strict=True)}
    assert [drawn[i] for i in range(8)] == pytest.approx(scores.mean().tolist())


def test_overlap_frames_only_what_is_above_the_limit(ax):
    names = list("abc")
    matrix = pd.DataFrame([[1, 0.9, 0.2], [0.9, 1, 0.3], [0.2, 0.3, 1]], index=names, columns=names)
    plots.overlap(matrix, ax=ax)
    assert [patch.get_xy() for patch in ax.patches] == [(0, 1)]


def test_johnson_neyman_marks_the_boundary_inside_the_data_only(ax, model):
    plots.johnson_neyman(model, ax=ax)
    region = model.johnson_neyman()
    inside = [e for e in (region.low, region.high) if region.observed_low < e < region.observed_high]
    marked = [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == "--"]
    assert marked == pytest.approx(inside)
    slope = ax.lines[0]
    assert (slope.get_xdata().min(), slope.get_xdata().max()) == (region.observed_low, region.observed_high)
    assert labelled(ax)


def test_simple_slopes_draws_the_fitted_lines(ax, model, people):
    plots.simple_slopes(model, ax=ax)
    table = model.simple_slopes().iloc[[0, 2]]
    for line, (_, row) in zip(ax.lines, table.iterrows(), strict=True):
        (x0, x1), (y0, y1) = line.get_xdata(), line.get_ydata()
        assert (y1 - y0) / (x1 - x0) == pytest.approx(row["slope"])
    b = model.params
    at_mean = b["Intercept"] + b["cost"] * (table["cost"].iloc[0] - people["cost"].mean())
    line = ax.lines[0]
    level = np.interp(people["quality"].mean(), line.get_xdata(), line.get_ydata())
    assert level == pytest.approx(at_mean)


def test_three_way_lines_are_four(ax, people):
    people["expertise"] = np.random.default_rng(1).normal(4, 1, len(people))
    three = moderation.moderate(people, "loyalty", "quality", "expertise", second="cost")
    plots.simple_slopes(three, ax=ax)
    assert len(ax.lines) == 4


def test_slopes_by_third_fits_each_third(ax, people):
    plots.slopes_by_third(people, "quality", "cost", "loyalty", ax=ax)
    (low, _, high) = [np.diff(line.get_ydata())[0] / np.diff(line.get_xdata())[0] for line in ax.lines]
    assert low > high


def test_effects_and_slope_at_show_estimate_and_interval(ax, model):
    plots.slope_at(model, [3, 6], ax=ax)
    assert list(ax.lines[0].get_xdata()) == pytest.approx(model.slope_at([3, 6])["slope"].tolist())


def test_the_rest_label_their_axes(ax):
    plots.timeline(pd.Series({"a": 1980, "b": 1990}), ax=ax)
    assert ax.get_xlabel() == "year"
    ax.clear()
    assert labelled(plots.line(pd.Series([1.0, 2.0]), xlabel="x (years)", ylabel="y (EUR)", ax=ax))
    ax.clear()
    shares = pd.DataFrame({"loyal": [0.6, 0.4], "captive": [0.4, 0.6]}, index=[3, 4])
    assert labelled(plots.kinds_by_cut(shares, ax=ax))
    ax.clear()
    assert labelled(plots.staying_by_tenure(shares, ax=ax))


def test_without_axes_a_new_figure_is_made():
    ax = plots.timeline(pd.Series({"a": 1980, "b": 1990}))
    assert ax.figure is plt.gcf()
    plt.close(ax.figure)

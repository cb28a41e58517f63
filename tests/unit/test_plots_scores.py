"""Pictures of scores, indicators and delivered value draw the numbers they are given."""

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from crmlab import plots, satisfaction


@pytest.fixture
def ax():
    figure, ax = plt.subplots(layout="constrained")
    yield ax
    plt.close(figure)


def test_seven_levels_stand_in_order_with_their_shares(ax):
    drawn = plots.satisfaction_levels(pd.Series([1, 4, 4, 7]), ax=ax)
    assert drawn is ax
    assert [bar.get_width() for bar in ax.patches] == [25, 0, 0, 50, 0, 0, 25]
    assert ax.get_yticklabels()[3].get_text() == "4 neutral\n(no marked feeling)"


def test_estimates_along_draws_each_interval_beside_the_others(ax):
    table = pd.DataFrame({"estimate": [3.0, 5], "low": [1.0, 3], "high": [5.0, 7]}, index=[1, 2])
    plots.estimates_along({"raw": table, "adjusted": table + 1}, xlabel="wave", ylabel="points", ax=ax)
    raw, adjusted = ax.lines
    assert raw.get_ydata().tolist() == [3, 5]
    assert adjusted.get_ydata().tolist() == [4, 6]
    assert raw.get_xdata()[0] < 1 < adjusted.get_xdata()[0]
    assert [segment[:, 1].tolist() for segment in ax.collections[0].get_segments()] == [[1, 5], [3, 7]]
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["1", "2"]
    assert ax.get_legend() is not None


def test_one_line_needs_no_legend(ax):
    table = pd.DataFrame({"estimate": [3.0], "low": [1.0], "high": [5.0]}, index=[1])
    plots.estimates_along({"raw": table}, xlabel="wave", ylabel="points", ax=ax)
    assert ax.get_legend() is None
    assert ax.lines[0].get_xdata()[0] == 1


def test_tree_stands_level_by_level_with_its_scores(ax):
    tree = satisfaction.IndicatorTree({"product": (0.6, {"fit": 0.5, "wear": 0.5}), "service": 0.4})
    plots.indicator_tree(tree, {"fit": 6, "wear": 4, "service": 5}, low=1, high=7, ax=ax)
    words = {text.get_text(): text.get_position() for text in ax.texts}
    assert words["satisfaction: 5.0"][0] == 1
    assert words["product (60 %): 5.0"] == (2, 0.5)
    assert words["wear (50 %): 4.0"] == (3, 1.0)
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["level 1", "level 2", "level 3"]


def test_weights_of_each_method_in_per_cent(ax):
    table = pd.DataFrame({"judged": [0.7, 0.3], "counted": [0.4, 0.6]}, index=["app", "bill"])
    plots.weights_compared(table, ax=ax)
    assert [drawn.get_xdata().tolist() for drawn in ax.lines] == [[70, 30], [40, 60]]
    assert len({drawn.get_marker() for drawn in ax.lines}) == 2


def test_waterfall_ends_at_the_sum(ax):
    steps = pd.Series({"product": 30.0, "service": 5.5, "price": -22.0, "worry": -20.0})
    plots.waterfall(steps, total="delivered value", xlabel="EUR a month", ax=ax)
    bars = [(bar.get_x(), bar.get_width()) for bar in ax.patches]
    assert bars == [(0, 30), (30, 5.5), (35.5, -22), (13.5, -20), (0, -6.5)]
    assert [text.get_text() for text in ax.texts] == ["+30", "+5.5", "-22", "-20", "-6.5"]
    assert ax.get_yticklabels()[-1].get_text() == "delivered value"

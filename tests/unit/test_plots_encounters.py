"""Pictures of encounters show the acts, the episodes and the cells that they were given."""

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd
import pytest

from crmlab import plots

LOG = pd.DataFrame(
    {
        "episode_id": ["E1", "E1", "E2", "E3"],
        "quarter": [1, 1, 1, 4],
        "act_rating": [6, 5, 2, 7],
        "episode_satisfaction": [5, 5, 2, 6],
        "minimum_level": 3.5,
        "desired_level": 5.0,
    }
)


def test_client_year_shows_acts_episodes_and_memory():
    ax = plots.client_year(LOG, pd.Series([5.0, 3.8, 4.7]))
    drawn = {line.get_label(): line for line in ax.lines}
    np.testing.assert_allclose(drawn["act"].get_xdata(), [0.92, 1.08, 2, 3])
    assert drawn["act"].get_ydata().tolist() == [6, 5, 2, 7]
    assert drawn["episode"].get_ydata().tolist() == [5, 2, 6]
    assert drawn["remembered"].get_ydata().tolist() == [5.0, 3.8, 4.7]
    assert [line.get_xdata()[0] for line in ax.lines if line.get_linestyle() == ":"] == [2.5]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["1\nQ1", "2\nQ1", "3\nQ4"]


def test_client_year_refuses_another_number_of_levels():
    with pytest.raises(ValueError, match="has 2 levels for 3 episodes"):
        plots.client_year(LOG, pd.Series([5.0, 3.8]))


def test_true_spurious_grid_sorts_its_cells_and_names_them():
    values = pd.DataFrame(
        np.arange(9).reshape(3, 3), ["low", "middle", "high"], ["identification", "knowledge", "calculus"]
    )
    ax = plots.true_spurious_grid(values)
    words = [text.get_text() for text in ax.texts]
    assert words[:3] == ["spurious\n8", "true\n7", "true\n6"]
    assert words[-1] == "spurious\n0"
    assert ax.get_ylabel() == "affective commitment"

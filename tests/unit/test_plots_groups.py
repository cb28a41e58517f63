"""The picture of people in groups shows the slopes within and between them."""

import matplotlib

matplotlib.use("Agg")

import numpy as np
import pandas as pd

from crmlab import plots


def test_within_between_shows_a_reversal():
    rng = np.random.default_rng(5)
    frames = []
    for number, land in enumerate("ABC"):
        x = rng.normal(number, 1, 400)
        frames.append(pd.DataFrame({"x": x, "y": 0.5 * (x - number) - number, "land": land}))
    data = pd.concat(frames, ignore_index=True)
    ax = plots.within_between(data, "x", "y", "land")
    words = [text.get_text() for text in ax.get_legend().get_texts()]
    assert words[1:] == ["A: slope +0.50", "B: slope +0.50", "C: slope +0.50"]
    means = data.groupby("land")[["x", "y"]].mean()
    between = np.polyfit(means["x"], means["y"], 1)[0]
    assert words[0] == f"between the means: slope {between:+.2f}"
    assert between < 0
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("x (points)", "y (points)")


def test_within_between_draws_on_the_axes_it_is_given():
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    people = pd.DataFrame({"x": [1, 2, 3, 4], "y": [3, 4, 1, 2], "land": ["A", "A", "B", "B"]})
    assert plots.within_between(people, "x", "y", "land", ax=ax) is ax
    plt.close("all")

"""Pictures of a relationship from its encounters: one client's year, and which relationships are true."""

import numpy as np

from crmlab.plots._style import GREY, axes, palette, plain
from crmlab.plots.loyalty import shaded_cells


def client_year(log, remembered, *, ax=None):
    """Draw the acts and episodes of one client, what is remembered of them, and the zone of tolerance.

    Parameters
    ----------
    log : DataFrame
        The acts of one client in order: columns ``episode_id``, ``quarter``, ``act_rating``,
        ``episode_satisfaction``, ``minimum_level`` and ``desired_level``.
    remembered : Series
        Remembered quality after each episode, for instance by `crmlab.relationship.smoothed_quality`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Quarters are parted by dotted lines.

    Raises
    ------
    ValueError
        If the number of remembered levels is not that of the episodes.

    Examples
    --------
    >>> import pandas as pd
    >>> log = pd.DataFrame({"episode_id": ["E1", "E1", "E2"], "quarter": [1, 1, 3], "act_rating": [6, 5, 2],
    ...                     "episode_satisfaction": [5, 5, 2], "minimum_level": 3.5, "desired_level": 5.0})
    >>> ax = client_year(log, pd.Series([5.0, 3.8]))
    >>> [label.get_text() for label in ax.get_xticklabels()]
    ['1\\nQ1', '2\\nQ3']
    """
    episodes = log.drop_duplicates("episode_id")
    if len(remembered) != len(episodes):
        raise ValueError(
            f"remembered has {len(remembered)} levels for {len(episodes)} episodes; give one for each."
        )
    ax = plain(axes(ax, 7.0, 3.8))
    blue, orange = palette(2)
    places = np.arange(1, len(episodes) + 1)
    low, high = log["minimum_level"].iloc[0], log["desired_level"].iloc[0]
    ax.axhspan(low, high, color=GREY, alpha=0.2, linewidth=0, label="zone of tolerance")
    act = log.groupby("episode_id", sort=False).cumcount().to_numpy()
    acts = log.groupby("episode_id", sort=False)["act_rating"].transform("size").to_numpy()
    where = log.groupby("episode_id", sort=False).ngroup().to_numpy() + 1 + 0.16 * (act - (acts - 1) / 2)
    ax.plot(where, log["act_rating"], "o", color=GREY, ms=5, label="act")
    ax.plot(places, episodes["episode_satisfaction"], "s", color=blue, ms=9, label="episode")
    ax.plot(places, remembered, "-D", color=orange, lw=2, ms=5, label="remembered")
    quarters = episodes["quarter"].to_numpy()
    for place in np.flatnonzero(np.diff(quarters)):
        ax.axvline(place + 1.5, color="black", lw=1, linestyle=":")
    ax.set_xticks(places, [f"{place}\nQ{quarter}" for place, quarter in zip(places, quarters, strict=True)])
    ax.set(
        xlim=(0.5, len(places) + 0.5), ylim=(0.7, 7.3), xlabel="episode and quarter", ylabel="rating (1 to 7)"
    )
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def true_spurious_grid(values, *, form="{:,.0f}", ax=None):
    """Draw a number in each of the nine cells of true and spurious relationships.

    Parameters
    ----------
    values : DataFrame, shape (3, 3)
        Rows: affective commitment (high, middle, low); columns: base of trust (calculus, knowledge,
        identification).
    form : str
        How numbers are written.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The darker a cell, the larger its number; the word says what
        `crmlab.relationship.true_or_spurious` makes of the cell.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame(1, ["high", "middle", "low"], ["calculus", "knowledge", "identification"])
    >>> true_spurious_grid(counts).texts[1].get_text()
    'true\\n1'
    """
    import pandas as pd

    from crmlab.relationship import true_or_spurious

    rows, columns = ["high", "middle", "low"], ["calculus", "knowledge", "identification"]
    table = values.loc[rows, columns]
    words = pd.DataFrame(
        [
            [f"{true_or_spurious(row, base)}\n{form.format(table.loc[row, base])}" for base in columns]
            for row in rows
        ],
        rows,
        columns,
    )
    ax = axes(ax, 6.4, 3.4)
    shaded_cells(table.astype(float), words, float(table.to_numpy().max()), ax)
    ax.set(xlabel="trust rests on", ylabel="affective commitment")
    return ax

"""Pictures of loyalty: grids of customers, brand switching, satisfaction and loyalty."""

from itertools import cycle

import numpy as np

from crmlab.plots._style import LINES, axes, palette, plain


def shaded_cells(values, words, top, ax):
    """Draw a grid of cells, darkest at `top`, with black words that stay readable on all of them."""
    import seaborn as sns

    sns.heatmap(values, annot=words, fmt="", cmap="Blues", vmin=0, vmax=1.5 * top, linewidths=2, cbar=False,
                annot_kws={"color": "black"}, ax=ax)  # fmt: skip
    ax.tick_params(axis="y", rotation=0)


def loyalty_grid(grid, *, xlabel="repeat patronage", ylabel="relative attitude", ax=None):
    """Draw the shares of customers in the four cells of a loyalty grid.

    Parameters
    ----------
    grid : crmlab.loyalty.Grid
        Made by `crmlab.loyalty.dick_basu` or `crmlab.loyalty.jones_sasser`.
    xlabel, ylabel : str
        What was cut across and what up; for `jones_sasser` loyalty and satisfaction.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The darker a cell, the more customers it holds. The cuts stand at the axes.

    Examples
    --------
    >>> from crmlab import loyalty
    >>> grid = loyalty.dick_basu([6, 6, 2, 2], [0.9, 0.1, 0.9, 0.1], attitude_cut=4, patronage_cut=0.5)
    >>> ax = loyalty_grid(grid)
    >>> ax.texts[1].get_text()
    'loyalty (true)\\n25%'
    """
    ax = axes(ax, 4.8, 3.8)
    both, first_only, second_only, neither = range(4)
    places = np.array([[first_only, both], [neither, second_only]])
    words = np.array([f"{name}\n{share:.0%}" for name, share in grid.shares.items()])
    shaded_cells(grid.shares.to_numpy()[places], words[places], 1, ax)
    row, column = f"{grid.row_cut:.3g}", f"{grid.column_cut:.3g}"
    ax.set_xticks([0.5, 1.5], [f"low (up to {column})", f"high (above {column})"])
    ax.set_yticks([0.5, 1.5], [f"high\n(above {row})", f"low\n(up to {row})"], rotation=0)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    return ax


def transitions(result, *, ax=None):
    """Draw the probabilities of moving from one state to another as a coloured grid.

    Parameters
    ----------
    result : crmlab.loyalty.SwitchingMatrix or crmlab.relationship.StageFlows or MarkovChain
        Anything with ``probabilities``, a frame with a row per state to come from.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import relationship
    >>> ax = transitions(relationship.markov_chain([[0.9, 0.1], [0.3, 0.7]]))
    >>> [text.get_text() for text in ax.texts]
    ['0.90', '0.10', '0.30', '0.70']
    """
    table = result.probabilities
    ax = axes(ax, 1.6 + 0.85 * len(table), 1.2 + 0.6 * len(table))
    shaded_cells(table, table.map("{:.2f}".format), 1, ax)
    ax.set(xlabel="to (in the cells: share of those in the row)", ylabel="from")
    return ax


def satisfaction_loyalty(low, high, bends=None, *, ax=None):
    """Draw loyalty as a curve of satisfaction for markets in which leaving is easy or hard.

    Parameters
    ----------
    low, high : float
        Ends of the satisfaction scale.
    bends : dict of str to float, optional
        Bend of each named curve, as in `crmlab.loyalty.satisfaction_loyalty_curve`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> ax = satisfaction_loyalty(1, 7)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['captive market', 'straight line', 'free market']
    """
    from crmlab.loyalty import satisfaction_loyalty_curve

    ax = plain(axes(ax))
    bends = {"captive market": 1 / 3, "straight line": 1.0, "free market": 3.0} if bends is None else bends
    where = np.linspace(low, high, 201)
    for (name, bend), colour, line in zip(bends.items(), palette(len(bends)), cycle(LINES)):
        curve = satisfaction_loyalty_curve(where, low, high, bend=bend)
        ax.plot(where, curve, line, color=colour, lw=2, label=name)
    ax.set(xlabel=f"satisfaction ({low:g} to {high:g})", ylabel="loyalty (0 to 1)", ylim=(0, 1.02))
    ax.legend(frameon=False)
    return ax


def rfm_grid(scores, *, ax=None):
    """Draw how many customers have each pair of scores for last order and number of orders.

    Parameters
    ----------
    scores : DataFrame
        Made by `crmlab.loyalty.rfm_scores`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The best customers are in the upper right corner.

    Examples
    --------
    >>> import pandas as pd
    >>> ax = rfm_grid(pd.DataFrame({"r_score": [2, 2, 1], "f_score": [2, 2, 1]}))
    >>> [text.get_text() for text in ax.texts]
    ['0', '2', '1', '0']
    """
    import pandas as pd

    ax = axes(ax, 5.6, 4.2)
    top = scores[["r_score", "f_score"]].to_numpy().max()
    levels = range(1, top + 1)
    counts = pd.crosstab(scores["f_score"], scores["r_score"]).reindex(
        index=levels[::-1], columns=levels, fill_value=0
    )
    shaded_cells(counts, counts.map("{:,}".format), counts.to_numpy().max(), ax)
    ax.set(
        xlabel="score for the last order (high: lately); in the cells: customers",
        ylabel="score for orders (high: many)",
    )
    return ax

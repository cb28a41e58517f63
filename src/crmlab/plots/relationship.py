"""Pictures of relationships: how close to come, and how customers move between stages."""

import numpy as np

from crmlab.plots._style import GREY, LINES, axes, palette, plain
from crmlab.plots.loyalty import shaded_cells


def level_grid(customers=None, margin=None, *, ax=None):
    """Draw Kotler's grid of relationship levels, with the cell of a firm framed.

    Parameters
    ----------
    customers : {"many", "medium", "few"}, optional
        How many customers or distributors the firm has.
    margin : {"high", "medium", "low"}, optional
        Its margin on each. The frame is drawn if both are given.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The darker a cell, the closer the relationship.

    Examples
    --------
    >>> ax = level_grid("few", "high")
    >>> [text.get_text() for text in ax.texts[-3:]]
    ['partnership', 'proactive', 'accountable']
    """
    import pandas as pd
    from matplotlib.patches import Rectangle

    from crmlab.relationship import LEVELS, relationship_level

    numbers, margins = ("many", "medium", "few"), ("high", "medium", "low")
    words = pd.DataFrame([[relationship_level(n, m) for m in margins] for n in numbers], numbers, margins)
    closeness = words.map(lambda word: LEVELS.index(word.split(" or ")[-1]))
    ax = axes(ax, 5.4, 3.2)
    shaded_cells(closeness, words, len(LEVELS) - 1, ax)
    if customers is not None and margin is not None:
        relationship_level(customers, margin)
        corner = margins.index(margin), numbers.index(customers)
        ax.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor="black", linewidth=3, clip_on=False))
    ax.set(xlabel="margin on each customer", ylabel="number of customers")
    return ax


def stages_over_time(projection, *, unit="period", ax=None):
    """Draw the number of customers in each stage, one on top of the other.

    Parameters
    ----------
    projection : DataFrame
        Made by `crmlab.relationship.project`: index: periods; one column per stage.
    unit : str
        Name of the period.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import relationship
    >>> path = relationship.project([100, 0], [[0.8, 0.2], [0, 1]], 12)
    >>> stages_over_time(path, unit="month").get_xlabel()
    'months from now'
    """
    ax = plain(axes(ax))
    top = projection.cumsum(axis=1)
    below = np.zeros(len(projection))
    hatches = ("", "///", "...", "xxx", "\\\\\\", "ooo", "---", "|||")
    for place, (stage, colour) in enumerate(zip(top, palette(top.shape[1]), strict=True)):
        ax.fill_between(top.index, below, top[stage], facecolor=colour, edgecolor="white",
                        hatch=hatches[place % len(hatches)], linewidth=0, label=str(stage))  # fmt: skip
        below = top[stage]
    ax.set_xlim(top.index[0], top.index[-1])
    ax.set_ylim(bottom=0)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel=f"{unit}s from now", ylabel="customers")
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5), reverse=True)
    return ax


def continuum(position, groups, *, cuts=(1 / 3, 2 / 3), ax=None):
    """Draw where on the continuum of exchange the relationships of each group lie.

    Parameters
    ----------
    position : Series of float
        0 at the transactional end, 1 at the collaborative one; see `crmlab.relationship.exchange_continuum`.
    groups : Series of str
        A group for each relationship; each gets its own step line.
    cuts : pair of float
        Where value-adding and collaborative exchange begin.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> ax = continuum(pd.Series([0.1, 0.5, 0.9]), pd.Series(["web", "web", "field"]))
    >>> [text.get_text() for text in ax.texts]
    ['transactional', 'value-adding', 'collaborative']
    """
    ax = plain(axes(ax))
    bins = np.linspace(0, 1, 13)
    names = sorted(groups.unique())
    for name, colour, line in zip(names, palette(len(names)), LINES, strict=False):
        part = position[groups == name]
        ax.hist(part, bins=bins, weights=np.full(len(part), 100 / len(part)), histtype="step", color=colour,
                linestyle=line, linewidth=2, label=f"{name} ({len(part)})")  # fmt: skip
    for cut in cuts:
        ax.axvline(cut, color=GREY, lw=1.5, linestyle="--")
    edges, zones = (0, *cuts, 1), ("transactional", "value-adding", "collaborative")
    for zone, low, high in zip(zones, edges, edges[1:], strict=False):
        ax.text((low + high) / 2, 1.01, zone, ha="center", va="bottom", transform=ax.get_xaxis_transform())
    ax.set(xlabel="place on the continuum (0 anonymous, 1 fully joined)", ylabel="relationships (%)")
    ax.set_xlim(0, 1)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax

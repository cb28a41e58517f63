"""Pictures of scores: the seven levels, and estimates with intervals along an axis."""

import numpy as np

from crmlab.plots._style import MARKERS, axes, palette, plain


def satisfaction_levels(levels, *, ax=None):
    """Draw how many customers stand at each of the seven levels, with the feeling that goes with it.

    Parameters
    ----------
    levels : Series of int
        Answers from 1 (very dissatisfied) to 7 (very satisfied).
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> ax = satisfaction_levels(pd.Series([4, 7, 7, 6]))
    >>> ax.get_yticklabels()[0].get_text()
    '7 very satisfied\\n(excitement, contentment)'
    """
    from crmlab.satisfaction import seven_levels

    names = seven_levels().iloc[::-1]
    shares = levels.value_counts(normalize=True).reindex(names.index, fill_value=0)
    ax = plain(axes(ax, 6.4, 4.2))
    rows = np.arange(len(names))
    drawn = ax.barh(rows, 100 * shares, color=palette(1)[0])
    ax.bar_label(drawn, fmt="{:.0f} %", padding=3, fontsize="small")
    words = [f"{score} {row['level']}\n({row['feeling']})" for score, row in names.iterrows()]
    ax.set_yticks(rows, words, fontsize="small")
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.margins(x=0.12)
    ax.set_xlabel("share of answers (%)")
    return ax


def estimates_along(tables, *, xlabel, ylabel, ax=None):
    """Draw estimates with their intervals along a row of numbers, one line for each set of them.

    Parameters
    ----------
    tables : dict of str to DataFrame
        Name of a line to a frame with columns estimate, low, high; the index says where on the axis.
    xlabel, ylabel : str
        With units.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Lines stand a little apart so that their intervals can be told from each other; a single one needs no
        legend.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"estimate": [3, 5], "low": [1, 3], "high": [5, 7]}, index=[1, 2])
    >>> ax = estimates_along({"as asked": table}, xlabel="wave (quarter)", ylabel="score (points)")
    >>> ax.get_ylabel()
    'score (points)'
    """
    ax = plain(axes(ax))
    places = np.unique(np.concatenate([table.index.to_numpy(dtype=float) for table in tables.values()]))
    step = np.diff(places).min() if len(places) > 1 else 1.0
    shifts = step * 0.12 * (np.arange(len(tables)) - (len(tables) - 1) / 2)
    looks = zip(palette(max(len(tables), 1)), MARKERS, shifts, strict=False)
    for (name, table), (colour, marker, shift) in zip(tables.items(), looks, strict=False):
        where = table.index.to_numpy(dtype=float) + shift
        ax.vlines(where, table["low"], table["high"], color=colour, lw=2)
        ax.plot(where, table["estimate"], marker=marker, color=colour, lw=1, ms=7, label=name)
    ax.set_xticks(places, [f"{place:g}" for place in places])
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if len(tables) > 1:
        ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=len(tables))
    return ax

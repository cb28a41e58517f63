"""Pictures of what leaving costs one customer, facet by facet, against what a rival saves."""

import numpy as np

from crmlab.plots._quick import quick_bars
from crmlab.plots._style import GREY, axes, palette, plain, tr
from crmlab.switching import TYPES

_HATCHES = ("", "//", "..")


def facet_names():
    """Return the eight facets of switching cost with their names in the language in use.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> len(facet_names())
    8
    """
    return {
        "economic risk": tr("economic risk"),
        "evaluation": tr("evaluation"),
        "learning": tr("learning"),
        "set-up": tr("set-up"),
        "benefit loss": tr("benefit loss"),
        "monetary loss": tr("monetary loss"),
        "personal relationship loss": tr("personal relationship loss"),
        "brand relationship loss": tr("brand relationship loss"),
    }


def leaving_frame(top, *, ax=None):
    """Draw the empty picture for `leaving_parts`.

    Parameters
    ----------
    top : float
        Largest amount on the axis, in EUR.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> leaving_frame(300).get_yticklabels()[-1].get_text()
    'all facets'
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    ax = plain(axes(ax))
    rows = [*facet_names().values(), tr("all facets")]
    ax.set_yticks(range(len(rows)), rows, fontsize=9.5)
    ax.set(ylim=(len(rows) - 0.4, -0.6), xlim=(0, 1.1 * top), xlabel=tr("cost of leaving, once (EUR)"))
    ax.xaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    ax.grid(visible=False, axis="y")
    words = (tr("procedural"), tr("financial"), tr("relational"))
    keys = [
        Patch(facecolor=colour, hatch=hatch, edgecolor="white", label=word)
        for colour, hatch, word in zip(palette(3), _HATCHES, words, strict=True)
    ]
    keys.append(Line2D([], [], color="black", linestyle="--", marker="v", lw=1.5, label=tr("rival saves")))
    ax.figure.legend(handles=keys, frameon=False, loc="outside upper center", ncols=4, fontsize=9,
                     columnspacing=1.2)  # fmt: skip
    return ax


def leaving_parts(costs, saved, *, ax):
    """Draw each facet from where the one above ends, their sum, and what a rival saves.

    Parameters
    ----------
    costs : DataFrame
        Made by `crmlab.switching.facet_costs`.
    saved : float
        What a rival saves in the time looked at, in EUR.
    ax : matplotlib Axes
        Made by `leaving_frame`.

    Returns
    -------
    matplotlib Axes
        Leaving pays if the last bar ends left of the dashed line.

    Examples
    --------
    >>> from crmlab.switching import facet_costs
    >>> costs = facet_costs(risk_chance=0.2, risk_loss=100, hours=[1, 1, 2], hour_value=15, benefits=7,
    ...                     payments=119, people=10, brand=20)
    >>> [text.get_text() for text in leaving_parts(costs, 192, ax=leaving_frame(300)).texts][-2:]
    ['236', '192']
    """
    amounts = costs["cost"].to_numpy()
    ends = amounts.cumsum()
    starts, rows = ends - amounts, np.arange(len(amounts))
    for kind, colour, hatch in zip(TYPES, palette(3), _HATCHES, strict=True):
        there = (costs["type"] == kind).to_numpy()
        quick_bars(ax, rows[there], starts[there], ends[there], 0.7, facecolor=colour, edgecolor="white",
                   hatch=hatch, zorder=3)  # fmt: skip
    total, last = ends[-1], len(rows)
    quick_bars(ax, [last], [0], [total], 0.7, facecolor=GREY, zorder=3)
    room = 0.01 * ax.get_xlim()[1]
    for row, (amount, end) in enumerate(zip([*amounts, total], [*ends, total], strict=True)):
        ax.text(end + room, row, f"{amount:,.0f}", va="center", fontsize=9.5, zorder=5,
                weight="bold" if row == last else "normal")  # fmt: skip
    if saved > 0:
        ax.plot([saved, saved], [-0.35, last - 0.5], color=GREY, linestyle="--", lw=1, zorder=2)
        ax.plot([saved, saved], [last - 0.5, last + 0.5], color="black", linestyle="--", lw=2, zorder=4)
        ax.plot([saved], [-0.35], "v", color="black", ms=7, zorder=4)
        ax.text(saved + 2 * room, -0.3, f"{saved:,.0f}", va="center", fontsize=9.5, zorder=5)
    return ax

"""Pictures of judgements in pairs: their weights, and each judgement beside what the weights imply."""

import numpy as np

from crmlab.plots._quick import quick_bars, quick_lines
from crmlab.plots._style import GREY, palette, plain, tr

_WIDEST = 12


def judgements_frame(names, pairs, *, axes):
    """Draw the empty pictures for `judgements_parts`.

    Parameters
    ----------
    names : sequence of str
        What is weighed.
    pairs : sequence of tuples of int
        Which two are compared in each row of the second picture.
    axes : sequence of two matplotlib Axes
        One above the other.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> axes = judgements_frame(["speed", "price"], [(0, 1)], axes=plt.subplots(2, 1)[1])
    >>> axes[1].get_yticklabels()[0].get_text()
    'speed : price'
    """
    from matplotlib.lines import Line2D

    weights, judged = axes
    weights.get_gridspec().set_height_ratios([len(names) + 2.3, len(pairs) + 1.5])
    for ax, rows in ((weights, list(names)), (judged, [f"{names[i]} : {names[j]}" for i, j in pairs])):
        plain(ax).grid(visible=False, axis="y")
        ax.set_yticks(range(len(rows)), rows, fontsize=9.5)
        ax.set_ylim(len(rows) - 0.4 + (ax is weights) * 0.8, -0.6)  # a row more for the ratio
    weights.set(xlim=(0, 1), xticks=np.arange(0, 1.1, 0.2), xlabel=tr("weight (%)"))
    weights.xaxis.set_major_formatter(lambda share, _: f"{100 * share:.0f}")
    judged.set(xscale="log", xlim=(1 / _WIDEST, _WIDEST))
    ticks = [1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9]
    judged.set_xticks(ticks, ["1/9", "1/5", "1/3", "1", "3", "5", "9"])
    judged.set_xticks([], minor=True)
    judged.set_xlabel(tr("times the first outweighs the second"))
    judged.axvline(1, color="black", lw=1)
    said, implied = palette(2)
    keys = [
        Line2D([], [], color=said, marker="o", ms=7, linestyle="", label=tr("judged")),
        Line2D([], [], color=implied, marker="D", ms=6, linestyle="", label=tr("as the weights have it")),
        Line2D([], [], color="black", marker="*", ms=10, linestyle="", label=tr("would mend it")),
    ]
    judged.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.4, 1), ncols=3,
                  fontsize=9, columnspacing=1, handletextpad=0.3)  # fmt: skip
    return axes


def judgements_parts(weights, ratio, pairs, said, worst, better, *, axes):
    """Draw the weights, and each judgement beside the ratio of the two weights.

    Parameters
    ----------
    weights : sequence of float
        They add up to one.
    ratio : float
        Consistency ratio of the judgements.
    pairs : sequence of tuples of int
        Which two are compared in each row.
    said : sequence of float
        How many times the first outweighs the second, pair by pair.
    worst : int or None
        Row of the judgement to mend.
    better : float
        What would mend it.
    axes : sequence of two matplotlib Axes
        Made by `judgements_frame`.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> axes = judgements_frame(["speed", "price"], [(0, 1)], axes=plt.subplots(2, 1)[1])
    >>> axes = judgements_parts([0.75, 0.25], 0.0, [(0, 1)], [3], None, 1, axes=axes)
    >>> [text.get_text() for text in axes[0].texts]
    ['consistency ratio 0.00: consistent enough', '75 %', '25 %']
    """
    upper, lower = axes
    colour, implied_colour = palette(2)
    quick_bars(upper, range(len(weights)), np.zeros(len(weights)), weights, facecolor=colour, zorder=2)
    verdict = tr("consistent enough") if ratio <= 0.1 else tr("too inconsistent")
    upper.text(0.99, len(weights) + 0.3, f"{tr('consistency ratio')} {ratio:.2f}: {verdict}", ha="right",
               va="bottom", weight="bold", fontsize=9.5, zorder=3)  # fmt: skip
    for row, weight in enumerate(weights):
        upper.text(weight + 0.01, row, f"{100 * weight:.0f} %", va="center", fontsize=9.5, zorder=3)
    rows = np.arange(len(pairs))
    implied = np.array([weights[i] / weights[j] for i, j in pairs])
    implied = implied.clip(1 / _WIDEST, _WIDEST)
    if worst is not None:
        lower.axhspan(worst - 0.45, worst + 0.45, color="#f2e6c9", linewidth=0, zorder=1)
    quick_lines(lower, rows, said, implied, color=GREY, lw=2, zorder=2)
    lower.plot(implied, rows, "D", color=implied_colour, ms=6, zorder=3, clip_on=False)
    lower.plot(said, rows, "o", color=colour, ms=7, zorder=4)
    if worst is not None:
        lower.plot([better], [worst], "*", color="black", ms=11, zorder=5)
    return axes

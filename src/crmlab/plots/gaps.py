"""Pictures of service gaps: the zone of tolerance of each dimension, and what each adds to the whole gap."""

import numpy as np

from crmlab.plots._quick import quick_bars
from crmlab.plots._style import GREY, palette, plain, tr


def gaps_frame(dimensions, low, high, deepest, *, axes):
    """Draw the empty pictures for `gaps_parts`.

    Parameters
    ----------
    dimensions : sequence of str
    low, high : float
        Ends of the rating scale.
    deepest : float
        How far below zero the second axis goes, in points.
    axes : sequence of two matplotlib Axes
        Side by side.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> gaps_frame(["empathy"], 1, 7, 0.5, axes=plt.subplots(1, 2)[1])[0].get_xlabel()
    'mean answer (points)'
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    levels, parts = axes
    levels.get_gridspec().set_width_ratios([5, 4])
    for ax in axes:
        plain(ax).grid(visible=False, axis="y")
        ax.set(yticks=range(len(dimensions)), ylim=(len(dimensions) - 0.5, -0.5))
    levels.set_yticklabels(dimensions, fontsize=9.5)
    levels.set(xlim=(low, high * 1.02), xlabel=tr("mean answer (points)"))
    parts.set_yticklabels([])
    parts.set(xlim=(-deepest, 0.6 * deepest), xlabel=tr("weight x gap (points)"))
    parts.locator_params(axis="x", nbins=4)
    parts.axvline(0, color="black", lw=1)
    below, within, above = palette(3)
    keys = [
        Patch(color="#cccccc", label=tr("adequate to expected")),
        *(
            Line2D([], [], color=colour, marker=marker, ms=8, linestyle="", label=word)
            for colour, marker, word in (
                (below, "v", tr("below the zone")),
                (within, "o", tr("within")),
                (above, "^", tr("above")),
            )
        ),
    ]
    levels.figure.legend(handles=keys, frameon=False, loc="outside upper center", ncols=4, fontsize=9,
                         columnspacing=1, handletextpad=0.4)  # fmt: skip
    return axes


def gaps_parts(levels, zone, contributions, before, *, axes):
    """Draw where each dimension lies in its zone and what it adds to the weighted gap.

    Parameters
    ----------
    levels : DataFrame
        Columns ``expectation``, ``perception``, ``minimum``; one row a dimension.
    zone : DataFrame
        Made by `crmlab.quality.tolerance_zone` from these levels.
    contributions : DataFrame
        Made by `crmlab.quality.gap_contributions` from these levels.
    before : sequence of float
        Perceived levels before a change; a hollow marker shows where one differs.
    axes : sequence of two matplotlib Axes
        Made by `gaps_frame`.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> from crmlab import quality
    >>> levels = pd.DataFrame({"expectation": [6.0], "perception": [5.0], "minimum": [4.0]}, index=["speed"])
    >>> zone = quality.tolerance_zone(levels["expectation"], levels["minimum"], levels["perception"])
    >>> parts = quality.gap_contributions(levels["expectation"], levels["perception"])
    >>> axes = gaps_frame(["speed"], 1, 7, 2, axes=plt.subplots(1, 2)[1])
    >>> [text.get_text() for text in gaps_parts(levels, zone, parts, [5.0], axes=axes)[1].texts]
    ['-1.00']
    """
    left, right = axes
    rows, perceived = np.arange(len(levels)), levels["perception"].to_numpy()
    quick_bars(left, rows, levels["minimum"], levels["expectation"], 0.45, facecolor="#cccccc", zorder=2)
    moved = perceived != np.asarray(before)
    left.plot(np.asarray(before)[moved], rows[moved], "o", mfc="white", mec=GREY, ms=8, zorder=3)
    for place, marker, colour in zip(("below", "within", "above"), "vo^", palette(3), strict=True):
        there = (zone["place"] == place).to_numpy()
        left.plot(perceived[there], rows[there], marker, color=colour, ms=9, zorder=4)
    added = contributions["contribution"].to_numpy()
    quick_bars(right, rows, 0 * added, added, 0.6, facecolor=palette(5)[4], edgecolor="white", hatch="//",
               zorder=2)  # fmt: skip
    edge = right.get_xlim()[1] / 0.6
    for row, value in enumerate(added):
        right.text(max(value, 0) + 0.03 * edge, row, f"{value:+.2f}", va="center", fontsize=9.5, zorder=3)
    return axes

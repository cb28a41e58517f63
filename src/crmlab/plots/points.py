"""A picture of what a better tier of a loyalty programme earns, by where it starts."""

import numpy as np

from crmlab.plots._style import axes, palette, plain, tr


def tier_frame(most, low, high, *, ax=None):
    """Draw the empty picture for `tier_line`.

    Parameters
    ----------
    most : float
        Highest start of the tier on the axis, in money.
    low, high : float
        Ends of the axis of the gain, in money.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> tier_frame(5000, -2000, 1000).get_xlabel()
    'sales from which a member is in the tier (EUR a year)'
    """
    from matplotlib.lines import Line2D

    ax = plain(axes(ax))
    blue, orange = palette(2)
    keys = [
        Line2D([], [], color=blue, lw=2.5, label=tr("all in the tier")),
        Line2D([], [], color="black", marker="o", ms=8, linestyle="", label=tr("a member pays from here")),
        Line2D([], [], color=orange, marker="D", ms=8, mec="black", linestyle="", label=tr("your tier")),
    ]
    ax.set(xlim=(0, most), ylim=(low, high), ylabel=tr("gain over no tier (EUR a year)"),
           xlabel=tr("sales from which a member is in the tier (EUR a year)"))  # fmt: skip
    ax.axhline(0, color="black", lw=1)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_formatter("{x:,.0f}")
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=3)
    return ax


def tier_line(gain, start, *, ax):
    """Draw the gain over the start of the tier, and the tier chosen.

    Parameters
    ----------
    gain : crmlab.loyalty.TierGain
    start : float
        Where the chosen tier starts, in money.
    ax : matplotlib Axes
        Made by `tier_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import loyalty
    >>> rates = dict(margin_share=0.3, base_rate=0.01, tier_rate=0.02, member_cost=18)
    >>> gain = loyalty.tier_gain([200, 800, 2000], 800, lift=0.1, **rates)
    >>> ax = tier_line(gain, 800, ax=tier_frame(3000, -100, 50))
    >>> [text.get_text() for text in ax.texts]
    ['1,000', '+14']
    """
    blue, orange = palette(2)
    most, (low, high) = ax.get_xlim()[1], ax.get_ylim()
    reach = high - low
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    curve = gain.by_start
    places = np.array([0, *curve.index, max(most, 1.01 * curve.index[-1])])
    money = np.array([curve.iloc[0], *curve, 0])
    seen = places <= 1.05 * most  # what is out of sight costs time
    ax.plot(places[seen], money[seen], color=blue, lw=2.5, zorder=3, drawstyle="steps-pre")
    even = gain.break_even_sales
    if even <= most:
        height = gain.by_start[gain.by_start.index >= even]
        height = height.iloc[0] if len(height) else 0.0
        ax.plot([even], [height], "o", color="black", ms=8, zorder=5, clip_on=False)
        ax.text(even, height + 0.04 * reach, f"{even:,.0f}", va="bottom", ha="center", weight="bold",
                zorder=6, bbox=white)  # fmt: skip
    ax.plot([start], [gain.gain], "D", color=orange, ms=8, mec="black", zorder=7, clip_on=False)
    right = start < 0.8 * most
    ax.text(start + (0.02 if right else -0.02) * most, gain.gain - 0.02 * reach, f"{gain.gain:+,.0f}",
            va="top", ha="left" if right else "right", zorder=8, bbox=white)  # fmt: skip
    return ax

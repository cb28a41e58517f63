"""A picture of what leaving a shop earns, by how many of its buyers come to the own channel."""

from crmlab.plots._style import GREY, axes, palette, plain, tr


def recapture_frame(low, high, *, ax=None):
    """Draw the empty picture for `recapture_lines`.

    Parameters
    ----------
    low, high : float
        Ends of the axis of money, per 100 of wholesale sales.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> recapture_frame(-40, 20).get_xlabel()
    "the dropped shop's buyers who come to the own channel (%)"
    """
    from matplotlib.lines import Line2D

    ax = plain(axes(ax))
    blue, orange = palette(2)
    keys = [
        Line2D([], [], color=blue, lw=2.5, label=tr("after the cost of selling")),
        Line2D([], [], color=GREY, lw=2, linestyle="--", label=tr("on gross margin alone")),
        Line2D([], [], color="black", marker="o", ms=8, linestyle="", label=tr("break-even")),
        Line2D([], [], color=orange, marker="D", ms=8, mec="black", linestyle="", label=tr("as you expect")),
    ]
    ax.set(xlim=(0, 100), ylim=(low, high),
           xlabel=tr("the dropped shop's buyers who come to the own channel (%)"),
           ylabel=tr("gain from leaving (USD per 100 of shop sales)"))  # fmt: skip
    ax.xaxis.set_major_formatter("{x:g}")
    ax.axhline(0, color="black", lw=1)
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=2)
    return ax


def recapture_lines(left, gross, expected, *, ax):
    """Draw the gain from leaving over the share who come, with the break-even and the expected share.

    Parameters
    ----------
    left, gross : crmlab.value.Recapture
        As it is, and as it looks when the cost of selling is forgotten.
    expected : float
        Share of the shop's buyers expected to come, in per cent.
    ax : matplotlib Axes
        Made by `recapture_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import value
    >>> left, gross = (value.recapture(100, 0.4, 170, 0.6, cost) for cost in (0.3, 0.0))
    >>> ax = recapture_lines(left, gross, 60, ax=recapture_frame(-40, 80))
    >>> [text.get_text() for text in ax.texts]
    ['78.4 %', '-9.4']
    """
    blue, orange = palette(2)
    low, high = ax.get_ylim()
    reach = high - low
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    for each, look in ((gross, {"color": GREY, "ls": "--", "lw": 2}), (left, {"color": blue, "lw": 2.5})):
        ax.plot([0, 100], each.profit_change([0, 1]), zorder=3, **look)
    even = 100 * left.break_even
    if 0 <= even <= 100:
        ax.plot([even], [0], "o", color="black", ms=8, zorder=5, clip_on=False)
        ax.text(even - 1.5, 0.03 * reach, f"{even:.1f} %", va="bottom", ha="right", weight="bold", zorder=6,
                bbox=white)  # fmt: skip
    gain = left.profit_change(expected / 100)
    ax.plot([expected], [gain], "D", color=orange, ms=8, mec="black", zorder=5, clip_on=False)
    right = expected < 85
    ax.text(expected + (2 if right else 0), gain - (0.03 if right else 0.09) * reach, f"{gain:+,.1f}",
            va="top", ha="left" if right else "right", zorder=6, bbox=white)  # fmt: skip
    return ax

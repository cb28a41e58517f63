"""A picture of what a higher fee earns, by how many members leave."""

from crmlab.plots._style import GREY, axes, palette, plain, tr


def price_rise_frame(most, low, high, *, ax=None):
    """Draw the empty picture for `price_rise_lines`.

    Parameters
    ----------
    most : float
        Largest share of members who leave, in per cent.
    low, high : float
        Ends of the axis of money, in billions.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> price_rise_frame(20, -2, 4).get_xlabel()
    'members who leave because of the rise (%)'
    """
    from matplotlib.lines import Line2D

    ax = plain(axes(ax))
    blue, orange = palette(2)
    keys = [
        Line2D([], [], color=blue, lw=2.5, label=tr("with the rise")),
        Line2D([], [], color=GREY, lw=2, linestyle="--", label=tr("if the fee were all they bring")),
        Line2D([], [], color="black", marker="o", ms=8, linestyle="", label=tr("break-even")),
        Line2D([], [], color=orange, marker="D", ms=8, mec="black", linestyle="", label=tr("as you expect")),
    ]
    ax.set(xlim=(0, most), ylim=(low, high), xlabel=tr("members who leave because of the rise (%)"),
           ylabel=tr("change of yearly profit (USD bn)"))  # fmt: skip
    ax.xaxis.set_major_formatter("{x:g}")
    ax.axhline(0, color="black", lw=1)
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=2)
    return ax


def price_rise_lines(rise, fee_only, members, expected, *, ax):
    """Draw the change of profit over the share who leave, with the break-even and the expected loss.

    Parameters
    ----------
    rise, fee_only : crmlab.value.PriceRise
        As it is, and as it would be if members brought nothing but the fee.
    members : float
        In millions.
    expected : float
        Share of members expected to leave, in per cent.
    ax : matplotlib Axes
        Made by `price_rise_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import value
    >>> rise = value.price_rise(119, 139)
    >>> ax = price_rise_lines(rise, rise, 100, 5, ax=price_rise_frame(20, -2, 3))
    >>> [text.get_text() for text in ax.texts]
    ['14.4 %', '+1.30']
    """
    blue, orange = palette(2)
    most = ax.get_xlim()[1]
    reach = ax.get_ylim()[1] - ax.get_ylim()[0]
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}

    def billions(each, percent):
        return members * each.profit_change(percent / 100) / 1000

    for each, look in ((fee_only, {"color": GREY, "ls": "--", "lw": 2}), (rise, {"color": blue, "lw": 2.5})):
        ax.plot([0, most], [billions(each, 0), billions(each, most)], zorder=3, **look)
    even = 100 * rise.break_even_loss
    if 0 <= even <= most:
        ax.plot([even], [0], "o", color="black", ms=8, zorder=5, clip_on=False)
        ax.text(even - 0.015 * most, -0.03 * reach, f"{even:.1f} %", va="top", ha="right", weight="bold",
                zorder=6, bbox=white)  # fmt: skip
    gain = billions(rise, expected)
    ax.plot([expected], [gain], "D", color=orange, ms=8, mec="black", zorder=5, clip_on=False)
    right = expected < 0.8 * most
    ax.text(expected + (0.015 if right else -0.015) * most, gain + 0.03 * reach, f"{gain:+,.2f}", va="bottom",
            ha="left" if right else "right", zorder=6, bbox=white)  # fmt: skip
    return ax

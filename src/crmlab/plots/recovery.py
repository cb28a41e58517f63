"""A picture of what oversold seats cost, with and without volunteers."""

from crmlab.plots._style import GREY, axes, palette, plain, tr


def overbooking_frame(most, top, *, ax=None):
    """Draw the empty picture for `overbooking_costs`.

    Parameters
    ----------
    most : float
        Most oversold seats on the axis.
    top : float
        Most money on the axis.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> overbooking_frame(40, 3000).get_xlabel()
    'seats oversold'
    """
    from matplotlib.lines import Line2D

    ax = plain(axes(ax))
    blue, orange = palette(2)
    keys = [
        Line2D([], [], color=blue, lw=2.5, label=tr("volunteers are paid first")),
        Line2D([], [], color=GREY, lw=2, linestyle="--", label=tr("all are bumped")),
        Line2D([], [], color="black", marker="o", ms=8, linestyle="", label=tr("cheapest")),
        Line2D([], [], color=orange, marker="D", ms=8, mec="black", linestyle="", label=tr("your choice")),
    ]
    ax.set(xlim=(0, most), ylim=(0, top), xlabel=tr("seats oversold"),
           ylabel=tr("expected cost of a flight (USD)"))  # fmt: skip
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=2)
    return ax


def overbooking_costs(auction, bumping, chosen, *, ax):
    """Draw the cost over the seats oversold under both ways, the cheapest numbers and the one chosen.

    Parameters
    ----------
    auction, bumping : crmlab.recovery.Overbooking
        With volunteers paid first, and with everyone left behind bumped.
    chosen : int
        Seats oversold.
    ax : matplotlib Axes
        Made by `overbooking_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import recovery
    >>> plan = recovery.overbooking(180, 0.92, 150, 2500, most=40)
    >>> ax = overbooking_costs(plan, plan, 5, ax=overbooking_frame(40, 3000))
    >>> [text.get_text() for text in ax.texts]
    ['9', '9', '1,472']
    """
    blue, orange = palette(2)
    reach, top = ax.get_xlim()[1], ax.get_ylim()[1]
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    ax.plot(bumping.costs.index, bumping.costs["cost"].to_numpy(), "--", color=GREY, lw=2, zorder=3)
    ax.plot(auction.costs.index, auction.costs["cost"].to_numpy(), "-", color=blue, lw=2.5, zorder=4)
    for plan, off, va in ((bumping, 0.04, "bottom"), (auction, -0.04, "top")):
        ax.plot([plan.best], [plan.cost], "o", color="black", ms=8, zorder=6, clip_on=False)
        ax.text(plan.best, plan.cost + off * top, f"{plan.best}", va=va, ha="center", weight="bold", zorder=6)
    cost = auction.costs["cost"].to_numpy()[chosen]
    ax.axvline(chosen, color=orange, lw=1, ls=":", zorder=2)
    ax.plot([chosen], [cost], "D", color=orange, ms=8, mec="black", zorder=7, clip_on=False)
    right = chosen <= auction.best
    ax.text(chosen + (0.015 if right else -0.015) * reach, cost + 0.03 * top, f"{cost:,.0f}", va="bottom",
            ha="left" if right else "right", zorder=8, bbox=white)  # fmt: skip
    return ax

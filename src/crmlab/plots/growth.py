"""Pictures of a customer base under two ways to spend, and of three readings of a change of retention."""

from crmlab.plots._style import GREY, MARKERS, axes, palette, plain, tr

_WAYS = ("-", "--", ":")


def spending_frame(years, top, *, ax=None):
    """Draw the empty picture for `spending_paths`.

    Parameters
    ----------
    years : int
        Last year on the axis.
    top : float
        Most customers on the axis.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> spending_frame(10, 5000).get_xlabel()
    'years from now'
    """
    from matplotlib.lines import Line2D

    ax = plain(axes(ax))
    names = (tr("more new customers"), tr("fewer lost customers"), tr("nothing spent"))
    keys = [
        Line2D([], [], color=colour, linestyle=line, marker=marker, lw=2, label=name)
        for name, colour, line, marker in zip(names, _colours(), _WAYS, MARKERS, strict=False)
    ]
    ax.set(xlabel=tr("years from now"), ylabel=tr("customers"), xlim=(0, years * 1.02), ylim=(0, top))
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.yaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=3,
              fontsize="small", columnspacing=1, handlelength=2.4)  # fmt: skip
    return ax


def spending_paths(more_new, fewer_lost, nothing, *, ax):
    """Draw how many customers there are, year by year, under each way to spend.

    Parameters
    ----------
    more_new, fewer_lost, nothing : Series of float
        Customers by year.
    ax : matplotlib Axes
        Made by `spending_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> path = pd.Series([100, 120])
    >>> len(spending_paths(path, path, path, ax=spending_frame(1, 200)).lines)
    3
    """
    for path, colour, line, marker, size in zip(
        (more_new, fewer_lost, nothing), _colours(), _WAYS, MARKERS, (5, 5, 4), strict=False
    ):
        every = max(1, len(path) // 12)
        ax.plot(path.index, path.to_numpy(), color=colour, linestyle=line, marker=marker, markersize=size,
                markevery=every, lw=2, zorder=3, clip_on=False)  # fmt: skip
    return ax


def _colours():
    return [*palette(2), GREY]


def lift_frame(names, low, high, *, ax=None):
    """Draw the empty picture for `lift_bars`.

    Parameters
    ----------
    names : sequence of str
        The readings, from the top.
    low, high : float
        Ends of the axis, in per cent.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> lift_frame(["points"], 0, 50).get_xlabel()
    'change in the value of a customer (%)'
    """
    ax = plain(axes(ax))
    ax.set_yticks(range(len(names)), names)
    ax.set(xlim=(low, high), ylim=(len(names) - 0.5, -0.5))
    ax.axvline(0, color="black", lw=1)
    ax.grid(visible=False, axis="y")
    ax.set_xlabel(tr("change in the value of a customer (%)"))
    return ax


def lift_bars(changes, after, chosen, *, ax):
    """Draw the change under each reading; the chosen one is hatched and has bold numbers.

    Parameters
    ----------
    changes : sequence of float or None
        In per cent, in the order of the names; None for a reading that is impossible.
    after : sequence of float or None
        Retention after the change under each reading, in per cent.
    chosen : int
        Place of the reading that was picked.
    ax : matplotlib Axes
        Made by `lift_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> [text.get_text() for text in lift_bars([40.7], [95], 0, ax=lift_frame(["points"], 0, 50)).texts]
    ['+40.7 %\\n(95.0 % stay)']
    """
    blue = palette(1)[0]
    reach = ax.get_xlim()[1] - ax.get_xlim()[0]
    for place, (change, stay) in enumerate(zip(changes, after, strict=True)):
        picked = place == chosen
        look = {"color": blue, "hatch": "//", "edgecolor": "white"} if picked else {"color": "#b5b5b5"}
        ax.barh(place, change or 0, height=0.6, zorder=2, **look)
        words = (
            tr("impossible")
            if change is None
            else f"{change:+.1f} %\n" + tr("({stay} % stay)", stay=f"{stay:.1f}")
        )
        right = (change or 0) >= 0
        ax.text((change or 0) + (0.015 if right else -0.015) * reach, place, words, va="center", zorder=4,
                ha="left" if right else "right", weight="bold" if picked else "normal")  # fmt: skip
    return ax

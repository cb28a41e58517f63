"""A picture of the profit of so many letters under two rankings of customers."""

from crmlab.plots._style import GREY, palette, plain, tr


def mailing_frame(customers, low, high, *, axes):
    """Draw the empty pictures for `mailing_lines`.

    Parameters
    ----------
    customers : int
        Most letters on the axis.
    low, high : float
        Ends of the axis of profit, in money.
    axes : sequence of two matplotlib Axes

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> mailing_frame(2000, -500, 1000, axes=plt.subplots(1, 2)[1])[0].get_xlabel()
    'letters, the best customers first'
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    curves, counted = axes
    curves.get_gridspec().set_width_ratios([5, 3])
    blue, orange = palette(2)
    for ax in axes:
        plain(ax).set_ylim(low, high)
        ax.yaxis.set_major_formatter("{x:,.0f}")
        ax.axhline(0, color="black", lw=1)
    keys = [
        Line2D([], [], color=blue, lw=2.5, marker="o", mec="black", label=tr("by expected value")),
        Line2D([], [], color=orange, lw=2, ls="--", marker="s", mec="black", label=tr("by cells")),
    ]
    curves.set(xlim=(0, customers), xlabel=tr("letters, the best customers first"))
    curves.set_ylabel(tr("expected profit (EUR)"))
    curves.xaxis.get_major_locator().set_params(nbins=5)
    curves.xaxis.set_major_formatter("{x:,.0f}")
    curves.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
    bars = [Patch(color=GREY, label=tr("expected")),
            Patch(facecolor=GREY, hatch="//", edgecolor="white", label=tr("came"))]  # fmt: skip
    counted.set(xlim=(-0.7, 4.2), xlabel=tr("these letters"), yticklabels=[])
    counted.set_xticks([0.5, 3], [tr("by value"), tr("by cells")])
    counted.grid(visible=False, axis="x")
    counted.legend(handles=bars, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1))
    return axes


def mailing_lines(by_value, by_cells, came, letters, *, axes):
    """Draw the profit expected of each number of letters, and beside it what one number of them earned.

    Parameters
    ----------
    by_value, by_cells : Series of float
        Made by `crmlab.loyalty.mailing_curve`.
    came : sequence of two float
        What these letters earned, under the two rankings.
    letters : int
        How many are sent.
    axes : sequence of two matplotlib Axes
        Made by `mailing_frame`.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> import pandas as pd
    >>> axes = mailing_frame(2, -5, 10, axes=plt.subplots(1, 2)[1])
    >>> axes = mailing_lines(pd.Series([0.0, 5, 6]), pd.Series([0.0, 3, 6]), (4, 2), 1, axes=axes)
    >>> [text.get_text() for text in axes[1].texts]
    ['5', '3', '4', '2']
    """
    curves, counted = axes
    both, colours = (by_value, by_cells), palette(2)
    curves.axvline(letters, color="black", lw=1, ls=":", zorder=2)
    for curve, colour, line, marker in zip(both, colours, ("-", "--"), ("o", "s"), strict=True):
        curves.plot(curve.index, curve.to_numpy(), line, color=colour, lw=2.5, zorder=4)
        curves.plot([letters], [curve.iloc[letters]], marker, color=colour, ms=8, mec="black", zorder=6,
                    clip_on=False)  # fmt: skip
    expected = [curve.iloc[letters] for curve in both]
    low, high = counted.get_ylim()
    off = 0.012 * (high - low)
    for shift, heights, hatch in ((0, expected, None), (1, came, "//")):
        places = [shift, shift + 2.5]
        counted.bar(places, heights, 0.9, color=colours, hatch=hatch, edgecolor="white", zorder=2)
        for place, money in zip(places, heights, strict=True):
            up = money >= 0
            counted.text(place, money + (off if up else -off), f"{money:,.0f}", ha="center", fontsize="small",
                         va="bottom" if up else "top", zorder=4)  # fmt: skip
    return axes

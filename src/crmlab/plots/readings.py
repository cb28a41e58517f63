"""A picture of five readings of what one customer is worth, and of the step from one to another."""

from crmlab.plots._quick import quick_bars
from crmlab.plots._style import MARKERS, axes, palette, plain, tr


def readings_frame(names, formulas, top, *, ax=None):
    """Draw the empty picture for `readings_bars`.

    Parameters
    ----------
    names, formulas : sequence of str
        What each bar counts, from the top, and how it is computed.
    top : float
        Most money on the axis.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> readings_frame(["now"], ["m"], 500).get_xlabel().splitlines()
    ['value of one customer (EUR)', 'm: margin, r: share who stay, i: discount rate']
    """
    ax = plain(axes(ax))
    letters = tr("m: margin, r: share who stay, i: discount rate")
    ax.set(xlim=(0, top), ylim=(len(names) - 0.5, -0.5))
    ax.set_xlabel(tr("value of one customer (EUR)") + f"\n{letters}")
    ax.set_yticks(range(len(names)), [f"{name}\n{how}" for name, how in zip(names, formulas, strict=True)])
    ax.xaxis.set_major_formatter(lambda number, _: f"{number:,.0f}")
    ax.xaxis.get_major_locator().set_params(nbins=5)
    ax.grid(visible=False, axis="y")
    return ax


def readings_bars(values, start, end, factor, *, ax):
    """Draw a bar for each reading and an arrow from one to another.

    Parameters
    ----------
    values : sequence of float
        Money, in the order of the names.
    start, end : int
        Places of the two readings; they are hatched, and their numbers bold.
    factor : float
        What the first is multiplied by to get the second.
    ax : matplotlib Axes
        Made by `readings_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> ax = readings_bars([300, 330], 0, 1, 1.1, ax=readings_frame(["a", "b"], ["m", "n"], 500))
    >>> [text.get_text() for text in ax.texts]
    ['300', '330', '× 1.1']
    """
    first, second = palette(2)
    reach, chosen = ax.get_xlim()[1], (start, end)
    others = [place for place in range(len(values)) if place not in chosen]
    hatched = {"edgecolor": "white", "height": 0.62, "zorder": 2}
    quick_bars(ax, others, [0] * len(others), [values[place] for place in others], 0.62, color="#b5b5b5")
    quick_bars(ax, [start], [0], [values[start]], facecolor=first, hatch="//", **hatched)
    if end != start:
        quick_bars(ax, [end], [0], [values[end]], facecolor=second, hatch="..", **hatched)
    for place, money in enumerate(values):
        ax.text(money + 0.015 * reach, place, f"{money:,.0f}", va="center", zorder=4,
                weight="bold" if place in chosen else "normal")  # fmt: skip
    if start != end:
        at = 0.86 * reach
        ax.plot([at, at], [start, end], color="black", lw=1.5, zorder=5)
        ax.plot([at], [start], MARKERS[0], color=first, ms=8, mec="black", zorder=6)
        ax.plot([at], [end], "^" if end < start else "v", color=second, ms=10, mec="black", zorder=6)
        ax.text(at - 0.02 * reach, (start + end) / 2, f"× {factor:.4g}", ha="right", va="center", zorder=7,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip
    return ax

"""Pictures of satisfied customers who leave: all customers beside those who left."""

from crmlab.plots._style import palette, plain, tr

_PALE = ("#cfe3f2", "#fbe3c4")


def leavers_frame(*, axes):
    """Draw the empty pictures for `leavers_parts`.

    Parameters
    ----------
    axes : sequence of two matplotlib Axes

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> leavers_frame(axes=plt.subplots(1, 2)[1])[0].get_ylabel()
    'share who leave (%, hatched)'
    """
    from matplotlib.patches import Patch

    people, gone = axes
    people.get_gridspec().set_width_ratios([5, 2])
    for ax in axes:
        plain(ax).grid(visible=False)
        ax.set_ylim(0, 100)
    people.set(xlim=(0, 100), xlabel=tr("all customers (%)"), ylabel=tr("share who leave (%, hatched)"))
    gone.set(xlim=(0, 1), xticks=[], xlabel=tr("those who leave"), ylabel=tr("share (%)"))
    satisfied, others = palette(2)
    keys = [Patch(facecolor=satisfied, hatch="//", edgecolor="white", label=tr("satisfied")),
            Patch(facecolor=others, hatch="..", edgecolor="white", label=tr("others"))]  # fmt: skip
    people.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return axes


def leavers_parts(satisfied, among, if_satisfied, if_not, *, axes):
    """Draw all customers as columns as wide as there are people, and beside them those who leave.

    Parameters
    ----------
    satisfied, among : float
        Share of the satisfied, from 0 to 1, among all customers and among those who leave.
    if_satisfied, if_not : float
        Share of the satisfied and of the others who leave.
    axes : sequence of two matplotlib Axes
        Made by `leavers_frame`.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> axes = leavers_frame(axes=plt.subplots(1, 2)[1])
    >>> axes = leavers_parts(0.85, 0.7, 0.08, 0.2, axes=axes)
    >>> [text.get_text() for text in axes[1].texts]
    ['70 %', '30 %']
    """
    from matplotlib.patches import Rectangle

    people, gone = axes
    colours, hatches = palette(2), ("//", "..")
    widths = (100 * satisfied, 100 * (1 - satisfied))
    heights = (100 * if_satisfied, 100 * if_not)
    shares = (100 * among, 100 * (1 - among))
    left = below = 0
    for colour, pale, hatch, width, height, share in zip(
        colours, _PALE, hatches, widths, heights, shares, strict=True
    ):
        look = {"facecolor": colour, "hatch": hatch, "edgecolor": "white", "linewidth": 0.5, "zorder": 3}
        people.add_patch(Rectangle((left, 0), width, 100, facecolor=pale, edgecolor="white", zorder=2))
        people.add_patch(Rectangle((left, 0), width, height, **look))
        at = min(max(left + width / 2, 9), 91)
        people.text(at, min(height + 1.5, 93), f"{height:.1f} %", ha="center", va="bottom", zorder=4)
        gone.add_patch(Rectangle((0.15, below), 0.7, share, **look))
        if share >= 8:
            gone.text(0.5, below + share / 2, f"{share:.0f} %", ha="center", va="center", zorder=4,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})  # fmt: skip
        left, below = left + width, below + share
    return axes

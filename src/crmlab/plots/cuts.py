"""Pictures of a loyalty grid that is cut by hand: the customers, and how far the shares run."""

import numpy as np

from crmlab.plots._quick import quick_bars, quick_lines
from crmlab.plots._style import GREY, MARKERS, palette, plain, tr


def cuts_frame(xlabel, ylabel, low, high, *, axes):
    """Draw the empty pictures for `cuts_parts`.

    Parameters
    ----------
    xlabel, ylabel : str
        Repeat patronage and attitude.
    low, high : pair of float
        Ends of patronage and attitude.
    axes : sequence of two matplotlib Axes
        Side by side.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> axes = cuts_frame("orders", "attitude", (0, 1), (9, 7), axes=plt.subplots(1, 2)[1])
    >>> [label.get_text() for label in axes[1].get_yticklabels()]
    ['true', 'latent', 'spurious', 'none']
    """
    scatter, shares = axes
    scatter.get_gridspec().set_width_ratios([6, 4])
    for ax in axes:
        plain(ax)
    room = [0.04 * (top - bottom) for bottom, top in zip(low, high, strict=True)]
    scatter.set(xlim=(low[0] - room[0], high[0] + room[0]), ylim=(low[1] - room[1], high[1] + room[1]))
    scatter.set(xlabel=xlabel, ylabel=ylabel)
    words = [tr("true"), tr("latent"), tr("spurious"), tr("none")]
    shares.set_yticks(range(4), words)
    shares.set(ylim=(3.6, -0.6), xlim=(-14, 118), xticks=range(0, 101, 25))
    shares.set(xlabel=tr("customers (%)"), title=tr("loyalty"))
    shares.title.set_size("medium")
    shares.grid(visible=False, axis="y")
    for row, (colour, marker) in enumerate(zip(palette(4), MARKERS, strict=False)):
        shares.plot([-8], [row], marker, color=colour, ms=8)
    return axes


def cuts_parts(patronage, attitude, moved, by, *, axes):
    """Draw the customers in their cells, the cuts with their bands, and the shares with how far they run.

    Parameters
    ----------
    patronage, attitude : ndarray, shape (n,)
    moved : crmlab.loyalty.CutSensitivity
    by : pair of float
        How far the cuts of attitude and patronage move.
    axes : sequence of two matplotlib Axes
        Made by `cuts_frame`.

    Returns
    -------
    sequence of two matplotlib Axes
        The larger a marker, the more customers give these answers. The black lines show from where to where
        the shares run while the cuts move within the grey bands.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from crmlab.loyalty import cut_sensitivity
    >>> moved = cut_sensitivity([6, 6, 4, 2], [6, 2, 5, 2], 3.5, 4, move=1)
    >>> axes = cuts_frame("orders", "attitude", (0, 1), (9, 7), axes=plt.subplots(1, 2)[1])
    >>> axes = cuts_parts(np.array([6, 2, 5, 2]), np.array([6, 6, 4, 2]), moved, (1, 1), axes=axes)
    >>> [text.get_text() for text in axes[1].texts]
    ['50 %', '25 %', '0 %', '25 %']
    """
    scatter, bars = axes
    grid = moved.grid
    cuts = (grid.row_cut, grid.column_cut)
    scatter.axhspan(cuts[0] - by[0], cuts[0] + by[0], color="#e6e6e6", linewidth=0, zorder=1)
    scatter.axvspan(cuts[1] - by[1], cuts[1] + by[1], color="#e6e6e6", linewidth=0, zorder=1)
    scatter.axhline(cuts[0], color="black", lw=1.5, zorder=2)
    scatter.axvline(cuts[1], color="black", lw=1.5, zorder=2)
    points, counts = np.unique(np.column_stack([patronage, attitude]), axis=0, return_counts=True)
    high = points[:, 1] > cuts[0], points[:, 0] > cuts[1]
    cells = (high[0] & high[1], high[0] & ~high[1], ~high[0] & high[1], ~high[0] & ~high[1])
    sizes = 8 + 60 * counts / max(counts.max(), 6)
    for there, colour, marker in zip(cells, palette(4), MARKERS, strict=False):
        scatter.scatter(*points[there].T, s=sizes[there], marker=marker, color=colour, linewidth=0, zorder=3)
    shares, low, high = (100 * each.to_numpy() for each in (grid.shares, moved.low, moved.high))
    rows = np.arange(4)
    quick_bars(bars, rows, 0 * shares, shares, 0.6, facecolor=palette(4), zorder=2)
    quick_lines(bars, rows + 0.17, low, high, color="black", lw=2, zorder=4)
    bars.plot(np.r_[low, high], np.r_[rows, rows] + 0.17, "|", color="black", ms=7, mew=2, zorder=4)
    for row, share in enumerate(shares):
        bars.text(max(high[row], share) + 3, row, f"{share:.0f} %", va="center", fontsize=9.5, zorder=5,
                  color="black" if share >= 0.5 else GREY)  # fmt: skip
    return axes

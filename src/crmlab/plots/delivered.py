"""A picture of what adds to a sum and what takes from it."""

import numpy as np

from crmlab.plots._style import axes, palette, plain


def waterfall(steps, *, total, xlabel, ax=None):
    """Draw steps up and down, each from where the one before it ended, and what remains.

    Parameters
    ----------
    steps : Series of float
        Index: the steps in order; positive ones add, negative ones take away.
    total : str
        Name of what remains.
    xlabel : str
        The quantity, with its unit.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> steps = pd.Series({"product": 30, "price": -22})
    >>> ax = waterfall(steps, total="delivered value", xlabel="EUR a month")
    >>> [text.get_text() for text in ax.texts]
    ['+30', '-22', '8']
    """
    ax = plain(axes(ax, 6.4, 1.1 + 0.38 * (len(steps) + 1)))
    ends = steps.cumsum().to_numpy(dtype=float)
    starts = ends - steps.to_numpy(dtype=float)
    aside = 0.01 * np.ptp([0, *starts, *ends])
    adds, takes, remains = palette(3)
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        look = {"facecolor": adds} if end >= start else {"facecolor": takes, "hatch": "//"}
        ax.barh(row, end - start, left=start, edgecolor="white", linewidth=0, **look)
        ax.plot([end, end], [row + 0.4, row + 0.6], color="black", lw=1)
        ax.text(max(start, end) + aside, row, f"{end - start:+.4g}", va="center", fontsize="small")
    last = len(steps)
    ax.barh(last, ends[-1], facecolor=remains, hatch="..", edgecolor="white", linewidth=0)
    ax.text(max(ends[-1], 0) + aside, last, f"{ends[-1]:.4g}", va="center", fontsize="small")
    ax.axvline(0, color="black", lw=1)
    ax.set_yticks(range(last + 1), [*steps.index, total])
    ax.set_ylim(last + 0.6, -0.6)
    ax.grid(visible=False, axis="y")
    ax.set_xlim(min(0, *ends) * 1.12, max(0, *ends) * 1.12)
    ax.set_xlabel(xlabel)
    return ax

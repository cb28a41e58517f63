"""Bars and lines as one artist each, for pictures that are drawn again at every step of a slider."""

import numpy as np


def quick_bars(ax, places, starts, ends, height=0.7, **look):
    """Draw horizontal bars.

    Parameters
    ----------
    ax : matplotlib Axes
        Its limits stay as they are.
    places, starts, ends : sequence of float
        Where each bar lies across, and from where to where it goes.
    height : float
        Thickness, in units of the other axis.
    **look
        For `matplotlib.collections.PolyCollection`.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> bars = quick_bars(plt.subplots()[1], [0, 1], [0, 0], [3, 5], facecolor="black")
    >>> len(bars.get_paths())
    2
    """
    from matplotlib.collections import PolyCollection

    y, a, b = np.asarray(places, float), np.asarray(starts, float), np.asarray(ends, float)
    low, high = y - height / 2, y + height / 2
    corners = np.stack([np.stack([a, b, b, a], 1), np.stack([low, low, high, high], 1)], 2)
    return ax.add_collection(PolyCollection(corners, **{"linewidth": 0, **look}), autolim=False)


def quick_lines(ax, places, starts, ends, **look):
    """Draw horizontal lines.

    Parameters
    ----------
    ax : matplotlib Axes
        Its limits stay as they are.
    places, starts, ends : sequence of float
        Where each line lies across, and from where to where it goes.
    **look
        For `matplotlib.collections.LineCollection`.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> len(quick_lines(plt.subplots()[1], [0, 1], [0, 0], [3, 5]).get_paths())
    2
    """
    from matplotlib.collections import LineCollection

    y, a, b = np.asarray(places, float), np.asarray(starts, float), np.asarray(ends, float)
    ends = np.stack([np.stack([a, b], 1), np.stack([y, y], 1)], 2)
    return ax.add_collection(LineCollection(ends, **look), autolim=False)

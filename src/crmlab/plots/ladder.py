"""Pictures of a leaking ladder: customers and leavers of each rung, and what closing a leak brings."""

import numpy as np

from crmlab.plots._quick import quick_bars
from crmlab.plots._style import palette, plain, tr


def ladder_frame(stages, most, best, unit, *, axes):
    """Draw the empty pictures for `ladder_parts`.

    Parameters
    ----------
    stages : sequence of str
        From the lowest rung to the highest, which is drawn on top.
    most, best : float
        Largest number of customers and largest gain on the axes.
    unit : str
        Name of a period.
    axes : sequence of two matplotlib Axes
        Side by side.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> axes = ladder_frame(["new", "fan"], 200, 5, "quarter", axes=plt.subplots(1, 2)[1])
    >>> [label.get_text() for label in axes[0].get_yticklabels()]
    ['new', 'fan']
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    rungs, gains = axes
    rungs.get_gridspec().set_width_ratios([7, 4])
    for ax in axes:
        plain(ax).grid(visible=False, axis="y")
        ax.set(yticks=range(len(stages)), ylim=(-0.6, len(stages) - 0.4))
        ax.axvline(0, color="black", lw=1)
        ax.locator_params(axis="x", nbins=4)
    rungs.set_yticklabels(stages, fontsize=9.5)
    gains.set_yticklabels([])
    rungs.set(xlim=(-0.75 * most, 1.25 * most), xlabel=tr("customers in the long run"))
    rungs.xaxis.set_major_formatter(lambda number, _: f"{abs(number):,.0f}")
    gains.set(xlim=(0, 1.35 * best), xlabel=tr("gain for a point kept"))
    here, leaving, gain = palette(3)
    keys = [
        Patch(facecolor=leaving, hatch="//", edgecolor="white",
              label=tr("leave each {period}", period=unit)),
        Patch(facecolor=here, label=tr("are there")),
        Line2D([], [], color="black", marker="|", ms=9, mew=2, linestyle="", label=tr("before the change")),
        Patch(facecolor=gain, hatch="..", edgecolor="white", label=tr("gain")),
    ]  # fmt: skip
    rungs.figure.legend(handles=keys, frameon=False, loc="outside upper center", ncols=4, fontsize=9,
                        columnspacing=1, handletextpad=0.5)  # fmt: skip
    return axes


def ladder_parts(leaks, before, gain, *, axes):
    """Draw the customers and leavers of each rung and the gains.

    Parameters
    ----------
    leaks : DataFrame
        Made by `crmlab.relationship.ladder_leaks`.
    before : sequence of float
        Customers of each stage before the change.
    gain : sequence of float
        What one point less of leaving brings, stage by stage.
    axes : sequence of two matplotlib Axes
        Made by `ladder_frame`.

    Returns
    -------
    sequence of two matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> from crmlab.relationship import ladder_leaks
    >>> leaks = ladder_leaks([[0.5, 0.3], [0.0, 0.9]], [100, 0])
    >>> axes = ladder_frame(["new", "fan"], 600, 70, "quarter", axes=plt.subplots(1, 2)[1])
    >>> axes = ladder_parts(leaks, leaks["customers"], leaks["top_gain"], axes=axes)
    >>> [text.get_text() for text in axes[0].texts]
    ['200', '40', '600', '60']
    """
    rungs, gains = axes
    customers, leaving = leaks["customers"].to_numpy(), leaks["leaving"].to_numpy()
    gain, before = np.asarray(gain, float), np.asarray(before, float)
    rows = np.arange(len(leaks))
    blue, orange, green = palette(3)
    quick_bars(rungs, rows, 0 * customers, customers, 0.6, facecolor=blue, zorder=2)
    quick_bars(rungs, rows, -leaving, 0 * leaving, 0.6, facecolor=orange, edgecolor="white", hatch="//",
               zorder=2)  # fmt: skip
    rungs.plot(before, rows, "|", color="black", ms=22, mew=2, zorder=3)
    room = 0.02 * rungs.get_xlim()[1]
    for row in rows:
        at = max(customers[row], before[row]) + room
        rungs.text(at, row, f"{customers[row]:,.0f}", va="center", fontsize=9.5, zorder=4)
        rungs.text(-leaving[row] - room, row, f"{leaving[row]:,.0f}", va="center", ha="right",
                   fontsize=9.5, zorder=4)  # fmt: skip
    end = gains.get_xlim()[1]
    shown = np.minimum(gain, end)
    quick_bars(gains, rows, 0 * shown, shown, 0.6, facecolor=green, edgecolor="white", hatch="..", zorder=2)
    for row, value in enumerate(gain):
        at = min(value, end) + 0.02 * end
        gains.text(at, row, f"{value:+,.1f}", va="center", fontsize=9.5, zorder=4)
    return axes

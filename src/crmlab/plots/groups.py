"""Pictures of people in groups: what holds within a group and what holds between the groups."""

import numpy as np

from crmlab.plots._style import LINES, MARKERS, axes, palette, plain


def within_between(data, x, y, group, *, ax=None):
    """Draw the line within each group and the line through the means of the groups.

    Parameters
    ----------
    data : DataFrame
        One row a person.
    x, y : str
        Numeric columns, in points.
    group : str
        Column of the group, at most eight of them.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        A line for each group over the middle nine tenths of its people, a marker at its mean, and a thick
        grey line fitted to the means.

    Examples
    --------
    >>> import pandas as pd
    >>> people = pd.DataFrame({"x": [1, 2, 3, 4], "y": [3, 4, 1, 2], "land": ["A", "A", "B", "B"]})
    >>> ax = within_between(people, "x", "y", "land")
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['between the means: slope -1.00', 'A: slope +1.00', 'B: slope +1.00']
    """
    ax = plain(axes(ax))
    groups = list(data.groupby(group))
    means = np.array([[part[x].mean(), part[y].mean()] for _, part in groups])
    slope, constant = np.polyfit(*means.T, 1)
    ends = np.array([means[:, 0].min(), means[:, 0].max()])
    ax.plot(ends, constant + slope * ends, color="#8c8c8c", lw=5, alpha=0.7, solid_capstyle="round",
            label=f"between the means: slope {slope:+.2f}")  # fmt: skip
    for (name, part), middle, colour, marker, line in zip(
        groups, means, palette(len(groups)), MARKERS, LINES * 2, strict=False
    ):
        slope = np.polyfit(part[x], part[y], 1)[0]
        span = part[x].quantile([0.05, 0.95]).to_numpy()
        ax.plot(span, middle[1] + slope * (span - middle[0]), line, color=colour, lw=2)
        ax.plot(*middle, marker, color=colour, ms=10, mec="white", zorder=3)
        ax.plot([], [], line, marker=marker, color=colour, lw=2, label=f"{name}: slope {slope:+.2f}")
    ax.set(xlabel=f"{x} (points)", ylabel=f"{y} (points)")
    ax.legend(frameon=False, fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))
    return ax

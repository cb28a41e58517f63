"""A picture of what luck does to a survey score."""

import numpy as np

from crmlab.plots._style import GREY, axes, palette, plain, tr


def luck_frame(measure, *, ax=None):
    """Draw the empty picture for `luck_bars`.

    Parameters
    ----------
    measure : str
        ``"nps"`` or ``"csat"``.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> luck_frame("nps").get_xlabel()
    'Net Promoter Score (points)'
    """
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    ax = plain(axes(ax))
    spread, seen = palette(2)
    keys = [
        Patch(color=spread, label=tr("by luck alone")),
        Patch(color=GREY, alpha=0.25, label=tr("95 of 100 quarters")),
        Line2D([], [], color=seen, linestyle="--", marker="v", lw=2.5, label=tr("score seen")),
    ]
    low = -100 if measure == "nps" else 0
    names = {"nps": tr("Net Promoter Score (points)"), "csat": tr("share of satisfied customers (%)")}
    ax.set(xlim=(low, 100), ylim=(0, 1.18), yticks=[], xlabel=names[measure], ylabel=tr("simulated quarters"))
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3,
              fontsize="small")  # fmt: skip
    return ax


def luck_bars(luck, *, ax):
    """Draw how the scores spread, the band that holds 95 % of them and the score seen.

    Parameters
    ----------
    luck : crmlab.satisfaction.ScoreLuck
    ax : matplotlib Axes
        Made by `luck_frame`.

    Returns
    -------
    matplotlib Axes
        The tallest bar is as high as the axis is for all spreads: read along, not up.

    Examples
    --------
    >>> from crmlab import satisfaction
    >>> luck = satisfaction.score_luck(0.45, 0.32, 100, 30, rng=1)
    >>> [text.get_text() for text in luck_bars(luck, ax=luck_frame("nps")).texts]
    ['30']
    """
    spread, seen = palette(2)
    counts, edges = _bars(luck.again)
    ax.axvspan(luck.low, luck.high, color=GREY, alpha=0.25, linewidth=0, zorder=1)
    ax.stairs(counts / counts.max(), edges, fill=True, color=spread, zorder=2)
    ax.plot([luck.seen] * 2, [0, 1.05], color=seen, linestyle="--", lw=2.5, zorder=3)
    ax.plot([luck.seen], [1.05], "v", color=seen, ms=8, zorder=3, clip_on=False)
    ax.text(luck.seen, 1.09, f"{luck.seen:.0f}", ha="center", va="bottom", zorder=4)
    return ax


def _bars(again):
    """Counts and edges of at most about thirty bars, each over equally many possible scores."""
    points = np.unique(again.round(9))
    step = np.diff(points).min() if len(points) > 1 else 1.0
    width = step * max(1, np.ceil(np.ptp(points) / step / 30))
    edges = np.arange(points[0] - step / 2, points[-1] + step / 2 + width, width)
    return np.histogram(again, edges)

"""Pictures of satisfaction: luck in a score, what to improve first, weights of judgements."""

import warnings

import numpy as np

from crmlab.plots._style import GREY, MARKERS, axes, palette, plain
from crmlab.plots.quality import bars

_SIDES = ((6, 0, "left", "center"), (-6, 0, "right", "center"), (0, 7, "center", "bottom"),
          (0, -7, "center", "top"))  # fmt: skip


def histogram(values, low, high, *, band, ax=None):
    """Draw how values spread, with a band behind them.

    Parameters
    ----------
    values : array_like of float
    low, high : float
        Ends of the band.
    band : str
        What the band is, for the legend.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        With at most about thirty bars; values that lie on a lattice, such as shares of a hundred answers,
        fall into bars of equally many lattice points.
    """
    ax = plain(axes(ax))
    values = np.asarray(values, dtype=float)
    points = np.unique(values.round(9))
    step = np.diff(points).min() if len(points) > 1 else 1.0
    width = step * max(1, np.ceil(np.ptp(points) / step / 30))
    edges = np.arange(points[0] - step / 2, points[-1] + step / 2 + width, width)
    ax.axvspan(low, high, color=GREY, alpha=0.2, linewidth=0, label=band)
    ax.hist(values, bins=edges, color=palette(1)[0], edgecolor="white", linewidth=0.5)
    return ax


def nps_spread(again, observed=None, *, ax=None):
    """Draw the scores that luck alone would give, quarter after quarter, with the score observed.

    Parameters
    ----------
    again : array_like of float
        Net Promoter Scores in points, made by `crmlab.satisfaction.resample_nps`.
    observed : float, optional
        The score to compare them with, in points.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The band holds the middle 95 % of the scores.

    Examples
    --------
    >>> import numpy as np
    >>> from crmlab import satisfaction
    >>> again = satisfaction.resample_nps(0.45, 0.32, n=100, quarters=500, rng=np.random.default_rng(1))
    >>> nps_spread(again, observed=30).get_xlabel()
    'Net Promoter Score (points)'
    """
    low, high = np.quantile(again, [0.025, 0.975])
    ax = histogram(again, low, high, band=f"95 of 100 quarters: {low:.0f} to {high:.0f}", ax=ax)
    if observed is not None:
        ax.axvline(observed, color=palette(2)[1], linestyle="--", lw=2.5, label=f"observed: {observed:.0f}")
    ax.set(xlabel="Net Promoter Score (points)", ylabel="simulated quarters")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return ax


def importance_performance(result, *, ax=None):
    """Draw attributes by how well they are performed and how important they are, in four quadrants.

    Parameters
    ----------
    result : crmlab.satisfaction.ImportancePerformance
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> from crmlab import satisfaction
    >>> rated = pd.DataFrame({"importance": [4.5, 2.8], "performance": [2.5, 4.3]}, index=["speed", "decor"])
    >>> grid = satisfaction.importance_performance(rated["importance"], rated["performance"])
    >>> ax = importance_performance(grid)
    >>> [text.get_text() for text in ax.texts[4:]]
    ['speed', 'decor']
    """
    ax = plain(axes(ax, 6.4, 5))
    table = result.table
    ax.axvline(result.performance_line, color=GREY, lw=1)
    ax.axhline(result.importance_line, color=GREY, lw=1)
    corners = ("concentrate here", "keep up the good work", "low priority", "possible overkill")
    for quadrant, marker, colour in zip(corners, MARKERS, palette(4), strict=False):
        part = table[table["quadrant"] == quadrant]
        ax.plot(part["performance"], part["importance"], marker, color=colour, ms=8)
    ax.margins(0.2)
    ax.set(xlabel="performance (mean rating, points)", ylabel="importance (mean rating, points)")
    _corner_words(ax, corners)
    _name_points(ax, table["performance"], table["importance"])
    return ax


def kano_plane(result, *, ax=None):
    """Draw features by the satisfaction they win when present and lose when absent.

    Parameters
    ----------
    result : crmlab.satisfaction.Kano
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Markers show the most frequent category of each feature, which may differ from its quadrant.

    Warns
    -----
    UserWarning
        If a feature has no coefficients and is not drawn.

    Examples
    --------
    >>> from crmlab import satisfaction
    >>> answers = satisfaction.kano(["like", "like", "neutral"], ["dislike", "neutral", "neutral"])
    >>> [round(place, 2) for place in kano_plane(answers).texts[-1].xy]
    [0.33, 0.67]
    """
    ax = plain(axes(ax, 6.4, 5.4))
    known = result.coefficients.dropna()
    left_out = result.coefficients.index.difference(known.index)
    if len(left_out):
        warnings.warn(
            f"feature {left_out[0]!r} has no coefficients, because nobody finds it must-be, one-dimensional, "
            "attractive or indifferent; it is not drawn.",
            stacklevel=2,
        )
    ax.axvline(0.5, color=GREY, lw=1)
    ax.axhline(0.5, color=GREY, lw=1)
    words = {"A": "attractive", "O": "one-dimensional", "I": "indifferent", "M": "must-be",
             "R": "reverse", "Q": "questionable"}  # fmt: skip
    for (letter, word), marker, colour in zip(words.items(), MARKERS, palette(6), strict=False):
        part = known[result.category[known.index] == letter]
        if len(part):
            ax.plot(-part["worse"], part["better"], marker, color=colour, ms=8, label=word)
    ax.set(xlim=(-0.08, 1.08), ylim=(-0.08, 1.08))
    ax.set(xlabel="satisfaction lost when absent (0 to 1)", ylabel="satisfaction won when present (0 to 1)")
    ax.legend(title="most frequent answer", frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    _corner_words(ax, list(words.values())[:4])
    _name_points(ax, -known["worse"], known["better"])
    return ax


def ahp_weights(result, *, ax=None):
    """Draw the weights that judgements in pairs lead to.

    Parameters
    ----------
    result : crmlab.satisfaction.Ahp
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The consistency ratio stands in the axis label: above 0.10 the weights are not to be used.

    Examples
    --------
    >>> from crmlab import satisfaction
    >>> ax = ahp_weights(satisfaction.ahp_weights([[1, 4], [1 / 4, 1]]))
    >>> [text.get_text() for text in ax.texts]
    ['80%', '20%']
    """
    ratio = result.consistency_ratio
    return bars(result.weights, xlabel=f"weight (consistency ratio {ratio:.2f}, acceptable to 0.10)", ax=ax)


def _corner_words(ax, words):
    """Write four words into the corners: upper left, upper right, lower left, lower right."""
    places = ((0.01, 0.99), (0.99, 0.99), (0.01, 0.01), (0.99, 0.01))
    for word, (x, y) in zip(words, places, strict=True):
        ax.text(x, y, word, color=GREY, style="italic", transform=ax.transAxes,
                ha="left" if x < 0.5 else "right", va="bottom" if y < 0.5 else "top")  # fmt: skip


def _name_points(ax, x, y):
    """Write each name beside its point, on the side where it covers least of what is there."""
    ax.figure.draw_without_rendering()
    taken = [text.get_window_extent() for text in ax.texts]
    taken += [line.get_window_extent() for line in ax.lines[:2]]
    taken += [_around(*ax.transData.transform(point)) for point in zip(x, y, strict=True)]
    for name, *point in zip(x.index, x, y, strict=True):
        options = []
        for dx, dy, ha, va in _SIDES:
            text = ax.annotate(name, point, (dx, dy), textcoords="offset points", ha=ha, va=va,
                               fontsize="small")  # fmt: skip
            box = text.get_window_extent()
            outside = not ax.bbox.x0 < box.x0 < box.x1 < ax.bbox.x1
            options.append((outside + box.count_overlaps(taken), len(options), text, box))
            text.set_visible(False)
        _, _, best, box = min(options)
        best.set_visible(True)
        for *_, text, _ in options:
            if text is not best:
                text.remove()
        taken.append(box)


def _around(x, y):
    from matplotlib.transforms import Bbox

    return Bbox.from_bounds(x - 4, y - 4, 8, 8)

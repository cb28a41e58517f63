"""Pictures of switching costs: what leaving costs, facet by facet, and who is held."""

import numpy as np

from crmlab.plots._style import MARKERS, axes, palette, plain
from crmlab.switching import TYPES, facets


def leaving_costs(costs, groups=None, *, unit="EUR", ax=None):
    """Draw how the one-time cost of leaving spreads over customers.

    Parameters
    ----------
    costs : Series of float
        Cost of leaving of each customer, in money.
    groups : Series of str, optional
        A group for each customer; each gets its own step line.
    unit : str
        Currency, for the axis label.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> leaving_costs(pd.Series([20.0, 60, 90]), pd.Series(["prepaid", "contract", "contract"])).get_xlabel()
    'one-time cost of leaving (EUR)'
    """
    ax = plain(axes(ax))
    groups = groups if groups is not None else costs.rename("all").mask(costs.notna(), "all customers")
    bins = np.linspace(0, float(costs.quantile(0.99)), 30)
    names = sorted(groups.unique())
    for name, colour, style in zip(names, palette(len(names)), ("-", "--", ":", "-."), strict=False):
        part = costs[groups == name]
        ax.hist(part, bins=bins, histtype="step", color=colour, linestyle=style, linewidth=2, label=name)
        ax.axvline(part.median(), color=colour, linestyle=style, linewidth=1)
    ax.set(xlabel=f"one-time cost of leaving ({unit})", ylabel="customers")
    ax.legend(title="thin line: median", frameon=False)
    return ax


def facet_profile(facet_scores, *, low=1, high=7, ax=None):
    """Draw the mean of each facet with its 95 % interval, grouped by type.

    Parameters
    ----------
    facet_scores : DataFrame
        One column per facet, named as in `crmlab.switching.facets`.
    low, high : float
        Ends of the scale.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame([[3, 4, 3, 5, 4, 5, 2, 2], [4] * 8], columns=facets().index)
    >>> len(facet_profile(scores).get_yticks())
    8
    """
    ax = plain(axes(ax))
    table = facets()
    names = list(table.index)
    for kind, colour, marker in zip(TYPES, palette(3), MARKERS, strict=False):
        members = [name for name in names if table.loc[name, "type"] == kind]
        scores = facet_scores[members]
        margin = 1.96 * scores.std(ddof=1) / np.sqrt(scores.count())
        places = [names.index(name) for name in members]
        ax.errorbar(scores.mean(), places, xerr=margin, fmt=marker, color=colour, capsize=3, label=kind)
    ax.set_yticks(range(len(names)), names)
    ax.invert_yaxis()
    ax.set(xlim=(low, high), xlabel=f"mean answer ({low} to {high}) with 95 % interval")
    ax.legend(frameon=False)
    return ax


def overlap(matrix, *, limit=0.85, ax=None):
    """Draw a matrix of ratios (such as HTMT) as a labelled grid; cells above the limit are framed.

    Parameters
    ----------
    matrix : DataFrame
        Square, symmetric; the upper triangle is left out.
    limit : float
        Ratios above it get a frame.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> pair = pd.DataFrame([[1, 0.9], [0.9, 1]], index=["a", "b"], columns=["a", "b"])
    >>> len(overlap(pair).patches)
    1
    """
    import seaborn as sns
    from matplotlib.patches import Rectangle

    ax = axes(ax, 6.4, 5.2)
    hidden = np.triu(np.ones(matrix.shape, dtype=bool))
    sns.heatmap(
        matrix, mask=hidden, annot=True, fmt=".2f", vmin=0, vmax=1, cmap="cividis", ax=ax, square=True
    )
    for row, column in zip(*np.where((matrix.to_numpy() > limit) & ~hidden), strict=True):
        ax.add_patch(Rectangle((column, row), 1, 1, fill=False, edgecolor="black", linewidth=3))
    ax.set(xlabel="", ylabel="")
    return ax


def kinds_by_cut(shares, *, ax=None):
    """Draw the shares of loyal, captive, lost friend and lost customers for several cuts.

    Parameters
    ----------
    shares : DataFrame
        Index: the cut; columns: the four kinds; values: shares that sum to 1.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> len(kinds_by_cut(pd.DataFrame({"loyal": [0.6, 0.4], "captive": [0.4, 0.6]}, index=[3, 4])).lines)
    2
    """
    ax = plain(axes(ax))
    for name, colour, marker in zip(shares.columns, palette(len(shares.columns)), MARKERS, strict=False):
        ax.plot(shares.index, shares[name], color=colour, marker=marker, label=name)
    ax.set(xlabel="attitude above which a client counts as attached", ylabel="share of clients", ylim=(0, 1))
    ax.legend(frameon=False)
    return ax


def staying_by_tenure(curves, *, unit="year", ax=None):
    """Draw the share that stays each period against time with the firm.

    Parameters
    ----------
    curves : DataFrame
        Index: periods with the firm; one column per group of customers.
    unit : str
        Name of the period.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> staying_by_tenure(pd.DataFrame({"all": [0.8, 0.9]})).get_ylabel()
    'share that stays the next year'
    """
    ax = plain(axes(ax))
    for name, colour, marker in zip(curves.columns, palette(len(curves.columns)), MARKERS, strict=False):
        ax.plot(curves.index, curves[name], color=colour, marker=marker, label=name)
    ax.set(xlabel=f"{unit}s with the firm", ylabel=f"share that stays the next {unit}", ylim=(0, 1))
    ax.legend(frameon=False)
    return ax

"""Pictures of service quality: gaps, zones of tolerance and what drives an outcome."""

import numpy as np

from crmlab.plots._style import axes, palette, plain


def bars(values, *, xlabel, form="{:.0%}", ax=None):
    """Draw one quantity of several things as bars from zero, largest first.

    Parameters
    ----------
    values : Series of float
        Index: the things.
    xlabel : str
        The quantity, with its unit.
    form : str
        How numbers are written; ``"{:,.0f}"`` for money.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> ax = bars(pd.Series({"app": 0.2, "price": 0.8}), xlabel="weight")
    >>> [text.get_text() for text in ax.texts]
    ['80%', '20%']
    """
    ordered = values.sort_values(ascending=False, kind="stable")
    ax = plain(axes(ax, 6.4, 1 + 0.4 * len(ordered)))
    drawn = ax.barh(np.arange(len(ordered)), ordered, color=palette(1)[0])
    ax.bar_label(drawn, fmt=form, padding=3, fontsize="small")
    ax.axvline(0, color="black", lw=1)
    ax.set_yticks(np.arange(len(ordered)), ordered.index)
    ax.invert_yaxis()
    ax.grid(visible=False, axis="y")
    ax.margins(x=0.12)
    ax.xaxis.set_major_formatter(lambda number, _: form.format(number))
    ax.set_xlabel(xlabel)
    return ax


def service_gaps(result, *, ax=None):
    """Draw what customers expect and what they perceive, dimension by dimension.

    Parameters
    ----------
    result : crmlab.quality.Gaps
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The gap and its 95 % interval stand under the name of the dimension.

    Examples
    --------
    >>> import pandas as pd
    >>> from crmlab import quality
    >>> expected, perceived = pd.DataFrame({"q1": [7, 6, 7]}), pd.DataFrame({"q1": [5, 6, 4]})
    >>> ax = service_gaps(quality.gaps(expected, perceived, {"reliability": ["q1"]}))
    >>> ax.get_yticklabels()[0].get_text()
    'reliability\\n-1.67 [-5.46, +2.13]'
    """
    table = result.table
    ax = plain(axes(ax, 6.4, 1 + 0.55 * len(table)))
    rows = np.arange(len(table))
    expected, perceived = palette(2)
    ax.hlines(rows, table["expectation"], table["perception"], color="black", lw=1.5)
    ax.plot(table["expectation"], rows, "s", color=expected, ms=8, label="expected")
    ax.plot(table["perception"], rows, "o", color=perceived, ms=8, label="perceived")
    gaps = [
        f"{name}\n{row['gap']:+.2f}" + ("" if row["n"] == 1 else f" [{row['low']:+.2f}, {row['high']:+.2f}]")
        for name, row in table.iterrows()
    ]
    ax.set_yticks(rows, gaps)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlabel("mean answer (points); left: gap with 95 % interval")
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return ax


def tolerance_zone(table, *, ax=None):
    """Draw where perceived service lies in the zone between the least acceptable and the desired level.

    Parameters
    ----------
    table : DataFrame
        Made by `crmlab.quality.tolerance_zone`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Every zone starts at zero, the least acceptable level of its dimension.

    Examples
    --------
    >>> from crmlab import quality
    >>> zone = quality.tolerance_zone(desired=[6.5, 6.0], minimum=[4.5, 4.0], perceived=[5.5, 3.5])
    >>> ax = tolerance_zone(zone)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['below the zone', 'within the zone', 'zone of tolerance']
    """
    ax = plain(axes(ax, 6.4, 1.2 + 0.4 * len(table)))
    rows = np.arange(len(table))
    ax.barh(rows, table["width"], height=0.5, color="#d9d9d9", label="zone of tolerance")
    for place, marker, colour in zip(("below", "within", "above"), "vo^", palette(3), strict=True):
        there = (table["place"] == place).to_numpy()
        if there.any():
            ax.plot(
                table["adequacy"][there], rows[there], marker, color=colour, ms=9, label=f"{place} the zone"
            )
    ax.axvline(0, color="black", lw=1)
    ax.set_yticks(rows, table.index)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlabel("points above the least acceptable level")
    ax.legend(title="perceived service", frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def driver_importance(table, *, ax=None):
    """Draw how much of the explained variance each driver accounts for.

    Parameters
    ----------
    table : DataFrame
        Made by `crmlab.quality.driver_importance`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> from crmlab import quality
    >>> X = pd.DataFrame({"speed": [1, 1, 2, 2, 3, 3.0], "smile": [1, 3, 2, 2, 3, 1.0]})
    >>> ax = driver_importance(quality.driver_importance(X, 2 * X["speed"] + X["smile"]))
    >>> [text.get_text() for text in ax.texts]
    ['80%', '20%']
    """
    explained = table["importance"].sum()
    return bars(table["share"], xlabel=f"share of what the drivers explain (R² = {explained:.2f})", ax=ax)

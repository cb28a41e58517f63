"""Pictures that belong to no single concept."""

from crmlab.plots._style import LINES, MARKERS, axes, palette, plain


def timeline(years, *, ax=None):
    """Draw events on a line of years.

    Parameters
    ----------
    years : Series of int
        Index: the events; values: their years.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> timeline(pd.Series({"Porter": 1980, "Klemperer": 1987})).get_xlabel()
    'year'
    """
    ax = axes(ax, 6.4, 1.9)
    ordered = years.sort_values()
    ax.axhline(0, color="black", lw=1)
    ax.plot(ordered, [0] * len(ordered), "o", color=palette(1)[0])
    for place, (event, year) in enumerate(ordered.items()):
        up = place % 2 == 0
        ax.annotate(f"{year}\n{event}", (year, 0), (0, 10 if up else -10), textcoords="offset points",
                    ha="center", va="bottom" if up else "top", fontsize="small")  # fmt: skip
    ax.margins(x=0.15)
    ax.set_ylim(-1, 1)
    ax.yaxis.set_visible(False)
    ax.spines[["left", "right", "top"]].set_visible(False)
    ax.set_xlabel("year")
    return ax


def line(values, *, xlabel, ylabel, ax=None):
    """Draw one quantity against another, with zero marked.

    Parameters
    ----------
    values : Series of float
        Index: horizontal; values: vertical.
    xlabel, ylabel : str
        With units.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> line(pd.Series([1.0, -1.0]), xlabel="chance", ylabel="gain (EUR)").get_ylabel()
    'gain (EUR)'
    """
    ax = plain(axes(ax))
    ax.plot(values.index, values, color=palette(1)[0], lw=2)
    ax.axhline(0, color="black", lw=1)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    return ax


def lines(table, *, xlabel, ylabel, marks=None, ax=None):
    """Draw several quantities against one, each with a colour, a line style and a marker of its own.

    Parameters
    ----------
    table : DataFrame of float
        Index: horizontal; one column a line.
    xlabel, ylabel : str
        With units.
    marks : sequence of float, optional
        Places on the horizontal axis to mark with a thin dotted line.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> ax = lines(pd.DataFrame({"shop": [1.0, 2.0], "web": [1.5, 1.5]}), xlabel="year", ylabel="cost (EUR)")
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['shop', 'web']
    """
    ax = plain(axes(ax))
    every = max(1, len(table) // 8)
    for place, (name, colour) in enumerate(zip(table, palette(table.shape[1]), strict=True)):
        ax.plot(table.index, table[name], color=colour, lw=2, linestyle=LINES[place % len(LINES)],
                marker=MARKERS[place % len(MARKERS)], markevery=every, label=str(name))  # fmt: skip
    for mark in () if marks is None else marks:
        ax.axvline(mark, color="black", lw=1, linestyle=":")
    ax.axhline(0, color="black", lw=1)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax

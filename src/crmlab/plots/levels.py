"""Pictures of relationship levels: which one earns most where, beside Kotler's grid, and what each earns."""

import numpy as np

from crmlab.plots._quick import quick_bars
from crmlab.plots._style import GREY, axes, palette, plain, tr


def level_names():
    """Return the levels of relationship, from low to high, with their names in the language in use.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> level_names()["proactive"]
    'proactive'
    """
    return {
        "basic": tr("basic"),
        "reactive": tr("reactive"),
        "accountable": tr("accountable"),
        "proactive": tr("proactive"),
        "partnership": tr("partnership"),
        "basic or reactive": tr("basic or reactive"),
    }


def level_plane_frame(customers, margins, advice, *, ax=None):
    """Draw the empty picture for `level_plane`.

    Parameters
    ----------
    customers, margins : sequence of four float
        Edges of the cells of Kotler's grid: number of customers, margin on each (EUR a year).
    advice : dict of pair to str
        For the middle of each cell (customers, margin): what Kotler's grid advises.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> level_plane_frame([30, 300, 3000, 30000], [17, 55, 180, 590], {(95, 31): "accountable"}).get_ylabel()
    'customers'
    """
    ax = plain(axes(ax))
    ax.grid(visible=False)
    ax.set(xlim=np.log10(margins[:: len(margins) - 1]), ylim=np.log10(customers[:: len(customers) - 1]))
    for axis, edges in ((ax.xaxis, margins), (ax.yaxis, customers)):
        axis.set_ticks(np.log10(edges), [f"{edge:,.0f}" for edge in edges])
    for (number, margin), level in advice.items():
        ax.text(np.log10(margin), np.log10(number) + 0.3, level_names()[level], ha="center", va="center",
                fontsize=9.5, zorder=3)  # fmt: skip
    ax.set(xlabel=tr("margin on each customer (EUR a year)"), ylabel=tr("customers"))
    ax.set_title(tr("Kotler's advice; darker: the closer level that earns most"), fontsize="medium")
    return ax


def level_plane(places, middles, customers, margins, here, *, ax):
    """Draw which level earns most where, with Kotler's advice and the model's in each cell of the grid.

    Parameters
    ----------
    places : ndarray of int, shape (rows, columns)
        Place of the best level, 0 to 4, from few to many customers and from a low to a high margin.
    middles : dict of pair to pair of str
        For the middle of each cell (customers, margin): what Kotler's grid advises, what the model does.
    customers, margins : sequence of four float
        Edges of the cells.
    here : pair of float
        Customers and margin of the firm.
    ax : matplotlib Axes
        Made by `level_plane_frame`.

    Returns
    -------
    matplotlib Axes
        The darker, the closer the relationship. The model's level is written where Kotler's is another.

    Examples
    --------
    >>> edges = [30, 300, 3000, 30000], [17, 55, 180, 590]
    >>> middles = {(95, 31): ("accountable", "reactive")}
    >>> ax = level_plane_frame(*edges, {(95, 31): "accountable"})
    >>> ax = level_plane(np.array([[1]]), middles, *edges, (1000, 100), ax=ax)
    >>> [text.get_text() for text in ax.texts]
    ['accountable', 'model: reactive']
    """
    names = level_names()
    # A veil over the words of the frame.
    shades = np.array([[13, 90, 190, 8 + 28 * place] for place in range(5)], dtype=np.uint8)
    ends = [*np.log10(margins[:: len(margins) - 1]), *np.log10(customers[:: len(customers) - 1])]
    ax.imshow(shades[places], extent=ends, origin="lower", aspect="auto", interpolation="nearest", zorder=0)
    for edge in np.log10(margins[1:-1]):
        ax.axvline(edge, color=GREY, lw=1, linestyle="--", zorder=1)
    for edge in np.log10(customers[1:-1]):
        ax.axhline(edge, color=GREY, lw=1, linestyle="--", zorder=1)
    for (number, margin), (kotler, model) in middles.items():
        if model not in kotler:
            ax.text(np.log10(margin), np.log10(number) + 0.06, f"{tr('model')}: {names[model]}", ha="center",
                    va="center", fontsize=9.5, weight="bold", zorder=3)  # fmt: skip
    ax.plot(np.log10([here[1]]), np.log10([here[0]]), "*", color=palette(4)[3], mec="white", ms=15, zorder=4,
            clip_on=False)  # fmt: skip
    return ax


def level_bars_frame(*, ax=None):
    """Draw the empty picture for `level_bars`.

    Parameters
    ----------
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> [label.get_text() for label in level_bars_frame().get_yticklabels()][:2]
    ['basic', 'reactive']
    """
    ax = plain(axes(ax))
    ax.set(yticks=range(5), ylim=(4.6, -0.6), xlim=(-60, 150), xticks=range(-50, 101, 50))
    ax.set_yticklabels(list(level_names().values())[:5])
    ax.set_xlabel(tr("profit where the star is (% of the best level)"))
    ax.axvline(0, color="black", lw=1)
    ax.grid(visible=False, axis="y")
    return ax


def level_bars(profits, *, ax):
    """Draw what each level earns, as a share of what the best one does.

    Parameters
    ----------
    profits : sequence of five float
        In EUR. A loss of more than half of the best profit is cut off there.
    ax : matplotlib Axes
        Made by `level_bars_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> ax = level_bars([100, 200, -500, 0, 0], ax=level_bars_frame())
    >>> [text.get_text() for text in ax.texts][:3]
    ['EUR 100', 'EUR 200 ★', 'EUR -500']
    """
    profits = np.asarray(profits, dtype=float)
    best, top = int(profits.argmax()), abs(profits).max() if profits.max() <= 0 else profits.max()
    shares = np.clip(100 * profits / top, -55, 100)
    rows = np.arange(len(profits))
    chosen = rows == best
    quick_bars(ax, rows[~chosen], 0 * shares[~chosen], shares[~chosen], 0.65, facecolor="#8fb8d8", zorder=2)
    quick_bars(ax, rows[chosen], 0 * shares[chosen], shares[chosen], 0.65, facecolor=palette(1)[0],
               edgecolor="white", hatch="//", zorder=2)  # fmt: skip
    for row, profit in enumerate(profits):
        words = f"EUR {profit:,.0f}" + (" ★" if row == best else "")
        ax.text(max(shares[row], 0) + 2, row, words, va="center", fontsize=9.5, zorder=3)
    return ax

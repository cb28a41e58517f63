"""Pictures of an indicator system: its tree, and weights from several methods side by side."""

import numpy as np

from crmlab.plots._style import GREY, MARKERS, axes, palette, plain


def indicator_tree(tree, answers, *, low, high, ax=None):
    """Draw an indicator tree level by level, each indicator with its weight and its score.

    Parameters
    ----------
    tree : crmlab.satisfaction.IndicatorTree
    answers : mapping or Series
        A number for each question, as for its ``score``.
    low, high : float
        Ends of the scale, for the label. The darker a box, the lower its score among those drawn.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The overall index on the left, the questions on the right.

    Examples
    --------
    >>> from crmlab import satisfaction
    >>> tree = satisfaction.IndicatorTree({"product": 0.6, "service": 0.4})
    >>> ax = indicator_tree(tree, {"product": 5, "service": 4}, low=1, high=7)
    >>> [text.get_text() for text in ax.texts[-2:]]
    ['product (60 %): 5.0', 'service (40 %): 4.0']
    """
    scores, table = tree.score(answers), tree.table
    ax = axes(ax, 2.1 * table["level"].max(), 1 + 0.3 * len(tree.questions))
    rows = dict(zip(tree.questions, map(float, range(len(tree.questions))), strict=True))
    for name in table.index[::-1]:
        if name not in rows:
            rows[name] = float(np.mean([rows[child] for child in table.index[table["parent"] == name]]))
    for name, (level, parent, weight) in table[["level", "parent", "weight"]].iterrows():
        if level > 1:
            ax.plot([level - 1, level], [rows[parent], rows[name]], color=GREY, lw=1, zorder=1)
        words = (
            f"{name} ({100 * weight:.0f} %): {scores[name]:.1f}"
            if level > 1
            else f"{name}: {scores[name]:.1f}"
        )
        shade = 1 - 0.4 * (scores.max() - scores[name]) / max(np.ptp(scores), 1e-9)
        box = {"facecolor": (shade, shade, 1), "edgecolor": GREY, "boxstyle": "round,pad=0.25"}
        ax.text(level, rows[name], words, ha="center", va="center", fontsize=8, bbox=box, zorder=2)
    levels = np.arange(1, table["level"].max() + 1)
    ax.set(xlim=(0.5, levels[-1] + 0.5), ylim=(len(tree.questions) - 0.4, -0.6), yticks=[])
    ax.set_xticks(levels, [f"level {level}" for level in levels])
    ax.tick_params(length=0)
    ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
    ax.set_xlabel(f"in brackets: weight among its siblings; then the score ({low:g} to {high:g})")
    return ax


def weights_compared(table, *, xlabel="weight (%)", ax=None):
    """Draw the weights that several methods give to the same things.

    Parameters
    ----------
    table : DataFrame
        One row a thing, one column a method; shares from 0 to 1.
    xlabel : str
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"judged": [0.7, 0.3], "counted": [0.4, 0.6]}, index=["app", "bill"])
    >>> ax = weights_compared(table)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['judged', 'counted']
    """
    ax = plain(axes(ax, 6.4, 1.4 + 0.5 * len(table)))
    rows = np.arange(len(table))
    ax.hlines(rows, 100 * table.min(axis=1), 100 * table.max(axis=1), color=GREY, lw=1)
    for method, marker, colour in zip(table.columns, MARKERS, palette(len(table.columns)), strict=False):
        ax.plot(100 * table[method], rows, marker, color=colour, ms=9, label=method)
    ax.set_yticks(rows, table.index)
    ax.set(ylim=(len(table) - 0.5, -0.5), xlabel=xlabel)
    ax.set_xlim(left=0)
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=min(len(table.columns), 4))
    return ax

"""Pictures of scales: which items carry the score and which spoil it."""

import numpy as np

from crmlab.plots._style import GREY, axes, palette, plain


def item_analysis(table, alpha=None, *, ax=None):
    """Draw how each item fits its scale, and what alpha would be without it.

    Parameters
    ----------
    table : DataFrame
        Made by `crmlab.scales.item_analysis`.
    alpha : crmlab.scales.Alpha, optional
        Alpha of the whole scale, drawn as a line: an item whose square lies to the right of it lowers alpha.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Items that look unreversed carry the note *reversed?*.

    Examples
    --------
    >>> import pandas as pd
    >>> from crmlab import scales
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4], "q3": [5, 3, 4, 2, 1]})
    >>> ax = item_analysis(scales.item_analysis(answers))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['q1', 'q2', 'q3 (reversed?)']
    """
    ax = plain(axes(ax, 6.4, 1.8 + 0.35 * len(table)))
    rows = np.arange(len(table))
    with_rest, without = palette(2)
    ax.plot(table["r_drop"], rows, "o", color=with_rest, label="correlation with the other items")
    ax.plot(table["alpha_if_dropped"], rows, "s", color=without, label="alpha without the item")
    if alpha is not None:
        ax.axvline(alpha.alpha, color=without, linestyle="--", lw=1.5, label="alpha of all items")
    ax.axvline(0, color=GREY, lw=1)
    notes = np.where(table["reversed_suspect"], " (reversed?)", "")
    ax.set_yticks(rows, [f"{item}{note}" for item, note in zip(table["item"], notes, strict=True)])
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlim(right=1)
    ax.set_xlabel("correlation or alpha (at most 1)")
    ax.legend(frameon=False, loc="lower right", bbox_to_anchor=(1, 1), fontsize="small")
    return ax

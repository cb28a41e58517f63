"""Pictures of factors: how many there are and which items belong to which."""

from crmlab.plots._style import GREY, axes, palette, plain


def scree(result, *, ax=None):
    """Draw the eigenvalues of the data beside those of random data of the same size.

    Parameters
    ----------
    result : crmlab.factors.ParallelAnalysis
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Eigenvalues that count as factors are filled, the others hollow.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> from crmlab import factors
    >>> rng = np.random.default_rng(1)
    >>> items = pd.DataFrame(rng.normal(size=(200, 1)) + rng.normal(size=(200, 4)))
    >>> ax = scree(factors.parallel_analysis(items, rng))
    >>> ax.get_legend().get_texts()[0].get_text()
    'kept (1)'
    """
    ax = plain(axes(ax))
    table, keep = result.eigenvalues, result.n_factors
    data, chance = palette(2)
    ax.plot(table.index, table["observed"], "-", color=data, lw=2)
    ax.plot(table.index[:keep], table["observed"][:keep], "o", color=data, ms=8, label=f"kept ({keep})")
    ax.plot(
        table.index[keep:], table["observed"][keep:], "o", color=data, mfc="white", ms=8, label="not kept"
    )
    ax.plot(table.index, table["random_percentile"], "s--", color=chance, label="random data, upper limit")
    ax.plot(table.index, table["random_mean"], ":", color=GREY, lw=2, label="random data, mean")
    ax.set_xticks(table.index)
    ax.set_ylim(bottom=0)
    ax.set(xlabel="component, largest first", ylabel="eigenvalue (items' worth of variance)")
    ax.legend(frameon=False)
    return ax


def loadings(table, *, strong=0.4, ax=None):
    """Draw loadings as a coloured grid, weak ones without their number.

    Parameters
    ----------
    table : DataFrame, shape (n_items, n_factors)
        For instance ``loadings`` of `crmlab.factors.Factors` or ``standardized`` of
        `crmlab.factors.Confirmatory`.
    strong : float
        Loadings of this size or more, whatever their sign, have their number written in the cell.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> ax = loadings(pd.DataFrame({"trust": [0.8, 0.1], "joy": [0.2, -0.7]}, index=["q1", "q2"]))
    >>> [text.get_text() for text in ax.texts]
    ['0.80', '', '', '-0.70']
    """
    import seaborn as sns

    ax = axes(ax, 2.4 + 0.9 * table.shape[1], 1.2 + 0.32 * len(table))
    numbers = table.map("{:.2f}".format).where(table.abs() >= strong, "")
    sns.heatmap(
        table,
        annot=numbers,
        fmt="",
        vmin=-1,
        vmax=1,
        cmap="PuOr",
        linewidths=1,
        cbar_kws={"label": "loading (-1 to 1)"},
        ax=ax,
    )
    ax.tick_params(axis="y", rotation=0)
    ax.set(xlabel="factor", ylabel="item")
    return ax

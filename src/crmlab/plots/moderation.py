"""Pictures of moderation: how an effect changes along another variable."""

import numpy as np

from crmlab.plots._style import GREY, LINES, MARKERS, axes, palette, plain, tr


def slopes_by_third(data, focal, moderator, outcome, *, ax=None):
    """Draw the straight line of the outcome on the focal variable for each third of the moderator.

    Parameters
    ----------
    data : DataFrame
    focal, moderator, outcome : str
        Column names.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import datasets, moderation
    >>> clients = datasets.load("investment_clients")
    >>> len(slopes_by_third(clients, "tq1", "sc1", "lo1").lines)
    3
    """
    import pandas as pd

    ax = plain(axes(ax))
    thirds = pd.qcut(data[moderator].rank(method="first"), 3, labels=["low", "middle", "high"])
    for name, colour, marker, line in zip(thirds.cat.categories, palette(3), MARKERS, LINES, strict=False):
        part = data[thirds == name]
        slope, level = np.polyfit(part[focal], part[outcome], 1)
        ends = part[focal].quantile([0.02, 0.98]).to_numpy()
        ax.plot(ends, level + slope * ends, linestyle=line, marker=marker, color=colour, lw=2, label=name)
    ax.set(xlabel=f"{focal} (points)", ylabel=f"{outcome} (points)")
    ax.legend(title=moderator, frameon=False)
    return ax


def simple_slopes(model, at=None, *, ax=None):
    """Draw the fitted lines of a moderated regression at chosen values of its moderators.

    Parameters
    ----------
    model : crmlab.moderation.Moderation
    at : as in `Moderation.simple_slopes`, optional
        By default one standard deviation below and above the mean.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Lines are drawn over the observed range of the focal variable; levels are those at the mean of all
        other variables.

    Examples
    --------
    >>> from crmlab import datasets, moderation
    >>> clients = datasets.load("investment_clients")
    >>> len(simple_slopes(moderation.moderate(clients, "lo1", "tq1", "sc1")).lines)
    2
    """
    ax = plain(axes(ax))
    table = model.simple_slopes(at)
    if at is None:
        table = table[[label.count("SD") == label.count("mean") for label in table["label"]]]
    names = [name for name in (model.moderator, model.second) if name]
    ends = model.data[model.focal].quantile([0.02, 0.98]).to_numpy()
    middle = model.data[model.focal].mean()
    for (_, row), colour, marker, line in zip(
        table.iterrows(), palette(len(table)), MARKERS, LINES * 2, strict=False
    ):
        level = _level(model, {name: row[name] for name in names})
        ax.plot(ends, level + row["slope"] * (ends - middle), line, marker=marker, color=colour, lw=2)
        ax.lines[-1].set_label(row["label"].replace("mean ", ""))
    ax.set(xlabel=f"{model.focal} (points)", ylabel=f"{model.outcome} (points)")
    ax.legend(frameon=False, fontsize="small")
    return ax


def _level(model, setting):
    """Fitted outcome with the moderators at `setting` and every other variable at its mean."""
    place = {**model.data.mean(), **setting}
    centred = {name: value - model.means.get(name, 0) for name, value in place.items()}
    terms = model.params.drop("Intercept")
    products = [np.prod([centred[name] for name in term.split(":")]) for term in terms.index]
    return model.params["Intercept"] + float(np.dot(terms, products))


def johnson_neyman(model, *, level=0.95, ax=None):
    """Draw a slope with its band over the observed range of the moderator, with a rug of the sample.

    Nothing is coloured by significance: the picture shows where the slope cannot be told from zero, not two
    kinds of people.

    Parameters
    ----------
    model : crmlab.moderation.Moderation
        Two-way; in a three-way model the second moderator is held at its mean.
    level : float
        Confidence level of the band.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import datasets, moderation
    >>> clients = datasets.load("investment_clients")
    >>> johnson_neyman(moderation.moderate(clients, "lo1", "tq1", "sc1")).get_xlabel()
    'sc1 (points)'
    """
    ax = plain(axes(ax))
    region = model.johnson_neyman(level=level)
    line = model.slope_at(np.linspace(region.observed_low, region.observed_high, 200), level=level)
    where = line[model.moderator]
    colour = palette(1)[0]
    ax.fill_between(where, line["low"], line["high"], color=colour, alpha=0.2, linewidth=0)
    ax.plot(where, line["slope"], color=colour, lw=2)
    ax.axhline(0, color="black", lw=1)
    for edge in (region.low, region.high):
        if region.observed_low < edge < region.observed_high:
            ax.axvline(edge, color=GREY, linestyle="--", lw=1.5)
            ax.annotate(
                f"{edge:.2f}", (edge, ax.get_ylim()[1]), ha="right", va="top", rotation=90, color=GREY
            )
    ax.plot(model.data[model.moderator], np.zeros(len(model.data)), "|", color="black", alpha=0.15, ms=9,
            transform=ax.get_xaxis_transform())  # fmt: skip
    ax.set(
        xlabel=tr("{moderator} (points)", moderator=model.moderator),
        ylabel=tr("effect of {focal} on {outcome}", focal=model.focal, outcome=model.outcome),
    )
    return ax


def mark_slope(at, slope, low, high, *, ax):
    """Mark one slope and its interval in a picture made by `johnson_neyman`.

    Parameters
    ----------
    at : float
        Value of the moderator, in its own units.
    slope, low, high : float
        The slope there and the ends of its interval.
    ax : matplotlib Axes

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> mark_slope(3, 0.4, 0.2, 0.6, ax=plt.subplots()[1]).lines[-1].get_xdata()
    array([3])
    """
    ax.vlines(at, low, high, color="black", lw=2.5, zorder=4)
    ax.plot([at], [slope], "D", color="black", markersize=8, zorder=5)
    return ax


def slope_at(model, values, *, ax=None):
    """Draw the slope with its 95 % interval at a few values of the moderator.

    Parameters
    ----------
    model : crmlab.moderation.Moderation
    values : sequence of float
        Values of the moderator, in its own units.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import datasets, moderation
    >>> clients = datasets.load("investment_clients")
    >>> ax = slope_at(moderation.moderate(clients, "lo1", "tq1", "sc1"), [2, 6])
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['sc1 2', 'sc1 6']
    """
    table = model.slope_at(list(values))
    table.index = [f"{model.moderator} {value:g}" for value in values]
    ax = effects(table.rename(columns={"slope": "estimate"}), ax=ax)
    ax.set_xlabel(f"effect of {model.focal} on {model.outcome}, with 95 % interval")
    return ax


def effects(table, *, ax=None):
    """Draw estimates with their intervals, one row each.

    Parameters
    ----------
    table : DataFrame
        Index: names; columns estimate, low, high.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"estimate": [0.3], "low": [0.1], "high": [0.5]}, index=["quality"])
    >>> effects(table).get_xlabel()
    'estimate with 95 % interval'
    """
    ax = plain(axes(ax, 6.4, 0.9 + 0.4 * len(table)))
    rows = np.arange(len(table))
    ax.hlines(rows, table["low"], table["high"], color=palette(1)[0], lw=2)
    ax.plot(table["estimate"], rows, "o", color=palette(1)[0])
    ax.axvline(0, color="black", lw=1)
    ax.set_yticks(rows, table.index)
    ax.set_ylim(len(table) - 0.5, -0.5)
    ax.set_xlabel("estimate with 95 % interval")
    return ax

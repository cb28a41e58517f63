"""Pictures of churn: who is still there, why customers left, and how good a churn score is."""

from itertools import cycle

import numpy as np

from crmlab.plots._style import GREY, LINES, axes, palette, plain


def survival_curves(curves, *, unit="month", ax=None):
    """Draw the share of customers still there, with a band for its uncertainty.

    Parameters
    ----------
    curves : crmlab.churn.KaplanMeier, or dict of str to KaplanMeier
        One curve, or one per group of customers.
    unit : str
        Unit of the durations.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        A curve ends where nobody was watched any longer; small ticks mark that point.

    Examples
    --------
    >>> from crmlab import churn
    >>> survival_curves(churn.kaplan_meier([2, 3, 3, 5, 8], [1, 1, 0, 1, 0])).get_xlabel()
    'months since the start'
    """
    ax = plain(axes(ax))
    named = curves if isinstance(curves, dict) else {f"all {curves.n} customers": curves}
    for (name, curve), colour, line in zip(named.items(), palette(len(named)), cycle(LINES)):
        table, end = curve.table, curve.table.attrs["last_observed"]
        times = np.r_[0.0, table.index.astype(float), end]
        share, low, high = (
            np.r_[1.0, table[column], table[column].iloc[-1:] if len(table) else 1.0]
            for column in ("survival", "low", "high")
        )
        ax.fill_between(times, low, high, step="post", color=colour, alpha=0.2, linewidth=0)
        ax.step(times, share, where="post", color=colour, linestyle=line, lw=2, label=name)
        ax.plot(end, share[-1], "|", color=colour, ms=10)
    level = next(iter(named.values())).level
    ax.set(xlabel=f"{unit}s since the start", ylabel="share still there", ylim=(0, 1.02))
    ax.set_xlim(left=0)
    ax.legend(title=f"band: {level:.0%} interval", frameon=False)
    return ax


def causes_of_leaving(result, *, unit="month", ax=None):
    """Draw the share of customers lost to each cause over time.

    Parameters
    ----------
    result : crmlab.churn.CumulativeIncidence
    unit : str
        Unit of the durations.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import churn
    >>> result = churn.cumulative_incidence([1, 2, 3, 4], ["price", "service", 0, "price"])
    >>> len(causes_of_leaving(result).lines)
    2
    """
    ax = plain(axes(ax))
    table = result.incidence
    times = np.r_[0.0, table.index]
    for cause, colour, line in zip(table, palette(table.shape[1]), cycle(LINES)):
        shares = np.r_[0.0, table[cause]]
        ax.step(times, shares, where="post", color=colour, linestyle=line, lw=2, label=str(cause))
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    ax.set(xlabel=f"{unit}s since the start", ylabel="share of customers lost")
    ax.legend(frameon=False)
    return ax


def lift_curve(table, *, ax=None):
    """Draw the share of all leavers reached by contacting the customers with the highest scores.

    Parameters
    ----------
    table : DataFrame
        Made by `crmlab.churn.lift_table`.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The height of the curve over the dashed line is what the score adds to contacting at random.

    Examples
    --------
    >>> from crmlab import churn
    >>> table = churn.lift_table([1, 1, 0, 0, 1, 0, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2], bins=4)
    >>> lift_curve(table).get_legend().get_texts()[0].get_text()
    'by score (first group: lift 2.7)'
    """
    ax = plain(axes(ax, 5, 4.4))
    contacted = np.r_[0.0, table["customers"].cumsum() / table["customers"].sum()]
    first = table["lift"].iloc[0]
    ax.plot(contacted, np.r_[0.0, table["captured"]], "o-", color=palette(1)[0], lw=2,
            label=f"by score (first group: lift {first:.1f})")  # fmt: skip
    _diagonal(ax, 1, "at random")
    ax.set(xlabel="share of customers contacted, highest scores first", ylabel="share of leavers reached")
    return ax


def calibration(result, *, ax=None):
    """Draw the share of customers who left against the probability predicted for them.

    Parameters
    ----------
    result : crmlab.churn.Calibration
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Points on the dashed line are right; below it the model expects too many to leave.

    Examples
    --------
    >>> from crmlab import churn
    >>> said = [0.2, 0.2, 0.2, 0.4, 0.4, 0.4, 0.7, 0.7, 0.7]
    >>> calibration(churn.calibration([0, 0, 1, 0, 1, 0, 1, 1, 0], said, bins=3)).get_xlabel()
    'predicted probability of leaving'
    """
    ax = plain(axes(ax, 5, 4.4))
    table = result.table
    miss = [table["observed"] - table["low"], table["high"] - table["observed"]]
    ax.errorbar(table["predicted"], table["observed"], yerr=miss, fmt="o", color=palette(1)[0], capsize=3,
                label="groups of customers")  # fmt: skip
    _diagonal(ax, min(1.0, 1.05 * table[["predicted", "high"]].to_numpy().max()), "prediction is right")
    ax.set(xlabel="predicted probability of leaving", ylabel="share that left, with 95 % interval")
    return ax


def _diagonal(ax, end, label):
    ax.plot([0, end], [0, end], "--", color=GREY, lw=1.5, label=label)
    ax.set(xlim=(0, end * 1.02), ylim=(0, end * 1.02))
    ax.legend(frameon=False)

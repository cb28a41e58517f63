"""Pictures of customer value: who earns the profit, who stays, what to expect."""

import numpy as np

from crmlab.plots._style import GREY, axes, palette, plain
from crmlab.plots.quality import bars


def whale_curve(result, *, unit="EUR", ax=None):
    """Draw cumulative profit over customers, the most profitable first.

    Parameters
    ----------
    result : crmlab.value.WhaleCurve
    unit : str
        Currency, for the axis label.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The dashed line is the profit of all customers, the point where the curve is highest.

    Examples
    --------
    >>> from crmlab import value
    >>> ax = whale_curve(value.whale_curve([60, 50, 10, 0, -20]))
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['all customers: 100', 'best 60%: 120']
    """
    from matplotlib.ticker import PercentFormatter, StrMethodFormatter

    ax = plain(axes(ax))
    colour, mark = palette(2)
    ax.plot(result.curve["customer_share"], result.curve["cumulative_profit"], color=colour, lw=2)
    ax.axhline(result.total, color=GREY, linestyle="--", lw=1.5, label=f"all customers: {result.total:,.0f}")
    ax.plot(result.peak_customer_share, result.peak, "o", color=mark, ms=8,
            label=f"best {result.peak_customer_share:.0%}: {result.peak:,.0f}")  # fmt: skip
    ax.axhline(0, color="black", lw=1)
    ax.xaxis.set_major_formatter(PercentFormatter(1))
    ax.yaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    ax.set(xlabel="customers, most profitable first", ylabel=f"cumulative profit ({unit})", xlim=(0, 1))
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return ax


def leaky_bucket(result, *, unit="year", ax=None):
    """Draw a customer base that is fed by acquisition and drained by defection.

    Parameters
    ----------
    result : crmlab.value.LeakyBucket
    unit : str
        Name of the period.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        Customers lost in a period are drawn below zero.

    Examples
    --------
    >>> from crmlab import value
    >>> ax = leaky_bucket(value.leaky_bucket(start=500, acquired=200, retention=0.8, periods=3))
    >>> ax.get_legend().get_texts()[1].get_text()
    'heading for 1,000'
    """
    ax = plain(axes(ax))
    base, lost, gained = palette(3)
    path = result.path
    flows = path.iloc[1:]
    ax.bar(flows.index, flows["gained"], color=gained, alpha=0.6, label="won")
    ax.bar(flows.index, -flows["lost"], color=lost, alpha=0.6, hatch="//", edgecolor="white", label="lost")
    ax.plot(path.index, path["customers"], "o-", color=base, lw=2, label="customers")
    level = f"heading for {result.steady_state:,.0f}"
    ax.axhline(result.steady_state, color=GREY, linestyle="--", lw=1.5, label=level)
    ax.axhline(0, color="black", lw=1)
    ax.set(xlabel=f"{unit}s from now", ylabel="customers")
    ax.margins(y=0.1)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(frameon=False, loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def cohort_survival(survivors, model, *, horizon=None, unit="year", ax=None):
    """Draw the share of a cohort still there, as counted and as the model projects it.

    Parameters
    ----------
    survivors : array_like, shape (n_periods + 1,)
        Customers there at the start and after each renewal, as given to `crmlab.value.fit_sbg`.
    model : crmlab.value.Sbg
    horizon : int, optional
        Last renewal drawn; twice as many as were counted by default.
    unit : str
        Name of the period.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The dotted curve shows what would happen if every customer left at the mean rate of the start.

    Examples
    --------
    >>> from crmlab import value
    >>> survivors = [1000, 869, 743, 653, 593]
    >>> cohort_survival(survivors, value.fit_sbg(survivors)).get_xlabel()
    'years since the start'
    """
    ax = plain(axes(ax))
    counts = np.asarray(survivors, dtype=float)
    seen, projected, alike = palette(3)
    times = np.arange((2 * (len(counts) - 1) if horizon is None else horizon) + 1)
    same = f"if everyone left at {model.mean_churn:.0%} a {unit}"
    ax.plot(times, model.survival(times), "-", color=projected, lw=2, label="model")
    ax.plot(times, (1 - model.mean_churn) ** times, ":", color=alike, lw=2, label=same)
    ax.plot(np.arange(len(counts)), counts / counts[0], "o", color=seen, label="counted")
    ax.set(xlabel=f"{unit}s since the start", ylabel="share of the cohort still there", ylim=(0, 1.02))
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.legend(frameon=False)
    return ax


def clv_conventions(margin, retention, discount, *, unit="EUR", ax=None):
    """Draw what one customer is worth under each convention of counting margins.

    Parameters
    ----------
    margin, retention, discount : float
        As in `crmlab.value.clv`.
    unit : str
        Currency, for the axis label.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> ax = clv_conventions(100, 0.8, 0.1)
    >>> [text.get_text() for text in ax.texts]
    ['367', '350', '333', '267']
    """
    import pandas as pd

    from crmlab.value import CONVENTIONS, clv

    values = pd.Series({
        name.replace("_", " "): clv(margin, retention, discount, convention=name) for name in CONVENTIONS
    })  # fmt: skip
    return bars(values, xlabel=f"value of one customer ({unit})", form="{:,.0f}", ax=ax)


def orders_forecast(model, customers, actual, t, *, most=7, ax=None):
    """Draw the orders that came against those expected, by how often customers had ordered before.

    Parameters
    ----------
    model : crmlab.value.BgNbd or crmlab.value.ParetoNbd
    customers : DataFrame, n rows
        Histories, with the columns the model was fitted on.
    actual : array_like, shape (n,)
        Orders of each customer in the time after.
    t : float
        Length of that time, in the model's unit.
    most : int
        Customers with this many repeat orders or more are drawn together.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If `actual` has another length than `customers`.

    Examples
    --------
    >>> import pandas as pd
    >>> from crmlab import value
    >>> model = value.BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> past = pd.DataFrame({"repeat_orders": [0, 2], "age_at_last_order_weeks": [0, 30.4],
    ...                      "observed_weeks": [38.9, 38.9]})
    >>> orders_forecast(model, past, [0, 1], 39).get_ylabel()
    'mean orders in the next 39 weeks'
    """
    import pandas as pd

    if len(actual) != len(customers):
        raise ValueError(
            f"actual has {len(actual)} values for {len(customers)} customers; give one for each customer."
        )
    ax = plain(axes(ax))
    expected = model.conditional_expected_orders(customers, t)
    both = pd.DataFrame({"came": np.asarray(actual), "expected": np.asarray(expected)})
    means = both.groupby(customers["repeat_orders"].clip(upper=most).to_numpy()).mean()
    came, forecast = palette(2)
    ax.plot(means.index, means["came"], "o-", color=came, lw=2, label="came")
    ax.plot(means.index, means["expected"], "s--", color=forecast, lw=2, label="expected by the model")
    ax.set_xticks(means.index, [f"{x:g}" + (" or more" if x == most else "") for x in means.index])
    ax.set_ylim(bottom=0)
    ax.set(xlabel="repeat orders so far", ylabel=f"mean orders in the next {t:g} {model.unit}")
    ax.legend(frameon=False)
    return ax

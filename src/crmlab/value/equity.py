"""The customer base as an asset: who earns the profit, what it is worth, what winning customers may cost."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, positive, probability
from crmlab.value._fit import plain
from crmlab.value.lifetime_value import clv


@dataclass(frozen=True)
class WhaleCurve:
    """Cumulative profit over customers, most profitable first."""

    total: float
    peak: float
    peak_customer_share: float
    unprofitable_share: float
    gini: float
    curve: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence how many customers earn the profit and how many lose it."""
        if self.total > 0:
            height = f"{self.peak / self.total:.0%} of the final profit"
        else:
            height = f"{self.peak:,.0f}, and the rest lose more than that"
        return (
            f"The best {self.peak_customer_share:.0%} of customers earn {height}; "
            f"{self.unprofitable_share:.0%} "
            "of customers lose money."
        )

    def _repr_html_(self):
        return html_table(self)


def whale_curve(profits):
    r"""Order customers by profit and add their profits up.

    Parameters
    ----------
    profits : array_like, shape (n_customers,)
        Profit of each customer, in money; losses are negative.

    Returns
    -------
    WhaleCurve
        `total`, `peak` (the highest cumulative profit), `peak_customer_share`, `unprofitable_share`, `gini`
        and `curve`, a frame with `customer_share`, `cumulative_profit` and `profit_share` (of the total)
        that starts at 0.

    Raises
    ------
    ValueError
        If profits are missing, not numbers or none.

    Notes
    -----
    `gini` is that of the profits, :math:`\sum_i (2i - n - 1) x_{(i)} / (n^2 \bar x)`. It exceeds 1 where
    losses are large, and is missing where the total is not above zero.

    References
    ----------
    Cooper, R. and Kaplan, R. S. (1991). Profit priorities from activity-based costing.
    Harvard Business Review, 69(3), 130-135.

    Examples
    --------
    >>> whale = whale_curve([60, 50, 10, 0, -20])
    >>> whale.total, whale.peak, whale.peak_customer_share
    (100.0, 120.0, 0.6)
    """
    frame = numeric_frame(pd.DataFrame({"profit": pd.Series(profits)}), name="profits", allow_missing=False)
    ordered = np.sort(frame["profit"].to_numpy())[::-1]
    n, total = len(ordered), float(ordered.sum())
    cumulative = np.r_[0.0, np.cumsum(ordered)]
    curve = pd.DataFrame({"customer_share": np.arange(n + 1) / n, "cumulative_profit": cumulative})
    curve["profit_share"] = cumulative / total if total > 0 else np.nan
    ranks = 2 * np.arange(n, 0, -1) - n - 1
    return WhaleCurve(
        total=total,
        peak=float(cumulative.max()),
        peak_customer_share=float(cumulative.argmax() / n),
        unprofitable_share=float(np.mean(ordered < 0)),
        gini=float(ranks @ ordered / (n * total)) if total > 0 else float("nan"),
        curve=curve,
    )


@dataclass(frozen=True)
class CustomerEquity:
    """Value of all customers, present and new ones kept apart."""

    total: float
    present: float
    new: float
    segments: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence where the value lies."""
        best = self.segments["equity"].idxmax()
        return (
            f"The customer base is worth {self.total:,.0f}: {self.present:,.0f} in present customers and "
            f"{self.new:,.0f} in this period's new ones; segment {best} holds the most."
        )

    def _repr_html_(self):
        return self.segments.to_html()


def customer_equity(segments, discount, *, convention="first_margin_at_end"):
    r"""Value of a customer base, segment by segment.

    Parameters
    ----------
    segments : DataFrame, one row per segment
        `customers` (count), `margin` (money per customer and period), `retention` (per period, below 1); if
        customers are being won, also `acquired` (count this period) and `acquisition_cost` (money per
        customer won).
    discount : float
        Discount rate per period, zero or more.
    convention : str
        How the value of one customer is counted, as in `clv`.

    Returns
    -------
    CustomerEquity
        `total`, `present`, `new`, and `segments` with `clv`, `present`, `new` and `equity`.

    Raises
    ------
    ValueError
        If a column is absent, a count is negative or a retention is outside [0, 1).

    Notes
    -----
    :math:`\sum_s [ n_s V_s + a_s (V_s + m_s - c_s) ]` under ``first_margin_at_end``: a new customer
    also pays the margin of the period in which she is won. Under the other conventions, whose first margin is
    certain, the term for new customers is :math:`a_s (V_s - c_s)`.

    References
    ----------
    Blattberg, R. C. and Deighton, J. (1996). Manage marketing by the customer equity test.
    Harvard Business Review, 74(4), 136-144.
    Gupta, S., Lehmann, D. R. and Stuart, J. A. (2004). Valuing customers. Journal of Marketing Research,
    41(1), 7-18.

    Examples
    --------
    >>> base = pd.DataFrame({"customers": [100, 50], "margin": [10, 40], "retention": [0.8, 0.8]})
    >>> round(customer_equity(base, 0.1).total, 2)
    8000.0
    """
    needed = ["customers", "margin", "retention"]
    winning = [c for c in ("acquired", "acquisition_cost") if c in getattr(segments, "columns", ())]
    if len(winning) == 1:
        needed += ["acquired", "acquisition_cost"]
    frame = numeric_frame(segments, needed + [c for c in winning if c not in needed], name="segments",
                          allow_missing=False)  # fmt: skip
    for column in frame.columns.difference(["margin", "retention"]):
        if (frame[column] < 0).any():
            raise ValueError(f"column {column!r} of segments holds a negative number; give zero or more.")
    each = [
        clv(margin, retention, discount, convention=convention)
        for margin, retention in zip(frame["margin"], frame["retention"], strict=True)
    ]
    result = pd.DataFrame({"clv": each}, index=frame.index)
    result["present"] = frame["customers"] * result["clv"]
    result["new"] = 0.0
    if winning:
        at_once = frame["margin"] if convention == "first_margin_at_end" else 0.0
        result["new"] = frame["acquired"] * (result["clv"] + at_once - frame["acquisition_cost"])
    result["equity"] = result["present"] + result["new"]
    return CustomerEquity(
        float(result["equity"].sum()), float(result["present"].sum()), float(result["new"].sum()), result
    )


def acquisition_rate(spend, ceiling, sensitivity):
    r"""Share of prospects won when so much is spent on each.

    Parameters
    ----------
    spend : float or array_like
        Money per prospect, zero or more.
    ceiling : float
        Share won if money were no object, in [0, 1].
    sensitivity : float
        How fast the ceiling is approached, per unit of money, above zero.

    Returns
    -------
    float or ndarray
        :math:`c (1 - e^{-k s})`.

    References
    ----------
    Blattberg, R. C. and Deighton, J. (1996). Manage marketing by the customer equity test.
    Harvard Business Review, 74(4), 136-144.

    Examples
    --------
    >>> round(acquisition_rate(10, 0.4, 0.1), 3)
    0.253
    """
    money = np.asarray(spend, dtype=float)
    if not (money >= 0).all():
        raise ValueError(f"spend is {spend!r}; give money per prospect of zero or more.")
    share = probability(ceiling, "ceiling") * -np.expm1(-positive(sensitivity, "sensitivity") * money)
    return plain(share)


def best_acquisition_spend(customer_value, ceiling, sensitivity):
    r"""Money per prospect at which winning customers pays best.

    Parameters
    ----------
    customer_value : float
        What a customer won is worth, in money, before the cost of winning.
    ceiling, sensitivity : float
        As in `acquisition_rate`.

    Returns
    -------
    float
        Money per prospect; zero where even the first coin does not come back.

    Notes
    -----
    Maximises :math:`c(1 - e^{-ks})V - s`, so :math:`s^* = \max(0, \ln(c k V)/k)`.

    References
    ----------
    Blattberg, R. C. and Deighton, J. (1996). Manage marketing by the customer equity test.
    Harvard Business Review, 74(4), 136-144.

    Examples
    --------
    >>> round(best_acquisition_spend(100, 0.4, 0.1), 2)
    13.86
    """
    value, k = positive(customer_value, "customer_value"), positive(sensitivity, "sensitivity")
    gain = probability(ceiling, "ceiling") * k * value
    return float(np.log(gain) / k) if gain > 1 else 0.0

"""Retention arithmetic: how long customers stay, what a leak costs and what plugging it is worth."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table, positive, probability
from crmlab.value.lifetime_value import clv, retention_rate


def expected_lifetime(retention):
    r"""Mean number of periods a customer stays, the first one included.

    Parameters
    ----------
    retention : float
        Share of customers who stay from one period to the next, in [0, 1).

    Returns
    -------
    float
        Periods.

    Raises
    ------
    ValueError
        If `retention` is outside [0, 1).

    Notes
    -----
    With the same retention :math:`r` for everyone, lifetimes are geometric and their mean is
    :math:`1 / (1 - r)`. Where customers differ it is longer; see `fit_sbg`.

    References
    ----------
    Reichheld, F. F. and Sasser, W. E. (1990). Zero defections: quality comes to services.
    Harvard Business Review, 68(5), 105-111.

    Examples
    --------
    >>> round(expected_lifetime(0.9), 6)
    10.0
    """
    return 1 / (1 - retention_rate(retention))


def half_life(retention):
    r"""Periods until half of a group of customers has left.

    Parameters
    ----------
    retention : float
        Share of customers who stay from one period to the next, in (0, 1).

    Returns
    -------
    float
        Periods, not rounded.

    Raises
    ------
    ValueError
        If `retention` is outside (0, 1).

    Notes
    -----
    :math:`\ln(1/2) / \ln r`.

    References
    ----------
    Ehrenberg, A. S. C. (1988). Repeat-buying: facts, theory and applications. Griffin.

    Examples
    --------
    >>> round(half_life(0.8), 3)
    3.106
    """
    return float(np.log(0.5) / np.log(positive(retention_rate(retention), "retention")))


def retention_per_period(kept, periods):
    r"""Retention of one period, given the share still there after several.

    Parameters
    ----------
    kept : float
        Share of customers still there at the end, in [0, 1].
    periods : float
        How many periods that took; 1/12 turns a monthly share into a yearly one.

    Returns
    -------
    float
        Retention per period, :math:`kept^{1/periods}`.

    Raises
    ------
    ValueError
        If `kept` is no probability or `periods` is not above zero.

    References
    ----------
    Reichheld, F. F. (1996). Learning from customer defections. Harvard Business Review, 74(2), 56-69.

    Examples
    --------
    Losing half of the customers in five years is a retention of 87 % a year:

    >>> round(retention_per_period(0.5, 5), 3)
    0.871
    """
    return probability(kept, "kept") ** (1 / positive(periods, "periods"))


@dataclass(frozen=True)
class LeakyBucket:
    """A customer base fed by acquisition and drained by defection."""

    steady_state: float
    half_life: float
    retention: float
    acquired: float
    path: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence where the base is heading."""
        last = self.path["customers"].iloc[-1]
        return (
            f"With {self.acquired:g} new customers a period and {1 - self.retention:.1%} leaving, the base "
            "stands at "
            f"{last:,.0f} after {len(self.path) - 1} periods and is heading for {self.steady_state:,.0f}."
        )

    def _repr_html_(self):
        return html_table(self)


def leaky_bucket(start, acquired, retention, periods):
    r"""Follow a customer base that gains and loses customers each period.

    Parameters
    ----------
    start : float
        Customers at the beginning, zero or more.
    acquired : float
        Customers gained each period, zero or more. They can leave from the next period on.
    retention : float
        Share of customers who stay from one period to the next, in (0, 1).
    periods : int
        How many periods to follow, at least 1.

    Returns
    -------
    LeakyBucket
        `steady_state` (customers), `half_life` of the distance to it (periods) and `path`, a frame indexed by
        period with columns `customers`, `gained`, `lost`.

    Raises
    ------
    ValueError
        If a count is negative or `retention` is outside (0, 1).

    Notes
    -----
    :math:`N_{t+1} = r N_t + a`, which settles at :math:`a / (1 - r)` wherever it starts.

    References
    ----------
    Ehrenberg, A. S. C. (1988). Repeat-buying: facts, theory and applications. Griffin.

    Examples
    --------
    >>> bucket = leaky_bucket(start=500, acquired=200, retention=0.8, periods=3)
    >>> bucket.path["customers"].round(1).tolist()
    [500.0, 600.0, 680.0, 744.0]
    >>> round(bucket.steady_state, 6)
    1000.0
    """
    stay = retention_rate(retention)
    start, acquired = _not_negative(start, "start"), _not_negative(acquired, "acquired")
    halving = half_life(stay)
    if periods != int(periods) or periods < 1:
        raise ValueError(f"periods is {periods!r}; give a whole number, 1 or more.")
    customers = [start]
    for _ in range(int(periods)):
        customers.append(stay * customers[-1] + acquired)
    customers = np.array(customers)
    path = pd.DataFrame(
        {
            "customers": customers,
            "gained": np.r_[0.0, np.full(int(periods), acquired)],
            "lost": np.r_[0.0, (1 - stay) * customers[:-1]],
        }
    ).rename_axis("period")
    return LeakyBucket(acquired / (1 - stay), halving, stay, acquired, path)


@dataclass(frozen=True)
class RetentionLift:
    """Customer value before and after a change of retention."""

    retention_before: float
    retention_after: float
    points: float
    percent: float
    fewer_defections_percent: float
    value_before: float
    value_after: float
    value_change: float

    def summary(self):
        """Say in a sentence what the change is worth, in points and in per cent."""
        return (
            f"Retention going from {self.retention_before:.1%} to {self.retention_after:.1%} is "
            f"{self.points:+.1f} "
            f"points, {self.percent:+.1f} % of retention and {self.fewer_defections_percent:.1f} % fewer "
            "defections; "
            f"it changes the value of a customer by {self.value_change:+.1%}."
        )

    def _repr_html_(self):
        return html_table(self)


def retention_lift(
    retention,
    discount,
    *,
    points=None,
    percent=None,
    fewer_defections_percent=None,
    convention="first_margin_at_end",
):
    r"""Change of customer value when retention changes; "5 %" has three readings, and you must pick one.

    Parameters
    ----------
    retention : float
        Retention before, in (0, 1).
    discount : float
        Discount rate per period, zero or more.
    points : float, optional
        Change in percentage points: 5 takes .90 to .95.
    percent : float, optional
        Change in per cent of the retention rate: 5 takes .90 to .945.
    fewer_defections_percent : float, optional
        Fall of the defection rate in per cent: 5 takes .90 to .905.
    convention : str
        How value is counted, as in `clv`.

    Returns
    -------
    RetentionLift
        Retention and value (of a margin of 1 per period) before and after, and `value_change`, the relative
        change.

    Raises
    ------
    ValueError
        If not exactly one change is given, or retention leaves (0, 1).

    Notes
    -----
    The change in customer value is not a change in the firm's profit: costs that do not depend on how long
    customers stay, and the cost of the change itself, are left out.

    References
    ----------
    Reichheld, F. F. and Sasser, W. E. (1990). Zero defections: quality comes to services.
    Harvard Business Review, 68(5), 105-111.
    Gupta, S. and Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing, 17(1), 9-24.

    Examples
    --------
    >>> round(retention_lift(0.90, 0.10, points=5).value_change, 4)
    0.4074
    >>> round(retention_lift(0.90, 0.10, fewer_defections_percent=5).value_change, 4)
    0.0313
    """
    before = positive(retention_rate(retention), "retention")
    changes = {
        "points": points,
        "percent": percent,
        "fewer_defections_percent": fewer_defections_percent,
    }
    given = [name for name, value in changes.items() if value is not None]
    if len(given) != 1:
        raise ValueError(
            f"{len(given)} changes are given; give exactly one of points, percent or "
            "fewer_defections_percent."
        )
    if points is not None:
        after = before + points / 100
    elif percent is not None:
        after = before * (1 + percent / 100)
    else:
        after = 1 - (1 - before) * (1 - fewer_defections_percent / 100)
    if not 0 < after < 1:
        raise ValueError(
            f"{given[0]}={changes[given[0]]:g} takes retention from {before:g} to {after:g}; choose a "
            "change that "
            "keeps it between 0 and 1."
        )
    value_before = clv(1, before, discount, convention=convention)
    value_after = clv(1, after, discount, convention=convention)
    return RetentionLift(
        retention_before=before,
        retention_after=after,
        points=100 * (after - before),
        percent=100 * (after / before - 1),
        fewer_defections_percent=100 * (after - before) / (1 - before),
        value_before=value_before,
        value_after=value_after,
        value_change=value_after / value_before - 1,
    )


def _not_negative(value, name):
    number = float(value)
    if not 0 <= number < np.inf:
        raise ValueError(f"{name} is {number:g}; give a count of zero or more.")
    return number

"""From an order list to the customer table the purchase models read, and from models to money."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame
from crmlab._orders import order_rows
from crmlab.value.lifetime_value import _discount

UNITS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "years": 365.25}


def customer_orders(
    orders, observed_until, *, unit="weeks", customer="customer_id", date="ordered_on", amount=None
):
    """Sum an order list up to one row per customer, as buy-till-you-die models need it.

    Parameters
    ----------
    orders : DataFrame
        One row per order, with the columns named below.
    observed_until : date-like
        Last day of observation.
    unit : {"days", "weeks", "months", "years"}
        Unit of the time columns; a month is a twelfth of 365.25 days.
    customer, date : str
        Columns of `orders`.
    amount : str, optional
        Column of money; adds `mean_repeat_order_value`.

    Returns
    -------
    DataFrame
        Indexed by customer: `repeat_orders` (days with an order after the first such day),
        `age_at_last_order_<unit>` (from first to last order; 0 where there is no repeat order),
        `observed_<unit>` (from first order to `observed_until`) and, if asked for,
        `mean_repeat_order_value` (missing where there is no repeat order).

    Raises
    ------
    ValueError
        If a column is absent, a date is missing or lies after `observed_until`.

    Notes
    -----
    Orders of one customer on one day count as one order, their amounts added, as in the CDNOW studies.
    Papers call the three columns x, :math:`t_x` and T; :math:`t_x` is an *age* and not the time since the
    last order used in RFM scores.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). "Counting your customers" the easy way: an
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275-284.

    Examples
    --------
    >>> orders = pd.DataFrame({"customer_id": ["A", "A", "B"],
    ...                        "ordered_on": ["2024-01-01", "2024-01-15", "2024-01-08"]})
    >>> customer_orders(orders, "2024-01-29").values.tolist()
    [[1.0, 2.0, 4.0], [0.0, 0.0, 3.0]]
    """
    days = order_rows(orders, observed_until, "observed_until", customer, date, amount)
    together = days.groupby([customer, date], as_index=False)
    days = days.drop_duplicates() if amount is None else together[amount].sum()
    if unit not in UNITS:
        raise ValueError(f"unit is {unit!r}; choose one of {', '.join(UNITS)}.")
    dates = days.groupby(customer)[date]
    first, last = dates.min(), dates.max()
    table = pd.DataFrame(
        {
            "repeat_orders": dates.size() - 1,
            f"age_at_last_order_{unit}": (last - first).dt.days / UNITS[unit],
            f"observed_{unit}": (pd.Timestamp(observed_until).normalize() - first).dt.days / UNITS[unit],
        }
    )
    if amount is not None:
        later = days[days[date] > days[customer].map(first)]
        table["mean_repeat_order_value"] = later.groupby(customer)[amount].mean()
    return table


def customer_table(customers, unit, *, min_rows=1):
    """Check the table of a purchase model; return repeat orders, age at last order, time observed."""
    age, observed = f"age_at_last_order_{unit}", f"observed_{unit}"
    frame = numeric_frame(
        customers, ["repeat_orders", age, observed], name="customers", allow_missing=False, min_rows=min_rows
    )
    x, t_x, T = (frame[column].to_numpy() for column in frame.columns)
    problems = {
        "repeat_orders is not a whole number of zero or more": (x < 0) | (x != np.floor(x)),
        f"{observed} is not above 0": T <= 0,
        f"{age} is below 0 or above {observed}": (t_x < 0) | (t_x > T),
        f"{age} is above 0 though repeat_orders is 0": (x == 0) & (t_x > 0),
        f"{age} is 0 though repeat_orders is above 0": (x > 0) & (t_x == 0),
    }
    for problem, rows in problems.items():
        if rows.any():
            raise ValueError(
                f"in row {frame.index[rows.argmax()]} of customers, {problem}; correct that row."
            )
    return x, t_x, T


def patterns(x, t_x, T):
    """Distinct histories and how many customers share each: a fit then costs only the distinct ones."""
    table = pd.DataFrame({"x": x, "t_x": t_x, "T": T})
    counts = table.groupby(["x", "t_x", "T"], sort=False).size()
    x, t_x, T = (counts.index.get_level_values(name).to_numpy() for name in ("x", "t_x", "T"))
    return x, t_x, T, counts.to_numpy(dtype=float)


def fit_ready(customers, unit):
    """Distinct histories for a fit with four parameters, refusing tables that cannot carry one."""
    x, t_x, T = customer_table(customers, unit, min_rows=5)
    if not x.any():
        raise ValueError("repeat_orders is 0 for every customer; a purchase model needs some who came back.")
    return patterns(x, t_x, T)


def expected_order_stream_value(orders_model, customers, order_value, *, margin_share, discount, periods):
    r"""Value today of the orders each customer is expected to place.

    Parameters
    ----------
    orders_model : BgNbd or ParetoNbd
        Fitted model of orders.
    customers : DataFrame, n rows
        Histories, with the columns the model was fitted on.
    order_value : float or array_like, shape (n,)
        Expected value of an order, in money, for instance from `GammaGamma`.
    margin_share : float
        Margin per unit of order value: write 30 % as 0.3.
    discount : float
        Discount rate per period, in the model's unit of time.
    periods : int
        How many periods to look ahead, in the model's unit of time.

    Returns
    -------
    Series, shape (n,)
        Money per customer; each period's orders count at the period's end.

    Notes
    -----
    :math:`\sum_{t=1}^{n} m v\,[E(Y(t)) - E(Y(t-1))] / (1+d)^t` with Y(t) the orders in the next t periods.
    Order values and order rates are taken as independent, the assumption of the Gamma-Gamma model.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer
    base analysis. Journal of Marketing Research, 42(4), 415-430.

    Examples
    --------
    >>> from crmlab.value import BgNbd
    >>> model = BgNbd(0.243, 4.414, 0.793, 2.426)
    >>> one = pd.DataFrame(
    ...     {"repeat_orders": [2], "age_at_last_order_weeks": [30.4], "observed_weeks": [38.9]}
    ... )
    >>> value = expected_order_stream_value(model, one, 35.0, margin_share=0.3, discount=0.002, periods=39)
    >>> value.round(2).tolist()
    [12.38]
    """
    rate = _discount(discount)
    if periods != int(periods) or periods < 1:
        raise ValueError(f"periods is {periods!r}; give a whole number, 1 or more.")
    total, before = 0.0, 0.0
    for t in range(1, int(periods) + 1):
        so_far = orders_model.conditional_expected_orders(customers, t)
        total, before = total + (so_far - before) / (1 + rate) ** t, so_far
    return (total * np.asarray(order_value, dtype=float) * margin_share).rename("value")

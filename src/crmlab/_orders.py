"""Checks of order lists, shared by purchase scores and purchase models."""

import pandas as pd

from crmlab._check import numeric_frame


def order_rows(orders, last_day, last_day_name, customer, date, amount=None):
    """Take customer, day and amount from an order list, or say what is wrong with it.

    Parameters
    ----------
    orders : DataFrame
        One row per order.
    last_day : date-like
        No order may be later.
    last_day_name : str
        What `last_day` is called in messages.
    customer, date : str
        Columns of `orders`.
    amount : str, optional
        Column of money.

    Returns
    -------
    DataFrame
        The same rows with these columns only; dates are whole days.

    Examples
    --------
    >>> rows = pd.DataFrame({"who": ["A"], "when": ["2024-03-01 17:30"], "note": ["x"]})
    >>> order_rows(rows, "2024-03-31", "today", "who", "when")["when"].dt.hour.tolist()
    [0]
    """
    if not isinstance(orders, pd.DataFrame):
        raise TypeError(f"orders is a {type(orders).__name__}; give a DataFrame with one row per order.")
    for column in [customer, date] + ([] if amount is None else [amount]):
        if column not in orders.columns:
            held = ", ".join(map(repr, orders.columns))
            raise ValueError(f"orders has no column {column!r}; it has {held}.")
    if orders.empty:
        raise ValueError("orders has no rows; give at least one order.")
    if orders[customer].isna().any():
        raise ValueError(f"column {customer!r} of orders has missing values; every order needs its customer.")
    days, end = (
        _days(orders[date], f"column {date!r} of orders"),
        _days(pd.Series([last_day]), last_day_name)[0],
    )
    if days.max() > end:
        raise ValueError(
            f"column {date!r} of orders reaches {days.max().date()}, after {last_day_name} {end.date()}; "
            "choose a later day or drop these orders."
        )
    table = pd.DataFrame({customer: orders[customer], date: days})
    if amount is not None:
        table[amount] = numeric_frame(orders, [amount], name="orders", allow_missing=False)[amount]
    return table


def _days(values, name):
    if pd.api.types.is_numeric_dtype(values):
        raise ValueError(f"{name} holds numbers; turn them into dates with pandas.to_datetime and its unit.")
    try:
        days = pd.to_datetime(values, format="ISO8601")
    except (ValueError, TypeError):
        raise ValueError(
            f"{name} holds something that is not a date written as 2024-03-31; "
            "convert it with pandas.to_datetime."
        ) from None
    if days.isna().any():
        raise ValueError(f"{name} has missing dates; drop or fill them.")
    return days.dt.tz_localize(None).dt.normalize()

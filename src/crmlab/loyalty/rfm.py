"""RFM scores: how lately, how often and for how much each customer ordered."""

import warnings

import numpy as np
import pandas as pd

from crmlab._orders import order_rows


def rfm_scores(orders, today, bins=5, *, customer="customer_id", date="ordered_on", amount="amount"):
    r"""Score customers by days since the last order, number of orders and money spent.

    Parameters
    ----------
    orders : DataFrame
        One row per order, with the columns named below.
    today : date-like
        Day from which we look back; no order may be later.
    bins : int
        Number of score levels, 2 to 9. The best customers score `bins`.
    customer, date, amount : str
        Columns of `orders`.

    Returns
    -------
    DataFrame
        Indexed by customer: `days_since_last_order`, `orders`, `total_amount`, `r_score`, `f_score`,
        `m_score` and `rfm`, the three digits as text.

    Raises
    ------
    ValueError
        If a column is absent, an order is later than `today`, or customers are fewer than bins.

    Warns
    -----
    UserWarning
        If ties leave levels of a score empty, as when most customers ordered once.

    Notes
    -----
    Each measure is cut at its own quantiles 1/bins, 2/bins, ... (linear interpolation), a value equal to a
    cut going to the upper bin. Equal values always get equal scores. This is the convention of the R package
    *rfm*; others cut the ranks (equal groups, ties broken arbitrarily) or sort within the groups of the
    measure before.

    References
    ----------
    Hughes, A. M. (1994). Strategic database marketing. Probus.
    Miglautsch, J. R. (2000). Thoughts on RFM scoring. Journal of Database Marketing, 8(1), 67-72.

    Examples
    --------
    >>> orders = pd.DataFrame({
    ...     "customer_id": ["A", "A", "B", "C", "D", "D"],
    ...     "ordered_on": ["2024-03-20", "2024-02-01", "2024-01-10", "2024-03-01", "2024-01-05",
    ...                    "2024-02-05"],
    ...     "amount": [30.0, 20.0, 15.0, 80.0, 10.0, 12.0],
    ... })
    >>> scores = rfm_scores(orders, "2024-03-31", bins=2)
    >>> scores["days_since_last_order"].tolist(), scores["rfm"].tolist()
    ([11, 81, 30, 55], ['222', '111', '212', '121'])
    """
    if bins != int(bins) or not 2 <= bins <= 9:
        raise ValueError(f"bins is {bins!r}; give a whole number from 2 to 9.")
    rows = order_rows(orders, today, "today", customer, date, amount)
    grouped = rows.groupby(customer)
    table = pd.DataFrame(
        {
            "days_since_last_order": (pd.Timestamp(today).normalize() - grouped[date].max()).dt.days,
            "orders": grouped.size(),
            "total_amount": grouped[amount].sum(),
        }
    )
    if len(table) < bins:
        raise ValueError(
            f"orders has {len(table)} customers for {bins} bins; use fewer bins or more customers."
        )
    table["r_score"] = bins + 1 - _score(table["days_since_last_order"], bins)
    table["f_score"] = _score(table["orders"], bins)
    table["m_score"] = _score(table["total_amount"], bins)
    table["rfm"] = table[["r_score", "f_score", "m_score"]].astype(str).agg("".join, axis=1)
    return table


def _score(values, bins):
    cuts = np.quantile(values, np.arange(1, bins) / bins)
    scores = 1 + np.searchsorted(cuts, values, side="right")
    if len(np.unique(scores)) < bins:
        warnings.warn(
            f"{values.name} has so many equal values that only {len(np.unique(scores))} of its {bins} "
            "scores occur; "
            "use fewer bins.",
            stacklevel=3,
        )
    return scores

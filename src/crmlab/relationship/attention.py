"""Which level of relationship pays where, if attention is scarce: the cost model behind Kotler's grid."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame, positive

_COLUMNS = ["retention", "cost_per_customer", "fixed_cost"]


def crowded_levels(levels, customers, *, usual, crowding):
    r"""Make attention dearer the more customers have to share it.

    Parameters
    ----------
    levels : DataFrame, one row per level
        As for `best_level`; ``cost_per_customer`` holds for the usual number of customers.
    customers : float
        Number of customers, above zero.
    usual : float
        Number of customers for which the costs were stated.
    crowding : float
        Zero if attention costs the same for everybody; 0.5 if a customer's cost rises by 41 % when the number
        of customers doubles.

    Returns
    -------
    DataFrame
        The levels with their cost per customer at that number of customers.

    Raises
    ------
    ValueError
        If a number is not above zero, crowding is negative or a column is absent.

    Notes
    -----
    :math:`c_k(n) = c_k (n / n_0)^g`. The form is ours: it says that the people who know the customers well
    are few.

    Examples
    --------
    >>> levels = pd.DataFrame({"retention": [0.6, 0.9], "cost_per_customer": [0.0, 8.0], "fixed_cost": 0.0})
    >>> crowded_levels(levels, 4000, usual=1000, crowding=0.5)["cost_per_customer"].tolist()
    [0.0, 16.0]
    """
    table = numeric_frame(levels, _COLUMNS, name="levels", allow_missing=False)
    dearer = _dearer(positive(customers, "customers"), usual, crowding)
    return table.assign(cost_per_customer=table["cost_per_customer"] * dearer)


def level_map(customers, margins, levels, discount, *, usual, crowding):
    r"""Find the level of relationship that earns most for many pairs of number and margin.

    Parameters
    ----------
    customers : array_like, shape (n,)
        Numbers of customers, above zero.
    margins : array_like, shape (m,)
        Margins per customer and period, in money.
    levels : DataFrame, one row per level
        As for `best_level`.
    discount : float
        Discount rate per period, zero or more.
    usual, crowding : float
        As for `crowded_levels`.

    Returns
    -------
    DataFrame, shape (n, m)
        Name of the level that earns most, by number of customers (rows) and margin (columns).

    Raises
    ------
    ValueError
        As for `best_level` and `crowded_levels`.

    Notes
    -----
    Profit of level k is :math:`n (m - c_k (n/n_0)^g) (1 + d) / (1 + d - r_k) - F_k`, the value of
    `best_level`. Without crowding and fixed costs n cancels out: the margin alone decides, and the rows of
    Kotler's grid are all the same. Fixed costs alone speak for *closer* relationships with *more* customers,
    against the grid. With crowding and no fixed costs only :math:`m / n^g` counts, and the level falls from
    few customers with a high margin to many with a low one, as in the grid.

    References
    ----------
    Kotler, P. (1991). Marketing management: analysis, planning, implementation and control. 7th edition.
    Prentice-Hall.

    Examples
    --------
    >>> levels = pd.DataFrame({"retention": [0.6, 0.9], "cost_per_customer": [0.0, 8.0], "fixed_cost": 0.0},
    ...                       index=["basic", "proactive"])
    >>> level_map([100, 10_000], [10, 50], levels, 0.1, usual=100, crowding=0.5).to_numpy().tolist()
    [['basic', 'proactive'], ['basic', 'basic']]
    """
    table = numeric_frame(levels, _COLUMNS, name="levels", allow_missing=False)
    if not table["retention"].between(0, 1, inclusive="left").all() or discount < 0:
        raise ValueError("a retention lies outside [0, 1) or the discount is negative; correct it.")
    n = np.asarray(customers, dtype=float)
    if not (n > 0).all():
        raise ValueError("a number of customers is not above zero; leave it out.")
    crowded = np.outer(_dearer(n, usual, crowding), table["cost_per_customer"])
    m = np.asarray(margins, dtype=float)
    worth = (1 + discount) / (1 + discount - table["retention"].to_numpy())
    profit = n[:, None, None] * (m[:, None] - crowded[:, None, :]) * worth - table["fixed_cost"].to_numpy()
    best = table.index.to_numpy()[profit.argmax(axis=2)]
    return pd.DataFrame(best, index=pd.Index(n, name="customers"), columns=pd.Index(m, name="margin"))


def _dearer(customers, usual, crowding):
    """How many times the usual cost attention costs."""
    if crowding < 0:
        raise ValueError(f"crowding is {crowding:g}; give zero or more.")
    return (customers / positive(usual, "usual")) ** crowding

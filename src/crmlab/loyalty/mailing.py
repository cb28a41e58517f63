"""Whom to write to: cells of purchase scores in order, and the profit of so many letters."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame

_DIGITS = {"r": "r_score", "f": "f_score", "m": "m_score"}


def rfm_rank(scores, order="rfm"):
    """Put the cells of purchase scores in order, for a mailing.

    Parameters
    ----------
    scores : DataFrame, n rows
        Made by `rfm_scores`.
    order : str
        Which score counts first, second and third, such as ``"rfm"`` or ``"mfr"``; or ``"sum"``, the sum of
        the three.

    Returns
    -------
    Series of int, shape (n,)
        The higher, the sooner a customer is written to; equal within a cell.

    Raises
    ------
    ValueError
        If the order is unknown.

    References
    ----------
    Hughes, A. M. (1994). Strategic database marketing. Probus.

    Examples
    --------
    >>> scores = pd.DataFrame({"r_score": [5, 4], "f_score": [1, 5], "m_score": [2, 5]})
    >>> rfm_rank(scores).tolist(), rfm_rank(scores, "sum").tolist()
    ([512, 455], [8, 14])
    """
    three = numeric_frame(scores, list(_DIGITS.values()), name="scores", allow_missing=False).astype(int)
    if order == "sum":
        return three.sum(axis=1).rename("rank")
    if sorted(order) != sorted(_DIGITS):
        raise ValueError(f"order is {order!r}; give the letters r, f and m in some order, or 'sum'.")
    first, second, third = (three[_DIGITS[letter]] for letter in order)
    return (100 * first + 10 * second + third).rename("rank")


def mailing_curve(rank, profit):
    r"""Add up the profit of letters, the highest rank first.

    Parameters
    ----------
    rank : array_like, shape (n,)
        The higher, the sooner a customer is written to.
    profit : array_like, shape (n,)
        Profit of a letter to each customer, in money, its cost taken off.

    Returns
    -------
    Series, shape (n + 1,)
        Profit in all, indexed by the number of `letters` from 0 to n. Among customers of equal rank a letter
        earns their average, as if they were drawn at random.

    Raises
    ------
    ValueError
        If the two differ in length or hold something that is not a number.

    References
    ----------
    Blattberg, R. C., Kim, B.-D. and Neslin, S. A. (2008). Database marketing. Springer, chapter 10.

    Examples
    --------
    >>> mailing_curve([2, 1, 1], [5.0, 3.0, -1.0]).tolist()
    [0.0, 5.0, 6.0, 7.0]
    """
    rank, profit = np.asarray(rank), np.asarray(profit)
    if rank.shape != profit.shape:
        raise ValueError(
            f"rank has {rank.size} values and profit {profit.size}; give one of each a customer."
        )
    both = numeric_frame(pd.DataFrame({"rank": rank, "profit": profit}), name="ranking", allow_missing=False)
    _, place, counts = np.unique(-both["rank"].to_numpy(), return_inverse=True, return_counts=True)
    sums = np.bincount(place, weights=both["profit"].to_numpy())
    letters = np.arange(len(both) + 1)
    total = np.interp(letters, np.append(0, counts.cumsum()), np.append(0.0, sums.cumsum()))
    return pd.Series(total, pd.Index(letters, name="letters"), name="profit")

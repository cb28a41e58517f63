"""What a letter adds: those who got it against a holdout drawn by lot."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame


def uplift(bought, letter, *, margin, voucher=0.0, cost=0.0, by=None):
    r"""Compare customers who got a letter with a random holdout, in shares and in money.

    Parameters
    ----------
    bought : array_like of bool or 0/1, shape (n,)
        Who ordered.
    letter : array_like of bool or 0/1, shape (n,)
        1 for a letter, 0 for the holdout; decided by lot.
    margin : float
        What an order earns, in money, before the voucher.
    voucher : float
        What an order of somebody with a letter costs, in money.
    cost : float
        Cost of a letter, in money.
    by : array_like, shape (n,), optional
        Group of each customer.

    Returns
    -------
    DataFrame
        One row a group: `letters`, `holdout`, `with_letter` and `without` (shares who bought), `uplift`
        (their difference) with `low` and `high`, and `gain` (money a letter adds) with `gain_low` and
        `gain_high`; intervals are 95 %.

    Raises
    ------
    ValueError
        If lengths differ, a value is not 0 or 1, or a group lacks letters or holdout.

    Notes
    -----
    With shares :math:`p_1` and :math:`p_0` the uplift is :math:`p_1 - p_0` and the gain
    :math:`m (p_1 - p_0) - v p_1 - c`: the voucher also goes to those who would have bought without it.
    Variances are :math:`p (1 - p) / n` on either side, the usual large-sample ones.

    References
    ----------
    Radcliffe, N. J. (2007). Using control groups to target on predicted lift: building and assessing uplift
    models. Direct Marketing Analytics Journal, 1, 14-21.

    Examples
    --------
    >>> table = uplift([1, 1, 0, 0, 1, 0, 0, 0], [1, 1, 1, 1, 0, 0, 0, 0], margin=20, voucher=4, cost=1)
    >>> table.loc["all", ["uplift", "gain"]].tolist()
    [0.25, 2.0]
    """
    columns = {"bought": np.asarray(bought), "letter": np.asarray(letter)}
    group = np.full(columns["bought"].shape, "all") if by is None else np.asarray(by)
    if len({values.shape for values in columns.values()} | {group.shape}) > 1:
        raise ValueError("bought, letter and by differ in length; give one of each a customer.")
    frame = numeric_frame(pd.DataFrame(columns), name="customers", allow_missing=False)
    if not frame.isin([0, 1]).all(axis=None):
        raise ValueError("bought and letter hold 0 or 1 only; leave out who was not part of the test.")
    rows = {name: _compare(part, margin, voucher, cost, name) for name, part in frame.groupby(group)}
    return pd.DataFrame(rows).T.rename_axis("group")


def _compare(part, margin, voucher, cost, name):
    """One row of the table."""
    got, held = (part.loc[part["letter"] == way, "bought"] for way in (1, 0))
    if got.empty or held.empty:
        raise ValueError(f"group {name!r} has no letters or no holdout; it cannot be compared.")
    p, q = got.mean(), held.mean()
    spread, other = p * (1 - p) / len(got), q * (1 - q) / len(held)
    gain = margin * (p - q) - voucher * p - cost
    half = 1.96 * np.sqrt(spread + other)
    half_gain = 1.96 * np.sqrt((margin - voucher) ** 2 * spread + margin**2 * other)
    return {
        "letters": len(got),
        "holdout": len(held),
        "with_letter": p,
        "without": q,
        "uplift": p - q,
        "low": p - q - half,
        "high": p - q + half,
        "gain": gain,
        "gain_low": gain - half_gain,
        "gain_high": gain + half_gain,
    }

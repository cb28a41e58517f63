"""Attitude and behaviour: loyalty grids, the satisfaction-loyalty curve and shares of wallet."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame

_DICK_BASU = {
    (True, True): "loyalty (true)",
    (True, False): "latent loyalty",
    (False, True): "spurious loyalty",
    (False, False): "no loyalty",
}
_JONES_SASSER = {
    (True, True): "loyalist",
    (True, False): "mercenary",
    (False, True): "hostage",
    (False, False): "defector",
}


@dataclass(frozen=True)
class Grid:
    """Customers sorted into the four cells of a two-by-two grid."""

    row_cut: float
    column_cut: float
    n: int
    labels: pd.Series = field(repr=False)
    shares: pd.Series = field(repr=False)

    def summary(self):
        """Say in a sentence how customers spread over the cells."""
        parts = ", ".join(f"{share:.0%} {label}" for label, share in self.shares.items())
        return f"Of {self.n} customers: {parts}."

    def _repr_html_(self):
        return self.shares.rename("share of customers").to_frame().to_html()


def dick_basu(attitude, patronage, *, attitude_cut=None, patronage_cut=None):
    """Sort customers by relative attitude and repeat patronage.

    Parameters
    ----------
    attitude : array_like, shape (n,)
        Attitude towards the brand relative to its rivals; higher is better.
    patronage : array_like, shape (n,)
        Repeat patronage, for instance the share of purchases.
    attitude_cut, patronage_cut : float, optional
        Values above the cut are high. The medians by default, which makes the shares depend on who was asked.

    Returns
    -------
    Grid
        `labels` (one per customer: *loyalty (true)*, *latent loyalty*, *spurious loyalty*, *no loyalty*),
        `shares` and the cuts used (`row_cut` for attitude, `column_cut` for patronage).

    Raises
    ------
    ValueError
        If the two differ in length, hold missing values, or a median is asked of one customer.

    References
    ----------
    Dick, A. S. and Basu, K. (1994). Customer loyalty: toward an integrated conceptual framework.
    Journal of the Academy of Marketing Science, 22(2), 99-113.

    Examples
    --------
    >>> grid = dick_basu([6, 6, 2, 2], [0.9, 0.1, 0.9, 0.1], attitude_cut=4, patronage_cut=0.5)
    >>> grid.labels.tolist()
    ['loyalty (true)', 'latent loyalty', 'spurious loyalty', 'no loyalty']
    """
    return _grid({"attitude": attitude, "patronage": patronage}, (attitude_cut, patronage_cut), _DICK_BASU)


def jones_sasser(satisfaction, loyalty, *, satisfaction_cut=None, loyalty_cut=None):
    """Sort customers by satisfaction and loyalty: loyalists, mercenaries, hostages, defectors.

    Parameters
    ----------
    satisfaction, loyalty : array_like, shape (n,)
        Higher is more.
    satisfaction_cut, loyalty_cut : float, optional
        Values above the cut are high; the medians by default.

    Returns
    -------
    Grid
        `labels`: *loyalist* (both high), *mercenary* (satisfied, not loyal), *hostage* (loyal, not
        satisfied), *defector* (neither); `shares` and the cuts used.

    Raises
    ------
    ValueError
        If the two differ in length, hold missing values, or a median is asked of one customer.

    References
    ----------
    Jones, T. O. and Sasser, W. E. (1995). Why satisfied customers defect. Harvard Business Review, 73(6),
    88-99.

    Examples
    --------
    >>> jones_sasser([5, 5, 1], [1, 5, 5], satisfaction_cut=3, loyalty_cut=3).labels.tolist()
    ['mercenary', 'loyalist', 'hostage']
    """
    cuts = (satisfaction_cut, loyalty_cut)
    return _grid({"satisfaction": satisfaction, "loyalty": loyalty}, cuts, _JONES_SASSER)


def satisfaction_loyalty_curve(satisfaction, low, high, *, bend):
    r"""Loyalty as a bent curve of satisfaction, by how free customers are to leave.

    Parameters
    ----------
    satisfaction : float or array_like
        Satisfaction on a scale from `low` to `high`.
    low, high : float
        Ends of the scale.
    bend : float
        Above 1 for a free market, where only the delighted stay; 1 for a straight line; below 1 for a
        captive market, where even the dissatisfied stay.

    Returns
    -------
    float or ndarray
        Loyalty between 0 and 1.

    Raises
    ------
    ValueError
        If satisfaction leaves the scale or `bend` is not above zero.

    Notes
    -----
    :math:`((s - low)/(high - low))^{bend}`: a drawing of the idea with one parameter and no estimate. Jones
    and Sasser show the shapes without a formula.

    References
    ----------
    Jones, T. O. and Sasser, W. E. (1995). Why satisfied customers defect. Harvard Business Review, 73(6),
    88-99.

    Examples
    --------
    >>> satisfaction_loyalty_curve([1, 3, 5], 1, 5, bend=3).tolist()
    [0.0, 0.125, 1.0]
    """
    values = np.asarray(satisfaction, dtype=float)
    if not low < high:
        raise ValueError(f"the scale runs from {low!r} to {high!r}; give a low end below the high end.")
    if not ((values >= low) & (values <= high)).all():
        raise ValueError(
            f"satisfaction leaves the scale from {low:g} to {high:g}; check for codes such as 99."
        )
    if not bend > 0:
        raise ValueError(f"bend is {bend:g}; give a number above 0.")
    return ((values - low) / (high - low)) ** bend


def share_of_wallet(own, total):
    r"""Part of each customer's spending in the category that we get.

    Parameters
    ----------
    own : array_like, shape (n,)
        Spending with us, in money.
    total : array_like, shape (n,)
        Spending in the category, ours included, in money, above zero.

    Returns
    -------
    Series, shape (n,)
        Shares between 0 and 1. The share of the whole base is the ratio of the sums, not the mean of these.

    Raises
    ------
    ValueError
        If spending is negative or more with us than in all.

    References
    ----------
    Cooil, B., Keiningham, T. L., Aksoy, L. and Hsu, M. (2007). A longitudinal analysis of customer
    satisfaction and share of wallet. Journal of Marketing, 71(1), 67-83.

    Examples
    --------
    >>> share_of_wallet([20, 50], [100, 50]).tolist()
    [0.2, 1.0]
    """
    frame = _columns({"own": own, "total": total})
    wrong = (frame["own"] < 0) | (frame["total"] <= 0) | (frame["own"] > frame["total"])
    if wrong.any():
        row = frame.index[wrong.to_numpy().argmax()]
        raise ValueError(
            f"in row {row} own is {frame.loc[row, 'own']:g} and total {frame.loc[row, 'total']:g}; own "
            "spending lies "
            "between 0 and a total above 0."
        )
    return (frame["own"] / frame["total"]).rename("share_of_wallet")


def wallet_allocation(rank, n_brands):
    r"""Share of wallet to expect from the rank a customer gives a brand.

    Parameters
    ----------
    rank : float or array_like
        Rank among the brands the customer uses: 1 is best; tied brands share their mean rank.
    n_brands : int or array_like
        Number of brands the customer uses.

    Returns
    -------
    float or ndarray
        Share between 0 and 1; over all brands of a customer the shares sum to 1.

    Raises
    ------
    ValueError
        If a rank lies outside 1 ... `n_brands`.

    Notes
    -----
    :math:`(1 - rank/(n+1)) \cdot 2/n`.

    References
    ----------
    Keiningham, T. L., Aksoy, L., Buoye, A. and Cooil, B. (2011). Customer loyalty isn't enough. Grow your
    share of wallet. Harvard Business Review, 89(10), 29-31.

    Examples
    --------
    >>> wallet_allocation([1, 2, 3], 3).round(3).tolist()
    [0.5, 0.333, 0.167]
    """
    rank, n = np.asarray(rank, dtype=float), np.asarray(n_brands, dtype=float)
    if not ((rank >= 1) & (rank <= n)).all():
        raise ValueError(
            f"rank is {rank.tolist()} of {n.tolist()} brands; ranks run from 1 to the number of brands."
        )
    return (1 - rank / (n + 1)) * 2 / n


def _columns(named):
    """Two columns of numbers of the same length, as a frame that keeps the index of a Series."""
    series = {name: pd.Series(values) for name, values in named.items()}
    first, second = series.values()
    if len(first) != len(second):
        one, other = series
        raise ValueError(
            f"{one} has {len(first)} values and {other} {len(second)}; give one of each per customer."
        )
    second.index = first.index
    return numeric_frame(pd.DataFrame(series), name="the customers", allow_missing=False)


def _grid(named, cuts, cells):
    frame = _columns(named)
    if len(frame) < 2 and None in cuts:
        raise ValueError("one customer cannot be compared with a median; give both cuts.")
    cuts = [
        float(frame[column].median() if cut is None else cut) for column, cut in zip(frame, cuts, strict=True)
    ]
    first, second = (frame[column] > cut for column, cut in zip(frame, cuts, strict=True))
    labels = pd.Series(
        [cells[a, b] for a, b in zip(first, second, strict=True)],
        index=frame.index,
        name="cell",
        dtype=object,
    )
    shares = labels.value_counts(normalize=True).reindex(list(cells.values()), fill_value=0.0)
    return Grid(*cuts, len(labels), labels, shares)

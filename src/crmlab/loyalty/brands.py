"""Brand switching: which brand follows which, and where that leads."""

import warnings
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._markov import stationary


@dataclass(frozen=True)
class SwitchingMatrix:
    """Which brand follows which in the purchases of the same customers."""

    repeat_rate: float
    n_customers: int
    n_purchases: int
    counts: pd.DataFrame = field(repr=False)
    probabilities: pd.DataFrame = field(repr=False)
    steady_state: pd.Series = field(repr=False)
    brands: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence how often customers repeat and which brand the chain favours."""
        text = f"After {self.repeat_rate:.0%} of purchases the same brand is bought again"
        if self.steady_state.isna().any():
            return f"{text}; the long-run shares depend on where customers start."
        best = self.steady_state.idxmax()
        return (
            f"{text}; if nothing changed, {best} would settle at {self.steady_state[best]:.0%} of purchases."
        )

    def _repr_html_(self):
        return self.probabilities.to_html()


def switching_matrix(purchases, customer, brand):
    r"""Count which brand follows which, and where that leads.

    Parameters
    ----------
    purchases : DataFrame, one row per purchase
        In the order in which they were made within each customer.
    customer, brand : str
        Columns of `purchases`.

    Returns
    -------
    SwitchingMatrix
        `counts` (row brand first, column brand next), `probabilities` (rows sum to 1), `repeat_rate` (share
        of the diagonal), `steady_state` (long-run shares), and `brands` with each brand's `purchase_share`,
        `penetration` (number of buyers) and `share_of_requirements` (its part of all category purchases of
        its buyers).

    Raises
    ------
    ValueError
        If a column is absent or has missing values, nobody bought twice, or the rows are sorted by brand:
        then no customer ever returns to a brand once left, and the counts mean nothing.

    Warns
    -----
    UserWarning
        If a brand is never followed by another purchase (its row is missing) or the long-run shares depend
        on the start (they are missing).

    References
    ----------
    Ehrenberg, A. S. C. (1965). An appraisal of Markov brand-switching models. Journal of Marketing Research,
    2(4), 347-362.
    Jain, D. C., Vilcassim, N. J. and Chintagunta, P. K. (1994). A random-coefficients logit brand-choice
    model applied to panel data. Journal of Business & Economic Statistics, 12(3), 317-328.

    Examples
    --------
    >>> panel = pd.DataFrame({"household": [1, 1, 1, 1, 2, 2, 2], "brand": list("AABABBA")})
    >>> matrix = switching_matrix(panel, "household", "brand")
    >>> matrix.counts.to_numpy().tolist(), matrix.repeat_rate
    ([[1, 1], [2, 1]], 0.4)
    """
    who, what = _purchase_columns(purchases, customer, brand)
    names = sorted(what.unique(), key=lambda name: (str(type(name)), name))
    following = what.groupby(who, sort=False).shift(-1)
    pairs = following.notna()
    if not pairs.any():
        raise ValueError(
            f"no value of {customer!r} has two purchases; a switching matrix needs repeat purchases."
        )
    _refuse_sorted(who, what, customer, brand)
    counts = pd.crosstab(what[pairs], following[pairs]).reindex(index=names, columns=names, fill_value=0)
    counts = counts.rename_axis(index="from", columns="to")
    totals = counts.sum(axis=1)
    probabilities = counts.div(totals.where(totals > 0), axis=0)
    buyers = pd.crosstab(who, what)[names]
    category = (buyers > 0).T @ buyers.sum(axis=1)
    brands = pd.DataFrame(
        {
            "purchase_share": buyers.sum() / len(what),
            "penetration": (buyers > 0).sum(),
            "share_of_requirements": buyers.sum() / category,
        }
    ).rename_axis("brand")
    return SwitchingMatrix(
        repeat_rate=float(np.trace(counts.to_numpy()) / totals.sum()),
        n_customers=int(who.nunique()),
        n_purchases=len(what),
        counts=counts,
        probabilities=probabilities,
        steady_state=_long_run(probabilities),
        brands=brands,
    )


def _refuse_sorted(who, what, customer, brand):
    """Refuse a panel in which customers had the chance to come back to a brand they left and none did."""
    runs = (what != what.groupby(who, sort=False).shift()).groupby(who, sort=False).cumsum()
    left = runs.groupby(who, sort=False).shift() > 1
    starts = runs != runs.groupby(who, sort=False).shift()
    first_run = runs.groupby([who, what], sort=False).transform("min")
    if left.any() and not (starts & (runs > first_run)).any():
        raise ValueError(
            f"no value of {customer!r} ever returns to a {brand!r} it has left, so the rows look sorted by "
            f"{brand!r}; "
            "sort them by time within each customer."
        )


def _long_run(probabilities):
    shares = np.full(len(probabilities), np.nan)
    silent = probabilities.index[probabilities.isna().all(axis=1)]
    if len(silent):
        warnings.warn(
            f"no purchase follows one of {', '.join(map(str, silent))}, so its row and the steady state are "
            "missing.",
            stacklevel=3,
        )
    else:
        found = stationary(probabilities.to_numpy())
        if found is None:
            warnings.warn(
                "customers of some brands never reach the others, so the long-run shares depend on the "
                "start and the "
                "steady state is missing.",
                stacklevel=3,
            )
        else:
            shares = found
    return pd.Series(shares, index=probabilities.index, name="steady_state").rename_axis("brand")


def _purchase_columns(purchases, customer, brand):
    if not isinstance(purchases, pd.DataFrame):
        raise TypeError(
            f"purchases is a {type(purchases).__name__}; give a DataFrame with one row per purchase."
        )
    for column in (customer, brand):
        if column not in purchases.columns:
            held = ", ".join(map(repr, purchases.columns))
            raise ValueError(f"purchases has no column {column!r}; it has {held}.")
        if purchases[column].isna().any():
            raise ValueError(f"column {column!r} of purchases has missing values; drop or fill those rows.")
    if purchases.empty:
        raise ValueError("purchases has no rows; give at least two purchases of one customer.")
    frame = purchases.reset_index(drop=True)
    return frame[customer].rename("customer"), frame[brand].astype(object).rename("brand")

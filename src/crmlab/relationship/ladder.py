"""Where a ladder of customers leaks: who leaves where, what closing a leak brings, who gets to the top."""

import numpy as np
import pandas as pd

from crmlab._markov import transition_matrix
from crmlab.relationship.chains import absorbing_chain

_POINT = 0.01


def ladder_leaks(P, arrivals):
    r"""Long-run customers and leavers of each stage, and what one point less of leaving would bring.

    Parameters
    ----------
    P : DataFrame or array_like, shape (n, n)
        Probability of going from the row's stage to the column's in one period, the last stage the highest.
        Rows sum to 1 or less: the rest leaves for good.
    arrivals : array_like, shape (n,)
        New customers in each stage, every period.

    Returns
    -------
    DataFrame
        One row a stage: `customers` (in the long run), `leave` (share that leaves in a period), `leaving`
        (customers a period), and `top_gain` and `total_gain`: how many more customers the highest stage and
        all stages together hold in the long run if one percentage point less leaves this stage and stays in
        it instead (all of the leavers, where fewer than a point leave).

    Raises
    ------
    ValueError
        If `P` is no transition matrix, nobody ever leaves some stage, or arrivals are negative or of another
        length.

    Notes
    -----
    With :math:`N = (I - P)^{-1}` the long run holds :math:`x = a N`, in which as many arrive as leave.
    Keeping :math:`\delta` more in stage i adds :math:`\delta x_i N_{ij} / (1 - \delta N_{ii})` customers
    to stage j (Sherman and Morrison), without bound if nobody leaves then.

    References
    ----------
    Kemeny, J. G. and Snell, J. L. (1960). Finite Markov chains. Van Nostrand.

    Examples
    --------
    >>> leaks = ladder_leaks([[0.5, 0.3], [0.0, 0.9]], [100, 0])
    >>> leaks["customers"].round().tolist(), leaks["leaving"].round().tolist()
    ([200.0, 600.0], [40.0, 60.0])
    >>> leaks["top_gain"].round(1).tolist()
    [12.2, 66.7]
    """
    matrix = transition_matrix(P, "P", may_leave=True)
    new = np.asarray(arrivals, dtype=float)
    if new.shape != (len(matrix),) or not (new >= 0).all():
        raise ValueError(f"arrivals are {arrivals!r}; give a number of zero or more for each stage.")
    values = matrix.to_numpy()
    if (np.diag(values) == 1).any():
        raise ValueError("a stage of P keeps everybody for ever; let some leave it.")
    visits = absorbing_chain(matrix).fundamental.to_numpy()
    customers, leave = new @ visits, (1 - values.sum(axis=1)).clip(0)
    kept = np.minimum(leave, _POINT)
    left_over = 1 - kept * np.diag(visits)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(kept > 0, kept * customers / np.where(left_over > 1e-12, left_over, 0), 0)
    return pd.DataFrame(
        {
            "customers": customers,
            "leave": leave,
            "leaving": customers * leave,
            "top_gain": factor * visits[:, -1],
            "total_gain": factor * visits.sum(axis=1),
        },
        index=matrix.index,
    )


def first_passage(P, target):
    r"""Chance of ever getting to a stage, and the time it takes those who get there.

    Parameters
    ----------
    P : DataFrame or array_like, shape (n, n)
        Transition probabilities; rows may sum to less than 1, the rest leaves for good.
    target : label
        The stage to get to.

    Returns
    -------
    DataFrame
        One row for every other stage: `chance` of ever getting to the target and `periods`, the mean time of
        those who do (missing where the chance is 0).

    Raises
    ------
    ValueError
        If `P` is no transition matrix or has no such stage, or some stage leads neither to the target nor
        out.

    Notes
    -----
    With Q the transitions among the other stages, r those to the target and :math:`N = (I - Q)^{-1}`: the
    chance is :math:`h = N r`, and the time of those who get there :math:`(N h)_i / h_i`.

    References
    ----------
    Kemeny, J. G. and Snell, J. L. (1960). Finite Markov chains. Van Nostrand.

    Examples
    --------
    >>> P = pd.DataFrame([[0.5, 0.3], [0.0, 0.9]], index=["new", "fan"], columns=["new", "fan"])
    >>> first_passage(P, "fan").loc["new"].round(3).tolist()
    [0.6, 2.0]
    """
    matrix = transition_matrix(P, "P", may_leave=True)
    if target not in matrix.index:
        raise ValueError(f"P has no stage {target!r}; it has {', '.join(map(repr, matrix.index))}.")
    others = [stage for stage in matrix.index if stage != target]
    ended = matrix.copy()
    ended.loc[target] = (ended.columns == target).astype(float)
    visits = absorbing_chain(ended).fundamental.loc[others, others].to_numpy()
    chance = visits @ matrix.loc[others, target].to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        periods = np.where(chance > 0, visits @ chance / chance, np.nan)
    return pd.DataFrame({"chance": chance, "periods": periods}, index=pd.Index(others))

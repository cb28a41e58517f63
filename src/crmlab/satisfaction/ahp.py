"""Weights from judgements compared in pairs: the analytic hierarchy process on one level."""

import warnings
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame

# Mean consistency index of random judgements for 1, 2, 3, ... items (Saaty 1980).
_RANDOM_INDEX = (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)


@dataclass(frozen=True)
class Ahp:
    """Weights from judgements in pairs, and how far the judgements agree with each other.

    Attributes
    ----------
    weights : Series
        Weight of each item; they add up to one.
    lambda_max : float
        Principal eigenvalue of the judgements; equal to the number of items if they agree perfectly.
    consistency_index, consistency_ratio : float
        Distance of `lambda_max` from perfect agreement, plain and relative to random judgements.
    circular : tuple of tuples
        Triples of items judged in a circle: the first above the second, the second above the third and
        the third above the first.
    """

    weights: pd.Series
    lambda_max: float
    consistency_index: float
    consistency_ratio: float
    circular: tuple = ()

    def summary(self):
        """Read the weights in one sentence."""
        first = self.weights.idxmax()
        verdict = "hang together" if self.consistency_ratio <= 0.10 else "contradict each other"
        return (
            f"{first} weighs most ({self.weights[first]:.1%}); the judgements {verdict} "
            f"(consistency ratio {self.consistency_ratio:.3f}, acceptable up to 0.10)."
        )

    def _repr_html_(self):
        return html_table(self) + self.weights.to_frame().to_html()


def ahp_weights(matrix, method="eigen"):
    """Weights of items from a matrix of judgements in pairs.

    Parameters
    ----------
    matrix : DataFrame or array_like, shape (n_items, n_items)
        Entry (i, j) says how many times item i outweighs item j. The diagonal is 1 and entry (j, i) is one
        divided by entry (i, j). The names of a DataFrame's columns name the items.
    method : {"eigen", "geometric"}
        Principal eigenvector (Saaty) or geometric means of the rows (Crawford and Williams).

    Returns
    -------
    Ahp
        Weights, `lambda_max`, consistency index and ratio, circular triples.

    Raises
    ------
    ValueError
        If the matrix is not square, positive and reciprocal, or has more than 15 items.

    Warns
    -----
    UserWarning
        If the consistency ratio is above 0.10: the judgements contradict each other.

    Notes
    -----
    :math:`A w = \\lambda_{max} w`, :math:`CI = (\\lambda_{max} - n) / (n - 1)`, :math:`CR = CI / RI` with the
    random index of Saaty (1980): 0.58 for three items, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49 for ten.
    For geometric means :math:`\\lambda_{max}` is the mean of :math:`(A w)_i / w_i`. One or two items cannot
    contradict each other and have ratio 0.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process, McGraw-Hill. Saaty (2008), Decision making with the analytic
    hierarchy process, International Journal of Services Sciences. Crawford and Williams (1985), A note on the
    analysis of subjective judgment matrices, Journal of Mathematical Psychology.

    Examples
    --------
    >>> judged = ahp_weights([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
    >>> judged.weights.round(3).tolist(), round(abs(judged.consistency_ratio), 6)
    ([0.571, 0.286, 0.143], 0.0)
    """
    frame = _judgements(matrix, allow_missing=False)
    judged = frame.to_numpy()
    n = len(judged)
    if n > len(_RANDOM_INDEX):
        raise ValueError(
            f"the matrix compares {n} items; group them so that at most 15 are compared at once."
        )
    if method == "eigen":
        lambda_max, weights, _ = _principal(judged)
    elif method == "geometric":
        weights = np.exp(np.log(judged).mean(axis=1))
        weights /= weights.sum()
        lambda_max = float((judged @ weights / weights).mean())
    else:
        raise ValueError(f"method is {method!r}; choose 'eigen' or 'geometric'.")
    index = (lambda_max - n) / (n - 1) if n > 2 else 0.0
    ratio = index / _RANDOM_INDEX[n - 1] if n > 2 else 0.0
    circular = _circular(judged, list(frame.columns))
    if ratio > 0.10:
        circle = (
            f", for example {' over '.join(map(str, (*circular[0], circular[0][0])))}" if circular else ""
        )
        warnings.warn(
            f"the judgements contradict each other (consistency ratio {ratio:.2f}, above 0.10){circle}; "
            "ask for them again before using the weights.",
            stacklevel=2,
        )
    labelled = pd.Series(weights, index=frame.columns, name="weight")
    return Ahp(labelled, lambda_max, float(index), float(ratio), circular)


def complete_pairwise(matrix):
    """Fill the missing judgements of a matrix so that it contradicts itself least.

    Parameters
    ----------
    matrix : DataFrame or array_like, shape (n_items, n_items)
        Judgements in pairs as in `ahp_weights`; a missing pair is missing at both (i, j) and (j, i).

    Returns
    -------
    DataFrame
        The matrix with every gap filled; given judgements are unchanged.

    Raises
    ------
    ValueError
        If the items fall into groups that no judgement connects, or the matrix is improper.

    Notes
    -----
    Convention: the gaps take the values for which :math:`\\lambda_{max}` is smallest, which is a convex
    problem in their logarithms with one solution if the given judgements connect all items. Least squares of
    the logarithms serve as the start.

    References
    ----------
    Bozóki, Fülöp and Rónyai (2010), On optimal completion of incomplete pairwise comparison matrices,
    Mathematical and Computer Modelling.

    Examples
    --------
    >>> gap = float("nan")
    >>> complete_pairwise([[1, 2, gap], [1 / 2, 1, 3], [gap, 1 / 3, 1]]).round(3)
           0      1    2
    0  1.000  2.000  6.0
    1  0.500  1.000  3.0
    2  0.167  0.333  1.0
    """
    from scipy.optimize import minimize

    frame = _judgements(matrix, allow_missing=True)
    judged = frame.to_numpy()
    rows, columns = np.nonzero(np.triu(np.isnan(judged)))
    logs = np.where(np.isnan(judged), 0.0, np.log(judged))
    linked = ~np.isnan(judged)
    reached = np.linalg.matrix_power(linked.astype(float), len(judged)) > 0
    if not reached.all():
        apart = list(frame.columns[~reached[0]])
        raise ValueError(
            f"no judgement connects {', '.join(map(repr, apart))} with {frame.columns[0]!r}; compare one "
            "pair across before filling the rest."
        )
    if not rows.size:
        return frame
    laplacian = np.diag(linked.sum(axis=1)) - linked
    utility = np.linalg.lstsq(laplacian, logs.sum(axis=1), rcond=None)[0]

    def filled(gaps):
        whole = judged.copy()
        whole[rows, columns], whole[columns, rows] = np.exp(gaps), np.exp(-gaps)
        return whole

    def eigenvalue(gaps):
        whole = filled(gaps)
        value, right, left = _principal(whole)
        slope = left[:, None] * whole * right / (left @ right)
        return value, slope[rows, columns] - slope[columns, rows]

    best = minimize(
        eigenvalue, utility[rows] - utility[columns], jac=True, method="BFGS", options={"gtol": 1e-9}
    )
    return pd.DataFrame(filled(best.x), index=frame.index, columns=frame.columns)


def _judgements(matrix, allow_missing):
    """Check a matrix of judgements in pairs and return it as a DataFrame."""
    frame = numeric_frame(matrix, name="the matrix")
    values, names = frame.to_numpy(), list(frame.columns)
    if values.shape[0] != values.shape[1]:
        raise ValueError(
            f"the matrix has {values.shape[0]} rows and {values.shape[1]} columns; it must be square."
        )
    if not isinstance(matrix, pd.DataFrame):
        frame.index = frame.columns
    if list(frame.index) != names:
        raise ValueError("the rows and columns of the matrix name different items; give both the same order.")
    for i, j in combinations(range(len(names)), 2):
        cell = f"cell ({names[i]!r}, {names[j]!r})"
        there, back = values[i, j], values[j, i]
        if np.isnan(there) and np.isnan(back) and allow_missing:
            continue
        if np.isnan(there) or np.isnan(back):
            cure = "leave out both directions or neither" if allow_missing else "fill it by complete_pairwise"
            raise ValueError(f"{cell} or its mirror has no judgement; {cure}.")
        if there <= 0 or back <= 0:
            raise ValueError(
                f"{cell} or its mirror is {min(there, back):g}; judgements are above 0 (1/9 to 9)."
            )
        if abs(there * back - 1) > 0.02:
            raise ValueError(
                f"{cell} is {there:g} but its mirror is {back:g}; the mirror must be {1 / there:.4g}."
            )
    for i, name in enumerate(names):
        if values[i, i] != 1:
            raise ValueError(f"cell ({name!r}, {name!r}) is {values[i, i]:g}; an item against itself is 1.")
    return frame


def _principal(matrix):
    """Principal eigenvalue, its right eigenvector with sum one, and its left eigenvector."""
    values, vectors = np.linalg.eig(matrix)
    first = np.argmax(values.real)
    right = np.abs(vectors[:, first].real)
    values_left, vectors_left = np.linalg.eig(matrix.T)
    left = np.abs(vectors_left[:, np.argmax(values_left.real)].real)
    return float(values[first].real), right / right.sum(), left


def _circular(judged, names):
    found = []
    for i, j, k in combinations(range(len(names)), 3):
        for a, b, c in ((i, j, k), (i, k, j)):
            if judged[a, b] > 1 and judged[b, c] > 1 and judged[c, a] > 1:
                found.append((names[a], names[b], names[c]))
    return tuple(found)

"""Transition matrices: checks and long-run shares, shared by ladders, brand switching and customer value."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame


def transition_matrix(P, name="P", *, may_leave=False):
    """Take a square matrix of transition probabilities as a frame, or say what is wrong with it.

    Parameters
    ----------
    P : DataFrame or array_like, shape (n, n)
        From the row's state to the column's state.
    name : str
        What the matrix is called in messages.
    may_leave : bool
        Whether rows may sum to less than 1, the rest leaving the chain.

    Returns
    -------
    DataFrame, shape (n, n)
        Probabilities, the same labels on both sides.

    Examples
    --------
    >>> transition_matrix([[0.9, 0.1], [0, 1]]).loc[0, 1].item()
    0.1
    """
    frame = numeric_frame(P, name=name, allow_missing=False)
    if frame.shape[0] != frame.shape[1]:
        raise ValueError(
            f"{name} has {frame.shape[0]} rows and {frame.shape[1]} columns; give a square matrix."
        )
    if isinstance(P, pd.DataFrame) and list(frame.index) != list(frame.columns):
        raise ValueError(f"the rows and columns of {name} are labelled differently; use one order of states.")
    values = frame.to_numpy()
    outside = np.argwhere((values < 0) | (values > 1))
    if len(outside):
        row, column = (frame.columns[k] for k in outside[0])
        raise ValueError(
            f"cell ({row}, {column}) of {name} is {frame.loc[row, column]:g}; a probability lies "
            "between 0 and 1."
        )
    sums = values.sum(axis=1)
    wrong = (sums > 1 + 1e-8) if may_leave else (np.abs(sums - 1) > 1e-8)
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0])
        wanted = "at most 1" if may_leave else "1"
        raise ValueError(
            f"row {frame.index[row]} of {name} sums to {sums[row]:.6g}; the probabilities of a row sum to "
            f"{wanted}."
        )
    return frame


def stationary(P):
    """Long-run shares of a chain, or None where they depend on the start.

    Parameters
    ----------
    P : ndarray, shape (n, n)
        Transition probabilities, rows summing to 1.

    Returns
    -------
    ndarray, shape (n,), or None
        None if the chain has more than one closed class.

    Examples
    --------
    >>> stationary(np.array([[0.9, 0.1], [0.3, 0.7]])).round(2).tolist()
    [0.75, 0.25]
    """
    from scipy.sparse.csgraph import connected_components

    n, label = connected_components(P > 0, directed=True, connection="strong")
    leaks = {label[i] for i, j in np.argwhere(P > 0) if label[i] != label[j]}
    if n - len(leaks) != 1:
        return None
    system = np.vstack([P.T - np.eye(len(P)), np.ones(len(P))])
    shares = np.linalg.lstsq(system, np.r_[np.zeros(len(P)), 1.0], rcond=None)[0]
    return np.clip(shares, 0, None) / np.clip(shares, 0, None).sum()

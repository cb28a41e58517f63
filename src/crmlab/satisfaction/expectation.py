"""Satisfaction as a comparison: expected against perceived, and satisfied against defected."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame, probability


def disconfirmation(expected, perceived):
    """Compare what customers expected with what they got.

    Parameters
    ----------
    expected, perceived : 1-D array_like of float, shape (n_customers,)
        Expectation before and perception after, on the same scale. Missing answers stay missing.

    Returns
    -------
    DataFrame
        One row a customer: `disconfirmation` (perceived minus expected) and `outcome` ("better than
        expected", "as expected", "worse than expected").

    Raises
    ------
    ValueError
        If lengths differ or an answer is not a number.

    References
    ----------
    Oliver (1980), A cognitive model of the antecedents and consequences of satisfaction decisions, Journal of
    Marketing Research.

    Examples
    --------
    >>> disconfirmation([5, 6, 4], [6, 6, 2])
       disconfirmation               outcome
    0              1.0  better than expected
    1              0.0           as expected
    2             -2.0   worse than expected
    """
    pair = _pair(expected, perceived)
    difference = pair["perceived"] - pair["expected"]
    names = {1.0: "better than expected", 0.0: "as expected", -1.0: "worse than expected"}
    return pd.DataFrame({"disconfirmation": difference, "outcome": np.sign(difference).map(names)})


def match_index(expected, perceived, low, high):
    """How closely perception matched expectation, whether it was better or worse.

    Parameters
    ----------
    expected, perceived : 1-D array_like of float, shape (n_customers,)
        Answers from `low` to `high`. Missing answers stay missing.
    low, high : float
        Ends of the scale.

    Returns
    -------
    Series
        1 for a perfect match, 0 for the largest possible distance.

    Raises
    ------
    ValueError
        If lengths differ or an answer lies outside the scale.

    Notes
    -----
    :math:`1 - |P - E| / (high - low)`. A pleasant surprise lowers this index; compare `disconfirmation`.

    Examples
    --------
    >>> match_index([5, 6, 4], [6, 6, 2], low=1, high=5)
    Traceback (most recent call last):
    ValueError: expected holds 6, outside the scale from 1 to 5; check the scale.
    >>> match_index([5, 6, 4], [7, 6, 1], low=1, high=7).tolist()
    [0.6666666666666667, 1.0, 0.5]
    """
    pair = _pair(expected, perceived)
    if not low < high:
        raise ValueError(f"low is {low} and high is {high}; low must be the smaller one.")
    for column in pair:
        outside = pair[column][(pair[column] < low) | (pair[column] > high)]
        if len(outside):
            raise ValueError(
                f"{column} holds {outside.iloc[0]:g}, outside the scale from {low} to {high}; "
                "check the scale."
            )
    distance = (pair["perceived"] - pair["expected"]).abs()
    return (1 - distance / (high - low)).rename("match")


def satisfied_given_defected(defected_given_satisfied, defected, satisfied):
    """Share of the customers who left that had been satisfied, by Bayes' rule.

    Parameters
    ----------
    defected_given_satisfied : float
        Share of the satisfied customers who left.
    defected, satisfied : float
        Shares of all customers who left, and who were satisfied.

    Returns
    -------
    float
        P(satisfied | defected).

    Raises
    ------
    ValueError
        If a share is outside [0, 1], nobody defected, or the three shares cannot hold together.

    Notes
    -----
    :math:`P(S|D) = P(D|S) P(S) / P(D)`.

    References
    ----------
    Reichheld (1996), The Loyalty Effect, Harvard Business School Press: of the customers who defected, most
    had said that they were satisfied.

    Examples
    --------
    >>> round(satisfied_given_defected(0.1875, defected=0.20, satisfied=0.80), 4)
    0.75
    """
    return _turn(
        (defected_given_satisfied, "defected_given_satisfied"),
        (satisfied, "satisfied"),
        (defected, "defected"),
    )


def defected_given_satisfied(satisfied_given_defected, defected, satisfied):
    """Share of the satisfied customers who left, by Bayes' rule: the inverse of `satisfied_given_defected`.

    Parameters
    ----------
    satisfied_given_defected : float
        Share of the customers who left that had been satisfied.
    defected, satisfied : float
        Shares of all customers who left, and who were satisfied.

    Returns
    -------
    float
        P(defected | satisfied).

    Raises
    ------
    ValueError
        If a share is outside [0, 1], nobody was satisfied, or the three shares cannot hold together.

    Notes
    -----
    :math:`P(D|S) = P(S|D) P(D) / P(S)`.

    Examples
    --------
    >>> round(defected_given_satisfied(0.75, defected=0.20, satisfied=0.80), 4)
    0.1875
    """
    return _turn(
        (satisfied_given_defected, "satisfied_given_defected"),
        (defected, "defected"),
        (satisfied, "satisfied"),
    )


def _turn(conditional, given, wanted):
    """Turn P(wanted | given) into P(given | wanted); each argument is a value and its name."""
    share, prior, base = (probability(*argument) for argument in (conditional, given, wanted))
    if base == 0:
        raise ValueError(f"{wanted[1]} is 0, so there is nobody to take a share of; give a share above 0.")
    both = share * prior
    lowest = max(prior + base - 1, 0.0)
    if both > base + 1e-12 or both < lowest - 1e-12:
        bound = f"at most {base / prior:.4g}" if both > base else f"at least {lowest / prior:.4g}"
        raise ValueError(
            f"{conditional[1]} is {share:g}, but with {given[1]} {prior:g} and {wanted[1]} {base:g} it can "
            f"be {bound}; the three shares must come from the same customers."
        )
    return min(both / base, 1.0)


def _pair(expected, perceived):
    sides = {"expected": expected, "perceived": perceived}
    for name, side in sides.items():
        if np.ndim(side) != 1:
            raise TypeError(f"{name} must be one column of answers, one a customer; pick the column first.")
    if len(expected) != len(perceived):
        raise ValueError(
            f"there are {len(expected)} expected and {len(perceived)} perceived answers; "
            "give both for each customer."
        )
    index = expected.index if isinstance(expected, pd.Series) else None
    if index is not None and isinstance(perceived, pd.Series) and not perceived.index.equals(index):
        raise ValueError("expected and perceived list different customers; give both the same index.")
    table = pd.DataFrame({name: list(side) for name, side in sides.items()}, index=index)
    return numeric_frame(table, name="the answers")

"""Covariances and correlations of checked items."""

import numpy as np

from crmlab._check import numeric_frame


def item_covariance(items, missing, columns=None):
    """Check the items and return those used, with their covariance matrix."""
    if missing not in ("pairwise", "listwise"):
        raise ValueError(f"missing is {missing!r}; choose 'pairwise' or 'listwise'.")
    answers = numeric_frame(items, columns, allow_constant=False, min_rows=2)
    if answers.shape[1] < 2:
        raise ValueError(f"items has one column, {answers.columns[0]!r}; a scale needs at least two.")
    answers = answers.dropna(how="any" if missing == "listwise" else "all")
    if len(answers) < 2:
        raise ValueError(
            "fewer than two respondents answered every item; use missing='pairwise' or drop an item."
        )
    answers = numeric_frame(answers, allow_constant=False)
    covariance = answers.cov().to_numpy()
    absent = np.argwhere(np.isnan(covariance))
    if len(absent):
        one, other = answers.columns[absent[0]]
        raise ValueError(
            f"fewer than two respondents answered both {one!r} and {other!r}; drop one of the items."
        )
    if covariance.sum() <= 1e-12 * np.trace(covariance):
        raise ValueError(
            "the sum of the items does not vary; turn negatively worded items with reverse() first."
        )
    return answers, covariance


def item_correlation(covariance):
    sd = np.sqrt(np.diag(covariance))
    return covariance / np.outer(sd, sd)

"""Convergent and discriminant validity: composite reliability, variance extracted, HTMT."""

import warnings
from itertools import combinations

import numpy as np
import pandas as pd

from crmlab.scales._items import item_correlation, item_covariance


def composite_reliability(loadings, error_variances=None):
    """Composite reliability of one factor: the share of the sum score's variance that is the factor's.

    Parameters
    ----------
    loadings : array_like, shape (k,)
        Loadings of the items on their factor, standardised unless `error_variances` is given.
    error_variances : array_like, shape (k,), optional
        Error variances of the items on the scale of the loadings, for a factor of variance 1; by default
        ``1 - loading**2``.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If loadings are missing, or the two lists differ in length, or an error variance is negative.

    Warns
    -----
    UserWarning
        If a standardised loading exceeds 1 (a Heywood case), or loadings have both signs.

    Notes
    -----
    ``(sum l)**2 / ((sum l)**2 + sum of error variances)``, with uncorrelated errors.

    References
    ----------
    Fornell, C. & Larcker, D. F. (1981). Evaluating structural equation models with unobservable variables and
    measurement error. *Journal of Marketing Research*, 18(1).

    Examples
    --------
    >>> round(composite_reliability([0.8, 0.7, 0.6]), 4)
    0.7449
    """
    values = _loadings(loadings, standardised=error_variances is None)
    if error_variances is None:
        errors = 1 - values**2
    else:
        errors = np.asarray(error_variances, dtype=float)
        if errors.shape != values.shape:
            raise ValueError(
                f"there are {values.size} loadings and {errors.size} error variances; give one for each."
            )
        if not (errors >= 0).all():
            raise ValueError(
                f"error_variances holds {errors.min():g}; a variance cannot be negative or missing."
            )
    if values.min() < 0 < values.max():
        warnings.warn(
            "loadings have both signs and cancel in the sum; reverse the items that load negatively first.",
            stacklevel=2,
        )
    common = values.sum() ** 2
    return float(common / (common + errors.sum()))


def average_variance_extracted(loadings):
    """Average variance extracted (AVE): the mean share of an item's variance its factor explains.

    Parameters
    ----------
    loadings : array_like, shape (k,)
        Standardised loadings of the items on their factor.

    Returns
    -------
    float
        The mean squared loading; 0.5 is the usual rule of thumb for convergent validity.

    Raises
    ------
    ValueError
        If loadings are missing or not numbers.

    Warns
    -----
    UserWarning
        If a loading exceeds 1 (a Heywood case).

    References
    ----------
    Fornell, C. & Larcker, D. F. (1981). Evaluating structural equation models with unobservable variables and
    measurement error. *Journal of Marketing Research*, 18(1).

    Examples
    --------
    >>> round(average_variance_extracted([0.8, 0.7, 0.6]), 4)
    0.4967
    """
    return float((_loadings(loadings, standardised=True) ** 2).mean())


def htmt(items, factors, kind="htmt", missing="pairwise"):
    """Heterotrait-monotrait ratio: estimated correlations of factors, to see whether they are distinct.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers.
    factors : dict
        ``{factor name: [columns]}``, two or more factors of two or more items each.
    kind : {"htmt", "htmt2"}
        Arithmetic means (assumes equal loadings within a factor) or geometric means (does not).
    missing : {"pairwise", "listwise"}
        As in `cronbach_alpha`.

    Returns
    -------
    DataFrame, factors by factors
        The ratio of each pair, with 1 on the diagonal; above 0.85 or 0.90 two factors are hard to tell apart.

    Raises
    ------
    ValueError
        If there are fewer than two factors, a factor has fewer than two items, or an item is in two factors.

    Warns
    -----
    UserWarning
        If items of one factor correlate negatively (an item was not reversed).

    Notes
    -----
    Mean correlation between the items of two factors over the geometric mean of the two factors' mean
    correlations within; all correlations enter as absolute values, as in semTools.

    References
    ----------
    Henseler, J., Ringle, C. M. & Sarstedt, M. (2015). A new criterion for assessing discriminant validity.
    *Journal of the Academy of Marketing Science*, 43(1).
    Roemer, E., Schuberth, F. & Henseler, J. (2021). HTMT2: an improved criterion for assessing discriminant
    validity. *Industrial Management & Data Systems*, 121(12).

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> quality, price = rng.normal(size=(2, 500, 1))
    >>> common = np.hstack([quality, quality, price, price])
    >>> answers = pd.DataFrame(common + rng.normal(size=(500, 4)))
    >>> float(htmt(answers, {"quality": [0, 1], "price": [2, 3]}).loc["quality", "price"].round(2))
    0.03
    """
    if kind not in ("htmt", "htmt2"):
        raise ValueError(f"kind is {kind!r}; choose 'htmt' or 'htmt2'.")
    if not isinstance(factors, dict) or len(factors) < 2:
        raise ValueError(
            "factors must be a dict of at least two factors such as {'trust': ['q1', 'q2'], ...}."
        )
    for factor, columns in factors.items():
        if isinstance(columns, str) or len(columns) < 2:
            raise ValueError(f"factor {factor!r} needs a list of at least two items.")
    members = {factor: list(columns) for factor, columns in factors.items()}
    used = [column for columns in members.values() for column in columns]
    _, covariance = item_covariance(items, missing, used)
    correlation = pd.DataFrame(item_correlation(covariance), index=used, columns=used)

    def average(values):
        magnitudes = np.abs(values)
        return magnitudes.mean() if kind == "htmt" else np.exp(np.log(magnitudes).mean())

    within = {}
    for factor, columns in members.items():
        values = correlation.loc[columns, columns].to_numpy()[np.triu_indices(len(columns), 1)]
        if (values < 0).any():
            warnings.warn(
                f"items of {factor!r} correlate negatively; turn negatively worded items with "
                "reverse() first.",
                stacklevel=2,
            )
        within[factor] = average(values)
    result = pd.DataFrame(1.0, index=list(members), columns=list(members))
    for one, other in combinations(members, 2):
        between = average(correlation.loc[members[one], members[other]].to_numpy())
        result.loc[one, other] = result.loc[other, one] = between / np.sqrt(within[one] * within[other])
    return result


def _loadings(loadings, standardised):
    values = np.asarray(loadings, dtype=float)
    if values.ndim != 1 or values.size == 0 or not np.isfinite(values).all():
        raise ValueError("loadings must be one list of numbers, one per item, none missing.")
    if standardised and (np.abs(values) > 1).any():
        warnings.warn(
            f"a standardised loading is {values[np.abs(values).argmax()]:.3f}, beyond 1 (Heywood case): the "
            "factor model is improper for this item.",
            stacklevel=3,
        )
    return values

"""Internal consistency: Cronbach's alpha, item analysis, split halves."""

import warnings
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from crmlab._check import html_table
from crmlab.scales._items import item_correlation, item_covariance


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha with its interval; made by `cronbach_alpha`."""

    alpha: float
    standardized: float
    low: float
    high: float
    mean_r: float
    guttman_lambda6: float
    n_items: int
    n: int

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Read the result in one sentence."""
        return (
            f"Alpha of the {self.n_items} items is {self.alpha:.2f} (95 % interval {self.low:.2f} to "
            f"{self.high:.2f}, n = {self.n}): {_verdict(self.alpha)}."
        )


@dataclass(frozen=True)
class SplitHalf:
    """Split-half reliabilities; made by `split_half`."""

    spearman_brown: float
    guttman: float
    maximum: float
    minimum: float
    mean: float
    n_splits: int
    n_items: int
    n: int

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Read the result in one sentence."""
        return (
            f"Odd against even items give a reliability of {self.spearman_brown:.2f}; over all "
            f"{self.n_splits} splits it runs from {self.minimum:.2f} to {self.maximum:.2f}, so the answer "
            "depends on the split by that much."
        )


def cronbach_alpha(items, missing="pairwise"):
    """Cronbach's alpha: how consistently the items of a scale rank respondents.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers to the k >= 2 items of one scale, all keyed in the same direction.
    missing : {"pairwise", "listwise"}
        Take each covariance from everyone who answered both items, or only complete respondents throughout.

    Returns
    -------
    Alpha
        ``alpha``, ``standardized``, Feldt's 95 % interval ``low`` to ``high``, mean inter-item correlation
        ``mean_r``, ``guttman_lambda6``, ``n_items`` and ``n`` (respondents with at least one answer used).

    Raises
    ------
    ValueError
        If there are fewer than two items or respondents, or an item is constant, empty or not numeric.

    Warns
    -----
    UserWarning
        If an item seems not to have been reversed, or alpha is below zero.

    Notes
    -----
    ``alpha = k / (k - 1) * (1 - sum of item variances / variance of the sum)``; ``standardized`` is the same
    on correlations. Feldt: ``1 - (1 - alpha) F`` at the 97.5 % and 2.5 % points of F with ``n - 1`` and
    ``(n - 1)(k - 1)`` degrees of freedom.
    Guttman's lambda 6 puts ``1 - R2`` of each item on the others in place of the item variances.

    References
    ----------
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika*, 16(3).
    Feldt, L. S., Woodruff, D. J. & Salih, F. A. (1987). Statistical inference for coefficient alpha. *Applied
    Psychological Measurement*, 11(1).

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4], "q3": [1, 3, 2, 4, 5]})
    >>> result = cronbach_alpha(answers)
    >>> round(result.alpha, 4), result.n
    (0.9079, 5)
    """
    from scipy import stats

    answers, covariance = item_covariance(items, missing)
    correlation = item_correlation(covariance)
    suspects = [answers.columns[i] for i in np.flatnonzero(_reversed_suspects(correlation))]
    if suspects:
        warnings.warn(
            f"items {', '.join(map(repr, suspects))} run against the others; if they are worded negatively, "
            "turn them with reverse() first.",
            stacklevel=2,
        )
    alpha = _alpha(covariance)
    if alpha < 0:
        warnings.warn(
            f"alpha is {alpha:.2f}, below zero: the items do not measure one thing in one direction.",
            stacklevel=2,
        )
    n, k = answers.shape
    quantiles = stats.f.ppf([0.975, 0.025], n - 1, (n - 1) * (k - 1))
    unique = 1 / np.diag(np.linalg.pinv(correlation, hermitian=True))
    return Alpha(
        alpha=alpha,
        standardized=_alpha(correlation),
        low=float(1 - (1 - alpha) * quantiles[0]),
        high=float(1 - (1 - alpha) * quantiles[1]),
        mean_r=float((correlation.sum() - k) / (k * (k - 1))),
        guttman_lambda6=float(1 - unique.sum() / correlation.sum()),
        n_items=k,
        n=n,
    )


def item_analysis(items, missing="pairwise"):
    """Tell for each item how it fits its scale.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers to the k >= 2 items of one scale.
    missing : {"pairwise", "listwise"}
        As in `cronbach_alpha`.

    Returns
    -------
    DataFrame, k rows
        ``item``; ``r_drop``, its correlation with the sum of the others; ``alpha_if_dropped``, alpha without
        it (missing when only one item would be left); ``mean``; ``sd``; ``reversed_suspect``, True when it
        loads below -0.3 on the first principal component, turned so that the loadings add up to a positive
        number.

    Raises
    ------
    ValueError
        As `cronbach_alpha`.

    References
    ----------
    Nunnally, J. C. & Bernstein, I. H. (1994). *Psychometric Theory*, 3rd ed. McGraw-Hill.

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4], "q3": [5, 3, 4, 2, 1]})
    >>> item_analysis(answers)["reversed_suspect"].tolist()
    [False, False, True]
    """
    answers, covariance = item_covariance(items, missing)
    k = len(covariance)
    variance = np.diag(covariance)
    with_rest = covariance.sum(axis=0) - variance
    rest = covariance.sum() - 2 * with_rest - variance
    return pd.DataFrame(
        {
            "item": answers.columns,
            "r_drop": with_rest / np.sqrt(variance * rest),
            "alpha_if_dropped": [
                _alpha(np.delete(np.delete(covariance, i, 0), i, 1)) if k > 2 else np.nan for i in range(k)
            ],
            "mean": answers.mean().to_numpy(),
            "sd": answers.std().to_numpy(),
            "reversed_suspect": _reversed_suspects(item_correlation(covariance)),
        }
    )


def split_half(items, missing="pairwise"):
    """Split-half reliability, for odd against even items and over every split into halves.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers to 2 to 22 items of one scale, all keyed in the same direction.
    missing : {"pairwise", "listwise"}
        As in `cronbach_alpha`.

    Returns
    -------
    SplitHalf
        Odd against even: ``spearman_brown`` and ``guttman``. Over all ``n_splits`` splits into halves (with
        an odd k, halves that differ by one item): Guttman's coefficient at its ``maximum`` (lambda 4),
        ``minimum`` and ``mean``.

    Raises
    ------
    ValueError
        As `cronbach_alpha`, or with more than 22 items.

    Notes
    -----
    With r the correlation of the half scores and C their covariance: Spearman-Brown ``2 r / (1 + r)`` and
    Guttman ``4 C / variance of the sum``, both from item covariances (psych's splitHalf takes correlations:
    standardise the items to compare). With an even k the mean of Guttman's coefficient over all splits is
    alpha.

    References
    ----------
    Guttman, L. (1945). A basis for analyzing test-retest reliability. *Psychometrika*, 10(4).
    Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. *Psychometrika*, 16(3).

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 2, 3, 4, 5], "q2": [2, 1, 3, 5, 4], "q3": [1, 3, 2, 4, 5]})
    >>> round(split_half(answers).maximum, 4)
    0.8947
    """
    answers, covariance = item_covariance(items, missing)
    n, k = answers.shape
    if k > 22:
        raise ValueError(
            f"{k} items have too many splits to go through; take one dimension of at most 22 items."
        )
    halves = np.array(list(combinations(range(k), k // 2)))
    if k % 2 == 0:
        halves = halves[: len(halves) // 2]
    first = np.zeros((len(halves), k))
    np.put_along_axis(first, halves, 1.0, axis=1)
    shared = ((first @ covariance) * (1 - first)).sum(axis=1)
    guttman = 4 * shared / covariance.sum()
    odd = np.arange(k) % 2 == 0
    cross = covariance[np.ix_(odd, ~odd)].sum()
    spread = np.sqrt(covariance[np.ix_(odd, odd)].sum() * covariance[np.ix_(~odd, ~odd)].sum())
    return SplitHalf(
        spearman_brown=float(2 * cross / (spread + cross)),
        guttman=float(4 * cross / covariance.sum()),
        maximum=float(guttman.max()),
        minimum=float(guttman.min()),
        mean=float(guttman.mean()),
        n_splits=len(halves),
        n_items=k,
        n=n,
    )


def _alpha(matrix):
    k = len(matrix)
    return float(k / (k - 1) * (1 - np.trace(matrix) / matrix.sum()))


def _reversed_suspects(correlation):
    """Items that load below -0.3 on the first principal component, most loadings being positive."""
    values, vectors = np.linalg.eigh(correlation)
    loadings = vectors[:, -1] * np.sqrt(values[-1])
    loadings = loadings * np.sign(loadings[0])
    return (loadings if loadings.sum() > -1e-9 else -loadings) < -0.3


def _verdict(alpha):
    if alpha >= 0.95:
        return "so high that some items may say the same thing twice"
    if alpha >= 0.7:
        return "consistent enough to compare groups of customers"
    return "too low to trust the score; look at the items before using it"

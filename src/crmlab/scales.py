"""Multi-item scales: reverse keys, scores, reliability, item analysis and validity of constructs."""

import warnings
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame


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
class Omega:
    """McDonald's omega; made by `mcdonald_omega`."""

    total: float
    hierarchical: float
    n_factors: int
    n: int

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Read the result in one sentence."""
        return (
            f"{self.total:.0%} of the variance of the sum score comes from what the items share, and "
            f"{self.hierarchical:.0%} from the one factor common to all of them."
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


def reverse(items, columns, low, high):
    """Turn negatively worded items round, so that a high value means the same for every item.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers; missing values stay missing.
    columns : sequence of labels
        The items to turn.
    low, high : float
        Ends of the answer scale as printed on the questionnaire, not as seen in the data.

    Returns
    -------
    DataFrame
        A copy with `columns` turned; other columns as they were.

    Raises
    ------
    ValueError
        If a column is absent or not numeric, or an answer lies outside `low` to `high`.

    Notes
    -----
    ``reversed = low + high - answer``. Turning twice gives the answers back.

    References
    ----------
    DeVellis, R. F. (2017). *Scale Development: Theory and Applications*, 4th ed. Sage.

    Examples
    --------
    >>> reverse(pd.DataFrame({"q1": [1, 5], "q2": [2, 4]}), ["q2"], 1, 5)["q2"].tolist()
    [4.0, 2.0]
    """
    if isinstance(columns, str):
        raise TypeError(
            f"columns is the text {columns!r}; give a list of column names such as [{columns!r}]."
        )
    if not low < high:
        raise ValueError(f"low is {low} and high is {high}; low must be the smaller end of the scale.")
    answers = numeric_frame(items, columns)
    outside = (answers < low) | (answers > high)
    for column in answers:
        if outside[column].any():
            value = answers.loc[outside[column], column].iloc[0]
            raise ValueError(
                f"column {column!r} holds {value:g}, outside the scale {low:g} to {high:g}; correct the "
                "answer or the ends of the scale."
            )
    return items.assign(**{column: low + high - answers[column] for column in answers})


def score(items, key):
    """Average the items of each scale into one score per respondent.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers, with negatively worded items already turned by `reverse`.
    key : dict
        ``{scale name: [columns]}``.

    Returns
    -------
    DataFrame, shape (n, number of scales)
        Mean of the answered items; missing where a respondent answered fewer than half of a scale.

    Raises
    ------
    ValueError
        If `key` is empty or names a column that is absent, not numeric or without values.

    References
    ----------
    Newman, D. A. (2014). Missing data: five practical guidelines. *Organizational Research Methods*, 17(4).

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 5], "q2": [3, np.nan], "q3": [2, np.nan]})
    >>> score(answers, {"trust": ["q1", "q2"], "ease": ["q2", "q3"]})["trust"].tolist()
    [2.0, 5.0]
    """
    if not isinstance(key, dict) or not key:
        raise ValueError("key must be a dict such as {'trust': ['q1', 'q2']} with at least one scale.")
    scores = {}
    for scale, columns in key.items():
        answers = numeric_frame(items, columns)
        scores[scale] = answers.mean(axis=1).where(answers.notna().mean(axis=1) >= 0.5)
    return pd.DataFrame(scores)


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

    answers, covariance = _covariance(items, missing)
    correlation = _correlation(covariance)
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
    answers, covariance = _covariance(items, missing)
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
            "reversed_suspect": _reversed_suspects(_correlation(covariance)),
        }
    )


def mcdonald_omega(items, n_factors=None, missing="pairwise"):
    """McDonald's omega, total and hierarchical, from a Schmid-Leiman factor solution.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers to the k >= 3 items of one scale, all keyed in the same direction.
    n_factors : int, optional
        Group factors below the general one; by default 3, or 1 with fewer than six items (which cannot carry
        three), where the two omegas are the same.
    missing : {"pairwise", "listwise"}
        As in `cronbach_alpha`.

    Returns
    -------
    Omega
        ``total``, ``hierarchical``, ``n_factors``, ``n``.

    Raises
    ------
    ValueError
        As `cronbach_alpha`, or if there are too few items for `n_factors`.

    Warns
    -----
    UserWarning
        If an item loads negatively on the general factor, or a Heywood case makes the solution improper.

    Notes
    -----
    On the correlation matrix R: minimum-residual factors, rotated by oblimin; one factor of their
    correlations gives the general loadings g. ``total = 1 - sum(uniqueness) / sum(R)`` and
    ``hierarchical = sum(g)**2 / sum(R)``. Two group factors share their correlation equally, ``sqrt(r12)``
    each.

    References
    ----------
    Zinbarg, R. E., Revelle, W., Yovel, I. & Li, W. (2005). Cronbach's alpha, Revelle's beta, and McDonald's
    omega h. *Psychometrika*, 70(1).

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> answers = pd.DataFrame(rng.normal(size=(300, 1)) + rng.normal(size=(300, 4)))
    >>> round(mcdonald_omega(answers).total, 2)
    0.78
    """
    answers, covariance = _covariance(items, missing)
    correlation = _correlation(covariance)
    n, k = answers.shape
    n_factors = (3 if k >= 6 else 1) if n_factors is None else n_factors
    if n_factors < 1 or (k - n_factors) ** 2 < k + n_factors:
        raise ValueError(f"{k} items cannot carry {n_factors} factors; use fewer factors or more items.")
    factors = _minimum_residual(correlation, n_factors)
    general = factors[:, 0] if n_factors == 1 else _schmid_leiman(factors)
    general = general * (1 if general.sum() >= 0 else -1)
    against = [answers.columns[i] for i in np.flatnonzero(general < 0)]
    if against:
        warnings.warn(
            f"items {', '.join(map(repr, against))} load negatively on the general factor; if they are "
            "worded negatively, turn them with reverse() first.",
            stacklevel=2,
        )
    return Omega(
        total=float(1 - (k - (factors**2).sum()) / correlation.sum()),
        hierarchical=float(general.sum() ** 2 / correlation.sum()),
        n_factors=n_factors,
        n=n,
    )


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
    _, covariance = _covariance(items, missing, used)
    correlation = pd.DataFrame(_correlation(covariance), index=used, columns=used)

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
    Guttman ``4 C / variance of the sum``, both from item covariances. With an even k the mean of Guttman's
    coefficient over all splits is alpha.

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
    answers, covariance = _covariance(items, missing)
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


def _covariance(items, missing, columns=None):
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


def _correlation(covariance):
    sd = np.sqrt(np.diag(covariance))
    return covariance / np.outer(sd, sd)


def _alpha(matrix):
    k = len(matrix)
    return float(k / (k - 1) * (1 - np.trace(matrix) / matrix.sum()))


def _reversed_suspects(correlation):
    """Items that load below -0.3 on the first principal component, most loadings being positive."""
    values, vectors = np.linalg.eigh(correlation)
    loadings = vectors[:, -1] * np.sqrt(values[-1])
    loadings = loadings * np.sign(loadings[0])
    return (loadings if loadings.sum() > -1e-9 else -loadings) < -0.3


def _minimum_residual(correlation, n_factors):
    """Unrotated minimum-residual loadings, shape (k, n_factors), by iterated principal axes."""
    from statsmodels.multivariate.factor import Factor

    fit = Factor(corr=correlation, n_factor=n_factors, method="pa").fit(maxiter=20000, tol=1e-9)
    if not (fit.communality < 1).all():
        warnings.warn(
            "the factor solution is improper (Heywood case: an item without error of its own); "
            "use fewer factors.",
            stacklevel=3,
        )
    return fit.loadings


def _schmid_leiman(factors):
    """Loadings on the general factor behind obliquely rotated group factors, shape (k,)."""
    from statsmodels.multivariate.factor_rotation import rotate_factors

    k = factors.shape[1]  # a second start off the axes, where symmetric loadings leave the criterion flat
    turned = np.linalg.qr(np.vander(np.arange(1.0, k + 1)))[0]
    starts = [factors, factors @ turned]
    solutions = [rotate_factors(start, "quartimin") for start in starts]
    pattern, rotation = min(solutions, key=lambda solution: _complexity(solution[0]))
    signs = np.sign(pattern.sum(axis=0))
    pattern, between = pattern * signs, (rotation * signs).T @ (rotation * signs)
    if len(signs) == 2:
        return pattern.sum(axis=1) * np.sqrt(max(between[0, 1], 0))
    return pattern @ _minimum_residual(between, 1)[:, 0]


def _complexity(pattern):
    """The quartimin criterion: squared loadings shared between factors."""
    squares = pattern**2
    return (squares.T @ squares).sum() - (squares**2).sum()


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


def _verdict(alpha):
    if alpha >= 0.95:
        return "so high that some items may say the same thing twice"
    if alpha >= 0.7:
        return "consistent enough to compare groups of customers"
    return "too low to trust the score; look at the items before using it"

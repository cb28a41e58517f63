"""Exploratory factor analysis: fitness of the data, number of factors, extraction and rotation."""

import warnings as python_warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame

_LOWEST_UNIQUENESS = 0.005


@dataclass(frozen=True)
class Adequacy:
    """Whether items share enough for a factor analysis.

    Attributes
    ----------
    kmo : float
        Kaiser-Meyer-Olkin measure of sampling adequacy, from 0 to 1.
    per_item : Series
        The same for each item.
    chi2, df, p : float, int, float
        Bartlett's test that no two items correlate.
    n : int
        Rows used.
    """

    kmo: float
    per_item: pd.Series
    chi2: float
    df: int
    p: float
    n: int

    def summary(self):
        """Read the two checks in one sentence."""
        words = ("unacceptable", "miserable", "mediocre", "middling", "meritorious", "marvellous")
        word = words[int(np.searchsorted([0.5, 0.6, 0.7, 0.8, 0.9], self.kmo, side="right"))]
        bartlett = "the items correlate" if self.p < 0.05 else "no correlation is proven"
        test = f"by Bartlett's test {bartlett} (p = {self.p:.3g}, n = {self.n})"
        return f"KMO is {self.kmo:.2f} ({word}) and {test}."

    def _repr_html_(self):
        return html_table(self) + self.per_item.to_frame().to_html()


@dataclass(frozen=True)
class ParallelAnalysis:
    """How many components the data hold beyond chance.

    Attributes
    ----------
    n_factors : int
        Leading eigenvalues above those of random data.
    eigenvalues : DataFrame
        One row a component: `observed`, `random_mean`, `random_percentile`.
    """

    n_factors: int
    eigenvalues: pd.DataFrame

    def summary(self):
        """Read the comparison in one sentence."""
        return (
            f"{self.n_factors} of {len(self.eigenvalues)} eigenvalues are larger than random data would give."
        )

    def _repr_html_(self):
        return html_table(self) + self.eigenvalues.to_html()


@dataclass(frozen=True)
class Factors:
    """Factors found in the data.

    Attributes
    ----------
    loadings : DataFrame, shape (n_items, n_factors)
        Pattern loadings after rotation; factors are ordered by the variance they explain and point the way
        most of their loadings do.
    communalities : Series
        Share of each item's variance that the factors explain.
    correlations : DataFrame, shape (n_factors, n_factors)
        Correlations between the factors, the identity after an orthogonal rotation.
    explained : Series
        Share of all variance that each factor explains.
    chi2, df, p : float, int, float
        Bartlett's corrected test that this number of factors is enough; `p` is missing without degrees of
        freedom.
    n : int
        Rows used.
    warnings : tuple of str
        What is improper about the solution; empty if nothing is.
    """

    loadings: pd.DataFrame
    communalities: pd.Series
    correlations: pd.DataFrame
    explained: pd.Series
    chi2: float
    df: int
    p: float
    n: int
    warnings: tuple = ()

    def summary(self):
        """Read the solution in one sentence."""
        count = self.loadings.shape[1]
        factors = "1 factor explains" if count == 1 else f"{count} factors explain"
        if not self.df:
            return f"{factors} {self.explained.sum():.0%} of the variance; their number cannot be tested."
        verdict = "is enough" if self.p >= 0.05 else "leaves correlations unexplained"
        return (
            f"{factors} {self.explained.sum():.0%} of the variance; by the chi-square test this number "
            f"{verdict} ({self.chi2:.1f} on {self.df} df, p = {self.p:.3g})."
        )

    def _repr_html_(self):
        return html_table(self) + self.loadings.assign(communality=self.communalities).to_html()


def kmo_bartlett(items):
    """Check whether items share enough variance for a factor analysis.

    Parameters
    ----------
    items : DataFrame, shape (n_respondents, n_items)
        Answers; rows with a missing answer are left out.

    Returns
    -------
    Adequacy
        KMO overall and by item, Bartlett's test.

    Raises
    ------
    ValueError
        If there are fewer than two items, too few rows, or an item is constant or the sum of others.

    Notes
    -----
    With correlations :math:`r` and partial correlations :math:`q` given all other items,
    :math:`KMO = \\sum r^2 / (\\sum r^2 + \\sum q^2)` over pairs. Bartlett's statistic is
    :math:`-(n - 1 - (2p + 5) / 6) \\ln |R|` on :math:`p(p - 1)/2` degrees of freedom.

    References
    ----------
    Kaiser and Rice (1974), Little Jiffy, Mark IV, Educational and Psychological Measurement. Bartlett (1951),
    The effect of standardization on a chi-square approximation in factor analysis, Biometrika.

    Examples
    --------
    >>> shared = np.random.default_rng(1).normal(size=(200, 1))
    >>> items = pd.DataFrame(shared + np.random.default_rng(2).normal(size=(200, 4)), columns=list("abcd"))
    >>> kmo_bartlett(items).summary()
    "KMO is 0.77 (middling) and by Bartlett's test the items correlate (p = 3.05e-36, n = 200)."
    """
    from scipy import stats

    frame, correlations = _correlations(items)
    n, n_items = frame.shape
    inverse = np.linalg.inv(correlations)
    root = np.sqrt(np.diag(inverse))
    off = 1 - np.eye(n_items)
    shared = (correlations**2 * off).sum(axis=0)
    partial = ((inverse / np.outer(root, root)) ** 2 * off).sum(axis=0)
    chi2 = -(n - 1 - (2 * n_items + 5) / 6) * np.linalg.slogdet(correlations)[1]
    df = n_items * (n_items - 1) // 2
    return Adequacy(
        float(shared.sum() / (shared.sum() + partial.sum())),
        pd.Series(shared / (shared + partial), frame.columns, name="kmo"),
        float(chi2),
        df,
        float(stats.chi2.sf(chi2, df)),
        n,
    )


def parallel_analysis(items, rng, n_simulations=200, percentile=95):
    """How many factors to keep: compare eigenvalues with those of random data of the same size.

    Parameters
    ----------
    items : DataFrame, shape (n_respondents, n_items)
        Answers; rows with a missing answer are left out.
    rng : numpy.random.Generator
        Source of randomness.
    n_simulations : int
        Random data sets.
    percentile : float
        An eigenvalue counts if it is above this percentile of the random ones.

    Returns
    -------
    ParallelAnalysis
        Number of factors and the eigenvalues compared.

    Raises
    ------
    ValueError
        If there are fewer than two items, too few rows, or an item is constant or the sum of others.

    Notes
    -----
    Eigenvalues of the full correlation matrix (principal components), independent normal data, counting from
    the largest eigenvalue until the first that random data reach.

    References
    ----------
    Horn (1965), A rationale and test for the number of factors in factor analysis, Psychometrika.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> items = pd.DataFrame(rng.normal(size=(200, 1)) + rng.normal(size=(200, 4)))
    >>> parallel_analysis(items, rng).n_factors
    1
    """
    frame, correlations = _correlations(items)
    observed = np.linalg.eigvalsh(correlations)[::-1]
    chance = np.array(
        [
            np.linalg.eigvalsh(np.corrcoef(rng.standard_normal(frame.shape), rowvar=False))[::-1]
            for _ in range(n_simulations)
        ]
    )
    limit = np.percentile(chance, percentile, axis=0)
    table = pd.DataFrame(
        {"observed": observed, "random_mean": chance.mean(axis=0), "random_percentile": limit},
        index=pd.RangeIndex(1, len(observed) + 1, name="component"),
    )
    return ParallelAnalysis(int(np.cumprod(observed > limit).sum()), table)


def exploratory(items, n_factors, method="minres", rotation="varimax"):
    """Find factors behind the correlations of items.

    Parameters
    ----------
    items : DataFrame, shape (n_respondents, n_items)
        Answers; rows with a missing answer are left out.
    n_factors : int
        Factors to extract; `parallel_analysis` helps to choose.
    method : {"minres", "ml"}
        Least squares on the correlations off the diagonal, or maximum likelihood.
    rotation : {"varimax", "oblimin", "promax", None}
        Varimax keeps factors uncorrelated, oblimin and promax let them correlate.

    Returns
    -------
    Factors
        Loadings, communalities, correlations of the factors and the test of their number.

    Raises
    ------
    ValueError
        If there are more factors than the correlations can tell apart, too few rows, or an item is constant
        or the sum of others.

    Warns
    -----
    UserWarning
        If an item has no variance of its own left (a Heywood case).

    Notes
    -----
    Both methods search the uniquenesses, between 0.005 and 1; minres is the same as unweighted least squares.
    The statistic is :math:`(n - 1 - (2p + 5)/6 - 2k/3) (\\ln|\\Sigma| - \\ln|R| + tr(R \\Sigma^{-1}) - p)` on
    :math:`((p - k)^2 - p - k)/2` degrees of freedom, also for minres. Varimax uses Kaiser's normalization,
    oblimin is direct quartimin (gamma 0) without it, promax raises varimax loadings to the power 4.

    References
    ----------
    Harman and Jones (1966), Factor analysis by minimizing residuals (minres), Psychometrika. Jöreskog (1967),
    Some contributions to maximum likelihood factor analysis, Psychometrika. Kaiser (1958), The varimax
    criterion for analytic rotation in factor analysis, Psychometrika. Jennrich and Sampson (1966), Rotation
    for simple loadings, Psychometrika. Hendrickson and White (1964), Promax, British Journal of Statistical
    Psychology.

    Examples
    --------
    >>> rng = np.random.default_rng(4)
    >>> trust, joy = rng.normal(size=(2, 500, 1))
    >>> answers = np.hstack([trust + rng.normal(size=(500, 3)), joy + rng.normal(size=(500, 3))])
    >>> found = exploratory(pd.DataFrame(answers, columns=["t1", "t2", "t3", "j1", "j2", "j3"]), 2)
    >>> (found.loadings.abs() > 0.5).sum().tolist(), found.df
    ([3, 3], 4)
    """
    from scipy import stats

    frame, correlations = _correlations(items)
    n, n_items = frame.shape
    df = ((n_items - n_factors) ** 2 - n_items - n_factors) // 2
    if n_factors not in range(1, n_items) or df < 0:
        raise ValueError(
            f"n_factors is {n_factors}, but {n_items} items can tell at most {_most_factors(n_items)} apart; "
            "ask for fewer factors."
        )
    if method not in ("minres", "ml"):
        raise ValueError(f"method is {method!r}; choose 'minres' or 'ml'.")
    loadings, uniqueness = _extract(correlations, n_factors, method)
    loadings, between = _rotate(loadings, rotation)
    problems = tuple(
        f"item {name!r} has no variance of its own left (a Heywood case); extract fewer factors or drop the "
        "item."
        for name, own in zip(frame.columns, uniqueness, strict=True)
        if own <= _LOWEST_UNIQUENESS * 1.001
    )
    for problem in problems:
        python_warnings.warn(problem, stacklevel=2)
    variance = np.diag(between @ loadings.T @ loadings)
    order = np.argsort(-variance, kind="stable")
    sign = np.where(loadings.sum(axis=0) < 0, -1.0, 1.0)
    loadings, between = (loadings * sign)[:, order], (between * np.outer(sign, sign))[np.ix_(order, order)]
    model = loadings @ between @ loadings.T
    model += np.diag(uniqueness if method == "ml" else 1 - np.diag(model))
    ratio = np.linalg.solve(model, correlations)
    discrepancy = np.trace(ratio) - np.linalg.slogdet(ratio)[1] - n_items
    chi2 = (n - 1 - (2 * n_items + 5) / 6 - 2 * n_factors / 3) * discrepancy
    labels = [f"factor{number}" for number in range(1, n_factors + 1)]
    return Factors(
        pd.DataFrame(loadings, frame.columns, labels),
        pd.Series(np.diag(loadings @ between @ loadings.T), frame.columns, name="communality"),
        pd.DataFrame(between, labels, labels),
        pd.Series(variance[order] / n_items, labels, name="explained"),
        float(chi2),
        df,
        float(stats.chi2.sf(chi2, df)) if df else np.nan,
        n,
        problems,
    )


def _correlations(items):
    """Complete rows and the correlations of items; refuse what cannot be analysed."""
    frame = numeric_frame(numeric_frame(items).dropna(), allow_constant=False, min_rows=2)
    n, n_items = frame.shape
    if n_items < 2:
        raise ValueError("items has one column; give at least two items.")
    correlations = np.corrcoef(frame.to_numpy(), rowvar=False)
    if n <= n_items or np.linalg.cond(correlations) > 1e12:
        raise ValueError(
            f"the {n_items} items do not vary independently in {n} complete rows; get more rows, or leave "
            "out an item that is the sum of others."
        )
    return frame, correlations


def _most_factors(n_items):
    return max(k for k in range(n_items) if (n_items - k) ** 2 - n_items - k >= 0)


def _extract(correlations, n_factors, method):
    """Unrotated loadings and uniquenesses."""
    from scipy.optimize import minimize

    n_items = len(correlations)

    def least_squares(unique):
        values, vectors = np.linalg.eigh(correlations - np.diag(unique))
        rest, axes = values[:-n_factors], vectors[:, :-n_factors]
        return 0.5 * (rest**2).sum(), -(axes**2) @ rest

    def likelihood(unique):
        root = np.sqrt(unique)
        values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
        rest, axes = values[:-n_factors], vectors[:, :-n_factors]
        return (rest - np.log(rest) - 1).sum(), -((axes**2) @ (rest - 1)) / unique

    start = (1 - 0.5 * n_factors / n_items) / np.diag(np.linalg.inv(correlations))
    found = minimize(
        least_squares if method == "minres" else likelihood,
        np.clip(start, _LOWEST_UNIQUENESS, 1.0),
        jac=True,
        method="L-BFGS-B",
        bounds=[(_LOWEST_UNIQUENESS, 1.0)] * n_items,
        options={"maxiter": 5000, "maxfun": 20000, "ftol": 1e-16, "gtol": 1e-9},
    )
    unique = found.x
    if method == "minres":
        values, vectors = np.linalg.eigh(correlations - np.diag(unique))
        scale = np.sqrt(np.maximum(values[-n_factors:], 0.0))
        return (vectors[:, -n_factors:] * scale)[:, ::-1], unique
    root = np.sqrt(unique)
    values, vectors = np.linalg.eigh(correlations / np.outer(root, root))
    scale = np.sqrt(np.maximum(values[-n_factors:] - 1, 0.0))
    return (root[:, None] * vectors[:, -n_factors:] * scale)[:, ::-1], unique


def _rotate(loadings, rotation):
    """Rotated loadings and the correlations of the factors."""
    if rotation not in ("varimax", "oblimin", "promax", None):
        raise ValueError(f"rotation is {rotation!r}; choose 'varimax', 'oblimin', 'promax' or None.")
    n_factors = loadings.shape[1]
    if rotation is None or n_factors == 1:
        return loadings, np.eye(n_factors)
    from statsmodels.multivariate.factor_rotation import rotate_factors

    precise = {"tol": 1e-7, "max_tries": 2000}
    if rotation == "oblimin":
        rotated, turn = rotate_factors(loadings, "oblimin", 0, "oblique", **precise)
        return rotated, turn.T @ turn
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    simple = rotate_factors(loadings / length, "varimax", **precise)[0] * length
    if rotation == "varimax":
        return simple, np.eye(n_factors)
    target = simple * np.abs(simple) ** 3
    turn = np.linalg.lstsq(simple, target, rcond=None)[0]
    turn = turn * np.sqrt(np.diag(np.linalg.inv(turn.T @ turn)))
    inverse = np.linalg.inv(turn)
    return simple @ turn, inverse @ inverse.T

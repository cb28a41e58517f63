"""Confirmatory factor analysis by maximum likelihood."""

import warnings as python_warnings
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame
from crmlab.factors._indices import fit_indices
from crmlab.factors._likelihood import Model, Sample, fit, gradients, implied, information


@dataclass(frozen=True)
class Confirmatory:
    """A fitted factor model.

    Attributes
    ----------
    chi2, df, p : float, int, float
        Test that the model reproduces the covariances; `p` is missing if the model has no degrees of freedom.
    cfi, tli : float
        Comparative fit and Tucker-Lewis index.
    rmsea, rmsea_low, rmsea_high : float
        Root mean square error of approximation and its 90 % interval.
    srmr : float
        Standardized root mean square residual.
    standardized : DataFrame, shape (n_items, n_factors)
        Completely standardized loadings; 0 where the model has none.
    latent_correlations : DataFrame, shape (n_factors, n_factors)
        Correlations between the factors.
    loadings : DataFrame
        One row a loading: `factor`, `item`, `estimate` (the first item of each factor is fixed at 1), `se`,
        `z`, `p`, `standardized`.
    estimates : DataFrame
        Every parameter: `left`, `op` ("=~" loading, "~~" variance or covariance), `right`, `estimate`, `se`,
        `z`, `p`, `standardized`.
    modification_indices : DataFrame
        What freeing one more parameter would gain: `left`, `op`, `right`, `mi` (drop of chi2), `epc`
        (expected value of the parameter), largest first.
    log_likelihood, aic, bic : float
        For comparing models on the same items.
    n : int
        Rows without a missing answer, which are those used.
    warnings : tuple of str
        What is improper about the solution; empty if nothing is.
    """

    chi2: float
    df: int
    p: float
    cfi: float
    tli: float
    rmsea: float
    rmsea_low: float
    rmsea_high: float
    srmr: float
    log_likelihood: float
    aic: float
    bic: float
    n: int
    warnings: tuple
    _solution: tuple = field(repr=False)

    @cached_property
    def standardized(self):
        """Completely standardized loadings; see the class."""
        _, structure, _, names, factors = self._solution
        return pd.DataFrame(_standardized(structure.groups[0]), names, factors)

    @cached_property
    def latent_correlations(self):
        """Correlations between the factors; see the class."""
        _, structure, _, _, factors = self._solution
        return pd.DataFrame(_latent_correlations(structure.groups[0]), factors, factors)

    @cached_property
    def estimates(self):
        """Every parameter with its standard error; see the class."""
        _, structure, covariance, names, factors = self._solution
        return _estimates(structure, covariance, list(names), list(factors))

    @cached_property
    def loadings(self):
        """The loadings with their standard errors; see the class."""
        table = self.estimates[self.estimates["op"] == "=~"].drop(columns="op")
        return table.rename(columns={"left": "factor", "right": "item"})

    @cached_property
    def modification_indices(self):
        """What freeing one more parameter would gain; see the class."""
        sample, structure, _, names, factors = self._solution
        return _modification_indices(sample, structure, names, factors)

    def summary(self):
        """Read the fit in one sentence."""
        if self.warnings:
            return f"Do not use this solution: {self.warnings[0]}"
        if not self.df:
            return (
                "The model has as many parameters as data, so it fits by construction and nothing is tested."
            )
        good = self.cfi >= 0.95 and self.rmsea <= 0.06 and self.srmr <= 0.08
        fair = self.cfi >= 0.90 and self.rmsea <= 0.08 and self.srmr <= 0.10
        verdict = "fits well" if good else "fits acceptably" if fair else "does not fit well"
        return (
            f"The model {verdict} (CFI {self.cfi:.3f}, RMSEA {self.rmsea:.3f} [{self.rmsea_low:.3f}, "
            f"{self.rmsea_high:.3f}], SRMR {self.srmr:.3f}; chi-square {self.chi2:.1f} on {self.df} df, n = "
            f"{self.n})."
        )

    def _repr_html_(self):
        return html_table(self) + self.loadings.to_html(index=False)


def confirmatory(items, model):
    """Test whether items measure the factors a theory says they do.

    Parameters
    ----------
    items : DataFrame, shape (n_respondents, n_columns)
        Answers; rows with a missing answer to an item of the model are left out.
    model : dict of str to list
        The items of each factor. The loading of the first item is fixed at 1. All factors correlate.

    Returns
    -------
    Confirmatory
        Fit indices, loadings, correlations of the factors and modification indices.

    Raises
    ------
    ValueError
        If the model has more parameters than the covariances can tell apart, a factor has one item only, rows
        are too few, or an item is constant, repeated or no number.

    Warns
    -----
    UserWarning
        If a residual or latent variance is negative (a Heywood case) or the latent covariances are not
        positive definite. The estimates are then not bounded, and `warnings` says the same.

    Notes
    -----
    Minimizes :math:`F = \\ln|\\Sigma| + tr(S \\Sigma^{-1}) - \\ln|S| - p` with
    :math:`\\Sigma = \\Lambda \\Phi \\Lambda' + \\Theta`; :math:`\\chi^2 = n F`. Covariances have divisor n,
    standard errors come from the expected information, RMSEA is
    :math:`\\sqrt{\\max(\\chi^2 - df, 0) / (df \\, n)}`: the conventions of lavaan and Mplus.

    References
    ----------
    Jöreskog (1969), A general approach to confirmatory maximum likelihood factor analysis, Psychometrika.
    Rosseel (2012), lavaan: an R package for structural equation modeling, Journal of Statistical Software.
    Hu and Bentler (1999), Cutoff criteria for fit indexes in covariance structure analysis, Structural
    Equation Modeling.

    Examples
    --------
    >>> rng = np.random.default_rng(3)
    >>> trust, joy = rng.normal(size=(2, 400))
    >>> columns = {f"t{i}": trust + rng.normal(size=400) for i in (1, 2, 3)}
    >>> columns |= {f"j{i}": joy + rng.normal(size=400) for i in (1, 2, 3)}
    >>> result = confirmatory(pd.DataFrame(columns), {"trust": ["t1", "t2", "t3"], "joy": ["j1", "j2", "j3"]})
    >>> result.df, bool(result.cfi > 0.95)
    (8, True)
    """
    names = model_items(model)
    values = complete_rows(items, names)
    sample = sample_of(values)
    structure = one_group(sample, names, model)
    moments = len(names) * (len(names) + 1) // 2
    check_size(structure.n_free, moments, sample.n)
    chi2, covariance = fit([sample], structure)
    indices = fit_indices([sample], structure, chi2, with_means=False)
    problems = improper(structure.groups[0], names, list(model))
    for problem in problems:
        python_warnings.warn(problem, stacklevel=2)
    return Confirmatory(
        **indices,
        n=sample.n,
        warnings=problems,
        _solution=(sample, structure, covariance, names, list(model)),
    )


def model_items(model):
    """The items of a model, each once, in order; the model is checked on the way."""
    if not isinstance(model, dict) or not model:
        raise TypeError(
            'the model must be a dict of factors and their items, like {"trust": ["q1", "q2", "q3"]}.'
        )
    for factor, items in model.items():
        if isinstance(items, str) or len(items) < 2:
            raise ValueError(
                f"factor {factor!r} needs a list of at least two items; add items or drop the factor."
            )
        if len(set(items)) < len(items):
            raise ValueError(f"factor {factor!r} names an item twice; name each once.")
    return list(dict.fromkeys(item for items in model.values() for item in items))


def complete_rows(items, names):
    """The rows of a table that answer all the named items, which must vary, as an array."""
    if isinstance(items, pd.DataFrame) and items.columns.is_unique and set(names) <= set(items.columns):
        values = items[names].to_numpy() if len(items) > 1 else np.array([[None]])
        if values.dtype.kind in "if" and np.isfinite(values).all() and (np.ptp(values, axis=0) > 0).all():
            return values.astype(float)  # nothing to complain about, nothing missing
    frame = numeric_frame(items, names, allow_constant=False, min_rows=2).dropna()
    return numeric_frame(frame, allow_constant=False, min_rows=2).to_numpy()


def sample_of(values):
    """Moments of a table, with divisor n."""
    covariance = np.atleast_2d(np.cov(values.T, bias=True))
    sd = np.sqrt(np.diag(covariance))
    log_det = np.linalg.slogdet(covariance)[1]
    if len(values) <= values.shape[1] or np.linalg.cond(covariance / np.outer(sd, sd)) > 1e12:
        raise ValueError(
            f"the {values.shape[1]} items do not vary independently in {len(values)} complete rows; get "
            "more rows, or leave out an item that is the sum of others."
        )
    return Sample(covariance, log_det, values.mean(axis=0), len(values))


def check_size(n_free, moments, n):
    """Refuse a model with more parameters than moments or rows."""
    if n_free > moments:
        raise ValueError(
            f"the model has {n_free} parameters for {moments} variances and covariances; give the factors "
            "more items."
        )
    if n < n_free:
        raise ValueError(f"there are {n} complete rows for {n_free} parameters; get more rows or drop items.")


def one_group(sample, names, model):
    """Model of one group with start values; free are residuals, later loadings, latent covariances."""
    covariance = sample.covariance
    position = {name: row for row, name in enumerate(names)}
    n_items, n_factors = len(names), len(model)
    loadings, latent = np.zeros((n_items, n_factors)), np.eye(n_factors)
    cells = {"loadings": [], "latent": [], "residual": []}
    count = 0
    for factor, items in enumerate(model.values()):
        rows = [position[item] for item in items]
        latent[factor, factor] = _start(covariance, rows, loadings[:, factor])
        for row in rows[1:]:
            cells["loadings"].append((row, factor, count))
            count += 1
    for row in range(n_items):
        cells["residual"].append((row, row, count))
        count += 1
    for first in range(n_factors):
        for second in range(first, n_factors):
            cells["latent"].append((first, second, count))
            count += 1
    group = {
        "loadings": loadings,
        "latent": latent,
        "residual": np.diag(np.diag(covariance) / 2),
        "intercepts": sample.mean[:, None].copy(),
        "means": np.zeros((n_factors, 1)),
    }
    return Model([group], [{name: np.array(places).T for name, places in cells.items()}], count)


def improper(group, names, factors):
    """Sentences on what cannot be in a solution: negative variances, correlations beyond one."""
    found = [
        f"the residual variance of item {name!r} is negative ({variance:.3g}), a Heywood case; drop the "
        "item or get more rows."
        for name, variance in zip(names, np.diag(group["residual"]), strict=True)
        if variance < 0
    ]
    latent = group["latent"]
    negative = [name for name, variance in zip(factors, np.diag(latent), strict=True) if variance <= 0]
    if negative:
        found.append(
            f"the variance of factor {negative[0]!r} is not positive; its items do not belong together."
        )
    elif np.linalg.eigvalsh(latent / np.sqrt(np.outer(np.diag(latent), np.diag(latent)))).min() < 1e-8:
        found.append(
            "the latent covariance matrix is not positive definite: factors correlate at or beyond 1; merge "
            "factors that measure the same."
        )
    return tuple(found)


def _start(covariance, rows, loadings):
    """Write start values of one factor's loadings and return one of its variance."""
    marker, others = rows[0], rows[1:]
    loadings[marker] = 1.0
    for row in others:
        rest = [r for r in others if r != row]
        common = (covariance[marker, rest] ** 2).sum()
        slope = (covariance[row, rest] * covariance[marker, rest]).sum() / common if common > 0 else 1.0
        loadings[row] = slope if rest else np.sign(covariance[marker, row]) or 1.0
    shared = (covariance[marker, others] * loadings[others]).sum() / max((loadings[others] ** 2).sum(), 1e-12)
    variance = min(max(shared, 0.1 * covariance[marker, marker]), 0.9 * covariance[marker, marker])
    limit = np.sqrt(0.9 * np.diag(covariance)[others] / variance)
    loadings[others] = np.clip(loadings[others], -limit, limit)
    return variance


def _latent_sd(group):
    variances = np.diag(group["latent"])
    return np.sqrt(np.where(variances > 0, variances, np.nan))


def _standardized(group):
    """Loadings of standardized items on standardized factors."""
    return group["loadings"] * _latent_sd(group) / np.sqrt(np.diag(implied(group)[0]))[:, None]


def _latent_correlations(group):
    sd = _latent_sd(group)
    return group["latent"] / np.outer(sd, sd)


def _estimates(structure, covariance, names, factors):
    """Table of all parameters: loadings, residual variances, latent variances and covariances."""
    from scipy.special import ndtr

    group, cells = structure.groups[0], structure.cells[0]
    standardized, correlations = _standardized(group), _latent_correlations(group)
    errors = np.sqrt(np.diag(covariance))
    se = {
        (matrix, row, column): errors[k]
        for matrix, places in cells.items()
        for row, column, k in places.T.tolist()
    }
    item_variance = np.diag(implied(group)[0])
    rows = []
    for column, row in np.argwhere(group["loadings"].T).tolist():
        label = (factors[column], "=~", names[row], group["loadings"][row, column])
        rows.append((*label, se.get(("loadings", row, column), 0.0), standardized[row, column]))
    for row, name in enumerate(names):
        variance = group["residual"][row, row]
        rows.append((name, "~~", name, variance, se["residual", row, row], variance / item_variance[row]))
    off = np.argwhere(np.triu(np.ones_like(correlations), 1)).tolist()
    for row, column in [*((f, f) for f in range(len(factors))), *off]:
        label = (factors[row], "~~", factors[column], group["latent"][row, column])
        rows.append((*label, se["latent", row, column], correlations[row, column]))
    left, op, right, *numbers = zip(*rows, strict=True)
    estimate, error, standard = np.array(numbers)
    z = np.divide(estimate, error, out=np.full_like(estimate, np.nan), where=error > 0)
    return pd.DataFrame(
        {
            "left": left,
            "op": op,
            "right": right,
            "estimate": estimate,
            "se": error,
            "z": z,
            "p": 2 * ndtr(-np.abs(z)),
            "standardized": standard,
        }
    )


def _modification_indices(sample, structure, names, factors):
    """Score tests for every loading and residual covariance the model fixes at zero."""
    free = structure.n_free
    group = structure.groups[0]
    taken = set(zip(*np.nonzero(group["loadings"]), strict=True))
    places = [
        ("loadings", r, c) for c in range(len(factors)) for r in range(len(names)) if (r, c) not in taken
    ]
    places += [("residual", r, c) for r in range(len(names)) for c in range(r + 1, len(names))]
    cells = {matrix: found.T.tolist() for matrix, found in structure.cells[0].items()}
    for k, (matrix, row, column) in enumerate(places, start=free):
        cells[matrix].append((row, column, k))
    cells = {matrix: np.array(found).T for matrix, found in cells.items()}
    weights = information([sample], structure, [cells], free + len(places))
    across = weights[:free, free:]
    variance = np.diag(weights)[free:] - (across * np.linalg.solve(weights[:free, :free], across)).sum(0)
    known = variance > 1e-8 * np.diag(weights)[free:]
    inverse = np.linalg.inv(implied(group)[0])
    gradient = gradients(group, inverse @ sample.covariance @ inverse - inverse, np.zeros(len(names)))
    score = [sample.n * gradient[matrix][row, column] for matrix, row, column in places]
    rows = []
    for (matrix, row, column), gain, spread, usable in zip(places, score, variance, known, strict=True):
        if usable:
            label = (factors[column], "=~") if matrix == "loadings" else (names[row], "~~")
            right = names[row] if matrix == "loadings" else names[column]
            rows.append((*label, right, gain**2 / spread, gain / spread))
    table = pd.DataFrame(rows, columns=["left", "op", "right", "mi", "epc"])
    return table.sort_values("mi", ascending=False, ignore_index=True)

"""Mediation: indirect effects with bootstrap intervals, and the index of moderated mediation."""

import warnings
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import complete_rows, html_table, refuse_singular


@dataclass(frozen=True)
class Mediation:
    """Direct and indirect effects; made by `mediate`.

    With one mediator given by name ``a``, ``b``, ``indirect`` are numbers and ``percentile``, ``bca`` (low,
    high) and ``sobel`` (se, z, p) are Series; with a list of mediators they are Series and DataFrames by
    mediator, with a row ``"total"`` for the sum of the indirect effects. ``paths`` holds every path with its
    classical standard error, ``draws`` the bootstrap estimates.
    """

    x: str
    y: str
    a: float | pd.Series
    b: float | pd.Series
    direct: float
    total: float
    indirect: float | pd.Series
    percentile: pd.Series | pd.DataFrame
    bca: pd.Series | pd.DataFrame
    sobel: pd.Series | pd.DataFrame
    paths: pd.DataFrame
    n: int
    n_boot: int
    draws: pd.DataFrame = field(repr=False)

    def _repr_html_(self):
        return html_table(self) + self.paths.to_html(float_format=lambda value: f"{value:.4g}")

    def summary(self):
        """Read the result in one sentence."""
        single = not isinstance(self.indirect, pd.Series)
        effect = self.indirect if single else self.indirect.iloc[-1]
        low, high = self.bca if single else self.bca.iloc[-1]
        through = self.draws.columns[0] if single else "all mediators together"
        return (
            f"One more point of {self.x} goes with {effect:+.3g} in {self.y} through {through} (95 % "
            f"interval {low:.3g} to {high:.3g}) and {self.direct:+.3g} directly, {self.total:+.3g} in all "
            f"(n = {self.n})."
        )


@dataclass(frozen=True)
class ModeratedMediation:
    """An indirect effect that depends on a moderator; made by `moderated_mediation`.

    ``index`` is the change of the indirect effect per unit of the moderator, ``percentile`` and ``bca`` its
    intervals (low, high). ``conditional`` has the indirect effect at low, middle and high moderator values.
    """

    x: str
    mediator: str
    y: str
    moderator: str
    stage: str
    index: float
    percentile: pd.Series
    bca: pd.Series
    conditional: pd.DataFrame
    n: int
    n_boot: int
    draws: pd.DataFrame = field(repr=False)

    def _repr_html_(self):
        return html_table(self) + self.conditional.to_html(float_format=lambda value: f"{value:.4g}")

    def summary(self):
        """Read the result in one sentence."""
        low, high = self.bca
        verdict = "depends" if low > 0 or high < 0 else "is not shown to depend"
        return (
            f"The effect of {self.x} on {self.y} through {self.mediator} {verdict} on {self.moderator}: it "
            f"changes by {self.index:.3g} per point (95 % interval {low:.3g} to {high:.3g}, n = {self.n})."
        )


def mediate(data, x, mediators, y, covariates=(), n_boot=5000, rng=None):
    """Split the effect of x on y into a part through mediators and a direct part.

    Parameters
    ----------
    data : DataFrame, shape (n, k)
        One row per respondent, numeric columns. Rows with missing values are left out, with a warning.
    x, y : label
        Cause and outcome.
    mediators : label or sequence of labels
        One mediator, or several side by side (parallel).
    covariates : sequence of labels
        Columns held constant in every regression.
    n_boot : int
        Bootstrap samples, at least 100.
    rng : Generator or int, optional
        Source of the resampling.

    Returns
    -------
    Mediation

    Raises
    ------
    ValueError
        If a column is absent, doubled, constant or not numeric, there are fewer rows than coefficients, a
        column is a linear combination of others, or `n_boot` is below 100.

    Warns
    -----
    UserWarning
        If rows with missing values, or bootstrap samples in which a column does not vary, are left out.

    Notes
    -----
    ``m = a x + covariates``, ``y = direct x + b m + covariates``, both by least squares; ``indirect = a b``
    and ``total = direct + sum(indirect)``. Respondents are resampled; the percentile interval takes the 2.5
    % and 97.5 % points of the resampled ``a b``, BCa shifts them for bias and for skewness (from the
    jackknife). Sobel: ``z = a b / sqrt(a**2 se_b**2 + b**2 se_a**2)``, which treats ``a b`` as normal and is
    there for comparison. Reading ``a b`` as a cause needs no unmeasured cause common to mediator and outcome.

    References
    ----------
    Preacher, K. J. & Hayes, A. F. (2008). Asymptotic and resampling strategies for assessing and comparing
    indirect effects in multiple mediator models. *Behavior Research Methods*, 40(3).
    Efron, B. (1987). Better bootstrap confidence intervals. *Journal of the American Statistical
    Association*, 82(397).
    Sobel, M. E. (1982). Asymptotic confidence intervals for indirect effects in structural equation models.
    *Sociological Methodology*, 13.

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> quality = draw.normal(size=300)
    >>> trust = 0.5 * quality + draw.normal(size=300)
    >>> loyalty = 0.6 * trust + 0.2 * quality + draw.normal(size=300)
    >>> survey = pd.DataFrame({"quality": quality, "trust": trust, "loyalty": loyalty})
    >>> result = mediate(survey, "quality", "trust", "loyalty", rng=1)
    >>> round(result.indirect, 2), round(result.direct, 2), round(result.total, 2)
    (0.34, 0.07, 0.41)
    """
    single = isinstance(mediators, str) or not isinstance(mediators, list | tuple | pd.Index)
    mediators = [mediators] if single else list(mediators)
    if not mediators:
        raise ValueError("mediators is empty; name at least one mediating column.")
    covariates = _label_list(covariates)
    used = complete_rows(data, [x, *mediators, *covariates, y])
    fixed = [x, *covariates]
    paths = {f"a: {x} -> {m}": _path(used, m, fixed, x) for m in mediators}
    paths |= {f"b: {m} -> {y}": _path(used, y, [*fixed, *mediators], m) for m in mediators}
    paths["direct"] = _path(used, y, [*fixed, *mediators], x)
    paths["total"] = _path(used, y, fixed, x)
    paths = pd.DataFrame.from_dict(paths, orient="index", columns=["estimate", "se", "t", "p"])
    count = len(mediators)
    a, b = (
        pd.DataFrame(part.to_numpy(), index=mediators, columns=paths.columns)
        for part in (paths.iloc[:count], paths.iloc[count : 2 * count])
    )
    column = {name: i for i, name in enumerate(used.columns)}
    start, end = [column[name] for name in fixed], [column[name] for name in mediators]

    def effects(covariance):
        to_mediators = _slopes(covariance, start, end)[:, 0, :]
        to_outcome = _slopes(covariance, start + end, [column[y]])[:, len(start) :, 0]
        products = to_mediators * to_outcome
        return products if single else np.column_stack([products, products.sum(axis=1)])

    names = mediators if single else [*mediators, "total"]
    indirect, percentile, bca, draws = _bootstrap(used, effects, names, n_boot, rng)
    se = np.sqrt(a["estimate"] ** 2 * b["se"] ** 2 + b["estimate"] ** 2 * a["se"] ** 2)
    sobel = _sobel(a["estimate"] * b["estimate"], se)

    def pick(table):
        if not single:
            return table
        return table.loc[mediators[0]] if table.ndim == 2 else float(table.loc[mediators[0]])

    return Mediation(
        x=x,
        y=y,
        a=pick(a["estimate"]),
        b=pick(b["estimate"]),
        direct=float(paths.loc["direct", "estimate"]),
        total=float(paths.loc["total", "estimate"]),
        indirect=pick(indirect),
        percentile=pick(percentile),
        bca=pick(bca),
        sobel=pick(sobel),
        paths=paths,
        n=len(used),
        n_boot=len(draws),
        draws=draws,
    )


def moderated_mediation(data, x, mediator, y, moderator, stage="first", covariates=(), n_boot=5000, rng=None):
    """Test whether an indirect effect depends on a moderator, by its index.

    Parameters
    ----------
    data : DataFrame, shape (n, k)
        One row per respondent, numeric columns. Rows with missing values are left out, with a warning.
    x, mediator, y, moderator : label
        Columns.
    stage : {"first", "second"}
        Which path the moderator changes: x to mediator (PROCESS model 7) or mediator to y (model 14).
    covariates : sequence of labels
        Columns held constant in both regressions.
    n_boot, rng
        As in `mediate`.

    Returns
    -------
    ModeratedMediation
        ``index`` with its intervals, and ``conditional``: the indirect effect at mean - 1 SD, mean and
        mean + 1 SD of the moderator, or at both its values if it has two.

    Raises
    ------
    ValueError
        As `mediate`, or if `stage` is unknown.

    Notes
    -----
    First stage: ``m = a1 x + a2 w + a3 x w``, ``y = direct x + b m``, index ``a3 b``. Second stage: ``m = a
    x``, ``y = direct x + b1 m + b2 w + b3 m w``, index ``a b3``. The indirect effect is a straight line in w
    and the index its slope; the interval of the index, not two intervals side by side, is the test.
    Intervals as in `mediate`.

    References
    ----------
    Hayes, A. F. (2015). An index and test of linear moderated mediation. *Multivariate Behavioral Research*,
    50(1).

    Examples
    --------
    >>> draw = np.random.default_rng(1)
    >>> quality, age = draw.normal(size=(2, 400))
    >>> trust = 0.5 * quality + 0.3 * quality * age + draw.normal(size=400)
    >>> survey = pd.DataFrame({"quality": quality, "age": age, "trust": trust})
    >>> survey["loyalty"] = 0.6 * trust + draw.normal(size=400)
    >>> result = moderated_mediation(survey, "quality", "trust", "loyalty", "age", rng=1)
    >>> round(result.index, 2)
    0.21
    """
    if stage not in ("first", "second"):
        raise ValueError(f"stage is {stage!r}; choose 'first' (x to mediator) or 'second' (mediator to y).")
    covariates = _label_list(covariates)
    used = complete_rows(data, [x, mediator, moderator, *covariates, y])
    values = used[moderator]
    mean, sd = values.mean(), values.std()
    at = {"mean - 1 SD": mean - sd, "mean": mean, "mean + 1 SD": mean + sd}
    if values.nunique() == 2:
        at = {f"{value:g}": value for value in sorted(values.unique())}
    moved = x if stage == "first" else mediator
    product = f"{moved}:{moderator}"
    used.insert(len(used.columns) - 1, product, (used[moved] - used[moved].mean()) * (values - mean))
    to_mediator = [x, moderator, product] if stage == "first" else [x]
    to_outcome = [mediator, x] if stage == "first" else [mediator, moderator, product, x]
    for terms in (to_mediator, to_outcome):
        refuse_singular(used[[*terms, *covariates]].assign(Intercept=1.0))
    column = {name: i for i, name in enumerate(used.columns)}
    centred = np.array(list(at.values())) - mean

    def effects(covariance):
        first, second = (
            _slopes(covariance, [column[name] for name in [*terms, *covariates]], [column[response]])[..., 0]
            for terms, response in ((to_mediator, mediator), (to_outcome, y))
        )
        plain, changing = (second, first) if stage == "first" else (first, second)
        slope_at = changing[:, :1] + changing[:, 2:3] * centred
        return plain[:, :1] * np.column_stack([changing[:, 2], slope_at])

    names = ["index", *at]
    estimate, percentile, bca, draws = _bootstrap(used, effects, names, n_boot, rng)
    conditional = pd.DataFrame({moderator: at, "indirect": estimate[1:]}).join(bca)
    return ModeratedMediation(
        x=x,
        mediator=mediator,
        y=y,
        moderator=moderator,
        stage=stage,
        index=float(estimate["index"]),
        percentile=percentile.loc["index"],
        bca=bca.loc["index"],
        conditional=conditional,
        n=len(used),
        n_boot=len(draws),
        draws=draws,
    )


def _label_list(covariates):
    if isinstance(covariates, str):
        raise TypeError(
            f"covariates is the text {covariates!r}; give a list of columns such as [{covariates!r}]."
        )
    return list(covariates)


def _path(used, response, predictors, wanted):
    """One coefficient by least squares: estimate, se, t, p."""
    import statsmodels.api as sm

    design = used[predictors].assign(Intercept=1.0)
    refuse_singular(design)
    fit = sm.OLS(used[response], design).fit()
    return [fit.params[wanted], fit.bse[wanted], fit.tvalues[wanted], fit.pvalues[wanted]]


def _sobel(indirect, se):
    from scipy import stats

    z = indirect / se
    return pd.DataFrame({"se": se, "z": z, "p": 2 * stats.norm.sf(z.abs())})


def _slopes(covariance, predictors, responses):
    """Regression slopes for a stack of covariance matrices, shape (m, predictors, responses)."""
    return np.linalg.solve(
        covariance[:, predictors][:, :, predictors], covariance[:, predictors][:, :, responses]
    )


def _bootstrap(used, effects, names, n_boot, rng):
    """Estimates, percentile and BCa intervals and draws of `effects`, a function of covariance matrices.

    The outcome is the last column of `used`.

    A resample counts how often each row is drawn, so the sums of products of all resamples are one product
    of the matrix of counts with the matrix of row products.
    """
    if n_boot != int(n_boot) or n_boot < 100:
        raise ValueError(f"n_boot is {n_boot}; use a whole number of at least 100 bootstrap samples.")
    rng = np.random.default_rng(rng)
    rows = used.to_numpy() - used.to_numpy().mean(axis=0)
    n, width = rows.shape
    upper = np.triu_indices(width)
    products = np.column_stack([rows, rows[:, upper[0]] * rows[:, upper[1]]])

    def covariances(sums, size):
        means = sums[:, :width] / size
        stack = np.empty((len(sums), width, width))
        stack[:, upper[0], upper[1]] = stack[:, upper[1], upper[0]] = sums[:, width:] / size
        return stack - means[:, :, None] * means[:, None, :]

    whole = products.sum(axis=0)
    leave_one_out = covariances(whole - products, n - 1)
    if not _regular(leave_one_out).all():
        raise ValueError(
            f"without the row labelled {used.index[_regular(leave_one_out).argmin()]} a column does not "
            "vary or repeats others; leave out that column or add rows like this one."
        )

    sums = []
    block = max(1, 4_000_000 // n)
    for start in range(0, n_boot, block):
        size = min(block, n_boot - start)
        chosen = rng.integers(n, size=(size, n)) + n * np.arange(size)[:, None]
        counts = np.bincount(chosen.ravel(), minlength=size * n).reshape(size, n)
        sums.append(counts.astype(float) @ products)
    stack = covariances(np.concatenate(sums), n)
    stack = stack[_regular(stack)]
    if len(stack) < n_boot / 2:
        raise ValueError(
            "most bootstrap samples have a column that does not vary or repeats others; use more rows or "
            "fewer columns."
        )
    if len(stack) < n_boot:
        warnings.warn(
            f"{n_boot - len(stack)} of {n_boot} bootstrap samples have a column that does not vary or "
            "repeats others, and are left out.",
            stacklevel=3,
        )
    estimate = effects(covariances(whole[None], n))[0]
    draws = effects(stack)
    tails = np.array([0.025, 0.975])
    percentile = np.quantile(draws, tails, axis=0).T
    bca = _bca(estimate, draws, effects(leave_one_out), tails)
    columns = ["low", "high"]
    return (
        pd.Series(estimate, index=names),
        pd.DataFrame(percentile, index=names, columns=columns),
        pd.DataFrame(bca, index=names, columns=columns),
        pd.DataFrame(draws, columns=names),
    )


def _regular(stack):
    """Whether each covariance matrix allows regressions on all its columns but the last, shape (m,)."""
    inner = stack[:, :-1, :-1]
    variance = np.einsum("mii->mi", inner)
    varied = (variance > 1e-12 * variance.max(axis=0)).all(axis=1)
    scale = np.sqrt(np.where(varied[:, None], variance, 1.0))
    smallest = np.linalg.eigvalsh(inner / (scale[:, :, None] * scale[:, None, :]))[:, 0]
    return varied & (smallest > 1e-10)


def _bca(estimate, draws, leave_one_out, tails):
    """Bias-corrected and accelerated limits, shape (effects, 2)."""
    from scipy import stats

    below = ((draws < estimate).mean(axis=0) + (draws <= estimate).mean(axis=0)) / 2
    bias = stats.norm.ppf(below)[:, None]
    away = leave_one_out.mean(axis=0) - leave_one_out
    acceleration = ((away**3).sum(axis=0) / (6 * (away**2).sum(axis=0) ** 1.5))[:, None]
    shifted = bias + stats.norm.ppf(tails)
    points = stats.norm.cdf(bias + shifted / (1 - acceleration * shifted))
    return np.array([np.quantile(draws[:, i], points[i]) for i in range(len(estimate))])

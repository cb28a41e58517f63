"""Fit a regression in which one or two moderators change a slope."""

import numpy as np
import pandas as pd

from crmlab._check import complete_rows, refuse_singular
from crmlab.moderation.model import Moderation


def moderate(data, outcome, focal, moderator, second=None, covariates=(), center=True, robust="HC3"):
    """Regress an outcome on a focal variable whose slope may depend on one or two moderators.

    Parameters
    ----------
    data : DataFrame, shape (n, k)
        One row per respondent, numeric columns. Rows with missing values are left out, with a warning.
    outcome, focal, moderator : label
        Columns.
    second : label, optional
        A second moderator; the model then holds all products up to ``focal:moderator:second``.
    covariates : sequence of labels
        Further columns that enter as they are.
    center : bool
        Subtract the means of focal variable and moderators first. This changes what the lower-order
        coefficients mean (slopes at the mean, not at zero), and neither the product term nor any simple slope
        or region.
    robust : {"HC3", "HC2", "HC1", "HC0", None}
        Heteroscedasticity-consistent covariance, or None for the classical one.

    Returns
    -------
    Moderation
        With ``.simple_slopes()``, ``.johnson_neyman()``, ``.slope_difference()`` and ``.slope_at()``.

    Raises
    ------
    ValueError
        If a column is absent, doubled, constant or not numeric, there are fewer rows than coefficients, or a
        term is a linear combination of others.

    Warns
    -----
    UserWarning
        If rows with missing values are left out.

    Notes
    -----
    ``y = b0 + b1 x + b2 w + b3 x w + covariates``, by least squares; tests use t with ``n - terms`` degrees
    of freedom, with either covariance.

    References
    ----------
    Aiken, L. S. & West, S. G. (1991). *Multiple Regression: Testing and Interpreting Interactions*. Sage.
    Hayes, A. F. & Cai, L. (2007). Using heteroskedasticity-consistent standard error estimators in OLS
    regression. *Behavior Research Methods*, 39(4).

    Examples
    --------
    >>> fit = moderate(example_survey(), "loyalty", "satisfaction", "barriers")
    >>> float(fit.params["satisfaction:barriers"].round(3))
    -0.152
    """
    import statsmodels.api as sm

    if robust not in ("HC0", "HC1", "HC2", "HC3", None):
        raise ValueError(f"robust is {robust!r}; choose 'HC0', 'HC1', 'HC2', 'HC3' or None.")
    if isinstance(covariates, str):
        raise TypeError(
            f"covariates is the text {covariates!r}; give a list of column names such as [{covariates!r}]."
        )
    moderators = [moderator] if second is None else [moderator, second]
    used = complete_rows(data, [outcome, focal, *moderators, *covariates])
    means = {name: float(used[name].mean()) if center else 0.0 for name in [focal, *moderators]}
    design = _design(used, focal, moderators, list(covariates), means)
    refuse_singular(design)
    _refuse_leverage(design, robust)
    options = {} if robust is None else {"cov_type": robust, "use_t": True}
    fit = sm.OLS(used[outcome], design).fit(**options)
    covariance = fit.cov_params()
    return Moderation(
        outcome=outcome,
        focal=focal,
        moderator=moderator,
        second=second,
        params=fit.params,
        standard_errors=fit.bse,
        t=fit.tvalues,
        p=pd.Series(fit.pvalues, index=design.columns),
        covariance=covariance,
        r_squared=float(fit.rsquared),
        n=len(used),
        df_resid=float(fit.df_resid),
        means=means,
        observed={name: (float(used[name].min()), float(used[name].max())) for name in moderators},
        robust=robust,
        data=used,
    )


def _design(used, focal, moderators, covariates, means):
    """The columns of the regression by term name: main effects, then products."""
    centred = {name: used[name] - mean for name, mean in means.items()}
    terms = {"Intercept": pd.Series(1.0, index=used.index), **centred}
    for name in moderators:
        terms[f"{focal}:{name}"] = centred[focal] * centred[name]
    if len(moderators) == 2:
        one, two = moderators
        terms[f"{one}:{two}"] = centred[one] * centred[two]
        terms[f"{focal}:{one}:{two}"] = terms[f"{focal}:{one}"] * centred[two]
    return pd.DataFrame(terms).join(used[covariates])


def _refuse_leverage(design, robust):
    """Refuse rows that HC2 and HC3 cannot weigh: those with a coefficient of their own."""
    leverage = (np.linalg.qr(design)[0] ** 2).sum(axis=1)
    if robust in ("HC2", "HC3") and leverage.max() > 1 - 1e-9:
        raise ValueError(
            f"{robust} divides by zero because the row labelled {design.index[leverage.argmax()]} fixes a "
            "coefficient alone; use robust='HC1' or leave the row out."
        )


def example_survey():
    """Thirty made-up customers on which the docstring examples run."""
    rng = np.random.default_rng(7)
    satisfaction, barriers = rng.integers(1, 8, size=(2, 30))
    loyalty = 1 + 0.8 * satisfaction - 0.1 * satisfaction * barriers + 0.6 * barriers + rng.normal(size=30)
    return pd.DataFrame({"loyalty": loyalty, "satisfaction": satisfaction, "barriers": barriers})

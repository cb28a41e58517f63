"""Who leaves: logistic regression for whether, Cox regression for when."""

import warnings
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame
from crmlab.churn.survival import _durations


@dataclass(frozen=True)
class ChurnModel:
    """Logistic regression of churn."""

    n: int
    n_churned: int
    log_likelihood: float
    pseudo_r2: float
    auc: float
    coefficients: pd.DataFrame = field(repr=False)

    def probability(self, customers):
        """Chance that each customer leaves.

        Parameters
        ----------
        customers : DataFrame
            The predictors of the model.

        Returns
        -------
        Series
        """
        predictors = list(self.coefficients.index[1:])
        frame = numeric_frame(customers, predictors, name="customers", allow_missing=False)
        weights = self.coefficients["log_odds"]
        score = weights.iloc[0] + frame @ weights.iloc[1:]
        return (1 / (1 + np.exp(-score))).rename("churn_probability")

    def summary(self):
        """Say in a sentence what moves churn most and how well the model ranks."""
        best = self.coefficients["z"].iloc[1:].abs().idxmax()
        ratio = self.coefficients.loc[best, "odds_ratio"]
        return (
            f"{self.n_churned} of {self.n} customers left; the clearest sign is {best} (odds of leaving "
            f"times {ratio:.3g} "
            f"a unit), and a random leaver ranks above a random stayer {self.auc:.0%} of the time, on these "
            "data."
        )

    def _repr_html_(self):
        return html_table(self) + self.coefficients.to_html()


def churn_model(customers, churned, predictors, *, level=0.95):
    r"""Fit a logistic regression of churn.

    Parameters
    ----------
    customers : DataFrame, one row per customer
        The columns named next. Recode categories as 0/1 columns first.
    churned : str
        Column that is 1 for customers who left and 0 for the others.
    predictors : sequence of str
        Columns known before the customer left.
    level : float
        Confidence level of the intervals.

    Returns
    -------
    ChurnModel
        `coefficients`, a frame with `log_odds`, `standard_error`, `z`, `p`, `odds_ratio`, `low`, `high`
        (interval of the odds ratio, Wald); `pseudo_r2` (McFadden), `auc` on the data of the fit, and
        `probability`.

    Raises
    ------
    ValueError
        If columns are absent or not numeric, customers are fewer than coefficients, predictors repeat one
        another, nobody or everybody left, or a predictor tells leavers and stayers apart without error.

    Notes
    -----
    :math:`\ln(p/(1-p)) = b_0 + \sum_j b_j x_j`, by maximum likelihood (statsmodels).

    References
    ----------
    Neslin, S. A., Gupta, S., Kamakura, W., Lu, J. and Mason, C. H. (2006). Defection detection. Journal of
    Marketing Research, 43(2), 204-211.

    Examples
    --------
    >>> people = pd.DataFrame({"complaints": [0, 0, 0, 0, 1, 1, 1, 1], "left": [0, 0, 0, 1, 0, 1, 1, 1]})
    >>> model = churn_model(people, "left", ["complaints"])
    >>> round(model.coefficients.loc["complaints", "odds_ratio"].item(), 3)
    9.0
    """
    from scipy.stats import norm
    from sklearn.metrics import roc_auc_score
    from statsmodels.api import Logit
    from statsmodels.tools.sm_exceptions import PerfectSeparationError

    frame, y = _design(customers, churned, predictors)
    if y.min() == y.max():
        who = "nobody" if y.max() == 0 else "everybody"
        raise ValueError(f"column {churned!r} says that {who} left; a model needs leavers and stayers.")
    frame.insert(0, "constant", 1.0)
    separated = ValueError(
        f"the predictors tell leavers and stayers in {churned!r} apart without error, so the odds have no "
        "finite "
        "estimate; look for a predictor that was recorded after customers left, or drop it."
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            fit = Logit(y, frame).fit(disp=False, maxiter=200, method="newton")
        except (PerfectSeparationError, np.linalg.LinAlgError):
            raise separated from None
    fitted = fit.predict(frame)
    if not fit.mle_retvals["converged"] or np.abs(fit.params * frame.std().replace(0, 1)).max() > 15:
        raise separated
    z = norm.ppf((1 + level) / 2)
    table = pd.DataFrame(
        {
            "log_odds": fit.params,
            "standard_error": fit.bse,
            "z": fit.tvalues,
            "p": fit.pvalues,
            "odds_ratio": np.exp(fit.params),
            "low": np.exp(fit.params - z * fit.bse),
            "high": np.exp(fit.params + z * fit.bse),
        }
    )
    return ChurnModel(
        len(y), int(y.sum()), float(fit.llf), float(fit.prsquared), float(roc_auc_score(y, fitted)), table
    )


@dataclass(frozen=True)
class CoxModel:
    """Proportional-hazards regression of the time until customers leave."""

    n: int
    n_churned: int
    log_likelihood: float
    likelihood_ratio: float
    p: float
    coefficients: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence what moves the rate of leaving most."""
        best = self.coefficients["z"].abs().idxmax()
        row = self.coefficients.loc[best]
        return (
            f"One unit more of {best} multiplies the rate of leaving by {row['hazard_ratio']:.3g} "
            f"({row['low']:.3g} to {row['high']:.3g}), other things equal."
        )

    def _repr_html_(self):
        return html_table(self) + self.coefficients.to_html()


def cox_model(customers, duration, churned, predictors, *, ties="efron", level=0.95):
    r"""Fit a Cox regression of the time until customers leave.

    Parameters
    ----------
    customers : DataFrame, one row per customer
        The columns named next.
    duration : str
        Column of time from start to leaving or to the end of observation, above zero.
    churned : str
        Column that is 1 for customers who left and 0 for those still there.
    predictors : sequence of str
        Columns known at the start.
    ties : {"efron", "breslow"}
        How customers who leave at the same time are counted; *efron* is the default of R's survival package.
    level : float
        Confidence level of the intervals.

    Returns
    -------
    CoxModel
        `coefficients`, a frame with `log_hazard`, `standard_error`, `z`, `p`, `hazard_ratio`, `low`, `high`;
        the likelihood-ratio test of all predictors together.

    Raises
    ------
    ValueError
        As `churn_model`.

    Notes
    -----
    :math:`h(t|x) = h_0(t) \exp(\sum_j b_j x_j)`, by partial likelihood (statsmodels).

    References
    ----------
    Cox, D. R. (1972). Regression models and life-tables. Journal of the Royal Statistical Society B, 34(2),
    187-220.
    Efron, B. (1977). The efficiency of Cox's likelihood function for censored data. Journal of the
    American Statistical Association, 72(359), 557-565.

    Examples
    --------
    >>> people = pd.DataFrame({"months": [1, 2, 3, 4, 5, 6], "left": 1, "contract": [0, 1, 0, 0, 1, 1]})
    >>> model = cox_model(people, "months", "left", ["contract"])
    >>> bool(model.coefficients.loc["contract", "hazard_ratio"] < 1)
    True
    """
    from scipy.stats import chi2, norm
    from statsmodels.duration.hazard_regression import PHReg

    frame, status = _design(customers, churned, predictors)
    numeric_frame(customers, [duration], name="customers", allow_missing=False)
    times = _durations(customers[duration], status)["duration"].to_numpy()
    if not status.any():
        raise ValueError(f"column {churned!r} says that nobody left; the model needs departures.")
    if ties not in ("efron", "breslow"):
        raise ValueError(f"ties is {ties!r}; choose 'efron' or 'breslow'.")
    model = PHReg(times, frame.to_numpy(), status=status.to_numpy(), ties=ties)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = model.fit(disp=0)
    estimate, error = fit.params, fit.bse
    if not np.isfinite(error).all() or np.abs(estimate * frame.std().to_numpy()).max() > 10:
        raise ValueError(
            f"a predictor puts the customers in the order in which they left ({duration!r}), so its effect "
            "has no "
            "finite estimate; look for a predictor recorded after customers left, or drop it."
        )
    z = norm.ppf((1 + level) / 2)
    table = pd.DataFrame(
        {
            "log_hazard": estimate,
            "standard_error": error,
            "z": estimate / error,
            "p": 2 * norm.sf(np.abs(estimate / error)),
            "hazard_ratio": np.exp(estimate),
            "low": np.exp(estimate - z * error),
            "high": np.exp(estimate + z * error),
        },
        index=frame.columns,
    )
    ratio = 2 * float(fit.llf - model.loglike(np.zeros(frame.shape[1])))
    return CoxModel(
        len(status), int(status.sum()), float(fit.llf), ratio, float(chi2.sf(ratio, frame.shape[1])), table
    )


def _design(customers, churned, predictors):
    """Predictors and outcome, checked for what would stop a fit."""
    if isinstance(predictors, str):
        raise TypeError(f"predictors is the text {predictors!r}; give a list of column names.")
    predictors = list(predictors)
    if churned in predictors:
        raise ValueError(f"{churned!r} is both outcome and predictor; take it out of the predictors.")
    frame = numeric_frame(customers, [churned, *predictors], name="customers", allow_missing=False)
    y = frame.pop(churned)
    if not predictors:
        raise ValueError("predictors is empty; name at least one column.")
    if not y.isin([0, 1]).all():
        raise ValueError(
            f"column {churned!r} holds {y[~y.isin([0, 1])].iloc[0]:g}; write 1 for left and 0 for stayed."
        )
    if len(frame) <= len(predictors) + 1:
        raise ValueError(
            f"customers has {len(frame)} rows for {len(predictors) + 1} coefficients; use more customers or "
            "fewer "
            "predictors."
        )
    centred = frame - frame.mean()
    for position, column in enumerate(frame.columns):
        if centred[column].abs().max() <= 1e-12 * max(1.0, frame[column].abs().max()):
            raise ValueError(f"column {column!r} is the same for every customer; leave it out.")
        scaled = centred.iloc[:, : position + 1]
        if np.linalg.matrix_rank((scaled / scaled.std()).to_numpy()) <= position:
            raise ValueError(
                f"column {column!r} follows exactly from the predictors before it; leave it out."
            )
    return frame, y

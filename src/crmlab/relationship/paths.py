"""Trust and commitment as key mediating variables: a path model by regressions."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame

COMMITMENT_TRUST = {
    "trust": ["shared_values", "communication", "opportunistic_behavior"],
    "commitment": ["trust", "termination_costs", "relationship_benefits", "shared_values"],
    "acquiescence": ["commitment"],
    "propensity_to_leave": ["commitment"],
    "cooperation": ["commitment", "trust"],
    "functional_conflict": ["trust"],
    "uncertainty": ["trust"],
}


@dataclass(frozen=True)
class PathModel:
    """Standardised path coefficients and the effects they add up to."""

    n: int
    paths: pd.DataFrame = field(repr=False)
    r_squared: pd.Series = field(repr=False)
    direct: pd.DataFrame = field(repr=False)
    total: pd.DataFrame = field(repr=False)
    indirect: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence which path is strongest and which outcome is explained best."""
        row = self.paths.loc[self.paths["coefficient"].abs().idxmax()]
        best = self.r_squared.idxmax()
        return (
            f"The strongest path goes from {row['cause']} to {row['effect']} ({row['coefficient']:+.2f} "
            "standard "
            f"deviations per standard deviation); {best} is explained best (R2 {self.r_squared[best]:.0%}), "
            f"n = {self.n}."
        )

    def _repr_html_(self):
        return self.paths.to_html(index=False)


def path_model(data, paths=None):
    r"""Estimate a path model, by default the commitment-trust model of relationship marketing.

    Parameters
    ----------
    data : DataFrame, one row per relationship
        A score per construct, under the names used in `paths`.
    paths : mapping of effect to sequence of causes, optional
        Arrows; `COMMITMENT_TRUST` by default. There must be no circle.

    Returns
    -------
    PathModel
        `paths` (`cause`, `effect`, `coefficient`, `standard_error`, `p`), `r_squared` by effect, and
        `direct`, `indirect` and `total` effects (rows cause, columns effect), all in standard deviations.

    Raises
    ------
    ValueError
        If a construct is absent or constant, arrows run in a circle, causes repeat one another or rows are
        too few.

    Notes
    -----
    One least-squares regression per effect on standardised scores; with B the matrix of path coefficients
    (cause by effect), total effects are :math:`(I - B)^{-1} - I` and indirect ones total minus direct.
    Measurement error in the scores makes the paths too small; Morgan and Hunt fitted a structural equation
    model. Rows with a missing value are left out.

    References
    ----------
    Morgan, R. M. and Hunt, S. D. (1994). The commitment-trust theory of relationship marketing.
    Journal of Marketing, 58(3), 20-38.

    Examples
    --------
    >>> data = pd.DataFrame({"trust": [1, 2, 3, 4, 5.0], "loyalty": [2, 1, 4, 3, 5.0]})
    >>> round(path_model(data, {"loyalty": ["trust"]}).paths["coefficient"].item(), 3)
    0.8
    """
    from statsmodels.api import OLS

    paths = COMMITMENT_TRUST if paths is None else {effect: list(causes) for effect, causes in paths.items()}
    if not paths or not all(paths.values()):
        raise ValueError(
            "paths is empty or has an effect without causes; name at least one cause for each effect."
        )
    names = list(dict.fromkeys([cause for causes in paths.values() for cause in causes] + list(paths)))
    frame = numeric_frame(data, names, name="data", allow_constant=False).dropna()
    most = max(len(causes) for causes in paths.values())
    if len(frame) < most + 2:
        raise ValueError(
            f"data has {len(frame)} complete rows; paths with {most} causes need {most + 2} or more."
        )
    frame = (frame - frame.mean()) / frame.std()
    direct = pd.DataFrame(0.0, index=names, columns=names)
    rows, explained = [], {}
    for effect, causes in paths.items():
        X = frame[causes]
        if np.linalg.matrix_rank(X.to_numpy()) < len(causes):
            raise ValueError(f"the causes of {effect!r} follow from one another; leave one out.")
        fit = OLS(frame[effect].to_numpy(), np.column_stack([np.ones(len(X)), X])).fit()
        direct.loc[causes, effect] = fit.params[1:]
        explained[effect] = fit.rsquared
        for position, cause in enumerate(causes, start=1):
            rows.append((cause, effect, fit.params[position], fit.bse[position], fit.pvalues[position]))
    arrows = (direct != 0).to_numpy()
    if np.linalg.matrix_power(arrows.astype(float), len(names)).any():
        raise ValueError("the arrows in paths run in a circle; leave one out.")
    total = pd.DataFrame(np.linalg.inv(np.eye(len(names)) - direct) - np.eye(len(names)), names, names)
    table = pd.DataFrame(rows, columns=["cause", "effect", "coefficient", "standard_error", "p"])
    return PathModel(len(frame), table, pd.Series(explained, name="r_squared"), direct, total, total - direct)

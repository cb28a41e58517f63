"""A fitted moderated regression and the slopes it implies."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import probability
from crmlab.moderation.regions import JohnsonNeyman, SlopeDifference, significant_region


@dataclass(frozen=True)
class Moderation:
    """A fitted moderated regression; made by `moderate`.

    ``params``, ``standard_errors``, ``t``, ``p`` are Series by term (``"focal:moderator"`` is the product),
    ``covariance`` a DataFrame; ``means`` holds what was subtracted, ``observed`` the range of each moderator,
    and ``data`` the rows used, in original units.
    """

    outcome: str
    focal: str
    moderator: str
    second: str | None
    params: pd.Series
    standard_errors: pd.Series
    t: pd.Series
    p: pd.Series
    covariance: pd.DataFrame
    r_squared: float
    n: int
    df_resid: float
    means: dict
    observed: dict
    robust: str | None
    data: pd.DataFrame = field(repr=False)

    def _repr_html_(self):
        table = {"estimate": self.params, "standard error": self.standard_errors, "t": self.t, "p": self.p}
        return pd.DataFrame(table).to_html(float_format=lambda value: f"{value:.4g}")

    def summary(self):
        """Read the result in one sentence."""
        term = self._product
        effect, p = self.params[term], self.p[term]
        if p >= 0.05:
            return (
                f"The data do not show that the slope of {self.focal} on {self.outcome} depends on "
                f"{' and '.join(self._moderators)} ({term} = {effect:.3g}, p = {p:.3f}, n = {self.n})."
            )
        change = "rises" if effect > 0 else "falls"
        what = "slope" if self.second is None else f"change of slope with {self.second}"
        return (
            f"With each further point of {self.moderator} the {what} of {self.focal} on {self.outcome} "
            f"{change} by "
            f"{abs(effect):.3g} (p = {p:.3f}, n = {self.n})."
        )

    def slope_at(self, value, second_at=None, level=0.95):
        """Slope of the focal variable at given values of the moderator.

        Parameters
        ----------
        value : float or array_like, shape (m,)
            Values of the moderator, in its own units.
        second_at : float or array_like, shape (m,), optional
            Values of the second moderator in a three-way model; its mean by default.
        level : float
            Confidence level.

        Returns
        -------
        DataFrame, m rows
            The moderator values, then ``slope``, ``se``, ``t``, ``p``, ``low``, ``high``.

        Raises
        ------
        ValueError
            If `second_at` is given in a two-way model, or a value is not a finite number.

        Notes
        -----
        With w the (centred) moderator, ``slope = b1 + b3 w`` and ``se**2 = v11 + 2 w v13 + w**2 v33``.

        Examples
        --------
        >>> from crmlab.moderation.fit import example_survey, moderate
        >>> fit = moderate(example_survey(), "loyalty", "satisfaction", "barriers")
        >>> fit.slope_at([1, 7])["slope"].round(2).tolist()
        [0.74, -0.17]
        """
        settings, gradient = self._gradient(value, second_at)
        slope = gradient @ self.params.to_numpy()
        variance = np.einsum("ij,jk,ik->i", gradient, self.covariance.to_numpy(), gradient)
        return pd.DataFrame(settings).assign(**self._tested(slope, np.sqrt(variance), level))

    def simple_slopes(self, at=None):
        """Slopes of the focal variable at chosen values of the moderator or moderators.

        Parameters
        ----------
        at : sequence of float, or dict of name to sequence, optional
            Values in original units; a dict for a three-way model. By default mean - 1 SD, mean, mean + 1 SD,
            or both values of a moderator that has only two.

        Returns
        -------
        DataFrame
            Columns named after the moderators, ``label``, ``slope``, ``se``, ``t``, ``p``, ``low``, ``high``
            (95 % interval). A three-way model gives every combination of its two moderators.

        Raises
        ------
        ValueError
            If `at` names an unknown moderator or is not a dict in a three-way model.

        References
        ----------
        Aiken, L. S. & West, S. G. (1991). *Multiple Regression: Testing and Interpreting Interactions*. Sage.

        Examples
        --------
        >>> from crmlab.moderation.fit import example_survey, moderate
        >>> fit = moderate(example_survey(), "loyalty", "satisfaction", "barriers")
        >>> fit.simple_slopes()["label"].tolist()
        ['mean - 1 SD', 'mean', 'mean + 1 SD']
        """
        if at is not None and not isinstance(at, dict):
            if self.second is not None:
                raise ValueError(
                    f"at must be a dict such as {{{self.moderator!r}: [1, 2], {self.second!r}: [3, 4]}}."
                )
            at = {self.moderator: at}
        unknown = [name for name in at or {} if name not in self._moderators]
        if unknown:
            raise ValueError(
                f"at names {unknown[0]!r}; the moderators are {', '.join(map(repr, self._moderators))}."
            )
        chosen = {name: self._levels(name, (at or {}).get(name)) for name in self._moderators}
        first = chosen[self.moderator]
        if self.second is None:
            table, labels = self.slope_at(list(first.values())), list(first)
        else:
            grid = [(w, v) for v in chosen[self.second].items() for w in first.items()]
            table = self.slope_at([w[1] for w, _ in grid], [v[1] for _, v in grid])
            labels = [f"{self.moderator}: {w[0]}, {self.second}: {v[0]}" for w, v in grid]
        table.insert(len(self._moderators), "label", labels)
        return table

    def johnson_neyman(self, level=0.95, control_fdr=False, second_at=None):
        """Values of the moderator at which the slope of the focal variable differs from zero.

        Parameters
        ----------
        level : float
            Confidence level, between 0 and 1.
        control_fdr : bool
            Keep the expected share of false findings along the moderator at ``1 - level`` (Benjamini-Hochberg
            on 1,001 points over the observed range) instead of the error at one point.
        second_at : float, optional
            Value of the second moderator in a three-way model; its mean by default.

        Returns
        -------
        JohnsonNeyman

        Raises
        ------
        ValueError
            If `level` is not between 0 and 1, or `second_at` is given in a two-way model.

        Notes
        -----
        The bounds solve ``(b1 + b3 w)**2 = t**2 (v11 + 2 w v13 + w**2 v33)``. With a positive coefficient of
        ``w**2`` on the left less the right, the slope is significant outside the bounds, with a negative one
        inside. Centring and linear recoding of the moderator do not move the region.

        References
        ----------
        Johnson, P. O. & Fay, L. C. (1950). The Johnson-Neyman technique, its theory and application.
        *Psychometrika*, 15(4).
        Bauer, D. J. & Curran, P. J. (2005). Probing interactions in fixed and multilevel regression.
        *Multivariate Behavioral Research*, 40(3).
        Esarey, J. & Sumner, J. L. (2018). Marginal effects in interaction models. *Comparative Political
        Studies*, 51(9).

        Examples
        --------
        >>> from crmlab.moderation.fit import example_survey, moderate
        >>> fit = moderate(example_survey(), "loyalty", "satisfaction", "barriers")
        >>> region = fit.johnson_neyman()
        >>> region.significant, round(region.low, 2)
        ('outside', 4.93)
        """
        from scipy import stats

        own = self.slope_at(self.data[self.moderator], second_at, level)
        low, high = self.observed[self.moderator]
        share = 1.0
        if control_fdr:
            p = np.sort(self.slope_at(np.linspace(low, high, 1001), second_at)["p"])
            shares = np.arange(1, 1002) / 1001
            share = shares[p <= shares * (1 - level)].max(initial=shares[0])
        critical = float(stats.t.isf((1 - level) / 2 * share, self.df_resid))

        _, at = self._gradient([self.means[self.moderator], self.means[self.moderator] + 1], second_at)
        basis = np.array([at[0], at[1] - at[0]])
        b = basis @ self.params.to_numpy()
        v = basis @ self.covariance.to_numpy() @ basis.T
        bounds, significant = significant_region(
            b[1] ** 2 - critical**2 * v[1, 1],
            2 * (b[0] * b[1] - critical**2 * v[0, 1]),
            b[0] ** 2 - critical**2 * v[0, 0],
        )
        bounds = bounds + self.means[self.moderator]
        return JohnsonNeyman(
            focal=self.focal,
            moderator=self.moderator,
            low=float(bounds[0]),
            high=float(bounds[1]),
            significant=significant,
            observed_low=low,
            observed_high=high,
            share_significant=float((own["t"].abs() >= critical).mean()),
            critical_t=critical,
            level=float(level),
            control_fdr=bool(control_fdr),
            second_at=None if self.second is None else self._second_value(second_at),
        )

    def slope_difference(self, a, b):
        """Test whether the focal slope differs between two settings of the moderators.

        Parameters
        ----------
        a, b : float or dict
            Values in original units; in a three-way model dicts that name both moderators.

        Returns
        -------
        SlopeDifference
            Slope at `a` minus slope at `b`, with its 95 % interval.

        Raises
        ------
        ValueError
            If a setting leaves a moderator out, names an unknown one, or both settings are the same.

        Notes
        -----
        The difference is linear in the coefficients, so its standard error comes from their covariance
        matrix. In a two-way model the test is that of the product term, whatever the two values.

        References
        ----------
        Dawson, J. F. & Richter, A. W. (2006). Probing three-way interactions in moderated multiple
        regression. *Journal of Applied Psychology*, 91(4).

        Examples
        --------
        >>> from crmlab.moderation.fit import example_survey, moderate
        >>> fit = moderate(example_survey(), "loyalty", "satisfaction", "barriers")
        >>> round(fit.slope_difference(1, 7).difference, 2)
        0.91
        """
        gradient = np.vstack([self._gradient(*self._setting(setting))[1] for setting in (a, b)])
        contrast = gradient[0] - gradient[1]
        if not contrast.any():
            raise ValueError("a and b are the same setting; give two different ones.")
        difference = contrast @ self.params.to_numpy()
        se = np.sqrt(contrast @ self.covariance.to_numpy() @ contrast)
        return SlopeDifference(
            **{
                name: float(value)
                for name, value in self._tested(difference, se, 0.95, name="difference").items()
            }
        )

    @property
    def _moderators(self):
        return [self.moderator] if self.second is None else [self.moderator, self.second]

    @property
    def _product(self):
        return ":".join(map(str, [self.focal, *self._moderators]))

    def _second_value(self, second_at):
        return float(self.data[self.second].mean()) if second_at is None else second_at

    def _gradient(self, value, second_at):
        """Settings by name, and the weights of each coefficient in the slope there, shape (m, terms)."""
        if self.second is None and second_at is not None:
            raise ValueError("second_at is given, but the model has no second moderator; leave it out.")
        settings = {self.moderator: value}
        if self.second is not None:
            settings[self.second] = self._second_value(second_at)
        try:
            arrays = np.broadcast_arrays(
                *[np.atleast_1d(np.asarray(v, dtype=float)) for v in settings.values()]
            )
        except (TypeError, ValueError) as error:
            raise ValueError("moderator values must be numbers, in lists of one length.") from error
        if not all(array.ndim == 1 and np.isfinite(array).all() for array in arrays):
            raise ValueError("moderator values must be finite numbers; drop missing and infinite ones.")
        settings = dict(zip(settings, arrays, strict=True))
        centred = {name: values - self.means[name] for name, values in settings.items()}
        gradient = pd.DataFrame(0.0, index=range(len(arrays[0])), columns=self.params.index)
        gradient[self.focal] = 1.0
        for name, values in centred.items():
            gradient[f"{self.focal}:{name}"] = values
        if self.second is not None:
            gradient[self._product] = centred[self.moderator] * centred[self.second]
        return settings, gradient.to_numpy()

    def _tested(self, estimate, se, level, name="slope"):
        from scipy import stats

        t = estimate / se
        if not 0 < probability(level, "level") < 1:
            raise ValueError(f"level is {level:g}; choose a confidence level such as 0.95.")
        reach = stats.t.isf((1 - level) / 2, self.df_resid) * se
        p = 2 * stats.t.sf(np.abs(t), self.df_resid)
        return {name: estimate, "se": se, "t": t, "p": p, "low": estimate - reach, "high": estimate + reach}

    def _levels(self, name, at):
        """Values of a moderator to look at, by label."""
        if at is not None:
            return {f"{value:g}": value for value in np.atleast_1d(at)}
        values = self.data[name]
        if values.nunique() == 2:
            return {f"{value:g}": value for value in sorted(values.unique())}
        mean, sd = values.mean(), values.std()
        return {"mean - 1 SD": mean - sd, "mean": mean, "mean + 1 SD": mean + sd}

    def _setting(self, setting):
        if not isinstance(setting, dict):
            setting = {self.moderator: setting}
        if set(setting) != set(self._moderators):
            names = ", ".join(map(repr, self._moderators))
            raise ValueError(f"each setting must give a value for {names}, as a dict; got {setting!r}.")
        return setting[self.moderator], setting.get(self.second)

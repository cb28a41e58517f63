"""How long customers stay when some have not left yet: survival curves, comparison, causes of leaving."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, probability


@dataclass(frozen=True)
class KaplanMeier:
    """Kaplan-Meier curve of the share of customers still there."""

    n: int
    n_churned: int
    median: float
    median_low: float
    median_high: float
    level: float
    table: pd.DataFrame = field(repr=False)

    def survival(self, t):
        """Share of customers still there after time `t`.

        Parameters
        ----------
        t : float or array_like
            Times, zero or more.

        Returns
        -------
        float or ndarray
            Missing beyond the last departure if customers were still there then and nobody is observed so
            long.
        """
        times = np.asarray(t, dtype=float)
        if not (times >= 0).all():
            raise ValueError(f"t is {t!r}; give times of zero or more.")
        steps = np.r_[1.0, self.table["survival"]]
        shares = steps[np.searchsorted(self.table.index, times, side="right")]
        shares = np.where(
            times > self.table.attrs["last_observed"], np.where(shares > 0, np.nan, 0.0), shares
        )
        return float(shares) if shares.ndim == 0 else shares

    def summary(self):
        """Say in a sentence how long half of the customers stay."""
        if np.isnan(self.median):
            lowest = self.table["survival"].min() if len(self.table) else 1.0
            return f"More than half of the {self.n} customers stay as long as we have watched ({lowest:.0%})."
        high = "no upper limit" if np.isnan(self.median_high) else f"{self.median_high:g}"
        return (
            f"Half of the {self.n} customers leave within {self.median:g} "
            f"({self.level:.0%} interval {self.median_low:g} to {high})."
        )

    def _repr_html_(self):
        return html_table(self)


def kaplan_meier(durations, churned, *, level=0.95, interval="log"):
    r"""Estimate the share of customers still there at each age, counting those who have not left yet.

    Parameters
    ----------
    durations : array_like, shape (n,)
        Time from start to leaving or, if the customer is still there, to the end of observation; above zero.
    churned : array_like of bool or 0/1, shape (n,)
        Whether the customer left. A customer still there is not a customer who stayed for ever.
    level : float
        Confidence level.
    interval : {"log", "log-log", "plain"}
        Scale on which the interval is symmetric. *log* is the default of R's survival package, *log-log*
        that of Stata and lifelines.

    Returns
    -------
    KaplanMeier
        `median` with its interval and `table`, indexed by time, with `at_risk`, `churned`, `survival`,
        `standard_error` (Greenwood), `low`, `high`. One row per time at which somebody left.

    Raises
    ------
    ValueError
        If lengths differ, a duration is not above zero or `churned` holds other values than 0 and 1.

    Notes
    -----
    :math:`\hat S(t) = \prod_{t_i \le t} (1 - d_i/n_i)`. The median is the first time at which the curve is
    at or below one half; where it lies exactly at one half until the next departure, the middle of the two
    times. Customers still there at time t count as at risk at t.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the
    American Statistical Association, 53(282), 457-481.

    Examples
    --------
    >>> curve = kaplan_meier([2, 3, 3, 5, 8], [1, 1, 0, 1, 0])
    >>> curve.table["survival"].round(2).tolist(), curve.median
    ([0.8, 0.6, 0.3], 5.0)
    """
    from scipy.stats import norm
    from statsmodels.duration.survfunc import SurvfuncRight

    frame = _durations(durations, churned)
    if not 0 < probability(level, "level") < 1:
        raise ValueError(f"level is {level:g}; give a confidence level between 0 and 1, for example 0.95.")
    last = frame["duration"].max()
    if frame["churned"].any():
        fit = SurvfuncRight(frame["duration"].to_numpy(), frame["churned"].to_numpy())
        table = pd.DataFrame(
            {
                "at_risk": fit.n_risk.astype(int),
                "churned": fit.n_events.astype(int),
                "survival": fit.surv_prob,
                "standard_error": fit.surv_prob_se,
            },
            index=pd.Index(fit.surv_times, name="time"),
        )
    else:
        table = pd.DataFrame(
            columns=["at_risk", "churned", "survival", "standard_error"],
            dtype=float,
            index=pd.Index([], name="time"),
        )
    z = norm.ppf((1 + level) / 2)
    share, error = table["survival"], table["standard_error"]
    with np.errstate(divide="ignore", invalid="ignore"):
        if interval == "plain":
            low, high = share - z * error, share + z * error
        elif interval == "log":
            low, high = share * np.exp(-z * error / share), share * np.exp(z * error / share)
        elif interval == "log-log":
            width = z * error / (share * np.log(share))
            low, high = share ** np.exp(-width), share ** np.exp(width)
        else:
            raise ValueError(f"interval is {interval!r}; choose 'log', 'log-log' or 'plain'.")
    table["low"], table["high"] = low.clip(0, 1), high.clip(0, 1)
    table.attrs["last_observed"] = float(last)
    return KaplanMeier(
        len(frame),
        int(frame["churned"].sum()),
        *(_half(table[c]) for c in ("survival", "low", "high")),
        level,
        table,
    )


@dataclass(frozen=True)
class Logrank:
    """Comparison of the survival of groups of customers."""

    chi2: float
    df: int
    p: float
    table: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence whether groups leave at different rates."""
        ratio = self.table["observed"] / self.table["expected"]
        if self.p >= 0.05:
            return f"The data do not show that the groups leave at different rates (p = {self.p:.2g})."
        return (
            f"The groups leave at different rates (p = {self.p:.2g}); {ratio.idxmax()} lost "
            f"{ratio.max():.2f} times the "
            "customers expected if all were alike."
        )

    def _repr_html_(self):
        return html_table(self) + self.table.to_html()


def logrank(durations, churned, group):
    r"""Test whether groups of customers leave at the same rate.

    Parameters
    ----------
    durations, churned : array_like, shape (n,)
        As for `kaplan_meier`.
    group : array_like, shape (n,)
        Group of each customer; two groups or more.

    Returns
    -------
    Logrank
        `chi2`, `df`, `p` and `table` with `n`, `observed` and `expected` departures by group.

    Raises
    ------
    ValueError
        If there is one group only, a group is missing, or nobody left.

    Notes
    -----
    :math:`(O-E)^\top V^{-1} (O-E)` with the hypergeometric variance, as R's ``survdiff``. The simpler
    :math:`\sum (O-E)^2/E` gives a smaller value.

    References
    ----------
    Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its
    consideration. Cancer Chemotherapy Reports, 50(3), 163-170.

    Examples
    --------
    >>> test = logrank([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, 0], list("aaabbb"))
    >>> round(test.chi2, 3), test.table["observed"].tolist()
    (5.052, [3, 2])
    """
    from scipy.stats import chi2
    from statsmodels.duration.survfunc import survdiff

    frame = _durations(durations, churned)
    labels = pd.Series(group)
    if len(labels) != len(frame):
        raise ValueError(f"group has {len(labels)} values and durations {len(frame)}; give one per customer.")
    if labels.isna().any():
        raise ValueError("group has missing values; every customer needs a group.")
    if labels.nunique() < 2:
        raise ValueError(f"group has one value only, {labels.iloc[0]!r}; give two groups or more to compare.")
    if not frame["churned"].any():
        raise ValueError("churned is 0 for every customer; without departures there is nothing to compare.")
    codes, names = pd.factorize(labels, sort=True)
    time, left = frame["duration"].to_numpy(), frame["churned"].to_numpy()
    statistic, _ = survdiff(time, left, codes)
    rows = []
    moments = np.unique(time[left == 1])
    at_risk = len(time) - np.searchsorted(np.sort(time), moments)
    events = _tally(moments, time[left == 1])
    for code in range(len(names)):
        own = time[codes == code]
        own_at_risk = len(own) - np.searchsorted(np.sort(own), moments)
        expected = float(np.sum(events * own_at_risk / at_risk))
        rows.append((len(own), int(left[codes == code].sum()), expected))
    table = pd.DataFrame(rows, columns=["n", "observed", "expected"], index=pd.Index(names, name="group"))
    df = len(names) - 1
    return Logrank(float(statistic), df, float(chi2.sf(statistic, df)), table)


@dataclass(frozen=True)
class CumulativeIncidence:
    """Share of customers lost to each cause, over time."""

    n: int
    incidence: pd.DataFrame = field(repr=False)
    standard_error: pd.DataFrame = field(repr=False)
    counts: pd.Series = field(repr=False)

    def summary(self):
        """Say in a sentence which cause takes the most customers."""
        last = self.incidence.iloc[-1]
        parts = ", ".join(
            f"{share:.1%} to {cause}" for cause, share in last.sort_values(ascending=False).items()
        )
        return f"By time {self.incidence.index[-1]:g}, of {self.n} customers: {parts}."

    def _repr_html_(self):
        return self.incidence.to_html()


def cumulative_incidence(durations, cause, *, still_there=0):
    r"""Estimate the share of customers lost to each cause when causes compete.

    Parameters
    ----------
    durations : array_like, shape (n,)
        Time from start to leaving or to the end of observation, above zero.
    cause : array_like, shape (n,)
        Why the customer left; `still_there` or missing for those who have not.
    still_there : object
        The value of `cause` that means the customer has not left.

    Returns
    -------
    CumulativeIncidence
        `incidence` and `standard_error`: frames indexed by time (where somebody left), one column per cause;
        `counts` of departures by cause.

    Raises
    ------
    ValueError
        If lengths differ, a duration is not above zero or nobody left.

    Notes
    -----
    Aalen-Johansen: :math:`\hat I_k(t) = \sum_{t_i \le t} \hat S(t_i^-) d_{ki}/n_i` with S the survival from
    all causes. One minus a Kaplan-Meier curve that treats the other causes as censoring is larger and is no
    share of customers. Standard errors by the delta method (Greenwood type).

    References
    ----------
    Aalen, O. O. and Johansen, S. (1978). An empirical transition matrix for non-homogeneous Markov chains
    based on censored observations. Scandinavian Journal of Statistics, 5(3), 141-150.
    Keaveney, S. M. (1995). Customer switching behavior in service industries: an exploratory study. Journal
    of Marketing, 59(2), 71-82.

    Examples
    --------
    >>> result = cumulative_incidence([1, 2, 3, 4], ["price", "service", 0, "price"])
    >>> result.incidence.iloc[-1].tolist()
    [0.75, 0.25]
    """
    reasons = pd.Series(cause, dtype=object)
    left = reasons.notna() & (reasons != still_there)
    frame = _durations(durations, left.astype(float))
    if not left.any():
        raise ValueError("nobody left for any cause; without departures there is nothing to estimate.")
    causes = sorted(reasons[left].unique(), key=lambda name: (str(type(name)), name))
    time = frame["duration"].to_numpy()
    moments = np.unique(time[left])
    n = len(time) - np.searchsorted(np.sort(time), moments)
    events = {name: _tally(moments, time[(reasons == name).to_numpy()]) for name in causes}
    total = sum(events.values())
    survival_before = np.r_[1.0, np.cumprod(1 - total / n)[:-1]]
    # where everybody still there leaves at once, nothing can follow and the term is not needed
    hazard = np.where(n > total, total / (n * np.where(n > total, n - total, 1.0)), 0.0)
    incidence, errors = {}, {}
    for name in causes:
        d = events[name]
        curve = np.cumsum(survival_before * d / n)
        incidence[name] = curve
        # the square (I(t) - I(u))^2 and the product with S(u) are multiplied out, so that sums run once
        chance = survival_before * d / n**2
        variance = curve**2 * np.cumsum(hazard) - 2 * curve * np.cumsum(curve * hazard)
        variance += np.cumsum(curve**2 * hazard) + np.cumsum(survival_before**2 * d * (n - d) / n**3)
        variance -= 2 * (curve * np.cumsum(chance) - np.cumsum(curve * chance))
        errors[name] = np.sqrt(np.clip(variance, 0, None))
    index = pd.Index(moments, name="time")
    return CumulativeIncidence(
        len(time),
        pd.DataFrame(incidence, index=index),
        pd.DataFrame(errors, index=index),
        pd.Series({name: int(d.sum()) for name, d in events.items()}, name="customers"),
    )


def _tally(moments, times):
    """Count how many of `times` fall on each of the sorted `moments`."""
    return np.bincount(np.searchsorted(moments, times), minlength=len(moments))


def _durations(durations, churned):
    """Check durations and departures and return them as a frame with columns `duration` and `churned`."""
    time, left = pd.Series(durations), pd.Series(churned)
    if len(time) != len(left):
        raise ValueError(
            f"durations has {len(time)} values and churned {len(left)}; give one of each per customer."
        )
    table = pd.DataFrame({"duration": time.to_numpy(), "churned": left.to_numpy()})
    frame = numeric_frame(table, name="the customers", allow_missing=False)
    if not (frame["duration"] > 0).all():
        row = int((frame["duration"] <= 0).to_numpy().argmax())
        raise ValueError(
            f"duration number {row} is {frame['duration'][row]:g}; durations are above 0 (count the first "
            "period as 1)."
        )
    if not frame["churned"].isin([0, 1]).all():
        odd = frame["churned"][~frame["churned"].isin([0, 1])].iloc[0]
        raise ValueError(
            f"churned holds {odd:g}; write 1 for customers who left and 0 for those still there."
        )
    return frame


def _half(curve):
    """First time at which a falling curve is at or below one half, as R's survival package reads it."""
    below = np.flatnonzero(curve.to_numpy() <= 0.5 + 1e-9)
    if not len(below):
        return float("nan")
    first = below[0]
    time = float(curve.index[first])
    if abs(curve.iloc[first] - 0.5) < 1e-9 and first + 1 < len(curve):
        time = (time + float(curve.index[first + 1])) / 2
    return time

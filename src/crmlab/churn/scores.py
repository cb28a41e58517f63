"""Judging churn scores: lift, calibration, early warning and whom it pays to call."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, positive, probability


def lift_table(churned, score, bins=10):
    r"""Order customers by score and see how many leavers each tenth holds.

    Parameters
    ----------
    churned : array_like of bool or 0/1, shape (n,)
        Who left.
    score : array_like, shape (n,)
        Higher means more likely to leave; need not be a probability.
    bins : int
        Number of equal groups, 2 or more, at most n.

    Returns
    -------
    DataFrame
        Indexed by `bin` (1 holds the highest scores): `customers`, `churned`, `churn_rate`, `lift` (rate
        over the overall rate), `captured` (share of all leavers in this bin and those above) and
        `cumulative_lift`.

    Raises
    ------
    ValueError
        If lengths differ, nobody left or customers are fewer than bins.

    Notes
    -----
    Customers with equal scores count as equally likely to have left, whatever the order of the rows;
    `churned` can therefore be fractional where a tie spans two bins. Lift of the first of ten bins is the
    *top-decile lift*.

    References
    ----------
    Neslin, S. A., Gupta, S., Kamakura, W., Lu, J. and Mason, C. H. (2006). Defection detection. Journal of
    Marketing Research, 43(2), 204-211.

    Examples
    --------
    >>> table = lift_table([1, 1, 0, 0, 1, 0, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2], bins=4)
    >>> table["lift"].round(3).tolist()
    [2.667, 0.0, 1.333, 0.0]
    """
    frame = _outcome(churned, score, "score")
    if bins != int(bins) or not 2 <= bins <= len(frame):
        raise ValueError(
            f"bins is {bins!r} for {len(frame)} customers; give 2 up to the number of customers."
        )
    if not frame["churned"].any():
        raise ValueError("churned is 0 for every customer; without leavers there is no lift.")
    expected = frame.groupby("score")["churned"].transform("mean")
    ordered = expected[frame["score"].sort_values(ascending=False).index].to_numpy()
    groups = np.array_split(ordered, int(bins))
    table = pd.DataFrame(
        {"customers": [len(group) for group in groups], "churned": [group.sum() for group in groups]},
        index=pd.RangeIndex(1, int(bins) + 1, name="bin"),
    )
    overall = frame["churned"].mean()
    table["churn_rate"] = table["churned"] / table["customers"]
    table["lift"] = table["churn_rate"] / overall
    table["captured"] = table["churned"].cumsum() / table["churned"].sum()
    table["cumulative_lift"] = table["churned"].cumsum() / table["customers"].cumsum() / overall
    return table


@dataclass(frozen=True)
class Calibration:
    """Predicted against observed churn."""

    intercept: float
    slope: float
    brier: float
    hosmer_lemeshow: float
    df: int
    p: float
    table: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence whether the probabilities can be taken at their word."""
        predicted, observed = (
            np.average(self.table[c], weights=self.table["customers"]) for c in ("predicted", "observed")
        )
        spread = "too extreme" if self.slope < 1 else "not extreme enough"
        return (
            f"Predicted churn is {predicted:.1%} and observed churn {observed:.1%}; the calibration slope is "
            f"{self.slope:.2f} (1 is right; here the single predictions are, if anything, {spread})."
        )

    def _repr_html_(self):
        return html_table(self) + self.table.to_html()


def calibration(churned, probabilities, bins=10):
    r"""Check predicted churn probabilities against what happened.

    Parameters
    ----------
    churned : array_like of bool or 0/1, shape (n,)
        Who left.
    probabilities : array_like, shape (n,)
        Predicted chance of leaving, strictly between 0 and 1.
    bins : int
        Number of groups of about equal size, by prediction, 3 or more; equal predictions stay together.

    Returns
    -------
    Calibration
        `intercept` (calibration in the large: 0 is right, above 0 means churn was underestimated), `slope`
        (1 is right, below 1 means predictions are too extreme), `brier`, the Hosmer-Lemeshow test with `df`
        = groups - 2 and its `p`, and `table` by group: `customers`, `predicted`, `observed`, `low`, `high`
        (95 % Wilson).

    Raises
    ------
    ValueError
        If lengths differ, a probability is not between 0 and 1 or nobody or everybody left.

    Notes
    -----
    Intercept: logit of the outcome on a constant with offset logit(p). Slope: logit of the outcome on
    logit(p). Hosmer-Lemeshow: :math:`\sum_g (O_g - n_g \bar p_g)^2 / (n_g \bar p_g (1 - \bar p_g))`. Its
    degrees of freedom hold for the data on which the model was fitted.

    References
    ----------
    Cox, D. R. (1958). Two further applications of a model for binary regression. Biometrika, 45(3/4),
    562-565.
    Hosmer, D. W. and Lemeshow, S. (1980). Goodness of fit tests for the multiple logistic regression model.
    Communications in Statistics, 9(10), 1043-1069.

    Examples
    --------
    >>> said = [0.2, 0.2, 0.2, 0.4, 0.4, 0.4, 0.7, 0.7, 0.7]
    >>> result = calibration([0, 0, 1, 0, 1, 0, 1, 1, 0], said, bins=3)
    >>> result.table["observed"].round(2).tolist(), round(result.brier, 4)
    ([0.33, 0.33, 0.67], 0.23)
    """
    from scipy.stats import chi2
    from statsmodels.api import GLM, families
    from statsmodels.stats.proportion import proportion_confint

    frame = _outcome(churned, probabilities, "probabilities")
    y, p = frame["churned"], frame["probabilities"]
    if not ((p > 0) & (p < 1)).all():
        odd = p[~((p > 0) & (p < 1))].iloc[0]
        raise ValueError(f"probabilities holds {odd:g}; give values strictly between 0 and 1.")
    if y.min() == y.max():
        raise ValueError("churned has one value only; calibration needs leavers and stayers.")
    if bins != int(bins) or bins < 3:
        raise ValueError(f"bins is {bins!r}; give 3 or more.")
    logit = np.log(p / (1 - p))
    ones = np.ones((len(p), 1))
    intercept = GLM(y, ones, families.Binomial(), offset=logit).fit().params.iloc[0]
    slope = np.nan
    if p.min() < p.max():
        slope = GLM(y, np.column_stack([ones, logit]), families.Binomial()).fit().params.iloc[1]
    group = pd.qcut(p, int(bins), labels=False, duplicates="drop")
    grouped = frame.groupby(group)
    table = grouped.agg(
        customers=("churned", "size"), predicted=("probabilities", "mean"), observed=("churned", "mean")
    )
    table = table.rename_axis("group").reset_index(drop=True)
    low, high = proportion_confint(
        table["observed"] * table["customers"], table["customers"], method="wilson"
    )
    table["low"], table["high"] = low, high
    spread = table["predicted"] * (1 - table["predicted"]) / table["customers"]
    statistic = float(((table["observed"] - table["predicted"]) ** 2 / spread).sum())
    df = len(table) - 2
    return Calibration(
        intercept=float(intercept),
        slope=float(slope),
        brier=float(((y - p) ** 2).mean()),
        hosmer_lemeshow=statistic,
        df=df,
        p=float(chi2.sf(statistic, df)) if df > 0 else float("nan"),
        table=table,
    )


@dataclass(frozen=True)
class EarlyWarning:
    """Customers scored by warning signs."""

    threshold: float
    n: int
    n_flagged: int
    precision: float
    recall: float
    scores: pd.Series = field(repr=False)
    flagged: pd.Series = field(repr=False)

    def summary(self):
        """Say in a sentence how many customers are flagged and how often rightly."""
        text = f"{self.n_flagged} of {self.n} customers reach the warning score of {self.threshold:g}"
        if np.isnan(self.recall):
            return f"{text}."
        right = (
            "none was flagged" if np.isnan(self.precision) else f"{self.precision:.0%} of the flagged left"
        )
        return f"{text}; {right}, and {self.recall:.0%} of the leavers had been flagged."

    def _repr_html_(self):
        return html_table(self)


def early_warning(signs, threshold, *, weights=None, churned=None):
    r"""Add warning signs up to a score and flag the customers who reach a threshold.

    Parameters
    ----------
    signs : DataFrame, one row per customer
        One column per sign, between 0 (absent) and 1 (present).
    threshold : float
        Score from which a customer is flagged, in [0, 1].
    weights : mapping of column to float, optional
        Importance of each sign, not negative; equal by default. Weights are divided by their sum.
    churned : array_like of bool or 0/1, optional
        Who left afterwards, to see how well the warning did.

    Returns
    -------
    EarlyWarning
        `scores` between 0 and 1, `flagged`, and, if `churned` is given, `precision` (share of the flagged
        who left) and `recall` (share of the leavers who were flagged); otherwise these are missing.

    Raises
    ------
    ValueError
        If a sign lies outside [0, 1], weights do not match the columns or lengths differ.

    Notes
    -----
    :math:`score_i = \sum_j w_j s_{ij} / \sum_j w_j`.

    References
    ----------
    Keaveney, S. M. (1995). Customer switching behavior in service industries: an exploratory study. Journal
    of Marketing, 59(2), 71-82.

    Examples
    --------
    >>> signs = pd.DataFrame({"pays_late": [1, 0, 0], "does_not_answer": [1, 1, 0]})
    >>> warning = early_warning(signs, 0.5, churned=[1, 0, 0])
    >>> warning.scores.tolist(), warning.precision, warning.recall
    ([1.0, 0.5, 0.0], 0.5, 1.0)
    """
    frame = numeric_frame(signs, name="signs", allow_missing=False)
    for column in frame.columns:
        if not frame[column].between(0, 1).all():
            odd = frame[column][~frame[column].between(0, 1)].iloc[0]
            raise ValueError(
                f"column {column!r} of signs holds {odd:g}; rescale signs to lie between 0 and 1."
            )
    limit = probability(threshold, "threshold")
    share = pd.Series(1.0, index=frame.columns) if weights is None else pd.Series(weights, dtype=float)
    if set(share.index) != set(frame.columns):
        odd = sorted(set(share.index) ^ set(frame.columns), key=str)[0]
        raise ValueError(f"weights and signs differ in {odd!r}; give one weight for each column of signs.")
    if not ((share >= 0) & (share < np.inf)).all() or share.sum() == 0:
        raise ValueError(
            "weights hold a negative or missing number, or only zeros; give weights of zero or more."
        )
    scores = (frame @ (share[frame.columns] / share.sum())).rename("warning_score")
    flagged = (scores >= limit - 1e-12).rename("flagged")
    precision = recall = float("nan")
    if churned is not None:
        left = _outcome(churned, scores, "signs")["churned"].to_numpy() == 1
        hit = int((left & flagged.to_numpy()).sum())
        precision = hit / flagged.sum() if flagged.any() else float("nan")
        recall = hit / left.sum() if left.any() else float("nan")
    return EarlyWarning(
        limit, len(scores), int(flagged.sum()), float(precision), float(recall), scores, flagged
    )


def contact_threshold(cost, value_saved, success):
    r"""Churn probability from which it pays to contact a customer.

    Parameters
    ----------
    cost : float
        Cost of a contact, offer included, in money, above zero.
    value_saved : float
        Value of a customer who would have left and is kept, in money, above zero.
    success : float
        Chance that the contact keeps a customer who would have left, in (0, 1].

    Returns
    -------
    float
        Probability; above 1 if no contact can pay.

    Notes
    -----
    Contact if :math:`p \cdot success \cdot value > cost`. The offer is taken to cost the same whether or not
    the customer would have left.

    References
    ----------
    Neslin, S. A., Gupta, S., Kamakura, W., Lu, J. and Mason, C. H. (2006). Defection detection. Journal of
    Marketing Research, 43(2), 204-211.

    Examples
    --------
    >>> contact_threshold(10, 200, 0.25)
    0.2
    """
    kept = positive(probability(success, "success"), "success") * positive(value_saved, "value_saved")
    return positive(cost, "cost") / kept


def _outcome(churned, other, name):
    """Outcome and one more column of the same length, checked; rows are numbered anew."""
    left, values = pd.Series(churned), pd.Series(other)
    if len(left) != len(values):
        raise ValueError(
            f"churned has {len(left)} values and {name} {len(values)}; give one of each per customer."
        )
    frame = pd.DataFrame({"churned": left.to_numpy(), name: values.to_numpy()})
    frame = numeric_frame(frame, name="the customers", allow_missing=False)
    odd = ~frame["churned"].isin([0, 1])
    if odd.any():
        raise ValueError(
            f"churned holds {frame['churned'][odd].iloc[0]:g}; write 1 for left and 0 for stayed."
        )
    return frame

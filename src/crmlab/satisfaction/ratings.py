"""Scores of one satisfaction question, with their intervals: CSAT, NPS and the seven-level scale."""

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, probability

_SCALE_TOPS = (1, 5, 7, 10)


@dataclass(frozen=True)
class Estimate:
    """A score of a sample and the range its population value plausibly lies in.

    Attributes
    ----------
    value, low, high : float
        The score (or its change) and its interval: shares for CSAT, points for NPS.
    n : int
        Answers counted.
    measure : str
        ``"CSAT"`` or ``"NPS"``, or ``"change in"`` one of them.
    level : float
        Confidence level of the interval.
    """

    value: float
    low: float
    high: float
    n: int
    measure: str
    level: float = 0.95

    def summary(self):
        """Read the estimate in one sentence."""
        if self.measure == "CSAT":
            score = f"{self.value:.1%} of {self.n} customers are satisfied"
            interval = f"{self.low:.1%} to {self.high:.1%}"
        elif self.measure.startswith("change"):
            score, low, high = (
                f"{number:+.1%}" if "CSAT" in self.measure else f"{round(number):+d} points"
                for number in (self.value, self.low, self.high)
            )
            score = f"The {self.measure} is {score} ({self.n} answers)"
            interval = f"{low} to {high}"
        else:
            score = f"The Net Promoter Score is {self.value:.0f} points from {self.n} answers"
            interval = f"{self.low:.0f} to {self.high:.0f}"
        return f"{score}; the {self.level:.0%} interval runs from {interval}."

    def _repr_html_(self):
        return html_table(self)


def csat(ratings, top=2, method="wilson", *, high=None, level=0.95):
    """Share of customers who gave one of the highest answers, with its interval.

    Parameters
    ----------
    ratings : 1-D array_like of whole numbers
        One answer a customer; missing answers are left out.
    top : int
        How many answers, counted from the highest, mean "satisfied" (2 is the top-two-box score).
    method : {"wilson", "clopper-pearson", "wald"}
        Interval of the share. Wilson keeps its promise best for small samples, Clopper-Pearson never
        promises too much, Wald is the textbook formula that fails near 0 and 1.
    high : int, optional
        Highest answer the scale offers. Without it the highest answer given is taken, which must then be
        the end of a usual scale (1, 5, 7 or 10). Give it whenever nobody might have ticked the highest box.
    level : float
        Confidence level.

    Returns
    -------
    Estimate
        With `value`, `low` and `high` as shares from 0 to 1.

    Raises
    ------
    ValueError
        If answers are not whole numbers or lie above the scale, or the end of the scale cannot be told.

    Warns
    -----
    UserWarning
        If a Wald interval has no width because everybody or nobody is satisfied.

    Notes
    -----
    With share :math:`p` and normal quantile :math:`z`, Wilson's bounds solve
    :math:`|p - \\pi| = z\\sqrt{\\pi (1 - \\pi) / n}` for :math:`\\pi`.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association. Clopper and Pearson (1934), The use of confidence or fiducial limits,
    Biometrika. Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion, Statistical
    Science.

    Examples
    --------
    >>> csat([5, 4, 3, 5, 2, 4, 5, 1]).summary()
    '62.5% of 8 customers are satisfied; the 95% interval runs from 30.6% to 86.3%.'
    """
    from scipy import stats

    answers = _answers(ratings)
    if high is None:
        high = int(answers.max())
        if high not in _SCALE_TOPS:
            raise ValueError(
                f"the highest rating given is {high}, which is not the end of a usual scale; "
                "say what the highest possible answer is with high=."
            )
    if answers.max() > high:
        raise ValueError(
            f"ratings hold {int(answers.max())} on a scale that ends at {high}; correct one of the two."
        )
    if top not in range(1, max(int(high), 1) + 1) or (top == high and high > 1):
        raise ValueError(
            f"top is {top} on a scale that ends at {high}; count 1 to {max(int(high) - 1, 1)} answers."
        )
    level = _level(level)
    n, satisfied = len(answers), int((answers > high - top).sum())
    share = satisfied / n
    if method == "wald":
        if satisfied in (0, n):
            warnings.warn(
                f"{satisfied} of {n} customers are satisfied, so the Wald interval has no width; "
                'use method="wilson".',
                stacklevel=2,
            )
        half = stats.norm.ppf((1 + level) / 2) * np.sqrt(share * (1 - share) / n)
        bounds = max(share - half, 0.0), min(share + half, 1.0)
    elif method in ("wilson", "clopper-pearson"):
        scipy_name = "wilson" if method == "wilson" else "exact"
        bounds = stats.binomtest(satisfied, n).proportion_ci(level, method=scipy_name)
    else:
        raise ValueError(f"method is {method!r}; choose 'wilson', 'clopper-pearson' or 'wald'.")
    return Estimate(share, float(bounds[0]), float(bounds[1]), n, "CSAT", level)


def nps(ratings, *, level=0.95):
    """Net Promoter Score in points, with its interval.

    Parameters
    ----------
    ratings : 1-D array_like of whole numbers from 0 to 10
        Answers to "how likely are you to recommend us?"; missing answers are left out.
    level : float
        Confidence level.

    Returns
    -------
    Estimate
        With `value`, `low` and `high` in points from -100 to 100.

    Raises
    ------
    ValueError
        If an answer is not a whole number from 0 to 10.

    Warns
    -----
    UserWarning
        If all answers fall in one group, so that the interval has no width.

    Notes
    -----
    Each answer counts +1 (9 or 10, promoter), 0 (7 or 8, passive) or -1 (0 to 6, detractor). With shares
    :math:`p` and :math:`d` the score is :math:`100 (p - d)`, the variance of one answer
    :math:`p + d - (p - d)^2`, and the interval is the score plus and minus :math:`z` standard errors, cut
    at -100 and 100.

    References
    ----------
    Reichheld (2003), The one number you need to grow, Harvard Business Review. Rocks (2016), Interval
    estimation for the "Net Promoter Score", The American Statistician.

    Examples
    --------
    >>> nps([10] * 50 + [8] * 30 + [3] * 20).summary()
    'The Net Promoter Score is 30 points from 100 answers; the 95% interval runs from 15 to 45.'
    """
    from scipy.stats import norm

    answers = _answers(ratings)
    if answers.max() > 10:
        raise ValueError(f"ratings hold {int(answers.max())}; the recommendation scale runs from 0 to 10.")
    level = _level(level)
    n = len(answers)
    promoters, detractors = (answers >= 9).mean(), (answers <= 6).mean()
    score = promoters - detractors
    variance = promoters + detractors - score**2
    if variance <= 0:
        warnings.warn(
            f"all {n} answers fall in one group, so the interval has no width; it does not mean certainty.",
            stacklevel=2,
        )
    half = norm.ppf((1 + level) / 2) * np.sqrt(max(variance, 0.0) / n)
    low, high = max(score - half, -1.0), min(score + half, 1.0)
    return Estimate(float(100 * score), float(100 * low), float(100 * high), n, "NPS", level)


def resample_nps(promoters, passives, n, quarters, rng):
    """Scores that a branch with fixed shares would get by luck, quarter after quarter.

    Parameters
    ----------
    promoters, passives : float
        Shares of all customers, from 0 to 1; the rest are detractors.
    n : int
        Answers a quarter.
    quarters : int
        Quarters to simulate.
    rng : numpy.random.Generator or RandomState
        Source of randomness.

    Returns
    -------
    ndarray, shape (quarters,)
        Net Promoter Scores in points.

    Raises
    ------
    ValueError
        If the shares add up to more than one, or a count is below one.

    Examples
    --------
    >>> scores = resample_nps(0.45, 0.32, n=100, quarters=2000, rng=np.random.default_rng(1))
    >>> bool(abs(scores.mean() - 22) < 1)
    True
    """
    shares = [probability(promoters, "promoters"), probability(passives, "passives")]
    if sum(shares) > 1 + 1e-9:
        raise ValueError(f"promoters and passives add up to {sum(shares):g}; together they may be at most 1.")
    if n < 1 or quarters < 1:
        raise ValueError(f"n is {n} and quarters is {quarters}; both must be at least 1.")
    counts = rng.multinomial(n, [*shares, max(1 - sum(shares), 0.0)], size=quarters)
    return 100 * (counts[:, 0] - counts[:, 2]) / n


def seven_levels():
    """The seven satisfaction levels with the feeling that marks each.

    Returns
    -------
    DataFrame
        Indexed by `score` (1 to 7): `level`, `level_zh`, `feeling`, `feeling_zh`, and `percent`, the same
        level on a scale from 0 to 100.

    Examples
    --------
    >>> seven_levels().loc[6, ["level", "feeling"]].tolist()
    ['satisfied', 'praise, pleasure']
    """
    rows = [
        ("very dissatisfied", "很不满意", "indignation, fury", "愤慨、恼怒"),
        ("dissatisfied", "不满意", "anger, annoyance", "气愤、恼火"),
        ("somewhat dissatisfied", "不太满意", "complaint", "抱怨"),
        ("neutral", "一般", "no marked feeling", "无明显正负情绪"),
        ("somewhat satisfied", "较满意", "liking, approval", "好感、赞许"),
        ("satisfied", "满意", "praise, pleasure", "赞扬、愉快"),
        ("very satisfied", "很满意", "excitement, contentment", "激动、满足"),
    ]
    table = pd.DataFrame(rows, columns=["level", "level_zh", "feeling", "feeling_zh"])
    table.index = pd.RangeIndex(1, 8, name="score")
    return table.assign(percent=100 * (table.index - 1) / 6)


def _answers(ratings):
    """Whole, non-negative answers to one question, missing ones left out."""
    if isinstance(ratings, pd.Series):
        column = ratings.rename("ratings")
    elif np.ndim(ratings) == 1:
        column = pd.Series(list(ratings), name="ratings", dtype=None if len(ratings) else float)
    else:
        raise TypeError("ratings must be one column of answers, one a customer; pick the column first.")
    answers = numeric_frame(column.to_frame(), name="the survey")["ratings"].dropna().to_numpy()
    strange = answers[(answers < 0) | (answers % 1 != 0)]
    if strange.size:
        raise ValueError(
            f"ratings hold {strange[0]:g}, which is not an answer on the scale; give single answers in "
            "whole numbers, not means, and code missing answers as missing."
        )
    return answers


def _level(level):
    if not 0 < level < 1:
        raise ValueError(f"level is {level}; give a confidence level between 0 and 1, such as 0.95.")
    return float(level)

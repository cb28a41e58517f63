"""Service quality: gaps of expectation and perception, zones of tolerance, drivers of an outcome."""

import warnings
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, positive, probability

_MOST_LMG_DRIVERS = 16


@dataclass(frozen=True)
class Gaps:
    """Service-quality gaps by dimension and overall.

    Attributes
    ----------
    table : DataFrame
        One row a dimension: `expectation`, `perception`, `gap` (perception minus expectation), `low` and
        `high` (95 % interval of the gap over respondents), `weight` and `n`.
    unweighted, weighted : float
        Overall gap: plain and weighted mean of the dimensions' gaps.
    performance : float
        Weighted mean of the perceptions alone (SERVPERF).
    """

    table: pd.DataFrame
    unweighted: float
    weighted: float
    performance: float

    def summary(self):
        """Read the gaps in one sentence."""
        worst = self.table["gap"].idxmin()
        gap = self.table.loc[worst, "gap"]
        side = "short of" if gap < 0 else "above" if gap > 0 else "level with"
        return (
            f"The overall gap is {self.weighted:+.2f}; {worst} is the weakest dimension, {abs(gap):.2f} "
            f"points {side} what customers expect."
        )

    def _repr_html_(self):
        return html_table(self) + self.table.to_html()


def gaps(expectations, perceptions, dimensions, weights=None):
    """SERVQUAL gaps: what customers perceive minus what they expect.

    Parameters
    ----------
    expectations, perceptions : DataFrame, shape (n_respondents, n_items)
        Answers of the same respondents (rows) to the same items (columns).
    dimensions : dict of str to list
        The items of each dimension.
    weights : dict or Series, optional
        Importance of each dimension, for instance 100 points shared out; divided by their sum. Equal if
        not given.

    Returns
    -------
    Gaps
        Table by dimension and the overall gaps.

    Raises
    ------
    ValueError
        If the tables have different respondents, an item or weight is absent, an item belongs to two
        dimensions, or a dimension has no answered pair.

    Notes
    -----
    A respondent's score on a dimension is the mean over the items answered both ways; the dimension's gap is
    the mean of the respondents' differences. One respondent gives no interval.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1988), SERVQUAL: a multiple-item scale for measuring consumer
    perceptions of service quality, Journal of Retailing. Cronin and Taylor (1992), Measuring service
    quality: a reexamination and extension, Journal of Marketing.

    Examples
    --------
    >>> expected = pd.DataFrame({"q1": [7, 6], "q2": [6, 6]})
    >>> perceived = pd.DataFrame({"q1": [5, 6], "q2": [6, 7]})
    >>> gaps(expected, perceived, {"reliability": ["q1"], "empathy": ["q2"]}).table["gap"].to_dict()
    {'reliability': -1.0, 'empathy': 0.5}
    """
    from scipy.stats import t as student_t

    items = [item for listed in dimensions.values() for item in listed]
    if len(set(items)) < len(items):
        twice = next(item for item in items if items.count(item) > 1)
        raise ValueError(f"item {twice!r} is in two dimensions; keep it in one.")
    expected = numeric_frame(expectations, items, name="expectations")
    perceived = numeric_frame(perceptions, items, name="perceptions")
    if not expected.index.equals(perceived.index):
        raise ValueError("expectations and perceptions list different respondents; give both the same rows.")
    shares = _shares(weights, list(dimensions))
    both = expected.notna() & perceived.notna()
    expected, perceived = expected.where(both), perceived.where(both)
    rows = {}
    for dimension, listed in dimensions.items():
        wanted, got = expected[listed].mean(axis=1), perceived[listed].mean(axis=1)
        difference = (got - wanted).dropna()
        n = len(difference)
        if n == 0:
            raise ValueError(f"dimension {dimension!r} has no item answered both ways; leave it out.")
        half = student_t.ppf(0.975, n - 1) * difference.std() / np.sqrt(n) if n > 1 else np.nan
        gap = difference.mean()
        rows[dimension] = (wanted.mean(), got.mean(), gap, gap - half, gap + half, shares[dimension], n)
    columns = ["expectation", "perception", "gap", "low", "high", "weight", "n"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("dimension")
    return Gaps(
        table,
        float(table["gap"].mean()),
        float(table["gap"] @ table["weight"]),
        float(table["perception"] @ table["weight"]),
    )


def gap_contributions(expectation, perception, weights=None):
    r"""Share out the weighted SERVQUAL gap among the dimensions.

    Parameters
    ----------
    expectation, perception : 1-D array_like or Series, shape (n_dimensions,)
        Mean levels by dimension, on one scale.
    weights : 1-D array_like or Series, optional
        Importance of each dimension, zero or more, in the same order; divided by their sum. Equal if not
        given.

    Returns
    -------
    DataFrame
        One row a dimension: `gap` (perception minus expectation), `weight` (they sum to 1) and `contribution`
        (weight times gap, in points). The contributions add up to the weighted gap. A point gained on a
        dimension raises the weighted gap by its `weight`.

    Raises
    ------
    ValueError
        If lengths differ, a weight is negative or all are zero.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1991), Refinement and reassessment of the SERVQUAL scale, Journal of
    Retailing.

    Examples
    --------
    >>> gap_contributions([7, 6], [5, 5], weights=[1, 3])
       gap  weight  contribution
    0 -2.0    0.25         -0.50
    1 -1.0    0.75         -0.75
    """
    given = {"expectation": expectation, "perception": perception}
    given["weights"] = np.ones(len(expectation)) if weights is None else weights
    if len({len(side) for side in given.values()}) > 1:
        raise ValueError("expectation, perception and weights differ in length; give one each.")
    index = next((side.index for side in given.values() if isinstance(side, pd.Series)), None)
    columns = {name: np.asarray(side, dtype=float) for name, side in given.items()}
    table = numeric_frame(pd.DataFrame(columns, index=index), name="the dimensions", allow_missing=False)
    if (table["weights"] < 0).any() or not table["weights"].sum() > 0:
        raise ValueError("weights are negative or all zero; give importances of zero or more.")
    gap, weight = table["perception"] - table["expectation"], table["weights"] / table["weights"].sum()
    return pd.DataFrame({"gap": gap, "weight": weight, "contribution": gap * weight})


def tolerance_zone(desired, minimum, perceived):
    """Where perceived service lies between the least acceptable and the desired level.

    Parameters
    ----------
    desired, minimum, perceived : 1-D array_like or Series, shape (n_dimensions,)
        Mean levels by dimension, on one scale.

    Returns
    -------
    DataFrame
        One row a dimension: `adequacy` (perceived minus minimum, MSA), `superiority` (perceived minus
        desired, MSS), `width` of the zone, `position` in it (0 at the minimum, 1 at the desired level,
        missing if the zone has no width) and `place` ("below", "within" or "above" the zone).

    Raises
    ------
    ValueError
        If lengths or names differ or a minimum is above the desired level.

    References
    ----------
    Parasuraman, Zeithaml and Berry (1994), Alternative scales for measuring service quality, Journal of
    Retailing. Zeithaml, Berry and Parasuraman (1993), The nature and determinants of customer expectations of
    service, Journal of the Academy of Marketing Science.

    Examples
    --------
    >>> tolerance_zone(desired=[6.5, 6.0], minimum=[4.5, 4.0], perceived=[5.5, 3.5])
       adequacy  superiority  width  position   place
    0       1.0         -1.0    2.0      0.50  within
    1      -0.5         -2.5    2.0     -0.25   below
    """
    sides = {"desired": desired, "minimum": minimum, "perceived": perceived}
    if len({np.shape(side) for side in sides.values()}) > 1 or np.ndim(desired) != 1:
        raise ValueError(
            "desired, minimum and perceived must be lists of the same length, one level a dimension."
        )
    index = next((side.index for side in sides.values() if isinstance(side, pd.Series)), None)
    if any(isinstance(side, pd.Series) and not side.index.equals(index) for side in sides.values()):
        raise ValueError("desired, minimum and perceived name different dimensions; give all the same index.")
    columns = {name: list(side) for name, side in sides.items()}
    levels = numeric_frame(pd.DataFrame(columns, index=index), name="the levels", allow_missing=False)
    swapped = levels.index[levels["minimum"] > levels["desired"]]
    if len(swapped):
        raise ValueError(f"dimension {swapped[0]!r} has a minimum above the desired level; swap the two.")
    width = levels["desired"] - levels["minimum"]
    adequacy = levels["perceived"] - levels["minimum"]
    superiority = levels["perceived"] - levels["desired"]
    place = np.select([adequacy < 0, superiority > 0], ["below", "above"], "within")
    return pd.DataFrame(
        {
            "adequacy": adequacy,
            "superiority": superiority,
            "width": width,
            "position": adequacy / width.where(width > 0),
            "place": place,
        }
    )


def difference_reliability(
    reliability_perceived, reliability_expected, correlation, sd_perceived=1.0, sd_expected=1.0
):
    """Reliability of a difference score, such as perception minus expectation.

    Parameters
    ----------
    reliability_perceived, reliability_expected : float
        Reliability (alpha) of each part, from 0 to 1.
    correlation : float
        Correlation of the two parts, from -1 to 1.
    sd_perceived, sd_expected : float
        Standard deviations of the parts; only their ratio matters.

    Returns
    -------
    float
        Reliability of the difference.

    Raises
    ------
    ValueError
        If a value is out of range, or the parts are so alike that their difference does not vary.

    Warns
    -----
    UserWarning
        If the result is negative: the parts correlate more than their reliabilities allow.

    Notes
    -----
    :math:`(s_1^2 r_{11} + s_2^2 r_{22} - 2 r_{12} s_1 s_2) / (s_1^2 + s_2^2 - 2 r_{12} s_1 s_2)`. The more
    the parts correlate, the less reliable their difference.

    References
    ----------
    Johns (1981), Difference score measures of organizational behavior variables: a critique, Organizational
    Behavior and Human Performance. Peter, Churchill and Brown (1993), Caution in the use of difference
    scores in consumer research, Journal of Consumer Research.

    Examples
    --------
    >>> round(difference_reliability(0.9, 0.8, correlation=0.6), 3)
    0.625
    """
    first = probability(reliability_perceived, "reliability_perceived")
    second = probability(reliability_expected, "reliability_expected")
    if not -1 <= correlation <= 1:
        raise ValueError(f"correlation is {correlation}; give a number from -1 to 1.")
    s1, s2 = positive(sd_perceived, "sd_perceived"), positive(sd_expected, "sd_expected")
    shared = 2 * correlation * s1 * s2
    variance = s1**2 + s2**2 - shared
    if variance <= 1e-12 * (s1**2 + s2**2):
        raise ValueError(
            "the two parts correlate perfectly, so their difference does not vary; use one part."
        )
    result = (s1**2 * first + s2**2 * second - shared) / variance
    if result < 0:
        warnings.warn(
            f"the reliability of the difference is negative ({result:.2f}): a correlation of "
            f"{correlation:g} is more than the reliabilities allow; check the three numbers.",
            stacklevel=2,
        )
    return float(result)


def driver_importance(X, y, method="lmg"):
    """Share of an outcome's variance that each driver explains, whatever their order.

    Parameters
    ----------
    X : DataFrame, shape (n_respondents, n_drivers)
        Drivers; rows with a missing value are left out.
    y : 1-D array_like, shape (n_respondents,)
        Outcome.
    method : {"lmg", "relative_weights"}
        Average gain in R squared over all orders of entry (Lindeman, Merenda and Gold; also known as Shapley
        value), or Johnson's relative weights, which are close to it and quick for many drivers.

    Returns
    -------
    DataFrame
        One row a driver: `importance` (adds up to R squared), `share` (adds up to one), `beta` (standardized
        coefficient of the full regression) and `correlation` with the outcome.

    Raises
    ------
    ValueError
        If rows are too few, a column is constant or follows from others, LMG is asked for more than 16
        drivers, or the drivers explain nothing at all.

    Notes
    -----
    LMG of driver j: :math:`\\sum_{S \\not\\ni j} \\frac{|S|! (p - |S| - 1)!}{p!} (R^2_{S \\cup j} - R^2_S)`.
    Relative weights: with :math:`\\Lambda = R^{1/2}`, :math:`\\epsilon = \\Lambda^{[2]} (\\Lambda^{-1}
    r)^{[2]}`, squares by entry.

    References
    ----------
    Lindeman, Merenda and Gold (1980), Introduction to Bivariate and Multivariate Analysis, Scott Foresman.
    Grömping (2006), Relative importance for linear regression in R: the package relaimpo, Journal of
    Statistical Software. Johnson (2000), A heuristic method for estimating the relative weight of predictor
    variables in multiple regression, Multivariate Behavioral Research.

    Examples
    --------
    >>> X = pd.DataFrame({"speed": [1, 1, 2, 2, 3, 3.0], "smile": [1, 3, 2, 2, 3, 1.0]})
    >>> driver_importance(X, 2 * X["speed"] + X["smile"])["share"].round(2).tolist()
    [0.8, 0.2]
    """
    correlations, names = _driver_correlations(X, y)
    between, with_outcome = correlations[:-1, :-1], correlations[:-1, -1]
    beta = np.linalg.solve(between, with_outcome)
    if method == "lmg":
        importance = _lmg(between, with_outcome)
    elif method == "relative_weights":
        values, vectors = np.linalg.eigh(between)
        root = vectors * np.sqrt(values) @ vectors.T
        importance = root**2 @ np.linalg.solve(root, with_outcome) ** 2
    else:
        raise ValueError(f"method is {method!r}; choose 'lmg' or 'relative_weights'.")
    explained = importance.sum()
    if explained < 1e-12:
        raise ValueError("the drivers explain nothing of the outcome, so there is nothing to share out.")
    columns = {"importance": importance, "share": importance / explained, "beta": beta}
    return pd.DataFrame(columns | {"correlation": with_outcome}, index=pd.Index(names, name="driver"))


def _shares(weights, names):
    if weights is None:
        return dict.fromkeys(names, 1 / len(names))
    weights = dict(weights)
    if set(weights) != set(names):
        wrong = sorted(set(weights) ^ set(names), key=str)[0]
        raise ValueError(f"weights and dimensions do not agree on {wrong!r}; give one weight a dimension.")
    values = numeric_frame(pd.DataFrame({"weights": weights}), name="gaps", allow_missing=False)["weights"]
    if (values < 0).any() or values.sum() == 0:
        raise ValueError("weights must be 0 or more and not all 0; check the signs.")
    return (values / values.sum()).to_dict()


def _driver_correlations(X, y):
    """Correlations of drivers and outcome (last), and the drivers' names."""
    drivers = numeric_frame(X, name="X")
    if np.ndim(y) != 1 or len(y) != len(drivers):
        raise ValueError(f"y must be one column with a value for each of the {len(drivers)} rows of X.")
    if isinstance(y, pd.Series) and isinstance(X, pd.DataFrame) and not y.index.equals(X.index):
        raise ValueError("X and y list different respondents; give both the same index.")
    outcome = numeric_frame(pd.DataFrame({"y": list(y)}, index=drivers.index), name="the outcome")["y"]
    complete = drivers.notna().all(axis=1) & outcome.notna()
    rows = int(complete.sum())
    if rows < drivers.shape[1] + 2:
        raise ValueError(
            f"there are {rows} complete rows for {drivers.shape[1]} drivers; get more rows or drop drivers."
        )
    drivers = numeric_frame(drivers[complete], name="X", allow_constant=False)
    if np.ptp(outcome[complete]) == 0:
        raise ValueError(
            "y is the same in every row, so there is nothing to explain; choose another outcome."
        )
    correlations = np.corrcoef(np.column_stack([drivers, outcome[complete]]), rowvar=False)
    for last in range(1, drivers.shape[1]):
        earlier, cross = correlations[:last, :last], correlations[:last, last]
        if cross @ np.linalg.solve(earlier, cross) > 1 - 1e-10:
            raise ValueError(
                f"column {drivers.columns[last]!r} of X follows exactly from the columns before it; leave "
                "it out."
            )
    return correlations, list(drivers.columns)


def _lmg(between, with_outcome):
    """Average gain in R squared over all orders; subsets of drivers are numbered by their bits."""
    p = len(with_outcome)
    if p > _MOST_LMG_DRIVERS:
        raise ValueError(
            f"LMG of {p} drivers needs {2**p - 1:,} regressions; use method='relative_weights' above "
            f"{_MOST_LMG_DRIVERS} drivers."
        )
    bits = 1 << np.arange(p)
    r_squared, sizes = np.zeros(2**p), np.zeros(2**p, dtype=int)
    for size in range(1, p + 1):
        members = np.array(list(combinations(range(p), size)))
        number = bits[members].sum(axis=1)
        blocks = between[members[:, :, None], members[:, None, :]]
        cross = with_outcome[members]
        r_squared[number] = (cross * np.linalg.solve(blocks, cross[..., None])[..., 0]).sum(axis=1)
        sizes[number] = size
    weight = np.array([1 / (p * comb(p - 1, size)) for size in range(p)])
    importance = np.empty(p)
    everyone = np.arange(2**p)
    for driver, bit in enumerate(bits):
        without = everyone[everyone & bit == 0]
        importance[driver] = weight[sizes[without]] @ (r_squared[without | bit] - r_squared[without])
    return importance

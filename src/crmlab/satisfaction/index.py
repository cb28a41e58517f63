"""Composite satisfaction indices: the ACSI form, a weighted tree of indicators, weights from the data."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame, positive


def index_score(means, weights, low, high):
    """Satisfaction index from 0 to 100, in the form of the American Customer Satisfaction Index.

    Parameters
    ----------
    means : 1-D array_like, shape (n_questions,)
        Mean answer to each question.
    weights : 1-D array_like, shape (n_questions,)
        Weight of each question; they need not add up to one.
    low, high : float
        Lowest and highest answer the questions offer.

    Returns
    -------
    float
        The index, 0 if every mean is `low` and 100 if every mean is `high`.

    Raises
    ------
    ValueError
        If lengths differ, a weight is negative, all weights are 0, or a mean lies outside the scale.

    Notes
    -----
    :math:`100 \\, (\\sum w_i \\bar x_i - low \\sum w_i) / ((high - low) \\sum w_i)`.

    References
    ----------
    Fornell, Johnson, Anderson, Cha and Bryant (1996), The American Customer Satisfaction Index: nature,
    purpose, and findings, Journal of Marketing.

    Examples
    --------
    >>> round(index_score([8.2, 7.6, 7.1], [0.35, 0.33, 0.32], low=1, high=10), 2)
    73.89
    """
    means = _numbers(means, "means")
    weights = _numbers(weights, "weights")
    if len(means) != len(weights):
        raise ValueError(f"there are {len(means)} means and {len(weights)} weights; give one weight a mean.")
    if (weights < 0).any() or weights.sum() == 0:
        raise ValueError("weights must be 0 or more and not all 0; check the signs.")
    if not low < high:
        raise ValueError(f"low is {low} and high is {high}; low must be the smaller one.")
    outside = means[(means < low) | (means > high)]
    if outside.size:
        raise ValueError(
            f"means hold {outside[0]:g}, outside the scale from {low} to {high}; check the scale."
        )
    return float(100 * (np.average(means, weights=weights) - low) / (high - low))


class IndicatorTree:
    """Satisfaction indicators in levels, each with its weight among its siblings.

    Parameters
    ----------
    branches : mapping
        Indicator names mapped to their weight, or to ``(weight, branches)`` where the indicator is made of
        further ones. The weights under each indicator add up to one. Names are not repeated.
    root : str
        Name of the overall index, the first level.

    Attributes
    ----------
    table : DataFrame
        Indexed by `indicator`: `level` (the root is 1), `parent`, `weight` among its siblings and
        `overall_weight`, the product of the weights on the way to the root.
    questions : list
        The indicators that are asked, in order: those not made of others.

    Raises
    ------
    ValueError
        If weights are not positive or do not add up to one, or a name occurs twice.

    References
    ----------
    Fornell, Johnson, Anderson, Cha and Bryant (1996), The American Customer Satisfaction Index: nature,
    purpose, and findings, Journal of Marketing.

    Examples
    --------
    >>> tree = IndicatorTree({"product": (0.6, {"fit": 0.5, "durability": 0.5}), "service": 0.4})
    >>> tree.score({"fit": 80, "durability": 60, "service": 50})
    indicator
    satisfaction    62.0
    product         70.0
    fit             80.0
    durability      60.0
    service         50.0
    Name: score, dtype: float64
    """

    def __init__(self, branches, root="satisfaction"):
        rows = [(root, 1, None, 1.0, 1.0)]
        self.questions = []
        self._grow(branches, root, 2, 1.0, rows)
        columns = ["indicator", "level", "parent", "weight", "overall_weight"]
        self.table = pd.DataFrame(rows, columns=columns).set_index("indicator")
        doubled = self.table.index[self.table.index.duplicated()]
        if len(doubled):
            raise ValueError(f"indicator {doubled[0]!r} occurs twice in the tree; give each its own name.")

    def _grow(self, branches, parent, level, above, rows):
        if not isinstance(branches, Mapping) or not branches:
            raise ValueError(f"{parent!r} has no indicators below it; map their names to weights.")
        total = 0.0
        for name, branch in branches.items():
            weight, below = branch if isinstance(branch, tuple) and len(branch) == 2 else (branch, None)
            weight = positive(weight, f"the weight of {name!r}")
            total += weight
            rows.append((name, level, parent, weight, above * weight))
            if below is None:
                self.questions.append(name)
            else:
                self._grow(below, name, level + 1, above * weight, rows)
        if abs(total - 1) > 1e-6:
            raise ValueError(f"the weights under {parent!r} add up to {total:g}; divide each by that sum.")

    def score(self, answers):
        """Score every indicator from the questions up.

        Parameters
        ----------
        answers : mapping or Series
            A number for each question, all on the same scale.

        Returns
        -------
        Series
            Score by indicator, on the scale of the answers.

        Raises
        ------
        ValueError
            If a question has no answer, or an answer belongs to no question.
        """
        answers = pd.Series(answers)
        absent = [name for name in self.questions if name not in answers.index]
        unknown = [name for name in answers.index if name not in self.questions]
        if absent or unknown:
            problem = (
                f"no answer for {absent[0]!r}"
                if absent
                else f"an answer for {unknown[0]!r}, which is no question"
            )
            raise ValueError(
                f"answers have {problem}; the questions are {', '.join(map(repr, self.questions))}."
            )
        known = dict(zip(self.questions, _numbers(answers[self.questions], "answers"), strict=True))
        scores = dict.fromkeys(self.table.index, 0.0) | known
        for name, parent, weight in self.table[["parent", "weight"]].iloc[:0:-1].itertuples():
            scores[parent] += weight * scores[name]
        return pd.Series(scores, name="score").rename_axis("indicator")

    def _repr_html_(self):
        return self.table.to_html()


def entropy_weights(matrix):
    """Weights of indicators by how much the rated objects differ on them.

    Parameters
    ----------
    matrix : DataFrame or array_like, shape (n_objects, n_indicators)
        Non-negative values, one row an object (a branch, a product), one column an indicator.

    Returns
    -------
    DataFrame
        One row an indicator: `entropy` (1 if all objects are alike), `divergence` (one minus entropy) and
        `weight`, which adds up to one.

    Raises
    ------
    ValueError
        If a value is negative or missing, a column is all 0, there is only one row, or no column varies.

    Notes
    -----
    With column shares :math:`p_{ij}`: :math:`e_j = -\\sum_i p_{ij} \\ln p_{ij} / \\ln m`,
    :math:`w_j = (1 - e_j) / \\sum_k (1 - e_k)`. A zero cell adds nothing (:math:`0 \\ln 0 = 0`) and a
    constant column gets weight 0.

    References
    ----------
    Shannon (1948), A mathematical theory of communication, Bell System Technical Journal. Hwang and Yoon
    (1981), Multiple Attribute Decision Making, Springer.

    Examples
    --------
    >>> entropy_weights(pd.DataFrame({"speed": [1, 1, 1], "price": [1, 2, 3]})).round(3)
           entropy  divergence  weight
    speed    1.000       0.000     0.0
    price    0.921       0.079     1.0
    """
    frame = numeric_frame(matrix, name="the matrix", allow_missing=False, min_rows=2)
    values = frame.to_numpy()
    for column in frame.columns:
        if (frame[column] < 0).any():
            raise ValueError(
                f"column {column!r} holds {frame[column].min():g}; shares need values of 0 or more."
            )
        if (frame[column] == 0).all():
            raise ValueError(f"column {column!r} is 0 in every row, so it has no shares; leave it out.")
    shares = values / values.sum(axis=0)
    logs = np.log(shares, where=shares > 0, out=np.zeros_like(shares))
    entropy = -(shares * logs).sum(axis=0) / np.log(len(values))
    entropy[(values == values[0]).all(axis=0)] = 1.0
    divergence = np.maximum(1 - entropy, 0.0)
    if divergence.sum() == 0:
        raise ValueError(
            "no column varies between rows, so the data give no weights; use judgements instead."
        )
    weight = divergence / divergence.sum()
    return pd.DataFrame({"entropy": entropy, "divergence": divergence, "weight": weight}, index=frame.columns)


def _numbers(values, name):
    if np.ndim(values) != 1:
        raise TypeError(f"{name} must be a list of numbers, one a question.")
    frame = numeric_frame(pd.DataFrame({name: list(values)}), name="the index", allow_missing=False)
    return frame[name].to_numpy()

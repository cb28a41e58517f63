"""Which judgement in pairs is most at odds with the others, and what would mend it."""

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from crmlab._check import html_table
from crmlab.satisfaction.ahp import _RANDOM_INDEX, _judgements

_SCALE = np.array([*(1 / k for k in range(9, 1, -1)), *range(1, 10)], dtype=float)


@dataclass(frozen=True)
class WorstJudgement:
    """The judgement whose change helps most.

    Attributes
    ----------
    first, second : label
        The two items compared.
    said, better : float
        How many times the first outweighs the second: as judged, and the mending value from 1/9 to 9. Both
        are the same if no change of one judgement helps.
    ratio_now, ratio_then : float
        Consistency ratio with what was said and with the mending value.
    """

    first: object
    second: object
    said: float
    better: float
    ratio_now: float
    ratio_then: float

    def summary(self):
        """Say in a sentence what to ask again."""
        if self.better == self.said:
            return f"No change of one judgement lowers the consistency ratio of {self.ratio_now:.2f}."
        return (
            f"Ask {self.first} against {self.second} again: {self.better:.3g} instead of {self.said:.3g} "
            f"takes the consistency ratio from {self.ratio_now:.2f} to {self.ratio_then:.2f}."
        )

    def _repr_html_(self):
        return html_table(self)


def worst_judgement(matrix):
    r"""Find the one judgement on Saaty's scale whose change makes the matrix contradict itself least.

    Parameters
    ----------
    matrix : DataFrame or array_like, shape (n_items, n_items)
        Complete judgements in pairs as in `ahp_weights`, for 3 to 15 items.

    Returns
    -------
    WorstJudgement

    Raises
    ------
    ValueError
        If the matrix is no matrix of judgements or compares fewer than 3 or more than 15 items.

    Notes
    -----
    Every pair is tried with each of the 17 values 1/9, ..., 1/2, 1, 2, ..., 9, the others left as they are;
    the change with the smallest :math:`\lambda_{max}` wins, among equals the one nearest to what was said
    (in logarithms). It shows which answer fits the others worst, not which answer is wrong: ask again,
    do not overwrite. Saaty (2003) looks for the same judgement by the entries of
    :math:`a_{ij} w_j / w_i`.

    References
    ----------
    Saaty, T. L. (2003). Decision-making with the AHP: why is the principal eigenvector necessary. European
    Journal of Operational Research, 145(1), 85-91.

    Examples
    --------
    >>> worst = worst_judgement([[1, 2, 1 / 8], [1 / 2, 1, 2], [8, 1 / 2, 1]])
    >>> (worst.first, worst.second, worst.better, round(worst.ratio_then, 3))
    (0, 2, 4.0, 0.0)
    """
    frame = _judgements(matrix, allow_missing=False)
    n, names = len(frame), list(frame.columns)
    if not 3 <= n <= len(_RANDOM_INDEX):
        raise ValueError(f"the matrix compares {n} items; give judgements of 3 to 15.")
    said = frame.to_numpy()
    pairs = np.array(list(combinations(range(n), 2)))
    which, better = np.repeat(pairs, len(_SCALE), axis=0), np.tile(_SCALE, len(pairs))
    tried = np.repeat(said[None], len(which), axis=0)
    place = np.arange(len(which))
    tried[place, which[:, 0], which[:, 1]] = better
    tried[place, which[:, 1], which[:, 0]] = 1 / better
    ratios = _ratios(tried, n)
    now = float(_ratios(said[None], n)[0])
    far = np.abs(np.log(better / said[which[:, 0], which[:, 1]]))
    best = np.lexsort((far.round(9), ratios.round(9)))[0]
    i, j = which[best]
    then, value = float(ratios[best]), float(better[best])
    if then > now - 1e-9:
        then, value = now, float(said[i, j])
    return WorstJudgement(names[i], names[j], float(said[i, j]), value, now, then)


def _ratios(matrices, n):
    """Consistency ratios of a stack of matrices."""
    largest = np.linalg.eigvals(matrices).real.max(axis=1)
    return np.maximum(largest - n, 0) / (n - 1) / _RANDOM_INDEX[n - 1]

"""Is a change of a survey score more than luck?"""

from dataclasses import dataclass, field

import numpy as np

from crmlab._check import html_table
from crmlab.satisfaction.ratings import resample_nps


@dataclass(frozen=True)
class ScoreLuck:
    """What luck alone does to a score, quarter after quarter.

    Attributes
    ----------
    true, seen : float
        The score of all customers and the one observed, in points (per cent for satisfied customers).
    low, high : float
        Ends of the range that holds the middle 95 % of the quarters.
    as_far : float
        Share of quarters that luck takes at least as far from the true score as the one seen.
    again : ndarray
        The simulated scores.
    """

    true: float
    seen: float
    low: float
    high: float
    as_far: float
    again: np.ndarray = field(repr=False)

    def summary(self):
        """Read it in one sentence."""
        return (
            f"Luck alone gives {self.low:.0f} to {self.high:.0f} in 95 of 100 quarters; a score as far from "
            f"{self.true:.0f} as {self.seen:.0f} comes up in {self.as_far:.0%} of them."
        )

    def _repr_html_(self):
        return html_table(self)


def score_luck(promoters, passives, n, seen, *, quarters=4000, rng):
    """Simulate quarters in which nothing changes, and see how far the score moves all the same.

    Parameters
    ----------
    promoters, passives : float
        Shares of all customers, from 0 to 1; the rest are detractors. For the share of satisfied customers
        give that share and the rest as passives: scores are then in per cent.
    n : int
        Answers a quarter.
    seen : float
        The score that was observed.
    quarters : int
        Quarters to simulate.
    rng : numpy.random.Generator or int
        Source of randomness.

    Returns
    -------
    ScoreLuck

    Raises
    ------
    ValueError
        If the shares add up to more than one, or a count is below one.

    References
    ----------
    Rocks, B. (2016). Interval estimation for the "Net Promoter Score". The American Statistician, 70(4).

    Examples
    --------
    >>> luck = score_luck(0.45, 0.32, 100, 30, rng=1)
    >>> round(luck.true), round(luck.low), round(luck.high)
    (22, 6, 38)
    """
    again = resample_nps(promoters, passives, n, quarters, np.random.default_rng(rng))
    true = 100 * (promoters - max(1 - promoters - passives, 0))
    low, high = np.quantile(again, [0.025, 0.975])
    as_far = float((np.abs(again - true) >= abs(seen - true) - 1e-9).mean())
    return ScoreLuck(float(true), float(seen), float(low), float(high), as_far, again)

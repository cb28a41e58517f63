"""How much a loyalty grid hangs on where it is cut."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table
from crmlab.loyalty.attitude import Grid, dick_basu


@dataclass(frozen=True)
class CutSensitivity:
    """A loyalty grid, and what becomes of it when both cuts move.

    Attributes
    ----------
    grid : Grid
        The grid at the cuts themselves.
    move : float
        How far each cut may move either way.
    low, high : Series
        Smallest and largest share of each cell while the cuts move.
    changing : float
        Share of customers who are in another cell somewhere on the way.
    """

    grid: Grid
    move: float
    changing: float
    low: pd.Series = field(repr=False)
    high: pd.Series = field(repr=False)

    def summary(self):
        """Say in a sentence how much hangs on the cuts."""
        widest = (self.high - self.low).idxmax()
        return (
            f"Moving both cuts by up to {self.move:g} puts {self.changing:.0%} of customers in another cell; "
            f"the share of {widest} runs from {self.low[widest]:.0%} to {self.high[widest]:.0%}."
        )

    def _repr_html_(self):
        shares = pd.DataFrame({"share": self.grid.shares, "low": self.low, "high": self.high})
        return html_table(self) + shares.to_html()


def cut_sensitivity(attitude, patronage, attitude_cut, patronage_cut, move):
    """Say between what shares the cells of a loyalty grid run while its cuts move.

    Parameters
    ----------
    attitude, patronage : array_like, shape (n,)
        As in `dick_basu`.
    attitude_cut, patronage_cut : float
        Values above the cut are high.
    move : float or pair of float
        How far the cuts move either way, zero or more: both as far, or attitude and patronage apart.

    Returns
    -------
    CutSensitivity

    Raises
    ------
    ValueError
        If the move is negative, or as for `dick_basu`.

    Notes
    -----
    Each cell only grows or only shrinks as one cut rises, so the smallest and largest shares lie at the four
    pairs of outermost cuts. A customer changes cell if a value lies in ``(cut - move, cut + move]``.

    References
    ----------
    Dick, A. S. and Basu, K. (1994). Customer loyalty: toward an integrated conceptual framework.
    Journal of the Academy of Marketing Science, 22(2), 99-113. MacCallum, R. C., Zhang, S., Preacher, K. J.
    and Rucker, D. D. (2002). On the practice of dichotomization of quantitative variables. Psychological
    Methods, 7(1), 19-40.

    Examples
    --------
    >>> moved = cut_sensitivity([6, 6, 4, 2], [6, 2, 5, 2], 3.5, 4, move=1)
    >>> *(float(end["loyalty (true)"]) for end in (moved.low, moved.high)), moved.changing
    (0.25, 0.5, 0.25)
    """
    by = (move, move) if pd.api.types.is_number(move) else tuple(move)
    if min(by) < 0:
        raise ValueError(f"move is {move}; give how far the cuts move, zero or more.")
    grid = dick_basu(attitude, patronage, attitude_cut=attitude_cut, patronage_cut=patronage_cut)
    a, p = np.asarray(attitude, float), np.asarray(patronage, float)
    corners = [
        2 * (a <= attitude_cut + da) + (p <= patronage_cut + dp)  # places in grid.shares
        for da in (-by[0], by[0])
        for dp in (-by[1], by[1])
    ]
    shares = np.array([np.bincount(corner, minlength=4) for corner in corners]) / grid.n
    changing = (np.array(corners) != corners[0]).any(axis=0).mean()
    low, high = (pd.Series(ends, grid.shares.index) for ends in (shares.min(axis=0), shares.max(axis=0)))
    return CutSensitivity(grid, max(by), float(changing), low, high)

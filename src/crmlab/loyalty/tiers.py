"""When a better tier of a loyalty programme pays for itself."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import _number, html_table, numeric_frame, probability


@dataclass(frozen=True)
class TierGain:
    """What a better tier earns more than no tier, and from which sales on a member pays."""

    members: int
    gain: float
    break_even_lift: float
    break_even_sales: float
    by_start: pd.Series = field(repr=False)

    def summary(self):
        """Say in a sentence whether the tier pays."""
        return (
            f"The tier holds {self.members:,} members and earns {self.gain:+,.0f}; it breaks even if they "
            f"buy {self.break_even_lift:.1%} more."
        )

    def _repr_html_(self):
        return html_table(self)


def tier_gain(sales, start, *, lift, margin_share, base_rate, tier_rate, member_cost=0.0):
    r"""Compare a better tier from some sales on with the same reward for all.

    Parameters
    ----------
    sales : array_like, shape (n_members,)
        Sales of each member in a period without the tier, in money, zero or more.
    start : float
        Sales from which a member is in the tier, in money.
    lift : float
        By which share those in the tier buy more *because of* it, zero or more: write 8 % as 0.08.
    margin_share : float
        Margin per unit of sales, before rewards, in [0, 1].
    base_rate, tier_rate : float
        Cost of rewards per unit of sales outside and inside the tier, in [0, 1], below the margin.
    member_cost : float
        Other cost of a member in the tier in the period, in money, zero or more.

    Returns
    -------
    TierGain
        `members` in the tier, `gain` (money in the period), `break_even_lift` (at which the gain is zero;
        missing if nobody is in the tier), `break_even_sales` (money from which a member of the tier pays at
        this lift; infinite if none does) and `by_start`, the gain if the tier started at each member's sales.

    Raises
    ------
    ValueError
        If sales are negative, a share is out of range or rewards eat the whole margin.

    Notes
    -----
    With margin m, reward rates w and v, lift L and cost F a member with sales s in the tier earns
    :math:`s\,[(1+L)(m-v) - (m-w)] - F` more than outside, so that it pays from
    :math:`F / [(1+L)(m-v) - (m-w)]` on. With total sales S of n members in the tier the gain is zero at
    :math:`L = [S(v-w) + nF] / [S(m-v)]`. Those in a tier bought more before there was one: comparing them
    with the others does not show the lift.

    References
    ----------
    Dowling, G. R. and Uncles, M. (1997). Do customer loyalty programs really work? Sloan Management Review,
    38(4), 71-82.

    Examples
    --------
    >>> members = [200, 800, 2000]
    >>> rates = dict(margin_share=0.3, base_rate=0.01, tier_rate=0.02)
    >>> result = tier_gain(members, 800, lift=0.1, **rates, member_cost=18)
    >>> result.members, round(result.gain, 2), round(result.break_even_sales)
    (2, 14.4, 1000)
    """
    column = pd.DataFrame({"sales": pd.Series(np.asarray(sales))})
    bought = numeric_frame(column, name="sales", allow_missing=False)["sales"].to_numpy()
    if bought.min() < 0:
        raise ValueError(f"sales hold {bought.min():g}; give each member sales of zero or more.")
    for name, number in {"start": start, "lift": lift, "member_cost": member_cost}.items():
        if not 0 <= _number(number, name) < np.inf:
            raise ValueError(f"{name} is {number:g}; give a number of zero or more.")
    margin = probability(margin_share, "margin_share")
    base, better = probability(base_rate, "base_rate"), probability(tier_rate, "tier_rate")
    if max(base, better) >= margin:
        raise ValueError(
            f"rewards of {max(base, better):g} eat the whole margin_share {margin:g}; lower the rewards."
        )
    slope = (1 + lift) * (margin - better) - (margin - base)
    ranked = np.sort(bought)[::-1]
    so_far = pd.Series(np.cumsum(slope * ranked - member_cost), ranked)
    inside = bought[bought >= start]
    extra = inside.sum() * (better - base) + len(inside) * member_cost
    return TierGain(
        members=len(inside),
        gain=float(slope * inside.sum() - len(inside) * member_cost),
        break_even_lift=float(extra / (inside.sum() * (margin - better))) if inside.sum() else float("nan"),
        break_even_sales=float(member_cost / slope) if slope > 0 else float("inf"),
        by_start=so_far[~so_far.index.duplicated(keep="last")].sort_index().rename_axis("start"),
    )

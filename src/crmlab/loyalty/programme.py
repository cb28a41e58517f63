"""Economics of a loyalty programme: points owed, break-even and tiers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, positive, probability


@dataclass(frozen=True)
class PointsLiability:
    """Points a programme owes its members, and what they will cost."""

    outstanding: float
    expected_redemptions: float
    expected_breakage: float
    liability: float

    def summary(self):
        """Say in a sentence what is owed."""
        return (
            f"Members hold {self.outstanding:,.0f} points; {self.expected_redemptions:,.0f} of them are "
            "expected to "
            f"be redeemed, at a cost of {self.liability:,.2f}."
        )

    def _repr_html_(self):
        return html_table(self)


def points_liability(earned, redeemed, expired, *, breakage, cost_per_point):
    r"""Cost of the points that members will still redeem.

    Parameters
    ----------
    earned, redeemed, expired : float
        Points issued, redeemed and expired since the programme began.
    breakage : float
        Share of all points *earned* that are never redeemed, in [0, 1], expired ones included.
    cost_per_point : float
        Cost of one redeemed point, in money, above zero.

    Returns
    -------
    PointsLiability
        `outstanding`, `expected_redemptions`, `expected_breakage` (points) and `liability` (money).

    Raises
    ------
    ValueError
        If counts are negative or do not add up, or more has been redeemed than `breakage` allows.

    Notes
    -----
    Outstanding = earned - redeemed - expired; expected redemptions = (1 - breakage) earned - redeemed.
    Breakage is counted on points earned (the ultimate redemption rate of actuaries), not on points
    outstanding.

    References
    ----------
    Dowling, G. R. and Uncles, M. (1997). Do customer loyalty programs really work? Sloan Management Review,
    38(4), 71-82.
    International Accounting Standards Board (2014). IFRS 15 Revenue from contracts with customers, B39-B43.

    Examples
    --------
    >>> points_liability(1_000_000, 500_000, 50_000, breakage=0.2, cost_per_point=0.01).liability
    3000.0
    """
    counts = {"earned": earned, "redeemed": redeemed, "expired": expired}
    for name, value in counts.items():
        if not 0 <= value < np.inf:
            raise ValueError(f"{name} is {value:g}; give a number of points of zero or more.")
    outstanding = earned - redeemed - expired
    if outstanding < 0:
        raise ValueError(
            f"redeemed and expired points are {redeemed + expired:g} but only {earned:g} were earned; check "
            "them."
        )
    still = (1 - probability(breakage, "breakage")) * earned - redeemed
    if not 0 <= still <= outstanding:
        raise ValueError(
            f"breakage {breakage:g} would mean {still:g} redemptions to come out of {outstanding:g} points "
            "outstanding; choose a breakage that fits what has been redeemed and has expired."
        )
    cost = positive(cost_per_point, "cost_per_point")
    return PointsLiability(
        float(outstanding), float(still), float(outstanding - still), round(float(still * cost), 10)
    )


@dataclass(frozen=True)
class ProgrammeBreakEven:
    """Extra sales a programme needs before it earns anything."""

    cost: float
    sales_lift: float
    extra_sales_per_member: float

    def summary(self):
        """Say in a sentence what the programme must achieve."""
        return (
            f"The programme must raise members' sales by {self.sales_lift:.1%}, "
            f"{self.extra_sales_per_member:,.2f} a "
            "member, before it earns anything."
        )

    def _repr_html_(self):
        return html_table(self)


def programme_break_even(members, sales_per_member, margin_share, reward_rate, fixed_cost):
    r"""Lift of members' sales at which a programme pays for itself.

    Parameters
    ----------
    members : float
        Number of members, above zero.
    sales_per_member : float
        Sales a member would bring in a period without the programme, in money, above zero.
    margin_share : float
        Margin per unit of sales, before rewards, in [0, 1].
    reward_rate : float
        Cost of rewards per unit of sales, in [0, 1].
    fixed_cost : float
        Cost of running the programme in a period, in money, zero or more.

    Returns
    -------
    ProgrammeBreakEven
        `sales_lift` (share of sales without the programme), `extra_sales_per_member` (money) and `cost`,
        what the programme costs if nobody buys more (money).

    Raises
    ------
    ValueError
        If rewards eat the whole margin, so that no lift can pay.

    Notes
    -----
    Rewards are paid on all sales, those that would have come anyway too. With sales S, margin share m,
    reward rate w and fixed cost F the lift L solves :math:`S(1+L)(m-w) - F = S m`:
    :math:`L = (S w + F) / (S (m - w))`.

    References
    ----------
    Dowling, G. R. and Uncles, M. (1997). Do customer loyalty programs really work? Sloan Management Review,
    38(4), 71-82.

    Examples
    --------
    >>> result = programme_break_even(1000, 200, margin_share=0.3, reward_rate=0.05, fixed_cost=10_000)
    >>> round(result.sales_lift, 6)
    0.4
    """
    sales = positive(members, "members") * positive(sales_per_member, "sales_per_member")
    margin, reward = probability(margin_share, "margin_share"), probability(reward_rate, "reward_rate")
    if reward >= margin:
        raise ValueError(
            f"reward_rate {reward:g} eats the whole margin_share {margin:g}, so no lift can pay; lower the "
            "rewards."
        )
    if not 0 <= fixed_cost < np.inf:
        raise ValueError(f"fixed_cost is {fixed_cost:g}; give money of zero or more.")
    cost = sales * reward + fixed_cost
    lift = cost / (sales * (margin - reward))
    return ProgrammeBreakEven(cost=cost, sales_lift=lift, extra_sales_per_member=lift * sales_per_member)


def tier_table(sales, tiers, margin_share):
    """Put customers into tiers by their sales and see what each tier earns.

    Parameters
    ----------
    sales : array_like, shape (n_customers,)
        Sales of each customer in the period that counts, in money.
    tiers : DataFrame, one row per tier
        Indexed by tier name: `from_sales` (lowest sales of the tier, in money; the lowest tier starts at or
        below the smallest customer) and `reward_rate` (cost of rewards per unit of sales).
    margin_share : float
        Margin per unit of sales, before rewards, in [0, 1].

    Returns
    -------
    DataFrame
        Per tier, from low to high: `customers`, `sales`, `rewards`, `profit` (money) and `profit_share`.

    Raises
    ------
    ValueError
        If a customer falls below the lowest tier or two tiers start at the same sales.

    References
    ----------
    Zeithaml, V. A., Rust, R. T. and Lemon, K. N. (2001). The customer pyramid: creating and serving
    profitable customers. California Management Review, 43(4), 118-142.

    Examples
    --------
    >>> tiers = pd.DataFrame({"from_sales": [0, 500], "reward_rate": [0.01, 0.05]}, index=["basic", "gold"])
    >>> tier_table([100, 200, 900], tiers, margin_share=0.3)["profit"].round(2).tolist()
    [87.0, 225.0]
    """
    bought = numeric_frame(pd.DataFrame({"sales": pd.Series(sales)}), name="sales", allow_missing=False)[
        "sales"
    ]
    levels = numeric_frame(tiers, ["from_sales", "reward_rate"], name="tiers", allow_missing=False)
    levels = levels.sort_values("from_sales")
    if levels["from_sales"].duplicated().any():
        raise ValueError("column 'from_sales' of tiers names one threshold twice; give each tier its own.")
    for name, rate in levels["reward_rate"].items():
        probability(rate, f"reward_rate of tier {name!r}")
    if bought.min() < levels["from_sales"].iloc[0]:
        raise ValueError(
            f"a customer has sales of {bought.min():g}, below the lowest tier at "
            f"{levels['from_sales'].iloc[0]:g}; "
            "add a tier that starts lower."
        )
    which = np.searchsorted(levels["from_sales"], bought, side="right") - 1
    table = pd.DataFrame(index=levels.index)
    table["customers"] = np.bincount(which, minlength=len(levels))
    table["sales"] = np.bincount(which, weights=bought, minlength=len(levels))
    table["rewards"] = table["sales"] * levels["reward_rate"]
    table["profit"] = table["sales"] * probability(margin_share, "margin_share") - table["rewards"]
    table["profit_share"] = table["profit"] / table["profit"].sum()
    return table

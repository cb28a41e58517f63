"""How close a relationship to seek: Kotler's grid, what each level earns, and the exchange continuum."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame, positive
from crmlab.value import clv

LEVELS = ("basic", "reactive", "accountable", "proactive", "partnership")

_GRID = {
    ("many", "high"): "accountable",
    ("many", "medium"): "reactive",
    ("many", "low"): "basic or reactive",
    ("medium", "high"): "proactive",
    ("medium", "medium"): "accountable",
    ("medium", "low"): "reactive",
    ("few", "high"): "partnership",
    ("few", "medium"): "proactive",
    ("few", "low"): "accountable",
}


def relationship_level(customers, margin):
    """Level of relationship that Kotler's grid advises.

    Parameters
    ----------
    customers : {"many", "medium", "few"}
        How many customers or distributors there are.
    margin : {"high", "medium", "low"}
        Margin on each.

    Returns
    -------
    str
        One of `LEVELS`, or ``"basic or reactive"``.

    Raises
    ------
    ValueError
        If a word is not one of these.

    References
    ----------
    Kotler, P. (1991). Marketing management: analysis, planning, implementation and control. 7th edition.
    Prentice-Hall.

    Examples
    --------
    >>> relationship_level("few", "high")
    'partnership'
    """
    for name, word, allowed in (
        ("customers", customers, ("many", "medium", "few")),
        ("margin", margin, ("high", "medium", "low")),
    ):
        if word not in allowed:
            raise ValueError(f"{name} is {word!r}; choose one of {', '.join(allowed)}.")
    return _GRID[customers, margin]


@dataclass(frozen=True)
class LevelChoice:
    """What each level of relationship earns, and which earns most."""

    best: str
    profit: float
    levels: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence which level pays best."""
        return f"The level that earns most is {self.best}, {self.profit:,.0f} over the customers' lifetimes."

    def _repr_html_(self):
        return self.levels.to_html()


def best_level(customers, margin, levels, discount):
    r"""Choose the level of relationship by what it earns and costs, and compare it with Kotler's grid.

    Parameters
    ----------
    customers : float
        Number of customers, above zero.
    margin : float
        Margin per customer and period, in money.
    levels : DataFrame, one row per level
        Indexed by level: `retention` (per period, below 1), `cost_per_customer` (money per period) and
        `fixed_cost` (money, once).
    discount : float
        Discount rate per period, zero or more.

    Returns
    -------
    LevelChoice
        `best`, its `profit` (money) and `levels` with `value_per_customer` and `profit` for each.

    Raises
    ------
    ValueError
        If a column is absent or a retention is outside [0, 1).

    Notes
    -----
    :math:`n \cdot CLV(m - c_k, r_k) - F_k`, counting the first margin now.

    References
    ----------
    Kotler, P. (1991). Marketing management: analysis, planning, implementation and control. 7th edition.
    Prentice-Hall.

    Examples
    --------
    >>> levels = pd.DataFrame({"retention": [0.6, 0.9], "cost_per_customer": [0.0, 8.0], "fixed_cost": 0.0},
    ...                       index=["basic", "proactive"])
    >>> best_level(100, 10, levels, 0.1).best, best_level(100, 50, levels, 0.1).best
    ('basic', 'proactive')
    """
    number = positive(customers, "customers")
    columns = ["retention", "cost_per_customer", "fixed_cost"]
    table = numeric_frame(levels, columns, name="levels", allow_missing=False)
    table["value_per_customer"] = [
        clv(margin - row.cost_per_customer, row.retention, discount, convention="first_margin_now")
        for row in table.itertuples()
    ]
    table["profit"] = number * table["value_per_customer"] - table["fixed_cost"]
    return LevelChoice(str(table["profit"].idxmax()), float(table["profit"].max()), table)


def exchange_continuum(indicators, low, high, *, cuts=(1 / 3, 2 / 3)):
    r"""Place relationships between anonymous transaction and collaboration.

    Parameters
    ----------
    indicators : DataFrame, one row per relationship
        Signs of closeness on one scale, higher meaning closer.
    low, high : float
        Ends of the scale.
    cuts : pair of float
        Positions at which value-adding and collaborative exchange begin, between 0 and 1.

    Returns
    -------
    DataFrame
        `position` (0 transactional end, 1 collaborative end) and `zone`: *transactional*, *value-adding* or
        *collaborative*.

    Raises
    ------
    ValueError
        If a value leaves the scale or the cuts are out of order.

    Notes
    -----
    Position is the mean of :math:`(x - low)/(high - low)` over the indicators. Day gives no cut points: the
    thirds are ours.

    References
    ----------
    Day, G. S. (2000). Managing market relationships. Journal of the Academy of Marketing Science, 28(1),
    24-30.

    Examples
    --------
    >>> signs = pd.DataFrame({"shares_plans": [1, 7], "joint_work": [2, 6]})
    >>> exchange_continuum(signs, 1, 7)["zone"].tolist()
    ['transactional', 'collaborative']
    """
    frame = scale_values(indicators, low, high, "indicators")
    first, second = cuts
    if not 0 < first < second < 1:
        raise ValueError(f"cuts are {cuts!r}; give two rising numbers between 0 and 1.")
    position = ((frame - low) / (high - low)).mean(axis=1)
    zones = np.array(["transactional", "value-adding", "collaborative"])
    zone = zones[np.searchsorted([first, second], position, side="right")]
    return pd.DataFrame({"position": position, "zone": zone}, index=frame.index)


def scale_values(data, low, high, name, columns=None):
    """Numeric columns without gaps, all between the ends of a rating scale."""
    if not low < high:
        raise ValueError(f"the scale runs from {low!r} to {high!r}; give a low end below the high end.")
    frame = numeric_frame(data, columns, name=name, allow_missing=False)
    for column in frame.columns:
        outside = ~frame[column].between(low, high)
        if outside.any():
            raise ValueError(
                f"column {column!r} of {name} holds {frame[column][outside].iloc[0]:g}, outside the scale "
                f"from {low:g} "
                f"to {high:g}; look for codes such as 99."
            )
    return frame

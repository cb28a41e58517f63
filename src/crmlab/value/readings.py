"""Five ways in which books count the value of one customer, and the factors that turn one into another."""

from dataclasses import dataclass

import pandas as pd

from crmlab._check import html_table
from crmlab.value.lifetime_value import CONVENTIONS, clv
from crmlab.value.retention import expected_lifetime

LIFETIME = "margin_times_lifetime"
READINGS = (*CONVENTIONS, LIFETIME)
# Row: from, column: to, both in the order of READINGS; i is the discount rate and r the retention.
_FACTORS = (
    ("1", "r/(1+i)", "1/(1+i)", "1/√(1+i)", "(1+i−r)/((1+i)(1−r))"),
    ("(1+i)/r", "1", "1/r", "√(1+i)/r", "(1+i−r)/(r(1−r))"),
    ("1+i", "r", "1", "√(1+i)", "(1+i−r)/(1−r)"),
    ("√(1+i)", "r/√(1+i)", "1/√(1+i)", "1", "(1+i−r)/(√(1+i)(1−r))"),
    ("(1+i)(1−r)/(1+i−r)", "r(1−r)/(1+i−r)", "(1−r)/(1+i−r)", "√(1+i)(1−r)/(1+i−r)", "1"),
)


def clv_readings(margin, retention, discount):
    r"""Value of one customer under each convention, and without discounting.

    Parameters
    ----------
    margin : float
        Margin per period of a customer who is there, in money.
    retention : float
        Share of customers who stay from one period to the next, in [0, 1).
    discount : float
        Discount rate per period, zero or more.

    Returns
    -------
    Series
        Money, indexed by the names in `CONVENTIONS` and ``"margin_times_lifetime"``, which is
        :math:`m/(1-r)`: margin times `expected_lifetime`, with no discounting.

    Raises
    ------
    ValueError
        If `retention` is outside [0, 1) or `discount` is negative.

    References
    ----------
    Berger, P. D. and Nasr, N. I. (1998). Customer lifetime value: marketing models and applications.
    Journal of Interactive Marketing, 12(1), 17-30.
    Gupta, S. and Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing, 17(1), 9-24.

    Examples
    --------
    >>> clv_readings(100, 0.8, 0.1).round(1).tolist()
    [366.7, 266.7, 333.3, 349.6, 500.0]
    """
    values = {name: clv(margin, retention, discount, convention=name) for name in CONVENTIONS}
    values[LIFETIME] = float(margin) * expected_lifetime(retention)
    return pd.Series(values, name="value")


@dataclass(frozen=True)
class ClvLink:
    """What turns the value under one reading into that under another."""

    start: str
    end: str
    formula: str
    factor: float

    def summary(self):
        """Say the rule in a sentence."""
        return f"Multiply {self.start} by {self.formula} = {self.factor:.4g} to get {self.end}."

    def _repr_html_(self):
        return html_table(self)


def clv_link(start, end, retention, discount):
    r"""Find the factor between two readings of the value of one customer.

    Parameters
    ----------
    start, end : str
        Names as in `clv_readings`.
    retention : float
        Share of customers who stay from one period to the next, in [0, 1); above zero to start from
        ``"first_margin_at_end"``.
    discount : float
        Discount rate per period, zero or more.

    Returns
    -------
    ClvLink
        `factor`, a number, and `formula`, the same in letters (r retention, i discount rate).

    Raises
    ------
    ValueError
        If a name is unknown, a rate is out of range, or the first value is zero.

    Notes
    -----
    The margin cancels. All discounted readings are the margin times :math:`1+i`, r, 1 or
    :math:`\sqrt{1+i}` over :math:`1+i-r`; the factor is the ratio of two of these. Without discounting the
    denominator is :math:`1-r`. *Now* is also *at end* plus one margin.

    References
    ----------
    Berger, P. D. and Nasr, N. I. (1998). Customer lifetime value: marketing models and applications.
    Journal of Interactive Marketing, 12(1), 17-30.

    Examples
    --------
    >>> link = clv_link("first_margin_at_end", "first_margin_now", 0.8, 0.1)
    >>> link.formula, round(link.factor, 4)
    ('(1+i)/r', 1.375)
    """
    for name in (start, end):
        if name not in READINGS:
            raise ValueError(f"there is no reading {name!r}; choose from {', '.join(READINGS)}.")
    values = clv_readings(1, retention, discount)
    if values[start] == 0:
        raise ValueError(
            f"with retention 0 {start} is 0, and no factor leads from 0 to another value; give a retention "
            "above 0."
        )
    formula = _FACTORS[READINGS.index(start)][READINGS.index(end)]
    return ClvLink(start, end, formula, float(values[end] / values[start]))

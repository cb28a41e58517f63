"""Customer lifetime value in closed form: named conventions, the margin multiple, Markov chains."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import probability
from crmlab._markov import transition_matrix

CONVENTIONS = {
    "first_margin_now": "margins at times 0, 1, 2, ...; the first is certain",
    "first_margin_at_end": "margins at times 1, 2, 3, ...; the customer must stay to pay even the first",
    "first_margin_at_end_certain": "margins at times 1, 2, 3, ...; the first is certain",
    "first_margin_mid_period": "margins in the middle of each period; the first is certain",
}


def retention_rate(value):
    """Return `value` as a retention rate in [0, 1), or raise a ValueError."""
    rate = probability(value, "retention")
    if rate == 1:
        raise ValueError(
            "retention is 1, so nobody would ever leave and lifetimes have no end; give less than 1."
        )
    return rate


def clv(margin, retention, discount, *, convention="first_margin_at_end", horizon=None):
    r"""Value today of the margins of one customer.

    Parameters
    ----------
    margin : float
        Margin per period of a customer who is there, in money. The same each period.
    retention : float
        Share of customers who stay from one period to the next, in [0, 1).
    discount : float
        Discount rate per period, zero or more: write 10 % as 0.1.
    convention : str
        When margins come, and whether the first is certain; see Notes.
    horizon : int, optional
        Number of margins counted; all of them by default.

    Returns
    -------
    float
        Value in the money of `margin`. The cost of winning the customer is not taken off.

    Raises
    ------
    ValueError
        If `retention` is outside [0, 1), `discount` is negative or the convention is unknown.

    Notes
    -----
    With :math:`q = r/(1+i)` and all margins counted

    ================================ ======================================== ===========================
    convention                       margins                                  value
    ================================ ======================================== ===========================
    ``first_margin_now``             :math:`m q^t, t = 0, 1, \dots`           :math:`m(1+i)/(1+i-r)`
    ``first_margin_at_end``          :math:`m q^t, t = 1, 2, \dots`           :math:`m r/(1+i-r)`
    ``first_margin_at_end_certain``  :math:`m q^{t-1}/(1+i), t = 1, 2, \dots` :math:`m/(1+i-r)`
    ``first_margin_mid_period``      :math:`m q^t/(1+i)^{1/2}, t = 0, \dots`  :math:`m\sqrt{1+i}/(1+i-r)`
    ================================ ======================================== ===========================

    so that *now* = *at end* + margin, *now* = (1+i) times *at end, certain*, *at end* = r times
    *at end, certain* and *mid period* squared = *now* times *at end, certain*.
    With a horizon of n margins each value is multiplied by :math:`1 - q^n`.

    References
    ----------
    Berger, P. D. and Nasr, N. I. (1998). Customer lifetime value: marketing models and applications.
    Journal of Interactive Marketing, 12(1), 17-30.
    Gupta, S. and Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing, 17(1), 9-24.

    Examples
    --------
    >>> round(clv(100, 0.8, 0.1, convention="first_margin_at_end"), 2)
    266.67
    >>> round(clv(100, 0.8, 0.1, convention="first_margin_now"), 2)
    366.67
    """
    rate, discount = retention_rate(retention), _discount(discount)
    if convention not in CONVENTIONS:
        raise ValueError(f"convention is {convention!r}; choose one of {', '.join(CONVENTIONS)}.")
    first = {
        "first_margin_now": 1 + discount,
        "first_margin_at_end": rate,
        "first_margin_at_end_certain": 1.0,
        "first_margin_mid_period": np.sqrt(1 + discount),
    }[convention]
    value = _money(margin) * first / (1 + discount - rate)
    if horizon is not None:
        if horizon != int(horizon) or horizon < 1:
            raise ValueError(f"horizon is {horizon!r}; give a whole number of margins, 1 or more.")
        value *= 1 - (rate / (1 + discount)) ** int(horizon)
    return float(value)


def margin_multiple(retention, discount, growth=0.0):
    r"""How many yearly margins a customer is worth, after the present one.

    Parameters
    ----------
    retention : float
        Retention per period, in [0, 1).
    discount : float
        Discount rate per period, zero or more.
    growth : float
        Growth of the margin per period of those who stay; 0.02 for 2 %.

    Returns
    -------
    float
        Multiple of the margin, with no unit.

    Raises
    ------
    ValueError
        If `retention` is outside [0, 1) or margins grow so fast that the sum has no limit.

    Notes
    -----
    :math:`r / (1 + i - r(1+g))`, as Gupta and Lehmann print it. Margins count from the end of the first
    period, and growth starts with the second of them.

    References
    ----------
    Gupta, S. and Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing, 17(1), 9-24.
    Gupta, S. and Lehmann, D. R. (2005). Managing customers as investments. Wharton School Publishing.

    Examples
    --------
    >>> round(margin_multiple(0.9, 0.12), 2)
    4.09
    >>> round(margin_multiple(0.8, 0.12, growth=0.02), 3)
    2.632
    """
    rate, discount = retention_rate(retention), _discount(discount)
    if not growth > -1:
        raise ValueError(
            f"growth is {growth:g}; margins cannot shrink by 100 % or more, so give more than -1."
        )
    if rate * (1 + growth) >= 1 + discount:
        raise ValueError(
            f"retention {rate:g} with growth {growth:g} outruns the discount rate {discount:g}, so the sum "
            "has no "
            "limit; lower the growth or use a horizon with clv."
        )
    return rate / (1 + discount - rate * (1 + growth))


@dataclass(frozen=True)
class MarkovClv:
    """Customer value by the state the customer is in."""

    discount: float
    horizon: int | None
    by_state: pd.Series = field(repr=False)

    def summary(self):
        """Say in a sentence which state is worth most and which loses money."""
        best, losing = self.by_state.idxmax(), self.by_state.index[self.by_state < 0]
        tail = f"; in {', '.join(str(s) for s in losing)} it is negative" if len(losing) else ""
        return f"A customer is worth most in state {best} ({self.by_state.max():,.2f}){tail}."

    def _repr_html_(self):
        return self.by_state.rename("value").to_frame().to_html()


def markov_clv(P, payoff, discount, horizon=None):
    r"""Value of a customer who moves between states as a Markov chain.

    Parameters
    ----------
    P : DataFrame or array_like, shape (n_states, n_states)
        Probability of going from the row's state to the column's state in one period; rows sum to 1.
    payoff : array_like, shape (n_states,)
        Money received in a period in which the customer is in the state, the present period included.
    discount : float
        Discount rate per period, above zero unless `horizon` is given.
    horizon : int, optional
        Number of periods after the present one; endless by default.

    Returns
    -------
    MarkovClv
        `by_state`: a value for each state the customer may be in now.

    Raises
    ------
    ValueError
        If `P` is no transition matrix, `payoff` has another length, or an endless sum has no limit.

    Notes
    -----
    :math:`V_T = \sum_{t=0}^{T} [(1+d)^{-1} P]^t R` and, without end, :math:`V = [I - (1+d)^{-1} P]^{-1} R`.

    References
    ----------
    Pfeifer, P. E. and Carraway, R. L. (2000). Modeling customer relationships as Markov chains.
    Journal of Interactive Marketing, 14(2), 43-55.

    Examples
    --------
    A buyer stays a buyer with probability .8 and, once lost, stays lost; each purchase brings 100:

    >>> markov_clv([[0.8, 0.2], [0, 1]], [100, 0], 0.1).by_state.round(2).tolist()
    [366.67, 0.0]
    """
    matrix = transition_matrix(P, "P")
    try:
        reward = np.asarray(payoff, dtype=float)
    except (TypeError, ValueError):
        raise ValueError("payoff holds something that is not a number; give one number per state.") from None
    if reward.shape != (len(matrix),) or not np.isfinite(reward).all():
        raise ValueError(f"payoff has shape {reward.shape}; give {len(matrix)} numbers, one per state of P.")
    discount = _discount(discount)
    step = matrix.to_numpy() / (1 + discount)
    if horizon is None:
        if discount == 0:
            raise ValueError(
                "discount is 0, so an endless sum has no limit; give a horizon or a rate above 0."
            )
        values = np.linalg.solve(np.eye(len(step)) - step, reward)
    else:
        if horizon != int(horizon) or horizon < 0:
            raise ValueError(f"horizon is {horizon!r}; give a whole number of periods, 0 or more.")
        values = reward
        for _ in range(int(horizon)):
            values = reward + step @ values
    return MarkovClv(discount, horizon, pd.Series(values, index=matrix.index, name="value"))


def _discount(value):
    try:
        rate = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"discount is {value!r}; give one number, for example 0.1.") from None
    if not 0 <= rate < np.inf:
        raise ValueError(f"discount is {rate:g}; give a rate per period of zero or more (write 10 % as 0.1).")
    return rate


def _money(value):
    try:
        amount = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"margin is {value!r}; give one number.") from None
    if not np.isfinite(amount):
        raise ValueError(f"margin is {amount}; give a finite amount of money per period.")
    return amount

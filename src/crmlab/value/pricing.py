"""A higher membership fee: how many members may leave before it costs money."""

from dataclasses import dataclass

import numpy as np

from crmlab._check import _number, html_table, positive, probability


@dataclass(frozen=True)
class PriceRise:
    """What a member brings before and after a rise of the fee, and the loss at which it pays no more."""

    before: float
    after: float
    after_leaving: float
    break_even_loss: float
    break_even_elasticity: float

    def profit_change(self, loss):
        """Change of yearly profit for each present member, when a share of them leaves.

        Parameters
        ----------
        loss : float or array_like
            Share of members who leave because of the rise, in [0, 1].

        Returns
        -------
        float or ndarray
            Money per present member.

        Examples
        --------
        >>> round(price_rise(119, 139).profit_change(0.05), 2)
        13.05
        """
        share = np.asarray(loss, dtype=float)
        change = (1 - share) * self.after + share * self.after_leaving - self.before
        return change if change.ndim else float(change)

    def summary(self):
        """Say in a sentence how many members may leave."""
        if self.break_even_loss <= 0:
            return f"The rise loses {self.before - self.after:,.2f} a member even if nobody leaves."
        return (
            f"The rise pays as long as fewer than {self.break_even_loss:.1%} of members leave because of it."
        )

    def _repr_html_(self):
        return html_table(self)


def price_rise(fee, new_fee, *, other_margin=0.0, service_cost=0.0, spend_change=0.0, kept_share=0.0):
    r"""Find the loss of members at which a rise of the fee neither earns nor costs anything.

    Parameters
    ----------
    fee, new_fee : float
        Fee of a member in a period, in money, above zero; the new one is not lower.
    other_margin : float
        Margin that a member brings on top of the fee, in money, zero or more.
    service_cost : float
        Cost of serving a member, in money, zero or more.
    spend_change : float
        By which share the other margin of those who stay changes, above -1: write -10 % as -0.1.
    kept_share : float
        Share of the other margin that those who leave still bring, in [0, 1].

    Returns
    -------
    PriceRise
        `before`, `after` and `after_leaving` (money a member), `break_even_loss` (share of members, at most
        1; zero or less if the rise loses money though nobody leaves) and `break_even_elasticity`, that loss
        in per cent for each per cent of the rise (missing without a rise).

    Raises
    ------
    ValueError
        If the fee falls, a number is out of range, or someone who left brings as much as one who stays.

    Notes
    -----
    With fee :math:`f`, new fee :math:`f'`, other margin :math:`m`, service cost :math:`c`, change of
    spending :math:`e` and kept share :math:`k` a member brings :math:`b = f + m - c` before,
    :math:`a = f' + m(1+e) - c` after and :math:`l = km` after leaving. Profit is the same when a share
    :math:`x` leaves with :math:`(1-x)a + xl = b`: :math:`x = (a-b)/(a-l)`. Without spending effect and kept
    share this is the break-even sales change of pricing texts, rise / (rise + contribution).

    References
    ----------
    Nagle, T. T. and Holden, R. K. (1995). The strategy and tactics of pricing, 2nd edition. Prentice Hall.

    Examples
    --------
    >>> round(price_rise(119, 139).break_even_loss, 3)
    0.144
    >>> round(price_rise(119, 139, other_margin=100, service_cost=50).break_even_loss, 3)
    0.106
    """
    fee, new_fee = positive(fee, "fee"), positive(new_fee, "new_fee")
    if new_fee < fee:
        raise ValueError(f"new_fee is {new_fee:g}, below fee {fee:g}; give a rise.")
    for name, money in {"other_margin": other_margin, "service_cost": service_cost}.items():
        if not 0 <= _number(money, name) < np.inf:
            raise ValueError(f"{name} is {money:g}; give money of zero or more.")
    if not -1 < _number(spend_change, "spend_change") < np.inf:
        raise ValueError(f"spend_change is {spend_change:g}; give a share above -1 (write -10 % as -0.1).")
    before = fee + other_margin - service_cost
    after = new_fee + other_margin * (1 + spend_change) - service_cost
    left = probability(kept_share, "kept_share") * other_margin
    if after <= left:
        raise ValueError(
            f"a member who stays brings {after:g} and one who left {left:g}, so a loss of members costs "
            "nothing; check service_cost and kept_share."
        )
    loss = min((after - before) / (after - left), 1.0)
    rise = new_fee / fee - 1
    return PriceRise(before, after, left, loss, -loss / rise if rise else float("nan"))

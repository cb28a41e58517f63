"""Leaving a shop: which share of its buyers must come to the own channel before that pays."""

from dataclasses import dataclass

import numpy as np

from crmlab._check import _number, html_table, positive, probability


@dataclass(frozen=True)
class Recapture:
    """What the buyers of a shop bring through it and directly, and the share that must come over."""

    through_shop: float
    all_direct: float
    break_even: float

    def profit_change(self, share):
        """Change of profit from leaving the shop, when a share of its buyers comes to the own channel.

        Parameters
        ----------
        share : float or array_like
            Share of the shop's buyers who come, in [0, 1].

        Returns
        -------
        float or ndarray
            Money, in the unit of the sales.

        Examples
        --------
        >>> round(recapture(100, 0.40, 170, 0.60, 0.30).profit_change(0.9), 1)
        5.9
        """
        share = np.asarray(share, dtype=float)
        change = share * self.all_direct - self.through_shop
        return change if change.ndim else float(change)

    def summary(self):
        """Say in a sentence which share must come."""
        if self.break_even <= 0:
            return "The shop brings nothing after its cost: leaving it costs nothing even if nobody comes."
        if self.break_even > 1:
            return "Leaving the shop loses money even if all of its buyers come to the own channel."
        return f"Leaving the shop pays if more than {self.break_even:.1%} of its buyers come over."

    def _repr_html_(self):
        return html_table(self)


def recapture(shop_sales, shop_margin, direct_sales, direct_margin, selling_cost, *, account_cost=0.0):
    r"""Find the share of a shop's buyers who must buy directly before leaving the shop pays.

    Parameters
    ----------
    shop_sales : float
        What the maker sells to the shop in a period, at wholesale prices, in money, above zero.
    shop_margin : float
        Gross margin on that, as a share in [0, 1].
    direct_sales : float
        What the same goods bring in the own channel if all buyers come, in money, above zero.
    direct_margin : float
        Gross margin on that, as a share in [0, 1].
    selling_cost : float
        Cost of selling in the own channel (stores, delivery, returns, advertising), as a share of direct
        sales in [0, 1].
    account_cost : float
        Cost of serving the shop in the period, in money, zero or more.

    Returns
    -------
    Recapture
        `through_shop` and `all_direct` (money: what the buyers bring through the shop, and what they would
        bring if all came) and `break_even` (share of buyers; above 1 leaving never pays).

    Raises
    ------
    ValueError
        If a number is out of range, or direct sales bring nothing after the cost of selling.

    Notes
    -----
    With shop sales :math:`s` at margin :math:`m`, account cost :math:`a`, direct sales :math:`d` at margin
    :math:`g` and selling cost :math:`c` leaving pays when a share :math:`x` of buyers comes with
    :math:`x\,d(g-c) > sm - a`, so :math:`x^* = (sm - a) / (d(g - c))`. It takes for granted that who comes
    buys as much as before, and that nobody would have come while the shop was served.

    Examples
    --------
    >>> round(recapture(100, 0.40, 170, 0.60, 0.30).break_even, 3)
    0.784
    >>> round(recapture(100, 0.40, 170, 0.60, 0.0).break_even, 3)
    0.392
    """
    shop_sales, direct_sales = positive(shop_sales, "shop_sales"), positive(direct_sales, "direct_sales")
    shop_margin = probability(shop_margin, "shop_margin")
    each = probability(direct_margin, "direct_margin") - probability(selling_cost, "selling_cost")
    if not 0 <= _number(account_cost, "account_cost") < np.inf:
        raise ValueError(f"account_cost is {account_cost:g}; give money of zero or more.")
    if each <= 0:
        raise ValueError(
            f"selling_cost {selling_cost:g} eats up direct_margin {direct_margin:g}, so direct sales bring "
            "nothing; check both shares."
        )
    shop, direct = shop_sales * shop_margin - account_cost, direct_sales * each
    return Recapture(shop, direct, shop / direct)

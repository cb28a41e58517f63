"""Opening a closed door: how much retention may be lost before gross profit falls below last year's."""

from dataclasses import dataclass

import numpy as np

from crmlab._check import _number, html_table, positive, probability


@dataclass(frozen=True)
class OpenDoor:
    """Gross profit of a business that makes leaving easier, and the loss of retention that it can bear."""

    last_year: float
    growth: float
    exposed: float
    retention: float
    at_once: float
    break_even_loss: float

    def planned(self, year=1):
        """Gross profit of a year if the door stays shut.

        Parameters
        ----------
        year : int
            1 is the coming year.

        Returns
        -------
        float
            Money.

        Examples
        --------
        >>> round(open_door(70, growth=0.05, exposed=0.3, retention=0.9).planned(), 2)
        73.5
        """
        return self.last_year * (1 + self.growth) ** year

    def gross_profit(self, loss, year=1, opened=1):
        """Gross profit of a year with the door open.

        Parameters
        ----------
        loss : float or array_like
            By how much retention falls among the exposed, as a share: 3 points are 0.03. From 0 to the
            retention.
        year : int
            1 is the coming year.
        opened : int
            Year at whose start the door opens; before it nothing changes.

        Returns
        -------
        float or ndarray
            Money.

        Examples
        --------
        >>> door = open_door(70, growth=0.05, exposed=0.3, retention=0.9, at_once=-0.01)
        >>> round(door.gross_profit(0.03), 2), round(door.gross_profit(0.03, year=3), 2)
        (72.03, 77.87)
        """
        lost = np.asarray(loss, dtype=float)
        if not np.all((lost >= 0) & (lost <= self.retention)):
            raise ValueError(
                f"loss is {loss}; give a share from 0 to the retention {self.retention:g}: 3 points are 0.03."
            )
        open_for = max(year - opened + 1, 0)
        if not open_for:
            money = self.planned(year) + 0 * lost
        else:
            gone = 1 - ((self.retention - lost) / self.retention) ** open_for
            money = self.planned(year) * (1 + self.at_once - self.exposed * gone)
        return money if money.ndim else float(money)

    def cost(self, loss, years=3, opened=1):
        """Gross profit given up against the plan over some years.

        Parameters
        ----------
        loss : float or array_like
            As in `gross_profit`.
        years : int
            Years counted, from the coming one.
        opened : int
            Year at whose start the door opens.

        Returns
        -------
        float or ndarray
            Money, not discounted; below zero if the open door brings more than it costs.

        Examples
        --------
        >>> door = open_door(70, growth=0.05, exposed=0.3, retention=0.9, at_once=-0.01)
        >>> round(door.cost(0.03), 2), round(door.cost(0.03, opened=2), 2)
        (6.92, 3.95)
        """
        return sum(self.planned(year) - self.gross_profit(loss, year, opened) for year in range(1, years + 1))

    def summary(self):
        """Say in a sentence how much retention may be lost."""
        if self.break_even_loss <= 0:
            return "Gross profit falls below last year's even if nobody leaves."
        if self.break_even_loss >= self.retention:
            return "Gross profit stays above last year's even if all who are exposed leave."
        return (
            f"Gross profit stays above last year's as long as retention of the exposed falls by less than "
            f"{100 * self.break_even_loss:.1f} points from {self.retention:.0%}."
        )

    def _repr_html_(self):
        return html_table(self)


def open_door(gross_profit, *, growth, exposed, retention, at_once=0.0):
    r"""Find the loss of retention at which gross profit falls back to last year's when a lock-in is opened.

    Parameters
    ----------
    gross_profit : float
        Gross profit of last year, in money, above zero.
    growth : float
        Growth that is planned while the door stays shut, as a share above -1.
    exposed : float
        Share of gross profit that comes from customers whom the lock-in holds, in (0, 1].
    retention : float
        Retention of these customers in a year with the door shut, in (0, 1].
    at_once : float
        Change of gross profit as soon as the door is open, as a share of the plan and whoever leaves: lower
        fees below zero, new customers above. Between -1 and 1.

    Returns
    -------
    OpenDoor
        With `break_even_loss`, the loss of retention as a share of customers (0.09 are 9 points), at most
        the retention and zero or less if gross profit falls below last year's though nobody leaves.

    Raises
    ------
    ValueError
        If a number is out of range.

    Notes
    -----
    With last year's gross profit :math:`G`, growth :math:`g`, exposed share :math:`x`, retention :math:`r`,
    loss :math:`d` and change at once :math:`a`, gross profit of year :math:`t` with the door open is
    :math:`G(1+g)^t\{1 + a - x[1 - ((r-d)/r)^t]\}`: what is lost at once stays lost, what is lost in retention
    adds up from year to year. In the first year it equals :math:`G` at
    :math:`d = r\,[1 + a - 1/(1+g)]/x`. Customers are taken to be alike, and the plan to hold otherwise.

    Examples
    --------
    >>> round(open_door(70, growth=0.05, exposed=0.3, retention=0.9).break_even_loss, 4)
    0.1429
    >>> open_door(70, growth=0.05, exposed=0.3, retention=0.9, at_once=-0.02).summary()
    "Gross profit stays above last year's as long as retention of the exposed falls by less than 8.3 points from 90%."
    """  # noqa: E501
    gross_profit = positive(gross_profit, "gross_profit")
    if not -1 < _number(growth, "growth") < np.inf:
        raise ValueError(f"growth is {growth:g}; give a share above -1 (write 5 % as 0.05).")
    if not -1 < _number(at_once, "at_once") < 1:
        raise ValueError(f"at_once is {at_once:g}; give a share between -1 and 1 (write -2 % as -0.02).")
    exposed, retention = probability(exposed, "exposed"), probability(retention, "retention")
    if not exposed or not retention:
        raise ValueError("exposed and retention must be above 0: without them there is nothing to lose.")
    loss = retention * (1 + at_once - 1 / (1 + growth)) / exposed
    return OpenDoor(gross_profit, growth, exposed, retention, at_once, min(loss, retention))

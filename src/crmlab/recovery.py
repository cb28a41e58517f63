"""Planned service failures: how far to oversell, and what to pay those who step back."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.stats import binom

from crmlab._check import _number, positive, probability

__all__ = ["Overbooking", "best_offer", "overbooking", "volunteer_auction"]


@dataclass(frozen=True)
class Overbooking:
    """What each number of oversold seats costs, and which number costs least."""

    best: int
    cost: float
    cost_without: float
    costs: pd.DataFrame = field(repr=False)
    chances: np.ndarray = field(repr=False)

    def expect(self, by_denied):
        """Expect something that depends on how many passengers are left behind.

        Parameters
        ----------
        by_denied : array_like, shape (most + 1,)
            Its value when 0, 1, 2, ... passengers are left behind.

        Returns
        -------
        Series
            Its expectation for 0, 1, ..., `most` oversold seats.

        Examples
        --------
        >>> plan = overbooking(2, 0.5, 1, 1, most=2)
        >>> plan.expect([0, 1, 1]).round(4).tolist()
        [0.0, 0.125, 0.3125]
        """
        values = np.asarray(by_denied, dtype=float)
        if values.shape != (self.chances.shape[1],):
            raise ValueError(
                f"by_denied has shape {values.shape}; give {self.chances.shape[1]} values, for 0 to "
                f"{self.chances.shape[1] - 1} passengers left behind."
            )
        return pd.Series(self.chances @ values, self.costs.index)

    def summary(self):
        """Say in a sentence how many seats to oversell."""
        return (
            f"Overselling {self.best} seats costs {self.cost:,.0f} a departure, {self.cost_without:,.0f} "
            "without overselling."
        )

    def _repr_html_(self):
        return self.costs.to_html()


def overbooking(seats, shows, empty_cost, denied_cost, *, most):
    r"""Weigh empty seats against passengers left behind, for each number of oversold seats.

    Parameters
    ----------
    seats : int
        Seats there are, 1 or more.
    shows : float
        Chance that a passenger with a booking shows up, in (0, 1].
    empty_cost : float
        Cost of a seat that stays empty though somebody would have bought it, in money, above zero.
    denied_cost : float or array_like, shape (most + 1,)
        Cost of each passenger left behind, in money, above zero; or the cost of leaving behind 0, 1, 2, ...
        of them, such as the column ``cost`` of `volunteer_auction`.
    most : int
        Largest number of oversold seats to look at.

    Returns
    -------
    Overbooking
        `best` (seats to oversell, the fewest if several cost the same), `cost` and `cost_without`
        overselling (money a departure), and `costs`, indexed by oversold seats: `empty` seats and `denied`
        passengers expected, `full` (chance that at least as many show up as there are seats), `cost`.

    Raises
    ------
    ValueError
        If a number is out of range.

    Notes
    -----
    Passengers show up independently: :math:`S \sim Bin(n + y, p)` for n seats and y oversold. With a fixed
    cost d of each passenger left behind and e of each empty seat, one booking more changes the cost by
    :math:`p\,[d\,P(S \ge n) - e\,P(S < n)]`, so the best y is the first at which
    :math:`P(S \ge n) \ge e / (e + d)`, the critical fractile. Families and groups show up together, which
    spreads S more than this.

    References
    ----------
    Beckmann, M. J. (1958). Decision and team problems in airline reservations. Econometrica, 26(1), 134-145.
    Rothstein, M. (1985). OR and the airline overbooking problem. Operations Research, 33(2), 237-248.

    Examples
    --------
    >>> plan = overbooking(180, 0.92, 150, 2500, most=40)
    >>> plan.best, bool(plan.costs["full"][9] >= 150 / 2650 > plan.costs["full"][8])
    (9, True)
    """
    if seats != int(seats) or seats < 1:
        raise ValueError(f"seats is {seats!r}; give a whole number, 1 or more.")
    if most != int(most) or most < 0:
        raise ValueError(f"most is {most!r}; give a whole number, 0 or more.")
    p, empty_cost = positive(probability(shows, "shows"), "shows"), positive(empty_cost, "empty_cost")
    behind = np.arange(int(most) + 1)
    if np.ndim(denied_cost) == 0:
        charge = positive(denied_cost, "denied_cost") * behind
    else:
        charge = np.asarray(denied_cost, dtype=float)
        if charge.shape != behind.shape or not (charge >= 0).all():
            raise ValueError(
                f"denied_cost has shape {charge.shape}; give one number, or {len(behind)} of zero or more, "
                f"for 0 to {int(most)} passengers left behind."
            )
    bookings = int(seats) + behind
    chances = binom.pmf(int(seats) + behind[None, :], bookings[:, None], p)  # column 0: just full
    full = chances.sum(axis=1)
    chances[:, 0] += 1 - full  # nobody left behind
    denied = chances @ behind
    empty = seats - bookings * p + denied
    cost = empty_cost * empty + chances @ charge
    index = pd.RangeIndex(len(behind), name="oversold")
    costs = pd.DataFrame({"empty": empty, "denied": denied, "full": full, "cost": cost}, index)
    best = int(np.argmin(cost))
    return Overbooking(best, float(cost[best]), float(cost[0]), costs, chances)


def volunteer_auction(denied, first_ask, ask_step, bump_cost, ceiling=np.inf):
    r"""Raise the offer until enough passengers step back, or the ceiling is reached; bump the rest.

    Parameters
    ----------
    denied : int
        Largest number of passengers to be left behind.
    first_ask : float
        Offer at which the first passenger steps back, in money, zero or more.
    ask_step : float
        By how much the offer must rise for each further volunteer, in money, zero or more.
    bump_cost : float
        Cost of each passenger bumped against their will, in money, zero or more.
    ceiling : float
        Highest offer made, in money.

    Returns
    -------
    DataFrame
        Indexed by passengers left behind, 0 to `denied`: `volunteers`, `offer` (what each of them gets),
        `bumped` and `cost` (money).

    Raises
    ------
    ValueError
        If an amount of money is below zero.

    Notes
    -----
    All volunteers get the last offer, as when an offer is called out and raised. k of them cost
    :math:`k\,[a + b(k-1)]` for a first ask a and a step b: linear supply, which is what equally spread
    asking prices give on average.

    References
    ----------
    Simon, J. L. (1968). An almost practical solution to airline overbooking. Journal of Transport Economics
    and Policy, 2(2), 201-202.

    Examples
    --------
    >>> volunteer_auction(3, 200, 100, 2500, ceiling=300).loc[3].tolist()
    [2.0, 300.0, 1.0, 3100.0]
    """
    first, step, bump, ceiling = _amounts(
        first_ask=first_ask, ask_step=ask_step, bump_cost=bump_cost, ceiling=ceiling
    )
    behind = np.arange(int(denied) + 1)
    willing = behind if step == 0 or ceiling == np.inf else np.floor((ceiling - first) / step + 1e-9) + 1
    volunteers = np.minimum(behind, willing) if ceiling >= first else np.zeros(len(behind))
    offer = np.where(volunteers > 0, first + step * (volunteers - 1), 0.0)
    bumped = behind - volunteers
    cost = volunteers * offer + bumped * bump
    columns = {"volunteers": volunteers, "offer": offer, "bumped": bumped, "cost": cost}
    return pd.DataFrame(columns, pd.Index(behind, name="denied"), dtype=float)


def best_offer(first_ask, ask_step, bump_cost):
    r"""Highest offer worth making to volunteers before bumping somebody is cheaper.

    Parameters
    ----------
    first_ask, ask_step, bump_cost : float
        As in `volunteer_auction`; `ask_step` above zero.

    Returns
    -------
    float
        Money; 0 if even the first volunteer costs more than a bumped passenger.

    Raises
    ------
    ValueError
        If an amount of money is out of range.

    Notes
    -----
    The k-th volunteer raises the offer to all: :math:`a + 2b(k-1)` more in all. That is worth it up to the
    cost B of a bumped passenger, so k is the largest number with :math:`a + 2b(k-1) \le B`, and the offer
    stops about halfway between a and B.

    References
    ----------
    Simon, J. L. (1968). An almost practical solution to airline overbooking. Journal of Transport Economics
    and Policy, 2(2), 201-202.

    Examples
    --------
    >>> best_offer(200, 100, 2500)
    1300.0
    """
    first, bump = _amounts(first_ask=first_ask, bump_cost=bump_cost)
    step = positive(ask_step, "ask_step")
    if first > bump:
        return 0.0
    return first + step * float(np.floor((bump - first) / (2 * step) + 1e-9))


def _amounts(**money):
    for name, amount in money.items():
        if _number(amount, name) < 0:
            raise ValueError(f"{name} is {amount:g}; give money of zero or more.")
    return [float(amount) for amount in money.values()]

"""Whom to write to with 500 letters: the best cells of purchase scores, or the highest expected value?"""

import warnings

import pandas as pd

from crmlab._orders import order_rows
from crmlab.language import tr
from crmlab.loyalty import mailing_curve, rfm_rank, rfm_scores
from crmlab.plots.mailing import mailing_frame, mailing_lines
from crmlab.value import (
    BgNbd,
    GammaGamma,
    customer_orders,
    fit_bg_nbd,
    fit_gamma_gamma,
    simulate_orders,
)
from crmlab.widgets.controls import Choice, Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class RfmSlicer(Explorer):
    """Choose whom to write to by cells of purchase scores, and compare with a ranking by expected value.

    The last weeks of the orders are held back: scores and models see what came before, and what came then is
    counted for both rankings. Expected value is expected orders (BG/NBD) times expected order value
    (Gamma-Gamma). The same share of all orders is taken to come only because of the letter; only a test in
    which some get no letter can tell that share.

    Parameters
    ----------
    orders : DataFrame, optional
        One row per order, with the columns named below. Without it: 2,000 simulated customers who join
        within half a year and are watched for a year and a quarter after that.
    weeks : int
        How many of the last weeks are held back.
    customer, date, amount : str
        Columns of `orders`: who, when, and how much in EUR.
    **settings
        Where the controls start: ``letters``, ``order`` (which score counts first: ``rfm``, ``frm``, ``mrf``
        or ``sum``), ``groups`` (of each score), ``cost`` (EUR a letter), ``margin`` (% of orders) and ``due``
        (% of orders that come only because of the letter).

    Raises
    ------
    ValueError
        If the orders cannot be read, or too few customers ordered before the weeks held back.

    Examples
    --------
    >>> RfmSlicer(letters=500).reading[:11]
    '500 letters'
    """

    def __init__(
        self, orders=None, *, weeks=13, customer="customer_id", date="ordered_on", amount="amount", **settings
    ):
        self._own = orders is not None
        self._weeks = int(weeks)
        if not self._own:
            orders = _simulated()
        names = {"customer": customer, "date": date, "amount": amount}
        days = order_rows(orders, "2200-01-01", "the last day", **names)
        today = days[date].max() - pd.Timedelta(weeks=self._weeks)
        joined = days.groupby(customer)[date].transform("min")
        days = days[joined < today]
        self._past = days[days[date] <= today]
        self._names, self._today = names, today
        if self._past[customer].nunique() < 10:
            raise ValueError(
                tr("Only {n} customers ordered before the last {weeks} weeks, which are held back; hold back "
                   "fewer weeks or give more orders.", n=self._past[customer].nunique(), weeks=self._weeks)
            )  # fmt: skip
        histories = customer_orders(self._past, today, **names)
        expected = fit_bg_nbd(histories).conditional_expected_orders(histories, self._weeks)
        self._expected = expected * fit_gamma_gamma(histories).expected_order_value(histories)
        later = days[days[date] > today]
        self._came = later.groupby(customer)[amount].sum().reindex(histories.index, fill_value=0.0)
        self._kept = {}
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr(
            "Customers are scored by days since the last order, number of orders and money spent. Whom to "
            "write to with 500 letters?"
        )

    def controls(self):
        """Return the letters, how cells are made and put in order, and what a letter costs and brings."""
        n = len(self._expected)
        return [
            Number("letters", tr("Letters"), min(500, n), 0, n, 10, whole=True),
            Choice("order", tr("Best cells first by"), self._orders(), "rfm"),
            Number("groups", tr("Groups for each score"), 5, 2, 9, 1, whole=True),
            Number("cost", tr("Cost of a letter"), 1, 0.05, 20, 0.05, unit="EUR"),
            Number("margin", tr("Margin on orders"), 30, 1, 100, 1, unit="%"),
            Number("due", tr("Orders that only the letter brings"), 10, 0.5, 100, 0.5, unit="%"),
        ]

    def work(self, s):
        """Add up expected and actual profit under both rankings."""
        worth, letters = s.margin / 100 * s.due / 100, int(s.letters)
        amounts, count = self._sliced(int(s.groups), s.order)
        cost = s.cost * amounts["value"][0].index.to_numpy()
        profits = {way: [worth * each - cost for each in both] for way, both in amounts.items()}
        return {
            "s": s,
            "cells": count,
            "curves": {way: expected for way, (expected, _) in profits.items()},
            "came": {way: came[letters] for way, (_, came) in profits.items()},
            "pay": int((worth * self._expected > s.cost).sum()),
        }

    grid = (1, 2)

    def scale(self, result):
        """Return the ends of the axis of profit; the loss of writing to all may lie below."""
        letters = int(result["s"].letters)
        shown = [*result["came"].values(), *(curve[letters] for curve in result["curves"].values())]
        high = steps_up(1.1 * max(*shown, result["curves"]["value"].max(), 1))
        return -max(steps_up(1.2 * max(-min(shown), 0.01)), high / 2), high

    def frame(self, axes, result):
        """Draw the axes."""
        mailing_frame(len(self._expected), *self.scale(result), axes=axes)

    def draw(self, axes, result):
        """Draw both curves and what came."""
        curves, came = result["curves"], result["came"]
        letters = int(result["s"].letters)
        both = came["value"], came["cells"]
        mailing_lines(curves["value"], curves["cells"], both, letters, axes=axes)

    def sentence(self, result):
        """Say what the letters earn under both rankings and how many letters pay."""
        s, letters = result["s"], int(result["s"].letters)
        count = f"{len(self._expected):,}"
        return tr(
            "{letters} letters to the best of {cells} cells ({order}) promise EUR {expected}, or by the "
            "orders that came in the {weeks} weeks after EUR {came}; to the customers of highest expected "
            "value EUR {value}, or {value_came}; of {who}, {pay} are worth a letter.",
            letters=f"{letters:,}",
            cells=result["cells"],
            order=self._orders()[s.order],
            expected=f"{result['curves']['cells'][letters]:,.0f}",
            came=f"{result['came']['cells']:,.0f}",
            value=f"{result['curves']['value'][letters]:,.0f}",
            value_came=f"{result['came']['value']:,.0f}",
            weeks=self._weeks,
            who=tr("your {n} customers", n=count) if self._own else tr("{n} simulated customers", n=count),
            pay=f"{result['pay']:,}",
        )

    def describe(self, result):
        """Describe both curves and the points at the letters sent."""
        s, letters, curves = result["s"], int(result["s"].letters), result["curves"]
        return tr(
            "Two panels. Left, lines of expected profit in EUR over the number of letters, up to {n}: the "
            "ranking by expected value is highest, {top}, at {pay} letters and ends at {end}; the ranking by "
            "cells ({groups} groups a score) reaches {cells_top}. Right, bars for {letters} letters: "
            "expected {value} by value and {cells} by cells; what came, hatched, {value_came} and "
            "{cells_came}.",
            n=f"{len(self._expected):,}",
            top=f"{curves['value'].max():,.0f}",
            pay=f"{result['pay']:,}",
            end=f"{curves['value'].iloc[-1]:,.0f}",
            groups=written(s.groups),
            cells_top=f"{curves['cells'].max():,.0f}",
            letters=f"{letters:,}",
            value=f"{curves['value'][letters]:,.0f}",
            cells=f"{curves['cells'][letters]:,.0f}",
            value_came=f"{result['came']['value']:,.0f}",
            cells_came=f"{result['came']['cells']:,.0f}",
        )

    def decision(self):
        """Ask by which ranking to write."""
        return Decision(
            tr("How would you choose?"),
            {
                "cells": tr("by cells of scores"),
                "value": tr("by expected value"),
                "test": tr("by a test first"),
            },
        )

    def _sliced(self, groups, order):
        """Return amounts by number of letters, expected and come, for both rankings, and how many cells.

        Kept once they were made: profit is a share of the amount, less the cost of the letters.
        """
        if (groups, order) not in self._kept:
            with warnings.catch_warnings():
                # Scores that no customer has are told by the number of cells.
                warnings.filterwarnings("ignore", ".*equal values that only")
                scores = rfm_scores(self._past, self._today, groups, **self._names)
            cells = rfm_rank(scores, order).reindex(self._expected.index)
            amounts = {
                way: [mailing_curve(rank, amount) for amount in (self._expected, self._came)]
                for way, rank in (("value", self._expected), ("cells", cells))
            }
            self._kept[groups, order] = amounts, scores["rfm"].nunique()
        return self._kept[groups, order]

    @staticmethod
    def _orders():
        return {
            "rfm": tr("last order, number, money"),
            "frm": tr("number, last order, money"),
            "mrf": tr("money, last order, number"),
            "sum": tr("sum of the scores"),
        }


def _simulated():
    """Return orders of 2,000 customers who do not exist."""
    joined = pd.date_range("2024-01-01", periods=182, freq="D")
    return simulate_orders(
        BgNbd(1.2, 8.0, 0.8, 4.0), GammaGamma(6.25, 3.74, 15.44), joined[[i % 182 for i in range(2000)]],
        "2025-09-28", rng=1,
    )  # fmt: skip

"""What does a point cost us, and when does a tier pay?"""

import math

import numpy as np
from scipy.stats import lognorm

from crmlab.language import tr
from crmlab.loyalty import points_liability, tier_gain
from crmlab.plots.points import tier_frame, tier_line
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class PointsProgramme(Explorer):
    """Price a point, then give the best customers more of them and see from which sales on that pays.

    Parameters
    ----------
    sales : 1-D array_like, optional
        Yearly sales of each of your members, in EUR, without missing values. Without it: 1,000 simulated
        members, the quantiles of a log-normal distribution with median 500 and a spread (of the logarithm)
        of 0.8.
    **settings
        Where the controls start: ``start`` (EUR a year), ``lift`` (%), ``times`` (points in the tier as a
        multiple), ``perks`` (EUR a tier member a year), ``points`` (on each EUR), ``cost`` (cents for a
        redeemed point), ``breakage`` (% never redeemed) and ``margin`` (% of sales).

    Examples
    --------
    >>> PointsProgramme(cost=1, breakage=20).reading[:24]
    'A point costs 0.80 cents'
    """

    def __init__(self, sales=None, **settings):
        self._own = sales is not None
        self._sales = np.asarray(sales, float) if self._own else _simulated()
        # Checks the sales: a sentence about them should come before anything else.
        tier_gain(self._sales, 0, lift=0, margin_share=1, base_rate=0, tier_rate=0)
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("What does a point cost us, and when does a tier pay?")

    def controls(self):
        """Return the tier, the point and the margin."""
        top = steps_up(max(self._sales.max(), 1))
        first = np.quantile(self._sales, 0.8)
        first = float(f"{first:.2g}") if first <= top else top
        step = 10.0 ** (math.floor(math.log10(top)) - 2)
        a_year = tr("EUR a year")
        return [
            Number("start", tr("The tier starts at sales of"), first, 0, top, step, unit=a_year),
            Number("lift", tr("The tier makes members buy more"), 8, 0, 50, 0.5, unit="%"),
            Number("times", tr("Points in the tier"), 2, 1, 5, 0.1, unit=tr("times as many")),
            Number("perks", tr("Other costs of a tier member"), 20, 0, 500, 1, unit=a_year),
            Number("points", tr("Points on each EUR"), 1, 0.1, 10, 0.1),
            Number("cost", tr("Cost of a redeemed point"), 1, 0.05, 5, 0.05, unit=tr("cents")),
            Number("breakage", tr("Points never redeemed"), 20, 0, 95, 1, unit="%"),
            Number("margin", tr("Margin before rewards"), 25, 1, 90, 1, unit=tr("% of sales")),
        ]

    def work(self, s):
        """Price a point and compare the tier with none."""
        earned = s.points * self._sales.sum()
        owed = points_liability(earned, 0, 0, breakage=s.breakage / 100, cost_per_point=s.cost / 100)
        point = s.cost * (1 - s.breakage / 100)  # cents
        base = s.points * point / 100
        if base * s.times >= s.margin / 100:
            raise ValueError(
                tr("The points of the tier would cost {rate} % of sales, and the margin is {margin} %; give "
                   "fewer or cheaper points.", rate=f"{100 * base * s.times:.1f}", margin=written(s.margin))
            )  # fmt: skip
        rates = {"margin_share": s.margin / 100, "base_rate": base, "tier_rate": base * s.times,
                 "member_cost": s.perks}  # fmt: skip
        gain = tier_gain(self._sales, s.start, lift=s.lift / 100, **rates)
        no_lift = tier_gain(self._sales, s.start, lift=0, **rates)
        return {"s": s, "point": point, "base": base, "owed": owed, "gain": gain, "no_lift": no_lift}

    def scale(self, result):
        """Return the ends of both axes."""
        start, gain = result["s"].start, result["gain"]
        most = max(start, np.quantile(self._sales, 0.95))
        if gain.break_even_sales <= self._sales.max():
            most = max(most, gain.break_even_sales)
        money = _coarse(max(1.3 * gain.by_start.max(), 1.1 * abs(gain.gain), 1))
        return steps_up(1.15 * most), -money, money

    def frame(self, ax, result):
        """Draw the axes."""
        tier_frame(*self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the gain over the start of the tier."""
        tier_line(result["gain"], result["s"].start, ax=ax)

    def sentence(self, result):
        """Say what a point costs and whether the tier pays."""
        s, gain = result["s"], result["gain"]
        count = f"{len(self._sales):,}"
        costs = tr(
            "A point costs {point} cents, {rate} % of sales, and a year's points of {who} cost EUR {owed}",
            point=f"{result['point']:.2f}",
            rate=f"{100 * result['base']:.2f}",
            who=tr("your {n} members", n=count) if self._own else tr("{n} simulated members", n=count),
            owed=f"{result['owed'].liability:,.0f}",
        )
        words = {
            "costs": costs, "start": written(s.start), "members": f"{gain.members:,}",
            "lift": written(s.lift), "gain": f"{abs(gain.gain):,.0f}",
            "needed": f"{100 * gain.break_even_lift:.1f}", "sales": f"{gain.break_even_sales:,.0f}",
        }  # fmt: skip
        if not gain.members:
            return tr("{costs}; nobody reaches a tier from EUR {start}.", **words)
        if gain.break_even_sales == math.inf:
            return tr(
                "{costs}; if a tier from EUR {start} ({members} members) makes them buy {lift} % more, it "
                "loses EUR {gain} a year, wherever it starts: it would take {needed} %.",
                **words,
            )
        if gain.gain < 0:
            return tr(
                "{costs}; if a tier from EUR {start} ({members} members) makes them buy {lift} % more, it "
                "loses EUR {gain} a year: it would take {needed} %, or a start at EUR {sales}, from where "
                "each member pays.",
                **words,
            )
        return tr(
            "{costs}; if a tier from EUR {start} ({members} members) makes them buy {lift} % more, it earns "
            "EUR {gain} a year (break-even at {needed} %), and each member pays from EUR {sales} on.",
            **words,
        )

    def describe(self, result):
        """Describe the line and the points on it."""
        s, gain = result["s"], result["gain"]
        even = (
            tr("no member pays at this lift")
            if gain.break_even_sales == math.inf
            else tr("a member pays from EUR {sales} on", sales=f"{gain.break_even_sales:,.0f}")
        )
        return tr(
            "Line chart of the yearly gain over no tier, in EUR, by the sales from which a member is in the "
            "tier; {even}. The line for a lift of {lift} % is highest at {best}. Your tier from {start} "
            "gains {gain}; if nobody bought more, {none}.",
            even=even,
            lift=written(s.lift),
            best=f"{max(gain.by_start.max(), 0):+,.0f}",
            start=written(s.start),
            gain=f"{gain.gain:+,.0f}",
            none=f"{result['no_lift'].gain:+,.0f}",
        )

    def decision(self):
        """Ask what to do with the tier."""
        return Decision(
            tr("What would you do with the tier?"),
            {
                "start": tr("start it here"),
                "higher": tr("start it at higher sales"),
                "none": tr("have no tier"),
            },
        )


def _coarse(money):
    """Round up to 1, 2 or 5 times a power of ten: the gain moves far at each step of most controls."""
    power = 10.0 ** math.floor(math.log10(money))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= money)


def _simulated():
    """Return the sales of 1,000 members who do not exist."""
    return lognorm.ppf((np.arange(1000) + 0.5) / 1000, s=0.8, scale=500).round(2)

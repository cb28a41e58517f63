"""More new customers or fewer lost ones, for the same money?"""

from crmlab.language import tr
from crmlab.plots.growth import spending_frame, spending_paths
from crmlab.value import leaky_bucket
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class LeakyBucket(Explorer):
    """Spend the same sum every year on winning customers or on keeping them, and see who leads when.

    Parameters
    ----------
    **settings
        Where the controls start: ``customers``, ``new`` (a year), ``stay`` (% a year), ``money`` (EUR a
        year), ``cost_new`` (EUR for each further new customer), ``cost_point`` (EUR a year for each point of
        retention) and ``years``.

    Examples
    --------
    >>> bucket = LeakyBucket(stay=80)
    >>> bucket.reading[:44]
    'EUR 100,000 a year buy 500 more new customer'
    """

    def question(self):
        """Return the manager's question."""
        return tr("More new customers or fewer lost ones, for the same money?")

    def controls(self):
        """Return the base, its flows, the money and the prices."""
        year, a_year = tr("years"), tr("EUR a year")
        return [
            Number("customers", tr("Customers today"), 2000, 0, 100_000, 500, whole=True),
            Number("new", tr("New customers"), 1500, 0, 20_000, 100, unit=tr("a year")),
            Number("stay", tr("Customers who stay"), 80, 30, 98, 1, unit=tr("% a year")),
            Number("money", tr("Money to spend"), 100_000, 0, 1_000_000, 10_000, unit=a_year),
            Number("cost_new", tr("Price of one more new customer"), 200, 10, 2000, 10, unit="EUR"),
            Number(
                "cost_point", tr("Price of one point of staying"), 15_000, 1000, 200_000, 1000, unit=a_year
            ),
            Number("years", tr("Look ahead"), 15, 2, 30, 1, unit=year, whole=True),
        ]

    def work(self, s):
        """Follow the base under both ways to spend and under none."""
        points = s.money / s.cost_point
        if s.stay + points > 99.9:
            raise ValueError(
                tr("That would buy {points} points of staying, and more than everybody would stay; spend "
                   "less or make a point dearer.", points=f"{points:.1f}")
            )  # fmt: skip
        more = s.money / s.cost_new
        years = int(s.years)
        nothing = leaky_bucket(s.customers, s.new, s.stay / 100, years)
        won = leaky_bucket(s.customers, s.new + more, s.stay / 100, years)
        kept = leaky_bucket(s.customers, s.new, (s.stay + points) / 100, years)
        lead = won.path["customers"] - kept.path["customers"]
        return {"s": s, "more": more, "points": points, "nothing": nothing, "won": won, "kept": kept,
                "lead": lead}  # fmt: skip

    def scale(self, result):
        """Return the last year and the top of the axis."""
        return int(result["s"].years), _top(result)

    def frame(self, ax, result):
        """Draw the axes."""
        spending_frame(*self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the three paths."""
        spending_paths(*(result[way].path["customers"] for way in ("won", "kept", "nothing")), ax=ax)

    def sentence(self, result):
        """Say what the money buys and which way leads."""
        buys = tr(
            "EUR {money} a year buy {more} more new customers a year or {points} points of staying: after "
            "{years} years that is {won} customers against {kept} (without it {nothing})",
            money=written(result["s"].money),
            more=f"{result['more']:,.0f}",
            points=f"{result['points']:.1f}",
            years=int(result["s"].years),
            **{way: f"{_last(result[way]):,.0f}" for way in ("won", "kept", "nothing")},
        )
        return tr("{buys}; {leads}.", buys=buys, leads=self._leads(result["lead"]))

    def _leads(self, lead):
        ahead = (lead.iloc[1:] >= 0.5).astype(int) - (lead.iloc[1:] <= -0.5).astype(int)
        told = ahead[ahead != 0]
        if told.empty:
            return tr("the two ways come out the same")
        if told.nunique() == 1:
            return (
                tr("more new customers lead all the time")
                if told.iloc[0] > 0
                else tr("fewer lost customers lead all the time")
            )
        turn = int(told.index[told.to_numpy() == told.iloc[-1]].min())
        if told.iloc[-1] < 0:
            return tr("more new customers lead at first, fewer lost ones from year {turn} on", turn=turn)
        return tr("fewer lost customers lead at first, more new ones from year {turn} on", turn=turn)

    def describe(self, result):
        """Describe the three lines."""
        return tr(
            "Line chart of customers over {years} years, starting at {start}. More new customers: to {won}, "
            "heading for {won_end}. Fewer lost customers: to {kept}, heading for {kept_end}. Nothing spent: "
            "to {nothing}, heading for {nothing_end}.",
            years=int(result["s"].years),
            start=f"{result['s'].customers:,.0f}",
            **{way: f"{_last(result[way]):,.0f}" for way in ("won", "kept", "nothing")},
            **{f"{way}_end": f"{result[way].steady_state:,.0f}" for way in ("won", "kept", "nothing")},
        )

    def decision(self):
        """Ask what to fund."""
        return Decision(
            tr("What would you fund?"),
            {"new": tr("more new customers"), "keep": tr("fewer lost customers"), "neither": tr("neither")},
        )


def _last(bucket):
    return bucket.path["customers"].iloc[-1]


def _top(result):
    return steps_up(
        1.05 * max(result[way].path["customers"].max() for way in ("won", "kept", "nothing")) or 1
    )

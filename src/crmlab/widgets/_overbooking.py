"""How many seats to oversell, and what to pay volunteers?"""

from crmlab.language import tr
from crmlab.plots.recovery import overbooking_costs, overbooking_frame
from crmlab.recovery import best_offer, overbooking, volunteer_auction
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class Overbooking(Explorer):
    """Sell more seats than there are, pay volunteers to step back, and see what a flight costs.

    The bump rates in the question are those of the US Department of Transportation for January to September
    2025, own flights: American 0.49 and United 0.02 passengers in 10,000 against their will, Delta none. On
    United Express 3411 in April 2017 the offers stopped at USD 800 (USA Today); later that month United
    raised its ceiling from USD 1,350 to 10,000. The other opening values are assumptions.

    Parameters
    ----------
    **settings
        Where the controls start: ``oversold`` (seats), ``seats``, ``shows`` (% of bookings), ``empty``
        (USD for an empty seat), ``bump`` (USD for a passenger bumped), ``ask`` and ``step`` (USD the first
        and each further volunteer asks) and ``ceiling`` (USD, the highest offer).

    Examples
    --------
    >>> "cheapest at 13" in Overbooking(ceiling=800).reading
    True
    """

    def question(self):
        """Return the manager's question."""
        return tr(
            "American bumped 0.49 of 10,000 passengers against their will, United 0.02 (January to September "
            "2025, own flights, US DOT); the numbers below are assumptions for a flight that sells out. How "
            "many seats to oversell, and what to pay volunteers?"
        )

    def controls(self):
        """Return the choice, the plane, and what goes wrong costs."""
        usd = "USD"
        return [
            Number("oversold", tr("Seats you oversell"), 16, 0, 60, 1, whole=True),
            Number("ceiling", tr("Highest offer to volunteers"), 800, 0, 10_000, 100, unit=usd),
            Number("seats", tr("Seats"), 180, 20, 300, 5, whole=True),
            Number("shows", tr("Passengers who show up"), 92, 80, 99.5, 0.5, unit="%"),
            Number("empty", tr("Cost of an empty seat"), 150, 10, 1000, 10, unit=usd),
            Number("bump", tr("Cost of a passenger bumped"), 2500, 50, 20_000, 50, unit=usd),
            Number("ask", tr("The first volunteer asks"), 200, 0, 2000, 50, unit=usd),
            Number("step", tr("Each further one asks more by"), 100, 5, 500, 5, unit=usd),
        ]

    def work(self, s):
        """Weigh all numbers of oversold seats, with volunteers and with bumping alone."""
        seats, shows = int(s.seats), s.shows / 100
        most = int(max(steps_up(1.5 * seats * (1 / shows - 1) + 4), steps_up(1.2 * s.oversold), 20))
        auction = volunteer_auction(most, s.ask, s.step, s.bump, ceiling=s.ceiling)
        plan = overbooking(seats, shows, s.empty, auction["cost"], most=most)
        bumping = overbooking(seats, shows, s.empty, s.bump, most=most)
        boarded = seats - plan.costs["empty"]
        return {
            "s": s, "most": most, "plan": plan, "bumping": bumping,
            "rate": 10_000 * plan.expect(auction["bumped"]) / boarded,
            "best_offer": best_offer(s.ask, s.step, s.bump),
        }  # fmt: skip

    def scale(self, result):
        """Return the ends of both axes."""
        plan = result["plan"]
        chosen = plan.costs["cost"][int(result["s"].oversold)]
        return result["most"], steps_up(1.15 * max(plan.cost_without, chosen))

    def frame(self, ax, result):
        """Draw the axes."""
        overbooking_frame(*self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the costs, the cheapest numbers and the choice."""
        overbooking_costs(result["plan"], result["bumping"], int(result["s"].oversold), ax=ax)

    def sentence(self, result):
        """Say what the choice costs, what would be cheapest and what to offer."""
        s, plan, chosen = result["s"], result["plan"], int(result["s"].oversold)
        plan_words = tr(
            "{oversold} oversold cost USD {cost} a flight (none: {none}; cheapest at {best}: {least}) and "
            "bump {rate} of 10,000 passengers",
            oversold=chosen,
            cost=f"{plan.costs['cost'][chosen]:,.0f}",
            none=f"{plan.cost_without:,.0f}",
            best=plan.best,
            least=f"{plan.cost:,.0f}",
            rate=f"{result['rate'][chosen]:.2f}",
        )
        words = {"plan": plan_words, "best": f"{result['best_offer']:,.0f}", "ceiling": written(s.ceiling)}
        if result["best_offer"] == 0:
            return tr("{plan}; no offer to volunteers is worth making, bumping is cheaper.", **words)
        if s.ceiling < result["best_offer"]:
            return tr(
                "{plan}; offers are worth raising up to USD {best}, and yours stop at {ceiling}.", **words
            )
        if s.ceiling >= result["best_offer"] + s.step:
            return tr(
                "{plan}; offers are worth raising up to USD {best}, and yours may go on to {ceiling}.",
                **words,
            )
        return tr("{plan}; offers are worth raising up to USD {best}, where yours stop.", **words)

    def describe(self, result):
        """Describe both curves and the points on them."""
        s, plan, bumping = result["s"], result["plan"], result["bumping"]
        return tr(
            "Line chart of the expected cost of a flight in USD over the seats oversold, from {none} with "
            "none. If volunteers are paid first it is lowest, {least}, at {best}; if all are bumped it is "
            "lowest, {bump_least}, at {bump_best}, where the chance that all seats are taken reaches {full} "
            "%. Your choice, {oversold}, costs {cost}.",
            none=f"{plan.cost_without:,.0f}",
            least=f"{plan.cost:,.0f}",
            best=plan.best,
            bump_least=f"{bumping.cost:,.0f}",
            bump_best=bumping.best,
            full=f"{100 * s.empty / (s.empty + s.bump):.1f}",
            oversold=int(s.oversold),
            cost=f"{plan.costs['cost'][int(s.oversold)]:,.0f}",
        )

    def decision(self):
        """Ask what to promise."""
        return Decision(
            tr("What would you promise?"),
            {
                "volunteers": tr("nobody is bumped"),
                "ceiling": tr("offers, then bumping"),
                "none": tr("no seat is sold twice"),
            },
        )

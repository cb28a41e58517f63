"""What would leaving cost this customer, facet by facet, against the lower price of a rival?"""

from crmlab.language import tr
from crmlab.plots.leaving import leaving_frame, leaving_parts
from crmlab.switching import facet_costs, switching_balance
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up

_FROM_DATA = ("evaluation", "learning", "setup", "benefits", "payments")
_COLUMNS = ("exit_fee_eur", "points_eur", "hours_to_switch")


class SwitchingCostCalculator(Explorer):
    """Price the eight facets of switching cost for one customer and weigh them against a rival's price.

    Parameters
    ----------
    customer : Series or dict, optional
        One customer with ``exit_fee_eur``, ``points_eur`` (EUR) and ``hours_to_switch``, such as a row of the
        data set ``mobile_subscribers``; the hours start out shared evenly between evaluation, learning and
        set-up. Without it, the first subscriber of the demo student, who is simulated.
    **settings
        Where the controls start: ``chance`` (%) and ``loss`` (EUR) of a worse provider, ``evaluation``,
        ``learning`` and ``setup`` (hours), ``hour`` (EUR), ``benefits``, ``payments``, ``people`` and
        ``brand`` (EUR), ``saving`` (EUR a month at the rival) and ``months`` (looked ahead).

    Raises
    ------
    ValueError
        If the customer lacks one of the three entries or an amount is out of range.

    Notes
    -----
    Risk, the value of an hour and the ties start with assumed amounts. Burnham, Frels and Mahajan (2003)
    measure the facets as perceptions on rating scales; the prices are ours.

    Examples
    --------
    >>> SwitchingCostCalculator(payments=0, benefits=0).reading[:46]
    'Leaving costs this customer EUR 88 once, most '
    """

    size = (5.8, 3.8)

    def __init__(self, customer=None, **settings):
        if customer is None:
            from crmlab import datasets

            customer = datasets.load("mobile_subscribers").iloc[0]
        absent = [name for name in _COLUMNS if name not in customer]
        if absent:
            raise ValueError(
                tr("The customer has no '{name}'; give {names}.", name=absent[0], names=", ".join(_COLUMNS))
            )
        fee, points, hours = (round(float(customer[name]), 2) for name in _COLUMNS)
        third = round(hours / 3, 1)
        self._start = {"payments": fee, "benefits": points, "evaluation": third, "learning": third,
                       "setup": round(hours - 2 * third, 1)}  # fmt: skip
        super().__init__(**settings)
        for control in self.controls():
            if control.name in self._start:
                control.check(self.settings[control.name])

    def question(self):
        """Return the manager's question."""
        return tr("What would leaving cost this customer, facet by facet, against the price of a rival?")

    def controls(self):
        """Return the price of each facet and what the rival offers."""
        hours, euro = tr("hours"), "EUR"
        evaluation, learning, setup, benefits, payments = (self._start[name] for name in _FROM_DATA)
        return [
            Number("saving", tr("Rival is cheaper by"), 8, -10, 50, 0.5, unit=tr("EUR a month")),
            Number("months", tr("Look ahead"), 24, 1, 60, 1, unit=tr("months"), whole=True),
            Number("chance", tr("Economic risk: chance of a worse provider"), 20, 0, 100, 5, unit="%"),
            Number("loss", tr("Economic risk: what that would cost"), 100, 0, 2000, 10, unit=euro),
            Number("evaluation", tr("Evaluation: time to compare"), evaluation, 0, 20, 0.5, unit=hours),
            Number("learning", tr("Learning: time to get used to it"), learning, 0, 20, 0.5, unit=hours),
            Number("setup", tr("Set-up: time to get started"), setup, 0, 20, 0.5, unit=hours),
            Number("hour", tr("What an hour is worth"), 15, 0, 100, 1, unit=euro),
            Number("benefits", tr("Benefit loss: points and discounts"), benefits, 0, 1000, 5, unit=euro),
            Number("payments", tr("Monetary loss: one-off payments"), payments, 0, 2000, 5, unit=euro),
            Number("people", tr("Worth of the ties to people"), 10, 0, 1000, 5, unit=euro),
            Number("brand", tr("Worth of the ties to the brand"), 20, 0, 1000, 5, unit=euro),
        ]  # fmt: skip

    def work(self, s):
        """Price the facets and weigh their sum against the saving."""
        costs = facet_costs(
            risk_chance=s.chance / 100, risk_loss=s.loss, hours=(s.evaluation, s.learning, s.setup),
            hour_value=s.hour, benefits=s.benefits, payments=s.payments, people=s.people, brand=s.brand,
        )  # fmt: skip
        return {"s": s, "costs": costs, "balance": switching_balance(costs["cost"].sum(), s.saving, s.months)}

    def scale(self, result):
        """Return the end of the axis."""
        balance = result["balance"]
        return steps_up(max(balance.cost, balance.saved, 1))

    def frame(self, ax, result):
        """Draw the axes."""
        leaving_frame(self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the facets, their sum and the saving."""
        leaving_parts(result["costs"], result["balance"].saved, ax=ax)

    def sentence(self, result):
        """Say what leaving costs and whether the rival's price makes up for it."""
        costs, balance, s = result["costs"]["cost"], result["balance"], result["s"]
        if balance.cost == 0:
            return tr("Leaving costs this customer nothing; any cheaper rival will do.")
        leaving = tr(
            "Leaving costs this customer EUR {cost} once, most of it {facet} (EUR {most})",
            cost=f"{balance.cost:,.0f}",
            facet=self.names()[costs.idxmax()],
            most=f"{costs.max():,.0f}",
        )
        if s.saving <= 0:
            return tr(
                "{leaving}; a rival who is not cheaper gives nothing back: it would take EUR {even} a month "
                "to make up for it in {months} months.",
                leaving=leaving, even=f"{balance.break_even:,.2f}", months=f"{s.months:.0f}",
            )  # fmt: skip
        values = {
            "leaving": leaving,
            "saving": written(s.saving, 2),
            "saved": f"{balance.saved:,.0f}",
            "months": f"{s.months:.0f}",
            "even": f"{balance.break_even:,.2f}",
            "after": f"{balance.pays_after:,.1f}",
        }
        if balance.net > 0:
            return tr(
                "{leaving}; a rival cheaper by EUR {saving} a month saves EUR {saved} in {months} months, so "
                "leaving pays, after {after} months.",
                **values,
            )
        return tr(
            "{leaving}; a rival cheaper by EUR {saving} a month saves EUR {saved} in {months} months, so "
            "leaving does not pay: that would take EUR {even} a month, or {after} months.",
            **values,
        )

    def describe(self, result):
        """Describe the bars."""
        names, costs = self.names(), result["costs"]
        kinds = {"procedural": tr("procedural"), "financial": tr("financial"), "relational": tr("relational")}
        parts = ", ".join(f"{names[facet]} {cost:,.0f}" for facet, cost in costs["cost"].items())
        types = ", ".join(
            f"{words} {costs.loc[costs['type'] == kind, 'cost'].sum():,.0f}" for kind, words in kinds.items()
        )
        return tr(
            "Bars, each from where the one above ends, of what leaving costs in EUR: {parts}; by type "
            "{types}. The last bar, {total}, is their sum; a dashed line stands at what the rival saves, "
            "{saved}.",
            parts=parts,
            types=types,
            total=f"{result['balance'].cost:,.0f}",
            saved=f"{result['balance'].saved:,.0f}",
        )

    def decision(self):
        """Ask what the customer will do."""
        return Decision(
            tr("What will this customer do?"), {"stay": tr("stay"), "leave": tr("leave for the rival")}
        )

    def names(self):
        """Return the facets in the language of the reader."""
        return {
            "economic risk": tr("economic risk"), "evaluation": tr("evaluation"), "learning": tr("learning"),
            "set-up": tr("set-up"), "benefit loss": tr("benefit loss"), "monetary loss": tr("monetary loss"),
            "personal relationship loss": tr("personal relationship loss"),
            "brand relationship loss": tr("brand relationship loss"),
        }  # fmt: skip

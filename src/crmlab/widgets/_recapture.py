"""How many of a dropped shop's buyers must come to the own channel before leaving the shop pays?"""

from crmlab.language import tr
from crmlab.plots.recapture import recapture_frame, recapture_lines
from crmlab.value import recapture
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class Recapture(Explorer):
    """Leave a shop, or go back to it, and see which share of its buyers must come to the own channel.

    It opens with the question of the Nike case in April 2024. The record of the case does not hold what a
    pair brings by channel: all opening values are assumptions.

    Parameters
    ----------
    **settings
        Where the controls start: ``margin`` (gross margin of sales to the shop, %), ``direct`` (what the
        goods bring directly for each 100 of shop sales, USD), ``gross`` and ``selling`` (gross margin and
        cost of selling of direct sales, %), ``account`` (cost of serving the shop, USD per 100) and ``come``
        (buyers of the shop expected to come to the own channel, %).

    Examples
    --------
    >>> "78.4 %" in Recapture().reading
    True
    """

    def question(self):
        """Return the manager's question."""
        return tr(
            "All numbers below are assumptions; the record of the case holds none of them. A shop's buyers "
            "bring one sum through the shop and another directly, if they come. It is April 2024: how much "
            "of the vacated shelf do you go back to?"
        )

    def controls(self):
        """Return what a pair brings by channel and how many buyers come."""
        usd, percent = tr("USD per 100 of shop sales"), "%"
        return [
            Number("margin", tr("Gross margin on sales to the shop"), 40, 5, 70, 1, unit=percent),
            Number("direct", tr("The same goods sold directly"), 170, 100, 250, 5, unit=usd),
            Number("gross", tr("Gross margin on direct sales"), 60, 10, 80, 1, unit=percent),
            Number("selling", tr("Cost of selling directly"), 30, 0, 70, 1, unit=percent),
            Number("account", tr("Cost of serving the shop"), 0, 0, 40, 1, unit=usd),
            Number("come", tr("Buyers of the shop you expect to come"), 60, 0, 100, 1, unit=percent),
        ]

    def work(self, s):
        """Find the break-even with these numbers, and on gross margin alone."""
        if s.selling >= s.gross:
            raise ValueError(
                tr("The cost of selling, {cost} %, eats up the gross margin of {gross} %: a direct sale "
                   "brings nothing; set a lower cost or a higher margin.",
                   cost=written(s.selling), gross=written(s.gross))
            )  # fmt: skip
        left, gross = (
            recapture(100, s.margin / 100, s.direct, s.gross / 100, cost / 100, account_cost=s.account)
            for cost in (s.selling, 0)
        )
        return {"s": s, "left": left, "gross": gross, "gain": left.profit_change(s.come / 100)}

    def scale(self, result):
        """Return the ends of the axis of money."""
        ends = [each.profit_change(share) for each in (result["left"], result["gross"]) for share in (0, 1)]
        return -steps_up(1.1 * max(-min(ends), 10)), steps_up(1.1 * max(*ends, 10))

    def frame(self, ax, result):
        """Draw the axes."""
        recapture_frame(*self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the lines, the break-even and the expected share."""
        recapture_lines(result["left"], result["gross"], result["s"].come, ax=ax)

    def sentence(self, result):
        """Say which share must come, and what the expected share brings."""
        s, left, gain = result["s"], result["left"], result["gain"]
        values = {
            "shop": f"{left.through_shop:,.1f}", "direct": f"{left.all_direct:,.1f}",
            "come": written(s.come), "gain": f"{abs(gain):,.1f}", "share": f"{100 * left.break_even:.1f}",
        }  # fmt: skip
        if left.through_shop <= 0:
            return tr(
                "Through the shop 100 of sales bring nothing after the cost of serving it, so leaving never "
                "loses; if {come} % come, leaving brings USD {gain} more.",
                **values,
            )
        if left.break_even > 1:
            return tr(
                "Through the shop 100 of sales bring USD {shop}, directly USD {direct} if everybody comes: "
                "leaving loses even then; if {come} % come, it costs USD {gain}.",
                **values,
            )
        if gain >= 0:
            return tr(
                "Through the shop 100 of sales bring USD {shop}, directly USD {direct} if everybody comes: "
                "{share} % must come before leaving pays; if {come} % come, it brings USD {gain} more.",
                **values,
            )
        return tr(
            "Through the shop 100 of sales bring USD {shop}, directly USD {direct} if everybody comes: "
            "{share} % must come before leaving pays; if {come} % come, it costs USD {gain}.",
            **values,
        )

    def describe(self, result):
        """Describe the two lines and the two points."""
        left, gross = result["left"], result["gross"]
        return tr(
            "Line chart of the gain from leaving the shop, in USD per 100 of shop sales, over the share of "
            "its buyers who come to the own channel. It rises from {none} if nobody comes to {all} if all "
            "do; break-even is at {share} %, and at the {come} % you expect it is {gain}. A dashed line on "
            "gross margin alone crosses zero at {gross} %.",
            none=f"{left.profit_change(0):+,.1f}",
            all=f"{left.profit_change(1):+,.1f}",
            share=f"{100 * left.break_even:.1f}",
            come=written(result["s"].come),
            gain=f"{result['gain']:+,.1f}",
            gross=f"{100 * gross.break_even:.1f}",
        )

    def decision(self):
        """Ask how much of the shelf to go back to."""
        return Decision(
            tr("How much of the vacated shelf do you go back to?"),
            {
                "none": tr("none of it"),
                "part": tr("part of it, kind of shop by kind of shop"),
                "all": tr("all of it"),
            },
        )

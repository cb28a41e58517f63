"""How many members may leave before the price rise costs money?"""

from crmlab.language import tr
from crmlab.plots.price_rise import price_rise_frame, price_rise_lines
from crmlab.value import price_rise
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class PrimePrice(Explorer):
    """Raise the fee of a membership and see how many may leave before that costs money.

    It opens with Amazon Prime in the US in early 2022. The fees, USD 119 and 139 a year, are those of the
    press (announced on 3 February 2022); 167 million members is a survey estimate (CIRP, March 2022), not a
    company figure. What members bring beside the fee, what they cost and how they react is not published:
    all other opening values are assumptions.

    Parameters
    ----------
    **settings
        Where the controls start: ``fee`` and ``new_fee`` (USD a year), ``members`` (million), ``margin`` and
        ``service`` (USD a member a year), ``spend`` (change of the margin of those who stay, %), ``kept``
        (margin that those who leave still bring, %) and ``leave`` (members expected to leave, %).

    Examples
    --------
    >>> "10.6 % of members" in PrimePrice(margin=100, service=50).reading
    True
    """

    def question(self):
        """Return the manager's question."""
        return tr(
            "Amazon Prime in the US, 2022: the fee goes from USD 119 to 139 a year (press), for about 167 "
            "million members (survey estimate); the other numbers below are assumptions. How many members "
            "may leave before the rise costs money?"
        )

    def controls(self):
        """Return fees, members, what a member brings and costs, and how members react."""
        usd, percent = tr("USD a year"), "%"
        return [
            Number("fee", tr("Fee now"), 119, 1, 500, 1, unit=usd),
            Number("new_fee", tr("New fee"), 139, 1, 500, 1, unit=usd),
            Number("members", tr("Members"), 167, 0.5, 500, 0.5, unit=tr("million")),
            Number("margin", tr("Margin on a member's orders"), 100, 0, 1000, 10, unit=usd),
            Number("service", tr("Cost of serving a member"), 50, 0, 500, 10, unit=usd),
            Number("spend", tr("Change of that margin among those who stay"), 0, -50, 50, 1, unit=percent),
            Number("kept", tr("Of that margin, those who leave still bring"), 0, 0, 100, 5, unit=percent),
            Number("leave", tr("Members you expect to leave"), 5, 0, 60, 0.5, unit=percent),
        ]

    def work(self, s):
        """Find the break-even with these numbers, and with the fee alone."""
        if s.new_fee <= s.fee:
            raise ValueError(
                tr("The new fee, USD {new}, is no rise from USD {fee}; set a higher new fee.",
                   new=written(s.new_fee), fee=written(s.fee))
            )  # fmt: skip
        try:
            rise = price_rise(s.fee, s.new_fee, other_margin=s.margin, service_cost=s.service,
                              spend_change=s.spend / 100, kept_share=s.kept / 100)  # fmt: skip
        except ValueError:
            raise ValueError(
                tr("With these numbers a member who stays brings no more than one who left, so a loss of "
                   "members would cost nothing; lower the cost of serving or what leavers still bring.")
            ) from None  # fmt: skip
        gain = s.members * rise.profit_change(s.leave / 100) / 1000
        return {"s": s, "rise": rise, "fee_only": price_rise(s.fee, s.new_fee), "gain": gain}

    def scale(self, result):
        """Return the ends of both axes."""
        s, rise = result["s"], result["rise"]
        losses = [100 * rise.break_even_loss, 100 * result["fee_only"].break_even_loss, s.leave]
        most = min(steps_up(1.25 * max(losses)), 100.0)
        ends = [s.members * each.profit_change(share / 100) / 1000
                for each in (rise, result["fee_only"]) for share in (0, most)]  # fmt: skip
        top = steps_up(1.1 * max(*(abs(end) for end in ends), 0.01))
        return most, -top, top

    def frame(self, ax, result):
        """Draw the axes."""
        price_rise_frame(*self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the lines, the break-even and the expected loss."""
        s = result["s"]
        price_rise_lines(result["rise"], result["fee_only"], s.members, s.leave, ax=ax)

    def sentence(self, result):
        """Say how many may leave, and what the expected loss brings."""
        s, rise, gain = result["s"], result["rise"], result["gain"]
        values = {
            "fee": written(s.fee), "new": written(s.new_fee),
            "percent": f"{100 * (s.new_fee / s.fee - 1):.1f}",
            "leave": written(s.leave, 1), "billions": f"{abs(gain):,.2f}",
            "members": written(s.members),
        }  # fmt: skip
        if rise.break_even_loss <= 0:
            return tr(
                "From USD {fee} to {new} (+{percent} %) the rise costs money even if nobody leaves, because "
                "a member who stays brings USD {less} less; if {leave} % leave it costs USD {billions} "
                "billion a year.",
                less=f"{rise.before - rise.after:,.2f}",
                **values,
            )
        values["share"] = f"{100 * rise.break_even_loss:.1f}"
        values["count"] = f"{s.members * rise.break_even_loss:,.1f}"
        if gain >= 0:
            return tr(
                "From USD {fee} to {new} (+{percent} %), {share} % of members may leave, {count} of "
                "{members} million, before the rise costs money; if {leave} % leave it brings USD {billions} "
                "billion a year more.",
                **values,
            )
        return tr(
            "From USD {fee} to {new} (+{percent} %), {share} % of members may leave, {count} of {members} "
            "million, before the rise costs money; if {leave} % leave it costs USD {billions} billion a "
            "year.",
            **values,
        )

    def describe(self, result):
        """Describe the two lines and the two points."""
        s, rise = result["s"], result["rise"]
        return tr(
            "Line chart of the change of yearly profit in USD billion over the members who leave. It falls "
            "from {start} if nobody leaves; break-even is at {share} %, and at the {leave} % you expect it "
            "is {gain}. A dashed line for members who bring the fee alone crosses zero at {fee_only} %.",
            start=f"{s.members * rise.profit_change(0) / 1000:+,.2f}",
            share=f"{100 * rise.break_even_loss:.1f}",
            leave=written(s.leave, 1),
            gain=f"{result['gain']:+,.2f}",
            fee_only=f"{100 * result['fee_only'].break_even_loss:.1f}",
        )

    def decision(self):
        """Ask whether to raise the fee."""
        return Decision(
            tr("What would you do with the fee?"),
            {
                "raise": tr("raise it as planned"),
                "less": tr("raise it by less"),
                "leave": tr("leave it as it is"),
            },
        )

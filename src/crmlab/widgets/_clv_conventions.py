"""Five textbooks, one customer, five numbers: which algebra links them?"""

from crmlab.language import tr
from crmlab.plots._style import tr as words
from crmlab.plots.readings import readings_bars, readings_frame
from crmlab.value import READINGS, clv_link, clv_readings
from crmlab.widgets.controls import Choice, Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up

_FORMULAS = ("m(1+i)/(1+i−r)", "m r/(1+i−r)", "m/(1+i−r)", "m√(1+i)/(1+i−r)", "m/(1−r)")


class ClvConventions(Explorer):
    """Count the value of one customer in five ways and turn one number into another.

    Parameters
    ----------
    **settings
        Where the controls start: ``margin`` (EUR a year), ``stay`` and ``discount`` (% a year), ``start`` and
        ``end``, two of `crmlab.value.READINGS`.

    Examples
    --------
    >>> "by (1+i)/r = 1.375" in ClvConventions(stay=80, discount=10).reading
    True
    """

    size = (5.8, 4.0)

    def question(self):
        """Return the manager's question."""
        return tr("Five textbooks, one customer, five numbers: which algebra links them?")

    def controls(self):
        """Return the customer, the discount rate and two readings."""
        names = self._names(tr)
        return [
            Number("margin", tr("Margin of a customer"), 100, 10, 10_000, 10, unit=tr("EUR a year")),
            Number("stay", tr("Customers who stay"), 80, 5, 98, 1, unit=tr("% a year")),
            Number("discount", tr("Discount rate"), 10, 0, 50, 1, unit=tr("% a year")),
            Choice("start", tr("From"), names, "first_margin_at_end"),
            Choice("end", tr("To"), names, "first_margin_now"),
        ]

    def work(self, s):
        """Count in five ways and find the link."""
        stay, discount = s.stay / 100, s.discount / 100
        link = clv_link(s.start, s.end, stay, discount)
        return {"s": s, "values": clv_readings(s.margin, stay, discount), "link": link}

    def scale(self, result):
        """Return the end of the axis."""
        return steps_up(1.45 * result["values"].max())

    def frame(self, ax, result):
        """Draw the axes, names and formulas."""
        readings_frame(list(self._names(words).values()), _FORMULAS, self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the bars and the step."""
        link = result["link"]
        places = READINGS.index(link.start), READINGS.index(link.end)
        readings_bars(result["values"].to_list(), *places, link.factor, ax=ax)

    def sentence(self, result):
        """Say how far the numbers lie apart and how one becomes the other."""
        values, link, names = result["values"], result["link"], self._names(tr)
        spread = tr(
            "One customer with EUR {margin} a year is worth EUR {least} to EUR {most}, by how one counts",
            margin=written(result["s"].margin),
            least=f"{values.min():,.0f}",
            most=f"{values.max():,.0f}",
        )
        if link.start == link.end:
            return tr("{spread}; choose two ways to see what links them.", spread=spread)
        pair = {
            "spread": spread, "start": names[link.start], "end": names[link.end], "formula": link.formula,
            "factor": f"{link.factor:.4g}", "before": f"{values[link.start]:,.2f}",
            "after": f"{values[link.end]:,.2f}",
        }  # fmt: skip
        if {link.start, link.end} == {"first_margin_now", "first_margin_at_end"}:
            return tr(
                "{spread}; multiply '{start}' ({before}) by {formula} = {factor} to get '{end}' ({after}), "
                "and the difference is exactly one margin.",
                **pair,
            )
        return tr(
            "{spread}; multiply '{start}' ({before}) by {formula} = {factor} to get '{end}' ({after}).",
            **pair,
        )

    def describe(self, result):
        """Describe the five bars and the step."""
        link, names = result["link"], self._names(tr)
        bars = zip(names.values(), _FORMULAS, result["values"], strict=True)
        shown = tr(
            "Bar chart of the value of one customer in EUR. {bars}.",
            bars="; ".join(f"{name} ({how}): {money:,.0f}" for name, how, money in bars),
        )
        if link.start == link.end:
            return shown
        step = tr("An arrow leads from '{start}' to '{end}': times {factor}.", start=names[link.start],
                  end=names[link.end], factor=f"{link.factor:.4g}")  # fmt: skip
        return f"{shown} {step}"

    def decision(self):
        """Ask which number to go by."""
        return Decision(tr("What is a customer worth to you?"), self._names(tr))

    @staticmethod
    def _names(tr):
        """Return the readings, in words that `tr` translates."""
        return {
            "first_margin_now": tr("first margin today"),
            "first_margin_at_end": tr("after a year, if they stay"),
            "first_margin_at_end_certain": tr("after a year, certain"),
            "first_margin_mid_period": tr("at mid-year, certain"),
            "margin_times_lifetime": tr("margin × lifetime"),
        }

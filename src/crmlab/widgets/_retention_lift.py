"""What are "five per cent more loyal customers" worth? Three readings of one phrase."""

from crmlab.language import tr
from crmlab.plots._style import tr as words
from crmlab.plots.growth import lift_bars, lift_frame
from crmlab.value import retention_lift
from crmlab.widgets.controls import Choice, Number
from crmlab.widgets.explorer import Explorer, steps_up

_READINGS = ("points", "percent", "fewer_defections_percent")


class RetentionLift(Explorer):
    """Read "retention rises by 5 %" in three ways and see what each does to the value of a customer.

    Parameters
    ----------
    **settings
        Where the controls start: ``stay`` (% a year), ``change`` (the 5 in "5 %"), ``reading`` (``points``,
        ``percent`` or ``fewer_defections_percent``) and ``discount`` (% a year).

    Examples
    --------
    >>> "by 40.7 %" in RetentionLift().reading
    True
    """

    def question(self):
        """Return the manager's question."""
        return tr('What is "retention up by 5 %" worth, and which 5 % is meant?')

    def controls(self):
        """Return retention, the change, its reading and the discount rate."""
        return [
            Number("stay", tr("Customers who stay"), 90, 5, 99, 1, unit=tr("% a year")),
            Number("change", tr('The number in "up by 5 %"'), 5, -20, 60, 0.5, unit="%"),
            Number("discount", tr("Discount rate"), 10, 0, 50, 1, unit=tr("% a year")),
            Choice("reading", tr("Read it as"), self._names(tr), "points"),
        ]

    def work(self, s):
        """Compute the lift under all three readings; the chosen one must be possible."""
        lifts = {}
        for reading in _READINGS:
            try:
                lifts[reading] = retention_lift(s.stay / 100, s.discount / 100, **{reading: s.change})
            except ValueError:
                lifts[reading] = None
        if lifts[s.reading] is None:
            raise ValueError(
                tr("Read as {reading}, a change of {change} takes {stay} % out of the range from 0 to 100 %; "
                   "choose a smaller change.", reading=self._names(tr)[s.reading], change=f"{s.change:g}",
                   stay=f"{s.stay:g}")
            )  # fmt: skip
        changes = [lift and 100 * lift.value_change for lift in lifts.values()]
        return {"s": s, "lift": lifts[s.reading], "lifts": lifts, "changes": changes}

    def scale(self, result):
        """Return the ends of the axis."""
        known = [change for change in result["changes"] if change is not None]
        low = -steps_up(-1.5 * min(known)) if min(known) < 0 else 0
        return low, max(steps_up(1.4 * max(*known, 0)), 10)

    def frame(self, ax, result):
        """Draw the axes."""
        names = list(self._names(words).values())
        lift_frame(names, *self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the bars."""
        after = [lift and 100 * lift.retention_after for lift in result["lifts"].values()]
        lift_bars(result["changes"], after, _READINGS.index(result["s"].reading), ax=ax)

    def sentence(self, result):
        """Read the chosen change, and how far the readings are apart."""
        s, lift = result["s"], result["lift"]
        known = [change for change in result["changes"] if change is not None]
        return tr(
            "Read as {reading}, {change} takes retention from {before} % to {after} % a year and changes the "
            "value of a customer by {worth} %, before what it costs; the three readings lie between {least} "
            "% and {most} %.",
            reading=self._names(tr)[s.reading],
            change=f"{s.change:+g}",
            before=f"{s.stay:g}",
            after=f"{100 * lift.retention_after:.1f}",
            worth=f"{100 * lift.value_change:.1f}",
            least=f"{min(known):.1f}",
            most=f"{max(known):.1f}",
        )

    def describe(self, result):
        """Describe the three bars."""
        shown = [tr("impossible") if change is None else f"{change:+.1f} %" for change in result["changes"]]
        return tr(
            "Bar chart of the change in the value of a customer under three readings. {bars}. The bar for "
            "{reading} is hatched.",
            bars="; ".join(f"{n}: {v}" for n, v in zip(self._names(tr).values(), shown, strict=True)),
            reading=self._names(tr)[result["s"].reading],
        )

    @staticmethod
    def _names(tr):
        """Return the readings, in words that `tr` translates."""
        return {
            "points": tr("percentage points"),
            "percent": tr("% of the rate"),
            "fewer_defections_percent": tr("% fewer who leave"),
        }

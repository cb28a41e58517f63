"""Most who leave were satisfied: does satisfaction matter, then? Bayes in both directions."""

from crmlab.language import tr
from crmlab.plots.leavers import leavers_frame, leavers_parts
from crmlab.satisfaction import defected_given_satisfied, satisfied_given_defected
from crmlab.widgets.controls import Choice, Number
from crmlab.widgets.explorer import Explorer


class SatisfiedDefectors(Explorer):
    """Turn "70 % of those who left were satisfied" into how many of the satisfied leave, and back.

    Parameters
    ----------
    **settings
        Where the controls start, all in %: ``known`` (``survey`` or ``rates``), ``satisfied`` and ``leaving``
        (of all customers); with ``survey`` ``among`` (satisfied, of those who left), with ``rates``
        ``if_satisfied`` (who leave, of the satisfied).

    Examples
    --------
    >>> SatisfiedDefectors(satisfied=85, leaving=10, among=70).reading[:45]
    'Of 100 who leave 70 are satisfied, but of 100'
    """

    def question(self):
        """Return the manager's question."""
        return tr("Most customers who left were satisfied: does satisfaction not matter, then?")

    def controls(self):
        """Return what is known and the shares that go with it."""
        return [
            Choice(
                "known",
                tr("We know"),
                {
                    "survey": tr("what those who left had said"),
                    "rates": tr("how many of the satisfied leave"),
                },
                "survey",
            ),
            Number("satisfied", tr("Satisfied, of all customers"), 85, 1, 99, 1, unit="%"),
            Number("leaving", tr("Who leave, of all customers"), 10, 0.5, 90, 0.5, unit=tr("% a year")),
            Number("among", tr("Satisfied, of those who left"), 70, 0, 100, 1, unit="%"),
            Number("if_satisfied", tr("Who leave, of the satisfied"), 8, 0, 100, 0.5, unit=tr("% a year")),
        ]

    def shown(self, s):
        """Return the shares that go with what is known."""
        return {"known", "satisfied", "leaving", "among" if s.known == "survey" else "if_satisfied"}

    def work(self, s):
        """Turn what is known into the other direction, and both into the share of the others who leave."""
        satisfied, leaving = s.satisfied / 100, s.leaving / 100
        try:
            if s.known == "survey":
                among = s.among / 100
                if_satisfied = defected_given_satisfied(among, leaving, satisfied)
            else:
                if_satisfied = s.if_satisfied / 100
                among = satisfied_given_defected(if_satisfied, leaving, satisfied)
            if_not = defected_given_satisfied(1 - among, leaving, 1 - satisfied)
        except ValueError:
            raise ValueError(
                tr("These shares cannot come from the same customers: of one kind more would leave than "
                   "there are, or than leave at all; change one of them.")
            ) from None  # fmt: skip
        return {"satisfied": satisfied, "among": among, "if_satisfied": if_satisfied, "if_not": if_not}

    grid = (1, 2)

    def frame(self, axes, result):
        """Draw the axes."""
        leavers_frame(axes=axes)

    def draw(self, axes, result):
        """Draw the customers and those who leave."""
        leavers_parts(**result, axes=axes)

    def sentence(self, result):
        """Read both directions."""
        leave = {
            "among": f"{100 * result['among']:.0f}",
            "of_satisfied": f"{100 * result['if_satisfied']:.1f}",
            "of_others": f"{100 * result['if_not']:.1f}",
        }
        gap = result["if_not"] - result["if_satisfied"]
        if abs(gap) < 0.0005:
            return tr(
                "Of 100 who leave {among} are satisfied, and of 100 satisfied {of_satisfied} leave, of 100 "
                "others {of_others}: here satisfaction makes no difference.",
                **leave,
            )
        if gap < 0:
            return tr(
                "Of 100 who leave {among} are satisfied, and of 100 satisfied {of_satisfied} leave, of 100 "
                "others {of_others}: here the satisfied leave more.",
                **leave,
            )
        return tr(
            "Of 100 who leave {among} are satisfied, but of 100 satisfied {of_satisfied} leave and of 100 "
            "others {of_others}: the others are {times} times as likely to leave.",
            **leave,
            times=f"{result['if_not'] / result['if_satisfied']:.1f}" if result["if_satisfied"] else "∞",
        )

    def describe(self, result):
        """Describe both panels."""
        return tr(
            "Two panels. Left, all customers as two columns as wide as there are people: {satisfied} % "
            "satisfied, of whom {of_satisfied} % leave (hatched), and {others} % others, of whom {of_others} "
            "% leave. Right, those who leave: {among} % satisfied, the rest others.",
            satisfied=f"{100 * result['satisfied']:.0f}",
            others=f"{100 * (1 - result['satisfied']):.0f}",
            of_satisfied=f"{100 * result['if_satisfied']:.1f}",
            of_others=f"{100 * result['if_not']:.1f}",
            among=f"{100 * result['among']:.0f}",
        )

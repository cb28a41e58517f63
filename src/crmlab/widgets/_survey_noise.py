"""Did the score move, or was it luck? NPS and the share of satisfied customers as draws from a survey."""

from crmlab.language import tr
from crmlab.plots.luck import luck_bars, luck_frame
from crmlab.satisfaction import nps, score_luck
from crmlab.widgets.controls import Choice, Decision, Number
from crmlab.widgets.explorer import Explorer


class SurveyNoise(Explorer):
    """See how far a survey score moves by luck alone, for as many answers as you have.

    Parameters
    ----------
    ratings : 1-D array_like of whole numbers from 0 to 10, optional
        Your own answers to "how likely are you to recommend us?"; the shares start there.
    **settings
        Where the controls start: ``measure`` (``nps`` or ``csat``), ``answers`` (a quarter); with ``nps``
        ``promoters``, ``passives`` (% of all customers) and ``score`` (points seen); with ``csat``
        ``satisfied`` (% of all customers) and ``share`` (% seen).

    Examples
    --------
    >>> "6 to 38" in SurveyNoise(answers=100, promoters=45, passives=32).reading
    True
    """

    def __init__(self, ratings=None, **settings):
        self._start = {"answers": 100, "promoters": 45, "passives": 32, "score": 30}
        if ratings is not None:
            own = nps(ratings)
            counted = [rating for rating in ratings if rating == rating]
            shares = [sum(low <= r <= high for r in counted) / own.n for low, high in ((9, 10), (7, 8))]
            self._start = {
                "answers": min(own.n, 5000),
                "promoters": round(100 * shares[0]),
                "passives": min(round(100 * shares[1]), 100 - round(100 * shares[0])),
                "score": min(round(own.value) + 8, 100),
            }
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("The score moved. Did anything change, or was it luck?")

    def controls(self):
        """Return the measure, the number of answers, the shares of all customers and the score seen."""
        of_all = tr("% of all customers")
        start = self._start
        return [
            Choice(
                "measure",
                tr("Score"),
                {"nps": tr("Net Promoter Score"), "csat": tr("share of satisfied customers")},
                "nps",
            ),
            Number("answers", tr("Answers"), start["answers"], 5, 5000, 5, unit=tr("a quarter"), whole=True),
            Number("promoters", tr("Promoters"), start["promoters"], 0, 100, 1, unit=of_all),
            Number("passives", tr("Passives"), start["passives"], 0, 100, 1, unit=of_all),
            Number("score", tr("Score seen"), start["score"], -100, 100, 1, unit=tr("points")),
            Number("satisfied", tr("Satisfied"), 80, 0, 100, 1, unit=of_all),
            Number("share", tr("Share seen"), 86, 0, 100, 1, unit="%"),
        ]

    def shown(self, s):
        """Return the controls of the measure."""
        rest = {"promoters", "passives", "score"} if s.measure == "nps" else {"satisfied", "share"}
        return {"measure", "answers"} | rest

    def work(self, s):
        """Simulate the quarters, always from the same seed."""
        if s.measure == "csat":
            luck = score_luck(s.satisfied / 100, 1 - s.satisfied / 100, int(s.answers), s.share, rng=1)
        elif s.promoters + s.passives > 100:
            raise ValueError(
                tr("Promoters and passives add up to {sum} %; together they can be at most 100 %.",
                   sum=f"{s.promoters + s.passives:g}")
            )  # fmt: skip
        else:
            luck = score_luck(s.promoters / 100, s.passives / 100, int(s.answers), s.score, rng=1)
        return {"s": s, "luck": luck}

    def scale(self, result):
        """Return the measure: it sets the ends of the axis."""
        return result["s"].measure

    def frame(self, ax, result):
        """Draw the axes."""
        luck_frame(result["s"].measure, ax=ax)

    def draw(self, ax, result):
        """Draw the spread, the band and the score seen."""
        luck_bars(result["luck"], ax=ax)

    def sentence(self, result):
        """Say what luck does and whether the score seen stands out."""
        luck = result["luck"]
        values = {
            "answers": f"{result['s'].answers:,.0f}",
            "true": f"{luck.true:.0f}",
            "low": f"{luck.low:.0f}",
            "high": f"{luck.high:.0f}",
            "seen": f"{luck.seen:.0f}",
            "as_far": f"{100 * luck.as_far:.0f}" if luck.as_far >= 0.01 else tr("under 1"),
        }
        if luck.low <= luck.seen <= luck.high:
            return tr(
                "With {answers} answers a quarter and a true score of {true}, luck alone gives {low} to "
                "{high} in 95 of 100 quarters: the {seen} you saw needs no explanation ({as_far} quarters in "
                "100 stray as far).",
                **values,
            )
        return tr(
            "With {answers} answers a quarter and a true score of {true}, luck alone gives {low} to {high} "
            "in 95 of 100 quarters: the {seen} you saw is hard to put down to luck ({as_far} quarters in 100 "
            "stray as far).",
            **values,
        )

    def describe(self, result):
        """Describe the spread."""
        luck = result["luck"]
        return tr(
            "Histogram of the scores of {quarters} simulated quarters around {true}; a grey band from {low} "
            "to {high} holds the middle 95 %. A dashed line marks the score seen, {seen}.",
            quarters=f"{len(luck.again):,}",
            true=f"{luck.true:.0f}",
            low=f"{luck.low:.0f}",
            high=f"{luck.high:.0f}",
            seen=f"{luck.seen:.0f}",
        )

    def decision(self):
        """Ask whether to act."""
        return Decision(
            tr("Would you act on this score?"),
            {"act": tr("yes, something changed"), "wait": tr("no, wait for more answers")},
        )

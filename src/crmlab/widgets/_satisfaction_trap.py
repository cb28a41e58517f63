"""Where does quality stop binding? The slope of quality on loyalty as switching cost moves."""

import math

from crmlab.language import tr
from crmlab.moderation import moderate
from crmlab.plots.moderation import johnson_neyman, mark_slope
from crmlab.widgets.controls import Number
from crmlab.widgets.explorer import Explorer


class SatisfactionTrap(Explorer):
    """Explore how the effect of quality on loyalty changes with switching cost.

    Parameters
    ----------
    data : DataFrame
        One row per customer.
    focal, moderator, outcome : str
        Columns: what is improved, what makes leaving hard, what it is for.
    covariates : sequence of str
        Columns held constant.
    **settings
        ``at``: the value of the moderator to start at, in its own points.

    Notes
    -----
    The model is fitted once; the control only moves a marker.

    Examples
    --------
    >>> from crmlab import datasets, scales
    >>> clients = datasets.load("investment_clients")
    >>> survey = {"technical": ["tq1", "tq2"], "switching": ["sc1", "sc2"], "loyalty": ["lo1", "lo2"]}
    >>> trap = SatisfactionTrap(scales.score(clients, survey), "technical", "switching", "loyalty")
    >>> trap.set(at=3.0)
    >>> "switching 3.0" in trap.reading
    True
    """

    def __init__(self, data, focal, moderator, outcome, covariates=(), **settings):
        self.model = moderate(data, outcome, focal, moderator, covariates=covariates)
        self.region = self.model.johnson_neyman()
        self._start = round(float(self.model.data[moderator].quantile(0.9)), 1)
        ends = [self.region.observed_low, self.region.observed_high]
        self._end_slopes = self.model.slope_at(ends)["slope"].tolist()
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("Where does {focal} stop binding customers?", focal=self.model.focal)

    def controls(self):
        """Return one control: the moderator, in whole tenths within the observed range."""
        low = math.ceil(round(self.region.observed_low * 10, 6)) / 10
        high = math.floor(round(self.region.observed_high * 10, 6)) / 10
        return [Number("at", self.model.moderator, self._start, low, high, 0.1, unit=tr("points"))]

    def work(self, s):
        """Return the slope there with its interval, and the share of customers beyond."""
        slope = self.model.slope_at([s.at]).iloc[0]
        beyond = float((self.model.data[self.model.moderator] > s.at).mean())
        return {"at": s.at, "beyond": beyond, **slope[["slope", "low", "high"]]}

    def frame(self, ax, result):
        """Draw the slope with its band."""
        johnson_neyman(self.model, ax=ax)

    def draw(self, ax, result):
        """Mark the setting."""
        mark_slope(result["at"], result["slope"], result["low"], result["high"], ax=ax)

    def sentence(self, result):
        """Read the slope at the setting."""
        first = tr(
            "At {moderator} {at}, one more point of {focal} goes with {slope} points of {outcome} "
            "(95 % interval {low} to {high}); {beyond} of customers find leaving harder than this.",
            moderator=self.model.moderator,
            at=f"{result['at']:.1f}",
            focal=self.model.focal,
            slope=f"{result['slope']:+.2f}",
            outcome=self.model.outcome,
            low=f"{result['low']:+.2f}",
            high=f"{result['high']:+.2f}",
            beyond=f"{result['beyond']:.0%}",
        )
        if result["low"] > 0 or result["high"] < 0:
            return first
        return (
            first
            + " "
            + tr("Your sample cannot tell this effect from zero; that is not proof that it is zero.")
        )

    def describe(self, result):
        """Describe the line, its band and the mark."""
        return tr(
            "Line chart with a 95 % band: the effect of {focal} on {outcome} goes from {first} where "
            "{moderator} is lowest to {last} where it is highest. A mark at {moderator} {at}: "
            "{slope}, interval {low} to {high}.",
            focal=self.model.focal,
            outcome=self.model.outcome,
            moderator=self.model.moderator,
            first=f"{self._end_slopes[0]:+.2f}",
            last=f"{self._end_slopes[1]:+.2f}",
            at=f"{result['at']:.1f}",
            slope=f"{result['slope']:+.2f}",
            low=f"{result['low']:+.2f}",
            high=f"{result['high']:+.2f}",
        )

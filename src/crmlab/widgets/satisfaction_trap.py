"""Where does quality stop binding? The slope of quality on loyalty as switching cost moves."""

import html
import math

import numpy as np

from crmlab.language import tr
from crmlab.moderation import moderate
from crmlab.plots.moderation import johnson_neyman
from crmlab.widgets._canvas import Canvas


class SatisfactionTrap:
    """Explore how the effect of quality on loyalty changes with switching cost.

    Parameters
    ----------
    data : DataFrame
        One row per customer.
    focal, moderator, outcome : str
        Columns: what is improved, what makes leaving hard, what it is for.
    covariates : sequence of str
        Columns held constant.

    Notes
    -----
    The model is fitted once; the slider and the number box only move a marker. Both take the keyboard: arrow
    keys on the slider, a typed number and Enter in the box. Notebook 7 keeps the arrow keys for itself; Page
    Up, Page Down, Home, End and the box work there.

    Examples
    --------
    >>> from crmlab import datasets, scales
    >>> clients = datasets.load("investment_clients")
    >>> survey = {"technical": ["tq1", "tq2"], "switching": ["sc1", "sc2"], "loyalty": ["lo1", "lo2"]}
    >>> trap = SatisfactionTrap(scales.score(clients, survey), "technical", "switching", "loyalty")
    >>> trap.slider.value = 3.0
    >>> "switching 3.0" in trap.sentence
    True
    """

    def __init__(self, data, focal, moderator, outcome, covariates=()):
        import ipywidgets

        self.model = moderate(data, outcome, focal, moderator, covariates=covariates)
        self.region = self.model.johnson_neyman()
        self._canvas = Canvas()
        johnson_neyman(self.model, ax=self._canvas.axes)
        (self._marker,) = self._canvas.axes.plot([], [], "D", color="black", markersize=8, zorder=5)
        self._bar = self._canvas.axes.vlines([], [], [], color="black", lw=2.5, zorder=4)
        # Whole tenths within the observed range: the slider steps from its lower end.
        low = math.ceil(round(self.region.observed_low * 10, 6)) / 10
        high = math.floor(round(self.region.observed_high * 10, 6)) / 10
        start = round(float(self.model.data[moderator].quantile(0.9)), 1)
        options = {"min": low, "max": high, "step": 0.1, "value": start, "tooltip": moderator}
        self.slider = ipywidgets.FloatSlider(
            **options, description=moderator, readout=False, style={"description_width": "initial"},
            layout={"width": "28em"},
        )  # fmt: skip
        self.box = ipywidgets.BoundedFloatText(**options, layout={"width": "6em"})
        self._words = ipywidgets.HTML()
        ipywidgets.link((self.slider, "value"), (self.box, "value"))
        self.slider.observe(self._update, "value")
        controls = ipywidgets.HBox([self.slider, self.box])
        self.view = ipywidgets.VBox([controls, self._canvas.view, self._words])
        self._update()

    @property
    def sentence(self):
        """What the current setting means, in one sentence."""
        at = self.slider.value
        slope = self.model.slope_at([at]).iloc[0]
        beyond = float((self.model.data[self.model.moderator] > at).mean())
        first = tr(
            "At {moderator} {at}, one more point of {focal} goes with {slope} points of {outcome} "
            "(95 % interval {low} to {high}); {beyond} of customers find leaving harder than this.",
            moderator=self.model.moderator,
            at=f"{at:.1f}",
            focal=self.model.focal,
            slope=f"{slope['slope']:+.2f}",
            outcome=self.model.outcome,
            low=f"{slope['low']:+.2f}",
            high=f"{slope['high']:+.2f}",
            beyond=f"{beyond:.0%}",
        )
        if slope["low"] > 0 or slope["high"] < 0:
            return first
        return (
            first
            + " "
            + tr("Your sample cannot tell this effect from zero; that is not proof that it is zero.")
        )

    def _update(self, change=None):
        at = round(self.slider.value, 1)
        if at != self.slider.value:  # the slider counts in floating point; the box would show the noise
            self.slider.value = at
            return
        slope = self.model.slope_at([at]).iloc[0]
        self._marker.set_data([at], [slope["slope"]])
        self._bar.set_segments([np.array([[at, slope["low"]], [at, slope["high"]]])])
        self._words.value = f'<p role="status" aria-live="polite">{html.escape(self.sentence)}</p>'
        self._canvas.draw(self.sentence)

    def _repr_mimebundle_(self, include=None, exclude=None):
        bundle, metadata = self.view._repr_mimebundle_(), {}
        if isinstance(bundle, tuple):
            bundle, metadata = bundle
        return {**bundle, "image/png": self._canvas.png(), "text/plain": self.sentence}, metadata

"""Where do we miss expectations, and does it matter? SERVQUAL gaps, zones of tolerance and weights."""

import pandas as pd

from crmlab._check import numeric_frame
from crmlab.language import tr
from crmlab.plots.gaps import gaps_frame, gaps_parts
from crmlab.quality import gap_contributions, tolerance_zone
from crmlab.widgets.controls import Choice, Decision, Number
from crmlab.widgets.explorer import Explorer

_COLUMNS = ["expectation", "perception", "minimum", "weight"]
_MADE_UP = {
    "tangibles": (6.2, 4.6, 4.2, 8), "reliability": (6.6, 5.5, 5.7, 36),
    "responsiveness": (6.4, 5.8, 5.2, 22), "assurance": (6.3, 5.9, 5.0, 19), "empathy": (6.0, 6.1, 4.8, 15),
}  # fmt: skip


class GapExplorer(Explorer):
    """See which dimension of service misses expectations, which of them matter, and what a change would do.

    Parameters
    ----------
    data : DataFrame, one row a dimension, optional
        Indexed by dimension (2 to 7 of them): ``expectation`` and ``perception`` as in the table of
        `crmlab.quality.gaps`, and if you have them ``minimum``, the level customers find just adequate, and
        ``weight``. Without a minimum the zone starts 1.5 points below what is expected, without weights all
        are the same. Without data, five dimensions with made-up numbers.
    scale : pair of float
        Ends of the rating scale.
    **settings
        Where the controls start: ``dimension`` and ``change`` (points by which its perception changes),
        ``adequate`` (points by which all adequate levels move) and ``weight1``, ``weight2``, ... (points,
        0 to 100, in the order of the dimensions).

    Raises
    ------
    ValueError
        If a column is absent, a level leaves the scale or a minimum lies above what is expected.

    Examples
    --------
    >>> GapExplorer().reading[:56]
    'Expectations are missed most on tangibles (-1.6 points),'
    """

    size = (5.8, 3.5)
    grid = (1, 2)

    def __init__(self, data=None, scale=(1, 7), **settings):
        self._low, self._high = scale
        self._own = data is not None
        given = data if self._own else pd.DataFrame.from_dict(_MADE_UP, "index", columns=_COLUMNS)
        if self._own:
            given = given.assign(
                minimum=given.get("minimum", (given["expectation"] - 1.5).clip(lower=self._low)),
                weight=given.get("weight", 1.0),
            )
        self._data = numeric_frame(given, _COLUMNS, name="data", allow_missing=False)
        levels = self._data[_COLUMNS[:3]]
        if not (levels.ge(self._low) & levels.le(self._high)).all(axis=None):
            raise ValueError(
                tr("A level lies outside the scale from {low} to {high}; give the ends as scale=(low, high).",
                   low=f"{self._low:g}", high=f"{self._high:g}")
            )  # fmt: skip
        if not 2 <= len(levels) <= 7:
            raise ValueError(tr("The table has {n} dimensions; give 2 to 7.", n=len(levels)))
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("Where do we miss expectations, and does it matter?")

    def dimensions(self):
        """Return the names of the dimensions, in the language of the reader if they are our own."""
        if self._own:
            return [str(name) for name in self._data.index]
        return [tr("tangibles"), tr("reliability"), tr("responsiveness"), tr("assurance"), tr("empathy")]

    def controls(self):
        """Return the dimension to work on, the change there, the adequate levels and the weights."""
        keys, names, points = [str(name) for name in self._data.index], self.dimensions(), tr("points")
        weights = 100 * self._data["weight"] / self._data["weight"].sum()
        span = self._high - self._low
        return [
            Choice("dimension", tr("Work on"), dict(zip(keys, names, strict=True)),
                   "reliability" if not self._own else keys[0]),
            Number("change", tr("Perceived there changes by"), 0, -span / 2, span / 2, 0.1, unit=points),
            Number("adequate", tr("All adequate levels move by"), 0, -2, 2, 0.1, unit=points),
            *(
                Number(f"weight{place}", tr("Weight of {name}", name=name), round(weight), 0, 100, 1,
                       unit=points)
                for place, (name, weight) in enumerate(zip(names, weights, strict=True), 1)
            ),
        ]  # fmt: skip

    def work(self, s):
        """Return the levels with the change, their zones and what they add to the weighted gap."""
        levels = self._data[_COLUMNS[:3]].set_axis([str(name) for name in self._data.index])
        before = levels["perception"].to_numpy()
        levels.loc[s.dimension, "perception"] += s.change
        levels["minimum"] += s.adequate
        for column in ("perception", "minimum"):
            outside = ~levels[column].between(self._low - 1e-9, self._high + 1e-9)
            if outside.any():
                raise ValueError(
                    tr("A level of '{name}' would be {value}, off the scale from {low} to {high}.",
                       name=self._named(levels.index[outside][0]), low=f"{self._low:g}",
                       high=f"{self._high:g}", value=f"{levels[column][outside].iloc[0]:.2f}")
                )  # fmt: skip
        over = levels["minimum"] > levels["expectation"] + 1e-9
        if over.any():
            raise ValueError(
                tr("The adequate level of '{name}' would lie above what customers expect; move it less.",
                   name=self._named(levels.index[over][0]))
            )  # fmt: skip
        weights = [getattr(s, f"weight{place}") for place in range(1, len(levels) + 1)]
        if not sum(weights) > 0:
            raise ValueError(tr("All weights are zero; give one dimension some weight."))
        expected, perceived = levels["expectation"], levels["perception"]
        return {
            "s": s, "levels": levels, "before": before,
            "zone": tolerance_zone(expected, levels["minimum"].clip(upper=expected), perceived),
            "parts": gap_contributions(expected, perceived, weights),
            "weighted_before": gap_contributions(expected, before, weights)["contribution"].sum(),
        }  # fmt: skip

    def scale(self, result):
        """Return how deep the contributions go, in coarse steps."""
        deepest = 1.05 * result["parts"]["contribution"].abs().max()
        span = self._high - self._low
        return next(step * span for step in (0.1, 0.25, 0.6, 1.1) if deepest <= step * span)

    def frame(self, axes, result):
        """Draw the axes."""
        gaps_frame(self.dimensions(), self._low, self._high, self.scale(result), axes=axes)

    def draw(self, axes, result):
        """Draw the zones, the perceived levels and the contributions."""
        gaps_parts(result["levels"], result["zone"], result["parts"], result["before"], axes=axes)

    def sentence(self, result):
        """Say which gap is largest, which matters most and which are below the adequate level."""
        parts, zone = result["parts"], result["zone"]
        largest, heaviest = parts["gap"].idxmin(), parts["contribution"].idxmin()
        values = {
            "name": self._named(largest),
            "gap": f"{parts.loc[largest, 'gap']:+.1f}",
            "heavy": self._named(heaviest),
            "part": f"{parts.loc[heaviest, 'contribution']:+.2f}",
            "whole": f"{parts['contribution'].sum():+.2f}",
        }
        if parts["gap"].min() >= 0:
            misses = tr("No dimension misses expectations (weighted gap {whole} points)", **values)
        elif largest == heaviest:
            misses = tr(
                "Expectations are missed most on {name} ({gap} points), and this also matters most: {part} "
                "of the weighted gap of {whole}", **values,
            )  # fmt: skip
        else:
            misses = tr(
                "Expectations are missed most on {name} ({gap} points), but {heavy} matters most: {part} of "
                "the weighted gap of {whole}", **values,
            )  # fmt: skip
        below = [self._named(name) for name in zone.index[zone["place"] == "below"]]
        where = (
            tr("below what customers find adequate: {names}", names=", ".join(below))
            if below
            else tr("none is below what customers find adequate")
        )
        if result["s"].change == 0:
            return tr("{misses}; {where}.", misses=misses, where=where)
        return tr("{misses}; {where}. Before the change the weighted gap was {before}.",
                  misses=misses, where=where, before=f"{result['weighted_before']:+.2f}")  # fmt: skip

    def describe(self, result):
        """Describe both panels."""
        place = {"below": tr("below the zone"), "within": tr("within"), "above": tr("above")}
        rows = [
            tr("{name} perceived {perceived} against {adequate} to {expected} ({place}), {part}",
               name=self._named(name), perceived=f"{level['perception']:.1f}",
               adequate=f"{level['minimum']:.1f}", expected=f"{level['expectation']:.1f}",
               place=place[result["zone"].loc[name, "place"]],
               part=f"{result['parts'].loc[name, 'contribution']:+.2f}")
            for name, level in result["levels"].iterrows()
        ]  # fmt: skip
        return tr(
            "Two panels, one row for each dimension. Left, a grey bar from the adequate to the expected "
            "level and a marker where perceived service lies. Right, bars of weight times gap. {rows}.",
            rows="; ".join(rows),
        )

    def decision(self):
        """Ask where to work first."""
        keys = [str(name) for name in self._data.index]
        return Decision(
            tr("Where would you work first?"), dict(zip(keys, self.dimensions(), strict=True))
        )  # fmt: skip

    def _named(self, key):
        return dict(zip((str(name) for name in self._data.index), self.dimensions(), strict=True))[key]

"""Loyal, latent, spurious, none: how much hangs on where you cut? Dick and Basu's grid by hand."""

from crmlab._check import complete_rows
from crmlab.language import tr
from crmlab.loyalty import cut_sensitivity
from crmlab.plots.cuts import cuts_frame, cuts_parts
from crmlab.widgets.controls import Decision, Number
from crmlab.widgets.explorer import Explorer


class LoyaltyGrid(Explorer):
    """Cut attitude and repeat patronage by hand and see how far the shares of the four cells run.

    Parameters
    ----------
    data : DataFrame, one row a customer, optional
        Without it, the attitudinal and behavioural loyalty of the demo student's mobile subscribers, who are
        simulated.
    attitude, patronage : str
        Its columns: attitude towards the brand compared with rivals, and repeat patronage, such as the share
        of purchases. Higher is more. Rows with a missing value are left out with a warning.
    **settings
        Where the controls start, in the units of the columns: ``attitude_cut``, ``patronage_cut`` (at the
        medians, if not given) and ``move`` (% of each column's range by which the cuts may move).

    Raises
    ------
    ValueError
        If a column is absent, not numeric or holds one value only.

    Examples
    --------
    >>> grid = LoyaltyGrid(attitude_cut=4, patronage_cut=4)
    >>> grid.reading[:29]
    'With cuts at 4.0 and 4.0 true'
    """

    size = (5.8, 3.6)
    grid = (1, 2)

    def __init__(self, data=None, attitude="attitude", patronage="patronage", **settings):
        self._own = data is not None
        self._columns = attitude, patronage
        table = complete_rows(data if self._own else _subscribers(), [attitude, patronage])
        self._values = [table[column].to_numpy() for column in self._columns]
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("Loyal, latent, spurious, none: how much hangs on where you cut?")

    def names(self):
        """Return what is cut, in the language of the reader if the data are our own."""
        return list(self._columns) if self._own else [tr("attitude"), tr("repeat patronage")]

    def controls(self):
        """Return both cuts and how far they may move."""
        unit = "" if self._own else tr("points")
        cuts = []
        for key, name, values in zip(("attitude", "patronage"), self.names(), self._values, strict=True):
            low, high = float(values.min()), float(values.max())
            step = _step(high - low)
            low, high = step * (low // step), step * -(-high // step)
            middle = round(round(float(_median(values)) / step) * step, 9)
            label = tr("High {name} is above", name=name)
            cuts.append(
                Number(f"{key}_cut", label, middle, round(low, 9), round(high, 9), step, unit=unit)
            )  # fmt: skip
        return [*cuts, Number("move", tr("Each cut may move by"), 8, 0, 25, 1, unit=tr("% of the range"))]

    def work(self, s):
        """Return the grid at the cuts and around them."""
        by = tuple(s.move / 100 * (values.max() - values.min()) for values in self._values)
        return {"s": s, "by": by,
                "moved": cut_sensitivity(*self._values, s.attitude_cut, s.patronage_cut, by)}  # fmt: skip

    def frame(self, axes, result):
        """Draw the axes."""
        attitude, patronage = self._values
        low, high = (patronage.min(), attitude.min()), (patronage.max(), attitude.max())
        names = self.names()
        cuts_frame(names[1], names[0], low, high, axes=axes)

    def draw(self, axes, result):
        """Draw the customers, the cuts and the shares."""
        attitude, patronage = self._values
        cuts_parts(patronage, attitude, result["moved"], result["by"], axes=axes)

    def sentence(self, result):
        """Say what the shares of true and spurious loyalty are and how far they run."""
        moved, (attitude, patronage) = result["moved"], self.controls()[:2]
        shares = {
            f"{key}{end}": f"{100 * each[cell]:.0f}"
            for key, cell in (("true", "loyalty (true)"), ("spurious", "spurious loyalty"))
            for end, each in (("", moved.grid.shares), ("_low", moved.low), ("_high", moved.high))
        }
        return tr(
            "With cuts at {attitude} and {patronage} true loyalty is {true} % and spurious loyalty "
            "{spurious} %; while each cut moves by {move} % of its range they run from {true_low} to "
            "{true_high} % and from {spurious_low} to {spurious_high} %, and {changing} % of the {n} "
            "customers change cell.",
            attitude=attitude.show(result["s"].attitude_cut),
            patronage=patronage.show(result["s"].patronage_cut),
            move=f"{result['s'].move:g}",
            changing=f"{100 * moved.changing:.0f}",
            n=f"{moved.grid.n:,}",
            **shares,
        )

    def describe(self, result):
        """Describe both panels."""
        moved, names = result["moved"], self.names()
        words = [tr("true"), tr("latent"), tr("spurious"), tr("none")]
        cells = ", ".join(
            tr("{cell} {share} % ({low} to {high} %)", cell=word, share=f"{100 * share:.0f}",
               low=f"{100 * moved.low[cell]:.0f}", high=f"{100 * moved.high[cell]:.0f}")
            for word, (cell, share) in zip(words, moved.grid.shares.items(), strict=True)
        )  # fmt: skip
        return tr(
            "Two panels. Left, {n} customers by {patronage} across and {attitude} up, cut at {across} and "
            "{up} with a grey band of {move} % of the range either way; each of the four cells has its own "
            "marker. Right, bars of the shares with lines from the smallest to the largest: {cells}.",
            n=f"{moved.grid.n:,}",
            patronage=names[1],
            attitude=names[0],
            across=f"{result['s'].patronage_cut:g}",
            up=f"{result['s'].attitude_cut:g}",
            move=f"{result['s'].move:g}",
            cells=cells,
        )

    def decision(self):
        """Ask for a group that a campaign can rest on."""
        return Decision(
            tr("A campaign for whom?"),
            {"true": tr("true loyalty"), "latent": tr("latent loyalty"),
             "spurious": tr("spurious loyalty"), "none": tr("none, the cuts decide too much")},
        )  # fmt: skip


def _subscribers():
    from crmlab import datasets, scales

    people = datasets.load("mobile_subscribers")
    return scales.score(people, {"attitude": ["al1", "al2", "al3"], "patronage": ["bh1", "bh2", "bh3"]})


def _median(values):
    import numpy as np

    return np.median(values)


def _step(span):
    """A round step of which a range has about 60 to 150."""
    from math import floor, log10

    power = 10.0 ** floor(log10(span / 50))
    return next(m * power for m in (5, 2, 1) if span / (m * power) >= 50)

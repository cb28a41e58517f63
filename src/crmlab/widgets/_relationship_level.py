"""Which of the five levels of relationship pays for this margin and this many customers?"""

import math
from itertools import pairwise

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame
from crmlab.language import tr
from crmlab.plots.levels import level_bars, level_bars_frame, level_plane, level_plane_frame
from crmlab.relationship import LEVELS, best_level, crowded_levels, level_map, relationship_level
from crmlab.widgets.controls import Decision, Number
from crmlab.widgets.explorer import Explorer

_ASSUMED = {"retention": [0.60, 0.70, 0.78, 0.84, 0.88], "cost_per_customer": [0, 4, 14, 45, 115]}
_USUAL = 1000
_CUSTOMERS, _MARGINS = (30, 300, 3000, 30_000), (17, 55, 180, 590)


class RelationshipLevel(Explorer):
    """Compare Kotler's grid of relationship levels with a model of what each level costs and keeps.

    Parameters
    ----------
    data : DataFrame, one row per level, optional
        Your own levels, indexed by `crmlab.relationship.LEVELS`: ``retention`` (share of customers who stay a
        year) and ``cost_per_customer`` (EUR a year, for 1,000 customers). Without it, assumed numbers.
    **settings
        Where the controls start: ``margin`` (EUR a year on each customer), ``customers``, ``dearer`` (% by
        which a customer's cost rises when the number of customers doubles), ``start`` (EUR once for each
        step up), ``lift`` (% of the gains in retention that the table promises) and ``discount`` (% a
        year).

    Raises
    ------
    ValueError
        If a level or a column is absent, or a retention is not from 0 to below 1.

    Notes
    -----
    The grid is Kotler's (1991); he gives no numbers, so where *few* ends and *many* begins (300 and 3,000
    customers, a margin of EUR 55 and 180) is our choice, like the costs and retentions. The five are
    levels of effort, not stages that every customer passes through.

    Examples
    --------
    >>> RelationshipLevel(margin=100, customers=1000).reading[-51:]
    'and the model agrees with the grid in 9 of 9 cells.'
    """

    size = (5.8, 5.0)
    grid = (2, 1)

    def __init__(self, data=None, **settings):
        own = pd.DataFrame(_ASSUMED, index=LEVELS) if data is None else data
        absent = [level for level in LEVELS if level not in own.index]
        if absent:
            raise ValueError(
                tr("The table has no row '{level}'; it needs {levels}.",
                   level=absent[0], levels=", ".join(LEVELS))
            )  # fmt: skip
        columns = ["retention", "cost_per_customer"]
        self._levels = numeric_frame(own.loc[list(LEVELS)], columns, name="data", allow_missing=False)
        if not self._levels["retention"].between(0, 1, inclusive="left").all():
            raise ValueError(tr("A retention is not from 0 to below 1; write 80 % as 0.8."))
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("Which of the five levels of relationship pays for this margin and this many customers?")

    def controls(self):
        """Return where the firm stands and what the model assumes."""
        return [
            Number("margin", tr("Margin on each customer"), 100, 17, 590, 1, unit=tr("EUR a year")),
            Number("customers", tr("Customers"), 1000, 30, 30_000, 10, whole=True),
            Number("dearer", tr("One customer's cost rises when customers double by"), 41, 0, 100, 1,
                   unit="%"),
            Number("start", tr("To start each step up"), 0, 0, 100_000, 1000, unit=tr("EUR once")),
            Number("lift", tr("Gains in staying, of those assumed"), 100, 0, 150, 5, unit="%"),
            Number("discount", tr("Discount rate"), 10, 0, 30, 1, unit=tr("% a year")),
        ]  # fmt: skip

    def work(self, s):
        """Find the best level here and everywhere on the plane."""
        kept = self._levels["retention"]
        kept = kept.iloc[0] + s.lift / 100 * (kept - kept.iloc[0])
        if not kept.between(0, 1, inclusive="left").all():
            raise ValueError(
                tr("With {lift} % of the gains more customers would stay than there are; lower it.",
                   lift=f"{s.lift:g}")
            )  # fmt: skip
        levels = self._levels.assign(retention=kept, fixed_cost=s.start * np.arange(len(LEVELS)))
        attention = {"usual": _USUAL, "crowding": math.log2(1 + s.dearer / 100)}
        discount = s.discount / 100
        here = best_level(s.customers, s.margin, crowded_levels(levels, s.customers, **attention), discount)
        fine = (np.geomspace(edges[0], edges[-1], 2 * n + 1)[1::2]
                for edges, n in ((_CUSTOMERS, 45), (_MARGINS, 75)))  # fmt: skip
        plane = level_map(*fine, levels, discount, **attention)
        middles = [[math.sqrt(a * b) for a, b in pairwise(edges)]
                   for edges in (_CUSTOMERS, _MARGINS)]  # fmt: skip
        nine = level_map(*middles, levels, discount, **attention)
        cells = {
            (number, margin): (relationship_level(few, low), nine.loc[number, margin])
            for number, few in zip(middles[0], ("few", "medium", "many"), strict=True)
            for margin, low in zip(middles[1], ("low", "medium", "high"), strict=True)
        }
        codes, found = pd.factorize(plane.to_numpy().ravel())
        places = np.array([LEVELS.index(level) for level in found])[codes].reshape(plane.shape)
        return {"s": s, "here": here, "cells": cells, "plane": places,
                "agree": sum(model in kotler for kotler, model in cells.values()),
                "kotler": _advice(s.customers, s.margin)}  # fmt: skip

    def frame(self, axes, result):
        """Draw the axes."""
        axes[0].get_gridspec().set_height_ratios([5, 3])
        advice = {middle: kotler for middle, (kotler, _) in result["cells"].items()}
        level_plane_frame(_CUSTOMERS, _MARGINS, advice, ax=axes[0])
        level_bars_frame(ax=axes[1])

    def draw(self, axes, result):
        """Draw the plane and the profits."""
        s = result["s"]
        here = (s.customers, s.margin)
        level_plane(result["plane"], result["cells"], _CUSTOMERS, _MARGINS, here, ax=axes[0])
        level_bars(result["here"].levels["profit"], ax=axes[1])

    def sentence(self, result):
        """Say which level earns most here and whether the grid says so too."""
        names, here = self.names(), result["here"]
        order = here.levels["profit"].sort_values(ascending=False, kind="stable")
        return tr(
            "With {customers} customers at EUR {margin} a year each {best} earns most: EUR {profit} over "
            "their lifetimes, EUR {lead} more than {second}; Kotler's grid advises {kotler}, and the model "
            "agrees with the grid in {agree} of 9 cells.",
            customers=f"{result['s'].customers:,.0f}",
            margin=f"{result['s'].margin:,.0f}",
            best=names[here.best],
            profit=f"{here.profit:,.0f}",
            lead=f"{order.iloc[0] - order.iloc[1]:,.0f}",
            second=names[order.index[1]],
            kotler=names[result["kotler"]],
            agree=result["agree"],
        )

    def describe(self, result):
        """Describe the plane and the bars."""
        names = self.names()
        cells = "; ".join(
            tr("{customers} customers, EUR {margin}: Kotler {kotler}, model {model}",
               customers=f"{number:,.0f}", margin=f"{margin:,.0f}", kotler=names[kotler], model=names[model])
            for (number, margin), (kotler, model) in result["cells"].items()
        )  # fmt: skip
        profits = ", ".join(
            f"{names[level]} EUR {profit:,.0f}" for level, profit in result["here"].levels["profit"].items()
        )
        return tr(
            "Two panels. Above, a plane of margin across and number of customers up, both logarithmic, "
            "darker where a closer relationship earns most, with the nine cells of Kotler's grid: {cells}. A "
            "star marks the firm. Below, bars of what each level earns there: {profits}.",
            cells=cells,
            profits=profits,
        )

    def decision(self):
        """Ask for a level."""
        names = self.names()
        return Decision(tr("Which level would you choose?"), {level: names[level] for level in LEVELS})

    def names(self):
        """Return the levels in the language of the reader."""
        return {
            "basic": tr("basic"), "reactive": tr("reactive"), "accountable": tr("accountable"),
            "proactive": tr("proactive"), "partnership": tr("partnership"),
            "basic or reactive": tr("basic or reactive"),
        }  # fmt: skip


def _advice(customers, margin):
    """What Kotler's grid advises for numbers, with our limits."""
    many = sum(customers >= edge for edge in _CUSTOMERS[1:3])
    high = sum(margin >= edge for edge in _MARGINS[1:3])
    return relationship_level(("few", "medium", "many")[many], ("low", "medium", "high")[high])

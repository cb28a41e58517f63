"""Where does the ladder leak? Customers between stages as a Markov chain, with one flow to change."""

import warnings

import numpy as np
import pandas as pd

from crmlab.language import tr
from crmlab.plots.ladder import ladder_frame, ladder_parts
from crmlab.relationship import first_passage, ladder_leaks, stage_flows
from crmlab.widgets.controls import Choice, Decision, Number
from crmlab.widgets.explorer import Explorer, steps_up

_STAGES = ("new", "loyal", "closer", "fan")
_MADE_UP = [[0.35, 0.20, 0, 0], [0, 0.70, 0.12, 0], [0, 0.05, 0.80, 0.08], [0, 0, 0.04, 0.92]]


class StageFlow(Explorer):
    """Follow customers up and down a ladder, see where they leave and what changing one flow brings.

    Parameters
    ----------
    data : DataFrame, shape (n_customers, n_periods), optional
        Stage of each customer in each period, from left to right, as for `crmlab.relationship.stage_flows`;
        missing where a customer was not there yet. Without it, a ladder of four stages with made-up flows.
    order : sequence of str
        Stages from low to high; needed with data.
    left : str
        What the data call customers who have left. They do not come back: who does counts as new.
    **settings
        Where the controls start: ``change`` (such as ``"new:leave"``, ``"new:climb"`` or ``"loyal:fall"``:
        less leaving, more climbing to the next stage, less falling back), ``points`` (percentage points a
        period), ``arrivals`` (new customers a period, all in the lowest stage) and ``goal`` (``"top"`` or
        ``"total"``: customers to count).

    Raises
    ------
    ValueError
        If a stage is unknown, nobody is seen moving on from one, or nobody ever leaves.

    Examples
    --------
    >>> StageFlow().reading[:33]
    'Most leave as new customers: 67.7'
    """

    size = (5.8, 3.4)
    grid = (1, 2)

    def __init__(self, data=None, order=None, left="left", **settings):
        self._own = data is not None
        if self._own:
            self._matrix = _estimated(data, list(order or ()), left)
        else:
            self._matrix = pd.DataFrame(_MADE_UP, index=_STAGES, columns=_STAGES)
        _can_end(self._matrix)
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("Where does the ladder leak?")

    def names(self):
        """Return the stages, in the language of the reader if they are our own."""
        if self._own:
            return {stage: str(stage) for stage in self._matrix.index}
        return {"new": tr("new customers"), "loyal": tr("loyal customers"),
                "closer": tr("growing loyalty"), "fan": tr("super fans")}  # fmt: skip

    def changes(self):
        """Return the flows that can be changed, with the words for each."""
        names, stages = self.names(), list(self._matrix.index)
        leave = 1 - self._matrix.sum(axis=1)
        found = {}
        for place, stage in enumerate(stages):
            if leave[stage] > 1e-9:
                found[f"{stage}:leave"] = tr("{stage}: leave less", stage=names[stage])
            if place < len(stages) - 1 and self._matrix.loc[stage, stage] > 0:
                found[f"{stage}:climb"] = tr("{stage}: climb more", stage=names[stage])
            if self._matrix.iloc[place, :place].sum() > 1e-9:
                found[f"{stage}:fall"] = tr("{stage}: fall back less", stage=names[stage])
        return found

    def controls(self):
        """Return the flow to change and by how much, who arrives and what is counted."""
        changes, names = self.changes(), self.names()
        top = names[self._matrix.index[-1]]
        return [
            Choice("change", tr("Change"), changes, next(iter(changes))),
            Number("points", tr("By"), 3, 0, 40, 0.5, unit=tr("percentage points a {period}",
                                                                 period=self.period())),
            Number("arrivals", tr("New customers"), 100, 1, 10_000, 10,
                   unit=tr("a {period}", period=self.period())),
            Choice("goal", tr("Count"), {"top": top, "total": tr("all customers")}, "top"),
        ]  # fmt: skip

    def period(self):
        """Return the name of a period."""
        return tr("period") if self._own else tr("quarter")

    def work(self, s):
        """Return the ladder before and after the change, and who gets to the top."""
        stage, flow = s.change.rsplit(":", 1)
        stage = next(each for each in self._matrix.index if str(each) == stage)
        changed = self._moved(stage, flow, s.points / 100)
        _can_end(changed)
        new = np.r_[s.arrivals, np.zeros(len(changed) - 1)]
        before, after = ladder_leaks(self._matrix, new), ladder_leaks(changed, new)
        top = changed.index[-1]
        passage = first_passage(changed, top).iloc[0]
        gain = after["top_gain" if s.goal == "top" else "total_gain"]
        held = [table["customers"].iloc[-1] if s.goal == "top" else table["customers"].sum()
                for table in (before, after)]  # fmt: skip
        return {"s": s, "before": before, "after": after, "gain": gain, "passage": passage, "held": held}

    def scale(self, result):
        """Return the ends of both axes."""
        most = max(result["before"]["customers"].max(), result["after"]["customers"].max(),
                   1.4 * result["after"]["leaving"].max(), 1e-6)  # fmt: skip
        gain = result["gain"].replace(np.inf, np.nan).max()
        return steps_up(most), steps_up(max(gain, 1e-6))

    def frame(self, axes, result):
        """Draw the axes."""
        ladder_frame(list(self.names().values()), *self.scale(result), self.period(), axes=axes)

    def draw(self, axes, result):
        """Draw the rungs, the leaks and the gains."""
        ladder_parts(result["after"], result["before"]["customers"], result["gain"], axes=axes)

    def sentence(self, result):
        """Say where most leave, where closing the leak brings most, and who gets to the top."""
        names, s = self.names(), result["s"]
        leaving, gain, passage = result["after"]["leaving"], result["gain"], result["passage"]
        widest, best = leaving.idxmax(), gain.idxmax()
        goal = names[gain.index[-1]] if s.goal == "top" else tr("customers")
        values = {
            "stage": names[widest], "leaving": f"{leaving[widest]:,.1f}", "arrivals": f"{s.arrivals:,g}",
            "period": self.period(), "goal": goal, "best": names[best], "gain": f"{gain[best]:,.1f}",
            "there": f"{gain[widest]:,.1f}",
        }  # fmt: skip
        if widest == best:
            where = tr(
                "Most leave as {stage}: {leaving} of {arrivals} who join a {period}; there a point kept is "
                "also worth most, {gain} more {goal} in the long run",
                **values,
            )
        else:
            where = tr(
                "Most leave as {stage}: {leaving} of {arrivals} who join a {period}; but a point kept is "
                "worth most among {best}, {gain} more {goal} in the long run against {there}",
                **values,
            )
        top = names[gain.index[-1]]
        if passage["chance"] > 0:
            climb = tr(
                "{chance} % of those who join ever become {top}, on average after {periods} periods",
                chance=f"{100 * passage['chance']:.1f}", top=top, periods=f"{passage['periods']:.1f}",
            )  # fmt: skip
        else:
            climb = tr("nobody who joins ever becomes {top}", top=top)
        return tr(
            "{where}. With the change {climb}, and there are {after} {goal}, not {before}.",
            where=where, climb=climb, goal=goal,
            before=f"{result['held'][0]:,.0f}", after=f"{result['held'][1]:,.0f}",
        )  # fmt: skip

    def describe(self, result):
        """Describe both panels."""
        names = self.names()
        rungs = "; ".join(
            tr("{stage}: {customers} customers (before {before}), {leaving} leave, gain {gain}",
               stage=names[stage], customers=f"{row['customers']:,.0f}",
               before=f"{result['before'].loc[stage, 'customers']:,.0f}",
               leaving=f"{row['leaving']:,.0f}", gain=f"{result['gain'][stage]:,.1f}")
            for stage, row in result["after"].iterrows()
        )  # fmt: skip
        return tr(
            "Two panels, one row for each stage, the highest on top. Left, bars of the customers in the long "
            "run to the right and of those who leave each {period} to the left. Right, bars of what one "
            "point kept brings. {rungs}.",
            period=self.period(),
            rungs=rungs,
        )

    def decision(self):
        """Ask which leak to close."""
        options = {str(stage): name for stage, name in self.names().items()}
        return Decision(tr("Which leak would you close?"), options)

    def _moved(self, stage, flow, share):
        """The matrix with one flow changed."""
        changed, place = self._matrix.copy(), self._matrix.index.get_loc(stage)
        row = changed.loc[stage].to_numpy().copy()
        below = row[:place].sum()
        there = {"leave": 1 - row.sum(), "climb": row[place], "fall": below}[flow]
        if share > there + 1e-9:
            raise ValueError(
                tr("Only {there} % go that way in a {period}; change it by at most as many points.",
                   there=f"{100 * there:.1f}", period=self.period())
            )  # fmt: skip
        if flow == "climb":
            row[place] -= share
            row[place + 1] += share
        else:
            row[place] += share
            if flow == "fall":
                row[:place] *= 1 - share / below
        changed.loc[stage] = np.clip(row, 0, 1)
        return changed


def _estimated(data, order, left):
    """Flows between stages as the data have them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # said below, where it matters
        flows = stage_flows(data, [*order, left]).probabilities
    silent = flows.index[flows.isna().any(axis=1) & (flows.index != left)]
    if len(silent):
        raise ValueError(
            tr("Nobody is seen in '{stage}' and again a period later; leave the stage out.", stage=silent[0])
        )
    return flows.loc[order, order]


def _can_end(matrix):
    """Refuse a ladder that some customers never leave."""
    leaves = 1 - matrix.to_numpy().sum(axis=1) > 1e-9
    for _ in range(len(matrix)):
        leaves = leaves | (matrix.to_numpy() @ leaves > 0)
    if not leaves.all():
        raise ValueError(tr("Then some customers would never leave, and their number would grow for ever."))

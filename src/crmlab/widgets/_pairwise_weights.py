"""How do judgements in pairs become weights, and when are they too inconsistent to use?"""

import warnings
from itertools import combinations

from crmlab.language import tr
from crmlab.plots.judgements import judgements_frame, judgements_parts
from crmlab.satisfaction import ahp_weights, worst_judgement
from crmlab.widgets.controls import Choice, Decision, Number
from crmlab.widgets.explorer import Explorer

_LIMIT = 0.10
_OPENS_WITH = {"p12": 2, "p13": 3, "p14": 5, "p15": 7, "p23": 2, "p24": -3, "p25": 4, "p34": 2, "p35": 3,
               "p45": 2}  # fmt: skip


class PairwiseWeights(Explorer):
    """Judge criteria in pairs; see their weights, how consistent the judgements are and which to ask again.

    Parameters
    ----------
    judgements : DataFrame, shape (n, n), optional
        Your own judgements of 3 to 5 criteria, as for `crmlab.satisfaction.ahp_weights`: entry (i, j) says
        how many times criterion i outweighs criterion j; the names of the columns name the criteria.
        Without it, five criteria of a service with made-up judgements.
    **settings
        Where the controls start: ``n`` ("3", "4" or "5" criteria) and ``p12``, ``p13``, ... ``p45``: how many
        times the first of the two outweighs the second; -3 says that the second counts three times as
        much, and -1, 0 and 1 that both count the same.

    Raises
    ------
    ValueError
        If the table is no matrix of judgements or has fewer than 3 or more than 5 criteria.

    Notes
    -----
    Weights are the principal eigenvector; 0.10 as the largest consistency ratio is Saaty's rule of thumb.

    Examples
    --------
    >>> widget = PairwiseWeights(n="3")
    >>> widget.reading[:26]
    'reliability weighs most (5'
    """

    size = (5.8, 4.8)
    grid = (2, 1)

    def __init__(self, judgements=None, **settings):
        self._names, self._start, self._most = None, dict(_OPENS_WITH), 5
        if judgements is not None:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the widget says so itself
                self._names = [str(name) for name in ahp_weights(judgements).weights.index]
            self._most = len(self._names)
            if not 3 <= self._most <= 5:
                raise ValueError(
                    tr("The table compares {n} criteria; give 3 to 5 of them.", n=self._most)
                )  # fmt: skip
            table = [[float(value) for value in row] for row in _rows(judgements)]
            for i, j in combinations(range(self._most), 2):
                self._start[f"p{i + 1}{j + 1}"] = _signed(table[i][j])
        super().__init__(**settings)

    def question(self):
        """Return the manager's question."""
        return tr("How do judgements in pairs become weights, and when are they too inconsistent to use?")

    def criteria(self):
        """Return the names of the criteria, in the language of the reader if they are our own."""
        if self._names is not None:
            return self._names
        return [tr("reliability"), tr("speed"), tr("price"), tr("courtesy"), tr("premises")]

    def controls(self):
        """Return the number of criteria and one judgement for each pair of them."""
        names, unit = self.criteria(), tr("times; minus: the other way round")
        counts = {str(n): str(n) for n in range(3, self._most + 1)}
        opens = min(self._most, 4) if self._names is None else self._most
        pairs = combinations(range(self._most), 2)
        return [
            Choice("n", tr("Criteria compared"), counts, str(opens)),
            *(
                Number(
                    f"p{i + 1}{j + 1}",
                    tr("{first} over {second}", first=names[i], second=names[j]),
                    self._start[f"p{i + 1}{j + 1}"], -9, 9, 1, unit=unit,
                )
                for i, j in pairs
            ),
        ]  # fmt: skip

    def shown(self, s):
        """Return the pairs among the criteria compared."""
        return {"n", *(f"p{i + 1}{j + 1}" for i, j in combinations(range(int(s.n)), 2))}

    def work(self, s):
        """Return the weights and the judgement to ask again."""
        import numpy as np

        n = int(s.n)
        pairs = list(combinations(range(n), 2))
        matrix = np.ones((n, n))
        for i, j in pairs:
            matrix[i, j] = _times(getattr(s, f"p{i + 1}{j + 1}"))
            matrix[j, i] = 1 / matrix[i, j]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the sentence says so
            ahp = ahp_weights(matrix)
        worst = worst_judgement(matrix)
        row = pairs.index((worst.first, worst.second))
        off = ahp.consistency_ratio > _LIMIT and worst.better != worst.said
        return {"n": n, "pairs": pairs, "ahp": ahp, "worst": worst, "row": row if off else None,
                "said": [matrix[pair] for pair in pairs]}  # fmt: skip

    def scale(self, result):
        """Return the number of criteria."""
        return result["n"]

    def frame(self, axes, result):
        """Draw the axes."""
        judgements_frame(self.criteria()[: result["n"]], result["pairs"], axes=axes)

    def draw(self, axes, result):
        """Draw the weights and the judgements."""
        ahp = result["ahp"]
        judgements_parts(
            ahp.weights.to_numpy(), ahp.consistency_ratio, result["pairs"], result["said"], result["row"],
            result["worst"].better, axes=axes,
        )  # fmt: skip

    def sentence(self, result):
        """Say what weighs most, or which judgement to ask again."""
        ahp, worst, names = result["ahp"], result["worst"], self.criteria()
        ratio = f"{ahp.consistency_ratio:.2f}"
        if ahp.consistency_ratio <= _LIMIT:
            order = ahp.weights.sort_values(ascending=False, kind="stable")
            return tr(
                "{first} weighs most ({weight} %), then {second} ({next} %); the judgements hang together "
                "well enough to use (consistency ratio {ratio}, at most 0.10 by Saaty's rule).",
                first=names[order.index[0]], weight=f"{100 * order.iloc[0]:.0f}",
                second=names[order.index[1]], next=f"{100 * order.iloc[1]:.0f}", ratio=ratio,
            )  # fmt: skip
        if result["row"] is None:
            return tr(
                "The judgements contradict each other too much to use the weights (consistency ratio "
                "{ratio}, at most 0.10 by Saaty's rule), and no change of a single one helps: judge all "
                "pairs again.",
                ratio=ratio,
            )
        values = {
            "ratio": ratio,
            "first": names[worst.first],
            "second": names[worst.second],
            "said": written_judgement(worst.said),
            "better": written_judgement(worst.better),
            "then": f"{worst.ratio_then:.2f}",
        }
        if worst.ratio_then <= _LIMIT:
            return tr(
                "The judgements contradict each other too much to use the weights (consistency ratio "
                "{ratio}, at most 0.10 by Saaty's rule); {first} over {second} fits the others worst: "
                "{better} instead of {said} would bring the ratio to {then}.",
                **values,
            )
        return tr(
            "The judgements contradict each other too much to use the weights (consistency ratio "
            "{ratio}, at most 0.10 by Saaty's rule); {first} over {second} fits the others worst, but even "
            "{better} instead of {said} leaves the ratio at {then}: ask for more than one again.",
            **values,
        )

    def describe(self, result):
        """Describe both panels."""
        names = self.criteria()
        weights = ", ".join(f"{names[i]} {100 * weight:.0f} %" for i, weight in result["ahp"].weights.items())
        judged = ", ".join(
            f"{names[i]} : {names[j]} {written_judgement(said)}"
            for (i, j), said in zip(result["pairs"], result["said"], strict=True)
        )
        return tr(
            "Two panels. Above, bars of the weights: {weights}. Below, one row for each pair on a scale from "
            "1/9 to 9 with a circle where it was judged and a diamond where the weights have it: {judged}. "
            "{star}",
            weights=weights,
            judged=judged,
            star=tr("No row is marked.")
            if result["row"] is None
            else tr("A star marks what would mend the worst row: {better}.",
                    better=written_judgement(result["worst"].better)),
        )  # fmt: skip

    def decision(self):
        """Ask what to do with the weights."""
        return Decision(
            tr("Use these weights?"),
            {"use": tr("yes, as they are"), "ask": tr("no, ask again first"),
             "equal": tr("no, weigh all the same")},
        )  # fmt: skip


def written_judgement(times):
    """Write a judgement as Saaty does, such as 3 or 1/3.

    Examples
    --------
    >>> written_judgement(3.0), written_judgement(1 / 3), written_judgement(2.5)
    ('3', '1/3', '2.5')
    """
    return f"{times:.3g}" if times >= 1 else f"1/{1 / times:.3g}"


def _times(signed):
    """How many times the first outweighs the second, from a setting between -9 and 9."""
    if 0 < abs(signed) < 1:
        raise ValueError(
            tr("{value} lies between equal (0) and once (1); type a whole number of times, with a minus sign "
               "if the second counts more.", value=f"{signed:g}")
        )  # fmt: skip
    return signed if signed >= 1 else 1 / -signed if signed <= -1 else 1.0


def _signed(times):
    return round(times if times >= 1 else -1 / times, 6)


def _rows(judgements):
    return getattr(judgements, "values", judgements)

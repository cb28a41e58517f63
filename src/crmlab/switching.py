"""Switching costs: the eight facets and three types, what leaving costs, and what a barrier holds back.

A switching cost is the one-time cost of moving from one provider to another (Porter 1980; Klemperer 1987).
Burnham, Frels and Mahajan (2003) sort what customers name into eight facets of three types.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame, positive, probability

TYPES = ("procedural", "financial", "relational")
_FACETS = (
    ("economic risk", "procedural", "the chance that the new provider turns out worse"),
    ("evaluation", "procedural", "time and effort of searching and comparing"),
    ("learning", "procedural", "time and effort of getting used to the new one"),
    ("set-up", "procedural", "time and effort of starting the new relationship"),
    ("benefit loss", "financial", "points, discounts and status left behind"),
    ("monetary loss", "financial", "one-off payments: fees, deposits, new equipment"),
    ("personal relationship loss", "relational", "ties to the people who serve the customer"),
    ("brand relationship loss", "relational", "ties to what the brand stands for"),
)


def facets():
    """Return the eight facets of switching cost with their types.

    Returns
    -------
    pandas.DataFrame
        Index: facet; columns: type, meaning. Eight rows.

    References
    ----------
    Burnham, T. A., Frels, J. K. and Mahajan, V. (2003). Consumer switching costs: a typology, antecedents,
    and consequences. Journal of the Academy of Marketing Science 31(2), 109-126.

    Examples
    --------
    >>> facets()["type"].value_counts().to_dict()
    {'procedural': 4, 'financial': 2, 'relational': 2}
    """
    return pd.DataFrame(_FACETS, columns=["facet", "type", "meaning"]).set_index("facet")


def type_scores(facet_scores):
    """Average facet scores to the three types, each facet counting once.

    Parameters
    ----------
    facet_scores : pandas.DataFrame
        One column per facet, named as in `facets`; all eight are needed.

    Returns
    -------
    pandas.DataFrame
        Columns procedural, financial, relational, in the units of the facets.

    Raises
    ------
    ValueError
        If a facet is missing.

    Examples
    --------
    >>> row = pd.DataFrame([[1, 2, 3, 4, 5, 6, 7, 7]], columns=facets().index)
    >>> type_scores(row).iloc[0].to_dict()
    {'procedural': 2.5, 'financial': 5.5, 'relational': 7.0}
    """
    of_type = facets()["type"]
    scores = numeric_frame(facet_scores, list(of_type.index), name="facet_scores")
    return pd.DataFrame({name: scores[of_type.index[of_type == name]].mean(axis=1) for name in TYPES})


def cost_of_leaving(exit_fee, points, hours, *, hour_value):
    """Add up what leaving costs a customer once, in money.

    Parameters
    ----------
    exit_fee, points : float or array_like
        Fee to pay and value of points lost, in currency units.
    hours : float or array_like
        Hours that the change takes.
    hour_value : float
        What an hour is worth to the customer, in currency units.

    Returns
    -------
    float or array_like
        ``exit_fee + points + hours * hour_value``; ties to people and brand are not in it.

    Raises
    ------
    ValueError
        If an amount is negative.

    Examples
    --------
    >>> cost_of_leaving(50, 20, 4, hour_value=15)
    130
    """
    for name, value in {
        "exit_fee": exit_fee,
        "points": points,
        "hours": hours,
        "hour_value": hour_value,
    }.items():
        if np.any(np.asarray(value) < 0):
            raise ValueError(
                f"{name} is negative somewhere; give what the customer loses as positive amounts"
            )
    return exit_fee + points + hours * hour_value


def facet_costs(*, risk_chance, risk_loss, hours, hour_value, benefits, payments, people, brand):
    """Put a price on each of the eight facets for one customer.

    Parameters
    ----------
    risk_chance : float
        Chance, from 0 to 1, that the new provider turns out worse.
    risk_loss : float
        What that would cost, in money.
    hours : sequence of three float
        Hours for evaluation, learning and set-up.
    hour_value : float
        What an hour is worth to the customer, in money.
    benefits, payments : float
        Points, discounts and status left behind; one-off payments.
    people, brand : float
        What the customer would pay to keep the ties to the people and to the brand.

    Returns
    -------
    pandas.DataFrame
        The rows of `facets` with the columns type and cost (money, once).

    Raises
    ------
    ValueError
        If an amount is negative or the chance is not from 0 to 1.

    Notes
    -----
    Burnham, Frels and Mahajan measure the facets as perceptions on rating scales. Pricing them is ours: risk
    as chance times loss, effort as hours times their value, ties as what keeping them is worth.

    References
    ----------
    Burnham, T. A., Frels, J. K. and Mahajan, V. (2003). Consumer switching costs: a typology, antecedents,
    and consequences. Journal of the Academy of Marketing Science 31(2), 109-126.

    Examples
    --------
    >>> costs = facet_costs(risk_chance=0.2, risk_loss=100, hours=[1, 1, 2], hour_value=15, benefits=7,
    ...                     payments=119, people=10, brand=20)
    >>> float(costs["cost"].sum()), costs.groupby("type")["cost"].sum().to_dict()
    (236.0, {'financial': 126.0, 'procedural': 80.0, 'relational': 30.0})
    """
    evaluation, learning, setup = hours
    amounts = [risk_loss, evaluation, learning, setup, benefits, payments, people, brand, hour_value]
    if not all(amount >= 0 for amount in amounts):
        raise ValueError("an amount is negative or missing; give what the customer loses as positive ones.")
    priced = [
        probability(risk_chance, "risk_chance") * risk_loss,
        *(effort * hour_value for effort in (evaluation, learning, setup)),
        benefits, payments, people, brand,
    ]  # fmt: skip
    return facets()[["type"]].assign(cost=[float(cost) for cost in priced])


@dataclass(frozen=True)
class SwitchingBalance:
    """What leaving costs once against what a rival saves.

    ``cost`` is paid once, ``saved`` comes back over the periods looked at and ``net`` is the difference;
    ``pays_after`` says after how many periods the cost is made up for (infinite if the rival saves nothing)
    and ``break_even`` by how much a rival must be cheaper each period.
    """

    cost: float
    saved: float
    net: float
    pays_after: float
    break_even: float

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Say in one sentence whether leaving pays."""
        verdict = "pays" if self.net > 0 else "does not pay"
        return (
            f"Leaving costs {self.cost:,.0f} once and saves {self.saved:,.0f}: it {verdict}; a rival must be "
            f"cheaper by {self.break_even:,.2f} a period to make up for it."
        )


def switching_balance(cost, saving, periods):
    """Weigh the one-time cost of leaving against the lower price of a rival.

    Parameters
    ----------
    cost : float
        What leaving costs once, in money, zero or more.
    saving : float
        By how much the rival is cheaper each period, in money; negative if dearer.
    periods : float
        How many periods the customer looks ahead, above zero.

    Returns
    -------
    SwitchingBalance

    Raises
    ------
    ValueError
        If the cost is negative or `periods` is not above zero.

    Notes
    -----
    A saving of :math:`d` a period makes up for the cost :math:`SC` after :math:`SC / d` periods; within
    :math:`T` periods that takes :math:`d^* = SC / T`. Later money counts as much as money today.

    References
    ----------
    Klemperer, P. (1987). Markets with consumer switching costs. Quarterly Journal of Economics 102(2),
    375-394.

    Examples
    --------
    >>> balance = switching_balance(240, 8, 24)
    >>> balance.net, balance.pays_after, balance.break_even
    (-48.0, 30.0, 10.0)
    """
    if not cost >= 0:
        raise ValueError(f"cost is {cost!r}; give zero or more.")
    ahead = positive(periods, "periods")
    saved = float(saving * ahead)
    pays_after = float(cost / saving) if saving > 0 else float("inf")
    return SwitchingBalance(float(cost), saved, saved - cost, pays_after, float(cost / ahead))


@dataclass(frozen=True)
class BarrierEffect:
    """Expected retention with the barrier as it is and with the barrier taken down.

    ``with_barrier`` and ``without_barrier`` are shares of customers; ``held`` gives, row by row, the
    probability of staying that hangs on the barrier; ``odds_ratio`` is that of one point of the barrier.
    """

    with_barrier: float
    without_barrier: float
    held: pd.Series
    odds_ratio: float
    n: int

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Say in one sentence what the barrier holds back."""
        return (
            f"Of {self.n} customers the model expects {self.with_barrier:.1%} to stay; with the barrier "
            f"down, other things equal, {self.without_barrier:.1%}."
        )

    def money_held(self, yearly):
        """Yearly money that hangs on the barrier.

        Parameters
        ----------
        yearly : Series of float
            What each customer brings a year, same index as the data.

        Returns
        -------
        float
            Sum over customers of ``held * yearly``, in the same currency.
        """
        return float((self.held * yearly).sum())


def barrier_effect(data, stayed, barrier, others=(), *, down_to):
    """Estimate retention with and without a barrier by a logit and its counterfactual.

    Parameters
    ----------
    data : pandas.DataFrame
        One row per customer.
    stayed : str
        Column of 0 and 1: the customer stayed.
    barrier : str
        Column with the switching cost.
    others : sequence of str
        Columns to hold constant.
    down_to : float
        The level of the barrier once it is taken down; customers already below keep theirs.

    Returns
    -------
    BarrierEffect

    Raises
    ------
    ValueError
        If `stayed` is not 0 and 1 with both present, or a column is missing or not numeric.

    Notes
    -----
    ``P(stay) = 1 / (1 + exp(-(a + b * barrier + c' others)))``, averaged over the customers at their own
    barrier and at ``min(barrier, down_to)``. A forecast from such a model is causal only if nothing left out
    moves both the barrier and the decision to stay.

    References
    ----------
    Greene, W. H. (2018). Econometric Analysis, 8th ed., section 17.2.4 (average partial effects).

    Examples
    --------
    >>> data = pd.DataFrame({"stayed": [1, 1, 0, 1, 0, 1, 1, 0], "cost": [6, 5, 2, 4, 3, 2, 6, 5]})
    >>> effect = barrier_effect(data, "stayed", "cost", down_to=1)
    >>> effect.without_barrier < effect.with_barrier
    True
    """
    import statsmodels.api as sm

    columns = [stayed, barrier, *others]
    used = numeric_frame(data, columns, name="data").dropna()
    if set(used[stayed].unique()) != {0, 1}:
        raise ValueError(f"column {stayed!r} must hold both 0 and 1 (left, stayed) and nothing else")
    predictors = sm.add_constant(used[[barrier, *others]].astype(float), has_constant="add")
    model = sm.Logit(used[stayed].astype(float), predictors).fit(disp=0)
    lowered = predictors.assign(**{barrier: predictors[barrier].clip(upper=down_to)})
    now, then = model.predict(predictors), model.predict(lowered)
    return BarrierEffect(
        with_barrier=float(now.mean()),
        without_barrier=float(then.mean()),
        held=now - then,
        odds_ratio=float(np.exp(model.params[barrier])),
        n=len(used),
    )


def loyal_or_captive(attitude, stayed, *, cut):
    """Sort customers by what they feel and what they did.

    Parameters
    ----------
    attitude : Series of float
        Attitudinal loyalty.
    stayed : Series of 0 and 1
        Behaviour, same index.
    cut : float
        Attitude above it counts as attached.

    Returns
    -------
    Series of str
        loyal (attached, stayed), captive (not attached, stayed), lost friend (attached, left), lost.

    Notes
    -----
    The two-by-two reading of loyalty is Dick and Basu's (1994); they call staying without attachment spurious
    loyalty. The counts hang on the cut: report them for more than one.

    References
    ----------
    Dick, A. S. and Basu, K. (1994). Customer loyalty: toward an integrated conceptual framework. Journal of
    the Academy of Marketing Science 22(2), 99-113.

    Examples
    --------
    >>> loyal_or_captive(pd.Series([6, 2, 6, 2]), pd.Series([1, 1, 0, 0]), cut=4).tolist()
    ['loyal', 'captive', 'lost friend', 'lost']
    """
    attached = attitude > cut
    return pd.Series(
        np.select(
            [attached & (stayed == 1), ~attached & (stayed == 1), attached & (stayed == 0)],
            ["loyal", "captive", "lost friend"],
            default="lost",
        ),
        index=attitude.index,
        name="kind",
    )

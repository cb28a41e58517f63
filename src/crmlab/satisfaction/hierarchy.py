"""Priorities from judgements in pairs on several levels."""

from dataclasses import dataclass

import pandas as pd

from crmlab._check import numeric_frame
from crmlab.satisfaction.ahp import ahp_weights


@dataclass(frozen=True)
class AhpHierarchy:
    """Overall priorities from judgements on several levels.

    Attributes
    ----------
    priorities : Series
        Overall weight of each item on the lowest level; they add up to one.
    overall_weights : Series
        Weight of every criterion seen from the goal.
    judgements : dict
        The `Ahp` of every compared group, by the name of what it belongs to; groups given as
        measured values are absent.
    """

    priorities: pd.Series
    overall_weights: pd.Series
    judgements: dict

    def summary(self):
        """Read the priorities in one sentence."""
        ranked = self.priorities.sort_values(ascending=False)
        text = f"{ranked.index[0]} comes first with {ranked.iloc[0]:.1%} of the priority"
        return text + (f", before {ranked.index[1]} with {ranked.iloc[1]:.1%}." if len(ranked) > 1 else ".")

    def _repr_html_(self):
        return self.priorities.to_frame().to_html() + self.overall_weights.to_frame().to_html()


def ahp_hierarchy(groups, method="eigen"):
    """Overall priorities of alternatives judged under several criteria.

    Parameters
    ----------
    groups : dict
        For the goal, each criterion and each sub-criterion: the DataFrame of judgements in pairs between
        what stands directly below it, or a Series or dict of positive measured values (more is better)
        that are turned into shares. The goal is the one key that no group compares; names that are no key
        are the alternatives.
    method : {"eigen", "geometric"}
        As in `ahp_weights`.

    Returns
    -------
    AhpHierarchy
        Priorities of the alternatives, weights of the criteria and the `Ahp` of each group.

    Raises
    ------
    ValueError
        If there is not exactly one goal, a group is circularly its own part, or a matrix is improper.

    Notes
    -----
    Distributive synthesis: the weight of an item is the sum over the groups it appears in of its share there
    times the weight of the group's owner.

    References
    ----------
    Saaty (2008), Decision making with the analytic hierarchy process, International Journal of Services
    Sciences.

    Examples
    --------
    >>> pair = lambda a, b, times: pd.DataFrame([[1, times], [1 / times, 1]], index=[a, b], columns=[a, b])
    >>> chosen = ahp_hierarchy({
    ...     "best bank": pair("fees", "service", 3),
    ...     "fees": pair("North", "South", 1 / 4),
    ...     "service": pair("North", "South", 9),
    ... })
    >>> chosen.priorities
    North    0.375
    South    0.625
    Name: priority, dtype: float64
    """
    shares, judgements = {}, {}
    for owner, group in groups.items():
        if isinstance(group, pd.DataFrame):
            judgements[owner] = ahp_weights(group, method)
            shares[owner] = judgements[owner].weights
        elif isinstance(group, pd.Series | dict):
            values = numeric_frame(
                pd.Series(group).rename(owner).to_frame(), name="groups", allow_missing=False
            )[owner]
            if (values <= 0).any():
                raise ValueError(
                    f"the values under {owner!r} hold {values.min():g}; measured values must be above 0."
                )
            shares[owner] = values / values.sum()
        else:
            raise TypeError(
                f"group {owner!r} must be a DataFrame of judgements or a Series of measured values."
            )
    compared = {name for share in shares.values() for name in share.index}
    goals = [owner for owner in shares if owner not in compared]
    if len(goals) != 1:
        raise ValueError(
            f"the hierarchy has {len(goals)} goals ({', '.join(map(repr, goals))}); exactly one key must be "
            "compared in no group: check the names."
        )
    overall, waiting = {goals[0]: 1.0}, dict(shares)
    while waiting:
        ready = [o for o in waiting if not any(o in share.index for share in waiting.values())]
        if not ready:
            raise ValueError(
                f"group {next(iter(waiting))!r} is part of itself; a hierarchy runs one way only."
            )
        for owner in ready:
            for name, share in waiting.pop(owner).items():
                overall[name] = overall.get(name, 0.0) + overall[owner] * share
    weights = pd.Series(overall).drop(goals)
    criteria = [name for name in weights.index if name in shares]
    return AhpHierarchy(
        weights.drop(criteria).rename("priority"), weights[criteria].rename("weight"), judgements
    )

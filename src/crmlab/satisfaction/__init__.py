"""Customer satisfaction: scores with intervals, indices and weights, and what to do about them.

Scores of one question are in ``ratings``, their changes in ``change``, composite indices in ``index``,
weights from judgements in ``ahp`` and ``hierarchy``, the expectation side in ``expectation`` and the choice
of what to improve in ``priorities``; all their public names are reached from here.
"""

from crmlab.satisfaction.ahp import Ahp, ahp_weights, complete_pairwise
from crmlab.satisfaction.change import score_change, standardised_nps
from crmlab.satisfaction.expectation import (
    defected_given_satisfied,
    disconfirmation,
    match_index,
    satisfied_given_defected,
)
from crmlab.satisfaction.hierarchy import AhpHierarchy, ahp_hierarchy
from crmlab.satisfaction.index import IndicatorTree, entropy_weights, index_score
from crmlab.satisfaction.luck import ScoreLuck, score_luck
from crmlab.satisfaction.mending import WorstJudgement, worst_judgement
from crmlab.satisfaction.priorities import (
    ImportancePerformance,
    Kano,
    importance_performance,
    kano,
    kano_coefficients,
    kano_table,
)
from crmlab.satisfaction.ratings import Estimate, csat, nps, resample_nps, seven_levels

__all__ = [
    "Ahp",
    "AhpHierarchy",
    "Estimate",
    "ImportancePerformance",
    "IndicatorTree",
    "Kano",
    "ScoreLuck",
    "WorstJudgement",
    "ahp_hierarchy",
    "ahp_weights",
    "complete_pairwise",
    "csat",
    "defected_given_satisfied",
    "disconfirmation",
    "entropy_weights",
    "importance_performance",
    "index_score",
    "kano",
    "kano_coefficients",
    "kano_table",
    "match_index",
    "nps",
    "resample_nps",
    "satisfied_given_defected",
    "score_change",
    "score_luck",
    "seven_levels",
    "standardised_nps",
    "worst_judgement",
]

"""Factor analysis: is the data fit for it, how many factors, which ones, and does a theory hold?

``explore`` lets the data speak; ``confirm`` tests a model by maximum likelihood and ``groups`` whether it
means the same in several groups; ``_likelihood`` is the estimator of both. All public names are reached from
here.
"""

from crmlab.factors.confirm import Confirmatory, confirmatory
from crmlab.factors.explore import (
    Adequacy,
    Factors,
    ParallelAnalysis,
    exploratory,
    kmo_bartlett,
    parallel_analysis,
)
from crmlab.factors.groups import Invariance, invariance

__all__ = [
    "Adequacy",
    "Confirmatory",
    "Factors",
    "Invariance",
    "ParallelAnalysis",
    "confirmatory",
    "exploratory",
    "invariance",
    "kmo_bartlett",
    "parallel_analysis",
]

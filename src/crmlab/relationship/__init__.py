"""Customer relationships: their level, their quality, and how customers move between stages."""

from crmlab.relationship.attention import crowded_levels, level_map
from crmlab.relationship.chains import (
    AbsorbingChain,
    MarkovChain,
    StageFlows,
    absorbing_chain,
    markov_chain,
    project,
    stage_flows,
)
from crmlab.relationship.ladder import first_passage, ladder_leaks
from crmlab.relationship.levels import (
    LEVELS,
    LevelChoice,
    best_level,
    exchange_continuum,
    relationship_level,
)
from crmlab.relationship.paths import COMMITMENT_TRUST, PathModel, path_model
from crmlab.relationship.quality import (
    BENEFITS,
    relational_benefits,
    relationship_quality,
    smoothed_quality,
    true_or_spurious,
)

__all__ = [
    "BENEFITS",
    "COMMITMENT_TRUST",
    "LEVELS",
    "AbsorbingChain",
    "LevelChoice",
    "MarkovChain",
    "PathModel",
    "StageFlows",
    "absorbing_chain",
    "best_level",
    "crowded_levels",
    "exchange_continuum",
    "first_passage",
    "ladder_leaks",
    "level_map",
    "markov_chain",
    "path_model",
    "project",
    "relational_benefits",
    "relationship_level",
    "relationship_quality",
    "smoothed_quality",
    "stage_flows",
    "true_or_spurious",
]

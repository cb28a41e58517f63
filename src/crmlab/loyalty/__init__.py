"""Loyalty: attitude and behaviour, purchase scores, brand switching and what a programme costs."""

from crmlab.loyalty.attitude import (
    Grid,
    dick_basu,
    jones_sasser,
    satisfaction_loyalty_curve,
    share_of_wallet,
    wallet_allocation,
)
from crmlab.loyalty.brands import SwitchingMatrix, switching_matrix
from crmlab.loyalty.programme import (
    PointsLiability,
    ProgrammeBreakEven,
    points_liability,
    programme_break_even,
    tier_table,
)
from crmlab.loyalty.rfm import rfm_scores

__all__ = [
    "Grid",
    "PointsLiability",
    "ProgrammeBreakEven",
    "SwitchingMatrix",
    "dick_basu",
    "jones_sasser",
    "points_liability",
    "programme_break_even",
    "rfm_scores",
    "satisfaction_loyalty_curve",
    "share_of_wallet",
    "switching_matrix",
    "tier_table",
    "wallet_allocation",
]

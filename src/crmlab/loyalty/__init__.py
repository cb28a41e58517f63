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
from crmlab.loyalty.cuts import CutSensitivity, cut_sensitivity
from crmlab.loyalty.dirichlet import dirichlet_norms
from crmlab.loyalty.mailing import mailing_curve, rfm_rank
from crmlab.loyalty.programme import (
    PointsLiability,
    ProgrammeBreakEven,
    points_liability,
    programme_break_even,
    tier_table,
)
from crmlab.loyalty.rfm import rfm_scores
from crmlab.loyalty.tiers import TierGain, tier_gain
from crmlab.loyalty.uplift import uplift

__all__ = [
    "CutSensitivity",
    "Grid",
    "PointsLiability",
    "ProgrammeBreakEven",
    "SwitchingMatrix",
    "TierGain",
    "cut_sensitivity",
    "dick_basu",
    "dirichlet_norms",
    "jones_sasser",
    "mailing_curve",
    "points_liability",
    "programme_break_even",
    "rfm_rank",
    "rfm_scores",
    "satisfaction_loyalty_curve",
    "share_of_wallet",
    "switching_matrix",
    "tier_gain",
    "tier_table",
    "uplift",
    "wallet_allocation",
]

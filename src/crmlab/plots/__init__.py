"""One function a picture: data in, matplotlib Axes out; drawn on ``ax`` where one is given."""

from crmlab.plots.churn import calibration, causes_of_leaving, lift_curve, survival_curves
from crmlab.plots.delivered import waterfall
from crmlab.plots.encounters import client_year, true_spurious_grid
from crmlab.plots.factors import loadings, scree
from crmlab.plots.general import line, lines, timeline
from crmlab.plots.groups import within_between
from crmlab.plots.indicators import indicator_tree, weights_compared
from crmlab.plots.loyalty import loyalty_grid, rfm_grid, satisfaction_loyalty, transitions
from crmlab.plots.mediation import indirect_effect
from crmlab.plots.moderation import effects, johnson_neyman, simple_slopes, slope_at, slopes_by_third
from crmlab.plots.quality import bars, driver_importance, service_gaps, tolerance_zone
from crmlab.plots.relationship import continuum, level_grid, stages_over_time
from crmlab.plots.satisfaction import ahp_weights, importance_performance, kano_plane, nps_spread
from crmlab.plots.scales import item_analysis
from crmlab.plots.scores import estimates_along, satisfaction_levels
from crmlab.plots.switching import facet_profile, kinds_by_cut, leaving_costs, overlap, staying_by_tenure
from crmlab.plots.value import clv_conventions, cohort_survival, leaky_bucket, orders_forecast, whale_curve

__all__ = [
    "ahp_weights",
    "bars",
    "calibration",
    "causes_of_leaving",
    "client_year",
    "clv_conventions",
    "cohort_survival",
    "continuum",
    "driver_importance",
    "effects",
    "estimates_along",
    "facet_profile",
    "importance_performance",
    "indicator_tree",
    "indirect_effect",
    "item_analysis",
    "johnson_neyman",
    "kano_plane",
    "kinds_by_cut",
    "leaky_bucket",
    "leaving_costs",
    "level_grid",
    "lift_curve",
    "line",
    "lines",
    "loadings",
    "loyalty_grid",
    "nps_spread",
    "orders_forecast",
    "overlap",
    "rfm_grid",
    "satisfaction_levels",
    "satisfaction_loyalty",
    "scree",
    "service_gaps",
    "simple_slopes",
    "slope_at",
    "slopes_by_third",
    "stages_over_time",
    "staying_by_tenure",
    "survival_curves",
    "timeline",
    "tolerance_zone",
    "transitions",
    "true_spurious_grid",
    "waterfall",
    "weights_compared",
    "whale_curve",
    "within_between",
]

"""One function a picture: data in, matplotlib Axes out; drawn on ``ax`` where one is given."""

from crmlab.plots.general import line, timeline
from crmlab.plots.moderation import effects, johnson_neyman, simple_slopes, slope_at, slopes_by_third
from crmlab.plots.switching import facet_profile, kinds_by_cut, leaving_costs, overlap, staying_by_tenure

__all__ = [
    "effects",
    "facet_profile",
    "johnson_neyman",
    "kinds_by_cut",
    "leaving_costs",
    "line",
    "overlap",
    "simple_slopes",
    "slope_at",
    "slopes_by_third",
    "staying_by_tenure",
    "timeline",
]

"""Interactives: one manager's question each, built on ipywidgets alone.

Each is a class here in small letters: ``crmlab.widgets.leaky_bucket()`` as the last line of a cell shows it.
``.settings``, ``.reading`` and ``.decisions`` say where it stands, ``.set(...)`` moves it from code,
``.static(...)`` gives the picture for a page without a kernel. How to add one: `crmlab.widgets.explorer`.

All of it works from the keyboard. Notebook 7 keeps the arrow keys from sliders, so each slider has a field to
type in. Where no Chinese font is installed, the words inside pictures stay English.
"""

from importlib import import_module

_WIDGETS = {
    "clv_conventions": "ClvConventions",
    "gap_explorer": "GapExplorer",
    "leaky_bucket": "LeakyBucket",
    "overbooking": "Overbooking",
    "loyalty_grid": "LoyaltyGrid",
    "pairwise_weights": "PairwiseWeights",
    "points_programme": "PointsProgramme",
    "prime_price": "PrimePrice",
    "recapture": "Recapture",
    "relationship_level": "RelationshipLevel",
    "retention_lift": "RetentionLift",
    "rfm_slicer": "RfmSlicer",
    "satisfaction_trap": "SatisfactionTrap",
    "satisfied_defectors": "SatisfiedDefectors",
    "services_lock_in": "ServicesLockIn",
    "stage_flow": "StageFlow",
    "survey_noise": "SurveyNoise",
    "switching_cost_calculator": "SwitchingCostCalculator",
}
__all__ = [
    "clv_conventions",
    "gap_explorer",
    "leaky_bucket",
    "loyalty_grid",
    "overbooking",
    "pairwise_weights",
    "points_programme",
    "prime_price",
    "recapture",
    "relationship_level",
    "retention_lift",
    "rfm_slicer",
    "satisfaction_trap",
    "satisfied_defectors",
    "services_lock_in",
    "stage_flow",
    "survey_noise",
    "switching_cost_calculator",
]


def __getattr__(name):
    """Import a widget when it is first asked for."""
    if name in _WIDGETS:
        module = import_module(f"crmlab.widgets._{name}")
        return getattr(module, _WIDGETS[name])
    raise AttributeError(f"crmlab.widgets has no name {name!r}; it has: {', '.join(__all__)}")

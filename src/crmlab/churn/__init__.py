"""Churn: how long customers stay, who will leave, why they leave and whom to call."""

from crmlab.churn.models import ChurnModel, CoxModel, churn_model, cox_model
from crmlab.churn.scores import (
    Calibration,
    EarlyWarning,
    calibration,
    contact_threshold,
    early_warning,
    lift_table,
)
from crmlab.churn.survival import (
    CumulativeIncidence,
    KaplanMeier,
    Logrank,
    cumulative_incidence,
    kaplan_meier,
    logrank,
)

__all__ = [
    "Calibration",
    "ChurnModel",
    "CoxModel",
    "CumulativeIncidence",
    "EarlyWarning",
    "KaplanMeier",
    "Logrank",
    "calibration",
    "churn_model",
    "contact_threshold",
    "cox_model",
    "cumulative_incidence",
    "early_warning",
    "kaplan_meier",
    "lift_table",
    "logrank",
]

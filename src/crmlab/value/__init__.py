"""What customers are worth: retention, lifetime value, purchase models and customer equity."""

from crmlab.value.bgnbd import BgNbd, fit_bg_nbd
from crmlab.value.channels import Recapture, recapture
from crmlab.value.doors import OpenDoor, open_door
from crmlab.value.equity import (
    CustomerEquity,
    WhaleCurve,
    acquisition_rate,
    best_acquisition_spend,
    customer_equity,
    whale_curve,
)
from crmlab.value.lifetime_value import CONVENTIONS, MarkovClv, clv, margin_multiple, markov_clv
from crmlab.value.orders import customer_orders, expected_order_stream_value
from crmlab.value.pareto import ParetoNbd, fit_pareto_nbd
from crmlab.value.pricing import PriceRise, price_rise
from crmlab.value.readings import READINGS, ClvLink, clv_link, clv_readings
from crmlab.value.retention import (
    LeakyBucket,
    RetentionLift,
    expected_lifetime,
    half_life,
    leaky_bucket,
    retention_lift,
    retention_per_period,
)
from crmlab.value.sbg import Sbg, fit_sbg
from crmlab.value.simulated import simulate_orders
from crmlab.value.spend import GammaGamma, fit_gamma_gamma

__all__ = [
    "CONVENTIONS",
    "READINGS",
    "BgNbd",
    "ClvLink",
    "CustomerEquity",
    "GammaGamma",
    "LeakyBucket",
    "MarkovClv",
    "OpenDoor",
    "ParetoNbd",
    "PriceRise",
    "Recapture",
    "RetentionLift",
    "Sbg",
    "WhaleCurve",
    "acquisition_rate",
    "best_acquisition_spend",
    "clv",
    "clv_link",
    "clv_readings",
    "customer_equity",
    "customer_orders",
    "expected_lifetime",
    "expected_order_stream_value",
    "fit_bg_nbd",
    "fit_gamma_gamma",
    "fit_pareto_nbd",
    "fit_sbg",
    "half_life",
    "leaky_bucket",
    "margin_multiple",
    "markov_clv",
    "open_door",
    "price_rise",
    "recapture",
    "retention_lift",
    "retention_per_period",
    "simulate_orders",
    "whale_curve",
]

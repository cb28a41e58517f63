"""Subscribers of a mobile operator: the eight facets of switching cost and two loyalties. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import alpha, answers, codes, happens, least_squares, normal

VERSION = 1
N = 800
REGIONS = ("north", "south", "west")
TYPES = {
    "procedural": ("er", "ev", "le", "su"),
    "financial": ("bl", "ml"),
    "relational": ("pr", "br"),
}
FACETS = tuple(facet for facets in TYPES.values() for facet in facets)
MEANS = {
    "sa": (4.9, 4.6, 4.8),
    "er": (4.0, 3.8, 4.1),
    "ev": (4.4, 4.2, 4.5),
    "le": (3.3, 3.2, 3.4),
    "su": (3.8, 4.0, 3.7),
    "bl": (4.2, 4.0, 4.3),
    "ml": (4.1, 4.4, 4.0),
    "pr": (3.1, 3.3, 3.0),
    "br": (3.7, 3.5, 3.9),
    "al": (4.5, 4.3, 4.6),
    "bh": (4.4, 4.1, 4.6),
}
REVERSED = ("le2",)
LOADING, NOISE = 1.15, 0.90
FACET_ON_TYPE, FACET_OWN = 0.80, 0.60
CONTRACT_SHARE, CONTRACT_ON_FINANCIAL = 0.55, 0.60
SATISFACTION_ON_RELATIONAL = 0.30
EFFECTS = {
    "attitudinal": {"satisfaction": 0.50, "procedural": 0.0, "financial": 0.0, "relational": 0.25},
    "behavioural": {"satisfaction": 0.30, "procedural": 0.12, "financial": 0.25, "relational": 0.20},
}
SPREAD = {"attitudinal": 0.70, "behavioural": 0.75}
LOG_ODDS_LEFT = {"constant": -1.6, "attitudinal": -0.5, "behavioural": -0.9}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. The facets and types are those of Burnham, Frels and Mahajan (2003); the pattern of "
        "effects leans on the meta-analysis of Blut and others (2015) and the sizes are ours. A telecom "
        "study in the course's sources reports a negative effect of relational switching costs on "
        "attitudinal loyalty: that effect is not built in; here it is positive."
    ),
    "types": {name: list(facets) for name, facets in TYPES.items()},
    "effects_on_latent_loyalty_per_sd": EFFECTS,
    "residual_sd": SPREAD,
    "effect_of_satisfaction_on_relational": SATISFACTION_ON_RELATIONAL,
    "share_of_contract": CONTRACT_SHARE,
    "effect_of_contract_on_financial": CONTRACT_ON_FINANCIAL,
    "facet": {"effect_of_type": FACET_ON_TYPE, "sd_of_its_own": FACET_OWN},
    "log_odds_left_within_year": LOG_ODDS_LEFT,
    "money_and_time": {
        "points_eur": "0.02 x bill x min(months, 36) x exp(0.4 x benefit loss + 0.3 x normal), at most 150",
        "exit_fee_eur": "contract only: 10 + 0.25 x bill x months left, which are 1 to 24, all as likely",
        "hours_to_switch": "exp(1.2 + 0.35 x procedural + 0.3 x normal), 0.5 to 20, in half hours",
    },
    "items": {"means": MEANS, "loading": LOADING, "noise": NOISE},
    "reversed_items": list(REVERSED),
}


def simulate(rng):
    """Draw one set of subscribers.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        800 rows, the columns of the schema.
    """
    region = np.minimum(np.floor(3 * np.round(rng.random_sample(N), 6)), 2).astype("int64")
    contract = (np.round(rng.random_sample(N), 6) < CONTRACT_SHARE).astype("int64")
    bill = np.clip(np.round(np.exp(2.9 + 0.4 * contract + 0.35 * normal(rng, N)), 2), 5, 120)
    months = np.clip(np.floor(np.exp(3.2 + 0.8 * normal(rng, N))), 1, 240).astype("int64")

    satisfaction = normal(rng, N)
    types = {
        "procedural": normal(rng, N),
        "financial": CONTRACT_ON_FINANCIAL * (contract - CONTRACT_SHARE) + 0.95 * normal(rng, N),
        "relational": SATISFACTION_ON_RELATIONAL * satisfaction + 0.95 * normal(rng, N),
    }
    causes = {"satisfaction": satisfaction, **types}
    loyalty = {
        kind: sum(size * causes[name] for name, size in effects.items()) + SPREAD[kind] * normal(rng, N)
        for kind, effects in EFFECTS.items()
    }
    constructs = {"sa": satisfaction, "al": loyalty["attitudinal"], "bh": loyalty["behavioural"]}
    for name, facets in TYPES.items():
        for facet in facets:
            constructs[facet] = FACET_ON_TYPE * types[name] + FACET_OWN * normal(rng, N)

    frame = {
        "subscriber_id": codes("S", N),
        "region": np.array(REGIONS, dtype=object)[region],
        "plan": np.array(["prepaid", "contract"], dtype=object)[contract],
        "monthly_bill_eur": bill,
        "months_with_operator": months,
    }
    for block, means in MEANS.items():
        for number, mean in enumerate(means, start=1):
            item = f"{block}{number}"
            frame[item] = answers(rng, constructs[block], mean, LOADING, NOISE, reverse=item in REVERSED)
    log_odds = LOG_ODDS_LEFT["constant"] + sum(LOG_ODDS_LEFT[kind] * loyalty[kind] for kind in loyalty)
    frame["left_within_year"] = happens(rng, log_odds)
    points = 0.02 * bill * np.minimum(months, 36) * np.exp(0.4 * constructs["bl"] + 0.3 * normal(rng, N))
    frame["points_eur"] = np.round(np.minimum(points, 150), 2)
    months_left = np.floor(24 * np.round(rng.random_sample(N), 6)) + 1
    frame["exit_fee_eur"] = np.round(contract * (10 + 0.25 * bill * months_left), 2)
    effort = np.exp(1.2 + 0.35 * types["procedural"] + 0.3 * normal(rng, N))
    frame["hours_to_switch"] = np.clip(np.floor(2 * np.round(effort, 6) + 0.5) / 2, 0.5, 20)
    return pd.DataFrame(frame)


def block_items(frame, block):
    """The three items of a scale as an array, le2 reversed."""
    items = frame[[f"{block}{number}" for number in (1, 2, 3)]].copy()
    for item in set(REVERSED) & set(items):
        items[item] = 8 - items[item]
    return items.to_numpy()


def type_t_values(frame, outcome="al"):
    """HC3 t values of satisfaction and the three types (in this order) on a loyalty score."""
    scores = {block: block_items(frame, block).mean(axis=1) for block in MEANS}
    types = [np.mean([scores[facet] for facet in facets], axis=0) for facets in TYPES.values()]
    coefficients, covariance = least_squares(scores[outcome], scores["sa"], *types)
    return coefficients[1:] / np.sqrt(np.diag(covariance)[1:])


def guards(frame):
    """Say what makes a draw unfit for the course.

    Parameters
    ----------
    frame : pandas.DataFrame
        One draw.

    Returns
    -------
    list of str
        One sentence each; empty when the draw is fine.
    """
    faults = []
    for facet in FACETS:
        reliability = alpha(block_items(frame, facet))
        if reliability <= 0.65:
            faults.append(f"the facet {facet} is not reliable (alpha = {reliability:.2f})")
    relational = type_t_values(frame)[3]
    if relational <= 2.2:
        faults.append(f"relational costs have no clear effect on attitudinal loyalty (t = {relational:.2f})")
    learning, scored = frame[["le1", "le2", "le3"]].to_numpy(), block_items(frame, "le")
    if alpha(learning) >= 0.5:
        faults.append("learning costs look reliable although le2 is not reversed")
    if abs(learning.mean() / scored.mean() - 1) <= 0.02:
        faults.append("the mean of learning costs hides that le2 is not reversed")
    if len(set(zip(frame["plan"], frame["left_within_year"], strict=True))) < 4:
        faults.append("a cell of plan by left_within_year is empty")
    return faults

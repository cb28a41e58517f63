"""One student's assumptions about members of a paid programme; none of them is a fact. Version 1."""

from itertools import combinations

import numpy as np
import pandas as pd

from crmlab.datasets._survey import stepped

VERSION = 1
FEE, STEPS = 119, (129, 139)
COHORT, RENEWALS = 1000, 4
RANGES = {
    "other_margin_usd": (60, 160, 10),
    "service_cost_usd": (30, 100, 10),
    "kept_share_pct": (25, 60, 5),
    "loss_139_pct": (7, 26, 0.5),
    "discount_pct": (8, 12, 1),
    "held_pct": (0.8, 5.0, 0.1),
    "held_cost_usd": (10, 60, 5),
    "return_pct": (14, 34, 1),
    "return_drop_pct": (2, 12, 1),
    "accept_pct": (15, 45, 1),
    "pause_back_pct": (10, 76, 1),
}
SHARE_OF_LOSS_AT_129 = (0.20, 0.62)
ALPHA, BETA = (0.14, 0.34), (0.50, 1.10)
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": 1,
    "note": "Assumptions drawn for one student, each uniform between two ends; the sizes are ours, no facts.",
    "ranges_low_high_step": {name: list(ends) for name, ends in RANGES.items()},
    "loss_at_129_as_share_of_loss_at_139": list(SHARE_OF_LOSS_AT_129),
    "cohort_shifted_beta_geometric_alpha_beta": [list(ALPHA), list(BETA)],
    "reversed_items": [],
}


def simulate(rng):
    """Draw one set of assumptions.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        One row, the columns of the schema.
    """
    row = {name: stepped(rng, *ends) for name, ends in RANGES.items()}
    low, high = SHARE_OF_LOSS_AT_129
    share = low + (high - low) * np.round(rng.random_sample(), 6)
    row["loss_129_pct"] = max(round(round(2 * share * row["loss_139_pct"], 4) // 1 / 2, 1), 1.0)
    alpha, beta = (ends[0] + (ends[1] - ends[0]) * np.round(rng.random_sample(), 6) for ends in (ALPHA, BETA))
    there = float(COHORT)
    for renewal in range(1, RENEWALS + 1):
        there *= (beta + renewal - 1) / (alpha + beta + renewal - 1)
        row[f"after_{renewal}"] = int(np.floor(np.round(there, 6) + 0.5))
    row["joined"] = COHORT
    order = [
        *("other_margin_usd", "service_cost_usd", "kept_share_pct", "loss_129_pct", "loss_139_pct"),
        *("discount_pct", "joined", *(f"after_{renewal}" for renewal in range(1, RENEWALS + 1))),
        *("held_pct", "held_cost_usd", "return_pct", "return_drop_pct", "accept_pct", "pause_back_pct"),
    ]
    frame = pd.DataFrame([row])[order]
    whole = ["joined", *(f"after_{renewal}" for renewal in range(1, RENEWALS + 1))]
    return frame.astype({name: "int64" if name in whole else "float64" for name in order})


def profit_changes(row):
    """Change of yearly profit for each present member, by the fee, in USD."""
    margin, cost = row["other_margin_usd"], row["service_cost_usd"]
    left = row["kept_share_pct"] / 100 * margin
    changes = {FEE: 0.0}
    for fee in STEPS:
        loss = row[f"loss_{fee}_pct"] / 100
        changes[fee] = (1 - loss) * (fee + margin - cost) + loss * left - (FEE + margin - cost)
    return changes


def break_evens(row):
    """Break-even losses of the rise to 139 in per cent: as they are, and as slips would have them."""
    margin, cost, kept = row["other_margin_usd"], row["service_cost_usd"], row["kept_share_pct"] / 100
    rise = STEPS[-1] - FEE
    return {
        "right": 100 * rise / (STEPS[-1] + margin - cost - kept * margin),
        "kept forgotten": 100 * rise / (STEPS[-1] + margin - cost),
        "cost forgotten": 100 * rise / (STEPS[-1] + margin - kept * margin),
        "old fee": 100 * rise / (FEE + margin - cost - kept * margin),
    }


def back(row):
    """Share of those who cancel that pays again within the year, in per cent, by the design of the exit."""
    accept, returns = row["accept_pct"] / 100, row["return_pct"]
    page = accept * row["pause_back_pct"] + (1 - accept) * (returns - row["return_drop_pct"])
    return {"one click": returns, "one page": page}


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
    row, faults = frame.iloc[0], []
    first, second, _ = sorted(profit_changes(row).values(), reverse=True)
    if first - second < 0.5:
        faults.append("two fees earn nearly the same")
    if row["other_margin_usd"] == row["service_cost_usd"]:
        faults.append("a member brings just the fee")
    losses = break_evens(row)
    for (one, a), (other, b) in combinations(losses.items(), 2):
        if abs(a - b) < 0.025 * max(a, b):
            faults.append(f"the break-even with {one} is nearly that with {other}")
    exits = back(row)
    if abs(exits["one click"] - exits["one page"]) < 2 or min(exits.values()) < 5:
        faults.append("both exits bring back nearly the same, or one hardly anybody")
    counts = row[["joined", *(f"after_{renewal}" for renewal in range(1, RENEWALS + 1))]].to_numpy(float)
    kept = counts[1:] / counts[:-1]
    if not 0.60 <= kept[0] <= 0.90 or kept[-1] < kept[0] + 0.05:
        faults.append("retention does not rise visibly as the cohort ages")
    return faults

"""Accounts of a distributor: margin, what is done for them, what binds them, and who stayed. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import answers, codes, happens, normal

VERSION = 1
N = 1000

LEVELS = ("basic", "reactive", "accountable", "proactive", "partnership")
ATTENTION_CUTS = (-0.80, -0.15, 0.40, 0.92)
SERVICE_COST_EUR = (2.0, 6.0, 16.0, 49.0, 120.0)
STAYING = {
    "levels": (0.0, 0.58, 1.10, 1.64, 2.26),
    "log_margin_z": 0.42,
    "year_rebate": 1.1,
    "year_rebate_where_rival_matches": 0.05,
    "named_contact": 0.85,
    "linked_ordering": 0.95,
    "bonds_subtracted": 0.75,
}
KOTLER = (((2,), (3,), (4,)), ((1,), (2,), (3,)), ((0, 1), (1,), (2,)))
SIGNS = {"shares_plans": 3.9, "adapted_to_each_other": 3.5, "works_jointly": 3.2}
REGIONS = 8
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. That a rival copies a rebate sooner than a tie follows Berry and Parasuraman (1991), the "
        "five levels follow Kotler (1991). The sizes are ours."
    ),
    "log_margin_eur": {"mean": 4.62, "sd": 0.75},
    "attention": {"log_margin_z": 0.40, "noise": 0.92, "cuts": list(ATTENTION_CUTS)},
    "mean_service_cost_eur_by_level": dict(zip(LEVELS, SERVICE_COST_EUR, strict=True)),
    "log_odds_of_staying": {
        "of_the_level": dict(zip(LEVELS, STAYING["levels"], strict=True)),
        **{name: size for name, size in STAYING.items() if name not in ("levels", "bonds_subtracted")},
        "constant_for_the_bonds": -STAYING["bonds_subtracted"],
        "firm": "one draw per student, uniform from -0.35 to 0.35",
    },
    "share_of_accounts_won_last_year": "one draw per student, uniform from 0.14 to 0.32",
    "share_with_bond": {"year_rebate": 0.45, "named_contact": 0.45, "linked_ordering": 0.40},
    "log_orders": {
        "log_margin_z": 0.25,
        "per_unasked_visit": 0.06,
        "year_rebate": 0.15,
        "per_growth_point": 0.07,
    },
    "reversed_items": [],
}


def simulate(rng):
    """Draw one set of accounts.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        1,000 rows, the columns of the schema.
    """
    firm = np.round(0.70 * rng.random_sample() - 0.35, 6)
    new = np.round(0.14 + 0.18 * rng.random_sample(), 6)
    growth = np.round(rng.permutation(np.array([-2.0, -1.0, 0.0, 0.5, 1.5, 2.0, 3.0, 4.0])), 1)
    rival = rng.permutation(np.array([0, 0, 0, 0, 1, 1, 1, 1]))
    region = rng.randint(0, REGIONS, N)
    z = normal(rng, N)
    margin = np.clip(np.round(np.exp(4.62 + 0.75 * z)), 15, 900)
    attention = np.round(0.40 * z + 0.92 * normal(rng, N), 6)
    level = np.searchsorted(np.array(ATTENTION_CUTS), attention)
    place = np.round(0.6 * z + 0.8 * normal(rng, N), 6)
    channel = np.where(place > 0.7, "field", np.where(place > -0.4, "inside", "web"))
    cost = np.array(SERVICE_COST_EUR)[level] * np.exp(0.25 * normal(rng, N))
    tenure = np.clip(np.floor(np.round(1 - 5.5 * np.log(1 - 0.999 * rng.random_sample(N)), 6)), 1, 25)
    tenure = np.where(np.round(rng.random_sample(N), 6) < new, 0, tenure)
    joint = np.where(level == 4, rng.randint(1, 3, N), 0)
    visits = np.where((level == 3) | ((level == 4) & (rng.random_sample(N) < 0.8)), rng.randint(1, 7, N), 0)
    calls = np.where((level == 2) | ((level > 2) & (rng.random_sample(N) < 0.7)), rng.randint(1, 6, N), 0)
    answered = np.where((level == 1) | ((level > 1) & (rng.random_sample(N) < 0.8)), 1, 0)
    signs = {name: answers(rng, attention, mean, 1.1, 1.2) for name, mean in SIGNS.items()}
    bonds = {
        name: (np.round(rng.random_sample(N), 6) < share).astype("int64")
        for name, share in TRUTH["share_with_bond"].items()
    }
    matched = rival[region]
    log_orders = 1.5 + 0.25 * z + 0.06 * visits + 0.15 * bonds["year_rebate"] + 0.07 * growth[region]
    orders = np.clip(np.floor(np.round(np.exp(log_orders + 0.35 * normal(rng, N)), 6)), 1, 60)
    rebate = np.where(matched == 1, STAYING["year_rebate_where_rival_matches"], STAYING["year_rebate"])
    log_odds = (
        firm
        + np.array(STAYING["levels"])[level]
        + STAYING["log_margin_z"] * z
        + rebate * bonds["year_rebate"]
        + STAYING["named_contact"] * bonds["named_contact"]
        + STAYING["linked_ordering"] * bonds["linked_ordering"]
        - STAYING["bonds_subtracted"]
    )
    return pd.DataFrame(
        {
            "account_id": codes("A", N),
            "region": [f"R{number + 1}" for number in region],
            "region_growth_pct": growth[region],
            "rival_matches_rebate": matched.astype("int64"),
            "channel": channel,
            "tenure_years": tenure.astype("int64"),
            "orders_per_year": orders.astype("int64"),
            "margin_eur": margin,
            "service_cost_eur": np.round(np.round(cost, 6), 2),
            "complaints_answered": answered.astype("int64"),
            "calls_after_delivery": calls.astype("int64"),
            "visits_unasked": visits.astype("int64"),
            "joint_projects": joint.astype("int64"),
            **signs,
            **bonds,
            "stayed_next_year": happens(rng, log_odds),
        }
    )


def levels(frame):
    """Level of each account: the place in LEVELS of the closest thing that is done for it."""
    tests = ("complaints_answered", "calls_after_delivery", "visits_unasked", "joint_projects")
    level = np.zeros(len(frame), dtype="int64")
    for place, column in enumerate(tests, start=1):
        level[frame[column].to_numpy() > 0] = place
    return level


def kept_by_level(frame):
    """Share that stayed by level, and by level and third of the margin; the smallest of the latter groups."""
    level, stayed = levels(frame), frame["stayed_next_year"].to_numpy()
    third = margin_thirds(frame)
    cells = [[stayed[(level == k) & (third == b)] for b in range(3)] for k in range(5)]
    smallest = min(len(cell) for row in cells for cell in row)
    if not smallest:
        return np.full(5, np.nan), np.full((5, 3), np.nan), 0
    raw = np.array([stayed[level == k].mean() for k in range(5)])
    return raw, np.array([[cell.mean() for cell in row] for row in cells]), smallest


def agrees_with_grid(kept, cost, crowding):
    """Which cells of Kotler's grid a cost model repeats: 100 to 10,000 accounts, margins of 30 to 320 EUR."""
    worth = 1.1 / (1.1 - kept)
    return [
        ((margin - cost * (number / 1000) ** crowding) * worth).argmax() in KOTLER[row][column]
        for row, number in enumerate((100, 1000, 10_000))
        for column, margin in enumerate((30, 100, 320))
    ]


def margin_thirds(frame):
    """Third of each account by margin, 0 to 2, ties in the order of the rows."""
    place = np.argsort(np.argsort(frame["margin_eur"].to_numpy(), kind="stable"), kind="stable")
    return place * 3 // len(frame)


def bond_gaps(frame):
    """How much more of the accounts with a bond stay: rows bonds, columns no rival and rival matches."""
    stayed, rival = frame["stayed_next_year"].to_numpy(), frame["rival_matches_rebate"].to_numpy()
    return np.array(
        [
            [
                stayed[(rival == r) & (bond == 1)].mean() - stayed[(rival == r) & (bond == 0)].mean()
                for r in (0, 1)
            ]
            for bond in (frame[name].to_numpy() for name in TRUTH["share_with_bond"])
        ]
    )


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
    raw, kept, smallest = kept_by_level(frame)
    if smallest < 6:
        return [f"a third of the margins has only {smallest} accounts at some level"]
    fair, faults = kept.mean(axis=1), []
    if np.diff(fair).min() < 0.004:
        faults.append("closer levels do not keep more accounts")
    if (raw[4] - raw[0]) - (fair[4] - fair[0]) < 0.01:
        faults.append("the mix of margins does not show in what the levels keep")
    if kept[4].max() - kept[0].min() - raw[4] + raw[0] < 0.01:
        faults.append("the best cell less the worst tells the same as the levels do")
    level, margin = levels(frame), frame["margin_eur"].to_numpy()
    cost = np.array([frame["service_cost_eur"].to_numpy()[level == k].mean() for k in range(5)])
    if agrees_with_grid(fair, cost, 0) == agrees_with_grid(fair, cost, 0.5):
        faults.append("scarce attention does not show in the grid")
    saved = (cost[0] - cost) + 150 * (fair - fair[0]) - np.array([0, 1.0, 2.5, 6.0, 15.0])
    if np.abs(saved[1:]).min() < 0.5 or saved[4] > 0 or saved.max() <= 0:
        faults.append("it is not clear which level pays for itself by keeping accounts")
    large = np.median(margin[margin_thirds(frame) == 2])
    worth = (large - cost) * 1.1 / (1.1 - fair)
    order = np.sort(worth)
    if order[-1] < 1.005 * order[-2] or worth.argmax() in (0, 4):
        faults.append("it is not clear which level earns most with a large account")
    gaps = bond_gaps(frame)
    if gaps[0, 0] < 0.06 or gaps[0, 1] > 0.5 * gaps[0, 0]:
        faults.append("the rebate does not lose its hold where a rival matches it")
    if gaps[1:].min() < 0.03 or gaps[1:, 1].min() < gaps[0, 1] + 0.02:
        faults.append("contact or linked ordering do not hold accounts")
    won, kept = _in_ten_years(frame)
    if abs(won - kept) < 3:
        faults.append("more new accounts and fewer lost ones come out the same")
    return faults


def _in_ten_years(frame):
    """Accounts in ten years with 54 more new ones a year, and with 5 points more that stay."""
    new, stay = (frame["tenure_years"] == 0).sum(), frame["stayed_next_year"].mean()
    won = kept = float(len(frame))
    for _ in range(10):
        won, kept = stay * won + new + 54, (stay + 0.05) * kept + new
    return won, kept

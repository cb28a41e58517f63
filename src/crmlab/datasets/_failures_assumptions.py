"""One student's assumptions about a contract, a platform, three programmes and a promise. Version 1."""

import pandas as pd

from crmlab.datasets._survey import stepped

VERSION = 1
RANGES = {
    "contract_price_musd": (400, 900, 50),
    "cost_share_pct": (70, 85, 1),
    "spent_share_pct": (30, 70, 5),
    "estimate_cut_pct": (4, 12, 1),
    "adoption_pct": (15, 65, 5),
    "platform_cost_musd": (1000, 2400, 100),
    "platform_value_musd": (4000, 8000, 500),
    "platform_rest_musd": (200, 1000, 100),
    "tools_cost_musd": (300, 900, 100),
    "tools_works_pct": (60, 90, 5),
    "tools_value_musd": (1500, 3000, 100),
    "subscribers_m": (8.4, 9.6, 0.1),
    "faults_share_pct": (30, 44, 1),
    "handling_share_pct": (22, 34, 1),
    "billing_share_pct": (12, 22, 1),
    "repair_cuts_faults_pct": (15, 45, 1),
    "repair_cuts_handling_pct": (5, 20, 1),
    "payment_cuts_faults_pct": (2, 16, 1),
    "payment_cuts_handling_pct": (20, 60, 1),
    "systems_cut_billing_pct": (40, 85, 1),
    "systems_cut_handling_pct": (5, 30, 1),
    "respondents": (150, 400, 25),
    "score_sd": (18, 26, 1),
    "volunteer_usd": (700, 1600, 50),
    "bump_cost_usd": (400, 1000, 50),
    "leave_pct": (8, 32, 1),
    "clv_usd": (600, 3200, 100),
}
WHOLE = ("respondents",)
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": 1,
    "note": "Assumptions drawn for one student, each uniform between two ends; the sizes are ours, no facts.",
    "ranges_low_high_step": {name: list(ends) for name, ends in RANGES.items()},
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
    return pd.DataFrame([row]).astype({name: "int64" if name in WHOLE else "float64" for name in row})


def contract(row):
    """Profit booked to date on a service contract before and after the estimate is cut, in USD million."""
    price = row["contract_price_musd"]
    cost = price * row["cost_share_pct"] / 100
    spent = cost * row["spent_share_pct"] / 100
    lower = cost * (1 - row["estimate_cut_pct"] / 100)
    return {
        "before": spent / cost * (price - cost),
        "after": spent / lower * (price - lower),
        "saving": cost - lower,
        "earned saving": spent / cost * (cost - lower),
    }


def platform(row):
    """Expected value in USD million of a platform for every industry and of tools for one's own machines."""
    adopts, works = row["adoption_pct"] / 100, row["tools_works_pct"] / 100
    wide = adopts * row["platform_value_musd"] + (1 - adopts) * row["platform_rest_musd"]
    return {
        "every industry": wide - row["platform_cost_musd"],
        "own machines": works * row["tools_value_musd"] - row["tools_cost_musd"],
    }


def programmes(row):
    """Points of all complaints that each programme takes away, by the shares of their reasons."""
    faults, handling, billing = (row[f"{kind}_share_pct"] / 100 for kind in ("faults", "handling", "billing"))
    return {
        "repair": faults * row["repair_cuts_faults_pct"] + handling * row["repair_cuts_handling_pct"],
        "payment": faults * row["payment_cuts_faults_pct"] + handling * row["payment_cuts_handling_pct"],
        "systems": billing * row["systems_cut_billing_pct"] + handling * row["systems_cut_handling_pct"],
    }


def promise(row):
    """What the promise costs for each passenger who would have been bumped, in USD; below zero it earns."""
    return row["volunteer_usd"] - row["bump_cost_usd"] - row["leave_pct"] / 100 * row["clv_usd"]


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
    values = platform(row)
    if abs(values["every industry"] - values["own machines"]) < 150 or values["own machines"] < 100:
        faults.append("platform and tools are worth nearly the same, or the tools nothing")
    chance = row["adoption_pct"] / 100 * row["platform_value_musd"] - row["platform_cost_musd"]
    if abs(chance - values["own machines"]) < 50:
        faults.append("the platform without its rest is worth nearly what the tools are")
    first, second, _ = sorted(programmes(row).values(), reverse=True)
    if first - second < 0.8:
        faults.append("two programmes take away nearly the same")
    if abs(promise(row)) < 60:
        faults.append("the promise neither costs nor earns")
    booked = contract(row)
    jump = booked["after"] - booked["before"]
    others = (booked["after"], booked["saving"], booked["earned saving"], booked["before"])
    if any(abs(jump - other) < 0.05 * jump for other in others):
        faults.append("a wrong way to the jump of the profit gives nearly the right number")
    return faults

"""One student's assumptions about three doors of a closed system; none of them is a fact. Version 1."""

from itertools import combinations

import pandas as pd

from crmlab.datasets._survey import stepped
from crmlab.value.doors import open_door

VERSION = 1
DOORS = ("steering", "messaging", "wallets")
GROSS_PROFIT = 0.739 * 96.169  # billion dollars, fiscal 2024: what the case derives
YEARS = 3
SHARED = {
    "growth_pct": (4, 8, 0.5),
    "retention_pct": (86, 94, 1),
    "order_chance_pct": (40, 95, 5),
    "ordered_loss_pts": (0.5, 4, 0.5),
    "order_bill_usd_bn": (0.5, 3, 0.5),
}
RANGES = {
    "steering": {"exposed_pct": (20, 40, 1), "loss_pts": (0.4, 2.2, 0.1), "at_once_pct": (-1.4, -0.3, 0.1)},
    "messaging": {"exposed_pct": (25, 45, 1), "loss_pts": (1.5, 4.6, 0.1), "at_once_pct": (0.3, 0.9, 0.1)},
    "wallets": {"exposed_pct": (20, 35, 1), "loss_pts": (0.8, 3.2, 0.1), "at_once_pct": (-1.1, -0.3, 0.1)},
}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": len(DOORS),
    "note": "Assumptions drawn for one student, each uniform between two ends; the sizes are ours, no facts.",
    "shared_low_high_step": {name: list(ends) for name, ends in SHARED.items()},
    "doors_low_high_step": {
        door: {name: list(ends) for name, ends in columns.items()} for door, columns in RANGES.items()
    },
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
        One row a door, the columns of the schema; the last five columns are the same in each row.
    """
    shared = {name: float(stepped(rng, *ends)) for name, ends in SHARED.items()}
    rows = [
        {"door": door, **{name: float(stepped(rng, *ends)) for name, ends in RANGES[door].items()}, **shared}
        for door in DOORS
    ]
    return pd.DataFrame(rows)


def opened(row, gross_profit=GROSS_PROFIT):
    """Return the door of one row as the library sees it."""
    return open_door(
        gross_profit,
        growth=row["growth_pct"] / 100,
        exposed=row["exposed_pct"] / 100,
        retention=row["retention_pct"] / 100,
        at_once=row["at_once_pct"] / 100,
    )


def costs(frame, years=YEARS):
    """Gross profit given up by opening each door now, in billions of dollars over some years."""
    return {row["door"]: opened(row).cost(row["loss_pts"] / 100, years) for _, row in frame.iterrows()}


def now_or_wait(frame, door):
    """Expected cost of opening a door now, and of waiting for an order at the start of the second year."""
    row = frame[frame["door"] == door].iloc[0]
    lock, loss = opened(row), row["loss_pts"] / 100
    forced = lock.cost(loss + row["ordered_loss_pts"] / 100, YEARS, opened=2) + row["order_bill_usd_bn"]
    return {"now": lock.cost(loss, YEARS), "wait": row["order_chance_pct"] / 100 * forced}


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
    for _, row in frame.iterrows():
        lock = opened(row)
        if not 1.3 * row["loss_pts"] / 100 < lock.break_even_loss < 0.6:
            faults.append(f"the limit of {row['door']} is no limit, or the expected loss is beyond it")
    for (one, a), (other, b) in combinations(costs(frame).items(), 2):
        if abs(a - b) < 0.3:
            faults.append(f"{one} and {other} cost nearly the same")
    if min(map(abs, [*costs(frame).values(), *costs(frame, 1).values()])) < 0.1:
        faults.append("one door costs nearly nothing")
    first = min(costs(frame), key=costs(frame).get)
    both = now_or_wait(frame, first)
    if abs(both["now"] - both["wait"]) < 0.25:
        faults.append("now and waiting cost nearly the same")
    return faults

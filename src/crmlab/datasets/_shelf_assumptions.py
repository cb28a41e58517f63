"""One student's assumptions about shops, members and fans: no facts, numbers to reckon with. Version 1."""

from itertools import combinations

import numpy as np
import pandas as pd

from crmlab.datasets._survey import stepped

VERSION = 1
SHOPS = ("sports", "department", "family")
WIN_PCT = 7
RANGES = {
    "shop_margin_pct": (34, 46, 1),
    "direct_usd": (150, 190, 5),
    "direct_margin_pct": (56, 66, 1),
    "selling_pct": (24, 36, 1),
    "sales_sports_usd_m": (700, 1400, 50),
    "sales_department_usd_m": (300, 900, 50),
    "sales_family_usd_m": (300, 900, 50),
    "account_sports_pct": (3, 8, 0.5),
    "account_department_pct": (4, 10, 0.5),
    "account_family_pct": (4, 10, 0.5),
    "account_stay_pct": (82, 94, 1),
    "discount_pct": (8, 12, 1),
    "patience_tries": (5, 13, 1),
    "fan_margin_usd": (30, 90, 5),
    "kept_pct": (40, 80, 5),
    "keen_pct": (15, 35, 1),
    "keen_value_usd": (340, 800, 20),
    "casual_value_usd": (50, 130, 10),
    "keen_two_pct": (55, 90, 5),
    "casual_two_pct": (3, 12, 1),
}
COME_AROUND_BREAK_EVEN = (0.28, 0.24)
QUEUE_AROUND_BREAK_EVEN = (0.5, 1.6)
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": 1,
    "note": "Assumptions drawn for one student; the sizes are ours. None is a fact.",
    "ranges_low_high_step": {name: list(ends) for name, ends in RANGES.items()},
    "buyers_who_come_around_the_break_even_all_and_each_kind": list(COME_AROUND_BREAK_EVEN),
    "cost_of_the_queue_as_share_of_its_gain": list(QUEUE_AROUND_BREAK_EVEN),
    "reversed_items": [],
}
ORDER = (
    *("shop_margin_pct", "direct_usd", "direct_margin_pct", "selling_pct"),
    *(f"sales_{shop}_usd_m" for shop in SHOPS),
    *(f"account_{shop}_pct" for shop in SHOPS),
    *(f"come_{shop}_pct" for shop in SHOPS),
    *("account_stay_pct", "discount_pct", "patience_tries", "fan_margin_usd", "kept_pct", "queue_usd"),
    *("keen_pct", "keen_value_usd", "casual_value_usd", "keen_two_pct", "casual_two_pct"),
)


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

    def uniform(low, high):
        return low + (high - low) * np.round(rng.random_sample(), 6)

    row = {name: stepped(rng, *ends) for name, ends in RANGES.items()}
    all_of_them, each = COME_AROUND_BREAK_EVEN
    shift = uniform(-all_of_them, all_of_them)
    for shop in SHOPS:
        come = needed(row, shop) * (1 + shift + uniform(-each, each))
        row[f"come_{shop}_pct"] = float(np.clip(np.floor(np.round(come, 6) + 0.5), 10, 97))
    cost = saved(row) * uniform(*QUEUE_AROUND_BREAK_EVEN)
    row["queue_usd"] = max(float(np.floor(np.round(2 * cost, 6) + 0.5) / 2), 0.5)
    return pd.DataFrame([row])[list(ORDER)].astype({name: "float64" for name in ORDER})


def needed(row, shop, *, selling=True, account=True):
    """Share of a shop's buyers, in per cent, that must come over before leaving it pays."""
    through = row["shop_margin_pct"] - account * row[f"account_{shop}_pct"]
    direct = row["direct_usd"] / 100 * (row["direct_margin_pct"] - selling * row["selling_pct"])
    return 100 * through / direct


def gains(row):
    """Yearly gain from going back to each kind of shop, in USD million."""
    direct = row["direct_usd"] / 100 * (row["direct_margin_pct"] - row["selling_pct"])
    return {
        shop: row[f"sales_{shop}_usd_m"]
        / 100
        * (row["shop_margin_pct"] - row[f"account_{shop}_pct"] - row[f"come_{shop}_pct"] / 100 * direct)
        for shop in SHOPS
    }


def shelf(row):
    """How much of the shelf these numbers go back to: none, some or all kinds of shop."""
    back = sum(gain > 0 for gain in gains(row).values())
    return {0: "none", len(SHOPS): "all"}.get(back, "some")


def given_up(row):
    """Share of fans who give up before their first pair, were each try a lottery of its own."""
    return (1 - WIN_PCT / 100) ** row["patience_tries"]


def saved(row):
    """What a queue in the place of the lottery saves for each fan, in USD."""
    return given_up(row) * row["kept_pct"] / 100 * row["fan_margin_usd"]


def platforms(row):
    """Value on two platforms over value on one, if the second platform does nothing; and wrong turns."""
    keen = row["keen_pct"] / 100
    values = row["keen_value_usd"], row["casual_value_usd"]
    two = keen * row["keen_two_pct"] / 100, (1 - keen) * row["casual_two_pct"] / 100
    one = keen - two[0], 1 - keen - two[1]

    def total(group):
        return group[0] * values[0] + group[1] * values[1]

    return {
        "right": total(two) / sum(two) / (total(one) / sum(one)),
        "keen over casual": values[0] / values[1],
        "totals": total(two) / total(one),
        "against all": total(two) / sum(two) / (keen * values[0] + (1 - keen) * values[1]),
    }


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
    evens = {shop: needed(row, shop) for shop in SHOPS}
    if min(evens.values()) < 35 or max(evens.values()) > 97:
        faults.append("a break-even is too easy or out of reach")
    if min(abs(row[f"come_{shop}_pct"] - even) for shop, even in evens.items()) < 2:
        faults.append("a kind of shop lies on the edge")
    if abs(saved(row) / row["queue_usd"] - 1) < 0.05:
        faults.append("queue and lottery earn nearly the same")
    ratios = platforms(row)
    if not 2 <= ratios["right"] <= 7:
        faults.append("the two platforms differ by too little or too much")
    for (one, a), (other, b) in combinations(ratios.items(), 2):
        if abs(a - b) < 0.03 * max(a, b):
            faults.append(f"the ratio {one} is nearly that of {other}")
    lost, added = 100 * given_up(row), 100 - WIN_PCT * row["patience_tries"]
    if min(abs(lost - (100 - lost)), abs(lost - added), abs(100 - lost - added)) < 1.5:
        faults.append("two answers on who gives up are nearly the same")
    return faults

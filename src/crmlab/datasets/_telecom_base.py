"""A telecom operator's subscribers: when they came, how long they stayed, what they earn. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import codes, normal

VERSION = 1
N = 3000
TODAY = 36
QUARTER = 3

SIGNS = {
    "margin_falling": {"share": 0.18, "log_odds": 0.75},
    "offer_refused": {"share": 0.45, "log_odds": 0.0},
    "no_reply": {"share": 0.30, "log_odds": 0.0},
    "pays_late": {"share": 0.12, "log_odds": 0.95},
    "bill_questioned": {"share": 0.15, "log_odds": 0.40},
    "rival_contacted": {"share": 0.09, "log_odds": 1.75},
}
COMPLAINTS = {"shares": (0.76, 0.17, 0.07), "log_odds_each": 0.75}
PULL = -0.80
HAZARD = {"contract": -4.40, "prepaid": -3.50, "own_inclination": 1.15, "log_margin_z": -0.60}
CAUSES = {
    "contract": {"firm": 0.40, "competition": 0.35, "customer": 0.25},
    "prepaid": {"firm": 0.32, "competition": 0.45, "customer": 0.23},
}
RETURN = {"firm": 0.34, "competition": 0.04, "customer": 0.02}
COST = {"shop": 320.0, "online": 210.0, "dealer": 390.0}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. The seven signs of decline, the three causes of leaving and the idea that customers whom "
        "the firm's own error drove away can be won back follow lecture slides, which give no numbers. All "
        "sizes are ours."
    ),
    "monthly_log_odds_of_leaving": {
        **HAZARD,
        "note": "No term for time: a subscriber's own chance of leaving is the same in every month.",
    },
    "last_quarter": {
        "signs": SIGNS,
        "complaints": COMPLAINTS,
        "constant_for_the_signs": PULL,
    },
    "yearly_growth_of_margin": (
        "one of two per student: 0.12, or from -0.02 to -0.005; sd of one change 2.5 EUR"
    ),
    "cause_given_leaving": CAUSES,
    "chance_of_coming_back_without_offer": RETURN,
    "gain_from_an_offer": (
        "one pair per student: 0.07 and 0.17 for firm and competition, or the other way round; 0.01 for "
        "customer"
    ),
    "acquisition_cost_eur": {**COST, "firm": "times one number per student from 0.92 to 1.32"},
    "share_on_contract": 0.60,
    "log_margin_eur": {"contract": 2.80, "prepaid": 2.15, "sd": 0.45},
    "log_calls_per_year": {"mean": 0.55, "sd": 1.05},
    "reversed_items": [],
}


def simulate(rng):
    """Draw one base of subscribers.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        3,000 rows, the columns of the schema.
    """
    grows = rng.random_sample() < 0.5
    growth = np.round(0.12 if grows else -0.005 - 0.015 * rng.random_sample(), 6)
    price = np.round(0.92 + 0.40 * rng.random_sample(), 6)
    firm_first = rng.random_sample() < 0.5
    gain = {"firm": 0.17, "competition": 0.07} if firm_first else {"firm": 0.07, "competition": 0.17}
    start = rng.randint(1, TODAY + 1, N)
    contract = np.round(rng.random_sample(N), 6) < 0.60
    z, own = normal(rng, N), normal(rng, N)
    first = np.clip(np.round(np.exp(np.where(contract, 2.80, 2.15) + 0.45 * z), 2), 2, 80)
    usage = np.clip(np.round(np.exp(1.6 + 0.5 * z + 0.5 * normal(rng, N)), 1), 0.1, 200)
    calls = np.clip(np.floor(np.round(np.exp(0.55 + 1.05 * normal(rng, N)), 6)), 0, 40).astype("int64")
    channel = np.array(["shop", "online", "dealer"])[rng.randint(0, 3, N)]
    cost = np.array([COST[name] for name in channel]) * price * np.exp(0.15 * normal(rng, N))

    level = np.where(contract, HAZARD["contract"], HAZARD["prepaid"])
    level = level + HAZARD["own_inclination"] * own + HAZARD["log_margin_z"] * z
    monthly = np.round(1 / (1 + np.exp(-level)), 6)
    stays = np.ceil(np.log(np.round(1 - rng.random_sample(N), 9) + 1e-9) / np.log(1 - monthly))
    end = start + np.maximum(stays, 1).astype("int64") - 1
    eve = TODAY - QUARTER
    watched = (start <= eve - QUARTER) & (end > eve)
    signs = {
        name: watched & (np.round(rng.random_sample(N), 6) < about["share"]) for name, about in SIGNS.items()
    }
    ladder = np.cumsum(COMPLAINTS["shares"])[:2]
    complaints = np.where(watched, np.searchsorted(ladder, np.round(rng.random_sample(N), 6)), 0)
    quarter = 1 - (1 - monthly) ** QUARTER
    odds = np.log(quarter / (1 - quarter)) + PULL + COMPLAINTS["log_odds_each"] * complaints
    for name, about in SIGNS.items():
        odds = odds + about["log_odds"] * signs[name]
    goes = np.round(rng.random_sample(N), 6) < np.round(1 / (1 + np.exp(-odds)), 6)
    month = rng.randint(eve + 1, TODAY + 1, N)
    end = np.where(watched, np.where(goes, month, TODAY + 1), end)
    left = end <= TODAY
    months = np.minimum(end, TODAY) - start + 1

    shares = np.array([[CAUSES[plan][c] for c in RETURN] for plan in ("contract", "prepaid")])
    cuts = np.cumsum(shares[np.where(contract, 0, 1)], axis=1)[:, :2]
    cause = (np.round(rng.random_sample(N), 6)[:, None] >= cuts).sum(axis=1)
    names = np.array([*RETURN, "still here"])
    cause = np.where(left, cause, 3)
    offered = left & (rng.random_sample(N) < 0.5)
    base = np.array([*RETURN.values(), 0.0])[cause]
    extra = np.array([gain["firm"], gain["competition"], 0.01, 0.0])[cause]
    back = left & (np.round(rng.random_sample(N), 6) < np.round(base + np.where(offered, extra, 0), 6))
    change = np.where(months >= 12, first * ((1 + growth) ** (months / 12) - 1) + 2.5 * normal(rng, N), 0)
    return pd.DataFrame(
        {
            "subscriber_id": codes("S", N),
            "start_month": start.astype("int64"),
            "months": months.astype("int64"),
            "left": left.astype("int64"),
            "cause": names[cause],
            "plan": np.where(contract, "contract", "prepaid"),
            "channel": channel,
            "acquisition_cost_eur": np.clip(np.round(np.round(cost, 6)), 80, 1200),
            "first_margin_eur": first,
            "margin_eur": np.clip(np.round(np.round(first + change, 6), 2), 1, 160),
            "usage_gb": usage,
            "calls_per_year": calls,
            "watched": watched.astype("int64"),
            **{name: sign.astype("int64") for name, sign in signs.items()},
            "complaints": complaints.astype("int64"),
            "left_last_quarter": (watched & left).astype("int64"),
            "offer_made": offered.astype("int64"),
            "came_back": back.astype("int64"),
        }
    )


def contract_numbers(frame):
    """Retention and margin of contract subscribers a year, their number, and what winning one costs."""
    mine = frame[frame["plan"] == "contract"]
    churn = mine["left"].sum() / mine["months"].sum()
    here = mine[mine["left"] == 0]
    return (
        float((1 - churn) ** 12),
        float(12 * here["margin_eur"].mean()),
        len(here),
        float(mine["acquisition_cost_eur"].mean()),
    )


def keep_or_win(frame, budget=50_000, fewer=0.15, discount=0.10):
    """Worth of keeping (15 % fewer contract subscribers leave) and of winning, for one budget."""
    retention, margin, here, cost = contract_numbers(frame)
    after = 1 - (1 - fewer) * (1 - retention)

    def at_end(r):
        return margin * r / (1 + discount - r)

    return here * (at_end(after) - at_end(retention)), budget / cost * (at_end(retention) + margin)


def gains_from_offer(frame):
    """How much more often leavers come back with an offer than without, by cause; and how often with it."""
    left = frame[frame["left"] == 1]
    shares = left.pivot_table(index="cause", columns="offer_made", values="came_back")
    return (shares[1] - shares[0]).to_dict(), shares[1].to_dict()


def losers(frame, per_call=32.0):
    """Share of subscribers without profit when calls are charged by call, by head and by margin."""
    here = frame[frame["left"] == 0]
    margin, calls = 12 * here["margin_eur"].to_numpy(), here["calls_per_year"].to_numpy()
    pool = per_call * calls.sum()
    keys = (calls / calls.sum(), np.full(len(here), 1 / len(here)), margin / margin.sum())
    return [float((margin - pool * key <= 0).mean()) for key in keys]


def first_year(frame):
    """How many of those who joined in the first twelve months were there after 0 to 4 quarters."""
    early = frame[frame["start_month"] <= 12]
    return [int(((early["months"] > 3 * q) | (early["left"] == 0)).sum()) for q in range(5)]


def difference_z(sign, left):
    """How many standard errors the share that left differs with and without a sign."""
    sign, left = sign.to_numpy() == 1, left.to_numpy()
    one, other = left[sign], left[~sign]
    spread = left.mean() * (1 - left.mean()) * (1 / max(len(one), 1) + 1 / max(len(other), 1))
    return (one.mean() - other.mean()) / np.sqrt(spread) if len(one) and len(other) and spread else 0.0


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
    watched = frame[frame["watched"] == 1]
    if watched["left_last_quarter"].sum() < 80:
        faults.append(f"only {watched['left_last_quarter'].sum()} watched subscribers left")
    rate = watched.groupby("rival_contacted")["left_last_quarter"].mean()
    if len(rate) < 2 or rate[1] < 2 * rate[0]:
        faults.append("contact with a rival does not show in leaving")
    for name in ("offer_refused", "no_reply"):
        if abs(difference_z(watched[name], watched["left_last_quarter"])) > 1.7:
            faults.append(f"{name} looks like a sign that matters")
    year = frame[(frame["left"] == 0) & (frame["months"] >= 12)]
    change = year["margin_eur"] - year["first_margin_eur"]
    t = change.mean() / (change.std() / np.sqrt(len(change)))
    if -0.3 < t < 4 or (t <= -0.3) == (t >= 4):
        faults.append(f"whether margins grow is not clear (t = {t:.2f})")
    here = frame[frame["left"] == 0]
    old, new = here[here["months"] >= 24], here[here["months"] < 12]
    for column in ("first_margin_eur", "margin_eur"):
        if old[column].mean() < 1.03 * new[column].mean():
            faults.append(f"old subscribers do not have more {column} than new ones")
    keep, win = keep_or_win(frame)
    if abs(keep / win - 1) < 0.012:
        faults.append(f"keeping and winning are worth about the same ({keep:.0f} and {win:.0f})")
    there = first_year(frame)
    if there[4] / there[2] < there[2] / there[0] + 0.012 or there[1] / there[0] > 0.93:
        faults.append("the cohort of the first year does not show that those who leave easily go first")
    _, margin, _, cost = contract_numbers(frame)
    if abs(margin - cost) < 8:
        faults.append(f"a year's margin is what winning costs ({margin:.0f} and {cost:.0f})")
    gain, raw = gains_from_offer(frame)
    if abs(gain["firm"] - gain["competition"]) < 0.02 or max(gain["firm"], gain["competition"]) < 0.05:
        faults.append("it is not clear whom an offer brings back")
    if gain["customer"] > max(gain["firm"], gain["competition"]) - 0.02:
        faults.append("an offer brings back those who had reasons of their own")
    if raw["firm"] < raw["competition"] + 0.02:
        faults.append("those whom the firm drove away do not come back most often")
    by_call, by_head, _ = losers(frame)
    if abs(by_call - by_head) < 0.02 or min(by_call, by_head) < 0.04:
        faults.append(f"the keys of cost do not differ ({by_call:.2f} and {by_head:.2f})")
    return faults

"""A voucher letter of a coffee roaster, sent to a random part of its customers. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import codes, happens, normal

VERSION = 1
N = 6000
SHARE_LETTER, SHARE_CONSENT = 2 / 3, 0.75
MARGIN_EUR, VOUCHER_EUR, LETTER_EUR = 18.0, 3.0, 0.7
GROUPS = ("recent", "cooling", "cold")
SHARES = (0.30, 0.36, 0.34)
DAYS = {"recent": (1, 60), "cooling": (61, 180), "cold": (181, 540)}
BASELINE = {"recent": -0.25, "cooling": -1.65, "cold": -2.9}
SPREAD = 0.6
UPLIFT = {"recent": 0.02, "cooling": 0.124, "cold": 0.03}
NO_CONSENT = -0.7
SCORE_NOISE = 0.35

TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated; the sizes are ours. That the letter moves customers who are cooling most, and that "
        "those without consent buy less, is our choice and no finding."
    ),
    "share_with_consent": SHARE_CONSENT,
    "share_of_those_who_get_the_letter": "2/3, at random",
    "money_eur": {"margin_of_an_order": MARGIN_EUR, "voucher": VOUCHER_EUR, "letter": LETTER_EUR},
    "shares_of_groups": dict(zip(GROUPS, SHARES, strict=True)),
    "log_odds_of_buying_without_letter": BASELINE,
    "sd_between_customers": SPREAD,
    "uplift_by_group": UPLIFT,
    "no_consent_on_log_odds": NO_CONSENT,
    "noise_of_the_agency_score_on_log_odds": SCORE_NOISE,
    "reversed_items": [],
}


def simulate(rng):
    """Draw one campaign.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        6,000 rows, the columns of the schema.
    """
    group = np.searchsorted(np.cumsum(SHARES)[:-1], np.round(rng.random_sample(N), 6), side="right")
    low, high = (np.array([DAYS[name][end] for name in GROUPS])[group] for end in (0, 1))
    days = low + np.floor(np.round(rng.random_sample(N), 6) * (high - low + 1)).astype("int64")
    consent = np.round(rng.random_sample(N), 6) < SHARE_CONSENT
    letter = consent & (np.round(rng.random_sample(N), 6) < round(SHARE_LETTER, 6))
    own = SPREAD * normal(rng, N)
    log_odds = np.array([BASELINE[name] for name in GROUPS])[group] + own + NO_CONSENT * ~consent
    orders = 1 + np.floor(np.exp(0.9 + 0.8 * own + 0.3 * normal(rng, N)) * (1.2 - 0.3 * group)).astype(
        "int64"
    )
    score = np.round(100 / (1 + np.exp(-(log_odds + SCORE_NOISE * normal(rng, N))))).astype("int64")
    lifted = (
        np.round(1 / (1 + np.exp(-log_odds)), 6) + np.array([UPLIFT[name] for name in GROUPS])[group] * letter
    )
    lifted = np.clip(lifted, 0.001, 0.999)
    bought = happens(rng, np.log(lifted / (1 - lifted)))
    return pd.DataFrame(
        {
            "customer_code": codes("K", N),
            "days_since_last_order": days,
            "orders_last_two_years": orders,
            "agency_score": score,
            "sent": np.where(letter, "letter", np.where(consent, "holdout", "no consent")),
            "bought_within_8_weeks": bought,
        }
    )


def groups_of(frame):
    """Name the group of each customer by days since the last order."""
    place = np.searchsorted([60, 180], frame["days_since_last_order"].to_numpy(), side="left")
    return np.array(GROUPS, dtype=object)[place]


def gains(frame):
    """Gain of a letter in EUR with its standard error, for each group: the arithmetic of `loyalty.uplift`."""
    found = {}
    of_group = groups_of(frame)
    for group in GROUPS:
        inside = frame[of_group == group]
        p, n = {}, {}
        for way in ("letter", "holdout"):
            bought = inside.loc[inside["sent"] == way, "bought_within_8_weeks"]
            p[way], n[way] = bought.mean(), len(bought)
        gain = MARGIN_EUR * (p["letter"] - p["holdout"]) - VOUCHER_EUR * p["letter"] - LETTER_EUR
        variance = sum(
            weight**2 * p[way] * (1 - p[way]) / n[way]
            for way, weight in (("letter", MARGIN_EUR - VOUCHER_EUR), ("holdout", MARGIN_EUR))
        )
        found[group] = p["letter"] - p["holdout"], gain, np.sqrt(variance)
    return found


def rates_by_score(frame):
    """Shares who bought in each fifth of the agency's score, lowest first, by what was sent."""
    tested = frame[frame["sent"] != "no consent"]
    fifth = pd.qcut(tested["agency_score"], 5, labels=False)
    return tested.pivot_table(index=fifth, columns="sent", values="bought_within_8_weeks")


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
    found = gains(frame)
    lifts = {group: lift for group, (lift, _, _) in found.items()}
    if lifts["cooling"] - max(lifts["recent"], lifts["cold"]) < 0.02:
        faults.append(f"the letter does not move customers who are cooling most ({lifts})")
    if found["recent"][1] + 1.96 * found["recent"][2] > -0.05:
        faults.append("letters to recent customers do not clearly lose money")
    if found["recent"][1] > found["cold"][1] - 0.1:
        faults.append("a letter to recent customers does not lose most")
    for group in GROUPS:
        _, gain, error = found[group]
        if min(abs(gain - 1.96 * error), abs(gain + 1.96 * error)) < 0.02:
            faults.append(f"the interval of {group} ends too close to zero")
    if found["cooling"][1] < 0.05 or found["cold"][1] > 0.6 or found["cold"][1] - 1.96 * found["cold"][2] > 0:
        faults.append("it is not clear where a letter may pay")
    rate = frame.groupby("sent")["bought_within_8_weeks"].mean()
    if rate["letter"] - rate["holdout"] < 0.02 or rate["holdout"] - rate["no consent"] < 0.04:
        faults.append("customers without consent do not differ from the holdout")
    if abs(rate["letter"] / rate["holdout"] - 1 - rate["letter"]) < 0.005:
        faults.append("the growth of the share who buy looks like the share itself")
    rates = rates_by_score(frame)
    if (rates.diff().iloc[1:] <= 0).any(axis=None):
        faults.append("the share who buy does not rise with the agency's score")
    gap = (rates["letter"] - rates["holdout"]).tolist()
    if gap[-1] > max(gap[:-1]) - 0.02:
        faults.append("the letter adds most where the agency's score is highest")
    mailed = frame[frame["sent"] == "letter"]
    top = mailed["agency_score"] >= 35
    if mailed.loc[top, "bought_within_8_weeks"].mean() < 2 * mailed.loc[~top, "bought_within_8_weeks"].mean():
        faults.append("the agency's score does not tell who buys")
    return faults

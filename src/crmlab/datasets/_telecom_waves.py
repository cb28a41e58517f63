"""Satisfaction survey of a telecom operator in four waves: a real change and a spurious one. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import answers, codes, happens, least_squares, normal

VERSION = 1
PER_WAVE = 400
WAVES = (1, 2, 3, 4)
N = PER_WAVE * len(WAVES)

REGIONS = ("north", "east", "south", "west", "coast", "hills", "city", "lakes")
REGION_SHARES = (0.15, 0.15, 0.15, 0.15, 0.13, 0.06, 0.16, 0.05)
SHOP_BY_REGION = (0.7, -0.6, 0.3, -0.9, 0.9, 0.1, -0.5, 0.2)
SHOP_INVITED = {1: 0.20, 2: 0.20, 3: 0.62, 4: 0.20}
SHOP_SHIFT = 1.05
UPGRADE = {"coverage": 0.38, "speed": 0.38}

ASPECTS = {
    "coverage": {"items": "cov", "weight": 0.26, "means": (5.0, 4.8), "importance": 5.9},
    "speed": {"items": "spe", "weight": 0.20, "means": (4.9, 4.7), "importance": 5.6},
    "hotline": {"items": "hot", "weight": 0.20, "means": (4.2, 4.3), "importance": 5.0},
    "shop": {"items": "sho", "weight": 0.05, "means": (5.2, 5.0), "importance": 4.3},
    "tariff": {"items": "tar", "weight": 0.21, "means": (4.1, 4.3), "importance": 6.3},
    "billing": {"items": "bil", "weight": 0.20, "means": (4.4, 4.2), "importance": 4.9},
    "ease": {"items": "eas", "weight": 0.08, "means": (5.3, 5.1), "importance": 4.6},
    "security": {"items": "sec", "weight": 0.07, "means": (5.4, 5.3), "importance": 6.1},
}
LOADING, NOISE = 1.05, 0.75
DISCONFIRMATION = {"per_point_below": 0.50, "per_point_above": 0.12}
SPREAD = 0.50
VALUE = {"quality": 0.62, "spread": 0.75}
STICKINESS = {"quality": 0.22, "value": 0.45, "quality_x_value": 0.034, "spread": 0.70}
LEAVING = {"constant": -2.0, "satisfaction": -0.45}
COMPLAINTS = {"constant": -1.5, "hotline": -0.35, "billing": -0.45, "share_solved": 0.55}
COMPLAINT_EFFECT = {"open": -0.75, "solved": -0.15}
RECOMMEND = {"mean": 7.6, "satisfaction": 1.55, "stickiness": 0.45, "noise": 1.05}
INDEX = {"acs1": (7.0, 1.55, 0.9), "acs2": (6.5, 1.60, 1.0), "acs3": (6.2, 1.60, 1.0)}
KANO = {
    "drop": {"M": 0.60, "O": 0.18, "A": 0.02, "I": 0.17, "R": 0.01, "Q": 0.02},
    "fast": {"M": 0.10, "O": 0.58, "A": 0.14, "I": 0.14, "R": 0.02, "Q": 0.02},
    "alert": {"M": 0.29, "O": 0.28, "A": 0.13, "I": 0.18, "R": 0.09, "Q": 0.03},
    "gift": {"M": 0.02, "O": 0.10, "A": 0.54, "I": 0.29, "R": 0.03, "Q": 0.02},
    "paper": {"M": 0.03, "O": 0.04, "A": 0.08, "I": 0.60, "R": 0.22, "Q": 0.03},
}
_PAIRS = {
    "M": ((2, 5), (3, 5), (4, 5)),
    "O": ((1, 5),),
    "A": ((1, 2), (1, 3), (1, 4)),
    "I": ((3, 3), (2, 3), (3, 4)),
    "R": ((4, 1), (5, 2), (5, 3)),
    "Q": ((1, 1),),
}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated; the sizes are ours. Between waves 2 and 3 nothing changes for customers: only more of "
        "the answers come from people whom shop staff invited, and they are a happier sort. Between waves 3 "
        "and 4 coverage and speed get better for everybody, and the invitations go back to what they were."
    ),
    "spurious_change": {
        "share_invited_by_shop_staff": {str(wave): share for wave, share in SHOP_INVITED.items()},
        "general_attitude_of_shop_invited": SHOP_SHIFT,
    },
    "real_change_in_wave_4": UPGRADE,
    "aspects": ASPECTS,
    "loading_and_noise_of_the_questions": [LOADING, NOISE],
    "share_of_general_attitude_in_aspects": 0.5,
    "shop_quality_by_region": dict(zip(REGIONS, SHOP_BY_REGION, strict=True)),
    "region_shares": dict(zip(REGIONS, REGION_SHARES, strict=True)),
    "disconfirmation": DISCONFIRMATION,
    "residual_sd_of_satisfaction": SPREAD,
    "value": VALUE,
    "stickiness": STICKINESS,
    "log_odds_of_leaving": LEAVING,
    "complaints": COMPLAINTS,
    "complaint_effect_on_satisfaction": COMPLAINT_EFFECT,
    "recommend": RECOMMEND,
    "index_questions_mean_loading_noise": INDEX,
    "kano_shares": KANO,
    "near_duplicate": "spe3 repeats spe2",
    "unrelated": "hol1 is related to nothing",
    "reversed_items": [],
}


def simulate(rng):
    """Draw one survey.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        1,600 rows, the columns of the schema.
    """
    wave = np.repeat(WAVES, PER_WAVE)
    place = _among(rng, REGION_SHARES)
    contract = np.round(rng.random_sample(N), 6) < 0.6
    shop_share = np.array([SHOP_INVITED[w] for w in WAVES])[wave - 1]
    by_shop = np.round(rng.random_sample(N), 6) < shop_share
    attitude = normal(rng, N) + SHOP_SHIFT * by_shop
    latent = {}
    for aspect in ASPECTS:
        latent[aspect] = 0.5 * attitude + 0.87 * normal(rng, N) + UPGRADE.get(aspect, 0.0) * (wave == 4)
    latent["shop"] = latent["shop"] + np.array(SHOP_BY_REGION)[place]
    quality = sum(latent.values()) / 5.0
    expected = 0.3 * attitude + 0.9 * normal(rng, N)
    odds = COMPLAINTS["constant"] + sum(COMPLAINTS[a] * latent[a] for a in ("hotline", "billing"))
    complained = happens(rng, odds) == 1
    solved = complained & (np.round(rng.random_sample(N), 6) < COMPLAINTS["share_solved"])
    complaint = np.where(solved, "solved", np.where(complained, "open", "none"))
    surprise = quality - expected
    satisfaction = (
        sum(about["weight"] * latent[aspect] for aspect, about in ASPECTS.items())
        + DISCONFIRMATION["per_point_below"] * np.minimum(surprise, 0)
        + DISCONFIRMATION["per_point_above"] * np.maximum(surprise, 0)
        + COMPLAINT_EFFECT["open"] * (complained & ~solved)
        + COMPLAINT_EFFECT["solved"] * solved
        + SPREAD * normal(rng, N)
    )
    value = VALUE["quality"] * quality + VALUE["spread"] * normal(rng, N)
    sticky = (
        STICKINESS["quality"] * quality
        + STICKINESS["value"] * value
        + STICKINESS["quality_x_value"] * quality * value
        + STICKINESS["spread"] * normal(rng, N)
    )
    columns = {
        "respondent_id": codes("R", N),
        "wave": wave.astype("int64"),
        "region": np.array(REGIONS)[place],
        "plan": np.where(contract, "contract", "prepaid"),
        "invited_by": np.where(by_shop, "shop staff", "text message"),
        "expected": answers(rng, expected, 4.7, 1.0, 0.6),
        "perceived": answers(rng, quality, 4.8, 1.0, 0.5),
    }
    for aspect, about in ASPECTS.items():
        for number, mean in enumerate(about["means"], start=1):
            columns[f"{about['items']}{number}"] = answers(rng, latent[aspect], mean, LOADING, NOISE)
    echo = np.round(rng.random_sample(N), 6)
    columns["spe3"] = np.clip(columns["spe2"] + (echo < 0.08) - (echo > 0.92), 1, 7).astype("int64")
    columns["hol1"] = answers(rng, normal(rng, N), 3.6, 1.0, 0.75)
    for about in ASPECTS.values():
        columns[f"imp_{about['items']}"] = answers(rng, normal(rng, N), about["importance"], 0.6, 0.6)
    columns["level"] = answers(rng, satisfaction, 5.25, 1.0, 0.45)
    for name, (mean, loading, noise) in INDEX.items():
        columns[name] = _rating(rng, satisfaction, mean, loading, noise, 1, 10)
    likes = RECOMMEND["satisfaction"] * satisfaction + RECOMMEND["stickiness"] * sticky
    columns["recommend"] = _rating(rng, likes, RECOMMEND["mean"], 1.0, RECOMMEND["noise"], 0, 10)
    for number, mean in enumerate((4.6, 4.4, 4.5), start=1):
        columns[f"val{number}"] = answers(rng, value, mean, 1.0, 0.7)
    for number, mean in enumerate((4.5, 4.3, 4.2), start=1):
        columns[f"sti{number}"] = answers(rng, sticky, mean, 1.0, 0.7)
    for feature, shares in KANO.items():
        with_it, without = _kano_pair(rng, shares)
        columns[f"kano_{feature}_with"], columns[f"kano_{feature}_without"] = with_it, without
    columns["complaint"] = complaint
    columns["left_within_year"] = happens(rng, LEAVING["constant"] + LEAVING["satisfaction"] * satisfaction)
    return pd.DataFrame(columns)


def _among(rng, shares):
    """Draw N places among options with these shares."""
    return np.searchsorted(
        np.round(np.cumsum(shares), 6)[:-1], np.round(rng.random_sample(N), 6), side="right"
    )


def _rating(rng, latent, mean, loading, noise, low, high):
    """Turn a latent variable into whole numbers from low to high."""
    level = mean + loading * latent + noise * normal(rng, len(latent))
    return np.clip(np.floor(np.round(level, 6) + 0.5), low, high).astype("int64")


def _kano_pair(rng, shares):
    """Draw the two Kano answers of everybody for one feature."""
    category = _among(rng, tuple(shares.values()))
    which = np.minimum(np.floor(3 * np.round(rng.random_sample(N), 6)), 2).astype("int64")
    table = np.array([[_PAIRS[letter][k % len(_PAIRS[letter])] for k in range(3)] for letter in shares])
    chosen = table[category, which]
    return chosen[:, 0].astype("int64"), chosen[:, 1].astype("int64")


def nps(answers):
    """Net Promoter Score in points and its standard error."""
    votes = (answers >= 9).astype(float) - (answers <= 6)
    score = votes.mean()
    return 100 * score, 100 * np.sqrt(((votes**2).mean() - score**2) / len(votes))


def adjusted_nps(frame, wave, share=0.2):
    """Score of a wave with a fixed share of people invited by shop staff, and its standard error."""
    now = frame[frame["wave"] == wave]
    shop = (now["invited_by"] == "shop staff").to_numpy()
    answered = now["recommend"].to_numpy()
    (a, sa), (b, sb) = nps(answered[~shop]), nps(answered[shop])
    return (1 - share) * a + share * b, np.hypot((1 - share) * sa, share * sb)


def aspect_scores(frame):
    """Mean of the two questions of each aspect, shape (n, 8)."""
    return np.column_stack(
        [
            frame[[f"{about['items']}{i}" for i in (1, 2)]].to_numpy().mean(axis=1)
            for about in ASPECTS.values()
        ]
    )


def project_gains(frame):
    """Gain in mean satisfaction level from lifting low ratings of an aspect by a point, wave 4."""
    now = frame[frame["wave"] == 4]
    scores = aspect_scores(now)
    slopes = least_squares(now["level"].to_numpy(), *scores.T)[0][1:]
    low = (scores <= 4).mean(axis=0)
    names = list(ASPECTS)
    return {
        name: slopes[names.index(name)] * low[names.index(name)] for name in ("hotline", "tariff", "billing")
    }


def product_t(frame):
    """HC3 t value of quality times value in the regression of stickiness."""
    quality = aspect_scores(frame).mean(axis=1)
    value, sticky = (frame[[f"{b}{i}" for i in (1, 2, 3)]].to_numpy().mean(axis=1) for b in ("val", "sti"))
    q, v = quality - quality.mean(), value - value.mean()
    coefficients, covariance = least_squares(sticky, q, v, q * v)
    return coefficients[3] / np.sqrt(covariance[3, 3])


def entropy_first(frame):
    """Aspect on which the regions differ most, by Shannon entropy of their mean ratings."""
    scores = pd.DataFrame(aspect_scores(frame)).groupby(frame["region"].to_numpy()).mean().to_numpy()
    shares = scores / scores.sum(axis=0)
    return list(ASPECTS)[int(np.argmin(-(shares * np.log(shares)).sum(axis=0)))]


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
    score = {wave: nps(frame.loc[frame["wave"] == wave, "recommend"].to_numpy()) for wave in WAVES}
    fixed = {wave: adjusted_nps(frame, wave) for wave in WAVES}
    if _z(score, 2, 3) <= 2.2 or abs(_z(fixed, 2, 3)) >= 1.9:
        faults.append(
            "the rise between waves 2 and 3 is not clear, or does not vanish with the invitations fixed"
        )
    if _z(score, 3, 4) >= 1.9:
        faults.append("the score as it stands shows the real change between waves 3 and 4")
    if 1.93 < _z(fixed, 2, 4) < 1.99 or 1.93 < abs(product_t(frame)) < 1.99:
        faults.append("a decision hangs on the third digit of an interval")
    if min(improvement_t(frame)) <= 2.2:
        faults.append("coverage or speed did not clearly get better in wave 4")
    gains = sorted(project_gains(frame).values())
    if gains[0] <= 0 or gains[-1] < 1.02 * gains[-2]:
        faults.append("two projects are level or one has no gain")
    if entropy_first(frame) != "shop":
        faults.append("the regions do not differ most in their shops")
    echo, noise = (np.corrcoef(frame[a], frame[b])[0, 1] for a, b in (("spe2", "spe3"), ("hol1", "level")))
    if echo <= 0.9 or abs(noise) >= 0.1:
        faults.append("the question to drop does not show")
    satisfied, gone = frame["level"] >= 5, frame["left_within_year"] == 1
    if satisfied[gone].mean() <= 0.5 or gone[satisfied].mean() >= gone[~satisfied].mean():
        faults.append("most who left were not satisfied, or the satisfied leave as often as the others")
    few = frame.loc[(frame["wave"] == 4) & (frame["region"] == "lakes"), "level"]
    if not 12 <= len(few) <= 40 or not 0.15 <= (few >= 6).mean() <= 0.85 or (few == 5).mean() < 0.05:
        faults.append("the region of the lakes has too few answers or all of one kind")
    return faults


def improvement_t(frame):
    """Rise of coverage and speed from wave 2 to wave 4 among those invited by lot, over its error."""
    asked = frame[frame["invited_by"] == "text message"]
    before, after = (aspect_scores(asked[asked["wave"] == wave])[:, :2] for wave in (2, 4))
    error = np.sqrt(before.var(axis=0) / len(before) + after.var(axis=0) / len(after))
    return (after.mean(axis=0) - before.mean(axis=0)) / error


def _z(scores, before, after):
    """Difference of two scores over its standard error."""
    return (scores[after][0] - scores[before][0]) / np.hypot(scores[before][1], scores[after][1])

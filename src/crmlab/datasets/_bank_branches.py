"""Customers of bank branches in four countries: expectations, perceptions, culture, loyalty. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import alpha, answers, codes, happens, least_squares, normal

VERSION = 1
COUNTRIES = ("Arden", "Borrel", "Caspe", "Dorn")
BRANCHES_EACH, CUSTOMERS_EACH = 6, 50
N = len(COUNTRIES) * BRANCHES_EACH * CUSTOMERS_EACH

DIMENSIONS = {
    "tangibles": {
        "items": (1, 2, 3, 4),
        "expected": (6.0, 5.9, 6.1, 5.8),
        "perceived": (4.4, 4.3, 4.7, 4.3),
        "adequate": 3.9,
        "halo": 0.50,
        "weight": 13,
    },
    "reliability": {
        "items": (5, 6, 7, 8, 9),
        "expected": (6.5, 6.4, 6.3, 6.5, 6.6),
        "perceived": (5.3, 5.2, 5.1, 5.4, 5.5),
        "adequate": 5.0,
        "halo": 0.65,
        "weight": 30,
    },
    "responsiveness": {
        "items": (10, 11, 12, 13),
        "expected": (6.1, 6.3, 6.2, 6.0),
        "perceived": (5.2, 5.0, 5.3, 5.1),
        "adequate": 4.6,
        "halo": 0.94,
        "weight": 22,
    },
    "assurance": {
        "items": (14, 15, 16, 17),
        "expected": (6.3, 6.4, 6.2, 6.2),
        "perceived": (5.5, 5.7, 5.6, 5.4),
        "adequate": 4.6,
        "halo": 0.94,
        "weight": 18,
    },
    "empathy": {
        "items": (18, 19, 20, 21, 22),
        "expected": (5.9, 5.8, 5.9, 5.3, 5.9),
        "perceived": (5.1, 5.0, 5.1, 3.6, 5.0),
        "adequate": 4.0,
        "halo": 0.65,
        "weight": 17,
    },
}
SCALES = {
    "tq": {"construct": "technical", "means": (5.0, 4.8, 5.1), "loading": 1.05, "noise": 0.80},
    "pa": {"construct": "participation", "means": (3.9, 3.7, 4.0), "loading": 1.10, "noise": 0.80},
    "tb": {"construct": "trust_in_bank", "means": (4.9, 4.8), "loading": 1.05, "noise": 0.75},
    "tp": {"construct": "trust_in_person", "means": (5.1, 4.9), "loading": 1.05, "noise": 0.75},
    "co": {"construct": "collectivism", "means": (4.3, 4.2, 4.4), "loading": 1.00, "noise": 0.80},
    "lo": {"construct": "loyalty", "means": (4.7, 4.5, 4.8), "loading": 1.10, "noise": 0.70},
}
LOADING, NOISE = 1.00, 0.75
EXPECTED_LOADING, EXPECTED_NOISE = 0.60, 0.50
EXPECTED_ON_HALO = 0.65
BRANCH_ON_RELIABILITY, STAFF_ON_RESPONSIVENESS, STAFF_ON_EMPATHY = 0.35, 0.30, 0.20
COUNTRY_COLLECTIVISM = (-0.9, -0.3, 0.3, 0.9)
COUNTRY_RIVALS = (1, 3, 5, 7)
EFFECTS = {
    "technical": 0.22,
    "tangibles": 0.0,
    "reliability": 0.30,
    "responsiveness": 0.13,
    "assurance": 0.06,
    "empathy": 0.15,
    "participation": 0.10,
    "trust_in_bank": 0.15,
    "trust_in_person": 0.08,
    "collectivism_of_the_person": 0.24,
    "empathy_x_collectivism_of_the_person": 0.13,
    "rivals_in_walking_distance": -0.16,
}
SPREAD = 0.60
TRUST = {
    "trust_in_bank": {"reliability": 0.50, "assurance": 0.20, "spread": 0.75},
    "trust_in_person": {"empathy": 0.50, "responsiveness": 0.20, "spread": 0.75},
}
LOG_ODDS_STAYED = {"constant": 1.7, "loyalty": 1.1}
LOG_ODDS_PEOPLE = {"constant": 0.0, "collectivism": 0.9}
TRANSLATED_ITEMS, TRANSLATION_SHIFT = (18, 19, 20, 22), -1.1
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. The five dimensions and the number of items follow SERVQUAL (Parasuraman, Zeithaml and "
        "Berry 1988). The wording of the items and the four countries are made up and the sizes are ours. "
        "That expectations have no effect of their own on loyalty, that participation is a sixth factor, and "
        "that culture works one way within countries while the countries differ the other way, is our choice "
        "and no finding."
    ),
    "dimensions": DIMENSIONS,
    "scales": SCALES,
    "loading": LOADING,
    "noise": NOISE,
    "expected_loading": EXPECTED_LOADING,
    "expected_noise": EXPECTED_NOISE,
    "effect_of_halo_on_expectations": EXPECTED_ON_HALO,
    "effects_on_latent_loyalty_per_sd": EFFECTS,
    "effect_of_expectations_on_loyalty": 0.0,
    "residual_sd_of_loyalty": SPREAD,
    "trust": TRUST,
    "branch_effects": {
        "reliability": BRANCH_ON_RELIABILITY,
        "responsiveness_per_sd_of_staff": STAFF_ON_RESPONSIVENESS,
        "empathy_per_sd_of_staff": STAFF_ON_EMPATHY,
    },
    "mean_collectivism_by_country": dict(zip(COUNTRIES, COUNTRY_COLLECTIVISM, strict=True)),
    "mean_rivals_by_country": dict(zip(COUNTRIES, COUNTRY_RIVALS, strict=True)),
    "log_odds_stayed_next_year": LOG_ODDS_STAYED,
    "log_odds_chose_bank_for_people": LOG_ODDS_PEOPLE,
    "translation": {
        "country": "Dorn",
        "shift_of_one_perceived_item": TRANSLATION_SHIFT,
        "drawn_from_items": list(TRANSLATED_ITEMS),
    },
    "reversed_items": [],
}


def simulate(rng):
    """Draw one set of customers.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        1,200 rows, the columns of the schema.
    """
    translated = TRANSLATED_ITEMS[rng.randint(len(TRANSLATED_ITEMS))]
    country = np.repeat(np.arange(len(COUNTRIES)), BRANCHES_EACH * CUSTOMERS_EACH)
    branch = np.repeat(np.arange(len(COUNTRIES) * BRANCHES_EACH), CUSTOMERS_EACH)
    branches = len(COUNTRIES) * BRANCHES_EACH
    of_branch = np.repeat(np.arange(len(COUNTRIES)), BRANCHES_EACH)
    staff = normal(rng, branches)
    routine = normal(rng, branches)
    rivals = np.array(COUNTRY_RIVALS)[of_branch] + rng.randint(-1, 2, branches)

    halo = normal(rng, N)
    collectivism = normal(rng, N)
    latent = {}
    for name, design in DIMENSIONS.items():
        share = design["halo"]
        latent[name] = share * halo + np.round(np.sqrt(1 - share**2), 6) * normal(rng, N)
    latent["reliability"] = latent["reliability"] + BRANCH_ON_RELIABILITY * routine[branch]
    latent["responsiveness"] = latent["responsiveness"] + STAFF_ON_RESPONSIVENESS * staff[branch]
    latent["empathy"] = latent["empathy"] + STAFF_ON_EMPATHY * staff[branch]
    latent["technical"] = 0.45 * halo + 0.89 * normal(rng, N)
    latent["participation"] = 0.30 * halo + 0.95 * normal(rng, N)
    for name, design in TRUST.items():
        drivers = sum(size * latent[cause] for cause, size in design.items() if cause != "spread")
        latent[name] = drivers + design["spread"] * normal(rng, N)
    latent["collectivism_of_the_person"] = collectivism
    latent["rivals_in_walking_distance"] = rivals[branch] - 4
    loyalty = SPREAD * normal(rng, N)
    for term, size in EFFECTS.items():
        product = np.ones(N)
        for name in term.split("_x_"):
            product = product * latent[name]
        loyalty = loyalty + size * product
    latent["loyalty"] = loyalty
    latent["collectivism"] = np.array(COUNTRY_COLLECTIVISM)[country] + collectivism

    columns = {
        "customer_id": codes("B", N),
        "country": np.array(COUNTRIES, dtype=object)[country],
        "branch": [f"{COUNTRIES[c][0]}{b % BRANCHES_EACH + 1}" for c, b in zip(country, branch, strict=True)],
        "rivals_within_1_km": rivals[branch],
        "staff_satisfaction_points": np.round(5 + 0.6 * staff, 1)[branch],
        "chose_bank_for": np.array(["price", "people"], dtype=object)[
            happens(
                rng, LOG_ODDS_PEOPLE["constant"] + LOG_ODDS_PEOPLE["collectivism"] * latent["collectivism"]
            )
        ],
    }
    demanding = EXPECTED_ON_HALO * halo + 0.76 * normal(rng, N)
    for design in DIMENSIONS.values():
        wanted = 0.8 * demanding + 0.6 * normal(rng, N)
        for number, mean in zip(design["items"], design["expected"], strict=True):
            columns[f"e{number}"] = answers(rng, wanted, mean, EXPECTED_LOADING, EXPECTED_NOISE)
    for name, design in DIMENSIONS.items():
        for number, mean in zip(design["items"], design["perceived"], strict=True):
            shift = TRANSLATION_SHIFT * (country == 3) if number == translated else 0
            columns[f"p{number}"] = answers(rng, latent[name], mean + shift, LOADING, NOISE)
    for name, design in DIMENSIONS.items():
        columns[f"adequate_{name}"] = answers(rng, demanding, design["adequate"], 0.5, 0.7)
    shares = np.array([design["weight"] for design in DIMENSIONS.values()]) * np.round(
        np.exp(0.35 * normal(rng, N * len(DIMENSIONS)).reshape(N, -1)), 6
    )
    points = np.floor(np.round(100 * shares / shares.sum(axis=1, keepdims=True), 6)).astype("int64")
    points[:, 1] += 100 - points.sum(axis=1)
    columns |= {f"weight_{name}": points[:, place] for place, name in enumerate(DIMENSIONS)}
    for block, design in SCALES.items():
        for number, mean in enumerate(design["means"], start=1):
            columns[f"{block}{number}"] = answers(
                rng, latent[design["construct"]], mean, design["loading"], design["noise"]
            )
    level = np.round(7.3 + 1.7 * loyalty + 1.1 * normal(rng, N), 6)
    columns["recommend_0_to_10"] = np.clip(np.floor(level + 0.5), 0, 10).astype("int64")
    columns["annual_margin_eur"] = np.clip(np.round(np.exp(5.3 + 0.5 * normal(rng, N)), 2), 30, 1500)
    columns["stayed_next_year"] = happens(
        rng, LOG_ODDS_STAYED["constant"] + LOG_ODDS_STAYED["loyalty"] * loyalty
    )
    return pd.DataFrame(columns)


def scale_scores(frame):
    """Mean perceived answer of each dimension and mean of each other scale, as arrays."""
    blocks = {name: [f"p{n}" for n in design["items"]] for name, design in DIMENSIONS.items()}
    blocks |= {
        design["construct"]: [f"{block}{n + 1}" for n in range(len(design["means"]))]
        for block, design in SCALES.items()
    }
    return {name: frame[items].to_numpy().mean(axis=1) for name, items in blocks.items()}


def driver_t_values(frame):
    """HC3 t values of the drivers of loyalty, and of empathy times collectivism within countries."""
    scores = scale_scores(frame)
    within = scores["collectivism"] - frame["country"].map(
        pd.Series(scores["collectivism"]).groupby(frame["country"]).mean()
    )
    empathy = scores["empathy"] - scores["empathy"].mean()
    names = [*DIMENSIONS, "technical", "participation"]
    predictors = [*(scores[name] for name in names), within, empathy * within]
    dummies = [(frame["country"] == country).to_numpy(float) for country in COUNTRIES[1:]]
    coefficients, covariance = least_squares(scores["loyalty"], *predictors, *dummies)
    t_values = coefficients[1:] / np.sqrt(np.diag(covariance)[1:])
    return dict(zip([*names, "collectivism", "empathy_x_collectivism"], t_values, strict=False))


def translated_item(frame):
    """Perceived item of empathy that is most out of line in Dorn, and by how many points more than the next.

    Out of line: mean of the item minus mean of the other four, in Dorn against the other countries.
    """
    items = [f"p{number}" for number in DIMENSIONS["empathy"]["items"]]
    rest = frame[items].rsub(frame[items].sum(axis=1), axis=0) / (len(items) - 1)
    lead = (frame[items] - rest).groupby(frame["country"] == "Dorn").mean()
    off = (lead.loc[True] - lead.loc[False]).sort_values()
    return off.index[0], float(off.iloc[1] - off.iloc[0])


def culture_slopes(frame):
    """Slopes of loyalty on collectivism between the four country means and within countries."""
    scores = pd.DataFrame({name: scale_scores(frame)[name] for name in ("collectivism", "loyalty")})
    means = scores.groupby(frame["country"]).mean()
    inside = scores - means.loc[frame["country"]].to_numpy()
    between = means - means.mean()
    return tuple(
        float((part["collectivism"] @ part["loyalty"]) / (part["collectivism"] @ part["collectivism"]))
        for part in (between, inside)
    )


def driver_shares(frame):
    """LMG shares of the seven drivers of loyalty, largest first."""
    from crmlab.quality import driver_importance

    scores = pd.DataFrame(scale_scores(frame))
    names = [*DIMENSIONS, "technical", "participation"]
    return driver_importance(scores[names], scores["loyalty"])["share"].sort_values(ascending=False)


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
    t_values = driver_t_values(frame)
    for name, least in (("reliability", 3), ("empathy", 2.2), ("empathy_x_collectivism", 2.5)):
        if t_values[name] <= least:
            faults.append(f"the effect of {name} on loyalty is not clear (t = {t_values[name]:.2f})")
    if t_values["tangibles"] > 2:
        faults.append(f"tangibles matter for loyalty (t = {t_values['tangibles']:.2f})")
    shares = driver_shares(frame)
    if shares.index[0] != "reliability" or set(shares.index[-2:]) != {"tangibles", "participation"}:
        faults.append(f"the order of the drivers is not usable ({', '.join(shares.index)})")
    gaps = {
        name: (
            frame[[f"p{n}" for n in d["items"]]].to_numpy() - frame[[f"e{n}" for n in d["items"]]]
        ).to_numpy()
        for name, d in DIMENSIONS.items()
    }
    means = sorted((values.mean(), name) for name, values in gaps.items())
    if means[0][1] != "tangibles" or means[1][0] - means[0][0] < 0.1:
        faults.append(f"the gap of tangibles is not clearly the largest ({means[:2]})")
    listed = [f"{side}{n}" for side in "pe" for n in DIMENSIONS["reliability"]["items"]]
    perceived, expected = frame[listed[:5]].to_numpy(), frame[listed[5:]].to_numpy()
    if np.corrcoef(perceived.mean(axis=1), expected.mean(axis=1))[0, 1] < 0.2:
        faults.append("expected and perceived reliability hardly correlate")
    if alpha(perceived) < 0.8 or alpha(expected) < 0.7:
        faults.append("reliability is not a reliable scale")
    item, lead = translated_item(frame)
    lowest = frame.loc[frame["country"] == "Dorn", [f"p{n}" for n in range(18, 23)]].mean().idxmin()
    if lead < 0.4 or item == "p21" or lowest != "p21":
        faults.append(f"the badly translated item does not stand out ({item}, {lead:.2f})")
    between, inside = culture_slopes(frame)
    if between > -0.1 or inside < 0.12:
        faults.append(f"culture does not turn round between the levels ({between:.2f}, {inside:.2f})")
    scores = scale_scores(frame)
    for country in COUNTRIES:
        there = (frame["country"] == country).to_numpy()
        if np.cov(scores["collectivism"][there], scores["loyalty"][there])[0, 1] <= 0.02:
            faults.append(f"collectivism does not go with loyalty in {country}")
    room = {name: scores[name].mean() - frame[f"adequate_{name}"].mean() for name in DIMENSIONS}
    if min(value for name, value in room.items() if name != "reliability") - room["reliability"] < 0.1:
        faults.append(f"reliability is not nearest to the lower end of its zone ({room})")
    short = frame["adequate_reliability"] - perceived.mean(axis=1)
    below = int((short.groupby(frame["branch"]).mean() > 0).sum())
    if not 2 <= below <= 20:
        faults.append(f"{below} of 24 branches are below the zone of tolerance")
    return faults

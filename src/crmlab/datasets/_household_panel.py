"""Coffee purchases of households over a year, with attitudes to one brand and its programme. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import answers, codes, happens, least_squares, normal

VERSION = 1
N = 1000
BRANDS = ("A", "B", "C", "D", "E")
WEEKS = 52
BEFORE, CRISIS, AFTER = range(20), range(20, 26), range(26, 46)
APPEAL = (0.35, 0.75, 0.20, -0.20, -0.85)
TASTE = 1.7
LOYALTY_ON_CHOICE = 1.3
BUYING = {"weekly_chance_of_the_middle_household": 0.45, "spread_of_its_logarithm": 0.45, "most": 0.95}
DRIVERS = ("satisfaction", "trust", "image", "switching_cost")
DRIVER_SIZES = (0.50, 0.36, 0.24)
SWITCHING_ON_LOYALTY, SATISFACTION_X_SWITCHING = 0.22, -0.16
SPREAD = 0.55
CRISIS_DROP = {"constant": 1.5, "affective": -1.05, "rational": 0.3}
JOIN = {"constant": -0.2, "loyalty": 1.4, "growth_of_need": 4.5}
GROWTH_SPREAD = 0.38
LEAST_EFFECT, MOST_EFFECT = 0.2, 1.5
INVITED = 0.5
POINTS_PER_EUR = 10
MARGIN_SHARE, REWARD_RATE, COST_PER_MEMBER_EUR = 0.35, 0.03, 0.5
SCALES = {
    "sa": {"construct": "satisfaction", "means": (4.9, 5.1), "noise": 0.55},
    "tr": {"construct": "trust", "means": (4.6, 4.8), "noise": 0.55},
    "im": {"construct": "image", "means": (4.7, 4.5), "noise": 0.55},
    "sw": {"construct": "switching_cost", "means": (3.6, 3.8), "noise": 0.6},
    "af": {"construct": "affective", "means": (4.0, 4.3, 4.1), "noise": 0.7},
    "ra": {"construct": "rational", "means": (4.6, 4.4, 4.8), "noise": 0.7},
    "lo": {"construct": "loyalty", "means": (4.3, 4.5, 4.2), "noise": 0.6},
}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. Households and brands are made up and the sizes are ours. That affection protects a "
        "brand in a crisis and reasons do not, that those who need more coffee join more often, and how "
        "much the programme does, is our choice and no finding. Within a stretch of weeks choices do not "
        "depend on the last purchase."
    ),
    "appeal_of_the_brands": dict(zip(BRANDS, APPEAL, strict=True)),
    "sd_of_taste": TASTE,
    "effect_of_loyalty_on_choosing_a": LOYALTY_ON_CHOICE,
    "buying": BUYING,
    "sizes_of_satisfaction_trust_and_image_in_an_order_drawn_for_each_student": list(DRIVER_SIZES),
    "effect_of_switching_cost": SWITCHING_ON_LOYALTY,
    "effect_of_satisfaction_x_switching_cost": SATISFACTION_X_SWITCHING,
    "residual_sd_of_loyalty": SPREAD,
    "drop_of_appeal_in_weeks_21_to_26": CRISIS_DROP,
    "log_odds_joined_if_invited": JOIN,
    "sd_of_growth_of_need_from_week_27": GROWTH_SPREAD,
    "effect_of_the_programme_on_the_appeal_of_a": {
        "drawn_for_each_student_between": [LEAST_EFFECT, MOST_EFFECT],
        "unit": "log odds, from week 27, for members",
    },
    "share_invited_by_lot": INVITED,
    "margin_share_used_in_the_guards": MARGIN_SHARE,
    "reward_rate_used_in_the_guards": REWARD_RATE,
    "cost_of_a_member_in_20_weeks_used_in_the_guards_eur": COST_PER_MEMBER_EUR,
    "scales": SCALES,
    "reversed_items": [],
}


def simulate(rng):
    """Draw one panel.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        1,000 rows, one a household, the columns of the schema.
    """
    order = rng.permutation(3)
    effect = np.round(LEAST_EFFECT + (MOST_EFFECT - LEAST_EFFECT) * rng.random_sample(), 3)

    halo = normal(rng, N)
    latent = {name: 0.6 * halo + 0.8 * normal(rng, N) for name in DRIVERS[:3]}
    latent["switching_cost"] = 0.15 * halo + 0.99 * normal(rng, N)
    loyalty = SPREAD * normal(rng, N) + SWITCHING_ON_LOYALTY * latent["switching_cost"]
    for name, place in zip(DRIVERS[:3], order, strict=True):
        loyalty = loyalty + DRIVER_SIZES[place] * latent[name]
    loyalty = loyalty + SATISFACTION_X_SWITCHING * latent["satisfaction"] * latent["switching_cost"]
    latent["loyalty"] = loyalty
    latent["affective"] = 0.55 * loyalty + 0.75 * normal(rng, N)
    latent["rational"] = 0.55 * loyalty + 0.75 * normal(rng, N)

    people = 1 + (np.round(rng.random_sample(N), 6)[:, None] > np.array([0.3, 0.62, 0.8, 0.94])).sum(axis=1)
    pace = BUYING["weekly_chance_of_the_middle_household"] * np.exp(
        BUYING["spread_of_its_logarithm"] * normal(rng, N)
    )
    growth = GROWTH_SPREAD * normal(rng, N)
    invited = happens(rng, np.full(N, np.log(INVITED / (1 - INVITED))))
    joined = invited * happens(
        rng, JOIN["constant"] + JOIN["loyalty"] * loyalty + JOIN["growth_of_need"] * growth
    )
    appeal = np.array(APPEAL) + TASTE * normal(rng, N * len(BRANDS)).reshape(N, -1)
    appeal[:, 0] = appeal[:, 0] + LOYALTY_ON_CHOICE * loyalty
    drop = (
        CRISIS_DROP["constant"]
        + CRISIS_DROP["affective"] * latent["affective"]
        + CRISIS_DROP["rational"] * latent["rational"]
    )
    letters = np.array([*BRANDS, "-"])
    weeks = np.empty((N, WEEKS), dtype="<U1")
    for week in range(WEEKS):
        pull = appeal.copy()
        if week in CRISIS:
            pull[:, 0] = pull[:, 0] - np.clip(drop, 0, None)
        if week >= AFTER[0]:
            pull[:, 0] = pull[:, 0] + effect * joined
        chance = np.exp(pull)
        ends = np.round(np.cumsum(chance, axis=1) / chance.sum(axis=1, keepdims=True), 6)
        rate = np.clip(pace * np.exp(growth * (week >= AFTER[0])), 0, BUYING["most"])
        buys = np.round(rng.random_sample(N), 6) < np.round(rate, 6)
        which = (np.round(rng.random_sample(N), 6)[:, None] >= ends[:, :-1]).sum(axis=1)
        weeks[:, week] = letters[np.where(buys, which, len(BRANDS))]

    eur = np.clip(np.round(np.exp(2.05 + 0.25 * normal(rng, N)), 2), 3, 20)
    bought = (weeks == "A").sum(axis=1)
    earned = np.floor(np.round(POINTS_PER_EUR * eur * (weeks[:, AFTER[0] :] == "A").sum(axis=1) * joined, 6))
    part = np.clip(0.42 + 0.22 * normal(rng, N), 0, 0.9)
    kinds = np.clip(np.floor(np.round(1.6 + 0.5 * loyalty + 0.7 * normal(rng, N), 6) + 0.5), 1, 4)
    columns = {
        "household_id": codes("H", N),
        "people": people,
        "eur_per_pack": eur,
        "weeks": ["".join(row) for row in weeks],
        "a_kinds_bought": np.where(bought > 0, kinds, 0).astype("int64"),
    }
    for block, design in SCALES.items():
        for number, mean in enumerate(design["means"], start=1):
            columns[f"{block}{number}"] = answers(
                rng, latent[design["construct"]], mean, 1.15, design["noise"]
            )
    rival = np.max(appeal[:, 1:], axis=1)
    columns["like_a"] = answers(rng, 0.55 * (appeal[:, 0] - 0.3) + 0.6 * halo, 4.6, 0.75, 0.6)
    columns["like_best_rival"] = answers(rng, 0.55 * (rival - 2.2) + 0.6 * halo, 4.8, 0.75, 0.6)
    said = np.round(np.exp(pulled_share(appeal)), 6)
    columns["says_next_5_packs"] = np.clip(
        np.floor(np.round(5 * said / (1 + said) + 0.75 + 0.7 * normal(rng, N), 6) + 0.5), 0, 5
    ).astype("int64")
    columns["recommend_0_to_10"] = np.clip(
        np.floor(np.round(6.9 + 1.7 * loyalty + 1.1 * normal(rng, N), 6) + 0.5), 0, 10
    ).astype("int64")
    columns["invited"] = invited
    columns["joined"] = joined
    columns["points_redeemed"] = (100 * np.floor(np.round(earned * part / 100, 6))).astype("int64")
    return pd.DataFrame(columns)


def pulled_share(appeal):
    """Log odds of choosing the first brand."""
    return appeal[:, 0] - np.log(np.exp(appeal[:, 1:]).sum(axis=1))


def counted(frame, weeks, letters="A"):
    """Purchases of the brands named by `letters` in a stretch of weeks, a household."""
    table = frame["weeks"].to_numpy(dtype=f"<U{WEEKS}").view("<U1").reshape(len(frame), WEEKS)[:, list(weeks)]
    return np.isin(table, list(letters)).sum(axis=1)


def programme_readings(frame):
    """Four readings of what the programme adds to purchases of A of a member in twenty weeks.

    Members against the others afterwards; members after against before; the difference of the two changes
    among the invited; and the lottery: change of the invited less change of the others, over the share who
    joined, with its standard error.
    """
    before, after = counted(frame, BEFORE), counted(frame, AFTER)
    joined, invited = (frame[name].to_numpy() == 1 for name in ("joined", "invited"))
    change = after - before
    gap = change[invited].mean() - change[~invited].mean()
    se = np.sqrt(
        change[invited].var(ddof=1) / invited.sum() + change[~invited].var(ddof=1) / (~invited).sum()
    )
    share = joined[invited].mean()
    return {
        "members less others": after[joined].mean() - after[~joined].mean(),
        "after less before": change[joined].mean(),
        "difference of changes": change[joined].mean() - change[invited & ~joined].mean(),
        "lottery": gap / share,
        "standard error": se / share,
        "members before": before[joined].mean(),
    }


def programme_money(frame):
    """Readings of the programme in euros a member in twenty weeks, and what it must bring to pay.

    `effect` (the lottery), `low` and `high` (95 %), `without` (sales a member would have brought anyway),
    `needed` (extra sales at break-even).
    """
    price = frame["eur_per_pack"].to_numpy()
    before, after = price * counted(frame, BEFORE), price * counted(frame, AFTER)
    joined, invited = (frame[name].to_numpy() == 1 for name in ("joined", "invited"))
    change, share = after - before, joined[invited].mean()
    gap = change[invited].mean() - change[~invited].mean()
    se = np.sqrt(
        change[invited].var(ddof=1) / invited.sum() + change[~invited].var(ddof=1) / (~invited).sum()
    )
    without = after[joined].mean() - gap / share
    needed = (without * REWARD_RATE + COST_PER_MEMBER_EUR) / (MARGIN_SHARE - REWARD_RATE)
    return {
        "members less others": after[joined].mean() - after[~joined].mean(),
        "after less before": change[joined].mean(),
        "difference of changes": change[joined].mean() - change[invited & ~joined].mean(),
        "effect": gap / share,
        "low": (gap - 1.96 * se) / share,
        "high": (gap + 1.96 * se) / share,
        "without": without,
        "needed": needed,
    }


def verdict(frame):
    """Whether the programme pays: yes, no, or extend the trial."""
    money = programme_money(frame)
    if money["low"] > money["needed"]:
        return "yes"
    return "no" if money["high"] < money["needed"] else "extend"


def crisis_t_values(frame):
    """HC3 t values of affection and reasons for the change of the share of A in weeks 21 to 26."""
    before, during = ((counted(frame, weeks), counted(frame, weeks, BRANDS)) for weeks in (BEFORE, CRISIS))
    kept = (before[0] >= 2) & (during[1] > 0)
    change = (during[0] / np.maximum(during[1], 1) - before[0] / np.maximum(before[1], 1))[kept]
    scores = [
        frame.loc[kept, [f"{block}{n}" for n in (1, 2, 3)]].to_numpy().mean(axis=1) for block in ("af", "ra")
    ]
    coefficients, covariance = least_squares(change, *scores)
    return coefficients[1:] / np.sqrt(np.diag(covariance)[1:])


def driver_sizes(frame):
    """Coefficients of satisfaction, trust, image and switching cost for loyalty."""
    scores = [frame[[f"{block}1", f"{block}2"]].to_numpy().mean(axis=1) for block in ("sa", "tr", "im", "sw")]
    coefficients, _ = least_squares(frame[["lo1", "lo2", "lo3"]].to_numpy().mean(axis=1), *scores)
    return coefficients[1:]


def slopes_by_bother(frame):
    """Rise of intended loyalty from satisfaction 3 to 6 where changing is little or much bother.

    `gap` is by how much more loyal the bothered are at 3 than at 6, compared with the others.
    """
    mood = np.clip(np.round(frame[["sa1", "sa2"]].to_numpy().mean(axis=1)), 3, 7)
    bother = frame[["sw1", "sw2"]].mean(axis=1)
    intends = frame[["lo1", "lo2", "lo3"]].to_numpy().mean(axis=1)
    parts = {"little": bother <= bother.quantile(1 / 3), "much": bother > bother.quantile(2 / 3)}
    at = {(who, m): intends[rows & (mood == m)].mean() for who, rows in parts.items() for m in (3, 6)}
    rise = {who: float(at[who, 6] - at[who, 3]) for who in parts}
    gap = (at["much", 3] - at["little", 3]) - (at["much", 6] - at["little", 6])
    return {**rise, "gap": float(gap)}


def excess(frame, weeks):
    """Share of requirements of A less the one of a brand of its size, in points."""
    from crmlab.loyalty import dirichlet_norms

    norms = dirichlet_norms(pd.DataFrame({brand: counted(frame, weeks, brand) for brand in BRANDS}))
    return 100 * (norms["share_of_requirements"] - norms["expected_share_of_requirements"])["A"]


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
    money = programme_money(frame)
    if money["effect"] < 1.5:
        faults.append(f"the lottery finds no use of the programme ({money['effect']:.2f} EUR)")
    for other in ("members less others", "after less before", "difference of changes"):
        if money[other] - money["effect"] < 1:
            faults.append(f"{other} is too near to the lottery ({money[other]:.2f}, {money['effect']:.2f})")
    before = frame["eur_per_pack"].to_numpy() * counted(frame, BEFORE)
    joined, invited = (frame[name].to_numpy() == 1 for name in ("joined", "invited"))
    if before[joined].mean() - max(before[~invited].mean(), before[invited & ~joined].mean()) < 0.5:
        faults.append("members did not buy visibly more before the programme")
    if min(abs(money[end] - money["needed"]) for end in ("low", "high")) < 0.15:
        faults.append("whether the programme pays is a near tie")
    affection, reasons = crisis_t_values(frame)
    if affection < 3.5 or abs(reasons) > affection - 2:
        faults.append(f"affection does not clearly protect in the crisis ({affection:.2f}, {reasons:.2f})")
    sizes = driver_sizes(frame)
    gains = np.sort([0.5 * sizes[0], 0.5 * sizes[1], 0.4 * sizes[2] + 0.3 * sizes[3]])
    if gains[2] - gains[1] < 0.012 or gains[1] - gains[0] < 0.004 or sizes.min() < 0.06:
        faults.append(f"no lever is clearly the best ({sizes.round(2)})")
    steep = slopes_by_bother(frame)
    if steep["little"] - steep["much"] < 0.35 or steep["gap"] < 0.3:
        faults.append(f"switching cost does not flatten the curve of satisfaction ({steep})")
    regular = counted(frame, BEFORE, BRANDS) >= 3
    much = (counted(frame, BEFORE) / np.maximum(counted(frame, BEFORE, BRANDS), 1) > 0.5)[regular]
    lead = (frame["like_a"] > frame["like_best_rival"]).to_numpy()[regular]
    spurious, latent = (much & ~lead).mean(), (~much & lead).mean()
    told_apart = [spurious, latent, spurious / much.mean(), (much & (frame["like_a"] <= 4)[regular]).mean()]
    if np.diff(sorted(told_apart)).min() < 0.0065:
        faults.append(f"shares of the loyalty grid are nearly the same ({told_apart})")
    early, late = excess(frame, range(26)), excess(frame, range(26, WEEKS))
    if abs(early - late) < 0.2 or abs(late) < 0.3 or abs(early) < 0.15:
        faults.append(f"loyalty beyond the norm cannot be told apart ({early:.2f}, {late:.2f})")
    stated = frame["says_next_5_packs"].mean() / 5
    if stated - counted(frame, AFTER).sum() / counted(frame, AFTER, BRANDS).sum() < 0.05:
        faults.append("stated intentions do not exceed what is bought")
    return faults

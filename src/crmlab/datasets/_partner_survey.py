"""Business customers of an IT service house: benefits, trust, engagement and stages. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import alpha, answers, codes, happens, least_squares, normal

VERSION = 1
N = 640
QUARTERS = 6

BENEFITS = {
    "op": {"benefit": "operational", "means": (4.9, 4.6, 5.0, 5.1)},
    "sy": {"benefit": "symbiotic", "means": (4.3, 4.5, 4.6, 4.2)},
    "ec": {"benefit": "economic", "means": (3.9, 4.4, 3.6, 3.8)},
    "cu": {"benefit": "customisation", "means": (4.9, 4.0)},
    "st": {"benefit": "strategic", "means": (3.7, 4.3, 4.1, 3.6)},
    "ps": {"benefit": "psychological", "means": (4.7, 4.2, 4.6, 4.8)},
    "so": {"benefit": "social", "means": (3.9, 3.4)},
}
COMMON = 0.62
ITEM = {"loading": 1.05, "noise": 0.75}
ON_TRUST = {"symbiotic": 0.22, "operational": 0.20, "psychological": 0.18}
ON_COMMITMENT = {"trust": 0.38, "psychological": 0.22, "social": 0.19, "symbiotic": 0.10}
NO_EFFECT_ON_COMMITMENT = ["operational", "economic", "customisation", "strategic"]
FROM_TRUST = {"perceived_risk": -0.55, "satisfaction": 0.60, "loyalty": 0.20, "recommend": 0.50}
LOYALTY_FROM_COMMITMENT = 0.52
FORUM = {
    "joins": {"constant": -1.9, "invited": 2.4, "attachment": 1.3},
    "orders_eur": {"constant": 5200.0, "joined": 500.0, "attachment": 900.0, "noise_sd": 900.0},
    "attitude_change_by_joining": 0.0,
}
STAGES = ("acquaintance", "friend", "partner")
FLOWS = {
    "acquaintance": (0.64, 0.17, 0.0),
    "friend": (0.05, 0.74, 0.12),
    "partner": (0.0, 0.08, 0.87),
}
START = {"acquaintance": 170, "friend": 110, "partner": 60}
POINTS_FOR_THE_MONEY = (4, 2, 1)
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. The seven benefits are those of the table in the third source, the stages those of "
        "Johnson and Selnes (2004); which benefits have an effect, and all sizes, are ours: the sizes are "
        "ours alone and no number here is a finding about the world."
    ),
    "common_part_of_the_benefits": COMMON,
    "effects_on_trust_per_sd": ON_TRUST,
    "effects_on_commitment_per_sd": ON_COMMITMENT,
    "no_effect_on_commitment": NO_EFFECT_ON_COMMITMENT,
    "effects_of_trust_per_sd": FROM_TRUST,
    "effect_of_commitment_on_loyalty": LOYALTY_FROM_COMMITMENT,
    "forum": FORUM,
    "flows_between_stages_per_quarter": {stage: list(row) for stage, row in FLOWS.items()},
    "stages": list(STAGES),
    "start": START,
    "items": {"benefits": BENEFITS, **ITEM},
    "reversed_items": [],
}


def simulate(rng):
    """Draw one survey with the year that followed.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        640 rows, the columns of the schema.
    """
    z_tenure = normal(rng, N)
    tenure = np.clip(np.floor(2 * np.round(np.exp(1.5 + 0.65 * z_tenure), 6) + 0.5) / 2, 0.5, 25)
    common = normal(rng, N)
    latent = {design["benefit"]: COMMON * common + 0.78 * normal(rng, N) for design in BENEFITS.values()}
    latent["trust"] = _sum(ON_TRUST, latent) + 0.72 * normal(rng, N)
    latent["commitment"] = _sum(ON_COMMITMENT, latent) + 0.62 * normal(rng, N)
    trust, commitment = latent["trust"], latent["commitment"]
    columns = {
        "partner_id": codes("P", N),
        "tenure_years": tenure,
        "annual_fee_eur": np.clip(np.round(np.exp(7.9 + 0.5 * normal(rng, N)), -1), 600, 15000),
    }
    for block, design in BENEFITS.items():
        for number, mean in enumerate(design["means"], start=1):
            columns[f"{block}{number}"] = answers(
                rng, latent[design["benefit"]], mean, ITEM["loading"], ITEM["noise"]
            )
    _attitudes(rng, columns, latent)
    base = 0.75 * trust + 0.35 * z_tenure + 0.55 * normal(rng, N)
    columns["trust_base"] = np.where(
        base < -0.55, "calculus", np.where(base < 0.6, "knowledge", "identification")
    )
    columns["suppliers_used"] = np.clip(
        np.floor(2.3 - 0.55 * commitment + 0.8 * normal(rng, N) + 0.5), 1, 5
    ).astype("int64")
    share = 62 + 9 * commitment - 8 * (columns["suppliers_used"] - 2) + 12 * normal(rng, N)
    columns["share_of_spend_percent"] = np.clip(np.floor(share + 0.5), 5, 100).astype("int64")
    columns["products_used"] = np.clip(
        np.floor(2.2 + 0.75 * z_tenure + 0.45 * commitment + 0.7 * normal(rng, N) + 0.5), 1, 6
    ).astype("int64")
    columns["manager_view"] = answers(rng, commitment, 5.1, 0.45, 0.95)
    _engagement(rng, columns, 0.7 * commitment + 0.6 * normal(rng, N))
    _stages(rng, columns)
    return pd.DataFrame(columns)


def _sum(sizes, latent):
    return sum(size * latent[name] for name, size in sizes.items())


def _attitudes(rng, columns, latent):
    """Draw the answers on trust, commitment and what follows from trust."""
    trust, commitment = latent["trust"], latent["commitment"]
    for name, mean in {"tr_ability": 5.2, "tr_reliability": 4.7, "tr_integrity": 4.9}.items():
        columns[name] = answers(rng, trust, mean, 1.2, 0.7)
    for name, mean in {"co1": 4.4, "co2": 4.1, "co3": 4.6}.items():
        columns[name] = answers(rng, commitment, mean, 1.2, 0.7)
    risk = FROM_TRUST["perceived_risk"] * trust + 0.8 * normal(rng, N)
    satisfaction = FROM_TRUST["satisfaction"] * trust + 0.7 * normal(rng, N)
    loyalty = FROM_TRUST["loyalty"] * trust + LOYALTY_FROM_COMMITMENT * commitment + 0.6 * normal(rng, N)
    recommend = FROM_TRUST["recommend"] * trust + 0.25 * commitment + 0.7 * normal(rng, N)
    for name, mean in {"ri1": 3.5, "ri2": 3.8}.items():
        columns[name] = answers(rng, risk, mean, 1.1, 0.7)
    for name, mean in {"sa1": 5.0, "sa2": 4.8, "sa3": 4.9}.items():
        columns[name] = answers(rng, satisfaction, mean, 1.1, 0.7)
    for name, mean in {"lo1": 4.7, "lo2": 4.4, "lo3": 4.5}.items():
        columns[name] = answers(rng, loyalty, mean, 1.2, 0.7)
    level = np.round(7.1 + 1.7 * recommend + 0.6 * normal(rng, N), 6)
    columns["recommend_0_10"] = np.clip(np.floor(level + 0.5), 0, 10).astype("int64")


def _engagement(rng, columns, attachment):
    """Draw last year's answer, the lottery of invitations, who joined, what they did and ordered."""
    before = 4.6 + 0.85 * attachment + 0.75 * normal(rng, N)
    invited = np.zeros(N, dtype="int64")
    invited[rng.permutation(N)[: N // 2]] = 1
    joins = FORUM["joins"]
    joined = happens(rng, joins["constant"] + joins["invited"] * invited + joins["attachment"] * attachment)
    columns["satisfaction_before"] = np.round(np.clip(before, 1, 7), 1)
    columns["invited_by_lot"] = invited
    columns["joined_forum"] = joined
    lively = attachment + 0.9 * joined

    def events(mean, slope):
        return rng.poisson(np.round(np.exp(np.log(mean) + slope * np.clip(lively, -2.5, 2.5)), 6)).astype(
            "int64"
        )

    columns["posts_and_reviews"] = events(0.6, 0.7)
    columns["likes_and_shares"] = events(1.6, 0.6)
    columns["service_contacts"] = events(4.0, 0.1)
    columns["purchases"] = events(3.0, 0.3)
    columns["forum_visits"] = events(3.5, 0.5) * joined
    columns["forum_minutes"] = columns["forum_visits"] * np.clip(
        np.floor(6 + 2.5 * attachment + 2 * normal(rng, N) + 0.5), 1, 30
    ).astype("int64")
    columns["special_requests"] = events(0.8, 0.35)
    active = np.floor(2.4 + 0.7 * attachment + 0.8 * normal(rng, N) + 0.5)
    columns["active_quarters"] = np.clip(active, 0, 4).astype("int64")
    columns["referred_clients"] = events(0.22, 0.6)
    orders = FORUM["orders_eur"]
    amount = (
        orders["constant"]
        + orders["joined"] * joined
        + orders["attachment"] * attachment
        + orders["noise_sd"] * normal(rng, N)
    )
    columns["orders_next_year_eur"] = np.clip(np.round(amount, -1), 500, 12000)
    columns["satisfaction_after"] = np.round(
        np.clip(4.6 + 0.85 * attachment + 0.75 * normal(rng, N), 1, 7), 1
    )


def _stages(rng, columns):
    """Draw the stage of each partner in each of six quarters."""
    start = [stage for stage, count in START.items() for _ in range(count)]
    later = N - len(start)
    joins = np.array([0] * len(start) + [1 + k % (QUARTERS - 1) for k in range(later)])
    now = np.array(start + ["not yet"] * later, dtype=object)
    order = rng.permutation(N)
    joins, now = joins[order], now[order]
    for quarter in range(QUARTERS):
        luck = np.round(rng.random_sample(N), 6)
        nxt = now.copy()
        if quarter:
            for stage, row in FLOWS.items():
                here = now == stage
                edges = np.cumsum(row)
                nxt[here] = np.select([luck[here] < edge for edge in edges], list(STAGES), default="left")
            nxt[joins == quarter] = "acquaintance"
        now = nxt
        columns[f"stage_q{quarter + 1}"] = now.astype(str)


def scores(frame):
    """Mean answers by benefit, and of trust, commitment and loyalty."""
    blocks = {
        design["benefit"]: [f"{block}{i}" for i in range(1, len(design["means"]) + 1)]
        for block, design in BENEFITS.items()
    }
    blocks["trust"] = ["tr_ability", "tr_reliability", "tr_integrity"]
    blocks["commitment"] = ["co1", "co2", "co3"]
    blocks["loyalty"] = ["lo1", "lo2", "lo3"]
    return {name: frame[columns].to_numpy().mean(axis=1) for name, columns in blocks.items()}


def forum_effects(frame):
    """Difference of joiners and others, the same with last year's answer held, and the lottery's effect."""
    joined, invited, orders = (
        frame[name].to_numpy(dtype=float)
        for name in ("joined_forum", "invited_by_lot", "orders_next_year_eur")
    )
    plain = orders[joined == 1].mean() - orders[joined == 0].mean()
    held = least_squares(orders, joined, frame["satisfaction_before"].to_numpy())[0][1]
    moved = joined[invited == 1].mean() - joined[invited == 0].mean()
    return plain, held, (orders[invited == 1].mean() - orders[invited == 0].mean()) / moved


def leak_gains(frame):
    """More partners in the long run from one point less of leaving, by stage; 100 arrivals a quarter."""
    names = [*STAGES, "left"]
    stages = frame[[f"stage_q{quarter}" for quarter in range(1, QUARTERS + 1)]].to_numpy()
    before, after = stages[:, :-1].ravel(), stages[:, 1:].ravel()
    counts = np.array([[((before == a) & (after == b)).sum() for b in names] for a in STAGES], dtype=float)
    flows = (counts / counts.sum(axis=1, keepdims=True))[:, :3]
    visits = np.linalg.inv(np.eye(3) - flows)
    return 100 * visits[0] * 0.01 * visits[:, 2] / (1 - 0.01 * np.diag(visits))


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
    score = scores(frame)
    for block, design in BENEFITS.items():
        columns = [f"{block}{i}" for i in range(1, len(design["means"]) + 1)]
        if alpha(frame[columns].to_numpy()) < 0.7:
            faults.append(f"the benefit {design['benefit']} is not measured reliably")
    names = [design["benefit"] for design in BENEFITS.values()]
    coefficients, covariance = least_squares(score["commitment"], *(score[name] for name in names))
    t_values = dict(zip(names, coefficients[1:] / np.sqrt(np.diag(covariance)[1:]), strict=True))
    if t_values["psychological"] < 2.5 or t_values["social"] < 2.5:
        faults.append("psychological or social benefits do not go with commitment")
    coefficients, covariance = least_squares(score["loyalty"], score["trust"], score["commitment"])
    if (coefficients[1:] / np.sqrt(np.diag(covariance)[1:])).min() < 2.5:
        faults.append("trust or commitment does not go with loyalty")
    plain, held, lottery = forum_effects(frame)
    if not (plain > 1.12 * held and held > 1.06 * lottery and lottery > 150):
        faults.append(
            f"the forum's effect cannot be told from who joins ({plain:.0f}, {held:.0f}, {lottery:.0f})"
        )
    came = (frame["invited_by_lot"] == 1) & (frame["joined_forum"] == 1)
    orders = frame["orders_next_year_eur"]
    came = orders[came].mean() - orders[frame["invited_by_lot"] == 0].mean()
    if min(abs(came / other - 1) for other in (plain, held, lottery)) < 0.015:
        faults.append("two comparisons of joiners give the same")
    bought = np.sort(leak_gains(frame) * POINTS_FOR_THE_MONEY)
    if bought[2] / bought[1] < 1.03:
        faults.append("two leaks are equally worth closing")
    base = pd.crosstab(frame["trust_base"], np.digitize(score["commitment"], [3.5, 5]))
    if base.shape != (3, 3) or base.to_numpy().min() < 5:
        faults.append("a cell of trust and commitment has too few partners")
    return faults

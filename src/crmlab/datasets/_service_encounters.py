"""A year of service encounters of an IT service house: acts, episodes, complaints and renewal. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import codes, happens, least_squares, normal

VERSION = 1
CLIENTS = 480
EPISODES_PER_CLIENT = {2: 96, 3: 96, 4: 96, 5: 96, 6: 96}
ACTS_PER_EPISODE = {2: 768, 3: 768, 4: 384}
MEMORY = 0.6

CLIENT_SD = 0.50
TREND = {"mean": 0.05, "sd": 0.15}
EPISODE = {"mean": 5.05, "sd": 0.50}
ACT_SD = 0.70
FAILURE = {"chance": 0.11, "drop": 2.2}
PROMISE = {"kept": 0.91, "kept_when_the_act_fails": 0.25}
RECALL = {"mean": 0.35, "worst": 0.40, "last": 0.25, "constant": 0.10, "noise_sd": 0.40}
STANDARDS = {"minimum": 3.70, "minimum_sd": 0.35, "width": 1.35, "width_sd": 0.25}
FEELINGS = {
    "below the minimum": {"angry": 0.38, "worried": 0.22, "disappointed": 0.40},
    "in the zone": {"content": 1.0},
    "above the desired level": {"delighted": 0.45, "content": 0.55},
}
COMPLAINS = {"angry": 0.62, "worried": 0.30, "disappointed": 0.32, "content": 0.02, "delighted": 0.0}
SETTLED_IN_TIME = 0.55
YEAR = {
    "constant": 1.25,
    "remembered_quality": 0.78,
    "bad_episode": -0.34,
    "bad_episode_x_regulation": 0.19,
    "regulation": 0.06,
    "settled_complaint": 0.72,
    "unsettled_complaint": -0.30,
    "noise_sd": 0.45,
}
LOG_ODDS = {
    "constant": 1.45,
    "year_satisfaction": 0.75,
    "cost_of_leaving": 0.55,
    "angry_episode": -0.45,
    "unsettled_complaint": -0.55,
}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": sum(acts * count for acts, count in ACTS_PER_EPISODE.items()),
    "note": (
        "Simulated. The levels follow Holmlund (1997) and the comparison with a zone of tolerance Liljander "
        "and Strandvik (1995); the sizes are ours. That the worst and the last act count more than others "
        "follows the idea of Kahneman and others (1993), again in our sizes. No number here is a finding "
        "about the world."
    ),
    "clients": CLIENTS,
    "episodes_per_client": {str(k): v for k, v in EPISODES_PER_CLIENT.items()},
    "acts_per_episode": {str(k): v for k, v in ACTS_PER_EPISODE.items()},
    "sd_between_clients": CLIENT_SD,
    "trend_per_quarter": TREND,
    "episode_quality": EPISODE,
    "act_sd": ACT_SD,
    "failed_act": FAILURE,
    "promise_kept": PROMISE,
    "episode_satisfaction": RECALL,
    "standards": STANDARDS,
    "feelings": FEELINGS,
    "chance_of_complaint": COMPLAINS,
    "chance_settled_in_time": SETTLED_IN_TIME,
    "memory_of_the_year": MEMORY,
    "year_satisfaction": YEAR,
    "log_odds_of_renewal": LOG_ODDS,
    "reversed_items": [],
}


def simulate(rng):
    """Draw one year of encounters.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        5,376 rows, one an act; the columns of the schema.
    """
    client = _clients(rng)
    episode = _episodes(rng, client)
    act = _acts(rng, episode)
    _recall(rng, client, episode, act)
    _year(rng, client, episode)
    of_act, of_client = act["episode"], episode["client"][act["episode"]]
    columns = {
        "act_id": codes("A", len(of_act)),
        "client_id": np.array(codes("C", CLIENTS))[of_client],
        "quarter": episode["quarter"][of_act],
        "episode_id": np.array(codes("E", len(episode["client"])))[of_act],
        "act_number": act["number"],
        "act_kind": act["kind"],
        "act_rating": act["rating"],
        "promise_kept": act["promise_kept"],
    }
    for name in ("episode_satisfaction", "feeling", "complained", "settled_in_time"):
        columns[name] = episode[name][of_act]
    for name in ("minimum_level", "desired_level", "regulation", "cost_of_leaving_eur", "annual_fee_eur",
                 "year_satisfaction", "renewed"):  # fmt: skip
        columns[name] = client[name][of_client]
    return pd.DataFrame(columns)


def _clients(rng):
    """Draw what does not change during the year."""
    minimum = np.clip(STANDARDS["minimum"] + STANDARDS["minimum_sd"] * normal(rng, CLIENTS), 2.5, 5)
    width = np.clip(STANDARDS["width"] + STANDARDS["width_sd"] * normal(rng, CLIENTS), 0.6, 2)
    regulation, bond = normal(rng, CLIENTS), normal(rng, CLIENTS)
    return {
        "level": CLIENT_SD * normal(rng, CLIENTS),
        "trend": TREND["mean"] + TREND["sd"] * normal(rng, CLIENTS),
        "minimum_level": np.round(minimum, 1),
        "desired_level": np.round(np.round(minimum, 1) + width, 1),
        "z_regulation": regulation,
        "regulation": np.round(np.clip(4.2 + 1.1 * regulation + 0.35 * normal(rng, CLIENTS), 1, 7), 1),
        "z_bond": bond,
        "cost_of_leaving_eur": np.round(np.round(np.exp(6.6 + 0.55 * bond), 6), -1),
        "annual_fee_eur": np.clip(np.round(np.exp(7.6 + 0.45 * normal(rng, CLIENTS)), -1), 500, 9000),
    }


def _episodes(rng, client):
    """Draw when each client needed help, and how well the house was placed to give it."""
    each = rng.permutation(np.repeat(list(EPISODES_PER_CLIENT), list(EPISODES_PER_CLIENT.values())))
    who = np.repeat(np.arange(CLIENTS), each)
    when = np.round(rng.random_sample(len(who)), 6)
    when = when[np.lexsort((when, who))]
    quarter = np.minimum(np.floor(4 * when).astype("int64") + 1, 4)
    quality = (
        EPISODE["mean"]
        + client["level"][who]
        + client["trend"][who] * (quarter - 2.5)
        + EPISODE["sd"] * normal(rng, len(who))
    )
    return {"client": who, "quarter": quarter, "quality": quality}


def _acts(rng, episode):
    """Draw the acts of each episode."""
    each = rng.permutation(np.repeat(list(ACTS_PER_EPISODE), list(ACTS_PER_EPISODE.values())))
    which = np.repeat(np.arange(len(each)), each)
    start = np.cumsum(each) - each
    number = np.arange(len(which)) - start[which] + 1
    fails = happens(rng, np.full(len(which), np.log(FAILURE["chance"] / (1 - FAILURE["chance"]))))
    level = episode["quality"][which] + ACT_SD * normal(rng, len(which)) - FAILURE["drop"] * fails
    kept = np.where(fails == 1, PROMISE["kept_when_the_act_fails"], PROMISE["kept"])
    first, last = number == 1, number == each[which]
    middle = np.where(np.round(rng.random_sample(len(which)), 6) < 0.5, "remote repair", "visit")
    return {
        "episode": which,
        "number": number,
        "kind": np.where(first, "call", np.where(last, "report", middle)),
        "level": level,
        "rating": np.clip(np.floor(np.round(level, 6) + 0.5), 1, 7).astype("int64"),
        "promise_kept": happens(rng, np.log(kept / (1 - kept))),
        "start": start,
        "each": each,
    }


def _recall(rng, client, episode, act):
    """Turn acts into what is remembered of the episode, a feeling and perhaps a complaint."""
    level, start, each = act["level"], act["start"], act["each"]
    n = len(start)
    recalled = (
        RECALL["constant"]
        + RECALL["mean"] * np.add.reduceat(level, start) / each
        + RECALL["worst"] * np.minimum.reduceat(level, start)
        + RECALL["last"] * level[start + each - 1]
        + RECALL["noise_sd"] * normal(rng, n)
    )
    satisfaction = np.clip(np.floor(np.round(recalled, 6) + 0.5), 1, 7).astype("int64")
    who = episode["client"]
    below = satisfaction < client["minimum_level"][who]
    above = satisfaction > client["desired_level"][who]
    luck = np.round(rng.random_sample(n), 6)
    bad = np.where(luck < 0.38, "angry", np.where(luck < 0.60, "worried", "disappointed"))
    good = np.where(luck < 0.45, "delighted", "content")
    feeling = np.where(below, bad, np.where(above, good, "content"))
    chance = np.array([COMPLAINS[word] for word in feeling])
    complained = (np.round(rng.random_sample(n), 6) < chance).astype("int64")
    settled = (np.round(rng.random_sample(n), 6) < SETTLED_IN_TIME).astype("int64") * complained
    episode.update(
        recalled=recalled,
        below=below.astype("int64"),
        episode_satisfaction=satisfaction,
        feeling=feeling,
        complained=complained,
        settled_in_time=settled,
    )


def _year(rng, client, episode):
    """Turn the year's episodes into satisfaction with the relationship and a renewal."""
    who = episode["client"]
    remembered = np.zeros(CLIENTS)
    seen = np.zeros(CLIENTS, dtype=bool)
    for place, value in zip(who, episode["recalled"], strict=True):
        remembered[place] = MEMORY * remembered[place] + (1 - MEMORY) * value if seen[place] else value
        seen[place] = True

    def count(flag):
        return np.bincount(who, weights=flag, minlength=CLIENTS)

    bad, angry = count(episode["below"]), count(episode["feeling"] == "angry")
    settled = count(episode["settled_in_time"])
    unsettled = count(episode["complained"]) - settled
    year = (
        YEAR["constant"]
        + YEAR["remembered_quality"] * remembered
        + YEAR["bad_episode"] * bad
        + YEAR["bad_episode_x_regulation"] * bad * client["z_regulation"]
        + YEAR["regulation"] * client["z_regulation"]
        + YEAR["settled_complaint"] * settled
        + YEAR["unsettled_complaint"] * unsettled
        + YEAR["noise_sd"] * normal(rng, CLIENTS)
    )
    client["year_satisfaction"] = np.round(np.clip(year, 1, 7), 1)
    client["renewed"] = happens(
        rng,
        LOG_ODDS["constant"]
        + LOG_ODDS["year_satisfaction"] * (year - 4.5)
        + LOG_ODDS["cost_of_leaving"] * client["z_bond"]
        + LOG_ODDS["angry_episode"] * angry
        + LOG_ODDS["unsettled_complaint"] * unsettled,
    )


def levels(frame):
    """Return the table of episodes and the table of clients that the log holds."""
    episodes = frame.drop_duplicates("episode_id").reset_index(drop=True)
    below = episodes["episode_satisfaction"] < episodes["minimum_level"]
    episodes = episodes.assign(below=below.astype("int64"))
    counts = episodes.groupby("client_id")[["below", "complained", "settled_in_time"]].sum()
    clients = frame.drop_duplicates("client_id").set_index("client_id")
    clients = clients[
        [
            "minimum_level",
            "regulation",
            "cost_of_leaving_eur",
            "annual_fee_eur",
            "year_satisfaction",
            "renewed",
        ]
    ].join(counts)
    clients["unsettled"] = clients["complained"] - clients["settled_in_time"]
    return episodes, clients


def story(clients):
    """Sort clients by their year: untroubled, settled, unsettled, silent (a bad episode and no complaint)."""
    kind = np.where(clients["below"] > 0, "silent", "untroubled")
    kind = np.where(clients["settled_in_time"] > 0, "settled", kind)
    return pd.Series(np.where(clients["unsettled"] > 0, "unsettled", kind), index=clients.index)


def gains(clients):
    """Fees kept by settling every complaint in time, and by sparing 40 % of the troubled clients."""
    groups = clients.groupby(story(clients))
    renewed, fees = groups["renewed"].mean(), groups["annual_fee_eur"].sum()
    settle = fees["unsettled"] * (renewed["settled"] - renewed["unsettled"])
    return settle, 0.40 * (fees * (renewed["untroubled"] - renewed)).sum()


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
    episodes, clients = levels(frame)
    acts = frame.groupby("episode_id", sort=False)["act_rating"].agg(["mean", "min", "last"])
    coefficients, covariance = least_squares(
        episodes["episode_satisfaction"].to_numpy(dtype=float), *acts.to_numpy(dtype=float).T
    )
    t_values = coefficients / np.sqrt(np.diag(covariance))
    if t_values[2] <= 3 or t_values[3] <= 3:
        faults.append(f"the worst or the last act does not count (t = {t_values[2]:.1f}, {t_values[3]:.1f})")
    bad, regulation = (
        clients[name].to_numpy(dtype=float) - clients[name].mean() for name in ("below", "regulation")
    )
    coefficients, covariance = least_squares(
        clients["year_satisfaction"].to_numpy(), bad, regulation, bad * regulation
    )
    if coefficients[3] / np.sqrt(covariance[3, 3]) <= 2.2:
        faults.append("emotion regulation does not change what a bad episode does")
    groups = clients.groupby(story(clients))
    if len(groups) < 4 or groups.size().min() < 40:
        faults.append("a kind of year has too few clients")
        return faults
    renewed, year = groups["renewed"].mean(), groups["year_satisfaction"].mean()
    others = renewed[["settled", "silent"]]
    if others.max() > renewed["untroubled"] - 0.02 or others.min() < renewed["unsettled"] + 0.02:
        faults.append("the kinds of year do not differ in renewals as they should")
    settle, prevent = gains(clients)
    if not settle > 0 or abs(settle / prevent - 1) < 0.04:
        faults.append("both ways to spend the money bring the same")
    settled = story(clients) == "settled"
    rest = clients.loc[~settled, "year_satisfaction"].mean()
    if year["settled"] - rest < 0.03 or year["untroubled"] - year["settled"] < 0.1:
        faults.append("settled complaints do not lie between untroubled clients and all the rest")
    by_quarter = episodes.groupby("quarter")["episode_satisfaction"].mean()
    repeated = frame.groupby("quarter")["episode_satisfaction"].mean()
    by_client = episodes.groupby(["quarter", "client_id"])["episode_satisfaction"].mean()
    by_client = by_client.groupby("quarter").mean()
    if min((by_quarter - other).abs().max() for other in (repeated, by_client)) < 0.012:
        faults.append("episodes, episodes repeated in their acts and clients have the same means")
    average = (episodes["episode_satisfaction"] < clients["minimum_level"].mean()).mean()
    if abs(episodes["below"].mean() / average - 1) < 0.05:
        faults.append("the average minimum gives the same share of bad episodes as the clients' own")
    return faults

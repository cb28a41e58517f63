"""A year of events of a coffee roaster's online shop: sign-ups, consent, orders, complaints. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import codes, happens, normal

VERSION = 1
N = 660
FIRST_DAY, DAYS, JOIN_DAYS, BONUS_DAY, CUT_DAY = "2025-01-01", 365, 240, 181, 273
GAPS = 24

CHANNELS = {"search": 0.50, "market": 0.30, "friend": 0.20}
LOG_WEEKLY_RATE = {"mean": -1.75, "sd": 0.75, "friend": 0.30}
DROP_OUT = {"log_odds": -2.1, "sd": 1.6, "complaint": 0.7}
PRODUCTS = {
    "beans": {"price": 14.0, "with_beans": 1.0, "without_beans": 0.0},
    "biscuits": {"price": 5.0, "with_beans": 0.60, "without_beans": 0.60},
    "filters": {"price": 4.0, "with_beans": 0.42, "without_beans": 0.12},
    "cleaner": {"price": 9.0, "with_beans": 0.16, "without_beans": 0.04},
    "tea": {"price": 8.0, "with_beans": 0.15, "without_beans": 0.55},
    "mug": {"price": 12.0, "with_beans": 0.06, "without_beans": 0.06},
}
BEANS = 0.55
HOUSEHOLDS = {"small": 0.55, "middle": 0.30, "large": 0.15}
UNITS = {"small": 1, "middle": 2, "large": 4}
CONSENT = {"at_sign_up": 0.70, "withdrawn_later": 0.18, "given_later": 0.20}
COMPLAINTS = {"share_of_orders": 0.11, "late": 0.5, "damaged": 0.3, "wrong item": 0.2}
AGENTS = ("Ada", "Ben", "Cem", "Dana", "Eli", "Fay")
REPLY_DAYS = {"before": 5, "after": 2}
SOLVE_DAYS = {"before": 6.0, "after": 10.5, "longest": 40}

TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n_customers": N,
    "note": (
        "Simulated; the sizes are ours. That friends of customers order more often, that filters and "
        "cleaner go with beans, that the bonus speeds up replies and not solutions, and that the six agents "
        "are equally good, is our choice and no finding."
    ),
    "days": {"first": FIRST_DAY, "days": DAYS, "joined_within": JOIN_DAYS, "bonus_from_day": BONUS_DAY},
    "shares_of_channels": CHANNELS,
    "log_orders_a_week": LOG_WEEKLY_RATE,
    "log_odds_of_never_ordering_again_after_an_order": DROP_OUT,
    "share_of_orders_with_beans": BEANS,
    "products": PRODUCTS,
    "shares_of_households": HOUSEHOLDS,
    "units_of_each_product_in_an_order": UNITS,
    "consent": CONSENT,
    "complaints": COMPLAINTS,
    "agents_equally_good": True,
    "reply_within_days": REPLY_DAYS,
    "mean_days_to_solve_beyond_reply": SOLVE_DAYS,
    "reversed_items": [],
}


def simulate(rng):
    """Draw one year of events.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        One row an event, the columns of the schema, in order of time.
    """
    customer = np.array(codes("C", N), dtype=object)
    joined = rng.randint(0, JOIN_DAYS, N)
    channel = _pick(rng, CHANNELS, N)
    events = [_rows(customer, joined, "signup", "-", channel)]
    events += _consents(rng, customer, joined)
    who, day, complains = _orders(rng, joined, channel)
    order = np.array([f"O{number:04d}" for number in range(1, len(who) + 1)], dtype=object)
    households = _pick(rng, HOUSEHOLDS, N)
    events += _baskets(rng, customer[who], day, order, households[who])
    events += _complaints(rng, customer[who], day, order, complains)
    table = pd.concat(events, ignore_index=True)
    table = table[table["day"] < DAYS].sort_values(["day", "customer_id"], kind="stable", ignore_index=True)
    dates = pd.date_range(FIRST_DAY, periods=DAYS).strftime("%Y-%m-%d").to_numpy(dtype=object)
    table.insert(1, "occurred_on", dates[table.pop("day").to_numpy()])
    table.insert(0, "event_id", np.arange(1, len(table) + 1, dtype="int64"))
    return table


def _rows(customer, day, event, reference, detail, amount=0.0):
    """Rows of one kind of event."""
    columns = {"customer_id": customer, "day": day, "event": event, "reference": reference}
    return pd.DataFrame(columns | {"detail": detail, "amount_eur": amount})


def _pick(rng, shares, n):
    """Draw n names with these shares."""
    edges = np.cumsum(list(shares.values()))
    place = np.searchsorted(edges[:-1], np.round(rng.random_sample(n), 6), side="right")
    return np.array(list(shares), dtype=object)[place]


def _gap(rng, shape, rate):
    """Exponential gaps with these rates, rounded."""
    return np.round(-np.log(1 - np.round(rng.random_sample(shape), 6) * 0.999999) / rate, 4)


def _consents(rng, customer, joined):
    """Consent given at sign-up, later, or withdrawn."""
    first, second = np.round(rng.random_sample(N), 6), np.round(rng.random_sample(N), 6)
    later = joined + 1 + rng.randint(0, 200, N)
    given = first < CONSENT["at_sign_up"]
    withdrawn = given & (second < CONSENT["withdrawn_later"])
    late = ~given & (second < CONSENT["given_later"])
    return [
        _rows(customer[given], joined[given], "consent", "-", "given"),
        _rows(customer[withdrawn], later[withdrawn], "consent", "-", "withdrawn"),
        _rows(customer[late], later[late], "consent", "-", "given"),
    ]


def _orders(rng, joined, channel):
    """Who orders on which day, and whether the order leads to a complaint."""
    friend = (channel == "friend").astype(float)
    log_rate = LOG_WEEKLY_RATE["mean"] + LOG_WEEKLY_RATE["sd"] * normal(rng, N)
    rate = np.round(np.exp(log_rate + LOG_WEEKLY_RATE["friend"] * friend), 6)
    gaps = 7 * _gap(rng, (N, GAPS), rate[:, None])
    ages = np.floor(np.cumsum(np.column_stack([np.zeros(N), np.maximum(gaps, 1)]), axis=1)).astype("int64")
    complains = np.round(rng.random_sample((N, GAPS + 1)), 6) < COMPLAINTS["share_of_orders"]
    log_odds = (DROP_OUT["log_odds"] + DROP_OUT["sd"] * normal(rng, N))[:, None] + DROP_OUT[
        "complaint"
    ] * complains
    leaves = happens(rng, log_odds.ravel()).reshape(N, -1)
    there = np.cumsum(np.column_stack([np.zeros(N), leaves[:, :-1]]), axis=1) == 0
    days = joined[:, None] + ages
    who, number = np.nonzero(there & (days < DAYS))
    when = days[who, number]
    order = np.lexsort((who, when))
    return who[order], when[order], complains[who, number][order]


def _baskets(rng, customer, day, order, household):
    """One row for each product in each order."""
    usual = np.array([UNITS[name] for name in household])
    n = len(order)
    beans = np.round(rng.random_sample(n), 6) < BEANS
    has = {}
    for product, design in PRODUCTS.items():
        chance = np.where(beans, design["with_beans"], design["without_beans"])
        has[product] = np.round(rng.random_sample(n), 6) < chance
    has["tea"] |= ~np.any(list(has.values()), axis=0)
    rows = []
    for product, design in PRODUCTS.items():
        chosen = has[product]
        units = usual + (np.round(rng.random_sample(n), 6) < 0.25).astype("int64")
        rows.append(
            _rows(
                customer[chosen],
                day[chosen],
                "order",
                order[chosen],
                product,
                design["price"] * units[chosen],
            )
        )
    return rows


def _complaints(rng, customer, day, order, complains):
    """Complaint, first reply and solution of the orders that went wrong."""
    customer, order = customer[complains], order[complains]
    n = len(order)
    cause = _pick(rng, {k: v for k, v in COMPLAINTS.items() if k != "share_of_orders"}, n)
    agent = np.array(AGENTS, dtype=object)[rng.randint(0, len(AGENTS), n)]
    made = day[complains] + 2 + rng.randint(0, 8, n)
    after = made >= BONUS_DAY
    quick = np.round(rng.random_sample(n), 6)
    within = np.where(after, REPLY_DAYS["after"], REPLY_DAYS["before"])
    replied = made + np.floor(quick * within).astype("int64")
    mean = np.where(after, SOLVE_DAYS["after"], SOLVE_DAYS["before"])
    extra = np.minimum(1 + np.floor(_gap(rng, n, 1.0) * mean), SOLVE_DAYS["longest"]).astype("int64")
    solved = np.where(after, made, replied) + extra
    return [
        _rows(customer, made, "complaint", order, cause),
        _rows(customer, replied, "reply", order, agent),
        _rows(customer, np.maximum(solved, replied), "solved", order, agent),
    ]


def contactable(frame, since="2025-10-01"):
    """Customers who ordered since a day: all, with any consent, and with consent as it stands at the end."""
    recent = set(frame.loc[(frame["event"] == "order") & (frame["occurred_on"] >= since), "customer_id"])
    consent = frame[frame["event"] == "consent"]
    ever = set(consent.loc[consent["detail"] == "given", "customer_id"])
    last = consent.groupby("customer_id")["detail"].last()
    return len(recent), len(recent & ever), len(recent & set(last.index[last == "given"]))


def with_beans(frame):
    """For each other product: share of all orders, and share of orders with beans."""
    lines = frame[frame["event"] == "order"]
    has = pd.crosstab(lines["reference"], lines["detail"]) > 0
    others = [product for product in PRODUCTS if product != "beans"]
    return has[others].mean(), has.loc[has["beans"], others].mean()


def cases(frame, until="2025-10-31"):
    """One row a complaint made until a day: days to reply, days to solve, before or after the bonus."""
    days = frame.assign(day=pd.to_datetime(frame["occurred_on"]))
    kinds = ("complaint", "reply", "solved")
    wide = pd.DataFrame({kind: days[days["event"] == kind].set_index("reference")["day"] for kind in kinds})
    wide = wide[wide["complaint"] <= until]
    bonus = pd.Timestamp(FIRST_DAY) + pd.Timedelta(days=BONUS_DAY)
    return pd.DataFrame(
        {
            "to_reply": (wide["reply"] - wide["complaint"]).dt.days,
            "to_solve": (wide["solved"] - wide["complaint"]).dt.days,
            "bonus": wide["complaint"] >= bonus,
        }
    )


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
    everybody, ever, now = contactable(frame)
    if not everybody - 20 > ever > now + 10:
        faults.append(f"consent makes no difference to whom one may write ({everybody}, {ever}, {now})")
    overall, given = with_beans(frame)
    if given.idxmax() != "biscuits" or (given / overall)[["filters", "cleaner"]].min() < 1.25:
        faults.append("the products that go with beans do not stand out")
    if (given / overall)["biscuits"] > 1.12 or (given / overall)["tea"] > 0.8:
        faults.append("biscuits go with beans, or tea does")
    means = cases(frame).groupby("bonus").mean()
    if not means["to_reply"][False] > means["to_reply"][True] + 0.8:
        faults.append("replies did not become quicker")
    if not means["to_solve"][True] > means["to_solve"][False] + 0.1:
        faults.append("solutions became quicker, which the bonus did not pay for")
    if cases(frame).isna().any(axis=None):
        faults.append("a complaint made until October is not solved by the end of the year")
    if cases(frame)["bonus"].sum() < 60:
        faults.append("too few complaints after the bonus")
    return faults

"""A report by a program on a meal-box service, with eight sentences that its own figures refute. Version 1.

For each kind of error the report has two sentences that could hold it; a draw makes one of them wrong. Each
sentence is a recipe: its words and its number when right, and the same when wrong.
"""

import numpy as np
import pandas as pd

VERSION = 1
N_OFFERED = 6000

KINDS = ("turned", "points", "base", "year", "survivors", "choice", "level", "scope")
PAGES = (KINDS[:4], KINDS[4:])
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": 76,
    "note": "Simulated. All sizes are ours; no firm stands behind them.",
    "kinds_of_error": {
        "turned": "a share given the one is told as a share given the other",
        "points": "per cent for percentage points, or the reverse",
        "base": "a share of something else than the sentence says",
        "year": "the figure of an earlier year",
        "survivors": "those who are still here, compared with all who began",
        "choice": "people who chose for themselves, and the difference told as an effect",
        "level": "a correlation across regions told of single customers",
        "scope": "a part told as the whole",
    },
    "errors": "for each kind one of its two sentences, each with chance one half",
    "pilot": {
        "offered_and_not_offered": N_OFFERED,
        "true_gain_in_points": "one draw per student, uniform from -2 to 5",
        "club": "the gap like with like follows the gain where that is between 0.6 and 2.8 points",
    },
    "reversed_items": [],
    "share_lost": {"year_before": "uniform from 17 to 26 %", "fall": "uniform from 2 to 4.5 points"},
}

FIGURES = {
    "customers": ("customers on 1 January 2024", "customers"),
    "kept_2023": ("of the customers of 1 January 2023, still here a year later", "%"),
    "kept_2024": ("of the customers of 1 January 2024, still here a year later", "%"),
    "satisfied": ("all customers of 2024: satisfied (4 or 5 of 5)", "%"),
    "satisfied_of_leavers": ("those who left in 2024: had been satisfied", "%"),
    "late_twice": ("all customers of 2024: had two or more late boxes", "%"),
    "late_twice_of_leavers": ("those who left in 2024: had had two or more late boxes", "%"),
    "app_2023": ("orders placed with the app, 2023", "%"),
    "app_2024": ("orders placed with the app, 2024", "%"),
    "complaints": ("complaints received, 2024", "complaints"),
    "settled": ("complaints settled in the end, 2024", "complaints"),
    "settled_two_days": ("complaints settled within two days, 2024", "complaints"),
    "invited": ("customers invited to the survey, 2024", "customers"),
    "answered": ("customers who answered the survey, 2024", "customers"),
    "recommend": ("customers who answered and would recommend us, 2024", "customers"),
    "basket_2022": ("average box, 2022", "EUR"),
    "basket_2023": ("average box, 2023", "EUR"),
    "basket_2024": ("average box, 2024", "EUR"),
    "winning_2023": ("cost of winning a customer, 2023", "EUR"),
    "winning_2024": ("cost of winning a customer, 2024", "EUR"),
    "keeping_2024": ("cost of keeping a customer for a year, 2024", "EUR a year"),
    "boxes_all_first": ("joined in 2019, all: boxes a month in their first year", "boxes a month"),
    "boxes_stayers_first": ("joined in 2019, still here: boxes a month in their first year", "boxes a month"),
    "boxes_stayers_now": ("joined in 2019, still here: boxes a month in 2024", "boxes a month"),
    "rating_all_first": ("joined in 2019, all: rating in their first year (1 to 10)", "points"),
    "rating_stayers_first": ("joined in 2019, still here: rating in their first year (1 to 10)", "points"),
    "rating_stayers_now": ("joined in 2019, still here: rating in 2024 (1 to 10)", "points"),
    "weekly": ("all customers: ordered weekly before 2024", "%"),
    "club_weekly": ("club members: ordered weekly before 2024", "%"),
    "left_club_weekly": ("left in 2024: club members, weekly before", "%"),
    "left_club_rarer": ("left in 2024: club members, less than weekly before", "%"),
    "left_others_weekly": ("left in 2024: not in the club, weekly before", "%"),
    "left_others_rarer": ("left in 2024: not in the club, less than weekly before", "%"),
    "left_club": ("left in 2024: club members, all", "%"),
    "left_others": ("left in 2024: not in the club, all", "%"),
    "left_letter_weekly": ("left in 2024: readers of the recipe letter, weekly before", "%"),
    "left_letter_rarer": ("left in 2024: readers of the recipe letter, less than weekly before", "%"),
    "left_noletter_weekly": ("left in 2024: not readers, weekly before", "%"),
    "left_noletter_rarer": ("left in 2024: not readers, less than weekly before", "%"),
    "left_letter": ("left in 2024: readers of the recipe letter, all", "%"),
    "left_noletter": ("left in 2024: not readers, all", "%"),
    "r_late_regions": ("correlation of late boxes and leaving across 12 regions", "r"),
    "r_late_customers": ("correlation of late boxes and leaving across single customers", "r"),
    "r_voucher_regions": ("correlation of vouchers used and size of the box across 12 regions", "r"),
    "r_voucher_customers": ("correlation of vouchers used and size of the box across single customers", "r"),
    "sunday_north": ("would pay for delivery on Sundays, region North", "%"),
    "sunday_all": ("would pay for delivery on Sundays, all customers", "%"),
    "paused_new": ("paused for a month or more in 2024, customers in their first year", "%"),
    "paused_all": ("paused for a month or more in 2024, all customers", "%"),
    "loyalty_low": ("loyalty (1 to 7) of customers with low trust, mean", "points"),
    "loyalty_high": ("loyalty (1 to 7) of customers with high trust, mean", "points"),
    "loyalty_sd": ("loyalty (1 to 7), standard deviation within either group", "points"),
    "pilot_offered_kept": (f"pilot: offered the club by lot ({N_OFFERED:,}), still here", "customers"),
    "pilot_control_kept": (f"pilot: not offered it by lot ({N_OFFERED:,}), still here", "customers"),
    "pilot_cost": ("pilot: cost of offering the club, for each customer offered it", "EUR a year"),
    "pilot_worth": ("margin of a customer who is kept", "EUR a year"),
}

# topic -> (kind, words when right, words when wrong); {x} is the number that the sentence prints.
SENTENCES = {
    "satisfied": (
        "turned",
        "Satisfaction is no guarantee: of every 100 satisfied customers, {x} left in 2024.",
        "Satisfaction is no guarantee: of every 100 satisfied customers, {x} left in 2024.",
    ),
    "late": (
        "turned",
        "Late boxes and leaving: of every 100 customers with two or more late boxes, {x} left in 2024.",
        "Late boxes and leaving: of every 100 customers with two or more late boxes, {x} left in 2024.",
    ),
    "kept": (
        "points",
        "We keep more customers than a year ago: the share that stays rose by {x} percentage points.",
        "We keep more customers than a year ago: the share that stays rose by {x} per cent.",
    ),
    "app": (
        "points",
        "The app is gaining ground: from 2023 to 2024 its share of orders grew by {x} per cent.",
        "The app is gaining ground: from 2023 to 2024 its share of orders grew by {x} percentage points.",
    ),
    "complaints": (
        "base",
        "Of every 100 complaints in 2024, {x} were settled within two days.",
        "Of every 100 complaints in 2024, {x} were settled within two days.",
    ),
    "recommend": (
        "base",
        "Of every 100 customers invited to the survey, {x} said that they would recommend us.",
        "Of every 100 customers invited to the survey, {x} said that they would recommend us.",
    ),
    "basket": (
        "year",
        "The average box in 2024 came to {x} EUR.",
        "The average box in 2024 came to {x} EUR.",
    ),
    "winning": (
        "year",
        "In 2024 it cost us {x} EUR to win a customer.",
        "In 2024 it cost us {x} EUR to win a customer.",
    ),
    "boxes": (
        "survivors",
        "The orders of those of 2019 who are still here changed since their first year by {x} boxes a month.",
        "Customers order more as the years go by: since their first year the orders of those of 2019 changed "
        "by {x} boxes a month.",
    ),
    "rating": (
        "survivors",
        "The rating of those of 2019 who are still here changed since their first year by {x} points out of "
        "10.",
        "Customers warm to us with time: since their first year the rating of those of 2019 changed by {x} "
        "points out of 10.",
    ),
    "club": (
        "choice",
        "Among customers who had ordered equally often, club members leave less, by {x} percentage points.",
        "The club works: joining it makes a customer less likely to leave, by {x} percentage points.",
    ),
    "letter": (
        "choice",
        "Among customers who had ordered equally often, readers of the recipe letter leave less, by {x} "
        "percentage points.",
        "The recipe letter pays: reading it makes a customer less likely to leave, by {x} percentage points.",
    ),
    "late_link": (
        "level",
        "Single customers with more late boxes leave more; the correlation is {x}.",
        "Single customers with more late boxes leave more; the correlation is {x}.",
    ),
    "voucher_link": (
        "level",
        "The correlation of vouchers used and size of the box, customer by customer, is {x}.",
        "The correlation of vouchers used and size of the box, customer by customer, is {x}.",
    ),
    "sunday": (
        "scope",
        "Of every 100 of our customers, {x} would pay for delivery on Sundays.",
        "Of every 100 of our customers, {x} would pay for delivery on Sundays.",
    ),
    "paused": (
        "scope",
        "Of every 100 of our customers, {x} paused for a month or more in 2024.",
        "Of every 100 of our customers, {x} paused for a month or more in 2024.",
    ),
}
# Right for every student, although they sound like trouble.
BAITS = {
    "satisfied_leavers": "Not all who leave are unhappy: of every 100 who left, {x} had been satisfied.",
    "half_gone": "At the rate of 2024, half of our customers will have left after {x} years.",
    "multiple": "In 2024 winning a customer cost {x} times as much as keeping one for a year.",
    "left_members": "In 2024 club members left less often than others, by {x} percentage points.",
}
BAIT_PAGES = (("satisfied_leavers", "half_gone"), ("multiple", "left_members"))


def like_with_like(f, who):
    """Gap in leaving between others and `who`, at the mix of weekly and rarer orders of all customers."""
    others = {"club": "others", "letter": "noletter"}[who]
    gaps = [f[f"left_{others}_{k}"] - f[f"left_{who}_{k}"] for k in ("weekly", "rarer")]
    return (f["weekly"] * gaps[0] + (100 - f["weekly"]) * gaps[1]) / 100


def numbers(f):
    """Right and wrong number of each sentence that can be wrong.

    Parameters
    ----------
    f : mapping of str to float
        The figures.

    Returns
    -------
    dict of str to (float, float)
        Topic to what its words are true of, and to what the report prints when it errs.
    """
    lost = 100 - f["kept_2024"]
    rise, app = f["kept_2024"] - f["kept_2023"], f["app_2024"] - f["app_2023"]
    return {
        "satisfied": (f["satisfied_of_leavers"] * lost / f["satisfied"], f["satisfied_of_leavers"]),
        "late": (f["late_twice_of_leavers"] * lost / f["late_twice"], f["late_twice_of_leavers"]),
        "kept": (rise, rise),
        "app": (100 * app / f["app_2023"], 100 * app / f["app_2023"]),
        "complaints": (
            100 * f["settled_two_days"] / f["complaints"],
            100 * f["settled_two_days"] / f["settled"],
        ),
        "recommend": (100 * f["recommend"] / f["invited"], 100 * f["recommend"] / f["answered"]),
        "basket": (f["basket_2024"], f["basket_2022"]),
        "winning": (f["winning_2024"], f["winning_2023"]),
        "boxes": (
            f["boxes_stayers_now"] - f["boxes_stayers_first"],
            f["boxes_stayers_now"] - f["boxes_all_first"],
        ),
        "rating": (
            f["rating_stayers_now"] - f["rating_stayers_first"],
            f["rating_stayers_now"] - f["rating_all_first"],
        ),
        "club": (like_with_like(f, "club"), f["left_others"] - f["left_club"]),
        "letter": (like_with_like(f, "letter"), f["left_noletter"] - f["left_letter"]),
        "late_link": (f["r_late_customers"], f["r_late_regions"]),
        "voucher_link": (f["r_voucher_customers"], f["r_voucher_regions"]),
        "sunday": (f["sunday_all"], f["sunday_north"]),
        "paused": (f["paused_all"], f["paused_new"]),
    }


def repaired(f):
    """The number that makes the words of each sentence true, when the report erred in it."""
    right = {topic: pair[0] for topic, pair in numbers(f).items()}
    right["kept"] = 100 * (f["kept_2024"] - f["kept_2023"]) / f["kept_2023"]
    right["app"] = f["app_2024"] - f["app_2023"]
    return right


def simulate(rng):
    """Draw the figures of one service and the report on them.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        The figures, then the 20 sentences; the columns of the schema.
    """
    f = _figures(rng)
    wrong = {}
    for kind in KINDS:
        pair = [topic for topic, (of, *_) in SENTENCES.items() if of == kind]
        wrong[kind] = pair[rng.randint(0, 2)]
    pairs, words = numbers(f), {}
    for topic, (kind, when_right, when_wrong) in SENTENCES.items():
        err = wrong[kind] == topic
        words[topic] = (when_wrong if err else when_right, pairs[topic][int(err)])
    for topic, text in BAITS.items():
        words[topic] = (text, _bait(f, topic))
    order = []
    for kinds, baits in zip(PAGES, BAIT_PAGES, strict=True):
        page = [topic for topic, (kind, *_) in SENTENCES.items() if kind in kinds] + list(baits)
        order += [page[place] for place in rng.permutation(len(page))]
    rows = [(f"F{n:02d}", "figure", key, text, f[key], unit)
            for n, (key, (text, unit)) in enumerate(FIGURES.items(), start=1)]  # fmt: skip
    for n, topic in enumerate(order, start=1):
        text, value = words[topic]
        digits = 2 if topic in ("late_link", "voucher_link", "basket", "winning") else 1
        value = round(float(value), digits)
        rows.append((f"S{n:02d}", "sentence", topic, text.format(x=f"{value:.{digits}f}"), value, None))
    frame = pd.DataFrame(rows, columns=["label", "part", "topic", "text", "value", "unit"])
    return frame.assign(unit=frame["unit"].fillna("as in the text"), page=_page(frame))


def _page(frame):
    """Page of the report of each row; figures are on page 0."""
    number = frame["label"].str[1:].astype("int64")
    return np.where(frame["part"] == "figure", 0, np.where(number <= 10, 1, 2)).astype("int64")


def _bait(f, topic):
    """Number of a sentence that is right for every student."""
    if topic == "satisfied_leavers":
        return f["satisfied_of_leavers"]
    if topic == "half_gone":
        return np.log(0.5) / np.log(f["kept_2024"] / 100)
    if topic == "multiple":
        return f["winning_2024"] / f["keeping_2024"]
    return f["left_others"] - f["left_club"]


def _figures(rng):
    """Draw the figures; each is what the service would print."""

    def between(low, high, digits=1):
        return round(float(low + (high - low) * rng.random_sample()), digits)

    f = {"customers": float(100 * rng.randint(160, 400))}
    f["kept_2023"] = between(74, 83)
    f["kept_2024"] = round(f["kept_2023"] + between(2, 4.5), 1)
    lost = 100 - f["kept_2024"]
    f["satisfied"] = between(72, 86)
    f["satisfied_of_leavers"] = between(52, 68)
    f["late_twice"] = between(6, 11)
    f["late_twice_of_leavers"] = round(f["late_twice"] * (1.5 + 0.7 * rng.random_sample()), 1)
    f["app_2023"] = between(24, 46)
    f["app_2024"] = round(f["app_2023"] + between(4, 12), 1)
    f["complaints"] = float(10 * rng.randint(90, 260))
    f["settled"] = float(round(f["complaints"] * (0.66 + 0.16 * rng.random_sample())))
    f["settled_two_days"] = float(round(f["settled"] * (0.55 + 0.25 * rng.random_sample())))
    f["invited"] = float(100 * rng.randint(24, 60))
    f["answered"] = float(round(f["invited"] * (0.22 + 0.22 * rng.random_sample())))
    f["recommend"] = float(round(f["answered"] * (0.55 + 0.25 * rng.random_sample())))
    f["basket_2022"] = between(38, 46, 2)
    f["basket_2023"] = round(f["basket_2022"] + between(1.5, 4, 2), 2)
    f["basket_2024"] = round(f["basket_2023"] + between(1.5, 4, 2), 2)
    f["winning_2023"] = between(60, 95, 2)
    f["winning_2024"] = round(f["winning_2023"] * (1.12 + 0.2 * rng.random_sample()), 2)
    f["keeping_2024"] = round(f["winning_2024"] / (4.6 + 3 * rng.random_sample()), 2)
    f["boxes_all_first"] = between(1.8, 2.4)
    f["boxes_stayers_first"] = round(f["boxes_all_first"] + between(0.7, 1.2), 1)
    f["boxes_stayers_now"] = round(f["boxes_stayers_first"] + between(-0.4, 0.4), 1)
    f["rating_all_first"] = between(6.2, 6.9)
    f["rating_stayers_first"] = round(f["rating_all_first"] + between(0.7, 1.2), 1)
    f["rating_stayers_now"] = round(f["rating_stayers_first"] + between(-0.4, 0.4), 1)
    f["weekly"] = between(34, 46)
    gain = between(-2, 5, 2)
    for who, others in (("club", "others"), ("letter", "noletter")):
        share = between(68, 82)  # of the members (or readers), how many ordered weekly before
        rest = between(18, 28)  # of the others
        weekly, rarer = lost * between(0.42, 0.5, 3), lost * between(1.25, 1.4, 3)
        effect = min(max(gain, 0.6), 2.8) if who == "club" else between(0.5, 2.5)
        f[f"left_{others}_weekly"], f[f"left_{others}_rarer"] = round(weekly, 1), round(rarer, 1)
        f[f"left_{who}_weekly"] = round(weekly - 0.6 * effect, 1)
        f[f"left_{who}_rarer"] = round(rarer - 1.3 * effect, 1)
        f[f"left_{who}"] = _mix(share, f[f"left_{who}_weekly"], f[f"left_{who}_rarer"])
        f[f"left_{others}"] = _mix(rest, f[f"left_{others}_weekly"], f[f"left_{others}_rarer"])
        if who == "club":
            f["club_weekly"] = share
    f["r_late_regions"], f["r_late_customers"] = between(0.62, 0.86, 2), between(0.05, 0.16, 2)
    f["r_voucher_regions"], f["r_voucher_customers"] = between(0.45, 0.7, 2), between(-0.3, -0.1, 2)
    f["sunday_all"] = between(14, 22)
    f["sunday_north"] = round(f["sunday_all"] + between(9, 18), 1)
    f["paused_all"] = between(12, 19)
    f["paused_new"] = round(f["paused_all"] + between(9, 18), 1)
    f["loyalty_low"] = between(3.2, 4.2, 2)
    f["loyalty_high"] = round(f["loyalty_low"] + between(0.6, 1.2, 2), 2)
    f["loyalty_sd"] = between(1.1, 1.5, 2)
    chance = f["kept_2024"] / 100
    f["pilot_offered_kept"] = float(rng.binomial(N_OFFERED, min(chance + gain / 100, 0.97)))
    f["pilot_control_kept"] = float(rng.binomial(N_OFFERED, chance))
    f["pilot_worth"] = float(10 * rng.randint(11, 19))
    f["pilot_cost"] = round(f["pilot_worth"] * between(0.012, 0.018, 4), 2)
    return f


def _mix(share, weekly, rarer):
    """Leaving among a group of whom `share` per cent ordered weekly."""
    return round((share * weekly + (100 - share) * rarer) / 100, 1)


def pilot_range(f):
    """Gain by the pilot in percentage points: estimate and the ends of its 95 per cent interval."""
    offered, control = f["pilot_offered_kept"] / N_OFFERED, f["pilot_control_kept"] / N_OFFERED
    error = np.sqrt((offered * (1 - offered) + control * (1 - control)) / N_OFFERED)
    gain = offered - control
    return 100 * gain, 100 * (gain - 1.96 * error), 100 * (gain + 1.96 * error)


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
    figures = frame[frame["part"] == "figure"]
    f = dict(zip(figures["topic"], figures["value"], strict=True))
    faults = []
    for topic, (right, wrong) in numbers(f).items():
        given = right if topic in ("kept", "app") else wrong
        true = repaired(f)[topic] if topic in ("kept", "app") else right
        least = {"kept": 0.45, "boxes": 0.35, "rating": 0.35, "late_link": 0.3, "voucher_link": 0.3}.get(
            topic, 0.55
        )
        if abs(given - true) < max(least, 0.02 * abs(true)):
            faults.append(f"the error in the sentence on {topic} hardly changes its number")
    lost = 100 - f["kept_2024"]
    for topic, given in (("satisfied", "satisfied"), ("late", "late_twice")):
        if numbers(f)[topic][0] > 60 or f[f"{given}_of_leavers"] * lost / f[given] < 3:
            faults.append(f"the share of leavers in the sentence on {topic} is out of the ordinary")
    if abs(f["late_twice_of_leavers"] - numbers(f)["late"][0]) < 3:
        faults.append("turning the sentence on late round hardly changes its number")
    for who in ("club", "letter"):
        if like_with_like(f, who) < 0.4 or like_with_like(f, who) > 4.5:
            faults.append(f"like with like, the gap of the {who} is not small and positive")
        others = {"club": "others", "letter": "noletter"}[who]
        raw = f[f"left_{others}"] - f[f"left_{who}"]
        rows = [f[f"left_{others}_{k}"] - f[f"left_{who}_{k}"] for k in ("weekly", "rarer")]
        if raw < 2.1 * max(rows):
            faults.append(f"like with like, the gap of the {who} is hardly smaller than the raw one")
    gain, low, high = pilot_range(f)
    worth = 100 * f["pilot_cost"] / f["pilot_worth"]
    if min(abs(low - worth), abs(high - worth), abs(gain - worth)) < 0.1:
        faults.append("the decision on the club is a near tie")
    if f["left_others"] - f["left_club"] < worth + 1.5:
        faults.append("the report's number on the club does not press for it")
    return faults

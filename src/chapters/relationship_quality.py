# ---
# title: Relationship quality
# question: Is this relationship getting better, and is it real?
# objectives:
#   - read a log of service encounters at four levels, and say at which one a relationship improves
#   - compare service with what each client would still accept, and find what complaints and repairs are worth
#   - tell true relationships from spurious ones, and benefits that bind from benefits that only please
#   - estimate what engagement adds when the attached engage by themselves
#   - check claims about emotions, habits and engagement before anybody acts on them
# minutes: {reading: 80, practice: 115}
# needs: Means, what a regression coefficient and an interval are. A little Python (calling a function, picking rows of a table, groupby).
# datasets: [service_encounters, partner_survey]
# points: 28
# claims: [DC-16, DC-28, DC-29, DC-37, DC-48, DC-58]
# terms:
#   - {en: relationship quality, zh: 关系质量, means: how good a relationship is in the eyes of those who are in it, source: crosby1990}
#   - {en: act, zh: 活动, means: "the smallest unit of a relationship: one call, one visit", source: holmlund1997}
#   - {en: episode, zh: 情节, means: acts that belong to one need and end with it, source: holmlund1997}
#   - {en: sequence, zh: 片段, means: "episodes that belong together, such as those of a quarter or a project", source: holmlund1997}
#   - {en: zone of tolerance, zh: 容忍区, means: from the least that customers put up with to what they want, source: zeithaml1993}
#   - {en: bond, zh: 约束, means: what holds a customer whether or not the service is good, source: liljander1995}
#   - {en: recovery paradox, zh: 服务补救悖论, means: the idea that customers are better off with a failure that was repaired than with none, source: dematos2007}
#   - {en: affective commitment, zh: 情感承诺, means: staying because one wants to}
#   - {en: trust, zh: 信任, means: "relying on another's ability, reliability and integrity", source: morgan1994}
#   - {en: spurious relationship, zh: 虚假关系, means: buying without trust or attachment behind it, source: liljander1995}
#   - {en: mediation, zh: 中介作用, means: one variable works through another, source: baron1986}
#   - {en: emotion regulation, zh: 情绪调节, means: influencing which emotions one has and how one shows them, source: gross1998}
#   - {en: customer engagement behaviour, zh: 顾客参与行为, means: what customers do for or with a firm beyond buying, source: vandoorn2010}
#   - {en: self-selection, zh: 自我选择, means: those who take part are others than those who do not}
#   - {en: stickiness, zh: 客户粘性, means: "a tendency to stay, whatever its reason"}
# ---

# %% [markdown]
"""
The firm in this chapter is made up and its data are simulated: a house that looks after the computers of small firms. You have its
**log** (what it did for 480 clients of one branch in one contract year) and a **survey** of 640 partner firms of all branches. **The
numbers are yours alone.** What was built into them stands in `datasets.truth(...)`; look when you have finished.
"""

# %%
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import crmlab
from crmlab import (
    datasets,
    loyalty,
    mediation,
    moderation,
    plots,
    quality,
    recovery,
    relationship,
    satisfaction,
    scales,
)

student = crmlab.student()
check = crmlab.checker("relationship_quality", student)

# %%
log = datasets.load("service_encounters", student=student)
partners = datasets.load("partner_survey", student=student)
student

# %% [markdown]
"""
## 1. A year with one client

The account manager has the file of one client on his desk: six cases this year, average rating somewhere in the middle. *"A solid
relationship,"* he says. **Would you sign that?** An average forgets the order in which things happened. The client does not.

People who study relationships disagree about what their quality *is*, and the disagreement is useful. Crosby, Evans and Cowles
[-@crosby1990] look at the person who sells: quality is trust in what the seller will do, built on satisfaction with what the seller
did. Liljander and Strandvik [-@liljander1995] see a comparison: service against a standard. Grönroos [-@gronroos2000] sees something
that moves: a perception that two parties form over a long time. And it takes two: the firm has a view of the relationship as well.
A *feeling*, a *comparison*, a *history*, and all of it *twice*. We shall compute each of them once.

Begin with the history. One row of the log is one **act**: a call, a repair, a visit, a report. Acts that serve one need form an **episode**.
"""

# %%
episodes = log.drop_duplicates("episode_id").reset_index(drop=True)
clients = log.drop_duplicates("client_id").set_index("client_id")
print(f"{len(log):,} acts in {len(episodes):,} episodes of {len(clients)} clients")

# %% [markdown]
"""
We take the client with six episodes whose year fell furthest below how it began. Suppose that a new episode counts 40 %
and everything before it 60 %. That is a *memory* of 0.6.
"""

# %% predict="good_episodes"
# Your guess: after years of sixes one episode is a 2. How many sixes does it take,
# with a memory of 0.6, until the remembered level is above 5.5 again?
my_guess = 4

# %%
after_a_two = relationship.smoothed_quality([6, 2, 6, 6, 6, 6, 6], memory=0.6)
after_a_two.round(2).tolist()

# %% [markdown]
"""
Three. One bad episode takes three perfect ones to mend, and nothing in this arithmetic is a grudge: it is only memory. Now the client.
"""

# %% covers="RQ-03" alt="One client's year, episode by episode: small dots for acts, squares for the rating of each episode, a line with diamonds for the remembered level and a grey zone of tolerance behind; the remembered line falls with the worst episode and moves less than the squares"
of_client = episodes.groupby("client_id")["episode_satisfaction"].agg(
    ["size", "first", "min"]
)
six = of_client[of_client["size"] == 6]
chosen = (six["first"] - six["min"]).idxmax()
one_year = log[log["client_id"] == chosen]
ratings = one_year.drop_duplicates("episode_id")["episode_satisfaction"]
remembered = relationship.smoothed_quality(ratings, memory=0.6)
ax = plots.client_year(one_year, remembered)

# %% [markdown]
"""
The squares jump, the line follows with a limp. Two clients with the same average can stand at very different points today, because one had
the bad episode in spring and the other last week. Which memory is right? Nobody has measured it for your firm. It is an assumption, and you
should say so whenever you show such a line.

### Now you try: where does the relationship stand? (function, 8 minutes)

Write `relationship_now(episodes, memory)`: the remembered quality **after the last** episode. The first episode is remembered in full; each later
one counts `1 - memory`, what was remembered before counts `memory`. Do not call the library; it is four lines.

To test yourself: `[6, 2, 6]` with memory 0.6 gives 5.04.
"""


# %% answer="relationship_now"
def relationship_now(episodes, memory):
    """Remembered quality after the last of a list of episode ratings."""
    ### BEGIN SOLUTION
    level = episodes[0]
    for rating in episodes[1:]:
        level = memory * level + (1 - memory) * rating
    return level
    ### END SOLUTION


# %% check="relationship_now" points=2
check("relationship_now", relationship_now)


# %% key="relationship_now"
def _walk(ratings, old, new, start):
    level = start
    for rating in ratings:
        level = old * level + new * rating
    return level


Item(
    kind="function",
    unit="points",
    tolerance=0.005,
    because="answers rounded to two decimals",
    inputs=lambda rng: [
        [
            [int(v) for v in rng.permutation([2, 3, 5, 6, 7])[: int(rng.integers(3, 6))]],
            float(rng.choice([0.3, 0.6, 0.7, 0.8])),
        ]
        for _ in range(6)
    ],
    hints=[
        "What does the client remember after the first episode, and what after the second?",
        "Start with the first rating. For each later one, mix the old level and the new rating.",
        "New level = memory times old level plus (1 - memory) times the new rating; repeat to the end.",
    ],
    slips={
        "weights_swapped": Slip(
            lambda w: (
                lambda episodes, memory: _walk(
                    episodes[1:], 1 - memory, memory, episodes[0]
                )
            ),
            "You gave the new episode the weight of the memory. Memory is the weight of what was before.",
        ),
        "from_zero": Slip(
            lambda w: lambda episodes, memory: _walk(episodes, memory, 1 - memory, 0),
            "You started from zero, as if the client came with the worst of memories. The first episode is remembered in full.",
            credit=0.5,
        ),
        "plain_mean": Slip(
            lambda w: lambda episodes, memory: sum(episodes) / len(episodes),
            "This is the plain average; it would be the same in any order. The order is the point.",
        ),
        "last_only": Slip(
            lambda w: lambda episodes, memory: episodes[-1],
            "This is the last episode alone. The client remembers what came before it as well.",
        ),
    },
)

# %% [markdown]
"""
### Who said it? Names that got lost

> 李建德关系质量管理模型 … 侯姆兰德的D&D模型 … 科罗比
>
> *Li Jiande's model for managing relationship quality … the D&D model of Houmulande … Keluobi* (source 003, headings of slides)

Try to look these three up and you will find nobody. They are sounds, written in Chinese characters and carried from slide to slide. One got a
Chinese family name on the way.
"""

# %% covers="RQ-02"
pd.DataFrame(
    {
        "who it is": ["Liljander", "Holmlund", "Crosby"],
        "who is missing": ["Strandvik", "nobody", "Evans and Cowles"],
        "work": ["1995, book chapter", "2001, D&D model", "1990, Journal of Marketing"],
        "what the slide gives of it": [
            "the names of its boxes",
            "a title only",
            "one sentence",
        ],
    },
    index=["李建德", "侯姆兰德", "科罗比"],
)

# %% [markdown] covers="RQ-05 RQ-09"
"""
We recovered the names from the sound and from the models themselves. That the first is Liljander and Strandvik [-@liljander1995] we could check
against the work's own record; Holmlund [-@holmlund2001] and Crosby [-@crosby1990] fit in sound, title and content, and we have not held
either text beside the slide. The D&D model is a title without a body there. D&D stands for *dimensions and domains*: technical,
social and economic dimensions, each seen in the **process** (how it was) and in the **outcome** (what came of it). The source itself names
process and outcome as the two domains and adds that what counts in each differs by industry. That is two columns and three rows to fill in for
your own firm; no more can be taken from the slide.

## 2. At which level is it getting better?

The head of service shows a slide: *"Ratings are up."* Ratings of what? Holmlund [-@holmlund1997] sorts a relationship into nested levels: acts make up
**episodes**, episodes **sequences** (here: a quarter), sequences the **relationship**. A number can be read at any of them, and it is not the same number.

Before you look: will the average act be rated higher than the average episode, lower, or the same? Each episode is, after all, nothing but its acts.
"""

# %% predict="act_or_episode"
# "act", "episode" or "same": which average is higher?
my_guess = "same"

# %%
print(f"mean rating of acts: {log['act_rating'].mean():.2f}")
print(f"mean rating of episodes: {episodes['episode_satisfaction'].mean():.2f}")

# %% [markdown]
"""
The acts win. People do not average. Ask them about an episode and the **worst** act and the **last** act speak louder than the rest. In an
experiment, people preferred a longer unpleasant episode to a shorter one because it *ended* better [@kahneman1993]. Does it hold in your log? Regress the
rating of the episode on the mean, the worst and the last of its acts, all at once.
"""

# %% alt="Dot plot of three regression coefficients with 95 per cent intervals, the mean, the worst and the last act of an episode: the intervals of the worst and the last act lie clear of zero, so both count beyond the mean"
acts = log.groupby("episode_id")["act_rating"].agg(["mean", "min", "last"])
acts = acts.set_axis(["mean_act", "worst_act", "last_act"], axis=1)
rated = episodes.join(acts, on="episode_id")
recall = smf.ols("episode_satisfaction ~ mean_act + worst_act + last_act", data=rated).fit(
    cov_type="HC3"
)
weights = pd.concat([recall.params, recall.conf_int()], axis=1).drop("Intercept")
ax = plots.effects(weights.set_axis(["estimate", "low", "high"], axis=1))

# %% [markdown]
"""
Worst and last count *beyond* the mean. (It was built into your simulated log; in a real one you would have to find out.) So a report that averages acts
flatters the house: every act that goes wrong is diluted by those that went well.

### Now you try: four quarters, three levels (table, 12 minutes)

Give `by_quarter`: rows 1 to 4 (quarter), columns `act`, `episode`, `client`.

- `act`: mean `act_rating` of the quarter's acts,
- `episode`: mean `episode_satisfaction` of the quarter's episodes, each counted **once**,
- `client`: first the mean `episode_satisfaction` of each client in the quarter, then the mean of these over clients, each client counted **once**.
"""

# %% answer="by_quarter"
by_quarter = ...
### BEGIN SOLUTION
per_client = episodes.groupby(["quarter", "client_id"])["episode_satisfaction"].mean()
by_quarter = pd.DataFrame(
    {
        "act": log.groupby("quarter")["act_rating"].mean(),
        "episode": episodes.groupby("quarter")["episode_satisfaction"].mean(),
        "client": per_client.groupby("quarter").mean(),
    }
)
### END SOLUTION

# %% check="by_quarter" points=2
check("by_quarter", by_quarter)

# %% key="by_quarter"
Item(
    kind="table",
    columns=["act", "episode", "client"],
    index=[1, 2, 3, 4],
    tolerance=0.006,
    because="means rounded to two decimals",
    between=(1, 7),
    unit="points of the answer scale",
    hints=[
        "What is one row of log, and what is one row of episodes? Which column needs which table?",
        "The first two columns are one groupby('quarter') each, the second on the table episodes.",
        "For client, group by quarter and client_id, take the mean, then group that by quarter and take the mean again.",
    ],
    slips={
        "episode_per_act": Slip(
            lambda w: w.by_quarter.assign(
                episode=w.log.groupby("quarter")["episode_satisfaction"].mean(),
                client=w.log.groupby(["quarter", "client_id"])["episode_satisfaction"]
                .mean()
                .groupby("quarter")
                .mean(),
            ),
            "You took the episodes' ratings from the log, where an episode stands once for each of its acts. Long episodes then count more often.",
        ),
        "client_is_episode": Slip(
            lambda w: w.by_quarter.assign(client=w.by_quarter["episode"]),
            "Your column for clients repeats the one for episodes. Average each client first, so that a busy client counts once.",
            credit=0.5,
        ),
        "client_over_the_year": Slip(
            lambda w: w.by_quarter.assign(
                client=w.episodes.groupby("client_id")["episode_satisfaction"].mean().mean()
            ),
            "Your column for clients holds one number four times: you averaged over the whole year. Group by quarter and client.",
        ),
        "acts_everywhere": Slip(
            lambda w: w.by_quarter.assign(
                episode=w.by_quarter["act"],
                client=w.log.groupby(["quarter", "client_id"])["act_rating"]
                .mean()
                .groupby("quarter")
                .mean(),
            ),
            "You used the ratings of acts in all three columns. Episodes have a rating of their own.",
        ),
    },
)

# %% [markdown]
"""
And is it getting better? Four numbers in a row tempt the eye. Clients come back several times, so their episodes are not independent, and the interval has to know it.
"""

# %% covers="RQ-10"
who = episodes["client_id"].astype("category").cat.codes
trend = smf.ols("episode_satisfaction ~ quarter", data=episodes).fit(
    cov_type="cluster", cov_kwds={"groups": who}
)
low, high = trend.conf_int().loc["quarter"]
verdict = "up" if low > 0 else "down" if high < 0 else "cannot tell"
print(
    f"{trend.params['quarter']:+.3f} points a quarter ({low:+.3f} to {high:+.3f}): {verdict}"
)

# %% [markdown]
"""
The last word is computed from your interval. "Cannot tell" would be no failure of the analysis; a year of one branch may be too short for a slow improvement. What you can tell is
that "ratings are up" is no sentence until it names a level, a period and an interval.

## 3. Good enough for whom?

A 4 is a good grade for the one client and a reason to ring a rival for the next. Liljander and Strandvik [-@liljander1995] build their whole model on that. It has two
floors, with the same furniture on both.
"""

# %% covers="RQ-06"
pd.DataFrame(
    {
        "in the episode": [
            "act_rating",
            "(not asked)",
            "minimum_level, desired_level",
            "episode_satisfaction",
            "feeling, complained",
            "(none)",
        ],
        "in the relationship": [
            "remembered level (section 1)",
            "annual_fee_eur",
            "minimum_level, desired_level",
            "year_satisfaction",
            "renewed",
            "cost_of_leaving_eur",
        ],
    },
    index=[
        "performance",
        "sacrifice",
        "comparison standard, zone of tolerance",
        "quality, value, satisfaction",
        "behaviour",
        "bonds, image",
    ],
)

# %% [markdown]
"""
The table says which column of your log stands for which box; two boxes stay empty in the episode, as in most firms' data, and one question has to stand for three boxes: quality, value and satisfaction. The **zone of tolerance** is the stretch between the
least that a customer would still accept and what the customer would like to get [@zeithaml1993]. Inside it, performance passes without much thought. Below it, something happens.

### Bug hunt: how many episodes fail? (8 minutes)

A trainee was asked for the share of episodes that fell below what the client would still accept. He wrote this:
"""

# %%
acceptable = clients["minimum_level"].mean()
trainee_share = (episodes["episode_satisfaction"] < acceptable).mean()
print(f"acceptable: {acceptable:.2f}; episodes below: {trainee_share:.1%}")

# %% [markdown]
"""
It runs, it is tidy, and it answers another question. Find the mistake and give the right share (0 to 1) as `failed_share`.
"""

# %% answer="failed_share"
failed_share = ...
### BEGIN SOLUTION
failed_share = (episodes["episode_satisfaction"] < episodes["minimum_level"]).mean()
### END SOLUTION

# %% check="failed_share" points=2
check("failed_share", failed_share)

# %% key="failed_share"
Item(
    kind="number",
    tolerance=0.004,
    because="answers rounded to two or three decimals",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "Whose minimum did the trainee use? Would every client agree with it?",
        "The table episodes has each client's own minimum_level beside the rating.",
        "Compare the two columns of episodes row by row and take the mean of the True and False.",
    ],
    slips={
        "average_client": Slip(
            lambda w: w.trainee_share,
            "This is still the trainee's number: one average standard for everybody. Compare each episode with its own client's minimum.",
        ),
        "below_desired": Slip(
            lambda w: (
                w.episodes["episode_satisfaction"] < w.episodes["desired_level"]
            ).mean(),
            "You compared with what clients would like to get. The question is what they would still accept.",
        ),
        "share_of_clients": Slip(
            lambda w: (
                (w.episodes["episode_satisfaction"] < w.episodes["minimum_level"])
                .groupby(w.episodes["client_id"])
                .any()
                .mean()
            ),
            "This is the share of clients with at least one such episode. The question asks for the share of episodes.",
            credit=0.5,
        ),
        "percent": Slip(
            lambda w: 100 * w.failed_share,
            "That is a percentage; give a share between 0 and 1.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
The average client does not exist, and comparing with him hides the failures of the demanding and invents some for the patient. From here on an episode below its own client's minimum is a *bad episode*.
Four kinds of year follow from it. Read the cell from the bottom: whoever had any unsettled complaint counts there, whatever else happened.
"""

# %%
episodes["bad"] = (episodes["episode_satisfaction"] < episodes["minimum_level"]).astype(int)
year = episodes.groupby("client_id")[["bad", "complained", "settled_in_time"]].sum()
clients[year.columns] = year.loc[clients.index]
clients["unsettled"] = clients["complained"] - clients["settled_in_time"]
clients["kind"] = "untroubled"
clients.loc[clients["bad"] > 0, "kind"] = "silent"
clients.loc[clients["settled_in_time"] > 0, "kind"] = "settled"
clients.loc[clients["unsettled"] > 0, "kind"] = "unsettled"
kinds = ["untroubled", "settled", "silent", "unsettled"]
clients["kind"].value_counts()[kinds]

# %% covers="RQ-07" alt="Zones of tolerance of four kinds of clients as grey bars with a marker for their satisfaction with the year: the zones are about equally wide, untroubled clients sit highest in theirs and clients with an unsettled complaint lowest, near or below its lower end"
levels = clients.groupby("kind")[
    ["desired_level", "minimum_level", "year_satisfaction"]
].mean()
zone = quality.tolerance_zone(*(levels.loc[kinds, column] for column in levels))
ax = plots.tolerance_zone(zone)

# %% [markdown]
"""
*Silent* clients had a bad episode and said nothing. They stand lower than those who complained and were helped. Silence is not peace.

Yet some clients below their minimum stay. The model's last box says why: **bonds**, which hold a customer whether or not the service is good. Liljander and Strandvik list ten:
legal, economic, technological, geographical and time bonds, and those of knowledge, social ties, culture, ideology and psychology [@liljander1995]. Your log knows one of them, the cost of leaving.
"""

# %% covers="RQ-08"
below = clients[clients["year_satisfaction"] < clients["minimum_level"]]
below.groupby("renewed")["cost_of_leaving_eur"].agg(["count", "median"]).round(0)

# %% [markdown]
"""
Row 1 holds clients who are *below what they would accept* and renewed all the same. Whether their bonds are visibly heavier in your draw, you can read off; with groups this small chance speaks too. No list
of leavers shows them. The chapter on switching costs asks what they are worth.

## 4. Is a complaint a gift?

The head of service has found something: *"Clients whose complaint we settled are happier than the rest. A failure that is put right makes better friends than no failure."* The idea has a name,
the **recovery paradox**. Her numbers:
"""

# %%
settled = clients["kind"] == "settled"
clients.groupby(settled)["year_satisfaction"].mean().round(2)

# %% [markdown]
"""
### Bug hunt: happier than whom? (10 minutes)

True, the settled beat the rest. But who is in the rest? Find the comparison that her sentence needs, *a failure that was put right against no failure*, and give `gaps`, two numbers (settled, unsettled): mean
`year_satisfaction` of clients with a settled complaint, and of those with an unsettled one, each **minus** that of the clients without any failure.
"""

# %% answer="gaps"
gaps = ...
### BEGIN SOLUTION
mean_of = clients.groupby("kind")["year_satisfaction"].mean()
gaps = (
    mean_of["settled"] - mean_of["untroubled"],
    mean_of["unsettled"] - mean_of["untroubled"],
)
### END SOLUTION

# %% check="gaps" points=2
check("gaps", gaps)


# %% key="gaps"
def _against_the_rest(w):
    y = w.clients["year_satisfaction"]
    return tuple(
        y[w.clients["kind"] == kind].mean() - y[w.clients["kind"] != kind].mean()
        for kind in ("settled", "unsettled")
    )


Item(
    kind="number",
    shape=(2,),
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(-6, 6),
    unit="points of satisfaction",
    hints=[
        "The rest mixes three kinds of years. Which of the three is 'no failure'?",
        "Group the clients by kind and take the mean year_satisfaction; you need three of the four means.",
        "First number: settled minus untroubled. Second: unsettled minus untroubled.",
    ],
    slips={
        "the_rest": Slip(
            _against_the_rest,
            "You compared with all the rest, and the rest is full of failures that nobody put right. Compare with the untroubled.",
        ),
        "reversed": Slip(
            lambda w: tuple(-gap for gap in w.gaps),
            "You subtracted the wrong way round: it is the troubled clients minus the untroubled ones.",
            credit=0.5,
        ),
        "renewals": Slip(
            lambda w: tuple(
                w.clients.groupby("kind")["renewed"].mean()[kind]
                - w.clients.groupby("kind")["renewed"].mean()["untroubled"]
                for kind in ("settled", "unsettled")
            ),
            "These are differences in renewal. The question asks for satisfaction with the year.",
        ),
        "with_silent": Slip(
            lambda w: tuple(
                w.mean_of[kind]
                - w.clients.loc[w.clients["complained"] == 0, "year_satisfaction"].mean()
                for kind in ("settled", "unsettled")
            ),
            "Your comparison group holds everybody who did not complain, the silent ones too. They had a failure and kept it to themselves.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Against *no failure* the first gap is negative: repair is good, and not better than nothing to repair. What looked like a paradox was a comparison group. What does research say? A meta-analysis found the
paradox, on average, for *satisfaction*, and not for the intention to come back, nor for word of mouth or image [@dematos2007]. So: not impossible, not dependable, and nothing to plan on. Nobody would recommend failing on purpose.

### Decide: repair or prevent? (choice on your own numbers, 12 minutes)

There is money for **one** of two things, at the same price.

- `"fast desk"`: every complaint is settled in time. Then the clients who now have an unsettled complaint would renew as often as the *settled* do.
- `"new technicians"`: 40 % of all troubled clients (settled, silent and unsettled alike) would be spared their trouble and renew as often as the *untroubled* do.

For each, add up the yearly fees that would be kept: fees of the group x difference in renewal. Set `first_money` to `"fast desk"`, `"new technicians"` or `"no difference"` (if they differ by less than 1 %). Some of your classmates should answer differently, and be right.
"""

# %% answer="first_money"
first_money = ...
### BEGIN SOLUTION
renewal = clients.groupby("kind")["renewed"].mean()
fees = clients.groupby("kind")["annual_fee_eur"].sum()
desk = fees["unsettled"] * (renewal["settled"] - renewal["unsettled"])
technicians = 0.40 * (fees * (renewal["untroubled"] - renewal)).sum()
if abs(desk / technicians - 1) < 0.01:
    first_money = "no difference"
else:
    first_money = "fast desk" if desk > technicians else "new technicians"
### END SOLUTION

# %% check="first_money" points=2
check("first_money", first_money)

# %% key="first_money"
Item(
    kind="choice",
    options=["fast desk", "new technicians", "no difference"],
    hints=[
        "Which clients does each proposal reach, and how much more often would they renew?",
        "Group the clients by kind: mean of renewed, sum of annual_fee_eur.",
        "Desk: fees of the unsettled x (settled - unsettled). Technicians: 0.4 x sum over all kinds of fees x (untroubled - own renewal).",
    ],
    slips={
        "other": Slip(
            lambda w: "new technicians" if w.first_money == "fast desk" else "fast desk",
            "In your data the other proposal keeps more fees. Check which groups each reaches, and weigh them by their fees and not by their number.",
        ),
        "same": Slip(
            "no difference",
            "They differ by more than one per cent in your data. Work out both sums in euros before you call it a draw.",
        ),
    },
)

# %%
share = clients.groupby("kind")["renewed"].agg(["mean", "count"]).loc[kinds]
margin = 1.96 * np.sqrt(share["mean"] * (1 - share["mean"]) / share["count"])
share.round(2)

# %% alt="Dot plot of the share of clients who renewed, with 95 per cent intervals, for untroubled clients, clients with a settled complaint, silent clients and clients with an unsettled complaint: untroubled clients renew most often, those with an unsettled complaint least often, and the intervals of the middle groups are wide"
ax = plots.effects(
    pd.DataFrame(
        {
            "estimate": share["mean"],
            "low": share["mean"] - margin,
            "high": share["mean"] + margin,
        }
    )
)
_ = ax.set_xlabel("share of clients who renewed, with 95 % interval")
_ = ax.set_xlim(0, 1)

# %% [markdown]
"""
Look at the width of these intervals before you defend your answer: groups of some dozens of clients decide over it. And the groups chose themselves. Clients who complain may be those who meant to stay, and difficult
cases are both hard to settle and hard to forgive. Your sum is what the proposals would bring *if* the differences were effects.

### A failure that you plan

One kind of failure is decided in advance. The desk books 30 visits a day, and one client in ten is not there when the technician rings. Book 31? Then now and then a client waits in vain. What does that cost? Take it from your own log: a silent client
renews less often than an untroubled one, and the fee of an average client hangs on it.
"""

# %%
lost_renewal = share["mean"]["untroubled"] - share["mean"]["silent"]
waiting_in_vain = lost_renewal * clients["annual_fee_eur"].mean()
plan = recovery.overbooking(30, 0.90, empty_cost=70, denied_cost=waiting_in_vain, most=5)
print(f"a client who waits in vain costs about {waiting_in_vain:.0f} euros")
print(
    f"cheapest: book {30 + plan.best} visits ({plan.cost:.0f} euros a day, against {plan.cost_without:.0f} with 30)"
)

# %% [markdown]
"""
The 70 euros for an idle technician are our assumption, and so is that one missed visit turns an untroubled client into a silent one. With your number in place of a guess, the decision at least says what it depends on: how dear a disappointed client is
[@rothstein1985]. Change the numbers and see how soon the advice turns.

## 5. What they felt

Source 001 has a chapter on emotion. Bad service makes customers dissatisfied, afraid or angry; the dissatisfied drift off, the angry break off. Your log has the strongest feeling at the end of each episode. **Does it matter which one it was?**
"""

# %% covers="EN-08"
bad = episodes[episodes["bad"] == 1]
felt = bad.groupby("feeling")["complained"].agg(["count", "mean"])
angry = bad[bad["feeling"] == "angry"]["client_id"].unique()
upset = clients[clients["bad"] > 0]
renewed_after = upset.groupby(upset.index.isin(angry))["renewed"].mean()
print(f"renewed after a bad episode with anger: {renewed_after[True]:.0%}")
print(f"renewed after a bad episode without anger: {renewed_after[False]:.0%}")
felt.set_axis(["bad episodes", "share that complained"], axis=1).round(2)

# %% [markdown]
"""
The angry complain most, the others mostly say nothing. In studies of service failures, too, anger does something that plain dissatisfaction does not: angry customers turn against the firm [@bougie2003]. That matters for what one listens to: the
complaints in the mailbox are a sample of the angry. Most of the worried and of the disappointed never get there.

### Audit a claim: which of these are emotions? (set, 5 minutes)

> 正面情緒體驗與客戶粘性:滿意度 … 愉悅感 … 信任
>
> *Positive emotional experience and stickiness: satisfaction … delight … trust* (source 001; among the negative ones it lists dissatisfaction, fear and anger)

Three kinds of things are mixed here. A **judgement** compares what one got with a standard; that is what satisfaction and its opposite are in Oliver's definition [-@oliver1997]. A **belief** holds something to be true of another, such as that he
is able, honest and well-meaning [@mayer1995]. An **emotion** is a state that one is in, with an arousal that rises and fades. Give `emotions`: the set of those that are emotions by these definitions, from `"satisfaction"`, `"delight"`, `"trust"`,
`"dissatisfaction"`, `"fear"`, `"anger"`.
"""

# %% answer="emotions"
emotions = ...
### BEGIN SOLUTION
emotions = {"delight", "fear", "anger"}
### END SOLUTION

# %% check="emotions" points=1
check("emotions", emotions)

# %% key="emotions"
Item(
    kind="set",
    options=["satisfaction", "delight", "trust", "dissatisfaction", "fear", "anger"],
    hints=[
        "For each word ask: is it a verdict, an opinion about somebody, or a state one is in?",
        "A verdict needs a standard to compare with. Which two of the six do?",
        "Cross off the judgement and its opposite, and the belief. Three are left.",
    ],
    slips={
        "as_the_source": Slip(
            {"satisfaction", "delight", "trust", "dissatisfaction", "fear", "anger"},
            "This is the source's list as it stands. By the definitions above some of it is judgement and some belief.",
        ),
        "one_opposite": Slip(
            {"delight", "fear", "anger", "dissatisfaction"},
            "If satisfaction is a judgement, then so is its opposite.",
            credit=0.5,
        ),
        "negative_only": Slip(
            {"fear", "anger"},
            "Emotions can be pleasant as well. One of the positive words names a state that rises and fades.",
            credit=0.5,
        ),
        "judgements": Slip(
            {"satisfaction", "trust", "dissatisfaction"},
            "These are the ones that are not emotions. The question asks for the others.",
        ),
    },
)

# %% [markdown] covers="EN-07 EN-10"
"""
Does the sorting matter? It does as soon as you measure. Delight has to be caught within hours; a judgement can be asked for at the end of the year; a belief is moved by evidence. A firm that puts all three into one "emotion score" cannot tell what its score
responded to. (Researchers are not of one mind: some treat satisfaction as partly felt. Then one must say so and measure accordingly.)

The source also gives five ways to manage customers' emotions: excellent service, fast repair, staff trained to be personal and to feel with the client, an open channel, and asking. Each is a sensible *hypothesis* for an experiment. None comes with a result.

### Audit a claim: those who keep calm

> 研究表明,高情緒體驗調控的客戶 … 對服務質量的感知weniger容易受到負面情緒體驗的影響
>
> *Research shows that customers high in emotion regulation … are less easily swayed by negative emotional experiences in how they perceive service quality* (source 001; two more findings: they recover from bad experiences, and keep interacting in spite of problems)

What is it based on? No study is named. The quotation holds a clue to its origin: a German *weniger* ("less") in the middle of a Chinese sentence, and a few lines further on a Russian word. We have left it as it stands. Theory there is: Gross [-@gross1998] reviews how people influence
which emotions they have and how they express them. A study of *customers* that shows the three findings we could not find; that does not make them false.

**What would settle it?** Measure regulation *before* anything happens; record what happens, good and bad; measure the relationship *after*. Then ask whether one more bad episode costs less among the calm. That is moderation, and your log has that design.
"""

# %% covers="EN-09"
calm = moderation.moderate(clients.reset_index(), "year_satisfaction", "bad", "regulation")
calm.simple_slopes()[["label", "slope", "low", "high"]].round(2)

# %% alt="Two fitted lines of satisfaction with the year on the number of bad episodes, for clients one standard deviation below and above the mean of emotion regulation: both fall, and the line of the calmer clients falls less steeply"
ax = plots.simple_slopes(calm)
_ = ax.set(xlabel="bad episodes in the year", ylabel="satisfaction with the year (1 to 7)")

# %% [markdown]
"""
A bad episode costs the calm less. In *these* data it must, because we built it in. So the computation shows which study would support the claim, and does not support it. And if it were true: would you advise the house to look for calm customers, or to have fewer
bad episodes?

## 6. What do they get from it?

Now the other half: not what goes wrong, but what a partner *gains*. The survey asked 640 firms.

### Audit a claim: whose list, and how long?

> 关系收益类型:作业收益、共生收益、经济收益、定制化收益、战略收益、心理收益、社会收益
>
> *Types of relationship benefit: operational, symbiotic, economic, customisation, strategic, psychological, social* (source 003, a table without an author)

An outline of this course once spoke of *eight* benefits. Count before you quote:
"""

# %% covers="RQ-16 RQ-17 RQ-18 RQ-19 RQ-20 RQ-21 RQ-22"
key = {
    "operational": ["op1", "op2", "op3", "op4"],
    "symbiotic": ["sy1", "sy2", "sy3", "sy4"],
    "economic": ["ec1", "ec2", "ec3", "ec4"],
    "customisation": ["cu1", "cu2"],
    "strategic": ["st1", "st2", "st3", "st4"],
    "psychological": ["ps1", "ps2", "ps3", "ps4"],
    "social": ["so1", "so2"],
}
benefits = relationship.relational_benefits(partners, key, 1, 7)
print(f"{benefits.shape[1]} benefits, {sum(map(len, key.values()))} indicators")
pd.DataFrame(
    {
        "alpha": {
            name: scales.cronbach_alpha(partners[items]).alpha
            for name, items in key.items()
        },
        "mean": benefits.mean(),
    }
).round(2)

# %% [markdown] covers="RQ-15 RQ-25 RM-23"
"""
Seven, with twenty-four indicators; no eighth is in the table. And whose are they? The names fit the work of Sweeney and Webb, who studied how functional, psychological and social benefits bind industrial buyers [@sweeney2007]; the abstract we could check speaks of 275 buyers in Australian
manufacturing and of these three groups, not of the seven names. We call it the likely origin, no more.

Read the seven from left to right and they move away from the contract. *Operational*: work goes on and errors get fixed. *Economic*: it pays. *Customisation*: something extra, made to measure. *Strategic*: one's own position gets stronger. *Symbiotic*: they understand what we want.
*Psychological*: less worry. *Social*: friends. The source calls the first sort tangible and the last intangible. Private customers name fewer: in the well-known list for consumers there are three, **confidence**, **social** and **special treatment** [@gwinner1998], which map onto psychological, social,
and customisation with economic. And a practitioners' list in source 000 (quality, added value, good experience, mutual trust, care) names what a firm *does* for such benefits to arise: five drivers, no order, no sizes.

**Which of them bind?** All seven go up together, since a good house is good at several things. So compare each with the *other six held constant*. Commitment (`co1` to `co3`: sorry to lose them, belong together, worth an effort) is the outcome.
"""

# %%
people = partners.join(benefits).join(
    scales.score(
        partners,
        {
            "trust": ["tr_ability", "tr_reliability", "tr_integrity"],
            "commitment": ["co1", "co2", "co3"],
            "perceived_risk": ["ri1", "ri2"],
            "satisfaction": ["sa1", "sa2", "sa3"],
            "loyalty": ["lo1", "lo2", "lo3"],
        },
    )
)
people[["trust", "commitment", "perceived_risk", "satisfaction", "loyalty"]].corr().round(2)

# %%
together = smf.ols("commitment ~ " + " + ".join(key), data=people).fit(cov_type="HC3")
pull = pd.concat([together.params, together.conf_int()], axis=1).drop("Intercept")
pull = pull.set_axis(["estimate", "low", "high"], axis=1)
pull.round(3)

# %% alt="Dot plot of the effects of seven relational benefits on commitment with 95 per cent intervals, the other six held constant: psychological and social benefits lie clear of zero, the economic, customisation and strategic ones mostly cross it or lie near it"
ax = plots.effects(pull)

# %% [markdown]
"""
### Which benefits bind, as far as your sample can tell? (set, 6 minutes)

Give `binding`: the set of the benefits whose 95 % interval in this model does **not** contain zero.
"""

# %% answer="binding"
binding = ...
### BEGIN SOLUTION
binding = {name for name, row in pull.iterrows() if row["low"] > 0 or row["high"] < 0}
### END SOLUTION

# %% check="binding" points=2
check("binding", binding)


# %% key="binding"
def _one_by_one(w):
    found = set()
    for name in w.key:
        low, high = (
            w.smf.ols(f"commitment ~ {name}", data=w.people)
            .fit(cov_type="HC3")
            .conf_int()
            .loc[name]
        )
        if low > 0 or high < 0:
            found.add(name)
    return found


Item(
    kind="set",
    options=[
        "operational",
        "symbiotic",
        "economic",
        "customisation",
        "strategic",
        "psychological",
        "social",
    ],
    hints=[
        "In the picture, which horizontal lines stay clear of the vertical one?",
        "An interval is clear of zero when both of its ends lie on the same side.",
        "Go through the rows of pull and keep the names with low above zero or high below it.",
    ],
    slips={
        "one_by_one": Slip(
            _one_by_one,
            "You looked at each benefit alone. They rise and fall together, so each borrows from the others; use the model with all seven.",
        ),
        "not_binding": Slip(
            lambda w: set(w.key) - w.binding,
            "These are the ones your sample cannot tell from zero. The question asks for the others.",
        ),
    },
)

# %% [markdown]
"""
A benefit outside your set is *not shown* to bind; it is not shown to be useless. Economic benefits may well win a contract and still not make anybody sorry to lose you.

## 7. Trust, and what runs through it

Source 001 calls trust the foundation stone: the customer's perception of a firm's **ability, reliability and integrity**, much as in the management literature [@mayer1995]. It should do four things: lower perceived risk, raise satisfaction, raise loyalty, and make customers recommend.
"""

# %% covers="EN-01"
facets = ["tr_ability", "tr_reliability", "tr_integrity"]
print(f"alpha of the three facets: {scales.cronbach_alpha(partners[facets]).alpha:.2f}")
partners[facets].mean().round(2)

# %% covers="EN-02" alt="Dot plot of four slopes on trust with 95 per cent intervals: negative for perceived risk, positive for satisfaction, loyalty and the intention to recommend, and all clear of zero"
outcomes = ["perceived_risk", "satisfaction", "loyalty", "recommend_0_10"]
slopes = {}
for outcome in outcomes:
    fit = smf.ols(f"{outcome} ~ trust", data=people).fit(cov_type="HC3")
    slopes[outcome] = [fit.params["trust"], *fit.conf_int().loc["trust"]]
ax = plots.effects(pd.DataFrame(slopes, index=["estimate", "low", "high"]).T)
_ = ax.set_xlabel("points per point of trust, with 95 % interval")

# %% [markdown]
"""
All four slopes point the way the source says. They are associations in one survey: a partner who is satisfied for another reason also trusts more. (Two numbers that the source gives for trust, "+10 % trust, +3 % stickiness" and "23 % more loyal", are taken apart in the chapter on reading claims.)

The fourth effect is often reported as a Net Promoter Score [@reichheld2003]: the share of those who answer 9 or 10 minus that of those who answer 0 to 6.
"""

# %% covers="EN-05"
third = pd.qcut(people["trust"].rank(method="first"), 3, labels=["low", "middle", "high"])
scores = {
    level: satisfaction.nps(people.loc[third == level, "recommend_0_10"])
    for level in third.cat.categories
}
pd.DataFrame(
    {level: [score.value, score.low, score.high] for level, score in scores.items()},
    index=["score in points", "low", "high"],
).round(0)

# %% [markdown]
"""
### Where trust comes from

Trust can rest on three things: **calculus** (cheating would cost them), **knowledge** (I have seen how they behave), **identification** (they want what I want) [@lewicki1996]. Knowledge is the one that a log can show. Count promises: after `k` kept and `b` broken ones, a cautious partner expects the next
to be kept with probability (1 + k) / (2 + k + b). That is the mean of a Beta distribution, if the partner started out with no opinion.
"""

# %% predict="broken_promise"
# One broken promise: does it hurt expected reliability more as the 3rd or as the 21st promise?
# "3rd", "21st" or "the same"
my_guess = "the same"

# %% covers="RQ-14 EN-06" alt="Two lines of the expected chance that the next promise is kept against the number of promises so far, one with the third promise broken and one with the twenty-first: the early breach drops the line far and it needs many kept promises to recover, the late one makes only a small dent"
promises = np.ones((30, 2))
promises[2, 0] = promises[20, 1] = 0  # the third; the twenty-first
count = np.arange(1, 31)
expected = pd.DataFrame(
    (1 + promises.cumsum(axis=0)) / (2 + count[:, None]),
    index=count,
    columns=["3rd broken", "21st broken"],
)
ax = plots.lines(
    expected, xlabel="promises so far", ylabel="expected chance that the next is kept"
)

# %% [markdown]
"""
After thirty promises both partners have seen exactly one breach and expect the same; on the way one of them had reason to leave. That is knowledge-based trust only. Where trust rests on identification a breach is not a data point but an insult, and this arithmetic does not apply. The source's five ways to build trust
(act as announced, be transparent, behave ethically, solve complaints, be personal) line up with the facets: the first is reliability, the next two integrity, the fourth ability. How are promises kept in *your* log?
"""

# %%
kept = log.groupby("act_kind")["promise_kept"].mean()
after_breach = log.groupby("promise_kept")["act_rating"].mean()
print(
    f"promises kept: {log['promise_kept'].mean():.1%}; rating with a broken one {after_breach[0]:.2f}, else {after_breach[1]:.2f}"
)
kept.round(3)

# %% [markdown]
"""
### Two components, two parties

Crosby and his colleagues' definition can be scored at once: trust and satisfaction, equally weighted. And because the fourth definition wants both parties, put the account manager's view beside it.
"""

# %% covers="RQ-01"
crosby = relationship.relationship_quality(
    partners, {"trust": facets, "satisfaction": ["sa1", "sa2", "sa3"]}, 1, 7
)
both = crosby.assign(manager=partners["manager_view"])
agreement = both["relationship_quality"].corr(both["manager"])
rosier = (both["manager"] > both["relationship_quality"]).mean()
print(
    f"correlation of the two views: {agreement:.2f}; the manager is the more positive in {rosier:.0%} of cases"
)

# %% covers="RQ-04 CRM-27"
light = pd.cut(
    crosby["relationship_quality"], [0, 4, 5, 7], labels=["red", "amber", "green"]
)
pd.crosstab(light, both["manager"] >= 5).rename_axis(columns="manager says 5 or more")

# %% [markdown]
"""
The two views agree loosely at best. Look at the red row: partners of poor quality whose manager is content. Source 000 lists a "relationship quality model" that judges the health of a relation from interaction, trust and satisfaction; the traffic light above is one (the cuts 4 and 5 are ours). If the
house filled it in from its managers' views, it would be a picture of its managers.

### How does relief become loyalty?

*Psychological* benefits (less pressure, somebody who understands) go with loyalty. But how? Morgan and Hunt [-@morgan1994] put **trust and commitment in the middle** (this is *mediation*): what a partner gets builds trust and commitment, and *these* make it stay. In their model the arrows look like this; we estimate a small version of it.
"""

# %%
arrows = {
    "trust": ["operational", "symbiotic", "psychological"],
    "commitment": ["trust", "psychological", "social"],
    "loyalty": ["trust", "commitment"],
}
model = relationship.path_model(people, arrows)
print(model.summary())
model.total.loc[
    ["psychological", "social", "trust", "commitment"], ["commitment", "loyalty"]
].round(2)

# %% [markdown]
"""
The arrows were ours; a path model estimates how thick they are, and cannot say whether they should be there. So take one piece and test it: how much of the effect of psychological benefits on loyalty runs **through commitment**, and how much through trust? An indirect effect is a product of two slopes, and its
interval comes from drawing the sample again and again (the *bootstrap*).
"""

# %%
through = mediation.mediate(
    people, "psychological", ["trust", "commitment"], "loyalty", n_boot=2000, rng=5
)
through.paths[["estimate", "se"]].round(3)

# %% alt="Histogram of bootstrap draws of the effect of psychological benefits on loyalty through commitment, with the estimate and its 95 per cent interval: the whole interval lies to the right of zero"
ax = plots.indirect_effect(through, "commitment")

# %% [markdown]
"""
### Now you try: through commitment (6 minutes)

Give `through_commitment`, three numbers (estimate, low, high): the indirect effect of psychological benefits on loyalty **through commitment**, and its 95 % interval (`through.bca`).
"""

# %% answer="through_commitment"
through_commitment = ...
### BEGIN SOLUTION
through_commitment = (
    through.indirect["commitment"],
    through.bca.loc["commitment", "low"],
    through.bca.loc["commitment", "high"],
)
### END SOLUTION

# %% check="through_commitment" points=2
check("through_commitment", through_commitment)

# %% key="through_commitment"
Item(
    kind="number",
    shape=(3,),
    tolerance=0.012,
    because="answers rounded to two decimals, and another bootstrap moves the ends of the interval a little",
    between=(-7, 7),
    unit="points of loyalty per point of benefit",
    hints=[
        "The result has an estimate and an interval for each mediator and for both together. Which row is asked for?",
        "through.indirect holds the estimates, through.bca the intervals, both by name of the mediator.",
        "Take through.indirect['commitment'], then low and high from through.bca.loc['commitment'].",
    ],
    slips={
        "both_mediators": Slip(
            lambda w: (w.through.indirect["total"], *w.through.bca.loc["total"]),
            "This is what runs through trust and commitment together. The question asks for commitment alone.",
            credit=0.5,
        ),
        "trust": Slip(
            lambda w: (w.through.indirect["trust"], *w.through.bca.loc["trust"]),
            "This is what runs through trust. Take the row of the other mediator.",
        ),
        "second_path": Slip(
            lambda w: (
                w.through.b["commitment"],
                *(
                    w.through.b["commitment"]
                    + w.np.array([-1.96, 1.96])
                    * w.through.paths.loc["b: commitment -> loyalty", "se"]
                ),
            ),
            "This is the step from commitment to loyalty. The indirect effect is the product of both steps.",
        ),
    },
)

# %% [markdown]
"""
If trust and commitment carry the effect, relief that does not arrive as trust or commitment earns nothing. "If": trust, commitment and loyalty were asked on the same day by the same questionnaire, so a partner in a good mood raises all three. An indirect effect is a story about causes, told with correlations.

## 8. Is it real?

Some partners buy year after year and would be gone tomorrow. Liljander and Roos [-@liljander2002] call such relationships **spurious**; **true** ones rest on more. A slide of source 003 crosses the base of trust with affective commitment (and lets benefits grow along with trust):

> (1) 虚假 (2) 诚实 (3) 诚实 (4) 虚假 (5) 虚假/诚实 (6) 虚假/诚实 (7) 虚假 (8) 虚假 (9) 虚假
>
> *(1) spurious (2) true (3) true (4) spurious (5) spurious or true (6) spurious or true (7) spurious (8) spurious (9) spurious*

The slide was flattened when it was scanned; which side of it is which we read from its layout. Check the article before you rest anything on a single cell.
"""

# %%
people["felt"] = np.select(
    [people["commitment"] < 3.5, people["commitment"] < 5], ["low", "middle"], "high"
)
people["relationship"] = relationship.true_or_spurious(people["felt"], people["trust_base"])
people["relationship"].value_counts()

# %% covers="RQ-11" alt="Grid of nine cells with the number of partners in each, the base of trust across and affective commitment up: every cell is occupied, and only the two cells with high commitment and trust from knowledge or identification are called true"
counts = pd.crosstab(people["felt"], people["trust_base"])
ax = plots.true_spurious_grid(counts)

# %% [markdown]
"""
The same slide gives four features of each kind. A spurious relationship: buys seldom, is short, uses several suppliers, and in the head there is no confidence, no benefit and a negative commitment. A true one mirrors it: buys again and says good things, lasts, prefers one firm, and in the head there is trust, benefit and
commitment on both sides. Does the grid, which knows attitudes only, agree with what partners *do*?
"""

# %% covers="RQ-12 RQ-13"
features = ["share_of_spend_percent", "tenure_years", "suppliers_used", "trust", "social"]
people.groupby("relationship")[features].mean().round(2)

# %% [markdown]
"""
Compare the columns of behaviour. The share of spending and the number of suppliers differ as the slide says; tenure differs less. A long marriage is not yet a good one.

### What hangs on the spurious? (8 minutes)

Give `spurious_fees`: the yearly fees, in euros, of all partners whose relationship is `"spurious"` (not those in the doubtful cells).
"""

# %% answer="spurious_fees"
spurious_fees = ...
### BEGIN SOLUTION
spurious_fees = people.loc[people["relationship"] == "spurious", "annual_fee_eur"].sum()
### END SOLUTION

# %% check="spurious_fees" points=2
check("spurious_fees", spurious_fees)

# %% key="spurious_fees"
Item(
    kind="number",
    relative=0.002,
    because="answers rounded to a few hundred euros",
    between=(0, 1e9),
    unit="euros a year",
    hints=[
        "Which column says what kind of relationship it is, and which one what the partner pays?",
        "people['relationship'] == 'spurious' is True for the rows you need.",
        "Select those rows with .loc, take annual_fee_eur and add it up.",
    ],
    slips={
        "with_doubtful": Slip(
            lambda w: w.people.loc[
                w.people["relationship"] != "true", "annual_fee_eur"
            ].sum(),
            "You counted the doubtful cells too. They are 'spurious or true', and the question leaves them out.",
            credit=0.5,
        ),
        "low_commitment": Slip(
            lambda w: w.people.loc[w.people["felt"] == "low", "annual_fee_eur"].sum(),
            "You took everybody with low commitment. A partner whose trust is mere calculation is spurious too, however committed.",
        ),
        "mean_fee": Slip(
            lambda w: w.people.loc[
                w.people["relationship"] == "spurious", "annual_fee_eur"
            ].mean(),
            "That is the average fee of one such partner. Add the fees up.",
        ),
        "true_fees": Slip(
            lambda w: w.people.loc[
                w.people["relationship"] == "true", "annual_fee_eur"
            ].sum(),
            "These are the fees of the true relationships. The question asks for the spurious ones.",
        ),
    },
)

# %% [markdown]
"""
Now the uncomfortable question: how much of that number is in the partners, and how much in the cuts 3.5 and 5? Dick and Basu's [-@dick1994] grid crosses attitude with behaviour and lets you feel it. Move the cuts.
"""

# %% widget="loyalty_grid"
crmlab.widgets.loyalty_grid(people, "commitment", "share_of_spend_percent")

# %% alt="Grid of four cells with the share of partners in each, share of spending across and commitment up, cut at the medians: true loyalty and no loyalty hold more partners than latent and spurious loyalty"
grid = loyalty.dick_basu(people["commitment"], people["share_of_spend_percent"])
ax = plots.loyalty_grid(grid, xlabel="share of spending (%)", ylabel="commitment")

# %% [markdown] covers="CRM-25 SQ-23"
"""
Three tasks: (1) Set both cuts where *you* would, and write down the share of spurious loyalty. (2) Let each cut move by 8 % of its range: from where to where does the share run? (3) Find cuts at which true loyalty is the largest cell, and others at which it is the smallest. Which would a consultant show who sells loyalty programmes?

## 9. Engaged, or just attached?

> 客戶參與行為與客戶粘性之間存在著強正相關關系
>
> *There is a strong positive correlation between customer engagement behaviour and customer stickiness.* (source 001)

**Engagement behaviour** is what customers do with or for a firm beyond buying [@vandoorn2010]; source 001 lists five sorts. Stickiness is its word for a tendency to stay, shown by retention, by cross-selling and by up-selling. And from the correlation the source moves straight to advice: engage them, and they will stick. A "customer engagement model" in source 000 says
the same. The house has a forum. **What would it earn by getting more partners into it?**
"""

# %% covers="EN-13"
sorts = {
    "content": "posts_and_reviews",
    "social media": "likes_and_shares",
    "service": "service_contacts",
    "purchase": "purchases",
    "community": "forum_visits",
}
activity = people[list(sorts.values())].set_axis(list(sorts), axis=1)
activity.groupby(people["joined_forum"]).mean().round(2)

# %% [markdown]
"""
Before anybody adds these up, notice that "purchase" is on the list. If buying is engagement, then engagement predicts buying by construction. Leave it out when buying or staying is the outcome.

Six attributes are said to matter: how *often*, how *deep*, how *varied*, how *personal*, how *continuous*, and whether it *spreads*. All six can be read from data like yours.
"""

# %% covers="EN-14"
beyond_buying = activity.drop(columns="purchase")
attributes = pd.DataFrame(
    {
        "often": beyond_buying.sum(axis=1),
        "deep": people["forum_minutes"],
        "varied": (beyond_buying > 0).sum(axis=1),
        "personal": people["special_requests"],
        "continuous": people["active_quarters"],
        "spreads": people["referred_clients"],
    }
)
attributes.corr().round(2)

# %% [markdown]
"""
*Often*, *deep* and *varied* go together closely, because the same visits feed all three; the others less. Six headings are not six findings.

### First a world in which we know the answer

Let us build 2,000 partners in which engagement does **nothing**. Attached partners join more often; attached partners buy more; joining itself changes nothing.
"""

# %% predict="nothing"
# In euros: how much more will joiners order than the others in a world where joining does nothing?
my_guess = 0

# %% covers="EN-12"
rng = student.rng("selection")
attached = rng.normal(size=2000)
joins = rng.random(2000) < 1 / (1 + np.exp(-(-1 + 1.5 * attached)))
orders = 5000 + 900 * attached + rng.normal(0, 900, 2000)
invented = orders[joins].mean() - orders[~joins].mean()
print(f"joiners order {invented:,.0f} euros more; the forum has nothing to do with it")

# %% [markdown]
"""
That is **self-selection**: those who come are others than those who do not. A correlation as strong as you like, and not a cent of effect. "Engaged customers are more loyal" is true in this world, and "engage them" would be wasted money.

Three ways out, from weak to strong. *Hold constant* what made them join, if you measured it. *Watch the same partners* over time. Or *let a lottery decide*. The house did the last: a half of the partners, drawn by lot, was invited.

### Now you try: what does the forum add? (number, 12 minutes)

Three numbers about `orders_next_year_eur`. The first two are easy and wrong:
"""

# %%
joined = people["joined_forum"] == 1
naive = (
    people.loc[joined, "orders_next_year_eur"].mean()
    - people.loc[~joined, "orders_next_year_eur"].mean()
)
adjusted = smf.ols(
    "orders_next_year_eur ~ joined_forum + satisfaction_before", data=people
).fit(cov_type="HC3")
print(
    f"joiners minus others: {naive:,.0f}; the same with last year's answer held constant: {adjusted.params['joined_forum']:,.0f}"
)
people.groupby("invited_by_lot")[["joined_forum", "orders_next_year_eur"]].mean().round(2)

# %% [markdown]
"""
The table is the third. The invitation was drawn by lot, so the two rows differ by chance alone, except for what the invitation did. It moved *some* into the forum, and orders with them. Give `forum_effect`: the euros that **joining** adds, for those whom the invitation moved: difference in orders between invited and not
invited, divided by the difference in joining.
"""

# %% answer="forum_effect"
forum_effect = ...
### BEGIN SOLUTION
lottery = people.groupby("invited_by_lot")[["joined_forum", "orders_next_year_eur"]].mean()
moved = lottery.loc[1] - lottery.loc[0]
forum_effect = moved["orders_next_year_eur"] / moved["joined_forum"]
### END SOLUTION

# %% check="forum_effect" points=2
check("forum_effect", forum_effect)

# %% key="forum_effect"
Item(
    kind="number",
    tolerance=1,
    relative=0.003,
    because="answers rounded to a few euros",
    between=(-1e6, 1e6),
    unit="euros a year",
    hints=[
        "Who decided about the invitation, and who about joining? Which of the two can be compared fairly?",
        "Compare invited with not invited: once in orders, once in the share that joined.",
        "Divide the difference in orders by the difference in the share that joined. Use unrounded means.",
    ],
    slips={
        "naive": Slip(
            lambda w: w.naive,
            "This compares those who joined with those who did not. They chose; the lottery decided the invitation only.",
        ),
        "adjusted": Slip(
            lambda w: w.adjusted.params["joined_forum"],
            "Last year's answer holds only a part of what made them join. Use the lottery, which needs no such list.",
            credit=0.5,
        ),
        "invitation_only": Slip(
            lambda w: w.moved["orders_next_year_eur"],
            "This is what an invitation adds. Not everybody followed it; divide by how many it moved.",
            credit=0.5,
        ),
        "invited_joiners": Slip(
            lambda w: (
                w.people.loc[
                    (w.people["invited_by_lot"] == 1) & w.joined, "orders_next_year_eur"
                ].mean()
                - w.people.loc[
                    w.people["invited_by_lot"] == 0, "orders_next_year_eur"
                ].mean()
            ),
            "You kept only the invited who came, and with that the selection is back. Compare all invited with all others.",
        ),
    },
)

# %% alt="Dot plot of three estimates of what the forum adds in euros with 95 per cent intervals: joiners minus others is largest, holding last year's answer constant smaller, and the lottery's estimate smallest and with the widest interval"
plain = smf.ols("orders_next_year_eur ~ joined_forum", data=people).fit(cov_type="HC3")
effect_of_lot = smf.ols("orders_next_year_eur ~ invited_by_lot", data=people).fit(
    cov_type="HC3"
)
reach = people.groupby("invited_by_lot")["joined_forum"].mean().diff().iloc[-1]
rows = {
    "joiners minus others": [plain.params.iloc[1], *plain.conf_int().iloc[1]],
    "last year's answer held": [adjusted.params.iloc[1], *adjusted.conf_int().iloc[1]],
    "by lottery": [
        v / reach for v in (effect_of_lot.params.iloc[1], *effect_of_lot.conf_int().iloc[1])
    ],
}
ax = plots.effects(pd.DataFrame(rows, index=["estimate", "low", "high"]).T)
_ = ax.set_xlabel("EUR a year that the forum adds, with 95 % interval")

# %% [markdown]
"""
The lottery pays for its honesty with a wide interval, and the biased estimates are sure of themselves. (The interval of the third row treats the share moved as known; that makes it a little too narrow.) It holds for partners whom an invitation moves, not for those who would come anyway or never [@imbens1994].

### Audit a claim: would a longitudinal study do? (choice, 6 minutes)

> 一項以電子商務網站為對象的縱向研究表明,客戶參與行為與回頭客購買和更高的購買頻率呈正相關
>
> *A longitudinal study of an e-commerce site shows that engagement is positively related to repeat purchase and to higher purchase frequency.* (source 001)

No author, year or site is given, and we could not find the study. "Longitudinal" sounds like a remedy. Is it? Here is a panel of two years in which engagement, again, does nothing; some people are simply lively in all they do.
"""

# %% covers="EN-18" alt="Dot plot of two slopes of purchases on engagement with 95 per cent intervals in a made-up world without effect: clearly positive between customers, about zero for changes within customers"
lively = rng.normal(size=1000)
engaged = pd.DataFrame(lively[:, None] + rng.normal(size=(1000, 2)), columns=["y1", "y2"])
bought = pd.DataFrame(lively[:, None] + rng.normal(size=(1000, 2)), columns=["y1", "y2"])
panel = pd.DataFrame({"e": engaged["y1"], "b": bought["y2"]})
panel["de"], panel["db"] = engaged["y2"] - engaged["y1"], bought["y2"] - bought["y1"]
between = smf.ols("b ~ e", data=panel).fit()
within = smf.ols("db ~ de", data=panel).fit()
rows = {
    "engaged this year, buys next year": [
        between.params["e"],
        *between.conf_int().loc["e"],
    ],
    "change on change": [within.params["de"], *within.conf_int().loc["de"]],
}
ax = plots.effects(pd.DataFrame(rows, index=["estimate", "low", "high"]).T)

# %% [markdown]
"""
Engagement *this* year predicts purchases *next* year, in a world where it does nothing. Time order alone is no cure. Which of these designs would let you say that engagement **raises** purchases? Set `design` to a letter.

- `"a"`: measure engagement in January and purchases in December for 100,000 customers.
- `"b"`: compare the same customers' purchases before and after they joined the community.
- `"c"`: invite a random half to the community and compare the purchases of **all** invited with those of **all** others.
- `"d"`: as `"c"`, but among the invited count only those who took part.
"""

# %% answer="design"
design = ...
### BEGIN SOLUTION
design = "c"
### END SOLUTION

# %% check="design" points=1
check("design", design)

# %% key="design"
Item(
    kind="choice",
    options=["a", "b", "c", "d"],
    hints=[
        "In which of the four does somebody other than the customer decide who is compared with whom?",
        "A larger sample makes an estimate steadier. Does it change who joins?",
        "Two designs use a lottery; one of them throws its advantage away again.",
    ],
    slips={
        "time_order": Slip(
            "a",
            "The picture above shows this design finding an effect that is not there. More customers only make the wrong number steadier.",
        ),
        "before_after": Slip(
            "b",
            "Customers join when something changes for them, and that may move purchases as well. There is nobody to compare with who did not choose.",
            credit=0.5,
        ),
        "participants_only": Slip(
            "d",
            "Keeping only those who took part lets them select themselves again. Compare everybody whom the lottery drew.",
        ),
    },
)

# %% [markdown]
"""
### Audit: habit and dissonance

Source 001 gives five mechanisms by which engagement makes customers stick: an *emotional tie*, *trust*, *habit*, *cognitive consistency* and *reward*. The third says that interacting becomes a habit, so that customers go on. The fourth says that whoever shows a preference in public will keep to it, to avoid **cognitive dissonance**. Habit is real enough. Of
96 volunteers who took up a small daily behaviour, those whose progress could be fitted by a curve took a median of 66 days to come near its top, with a range from 18 to 254 [@lally2010]; what is repeated in a stable setting comes to be cued by the setting [@wood2009]. Those were people who ate a fruit with lunch or went for a run. Do *customers* form a habit of you? The evidence usually offered is a curve like this one:
"""

# %% covers="EN-15" alt="Two curves of the chance of coming again against the number of visits so far: one for customers who form a habit, one for a mix of regulars and passers-by whose chances never change; both rise from about 0.55 and level off, and lie close together"
visits = np.arange(0, 13)
habit = 0.55 + 0.35 * (1 - (1 - 0.60) ** visits)
regulars, passers_by = 0.5 * 0.90**visits, 0.5 * 0.20**visits
sorting = (regulars * 0.90 + passers_by * 0.20) / (regulars + passers_by)
ax = plots.lines(
    pd.DataFrame({"a habit forms": habit, "nobody changes": sorting}, index=visits),
    xlabel="visits so far",
    ylabel="chance of coming again",
)

# %% [markdown]
"""
In the second curve nobody forms anything: passers-by drop out and regulars remain. (The chapter on switching costs met the same trap with side bets.) The two curves differ a little in shape, and no log is clean enough to tell them apart by shape. What would: take away the cue, move the button or skip the reminder, for a random half. A habit stumbles; a preference finds its way.

For dissonance [@festinger1957] your survey has a test. If joining in public made partners *like* the house better in order to be consistent, then the lottery should have moved `satisfaction_after`, and not only orders.
"""

# %%
liking = smf.ols("satisfaction_after ~ invited_by_lot", data=people).fit(cov_type="HC3")
low, high = liking.conf_int().loc["invited_by_lot"]
word = "contains zero" if low < 0 < high else "does not contain zero"
print(
    f"invited minus not invited: {liking.params['invited_by_lot']:+.2f} points ({low:+.2f} to {high:+.2f}); the interval {word}"
)

# %% [markdown]
"""
An interval that contains zero shows no shift of attitude of more than its ends; it does not refute a theory that has many better experiments behind it. (If yours leaves zero out: one in twenty does by chance. The truth file knows.) But the step from *dissonance exists* to *our forum uses it* is the firm's to prove.

### Does it spread?

Source 001 says that word of mouth and stickiness raise each other; source 003 that customers recommend after an excellent experience. Dissatisfied customers talk as well, by one study of satisfaction in two countries even more than the satisfied [@anderson1998]. What is a recommendation worth? If each partner brings in R others a year, and these in turn R others, one
newcomer ends as 1 + R + R² + ... = 1 / (1 - R).
"""

# %% covers="EN-19"
R = people["referred_clients"].mean()
print(f"R = {R:.2f}: in the end one new partner stands for {1 / (1 - R):.2f}")
print(f"with a fifth more referrals: {1 / (1 - 1.2 * R):.2f}")

# %% [markdown] covers="RQ-26"
"""
While R stays below 1, word of mouth multiplies what comes in by other ways; it is no engine of its own. The formula assumes that those who were referred refer as much as the others, and that every "I came through P0123" would not have come anyway. Both can be checked.

## 10. Where do they stand?

Source 000 names two changes as a relationship grows older. Customers become **more experienced**, with the firm and with its market; they learn by doing and thinking about it, as in Kolb's circle [-@kolb1984], at different speeds. And **transactions grow** in size and complexity, from a student's savings account to the mortgage [@reinartz2003; @heilman2000]. Does it hold for your partners?
"""

# %% covers="RQ-23"
tenure = pd.cut(
    people["tenure_years"], [0, 2, 4, 8, 30], labels=["to 2", "2-4", "4-8", "over 8"]
)
people.groupby(tenure, observed=True)[
    ["products_used", "trust", "commitment"]
].mean().round(2)

# %% [markdown]
"""
Older relationships use more products. Trust and commitment climb no such ladder: where your rows differ, it is chance, for we built none in. And the old ones are the survivors of many that ended. So tenure is a poor name for a stage. Johnson and Selnes [-@johnson2004] sort a *portfolio* of relationships into **acquaintances**, **friends** and **partners**, and make a point that managers dislike: without a stream of acquaintances there will be no partners. Follow yours through six quarters.
"""

# %%
order = ["acquaintance", "friend", "partner"]
stages = partners[[f"stage_q{quarter}" for quarter in range(1, 7)]]
stages = stages.where(stages != "not yet")
flows = relationship.stage_flows(stages, [*order, "left"])
chances = flows.probabilities.loc[order, order]
flows.counts

# %% alt="Coloured grid of transition probabilities from one quarter to the next between acquaintance, friend, partner and left: most stay where they are, acquaintances leave most often and partners least, and whoever left stays away"
ax = plots.transitions(flows)

# %% [markdown]
"""
Each row says what becomes of a hundred in that stage by the next quarter. If the chances stay as they are and 100 acquaintances arrive each quarter, where does it lead? Move one flow and watch the top.
"""

# %% widget="stage_flow"
crmlab.widgets.stage_flow(stages, order=order, left="left")

# %% covers="RQ-24" alt="Stacked areas of acquaintances, friends and partners over forty quarters from today's numbers with 100 arrivals a quarter: partners grow slowly and are still growing when the acquaintances have long levelled off"
today = stages["stage_q6"].value_counts().reindex(order)
future = relationship.project(today, chances, 40, arrivals=[100, 0, 0])
ax = plots.stages_over_time(future, unit="quarter")

# %% [markdown]
"""
Three tasks: (1) Let three points fewer acquaintances leave; how many more partners are there in the long run? (2) Where do *most* leave, and is that where a point kept brings most? (3) Raise the arrivals instead. How many more acquaintances a quarter does it take to match one point kept among partners?

### Decide: which leak first? (choice on your own numbers, 10 minutes)

The money for a retention programme keeps **4** points of acquaintances from leaving, or **2** points of friends, or **1** point of partners (they are few and dear). `ladder_leaks` gives for each stage the customers who leave and, as `top_gain`, how many more *partners* there are in the long run for **one** point kept there. Count a gain of 4 points as 4 times that of one. Set `leak` to
the stage where the money brings most partners. Some of your classmates should answer differently, and be right.
"""

# %%
leaks = relationship.ladder_leaks(chances, [100, 0, 0])
leaks[["customers", "leaving", "top_gain"]].round(1)

# %% answer="leak"
leak = ...
### BEGIN SOLUTION
bought_points = pd.Series({"acquaintance": 4, "friend": 2, "partner": 1})
for_the_money = leaks["top_gain"] * bought_points
leak = for_the_money.idxmax()
### END SOLUTION

# %% check="leak" points=2
check("leak", leak)

# %% key="leak"
Item(
    kind="choice",
    options=["acquaintance", "friend", "partner"],
    hints=[
        "Two things decide: what one point is worth in a stage, and how many points the money buys there.",
        "The column top_gain holds the first. The second is 4, 2 and 1.",
        "Multiply the three gains by 4, 2 and 1, and take the stage with the largest product.",
    ],
    slips={
        "second_best": Slip(
            lambda w: w.for_the_money.sort_values().index[1],
            "This stage brings the second most for the money. Did you multiply gain per point by points bought in all three stages?",
        ),
        "least": Slip(
            lambda w: w.for_the_money.idxmin(),
            "This stage brings least for the money. Where most leave, or where one point is worth most, need not be where the money works hardest.",
        ),
    },
)

# %% [markdown]
"""
How far is your best product ahead of the second? The flows behind it are counted from some hundreds of moves, so a lead of a tenth or less could turn with a little more data. That is worth saying aloud in the meeting. It is also worth asking whether flows stay as they are: a programme that keeps unwilling acquaintances does not get the friends that it pays for.

## 11. In writing

These two are read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=4
"""
### The memo (written, 25 minutes, at most 250 words)

The owners of the house ask: *"Are our relationships getting better, and are they real? Where should next year's money go?"* Answer both questions and choose **one** use of the money: the fast desk, the new technicians, the forum, or the leak that you chose in section 10. Use at least three of your own numbers, name the level that each belongs to
(act, episode, client, partner), say what your numbers cannot show, and say what you would measure to see whether you were wrong.

=== BEGIN MARK SCHEME ===
1 point: answers "better" at a named level with an interval or an honest "cannot tell", and "real" with the grid or fees and the dependence on cuts.
1 point: one clear use of the money that follows from the student's own numbers (first_money, forum_effect, leak), at least three of them used correctly and at their level.
1 point: says what comparisons of self-chosen groups cannot show (complainers, joiners, one-day survey), and keeps log and anonymous survey apart.
1 point: a measure that could come out against the advice, with a comparison group or lottery.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer, in outline; your numbers differ.* Better? At the level of episodes I give the slope per quarter with its interval, and say "up" only if the interval does. Averages of acts look kinder and I do not use them. Real? I give the fees in spurious relationships and the range over which the share runs when the cuts move; the number is partly ours. Money: I compare the fees that the
fast desk and the technicians would keep in my log and choose the larger, naming how wide the renewal intervals are. The forum I would not sell with the difference between joiners and others; the lottery gives a smaller and less certain figure. What I cannot show: clients who complain differ from those who stay silent, and the survey is anonymous, so attitudes cannot be joined to the log. Test: give the new service to
a random half of the clients and compare renewals of all in both halves after a year. If they do not differ, I was wrong.
"""

# %% [markdown] written="claim" points=2
"""
### One claim, taken apart (written, 10 minutes, at most 100 words)

Take one claim of the sources that was *not* given a number in this chapter (for instance: a personal relation builds trust; frequent contact makes a habit). Say what exactly would have to be measured, on whom, compared with what, and which result would count against it.

=== BEGIN MARK SCHEME ===
1 point: turns the claim into something measurable, with who and when.
1 point: names a comparison that deals with self-selection and a result that would speak against the claim.
=== END MARK SCHEME ===
"""

# %% [markdown] model="claim"
"""
*One good answer.* "Personalised relations build trust." Give a random half of new clients one named technician for a year, the other half whoever is free. Ask the three trust items after six and twelve months, of everybody, also of those who left. If the halves differ by less than a quarter of a point, with an interval that excludes half a point, the claim is not worth its cost here.
"""

# %% [markdown]
"""
## What we found

- A relationship has levels, and "better" needs one: acts look kinder than episodes, because the worst and the last act count most.
- Good enough is personal. An average standard miscounts failures.
- Settled complaints are worth having; against *no failure* they are second best. The paradox sat in the comparison group.
- Angry clients are heard; silent ones are not, and renew less often than the untroubled.
- Not every benefit that pleases also binds, and what a sample cannot tell apart from zero is not zero.
- Which relationships are real depends on cuts; show the range.
- Engagement goes with orders mostly because attached partners engage. A lottery finds what is left.
- Where the money works hardest is a product of two numbers, and differs from student to student.

## Go further

Liljander and Strandvik [-@liljander1995] for the model with two floors, Liljander and Roos [-@liljander2002] for true and spurious relationships, Morgan and Hunt [-@morgan1994] for trust and commitment, De Matos and others [-@dematos2007] for what is left of the paradox, and van Doorn and others [-@vandoorn2010] with Brodie and others [-@brodie2011] for engagement.
`datasets.truth("service_encounters")` and `datasets.truth("partner_survey")` tell you now what was built in.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening question; 15 sections 1-2; 20 sections 3-4 (both bug hunts in pairs, show of hands on `first_money`); 10 section 5 with the sorting of feelings at the board; 15 sections 7-8 with the grid on the projector; 15 section 9; 5 close with the leak.

**Opening question.** "Think of a firm you have dealt with for years. When did it last let you down, and what did it do about it?" Collect on the board: nobody complained / complained and helped / complained and not helped. The three columns are the kinds of year of section 3; count them.

**Board plan.** Left: the four levels as nested boxes. Middle: "happier than whom?" with the comparison groups under it. Right: three estimates of one effect, in falling order, with the word *choice* beside the first and *lottery* beside the last.

**Likely wrong turns.** (1) `by_quarter` with episode ratings taken from the log: ask "how often does an episode of four acts stand in this table?" (2) `gaps` against everybody who did not complain: ask who is in there. (3) `forum_effect` as the difference between invited and not invited: ask how many followed the invitation. (4) Reading an interval that contains zero as "no
effect" in `binding`.

**Different and both right.** `first_money` splits a class about evenly, and all three answers to `leak` occur in most classes. Let pairs with different answers exchange their numbers first and their opinions second.

**Care.** Section 4 invites a clever student to propose failing on purpose. Let the class answer with the meta-analysis, then with the numbers of the untroubled.
"""

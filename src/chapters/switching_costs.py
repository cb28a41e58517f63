# ---
# title: Switching costs
# question: Most of our clients stay. Do they stay because they want to, or because leaving is hard?
# objectives:
#   - put a price on leaving, facet by facet, and say which part of it a rival can pay for
#   - score a switching-cost questionnaire and catch an item that runs the wrong way
#   - estimate how far service quality still binds a client as leaving becomes harder, and read the result without fooling yourself
#   - tell loyal clients from captive ones, and say what each is worth
#   - check a published claim about switching costs before you act on it
# minutes: {reading: 75, practice: 110}
# needs: Means, standard deviations and what a regression coefficient is. A little Python (calling a function, picking rows of a table, groupby).
# datasets: [mobile_subscribers, investment_clients]
# points: 30
# claims: [DC-38, DC-41, DC-42, DC-43, DC-59]
# terms:
#   - {en: switching cost, zh: 转换成本, means: what a customer gives up once by moving from one provider to another, source: porter1980}
#   - {en: procedural switching cost, zh: 程序性转换成本, means: "time, effort and worry of changing", source: burnham2003}
#   - {en: financial switching cost, zh: 财务性转换成本, means: "countable money lost by changing: fees, points, discounts", source: burnham2003}
#   - {en: relational switching cost, zh: 关系性转换成本, means: "ties to people and to a brand that break", source: burnham2003}
#   - {en: technical service quality, zh: 技术服务质量, means: "what the client gets: for an adviser, the advice and its result", source: gronroos1984}
#   - {en: functional service quality, zh: 功能服务质量, means: "how the client gets it: manner, speed, care", source: gronroos1984}
#   - {en: customer expertise, zh: 客户专业知识, means: how much a customer knows of the product and its market, source: alba1987}
#   - {en: moderation, zh: 调节作用, means: one variable changes how strongly another works, source: baron1986}
#   - {en: simple slope, zh: 简单斜率, means: the effect of one variable at a chosen level of another, source: aiken1991}
#   - {en: Johnson-Neyman boundary, zh: 约翰逊—奈曼临界点, means: the level of the moderator at which an effect stops being distinguishable from zero in this sample, source: johnson1936}
#   - {en: spurious loyalty, zh: 虚假忠诚, means: staying without attachment, source: dick1994}
#   - {en: side bet, zh: 附带投资, means: "something of value that a customer would lose by leaving and that grew with time", source: becker1960}
# ---

# %% [markdown]
"""
The companies in this chapter are made up and their data are simulated: a mobile operator with 800 subscribers and an investment
adviser with 1,200 clients. **The numbers are yours alone**; a classmate's operator has other subscribers. What was built into the
data, and what was not, stands in `datasets.truth(...)`. Look when you have finished, not before.
"""

# %%
import re
import warnings

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import crmlab
from crmlab import datasets, moderation, plots, scales, switching

student = crmlab.student()
check = crmlab.checker("switching_costs", student)

# %%
subscribers = datasets.load("mobile_subscribers", student=student)
clients = datasets.load("investment_clients", student=student)
student

# %% [markdown]
"""
## 1. What does it cost to leave?

The head of the operator's contract business has a rule: *"Most of them stay, so we must be doing something right."* A rival has
just announced a welcome bonus of 100 euros. **Should she worry?** That depends on something her retention rate does not show: what a
subscriber would lose by going.

A **switching cost** is what a customer gives up *once* by moving from one provider to another: money, but also time, worry, habits
and ties to people [@porter1980; @klemperer1987]. One of our sources, an examination key, adds it all up as "the sum of all
prices paid". That is a good place to start, because a sum can be computed.
"""

# %% predict="median_cost"
# Your guess, in euros: what does leaving cost the subscriber in the middle?
# Count exit fee, points, and hours at 15 euros an hour.
my_guess = 60

# %% covers="SC-01 SC-09 SC-14"
subscribers["cost_of_leaving"] = switching.cost_of_leaving(
    subscribers["exit_fee_eur"],
    subscribers["points_eur"],
    subscribers["hours_to_switch"],
    hour_value=15,
)
spread = subscribers.groupby("plan")["cost_of_leaving"].describe()
spread[["count", "25%", "50%", "75%"]].round(0)

# %% alt="Step histogram of the one-time cost of leaving in euros for prepaid and contract subscribers: contract subscribers lie far to the right of prepaid ones, whose costs bunch near the lower end"
ax = plots.leaving_costs(subscribers["cost_of_leaving"], subscribers["plan"])

# %% [markdown]
"""
The thin lines mark the middle subscriber of each plan. Prepaid and contract subscribers of one operator live in two different
worlds: a bonus of 100 euros outbids the first and may not touch the second. One number for "our switching cost" would describe
neither. (Was your guess nearer to prepaid or to contract?)

### Now you try: what must a rival pay? (function, 8 minutes)

A rival does not pay a bonus once but takes something off the monthly bill. If the customer thinks ahead a number of `months`, which
**monthly discount** just pays for leaving? Write the function. Your grader will call it with customers that you have not seen.

To test yourself: exit fee 60, points 12, 4 hours at 15 euros, looking 24 months ahead, gives 5.50 euros a month.
"""


# %% answer="price_to_lure"
def price_to_lure(exit_fee, points, hours, hour_value, months):
    """Monthly discount in euros that just pays a customer for leaving."""
    ### BEGIN SOLUTION
    return (exit_fee + points + hours * hour_value) / months
    ### END SOLUTION


# %% check="price_to_lure" points=2
check("price_to_lure", price_to_lure)

# %% key="price_to_lure"
Item(
    kind="function",
    unit="euros a month",
    tolerance=0.005,
    because="half a cent, for answers rounded to cents",
    inputs=lambda rng: [
        [
            float(rng.integers(10, 200)),
            float(rng.integers(5, 80)),
            float(rng.integers(1, 9)),
            float(rng.integers(8, 30)),
            int(rng.integers(6, 30)),
        ]
        for _ in range(6)
    ],
    hints=[
        "What does the customer lose on the day of leaving, all in euros?",
        "Three things are lost: the fee, the points, and the hours turned into money.",
        "Add the three, then spread the sum evenly over the months.",
    ],
    slips={
        "total": Slip(
            lambda w: (
                lambda exit_fee, points, hours, hour_value, months: (
                    exit_fee + points + hours * hour_value
                )
            ),
            "This is the whole cost of leaving, due once. The question asks what pays for it month by month.",
            credit=0.5,
        ),
        "hours_not_money": Slip(
            lambda w: (
                lambda exit_fee, points, hours, hour_value, months: (
                    (exit_fee + points + hours) / months
                )
            ),
            "You added hours to euros. Turn the hours into money first; the customer told you what an hour is worth.",
        ),
        "no_hours": Slip(
            lambda w: (
                lambda exit_fee, points, hours, hour_value, months: (
                    (exit_fee + points) / months
                )
            ),
            "You counted only what shows on a bill. The hours are a cost too, although nobody invoices them.",
        ),
        "points_gained": Slip(
            lambda w: (
                lambda exit_fee, points, hours, hour_value, months: (
                    (exit_fee - points + hours * hour_value) / months
                )
            ),
            "You took the points off the cost. A customer who leaves loses them, so they make leaving dearer.",
        ),
    },
)

# %% [markdown]
"""
### Audit a claim: who was first? (5 minutes of reading)

> fomell(1992)最先将转换成本这一概念引入到顾客忠诚行为中
>
> *Fomell (1992) was the first to bring the concept of switching cost into customer loyalty.* (source 000)

Two things can be checked. The name: the author is Claes **Fornell**; `rn` was read as `m` when the page was scanned, and the error
travelled on. The "first": Fornell's article [-@fornell1992] does join switching barriers to satisfaction and loyalty. But switching
costs stand at the centre of Porter's and Klemperer's work before it [@porter1980; @klemperer1987], and of Jackson's book on
industrial customers [@jackson1985]. We have these dates from the publications' own records and did not search further; "one of the
first in the satisfaction literature" is what we would sign.

> kotler(2009)指出存在两种基本的方式留住忠诚顾客:提高顾客满意度和提高顾客转换成本
>
> *Kotler (2009) points out two basic ways to keep loyal customers: raise satisfaction and raise switching costs.* (source 000; the slide of source 004 breaks off after "there are two ways")

The two ways are a fair summary of a long tradition, but the source gives neither title nor page, and there are several Kotler books
of about that year. We could not confirm the passage. The idea does not need the authority: the rest of this chapter tests it.
"""

# %% covers="SC-02" alt="Timeline with four points: Porter 1980, Jackson 1985, Klemperer 1987 and Fornell 1992; the three works on switching costs stand before the one the source calls the first"
works = pd.Series(
    {
        "Porter: strategy": 1980,
        "Jackson: industrial customers": 1985,
        "Klemperer: markets": 1987,
        "Fornell: satisfaction": 1992,
    }
)
ax = plots.timeline(works)

# %% [markdown]
"""
## 2. Eight facets, three kinds

Ask people why they have not left and they do not say "switching costs". They say *the new one might be worse*, *I would have to learn
the app again*, *I know the woman at the counter*. Burnham, Frels and Mahajan [-@burnham2003] interviewed customers, surveyed two
American markets (long-distance calls and credit cards), and found eight such facets in three kinds.
"""

# %% covers="SC-03 SC-13"
switching.facets()

# %% [markdown]
"""
The three kinds differ in what a manager can do with them. A **procedural** cost is time and worry; a rival can lower it ("we port your
number for you"). A **financial** cost is countable; a rival can pay it. A **relational** cost is a tie; a rival cannot pay it out, and
you cannot decree it.

Not everybody cuts the cake this way. Source 000 also gives an older list: *continuity* costs (what one would forgo, and the risk of
it), *learning* costs (search before, adjustment after) and *sunk* costs. It credits the list to a name that the scan left as "J..e";
Jones, Mothersbaugh and Beatty [-@jones2002] fit, and propose six costs under much the same headings. The facets map onto each other:
"""

# %% covers="SC-12"
pd.DataFrame(
    {
        "older list": [
            "continuity (risk)",
            "learning (before)",
            "learning (after)",
            "learning (set-up)",
            "continuity (forgone)",
            "sunk (near, not equal)",
            "-",
            "-",
        ],
    },
    index=switching.facets().index,
)

# %% [markdown]
"""
Notice what the older list lacks: the last two rows. Ties are the newest part of the theory, and, as you will see in section 7, the
part with the strongest record.

Each facet was asked with three statements, answered from 1 (do not agree) to 7 (agree fully). Before anybody averages three answers,
one question: **do the three answer the same thing?** Cronbach's alpha says how consistently they rank people [@cronbach1951]; below
about 0.7 most reviewers get uneasy.
"""

# %% covers="SC-04 SC-05 SC-06 SC-07 SC-08 SC-09 SC-10 SC-11"
items = {
    "economic risk": ["er1", "er2", "er3"],
    "evaluation": ["ev1", "ev2", "ev3"],
    "learning": ["le1", "le2", "le3"],
    "set-up": ["su1", "su2", "su3"],
    "benefit loss": ["bl1", "bl2", "bl3"],
    "monetary loss": ["ml1", "ml2", "ml3"],
    "personal relationship loss": ["pr1", "pr2", "pr3"],
    "brand relationship loss": ["br1", "br2", "br3"],
}
warnings.filterwarnings(
    "ignore", message="items .* run against"
)  # a hint that would spoil the next exercise
warnings.filterwarnings("ignore", message="alpha is .*below zero")
pd.Series(
    {
        facet: scales.cronbach_alpha(subscribers[columns]).alpha
        for facet, columns in items.items()
    }
).round(2)

# %% [markdown]
"""
One facet stands out. Is "learning" a bad idea, or did something happen to it on the way to you? Look at its items before you throw it out.
"""

# %%
scales.item_analysis(subscribers[items["learning"]]).round(2)

# %% [markdown]
"""
### Bug hunt: repair the facet (target practice, 10 minutes)

Read the wording of the three learning items with `datasets.describe("mobile_subscribers")`. One of them says the opposite of the
others, and nobody turned it. Repair it with `scales.reverse`, without losing it, and give the facet's alpha as `learning_alpha`.
Keep the repaired answers as `repaired`; later steps use it.
"""

# %% answer="learning_alpha"
repaired = ...
learning_alpha = ...
### BEGIN SOLUTION
repaired = scales.reverse(subscribers, ["le2"], 1, 7)
learning_alpha = scales.cronbach_alpha(repaired[items["learning"]]).alpha
### END SOLUTION

# %% check="learning_alpha" points=2
check("learning_alpha", learning_alpha)

# %% key="learning_alpha"
Item(
    kind="number",
    tolerance=0.005,
    because="answers rounded to two decimals",
    between=(-20, 1),
    unit="alpha, at most 1",
    hints=[
        "Which item correlates negatively with the other two, and what does its wording say?",
        "On a scale from 1 to 7 an answer of 2 to the opposite statement means 6 to this one.",
        "scales.reverse(subscribers, [the item], 1, 7), then cronbach_alpha of the three columns.",
    ],
    slips={
        "unreversed": Slip(
            lambda w: w.scales.cronbach_alpha(w.subscribers[w.items["learning"]]).alpha,
            "This is alpha of the items as they arrived; one of them still runs against the other two.",
        ),
        "dropped": Slip(
            lambda w: w.scales.cronbach_alpha(w.subscribers[["le1", "le3"]]).alpha,
            "You dropped the item that ran the wrong way. It is a good question asked in reverse; turn it and keep it.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Who is held by what? (table, 10 minutes)

With the facet repaired, average the items to facets, the facets to kinds, and compare prepaid with contract subscribers. Give
`type_by_plan`: two rows (`contract`, `prepaid`), three columns (`procedural`, `financial`, `relational`), mean answers.
`scales.score(answers, items)` averages items to facets; `switching.type_scores(...)` averages facets to kinds.
"""

# %% answer="type_by_plan"
type_by_plan = ...
### BEGIN SOLUTION
facet_scores = scales.score(repaired, items)
type_by_plan = switching.type_scores(facet_scores).groupby(subscribers["plan"]).mean()
### END SOLUTION

# %% check="type_by_plan" points=2
check("type_by_plan", type_by_plan)

# %% key="type_by_plan"
Item(
    kind="table",
    columns=["procedural", "financial", "relational"],
    index=["contract", "prepaid"],
    tolerance=0.006,
    because="means rounded to two decimals",
    between=(1, 7),
    unit="points of the answer scale",
    hints=[
        "Average in two steps: three items make a facet, the facets of a kind make the kind.",
        "scales.score needs the repaired answers and the dictionary items; type_scores needs its result.",
        "Group the type scores by subscribers['plan'] and take the mean.",
    ],
    slips={
        "unrepaired": Slip(
            lambda w: (
                w.switching.type_scores(w.scales.score(w.subscribers, w.items))
                .groupby(w.subscribers["plan"])
                .mean()
            ),
            "The learning items went in as they arrived. Use the repaired answers, or one facet pulls procedural costs the wrong way.",
        ),
        "median": Slip(
            lambda w: (
                w.switching.type_scores(w.facet_scores)
                .groupby(w.subscribers["plan"])
                .median()
            ),
            "These are medians of the two groups. The question asks for means.",
            credit=0.5,
        ),
        "swapped_rows": Slip(
            lambda w: w.type_by_plan.iloc[::-1].set_axis(["contract", "prepaid"]),
            "The two rows changed places. Check which plan each row belongs to.",
        ),
    },
)

# %% [markdown]
"""
From here on we use `datasets.turned(...)`, which turns every item that the data card declares to be worded negatively. A real card would not do that work for you; reading the wording is how it is found.
"""

# %% covers="SC-03" alt="Dot plot of the eight facets with 95 per cent intervals, grouped by kind with colour and marker: evaluation costs lie furthest to the right, ties to people and learning costs furthest to the left"
by_facet = scales.score(datasets.turned(subscribers), items)
ax = plots.facet_profile(by_facet)

# %% [markdown]
"""
Do eight names mean eight things? If two facets are two words for one feeling, their items correlate across facets as strongly as
within. The ratio of the two is called HTMT [@henseler2015]; above about 0.85 we should stop pretending to measure two things.
"""

# %% alt="Grid of heterotrait-monotrait ratios between the eight facets: ratios within a kind are clearly higher than between kinds, and none reaches the limit of 0.85, so the eight facets can be told apart"
ratios = scales.htmt(datasets.turned(subscribers), items)
ax = plots.overlap(ratios)

# %% [markdown]
"""
Facets of one kind lean on each other; facets of different kinds hardly do. That is what a typology promises. A small caution: our data were
simulated *from* the typology, so this picture shows that the method works, not that the theory is true. Source 000 says the eight factors were
"verified across services"; the original surveys cover two [@burnham2003], and each new service needs its own check. One quick check is to ask
whether the scale works as well for prepaid as for contract customers:
"""

# %%
pd.DataFrame(
    {
        plan: {
            facet: scales.cronbach_alpha(group[columns]).alpha
            for facet, columns in items.items()
        }
        for plan, group in datasets.turned(subscribers).groupby("plan")
    }
).round(2)

# %% [markdown]
"""
## 3. Does quality still bind when leaving is hard?

Now change firms. The adviser's managing partner has two proposals on her desk: better analysts (clients get better *results*) or a
friendlier front office (clients are treated better). She also knows that her oldest clients would find it painful to leave. **Where
does quality still buy loyalty, and where has it stopped mattering?**

Bell, Auh and Smalley [-@bell2005] asked clients of a global financial-services firm exactly this. They keep two kinds of quality apart: **technical**
(what you get: the advice) and **functional** (how you get it: the manner). Advice suits the question because a client can hardly judge it even
afterwards, is deeply involved, and builds ties and know-how that are worth nothing elsewhere: all three make leaving hard.
"""

# %% covers="SC-18 SC-23 SC-24"
survey = {
    "technical": ["tq1", "tq2", "tq3", "tq4"],
    "functional": ["fq1", "fq2", "fq3", "fq4"],
    "expertise": ["ex1", "ex2", "ex3", "ex4"],
    "switching": ["sc1", "sc2", "sc3", "sc4"],
    "loyalty": ["lo1", "lo2", "lo3", "lo4"],
}
answers = datasets.turned(clients)  # one item of expertise is worded negatively
people = clients.join(scales.score(answers, survey))
people[list(survey)].describe().loc[["mean", "std", "min", "max"]].round(2)

# %% [markdown]
"""
**Expertise** is what a client knows of investing in general and of this firm in particular [@alba1987]. You will need it in section 4.

Before you run anything: for a client who would find leaving very hard, does one more point of technical quality raise loyalty by more, by less, or
by as much as for a client who could leave tomorrow? Say it aloud, then look.
"""

# %% predict="direction"
# "more", "less" or "as much"
my_guess = "as much"

# %% covers="RM-19 SC-20" alt="Three fitted lines of loyalty on technical quality for clients with low, middle and high switching costs: the line for high switching costs starts higher and is clearly flatter than the one for low switching costs"
ax = plots.slopes_by_third(people, "technical", "switching", "loyalty")

# %% [markdown]
"""
The lines tell two stories at once. Those who find leaving hard are loyal *even where quality is poor*: that is the second of the two ways to keep a
customer. And their line is flatter: quality moves them less. The two ways get in each other's way.

One variable changing how strongly another works is called **moderation**: switching cost *moderates* the effect of quality. Cutting clients into thirds shows it, but throws
information away. A regression with a product term keeps it all:

    loyalty = b0 + b1 technical + b2 switching + b3 technical x switching + ...

Here `b3` says how the effect of technical quality changes with each point of switching cost. And `b1`? It is the effect of technical quality **for a
client whose switching cost is zero**. On a scale from 1 to 7 nobody is there. Subtract the mean from both variables first, and `b1` becomes the effect
for the average client [@aiken1991].
"""

# %% [markdown]
"""
### Bug hunt: what went wrong here? (8 minutes)

A trainee computed the effect of technical quality "at average switching cost" like this and reported the coefficient of `technical`. It is not what he says it is.
"""

# %%
trainee = people.assign(product=people["technical"] * people["switching"])
fit = smf.ols(
    "loyalty ~ technical + switching + product + functional + expertise", data=trainee
).fit(cov_type="HC3")
fit.params.round(3)

# %% [markdown]
"""
Find the step he left out, repair it, and give the coefficient of technical quality **for a client with average switching cost** as `effect_at_average`.
"""

# %% answer="effect_at_average"
effect_at_average = ...
### BEGIN SOLUTION
centred = people.assign(
    technical=people["technical"] - people["technical"].mean(),
    switching=people["switching"] - people["switching"].mean(),
)
fit_centred = smf.ols(
    "loyalty ~ technical * switching + functional + expertise", data=centred
).fit(cov_type="HC3")
effect_at_average = fit_centred.params["technical"]
### END SOLUTION

# %% check="effect_at_average" points=2
check("effect_at_average", effect_at_average)


# %% key="effect_at_average"
def _standardised(w):
    z = w.people[["loyalty", "technical", "switching", "functional", "expertise"]].apply(
        lambda x: (x - x.mean()) / x.std()
    )
    return (
        w.smf.ols("loyalty ~ technical * switching + functional + expertise", data=z)
        .fit()
        .params["technical"]
    )


Item(
    kind="number",
    tolerance=0.004,
    because="answers rounded to two decimals",
    between=(-100, 100),
    unit="points of loyalty per point of quality",
    hints=[
        "For which client is the trainee's coefficient true? What is that client's switching cost?",
        "The coefficient of one variable in a product model holds where the other variable is zero.",
        "Subtract the mean from technical and from switching before you multiply, then fit again.",
    ],
    slips={
        "uncentred": Slip(
            lambda w: w.fit.params["technical"],
            "This is still the effect for a client whose switching cost is zero, and nobody on a scale from 1 to 7 is there.",
        ),
        "interaction": Slip(
            lambda w: w.fit.params["product"],
            "You gave the coefficient of the product: how the effect changes, not how large it is.",
        ),
        "standardised": Slip(
            _standardised,
            "You standardised the variables. Subtract the mean, but do not divide by the standard deviation.",
        ),
    },
)

# %% [markdown]
"""
The library does the centring for you, and gives every result back on the scale that was asked. From here on we use it.
"""

# %%
model = moderation.moderate(
    people, "loyalty", "technical", "switching", covariates=["functional", "expertise"]
)
model.simple_slopes()

# %% [markdown]
"""
### Now you try: the effect at both ends (6 minutes)

Give `slopes = (low, high)`: the effect of technical quality for clients one standard deviation **below** the mean switching cost and one **above** it.
"""

# %% answer="slopes"
slopes = ...
### BEGIN SOLUTION
at = [
    people["switching"].mean() - people["switching"].std(),
    people["switching"].mean() + people["switching"].std(),
]
slopes = tuple(model.simple_slopes(at)["slope"])
### END SOLUTION

# %% check="slopes" points=2
check("slopes", slopes)

# %% key="slopes"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.004,
    because="answers rounded to two decimals",
    between=(-100, 100),
    unit="points of loyalty per point of quality",
    hints=[
        "The table above holds three rows. Which two are one standard deviation away from the mean?",
        "model.simple_slopes(at=[a, b]) gives the slopes at switching costs a and b, on the 1 to 7 scale.",
        "a is mean minus standard deviation, b is mean plus standard deviation; low comes first.",
    ],
    slips={
        "swapped": Slip(
            lambda w: tuple(w.slopes[::-1]),
            "The two numbers are in the wrong order: low switching cost comes first.",
            credit=0.5,
        ),
        "one_point": Slip(
            lambda w: tuple(
                w.model.simple_slopes(
                    [w.people["switching"].mean() - 1, w.people["switching"].mean() + 1]
                )["slope"]
            ),
            "You went one point of the scale down and up. The question asks for one standard deviation.",
        ),
        "ends_of_scale": Slip(
            lambda w: tuple(w.model.simple_slopes([1, 7])["slope"]),
            "You took the ends of the answer scale, where hardly any client is. Go one standard deviation from the mean.",
        ),
        "t_values": Slip(
            lambda w: tuple(w.model.simple_slopes(w.at)["t"]),
            "These are t values: they say how sure you are, not how strong the effect is.",
        ),
    },
)

# %% [markdown]
"""
### Where does it stop?

Minus one, plus one: nobody chose these two places for a reason. Johnson and Neyman [-@johnson1936] turned the question round: **at which switching cost
does the effect of quality stop being distinguishable from zero?** Then we can count the clients on either side.
"""

# %% alt="Line of the effect of technical quality on loyalty against switching cost with its 95 per cent band, over the observed range only: the effect falls steadily and the band meets zero towards the upper end; a rug of ticks shows where the clients are"
ax = plots.johnson_neyman(model)

# %% [markdown]
"""
Read the picture from left to right. The effect is largest where leaving is easy and shrinks with each point. The dashed line marks where the band first
touches zero. The ticks at the bottom are your clients: a boundary in a place without ticks would be arithmetic about nobody.

Move it yourself. Watch the slope, its interval and the share of clients who find leaving harder than your setting.
"""

# %% widget="satisfaction_trap"
crmlab.widgets.satisfaction_trap(
    people, "technical", "switching", "loyalty", covariates=["functional", "expertise"]
)

# %% alt="Two panels of the effect of technical quality with its interval, one for a client with switching cost 3 and one for a client with switching cost 6: clearly above zero in the first, close to zero in the second"
ax = plots.slope_at(model, [3.0, 6.0])

# %% [markdown]
"""
Three tasks with the slider: (1) Find the switching cost at which a point of quality is worth half of what it is worth at 2. (2) Where does the band become widest, and
why there? (3) Set it to 7: would you bet on what you see?

### Now you try: the boundary (8 minutes)

Give `boundary`: the switching cost, on the 1 to 7 scale and within the observed range, at which the effect stops being distinguishable from zero. `model.johnson_neyman()`
knows two roots, `low` and `high`; only one of them is a place where your clients live.
"""

# %% answer="boundary"
boundary = ...
### BEGIN SOLUTION
region = model.johnson_neyman()
boundary = min(
    edge
    for edge in (region.low, region.high)
    if region.observed_low < edge < region.observed_high
)
### END SOLUTION

# %% check="boundary" points=2
check("boundary", boundary)

# %% key="boundary"
Item(
    kind="number",
    tolerance=0.02,
    because="reading to two decimals, and either critical value of t",
    between=(-50, 50),
    unit="points of the switching-cost scale",
    hints=[
        "Print model.johnson_neyman(): which of low and high lies between the smallest and the largest answer?",
        "The scale runs from 1 to 7. A boundary outside it is not about your clients.",
        "Take the one of region.low and region.high that is between region.observed_low and region.observed_high.",
    ],
    slips={
        "other_root": Slip(
            lambda w: w.region.high if w.boundary == w.region.low else w.region.low,
            "That is the other solution of the equation. Is there any client with such a switching cost?",
        ),
        "centred": Slip(
            lambda w: w.boundary - w.people["switching"].mean(),
            "This is the distance from the mean, not a place on the 1 to 7 scale. Add the mean back.",
            credit=0.5,
        ),
        "ninety": Slip(
            lambda w: min(
                (
                    w.model.johnson_neyman(level=0.9).low,
                    w.model.johnson_neyman(level=0.9).high,
                ),
                key=lambda edge: abs(edge - w.boundary),
            ),
            "This is the boundary of a 90 % band. Use the level that everything else in this section uses.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### How many clients is that? (5 minutes)

A boundary is worth a meeting only if people live beyond it. Give `share_beyond`: the share of clients (0 to 1) whose switching cost is **above** your boundary.
"""

# %% answer="share_beyond"
share_beyond = ...
### BEGIN SOLUTION
share_beyond = (people["switching"] > boundary).mean()
### END SOLUTION

# %% check="share_beyond" points=1
check("share_beyond", share_beyond)

# %% key="share_beyond"
Item(
    kind="number",
    tolerance=0.006,
    because="answers rounded to two decimals, and a boundary read to two decimals",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "You need one comparison per client. Which column holds a client's switching cost?",
        "people['switching'] > boundary is True or False for each client; the mean of that is a share.",
        "Count those above the boundary, divided by all clients.",
    ],
    slips={
        "below": Slip(
            lambda w: (w.people["switching"] <= w.boundary).mean(),
            "This is the share of clients for whom quality still counts. The question asks for the others.",
        ),
        "percent": Slip(
            lambda w: 100 * w.share_beyond,
            "That is a percentage; give a share between 0 and 1.",
            credit=0.5,
        ),
        "count": Slip(
            lambda w: float((w.people["switching"] > w.people["switching"].mean()).mean()),
            "You compared with the mean switching cost. Compare with the boundary.",
        ),
    },
)

# %% [markdown]
"""
### What may you say about it? (choice, 6 minutes)

The managing partner sees the picture and says: *"So clients left of the line respond to quality, and clients right of it do not. The two groups differ."* Before you
agree, compare two clients close together, one a little less bound than the other:
"""

# %%
inside = float(people["switching"].quantile(0.75)) - 0.1
model.slope_difference(inside, inside + 0.2)

# %% [markdown]
"""
A difference of about two hundredths: two neighbours on that axis respond almost alike, wherever the line falls between them. (Its *p* is that of the product term, for any two places you pick: the slope changes everywhere at the same rate.)

Set `caution` to the letter of the sentence that you would sign.

- `"a"`: quality works on one side of the boundary and does not on the other, because it is significant on one side only.
- `"b"`: the effect shrinks steadily with switching cost; the boundary is where **this sample** can no longer tell it from zero, and would move with the sample size.
- `"c"`: beyond the boundary the effect is zero, so quality spending there is wasted.
- `"d"`: the boundary proves that switching costs cause satisfaction to stop working.
"""

# %% answer="caution"
caution = ...
### BEGIN SOLUTION
caution = "b"
### END SOLUTION

# %% check="caution" points=1
check("caution", caution)

# %% key="caution"
Item(
    kind="choice",
    options=["a", "b", "c", "d"],
    hints=[
        "Would two clients a hair's breadth apart, on either side of the line, differ in anything?",
        "The difference between significant and not significant need not itself be significant.",
        "What would happen to the boundary with twice as many clients, if nothing else changed?",
    ],
    slips={
        "regions_compared": Slip(
            "a",
            "One side significant and the other not does not make the sides different: two clients at the line hardly differ at all.",
        ),
        "zero_beyond": Slip(
            "c",
            "Not distinguishable from zero is not the same as zero. Look at how wide the band is beyond the line.",
        ),
        "cause": Slip(
            "d",
            "A survey at one moment shows that two things go together; nothing in it was changed to see what follows.",
        ),
    },
)

# %% [markdown]
"""
The mistake in the partner's sentence has a name: treating the difference between "significant" and "not significant" as a finding [@gelman2006]. The right test is of the *slope
difference*, and in this model it is one number: the coefficient of the product. If you look at many places along the line, the band should also be a little wider, so
that one lucky spot does not count as a discovery [@esarey2018; @bauer2005]:
"""

# %%
print(model.johnson_neyman().summary())
print("Corrected for looking everywhere:", model.johnson_neyman(control_fdr=True).summary())

# %% [markdown]
"""
## 4. Experts want results

A new client judges what she can see: was he friendly, did he call back? With years she learns to judge the advice. Bell and his colleagues expected that **technical quality
counts for more, and functional for less, as expertise grows** [@bell2005]. Put both moderators into the model at once and the effect of technical quality has four corners.
"""

# %% covers="SC-19 SC-21"
three_way = moderation.moderate(
    people,
    "loyalty",
    "technical",
    "expertise",
    second="switching",
    covariates=["functional"],
)
three_way.simple_slopes()

# %% alt="Four lines of loyalty on technical quality for clients low or high in expertise and in switching costs: much steeper for experts who could leave easily than for the other three groups"
ax = plots.simple_slopes(three_way)

# %% [markdown]
"""
### Now you try: four corners (table, 10 minutes)

Give `corners`: the effect of technical quality for clients one standard deviation below and above the mean of expertise (rows `novice`, `expert`) and of switching cost
(columns `free`, `bound`). `three_way.simple_slopes()` has the numbers in a long table; bring them into this shape.
"""

# %% answer="corners"
corners = ...
### BEGIN SOLUTION
square = three_way.simple_slopes().pivot(
    index="expertise", columns="switching", values="slope"
)
corners = (
    square.iloc[[0, 2], [0, 2]]
    .set_axis(["novice", "expert"])
    .set_axis(["free", "bound"], axis=1)
)
### END SOLUTION

# %% check="corners" points=2
check("corners", corners)


# %% key="corners"
def _without_three_way(w):
    table = {}
    for row, sign in (("novice", -1), ("expert", 1)):
        fitted = w.smf.ols(
            "loyalty ~ technical * expertise + technical * switching + functional",
            data=w.people.assign(
                expertise=w.people["expertise"]
                - w.people["expertise"].mean()
                - sign * w.people["expertise"].std(),
                switching=w.people["switching"] - w.people["switching"].mean(),
            ),
        ).fit()
        step = w.people["switching"].std()
        table[row] = {
            "free": fitted.params["technical"]
            - step * fitted.params["technical:switching"],
            "bound": fitted.params["technical"]
            + step * fitted.params["technical:switching"],
        }
    return w.pd.DataFrame(table).T


def _corners_of(w, scores):
    fitted = w.moderation.moderate(
        w.clients.join(scores),
        "loyalty",
        "technical",
        "expertise",
        second="switching",
        covariates=["functional"],
    )
    square = (
        fitted.simple_slopes()
        .pivot(index="expertise", columns="switching", values="slope")
        .iloc[[0, 2], [0, 2]]
    )
    return square.set_axis(["novice", "expert"]).set_axis(["free", "bound"], axis=1)


Item(
    kind="table",
    columns=["free", "bound"],
    index=["novice", "expert"],
    tolerance=0.004,
    because="answers rounded to two decimals",
    between=(-100, 100),
    unit="points of loyalty per point of quality",
    hints=[
        "Which rows of the long table have expertise one standard deviation below and above its mean?",
        "pivot(index=..., columns=..., values=...) turns a long table into a square one.",
        "Pivot expertise against switching with slope as values, keep the outer rows and columns, then name them.",
    ],
    slips={
        "transposed": Slip(
            lambda w: w.pd.DataFrame(
                w.corners.to_numpy().T,
                index=["novice", "expert"],
                columns=["free", "bound"],
            ),
            "Rows and columns changed places: rows are expertise, columns are switching cost.",
            credit=0.5,
        ),
        "no_three_way": Slip(
            _without_three_way,
            "Without the three-way term expertise and switching cost cannot depend on each other. Use the model that has it.",
        ),
        "unreversed": Slip(
            lambda w: _corners_of(w, w.scales.score(w.clients, w.survey)),
            "One expertise item is worded negatively and went in as it arrived. Use people, where it has been turned.",
        ),
    },
)

# %% [markdown]
"""
The second proposal was a friendlier front office. The same model with the two kinds of quality exchanged gives its four corners:
"""

# %%
manner = moderation.moderate(
    people,
    "loyalty",
    "functional",
    "expertise",
    second="switching",
    covariates=["technical"],
)
manner.simple_slopes()[["expertise", "switching", "slope", "low", "high"]].round(3)

# %% [markdown]
"""
### Decide: which offer, to whom? (choice on your own numbers, 12 minutes)

A telephone line straight to the analysts raises *technical* quality by half a point for the group that gets it; a front-office training raises *functional* quality by as much. The firm can afford
**one offer for one of the four groups**, cut at the mean of expertise and of switching cost. Choose the one that wins the most loyalty points *in total*: clients in the group x slope x one half. Set `offer` to the offer
(`analysts` or `front office`) and the group, for example `"analysts novice free"` or `"front office expert bound"`. Some of your classmates should answer differently, and be right.
"""

# %% answer="offer"
offer = ...
### BEGIN SOLUTION
group = np.where(people["expertise"] > people["expertise"].mean(), "expert", "novice")
bound = np.where(people["switching"] > people["switching"].mean(), "bound", "free")
size = pd.crosstab(group, bound)
square = manner.simple_slopes().pivot(
    index="expertise", columns="switching", values="slope"
)
manners = (
    square.iloc[[0, 2], [0, 2]]
    .set_axis(["novice", "expert"])
    .set_axis(["free", "bound"], axis=1)
)
gain = pd.concat(
    {
        "analysts": (size * corners * 0.5).stack(),
        "front office": (size * manners * 0.5).stack(),
    }
)
offer = " ".join(gain.idxmax())
### END SOLUTION

# %% check="offer" points=1
check("offer", offer)

# %% key="offer"
Item(
    kind="choice",
    options=[
        f"{offer} {group}"
        for offer in ("analysts", "front office")
        for group in ("novice free", "novice bound", "expert free", "expert bound")
    ],
    hints=[
        "Two offers and four groups: how many gains are there to compare, and what makes up each?",
        "pd.crosstab of two True/False columns counts the clients in each of the four groups.",
        "For each offer multiply the counts by its slopes, cell by cell; then look for the largest of the eight.",
    ],
    slips={
        "one_offer": Slip(
            lambda w: " ".join(w.gain.drop(w.gain.idxmax()[0]).idxmax()),
            "This is the best group for one of the two offers. Work out the gains of the other offer as well, and compare.",
        ),
    },
)

# %% [markdown]
"""
## 5. Six of eight

> Six of eight hypotheses receive support
>
> (source 000, English abstract of the article)

It sounds like a score: 75 %. The source gives the abstract and the introduction, and not which six, nor how large, nor how many clients answered; all of that needs the article
itself [@bell2005]. The Chinese rendering does not even get the authors right: it prints each university *before* its author, so that a reader gives
Bell to Brock and Auh to Melbourne (Bell was at Cambridge, Auh at Brock, Smalley at Melbourne), and the title is turned so that quality and loyalty become the
*situation* of expertise and switching costs. When a summary gets names wrong, check its numbers twice.

So let us see what "six of eight" can mean. We read eight hypotheses out of the abstract and put them to your clients in one model.
"""

# %% covers="DC-38"
printed = "剑桥大学,英国;Simon J. Bell 布鲁克大学,加拿大; Seigyoung Auh墨尔本大学,澳大利亚; Karen Smalley"
universities = re.findall(r"[\u4e00-\u9fff]+大学", printed)
authors = re.findall(r"[A-Z][A-Za-z. ]+[a-z]", printed)
pd.DataFrame(
    {
        "belongs to the name": universities,
        "stands behind the name": [*universities[1:], "none"],
    },
    index=authors,
)

# %% covers="SC-22"
hypotheses = {
    "H1 technical": "technical",
    "H2 functional": "functional",
    "H3 technical x expertise": "technical:expertise",
    "H4 functional x expertise": "functional:expertise",
    "H5 technical x switching": "technical:switching",
    "H6 functional x switching": "functional:switching",
    "H7 technical x expertise x switching": "technical:expertise:switching",
    "H8 functional x expertise x switching": "functional:expertise:switching",
}
z = people[list(survey)].apply(lambda column: (column - column.mean()) / column.std())
full = smf.ols("loyalty ~ (technical + functional) * expertise * switching", data=z).fit(
    cov_type="HC3"
)
effects = pd.DataFrame(
    {
        name: [full.params[term], *full.conf_int().loc[term], full.pvalues[term]]
        for name, term in hypotheses.items()
    },
    index=["estimate", "low", "high", "p"],
).T
effects.round(3)

# %% alt="Dot plot of eight standardised effects on loyalty with 95 per cent intervals: most intervals lie clear of zero, some cross it"
ax = plots.effects(effects)

# %% [markdown]
"""
### Which can your sample not settle? (set, 6 minutes)

Give `unsettled`: the set of hypotheses, as `"H1"` ... `"H8"`, whose 95 % interval contains zero. Not "wrong", not "refuted": not settled by these clients.
"""

# %% answer="unsettled"
unsettled = ...
### BEGIN SOLUTION
unsettled = {
    name.split()[0] for name, row in effects.iterrows() if row["low"] < 0 < row["high"]
}
### END SOLUTION

# %% check="unsettled" points=2
check("unsettled", unsettled)

# %% key="unsettled"
Item(
    kind="set",
    options=["h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8"],
    hints=[
        "In the picture, which horizontal lines cross the vertical one?",
        "An interval contains zero when its low end is below and its high end above zero.",
        "Go through the rows of effects and keep the first word of those with low < 0 < high.",
    ],
    slips={
        "settled": Slip(
            lambda w: {f"H{k}" for k in range(1, 9)} - w.unsettled,
            "These are the ones that your sample does settle. The question asks for the others.",
        ),
        "negative": Slip(
            lambda w: {
                n.split()[0] for n, row in w.effects.iterrows() if row["estimate"] < 0
            },
            "You listed the effects with a minus sign. A negative effect can be as settled as a positive one.",
        ),
    },
)

# %% [markdown]
"""
Now the arithmetic of a scoreboard. Suppose all eight effects are real and each study has a chance of 80 % to detect each of them, a common target. How often would a study report
six of eight, or fewer? And if you test eight things at 5 %, how careful must you be with the smallest? Holm's correction [@holm1979] answers the second.
"""

# %%
from scipy.stats import binom
from statsmodels.stats.multitest import multipletests

effects["p after Holm"] = multipletests(effects["p"], method="holm")[1]
print(
    f"six or fewer of eight although all eight are real: {binom.cdf(6, 8, 0.8):.0%} of studies"
)
effects[["estimate", "p", "p after Holm"]].round(4)

# %% [markdown]
"""
A study with good power and eight true hypotheses reports six or fewer **half of the time**. "Six of eight" tells you as much about sample size as about the world. What would settle more: the estimates with their
intervals, in the article.

## 6. What does a barrier earn, and what does it hide?

Retention is money, whatever its reason. The managing partner wants to know how much of next year's fees hangs on leaving being hard. We know who stayed, and we asked one more question: *"If leaving cost me
nothing, I would leave"*.
"""

# %%
kept = people["stayed_next_year"].mean()
would_leave = people["would_leave_if_free"].mean()
print(f"stayed: {kept:.0%} of clients; would leave if it cost nothing: {would_leave:.0%}")

# %% [markdown]
"""
### Fees from captives (8 minutes)

Give `captive_fees`: the yearly fees, in euros, of clients who **stayed** and yet **would leave if it were free**. This is revenue with no goodwill behind it. `annual_fee_eur` holds the fee; in the other two columns 1 means yes.
"""

# %% answer="captive_fees"
captive_fees = ...
### BEGIN SOLUTION
captive = (people["stayed_next_year"] == 1) & (people["would_leave_if_free"] == 1)
captive_fees = people.loc[captive, "annual_fee_eur"].sum()
### END SOLUTION

# %% check="captive_fees" points=2
check("captive_fees", captive_fees)

# %% key="captive_fees"
Item(
    kind="number",
    relative=0.001,
    because="answers rounded to a few euros",
    between=(0, 1e8),
    unit="euros a year",
    hints=[
        "Which two columns say that a client stayed, and that he would rather not?",
        "Both conditions must hold for the same client: (first) & (second).",
        "Select those rows and add up annual_fee_eur.",
    ],
    slips={
        "all_unwilling": Slip(
            lambda w: w.people.loc[
                w.people["would_leave_if_free"] == 1, "annual_fee_eur"
            ].sum(),
            "You also counted clients who have left already. Their fees are gone; keep only those who stayed.",
        ),
        "all_stayed": Slip(
            lambda w: w.people.loc[
                w.people["stayed_next_year"] == 1, "annual_fee_eur"
            ].sum(),
            "You added the fees of everyone who stayed, willing or not. Keep only those who would rather go.",
        ),
        "mean": Slip(
            lambda w: w.people.loc[w.captive, "annual_fee_eur"].mean(),
            "That is the average fee of one captive client. Add the fees up.",
        ),
        "either": Slip(
            lambda w: w.people.loc[
                (w.people["stayed_next_year"] == 1)
                | (w.people["would_leave_if_free"] == 1),
                "annual_fee_eur",
            ].sum(),
            "You took clients who meet one condition or the other. Both must hold for the same client: use &.",
        ),
        "share": Slip(
            lambda w: w.captive.mean(),
            "That is the share of clients who are captive. The question asks for their fees in euros.",
        ),
    },
)

# %% [markdown]
"""
"Would leave if it were free" is what people *say*. A second reading uses what they *did*: estimate how the chance of staying depends on switching cost, holding the attitude constant, then ask the model what
would happen with the barrier taken down to 2 for everyone above.
"""

# %%
barrier = switching.barrier_effect(
    people, "stayed_next_year", "switching", ["loyalty"], down_to=2
)
barrier.summary()

# %% [markdown]
"""
### What hangs on the barrier? (6 minutes)

Give `fees_at_risk`: the yearly fees, in euros, that the model expects the firm to lose **because** the barrier comes down (`annual_fee_eur` holds the fee). `barrier.held` has, for each client, the probability of staying that hangs on it.
"""

# %% answer="fees_at_risk"
fees_at_risk = ...
### BEGIN SOLUTION
fees_at_risk = barrier.money_held(people["annual_fee_eur"])
### END SOLUTION

# %% check="fees_at_risk" points=1
check("fees_at_risk", fees_at_risk)

# %% key="fees_at_risk"
Item(
    kind="number",
    relative=0.002,
    because="answers rounded to a few euros",
    between=(0, 1e8),
    unit="euros a year",
    hints=[
        "A client who pays much and hangs on the barrier is worth more here than one who pays little.",
        "For each client: probability that hangs on the barrier times yearly fee.",
        "Multiply barrier.held by people['annual_fee_eur'] client by client, then add up.",
    ],
    slips={
        "averages": Slip(
            lambda w: w.barrier.held.mean() * w.people["annual_fee_eur"].mean(),
            "That is the loss for one average client. Do it for each client and add up.",
        ),
        "average_times_total": Slip(
            lambda w: (
                w.barrier.held.mean()
                * w.people.loc[w.people["stayed_next_year"] == 1, "annual_fee_eur"].sum()
            ),
            "You multiplied an average by the fees of those who stayed. Go client by client, over all clients.",
        ),
        "all_leavers": Slip(
            lambda w: (1 - w.barrier.without_barrier) * w.people["annual_fee_eur"].sum(),
            "This counts everyone who would leave without the barrier. Some of them leave anyway; take off those.",
        ),
    },
)

# %% [markdown]
"""
Two readings, two numbers; they need not agree. The first trusts what people say, the second trusts a model in which nothing unmeasured moves both the barrier and the decision to stay. Neither is an experiment. Use
the pair as a range and say so.

### Loyal, captive, lost

Dick and Basu [-@dick1994] cross attitude with behaviour: attached and staying is **loyalty**; staying without attachment is **spurious**. We call the second group captive when it is the cost of leaving that keeps
them. Mind the cut: who counts as "attached"?
"""

# %% alt="Line chart of the shares of loyal, captive, lost-friend and lost clients as the cut on attitude moves from 3 to 6: the captive share rises from few to most clients, although no client changed"
shares = (
    pd.DataFrame(
        {
            cut: switching.loyal_or_captive(
                people["loyalty"], people["stayed_next_year"], cut=cut
            ).value_counts(normalize=True)
            for cut in np.arange(3, 6.1, 0.5)
        }
    )
    .T.reindex(columns=["loyal", "captive", "lost friend", "lost"])
    .fillna(0)
)
ax = plots.kinds_by_cut(shares)

# %% [markdown]
"""
Not one client changed while you moved along that axis. Whoever reports "40 % of our customers are captive" has chosen a cut; ask for it.

### Do they grow into it?

Source 000 names one more force: the longer a relationship lasts, the more *side bets* ride on it: people know you, the standing orders are set, the history is there [@becker1960; @jones2002]. So retention should rise
with tenure, and in your data it tends to. **Does that show that side bets grow?** Here is a firm in which nobody's barrier ever changes: half stay each year with probability 0.95, the other half with 0.70.
"""

# %% covers="RQ-27" alt="Three curves of yearly retention against years with the firm: two flat lines at 0.95 and 0.70 for the two kinds of customer, and a rising curve for all customers together, which climbs from 0.83 towards 0.95"
years = np.arange(0, 11)
steady, restless = (
    0.5 * 0.95**years,
    0.5 * 0.70**years,
)  # how many of each kind are still there
everyone = (steady * 0.95 + restless * 0.70) / (steady + restless)
curves = pd.DataFrame(
    {"steady kind": 0.95, "restless kind": 0.70, "all customers": everyone}, index=years
)
ax = plots.staying_by_tenure(curves)

# %% [markdown]
"""
The middle curve rises although no one becomes more bound: the restless leave first and the steady remain. Growing barriers and plain sorting draw the same curve. To tell them apart you need the *same* customers over
time, or a change that hit some and not others. Your clients' own numbers fit either story:
"""

# %% covers="RQ-27"
people.groupby(pd.cut(people["tenure_years"], [0, 3, 6, 10, 40]), observed=True)[
    ["switching", "loyalty", "stayed_next_year"]
].mean().round(2)

# %% [markdown]
"""
## 7. Audit: does a tie drive people away?

> 程序性转换成本对顾客的态度和行为忠诚影响不显著,关系性转换成本对顾客的态度忠诚却是负向的影响的关系,其他的转换成本都正向的影响着顾客的态度和行为忠诚
>
> *Procedural switching costs have no significant effect on attitudinal and behavioural loyalty; relational switching costs affect attitudinal loyalty negatively; the other switching costs affect attitudinal and behavioural
> loyalty positively.* (source 000, on a mobile market, "SPSS 11.0 and LISREL 8.7")

If that is so, an operator should stop investing in ties. Before anyone does, we audit it. **First: what would we have to know to check it?**

### Audit a claim: what is missing? (set, 5 minutes)

From the quotation (it is all that the source gives), which of these are **missing**? Give `missing` as a set: `"sample size"`, `"industry"`, `"items of the scales"`, `"software"`, `"estimates"`, `"fit of the model"`,
`"direction of the effects"`.
"""

# %% answer="missing"
missing = ...
### BEGIN SOLUTION
missing = {"sample size", "items of the scales", "estimates", "fit of the model"}
### END SOLUTION

# %% check="missing" points=1
check("missing", missing)

# %% key="missing"
Item(
    kind="set",
    options=[
        "sample size",
        "industry",
        "items of the scales",
        "software",
        "estimates",
        "fit of the model",
        "direction of the effects",
    ],
    hints=[
        "Read the quotation and the bracket behind it word by word. What do you know for sure?",
        "Named are the market, the programs and the signs. Cross those off.",
        "What remains is what a reader needs to judge the strength of the result.",
    ],
    slips={
        "present": Slip(
            {"industry", "software", "direction of the effects"},
            "These three are the ones the source does give. The question asks for the others.",
        ),
        "no_fit": Slip(
            {"sample size", "items of the scales", "estimates"},
            "A LISREL model is also judged by whether it fits the data, and the quotation is silent on that.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
**Second: what does the record say?** A meta-analysis of 233 effects from more than 133,000 customers [@blut2015] finds *relational* switching costs to have the **strongest positive** association with repurchase intention and
behaviour of the three kinds. It also refines section 3: procedural and relational costs weaken the tie between satisfaction and repurchase, while *financial* ones go with a stronger one. One unnamed study with the opposite
sign, no sample size and no estimates does not weigh against that. A second paper in the same source cites Lee, Lee and Feick [-@lee2001] on the French mobile market, where switching costs changed the link from satisfaction to loyalty, and
differently by segment: a reminder that "the effect" is an average over people who differ.

**Third: how would you test it?** Here is the model on your subscribers. They are simulated with effects *we* chose, so what follows is practice in testing, not evidence about the world.
"""

# %% covers="SC-15 SC-16 SC-17"
ready = datasets.turned(subscribers)
telecom = switching.type_scores(scales.score(ready, items)).join(
    scales.score(
        ready,
        {
            "satisfaction": ["sa1", "sa2", "sa3"],
            "attitudinal": ["al1", "al2", "al3"],
            "behavioural": ["bh1", "bh2", "bh3"],
        },
    )
)
attitude = smf.ols(
    "attitudinal ~ satisfaction + procedural + financial + relational", data=telecom
).fit(cov_type="HC3")
kinds = ["procedural", "financial", "relational"]
attitude.params.round(3)

# %% alt="Dot plot with 95 per cent intervals of the effects of procedural, financial and relational switching costs on attitudinal loyalty, satisfaction held constant: relational lies clearly to the right of zero, the others close to it"
ax = plots.effects(
    pd.DataFrame(
        {kind: [attitude.params[kind], *attitude.conf_int().loc[kind]] for kind in kinds},
        index=["estimate", "low", "high"],
    ).T
)

# %% [markdown]
"""
### "Not significant" is not "no effect" (8 minutes)

The source says that procedural costs have *no significant effect*. How large could an effect be and still be missed? With standard error SE, a study detects an effect of about **2.8 SE** with 80 % power at the 5 % level
(1.96 to be significant, plus 0.84 to be so four times in five). Give `smallest_effect`: the smallest effect of procedural cost on **attitudinal** loyalty that your 800 subscribers would have shown with 80 % power. `attitude.bse` holds the standard errors.
"""

# %% answer="smallest_effect"
smallest_effect = ...
### BEGIN SOLUTION
smallest_effect = 2.8 * attitude.bse["procedural"]
### END SOLUTION

# %% check="smallest_effect" points=1
check("smallest_effect", smallest_effect)

# %% key="smallest_effect"
Item(
    kind="number",
    tolerance=0.001,
    relative=0.005,
    because="2.8 stands for 1.96 + 0.84, and answers are rounded to three decimals",
    between=(-100, 100),
    unit="points of loyalty per point of cost",
    hints=[
        "How wide the estimate wobbles is what limits a study. Where does the fitted model keep that number?",
        "attitude.bse holds the standard errors, by name of the variable.",
        "Multiply the standard error of procedural by 2.8.",
    ],
    slips={
        "significance_only": Slip(
            lambda w: 1.96 * w.attitude.bse["procedural"],
            "An effect of 1.96 standard errors is found only half of the time. Allow for power as well.",
            credit=0.5,
        ),
        "root_n_twice": Slip(
            lambda w: 2.8 * w.attitude.bse["procedural"] / len(w.telecom) ** 0.5,
            "You divided by the root of the sample size once more. A standard error has that division in it already.",
        ),
    },
)

# %% [markdown]
"""
A study that could have missed an effect of that size has not shown that there is none. The source does not let us compute this number for the original study; that is the finding of the audit.

## 8. The dark side

A barrier can be *given* (a client's own know-how), *earned* (ties, points) or *put there*. In June 2023 the US Federal Trade Commission sued Amazon over how people were enrolled in Prime and over a cancellation flow that, on the
Commission's account, was called "Iliad" inside the firm. In September 2025 the case was settled for 2.5 billion dollars, 1.0 billion as a penalty and 1.5 billion for customers; Amazon admitted nothing [@ap2025prime]. Whatever one
thinks of the case, it prices something: a *procedural* switching cost that the firm designs is a liability as well as an asset.

Suppose the adviser's operations manager proposes a paper form and a two-week wait for closing an account. The captives' fees would stay a year longer. What would you have to believe for that to pay?
"""

# %% alt="Line chart of the yearly gain from an obstacle against the chance of having to pay the fees back with a penalty: the gain falls in a straight line and turns negative well before even odds"
chance = np.linspace(0, 1, 21)
kept_by_form = (
    0.10 * people.loc[people["would_leave_if_free"] == 1, "annual_fee_eur"].sum()
)  # our assumption: the form holds one in ten
gain_by_chance = pd.Series(
    kept_by_form * 0.4 - chance * kept_by_form * (1 + 0.7), index=chance
)  # 40 % margin; refund plus 70 % penalty
ax = plots.line(
    gain_by_chance,
    xlabel="chance of paying it all back, with a penalty of 70 %",
    ylabel="expected gain (EUR a year)",
)

# %% [markdown]
"""
The assumptions are ours (the form holds one unwilling client in ten, margin 40 %, penalty 70 % on top of refunds); change them in the cell. The line is straight, and it is negative over most of its length. And it leaves out what the captives tell
others.

## 9. In writing

These two are read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=4
"""
### The memo (written, 25 minutes, at most 250 words)

The managing partner can pay for **one** of three things next year: better analysts (technical quality), a friendlier front office (functional quality), or a "welcome file" that makes a client's history painful to move (switching cost). Advise
her. Name the group of clients it is for, use at least two of your own numbers, say what your numbers cannot show, and say what you would measure in a year to see whether you were wrong.

=== BEGIN MARK SCHEME ===
1 point: one clear recommendation, for a named group, that follows from the student's own slopes and group sizes (corners, offer).
1 point: at least two own numbers used correctly (slope, share beyond the boundary, captive fees, fees at risk), with their uncertainty or range.
1 point: says what a one-time survey cannot show (cause, change over time, what the boundary means) without comparing regions.
1 point: a measure for next year that could come out against the advice; and, if the welcome file is chosen, its effect on captives is faced.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's data; yours has other numbers.* Pay for the analysts, for the experts who could leave easily. There one point of technical quality goes with the most loyalty per client, and the effect fades as leaving gets harder, so
money spent on the bound clients buys less. For the novices the friendlier front office comes out nearly level, so the choice rests on a small difference; I say so. I advise against the welcome file: fees of clients who stay unwillingly are already large, and the range between what they say and what the
model says shows how little we know of them. All this comes from one survey: it shows what goes together, not what follows from what, and the point where the effect fades out would move with a larger sample. Give the analyst line to a random half of the
group and compare loyalty and staying; if the halves do not differ, I was wrong.
"""

# %% [markdown] written="claim" points=2
"""
### The claim your memo rests on (written, 10 minutes, at most 100 words)

Which one statement, if false, would turn your advice round? Say what you know about it from your data, what from the literature, and what would settle it.

=== BEGIN MARK SCHEME ===
1 point: names a statement that really carries the advice (not a side remark), and separates own data from literature.
1 point: names evidence that could settle it (experiment, panel, original article), not "more research".
=== END MARK SCHEME ===
"""

# %% [markdown] model="claim"
"""
*One good answer.* That technical quality *causes* loyalty among easy-to-leave experts. My data show that the two go together in one survey; Bell and others expected the pattern, but I have only their abstract. A random half given the analyst line would settle it.
"""

# %% [markdown]
"""
## What we found

- Leaving has a price, and it is not one price: prepaid and contract subscribers live in different worlds.
- Eight facets can be told apart; a facet that looks unreliable may only hold an item that runs the other way.
- Where leaving is hard, *technical* quality moves loyalty less; for functional quality many samples cannot say. The boundary of significance is a statement about a sample, not a fence between two kinds of people.
- Experts respond to results. Which offer deserves the money, and for whom, depends on slopes *and* sizes, and comes out differently for different students.
- "Six of eight" and "not significant" say as much about studies as about the world.
- Barriers earn fees and hide unwilling customers. A barrier that a firm designs can be charged back to it.

## Go further

Start with Burnham, Frels and Mahajan [-@burnham2003] for the facets, Bell, Auh and Smalley [-@bell2005] for the interactions, Blut and others [-@blut2015] for what many studies say together, and Gelman and Stern [-@gelman2006] for the most useful two pages on comparing
results. `datasets.truth("investment_clients")` tells you now what was built into your data, and which six of the eight.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening question; 20 sections 1-2 (bug hunt in pairs); 30 section 3 with the slider on the projector; 10 section 4, show of hands on the offer; 15 audit; 5 close.

**Opening question.** "Your phone contract: write down what it would cost you to leave, in euros. Now cross out everything a rival could pay for." Collect the medians of both lists on the board; what is left after crossing out is
relational and procedural cost.

**Board plan.** Left: the sum of section 1 with the class's own numbers. Middle: two lines, steep and flat, with "free" and "bound". Right: the sentence "significant here, not there", struck through at the end of section 3.

**Likely wrong turns.** (1) `learning_alpha` without the reversed item: ask for the wording before the fix. (2) The uncentred coefficient, larger than any client's effect: ask "for whom is this true?". (3) Choosing `a` in the caution item: let two students
stand a hand's breadth left and right of the line and ask what differs. (4) Comparing the groups of one offer only.

**Different and both right.** Have students with different answers to `offer` argue; their data differ. (`unsettled` is the same pair for nine students in ten.)

**Fairness.** Speak of the Prime case as what it is: an allegation, a settlement, no admission.
"""

# ---
# title: Relationship marketing
# question: Who is worth a relationship?
# objectives:
#   - say what five definitions of relationship marketing share, and what one of them leaves out
#   - tell the level of a relationship from what is done for a customer, and compare levels fairly
#   - work out which level of relationship pays for which customer, and test a famous grid against a cost model
#   - tell bonds that a rival can copy from bonds that it cannot
#   - choose between winning new customers and keeping old ones, with the long run in view
# minutes: {reading: 80, practice: 115}
# needs: Means, shares and percentages. A little Python (calling a function, picking rows of a table, groupby). A few regressions are shown, none is asked for.
# datasets: [distributor_accounts]
# points: 28
# claims: [DC-33, DC-34, DC-35, DC-36, DC-47, DC-57, DC-61, DC-63]
# terms:
#   - {en: relationship marketing, zh: 关系营销, means: "marketing that sets out to win, keep, deepen and, where need be, end relationships", source: berry1983}
#   - {en: transaction marketing, zh: 交易营销, means: "marketing that treats each sale as complete in itself", source: gronroos1994}
#   - {en: relationship continuum, zh: 关系连续谱, means: "the line from anonymous purchase to full collaboration, with no gap in it", source: day2000}
#   - {en: level of relationship, zh: 关系水平, means: "how much a firm does for a customer after the sale: basic, reactive, accountable, proactive, partnership", source: kotler1994}
#   - {en: financial bond, zh: 财务联系, means: "a price advantage for those who stay", source: berry1991}
#   - {en: social bond, zh: 社会联系, means: a tie between people who know each other, source: berry1991}
#   - {en: structural bond, zh: 结构联系, means: "work that is built into both firms and would have to be undone", source: berry1991}
#   - {en: marketing mix, zh: 营销组合, means: "the things a firm can set to sell more: product, price, place, promotion and later lists", source: borden1964}
#   - {en: internal marketing, zh: 内部营销, means: treating employees as customers of the firm, source: berry1981}
#   - {en: offensive marketing, zh: 进攻型营销, means: winning new customers, source: fornell1987}
#   - {en: defensive marketing, zh: 防御型营销, means: losing fewer of those one has, source: fornell1987}
#   - {en: leaky bucket, zh: 漏桶理论, means: a customer base that is filled by winning and drained by losing, source: ehrenberg1990}
#   - {en: cost to serve, zh: 服务成本, means: "what looking after a customer costs, beyond the goods"}
#   - {en: co-opetition, zh: 竞合, means: competing and cooperating with the same firm, source: brandenburger1996}
# ---

# %% [markdown]
"""
The firm in this chapter is made up and its data are simulated: a distributor of workshop supplies (screws, drills, gloves) with 1,000 accounts.
**The accounts are yours alone**; a classmate's distributor has others. `datasets.describe("distributor_accounts")` says what each column means,
`datasets.truth("distributor_accounts")` what was built in. Look at the second when you have finished.
"""

# %%
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import crmlab
from crmlab import datasets, plots, relationship, value

student = crmlab.student()
check = crmlab.checker("relationship_marketing", student)

# %%
accounts = datasets.load("distributor_accounts", student=student)
student

# %% [markdown]
"""
## 1. Is every customer a partner?

The sales director has had it printed on the vans: *"Every customer is a partner."* Her controller has a different sentence: *"Some of them cost us
more than they bring."* Both look after the same 1,000 accounts. `margin_eur` is what an account brings in a year, after the goods and any rebate
are paid; `service_cost_eur` is its **cost to serve**: the calls, the visits, the joint work. **Who is right?**
"""

# %% predict="losing"
# Your guess: of 1,000 accounts, how many cost more to look after than they bring in?
my_guess = 20

# %%
accounts["profit_eur"] = accounts["margin_eur"] - accounts["service_cost_eur"]
accounts[["margin_eur", "service_cost_eur", "profit_eur"]].describe().loc[
    ["mean", "min", "50%", "max"]
].round(0)

# %% alt="Curve of cumulative profit over accounts, the most profitable first: it rises steeply, flattens, reaches its top before the last accounts and falls a little to the dashed line of the total"
ax = plots.whale_curve(value.whale_curve(accounts["profit_eur"]))

# %% [markdown]
"""
Start at the left with the account that earns most and add the others one by one. The curve climbs, flattens and, near the right end, comes down:
the last accounts take away a little of what the others brought.

### Now you try: which accounts lose money? (number, 4 minutes)

Give `losing`: the **number** of accounts whose margin does not cover their own service cost.
"""

# %% answer="loss_accounts"
losing = ...
### BEGIN SOLUTION
losing = (accounts["margin_eur"] < accounts["service_cost_eur"]).sum()
### END SOLUTION

# %% check="loss_accounts" points=2
check("loss_accounts", losing)

# %% key="loss_accounts"
Item(
    kind="number",
    tolerance=0.5,
    because="a count",
    between=(-1, 1e6),
    unit="accounts",
    hints=[
        "Two columns have to be compared for each account. Which two?",
        "A comparison of two columns gives True or False for each row, and True counts as one.",
        "Add up the rows in which margin_eur is smaller than service_cost_eur.",
    ],
    slips={
        "share": Slip(
            lambda w: (w.accounts["margin_eur"] < w.accounts["service_cost_eur"]).mean(),
            "That is a share of the accounts. The question asks how many there are.",
            credit=0.5,
        ),
        "below_average": Slip(
            lambda w: (w.accounts["profit_eur"] < w.accounts["profit_eur"].mean()).sum(),
            "These earn less than the average account. Earning little is not losing; compare margin and cost of the same account.",
        ),
        "the_others": Slip(
            lambda w: (w.accounts["margin_eur"] > w.accounts["service_cost_eur"]).sum(),
            "These are the accounts that do pay for their service. The question asks for the others.",
        ),
    },
)

# %% [markdown]
"""
So should these accounts go? Look at what they bring, and at what the accounts cost for which least is done:
"""

# %%
loss_making = accounts[accounts["margin_eur"] < accounts["service_cost_eur"]]
least_done = accounts[
    accounts[["calls_after_delivery", "visits_unasked", "joint_projects"]].sum(axis=1) == 0
]
print(f"smallest margin among them: {loss_making['margin_eur'].min():.0f} EUR")
print(
    f"mean service cost where nobody calls or visits: {least_done['service_cost_eur'].mean():.0f} EUR"
)

# %% [markdown]
"""
Even the smallest of them would earn money if less were done for it. Nobody has to be sent away; **some accounts have a closer relationship than
they can pay for.** Hence the question of this chapter: not whether to have relationships, but who is worth which one.

### What the word means

Before we count further: what would the experts call a relationship? The source documents hold five definitions. In short:

| | who, where | 中文 | in English |
|---|---|---|---|
| A | attraction and retention (004) | 吸引和保持顾客关系 | attracting and keeping customer relationships, in service organisations |
| B | Morgan and Hunt (003, 004) | 建立、发展和保持一种成功的关系交换 | establishing, developing and keeping successful relational exchange; "a theory of commitment and trust" |
| C | Grönroos (003) | 与顾客共同创造价值 | creating value together with the customer |
| D | the source's own summary (003) | 识别、建立、维护和巩固企业与顾客及其他利益相关者之间关系 | identifying, establishing, maintaining and consolidating relations with customers and other stakeholders |
| E | a glossary (003) | 建立稳固和长期的关系,促进客户忠诚度和增加销售额 | building solid long-term relationships, for loyalty and sales |

A is close to Berry, who is usually credited with the subject's name; his own sentence has a third verb, *enhancing* [@berry1983]. B is Morgan and
Hunt's, nearly word for word [@morgan1994]. For C the source gives no work; his article of 2004 builds relationship marketing from three processes,
value, interaction and dialogue [@gronroos2004]. How far do the five agree? Take each apart into what it says, and count.
"""

# %% covers="RM-01 RM-02 RM-03 RM-04 RM-05" alt="Grid of overlaps between five definitions of relationship marketing, each pair as shared parts over all parts: the highest overlap is 0.60, between attraction and the glossary, and C, co-creation, shares least with the others"
says = {
    "A": {"win", "keep", "customers"},
    "B": {"win", "keep", "deepen", "trust"},
    "C": {"customers", "value for both"},
    "D": {"identify", "win", "keep", "deepen", "customers", "others"},
    "E": {"win", "keep", "customers", "loyalty", "sales"},
}
shared = pd.DataFrame(
    {
        one: {two: len(a & b) / len(a | b) for two, b in says.items()}
        for one, a in says.items()
    }
)
ax = plots.overlap(shared)

# %% [markdown]
"""
A cell says how much two definitions share: parts in common, divided by all parts that either names. Winning and keeping is what four of the five
have in common. Beyond that they pull apart: B says what holds a relationship together (trust, commitment), C what it is for, E what the seller
gets, D with whom else. Coding is a judgement; change a set and run it again. **None of the five says with whom *not*.**

### Audit a claim: what fell out of the summary? (set, 5 minutes)

Definition D is the source's own *"therefore"*. The sentence it shrinks is Grönroos's, and it runs, in our words: marketing is to **identify** and
**establish**, **maintain** and **enhance**, and when necessary **terminate** relationships with customers and **other stakeholders**, **at a
profit**, so that the aims of all are met; and this is done by giving and keeping **promises** [@gronroos1994].

*What the record says.* A co-author's later summary confirms "establish, maintain, enhance", "at a profit" and the aims of the parties for the 1994
article [@ravald1996]. That it says "when necessary, terminate" we have from the literature about it, not from the page; the page itself would
settle it.

Give `left_out`: the set of the parts below that Grönroos's sentence has and definition D has not. Choose from `"identify"`, `"establish"`,
`"maintain"`, `"enhance"` (D says consolidate), `"terminate"`, `"other stakeholders"`, `"at a profit"`, `"promises"`.
"""

# %% answer="left_out"
left_out = ...
### BEGIN SOLUTION
left_out = {"terminate", "at a profit", "promises"}
### END SOLUTION

# %% check="left_out" points=1
check("left_out", left_out)

# %% key="left_out"
Item(
    kind="set",
    options=[
        "identify",
        "establish",
        "maintain",
        "enhance",
        "terminate",
        "other stakeholders",
        "at a profit",
        "promises",
    ],
    hints=[
        "Read definition D word by word and cross off what it does say. What is left?",
        "D has four verbs and two groups of people. Grönroos has one verb more.",
        "Besides the verb, look for what says when a relationship is good business, and how it is kept up.",
    ],
    slips={
        "kept": Slip(
            {"identify", "establish", "maintain", "enhance", "other stakeholders"},
            "These are the parts that definition D did keep. The question asks for what fell out.",
        ),
        "verb_only": Slip(
            {"terminate"},
            "You found the missing verb. Two more things fell out that are not verbs of building or ending.",
            credit=0.5,
        ),
    },
)

# %% [markdown] covers="DC-63"
"""
What fell out is just what the controller was asking about. Without "at a profit" and "terminate", every customer is a partner.
"""

# %% [markdown]
"""
## 2. Two kinds of marketing, or two ends of one line?

Source 003 sets transaction marketing against relationship marketing in a table of nine rows, and in another of four.
"""

# %% covers="RM-11 RM-12"
two_columns = pd.DataFrame(
    [
        ["theory", "4P", "4C and 4R"],
        ["concept", "producer", "customer, with an eye on rivals"],
        ["mode", "push", "pull, along the supply chain"],
        ["method", "the same for everybody", "different by customer"],
        ["goal", "new customers, own profit", "loyalty, benefit of all parties"],
        ["tools", "4P", "4R"],
        ["communication", "one way", "two way or more"],
        ["cost and time", "low at first, high later", "high at first, low later"],
        ["goals of both sides", "different", "the same"],
        ["(second table) the sale", "the end, and the success", "the beginning"],
        [
            "(second table) the customer",
            "anonymous, independent",
            "known, dependent as we are",
        ],
        ["(second table) the task", "win the next one", "solve problems of those we have"],
        ["(second table) the core", "product, talk to many", "service, talk to one"],
    ],
    columns=["", "transaction marketing", "relationship marketing"],
).set_index("")
two_columns

# %% [markdown]
"""
Such tables are handy and they mislead: they make you choose a column for the whole firm. The literature behind them does not. Grönroos draws a
*continuum* with transaction at one end [@gronroos1994], and Day puts three zones on it, **transactional**, **value-adding** and **collaborative**
exchange [@day2000]. When Coviello and her co-authors asked several hundred firms in five countries, they found firms that do one, firms that do the
other, and a large group that does both [@coviello2002].

Our account managers rated each account on three statements, from 1 to 7: *they tell us what they plan*, *one of us has changed something for the
other*, *we solve problems together*. Put the mean on a line from 0 to 1 and you have a place on the **relationship continuum**. Before you look:
"""

# %% predict="web_zone"
# Of the accounts that only use the web shop, how many per cent are beyond "transactional"?
my_guess = 10

# %% covers="RM-10"
signs = ["shares_plans", "adapted_to_each_other", "works_jointly"]
place = relationship.exchange_continuum(accounts[signs], 1, 7)
place.describe().loc[["mean", "min", "max"]].round(2)

# %% alt="Step histograms of the place on the continuum from anonymous to fully joined for field, inside and web accounts, with three zones marked: field accounts lie furthest to the right, but every channel has accounts in every zone"
ax = plots.continuum(place["position"], accounts["channel"])

# %%
zones = ["transactional", "value-adding", "collaborative"]
pd.crosstab(accounts["channel"], place["zone"], normalize="index")[zones].round(2)

# %% [markdown]
"""
One firm, one catalogue, and accounts all along the line; even the web shop has customers who tell us their plans. (One minus the first number of
the row `web` is what you guessed at.) There is no gap in the middle where one kind of marketing would end and the other begin. The dashed cuts at
one third and two thirds are ours (Day gives none), so "share of collaborative accounts" is a number that its author has chosen. The nine-row table
keeps one row that can be checked with a calculator, *cost and time*. We come back to it in section 4.

## 3. Five levels, and what they keep

Where on that line *should* an account be? Kotler names five levels, by what happens after the sale [@kotler1991]. Our distributor's version:

| level | 中文 | what we do after the sale |
|---|---|---|
| basic | 基本型 | nothing: we sold it |
| reactive | 响应型 | ask for complaints, and answer them |
| accountable | 责任型 | call after the delivery: is everything all right? |
| proactive | 主动型 | visit unasked, with a suggestion |
| partnership | 伙伴型 | work together all the time, in joint projects |

Nobody wrote the level down. But the books show what was done.

### Now you try: tell the level (function, 8 minutes)

Write `level_of`: the level of an account is the **highest** step for which the books show anything above zero (an answered complaint, a call, a
visit, a project). Steps below may be empty: an account with a joint project is a partnership even if nobody ever called.

To test yourself: `level_of(1, 3, 0, 0)` is `"accountable"`, `level_of(0, 0, 0, 1)` is `"partnership"`.
"""


# %% answer="level_of"
def level_of(complaints_answered, calls_after_delivery, visits_unasked, joint_projects):
    """Name of the level of relationship: the highest step with anything above zero."""
    ### BEGIN SOLUTION
    if joint_projects > 0:
        return "partnership"
    if visits_unasked > 0:
        return "proactive"
    if calls_after_delivery > 0:
        return "accountable"
    if complaints_answered > 0:
        return "reactive"
    return "basic"
    ### END SOLUTION


# %% check="level_of" points=2
check("level_of", level_of)


# %% key="level_of"
def _level_by(choose):
    names = ["basic", "reactive", "accountable", "proactive", "partnership"]

    def level(complaints_answered, calls_after_delivery, visits_unasked, joint_projects):
        done = [
            complaints_answered > 0,
            calls_after_delivery > 0,
            visits_unasked > 0,
            joint_projects > 0,
        ]
        return names[choose(done)]

    return level


Item(
    kind="function",
    inputs=lambda rng: [
        [0, 0, 0, 0],
        [1, 0, 0, 0],
        [1, int(rng.integers(1, 6)), 0, 0],
        [0, int(rng.integers(1, 6)), 0, 0],
        [0, 0, int(rng.integers(1, 7)), 0],
        [1, int(rng.integers(1, 6)), int(rng.integers(1, 7)), 0],
        [0, 0, 0, int(rng.integers(1, 3))],
        [1, 0, int(rng.integers(1, 7)), int(rng.integers(1, 3))],
    ],
    hints=[
        "If an account has a joint project, does anything else still matter for its level?",
        "Ask for the highest step first and return at once if it is there.",
        "Four questions from projects down to complaints, each with its return; what is left is basic.",
    ],
    slips={
        "counted": Slip(
            lambda w: _level_by(sum),
            "You counted how many things are done. The level is the highest of them, even if the steps below are empty.",
        ),
        "lowest": Slip(
            lambda w: _level_by(lambda done: done.index(True) + 1 if any(done) else 0),
            "You stopped at the lowest step that is there. Ask for the highest one first.",
        ),
        "no_gaps": Slip(
            lambda w: _level_by(lambda done: (*done, False).index(False)),
            "You climbed step by step and stopped at the first empty one. Steps below the highest may be empty.",
        ),
        "more_is_closer": Slip(
            lambda w: _level_by(lambda done: 4 if sum(done) > 2 else sum(done)),
            "Several things done at once do not make a partnership; only a joint project does.",
        ),
    },
)

# %% [markdown]
"""
The same rule for all accounts at once, and what a level means in contacts a year:
"""

# %% covers="RM-07 RM-13"
LEVELS = list(relationship.LEVELS)
accounts["level"] = np.select(
    [
        accounts[step] > 0
        for step in (
            "joint_projects",
            "visits_unasked",
            "calls_after_delivery",
            "complaints_answered",
        )
    ],
    LEVELS[:0:-1],
    LEVELS[0],
)
what = {
    "complaints_answered": "dialogue: complaints answered",
    "calls_after_delivery": "dialogue: calls",
    "visits_unasked": "interaction: visits",
    "orders_per_year": "interaction: orders",
    "margin_eur": "value: margin (EUR)",
}
by_level = accounts.groupby("level")[list(what)].mean().rename(columns=what).loc[LEVELS]
by_level.assign(accounts=accounts["level"].value_counts()).round(1)

# %% [markdown]
"""
The three words before the colons are Grönroos's three processes: a **value** process, which is where a relationship starts and what it results in,
an **interaction** process at its core, and a **dialogue** that supports both [@gronroos2004]. Our books show all three, and only from our side:
what the *account* gets out of it stands in no column. Keep that in mind until section 9.

### Audit a claim: five stages? (4 minutes of reading)

> 以上五种关系由低到高,逐渐深化,是企业与顾客之间关系的五个阶段
>
> *These five relationships, from low to high and deepening step by step, are five stages of the relationship between firm and customer.* (source 003)

A *level* is how much you do; a *stage* is where you have got to. Kotler's five are levels: he asks how far to go with which customer [@kotler1991],
and a report of a talk he gave in 1993 has him speak of levels, too. Stages are a different theory; Dwyer, Schurr and Oh have awareness,
exploration, expansion, commitment and dissolution [@dwyer1987]. The difference shows in data: if the five were stages, the accounts won last year
would stand at the bottom of the ladder.
"""

# %% covers="DC-61 RM-07"
pd.crosstab(
    accounts["level"],
    np.where(accounts["tenure_years"] == 0, "won last year", "older"),
    normalize="columns",
).loc[LEVELS].rename_axis(columns=None).round(2)

# %% [markdown]
"""
They do not: new accounts are at all five levels, about as often as old ones, give or take chance. (Ours are simulated that way, so this is practice
in testing the claim, not evidence about the world.) Nothing says that an account must climb, or that it should. A level is a decision.

### Do closer levels keep more accounts?
"""

# %%
raw = accounts.groupby("level")["stayed_next_year"].mean().loc[LEVELS]
raw.round(2)

# %% [markdown]
"""
### Bug hunt: the trainee's lift (target practice, 8 minutes)

The trainee takes the last number minus the first and writes: *"A partnership keeps that many more accounts. Let us make everybody a partner."*
Before you believe him, look at who gets which level, and at who stays anyway:
"""

# %%
accounts["third"] = pd.qcut(
    accounts["margin_eur"].rank(method="first"), 3, labels=["small", "middle", "large"]
)
pd.crosstab(accounts["level"], accounts["third"]).loc[LEVELS]

# %%
kept = (
    accounts.groupby(["level", "third"], observed=True)["stayed_next_year"]
    .mean()
    .unstack()
    .loc[LEVELS]
)
kept.round(2)

# %% [markdown]
"""
Large accounts get more attention, *and* on the whole they stay more often at any level. The trainee's difference holds both. Compare like with
like: in `kept` each column holds accounts of one size. Give `fair_lift`: by how much retention at **partnership** exceeds that at **basic**,
computed within each third of the margin and then averaged over the three thirds with equal weight. A difference of shares, such as 0.25.
"""

# %% answer="fair_lift"
fair_lift = ...
### BEGIN SOLUTION
fair_lift = (kept.loc["partnership"] - kept.loc["basic"]).mean()
### END SOLUTION

# %% check="fair_lift" points=2
check("fair_lift", fair_lift)

# %% key="fair_lift"
Item(
    kind="number",
    tolerance=0.003,
    because="the table is shown with two decimals, and thirds are averaged",
    between=(-100, 100),
    unit="a difference of shares",
    hints=[
        "In which table do a partnership and a basic account in the same column have about the same size?",
        "Take one row of kept minus another; that gives three differences, one for each third.",
        "Row partnership minus row basic, then the mean of the three numbers.",
    ],
    slips={
        "raw": Slip(
            lambda w: w.raw["partnership"] - w.raw["basic"],
            "This is the trainee's difference. It also credits partnership with the size of its accounts.",
        ),
        "extremes": Slip(
            lambda w: w.kept.loc["partnership"].max() - w.kept.loc["basic"].min(),
            "You took the best cell of one row and the worst of the other: accounts of different size. Stay within a column.",
        ),
        "percent": Slip(
            lambda w: 100 * w.fair_lift,
            "These are percentage points; give a difference of shares between 0 and 1.",
            credit=0.5,
        ),
        "one_level": Slip(
            lambda w: w.kept.loc["partnership"].mean(),
            "This is retention at partnership, averaged fairly. Take off what basic keeps.",
        ),
    },
)

# %% alt="Two lines of the share of accounts that stay, over five levels from basic to partnership: both rise, and the line that compares accounts of equal size rises less than the raw one"
ax = plots.lines(
    pd.DataFrame({"as they stand": raw, "equal mix of sizes": kept.mean(axis=1)}),
    xlabel="level of relationship",
    ylabel="share of accounts that stay",
)

# %% [markdown]
"""
Closer levels do keep more accounts here, but less than the raw numbers promise. And we have made equal only what we could see, the margin. If
representatives choose friendly accounts for their visits, some of the remaining lift is friendliness and not visits. Reinartz and Kumar found in a
mail-order firm that long-lived customers need be neither cheap to serve nor profitable [@reinartz2000]; each firm has to look at its own.
"""

# %% [markdown]
"""
## 4. Which level pays?

We now know what each level keeps and what it costs. Everything from here on rests on this small table:
"""

# %%
levels = pd.DataFrame(
    {
        "retention": kept.mean(axis=1),  # the mean over the thirds: equal mix of sizes
        "cost_per_customer": accounts.groupby("level")["service_cost_eur"].mean(),
        "fixed_cost": 0.0,
    }
).loc[LEVELS]
levels.round(2)

# %% [markdown]
"""
### Audit a claim: dear first, cheap later? (set, 6 minutes)

> 投资成本和时间 …… 短期低、长期高 …… 短期高、长期低
>
> *Cost and time of investment: [transaction] low in the short run, high in the long run; [relationship] high in the short run, low in the long run.* (source 003)

A law without numbers. Is it true? Follow **one place in the order book** that you want to keep filled. Each year it costs the service; and if the
account leaves, someone has to win another, at 150 EUR (our assumption). A closer level costs something to set up (also assumed: 10, 25, 60 and 150
EUR).
"""

# %% covers="DC-57 RM-12"
win_one = 150
set_up = pd.Series([0, 10, 25, 60, 150], index=LEVELS)
per_year = levels["cost_per_customer"] + (1 - levels["retention"]) * win_one
years = np.arange(0, 11)
cost_so_far = pd.DataFrame(
    {level: set_up[level] + per_year[level] * years for level in LEVELS}, index=years
)
per_year.round(0)

# %% alt="Five lines of the cumulative cost of keeping one place filled over ten years: partnership starts highest and climbs fastest, basic starts at zero; some of the middle levels cross below basic within the ten years"
ax = plots.lines(cost_so_far, xlabel="years", ylabel="cost so far (EUR for one place)")

# %% [markdown]
"""
Give `pays_back`: the set of levels (from `"basic"`, `"reactive"`, `"accountable"`, `"proactive"`, `"partnership"`) whose line is **below that of
basic** in year 10. They are the ones for which the source's row comes true.
"""

# %% answer="pays_back"
pays_back = ...
### BEGIN SOLUTION
last_year = cost_so_far.loc[10]
pays_back = set(last_year.index[last_year < last_year["basic"]])
### END SOLUTION

# %% check="pays_back" points=2
check("pays_back", pays_back)

# %% key="pays_back"
Item(
    kind="set",
    options=["basic", "reactive", "accountable", "proactive", "partnership"],
    hints=[
        "Which row of cost_so_far is the end of the picture?",
        "cost_so_far.loc[10] holds one number a level. Compare each with that of basic.",
        "Keep the names of those that are smaller than basic in that row.",
    ],
    slips={
        "all_closer": Slip(
            {"reactive", "accountable", "proactive", "partnership"},
            "Every closer level loses fewer accounts, but that has to save more than the service costs. Look at the last year.",
        ),
        "the_others": Slip(
            lambda w: {"reactive", "accountable", "proactive", "partnership"} - w.pays_back,
            "These are the closer levels that are still dearer than basic in year ten. The question asks for the others.",
        ),
    },
)

# %% [markdown]
"""
"High at first, low later" is true of some levels and false of others, in one and the same firm; for partnership the line is not only high at first,
it is steeper. The row would be right if closeness always saved more in lost customers than it costs in service. That is a sum, not a law: double
the 150 EUR in the cell above and watch. (What would settle the claim in general: the cost books of many firms, before and after. The source offers
none.)

### What must an account bring?

Costs are half of it. A place in the order book also earns its margin, for as long as it stays filled. If `r` stay each year and money is worth `d`
a year, a stream that starts today is worth `w = (1 + d) / (1 + d - r)` times its yearly amount: with `r` = 0.75 and `d` = 0.10, a little over three
years of it. So an account with margin `m` is worth `(m - cost) x w`: a straight line in `m`, steeper where more accounts stay.
"""

# %% alt="Five straight lines of what an account is worth over its life against its yearly margin: closer levels start lower and rise more steeply, so that the lead passes to closer levels as the margin grows"
margins = np.arange(0, 401, 10)
worth = pd.DataFrame(
    {
        level: value.clv(1, row["retention"], 0.10, convention="first_margin_now")
        * (margins - row["cost_per_customer"])
        for level, row in levels.iterrows()
    },
    index=margins,
)
ax = plots.lines(worth, xlabel="margin (EUR a year)", ylabel="worth of an account (EUR)")

# %% [markdown]
"""
Follow the upper edge from left to right: the lead passes to closer and closer levels (one may be skipped). Nobody told the lines about Kotler. A
small account stays longer too when more is done for it, but the years it adds bring too little to pay for the service. Where exactly does the lead
change?

### Now you try: the margin that a closer level needs (function, 10 minutes)

Write the function: from which yearly margin on is the closer of two levels worth as much as the other? The two lines above cross where `(m -
cost_low) x w_low` equals `(m - cost_high) x w_high`. Your grader calls it with levels that you have not seen.

To test yourself: cost 4 and 70 % stay, against cost 14 and 78 % stay, at a discount rate of 0.10, gives 54 EUR.
"""


# %% answer="margin_needed"
def margin_needed(cost_low, stay_low, cost_high, stay_high, discount):
    """Yearly margin in euros at which the closer level is worth as much as the other."""
    ### BEGIN SOLUTION
    w_low = (1 + discount) / (1 + discount - stay_low)
    w_high = (1 + discount) / (1 + discount - stay_high)
    return (cost_high * w_high - cost_low * w_low) / (w_high - w_low)
    ### END SOLUTION


# %% check="margin_needed" points=2
check("margin_needed", margin_needed)


# %% key="margin_needed"
def _needed(weight):
    def margin(cost_low, stay_low, cost_high, stay_high, discount):
        low, high = weight(stay_low, discount), weight(stay_high, discount)
        return (cost_high * high - cost_low * low) / (high - low)

    return margin


Item(
    kind="function",
    tolerance=0.05,
    relative=0.001,
    because="five cents and a tenth of a per cent, for answers rounded on the way",
    unit="euros a year",
    inputs=lambda rng: [
        [
            float(rng.integers(0, 10)),
            round(float(rng.uniform(0.50, 0.65)), 2),
            float(rng.integers(15, 60)),
            round(float(rng.uniform(0.70, 0.92)), 2),
            round(float(rng.uniform(0.05, 0.15)), 2),
        ]
        for _ in range(6)
    ],
    hints=[
        "What is an account with margin m worth at the one level, and at the other?",
        "Write both as (m - cost) times its own w, set them equal and bring m to one side.",
        "Divide the difference of cost times w (closer minus other) by the difference of the two w.",
    ],
    slips={
        "no_discount": Slip(
            lambda w: _needed(lambda stay, discount: 1 / (1 - stay)),
            "You left the discount rate out: a euro in five years counts as much as one today. Use the w of the text.",
            credit=0.5,
        ),
        "margin_at_end": Slip(
            lambda w: _needed(lambda stay, discount: stay / (1 + discount - stay)),
            "Your stream starts a year from now. Here the first margin comes at once: the numerator is 1 + discount.",
            credit=0.5,
        ),
        "one_year": Slip(
            lambda w: (
                lambda cost_low, stay_low, cost_high, stay_high, discount: (
                    (cost_high - cost_low) / (stay_high - stay_low)
                )
            ),
            "You divided the extra cost by the extra retention of one year. Accounts that stay go on paying; use the w of each level.",
        ),
        "costs_swapped": Slip(
            lambda w: (
                lambda cost_low, stay_low, cost_high, stay_high, discount: _needed(
                    lambda stay, d: (1 + d) / (1 + d - stay)
                )(cost_high, stay_low, cost_low, stay_high, discount)
            ),
            "The costs changed places: the closer level, which keeps more, is also the one that costs more.",
        ),
    },
)

# %% [markdown]
"""
### Decide: how close to a large account? (choice on your own numbers, 5 minutes)

Take the account in the middle of the **large** third: its margin is the median of `margin_eur` there. Which level earns most with it, at a discount
rate of 10 %? Set `large_level` to its name. `relationship.best_level(1000, margin, levels, 0.10)` compares all five. Some of your classmates should
answer differently, and be right.
"""

# %% answer="large_level"
large_level = ...
### BEGIN SOLUTION
large_margin = accounts.loc[accounts["third"] == "large", "margin_eur"].median()
large_level = relationship.best_level(1000, large_margin, levels, 0.10).best
### END SOLUTION

# %% check="large_level" points=2
check("large_level", large_level)

# %% key="large_level"
Item(
    kind="choice",
    options=["basic", "reactive", "accountable", "proactive", "partnership"],
    hints=[
        "Which margin does the account in the middle of the large third have?",
        "Pick the rows whose third is large, take the median of margin_eur, and look it up in the picture of the five lines.",
        "Hand that median to best_level with levels and 0.10, and read its best.",
    ],
    slips={
        "keeps_most": Slip(
            "partnership",
            "Most accounts stay at that level, but it also costs most. Compare what is left over a lifetime.",
        ),
        "cheapest": Slip(
            "basic",
            "That level is the cheapest. A large account pays for more, because it stays longer with it.",
        ),
    },
)

# %% [markdown]
"""
How sure is this? The retention of each level comes from some two hundred accounts and is good to four to seven points either way. Two levels whose
lines lie close together at your margin may well change places with next year's data. Before the vans are repainted, look at how much the second
best would earn (`.levels` of your own `best_level` has it for the large account). Here are the accounts in the middle of the other two thirds:
"""

# %%
typical = accounts.groupby("third", observed=True)["margin_eur"].median()
pd.DataFrame(
    {
        third: relationship.best_level(1000, typical[third], levels, 0.10).levels[
            "value_per_customer"
        ]
        for third in ("small", "middle")
    }
).round(0)

# %% [markdown]
"""
## 5. Does the number of customers count?

So far only the margin has. Kotler's well-known grid, in source 004 as *关系营销的水平*, has a second side: how **many** customers there are.
"""

# %% alt="Three by three grid of advised levels by number of customers and margin: from basic or reactive for many customers with a low margin to partnership for few customers with a high margin, darker for closer levels"
ax = plots.level_grid()

# %% [markdown]
"""
The grid comes without numbers and without a reason. Does it follow from costs? Put numbers to the words (100, 1,000 and 10,000 accounts; 30, 100
and 320 EUR) and ask the same model as before in all nine cells.
"""

# %% predict="cells"
# In how many of the nine cells will the model, with your own levels, agree with the grid?
my_guess = 9


# %% covers="RM-08"
def nine_cells(crowding, per_step=0):
    """Level that earns most in each of the nine cells."""
    table = levels.assign(fixed_cost=per_step * np.arange(5))
    cells = relationship.level_map(
        [100, 1000, 10_000], [30, 100, 320], table, 0.10, usual=1000, crowding=crowding
    )
    return cells.set_axis(["few", "medium", "many"]).set_axis(
        ["low", "medium", "high"], axis=1
    )


nine_cells(crowding=0)

# %% [markdown]
"""
The three rows are the same. (Did you guess nine?) The number of accounts multiplies costs and earnings alike and cancels out. If that were all, the
grid's second side would be decoration.

Perhaps a level costs something to *set up* for the whole firm, such as a call centre. Let each step cost 10,000 EUR once:
"""

# %%
nine_cells(crowding=0, per_step=10_000)

# %% [markdown]
"""
Now the number counts, **in the wrong direction**: the more accounts share the call centre, the closer one can afford to be. The grid says the
opposite. So what does it assume?

That **attention is scarce**: those who know the customers well are few, and the more customers they share, the dearer each hour becomes. With
`crowding=0.5` the service of an account costs 41 % more when the number of accounts doubles (and less when it halves). The form is ours; try other
values.

### Now you try: where does the grid follow? (set, 8 minutes)

Run `nine_cells` with a crowding of 0.5 and no set-up cost, and compare with Kotler's grid (`relationship.relationship_level("few", "high")` gives a
cell). Give `agreeing`: the set of cells in which both say the same, written as number and margin: `"few high"`, `"many low"` and so on. Where the
grid says "basic or reactive", either counts.
"""

# %% answer="agreeing"
agreeing = ...
### BEGIN SOLUTION
crowded = nine_cells(crowding=0.5)
agreeing = {
    f"{number} {margin}"
    for number in crowded.index
    for margin in crowded.columns
    if crowded.loc[number, margin] in relationship.relationship_level(number, margin)
}
### END SOLUTION

# %% check="agreeing" points=2
check("agreeing", agreeing)


# %% key="agreeing"
def _agree(w, cells, exactly=False):
    def same(number, margin):
        kotler = w.relationship.relationship_level(number, margin)
        model = cells.loc[number, margin]
        return model == kotler if exactly else model in kotler

    return {f"{n} {m}" for n in cells.index for m in cells.columns if same(n, m)}


Item(
    kind="set",
    options=[
        f"{number} {margin}"
        for number in ("few", "medium", "many")
        for margin in ("low", "medium", "high")
    ],
    hints=[
        "Print nine_cells(crowding=0.5) beside the picture of the grid and go through it cell by cell.",
        "A cell agrees when the model's word is among the words of the grid's cell.",
        "For each number and margin compare the model's level with relationship_level(number, margin) and keep the names of the equal ones.",
    ],
    slips={
        "no_crowding": Slip(
            lambda w: _agree(w, w.nine_cells(crowding=0)),
            "These are the cells that agree when attention costs the same for everybody. Use a crowding of one half.",
        ),
        "strict": Slip(
            lambda w: _agree(w, w.crowded, exactly=True),
            "You demanded the very same words. Where the grid says basic or reactive, either of them agrees.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
With one assumption, that attention is scarce, the levels of the model fall from few accounts with high margins to many with low ones, as in the
grid; without it the number does not matter at all. How many of the nine cells agree to the word depends on your levels and on where "few" and
"high" begin, which Kotler does not say. But the *reason* is worth more than the grid: where attention is not scarce (a web shop that knows ten
thousand customers as well as ten), **the grid's advice fails**, and you know why. Move it yourself; your own levels are in it.
"""

# %% widget="relationship_level"
crmlab.widgets.relationship_level(levels)

# %% alt="The interactive at two settings, here with attention that costs the same for everybody: above, a plane of margin and number of customers in vertical stripes, so that only the margin decides; below, bars of what each level earns for the firm at the star"
crmlab.widgets.relationship_level(levels, dearer=0).static()

# %% [markdown]
"""
Three tasks: (1) Set *cost rises when customers double by* to 0 %, as in the second picture, and explain to your neighbour why the stripes are
upright. (2) Leave it there and raise *to start each step up*; which way do the stripes lean, and why is that the call centre? (3) Back at 41 %,
lower *gains in staying* to 50 %, as if half of your fair lift were friendliness. Which levels leave the picture first?

## 6. Three bonds, and what a rival can copy

How *does* one hold an account? Berry and Parasuraman tell three **bonds** apart [@berry1991]. Source 003 has what is left of a slide about them:
*赠送给顾客的优惠卡* (gift cards), *以个性化和定制化服务建立…社会关系* (a social relationship through personal service), *提高顾客转移成本* (raise the cost of leaving). In our firm:

- a **financial bond**, the year-end rebate: `year_rebate`;
- a **social bond**, one person known by name: `named_contact`;
- a **structural bond**, a stock list that orders by itself: `linked_ordering`.

In half of the regions a rival now gives the same rebate (`rival_matches_rebate`). **What does each bond still hold there?**
"""

# %% predict="rebate"
# In which regions does the rebate keep more accounts: "no rival", "rival" or "same"?
my_guess = "same"

# %% [markdown]
"""
### Now you try: what each bond holds (table, 10 minutes)

Give `bonds`: three rows (`year_rebate`, `named_contact`, `linked_ordering`), two columns (`no rival`, `rival`). Each cell is the share that stayed
**among accounts with the bond minus the share among those without**, in the regions of that column. Who has which bond was drawn at random in these
data, so a plain difference will do.
"""

# %% answer="bonds"
bonds = ...
### BEGIN SOLUTION
bonds = pd.DataFrame(
    0.0, ["year_rebate", "named_contact", "linked_ordering"], ["no rival", "rival"]
)
for bond in bonds.index:
    for column, rival in (("no rival", 0), ("rival", 1)):
        there = accounts[accounts["rival_matches_rebate"] == rival]
        stayed = there.groupby(bond)["stayed_next_year"].mean()
        bonds.loc[bond, column] = stayed[1] - stayed[0]
### END SOLUTION

# %% check="bonds" points=2
check("bonds", bonds)


# %% key="bonds"
def _with_bond(w):
    table = w.bonds.copy()
    for bond in table.index:
        for column, rival in (("no rival", 0), ("rival", 1)):
            there = w.accounts[w.accounts["rival_matches_rebate"] == rival]
            table.loc[bond, column] = there.loc[there[bond] == 1, "stayed_next_year"].mean()
    return table


def _both_regions(w):
    table = w.bonds.copy()
    for bond in table.index:
        stayed = w.accounts.groupby(bond)["stayed_next_year"].mean()
        table.loc[bond] = stayed[1] - stayed[0]
    return table


Item(
    kind="table",
    columns=["no rival", "rival"],
    index=["year_rebate", "named_contact", "linked_ordering"],
    tolerance=0.006,
    because="shares rounded to two decimals before the difference",
    between=(-100, 100),
    unit="difference of shares",
    hints=[
        "Each cell compares two groups of accounts. Which regions, and which two groups?",
        "Keep the rows with rival_matches_rebate equal to 0 (or 1), group them by the bond and take the mean of stayed_next_year.",
        "In each group of regions: mean where the bond is 1 minus mean where it is 0.",
    ],
    slips={
        "columns_swapped": Slip(
            lambda w: w.bonds[["rival", "no rival"]].set_axis(
                ["no rival", "rival"], axis=1
            ),
            "The two columns changed places: rival_matches_rebate is 1 where a rival gives the same rebate.",
            credit=0.5,
        ),
        "with_bond_only": Slip(
            _with_bond,
            "These are shares that stayed among accounts with the bond. Take off the share among those without it.",
        ),
        "all_regions": Slip(
            _both_regions,
            "Both columns are the same: you took all regions together. Split the accounts by rival_matches_rebate first.",
        ),
    },
)

# %% covers="RM-09" alt="Dot plot with 95 per cent intervals of how much more often accounts with a bond stay, for three bonds without and with a rival that matches the rebate: the rebate falls towards zero where a rival matches it, contact and linked ordering do not"
rows = {}
for bond in ("year_rebate", "named_contact", "linked_ordering"):
    groups = accounts.groupby(["rival_matches_rebate", bond])["stayed_next_year"]
    for rival, where in enumerate(("no rival", "rival")):
        p, n = groups.mean()[rival], groups.count()[rival]
        step = 1.96 * np.sqrt((p * (1 - p) / n).sum())
        rows[f"{bond}, {where}"] = [p[1] - p[0], p[1] - p[0] - step, p[1] - p[0] + step]
ax = plots.effects(pd.DataFrame(rows, index=["estimate", "low", "high"]).T)

# %% [markdown]
"""
A rebate can be copied by Monday, and where it has been, most of its hold is gone, while it still has to be paid. The other two hold where the rival
is, too: he would have to hire the person or redo the link. That is built into our data, after Berry and Parasuraman's argument. The world has been
asked as well: for 313 business customers of 34 firms, Palmatier, Gopalakrishna and Houston found that **social** programmes paid off handsomely,
**financial** ones did not, and **structural** ones did for customers who are served often [@palmatier2006returns].

Two warnings. The intervals are wide: with 1,000 accounts a bond's hold is known to within some eight points. And the slide's third line, "raise the
cost of leaving", is only half of a structural bond. Linked ordering *helps* the account every day; a form that makes leaving hard helps nobody.
That is a chapter of its own, on switching costs.
"""

# %% [markdown]
"""
## 7. P, C and R: who said what?

The nine-row table builds relationship marketing on "4C and 4R" and leaves "4P" to the others. Whose letters are these? Sources 003 and 004 are a
little careless with names:

> 1953年,___在___的就职演说中创造了"市场营销组合"这一术语 …… 1967年,___在其畅销书《营销管理:分析、规划与控制》中进一步确认
>
> *In 1953 ___, in an inaugural address at ___, created the term "marketing mix" ... in 1967 ___ confirmed it in the bestseller "Marketing Management: Analysis, Planning and Control".* (source 003; the blanks are the source's)
>
> 美国学者布姆斯7Ps …… 功能成本--4C理论 …… 劳伦斯伯格(1990)
>
> *The American scholar Booms, 7Ps ... functional cost, the 4C theory ... "Laurensberg" (1990)* (source 004)

**What the record says.** *The blanks:* Neil Borden, who used the phrase in his address as president of the American Marketing Association in 1953.
But he did not create it there: in 1964 he writes that he has used it in teaching and writing for some fifteen years, and that a paragraph of
Culliton's suggested it, in which the manager is a "mixer of ingredients" [@borden1964; @culliton1948]. The third blank is Kotler [@kotler1967].
*4P:* McCarthy [@mccarthy1960]. *7P:* Booms **and Bitner**, who added people, process and physical evidence for services [@booms1981]. *4C:* Robert
**Lauterborn**, in a column in Advertising Age; "Laurensberg" is a sound copied into Chinese and back, and "functional cost" is a scrap of another
slide [@lauterborn1990]. What would settle the first blank for good is the printed address of 1953, which we have not seen.
"""

# %% covers="MX-02 MX-03 MX-06 DC-33 DC-34 DC-35" alt="Timeline from 1948 to 1990: Culliton's mixer 1948, Borden's address 1953, McCarthy's 4P 1960, Kotler's textbook 1967, Booms and Bitner's 7P 1981, Lauterborn's 4C 1990"
first = pd.Series(
    {
        "Culliton": 1948,
        "Borden": 1953,
        "McCarthy: 4P": 1960,
        "Kotler": 1967,
        "Booms, Bitner: 7P": 1981,
        "Lauterborn: 4C": 1990,
    }
)
ax = plots.timeline(first)

# %% [markdown]
"""
The 4C turn each P round, to the customer's side: product becomes *needs and wants*, price *cost to the consumer*, place *convenience*, promotion
*communication*. (Cost is more than price: the hour at the counter belongs to it.)

### Do the Ps do anything?

A list is worth what it explains. Each of the four Ps has a column in our books: product `joint_projects` (made to fit), price `year_rebate`, place
`channel`, promotion `visits_unasked`. McCarthy calls these **controllable**; the economy, the law, the neighbours are not [@mccarthy1960]. We know
one of these: how fast an account's region grew. How much of the differences in orders does each explain?
"""

# %% covers="MX-01 MX-04"
four_p = "joint_projects + year_rebate + C(channel) + visits_unasked"
controllable = smf.ols(f"np.log(orders_per_year) ~ {four_p}", accounts).fit().rsquared_adj
both = (
    smf.ols(f"np.log(orders_per_year) ~ {four_p} + region_growth_pct", accounts)
    .fit()
    .rsquared_adj
)
print(f"the four Ps alone {controllable:.1%}, with the growth of the region {both:.1%}")

# %% alt="Bars of the share of the differences in orders that is explained: a modest share by the four controllable Ps, a smaller one by the growth of the region, and by far the largest part by neither"
ax = plots.bars(
    pd.Series(
        {
            "the four Ps": controllable,
            "growth of the region, beyond them": both - controllable,
            "neither": 1 - both,
        }
    ),
    xlabel="share of the differences in orders",
)

# %% [markdown]
"""
Marketing is "using the controllable to adapt to the uncontrollable", says source 003. Fair enough; but most of what makes one account order more
than another is in neither list. And the three Ps that Booms and Bitner added? Two have columns here: people (`named_contact`) and process
(`linked_ordering`). For physical evidence, what the customer can *see* of a service, nobody has written anything down.
"""

# %% covers="MX-05"
seven_p = f"{four_p} + named_contact + linked_ordering"
pd.Series(
    {
        name: smf.ols(f"stayed_next_year ~ {formula}", accounts).fit().rsquared_adj
        for name, formula in {"four Ps": four_p, "with people and process": seven_p}.items()
    },
    name="share of the differences in staying explained",
).round(3)

# %% [markdown]
"""
Adding columns always raises a plain R²; this one is *adjusted*, so it rises only if they pull their weight. People and process do.

### Audit a claim: which four Rs? (choice, 4 minutes)

Of the 4R only one is left in source 004: *回报 (Return)*, "a reasonable return is both the starting point and the end point of marketing". No author,
no other three. A look around finds these:
"""

# %% covers="MX-07 DC-36"
four_rs = {
    "Chinese web pages, credited to Schultz": {
        "relevance",
        "reaction",
        "relationship",
        "reward",
    },
    "Ettenberg's book": {"relevance", "retrenchment", "relationship", "reward"},
    "a Canadian course page": {"retention", "referral", "relationship", "recovery"},
}
print("named by all:", set.intersection(*four_rs.values()))
pd.Series({who: ", ".join(sorted(letters)) for who, letters in four_rs.items()}).to_frame(
    "the four"
)

# %% [markdown]
"""
Ettenberg's is a book that one can hold [@ettenberg2002]. The first row is given to Don Schultz with dates from "the 1990s" to 2001, the fourth R
sometimes as *return*; we have not found his own text. Set `four_r` to the letter of the sentence that you would sign.

- `"a"`: The 4R are relevance, reaction, relationship and return, by Schultz, 2001; the source merely lost three of them.
- `"b"`: Several sets of four Rs are in circulation; the source's fragment fits the set credited to Schultz, and his own text would have to be found
before we print his name and a year.
- `"c"`: Ettenberg's set is in a book, so it is the original, and the source misquotes it.
- `"d"`: The sets differ, so the idea behind them is worthless.
"""

# %% answer="four_r"
four_r = ...
### BEGIN SOLUTION
four_r = "b"
### END SOLUTION

# %% check="four_r" points=1
check("four_r", four_r)

# %% key="four_r"
Item(
    kind="choice",
    options=["a", "b", "c", "d"],
    hints=[
        "Which of the sentences say more than anybody has seen?",
        "A set that many pages repeat has been copied often. Has anyone shown where it was first printed?",
        "Look for the sentence that says what fits, and what is still missing before it can be printed as fact.",
    ],
    slips={
        "repeated": Slip(
            "a",
            "Many pages repeat this, with different years. Repetition is not a source; nobody here has seen the text itself.",
        ),
        "oldest_book": Slip(
            "c",
            "Being a book does not make it the first, and its set has no return or reaction in that place. Compare the words.",
        ),
        "thrown_out": Slip(
            "d",
            "That authors disagree on a list says nothing on whether its parts matter. Judge each part by evidence.",
        ),
    },
)

# %% [markdown]
"""
## 8. Who makes the relationship?

The sales director counts her representatives. Count the contacts instead: calls after a delivery are made by dispatch, complaints are answered at
the service desk, joint projects run with our engineers. Only the visits are sales.
"""

# %% covers="MX-08 MX-10" alt="Bars of who makes the contacts with accounts: dispatch and sales lead, the service desk and engineers follow, so that most contacts are made by people outside sales"
made_by = pd.Series(
    {
        "sales (visits)": accounts["visits_unasked"].sum(),
        "dispatch (calls)": accounts["calls_after_delivery"].sum(),
        "service desk (complaints)": accounts["complaints_answered"].sum(),
        "engineers (projects)": accounts["joint_projects"].sum(),
    }
)
ax = plots.bars(made_by / made_by.sum(), xlabel="share of contacts with accounts")

# %% [markdown] covers="MX-08 MX-09 MX-10 MX-12"
"""
Most contacts are made by people who have no sales target. Gummesson calls them **part-time marketers** [@gummesson1991]; source 003 has the word
(*业余营销者*) and adds that everyone is a "window" (*窗口*) at which a problem should be solved, without being sent to the next. That is why it calls
services marketing the integration of *three* functions: operations, people, marketing. It follows that dispatch must want to call. Berry's
"employee as customer" [@berry1981] is the idea of **internal marketing**: the firm first sells the work to those who do it (*内部顾客*), and that takes
the top of the house.

The same source names three core ideas of services marketing: relationship marketing, customer satisfaction and *超值服务*, "super-value" service, with
love and patience beyond what the customer expects. The first two return in this course. Of the third, section 4 has something to say: service
beyond what an account can pay for is how `losing` came about.
"""

# %% [markdown] covers="MX-11 MX-13 RM-14"
"""
A checklist hangs beside it: service *positioning, quality, participation, brand, innovation* and *promise and guarantee*. We would read it from the
end. A guarantee is a promise that can be checked, and in section 9 kept promises carry the whole relationship.

And there are more partners than customers. Source 004 lists five relationships: *inside* the firm, with *competitors* (**co-opetition**, 竞合:
compete and cooperate, a word that Brandenburger and Nalebuff made known [@brandenburger1996]), with *customers* ("the customer is God"),
*suppliers* and *influencers*. The list it resembles is the six markets of Christopher, Payne and Ballantyne: customers, suppliers, referrers,
influencers, recruits and the firm itself [@christopher1991]. Its last slide draws the frame for all that: satisfy the stakeholders, by better
processes, with resources and an organisation that match (*高绩效业务*). To our knowledge the figure came from a consulting firm by way of Kotler's
textbooks; we have not seen the original and could not confirm it.
"""

# %% covers="RM-14"
five = {"internal", "competitors", "customers", "suppliers", "influencers"}
six = {"internal", "customers", "suppliers", "influencers", "referrers", "recruits"}
print("only in the source:", five - six)
print("only in the six markets:", six - five)

# %% [markdown] covers="RM-06"
"""
For a distributor the missing *referrers* are no small loss: a workshop asks the workshop next door. Here is the vocabulary that source 003 gives to
do all this with, eight terms, and where each would show in books like ours:
"""

# %% covers="RM-06"
pd.Series(
    {
        "CRM": "all columns, in one place",
        "loyalty programme": "year_rebate",
        "cross-selling": "not here: lines per order",
        "word of mouth": "not here: who sent a new account",
        "social media": "not here: answers to posts",
        "personalised marketing": "named_contact; offers by account",
        "data analysis": "this notebook",
        "interactive marketing": "complaints_answered, calls_after_delivery",
    },
    name="where it shows",
).to_frame()

# %% [markdown]
"""
Eight means, and not one of them says for whom. That is still the question.

### Audit a claim: a decade for each idea (3 minutes of reading)

> 1910s PRODUCT, 1920s ASSORTMENT, 1930s QUALITY, 1950s NEED, 1970s SATISFACTION, 1980s LOYALTY (source 004, read from the bottom up)

A staircase of ideas, one a decade, with loyalty on top. What can be checked inside it, and what would settle it?
"""

# %% covers="MX-14 DC-47"
decades = [1910, 1920, 1930, 1950, 1970, 1980]
absent = sorted(set(range(1910, 1990, 10)) - set(decades))
print("decades in which nothing happened:", absent)

# %% [markdown]
"""
Two decades are missing, one of them the decade of McCarthy, Kotler's first edition and nearly all that section 7 was about. There is no source. The
wider story, that firms first thought of production, then of sales, and only then of customers, was looked into by the historian Fullerton, who
found serious marketing long before it was supposed to exist [@fullerton1988]. What would settle the staircase: dated trade journals of each decade,
counted. Until then it is a slide.

## 9. Win-win, if the game goes on

> 关系营销实际上是一个双赢的策略,企业和顾客之间是互相依存的关系,存在着共同的利益
>
> *Relationship marketing is in fact a win-win strategy; firm and customer depend on each other and have a common interest.* (source 003; to the firm it promises more sales, lower costs, word of mouth)

A common interest does not keep anybody from cheating. Suppose we have promised a large account the level that you chose in section 4. One busy year
we could skip the calls and visits: the account goes on paying, and we save the money. **What stops us?**

Next year does. The account notices, and from then on buys only odd lots from us: 60 % of the margin, with the basic service (our assumption). In
the language of games:

- temptation, this year only: `T` = margin less the *basic* service cost;
- reward, every year the promise is kept: `R` = margin less the service cost *of the level*;
- punishment, every year after cheating: `P` = 60 % of the margin less the *basic* service cost.

`T > R > P`. Played once, cheating wins. Played again and again, with a chance `r` that the account is still there next year and money worth `d` a
year, a year from now counts `r / (1 + d)` of this one, and keeping the promise is the better plan when

    r / (1 + d)  >=  (T - R) / (T - P)

That cooperation can live on the shadow of the future was shown in general by Friedman [-@friedman1971] and made famous by Axelrod's tournaments
[-@axelrod1984].

### Now you try: how long must it last? (number, 8 minutes)

Take the account in the middle of the large third and the level of your `large_level`, with `d` = 0.10 and the costs in `levels`. Give
`least_retention`: the smallest `r` at which keeping the promise pays.
"""

# %% answer="least_retention"
least_retention = ...
### BEGIN SOLUTION
basic_cost = levels.loc["basic", "cost_per_customer"]
T = large_margin - basic_cost
R = large_margin - levels.loc[large_level, "cost_per_customer"]
P = 0.6 * large_margin - basic_cost
least_retention = 1.10 * (T - R) / (T - P)
### END SOLUTION

# %% check="least_retention" points=2
check("least_retention", least_retention)

# %% key="least_retention"
Item(
    kind="number",
    tolerance=0.002,
    relative=0.005,
    because="answers rounded to two decimals, and costs rounded to euros",
    between=(-100, 100),
    unit="a share from 0 to 1",
    hints=[
        "Three amounts of money are needed. Which service cost belongs to which of them?",
        "T and P have the basic service cost, R has that of the level promised; the margin is the median of the large third.",
        "Work out (T - R) / (T - P), then bring 1 + d to the other side.",
    ],
    slips={
        "no_discount": Slip(
            lambda w: (w.T - w.R) / (w.T - w.P),
            "This is what r divided by 1 + d must reach. Multiply by 1 + d to get the retention itself.",
            credit=0.5,
        ),
        "reward_below": Slip(
            lambda w: 1.10 * (w.T - w.R) / (w.R - w.P),
            "You divided by what the promise is worth each year. The rule has temptation minus punishment below the line.",
        ),
        "loses_all": Slip(
            lambda w: 1.10 * (w.T - w.R) / w.T,
            "You let the account leave for good after cheating. Here it goes on buying odd lots, so punishment is not zero.",
        ),
    },
)

# %% covers="RM-18" alt="Four falling curves of the retention at which a promise keeps itself against the margin of the account, for reactive to partnership, with a line at one: closer levels need larger accounts, and a partnership with a small account is beyond any retention"
margins = np.arange(20, 401, 10)
saved = levels["cost_per_customer"] - levels.loc["basic", "cost_per_customer"]
needed = pd.DataFrame(
    {level: 1.10 * saved[level] / (0.4 * margins) for level in LEVELS[1:]}, margins
)
ax = plots.lines(
    needed.where(needed < 1.6),
    xlabel="margin (EUR a year)",
    ylabel="retention at which the promise keeps itself",
)
_ = ax.axhline(1, color="black", lw=1, linestyle=":")
# %% [markdown]
"""
Under a curve we are tempted, above it honesty pays by itself. Compare your `least_retention` with what your level really keeps in `levels`. And
look at the left end: where a curve is above 1 no retention will do. **A partnership with a small account is not generous, it is a promise that we
shall be tempted to break.** The game, the cost model and the grid point at the same accounts, for three different reasons.

Two limits. We have looked from our side only; the account has temptations too, such as taking our advice and ordering from the cheapest. And the
account must *notice*. A promise that cannot be checked leaves only character to rely on, which is why the checklist ended with the guarantee.

## 10. New accounts or fewer lost ones?

Last decision. The board gives 20,000 EUR a year. Sales wants it for winning: **offensive marketing**, at some 370 EUR for each further new account,
**54 a year**. Service wants it for keeping: **defensive marketing**, which would lift staying by **five points** (the prices are assumed). Fornell
and Wernerfelt set the two against each other and argued for the second [@fornell1987]; source 004 draws it as a **leaky bucket**, *漏桶理论*: new
accounts are poured in at the top, others run out at the bottom. We could not trace who drew the first bucket.
"""

# %% predict="fund"
# "new accounts" or "staying": which gives you more accounts in ten years?
my_guess = "staying"

# %% covers="RM-16 RM-17"
new = (accounts["tenure_years"] == 0).sum()
stay = accounts["stayed_next_year"].mean()
today = value.leaky_bucket(start=1000, acquired=new, retention=stay, periods=10)
print(today.summary())
print(f"half of the way there takes {today.half_life:.1f} years")

# %% alt="Line of the number of accounts over ten years, with bars for accounts won above and lost below zero: the base moves towards a dashed level at which as many are lost as are won"
ax = plots.leaky_bucket(today)

# %% [markdown]
"""
With nothing changed the base is heading for `new / (1 - stay)`, whatever it is today; that is arithmetic, not strategy. To move that level you need
a stronger tap or a smaller hole.

### Decide: where does the money go? (choice on your own numbers, 6 minutes)

Follow both ways for ten years with `value.leaky_bucket`: 54 more new accounts a year, or a `stay` that is 0.05 higher. Set `fund` to `"new
accounts"`, `"staying"` or `"no difference"` (fewer than one account apart): which gives **more accounts in year 10**? Some of your classmates
should answer differently, and be right.
"""

# %% answer="fund"
fund = ...
### BEGIN SOLUTION
more_won = value.leaky_bucket(1000, new + 54, stay, 10).path["customers"].iloc[-1]
fewer_lost = value.leaky_bucket(1000, new, stay + 0.05, 10).path["customers"].iloc[-1]
fund = "new accounts" if more_won > fewer_lost else "staying"
### END SOLUTION

# %% check="fund" points=2
check("fund", fund)

# %% key="fund"
Item(
    kind="choice",
    options=["new accounts", "staying", "no difference"],
    hints=[
        "What does each proposal change: the inflow or the share that stays?",
        "leaky_bucket(1000, new + 54, stay, 10) is one way. What is the other?",
        "Compare the last row of path['customers'] of both buckets.",
    ],
    slips={
        "level": Slip(
            "no difference",
            "After one year they are close, but a gap opens. Look at the last row of each path, year ten.",
        ),
        "other": Slip(
            lambda w: "staying" if w.fund == "new accounts" else "new accounts",
            "Run both ways to year ten with your own inflow and retention; rules of thumb and the first year can both mislead.",
        ),
    },
)

# %% [markdown]
"""
Neither way is right by name. Fifty-four more accounts are fifty-four in any firm; five points of staying are worth more the **larger** the base
that they act on and the **less** it leaks already. Source 004 is sure of its case: *保持现有客户比获取新客户的成本低得多*, keeping customers costs far less than
winning new ones. Here both ways cost the same 20,000 EUR, and still the answer differs from firm to firm: a price is not yet an effect. Move the
sliders until your own decision turns round.
"""

# %% widget="leaky_bucket"
crmlab.widgets.leaky_bucket(
    customers=1000,
    new=new,
    stay=100 * stay,
    money=20_000,
    cost_new=370,
    cost_point=4000,
    years=10,
)

# %% alt="Two lines over ten years of how many accounts keeping is ahead of winning, in two made-up firms: where 85 per cent stay anyway keeping falls behind at first and then pulls far ahead, where 60 per cent stay it remains behind"
ahead = {}
for name, share in (("tight bucket: 85 % stay", 0.85), ("leaky bucket: 60 % stay", 0.60)):
    won = value.leaky_bucket(1000, 250 + 54, share, 10).path["customers"]
    held = value.leaky_bucket(1000, 250, share + 0.05, 10).path["customers"]
    ahead[name] = held - won
ax = plots.lines(
    pd.DataFrame(ahead),
    xlabel="years from now",
    ylabel="accounts by which keeping is ahead",
)

# %% [markdown]
"""
Three tasks: (1) Change the price of one point of staying until the two ways meet in year 10. (2) Put the sliders back and set *customers who stay*
to 60 and then to 90 %. Which way gains, and why does a tight bucket favour keeping? (3) Look ahead two years instead of ten. Whose salary would be
tied to that horizon?

### From a rule to a Monday

Implementing all this takes less than the word suggests. Write the level beside each account's name; give dispatch and service desk the hours that
the level asks for, and take them from accounts one level too high; let one person own the list; look again next year. What source 004 says about
organisation, resources and culture comes in the chapter on CRM practice.

## 11. In writing

These two are read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=4
"""
### The memo to the sales director (written, 25 minutes, at most 250 words)

She wants to keep *"Every customer is a partner"* on the vans. Advise her: which level for the small, the middle and the large third; what to do
with the accounts that cost more than they bring; which bond to invest in where the rival is; and whether the 20,000 EUR go to winning or to
keeping. Use at least three of your own numbers, and say what they cannot show.

=== BEGIN MARK SCHEME ===
1 point: a level for each third that follows from the student's own table of worth, and a margin or difference that says how clear it is.
1 point: the accounts that lose money come down a level rather than being dismissed wholesale (or a reason is given why some should go).
1 point: bond and budget follow from the student's own bonds and fund, with at least three own numbers used correctly in all.
1 point: says what the data cannot show: levels were not assigned at random, one year only, assumed prices, the customer's side is missing.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's data; yours has other numbers.* Take it off the vans. Over its life a typical large account is worth 730
EUR to us at the proactive level and 670 at the accountable one. That is close: start with proactive, look again next year. A typical middle account
is worth 269 EUR at accountable, clearly more than anywhere else; a small one about 100 EUR at reactive or accountable, a tie that I would settle
with the cheaper. Partnership is best for none of the three. The 71 accounts that cost more than they bring all have margins that would cover basic
service: bring them down a level, dismiss nobody. Where the rival matches our rebate it holds nobody any more (zero points, give or take eight); a
named contact holds 18 points there and linked ordering 12, so the money goes to contacts first. Of the two ways to spend 20,000 EUR, winning 54
more a year leaves us with 796 accounts in ten years against 746, because our base is small and leaks; but the two prices are assumed, so check them
before you sign. What none of this shows: representatives choose whom they visit, so part of what a level keeps may be friendliness; one year is one
year; and nobody has asked an account what it gains. Give unasked visits to a random half of the large accounts next year; if both halves stay
alike, I was wrong.
"""

# %% [markdown] written="claim" points=2
"""
### The claim your memo rests on (written, 8 minutes, at most 100 words)

Which one statement, if false, would turn your advice round? Say what you know about it from your data, what from the literature, and what would
settle it.

=== BEGIN MARK SCHEME ===
1 point: names a statement that really carries the advice (not a side remark), and separates own data from literature.
1 point: names evidence that could settle it (a level given to a random half, a second year, the accounts' own view), not "more research".
=== END MARK SCHEME ===
"""

# %% [markdown] model="claim"
"""
*One good answer.* That visits *cause* accounts to stay. My fair lift compares accounts of equal margin, but not of equal friendliness. The
literature gives me levels and bonds, not this firm's sizes. Settle it by giving unasked visits to a random half of the large accounts for a year.
"""

# %% [markdown]
"""
## What we found

- Some accounts have a closer relationship than they can pay for. They need not go; they need to come down a level.
- Four of five definitions agree on winning and keeping, and little else. The one the source made itself lost "at a profit" and "terminate", which
is where the question of this chapter begins.
- Transaction and relationship are two ends of a line, and one firm has accounts all along it.
- Five levels are decisions, not stages. Raw comparisons credit attention with the size of those who get it.
- Which level pays follows from margin, cost and retention. The number of customers counts as in Kotler's grid only if attention is scarce; shared
fixed costs would turn that side of the grid round.
- A rebate holds until a rival copies it. People and links hold longer.
- The letters P, C and R have authors; one set of Rs still looks for its own.
- A promise keeps itself where the account is large and likely to stay. Whether to win or to keep depends on the bucket you have.

## Go further

Start with Grönroos [-@gronroos1994] for the idea, Berry and Parasuraman [-@berry1991] for the bonds, Palmatier, Gopalakrishna and Houston
[-@palmatier2006returns] for what they return, Reinartz and Kumar [-@reinartz2000] for doubts about long-lived customers, and Axelrod
[-@axelrod1984] for the game. `datasets.truth("distributor_accounts")` tells you now how much of the raw lift was size.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening question; 10 section 1 (audit in pairs); 15 section 3 (bug hunt); 25 sections 4-5 with the interactive on the
projector; 10 bonds; 10 the game, played; 10 the bucket, show of hands.

**Opening question.** "Name a shop that knows your name. What would it have to do for you that it does not do now, and would you pay for it?" Write
the answers in five columns without headings; at the end of section 3 write the five levels over them.

**Board plan.** Left: the line from anonymous to joined, with the students' shops on it. Middle: two straight lines that cross, one steeper, with
"margin" below. Right: T, R, P and the word "tomorrow".

**Play the game.** Pairs, ten rounds with cards "keep" and "cheat" and the pay-offs 5, 3, 1, 0; announce in half of the pairs that round 10 is the
last, in the others throw a die after each round and stop at a six. Compare how the last rounds were played.

**Likely wrong turns.** (1) `losing` answered as a share: ask for the unit. (2) The trainee's raw lift: ask who gets the visits. (3) `level_of` by
counting: hold up an account with a project and no calls. (4) In the grid, demanding identical words in the cell "basic or reactive". (5) Reading
the rebate's fall as "rebates do not work": they did, until copied, and they still cost.

**Different and both right.** In `large_level` about two students in three get proactive and one in three accountable; `fund` divides the class
about in half. Let two who differ compare the inflow and the share that stays, and find the reason.

**Fairness.** "Come down a level" concerns people at the other end as well. Discuss what an account should be told.
"""

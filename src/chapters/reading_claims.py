# ---
# title: Reading claims
# question: Is it true? Who says so? Would it change a decision?
# objectives:
#   - ask of any claim who said it, of whom, when, and measured against what
#   - turn a share round, and say what "5 % more" can mean, before anybody acts on it
#   - tell a difference between people who chose from an effect, and a pattern of groups from a pattern of persons
#   - place a claim on a ladder from said to tested, and name the next rung
#   - audit a report sentence by sentence, find what its figures refute, repair it, and leave the rest alone
# minutes: {reading: 70, practice: 120}
# needs: Shares, means, standard errors. A little Python (picking a value by its name, filtering a table).
# datasets: [agent_report, claims]
# points: 30
# claims: [DC-04, DC-06, DC-10, DC-11, DC-12, DC-13, DC-14, DC-15, DC-27, DC-53, DC-54]
# terms:
#   - {en: claim, zh: 论断, means: a sentence that is true or false}
#   - {en: base, zh: 基数, means: "what a share is a share of; also the level before a change"}
#   - {en: turned round, zh: 条件概率倒置, means: the share of A among B told as the share of B among A}
#   - {en: percentage point, zh: 百分点, means: the unit of a difference between two percentages}
#   - {en: break-even, zh: 盈亏平衡点, means: "the gain at which an offer just pays for itself"}
#   - {en: like with like, zh: 同类比较, means: comparing people who were alike before}
#   - {en: self-selection, zh: 自我选择, means: those who take part are others than those who do not}
#   - {en: ecological fallacy, zh: 生态谬误, means: taking what holds between groups for what holds between people, source: robinson1950}
#   - {en: survivorship, zh: 幸存者偏差, means: judging by those who are left and forgetting who went}
#   - {en: scope, zh: 适用范围, means: "of whom, where and when a claim is meant to hold"}
#   - {en: claim ladder, zh: 证据阶梯, means: "four rungs: said, seen, explained, tested"}
#   - {en: source grade, zh: 来源等级, means: how near one has come to the work that a claim rests on}
#   - {en: false alarm, zh: 误报, means: a right sentence called wrong}
# ---

# %% [markdown]
"""
A service that delivers boxes with meals asked a program for a report on its customers. It came in a minute, two pages, well written. **Twelve of its twenty sentences are right.** The service, its figures and the report are simulated; **they are yours alone**, and so are the
eight errors. You will find them in section 8. The sections before it give you the tools, and try them on sentences that are not simulated: the doubtful claims in the five documents this course grew out of.
"""

# %%
import unicodedata
from collections import Counter

import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

import crmlab
from crmlab import claims, datasets, plots, satisfaction, value
from crmlab.plots.growth import lift_bars, lift_frame
from crmlab.plots.leavers import leavers_frame, leavers_parts

pd.set_option("display.max_colwidth", None)  # sentences are long
pd.set_option("display.max_rows", 80)
student = crmlab.student()
check = crmlab.checker("reading_claims", student)

# %%
mine = datasets.load("agent_report", student=student)
figures = mine[mine["part"] == "figure"].set_index("topic")[["text", "value", "unit"]]
report = mine[mine["part"] == "sentence"].set_index("label")[
    ["page", "topic", "text", "value"]
]
f = figures["value"]  # f["kept_2024"] is one figure
student

# %% [markdown]
"""
## 1. Who says so?

While writing this course we read its five source documents line by line and looked up what could be looked up. Much of what they say stands. Sixty-four sentences do not, or not as they are. They are kept in one table, and every chapter audits its own. **What do you think is the commonest trouble: that a sentence is false, or something else?**
"""

# %% predict="commonest"
# "false", "changed on the way", "nobody can tell" or "incomplete"
my_guess = "false"

# %%
doubtful = claims.table()
len(doubtful)

# %% alt="Bar chart of the 64 doubtful claims by what we make of them: untraced and unsupported are the two longest bars, longer than wrong; claims changed on the way, contradicted, incomplete and others follow"
ax = plots.bars(doubtful["status"].value_counts(), xlabel="claims", form="{:.0f}")

# %% [markdown]
"""
*Untraced* and *unsupported* lead. The commonest trouble with a doubtful claim is not that it is false. It is that **nobody can tell**: no name, or a name and nothing behind it. Look up any of them:
"""

# %%
for number in ["DC-07", "DC-20", "DC-46"]:
    print(claims.find(number).summary(), end="\n\n")

# %%
doubtful[["says_en", "record", "status", "basis", "chapter"]]

# %% [markdown]
"""
The column `basis` says how far *we* went, and it is the honest part of the table. Use the same four **source grades** for anything you want to believe:

| grade | what you have | example |
|---|---|---|
| A | the work itself, opened: it says this, with method and numbers | a figure that you recomputed from the data |
| B | its abstract or record: the work exists and is about this | "233 effects", read in the abstract [@blut2015] |
| C | somebody's word for it: a name and a year, no page | "Kotler (2009) points out" |
| D | nobody's word | "one study found", "authoritative bodies", "it is well known" |

A grade is about you and the source, not about the truth. A grade D sentence may be right, and a grade A one wrong. But you know which of them you could defend tomorrow.

### Four questions to a citation

Does the work **exist**? Is it by **whom and when** it is said to be? Does it **say** this? Does it say it **of these people**? The questions come in this order because each is cheap compared with the next. In one study of 636 references in texts written by a chatbot, 55 % of those of the older version led to no work at all, and 18 % of those of the newer one; of the references to real works, 43 and 24 % had substantial errors in them [@walters2023].
People are not above it. From how misprints in references spread, Simkin and Roychowdhury [-@simkin2003] estimate that about one in five who cite a paper has read it.

Four citations of source 001 go through these questions in the chapter that asks where service falls short; two of them fail the first question and two the third. This chapter takes the same document by its surface:
"""

# %% covers="DC-54"
lines = {
    "source 001, on feelings": "這些正面情緒會導致對品牌的忠誠度和повторныепокупки",
    "source 001, on quality": "對服務質量的感知weniger容易受到負面情緒體驗的",
    "source 001, on value": "產品或服務perceivedbenefits與其perceivedcosts之間的權衡",
}
pd.DataFrame(
    {
        name: Counter(unicodedata.name(letter).split()[0] for letter in text)
        for name, text in lines.items()
    }
).fillna(0).astype(int).T

# %% [markdown]
"""
Russian *repeat purchases*, German *less*, English run together, all in the middle of Chinese sentences. Hardly anybody writes so by hand; a machine that writes or translates may. That is a reason to check every line, **not a refutation of any**: a true sentence can stand in a bad text. Source 002 has another surface: a title like that of a report (*Research report, 2025*) and, in all its pages, not one author, method or reference.

### What a sentence needs before it can be checked

> 根据对一些公司CEO的问卷调查统计分析,他们最关心的话题是企业如何才能留住客户
>
> *By a survey of the chief executives of some companies, what they care about most is how firms can keep customers.* (source 004)

Which companies, asked by whom, when, how many, and to choose among what? Here are this sentence and five more of the sources, against five things that a reader needs. (Their wording follows in sections 3 to 5.)
"""

# %% covers="LC-29 DC-10 DC-53"
needs = ["who says so", "when", "how many", "measured how", "compared with what"]
given = {
    "DC-10 chief executives (004)": [0, 0, 0, 0, 0],
    "DC-11 churn 50 % lower (001)": [1, 0, 0, 0, 1],
    "DC-12 trust + 10 % (001)": [0, 0, 0, 0, 0],
    "DC-13 loyalty 23 % higher (001)": [0, 0, 0, 0, 1],
    "DC-14 social media + 50 % (001)": [0, 0, 0, 0, 1],
    "DC-15 community - 20 % (001)": [0, 0, 0, 0, 1],
}
pd.DataFrame(given, index=needs).T.replace({1: "given", 0: "-"})

# %% [markdown]
"""
Thirty boxes, and five of them filled. And suppose we knew how many executives were asked. The smallest thing that such a survey could say depends on it:
"""

# %% covers="LC-29"
pd.Series(
    {n: 100 * 1.96 * (0.25 / n) ** 0.5 for n in (20, 50, 100, 400, 1000)},
    name="a share of one half is sure to within (points)",
).rename_axis("executives asked").round(0)

# %% [markdown]
"""
With twenty, "most care about" could be anything from under a third to over two thirds. The finding may well be true. It just cannot be used.

## 2. Turned round

> 据《哈佛商业评论》报告显示,对商品满意的顾客中,仍有65%——85%的顾客会选择新的替代品
>
> *According to a report in Harvard Business Review, of the customers who are satisfied with a product 65 to 85 per cent will still choose a new substitute.* (source 000)

If that is so, money spent on satisfaction is thrown away: next year two thirds of the happiest customers are gone. As the sentence is usually quoted from Reichheld [-@reichheld1993], it runs the other way: **of customers who left**, 65 to 85 per cent had said that they were satisfied. (We know it by quotation, grade C, and so the 60 to 80 of his later book [@reichheld1996].) Same two groups, same overlap, another base. Which is the larger number?
"""

# %% predict="turned"
# 80 of 100 customers are satisfied, 20 leave, and 75 % of those who leave were satisfied.
# Of 100 satisfied customers, how many leave?
my_guess = 75

# %% [markdown]
"""
Count people instead of multiplying shares [@gigerenzer1995]. Of 100 customers 20 leave; 75 % of these, 15, were satisfied. There are 80 satisfied customers. So 15 of 80 leave, about 19 of 100. The two shares differ by a factor of four. And only now can anybody ask whether satisfaction matters: of the 20 who were *not* satisfied 5 leave, a quarter, against less than a fifth of the satisfied.
"""

# %% covers="SAT-20 DC-04"
table = pd.DataFrame(
    {"leave": [15, 5], "stay": [65, 15]}, index=["satisfied", "not satisfied"]
)
table.assign(all=table.sum(axis=1), leave_of_100=(100 * table["leave"] / table.sum(axis=1)))

# %% [markdown]
"""
### Now you try: turn it round (function, 8 minutes)

Write `leave_of_satisfied(satisfied_of_leavers, leave, satisfied)`: the share (0 to 1) of the satisfied who leave, from the share of the satisfied among those who leave, the share of all customers who leave, and the share of all who are satisfied. The grader calls it with customers that you have not seen. To test yourself: 0.75, 0.20, 0.80 gives 0.1875.
"""


# %% answer="leave_of_satisfied"
def leave_of_satisfied(satisfied_of_leavers, leave, satisfied):
    """Share of the satisfied customers who leave."""
    ### BEGIN SOLUTION
    return satisfied_of_leavers * leave / satisfied
    ### END SOLUTION


# %% check="leave_of_satisfied" points=2
check("leave_of_satisfied", leave_of_satisfied)

# %% key="leave_of_satisfied"
Item(
    kind="function",
    unit="a share from 0 to 1",
    tolerance=0.0005,
    because="answers rounded to three decimals",
    inputs=lambda rng: [
        [
            round(float(rng.uniform(0.45, 0.8)), 2),
            round(float(rng.uniform(0.06, 0.3)), 2),
            round(float(rng.uniform(0.6, 0.9)), 2),
        ]
        for _ in range(6)
    ],
    hints=[
        "Take 100 customers. How many leave, and how many of these were satisfied?",
        "The share that is asked for has the satisfied below the line of the fraction.",
        "Those who were satisfied and leave (share times share), divided by the satisfied.",
    ],
    slips={
        "unturned": Slip(
            lambda w: lambda satisfied_of_leavers, leave, satisfied: satisfied_of_leavers,
            "This gives back the share of the satisfied among those who leave. The question is about the satisfied; that is another base.",
        ),
        "joint": Slip(
            lambda w: (
                lambda satisfied_of_leavers, leave, satisfied: satisfied_of_leavers * leave
            ),
            "This is the share of all customers who were satisfied and leave. Divide by the satisfied, not by everybody.",
            credit=0.5,
        ),
        "wrong_base": Slip(
            lambda w: (
                lambda satisfied_of_leavers, leave, satisfied: (
                    satisfied_of_leavers * satisfied / leave
                )
            ),
            "You divided by those who leave. The share is a share of the satisfied, so they belong below the line.",
        ),
    },
)

# %% [markdown]
"""
The library has the same thing as `satisfaction.defected_given_satisfied`. Here is the year 2024 of your own service, both ways:
"""

# %%
leave, satisfied, among = (
    1 - f["kept_2024"] / 100,
    f["satisfied"] / 100,
    f["satisfied_of_leavers"] / 100,
)
if_satisfied = satisfaction.defected_given_satisfied(among, leave, satisfied)
if_not = satisfaction.defected_given_satisfied(1 - among, leave, 1 - satisfied)
pd.Series(
    {
        "of 100 who left, had been satisfied": 100 * among,
        "of 100 not satisfied, left": 100 * if_not,
    }
).round(1)

# %% [markdown]
"""
Most of those who left had been satisfied. Does the source's sentence follow? Try where it could come true:
"""

# %% widget="satisfied_defectors"
crmlab.widgets.satisfied_defectors(satisfied=80, leaving=20, among=75)

# %% alt="Two panels for your service: on the left all customers as two columns, a wide one of the satisfied and a narrow one of the others, each with the hatched part that leaves, taller in the narrow column; on the right those who leave, more than half of them satisfied"
figure, panels = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
axes = leavers_parts(
    satisfied, among, if_satisfied, if_not, axes=leavers_frame(axes=panels)
)

# %% [markdown]
"""
More than half of the narrow right-hand column is made of satisfied people, *because there are so many of them on the left*. The picture holds both sentences, and only one of them speaks against satisfaction.

Three tasks: (1) Move `Satisfied, of those who left` from 65 to 85. Between which values does the share of the satisfied who leave lie? (2) Switch to *how many of the satisfied leave* and put in 70 %. The widget refuses until enough customers leave: from what share on, and do you know a trade like that? (3) At 80 % satisfied and 20 % leaving, where does satisfaction stop making any difference?

Two checks would have caught the sentence without any formula. *Of whom is this a share?* And: *what would the world look like if it were true?* A firm that loses 65 per cent of its satisfied customers is not a firm for long.

## 3. Five per cent of what?

> 留住5%的客户有可能会为企业带来100%的利润
>
> *Keeping 5 per cent of the customers may bring the firm 100 per cent of profit.* (source 004)

Read it as it stands: keep one customer in twenty and you have all the profit. What Reichheld and Sasser wrote on their first page [@reichheld1990] is that profits can rise by almost 100 per cent when a firm keeps just 5 per cent **more** of its customers. One word was lost, and with it the sense. But what does the original mean? Take the expected stay of a customer, one over the share that leaves:
"""

# %% predict="doubling"
# Retention goes from 90 to 95 % a year. By how many per cent does the expected stay grow?
my_guess = 5

# %% covers="LC-27 DC-06"
before = np.array([0.60, 0.70, 0.80, 0.90])
pd.DataFrame(
    {
        "years before": 1 / (1 - before),
        "years after 5 points more": 1 / (1 - before - 0.05),
        "longer by (%)": 100 * ((1 - before) / (1 - before - 0.05) - 1),
    },
    index=pd.Index((100 * before).astype(int), name="retention (%)"),
).round(1)

# %% [markdown]
"""
From 90 to 95 the share that leaves halves, so the stay doubles: *almost 100 per cent* is arithmetic, and it holds from that starting point, for 5 **points**, without discounting, and before anybody has paid for the five points. Sharp [-@sharp2010] points out how much of the effect lies in halving the number of leavers. From 60 per cent the same five points are worth a seventh.

"Five per cent more" has at least three readings: five **percentage points**; five per cent **of the rate**; five per cent **fewer who leave**. Choose one, and look at all three:
"""

# %%
readings = ("points", "percent", "fewer_defections_percent")
pd.Series(
    {
        reading: 100 * value.retention_lift(0.80, 0.10, **{reading: 5}).retention_after
        for reading in readings
    },
    name="80 % become (%)",
).round(1)

# %% widget="retention_lift"
crmlab.widgets.retention_lift(stay=80, change=5, discount=10)

# %% alt="Bar chart for retention of 80 per cent: the value of a customer rises by more than a quarter when 5 per cent means points, by about a fifth when it means per cent of the rate, and by about a twentieth when it means 5 per cent fewer who leave"
lifts = [value.retention_lift(0.80, 0.10, **{reading: 5}) for reading in readings]
ax = lift_bars(
    [100 * lift.value_change for lift in lifts],
    [100 * lift.retention_after for lift in lifts],
    0,
    ax=lift_frame(["5 points", "5 % of the rate", "5 % fewer who leave"], 0, 40),
)

# %% [markdown]
"""
Three tasks: (1) Go from 60 to 90 % who stay. Two of the readings are worth more there, and one is worth less: which, and why? (2) Why do the first two readings come together as more and more customers stay? (3) A consultant promises "5 % more retention, worth 40 %". At which retention, under which reading, is she right?

### Now you try: three readings for your service (table, 8 minutes)

Give `five`: by how many **per cent** the value of one of your customers changes when retention (`f["kept_2024"]`, in %) is up by "5 %", at a discount rate of 10 %. One column, `change`; three rows, `points`, `percent` and `fewer`. `value.retention_lift` is used above; it wants shares.
"""

# %% answer="five"
five = ...
### BEGIN SOLUTION
stay = f["kept_2024"] / 100
five = pd.DataFrame(
    {
        "change": [
            100 * value.retention_lift(stay, 0.10, points=5).value_change,
            100 * value.retention_lift(stay, 0.10, percent=5).value_change,
            100 * value.retention_lift(stay, 0.10, fewer_defections_percent=5).value_change,
        ]
    },
    index=["points", "percent", "fewer"],
)
### END SOLUTION

# %% check="five" points=2
check("five", five)

# %% key="five"
Item(
    kind="table",
    columns=["change"],
    index=["points", "percent", "fewer"],
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(-500, 500),
    unit="per cent",
    hints=[
        "Write down first what retention becomes under each of the three readings.",
        "value.retention_lift(share, 0.10, points=5) is the first; the cell before the interactive shows all three names.",
        "For each reading take value_change, a share, and multiply it by 100.",
    ],
    slips={
        "shares": Slip(
            lambda w: w.five / 100,
            "These are shares. The task asks for per cent, so that 0.05 is written as 5.",
            credit=0.5,
        ),
        "last_year": Slip(
            lambda w: w.pd.DataFrame(
                {
                    "change": [
                        100
                        * w.value.retention_lift(
                            w.f["kept_2023"] / 100, 0.10, **{name: 5}
                        ).value_change
                        for name in w.readings
                    ]
                },
                index=["points", "percent", "fewer"],
            ),
            "This starts from the retention of the year before. An unlabelled year is a fault of its own; take 2024.",
        ),
        "undiscounted": Slip(
            lambda w: w.pd.DataFrame(
                {
                    "change": [
                        100 * w.value.retention_lift(w.stay, 0.0, **{name: 5}).value_change
                        for name in w.readings
                    ]
                },
                index=["points", "percent", "fewer"],
            ),
            "You left out the discount rate. Money that comes later counts for less; the task gives 10 %.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Half of little, half of much

> 美國顧客滿意度指數(ACSI)的一項研究發現,服務質量很高的公司的客戶流失率比服務質量很低的公司的客戶流失率低50%
>
> *A study by the American Customer Satisfaction Index found the churn of firms with very high service quality 50 per cent lower than that of firms with very low quality.* (source 001)

First the source. The ACSI asks customers what they expected and got, how satisfied they are, and whether they mean to come back [@fornell1996]. It does not record who left. A study of churn by that name did not come up in our search, so: grade D with a well-known name on it. Then the number. "50 per cent lower" says nothing until you know lower **than what**. The same goes for this one:

> 在品牌社區參與度較高的客戶的流失率比參與度較低的客戶低20%
>
> *Churn among customers who take much part in a brand community is 20 per cent lower than among those who take little.* (source 001, "another study")
"""

# %% covers="SQ-19 EN-17 DC-11 DC-15"
base = pd.Index([5, 20, 40], name="churn before (%)")
pd.DataFrame(
    {
        "50 % lower: points less": 0.50 * base,
        "20 % lower: points less": 0.20 * base,
        "customers for one more who stays (20 %)": np.ceil(100 / (0.20 * base)),
    },
    index=base,
)

# %% covers="SQ-19" alt="Two rising straight lines of percentage points of churn avoided against churn before: 50 per cent lower rises steeply and reaches 25 points at a churn of 50 per cent, 20 per cent lower reaches 10 points; both start at zero"
churn = np.arange(0, 51, 5)
ax = plots.lines(
    pd.DataFrame({"50 % lower": 0.5 * churn, "20 % lower": 0.2 * churn}, index=churn),
    xlabel="churn before (% a year)",
    ylabel="churn avoided (points)",
)

# %% [markdown]
"""
The last column of the table is the useful one. Suppose the 20 per cent were an effect (section 5 doubts it): where one in twenty leaves anyway, a hundred customers must be drawn into the community so that one more stays. Medicine has reported results so since the 1980s, as the *number needed to treat* [@laupacis1988]. It needs the base, and so it exposes every claim that hides it.

### Now you try: how many must join? (numbers, 6 minutes)

In your service `f["left_others"]` per cent of those outside the club left. Give `needed = (per_cent, points)`: how many of them would have to join so that one more stays, if joining made churn lower by 20 **per cent**, and if it made it lower by 20 **percentage points**.
"""

# %% answer="needed"
needed = ...
### BEGIN SOLUTION
needed = (100 / (0.20 * f["left_others"]), 100 / 20)
### END SOLUTION

# %% check="needed" points=2
check("needed", needed)

# %% key="needed"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(0, 100000),
    unit="customers",
    hints=[
        "If 100 of them joined, how many fewer would leave, under each reading?",
        "Under the first reading churn falls by a fifth of what it was; under the second by 20 of every 100.",
        "Divide 100 by the number of points by which churn falls.",
    ],
    slips={
        "swapped": Slip(
            lambda w: (w.needed[1], w.needed[0]),
            "The two numbers are in the wrong order: per cent comes first, percentage points second.",
            credit=0.5,
        ),
        "without_base": Slip(
            lambda w: (5.0, 5.0),
            "You read both as points. A fall by 20 per cent depends on how many left to begin with.",
            credit=0.5,
        ),
        "those_who_stay": Slip(
            lambda w: (100 / (0.20 * (100 - w.f["left_others"])), 5.0),
            "You took 20 per cent of those who stay. It is churn that is said to fall, so start from those who left.",
        ),
    },
)

# %% [markdown]
"""
## 4. A per cent of a feeling

> 信任度每提高10%,客戶粘性就會提高3%
>
> *Each rise of trust by 10 per cent raises stickiness by 3 per cent.* (source 001, "one study")
>
> 高度信任企業產品的消費者比低信任消費者忠誠度高出23%
>
> *Consumers who trust a firm's products highly are 23 per cent more loyal than those with low trust.* (source 001, "another study")

No study, no country, no scale: there is nothing to look up. But suppose there were. Trust went from 4.0 to 4.5 on a scale from 1 to 7. **By how many per cent did it rise?** Now let the same people tick the same seven boxes, numbered 0 to 6.
"""

# %% covers="EN-03 DC-12" alt="Falling curve of the same rise of half a point in per cent against the number on the lowest box of the scale: about 17 per cent when the lowest box is numbered 0, 12.5 per cent at 1, and ever less for higher numbers"
lowest = np.arange(0, 11)
same_rise = pd.Series(100 * 0.5 / (3.0 + lowest), index=lowest)
ax = plots.line(
    same_rise, xlabel="number printed on the lowest of the seven boxes", ylabel="rise (%)"
)

# %% [markdown]
"""
Not one answer changed along that line; only the printer's numbers did. A per cent needs a scale with a true zero: euros, boxes, days. On a scale of feelings the zero is where somebody put it, and **differences** carry meaning where ratios do not [@stevens1946]. So "10 per cent more trust" has no content, "3 per cent more stickiness" has none either, and the quotient of the two has less.

### Now you try: how much more loyal? (numbers, 6 minutes)

In your service, customers with low and with high trust have a mean loyalty of `f["loyalty_low"]` and `f["loyalty_high"]` on a scale from 1 to 7. Give `more_loyal = (one_to_seven, zero_to_six)`: by how many per cent the second is higher, as the scale stands, and when the same boxes are numbered 0 to 6.
"""

# %% answer="more_loyal"
more_loyal = ...
### BEGIN SOLUTION
low, high = f["loyalty_low"], f["loyalty_high"]
more_loyal = (100 * (high / low - 1), 100 * ((high - 1) / (low - 1) - 1))
### END SOLUTION

# %% check="more_loyal" points=2
check("more_loyal", more_loyal)

# %% key="more_loyal"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(-1000, 1000),
    unit="per cent",
    hints=[
        "What happens to each of the two means when every box has a number one lower?",
        "Both means fall by one; their difference stays. What does the per cent divide by?",
        "100 times (high / low - 1), first with the means as they are, then with 1 taken off both.",
    ],
    slips={
        "same": Slip(
            lambda w: (w.more_loyal[0], w.more_loyal[0]),
            "You gave the same per cent twice. The difference stays when boxes are renumbered, but what it is divided by does not.",
            credit=0.5,
        ),
        "points": Slip(
            lambda w: (w.high - w.low, w.high - w.low),
            "This is the difference in points of the scale, which is the better number; but the task asks for per cent.",
        ),
        "of_high": Slip(
            lambda w: (
                100 * (1 - w.low / w.high),
                100 * (1 - (w.low - 1) / (w.high - 1)),
            ),
            "You divided by the higher mean. Higher than what? The low group is the base.",
        ),
        "upward": Slip(
            lambda w: (
                100 * (w.high / w.low - 1),
                100 * ((w.high + 1) / (w.low + 1) - 1),
            ),
            "Numbered 0 to 6, every answer is one lower than before, and you made it one higher.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
The same customers, and two answers, the second larger by three tenths or more. What does not change is the difference in points, or in units of how much people differ anyway, the standardised difference [@cohen1988]:
"""

# %% covers="EN-04 DC-13"
loyal = {"1 to 7": (0, 1), "0 to 6": (1, 1), "0 to 100": (1, 100 / 6)}
rows = {}
for scale, (minus, times) in loyal.items():
    a, b = (times * (f[name] - minus) for name in ("loyalty_low", "loyalty_high"))
    rows[scale] = [a, b, b - a, (b - a) / (times * f["loyalty_sd"])]
pd.DataFrame(
    rows, index=["low trust", "high trust", "difference", "standardised difference"]
).T.round(2)

# %% [markdown]
"""
The last column is the one to compare with other studies. It still does not say that trust *makes* people loyal. They may trust because they are loyal.

## 5. Who chose?

> 在社交媒體上高度活躍的客戶比非活躍客戶的忠誠度高出50%
>
> *Customers who are highly active on social media are 50 per cent more loyal than inactive ones.* (source 001, "one study")

Nobody was made active by lot. People follow a firm *because* they like it. That is **self-selection**, and it can make the whole of such a difference. Here is a firm where being active does nothing at all: customers differ in how attached they are, and the attached are both more active and order more. How far apart will the active and the inactive be?
"""

# %% predict="pull"
# In per cent, although being active does nothing.
my_guess = 0

# %% covers="EN-16 DC-14" alt="Rising curve of how many per cent more the active customers order against how strongly attachment draws people into activity, although activity has no effect: from zero per cent without a pull to more than 50 per cent with a strong one"
attached = np.linspace(-4, 4, 401)
people = np.exp(-(attached**2) / 2)  # how many are so attached
orders = np.exp(0.35 * attached)  # their orders follow attachment, not activity
gap = {}
for pull in np.arange(0, 2.6, 0.25):
    active = 1 / (1 + np.exp(1 - pull * attached))
    here = np.average(orders, weights=people * active)
    there = np.average(orders, weights=people * (1 - active))
    gap[pull] = 100 * (here / there - 1)
ax = plots.line(
    pd.Series(gap),
    xlabel="how strongly attachment draws people into activity",
    ylabel="the active order more by (%)",
)

# %% [markdown]
"""
Fifty per cent, and not a bit of it is an effect. With self-selection *some* gap appears for free; its size says how people sort, not what activity does. The arrow may also run backwards. The chapter on whether a relationship is getting better shows the clean way out, an invitation by lot. Without one, at least compare **like with like**: people who were alike before they chose.

Your service has a club. Who joins is a choice; what is known is whether a customer ordered weekly *before*:
"""

# %%
left_club = pd.DataFrame(
    {
        "club": [f["left_club_weekly"], f["left_club_rarer"], f["left_club"]],
        "others": [f["left_others_weekly"], f["left_others_rarer"], f["left_others"]],
    },
    index=["weekly before", "less than weekly before", "all"],
)
left_club.assign(gap=left_club["others"] - left_club["club"]).round(1)

# %% [markdown]
"""
Read the last column from the bottom up. Over all customers the gap is large; within each row it is less than half as large. Most members ordered weekly before they joined, and those who order weekly seldom leave, club or no club.

### Now you try: like with like (number, 8 minutes)

Give `like`: the gap in leaving between others and club members, in percentage points, when both are compared **at the same mix**. Take the gap in each of the two rows, and weight them by the share of *all* customers that they stand for: `f["weekly"]` per cent ordered weekly before, the rest less.
"""

# %% answer="like"
like = ...
### BEGIN SOLUTION
share = f["weekly"] / 100
gaps = left_club["others"] - left_club["club"]
like = share * gaps["weekly before"] + (1 - share) * gaps["less than weekly before"]
### END SOLUTION

# %% check="like" points=2
check("like", like)

# %% key="like"
Item(
    kind="number",
    tolerance=0.01,
    because="answers rounded to two decimals",
    between=(-100, 100),
    unit="percentage points",
    hints=[
        "Two gaps, one for each kind of customer. Which kind is more common among all customers?",
        "A weighted mean of the two gaps; the weights are shares of all customers and add up to one.",
        "f['weekly'] / 100 times the first gap plus the rest times the second.",
    ],
    slips={
        "raw": Slip(
            lambda w: w.gaps["all"],
            "This is the gap over all customers, in which members and others are different kinds of people. Compare within the rows first.",
        ),
        "members": Slip(
            lambda w: (
                w.f["club_weekly"] / 100 * w.gaps["weekly before"]
                + (1 - w.f["club_weekly"] / 100) * w.gaps["less than weekly before"]
            ),
            "You weighted by the mix of the members. That answers for them; the task asks for the mix of all customers.",
            credit=0.5,
        ),
        "swapped_weights": Slip(
            lambda w: (
                (1 - w.share) * w.gaps["weekly before"]
                + w.share * w.gaps["less than weekly before"]
            ),
            "The weights changed places: the weekly share belongs to the row of those who ordered weekly.",
            credit=0.5,
        ),
        "sum": Slip(
            lambda w: w.gaps["weekly before"] + w.gaps["less than weekly before"],
            "You added the two gaps. Every customer belongs to one row only, so take their weighted mean.",
        ),
    },
)

# %% [markdown]
"""
Like with like is better than raw, and it is not proof. Members may differ in things that nobody wrote down. What would be proof comes in section 9.

## 6. The part, the whole and the year

Five ways to be right about something else.

**Those who are still here.** Long-standing customers order more. Do customers order more *as they stay*? Watch the people of one year:
"""

# %% alt="Three bars of boxes a month: all who joined in 2019 in their first year have the shortest bar; those of them who are still here have two longer bars of nearly the same length, one for their first year and one for 2024"
ax = plots.bars(
    pd.Series(
        {
            "all, first year": f["boxes_all_first"],
            "still here, first year": f["boxes_stayers_first"],
            "still here, 2024": f["boxes_stayers_now"],
        }
    ),
    xlabel="boxes a month, customers who joined in 2019",
    form="{:.1f}",
)

# %% [markdown]
"""
Those who are still here ordered more *from the start*. Compare their today with everybody's first year and you see growth; compare them with themselves and little of it is left. This is **survivorship**: the others dropped out of the table. Before anybody concludes from tenure, two groups have to be on the page, those who stayed and those who did not. Reinartz and Kumar [-@reinartz2002] followed customers of four companies and found no rule that the long-standing ones pay more or cost less.

**Groups are not persons.** Twelve regions, or six, or countries: a correlation of averages is not the correlation of people [@robinson1950]. Here are six made-up regions in which late boxes make nobody leave:
"""

# %% alt="Six short, nearly flat lines, one for each region, and one thick rising line through the means of the regions: regions with more late boxes are less content, but within each region late boxes and discontent do not go together"
rng = np.random.default_rng(9)
town = np.repeat(np.arange(6), 60)
regions = pd.DataFrame(
    {
        "late": 1 + 0.8 * town + rng.normal(0, 0.8, 360),
        "discontent": 2 + 0.7 * town + rng.normal(0, 0.8, 360),
        "region": [f"R{number + 1}" for number in town],
    }
)
ax = plots.within_between(regions, "late", "discontent", "region")
_ = ax.set(xlabel="late boxes (points)", ylabel="discontent (points)")

# %% [markdown]
"""
Something that differs *between* the regions (roads, a rival, the age of the houses) moves both. The name for the mistake is **ecological fallacy**; the chapter on service quality meets it with countries.

**A part sold as the whole.** "Five hundred companies of the world lose half their customers in five years" (source 004). Reichheld [-@reichheld1996hbr] wrote of corporations in the United States, on average. *Scope* grows when a claim travels, because each teller drops a word that was in the way.

**A number without a year.** A figure of 2022 in a sentence about 2024 looks exactly like a figure of 2024. So does an example: source 004 gives a chain of suppliers to Sears as if it were open today.

**A number that everybody knows.** Winning a customer costs five, six, seven, ten times as much as keeping one. Keiningham and his colleagues [-@keiningham2005] trace the five to a consultancy of the late 1980s. Your own service has such a ratio, and it depends on a decision of its bookkeeper. Suppose 20 euros a customer are spent on things that serve both, such as the call centre and the brand:
"""

# %% alt="Rising curve of the cost of winning over the cost of keeping against the share of the common costs that is booked under winning: the ratio more than doubles from left to right although nothing is spent differently"
shared = 20.0
keys = np.linspace(0, 1, 21)
ratio = (f["winning_2024"] + shared * keys) / (f["keeping_2024"] + shared * (1 - keys))
ax = plots.line(
    pd.Series(ratio, index=100 * keys),
    xlabel="common costs booked under winning (%)",
    ylabel="winning / keeping",
)

# %% [markdown]
"""
Same books, same year, same customers. (The 20 euros are our assumption.) Somebody who says "seven times" has said which way the common costs were booked, and not much more. And the ratio is no advice: it compares *average* costs of two things that both have to be done.

## 7. Why should it be so?

A claim gets stronger when somebody says *how* it comes about. Or does it?

> Positive emotional experiences, such as joy, satisfaction, and gratitude, trigger the release of neurochemicals associated with bonding and attachment, strengthening the customer-brand relationship.
>
> (source 001, in English, printed there without spaces between the words)

It sounds like a laboratory. Put it on a **claim ladder** of four rungs:
"""

# %% covers="EN-11 DC-27"
pd.DataFrame(
    {
        "what you need": [
            "a sentence",
            "the two things found together, in named people, at a named time",
            "the step in the middle named and measured, and found to move with both ends",
            "one end changed by lot, and a result that could have come out the other way",
        ],
        "for gratitude and staying": [
            "the sentence in the source",
            "customers who feel more grateful, and stay longer",
            "a hormone measured before and after, in those customers",
            "an unexpected kindness for a random half; who stays?",
        ],
    },
    index=["said", "seen", "explained", "tested"],
)

# %% [markdown]
"""
The sentence names the middle step. Nobody measured it: no blood, no customer, no brand. Gratitude has been studied where it can be seen, in what customers do [@palmatier2009]; that needs no hormone.

### Audit a claim: how high does it stand? (choice, 4 minutes)

Set `rung` to the rung that the sentence on neurochemicals reaches **with what its source gives**: `"said"`, `"seen"`, `"explained"` or `"tested"`.
"""

# %% answer="rung"
rung = ...
### BEGIN SOLUTION
rung = "said"
### END SOLUTION

# %% check="rung" points=1
check("rung", rung)

# %% key="rung"
Item(
    kind="choice",
    options=["said", "seen", "explained", "tested"],
    hints=[
        "What in the quotation is an observation that somebody made?",
        "Naming a step in the middle is one thing. Who measured it, and in whom?",
        "Go up the ladder and stop at the last rung for which the source gives what you need.",
    ],
    slips={
        "mechanism": Slip(
            "explained",
            "A mechanism is named, and nothing in it was measured. An explanation of something that nobody has seen stands on no rung.",
        ),
        "association": Slip(
            "seen",
            "Nobody was observed here: no customers, no place and no time are given with the sentence.",
        ),
        "experiment": Slip(
            "tested",
            "A test changes something by lot and waits for the result. The source reports no such thing.",
        ),
    },
)

# %% [markdown]
"""
The middle step has a second trap. "Value *moderates* what quality does to staying", says source 001, and then lists three ways in which value **passes the effect on**. A *moderator* changes how strong an effect is; a *mediator* carries it [@baron1986]. The words decide what you compute and what you buy: if trust carries the effect of a late box, repair trust; if trust changes it, look after the customers who have little. Two questions tell them apart. *If
I hold the third thing still, does the effect shrink?* Then it may be carried, or the third thing was behind both all along. *If I move the third thing, does the effect differ?* Then its strength is moderated. The chapter on satisfaction answers both with your own data.

## 8. Audit the agent

Now the report. Everything that you need stands in the figures: they are right, and they are all there is.
"""

# %%
figures

# %%
report.loc[report["page"] == 1, ["text"]]

# %%
report.loc[report["page"] == 2, ["text"]]

# %% [markdown]
"""
Eight of the twenty sentences are wrong, **four on each page, and each in its own way**:

| page | kind | what went wrong |
|---|---|---|
| 1 | `turned` | a share of those who left is told as a share of others |
| 1 | `points` | per cent where it is percentage points, or the reverse |
| 1 | `base` | a share, but not of what the sentence says |
| 1 | `year` | the figure of another year |
| 2 | `survivors` | those who are still here, compared with all who began |
| 2 | `choice` | people who chose for themselves, and the difference told as an effect |
| 2 | `level` | a correlation across regions, told of single customers |
| 2 | `scope` | a part told as the whole |

A wrong sentence prints a number that its own words do not allow. For each sentence ask *of what is this the number?*, find the figures, compute, compare. A difference in the last digit is rounding, not an error. Some right sentences look like trouble, and some wrong ones look harmless.

Here is one check from end to end, on a sentence that a draft of the report had and the final version dropped: *"Of every 100 of our customers, ... took part in the survey."* The draft printed the first of these two numbers:
"""

# %%
pd.Series(
    {
        "what the draft printed": 100 * f["answered"] / f["invited"],
        "what its words say": 100 * f["answered"] / f["customers"],
    }
).round(1)

# %% [markdown]
"""
The first is a share of those who were *invited*; the sentence speaks of *customers*, and most of them were never asked. Kind: `base`. Repair: the second number.

### What is an audit worth? (function, 6 minutes)

An auditor who calls everything wrong finds every error. So **false alarms must cost**. Write `audit_score(flagged, wrong)`: one point for each label in `flagged` that is in `wrong`, minus one for each that is not, and never below zero. Both are lists of labels, such as `["S03", "S11"]`.
"""


# %% answer="audit_score"
def audit_score(flagged, wrong):
    """Errors found less false alarms, at least 0."""
    ### BEGIN SOLUTION
    found = len(set(flagged) & set(wrong))
    false_alarms = len(set(flagged) - set(wrong))
    return max(0, found - false_alarms)
    ### END SOLUTION


# %% check="audit_score" points=1
check("audit_score", audit_score)


# %% key="audit_score"
def _audits(rng):
    labels = [f"S{n:02d}" for n in range(1, 21)]
    wrong = sorted(str(label) for label in rng.choice(labels, 8, replace=False))
    right = [label for label in labels if label not in wrong]
    return [
        [labels, wrong],
        [wrong[:6] + right[:2], wrong],
        [wrong[:2] + right[:5], wrong],
        [wrong[1:4], wrong],
        [right[:1] + wrong[:7], wrong],
    ]


Item(
    kind="function",
    unit="points",
    tolerance=0.001,
    because="whole points",
    inputs=_audits,
    hints=[
        "Three things can happen to a label: found, missed, false alarm. Which of them move the score?",
        "set(flagged) & set(wrong) are the errors found; set(flagged) - set(wrong) are the false alarms.",
        "Subtract the number of the second from the number of the first, and keep the result at zero or above.",
    ],
    slips={
        "no_cost": Slip(
            lambda w: lambda flagged, wrong: len(set(flagged) & set(wrong)),
            "Your score has no price for a false alarm: whoever flags all twenty sentences gets full marks.",
            credit=0.5,
        ),
        "below_zero": Slip(
            lambda w: (
                lambda flagged, wrong: (
                    len(set(flagged) & set(wrong)) - len(set(flagged) - set(wrong))
                )
            ),
            "Your score goes below zero when the false alarms win. The task says never below zero.",
            credit=0.5,
        ),
        "missed_cost": Slip(
            lambda w: (
                lambda flagged, wrong: max(
                    0, len(set(flagged) & set(wrong)) - len(set(wrong) - set(flagged))
                )
            ),
            "You took points off for errors that were missed. It is the false alarms that cost here.",
        ),
    },
)

# %% [markdown]
"""
Flagging everything is worth nothing: eight found, twelve false alarms. Your own audit is graded in that spirit. Each page counts in full when its four errors are found and nothing else is; one error missed or one false alarm still earns part of it.

### Found: page 1 (set, 12 minutes)

Give `page_one`: the set of labels of the four wrong sentences on page 1, for example `{"S02", "S05"}`. To compute one of them: `f["settled"]` is a figure, `report["value"]["S01"]` is the number that a sentence prints.
"""

# %% answer="page_one"
page_one = ...
### BEGIN SOLUTION
says = report.set_index("topic")["text"]
lost = 100 - f["kept_2024"]
rise, growth = f["kept_2024"] - f["kept_2023"], f["app_2024"] - f["app_2023"]
true = {
    "satisfied": f["satisfied_of_leavers"] * lost / f["satisfied"],
    "late": f["late_twice_of_leavers"] * lost / f["late_twice"],
    "kept": rise if "points" in says["kept"] else 100 * rise / f["kept_2023"],
    "app": growth if "points" in says["app"] else 100 * growth / f["app_2023"],
    "complaints": 100 * f["settled_two_days"] / f["complaints"],
    "recommend": 100 * f["recommend"] / f["invited"],
    "basket": f["basket_2024"],
    "winning": f["winning_2024"],
    "satisfied_leavers": f["satisfied_of_leavers"],
    "half_gone": np.log(0.5) / np.log(f["kept_2024"] / 100),
}
page_one = {
    label
    for label, row in report[report["page"] == 1].iterrows()
    if abs(row["value"] - true[row["topic"]]) > 0.06
}
### END SOLUTION

# %% check="page_one" points=3
check("page_one", page_one)


# %% key="page_one"
_PAIRS = {
    "turned": ("satisfied", "late"),
    "points": ("kept", "app"),
    "base": ("complaints", "recommend"),
    "year": ("basket", "winning"),
}
_MISSED = {
    "turned": "You let one pass in which a share of those who left is told as a share of others. Of whom is each share a share?",
    "points": "You let one pass that takes percentage points for per cent or the reverse. Compute both for each sentence about a rise.",
    "base": "You let one pass whose share is not a share of what the sentence says. Read what comes after 'of every 100'.",
    "year": "You let one pass that prints the figure of another year. Look at the years in the text of the figures.",
}


def _wrong_one(w, kind):
    return next(label for label in w.page_one if w.report["topic"][label] in _PAIRS[kind])


def _label_of(w, topic):
    return w.report.index[w.report["topic"] == topic][0]


Item(
    kind="set",
    options=[f"s{n:02d}" for n in range(1, 21)],
    hints=[
        "For each sentence: of what is this the number, and which figures would make it?",
        "Go through the four kinds of page 1. Two sentences could hold each kind, and one of them is fine.",
        "Shares told of the satisfied or of those with late boxes: multiply, then divide, as in section 2. Rises: compute points and per cent. Shares of 100: look for what is counted below the line. EUR: look for the year.",
    ],
    slips={
        **{
            f"missed_{kind}": Slip(
                lambda w, kind=kind: w.page_one - {_wrong_one(w, kind)},
                message,
                credit=0.7,
            )
            for kind, message in _MISSED.items()
        },
        "alarm_half": Slip(
            lambda w: w.page_one | {_label_of(w, "half_gone")},
            "One false alarm: the sentence on half of the customers. Take the share that stays to the power of the years, and see.",
            credit=0.7,
        ),
        "alarm_leavers": Slip(
            lambda w: w.page_one | {_label_of(w, "satisfied_leavers")},
            "One false alarm: a share of those who left that is told as a share of those who left is the right way round.",
            credit=0.7,
        ),
        "all": Slip(
            lambda w: set(w.report.index[w.report["page"] == 1]),
            "You flagged the whole page, which finds every error and is no audit. Six of these sentences are right.",
        ),
        "the_others": Slip(
            lambda w: set(w.report.index[w.report["page"] == 1]) - w.page_one,
            "These are the sentences that stand. The task asks for those that the figures refute.",
        ),
    },
)

# %% [markdown]
"""
### Found: page 2 (set, 12 minutes)

Give `page_two` in the same way. Where a sentence compares customers who had ordered equally often, it means the gap at the mix of all customers, as in section 5.
"""

# %% answer="page_two"
page_two = ...
### BEGIN SOLUTION
letter = [
    f[f"left_noletter_{kind}"] - f[f"left_letter_{kind}"] for kind in ("weekly", "rarer")
]
true |= {
    "boxes": f["boxes_stayers_now"] - f["boxes_stayers_first"],
    "rating": f["rating_stayers_now"] - f["rating_stayers_first"],
    "club": like,
    "letter": share * letter[0] + (1 - share) * letter[1],
    "late_link": f["r_late_customers"],
    "voucher_link": f["r_voucher_customers"],
    "sunday": f["sunday_all"],
    "paused": f["paused_all"],
    "multiple": f["winning_2024"] / f["keeping_2024"],
    "left_members": f["left_others"] - f["left_club"],
}
page_two = {
    label
    for label, row in report[report["page"] == 2].iterrows()
    if abs(row["value"] - true[row["topic"]]) > 0.06
}
### END SOLUTION

# %% check="page_two" points=3
check("page_two", page_two)


# %% key="page_two"
_PAIRS_TWO = {
    "survivors": ("boxes", "rating"),
    "choice": ("club", "letter"),
    "level": ("late_link", "voucher_link"),
    "scope": ("sunday", "paused"),
}
_MISSED_TWO = {
    "survivors": "You let one pass that compares those who are still here with all who began. Whose first year is it?",
    "choice": "You let one pass that tells a difference between people who chose for themselves as an effect.",
    "level": "You let one pass that tells a correlation across regions of single customers. Compare both correlations with the figures.",
    "scope": "You let one pass that tells the answers of some customers as those of all. Whose figure is it?",
}


def _wrong_two(w, kind):
    return next(
        label for label in w.page_two if w.report["topic"][label] in _PAIRS_TWO[kind]
    )


def _label_two(w, topic):
    return w.report.index[w.report["topic"] == topic][0]


Item(
    kind="set",
    options=[f"s{n:02d}" for n in range(1, 21)],
    hints=[
        "For each sentence: about whom does it speak, and about whom are the figures?",
        "Go through the four kinds of page 2. Two sentences could hold each kind, and one of them is fine.",
        "Changes since 2019: the same people at both ends? Club and letter: like with like, or raw? Correlations: regions or customers? Of every 100 of our customers: all of them, or some?",
    ],
    slips={
        **{
            f"missed_{kind}": Slip(
                lambda w, kind=kind: w.page_two - {_wrong_two(w, kind)},
                message,
                credit=0.7,
            )
            for kind, message in _MISSED_TWO.items()
        },
        "alarm_multiple": Slip(
            lambda w: w.page_two | {_label_two(w, "multiple")},
            "One false alarm: the ratio of winning to keeping sounds like folklore, but this one follows from the service's own figures.",
            credit=0.7,
        ),
        "alarm_members": Slip(
            lambda w: w.page_two | {_label_two(w, "left_members")},
            "One false alarm: that members left less often is what the figures say. The sentence does not say why.",
            credit=0.7,
        ),
        "all": Slip(
            lambda w: set(w.report.index[w.report["page"] == 2]),
            "You flagged the whole page, which finds every error and is no audit. Six of these sentences are right.",
        ),
        "the_others": Slip(
            lambda w: set(w.report.index[w.report["page"] == 2]) - w.page_two,
            "These are the sentences that stand. The task asks for those that the figures refute.",
        ),
    },
)

# %% [markdown]
"""
### Located: which sentence holds which error? (table, 6 minutes)

Give `located`: one column, `sentence`, with a label such as `"S07"`; eight rows, named by the kinds: `turned`, `points`, `base`, `year`, `survivors`, `choice`, `level`, `scope`. One way to write it: `pd.DataFrame({"sentence": {"turned": "S07", ...}})`.
"""

# %% answer="located"
located = ...
### BEGIN SOLUTION
kind_of = {
    "turned": ["satisfied", "late"],
    "points": ["kept", "app"],
    "base": ["complaints", "recommend"],
    "year": ["basket", "winning"],
    "survivors": ["boxes", "rating"],
    "choice": ["club", "letter"],
    "level": ["late_link", "voucher_link"],
    "scope": ["sunday", "paused"],
}
located = pd.DataFrame(
    {
        "sentence": {
            kind: next(
                label for label in page_one | page_two if report["topic"][label] in topics
            )
            for kind, topics in kind_of.items()
        }
    }
)
### END SOLUTION

# %% check="located" points=2
check("located", located)


# %% key="located"
def _exchanged(w, one, other):
    return w.located.rename(index={one: other, other: one})


Item(
    kind="table",
    columns=["sentence"],
    index=["turned", "points", "base", "year", "survivors", "choice", "level", "scope"],
    hints=[
        "You know that the number is wrong. What did the writer take instead of the right figure?",
        "Find the figure or the computation that gives the printed number; the difference to the right one names the kind.",
        "Page 1: those who left, rises, 'of every 100', EUR. Page 2: since the first year, club and letter, correlations, all customers.",
    ],
    slips={
        "turned_base": Slip(
            lambda w: _exchanged(w, "turned", "base"),
            "Two kinds changed places. A turned share has the right two groups the wrong way round; a wrong base has another group below the line.",
            credit=0.5,
        ),
        "survivors_scope": Slip(
            lambda w: _exchanged(w, "survivors", "scope"),
            "Two kinds changed places: survivors are compared with all who began; scope tells a part as the whole at one time.",
            credit=0.5,
        ),
        "choice_level": Slip(
            lambda w: _exchanged(w, "choice", "level"),
            "Two kinds changed places: choice is about people who joined by themselves, level about regions and single customers.",
            credit=0.5,
        ),
        "points_year": Slip(
            lambda w: _exchanged(w, "points", "year"),
            "Two kinds changed places: one is about the unit of a rise, the other about which year a figure belongs to.",
            credit=0.5,
        ),
        "topics": Slip(
            lambda w: w.located.assign(
                sentence=[w.report["topic"][label] for label in w.located["sentence"]]
            ),
            "These are the topics of the sentences. Give their labels, the S with two digits.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Repaired: what should it say? (table, 8 minutes)

Keep the words of each wrong sentence and correct its **number**. (Where the words claim too much as well, as in "works" or "pays", the number is that of like with like; the words are for your memo.) Give `repaired`: one column, `number`; the same eight rows.
"""

# %% answer="repaired"
repaired = ...
### BEGIN SOLUTION
repaired = pd.DataFrame(
    {
        "number": {
            kind: true[report["topic"][label]]
            for kind, label in located["sentence"].items()
        }
    }
)
### END SOLUTION

# %% check="repaired" points=3
check("repaired", repaired)

# %% key="repaired"
_UNREPAIRED = {
    "turned": "All but one are repaired: the share that was turned round stands as printed. Multiply, then divide by the other group.",
    "points": "All but one are repaired: the rise stands as printed. Keep the unit of the sentence, and compute it in that unit.",
    "base": "All but one are repaired: the share with the wrong base stands as printed. Put below the line what the sentence names.",
    "year": "All but one are repaired: the amount in EUR stands as printed. Take the figure of the year in the sentence.",
    "survivors": "All but one are repaired: the change since 2019 stands as printed. Take the same people at both ends.",
    "choice": "All but one are repaired: the gap of those who chose stands as printed. Compare like with like, as in section 5.",
    "level": "All but one are repaired: the correlation stands as printed. The sentence speaks of single customers.",
    "scope": "All but one are repaired: the share of some stands as printed. Take the figure for all customers.",
}


def _as_printed(w, kinds):
    table = w.repaired.copy()
    for kind in kinds:
        table.loc[kind, "number"] = w.report["value"][w.located["sentence"][kind]]
    return table


Item(
    kind="table",
    columns=["number"],
    index=["turned", "points", "base", "year", "survivors", "choice", "level", "scope"],
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(-1000, 100000),
    unit="the unit of each sentence",
    hints=[
        "Read the words of the wrong sentence as if they were right. Which figures would make its number?",
        "Year, survivors, level and scope are a figure or a difference of two; the other four need a computation.",
        "turned: share among leavers times share that left, divided by the share of the group. choice: the two gaps, weighted by f['weekly'].",
    ],
    slips={
        **{
            f"unrepaired_{kind}": Slip(
                lambda w, kind=kind: _as_printed(w, [kind]), message, credit=0.7
            )
            for kind, message in _UNREPAIRED.items()
        },
        "all_printed": Slip(
            lambda w: _as_printed(w, list(_UNREPAIRED)),
            "These are the numbers as the report prints them. The task asks for those that make the words true.",
        ),
        "shares": Slip(
            lambda w: w.repaired.assign(
                number=[
                    number / 100 if kind in ("turned", "base", "scope") else number
                    for kind, number in w.repaired["number"].items()
                ]
            ),
            "Three of these are shares from 0 to 1 where the sentence says 'of every 100'. Multiply them by 100.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Look which way your eight errors went. In most of these reports some make the service look better and some make it look worse. Errors of a program, or of a tired person, have no plan, and somebody who reads only for what is *too good* will miss the others.

## 9. Would it change a decision?

An audit that changes nothing was a hobby. The director of marketing has read one number in the report, that club members left less often, and wants to **offer the club to every customer**. The offer costs money for each customer who gets it, and it brings the margin of each who stays because of it.
"""

# %%
pd.Series(
    {
        "cost of the offer (EUR a year, each customer)": f["pilot_cost"],
        "margin of a customer who is kept (EUR a year)": f["pilot_worth"],
        "raw gap, members and others (points)": round(f["left_others"] - f["left_club"], 1),
        "like with like (points): yours from section 5": "?",
    }
)

# %% [markdown]
"""
There was a pilot. In 2024 the club was offered to 6,000 customers **drawn by lot**, and 6,000 others drawn by lot were followed beside them. Who was offered it was nobody's choice, so the two halves differ by the offer and by chance, and by nothing else:
"""

# %%
figures.loc[["pilot_offered_kept", "pilot_control_kept"], ["text", "value"]]

# %% [markdown]
"""
### Decide: roll out, stop, or test on? (choice on your own numbers, 10 minutes)

The **break-even** is the number of points by which the offer must raise the share that stays so that it pays for itself: 100 x cost / margin. The gain by the pilot is the difference of the two shares, with its 95 % interval (the standard error of a difference of two shares p and q of n each is the root of (p (1 - p) + q (1 - q)) / n). The director's own rule: `"roll out"` if the **whole interval** lies above the break-even, `"stop"` if it lies
below, `"test on"` if the break-even is inside. Set `decision`. Some of your classmates should answer differently, and be right.
"""

# %% answer="decision"
decision = ...
### BEGIN SOLUTION
n = 6000
p, q = f["pilot_offered_kept"] / n, f["pilot_control_kept"] / n
gain = 100 * (p - q)
error = 100 * ((p * (1 - p) + q * (1 - q)) / n) ** 0.5
low_end, high_end = gain - 1.96 * error, gain + 1.96 * error
break_even = 100 * f["pilot_cost"] / f["pilot_worth"]
decision = "test on"
if low_end > break_even:
    decision = "roll out"
if high_end < break_even:
    decision = "stop"
### END SOLUTION

# %% check="decision" points=2
check("decision", decision)

# %% key="decision"
Item(
    kind="choice",
    options=["roll out", "stop", "test on"],
    hints=[
        "How many of 100 customers must stay because of the offer to pay for 100 offers?",
        "Compute the gain and its interval from the pilot, in points. Where does the break-even lie?",
        "Above the interval: stop. Below it: roll out. Inside it: test on.",
    ],
    slips={
        "one_end": Slip(
            lambda w: (
                ("roll out" if w.gain > w.break_even else "stop")
                if w.decision == "test on"
                else "test on"
            ),
            "Look at both ends of the interval of the gain, and at the break-even between or outside them. Zero plays no part in this rule.",
        ),
        "other_side": Slip(
            lambda w: {
                "roll out": "stop",
                "stop": "roll out",
                "test on": "stop" if w.gain > w.break_even else "roll out",
            }[w.decision],
            "Which gain did you compare with the break-even, and which way round? It is that of the pilot, not that of the report, and a gain above the break-even pays.",
        ),
    },
)

# %% alt="Dot plot with two rows: a single point for the raw gap between members and others, which the report prints, and a point with its 95 per cent interval for the pilot drawn by lot; only the pilot says how sure it is"
lots = [f[f"pilot_{half}_kept"] / 6000 for half in ("offered", "control")]
middle = 100 * (lots[0] - lots[1])
reach = 196 * (sum(half * (1 - half) for half in lots) / 6000) ** 0.5
ranges = pd.DataFrame(
    {
        "report: members and others": [f["left_others"] - f["left_club"]] * 3,
        "pilot, drawn by lot": [middle, middle - reach, middle + reach],
    },
    index=["estimate", "low", "high"],
).T
ax = plots.effects(ranges)
_ = ax.set_xlabel("fewer who leave (points), 95 % interval where there is one")

# %% [markdown]
"""
The upper row would send everybody to roll out. The lower row is what the offer *did*; hold it against your break-even. The two are not about the same thing, by the way: the pilot measures the **offer**, with those who ignore it; nobody can be made to join. And it is the offer that the director wants to pay for.

Notice what did *not* matter. Whether the average box came to a few euros more or less, or what a customer cost to win, changes nothing in this decision; here, finding an error in them was worth no money. An auditor with an hour asks first which sentence somebody is about to act on.

## 10. In writing

These two are read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=3
"""
### The memo (written, 15 minutes, at most 200 words)

Write to the director of marketing. Say what the report got wrong that bears on the club, with the right number; what the pilot says, with its interval and the break-even; what you advise; and which of the other errors you would correct before the report goes round, and why these.

=== BEGIN MARK SCHEME ===
1 point: the raw gap named for what it is (people who chose, a different mix), with own number and the number of like with like, and no effect claimed from either.
1 point: advice that follows from the student's own interval and break-even; "test on" is not sold as "does not work".
1 point: picks errors by what somebody would do because of them, not by their size, and repairs at least one with words and number.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer in outline; put your own numbers in the brackets.* The report says that members leave less often, by [raw gap] points. That is true and no reason to act: most members ordered weekly before they joined, and such customers seldom leave anyway. Among customers who had ordered equally often the gap is [like] points, and even those chose for themselves.

The pilot was drawn by lot. Offered the club, [gain] more of 100 stayed, 95 % interval [low] to [high]. The offer pays from [break-even] on. So I advise to [roll out / stop / test on, with as many customers again; the pilot does not show that the club does nothing].

Before the report goes round I would correct the sentence that turns a share round ("of every 100 ... left" should be [number]), because somebody will cut or raise a budget on it, and the one on [Sunday deliveries / pauses], where the figure is that of [some] and the right one is [number]: vans get bought on such sentences. The average box can wait for the next edition.
"""

# %% [markdown] written="trace" points=2
"""
### Trace one yourself (written, 20 minutes, at most 150 words)

Take a sentence with a number from a newspaper, a slide of one of your courses, or a claim of `claims.table()` whose basis is *not found*. Follow it back as far as you get in twenty minutes. Give the sentence, each station with its source grade, where the trail ends, and what changed on the way.

=== BEGIN MARK SCHEME ===
1 point: at least two stations that somebody else could visit (title, place, date, address), each with a grade that fits.
1 point: says where the trail ends and what changed (number, base, scope, year, certainty), or that nothing did; a trail that ends in nothing is reported as that, not as a refutation.
=== END MARK SCHEME ===
"""

# %% [markdown] model="trace"
"""
*One good answer; the stations before the book are made up.* "It costs five times as much to win a customer as to keep one" (a slide, 2023; grade D). The slide's source is a blog of a software firm, undated, which says "research shows" (D). The blog links to an article in a trade magazine that gives "5 to 25 times" and no reference (C: a name and a year). A book on loyalty myths [@keiningham2005], which I saw in the library's preview, traces the five to work of a consultancy in the late 1980s (B for the book; I did not see the older work). On the way the range became a number, the trade it was about went missing, and so did the year. The trail ends at the consultancy. I cannot say that five was wrong then; I can say that the slide does not know.
"""

# %% [markdown]
"""
## What we found

- A doubtful claim is less often wrong than impossible to check, and that is a finding.
- A share has a base. Of those who left, many were satisfied; of the satisfied, few leave. Both at once.
- "5 %" has three readings, and "50 % lower" has none until somebody says lower than what. A per cent of a feeling has no content at all.
- Where people chose, a difference comes for free. Compare like with like; better, draw lots.
- Survivors, regions, parts, years and folklore are five ways of being right about something else.
- A mechanism that nobody measured is a sentence. The ladder has four rungs: said, seen, explained, tested.
- An audit finds, locates, repairs, and leaves the rest alone. It starts with the sentence that somebody is about to act on.

## Go further

Gigerenzer and Hoffrage [-@gigerenzer1995] on counting people instead of multiplying shares; Robinson [-@robinson1950] on groups and persons; Simkin and Roychowdhury [-@simkin2003] on who reads what they cite, which is short and funny. `claims.table()` holds all 64 claims with the chapters that audit them; `datasets.truth("agent_report")` says what was planted, and how.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 5 opening question; 15 section 1 (one claim to each pair: grade it in three minutes with a phone); 15 section 2 on the board with 100 people drawn as dots; 10 section 3; 10 sections 4-5; 25 the audit in pairs, one page each, then exchange; 10 decision, show of hands.

**Opening question.** "Bring the most convincing number you saw this week." Write three on the board and grade them A to D. Nearly all are D; nobody has lied.

**Board plan.** Left: 100 dots, 80 of them in a box "satisfied", 20 with a cross, 15 of the crosses inside the box. Middle: the ladder. Right: a list "of whom? than what? who chose? when?", which stays there for the rest of the course.

**Likely wrong turns.** (1) Flagging what *sounds* wrong: the ratio of winning to keeping, the half of the customers. Ask for the computation. (2) Reading "per cent" and "points" as one word; let one student read the sentence aloud and another write the sum. (3) In the audit, repairing a sentence by changing its words when the number was asked. (4) In the decision, comparing the interval with zero. Zero is not what the offer costs.

**Different and both right.** `decision` splits a class into three groups of roughly equal size. Let a "roll out" and a "stop" defend themselves in front of the same report: the raw gap argues for the club in both.

**Fairness.** The audit is of sentences. "Machine-written" is a reason to check and no verdict; the strange words in source 001 say nothing about who is at fault. Names of authors whose work could not be found are not read out as inventions: not found is not the same as not there.
"""

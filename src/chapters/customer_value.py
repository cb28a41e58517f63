# ---
# title: What a customer is worth
# question: What is a customer worth, and what should we spend to keep one?
# objectives:
#   - measure how long customers stay when many have not left yet
#   - say what five per cent less churn is worth, once you know five per cent of what
#   - count the value of a customer under five conventions and turn one number into another
#   - forecast orders and value where nobody says goodbye, and reproduce published estimates on real orders
#   - tell who is about to leave, whom it pays to call and whom to win back
#   - see who earns the profit, and whether long-standing customers really earn more
# minutes: {reading: 90, practice: 115}
# needs: Means, shares, percentages and what a discount rate is. A little Python (calling a function, picking rows of a table, groupby). A logistic regression is read, not derived.
# datasets: [telecom_base, cdnow_sample]
# points: 28
# claims: [DC-05, DC-07, DC-08, DC-09, DC-40, DC-44, DC-55, DC-60]
# terms:
#   - {en: customer lifetime value, zh: 客户生命周期价值, means: "what the margins of a customer, now and later, are worth today", source: berger1998}
#   - {en: customer equity, zh: 客户资产, means: the lifetime values of all customers together, source: blattberg1996}
#   - {en: retention rate, zh: 客户保留率, means: share of customers who stay from one period to the next}
#   - {en: churn, zh: 客户流失, means: customers leaving; its rate is one minus the retention rate, source: neslin2006}
#   - {en: customer life cycle, zh: 客户生命周期, means: "the stages from first contact to the end, or to a return"}
#   - {en: survival curve, zh: 生存曲线, means: share of customers still there after each length of time, source: kaplan1958}
#   - {en: censoring, zh: 删失, means: "a customer who has not left yet, so that we know only a part of the time", source: kaplan1958}
#   - {en: discount rate, zh: 贴现率, means: by how much less a euro is worth a year later}
#   - {en: RFM, zh: RFM模型, means: "scores for days since the last order, number of orders and money spent", source: hughes1994}
#   - {en: early warning, zh: 客户流失预警, means: signs by which customers at risk are told before they leave}
#   - {en: lift, zh: 提升度, means: "how many times as many leavers a chosen group holds as a group picked by lot", source: neslin2006}
#   - {en: calibration, zh: 校准, means: whether of those given 20 per cent about 20 in 100 do leave}
#   - {en: win-back, zh: 客户挽回, means: bringing back customers who have left, source: stauss1999}
#   - {en: whale curve, zh: 鲸鱼曲线, means: "profit added up over customers, the most profitable first", source: cooper1991}
#   - {en: customer pyramid, zh: 客户金字塔, means: "customers sorted into tiers by what they bring, each served differently", source: zeithaml2001}
#   - {en: survivorship, zh: 幸存者偏差, means: judging by those who are left and forgetting who went}
#   - {en: derived demand, zh: 派生需求, means: demand that exists because one's own customers demand something}
# ---

# %% [markdown]
"""
Two firms appear in this chapter. The **telecom operator** is made up and its 3,000 subscribers are simulated; **the base is yours alone**, a classmate's operator
has other subscribers, and in some questions another right answer. The **CD shop** is real: CDNOW, 1997 and 1998, 2,357 customers known by number only.
`datasets.describe(...)` says where each comes from. `datasets.truth("telecom_base")` says what was built in; look when you have finished.
"""

# %%
import warnings

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans

import crmlab
from crmlab import churn, datasets, loyalty, plots, value

student = crmlab.student()
check = crmlab.checker("customer_value", student)

# %%
base = datasets.load("telecom_base", student=student)
orders = datasets.load("cdnow_sample")
student

# %% [markdown]
"""
## 1. How long does a customer last?

The head of marketing wants a number for the board: *"How long does a subscriber stay with us?"* A trainee has one within a minute. The operator opened 36 months ago and
has kept everybody who ever signed up on file, so he takes those who left and averages their months.
"""

# %% predict="typical_stay"
# Your guess, in months: after how long has half of a year's new subscribers left?
my_guess = 18

# %%
gone = base[base["left"] == 1]
gone["months"].mean().round(1)

# %% [markdown]
"""
**What is wrong with it?** Everything that lasts is missing. Whoever is still here has not left, so the loyal are left out *because* they are loyal; and nobody can show a stay of more
than 36 months, because the firm is not older. What we know of those still here is a part of the time: "at least so long". That is **censoring**, and there is a way to use the part [@kaplan1958]: for
each month, look at those who were on file when it began, and see what share of *them* left in it. Multiply the shares who stayed.
"""

# %% covers="LC-20" alt="Falling step curve of the share of subscribers still there against months since they joined, with a narrow band: it falls steeply at first and more slowly later, and about half are still there at the end"
everybody = churn.kaplan_meier(base["months"], base["left"])
print(everybody.summary())
ax = plots.survival_curves(everybody)

# %% [markdown]
"""
The trainee's mean belongs to those who left early enough for us to see it. The curve uses everybody. Set your guess beside the sentence above the picture.

### Bug hunt: repair the trainee's table (table, 10 minutes)

Prepaid and contract subscribers differ. The trainee computed, for each plan, which share "stays longer than a year", from those who left:
"""

# %%
pd.DataFrame(
    {
        "after_12": (gone["months"] > 12).groupby(gone["plan"]).mean(),
        "after_24": (gone["months"] > 24).groupby(gone["plan"]).mean(),
    }
).round(3)

# %% [markdown]
"""
Give the right table as `still_there`: rows `contract` and `prepaid`, columns `after_12` and `after_24`, the share of subscribers **still there** after 12 and 24 months. `churn.kaplan_meier(months, left)` gives a
curve, and `curve.survival(12)` reads it.
"""

# %% answer="still_there"
still_there = ...
### BEGIN SOLUTION
by_plan = {
    plan: churn.kaplan_meier(group["months"], group["left"])
    for plan, group in base.groupby("plan")
}
still_there = pd.DataFrame(
    {f"after_{t}": {plan: by_plan[plan].survival(t) for plan in by_plan} for t in (12, 24)}
)
### END SOLUTION

# %% check="still_there" points=2
check("still_there", still_there)

# %% key="still_there"
Item(
    kind="table",
    columns=["after_12", "after_24"],
    index=["contract", "prepaid"],
    tolerance=0.006,
    because="shares rounded to two decimals",
    between=(0, 1),
    unit="a share from 0 to 1",
    hints=[
        "Whom does the trainee leave out, and are they like the others?",
        "Everybody on file counts, also those who have not left; the column left tells the two apart.",
        "For each plan: churn.kaplan_meier(group['months'], group['left']), then .survival(12) and .survival(24).",
    ],
    slips={
        "leavers_only": Slip(
            lambda w: w.pd.DataFrame(
                {
                    f"after_{t}": (w.gone["months"] > t).groupby(w.gone["plan"]).mean()
                    for t in (12, 24)
                }
            ),
            "These are shares of those who left. Whoever stays is missing from them, so the table says how early leavers leave.",
        ),
        "censored_as_left": Slip(
            lambda w: w.pd.DataFrame(
                {
                    f"after_{t}": (w.base["months"] > t).groupby(w.base["plan"]).mean()
                    for t in (12, 24)
                }
            ),
            "You counted subscribers who joined lately as if they had left. Someone who joined five months ago cannot have stayed twelve yet.",
        ),
        "never_left": Slip(
            lambda w: w.pd.DataFrame(
                {
                    f"after_{t}": 1
                    - ((w.base["months"] <= t) & (w.base["left"] == 1))
                    .groupby(w.base["plan"])
                    .mean()
                    for t in (12, 24)
                }
            ),
            "You counted everybody who has not left yet as having stayed that long. For those who joined lately, we do not know.",
        ),
    },
)

# %% [markdown]
"""
### Why do they leave?

Source 003 gives three reasons (*客户流失的原因*): the firm's (product or service does not satisfy), competition (a rival offers better terms), and the customer's own (the firm can serve no longer). Keaveney asked customers about critical
incidents and found more, with failures in the core service named most [@keaveney1995]. Our operator asks at exit. Each leaver counts for one cause only:
"""

# %% covers="LC-18" alt="Three rising step curves of the share of subscribers lost to competition, to the firm's own faults and to customers' own reasons over months since joining: customers' own reasons stay clearly below the other two"
causes = churn.cumulative_incidence(base["months"], base["cause"], still_there="still here")
ax = plots.causes_of_leaving(causes)

# %% [markdown]
"""
The three add up to all who left. Only two of the three can be worked on, and they need different medicine: repair, or a better offer. Whether people say the true reason at exit is another matter.

### Life cycles: seven lists of stages

Where in its life is a customer? Our sources draw the **customer life cycle** at least seven times and never twice alike. Laid side by side:
"""

# %% covers="LC-01 LC-02 LC-03 LC-04 LC-05 LC-06 LC-17"
lists = {
    "contact to loyalty (002)": "contact, building, maintaining, loyalty or loss",
    "who they are (000)": "new, loyal, lost, buying again",
    "classes in a file (002)": "new, active, dormant, lost",
    "input and output (004)": "acquisition, growth, maturity, decline, end",
    "level of relationship (004)": "exploration, formation, stability, decline",
    "strategy (003)": "maintain, recover or dissolve",
    "telecom (004)": "acquisition, promotion, maturity, decline, off-net",
}
pd.DataFrame(
    {name: dict(enumerate(stages.split(", "), start=1)) for name, stages in lists.items()}
).T.fillna("")

# %% [markdown]
"""
They answer three different questions. Some say how *close* the relationship is (Dwyer, Schurr and Oh described such phases, dissolution included [@dwyer1987]). Some say how the *money* runs. Some are *classes in a file* that a rule can assign. Some
remember that the end need not be the end: customers *buy again*. And one, source 003, names an option that the others avoid: to **dissolve** a relationship (*解除关系*). A stage that no rule can assign is a picture; so let us write a rule for the telecom list.
"""

# %% covers="LC-02 LC-04 LC-07 LC-08 LC-09 LC-10 LC-11 LC-12 SEG-06 SEG-08"
signs = [
    "margin_falling",
    "offer_refused",
    "no_reply",
    "pays_late",
    "bill_questioned",
    "rival_contacted",
    "complaints",
]
told = (base[signs] > 0).sum(axis=1)
stage = np.select(
    [base["left"] == 1, base["months"] <= 3, told >= 3, base["months"] <= 12],
    ["5 off-net", "1 acquisition", "4 decline", "2 promotion"],
    "3 maturity",
)
base.groupby(stage).agg(
    subscribers=("plan", "size"), margin_eur=("margin_eur", "mean")
).round(1)

# %% [markdown]
"""
The cut-offs (3 and 12 months, three signs) are ours; the source gives none. It gives a question for each stage: how to find and win customers (*获取*), how to grow them into valuable ones (*提升*), how to get them to use new products and be loyal (*成熟*), how to prolong the relationship (*衰退*), how to win them back (*离网*). Stage 4 uses its seven signs of decline: profit falling for months, goodwill refused, no reply, slow payment, doubts about details, contact with
competitors, conflict. That list is a gift, because each sign can be recorded *before* the customer goes. We test it in section 7.

### Audit a claim: strategies without evidence (5 minutes of reading)

> 客户衰退阶段策略 危客户预警机制 高危客户挽留举措
>
> *Strategy for the stage of decline: an early-warning mechanism for customers at risk, measures to keep those at high risk.* (source 004, 电信客户生命周期)

For each of the five stages the slides name features and a strategy, with neither date nor number nor result. We found no study behind them. That does not make them false; it makes them **hypotheses**, and a hypothesis is worth writing down only with what would refute it:
"""

# %% covers="DC-60 LC-08 LC-09 LC-10 LC-11 LC-12"
pd.DataFrame(
    [
        [
            "acquisition",
            "right channel wins",
            "value per euro differs by channel",
            "channel",
        ],
        [
            "promotion",
            "bundles raise demand",
            "margin, random half offered",
            "not recorded",
        ],
        ["maturity", "less price-sensitive", "leaving after a price rise", "not recorded"],
        [
            "decline",
            "signs warn in time",
            "signs before, leaving after",
            "signs (section 7)",
        ],
        [
            "off-net",
            "win back the valuable",
            "returns, random half offered",
            "offer (section 8)",
        ],
    ],
    columns=["stage", "claim", "what would settle it", "our data have"],
).set_index("stage")

# %% [markdown]
"""
Three of the five can be put to our file, the last of them only because it was run as an experiment; for two nothing was recorded. Source 004 then crosses its stages with *five marketing elements* (*营销五要素*): segmentation, product mix, channel mix, advertising and promotion, loyalty management. **Count the numerals as they are printed:**
"""

# %% covers="LC-13 DC-40"
printed = {
    "Ⅰ": "segmentation",
    "Ⅱ": "product mix",
    "Ⅲ": "channel mix",
    "Ⅴ": "advertising, promotion",
    "Ⅵ": "loyalty management",
}
missing_numerals = [n for n in "ⅠⅡⅢⅣⅤⅥ" if n not in printed]
columns = ["获得期", "初入期", "(gap)", "成熟期", "衰退期", "离网期"]
print(f"{len(printed)} elements are printed, numeral missing: {missing_numerals}")
print(f"{len(columns)} columns in the matrix; five stages everywhere else")

# %% [markdown]
"""
Five elements with numerals up to six: either Ⅳ was lost (price would be our guess) or somebody misnumbered. The matrix has a column for "initial entry" that the list of stages lacks, and one heading gone. A reader cannot tell which. What survives is the *method*:
cross elements with stages, and ask of each cell what you would do there and how you would notice that it worked. One cell for each element, with what we would look at:
"""

# %% covers="LC-13"
matrix = pd.DataFrame(
    "",
    index=list(printed.values()),
    columns=["acquisition", "promotion", "maturity", "decline", "off-net"],
)
matrix.loc["segmentation", "decline"] = "risk of leaving"
matrix.loc["product mix", "promotion"] = "bundle, random half"
matrix.loc["channel mix", "acquisition"] = "value per euro"
matrix.loc["advertising, promotion", "off-net"] = "more returns"
matrix.loc["loyalty management", "maturity"] = "same people, later"
matrix

# %% [markdown]
"""
Twenty cells are empty, and that is a decision too: a firm that acts in all twenty-five will not find out which of them did anything.

## 2. Retention arithmetic

A board thinks in years, a telecom base moves in months. The step between the two is where most errors are made. Take the contract subscribers. `months` added up is the number of **subscriber-months** in which somebody could have left.
"""

# %% covers="SEG-10"
contract = base[base["plan"] == "contract"]
print(f"{contract['left'].sum()} left in {contract['months'].sum():,} subscriber-months")

# %% [markdown]
"""
### Now you try: from months to a year (number, 6 minutes)

Give `yearly`: the share of contract subscribers who stay for a **year**, if each month the same share of them leaves.
"""

# %% answer="yearly"
yearly = ...
### BEGIN SOLUTION
monthly_churn = contract["left"].sum() / contract["months"].sum()
yearly = (1 - monthly_churn) ** 12
### END SOLUTION

# %% check="yearly" points=1
check("yearly", yearly)

# %% key="yearly"
Item(
    kind="number",
    tolerance=0.002,
    because="answers rounded to three decimals, or a monthly rate rounded to four",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "Whoever stays a year has stayed twelve months, one after the other. How do chances in a row combine?",
        "First the share that leaves in a month: leavers divided by subscriber-months.",
        "One minus that share, to the power of twelve.",
    ],
    slips={
        "times_twelve": Slip(
            lambda w: 1 - 12 * w.monthly_churn,
            "You took off twelve months of churn at once. In the second month only those can leave who are still there.",
        ),
        "monthly": Slip(
            lambda w: 1 - w.monthly_churn,
            "This is the share that stays a month. The question asks for a year.",
        ),
        "not_left": Slip(
            lambda w: 1 - w.contract["left"].mean(),
            "This is the share of all who ever signed up and have not left so far. Some of them have been here for a month.",
        ),
    },
)

# %% [markdown]
"""
### Audit a claim: half in five years (5 minutes)

> 在全球500强企业中,它们在5年内大约流失50%的客户
>
> *The world's 500 largest companies lose about 50 % of their customers in five years.* (source 004, "statistics of authoritative bodies in North America and Europe")

No body is named. The closest record is a sentence of Reichheld's: *on average, the CEOs of U.S. corporations lose half their customers every five years* [@reichheld1996defections]. Five hundred global firms became of it, and bodies, plural. Still, the number can be put to work:
"""

# %% covers="LC-25 DC-07"
claimed = value.retention_per_period(0.5, 5)
stay = (1 - contract["left"].sum() / contract["months"].sum()) ** 12
pd.DataFrame(
    {
        "stay a year": [claimed, stay],
        "half are gone after (years)": [value.half_life(claimed), value.half_life(stay)],
        "mean stay (years)": [
            value.expected_lifetime(claimed),
            value.expected_lifetime(stay),
        ],
    },
    index=["the claim", "your contract subscribers"],
).round(2)

# %% [markdown]
"""
Losing half in five years is keeping 87 % a year. Your operator loses half sooner. Is it badly run? An average over industries, without dates or definitions, cannot say; telephone contracts are not machine tools.

### The bucket

The chapter that asks who is worth a relationship set **offensive** marketing (win more) against **defensive** marketing (lose fewer) [@fornell1987], and drew the customer base as a leaking bucket. Source 004 calls winning the *first act* (*第一行为*) and complains that firms neglect the second. In numbers:
"""

# %% covers="RM-16 RM-17 LC-30"
here = (contract["left"] == 0).sum()
won = (contract["start_month"] > 24).sum()
bucket = value.leaky_bucket(start=here, acquired=won, retention=stay, periods=8)
print(bucket.summary())
spread_word = value.leaky_bucket(here, won * 1.1, stay, 8)
print(
    f"Word of mouth that brings 10 % more new ones: heading for {spread_word.steady_state:,.0f}."
)

# %% alt="Line of the number of contract subscribers over eight years, with bars for those won above zero and lost below: the base moves towards a dashed level at which as many are lost as are won"
ax = plots.leaky_bucket(bucket)

# %% [markdown]
"""
Source 004 adds that keeping customers *helps to win* new ones, because they talk (*口碑*). Then tap and hole are connected. Its size is not given; the second line above shows what 10 % would do, an assumption.

## 3. Five per cent of what?

> 老顾客的流失率如果降低5%,企业的利润即可提升25%到85%
>
> *If the churn rate of existing customers falls by 5 %, profit can rise by 25 % to 85 %.* (source 004, "one set of data")

Hardly a sentence in this field is quoted more. It goes back to Reichheld and Sasser [-@reichheld1990]. **Before you believe or doubt it: five per cent of what?** If 20 of 100 leave each year, "5 % fewer" may mean 15, or 19.
"""

# %% predict="five_percent"
# 20 of 100 leave a year; now 19 do. By how many per cent does the value of a customer rise?
my_guess = 25

# %% covers="LC-24 DC-05"
readings = {
    "5 points": {"points": 5},
    "5 % of the retention rate": {"percent": 5},
    "5 % fewer leave": {"fewer_defections_percent": 5},
}
lifts = {
    name: {
        f"{r:.0%} stay": value.retention_lift(r, 0.10, **how).value_change
        for r in (0.7, 0.8, 0.9)
    }
    for name, how in readings.items()
}
pd.DataFrame(lifts).T.mul(100).round(1)

# %% [markdown]
"""
The table is in per cent of customer value, at a discount rate of 10 %. In **points**, the gain runs from a fifth to two fifths: the world of "25 to 85". In **per cent of those who leave**, which is what the Chinese sentence says, it is a few per cent. The words are nearly the same; the gains differ by a factor of about four at 70 %, of thirteen at 90 %.

Two more things the sentence hides. What rises is the *present value of a customer*, not the firm's profit of next year; rent and network do not shrink because customers stay. And a five-point change is no small step: from 90 % it means that *half* of the leavers stay. Sharp makes that point of the article's first page [@sharp2010]; the 25 to 85 we have from the
literature on it and have not seen the exhibit itself. The source's own slide contains a second version, *留住5%的客户有可能会为企业带来100%的利润* (keeping 5 % of customers may bring 100 % profit), in which even the rate is gone.
"""

# %% widget="retention_lift"
crmlab.widgets.retention_lift(stay=80, change=5, discount=10)

# %% alt="Three lines of the gain in customer value in per cent against the share that stays now, for five points, five per cent of the rate and five per cent fewer leavers: the first two climb ever more steeply to the right, the third stays low and falls"
grid = np.arange(0.50, 0.93, 0.02)
ax = plots.lines(
    pd.DataFrame(
        {
            name: [100 * value.retention_lift(r, 0.10, **how).value_change for r in grid]
            for name, how in readings.items()
        },
        index=100 * grid,
    ),
    xlabel="customers who stay now (% a year)",
    ylabel="gain in the value of a customer (%)",
)

# %% [markdown]
"""
Three tasks with the interactive: (1) Read the 5 as *% fewer who leave* and find the change that you need for the same gain as 5 points. (2) Set *customers who stay* to 50 %, then 95 %: for which firm is a point worth most? (3) Set the discount rate to 0 and to 30 %. Whose claims about loyalty depend on cheap money?

### Now you try: the sentence as a function (function, 8 minutes)

Write the reading that the Chinese sentence has: `percent` per cent **fewer leave**. Return the relative change of customer value, 0.10 for ten per cent. Count value as retention / (1 + discount - retention), times a margin that cancels. Your grader will call it with rates that you have not seen.

To test yourself: retention 0.90, discount 0.10 and 5 per cent give 0.0313.
"""


# %% answer="fewer_leave"
def fewer_leave(retention, discount, percent):
    """Relative change of customer value when percent per cent fewer leave."""
    ### BEGIN SOLUTION
    after = 1 - (1 - retention) * (1 - percent / 100)
    was = retention / (1 + discount - retention)
    return after / (1 + discount - after) / was - 1
    ### END SOLUTION


# %% check="fewer_leave" points=2
check("fewer_leave", fewer_leave)


# %% key="fewer_leave"
def _gain(r, after, i):
    return after / (1 + i - after) / (r / (1 + i - r)) - 1


Item(
    kind="function",
    unit="a share, 0.10 for ten per cent",
    tolerance=0.0006,
    because="answers rounded to three decimals",
    inputs=lambda rng: [
        [
            round(float(rng.uniform(0.55, 0.90)), 2),
            round(float(rng.uniform(0.05, 0.15)), 2),
            float(rng.integers(3, 9)),
        ]
        for _ in range(6)
    ],
    hints=[
        "If 10 of 100 leave and 5 % fewer do, how many of 100 leave then?",
        "The leavers are 1 - retention. Shrink them, and you have the new retention.",
        "Value after divided by value before, minus one; both by retention / (1 + discount - retention).",
    ],
    slips={
        "points": Slip(
            lambda w: (
                lambda retention, discount, percent: _gain(
                    retention, retention + percent / 100, discount
                )
            ),
            "You added percentage points to the retention rate. Here the number of leavers shrinks by so many per cent.",
        ),
        "of_the_rate": Slip(
            lambda w: (
                lambda retention, discount, percent: _gain(
                    retention, retention * (1 + percent / 100), discount
                )
            ),
            "You raised the retention rate by so many per cent of itself. The sentence is about the rate of leaving.",
        ),
        "ratio": Slip(
            lambda w: (
                lambda retention, discount, percent: (
                    1
                    + _gain(
                        retention,
                        1 - (1 - retention) * (1 - percent / 100),
                        discount,
                    )
                )
            ),
            "This is value after over value before. The change is what is left when you take one off.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
## 4. One customer, five numbers

Source 000 defines the value of a customer (*客户生命周期价值*) as the contribution while the relationship is built and kept, and uses it to allocate money and to decide *whether a relationship is worth keeping at all*. Its third "analysis tool" of that name is a heading without a body; source 003's *顾客资产与顾客终身价值* likewise. So we fill them in.

Margin a year, retention, discount rate: that is all the simplest **customer lifetime value** needs [@berger1998; @gupta2003]. And still two textbooks give two numbers. Take a contract subscriber of yours:
"""

# %% covers="CRM-21 LC-21 LC-22"
margin = 12 * contract.loc[contract["left"] == 0, "margin_eur"].mean()
print(f"margin {margin:.0f} EUR a year, {stay:.1%} stay a year, discount rate 10 %")
value.clv_readings(margin, stay, 0.10).round(0)

# %% [markdown]
"""
Same customer, and the largest number is close to twice the smallest. Nobody has miscalculated. They answer different questions: does the first margin come **today** or in a year? Is it **certain**, or must the customer stay to pay it? Is the future **discounted**? The links between them are exact, so you can always get from one to another:

    now = at end + one margin        now = (1 + i) x at end, certain        at end = r x at end, certain

Bendle and Bagga read 33 teaching cases and notes and found contradictory formulas, and some plainly wrong ones [@bendle2017]. We take three rules from them:

1. **Count margin**, not revenue.
2. **Discount.** Margin times lifetime, the last line of the table, is not a value today.
3. **Keep the cost of winning out of it.** A customer's value is one number, what was paid to win her another; who subtracts in the formula cannot compare the two afterwards.
"""

# %% widget="clv_conventions"
crmlab.widgets.clv_conventions(margin=round(margin), stay=round(100 * stay), discount=10)

# %% alt="The interactive at one setting, as bars of the value of one customer under five conventions: margin times lifetime is by far the longest bar, the first margin today comes next, and the bar for a customer who must stay to pay the first margin is shortest"
crmlab.widgets.clv_conventions(margin=100, stay=80, discount=10).static()

# %% [markdown]
"""
Three tasks: (1) Set margin 100, staying 80 %, discount 10 % and find the step from *after a year, if they stay* to *first margin today*; check that the difference is one margin. (2) Raise staying to 95 %. Which two bars come closer together, and why? (3) Set the discount rate to 0. Which bars become one?

### Audit: which number may we spend? (number, 8 minutes)

The controller's report uses the most cautious convention: margins at the end of each year, and the customer must stay to pay even the first.
"""

# %%
report = value.clv(margin, stay, 0.10, convention="first_margin_at_end")
print(f"The report: a contract subscriber is worth {report:.2f} EUR")

# %% [markdown]
"""
Sales asks: *"How much may we pay, at most, to win one?"* A new contract subscriber pays the first year's margin **at sign-up**; after that the report's count begins. Give `most_to_pay`, in euros.
"""

# %% answer="most_to_pay"
most_to_pay = ...
### BEGIN SOLUTION
most_to_pay = value.clv(margin, stay, 0.10, convention="first_margin_now")
### END SOLUTION

# %% check="most_to_pay" points=2
check("most_to_pay", most_to_pay)

# %% key="most_to_pay"
Item(
    kind="number",
    tolerance=1.0,
    because="answers rounded to whole euros",
    between=(-100_000, 100_000),
    unit="EUR",
    hints=[
        "What does a new subscriber pay that the report does not count?",
        "The report starts with the margin at the end of the first year. Which margin comes before that one?",
        "The report's value plus one year's margin, or value.clv with the convention first_margin_now.",
    ],
    slips={
        "report": Slip(
            lambda w: w.report,
            "That is the value of someone who has paid for this year already. A new subscriber's first margin comes on top.",
        ),
        "certain_at_end": Slip(
            lambda w: w.value.clv(
                w.margin, w.stay, 0.10, convention="first_margin_at_end_certain"
            ),
            "You made the first margin certain but left it at the end of the year. It is paid at sign-up.",
        ),
        "undiscounted": Slip(
            lambda w: w.margin / (1 - w.stay),
            "Margin times lifetime does not discount. A euro in eight years is not a euro today.",
        ),
        "cost_inside": Slip(
            lambda w: w.report + w.margin - w.contract["acquisition_cost_eur"].mean(),
            "You took the cost of winning off. The question is how high that cost may be, so it must not be in the value.",
        ),
    },
)

# %% [markdown]
"""
### Audit a claim: seven to ten times (5 minutes of reading)

> 企业争取一个新客户的成本是保留一个老客户的7-10倍
>
> *Winning a new customer costs 7 to 10 times as much as keeping an old one.* (source 004)

The number has many brothers: five, six to seven, five to twenty-five. Keiningham and colleagues count it among their loyalty myths and trace the five to a consultancy, TARP, in the late 1980s [@keiningham2005]. A ratio needs a numerator and a denominator. Winning is on your file. **But what does it cost to "keep" somebody?** Three answers from one account book, at 32 EUR for a call:
"""

# %% covers="LC-26 DC-08"
winning = base["acquisition_cost_eur"].mean()
active = base[base["left"] == 0]
keeping = pd.Series(
    {
        "all service calls": 32 * active["calls_per_year"].mean(),
        "the first two calls only": 32 * active["calls_per_year"].clip(upper=2).mean(),
        "calls above four a year": 32 * (active["calls_per_year"] - 4).clip(lower=0).mean(),
    }
)
(winning / keeping).round(1).rename("winning / keeping").to_frame()

# %% [markdown]
"""
The ratio is set by what the book-keeper calls keeping. From the first line to the last the ratio roughly triples, and somewhere on the way it passes the folklore's range. And a ratio of costs does not decide anything yet: what matters is what the next euro *brings*.

### Decide: win or keep? (choice on your own numbers, 12 minutes)

The operator has **50,000 EUR** once. Marketing would win contract subscribers with it, at the mean `acquisition_cost_eur` of a contract subscriber; each is worth what you found above. Service would spend it on a repair after which, they say, **15 % fewer** contract subscribers leave, from now on; those here today have paid for this year, so count them as the report does. Which brings the greater
value? Set `spend_on` to `"win"`, `"keep"` or `"no difference"` (less than one per cent apart). Some of your classmates should answer differently, and be right.
"""

# %% answer="spend_on"
spend_on = ...
### BEGIN SOLUTION
each_new = value.clv(margin, stay, 0.10, convention="first_margin_now")
worth_winning = 50_000 / contract["acquisition_cost_eur"].mean() * each_new
after_repair = 1 - (1 - stay) * 0.85
worth_keeping = (contract["left"] == 0).sum() * (
    value.clv(margin, after_repair, 0.10) - value.clv(margin, stay, 0.10)
)
spend_on = "win" if worth_winning > worth_keeping else "keep"
### END SOLUTION

# %% check="spend_on" points=2
check("spend_on", spend_on)

# %% key="spend_on"
Item(
    kind="choice",
    options=["win", "keep", "no difference"],
    hints=[
        "How many subscribers does each proposal touch, and by how much does it change the value of each?",
        "Winning: 50,000 over the mean cost, times the value with the first margin now. Keeping: those here, times the change of value. 15 % fewer is not 15 points.",
        "Retention after the repair is 1 - (1 - stay) * 0.85; value.clv gives the value before and after.",
    ],
    slips={
        "other": Slip(
            lambda w: "keep" if w.spend_on == "win" else "win",
            "Compute both sums. If keeping won, check that 15 % fewer leavers were not read as 15 points; if winning won, check that the first margin is counted once.",
        ),
        "level": Slip(
            "no difference",
            "They are close for some operators, but not so close for yours. Work both sums out to the euro.",
        ),
    },
)

# %% [markdown]
"""
Read the promise as 15 *points* and keeping wins in every draw, by far. The whole decision sits in one word. (How would you find out what "15 %" means? Ask service for the number of leavers out of 1,000, before and after.)

Where winning gets harder the more one wins, there is a best amount to spend, even for one prospect [@blattberg1996]. And all values together are the firm's **customer equity** (*客户资产*) [@gupta2004]:
"""

# %% covers="LC-23 RM-16 SEG-05"
segments = active.groupby("plan").agg(
    customers=("left", "size"), margin=("margin_eur", lambda euros: 12 * euros.mean())
)
left_share = base.groupby("plan")["left"].sum() / base.groupby("plan")["months"].sum()
segments["retention"] = (1 - left_share) ** 12
equity = value.customer_equity(segments, 0.10)
print(equity.summary())
best = value.best_acquisition_spend(report + margin, ceiling=0.10, sensitivity=0.05)
print(
    f"If at most 10 % of prospects can be won, spend {best:.0f} EUR on each (our assumption of the curve)."
)
equity.segments.round(0)

# %% [markdown]
"""
### When does a subscriber pay back?

Source 004 draws what the firm puts in and what the customer gives back over the stages, without numbers. For one contract subscriber it is a sum: minus the cost of winning, plus the margin of each month, times the chance of being there.
"""

# %% covers="LC-05" alt="Line of the cumulated money from one contract subscriber over 36 months: it starts deep below zero at the cost of winning, climbs ever more slowly and crosses zero only after more than a year"
months = np.arange(37)
curve = churn.kaplan_meier(contract["months"], contract["left"])
there = np.array([curve.survival(t) for t in range(36)])
cash = np.r_[0, np.cumsum(there * margin / 12)] - contract["acquisition_cost_eur"].mean()
ax = plots.line(
    pd.Series(cash, index=months),
    xlabel="months since signing up",
    ylabel="money so far from one subscriber (EUR)",
)

# %% [markdown]
"""
The curve bends because some are gone by then. Where it crosses zero, the average subscriber has paid for being won. The source's two extensions, a longer maturity (*成熟期延伸*) and a "second development" (*衰退期二次开发*), are ways to bend it up; each has a price.

### Customers who come back

Lost is not always lost. Pfeifer and Carraway let customers move between states [@pfeifer2000]; source 000's four (*新客户、忠实客户、流失客户、再次购买客户*) are such states. The chances below are ours; the row *lost* is the one to watch.
"""

# %% covers="LC-03 LC-19"
states = ["new", "loyal", "lost", "again"]
moves = pd.DataFrame(
    [[0, 0.65, 0.35, 0], [0, 0.85, 0.15, 0], [0, 0, 0.90, 0.10], [0, 0.50, 0.50, 0]],
    states,
    states,
)
never = moves.copy()
never.loc["lost"] = [0, 0, 1, 0]
payoff = [120, 200, 0, 150]
pd.DataFrame(
    {
        "some come back": value.markov_clv(moves, payoff, 0.10).by_state,
        "nobody comes back": value.markov_clv(never, payoff, 0.10).by_state,
    }
).round(0)

# %% [markdown]
"""
If one lost customer in ten comes back a year, a lost customer is worth something, and so *every* state is worth more. A firm that deletes the addresses of its leavers throws that away.

## 5. They do not all leave at the same rate

Back to retention. "So many per cent a year" treats customers as coins tossed each month. Look at a cohort that Fader and Hardie published: 1,000 *high-end* customers of a subscription firm, counted once a year [-@fader2007].
"""

# %% predict="year_twelve"
# 1,000 at the start, 869 after one year. What share is left after twelve years? A guess from 0 to 1.
my_guess = 0.19

# %% covers="LC-20" alt="Counted points and a model curve of the share of a published cohort still there over twelve years; the model passes through the points and flattens out, while a dotted curve of equal churn for everybody falls well below it"
high_end = [1000, 869, 743, 653, 593, 551, 517, 491]
model = value.fit_sbg(high_end)
print(f"alpha {model.alpha:.3f}, beta {model.beta:.3f} (printed: 0.668 and 3.806)")
print(f"after twelve years: model {model.survival(12):.3f}, counted later 0.394")
ax = plots.cohort_survival(high_end, model, horizon=12)

# %% [markdown]
"""
We fitted seven years and asked for the twelfth. The model says 0.38; 39 % were in fact still there. It assumes that each customer has a churn rate of their own that **never changes**; rates only differ *between* customers. Then those who leave easily go first, and the retention of the rest *rises* without anyone growing more loyal [@vaupel1985; @fader2007].

### Now you try: project your own cohort (number, 10 minutes)

Take everybody who joined in the first twelve months (all of them have been watched for two years). `counts` holds how many were still there after 0, 1, 2, 3 and 4 quarters. Fit the model to these five counts and give `projected`: the share of the cohort it expects to be there after **eight** quarters.
"""

# %%
early = base[base["start_month"] <= 12]
counts = [
    int(((early["months"] > 3 * quarter) | (early["left"] == 0)).sum())
    for quarter in range(5)
]
counts

# %% answer="projected"
projected = ...
### BEGIN SOLUTION
cohort = value.fit_sbg(counts)
projected = float(cohort.survival(8))
### END SOLUTION

# %% check="projected" points=2
check("projected", projected)

# %% key="projected"
Item(
    kind="number",
    tolerance=0.003,
    because="answers rounded to two or three decimals, and optimisers that stop a little apart",
    between=(0, 1000),
    unit="a share from 0 to 1",
    hints=[
        "The period of the counts is a quarter. How many periods are two years?",
        "value.fit_sbg(counts) fits the model; its survival(t) is the share left after t periods.",
        "value.fit_sbg(counts).survival(8) gives it.",
    ],
    slips={
        "first_rate": Slip(
            lambda w: (w.counts[1] / w.counts[0]) ** 8,
            "You let everybody leave at the rate of the first quarter. Those who leave easily are gone by then.",
        ),
        "squared": Slip(
            lambda w: (w.counts[4] / w.counts[0]) ** 2,
            "You squared the first year, as if the second year were like the first. The second year starts with those who did not leave easily.",
            credit=0.5,
        ),
        "number": Slip(
            lambda w: float(w.cohort.survival(8)) * w.counts[0],
            "That is a number of subscribers. The question asks for the share of the cohort.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Now look at what happened. The eight counts are on your file, so the model can be put to the test that it could not see:
"""

# %%
eight = ((early["months"] > 24) | (early["left"] == 0)).mean()
print(f"still there after eight quarters, counted: {eight:.3f}")

# %% [markdown]
"""
Letting everybody leave at the first quarter's rate would, as a rule, have missed by more. If the model misses too, remember what it assumes: not only that people differ, but in what *shape* they differ.

### Does tenure bring profit?

> 长期客户趋向于购买公司更多的产品、对价格不敏感
>
> *Long-term customers tend to buy more of the company's products and are insensitive to price.* (source 004, one of three reasons why 客户利润随客户保持时间长度的增加而提高, profit grows with the length of retention)

The other two reasons are lower cost and recommendation. Here is the picture that such slides are drawn from, in your base. **Does it show that margins grow with time?**
"""

# %% covers="LC-14 DC-55" alt="Two lines over years with the operator of the mean margin a month of subscribers still there, now and when they joined: the margin at joining rises from left to right too, although it was paid on the first day"
with_us = pd.cut(active["months"], [0, 12, 24, 36], labels=[1, 2, 3])
by_year = active.groupby(with_us, observed=True)[["margin_eur", "first_margin_eur"]].mean()
ax = plots.lines(
    by_year.set_axis(["margin now", "margin when they joined"], axis=1).set_axis([1, 2, 3]),
    xlabel="year with the operator",
    ylabel="mean margin (EUR a month)",
)
_ = ax.set_xticks([1, 2, 3])

# %% [markdown]
"""
The line of what they paid *on their first day* rises as well. Those in their third year were better customers from the start; the others have left. That is **survivorship**. To see growth you must follow the *same* people.

### What explains the slope? (choice on your own numbers, 8 minutes)

Take the subscribers still here who have been here for at least 12 months (tariffs are fixed before that) and look at `margin_eur - first_margin_eur`, person by person. Set `why_higher`:

- `"sorting alone"`: the 95 % interval of the mean change (mean plus and minus 1.96 standard errors) is not above zero,
- `"growth as well"`: the interval lies above zero,
- `"growth alone"`: the interval lies above zero, and those in their third year started no higher than those in their first.

Some of your classmates should answer differently, and be right.
"""

# %% answer="why_higher"
why_higher = ...
### BEGIN SOLUTION
a_year = active[active["months"] >= 12]
change = a_year["margin_eur"] - a_year["first_margin_eur"]
low = change.mean() - 1.96 * change.std() / len(change) ** 0.5
why_higher = "growth as well" if low > 0 else "sorting alone"
### END SOLUTION

# %% check="why_higher" points=2
check("why_higher", why_higher)

# %% key="why_higher"
Item(
    kind="choice",
    options=["sorting alone", "growth as well", "growth alone"],
    hints=[
        "Does the margin of one and the same person go up? That is a question about differences, not about groups.",
        "Subtract first_margin_eur from margin_eur for those with at least 12 months, and take mean and standard error.",
        "Standard error: the standard deviation of the changes over the root of their number. Is the lower end above zero?",
    ],
    slips={
        "other": Slip(
            lambda w: (
                "sorting alone" if w.why_higher == "growth as well" else "growth as well"
            ),
            "Compare each person with the same person earlier, and only those with at least twelve months; then look where the interval lies.",
        ),
        "no_sorting": Slip(
            "growth alone",
            "Look at what they paid when they joined: the line of the first margin rises too, and time cannot explain that.",
        ),
    },
)

# %% [markdown]
"""
In the literature Reinartz and Kumar are the counterweight. In four companies with 16,000 customers they found no evidence that long-standing customers cost less to serve, pay more or recommend more, and a correlation of loyalty and profit of only 0.20 to 0.45 [@reinartz2002]; an earlier study of a catalogue firm had said as much [@reinartz2000]. Source 004 presents the three reasons as facts. They are three
hypotheses, each with a test: the same customers over time. In the stage of maturity its slides also promise a high "share of mind" (*心理份额*); share of mind is measured by asking people which name they think of first, and our file does not hold it.

## 6. When nobody says goodbye

A CD shop has no contracts. A customer who has not ordered for half a year may be gone, or may be waiting for a birthday. So the shop looks at three things, **RFM** (*RFM模型*): when was the last order, how many were there, how much was spent [@hughes1994]. Three letters, and each is used for at least two different things:
"""

# %% covers="CRM-22"
pd.DataFrame(
    {
        "in scores": ["days since the last order", "orders", "money in all"],
        "in the models below": [
            "age at the last order",
            "repeat orders",
            "mean of a repeat order",
        ],
        "column in crmlab": [
            "days_since_last_order / age_at_last_order_weeks",
            "orders / repeat_orders",
            "total_amount / mean_repeat_order_value",
        ],
    },
    index=["R", "F", "M"],
)

# %% [markdown]
"""
The two meanings of R run in *opposite* directions: an order yesterday is few days ago, and at a great age. In this course neither word stands alone. Your share of the shop: 800 of the 2,357 customers, drawn for you; real people, other ones than your neighbour's. Orders after 30 September 1997 are put aside as "the future".
"""

# %%
codes = np.sort(orders["customer_id"].unique())
drawn = student.rng("cdnow").choice(codes, 800, replace=False)
mine = orders[orders["customer_id"].isin(drawn)]
past = mine[mine["ordered_on"] <= "1997-09-30"]
histories = value.customer_orders(past, "1997-09-30", amount="amount_usd")
histories.head(3).round(2)

# %% [markdown]
"""
### Bug hunt: who has gone quiet? (number, 8 minutes)

A colleague wants the share of your 800 customers whose last order is **more than 180 days ago**, on 30 September 1997. He knows that R stands for recency and takes the column that his modelling package calls so:
"""

# %%
(7 * histories["age_at_last_order_weeks"] > 180).mean()

# %% [markdown]
"""
Find out what he has counted, and give `quiet`: the share (0 to 1) he wanted. `observed_weeks` is the time from the first order to 30 September.
"""

# %% answer="quiet"
quiet = ...
### BEGIN SOLUTION
days_since = 7 * (histories["observed_weeks"] - histories["age_at_last_order_weeks"])
quiet = (days_since.round() > 180).mean()
### END SOLUTION

# %% check="quiet" points=2
check("quiet", quiet)

# %% key="quiet"
Item(
    kind="number",
    tolerance=0.004,
    because="answers rounded to two decimals, and customers exactly 180 days away",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "Take a customer with one order, in January. What does the colleague's column say, and how long ago was the order?",
        "From the first order to the last, and from the first order to today: what is the difference of the two?",
        "7 * (observed_weeks - age_at_last_order_weeks) are the days since the last order; compare with 180.",
    ],
    slips={
        "age": Slip(
            lambda w: (7 * w.histories["age_at_last_order_weeks"] > 180).mean(),
            "This counts customers whose last order came more than 180 days after their FIRST. Those are the lively ones.",
        ),
        "opposite": Slip(
            lambda w: 1 - w.quiet,
            "This is the share that ordered within 180 days. The question asks for the others.",
        ),
        "since_first": Slip(
            lambda w: (7 * w.histories["observed_weeks"] > 180).mean(),
            "You counted the days since the first order. Take off the time up to the last one.",
        ),
        "repeaters": Slip(
            lambda w: (w.days_since > 180)[w.histories["repeat_orders"] > 0].mean(),
            "You left out everybody with a single order. They are customers too, and most of the quiet ones.",
        ),
    },
)

# %% [markdown]
"""
Now the scores. Textbooks cut each measure into five equal groups. Try it on a shop in which most people ordered once:
"""

# %% covers="CRM-22"
with warnings.catch_warnings(record=True) as told_us:
    warnings.simplefilter("always")
    scores = loyalty.rfm_scores(past, "1997-09-30", bins=5, amount="amount_usd")
print(told_us[0].message)

# %% [markdown]
"""
One cannot cut equals into five. Where quantiles fail, set the limits yourself and say them: orders within 60 days, within 180, longer ago; one order, two or three, four and more. The classes of source 002 (*新客戶、活躍客戶、沉睡客戶、流失客戶*) come out of the same two measures.
"""

# %% covers="CRM-22 LC-04 SEG-06" alt="Grid of the number of customers by score for the last order and for the number of orders, three by three: most are in the lower left corner, one order and long ago, and few with four or more orders have been silent for long"
limits = pd.DataFrame(
    {
        "r_score": 3 - np.searchsorted([60, 180], scores["days_since_last_order"]),
        "f_score": 1 + np.searchsorted([2, 4], scores["orders"], side="right"),
    },
    index=scores.index,
)
ax = plots.rfm_grid(limits)

# %% [markdown]
"""
Scores sort; they do not forecast. How many orders will the customer in a cell place? Fader, Hardie and Lee gave a model that four numbers describe, the BG/NBD [-@fader2005counting]: customers order at random, each at a rate of their own, and after each order they may drop out for good, each with a chance of their own. Fitted on all 2,357 customers, it should give what they printed.
"""

# %% covers="LOY-13"
everyone = value.customer_orders(
    orders[orders["ordered_on"] <= "1997-09-30"], "1997-09-30", amount="amount_usd"
)
buying = value.fit_bg_nbd(everyone)
spending = value.fit_gamma_gamma(everyone)
pd.DataFrame(
    {
        "ours": [
            buying.r, buying.alpha, buying.a, buying.b, buying.log_likelihood,
            spending.p, spending.q, spending.gamma,
        ],
        "printed": [0.243, 4.414, 0.793, 2.426, -9582.4, 6.25, 3.74, 15.44],
    },
    index=["r", "alpha", "a", "b", "log-likelihood", "p", "q", "gamma"],
).round(3)  # fmt: skip

# %% [markdown]
"""
To the printed digit. (p, q and gamma belong to a second model, Gamma-Gamma, of what an order is worth [@fader2013]; it assumes that how *often* somebody orders says nothing of how *much*.) Now a question for your intuition. Two customers have been watched for 38 weeks. Both ordered last in week 10 and then fell silent. Anna had ordered twice again by then, Ben six times.
"""

# %% predict="who_is_alive"
# Who is more likely still a customer: "Anna" or "Ben"?
my_guess = "Ben"

# %%
two = pd.DataFrame(
    {"repeat_orders": [2, 6], "age_at_last_order_weeks": 10.0, "observed_weeks": 38.0},
    index=["Anna", "Ben"],
)
buying.probability_alive(two).round(3)

# %% [markdown]
"""
Ben's silence is loud. Somebody who ordered every other week and has been quiet for 28 weeks is gone; somebody who orders now and then may be on the way. No sum of an R score and an F score says this, since a higher F never lowers a sum. (One weakness: who ordered only once is *always* alive in this model, because one can drop out only after a repeat order.)

Did the forecasts come true? The next 39 weeks are on file.
"""

# %% alt="Two lines of mean orders in the following 39 weeks against repeat orders so far, what came and what the model expected: both rise together and stay close, for all 2,357 customers of the shop"
later = orders[orders["ordered_on"] > "1997-09-30"].drop_duplicates(
    ["customer_id", "ordered_on"]
)
came = later.groupby("customer_id").size().reindex(everyone.index, fill_value=0)
ax = plots.orders_forecast(buying, everyone, came, 39)

# %% [markdown]
"""
### Whom would you write to?

Expected orders times expected value of an order gives each customer a value in the next 39 weeks [@fader2005rfm]. Compare two ways of choosing 100 of your 800 customers: by cells of scores, or by that value.
"""

# %% widget="rfm_slicer"
slicer = crmlab.widgets.rfm_slicer(mine, weeks=39, amount="amount_usd", letters=100)
slicer

# %% alt="The interactive at one setting, in two panels: on the left, lines of the profit expected from each number of letters when customers are chosen by expected value and by cells of scores, both rising and then falling; on the right, bars of what 100 letters were expected to earn and what came"
slicer.static(order="sum", groups=3)

# %% [markdown]
"""
Three tasks: (1) Put the score for orders first, then the one for the last order. How much of the distance to the ranking by value does the order of three letters make? (2) Raise the cost of a letter until only 50 customers are worth one. (3) Look at the hatched bars: does the better forecast also win in what came, with *your* 800? Whatever you see, it counts orders that would have come *without* a letter
too; what a letter adds, only a random half without one can tell.

## 7. Who is about to leave?

Back to the operator and to the seven signs of decline. In months 31 to 33 they were written down for every subscriber who was on file (`watched`). Then we waited: who left in months 34 to 36? The order matters. A sign recorded *after* the fact, such as a final bill, predicts perfectly and helps nobody.
"""

# %% covers="LC-11"
watched = base[base["watched"] == 1]
print(
    f"{len(watched)} watched, {watched['left_last_quarter'].mean():.1%} left in the quarter after"
)
warning = churn.early_warning(
    (watched[signs] > 0).astype(int), 3 / 7, churned=watched["left_last_quarter"]
)
print(warning.summary())

# %% [markdown]
"""
That is the slides' *预警机制* in its simplest form: three signs of seven raise the alarm. It treats all signs alike. Do they deserve it? A logistic regression gives each its own weight [@neslin2006]. We fit it on a random half and keep the other half for the test.
"""

# %%
half = student.rng("halves").permutation(len(watched)) < len(watched) // 2
learn, test = watched[half], watched[~half]
fitted = churn.churn_model(watched, "left_last_quarter", signs)
table = fitted.coefficients.iloc[1:]
print(fitted.summary())

# %% alt="Dot plot with 95 per cent intervals of the log odds of leaving that go with each of the seven signs, others held constant: contact with a rival lies clearly to the right of zero, refused offers and missing replies lie near it"
shown = np.log(table[["odds_ratio", "low", "high"]]).set_axis(
    ["estimate", "low", "high"], axis=1
)
ax = plots.effects(shown)
_ = ax.set_xlabel("log odds of leaving, with 95 % interval")

# %% [markdown]
"""
### Which signs warn? (set, 5 minutes)

From the model on all watched subscribers (`fitted`), give `warn`: the set of signs whose 95 % interval of the **odds ratio** lies above 1. `fitted.coefficients` has the columns `odds_ratio`, `low` and `high`; the first row, `constant`, is no sign.
"""

# %% answer="warn"
warn = ...
### BEGIN SOLUTION
warn = set(table.index[table["low"] > 1])
### END SOLUTION

# %% check="warn" points=2
check("warn", warn)

# %% key="warn"
Item(
    kind="set",
    options=[
        "margin_falling",
        "offer_refused",
        "no_reply",
        "pays_late",
        "bill_questioned",
        "rival_contacted",
        "complaints",
    ],
    hints=[
        "An odds ratio of 1 means that the sign changes nothing. Where must the whole interval lie?",
        "Look at the column low of fitted.coefficients, row by row.",
        "Keep the names whose low is above 1, without the constant, and make a set of them.",
    ],
    slips={
        "the_rest": Slip(
            lambda w: set(w.signs) - w.warn,
            "These are the signs whose interval does not lie above 1. Turn the choice round.",
        ),
        "all_seven": Slip(
            lambda w: set(w.signs),
            "The slides name all seven. Some intervals in your data have 1 inside.",
        ),
    },
)

# %% [markdown]
"""
A sign outside your set is not thereby useless: its interval may be wide. But two of the most *frequent* signs, refused offers and missing replies, cry wolf in many subscribers who stay. Counting signs gives them the same vote as a rival's request for the number.

Is the model any good on people it has not seen? Two different questions. **Lift**: does it rank well? **Calibration**: do its probabilities mean what they say?
"""

# %%
on_half = churn.churn_model(learn, "left_last_quarter", signs)
risk = on_half.probability(test)

# %% alt="Curve of the share of leavers reached against the share of customers contacted, highest scores first, on the half the model has not seen: it runs well above the diagonal of contacting at random"
lift = churn.lift_table(test["left_last_quarter"], risk, bins=5)
ax = plots.lift_curve(lift)

# %% alt="Dots with intervals of the share that left against the predicted probability, in five groups of the half that the model has not seen: most of the wide intervals reach the diagonal, and those given the highest risk did leave more often than the rest"
ax = plots.calibration(churn.calibration(test["left_last_quarter"], risk, bins=5))

# %% [markdown]
"""
For *ranking*, the numbers need not be probabilities; for *paying*, they must. A model can have the one without the other.

### Whom does it pay to call? (number, 10 minutes)

A call with an offer costs **15 EUR**, whoever answers. It keeps **one in four** of those who would have left; a kept subscriber is worth `report` euros (section 4). Give `calls`: how many subscribers **of the test half** are worth a call? `risk` holds their chances of leaving; `churn.contact_threshold(cost, value_saved, success)` knows the rule.
"""

# %% answer="calls"
calls = ...
### BEGIN SOLUTION
threshold = churn.contact_threshold(15, report, 0.25)
calls = int((risk > threshold).sum())
### END SOLUTION

# %% check="calls" points=2
check("calls", calls)

# %% key="calls"
Item(
    kind="number",
    tolerance=0.5,
    because="whole subscribers",
    between=(0, 3000),
    unit="subscribers",
    hints=[
        "From which chance of leaving does a call bring more than it costs?",
        "It pays when chance x one in four x value is more than 15 euros.",
        "threshold = churn.contact_threshold(15, report, 0.25), then count the risk values above it.",
    ],
    slips={
        "surely_kept": Slip(
            lambda w: int((w.risk > 15 / w.report).sum()),
            "You let every call succeed. Only one in four of those who would have left is kept.",
        ),
        "likely": Slip(
            lambda w: int((w.risk > 0.5).sum()),
            "You called those who are more likely to leave than to stay. What counts is whether the call pays, and that starts much earlier.",
        ),
        "whole_base": Slip(
            lambda w: int((w.on_half.probability(w.watched) > w.threshold).sum()),
            "This counts all watched subscribers. The question is about the half that the model has not seen.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Nobody asked yet whether a call can *cause* leaving: some customers are reminded that they have a contract. The "one in four" is an assumption, and the right way to know it is to leave a random part of the list uncalled.

## 8. Win them back?

The last stage of the telecom list is *离网*, off the network. Its slides are specific: an error of the firm made the customer leave on impulse, she is still attached to the product and does not know what to take next; win back those of high value. Source 000 calls it *客户挽回*. Stauss and Friege put a name and a calculation to it, the *second* lifetime value [@stauss1999]; Thomas, Blattberg and Fox model
both whether a customer returns and how long the second stay lasts, with the price in both [@thomas2004].

Our operator ran a proper test: of all who left, half were picked **by lot** for an offer.
"""

# %% covers="LC-12 LC-19"
back = gone.pivot_table(index="cause", columns="offer_made", values="came_back")
back.set_axis(["no offer", "offer"], axis=1).round(3)

# %% [markdown]
"""
### Decide: whose return can be bought? (choice on your own numbers, 6 minutes)

There is money for one group. Set `win_back` to the cause of leaving, `"firm"`, `"competition"` or `"customer"`, for which an offer **brings back most** subscribers per hundred offers. Some of your classmates should answer differently, and be right.
"""

# %% answer="win_back"
win_back = ...
### BEGIN SOLUTION
win_back = (back[1] - back[0]).idxmax()
### END SOLUTION

# %% check="win_back" points=1
check("win_back", win_back)

# %% key="win_back"
Item(
    kind="choice",
    options=["firm", "competition", "customer"],
    hints=[
        "Some come back without any offer. Whom did the offer bring?",
        "Those without an offer show what would have happened anyway; the lot makes the two halves alike.",
        "For each cause take the share with an offer minus the share without, and pick the largest.",
    ],
    slips={
        "other": Slip(
            lambda w: "competition" if w.win_back == "firm" else "firm",
            "Compare offer with no offer, row by row. A high share of returns is no gain if most of them return unasked.",
        ),
        "customer": Slip(
            "customer",
            "Whoever moved abroad cannot be won back by a price. Compare the two columns in that row.",
        ),
    },
)

# %% [markdown]
"""
Those whom the firm's own error drove away come back most often in every draw, *with* an offer; the slides are right about that. But many of them come back without one. The right question to a campaign is never "how many came?" but "how many more?".

## 9. Who earns the profit?

> 在企业的所有客户中,大约有50%的客户没有为企业带来利润
>
> *Of all customers of a company, about 50 % bring it no profit.* (source 004)

No source is given. That some customers cost more than they bring is well documented; Cooper and Kaplan made it visible with activity-based costing [@cooper1991], Storbacka for banks [@storbacka1997]. But the share? Profit of *one* customer needs a rule for splitting common costs. Our service line costs 32 EUR a call. Three book-keepers split **the same total**: by call, evenly by head, or in proportion to margin ("let the strong carry it").

### Audit a claim: three keys, three shares (table, 10 minutes)

For the subscribers still here (`active`), yearly profit is 12 x `margin_eur` minus the share of the cost. Give `no_profit`, a table with rows `by call`, `by head`, `by margin` and one column `share`: the share of subscribers whose profit is zero or less.
"""

# %% answer="no_profit"
no_profit = ...
### BEGIN SOLUTION
a_year_margin = 12 * active["margin_eur"]
pool = 32 * active["calls_per_year"].sum()
cost = pd.DataFrame(
    {
        "by call": 32 * active["calls_per_year"],
        "by head": pool / len(active),
        "by margin": pool * a_year_margin / a_year_margin.sum(),
    }
)
no_profit = (cost.rsub(a_year_margin, axis=0) <= 0).mean().to_frame("share")
### END SOLUTION

# %% check="no_profit" points=2
check("no_profit", no_profit)

# %% key="no_profit"
Item(
    kind="table",
    columns=["share"],
    index=["by call", "by head", "by margin"],
    tolerance=0.004,
    because="shares rounded to two or three decimals",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "What does the service line cost in all, and what part of it does each rule give to one subscriber?",
        "By call: 32 x calls. By head: the total over the number of subscribers. By margin: the total x own margin / all margins.",
        "Subtract each from 12 * active['margin_eur'] and take the mean of (profit <= 0).",
    ],
    slips={
        "swapped": Slip(
            lambda w: w.no_profit.iloc[[1, 0, 2]].set_axis(w.no_profit.index),
            "Two rows changed places: check which rule charges a subscriber for the calls that she makes herself.",
        ),
        "month_against_year": Slip(
            lambda w: (
                (w.cost.rsub(w.active["margin_eur"], axis=0) <= 0).mean().to_frame("share")
            ),
            "You set a month's margin against a year's calls. Both must be for a year.",
        ),
        "percent": Slip(
            lambda w: 100 * w.no_profit,
            "These are percentages; give shares between 0 and 1.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
The same subscribers, the same total, and the share without profit goes down to nothing at all. "About 50 %" is a statement about a firm *and* its book-keeper; without the second it cannot be checked. Charging by call comes nearest to what happens, because a subscriber who does not call costs nothing at the line.
"""

# %% covers="LC-28 DC-09"
profit = 12 * active["margin_eur"] - 32 * active["calls_per_year"]
profit.describe().round(0)

# %% covers="LC-28 DC-09" alt="Whale curve of cumulated yearly profit over subscribers, the most profitable first, calls charged to those who make them: it climbs above the dashed line of total profit and falls back to it where subscribers lose money"
whale = value.whale_curve(profit)
print(whale.summary())
ax = plots.whale_curve(whale)

# %% [markdown]
"""
The hump is the **whale**. What is above the dashed line was earned by some and lost by others. Before you "fire" the tail: are they costly by nature, or did *we* make them call?

### Tiers and segments

Sources 000 and 002 go on to tiers, segments and targets. The **customer pyramid** (*客户金字塔*) sorts by value and serves each tier differently [@zeithaml2001]. Segmentation (*細分*) sorts by needs or behaviour, to serve each group *better* [@smith1956]. Bases named are demographic, psychological, behavioural, geographic; our file has behaviour only.
"""

# %% covers="SEG-07 SEG-05 SEG-11"
rank = profit.rank(pct=True)
tier = pd.cut(rank, [0, 0.5, 0.8, 1], labels=["lead", "silver", "gold"])
pyramid = pd.DataFrame(
    {
        "subscribers": tier.value_counts(),
        "share of profit": profit.groupby(tier, observed=True).sum() / profit.sum(),
        "calls a year": active.groupby(tier, observed=True)["calls_per_year"].mean(),
    }
).iloc[::-1]
pyramid.round(2)

# %% [markdown]
"""
The top fifth earns much more than a fifth. Note how the lead tier differs: it calls most. Whether to *limit* service there or to *repair* what makes them call is a strategy by customer type (source 000, 3.3.4, has the heading only), and it needs the reason for the calls. Now segments, found by a clustering algorithm on three behaviours:
"""

# %% covers="CRM-28 SEG-01 SEG-02 SEG-08"
behaviour = np.log(active[["margin_eur", "usage_gb"]]).assign(
    calls=np.log1p(active["calls_per_year"])
)
z = (behaviour - behaviour.mean()) / behaviour.std()
segment = KMeans(3, n_init=3, random_state=1).fit_predict(z)
profile = (
    active.assign(profit=profit)
    .groupby(segment)
    .agg(
        size=("plan", "size"),
        margin_eur=("margin_eur", "mean"),
        usage_gb=("usage_gb", "mean"),
        calls=("calls_per_year", "mean"),
        profit=("profit", "mean"),
    )
)
profile.sort_values("profit").reset_index(drop=True).round(1)

# %% [markdown]
"""
The algorithm returns three groups because we asked for three; it would have returned five. Apart from the two plans, *no* groups were built into our simulated subscribers, only gradual differences, and still the table looks convincing. So a segment must earn its name otherwise. Source 000 asks for size, growth and profit potential of a target (*规模、增长潜力和盈利潜力*); we would add: does the group *respond* differently to something we can do? Only then do targeting and
positioning (*定位*: a clear image in the minds of that group) save waste, the aim that source 002 gives them. Needs analysis and a customer file (*客户档案*) come before that, and with them the question of what one may record.

### Business customers: shares of purchase

Source 000 stages a supplier's relationship by its share of what the customer buys (*选购份额*): none; under 50 %, second supplier; 50 to 80 %, main supplier; 80 to 100 %, strategic (printed "80100%"). There is no source for the limits. How much hangs on them? Take 1,000 customers with shares spread evenly and move the limits by five points:
"""

# %% covers="LC-15 DC-44"
share = np.arange(0, 100, 0.1)
names = np.array(["initial", "stable", "strategic"])
printed_limits = names[np.searchsorted([50, 80], share, side="right")]
pd.Series(
    {
        f"limits at {low_limit} and {high_limit}": np.mean(
            names[np.searchsorted([low_limit, high_limit], share, side="right")]
            != printed_limits
        )
        for low_limit, high_limit in ((45, 75), (55, 85), (45, 85), (60, 90))
    },
    name="share put into another stage",
).round(2).to_frame()

# %% [markdown]
"""
Five points move a tenth of the customers into another stage, and with it, if the source is followed, into another strategy. A share is a number; use the number.
"""

# %% [markdown] covers="LC-16 RM-24"
"""
Two more pieces of the sources belong to business customers. For the stage *before* the first order (*客户开辟阶段*) source 000 advises to wait for the right moment (a new product, the yearly review of suppliers, a change of staff, trouble with the present supplier), to find the key people and to build trust; the cast of such a purchase, users, influencers, buyers, deciders, gatekeepers, is Webster and Wind's [@webster1972].
And its examination key lists what is special about **distributors** (where the scan reads *分箱商*): their demand is *derived*, they resell and so look at the price, earn a thin margin on large volumes, need delivery at once and advertising by the maker. For value that means: a distributor's lifetime value hangs on *its* customers' retention, and yours is only as good as theirs.
"""

# %% [markdown] covers="LC-31 SEG-03 SEG-04 SEG-09"
"""
**A warning about models of loyalty.** Source 002 measures loyalty "by models" on lifetime value, retention, recommendation and satisfaction. The four are not parts of one thing: you have computed the first two here from behaviour, the other two are answers to questions. Adding them up hides which one moved. Keep a table with one line each:
"""

# %% covers="LOY-13"
pd.Series(
    {
        "retention, contract, a year": round(stay, 3),
        "lifetime value, contract (EUR)": round(report),
        "came back after leaving": round(gone["came_back"].mean(), 3),
        "recommendation": "not on this file",
        "satisfaction": "not on this file",
    },
    name="the operator",
).to_frame()

# %% [markdown]
"""
## 10. In writing

These two are read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=4
"""
### The memo (written, 25 minutes, at most 250 words)

The board asks: *"What is a contract subscriber worth, and what should we spend next year: on winning, on keeping, or on winning back?"* Advise it. Say which convention your number follows, use at least three of your own numbers, say what your file cannot show, and say what you would measure in a year to see whether you were wrong.

=== BEGIN MARK SCHEME ===
1 point: a value with its convention in words (first margin when, certain or not, discount rate), and the cost of winning kept apart from it.
1 point: one clear recommendation that follows from the student's own numbers (spend_on, calls, win_back), with the reading of "15 % fewer" made explicit.
1 point: says what the file cannot show: whether calls and the repair work (success of one in four and 15 % are promises), why people call, what they would recommend.
1 point: a measure for next year that could come out against the advice, with a random group that is left alone.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's data; yours has other numbers.* A contract subscriber who has paid for this year is worth 719 EUR: margins of 261 EUR at the end of each year, if she stays (81 % do), discounted at 10 per cent. A new one pays a year's margin at sign-up on top, 980 EUR; that is the most we may pay to win her, and we pay 329. With 50,000 EUR once, winning brings 149,000 EUR of value and the repair 145,000, if
"15 % fewer leave" means that 164 of 1,000 leave instead of 193. I recommend winning, but the two are three per cent apart: a repair that keeps a little more turns the advice round, and one that keeps less buries it. Apart from that, call the 160 of 849 whose chance of leaving is above 8 per cent, and make the win-back offer to those whom we drove away ourselves: it brings 13 more per hundred, against 5 of those whom a rival took. The file cannot show whether the repair works, whether a call keeps one in four, why people call us, or what they tell others; these are promises.
Next year: switch the repair on in a random half of the districts and leave one subscriber in five on the list uncalled. If churn in the halves does not differ by 15 per cent, service was wrong; if it does, I was.
"""

# %% [markdown] written="claim" points=2
"""
### A slide to correct (written, 10 minutes, at most 100 words)

Rewrite one sentence of source 004 (the 5 %, the 7 to 10 times, the 50 % without profit, or the half in five years) so that you would sign it. Name what you know from the record and what from your own data.

=== BEGIN MARK SCHEME ===
1 point: the new sentence says of what, for whom and under which convention or cost key, and separates record from own data.
1 point: names what would settle the open part (the original exhibit, a cost rule, a test), not "more research".
=== END MARK SCHEME ===
"""

# %% [markdown] model="claim"
"""
*One good answer.* "If the share of customers who leave falls by five percentage points, the present value of a customer rises by a quarter to two fifths (retention 80 to 90 per cent, discount rate 10 per cent); if five per cent fewer leave, by three to five per cent." That is arithmetic, not evidence: it is silent on what the fall costs and on the firm's profit. The 25 to 85 per cent go back to Reichheld and Sasser; I have not seen their exhibit, and it would settle which reading they used.
"""

# %% [markdown]
"""
## What we found

- Those who left say little about how long customers stay; those still here must count, for as long as we have seen them.
- "5 %" is three different numbers, and which one is meant can turn a decision round.
- A lifetime value without its convention is half a number. Margin, discounted, cost of winning kept apart.
- Retention that rises with tenure, and margins that do, can be sorting. Only the same people over time can tell.
- Where nobody says goodbye, silence must be read against a customer's own rhythm. On real orders four numbers reproduce what was printed.
- A good ranking, a true probability and a paying call are three things. Signs that are frequent are not therefore signs.
- Ask of a campaign how many *more*. Ask of a share without profit who split the costs.

## Go further

Start with Gupta and Lehmann [-@gupta2003] for the arithmetic, Bendle and Bagga [-@bendle2017] for what goes wrong with it, Fader and Hardie [-@fader2007] for cohorts and [-@fader2005counting] for shops without contracts, Neslin and others [-@neslin2006] for churn models, and Reinartz and Kumar [-@reinartz2002] against taking loyalty for profit. `datasets.truth("telecom_base")` tells you now which signs were built to matter.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening question; 10 survival (bug hunt in pairs); 15 the five per cent with the slider on the projector; 20 conventions and the 50,000 EUR, show of hands; 15 CDNOW, Anna and Ben; 10 signs and win-back; 10 close. Sections 8 and 9 make a second session.

**Opening question.** "A rival offers to sell you his customers. What do you want to know before you name a price?" Collect words on the board; sort them into margin, staying, time, and cost of winning. Nobody says "which convention", so say it yourself in the second half.

**Board plan.** Left: 100 circles, 20 crossed out; wipe out 5 crosses, then put 4 back: that is the difference between points and per cent. Middle: the five conventions in a column with arrows, each arrow a factor. Right: the sentence "loyal customers are more profitable", with "the same customers?" under it.

**Likely wrong turns.** (1) Averaging the months of leavers: ask for the longest stay possible in this file. (2) 15 % read as 15 points in `spend_on`: ask for leavers out of 1,000, before and after. (3) Subtracting the cost of winning in `most_to_pay`: ask what the number is for. (4) Age at the last order read as days since: take one customer with one order in January and fill in both columns. (5) In `win_back`, the highest share of returns.

**Different and both right.** `spend_on`, `why_higher` and `win_back` come out differently for different students. Let one of each side put the numbers on the board; the rule is the same, the data are not.

**Care.** Late payment and contact with a rival are personal data. Ask who in the firm may see the list, and what the customer was told.
"""

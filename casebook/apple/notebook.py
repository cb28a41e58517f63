# ---
# title: "Case: Apple Services"
# question: Which lock-in do you give up first, and how much retention can you lose before Services gross profit falls?
# objectives:
#   - compute what Services earn from checked figures, and leave out growth across a break in the series
#   - find how much retention may be lost before gross profit falls below last year's
#   - choose a door and a time on assumptions of your own, and show why the first year misleads
#   - tell a difference between two survey shares from chance
#   - sort what holds a customer into kinds of switching cost, and tell it from loyalty
# minutes: {reading: 45, practice: 90}
# needs: The chapters on switching costs, loyalty and customer value (retention). Picking rows of a table, writing a small function.
# datasets: [services_assumptions]
# cases: [apple]
# as_of: 2026-11-23
# points: 28
# claims: [DC-51]
# terms:
#   - {en: lock-in, zh: 锁定, means: a state in which leaving costs more than most customers would gain by it, source: klemperer1987}
#   - {en: break-even loss of retention, zh: 盈亏平衡的保留率下降, means: fall of retention at which gross profit is back at last year's level}
#   - {en: break in a series, zh: 序列断点, means: a change of definition after which figures cannot be compared with those before}
# ---

# %% [markdown]
"""
Two kinds of number meet in this notebook, and they are kept apart. **Public facts** are the same for everybody and come with source, check and grade. **Your assumptions** are drawn for you alone, because nobody outside the company knows what hangs on a door. They are assumptions, not facts, and no forecast. A classmate may open another door and be as right as you.

The record was collected up to 23 November 2026. Whoever teaches this later should look again.
"""

# %%
import numpy as np
import pandas as pd

import crmlab
from crmlab import cases, datasets, plots, value

pd.set_option("display.max_colwidth", None)  # show long texts in full
student = crmlab.student()
check = crmlab.checker("case_apple", student)

# %%
own = datasets.load("services_assumptions", student=student).set_index("door")
own.T

# %% [markdown]
"""
`datasets.describe("services_assumptions")` says what each line means. The last five are the same for all three doors.

## 1. The decision

Read the case first. It takes about fifteen minutes, and it speaks as of late April 2025.
"""

# %%
cases.read("apple")

# %% [markdown]
"""
## 2. What do Services earn?

Sales and margin in per cent are in the record. Gross profit in dollars is not, except from memory or for a year after your decision. So derive it.
"""

# %% covers="CS-02"
wide = cases.exhibit("apple_services").pivot(
    index="fiscal_year", columns="metric", values="value"
)
wide = wide.loc[:2024]  # what came later was not known in April 2025
wide[["services_net_sales_usd_m", "services_gross_margin_pct", "total_net_sales_usd_m"]]

# %% alt="Line of Services net sales in billions of dollars by fiscal year: 20 and 24 in 2015 and 2016, a gap in 2017 where the definition changes, then a rise from 40 in 2018 to 96 in 2024"
ax = plots.lines(
    (wide[["services_net_sales_usd_m"]] / 1000)
    .reindex(range(2015, 2025))
    .rename(columns={"services_net_sales_usd_m": "Services"}),
    xlabel="fiscal year",
    ylabel="net sales (USD bn)",
)

# %% [markdown]
"""
### Now you try: gross profit (table, 8 minutes)

For every fiscal year up to 2024 in which net sales **and** margin of Services are in the verified record, give gross profit in billions of dollars. Name the table `earned`, with the year as index and one column, `gross_profit_usd_bn`.
"""

# %% answer="earned"
earned = ...
### BEGIN SOLUTION
both = wide[["services_net_sales_usd_m", "services_gross_margin_pct"]].dropna()
earned = pd.DataFrame(
    {
        "gross_profit_usd_bn": both["services_net_sales_usd_m"]
        / 1000
        * both["services_gross_margin_pct"]
        / 100
    }
)
### END SOLUTION

# %% check="earned" points=2
check("earned", earned)

# %% key="earned"
Item(
    kind="table",
    columns=["gross_profit_usd_bn"],
    unit="USD billion",
    tolerance=0.06,
    because="answers rounded to one decimal",
    hints=[
        "A margin in per cent of what, and what does it turn into money?",
        "Keep the years in which both columns are filled; drop the others.",
        "Net sales of Services in billions, times the margin in per cent, over 100.",
    ],
    slips={
        "per_cent": Slip(
            lambda w: 100 * w.earned,
            "You multiplied by a percentage as if it were a share. Bring the margin to a share first.",
            credit=0.5,
        ),
        "millions": Slip(
            lambda w: 1000 * w.earned,
            "This is in millions of dollars. The table asks for billions.",
            credit=0.5,
        ),
        "cost": Slip(
            lambda w: w.pd.DataFrame(
                {
                    "gross_profit_usd_bn": w.both["services_net_sales_usd_m"]
                    / 1000
                    * (1 - w.both["services_gross_margin_pct"] / 100)
                }
            ),
            "This is what Services cost, the rest of net sales. Gross profit is the part that the margin names.",
        ),
    },
)

# %%
last_year = float(0.739 * 96.169)  # fiscal 2024, billion dollars; the same for everybody
growth_2024 = last_year / (0.708 * 85.2) - 1
share_of_sales = wide["services_net_sales_usd_m"] / wide["total_net_sales_usd_m"]
round(last_year, 1), round(100 * growth_2024, 1), (100 * share_of_sales.dropna()).round(1)

# %% [markdown]
"""
Services grew by more in gross profit than in sales, for the margin rose too. How much of all gross profit they bring cannot be said as of April 2025 from checked figures: the total of 2024 is held from memory only. Per **active device** there is a rough scale: 60.3 billion dollars (fact P46, estimate) over more than 2 billion devices (fact P18, press) are at most 30 dollars a device in fiscal 2023. At most, because the count is a lower bound; and devices are not people.

### Bug hunt: growth that never was (function, 12 minutes)

> *"From 24.3 to 40.0 billion dollars between two lines of the table: Services grew by 65 per cent in a year."*

We made this sentence up; the figures are those of 2016 and 2018 in Exhibit 1. Two things are wrong with it. The code below makes both mistakes. Write `clean_growth` so that it counts **only** pairs of neighbouring years that lie on the same side of the break; `first_new` is the first year under the new definition. It returns the mean of these yearly growth rates, in per cent.

To test yourself: years 1, 2, 4, 5, 6, sales 100, 110, 200, 220, 231, first new year 4, gives 8.33.
"""


# %%
def naive_growth(years, sales, first_new):
    """Mean growth in per cent from line to line (with two bugs)."""
    rates = [100 * (sales[i] / sales[i - 1] - 1) for i in range(1, len(sales))]
    return sum(rates) / len(rates)


# %% answer="clean_growth"
def clean_growth(years, sales, first_new):
    """Mean yearly growth in per cent within one definition."""
    ### BEGIN SOLUTION
    rates = []
    for i in range(1, len(years)):
        neighbours = years[i] - years[i - 1] == 1
        crosses = years[i - 1] < first_new <= years[i]
        if neighbours and not crosses:
            rates.append(100 * (sales[i] / sales[i - 1] - 1))
    return sum(rates) / len(rates)
    ### END SOLUTION


# %% check="clean_growth" points=3
check("clean_growth", clean_growth)


# %% key="clean_growth"
def _lines(rng):
    """Years with one gap, a break elsewhere, and sales that jump at both."""
    start = int(rng.integers(2001, 2012))
    years = [start, start + 1, start + 2, start + 3, start + 5, start + 6]
    steps = [1 + float(rng.integers(3, 25)) / 100 for _ in range(5)]
    steps[1] *= 1.4  # the break
    steps[3] *= 1.25  # the gap
    sales = [float(rng.integers(50, 200))]
    for step in steps:
        sales.append(round(sales[-1] * step, 1))
    return [years, sales, start + 2]


def _growth_if(keep):
    def slip(years, sales, first_new):
        rates = [
            100 * (sales[i] / sales[i - 1] - 1)
            for i in range(1, len(years))
            if keep(years[i - 1], years[i], first_new)
        ]
        return sum(rates) / len(rates)

    return slip


Item(
    kind="function",
    unit="per cent a year",
    tolerance=0.006,
    because="answers rounded to two decimals",
    inputs=lambda rng: [_lines(rng) for _ in range(6)],
    hints=[
        "Between which two lines does more than one year pass, and between which does the meaning of the figure change?",
        "Go through the pairs of lines. Keep a pair only if the years are neighbours and both lie on one side of the break.",
        "A pair crosses the break when the earlier year is before the first new year and the later one is not. Average what is left.",
    ],
    slips={
        "naive": Slip(
            lambda w: w.naive_growth,
            "This is the mean from line to line, with both mistakes in it. Ask of each pair whether it spans one year and one definition.",
        ),
        "over_the_break": Slip(
            lambda w: _growth_if(lambda a, b, new: b - a == 1),
            "You left out the gap, but one of your growth rates still compares two definitions. Look at the first new year.",
            credit=0.5,
        ),
        "over_the_gap": Slip(
            lambda w: _growth_if(lambda a, b, new: not a < new <= b),
            "You left out the break, but one of your growth rates spans more than a year. Compare the years of each pair.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
A gap one can see. A **break in a series** one must be told of: that part of device revenue moved to Services from fiscal 2017 on is known to us from memory only (fact P31), and so your function takes the break as an argument instead of trusting it.

## 3. How much retention may go?

A **lock-in** holds users whose gross profit you would lose with them [@klemperer1987]. Let $G$ be last year's gross profit, $g$ the growth planned with all doors shut, $x$ the share of gross profit from users whom the lock-in holds, $r$ their yearly retention, $d$ the points it falls by when the door is open, and $a$ what opening changes at once, whoever leaves. In year $t$ gross profit is

$$G\,(1+g)^t\,\Bigl\{1 + a - x\Bigl[1-\Bigl(\frac{r-d}{r}\Bigr)^t\Bigr]\Bigr\}.$$

What changes at once stays. What is lost in retention **adds up**, because users who left in year one are missing in year two as well.
"""

# %% predict="first_guess"
# Your guess, in points: by how much may retention of the users held by messaging fall in the first year?
my_guess = 5

# %% [markdown]
"""
### Now you try: gross profit with an open door (function, 12 minutes)

Write `open_profit` for the formula. All rates are **shares**, `gross_profit` is in billions of dollars. Your grader calls it with firms you have not seen.

To test yourself: `open_profit(70, 0.05, 0.3, 0.9, 0.03, -0.01, 3)` gives 77.87.
"""


# %% answer="open_profit"
def open_profit(gross_profit, growth, exposed, retention, loss, at_once, year):
    """Gross profit in USD billion, `year` years from last year, with the door open; rates are shares."""
    ### BEGIN SOLUTION
    still = ((retention - loss) / retention) ** year
    return gross_profit * (1 + growth) ** year * (1 + at_once - exposed * (1 - still))
    ### END SOLUTION


# %% check="open_profit" points=3
check("open_profit", open_profit)

# %% key="open_profit"
Item(
    kind="function",
    unit="USD billion",
    tolerance=0.006,
    relative=0.0005,
    because="answers rounded to two decimals",
    inputs=lambda rng: [
        [
            float(rng.integers(20, 120)),
            float(rng.integers(2, 12)) / 100,
            float(rng.integers(40, 80)) / 100,
            float(rng.integers(75, 95)) / 100,
            float(rng.integers(7, 20)) / 100,
            float(rng.choice([-5, -4, 4, 5])) / 100,
            int(rng.integers(2, 5)),
        ]
        for _ in range(6)
    ],
    hints=[
        "Of the users held by the lock-in, which share is still there after some years, compared with a shut door?",
        "Each year the door keeps the new retention over the old one; over several years these ratios multiply.",
        "Planned gross profit of the year, times one plus the change at once minus the exposed share of what is gone.",
    ],
    slips={
        "one_year": Slip(
            lambda w: (
                lambda gross_profit, growth, exposed, retention, loss, at_once, year: (
                    gross_profit
                    * (1 + growth) ** year
                    * (1 + at_once - exposed * loss / retention)
                )
            ),
            "You let users leave in the first year only. Retention stays lower, so the loss adds up from year to year.",
            credit=0.5,
        ),
        "loss_alone": Slip(
            lambda w: (
                lambda gross_profit, growth, exposed, retention, loss, at_once, year: (
                    gross_profit
                    * (1 + growth) ** year
                    * (1 + at_once - exposed * (1 - (1 - loss) ** year))
                )
            ),
            "You took the points lost as a share of all users. Compare with those who would have stayed: divide by the old retention.",
            credit=0.5,
        ),
        "no_at_once": Slip(
            lambda w: (
                lambda gross_profit, growth, exposed, retention, loss, at_once, year: (
                    gross_profit
                    * (1 + growth) ** year
                    * (1 - exposed * (1 - ((retention - loss) / retention) ** year))
                )
            ),
            "You left out what opening changes at once, whoever leaves. Add it to the one in the bracket.",
            credit=0.5,
        ),
        "everybody": Slip(
            lambda w: (
                lambda gross_profit, growth, exposed, retention, loss, at_once, year: (
                    gross_profit
                    * (1 + growth) ** year
                    * (at_once + ((retention - loss) / retention) ** year)
                )
            ),
            "You let all of Services hang on the door. Only the exposed share does; the rest goes on as planned.",
        ),
    },
)

# %% [markdown]
"""
### Now you try: three doors (table, 15 minutes)

For each door give, on your assumptions and with `last_year` as gross profit: `limit_pts`, the loss of retention **in points** at which gross profit of the coming year equals last year's; `first_year_usd_bn` and `three_years_usd_bn`, what opening it now **costs** against the plan, in billions of dollars (not discounted; below zero if it brings more). Name the table `doors`, one row a door. `value.open_door(...)` does the sums; its rates are shares.
"""

# %% answer="doors"
doors = ...
### BEGIN SOLUTION
locks, rows = {}, {}
for name, row in own.iterrows():
    lock = value.open_door(
        last_year,
        growth=row["growth_pct"] / 100,
        exposed=row["exposed_pct"] / 100,
        retention=row["retention_pct"] / 100,
        at_once=row["at_once_pct"] / 100,
    )
    locks[name] = lock
    rows[name] = {
        "limit_pts": 100 * lock.break_even_loss,
        "first_year_usd_bn": lock.cost(row["loss_pts"] / 100, years=1),
        "three_years_usd_bn": lock.cost(row["loss_pts"] / 100, years=3),
    }
doors = pd.DataFrame(rows).T
### END SOLUTION

# %% check="doors" points=4
check("doors", doors)


# %% key="doors"
def _doors(w, **changed):
    """The table with one thing done wrongly."""
    rows = {}
    for name, row in w.own.iterrows():
        lock = w.value.open_door(
            w.last_year,
            growth=row["growth_pct"] / 100,
            exposed=changed.get("exposed", row["exposed_pct"]) / 100,
            retention=row["retention_pct"] / 100,
            at_once=changed.get("at_once", row["at_once_pct"]) / 100,
        )
        loss = row["loss_pts"] / 100
        rows[name] = {
            "limit_pts": 100 * lock.break_even_loss,
            "first_year_usd_bn": lock.cost(loss, years=1),
            "three_years_usd_bn": lock.cost(loss, years=3),
        }
    return w.pd.DataFrame(rows).T


Item(
    kind="table",
    columns=["limit_pts", "first_year_usd_bn", "three_years_usd_bn"],
    index=["steering", "messaging", "wallets"],
    unit="points, and billions of dollars",
    tolerance=0.012,
    relative=0.004,
    between=(-500, 500),
    because="answers rounded to two decimals",
    hints=[
        "Which of your assumptions belong to a door, and which are the same for all?",
        "Make one open door for each row: break_even_loss is a share, and cost counts years from the coming one.",
        "The limit is 100 times break_even_loss; the costs are those of your expected loss as a share, over one year and over three.",
    ],
    slips={
        "shares": Slip(
            lambda w: w.doors.assign(limit_pts=w.doors["limit_pts"] / 100),
            "Your limit is a share. The table asks for points of retention.",
            credit=0.5,
        ),
        "three_times": Slip(
            lambda w: w.doors.assign(three_years_usd_bn=3 * w.doors["first_year_usd_bn"]),
            "You took the first year three times. The loss of users adds up and the plan grows; count year by year.",
            credit=0.5,
        ),
        "no_at_once": Slip(
            lambda w: _doors(w, at_once=0),
            "You left out what opening changes at once. It moves the limit and both costs; give it to open_door as a share.",
        ),
        "everybody": Slip(
            lambda w: _doors(w, exposed=100),
            "You let all of Services hang on each door. Use the share that is exposed to it.",
        ),
        "sign": Slip(
            lambda w: w.doors.assign(
                first_year_usd_bn=-w.doors["first_year_usd_bn"],
                three_years_usd_bn=-w.doors["three_years_usd_bn"],
            ),
            "Your signs are turned round. A cost is the plan minus what comes with the door open.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Sensitivity: the share that nobody knows

The picture moves the exposed share for each door and holds your other assumptions. The limit falls as more hangs on the door. Notice how wide the range is: a door on which a fifth hangs can lose several times as much retention as one on which everything hangs.
"""

# %% alt="Three falling curves of the loss of retention in points that can be borne against the share of gross profit exposed to a door, for steering, messaging and wallets: each falls steeply at first and flattens out; messaging, which brings something at once, lies highest, and the other two lie on each other, because both give up half a per cent at once"
shares = np.arange(15, 101, 5)
ax = plots.lines(
    pd.DataFrame(
        {
            name: [
                100
                * value.open_door(
                    last_year,
                    growth=row["growth_pct"] / 100,
                    exposed=share / 100,
                    retention=row["retention_pct"] / 100,
                    at_once=row["at_once_pct"] / 100,
                ).break_even_loss
                for share in shares
            ]
            for name, row in own.iterrows()
        },
        index=shares,
    ),
    xlabel="exposed share of gross profit (%)",
    ylabel="limit (points of retention)",
)

# %% [markdown]
"""
Now move everything at once. Before you touch a slider, note a decision and how sure you are; change the assumption you trust least; decide again. The widget keeps a log and opens at your assumptions for messaging.
"""

# %%
explorer = crmlab.widgets.services_lock_in(
    profit=71.1,
    growth=own.loc["messaging", "growth_pct"],
    exposed=own.loc["messaging", "exposed_pct"],
    retention=own.loc["messaging", "retention_pct"],
    at_once=own.loc["messaging", "at_once_pct"],
    loss=own.loc["messaging", "loss_pts"],
)

# %% widget="services_lock_in"
explorer

# %% alt="The interactive at one setting, as a line chart of the gross profit of the coming year over the loss of retention: the line for an open door starts above the dashed plan, falls, and meets the level of last year at the break-even"
explorer.static()

# %%
explorer.decisions  # your log: run this cell again after each decision

# %% [markdown]
"""
### Decide: which door first? (choice on your own numbers, 6 minutes)

By gross profit over **three years**, on your numbers: which door costs least to open now? Set `first_door` to `"steering"`, `"messaging"` or `"wallets"`.
"""

# %% answer="first_door"
first_door = ...
### BEGIN SOLUTION
first_door = doors["three_years_usd_bn"].idxmin()
### END SOLUTION

# %% check="first_door" points=2
check("first_door", first_door)

# %% key="first_door"
Item(
    kind="choice",
    options=["steering", "messaging", "wallets"],
    hints=[
        "The limits say what each door can bear. Do they say what it costs?",
        "Put the three doors on one scale: the cost against the plan, with the loss that you expect for each.",
        "Compare the column for three years. The smallest cost wins, and below zero is smaller still.",
    ],
    slips={
        "second": Slip(
            lambda w: w.doors["three_years_usd_bn"].sort_values().index[1],
            "This door comes second on your numbers. Check that you compare three years and not one, and costs and not limits.",
        ),
        "last": Slip(
            lambda w: w.doors["three_years_usd_bn"].idxmax(),
            "This door costs most on your numbers. A wide limit or a good first year does not make a door cheap; compare three years.",
        ),
    },
)

# %% alt="Three lines of yearly cost in billions of dollars over six years, one for each door: steering begins at half a billion and rises slowly, wallets begin highest, and messaging begins lowest, rises fastest and passes steering in the second year"
yearly = {}
for name, row in own.iterrows():
    held = value.open_door(
        last_year,
        growth=row["growth_pct"] / 100,
        exposed=row["exposed_pct"] / 100,
        retention=row["retention_pct"] / 100,
        at_once=row["at_once_pct"] / 100,
    )
    kept = [held.gross_profit(row["loss_pts"] / 100, year) for year in range(1, 7)]
    yearly[name] = [held.planned(year) - kept[year - 1] for year in range(1, 7)]
ax = plots.lines(
    pd.DataFrame(yearly, index=range(1, 7)),
    xlabel="year since opening",
    ylabel="cost against the plan (USD bn)",
)

# %% [markdown]
"""
Your test said: not below last year's. All three doors pass it easily on your numbers, so the test does not choose. The first year does not choose well either, for a door that brings something at once and loses users slowly looks best at first. Three years is our choice, and a longer view favours the doors that lose fewer users. What the sum leaves out: a user may hang on two doors; those who leave are not like those who stay; and rivals may come through a door only once all of them are open.

## 4. Is there an Apple effect?

In the last wave of our survey 91 of 100 iOS owners stayed, and 92 of 100 Android owners (facts P39 and P40, estimate). Is that a difference?
"""

# %%
facts = cases.facts("apple")
facts.loc[["P39", "P40", "P41", "P42"], ["fact", "value", "unit", "grade"]]

# %% [markdown]
"""
### Now you try: a gap and its interval (three numbers, 10 minutes)

Give `gap = (difference, low, high)` in **points**: the share of iOS minus that of Android, and its 95 % interval. Of the 500 people 37 per cent had iOS and 62 per cent Android. For shares $p_1, p_2$ of $n_1, n_2$ people take $1.96\\sqrt{p_1(1-p_1)/n_1 + p_2(1-p_2)/n_2}$ as half-width.
"""

# %% answer="gap"
gap = ...
### BEGIN SOLUTION
ios, android = facts.loc["P39", "value"] / 100, facts.loc["P40", "value"] / 100
n_ios, n_android = 0.37 * 500, 0.62 * 500
half = 1.96 * (ios * (1 - ios) / n_ios + android * (1 - android) / n_android) ** 0.5
gap = (100 * (ios - android), 100 * (ios - android - half), 100 * (ios - android + half))
### END SOLUTION

# %% check="gap" points=3
check("gap", gap)

# %% key="gap"
Item(
    kind="number",
    shape=(3,),
    unit="points",
    tolerance=0.06,
    because="answers rounded to one decimal",
    hints=[
        "Two groups, two sizes. How many people are in each?",
        "The variances of the two shares add up, each over its own number of people.",
        "Difference first; then take the half-width off and add it. All of it times 100.",
    ],
    slips={
        "all_500": Slip(
            lambda w: tuple(
                w.gap[0]
                + sign
                * 196
                * ((w.ios * (1 - w.ios) + w.android * (1 - w.android)) / 500) ** 0.5
                for sign in (0, -1, 1)
            ),
            "You gave each group all 500 people. Each platform has only its part of the sample.",
            credit=0.5,
        ),
        "one_group": Slip(
            lambda w: tuple(
                w.gap[0] + sign * 196 * (w.ios * (1 - w.ios) / w.n_ios) ** 0.5
                for sign in (0, -1, 1)
            ),
            "Your interval knows only the iOS owners. The other share is uncertain too; add both variances.",
            credit=0.5,
        ),
        "shares": Slip(
            lambda w: tuple(v / 100 for v in w.gap),
            "These are shares. The question asks for points, so multiply by 100.",
            credit=0.5,
        ),
        "turned": Slip(
            lambda w: (-w.gap[0], -w.gap[2], -w.gap[1]),
            "You took Android minus iOS. The question asks for iOS minus Android.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
The interval holds zero and a good deal on either side. The survey cannot tell the two platforms apart; it does not show that they are equal. And if Android owners stay as often as iPhone owners, a high rate of staying is no proof of what *one* firm does. It may come from what any change of platform costs: apps, habits, learning. The survey asks people who activated a phone, so it misses those who keep an old one (fact P43, estimate).

## 5. What is the retention made of?

Switching costs are **procedural** (time, learning, worry), **financial** (money and benefits lost) or **relational** (ties to people and to a brand) [@burnham2003]. Here are seven things that a user might name. The list is ours, made up to be sorted.

### Classify: which are financial? (set, 6 minutes)

Set `financial` to the set of those that are, at heart, a **financial** switching cost: `"buy the apps again"`, `"move photos and settings"`, `"learn another system"`, `"lose the family discount"`, `"leave the friends' group chat"`, `"replace a watch that pairs with one brand"`, `"lose the adviser in the shop"`.
"""

# %% answer="financial"
financial = ...
### BEGIN SOLUTION
financial = {
    "buy the apps again",
    "lose the family discount",
    "replace a watch that pairs with one brand",
}
### END SOLUTION

# %% check="financial" points=2
check("financial", financial)

# %% key="financial"
Item(
    kind="set",
    options=[
        "buy the apps again",
        "move photos and settings",
        "learn another system",
        "lose the family discount",
        "leave the friends' group chat",
        "replace a watch that pairs with one brand",
        "lose the adviser in the shop",
    ],
    hints=[
        "Which of them could a rival make good with a cheque?",
        "Leave out what costs time or learning, and what breaks a tie to people.",
        "Money is lost in two ways: something paid for is worth nothing elsewhere, or a benefit ends. Look for both.",
    ],
    slips={
        "procedural": Slip(
            {"move photos and settings", "learn another system"},
            "These two cost time and effort. That is the procedural kind; look for money.",
        ),
        "relational": Slip(
            {"leave the friends' group chat", "lose the adviser in the shop"},
            "These two are ties to people. That is the relational kind; look for money.",
        ),
        "spent_only": Slip(
            {"buy the apps again", "replace a watch that pairs with one brand"},
            "You have what must be bought again. A benefit that ends on leaving is money lost as well.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
The kinds decide what an open door does. Steering lowers a financial cost and touches nothing else. Messaging lowers a cost that is relational in kind but sits in a **network**: the friends are the tie, the firm owns the line. Relational *benefits*, such as being known by someone in a shop, are another thing [@gwinner1998]: they are given, and they leave with no one when a door opens. So a firm that fears open doors can ask what it would have left if all of them were open, and put its money there.

Staying without attachment has a name, spurious loyalty [@dick1994]. Can satisfaction tell? Look at the index while the base grew.
"""

# %% alt="Two lines of the American Customer Satisfaction Index for cell phones from 2018 to 2023: Apple and Samsung both move between 80 and 82 and cross or touch in several years"
acsi = cases.exhibit("apple_acsi")
phones = acsi[acsi["category"] == "cell phones"].pivot(
    index="year", columns="brand", values="score"
)
ax = plots.lines(phones, xlabel="year", ylabel="score of 100")
ax.set_ylim(70, 90)

# %% [markdown]
"""
The score hardly moves, and so does the rival's. In the same years active devices went from about 1.4 billion (January 2019) to more than 2 billion (February 2023; Exhibit 2, press). Satisfied users who buy a second device would do that; so would users who cannot leave; so would new countries. In markets where leaving is hard, satisfaction and staying are only loosely tied [@jones1995]. A firm-level index cannot tell, because it never sees the same person twice. The shops are scored apart, at 74 in January 2025 (fact P23, estimate). Of the five dimensions of service quality [@parasuraman1988] a shop serves *responsiveness*, *assurance* and *empathy*; one total score does not say which of them moved.

## 6. The manner: a lesson from the batteries

In February 2017 phones with worn batteries were slowed and owners were not told why; an apology came in December, and a cheap battery in 2018 (facts P5 to P7, press). Three **justices** decide how a recovery is received [@tax1998].

| justice | question | in the record | grade |
|---|---|---|---|
| distributive | is the outcome fair? | a battery for 29 dollars in 2018; about 92.17 dollars a claim from January 2024 | press |
| procedural | was the way to it fair? | seven years from the update to the payments; settlements without an admission (class action) | press |
| interactional | were people told, and treated with respect? | no reason given in February, an apology in December 2017 | press |

Money came, late, and the reason came after the deed. Whether phones were slowed for the users' good is not the point here: a good reason that is not told cannot be believed afterwards. What the affair cost in retention, nobody has published. A door opened on order, with a pop-up and no word before, would repeat the pattern.

### Decide: now or wait? (choice on your own numbers, 10 minutes)

Take the first door of your own table. **Now**: it opens now, with notice; the cost is that of your table over three years. **Wait**: with `order_chance_pct` an order opens it at the start of the second year. Then retention falls by `loss_pts` **plus** `ordered_loss_pts`, years one to three count, and the dispute costs `order_bill_usd_bn` once. Otherwise nothing happens. By expected cost over three years, which is cheaper? Set `when_open` to `"now"` or `"wait"`. `.cost(loss, years=3, opened=2)` helps.
"""

# %% answer="when_open"
when_open = ...
### BEGIN SOLUTION
mine = own.loc[first_door]
lock = locks[first_door]
forced_loss = (mine["loss_pts"] + mine["ordered_loss_pts"]) / 100
forced = lock.cost(forced_loss, years=3, opened=2) + mine["order_bill_usd_bn"]
expected = {
    "now": lock.cost(mine["loss_pts"] / 100, years=3),
    "wait": mine["order_chance_pct"] / 100 * forced,
}
when_open = min(expected, key=expected.get)
### END SOLUTION

# %% check="when_open" points=2
check("when_open", when_open)

# %% key="when_open"
Item(
    kind="choice",
    options=["now", "wait"],
    hints=[
        "What happens on each branch, and with which chance?",
        "An order means two years with the door open instead of three, a larger loss of retention, and a bill.",
        "Chance of an order times the cost with the larger loss, opened in year two, plus the bill. Compare with your table.",
    ],
    slips={
        "other": Slip(
            lambda w: max(w.expected, key=w.expected.get),
            "On your numbers the other branch is cheaper. Weigh the order by its chance, and do not forget the larger loss or the bill.",
        ),
    },
)

# %% [markdown]
"""
Where the sum says *wait*, distrust it for a moment. It counts an order as a chance event, as if the firm's conduct did not move it. It prices a dispute and not what the dispute tells users. And it may not be used where an order stands already: **what the law asks is not a branch of a decision tree.** The sum is for places where the choice is yours.

## 7. The memo
"""

# %% [markdown] written="memo" points=5
"""
### Your recommendation (written, 25 minutes, at most 300 words)

To the head of Services, before the quarter is closed: which door first, and now or later. Give the loss of retention at which your advice would turn, with the assumptions behind it (say that they are assumptions); the strongest piece of evidence against your advice, with its grade; what users are told, and when; and what you would measure, on whom, against what comparison, and at which value you would turn back.
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's assumptions; yours are others.* Open steering first, now, where no order asks yet, and say so six weeks before. On my assumptions, and they are assumptions, it costs about two billion dollars over three years; messaging costs half a billion more, wallets more than twice as much. Gross profit would fall below last year's only if retention of the users concerned fell by some seventeen points; I expect half a point. That test chooses nothing. What would turn the advice is a loss of more than about eight tenths of a point: messaging would then be cheaper over three years.

Against me: Services bring a quarter of net sales (estimate, derived), and nobody outside knows how much of it hangs on fees in apps. My share is drawn. The Commission's two decisions (press) say that steering matters to rivals; the company disputes them, and the complaint in New Jersey is an allegation (filed).

Waiting costs some four tenths of a billion more on my numbers, which is less than the error of the chance that I put on an order. The better reason is that an order comes without notice. In the battery affair the reason came after the deed; this time every user reads beforehand what changes, what stays protected, and how to choose.

Measure: open in half of the countries by lot, the others a year later. Compare renewals of paid subscriptions and changes of platform, month by month, among users who buy in apps. If retention differs by more than two points after six months, stop. Ask those who stay whether they would stay if moving were free; I want the share who say yes.
"""

# %% [markdown]
"""
Save the notebook when the memo is written. Then open what happened next. (The cell stays sealed until a memo stands in the saved file.)
"""

# %%
cases.what_happened_next("apple")

# %%
later = (
    cases.exhibit("apple_services")
    .query("fiscal_year == 2025")
    .set_index("metric")["value"]
)
later_growth = later["services_gross_margin_usd_m"] / 1000 / last_year - 1
round(100 * later_growth, 1)

# %% [markdown] written="resting_claim" points=2
"""
### The claim that your decision rests on (written, 10 minutes, at most 120 words)

Which one statement, if false, would turn your memo's advice round? Say how its evidence is graded, which of your own assumptions it leans on, and what observation would overturn it. If what happened next changed your mind about its grade, say so; if it did not, say why.
"""

# %% [markdown] model="resting_claim"
"""
*One good answer.* That retention among users who buy in apps falls by less than one point a year when they may be told of offers elsewhere. It has no grade: the loss and the exposed share are assumptions drawn for me. The public record holds totals (press) and a survey of 2018 (estimate), and neither looks at a door. What happened next does not change that; gross profit of fiscal 2025 is a total in which open and shut doors are mixed.
What would overturn it: renewals more than a point lower in countries opened by lot than in those opened a year later.
"""

# %% [markdown]
"""
## 8. Corrections to the source

> 蘋果的AppleMusic和iCloud服務等也增強了用戶的粘性,使蘋果成為客戶忠誠度的典范
>
> *Services such as Apple Music and iCloud also made users stick, and made Apple a model of customer loyalty.* (source 002)

The sentence gives no figure, and it slides from *sticking* (粘性) to *loyalty* (忠誠度). Where our record has a figure, it does not set Apple apart: the survey shares cannot be told from those of Android, and the index ties or swaps places with Samsung's. What would settle it is attachment and cost of leaving, measured on the same people, before and after a door opens. Here is a made-up world in which two firms have **the same** share of attached users and differ only in what leaving costs:
"""

# %% covers="CS-02 DC-51"
attached = 0.6  # the same in both firms: these stay whatever leaving costs
others_stay = pd.Series({"hard to leave": 0.9, "easy to leave": 0.4})
pd.DataFrame(
    {
        "retention": attached + (1 - attached) * others_stay,
        "loyal among those who stay": attached / (attached + (1 - attached) * others_stay),
    }
).round(2)

# %% [markdown]
"""
The firm that is hard to leave looks more loyal by twenty points and has the *smaller* part of loyal users among those who stay. A rate of staying cannot be read as loyalty until one knows what leaving costs.

A second source tells of an unnamed supermarket chain:

> 产品品质:高品质的产品是顾客忠诚的基础
>
> *Product quality: high-quality products are the basis of customer loyalty.* (source 000)
"""

# %% covers="CS-04"
pd.DataFrame(
    {
        "supermarket": [
            "quality of goods",
            "advice by staff",
            "low: another shop is next door",
            "repurchase needs liking",
        ],
        "closed system": [
            "quality of devices",
            "advice in the shop",
            "high: apps, habits, friends",
            "repurchase may need none",
        ],
    },
    index=["quality", "personal service", "cost of leaving", "what staying shows"],
)

# %% [markdown]
"""
The chain has no name, no date and no figure, and its list of measures is about online trade across borders, not about a supermarket; so nothing can be checked. But the contrast teaches something. Where the next shop is next door, quality and personal service must do the holding, and a customer who comes back tells you something. In a closed system she may tell you nothing. What would settle the chain's claim: stores improved by lot, and repurchase in both halves.

## What we found

- Gross profit of Services could be derived for three years from checked figures; one growth rate in the table never was, because the definition changed.
- How much retention may go depends on a share that nobody outside knows. The test of last year's level was passed by every door and chose none.
- The first year and three years may rank the doors differently: what is lost at once stays, what is lost in retention adds up.
- A survey with 91 and 92 per cent shows no difference. High staying on both sides points to what any change costs.
- Open a door with notice or on order: the batteries show what silence costs in trust, though not in retention.

## Go further

Burnham, Frels and Mahajan [-@burnham2003] on the kinds of switching cost, Klemperer [-@klemperer1987] on markets with lock-in, Tax, Brown and Chandrashekaran [-@tax1998] on justice in recovery. `cases.facts("apple")` lists every fact with its source; find the one you trust least and look it up.
"""

# %% [markdown] note="classroom"
"""
The teaching note of the case has the time plan, answers by question, wrong turns and the board plan. Let one student for each door put the row of the table on the board before anybody argues: all are right on their own numbers.
"""

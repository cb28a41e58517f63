# ---
# title: "Case: Amazon Prime"
# question: Should the yearly fee of Prime go from 119 to 139 dollars, and what is the retention made of that the rise counts on?
# objectives:
#   - find how many members may leave before a higher fee costs money, from the fee alone and from what a member brings
#   - choose a fee on assumptions of your own and say at which number the choice turns
#   - use a public record with gaps, and leave out what nobody checked
#   - show why the renewal rate of survivors is no retention rate, in money
#   - price an honest way out, and keep the price apart from the question whether to have one
# minutes: {reading: 45, practice: 90}
# needs: The chapters on switching costs and on customer value (retention, lifetime value, cohorts). Picking rows of a table, writing a small function.
# datasets: [prime_assumptions]
# cases: [amazon]
# as_of: 2026-11-23
# points: 26
# claims: [DC-50]
# terms:
#   - {en: break-even loss, zh: 盈亏平衡流失率, means: share of members who may leave before a higher fee costs money, source: nagle1995}
#   - {en: sunk cost, zh: 沉没成本, means: what is paid already and comes back by no decision, source: arkes1985}
#   - {en: dark pattern, zh: 暗黑模式, means: a design that serves the firm's wish against the user's, source: gray2018}
#   - {en: cross-subsidy, zh: 交叉补贴, means: one income pays for the cost of something else}
#   - {en: honest churn, zh: 坦诚流失, means: members who leave because the way out is plain}
# ---

# %% [markdown]
"""
Two kinds of number meet in this notebook, and they are never mixed. **Public facts** are the same for everybody; each comes with its source, how it was checked and a grade of evidence. **Your assumptions** are drawn for you
alone, because Amazon does not publish what a member brings, costs or does. They are assumptions, not facts, and they say nothing about what is likely. So a classmate may decide otherwise and be as right as you.

The record was collected up to 23 November 2026. Facts grow old; whoever teaches this later should look again.
"""

# %%
import numpy as np
import pandas as pd

import crmlab
from crmlab import cases, datasets, plots, value

pd.set_option("display.max_colwidth", None)  # show long texts in full
student = crmlab.student()
check = crmlab.checker("case_amazon", student)

# %%
own = datasets.load("prime_assumptions", student=student).iloc[0]
own

# %% [markdown]
"""
`datasets.describe("prime_assumptions")` says what each line means. Every one of them is an assumption drawn for you.

## 1. The decision

Read the case first. It takes about fifteen minutes, and it speaks as of early February 2022.
"""

# %%
cases.read("amazon")

# %% [markdown]
"""
## 2. What the record holds

The case prints its exhibits; here they are as data. Each row carries `source`, `basis`, `confidence` and `grade`. Rows that rest on memory are left out unless you ask for them. (Of the days below, those of February 2005, April 2016 and April 2018 rest on memory; month and fee do not.)
"""

# %% covers="CS-01"
fees = cases.exhibit("amazon_prime_price")
fees[["announced", "plan", "price_usd", "change_pct", "grade"]]

# %% alt="Two stepped lines of what a year of Prime in the US costs from 2005 to 2021: the yearly fee rises from 79 to 99 and 119 dollars, and twelve monthly fees, sold since 2016, lie above it at 132 and then 156 dollars"
years = range(2005, 2022)
known_fees = fees[fees["announced"] < "2022"].assign(
    year=lambda f: f["announced"].str[:4].astype(int)
)
by_plan = {
    plan: known_fees[known_fees["plan"] == plan]
    .groupby("year")["price_usd"]
    .last()
    .reindex(years)
    .ffill()
    for plan in ("annual", "monthly")
}
ax = plots.lines(
    pd.DataFrame(
        {"yearly fee": by_plan["annual"], "twelve monthly fees": 12 * by_plan["monthly"]}
    ),
    xlabel="year",
    ylabel="cost of a year (USD)",
)

# %% [markdown]
"""
Two things to notice. The fee has risen twice in seventeen years, by a fifth or a quarter each time. And since 2016 there are two ways to be a member, which differ in what holds people. Somebody who paid for the year has a **sunk cost**: the money is gone whether she orders or
not, and people who have paid tend to use what they paid for. In a field experiment, theatre-goers who had paid full price for a season ticket came more often in the first half of the season than those who had been given a discount at random [@arkes1985]. So the yearly fee may *create* orders. It is not a switching cost in the strict sense, for
nothing is lost by not renewing; on the day of renewal it holds nobody. Some may even want it as a commitment: paying once, so as not to think about delivery again. Whoever pays by the month decides twelve times a year.
"""

# %% predict="first_guess"
# Your guess, in per cent: how many members may leave before 139 instead of 119 costs money?
my_guess = 10

# %% [markdown]
"""
## 3. How many may leave?

A rise pays as long as what those who stay pay more exceeds what those who leave take along. If the fee is all that a member brings, the limit is the rise over the new fee. That limit is called the **break-even loss** [@nagle1995]. But a member also orders, and costs delivery, films and music; and somebody who
leaves Prime may go on ordering. With a margin beside the fee $m$, a cost of serving $c$ and a share $k$ of that margin that leavers still bring, a member brings $119 + m - c$ today, $139 + m - c$ after the rise, and $k m$ after leaving.

### Now you try: two limits (two numbers, 8 minutes)

Give `break_even = (fee_only, full)`, both in **per cent** of members: the break-even loss for 119 to 139 dollars if the fee is all that a member brings, and the one with your own `other_margin_usd`, `service_cost_usd` and `kept_share_pct`. `value.price_rise(...)` does the sum; its arguments are money and shares, not per cent.
"""

# %% answer="break_even"
break_even = ...
### BEGIN SOLUTION
fee_alone = value.price_rise(119, 139)
mine = value.price_rise(
    119,
    139,
    other_margin=own["other_margin_usd"],
    service_cost=own["service_cost_usd"],
    kept_share=own["kept_share_pct"] / 100,
)
break_even = (100 * fee_alone.break_even_loss, 100 * mine.break_even_loss)
### END SOLUTION

# %% check="break_even" points=2
check("break_even", break_even)

# %% key="break_even"
Item(
    kind="number",
    shape=(2,),
    unit="per cent of members",
    tolerance=0.05,
    because="answers rounded to one decimal",
    hints=[
        "Who brings more after the rise, who brings less, and by how much each?",
        "A member who leaves takes along the new fee and the other margin, but no longer costs anything and still brings a part of that margin.",
        "The limit is the rise, divided by what a member who stays brings after it minus what a leaver brings. Do it twice and multiply by 100.",
    ],
    slips={
        "shares": Slip(
            lambda w: tuple(v / 100 for v in w.break_even),
            "These are shares between 0 and 1. The question asks for per cent of members.",
            credit=0.5,
        ),
        "old_fee": Slip(
            lambda w: (
                100 * 20 / 119,
                100 * 20 / (w.mine.before - w.mine.after_leaving),
            ),
            "You divided by what a member brings before the rise. Whoever leaves is lost at the new fee; put that below the line.",
        ),
        "kept_forgotten": Slip(
            lambda w: (w.break_even[0], 100 * 20 / w.mine.after),
            "Your second number takes it that a leaver never orders again. Part of the other margin goes on; use the share that is kept.",
            credit=0.5,
        ),
        "cost_forgotten": Slip(
            lambda w: (
                w.break_even[0],
                100
                * 20
                / (w.mine.after + w.own["service_cost_usd"] - w.mine.after_leaving),
            ),
            "Your second number forgets that a member costs something to serve. Take the cost off what a member brings.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Compare with your guess. Notice that the second limit can lie on either side of the first: other margin makes a lost member dearer, cost of serving makes her cheaper.

### Now you try: the change in money (function, 12 minutes)

A limit says where the gain is zero. The decision needs the gain elsewhere too. Write `profit_change`, the change of **yearly profit in billions of dollars** when a share `loss` of `members` (in millions) leaves because the fee goes from `fee` to `new_fee`. Your grader calls it with firms you have not seen.

To test yourself: `profit_change(0.10, 100, 119, 139, 100, 50, 0.25)` gives 0.36.
"""


# %% answer="profit_change"
def profit_change(loss, members, fee, new_fee, other_margin, service_cost, kept_share):
    """Change of yearly profit in USD billion; loss and kept_share are shares, members in millions."""
    ### BEGIN SOLUTION
    before = fee + other_margin - service_cost
    after = new_fee + other_margin - service_cost
    each = (1 - loss) * after + loss * kept_share * other_margin - before
    return members * each / 1000
    ### END SOLUTION


# %% check="profit_change" points=3
check("profit_change", profit_change)

# %% key="profit_change"
Item(
    kind="function",
    unit="USD billion a year",
    tolerance=0.0005,
    relative=0.003,
    because="answers rounded to three decimals",
    inputs=lambda rng: [
        [
            float(rng.integers(3, 26)) / 100,
            float(rng.integers(30, 190)),
            float(fee),
            float(fee + rng.integers(8, 36)),
            float(rng.integers(30, 150)),
            float(rng.integers(20, 90)),
            float(rng.integers(15, 60)) / 100,
        ]
        for fee in rng.integers(60, 140, size=6)
    ],
    hints=[
        "For one member of today: what does she bring if she stays, what if she leaves, what did she bring before?",
        "Weigh the two by the share who stays and the share who leaves, and take off what all of them brought before.",
        "That is dollars for each present member. Times millions of members gives millions of dollars; make billions of them.",
    ],
    slips={
        "stayers_only": Slip(
            lambda w: (
                lambda loss, members, fee, new_fee, other_margin, service_cost, kept_share: (
                    members * (1 - loss) * (new_fee - fee) / 1000
                )
            ),
            "You counted what those who stay pay more. What those who leave used to bring is gone as well.",
        ),
        "kept_forgotten": Slip(
            lambda w: (
                lambda loss, members, fee, new_fee, other_margin, service_cost, kept_share: (
                    members
                    * (
                        (1 - loss) * (new_fee + other_margin - service_cost)
                        - (fee + other_margin - service_cost)
                    )
                    / 1000
                )
            ),
            "You let those who leave bring nothing at all. A share of their other margin goes on without the membership.",
            credit=0.5,
        ),
        "kept_of_everything": Slip(
            lambda w: (
                lambda loss, members, fee, new_fee, other_margin, service_cost, kept_share: (
                    members
                    * (
                        (1 - loss) * (new_fee + other_margin - service_cost)
                        + loss * kept_share * (fee + other_margin - service_cost)
                        - (fee + other_margin - service_cost)
                    )
                    / 1000
                )
            ),
            "Somebody who left pays no fee and costs nothing to serve. What goes on is a share of the other margin only.",
        ),
        "millions": Slip(
            lambda w: (
                lambda loss, members, fee, new_fee, other_margin, service_cost, kept_share: (
                    members
                    * (
                        (1 - loss) * (new_fee + other_margin - service_cost)
                        + loss * kept_share * other_margin
                        - (fee + other_margin - service_cost)
                    )
                )
            ),
            "This is in millions of dollars. The question asks for billions; look at the last step.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Sensitivity: which assumption carries the limit?

The picture moves one assumption, the other margin, for three shares of it that leavers still bring; your cost of serving is held as it is. The dotted line marks your own margin.
"""

# %% alt="Three falling lines of the break-even loss in per cent against the margin beside the fee, for leavers who still bring none, a quarter or a half of it: the limit falls as the margin grows, and lies highest where they still bring half of it"
margins, cost = np.arange(40, 161, 10), own["service_cost_usd"]
ax = plots.lines(
    pd.DataFrame(
        {
            f"leavers still bring {kept:.0%}": [
                100
                * value.price_rise(
                    119, 139, other_margin=m, service_cost=cost, kept_share=kept
                ).break_even_loss
                for m in margins
            ]
            for kept in (0, 0.25, 0.5)
        },
        index=margins,
    ),
    xlabel="margin beside the fee (USD a member a year)",
    ylabel="break-even loss (% of members)",
    marks=[own["other_margin_usd"]],
)

# %% [markdown]
"""
Now move all of them at once. Before you touch a slider, note a decision and how sure you are; change the assumption you trust least; decide again. The widget keeps a log. It opens at your assumptions and at 167 million members, which is a survey's estimate (Exhibit 2, estimate).
"""

# %%
explorer = crmlab.widgets.prime_price(
    members=167,
    margin=own["other_margin_usd"],
    service=own["service_cost_usd"],
    kept=own["kept_share_pct"],
    leave=own["loss_139_pct"],
)

# %% widget="prime_price"
explorer

# %% alt="The interactive at one setting, as a line chart of the change of yearly profit in billions of dollars over the share of members who leave: the line for your assumptions and a dashed line for the fee alone both fall from a gain of 3.3 and cross zero at their break-even points"
explorer.static()

# %%
explorer.decisions  # your log: run this cell again after each decision

# %% [markdown]
"""
### Decide: which fee? (choice on your own numbers, 8 minutes)

A smaller step is possible. Your assumptions hold a loss at 129 dollars and one at 139 (`loss_129_pct`, `loss_139_pct`); at 119 nobody leaves because of the fee. By expected profit alone, which fee is best **on your numbers**? Set `fee_choice` to `"119"`, `"129"` or `"139"`, in quotes.
"""

# %% answer="fee_choice"
fee_choice = ...
### BEGIN SOLUTION
changes = {"119": 0.0}
for fee in ("129", "139"):
    changes[fee] = profit_change(
        own[f"loss_{fee}_pct"] / 100,
        167,
        119,
        int(fee),
        other_margin=own["other_margin_usd"],
        service_cost=own["service_cost_usd"],
        kept_share=own["kept_share_pct"] / 100,
    )
fee_choice = max(changes, key=changes.get)
### END SOLUTION

# %% check="fee_choice" points=3
check("fee_choice", fee_choice)

# %% key="fee_choice"
Item(
    kind="choice",
    options=["119", "129", "139"],
    hints=[
        "Staying where you are is a choice too. What does it change?",
        "Put all three on one scale: the change of yearly profit against today, each with its own loss of members.",
        "Call profit_change once for each new fee, with the loss drawn for that fee as a share; today's fee changes nothing. The largest wins.",
    ],
    slips={
        "second": Slip(
            lambda w: sorted(w.changes, key=w.changes.get)[1],
            "This fee comes second on your numbers. Check that each fee goes with its own loss, as a share, and that leavers still bring part of the other margin.",
        ),
        "last": Slip(
            lambda w: min(w.changes, key=w.changes.get),
            "This fee comes last on your numbers. Compare the loss drawn for it with the loss that it can bear.",
        ),
    },
)

# %% [markdown]
"""
Expected profit in the first year is one criterion. Over a lifetime the limit stays where it is, as long as those who stay go on renewing as before: gain and loss are then multiplied by the same expected years. It moves when the rise also lowers later renewals, or when those who leave are not like those who stay. The sum leaves out, too, that members who left are harder to win again, that a second small step can follow a first, and that a rise tells every member to think about leaving on the same day. And the demand behind it, two points drawn for you, is the weakest part of the
whole calculation: **no public figure shows how many members left after a rise.** After 79 to 99 and after 99 to 119 the counts grew (Exhibit 2). They count the whole world, and they grew because more people joined than left; what would have happened without the rise, nobody saw.

## 4. Does the fee pay for the delivery?

The usual argument for a rise is a **cross-subsidy**: the fee pays for free delivery, delivery has become dear, so the fee must follow. Look at what the record can carry. This is the one place where we print the rows from memory, to show where they are.
"""

# %%
everything = cases.exhibit("amazon_financials", unverified=True)
everything.pivot(index="year", columns="metric", values="grade")

# %% [markdown]
"""
### Now you try: a share from checked figures (table, 10 minutes)

For every year in which **both** figures are in the verified record (any row that is not from memory), compute income from subscription services as a share of shipping costs, in per cent. Give `cross_subsidy`, a table with the year as index and one column, `share_pct`. Which years qualify is part of the task.
"""

# %% answer="cross_subsidy"
cross_subsidy = ...
### BEGIN SOLUTION
known = cases.exhibit("amazon_financials")
wide = known.pivot(index="year", columns="metric", values="value_usd_m")
wide = wide.dropna(subset=["subscription_services", "shipping_costs"])
cross_subsidy = pd.DataFrame(
    {"share_pct": 100 * wide["subscription_services"] / wide["shipping_costs"]}
)
### END SOLUTION

# %% check="cross_subsidy" points=3
check("cross_subsidy", cross_subsidy)

# %% key="cross_subsidy"
Item(
    kind="table",
    columns=["share_pct"],
    unit="per cent",
    tolerance=0.06,
    because="answers rounded to one decimal",
    hints=[
        "cases.exhibit without a further argument leaves the rows from memory out. In which years do two of the metrics remain?",
        "Turn the table so that each year is a row and each metric a column: pivot(index='year', columns='metric', values='value_usd_m').",
        "Drop the years in which subscription services or shipping costs are missing, then divide the first by the second and multiply by 100.",
    ],
    slips={
        "memory": Slip(
            lambda w: w.pd.DataFrame(
                {
                    "share_pct": (
                        lambda t: 100 * t["subscription_services"] / t["shipping_costs"]
                    )(
                        w.everything.pivot(
                            index="year", columns="metric", values="value_usd_m"
                        )
                    )
                }
            ),
            "Your table holds years for which one figure is recalled and not checked. Leave the rows from memory out and see which years remain.",
        ),
        "too_strict": Slip(
            lambda w: w.pd.DataFrame(
                {
                    "share_pct": (
                        lambda t: (
                            100 * t["subscription_services"] / t["shipping_costs"]
                        ).dropna()
                    )(
                        w.known[w.known["basis"] == "verified"].pivot(
                            index="year", columns="metric", values="value_usd_m"
                        )
                    )
                }
            ),
            "You also threw out figures that a rounded or a secondary source confirms. They are weaker, but they were checked; only memory stays out.",
            credit=0.5,
        ),
        "upside_down": Slip(
            lambda w: w.pd.DataFrame(
                {
                    "share_pct": 100
                    * w.wide["shipping_costs"]
                    / w.wide["subscription_services"]
                }
            ),
            "You divided shipping costs by income. The question asks how much of the cost the income covers; turn the fraction over.",
        ),
        "of_sales": Slip(
            lambda w: w.pd.DataFrame(
                {"share_pct": 100 * w.wide["shipping_costs"] / w.wide["net_sales"]}
            ),
            "This is shipping as a share of net sales. Put the income from subscription services over the shipping costs.",
        ),
    },
)

# %% [markdown]
"""
Of twelve years, five remain, and only the first two were known on the day. Between those two, income covered a smaller part of the shipping bill than before, which fits the argument. Then ask what it can bear. One year is the pandemic year. The income is not Prime's alone, and the shipping is that of all orders, members' or not
(facts A30 and A31, memory: we say so and build nothing on it). Two totals that overlap in part cannot show that the fee fails to cover *its* delivery. A long, smooth line back to 2014 would look far better on a slide, and it would rest on figures nobody here has checked.

## 5. 98 per cent renew

> *"Ninety-eight per cent of our members renew. With a retention like that, members stay for fifty years; twenty dollars will not move them."*

An argument of this kind is tempting, so we made one up to take apart. The 98 is real: a survey's estimate for members of **two or more years** (fact A28, estimate). The arithmetic is right too: one over one minus 0.98 is fifty. Where is the flaw? Your assumptions hold a cohort of 1,000 members who joined on one day, counted after each of four renewals.
"""

# %% predict="cohort_guess"
# Your guess: by how many per cent does a constant 98 % overstate what a new member is worth?
my_cohort_guess = 20

# %%
counts = own[["joined", "after_1", "after_2", "after_3", "after_4"]].astype(float)
pd.DataFrame({"there": counts, "renewed, %": 100 * counts / counts.shift()}).round(1)

# %% alt="Counted points and a model curve of the share of your cohort still there over ten years: the curve falls steeply at the first renewal and flattens out, while a dotted curve of equal churn for everybody falls far below it"
ax = plots.cohort_survival(counts, value.fit_sbg(counts), horizon=10)

# %% [markdown]
"""
The rate of renewal rises from year to year, and in your cohort **no member changed**. Those likely to leave left first; the stayers are what remains. That is survivorship, and the shifted-beta-geometric model [@fader2007] describes it with two numbers. A survey of members of two or more years looks at the flat right end of such a curve. The steep left end, where the
loss is, has left the sample.

### Now you try: what the mistake costs (two numbers, 10 minutes)

A member brings `119 + other_margin_usd - service_cost_usd` a year. Give `two_values`, in dollars: what a **new** member is worth (first margin now and counted, your `discount_pct`) if 98 % renew every year, and what she is worth in your cohort. `value.clv(..., convention="first_margin_now")` gives the first; `value.fit_sbg(counts).discounted_lifetime(...)` gives the number of discounted payments for the second.
"""

# %% answer="two_values"
two_values = ...
### BEGIN SOLUTION
margin = 119 + own["other_margin_usd"] - own["service_cost_usd"]
rate = own["discount_pct"] / 100
cohort = value.fit_sbg(counts)
constant = value.clv(margin, 0.98, rate, convention="first_margin_now")
two_values = (constant, margin * cohort.discounted_lifetime(rate))
### END SOLUTION

# %% check="two_values" points=3
check("two_values", two_values)

# %% key="two_values"
Item(
    kind="number",
    shape=(2,),
    unit="USD",
    tolerance=0.5,
    relative=0.003,
    because="answers rounded to dollars, and a fit that stops a little earlier or later",
    hints=[
        "Both values count the same margin. Only the pattern of staying differs.",
        "For the first use one retention for ever; for the second let the cohort say how many payments to expect, discounted.",
        "value.clv with 0.98 and the right convention; then the margin times the discounted lifetime of the fitted cohort, new member, your discount as a share.",
    ],
    slips={
        "fee_as_margin": Slip(
            lambda w: tuple(119 * v / w.margin for v in w.two_values),
            "You counted the fee as what a member brings. Add the other margin and take off the cost of serving.",
            credit=0.5,
        ),
        "average_rate": Slip(
            lambda w: (
                w.constant,
                w.value.clv(
                    w.margin,
                    (w.counts["after_4"] / w.counts["joined"]) ** 0.25,
                    w.rate,
                    convention="first_margin_now",
                ),
            ),
            "Your second value uses one average rate. The cohort loses most at the start and little later; let the fitted model count the payments.",
        ),
        "first_margin_later": Slip(
            lambda w: tuple(v - w.margin for v in w.two_values),
            "You left out the margin of the first year, which a new member brings now. Look at the convention.",
            credit=0.5,
        ),
        "swapped": Slip(
            lambda w: w.two_values[::-1],
            "The two numbers stand in the wrong order. First the constant rate, then your cohort.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
What does that mean for the fee? The rate of survivors says little about those whom a rise will meet first: members in their first and second year, and those who pay by the month. If the loss falls on them, each lost member is worth less than the argument thinks, and there are more of them. Both corrections matter, and they pull in opposite directions.

## 6. Satisfaction fell, income rose

In the year of the lowest score ever measured, subscription income grew by about a quarter (facts A14 and A46, estimate). Before you draw a conclusion: **what would you have to know?**
"""

# %%
reported = cases.exhibit("amazon_financials").query("metric == 'subscription_services'")
income = reported.set_index("year")["value_usd_m"].reindex(range(2014, 2026))
growth = income / income.shift()  # a factor, missing without the year before
grown = pd.DataFrame({"income, USD m": income, "growth, %": 100 * (growth - 1)})
grown.loc[2019:2021].round(1)

# %% alt="Two lines with gaps of the American Customer Satisfaction Index by year label from 2012 to 2021: Amazon moves between 83 and 86 and ends at 78, online retail as a whole lies one to four points lower and ends at 77; the years from 2017 to 2020 are missing"
acsi = cases.exhibit("amazon_acsi").set_index("year_label")
acsi = acsi[acsi.index.isin(range(2012, 2022))].reindex(range(2012, 2022))
ax = plots.lines(
    acsi[["score", "industry_score"]].rename(
        columns={"score": "Amazon", "industry_score": "online retail"}
    ),
    xlabel="year label of the index",
    ylabel="score of 100",
)
ax.set_ylim(70, 90)

# %% [markdown]
"""
Four readings fit these points, and the record does not choose among them.

| reading | what it says of satisfaction and loyalty | what would tell |
|---|---|---|
| a lag | the unhappy leave at the next renewal, so income follows a year later | renewals by month and by score |
| a weak link | where rivals are few or leaving is dear, people stay while mildly unhappy and the curve is flat [@jones1995]; from 86 to 78 little happens | staying against score, person by person |
| another object | the score is about a shop, the income about a membership with films and music | a score for members alone |
| a held customer | some stay because leaving is hard or unnoticed: spurious loyalty [@dick1994] | what happens when leaving becomes easy |

A caution on the picture: four years are missing and the labels moved between 2019 and 2022 (fact A33, estimate), so no line is drawn through the gap. *Reliability*, doing what was promised [@parasuraman1988], is the dimension of service quality that delivery in two days serves. Whether the promise was kept in 2020 is not in our facts;
that shipping costs jumped is.

## 7. What is the retention made of?

Your choice counts on members who stay. Sort the reasons before you write, for each asks for something else from you.

| reason to stay | in the words of the course | who could end it | what a rise does to it |
|---|---|---|---|
| delivery that comes, and saves money | satisfaction; reliability | a rival who delivers as well | makes people do the sum again |
| prices and extras for members only | special treatment, a relational benefit [@gwinner1998] | a rival's programme | unchanged |
| "I have paid, so I order here" | sunk cost within the year | the day of renewal | may strengthen it within the year, ends it at the renewal |
| films, lists, addresses, habits | set-up and learning costs: procedural, grown by use [@burnham2003] | a rival's import button | unchanged |
| did not notice the charge | inertia | a reminder | a rise is announced, and the notice is a reminder |
| did not find the way out | procedural, put there by design: a **dark pattern** [@gray2018], if it is so | the firm, or a regulator | hides the true loss |

The last row decides how to read everything above it. If some members stay because the way out is long, then the loss after a rise will look small, and a test of the rise will report success that is not there. Nothing in the exhibits says how many they are.
"""

# %% [markdown]
"""
## 8. The memo
"""

# %% [markdown] written="memo" points=5
"""
### Your recommendation (written, 25 minutes, at most 300 words)

To the head of Prime in the US, by the evening before the results: one fee, 119, 129 or 139 dollars. Give the loss at which your advice would turn, with the assumptions behind it (say that they are assumptions); the strongest piece of evidence against your advice, with its grade; what you would measure in the first three
months, on whom, and at which value you would turn back; and which part of the retention you count on would still be there if anybody could leave with one click.
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's assumptions; yours are others.* Raise the yearly fee to 139 dollars, new members first. On my assumptions, and they are assumptions, the rise bears a loss of about one member in six: a member brings 120 dollars beside the fee and costs 100 to serve, and leavers go on bringing three tenths of the 120. I expect half that loss. At 129 the gain is
about half as large. The advice turns if the loss at 139 exceeds the limit, or if serving a member costs much less than I think, because each member lost would then be dearer.

Against me stands the satisfaction index: 78, its lowest (estimate). It is about the shop and not about Prime, but if it shows at the next renewal with a lag, my loss is too small. I do not count on the 98 per cent who renew (estimate, a survey of members of two or more years): those who left are not in it. Nor on the growth after the last two rises; more people joined than left, and nobody saw the year without a rise.

So measure before all pay: announce to all, but let a random tenth of renewals keep 119 for three months. Compare renewals, month by month, separately for yearly and monthly members and for those in their first year. If the difference exceeds ten points, return to 129 and refund the difference.

I count on delivery and on habit. I do not count on members who cannot find the way out. We should put the cancellation on one page before the test; otherwise the loss will look small for the wrong reason, and we would have built on it.
"""

# %% [markdown]
"""
Save the notebook when the memo is written. Then open what happened next. (The cell stays sealed until a memo stands in the saved file.)
"""

# %%
cases.what_happened_next("amazon")

# %% [markdown]
"""
## 9. The second seat, 2025

You have changed places. It is the autumn of 2025, and you answer for the way out of Prime. On 21 June 2023 the Federal Trade Commission had filed a complaint over how people were enrolled and how they could leave (fact A18, filed). On 25 September 2025 the case was settled for 2.5 billion dollars: 1.0 billion as a civil penalty and 1.5 billion for
redress [@ap2025prime] (facts A20 to A22, press). **The company admitted nothing** (fact A25, press). What the complaint says about the design of the old flow is an allegation, and no judgement decided on it; before the trial the court had held that the statute applies and that billing details were taken before the terms were disclosed (fact A26, press).

### Audit: does the fund suffice? (number, 5 minutes)

About 35 million people may be eligible, and nobody gets more than 51 dollars. If everybody who is paid got the maximum, what **share of the eligible people**, in per cent, could be paid before the redress fund is used up? Give `take_up`. The three figures are in the facts:
"""

# %%
facts = cases.facts("amazon")
facts.loc[["A20", "A21", "A22", "A23", "A24", "A25"], ["fact", "value", "unit", "grade"]]

# %% answer="take_up"
take_up = ...
### BEGIN SOLUTION
fund, eligible, most = (
    facts.loc["A22", "value"],
    facts.loc["A23", "value"],
    facts.loc["A24", "value"],
)
take_up = 100 * fund / (eligible * most)
### END SOLUTION

# %% check="take_up" points=1
check("take_up", take_up)

# %% key="take_up"
Item(
    kind="number",
    unit="per cent of eligible people",
    tolerance=0.06,
    because="answers rounded to one decimal",
    hints=[
        "What would the fund have to pay if all of them got the maximum?",
        "Only the part of the settlement that is meant for customers is the fund.",
        "Fund over eligible people times maximum, all in millions, times 100.",
    ],
    slips={
        "whole_settlement": Slip(
            lambda w: 100 * w.facts.loc["A20", "value"] / (w.eligible * w.most),
            "You used the whole settlement. The civil penalty does not go to customers; use the fund for redress.",
        ),
        "penalty": Slip(
            lambda w: 100 * w.facts.loc["A21", "value"] / (w.eligible * w.most),
            "You used the civil penalty. The question is about the part that goes back to customers.",
        ),
        "upside_down": Slip(
            lambda w: 100 * w.eligible * w.most / w.fund,
            "You put the largest possible payment over the fund. Ask which share of it the fund can pay.",
        ),
        "share": Slip(
            lambda w: w.take_up / 100,
            "This is a share between 0 and 1. The question asks for per cent.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
So "35 million times 51 dollars" is more than the fund holds, and the difference is no scandal: the two numbers are upper bounds of different things. It is easy to multiply them and call it the bill. The 51 dollars are the maximum of a refund that goes out by itself, to people who used fewer than three benefits in any twelve months (table `amazon_ftc_prime`, filed). What was paid in the end is not in our facts.

### Decide: what replaces the old flow? (choice on your own numbers, 10 minutes)

Two honest designs are on the table. **One click**: the membership ends. **One page**: a single page, shown once, which offers a pause of some months and has a button to leave that is just as large. Neither hides anything. They differ in how many of those who cancel pay again within the year, the stage of the life cycle called regain. Your assumptions:

- one click: `return_pct` of those who cancel pay again within the year;
- one page: `accept_pct` take the pause, and of these `pause_back_pct` pay again; of the others, whom the page annoyed a little, `return_pct` minus `return_drop_pct` points pay again.

Which design brings more people back? Set `exit_design` to `"one click"` or `"one page"`.
"""

# %% answer="exit_design"
exit_design = ...
### BEGIN SOLUTION
accept = own["accept_pct"] / 100
back = {
    "one click": own["return_pct"],
    "one page": accept * own["pause_back_pct"]
    + (1 - accept) * (own["return_pct"] - own["return_drop_pct"]),
}
exit_design = max(back, key=back.get)
### END SOLUTION

# %% check="exit_design" points=2
check("exit_design", exit_design)

# %% key="exit_design"
Item(
    kind="choice",
    options=["one click", "one page"],
    hints=[
        "Of 100 people who cancel, how many pay again under each design?",
        "On the page the 100 split in two: those who take the pause, and the others. Follow each group.",
        "For the page add two products: takers times their share who come back, and the others times the lower share. Compare with the click.",
    ],
    slips={
        "other": Slip(
            lambda w: min(w.back, key=w.back.get),
            "Follow 100 people who cancel through both designs. On the page two groups come back at different rates, and the larger group comes back less often than after a click.",
        ),
    },
)

# %% [markdown]
"""
### Now you try: what does honest churn cost? (number, 10 minutes)

**Honest churn** is the members who leave because the way out is plain. Suppose `held_pct` of 167 million members (the survey's estimate, unchanged in March 2023) would have cancelled within the year, had it been easy (an assumption drawn for you; no public figure exists). Such a member pays 139 dollars, uses little and costs `held_cost_usd` to serve; we assume that she brings no other margin. With the better design some pay
again within the year, and we count them, generously, as if they had never left. Give `honest_churn`: the yearly cost of the honest exit, in **billions of dollars**.
"""

# %% answer="honest_churn"
honest_churn = ...
### BEGIN SOLUTION
leavers = 167 * own["held_pct"] / 100
lost_each = 139 - own["held_cost_usd"]
honest_churn = leavers * lost_each * (1 - back[exit_design] / 100) / 1000
### END SOLUTION

# %% check="honest_churn" points=2
check("honest_churn", honest_churn)

# %% key="honest_churn"
Item(
    kind="number",
    unit="USD billion a year",
    tolerance=0.0006,
    relative=0.003,
    because="answers rounded to three decimals",
    hints=[
        "How many members is that, what does each of them bring, and who comes back?",
        "A held member brings the fee of 2025 less what it costs to serve her. Those who pay again within the year are not lost.",
        "Millions of members times the share held, times fee less cost, times the share that does not come back; then billions.",
    ],
    slips={
        "nobody_returns": Slip(
            lambda w: w.honest_churn / (1 - w.back[w.exit_design] / 100),
            "You count all who leave as lost. Some pay again within the year; take the share of the better design off.",
            credit=0.5,
        ),
        "worse_design": Slip(
            lambda w: w.leavers * w.lost_each * (1 - min(w.back.values()) / 100) / 1000,
            "You used the share who come back under the other design. Take the design that you chose.",
        ),
        "old_fee": Slip(
            lambda w: w.honest_churn * (119 - w.own["held_cost_usd"]) / w.lost_each,
            "You used the fee before the rise of 2022. In this seat the yearly fee is 139 dollars.",
            credit=0.5,
        ),
        "millions": Slip(
            lambda w: 1000 * w.honest_churn,
            "This is in millions of dollars. The question asks for billions; look at the last step.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Set it beside the settlement. Its sign-up window is six years long (fact A27, filed), so 2.5 billion dollars come to about 0.42 billion for each of them. That is a rough scale and no more: the settlement covers enrolment as well, and other costs of the case are not public.
"""

# %% alt="Two lines against the share of members held: the yearly cost of an honest exit rises in a straight line from zero, the settlement spread over six years is level at 0.42 billion and is crossed on the way, and a dotted line marks your own share"
held_shares = np.linspace(0, 5, 21)
ax = plots.lines(
    pd.DataFrame(
        {
            "honest churn, nobody returns": 167
            * held_shares
            / 100
            * (139 - own["held_cost_usd"])
            / 1000,
            "settlement, a sixth of it": 2.5 / 6,
        },
        index=held_shares,
    ),
    xlabel="members held by a hard exit (%)",
    ylabel="USD bn a year",
    marks=[own["held_pct"]],
)

# %% [markdown]
"""
Left of the crossing a hard exit costs more than it brings, once it is paid for. Right of it the sum says that holding people paid, **and that is the point at which to distrust the sum.** It compares a price known afterwards with an income known before; it counts nothing for the time of the people held, for what they tell others, or for the orders of a customer who trusts the
firm a little less. And a rule that is right only while the fine is small is no rule. The firm's cost decides how to pay for an honest exit. Whether to have one is decided by what members agreed to.

A regulator and a manager of relationships can agree on a measure here. Ask those who leave whether it was easy, and those who stay whether they know what they pay. Good churn is a member who leaves quickly, and comes back.
"""

# %% [markdown] written="resting_claim" points=2
"""
### The claim that your decision rests on (written, 10 minutes, at most 120 words)

Which one statement, if false, would turn your memo's advice round? Say how its evidence is graded, which of your own assumptions it leans on, and what observation would overturn it. If what happened next changed your mind about its grade, say so; if it did not, say why.
"""

# %% [markdown] model="resting_claim"
"""
*One good answer.* That fewer than one member in six leaves because of the fee. It has no grade at all: my loss is an assumption drawn for me, and the public record holds only counts of members, which are lower bounds by the company (press) and a survey (estimate). What happened next does not raise the grade. A survey with the same estimate a year later shows that joiners made up for leavers, and cannot show who left.
What would overturn it: renewals of a random tenth at the old fee that lie more than ten points higher, or a jump in cancellations once the way out is plain.
"""

# %% [markdown]
"""
## 10. Corrections to the source

> 亞馬遜通過大數據分析,精準定位會員需求,不斷優化服務內容,從而實現了客戶關系管理的成功
>
> *Through big-data analysis Amazon pinpointed members' needs, kept improving the service, and so achieved success in managing customer relationships.* (source 002)

The record holds dates and fees, counts of members, and a settlement. It holds nothing on what data analysis did to membership. The sentence is a claim about a **cause**, and no cause is shown. The same source says that Prime "raised the frequency of purchase" (提高了客戶的購買頻率) and "markedly raised loyalty" (顯著提升了客戶的忠誠度). For loyalty it gives no measure; the record has renewals from a survey of survivors, and section 7 lists six reasons to renew of which the first two are loyalty. As to frequency, members may well buy more often; but people who buy often have most to gain
from paying once for delivery, so they join. Here is a made-up shop in which the programme changes **nothing**:
"""

# %% covers="CS-01 DC-50"
heavy, light = 1000, 4000  # customers who order 24 and 6 times a year; nobody ever changes
joins_heavy, joins_light = 0.8, 0.2
members_mean = (24 * joins_heavy * heavy + 6 * joins_light * light) / (
    joins_heavy * heavy + joins_light * light
)
others_heavy, others_light = (1 - joins_heavy) * heavy, (1 - joins_light) * light
others_mean = (24 * others_heavy + 6 * others_light) / (others_heavy + others_light)
pd.Series({"orders of a member": members_mean, "orders of others": others_mean}).round(1)

# %% [markdown]
"""
Members order more than twice as often, and the effect of the programme is zero by construction. What would settle the question: offer the membership to a random half of those who ask for it, or hold personal recommendations back from a random part of members, and count orders. If such tests were run, they are not in our record.

And the other side is missing. A source that holds Prime up as a success without the complaint of 2023 and the settlement of 2025 leaves out the part from which there is most to learn. (It is undated; its title says 2025.)

> 一是深入了解客戶需求,提供個性化解決方案;二是建立高效的服務體系,確保客戶問題得到及時解決;三是利用數據分析,優化客戶體驗
>
> *First, understand needs in depth and offer personal solutions; second, build an efficient service system that solves problems in time; third, use data analysis to improve the experience.* (source 002, "lessons from success")

Three lessons are drawn from three firms that were picked because they are famous. Hold them against this case:
"""

# %% covers="CS-05"
pd.DataFrame(
    {
        "what the record of this case shows": [
            "one offer for everybody: one fee, one promise of delivery",
            "costs of delivery and an index that fell; problems solved in time: nothing",
            "nothing on analysis; a complaint about the design of two flows",
        ],
        "what would test it": [
            "members with and without personal offers, by lot",
            "problems, answers and renewals, person by person",
            "a page changed for a random half, judged by what members wanted",
        ],
    },
    index=["personal solutions", "service that solves problems", "data analysis"],
)

# %% [markdown]
"""
None of the three is refuted. None of them follows either: a lesson from success needs firms that did the same and failed.

## What we found

- The fee alone gives one limit, what a member brings gives another; which way it moves depends on costs that outsiders do not see.
- The right fee differs between students, because it hangs on a loss that nobody has published. Say at which value you would turn.
- Of twelve years of figures five were checked in both columns. The long trend would have rested on memory.
- 98 per cent of survivors is not retention; as a constant rate it overstates what a new member is worth.
- A falling score beside a growing income fits four stories. Staying is not yet loyalty.
- An honest way out has a price that can be computed, and the price does not decide whether to have one.

## Go further

Fader and Hardie [-@fader2007] on cohorts, Burnham, Frels and Mahajan [-@burnham2003] on what holds people, Gray and others [-@gray2018] on designs that work against their users. `cases.facts("amazon")` lists every fact with its source; find the one you trust least and look it up.
"""

# %% [markdown] note="classroom"
"""
The teaching note of the case follows below: time plan, answers by question, wrong turns, board plan. The widget goes on the projector at the start of Question 3; let two students with different `fee_choice` argue before anybody mentions that both are right on their numbers.
"""

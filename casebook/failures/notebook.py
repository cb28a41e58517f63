# ---
# title: "Cases: three firms in trouble"
# question: A firm is in trouble and somebody says it neglected its customers. How do we know, and what do we decide while we do not?
# objectives:
#   - tell a failure of customer relations from a failure that merely happened to a firm with customers
#   - show how a service contract can earn a profit on paper that no customer paid
#   - put an interval around a complaint rate before calling it worse than another
#   - choose among programmes, platforms and promises on assumptions of your own, and say where the choice turns
#   - correct a false story in public without starting another
# minutes: {reading: 45, practice: 90}
# needs: The chapters on service quality (dimensions), switching costs and reading claims. Means, standard errors, a small function.
# datasets: [failures_assumptions]
# cases: [general_electric, bt, airlines]
# as_of: 2026-11-23
# points: 26
# claims: [DC-01, DC-02, DC-03]
# terms:
#   - {en: denied boarding, zh: 拒载, means: "a passenger with a ticket is not let on the flight, with or against their will"}
#   - {en: service recovery, zh: 服务补救, means: what a firm does after a failure to put it right, source: tax1998}
#   - {en: double deviation, zh: 二次失误, means: a failed recovery on top of a failed service, source: bitner1990}
#   - {en: difference in differences, zh: 双重差分, means: the change of one firm beyond the change of those it is compared with}
#   - {en: pre-mortem, zh: 事前验尸, means: "imagining that a plan has failed, and asking why, before it is begun", source: klein2007}
# ---

# %% [markdown]
"""
One of our sources tells three stories of failure in half a page: General Electric, British Telecom, American Airlines. In each it names the cause at once: they neglected their customers. This notebook asks of each what the record holds, lets you make a decision that one of
these firms faced, and keeps two kinds of number apart. **Public facts** are the same for everybody and carry a source and a grade. **Your assumptions** are drawn for you alone, because the record does not hold what a decision needs; they are assumptions, not facts.

The record was collected up to 23 November 2026. There are three cases to read, ten minutes each. You may read all three now, or each before its section.
"""

# %%
import numpy as np
import pandas as pd

import crmlab
from crmlab import cases, claims, datasets, plots

pd.set_option("display.max_colwidth", None)  # show long texts in full
student = crmlab.student()
check = crmlab.checker("case_failures", student)

# %%
own = datasets.load("failures_assumptions", student=student).iloc[0]
own

# %% [markdown]
"""
`datasets.describe("failures_assumptions")` says what each line means. Every one of them is an assumption drawn for you.

## 1. General Electric: the customer in the accounts

**November 2017.** You are the customer officer of a new chief executive. Keep the software platform open to every industry, or cut it back to tools for the firm's own machines? And what do you tell the board about the profit on service contracts?
"""

# %%
cases.read("general_electric")

# %% [markdown]
"""
A turbine is sold once and serviced for many years. The service contract is a customer relationship with a price on it, and accountants must say each year how much of its profit has been earned. The usual way: take the share of the whole cost that has been spent, and book that share of the expected profit. Nobody knows the whole cost until the
end, so somebody estimates it. **Look at what follows.**
"""

# %% predict="paper_profit"
# Your guess: the estimate of the whole cost falls by a tenth. By how much does the profit booked so far rise, in per cent?
my_profit_guess = 10

# %% alt="Rising curve of the profit booked to date on an example contract against the cut of its cost estimate in per cent: without a cut 54 million dollars are booked, with a cut of ten per cent 79 million, though no customer paid a cent more"
price, cost, spent = 500.0, 380.0, 171.0  # an example contract, USD million; an assumption
cuts = np.arange(0, 13)
estimates = cost * (1 - cuts / 100)
ax = plots.line(
    pd.Series(spent / estimates * (price - estimates), index=cuts),
    xlabel="cut of the estimate of the whole cost (%)",
    ylabel="profit booked to date (USD million)",
)

# %% [markdown]
"""
On this example a cut of a tenth lifts the profit booked so far from 54 to 79 million, by nearly half. Nothing has happened between the firm and its customer: no price, no visit, no cent of cash. The customer cannot even see it.

### Now you try: profit without a payment (number, 10 minutes)

Your contract has the price `contract_price_musd`; its whole cost was estimated at `cost_share_pct` per cent of the price, and `spent_share_pct` per cent of that estimate has been spent. Now the estimate falls by `estimate_cut_pct` per cent. By how many million dollars does the **profit booked to date** jump? Give `booked_jump`.
"""

# %% answer="booked_jump"
booked_jump = ...
### BEGIN SOLUTION
whole_price = own["contract_price_musd"]
whole_cost = whole_price * own["cost_share_pct"] / 100
spent_so_far = whole_cost * own["spent_share_pct"] / 100
lower_cost = whole_cost * (1 - own["estimate_cut_pct"] / 100)
booked_before = spent_so_far / whole_cost * (whole_price - whole_cost)
booked_after = spent_so_far / lower_cost * (whole_price - lower_cost)
booked_jump = booked_after - booked_before
### END SOLUTION

# %% check="booked_jump" points=3
check("booked_jump", booked_jump)

# %% key="booked_jump"
Item(
    kind="number",
    unit="USD million",
    tolerance=0.05,
    relative=0.003,
    because="answers rounded to one decimal",
    hints=[
        "What share of the contract counts as done, before and after the new estimate, if the money spent is the same?",
        "Profit booked to date is that share times the expected profit. Both the share and the expected profit change with the estimate.",
        "Compute spent over estimate, times price minus estimate, once with the old estimate and once with the new; the jump is the difference.",
    ],
    slips={
        "after_only": Slip(
            lambda w: w.booked_after,
            "This is the whole profit booked after the cut. The question asks by how much it jumped; take off what was booked before.",
            credit=0.5,
        ),
        "whole_saving": Slip(
            lambda w: w.whole_cost - w.lower_cost,
            "You booked the whole saving at once. Only the part of the contract that counts as done may be booked.",
        ),
        "old_share": Slip(
            lambda w: w.spent_so_far / w.whole_cost * (w.whole_cost - w.lower_cost),
            "You kept the old share of work done. With a lower whole cost the same spending is a larger share of the contract.",
            credit=0.5,
        ),
        "before_only": Slip(
            lambda w: w.booked_before,
            "This is what was booked before the cut. Do the same with the lower estimate and compare the two.",
        ),
    },
)

# %% [markdown]
"""
A lower estimate is not wrong in itself, and a good one saves the customer a visit. But a customer officer should be able to say *which part of the profit a customer paid*. In November 2017 nobody outside knew; inside, the question could be asked. What came of it is behind the seal.

Now think of the chapter on customer value: a lifetime value, too, is a profit on paper, and its margin, its retention and its discount rate can be moved by whoever wants a better number. The defence is the same: say which input moved, who moved it, and what cash confirms.

### Decide: for every industry, or for our own machines? (choice on your own numbers, 8 minutes)

Software for every industry pays if firms outside take it up (`adoption_pct`): then it is worth `platform_value_musd`, otherwise `platform_rest_musd` is left of it; it still costs `platform_cost_musd`. Tools for our own installed base work with `tools_works_pct`, are then worth `tools_value_musd`, otherwise nothing, and cost `tools_cost_musd`. By expected value alone: set `predix` to `"every industry"` or `"own machines"`.
"""

# %% answer="predix"
predix = ...
### BEGIN SOLUTION
adopts, works = own["adoption_pct"] / 100, own["tools_works_pct"] / 100
worth = {
    "every industry": adopts * own["platform_value_musd"]
    + (1 - adopts) * own["platform_rest_musd"]
    - own["platform_cost_musd"],
    "own machines": works * own["tools_value_musd"] - own["tools_cost_musd"],
}
predix = max(worth, key=worth.get)
### END SOLUTION

# %% check="predix" points=2
check("predix", predix)

# %% key="predix"
Item(
    kind="choice",
    options=["every industry", "own machines"],
    hints=[
        "Each way can end well or badly. What is it worth on average, before what it still costs?",
        "Weigh both ends of the platform with the chance of adoption, both ends of the tools with the chance that they work.",
        "Take off what each still costs, then compare the two expected values.",
    ],
    slips={
        "other": Slip(
            lambda w: min(w.worth, key=w.worth.get),
            "On your numbers the other way has the higher expected value. Did you weigh both ends with their chances and take off both costs?",
        ),
    },
)

# %% [markdown]
"""
Your classmates are split about evenly, and each is right on the numbers drawn. So look at the number on which it turns:
"""

# %% covers="CF-01" alt="Two lines of expected value in millions of dollars against the chance that other industries take up the platform: the one for the platform rises from below zero, the one for tools is level, and they cross at the chance from which the open platform is worth more on your numbers"
chances = np.arange(0, 101, 10)
by_chance = pd.DataFrame(
    {
        "every industry": chances / 100 * own["platform_value_musd"]
        + (1 - chances / 100) * own["platform_rest_musd"]
        - own["platform_cost_musd"],
        "own machines": own["tools_works_pct"] / 100 * own["tools_value_musd"]
        - own["tools_cost_musd"],
    },
    index=chances,
)
ax = plots.lines(
    by_chance,
    xlabel="chance that other industries take it up (%)",
    ylabel="expected value (USD million)",
    marks=[own["adoption_pct"]],
)

# %% [markdown]
"""
The chance of adoption is the one number that customers could have given. Work on Predix had stopped for two months for repairs that May (fact G13, press). In the words of the chapter on service quality, selling a platform before it works opens the gap between what is promised and what is delivered, and *reliability* is the dimension that pays for it [@parasuraman1985]. Who is the customer of a firm that makes turbines, scanners and
aircraft engines? Three kinds of buyer, with three kinds of relationship. A service contract holds them by procedure and by money: the maker knows the machine, the spare parts and the history. That is a switching cost, and it is not the same as loyalty.

## 2. BT: worse than the others?

**Spring 2017, the week of the 42 million pound fine.** You have money for one large service programme: call centres and repair, automatic compensation, or billing systems. Which, and what complaint rate do you promise for 2020, three years on?
"""

# %%
cases.read("bt")

# %% covers="CF-02"
complaints = cases.exhibit("bt_ofcom_complaints").query("service == 'broadband'")
rates = complaints.pivot(index="quarter", columns="provider", values="complaints_per_100k")
rates[["BT", "EE", "Plusnet", "Industry average"]].loc[:"2016Q3"]

# %% [markdown]
"""
A few quarters are what somebody in spring 2017 could read here, with numbers missing. BT stands above the average each time that both are known. But a rate is a count in disguise, and counts move by chance even when nothing changes. **How far from the average is far enough?**

If complaints come one by one and independently, a count of $n$ has a standard error of about $\\sqrt{n}$. To get from a rate to a count you need the number of customers, and our record has no verified one: take your `subscribers_m`.

### Now you try: an interval for a rate (two numbers, 10 minutes)

For the third quarter of 2016 BT's rate was 36 complaints per 100,000 customers. Give `bt_interval = (low, high)`, the 95 % interval of that rate, **per 100,000**, with your `subscribers_m` (use 1.96 standard errors).
"""

# %% answer="bt_interval"
bt_interval = ...
### BEGIN SOLUTION
count = 36 / 100_000 * own["subscribers_m"] * 1_000_000
half = 1.96 * np.sqrt(count) / (own["subscribers_m"] * 10)
bt_interval = (36 - half, 36 + half)
### END SOLUTION

# %% check="bt_interval" points=2
check("bt_interval", bt_interval)

# %% key="bt_interval"
Item(
    kind="number",
    shape=(2,),
    unit="complaints per 100,000",
    tolerance=0.06,
    because="answers rounded to one decimal",
    hints=[
        "How many complaints stand behind the rate? The error belongs to the count, not to the rate.",
        "The count is the rate times the number of hundred-thousands of customers. Its standard error is its root.",
        "Turn 1.96 roots of the count back into complaints per 100,000 customers, and go that far down and up from the rate.",
    ],
    slips={
        "rate_as_count": Slip(
            lambda w: (36 - 1.96 * 36**0.5, 36 + 1.96 * 36**0.5),
            "You took the rate itself for a count. Behind it stand thousands of complaints; find that number first.",
        ),
        "one_error": Slip(
            lambda w: (36 - w.half / 1.96, 36 + w.half / 1.96),
            "This goes one standard error to each side. The question asks for 1.96 of them.",
            credit=0.5,
        ),
        "counts": Slip(
            lambda w: (w.count - 1.96 * w.count**0.5, w.count + 1.96 * w.count**0.5),
            "This is an interval for the number of complaints. Turn it back into a rate per 100,000 customers.",
            credit=0.5,
        ),
    },
)

# %% alt="Dots with narrow intervals of BT's broadband complaints per 100,000 customers in three quarters from 2013 to 2016, with open diamonds for the industry average: BT lies between 32 and 36, the average between 17 and 22, far outside every interval"
known_rates = rates["BT"].loc[:"2016Q3"].dropna()
errors = (
    1.96 * np.sqrt(known_rates * own["subscribers_m"] * 10) / (own["subscribers_m"] * 10)
)
ax = plots.effects(
    pd.DataFrame(
        {"estimate": known_rates, "low": known_rates - errors, "high": known_rates + errors}
    )
)
average = rates["Industry average"].reindex(known_rates.index)
ax.plot(
    average, range(len(average)), "D", color="black", mfc="white", label="industry average"
)
ax.legend(frameon=False, loc="center left", bbox_to_anchor=(0.1, 0.5))
ax.set_xlabel("BT broadband, complaints per 100,000 customers, with 95 % interval")

# %% [markdown]
"""
Chance is not the answer: the intervals are a point or two wide and the average is fourteen points away. But be fair to the number in two ways. Complaints are not independent; one outage brings a thousand at once, so the true interval is wider. And these are complaints *to the regulator*: people who had already complained in vain. So the rate measures service and its repair together. That is a **double deviation** [@bitner1990]: the line
failed, and then the answer to the complaint did.

BT named two outages of July 2016 as a cause of the peak (fact B6, official). Compare: a year before it, without those outages, the rate was 35. Whatever they did, the level was there before.

### Decide: which programme? (choice on your own numbers, 8 minutes)

Your assumptions split complaints by reason (`faults_share_pct`, `handling_share_pct`, `billing_share_pct`; the rest nobody can cut) and say which part of each a programme takes away. All three cost the same. Which takes away the largest part of **all** complaints? Set `programme` to `"repair"`, `"payment"` (automatic compensation) or `"systems"` (billing).
"""

# %% answer="programme"
programme = ...
### BEGIN SOLUTION
faults, handling, billing = (
    own[f"{kind}_share_pct"] / 100 for kind in ("faults", "handling", "billing")
)
taken_away = {
    "repair": faults * own["repair_cuts_faults_pct"]
    + handling * own["repair_cuts_handling_pct"],
    "payment": faults * own["payment_cuts_faults_pct"]
    + handling * own["payment_cuts_handling_pct"],
    "systems": billing * own["systems_cut_billing_pct"]
    + handling * own["systems_cut_handling_pct"],
}
programme = max(taken_away, key=taken_away.get)
### END SOLUTION

# %% check="programme" points=2
check("programme", programme)

# %% key="programme"
Item(
    kind="choice",
    options=["repair", "payment", "systems"],
    hints=[
        "A large cut of a small reason can be less than a small cut of a large one. What is a cut a share of?",
        "For each programme multiply each reason's share of complaints by the part of it that the programme takes away.",
        "Add the two products of each programme; the largest sum, in per cent of all complaints, wins.",
    ],
    slips={
        "second": Slip(
            lambda w: sorted(w.taken_away, key=w.taken_away.get)[1],
            "This programme comes second on your numbers. Weigh each cut with the share of the reason that it cuts, and add both.",
        ),
        "last": Slip(
            lambda w: min(w.taken_away, key=w.taken_away.get),
            "On your numbers this programme takes away least. A large cut of one reason is small if few complaints have that reason.",
        ),
    },
)

# %% [markdown]
"""
Before you promise a rate for 2020, notice what the sum assumes: that a complaint taken away is not replaced by another, that the reasons of spring 2017 are those you assumed (the only split in our record is from 2022, fact B19, official), and that nothing else changes. A promise to the public needs a margin for all three.

Two more numbers from the week. Plusnet had billed 1,025 people after they had left, 530,775 pounds in all, and was fined 880,000 (fact B9, filed):
"""

# %% covers="CF-02"
billed = cases.exhibit("bt_fines").query("entity == 'Plusnet (BT)'").iloc[0]
people = 1025
pd.Series(
    {
        "overcharged, GBP each": billed["other_cost_gbp"] / people,
        "fined, GBP each": billed["amount_gbp"] / people,
    }
).round(0)

# %% [markdown]
"""
A bill after the end: no stage of the customer life cycle owns the customer who has left, so no department notices. And some landline customers never complained at all, because they had one thing, no alternative that they knew of, and had always paid. Loyal, inert or captive? The chapter on switching costs has the words; the complaint rate cannot tell them apart.

## 3. The airlines: a story and a promise

**Late 2025.** You are the customer chief of American Airlines. In nine months your own flights have left 5,497 passengers behind against their will, United's 149, Delta's none. Do you promise that nobody will be? And what do you pay those who step back?
"""

# %%
cases.read("airlines")

# %% [markdown]
"""
First the story that our source tells:

> AA在2013年因超售航班而強制將一名乘客從飛機上帶走
>
> *In 2013 AA forcibly took a passenger off a plane because of an oversold flight.*

We found no such event. One that fits is United Express 3411 on 9 April 2017: another airline, another year, and four seats wanted for crew after boarding. In 2013 American bumped *fewer* passengers than United or Southwest (fact L6, official). How do you correct a false story about your own firm? Not by saying that it was a rival: that starts the next one. Section 4 comes back to it.

### What did the affair cost United in satisfaction?

United's score in the satisfaction index fell from 2017 to 2018; the 2017 survey ended before the flight. Is that the affair? American and Delta fell as well.
"""

# %% covers="CF-03"
index = cases.exhibit("airlines_acsi").query("acsi_year in (2017, 2018)")
scores = index.pivot(index="airline", columns="acsi_year", values="score").dropna()
scores.loc[["United", "American", "Delta", "Southwest"]]

# %% [markdown]
"""
### Now you try: beyond what the others lost (two numbers, 12 minutes)

Compute the **difference in differences**: United's change minus the mean change of American and Delta. Then its uncertainty: each score is the mean of `respondents` answers with a standard deviation of `score_sd` (your assumptions; the publisher's are not in our record). Give `affair`, a pair of the effect and the half-width of its 95 % interval (1.96 standard errors), both in points. All six means are independent.
"""

# %% answer="affair"
affair = ...
### BEGIN SOLUTION
change = scores[2018] - scores[2017]
effect = change["United"] - change[["American", "Delta"]].mean()
variance = own["score_sd"] ** 2 / own["respondents"]
half_width = 1.96 * np.sqrt(2 * variance + 2 * variance / 2)
affair = (effect, half_width)
### END SOLUTION

# %% check="affair" points=3
check("affair", affair)

# %% key="affair"
Item(
    kind="number",
    shape=(2,),
    unit="points of 100",
    tolerance=0.02,
    because="answers rounded to two decimals",
    hints=[
        "What happened to the others in the same year is what would probably have happened to United too.",
        "United's change has the noise of two means. The mean change of the two others has less: an average of two changes.",
        "A mean has the variance sd squared over n. United's change has two of them; the average of two changes has two halves. Add all, take the root, times 1.96.",
    ],
    slips={
        "before_after": Slip(
            lambda w: (w.change["United"], 1.96 * (2 * w.variance) ** 0.5),
            "This is United before and after, without the others. What all airlines lost in that year is not the affair.",
        ),
        "sign": Slip(
            lambda w: (-w.effect, w.half_width),
            "The sign is turned round. Take the others' change from United's, each as later minus earlier.",
            credit=0.5,
        ),
        "others_exact": Slip(
            lambda w: (w.effect, 1.96 * (2 * w.variance) ** 0.5),
            "You gave noise to United only. The scores of the other two are means of samples as well.",
            credit=0.5,
        ),
        "one_error": Slip(
            lambda w: (w.effect, w.half_width / 1.96),
            "Your half-width is one standard error. The question asks for 1.96 of them.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
A point, with an interval several points wide on either side. The index cannot show that the affair cost United satisfied customers, and it cannot show that it did not. The stock market was no wiser: the loss of 1.4 billion dollars that was repeated everywhere is the price before the market opened; at the close of the day it was about 255 million, or 1.13 per cent, when that morning the shares of three rivals were about one per cent lower and that of American about two per cent higher (facts L10, L31 and L32, press).

What did change is what airlines do:
"""

# %% covers="CF-03" alt="Two groups of points for involuntary denied boardings per 10,000 passengers in the first and the second half of 2017 for United, American, Delta and Southwest: all four lines fall, Southwest's least and from the highest level, the three others to near zero"
halves = pd.DataFrame(
    {
        "United": [0.44, 0.03],
        "American": [0.65, 0.11],
        "Delta": [0.10, 0.01],
        "Southwest": [0.68, 0.39],
    },
    index=[1, 2],
)  # facts L17 and L18, estimate: our arithmetic on official counts
ax = plots.lines(
    halves, xlabel="half of 2017", ylabel="bumped against their will, per 10,000"
)
ax.set_xticks([1, 2])

# %% [markdown]
"""
All four fell, also those to whom nothing had happened: the recovery of one firm became a norm of the industry. At American the norm lapsed: 0.20 in 2018 (fact L19, estimate: our arithmetic on official counts), 0.57 in 2019, when the Department noted the grounding of the 737 MAX, and 0.49 in the first nine months of 2025 (facts L20 and L26, official). Delta bumped nobody and had the most volunteers (fact L28, estimate). Bumping was bought, not ended.

### Now you try: the price of a promise (function, 12 minutes)

Nobody is bumped any more; each of `bumped` passengers is replaced by a volunteer at `volunteer` dollars. What a bumped passenger costs today, `bump_cost`, falls away. So does the loss of those who would have left: a share `leave_share` of them, worth `clv` dollars each. Write `promise_cost`, the **net cost of the promise in millions of dollars**; it is negative where the promise earns money. Your grader calls it with other airlines.

To test yourself: `promise_cost(5000, 1000, 600, 0.1, 2000)` gives 1.0.
"""


# %% answer="promise_cost"
def promise_cost(bumped, volunteer, bump_cost, leave_share, clv):
    """Net cost of the promise in USD million; leave_share between 0 and 1, the rest in USD each."""
    ### BEGIN SOLUTION
    return bumped * (volunteer - bump_cost - leave_share * clv) / 1_000_000
    ### END SOLUTION


# %% check="promise_cost" points=2
check("promise_cost", promise_cost)

# %% key="promise_cost"
Item(
    kind="function",
    unit="USD million",
    tolerance=0.0005,
    relative=0.002,
    because="answers rounded to three decimals",
    inputs=lambda rng: [
        [
            int(rng.integers(2000, 9000)),
            float(rng.integers(14, 32) * 50),
            float(rng.integers(4, 13) * 50),
            float(rng.integers(5, 30)) / 100,
            float(rng.integers(8, 30) * 100),
        ]
        for _ in range(6)
    ],
    hints=[
        "For one passenger: what is paid under the promise, and which two things are no longer lost?",
        "Take off what the bump costs now, and what those who would have left would have brought.",
        "Multiply by the number of passengers and turn dollars into millions.",
    ],
    slips={
        "gross": Slip(
            lambda w: (
                lambda bumped, volunteer, bump_cost, leave_share, clv: (
                    bumped * volunteer / 1_000_000
                )
            ),
            "This is what the volunteers are paid. The bumped passengers of today cost something too, and that falls away.",
        ),
        "no_customers": Slip(
            lambda w: (
                lambda bumped, volunteer, bump_cost, leave_share, clv: (
                    bumped * (volunteer - bump_cost) / 1_000_000
                )
            ),
            "You compared two payments. Some of those bumped never come back; what they would have brought is part of the price.",
            credit=0.5,
        ),
        "all_leave": Slip(
            lambda w: (
                lambda bumped, volunteer, bump_cost, leave_share, clv: (
                    bumped * (volunteer - bump_cost - clv) / 1_000_000
                )
            ),
            "You let every bumped passenger leave for good. Only a share does.",
            credit=0.5,
        ),
        "dollars": Slip(
            lambda w: (
                lambda bumped, volunteer, bump_cost, leave_share, clv: (
                    bumped * (volunteer - bump_cost - leave_share * clv)
                )
            ),
            "This is in dollars. The question asks for millions of dollars; look at the last step.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Decide: do you promise? (choice on your own numbers, 6 minutes)

With the 5,497 passengers of the record and your `volunteer_usd`, `bump_cost_usd`, `leave_pct` and `clv_usd`: does the promise earn more than it costs? Set `promise` to `"it earns"` or `"it costs"`.
"""

# %% answer="promise"
promise = ...
### BEGIN SOLUTION
net_cost = promise_cost(
    5497, own["volunteer_usd"], own["bump_cost_usd"], own["leave_pct"] / 100, own["clv_usd"]
)
promise = "it costs" if net_cost > 0 else "it earns"
### END SOLUTION

# %% check="promise" points=2
check("promise", promise)

# %% key="promise"
Item(
    kind="choice",
    options=["it earns", "it costs"],
    hints=[
        "What sign has the net cost of a promise that earns money?",
        "Call promise_cost with the passengers of the record and your own four numbers; the share is in per cent.",
        "Above zero it costs, below zero it earns.",
    ],
    slips={
        "other": Slip(
            lambda w: "it earns" if w.net_cost > 0 else "it costs",
            "On your numbers it is the other way round. Check the sign, and whether the share of those who leave is a share or per cent.",
        ),
    },
)

# %% [markdown]
"""
Whatever the sign, look at the size: a few million dollars. American put the cost of its sales policy of 2024 at 1.5 **billion** for the year (fact L22, press). A promise of this size is not decided by its cost. It is decided by what it says about the firm, and by whether it can be kept on a day with a broken aeroplane. So: **how would you keep it?** Overselling less costs empty seats; paying more finds more volunteers.
"""

# %%
explorer = crmlab.widgets.overbooking(
    bump=own["bump_cost_usd"] + own["leave_pct"] / 100 * own["clv_usd"]
)

# %% widget="overbooking"
explorer

# %% alt="The interactive at one setting, as curves of the expected cost of a flight against the number of seats oversold: the cost of empty seats falls, the cost of passengers left behind rises, and their sum is lowest at a moderate number of oversold seats"
explorer.static()

# %%
explorer.decisions  # your log: run this cell again after each decision

# %% [markdown]
"""
Raise the highest offer and watch the bumped passengers vanish before the cost rises much: an auction for volunteers turns a failure into a trade. The last passenger asks most, and a high ceiling, at United 10,000 dollars since 2017 (fact L13, press), is there for that one. What is paid in fact is not in our record.

## 4. What the failures have in common

Compare United's first two days in April 2017 with American's answer to a dispute over a stroller two weeks later. United defended its crew first and apologised in full on the second day (facts L9 and L10, press). American apologised the same day, suspended the attendant and moved the family to first class (fact L11, press). By the three justices of **service recovery** [@tax1998]: the outcome (what the passenger gets), the procedure (how fast, by what rule), the
interaction (in what tone). Speed and tone cost nothing, and they are what the first statement gave away.

And the false story of section 3? The same three hold: say what is known and what was looked for, say it where the question was asked, and name no rival.

The source draws three lessons: do not spread resources too thin, keep a strong service team, prepare for a crisis. All sound right, and that is the trouble: they would sound right after any failure. A lesson that could have been wrong is worth more. One tool that makes lessons risky *before* the outcome is the **pre-mortem** [@klein2007]: it is two years from now, the plan has failed; write down why. Do it for the decision of your memo.
"""

# %% covers="CF-04"
premortem = pd.DataFrame(
    {
        "decision": ["platform or tools", "one programme", "a promise"],
        "it failed because": [
            "nobody outside had asked for it",
            "complaints moved from one reason to another",
            "on the worst day there were no volunteers",
        ],
        "an early sign would be": [
            "pilots that are not renewed without a discount",
            "fewer of the reason cut, as many in all",
            "offers at the ceiling more than once a week",
        ],
    }
).set_index("decision")
premortem

# %% [markdown]
"""
## 5. The memo
"""

# %% [markdown] written="memo" points=5
"""
### Your recommendation (written, 25 minutes, at most 300 words)

Choose **one** of the three decisions and write to the person who must take it: the chief executive of General Electric (November 2017), of BT's consumer business (spring 2017) or of American Airlines (late 2025). Say what to do; the number on which your advice would turn, with the assumptions behind it (say that they are assumptions); the strongest evidence against you, with its grade; what
you would measure first, on whom, and at which value you would turn back; and one sentence from your pre-mortem.
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's assumptions and the airline; yours are others.* To the chief executive of American Airlines. Promise from the first of March that nobody with a seat is left behind against their will, and pay volunteers what it takes, up to a ceiling of 5,000 dollars.

On my assumptions, and they are assumptions, the promise costs about 120 dollars for each passenger who would have been bumped, under one million for the nine months of the record. It would earn money if one in three of those bumped left for good rather than one in five, or if a volunteer cost 1,100 dollars rather than 1,250. The sum is small beside what the sales policy cost in 2024 (press), so I do not advise it for the money.

Against me: we do not know how many of those bumped leave, and the satisfaction index could not even show that United's affair cost it customers (estimate, interval several points wide). The index did name bumping when our score fell in 2025 (estimate), together with a change of the loyalty programme; one cannot tell the two apart.

So try it at two hubs for three months, drawn by lot among six, and compare refusals, offers and the rebooking of volunteers with the four others. If offers reach the ceiling more than once a week at a hub, the promise needs fewer oversold seats before it goes further.

It failed, two years from now, because the day of a grounded fleet came and the gate had no authority to pay. So the authority goes to the gate first. And we say nothing about 2013 or about United: the story about us is false, but a correction that names a rival starts another.
"""

# %% [markdown]
"""
Save the notebook when the memo is written, then open what happened next, in all three. (They stay sealed until a memo stands in the saved file.)
"""

# %%
cases.what_happened_next("general_electric")

# %%
cases.what_happened_next("bt")

# %%
cases.what_happened_next("airlines")

# %% [markdown] written="resting_claim" points=3
"""
### Which claim does your decision rest on? (written, 10 minutes, at most 120 words)

Name the one claim (a fact with its number, or an assumption) without which your advice would be another. Say how strong its evidence is, and describe one observation that would overturn it. Then say what, in *what happened next*, you had not thought of; do not change your memo.
"""

# %% [markdown] model="resting_claim"
"""
*One good answer, for the airline.* My advice rests on the share of bumped passengers who do not come back, two in ten. It is an assumption drawn for me; no fact of the case carries it, and the satisfaction index is too coarse to replace it. It would be overturned by the booking records of those bumped in 2025 beside those of passengers on the same flights who were not: if both rebook alike within a year, the promise costs more than it earns wherever a volunteer is dearer than a bump. I had not thought that the record ends so near to the decision that hardly anything can be checked yet.
"""

# %% [markdown]
"""
## 6. What the source says, and what the record says
"""

# %% covers="DC-01 DC-02 DC-03"
claims.table("case_failures")[["says_zh", "says_en", "record", "status"]]

# %%
corrections = cases.exhibit("source_corrections")
corrections.loc[
    corrections["case"].isin(["general_electric", "bt", "airlines"]),
    ["claim_in_source_text", "what_the_record_says", "grade"],
]

# %% [markdown]
"""
**Claim DC-01, the airline.** Wrong firm and wrong year, and "oversold" only in part: one passenger too many before boarding, solved by one denied boarding; then four seats for crew (fact L33, press). *What would settle it:* a dated report of an American flight in 2013. We searched and found none (fact L29, estimate); absence cannot be proved. The source also says that the event harmed the brand for long, and that AA's loyalty fell. For an event that did not happen to AA, no data can show that.

**Claim DC-02, General Electric.** The source says that acquisitions scattered its resources, that service was slow, and that satisfaction and loyalty fell.

> 資源分散,無法集中精力在客戶關系管理上
>
> *Resources were scattered, so that it could not concentrate on customer relations.*

The record holds many acquisitions and sales, and a firm that paid managers by recommendation from 2005 on (fact G4, press). It holds no series of customer satisfaction at all (fact G30, estimate), so nobody can have seen it fall. It names other causes: finance, insurance, Alstom, the accounts of service contracts. Customers do appear, at Predix and when blades failed. *What would settle it:* renewals of service contracts before and after, against rival makers. Neglect stays a hypothesis.

**The contracts.** You have read it behind the seal: in December 2020 the Securities and Exchange Commission found that about a quarter of the profit of GE Power in 2016, and nearly half in the first nine months of 2017, had come from lower estimates without being disclosed as such (facts G25 and G26, press). The firm neither admitted nor denied the findings. With reported profit set to 100:
"""

# %% covers="CF-01"
evidence = cases.exhibit("ge_customer_evidence")
paper = evidence[evidence["item"].str.contains("lowered cost estimates")].set_index("date")[
    "value"
]
pd.DataFrame({"reported": 100.0, "from lower estimates": paper, "the rest": 100 - paper})

# %% [markdown]
"""
*About a quarter* and *nearly half* are rounded words, so the rest is about 75 and a little over 50.

**Claim DC-03, BT.** Outages and billing errors are on record, with dates (facts B5, B7 and B9). *Digital transformation* as their cause is not. And the sentence has no date, which makes it false by now in one respect: the complaint rate fell from 36 to 7.
"""

# %% covers="CF-02 DC-03" alt="Two lines of broadband complaints per 100,000 customers, BT and the industry average, by quarter from late 2013 to early 2022: BT lies far above the average until 2018 and below it in 2022, where both have fallen to ten or less"
both = rates[["BT", "Industry average"]].dropna()
ax = plots.lines(
    both.set_axis([int(q[:4]) + (int(q[-1]) - 1) / 4 for q in both.index]),
    xlabel="year (quarters in which both are on record)",
    ylabel="complaints per 100,000 customers",
)

# %% [markdown]
"""
The average fell too, though not every provider's rate did, and in 2020 fewer people reported anything (fact B24, estimate); so not even the fall is BT's alone.

### Audit: what does the record support? (set, 10 minutes)

Which of these eight sentences does the record **of the three cases** support? Give `supported`, a set of letters.

| | sentence |
|---|---|
| a | General Electric measured whether customers recommend it, and paid managers by it. |
| b | General Electric left the Dow because customers turned away. |
| c | BT's broadband complaints were below the industry's average in early 2022. |
| d | The outages of July 2016 explain BT's complaint rate of that year. |
| e | In 2013 American bumped fewer of its passengers than United did. |
| f | United lost 1.4 billion dollars of market value by the close of 11 April 2017. |
| g | All four airlines looked at bumped fewer passengers in the second half of 2017 than in the first. |
| h | The satisfaction index shows that the affair cost United customers. |
"""

# %% answer="supported"
supported = ...
### BEGIN SOLUTION
supported = {"a", "c", "e", "g"}
### END SOLUTION

# %% check="supported" points=2
check("supported", supported)

# %% key="supported"
Item(
    kind="set",
    options=["a", "b", "c", "d", "e", "f", "g", "h"],
    hints=[
        "For each sentence, find the fact that carries it. A sentence with 'because', 'explain' or 'shows' needs more than a number.",
        "Four sentences count something that is in the facts. Four give a cause or a loss that the facts do not carry.",
        "Look again at the level before and after the outages, at the close of the market, and at the interval of section 3.",
    ],
    slips={
        "causes": Slip(
            {"a", "b", "c", "d", "e", "g"},
            "Two of your sentences give a cause. In the record the index committee gave other reasons, and the level was there before the outages.",
            credit=0.5,
        ),
        "headline": Slip(
            {"a", "c", "e", "f", "g"},
            "One of your sentences is a headline. Compare the price before the market opened with the price at the close.",
            credit=0.5,
        ),
        "index": Slip(
            {"a", "c", "e", "g", "h"},
            "One of your sentences asks too much of the index. How wide was the interval in section 3?",
            credit=0.5,
        ),
        "against_the_firms": Slip(
            {"b", "d", "f", "h"},
            "These four are what is often told. Ask of each which fact carries it.",
        ),
    },
)

# %% [markdown]
"""
## What we found

- A firm can measure its customers, pay for the measure, and fail for other reasons. To call it neglect, somebody must have seen customers being neglected.
- Profit on a service contract can rise with no customer paying. Ask which part is cash.
- A rate is a count: thousands of complaints make a difference of fourteen points certain, a few hundred answers leave one of a single point open.
- Recovery lies in hours and tone. What the market or an index says of it the next day says little.
- A promise is cheap beside a policy that drives customers away. Whether it earns depends on who would have left, which nobody has counted.

## Go further

Tax, Brown and Chandrashekaran [-@tax1998] on what people want after a failure; Bitner, Booms and Tetreault [-@bitner1990] on incidents that please and annoy, where the double deviation comes from; Klein [-@klein2007] on the pre-mortem, two pages. `cases.facts("bt")` shows every fact with its source.
"""

# %% [markdown] note="classroom"
"""
Three groups, one case each, then a fair: each group sells its decision to the two others in three minutes, and these may ask for one number only. The teaching notes of the three cases hold time plan, opening question and board plan. Do not let the class vote on whether the firms *deserved* it.
"""

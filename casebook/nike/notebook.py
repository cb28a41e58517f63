# ---
# title: "Case: Nike and the vacated shelf"
# question: The company left half of its American shops to sell directly to members. How much of the vacated shelf should it go back to, and what do members get that a shop buyer does not?
# objectives:
#   - find which share of a dropped shop's buyers must come to the own channel before leaving pays
#   - decide kind of shop by kind of shop on assumptions of your own, and say at which number the decision turns
#   - draw shops as customers in a value-delivery network and value an account as one
#   - ask what a count of members counts, and what a lottery does to those who lose
#   - show how a difference between groups arises without any effect
# minutes: {reading: 45, practice: 90}
# needs: The chapters on switching costs, relationship quality and customer value (lifetime value). Picking rows of a table, writing a small function.
# datasets: [shelf_assumptions]
# cases: [nike]
# as_of: 2026-11-23
# points: 26
# claims: [DC-52, DC-64]
# terms:
#   - {en: value-delivery network, zh: 价值让渡网络, means: "suppliers, maker and shops who together bring value to the final customer", source: kotler1994}
#   - {en: recapture, zh: 顾客回收率, means: share of a dropped shop's buyers who come to the maker's own channel}
#   - {en: two-level customer, zh: 两级客户, means: "the shop is a customer of the maker, and the shop's buyer is one too"}
#   - {en: selection, zh: 选择效应, means: a difference between groups that was there before anything was done to them}
#   - {en: special treatment benefit, zh: 特殊待遇利益, means: "what a regular customer gets and others do not: a price, a favour, a place ahead in the queue", source: gwinner1998}
# ---

# %% [markdown]
"""
Two kinds of number meet in this notebook, and they are never mixed. **Public facts** are the same for everybody; each comes with its source, how it was checked and a grade of evidence. **Your assumptions** are drawn for you alone, because our record does not hold what a pair earns by channel, who came over from a
dropped shop or how patient fans are. They are assumptions, not facts, and they say nothing about what is likely. So a classmate may decide otherwise and be as right as you.

The record was collected up to 23 November 2026. Facts grow old; whoever teaches this later should look again.
"""

# %%
import numpy as np
import pandas as pd

import crmlab
from crmlab import cases, datasets, plots, value

pd.set_option("display.max_colwidth", None)  # show long texts in full
student = crmlab.student()
check = crmlab.checker("case_nike", student)

# %%
own = datasets.load("shelf_assumptions", student=student).iloc[0]
student

# %% [markdown]
"""
## 1. The decision

It is mid-April 2024. You plan the North American market of Nike. The chief executive has said that the company moved too far away from wholesale (fact N18, press). The shelf that was given up will not stay free. You have to say **how much of it to go back to, in which kind of shop, and what a member should get that a shop buyer does
not**. Read the case first; the marks in square brackets say what each sentence rests on.
"""

# %%
cases.read("nike")

# %% [markdown]
"""
## 2. Did the turn work?

The company spoke of selling directly; digital was to become half of sales (fact N8, press). Look at the record before you judge. Sales are in millions of dollars and end with fiscal year 2023, on 31 May 2023. 2018 is missing: its wholesale figure is only from memory, and such rows are left out here.
"""

# %%
record = cases.exhibit("nike_channels")
record = record[record["fiscal_year"] <= "2023"]
by_year = record.pivot(index="fiscal_year", columns="metric", values="value")
sales = by_year[["nike_direct_usd_m", "wholesale_nike_brand_usd_m"]].dropna()
sales

# %% predict="wholesale"
# About half of the North American accounts were cut (fact N15, press). Your guess: from 2019 to 2023,
# did wholesale sales of the brand worldwide "fall", "stay" or "rise"?
my_guess = "fall"

# %% alt="Two lines of sales in billions of dollars by fiscal year, 2016 to 2023: direct sales climb from 8 to 21, wholesale dips in 2020 but ends at 27, above where it stood in 2019"
ax = plots.lines(
    (sales / 1000)
    .rename(
        columns={"nike_direct_usd_m": "direct", "wholesale_nike_brand_usd_m": "wholesale"}
    )
    .set_axis(sales.index.astype(int)),
    xlabel="fiscal year, to 31 May",
    ylabel="sales of the NIKE Brand (USD bn)",
)

# %% [markdown]
"""
Half of the accounts in one region, and yet wholesale did not shrink. Fewer partners, larger orders: that fits the plan of some 40 partners who matter out of 30,000 (fact N3, press). The two figures are of different things, though, accounts in North America and sales worldwide, so they fit other stories as well.

### Now you try: share and size (table, 8 minutes)

Give `channels`, a table with the rows `"2019"`, `"2022"`, `"2023"` and two columns: `direct_share_pct`, direct sales in per cent of direct **plus** wholesale, and `wholesale_index`, wholesale sales with 2019 = 100.
"""

# %% answer="channels"
channels = ...
### BEGIN SOLUTION
picked = sales.loc[["2019", "2022", "2023"]]
channels = pd.DataFrame(
    {
        "direct_share_pct": 100 * picked["nike_direct_usd_m"] / picked.sum(axis=1),
        "wholesale_index": 100
        * picked["wholesale_nike_brand_usd_m"]
        / picked["wholesale_nike_brand_usd_m"].iloc[0],
    }
)
### END SOLUTION

# %% check="channels" points=2
check("channels", channels)

# %% key="channels"
Item(
    kind="table",
    columns=["direct_share_pct", "wholesale_index"],
    index=["2019", "2022", "2023"],
    tolerance=0.06,
    because="shares and indices rounded to one decimal",
    between=(0, 1000),
    unit="per cent, and an index with 2019 = 100",
    hints=[
        "A share needs a whole. Which two columns make up the whole here?",
        "sales.sum(axis=1) adds direct and wholesale of each year; an index divides by its first year.",
        "Direct over the sum, times 100; wholesale over wholesale of 2019, times 100; for the three years asked.",
    ],
    slips={
        "ratio": Slip(
            lambda w: w.channels.assign(
                direct_share_pct=100
                * w.picked["nike_direct_usd_m"]
                / w.picked["wholesale_nike_brand_usd_m"]
            ),
            "You divided direct sales by wholesale sales. A share divides a part by the whole, and the whole is both together.",
        ),
        "total_revenue": Slip(
            lambda w: w.channels.assign(
                direct_share_pct=100
                * w.picked["nike_direct_usd_m"]
                / w.by_year.loc[w.picked.index, "total_revenue_usd_m"]
            ),
            "You divided by the revenue of the whole company, which holds Converse and more. Divide by direct plus wholesale of the brand.",
            credit=0.5,
        ),
        "direct_index": Slip(
            lambda w: w.channels.assign(
                wholesale_index=100
                * w.picked["nike_direct_usd_m"]
                / w.picked["nike_direct_usd_m"].iloc[0]
            ),
            "Your index is that of direct sales. The question asks how wholesale moved.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Higher share, higher margin: that was the argument for selling directly. Here are the two side by side, for the years of which we have the gross margin before the decision (Exhibit 2; the margin is graded press and is that of the whole company, the share is that of the brand and an estimate because it is computed).
"""

# %%
margins = by_year.loc[["2022", "2023"], ["nike_direct_share_pct", "gross_margin_pct"]]
margins

# %% [markdown]
"""
The share rose and the margin fell. Two years show no law: freight, discounts and exchange rates move a margin too, and our record does not split them. But a **gross** margin should rise with the share if a direct pair earns more gross, since much of what direct selling *costs* (stores, staff, advertising) is usually booked below that line. So the one figure that the argument predicts moved the other way.

## 3. Which share of the buyers must come?

The useful question is smaller. A shop sold our shoes. We leave. **Some of its buyers come to our site or store; the others buy something else.** What must the first group be worth?

Say the shop bought for 100 dollars, at a gross margin of 40 %. Directly the same pairs bring 170 dollars at a gross margin of 60 %, but selling them costs 30 % of that. All five numbers are assumptions. On gross margin alone 39 % of the buyers would be enough. After the cost of selling it takes twice as many:
"""

# %%
value.recapture(100, 0.40, 170, 0.60, 0.30)

# %% [markdown]
"""
### Now you try: the break-even (function, 8 minutes)

Write `needed_share`: the share of the shop's buyers, between 0 and 1 (or above, if leaving never pays), at which leaving earns as much as staying. `account_cost` is what serving the shop costs, in money. Do not use `value.recapture`; write it from the two sides of the comparison. Your grader calls it with numbers that you have not seen.

To test yourself: 100, 0.40, 170, 0.60, 0.30 and an account cost of 8 give 0.627.
"""


# %% answer="needed_share"
def needed_share(
    shop_sales, shop_margin, direct_sales, direct_margin, selling_cost, account_cost
):
    """Share of a shop's buyers that must come to the own channel before leaving pays."""
    ### BEGIN SOLUTION
    through_shop = shop_sales * shop_margin - account_cost
    all_direct = direct_sales * (direct_margin - selling_cost)
    return through_shop / all_direct
    ### END SOLUTION


# %% check="needed_share" points=3
check("needed_share", needed_share)

# %% key="needed_share"
Item(
    kind="function",
    unit="share of buyers",
    tolerance=0.002,
    because="shares rounded to three decimals",
    inputs=lambda rng: [
        [
            float(rng.integers(50, 200)),
            round(float(rng.uniform(0.35, 0.5)), 2),
            float(rng.integers(250, 400)),
            round(float(rng.uniform(0.55, 0.7)), 2),
            round(float(rng.uniform(0.2, 0.35)), 2),
            float(rng.integers(3, 12)),
        ]
        for _ in range(6)
    ],
    hints=[
        "What do all buyers bring through the shop, and what would they bring if every one of them came?",
        "Through the shop: margin on sales, less the cost of the account. Directly: margin less cost of selling, both on direct sales.",
        "Divide the first by the second: that share of the second is as much as the first.",
    ],
    slips={
        "no_selling_cost": Slip(
            lambda w: lambda s, m, d, g, c, a: (s * m - a) / (d * g),
            "You compared gross margins. A direct pair must also pay for the store, the delivery, the returns and the advertising.",
        ),
        "no_account_cost": Slip(
            lambda w: lambda s, m, d, g, c, a: s * m / (d * (g - c)),
            "Serving the shop costs money too, and that cost ends when you leave. Take it off what the shop brings.",
            credit=0.5,
        ),
        "cost_added": Slip(
            lambda w: lambda s, m, d, g, c, a: (s * m + a) / (d * (g - c)),
            "You added the cost of the account to what the shop brings. It makes the shop worth less, so take it off.",
        ),
        "upside_down": Slip(
            lambda w: lambda s, m, d, g, c, a: d * (g - c) / (s * m - a),
            "This is how many times as much the direct sales would bring. Turn the fraction round to get the share that must come.",
        ),
    },
)

# %% [markdown]
"""
Move it yourself. The interactive opens with your own margins and your sports chains. Record your decision before you go on; you may change it later.
"""

# %%
shelf_explorer = crmlab.widgets.recapture(
    margin=own["shop_margin_pct"],
    direct=own["direct_usd"],
    gross=own["direct_margin_pct"],
    selling=own["selling_pct"],
    account=own["account_sports_pct"],
    come=own["come_sports_pct"],
)

# %% widget="recapture"
shelf_explorer

# %% alt="The interactive at the settings of the text: the gain from leaving a shop rises in a straight line with the share of its buyers who come, from minus 40 to plus 11 dollars, and crosses zero at 78 per cent; on gross margin alone, dashed, it crosses at 39"
crmlab.widgets.recapture(
    margin=40, direct=170, gross=60, selling=30, account=0, come=60
).static()

# %% [markdown]
"""
Three tasks: (1) Find the cost of selling at which leaving never pays. (2) Raise the price of direct sales from 170 to 190: by how many points does the break-even fall? (3) Which control moves the break-even most for one key press on the slider?

Your decisions in the interactive are kept with their settings:
"""

# %%
pd.DataFrame(shelf_explorer.decisions)

# %% [markdown]
"""
## 4. Three kinds of shop

Among the accounts dropped in 2020 and 2021 were Dillard's, DSW and Big 5 (fact N10, press), and they are no shops of one kind. We think of three groups: sports chains, department stores and family shoe shops. The groups are ours, and so is every number about them: `sales_..._usd_m`, `account_..._pct` and `come_..._pct` are assumptions drawn for you.
"""

# %%
kinds = ["sports", "department", "family"]
groups = pd.DataFrame(
    {
        "sales_usd_m": [own[f"sales_{kind}_usd_m"] for kind in kinds],
        "account_pct": [own[f"account_{kind}_pct"] for kind in kinds],
        "come_pct": [own[f"come_{kind}_pct"] for kind in kinds],
    },
    index=kinds,
)
groups

# %% [markdown]
"""
Why should the kinds differ? Leaving a shop puts a **procedural switching cost** on its buyer: finding the site, guessing the size, waiting, sending back [@burnham2003]. A runner who knows her model pays little. A parent with two children in a family shoe shop pays a lot, and on that shelf stands another brand, for which she pays nothing.
In the words of SERVQUAL [@parasuraman1988] the shelf offers what a parcel cannot: something to touch and try on, and somebody who fetches the next size. Here the switching cost works *against* the firm that built it.

### Now you try: needed, and gained (table, 12 minutes)

Give `shops`, a table with the rows `sports`, `department`, `family` and two columns: `needed_pct`, the share of buyers in per cent that must come before leaving pays; and `gain_usd_m`, the yearly gain from **going back** in millions of dollars: what the group brings through the shop less what its buyers who came bring directly. Assume that on our
return all of them buy in the shop again. `account_pct` is in per cent of the sales of the group; `own["direct_usd"]` is what goods sold to a shop for 100 bring directly.
"""

# %% answer="shops"
shops = ...
### BEGIN SOLUTION
left = {
    kind: value.recapture(
        group["sales_usd_m"],
        own["shop_margin_pct"] / 100,
        group["sales_usd_m"] * own["direct_usd"] / 100,
        own["direct_margin_pct"] / 100,
        own["selling_pct"] / 100,
        account_cost=group["sales_usd_m"] * group["account_pct"] / 100,
    )
    for kind, group in groups.iterrows()
}
shops = pd.DataFrame(
    {
        "needed_pct": {name: 100 * each.break_even for name, each in left.items()},
        "gain_usd_m": {
            name: -each.profit_change(groups.loc[name, "come_pct"] / 100)
            for name, each in left.items()
        },
    }
)
### END SOLUTION

# %% check="shops" points=3
check("shops", shops)


# %% key="shops"
def _without(w, account=1, selling=1, come=1):
    through = w.own["shop_margin_pct"] - account * w.groups["account_pct"]
    direct = (
        w.own["direct_usd"]
        / 100
        * (w.own["direct_margin_pct"] - selling * w.own["selling_pct"])
    )
    share = w.groups["come_pct"] / 100 if come else 1
    gain = w.groups["sales_usd_m"] / 100 * (through - share * direct)
    return w.shops.assign(needed_pct=100 * through / direct, gain_usd_m=gain)


Item(
    kind="table",
    columns=["needed_pct", "gain_usd_m"],
    index=["sports", "department", "family"],
    tolerance=0.12,
    relative=0.002,
    because="per cent and millions rounded to one decimal",
    between=(-5000, 5000),
    unit="per cent, and millions of dollars a year",
    hints=[
        "Two things for each kind of shop: what it brings after its account cost, and what its buyers bring who came.",
        "value.recapture takes sales of the group, direct sales (sales times direct_usd over 100), shares between 0 and 1, and the account cost in money.",
        "needed_pct is 100 times break_even; the gain from going back is minus profit_change at the share who came.",
    ],
    slips={
        "no_selling_cost": Slip(
            lambda w: _without(w, selling=0),
            "You left out the cost of selling directly. Take it off the direct margin before you compare.",
        ),
        "no_account_cost": Slip(
            lambda w: _without(w, account=0),
            "You left out what it costs to serve the shops. Give it to recapture in money, not in per cent.",
            credit=0.5,
        ),
        "all_come": Slip(
            lambda w: _without(w, come=0),
            "Your gain counts every buyer of the shop as if all had come to you. Only the share who came buys directly now.",
            credit=0.5,
        ),
        "gain_of_leaving": Slip(
            lambda w: w.shops.assign(gain_usd_m=-w.shops["gain_usd_m"]),
            "This is the gain from leaving. The question is about going back, so the sign is the other one.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Decide: how much of the shelf? (choice on your own numbers, 4 minutes)

Go back where it gains. Set `shelf` to `"none"`, `"some"` or `"all"` of the three kinds of shop.
"""

# %% answer="shelf"
shelf = ...
### BEGIN SOLUTION
back = (shops["gain_usd_m"] > 0).sum()
shelf = "none" if back == 0 else "all" if back == len(shops) else "some"
### END SOLUTION

# %% check="shelf" points=2
check("shelf", shelf)

# %% key="shelf"
Item(
    kind="choice",
    options=["none", "some", "all"],
    hints=[
        "Is one answer for all three kinds of shop forced on you, or can each have its own?",
        "For each kind compare the share who came with the share that was needed.",
        "Count the kinds with a gain above zero. No kind, every kind, or something between?",
    ],
    slips={
        "first_other": Slip(
            lambda w: next(
                option for option in ("some", "all", "none") if option != w.shelf
            ),
            "Look at the sign of the gain in each row of your table again. Your answer fits another set of signs.",
        ),
        "second_other": Slip(
            lambda w: next(
                option for option in ("none", "all", "some") if option != w.shelf
            ),
            "Compare come_pct with needed_pct row by row. Where fewer came than were needed, the shop is worth going back to.",
        ),
    },
)

# %% [markdown]
"""
### How far does it carry?

The share who came is the number we know least. Nobody at the till asks "did you use to buy this at the department store?". Take the round numbers of the text once more, with an account cost of 8 per 100, and let the share who came and the cost of selling move. (Your own margins are in the interactive above; set it to each kind of shop in turn.)
"""

# %% alt="Three falling lines of the gain from going back, per 100 of shop sales, against the share of buyers who came, for a cost of selling of 25, 30 and 35 per cent: each crosses zero at another share, between a half and three quarters, and the dearer direct selling is the later it does"
shares = np.linspace(0, 1, 21)
ax = plots.lines(
    pd.DataFrame(
        {
            f"selling costs {cost} %": -value.recapture(
                100, 0.40, 170, 0.60, cost / 100, account_cost=8
            ).profit_change(shares)
            for cost in (25, 30, 35)
        },
        index=100 * shares,
    ),
    xlabel="buyers of the shop who came to the own channel (%)",
    ylabel="gain from going back (USD per 100 of shop sales)",
)

# %% [markdown]
"""
Where a line crosses zero the decision turns. If your `come_pct` lies within a few points of your `needed_pct`, your decision rests on a guess. And this is what ten per cent more of each other assumption does to the break-even of the round numbers, in points:
"""

# %%
base = {
    "shop_margin": 0.40,
    "direct_sales": 170,
    "direct_margin": 0.60,
    "selling_cost": 0.30,
}
round_numbers = value.recapture(100, account_cost=8, **base)
sensitivity = pd.Series(
    {
        name: 100
        * (
            value.recapture(100, account_cost=8, **{**base, name: 1.1 * number}).break_even
            - round_numbers.break_even
        )
        for name, number in base.items()
    }
)
sensitivity.round(1)

# %% [markdown]
"""
Margins of a channel are known inside a firm; they only need to be asked for. The share who came is not. **The sharpest assumption and the weakest one are not the same**, and a memo should say which is which.

## 5. The shop is a customer too

> 公司竞争的实质乃网络竞争。胜者属于那些拥有良好网络的公司。
>
> *Competition between companies is at heart competition between networks. The winner is the company with the better network.* (source 004)

The slide draws Kotler's **value-delivery network** [@kotler1994]: Du Pont makes the fibre, Milliken the fabric, Levi's the jeans, Sears sells them; orders run one way and deliveries the other. Look at it with the case in mind. To the maker, Sears is a *customer*, with a buyer's office, terms and a memory. Sears' customer is the maker's customer as well. **Two levels, two relationships**,
and a maker can break the first without asking the second. Here is our network before and after the exit, in millions of dollars a year at wholesale prices, on your assumptions:
"""

# %% covers="PV-11"
links = pd.concat(
    [
        pd.DataFrame(
            {
                "from": "Nike",
                "to": kinds,
                "before": groups["sales_usd_m"].to_numpy(),
                "after": 0.0,
            }
        ),
        pd.DataFrame(
            {
                "from": kinds,
                "to": "buyers",
                "before": groups["sales_usd_m"].to_numpy(),
                "after": 0.0,
            }
        ),
        pd.DataFrame(
            {
                "from": "Nike",
                "to": "own channel, from the shops",
                "before": 0.0,
                "after": [(groups["sales_usd_m"] * groups["come_pct"] / 100).sum()],
            }
        ),
    ],
    ignore_index=True,
)
links.round(0)

# %%
into_network = links[links["from"] == "Nike"][["before", "after"]].sum()
lost_share = 100 * (1 - into_network["after"] / into_network["before"])
lost = groups["sales_usd_m"] * (1 - groups["come_pct"] / 100)

# %% covers="PV-11" alt="Bars of the wholesale sales whose buyers did not come to the own channel, in millions of dollars a year, one for each kind of shop on your assumptions"
ax = plots.bars(
    lost, xlabel="sales whose buyers did not come over (USD m a year)", form="{:,.0f}"
)

# %% [markdown]
"""
The links say more than the sum does. A shop also *introduces* the brand: in the early stages of a relationship, awareness and exploration [@dwyer1987], somebody must put the shoe into a hand. An app reaches those who already have it. When the shop goes, present sales may come over while the new customers of three years later do not, and no report of this year shows it.

Now value the account as a customer. It brings its margin year after year while it stays. An account taken back stays each year with your `account_stay_pct` (an assumption); it has learned that the maker can leave. Take the round numbers again, sales of 100 million a year, and suppose that 60 % of the buyers came. Compare the account with what going back really *adds*:
"""

# %%
multiple = 1 + value.margin_multiple(
    own["account_stay_pct"] / 100, own["discount_pct"] / 100
)
account_value = pd.Series(
    {
        "as a customer": round_numbers.through_shop * multiple,
        "what going back adds": -round_numbers.profit_change(0.60) * multiple,
    }
)
account_value.round(1)

# %% [markdown]
"""
The first number is what a key-account manager would report, in millions. It counts buyers whom we would have had anyway. The second is the one to decide on: **lifetime value of the account less lifetime value of the pairs we keep without it**. Both say that a year's quarrel about terms is small against the years that follow. Neither says what the partner thinks, and no document in our record does.

### Update the source's chain (5 minutes of reading)

> Du Pont (纤维) … Milliken (织物) … Levi’s (服装) … Sears (零售)
>
> *Du Pont (fibre) ... Milliken (fabric) ... Levi's (apparel) ... Sears (retail).* (source 004, our cuts)

The slide offers its four names as if they were there today. It is Kotler's example of the 1990s; as far as we recall the retailer at its end has shrunk to almost nothing since (from memory, not part of the case's record). A chain should carry a date. Ours, with grades:
"""

# %% covers="DC-64"
chain = cases.facts("nike").loc[
    ["N3", "N6", "N10", "N15", "N18"], ["date", "fact", "grade"]
]
chain

# %% [markdown]
"""
Each row is a change in the network within seven years. And the plan of 2017, in one small division: of every 10,000 accounts, this many were to matter.
"""

# %%
round(10_000 * 40 / 30_000, 1)

# %% [markdown]
"""
What would settle whether the better network won: sales of the same buyers before and after their shop left, by shop.

## 6. What is a member?

300 million members are stated for June 2021 (fact N11, press), against some number of buyers that is not stated. Before you build a strategy on members, read what was published.
"""

# %%
members = cases.exhibit("nike_members")
members

# %% [markdown]
"""
### Audit: what is missing? (set, 6 minutes)

Take the row of about 300 million. Which of these does the row **not** give? Set `missing` to a set of texts: `"size"`, `"date"`, `"source"`, `"buyers in the year"`, `"rule for leaving the count"`, `"one person counted once"`, `"period of activity"`.
"""

# %% answer="missing"
missing = ...
### BEGIN SOLUTION
missing = {
    "buyers in the year",
    "rule for leaving the count",
    "one person counted once",
    "period of activity",
}
### END SOLUTION

# %% check="missing" points=2
check("missing", missing)

# %% key="missing"
Item(
    kind="set",
    options=[
        "size",
        "date",
        "source",
        "buyers in the year",
        "rule for leaving the count",
        "one person counted once",
        "period of activity",
    ],
    hints=[
        "Read the row from left to right and cross off what it gives you.",
        "A count of people needs a rule for who is in, who drops out, and when. Which rules can you see?",
        "The row gives a number, a day and a publisher. A caution says that registered is not active; it gives no rule.",
    ],
    slips={
        "given": Slip(
            {"size", "date", "source"},
            "These three are what the row does give. The question asks for what is not there.",
        ),
        "only_buyers": Slip(
            {"buyers in the year"},
            "The number of buyers is missing, but so are the rules of the count itself. Ask who drops out, and when.",
            credit=0.5,
        ),
        "buyers_known": Slip(
            {"rule for leaving the count", "one person counted once", "period of activity"},
            "You found the rules. But how many of them bought anything in the year is not in the row either.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
So a rise in members may be relationships, or lottery tickets of one evening. That brings us to the app.

## 7. Who loses the draw

SNKRS sells scarce pairs by draw. On leaked slides, as reported in October 2021, about 7 % of users got a pair (fact N13, **estimate, confidence low**: a second-hand report of a document that nobody confirmed). We do not know over which time, or what one try is. To reason at all we make an assumption: *each try wins with 7 %, whatever happened before.* Then the
tries before the first pair follow a geometric distribution.
"""

# %%
events = cases.exhibit("nike_events")
leaked = events[events["event"].str.contains("got a pair")].iloc[0]
win = leaked["value"] / 100
leaked[["date", "value", "unit", "basis", "confidence", "grade"]]

# %% predict="tries"
# Your guess: how many tries fail, on average, before the first pair?
my_guess = 7

# %% alt="Falling curve of the share of fans still without a pair in per cent against the number of tries: from 100 it falls to about half after ten tries and to a quarter after twenty; a fifth still has none after twenty-two"
without = pd.Series({tries: 100 * (1 - win) ** tries for tries in range(41)})
ax = plots.line(without, xlabel="tries", ylabel="fans still without a pair (%)")

# %%
mean_fruitless = (1 - win) / win
round(mean_fruitless, 1)

# %% [markdown]
"""
Gwinner, Gremler and Bitner found three benefits of a relationship beside the product: confidence, social benefits, special treatment [-@gwinner1998]. Ask what a fan gets who has lost ten times: no confidence (the next try is as blind), little that is social, and **no special treatment at all**, for the tenth try of a fan of ten years weighs as much as the first of a stranger. In the words of justice in complaints
[@tax1998], the outcome is bad, the procedure ignores history, and nobody explains.

### Now you try: who gives up? (number, 6 minutes)

On your assumption a fan gives up after `own["patience_tries"]` fruitless tries in a row. Give `given_up_pct`: the share of fans, in per cent, who give up before their first pair.
"""

# %% answer="given_up_pct"
given_up_pct = ...
### BEGIN SOLUTION
given_up_pct = 100 * (1 - win) ** own["patience_tries"]
### END SOLUTION

# %% check="given_up_pct" points=2
check("given_up_pct", given_up_pct)

# %% key="given_up_pct"
Item(
    kind="number",
    tolerance=0.06,
    relative=0.002,
    because="per cent rounded to one decimal",
    between=(0, 100),
    unit="per cent of fans",
    hints=[
        "Who gives up has lost every single one of the first tries. How likely is one loss?",
        "Losses in a row multiply, because each try is as blind as the one before.",
        "Take 1 - win to the power of the tries, times 100.",
    ],
    slips={
        "winners": Slip(
            lambda w: 100 - w.given_up_pct,
            "This is the share who get a pair in time. The question asks for the others.",
            credit=0.5,
        ),
        "added": Slip(
            lambda w: 100 * (1 - w.win * w.own["patience_tries"]),
            "You added up the chances of winning. Chances of several tries do not add; multiply the chances of losing.",
        ),
    },
)

# %% [markdown]
"""
### Decide: lottery or queue? (choice on your own numbers, 6 minutes)

The other half of the question of April 2024: what do members get? One proposal is a **queue**: who has lost as often as your patience allows gets the next pair. It would keep `kept_pct` of those who would give up; each of them carries a margin of `fan_margin_usd`; running it costs `queue_usd` **for every fan**. All are assumptions. Set `offer` to `"queue"` or `"lottery"`,
whichever leaves more money per fan.
"""

# %% answer="offer"
offer = ...
### BEGIN SOLUTION
saved_usd = given_up_pct / 100 * own["kept_pct"] / 100 * own["fan_margin_usd"]
offer = "queue" if saved_usd > own["queue_usd"] else "lottery"
### END SOLUTION

# %% check="offer" points=2
check("offer", offer)

# %% key="offer"
Item(
    kind="choice",
    options=["queue", "lottery"],
    hints=[
        "The queue costs something for every fan. Whom does it help?",
        "It helps those who would give up, and of these only the part that stays.",
        "Multiply three things: share who give up, share of them kept, margin. Compare with the cost for each fan.",
    ],
    slips={
        "other": Slip(
            lambda w: "lottery" if w.offer == "queue" else "queue",
            "Put both sides on one fan: three factors make up what the queue saves, and its cost falls on every fan. Check that no factor is left out.",
        ),
    },
)

# %% [markdown]
"""
Money is not the whole of it. A queue tells a fan where she stands; it also takes the draw away from the newcomer. And scarcity may be what makes the pair wanted. A queue is *special treatment* that a shop buyer does not get and a scalper's hundredth account could; whoever proposes it should say how a person is told from an account.

## 8. Four times the value

Nike said that buyers on two platforms have four times the lifetime value (fact N26, press). It is often read as: *get them onto a second platform and they become worth four times as much.* Here is a world in which the second platform does **nothing**. Some customers are keen and worth a lot wherever they buy; the keen also like to use two platforms. All numbers are assumptions drawn for you.
"""

# %%
types = pd.DataFrame(
    {
        "share": [own["keen_pct"] / 100, 1 - own["keen_pct"] / 100],
        "value_usd": [own["keen_value_usd"], own["casual_value_usd"]],
        "on_two": [own["keen_two_pct"] / 100, own["casual_two_pct"] / 100],
    },
    index=["keen", "casual"],
)
types

# %% [markdown]
"""
### Now you try: the ratio without an effect (number, 8 minutes)

Give `selection_ratio`: the **mean** value of customers on two platforms over the mean value of customers on one.
"""

# %% answer="selection_ratio"
selection_ratio = ...
### BEGIN SOLUTION
two = types["share"] * types["on_two"]
one = types["share"] * (1 - types["on_two"])
mean_two = (two * types["value_usd"]).sum() / two.sum()
mean_one = (one * types["value_usd"]).sum() / one.sum()
selection_ratio = mean_two / mean_one
### END SOLUTION

# %% check="selection_ratio" points=2
check("selection_ratio", selection_ratio)

# %% key="selection_ratio"
Item(
    kind="number",
    tolerance=0.006,
    because="a ratio rounded to two decimals",
    between=(0, 1000),
    unit="times",
    hints=[
        "Who is on two platforms? Split the group into keen and casual customers.",
        "Share times on_two is the size of each type in the group on two; share times what is left is its size on one.",
        "In each group: sum of size times value over sum of sizes. Then the mean on two over the mean on one.",
    ],
    slips={
        "types": Slip(
            lambda w: w.types["value_usd"]["keen"] / w.types["value_usd"]["casual"],
            "You compared keen with casual customers. Both types are found in both groups, so mix them first.",
        ),
        "totals": Slip(
            lambda w: (
                (w.two * w.types["value_usd"]).sum() / (w.one * w.types["value_usd"]).sum()
            ),
            "You compared what the two groups are worth in total. The claim is about one customer, so divide by the size of each group.",
        ),
        "against_all": Slip(
            lambda w: w.mean_two / (w.types["share"] * w.types["value_usd"]).sum(),
            "You divided by the mean of all customers. The comparison is with customers on one platform.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
A large ratio, and nothing was done to anybody: **selection**. If yours reaches four, selection alone could make the published number; if it falls short, other assumptions would reach it. Neither shows that there is no effect. What would show one: offer the second platform to a random half and compare the halves, not the users. The published sentence
cannot tell the two worlds apart, and the plan of 2020 was built for one of them.

## 9. What speaks against you

Before you write, hold these against your own view.

- **Against going back:** direct sales grew in every year of the record, digital grew by 24 % in fiscal year 2023 (fact N34, press), and a partner who discounts your shoe teaches buyers to wait.
- **Against staying away:** the gross margin did not rise with the share (Exhibit 2); the chief executive himself said that it went too far (fact N18, press).
- **Satisfaction:** Nike stood at 77, the industry at 79 in the index for athletic shoes of 2018 (fact N5, estimate), before the accounts were cut. So the cut did not cause that gap. A gap of two points in a survey may be no gap, and satisfied people leave as well: satisfaction is not loyalty.
- **Another cause altogether:** if the shoes had grown stale, neither shelf nor app would have sold them. Our record up to April 2024 holds no figure on that.

## 10. In writing

A person reads these two. A number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=6
"""
### Your recommendation (written, 30 minutes, at most 350 words)

To the head of the North American market, by the end of April 2024: how much of the vacated shelf, in which kind of shop; at which share of buyers your advice would turn, with the assumptions behind it (say that they are assumptions); what a member gets that a shop buyer does not, and what it costs; the strongest evidence against you, with its grade; what you
would say to a partner who was dropped; and what you would measure within a year, on whom, and at which value you would turn back.
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's assumptions; yours are others.* Go back to the department stores, and to them alone for now. On my assumptions, and they are assumptions, leaving them pays only if about 64 in 100 of their buyers come; I expect 60. Going back gains some 8 million dollars a year. That is thin: five points more, and it is a loss. For sports chains and family shoe shops more came than were needed (74 against 61,
79 against 64), so going back would cost about 86 and 65 million.

Members: end the blind draw for those who have lost eleven times. On my assumptions 45 in 100 fans give up before a pair; a queue keeps two in five of them and saves 14 dollars a fan against a cost of 12. The 7 per cent behind this is a leaked figure (estimate, low confidence). At 9 per cent the queue no longer pays.

Against me: direct sales rose in every year of the record (press), which suits staying away; and the gross margin fell by two and a half points while the share rose (press), which suits going back further. I do not lean on 300 million members, because no rule of the count is published, nor on "four times the value", which my own example makes to three and a half without any effect.

To the partner I would say that we left, that it was our decision, and what we now bind ourselves to: a range and a notice period in writing. A customer who was dropped once will ask for it.

Measure before the rest: return to a random half of the department stores' towns and follow card holders in both halves for a year. If total sales of the brand in the returned towns are not higher by 2 per cent, stop. If members there leave the app, count that as cost.
"""

# %% [markdown]
"""
Save the notebook when the memo is written. Then open what happened next. (The cell stays sealed until a memo stands in the saved file.)
"""

# %%
cases.what_happened_next("nike")

# %% [markdown] written="resting_claim" points=2
"""
### The claim that your decision rests on (written, 10 minutes, at most 120 words)

Which one statement, if false, would turn your memo's advice round? Say how its evidence is graded, which of your own assumptions it leans on, and what observation would overturn it. If what happened next changed your mind about its grade, say so; if it did not, say why.
"""

# %% [markdown] model="resting_claim"
"""
*One good answer.* That fewer than 64 in 100 buyers of the department stores came to us. It has no grade: the 60 are an assumption drawn for me, and no public figure follows buyers from a shop to our channel. Counts of members (press) do not help, since they are not buyers. What happened next does not raise the grade: direct and wholesale both fell, and several causes are named for it. A panel of the same
buyers before and after their store lost the brand would overturn it, if more than 64 of 100 are found with us.
"""

# %% [markdown]
"""
## 11. Corrections to the source

> 耐克的這種策略不僅提升了客戶的忠誠度,還促進了品牌的持續增長
>
> *This strategy of Nike not only raised customers' loyalty, it also furthered the continued growth of the brand.* (source 002, on the platform Nike+)

No figure stands behind it. Source 002 describes devices and apps that collect running data, give training plans and recommend products. **How could a platform raise loyalty?** By habit, by data that one would leave behind (a procedural switching cost that the runner herself has built), by company. All plausible. None is shown, and the source leaves out how the story went on. Our claims list (DC-52, outside the record of this case)
has the devices given up between 2014 and 2018. Only one row of the case is about the start, and it is from memory, so it is shown here and used nowhere:
"""

# %% covers="CS-03 DC-52"
story = cases.facts("nike").loc[
    ["N1", "N4", "N8", "N11", "N13"], ["date", "fact", "basis", "grade"]
]
story

# %% [markdown]
"""
Would one see loyalty if one had the data? Here is a made-up running log of 2,000 members. A keenness of their own, which nobody sees, makes people run more weeks, log them, and buy more pairs; **the log does nothing**. All sizes are assumptions.
"""

# %% covers="CS-03"
rng = student.rng("running log")
keenness = rng.gamma(2, 0.5, size=2000)
runners = pd.DataFrame(
    {
        "weeks_logged": rng.binomial(52, 1 - np.exp(-0.4 * keenness)),
        "pairs_bought": rng.poisson(0.8 * keenness),
    }
)
log = runners.groupby(
    pd.cut(
        runners["weeks_logged"],
        [-1, 8, 16, 24, 52],
        labels=["0-8", "9-16", "17-24", "25-52"],
    ),
    observed=True,
)["pairs_bought"].agg(["count", "mean"])
log.round(2)

# %% covers="CS-03" alt="Bars of the mean number of pairs bought in a year by weeks logged, from members who logged few weeks to those who logged most: those who log most buy several times as many pairs, although the log has no effect in this world"
ax = plots.bars(
    log["mean"].rename(lambda weeks: f"{weeks} weeks"),
    xlabel="pairs bought in the year, mean",
    form="{:.2f}",
)

# %% [markdown]
"""
Members who log most buy most, and they would without the log. Sales of the brand also rose from fiscal year 2016 to 2017 (section 2), while, on the dates of our claims list, the devices were being given up. **What would settle it:** switch the log on for a random half of new members, and compare what all in both halves buy in two years. What should have been asked of the shut-down: what became of the runners' data, and of their trust? We found no document on it.

A second line of the course's own list says that *Nike's direct selling is a success story*. In April 2024 it could be read either way. You have now opened what came after; the two readings of it stand there.

## What we found

- A direct pair earns more gross and costs more to sell. What decides is the share of a shop's buyers who come, and on the text's numbers four in five must.
- None, some or all of the shelf can each be right, and for your classmates they are. The share who came is the weakest number, and the record does not hold it.
- A shop is a customer and a way to customers. Its lifetime value counts buyers we would keep anyway; what going back *adds* is another number.
- A count of members without rules is no count of relationships. A draw gives the losers none of the three relational benefits.
- "Four times the value" can be selection alone.

## Go further

Gwinner, Gremler and Bitner [-@gwinner1998] for what a relationship gives; Dwyer, Schurr and Oh [-@dwyer1987] for partners between firms, from awareness to dissolution; Burnham, Frels and Mahajan [-@burnham2003] for what a buyer gives up. Use `cases.facts("nike")` to see every fact with its source.
"""

# %% [markdown] note="classroom"
"""
The plan, the board and the wrong turns stand in the teaching note of the case. Have one student each with `none`, `some` and `all` put `needed_pct` and `come_pct` on the board before anybody argues: all three are right on their own numbers, and the class sees that the dispute is about the share who came.
"""

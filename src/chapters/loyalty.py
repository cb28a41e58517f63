# ---
# title: Loyalty
# question: Do they stay because they want to?
# objectives:
#   - measure loyalty by what people say, by what they do and by a model, and say why the numbers differ
#   - cross attitude with behaviour, and see how much hangs on the cut
#   - tell loyalty from the size of a brand, and habit from taste
#   - price a point, book what is owed, and find the lift at which a programme pays
#   - decide whether a programme caused what its members do
# minutes: {reading: 80, practice: 115}
# needs: Means, shares, intervals and what a regression coefficient is. A little Python (picking rows of a table, groupby).
# datasets: [household_panel]
# points: 30
# claims: [DC-46, DC-56, DC-62]
# terms:
#   - {en: attitudinal loyalty, zh: 态度忠诚, means: wanting to stay with a brand, source: dick1994}
#   - {en: behavioural loyalty, zh: 行为忠诚, means: buying the brand again, source: dick1994}
#   - {en: repeat rate, zh: 重复购买率, means: share of purchases of a brand that are followed by the same brand}
#   - {en: share of wallet, zh: 钱包份额, means: our part of what customers spend in the category, source: keiningham2011}
#   - {en: share of requirements, zh: 需求份额, means: a brand's part of all category purchases of its buyers, source: goodhardt1984}
#   - {en: penetration, zh: 渗透率, means: share of households that buy the brand at least once in a period, source: goodhardt1984}
#   - {en: relative attitude, zh: 相对态度, means: attitude to a brand compared with the best rival, source: dick1994}
#   - {en: latent loyalty, zh: 潜在忠诚, means: wanting to buy without buying much, source: dick1994}
#   - {en: spurious loyalty, zh: 虚假忠诚, means: staying without attachment, source: dick1994}
#   - {en: switching matrix, zh: 品牌转换矩阵, means: which brand follows which}
#   - {en: Dirichlet norm, zh: 狄利克雷基准, means: what a brand of this size gets when households differ in taste only, source: goodhardt1984}
#   - {en: double jeopardy, zh: 双重危险, means: "small brands have fewer buyers, who also buy them less", source: ehrenberg1990}
#   - {en: breakage, zh: 积分失效率, means: share of points earned that are never redeemed, source: ifrs15}
#   - {en: points liability, zh: 积分负债, means: cost of points that will still be redeemed, source: ifrs15}
#   - {en: self-selection, zh: 自我选择, means: those who take part are others than those who do not}
# ---

# %% [markdown]
"""
Brand A roasts coffee. It is made up, as are its four rivals, and the panel is simulated: 1,000 households wrote down for a year which brand they bought. In week
20 they answered questions about brand A; in weeks 21 to 26 a spoiled batch was in the news; in week 27 brand A started a points programme and **drew by lot**
which half of the panel was invited. **The households are yours alone.** What was built in stands in `datasets.truth(...)`. Look when you have finished.
"""

# %%
from itertools import pairwise

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import crmlab
from crmlab import datasets, loyalty, plots, relationship, scales

student = crmlab.student()
check = crmlab.checker("loyalty", student)

# %%
panel = datasets.load("household_panel", student=student).set_index("household_id")
panel[["people", "eur_per_pack", "weeks", "invited", "joined"]].head(3)

# %% [markdown]
"""
## 1. Who is loyal?

The head of marketing of brand A wants one number for the board: *how many of our customers are loyal?* Our sources would give her at least four different answers, because
they define the thing in four ways:

> 忠诚是人们内心深处拥有的一种情感投入 … *an emotional commitment held deep inside … whatever the circumstances and promotions* (source 000, after Oliver)
>
> 对未来持有交易的意图 *the intention to trade in future* (source 000)
>
> 重复长期购买 *buying again over a long time* (source 000)
>
> 持續購買和推薦的心理傾向 *the psychological tendency to keep buying and to recommend* (source 002)

The first is about the heart (Oliver [-@oliver1999] writes of a deeply held commitment), the second about plans [@zeithaml1996], the third about what is done, the fourth about both
[@reichheld2003]. **How many households of brand A's buyers are loyal under each definition, and how many under all four?** Guess the second number before you run the cell.
"""

# %% predict="all_four"
# Of 100 households that bought brand A, how many are loyal under all four definitions?
my_guess = 20

# %%
weeks = pd.DataFrame(
    [list(year) for year in panel["weeks"]], index=panel.index, columns=range(1, 53)
)


def bought(brands, first, last):
    """Packs of these brands that each household bought from week first to week last."""
    return weeks.loc[:, first:last].isin(list(brands)).sum(axis=1)


panel["share_before"] = bought("A", 1, 20) / bought("ABCDE", 1, 20)
panel["affection"] = panel[["af1", "af2", "af3"]].mean(axis=1)
buyers = panel[bought("A", 1, 20) > 0].copy()

# %% covers="LOY-01 LOY-02 LOY-03 LOY-04" alt="Horizontal bars of the share of brand A's buyers who are loyal under each of four definitions and under all four: the definitions give different shares, and far fewer are loyal under all four"
loyal = pd.DataFrame(
    {
        "commitment: affection above 5": buyers["affection"] > 5,
        "intention: says 4 or 5 of the next 5": buyers["says_next_5_packs"] >= 4,
        "repeated buying: over half of all packs": buyers["share_before"] > 0.5,
        "tendency: recommends at 9 or 10": buyers["recommend_0_to_10"] >= 9,
    }
)
loyal["all four"] = loyal.all(axis=1)
ax = plots.bars(loyal.mean(), xlabel="share of brand A's buyers in weeks 1 to 20")

# %% [markdown]
"""
Nobody changed between two bars; only the question did. A board that hears "a third of our customers are loyal" should ask: *loyal by which question, among whom, in how many weeks?* And the
few under "all four" are a different group from any of the others.

The old distinction behind this is **attitudinal** against **behavioural** loyalty [@jacoby1978; @dick1994]: wanting to stay, and staying. A textbook outline in source 000 puts "meaning and types" before
role, indicators and measures (情感 and 行为, affect and behaviour), and names three tools: indicators, a loyalty-satisfaction model and a management plan. Only their names survive in the
source. This chapter builds all three: indicators in section 2, the curve in section 4, the plan in sections 7 and 8.
"""

# %% covers="LOY-05 CRM-31 LOY-14"
buyers[
    ["affection", "says_next_5_packs", "share_before", "recommend_0_to_10"]
].corr().round(2)

# %% [markdown]
"""
Some pairs go together closely, others hardly: four views of a thing, and one cannot stand in for another.

## 2. Say it, do it, model it

### Direct: ask

Source 002 calls it 直接測量: ask for an overall judgement, for the intention to buy again, for recommendation. Cheap and quick, but people are kind and optimistic. We asked "of your next five packs, how
many will be brand A?" in week 20. The panel lets us look, in weeks 27 to 46, at what became of it.
"""

# %% covers="LOY-11 LOY-02" alt="Line with intervals of the share of packs that really were brand A against the share announced, with the diagonal on which people do what they say: the line rises, and lies below the diagonal for those who announced much"
panel["share_after"] = bought("A", 27, 46) / bought("ABCDE", 27, 46)
outsiders = panel[panel["joined"] == 0].dropna(subset=["share_after"])
groups = outsiders.groupby(outsiders["says_next_5_packs"] / 5)["share_after"]
kept_word = pd.DataFrame({"estimate": groups.mean()})
kept_word["low"] = groups.mean() - 1.96 * groups.sem()
kept_word["high"] = groups.mean() + 1.96 * groups.sem()
ax = plots.estimates_along(
    {"what they bought": kept_word},
    xlabel="share of brand A announced in week 20",
    ylabel="share of brand A bought, weeks 27 to 46",
)
diagonal = ax.plot([0, 1], [0, 1], color="black", lw=1, linestyle=":")

# %% [markdown]
"""
(Members of the programme are left out: something happened to them in between.) Intentions *rank* households well and *count* badly. Never put an announced share into a budget before you have calibrated it on a picture like this one.

### Indirect: watch

間接測量 infers loyalty from records: how often, how much, which kinds. Two numbers carry most of it. The **repeat rate**: after a pack of brand A, how often is the next pack brand A again? And the **share of wallet**: our part of what
customers spend on coffee.

### Now you try: does the next pack repeat? (function, 10 minutes)

Write `repeat_rate(year, brand)` for one household. `year` is its word of weeks, such as `"A--BA-A"`; a `-` is a week without coffee. Of the purchases of `brand` **that were followed by another purchase**, which share was followed by the same brand? Your grader calls
it with households that you have not seen; in each of them the brand was bought and followed at least once.

To test yourself: `"A--BA-A"` has the purchases A, B, A, A. The first A is followed by B, the second by A, the third by nothing: the rate is 0.5.
"""


# %% answer="repeat_rate"
def repeat_rate(year, brand):
    """Share of purchases of the brand, among those with a next one, after which it is bought again."""
    ### BEGIN SOLUTION
    packs = [sign for sign in year if sign != "-"]
    nexts = [after for now, after in pairwise(packs) if now == brand]
    return sum(after == brand for after in nexts) / len(nexts)
    ### END SOLUTION


# %% check="repeat_rate" points=2
check("repeat_rate", repeat_rate)


# %% key="repeat_rate"
def _years(rng):
    made = []
    while len(made) < 6:
        year = "".join(rng.choice(list("AABC--"), size=int(rng.integers(24, 40)))) + "A"
        if "AA" in year and "A-" in year and "AB" in year.replace("-", ""):
            made.append([year, "A"])
    return made


def _any_week(year, brand):
    nexts = [year[i + 1] for i in range(len(year) - 1) if year[i] == brand]
    return sum(b == brand for b in nexts) / len(nexts) if nexts else 0.0


def _with_last(year, brand):
    packs = [sign for sign in year if sign != "-"]
    again = sum(packs[i] == packs[i + 1] == brand for i in range(len(packs) - 1))
    return again / packs.count(brand)


def _share_of_packs(year, brand):
    packs = [sign for sign in year if sign != "-"]
    return packs.count(brand) / len(packs)


Item(
    kind="function",
    unit="a share from 0 to 1",
    tolerance=0.005,
    because="answers rounded to two decimals",
    inputs=_years,
    hints=[
        "Which signs of the word are purchases? Bring them into a list first.",
        "Pair each purchase with the next one: pairwise(packs) does it.",
        "Keep the pairs that begin with the brand; the share of them that end with it is the rate.",
    ],
    slips={
        "weeks": Slip(
            lambda w: _any_week,
            "You looked at the next week. A week without coffee is no purchase; look at the next pack.",
        ),
        "last_counted": Slip(
            lambda w: _with_last,
            "The last pack of the year counts below your line although nothing follows it. Only packs with a next one count.",
            credit=0.5,
        ),
        "share": Slip(
            lambda w: _share_of_packs,
            "This is the brand's share of the packs. The question is what comes directly after a pack of the brand.",
        ),
    },
)

# %% [markdown]
"""
### Now you try: our part of their wallets (6 minutes)

Among households that bought brand A at least once in weeks 1 to 20, which part of **their coffee spending in euros** went to brand A? Give `wallet`, for the group as a whole. A household pays `eur_per_pack` for every pack.
"""

# %% answer="wallet"
wallet = ...
### BEGIN SOLUTION
ours = (bought("A", 1, 20) * panel["eur_per_pack"])[buyers.index]
in_all = (bought("ABCDE", 1, 20) * panel["eur_per_pack"])[buyers.index]
wallet = ours.sum() / in_all.sum()
### END SOLUTION

# %% check="wallet" points=2
check("wallet", wallet)

# %% key="wallet"
Item(
    kind="number",
    tolerance=0.003,
    because="answers rounded to two or three decimals",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "Whose spending stands below the line: that of all households, or of brand A's buyers?",
        "Packs times eur_per_pack is euros. buyers.index picks the households that bought brand A.",
        "Add up the euros for brand A, add up the euros for all brands, both over the buyers, and divide.",
    ],
    slips={
        "mean_of_shares": Slip(
            lambda w: w.buyers["share_before"].mean(),
            "This is the mean of the households' shares: one that buys two packs counts as much as one that buys twenty. Divide the sums.",
            credit=0.5,
        ),
        "market_share": Slip(
            lambda w: (
                (w.bought("A", 1, 20) * w.panel["eur_per_pack"]).sum()
                / (w.bought("ABCDE", 1, 20) * w.panel["eur_per_pack"]).sum()
            ),
            "This is the market share: households that never bought brand A are below your line too.",
        ),
        "percent": Slip(
            lambda w: 100 * w.wallet,
            "That is a percentage; give a share between 0 and 1.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
More than half of what brand A's own buyers spend goes elsewhere. That is usual in categories like this one [@ehrenberg1990]: most of your customers are other firms' customers who sometimes buy from you.

### By a model: rank

A third way stands between asking and watching. Keiningham and others [-@keiningham2011] let customers *rank* the brands they use and turn the rank into a share: the first of two gets 2/3, a tie 1/2, the second 1/3. We have the ratings of
brand A and of its best rival:
"""

# %% covers="LOY-12 LOY-03"
rank = np.select(
    [
        buyers["like_a"] > buyers["like_best_rival"],
        buyers["like_a"] < buyers["like_best_rival"],
    ],
    [1.0, 2.0],
    default=1.5,
)
pd.DataFrame(
    {
        "model": loyalty.wallet_allocation(rank, 2),
        "bought": buyers["share_before"],
        "rank": rank,
    }
).groupby("rank").mean().round(2)

# %% [markdown]
"""
Read the two columns against each other: the order is right, the level is a rule of thumb for households with exactly two brands, and ours use up to five.

## 3. Attitude against behaviour

Dick and Basu [-@dick1994] cross two things: repeat patronage, and attitude **relative to the rivals**. Who likes and buys is *loyal*, who likes and does not buy is *latent*, who buys without preferring is *spurious*. The last group is the one to lose
sleep over: it looks like loyalty in every sales report.

### Bug hunt: liked, but compared with what? (10 minutes)

A trainee counted the spuriously loyal like this: over half of the packs, and `like_a` not above 4. He finds very few and is pleased.
"""

# %%
regular = panel[bought("ABCDE", 1, 20) >= 3].copy()  # a share of one pack says nothing
trainee = loyalty.dick_basu(
    regular["like_a"], regular["share_before"], attitude_cut=4, patronage_cut=0.5
)
trainee.shares.round(3)

# %% [markdown]
"""
What did he leave out? Repair it: high attitude means that the household rates brand A **above its best rival**; keep the cut of 0.5 on `share_before` and the households in `regular`. Give `spurious`, the share of spuriously loyal among all of `regular`.
"""

# %% answer="spurious"
spurious = ...
### BEGIN SOLUTION
regular["relative"] = regular["like_a"] - regular["like_best_rival"]
grid = loyalty.dick_basu(
    regular["relative"], regular["share_before"], attitude_cut=0, patronage_cut=0.5
)
spurious = grid.shares["spurious loyalty"]
### END SOLUTION

# %% check="spurious" points=2
check("spurious", spurious)

# %% key="spurious"
Item(
    kind="number",
    tolerance=0.003,
    because="answers rounded to two or three decimals",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "Dick and Basu ask for the attitude relative to something. Which column holds the other side?",
        "like_a minus like_best_rival is above 0 for a household that prefers brand A.",
        "dick_basu(difference, share_before, attitude_cut=0, patronage_cut=0.5).shares has the four cells.",
    ],
    slips={
        "absolute": Slip(
            lambda w: w.trainee.shares["spurious loyalty"],
            "This is the trainee's number: an attitude to brand A alone. One can like a coffee and like another one better.",
        ),
        "among_repeaters": Slip(
            lambda w: (
                w.grid.shares["spurious loyalty"]
                / (w.grid.shares["spurious loyalty"] + w.grid.shares["loyalty (true)"])
            ),
            "This is the share among those who buy much. The question asks for the share of all households in regular.",
            credit=0.5,
        ),
        "latent": Slip(
            lambda w: w.grid.shares["latent loyalty"],
            "These prefer brand A and buy little of it: latent loyalty. The spurious ones are in the opposite corner.",
        ),
    },
)

# %% [markdown]
"""
He asked whether people like the coffee. The question is whether they would miss it for the next best one. Now move both cuts yourself; nothing about the households changes while you do.
"""

# %% widget="loyalty_grid"
both = regular.assign(lead_of_a=regular["like_a"].sub(regular["like_best_rival"]))
crmlab.widgets.loyalty_grid(
    both, "lead_of_a", "share_before", attitude_cut=0, patronage_cut=0.4
)

# %% alt="Grid of four cells of households by relative attitude and share of packs, the darker the more: the largest cell is that of no loyalty, and households lie in each of the four cells"
lead = regular["like_a"].sub(regular["like_best_rival"])
ax = plots.loyalty_grid(
    loyalty.dick_basu(lead, regular["share_before"], attitude_cut=0, patronage_cut=0.4),
    xlabel="share of packs that are brand A",
    ylabel="like A minus like best rival (points)",
)

# %% [markdown]
"""
Three tasks with the sliders: (1) Set the cut on patronage to 0.3 and to 0.6: which of the four groups changes most? (2) Find cuts at which the truly loyal are one household in four. Could you defend them in a meeting? (3) Leave the cuts and let them move by 20 % of
the range: for which group would you still dare to plan a campaign?

### What is loyalty made of?

Source 002 names four components: affective (情感), behavioural (行為), rational (理性) and *institutional* (制度) loyalty, the last being commitment to and part in the brand's programme. Our panel has one measure of each. Do they move together?
"""

# %% covers="LOY-06"
components = pd.DataFrame(
    {
        "affective": panel["affection"],
        "rational": panel[["ra1", "ra2", "ra3"]].mean(axis=1),
        "behavioural": panel["share_before"],
        "institutional": panel["joined"].where(panel["invited"] == 1),
    }
)
components.corr().round(2)

# %% [markdown]
"""
All go together, none replaces another. (The institutional one is counted among the invited; nobody else had the choice.) The word 制度忠誠 is the source's own; we found it in no work that we cite here. What it describes, taking part, comes back in section 8 as something that must not be
mistaken for an effect.

### Audit a claim: which kind is the firm one?

> 理性忠誠…這種忠誠度通常較為穩定,不易受外界因素影響
>
> *Rational loyalty … is usually rather stable and not easily influenced from outside.* (source 002; no reference)

The best-known account says the opposite. Oliver [-@oliver1999] lets loyalty grow through four stages: *cognitive* (A is the better offer), *affective* (I like A), *conative* (I mean to buy A), *action* (I get over obstacles to buy A). The first is the shallowest, since a better
offer ends it. His is a theory and the source's an assertion; what would settle it is a shock. Brand A had one: the spoiled batch in weeks 21 to 26. Source 002 itself calls behaviour in a crisis the *depth* of loyalty. **Whose share falls less: those with affection, or those with reasons?**

### Now you try: loyalty in the crisis (10 minutes)

Take households that bought brand A at least twice in weeks 1 to 20 and any coffee in weeks 21 to 26. Regress the *change* of their share (crisis minus before) on affection and reasons, both in one model. Give `crisis = (affective, rational)`: the two coefficients.
"""

# %% answer="crisis"
crisis = ...
### BEGIN SOLUTION
shock = pd.DataFrame(
    {
        "change": bought("A", 21, 26) / bought("ABCDE", 21, 26) - panel["share_before"],
        "affective": components["affective"],
        "rational": components["rational"],
    }
)[(bought("A", 1, 20) >= 2) & (bought("ABCDE", 21, 26) > 0)]
fit_shock = smf.ols("change ~ affective + rational", data=shock).fit(cov_type="HC3")
crisis = (fit_shock.params["affective"], fit_shock.params["rational"])
### END SOLUTION

# %% check="crisis" points=2
check("crisis", crisis)


# %% key="crisis"
def _one_by_one(w):
    return tuple(
        w.smf.ols(f"change ~ {name}", data=w.shock).fit().params[name]
        for name in ("affective", "rational")
    )


def _level(w):
    data = w.shock.assign(share=w.shock["change"] + w.panel["share_before"])
    fit = w.smf.ols("share ~ affective + rational", data=data).fit()
    return fit.params["affective"], fit.params["rational"]


Item(
    kind="number",
    shape=(2,),
    tolerance=0.003,
    because="answers rounded to two or three decimals",
    between=(-100, 100),
    unit="share of packs per point of the answer scale",
    hints=[
        "You need one number per household for the change. Which two shares does it compare?",
        "bought('A', 21, 26) / bought('ABCDE', 21, 26) is the share in the crisis; take share_before off it.",
        "smf.ols('change ~ affective + rational', data=...), for the households named; affective comes first.",
    ],
    slips={
        "one_by_one": Slip(
            _one_by_one,
            "These are two models with one variable each. Affection and reasons go together; put both into one model.",
            credit=0.5,
        ),
        "level": Slip(
            _level,
            "You explained the share in the crisis, not its change. Those with affection had a higher share to begin with.",
        ),
        "swapped": Slip(
            lambda w: tuple(w.crisis[::-1]),
            "The two coefficients changed places: the affective one comes first.",
            credit=0.5,
        ),
    },
)

# %% covers="DC-62" alt="Two estimates with 95 per cent intervals, of affection and of reasons, for the change of brand A's share in the crisis among its buyers: affection lies to the right of reasons"
falls = pd.DataFrame(
    {
        "change": bought("A", 21, 26) / bought("ABCDE", 21, 26) - panel["share_before"],
        "affection": panel["affection"],
        "reasons": components["rational"],
    }
).loc[buyers.index]
fit_all = smf.ols("change ~ affection + reasons", data=falls).fit(cov_type="HC3")
ax = plots.effects(
    pd.DataFrame(
        {
            n: [fit_all.params[n], *fit_all.conf_int().loc[n]]
            for n in ("affection", "reasons")
        },
        index=["estimate", "low", "high"],
    ).T
)

# %% [markdown]
"""
(The picture takes all buyers, your model those who bought at least twice.) In these data affection protects and reasons do not, as Oliver's order would have it. **We built it that way**, so it settles nothing about coffee; it shows the test. With a real
panel and a real crisis, the same two numbers would say who is right.

### Stable, wide, deep, moving

Source 002 adds four properties: 穩定性 stability, 寬度 breadth, 深度 depth, 動態性 dynamics. It does not say how to measure any of them. Each is one line on a panel; depth you have just done:
"""

# %% covers="LOY-07" alt="Line of brand A's share of packs in 13 blocks of four weeks: it dips in the blocks of the crisis and comes back higher than the dip afterwards"
first, second = (bought("A", a, b) / bought("ABCDE", a, b) for a, b in ((1, 10), (11, 20)))
print(
    "stability, correlation of shares, weeks 1-10 and 11-20:", round(first.corr(second), 2)
)
print("breadth, kinds of product a buyer takes:", round(buyers["a_kinds_bought"].mean(), 1))
blocks = pd.Series(
    {
        w: bought("A", w, w + 3).sum() / bought("ABCDE", w, w + 3).sum()
        for w in range(1, 50, 4)
    }
)
ax = plots.line(
    blocks, xlabel="week (start of a block of four)", ylabel="brand A's share of packs"
)

# %% [markdown]
"""
## 4. Does satisfaction make them stay?

> 前者只是后者的必要条件,而非充分条件
>
> *The former* [satisfaction] *is only a necessary condition of the latter* [loyalty], *not a sufficient one.* (source 000)

That is two claims in one sentence. "Not sufficient": some satisfied customers are not loyal. "Necessary": **nobody** is loyal without being satisfied. A single cross table can refute either.

### Audit a claim: count the exceptions (8 minutes)

Call a household satisfied when the mean of `sa1` and `sa2` is **5 or more**, and loyal when `share_before` is above 0.5. In `regular`, count (1) those who are satisfied and not loyal, (2) those who are loyal and not satisfied. Give `exceptions = (first, second)`.
"""

# %% answer="exceptions"
exceptions = ...
### BEGIN SOLUTION
satisfied = regular[["sa1", "sa2"]].mean(axis=1) >= 5
stays = regular["share_before"] > 0.5
exceptions = (int((satisfied & ~stays).sum()), int((stays & ~satisfied).sum()))
### END SOLUTION

# %% check="exceptions" points=2
check("exceptions", exceptions)

# %% key="exceptions"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.4,
    because="whole households",
    between=(0, 1000),
    unit="households",
    hints=[
        "Two yes-or-no columns make a table of four cells. Which two cells hold exceptions?",
        "pd.crosstab(satisfied, stays) shows all four.",
        "Count satisfied & ~stays, then stays & ~satisfied, with .sum().",
    ],
    slips={
        "swapped": Slip(
            lambda w: tuple(w.exceptions[::-1]),
            "The two counts changed places: first the satisfied who are not loyal.",
            credit=0.5,
        ),
        "all_households": Slip(
            lambda w: (
                int(
                    (
                        (w.panel[["sa1", "sa2"]].mean(axis=1) >= 5)
                        & ~(w.panel["share_before"] > 0.5)
                    ).sum()
                ),
                int(
                    (
                        (w.panel[["sa1", "sa2"]].mean(axis=1) < 5)
                        & (w.panel["share_before"] > 0.5)
                    ).sum()
                ),
            ),
            "You counted all households. Some bought one or two packs, and a share of one pack says nothing; use regular.",
        ),
        "strict": Slip(
            lambda w: (
                int(((w.regular[["sa1", "sa2"]].mean(axis=1) > 5) & ~w.stays).sum()),
                int(((w.regular[["sa1", "sa2"]].mean(axis=1) <= 5) & w.stays).sum()),
            ),
            "You asked for more than 5. A mean of exactly 5 counts as satisfied here.",
        ),
    },
)

# %% covers="SAT-19 DC-46"
cross = pd.crosstab(
    regular[["sa1", "sa2"]].mean(axis=1) >= 5,
    regular["share_before"] > 0.5,
)
cross.index, cross.columns = ["not satisfied", "satisfied"], ["not loyal", "loyal"]
cross.assign(**{"share loyal": (cross["loyal"] / cross.sum(axis=1)).round(2)})

# %% [markdown]
"""
Both halves of the sentence meet the table. Not sufficient: true, and by a wide margin. Necessary: refuted by every household in the first row that is loyal all the same. Jones and Sasser [-@jones1995] call them **hostages**, and the same source has a
whole study of how switching costs make them (the chapter that asks *do they stay because leaving is hard?*). What remains true is weaker and useful: satisfied households are loyal *more often*. One caution: if answers are a little noisy, some "hostages" are satisfied people who ticked a 4. Satisfaction
as a *necessary condition* needs one clean exception; as a *cause* it needs an experiment.

The source adds a path: satisfaction must pass through affection, and trust grows on the way. Does satisfaction still tell anything about the share once affection is known?
"""

# %% covers="SAT-19"
path = regular.assign(
    satisfaction=regular[["sa1", "sa2"]].mean(axis=1),
    trust=regular[["tr1", "tr2"]].mean(axis=1),
)
pd.DataFrame(
    {
        "alone": smf.ols("share_before ~ satisfaction", data=path).fit().params,
        "with affection and trust": smf.ols(
            "share_before ~ satisfaction + affection + trust", data=path
        )
        .fit()
        .params,
    }
).round(3)

# %% [markdown]
"""
Part of the coefficient goes away and is carried by the others: that is what a path through affection would look like, and what a common cause of all three would look like too.

### The shape of the curve

客户忠诚和满意之间的关系既复杂,又微妙, *complex and subtle*, says a slide in source 000, and stops. Jones and Sasser [-@jones1995] say in which way: where customers can leave easily, only the delighted stay; where they cannot, even the displeased do.
"""

# %% covers="SAT-21" alt="Three curves of loyalty against satisfaction from 1 to 7: for a captive market it rises early and flattens, for a free market it stays low and climbs only near the top, between them a straight line"
ax = plots.satisfaction_loyalty(1, 7)

# %% [markdown]
"""
This is a drawing of an idea; the curves are ours. Now the households, split by how much bother a change would be:
"""

# %% covers="SAT-21" alt="Two lines with intervals of intended loyalty against satisfaction, for households with low and with high switching cost: both rise, and the line of those with low switching cost is steeper and starts lower"
mood = panel[["sa1", "sa2"]].mean(axis=1).round().clip(3, 7)
bother = panel[["sw1", "sw2"]].mean(axis=1)
intends = panel[["lo1", "lo2", "lo3"]].mean(axis=1)


def along(rows):
    """Mean and 95 % interval of intended loyalty at each level of satisfaction."""
    by = intends[rows].groupby(mood[rows])
    return pd.DataFrame(
        {
            "estimate": by.mean(),
            "low": by.mean() - 1.96 * by.sem(),
            "high": by.mean() + 1.96 * by.sem(),
        }
    )


ax = plots.estimates_along(
    {
        "little bother": along(bother <= bother.quantile(1 / 3)),
        "much bother": along(bother > bother.quantile(2 / 3)),
    },
    xlabel="satisfaction (1 to 7; 3 and less together)",
    ylabel="intended loyalty (1 to 7)",
)

# %% [markdown]
"""
The further left, the more the two lines part: among the less satisfied, those who would find a change a bother mean to stay all the same. "Raise satisfaction" is good advice for the steep line and poor advice for the flat one.

## 5. What drives it?

Source 000 sums up the dispute (众说纷纭,颇有争议) in four drivers: satisfaction, trust in the relation, brand image and switching cost. Source 002 has product and service quality, price and image; an article on cross-border trade has product, delivery and service; a slide says that *the key to high loyalty is high customer
value*; a ladder text says "excellent products, good relations" and breaks off. A list cannot settle a budget. A regression at least says how much goes with what. Before you run it: **which of the four would you bet on?**
"""

# %% predict="driver"
# "satisfaction", "trust", "image" or "switching"
my_guess = "satisfaction"

# %%
drivers = scales.score(
    panel,
    {
        "satisfaction": ["sa1", "sa2"],
        "trust": ["tr1", "tr2"],
        "image": ["im1", "im2"],
        "switching": ["sw1", "sw2"],
        "loyalty": ["lo1", "lo2", "lo3"],
    },
)
fit_drivers = smf.ols(
    "loyalty ~ satisfaction + trust + image + switching", data=drivers
).fit(cov_type="HC3")

# %% covers="LOY-08 LOY-09 LOY-10 PV-12 LOY-18" alt="Four estimates with 95 per cent intervals of what a point of satisfaction, trust, image and switching cost goes with in loyalty, the others held constant: all lie above zero and they differ in size"
names = ["satisfaction", "trust", "image", "switching"]
ax = plots.effects(
    pd.DataFrame(
        {n: [fit_drivers.params[n], *fit_drivers.conf_int().loc[n]] for n in names},
        index=["estimate", "low", "high"],
    ).T
)

# %% [markdown]
"""
The other lists are not rivals of this one but stand further back: quality, price and delivery work *through* satisfaction and value, advertising through image. Value is what satisfaction judges (what you get for what you give); in this panel `ra1`, "for its price the best", is as near to it as we get, and it belongs to what is to be explained.

### Decide: which lever? (choice on your own numbers, 6 minutes)

One year's budget buys **one** of these: half a point of satisfaction, half a point of trust, or a machine with the brand's name on it, which brings 0.4 points of image *and* 0.3 of switching cost. Take the coefficients at face value and set `lever` to the one that goes with the largest gain of loyalty:
`"satisfaction"`, `"trust"` or `"machine"`. Some of your classmates should answer differently, and be right.
"""

# %% answer="lever"
lever = ...
### BEGIN SOLUTION
size = fit_drivers.params
gains = pd.Series(
    {
        "satisfaction": 0.5 * size["satisfaction"],
        "trust": 0.5 * size["trust"],
        "machine": 0.4 * size["image"] + 0.3 * size["switching"],
    }
)
lever = gains.idxmax()
### END SOLUTION

# %% check="lever" points=2
check("lever", lever)

# %% key="lever"
Item(
    kind="choice",
    options=["satisfaction", "trust", "machine"],
    hints=[
        "A coefficient is what one point goes with. How many points does each offer buy?",
        "The machine moves two drivers at once, so its gain has two parts.",
        "Compare 0.5 times satisfaction, 0.5 times trust, and 0.4 times image plus 0.3 times switching.",
    ],
    slips={
        "second": Slip(
            lambda w: w.gains.sort_values().index[1],
            "Another lever comes out ahead: multiply each coefficient by the points that the budget buys, and add the two parts of the machine.",
        ),
        "smallest": Slip(
            lambda w: w.gains.idxmin(),
            "Of the three this one goes with the smallest gain. Compare coefficient times points, not the answers themselves.",
        ),
    },
)

# %% [markdown]
"""
"At face value" is a large word. All four were asked in one survey on one day, and a household in a good mood ticks high everywhere. The regression ranks suspects; it convicts nobody.

## 6. Habit, taste, or just size?

After a pack of brand A, most next packs are brand A. *"So buying our coffee makes people buy it again"*, says the sales director. The **switching matrix** shows what he has seen:
"""

# %%
purchases = (
    weeks.loc[:, 27:52]
    .reset_index()
    .melt(id_vars="household_id", var_name="week", value_name="brand")
    .query("brand != '-'")
    .sort_values(["household_id", "week"])
)
matrix = loyalty.switching_matrix(purchases, "household_id", "brand")

# %% alt="Grid of the shares of next packs by brand, from weeks 27 to 52: the diagonal is the darkest in every row, so each brand is mostly followed by itself"
ax = plots.transitions(matrix)

# %% [markdown]
"""
Now the test. **Shuffle the packs of each household**, so that the order means nothing any more, and compute the matrix again. If buying A *makes* the next A, the repeat rate must fall. Does it?
"""

# %% predict="shuffle"
# By how many points will the repeat rate fall?
my_guess = 10

# %%
shuffled = purchases.sample(frac=1, random_state=6).sort_values(
    "household_id", kind="stable"
)
again = loyalty.switching_matrix(shuffled, "household_id", "brand")
print(f"repeat rate as bought: {matrix.repeat_rate:.3f}, shuffled: {again.repeat_rate:.3f}")

# %% [markdown]
"""
Hardly a difference. The diagonal comes from *people*: some households like A, others like B, and each chooses afresh every time. Ehrenberg warned of reading such matrices as behaviour of one average buyer as early as 1965 [-@ehrenberg1965]. In other data habit may be real; the shuffle is how you find out.

### Is our loyalty more than our size?

The big brand of a category is nearly always bought by more people (its **penetration** is higher) *and* more often by those people. A small brand suffers twice, which has the name **double jeopardy** [@ehrenberg1990]. So "our share of requirements is higher than theirs" may only say that we are larger. The **Dirichlet** model [@goodhardt1984] tells
what a brand of a given size gets when households differ in taste and in nothing else:
"""

# %%
counts = pd.DataFrame({brand: bought(brand, 1, 26) for brand in "ABCDE"})
norms = loyalty.dirichlet_norms(counts)

# %% covers="LOY-12 LP-06" alt="Two lines of the share of requirements of five brands, the largest first, counted and expected: the expected line falls with the size of the brand, and the counted one runs along it with departures"
ax = plots.lines(
    norms[["share_of_requirements", "expected_share_of_requirements"]].set_axis(
        ["counted", "expected"], axis=1
    ),
    xlabel="brand, the one with the largest share of packs first",
    ylabel="share of requirements",
)

# %%
norms.round(3)

# %% [markdown]
"""
By and large, the larger the brand, the more loyal its buyers, without anybody having done anything. What lies *above* the expected line is loyalty that size does not explain. Sharp and Sharp [-@sharp1997] looked at loyalty programmes in just this way, and found at best weak deviations.

### Now you try: beyond the norm (8 minutes)

The programme started in week 27. For **weeks 27 to 52**, by how many percentage points does brand A's share of requirements lie above the expected one? Give `excess` (negative if it lies below).
"""

# %% answer="excess"
excess = ...
### BEGIN SOLUTION
late = loyalty.dirichlet_norms(pd.DataFrame({b: bought(b, 27, 52) for b in "ABCDE"}))
excess = 100 * (
    late.loc["A", "share_of_requirements"] - late.loc["A", "expected_share_of_requirements"]
)
### END SOLUTION

# %% check="excess" points=2
check("excess", excess)

# %% key="excess"
Item(
    kind="number",
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(-100, 100),
    unit="percentage points",
    hints=[
        "The table above holds weeks 1 to 26. Which weeks are asked for?",
        "Count packs with bought(brand, 27, 52) for each brand and give the frame to dirichlet_norms.",
        "In row A take share_of_requirements minus expected_share_of_requirements, times 100.",
    ],
    slips={
        "first_half": Slip(
            lambda w: (
                100
                * (
                    w.norms.loc["A", "share_of_requirements"]
                    - w.norms.loc["A", "expected_share_of_requirements"]
                )
            ),
            "These are the weeks before the programme. Count the packs of weeks 27 to 52.",
        ),
        "share": Slip(
            lambda w: w.excess / 100,
            "That is a share; the question asks for percentage points.",
            credit=0.5,
        ),
        "not_compared": Slip(
            lambda w: 100 * w.late.loc["A", "share_of_requirements"],
            "This is the share of requirements itself. Take off what a brand of this size gets anyway.",
        ),
        "penetration": Slip(
            lambda w: (
                100
                * (w.late.loc["A", "penetration"] - w.late.loc["A", "expected_penetration"])
            ),
            "You compared the number of buyers. The question is how much of their coffee is brand A.",
        ),
    },
)

# %% [markdown]
"""
A difference between the two half-years is a clue, not a verdict: there was a spoiled batch in the first one. Section 9 has something better.

### The ladder

Two sources draw loyalty as stairs: *knowing, loyal, recommending* (the relationship ladder in a list of 15 CRM models) and *new customer, loyal, loyalty rising, super fan* (超级粉丝), with coupons for the lowest and events for the highest. The idea is that of Christopher, Payne and Ballantyne [-@christopher1991]. On a panel the rungs can be counted, and so
can the steps. By brand A's part of a household's packs in 13 weeks: **none**, **some** (up to half), **most** (over half), **only** (all of them).

### Now you try: who climbs? (table, 10 minutes)

Give `climb`: rows are the rungs in weeks 27 to 39, columns the rungs in weeks 40 to 52, each row adding up to 1. Take households that bought coffee in both. `rung(first, last)` below does the sorting.
"""

# %%
rungs = ["none", "some", "most", "only"]


def rung(first, last):
    """Rung of each household by brand A's part of its packs; missing if it bought no coffee."""
    part = bought("A", first, last) / bought("ABCDE", first, last)
    return pd.cut(part, [-1, 0, 0.5, 0.999, 1], labels=rungs)


# %% answer="climb"
climb = ...
### BEGIN SOLUTION
climb = pd.crosstab(rung(27, 39), rung(40, 52), normalize="index")
### END SOLUTION

# %% check="climb" points=2
check("climb", climb)

# %% key="climb"
Item(
    kind="table",
    columns=["none", "some", "most", "only"],
    index=["none", "some", "most", "only"],
    tolerance=0.006,
    because="shares rounded to two decimals",
    between=(0, 100),
    unit="shares from 0 to 1",
    hints=[
        "A row is where a household was, a column where it went. What must each row add up to?",
        "pd.crosstab(earlier, later) counts the households in each cell.",
        "pd.crosstab(rung(27, 39), rung(40, 52), normalize='index') has these shares.",
    ],
    slips={
        "columns": Slip(
            lambda w: w.pd.crosstab(w.rung(27, 39), w.rung(40, 52), normalize="columns"),
            "Here the columns add up to 1: it says where households came from. The question is where they go.",
        ),
        "all": Slip(
            lambda w: w.pd.crosstab(w.rung(27, 39), w.rung(40, 52), normalize="all"),
            "Here the whole table adds up to 1. Divide each row by its own sum.",
        ),
        "backwards": Slip(
            lambda w: w.pd.crosstab(w.rung(40, 52), w.rung(27, 39), normalize="index"),
            "Earlier and later changed places: rows are the earlier weeks.",
        ),
    },
)

# %%
steps = pd.crosstab(rung(27, 39), rung(40, 52), normalize="index")

# %% covers="LOY-16 CRM-26" alt="Grid of four rungs by four rungs with the share of households that go from one to the other in a quarter: most stay on the lowest rung if they are there, and on every other rung many move up or down"
ax = plots.transitions(relationship.markov_chain(steps))

# %% covers="LOY-16"
relationship.first_passage(steps, "only").round(2)

# %% [markdown]
"""
Read the second table with suspicion. The chain says that *everybody* gets to the top rung if one only waits (`chance` 1), because it treats all households of a rung as alike. You saw after the shuffle that they are not: most of those who go up and down are people with a steady taste and a few packs a quarter. **Movement on a ladder can be luck; climbing is
when the same people stay higher.** And the step from "some" to "most" is not a promotion that the firm awards.

What is a rung worth? A textbook outline lists six roles of loyalty: lower cost, higher income, lasting benefit, less risk, word of mouth, sound development. Two of them can be counted here, income and word of mouth:
"""

# %%
on_rung = panel.assign(
    rung=rung(1, 26), a_sales_eur=bought("A", 27, 52) * panel["eur_per_pack"] * 2
).groupby("rung", observed=True)

# %% covers="LOY-15 LOY-17" alt="Horizontal bars of the yearly spending on brand A of an average household on each rung: households that take brand A for most of their packs spend far more than those on the two rungs below; the top bar need not be the longest"
ax = plots.bars(
    on_rung["a_sales_eur"].mean(), xlabel="spending on brand A (EUR a year)", form="{:.0f}"
)

# %%
on_rung[["a_sales_eur", "recommend_0_to_10"]].agg(["mean", "sum", "count"]).round(1)

# %% [markdown]
"""
Those with "most" spend far more than the two rungs below, and by and large people recommend the more the higher they stand. (The top rung need not spend most: to buy *only* brand A is easier for those who buy little coffee.) Whether they *cost* less or forgive more is not in these data, and for long relationships in general it is disputed [@reinartz2000]. Look at the sums too: households that are no fans at all bring a large part of the money, because there are so many of them.

## 7. What does a programme cost?

A loyalty programme is "a reward mechanism to stimulate loyalty: points, discounts, gifts, special treatment" (source 003). Our sources offer points, a membership with tiers, exclusive privileges, care gifts and invitations, and the plain discount card, the weakest bond of all because a rival can print one tomorrow [@berry1991]. Each is a *promise*, and promises have a price. In the list of 15 CRM models "the loyalty model" simply *is* such a programme, and the loyalty management plan of source 000 is membership and points. Brand A's plan:

- points: 10 a euro; a redeemed point costs 0.4 cents; one point in four is never redeemed (**breakage**, counted on points *earned*);
- running costs: 0.50 euros a member in 20 weeks; margin before rewards 35 % of sales.
"""

# %% covers="LP-01 LP-02 LP-05 LP-08 LOY-19 CRM-24"
plan = {
    "points_per_eur": 10,
    "cost_per_point": 0.004,
    "breakage": 0.25,
    "margin_share": 0.35,
}
reward_rate = plan["points_per_eur"] * plan["cost_per_point"] * (1 - plan["breakage"])
members = panel[panel["joined"] == 1]
yearly = (2 * bought("A", 27, 52) * panel["eur_per_pack"])[members.index]
print(
    f"{len(members)} members; a point costs {0.4 * 0.75:.2f} cents; rewards: {reward_rate:.1%} of sales"
)

# %% [markdown]
"""
"Points must be easy to earn, worth something, and leave a profit; expiry and exchange must be clear", says source 002, and that is fair. Every one of these is a number in the dictionary above: earning rate, cost of a point, breakage (expiry raises it, and annoys).

### Bug hunt: what do we owe? (8 minutes)

By week 52 the members hold points that they have not redeemed. The accountant's assistant books this:
"""

# %%
earned = 10 * (bought("A", 27, 52) * panel["eur_per_pack"])[members.index].sum()
redeemed = members["points_redeemed"].sum()
booked = (earned - redeemed) * (1 - 0.25) * 0.004
print(f"{earned:,.0f} points earned, {redeemed:,.0f} redeemed; booked: {booked:,.2f} EUR")

# %% [markdown]
"""
He took a quarter off the points that are *left*. But breakage was counted on the points *earned*, and those who never redeem are among the holders of what is left. Give `owed`, the liability in euros; no points have expired yet. `loyalty.points_liability` follows the rule that firms use to tell earned revenue from promised rewards [@ifrs15].
"""

# %% answer="owed"
owed = ...
### BEGIN SOLUTION
owed = loyalty.points_liability(
    earned, redeemed, 0, breakage=0.25, cost_per_point=0.004
).liability
### END SOLUTION

# %% check="owed" points=2
check("owed", owed)

# %% key="owed"
Item(
    kind="number",
    tolerance=0.03,
    because="answers rounded to cents, and points rounded to whole ones",
    between=(0, 1e6),
    unit="euros",
    hints=[
        "Of all points ever earned, which share will be redeemed sooner or later?",
        "Three quarters of the points earned are redeemed in the end; some of them have been already.",
        "(0.75 times earned, minus redeemed) times the cost of a point.",
    ],
    slips={
        "of_outstanding": Slip(
            lambda w: w.booked,
            "This is the assistant's number: breakage taken off what is left. It was counted on all points earned.",
        ),
        "no_breakage": Slip(
            lambda w: (w.earned - w.redeemed) * 0.004,
            "You booked every point that is left. One in four of those earned will never be redeemed.",
            credit=0.5,
        ),
        "points": Slip(
            lambda w: 0.75 * w.earned - w.redeemed,
            "These are points. Turn them into euros with the cost of a redeemed point.",
            credit=0.5,
        ),
        "redeemed_ignored": Slip(
            lambda w: 0.75 * w.earned * 0.004,
            "This is the cost of all points that will ever be redeemed. Some have been already; take them off.",
        ),
    },
)

# %% [markdown]
"""
The error is a quarter of the points redeemed so far, so it grows with every reward that is handed out, and a chain has millions of members.

### When does a tier pay?

A membership "with tiers by real value" (source 002) gives the best customers more. Status pleases those who have it the more, the fewer they are [@dreze2009], and customers who report better treatment also report more loyalty [@lacey2007]. But the best customers are also those who would have bought anyway, and rewards are paid on *all* their sales. Move the start of the tier and
the lift that you believe in.
"""

# %% widget="points_programme"
crmlab.widgets.points_programme(
    yearly, points=10, cost=0.4, breakage=25, margin=35, start=100, lift=8, times=2, perks=2
)

# %% covers="LP-04" alt="Two lines of the yearly gain from a tier against the sales at which it starts, for a lift of 8 and of 25 per cent: with the small lift it loses money wherever it starts, with the large one it earns money, most when it starts low and less when few members reach it"
rates = {"margin_share": 0.35, "base_rate": reward_rate, "tier_rate": 2 * reward_rate}
starts = np.arange(0, 301, 20)
gain = {
    f"members buy {lift:.0%} more": [
        loyalty.tier_gain(yearly, s, lift=lift, **rates, member_cost=2).gain for s in starts
    ]
    for lift in (0.08, 0.25)
}
ax = plots.lines(
    pd.DataFrame(gain, index=starts),
    xlabel="sales from which a member is in the tier (EUR a year)",
    ylabel="gain over no tier (EUR a year)",
)

# %% [markdown]
"""
Three tasks: (1) At a lift of 8 % the tier loses wherever it starts. From which lift on is there a start that pays? (2) Set other costs of a tier member to 0: which lift is needed now, and why does it no longer depend on where the tier starts? (3) Raise breakage to 60 %. The programme looks cheaper. Who pays for that, and when will they notice?

Not every reward is a price cut. Care gifts and invitations (客户关怀和回馈) work, where they do, through gratitude [@palmatier2009], and people speed up as a reward comes near [@kivetz2006]: both make the lift larger than the points are worth, and neither shows in the table above.
"""

# %% covers="LP-07"
per_member = yearly.mean()
pd.Series(
    {
        "a gift of 3 euros to every member, EUR a year": 3 * len(members),
        "extra sales a member that pay for it, EUR": 3 / (0.35 - reward_rate),
        "as a share of a member's sales": 3 / (0.35 - reward_rate) / per_member,
    }
).round(3)

# %% [markdown]
"""
## 8. Did the programme cause it?

> 積分獎勵計劃可以促進客戶重復購買,從而帶動銷售增長
>
> *A points programme can make customers buy again and so drive growth of sales.* (source 002; no reference)

The same source says how to check: watch participation and redemption, loyalty, and growth of sales. Here they are for brand A:
"""

# %% covers="LP-03"
sales = pd.DataFrame(
    {
        "before": bought("A", 1, 20) * panel["eur_per_pack"],
        "after": bought("A", 27, 46) * panel["eur_per_pack"],
        "invited": panel["invited"],
        "joined": panel["joined"],
    }
)
sales["change"] = sales["after"] - sales["before"]
group = np.select(
    [sales["joined"] == 1, sales["invited"] == 1],
    ["joined", "invited, did not join"],
    "not invited",
)
sales.groupby(group)[["before", "after", "change"]].mean().round(2)

# %% [markdown]
"""
Members buy far more than the others, more than before, and grew faster. Three green lights. **Would you call it a success?** Look at the column `before`: members bought more *before there was a programme*. And look at those who were invited and did not join: what happened to them?

Brand A has what most firms lack, a **lottery**. The invited and the not invited differ by luck alone. All invited together (members or not) against all not invited is a fair comparison; it is diluted, since some of the invited did not join. Dividing by the share who joined gives the effect on those who join [@imbens1994].

### Now you try: four readings (table, 15 minutes)

In euros a member in 20 weeks, give `readings`, a table with one column `eur` and four rows:

- `members vs others`: mean of `after`, those who joined minus all who did not
- `after vs before`: mean `change` of those who joined
- `difference of changes`: mean `change` of those who joined minus that of the invited who did not
- `lottery`: (mean `change` of the invited minus that of the not invited) / share of the invited who joined
"""

# %% answer="readings"
readings = ...
### BEGIN SOLUTION
mean = sales.groupby(group)[["after", "change"]].mean()
invited = sales[sales["invited"] == 1]
others = sales[sales["invited"] == 0]
lottery = (invited["change"].mean() - others["change"].mean()) / invited["joined"].mean()
readings = pd.DataFrame(
    {
        "eur": {
            "members vs others": sales.loc[sales["joined"] == 1, "after"].mean()
            - sales.loc[sales["joined"] == 0, "after"].mean(),
            "after vs before": mean.loc["joined", "change"],
            "difference of changes": mean.loc["joined", "change"]
            - mean.loc["invited, did not join", "change"],
            "lottery": lottery,
        }
    }
)
### END SOLUTION

# %% check="readings" points=3
check("readings", readings)


# %% key="readings"
def _with_last_row(w, value):
    table = w.readings.copy()
    table.loc["lottery", "eur"] = value
    return table


def _reverse_dilution(w):
    return _with_last_row(w, w.lottery * w.invited["joined"].mean())


def _wrong_control(w):
    table = w.readings.copy()
    change = w.sales.loc[w.sales["joined"] == 1, "change"].mean()
    table.loc["difference of changes", "eur"] = (
        change - w.sales.loc[w.sales["invited"] == 0, "change"].mean()
    )
    return table


Item(
    kind="table",
    columns=["eur"],
    index=["members vs others", "after vs before", "difference of changes", "lottery"],
    tolerance=0.03,
    because="answers rounded to cents, with a margin for rounding on the way",
    between=(-1000, 1000),
    unit="euros a member in 20 weeks",
    hints=[
        "Each row is a difference of two means, or such a difference divided by a share. Which households stand in each mean?",
        "sales.loc[condition, 'change'].mean() gives the mean change of the households that meet a condition.",
        "For the last row group by invited, not by joined, and divide by sales.loc[sales['invited'] == 1, 'joined'].mean().",
    ],
    slips={
        "diluted": Slip(
            _reverse_dilution,
            "The last row compares the invited with the others but is not divided: many of the invited never joined.",
            credit=0.5,
        ),
        "divided_by_all": Slip(
            lambda w: _with_last_row(
                w, w.lottery * w.invited["joined"].mean() / w.sales["joined"].mean()
            ),
            "You divided the last row by the share of the whole panel that joined. Take the share among the invited.",
        ),
        "wrong_control": Slip(
            _wrong_control,
            "In the third row you took off the change of those who were not invited. It asks for the invited who did not join.",
        ),
    },
)


# %%
def gap(a, b, scale=1.0):
    """Difference of two means with its 95 % interval."""
    middle = a.mean() - b.mean()
    half = 1.96 * np.sqrt(a.var() / len(a) + b.var() / len(b))
    return [middle / scale, (middle - half) / scale, (middle + half) / scale]


into, stayed_out = sales["joined"] == 1, (sales["invited"] == 1) & (sales["joined"] == 0)
drawn = sales["invited"] == 1
effects = pd.DataFrame(
    {
        "members vs others": gap(sales.loc[into, "after"], sales.loc[~into, "after"]),
        # against no change at all
        "after vs before": gap(sales.loc[into, "change"], 0 * sales.loc[into, "change"]),
        "difference of changes": gap(
            sales.loc[into, "change"], sales.loc[stayed_out, "change"]
        ),
        "lottery": gap(
            sales.loc[drawn, "change"],
            sales.loc[~drawn, "change"],
            sales.loc[drawn, "joined"].mean(),
        ),
    },
    index=["estimate", "low", "high"],
).T

# %% covers="DC-56" alt="Four estimates with 95 per cent intervals of the extra sales of a member, from members against others to the lottery: the three simple comparisons lie to the right of the lottery"
ax = plots.effects(effects)

# %% [markdown]
"""
The three simple readings point the same way and are all too high: **agreement of biased numbers is no evidence**. Members against others counts a taste that was there before. After against before counts a need that grew (and a batch that was forgotten). Even the difference of changes, which takes off the past, fails: those whose need *would* grow joined more often, and those whose
need would shrink did not. The interval of the lottery is wide, and it is the only reading without that fault.

What does the record say? Mixed: Dowling and Uncles [-@dowling1997] doubt the whole idea; Sharp and Sharp [-@sharp1997] find weak deviations from the norm of section 6; Lewis [-@lewis2004] models one online retailer's programme and finds that it raised the purchases of a good part of the customers; Liu [-@liu2007] finds in one chain that light and moderate buyers bought more over two years while heavy buyers, who claimed most rewards, did not;
Bijmolt, Dorotic and Verhoef [-@bijmolt2011] review the field. (We know these works by their published summaries and did not re-analyse them.) "Can promote" is safe; "promotes", with members against others as proof, is the mistake of this section.

### Does it pay? What must it bring?

Rewards are paid on all sales of a member, also on those that would have come anyway. What would have come anyway is not what members bought *before*: it is what they bought after, less the effect.

### Now you try: the sales it needs (8 minutes)

With margin 35 %, rewards `reward_rate` and running costs of 0.50 euros a member in 20 weeks: how many **extra euros of sales a member in 20 weeks** does the programme need to pay for itself? Give `needed`. Use `loyalty.programme_break_even`, with the members' mean `after` less the effect of the lottery as sales without the programme.
"""

# %% answer="needed"
needed = ...
### BEGIN SOLUTION
after_members = sales.loc[sales["joined"] == 1, "after"].mean()
without = after_members - lottery
pay = loyalty.programme_break_even(
    len(members), without, 0.35, reward_rate, fixed_cost=0.5 * len(members)
)
needed = pay.extra_sales_per_member
### END SOLUTION

# %% check="needed" points=2
check("needed", needed)

# %% key="needed"
Item(
    kind="number",
    tolerance=0.02,
    because="answers rounded to cents, with an effect read to cents",
    between=(0, 1000),
    unit="euros a member in 20 weeks",
    hints=[
        "What would a member have bought without the programme? Rewards are paid on that, too.",
        "Sales without it: members' mean after, minus the lottery reading. Fixed cost: 0.5 times the number of members.",
        "programme_break_even(number of members, sales without, 0.35, reward_rate, fixed cost).extra_sales_per_member.",
    ],
    slips={
        "with_effect": Slip(
            lambda w: (
                w.loyalty.programme_break_even(
                    len(w.members),
                    w.after_members,
                    0.35,
                    w.reward_rate,
                    0.5 * len(w.members),
                ).extra_sales_per_member
            ),
            "You took what members buy with the programme as what they would buy without it. Take the effect off first.",
        ),
        "only_extra_rewarded": Slip(
            lambda w: 0.5 / (0.35 - w.reward_rate),
            "This pays rewards on extra sales only. They are due on every sale of a member, also on those that would have come anyway.",
        ),
        "lift": Slip(
            lambda w: w.pay.sales_lift,
            "This is the lift as a share of sales. The question asks for euros a member.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Decide: does it pay? (choice on your own numbers, 6 minutes)

Compare `needed` with the 95 % interval of the lottery in `effects`. Set `pays` to `"yes"` if the whole interval lies above, `"no"` if it lies below, and `"extend the trial"` if `needed` is inside. Some of your classmates should answer differently, and be right.
"""

# %% answer="pays"
pays = ...
### BEGIN SOLUTION
low, high = effects.loc["lottery", ["low", "high"]]
pays = "yes" if low > needed else "no" if high < needed else "extend the trial"
### END SOLUTION

# %% check="pays" points=2
check("pays", pays)

# %% key="pays"
Item(
    kind="choice",
    options=["yes", "no", "extend the trial"],
    hints=[
        "Three numbers decide: the two ends of the interval of the lottery, and needed. Put them on a line.",
        "effects.loc['lottery'] holds estimate, low and high in euros a member in 20 weeks.",
        "Is needed smaller than low, larger than high, or between them?",
    ],
    slips={
        "estimate_only": Slip(
            lambda w: "yes" if w.pays == "extend the trial" else "extend the trial",
            "Put needed on the line of the interval again: which side of low is it on? The estimate alone does not decide.",
        ),
        "no_effect": Slip(
            lambda w: "no" if w.pays != "no" else "yes",
            "For this answer the whole interval would have to lie on the other side of needed.",
        ),
    },
)

# %% [markdown]
"""
An interval of that width is the price of honesty: 1,000 households for 20 weeks are a small trial. A longer trial, or more households, narrows it; a clever comparison of members with others only seems to.

## 9. In writing

This one is read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=5
"""
### The memo (written, 25 minutes, at most 250 words)

The board of brand A asks: *"Do our customers stay because they want to, and should the programme go to the whole country?"* Answer both. Say how you measured loyalty and what another measure would have said, use at least three of your own numbers (one of them with its interval), name the comparison that you did not trust and why, and say what you would
measure next and which result would make you change your mind.

=== BEGIN MARK SCHEME ===
1 point: says whether they want to, with a measure of attitude and one of behaviour (grid, exceptions or crisis), and that the share depends on the definition or the cut.
1 point: separates loyalty from size (Dirichlet excess) or habit from taste (shuffle), in own words.
1 point: a decision on the programme that follows from the student's own interval and needed sales (pays), with the interval stated.
1 point: names a comparison that overstates and the reason (self-selection: taste before, need afterwards).
1 point: a next measurement that could come out against the advice (longer lottery, other rewards, redemption and liability), with the result that would change the decision.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer in outline; put in the numbers of your own panel.* Some want to, many do not mind. Of the households that buy coffee regularly only a part rates us above the best rival, and a part of our repeat buyers does not prefer us (*spurious*): they are there for other reasons. With another definition the share would differ by a factor; we report the rule with it. In the crisis those fond of us stayed. Our share
of requirements lies above that of a brand of our size by *excess* points, a better sign than the repeat rate, which comes out the same when I shuffle the packs. On the programme I trust the lottery alone: it brings *lottery* euros a member in 20 weeks, interval *low to high*, and we need *needed*. (If the interval is above: go, in steps. If needed lies inside: run the lottery for another half-year with more
households.) I do not use the members' growth: they bought more before, and those whose need grew joined. Next I would draw a new lottery in one region, count redemption and what we owe, and stop if the interval falls below what is needed.
"""

# %% [markdown]
"""
## What we found

- Loyalty has as many sizes as definitions. Report the question, the people and the weeks with the number.
- People's intentions rank them well and overstate the highest; calibrate before you budget.
- Compared with rivals, an attitude finds spurious loyalty that a simple liking hides; the cut decides how much.
- Satisfaction is neither sufficient nor necessary for staying. It goes with better odds, most where leaving is easy.
- A switching matrix shows who people are, not what buying does to them; a share of requirements shows size first.
- Points are a debt on all sales, also those that would have come anyway.
- Members differ from others before they join. A lottery is the cheapest honest answer.

## Go further

Dick and Basu [-@dick1994] and Oliver [-@oliver1999] for what loyalty is; Ehrenberg, Goodhardt and Barwise [-@ehrenberg1990] for how brands are bought; Dowling and Uncles [-@dowling1997] and Liu [-@liu2007] for what programmes do. `datasets.truth("household_panel")` tells you now what was built in.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening question; 15 sections 1-2; 20 section 3 with the grid on the projector; 10 the cross table; 10 the shuffle; 20 section 8; 5 close.

**Opening question.** "Name a brand that you buy again and again. Would you miss it?" Two lists on the board: *yes* and *not really*. The second list is spurious loyalty, and usually the longer one.

**Board plan.** Left: the four definitions with the class's own shares. Middle: the grid with its four names. Right: four readings of the programme as four dots, the lottery last, with `needed` drawn as a line.

**Likely wrong turns.** (1) `repeat_rate` on weeks instead of packs. (2) Mean of shares for share of wallet: ask what a household with two packs adds. (3) "All three readings are large, so it must be true": let someone explain why all three look at members. (4) `pays` from the estimate alone.

**Different and both right.** `lever` and `pays` differ between students because their panels do; let two of them argue with their intervals side by side. "No" is rare, since draws without a visible effect are not used.

**Fairness.** Ask who pays for breakage: the members who forget. And who is left out of a programme that needs a smartphone?
"""

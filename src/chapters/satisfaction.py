# ---
# title: Customer satisfaction
# question: What is the score, how sure are we, and what should we fix first?
# objectives:
#   - turn satisfied and dissatisfied customers into a score, three ways, and give each its interval
#   - tell a change of the service from a change of the people who were asked
#   - build an indicator system in five steps, with weights that you can defend
#   - choose what to put right first, and say what the choice rests on
#   - tell value that passes quality on from value that changes its strength, and read a claim about satisfied customers who leave
# minutes: {reading: 80, practice: 120}
# needs: Means, shares, standard errors and what a regression coefficient is. A little Python (picking rows of a table, groupby).
# datasets: [telecom_waves, driver_judgements]
# points: 30
# claims: [DC-24, DC-25, DC-45, DC-49]
# terms:
#   - {en: customer satisfaction, zh: 顾客满意, means: what a customer feels after comparing what came with what was expected, source: oliver1980}
#   - {en: satisfaction level, zh: 客户满意级度, means: "one of seven grades, from very dissatisfied to very satisfied"}
#   - {en: expectation, zh: 期望, means: what a customer thinks the service will be like before using it, source: zeithaml1993}
#   - {en: disconfirmation, zh: 期望不一致, means: "perceived minus expected: better, as, or worse than expected", source: oliver1980}
#   - {en: Net Promoter Score, zh: 净推荐值, means: "share of answers 9 and 10 minus share of 0 to 6, in points", source: reichheld2003}
#   - {en: indicator system, zh: 客户满意度指标体系, means: "the questions that measure satisfaction, in levels, with weights"}
#   - {en: analytic hierarchy process, zh: 层次分析法, means: weights from judgements in pairs, source: saaty1980}
#   - {en: consistency ratio, zh: 一致性比率, means: how far judgements in pairs contradict each other, source: saaty1980}
#   - {en: entropy weights, zh: 熵权法, means: weights by how much the things rated differ, source: shannon1948}
#   - {en: importance-performance, zh: 重要性—绩效分析, means: a grid of what matters against how well it is done, source: martilla1977}
#   - {en: must-be, zh: 必备型需求, means: "a feature nobody praises and everybody misses", source: kano1984}
#   - {en: customer delivered value, zh: 顾客让渡价值, means: total customer value minus total customer cost, source: kotler1994}
#   - {en: customer perceived value, zh: 客户感知价值, means: what a customer thinks of what is got for what is given, source: zeithaml1988}
#   - {en: mediator, zh: 中介变量, means: what passes an effect on, source: baron1986}
#   - {en: moderator, zh: 调节变量, means: what makes an effect stronger or weaker, source: baron1986}
# ---

# %% [markdown]
"""
The mobile operator in this chapter is made up, and its data are simulated: a survey of 400 customers in each of four quarters, and a meeting of four managers.
**The answers are yours alone**; a classmate's operator asked other people. In your data something changed for the better, and something only
seemed to. What was built in stands in `datasets.truth(...)`. Look when you have finished, not before.
"""

# %%
import warnings

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import crmlab
from crmlab import datasets, mediation, moderation, plots, satisfaction, scales
from crmlab.plots.leavers import leavers_frame, leavers_parts

student = crmlab.student()
check = crmlab.checker("satisfaction", student)

# %%
waves = datasets.load("telecom_waves", student=student)
now = waves[waves["wave"] == 4]  # the latest quarter
student

# %% [markdown]
"""
## 1. What does a score measure?

"Customers give us a five." The operator's board has heard this sentence every quarter and nods. A five of what? **Before anybody computes a mean, ask what one
customer means by a five.**

One of our sources, a handbook for managers, cuts satisfaction into **seven levels** and gives each a feeling, from fury to delight. Here are your customers of the latest quarter.
"""

# %% covers="SAT-05" alt="Horizontal bars of the share of customers at each of seven satisfaction levels with the feeling that goes with each: most stand at the levels from neutral to very satisfied, few at the two lowest"
ax = plots.satisfaction_levels(now["level"])

# %% [markdown]
"""
The words are useful when you read a comment: somebody who *complains* is at three, somebody who is *furious* at one, and they need different answers from you.

### Audit a claim: seven moods (5 minutes of reading)

> 客户满意度可划分为7个级度……各级度客户表现依次为愤慨恼怒、气愤恼火、抱怨、无明显正负情绪、好感赞许、赞扬愉快和激动满足等
>
> *Satisfaction can be divided into seven levels; customers at them show, in order, indignation, anger, complaint, no marked mood, approval, praise, excitement.* (source 000)

The passage stands in the source twice. The second copy prints 季度 (*quarter of a year*) for 级度 (*level*), so that each *quarter* has its mood: a slip of the pen that a search for the
term will miss. More important: we found no study that tested these words. Nobody has shown that "approval" lies as far from "praise" as "fury" from "anger". Does it matter? A mean treats all steps as equal. **If they
were, the readiness to recommend would go up by the same amount with each level.** Look at the column of steps:
"""

# %% covers="DC-45 SAT-05"
steps = waves.groupby("level")["recommend"].agg(["size", "mean"])
steps.assign(step=steps["mean"].diff()).join(satisfaction.seven_levels()["feeling"]).round(
    2
)

# %% [markdown]
"""
The steps are not equal. Some of that is luck (see how few customers stand at the bottom), and our data are simulated. What would settle it is a study in which people sort real comments into the levels. Until then: use the
words to read comments, report the *share* in each level beside the mean, and do not build a theory on the distance from four to five.

### Match, or better than expected?

The same handbook defines satisfaction as *how closely what the customer got matches what was expected*. A slide in source 004 says something else: a **feeling of pleasure or disappointment** after comparing what one perceives with what one
expected, "a function of the difference" between the two. Both sound right. Three customers show that they cannot both be:
"""

# %% covers="SAT-01 SAT-02"
three = pd.DataFrame(
    {"expected": [4, 4, 4], "perceived": [6, 4, 2]}, index=["Ann", "Ben", "Cem"]
)
three.assign(
    match=satisfaction.match_index(three["expected"], three["perceived"], low=1, high=7),
    surprise=satisfaction.disconfirmation(three["expected"], three["perceived"])[
        "disconfirmation"
    ],
)

# %% [markdown]
"""
As a *match*, Ann (pleased) and Cem (let down) score the same. As a *difference* they stand at opposite ends. Marketing research has worked with the difference since Oliver [-@oliver1980], who calls it **disconfirmation**: perceived minus expected.
Which of the two goes with satisfaction in your survey?
"""

# %% covers="SAT-01 SAT-02"
compared = satisfaction.disconfirmation(waves["expected"], waves["perceived"])
waves["surprise"] = compared["disconfirmation"]
waves["match"] = satisfaction.match_index(waves["expected"], waves["perceived"], 1, 7)
now = waves[waves["wave"] == 4]
waves[["surprise", "match"]].corrwith(waves["level"]).round(2)

# %% [markdown]
"""
The difference goes with satisfaction; the match hardly does. So far the slide wins. Source 000 adds, in another place: *the more a product exceeds what was expected, the more satisfied the customer*. Does a point above expectation bring as much as a point
below it takes?
"""

# %% predict="asymmetry"
# How much does a point ABOVE expectation bring, as a share of what a point BELOW takes?
my_guess = 1.0

# %% covers="SAT-04" alt="Dots with intervals of the mean satisfaction level by surprise from minus three to plus three: the dots climb from left to right, and more steeply on the side below expectation than above it"
around = waves[waves["surprise"].between(-3, 3)].groupby("surprise")["level"]
middle, error = around.mean(), around.std() / np.sqrt(around.size())
ax = plots.estimates_along(
    {
        "all": pd.DataFrame(
            {
                "estimate": middle,
                "low": middle - 1.96 * error,
                "high": middle + 1.96 * error,
            }
        )
    },
    xlabel="surprise: perceived minus expected (points)",
    ylabel="mean satisfaction level (1 to 7)",
)

# %% [markdown]
"""
### Now you try: two slopes (8 minutes)

Fit one line with a bend at zero. Make two columns: `below`, the surprise where it is negative and 0 elsewhere, and `above`, the surprise where it is positive and 0 elsewhere (`.clip(...)` does it). Regress `level` on both, with all
1,600 customers, and give `two_slopes = (below, above)`: satisfaction levels per point of surprise on each side.
"""

# %% answer="two_slopes"
two_slopes = ...
### BEGIN SOLUTION
bent = waves.assign(
    below=waves["surprise"].clip(upper=0), above=waves["surprise"].clip(lower=0)
)
bend = smf.ols("level ~ below + above", data=bent).fit()
two_slopes = (bend.params["below"], bend.params["above"])
### END SOLUTION

# %% check="two_slopes" points=2
check("two_slopes", two_slopes)

# %% key="two_slopes"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(-10, 10),
    unit="levels per point of surprise",
    hints=[
        "For a customer with a surprise of -2, what should the two columns hold? And for one with +1?",
        "clip(upper=0) keeps what is negative and makes the rest 0; clip(lower=0) does the reverse.",
        "smf.ols('level ~ below + above', data=...).fit().params holds both slopes.",
    ],
    slips={
        "one_line": Slip(
            lambda w: (
                (w.smf.ols("level ~ surprise", data=w.waves).fit().params["surprise"],) * 2
            ),
            "This is one straight line for both sides. Give each side of zero a column of its own.",
        ),
        "swapped": Slip(
            lambda w: tuple(w.two_slopes[::-1]),
            "The two slopes changed places: the side below expectation comes first.",
            credit=0.5,
        ),
        "absolute": Slip(
            lambda w: (-w.two_slopes[0], w.two_slopes[1]),
            "You turned the shortfall into a positive number, and with it the sign of its slope. Keep the surprise as it is.",
            credit=0.5,
        ),
        "apart": Slip(
            lambda w: tuple(
                w.smf.ols(f"level ~ {side}", data=w.bent).fit().params[side]
                for side in ("below", "above")
            ),
            "You fitted two regressions, one for each column. Both columns belong into one regression.",
        ),
    },
)

# %% [markdown]
"""
A shortfall takes more than a surplus of the same size brings. Losses that weigh more than gains are a well-known pattern [@kahneman1979]; that it has this size here is our choice. "The more it exceeds, the more satisfied" is
true, and yet the money is on the other side: **stop falling short before you start to delight.** (How near was your guess?)

### Where do expectations come from?

From what a customer has lived through, from what friends say, and from what the seller promises, says source 004 (and so do Zeithaml, Berry and Parasuraman [-@zeithaml1993]); and "if sellers raise expectation too high, customers are
likely to be disappointed". So there should be a best promise. A sketch with numbers of ours: a promise of 1 to 7 brings buyers in, the expectation is a mix of experience, friends and promise, and each point of shortfall loses some of
the buyers for the second sale.
"""

# %% covers="SAT-03" alt="Curve of sales per hundred people reached against the promise made on a scale from one to seven: sales climb with the promise at first, are highest somewhat above the true quality, and fall after that"
quality, friends, past = 5.0, 4.6, 4.8  # what they will get, are told, and had before
promise = np.linspace(1, 7, 61)
expectation = 0.35 * past + 0.25 * friends + 0.40 * promise
buyers = 100 / (1 + np.exp(-(promise - 4.5)))
stay = np.clip(0.85 - 0.90 * np.maximum(expectation - quality, 0), 0, 1)
ax = plots.line(
    pd.Series(
        buyers * (1 + 5 * stay), index=promise
    ),  # a first sale, and five more from those who stay
    xlabel="promise (1 to 7); what customers will get is 5",
    ylabel="sales per 100 people reached",
)

# %% [markdown]
"""
With these numbers the best promise is a little more than the truth, and the biggest promise sells less than an honest one. Change the 0.90 and the peak moves. That is the use of such a sketch: it shows what you would need to know.

Satisfaction, then, is a comparison. A firm can raise it by doing better or by promising less, and a high score tells you how pleased people are, not how good the service is. It is still worth having. The very satisfied
talk, and so do the very dissatisfied [@anderson1998]; and in a study of Swedish firms satisfaction went with profitability [@anderson1994]. Source 000 builds its "satisfaction theory" on this: *exceed expectations and you get loyal customers, who bring new
ones*. Treat it as a chain with three links, each of which can be weak. Section 9 looks at the second.
"""

# %% [markdown] covers="SAT-18"
"""
## 2. How sure are we?

Three scores are in use, and firms argue about which is right. They answer different questions.

- **CSAT**: the share of customers in the top two levels. *How many are satisfied?*
- **Net Promoter Score**: the share who answer 9 or 10 to "would you recommend us?" minus the share who answer 0 to 6 [@reichheld2003]. *Do more people speak for us than against us?*
- **An index** of several questions, in the form of the American Customer Satisfaction Index [@fornell1996]. *How does the whole experience compare, from 0 to 100?*

Whatever the score, it comes from 400 people out of many. **An estimate without an interval is half an answer.**
"""

# %% covers="CRM-23"
print(satisfaction.csat(now["level"], high=7).summary())
print(satisfaction.nps(now["recommend"]).summary())

# %% [markdown]
"""
### Now you try: a small region (6 minutes)

The manager of the lakes region has few customers in the survey and a strong opinion of them. Give `lakes = (low, high)`: the 95 % interval of her share of satisfied customers (**top two of seven levels, latest quarter**), as shares, by **Wilson's** method, which keeps its promise in
small samples where the textbook formula does not [@wilson1927; @brown2001]. `satisfaction.csat` knows it.
"""

# %% answer="lakes"
lakes = ...
### BEGIN SOLUTION
few = now.loc[now["region"] == "lakes", "level"]
small = satisfaction.csat(few, high=7)
lakes = (small.low, small.high)
### END SOLUTION

# %% check="lakes" points=2
check("lakes", lakes)

# %% key="lakes"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.004,
    because="answers rounded to three decimals",
    between=(0, 1),
    unit="shares from 0 to 1",
    hints=[
        "Which rows belong to the lakes in the latest quarter, and which column holds the seven levels?",
        "csat(ratings, high=7) counts the two highest answers and returns value, low and high.",
        "Select the rows of now with region 'lakes', take the column level, and give (low, high) of csat.",
    ],
    slips={
        "wald": Slip(
            lambda w: (lambda e: (e.low, e.high))(
                w.satisfaction.csat(w.few, high=7, method="wald")
            ),
            "This is the textbook interval, share plus and minus 1.96 standard errors. For so few customers use Wilson's.",
            credit=0.5,
        ),
        "all_waves": Slip(
            lambda w: (lambda e: (e.low, e.high))(
                w.satisfaction.csat(
                    w.waves.loc[w.waves["region"] == "lakes", "level"], high=7
                )
            ),
            "You took the lakes in all four quarters. The question is about the latest one.",
        ),
        "all_regions": Slip(
            lambda w: (lambda e: (e.low, e.high))(
                w.satisfaction.csat(w.now["level"], high=7)
            ),
            "This is the interval of all regions together, and so it is much too narrow. Keep only the lakes.",
        ),
        "top_three": Slip(
            lambda w: (lambda e: (e.low, e.high))(
                w.satisfaction.csat(w.few, top=3, high=7)
            ),
            "You also counted those who are only somewhat satisfied. The top two levels are six and seven.",
        ),
    },
)

# %% [markdown]
"""
An interval that wide is no basis for praise or blame. Write it beside the number every time, and the league table of regions loses its charm.

### Bug hunt: the trainee's index (8 minutes)

The index joins three questions, each answered from 1 to 10: overall satisfaction, how far expectations were met, how close the operator comes to the ideal. A trainee computed it like this. (In the American index the weights come from a model fitted to the data; these three are
ours.)
"""

# %% covers="CRM-23"
index_weights = pd.Series({"acs1": 0.40, "acs2": 0.33, "acs3": 0.27})
of_each = now[index_weights.index] @ index_weights / 10 * 100
trainee_index = of_each.mean()
trainee_range = (trainee_index - 1.96 * of_each.std(), trainee_index + 1.96 * of_each.std())
print(f"{trainee_index:.1f}, from {trainee_range[0]:.1f} to {trainee_range[1]:.1f}")

# %% [markdown]
"""
Two things are wrong. The index should be 0 if everybody answers 1 and 100 if everybody answers 10; his cannot fall to 0. And his interval says something else than "how sure are we of the mean?". Repair both and give `index_now = (index, low, high)`, with a 95 % interval
of 1.96 standard errors.
"""

# %% answer="index_now"
index_now = ...
### BEGIN SOLUTION
from_zero = (now[index_weights.index] @ index_weights - 1) / 9 * 100
half_width = 1.96 * from_zero.std() / np.sqrt(len(from_zero))
index_now = (from_zero.mean(), from_zero.mean() - half_width, from_zero.mean() + half_width)
### END SOLUTION

# %% check="index_now" points=2
check("index_now", index_now)

# %% key="index_now"
Item(
    kind="number",
    shape=(3,),
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(-100, 200),
    unit="points of the index, 0 to 100",
    hints=[
        "If every answer is 1, what does the trainee's formula give? How far does one customer stray, and how far the mean of 400?",
        "Subtract the lowest answer and divide by the width of the scale; an interval of a mean needs the root of the number of customers.",
        "(weighted answer - 1) / 9 * 100 for each customer, then the mean, and 1.96 times std / sqrt(n) either side.",
    ],
    slips={
        "as_he_did": Slip(
            lambda w: (w.trainee_index, *w.trainee_range),
            "This is what the trainee has. Neither of the two mistakes is repaired yet.",
        ),
        "only_width": Slip(
            lambda w: (
                w.trainee_index,
                w.trainee_index - 1.96 * w.of_each.std() / len(w.now) ** 0.5,
                w.trainee_index + 1.96 * w.of_each.std() / len(w.now) ** 0.5,
            ),
            "The interval is repaired, the index not: with every answer 1 it would still not be 0.",
            credit=0.5,
        ),
        "only_zero": Slip(
            lambda w: (
                w.index_now[0],
                w.index_now[0] - 1.96 * w.from_zero.std(),
                w.index_now[0] + 1.96 * w.from_zero.std(),
            ),
            "The index is right. The interval still says how far one customer strays, not how sure you are of the mean.",
            credit=0.5,
        ),
        "tenth": Slip(
            lambda w: (
                w.index_now[0] * 0.9,
                w.index_now[1] * 0.9,
                w.index_now[2] * 0.9,
            ),
            "You subtracted the lowest answer and then divided by ten. From 1 to 10 there are nine steps.",
        ),
    },
)

# %% [markdown]
"""
### How far does a score wander by itself?

Between quarters 1 and 2 the operator changed nothing. **By how many points would you expect its Net Promoter Score to move all the same?**
"""

# %% predict="nps_swing"
# A number of points, up or down.
my_guess = 2

# %%
quiet = waves.loc[waves["wave"] <= 2, "recommend"]  # the quarters before anything happened
vote = (quiet >= 9).astype(int) - (quiet <= 6)  # each answer counts +1, 0 or -1
print(f"score of quarters 1 and 2 together: {100 * vote.mean():.1f} points")

# %% alt="Histogram of simulated Net Promoter Scores of quarters in which nothing changes, 400 answers each, with a grey band for the middle 95 of 100 and a dashed line for the score of quarter 3: the band is about sixteen points wide and the line stands beyond its right end"
luck = satisfaction.score_luck(
    (quiet >= 9).mean(),
    quiet.isin([7, 8]).mean(),
    n=400,
    seen=satisfaction.nps(waves.loc[waves["wave"] == 3, "recommend"]).value,
    rng=1,
)
ax = plots.nps_spread(luck.again, observed=luck.seen)

# %% [markdown]
"""
With 400 answers the score strays by about eight points either way, in a firm where nothing happens. A two-point rise that is cheered in the corridor is weather. Quarter 3 (dashed) is another matter: we come to it.

What would more answers buy? Use your own shares. The slider starts at quarter 2.
"""

# %% widget="survey_noise"
crmlab.widgets.survey_noise(waves.loc[waves["wave"] == 2, "recommend"])

# %% alt="Curve of the half-width of the 95 per cent interval of a Net Promoter Score in points against the number of answers: it falls steeply up to a few hundred answers and slowly after that, to a few points at two thousand"
answers = np.arange(50, 2001, 10)
ax = plots.line(
    pd.Series(100 * 1.96 * vote.std() / np.sqrt(answers), index=answers),
    xlabel="answers a quarter",
    ylabel="half-width of the 95 % interval (points)",
)

# %% [markdown]
"""
Three tasks: (1) Set the answers to 100. How large must a rise be before it is hard to put down to luck? (2) Find the number of answers at which a rise of three points stands out. What would that survey cost? (3) Switch to the share of
satisfied customers. Does it wander more or less than the Net Promoter Score, in points?

The price of certainty is steep: to halve the interval you need four times the answers.

### Now you try: has it changed? (function, 10 minutes)

Write `change_in_nps(before, after)`. Both arguments are lists of answers from 0 to 10; return `[change, low, high]` in points: the Net Promoter Score after minus before, and its 95 % interval. Each answer counts +1, 0 or -1, so with shares `p` of promoters and
`d` of detractors the variance of one answer is `p + d - (p - d)**2` [@rocks2016]. The two samples are different people, so their squared standard errors add up. Use 1.96.

To test yourself: `change_in_nps([10] * 50 + [3] * 50, [10] * 60 + [3] * 40)` gives 20, -7.4 and 47.4.
"""


# %% answer="change_in_nps"
def change_in_nps(before, after):
    """Change of the Net Promoter Score in points, with its 95 % interval."""
    ### BEGIN SOLUTION
    scores, errors = [], []
    for given in (np.array(before), np.array(after)):
        p, d = (given >= 9).mean(), (given <= 6).mean()
        scores.append(p - d)
        errors.append((p + d - (p - d) ** 2) / len(given))
    change, half = scores[1] - scores[0], 1.96 * np.sqrt(errors[0] + errors[1])
    return [float(100 * part) for part in (change, change - half, change + half)]
    ### END SOLUTION


# %% check="change_in_nps" points=2
check("change_in_nps", change_in_nps)


# %% key="change_in_nps"
def _variant(variance="nps", join="squares", factor=100, sign=1, root=True):
    def wrong(before, after):
        import math

        scores, errors = [], []
        for given in (before, after):
            n = len(given)
            p = sum(answer >= 9 for answer in given) / n
            d = sum(answer <= 6 for answer in given) / n
            spread = p + d - (p - d) ** 2 if variance == "nps" else p * (1 - p)
            scores.append(p - d)
            errors.append(spread / n if root else spread)
        change = sign * (scores[1] - scores[0])
        if join == "squares":
            half = 1.96 * math.sqrt(sum(errors))
        else:
            half = 1.96 * sum(math.sqrt(error) for error in errors)
        return [factor * part for part in (change, change - half, change + half)]

    return wrong


Item(
    kind="function",
    unit="points, from -200 to 200",
    tolerance=0.06,
    because="answers rounded to one decimal, and 1.96 for 1.959964",
    inputs=lambda rng: [
        [
            rng.choice(
                11,
                size=int(rng.integers(40, 120)),
                p=[0.02, 0.02, 0.03, 0.04, 0.05, 0.08, 0.11, 0.15, 0.2, 0.17, 0.13],
            ).tolist()
            for _ in range(2)
        ]
        for _ in range(6)
    ],
    hints=[
        "What is the score of each of the two samples, and what is the variance of one answer in each?",
        "A standard error squared is the variance of one answer over the number of answers. Add the two squares, then take the root.",
        "change = score after - score before; half = 1.96 * sqrt(var_before / n_before + var_after / n_after); times 100 at the end.",
    ],
    slips={
        "yes_no": Slip(
            lambda w: _variant(variance="share"),
            "You used p(1 - p), the variance of a yes/no answer. An answer here has three values, and detractors widen the interval.",
        ),
        "errors_added": Slip(
            lambda w: _variant(join="sum"),
            "You added the two standard errors. Their squares add up; the root comes last.",
            credit=0.5,
        ),
        "shares": Slip(
            lambda w: _variant(factor=1),
            "These are shares. The score is quoted in points, a hundred times as much.",
            credit=0.5,
        ),
        "backwards": Slip(
            lambda w: _variant(sign=-1),
            "You took before minus after. A rise should come out positive.",
        ),
        "one_answer": Slip(
            lambda w: _variant(root=False),
            "This is how far single answers stray. The mean of many answers strays less: divide each variance by its number of answers.",
        ),
    },
)

# %% [markdown]
"""
The library has it too, for any two scores of the same kind. Here is what your four quarters say.
"""

# %%
scores = {
    wave: satisfaction.nps(group["recommend"]) for wave, group in waves.groupby("wave")
}
for wave in (2, 3, 4):
    print(f"quarter {wave - 1} to {wave}:", end=" ")
    print(satisfaction.score_change(scores[wave - 1], scores[wave]).summary())

# %% [markdown]
"""
From quarter 2 to 3 the whole interval lies above zero. (If it does so in the first line as well, you are one in forty: nothing happened there.) The sales director has already asked for the bonus that is tied to the score.

## 3. Whom did we ask?

Before anybody is paid: a score can change because customers changed their minds, or because **other customers were asked**. Each quarter some are invited by a text message, drawn by lot, and some by the staff of a shop, at the counter. Who answered, and what did they say?
"""

# %% predict="mix"
# Do those whom shop staff invite score higher, lower or about the same?
my_guess = "about the same"

# %% covers="SAT-22"
who = waves.groupby(["wave", "invited_by"])["recommend"]
by_group = who.size().unstack() / 400
by_group.columns = [f"share asked by {name}" for name in by_group.columns]
by_group.join(
    who.apply(lambda given: satisfaction.nps(given).value)
    .unstack()
    .rename(columns=lambda name: f"score, asked by {name}")
).round(2)

# %% [markdown]
"""
In quarter 3 most answers came from people whom shop staff had chosen, and those are happier people in every quarter. That is enough to lift the score of everybody together, although neither group needs to have changed its mind.

### Now you try: hold the invitations fixed (table, 10 minutes)

Give `fixed_mix`: one row for each quarter (1 to 4), with the columns `raw`, the Net Promoter Score of all answers, and `adjusted`, the score as it would be with **80 % asked by text message and 20 % by shop staff** in every quarter.
"""

# %% answer="fixed_mix"
fixed_mix = ...


### BEGIN SOLUTION
def score_of(part):
    return satisfaction.nps(part).value


each = who.apply(score_of).unstack()
overall = waves.groupby("wave")["recommend"].apply(score_of)
held = 0.8 * each["text message"] + 0.2 * each["shop staff"]
fixed_mix = pd.DataFrame({"raw": overall, "adjusted": held})
### END SOLUTION

# %% check="fixed_mix" points=3
check("fixed_mix", fixed_mix)

# %% key="fixed_mix"
Item(
    kind="table",
    columns=["raw", "adjusted"],
    index=["1", "2", "3", "4"],
    tolerance=0.06,
    because="answers rounded to one decimal",
    between=(-100, 100),
    unit="points",
    hints=[
        "In one quarter: what is the score of those asked by text message, and of those asked by shop staff?",
        "satisfaction.nps(...).value of each quarter and group gives eight numbers; who.apply(...) and unstack() bring them into a table.",
        "adjusted = 0.8 * score by text message + 0.2 * score by shop staff, quarter by quarter.",
    ],
    slips={
        "halves": Slip(
            lambda w: w.fixed_mix.assign(adjusted=w.each.mean(axis=1)),
            "You gave both groups the same weight. The question fixes 80 % and 20 %.",
            credit=0.5,
        ),
        "turned": Slip(
            lambda w: w.fixed_mix.assign(
                adjusted=0.2 * w.each["text message"] + 0.8 * w.each["shop staff"]
            ),
            "The two weights changed places: most customers are asked by text message.",
        ),
        "text_only": Slip(
            lambda w: w.fixed_mix.assign(adjusted=w.each["text message"]),
            "You kept only those asked by text message. That is a clean score, but the question asks for the fixed mix of both.",
            credit=0.5,
        ),
        "as_asked": Slip(
            lambda w: w.fixed_mix.assign(adjusted=w.fixed_mix["raw"]),
            "Both columns are the score as it was asked. Weight the two groups yourself, with the same weights in every quarter.",
        ),
    },
)

# %%
shares = {"text message": 0.8, "shop staff": 0.2}
adjusted = {
    wave: satisfaction.standardised_nps(group["recommend"], group["invited_by"], shares)
    for wave, group in waves.groupby("wave")
}

# %% covers="SAT-22" alt="Two lines of the Net Promoter Score over four quarters with intervals: the score as asked jumps in quarter 3, the score with the invitations held fixed stays within luck of quarter 2; in quarter 4 the two lines meet again"
lines = {
    name: pd.DataFrame(
        {wave: [e.value, e.low, e.high] for wave, e in estimates.items()},
        index=["estimate", "low", "high"],
    ).T
    for name, estimates in {"as asked": scores, "invitations held fixed": adjusted}.items()
}
ax = plots.estimates_along(lines, xlabel="quarter", ylabel="Net Promoter Score (points)")

# %% [markdown]
"""
Held fixed, quarter 3 lies within luck of quarter 2: the customers did not change, the mix of people did. **No bonus.** Now look at quarter 4, when the invitations were back to normal. As asked, the score makes no further leap, and it may well have fallen; whoever watches only that line sees nothing get better. With the invitations held
fixed, compare it with quarter 2.

### Decide: does the network team get paid? (choice on your own numbers, 6 minutes)

During quarter 3 engineers upgraded the network. Their contract says: *pay if the 95 % interval of the change of the **adjusted** Net Promoter Score from quarter 2 to quarter 4 lies above zero.* Set `verdict` to `"pay"` (it does), `"wait"` (it contains zero) or
`"unchanged"` (the survey shows that nothing changed). `satisfaction.score_change(...)` compares two estimates. Some of your classmates should answer differently, and be right.
"""

# %% answer="verdict"
verdict = ...
### BEGIN SOLUTION
upgrade = satisfaction.score_change(adjusted[2], adjusted[4])
verdict = "pay" if upgrade.low > 0 else "wait"
### END SOLUTION

# %% check="verdict" points=2
check("verdict", verdict)

# %% key="verdict"
Item(
    kind="choice",
    options=["pay", "wait", "unchanged"],
    hints=[
        "Which two quarters does the contract compare, and which of the two scores?",
        "score_change(adjusted[2], adjusted[4]) has low and high. Where is zero?",
        "Above zero means that low is above zero. If zero lies between low and high, the contract says wait.",
    ],
    slips={
        "other": Slip(
            lambda w: "wait" if w.verdict == "pay" else "pay",
            "Look at the interval of the change once more: quarter 2 to quarter 4, adjusted, and where its lower end lies.",
        ),
        "absence": Slip(
            "unchanged",
            "An interval that contains zero does not show that nothing changed; it also contains changes that you would like to have.",
        ),
    },
)

# %% [markdown]
"""
Whatever your verdict, it is about this contract, not about the network. The score turns eleven possible answers into three and adds up everything that a customer likes or dislikes. Ask people about the thing itself, and only those drawn by lot:
"""

# %%
aspects = {
    "coverage": ["cov1", "cov2"],
    "speed": ["spe1", "spe2"],
    "hotline": ["hot1", "hot2"],
    "shop": ["sho1", "sho2"],
    "tariff": ["tar1", "tar2"],
    "billing": ["bil1", "bil2"],
    "ease": ["eas1", "eas2"],
    "security": ["sec1", "sec2"],
}
rated = waves.join(scales.score(waves, aspects))
by_lot = rated[rated["invited_by"] == "text message"].groupby("wave")
by_lot[list(aspects)].mean().round(2)

# %% alt="Two lines of mean ratings of coverage and of speed over four quarters with intervals, for customers drawn by lot: small ups and downs for three quarters, clearly higher in the fourth"
tracks = {}
for aspect in ("coverage", "speed"):
    middle = by_lot[aspect].mean()
    half = 1.96 * by_lot[aspect].std() / np.sqrt(by_lot.size())
    tracks[aspect] = pd.DataFrame(
        {"estimate": middle, "low": middle - half, "high": middle + half}
    )
ax = plots.estimates_along(tracks, xlabel="quarter", ylabel="mean rating (1 to 7)")

# %% [markdown]
"""
Both are clearly better in quarter 4 than in quarter 2. So there was a real change, and the score may or may not have been sharp enough to see it. *Pay for what you can measure well.*

### Audit a claim: who can move the score? (5 minutes of reading)

> 经理和销售人员可以操纵顾客满意率的高低
>
> *Managers and salespeople can manipulate how high the satisfaction rate is.* (source 004)

It stands on a slide between five remarks in praise of satisfaction: that small everyday matters decide loyalty, that delivering high value is the key, that satisfaction is both a goal and a tool, that it takes more than lower prices or more service, and that some firms have mastered all of it. Read in
that row it sounds like a skill. As we remember the textbook from which the slide seems to come [@kotler1994], it is a *warning*, about people who are extra nice just before a survey or keep unhappy customers out of it. We could not check the page. The arithmetic needs no page: here is what your shop
staff can do to the score of quarter 2 without pleasing a single customer.
"""

# %% covers="SAT-22 DC-49" alt="Straight line of the Net Promoter Score against the share of answers from people whom shop staff invited, from zero to one hundred per cent: it climbs by twenty points or more although no customer changes"
second = waves[waves["wave"] == 2].groupby("invited_by")["recommend"]
lot, shop = (
    satisfaction.nps(second.get_group(name)).value
    for name in ("text message", "shop staff")
)
invited = np.linspace(0, 100, 21)
ax = plots.line(
    pd.Series(lot + (shop - lot) * invited / 100, index=invited),
    xlabel="share of answers from people whom shop staff invited (%)",
    ylabel="Net Promoter Score (points)",
)

# %% [markdown]
"""
"When a measure becomes a target, it ceases to be a good measure", as Strathern [-@strathern1997] put Goodhart's law. The cure is dull: whoever is paid by the score does not choose who answers.

### A survey that can carry a decision

Four questions before the first customer is asked, in the order in which they usually go wrong:

1. **What will we do differently if the score is low?** If nothing, stop here.
2. **Who is drawn, by whom?** By lot, by somebody with no stake. If groups matter (small regions!), draw within each.
3. **How many?** For a share with a margin of `e`, `n = z**2 * p * (1 - p) / e**2`; for a Net Promoter Score put its variance in place of `p * (1 - p)`.
4. **Who does not answer?** More answers do not help if those who answer are a special sort. A reminder to a small random part of the silent tells you how special.
"""

# %% covers="SAT-09"
p = (now["level"] >= 6).mean()
pd.DataFrame(
    {
        "answers for CSAT": {e: 1.96**2 * p * (1 - p) / (e / 100) ** 2 for e in (10, 5, 3)},
        "answers for NPS": {e: (1.96 * 100 * vote.std() / e) ** 2 for e in (10, 5, 3)},
    }
).rename_axis("margin, points either way").round(0)

# %% [markdown]
"""
## 4. What do we ask?

A number tells you that something is wrong. To learn *what*, you need an **indicator system**: a set of questions that covers what customers care about. Source 000 has a workflow of five steps, and it is a good one.
"""

# %% covers="SAT-07 SAT-15"
pd.DataFrame(
    {
        "what you do": [
            "raise the questions",
            "do the research",
            "build the system of factors",
            "screen, weigh and rank",
            "complete the system",
        ],
        "what you hold afterwards": [
            "a list of what might matter",
            "answers, on a scale that turns them into numbers",
            "factors without doubles and without dead weight",
            "a weight for each, and an order",
            "the tree, and what stands beside it",
        ],
        "here": ["below", "section 3", "below", "section 5", "sections 5 and 6"],
    },
    index=pd.RangeIndex(1, 6, name="step"),
)

# %% [markdown] covers="SAT-08 SAT-06"
"""
**Step 1** asks six questions: Which factors affect satisfaction? Which of them can become an indicator? How strong is each? Where can we learn about it? How do we collect it? What must we watch while collecting? If you cannot answer the fourth, the first three are opinions.

**Step 2** is the research: an aim, what is known already, questionnaire, sample, trained interviewers, interviews one to one and in groups, then counting. Its note says that indicators must be quantified, "with values by the levels". You have done that.

**Step 3**: factors are many; *drop those that repeat others, resemble others or matter little*. Churchill's paradigm for measures purges questions in the same spirit [@churchill1979]. Eighteen candidate questions were asked. Here is how each goes with satisfaction:
"""

# %% covers="SAT-10"
candidates = [name for items in aspects.values() for name in items] + ["spe3", "hol1"]
len(candidates)

# %% alt="Bars of the correlation of eighteen candidate questions with the satisfaction level: all but one lie between about 0.2 and 0.5, and the question on the music while waiting is close to zero"
ax = plots.bars(
    waves[candidates].corrwith(waves["level"]),
    xlabel="correlation with the satisfaction level",
    form="{:.2f}",
)

# %% [markdown]
"""
### Now you try: screen the questions (set, 8 minutes)

Apply two rules. (1) If two questions correlate **above 0.9** with each other, they ask the same thing: drop the one that comes **later** in `candidates`. (2) Drop a question whose correlation with `level` is **below 0.1** in size. Give `dropped`, the set of their names. `datasets.describe("telecom_waves")` has the wording.
"""

# %% answer="dropped"
dropped = ...
### BEGIN SOLUTION
together = waves[candidates].corr()
doubles = {
    second
    for place, first in enumerate(candidates)
    for second in candidates[place + 1 :]
    if together.loc[first, second] > 0.9
}
dead = waves[candidates].corrwith(waves["level"]).abs() < 0.1
dropped = doubles | set(dead.index[dead])
### END SOLUTION

# %% check="dropped" points=2
check("dropped", dropped)

# %% key="dropped"
Item(
    kind="set",
    options=[
        *(
            f"{block}{i}"
            for block in ("cov", "spe", "hot", "sho", "tar", "bil", "eas", "sec")
            for i in (1, 2)
        ),
        "spe3",
        "hol1",
    ],
    hints=[
        "Two tables are needed: how the questions correlate with each other, and how each correlates with level.",
        "waves[candidates].corr() is the first; look for values above 0.9 off the diagonal. The picture shows the second.",
        "Of the pair above 0.9 take the later one; add the question whose bar is close to zero.",
    ],
    slips={
        "earlier": Slip(
            {"spe2", "hol1"},
            "Of the two questions that ask the same thing you dropped the earlier one. The rule says the later.",
            credit=0.5,
        ),
        "both": Slip(
            {"spe2", "spe3", "hol1"},
            "You dropped both questions that ask the same thing. One of them should stay.",
        ),
        "dead_only": Slip(
            {"hol1"},
            "You found the question that matters little. Two others ask the same thing; one of them goes as well.",
            credit=0.5,
        ),
        "double_only": Slip(
            {"spe3"},
            "You found the double. One question has next to nothing to do with satisfaction; look at the picture again.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
A caution on the second rule. A question can matter and yet not correlate, if everybody gets the same: nobody's satisfaction varies with a thing that never fails. Ask what happens when it does (section 6) before you throw it out.

## 5. What weighs how much?

**Step 4**: weights. The source names three ways: the **analytic hierarchy process**, *subjective* weighting and *objective* weighting, from "expert discussion or a summary of customers' opinions". It does not say that they answer different questions. The eight aspects belong to four drivers; let us weigh those,
four ways.

**Ask customers directly** how important each thing is (1 to 7), and take shares.
"""

# %% covers="SAT-13"
drivers = {
    "network": ["coverage", "speed"],
    "help": ["hotline", "shop"],
    "money": ["tariff", "billing"],
    "app": ["ease", "security"],
}
of_drivers = scales.score(rated, drivers)
stated = pd.Series(
    {
        driver: waves[[f"imp_{name[:3]}" for name in parts]].mean().mean()
        for driver, parts in drivers.items()
    }
)
stated = stated / stated.sum()
stated.round(3)

# %% [markdown]
"""
All are important, customers say, and the weights come out nearly equal. That is the trouble with asking: nobody pays for saying "very". Other ways of asking force a choice (share out 100 points; rate over several rounds until the experts agree [@dalkey1963]).

**Ask managers in pairs**: is network more important than help, and how many times? Two things at a time is easier than four, and it shows something that no rating shows: whether judgements contradict each other. The weights are the principal eigenvector of the table of judgements,
and the **consistency ratio** compares its contradictions with those of random numbers; up to 0.10 is acceptable by Saaty's rule of thumb [-@saaty1980].
"""

# %% covers="SAT-12"
warnings.filterwarnings("ignore", message="the judgements contradict")  # seen below anyway
pair = ["first", "second"]
panel = datasets.load("driver_judgements", student=student)


def matrix_of(judgements):
    """Judgements with columns first, second, times as a square table."""
    table = pd.DataFrame(1.0, index=list(drivers), columns=list(drivers))
    for first, second, times in judgements[[*pair, "times"]].to_numpy():
        table.loc[first, second], table.loc[second, first] = times, 1 / times
    return table


ratios = pd.Series(
    {
        manager: satisfaction.ahp_weights(matrix_of(rows)).consistency_ratio
        for manager, rows in panel.groupby("manager", sort=False)
    }
)
ratios.round(2)

# %% [markdown]
"""
One of the four is beyond the limit. Play with that manager's judgements: each slider is one answer, and the star shows which answer fits the others worst and what would fit best.
"""

# %% widget="pairwise_weights"
crmlab.widgets.pairwise_weights(matrix_of(panel[panel["manager"] == ratios.idxmax()]))

# %% alt="Bars of the weights of four drivers that follow from one manager's judgements as they were entered, with a consistency ratio above 0.10 written on the axis"
ax = plots.ahp_weights(
    satisfaction.ahp_weights(matrix_of(panel[panel["manager"] == ratios.idxmax()]))
)

# %% [markdown]
"""
Three tasks: (1) Which single judgement would mend the table, and to what? (2) Set all sliders to 0. What are the weights, and the ratio? (3) Make the table perfectly consistent with network three times help and help twice money. What must network over money be?

### Bug hunt: the sheet and the minutes (10 minutes)

A high ratio says *ask again*; it does not say what is right, and what fits best need not be what was meant. Here somebody can be asked: the minutes of the meeting. `panel` has a row for each judgement, with `times` (the sheet) and `minutes` (what was said). **One entry was made upside down.** Find it, put it right, and join the four managers: for each pair the
**geometric mean** of their four judgements, which treats "3 times" and "a third" alike [@aczel1983]; `matrix_of` makes a table of the six. Give `panel_weights = (network, help, money, app)`.
"""

# %% covers="SAT-12"
panel[panel["manager"] == ratios.idxmax()]

# %% answer="panel_weights"
panel_weights = ...
### BEGIN SOLUTION
spoken = panel["minutes"].str.extract(r"^(\w+) counts (\d+)")
said = spoken[1].astype(float).fillna(1.0)
said = said.where(spoken[0].isna() | (spoken[0] == panel["first"]), 1 / said)
mended = panel.assign(times=said)


def joined(judgements):
    """Geometric mean over managers, one row for each pair."""
    logs = judgements.assign(times=np.log(judgements["times"]))
    return np.exp(logs.groupby(pair)["times"].mean()).reset_index()


judged = satisfaction.ahp_weights(matrix_of(joined(mended)))
panel_weights = tuple(judged.weights[list(drivers)])
### END SOLUTION

# %% check="panel_weights" points=3
check("panel_weights", panel_weights)


# %% key="panel_weights"
def _weights_of(w, rows):
    return tuple(w.satisfaction.ahp_weights(w.matrix_of(rows)).weights[list(w.drivers)])


def _mean_of_weights(w):
    each = [_weights_of(w, rows) for _, rows in w.mended.groupby("manager")]
    return tuple(w.np.mean(each, axis=0))


Item(
    kind="number",
    shape=(4,),
    tolerance=0.003,
    because="answers rounded to three decimals",
    between=(0, 1),
    unit="shares from 0 to 1",
    hints=[
        "Compare the sheet with the minutes, row by row, for the manager whose ratio is too high. Where do they disagree?",
        "panel.loc[row, 'times'] = ... repairs the entry. A geometric mean is exp of the mean of the logarithms.",
        "After the repair: group by first and second, np.exp of the mean of np.log(times), reset_index(), matrix_of, ahp_weights.",
    ],
    slips={
        "as_entered": Slip(
            lambda w: _weights_of(w, w.joined(w.panel)),
            "These are the weights of the sheet as it came. One entry in it is still upside down.",
        ),
        "left_out": Slip(
            lambda w: _weights_of(
                w, w.joined(w.panel[w.panel["manager"] != w.ratios.idxmax()])
            ),
            "You left the manager with the high ratio out. One entry is wrong, not the opinion; repair the entry and keep the manager.",
            credit=0.5,
        ),
        "arithmetic": Slip(
            lambda w: _weights_of(
                w,
                w.mended.groupby(w.pair)["times"].mean().reset_index(),
            ),
            "You took arithmetic means of the judgements. They let '3 times' count for more than 'a third'; take geometric ones.",
            credit=0.5,
        ),
        "one_manager": Slip(
            lambda w: _weights_of(w, w.mended[w.mended["manager"] == w.ratios.idxmax()]),
            "These are the weights of one manager alone. Join the judgements of all four.",
        ),
    },
)

# %% [markdown]
"""
**Let the answers speak.** Regress satisfaction on the four drivers: where a point of rating goes with many points of satisfaction, customers care, whatever they say. Those are *derived* weights.

**Let the spread speak.** Objective methods look at no opinion at all. **Entropy weights** [@shannon1948; @hwang1981] rate each region on each driver and give most weight to the driver on which regions differ most.
"""

# %% covers="SAT-14"
fit = smf.ols(
    "level ~ network + help + money + app", data=of_drivers.join(waves["level"])
).fit()
derived = fit.params[list(drivers)] / fit.params[list(drivers)].sum()
regions = of_drivers.groupby(waves["region"]).mean()
entropy = satisfaction.entropy_weights(regions)["weight"]
regions.round(2)

# %% covers="SAT-11" alt="Dot plot of the weights of four drivers by four methods: stated weights are nearly equal, those judged in pairs differ more, and entropy gives by far the most to help, on which the regions differ"
steady = panel[panel["manager"] == ratios.idxmin()]  # or put your panel_weights in
weights = pd.DataFrame(
    {
        "stated": stated,
        "judged in pairs (one manager)": satisfaction.ahp_weights(
            matrix_of(steady)
        ).weights,
        "derived": derived,
        "entropy": entropy,
    }
)
ax = plots.weights_compared(weights)

# %% [markdown]
"""
Four methods, four answers, because there are four questions: what customers *say* matters, what a manager *thinks* matters (here the one whose judgements hang together best), what *goes with* satisfaction, and where the regions *differ*. Entropy gives most of the weight to help because shops are good in some regions and poor in others, and it would do so if no customer ever set foot in a shop. It is the right tool to find where to look
for differences, and the wrong one to say what customers want. "Objective" means only that nobody was asked. Weights drawn from correlations as well as spread, such as CRITIC [@diakoulaki1995], have the same limit.

For an index of *satisfaction* we sign the derived weights, with the managers' as a check: where the two disagree, one of them has something to learn.

### The tree

**Step 5** puts it together. Source 000 says that the system has four levels of indicators and announces a table of them; the table is missing. The usual reading, which we adopt: **level 1** is the overall index, **level 2** what drives it, **level 3** the parts of each driver, **level 4** the questions. Weights under each branch add up to one, siblings are ranked by weight, and a score
climbs from the questions to the top.
"""

# %% covers="SAT-16 SAT-15" alt="Tree of indicators from left to right in four levels: the overall index, four drivers, eight aspects, sixteen questions, each with its weight among its siblings and its mean score; darker boxes have lower scores"
branches = {}
for driver, parts in derived.sort_values(ascending=False).items():
    inside = {name: waves[f"imp_{name[:3]}"].mean() for name in drivers[driver]}
    branches[driver] = (
        parts,
        {
            name: (share / sum(inside.values()), dict.fromkeys(aspects[name], 0.5))
            for name, share in inside.items()
        },
    )
tree = satisfaction.IndicatorTree(branches, root="overall")
ax = plots.indicator_tree(tree, now[tree.questions].mean(), low=1, high=7)

# %% [markdown]
"""
Read it from left to right to find where a low score comes from: follow the dark boxes. The source also asks for *auxiliary* and *relative* indicators. Auxiliary ones stand beside the tree and explain it (complaints, waiting times); a relative one divides your score by a rival's, because a customer who compares will not care that you improved if the others improved
more.

## 6. What should we fix first?

The purpose of all this, says the source, is to show *how far service and satisfaction match*, so that something can be done. Martilla and James [-@martilla1977] put it on one page: **importance** upward, **performance** to the right.
"""

# %% covers="SAT-17"
names = list(aspects)
latest = rated[rated["wave"] == 4]
slopes = smf.ols("level ~ " + " + ".join(names), data=latest).fit().params[names]
grid = satisfaction.importance_performance(slopes, latest[names].mean())
grid.table.round(2)

# %% covers="SAT-17" alt="Importance-performance grid of eight aspects: importance is the derived slope on satisfaction, performance the mean rating, and two lines at the means cut the plane into four quadrants from concentrate here to possible overkill"
ax = plots.importance_performance(grid)
_ = ax.set_ylabel("importance (levels of satisfaction per point of rating)")

# %% [markdown]
"""
Top left is where it hurts: important and poorly done. Two cautions. The lines stand at the means, so *something* is always above and something below, however well you do. And importance here has an error of its own; a point near a line may belong to either side.

### Decide: one project (choice on your own numbers, 10 minutes)

There is money for **one** project in quarter 5: a better `hotline`, a clearer `tariff` or cleaner `billing`. Each would lift **every customer of quarter 4 whose rating of that aspect is 4 or lower by one point**, and cost the same. The expected gain in the mean satisfaction level is *slope x share of customers with a rating of 4 or lower*. Set `project` to the one with the largest
gain. `slopes` has the slopes; `latest` the ratings. Some of your classmates should answer differently, and be right.
"""

# %% answer="project"
project = ...
### BEGIN SOLUTION
options = ["hotline", "tariff", "billing"]
low_share = (latest[options] <= 4).mean()
gain = slopes[options] * low_share
project = gain.idxmax()
### END SOLUTION

# %% check="project" points=2
check("project", project)

# %% key="project"
Item(
    kind="choice",
    options=["hotline", "tariff", "billing"],
    hints=[
        "What makes a project worth more: that the aspect counts, or that many customers are unhappy with it?",
        "(latest['hotline'] <= 4).mean() is the share of customers whom the hotline project would reach.",
        "Multiply slope and share for each of the three, and take the largest product.",
    ],
    slips={
        "runner_up": Slip(
            lambda w: w.gain.drop(w.project).idxmax(),
            "Work out slope times share for all three and compare again; another one comes out ahead.",
        ),
        "last": Slip(
            lambda w: w.gain.idxmin(),
            "This one gains least of the three. Neither a steep slope nor many low ratings is enough alone; multiply them.",
        ),
    },
)

# %% [markdown]
"""
How sure are you? Each of the three slopes has a standard error, and so has each gain. If two come out nearly level, the honest advice is "either; take the one that is easier to undo". And a slope in a survey is what *goes with* satisfaction. Whether lifting the one lifts the other is what a trial in two regions would show.

### Not every feature works alike

A straight slope assumes that more is always better by the same amount. Kano and his colleagues [-@kano1984] asked two questions about each feature: how would you feel **with** it, and how **without**? Calls that do not drop: few are delighted with them, most are angry without. That is a **must-be** feature, and it is why a question can matter without correlating. A birthday gift works the
other way round (*attractive*); faster data work both ways (*one-dimensional*); the printed magazine leaves most people cold (*indifferent*) or annoys them (*reverse*). Some answers contradict themselves (*questionable*).
"""

# %%
features = ["drop", "fast", "alert", "gift", "paper"]
with_it = waves[[f"kano_{name}_with" for name in features]].set_axis(features, axis=1)
without = waves[[f"kano_{name}_without" for name in features]].set_axis(features, axis=1)
asked = satisfaction.kano(with_it, without)
asked.counts

# %% alt="Plane of five features by the satisfaction they lose when absent, to the right, and win when present, upward: calls that do not drop lie to the lower right, faster data to the upper right, the birthday gift to the upper left, the magazine to the lower left, and the alert near the middle"
ax = plots.kano_plane(asked)

# %% [markdown]
"""
The usual report gives each feature the category that most people put it into. For the `alert` (a text message before I run over my allowance) that hides more than it shows: look at how the answers split.
"""

# %%
asked.counts.loc[["alert"]].assign(most_frequent=asked.category)

# %% [markdown]
"""
### Now you try: better and worse (6 minutes)

Give `alert_pair = (better, worse)` for the alert, by hand: `better = (A + O) / (A + O + M + I)` and `worse = -(O + M) / (A + O + M + I)`, from the counts [@berger1993]. The first says what having it can win, the second (a negative number) what lacking it can lose.
"""

# %% answer="alert_pair"
alert_pair = ...
### BEGIN SOLUTION
votes = asked.counts.loc["alert"]
base = votes[["A", "O", "M", "I"]].sum()
alert_pair = ((votes["A"] + votes["O"]) / base, -(votes["O"] + votes["M"]) / base)
### END SOLUTION

# %% check="alert_pair" points=2
check("alert_pair", alert_pair)

# %% key="alert_pair"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(-1, 1),
    unit="shares, the second with a minus sign",
    hints=[
        "Which four categories stand below the line of the fraction, and which two are left out?",
        "asked.counts.loc['alert'] has the counts by letter; votes['A'] is one of them.",
        "Add A and O for better, O and M for worse; divide both by A + O + M + I; give worse a minus sign.",
    ],
    slips={
        "everybody": Slip(
            lambda w: tuple(share * w.base / w.votes.sum() for share in w.alert_pair),
            "You divided by all answers. Reverse and questionable ones stay out of the sum below the line.",
        ),
        "no_sign": Slip(
            lambda w: (w.alert_pair[0], -w.alert_pair[1]),
            "The sizes are right. Worse is a loss and carries a minus sign.",
            credit=0.5,
        ),
        "pure": Slip(
            lambda w: (w.votes["A"] / w.base, -w.votes["M"] / w.base),
            "You left the one-dimensional answers out. They belong to both: such a feature wins when present and loses when absent.",
        ),
        "swapped": Slip(
            lambda w: (-w.alert_pair[1], -w.alert_pair[0]),
            "The two changed places: better is about having the feature, worse about lacking it.",
        ),
    },
)

# %% [markdown]
"""
### Those who speak up

Some customers do not wait for a survey. Sources 000 and 003 ask for a complaint mechanism: answer in time, find the cause, keep the customer. Fornell and Wernerfelt [-@fornell1987] made the case in money, in theory: it can pay to handle complaints well rather than to win new customers in place of those who go. In your data, how far are those who complained from those who did not?
"""

# %% covers="SAT-24 SAT-23" alt="Dot plot with intervals of the difference in satisfaction level from customers who did not complain: those with an open complaint lie far below zero, those whose complaint was solved lie below zero too but less far"
spoke = smf.ols("level ~ C(complaint, Treatment('none'))", data=waves).fit(cov_type="HC3")
rows = [f"C(complaint, Treatment('none'))[T.{kind}]" for kind in ("open", "solved")]
difference = pd.DataFrame(
    {
        "estimate": spoke.params[rows],
        "low": spoke.conf_int().loc[rows, 0],
        "high": spoke.conf_int().loc[rows, 1],
    }
).set_axis(["complaint open", "complaint solved"])
ax = plots.effects(difference)
_ = ax.set_xlabel("satisfaction level, against those who did not complain (95 % interval)")

# %% [markdown]
"""
Those whose complaint was solved stand above those whose complaint is open, and below those who never complained. The second part should not surprise you: people complain where service was poor to begin with. The hope that a well-handled complaint leaves a customer *happier* than if nothing had happened has a name, the service recovery paradox; over many studies it shows in satisfaction and not in repurchase [@dematos2007]. How fair the handling was, and how
quick, matters as much as what was paid [@tax1998]. For the manager: **survey, look for causes, change something, measure again**, which is what source 000 calls the satisfaction management mechanism; complaints are the part of it that comes free.

## 7. Is it worth it to the customer?

A rival charges less. Customers compare what they get with what it costs them, and Kotler's books do it with a subtraction [@kotler1994]: **customer delivered value = total customer value - total customer cost**. Value comes from product, service, personnel and image; cost is money, time, effort and worry. Here are our operator and the rival, in euros a month; the numbers are made up for one customer.
"""

# %% covers="PV-06 PV-07 PV-08"
parts = ["product", "service", "personnel", "image", "money", "time", "effort", "worry"]
offers = pd.DataFrame(
    {
        "ours": [24.0, 6.0, 3.0, 3.0, -20.0, -2.0, -1.5, -1.5],
        "rival": [19.0, 4.0, 2.0, 3.0, -14.0, -2.0, -1.5, -1.0],
    },
    index=parts,
)
offers.T

# %% covers="PV-06 PV-07 PV-08" alt="Waterfall of customer delivered value for our operator in euros a month: product, service, personnel and image add up, money, time, effort and worry take away, and a positive remainder is left"
ax = plots.waterfall(offers["ours"], total="delivered value", xlabel="EUR a month")

# %% [markdown]
"""
Note what it shows and a price list does not: to this customer, time, effort and worry cost a quarter of what the bill does, and the operator can lower them without touching the price.

### Audit a claim: difference or trade-off? (6 minutes)

> 客戶感知價值反映了客戶對產品或服務的整體體驗與為此付出的成本之間的**差異** …… 客戶感知價值(PCV)是指客戶對產品或服務perceived benefits與其perceived costs之間的**權衡**
>
> *Customer perceived value reflects the **difference** between the whole experience and the cost paid ... is the **trade-off** between perceived benefits and perceived costs.* (source 001, stray syllables of the scan taken out, bold ours; the first in its box of key points, the second in the text below it)

Zeithaml [-@zeithaml1988] defines it as an overall assessment of what is received and what is given, a trade-off that may be weighed in many ways. A difference is one way, a ratio another. Does the choice matter?
"""

# %% covers="PV-01 DC-25"
benefits, costs = offers.clip(lower=0).sum(), -offers.clip(upper=0).sum()
pd.DataFrame(
    {
        "benefits": benefits,
        "costs": costs,
        "difference": benefits - costs,
        "ratio": benefits / costs,
    }
).round(2)

# %% [markdown]
"""
By difference our offer wins, by ratio the rival's. A customer with money to spare may live by the first, one who counts every euro by the second, and a questionnaire ("worth what I pay") does not tell you which. So: *say which one you mean before you rank offers.* The source uses both words within two paragraphs and does not notice. What would settle it for one market is a set of choices: which of two offers do customers take when the rules disagree?

If customers seek the highest delivered value, as the slides have it, small differences still do not decide every choice; a logit rule turns them into shares. And source 001's advice to managers (*give value beyond the cost, customise, manage costs*) can be put into one table:
"""

# %% covers="PV-05 PV-09 PV-13"
levers = pd.DataFrame(
    [[2.0, 0.5, 2.2], [1.5, 0.0, 0.9], [0.0, 2.0, 0.6]],
    index=["technician at home (added value)", "tariff to measure", "one-click moving"],
    columns=["benefit", "saved", "costs us"],  # EUR a month and customer
)
gap = (benefits - costs)["ours"] - (benefits - costs)["rival"]
levers["delivered"] = levers["benefit"] + levers["saved"]
levers["choose us"] = 1 / (1 + np.exp(-0.4 * (gap + levers["delivered"])))
won = levers["choose us"] - 1 / (1 + np.exp(-0.4 * gap))
levers["share won, per euro"] = won / levers["costs us"]
levers.round(2)

# %% [markdown]
"""
The numbers are ours (and so is the 0.4, which says how sharply customers choose). The lesson is in the last column: the largest benefit is not the best buy. Saving customers trouble is often cheap, and *added value* such as training or after-sales service has to earn its cost like everything else [@ravald1996].

Where in the firm is value made, and where only cost? Porter's **value chain** [-@porter1985] lists five primary and four support activities. Lay your cost shares beside what customers say each is worth, and the mismatch shows (again with made-up numbers, for 36 euros of value):
"""

# %% covers="PV-10"
chain = pd.DataFrame(
    {
        "kind": ["primary"] * 5 + ["support"] * 4,
        "cost": [1.5, 9.0, 3.0, 4.5, 2.0, 2.0, 1.5, 2.5, 1.0],
        "value to customers": [0.5, 15.0, 4.0, 4.0, 6.5, 0.5, 2.0, 3.0, 0.5],
    },
    index=[
        "inbound logistics",
        "operations",
        "outbound logistics",
        "marketing and sales",
        "service",
        "infrastructure",
        "human resources",
        "technology",
        "procurement",
    ],
)
chain.assign(margin=chain["value to customers"] - chain["cost"])

# %% [markdown]
"""
## 8. Does value pass quality on, or change its strength?

Source 001 gives perceived value a grand part. It has a *direct and positive* effect on stickiness, it says, and it is also the **moderator** between service quality (SQ) and stickiness. A moderator changes how strongly one thing works on another; a **mediator** passes an effect on [@baron1986]. The two call for different actions: with a mediator you invest in quality *to create* value; with a
moderator you invest in quality *where value is high already*.

### Audit a claim: which of the two? (8 minutes of reading)

> PCV通過以下機制調節SQ對CL的影響:價值滿意度……關系承諾……口碑傳播
>
> *Perceived value moderates the effect of service quality on stickiness by these mechanisms: value satisfaction, commitment, word of mouth.* (source 001)

Each of the three "mechanisms" is told as a chain: value makes satisfied, satisfaction makes sticky; value makes committed; value makes people talk. A chain is **mediation**. One sentence further down describes a moderator: *when perceived value is high, quality works more strongly.* It is credited to "one study", without a name; so is the next, that this is more marked in health care and
education. We could not trace either. Caruana, Money and Berthon [-@caruana2000] did test value as a moderator between service quality and satisfaction. To settle it for one market you need both models on the same data. You have them.
"""

# %% covers="PV-02 PV-04"
people = pd.DataFrame(
    {
        "quality": rated[names].mean(axis=1),
        "value": waves[["val1", "val2", "val3"]].mean(axis=1),
        "stickiness": waves[["sti1", "sti2", "sti3"]].mean(axis=1),
    }
)
chain_of_two = mediation.mediate(
    people, "quality", "value", "stickiness", n_boot=2000, rng=1
)
chain_of_two.summary()

# %% covers="PV-03" alt="Histogram of two thousand bootstrap estimates of the effect of quality on stickiness through value, with its 95 per cent interval as a grey band: the whole band lies well to the right of zero"
ax = plots.indirect_effect(chain_of_two)

# %% [markdown]
"""
That is the chain: quality goes with value, and value, with quality held constant, with stickiness. The interval comes from resampling customers, because a product of two slopes is not normal [@preacher2008]. Now the other question: is the slope of quality steeper where value is high?
"""

# %% predict="parallel"
# Three lines, for customers with low, middle and high value: "parallel" or "fanning out"?
my_guess = "parallel"

# %% covers="PV-03" alt="Three fitted lines of stickiness on quality for customers with low, middle and high perceived value: all climb, and the lines for higher value lie higher; how far they fan out differs from sample to sample and is slight"
ax = plots.slopes_by_third(people, "quality", "value", "stickiness")

# %% covers="PV-03 DC-24"
product = moderation.moderate(people, "stickiness", "quality", "value")
term = "quality:value"
size, error = product.params[term], product.standard_errors[term]
print(
    f"product term: {size:.3f}, 95 % interval {size - 1.96 * error:.3f} to {size + 1.96 * error:.3f}"
)
product.simple_slopes().round(3)

# %% [markdown]
"""
### Decide: mediator, moderator or both? (choice on your own numbers, 6 minutes)

Set `role` to what **your** 1,600 answers support: `"mediator"` if only the indirect effect has a 95 % interval (`chain_of_two.bca`) clear of zero, `"moderator"` if only the product term has, `"both"` if both have, `"neither"` if none has.
"""

# %% answer="role"
role = ...
### BEGIN SOLUTION
passes_on = chain_of_two.bca["low"] > 0 or chain_of_two.bca["high"] < 0
changes = abs(size / error) > 1.96
role = {
    (True, True): "both",
    (True, False): "mediator",
    (False, True): "moderator",
    (False, False): "neither",
}[bool(passes_on), bool(changes)]
### END SOLUTION

# %% check="role" points=2
check("role", role)

# %% key="role"
Item(
    kind="choice",
    options=["mediator", "moderator", "both", "neither"],
    hints=[
        "Two intervals decide. Which is about passing an effect on, and which about changing its strength?",
        "The first is chain_of_two.bca; the second is printed above the table of slopes.",
        "For each of the two ask: is zero inside? Then read the four cases of the task.",
    ],
    slips={
        "other": Slip(
            lambda w: "mediator" if w.role == "both" else "both",
            "You have the indirect effect right. Look at the interval of the product term again: is zero inside or outside?",
        ),
        "as_the_source": Slip(
            "moderator",
            "That is the word the source uses. Your indirect effect has an interval too; is it clear of zero?",
        ),
    },
)

# %% [markdown]
"""
If you found "mediator", you have *not* shown that value does not moderate; a product term needs a far larger sample than a slope to be seen. If you found "both", look how small the difference of the slopes is. And the arrow from quality to value to stickiness is an assumption of the model: one survey at one moment cannot tell it from an attitude that colours all three answers. Cronin, Brady and Hult [-@cronin2000]
compared such models across several services; which one fits your market has to be found out.

## 9. Satisfied, and gone

> 据《哈佛商业评论》报告显示……对商品满意的顾客中,仍有65%——85%的顾客会选择新的替代品
>
> *According to a Harvard Business Review report, of customers satisfied with a product 65-85 % still choose a new alternative.* (source 000)

If that were so, the last eight sections would be a waste of your time. What Reichheld [-@reichheld1996] reports, as we know it, is the reverse: of the customers **who left**, a majority of about that size had said that they were satisfied. We could not check the page; the chapter on reading claims takes the sentence apart. Here is what your operator's customers did within a year.
"""

# %% covers="SAT-18"
waves["satisfied"] = waves["level"] >= 5  # somewhat satisfied or better
pd.crosstab(waves["satisfied"], waves["left_within_year"], margins=True)

# %% [markdown]
"""
### Claim audit: one in how many? (6 minutes)

Give `leave_if_satisfied`: of your **satisfied** customers (level 5 or higher), the share who left within a year.
"""

# %% answer="leave_if_satisfied"
leave_if_satisfied = ...
### BEGIN SOLUTION
leave_if_satisfied = waves.loc[waves["satisfied"], "left_within_year"].mean()
### END SOLUTION

# %% check="leave_if_satisfied" points=2
check("leave_if_satisfied", leave_if_satisfied)

# %% key="leave_if_satisfied"
Item(
    kind="number",
    tolerance=0.0055,
    because="answers rounded to two decimals",
    between=(0, 100),
    unit="a share from 0 to 1",
    hints=[
        "Of whom is it a share? Put a finger on that row or column of the table.",
        "Only the satisfied count below the line of the fraction; those of them who left stand above it.",
        "Take the rows with satisfied True and there the mean of left_within_year, which is 0 or 1.",
    ],
    slips={
        "transposed": Slip(
            lambda w: w.waves.loc[w.waves["left_within_year"] == 1, "satisfied"].mean(),
            "This is the share of leavers who were satisfied. The question is about the satisfied, and the two are not the same.",
        ),
        "everybody": Slip(
            lambda w: w.waves["left_within_year"].mean(),
            "This is the share of all customers who left. Keep only the satisfied below the line of the fraction.",
        ),
        "joint": Slip(
            lambda w: (w.waves["satisfied"] & (w.waves["left_within_year"] == 1)).mean(),
            "This is the share of all customers who were satisfied and left. Divide by the satisfied, not by everybody.",
        ),
        "percent": Slip(
            lambda w: 100 * w.leave_if_satisfied,
            "That is a percentage; give a share between 0 and 1.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
Most of those who left had been satisfied, **and** few of the satisfied left. Both are true at once, because there are so many satisfied customers to begin with. Turn the one into the other yourself:
"""

# %% widget="satisfied_defectors"
crmlab.widgets.satisfied_defectors()

# %% alt="Two panels for your operator: on the left all customers as two columns, the satisfied one wide and the other narrow, with the small hatched parts that leave; on the right those who left, more than half of them satisfied"
figure, panels = plt.subplots(1, 2, figsize=(6.4, 3.6), layout="constrained")
gone = waves["left_within_year"] == 1
axes = leavers_parts(
    waves["satisfied"].mean(),
    waves.loc[gone, "satisfied"].mean(),
    gone[waves["satisfied"]].mean(),
    gone[~waves["satisfied"]].mean(),
    axes=leavers_frame(axes=panels),
)

# %% [markdown]
"""
Three tasks: (1) Put in your own three shares from the table. Does the slider give your answer? (2) Find a setting in which nine in ten leavers were satisfied and yet satisfaction lowers leaving. (3) What share of leavers would be satisfied if satisfaction made *no* difference?

What is left of the claim is worth having. Satisfied customers do leave, because a rival offers more, because they move, because nothing held them; where leaving is easy, "satisfied" is not enough and only the most satisfied stay reliably [@jones1995]. The others are more likely to go, and there are fewer of them.

## 10. In writing

This is read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=4
"""
### The memo (written, 25 minutes, at most 300 words)

The board meets tomorrow. It has one page. Tell it (1) what the score is and how sure you are, (2) whether quarter 3 and quarter 4 were better than quarter 2, and whom to pay, (3) which one project to fund, and (4) one change to the survey. Use at least three of your own numbers, each with its range or its uncertainty, and say what your numbers cannot show.

=== BEGIN MARK SCHEME ===
1 point: a score with its interval, and the right word for what it is (share, points or index), for a stated group and quarter.
1 point: quarter 3 explained by who was asked, quarter 4 by coverage and speed; the verdict on the bonus and on the contract follows from the student's own intervals, and "wait" is not sold as "nothing changed".
1 point: one project that follows from slope times share in the student's data, with how close the next one is and that a slope is not yet a cause.
1 point: a change to the survey that removes a named weakness (who invites, who is drawn, how many, what is asked), and a sentence on what would show that the advice was wrong.
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer in outline; put your own numbers in the brackets.* In quarter 4 our Net Promoter Score was [score] points; with 400 answers the 95 % interval runs from [low] to [high]. Do not read single points.

Quarter 3 was not better. The score rose because six in ten answers came from people whom shop staff had invited, instead of two in ten. With the invitations held fixed it did not move by more than luck. No bonus. Quarter 4 was better: customers drawn by lot rate coverage and speed higher than in quarter 2, clearly. By the letter of the contract (adjusted score, quarter 2 to 4, [change] points, [low] to [high]) the network team should [be paid / wait
a quarter; that is not to say that nothing changed].

Fund [project]. It reaches [share] of customers, and a point there goes with [slope] levels of satisfaction. The next one is [difference] behind, so try it in two regions before all eight. A slope shows what goes together; the trial shows what follows.

From now on the survey is drawn by lot by somebody who is not paid by the score. If the regions with the project do not pull ahead of the others in two quarters, I was wrong.
"""

# %% [markdown]
"""
## What we found

- Satisfaction is a comparison with what was expected, and a shortfall takes more than a surplus brings.
- A score of 400 answers wanders by eight points with nothing behind it. Give the interval, and of a *change* give the interval of the change.
- Who was asked can move a score more than what was done. Hold the mix fixed, and keep those who are paid by a score away from the choice of who answers.
- Weights stated, judged, derived and by entropy answer four questions. Choose the question first.
- What to fix first is slope times room, not the lowest score; must-be features hide from slopes.
- A source that says "moderator" may describe a mediator. Fit both, and say what your sample cannot settle.
- Most who leave may have been satisfied, while few of the satisfied leave.

## Go further

Start with Oliver [-@oliver1980] for the comparison, Fornell and others [-@fornell1996] for the index, Saaty [-@saaty1980] for judgements in pairs, Martilla and James [-@martilla1977] for the page that fits into a meeting, and Zeithaml [-@zeithaml1988] for value. `datasets.truth("telecom_waves")` tells you now what was built into your data.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening question; 10 section 1 (the three customers on the board); 25 sections 2-3, with the slider on the projector and the bonus as the turning point; 20 sections 4-5 (pairs hunt the upside-down entry); 15 section 6, show of hands on the project; 10 section 8 or 9, whichever the class needs.

**Opening question.** "Our score rose from one quarter to the next by a good bit. Who should get the bonus?" Let them name three people before anybody asks who was asked. Write the names down; cross them out in section 3.

**Board plan.** Left: expected, perceived, difference, with Ann, Ben and Cem. Middle: the two lines of section 3, as asked and held fixed. Right: four questions, four sets of weights.

**Likely wrong turns.** (1) Comparing two intervals by eye instead of the interval of the change. (2) "The interval contains zero, so nothing changed": ask what else it contains. (3) Taking the highest ratio in the panel as a reason to drop the manager. (4) In the project decision, taking the steepest slope or the lowest mean alone. (5) The transposed share in section 9; let a student read the two rows of the table aloud, each beginning with "of those who".

**Different and both right.** `verdict`, `project` and `role` come out differently from student to student. Put two neighbours with different verdicts side by side: their intervals overlap almost wholly. Which of the two teams was better? (Neither: the same change was built into both data sets.)

**Fairness.** Shop staff who invite happy customers do what the bonus pays them for. Blame the rule.
"""

# ---
# title: From data to a decision on Monday
# question: A vendor, an agency and a manager each want a signature on Monday, all for "CRM". Which do we sign?
# objectives:
#   - say what a speaker means by CRM, and check the stories that are told about the word
#   - turn a table of events into customers with four lines of SQL, without counting anything twice
#   - choose the next offer by what it adds, and say why only a test can settle it
#   - read a campaign against a holdout, in shares and in money, and decide group by group
#   - put a model beside a one-line rule, and find the column that knows the future
#   - tell a service that improved from a measure that did
# minutes: {reading: 80, practice: 110}
# needs: Shares, means and what a 95 % interval is. A little Python (calling a function, picking rows of a table, groupby). No SQL; the four lines used are explained.
# datasets: [shop_events, shop_campaign]
# points: 30
# claims: [DC-30, DC-31, DC-32, DC-39]
# terms:
#   - {en: customer relationship management, zh: 客户关系管理, means: "strategy, processes and tools for winning, keeping and developing customers", source: payne2005}
#   - {en: event table, zh: 事件表, means: "a table with one row for each thing that happened, to whom and when", source: codd1970}
#   - {en: customer table, zh: 客户表, means: "a table with one row for each customer", source: codd1970}
#   - {en: consent, zh: 同意, means: "a person's yes to a stated use of personal data, which can be taken back", source: gdpr2016}
#   - {en: touch point, zh: 接触点, means: any occasion on which a customer meets the firm, source: lemon2016}
#   - {en: cross-selling, zh: 交叉销售, means: offering a present customer a further product}
#   - {en: confidence, zh: 置信度, means: "of the orders with A, the share that also has B", source: agrawal1993}
#   - {en: lift, zh: 提升度, means: "confidence divided by the share of B in all orders"}
#   - {en: holdout, zh: 保留对照组, means: "customers who could have been treated and, by lot, were not", source: gordon2019}
#   - {en: uplift, zh: 增量效果, means: what a treatment adds to what would have happened anyway, source: radcliffe2007}
#   - {en: database marketing, zh: 数据库营销, means: choosing whom to address from what is stored about them, source: hughes1994}
#   - {en: leakage, zh: 数据泄漏, means: letting a model see what was not known on the day it is for}
#   - {en: performance indicator, zh: 绩效指标, means: a number by which work is judged}
#   - {en: pseudonym, zh: 假名, means: a code in place of a name that somebody can turn back, source: gdpr2016}
# ---

# %% [markdown]
"""
The firm in this chapter is made up and its data are simulated: a coffee roaster with an online shop of 660 customers, and a letter that an agency sent to
6,000. **Both tables are yours alone**; a classmate's roaster has other customers. `datasets.describe("shop_events")` says what each column means,
`datasets.truth("shop_events")` what was built in. Look at the second when you have finished.
"""

# %%
import sqlite3
import warnings

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

import crmlab
from crmlab import churn, datasets, loyalty, plots

student = crmlab.student()
check = crmlab.checker("crm_practice", student)

# %%
events = datasets.load("shop_events", student=student)
campaign = datasets.load("shop_campaign", student=student)
student

# %% [markdown] covers="CRM-01 CRM-02 CRM-03 CRM-16"
"""
## 1. Three signatures

The owner of the roaster calls on Friday. On Monday three people will sit at her table, and each will say *CRM*. A **vendor** wants a signature under
a licence: to him CRM is a program. An **agency** wants one under a letter with a voucher to all 6,000 customers: to them CRM is a campaign. The
**head of the service desk** wants his bonus for quick replies made permanent: to him CRM is how people work. *"Which do I sign?"* By the end of the
chapter you will have an answer to each, with your own numbers.

**Do the three mean the same thing?** One of our sources has a definition on which all could agree:

> 客戶關系管理(CRM)是指企業通過有效的策略和方法,與客戶建立、維護和發展長期、穩定的合作關系的過程
>
> *CRM is the process in which a firm, by effective strategies and methods, builds, maintains and develops long-term, stable cooperation with customers.* (source 002)

The same source sees **customer relationship management** from three angles, and source 003 on three levels. Put side by side, they seat our guests:

| source 002: seen as | source 003: level | who talks like this |
|---|---|---|
| the firm's philosophy (企业) | guiding idea (指导思想和理念) | the owner, on a good day |
| strategy (战略) | management model and mechanism (管理模式和运营机制) | the agency, the head of service |
| technology (技术) | sum of methods and solutions (管理方法和解决方案的总和) | the vendor |

Payne and Frow [-@payne2005] found the same spread among practitioners, from *one technology project* to *a whole approach to customers*, and argue
that the narrow reading is a reason why projects fail. That marketing, service, organisation and information technology all claim the field (source
000) does not make it easier. A first rule for Monday: **ask what the speaker would buy with the word.**
"""

# %% [markdown]
"""
### Audit a claim: where does the word come from? (6 minutes of reading)
"""

# %% predict="first_year"
# Your guess: the year in which software people first spoke of "CRM".
my_guess = 1999

# %% [markdown] covers="CRM-05 CRM-06 CRM-08 DC-30 DC-31"
"""
> 最早由GartnerGroup 在1999 年正式提出
>
> *It was first formally proposed by Gartner Group in 1999.* (source 003)

Too late and too exact. An analyst of the time recalls that in the mid-1990s rival firms of analysts were each pushing a name for the new programs,
and that "CRM" was Gartner's [@searls2008]. Siebel Systems, which sold such programs, was started in 1993 [@klie2022], and Payne and Frow
[-@payne2005] place the term in the mid-1990s among vendors. So Gartner may well be right and 1999 is wrong. How good is this evidence? A recollection
in a blog's comments, a trade magazine, one sentence in an article: enough to refute "first in 1999", not enough to name a day. A dated Gartner note
from before 1999 would settle it.

> 美国20 世纪70 年代的工业经济向20 世纪90 年代的信息经济过渡的产物
>
> *a product of America's passage from the industrial economy of the 1970s to the information economy of the 1990s* (source 003; source 004 adds that the United States developed CRM first)

For the *software* that is plausible. For the *idea* it forgets half a continent: the IMP group studied long relationships between European firms
[@hakansson1982], the Nordic school built its marketing on them [@gronroos1994], and Berry had *relationship marketing* in print in 1983 [@berry1983].
Source 003 names three drivers, technology, new ideas of management and the pull of customer value, and a turn from product to customer. The turn was
asked for long before there was anything to install [@levitt1960].
"""

# %% covers="CRM-04 CRM-07 CRM-09" alt="Timeline with six points: Levitt 1960, IMP group 1982, Berry 1983, Siebel Systems 1993, the claimed first use 1999 and Gartner's eight blocks 2003; the ideas stand decades before the claimed date"
dated = pd.Series(
    {
        "Levitt": 1960,
        "IMP group": 1982,
        "Berry": 1983,
        "Siebel Systems": 1993,
        "claimed first": 1999,
        "eight blocks": 2003,
    }
)
ax = plots.timeline(dated)

# %% [markdown]
"""
The ideas are old, the word is from the 1990s, the programs came between. Two sources cut this line into stages: files in the 1980s, integrated
systems in the 1990s, the internet after that (002); or an era of service, of needs, of exceeding expectations and now of "personalisation" (000).
Neither dates a stage by anything one could check.

### Audit a claim: whose four Ps? (5 minutes of reading)

> Gartner提出的4P模型…人(People)、流程(Process)、平台(Platform)和数据(Data)
>
> *the 4P model proposed by Gartner: people, process, platform and data* (source 000)

Count the Ps. We could not find such a model at Gartner. What Gartner did publish is a framework of **eight building blocks** [@nelson2003]. Lay the
one over the other:
"""

# %% covers="CRM-14 DC-32"
blocks = {
    "vision": None,
    "strategy": None,
    "valued customer experience": None,
    "organisational collaboration": "people",
    "processes": "process",
    "information": "data",
    "technology": "platform",
    "metrics": None,
}
pd.Series(blocks, name="of the four").fillna("-- nothing --").to_frame()

# %% [markdown] covers="CRM-15"
"""
Four blocks have no counterpart: what for, how, what the customer gets, and **how we would know**. (The mapping is ours; you may argue that *people*
covers more.) What is left out is what our three guests leave out too: each brings a means, none a measure that could go against him. The same source
adds a "competitive-environment model": advantage, insight into customers, management of contacts. It, too, is a list of things to be good at.

## 2. Nine models and a missing six

Source 000 announces *fifteen models of CRM*. Here they are:
"""

# %% covers="CRM-30 DC-39"
models = pd.DataFrame(
    [
        (
            "lifetime value",
            "What is a customer worth?",
            "orders, margins, a rate of staying",
        ),
        ("RFM", "Who is worth a letter?", "orders with dates and amounts"),
        ("satisfaction", "Are they content, and with what?", "a survey"),
        ("loyalty", "Why do they come back?", "a survey and orders"),
        ("engagement", "Who does more than buy?", "contacts of all kinds"),
        ("relationship ladder", "How far along are they?", "a rule for each rung"),
        ("relationship quality", "How sound is the tie?", "a survey over time"),
        ("segmentation", "Who is like whom?", "columns to be alike in"),
        ("experience", "What happens to one customer, in order?", "an event table"),
    ],
    columns=["model", "the question it answers", "what it needs"],
)
print(f"announced: 15, printed: {len(models)}, missing: {15 - len(models)}")
models

# %% [markdown]
"""
The text stops after the ninth. We do not invent the other six for it. But notice what the second column does: **a model is a question, and the third
column says whether your tables can answer it.** The first eight are taught in other chapters; *experience* is ours, in section 3.

Other lists in the sources work the same way. Source 000 has four "important theories" and, elsewhere, four "basic theories". How far does it agree with itself?
"""

# %% covers="CRM-17 CRM-18"
important = {"life cycle", "personalised marketing", "satisfaction", "loyalty"}
basic = {"lifetime value", "personalised marketing", "engagement", "satisfaction"}
print("in both:", sorted(important & basic), "- of", len(important | basic))

# %% [markdown] covers="CRM-10 CRM-11 CRM-12 CRM-13 CRM-19 CRM-20 CRM-31 CRM-32 RM-15 RM-20 RM-21"
"""
Two of six. The goals of CRM (satisfaction, then loyalty, then competitiveness), its importance (lower cost, cross-purchase, a precious asset) and its
principles (customer at the centre, data-driven, always improving, honest, personal, across departments, inventive) have the same weakness: **they
cannot be false, so they cannot decide anything.** A principle becomes useful when you turn it into a question that a table can answer with *no*:

| principle (002) | the question | where |
|---|---|---|
| customer at the centre 以客戶為中心 | Can you list everything that happened to one customer? | section 3 |
| data-driven 數據驅動 | Which number would have changed the decision? | section 6 |
| continuous improvement 持續改進 | Who was held back, so that we would notice if nothing improved? | section 6 |
| honest dealing 誠信經營 | Did this customer say yes to this use? | sections 3 and 9 |
| personalised service 個性化服務 | Does the right offer differ between customers? | sections 5 and 6 |
| cooperation across departments 跨部門協作 | Who closes a complaint that two desks touch? | section 8 |
| innovative thinking 創新思維 | What does the new thing beat, and by how much? | section 7 |

Behind them stands "the customer is the firm's most important resource" (003). A resource has a value; the chapter on customer value computes it.

**Two frameworks do put the work in an order.** *IDIC* [@peppers1999]: identify customers, differentiate them, interact with them, customise for them.
*Buttle's CRM value chain* [@buttle2004] runs from analysing the customer portfolio over knowing customers, building a network and shaping the offer
to managing the life cycle, on a base of conditions (leadership, data, people, processes); its name and its shape are borrowed from Porter
[@porter1985]. We follow IDIC: sections 3, 4, 6 and 5. The sources' own lists fall into its places:

| step | in the sources |
|---|---|
| identify | customer files (000: 建立客户档案); a database and knowledge base (003: 知识管理); needs analysis before building a relation (000) |
| differentiate | positioning and life-cycle management as "core" (000); customer-value evaluation in the outline of a thesis (003) |
| interact | dialogue by phone, mail, stall and social media (003: 主动营销); complaints as an opportunity; care and reward |
| customise | a personal plan, holiday offers, recommendations (003); satisfaction and loyalty management, which fill a whole textbook chapter (000) |
| conditions | a unit for relations, resources, an integrated culture (004); employees who see the point (003) |

*Building, maintaining, developing* (000) are the same steps seen from the relation; the source breaks off at the third.

## 3. Identify: from events to customers

The vendor's program would, he says, "know the customer". **What is there to know?** The roaster keeps one table. Each row is an event: something
happened, to somebody, on a day.
"""

# %% covers="CRM-29 SAT-25"
busiest = events["customer_id"].value_counts().index[0]
events[events["customer_id"] == busiest].head(12)

# %% [markdown]
"""
This is the *customer experience model* without a drawing: the journey of one customer is all rows with one id, in order of time [@lemon2016]. A
journey map with smileys is an opinion about this table. Read it like a story; where would you have called?

An **event table** answers "what happened". For "who are they" we need a **customer table** with one row each. Programs for CRM are, at bottom, a
handful of such tables and a language to ask them [@codd1970]. Python has the engine on board:
"""

# %% covers="SW-01 PC-10"
shop = sqlite3.connect(":memory:")
events.to_sql("events", shop, index=False)
shop.executescript("""
CREATE TABLE customers AS
  SELECT customer_id, occurred_on AS joined_on, detail AS channel FROM events WHERE event = 'signup';
CREATE TABLE order_lines AS
  SELECT customer_id, occurred_on, reference AS order_no, detail AS product, amount_eur
  FROM events WHERE event = 'order';
CREATE TABLE complaints AS
  SELECT customer_id, occurred_on, reference AS order_no, detail AS cause FROM events WHERE event = 'complaint';
""")


def ask(question):
    """Put a question to the shop's tables and get a table back."""
    return pd.read_sql_query(question, shop)


# %% [markdown]
"""
That is the vendor's program, without its screens. A question in SQL has four parts: `SELECT` what to show, `FROM` which table (`JOIN ... USING (...)`
puts two together by a column they share), `WHERE` which rows, `GROUP BY` one row for each what. The source calls for touch points, shop, web and
social media, without a seam (001: 服務觸點優化). A **touch point** is in the data as far as somebody wrote it down. Here it is the way the customer came:
"""

# %% covers="PC-11"
ask("""
SELECT channel, COUNT(*) AS customers, AVG(orders) AS orders_each, AVG(orders > 1) AS ordered_again
FROM customers
JOIN (SELECT customer_id, COUNT(DISTINCT order_no) AS orders FROM order_lines GROUP BY customer_id)
     USING (customer_id)
GROUP BY channel
""").round(2)

# %% [markdown]
"""
`COUNT(DISTINCT order_no)`, because an order has a row for each product. If customers who came through a friend order more, does the friend *cause*
it? Perhaps people with coffee-loving friends drink more coffee. The table knows who came how, not what would have happened otherwise. And what it
does not hold, the talk at the market stall, the call that nobody logged, is not there for any method. Seamless channels [@verhoef2015] begin with one
id for one person.

### Now you try: whom may we write to? (number, 10 minutes)

The agency wants "all active customers". Of those who ordered in the last quarter (on or after 2025-10-01), how many may we write to? **Consent** is
an event: it can be given and withdrawn, and what counts is how it stands at the end of the year. Give `may_write`, a number of customers. SQL or
pandas, as you like; this query is a start:
"""

# %%
ask("""
SELECT customer_id, occurred_on, detail FROM events WHERE event = 'consent'
ORDER BY customer_id, occurred_on
""").head(4)

# %% answer="may_write"
may_write = ...
### BEGIN SOLUTION
standing = (
    events[events["event"] == "consent"].groupby("customer_id")["detail"].last()
)  # events are in order of time
ordered = events[(events["event"] == "order") & (events["occurred_on"] >= "2025-10-01")]
active = set(ordered["customer_id"])
may_write = len(active & set(standing.index[standing == "given"]))
### END SOLUTION

# %% check="may_write" points=2
check("may_write", may_write)


# %% key="may_write"
def _ever(w):
    consent = w.events[(w.events["event"] == "consent") & (w.events["detail"] == "given")]
    return len(w.active & set(consent["customer_id"]))


Item(
    kind="number",
    tolerance=0.5,
    because="a count",
    between=(-1, 1e6),
    unit="customers",
    hints=[
        "Two conditions must hold for the same customer. Which events tell you about each?",
        "A customer may have two consent events. Which of them says how things stand now?",
        "Take the last consent event of each customer; keep those where it says given and an order came since October.",
    ],
    slips={
        "ever_given": Slip(
            _ever,
            "You counted everybody who ever gave consent. Some have taken it back since; look at their last consent event.",
        ),
        "no_consent": Slip(
            lambda w: len(w.active),
            "These are all who ordered lately. Not all of them said yes to being written to; look for their consent.",
        ),
        "not_active": Slip(
            lambda w: int((w.standing == "given").sum()),
            "These are all with standing consent, active or not. Keep those who also ordered in the last quarter.",
        ),
        "rows": Slip(
            lambda w: int(
                w.ordered["customer_id"].isin(w.standing.index[w.standing == "given"]).sum()
            ),
            "You counted rows of the order table, and an order has a row for each product. Count different customers.",
        ),
    },
)

# %% [markdown]
"""
A column `consent = yes` in a customer table would have lost the history: who said yes when, to what, and when it ended. That history is what a firm
must be able to show: under the European regulation the controller has to be able to *demonstrate* consent, and withdrawing must be as easy as giving
(Art. 7) [@gdpr2016].

### Bug hunt: revenue that nobody paid (8 minutes)

A trainee answers the owner's question "what did each channel bring, and did those customers complain?" with one query. The total is more than the till took:
"""

# %%
trainee = ask("""
SELECT channel, COUNT(*) AS customers, SUM(amount_eur) AS revenue_eur
FROM customers JOIN order_lines USING (customer_id) LEFT JOIN complaints USING (customer_id)
GROUP BY channel
""").set_index("channel")
print(f"trainee: {trainee['revenue_eur'].sum():,.0f} EUR")
print(f"till:    {events['amount_eur'].sum():,.0f} EUR")
trainee

# %% [markdown]
"""
Find out which rows are counted more than once, and give `by_channel`: a table with the index `friend`, `market`, `search` and the columns `customers`
(how many) and `revenue_eur`.
"""

# %% answer="by_channel"
by_channel = ...
### BEGIN SOLUTION
by_channel = ask("""
SELECT channel, COUNT(DISTINCT customer_id) AS customers, SUM(amount_eur) AS revenue_eur
FROM order_lines JOIN customers USING (customer_id) GROUP BY channel
""").set_index("channel")
### END SOLUTION

# %% check="by_channel" points=2
check("by_channel", by_channel)

# %% key="by_channel"
Item(
    kind="table",
    columns=["customers", "revenue_eur"],
    index=["friend", "market", "search"],
    tolerance=0.5,
    because="revenue rounded to whole euros",
    between=(0, 1e7),
    unit="customers and euros",
    hints=[
        "Take a customer with six order lines and two complaints. How many rows does the trainee's join make of them?",
        "Each join by customer pairs every order line with every complaint. Which of the joins does the question not need?",
        "Leave the complaints out of this query, and count different customer_id instead of rows.",
    ],
    slips={
        "fan_out": Slip(
            lambda w: w.trainee,
            "These are the trainee's numbers: a customer with two complaints has every order line twice.",
        ),
        "lines_as_customers": Slip(
            lambda w: w.ask(
                "SELECT channel, COUNT(*) AS customers, SUM(amount_eur) AS revenue_eur "
                "FROM customers JOIN order_lines USING (customer_id) GROUP BY channel"
            ).set_index("channel"),
            "Revenue is right now, but the first column still counts order lines. Count different customers.",
            credit=0.5,
        ),
        "only_complainers": Slip(
            lambda w: w.ask(
                "SELECT channel, COUNT(DISTINCT customer_id) AS customers, SUM(amount_eur) AS revenue_eur "
                "FROM customers JOIN order_lines USING (customer_id) WHERE customer_id IN "
                "(SELECT customer_id FROM complaints) GROUP BY channel"
            ).set_index("channel"),
            "These are only the customers who complained. The question is about all customers of a channel.",
        ),
    },
)

# %% [markdown]
"""
The engine did what it was told. **After every join, compare one total with the till.** It is the cheapest test in this chapter.

## 4. Differentiate: who is worth a letter?

Scores for the last order, the number of orders and the money spent (RFM) cut customers into cells; the chapter on customer value builds them. Here is
where the roaster's 660 stand at the end of the year:
"""

# %%
orders = ask("""
SELECT customer_id, occurred_on AS ordered_on, SUM(amount_eur) AS amount
FROM order_lines GROUP BY order_no
""").assign(ordered_on=lambda table: pd.to_datetime(table["ordered_on"]))
warnings.filterwarnings(
    "ignore", message=".*so many equal values"
)  # ties leave a score unused
warnings.filterwarnings("ignore", message="the likelihood has no clear maximum")
scores = loyalty.rfm_scores(orders, "2025-12-31", bins=3)

# %% alt="Grid of customers by score for the last order, across, and score for the number of orders, upwards, each from 1 to 3: every cell shows how many customers it holds"
ax = plots.rfm_grid(scores)

# %% [markdown]
"""
Every cell is a group one could treat differently. But a grid describes the past; a letter is about the future. In the explorer the last thirteen
weeks of *your* orders are held back, so you can compare two ways of choosing: best cells first, or highest expected value first.
"""

# %% widget="rfm_slicer"
crmlab.widgets.rfm_slicer(orders, letters=200, groups=3, margin=40)

# %% alt="Two lines of the profit of so many letters, best cells first, by what came in the last quarter: the line for letters that bring thirty per cent of the orders lies above the one for ten per cent"
known_then = orders[orders["ordered_on"] < "2025-10-01"]
rank = loyalty.rfm_rank(loyalty.rfm_scores(known_then, "2025-10-01", bins=3))
came = orders[orders["ordered_on"] >= "2025-10-01"].groupby("customer_id")["amount"].sum()
came = came.reindex(rank.index, fill_value=0)
profits = pd.DataFrame(
    {
        f"{due:.0%} of orders due to the letter": loyalty.mailing_curve(
            rank, 0.4 * due * came - 1
        )
        for due in (0.1, 0.3)
    }
)
ax = plots.lines(profits, xlabel="letters, best cells first", ylabel="profit (EUR)")

# %% [markdown]
"""
Three tasks: (1) Put the score for *money* first instead of the last order: do the expected profits move much? (2) Compare the plain bars (expected)
with the hatched ones (what came): which of the two rankings kept its promise better? (3) "Orders that only the letter brings" starts at 10 %. Move it
from 1 to 30 and watch the number of letters that pay. **Everything hangs on a number that the orders cannot tell you.** Section 6 measures it.

## 5. Customise: the next best offer

A customer has beans in the basket. The screen has room for one more product. **Which one?** Offering a further product to a present customer is
**cross-selling**. Two numbers are computed for it in every textbook [@agrawal1993]: of the orders with beans, the share that also has the product
(**confidence**), and that share divided by the product's share in *all* orders (**lift**; 1 means "as often as anywhere").
"""

# %% predict="offer_guess"
# biscuits, filters, cleaner, tea or mug?
my_guess = "biscuits"

# %%
lines = events[events["event"] == "order"]
baskets = pd.crosstab(lines["reference"], lines["detail"]) > 0
baskets.mean().round(2)

# %% [markdown]
"""
One row an order, one column a product, True when it is in the basket.

### Now you try: what goes with beans? (table, 8 minutes)

Give `pairs`: a table with the index `biscuits`, `cleaner`, `filters`, `mug`, `tea` and the columns `confidence` and `lift`, both for orders with beans.
"""

# %% answer="pairs"
pairs = ...
### BEGIN SOLUTION
others = ["biscuits", "cleaner", "filters", "mug", "tea"]
confidence = baskets.loc[baskets["beans"], others].mean()
pairs = pd.DataFrame(
    {"confidence": confidence, "lift": confidence / baskets[others].mean()}
)
### END SOLUTION

# %% check="pairs" points=2
check("pairs", pairs)


# %% key="pairs"
def _pairs(w, confidence, lift):
    return w.pd.DataFrame({"confidence": confidence, "lift": lift})


def _turned(w):
    share = {
        product: w.baskets.loc[w.baskets[product], "beans"].mean() for product in w.others
    }
    return _pairs(w, w.pd.Series(share), w.pairs["lift"])


def _by_customer(w):
    ever = w.pd.crosstab(w.lines["customer_id"], w.lines["detail"]) > 0
    confidence = ever.loc[ever["beans"], w.others].mean()
    return _pairs(w, confidence, confidence / ever[w.others].mean())


Item(
    kind="table",
    columns=["confidence", "lift"],
    index=["biscuits", "cleaner", "filters", "mug", "tea"],
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(0, 1000),
    unit="shares and ratios",
    hints=[
        "Which orders stand below the line of each fraction?",
        "baskets[baskets['beans']] keeps the orders with beans; the mean of a True/False column is a share.",
        "Confidence: mean of the column among orders with beans. Lift: that, divided by the mean among all orders.",
    ],
    slips={
        "turned_round": Slip(
            _turned,
            "You took, among orders with the product, the share that has beans. Start from the orders with beans.",
        ),
        "by_beans": Slip(
            lambda w: _pairs(
                w, w.pairs["confidence"], w.pairs["confidence"] / w.baskets["beans"].mean()
            ),
            "Confidence is right. For lift you divided by the share of beans; divide by the share of the other product.",
            credit=0.5,
        ),
        "by_customer": Slip(
            _by_customer,
            "You asked what customers ever bought, in any order. A basket is one order; use baskets as it stands.",
        ),
    },
)

# %% covers="PC-08" alt="Bar chart of the lift of five products in orders with beans: filters and cleaner lie well above one, biscuits and mugs near one, tea well below one"
with_beans = baskets[baskets["beans"]]
rest = ["biscuits", "cleaner", "filters", "mug", "tea"]
ax = plots.bars(
    with_beans[rest].mean() / baskets[rest].mean(),
    xlabel="lift in orders with beans",
    form="{:.1f}",
)

# %% [markdown] covers="PC-01 PC-03"
"""
Biscuits are in more bean orders than any other product: confidence would offer biscuits, to everybody, always. But their lift is about one. A
recommender that says *biscuits* is right most of the time and adds nothing. That is how a recommender can have a fine hit rate and be of no use: **it
predicts what would have happened anyway.** Lift goes to the other end: it likes what is rare, and says nothing about money.

### Decide: which product gets the place? (choice on your own numbers, 8 minutes)

What a place on the screen could earn: for each product, the share in bean orders **minus** its share in all orders, times the margin of one sale. Set
`next_offer` to the product with the largest. Some of your classmates should answer differently, and be right.
"""

# %%
margin = pd.Series(
    {"biscuits": 1.2, "cleaner": 2.5, "filters": 1.0, "mug": 4.0, "tea": 2.5}
)  # EUR

# %% answer="next_offer"
next_offer = ...
### BEGIN SOLUTION
extra = (pairs["confidence"] - baskets[others].mean()) * margin
next_offer = extra.idxmax()
### END SOLUTION

# %% check="next_offer" points=2
check("next_offer", next_offer)

# %% key="next_offer"
Item(
    kind="choice",
    options=["biscuits", "cleaner", "filters", "mug", "tea"],
    hints=[
        "How much more often is each product in bean orders than in any order, and what does one sale earn?",
        "pairs['confidence'] minus baskets[others].mean() is the first factor; margin is the second.",
        "Multiply the two for each product, and take the largest of the five.",
    ],
    slips={
        "most_frequent": Slip(
            "biscuits",
            "This product is in most orders, with beans or without. Subtract what happens anyway, then compare.",
        ),
        "dearest": Slip(
            "mug",
            "One sale of this earns most, but beans hardly make it more likely. Multiply margin by what beans add.",
        ),
        "runner_up": Slip(
            lambda w: w.extra.drop(w.extra.idxmax()).idxmax(),
            "This one comes close. Work out difference times margin for both candidates, and compare the two results.",
        ),
    },
)

# %% [markdown]
"""
How sure are you? The two best are often cents apart, and nothing here was *offered* to anybody. Beans and filters meet in a basket because people who
brew by hand need both; whether a screen makes one more person buy is another question.

**The honest test** is a coin. Half of the orders with beans see the offer, half see nothing, and we compare the *margin of the whole basket*. How
many orders does that take? A rule of thumb for 80 % power: in each half, sixteen times the variance over the square of the difference one wants to
see [@kohavi2020].
"""

# %% covers="PC-02"
base = baskets.loc[baskets["beans"], "cleaner"].mean()
for points in (1, 2, 5):
    each = 16 * base * (1 - base) / (points / 100) ** 2
    print(f"to see {points} points more than {base:.0%}: {each:,.0f} orders in each half")
print(f"orders with beans in a year: {baskets['beans'].sum():,}")

# %% [markdown]
"""
Personalisation needs data, says the source (000: 个性化营销). It needs more than it thinks: a small effect takes thousands of orders, and a *different*
effect for each kind of customer takes that many in each kind. For a shop of this size "one offer for all bean baskets" is about as personal as it can
prove. Personal service in the older sense, remembering the name and the order (positioning, communication, delivery, after-sales in source 000's
words), needs no proof of this kind and fewer data [@arora2008].

## 6. Interact: a letter with a holdout

The agency's letter went out in a trial. `letter` got a voucher of 3 euros. `holdout` could have got one and, **by lot**, did not. `no consent` may
not be written to. After eight weeks:
"""

# %% covers="PC-07"
campaign.groupby("sent")["bought_within_8_weeks"].agg(["size", "mean"]).round(3)

# %% [markdown]
"""
The agency's slide says: *"More than one in five of those we wrote to bought."* That is true, and it answers the wrong question: some of them would
have bought without a letter. The **holdout** says how many. What a letter adds is the **uplift**.

### Bug hunt: who is the control group? (6 minutes)

A trainee compares those with a letter with *everyone who got none*:
"""

# %%
got_it = campaign["sent"] == "letter"
everyone_else = campaign.loc[~got_it, "bought_within_8_weeks"].mean()
print(
    f"trainee's uplift: {campaign.loc[got_it, 'bought_within_8_weeks'].mean() - everyone_else:.3f}"
)

# %% [markdown]
"""
Why is that too good? Give `letter_uplift`: what the letter adds to the share who buy (as a difference of two shares, for instance 0.05).
"""

# %% answer="letter_uplift"
letter_uplift = ...
### BEGIN SOLUTION
rate = campaign.groupby("sent")["bought_within_8_weeks"].mean()
letter_uplift = rate["letter"] - rate["holdout"]
### END SOLUTION

# %% check="letter_uplift" points=2
check("letter_uplift", letter_uplift)

# %% key="letter_uplift"
Item(
    kind="number",
    tolerance=0.0011,
    because="a difference of two shares rounded to three decimals",
    between=(-1, 10),
    unit="a difference of shares",
    hints=[
        "Who decided that a customer got no letter: a lottery, or the customer?",
        "Those without consent differ from the others before any letter is sent. Look at what they buy.",
        "Take the share who bought among letter, minus the share among holdout, and leave the third group out.",
    ],
    slips={
        "everyone_else": Slip(
            lambda w: w.rate["letter"] - w.everyone_else,
            "That is the trainee's comparison. Customers without consent were not drawn by lot, and they buy less anyway.",
        ),
        "only_no_consent": Slip(
            lambda w: w.rate["letter"] - w.rate["no consent"],
            "You compared with those who gave no consent. They chose to be left alone; the holdout was chosen by lot.",
        ),
        "ratio": Slip(
            lambda w: w.rate["letter"] / w.rate["holdout"] - 1,
            "This is by how many per cent the share grows. The question asks for the difference of the two shares.",
            credit=0.5,
        ),
        "response": Slip(
            lambda w: w.rate["letter"],
            "This is the share who bought after a letter. Take off the share who buy without one.",
        ),
    },
)

# %% [markdown]
"""
Those without consent are not a control group; they are people who wanted less to do with the roaster, and they buy less. (In advertising at large the
pattern is common: comparisons without a lottery have often been far off the result of the experiment [@gordon2019].)

**And whom should the letter go to?** The agency has a score, its model's chance that a customer buys, and offers, to save money, "the top half" only.
Cut the customers of the trial into fifths by that score:
"""

# %%
tested = campaign[campaign["sent"] != "no consent"].copy()
fifth = pd.qcut(tested["agency_score"], 5, labels=False)
by_score = tested.pivot_table(
    index=fifth, columns="sent", values="bought_within_8_weeks", aggfunc="mean"
)
by_score.index = tested["agency_score"].groupby(fifth).mean().round().astype(int)

# %% alt="Two rising lines of the share who buy against the agency's score, with letter and holdout: both climb steeply with the score, and the distance between them is not largest at the highest scores"
ax = plots.lines(
    by_score[["letter", "holdout"]],
    xlabel="agency's score (mean of each fifth)",
    ylabel="share who bought within 8 weeks",
)

# %% [markdown]
"""
Both lines climb: the score finds buyers, as promised. What the letter adds is the *distance* between the lines, and that is not largest where the
score is highest. **A score for who buys is not a score for whom to write to** [@radcliffe2007]. The same was found for customers at risk of leaving:
those most at risk were not those whom an offer could keep [@ascarza2018].

### Now you try: what does a letter earn? (function, 10 minutes)

An order earns `margin` euros. Everybody who buys *with* a letter uses the voucher, also those who would have bought anyway. A letter costs `cost`.
Write the function that gives the **gain of one letter in euros** from the share who buy with and without it. Your grader calls it with campaigns you
have not seen.

To test yourself: 0.30 with and 0.18 without, margin 18, voucher 3, cost 0.70, gives 0.56 euros.
"""


# %% answer="gain_of_letter"
def gain_of_letter(with_letter, without, margin, voucher, cost):
    """Gain in euros of one letter, against not writing."""
    ### BEGIN SOLUTION
    return margin * (with_letter - without) - voucher * with_letter - cost
    ### END SOLUTION


# %% check="gain_of_letter" points=3
check("gain_of_letter", gain_of_letter)

# %% key="gain_of_letter"
Item(
    kind="function",
    unit="euros a letter",
    tolerance=0.005,
    because="half a cent, for answers rounded to cents",
    inputs=lambda rng: [
        [
            round(float(rng.uniform(0.25, 0.6)), 2),
            round(float(rng.uniform(0.05, 0.24)), 2),
            float(rng.integers(10, 60)),
            float(rng.integers(2, 8)),
            round(float(rng.uniform(0.4, 2)), 2),
        ]
        for _ in range(6)
    ],
    hints=[
        "What would this customer have brought without a letter? Only what comes on top of it counts.",
        "Three parts: margin on the orders that the letter adds, vouchers used, the letter itself.",
        "Margin counts on the difference of the shares; the voucher is used by the whole share who buy with a letter.",
    ],
    slips={
        "all_orders": Slip(
            lambda w: (
                lambda with_letter, without, margin, voucher, cost: (
                    (margin - voucher) * with_letter - cost
                )
            ),
            "You credited the letter with every order. Those who buy without it would have come anyway.",
        ),
        "voucher_on_uplift": Slip(
            lambda w: (
                lambda with_letter, without, margin, voucher, cost: (
                    (margin - voucher) * (with_letter - without) - cost
                )
            ),
            "You paid the voucher only on added orders. Those who would have bought anyway hand it in as well.",
        ),
        "letter_free": Slip(
            lambda w: (
                lambda with_letter, without, margin, voucher, cost: (
                    margin * (with_letter - without) - voucher * with_letter
                )
            ),
            "You forgot what the letter costs. It is paid for each letter, whether or not anybody buys.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
### Group by group (table, 8 minutes)

The roaster knows the days since the last order. Call up to 60 days `recent`, 61 to 180 `cooling`, more than 180 `cold`:
"""

# %%
tested["group"] = pd.cut(
    tested["days_since_last_order"],
    [0, 60, 180, 1000],
    labels=["recent", "cooling", "cold"],
)
tested.pivot_table(
    index="group", columns="sent", values="bought_within_8_weeks", observed=True
).round(4)

# %% [markdown]
"""
With a margin of 18 euros, a voucher of 3 and 0.70 a letter: give `by_group`, a table with the index `recent`, `cooling`, `cold` and the columns
`uplift` and `gain` (euros a letter). `loyalty.uplift` does it in one call, with intervals; your own function does too.
"""

# %% answer="by_group"
by_group = ...
### BEGIN SOLUTION
trial = loyalty.uplift(
    tested["bought_within_8_weeks"],
    tested["sent"] == "letter",
    margin=18,
    voucher=3,
    cost=0.7,
    by=tested["group"].astype(str),
).loc[["recent", "cooling", "cold"]]
by_group = trial[["uplift", "gain"]]
### END SOLUTION

# %% check="by_group" points=3
check("by_group", by_group)


# %% key="by_group"
def _other_gain(w, gain):
    return w.by_group.assign(gain=gain)


def _with_no_consent(w):
    everyone = w.campaign.assign(
        group=w.pd.cut(
            w.campaign["days_since_last_order"],
            [0, 60, 180, 1000],
            labels=["recent", "cooling", "cold"],
        ).astype(str)
    )
    table = w.loyalty.uplift(
        everyone["bought_within_8_weeks"],
        everyone["sent"] == "letter",
        margin=18,
        voucher=3,
        cost=0.7,
        by=everyone["group"],
    )
    return table.loc[["recent", "cooling", "cold"], ["uplift", "gain"]]


Item(
    kind="table",
    columns=["uplift", "gain"],
    index=["recent", "cooling", "cold"],
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(-100, 100),
    unit="shares and euros a letter",
    hints=[
        "Which two groups does the lottery compare, and inside which three groups do you compare them?",
        "Read what loyalty.uplift wants: bought, letter, margin, voucher, cost and by.",
        "loyalty.uplift on tested, with tested['sent'] == 'letter' and by=tested['group'].astype(str); keep two columns.",
    ],
    slips={
        "no_consent_in": Slip(
            _with_no_consent,
            "Customers without consent slipped into the control group. Use tested, where they have been taken out.",
        ),
        "no_voucher": Slip(
            lambda w: _other_gain(w, 18 * w.by_group["uplift"] - 0.7),
            "The uplift is right. In the gain the voucher is missing, and all who buy with a letter use it.",
            credit=0.5,
        ),
        "all_orders": Slip(
            lambda w: _other_gain(w, 15 * w.trial["with_letter"] - 0.7),
            "The uplift is right. The gain counts every order after a letter; count only those that it added.",
            credit=0.5,
        ),
    },
)

# %% [markdown]
"""
The best customers are the worst addressees: they buy anyway, and take three euros off the bill. The letter moves those who are cooling.

### Decide: Monday's letter (choice on your own numbers, 5 minutes)

The owner's rule for the **cooling** group: *"If the whole interval of the gain is above zero, write to all of them. If it is wholly below, do not. If
zero is inside, we test again with a larger holdout before we pay for thousands of letters."* Set `monday` to `"write"`, `"do not write"` or `"test
again"`. Some of your classmates should answer differently, and be right.
"""

# %% answer="monday"
monday = ...
### BEGIN SOLUTION
cooling = trial.loc["cooling"]
monday = "write" if cooling["gain_low"] > 0 else "test again"
if cooling["gain_high"] < 0:
    monday = "do not write"
### END SOLUTION

# %% check="monday" points=2
check("monday", monday)

# %% key="monday"
Item(
    kind="choice",
    options=["write", "do not write", "test again"],
    hints=[
        "Which two columns of loyalty.uplift hold the ends of the interval of the gain?",
        "Look at the row of the cooling group: is zero between gain_low and gain_high?",
        "Above zero at both ends, below zero at both ends, or zero inside: one of three answers.",
    ],
    slips={
        "middle_or_ends": Slip(
            lambda w: "test again" if w.monday == "write" else "write",
            "The rule asks where the interval ends, not where its middle lies. Is zero between gain_low and gain_high?",
        ),
        "pessimist": Slip(
            "do not write",
            "That needs an interval wholly below zero. Check the sign of its upper end before you give up the group.",
        ),
    },
)

# %% alt="Dot plot of the gain of a letter in euros with 95 per cent intervals for recent, cooling and cold customers: the interval of recent customers lies wholly below zero, that of cooling customers has its middle above zero"
shown = loyalty.uplift(
    tested["bought_within_8_weeks"],
    tested["sent"] == "letter",
    margin=18,
    voucher=3,
    cost=0.7,
    by=tested["group"].astype(str),
).loc[["recent", "cooling", "cold"], ["gain", "gain_low", "gain_high"]]
ax = plots.effects(shown.set_axis(["estimate", "low", "high"], axis=1))
_ = ax.set_xlabel("gain of a letter (EUR), with 95 % interval")

# %% [markdown] covers="PC-04 PC-05 PC-06 PC-09"
"""
Source 003 gives **database marketing** six meanings: find targets, lower cost, keep loyalty, inform development, choose media, ward off rivals. Your
table has tested two of them, the first and the second, for one letter and eight weeks; it has nothing on the other four. That is the ordinary state
of knowledge, and Blattberg, Kim and Neslin [-@blattberg2008] is the book to go on with.

The same test serves any way of interacting. *Timely, accurate, personal, transparent* (002) are four things to vary in a letter. Forums, seminars,
social media, "emotional communication" (000, 002, 003) are treatments too: hold some back by lot, or you will count the people who came as people you
moved. Where nobody can be held back, as with a public post, say so, and claim less.

## 7. What AI does here, and what it does not

The vendor's program contains "AI". **What would it do for the roaster?** Strip the word, and four jobs remain in the sources: sort customers,
predict, recommend, answer. You have done the first and the third by hand. Here is the second: who will have gone quiet? We stand on 30 September,
know what was known then, and look for customers who place **no order in the last quarter**.
"""

# %% covers="PC-19"
cut = pd.Timestamp("2025-10-01")
dated_events = events.assign(day=pd.to_datetime(events["occurred_on"]))
past = dated_events[dated_events["day"] < cut]
past_orders = (
    past[past["event"] == "order"].drop_duplicates("reference").groupby("customer_id")
)
known = pd.DataFrame(
    {
        "days_since_last_order": (cut - past_orders["day"].max()).dt.days,
        "days_since_first_order": (cut - past_orders["day"].min()).dt.days,
        "orders": past_orders.size(),
    }
)
complained = past[past["event"] == "complaint"].groupby("customer_id").size()
known["complaints"] = complained.reindex(known.index, fill_value=0)
later = orders.loc[orders["ordered_on"] >= cut, "customer_id"]
known["quiet"] = (~known.index.isin(later)).astype(int)
known.describe().loc[["mean", "min", "max"]].round(2)

# %% [markdown]
"""
A model learns on every other customer and is judged on the rest, whom it has not seen. Its rival is one line: *the longer ago the last order, the
more likely quiet.*
"""

# %% covers="PC-16"
learn, judge = known.iloc[::2], known.iloc[1::2]
model = smf.logit(
    "quiet ~ np.log(days_since_last_order) + np.log(orders) + np.log(days_since_first_order) + complaints",
    data=learn,
).fit(disp=False)
by_model = churn.lift_table(judge["quiet"], model.predict(judge), bins=4)
by_rule = churn.lift_table(judge["quiet"], judge["days_since_last_order"], bins=4)
by_model[["customers", "churned", "lift"]].round(2)

# %% alt="Curve of the share of quiet customers reached against the share contacted, those with the longest time since their last order first: it runs well above the diagonal and reaches everybody at the right end"
ax = plots.lift_curve(by_rule)

# %% [markdown]
"""
The picture is the rule's, on customers in the other half. (`churned` counts the quiet.)

### Now you try: what does the model add? (two numbers, 6 minutes)

You can call one customer in four. Give `hits = (model, rule)`: **of the first quarter of each list**, the share who really went quiet.
"""

# %% answer="hits"
hits = ...
### BEGIN SOLUTION
hits = (by_model["churn_rate"].iloc[0], by_rule["churn_rate"].iloc[0])
### END SOLUTION

# %% check="hits" points=2
check("hits", hits)

# %% key="hits"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(0, 100),
    unit="shares from 0 to 1",
    hints=[
        "Each table has four rows. Which of them holds the customers you would call?",
        "by_model and by_rule have a column churn_rate: the share who went quiet in each quarter of the list.",
        "Take churn_rate in the first row of by_model, then of by_rule.",
    ],
    slips={
        "lift": Slip(
            lambda w: (w.by_model["lift"].iloc[0], w.by_rule["lift"].iloc[0]),
            "These are lifts: how many times more quiet customers than at random. The question asks for a share.",
        ),
        "captured": Slip(
            lambda w: (w.by_model["captured"].iloc[0], w.by_rule["captured"].iloc[0]),
            "This is the share of all quiet customers whom you would reach. Take the share among those you call.",
        ),
    },
)

# %% [markdown]
"""
Compare the two, and compare both with the share who go quiet anyway. Most of the gain over calling at random is the one line's; what the model adds
to it is small, and for some students negative. This is no accident of our simulation alone: Wübben and von Wangenheim [-@wuebben2008] found managers'
simple rules as good as stochastic models for telling active customers from inactive ones in three industries. **Ask of any AI: what is the one-line
rule, and by how much do you beat it, on customers you have not seen?**

### Bug hunt: the column that knows the future (set, 5 minutes)

A consultant beats you easily. His list of features:

- `channel`: how the customer came
- `orders_to_september`: orders until 30 September
- `last_event_of_year`: days from the customer's last event in the table to 31 December
- `complaints_to_september`: complaints until 30 September
- `consent_at_year_end`: consent as it stands on 31 December
- `lines_per_order`: products in an order, over all orders in the table
"""

# %%
last_event = dated_events.groupby("customer_id")["day"].max().reindex(judge.index)
days_to_year_end = (pd.Timestamp("2025-12-31") - last_event).dt.days
churn.lift_table(judge["quiet"], days_to_year_end, bins=4)[
    ["customers", "churn_rate"]
].round(2)

# %% [markdown]
"""
One column, and nearly every call is a hit. Give `leaks`: the set of names of **all** features that could not have been known on 30 September. Using
them is **leakage**.
"""

# %% answer="leaks"
leaks = ...
### BEGIN SOLUTION
leaks = {"last_event_of_year", "consent_at_year_end", "lines_per_order"}
### END SOLUTION

# %% check="leaks" points=1
check("leaks", leaks)

# %% key="leaks"
Item(
    kind="set",
    options=[
        "channel",
        "orders_to_september",
        "last_event_of_year",
        "complaints_to_september",
        "consent_at_year_end",
        "lines_per_order",
    ],
    hints=[
        "For each feature ask: on which day was its last ingredient written down?",
        "A column computed from the whole table has seen the last quarter, even if it looks harmless.",
        "Cross off what was known on the day of sign-up or is counted until September; the rest leaks.",
    ],
    slips={
        "obvious_only": Slip(
            {"last_event_of_year"},
            "That one gives itself away. Others are also computed with events after September; read their last words.",
            credit=0.5,
        ),
        "two_of_three": Slip(
            {"last_event_of_year", "consent_at_year_end"},
            "One more looks harmless: it is an average over all orders in the table. Until which day does the table run?",
            credit=0.5,
        ),
        "allowed": Slip(
            {"channel", "orders_to_september", "complaints_to_september"},
            "These three were known on 30 September and may be used. The question asks for the others.",
        ),
    },
)

# %% [markdown]
"""
The fourth job is answering. A chatbot's vendor reports **containment**: the share of conversations that no person had to join. Here is a bot that
knows five words, and ten messages; we wrote them for the purpose.
"""

# %% covers="PC-17"
words = {
    "where": "status",
    "late": "status",
    "broken": "refund",
    "back": "refund",
    "open": "hours",
}
messages = {
    "Where is my order?": "status",
    "Parcel is two weeks late!!": "status",
    "When are you open?": "hours",
    "The jar arrived broken": "refund",
    "I want my money back": "refund",
    "I opened the bag and it smells of soap": "refund",
    "Are you open to wholesale?": "person",
    "Where can I complain about your bot": "person",
    "Please delete my data": "person",
    "My cup is never going to come, is it": "status",
}
answers = pd.DataFrame(
    [
        (
            text,
            wish,
            next((to for word, to in words.items() if word in text.lower()), "person"),
        )
        for text, wish in messages.items()
    ],
    columns=["message", "wanted", "bot gave"],
)
contained = answers["bot gave"] != "person"
right = answers["bot gave"] == answers["wanted"]
print(
    f"contained: {contained.mean():.0%}   contained and right: {(contained & right).mean():.0%}"
)
answers[contained & ~right]

# %% [markdown] covers="PC-12 PC-13 PC-14 PC-15 PC-18 PC-20"
"""
A customer who gave up counts as contained. A better language model moves more messages to the right drawer; it does not change the difference between
*contained* and *helped*. Huang and Rust [-@huang2018] expect machines to take over mechanical and analytical tasks of service before intuitive and
empathetic ones. What the sources promise, and what each promise needs:

| promise | needs | what to ask |
|---|---|---|
| segments, needs recognised in "massive data" (002) | columns to be alike in | Would we treat the segments differently? |
| churn, sales and stock predicted (002) | a date of decision | What does last year's number, or one line, predict? |
| recommendations, as in films and music (002) | many orders each | What do they *add*, in a test? |
| answers at any hour, learning from feedback (002) | somebody who reads the failures | Contained, or helped? Who closes the loop? |
| reviews understood by language models (002) | reviews, and a label for some | Right how often, on a hundred we read ourselves? |
| phones, sensors, virtual rooms (001) | customers who want them | Which question at the desk does it take away? |
| customers who search, compare and care about sustainability (002) | asking *your* customers | Says who? The source gives no figure. |
| digital transformation "of culture" (002) | people who may act on a number | What did we stop doing? |

Source 002 gives no reference for any of these. Our reading: prediction and sorting are cheap today, and the scarce part is what section 6 had and
this section lacks, **a lottery**.

## 8. People, bonuses and what they do to numbers

On 1 July the head of service introduced a bonus for quick first replies. He shows the owner this line, and asks to make it permanent:
"""

# %% covers="SW-07"
cases = ask("""
SELECT c.order_no, c.occurred_on AS made, s.detail AS agent,
       julianday(r.occurred_on) - julianday(c.occurred_on) AS days_to_reply,
       julianday(s.occurred_on) - julianday(c.occurred_on) AS days_to_solution
FROM complaints c
JOIN events r ON r.reference = c.order_no AND r.event = 'reply'
JOIN events s ON s.reference = c.order_no AND s.event = 'solved'
WHERE c.occurred_on <= '2025-10-31'
""")
cases["bonus"] = np.where(cases["made"] >= "2025-07-01", "after", "before")
cases.groupby("bonus")["days_to_reply"].mean().round(2)

# %% [markdown]
"""
(Complaints of November and December are left out: some were not solved by the end of the year, and only the quick ones would show.) Replies became
quicker. **Are customers better off?**

### Now you try: time to a solution (two numbers, 5 minutes)

Give `days_to_solve = (before, after)`: the mean days from complaint to *solution*, for complaints made before and after the bonus.
"""

# %% answer="days_to_solve"
days_to_solve = ...
### BEGIN SOLUTION
solution = cases.groupby("bonus")["days_to_solution"].mean()
days_to_solve = (solution["before"], solution["after"])
### END SOLUTION

# %% check="days_to_solve" points=2
check("days_to_solve", days_to_solve)

# %% key="days_to_solve"
Item(
    kind="number",
    shape=(2,),
    tolerance=0.006,
    because="answers rounded to two decimals",
    between=(0, 1000),
    unit="days",
    hints=[
        "The line of the head of service is about replies. Which column is about solutions?",
        "groupby('bonus') gives one mean before and one after; mind the order that is asked for.",
        "cases.groupby('bonus')['days_to_solution'].mean(), first before, then after.",
    ],
    slips={
        "swapped": Slip(
            lambda w: tuple(w.days_to_solve[::-1]),
            "The two numbers changed places: groupby sorts its rows by letter. Before comes first.",
            credit=0.5,
        ),
        "replies": Slip(
            lambda w: tuple(
                w.cases.groupby("bonus")["days_to_reply"].mean()[["before", "after"]]
            ),
            "These are days to the first reply, which the bonus pays for. The question is about the solution.",
        ),
        "median": Slip(
            lambda w: tuple(
                w.cases.groupby("bonus")["days_to_solution"].median()[["before", "after"]]
            ),
            "You gave medians, which forget how long the worst cases take. Give the two means.",
            credit=0.5,
        ),
    },
)

# %% covers="SW-08" alt="Two lines of mean days by month of the complaint, January to October: days to the first reply drop in July and stay low, days to a solution are several times longer and do not drop with them"
monthly = (
    cases.assign(month=cases["made"].str[5:7].astype(int))
    .groupby("month")[["days_to_solution", "days_to_reply"]]
    .mean()
    .rename(columns={"days_to_solution": "to solution", "days_to_reply": "to first reply"})
)
ax = plots.lines(
    monthly,
    xlabel="month of the complaint (dotted: the bonus)",
    ylabel="mean days",
    marks=[6.5],
)

# %% [markdown]
"""
### What would you sign? (choice, 3 minutes)

Set `bonus` to the letter of the sentence that your table supports.

- `"a"`: service improved; the numbers prove it.
- `"b"`: the measure that is paid for improved; what customers wait for did not.
- `"c"`: the bonus made solutions slower; that is proved.
- `"d"`: bonuses do not change what people do.
"""

# %% answer="bonus_sentence"
bonus = ...
### BEGIN SOLUTION
bonus = "b"
### END SOLUTION

# %% check="bonus_sentence" points=1
check("bonus_sentence", bonus)

# %% key="bonus_sentence"
Item(
    kind="choice",
    options=["a", "b", "c", "d"],
    hints=[
        "Which of the two lines in the picture moved in July, and which is paid for?",
        "A comparison of before and after has no group that went without a bonus. What can it prove?",
        "Take the sentence that says what each of the two measures did, and no more.",
    ],
    slips={
        "measure_is_service": Slip(
            "a",
            "One measure improved. Look at the days to a solution before you speak of service as a whole.",
        ),
        "proved": Slip(
            "c",
            "Before and after differ in the season and in much else. Without agents who got no bonus, cause is not proved.",
        ),
        "no_effect": Slip(
            "d",
            "Something did change in July, and it is exactly what was paid for. Look at the line of first replies.",
        ),
    },
)

# %% [markdown] covers="SW-04 SW-05 SW-06 SW-10 SW-11"
"""
Nobody cheated. The desk did what was paid, "we have received your message", and the rest waited. Kerr [-@kerr1975] called it the folly of rewarding A
while hoping for B; Holmström and Milgrom [-@holmstrom1991] showed why: where a job has several tasks and only some can be measured, strong pay for
the measured ones draws effort from the others. When a measure becomes a target it stops being a good measure [@strathern1997].

The source's lists (002) read differently after that. *Indicators*: sales, satisfaction and response time in numbers; teamwork, innovation and care
for relations in words. The numbered ones can be gamed, each in its way: pull orders forward, ask only happy customers, send receipts. *Incentives*:
bonus, commission, shares, leave, career. The stronger the pay, the better the **performance indicator** has to be. Three cheap guards: pay for pairs
that pull against each other (reply *and* solution), count at the customer's end, let no one choose whom to ask.

Who does what matters as much. Follow one complaint through the roles that source 002 lists:

| step | does | decides | is told |
|---|---|---|---|
| complaint arrives | service representative | service representative, up to an agreed sum | |
| cause is in the warehouse | IT support finds the order | relationship manager | service representative |
| customer is a large account | sales manager | relationship manager | all who meet the customer |
| causes counted each month | market analyst | owner | all |

Two things make such a table work: the front line may decide something [@bowen1992], and the departments see the same case (section 3). Training (by
role, with the product and the program; 002) and "awareness" (003) help those who *may* act. Ask of a training what you asked of the letter: who was
held back?
"""

# %% [markdown]
"""
### A league table of six

The head of service would also rank his agents, by the share of complaints solved within a week: *regular, fair, transparent appraisal; reward the
best* (002). **Is the best better?**
"""

# %%
cases["in_a_week"] = cases["days_to_solution"] <= 7
half = np.where(cases["made"] <= "2025-05-31", "January to May", "June to October")
league = cases.pivot_table(index="agent", columns=half, values="in_a_week", aggfunc="mean")
league.rank(ascending=False, method="min").astype(int)

# %% covers="SW-09" alt="Dot plot with 95 per cent intervals of the share of complaints solved within a week for six agents: the intervals are long, and most overlap each other"
each = cases.groupby("agent")["in_a_week"].agg(["mean", "size"])
reach = 1.96 * np.sqrt(each["mean"] * (1 - each["mean"]) / each["size"])
ax = plots.effects(
    pd.DataFrame(
        {
            "estimate": each["mean"],
            "low": each["mean"] - reach,
            "high": each["mean"] + reach,
        }
    )
)
_ = ax.set_xlabel("share solved within a week, with 95 % interval")

# %% [markdown]
"""
Compare the two columns of ranks, then the length of the lines with the distance between first and last. (Now you may know: the six are *equally
good*. We made them so; every rank in your table is luck.) Try how many cases it would take before a rank means something:
"""

# %% widget="survey_noise"
crmlab.widgets.survey_noise(measure="csat", answers=50, satisfied=45, share=58)

# %% alt="Falling curve of how many percentage points luck alone moves an agent up or down in 95 of 100 periods against the number of cases: about fourteen points at 50 cases, still about five at 400"
counted = np.arange(20, 501, 10)
reach_of_luck = pd.Series(100 * 1.96 * np.sqrt(0.45 * 0.55 / counted), index=counted)
ax = plots.line(
    reach_of_luck, xlabel="cases of one agent", ylabel="reach of luck (points up or down)"
)

# %% [markdown]
"""
Three tasks ("satisfied" stands for *solved within a week*): (1) With 50 cases, how far can an agent of true level 45 stray by luck? (2) How many
cases are needed before 58 is hard to put down to luck? (3) Six agents are six draws: with 50 cases each, would you be surprised that *one* of them
shows 58?

### Choosing the program

Back to the vendor. The source names four criteria: easy to use, adaptable, connects to other systems, grows with the firm (002: 易用性、可定制性、集成性、可擴展性).
We add one: **can we get our data out again?** Three offers, scored 0 to 10 (the scores are ours; yours come from a week's trial with the people who
will use it):
"""

# %% covers="SW-02"
offers = pd.DataFrame(
    {
        "easy": [9, 6, 5],
        "adaptable": [4, 7, 9],
        "connects": [5, 8, 7],
        "grows": [3, 7, 9],
        "data out": [9, 6, 3],
    },
    index=["tables + mail tool", "mid-size suite", "large suite"],
)
weights = pd.Series(
    {"easy": 0.3, "adaptable": 0.1, "connects": 0.2, "grows": 0.2, "data out": 0.2}
)
(offers @ weights).round(2)

# %% alt="Three lines of total score against the weight of growth from 0 to 0.6: the tables with a mail tool lead at the left, the large suite at the right, the mid-size suite between"
grid = np.linspace(0, 0.6, 13)
others_fixed = weights.drop("grows") / weights.drop("grows").sum()
totals = pd.DataFrame(
    {
        name: [
            (1 - w) * (row.drop("grows") @ others_fixed) + w * row["grows"] for w in grid
        ]
        for name, row in offers.iterrows()
    },
    index=grid,
)
ax = plots.lines(
    totals,
    xlabel="weight of growth (the other weights shrink in step)",
    ylabel="total score (0 to 10)",
)

# %% [markdown] covers="SW-03"
"""
The winner changes with one weight. So the table does not choose; it shows **which weight the quarrel is about**: how large does the owner think the
shop will be? (How to get weights from people, and test them, is in the chapter on satisfaction.) The rest is work that no program does: a needs
analysis, people who are trained, and data that are kept clean. Rigby and others [-@rigby2002] saw projects fail because software came before
strategy. You have run this shop's questions on an engine that costs nothing. That is not an argument against the vendor; it is the *one-line rule* he
has to beat.

## 9. Whose data are they?

The agency never saw a name. It got codes, K0001 and on, a **pseudonym** for each customer, and a few columns. Is that anonymous? Suppose somebody
knows of a neighbour one, two or three things in the table:
"""

# %% alt="Bar chart of the share of customers who are alone with their values: near zero when only the days since the last order are known, much higher with the number of orders as well, highest with three columns"
columns = ["days_since_last_order", "orders_last_two_years", "agency_score"]
named = ["days", "days and orders", "days, orders and score"]
alone = pd.Series(
    {
        name: (campaign.groupby(columns[: k + 1])["sent"].transform("size") == 1).mean()
        for k, name in enumerate(named)
    }
)
ax = plots.bars(alone, xlabel="share of customers who are the only one with these values")

# %% [markdown]
"""
With every further column more people stand alone, and whoever stands alone can be found by somebody who knows those values [@sweeney2002]. In
European law pseudonymised data are still personal data, and a person may object to direct marketing at any time, after which it must stop (Art. 4(5)
and 21) [@gdpr2016]. China's law of 2021 likewise rests on consent, or another ground, that can be withdrawn; it asks automated decisions to be
transparent and fair, and marketing by automated decision to come with a way to opt out (Art. 15 and 24) [@pipl2021]. (We are not lawyers; read the
articles.)

What that means for Monday is short. Ask for the columns the test needs (group, letter, bought) and no others. Write down what the yes was for. Delete
when the purpose is done. And tell the holdout nothing untrue: not being written to harms nobody; a hidden price would.

## 10. In writing

These two are read by a person. Write plainly; a number without a reason earns nothing, nor does a reason without a number.
"""

# %% [markdown] written="memo" points=4
"""
### The memo (written, 25 minutes, at most 250 words)

Three signatures, one page. Tell the owner for **each** of the three (the letter, the bonus, the program) what to do on Monday. Use at least three of
your own numbers, with an interval where there is one. Say which of the three decisions you are least sure of, and what you would measure to see that
you were wrong.

=== BEGIN MARK SCHEME ===
1 point: the letter: a decision by group that follows from the student's own gains and the owner's rule (recent no; cooling as in `monday`), with the interval.
1 point: the bonus: separates the paid measure from time to solution, with own numbers; does not claim that the bonus caused the slower solutions; proposes a better or paired measure.
1 point: the program: names what it must beat (questions answered on the tables, one-line rule, data out, consent) rather than praising or damning software.
1 point: names the least certain of the three and a measurement that could come out against the advice (holdout, agents without bonus, trial week).
=== END MARK SCHEME ===
"""

# %% [markdown] model="memo"
"""
*One good answer, for the demo student's data; yours has other numbers.* Letter: not to recent customers. There the whole interval of the gain is
below zero, because they buy anyway and take the voucher with them. Yes to those who are cooling: a letter adds about 0.9 euros, between 0.1 and 1.6,
so your rule says write. Not to the cold, and to nobody without consent, so never to "all 6,000". Keep a holdout all the same. Bonus: do not make it
permanent as it stands. Days to a first reply fell from 1.9 to 0.5; days to a solution, 8.0 before and 10.8 after, did not fall. I do not say that
the bonus slowed them, since nobody went without it. Pay for reply and solution together, and start with half of the desk, by lot. Program: sign
nothing on Monday. Our questions ran on a free engine; ask the vendor for a week's trial against it, for the history of consent, and for our data
out again. Least sure: the program, since nobody has tried it. If the desk then answers in an hour what now takes a day, I was wrong.
"""

# %% [markdown] written="test_plan" points=2
"""
### A test for the next offer (written, 10 minutes, at most 120 words)

Plan the test of `next_offer`. Who is drawn, what do the two halves see, what is compared, how many orders are needed and how long will that take in
this shop? Which result would make you drop the offer?

=== BEGIN MARK SCHEME ===
1 point: lottery by order or customer, a half that sees nothing (or the old offer), and the margin of the basket (not clicks, not sales of the product alone) as the outcome.
1 point: a number of orders from the rule of thumb set against the orders with beans in a year, and a result fixed beforehand that ends the offer.
=== END MARK SCHEME ===
"""

# %% [markdown] model="test_plan"
"""
*One good answer.* Draw customers, not orders, so that nobody sees both. One half sees the offer beside beans, the other an empty place. Compare the
margin of whole baskets with beans, since a cleaner sold may be biscuits not sold. To see two points more we need some thousands of orders in each
half, years of this shop; to see five points, under a thousand in each half, about one year. I would plan for five, run until the number is reached,
and drop the offer if the interval of the added margin then reaches down to what the place costs.
"""

# %% [markdown]
"""
## What we found

- "CRM" is a strategy, a way of working or a program, according to who sells it; the word is from the 1990s, the idea is older, and "Gartner, 1999" does not stand.
- A model is a question. Nine of the announced fifteen are printed, and each needs a table.
- Customers are made from events. Consent is an event too, and joins count twice unless you check the till.
- What sells most with beans is what sells most anyway. Look at what is *added*; then test it.
- A letter's worth is a difference between two groups drawn by lot. Recent customers buy anyway; whether those who are cooling pay for the letter is
  clear for some students and open for others.
- A one-line rule is the rival of every model, and a column from the future beats both.
- People do what is paid. Quick replies are not solutions, and a rank among six is mostly luck.

## Go further

Payne and Frow [-@payne2005] for what CRM could mean, Blattberg, Kim and Neslin [-@blattberg2008] for the methods, Kohavi, Tang and Xu [-@kohavi2020]
for tests that hold, Ascarza [-@ascarza2018] for why risk is not the same as room for influence, Kerr [-@kerr1975] for the most amusing pages on
bonuses. `datasets.truth("shop_campaign")` tells you now whom the letter moves.
"""

# %% [markdown] note="classroom"
"""
**Time plan (90 minutes).** 10 opening; 15 sections 1-2 (audits as reading); 15 section 3 (bug hunt in pairs, on paper first); 10 section 5; 25
section 6, show of hands on `monday`; 10 section 8; 5 close.

**Opening question.** "Write down in one line what CRM is. Now write what you would buy on Monday if somebody gave you 10,000 euros for it." Sort the
second lines into program, campaign, people on the board; the first lines hardly differ.

**Board plan.** Left: two tables, customers and order lines, with one customer who has three lines and two complaints; draw the six rows of the join.
Middle: two bars, with letter and holdout, and the words "would have come anyway" over the lower part. Right: reply and solution as two lines, July
marked.

**Likely wrong turns.** (1) `may_write` with everybody who ever consented: ask who is in both lists. (2) The third group as control: ask who decided.
(3) The voucher paid only on added orders: ask a student with a voucher in hand who would have bought anyway. (4) `monday` by the middle of the
interval.

**Different and both right.** `next_offer` (cleaner or filters) and `monday` (write or test again) differ between students; let two with different
answers show their rows.

**Fairness.** Source 002 is a text without references and parts of source 001 look machine-made; say so when students quote them.
"""

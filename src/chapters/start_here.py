# ---
# title: Start here
# question: How does this course work, and what do I do when something goes red?
# objectives:
#   - run a cell, change it and run it again
#   - answer an exercise, check it, and use what the check tells you
#   - move a picture, and hand in a notebook
# minutes: {reading: 5, practice: 5}
# needs: Nothing. You need not know Python.
# datasets: [mobile_subscribers]
# points: 0
# claims: []
# terms:
#   - {en: cell, zh: 单元格, means: a box of text or of code}
#   - {en: kernel, zh: 内核, means: the program that runs your code and remembers what it did}
#   - {en: check, zh: 检查, means: the cell below an answer that tells you how it stands}
#   - {en: hint, zh: 提示, means: "a nudge that a check gives, a little more each time"}
# ---

# %% [markdown]
"""
## 1. Run a cell

This page is a **notebook**: text like this, and grey boxes with code. A box is a **cell**. Click into the next one and press **Shift and Enter** together. It runs, and the cursor
moves on.
"""

# %%
import pandas as pd

import crmlab
from crmlab import datasets, plots, value

student = crmlab.student()
check = crmlab.checker("start_here", student)
student

# %% [markdown]
"""
The line below the cell is its **output**. It says for whom the data are drawn. In a class it is your own id; alone you are the student of the demonstration. Every number that follows belongs to
that id.

A cell remembers nothing that was not run. That is why you run them **from top to bottom**. The next one fetches 800 subscribers of a mobile operator. The firm is made up and the data are simulated.
"""

# %%
subscribers = datasets.load("mobile_subscribers", student=student)
subscribers[["plan", "exit_fee_eur", "hours_to_switch"]].head()

# %% [markdown]
"""
Five rows of a table: what plan somebody has, what leaving would cost, how many hours it would take. You do not have to be able to write such lines. In each chapter the argument can be followed from the text and
the pictures.

## 2. Guess, then look

Before a result we often ask for a **guess**. It costs nothing and nobody grades it, but you will read the result differently. Change the number below, then run the cell.
"""

# %% predict="share_contract"
# Of 100 subscribers, how many have a contract, do you think?
my_guess = 50

# %% alt="Step histogram of what leaving would cost prepaid and contract subscribers once, in euros: contract subscribers lie far to the right of prepaid ones"
ax = plots.leaving_costs(
    subscribers["exit_fee_eur"] + 15 * subscribers["hours_to_switch"], subscribers["plan"]
)

# %% [markdown]
"""
Under each picture stands what it shows, in words. Two kinds of subscribers, two different prices of leaving: the exit fee, and the hours at 15 euros. What that means for the operator is the subject of the chapter on switching
costs.

## 3. Answer, check, try again

An **exercise** has three parts: what is asked, a cell for your answer, and a check. This one counts the prepaid subscribers:
"""

# %%
(subscribers["plan"] == "prepaid").sum()

# %% [markdown]
"""
### Now you try: count the others (practice, 3 minutes)

How many subscribers have a **contract**? In the next cell, put the answer in place of the three dots. You can type a number; or copy the line above and change one word. Then run the cell, and the check below it.

Get it wrong on purpose first: type 800. The check names the mistake where it knows it. After a mistake that it does not know it gives a hint, and a plainer one each time you try again.
"""

# %% answer="with_contract"
with_contract = ...
### BEGIN SOLUTION
with_contract = (subscribers["plan"] == "contract").sum()
### END SOLUTION

# %% practice="with_contract"
check("with_contract", with_contract)

# %% key="with_contract"
Item(
    kind="number",
    tolerance=0.5,
    because="a count",
    between=(-1, 1e6),
    unit="subscribers",
    hints=[
        "The line above the exercise counts one of the two plans. Which word in it names the plan?",
        "Write contract instead of prepaid, and keep the quotation marks.",
        "Copy the whole line, change the word, and put with_contract = in front of it.",
    ],
    slips={
        "prepaid": Slip(
            lambda w: (w.subscribers["plan"] == "prepaid").sum(),
            "These are the prepaid subscribers. Change the word in quotation marks.",
        ),
        "everybody": Slip(
            lambda w: len(w.subscribers),
            "These are all subscribers. Some of them have no contract.",
        ),
        "share": Slip(
            lambda w: (w.subscribers["plan"] == "contract").mean(),
            "This is a share. The question asks how many they are.",
        ),
    },
)

# %% [markdown]
"""
In a class, graded exercises say less: whether your answer *can* be graded, not whether it is right. Practice like this one always tells you.

## 4. Move a picture

Some pictures have sliders. Click on one and use the arrow keys, or type a number into the field above it and press Enter. The picture and the sentence below it change together; the button on the right switches to Chinese.
Next year this firm can spend its money on more new customers or on losing fewer. **Raise the share of customers who stay and watch the two curves.**
"""

# %% widget="leaky_bucket"
crmlab.widgets.leaky_bucket()

# %% alt="Two curves of the number of customers over 15 years for the same yearly intake: with 80 of 100 staying the curve flattens early, with 87 of 100 staying it goes on climbing above it"
paths = {
    f"{stay:.0%} stay": value.leaky_bucket(2000, 1500, stay, 15).path["customers"]
    for stay in (0.80, 0.87)
}
ax = plots.lines(pd.DataFrame(paths), xlabel="years from now", ylabel="customers")

# %% [markdown]
"""
## 5. When something goes red

A red box is a message, not a disaster. **Read its last line first.**

| the last line says | what happened | what to do |
|---|---|---|
| `NameError: name 'subscribers' is not defined` | a cell further up was not run | run the cells above it, from the top |
| `SyntaxError` | a bracket, a comma or a quotation mark is missing | look at the place of the little arrow |
| nothing, but `[*]` stays beside the cell | it is still running | wait; *Kernel, Interrupt* stops it |
| anything else, and you are lost | | *Kernel, Restart Kernel and Run All Cells*; if it is still red, ask, and show the last line |

You cannot break the course. Your own cells can always be deleted, and a fresh copy of the notebook can be fetched again.

## 6. Hand in

When you have worked through a chapter: *Kernel, Restart Kernel and Run All Cells*, look through it once, save with **Ctrl and S** (**Cmd and S** on a Mac), and hand in the file the way your instructor asks. You may
hand in again; the last version that can be read counts. Exercises *in writing* are read by a person, who has a list of what earns the points.

Now open the first chapter.
"""

# %% [markdown] note="classroom"
"""
**Time plan (10 minutes).** Let everybody run it in the first meeting, before anything is said about CRM. Walk round during section 3.

**Opening question.** "Who has never opened a notebook?" Pair them with somebody who has.

**Likely wrong turns.** Running the check before the answer cell: it then says that there is no answer yet. Typing over a check cell: harmless, its text comes back when it is graded.
"""

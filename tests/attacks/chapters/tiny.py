# ---
# title: Tea money
# question: Does the loyalty card of the tea shop pay for itself?
# objectives:
#   - compute the mean spending of a sample
#   - decide whether a card pays
#   - write the margin as a function
# minutes: {reading: 5, practice: 10}
# needs: what a mean is
# datasets: []
# points: 6
# claims: []
# terms:
#   - {en: margin, zh: 毛利, means: what is left of the price after the cost of the goods}
# ---

# %% [markdown]
"""
## What does a customer spend?

The owner of a tea shop asks whether the extra **margin** covers the cost of a card.
"""

# %%
import crmlab

student = crmlab.student()
check = crmlab.checker("tiny", student)
spending = student.rng("tea").normal(20, 3, size=50).round(2)

# %% [markdown]
"""
### Now you try (target practice, 3 minutes)

Give the mean spending in euros as `mean_spending`.
"""

# %% answer="mean_spending"
mean_spending = ...  # euros
### BEGIN SOLUTION
mean_spending = spending.mean()
### END SOLUTION

# %% check="mean_spending" points=2
check("mean_spending", mean_spending)

# %% key="mean_spending"
Item(
    kind="number",
    unit="euros",
    tolerance=0.005,
    because="rounding to whole cents",
    hints=[
        "What is a mean?",
        "Add up what everybody spent.",
        "Divide the sum by how many customers there are.",
    ],
    slips={
        "total": Slip(
            lambda w: w.spending.sum(),
            "That is the sum of what all customers spent; divide it by how many they are.",
        ),
    },
)

# %% [markdown]
"""
### Decide (choice, 2 minutes)

The card costs 5 euros a customer and the shop keeps half of the spending. Set `pays` to `"yes"` or `"no"`.
"""

# %% answer="pays"
pays = ...
### BEGIN SOLUTION
pays = "yes" if spending.mean() / 2 > 5 else "no"
### END SOLUTION

# %% check="pays" points=1
check("pays", pays)

# %% key="pays"
Item(
    kind="choice",
    options=["yes", "no"],
    hints=["What does the shop keep?", "Half of what is spent stays.", "Compare it with the cost of a card."],
    slips={"cost_forgotten": Slip("no", "Look again at what the shop keeps before you turn the card down.")},
)

# %% [markdown]
"""
### Write it down (function, 3 minutes)

Write `margin(spent, share)`: what the shop keeps of what was spent.
"""


# %% answer="margin"
def margin(spent, share):
    ...
    ### BEGIN SOLUTION
    return spent * share
    ### END SOLUTION


# %% check="margin" points=2
check("margin", margin)

# %% key="margin"
Item(
    kind="function",
    tolerance=0.0001,
    because="rounding of the last digits",
    inputs=lambda rng: [(float(rng.uniform(10, 30)), float(rng.uniform(0.1, 0.9))) for _ in range(3)],
    hints=["What is a share?", "A share is between 0 and 1.", "Multiply what was spent with the share."],
    slips={
        "added": Slip(
            lambda w: lambda spent, share: spent + share, "A share is taken of the money, not added to it."
        ),
    },
)

# %% [markdown] written="advice" points=1
"""
### Advise the owner (written, 5 minutes)

Write a sentence to the owner: what to do.

=== BEGIN MARK SCHEME ===
1 point for an order with its reason.
=== END MARK SCHEME ===
"""

# %% [markdown] model="advice"
"""
Keep the card: half of twenty euros is more than five.
"""

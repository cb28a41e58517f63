# ---
# title: Tea money
# question: Does the loyalty card of the tea shop pay for itself?
# objectives:
#   - compute the mean spending of a sample
#   - decide whether a card pays
# minutes: {reading: 5, practice: 10}
# needs: what a mean is
# datasets: []
# points: 7
# claims: []
# terms:
#   - {en: margin, zh: 毛利, means: what is left of the price after the cost of the goods}
# ---

# %% [markdown]
"""
## What does a customer spend?

The shop gives a card to its regulars. The owner asks whether the extra **margin** covers the cost of the card [@fornell1992].
"""

# %%
import crmlab

student = crmlab.student()
check = crmlab.checker("good", student)
spending = student.rng("tea").normal(20, 3, size=50).round(2)

# %% predict="guess_mean"
my_guess = 10

# %% alt="Histogram of what fifty customers spent: one hump around twenty euros, hardly anybody below ten"
import matplotlib.pyplot as plt

fig, ax = plt.subplots()
ax.hist(spending)
plt.close(fig)

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
        "one_too_few": Slip(
            lambda w: w.spending.sum() / (len(w.spending) - 1),
            "You divided by one customer too few; that belongs to the variance and not here.",
            credit=0.5,
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

# %% check="pays" points=2
check("pays", pays)

# %% key="pays"
Item(
    kind="choice",
    options=["yes", "no"],
    hints=[
        "What does the shop keep?",
        "Half of what is spent stays with the shop.",
        "Compare that half with the cost of a card.",
    ],
    slips={
        "cost_forgotten": Slip(
            "no",
            "Look again at what the shop keeps of each euro before you turn the card down.",
        ),
    },
)

# %% [markdown] written="advice" points=3
"""
### Advise the owner (written, 5 minutes)

Write three sentences to the owner: what you found, how sure you are, what to do.

=== BEGIN MARK SCHEME ===
3 points: the finding with its number, the uncertainty, an order. 1 point for each.
=== END MARK SCHEME ===
"""

# %% [markdown] model="advice"
"""
A regular spends about twenty euros. The sample is small, so a cent more or less means nothing. Keep the card.
"""

# %% [markdown] note="classroom"
"""
Collect the guesses by show of hands before anybody runs the histogram.
"""

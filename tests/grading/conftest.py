"""A chapter of two exercises, small enough to see through."""

import pytest

from crmlab.authoring.source import parse_chapter
from crmlab.courseinfo import PUBLIC
from crmlab.identity import Student

MINI = '''
# ---
# title: Mini
# points: 3
# ---

# %%
import crmlab
student = crmlab.student()
answers = [len(student.id), 4]

# %% answer="total"
total = ...
### BEGIN SOLUTION
total = float(sum(answers))
### END SOLUTION

# %% check="total" points=2
check("total", total)

# %% key="total"
Item(
    kind="number",
    hints=["What is to be added?", "Two numbers are.", "Use sum."],
    slips={
        "mean": Slip(lambda w: w.total / 2, "You divided by two; a total is not a mean.", credit=0.5),
        "first": Slip(lambda w: w.answers[0], "You took the first number only; add the second."),
    },
)

# %% answer="grow"
def grow(x):
    """Add one."""
    ### BEGIN SOLUTION
    return x + 1
    ### END SOLUTION

# %% check="grow" points=1
check("grow", grow)

# %% key="grow"
Item(
    kind="function",
    inputs=lambda rng: [[float(rng.integers(10))] for _ in range(5)],
    hints=["What is one more?", "Add one to x.", "return x + 1"],
    slips={"same": Slip(lambda w: lambda x: x, "You gave back what came in; add one before you return it.")},
)

# %%
broken_if_run_after = total
'''.lstrip("\n")


@pytest.fixture
def chapter():
    return parse_chapter(MINI, "mini")


@pytest.fixture
def student():
    return Student("mia", PUBLIC)

"""The zoo: each entry turns the good chapter beside this file into a bad one with a single fault.

A fault is a replacement of text, the gate that must notice, and words that its finding must hold.
"""

from typing import NamedTuple


class Fault(NamedTuple):
    """What is replaced by what, and what the finding says."""

    gate: str
    old: str
    new: str
    says: str


ANSWER = "mean_spending = ...  # euros\n### BEGIN SOLUTION\nmean_spending = spending.mean()\n### END SOLUTION"
CHECK = '# %% check="mean_spending" points=2\ncheck("mean_spending", mean_spending)'
HISTOGRAM = '# %% alt="Histogram of what fifty customers spent: one hump around twenty euros, hardly anybody below ten"'
WIDGET = '# %% widget="slider"\nspending.max()\n\n# %% predict="guess_mean"'

CAPTION = "Spending of fifty customers of the tea shop"
CAPTIONED = f'# %% [markdown]\n"""\n*{CAPTION}*\n"""\n\n# %% alt="{CAPTION}"'

RUNNING = {
    "error_in_worked": Fault("1", "my_guess = 10", "my_guess = 10 / 0", "ZeroDivisionError"),
    "warns": Fault("1", "my_guess = 10", "import warnings\n\nwarnings.warn('old')", "stderr"),
    "run_differs_from_key": Fault("2", "plt.close(fig)", "spending = spending + 9", "judged wrong"),
    "teaching_needs_answer": Fault(
        "3", CHECK, f"{CHECK}\n\n# %%\nmean_spending + 1", "must not depend on answers"
    ),
    "placeholder_is_right": Fault("3", "pays = ...", 'pays = "yes"', "earns 2 without an answer"),
}

READING = {
    "slip_is_right": Fault("2", "w.spending.sum(),", "w.spending.mean(),", "gives the right answer"),
    "slips_alike": Fault("2", "/ (len(w.spending) - 1)", "/ 1", "give the same answer"),
    "slip_shadowed": Fault("4", "/ (len(w.spending) - 1)", "/ 1", "is answered as 'total'"),
    "no_question": Fault("5", "# question: Does the loyalty card of the tea shop pay for itself?\n", "", "no question"),
    "name_used_twice": Fault("5", 'predict="guess_mean"', 'predict="guess_mean"\nx = 1\n\n# %% predict="guess_mean"', "used 2 times"),
    "name_unreadable": Fault("5", 'predict="guess_mean"', 'predict="Q1"', "not readable"),
    "answer_without_check": Fault("5", f"{CHECK}\n", "", "has no check"),
    "check_without_answer": Fault("5", f'# %% answer="mean_spending"\n{ANSWER}\n', "# %%\nmean_spending = 1\n", "has no answer"),
    "no_solution": Fault("5", "### BEGIN SOLUTION\nmean_spending = spending.mean()\n### END SOLUTION\n", "", "no solution"),
    "no_mark_scheme": Fault("5", "=== BEGIN MARK SCHEME ===", "=== END MARK SCHEME ===", "no mark scheme"),
    "no_points": Fault("5", CHECK, CHECK.replace(" points=2", ""), "has no points"),
    "points_do_not_add_up": Fault("5", "# points: 7", "# points: 8", "add up to 7"),
    "model_of_nothing": Fault("5", 'model="advice"', 'model="other_advice"', "answers nothing"),
    "name_never_asked_for": Fault("5", "as `mean_spending`", "as `average`", "never names it"),
    "name_not_started": Fault("5", "mean_spending = ...  # euros", "average = ...", "does not start"),
    "check_does_more": Fault("6", CHECK, f"{CHECK}\nassert mean_spending", "not one call"),
    "check_of_other_name": Fault("6", 'check("pays", pays)', 'check("mean_spending", pays)', "not one call"),
    "check_of_expression": Fault("6", 'check("pays", pays)', 'check("pays", pays + "")', "not one call"),
    "float_equality": Fault("6", "/ 2 > 5 else", "/ 2 == 5.0 else", "compares a float"),
    "message_too_short": Fault(
        "6", "That is the sum of what all customers spent; divide it by how many they are.", "That is a sum, not a mean.", "under 8 words"
    ),
    "hint_gives_answer": Fault("6", '"Compare that half with the cost of a card."', "'So the answer is \"yes\".'", "holds the right answer"),
    "hint_in_text": Fault("8", "Give the mean", "Add up what everybody spent. Give the mean", "the student notebook holds"),
    "solution_in_text": Fault("8", "Give the mean", "Type mean_spending = spending.mean() and give the mean", "the student notebook holds"),
    "note_in_text": Fault(
        "8", "Give the mean", "Collect the guesses by show of hands before anybody runs the histogram.\nGive the mean", "the worked notebook holds"
    ),
    "scheme_in_text": Fault(
        "8", "Write three sentences", "3 points: the finding with its number, the uncertainty, an order. 1 point for each.\nWrite three", "the worked notebook holds"
    ),
    "model_in_text": Fault(
        "8",
        "Write three sentences",
        "A regular spends about twenty euros. The sample is small, so a cent more or less means nothing. Keep the card.\nWrite",
        "the student notebook holds",
    ),
    "first_level_heading": Fault("9", "## What does", "# What does", "first level"),
    "heading_jumps": Fault("9", "## What does", "#### What does", "jumps"),
    "heading_twice": Fault("9", "### Decide (choice, 2 minutes)", "### Now you try (target practice, 3 minutes)", "comes twice"),
    "dead_link": Fault("9", "The owner asks", "The [owner](../nowhere.md) asks", "leads nowhere"),
    "dead_anchor": Fault("9", "The owner asks", "The [owner](#nowhere) asks", "fits no heading"),
    "picture_without_words": Fault("9", HISTOGRAM, "# %%", "without words"),
    "words_too_few": Fault("9", HISTOGRAM, '# %% alt="Histogram of spending"', "under 8 words"),
    "words_repeat_caption": Fault(
        "9", HISTOGRAM, CAPTIONED, "repeats a caption"
    ),
    "widget_alone": Fault("9", '# %% predict="guess_mean"', WIDGET, "no static picture"),
    "unknown_citation": Fault("9", "[@fornell1992]", "[@nobody1066]", "not in docs/references.bib"),
    "term_unused": Fault("9", "{en: margin,", "{en: whale curve,", "the text never says"),
    "misspelling": Fault("9", "The owner asks", "The owner recieves a bill and asks", "recieves"),
    "unknown_concept": Fault("coverage", '# %% predict="guess_mean"', '# %% predict="guess_mean" covers="ZZ-99"', "not in concepts.yml"),
}  # fmt: skip

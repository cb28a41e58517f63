"""The gates on the casebook: they pass the real one and notice each kind of fault."""

import pandas as pd
import pytest

from crmlab import cases
from crmlab.authoring import gates_cases
from crmlab.authoring.case_texts import Support, exhibits, faults, holds
from crmlab.authoring.source import SourceError, parse_chapter, rubric

FACTS = pd.DataFrame(
    [
        ("A1", "2022-02-03", "The yearly fee goes from 119 to 139 dollars", 139.0, "USD", "press", ""),
        ("A2", "2025-09-25", "The regulator and the firm settle", 2500.0, "USD million", "filed", ""),
        ("A3", "2022", "Members renew, by a survey", 98.0, "percent", "estimate", ""),
        ("A4", "2014", "Shipping costs", 8709.0, "USD million", "memory", ""),
        ("fees:1", "2014", "Fees; annual", 99.0, "USD", "press", "fees"),
        ("fees:2", "2016", "Fees; survey", 10.99, "USD", "estimate", "fees"),
    ],
    columns=["fact_id", "date", "fact", "value", "unit", "grade", "table"],
).set_index("fact_id")
TABLE = "### Exhibit 1: Fees (fees)\n\n| Year | Fee | Evidence |\n|---|---|---|\n"
SUPPORT = Support(FACTS, exhibits(TABLE), {"loss": 0.1439, "by_year": {"2020": 41.26}})

SOUND = [
    "The fee went from 119 to 139 dollars in February 2022 [A1 press].",
    "They settled for 2.5 billion in 2025, and 98 % renew [A2, A3 estimate].",
    "They settled for 2,500 million [A2 filed], while 98 % renew [A3 estimate].",
    "Break-even is 14.4 % [= 100 * loss] of members.",
    "It was 41.3 % [= by_year['2020']] once.",
    "Take 45 minutes for Question 2 and Exhibit 1; `price_usd 77` is code; the 10-K says so.",
    "In 2014 the fee was 99 dollars [E1 press].",
    "- The fee: 139 dollars [A1 press]",
    "It fell by 98 percent [A3 estimate].",
    TABLE + "| 2014 | 99 | press |\n| 2016 | 10.99 | estimate |\n\nSource: read in 2023.",
    "| Step | Minutes |\n|---|---|\n| read | 25 |",
]  # fmt: skip
UNSOUND = [
    ("The fee went to 149 dollars [A1 press].", "the number 149"),
    ("The fee went to 139 dollars.", "rests on nothing marked there"),
    ("The fee of 139 dollars came in 2021 [A1 press].", "the number 2021"),
    ("The fee is 139. A mark in another sentence does not help [A1 press].", "the number 139"),
    ("They renew: 98 % [A3 press].", "A3 is graded estimate and marked press"),
    ("They settled for 2.5 billion, and 98 % renew [A2, A3 filed].", "A3 is graded estimate"),
    ("Shipping cost 8,709 million [A4 press].", "A4 is graded memory"),
    ("The monthly fee was 10.99 [E1 press].", "is graded estimate and marked press"),
    ("The fee is 139 dollars [A9 press].", "A9 is neither a fact nor an exhibit"),
    ("The fee is 139 dollars [E4 press].", "E4 is neither a fact nor an exhibit"),
    ("The fee is 139 dollars [A1 sure].", "'sure'"),
    ("Break-even is 14.5 % [= 100 * loss].", "which gives 14.39"),
    ("Break-even is 14.4 % [= 100 * gain].", "cannot be computed"),
    ("Break-even [= 100 * loss] is unknown.", "stands behind no number"),
    (TABLE + "| 2014 | 98 | press |", "the number 98"),
    (TABLE + "| 2016 | 10.99 | press |", "is graded estimate and marked press"),
    (TABLE + "| 2014 | 99 | |", "is no grade"),
]


@pytest.mark.parametrize("text", SOUND)
def test_numbers_that_rest_on_something_pass(text):
    assert faults(text, SUPPORT) == []


@pytest.mark.parametrize(("text", "says"), UNSOUND)
def test_a_number_that_rests_on_nothing_is_noticed(text, says):
    found = [problem for _, problem in faults(text, SUPPORT)]
    assert any(says in problem for problem in found), found


def test_the_place_is_the_line_of_the_text():
    assert [where for where, _ in faults("All well.\n\nNothing is 7 here.", SUPPORT)] == ["line 3"]


@pytest.mark.parametrize(
    ("number", "held"),
    [
        ("139", True),
        ("139.0", True),
        ("140", False),
        ("0.139", True),
        ("3", True),
        ("4", False),
        ("0", False),
    ],
)
def test_a_number_is_looked_for_in_value_date_and_words(number, held):
    assert holds(FACTS.loc["A1"], number) == held


FACT = {"date": "2022", "source": "10-K 2022", "basis": "verified", "confidence": "high", "grade": "filed"}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, None),
        ({"source": ""}, "has no source"),
        ({"date": ""}, "has no date"),
        ({"basis": ""}, "has no basis"),
        ({"confidence": " "}, "has no confidence"),
        ({"grade": ""}, "has no grade"),
        ({"grade": "sure"}, "has the grade 'sure'"),
        ({"confidence": "certain"}, "has the confidence 'certain'"),
        ({"basis": "heard"}, "has the basis 'heard'"),
        ({"basis": "from memory"}, "allows memory at most"),
        ({"basis": "from memory", "grade": "memory"}, None),
        ({"basis": "verified (event); value from memory"}, "allows memory at most"),
        ({"basis": "verified (secondary)"}, "allows press at most"),
        ({"basis": "verified (rounded)", "grade": "official"}, "allows press at most"),
        ({"basis": "derived", "grade": "press"}, "allows estimate at most"),
        ({"confidence": "low"}, "allows estimate at most"),
        ({"source": "a newspaper"}, "names no filing"),
        ({"source": "a newspaper", "grade": "official"}, "names no statistical office"),
        ({"source": "a newspaper", "grade": "press"}, None),
    ],
)
def test_a_fact_without_its_papers_or_graded_too_high_is_noticed(change, says):
    found = gates_cases.row_faults({**FACT, **change})
    assert any(says in problem for problem in found) if says else found == []


def test_every_fact_of_the_casebook_has_its_papers():
    assert [str(finding) for finding in gates_cases.gate_case_facts()] == []


@pytest.mark.slow
@pytest.mark.parametrize("case", cases.names())
def test_every_number_in_the_texts_of_a_case_rests_on_a_fact_or_a_result(case):
    assert list(gates_cases.text_faults(case)) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "memo: {points: 3, criteria: [{name: a, points: 2, full: f, half: h, none: n}]}",
            "add up to 2, not 3",
        ),
        ("memo: {points: 2, criteria: [{name: a, points: 2, full: f, none: n}]}", "has no 'half'"),
        ("memo: {points: 2}", "add up to 0, not 2"),
    ],
)
def test_a_rubric_that_does_not_add_up_is_refused(text, says):
    with pytest.raises(SourceError, match=says):
        rubric(text, "tea")


@pytest.mark.parametrize("kind", ["answer", "key"])
def test_figures_from_memory_in_graded_work_are_noticed(kind):
    cell = f'# %% {kind}="growth"\ngrowth = cases.exhibit("apple_services", unverified=True)\n'
    chapter = parse_chapter(f"# ---\n# title: Tea\n# ---\n\n{cell}", "case_tea")
    (finding,) = gates_cases.gate_case_graded(chapter)
    assert "from memory" in finding.problem

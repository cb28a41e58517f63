"""Each kind of answer: what is read, what is refused with which sentence, and when two are the same."""

import numpy as np
import pandas as pd
import pytest

from crmlab.grading.answers import AnswerError
from crmlab.grading.items import Item, Slip
from crmlab.grading.kinds import Blank, encode_for, read, same

HINTS = ["Which one?", "Look above.", "Read the table."]


def item(**given):
    return Item(**{"kind": "number", "hints": HINTS, **given})


def value(declared, answer, inputs=()):
    return read(declared, encode_for(declared, answer, inputs))


NUMBER = item(tolerance=0.01, because="rounding", between=(0, 10), unit="points")
PAIR = item(shape=(2,))
TABLE = item(kind="table", columns=["b", "a"], index=["x", "y"], tolerance=0.01, because="rounding")
CHOICE = item(kind="choice", options=["yes", "cannot tell"])
SET = item(kind="set", options=["h1", "h2"])
FUNCTION = item(kind="function", inputs=lambda rng: [[1.0], [2.0]])


@pytest.mark.parametrize("answer", [3, 3.0, np.float64(3), np.array([3.0]), pd.Series([3.0]), [3]])
def test_one_number_may_come_in_a_box_of_one(answer):
    assert value(NUMBER, answer) == 3.0


@pytest.mark.parametrize(
    ("declared", "answer", "says"),
    [
        (NUMBER, "3", "without quotes"),
        (NUMBER, True, "True or False"),
        (NUMBER, [1, 2], "one number"),
        (NUMBER, float("nan"), "missing value"),
        (NUMBER, float("inf"), "division by zero"),
        (NUMBER, 300, "between 0 and 10"),
        (NUMBER, 1j, "complex"),
        (PAIR, 3, "2 numbers in a row"),
        (PAIR, (1, 2, 3), "2 numbers in a row"),
        (PAIR, ("1", 2), "without quotes"),
        (TABLE, 3, "columns b, a"),
        (TABLE, pd.DataFrame({"a": [1, 2]}, index=["x", "y"]), 'no column "b"'),
        (TABLE, pd.DataFrame({"a": [1, 2], "b": [1, 2]}), "labels x, y"),
        (TABLE, pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]}, index=["x", "y", "x"]), "twice"),
        (TABLE, pd.DataFrame({"a": [1, np.nan], "b": [1, 2]}, index=["x", "y"]), "missing value"),
        (CHOICE, "maybe", '"yes", "cannot tell"'),
        (CHOICE, True, "in quotes"),
        (SET, 3, "curly brackets"),
        (SET, {"h1", "h9"}, '"h9"'),
        (FUNCTION, 3, "not a function"),
        (FUNCTION, lambda x: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_telling_sentence(declared, answer, says):
    inputs = [[1.0], [2.0]] if declared.kind == "function" else ()
    with pytest.raises(AnswerError) as refused:
        value(declared, answer, inputs)
    assert says in str(refused.value)
    assert not isinstance(refused.value, Blank)


@pytest.mark.parametrize("declared", [NUMBER, PAIR, TABLE, CHOICE, SET])
@pytest.mark.parametrize("answer", [None, ..., [], set()])
def test_nothing_is_blank_for_every_kind(declared, answer):
    with pytest.raises(Blank):
        value(declared, answer)


def test_a_function_that_returns_nothing_is_blank():
    with pytest.raises(Blank):
        value(FUNCTION, lambda x: None, [[1.0], [2.0]])


def test_tolerance_is_kept_on_both_sides():
    assert same(NUMBER, 3.01, 3.0)
    assert same(NUMBER, 2.99, 3.0)
    assert not same(NUMBER, 3.011, 3.0)


def test_a_relative_tolerance_grows_with_the_right_answer():
    share = item(relative=0.01, because="rounding")
    assert same(share, 1009.0, 1000.0)
    assert not same(share, 1011.0, 1000.0)


def test_rows_and_columns_of_a_table_may_come_in_any_order_with_extras():
    wanted = value(TABLE, pd.DataFrame({"a": [1, 2], "b": [3, 4]}, index=["x", "y"]))
    given = value(
        TABLE, pd.DataFrame({"c": [0, 0, 0], "b": [4, 3, 9], "a": [2, 1, 9]}, index=["y", "x", "z"])
    )
    assert same(TABLE, given, wanted)
    assert not same(TABLE, value(TABLE, pd.DataFrame({"a": [2, 1], "b": [4, 3]}, index=["x", "y"])), wanted)


def test_choices_and_sets_forgive_case_and_space():
    assert value(CHOICE, " Cannot  TELL ") == "cannot tell"
    assert value(SET, ["H2", "h1"]) == frozenset({"h1", "h2"})


def test_a_function_is_compared_call_by_call():
    inputs = [[1.0], [2.0]]
    double = value(FUNCTION, lambda x: 2 * x, inputs)
    assert same(FUNCTION, value(FUNCTION, lambda x: x + x, inputs), double)
    assert not same(FUNCTION, value(FUNCTION, lambda x: 2.0 if x == 1 else 1 / 0, inputs), double)


def test_a_picture_is_compared_by_its_data_and_needs_labels():
    from matplotlib.figure import Figure

    picture = item(kind="figure", tolerance=0.01, because="rounding")

    def drawn(y, label="share"):
        ax = Figure().subplots()
        ax.plot([1, 2], y)
        ax.set(xlabel="month", ylabel=label)
        return ax

    wanted = value(picture, drawn([0.5, 0.4]))
    assert same(picture, value(picture, drawn([0.5, 0.4])), wanted)
    assert not same(picture, value(picture, drawn([0.4, 0.5])), wanted)
    with pytest.raises(AnswerError, match="label both axes"):
        value(picture, drawn([0.5, 0.4], label=""))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"kind": "essay"}, "not 'essay'"),
        ({"kind": "choice", "options": ["a"]}, "two options"),
        ({"kind": "table"}, "columns"),
        ({"kind": "function"}, "inputs"),
        ({"tolerance": 0.1}, "because"),
        ({"hints": ["one"]}, "three hints"),
        ({"slips": {"a": "b"}}, "Slip"),
    ],
)
def test_a_badly_declared_item_is_refused(given, says):
    with pytest.raises(ValueError, match=says):
        item(**given)


def test_a_slip_needs_a_message_and_earns_less_than_all():
    with pytest.raises(ValueError, match="too short"):
        Slip(1, "Wrong.")
    with pytest.raises(ValueError, match="share of the points"):
        Slip(1, "You forgot to turn the item round first.", credit=1)

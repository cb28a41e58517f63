"""Answers leave as plain JSON and come back as plain values, whatever a student hands in."""

import json
import math

import numpy as np
import pandas as pd
import pytest

from crmlab.grading.answers import MAX_ITEMS, AnswerError, decode, encode, encode_calls


def through_json(value):
    return decode(json.loads(json.dumps(encode(value))))


@pytest.mark.parametrize("number", [0.1, 1 / 3, 5e-324, 1.7976931348623157e308, -0.0, 123456789.123456789])
def test_numbers_arrive_exactly(number):
    assert through_json(number) == ("number", number)
    assert through_json(np.float64(number)) == ("number", number)


def test_not_finite_numbers_survive_json():
    assert math.isnan(through_json(np.nan)[1])
    assert through_json(-np.inf) == ("number", -math.inf)


@pytest.mark.parametrize(
    "value",
    [(1, 2.5), [1, 2.5], np.array([1, 2.5]), pd.Series([1, 2.5]).to_numpy(), (np.int64(1), np.float32(2.5))],
)
def test_rows_of_numbers_look_alike(value):
    assert through_json(value) == ("list", [("number", 1.0), ("number", 2.5)])


def test_a_series_and_a_dict_become_one_column_tables():
    expected = {"columns": ["value"], "index": ["a", "b"], "cells": [[("number", 1.0)], [("text", "x")]]}
    assert through_json(pd.Series([1, "x"], index=["a", "b"])) == ("table", expected)
    assert through_json({"a": 1, "b": "x"}) == ("table", expected)


@pytest.mark.parametrize("value", [None, ...])
def test_nothing_yet_is_blank(value):
    assert encode(value) == {"blank": True}


@pytest.mark.parametrize(
    "value", [1j, object(), (x for x in "ab"), {"a": object()}.items(), lambda: 1, [[[[[1]]]]], "x" * 10_001]
)
def test_what_cannot_be_an_answer_says_so_in_a_sentence(value):
    with pytest.raises(AnswerError) as refused:
        through_json(value)
    assert len(str(refused.value).split()) > 5


def test_a_million_rows_are_refused_without_being_sent():
    answer = encode(pd.DataFrame({"a": np.zeros(1_000_000)}))
    assert "1,000,000" in answer["refused"]
    assert "refused" in encode(np.zeros(MAX_ITEMS + 1))


class Agreeable(float):
    """A number that says it equals everything."""

    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


def test_an_overloaded_number_leaves_as_the_number_it_is():
    assert through_json(Agreeable(3.0)) == ("number", 3.0)


@pytest.mark.parametrize(
    "forged",
    [
        None,
        [],
        {},
        {"number": True},
        {"number": "12"},
        {"number": 10**400},
        {"text": 3},
        {"list": "abc"},
        {"flag": 1},
        {"unknown": 1},
        {"number": 1, "text": "a"},
        {"table": {"columns": ["a"], "index": ["x"], "cells": [[{"number": 1}, {"number": 2}]]}},
        {"table": []},
        {"figure": {"lines": 3}},
        {"calls": 1},
        {"list": [{"number": 1}] * (MAX_ITEMS * 2)},
    ],
)
def test_forged_json_is_refused(forged):
    with pytest.raises(AnswerError):
        decode(forged)


def test_deep_json_is_refused_not_followed():
    deep = {"number": 1}
    for _ in range(5000):
        deep = {"list": [deep]}
    with pytest.raises(AnswerError, match="deeper"):
        decode(deep)


def test_a_function_that_fails_on_one_input_loses_that_input_only():
    answer = encode_calls(lambda x: 1 / x, [[1], [0], [2]])
    tag, results = decode(answer)
    assert tag == "calls"
    assert [kind for kind, _ in results] == ["number", "failed", "number"]


def test_a_function_that_is_none_is_blank_and_a_number_is_no_function():
    assert encode_calls(None, [[1]]) == {"blank": True}
    assert "not a function" in encode_calls(3, [[1]])["refused"]

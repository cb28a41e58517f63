from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from crmlab._check import html_table, numeric_frame, positive, probability


def test_numeric_frame_takes_columns_in_order_and_leaves_the_input_alone():
    data = pd.DataFrame({"a": [1, 2], "b": [True, False], "c": pd.array([1, None], dtype="Int64")})
    before = data.copy()
    result = numeric_frame(data, ["c", "b"])
    result.iloc[0, 0] = 99
    assert list(result.columns) == ["c", "b"]
    assert result["b"].tolist() == [1.0, 0.0]
    assert np.isnan(result["c"].iloc[1])
    pd.testing.assert_frame_equal(data, before)


def test_numeric_frame_takes_an_object_column_of_numbers():
    assert numeric_frame(pd.DataFrame({"a": pd.Series([1, 2.5, None], dtype=object)}))["a"].sum() == 3.5


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        ({"a": [1, 2]}, {"columns": ["b"]}, r"survey has no column 'b'; it has 'a'"),
        ({"a": ["5", "6"]}, {}, r"column 'a' of survey holds '5', which is not a number"),
        ({"a": [1, "often"]}, {}, r"column 'a' of survey holds 'often'"),
        ({"a": [1, 2]}, {"columns": ["a", "a"]}, "twice"),
        ({"a": [np.nan, np.nan]}, {}, "column 'a' of survey has no values"),
        ({"a": [1, np.inf]}, {}, "infinite"),
        ({"a": [1, np.nan]}, {"allow_missing": False}, "1 missing values"),
        ({"a": [4, 4]}, {"allow_constant": False}, "is 4 in every row"),
        ({"a": [4]}, {"min_rows": 2}, "has 1 rows; at least 2"),
        ({"a": [1]}, {"columns": []}, "no columns"),
        ({"a": pd.to_datetime(["2024-01-01"])}, {}, "not a number"),
        ({"a": [1j, 2]}, {}, "not a number"),
    ],
)
def test_numeric_frame_names_what_is_wrong(data, options, message):
    with pytest.raises(ValueError, match=message):
        numeric_frame(pd.DataFrame(data), name="survey", **options)


def test_numeric_frame_refuses_doubled_names_and_shapes_that_are_no_table():
    with pytest.raises(ValueError, match="twice"):
        numeric_frame(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    with pytest.raises(ValueError, match="differ in length"):
        numeric_frame([[1, 2], [3]])
    with pytest.raises(ValueError, match="1 dimension"):
        numeric_frame([1, 2, 3])
    for wrong in (3, "abc", pd.Series([1.0]), {"a": [1]}, None):
        with pytest.raises(TypeError, match="give a DataFrame"):
            numeric_frame(wrong)


def test_probability_and_positive():
    assert (probability(0, "p"), probability(1, "p"), positive(0.1, "days")) == (0.0, 1.0, 0.1)
    for value in (-0.01, 1.01, 80):
        with pytest.raises(ValueError, match="retention is"):
            probability(value, "retention")
    for value in (0, -1, np.inf):
        with pytest.raises(ValueError, match="days is"):
            positive(value, "days")
    for value in ("0.5", None, [0.1, 0.2]):
        with pytest.raises(TypeError, match="one number"):
            probability(value, "retention")
    with pytest.raises(ValueError, match="missing"):
        positive(np.nan, "days")


def test_html_table_escapes_and_leaves_out_arrays():
    @dataclass(frozen=True)
    class Result:
        value: float
        count: int
        note: str
        many: np.ndarray

    page = html_table(Result(np.float64(0.123456), np.int64(7), "<b>", np.arange(3)))
    assert "<td>0.1235</td>" in page
    assert "<td>7</td>" in page
    assert "&lt;b&gt;" in page
    assert "many" not in page

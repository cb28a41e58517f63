"""Input checks and the small table every result shows; shared by the measurement modules."""

import warnings
from dataclasses import fields
from html import escape
from numbers import Number

import numpy as np
import pandas as pd


def numeric_frame(data, columns=None, *, name="items", allow_missing=True, allow_constant=True, min_rows=1):
    """Take the numeric columns of a table as floats, or say what is wrong with them.

    Parameters
    ----------
    data : DataFrame or 2-D array_like
        The table; an array gets the column names 0, 1, 2, ...
    columns : sequence of labels, optional
        Columns wanted, in this order; all by default.
    name : str
        What the table is called in messages.
    allow_missing : bool
        Whether single missing values may stay. A column without any value is always refused.
    allow_constant : bool
        Whether a column may hold one value only.
    min_rows : int
        Smallest number of rows accepted.

    Returns
    -------
    DataFrame of float
        A copy; the input is left as it was.

    Raises
    ------
    TypeError
        If `data` is not a table.
    ValueError
        If a column is absent, doubled, holds text, infinite values or nothing at all, or if rows are short.

    Examples
    --------
    >>> numeric_frame(pd.DataFrame({"q1": [1, 2], "q2": [3, 5]}), ["q2"])
        q2
    0  3.0
    1  5.0
    """
    frame = _as_frame(data, name)
    wanted = list(frame.columns) if columns is None else list(columns)
    absent = [column for column in wanted if column not in frame.columns]
    if absent:
        raise ValueError(
            f"{name} has no column {_listed(absent)}; it has {_listed(frame.columns)}: check the spelling."
        )
    doubled = set()
    if len(set(wanted)) < len(wanted) or not frame.columns.is_unique:
        doubled = {c for c in wanted if wanted.count(c) > 1 or (frame.columns == c).sum() > 1}
    if doubled:
        raise ValueError(
            f"{name} names {_listed(sorted(doubled, key=str))} twice; keep one column of each name."
        )
    if not wanted:
        raise ValueError(f"{name} has no columns; give at least one.")
    if len(frame) < min_rows:
        raise ValueError(f"{name} has {len(frame)} rows; at least {min_rows} are needed.")
    chosen = frame[wanted]
    if all(isinstance(dtype, np.dtype) and dtype.kind in "iuf" for dtype in chosen.dtypes):
        result = chosen.astype(float)
    else:
        result = pd.DataFrame({column: _numbers(frame[column], name) for column in wanted}, index=frame.index)
    result.columns = pd.Index(wanted)
    values = result.to_numpy()
    if not (np.isfinite(values).all() and (allow_constant or np.ptp(values, axis=0).all())):
        _refuse_columns(result, name, allow_missing, allow_constant)
    return result


def _refuse_columns(result, name, allow_missing, allow_constant):
    """Raise what is wrong with the first column that may not be as it is."""
    for column in result.columns:
        values = result[column]
        if values.isna().all():
            raise ValueError(f"column {column!r} of {name} has no values; drop it or fill it.")
        if np.isinf(values).any():
            raise ValueError(
                f"column {column!r} of {name} holds an infinite value; replace it by a number or by missing."
            )
        if not allow_missing and values.isna().any():
            raise ValueError(
                f"column {column!r} of {name} has {int(values.isna().sum())} missing values; "
                "drop or fill them."
            )
        if not allow_constant and values.min() == values.max():
            raise ValueError(
                f"column {column!r} of {name} is {values.dropna().iloc[0]:g} in every row, so it varies with "
                "nothing; leave it out."
            )


def complete_rows(data, columns):
    """Take the rows of `data` without missing values in `columns`, and warn of those left out.

    Returns
    -------
    DataFrame of float
        The numeric, varying columns, as `numeric_frame` gives them.

    Examples
    --------
    >>> complete_rows(pd.DataFrame({"q1": [1, 2], "q2": [3, 5]}), ["q1"])["q1"].tolist()
    [1.0, 2.0]
    """
    rows = numeric_frame(data, columns, name="data", allow_constant=False)
    used = rows.dropna()
    if len(used) < len(rows):
        warnings.warn(
            f"{len(rows) - len(used)} of {len(rows)} rows have missing values and are left out.", stacklevel=3
        )
    return numeric_frame(used, name="the complete rows of data", allow_constant=False, min_rows=2)


def refuse_singular(design):
    """Raise a ValueError if a regression on the columns of `design` has no single solution.

    Parameters
    ----------
    design : DataFrame, shape (n, terms)
        All terms of the regression, the constant among them.

    Examples
    --------
    >>> refuse_singular(pd.DataFrame({"Intercept": [1, 1, 1], "q1": [1, 2, 4]}))
    """
    n, terms = design.shape
    if n <= terms:
        raise ValueError(
            f"{n} complete rows cannot carry {terms} coefficients; use more rows or fewer columns."
        )
    scaled = (design / np.sqrt((design**2).sum())).to_numpy()
    if np.linalg.matrix_rank(scaled) < terms:
        surplus = next(i for i in range(terms) if np.linalg.matrix_rank(scaled[:, : i + 1]) <= i)
        raise ValueError(
            f"{design.columns[surplus]!r} is a linear combination of the other terms, so its slope cannot be "
            "told apart; leave out the column that repeats others."
        )


def probability(value, name):
    """Return `value` as a float in [0, 1], or raise a ValueError that names it.

    Examples
    --------
    >>> probability(0.8, "retention")
    0.8
    """
    number = _number(value, name)
    if not 0 <= number <= 1:
        raise ValueError(f"{name} is {number:g}; a probability lies between 0 and 1 (write 80 % as 0.8).")
    return number


def positive(value, name):
    """Return `value` as a float above zero, or raise a ValueError that names it.

    Examples
    --------
    >>> positive(3, "horizon")
    3.0
    """
    number = _number(value, name)
    if not number > 0 or number == np.inf:
        raise ValueError(f"{name} is {number:g}; give a finite number above 0.")
    return number


def html_table(result):
    """Lay the text and number fields of a result dataclass out as a plain HTML table.

    Frames, arrays and other fields that hold more than one value are left out.

    Examples
    --------
    >>> from dataclasses import make_dataclass
    >>> html_table(make_dataclass("Share", ["value", "n"])(0.25, 8))
    '<table><caption>Share</caption><tr><th>value</th><td>0.25</td></tr><tr><th>n</th><td>8</td></tr></table>'
    """
    rows = []
    for field in fields(result):
        value = getattr(result, field.name)
        if value is None or isinstance(value, str | Number | np.bool_):
            shown = (
                f"{value:.4g}" if isinstance(value, float) else f"{value:d}" if _whole(value) else str(value)
            )
            rows.append(f"<tr><th>{escape(field.name)}</th><td>{escape(shown)}</td></tr>")
    return f"<table><caption>{escape(type(result).__name__)}</caption>{''.join(rows)}</table>"


def _as_frame(data, name):
    if isinstance(data, pd.DataFrame):
        return data
    if isinstance(data, pd.Series | str | bytes | dict) or not hasattr(data, "__len__"):
        raise TypeError(
            f"{name} is a {type(data).__name__}; give a DataFrame or a table with rows and columns."
        )
    try:
        table = np.asarray(data)
    except ValueError as error:
        raise ValueError(
            f"the rows of {name} differ in length; give each row the same number of values."
        ) from (error)
    if table.ndim != 2:
        raise ValueError(f"{name} has {table.ndim} dimension(s); give a table with rows and columns.")
    return pd.DataFrame(table)


def _numbers(values, name):
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_complex_dtype(values):
        return values.astype(float)
    for value in values.dropna():
        if not isinstance(value, Number | np.bool_) or isinstance(value, complex):
            raise ValueError(
                f"column {values.name!r} of {name} holds {value!r}, which is not a number; "
                "recode the column as numbers first."
            )
    return values.astype(float)


def _number(value, name):
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = None
    if number is None or isinstance(value, str | bytes):
        raise TypeError(f"{name} is {value!r}; give one number.")
    if np.isnan(number):
        raise ValueError(f"{name} is missing; give one number.")
    return number


def _whole(value):
    return isinstance(value, int | np.integer) and not isinstance(value, bool)


def _listed(labels):
    return ", ".join(repr(label) for label in labels)

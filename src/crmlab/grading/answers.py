"""Answers as plain JSON.

`encode` runs in the student's kernel and turns whatever was answered into one tagged dict; `decode` runs in
the grader and accepts nothing but those tags, within limits. No pickle, no evaluation, no classes cross.

========= =====================================================
tag       value
========= =====================================================
blank     true: nothing was answered
flag      true or false
number    a finite float, or "nan", "inf", "-inf"
text      str
list      list of the above
set       list of the above, without order
table     ``{"columns": [...], "index": [...], "cells": [[...]]}``
figure    labels and data of the axes
calls     what a function returned for each input
refused   the reason why it cannot be an answer
========= =====================================================
"""

import math
import numbers

from crmlab.language import tr

MIME = "application/vnd.crmlab.answer+json"
MAX_ITEMS = 10_000
MAX_TEXT = 10_000
MAX_DEPTH = 4
_NOT_FINITE = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


class AnswerError(ValueError):
    """An answer that cannot be read; the message says what to give instead."""


def encode(value, depth=0):
    """Turn an answer into a tagged dict of plain JSON values.

    Parameters
    ----------
    value : object
        None or ``...`` (nothing yet), a bool, number, str, list, tuple, set, 1-d array, Series, DataFrame or
        matplotlib Axes.

    Returns
    -------
    dict
        With exactly one tag; ``{"refused": reason}`` for anything else.

    Examples
    --------
    >>> encode(0.25), encode((1, "a"))
    ({'number': 0.25}, {'list': [{'number': 1.0}, {'text': 'a'}]})
    >>> encode(1j)
    {'refused': 'a complex cannot be an answer; give plain numbers, text, a list or a table'}
    """
    if value is None or value is ...:
        return {"blank": True}
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return {"flag": bool(value)}
    if isinstance(value, numbers.Real):
        number = float(value)
        return {"number": number if math.isfinite(number) else str(number)}
    if isinstance(value, str):
        return {"text": str(value)} if len(value) <= MAX_TEXT else _too_long(len(value))
    if depth >= MAX_DEPTH:
        return {"refused": tr("the lists in it are nested too deep; give plain numbers in one list or table")}
    if type(value).__module__.startswith("matplotlib") or hasattr(value, "get_xlabel"):
        return _encode_figure(value)
    if hasattr(value, "columns") and hasattr(value, "to_numpy"):
        return _encode_table(value.columns, value.index, value.to_numpy(dtype=object))
    if hasattr(value, "index") and hasattr(value, "to_frame") and hasattr(value, "to_numpy"):
        return _encode_table(["value"], value.index, [[item] for item in value.tolist()])
    if isinstance(value, set | frozenset):
        return _encode_list(value, "set", depth)
    if isinstance(value, list | tuple) or (hasattr(value, "tolist") and hasattr(value, "shape")):
        items = value.tolist() if hasattr(value, "tolist") else value
        return (
            _encode_list(items, "list", depth)
            if isinstance(items, list | tuple)
            else encode(items, depth + 1)
        )
    if isinstance(value, dict):
        return _encode_table(["value"], list(value), [[item] for item in value.values()])
    kind = type(value).__name__
    reason = tr("a {kind} cannot be an answer; give plain numbers, text, a list or a table", kind=kind)
    return {"refused": reason}


def _too_long(count):
    return {"refused": tr("it has {count} values, far more than the exercise asks for", count=f"{count:,}")}


def _encode_list(items, tag, depth):
    if len(items) > MAX_ITEMS:
        return _too_long(len(items))
    return {tag: [encode(item, depth + 1) for item in items]}


def _encode_table(columns, index, cells):
    if len(index) * max(len(columns), 1) > MAX_ITEMS:
        return _too_long(len(index) * len(columns))
    rows = [[encode(cell, MAX_DEPTH) for cell in row] for row in cells]
    return {
        "table": {"columns": [str(c) for c in columns], "index": [_label(i) for i in index], "cells": rows}
    }


def _label(value):
    return (
        f"{float(value):g}" if isinstance(value, numbers.Real) and not isinstance(value, bool) else str(value)
    )


def _encode_figure(value):
    axes = getattr(value, "axes", None)
    axes = axes if hasattr(axes, "get_xlabel") else (axes[0] if isinstance(axes, list) and axes else value)
    if not hasattr(axes, "get_xlabel"):
        return {"refused": tr("this is not a picture; give the axes that the plot function returns")}
    series = [
        [list(map(float, line.get_xdata())), list(map(float, line.get_ydata()))] for line in axes.get_lines()
    ]
    bars = [float(patch.get_height()) for patch in axes.patches if hasattr(patch, "get_height")]
    if sum(len(x) for x, _ in series) + len(bars) > MAX_ITEMS:
        return _too_long(sum(len(x) for x, _ in series) + len(bars))
    legend = axes.get_legend()
    return {
        "figure": {
            "x_label": axes.get_xlabel(),
            "y_label": axes.get_ylabel(),
            "lines": [[encode(x, 2), encode(y, 2)] for x, y in series],
            "bars": encode(bars, 2),
            "legend": [text.get_text() for text in legend.get_texts()] if legend else [],
        }
    }


def encode_calls(function, inputs):
    """Call a student's function on every input and encode what it returns.

    Parameters
    ----------
    function : callable
    inputs : list of list
        Positional arguments of each call.

    Returns
    -------
    dict
        ``{"calls": [...]}``; a call that raises gives ``{"refused": "ZeroDivisionError: ..."}``.

    Examples
    --------
    >>> encode_calls(lambda a, b: a / b, [[1, 2], [1, 0]])
    {'calls': [{'number': 0.5}, {'refused': 'ZeroDivisionError: division by zero'}]}
    """
    if function is None or function is ...:
        return {"blank": True}
    if not callable(function):
        return {"refused": tr("this is not a function; give its name without brackets")}
    results = []
    for arguments in inputs:
        try:
            results.append(encode(function(*arguments)))
        except Exception as error:
            results.append({"refused": f"{type(error).__name__}: {error}"[:200]})
    return {"calls": results}


def decode(answer):
    """Read a tagged dict that came from a student's kernel.

    Parameters
    ----------
    answer : object
        Parsed JSON; anything at all may arrive here.

    Returns
    -------
    tuple
        ``(tag, value)`` with plain Python values; lists of decoded pairs inside.

    Raises
    ------
    AnswerError
        If it is not one of the known tags, is too large or too deep, or was refused by `encode`.

    Examples
    --------
    >>> decode({"number": 0.25})
    ('number', 0.25)
    >>> decode({"number": "12"})
    Traceback (most recent call last):
    crmlab.grading.answers.AnswerError: the answer did not arrive as a number
    """
    budget = [MAX_ITEMS + 100]
    return _decode(answer, 0, budget)


def _decode(answer, depth, budget):
    budget[0] -= 1
    if budget[0] < 0 or depth > MAX_DEPTH + 1:
        raise AnswerError(tr("the answer is larger or deeper than any exercise asks for"))
    if not isinstance(answer, dict) or len(answer) != 1:
        raise AnswerError(tr("the answer did not arrive in a form that can be read"))
    ((tag, value),) = answer.items()
    reader = _READERS.get(tag)
    if reader is None:
        raise AnswerError(tr("the answer did not arrive in a form that can be read"))
    return tag, reader(value, depth, budget)


def _read_blank(value, depth, budget):
    return None


def _read_flag(value, depth, budget):
    if not isinstance(value, bool):
        raise AnswerError(tr("the answer did not arrive as True or False"))
    return value


def _read_number(value, depth, budget):
    if isinstance(value, str) and value in _NOT_FINITE:
        return _NOT_FINITE[value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise AnswerError(tr("the answer did not arrive as a number"))
    try:
        return float(value)
    except OverflowError:
        raise AnswerError(tr("the answer is a number too large to be read")) from None


def _read_text(value, depth, budget):
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise AnswerError(tr("the answer did not arrive as text of a readable length"))
    return value


def _read_list(value, depth, budget):
    if not isinstance(value, list):
        raise AnswerError(tr("the answer did not arrive as a list"))
    return [_decode(item, depth + 1, budget) for item in value]


def _read_table(value, depth, budget):
    try:
        columns, index, cells = value["columns"], value["index"], value["cells"]
        square = len(cells) == len(index) and all(len(row) == len(columns) for row in cells)
        labels = all(isinstance(label, str) for label in [*columns, *index])
    except (TypeError, KeyError):
        square = labels = False
    if not (square and labels):
        raise AnswerError(tr("the answer did not arrive as a table"))
    cells = [[_decode(cell, MAX_DEPTH, budget) for cell in row] for row in cells]
    return {"columns": columns, "index": index, "cells": cells}


def _read_figure(value, depth, budget):
    try:
        lines = [[_decode(part, 2, budget) for part in line] for line in value["lines"]]
        bars = _decode(value["bars"], 2, budget)
        labels = [_read_text(value[key], 0, budget) for key in ("x_label", "y_label")]
        legend = [_read_text(text, 0, budget) for text in value["legend"]]
    except (TypeError, KeyError):
        raise AnswerError(tr("the answer did not arrive as a picture")) from None
    return {"x_label": labels[0], "y_label": labels[1], "lines": lines, "bars": bars, "legend": legend}


def _read_refused(value, depth, budget):
    raise AnswerError(value[:300] if isinstance(value, str) else tr("the answer cannot be read"))


def _read_calls(value, depth, budget):
    if not isinstance(value, list):
        raise AnswerError(tr("the answer did not arrive as the results of a function"))
    if len(value) > MAX_ITEMS:
        raise AnswerError(tr("the answer is larger or deeper than any exercise asks for"))
    results = []
    for item in value:
        try:
            results.append(_decode(item, depth + 1, budget))
        except AnswerError as error:
            results.append(("failed", str(error)))
    return results


_READERS = {
    "blank": _read_blank,
    "flag": _read_flag,
    "number": _read_number,
    "text": _read_text,
    "list": _read_list,
    "set": _read_list,
    "table": _read_table,
    "figure": _read_figure,
    "calls": _read_calls,
    "refused": _read_refused,
}

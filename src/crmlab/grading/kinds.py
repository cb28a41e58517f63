"""What an answer of each kind looks like, and when two of them are the same.

`read` turns a tagged answer into a plain value or says, in one sentence, why it cannot; `same` compares two
values that `read` gave.
"""

import math

from crmlab.grading.answers import AnswerError, decode, encode, encode_calls
from crmlab.language import tr

SLACK = 1e-9  # for the last digits of floating point, beside the item's own tolerance


class Blank(AnswerError):
    """Nothing has been answered yet."""


def read(item, answer):
    """Read one answer for an item.

    Parameters
    ----------
    item : Item
    answer : dict
        As `crmlab.grading.answers.encode` gives it.

    Returns
    -------
    object
        A float, a nested list, a text, a frozenset, a dict: plain and comparable with `same`.

    Raises
    ------
    Blank
        If nothing was answered.
    AnswerError
        If the answer is not of the kind that the item asks for.
    """
    tag, value = decode(answer)
    if tag == "blank" or (tag in ("list", "set") and not value) or (tag == "calls" and _all_blank(value)):
        raise Blank(tr("there is no answer yet"))
    return _READ[item.kind](item, tag, value)


def encode_for(item, value, inputs=()):
    """Encode what a student (or the worked chapter) answered, calling it first if it is a function.

    Parameters
    ----------
    item : Item
    value : object
        The answer.
    inputs : sequence of list
        Arguments of each call, for a function item.

    Returns
    -------
    dict
        A tagged answer.
    """
    return encode_calls(value, inputs) if item.kind == "function" else encode(value)


def same(item, given, wanted):
    """Whether two answers that `read` gave are the same within the item's tolerance.

    Parameters
    ----------
    item : Item
    given, wanted : object
        As `read` gives them.

    Returns
    -------
    bool
    """
    if item.kind in ("choice", "set"):
        return given == wanted
    if item.kind == "table":
        return _close(item, given["cells"], wanted["cells"]) and given["index"] == wanted["index"]
    if item.kind == "figure":
        return _same_picture(item, given, wanted)
    return _close(item, given, wanted)


def _all_blank(results):
    return bool(results) and all(tag == "blank" for tag, _ in results)


def _close(item, given, wanted):
    if isinstance(wanted, list):
        return (
            isinstance(given, list)
            and len(given) == len(wanted)
            and all(_close(item, g, w) for g, w in zip(given, wanted, strict=True))
        )
    if isinstance(wanted, float) and isinstance(given, float):
        if math.isnan(wanted) or math.isnan(given):
            return math.isnan(wanted) and math.isnan(given)
        if math.isinf(wanted) or math.isinf(given):
            return wanted == given
        room = item.tolerance + item.relative * abs(wanted) + SLACK * max(1.0, abs(wanted))
        return abs(given - wanted) <= room
    return type(given) is type(wanted) and given == wanted


def _finite(number, item):
    if not math.isfinite(number):
        raise AnswerError(
            tr("the answer is {value}; look for a division by zero or a missing value", value=number)
        )
    if item.between and not item.between[0] <= number <= item.between[1]:
        low, high = item.between
        raise AnswerError(
            tr(
                "{value} cannot be right: the answer is in {unit}, between {low} and {high}; check the unit",
                value=f"{number:.6g}",
                unit=item.unit or tr("plain numbers"),
                low=f"{low:g}",
                high=f"{high:g}",
            )
        )
    return number


def _number(item, tag, value):
    if item.shape:
        if tag != "list" or len(value) != item.shape[0]:
            raise AnswerError(tr("give {n} numbers in a row, as in (1.0, 2.0)", n=item.shape[0]))
        return [_scalar(item, *pair) for pair in value]
    if tag == "list" and len(value) == 1:
        tag, value = value[0]
    if tag == "table" and len(value["cells"]) == 1 and len(value["columns"]) == 1:
        tag, value = value["cells"][0][0]
    return _scalar(item, tag, value)


def _scalar(item, tag, value):
    if tag == "text":
        raise AnswerError(tr("the answer is text; give a number without quotes"))
    if tag == "flag":
        raise AnswerError(tr("the answer is True or False; give a number"))
    if tag != "number":
        raise AnswerError(tr("the answer is a {kind}; give one number", kind=_kind_name(tag)))
    return _finite(value, item)


def _kind_name(tag):
    return {"list": tr("list"), "set": tr("set"), "table": tr("table"), "figure": tr("picture")}.get(
        tag, tr("thing")
    )


def _choice(item, tag, value):
    offered = ", ".join(f'"{option}"' for option in item.options)
    if tag == "flag":
        raise AnswerError(tr("choose one of {offered}, in quotes", offered=offered))
    if tag != "text" or " ".join(value.split()).casefold() not in item.options:
        raise AnswerError(tr("choose one of {offered}", offered=offered))
    return " ".join(value.split()).casefold()


def _set(item, tag, value):
    if tag == "table" and len(value["columns"]) == 1:
        value = [row[0] for row in value["cells"]]
    elif tag not in ("list", "set"):
        raise AnswerError(tr("give a set of texts in curly brackets"))
    members = set()
    for kind, member in value:
        if kind not in ("text", "number"):
            raise AnswerError(tr("a set holds texts or numbers, nothing else"))
        members.add(" ".join(member.split()).casefold() if kind == "text" else member)
    strange = sorted(str(m) for m in members if item.options and m not in item.options)
    if strange:
        raise AnswerError(
            tr("{member} is not among the things to choose from: {offered}", member=f'"{strange[0]}"',
               offered=", ".join(item.options))
        )  # fmt: skip
    return frozenset(members)


def _table(item, tag, value):
    wanted = [str(column) for column in item.columns]
    if tag != "table":
        raise AnswerError(tr("give a table with the columns {columns}", columns=", ".join(wanted)))
    missing = [column for column in wanted if column not in value["columns"]]
    if missing:
        raise AnswerError(
            tr("the table has no column {column}; it needs {columns}", column=f'"{missing[0]}"',
               columns=", ".join(wanted))
        )  # fmt: skip
    rows = [str(label) for label in item.index] or sorted(value["index"])
    absent = [row for row in rows if row not in value["index"]]
    if absent or len(set(value["index"])) != len(value["index"]):
        label = f'"{absent[0]}"' if absent else tr("(a row label occurs twice)")
        raise AnswerError(
            tr("the rows need the labels {rows}; look at {label}", rows=", ".join(rows), label=label)
        )
    column_at = [value["columns"].index(column) for column in wanted]
    cells = []
    for row in rows:
        at = value["index"].index(row)
        cells.append([_table_cell(item, *value["cells"][at][c]) for c in column_at])
    return {"index": rows, "cells": cells}


def _table_cell(item, tag, value):
    if tag == "number" and not math.isnan(value):
        return _finite(value, item)
    if tag in ("text", "flag"):
        return value
    raise AnswerError(tr("a cell of the table is empty or not a number; look for a missing value"))


def _function(item, tag, value):
    if tag != "calls":
        raise AnswerError(tr("this is not a function; give its name without brackets"))
    results = []
    for kind, result in value:
        if kind == "blank":
            raise AnswerError(tr("the function returned nothing; does it end with return?"))
        if kind == "failed":
            results.append(["failed", result])
        else:
            results.append(_plain(result) if kind == "list" else result)
    if results and all(isinstance(r, list) and r[:1] == ["failed"] for r in results):
        raise AnswerError(tr("the function stopped with an error: {error}", error=results[0][1]))
    return results


def _plain(pairs):
    return [_plain(value) if tag == "list" else value for tag, value in pairs]


def _figure(item, tag, value):
    if tag != "figure":
        raise AnswerError(tr("this is not a picture; give the axes that the plot function returns"))
    if not (value["x_label"].strip() and value["y_label"].strip()):
        raise AnswerError(tr("label both axes, with the unit: a picture without labels cannot be read"))
    lines = [[_plain(part) for _, part in line] for line in value["lines"]]
    bars = _plain(value["bars"][1])
    if not lines and not bars:
        raise AnswerError(tr("the picture holds no line and no bar"))
    return {"lines": lines, "bars": bars}


def _same_picture(item, given, wanted):
    unmatched = list(given["lines"])
    for line in wanted["lines"]:
        match = next((other for other in unmatched if _close(item, other, line)), None)
        if match is None:
            return False
        unmatched.remove(match)
    return _close(item, sorted(given["bars"]), sorted(wanted["bars"]))


_READ = {
    "number": _number,
    "choice": _choice,
    "set": _set,
    "table": _table,
    "function": _function,
    "figure": _figure,
}

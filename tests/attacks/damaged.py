"""Notebooks that are malformed or altered: each is graded for what it deserves, or refused with a reason."""

import copy
import json

import nbformat
from bench import POINTS
from nbformat.v4 import new_code_cell

SVG = "<svg onload=alert(1)><script>steal()</script></svg>"


def graded_cells(nb):
    return [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def changed(nb, **about):
    """Change nbgrader's metadata of every check."""
    for cell in checks(nb):
        cell.metadata.nbgrader.update(about)
    return nb


def checks(nb):
    return [cell for cell in graded_cells(nb) if cell.cell_type == "code"]


def deleted(nb):
    nb.cells = [cell for cell in nb.cells if cell not in checks(nb)]
    return nb


def doubled(nb):
    for cell in checks(nb) + [c for c in nb.cells if c.metadata.get("crmlab", {}).get("kind") == "answer"]:
        nb.cells.insert(nb.cells.index(cell) + 1, copy.deepcopy(cell))
    return nb


def sources(nb, source, kind=None):
    for cell in checks(nb):
        cell.source = source
        if kind:
            cell.cell_type = kind
            cell.pop("outputs", None), cell.pop("execution_count", None)
    return nb


def moved(nb):
    nb.cells = checks(nb) + [cell for cell in nb.cells if cell not in checks(nb)]
    return nb


def kernel(nb):
    nb.metadata.kernelspec = {"name": "bash", "display_name": "x", "language": "bash", "argv": ["sh"]}
    return nb


def with_cell(nb, **cell):
    nb.cells.append(nbformat.from_dict(cell))
    return nb


def set_up_changed(nb):
    cell = next(c for c in nb.cells if c.cell_type == "code")
    cell.metadata["nbgrader"] = {"locked": False, "solution": True, "grade": False, "grade_id": "imports"}
    cell.source = cell.source + "\nprint('changed')"
    return nb


def ids(nb, value):
    for cell in nb.cells:
        cell["id"] = value
    return nb


# Number and name -> (a change, whether the answers are right, the points or None where either will do)
ALTERED = {
    "35 test cells are deleted": (deleted, True, POINTS),
    "36 cells are doubled": (doubled, True, POINTS),
    "37 test cells have other ids": (lambda nb: changed(nb, grade_id="other"), True, POINTS),
    "38 a test is worth a thousand points": (lambda nb: changed(nb, points=1000), True, POINTS),
    "39 tests are not to be graded": (lambda nb: changed(nb, grade=False), False, 0),
    "40 tests are solutions": (lambda nb: sources(changed(nb, solution=True, locked=False), "5.0"), False, 0),
    "41 tests are text": (lambda nb: sources(nb, "5.0", "markdown"), False, 0),
    "42 another kernel": (kernel, True, POINTS),
    "43 tests come first": (moved, True, POINTS),
    "8.2/26e the set-up is open and changed": (set_up_changed, True, POINTS),
    "8.2/28 metadata of version 99": (lambda nb: changed(nb, schema_version=99), True, POINTS),
    "8.2/28b metadata of version 1": (lambda nb: changed(nb, schema_version=1), True, POINTS),
    "8.2/28c a grade id of its own": (
        lambda nb: with_cell(
            nb, cell_type="code", source="9.0", outputs=[], execution_count=None,
            metadata={"nbgrader": {"grade": True, "grade_id": "mine", "points": 9, "solution": False}},
        ), False, 0,
    ),
    "all cells have one id": (lambda nb: ids(nb, "a"), True, POINTS),
    "a cell of ten thousand brackets": (
        lambda nb: with_cell(nb, cell_type="code", source="(" * 10_000, metadata={}, outputs=[]), True, POINTS
    ),
    "a cell of fifty thousand signs": (
        lambda nb: with_cell(nb, cell_type="code", source="-" * 50_000 + "1", metadata={}, outputs=[]), True, POINTS
    ),
    "a cell that adds fifty thousand times": (
        lambda nb: with_cell(nb, cell_type="code", source="1" + "+1" * 50_000, metadata={}, outputs=[]), True, None
    ),
    "a text of fifty thousand brackets and stars": (
        lambda nb: with_cell(nb, cell_type="markdown", source="[" * 50_000 + "*a" * 20_000, metadata={}), True, POINTS
    ),
}  # fmt: skip


def text(nb):
    return json.dumps(nb).encode()


def shown_in(nb, output):
    nb.cells.append(new_code_cell("from IPython.display import *\n" + output))
    return nb


# What a grader looks at: each must leave no markup and no control character in the graded notebook.
SHOWN = {
    "62 scripts in outputs": lambda nb: shown_in(
        nb, f"display(HTML({SVG!r}), SVG({SVG!r}), Javascript('x()'))"
    ),
    "63 scripts in a text": lambda nb: with_cell(
        nb,
        cell_type="markdown",
        metadata={},
        source=SVG + "<img src=x onerror=steal()>[a](javascript:steal())",
    ),
    "64 escapes in what is printed": lambda nb: shown_in(
        nb, "print('\\x1b]0;title\\x07\\x1b]8;;http://x.example\\x07link\\x1b[2J\\x9b31m\\u202e')"
    ),
    "65 scripts in an error": lambda nb: shown_in(nb, f"raise ValueError({SVG!r} + '\\x1b[31m')"),
}

# Number and name -> bytes that are no notebook to be graded, of the right one.
MALFORMED = {
    "28 fifty megabytes": lambda nb: text(with_cell(
        nb, cell_type="code", source="#" * 50_000_000, metadata={}, outputs=[], execution_count=None)),
    "29 not JSON": lambda nb: b"{'cells': [",
    "30 not UTF-8": lambda nb: text(nb).replace(b"euros", b"\xff\xfe"),
    "31 empty": lambda nb: b"",
    "32 nested a hundred thousand deep": lambda nb: b'{"cells": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "33 a hundred thousand cells": lambda nb: text(
        {**nb, "cells": [*nb.cells, *[{"cell_type": "raw", "source": "", "metadata": {}}] * 100_000]}),
    "34 of format 3": lambda nb: text({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}),
    "a number of ten thousand digits": lambda nb: text(nb)[:-1] + b', "x": ' + b"9" * 10_000 + b"}",
    "half characters": lambda nb: text(with_cell(
        nb, cell_type="markdown", source="\ud800", metadata={})),
    "a format of words": lambda nb: text({**nb, "nbformat_minor": "five"}),
    "ids of lists": lambda nb: text(ids(nb, ["a"])),
    "metadata of lists": lambda nb: text({**nb, "metadata": []}),
    "attachments of lists": lambda nb: text(with_cell(
        nb, cell_type="markdown", source="![x](attachment:x)", metadata={},
        attachments={"x": {"image/png": 3}, "y": [], "z": {"image/svg+xml": SVG}})),
    "outputs of words": lambda nb: text({**nb, "cells": [{**c, "outputs": "x"} for c in nb.cells]}),
}  # fmt: skip

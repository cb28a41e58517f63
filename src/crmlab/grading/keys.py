"""The right answers and the known wrong ones of one student, from the worked chapter on that student's data.

Nobody types an expected number: the worked chapter runs in order, each check cell gives the right answer at
that point, and each slip is computed from the names that exist there.
"""

import ast
import contextlib
import hashlib
import hmac
import io
import types
import warnings
from dataclasses import dataclass
from functools import lru_cache

from crmlab.grading.answers import AnswerError
from crmlab.grading.items import Item, Slip
from crmlab.grading.kinds import encode_for, read
from crmlab.identity import acting_as

# A picture, a widget and a guess teach, but no answer rests on them: the worked run leaves them out.
_NOT_NEEDED = ("text", "written", "model", "note", "predict", "widget")


class KeyProblem(RuntimeError):
    """The worked chapter does not give an answer key; a defect of the chapter, never of the student."""


@dataclass(frozen=True)
class Key:
    """One item for one student: the right answer and what each slip would give."""

    name: str
    item: Item
    points: float
    truth: object
    wrong: dict
    truth_value: object
    wrong_values: dict
    inputs: list


class Worked(types.SimpleNamespace):
    """The names of the worked chapter at one point, as attributes; what a slip computes from."""


def items(chapter):
    """Build the items of a chapter without running it.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    dict of str to Item
    """
    return {cell.name: _build(cell) for cell in chapter.cells if cell.kind == "key"}


def _build(cell):
    tree = ast.parse(cell.source)
    if not tree.body or not isinstance(tree.body[-1], ast.Expr):
        raise KeyProblem(f"{cell.where} does not end with an Item(...)")
    scope = {"Item": Item, "Slip": Slip}
    exec(compile(ast.Module(tree.body[:-1], []), f"<key {cell.name}>", "exec"), scope)
    item = eval(compile(ast.Expression(tree.body[-1].value), f"<key {cell.name}>", "eval"), scope)
    if not isinstance(item, Item):
        raise KeyProblem(f"{cell.where} ends with a {type(item).__name__}, not with an Item(...)")
    return item


def grading_inputs(item, secret, student_id, name):
    """Draw the inputs that a function item is called with.

    Parameters
    ----------
    item : Item
    secret : str
        The course's grading secret, or ``"public"`` for the live check.
    student_id, name : str

    Returns
    -------
    list of list
    """
    import numpy as np

    if item.kind != "function":
        return []
    digest = hmac.new(secret.encode(), f"{student_id}|{name}|inputs".encode(), hashlib.sha256).digest()
    rng = np.random.default_rng(np.frombuffer(digest, dtype=np.uint32))
    return [list(arguments) for arguments in item.inputs(rng)]


def work(chapter, student, secret="public"):
    """Run the worked chapter as a student and collect the answer keys.

    Parameters
    ----------
    chapter : Chapter
    student : Student
        Whose data the answers are for.
    secret : str
        Decides the inputs of function items.

    Returns
    -------
    dict of str to Key

    Raises
    ------
    KeyProblem
        If a cell fails, a check has no key, or a right answer is not of its item's kind.
    """
    return _run(chapter, student, secret)[0]


def worked_names(chapter, student):
    """Run the worked chapter as a student and return the names that it ends with.

    Parameters
    ----------
    chapter : Chapter
    student : Student

    Returns
    -------
    dict

    Raises
    ------
    KeyProblem
        As for `work`.
    """
    return _run(chapter, student, "public")[1]


def _run(chapter, student, secret):
    """The answer keys, and the names of the chapter after its last cell."""
    names = {"__name__": "worked"}
    built, truths, keys = items(chapter), {}, {}

    def record(name, value, **_):
        truths[name] = value

    with acting_as(student), contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        for cell in chapter.cells:
            if not cell.is_code or cell.kind in _NOT_NEEDED or (cell.alt and cell.kind == "code"):
                continue
            if cell.kind == "key":
                keys[cell.name] = _key(chapter, cell, built[cell.name], truths, names, student, secret)
                continue
            if cell.kind in ("check", "practice"):
                names["check"] = record
            try:
                exec(compile(cell.source, f"<{chapter.slug} {cell.where}>", "exec"), names)
            except Exception as error:
                raise KeyProblem(f"{chapter.slug}, {cell.where}: {type(error).__name__}: {error}") from error
    missing = [name for name in truths if name not in keys]
    if missing:
        raise KeyProblem(f"{chapter.slug}: the check {missing[0]!r} has no key cell")
    return keys, names


def _key(chapter, cell, item, truths, names, student, secret):
    if cell.name not in truths:
        raise KeyProblem(f"{chapter.slug}: the key {cell.name!r} comes before its check, or has none")
    inputs = grading_inputs(item, secret, student.id, cell.name)
    here = Worked(**{name: value for name, value in names.items() if name.isidentifier()})
    check = chapter.named("check", cell.name)

    def canonical(value, what):
        try:
            return read(item, encode_for(item, value, inputs))
        except AnswerError as error:
            raise KeyProblem(f"{chapter.slug}, {what} of {cell.name!r}: {error}") from error

    truth = canonical(truths[cell.name], "the right answer")
    wrong_values = {}
    for name, slip in item.slips.items():
        try:
            wrong_values[name] = slip.wrong(here) if callable(slip.wrong) else slip.wrong
        except Exception as error:
            raise KeyProblem(f"{chapter.slug}, the slip {name!r} of {cell.name!r}: {error}") from error
    return Key(
        name=cell.name,
        item=item,
        points=check.points if check else 0.0,
        truth=truth,
        wrong={name: canonical(value, f"the slip {name!r}") for name, value in wrong_values.items()},
        truth_value=truths[cell.name],
        wrong_values=wrong_values,
        inputs=inputs,
    )


@lru_cache(maxsize=8)
def keys_for(slug, student, secret="public"):
    """The answer keys of a chapter of the course for one student, computed once.

    Parameters
    ----------
    slug : str
    student : Student
    secret : str
        As for `work`.

    Returns
    -------
    dict of str to Key
    """
    from crmlab.authoring.source import read_chapter

    return work(read_chapter(slug), student, secret)

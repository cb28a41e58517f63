"""Simulated students of stated skill: what they write, and what they should get for it."""

import ast
import copy
import json
from dataclasses import dataclass, field

import nbformat

from crmlab.authoring.build import worked_notebook
from crmlab.course.status import GRADED, PERSON
from crmlab.course.submission import cells_by_name
from crmlab.grading.keys import keys_for
from crmlab.identity import Student
from crmlab.language import tr

_LOOP = "while True:\n    pass"
_BROKEN = "the answer is = = (\n"


@dataclass(frozen=True)
class Simulated:
    """One simulated submission: who, what is in the file, and the score and state it should get."""

    student: str
    who: str
    content: bytes = field(repr=False)
    score: float | None
    state: str = GRADED


def fill(released, answers):
    """Write answers into a released notebook.

    Parameters
    ----------
    released : nbformat.NotebookNode
        Left as it is.
    answers : dict of str to str
        Name of the exercise to the source of its answer cell.

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    KeyError
        If the notebook has no answer cell of that name.
    """
    nb = copy.deepcopy(released)
    places = cells_by_name(nb, "answer")
    for name, source in answers.items():
        places[name].source = source
    return nb


def worked_answers(chapter):
    """Return the worked answer to every exercise that has an answer cell, graded or not.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter

    Returns
    -------
    dict of str to str
        Name to source, in the order of the chapter.
    """
    return {name: cell.source for name, cell in cells_by_name(worked_notebook(chapter), "answer").items()}


def with_values(chapter, sources):
    """Answer rightly but for some exercises, where the check gets another value.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter
    sources : dict of str to str
        Name of the exercise to source that gives its variable another value.

    Returns
    -------
    dict of str to str
        Answers for `fill`. The right value comes back in the next answer cell, so that an exercise that
        builds on an earlier one does not fail with it.
    """
    answers, put_back = {}, ""
    for name, right in worked_answers(chapter).items():
        answers[name] = put_back + right
        put_back = ""
        if name in sources:
            variable = variable_of(chapter, name)
            answers[name] += f"\nright_{variable} = {variable}\n{sources[name]}"
            put_back = f"{variable} = right_{variable}\n"
    return answers


def variable_of(chapter, name):
    """Return the variable that an exercise checks, or None where it checks an expression.

    Parameters
    ----------
    chapter : object
    name : object
    """
    call = ast.parse(chapter.named("check", name).source).body[-1].value
    return call.args[1].id if len(call.args) == 2 and isinstance(call.args[1], ast.Name) else None


def as_source(variable, value):
    """Write an assignment that gives a variable a value, or None where the value cannot be written.

    Parameters
    ----------
    variable : str
    value : object
        A number, text, list, tuple, set, array, Series or DataFrame.

    Returns
    -------
    str or None

    Examples
    --------
    >>> as_source("alpha", 0.25)
    'alpha = 0.25'
    >>> as_source("pay", "yes")
    "pay = 'yes'"
    """
    kind = type(value).__name__
    if kind == "DataFrame":
        data, rows, columns = value.to_numpy().tolist(), value.index.tolist(), value.columns.tolist()
        return f"import pandas\n{variable} = pandas.DataFrame({data!r}, index={rows!r}, columns={columns!r})"
    if kind == "Series":
        return (
            f"import pandas\n{variable} = pandas.Series({value.tolist()!r}, index={value.index.tolist()!r})"
        )
    plain = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(plain, list | tuple):
        plain = type(plain)(item.item() if hasattr(item, "item") else item for item in plain)
    try:
        ast.literal_eval(repr(plain))
    except (ValueError, SyntaxError):
        return None
    return f"{variable} = {plain!r}"


def slip_sources(chapter, keys, turn):
    """Make every exercise that can be slipped in go wrong in one of its known ways.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter
    keys : dict of str to crmlab.grading.keys.Key
    turn : int
        Which slip of each exercise; they are taken in turns.

    Returns
    -------
    sources : dict of str to str
        For `with_values`.
    credit : dict of str to float
        What each of these exercises should still earn, in points.
    """
    sources, credit = {}, {}
    for name, key in keys.items():
        variable = variable_of(chapter, name) if key.points else None
        slips = list(key.item.slips)
        if variable and slips:
            slip = slips[turn % len(slips)]
            if key.item.kind == "function":
                source = _function_source(chapter, name, slip, variable)
            else:
                source = as_source(variable, key.wrong_values[slip])
            if source:
                sources[name], credit[name] = source, key.item.slips[slip].credit * key.points
    return sources, credit


def _function_source(chapter, name, slip, variable):
    """Write a slip that is ``lambda w: lambda x: ...`` as an assignment, or None where it is another form."""
    for node in ast.walk(ast.parse(chapter.named("key", name).source)):
        if isinstance(node, ast.Dict):
            for label, made in zip(node.keys, node.values, strict=True):
                wrong = (
                    made.args[0].body
                    if isinstance(made, ast.Call) and isinstance(made.args[0], ast.Lambda)
                    else None
                )
                if isinstance(label, ast.Constant) and label.value == slip and isinstance(wrong, ast.Lambda):
                    return f"{variable} = {ast.unparse(wrong)}"
    return None


def copied_sources(chapter, mine, theirs):
    """Hand in another student's numbers as one's own.

    Parameters
    ----------
    chapter : crmlab.authoring.source.Chapter
    mine, theirs : dict of str to crmlab.grading.keys.Key

    Returns
    -------
    sources : dict of str to str
    credit : dict of str to float
        Points where the other's answer happens to be right for one's own data, or a slip that earns some.
    """
    sources, credit = {}, {}
    for name, key in mine.items():
        variable = variable_of(chapter, name) if key.points and key.item.kind != "function" else None
        source = as_source(variable, theirs[name].truth_value) if variable else None
        if source:
            sources[name] = source
            credit[name] = key.points * _worth(key, theirs[name].truth_value)
    return sources, credit


def _worth(key, value):
    if _agree(key.item, value, key.truth_value):
        return 1.0
    matches = (
        key.item.slips[name].credit
        for name, slip in key.wrong_values.items()
        if _agree(key.item, value, slip)
    )
    return next(matches, 0.0)


def _agree(item, given, wanted):
    """Whether two raw values are close: written apart from the grader's own comparison, to check on it."""
    import numpy as np

    if item.kind in ("choice", "set"):
        return given == wanted
    given, wanted = (np.asarray(value, dtype=object).ravel() for value in (given, wanted))
    if len(given) != len(wanted):
        return False
    for one, other in zip(given, wanted, strict=True):
        if isinstance(one, str) or isinstance(other, str):
            if one != other:
                return False
        elif not np.isclose(float(one), float(other), rtol=item.relative, atol=item.tolerance + 1e-9):
            return False
    return True


def class_of(course, chapter, released, ids):
    """Let a class of simulated students answer a released chapter.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    chapter : crmlab.authoring.source.Chapter
    released : pathlib.Path
        The released notebook.
    ids : sequence of str
        Up to twelve normalised student ids; the first gets everything right, the second hands in a blank.

    Returns
    -------
    list of Simulated
    """
    nb = nbformat.read(released, as_version=4)
    everything = sum(cell.points for cell in chapter.graded)
    right = worked_answers(chapter)
    graded = [cell.name for cell in chapter.graded]
    last = graded[-1]

    def keys(student):
        return keys_for(chapter.slug, Student(student, course.public_info()), course.secret)

    def made(student, who, answers, score, state=GRADED):
        return Simulated(student, who, nbformat.writes(fill(nb, answers)).encode(), score, state)

    def all_right(student):
        return made(student, tr("all right"), right, everything)

    def blank(student):
        return made(student, tr("hands in a blank"), {}, 0.0)

    def slipping(turn):
        def slips(student):
            sources, credit = slip_sources(chapter, keys(student), turn)
            lost = sum(chapter.named("check", name).points - credit[name] for name in sources)
            who = tr("known slip number {n} everywhere", n=turn + 1)
            return made(student, who, with_values(chapter, sources), everything - lost)

        return slips

    def syntax_error(student):
        score = everything - chapter.named("check", last).points
        return made(student, tr("a syntax error in the last answer"), {**right, last: _BROKEN}, score)

    def endless_loop(student):
        score = everything - chapter.named("check", last).points
        return made(student, tr("an endless loop in the last answer"), {**right, last: _LOOP}, score)

    def copied_cell(student):
        filled = fill(nb, right)
        place = next(
            i for i, cell in enumerate(filled.cells) if cell.metadata.get("nbgrader", {}).get("grade")
        )
        filled.cells.insert(place, copy.deepcopy(filled.cells[place]))
        who = tr("all right, but copied a graded cell")
        return Simulated(student, who, json.dumps(filled).encode(), everything)

    def not_json(student):
        return Simulated(student, tr("the file is not JSON"), b'{"cells": [ half a notebook', None, PERSON)

    def copied_numbers(student):
        sources, credit = copied_sources(chapter, keys(student), keys(ids[0]))
        lost = sum(chapter.named("check", name).points - credit[name] for name in sources)
        return made(
            student,
            tr("copied {other}'s numbers", other=ids[0]),
            with_values(chapter, sources),
            everything - lost,
        )

    def half_right(student):
        done = graded[: len(graded) // 2]
        stop = list(right).index(done[-1]) + 1
        score = sum(chapter.named("check", name).points for name in done)
        answers = dict(list(right.items())[:stop])
        return made(student, tr("the first half right, the rest blank"), answers, score)

    kinds = [
        all_right, blank, slipping(0), slipping(1), slipping(2), slipping(3), syntax_error, endless_loop,
        copied_cell, not_json, copied_numbers, half_right,
    ]  # fmt: skip
    return [kind(student) for kind, student in zip(kinds, ids, strict=False)]

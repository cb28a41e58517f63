"""Grade one submission: rebuild it, run it in a seat, judge its answers, give the graded notebook back."""

import ast
import json
import re
import time
import warnings
from dataclasses import dataclass, field
from functools import lru_cache

import nbformat

from crmlab.courseinfo import COURSE_FILE, CourseInfo
from crmlab.grading.check import GRADING
from crmlab.grading.clean import MOST_OF_ALL, clean, clean_outputs
from crmlab.grading.judging import write_verdict
from crmlab.grading.keys import keys_for
from crmlab.grading.own_tests import is_own, settle
from crmlab.grading.rebuild import rebuild
from crmlab.grading.verdict import judge
from crmlab.identity import Student
from crmlab.language import tr
from crmlab.runner.seat import Budget, Stopped

_MOST_OUTPUTS = 500  # of one cell


@dataclass(frozen=True)
class Task:
    """All that grading one submission needs; plain values, so that it can go to another machine.

    ``released`` and ``submitted`` are notebooks as text; ``course`` is the public course file as text,
    ``secret`` what decides the inputs of function items, and ``withheld`` what the release leaves out, as
    `crmlab.grading.own_tests.withheld` finds it.
    """

    slug: str
    student: str
    released: str
    submitted: str
    course: str
    secret: str
    cell_seconds: float = 30
    withheld: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of it: the graded notebook as text, or the reason why a person is needed.

    ``backend`` says how the student's code was sealed off.
    """

    student: str
    notebook: str = ""
    reason: str = ""
    seconds: float = 0.0
    backend: str = ""


def grade_submission(task, seat):
    """Grade one submission.

    Parameters
    ----------
    task : Task
    seat : crmlab.runner.seat.Seat

    Returns
    -------
    Outcome

    Examples
    --------
    >>> from crmlab.authoring.build import notebook_bytes, nbgrader_notebook
    >>> from crmlab.authoring.source import read_chapter
    >>> from crmlab.runner.choice import choose
    >>> from crmlab.runner.seat import Seat
    >>> text = notebook_bytes(nbgrader_notebook(read_chapter("switching_costs"))).decode()
    >>> task = Task("switching_costs", "mia", text, text, '{"name": "CRM", "salt": "door"}', "secret")
    >>> with Seat(choose()) as seat:
    ...     grade_submission(task, seat).reason
    ''
    """
    from crmlab.authoring.source import read_chapter

    started = time.perf_counter()
    chapter = read_chapter(task.slug)
    nb = rebuild(_notebook(task.submitted), _notebook(task.released))
    student = Student(task.student, CourseInfo(**json.loads(task.course)))
    keys = keys_for(task.slug, student, task.secret)
    names = {chapter.grade_id(cell.name): cell.name for cell in chapter.graded}
    about = {
        "files": {COURSE_FILE: task.course},
        "environment": {"CRMLAB_STUDENT": task.student, "CRMLAB_MODE": GRADING},
    }
    ours = {cell.source for cell in _notebook(task.released).cells}
    idle = _needless(chapter, nb)
    reason = ""
    try:
        with seat.sit(about, Budget(task.cell_seconds)) as sitting:
            late, room, functions = False, MOST_OF_ALL, []
            for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
                cell.execution_count = count
                name = names.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
                if name and cell.metadata.nbgrader.get("grade"):
                    if keys[name].item.kind == "function":
                        functions.append((cell, keys[name], sitting.keep()))
                    else:
                        write_verdict(cell, judge(keys[name], sitting.answer(_asked(cell))))
                    continue
                own = is_own(cell, names)
                if own:
                    cell.source = task.withheld.get(cell.metadata.nbgrader.grade_id, cell.source)
                if own or cell.source not in idle:
                    cell.outputs = clean_outputs(_outputs(sitting.run(cell.source)), room)
                    room = max(0, room - len(json.dumps(cell.outputs)))
                    stopped = any(output.get("ename") == "CellTimeout" for output in cell.outputs)
                    if stopped and cell.source in ours and not late:
                        reason = tr(
                            "a cell of the course itself ran out of time, so the machine was too slow or too "
                            "busy; grade again, with a larger cell_seconds in course.json if it happens often"
                        )
                    late = late or stopped
                if own:
                    settle(cell)
            for cell, key, kept in functions:
                write_verdict(cell, judge(key, sitting.calls(kept, _asked(cell), key.inputs)))
    except Stopped:
        reason = _why(sitting.why)
    seconds = time.perf_counter() - started
    for cell in nb.cells:  # the person who marks it needs the mark scheme beside it
        if cell.metadata.get("nbgrader", {}).get("task"):
            cell.source = task.withheld.get(cell.metadata.nbgrader.grade_id, cell.source)
    graded = "" if reason else nbformat.writes(clean(nb, _notebook(task.released)))
    return Outcome(task.student, graded, reason, seconds, seat.backend)


@lru_cache(maxsize=2)
def _notebook(text):
    with warnings.catch_warnings():  # of a copied cell that keeps its id: rebuilding sorts that out
        warnings.simplefilter("ignore")
        return nbformat.reads(text, as_version=4)


def _needless(chapter, nb):
    """Sources of the course's pictures and widgets on which no other cell rests: grading leaves them out."""
    shown = {c.source for c in chapter.cells if c.kind == "widget" or (c.kind == "code" and c.alt)}
    others = [c.source for c in nb.cells if c.cell_type == "code" and c.source not in shown]
    used = set().union(*map(_used, others))
    return {source for source in shown if not _bound(source) & used}


def _used(source):
    """The names that a cell may read; every word of one that is not plain Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(re.findall(r"\w+", source))
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Store)}


def _bound(source):
    """The names that a cell gives a value to."""
    stored = {
        n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    named = {n.name for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    return stored | named


def _asked(cell):
    """The expression that the check of an exercise looks at: the value in ``check(name, value)``."""
    call = next(node for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Call))
    return ast.unparse(call.args[1])


def _outputs(outputs):
    """Take over only what has the form of a notebook's output: of very many the first and the last."""
    taken = []
    if len(outputs) > _MOST_OUTPUTS:
        note = tr("[more output than fits was left out]")
        left_out = {"output_type": "stream", "name": "stdout", "text": f"{note}\n"}
        outputs = [*outputs[: _MOST_OUTPUTS - 1], left_out, outputs[-1]]
    for output in outputs:
        try:
            nbformat.validate(output, ref="output", version=4)
        except (nbformat.ValidationError, TypeError, AttributeError):
            continue
        taken.append(nbformat.from_dict(output))
    return taken


def _why(why):
    reasons = {
        "memory": tr("the notebook used more memory than a submission may"),
        "time": tr("the notebook ran longer than a submission may"),
        "processes": tr("the notebook started more processes than a submission may"),
        "disk": tr("the notebook wrote more to the disk than a submission may"),
        "stopped": tr("a cell ran on and could not be stopped"),
    }
    return reasons.get(why, tr("the notebook ended its own kernel (it may use too much memory or call exit)"))

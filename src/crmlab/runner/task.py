"""Grade one submission: rebuild it, run it in a seat, judge its answers, give the graded notebook back."""

import ast
import json
import re
import time
import warnings
from dataclasses import dataclass

import nbformat

from crmlab.courseinfo import COURSE_FILE, CourseInfo
from crmlab.grading.check import GRADING
from crmlab.grading.judging import write_verdict
from crmlab.grading.keys import keys_for
from crmlab.grading.rebuild import rebuild
from crmlab.grading.verdict import judge
from crmlab.identity import Student
from crmlab.language import tr
from crmlab.runner.seat import Budget, Stopped


@dataclass(frozen=True)
class Task:
    """All that grading one submission needs; plain values, so that it can go to another machine.

    ``released`` and ``submitted`` are notebooks as text; ``course`` is the public course file as text and
    ``secret`` what decides the inputs of function items.
    """

    slug: str
    student: str
    released: str
    submitted: str
    course: str
    secret: str
    cell_seconds: float = 30


@dataclass(frozen=True)
class Outcome:
    """What came of it: the graded notebook as text, or the reason why a person is needed."""

    student: str
    notebook: str = ""
    reason: str = ""
    seconds: float = 0.0


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
    >>> from crmlab.runner.seat import Seat
    >>> text = notebook_bytes(nbgrader_notebook(read_chapter("switching_costs"))).decode()
    >>> task = Task("switching_costs", "mia", text, text, '{"name": "CRM", "salt": "door"}', "secret")
    >>> with Seat() as seat:
    ...     grade_submission(task, seat).reason
    ''
    """
    from crmlab.authoring.source import read_chapter

    started = time.perf_counter()
    chapter = read_chapter(task.slug)
    nb = rebuild(_notebook(task.submitted), _notebook(task.released))
    student = Student(task.student, CourseInfo(**json.loads(task.course)))
    keys = keys_for(task.slug, student, task.secret)
    graded = {chapter.grade_id(cell.name): cell.name for cell in chapter.graded}
    about = {
        "files": {COURSE_FILE: task.course},
        "environment": {"CRMLAB_STUDENT": task.student, "CRMLAB_MODE": GRADING},
    }
    ours = {cell.source for cell in _notebook(task.released).cells}
    idle = _needless(chapter, nb, ours)
    reason = ""
    try:
        with seat.sit(about, Budget(task.cell_seconds)) as sitting:
            late = False
            for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
                cell.execution_count = count
                name = graded.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
                if name and cell.metadata.nbgrader.get("grade"):
                    write_verdict(cell, judge(keys[name], _ask(sitting, keys[name], cell.source)))
                elif cell.source not in idle:
                    cell.outputs = _outputs(sitting.run(cell.source))
                    stopped = any(output.get("ename") == "CellTimeout" for output in cell.outputs)
                    if stopped and cell.source in ours and not late:
                        reason = tr(
                            "a cell of the course itself ran out of time, so the machine was too slow or too "
                            "busy; grade again, with a larger cell_seconds in course.json if it happens often"
                        )
                    late = late or stopped
    except Stopped:
        reason = _why(sitting.why)
    seconds = time.perf_counter() - started
    return Outcome(task.student, "" if reason else nbformat.writes(nb), reason, seconds)


def _notebook(text):
    with warnings.catch_warnings():  # of a copied cell that keeps its id: rebuilding sorts that out
        warnings.simplefilter("ignore")
        return nbformat.reads(text, as_version=4)


def _needless(chapter, nb, ours):
    """Sources of the course's pictures that nothing of the student's rests on: grading leaves them out."""
    pictures = {cell.source for cell in chapter.cells if cell.kind == "code" and cell.alt}
    own = [c.source for c in nb.cells if c.cell_type == "code" and c.source not in ours]
    words = set(re.findall(r"\w+", "\n".join(own)))
    return {source for source in pictures if not _bound(source) & words}


def _bound(source):
    """The names that a cell gives a value to."""
    stored = {
        n.id for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
    }
    named = {n.name for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    return stored | named


def _ask(sitting, key, source):
    """Ask for the value that the check of one exercise looks at, ``check(name, value)``."""
    call = next(node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    expression = ast.unparse(call.args[1])
    if key.item.kind == "function":
        return sitting.calls(expression, key.inputs)
    return sitting.answer(expression)


def _outputs(outputs):
    """Take over only what has the form of a notebook's output."""
    taken = []
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
        "stopped": tr("a cell ran on and could not be stopped"),
    }
    return reasons.get(why, tr("the notebook ended its own kernel (it may use too much memory or call exit)"))

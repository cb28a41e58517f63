"""Grading inside nbgrader: preprocessors that run in the grader's process, before and after execution.

The student's code runs in its kernel and leaves answers as JSON. `Judge` then takes that JSON, computes the
right answer from the worked chapter on the data of the student named by the course folder, and writes
feedback and score into the cell, where nbgrader's own `SaveAutoGrades` reads it. Nothing that a student's
cell printed, raised or displayed counts.
"""

import json
import os
from pathlib import Path

import nbformat
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from crmlab.grading.answers import MIME
from crmlab.grading.check import INPUTS_VARIABLE
from crmlab.grading.clean import VERDICT
from crmlab.grading.keys import grading_inputs, items, keys_for
from crmlab.grading.rebuild import rebuild
from crmlab.grading.verdict import judge
from crmlab.identity import Student, normalise_id


class InCourse(NbGraderPreprocessor):
    """A step of nbgrader that knows the course folder, the chapter and the released notebook."""

    course = Unicode(help="The course folder").tag(config=True)

    def _chapter(self, nb):
        """The chapter of this notebook, or None for an assignment that is not crmlab's."""
        from crmlab.authoring.source import read_chapter

        slug = nb.metadata.get("crmlab", {}).get("slug")
        return read_chapter(slug) if slug else None

    def _released(self, resources):
        """The released notebook; None where it is not there."""
        names = resources["nbgrader"]
        path = Path(self.course, "release", names["assignment"], f"{names['notebook']}.ipynb")
        return nbformat.read(path, as_version=4) if path.exists() else None

    def _student(self, resources):
        from crmlab.course.folder import Course

        course = Course.open(self.course)
        return Student(normalise_id(resources["nbgrader"]["student"]), course.public_info()), course.secret


class Rebuild(InCourse):
    """Put the released notebook back together with the student's answers in it."""

    def preprocess(self, nb, resources):
        """Replace the submitted notebook by the rebuilt one."""
        released = self._released(resources)
        return (rebuild(nb, released) if released else nb), resources


class Prepare(InCourse):
    """Hand the student's kernel its id and the inputs of function items, by the environment."""

    def preprocess(self, nb, resources):
        """Set the variables; `Judge` takes them away again."""
        chapter = self._chapter(nb)
        if chapter:
            student, secret = self._student(resources)
            inputs = {
                name: grading_inputs(item, secret, student.id, name)
                for name, item in items(chapter).items()
                if item.kind == "function"
            }
            os.environ.update(
                {"CRMLAB_STUDENT": student.id, "CRMLAB_MODE": "class", INPUTS_VARIABLE: json.dumps(inputs)}
            )
        return nb, resources


class Judge(InCourse):
    """Compute the verdict on every graded cell and write it where nbgrader reads scores."""

    def preprocess(self, nb, resources):
        """Judge each check cell by the last answer that left it."""
        for variable in ("CRMLAB_STUDENT", "CRMLAB_MODE", INPUTS_VARIABLE):
            os.environ.pop(variable, None)
        chapter = self._chapter(nb)
        if not chapter:
            return nb, resources
        self._refuse_slow_machine(nb, resources)
        student, secret = self._student(resources)
        keys = keys_for(chapter.slug, student, secret)
        graded = {chapter.grade_id(cell.name): cell.name for cell in chapter.graded}
        for cell in nb.cells:
            name = graded.get(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if name and cell.metadata.nbgrader.get("grade"):
                verdict = judge(keys[name], answer_in(cell, name))
                write_verdict(cell, verdict)
        return nb, resources

    def _refuse_slow_machine(self, nb, resources):
        """Leave it to a person when a cell as released ran out of time: that is not the student's doing."""
        released = self._released(resources)
        ours = {cell.source for cell in (released.cells if released else []) if cell.cell_type == "code"}
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            stopped = any(output.get("ename") == "CellTimeoutError" for output in cell.outputs)
            if stopped and cell.source not in ours:
                return  # what comes after a student's endless cell may well be slow
            if stopped:
                raise SlowMachine(
                    "a cell of the course itself ran out of time, so the machine was too slow or too busy; "
                    "grade again, with a larger cell_seconds in course.json if it happens often"
                )


class SlowMachine(RuntimeError):
    """The course's own cells did not finish in time."""


def answer_in(cell, name):
    """Return the last answer for that item among a cell's outputs, or None.

    Parameters
    ----------
    cell : NotebookNode
        An executed check cell.
    name : str
        The item.

    Returns
    -------
    dict or None
        As `crmlab.grading.answers.encode` gives it.
    """
    found = None
    for output in cell.get("outputs", []):
        answer = output.get("data", {}).get(MIME)
        if isinstance(answer, dict) and answer.get("item") == name:
            found = answer.get("answer")
    return found


def write_verdict(cell, verdict):
    """Replace a check cell's outputs by the verdict and its score, in the form that nbgrader reads.

    Parameters
    ----------
    cell : NotebookNode
        Changed in place.
    verdict : crmlab.grading.verdict.Verdict
    """
    mark = "✓" if verdict.status == "right" else "✗"
    cell.metadata[VERDICT] = {"status": verdict.status, "score": float(verdict.score), "slip": verdict.slip}
    cell.execution_count = cell.execution_count or 1
    cell.outputs = [
        new_output("stream", name="stdout", text=f"{mark} {verdict.message}\n"),
        new_output(
            "execute_result",
            data={"text/plain": repr(float(verdict.score))},
            execution_count=cell.execution_count,
        ),
    ]

"""Feedback in the notebook: what `check("name", answer)` shows while a student works.

On the student's own (self-study) every check says whether the answer is right and names the slip. In a
course, graded exercises are checked for form only; the value is checked when the instructor grades.
"""

import html
import json
import os

from crmlab.courseinfo import find_course
from crmlab.grading.answers import MIME, AnswerError
from crmlab.grading.keys import grading_inputs, items, keys_for
from crmlab.grading.kinds import Blank, encode_for, read
from crmlab.grading.verdict import judge, sentence
from crmlab.language import tr

INPUTS_VARIABLE = "CRMLAB_INPUTS"  # the grader hands the inputs of function items over here
GRADING = "grading"  # the mode of a sealed-off run, where checks are silent and no chapter is at hand
MODES = ("self-study", "class", GRADING)
_MARKS = {"right": "✓", "ready": "✓", "blank": "○"}


class Feedback:
    """What a check shows: one sentence with a mark in front, and the answer as JSON for the grader."""

    def __init__(self, name, status, message, answer):
        self.name = name
        self.status = status
        self.message = message
        self.answer = answer

    def __repr__(self):
        """The message as plain text, mark first."""
        return f"{_MARKS.get(self.status, '✗')} {self.message}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        style = "border-left:4px solid #767676;padding:.2em .8em"
        page = f'<div role="status" style="{style}">{html.escape(repr(self))}</div>'
        return {"text/plain": repr(self), "text/html": page, MIME: {"item": self.name, "answer": self.answer}}


class Checker:
    """The checks of one chapter for one student; made by `checker`."""

    def __init__(self, chapter, student, mode):
        self._chapter = chapter
        self._student = student
        self._mode = mode
        self._items = items(chapter)
        self._tries = {}
        self._given = json.loads(os.environ.get(INPUTS_VARIABLE, "{}"))

    def __repr__(self):
        """Say which chapter is checked and how."""
        return f"checks of {self._chapter.slug} ({self._mode})"

    def __call__(self, name, value):
        """Check one answer and show what came of it.

        Parameters
        ----------
        name : str
            Name of the exercise.
        value : object
            The answer.

        Raises
        ------
        ValueError
            If the chapter has no exercise of that name.
        """
        if name not in self._items:
            raise ValueError(
                tr(
                    "there is no exercise {name}; this chapter has: {names}",
                    name=repr(name),
                    names=", ".join(self._items),
                )
            )
        item = self._items[name]
        inputs = self._given.get(name) or grading_inputs(item, "public", self._student.id, name)
        answer = encode_for(item, value, inputs)
        _show(self._feedback(name, item, answer))

    def _feedback(self, name, item, answer):
        try:
            read(item, answer)
        except Blank as nothing:
            return Feedback(name, "blank", sentence(str(nothing)), answer)
        except AnswerError as problem:
            return Feedback(name, "unreadable", sentence(str(problem)), answer)
        if self._mode == "class" and self._chapter.named("check", name):
            ready = tr(
                "2 of 2 public checks pass: the answer is there and can be read. "
                "Your instructor's grading checks the value."
            )
            return Feedback(name, "ready", ready, answer)
        key = keys_for(self._chapter.slug, self._student)[name]
        verdict = judge(key, answer)
        message = verdict.message
        if verdict.status in ("wrong", "slip"):
            tries = self._tries[name] = self._tries.get(name, 0) + 1
            if verdict.status == "wrong":
                message = tr("Not right yet.") + " " + tr("Hint {k} of 3:", k=min(tries, 3)) + " "
                message += tr(item.hints[min(tries, 3) - 1])
        return Feedback(name, verdict.status, message, answer)


class Silent:
    """Checks while a submission is graded: the grader itself asks for the values, so nothing happens here."""

    def __call__(self, name, value):
        """Take an answer and do nothing.

        Parameters
        ----------
        name : str
        value : object
        """


def checker(slug, student, mode=None):
    """Make the function that checks the answers of a chapter.

    Parameters
    ----------
    slug : str
        The chapter, e.g. ``"switching_costs"``.
    student : Student
        Whose data the answers are for.
    mode : {"self-study", "class", "grading"}, optional
        Default: class in a folder that holds a course file, self-study elsewhere; ``CRMLAB_MODE`` overrides.

    Returns
    -------
    Checker or Silent
        Call it as ``check("name", answer)``.

    Raises
    ------
    ValueError
        For an unknown chapter or mode.

    Examples
    --------
    >>> import crmlab
    >>> checker("switching_costs", crmlab.student("demo"), mode="self-study")
    checks of switching_costs (self-study)
    """
    mode = mode or os.environ.get("CRMLAB_MODE") or ("class" if find_course() else "self-study")
    if mode not in MODES:
        raise ValueError(tr("the mode is self-study or class, not {mode}", mode=repr(mode)))
    if mode == GRADING:
        return Silent()
    from crmlab.authoring.source import read_chapter

    return Checker(read_chapter(slug), student, mode)


def _show(feedback):
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        get_ipython = None
    if get_ipython is not None and get_ipython() is not None:
        display(feedback)
    else:
        print(feedback)

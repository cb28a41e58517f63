"""The verdict on one answer: right, a known slip, wrong, not readable, or not there."""

from dataclasses import dataclass

from crmlab.grading.answers import AnswerError
from crmlab.grading.kinds import Blank, read, same
from crmlab.language import tr


@dataclass(frozen=True)
class Verdict:
    """What came of one answer.

    ``status`` is one of right, slip, wrong, unreadable, blank; ``slip`` names the slip; ``score`` is in
    points out of ``points``; ``message`` is for the student and never holds the right answer.
    """

    status: str
    score: float
    points: float
    message: str
    slip: str = ""


def judge(key, answer):
    """Compare one answer with its key.

    Parameters
    ----------
    key : crmlab.grading.keys.Key
    answer : object
        Parsed JSON as it left the notebook, or None where nothing did.

    Returns
    -------
    Verdict
    """
    if answer is None:
        return Verdict("blank", 0.0, key.points, tr("No answer reached the grader from this cell."))
    try:
        given = read(key.item, answer)
    except Blank as nothing:
        return Verdict("blank", 0.0, key.points, sentence(str(nothing)))
    except AnswerError as problem:
        return Verdict("unreadable", 0.0, key.points, sentence(str(problem)))
    if same(key.item, given, key.truth):
        return Verdict("right", key.points, key.points, tr("Right."))
    for name, wrong in key.wrong.items():
        if same(key.item, given, wrong):
            slip = key.item.slips[name]
            return Verdict("slip", slip.credit * key.points, key.points, tr(slip.message), name)
    return Verdict(
        "wrong", 0.0, key.points, tr("Not right, and not one of the slips we know. Go back one step.")
    )


def sentence(text):
    """Give a message a capital letter and a full stop.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> sentence("there is no answer yet")
    'There is no answer yet.'
    """
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", "。", "?", "!")) else text + "."

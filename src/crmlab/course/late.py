"""Late work: the due date of a chapter, what being late costs, and nbgrader's plugin that takes it off.

The due date is nbgrader's own, in the gradebook, so the formgrader shows and changes it; an extension that
was given to a student there counts. What lateness costs is a setting of the course.
"""

import dataclasses
import math
from datetime import UTC, datetime

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

from crmlab.course import CrmlabError
from crmlab.language import tr

_DAY = 86_400


class LateByDay(LateSubmissionPlugin):
    """Points or per cent of the earned points off for each day that has begun after the grace minutes."""

    points_per_day = Float(0, help="Points off for each started day").tag(config=True)
    percent_per_day = Float(0, help="Per cent of the score off for each started day").tag(config=True)
    grace_minutes = Float(0, help="Minutes after the due date that cost nothing").tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return the points to take off, or None.

        Parameters
        ----------
        student_id : str
        score : float
            Points earned.
        total_seconds_late : float

        Returns
        -------
        float or None

        Examples
        --------
        >>> late = LateByDay(percent_per_day=10, grace_minutes=15)
        >>> [late.late_submission_penalty("s01", 8.0, 60 * minutes) for minutes in (15, 16, 1455, 1456)]
        [None, 0.8, 0.8, 1.6]
        """
        days = math.ceil(max(0.0, total_seconds_late - 60 * self.grace_minutes) / _DAY)
        off = days * (self.points_per_day + score * self.percent_per_day / 100)
        return round(off, 6) or None


def read_due(text):
    """Read a due date as it is typed.

    Parameters
    ----------
    text : str
        Date, time and offset from UTC, or "none".

    Returns
    -------
    datetime.datetime or None
        In UTC; None for "none".

    Raises
    ------
    CrmlabError
        If it is no date, or lacks the offset.

    Examples
    --------
    >>> read_due("2026-12-01T23:59+01:00").isoformat()
    '2026-12-01T22:59:00+00:00'
    >>> read_due("next week")
    Traceback (most recent call last):
    crmlab.course.CrmlabError: --due is a time such as 2026-12-01T23:59+01:00, or none; not 'next week'
    """
    if text == "none":
        return None
    try:
        when = datetime.fromisoformat(text)
        if when.tzinfo:
            return when.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise CrmlabError(
            tr("--due is a time such as 2026-12-01T23:59+01:00, or none; not {given}", given=repr(text))
        ) from error
    raise CrmlabError(
        tr(
            "--due {given} does not say in which time zone; add the offset from UTC, such as {given}+01:00",
            given=text,
        )
    )


def set_due(course, slug, due):
    """Enter the due date of a released chapter into the gradebook.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
    due : datetime.datetime or None
    """
    with course.gradebook() as gradebook:
        gradebook.find_assignment(slug).duedate = due.astimezone(UTC).replace(tzinfo=None) if due else None
        gradebook.db.commit()


def due_of(gradebook, slug):
    """Return the due date of a chapter.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    slug : str

    Returns
    -------
    datetime.datetime or None
        In UTC.
    """
    from nbgrader.api import MissingEntry

    try:
        due = gradebook.find_assignment(slug).duedate
    except MissingEntry:
        return None
    return due.replace(tzinfo=UTC) if due else None


def set_policy(course, rule=None, grace=None):
    """Change what lateness costs in a course.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    rule : str, optional
        Points or per cent of the earned points for each started day, such as "1" or "10%", or "none".
    grace : float, optional
        Minutes after the due date that cost nothing.

    Returns
    -------
    crmlab.course.folder.Course
        The course with its new settings, saved.

    Raises
    ------
    CrmlabError
        If the rule or the minutes cannot be used.
    """
    if rule is None and grace is None:
        return course
    policy = dict(course.late)
    if rule is not None:
        policy = {"grace_minutes": policy.get("grace_minutes", 0.0), **_rule(rule)}
    if grace is not None:
        if not (math.isfinite(grace) and grace >= 0):
            raise CrmlabError(tr("--grace is a number of minutes, 0 or more; not {n}", n=f"{grace:g}"))
        policy["grace_minutes"] = float(grace)
    course = dataclasses.replace(course, late=policy)
    course.save()
    return course


def _rule(text):
    if text == "none":
        return {}
    percent = text.endswith("%")
    try:
        amount = float(text.removesuffix("%"))
    except ValueError:
        amount = math.nan
    if not 0 <= amount <= (100 if percent else math.inf) or math.isinf(amount):
        raise CrmlabError(
            tr(
                "--late is points or per cent for each started day, such as 1 or 10%, or none; not {given}",
                given=repr(text),
            )
        )
    return {"percent_per_day" if percent else "points_per_day": amount}

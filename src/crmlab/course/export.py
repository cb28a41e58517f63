"""Scores as a table for a spreadsheet or a learning platform."""

import csv
import io
from pathlib import Path

from crmlab.course.book import Book
from crmlab.course.files import cannot_write, write_file
from crmlab.course.journal import GRADED, read_journal
from crmlab.course.release import find_chapter
from crmlab.course.results import results
from crmlab.text import spreadsheet


def score_rows(course, slug):
    """Return one row per student with the score of every exercise.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str

    Returns
    -------
    list of dict
        ``id``, names, ``state``, ``reason``, one column per exercise, ``total`` of what is graded so far,
        ``written_open`` (written exercises that still wait for a person), ``max``, ``received`` (UTC),
        ``late`` (hours, 0 if it was in time), ``penalty`` for that and ``final``, the total less it. A
        submission that needs a person has no scores; a missing one has a total of 0. Where a person should
        look at a graded one, ``reason`` says why.
    """
    chapter = find_chapter(slug)
    names = [cell.name for cell in chapter.cells if cell.kind in ("check", "written")]
    most = sum(cell.points for cell in chapter.graded + chapter.written)
    roster = {student.id: student for student in course.roster()}
    found = {result.student: result for result in results(course, slug)}
    rows = []
    for student in sorted({*roster, *found}):
        about, result = roster.get(student), found.get(student)
        scores = {item.name: item.score for item in result.items} if result else {}
        known = [score for score in scores.values() if score is not None]
        total = sum(known) if scores else (result.score if result else 0.0)
        rows.append(
            {
                "id": student,
                "first_name": about.first_name if about else "",
                "last_name": about.last_name if about else "",
                "state": result.state if result else "missing",
                "reason": "; ".join([*filter(None, [result.reason]), *result.notes]) if result else "",
                **{name: scores.get(name) for name in names},
                "total": total,
                "written_open": sum(scores.get(cell.name) is None for cell in chapter.written)
                if scores
                else None,
                "max": most,
                "received": result.received if result else "",
                "late": round(result.seconds_late / 3600, 2) if scores else None,
                "penalty": result.penalty if scores else None,
                "final": total - result.penalty if scores else total,
            }
        )
    return rows


def export(course, slug, to=None):
    """Write the scores of a chapter as CSV that spreadsheets open with every script intact.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
    to : path-like, optional
        By default ``scores_<slug>.csv`` in the course folder.

    Returns
    -------
    pathlib.Path
    """
    with course.gradebook() as gradebook:
        entries = read_journal(course, slug)
        graded = {student for student, entry in entries.items() if entry.state == GRADED}
        Book(course, gradebook, find_chapter(slug)).set_penalties(graded)
    path = Path(to) if to else course.root / f"scores_{slug}.csv"
    rows = score_rows(course, slug)
    table = io.StringIO(newline="")
    columns = list(rows[0]) if rows else ["id"]
    writer = csv.DictWriter(table, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: spreadsheet(value) for name, value in row.items()} for row in rows)
    try:
        write_file(path, table.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise cannot_write(path, error) from error
    return path

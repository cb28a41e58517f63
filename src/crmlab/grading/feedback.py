"""What a feedback page shows: the student's work, a verdict for each exercise, and nothing that is secret."""

from nbformat import NotebookNode

from crmlab.grading.clean import VERDICT, clean
from crmlab.grading.judging import InCourse
from crmlab.grading.keys import items
from crmlab.grading.markup import render, safe_html, safe_markdown
from crmlab.language import language, tr

IN_KERNEL = "graded_in_kernel"  # notebook metadata: student code and secrets were in one process
_MARKS = {"right": "✓", "slip": "≈", "wrong": "✗", "unreadable": "✗", "blank": "–", "waiting": "…"}


class Clean(InCourse):
    """Clean the notebook that stock nbgrader executed and judged."""

    def preprocess(self, nb, resources):
        """Replace it by the clean one."""
        nb = clean(nb, self._released(resources))
        nb.metadata.setdefault("crmlab", NotebookNode())[IN_KERNEL] = True
        return nb, resources


class CleanFeedback(InCourse):
    """Prepare a graded notebook for its feedback page."""

    def preprocess(self, nb, resources):
        """Take away what students must not see and say what came of each exercise."""
        chapter, released = self._chapter(nb), self._released(resources)
        known = items(chapter) if chapter else {}
        together = nb.metadata.get("crmlab", {}).get(IN_KERNEL, False)
        asked = any(item.kind == "function" for item in known.values())
        hidden = show_as_released(nb, released) or (together and asked)
        waiting = self._waiting(resources)
        nb, rows = clean(nb, released), []
        for cell in nb.cells:
            about = cell.metadata.get("nbgrader", {})
            if about.get("grade") or about.get("task"):
                row = verdict_row(cell, chapter, known, about["grade_id"] in waiting)
                row["anchor"] = f"exercise-{len(rows) + 1}"
                rows.append(row)
                cell.metadata["row"] = row
            if about.get("comment"):
                cell.metadata["comment"] = safe_markdown(about["comment"])
            if cell.cell_type == "markdown":
                cell.metadata["html"] = safe_html(render(cell.source))
            elif cell.cell_type == "code" and (hidden or "row" in cell.metadata):
                cell.outputs = []
            cell.metadata["own"] = _whose(cell, released)
        names = resources["nbgrader"]
        resources["crmlab"] = {
            "title": chapter.title if chapter else names["notebook"],
            "language": language().replace("_", "-"),
            "rows": rows,
            "words": _words(names, sum(row["status"] == "waiting" for row in rows), hidden),
        }
        return nb, resources

    def _waiting(self, resources):
        """Grade ids that no score has been given for."""
        from crmlab.course.folder import Course

        names = resources["nbgrader"]
        with Course.open(self.course).gradebook() as gradebook:
            found = gradebook.find_submission_notebook(
                names["notebook"], names["assignment"], names["student"]
            )
            return {g.name for g in found.grades if g.auto_score is None and g.manual_score is None}


def show_as_released(nb, released):
    """Show locked cells as students got them: without hidden tests and mark schemes.

    Parameters
    ----------
    nb : NotebookNode
        Changed in place. A locked cell that the release does not have is shown empty.
    released : NotebookNode or None

    Returns
    -------
    bool
        Whether code was hidden: then it ran beside the student's, and outputs may tell of it.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> test = new_code_cell("assert f(2) == 4", id="t", metadata={"nbgrader": {"locked": True}})
    >>> nb = new_notebook(cells=[test])
    >>> show_as_released(nb, None), nb.cells[0].source
    (True, '')
    """
    known = {cell.get("id"): cell for cell in released.cells} if released else {}
    hidden = False
    for cell in nb.cells:
        if cell.metadata.get("nbgrader", {}).get("locked"):
            original = known.get(cell.get("id"))
            source = original.source if original else ""
            hidden = hidden or (cell.cell_type == "code" and cell.source != source)
            cell.source = source
    return hidden


def verdict_row(cell, chapter, known, waiting):
    """Say what came of one exercise.

    Parameters
    ----------
    cell : NotebookNode
        A cell with a score from nbgrader.
    chapter : crmlab.authoring.source.Chapter or None
        None for an assignment that is not crmlab's.
    known : dict of str to crmlab.grading.items.Item
    waiting : bool
        Whether nobody has given it a score yet.

    Returns
    -------
    dict
        ``name``, ``status``, ``mark``, ``label``, ``score`` and ``points`` as text, ``message``, ``hints``.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> about = {"grade_id": "test-1", "grade": True, "score": 2.0, "points": 2.0}
    >>> row = verdict_row(new_code_cell(metadata={"nbgrader": about}), None, {}, False)
    >>> row["label"], row["score"]
    ('Right', '2')
    """
    about, verdict = cell.metadata.nbgrader, cell.metadata.get(VERDICT, {})
    name = about["grade_id"].removeprefix(f"{chapter.slug}-") if chapter else about["grade_id"]
    score, points = float(about.get("score") or 0), float(about.get("points") or 0)
    manual = about.get("task") or about.get("solution")
    status = verdict.get("status") or ("right" if score >= points else "slip" if score > 0 else "wrong")
    status = "waiting" if waiting else "written" if manual else status
    first = cell.outputs[0] if verdict and cell.get("outputs") else {}
    show_hints = name in known and status in ("wrong", "unreadable")
    return {
        "name": name,
        "status": status,
        "mark": _MARKS.get(status, "✎"),
        "label": _labels()[status],
        "score": "–" if waiting else f"{score:g}",
        "points": f"{points:g}",
        "message": first.get("text", "").strip()[2:],
        "hints": [tr(hint) for hint in known[name].hints] if show_hints else [],
    }


def _whose(cell, released):
    """What to call a cell that the student wrote; nothing for the course's."""
    crmlab, about = cell.metadata.get("crmlab", {}), cell.metadata.get("nbgrader", {})
    if about.get("solution") or "written" in crmlab:
        return tr("Your answer")
    ours = {each.get("id") for each in released.cells} if released else {cell.get("id")}
    return "" if cell.get("id") in ours else tr("Your cell")


def _labels():
    return {
        "right": tr("Right"),
        "slip": tr("A known slip"),
        "wrong": tr("Not right"),
        "unreadable": tr("Not readable"),
        "blank": tr("No answer"),
        "waiting": tr("Not graded yet"),
        "written": tr("Graded by a person"),
    }


def _words(names, waiting, hidden):
    """The words of the page."""
    late = float(names.get("late_penalty") or 0)
    score, most = f"{names['score']:g}", f"{names['max_score']:g}"
    return {
        "student": tr("Student: {student}", student=names["student"]),
        "score": tr("{score} of {most} points", score=score, most=most),
        "waiting": tr("{n} written exercises are not graded yet.", n=waiting) if waiting else "",
        "late": tr("Handed in late: {points} points off.", points=f"{late:g}") if late else "",
        "hidden": tr("This page leaves out what the cells showed: tests that stay secret ran beside them.")
        if hidden
        else "",
        "exercise": tr("Exercise"),
        "verdict": tr("Verdict"),
        "points": tr("Points"),
        "hints": tr("Hints"),
        "comment": tr("Comment"),
        "top": tr("Back to the top"),
        "picture": tr("The picture that the code above drew"),
    }

"""An instructor's own nbgrader tests: scored as nbgrader would, and said not to be tamper-proof."""

import html
import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from crmlab.course.feedback import feedback
from crmlab.course.grade import grade
from crmlab.course.intake import collect
from crmlab.course.release import forbidden, release
from crmlab.course.simulated import fill, worked_answers

pytestmark = pytest.mark.slow

HIDDEN = "assert sum([1, 2]) == len(mine) + 1, 'not for the class'"
OWN = f"""assert isinstance(mine, list)
### BEGIN HIDDEN TESTS
{HIDDEN}
### END HIDDEN TESTS
"""
WHOLE, NOTHING = 2.0, 0.0
SHOWS_POINTS = """mine = None
get_ipython().events.register('pre_run_cell', lambda *given: get_ipython()._show_result(2.0))"""
TOO_MANY = """mine = [1, 2]
change = lambda lines: ['99.0\\n'] if 'not for the class' in ''.join(lines) else lines
get_ipython().input_transformers_cleanup.append(change)"""
STUDENTS = {
    "s01": ("mine = [1, 2]", WHOLE),
    "s02": ("mine = [1]", NOTHING),
    "s03": (SHOWS_POINTS, NOTHING),
    "s04": (TOO_MANY, NOTHING),
}


def add(notebook, chapter):
    """Put a place for an answer and a test with a hidden part behind the first cells."""
    about = {"schema_version": 3, "grade_id": "mine", "points": 2, "cell_type": "code", "task": False}
    test = {**about, "grade": True, "solution": False, "locked": True}
    notebook.cells[4:4] = [
        new_code_cell("mine = ...", id="open"),
        new_code_cell(OWN, id="own", metadata={"nbgrader": test}),
    ]
    return notebook


def test_own_tests_are_scored_and_marked(course, chapter, inbox):
    source = course.root / "source" / chapter.slug / chapter.file_name
    nbformat.write(add(nbformat.read(source, as_version=4), chapter), source)
    released = release(course, chapter.slug).notebook
    nb = nbformat.read(released, as_version=4)
    assert [cell.id for cell in nb.cells][4:6] == ["open", "own"]
    assert "not for the class" not in released.read_text(encoding="utf-8")
    (course.root / "roster.csv").write_text("id\n" + "\n".join(STUDENTS) + "\n")
    for student, (answer, _) in STUDENTS.items():
        filled = fill(nb, worked_answers(chapter))
        filled.cells[4].source = answer
        (inbox / f"{student}.ipynb").write_text(json.dumps(filled), encoding="utf-8")
    collect(course, chapter.slug, inbox)
    found = {result.student: result for result in grade(course, chapter.slug)}
    full = sum(cell.points for cell in chapter.graded)
    for student, (_, score) in STUDENTS.items():
        own = [item for item in found[student].items if item.status == "not tamper-proof"]
        assert [(item.name, item.score, item.points) for item in own] == [("mine", score, 2.0)], student
        assert found[student].max_score == full + 2
        assert found[student].score == full + score
    scheme = next(line for kind, line in forbidden(chapter) if kind.startswith("mark scheme"))
    graded = (course.root / "autograded" / "s01" / chapter.slug / chapter.file_name).read_text(
        encoding="utf-8"
    )
    assert json.dumps(scheme, ensure_ascii=False)[1:-1] in graded, (
        "who marks written work needs the scheme beside it"
    )
    page = feedback(course, chapter.slug, "s01")["s01"].read_text(encoding="utf-8")
    assert scheme[:30] not in html.unescape(page)
    assert "not for the class" not in page

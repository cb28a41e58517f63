"""Real nbgrader runs: honest work in odd forms earns its points, tampering earns none."""

import copy
import json
import sqlite3

import nbformat
import pytest
from nbformat.v4 import new_code_cell

import crmlab.course.grade as grade_module
from crmlab.course import CrmlabError, book, simulated
from crmlab.course.export import export, score_rows
from crmlab.course.feedback import feedback
from crmlab.course.files import write_file
from crmlab.course.folder import Course
from crmlab.course.grade import grade, results
from crmlab.course.intake import collect
from crmlab.course.journal import journal_file
from crmlab.course.release import find_chapter, release
from crmlab.grading.answers import MIME
from crmlab.grading.keys import keys_for
from crmlab.identity import Student

SLUG = "switching_costs"
pytestmark = pytest.mark.slow

OVERLOADED = """
class Anything(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return False
    def __gt__(self, other): return False
    def __le__(self, other): return True
    def __ge__(self, other): return True
    def __sub__(self, other): return Anything(0)
    def __rsub__(self, other): return Anything(0)
    def __abs__(self): return Anything(0)
    def __call__(self, *given): return Anything(1e9)
    def __hash__(self): return 0
    def __contains__(self, other): return True
"""
PATCHED = """
import crmlab.grading.check, crmlab.grading.kinds, crmlab.grading.verdict, crmlab.grading.keys
from crmlab.grading.verdict import Verdict
crmlab.grading.kinds.same = crmlab.grading.verdict.same = lambda *given: True
always = lambda key, answer: Verdict("right", 99.0, 99.0, "Right.")
crmlab.grading.verdict.judge = crmlab.grading.check.judge = always
"""
FORGED = f"""
from IPython.display import display
def check(name, value):
    for made in (
        {{"item": name, "answer": {{"number": 1e9}}}},
        {{"item": name, "answer": {{"right": True}}}},
        {{"item": name, "score": 99, "status": "right"}},
        {{"item": "other", "answer": {{"blank": True}}}},
        {{"item": name, "answer": [1, 2, 3]}},
        "right", 99.0, None,
    ):
        display({{"{MIME}": made, "text/plain": "99.0"}}, raw=True)
    return 99.0
"""
FLATTERING = """
import numpy as np, sys
def check(name, value):
    print("✓ Right.")
    return np.float64(99.0)
"""


def _before_answers(nb, source):
    """Put a cell behind the set-up, before the first answer."""
    first = next(
        i for i, cell in enumerate(nb.cells) if cell.metadata.get("crmlab", {}).get("kind") == "answer"
    )
    nb.cells.insert(first, new_code_cell(source))
    return nb


def _graded(nb):
    return [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def submissions(course, chapter, nb):
    """Return name of the case -> (student, notebook, score, state)."""
    right = simulated.worked_answers(chapter)
    full = sum(cell.points for cell in chapter.graded)
    made = {}

    def add(case, notebook, score, state="graded"):
        made[case] = (f"s{len(made) + 1:02d}", notebook, score, state)
        return notebook

    def honest():
        return simulated.fill(nb, right)

    def set_up_replaced(notebook, old, new):
        cell = next(c for c in notebook.cells if c.cell_type == "code" and old in c.source)
        cell.source = cell.source.replace(old, new)
        return notebook

    variables = [simulated.variable_of(chapter, cell.name) for cell in chapter.graded]
    nothing_known = {name: "pass" for name in right}
    all_equal = "\n".join(f"{variable} = Anything(1e9)" for variable in variables if variable)

    add("honest", honest(), full)
    add("blank", copy.deepcopy(nb), 0.0)
    add("folder changed", _before_answers(honest(), "import os\nos.chdir('/')"), full)
    add(
        "noise on stderr",
        _before_answers(honest(), "import sys, warnings\nwarnings.warn('x')\nprint('y', file=sys.stderr)"),
        full,
    )
    mine, theirs = (keys_for(SLUG, Student(s, course.public_info()), course.secret) for s in ("s05", "s01"))
    sources, credit = simulated.copied_sources(chapter, mine, theirs)
    legitimate = full - sum(chapter.named("check", name).points - credit[name] for name in sources)
    helper = set_up_replaced(
        honest(), "student = crmlab.student()",
        "import os\nos.environ['CRMLAB_STUDENT'] = 's01'\ncrmlab.identity._found_id = lambda: 's01'\n"
        "student = crmlab.student('s01')",
    )  # fmt: skip
    add("id helper replaced", helper, legitimate)
    cheat = simulated.fill(nb, {**nothing_known, list(right)[-1]: all_equal})
    add("overloaded operators", _before_answers(cheat, OVERLOADED + all_equal), 0.0)
    add("check patched", _before_answers(simulated.fill(nb, nothing_known), PATCHED), 0.0)
    wrong = "\n".join(f"{variable} = 1e9" for variable in variables if variable)
    add("forged answers", _before_answers(simulated.fill(nb, nothing_known), FORGED + wrong), 0.0)
    add("flattering outputs", _before_answers(simulated.fill(nb, nothing_known), FLATTERING + wrong), 0.0)

    deleted = honest()
    deleted.cells.remove(_graded(deleted)[0])
    add("graded cell deleted", deleted, full)
    renamed = honest()
    _graded(renamed)[0].metadata.nbgrader.grade_id = "something_else"
    add("graded cell renamed", renamed, full)
    dear = honest()
    for cell in _graded(dear):
        cell.metadata.nbgrader.points = 1000
    add("points changed", dear, full)
    edited = simulated.fill(nb, nothing_known)
    for cell in _graded(edited):
        cell.source, cell.metadata.nbgrader.locked = "99.0", False
    add("graded cell edited", edited, 0.0)
    ended = simulated.fill(nb, {**right, list(right)[-1]: "import os\nos._exit(0)"})
    add("kernel ended", ended, None, "needs a person")
    script = honest()
    for cell in script.cells:
        if "written" in cell.metadata.get("crmlab", {}):
            cell.source = "My memo <script>steal()</script> <img src=x onerror=steal()>"
    _before_answers(script, "from IPython.display import HTML\nHTML('<script>steal()</script>')")
    add("scripts", script, full)
    return made


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """One class with every case, graded once."""
    place = tmp_path_factory.mktemp("matrix")
    (place / "class.csv").write_text("id\n" + "\n".join(f"s{n:02d}" for n in range(1, 16)) + "\n")
    made = Course.create(place / "course", place / "class.csv", salt="matrix", cell_seconds=20)
    released, chapter = release(made, SLUG).notebook, find_chapter(SLUG)
    cases = submissions(made, chapter, nbformat.read(released, as_version=4))
    inbox = place / "inbox"
    inbox.mkdir()
    for student, nb, _, _ in cases.values():
        (inbox / f"{student}.ipynb").write_text(json.dumps(nb), encoding="utf-8")
    collect(made, SLUG, inbox)
    found = {result.student: result for result in grade(made, SLUG)}
    return made, cases, found


@pytest.mark.parametrize(
    "case",
    [
        "honest",
        "blank",
        "folder changed",
        "noise on stderr",
        "id helper replaced",
        "overloaded operators",
        "check patched",
        "forged answers",
        "flattering outputs",
        "graded cell deleted",
        "graded cell renamed",
        "points changed",
        "graded cell edited",
        "kernel ended",
        "scripts",
    ],
)
def test_points_are_earned(played, case):
    _, cases, found = played
    student, _, score, state = cases[case]
    result = found[student]
    assert (result.state, result.score) == (state, pytest.approx(score) if score is not None else None), (
        result
    )
    assert result.state == "graded" or result.reason


def test_a_kernel_that_ends_is_said_to_have_ended(played):
    _, cases, found = played
    assert "kernel" in found[cases["kernel ended"][0]].reason


def test_nothing_is_graded_twice(played, monkeypatch):
    course, _, found = played
    asked = []

    def pretend(tasks, jobs, sandbox):
        asked.extend(task.student for task in tasks)
        yield from ()

    monkeypatch.setattr(grade_module, "grade_all", pretend)
    assert grade(course, SLUG) == list(found.values())
    assert asked == []
    kept = journal_file(course, SLUG).read_bytes()
    assert grade(course, SLUG, student="s01", force=True)[0].state == "waiting"
    assert asked == ["s01"]
    journal_file(course, SLUG).write_bytes(kept)


def test_the_feedback_holds_no_script_and_no_secret(played):
    from crmlab.course.release import forbidden

    course, cases, found = played
    pages = feedback(course, SLUG)
    assert set(pages) == {student for student, result in found.items() if result.state == "graded"}
    script = pages[cases["scripts"][0]].read_text(encoding="utf-8")
    assert "My memo" in script
    assert "<script>steal" not in script
    assert "<img src=x" not in script
    secrets = [text for kind, text in forbidden(find_chapter(SLUG)) if not kind.startswith("slip")]
    for student in ("s01", cases["scripts"][0], cases["blank"][0]):
        page = pages[student].read_text(encoding="utf-8")
        assert [text for text in secrets if text in page] == []


def test_the_export_has_a_row_for_everybody(played, tmp_path):
    course, cases, found = played
    rows = {row["id"]: row for row in score_rows(course, SLUG)}
    assert set(rows) == set(found)
    chapter = find_chapter(SLUG)
    first = rows["s01"]
    assert sum(first[cell.name] for cell in chapter.graded) == first["total"] == found["s01"].score
    assert first["written_open"] == len(chapter.written)
    ended = rows[cases["kernel ended"][0]]
    assert (ended["total"], ended["state"]) == (None, "needs a person")
    content = export(course, SLUG, tmp_path / "scores.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,first_name,last_name,state,reason,")
    assert len(content.decode("utf-8-sig").strip().split("\n")) == len(rows) + 1


def test_a_written_exercise_counts_once_a_person_has_graded_it(played):
    course, _, _ = played
    chapter = find_chapter(SLUG)
    with course.gradebook() as gradebook:
        notebook = chapter.file_name.removesuffix(".ipynb")
        submission = gradebook.find_submission_notebook(notebook, SLUG, "s02")
        task = next(g for g in submission.grades if g.cell.type == "TaskCell")
        task.manual_score = 1.5
        gradebook.db.commit()
    row = next(row for row in score_rows(course, SLUG) if row["id"] == "s02")
    assert row["total"] == 1.5
    assert row["written_open"] == len(chapter.written) - 1


@pytest.fixture
def handed_in(course, chapter, released, inbox):
    for student in ("s01", "s02"):
        (inbox / f"{student}.ipynb").write_text(json.dumps(released), encoding="utf-8")
    collect(course, SLUG, inbox)
    return course


def full_folder(times):
    def write(path, content, mode=0o644):
        times.append(1)
        if len(times) > 1:
            raise OSError(28, "No space left on device")
        return write_file(path, content, mode)

    return book, "write_file", write


def full_database(times):
    from sqlalchemy.exc import OperationalError

    stock = book.Book._penalise

    def penalise(self, found):
        times.append(1)
        if len(times) > 1:
            raise OperationalError("update", {}, sqlite3.OperationalError("database or disk is full"))
        return stock(self, found)

    return book.Book, "_penalise", penalise


@pytest.mark.parametrize("full", [full_folder, full_database])
def test_a_full_disk_stops_the_run_and_the_next_one_completes_it(handed_in, monkeypatch, full):
    with monkeypatch.context() as patch:
        patch.setattr(*full([]))
        with pytest.raises(CrmlabError, match=r"No space left|disk is full") as caught:
            grade(handed_in, SLUG)
    assert "\n" not in str(caught.value)
    assert sorted(r.state for r in results(handed_in, SLUG)) == ["graded", "missing", "waiting"]
    assert [r.state for r in grade(handed_in, SLUG)] == ["graded", "graded", "missing"]


def test_the_number_of_jobs_is_checked(handed_in):
    with pytest.raises(CrmlabError, match="1 or more"):
        grade(handed_in, SLUG, jobs=0)


def test_one_bad_submission_does_not_stop_the_next(handed_in, chapter):
    path = handed_in.root / "submitted" / "s01" / SLUG / chapter.file_name
    path.write_text("put here by hand, not a notebook")
    first, second, third = grade(handed_in, SLUG)
    assert (first.state, first.score) == ("needs a person", None)
    assert "not JSON" in first.reason
    assert (second.state, third.state, third.score) == ("graded", "missing", 0.0)


def test_nothing_to_grade_is_said(course):
    with pytest.raises(CrmlabError, match="nobody has handed in"):
        grade(course, SLUG)
    with pytest.raises(CrmlabError, match=r"no submission .* is graded yet"):
        feedback(course, SLUG)


def test_an_unknown_student_is_said(handed_in):
    with pytest.raises(CrmlabError, match="'s09' has not handed in"):
        grade(handed_in, SLUG, student="S09")

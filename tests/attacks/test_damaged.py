"""Notebooks and files that are malformed, altered or linked: no abort, no forged point, none delayed."""

import json
import os
import pickle
import shutil

import nbformat
import pytest
from bench import POINTS, SLUG, WRONG, points
from damaged import ALTERED, MALFORMED, SHOWN

from crmlab.course.folder import Course
from crmlab.course.grade import grade
from crmlab.course.intake import collect
from crmlab.course.release import release

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed"),
]


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_notebook_earns_what_it_deserves(bench, name):
    change, right, score = ALTERED[name]
    outcome = bench.grade(json.dumps(change(bench.notebook({} if right else WRONG))), seconds=20)
    if score is None and outcome.reason:
        assert not outcome.notebook
    else:
        assert outcome.reason == ""
        assert points(outcome.notebook) == (POINTS if score is None else score)
    assert bench.honest()[0] == POINTS


@pytest.mark.parametrize("name", SHOWN)
def test_the_graded_notebook_shows_no_markup(bench, name):
    outcome = bench.grade(SHOWN[name](bench.notebook({})), seconds=20)
    assert points(outcome.notebook) == POINTS
    last = nbformat.reads(outcome.notebook, as_version=4).cells[-1]
    text = json.dumps(last.get("outputs", last.source), ensure_ascii=False)
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\u202e"}
    if last.cell_type == "markdown":
        assert not any(
            word in text for word in ("<script", "<svg", "onerror", "onload", "javascript:", "steal")
        )
    for output in last.get("outputs", []):
        assert set(output.get("data", {})) <= {"text/plain", "image/png"}


class Bomb:
    """A pickle that leaves a trace when it is loaded."""

    def __init__(self, trace):
        self.trace = trace

    def __reduce__(self):
        return os.mkdir, (self.trace,)


@pytest.fixture(scope="module")
def played(tiny, tmp_path_factory):
    """One class: each student hands in one attack, and honest students come before, between and after."""
    place = tmp_path_factory.mktemp("class")
    attacks = [*MALFORMED, "25", "26", "27", "66", "31a"]
    ids = {name: f"s{n:02d}" for n, name in enumerate(attacks)}
    honest = ["s00a", "s09a", "z99"]
    (place / "class.csv").write_text("id\n" + "\n".join([*ids.values(), *honest]) + "\n")
    course = Course.create(place / "course", place / "class.csv", salt="attacks", cell_seconds=30)
    released = nbformat.read(release(course, SLUG).notebook, as_version=4)
    from crmlab.authoring.source import read_chapter
    from crmlab.course.simulated import fill, worked_answers

    def right():
        return fill(released, worked_answers(read_chapter(SLUG)))

    inbox, name = place / "inbox", f"03_{SLUG}.ipynb"
    for student in (*ids.values(), *honest):
        (inbox / student).mkdir(parents=True)
        (inbox / student / name).write_text(json.dumps(right()))
    for attack, make in MALFORMED.items():
        (inbox / ids[attack] / name).write_bytes(make(right()))
    os.symlink(course.root / "gradebook.db", inbox / ids["25"] / "data.csv")
    os.symlink(course.root / "source", inbox / ids["26"] / "dir")
    os.mkfifo(inbox / ids["27"] / "data.csv")
    (inbox / ids["66"] / "data.pkl").write_bytes(pickle.dumps(Bomb(str(place / "trace"))))
    (inbox / ids["31a"] / name).unlink()
    os.symlink(course.root / "source" / SLUG / name, inbox / ids["31a"] / name)
    collect(course, SLUG, inbox)
    results = {result.student: result for result in grade(course, SLUG, jobs=1, sandbox="bubblewrap")}
    return course, ids, honest, results


def test_honest_students_of_the_class_earn_everything(played):
    _, _, honest, results = played
    assert {results[student].score for student in honest} == {POINTS}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_notebook_is_refused_with_a_reason_or_graded(played, name):
    _, ids, _, results = played
    result = results[ids[name]]
    if result.state == "graded":
        assert result.score == POINTS
    else:
        assert result.state == "needs a person"
        assert result.reason
        assert "Traceback" not in result.reason
        assert "ended the grader" not in result.reason


@pytest.mark.parametrize("name", ["25", "26", "27", "66"])
def test_other_files_are_not_followed_nor_opened(played, name):
    course, ids, _, results = played
    assert (results[ids[name]].state, results[ids[name]].score) == ("graded", POINTS)
    assert not (course.root.parent / "trace").exists()
    for folder in ("submitted", "autograded"):
        files = [p for p in (course.root / folder / ids[name]).rglob("*") if not p.is_dir()]
        assert {p.suffix for p in files if p.name != "timestamp.txt"} <= {".ipynb", ".json"}
        assert not any(p.is_symlink() for p in files)


def test_a_notebook_that_is_a_link_is_refused(played):
    course, ids, _, results = played
    result = results[ids["31a"]]
    assert result.state == "needs a person"
    assert "link" in result.reason
    assert not list((course.root / "submitted").glob(f"{ids['31a']}/*/*.ipynb"))

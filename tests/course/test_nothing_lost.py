"""Killed, out of disk, locked out: a batch that is begun again ends like one that was never disturbed."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from crmlab.cli import main
from crmlab.course import CrmlabError, folder
from crmlab.course.folder import Course
from crmlab.course.grade import grade
from crmlab.course.journal import journal_file, read_journal
from crmlab.grading.judging import VERDICT
from crmlab.runner.choice import choose

pytestmark = pytest.mark.slow

TEA = "good"
SEED = 20261201
CRMLAB = (sys.executable, "-c", "import sys; from crmlab.cli import main; sys.exit(main())")
WRONG = (
    {},
    {"pays": "pays = 'no'"},
    {"mean_spending": "mean_spending = spending.sum() / (len(spending) - 1)"},
    {"mean_spending": "mean_spending = 'twenty'"},
)


@pytest.fixture(scope="module")
def forty(tea_course, tmp_path_factory, shop):
    """Forty submissions to grade, three of which replace others that a person has given points to."""
    place = tmp_path_factory.mktemp("forty")
    for name in ("zoo", "course"):
        shutil.copytree(tea_course.root.parent / name, place / name)
    with shop.open(place / "zoo"):
        course = Course.open(place / "course")
        answers = {f"s{n:02d}": WRONG[n % len(WRONG)] for n in range(1, 41)}
        answers["s07"] = {"pays": "import os; os._exit(1)"}
        first = {"s01": {}, "s06": {}, "s07": {}}
        shop.hand_in(course, first, place / "first")
        grade(course, TEA, jobs=1, sandbox=choose())
        with course.gradebook() as gradebook:
            for student in first:
                found = gradebook.find_submission_notebook("03_good", TEA, student)
                for given in found.grades:
                    if given.name != "good-mean_spending":
                        given.manual_score, given.needs_manual_grade = 1.5, False
            gradebook.db.commit()
        shop.hand_in(course, answers, place / "second")
    return course


@pytest.fixture(scope="module")
def undisturbed(forty, tmp_path_factory, shop):
    """What a run that nothing disturbs gives."""
    with copied(forty, tmp_path_factory.mktemp("undisturbed"), shop) as course:
        assert run(course).returncode == 1  # s07 needs a person
        found = everything(course)
    states = [state for state, *_ in found["journal"].values()]
    assert (states.count("graded"), states.count("needs a person")) == (39, 1)
    assert found["scores"]["s01", "good-advice"] == (None, 1.5, True)
    return found


@contextlib.contextmanager
def copied(forty, place, shop):
    for name in ("zoo", "course"):
        shutil.copytree(forty.root.parent / name, place / name, dirs_exist_ok=True)
    with shop.open(place / "zoo"):
        yield Course.open(place / "course")


@pytest.fixture
def course(forty, tmp_path, shop):
    with copied(forty, tmp_path, shop) as made:
        yield made


def run(course, *more, **options):
    command = [*CRMLAB, "grade", TEA, "--jobs", "2", *more]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, **options)


def everything(course):
    """Scores in the gradebook, verdicts in graded notebooks, and the journal without its times."""
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db")) as raw:
        assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
    with course.gradebook() as gradebook:
        scores = {
            (submission.student.id, given.name): (
                given.auto_score,
                given.manual_score,
                given.needs_manual_grade,
            )
            for submission in gradebook.assignment_submissions(TEA)
            for given in submission.notebooks[0].grades
        }
    verdicts = {
        path.parts[-3]: {
            cell.metadata.nbgrader.grade_id: cell.metadata[VERDICT]
            for cell in nbformat.read(path, as_version=4).cells
            if VERDICT in cell.metadata
        }
        for path in sorted((course.root / "autograded").rglob("*.ipynb"))
    }
    entries = {
        student: (
            e.state,
            e.reason,
            e.sha256,
            e.versions,
            e.in_book,
            e.manual,
            e.tried.get("key"),
            e.tried.get("sha256"),
        )
        for student, e in read_journal(course, TEA).items()
    }
    halves = [path for path in course.root.rglob(".*-*") if path.is_file()]
    return {"scores": scores, "verdicts": verdicts, "journal": entries, "halves": halves}


def test_twenty_kills_change_nothing(course, undisturbed):
    script = Path(__file__).with_name("kill_grade.py")
    command = [sys.executable, str(script), TEA, str(SEED), "20"]
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["kills"], report["status"], report["orphans"]) == (20, 1, [])
    assert len(set(report["graded"])) > 5  # the kills came at different points of the batch
    assert everything(course) == undisturbed


@pytest.fixture
def small_disk(course, tmp_path):
    """The course on a disk of its own with next to no room left."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(disk)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk of its own to be had: {mounted.stderr.strip()}")
    try:
        shutil.copytree(course.root, disk / "course")
        moved = Course.open(disk / "course")
        room = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"x" * (room - 300_000))
        yield moved, disk / "filler"
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def one_sentence(done, says):
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.startswith("crmlab: ")
    assert done.stderr.count("\n") == 1


def test_a_full_disk_is_one_sentence_and_the_next_run_completes_it(small_disk, undisturbed):
    course, filler = small_disk
    one_sentence(run(course), "make room or get permission")
    states = {entry.state for entry in read_journal(course, TEA).values()}
    assert "waiting" in states
    filler.unlink()
    assert run(course).returncode == 1
    assert everything(course) == undisturbed


@pytest.fixture
def read_only(course):
    """The course with a gradebook that cannot be written, and a function that ends that."""
    book = str(course.root / "gradebook.db")
    if os.geteuid():
        os.chmod(book, 0o444)
        yield course, lambda: os.chmod(book, 0o644)
        return
    made = subprocess.run(["mount", "--bind", book, book], capture_output=True, text=True)
    made = made if made.returncode else subprocess.run(["mount", "-o", "remount,ro,bind", book, book])
    if made.returncode:
        pytest.skip("no read-only mount to be had")
    again = contextlib.ExitStack()
    again.callback(subprocess.run, ["umount", book], check=True)
    with again:
        yield course, again.close


def test_a_read_only_gradebook_is_one_sentence_and_the_next_run_completes_it(read_only, undisturbed):
    course, writable = read_only
    one_sentence(run(course, "--student", "s06"), "readonly database")
    writable()
    assert run(course, "--student", "s06").returncode == 0
    found = everything(course)
    assert found["journal"]["s06"] == undisturbed["journal"]["s06"]
    assert found["verdicts"]["s06"] == undisturbed["verdicts"]["s06"]
    of_s06 = {key: value for key, value in undisturbed["scores"].items() if key[0] == "s06"}
    assert {key: value for key, value in found["scores"].items() if key[0] == "s06"} == of_s06


def test_a_gradebook_in_use_is_waited_for(course, monkeypatch):
    with contextlib.closing(sqlite3.connect(course.root / "gradebook.db", isolation_level=None)) as other:
        monkeypatch.setattr(folder, "BUSY_SECONDS", 0.2)
        other.execute("begin exclusive")
        with pytest.raises(CrmlabError, match=r"another program keeps the gradebook .* locked") as caught:
            grade(course, TEA, "s01", jobs=1, sandbox=choose())
        assert "\n" not in str(caught.value)
        other.execute("rollback")
    (found,) = grade(course, TEA, "s01", jobs=1, sandbox=choose())
    assert found.state == "graded"


def test_a_second_grader_is_told_that_it_is_busy(course, monkeypatch, capsys):
    from crmlab.course.lock import locked

    monkeypatch.chdir(course.root)
    with locked(course, "grade"):
        assert main(["grade", TEA]) == 75
        assert "another command works in this course folder (grade, 20" in capsys.readouterr().err
        assert main(["status", TEA]) == 0  # reading does not wait


def test_the_first_interruption_finishes_what_runs(course):
    command = [*CRMLAB, "grade", TEA, "--jobs", "1"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    begun = journal_file(course, TEA).stat().st_size
    with subprocess.Popen(command, cwd=course.root, **pipes) as grading:
        while grading.poll() is None and journal_file(course, TEA).stat().st_size == begun:
            with contextlib.suppress(subprocess.TimeoutExpired):
                grading.wait(0.1)
        grading.send_signal(signal.SIGINT)
        _, said = grading.communicate()
    assert grading.returncode == 130
    assert said == "crmlab: stopped; what was done stays, and the same command goes on from there.\n"
    graded = [entry for entry in read_journal(course, TEA).values() if entry.in_book == entry.sha256]
    assert 0 < len(graded) < 39

"""The gradebook in a real PostgreSQL server, started here for an ordinary user; same results as in SQLite."""

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import sysconfig
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell
from sqlalchemy import create_engine, inspect

import crmlab.course.database as database_module
import crmlab.course.grade as grade_module
from crmlab.cli import main
from crmlab.course import CrmlabError
from crmlab.course.database import clean_url
from crmlab.course.export import score_rows
from crmlab.course.feedback import feedback
from crmlab.course.folder import PRIVATE_FILE, Course
from crmlab.course.grade import grade, results
from crmlab.course.intake import collect
from crmlab.course.lock import Busy
from crmlab.course.release import find_chapter, release
from crmlab.course.simulated import class_of
from crmlab.runner.pool import grade_all

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", autouse=True)
def no_password_left():
    """The process remembers the password of its course; the tests after these have another."""
    yield
    database_module._taken = None


SLUG = "switching_costs"
IDS = [f"s{n:02d}" for n in range(1, 13)]
PICKED = (0, 1, 2, 6, 8, 9, 11)  # right, blank, a slip, a syntax error, a copied cell, no JSON, half
PASSWORD = "kept-out-of-sight-73"
BIN = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda place: int(place.parent.name))


class Server:
    """A PostgreSQL server in a folder of its own, with a password."""

    def __init__(self, folder):
        self.folder, self._user = folder, {}
        if os.geteuid() == 0:  # the server refuses to run as root
            ordinary = pwd.getpwnam("nobody")
            self._user = {"user": ordinary.pw_uid, "group": ordinary.pw_gid, "extra_groups": []}
            os.chown(folder, ordinary.pw_uid, ordinary.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        secret = folder / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run("initdb", "-N", "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", f"--pwfile={secret}",
                  "-U", "teacher", "-D", folder / "data")  # fmt: skip
        self.start()

    def _run(self, program, *options):
        command = [BIN / program, *options]
        log = self.folder / "log"
        with open(log, "a") as file:
            done = subprocess.run(command, cwd=self.folder, stdout=file, stderr=file, **self._user)
        assert done.returncode == 0, log.read_text()

    def start(self):
        options = f"-p {self.port} -h 127.0.0.1 -k {self.folder} -F"
        self._run("pg_ctl", "-w", "-t", "120", "-D", self.folder / "data", "-o", options, "start")

    def stop(self):
        self._run("pg_ctl", "-w", "-t", "120", "-m", "fast", "-D", self.folder / "data", "stop")

    def sql(self, text):
        environment = os.environ | {"PGPASSWORD": PASSWORD}
        address = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "teacher"]
        subprocess.run([BIN / "psql", *address, "-c", text, "postgres"], env=environment, check=True)

    def new(self, name):
        """Make an empty database and return its address."""
        self.sql(f"create database {name}")
        return f"postgresql://teacher@127.0.0.1:{self.port}/{name}"


@pytest.fixture(scope="module")
def server():
    if BIN is None:
        pytest.skip("no PostgreSQL server is installed; on Debian or Ubuntu: apt install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="crmlab-postgres-"))
    made = Server(folder)
    yield made
    with contextlib.suppress(AssertionError):
        made.stop()
    shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", PASSWORD)


def new_course(place, db=None):
    place.mkdir()
    roster = place / "class.csv"
    roster.write_text(
        "id,first_name,last_name\n" + "".join(f"{i},丽,Ødegård\n" for i in IDS), encoding="utf-8"
    )
    return Course.create(place / "course", roster, salt="same", name="CRM", cell_seconds=120, db=db)


def handed_in(course, picked=PICKED):
    """Release the chapter and hand in what some of the demonstration's students write."""
    chapter, inbox = find_chapter(SLUG), course.root.parent / "inbox"
    released = release(course, SLUG).notebook
    inbox.mkdir()
    everyone = class_of(course, chapter, released, IDS)
    for one in (everyone[n] for n in picked):
        (inbox / f"{one.student}.ipynb").write_bytes(one.content)
    collect(course, SLUG, inbox)
    return course


def mark_by_hand(course):
    """Mark the written exercises of one student, as the form grader does."""
    with course.gradebook() as gradebook:
        for written in find_chapter(SLUG).written:
            for notebook in gradebook.find_submission(SLUG, "s01").notebooks:
                for one in notebook.grades:
                    if one.name.endswith(written.name):
                        one.manual_score, one.needs_manual_grade = 1.5, False
        gradebook.db.commit()


@pytest.fixture(scope="module")
def graded(server, tmp_path_factory):
    """A course graded in PostgreSQL, and the same in SQLite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        there = handed_in(new_course(tmp_path_factory.mktemp("there") / "a", server.new("whole")))
        here = new_course(tmp_path_factory.mktemp("here") / "a")
        # The same secret: it decides the inputs that function items are graded with.
        here = replace(here, secret=there.secret)
        here.save()
        handed_in(here)
        for course in (there, here):
            grade(course, SLUG)
            mark_by_hand(course)
    return there, here


def test_the_whole_path_gives_the_same_as_sqlite_item_by_item(graded):
    there, here = graded
    assert not (there.root / "gradebook.db").exists()
    assert (here.root / "gradebook.db").exists()
    both = [[replace(result, received="") for result in results(course, SLUG)] for course in graded]
    assert both[0] == both[1]
    both = [[row | {"received": ""} for row in score_rows(course, SLUG)] for course in graded]
    assert both[0] == both[1]
    rows = {row["id"]: row for row in score_rows(there, SLUG)}
    assert rows["s01"]["total"] == 24 + 1.5 * len(find_chapter(SLUG).written)
    assert rows["s01"]["first_name"] == "丽"
    assert len({row["total"] for row in rows.values() if row["state"] == "graded"}) >= 5
    pages = [feedback(course, SLUG, "s03")["s03"].read_text(encoding="utf-8") for course in graded]
    assert pages[0] == pages[1]


def test_stock_nbgrader_uses_the_same_gradebook_and_shows_no_password_to_kernels(graded, tmp_path):
    course = graded[0]
    before = results(course, SLUG, "s01")
    path = course.root / "submitted" / "s01" / SLUG / find_chapter(SLUG).file_name
    honest = path.read_bytes()
    nb = nbformat.reads(honest.decode(), as_version=4)
    nb.cells.insert(2, new_code_cell("import os\nprint(dict(os.environ))"))
    path.write_text(nbformat.writes(nb), encoding="utf-8")
    (course.root / "autograded" / "s01" / SLUG / path.name).unlink()
    try:
        command = [
            Path(sysconfig.get_path("scripts"), "nbgrader"),
            "autograde",
            SLUG,
            "--student=s01",
            "--force",
        ]
        done = subprocess.run(command, cwd=course.root, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-2000:]
        notebook = (course.root / "autograded" / "s01" / SLUG / path.name).read_text(encoding="utf-8")
        assert "CRMLAB_STUDENT" in notebook
        assert PASSWORD not in notebook
        assert results(course, SLUG, "s01") == before
        assert not (course.root / "gradebook.db").exists()
    finally:
        path.write_bytes(honest)


def test_a_submission_does_not_find_the_password(server, tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    (home / ".pgpass").write_text(f"*:*:*:*:{PASSWORD}\n")
    (home / ".pgpass").chmod(0o600)
    course = handed_in(new_course(tmp_path / "a", server.new("hidden")), picked=[0])
    path = course.root / "submitted" / "s01" / SLUG / find_chapter(SLUG).file_name
    nb = nbformat.read(path, as_version=4)
    files = [str(home / ".pgpass"), str(course.root / PRIVATE_FILE)]
    look = (
        "import glob, os\nprint('looking', dict(os.environ))\n"
        f"for place in glob.glob('/proc/[0-9]*/environ') + {files!r}:\n"
        "    try: print(open(place, errors='replace').read())\n"
        "    except OSError: pass"
    )
    nb.cells.insert(2, new_code_cell(look))
    nbformat.write(nb, path)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PGPASSFILE", str(home / ".pgpass"))
    monkeypatch.delenv("PGPASSWORD")
    assert grade(course, SLUG, "s01")[0].score == 24
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    assert grade(course, SLUG, "s01", force=True)[0].score == 24
    notebook = (course.root / "autograded" / "s01" / SLUG / path.name).read_text(encoding="utf-8")
    assert "looking" in notebook
    assert PASSWORD not in notebook
    assert course.secret not in notebook
    assert PASSWORD not in (course.root / PRIVATE_FILE).read_text(encoding="utf-8")


def test_a_server_that_restarts_is_named_and_the_next_run_completes(server, tmp_path, monkeypatch):
    course = handed_in(new_course(tmp_path / "a", server.new("restarted")), picked=(0, 1, 2))

    def restarting(*given):
        for count, outcome in enumerate(grade_all(*given)):
            if count == 1:
                server.stop()
                server.start()
            yield outcome

    with monkeypatch.context() as patch:
        patch.setattr(grade_module, "grade_all", restarting)
        with pytest.raises(CrmlabError, match=r"^the gradebook postgresql\S+ cannot be used \(.+\)"):
            grade(course, SLUG, jobs=1)
    states = [result.state for result in results(course, SLUG)]
    assert states.count("graded") == 1
    found = {result.student: result for result in grade(course, SLUG)}
    assert [found[name].state for name in IDS[:3]] == ["graded"] * 3
    assert (found["s01"].score, found["s02"].score) == (24, 0)


def test_of_two_graders_at_once_one_waits_its_turn(server, tmp_path):
    course = handed_in(new_course(tmp_path / "a", server.new("twice")), picked=(0, 1))
    command = [sys.executable, "-c", "from crmlab.cli import main; raise SystemExit(main())", "grade", SLUG]

    def run(_):
        return subprocess.run(command, cwd=course.root, capture_output=True, text=True)

    with ThreadPoolExecutor(2) as threads:
        both = sorted(threads.map(run, range(2)), key=lambda done: done.returncode)
    assert [done.returncode for done in both] in (
        [0, Busy.exit_status],
        [0, 0],
    )  # [0, 0]: the first had already ended
    assert all(done.returncode == 0 or "another command works" in done.stderr for done in both)
    found = {result.student: result.score for result in results(course, SLUG)}
    assert (found["s01"], found["s02"]) == (24, 0)


def test_a_database_in_use_is_refused_and_nothing_is_touched(server, graded, tmp_path):
    used = graded[0].db.replace("+psycopg", "")
    with pytest.raises(CrmlabError, match="is not empty; give each course one of its own"):
        new_course(tmp_path / "a", used)
    assert not (tmp_path / "a" / "course").exists()


def test_tables_are_made_once_by_course_new(server, tmp_path):
    course = new_course(tmp_path / "a", server.new("made"))
    engine = create_engine(course.db)
    assert {"assignment", "student", "alembic_version"} <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_a_server_that_is_down_is_one_sentence(tmp_path, capsys):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"postgresql://teacher@127.0.0.1:{free.getsockname()[1]}/crm"
        assert main(["course", "new", str(tmp_path / "course"), "--db", address]) == 1
    said = capsys.readouterr().err
    assert said.startswith("crmlab: the gradebook postgresql+psycopg://teacher@127.0.0.1:")
    assert "cannot be used (" in said
    assert said.count("\n") == 1
    assert not (tmp_path / "course").exists()


def test_a_wrong_password_and_a_missing_database_are_named(server, tmp_path, monkeypatch):
    with pytest.raises(CrmlabError, match='database "nowhere" does not exist'):
        new_course(tmp_path / "a", f"postgresql://teacher@127.0.0.1:{server.port}/nowhere")
    monkeypatch.setenv("PGPASSWORD", "guess")
    with pytest.raises(CrmlabError, match="password authentication failed"):
        new_course(tmp_path / "b", f"postgresql://teacher@127.0.0.1:{server.port}/postgres")


@pytest.mark.parametrize("address", ["postgresql://ada:door@db/crm", "postgresql://db/crm?password=door"])
def test_a_password_in_the_address_is_refused(address):
    with pytest.raises(
        CrmlabError, match=r"leave the password out of --db.+\.pgpass or .+PGPASSWORD"
    ) as said:
        clean_url(address)
    assert "door" not in str(said.value)


@pytest.mark.parametrize("address", ["nonsense", "mysql://db/crm", "sqlite:///crm.db", "postgresql://db", ""])
def test_what_is_no_postgresql_address_is_refused(address):
    with pytest.raises(CrmlabError, match="--db is the address of a PostgreSQL database, such as"):
        clean_url(address)


def test_without_the_driver_there_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)  # as if it were not installed
    with pytest.raises(CrmlabError, match=r"needs a driver; run: python -m pip install 'crmlab\[postgres\]'"):
        new_course(tmp_path / "a", "postgresql://db/crm")

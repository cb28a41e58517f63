"""A real Dask scheduler with workers in processes of their own, graded by the same rules as one machine."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import dask
import nbformat
import pytest
from distributed import Client
from nbformat.v4 import new_code_cell

from crmlab.course import CrmlabError
from crmlab.course.folder import Course
from crmlab.course.grade import grade
from crmlab.course.intake import collect
from crmlab.course.release import find_chapter, release
from crmlab.course.simulated import class_of
from crmlab.runner.cluster import grade_all_on
from crmlab.runner.task import Task
from crmlab.sandbox.backends import NONE, SEALED

pytestmark = pytest.mark.slow

SLUG = "switching_costs"
IDS = [f"s{n:02d}" for n in range(1, 13)]
PICKED = (0, 1, 2, 3, 6, 8, 9, 11)  # right, blank, two slips, a syntax error, a copied cell, no JSON, half
TRIES = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"}


class Cluster:
    """The processes of one scheduler and its workers."""

    def __init__(self, folder, options=()):
        self._file, self._options, self.workers = folder / "scheduler.json", options, []
        self.scheduler = self._run("dask_scheduler", "--port", "0", "--no-dashboard", env=TRIES)
        _until(lambda: self._file.exists() and self._file.read_text().strip().endswith("}"))
        self.address = json.loads(self._file.read_text())["address"]

    def worker(self, env=()):
        once = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", str(len(self.workers))]
        self.workers.append(self._run("dask_worker", *once, "--death-timeout", "300", env=env))
        return self.workers[-1]

    def at_least(self, count):
        """Start workers until so many are alive."""
        for _ in range(count - sum(worker.poll() is None for worker in self.workers)):
            self.worker()

    def _run(self, program, *options, env=()):
        options = ["--scheduler-file", str(self._file), "--host", "127.0.0.1", *self._options, *options]
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *options],
            env=os.environ | dict(env),
            cwd=self._file.parent,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def stop(self):
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def _until(true, seconds=120):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it took too long"
        time.sleep(0.1)


@contextlib.contextmanager
def running(folder, workers, options=()):
    cluster = Cluster(folder, options)
    try:
        for _ in range(workers):
            cluster.worker()
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture(scope="module")
def chapter():
    return find_chapter(SLUG)


@pytest.fixture(scope="module")
def made(tmp_path_factory, chapter):
    """The class of the demonstration but for its slow students, handed in and not yet graded."""
    place = tmp_path_factory.mktemp("class")
    (place / "class.csv").write_text("id\n" + "\n".join(IDS), encoding="utf-8")
    course = Course.create(place / "course", place / "class.csv", salt="cluster", cell_seconds=120)
    released = release(course, SLUG).notebook
    (place / "inbox").mkdir()
    everyone = class_of(course, chapter, released, IDS)
    for one in (everyone[n] for n in PICKED):
        (place / "inbox" / f"{one.student}.ipynb").write_bytes(one.content)
    collect(course, SLUG, place / "inbox")
    return course


@pytest.fixture
def task(made, chapter):
    released = (made.root / "release" / SLUG / chapter.file_name).read_text(encoding="utf-8")
    return Task(SLUG, "s01", released, released, made.public_file().decode(), made.secret)


@pytest.fixture
def tasks(task):
    return [replace(task, student=student) for student in IDS[:6]]


@pytest.fixture(scope="module")
def certified(tmp_path_factory):
    """Options for Dask's programs, and our own part of Dask's configuration, for encrypted connections."""
    place = tmp_path_factory.mktemp("tls")
    key, certificate = str(place / "key.pem"), str(place / "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=grader",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    options = ["--protocol", "tls", "--tls-ca-file", certificate, "--tls-cert", certificate, "--tls-key", key]
    ours = {"ca-file": certificate, "client.cert": certificate, "client.key": key}
    return options, {f"distributed.comm.tls.{name}": file for name, file in ours.items()}


@pytest.fixture(scope="module")
def encrypted(certified, tmp_path_factory):
    """A scheduler and two workers that nobody harms, with TLS."""
    options, _ = certified
    with running(tmp_path_factory.mktemp("pair"), 2, options) as cluster:
        yield cluster


@pytest.fixture
def pair(encrypted, certified):
    with dask.config.set(certified[1]):
        yield encrypted


@pytest.fixture(scope="module")
def fragile(tmp_path_factory):
    """A scheduler whose workers get killed."""
    with running(tmp_path_factory.mktemp("fragile"), 0) as cluster:
        yield cluster


def copied(course, to):
    shutil.copytree(course.root, to)
    return Course.open(to)


def test_a_cluster_gives_the_same_points_item_by_item(made, pair, tmp_path):
    here = grade(copied(made, tmp_path / "here"), SLUG)
    there = grade(copied(made, tmp_path / "there"), SLUG, cluster=pair.address)
    assert there == here
    picked = {result.student: result for result in there if result.state != "missing"}
    assert list(picked) == [IDS[n] for n in PICKED]
    assert {result.state for result in picked.values()} == {"graded", "needs a person"}
    assert len({result.score for result in picked.values()}) >= 6


def test_the_command_line_grades_on_a_cluster(made, pair, tmp_path, monkeypatch, capsys):
    from crmlab.cli import main

    monkeypatch.chdir(copied(made, tmp_path / "course").root)
    assert main(["grade", SLUG, "--student", "s02", "--cluster", pair.address]) == 0
    assert "s02: 0 of 24 points" in capsys.readouterr().out


def test_both_workers_grade_and_say_how_they_seal(tasks, pair):
    outcomes = list(grade_all_on(pair.address, tasks))
    assert sorted(outcome.student for outcome in outcomes) == IDS[:6]
    assert {outcome.reason for outcome in outcomes} == {""}
    assert {outcome.backend for outcome in outcomes} <= set(SEALED)
    with Client(pair.address, set_as_default=False) as client:
        seats = client.run(lambda: len(__import__("psutil").Process().children()))
    assert list(seats.values()) == [1, 1]  # each kept its seat


def test_a_large_class_does_not_lie_in_memory(task, pair):
    read = []

    def reading():
        for student in IDS:
            read.append(student)
            yield replace(task, student=student)

    outcomes = grade_all_on(pair.address, reading(), jobs=2)
    next(outcomes)
    assert len(read) <= 3
    outcomes.close()


def test_after_an_interruption_what_runs_is_finished_and_nothing_new_is_begun(tasks, pair):
    def interrupted():
        yield tasks[0]
        raise KeyboardInterrupt

    students = []
    graded = (students.append(outcome.student) for outcome in grade_all_on(pair.address, interrupted()))
    with pytest.raises(KeyboardInterrupt):
        list(graded)
    assert students == ["s01"]


def test_a_worker_that_dies_takes_no_submission_with_it(tasks, fragile):
    fragile.at_least(2)
    outcomes = []
    for outcome in grade_all_on(fragile.address, tasks):
        outcomes.append(outcome)
        if len(outcomes) == 1:
            os.kill(fragile.workers[0].pid, signal.SIGKILL)
    assert sorted(outcome.student for outcome in outcomes) == IDS[:6]
    assert all(outcome.notebook for outcome in outcomes)


def test_a_submission_whose_workers_die_is_left_to_a_person(task, fragile):
    nb = nbformat.reads(task.submitted, as_version=4)
    nb.cells.insert(2, new_code_cell("import time\ntime.sleep(600)"))
    endless = replace(task, submitted=nbformat.writes(nb), cell_seconds=250)
    with Client(fragile.address, set_as_default=False) as client:
        outcomes = _in_a_thread(lambda: list(grade_all_on(fragile.address, [endless])))
        for _ in range(2):
            fragile.at_least(1)
            _until(lambda: any(client.processing().values()))
            (busy,) = (name for name, keys in client.processing().items() if keys)
            os.kill(client.run(os.getpid, workers=[busy])[busy], signal.SIGKILL)
            _until(lambda gone=busy: gone not in client.processing())
        (outcome,) = outcomes()
    assert outcome.student == "s01"
    assert outcome.reason == "the workers that graded it died, 2 of them"


def _in_a_thread(work):
    from concurrent.futures import ThreadPoolExecutor

    future = ThreadPoolExecutor(1).submit(work)
    return lambda: future.result(300)


def test_a_scheduler_that_goes_away_is_named(tasks, tmp_path):
    with running(tmp_path, 1) as cluster:
        outcomes = grade_all_on(cluster.address, tasks)
        next(outcomes)
        cluster.scheduler.kill()
        with pytest.raises(CrmlabError, match=rf"the scheduler {cluster.address} went away; what was graded"):
            list(outcomes)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "tls://127.0.0.1:1", "grader", "http://grader:80"])
def test_an_address_where_no_scheduler_is(address, tasks, capfd):
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(CrmlabError, match=rf"the scheduler {address} cannot be reached \(.+\); start it"),
    ):
        list(grade_all_on(address, tasks))
    assert capfd.readouterr().err == ""


def test_a_scheduler_without_workers(tasks, tmp_path, monkeypatch):
    monkeypatch.setattr("crmlab.runner.cluster.WORKERLESS_SECONDS", 3)
    with running(tmp_path, 0) as cluster, pytest.raises(CrmlabError, match="has no workers; start some"):
        list(grade_all_on(cluster.address, tasks))


def test_a_worker_with_another_chapter_refuses(tasks, tmp_path):
    root = Path(__file__).parents[2]
    for folder in ("src", "casebook", "datasets"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    with open(tmp_path / "src" / "chapters" / f"{SLUG}.py", "a", encoding="utf-8") as file:
        file.write("\n# changed\n")
    with running(tmp_path, 0) as cluster:
        cluster.worker({"PYTHONPATH": str(tmp_path / "src")})
        wanted = r"the worker tcp://\S+ has crmlab 0\.\S+ \(\w{12}\), this machine 0\.\S+ \(\w{12}\); install"
        with pytest.raises(CrmlabError, match=wanted):
            list(grade_all_on(cluster.address, tasks))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is refused")
def test_a_worker_that_cannot_seal_refuses(tasks, pair):
    with pytest.raises(CrmlabError, match=r"worker tls://\S+ cannot grade: student code never runs"):
        list(grade_all_on(pair.address, tasks, sandbox=NONE))


def test_without_dask_there_is_one_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)  # as if it were not installed
    with pytest.raises(CrmlabError, match=r"^--cluster needs Dask; run: python -m pip install 'crmlab\[cl"):
        list(grade_all_on("tcp://127.0.0.1:1", []))


def test_without_the_key_nobody_may_ask(tasks, encrypted):
    assert encrypted.address.startswith("tls://")
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "2s"}),
        pytest.raises(CrmlabError, match=r"the scheduler tls://\S+ cannot be reached"),
    ):
        list(grade_all_on(encrypted.address, tasks))

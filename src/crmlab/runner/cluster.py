"""Graders on other machines: the same submissions, sent to the workers of a Dask scheduler.

Coordinator and workers trust each other and exchange pickles; a student's notebook is only ever text among
them. The coordinator alone writes into the course folder and the gradebook.
"""

import asyncio
import concurrent.futures
import contextlib
import hashlib
import importlib.metadata
import logging
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crmlab import content
from crmlab.course import CrmlabError
from crmlab.language import language, tr, use_language
from crmlab.runner.choice import choose
from crmlab.runner.seat import CannotStart, Seat
from crmlab.runner.task import Outcome, grade_submission

LIBRARIES = ("numpy", "pandas", "scipy", "statsmodels", "scikit-learn")
WORKERLESS_SECONDS = 60
_LOOK_SECONDS = 2
_mine = threading.local()


@dataclass(frozen=True)
class _Refusal:
    """A worker cannot grade at all; nothing is wrong with the submission."""

    reason: str


def grade_all_on(address, tasks, jobs=None, sandbox=None):
    """Grade many submissions on the workers of a Dask scheduler.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://grader:8786``, or ``tls://...`` with Dask's own configuration.
    tasks : iterable of Task
        Read as they are needed, so a large class does not lie in memory.
    jobs : int, optional
        How many at a time; by default as many as the workers have threads, counted again as they come and go.
    sandbox : str, optional
        A backend of `crmlab.sandbox.backends`; by default each worker takes the best that its machine can do.

    Yields
    ------
    Outcome
        In the order in which they end. After an interruption, or when a worker refuses, the running ones
        still come, then KeyboardInterrupt or the refusal is raised.

    Raises
    ------
    CrmlabError
        If Dask is not installed, the scheduler cannot be reached or goes away, there are no workers for a
        minute, or a worker refuses: it has another crmlab or other libraries, or cannot seal code off.

    Notes
    -----
    A worker that dies takes one submission with it: Dask gives that one to another worker, as often as the
    scheduler's setting ``allowed-failures`` says, then it is left to a person.

    Examples
    --------
    >>> list(grade_all_on("grader", []))
    Traceback (most recent call last):
    crmlab.course.CrmlabError: the scheduler grader cannot be reached (missing port number in address ...
    """
    distributed = _distributed()
    tasks, pending, stopped = iter(tasks), {}, None
    with _client(distributed, address) as client:
        workers = _Workers(client, address)
        while True:
            try:
                room = workers.places(jobs)
                while stopped is None and len(pending) < room:
                    task = next(tasks, None)
                    if task is None:
                        break
                    with _in_touch(address):
                        order = (task, _versions(), language(), sandbox)
                        pending[client.submit(_grade_here, *order, pure=False, retries=1)] = task.student
                if not pending:
                    break
                with _in_touch(address):
                    done = _ended(distributed, pending)
            except KeyboardInterrupt as interruption:
                if stopped is not None:
                    raise
                stopped = interruption
                continue
            for future in done:
                with _in_touch(address):
                    outcome = _outcome(distributed, future, pending.pop(future))
                if isinstance(outcome, _Refusal):
                    stopped = stopped or CrmlabError(outcome.reason)
                else:
                    yield outcome
    if stopped is not None:
        raise stopped


def _distributed():
    """Return Dask's package for clusters, its log kept out of ours."""
    try:
        import distributed
    except ImportError as error:
        raise CrmlabError(tr("--cluster needs Dask; run: python -m pip install 'crmlab[cluster]'")) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    return distributed


def _client(distributed, address):
    """Connect to the scheduler; once by hand first, because a client that fails leaves loose ends."""

    async def knock():
        security = distributed.Security().get_connection_args("client")
        comm = await distributed.comm.connect(address, **security)
        await comm.close()

    try:
        asyncio.run(knock())
        return distributed.Client(address)
    except (OSError, ValueError, TypeError) as error:
        raise CrmlabError(
            tr(
                "the scheduler {address} cannot be reached ({reason}); start it with 'dask scheduler' and "
                "give the address that it names",
                address=address,
                reason=error,
            )
        ) from error


@contextlib.contextmanager
def _in_touch(address):
    """Say in one sentence that the scheduler has gone."""
    try:
        yield
    except (OSError, concurrent.futures.CancelledError) as error:
        raise CrmlabError(
            tr(
                "the scheduler {address} went away; what was graded stays, and the same command goes on from "
                "there",
                address=address,
            )
        ) from error


class _Workers:
    """How many submissions the workers have room for, and for how long there have been none."""

    def __init__(self, client, address):
        self._client, self._address, self._seen = client, address, time.monotonic()

    def places(self, jobs):
        with _in_touch(self._address):
            threads = sum(self._client.nthreads().values())
        if threads:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > WORKERLESS_SECONDS:
            raise CrmlabError(
                tr(
                    "the scheduler {address} has no workers; start some with 'dask worker {address}'",
                    address=self._address,
                )
            )
        return min(jobs or threads, threads) or 1


def _ended(distributed, pending):
    """Wait a little for some that have ended."""
    try:
        return distributed.wait(list(pending), _LOOK_SECONDS, return_when="FIRST_COMPLETED").done
    except TimeoutError:
        return ()


def _outcome(distributed, future, student):
    error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, concurrent.futures.CancelledError):
        raise error
    if isinstance(error, distributed.KilledWorker):
        count = error.allowed_failures + 1
        return Outcome(student, reason=tr("the workers that graded it died, {n} of them", n=count))
    return Outcome(student, reason=tr("grading it failed twice ({error})", error=repr(error)))


@cache
def _versions():
    """What scores depend on beside the submission: versions and the hash of our own sources."""
    digest = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    folders = [package, *(content.path(kind) for kind in ("chapters", "casebook", "datasets"))]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.suffix in (".py", ".yml", ".json") and "_content" not in inside.parts:
                digest.update(f"{inside.as_posix()}\0".encode() + path.read_bytes())
    ours = {"crmlab": f"{importlib.metadata.version('crmlab')} ({digest.hexdigest()[:12]})"}
    return ours | {name: importlib.metadata.version(name) for name in LIBRARIES}


def _grade_here(task, versions, lang, sandbox):
    """Grade a submission on a worker, in the seat that this thread keeps for its life."""
    from distributed import get_worker

    use_language(lang)
    where = get_worker().address
    for name, theirs in versions.items():
        if theirs != (mine := _versions()[name]):
            return _Refusal(
                tr(
                    "the worker {worker} has {name} {mine}, this machine {theirs}; install the same on all, "
                    "then start the workers again",
                    worker=where,
                    name=name,
                    mine=mine,
                    theirs=theirs,
                )
            )
    try:
        return grade_submission(task, _seat(sandbox))
    except (CrmlabError, CannotStart) as error:
        return _Refusal(tr("the worker {worker} cannot grade: {reason}", worker=where, reason=error))


def _seat(sandbox):
    seats = vars(_mine).setdefault("seats", {})
    if sandbox not in seats:
        seats[sandbox] = Seat(sandbox or choose())
    return seats[sandbox]

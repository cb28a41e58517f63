"""Several graders side by side on one machine, each a process with a seat of its own."""

import gc
import itertools
import multiprocessing
import os
import signal
import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

from crmlab.language import language, tr, use_language
from crmlab.runner.choice import choose
from crmlab.runner.seat import Seat
from crmlab.runner.task import Outcome, grade_submission
from crmlab.sandbox.backends import ONE_THREAD

_processes = multiprocessing.get_context("spawn")


def grade_all(tasks, jobs=None, sandbox=None):
    """Grade many submissions.

    Parameters
    ----------
    tasks : iterable of Task
        Read as they are needed, so a large class does not lie in memory.
    jobs : int, optional
        How many at a time; by default the number of cores.
    sandbox : str, optional
        A backend of `crmlab.sandbox.backends`; by default the best that this machine can do.

    Yields
    ------
    Outcome
        In the order in which they end. After an interruption the running ones still come, then
        KeyboardInterrupt is raised.

    Notes
    -----
    A grader that dies takes one submission with it: that one is tried once more, then left to a person.

    Examples
    --------
    >>> list(grade_all([], jobs=2))
    []
    """
    jobs = jobs or os.cpu_count() or 1
    tasks, pending, interrupted = iter(tasks), set(), False
    graders = _Graders(sandbox or choose())
    with graders, ThreadPoolExecutor(jobs) as threads:
        try:
            while True:
                try:
                    while not interrupted and len(pending) < jobs + 1:
                        task = next(tasks, None)
                        if task is None:
                            break
                        pending.add(threads.submit(graders.grade, task))
                    done, pending = wait(pending, return_when=FIRST_COMPLETED)
                except KeyboardInterrupt:
                    interrupted = True
                    pending = {future for future in pending if not future.cancel()}
                    continue
                for future in done:
                    yield future.result()
                if not pending and (interrupted or not done):
                    break
        finally:
            for future in pending:
                future.cancel()
    if interrupted:
        raise KeyboardInterrupt


class _Graders:
    """The processes, one for each thread that asks."""

    def __init__(self, sandbox):
        self._sandbox = sandbox
        self._mine = threading.local()
        self._all = []

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process, connection in self._all:
            connection.close()
            process.join(5)
            process.kill()

    def grade(self, task):
        """Have a submission graded by this thread's process, by a second one if the first dies."""
        for _ in range(2):
            if getattr(self._mine, "connection", None) is None:
                self._start()
            try:
                self._mine.connection.send(task)
                return self._mine.connection.recv()
            except (EOFError, OSError):
                self._mine.connection.close()
                self._mine.connection = None
        return Outcome(task.student, reason=tr("grading it ended the grader itself, twice"))

    def _start(self):
        ours, theirs = _processes.Pipe()
        process = _processes.Process(target=_work, args=(theirs, language(), self._sandbox), daemon=False)
        process.start()
        theirs.close()
        self._mine.connection = ours
        self._all.append((process, ours))


def _work(connection, lang, sandbox):
    """Grade what comes until nothing comes any more."""
    os.environ.update(ONE_THREAD)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    use_language(lang)
    with Seat(sandbox) as seat:
        for count in itertools.count():
            try:
                connection.send(grade_submission(connection.recv(), seat))
            except (EOFError, OSError):
                return
            if count == 0:
                gc.freeze()  # what is loaded by now stays, and statsmodels asks for full collections

"""Start `crmlab grade` again and again and kill it, let it finish once, and wait until no process is left.

python kill_grade.py SLUG SEED KILLS, in a course folder. Prints how many kills landed, how many submissions
were graded at each, the exit status of the last run, and the processes that would not end.
"""

import ctypes
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import nbgrader.apps
import nbgrader.preprocessors  # noqa: F401

import crmlab.course.grade  # noqa: F401  (loaded once; the runs are forks)
from crmlab.cli import main

BECOMES_THE_PARENT_OF_ORPHANS = 36


def start(slug, jobs, force=False):
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        status = 1
        try:
            status = main(["grade", slug, "--jobs", str(jobs), *(["--force"] if force else [])])
        finally:
            os._exit(status)
    return child


def ended(child):
    return os.waitpid(child, os.WNOHANG)[0] == child


def graded(slug):
    path = Path("journal", f"{slug}.jsonl")
    return path.read_bytes().count(b'"state": "graded"')


def play(slug, seed, kills):
    chance, landed, left, force = random.Random(seed), 0, [], False
    while landed < kills:
        more, delay = chance.choice([(0, 3.0), (0, 3.0), (1, 0.3), (2, 0.3)])
        child, target, over = start(slug, chance.choice([1, 1, 2]), force), graded(slug) + more, False
        while not (over := ended(child)) and more and graded(slug) < target:
            time.sleep(0.02)
        until = time.monotonic() + chance.uniform(0, delay)
        while not over and not (over := ended(child)) and time.monotonic() < until:
            time.sleep(0.02)
        if over:
            force = True  # everything is graded before all kills have landed: grade it again
            continue
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        landed += 1
        left.append(graded(slug))
    _, status = os.waitpid(start(slug, jobs=2), 0)
    return {
        "kills": landed,
        "graded": left,
        "status": os.waitstatus_to_exitcode(status),
        "orphans": orphans(),
    }


def orphans(patience=120):
    """Wait for the processes that killed runs left; return those that stay."""
    until = time.monotonic() + patience
    while True:
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return []
        if time.monotonic() > until:
            task = f"/proc/self/task/{os.getpid()}/children"
            return [Path("/proc", pid, "cmdline").read_text() for pid in Path(task).read_text().split()]
        time.sleep(0.1)


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(BECOMES_THE_PARENT_OF_ORPHANS, 1)
    print(json.dumps(play(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))

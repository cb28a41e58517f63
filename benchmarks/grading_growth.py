"""How time and memory of the one process that coordinates grading grow with the class.

As a program (``python grading_growth.py REPORT RECORD WORDS...``) it is the command ``crmlab WORDS...``,
which also writes down its own processor seconds and the most memory that it held itself. With a folder of
graded notebooks as RECORD its graders answer from them at once; everything else, from the files that come in
to the scores that are read back, is done as always.
"""

import itertools
import json
import sys
import time
from pathlib import Path

from grading_class import SLUG, command, copy_of, fill_in, say


def growth(made, record, sizes, place):
    """Run collect and grade for classes of these sizes; a list of (size, processor seconds, MB).

    The students of a larger class hand in what those of the small one did, in turn. Processor seconds and
    megabytes are of the coordinating process alone.
    """
    found = []
    for size in sizes:
        say(f"a class of {size}, its notebooks graded already")
        folder = copy_of(made.base, f"class-{size}")
        contents = itertools.cycle([one.content for one in made.submissions])
        inbox = fill_in(
            folder, made.chapter.file_name, {f"s{i:05d}": next(contents) for i in range(1, size + 1)}
        )
        processor = megabytes = 0
        for words in (["collect", SLUG, inbox], ["grade", SLUG, "--jobs", 2]):
            report = Path(place, f"{words[0]}-{size}.json")
            command([sys.executable, __file__, report, record, *words], folder)
            about = json.loads(report.read_text(encoding="utf-8"))
            processor += about["processor"]
            megabytes = max(megabytes, about["megabytes"])
        found.append((size, processor, megabytes))
    return found


def power(sizes, seconds):
    """The power of the size that time grows with beyond the smallest size, so that start-up does not count.

    >>> round(power([60, 250, 1000], [5 + 0.1 * n for n in (60, 250, 1000)]), 3)
    1.0
    """
    import numpy as np

    more = np.subtract(sizes[1:], sizes[0])
    longer = np.subtract(seconds[1:], seconds[0])
    if min(longer) <= 0:
        return float("nan")  # classes of a few are lost in the noise; this meets no target
    return float(np.diff(np.log(longer))[0] / np.diff(np.log(more))[0])


def main(report, record, *words):
    """Be the command, then write down what it used."""
    from crmlab.cli import main as crmlab
    from crmlab.runner import pool

    if not hasattr(pool, "_work"):
        raise RuntimeError("crmlab.runner.pool starts its graders in another way; mend grading_growth.py")
    pool._work = _FromRecord(record)
    code = crmlab(list(words))
    # Not getrusage, whose maximum starts with what the parent of this process held.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    highest = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    used = {"processor": time.process_time(), "megabytes": int(highest.split()[1]) * 1024 / 1e6}
    Path(report).write_text(json.dumps(used), encoding="utf-8")
    return code


class _FromRecord:
    """Stands in for a grader's process: answers each task with a notebook that was graded before."""

    def __init__(self, folder):
        self._files = sorted(Path(folder).rglob("*.ipynb"))

    def __call__(self, connection, *_):
        from crmlab.runner.task import Outcome

        while True:
            try:
                task = connection.recv()
                file = self._files[(int(task.student[1:]) - 1) % len(self._files)]
                connection.send(Outcome(task.student, file.read_text(encoding="utf-8")))
            except (EOFError, OSError):
                return


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

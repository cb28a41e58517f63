"""A course folder with a class of simulated students, and commands that are timed in copies of it.

Every submission is honest work: worked answers, known slips, blanks, another student's numbers, an error.
None loops without end or cannot be read, so that both sides do the same work.
"""

import ctypes
import itertools
import json
import os
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

SLUG = "switching_costs"
KINDS = 10  # of submission; they follow one another in the class
CELL_SECONDS = 120  # a busy machine must not fail a submission
_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True)
class Class:
    """A released course without submissions, the chapter, and what each student is going to hand in."""

    base: Path
    chapter: object
    submissions: tuple

    def copy(self, name, first=0, last=None):
        """Put a fresh copy of the course beside it, with the submissions of these students taken in."""
        some = self.submissions[first:last]
        folder = copy_of(self.base, name)
        contents = {one.student: one.content for one in some}
        inbox = fill_in(folder, self.chapter.file_name, contents)
        say(f"{len(some)} submissions are taken in")
        command([script("crmlab"), "collect", SLUG, inbox], folder)
        return folder


def say(text):
    """Tell what is being done, on standard error."""
    print(f"  grading: {text}", file=sys.stderr, flush=True)


def make_class(place, students):
    """Make a course, release the chapter, and let a class answer it."""
    from crmlab.course.folder import Course
    from crmlab.course.release import find_chapter, release
    from crmlab.course.simulated import class_of
    from crmlab.course.status import GRADED

    say("the chapter is released")
    chapter = find_chapter(SLUG)
    course = Course.create(Path(place, "base"), salt="benchmark", name="Benchmark", cell_seconds=CELL_SECONDS)
    notebook = release(course, SLUG).notebook
    say(f"{students} students answer it")
    numbers, submissions = itertools.count(1), []
    while len(submissions) < students:
        ids = [f"s{next(numbers):05d}" for _ in range(12)]
        twelve = class_of(course, chapter, notebook, ids)
        submissions += [one for one in twelve if one.state == GRADED and b"while True" not in one.content]
    return Class(course.root, chapter, tuple(submissions[:students]))


def fill_in(folder, file_name, contents):
    """Write the class list of a course and, in a folder beside it, the files that its students hand in."""
    lines = [f"{student},First {student},Last,{student}@example.org\n" for student in contents]
    (folder / "roster.csv").write_text("id,first_name,last_name,email\n" + "".join(lines), encoding="utf-8")
    inbox = folder.with_name(f"{folder.name}-inbox")
    inbox.mkdir()
    for student, content in contents.items():
        (inbox / f"{student}_{file_name}").write_bytes(content)
    return inbox


def copy_of(folder, name):
    """Copy a course folder to another beside it."""
    return Path(shutil.copytree(folder, folder.with_name(name)))


def script(name):
    """Path of a command that is installed beside this Python."""
    return Path(sysconfig.get_path("scripts"), name)


def command(words, folder, environment=None):
    """Run a command in a folder.

    Returns the seconds that it took by the clock and the processor seconds of it and of everything that it
    started, whoever waited for that: what loses its parent becomes ours, and is waited for here.
    """
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    before = _processor()
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        code = subprocess.call(
            [str(word) for word in words],
            cwd=folder,
            env=os.environ | (environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        took = time.perf_counter() - started
        _wait_for_the_rest()
        if code:
            log.seek(0)
            lines = log.read().decode(errors="replace").strip().splitlines()[-5:]
            raise RuntimeError(f"{Path(words[0]).name} {words[1]} ended with {code}: {' | '.join(lines)}")
    return took, _processor() - before


def _processor():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_the_rest(longest=30):
    end = time.monotonic() + longest
    try:
        while time.monotonic() < end:
            if os.waitpid(-1, os.WNOHANG) == (0, 0):
                time.sleep(0.01)
    except ChildProcessError:
        return
    raise RuntimeError("a command left processes behind that go on working")


def scores(folder, chapter, students):
    """Read the automatic score of every graded cell of these students from the gradebook of a course."""
    from crmlab.course.folder import Course

    found = {}
    with Course.open(folder).gradebook() as gradebook:
        for student in students:
            graded = gradebook.find_submission_notebook(Path(chapter.file_name).stem, SLUG, student)
            found |= {(student, grade.name): (grade.auto_score, grade.max_score) for grade in graded.grades}
    return found


def code_cells(content):
    """Sources of the code cells of a submission."""
    cells = json.loads(content)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]

"""Runs of a chapter that several gates look at, each done once: worked, blank and released."""

import os
import resource
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import nbformat

from crmlab.authoring.build import nbgrader_notebook, notebook_bytes, student_notebook, worked_notebook
from crmlab.courseinfo import PUBLIC
from crmlab.grading.keys import work
from crmlab.identity import DEMO, Student

CELL_SECONDS = 60
DEMO_STUDENT = Student(DEMO, PUBLIC)


class ReleaseError(RuntimeError):
    """nbgrader refuses the notebook of a chapter."""


@dataclass(frozen=True)
class Run:
    """A notebook after it ran in a kernel of its own, and the processor seconds that it took."""

    nb: nbformat.NotebookNode = field(repr=False)
    seconds: float


@lru_cache(maxsize=4)
def worked_run(chapter):
    """Run the worked notebook of a chapter as the demo student.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    Run
    """
    return _run(worked_notebook(chapter))


@lru_cache(maxsize=4)
def blank_run(chapter):
    """Run the student notebook as it is handed out, nothing answered.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    Run
    """
    return _run(student_notebook(chapter))


@lru_cache(maxsize=4)
def demo_keys(chapter):
    """Compute the answer keys of the demo student.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    dict of str to crmlab.grading.keys.Key
    """
    return work(chapter, DEMO_STUDENT)


@lru_cache(maxsize=4)
def released(chapter):
    """Release a chapter with nbgrader itself, in a folder that is thrown away.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    nbformat.NotebookNode

    Raises
    ------
    ReleaseError
        If nbgrader refuses the notebook.
    """
    from crmlab.course.folder import Course

    with tempfile.TemporaryDirectory() as folder:
        course = Course.create(Path(folder, "course"))
        source = course.root / "source" / chapter.slug / chapter.file_name
        source.parent.mkdir(parents=True)
        source.write_bytes(notebook_bytes(nbgrader_notebook(chapter)))
        here = Path.cwd()
        try:
            log = course.run_nbgrader("generate_assignment", chapter.slug)
        finally:
            os.chdir(here)
        if log:
            raise ReleaseError(f"nbgrader does not release it: {log.strip().splitlines()[-1]}")
        release = course.root / "release" / chapter.slug / chapter.file_name
        return nbformat.read(release, as_version=4)


def _run(nb):
    from nbclient import NotebookClient

    settings = {"CRMLAB_STUDENT": DEMO, "CRMLAB_MODE": "self-study", "CRMLAB_LANG": "en"}
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            nb,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            allow_errors=True,
            resources={"metadata": {"path": folder}},
        )
        before = _of_children()
        client.execute(env={**os.environ, **settings}, stderr=subprocess.DEVNULL)
        return Run(nb, _of_children() - before)


def _of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime

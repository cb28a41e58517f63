"""Work that came through nbgrader's exchange goes back through it, under the time that it was given there."""

import os
import subprocess
import sysconfig
from pathlib import Path

import pytest

from crmlab.course.feedback import feedback
from crmlab.course.grade import grade

SLUG = "switching_costs"
NBGRADER = Path(sysconfig.get_path("scripts"), "nbgrader")


@pytest.mark.slow
def test_a_chapter_goes_out_and_its_feedback_comes_back_through_the_exchange(course, chapter, tmp_path):
    home, exchange = tmp_path / "home", tmp_path / "exchange"
    home.mkdir()
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)

    def nbgrader(folder, step, *more):
        options = ["--course=crm", f"--Exchange.root={exchange}", f"--Exchange.cache={tmp_path / 'cache'}"]
        command = [NBGRADER, step, SLUG, *options, *more]
        done = subprocess.run(
            command, cwd=folder, env=os.environ | {"HOME": str(home)}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr[-2000:]

    nbgrader(course.root, "release_assignment")
    nbgrader(home, "fetch_assignment")
    nbgrader(home, "submit")
    nbgrader(course.root, "collect")
    (student,) = (path.name for path in (course.root / "submitted").iterdir())
    with course.gradebook() as gradebook:
        gradebook.update_or_create_student(student)
    given = (course.root / "submitted" / student / SLUG / "timestamp.txt").read_text(encoding="utf-8")
    for force in (False, True):
        assert grade(course, SLUG, student, force=force)[0].state == "graded"
        page = feedback(course, SLUG, student)[student]
        assert page.with_name("timestamp.txt").read_text(encoding="utf-8") == given
    nbgrader(course.root, "release_feedback")
    nbgrader(home, "fetch_feedback")
    (came,) = home.glob(f"{SLUG}/feedback/*/{page.name}")
    assert came.read_bytes() == page.read_bytes()

import os
import signal
import subprocess
import sys

import pytest

from crmlab.course import CrmlabError
from crmlab.course.lock import locked

HOLD = """
import sys, time
from crmlab.course.folder import Course
from crmlab.course.lock import locked
with locked(Course.open(sys.argv[1]), "grade"):
    print("held", flush=True)
    time.sleep(120)
"""


@pytest.fixture
def holder(course):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, course.root], stdout=subprocess.PIPE, text=True, cwd=course.root
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_command_is_told_who_is_at_work(course, holder):
    with pytest.raises(CrmlabError, match=r"another command works .*grade, 20\d\d-"), locked(course, "x"):
        pass


@pytest.mark.parametrize("command", ["release", "collect", "grade", "feedback", "export"])
def test_every_command_that_writes_waits_for_its_turn(course, holder, command, capsys, monkeypatch):
    from crmlab.cli import main

    monkeypatch.chdir(course.root)
    more = [str(course.root.parent)] if command == "collect" else []
    assert main([command, "switching_costs", *more]) == 75
    assert "another command works" in capsys.readouterr().err


def test_a_killed_command_leaves_no_lock(course, holder):
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with locked(course, "collect"):
        assert (course.root / ".lock").read_text().startswith("collect, ")

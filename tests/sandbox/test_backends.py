"""Seals, tried out with attacks: they hold where they should, and the attacks work where there is no seal."""

import ast
import json
import os
import shutil
import sys

import pytest

from crmlab.course import CrmlabError
from crmlab.runner import choice
from crmlab.runner.canaries import try_out
from crmlab.runner.seat import CannotStart, Seat
from crmlab.sandbox import backends, bubblewrap, landlock

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is sealed off on Linux only")
NEEDS_BWRAP = pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed")
TRY = "import sys; from crmlab.runner.canaries import try_out; print(try_out({!r}))"


@NEEDS_BWRAP
def test_bubblewrap_holds(tmp_path):
    held = try_out("bubblewrap", tmp_path)
    assert len(held) == 9
    assert all(held.values()), held
    assert not any(tmp_path.iterdir())


@NEEDS_BWRAP
def test_bubblewrap_holds_without_rights(as_user):
    done = as_user(TRY.format("bubblewrap"))
    if "CannotStart" in done.stderr and os.geteuid() != 0:
        pytest.skip("this machine does not let ordinary users make namespaces")
    held = ast.literal_eval(done.stdout)
    assert all(held.values()), held


def test_landlock_holds(as_user):
    if backends.lacking("landlock"):
        pytest.skip(backends.lacking("landlock"))
    done = as_user(TRY.format("landlock"))
    held = ast.literal_eval(done.stdout)
    assert len(held) == 9
    assert all(held.values()), held


def test_without_a_seal_the_attacks_succeed(as_user):
    held = ast.literal_eval(as_user(TRY.format("none")).stdout)
    assert {name for name, kept in held.items() if kept} == {
        "be root", "outlive the grader", "fill the memory", "honest code works",
    }  # fmt: skip


def test_the_best_that_holds_is_chosen(as_user):
    choose = "from crmlab.runner.choice import choose; print(choose())"
    best = as_user(choose).stdout.strip()
    assert best in backends.SEALED
    if best == "bubblewrap" and not backends.lacking("landlock"):
        hidden = f"import shutil; shutil.which = lambda name: None; {choose}"
        assert as_user(hidden).stdout.strip() == "landlock"


def test_refusing_names_the_cure(monkeypatch):
    monkeypatch.setattr(bubblewrap, "find", lambda: None)
    monkeypatch.setattr(landlock, "version", lambda: 0)
    with pytest.raises(CrmlabError, match=r"apt install bubblewrap.*--no-sandbox") as refused:
        choice.choose.__wrapped__()
    assert "Landlock" in str(refused.value)
    for system, machine, word in (("darwin", "arm64", "WSL2"), ("linux", "riscv64", "riscv64")):
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr("platform.machine", lambda machine=machine: machine)
        with pytest.raises(CrmlabError, match=word):
            choice.choose.__wrapped__()


@pytest.mark.skipif(os.geteuid() != 0, reason="not run by root")
def test_never_as_root():
    with pytest.raises(CrmlabError, match="never runs as root"):
        Seat("none", stack=False)._ready()


def test_a_host_that_cannot_start_says_so(monkeypatch):
    monkeypatch.setattr(bubblewrap, "options", lambda environment: ["--no-such-option"])
    if shutil.which("bwrap"):
        with pytest.raises(CannotStart, match="bubblewrap"), Seat("bubblewrap", stack=False) as seat:
            seat._ready()


@NEEDS_BWRAP
def test_what_can_be_seen_in_bubblewrap():
    look = """
import json, os
try:
    first = open("/proc/1/environ").read()
except OSError:
    first = ""
found = json.dumps({
    "root": sorted(os.listdir("/")), "environment": sorted(os.environ), "first": first,
    "line": open("/proc/1/cmdline").read(),
    "processes": len([p for p in os.listdir("/proc") if p.isdigit()]),
})
from crmlab import content
try:
    chapters = bool(content.path("chapters", "switching_costs.py"))
except FileNotFoundError:
    chapters = False
"""
    with Seat("bubblewrap", stack=False) as seat, seat.sit({"files": {}, "environment": {}}) as sitting:
        sitting.run(look)
        seen = json.loads(sitting.answer("found")["text"])
        assert sitting.answer("chapters") == {"flag": False}
    assert not {"home", "var", "srv", "mnt", "run"} & set(seen["root"])
    assert seen["first"] == ""
    assert "--ro-bind" not in seen["line"]
    assert not {name for name in seen["environment"] if "TOKEN" in name or name.startswith("JUPYTER")}
    assert seen["processes"] <= 4

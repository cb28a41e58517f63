"""Every row of the tables against every seal; then some of them where there is no seal, to see them work."""

import json
import re
import sys
from pathlib import Path

import pytest
from bench import POINTS
from canaries import Canaries, play
from forged import FORGED
from leaks import LEAKS
from machine import HOST
from split import FUNCTIONS, VALUES, WIRE

from crmlab.sandbox import backends

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="student code is sealed off on Linux only"),
]
HERE = Path(__file__).parent
SPLIT = [*WIRE, *VALUES, *FUNCTIONS, *HOST]
ALL = {attack.name: attack for attack in [*LEAKS, *FORGED, *SPLIT]}
OF_THE_SEAL = [*LEAKS, *HOST]  # the other rows do not depend on which seal it is
WORK_WITHOUT_A_SEAL = ("1 ", "2 ", "3 ", "5 ", "6 ", "7 ", "8 ", "25 ", "26 ", "8.2/03b")
PROGRAM = """
import sys
sys.path.insert(0, {here!r})
from canaries import play_all
from leaks import LEAKS
from machine import HOST
play_all({backend!r}, [*LEAKS, *HOST], {chosen!r})
"""


@pytest.fixture(scope="module")
def canaries(tiny, tmp_path_factory):
    made = Canaries(tmp_path_factory.mktemp("canaries"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def by_landlock(as_user):
    if backends.lacking("landlock"):
        pytest.skip(backends.lacking("landlock"))
    done = as_user(PROGRAM.format(here=str(HERE), backend="landlock", chosen=None))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check(attack, found):
    """What must hold after every attack, whatever it was."""
    assert found["harm"] == []
    assert "got it" not in found["shown"]
    assert found["honest"] == POINTS
    assert found["state"] == found["clean"]
    if found["reason"]:
        assert attack.reason
        assert re.search(attack.reason, found["reason"]), found["reason"]
        assert found["points"] == 0
    else:
        assert re.search(attack.reason or "^$", ""), "it was graded"
        assert found["points"] == attack.score
        assert found["size"] < 25_000_000


@pytest.mark.parametrize("name", ALL)
def test_in_bubblewrap(bench, canaries, name):
    found = play(bench, canaries, ALL[name])
    check(ALL[name], found)
    if ALL[name].fools is not None:
        assert found["own"] == ALL[name].fools, "it should fool tests in its own process"


@pytest.mark.parametrize("name", [attack.name for attack in OF_THE_SEAL])
def test_in_landlock(by_landlock, name):
    check(ALL[name], by_landlock["outcomes"][name])


def test_landlock_leaves_no_folder_behind(by_landlock):
    assert by_landlock["left"] == []


def test_without_a_seal_the_attacks_work(as_user):
    chosen = [attack.name for attack in LEAKS if attack.name.startswith(WORK_WITHOUT_A_SEAL)]
    assert len(chosen) == len(WORK_WITHOUT_A_SEAL)
    done = as_user(PROGRAM.format(here=str(HERE), backend="none", chosen=chosen))
    assert done.returncode == 0, done.stderr
    outcomes = json.loads(done.stdout)["outcomes"]
    harmless = [name for name in chosen if not outcomes[name]["harm"]]
    assert harmless == []

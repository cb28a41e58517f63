"""The tables are whole: no row is missing or there twice, and every attack listed elsewhere is tried."""

from damaged import ALTERED, MALFORMED, SHOWN
from forged import FORGED
from leaks import LEAKS
from machine import HOST
from split import FUNCTIONS, VALUES, WIRE
from tables import FIRST, SECOND

FILES = ["25", "26", "27", "66", "31a"]  # test_damaged hands these in
SPLIT = [*WIRE, *VALUES, *FUNCTIONS, *HOST]


def test_no_row_is_missing():
    names = [attack.name for attack in [*LEAKS, *FORGED, *SPLIT]] + [*ALTERED, *MALFORMED, *SHOWN]
    assert len(set(names)) == len(names)
    numbers = {name.split()[0] for name in names} | set(FILES)
    assert not set(FIRST) - numbers
    assert not set(SECOND.values()) - numbers
    assert {n for n in numbers if n.startswith("8.2/")} <= set(SECOND.values())


def test_the_split_is_attacked_often():
    assert len(SPLIT) >= 60

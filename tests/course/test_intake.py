import json
import os

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmlab.course import CrmlabError
from crmlab.course.files import sha256
from crmlab.course.intake import collect, match
from crmlab.course.submission import problem_of

SLUG = "switching_costs"


@pytest.fixture
def good(released):
    return nbformat.writes(released).encode()


def submitted(course, chapter, student):
    return course.root / "submitted" / student / SLUG / chapter.file_name


@pytest.mark.parametrize(
    "name",
    [
        "s01_04_switching_costs.ipynb",
        "S01.ipynb",
        "s01/04_switching_costs.ipynb",
        "Ada Berg_48213_assignsubmission_file_/s01-final.ipynb",
        "ｓ０１.ipynb",
    ],
)
def test_finds_the_student_in_the_name(course, chapter, inbox, good, name):
    (inbox / name).parent.mkdir(exist_ok=True)
    (inbox / name).write_bytes(good)
    found = collect(course, SLUG, inbox)
    assert {student: state for student, (state, _) in found.states.items()} == {
        "s01": "waiting", "s02": "missing", "s03": "missing",
    }  # fmt: skip
    assert found.unmatched == ()
    assert submitted(course, chapter, "s01").read_bytes() == good


@pytest.mark.parametrize(
    ("name", "ids", "wanted"),
    [
        ("s1.ipynb", ["s1", "s10"], ["s1"]),
        ("s10.ipynb", ["s1", "s10"], ["s10"]),
        ("mia.berg_04.ipynb", ["mia", "mia.berg"], ["mia.berg"]),
        ("s1_and_s10.ipynb", ["s1", "s10"], ["s10", "s1"]),
        ("04_switching_costs.ipynb", ["04"], []),
        ("xs1x.ipynb", ["s1"], []),
        ("王丽.ipynb", ["王丽"], ["王丽"]),
    ],
)
def test_matching(name, ids, wanted):
    assert match(name, ids, "04_switching_costs.ipynb") == wanted


@given(st.lists(st.from_regex(r"[a-z][0-9]{1,6}", fullmatch=True), min_size=1, max_size=20, unique=True))
def test_every_id_finds_its_own_file_among_others(ids):
    for student in ids:
        assert match(f"{student}_04_switching_costs.ipynb", ids, "04_switching_costs.ipynb") == [student]


def bad_files(good):
    nb = json.loads(good)
    other = {**nb, "metadata": {"crmlab": {"slug": "churn"}}}
    stranger = {
        **nb,
        "metadata": {},
        "cells": [{"cell_type": "code", "metadata": {}, "source": "1", "outputs": []}],
    }
    deep = "[" * 100_000 + "]" * 100_000
    nested = {**nb, "metadata": json.loads("[" * 200 + "]" * 200)}
    return {
        "empty": (b"", "empty"),
        "only spaces": (b"  \n", "empty"),
        "not JSON": (b'{"cells": [', "not JSON"),
        "wrong encoding": ('{"名": 1}'.encode("gb18030"), "not UTF-8"),
        "utf-16": (good.decode().encode("utf-16"), "not UTF-8"),
        "50 MB": (b" " * 50_000_000 + good, "50 MB"),
        "too many cells": (json.dumps({**nb, "cells": nb["cells"][:1] * 2001}).encode(), "2,001 cells"),
        "nested too deep for a parser": (deep.encode(), "nested too deep"),
        "nested too deep": (json.dumps(nested).encode(), "nested too deep"),
        "format 3": (json.dumps({**nb, "nbformat": 3}).encode(), "format 4"),
        "a list": (b"[1, 2]", "format 4"),
        "a number": (b"NaN", "format 4"),
        "other chapter": (json.dumps(other).encode(), "'churn'"),
        "other notebook": (json.dumps(stranger).encode(), "another notebook"),
        "cell without text": (
            json.dumps({**nb, "cells": [{"cell_type": "code", "metadata": {}}]}).encode(),
            "cell 1",
        ),
        "cell is a number": (json.dumps({**nb, "cells": [*nb["cells"], 3]}).encode(), "damaged"),
        "lone surrogate": (good.replace(b'"cells"', b'"\\ud800": 1, "cells"', 1), "no text"),
    }


@pytest.mark.parametrize("case", list(bad_files(b'{"cells": [{}]}')))
def test_what_cannot_be_graded_goes_to_a_person_and_is_kept(course, chapter, inbox, good, case):
    content, says = bad_files(good)[case]
    (inbox / "s01.ipynb").write_bytes(content)
    state, reason = collect(course, SLUG, inbox).states["s01"]
    assert state == "needs a person"
    assert says in reason
    assert "\n" not in reason
    kept = course.root / "received" / sha256(content)
    assert kept.read_bytes() == content
    assert kept.stat().st_mode & 0o222 == 0
    assert not submitted(course, chapter, "s01").exists()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_no_json_at_all_makes_the_check_fail(template, chapter, value):
    released = template.root / "release" / SLUG / chapter.file_name
    for content in (
        value,
        {"nbformat": 4, "cells": value},
        {"nbformat": 4, "metadata": value, "cells": [value]},
    ):
        text, problem = problem_of(json.dumps(content).encode(), chapter, released)
        assert problem
        assert text == ""


def test_byte_order_mark_is_taken_off(course, chapter, inbox, good):
    (inbox / "s01.ipynb").write_bytes(b"\xef\xbb\xbf" + good)
    assert collect(course, SLUG, inbox).states["s01"][0] == "waiting"
    assert submitted(course, chapter, "s01").read_bytes() == good


def test_links_pipes_and_folders_are_not_followed(course, inbox, good, tmp_path):
    (tmp_path / "secret.ipynb").write_bytes(good)
    os.symlink(tmp_path / "secret.ipynb", inbox / "s01.ipynb")
    os.mkfifo(inbox / "s02.ipynb")
    os.symlink(tmp_path, inbox / "s03")
    states = collect(course, SLUG, inbox).states
    assert [state for state, _ in states.values()] == ["needs a person"] * 3
    assert "link" in states["s01"][1]
    assert "plain file" in states["s02"][1]
    assert list((course.root / "received").iterdir()) == []


def test_several_files_need_a_person_unless_they_are_the_same(course, inbox, good):
    for name in ("s01.ipynb", "s01-again.ipynb", "s02.ipynb", "s02-again.ipynb"):
        (inbox / name).write_bytes(good + (b" " if name == "s02.ipynb" else b""))
    states = collect(course, SLUG, inbox).states
    assert states["s01"][0] == "waiting"
    assert states["s02"][0] == "needs a person"
    assert "s02-again.ipynb, s02.ipynb" in states["s02"][1]


def test_a_file_that_names_two_students_is_given_to_neither(course, inbox, good):
    (inbox / "s01_s02.ipynb").write_bytes(good)
    found = collect(course, SLUG, inbox)
    assert found.count("needs a person") == 2
    assert "s01" in found.unmatched[0][1]


def test_a_strangers_file_is_listed(course, inbox, good):
    (inbox / "zed.ipynb").write_bytes(good)
    found = collect(course, SLUG, inbox)
    assert [name for name, _ in found.unmatched] == ["zed.ipynb"]
    assert found.count("missing") == 3


def test_a_newer_file_that_cannot_be_graded_takes_the_older_one_away_but_loses_nothing(
    course, chapter, inbox, good
):
    (inbox / "s01.ipynb").write_bytes(good)
    collect(course, SLUG, inbox)
    (inbox / "s01.ipynb").write_bytes(b"half")
    assert collect(course, SLUG, inbox).states["s01"][0] == "needs a person"
    assert not submitted(course, chapter, "s01").exists()
    assert {path.name for path in (course.root / "received").iterdir()} == {sha256(good), sha256(b"half")}


def test_who_handed_in_before_stays_when_a_later_folder_lacks_them(course, inbox, good, tmp_path):
    (inbox / "s01.ipynb").write_bytes(good)
    collect(course, SLUG, inbox)
    later = tmp_path / "later"
    later.mkdir()
    (later / "s02.ipynb").write_bytes(good)
    states = collect(course, SLUG, later).states
    assert [states[s][0] for s in ("s01", "s02", "s03")] == ["waiting", "waiting", "missing"]


def test_what_cannot_be_collected_from(course, tmp_path, inbox):
    with pytest.raises(CrmlabError, match="not a folder"):
        collect(course, SLUG, tmp_path / "nowhere")
    with pytest.raises(CrmlabError, match="lies in the course folder"):
        collect(course, SLUG, course.root / "submitted")
    with pytest.raises(CrmlabError, match="did you mean 'switching_costs'"):
        collect(course, "switching_cost", inbox)
    (course.root / "roster.csv").write_text("id\n")
    with pytest.raises(CrmlabError, match=r"class list .* is empty"):
        collect(course, SLUG, inbox)


def test_disk_full_while_collecting_is_one_sentence(course, inbox, good, monkeypatch):
    (inbox / "s01.ipynb").write_bytes(good)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("crmlab.course.intake.write_file", full)
        with pytest.raises(CrmlabError, match="No space left on device"):
            collect(course, SLUG, inbox)
    assert collect(course, SLUG, inbox).states["s01"][0] == "waiting"

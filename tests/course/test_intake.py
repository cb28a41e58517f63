import json
import os

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmlab.course import CrmlabError
from crmlab.course.files import sha256
from crmlab.course.intake import collect
from crmlab.course.sorting import match
from crmlab.course.submission import problem_of
from crmlab.grading.rebuild import rebuild

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


def with_first_cell(nb, **changed):
    """The notebook with another first cell, as bytes."""
    cell = {"cell_type": "markdown", "metadata": {}, "source": "", **changed}
    return json.dumps({**nb, "cells": [cell, *nb["cells"]]}).encode()


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
        "format 3 as it was": (
            json.dumps({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}).encode(),
            "format 4",
        ),
        "format is text": (json.dumps({**nb, "nbformat": "4"}).encode(), "format 4"),
        "minor is text": (json.dumps({**nb, "nbformat_minor": "x"}).encode(), "the notebook is damaged"),
        "outputs are a number": (with_first_cell(nb, cell_type="code", outputs=3), "the notebook is damaged"),
        "an output is a number": (
            with_first_cell(nb, cell_type="code", outputs=[3]),
            "the notebook is damaged",
        ),
        "attachments are a number": (with_first_cell(nb, attachments=3), "the notebook is damaged"),
        "very many parts": (json.dumps({**nb, "more": [[] for _ in range(1_000_001)]}).encode(), "parts"),
        "a number of many digits": (b'{"cells": ' + b"9" * 5000 + b"}", "not JSON"),
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


ODD = st.one_of(
    st.none(), st.integers(-1, 99), st.text(max_size=3), st.lists(st.integers(), max_size=2), st.just({}),
)  # fmt: skip
FIELDS = st.sampled_from(["schema_version", "grade_id", "points", "solution", "locked", "task", "checksum"])
KEYS = st.sampled_from(["id", "metadata", "outputs", "execution_count", "attachments", "source", "nbgrader"])


@given(st.lists(st.tuples(st.integers(0, 200), FIELDS, ODD), max_size=5),
       st.lists(st.tuples(st.integers(0, 200), KEYS, ODD), max_size=3), ODD)  # fmt: skip
@settings(max_examples=30, deadline=None)
def test_what_is_taken_in_can_be_put_back_together(template, chapter, invented, broken, minor):
    path = template.root / "release" / SLUG / chapter.file_name
    nb = json.loads(path.read_bytes())
    for place, name, value in invented:
        cell = nb["cells"][place % len(nb["cells"])]
        cell["metadata"].setdefault("nbgrader", {})[name] = value
    for place, name, value in broken:
        nb["cells"][place % len(nb["cells"])][name] = value
    text, problem = problem_of(json.dumps({**nb, "nbformat_minor": minor}).encode(), chapter, path)
    assert bool(text) != bool(problem)
    if text:
        released = nbformat.read(path, as_version=4)
        made = rebuild(nbformat.reads(text, as_version=4), released)
        nbformat.validate(made)


@pytest.mark.parametrize("version", [0, 99, "x", None])
def test_an_invented_schema_version_does_not_matter(course, inbox, good, version):
    nb = json.loads(good)
    for cell in nb["cells"]:
        if "nbgrader" in cell["metadata"]:
            cell["metadata"]["nbgrader"]["schema_version"] = version
    (inbox / "s01.ipynb").write_text(json.dumps(nb))
    assert collect(course, SLUG, inbox).states["s01"][0] == "waiting"


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
    with pytest.raises(CrmlabError, match="not a folder and not a zip"):
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
        patch.setattr("crmlab.course.store.os.fsync", full)
        with pytest.raises(CrmlabError, match="No space left on device"):
            collect(course, SLUG, inbox)
    assert collect(course, SLUG, inbox).states["s01"][0] == "waiting"

"""The journal by itself: what was written is there, whatever the end of the file or the clock is like."""

from types import SimpleNamespace

import pytest

from crmlab.course import CrmlabError, journal
from crmlab.course.journal import GRADED, MISSING, PERSON, WAITING, Entry, Journal, read_journal

SLUG = "churn"


@pytest.fixture
def course(tmp_path):
    return SimpleNamespace(root=tmp_path)


@pytest.fixture
def written(course):
    with Journal(course, SLUG) as opened:
        opened.put(
            "s02", Entry(WAITING, file="王.ipynb", sha256="ab", versions={"ab": "2026-12-01T10:00:00"})
        )
        opened.put("s01", Entry(MISSING))
        opened.put("s02", Entry(PERSON, "the kernel died", sha256="ab"))
    return journal.journal_file(course, SLUG)


def test_the_last_line_of_a_student_counts(course, written):
    entries = read_journal(course, SLUG)
    assert list(entries) == ["s01", "s02"]
    assert (entries["s02"].state, entries["s02"].reason) == (PERSON, "the kernel died")
    assert len(written.read_bytes().splitlines()) == 3


@pytest.mark.parametrize(
    "torn", [b"x", b'{"student": "s01"', b"\0" * 500, b'{"student": "s01", "state": "graded"}']
)
def test_an_unfinished_last_line_is_dropped_and_cut_off(course, written, torn):
    whole = written.read_bytes()
    written.write_bytes(whole + torn)
    assert read_journal(course, SLUG)["s01"].state == MISSING
    with Journal(course, SLUG) as opened:
        opened.put("s03", Entry(MISSING))
    assert written.read_bytes().startswith(whole + b'{"student": "s03"')
    assert list(read_journal(course, SLUG)) == ["s01", "s02", "s03"]


def test_every_cut_leaves_a_journal_of_whole_lines(course, written):
    whole = written.read_bytes()
    for end in range(len(whole)):
        written.write_bytes(whole[:end])
        assert len(read_journal(course, SLUG)) == min(2, whole[:end].count(b"\n"))


@pytest.mark.parametrize("damage", [b"{}\n", b"[1]\n", b'{"student": "s09", "odd": 1}\n', b"\xff\xff\n"])
def test_a_damaged_line_in_the_middle_is_said(course, written, damage):
    lines = written.read_bytes().splitlines(keepends=True)
    written.write_bytes(b"".join([lines[0], damage, *lines[1:]]))
    for read in (read_journal, Journal):
        with pytest.raises(CrmlabError, match=r"line 2 of .*churn\.jsonl is damaged") as caught:
            read(course, SLUG)
        assert "\n" not in str(caught.value)


def test_what_is_known_already_is_not_written_again(course, written):
    before = written.read_bytes()
    with Journal(course, SLUG) as opened:
        opened.put("s01", Entry(MISSING))
    assert written.read_bytes() == before


def test_a_long_journal_is_written_anew_and_says_the_same(course, written):
    with Journal(course, SLUG) as opened:
        for count in range(200):
            opened.put("s01", Entry(PERSON, f"try {count}"))
    before = read_journal(course, SLUG)
    assert len(written.read_bytes().splitlines()) == 203
    Journal(course, SLUG)
    assert len(written.read_bytes().splitlines()) == 2
    assert read_journal(course, SLUG) == before


def test_a_line_that_finds_no_room_is_taken_back(course, written, monkeypatch):
    before = written.read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    with Journal(course, SLUG) as opened:
        with monkeypatch.context() as patch:
            patch.setattr(journal.os, "fsync", full)
            with pytest.raises(OSError, match="No space"):
                opened.put("s01", Entry(GRADED))
        assert opened.entries["s01"].state == MISSING
        opened.put("s03", Entry(MISSING))
    assert written.read_bytes().startswith(before + b'{"student": "s03"')


def test_receipt_times_never_go_back(course, monkeypatch):
    times = iter(["2026-12-01T10:00:00+00:00", "2026-11-01T10:00:00+00:00", "2026-12-02T10:00:00+00:00"])
    monkeypatch.setattr(journal, "_now", lambda: next(times))
    opened = Journal(course, SLUG)
    first = opened.receipt("s01", "a")
    assert opened.receipt("s02", "a") == first == "2026-12-01T10:00:00+00:00"  # the clock was set back
    assert opened.receipt("s02", "b") == "2026-12-02T10:00:00+00:00"


def test_the_same_content_keeps_the_time_when_it_first_came(course, written):
    with Journal(course, SLUG) as opened:
        entry = Entry(WAITING, sha256="cd", versions={"ab": "2026-12-01T10:00:00+00:00", "cd": "2030"})
        opened.put("s02", entry)
        assert opened.receipt("s02", "ab") == "2026-12-01T10:00:00+00:00"
        assert opened.receipt("s02", "new") == "2030"

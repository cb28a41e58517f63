"""Archives as learning platforms export them, and as somebody with bad intentions makes them."""

import io
import os
import stat
import struct
import subprocess
import tarfile
import tracemalloc
import zipfile

import nbformat
import pytest

from crmlab.course import CrmlabError, incoming, sorting
from crmlab.course.files import sha256
from crmlab.course.incoming import Limits, files_in_archive, files_in_folder
from crmlab.course.intake import collect
from crmlab.course.store import Refused

SLUG = "switching_costs"
NOT_PLAIN = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE)


@pytest.fixture
def good(released):
    return nbformat.writes(released).encode()


def zipped(files):
    """Make a zip file of name -> bytes, or (bytes, mode)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            content, mode = content if isinstance(content, tuple) else (content, stat.S_IFREG | 0o644)
            info.external_attr = mode << 16
            archive.writestr(info, content)
    return made.getvalue()


def tarred(files, mode="w:gz"):
    """Make a tar file of name -> bytes, or a type of member."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            if content not in NOT_PLAIN:
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                info.type, info.linkname = content, "/etc/passwd"
                archive.addfile(info)
    return made.getvalue()


@pytest.mark.parametrize(("name", "make"), [
    ("all.zip", zipped), ("all.tar.gz", tarred), ("all.tgz", tarred), ("all.tar", lambda f: tarred(f, "w")),
])  # fmt: skip
def test_the_archive_of_a_class(course, inbox, good, name, make):
    work = zipped({"deep/work.ipynb": good + b"\n", "notes.txt": b"s01 helped"})
    files = {
        "Ada Berg_1_assignsubmission_file_/s01.ipynb": good,
        "丽_2/s02.zip": work,
        "__MACOSX/._s01.ipynb": b"x",
        "s03/.ipynb_checkpoints/s03-checkpoint.ipynb": b"x",
        "who.ipynb": good,
    }
    content = make(files)
    (inbox / name).write_bytes(content)
    found = collect(course, SLUG, inbox / name)
    assert {student: state for student, (state, _) in found.states.items()} == {
        "s01": "waiting", "s02": "waiting", "s03": "missing",
    }  # fmt: skip
    assert [file for file, _ in found.unmatched] == ["who.ipynb"]
    kept = {path.name for path in (course.root / "received").iterdir()}
    assert kept == {sha256(one) for one in (content, good, work, good + b"\n", b"s01 helped")}


def test_archives_of_students_in_a_folder(course, inbox, good):
    (inbox / "s01.zip").write_bytes(zipped({"inner.tar": tarred({"s02.ipynb": good}, "w")}))
    (inbox / "s02.tar.gz").write_bytes(
        tarred({"a.ipynb": good, "a.csv": b"1;2", "link.csv": tarfile.SYMTYPE})
    )
    (inbox / "photos.zip").write_bytes(zipped({"s03.ipynb": good}))
    found = collect(course, SLUG, inbox)
    assert [state for state, _ in found.states.values()] == ["waiting", "waiting", "missing"]
    assert found.unmatched == (("photos.zip", "no id of the class list is in its name"),)
    assert found.refused == (("s02.tar.gz/link.csv", "it is a link; hand in the file itself"),)


def bad_archives(good):
    nested = zipped({"b.zip": zipped({"c.zip": zipped({"s01.ipynb": good})})})
    whole = zipped({"a.ipynb": good})
    locked = bytearray(whole)
    locked[6] |= 1
    locked[whole.rindex(b"PK\x01\x02") + 8] |= 1
    damaged = bytearray(whole)
    damaged[len(good) // 20] ^= 0xFF
    return {
        "link": (zipped({"a.ipynb": (b"/etc/passwd", stat.S_IFLNK | 0o777)}), "it is a link"),
        "pipe": (zipped({"a.ipynb": (b"", stat.S_IFIFO | 0o644)}), "not a plain file"),
        "absolute": (zipped({"/tmp/a.ipynb": good}), "leads out"),
        "drive": (zipped({"C:\\a.ipynb": good}), "leads out"),
        "above": (zipped({"x/../../a.ipynb": good}), "leads out"),
        "three deep": (nested, "an archive in an archive in an archive"),
        "no notebook": (zipped({"a.txt": b"x"}), "holds no notebook"),
        "nothing": (zipped({}), "holds no notebook"),
        "two": (zipped({"a.ipynb": good, "b.ipynb": good + b" "}), "several different files"),
        "cut off": (whole[: len(whole) // 2], "damaged"),
        "not a zip": (b"PK but no more", "damaged"),
        "garbage": (b"\0\1\2" * 1000, "damaged"),
        "locked": (bytes(locked), "password"),
        "damaged inside": (bytes(damaged), "damaged"),
        "tar: link": (tarred({"a.ipynb": tarfile.SYMTYPE}), "it is a link"),
        "tar: hard link": (tarred({"a.ipynb": tarfile.LNKTYPE}), "it is a link"),
        "tar: device": (tarred({"a.ipynb": tarfile.CHRTYPE}), "not a plain file"),
        "tar: pipe": (tarred({"a.ipynb": tarfile.FIFOTYPE}), "not a plain file"),
        "tar: absolute": (tarred({"/tmp/a.ipynb": good}), "leads out"),
        "tar: above": (tarred({"../a.ipynb": good}), "leads out"),
        "tar: cut off": (tarred({"a.ipynb": good})[:2000], "damaged"),
    }


@pytest.mark.parametrize("case", list(bad_archives(b"{}" * 1000)))
def test_a_bad_archive_needs_a_person_and_stops_nobody_else(course, inbox, good, case):
    content, says = bad_archives(good)[case]
    (inbox / "s01.zip").write_bytes(content)
    (inbox / "s02.ipynb").write_bytes(good)
    found = collect(course, SLUG, inbox)
    state, reason = found.states["s01"]
    assert state == "needs a person"
    assert says in reason
    assert "s01.zip" in reason
    assert "\n" not in reason
    assert found.states["s02"][0] == "waiting"
    assert (course.root / "received" / sha256(content)).read_bytes() == content
    assert not any(path.name == "a.ipynb" for path in course.root.rglob("*"))


def test_bombs_are_counted_while_they_are_read(course, inbox, monkeypatch):
    monkeypatch.setattr(sorting, "OF_STUDENT", Limits(50, 6_000_000))
    monkeypatch.setattr(sorting, "MOST_OF_A_FILE", 4_000_000)
    zeros = b"\0" * 5_000_000
    lying = bytearray(zipped({"a.ipynb": zeros}))
    struct.pack_into("<L", lying, lying.rindex(b"PK\x01\x02") + 24, 100)  # says that it has 100 bytes
    bombs = {
        "one file": zipped({"a.ipynb": zeros}),
        "all together": zipped({f"{count}.txt": zeros[:3_000_000] for count in range(9)}),
        "many": zipped({f"{count}.txt": b"" for count in range(60)}),
        "very many": zipped({f"{'x' * 200}{count}.txt": b"" for count in range(3000)}),
        "tar": tarred({"a.ipynb": zeros, "b.ipynb": zeros}),
        "tar header": tarred({"a" * 7_000_000: b""}),
        "lying": bytes(lying),
    }
    for name, content in bombs.items():
        (inbox / "s01.zip").write_bytes(content)
        tracemalloc.start()
        state, reason = collect(course, SLUG, inbox).states["s01"]
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (state, peak < 40_000_000) == ("needs a person", True), (name, peak)
        assert any(word in reason for word in ("more than", "damaged")), (name, reason)
    assert sum(path.stat().st_size for path in (course.root / "received").iterdir()) < 40_000_000


def test_a_large_file_is_never_held_in_memory(course, inbox):
    with open(inbox / "s01.ipynb", "wb") as file:
        file.truncate(90_000_000)
    tracemalloc.start()
    state, reason = collect(course, SLUG, inbox).states["s01"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (state, "90 MB" in reason) == ("needs a person", True)
    assert peak < 20_000_000
    with open(inbox / "s01.ipynb", "wb") as file:
        file.truncate(sorting.MOST_OF_A_FILE + 1)
    assert "more than 100 MB" in collect(course, SLUG, inbox).states["s01"][1]


def test_names_from_a_chinese_windows(tmp_path):
    made = zipped({"xxxx.ipynb": b"{}"}).replace(b"xxxx", "王丽".encode("gb18030"))
    (tmp_path / "a.zip").write_bytes(made)
    assert [found.name for found in files_in_archive(tmp_path / "a.zip", incoming.OF_STUDENT)] == [
        "王丽.ipynb"
    ]


def test_the_archive_of_a_class_that_is_none(course, inbox, good):
    (inbox / "all.zip").write_bytes(b"PK and nothing")
    with pytest.raises(CrmlabError, match=r"all\.zip: it is damaged"):
        collect(course, SLUG, inbox / "all.zip")
    half = tarred({"s01.ipynb": good, "s02.ipynb": os.urandom(50_000)})
    (inbox / "all.tar.gz").write_bytes(half[:-20_000])
    found = collect(course, SLUG, inbox / "all.tar.gz")
    assert found.states["s01"][0] == "waiting"
    assert found.refused[0][0] == "all.tar.gz"
    with pytest.raises(Refused, match="damaged"):
        list(files_in_archive(inbox / "all.tar.gz", incoming.OF_CLASS))


def test_a_folder_that_is_nested_too_deep_stops_nobody(tmp_path):
    deep = tmp_path / "s01"
    deep.mkdir()
    (tmp_path / "s02.ipynb").write_text("{}")
    place = os.open(deep, os.O_RDONLY)
    for _ in range(1500):  # deeper than a path may be long
        os.mkdir("d", dir_fd=place)
        place, before = os.open("d", os.O_RDONLY, dir_fd=place), place
        os.close(before)
    os.close(place)
    found = {one.name: one.refused for one in files_in_folder(tmp_path)}
    assert found.pop("s02.ipynb") == ""
    ((name, reason),) = found.items()
    assert name.startswith("s01/d/d")
    assert "nested deeper than 20" in reason
    subprocess.run(["rm", "-rf", "--", deep], check=True)

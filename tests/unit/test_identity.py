"""Student ids, where they come from, and the course file."""

import json
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import crmlab
from crmlab import content
from crmlab.courseinfo import COURSE_FILE, PUBLIC, CourseInfo, find_course
from crmlab.identity import STUDENT_FILE, Student, acting_as, normalise_id, student

COURSE = CourseInfo("CRM 2026", "blue door", {}, {})
SURROUNDINGS = ("CRMLAB_STUDENT", "NBGRADER_EXECUTION", "JUPYTERHUB_USER")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty current folder, with no hub, grader or variable around it."""
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write_course(folder, **entries):
    entries = {"name": "CRM 2026", "salt": "blue door", **entries}
    (folder / COURSE_FILE).write_text(json.dumps(entries), encoding="utf-8")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("mia", "mia"),
        ("  Mia.Berg\n", "mia.berg"),
        ("２０２６００１", "2026001"),
        ("Ｍｉａ", "mia"),
        ("王小明", "王小明"),
        ("m.berg-2@uni_x", "m.berg-2@uni_x"),
        ("José", "josé"),
        ("हिन्दी", "हिन्दी"),
        ("x" * 64, "x" * 64),
    ],
)
def test_normal_form(raw, expected):
    assert normalise_id(raw) == expected


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "is empty"),
        (" \t\n　", "is empty"),
        ("mia berg", "space inside"),
        ("mia　berg", "space inside"),
        ("x" * 300, "300 characters"),
        ("../mia", "looks like a path"),
        ("a/b", "looks like a path"),
        ("a\\b", "looks like a path"),
        ("a／b", "looks like a path"),
        ("a..b", "looks like a path"),
        (".mia", "looks like a path"),
        ("mia+1", r"'\+'"),
        ("mia*", r"'\*'"),
        ("mi?", r"'\?'"),
        ("[mia]", r"'\['"),
        ("mia\x00", r"x00"),
        ("mia\x1b[31m", r"x1b"),
        ("mi\u200ba", "u200b"),
        ("mia;rm", "';'"),
    ],
)
def test_refused_in_one_sentence_that_says_what_to_do(raw, said):
    with pytest.raises(ValueError, match=said) as refusal:
        normalise_id(raw)
    message = str(refusal.value)
    assert message.startswith("The student id")
    assert "\n" not in message
    assert ": " in message


@pytest.mark.parametrize("raw", [None, 2026001, b"mia"])
def test_an_id_is_a_text(raw):
    with pytest.raises(TypeError, match="write it in quotes"):
        normalise_id(raw)


@given(st.text(max_size=70))
def test_normal_form_is_a_safe_folder_name_and_stays(raw):
    try:
        normal = normalise_id(raw)
    except ValueError:
        return
    assert normalise_id(normal) == normal
    assert normal == normal.strip()
    assert not set(normal) & set("/\\+*?[]{}~$\"'<>|:;\x00")
    assert 0 < len(normal) <= 64


def test_order_of_the_places_an_id_comes_from(folder, monkeypatch):
    graded = folder / "autograded" / "from_grader" / "switching_costs"
    graded.mkdir(parents=True)
    monkeypatch.chdir(graded)
    write_course(graded)
    (graded / STUDENT_FILE).write_text("from_file\n", encoding="utf-8")
    assert student().id == "from_file"
    monkeypatch.setenv("JUPYTERHUB_USER", "from_hub")
    assert student().id == "from_hub"
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert student().id == "from_grader"
    monkeypatch.setenv("CRMLAB_STUDENT", "From_Variable")
    assert student().id == "from_variable"
    assert student("from_argument").id == "from_argument"


def test_an_empty_argument_is_refused_rather_than_guessed(folder):
    with pytest.raises(ValueError, match="is empty"):
        student("")


def test_folder_does_not_decide_unless_nbgrader_runs(folder, monkeypatch):
    graded = folder / "autograded" / "someone" / "switching_costs"
    graded.mkdir(parents=True)
    monkeypatch.chdir(graded)
    assert student().id == "demo"


def test_nbgrader_validate_elsewhere_falls_through(folder, monkeypatch):
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    assert student().id == "demo"


def test_outside_a_course_it_is_the_demo_student(folder, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda prompt: pytest.fail("nobody should be asked"))
    assert student() == Student("demo", PUBLIC)
    assert crmlab.student() == student()


def test_in_a_course_it_asks_once_and_remembers(folder, monkeypatch):
    write_course(folder)
    asked = []
    monkeypatch.setattr("builtins.input", lambda prompt: asked.append(prompt) or " ＭＩＡ ")
    assert student() == student() == Student("mia", COURSE)
    assert asked == ["Your student id, as on the class list: "]
    assert (folder / STUDENT_FILE).read_text(encoding="utf-8") == "mia\n"


def test_a_refused_answer_is_not_remembered(folder, monkeypatch):
    write_course(folder)
    monkeypatch.setattr("builtins.input", lambda prompt: "mia berg")
    with pytest.raises(ValueError, match="space inside"):
        student()
    assert not (folder / STUDENT_FILE).exists()


@pytest.mark.parametrize("error", [EOFError, OSError, "StdinNotImplementedError"])
def test_nobody_to_ask(folder, monkeypatch, error):
    if error == "StdinNotImplementedError":
        from IPython.core.error import StdinNotImplementedError as error
    write_course(folder)

    def no_stdin(prompt):
        raise error

    monkeypatch.setattr("builtins.input", no_stdin)
    with pytest.raises(ValueError, match=r'write crmlab\.student\("your id"\)'):
        student()


def test_folder_that_cannot_be_written(folder, monkeypatch):
    write_course(folder)
    monkeypatch.setattr("builtins.input", lambda prompt: "mia")
    (folder / STUDENT_FILE).mkdir()
    monkeypatch.setattr("crmlab.identity._found_id", lambda: None)
    with pytest.warns(UserWarning, match="asked again"):
        assert student().id == "mia"


def test_damaged_student_file(folder):
    (folder / STUDENT_FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ValueError, match="delete it"):
        student()


def test_folder_in_place_of_the_student_file(folder):
    (folder / STUDENT_FILE).mkdir()
    with pytest.raises(ValueError, match="delete it"):
        student()


def test_student_file_with_a_byte_order_mark(folder):
    (folder / STUDENT_FILE).write_bytes(b"\xef\xbb\xbfmia\r\n")
    assert student().id == "mia"


def test_acting_as_a_student_ends_with_the_block(folder):
    mia, noa = Student("mia", COURSE), Student("noa", COURSE)
    with acting_as(mia):
        assert student() is mia
        assert student("eva").id == "eva"
        with acting_as(noa):
            assert student() is noa
        assert student() is mia
    assert student().id == "demo"
    with pytest.raises(ZeroDivisionError), acting_as(mia):
        raise ZeroDivisionError
    assert student().id == "demo"


def test_random_streams_are_own_and_repeat():
    mia, noa = student("mia", course=COURSE), student("noa", course=COURSE)
    elsewhere = student("mia", course=CourseInfo("other", "red door", {}, {}))
    first = mia.rng().integers(2**62, size=3)
    np.testing.assert_array_equal(first, mia.rng().integers(2**62, size=3))
    for other in (noa.rng(), elsewhere.rng(), mia.rng("bootstrap")):
        assert not np.array_equal(first, other.integers(2**62, size=3))


def test_replaced_seed_hides_the_id_and_moves_the_streams():
    key = COURSE.seed_key("mia")
    moved = CourseInfo(COURSE.name, COURSE.salt, {}, {key: "second draw"})
    assert len(key) == 16
    assert "mia" not in key
    assert student("mia", course=moved).seed_label == "second draw"
    assert student("noa", course=moved).seed_label == "noa"
    assert student("mia", course=moved).rng().random() != student("mia", course=COURSE).rng().random()


def test_seed_key_is_the_documented_hash():
    import hashlib

    assert COURSE.seed_key("mia") == hashlib.sha256(b"blue door|mia").hexdigest()[:16]


def test_repr_names_student_and_course_but_not_the_salt():
    assert repr(student("mia", course=COURSE)) == "Student mia, CRM 2026"


def test_course_file_is_read(folder):
    assert find_course() is None
    write_course(folder, generators={"investment_clients": 1}, seeds={"0123456789abcdef": "again"})
    expected = CourseInfo("CRM 2026", "blue door", {"investment_clients": 1}, {"0123456789abcdef": "again"})
    assert find_course() == find_course(folder) == expected


def test_course_file_with_a_byte_order_mark(folder):
    (folder / COURSE_FILE).write_text('{"name": "春季", "salt": "s"}', encoding="utf-8-sig")
    assert find_course() == CourseInfo("春季", "s", {}, {})


@pytest.mark.parametrize(
    ("content_of_file", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "utf-8"),
        (b"[1]", "one JSON object"),
        (b'{"salt": "s"}', "'name' is missing"),
        (b'{"name": "n"}', "'salt' is missing"),
        (b'{"name": "n", "salt": ""}', "'salt' is missing"),
        (b'{"name": "n", "salt": 5}', "'salt' is missing"),
        (b'{"name": "n", "salt": "s", "generators": {"a": "1"}}', "whole numbers"),
        (b'{"name": "n", "salt": "s", "generators": {"a": true}}', "whole numbers"),
        (b'{"name": "n", "salt": "s", "seeds": ["a"]}', "'seeds' must map"),
    ],
)
def test_damaged_course_file(folder, content_of_file, said):
    (folder / COURSE_FILE).write_bytes(content_of_file)
    with pytest.raises(ValueError, match=said) as refusal:
        find_course()
    assert "fetch the assignment again" in str(refusal.value)
    with pytest.raises(ValueError, match="is damaged"):
        student("mia")


def test_importing_identity_is_quiet_and_light():
    import subprocess
    import sys

    code = "import crmlab.identity, sys; print([m for m in ('numpy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_content_is_found_and_missing_content_is_named():
    assert content.path("datasets").is_dir()
    with pytest.raises(FileNotFoundError, match="datasets/no_such"):
        content.path("datasets", "no_such")
    with pytest.raises(ValueError, match="'secrets' was asked for"):
        content.path("secrets")


def test_installed_content_comes_first(tmp_path, monkeypatch):
    (tmp_path / "_content" / "datasets").mkdir(parents=True)
    monkeypatch.setattr(content, "_PACKAGE", tmp_path)
    assert content.path("datasets") == tmp_path / "_content" / "datasets"


def test_no_warning_in_an_ordinary_call(folder):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        student("mia")

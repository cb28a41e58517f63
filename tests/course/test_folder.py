import json
import os
import stat

import pytest

from crmlab.course import CrmlabError, files
from crmlab.course.files import write_file
from crmlab.course.folder import Course


def test_a_new_course_has_a_gradebook_with_the_class(template):
    with template.gradebook() as gradebook:
        assert {s.id: s.last_name for s in gradebook.students} == {
            "s01": "Berg",
            "s02": "王",
            "s03": "Moreau",
        }


def test_the_private_settings_are_private(template):
    mode = stat.S_IMODE((template.root / "course.json").stat().st_mode)
    assert mode == 0o600


def test_the_public_file_holds_no_secret_and_no_id(template):
    text = template.public_file().decode()
    assert template.secret not in text
    assert "s01" not in text
    assert json.loads(text)["salt"] == "test course"


def test_every_data_set_is_pinned(template):
    from crmlab import datasets

    assert set(template.generators) == set(datasets.names())


def test_a_course_is_found_from_a_folder_inside_it(template):
    assert Course.open(template.root / "release").root == template.root


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("keep")
    with pytest.raises(CrmlabError, match="not empty"):
        Course.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_bad_class_list_leaves_nothing_behind(tmp_path):
    (tmp_path / "class.csv").write_text("name\nAda\n")
    with pytest.raises(CrmlabError, match="no column 'id'"):
        Course.create(tmp_path / "course", tmp_path / "class.csv")
    assert not (tmp_path / "course").exists()


def test_not_a_course(tmp_path):
    with pytest.raises(CrmlabError, match="not a crmlab course folder"):
        Course.open(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"name": "x"}', '{"unknown": 1}'])
def test_damaged_settings(course, text):
    (course.root / "course.json").write_text(text)
    with pytest.raises(CrmlabError, match="damaged"):
        Course.open(course.root)


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "a"
    write_file(file, b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(file, b"new")
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission_is_one_sentence(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CrmlabError, match="cannot write"):
        Course.create(tmp_path / "course")


def test_no_permission_to_make_the_folder_is_one_sentence(tmp_path, monkeypatch):
    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.Path, "mkdir", refuse)
    with pytest.raises(CrmlabError, match=r"cannot write in .*Permission denied"):
        Course.create(tmp_path / "course")


def test_nbgrader_leaves_the_environment_as_it_was(course):
    before = dict(os.environ)
    course.run_nbgrader("generate_assignment", "not_there")
    assert dict(os.environ) == before

"""A released course to work on: made once, copied for each test."""

import shutil

import nbformat
import pytest

from crmlab.course.folder import Course
from crmlab.course.release import find_chapter, release

SLUG = "switching_costs"
ROSTER = "id,first_name,last_name\ns01,Ada,Berg\ns02,丽,王\ns03,Ines,Moreau\n"


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    place = tmp_path_factory.mktemp("template")
    (place / "class.csv").write_text(ROSTER, encoding="utf-8")
    made = Course.create(place / "course", place / "class.csv", salt="test course", cell_seconds=20)
    release(made, SLUG)
    return made


@pytest.fixture
def course(template, tmp_path):
    shutil.copytree(template.root, tmp_path / "course")
    return Course.open(tmp_path / "course")


@pytest.fixture(scope="session")
def chapter():
    return find_chapter(SLUG)


@pytest.fixture
def released(template, chapter):
    return nbformat.read(template.root / "release" / SLUG / chapter.file_name, as_version=4)


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder

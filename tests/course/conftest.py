"""A released course to work on: made once, copied for each test."""

import importlib.util
import itertools
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from crmlab import content
from crmlab.course import simulated
from crmlab.course.folder import Course
from crmlab.course.intake import collect
from crmlab.course.release import find_chapter, release

SLUG = "switching_costs"
TEA = "good"
AUTHORING = Path(__file__).parents[1] / "authoring"
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


@pytest.fixture(scope="session")
def tea_course(tmp_path_factory):
    """A course of forty students with one small chapter, released and handed in, made once."""
    place = tmp_path_factory.mktemp("tea")
    (place / "class.csv").write_text("id\n" + "\n".join(f"s{n:02d}" for n in range(1, 41)) + "\n")
    (place / "zoo").mkdir()
    shutil.copy(AUTHORING / "zoo" / "good.py", place / "zoo")
    (place / "zoo" / "toc.yml").write_text("3: good\n", encoding="utf-8")
    with tea_shop(place / "zoo"):
        made = Course.create(place / "course", place / "class.csv", salt="tea", cell_seconds=60)
        release(made, TEA)
    return made


@pytest.fixture
def tea(tea_course, tmp_path):
    """A copy of the course with the small chapter; the chapter is found here and in every process."""
    for folder in ("zoo", "course"):
        shutil.copytree(tea_course.root.parent / folder, tmp_path / folder)
    with tea_shop(tmp_path / "zoo"):
        yield Course.open(tmp_path / "course")


@contextmanager
def tea_shop(folder):
    """Let chapters be read from a folder, in this process and in those that it starts."""
    kernel = AUTHORING / "kernel"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZOO", str(folder))
        patch.setenv("PYTHONPATH", os.pathsep.join([str(kernel), os.environ.get("PYTHONPATH", "")]))
        patch.setattr(content, "path", content.path)
        spec = importlib.util.spec_from_file_location("zoo_path", kernel / "sitecustomize.py")
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
        yield


def hand_in_to(course, answers, folder):
    """Collect a folder in which some students changed some answers of the small chapter."""
    chapter = find_chapter(TEA)
    nb = nbformat.read(course.root / "release" / TEA / chapter.file_name, as_version=4)
    folder.mkdir()
    for student, changed in answers.items():
        filled = simulated.fill(nb, simulated.worked_answers(chapter) | changed)
        (folder / f"{student}.ipynb").write_text(json.dumps(filled), encoding="utf-8")
    return collect(course, TEA, folder)


@pytest.fixture
def hand_in(tmp_path):
    """The same in a folder of its own."""
    names = (tmp_path / f"handed-in-{count}" for count in itertools.count())
    return lambda course, answers: hand_in_to(course, answers, next(names))


@pytest.fixture(scope="session")
def shop():
    """The functions above, for fixtures that a module shares."""
    return SimpleNamespace(open=tea_shop, hand_in=hand_in_to)

"""environment.yml, constraints.txt and pyproject.toml say the same thing, and Binder can cache it."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CONDA_NAMES = {"matplotlib-base": "matplotlib"}
FOR_POST_BUILD = {"hatchling", "pip"}


@pytest.fixture(scope="module")
def pyproject(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda(root):
    return yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def conda_packages(conda):
    """Package name on PyPI -> specifier, for every line of environment.yml."""
    wanted = [Requirement(re.sub(r"(?<![<>=!~])=(?!=)", "==", line)) for line in conda["dependencies"]]
    return {CONDA_NAMES.get(each.name, each.name): each.specifier for each in wanted}


@pytest.fixture(scope="module")
def pins(root):
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)]
    assert not wrong, f"constraints.txt holds lines that are not name==version: {wrong}"
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def requirements(lines):
    return {canonicalize_name(each.name): each.specifier for each in map(Requirement, lines)}


def test_conda_and_pip_ask_for_the_same_packages_and_lower_bounds(pyproject, conda_packages):
    wanted = requirements(pyproject["project"]["dependencies"])
    asked = {k: v for k, v in conda_packages.items() if k not in FOR_POST_BUILD | {"python"}}
    assert asked == wanted


def test_conda_gets_the_build_tool_that_post_build_needs(pyproject, conda_packages):
    built_with = requirements(pyproject["build-system"]["requires"])
    assert {name: conda_packages[name] for name in built_with} == built_with
    assert "pip" in conda_packages


def test_conda_python_is_one_minor_version_that_crmlab_supports(pyproject, conda_packages):
    pinned = re.fullmatch(r"==(\d+\.\d+)", str(conda_packages["python"]))
    assert pinned, "Binder needs one minor version, such as python=3.11"
    assert pinned[1] in SpecifierSet(pyproject["project"]["requires-python"])


def test_environment_yml_holds_packages_only(conda):
    assert conda["name"] == "crmlab"
    assert conda["channels"] == ["conda-forge"]
    assert [line for line in conda["dependencies"] if not isinstance(line, str)] == []


def test_every_requirement_is_pinned_within_its_bounds(pyproject, pins):
    project = pyproject["project"]
    wanted = requirements(project["dependencies"] + project["optional-dependencies"]["test"])
    assert sorted(wanted.keys() - pins.keys()) == []
    assert {name: pins[name] for name, bounds in wanted.items() if pins[name] not in bounds} == {}


@pytest.fixture(scope="module")
def dockerfile(clean_copy):
    """What repo2docker would build; it prints this without Docker."""
    command = Path(sys.executable).parent / "jupyter-repo2docker"
    printed = subprocess.run(
        [command, "--no-build", "--debug", "."],
        cwd=clean_copy,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"NO_COLOR": "1"},
    )
    # repo2docker prints the file on stderr.
    return (printed.stdout + printed.stderr).splitlines()


def only_line(lines, pattern):
    found = [number for number, line in enumerate(lines) if re.search(pattern, line)]
    assert len(found) == 1, f"{len(found)} lines match {pattern}"
    return found[0]


def test_binder_solves_the_environment_before_it_sees_the_rest(dockerfile):
    environment_copied = only_line(
        dockerfile, r"^COPY .*src/environment\.yml \$\{REPO_DIR\}/environment\.yml$"
    )
    solved = only_line(dockerfile, r"env update .*--file \"environment\.yml\"")
    all_copied = only_line(dockerfile, r"^COPY .*src/ \$\{REPO_DIR\}/")
    installed = only_line(dockerfile, r"^RUN \./postBuild$")
    assert environment_copied < solved < all_copied < installed


def test_binder_starts_from_the_python_of_environment_yml(dockerfile, conda_packages):
    version = str(conda_packages["python"]).removeprefix("==")
    assert any(line.endswith(f"Building conda environment for python={version}") for line in dockerfile)


def test_post_build_installs_crmlab_and_nothing_else(root):
    script = root / "postBuild"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    installs = [line for line in script.read_text(encoding="utf-8").splitlines() if "pip install" in line]
    assert installs == ["python -m pip install --no-deps --no-build-isolation ."]

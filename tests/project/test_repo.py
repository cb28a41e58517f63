"""What a stranger who clones the project relies on."""

import json
import os
import re
import subprocess
import tomllib

import pytest
import yaml

FOLDERS = ("notebooks", "casebook", "datasets", "solutions", "src/crmlab", "src/chapters", "tests", "docs")
LICENCES = {"LICENSE": "BSD 3-Clause", "LICENSE-text": "CC-BY-4.0", "LICENSE-data": "CC0-1.0"}
NOT_TEXT = {".mo", ".png", ".jpg", ".ico", ".woff2"}

# Written in pieces so that this file does not find itself.
MACHINE_PATH = re.compile(
    r"(?<![\w.$}/~-])/(?:" + "|".join(("work", "root", "farm", "home/[a-z]")) + r")(?:/|\b(?=['\"\s]))"
)
REGISTRY_HOST = re.compile(
    "|".join((r"pypi\.(?:org|io)", r"pythonhosted\.org", r"npmjs\.(?:org|com)", r"deb\.debian\.org"))
)


@pytest.fixture(scope="module")
def texts(root, committed):
    """Committed text files: path -> text. That each is UTF-8 is checked by reading it."""
    return {
        path: (root / path).read_text(encoding="utf-8") for path in committed if path.suffix not in NOT_TEXT
    }


@pytest.fixture(scope="module")
def make_targets(root):
    return set(
        re.findall(r"^([a-z]+):.*## ", (root / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see {}work/main/src", True),
        ("cd {}root/x", True),
        ("'{}farm'", True),
        ("a framework{}root/x", False),
        ("{{root}}{}work/x", False),
        ("retention and{}or work", False),
    ],
)
def test_machine_path_pattern_tells_a_path_from_a_phrase(text, found):
    assert bool(MACHINE_PATH.search(text.format("/"))) is found


@pytest.mark.parametrize("pattern", [MACHINE_PATH, REGISTRY_HOST], ids=["machine path", "registry host"])
def test_no_committed_file_names_a_machine_or_a_registry(texts, pattern):
    lines = (
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    )
    assert list(lines) == []


def test_the_readme_lists_every_notebook_with_its_question(root):
    from crmlab.authoring.source import read_chapter, slugs

    readme = (root / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\d\d_\w+)` \| (.+) \|$", readme, flags=re.M)
    chapters = [read_chapter(slug) for slug in slugs()]
    assert rows == [
        (c.file_name.removesuffix(".ipynb"), " ".join(c.front["question"].split())) for c in chapters
    ]


def test_text_files_have_unix_line_ends(texts):
    assert [str(path) for path, text in texts.items() if "\r" in text and path.suffix != ".csv"] == []


def test_committed_notebooks_hold_no_outputs(root, committed):
    dirty = []
    for path in (path for path in committed if path.suffix == ".ipynb"):
        cells = json.loads((root / path).read_text(encoding="utf-8"))["cells"]
        if any(cell.get("outputs") or cell.get("execution_count") is not None for cell in cells):
            dirty.append(str(path))
    assert dirty == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_is_there_and_kept_by_git(committed, folder):
    assert any(path.is_relative_to(folder) for path in committed)


@pytest.mark.parametrize(("name", "says"), LICENCES.items())
def test_licence_is_named_and_in_the_readme(root, name, says):
    assert says in (root / name).read_text(encoding="utf-8")
    assert f"]({name})" in (root / "README.md").read_text(encoding="utf-8")


def test_one_version_everywhere(root):
    import crmlab

    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    citation = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"title", "authors", "message", "license"} <= citation.keys()
    assert citation["version"] == version == crmlab.__version__
    assert re.search(
        rf"^## \[(Unreleased|{re.escape(version)})\]",
        (root / "CHANGELOG.md").read_text(encoding="utf-8"),
        re.M,
    )


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_make_commands_in_the_documents_exist(root, make_targets, name):
    text = (root / name).read_text(encoding="utf-8")
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.M | re.S)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    used = set(re.findall(r"\bmake ([a-z]+)", "\n".join(fenced + inline)))
    assert "test" in used
    assert used <= make_targets


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_crmlab_commands_in_the_documents_exist(root, name):
    from crmlab import cli

    text = (root / name).read_text(encoding="utf-8")
    fenced = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.M | re.S)
    used = set(re.findall(r"^(?:\w+/bin/)?crmlab ([a-z]+)", "\n".join(fenced), flags=re.M))
    for command in sorted(used):
        with pytest.raises(SystemExit) as ended:
            cli.main([command, "--help"])
        assert ended.value.code == 0, f"{name} names `crmlab {command}`, which does not exist"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_local_links_lead_somewhere(root, name):
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", (root / name).read_text(encoding="utf-8"))
    assert [link for link in links if not (root / link).exists()] == []


def test_make_alone_lists_every_target(root, make_targets):
    printed = subprocess.run(["make", "-s"], cwd=root, capture_output=True, check=True, text=True).stdout
    assert set(re.findall(r"^ +make ([a-z]+)", printed, flags=re.M)) == make_targets


def test_ci_calls_the_same_tests_as_the_readme(root):
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().splitlines()[-1] == "make test"

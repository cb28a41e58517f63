"""The committed data sets are what the generators, schemas and cards say they are."""

import hashlib
import json
import shutil

import pandas as pd
import pytest

from crmlab import content, datasets
from crmlab.courseinfo import PUBLIC
from crmlab.datasets import _draw
from crmlab.datasets.regenerate import regenerate
from crmlab.identity import DEMO, Student

NAMES = datasets.names()


@pytest.fixture(scope="module")
def rewritten(tmp_path_factory):
    """A copy of the folder of data sets in which everything derived was damaged and written again."""
    folder = tmp_path_factory.mktemp("data") / "datasets"
    shutil.copytree(content.path("datasets"), folder)
    for name in _draw.LATEST:
        (folder / name / f"{name}.csv").unlink()
        (folder / name / "truth.json").unlink()
        schema = json.loads((folder / name / "schema.json").read_text(encoding="utf-8"))
        schema.update(n=0, sha256="", version=0)
        (folder / name / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (folder / "README.md").unlink()
    regenerate(folder)
    return folder


def test_regenerating_gives_the_same_bytes(rewritten):
    source = content.path("datasets")
    files = sorted(file.relative_to(source) for file in source.rglob("*") if file.is_file())
    assert files == sorted(file.relative_to(rewritten) for file in rewritten.rglob("*") if file.is_file())
    differing = [str(f) for f in files if (source / f).read_bytes() != (rewritten / f).read_bytes()]
    assert differing == []


@pytest.mark.parametrize("name", NAMES)
def test_folder_is_complete(name):
    expected = {"card.md", "schema.json", f"{name}.csv"} | ({"truth.json"} if name in _draw.LATEST else set())
    assert {file.name for file in content.path("datasets", name).iterdir()} == expected


@pytest.mark.parametrize("name", NAMES)
def test_file_has_the_hash_of_the_schema(name):
    raw = content.path("datasets", name, f"{name}.csv").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == datasets.schema(name)["sha256"]
    assert datasets.load(name).attrs["data_hash"] == datasets.schema(name)["sha256"]
    assert b"\r" not in raw


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("id", [None, "mia", "王小明"])
def test_values_match_the_schema(name, id):
    frame = datasets.load(name, student=id and Student(id, PUBLIC))
    schema = datasets.schema(name)
    assert list(frame.columns) == list(schema["columns"])
    assert len(frame) == schema["n"] or schema.get("n_varies")
    assert frame.iloc[:, 0].is_unique
    assert not frame.isna().any().any()
    for column, facts in schema["columns"].items():
        if facts["dtype"] == "str":
            assert pd.api.types.is_string_dtype(frame[column]), column
            assert set(frame[column]) == set(facts.get("values", frame[column])), column
        else:
            assert frame[column].dtype == facts["dtype"], column
            assert frame[column].between(facts["min"], facts["max"]).all(), column
        assert facts["description"], column
        assert "unit" in facts, column


@pytest.mark.parametrize("name", sorted(_draw.LATEST))
def test_committed_file_is_the_demo_students(name):
    pd.testing.assert_frame_equal(
        datasets.load(name), datasets.load(name, student=Student(DEMO, PUBLIC)), check_exact=True
    )


@pytest.mark.parametrize("name", NAMES)
def test_card_says_what_a_card_must(name):
    card, schema = str(datasets.describe(name)), datasets.schema(name)
    assert card.startswith(f"# {schema['title']}\n")
    assert f"{schema['n']:,} row{'s' if schema['n'] > 1 else ''}" in card
    assert f"{len(schema['columns'])} columns" in card
    for heading in (
        "What it is for",
        "Columns",
        "How it was made",
        "Oddities",
        "Privacy",
        "Licence",
        "References",
    ):
        assert f"\n## {heading}" in card, heading
    for column, facts in schema["columns"].items():
        assert f"| `{column}` |" in card
        assert facts["description"] in card
    for chapter in schema["chapters"]:
        assert f"`{chapter}`" in card
    assert max(len(line) for line in card.splitlines() if not line.startswith("|")) <= 140


@pytest.mark.parametrize("name", sorted(_draw.LATEST))
def test_truth_says_that_it_is_simulated_and_whose_the_sizes_are(name):
    truth = datasets.truth(name)
    assert truth["simulated"] is True
    assert truth["version"] == datasets.schema(name)["version"]
    assert "sizes are ours" in truth["note"]
    reversed_keys = [c for c, facts in datasets.schema(name)["columns"].items() if facts.get("reverse_keyed")]
    assert truth["reversed_items"] == reversed_keys


def test_catalogue_lists_every_data_set():
    catalogue = content.path("datasets", "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f"({name}/card.md)" in catalogue

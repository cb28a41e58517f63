"""Each gate passes the good chapter and fails each bad one of the zoo for its own fault."""

import importlib.util
import re
import shutil
from pathlib import Path

import pytest

from crmlab import content
from crmlab.authoring import gates, gates_repository, gates_source, gates_text
from crmlab.authoring.build import build
from crmlab.authoring.gates_run import gate_1_runs
from crmlab.authoring.runs import demo_keys

_spec = importlib.util.spec_from_file_location("faults", Path(__file__).parent / "zoo" / "faults.py")
faults = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(faults)


def findings_of(gate, chapter):
    """What the gates of that number (or word) find."""
    chosen = [g for g in gates.OF_A_CHAPTER if f"{g.__name__}_".startswith(f"gate_{gate}_")]
    assert chosen
    return [str(finding) for finding in gates.check_chapter(chapter, chosen)]


def assert_noticed(fault, chapter):
    found = findings_of(fault.gate, chapter)
    assert any(fault.says in finding and f"gate {fault.gate}" in finding for finding in found), found


@pytest.mark.slow
def test_the_good_chapter_passes_every_gate(zoo, monkeypatch):
    monkeypatch.setattr(gates_source, "untranslated", lambda messages, catalogue: [])
    assert [str(finding) for finding in gates.check_chapter(zoo())] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", faults.RUNNING)
def test_a_fault_that_shows_when_the_chapter_runs_is_noticed(zoo, name):
    fault = faults.RUNNING[name]
    assert_noticed(fault, zoo(fault))


@pytest.mark.parametrize("name", [n for n, fault in faults.READING.items() if fault.gate != "8"])
def test_a_fault_that_shows_in_the_source_is_noticed(zoo, same_run, name):
    fault = faults.READING[name]
    assert_noticed(fault, zoo(fault))


@pytest.mark.parametrize("name", [n for n, fault in faults.READING.items() if fault.gate == "8"])
def test_a_leak_is_noticed(zoo, monkeypatch, name):
    monkeypatch.setattr(gates_text, "released", gates_text.student_notebook)
    fault = faults.READING[name]
    assert_noticed(fault, zoo(fault))


@pytest.mark.parametrize("gate", ["5", "6", "9", "coverage"])
def test_the_good_chapter_passes_the_gates_that_only_read(zoo, gate):
    assert findings_of(gate, zoo()) == []


@pytest.mark.slow
def test_nbgraders_release_is_looked_through(zoo, monkeypatch):
    chapter = zoo(faults.READING["hint_in_text"])
    assert any("nbgrader's release holds" in finding for finding in findings_of("8", chapter))


def test_a_chapter_over_its_time_is_noticed(zoo, same_run):
    (finding,) = gate_1_runs(zoo(), seconds=-1)
    assert re.search(r"took \d+ processor seconds of its -1 s", finding.problem)


def test_a_number_in_a_hint_is_noticed(zoo):
    right = demo_keys(zoo())["mean_spending"].truth
    giving_away = zoo(
        faults.Fault("6", "What is a mean?", f"Is it {right:.1f} euros?", "holds the right answer")
    )
    assert_noticed(faults.Fault("6", "", "", "holds the right answer"), giving_away)
    near = zoo(faults.Fault("6", "What is a mean?", f"Is it {right + 1:.1f} euros?", ""))
    assert findings_of("6", near) == []


def test_a_missing_translation_is_counted(zoo, monkeypatch):
    monkeypatch.setattr(
        gates_source, "catalogue_text", lambda: 'msgid "What is a mean?"\nmsgstr "什么是平均数?"\n'
    )
    (finding,) = gates_source.gate_translations(zoo())
    assert finding.problem.startswith("8 of 9 slip messages and hints lack a Chinese entry")


def test_a_source_that_cannot_run_is_one_finding_not_a_crash(zoo, same_run):
    broken = zoo(
        faults.Fault("", "mean_spending = spending.mean()\n", "mean_spending = nowhere.mean()\n", "")
    )
    chosen = [gate for gate in gates.OF_A_CHAPTER if gate is not gates.gate_8_no_leak]
    found = [str(finding) for finding in gates.check_chapter(broken, chosen)]
    assert len([finding for finding in found if "name 'nowhere' is not defined" in finding]) == 1


def test_out_of_step_files_are_noticed(zoo, tmp_path, monkeypatch):
    zoo()
    monkeypatch.setattr(gates_repository, "checkout", lambda: tmp_path)
    build(tmp_path)
    assert gates_repository.gate_7_in_step() == []
    (tmp_path / "notebooks" / "03_good.ipynb").write_text("{}", encoding="utf-8")
    (tmp_path / "solutions" / "03_good.ipynb").unlink()
    (tmp_path / "notebooks" / "09_gone.ipynb").write_text("{}", encoding="utf-8")
    named = [finding.slug for finding in gates_repository.gate_7_in_step()]
    assert named == ["notebooks/03_good.ipynb", "notebooks/09_gone.ipynb", "solutions/03_good.ipynb"]


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(content.path("datasets"), tmp_path / "datasets")


def problems_of_data(folder):
    return " ".join(str(finding) for finding in gates_repository.gate_10_data(folder))


def test_the_data_sets_pass():
    assert gates_repository.gate_10_data() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("investment_clients.csv", "C0002", "C9992", "does not have the hash"),
        ("investment_clients.csv", "client_id", "id", "other columns"),
        ("schema.json", '"n": 1200', '"n": 1201', "has 1200 rows"),
        ("schema.json", '"max": 40', '"max": 4', "outside 0.5 to 4"),
        ("card.md", "\n## Privacy\n", "\n## Data\n", "no section 'Privacy'"),
        ("truth.json", "{", "{ ", "comes out differently"),
    ],
)
def test_faulty_data_are_noticed(data, file, old, new, says):
    path = data / "investment_clients" / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    assert says in problems_of_data(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('"""A module."""\n\nimport os\n', "F401"),
        ('"""A module.\n\n>>> 1 + 1\n3\n"""\n', "FAILED"),
        ('"""A module."""\n\n\ndef score(x):\n    """Score."""\n', "no section Parameters"),
        ('"""A module."""\n\n\ndef score():\n    """Score."""\n', "no example"),
        ('"""A module."""\n\n\ndef score():\n    return 1\n', "no docstring"),
    ],
)
def test_a_faulty_library_is_noticed(tmp_path, source, says):
    package = tmp_path / "src" / "crmlab"
    package.mkdir(parents=True)
    (package / "bad.py").write_text(source, encoding="utf-8")
    assert any(says in str(finding) for finding in gates_repository.gate_11_library(tmp_path))


@pytest.mark.slow
def test_a_sound_library_passes(tmp_path):
    package = tmp_path / "src" / "crmlab"
    package.mkdir(parents=True)
    (package / "good.py").write_text('"""A module.\n\n>>> 1 + 1\n2\n"""\n', encoding="utf-8")
    assert gates_repository.gate_11_library(tmp_path) == []

"""Every chapter of the course passes its gates, and what is generated is in step."""

import pytest

from crmlab.authoring import gates
from crmlab.authoring.__main__ import main
from crmlab.authoring.build import checkout
from crmlab.authoring.source import read_chapter, slugs

TRANSLATIONS = (gates.gate_translations,)


@pytest.mark.slow
@pytest.mark.parametrize("slug", slugs())
def test_the_chapter_passes_its_gates(slug):
    others = [gate for gate in gates.OF_A_CHAPTER if gate not in TRANSLATIONS]
    assert [str(finding) for finding in gates.check_chapter(read_chapter(slug), others)] == []


@pytest.mark.parametrize("slug", slugs())
def test_the_messages_of_the_chapter_are_translated(slug):
    assert [str(finding) for finding in gates.check_chapter(read_chapter(slug), TRANSLATIONS)] == []


def test_the_messages_of_the_library_are_translated():
    assert gates.gate_translations_of_code() == []


def test_generated_files_are_in_step():
    assert gates.gate_7_in_step() == []


def test_the_command_says_what_is_out_of_date_and_fails(zoo, tmp_path, monkeypatch, capsys):
    zoo()
    monkeypatch.setattr("crmlab.authoring.__main__.checkout", lambda: tmp_path)
    assert main(["build", "--check"]) == 1
    assert "out of date: notebooks/03_good.ipynb" in capsys.readouterr().out
    assert main(["build"]) == 0
    assert main(["build", "--check"]) == 0


def test_the_command_says_one_line_a_finding_and_fails(monkeypatch, capsys):
    findings = [gates.Finding("5 exercises", "tea", "cell 3", "has no\ncheck")]
    monkeypatch.setattr(gates, "check_chapters", lambda only: findings)
    assert main(["check", "tea"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "gate 5 exercises · tea, cell 3: has no check",
        "1 findings",
    ]
    monkeypatch.setattr(gates, "check_chapters", lambda only: [])
    assert main(["check"]) == 0


def test_the_checkout_is_found():
    assert (checkout() / "pyproject.toml").exists()

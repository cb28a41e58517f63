"""File names and names of students reach the terminal and the score table without steering either."""

import csv
import io
import json
import re

import pytest

from crmlab.cli import main

SLUG = "switching_costs"
NAMES = [
    "stranger\x1b[2J\x1b]0;title\x07.ipynb",
    "stranger\ns02: 24 of 24 points..ipynb",
    "stranger\u202ebynpi.exe",
    "s01 \x9b31m not a notebook.ipynb",
]


@pytest.fixture
def in_course(course, inbox, monkeypatch):
    for name in NAMES:
        (inbox / name).write_text("not a notebook")
    monkeypatch.chdir(course.root)
    return course


@pytest.mark.parametrize("as_json", [False, True])
def test_a_file_name_does_not_steer_the_terminal(in_course, inbox, capsys, as_json):
    assert main(["collect", SLUG, str(inbox), *(["--json"] if as_json else [])]) == 1
    shown = capsys.readouterr().out
    assert "stranger" in shown
    assert re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown) == []
    if as_json:
        assert {file for file, _ in json.loads(shown)["unmatched"]} == {NAMES[0], NAMES[2]}
    else:
        assert [line for line in shown.splitlines() if line.startswith("s02: 24")] == []


def test_a_name_is_no_formula_in_the_score_table(in_course, inbox, capsys):
    roster = in_course.root / "roster.csv"
    text = roster.read_text(encoding="utf-8").replace("Ada", '"=HYPERLINK(""http://x.example"")"')
    roster.write_text(text.replace("Berg", "@SUM(A1)"), encoding="utf-8")
    main(["collect", SLUG, str(inbox)])
    assert main(["export", SLUG, "--to", str(inbox / "scores.csv")]) == 0
    rows = list(csv.DictReader(io.StringIO((inbox / "scores.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0]["first_name"] == '\'=HYPERLINK("http://x.example")'
    assert rows[0]["last_name"] == "'@SUM(A1)"
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) or "\x9b" in cell] == []

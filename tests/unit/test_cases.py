"""The casebook as a student meets it: facts with their sources, exhibits, the text, the seal."""

import json

import pytest

from crmlab import cases

ENOUGH = "We raise the fee because the break-even loss is far above what we expect to lose. " * 10


def notebook(folder, text, slugs=("amazon",), name="10_case_amazon.ipynb", about=None):
    about = about or {"written": "memo"}
    nb = {
        "metadata": {"crmlab": {"cases": list(slugs)}},
        "cells": [
            {
                "cell_type": "markdown",
                "metadata": {"crmlab": about},
                "source": text.splitlines(keepends=True),
            },
            {"cell_type": "markdown", "metadata": {}, "source": "other words " * 200},
        ],
    }
    (folder / name).write_text(json.dumps(nb), encoding="utf-8")


def opened(page, slug="amazon"):
    return str(page) == cases.content.path("casebook", slug, "afterwards.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", cases.names())
def test_every_fact_of_a_case_says_where_it_is_from(slug):
    facts = cases.facts(slug)
    assert facts.index.is_unique
    assert (facts["table"] == "").sum() >= 10
    for column in ("date", "fact", "source", "basis", "confidence", "grade"):
        assert facts[column].map(lambda entry: isinstance(entry, str) and entry.strip() != "").all(), column
    assert set(facts["grade"]) <= set(cases.GRADES)


@pytest.mark.parametrize("table", cases.tables())
def test_an_exhibit_leaves_out_what_is_only_from_memory(table):
    everything, verified = cases.exhibit(table, unverified=True), cases.exhibit(table)
    assert (verified["grade"] != "memory").all()
    assert len(verified) == (everything["grade"] != "memory").sum()
    assert verified.attrs["title"] == cases.tables()[table]


def test_what_was_recalled_is_there_when_asked_for():
    assert (cases.exhibit("apple_services", unverified=True)["grade"] == "memory").sum() == 30


@pytest.mark.parametrize("call", [cases.facts, cases.read, cases.tables, cases.what_happened_next])
def test_a_wrong_name_gets_the_nearest(call):
    with pytest.raises(ValueError, match="no case 'amazone'; did you mean 'amazon'"):
        call("amazone")


def test_a_wrong_table_gets_the_nearest():
    with pytest.raises(ValueError, match="did you mean 'bt_fines'"):
        cases.exhibit("bt_fine")


def test_the_seal_stays_closed_without_a_saved_notebook(tmp_path):
    assert str(cases.what_happened_next("amazon", folder=tmp_path)).startswith(
        "Still sealed: no saved notebook"
    )


@pytest.mark.parametrize("text", ["*Write your answer here.*", "Raise it.", ""])
def test_the_seal_stays_closed_before_the_memo_is_written(tmp_path, text):
    notebook(tmp_path, text)
    assert str(cases.what_happened_next("amazon", folder=tmp_path)).startswith("Still sealed: your memo has")


def test_the_memo_opens_the_seal(tmp_path):
    notebook(tmp_path, ENOUGH)
    assert opened(cases.what_happened_next("amazon", folder=tmp_path))


def test_a_memo_in_chinese_opens_the_seal(tmp_path):
    notebook(tmp_path, "我们决定提高会员费,因为可以失去的会员比我们预计失去的多得多。" * 6)
    assert opened(cases.what_happened_next("amazon", folder=tmp_path))


def test_the_worked_notebook_opens_the_seal(tmp_path):
    notebook(tmp_path, ENOUGH, about={"kind": "model", "name": "memo"})
    assert opened(cases.what_happened_next("amazon", folder=tmp_path))


def test_the_seal_stays_closed_while_a_submission_is_graded(tmp_path, monkeypatch):
    notebook(tmp_path, ENOUGH)
    monkeypatch.setenv("CRMLAB_MODE", "grading")
    assert "not shown here" in str(cases.what_happened_next("amazon", folder=tmp_path))


def test_the_memo_of_another_case_does_not_open_it(tmp_path):
    notebook(tmp_path, ENOUGH, slugs=("nike",))
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "other.ipynb").write_text('{"metadata": {}, "cells": []}', encoding="utf-8")
    assert "no saved notebook" in str(cases.what_happened_next("amazon", folder=tmp_path))


def test_where_the_casebook_is_hidden_a_sentence_stands_in_its_place(monkeypatch, tmp_path):
    (tmp_path / "casebook").mkdir()
    path = cases.content.path

    def hidden(kind, *parts):
        if kind == "casebook":
            raise FileNotFoundError(kind)
        return path(kind, *parts)

    monkeypatch.setattr(cases.content, "path", hidden)
    assert "not shown here" in str(cases.read("amazon"))

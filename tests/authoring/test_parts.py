"""References, catalogue, coverage: the small parts of authoring."""

import pytest

from crmlab.authoring.build import checkout
from crmlab.authoring.catalogue import messages_of_chapter, messages_of_code, untranslated
from crmlab.authoring.coverage import concepts, covered, gaps, owed
from crmlab.authoring.glossary import glossary
from crmlab.authoring.references import (
    BibliographyError,
    bibliography,
    cited,
    full,
    read_bibliography,
    resolve,
)
from crmlab.authoring.source import parse_chapter, read_chapter, slugs

BIB = """
@article{one,
  author = {Alpha, A.},
  year = {2001},
  title = {First},
}
@book{four,
  author = {Beta, B. and Gamma, C. and Delta, D. and Eps, E.},
  year = {1999},
  title = {Second},
  publisher = {Press},
  doi = {10.1/x},
}
"""


def test_citations_are_written_as_author_and_year():
    entries = read_bibliography(BIB)
    assert resolve("So [@one; @four].", entries) == "So (Alpha 2001; Beta et al. 1999)."
    assert cited("So [@one; @four] and [@one].") == ["one", "four"]
    assert full(entries["four"]).endswith("(1999). Second. *Press*. <https://doi.org/10.1/x>")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BIB.replace("  year = {2001},\n", ""), "one has no year"),
        (BIB + BIB, "comes twice"),
        (BIB.replace("}\n@book", "  }\n@book"), "cannot be read"),
        ("@article{x, author = {A}, year = {1}, title = {T}}", "1 of 1 entries cannot be read"),
    ],
)
def test_a_bibliography_that_is_not_in_the_strict_form_is_refused(text, says):
    with pytest.raises(BibliographyError, match=says):
        read_bibliography(text)


def test_the_bibliography_of_the_course_can_be_read():
    entries = bibliography()
    assert entries["fornell1992"]["year"] == "1992"


def test_messages_are_found_with_their_place(tmp_path):
    (tmp_path / "part.py").write_text(
        'x = 1\ntr("Hello {who}.", who=x)\ntr(x)\nother("No")\n', encoding="utf-8"
    )
    assert messages_of_code(tmp_path) == {"Hello {who}.": "part.py:2"}


@pytest.mark.parametrize(
    ("catalogue", "missing"),
    [
        ("", 1),
        ('msgid "Hello {who}."\nmsgstr "你好，{who}。"\n', 0),
        ('msgid "Hello {who}."\nmsgstr "你好。"\n', 1),
        ('msgid "Hello {who}."\nmsgstr ""\n', 1),
        ('#, fuzzy\nmsgid "Hello {who}."\nmsgstr "你好，{who}。"\n', 1),
    ],
)
def test_a_message_needs_a_translation_with_the_same_values(catalogue, missing):
    assert len(untranslated({"Hello {who}.": "part.py:2"}, catalogue)) == missing


def test_hints_and_slips_of_a_chapter_are_messages(zoo):
    found = messages_of_chapter(zoo())
    assert found["What is a mean?"] == "good, mean_spending"
    assert len(found) == 9


def test_the_list_of_concepts_is_whole():
    known = concepts()
    assert len(known["concepts"]) == 321
    assert sum(about["core"] for about in known["concepts"].values()) == 160
    assert list(known["claims"]) == [f"DC-{n:02d}" for n in range(1, 65)]
    assert all(set(about) <= set(known["concepts"]) for about in known["claims"].values())


def test_a_chapter_owes_its_concepts_and_the_claims_about_them():
    mine, claims = owed("switching_costs")
    assert [key for key in mine if not key.startswith("SC-")] == ["RM-19", "RQ-27"]
    assert len(mine) == 26
    assert claims == ["DC-38", "DC-41", "DC-42", "DC-43", "DC-59"]


def chapter_covering(cells, claims="[DC-38, DC-41, DC-42, DC-43, DC-59]"):
    return parse_chapter(f"# ---\n# title: T\n# claims: {claims}\n# ---\n\n{cells}", "switching_costs")


def test_gaps_name_what_is_missing_and_what_only_text_covers():
    mine, _ = owed("switching_costs")
    every = chapter_covering(f'# %% covers="{" ".join(mine)}"\nx = 1\n')
    assert gaps(every) == []
    assert [cell.number for cell in covered(every)["SC-06"]] == [1]
    only_text = chapter_covering(f'# %% [markdown] covers="{" ".join(mine)}"\n"""\nText.\n"""\n')
    core = [key for key, about in mine.items() if about["core"]]
    assert [sentence.split()[0] for sentence in gaps(only_text)] == core
    without = chapter_covering(f'# %% covers="{" ".join(list(mine)[1:])}"\nx = 1\n', claims="[DC-38, DC-99]")
    assert [word in " ".join(gaps(without)) for word in ("RM-19", "DC-41", "DC-99", "DC-38")] == [
        True,
        True,
        True,
        False,
    ]


def test_each_work_is_cited_and_each_citation_has_its_work():
    root = checkout()
    places = [
        *root.glob("src/chapters/*"),
        *root.glob("docs/*.md"),
        *root.glob("casebook/**/*.md"),
        *root.glob("casebook/**/*.py"),
    ]
    places += [*root.glob("datasets/*/*"), *root.glob("src/crmlab/datasets/*.py")]
    texts = [
        path.read_text(encoding="utf-8") for path in places if path.suffix in {".py", ".md", ".csv", ".yml"}
    ]
    keys = set(cited("\n".join(texts)))
    assert len(keys) > 200
    assert keys == set(bibliography())


def test_the_glossary_has_one_row_for_each_meaning():
    chapters = [read_chapter(slug) for slug in slugs()]
    lines = glossary(chapters, bibliography()).splitlines()
    names = [line.split(" | ")[0] for line in lines if line.startswith("| ")][1:]
    listed = {term["en"] for chapter in chapters for term in chapter.front.get("terms", [])}
    assert {name.removeprefix("| ") for name in names} == listed
    assert [name for name in set(names) if names.count(name) > 1] == ["| lift"]

import nbformat
import pytest

from crmlab.authoring.build import (
    build,
    drift,
    nbgrader_notebook,
    notebook_bytes,
    student_notebook,
    worked_notebook,
)
from crmlab.authoring.references import BibliographyError
from crmlab.authoring.runs import released
from crmlab.authoring.source import parse_chapter

EDITIONS = (nbgrader_notebook, student_notebook, worked_notebook)


def cell(nb, name):
    (found,) = [cell for cell in nb.cells if cell.id == name]
    return found


def has(nb, name):
    return any(cell.id == name for cell in nb.cells)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_source_gives_the_same_bytes(zoo, edition):
    assert notebook_bytes(edition(zoo())) == notebook_bytes(edition(zoo()))


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_is_a_valid_notebook_without_outputs(zoo, edition):
    nb = edition(zoo())
    nbformat.validate(nb)
    assert len({cell.id for cell in nb.cells}) == len(nb.cells)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in nb.cells if "outputs" in cell)
    assert nb.metadata.crmlab.slug == "good"


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_id_does_not_hang_on_what_stands_before_it(zoo, edition):
    text = "# ---\n# title: T\n# ---\n\n# %%\nx = 1\n\n# %%\ny = 2\n\n# %%\nx = 1\n"
    longer = text.replace("# %%\nx = 1\n\n# %%\ny", "# %%\nz = 0\n\n# %%\nx = 1\n\n# %%\ny", 1)
    ids = {cell.id for cell in edition(parse_chapter(text, "t")).cells}
    more = {cell.id for cell in edition(parse_chapter(longer, "t")).cells}
    assert ids < more
    assert len(more - ids) == 1


def test_the_answer_is_cleared_for_students_kept_for_nbgrader_and_bare_in_the_worked_notebook(zoo):
    chapter = zoo()
    student, master, worked = student_notebook(chapter), nbgrader_notebook(chapter), worked_notebook(chapter)
    assert cell(student, "answer-mean_spending").source == (
        "mean_spending = ...  # euros\n# Write your answer here"
    )
    assert "### BEGIN SOLUTION" in cell(master, "answer-mean_spending").source
    assert cell(worked, "answer-mean_spending").source == "mean_spending = spending.mean()"


def test_a_function_keeps_its_body_in_the_worked_notebook():
    text = (
        '# ---\n# title: T\n# ---\n\n# %% answer="twice"\ndef twice(x):\n    """Double."""\n'
        "    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION\n"
    )
    chapter = parse_chapter(text, "t")
    assert cell(worked_notebook(chapter), "answer-twice").source == (
        'def twice(x):\n    """Double."""\n    return 2 * x'
    )
    assert cell(student_notebook(chapter), "answer-twice").source == (
        'def twice(x):\n    """Double."""\n    # Write your answer here'
    )


def test_the_mark_scheme_is_only_in_the_master_and_the_model_answer_only_in_the_worked_notebook(zoo):
    chapter = zoo()
    student, master, worked = student_notebook(chapter), nbgrader_notebook(chapter), worked_notebook(chapter)
    assert "MARK SCHEME" in cell(master, "written-advice").source
    assert cell(master, "written-advice").metadata.nbgrader.task
    for nb in (student, worked):
        assert cell(nb, "written-advice").source.strip().endswith("what to do.")
    for nb in (student, master):
        assert cell(nb, "written-advice-text").source == "*Write your answer here.*"
        assert not has(nb, "model-advice")
    assert cell(worked, "model-advice").source.startswith("A regular spends")
    assert not has(worked, "written-advice-text")


@pytest.mark.parametrize("edition", EDITIONS)
def test_keys_and_notes_are_in_no_edition(zoo, edition):
    text = notebook_bytes(edition(zoo())).decode()
    assert "show of hands" not in text
    assert "Item(" not in text
    assert "divide it by how many" not in text


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_picture_has_its_words_in_the_metadata_and_in_a_fold_behind_it(zoo, edition):
    cells = edition(zoo()).cells
    (place,) = [n for n, cell in enumerate(cells) if "alt" in cell.metadata]
    assert cells[place].metadata.alt.startswith("Histogram")
    assert cells[place + 1].source.startswith("<details><summary>The picture in words</summary>\n\nHistogram")


def test_the_words_for_a_picture_that_students_draw_are_only_in_the_worked_notebook():
    text = (
        '# ---\n# title: T\n# ---\n\n# %% answer="picture" alt="Line that falls to a fifth <b>"\n'
        "picture = ...\n"
        "### BEGIN SOLUTION\npicture = draw()\n### END SOLUTION\n"
    )
    chapter = parse_chapter(text, "t")
    assert "falls" not in notebook_bytes(student_notebook(chapter)).decode()
    worked = worked_notebook(chapter)
    assert "falls to a fifth &lt;b&gt;" in cell(worked, "words-answer-picture").source


def test_the_opening_terms_and_references_come_from_the_front_matter_and_the_bibliography(zoo):
    nb = student_notebook(zoo())
    opening = cell(nb, "opening").source
    assert opening.startswith("# Tea money\n\n> **Does the loyalty card")
    assert "**Points:** 7, 3 of them for writing that a person reads" in opening
    assert "| margin | 毛利 |" in cell(nb, "terms").source
    assert "(Fornell 1992)" in nb.cells[2].source
    assert cell(nb, "references").source.count("\n- ") == 1
    assert not has(student_notebook(parse_chapter("# ---\n# title: T\n# ---\n", "t")), "references")


def test_a_citation_without_an_entry_stops_the_build():
    text = '# ---\n# title: T\n# ---\n\n# %% [markdown]\n"""\nSo it is [@nobody1066].\n"""\n'
    with pytest.raises(BibliographyError, match="nobody1066"):
        student_notebook(parse_chapter(text, "t"))


@pytest.mark.slow
def test_nbgraders_release_is_the_student_notebook(zoo):
    chapter = zoo()
    ours, theirs = student_notebook(chapter), released(chapter)
    assert [(c.id, c.source) for c in theirs.cells] == [(c.id, c.source) for c in ours.cells]
    marks = [cell.metadata.get("nbgrader", {}) for cell in theirs.cells]
    assert [mark.grade_id for mark in marks if mark.get("grade")] == ["good-mean_spending", "good-pays"]


def test_build_writes_what_is_out_of_date_and_removes_what_is_left_over(zoo, tmp_path):
    zoo()
    first = build(tmp_path)
    names = ["docs/claims.md", "docs/glossary.md", "notebooks/03_good.ipynb", "solutions/03_good.ipynb"]
    assert [str(path.relative_to(tmp_path)) for path in first] == names
    assert build(tmp_path) == []
    gone = tmp_path / "notebooks" / "09_gone.ipynb"
    gone.write_text("{}", encoding="utf-8")
    assert drift(tmp_path) == [gone]
    assert build(tmp_path, check=True) == [gone]
    assert gone.exists()
    build(tmp_path)
    assert not gone.exists()


def test_build_compiles_the_translations_the_same_every_time(zoo, tmp_path):
    zoo()
    folder = tmp_path / "src" / "crmlab" / "locale" / "zh_CN" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "crmlab.po").write_text(f'{header}msgid "Right."\nmsgstr "正确。"\n', encoding="utf-8")
    build(tmp_path)
    import gettext

    with open(folder / "crmlab.mo", "rb") as file:
        assert gettext.GNUTranslations(file).gettext("Right.") == "正确。"
    assert build(tmp_path) == []

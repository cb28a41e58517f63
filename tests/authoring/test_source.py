import pytest

from crmlab.authoring.source import SourceError, parse_chapter, read_chapter

FRONT = "# ---\n# title: Tea\n# ---\n\n"


def parse(cells):
    return parse_chapter(FRONT + cells, "tea", 3)


def test_cells_keep_their_kind_name_points_words_and_concepts():
    chapter = parse('# %% check="mean" points=2.5 covers="SC-01 SC-02"\ncheck("mean", mean)\n')
    (cell,) = chapter.cells
    assert (cell.kind, cell.name, cell.points, cell.covers) == ("check", "mean", 2.5, ("SC-01", "SC-02"))
    assert cell.where == "cell 1 (check 'mean')"
    assert chapter.file_name == "03_tea.ipynb"


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("# %% chek='x'\nx = 1\n", "header key 'chek' is not known"),
        ('# %% answer="x" check="x"\nx = 1\n', "a cell has one kind"),
        ('# %% [markdown] answer="x"\n"""\nx\n"""\n', "a answer cell holds code"),
        ('# %% written="x"\nx = 1\n', "a written cell holds text"),
        ("# %%\nx = = 1\n", "line 1 of the cell is not Python"),
    ],
)
def test_a_cell_that_the_format_does_not_know_is_refused_with_its_place(cells, says):
    with pytest.raises(SourceError, match=says) as refused:
        parse(cells)
    assert "tea, cell 1" in str(refused.value)


def test_a_source_without_front_matter_is_refused():
    with pytest.raises(SourceError, match="no front matter"):
        parse_chapter("# %%\nx = 1\n", "tea")


def test_an_unknown_chapter_is_refused_with_those_there_are(zoo):
    zoo()
    with pytest.raises(SourceError, match="no chapter 'coffee'; the course has: good"):
        read_chapter("coffee")


def test_a_chapter_in_the_order_but_not_written_is_named(zoo, tmp_path):
    zoo()
    (tmp_path / "zoo" / "toc.yml").write_text("3: good\n4: coffee\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"toc.yml names 'coffee', but there is no coffee.py"):
        read_chapter("coffee")

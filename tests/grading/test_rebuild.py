"""A submitted notebook is put back together from the release; what the student wrote stays."""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from crmlab.grading.rebuild import rebuild


def graded(source, name, *, locked, points=None):
    meta = {"grade_id": name, "locked": locked, "grade": locked, "solution": not locked, "schema_version": 3}
    if points:
        meta["points"] = points
    return new_code_cell(source, id=name.replace(".", "-"), metadata={"nbgrader": meta})


@pytest.fixture
def released():
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            new_code_cell("data = 1", id="load"),
            graded("a = ...", "a-answer", locked=False),
            graded('check("a", a)', "a", locked=True, points=2),
            new_markdown_cell("Write here", id="written-memo-text"),
        ],
        metadata={"crmlab": {"slug": "mini"}},
    )


@pytest.fixture
def answered(released):
    nb = copy.deepcopy(released)
    nb.cells[2].source = "a = 3"
    nb.cells[4].source = "My memo"
    return nb


def sources(nb):
    return [cell.source for cell in nb.cells]


RIGHT = ["# Title", "data = 1", "a = 3", 'check("a", a)', "My memo"]


def test_an_honest_notebook_comes_back_as_it_was(released, answered):
    assert sources(rebuild(answered, released)) == RIGHT


def test_deleted_cells_come_back(released, answered):
    del answered.cells[3], answered.cells[1]
    assert sources(rebuild(answered, released)) == RIGHT


def test_a_deleted_answer_is_blank_again(released, answered):
    del answered.cells[2]
    assert sources(rebuild(answered, released))[2] == "a = ..."


def test_a_copied_cell_keeps_the_first_answer_and_loses_its_grade_id(released, answered):
    twin = copy.deepcopy(answered.cells[2])
    twin.source = "a = 4"
    answered.cells.insert(3, twin)
    nb = rebuild(answered, released)
    assert sources(nb) == ["# Title", "data = 1", "a = 3", "a = 4", 'check("a", a)', "My memo"]
    assert "nbgrader" not in nb.cells[3].metadata
    assert len({cell.id for cell in nb.cells}) == len(nb.cells)


def test_a_copied_untouched_stub_does_not_hide_the_answer(released, answered):
    answered.cells.insert(2, copy.deepcopy(released.cells[2]))
    assert sources(rebuild(answered, released)) == RIGHT


def test_renamed_and_repriced_cells_are_as_released(released, answered):
    answered.cells[3].metadata.nbgrader.update(grade_id="free_points", points=1000)
    nb = rebuild(answered, released)
    assert sources(nb) == RIGHT
    assert nb.cells[3].metadata.nbgrader.points == 2
    assert nb.cells[3].metadata.nbgrader.grade_id == "a"


def test_a_check_that_was_rewritten_is_restored_and_the_rewriting_dropped(released, answered):
    answered.cells[3].source = "2.0"
    assert 'check("a", a)' in sources(rebuild(answered, released))


def test_cells_moved_around_come_back_in_order(released, answered):
    answered.cells.reverse()
    assert sources(rebuild(answered, released)) == RIGHT


def test_own_cells_stay_behind_the_cell_they_followed(released, answered):
    answered.cells.insert(2, new_code_cell("helper = 2"))
    answered.cells.insert(0, new_markdown_cell("Note to self"))
    assert sources(rebuild(answered, released)) == ["Note to self", *RIGHT[:2], "helper = 2", *RIGHT[2:]]


@pytest.mark.parametrize("meta", [None, 3, {"grade_id": 7}, {"schema_version": 99, "grade_id": "ghost"}])
def test_broken_metadata_does_not_break_the_rebuild(released, answered, meta):
    answered.cells[1].metadata["nbgrader"] = meta
    answered.cells.append(new_code_cell("x = 1", metadata={"nbgrader": meta}))
    nb = rebuild(answered, released)
    assert sources(nb) == [*RIGHT, "x = 1"]


def test_outputs_do_not_survive(released, answered):
    answered.cells[1].outputs = [{"output_type": "stream", "name": "stdout", "text": "hi"}]
    assert all(cell.outputs == [] for cell in rebuild(answered, released).cells if cell.cell_type == "code")

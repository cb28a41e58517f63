"""The interactive of the chapter: moved by keyboard, its picture, sentence and description follow."""

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SETUP = """
from crmlab import datasets, scales, widgets
survey = {"quality": ["tq1", "tq2"], "cost": ["sc1", "sc2", "sc3", "sc4"], "loyalty": ["lo1", "lo2"]}
people = scales.score(datasets.load("investment_clients"), survey)
widgets.satisfaction_trap(people[people["cost"] >= 1.25], "quality", "cost", "loyalty")
"""


@pytest.fixture(scope="module")
def widget(open_notebook):
    notebook = open_notebook("alone")
    code = [cell["id"] for cell in notebook.content()["cells"] if cell["cell_type"] == "code"]
    notebook.run(code[0], SETUP)
    output = notebook.output(code[0])
    output.locator("img").wait_for(timeout=60_000)
    yield output
    notebook.page.close()


def state(widget):
    picture = widget.locator("img")
    return (
        picture.get_attribute("src"),
        picture.get_attribute("alt"),
        widget.get_by_role("status").inner_text(),
    )


def moved(widget, act):
    """Act, then wait until picture, description and sentence have all changed; return the new sentence."""
    before = state(widget)
    act()
    widget.page.wait_for_timeout(100)
    for _ in range(100):
        now = state(widget)
        if all(a != b for a, b in zip(before, now, strict=True)):
            return now
        widget.page.wait_for_timeout(100)
    raise AssertionError(f"not everything changed: {before[1:]} to {now[1:]}")


def test_the_picture_is_described_by_its_sentence(widget):
    _, description, sentence = state(widget)
    assert description == sentence
    assert "of customers find leaving harder than this" in sentence


def test_arrow_keys_on_the_slider_move_everything(widget):
    handle = widget.locator(".noUi-handle").first
    handle.focus()
    _, _, before = state(widget)
    _, description, after = moved(widget, lambda: handle.press("ArrowLeft"))
    assert before != after == description


def test_a_number_typed_into_the_box_moves_everything(widget):
    box = widget.locator("input[type=number]")

    def type_it():
        box.fill("2.5")
        box.press("Enter")

    _, _, sentence = moved(widget, type_it)
    assert "At cost 2.5" in sentence


def test_the_slider_walks_in_tenths_from_a_lowest_answer_between_two_tenths(widget):
    handle = widget.locator(".noUi-handle").first
    handle.focus()
    _, _, lowest = moved(widget, lambda: handle.press("Home"))
    assert "At cost 1.3" in lowest
    for tenth in ("1.4", "1.5"):
        _, _, next_one = moved(widget, lambda: handle.press("ArrowRight"))
        assert f"At cost {tenth}" in next_one


def test_the_number_box_has_a_name(widget):
    assert widget.get_by_role("spinbutton", name="cost").is_visible()

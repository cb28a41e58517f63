"""Every interactive in a real browser: moved by keyboard, typing and mouse, in three front-ends."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

from crmlab.language import speaking
from crmlab.widgets.controls import Number

from .conftest import OpenNotebook
from .driver import WATCH, WATCHED, Driven
from .registry import EXAMPLES, make_all, notebook

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "build" / "screenshots"
AXE_VERSION = "4.14.1"
BAD = {"": "empty", "many": "not a number", "NaN": "not a number", "-1e9": "not a number", "9999999": "range"}
# The handle of an ipywidgets slider has no name, in any notebook; the field beside it has one.
NOT_OURS = ("aria-input-field-name", "noUi-handle")
NAMES = list(EXAMPLES)
TWIN = "figure[class^=crmlab-twin-]"


@pytest.fixture(scope="module")
def made():
    """The same widgets in this process: what is expected of the labels."""
    return make_all()


@pytest.fixture(scope="module")
def saved(folder):
    """The notebook that all pages open, in the folder of the server."""
    nbformat.write(notebook(), folder / "widgets.ipynb")
    return folder / "widgets.ipynb"


@pytest.fixture(scope="module")
def troubles():
    """What pages report as errors."""
    return []


@pytest.fixture(scope="module")
def new_page(browser, address, saved, troubles):
    """Open the notebook in a front-end."""

    def open_it(front_end, width=1280):
        page = browser.new_page(viewport={"width": width, "height": 1400})
        page.on("pageerror", lambda error: troubles.append(f"{front_end}: {error}"))
        page.on("console", lambda line: line.type == "error" and troubles.append(f"{front_end}: {line.text}"))
        page.goto(address(saved.name, front_end), timeout=300_000)
        return page

    return open_it


@pytest.fixture(scope="module")
def lab(new_page):
    opened = OpenNotebook(new_page("lab"))
    opened.run_all()
    yield opened
    opened.page.close()


@pytest.fixture
def widget(lab, name):
    explorer = lab.output(name).locator(".crmlab-explorer")
    explorer.locator("img").wait_for(timeout=60_000)
    explorer.scroll_into_view_if_needed()
    return Driven(explorer)


@pytest.fixture
def mine(made, name):
    return made[name]


def numbers(explorer):
    """Controls of a widget, with what the reader sees, that matter at its settings."""
    shown = explorer.shown(SimpleNamespace(**explorer.settings))
    return [control for control in explorer.controls() if shown is None or control.name in shown]


def title(explorer, name, code="en"):
    with speaking(code):
        return next(control.title for control in explorer.controls() if control.name == name)


def in_kernel(lab, expression):
    """The value of an expression in the notebook's kernel."""
    lab.run("last", f"import json; print(json.dumps({expression}))")
    for _ in range(100):
        (cell,) = [cell for cell in lab.content()["cells"] if cell["id"] == "last"]
        texts = ["".join(output.get("text", "")) for output in cell["outputs"]]
        if texts:
            return json.loads(texts[0])
        lab.page.wait_for_timeout(100)
    raise AssertionError(f"the kernel did not answer: {cell['outputs']}")


def photograph(widget, name, width, code):
    """Save the widget as it looks, for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    widget.explorer.screenshot(path=PICTURES / f"{name}-{width}-{code}.png")


def each(test):
    return pytest.mark.parametrize("name", NAMES)(test)


@each
def test_it_shows_its_question_controls_picture_and_sentence(widget, mine):
    assert widget.explorer.get_by_text(mine.question()).is_visible()
    for control in numbers(mine):
        role = "textbox" if isinstance(control, Number) else "combobox"
        assert widget.explorer.get_by_role(role, name=control.title, exact=True).is_visible(), control.title
    _, words, sentence = widget.state()
    assert sentence == mine.reading
    assert words == mine.description
    assert widget.explorer.locator("img").evaluate(
        "image => image.naturalWidth > 300 && image.clientWidth > 300"
    )
    assert widget.page.locator(TWIN).locator("visible=true").count() == 0


@each
def test_keys_on_the_slider_redraw_in_place_without_a_blank_frame(widget, mine, name):
    control = next(c for c in mine.controls() if c.name == EXAMPLES[name].control)
    outputs = widget.page.locator(".jp-OutputArea-child").count()
    widget.explorer.evaluate(WATCH)
    for key in ("ArrowLeft", "ArrowLeft", "ArrowRight"):
        widget.changed(lambda key=key: widget.handle(control.title).press(key), all_three=False)
    expected = control.show(control.snap(control.value) - control.step)
    assert widget.field(control.title).input_value() == expected
    watched = widget.page.evaluate(WATCHED)
    assert watched["frames"] > 10
    assert watched["blank"] == 0
    assert widget.page.locator(".jp-OutputArea-child").count() == outputs


@each
def test_a_typed_number_changes_picture_words_and_sentence(widget, mine, name):
    example = EXAMPLES[name]
    widget.changed(lambda: widget.type(title(mine, example.control), example.typed))
    control = next(c for c in mine.controls() if c.name == example.control)
    value = control.read(example.typed)
    assert widget.field(control.title).input_value() == control.show(value)


@each
def test_a_mouse_on_the_slider_moves_it_and_a_quick_drag_leaves_no_queue(widget, mine, name):
    named = title(mine, EXAMPLES[name].control)
    widget.settled()
    track = widget.handle(named).locator("xpath=ancestor::*[contains(@class, 'noUi-base')]")
    box = track.bounding_box()
    middle = box["y"] + box["height"] / 2
    widget.changed(lambda: widget.page.mouse.click(box["x"] + 0.3 * box["width"], middle), all_three=False)
    handle = widget.handle(named).bounding_box()
    mouse = widget.page.mouse
    mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    mouse.down()
    for step in range(30):
        mouse.move(box["x"] + (0.3 + step / 100) * box["width"], middle)
    mouse.up()
    control = next(c for c in mine.controls() if c.name == EXAMPLES[name].control)

    def place():
        return round(float(widget.handle(named).get_attribute("aria-valuenow")), 9)

    widget.until(lambda: widget.field(named).input_value() == control.show(place()))
    expected = mine.static(**{control.name: place()})
    widget.until(lambda: widget.state()[1:] == (expected.alt, expected.sentence))
    assert widget.settled()[1:] == (expected.alt, expected.sentence)


@each
def test_a_bad_value_gets_a_sentence_and_leaves_the_picture(widget, mine, name):
    example = EXAMPLES[name]
    named = title(mine, example.control)
    before = widget.settled()
    for typed, says in BAD.items():
        widget.type(named, typed)
        complaint = widget.explorer.get_by_role("alert")
        complaint.get_by_text(says).wait_for(timeout=20_000)
        assert widget.field(named).input_value() == typed
        assert widget.state() == before
    widget.type(named, example.typed)
    widget.until(lambda: widget.explorer.get_by_role("alert").count() == 0)
    value = next(c for c in mine.controls() if c.name == example.control).read(example.typed)
    expected = mine.static(**{example.control: value})
    widget.until(lambda: widget.state()[1:] == (expected.alt, expected.sentence))


@each
def test_the_language_changes_in_place_and_keeps_the_state(widget, mine, name):
    control = EXAMPLES[name].control
    value = widget.field(title(mine, control)).input_value()
    photograph(widget, name, 1280, "en")
    before = widget.settled()
    widget.changed(lambda: widget.explorer.get_by_role("button", name="中文").click(), all_three=False)
    try:
        _, words, sentence = widget.settled()
        assert widget.field(title(mine, control, "zh_CN")).input_value() == value
        with speaking("zh_CN"):
            assert widget.explorer.get_by_text(mine.question(), exact=True).is_visible()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in words)
        assert any("\u4e00" <= letter <= "\u9fff" for letter in sentence)
        photograph(widget, name, 1280, "zh_CN")
    finally:
        widget.changed(lambda: widget.explorer.get_by_role("button", name="English").click(), all_three=False)
    assert widget.settled() == before


@each
def test_a_decision_is_noted_with_the_belief_and_the_settings(lab, widget, mine, name):
    asked = mine.decision()
    if asked is None:
        assert widget.explorer.locator(".crmlab-decision").count() == 0
        return
    note = widget.explorer.get_by_role("button", name="Note my decision")
    note.click()
    widget.explorer.get_by_role("alert").get_by_text("Choose one").wait_for(timeout=20_000)
    choice = next(iter(asked.options))
    widget.explorer.get_by_role("combobox", name=asked.question).select_option(label=asked.options[choice])
    widget.type("How sure are you? (%)", "65")
    note.click()
    widget.explorer.get_by_text("Noted as decision 1").wait_for(timeout=20_000)
    control = EXAMPLES[name].control
    log = f"{name}.decisions[['choice', 'belief_percent', '{control}']].values.tolist()"
    (noted,) = in_kernel(lab, log)
    assert noted == [choice, 65.0, in_kernel(lab, f"{name}.settings['{control}']")]


@pytest.fixture(scope="module")
def axe(from_npm):
    """The text of axe-core."""
    return (from_npm(f"axe-core@{AXE_VERSION}") / "axe.min.js").read_text(encoding="utf-8")


def test_axe_finds_no_serious_violation_that_is_ours(lab, axe):
    lab.page.evaluate(axe)
    found = lab.page.evaluate("() => axe.run({include: [['.crmlab-explorer']]})")
    assert len(found["passes"]) > 10
    ours = [
        (rule["id"], node["html"][:200])
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
        if not (rule["id"] == NOT_OURS[0] and NOT_OURS[1] in node["html"])
    ]
    assert ours == []


def test_a_saved_notebook_shows_the_twins_when_there_is_no_kernel(lab, new_page, made):
    """After all tests that need the kernel, because it ends here."""
    lab.page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    lab.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page = new_page("lab")
    try:
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        for name, explorer in made.items():
            twin = page.locator(TWIN).nth(NAMES.index(name))
            twin.locator("img").wait_for(timeout=60_000)
            assert twin.locator("img").evaluate(
                "image => image.naturalWidth > 300 && image.clientWidth > 300"
            )
            assert len(twin.locator("img").get_attribute("alt")) > 40
            assert twin.locator("figcaption").inner_text() == explorer.reading
        assert page.locator(".crmlab-explorer").count() == 0
        assert page.get_by_text("Error displaying widget").locator("visible=true").count() == 0
    finally:
        page.close()


@pytest.mark.parametrize("front_end", ["notebook", "voila"])
def test_notebook_7_and_voila_show_and_move_every_widget(new_page, saved, made, front_end):
    nbformat.write(notebook(), saved)  # without the outputs that were saved above
    page = new_page(front_end, 420)
    try:
        if front_end == "notebook":
            OpenNotebook(page).run_all()
        for name, mine in made.items():
            explorer = page.locator(".crmlab-explorer").nth(NAMES.index(name))
            explorer.locator("img").wait_for(timeout=300_000)
            widget = Driven(explorer)
            photograph(widget, f"{name}-{front_end}", 420, "en")
            before = widget.state()
            widget.type(title(mine, EXAMPLES[name].control), EXAMPLES[name].typed)
            before = widget.changed_since(before)
            explorer.get_by_role("button", name="中文").click()
            widget.changed_since(before)
            photograph(widget, f"{name}-{front_end}", 420, "zh_CN")
        assert page.locator(TWIN).locator("visible=true").count() == 0
    finally:
        page.close()


def test_no_page_reported_an_error_of_ours(troubles):
    """Last of all. Nothing but missing files in JupyterLab; elsewhere nothing that names us or widgets."""
    wrong = [line for line in troubles if "Failed to load resource" not in line]
    ours = [line for line in wrong if line.startswith("lab:") or re.search("crmlab|jupyter-widgets", line)]
    assert ours == []

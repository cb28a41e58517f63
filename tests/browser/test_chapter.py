"""The released notebook in JupyterLab, in a real browser, as a student meets it."""

import json

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WIDGET = "widget-satisfaction_trap"
MIME = "application/vnd.crmlab.answer+json"


def outputs(content):
    return [(cell["id"], output) for cell in content["cells"] for output in cell.get("outputs", [])]


@pytest.fixture(scope="module")
def in_class(open_notebook):
    notebook = open_notebook("class")
    notebook.run_all()
    yield notebook
    notebook.page.close()


def test_the_blank_notebook_runs_without_an_error_and_draws_its_pictures(in_class):
    found = outputs(in_class.content())
    assert [output for _, output in found if output["output_type"] == "error"] == []
    assert [output for _, output in found if output.get("name") == "stderr"] == []
    drawn = {cell for cell, output in found if "image/png" in output.get("data", {})}
    told = {cell["id"] for cell in in_class.content()["cells"] if cell["id"].startswith("words-")}
    assert len(told) >= 10
    assert {f"words-{cell}" for cell in drawn if cell != WIDGET} == told


def test_every_picture_and_the_interactive_show_on_the_page(in_class):
    drawn = [cell for cell, output in outputs(in_class.content()) if "image/png" in output.get("data", {})]
    for cell in drawn:
        picture = in_class.output(cell).locator("img").first
        picture.wait_for(timeout=20_000)
        assert picture.evaluate("image => image.naturalWidth > 300 && image.clientWidth > 300"), cell
    assert in_class.output(WIDGET).get_by_role("slider").is_visible()
    assert in_class.page.locator(".jupyter-widgets-error-widget").count() == 0


def test_a_page_without_a_kernel_gets_the_picture_and_the_sentence(in_class):
    live, twin = [output for cell, output in outputs(in_class.content()) if cell == WIDGET]
    assert "application/vnd.jupyter.widget-view+json" in live["data"]
    assert {"image/png", "text/html"} < set(twin["data"])
    explorer = in_class.output(WIDGET).locator(".crmlab-explorer")
    assert "".join(twin["data"]["text/plain"]) == explorer.get_by_role("status").inner_text()
    assert twin["metadata"]["image/png"]["alt"] == explorer.locator("img").get_attribute("alt")


def test_it_knows_the_student_and_says_there_is_no_answer_yet(in_class):
    found = outputs(in_class.content())
    assert any("Student mia" in "".join(output.get("data", {}).get("text/plain", "")) for _, output in found)
    checks = [output["data"]["text/plain"] for _, output in found if MIME in output.get("data", {})]
    assert len(checks) == 15
    assert all("no answer yet" in "".join(text) for text in checks)


def test_a_graded_check_in_class_tells_the_form_only(in_class):
    in_class.run("answer-share_beyond", "share_beyond = 0.5")
    in_class.run("check-share_beyond")
    says = in_class.output("check-share_beyond")
    says.get_by_text("Your instructor's grading checks the value").wait_for(timeout=20_000)
    in_class.run("answer-share_beyond", 'share_beyond = "a half"')
    in_class.run("check-share_beyond")
    says.get_by_text("without quotes").wait_for(timeout=20_000)


def test_alone_a_slip_is_named_and_a_right_answer_is_right(open_notebook):
    notebook = open_notebook("alone")
    try:
        first = next(cell["id"] for cell in notebook.content()["cells"] if cell["cell_type"] == "code")
        notebook.run(first)
        for answer, says in (("a", "does not make the sides different"), ("b", "Right.")):
            notebook.run("answer-caution", f"caution = {json.dumps(answer)}")
            notebook.run("check-caution")
            notebook.output("check-caution").get_by_text(says).wait_for(timeout=60_000)
    finally:
        notebook.page.close()

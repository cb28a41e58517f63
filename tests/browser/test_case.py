"""The notebooks of the casebook in JupyterLab: they run, show the case and open the seal after the memo."""

import pytest

from crmlab import cases
from crmlab.authoring.source import CASE, read_chapter, slugs

from .conftest import OpenNotebook

pytestmark = [pytest.mark.slow, pytest.mark.browser]

NOTEBOOKS = [slug for slug in slugs() if slug.startswith(CASE)]
SAVE = "() => window.jupyterapp.commands.execute('docmanager:save')"
MEMO = "Raise the fee: on my assumptions the loss we expect lies far below the one that would cost money. "


@pytest.fixture(scope="module", params=NOTEBOOKS)
def opened(browser, address, request):
    """The blank notebook of a case, run from top to bottom."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address(f"alone/{read_chapter(request.param).file_name}"))
    notebook = OpenNotebook(page)
    notebook.run_all()
    yield request.param, notebook
    page.close()


def texts(cell):
    return ["".join(output.get("data", {}).get("text/markdown", "")) for output in cell.get("outputs", [])]


def sealed_cells(content):
    return [cell for cell in content["cells"] if cell["source"].startswith("cases.what_happened_next(")]


def test_the_blank_notebook_runs_shows_the_case_and_stays_sealed(opened):
    slug, notebook = opened
    content = notebook.content()
    outputs = [output for cell in content["cells"] for output in cell.get("outputs", [])]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert notebook.page.locator(".jupyter-widgets-error-widget").count() == 0
    shown = [text for cell in content["cells"] for text in texts(cell)]
    about = read_chapter(slug).front["cases"]
    assert all(str(cases.read(case)) in shown for case in about)
    sealed = sealed_cells(content)
    assert len(sealed) == len(about)
    assert all(texts(cell)[0].startswith("Still sealed: your memo has 0 words.") for cell in sealed)


def test_the_saved_memo_opens_what_happened_next(opened):
    slug, notebook = opened
    notebook.run("written-memo-text", MEMO * 8)
    notebook.page.evaluate(SAVE)
    for cell in sealed_cells(notebook.content()):
        notebook.run(cell["id"])
    notebook.page.wait_for_timeout(2_000)
    shown = [texts(cell)[0] for cell in sealed_cells(notebook.content())]
    assert shown == [
        cases.content.path("casebook", case, "afterwards.md").read_text(encoding="utf-8")
        for case in read_chapter(slug).front["cases"]
    ]

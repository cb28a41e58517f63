"""A page made by nbconvert, with no kernel behind it: its slider turns over pictures in the browser."""

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SOURCE = """
from crmlab import widgets
explorer = widgets.leaky_bucket()
explorer.frames("stay", [60, 75, 90])
"""
PICTURE = "figure[class^=crmlab-twin] img"


@pytest.fixture
def page(browser, tmp_path, from_npm):
    """The page, with the scripts of Jupyter's widgets from a folder; they usually come from the network."""
    widgets = from_npm("@jupyter-widgets/html-manager@1.0.14")
    requirejs = from_npm("requirejs@2.3.7")
    notebook = new_notebook(cells=[new_code_cell(SOURCE)])
    NotebookClient(notebook, kernel_name="python3").execute()
    exporter = HTMLExporter(
        require_js_url=(requirejs / "require.js").as_uri(),
        widget_renderer_url=(widgets / "dist" / "embed-amd.js").as_uri(),
    )
    file = tmp_path / "page.html"
    file.write_text(exporter.from_notebook_node(nbformat.from_dict(notebook))[0], encoding="utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def test_the_slider_turns_over_the_pictures_without_a_kernel(page):
    page.get_by_role("slider").wait_for(timeout=60_000)
    seen = []
    for _ in range(3):
        page.wait_for_timeout(500)
        (shown,) = [p for p in page.locator(PICTURE).all() if p.is_visible()]
        seen.append(shown.get_attribute("alt"))
        assert shown.evaluate("image => image.naturalWidth > 300 && image.clientWidth > 300")
        page.get_by_role("slider").press("ArrowRight")
    assert len(set(seen)) == 3

"""How long a reader waits: from a key press on a slider in JupyterLab to the new picture on the screen."""

import os
import sys
import tempfile
from pathlib import Path
from statistics import median

import nbformat
from timing import Row

BROWSER = Path(__file__).parents[1] / "tests" / "browser"
sys.path.insert(0, str(BROWSER))

from conftest import CHROMIUM, FLAGS, OpenNotebook, jupyter  # noqa: E402
from driver import Driven  # noqa: E402
from registry import EXAMPLES, make_all, notebook  # noqa: E402


def measure(quick):
    from playwright.sync_api import sync_playwright

    if not Path(CHROMIUM).exists():
        raise RuntimeError(f"Chromium is not installed at {CHROMIUM}")
    made = make_all()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        nbformat.write(notebook(), root / "widgets.ipynb")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        with jupyter(root, root / "jupyter") as address:
            page = chromium.new_page(viewport={"width": 1280, "height": 1000})
            page.goto(address("widgets.ipynb"))
            opened = OpenNotebook(page)
            opened.run_all()
            rows = [wait(opened, name, made[name], 3 if quick else 25) for name in EXAMPLES]
            page.close()
        chromium.close()
    return rows


def wait(opened, name, explorer, presses):
    """The row of one widget."""
    title = next(control.title for control in explorer.controls() if control.name == EXAMPLES[name].control)
    widget = Driven(opened.output(name).locator(".crmlab-explorer"))
    widget.explorer.locator("img").wait_for(timeout=60_000)
    widget.explorer.scroll_into_view_if_needed()
    widget.settled()
    waits = []
    for press in range(presses + 2):
        waits.append(widget.latency(title, "ArrowLeft" if press % 2 == 0 else "ArrowRight"))
        opened.page.wait_for_timeout(100)
    waits = waits[2:]  # the first two carry what is made once
    return Row(
        what=f"widget {name}",
        size=f"JupyterLab, {presses} key presses",
        seconds=median(waits) / 1000,
        ratio=median(waits),
        unit="ms from a key press to the new picture (median, by the clock)",
        target=150 if EXAMPLES[name].fitted else 100,
        at_least=False,
        note=f"slowest {max(waits):.0f} ms; load of the machine {os.getloadavg()[0]:.1f}",
    )

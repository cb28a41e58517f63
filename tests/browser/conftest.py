"""A JupyterLab of its own and a Chromium to look at it: one of each for all tests here."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from crmlab.cli import prepare_notebooks
from crmlab.course.folder import Course
from crmlab.course.release import find_chapter, release

SLUG = "switching_costs"
ROOT = Path(__file__).parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
SERVER = {
    "LabApp": {"expose_app_in_browser": True, "news_url": None, "extension_manager": "readonly"},
    "JupyterNotebookApp": {"expose_app_in_browser": True},
    # nbgrader's pages are for instructors, and they double the start-up time.
    "ServerApp": {"jpserver_extensions": {"nbgrader": False}},
}
SETTINGS = {
    # The question about news covers a corner of the page.
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Cells that are out of sight stay in the page.
    "notebook-extension/tracker": {"windowingMode": "none"},
}
# Menus can be clicked before the kernel listens, and then nothing runs; the application object knows.
READY = """async () => {
    await window.jupyterapp.restored;
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
}"""
RUN_ALL = "() => window.jupyterapp.commands.execute('notebook:run-all-cells')"
CONTENT = "() => window.jupyterapp.shell.currentWidget.content.model.toJSON()"
WITHIN = """argument => Promise.race([
    (SCRIPT)(argument),
    new Promise((_, fail) => setTimeout(() => fail(new Error('not done in 300 s')), 300_000)),
])"""
RUN_CELL = """async ([id, source]) => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.id === id);
    if (source !== null) notebook.activeCell.model.sharedModel.setSource(source);
    await window.jupyterapp.commands.execute('notebook:run-cell');
}"""


class OpenNotebook:
    """A notebook in the browser, its kernel listening.

    Parameters
    ----------
    page : playwright.sync_api.Page
    """

    def __init__(self, page):
        self.page = page
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        self._do(READY)

    def _do(self, script, argument=None):
        """Call a function in the page; a kernel that never answers is an error, not a test that hangs."""
        return self.page.evaluate(WITHIN.replace("SCRIPT", script), argument)

    def run_all(self):
        """Run all cells and return the notebook with its outputs."""
        self._do(RUN_ALL)
        return self.content()

    def content(self):
        return self._do(CONTENT)

    def run(self, cell, source=None):
        """Run one cell, with other source if given."""
        self._do(RUN_CELL, [cell, source])

    def output(self, cell):
        """Where the outputs of a cell are in the page."""
        ids = [each["id"] for each in self.content()["cells"]]
        return self.page.locator(".jp-Notebook .jp-Cell").nth(ids.index(cell)).locator(".jp-OutputArea")


@contextlib.contextmanager
def jupyter(root, place):
    """Start a Jupyter server of its own on a folder; gives a function from path to address.

    The function takes the front-end too: ``lab`` (the default), ``notebook`` or ``voila``.

    Parameters
    ----------
    root : pathlib.Path
        What the server shows.
    place : pathlib.Path
        New folder for its settings.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(8)
    folders = ["JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR"]
    folders += ["JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR", "MPLCONFIGDIR"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CRMLAB_")}
    for name in folders:
        (place / name).mkdir(parents=True)
        environment[name] = str(place / name)
    (place / "JUPYTER_CONFIG_DIR" / "jupyter_server_config.json").write_text(json.dumps(SERVER))
    for name, settings in SETTINGS.items():
        file = place / "JUPYTERLAB_SETTINGS_DIR" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(settings))
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={token}", f"--ServerApp.root_dir={root}"]
    with open(place / "server.log", "w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(f"http://127.0.0.1:{port}/api/status?token={token}", server, place / "server.log")

        def address(path, front_end="lab"):
            # A workspace of its own for each page: JupyterLab would open the other page's notebook again.
            lab = f"lab/workspaces/{secrets.token_hex(4)}/tree"
            start = {"lab": lab, "notebook": "notebooks", "voila": "voila/render"}[front_end]
            return f"http://127.0.0.1:{port}/{start}/{path}?token={token}"

        yield address
    finally:
        server.terminate()  # takes its kernels along
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address, server, log, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5):
            return
        time.sleep(0.2)
    raise RuntimeError(f"the Jupyter server did not start: {log.read_text()[-2000:]}")


# Of this package only: while it is open, playwright keeps an event loop running, and others need their own.
@pytest.fixture(scope="package")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not os.path.exists(CHROMIUM):
        pytest.skip(f"Chromium is not installed at {CHROMIUM}")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """What a student has: ``class`` as handed out in a course, ``alone`` as made for self-study."""
    root = tmp_path_factory.mktemp("student")
    course = Course.create(tmp_path_factory.mktemp("teacher") / "course", salt="browser test")
    released = release(course, SLUG)
    shutil.copytree(released.folder, root / "class")
    (root / "class" / ".crmlab-student").write_text("mia\n", encoding="utf-8")
    prepare_notebooks(root / "alone")
    return root


@pytest.fixture(scope="package")
def address(folder, tmp_path_factory, browser):
    with jupyter(folder, tmp_path_factory.mktemp("jupyter")) as address:
        yield address


@pytest.fixture(scope="package")
def open_notebook(browser, address):
    """Open the chapter in ``class`` or ``alone``."""
    name = find_chapter(SLUG).file_name

    def open_it(place):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address(f"{place}/{name}"))
        return OpenNotebook(page)

    return open_it


@pytest.fixture(scope="session")
def from_npm():
    """Return a function from a package with its version to its folder; installed by npm, below build/."""

    def install(package):
        name, _, version = package.rpartition("@")
        place = ROOT / "build" / "npm" / f"{name.replace('/', '-')}-{version}"
        made = place / "node_modules" / name
        if not (made / "package.json").exists():
            npm = shutil.which("npm")
            if npm is None:
                pytest.skip(f"npm is not installed, so there is no {name}")
            place.mkdir(parents=True, exist_ok=True)
            command = [npm, "install", "--no-save", "--prefix", str(place), package]
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                pytest.skip(f"{name} could not be installed: {done.stderr.strip()[-200:]}")
        return made

    return install

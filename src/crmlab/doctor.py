"""What is installed, what is missing, and one line of cure for each."""

import importlib.metadata
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from crmlab import __version__
from crmlab.course import CrmlabError
from crmlab.language import tr

PYTHON = (3, 11)
PACKAGES = (
    "ipykernel",
    "ipywidgets",
    "jupyterlab",
    "jupytext",
    "matplotlib",
    "nbgrader",
    "numpy",
    "pandas",
    "scikit-learn",
    "scipy",
    "seaborn",
    "statsmodels",
    "tqdm",
)


@dataclass(frozen=True)
class Finding:
    """One thing looked at: whether it is fine, what was found, the cure, and whether crmlab needs it."""

    ok: bool
    what: str
    cure: str = ""
    needed: bool = True

    def __str__(self):
        """One line with a mark in front; a thing that is missing but not needed has a circle."""
        mark = "✓" if self.ok else ("✗" if self.needed else "○")
        return f"{mark} {self.what}" if self.ok else f"{mark} {self.what}: {self.cure}"


def examine(folder="."):
    """Look at the installation and at a folder.

    Parameters
    ----------
    folder : path-like
        Where one means to work.

    Returns
    -------
    list of Finding

    Examples
    --------
    >>> examine()[0].ok
    True
    """
    return [
        _python(),
        Finding(True, f"crmlab {__version__}"),
        *map(_package, PACKAGES),
        _kernel(),
        _content(),
        _writable(Path(folder)),
        _course(folder),
        *_seals(),
        _browser(),
    ]


def _python():
    version = ".".join(map(str, sys.version_info[:3]))
    wanted = ".".join(map(str, PYTHON))
    return Finding(
        sys.version_info >= PYTHON, f"Python {version}", tr("install Python {n} or newer", n=wanted)
    )


def _package(name):
    try:
        return Finding(True, f"{name} {importlib.metadata.version(name)}")
    except importlib.metadata.PackageNotFoundError:
        return Finding(False, name, tr("not installed; run: python -m pip install {name}", name=name))


def _kernel():
    what, cure = tr("Jupyter kernel python3"), tr("not found; run: python -m ipykernel install --user")
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        return Finding(False, what, cure)
    try:
        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except NoSuchKernel:
        return Finding(False, what, cure)
    return Finding(shutil.which(program) is not None, what, cure)


def _content():
    from crmlab import content

    try:
        content.path("chapters", "toc.yml")
        content.path("datasets")
    except FileNotFoundError as error:
        return Finding(False, tr("chapters and data sets"), str(error))
    return Finding(True, tr("chapters and data sets"))


def _writable(folder):
    what = tr("{folder} can be written", folder=folder.resolve())
    return Finding(os.access(folder, os.W_OK), what, tr("no permission; go to a folder of your own"))


def _course(folder):
    from crmlab.course.folder import PRIVATE_FILE, Course

    try:
        course = Course.open(folder)
        return Finding(True, tr("course {name} in {folder}", name=repr(course.name), folder=course.root))
    except CrmlabError as error:
        damaged = (Path(folder) / PRIVATE_FILE).exists()
        cure = str(error) if damaged else tr("none here; make one with: crmlab course new DIR")
        return Finding(False, tr("course folder"), cure, needed=damaged)


def _seals():
    """Try the attacks of a hostile submission in each way of sealing student code off."""
    from crmlab.runner.choice import weakness
    from crmlab.sandbox.backends import SEALED

    found = {backend: weakness(backend) for backend in SEALED}
    enough = not all(found.values())
    return [
        Finding(not why, tr("student code sealed off by {backend}", backend=backend), why, needed=not enough)
        for backend, why in found.items()
    ]


def _browser():
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = any(shutil.which(name) for name in names)
    cure = tr("only the browser tests of the project need it; run: python -m playwright install chromium")
    return Finding(found, "Chromium", cure, needed=False)

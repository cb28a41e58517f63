import importlib.util
import os
from pathlib import Path

import pytest

from crmlab import content
from crmlab.authoring import runs
from crmlab.authoring.source import read_chapter

HERE = Path(__file__).parent
collect_ignore = ["zoo", "kernel"]  # sources for the gates to read, not tests


@pytest.fixture
def zoo(tmp_path, monkeypatch):
    """A function that gives the good chapter, or a bad one made from it by a fault."""
    folder = tmp_path / "zoo"
    folder.mkdir()
    (folder / "toc.yml").write_text("3: good\n", encoding="utf-8")
    monkeypatch.setenv("ZOO", str(folder))
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join([str(HERE / "kernel"), os.environ.get("PYTHONPATH", "")])
    )
    monkeypatch.setattr(content, "path", content.path)  # puts it back afterwards
    spec = importlib.util.spec_from_file_location("zoo_path", HERE / "kernel" / "sitecustomize.py")
    spec.loader.exec_module(importlib.util.module_from_spec(spec))

    def chapter(fault=None):
        text = (HERE / "zoo" / "good.py").read_text(encoding="utf-8")
        if fault:
            assert text.count(fault.old) == 1, f"the fault must hit one place: {fault.old!r}"
            text = text.replace(fault.old, fault.new)
        (folder / "good.py").write_text(text, encoding="utf-8")
        return read_chapter("good")

    return chapter


@pytest.fixture
def same_run(monkeypatch):
    """Gates that only read need no kernel for a chapter whose runs other tests look at."""
    monkeypatch.setattr(runs, "_run", lambda nb: runs.Run(nb, 0.0))

"""The bench and the tables lie beside the tests."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from crmlab import content

sys.path.insert(0, str(Path(__file__).parent))
from bench import Bench, use_tiny_chapter

collect_ignore = ["chapters"]


@pytest.fixture(scope="module")
def tiny():
    """The tiny chapter in this process and in those that it starts."""
    before = dict(os.environ), content.path
    use_tiny_chapter()
    yield
    os.environ.clear()
    os.environ.update(before[0])
    content.path = before[1]


@pytest.fixture(scope="module")
def bench(tiny):
    if not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    bench = Bench("bubblewrap")
    yield bench
    bench.close()

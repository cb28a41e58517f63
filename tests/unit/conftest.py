import json
from pathlib import Path

import pandas as pd
import pytest

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture(scope="session")
def gold():
    """The published results, by id."""
    entries = json.loads((REFERENCE / "gold_public.json").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in entries}


@pytest.fixture(scope="session")
def reference_frame():
    """Read a reference table: ``reference_frame("attitude")``."""
    return lambda name: pd.read_csv(REFERENCE / f"{name}.csv")

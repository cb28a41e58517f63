import json
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def run(out, *arguments):
    command = [sys.executable, BENCHMARKS / "run.py", "--quick", "--out", out, *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    assert out.exists(), done.stderr
    return done, json.loads(out.read_text(encoding="utf-8"))


def test_the_bench_measures_prints_and_saves_what_needs_no_extra_package(tmp_path):
    done, report = run(tmp_path / "bench.json", "--only", "start", "drivers", "draws")
    assert report["failed"] == []
    assert [row["what"] for row in report["rows"]] == [
        "import crmlab",
        "driver_importance, LMG",
        "one student's data",
        "a class's data, one student after another",
    ]
    assert all(f"| {row['what']} |" in done.stdout for row in report["rows"])
    assert done.returncode == (0 if all(row["met"] for row in report["rows"]) else 1)
    imported = report["rows"][0]
    assert imported["note"] == "modules of numpy and pandas loaded by it: 0"
    assert imported["ratio"] > 0

import json
import subprocess
import sys
from pathlib import Path

import pytest

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


def measured(code):
    """Run some code of a benchmark in a process of its own, beside the benchmarks; what it prints."""
    done = subprocess.run([sys.executable, "-c", code], cwd=BENCHMARKS, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_processor_seconds_of_a_command_count_what_outlives_its_parent():
    burn = "import time\nwhile time.process_time() < 0.5: pass"
    code = f"""
import json, sys
from grading_class import command
orphan = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', sys.argv[1]])"
print(json.dumps(command([sys.executable, "-c", orphan, {burn!r}], ".")))
"""
    took, processor = measured(code)
    assert processor >= 0.5
    assert took > 0


def test_a_failed_command_is_not_measured():
    code = """
import json, sys
from grading_class import command
try:
    command([sys.executable, "-c", "import sys; sys.exit('no such class')"], ".")
except RuntimeError as error:
    print(json.dumps(str(error)))
"""
    assert "no such class" in measured(code)


def test_the_power_of_growth_leaves_start_up_out():
    code = """
import json
from grading_growth import power
sizes = (60, 250, 1000)
line, square = [5 + 0.1 * n for n in sizes], [5 + 0.1 * (n - 60) ** 2 for n in sizes]
print(json.dumps([power(sizes, line), power(sizes, square)]))
"""
    assert measured(code) == [pytest.approx(1), pytest.approx(2)]


def test_the_floor_runs_every_cell_in_a_fork(tmp_path):
    order = {
        "cells": ["a = 1", "raise ValueError", f"open({str(tmp_path / 'seen')!r}, 'w').write(str(a + 1))"],
        "files": {"course.json": "{}"},
        "environment": {"CRMLAB_MODE": "class"},
    }
    (tmp_path / "orders.json").write_text(json.dumps([order, order]), encoding="utf-8")
    command = [sys.executable, "-W", "ignore", BENCHMARKS / "grading_floor.py", tmp_path / "orders.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(json.loads(done.stdout)) == 2
    assert (tmp_path / "seen").read_text() == "2"

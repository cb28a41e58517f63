"""Time the library against its peers: print the table, save it as JSON, fail if a target is missed.

Every subject runs in a process of its own, so that its peak memory is its own, with one thread for linear
algebra on both sides. `make bench` installs the peers first.
"""

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from timing import peak_megabytes

HERE = Path(__file__).parent
SUBJECTS = {
    "start": "start.measure",
    "mediation": "mediation.measure",
    "orders": "orders.against_lifetimes",
    "million": "orders.a_million",
    "growth": "orders.growth",
    "factors": "factor_model.measure",
    "drivers": "drivers.measure",
    "draws": "draws.measure",
    "widgets": "widgets.measure",
    "grading": "grading.measure",
}
PACKAGES = ("numpy", "pandas", "scipy", "statsmodels", "lifetimes", "semopy", "nbgrader")
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main():
    arguments = read_arguments()
    if arguments.inside:
        return measure(arguments)
    rows, failed = [], []
    for subject in arguments.only or SUBJECTS:
        print(f"{subject} ...", file=sys.stderr, flush=True)
        command = [sys.executable, "-W", "ignore", __file__, *sys.argv[1:], "--inside", subject]
        code, out, last_message = run_aloud(command)
        if code:
            failed.append(f"{subject}: {last_message}")
        else:
            rows += json.loads(out.splitlines()[-1])
    report = {"machine": machine(), "quick": arguments.quick, "rows": rows, "failed": failed}
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(table(report))
    return 1 if failed or not all(row["met"] for row in rows) else 0


def run_aloud(command):
    """Run a command and pass on what it says on standard error; its code, its output and its last message."""
    last_message = "no message"
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | ONE_THREAD
    ) as process:
        for line in process.stderr:
            print(line, end="", file=sys.stderr, flush=True)
            last_message = line.strip() or last_message
        out = process.stdout.read()
    return process.returncode, out, last_message


def read_arguments():
    parser = argparse.ArgumentParser(description="Time the library against its peers.")
    parser.add_argument("--only", nargs="+", choices=SUBJECTS, help="these subjects, not all")
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that everything runs")
    parser.add_argument("--draw-seconds", type=float, default=60, help="longest time to draw a class's data")
    parser.add_argument(
        "--stock", type=int, default=12, help="how many submissions stock nbgrader grades too"
    )
    parser.add_argument("--full", action="store_true", help="stock grades all submissions, in three rounds")
    parser.add_argument("--out", type=Path, default=HERE / "results" / "latest.json", help="JSON to write")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(arguments):
    """Measure one subject in this process and print its rows as one line of JSON."""
    module, function = SUBJECTS[arguments.inside].split(".")
    more = {
        "draws": {"longest": arguments.draw_seconds},
        "grading": {"stock": arguments.stock, "full": arguments.full},
    }
    work = getattr(importlib.import_module(module), function)
    rows = work(arguments.quick, **more.get(arguments.inside, {}))
    peak = peak_megabytes()
    print(json.dumps([asdict(row) | {"met": bool(row.met), "peak_megabytes": peak} for row in rows]))
    return 0


def machine():
    """What the numbers depend on."""
    facts = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    for package in PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = "not installed"
    return facts


def table(report):
    """The report as a Markdown table."""
    lines = [
        "| measured | size | seconds | peer | its seconds | result | target | met | peak MB |",
        "|---|---|--:|---|--:|---|--:|---|--:|",
    ]
    for row in report["rows"]:
        sign = "≥" if row["at_least"] else "≤"
        peer_seconds = "" if row["peer_seconds"] is None else f"{row['peer_seconds']:.3g}"
        cells = [
            row["what"],
            row["size"],
            f"{row['seconds']:.3g}",
            row["peer"],
            peer_seconds,
            f"{row['ratio']:.3g} {row['unit']}",
            "" if row["target"] is None else f"{sign} {row['target']:g}",
            "" if row["target"] is None else "yes" if row["met"] else "**no**",
            f"{row['peak_megabytes']:.0f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    notes = [f"- {row['what']} ({row['size']}): {row['note']}." for row in report["rows"] if row["note"]]
    failures = [f"- not measured: {failure}" for failure in report["failed"]]
    facts = ", ".join(f"{name} {value}" for name, value in report["machine"].items())
    return "\n".join([*lines, "", *notes, *failures, "", f"Measured with {facts}."])


if __name__ == "__main__":
    sys.exit(main())

"""The least that grading could cost: the cells of each notebook in a warm fork, and nothing else.

As a program (``python grading_floor.py ORDERS``) it imports what the host of crmlab imports, forks once for
each submission, and runs all its code cells there in an IPython shell, with displays formatted as a kernel
does; it prints the seconds by the clock and the processor seconds of each fork.
"""

import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from grading_class import SLUG, code_cells


def floor(base, submissions):
    """Processor seconds that the cells of each submission take, a list of them."""
    from crmlab.course.folder import Course
    from crmlab.course.release import find_chapter
    from crmlab.courseinfo import COURSE_FILE
    from crmlab.grading.check import INPUTS_VARIABLE
    from crmlab.grading.keys import grading_inputs, items

    course = Course.open(base)
    functions = {name: item for name, item in items(find_chapter(SLUG)).items() if item.kind == "function"}
    orders = []
    for one in submissions:
        inputs = {
            name: grading_inputs(item, course.secret, one.student, name) for name, item in functions.items()
        }
        orders.append(
            {
                "cells": code_cells(one.content),
                "files": {COURSE_FILE: course.public_file().decode()},
                "environment": {
                    "CRMLAB_STUDENT": one.student,
                    "CRMLAB_MODE": "class",
                    INPUTS_VARIABLE: json.dumps(inputs),
                },
            }
        )
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(orders, file)
        file.flush()
        command = [sys.executable, "-W", "ignore", __file__, file.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def main(orders):
    """Run the cells of each order in a fork of its own; print the processor seconds of each."""
    from IPython.core.interactiveshell import InteractiveShell
    from matplotlib_inline.backend_inline import configure_inline_support
    from traitlets.config import Config

    from crmlab.runner.host import STACK

    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    for module in STACK:
        importlib.import_module(module)
    nowhere = Config(HistoryManager={"enabled": False, "hist_file": ":memory:"})
    shell = InteractiveShell.instance(config=nowhere)
    configure_inline_support(shell, os.environ["MPLBACKEND"])
    gc.freeze()
    took = []
    for order in orders:
        with tempfile.TemporaryDirectory() as folder:
            child = os.fork()
            if not child:
                try:
                    _run(shell, order, folder)
                finally:
                    os._exit(0)
            used = os.wait4(child, 0)[2]
        took.append(used.ru_utime + used.ru_stime)
    print(json.dumps(took))


def _run(shell, order, folder):
    from IPython.utils.capture import capture_output

    os.chdir(folder)
    for name, content in order["files"].items():
        Path(name).write_text(content, encoding="utf-8")
    os.environ.update(order["environment"])
    for source in order["cells"]:
        with capture_output():
            shell.run_cell(source, store_history=True)


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))

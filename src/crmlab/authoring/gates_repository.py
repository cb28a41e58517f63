"""Gates on the repository: generated files in step, data sets as declared, the library in good order."""

import ast
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from crmlab import content
from crmlab.authoring.build import checkout, drift
from crmlab.authoring.catalogue import catalogue_text, messages_of_code, untranslated
from crmlab.authoring.findings import Finding

CARD_SECTIONS = ("What it is for", "Columns", "How it was made", "Privacy", "Licence", "References")
# No examples asked of these: they act on notebooks and course folders.
_INTERNAL = ("authoring", "course", "grading", "cli.py", "doctor.py", "stress.py")


def gate_7_in_step():
    """Gate 7: the generated files are what the sources give.

    Returns
    -------
    list of Finding
    """
    root, cure = checkout(), "run python -m crmlab.authoring build and commit"
    return [
        Finding("7 in step", str(path.relative_to(root)), "", f"is not what the sources give; {cure}")
        for path in drift(root)
    ]


def gate_10_data(folder=None):
    """Gate 10: every data set is what its schema and card say, and comes out the same again.

    Parameters
    ----------
    folder : path_like, optional
        Folder of data sets; by default that of the course.

    Returns
    -------
    list of Finding
    """
    folder = Path(folder) if folder else content.path("datasets")
    findings = []
    for schema_file in sorted(folder.glob("*/schema.json")):
        name = schema_file.parent.name
        findings += [
            Finding("10 data", name, where, problem) for where, problem in _data_faults(schema_file.parent)
        ]
    from crmlab.datasets.regenerate import regenerate

    with tempfile.TemporaryDirectory() as made:
        again = Path(made, "datasets")
        shutil.copytree(folder, again)
        regenerate(again)
        cure = "run python -m crmlab.datasets.regenerate and commit"
        for path in sorted(p for p in again.rglob("*") if p.is_file()):
            old = folder / path.relative_to(again)
            if not old.exists() or old.read_bytes() != path.read_bytes():
                place = str(path.relative_to(again))
                findings.append(
                    Finding("10 data", place, "", f"comes out differently when made again; {cure}")
                )
    return findings


def _data_faults(folder):
    import pandas as pd

    name = folder.name
    schema = json.loads((folder / "schema.json").read_text(encoding="utf-8"))
    data = (folder / f"{name}.csv").read_bytes()
    if hashlib.sha256(data).hexdigest() != schema["sha256"]:
        yield f"{name}.csv", "does not have the hash of its schema; restore it or regenerate"
    frame = pd.read_csv(folder / f"{name}.csv")
    if list(frame.columns) != list(schema["columns"]):
        yield f"{name}.csv", "has other columns than its schema; make them agree"
    if len(frame) != schema["n"]:
        yield f"{name}.csv", f"has {len(frame)} rows, its schema says {schema['n']}; make them agree"
    for column, facts in schema["columns"].items():
        if column not in frame or "min" not in facts:
            continue
        outside = frame[column].notna() & ~frame[column].between(facts["min"], facts["max"])
        if outside.any():
            value = frame.loc[outside, column].iloc[0]
            limits = f"outside {facts['min']} to {facts['max']}"
            yield f"column {column!r}", f"holds {value!r}, {limits}; correct the data or the schema"
    card = (folder / "card.md").read_text(encoding="utf-8")
    for section in CARD_SECTIONS:
        if f"\n## {section}\n" not in card:
            yield "card.md", f"has no section {section!r}; write it"


def gate_11_library(root=None):
    """Gate 11: ruff has nothing to say, examples run, public names are documented.

    Parameters
    ----------
    root : path_like, optional
        The checkout; by default the one this package runs from.

    Returns
    -------
    list of Finding
    """
    root = Path(root) if root else checkout()
    findings = []
    for command, what in (
        (["ruff", "check", "--quiet", "--output-format=concise", "src"], "ruff"),
        (
            ["pytest", "-q", "--no-header", "-p", "no:cacheprovider", "--doctest-modules", "src/crmlab"],
            "an example",
        ),
    ):
        result = subprocess.run(
            [sys.executable, "-m", *command], cwd=root, capture_output=True, text=True, check=False
        )
        if result.returncode:
            lines = [
                line for line in result.stdout.splitlines() if line.startswith(("src", "FAILED", "ERROR"))
            ]
            problems = lines or [(result.stdout + result.stderr).strip()[-200:]]
            findings += [Finding("11 library", "src", what, problem) for problem in problems]
    package = root / "src" / "crmlab"
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package)
        findings += [
            Finding("11 library", str(place), name, problem) for name, problem in _undocumented(path, place)
        ]
    return findings


def _undocumented(path, place):
    """Name and problem of what a module shows to others without saying enough about it."""
    exported = _exported(path)
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if exported is not None and node.name not in exported:
            continue
        text = ast.get_docstring(node) or ""
        function = isinstance(node, ast.FunctionDef)
        if not text:
            yield node.name, "has no docstring; write one"
        elif function and _arguments(node) and "Parameters\n----------" not in text:
            yield node.name, "takes arguments but its docstring has no section Parameters; write it"
        elif function and place.parts[0] not in _INTERNAL and "Examples\n--------" not in text:
            yield node.name, "has no example; add a section Examples that runs"


def _exported(path):
    """The ``__all__`` of the package that a module is in, or None where the package does not say."""
    if path.parent.name == "crmlab":
        return set() if path.name.startswith("_") else None
    for node in ast.parse((path.parent / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return {name for name in ast.literal_eval(node.value) if isinstance(name, str)}
    return None


def _arguments(node):
    of = node.args
    return any([of.posonlyargs, of.args, of.kwonlyargs, of.vararg, of.kwarg])


def gate_translations_of_code():
    """Translations: every message of the library has a Chinese entry.

    Returns
    -------
    list of Finding
    """
    import crmlab

    messages = messages_of_code(Path(crmlab.__file__).parent)
    missing = untranslated(messages, catalogue_text())
    if not missing:
        return []
    first, place = missing[0]
    cure = f"add them to crmlab.po, first that of {place}: {first!r}"
    problem = f"{len(missing)} of {len(messages)} messages of the library lack a Chinese entry; {cure}"
    return [Finding("translations", "src/crmlab", "", problem)]

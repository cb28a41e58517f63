"""Write what is derived in the folder of data sets: ``python -m crmlab.datasets.regenerate``.

For each simulated data set: the CSV (the demo student's draw), the truth, the counts and the hash in the
schema, and the table of columns in the card. For all of them: the catalogue README.md.
"""

import json
import sys
from pathlib import Path

from crmlab import content
from crmlab.courseinfo import PUBLIC
from crmlab.datasets import _draw, canonical_csv, data_hash
from crmlab.identity import DEMO, Student

START, END = "<!-- columns: from schema.json -->", "<!-- end of columns -->"


def regenerate(folder):
    """Write the derived files of every data set in a folder.

    Parameters
    ----------
    folder : path-like
        The folder of data sets, with a hand-written schema.json and card.md in each.

    Returns
    -------
    list of pathlib.Path
        The files written.
    """
    folder = Path(folder)
    written = []
    for name in sorted(_draw.LATEST):
        frame, version = _draw.draw(name, Student(DEMO, PUBLIC))
        schema_file, card_file = folder / name / "schema.json", folder / name / "card.md"
        schema = json.loads(schema_file.read_text(encoding="utf-8"))
        schema.update(version=version, n=len(frame), sha256=data_hash(frame))
        card = card_file.read_text(encoding="utf-8")
        before, _, rest = card.partition(START)
        _, _, after = rest.partition(END)
        files = {
            folder / name / f"{name}.csv": canonical_csv(frame),
            folder / name / "truth.json": _json(_draw.generator(name, version).TRUTH),
            schema_file: _json(schema),
            card_file: f"{before}{START}\n\n{columns_table(schema)}\n\n{END}{after}".encode(),
        }
        for file, text in files.items():
            file.write_bytes(text)
        written += files
    catalogue = folder / "README.md"
    catalogue.write_bytes(catalogue_text(folder).encode())
    return [*written, catalogue]


def columns_table(schema):
    """Return the Markdown table of the columns of a data set."""
    lines = ["| column | type | unit | range | meaning |", "|---|---|---|---|---|"]
    for column, facts in schema["columns"].items():
        allowed = ", ".join(facts.get("values", []))
        if "min" in facts:
            allowed = f"{facts['min']:g} to {facts['max']:g}"
        meaning = facts["description"]
        if "construct" in facts:
            meaning = f'{facts["construct"]}: "{meaning}"'
        if facts.get("reverse_keyed"):
            meaning += " **Worded the other way round and not reversed in the data.**"
        lines.append(f"| `{column}` | {facts['dtype']} | {facts['unit'] or ''} | {allowed} | {meaning} |")
    return "\n".join(lines)


def catalogue_text(folder):
    """Return the catalogue of all data sets in a folder."""
    lines = [
        "# Data sets",
        "",
        "Written by `python -m crmlab.datasets.regenerate`; edit the cards and schemas, not this page.",
        "",
        "| data set | rows x columns | simulated | the question | chapters | licence |",
        "|---|---|---|---|---|---|",
    ]
    for file in sorted(Path(folder).glob("*/schema.json")):
        schema = json.loads(file.read_text(encoding="utf-8"))
        lines.append(
            f"| [{schema['name']}]({schema['name']}/card.md) | {schema['n']:,} x {len(schema['columns'])} "
            f"| {'yes' if schema['simulated'] else 'no'} | {schema['purpose']} "
            f"| {', '.join(schema['chapters'])} | {schema['licence']} |"
        )
    lines += [
        "",
        "Load one with `crmlab.datasets.load(name)`. With `student=crmlab.student()` a simulated data set is",
        "drawn for that student alone. `describe(name)` shows the card, `schema(name)` the columns and",
        "`truth(name)` the values that a simulation was made with.",
        "",
        "The facts of the casebook lie in [cases](cases/card.md); `crmlab.cases` reads them.",
        "",
    ]
    return "\n".join(lines)


def _json(entries):
    """Write a dict as indented JSON bytes."""
    return (json.dumps(entries, indent=2, ensure_ascii=False) + "\n").encode()


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else content.path("datasets")
    for file in regenerate(target):
        sys.stdout.write(f"{file.relative_to(target)}\n")

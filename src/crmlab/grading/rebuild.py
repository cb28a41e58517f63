"""Put a submitted notebook back together: the released notebook in its order, the student's work in it.

Cells that were deleted, copied, renamed, moved, or whose points were changed are as released again; what the
student wrote stays, extra cells behind the cell that they followed.
"""

import copy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

_PICTURES = ("image/png", "image/jpeg")


def rebuild(submitted, released):
    """Merge a student's work into the released notebook.

    Parameters
    ----------
    submitted, released : NotebookNode
        Version 4 notebooks.

    Returns
    -------
    NotebookNode
        The released cells in their order with the student's source where a cell is open, followed by the
        student's own cells at their places; no outputs.
    """
    skeleton = [copy.deepcopy(cell) for cell in released.cells]
    by_grade_id = {_grade_id(cell): place for place, cell in enumerate(skeleton) if _grade_id(cell)}
    by_cell_id = {cell.get("id"): place for place, cell in enumerate(skeleton) if cell.get("id")}
    work, extras, last = {}, {}, -1
    for cell in submitted.cells:
        place = by_grade_id.get(_grade_id(cell), by_cell_id.get(cell.get("id")))
        if place is not None and _is_work(cell, skeleton[place], work.get(place)):
            work[place] = cell
            last = place
        elif place is not None and _text(cell) in (skeleton[place].source, _text(work.get(place, {}))):
            last = place
        elif _text(cell).strip():
            extras.setdefault(last, []).append(_own_cell(cell))
    cells = list(extras.get(-1, []))
    for place, cell in enumerate(skeleton):
        if place in work:
            cell.source = _text(work[place])
            _paste(work[place], cell)
        cells += [cell, *extras.get(place, [])]
    for cell in cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    for count, cell in enumerate(cell for group in extras.values() for cell in group):
        cell["id"] = f"own-{count}"
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=copy.deepcopy(released.metadata), cells=cells)


def _grade_id(cell):
    meta = cell.get("metadata", {}).get("nbgrader")
    grade_id = meta.get("grade_id") if isinstance(meta, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def _text(cell):
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))


def _is_work(cell, released, already):
    """Whether this is the student's version of an open cell: changed, of its type, and the first such one."""
    locked = released.metadata.get("nbgrader", {}).get("locked", False)
    same_type = cell.get("cell_type") == released.cell_type
    return already is None and not locked and same_type and _text(cell) != released.source


def _own_cell(cell):
    make = new_code_cell if cell.get("cell_type") == "code" else new_markdown_cell
    return _paste(cell, make(_text(cell)))


def _paste(cell, made):
    """Take over the pictures that were pasted into a text; `crmlab.grading.clean` looks at them."""
    attachments = cell.get("attachments")
    if made.cell_type == "markdown" and isinstance(attachments, dict):
        pictures = {
            str(name): {kind: bundle[kind] for kind in _PICTURES if isinstance(bundle.get(kind), str)}
            for name, bundle in attachments.items()
            if isinstance(bundle, dict)
        }
        made["attachments"] = NotebookNode(pictures)
    return made

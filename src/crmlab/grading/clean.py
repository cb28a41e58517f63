"""The graded notebook made harmless: what came from a student only shows something, wherever it is opened.

nbgrader renders graded notebooks in the instructor's Jupyter session and makes feedback pages of them.
"""

import copy
import json

from nbformat import NotebookNode
from nbformat.v4 import new_output

from crmlab.grading.markup import as_written, safe_markdown
from crmlab.grading.pictures import picture
from crmlab.language import tr
from crmlab.text import plain

VERDICT = "crmlab_verdict"  # cell metadata that keeps the verdict beside nbgrader's score
MOST_OF_A_CELL = 3_000_000  # characters of output; one picture fits
MOST_OF_ALL = 20_000_000
MOST_WRITING = 100_000  # characters of markdown that are rendered
_SHORT = 200
_METADATA = ("kernelspec", "language_info", "crmlab")


def clean(nb, released):
    """Clean a graded notebook.

    Parameters
    ----------
    nb : NotebookNode
        As `crmlab.grading.rebuild.rebuild` made it, executed and judged.
    released : NotebookNode or None
        The released notebook; its cells are the course's own and stay as they are.

    Returns
    -------
    NotebookNode
        A new notebook. Outputs are text and PNG pictures without control characters; the student's markdown
        is harmless HTML; metadata is that of the release and the verdicts.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> nb = new_notebook(cells=[new_markdown_cell("*mine* <script>steal()</script>")])
    >>> clean(nb, None).cells[0].source
    '<div><p><em>mine</em> </p></div>'
    """
    ours = {cell.get("id"): cell for cell in released.cells} if released else {}
    about = released.metadata if released else {k: v for k, v in nb.metadata.items() if k in _METADATA}
    room, writing, cells = MOST_OF_ALL, MOST_WRITING, []
    for cell in nb.cells:
        cell, original = copy.deepcopy(cell), ours.get(cell.get("id"))
        kept = set(original.metadata if original else ("nbgrader", "crmlab"))
        found = {k: v for k, v in cell.metadata.items() if k in kept or k.startswith("crmlab_")}
        cell.metadata = NotebookNode(found)
        if cell.cell_type == "code":
            cell.source = plain(cell.source)
            cell.outputs = clean_outputs(cell.outputs, min(room, MOST_OF_A_CELL))
            room = max(0, room - _size(cell.outputs))
        elif not is_ours(cell, original):
            cell.cell_type = "markdown"
            writing -= len(cell.source)
            attachments = cell.pop("attachments", None)
            cell.source = safe_markdown(cell.source, attachments) if writing > 0 else as_written(cell.source)
        cells.append(cell)
    return NotebookNode(nbformat=4, nbformat_minor=5, metadata=copy.deepcopy(about), cells=cells)


def is_ours(cell, original):
    """Tell whether a cell of a rebuilt notebook is the course's.

    Parameters
    ----------
    cell : NotebookNode
    original : NotebookNode or None
        The released cell with the same id.

    Returns
    -------
    bool
        True for a released cell that a student cannot change or did not change.
    """
    if original is None:
        return False
    return cell.source == original.source or bool(original.metadata.get("nbgrader", {}).get("locked"))


def clean_outputs(outputs, most=MOST_OF_A_CELL):
    """Keep text and PNG pictures of the outputs of a cell.

    Parameters
    ----------
    outputs : list of NotebookNode
    most : int
        Characters for all of them; what does not fit is cut short or left out, and a line says so.

    Returns
    -------
    list of NotebookNode

    Examples
    --------
    >>> from nbformat.v4 import new_output
    >>> shown = new_output("display_data", {"text/html": "<script>x()</script>", "text/plain": "a\\x1b[1mb"})
    >>> clean_outputs([shown])[0].data
    {'text/plain': 'ab'}
    """
    kept, shortened = [], {}
    for made in filter(None, map(_output, outputs)):
        size = _size(made)
        kind = (made.output_type, made.get("name"))
        if size <= most:
            kept.append(made)
            most -= size
        elif kind not in shortened:
            # One of each kind stays: nbgrader gives all points to a check without result and error.
            shortened[kind] = _short(made)
            kept.append(shortened[kind])
    if shortened:
        note = tr("[more output than fits was left out]")
        kept.append(new_output("stream", name="stdout", text=f"{note}\n"))
    return kept


def _short(output):
    if output.output_type == "stream":
        return new_output("stream", name=output.name, text=output.text[:_SHORT])
    if output.output_type == "error":
        return new_output("error", ename=output.ename[:_SHORT], evalue=output.evalue[:_SHORT])
    text = output.data.get("text/plain", "")[:_SHORT]
    more = {name: output[name] for name in output if name == "execution_count"}
    return new_output(output.output_type, data={"text/plain": text}, **more)


def _size(value):
    return len(json.dumps(value))


def _output(output):
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback")
        return new_output(
            "error",
            ename=_text(output.get("ename")),
            evalue=_text(output.get("evalue")),
            traceback=[_text(line) for line in lines] if isinstance(lines, list) else [],
        )
    if kind not in ("execute_result", "display_data"):
        return None
    given = output.get("data", {})
    data = {"text/plain": _text(given["text/plain"])} if "text/plain" in given else {}
    image = picture("image/png", given.get("image/png"))
    if image:
        data["image/png"] = image
    if not data:
        return None
    count = output.get("execution_count")
    more = {"execution_count": count if isinstance(count, int) else None} if kind == "execute_result" else {}
    return new_output(kind, data=data, **more)


def _text(value):
    lines = value if isinstance(value, list) else [value]
    return plain("".join(line for line in lines if isinstance(line, str)))

"""Whether a submitted file can be graded, and if not, why in one sentence."""

import json
import warnings

import nbformat

from crmlab.language import tr

MOST_BYTES = 20_000_000
MOST_CELLS = 2_000
MOST_PARTS = 1_000_000  # lists and objects in the JSON: they take far more memory than their text
DEEPEST = 50


def size_problem(size):
    """Say in one sentence that a notebook is too large.

    Parameters
    ----------
    size : int
        Bytes.

    Returns
    -------
    str
        Empty where it is not.

    Examples
    --------
    >>> size_problem(50_000_000)
    'the file has 50 MB, more than 20 MB; clear the outputs and save it again'
    """
    if size <= MOST_BYTES:
        return ""
    return tr(
        "the file has {size} MB, more than {most} MB; clear the outputs and save it again",
        size=f"{size / 1e6:.0f}",
        most=f"{MOST_BYTES / 1e6:.0f}",
    )


def decoded(content):
    """Return the text of a submitted file without its byte order mark.

    Parameters
    ----------
    content : bytes
        UTF-8.

    Returns
    -------
    str

    Examples
    --------
    >>> decoded(b"\\xef\\xbb\\xbf{}")
    '{}'
    """
    return content.decode("utf-8-sig")


def problem_of(content, chapter, released):
    """Look for what would keep a submitted notebook from being graded.

    Parameters
    ----------
    content : bytes
        The file as it was handed in.
    chapter : crmlab.authoring.source.Chapter
    released : pathlib.Path
        The released notebook.

    Returns
    -------
    text : str
        The notebook as text, or an empty text where there is a problem.
    problem : str
        Empty when the notebook can be graded.
    """
    if not content.strip():
        return "", tr("the file is empty")
    if problem := size_problem(len(content)):
        return "", problem
    if content.count(b"[") + content.count(b"{") > MOST_PARTS:
        return "", tr("the file has more parts than a notebook may; clear the outputs and save it again")
    try:
        text = decoded(content)
    except UnicodeDecodeError as error:
        return "", tr(
            "the file is not UTF-8 (byte {place}); download the notebook again from JupyterLab",
            place=error.start,
        )
    try:
        nb = json.loads(text)
    except RecursionError:
        return "", tr("the file is nested too deep to be a notebook")
    except ValueError as error:
        return "", tr("the file is not a notebook: it is not JSON ({reason})", reason=error)
    problem = _form(nb) or _which(nb, chapter, released) or _unreadable(text)
    return ("", problem) if problem else (text, "")


def cells_by_name(nb, kind):
    """Find the cells of one kind in a released, worked or graded notebook.

    Parameters
    ----------
    nb : nbformat.NotebookNode
    kind : str
        As in the chapter's source: answer, check, written, ...

    Returns
    -------
    dict of str to cell
        By the name of the exercise, in the order of the notebook.
    """
    about = [(cell.metadata.get("crmlab", {}), cell) for cell in nb.cells]
    return {meta["name"]: cell for meta, cell in about if meta.get("kind") == kind}


def _form(nb):
    if _depth(nb) > DEEPEST:
        return tr("the file is nested too deep to be a notebook")
    if not isinstance(nb, dict) or nb.get("nbformat") != 4 or not isinstance(nb.get("cells"), list):
        return tr(
            "the file is not a notebook of format 4; open it in JupyterLab, save it and hand it in again"
        )
    if len(nb["cells"]) > MOST_CELLS:
        return tr(
            "the notebook has {count} cells, more than {most}",
            count=f"{len(nb['cells']):,}",
            most=f"{MOST_CELLS:,}",
        )
    for place, cell in enumerate(nb["cells"], start=1):
        if not _is_cell(cell):
            return tr("cell {place} of the notebook is damaged", place=place)
    try:
        json.dumps(nb, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return tr("the notebook holds characters that are no text (lone surrogates)")
    return ""


def _unreadable(text):
    """Whether Jupyter's own reader stumbles over it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            nbformat.reads(text, as_version=4)
    except Exception as error:
        return tr(
            "the notebook is damaged ({reason}); open it in JupyterLab, save it and hand it in again",
            reason=(str(error) or type(error).__name__).splitlines()[0],
        )
    return ""


def _is_cell(cell):
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return False
    source = cell.get("source")
    lines = source if isinstance(source, list) else [source]
    named = isinstance(cell.get("metadata"), dict) and isinstance(cell["metadata"].get("nbgrader", {}), dict)
    return named and all(isinstance(line, str) for line in lines)


def _depth(value):
    """How deep lists and objects are nested."""
    level, depth = [value], 0
    while level and depth <= DEEPEST:
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        depth += 1
    return depth


def _which(nb, chapter, released):
    """Whether it is the notebook of another chapter, or none of ours."""
    about = nb.get("metadata")
    about = about.get("crmlab") if isinstance(about, dict) else None
    slug = about.get("slug") if isinstance(about, dict) else None
    if slug == chapter.slug:
        return ""
    if isinstance(slug, str):
        return tr("this is the notebook of {other}, not of {slug}", other=repr(slug), slug=repr(chapter.slug))
    ours = {
        cell["metadata"].get("nbgrader", {}).get("grade_id")
        for cell in json.loads(released.read_text(encoding="utf-8"))["cells"]
    } - {None}
    given = {str(cell["metadata"].get("nbgrader", {}).get("grade_id")) for cell in nb["cells"]}
    return (
        ""
        if ours & given
        else tr("this is another notebook: it has no exercise of {slug}", slug=repr(chapter.slug))
    )

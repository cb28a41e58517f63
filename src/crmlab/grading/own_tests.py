"""An instructor's own nbgrader tests: run in the student's process, so their points are not tamper-proof."""

from nbformat.v4 import new_output

OWN_TEST = "crmlab_own_test"  # cell metadata that marks such a cell
NOT_TAMPER_PROOF = "not tamper-proof"


def is_own(cell, ours):
    """Tell whether a cell is a test that the instructor added to a chapter.

    Parameters
    ----------
    cell : NotebookNode
    ours : container of str
        The grade ids of the chapter's own checks.

    Returns
    -------
    bool

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell
    >>> about = {"grade": True, "solution": False, "grade_id": "mine"}
    >>> is_own(new_code_cell("assert x", metadata={"nbgrader": about}), {"switching_costs.alpha"})
    True
    """
    about = cell.metadata.get("nbgrader", {})
    tested = about.get("grade") and not about.get("solution") and not about.get("task")
    return bool(cell.cell_type == "code" and tested and about.get("grade_id") not in ours)


def withheld(gradebook, chapter):
    """Find what the release leaves out of locked cells: hidden parts of own tests, and mark schemes.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    chapter : crmlab.authoring.source.Chapter

    Returns
    -------
    dict of str to str
        Grade id to the whole source, as ``nbgrader generate_assignment`` recorded it.
    """
    from nbgrader.api import MissingEntry

    ours = {chapter.grade_id(cell.name) for cell in chapter.graded}
    try:
        notebook = gradebook.find_notebook(chapter.file_name.removesuffix(".ipynb"), chapter.slug)
    except MissingEntry:
        return {}
    whole = {cell.name for cell in notebook.grade_cells if cell.cell_type == "code"} - ours
    whole |= {cell.name for cell in notebook.task_cells}
    return {cell.name: cell.source for cell in notebook.source_cells if cell.name in whole and cell.locked}


def settle(cell):
    """Score an own test as nbgrader would, and write it so that nbgrader cannot misread it.

    Parameters
    ----------
    cell : NotebookNode
        With the outputs of its run; changed in place and marked.

    Notes
    -----
    An error or text on stderr anywhere earns nothing, whatever was shown before it; nor does a result above
    the points, which would end nbgrader's grading of the whole submission.
    """
    from nbgrader.utils import determine_grade

    try:
        score, _ = determine_grade(cell)
    except (ValueError, KeyError, TypeError):
        score = 0.0
    failed = [o for o in cell.outputs if o.output_type == "error" or o.get("name") == "stderr"]
    score = 0.0 if failed or score is None else float(score)
    cell.execution_count = cell.execution_count or 1
    shown = [output for output in cell.outputs if output.output_type != "execute_result"]
    if not failed:
        result = {"text/plain": repr(score)}
        shown.append(new_output("execute_result", data=result, execution_count=cell.execution_count))
    cell.outputs = shown
    cell.metadata[OWN_TEST] = {"score": score, "tamper_proof": False}

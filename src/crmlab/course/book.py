"""Enter a graded notebook into nbgrader's gradebook and into its folder of graded work."""

import warnings

import nbformat
from traitlets.config import PyFileConfigLoader

from crmlab.course.files import write_file
from crmlab.course.folder import environment_kept


def enter(course, gradebook, chapter, student, text, received=None):
    """Write a graded notebook where nbgrader expects it and let nbgrader read the scores out of it.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    gradebook : nbgrader.api.Gradebook
        Open.
    chapter : crmlab.authoring.source.Chapter
    student : str
    text : str
        The graded notebook.
    received : str, optional
        When it was handed in, UTC in ISO form; decides whether it is late.
    """
    from nbgrader.preprocessors import AssignLatePenalties, SaveAutoGrades

    path = course.root / "autograded" / student / chapter.slug / chapter.file_name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, text.encode())
    when = {"timestamp": received} if received else {}
    with warnings.catch_warnings():  # nbgrader's use of its database library
        warnings.simplefilter("ignore")
        submission = gradebook.update_or_create_submission(chapter.slug, student, **when)
    names = {"notebook": path.stem, "assignment": chapter.slug, "student": student, "db_url": course.db_url}
    nb, resources = nbformat.reads(text, as_version=4), {"nbgrader": names}
    saver = SaveAutoGrades()
    saver.gradebook = gradebook
    saver.notebook_id, saver.assignment_id, saver.student_id = path.stem, chapter.slug, student
    for place, cell in enumerate(nb.cells):
        saver.preprocess_cell(cell, resources, place)
    if submission.total_seconds_late > 0:
        with environment_kept():
            config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
            AssignLatePenalties(config=config).preprocess(nb, resources)

"""Set nbgrader up for a course folder, so that the stock commands give the same scores as crmlab's."""

import os
from pathlib import Path

from crmlab import language
from crmlab.course.folder import Course


def configure(config, folder):
    """Fill in nbgrader's configuration for a crmlab course.

    Parameters
    ----------
    config : traitlets.config.Config
        Changed in place, as nbgrader's configuration files do.
    folder : path-like
        The course folder or a file in it.

    Notes
    -----
    Student code must not stand in for an installed module, so kernels are started with ``PYTHONSAFEPATH``.
    """
    from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
    from nbgrader import preprocessors as stock
    from nbgrader.server_extensions import formgrader

    from crmlab.authoring.build import STUB
    from crmlab.course.database import with_password
    from crmlab.course.late import LateByDay
    from crmlab.grading import feedback, judging

    course = Course.open(Path(folder) if Path(folder).is_dir() else Path(folder).parent)
    os.environ["PYTHONSAFEPATH"] = "1"
    if "CRMLAB_LANG" not in os.environ:
        language.use_language(course.language)
    config.CourseDirectory.root = str(course.root)
    config.CourseDirectory.db_url = with_password(course.db, take=True) if course.db else course.db_url
    config.ClearSolutions.code_stub = {"python": STUB}
    config.Execute.timeout = course.cell_seconds
    config.Execute.iopub_timeout = course.cell_seconds  # a busy machine must not fail a submission
    config.Execute.extra_arguments = ["--log-level=ERROR"]
    if course.late:
        config.AssignLatePenalties.plugin_class = LateByDay
        config.LateByDay.update(course.late)
    config.HTMLExporter.sanitize_html = True
    # Our pages come first; nbgrader's own are where ours take over parts of them.
    pages = Path(formgrader.__file__).parent / "templates"
    config.HTMLExporter.extra_template_basedirs = [str(Path(__file__).parent / "templates"), str(pages)]
    config.HTMLExporter.extra_template_paths = [str(pages)]
    for name in ("Rebuild", "Prepare", "Judge", "Clean", "CleanFeedback"):
        config[name].course = str(course.root)
    config.Autograde.sanitize_preprocessors = [
        judging.Rebuild,
        stock.ClearOutput,
        stock.DeduplicateIds,
        stock.OverwriteKernelspec,
        stock.OverwriteCells,
        stock.CheckCellMetadata,
    ]
    config.Autograde.autograde_preprocessors = [
        judging.Prepare,
        stock.Execute,
        judging.Judge,
        stock.LimitOutput,
        stock.SaveAutoGrades,
        stock.AssignLatePenalties,
        stock.CheckCellMetadata,
        feedback.Clean,  # after the scores are read: nbgrader gives all points where it finds no output
    ]
    config.GenerateFeedback.preprocessors = [
        stock.GetGrades,
        feedback.CleanFeedback,
        CSSHTMLHeaderPreprocessor,
    ]

"""The command line: every command reports in sentences, fails in one, and speaks JSON when asked."""

import argparse
import dataclasses
import json
import subprocess
import sys
from pathlib import Path

from crmlab import __version__
from crmlab.course import CrmlabError
from crmlab.language import tr
from crmlab.text import json_safe, one_line, plain

WORKING_FOLDER = "crmlab-notebooks"
START = "00_start_here.ipynb"


def main(arguments=None):
    """Run a command.

    Parameters
    ----------
    arguments : list of str, optional
        By default what was typed.

    Returns
    -------
    int
        0 only when all went well, 75 when another command is at work in the course folder.

    Examples
    --------
    >>> main(["--version"])
    Traceback (most recent call last):
    SystemExit: 0
    """
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except (CrmlabError, OSError, ValueError) as error:
        print(tr("crmlab: {error}", error=_sentence(error)), file=sys.stderr)
        return getattr(error, "exit_status", 1)
    except KeyboardInterrupt:
        print(
            tr("crmlab: stopped; what was done stays, and the same command goes on from there."),
            file=sys.stderr,
        )
        return 130


def _sentence(error):
    if isinstance(error, OSError) and error.strerror:
        return one_line(f"{error.strerror}: {error.filename}" if error.filename else error.strerror)
    return " ".join(plain(str(error)).split())


def _parser():
    parser = argparse.ArgumentParser(
        prog="crmlab", description=tr("A course in customer relationship management that runs.")
    )
    parser.add_argument("--version", action="version", version=f"crmlab {__version__}")
    commands = parser.add_subparsers(title=tr("commands"), required=True, metavar="COMMAND")

    lab = _command(commands, "lab", _lab, tr("open the notebooks in JupyterLab"), reports=False)
    lab.add_argument(
        "folder", nargs="?", default=WORKING_FOLDER, help=tr("working folder, made the first time")
    )
    lab.add_argument("--no-browser", action="store_true", help=tr("start the server only"))

    _command(commands, "doctor", _doctor, tr("say what is installed and what is missing"))

    demo = _command(commands, "demo", _demo, tr("run a whole course with simulated students"))
    demo.add_argument("--students", type=int, default=12, metavar="N", help=tr("1 to 12"))
    demo.add_argument("--keep", metavar="DIR", help=tr("new folder for the course"))

    course = commands.add_parser("course", help=tr("make a course")).add_subparsers(
        required=True, metavar="COMMAND"
    )
    new = _command(course, "new", _course_new, tr("make a course folder"))
    new.add_argument("folder", metavar="DIR")
    new.add_argument("--roster", metavar="CSV", help=tr("class list with a column id"))
    new.add_argument("--salt", help=tr("text that makes the data of this course its own"))
    new.add_argument("--name", help=tr("name of the course"))
    new.add_argument("--db", metavar="URL", help=tr("gradebook in this empty PostgreSQL database"))

    release = _command(commands, "release", _release, tr("make what students get"), slug=True)
    release.add_argument(
        "--due", metavar="TIME", help=tr("due date, such as 2026-12-01T23:59+01:00, or none")
    )
    release.add_argument(
        "--late", metavar="RULE", help=tr("points or per cent off for each started day: 1, 10%%, or none")
    )
    release.add_argument("--grace", type=float, metavar="MINUTES", help=tr("lateness that costs nothing"))
    collect = _command(
        commands, "collect", _collect, tr("take in a folder or an archive of submissions"), slug=True
    )
    collect.add_argument(
        "place", metavar="PATH", help=tr("folder, zip or tar file: files with student ids in their names")
    )
    status = _command(commands, "status", _status, tr("say where every submission stands"))
    status.add_argument("slug", nargs="?", metavar="SLUG", help=tr("the chapter; by default all of them"))
    grade = _command(commands, "grade", _grade, tr("grade what was handed in"), slug=True)
    grade.add_argument("--student", metavar="ID", help=tr("only this student"))
    grade.add_argument("--force", action="store_true", help=tr("also what has not changed"))
    grade.add_argument("--jobs", type=int, metavar="N", help=tr("how many at a time; by default all cores"))
    grade.add_argument("--cluster", metavar="ADDRESS", help=tr("on the workers of this Dask scheduler"))
    grade.add_argument(
        "--no-sandbox", action="store_true", help=tr("run student code without a seal; every grade says so")
    )
    feedback = _command(commands, "feedback", _feedback, tr("make the feedback pages"), slug=True)
    feedback.add_argument("--student", metavar="ID", help=tr("only this student"))
    export = _command(commands, "export", _export, tr("write the scores as CSV"), slug=True)
    export.add_argument("--to", metavar="FILE")
    stress = _command(
        commands, "stress", _stress, tr("prove the grader of a chapter over many students"), slug=True
    )
    stress.add_argument("-n", type=int, default=200, metavar="N", help=tr("how many students"))
    return parser


def _command(commands, name, run, about, slug=False, reports=True):
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    if slug:
        parser.add_argument("slug", metavar="SLUG", help=tr("the chapter, e.g. switching_costs"))
    if reports:
        parser.add_argument("--json", action="store_true", help=tr("report as JSON"))
    return parser


def _report(options, data, *lines):
    """Print a report: data for scripts, lines for people; no file name and no reason steers the terminal."""
    if options.json:
        print(json_safe(json.dumps(data, ensure_ascii=False, indent=1, default=str)))
    else:
        print("\n".join(map(one_line, lines)))


def _here():
    from crmlab.course.folder import Course

    return Course.open(".")


def _lab(options):
    folder = prepare_notebooks(options.folder)
    start = [START] if (folder / START).exists() else []
    quiet = ["--no-browser"] if options.no_browser else []
    print(tr("Your notebooks are in {folder}.", folder=folder))
    return subprocess.call([sys.executable, "-m", "jupyterlab", *quiet, *start], cwd=folder)


def prepare_notebooks(folder):
    """Put the notebooks of the course into a working folder; a file that is there stays as it is.

    Parameters
    ----------
    folder : path-like
        Made if it is not there.

    Returns
    -------
    pathlib.Path
        The folder, absolute.
    """
    from crmlab.authoring.build import notebook_bytes, student_notebook
    from crmlab.authoring.source import read_chapter, slugs
    from crmlab.course.files import write_file

    folder = Path(folder).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for chapter in map(read_chapter, slugs()):
        if not (folder / chapter.file_name).exists():
            write_file(folder / chapter.file_name, notebook_bytes(student_notebook(chapter)))
    return folder


def _doctor(options):
    from crmlab.doctor import examine

    findings = examine()
    _report(options, [dataclasses.asdict(finding) for finding in findings], *map(str, findings))
    return int(any(finding.needed and not finding.ok for finding in findings))


def _demo(options):
    from crmlab.course.demo import demo

    shown = demo(options.keep, options.students, progress=sys.stderr.isatty())
    data = {
        "ok": shown.ok,
        "students": [dataclasses.asdict(row) for row in shown.rows],
        "course": shown.course.root,
        "scores": shown.scores,
        "feedback": shown.feedback,
    }
    text = [
        *shown.table().split("\n"),
        "",
        tr("gradebook  {path}", path=shown.course.root / "gradebook.db"),
        tr("feedback   {path}", path=shown.course.root / "feedback"),
        tr("scores     {path}", path=shown.scores),
    ]
    _report(options, data, *text)
    if not shown.ok:
        raise CrmlabError(tr("a score is not what it should be; look at the rows marked ✗"))
    return 0


def _course_new(options):
    from crmlab.course.folder import Course
    from crmlab.course.roster import read_roster

    course = Course.create(options.folder, options.roster, options.salt, options.name, db=options.db)
    roster = read_roster(course.root / "roster.csv", may_be_empty=True)
    data = {"folder": course.root, "name": course.name, "students": len(roster.students), "note": roster.note}
    text = tr("The course {name} is in {folder}; {n} students are on its class list.", name=repr(course.name),
              folder=course.root, n=len(roster.students))  # fmt: skip
    _report(options, data, *filter(None, [text, roster.note]))
    return 0


def _release(options):
    from crmlab.course.late import read_due, set_due, set_policy
    from crmlab.course.lock import locked
    from crmlab.course.release import release

    due = None if options.due is None else read_due(options.due)
    with locked(_here(), "release"):
        released = release(set_policy(_here(), options.late, options.grace), options.slug)
        if options.due is not None:
            set_due(_here(), options.slug, due)
    _report(options, dataclasses.asdict(released), released.summary())
    return 0


def _collect(options):
    from crmlab.course.intake import collect
    from crmlab.course.lock import locked
    from crmlab.course.status import MISSING, PERSON

    course = _here()
    with locked(course, "collect"):
        collected = collect(course, options.slug, options.place)
    lines = [
        f"{i}: {tr(state)} ({why})"
        for i, (state, why) in collected.states.items()
        if state in (PERSON, MISSING)
    ]
    lines += [f"{file}: {why}" for file, why in collected.unmatched + collected.refused]
    _report(options, dataclasses.asdict(collected), *lines, collected.summary())
    return int(bool(collected.unmatched or collected.refused) or collected.count(PERSON) > 0)


def _status(options):
    from crmlab.course.status import status

    found = status(_here(), options.slug)
    lines = [line for one in found for line in (*(s.line() for s in one.students), one.summary())]
    _report(options, [dataclasses.asdict(one) for one in found], *lines)
    return 0


def _grade(options):
    from crmlab.course.grade import grade
    from crmlab.course.lock import locked
    from crmlab.course.status import PERSON
    from crmlab.sandbox.backends import NONE

    course, progress = _here(), sys.stderr.isatty()
    with locked(course, "grade"):
        sandbox = NONE if options.no_sandbox else None
        found = grade(
            course,
            options.slug,
            options.student,
            options.force,
            progress,
            options.jobs,
            sandbox,
            options.cluster,
        )
    _report(options, [dataclasses.asdict(r) for r in found], *(r.summary() for r in found))
    return int(any(result.state == PERSON for result in found))


def _feedback(options):
    from crmlab.course.feedback import feedback
    from crmlab.course.lock import locked

    course = _here()
    with locked(course, "feedback"):
        pages = feedback(course, options.slug, options.student)
    _report(options, pages, *(f"{student}: {page}" for student, page in pages.items()))
    return 0


def _export(options):
    from crmlab.course.export import export
    from crmlab.course.lock import locked

    course = _here()
    with locked(course, "export"):
        path = export(course, options.slug, options.to)
    _report(options, {"scores": path}, tr("The scores are in {path}.", path=path))
    return 0


def _stress(options):
    from functools import partial

    from tqdm import tqdm

    from crmlab.course.release import find_chapter
    from crmlab.stress import stress

    bar = partial(tqdm, unit="student", disable=not sys.stderr.isatty())
    found = stress(find_chapter(options.slug).slug, options.n, progress=bar)
    _report(options, dataclasses.asdict(found), *map(str, found.failures), found.summary())
    return int(not found.clean)

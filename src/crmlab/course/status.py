"""What became of each submission: one entry per student and chapter, in ``status.json``.

An entry is waiting (to be graded), graded, needs a person (with the reason) or missing.
"""

import json
from datetime import UTC, datetime

from crmlab.course import CrmlabError
from crmlab.course.files import json_bytes, write_file
from crmlab.language import tr

STATUS_FILE = "status.json"
WAITING, GRADED, PERSON, MISSING = "waiting", "graded", "needs a person", "missing"


def new_entry(state, reason="", file="", digest="", graded_as=""):
    """Make one entry of the status file.

    Parameters
    ----------
    state : str
        waiting, graded, needs a person or missing.
    reason : str
        Why, in one sentence.
    file, digest : str
        Name and SHA-256 of what was handed in.
    graded_as : str
        Fingerprint of what was graded.

    Returns
    -------
    dict
    """
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "state": state,
        "reason": reason,
        "file": file,
        "sha256": digest,
        "graded_as": graded_as,
        "when": when,
    }


def read_status(course, slug):
    """Return the entries of a chapter.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str

    Returns
    -------
    dict of str to dict
        By student id, as `new_entry` makes them.

    Raises
    ------
    CrmlabError
        If the file is damaged.
    """
    return _everything(course).get(slug, {})


def change_status(course, slug, entries):
    """Change the entries of some students of a chapter and leave the others.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    slug : str
    entries : dict of str to dict
    """
    everything = _everything(course)
    everything.setdefault(slug, {}).update(entries)
    write_file(course.root / STATUS_FILE, json_bytes(everything))


def _everything(course):
    file = course.root / STATUS_FILE
    if not file.exists():
        return {}
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise CrmlabError(
            tr(
                "{file} is damaged ({error}); put it back from a copy, or delete it and grade again",
                file=file,
                error=error,
            )
        ) from error

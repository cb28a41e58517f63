"""What a score rests on beside the submission: one short text that changes whenever a score could."""

import json

from crmlab import __version__
from crmlab.course.files import sha256


def key_versions(course, chapter, released, withheld):
    """Prepare the key versions of a chapter.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    chapter : crmlab.authoring.source.Chapter
    released : pathlib.Path
        The released notebook.
    withheld : dict of str to str
        As `crmlab.grading.own_tests.withheld` finds it.

    Returns
    -------
    callable
        Student id to the key version, sixteen hex digits. It changes with crmlab's version, the chapter's
        source, the released notebook, the instructor's own tests, what decides the student's data and inputs,
        and the time that a cell may take.
    """
    from crmlab.authoring.source import source_path

    info = course.public_info()
    source = source_path(chapter.slug).read_bytes()
    about = [
        __version__,
        sha256(source),
        sha256(released.read_bytes()),
        withheld,
        course.salt,
        course.secret,
    ]
    common = json.dumps([*about, dict(course.generators), course.cell_seconds], sort_keys=True)

    def key_version(student):
        return sha256(f"{common}{info.seed_label(student)}".encode())[:16]

    return key_version

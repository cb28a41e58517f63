"""A whole course from end to end, with simulated students whose scores are known beforehand."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from crmlab.course import CrmlabError
from crmlab.course.export import export
from crmlab.course.feedback import feedback
from crmlab.course.folder import Course
from crmlab.course.grade import grade
from crmlab.course.intake import collect
from crmlab.course.release import find_chapter, release
from crmlab.course.simulated import class_of
from crmlab.language import tr

SLUG = "switching_costs"
CLASS_LIST = """\
id,first_name,last_name,email
s01,Ada,Berg,s01@example.org
s02,Bruno,Costa,s02@example.org
s03,丽,王,s03@example.org
s04,Dana,Levi,s04@example.org
s05,Emre,Şahin,s05@example.org
s06,Farah,Nasser,s06@example.org
s07,Grete,Ødegård,s07@example.org
s08,伟,陈,s08@example.org
s09,Ines,Moreau,s09@example.org
s10,Jan,Novák,s10@example.org
s11,Kofi,Mensah,s11@example.org
s12,Lena,Vogt,s12@example.org
"""
_CELL_SECONDS = 20


@dataclass(frozen=True)
class DemoRow:
    """One student of the demonstration: the score beside the score it should be."""

    student: str
    who: str
    score: float | None
    should_be: float | None
    state: str
    should_be_state: str

    @property
    def as_it_should(self):
        """Whether score and state are what they should be."""
        if self.state != self.should_be_state or (self.score is None) != (self.should_be is None):
            return False
        return self.score is None or abs(self.score - self.should_be) < 1e-9


@dataclass(frozen=True)
class Demo:
    """What a demonstration gave: a row per student and the folder that everything is in."""

    rows: tuple
    course: Course
    feedback: dict
    scores: Path

    @property
    def ok(self):
        """Whether every student has the score they should have."""
        return all(row.as_it_should for row in self.rows)

    def table(self):
        """The rows as text, a line per student."""
        lines = [(tr("student"), tr("who they are"), tr("score"), tr("should be"), tr("state"))]
        for row in self.rows:
            mark = "✓" if row.as_it_should else "✗"
            lines.append(
                (row.student, row.who, _points(row.score), _points(row.should_be), f"{mark} {row.state}")
            )
        wide = max(len(line[1]) for line in lines)
        return "\n".join(f"{a:8} {b:{wide}} {c:>6} {d:>10}  {e}" for a, b, c, d, e in lines)


def demo(folder=None, students=12, slug=SLUG, progress=False):
    """Run a course with simulated students.

    Parameters
    ----------
    folder : path-like, optional
        A new folder for the course; by default one in the folder for temporary files.
    students : int
        How many of the twelve students take part.
    slug : str
        The chapter.
    progress : bool
        Show a progress bar while grading.

    Returns
    -------
    Demo
    """
    if not 1 <= students <= 12:
        raise CrmlabError(tr("the demonstration has 1 to 12 students, not {n}", n=students))
    folder = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="crmlab-demo-"), "course")
    chapter = find_chapter(slug)
    with tempfile.TemporaryDirectory() as place:
        roster, inbox = Path(place, "class.csv"), Path(place, "inbox")
        inbox.mkdir()
        roster.write_text("".join(CLASS_LIST.splitlines(keepends=True)[: students + 1]), encoding="utf-8")
        course = Course.create(folder, roster, name=tr("Demonstration"), cell_seconds=_CELL_SECONDS)
        released = release(course, slug).notebook
        submissions = class_of(course, chapter, released, [student.id for student in course.roster()])
        for one in submissions:
            (inbox / f"{one.student}_{chapter.file_name}").write_bytes(one.content)
        collect(course, slug, inbox)
    results = {result.student: result for result in grade(course, slug, progress=progress)}
    rows = tuple(
        DemoRow(s.student, s.who, results[s.student].score, s.score, results[s.student].state, s.state)
        for s in submissions
    )
    return Demo(rows, course, feedback(course, slug), export(course, slug))


def _points(score):
    return "-" if score is None else f"{score:g}"

"""Enter graded notebooks into nbgrader's gradebook and take them out again; a person's scores always stay."""

from dataclasses import dataclass
from functools import cached_property

import nbformat
from traitlets.config import PyFileConfigLoader

from crmlab.course.files import clear_halves, write_file
from crmlab.course.folder import environment_kept


@dataclass(frozen=True)
class Book:
    """The gradebook of a course, open, as far as one chapter goes.

    Parameters
    ----------
    course : crmlab.course.folder.Course
    gradebook : nbgrader.api.Gradebook
    chapter : crmlab.authoring.source.Chapter
    """

    course: object
    gradebook: object
    chapter: object

    def graded_file(self, student):
        """Return where nbgrader expects the graded notebook.

        Parameters
        ----------
        student : str

        Returns
        -------
        pathlib.Path
        """
        return self.course.root / "autograded" / student / self.chapter.slug / self.chapter.file_name

    def find(self, student):
        """Return the student's notebook in the gradebook, or None.

        Parameters
        ----------
        student : str

        Returns
        -------
        nbgrader.api.SubmittedNotebook or None
        """
        from nbgrader.api import MissingEntry

        name = self.chapter.file_name.removesuffix(".ipynb")
        try:
            return self.gradebook.find_submission_notebook(name, self.chapter.slug, student)
        except MissingEntry:
            return None

    def enter(self, student, text, entry):
        """Write a graded notebook, then enter its scores, all of them or none.

        Parameters
        ----------
        student : str
        text : str
            The graded notebook.
        entry : crmlab.course.journal.Entry
            Of the submission that was graded.

        Returns
        -------
        dict of str to str
            For the journal: which submission each score of a person was given for.

        Notes
        -----
        The scores are those that nbgrader's ``SaveAutoGrades`` reads out of the notebook. A score that a
        person gave stays; where it was given for another submission, nbgrader shows it as one to look at.
        """
        from nbgrader import utils

        path = self.graded_file(student)
        path.parent.mkdir(parents=True, exist_ok=True)
        clear_halves(path)
        write_file(path, text.encode())
        found = self.find(student)
        if found is None:
            found = self._add(student)
        manual = _given_for(found, entry)
        grades = {grade.name: grade for grade in found.grades}
        comments = {comment.name: comment for comment in found.comments}
        for cell in nbformat.reader.reads(text).cells:
            about = cell.metadata.get("nbgrader", {})
            if utils.is_grade(cell):
                grades[about["grade_id"]].auto_score, _ = utils.determine_grade(cell)
            if utils.is_solution(cell) or utils.is_task(cell):
                same = about.get("checksum") == utils.compute_checksum(cell) and not utils.is_task(cell)
                comments[about["grade_id"]].auto_comment = "No response." if same else None
        for grade in found.grades:
            stale = manual.get(grade.name, entry.sha256) != entry.sha256
            grade.needs_manual_grade = stale or (grade.auto_score is None and grade.manual_score is None)
        found.assignment.timestamp = utils.parse_utc(entry.received or None)
        self._penalise(found)
        self.gradebook.db.commit()
        return manual

    def _add(self, student):
        """Add a submission without scores, as nbgrader's ``add_submission`` does, but without a commit."""
        from nbgrader import api

        assignment = self.gradebook.find_assignment(self.chapter.slug)
        try:
            who = self.gradebook.find_student(student)
        except api.MissingEntry:
            who = api.Student(id=student)
        with self.gradebook.db.no_autoflush:
            submission = api.SubmittedAssignment(assignment=assignment, student=who)
            for notebook in assignment.notebooks:
                mine = api.SubmittedNotebook(notebook=notebook, assignment=submission)
                for cell in notebook.grade_cells + notebook.task_cells:
                    api.Grade(cell=cell, notebook=mine)
                for cell in notebook.solution_cells + notebook.task_cells:
                    api.Comment(cell=cell, notebook=mine)
            self.gradebook.db.add(submission)
        self.gradebook.db.flush()
        return self.find(student)

    def withdraw(self, student, entry):
        """Take the automatic scores of a submission out, and its graded notebook and page out of the way.

        Parameters
        ----------
        student : str
        entry : crmlab.course.journal.Entry

        Returns
        -------
        dict of str to str
            As `enter` gives it.

        Notes
        -----
        What is taken away lies under ``withdrawn/``. A score that a person gave stays.
        """
        manual, found = entry.manual, self.find(student)
        if found is not None:
            manual = _given_for(found, entry)
            for grade in found.grades:
                grade.auto_score, grade.needs_manual_grade = None, True
            found.late_submission_penalty = None
            self.gradebook.db.commit()
        slug = self.chapter.slug
        place = self.course.root / "withdrawn" / student / slug
        for step in ("feedback", "autograded"):
            there = self.course.root / step / student / slug
            if there.is_dir():
                place.mkdir(parents=True, exist_ok=True)
                there.rename(place / f"{len(list(place.iterdir())) + 1}-{step}")
        return manual

    def set_penalties(self, students):
        """Bring what being late costs up to date: scores, due date and rule may have changed since grading.

        Parameters
        ----------
        students : set of str
            Those whose submission is graded.
        """
        from nbgrader.api import Assignment, SubmittedAssignment, SubmittedNotebook

        late = SubmittedAssignment.timestamp > Assignment.duedate
        penalised = SubmittedNotebook.late_submission_penalty.isnot(None)
        query = self.gradebook.db.query(SubmittedNotebook).join(SubmittedAssignment).join(Assignment)
        for found in query.filter(Assignment.name == self.chapter.slug, late | penalised):
            if found.student.id in students:
                self._penalise(found)
        self.gradebook.db.commit()

    def _penalise(self, found):
        """Take off for lateness what nbgrader itself would."""
        penalty = None
        if found.assignment.total_seconds_late > 0:
            self.gradebook.db.flush()
            self.gradebook.db.expire(found, ["score"])
            penalty = self._late.plugin_inst.late_submission_penalty(
                found.student.id, found.score, found.assignment.total_seconds_late
            )
            penalty = None if penalty is None else self._late._check_late_penalty(found, penalty)
        if found.late_submission_penalty != penalty:
            found.late_submission_penalty = penalty

    @cached_property
    def _late(self):
        """nbgrader's own step with the plugin that the course folder's configuration names."""
        from nbgrader.preprocessors import AssignLatePenalties

        with environment_kept():
            config = PyFileConfigLoader("nbgrader_config.py", path=str(self.course.root)).load_config()
        step = AssignLatePenalties(config=config)
        step.init_plugin()
        return step


def _given_for(found, entry):
    """Return the submission that each score of a person was given for.

    nbgrader marks a score as one to look at when another submission is graded, until a person gives it again.
    """
    latest = entry.in_book or entry.tried.get("sha256", "") or entry.sha256
    return {
        grade.name: entry.manual.get(grade.name, latest) if grade.needs_manual_grade else latest
        for grade in found.grades
        if grade.manual_score is not None
    }


def stale_scores(found, entry):
    """List the exercises whose score by a person was given for another submission than the newest.

    Parameters
    ----------
    found : nbgrader.api.SubmittedNotebook
    entry : crmlab.course.journal.Entry

    Returns
    -------
    list of str
        Grade ids.
    """
    return [
        grade.name
        for grade in found.grades
        if grade.manual_score is not None
        and grade.needs_manual_grade
        and entry.manual.get(grade.name, entry.sha256) != entry.sha256
    ]

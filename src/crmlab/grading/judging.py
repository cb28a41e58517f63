"""Grading inside nbgrader: preprocessors that run in the grader's process, before and after execution.

The student's code runs in its kernel and leaves answers as JSON. `Judge` then takes that JSON, computes the
right answer from the worked chapter on the data of the student named by the course folder, and writes
feedback and score into the cell, where nbgrader's own `SaveAutoGrades` reads it. Nothing that a student's
cell printed, raised or displayed counts.
"""

import json
import os

from nbformat.v4 import new_output
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.nbgraderformat import SchemaTooNewError, SchemaTooOldError  # noqa: F401
from nbgrader.preprocessors import NbGraderPreprocessor

from crmlab.grading.answers import MIME
from crmlab.grading.check import INPUTS_VARIABLE
from crmlab.grading.keys import grading_inputs, items, keys_for
from crmlab.grading.verdict import judge

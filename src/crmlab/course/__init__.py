"""Courses: a folder that nbgrader understands, and what an instructor does with it.

`folder` creates and opens a course, `config` sets nbgrader up, `roster` reads the class list, `release` hands
a chapter out, `intake` takes the students' files in, `grade` grades them, `feedback` and `export` give back
what came of it. `demo` plays a whole course with the students of `simulated`.
"""


class CrmlabError(ValueError):
    """Something a person can put right; the message says in one sentence what is wrong and what to do."""

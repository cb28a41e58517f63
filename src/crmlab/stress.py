"""Try the answer keys of a chapter on many students: right, blank, slips, random answers, both languages."""

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from crmlab.language import LANGUAGES, language, tr, use_language

RANDOM_TRIES = 20


@dataclass(frozen=True)
class StressReport:
    """What came of stressing a chapter: a list of failures, and how often random answers met a slip."""

    slug: str
    students: int
    answers_judged: int
    random_tries: int
    random_slips: int
    failures: list = field(default_factory=list)

    @property
    def random_rate(self):
        """Share of random answers that drew a slip message."""
        return self.random_slips / self.random_tries if self.random_tries else 0.0

    @property
    def clean(self):
        """True when nothing failed and at most 2 % of random answers drew a slip message."""
        return not self.failures and self.random_rate <= 0.02

    def summary(self):
        """Say in one sentence what came of it."""
        return tr(
            "{slug}: {students} students, {answers} answers judged, {failures} failures; "
            "{rate} of {tries} random answers drew a slip message.",
            slug=self.slug,
            students=self.students,
            answers=self.answers_judged,
            failures=len(self.failures),
            rate=f"{self.random_rate:.2%}",
            tries=self.random_tries,
        )


def stress(slug, n=200, jobs=2, progress=None):
    """Judge right, blank, slipped and random answers of n made-up students, in every language.

    Parameters
    ----------
    slug : str
        The chapter.
    n : int
        Number of students.
    jobs : int
        Processes.
    progress : callable, optional
        Wraps the iterator over students, as `tqdm.tqdm` does.

    Returns
    -------
    StressReport

    Raises
    ------
    ValueError
        If n is not positive.
    """
    if n < 1:
        raise ValueError(tr("give a number of students of at least 1, not {n}", n=n))
    students = [f"stress{number:04d}" for number in range(n)]
    with ProcessPoolExecutor(jobs) as pool:
        results = pool.map(_one_student, [slug] * n, students, chunksize=max(1, min(8, n // jobs)))
        results = list(progress(results, total=n) if progress else results)
    return StressReport(
        slug=slug,
        students=n,
        answers_judged=sum(result[0] for result in results),
        random_tries=sum(result[1] for result in results),
        random_slips=sum(result[2] for result in results),
        failures=[failure for result in results for failure in result[3]],
    )


def _one_student(slug, student_id):
    from crmlab.authoring.source import read_chapter
    from crmlab.courseinfo import CourseInfo
    from crmlab.grading.keys import KeyProblem, work
    from crmlab.identity import Student

    student = Student(student_id, CourseInfo("stress", "stress"))
    try:
        keys = work(read_chapter(slug), student, secret="stress")
    except KeyProblem as problem:
        return 0, 0, 0, [f"{student_id}: {problem}"]
    judged, failures = 0, []
    before = language()
    for code in LANGUAGES:
        use_language(code)
        for key in keys.values():
            count, found = _exact_answers(key)
            judged += count
            failures += [f"{student_id}, {code}, {key.name}: {fault}" for fault in found]
    use_language(before)
    tries, slips = 0, 0
    for key in keys.values():
        more, met = _random_answers(key, student)
        tries, slips = tries + more, slips + met
    return judged + tries, tries, slips, failures


def _exact_answers(key):
    """Judge the right answer, no answer and each slip; return how many, and what was not as declared."""
    from crmlab.grading.verdict import judge

    faults = []
    right = judge(key, _encoded(key, key.truth_value))
    if (right.status, right.score) != ("right", key.points):
        faults.append(f"the right answer is judged {right.status}: {right.message}")
    blank = judge(key, {"blank": True})
    if (blank.status, blank.score) != ("blank", 0.0):
        faults.append(f"no answer is judged {blank.status}")
    for name, wrong in key.wrong_values.items():
        slip = key.item.slips[name]
        verdict = judge(key, _encoded(key, wrong))
        if verdict.slip != name or verdict.score != slip.credit * key.points:
            faults.append(f"the slip {name} is judged {verdict.status} {verdict.slip}")
        elif verdict.message != tr(slip.message):
            faults.append(f"the slip {name} shows another message")
    return 2 + len(key.wrong_values), faults


def _encoded(key, value):
    from crmlab.grading.kinds import encode_for

    return encode_for(key.item, value, key.inputs)


def _random_answers(key, student):
    """Judge random answers of the right form; return how many there were and how many met a slip."""
    from crmlab.grading.verdict import judge

    if key.item.kind not in ("number", "table", "set"):
        return 0, 0  # a choice has few options, each of which may well be a slip; functions and pictures vary
    rng = student.rng(f"stress {key.name}")
    met = sum(judge(key, _random_answer(key, rng)).status == "slip" for _ in range(RANDOM_TRIES))
    return RANDOM_TRIES, met


def _random_answer(key, rng):
    """A guess: numbers within a factor of three of the right one, or a random subset of the options."""
    from crmlab.grading.answers import encode

    def guess(number):
        return float(number * rng.uniform(-0.5, 3)) if number else float(rng.normal())

    if key.item.kind == "set":
        return encode({option for option in key.item.options if rng.random() < 0.5})
    if key.item.kind == "number":
        return encode([guess(v) for v in key.truth] if key.item.shape else guess(key.truth))
    cells = [[encode(guess(v) if isinstance(v, float) else v) for v in row] for row in key.truth["cells"]]
    return {"table": {"columns": list(key.item.columns), "index": key.truth["index"], "cells": cells}}

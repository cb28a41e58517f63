"""All gates that a chapter and the repository pass, and the command that runs them.

The order is that of the list in CONTRIBUTING. A gate returns what it found; an empty list is a pass.
"""

from crmlab.authoring.findings import Finding
from crmlab.authoring.gates_cases import gate_case_facts, gate_case_graded, gate_case_texts
from crmlab.authoring.gates_repository import (
    gate_7_in_step,
    gate_10_data,
    gate_11_library,
    gate_translations_of_code,
)
from crmlab.authoring.gates_run import (
    gate_1_runs,
    gate_2_reference_passes,
    gate_3_blank_fails,
    gate_4_slips_are_named,
)
from crmlab.authoring.gates_source import (
    gate_5_exercises_complete,
    gate_6_checks_teach,
    gate_6_nothing_given_away,
    gate_coverage,
    gate_translations,
)
from crmlab.authoring.gates_text import gate_8_no_leak, gate_9_prose
from crmlab.authoring.references import BibliographyError
from crmlab.authoring.runs import ReleaseError
from crmlab.authoring.source import SourceError, read_chapter, slugs
from crmlab.grading.keys import KeyProblem

OF_A_CHAPTER = (
    gate_1_runs,
    gate_2_reference_passes,
    gate_3_blank_fails,
    gate_4_slips_are_named,
    gate_5_exercises_complete,
    gate_6_checks_teach,
    gate_6_nothing_given_away,
    gate_8_no_leak,
    gate_9_prose,
    gate_case_graded,
    gate_coverage,
    gate_translations,
)
OF_THE_REPOSITORY = (
    gate_7_in_step,
    gate_10_data,
    gate_11_library,
    gate_case_facts,
    gate_case_texts,
    gate_translations_of_code,
)
_UNREADABLE = (SourceError, KeyProblem, BibliographyError, ReleaseError)


def check_chapter(chapter, gates=OF_A_CHAPTER):
    """Run the gates of a chapter.

    Parameters
    ----------
    chapter : Chapter
    gates : sequence of callable

    Returns
    -------
    list of Finding
    """
    findings = []
    for gate in gates:
        try:
            findings += gate(chapter)
        except _UNREADABLE as problem:  # the gate could not start; the cause is a finding, said once
            findings.append(Finding("source", chapter.slug, "", str(problem)))
    return list(dict.fromkeys(findings))


def check_chapters(only=None):
    """Run every gate: on all chapters and the repository, or on the chapters named.

    Parameters
    ----------
    only : list of str, optional
        Slugs; by default the whole course and the repository.

    Returns
    -------
    list of Finding
    """
    findings = []
    for slug in only or slugs():
        try:
            findings += check_chapter(read_chapter(slug))
        except SourceError as problem:
            findings.append(Finding("source", slug, "", str(problem)))
    for gate in () if only else OF_THE_REPOSITORY:
        try:
            findings += gate()
        except _UNREADABLE as problem:
            findings.append(Finding("source", gate.__name__, "", str(problem)))
    return list(dict.fromkeys(findings))

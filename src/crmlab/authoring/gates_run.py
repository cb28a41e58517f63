"""Gates 1 to 4: the chapter runs, its reference passes, its blank fails, its slips are named."""

from itertools import combinations

from crmlab.authoring.findings import finder
from crmlab.authoring.runs import DEMO_STUDENT, blank_run, demo_keys, worked_run
from crmlab.grading.judging import answer_in
from crmlab.grading.keys import grading_inputs
from crmlab.grading.kinds import encode_for, same
from crmlab.grading.verdict import judge
from crmlab.language import tr

SECONDS = 60


def gate_1_runs(chapter, seconds=SECONDS):
    """Gate 1: the worked notebook runs top to bottom, without error or warning, in its time.

    Parameters
    ----------
    chapter : Chapter
    seconds : float
        Processor time it may take, so that a busy machine makes no difference.

    Returns
    -------
    list of Finding
    """
    find = finder("1 runs", chapter)
    run = worked_run(chapter)
    findings = [find(where, problem) for where, problem in _troubles(run.nb)]
    if run.seconds > seconds:
        cure = "draw fewer samples or move work into the library"
        findings.append(
            find(
                "",
                f"the worked notebook took {run.seconds:.0f} processor seconds of its {seconds:g} s; {cure}",
            )
        )
    return findings


def gate_2_reference_passes(chapter):
    """Gate 2: every check says right to the worked answer, and no slip looks like it or like another slip.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find = finder("2 reference passes", chapter)
    keys, given, findings = demo_keys(chapter), _answers(worked_run(chapter).nb), []
    for name, key in keys.items():
        place = f"check {name!r}"
        verdict = judge(key, given.get(name))
        if verdict.status != "right":
            problem = f"the worked answer is judged {verdict.status}: {verdict.message}"
            findings.append(find(place, f"{problem} Correct the solution or the key"))
        for slip, wrong in key.wrong.items():
            if same(key.item, wrong, key.truth):
                problem = f"the slip {slip!r} gives the right answer; change it or the tolerance"
                findings.append(find(place, problem))
        for (one, a), (other, b) in combinations(key.wrong.items(), 2):
            if same(key.item, a, b):
                problem = f"the slips {one!r} and {other!r} give the same answer; drop one"
                findings.append(find(place, problem))
    return findings


def gate_3_blank_fails(chapter):
    """Gate 3: the notebook as handed out runs, and earns nothing.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find = finder("3 blank fails", chapter)
    nb = blank_run(chapter).nb
    cure = "teaching cells must not depend on answers"
    findings = [find(where, f"in the blank notebook: {problem}; {cure}") for where, problem in _troubles(nb)]
    keys, given = demo_keys(chapter), _answers(nb)
    for name, key in keys.items():
        verdict = judge(key, given.get(name))
        if verdict.status == "right" or verdict.score:
            problem = f"earns {verdict.score:g} without an answer; start from a placeholder, {name} = ..."
            findings.append(find(f"check {name!r}", problem))
    return findings


def gate_4_slips_are_named(chapter):
    """Gate 4: each slip earns its declared share and shows its own message.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find, findings = finder("4 slips are named", chapter), []
    for name, key in demo_keys(chapter).items():
        inputs = grading_inputs(key.item, "public", DEMO_STUDENT.id, name)
        for slip, wrong in key.wrong_values.items():
            verdict = judge(key, encode_for(key.item, wrong, inputs))
            declared = key.item.slips[slip]
            if (verdict.slip, verdict.message) != (slip, tr(declared.message)):
                got = f"is answered as {verdict.slip or verdict.status!r}: {verdict.message}"
                findings.append(find(f"key {name!r}", f"the slip {slip!r} {got} Order or change the slips"))
            elif verdict.score != declared.credit * key.points:
                problem = (
                    f"the slip {slip!r} earns {verdict.score:g}, declared {declared.credit * key.points:g}"
                )
                findings.append(find(f"key {name!r}", problem))
    return findings


def _answers(nb):
    """The answer that left each check or practice cell of an executed notebook."""
    names = {cell.metadata.crmlab.name: cell for cell in nb.cells if _kind(cell) in ("check", "practice")}
    return {name: answer_in(cell, name) for name, cell in names.items()}


def _kind(cell):
    return cell.metadata.get("crmlab", {}).get("kind")


def _troubles(nb):
    """Place and problem of the first error and of each text on stderr in an executed notebook."""
    stopped, errors = None, 0
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                errors += 1
                stopped = stopped or (_place(cell), f"{output.ename}: {output.evalue}")
            elif output.output_type == "stream" and output.name == "stderr":
                yield _place(cell), f"writes to stderr, which nbgrader scores 0: {output.text[:120]}"
    if stopped:
        later = f" ({errors - 1} later cells fail too)" if errors > 1 else ""
        yield stopped[0], stopped[1] + later


def _place(cell):
    about = cell.metadata.crmlab
    return f"{about.kind} cell {about.get('name') or cell.source.splitlines()[0][:60]!r}"

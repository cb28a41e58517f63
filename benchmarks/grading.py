"""`crmlab grade` against stock nbgrader, against the cells alone, and against otter-grader.

Stock nbgrader is `nbgrader autograde` in a copy of the same course folder. Its commands, ours and the cells
alone take turns, so that a machine that gets slower or faster meets all of them. Seconds by the clock are of
whole commands, start-up included.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

import grading_growth
import grading_otter
from grading_class import KINDS, SLUG, code_cells, command, make_class, say, scores, script
from grading_floor import floor
from timing import Row

COMMAND = "crmlab grade --jobs 2"


@dataclass(frozen=True)
class Sizes:
    """How many submissions we, stock and otter grade; rounds; pairs of sittings; sizes of growing classes."""

    students: int
    stock: int
    otter: int
    rounds: int
    pairs: int
    growth: tuple


def measure(quick, stock, full):
    """The rows of grading; `stock` students are graded by stock nbgrader too, in a full run all of them."""
    if quick:
        sizes = Sizes(2, stock=2, otter=int(grading_otter.ready()), rounds=1, pairs=2, growth=(2, 4, 8))
    elif full:
        sizes = Sizes(60, stock=60, otter=10, rounds=3, pairs=40, growth=(60, 250, 1000))
    else:
        sizes = Sizes(60, max(2, min(stock, 60)), otter=2, rounds=1, pairs=15, growth=(60, 250, 1000))
    if sizes.otter and not grading_otter.ready():
        grading_otter.make()
    with tempfile.TemporaryDirectory(prefix="crmlab-bench-") as place:
        made = make_class(place, sizes.students)
        rounds = [_round(made, sizes, number) for number in range(sizes.rounds)]
        return [
            *_against_stock(made, sizes, rounds),
            *_against_otter(made, sizes, rounds, place),
            _seal(made, sizes),
            *_growth(made, sizes, rounds, place),
        ]


@dataclass(frozen=True)
class Round:
    """Our copy of the course; seconds of a whole class by us and by stock; of the cells, per submission."""

    ours: Path
    seconds: float
    processor: float
    stock_seconds: float
    stock_processor: float
    floor: float
    compared: int
    different: tuple


def _round(made, sizes, number):
    """Stock, the cells alone, we, the cells alone, stock: a steady drift of the machine cancels out."""
    n, half = sizes.students, sizes.stock // (2 * sizes.rounds)
    halves = [range((2 * number + i) * half, (2 * number + i + 1) * half) for i in (0, 1)]
    kinds = min(KINDS, n) // 2
    ours = made.copy(f"ours-{number}")
    before = _by_stock(made, halves[0])
    alone = floor(made.base, made.submissions[:kinds])
    say(f"{COMMAND}, {n} submissions")
    mine = command([script("crmlab"), "grade", SLUG, "--jobs", 2], ours)
    alone += floor(made.base, made.submissions[kinds : 2 * kinds])
    after = _by_stock(made, halves[1])
    whole = [
        mean(start + n * (took - start) / half for took, start in pairs)
        for pairs in zip(before["seconds"], after["seconds"], strict=True)
    ]
    theirs = before["scores"] | after["scores"]
    students = {student for student, _ in theirs}
    ours_of_these = scores(ours, made.chapter, sorted(students))
    all_cells = sorted(theirs | ours_of_these)
    different = tuple(cell for cell in all_cells if theirs.get(cell) != ours_of_these.get(cell))
    return Round(ours, *mine, *whole, mean(alone), len(all_cells), different)


def _by_stock(made, places):
    """Let stock grade some; pairs of what it takes and its start-up takes, by the clock and processor."""
    say(f"nbgrader autograde, {len(places)} submissions")
    folder = made.copy(f"stock-{places[0]}", places[0], places[-1] + 1)
    words = [script("nbgrader"), "autograde", SLUG]
    took = command(words, folder)
    start = command(words, folder)  # everything is graded by now, so this is only its start-up
    students = [one.student for one in made.submissions[places[0] : places[-1] + 1]]
    found = scores(folder, made.chapter, students)
    return {"seconds": list(zip(took, start, strict=True)), "scores": found}


def _against_stock(made, sizes, rounds):
    n, half = sizes.students, sizes.stock // (2 * sizes.rounds)
    size = f"{n} submissions of {SLUG}, sealed off"
    known = sum(_as_known(made, rounds[0].ours))
    differ = sum((one.different for one in rounds), ())
    what = ", ".join(f"{cell} of {student}" for student, cell in differ[:3])
    ours = median(one.seconds for one in rounds)
    theirs = median(one.stock_seconds for one in rounds)
    return [
        Row(
            what=f"{COMMAND}, by the clock",
            size=size,
            seconds=ours / n,
            peer="nbgrader autograde",
            peer_seconds=theirs / n,
            ratio=median(one.stock_seconds / one.seconds for one in rounds),
            unit="times as many submissions a minute",
            target=12,
            at_least=True,
            note=f"{60 * n / ours:.0f} submissions a minute, stock {60 * n / theirs:.1f}; in {sizes.rounds} "
            f"round(s) stock graded {half} before and {half} after us, and what these took beyond its "
            "start-up is scaled up",
        ),
        Row(
            what=f"{COMMAND}, processor",
            size=size,
            seconds=median(one.processor for one in rounds) / n,
            peer="only the cells, in a warm fork",
            peer_seconds=median(one.floor for one in rounds),
            ratio=median(one.processor / n / one.floor for one in rounds),
            unit="times the processor time of the cells",
            target=2,
            at_least=False,
            note=f"stock takes {median(one.stock_processor for one in rounds) / n:.2f} processor seconds a "
            "submission; start-up is included in both commands, not in the cells",
        ),
        Row(
            what="scores, cell by cell",
            size=f"{2 * half * sizes.rounds} submissions, {sum(one.compared for one in rounds)} graded cells",
            seconds=ours / n,
            peer="nbgrader autograde",
            peer_seconds=theirs / n,
            ratio=len(differ),
            unit="scores differ from stock's",
            target=0,
            at_least=False,
            note=f"{known} of {n} have the total that was known beforehand" + (f"; {what}" if what else ""),
        ),
    ]


def _as_known(made, folder):
    """Whether each student has the total that the simulation says, by our grading."""
    graded = scores(folder, made.chapter, [one.student for one in made.submissions])
    for one in made.submissions:
        total = sum(score or 0 for (student, _), (score, _) in graded.items() if student == one.student)
        yield abs(total - one.score) < 1e-9


def _against_otter(made, sizes, rounds, place):
    if not sizes.otter:
        return []
    took = grading_otter.otter(made, made.submissions[: sizes.otter], place)
    seconds, processor = (median(values) for values in zip(*took, strict=True))
    ours = median(one.seconds for one in rounds) / sizes.students
    return [
        Row(
            what=f"{COMMAND}, by the clock",
            size=f"{sizes.students} submissions, otter {sizes.otter} of them",
            seconds=ours,
            peer="otter run, without a container",
            peer_seconds=seconds,
            ratio=seconds / ours,
            unit="times as many submissions a minute",
            target=None,
            at_least=True,
            note=f"otter-grader {grading_otter.version()}, one after another, {processor:.2f} processor "
            f"seconds a submission; {grading_otter.TESTS}",
        )
    ]


def _seal(made, sizes):
    import nbformat
    from grading_sandbox import seal_cost

    from crmlab.course.folder import Course
    from crmlab.course.simulated import fill, worked_answers
    from crmlab.courseinfo import COURSE_FILE

    course = Course.open(made.base)
    released = made.base / "release" / SLUG / made.chapter.file_name
    worked = fill(nbformat.read(released, as_version=4), worked_answers(made.chapter))
    about = {
        "files": {COURSE_FILE: course.public_file().decode()},
        "environment": {"CRMLAB_STUDENT": "s00001", "CRMLAB_MODE": "grading"},
    }
    left_out = {cell.source for cell in made.chapter.cells if cell.kind == "widget" or cell.alt}
    cells = [cell for cell in code_cells(nbformat.writes(worked)) if cell not in left_out]
    sealed, unsealed, difference, backend = seal_cost(cells, about, sizes.pairs)
    return Row(
        what="one sitting, by the clock",
        size=f"{len(cells)} cells of the worked notebook, without pictures, in {backend}",
        seconds=sealed,
        peer="the same, not sealed",
        peer_seconds=unsealed,
        ratio=1000 * difference,
        unit="ms that the seal costs",
        target=50,
        at_least=False,
        note=f"median of {sizes.pairs} pairs",
    )


def _growth(made, sizes, rounds, place):
    found = grading_growth.growth(made, rounds[0].ours / "autograded", sizes.growth, place)
    size = f"{sizes.growth[0]:,} to {sizes.growth[-1]:,} submissions"
    _, grown, memory = zip(*found, strict=True)
    each = "; ".join(f"{n:,}: {mb:.0f} MB" for n, mb in zip(sizes.growth, memory, strict=True))
    times = "; ".join(f"{n:,}: {took:.1f} s" for n, took in zip(sizes.growth, grown, strict=True))
    shared = {"size": size, "seconds": grown[-1] / sizes.growth[-1], "at_least": False}
    return [
        Row(
            what="coordinator, memory",
            ratio=max(memory),
            unit="MB at the peak",
            target=400,
            note=each,
            **shared,
        ),
        Row(
            what="coordinator, growth of memory",
            ratio=memory[-1] / memory[0],
            unit="times the peak of the small class",
            target=1.1,
            note="collect and grade; graders that answer from a record, the rest as always",
            **shared,
        ),
        Row(
            what="collect and grade, growth of time",
            ratio=grading_growth.power(sizes.growth, grown),
            unit="is the power of their number that the time grows with",
            target=1.1,
            note=f"{times} of the coordinator's processor",
            **shared,
        ),
    ]

"""Drawing students' data: the time of one, and the memory of many."""

from statistics import median
from time import monotonic

from timing import Row, peak_megabytes, seconds

from crmlab import datasets
from crmlab.courseinfo import PUBLIC
from crmlab.identity import student

CLASS = 10_000


def measure(quick, longest=60):
    name = max(datasets.names(), key=cells)
    shape = datasets.load(name).shape
    draw(name, "first")
    took = [seconds(lambda i=i: draw(name, f"one{i}")) for i in range(5 if quick else 100)]
    one = Row(
        what="one student's data",
        size=f"{name}, {shape[0]:,} rows of {shape[1]} columns, {len(took)} students",
        seconds=median(took),
        ratio=median(took) * 1000,
        unit="ms a student (median)",
        target=50,
        at_least=False,
        note=f"the slowest of them took {max(took) * 1000:.0f} ms",
    )
    return [one, memory(name, 40 if quick else CLASS, longest)]


def memory(name, wanted, longest):
    """Draw for a class, and see how far the peak of memory rises after its first part."""
    first = min(200, wanted // 4)
    took = sum(seconds(lambda i=i: draw(name, f"many{i}")) for i in range(first))
    settled, done, end = peak_megabytes(), first, monotonic() + longest
    while done < wanted and monotonic() < end:
        took += seconds(lambda done=done: draw(name, f"many{done}"))
        done += 1
    stopped = "" if done == wanted else f" of {wanted:,} in {longest:g} s"
    return Row(
        what="a class's data, one student after another",
        size=f"{name}, {done:,} students{stopped}",
        seconds=took,
        ratio=peak_megabytes() - settled,
        unit=f"MB more at the peak than after {first:,} students",
        target=5,
        at_least=False,
    )


def draw(name, label):
    return datasets.load(name, student=student(label, course=PUBLIC))


def cells(name):
    """How many values a student's own data set has; none if all students share it."""
    facts = datasets.schema(name)
    return facts["n"] * len(facts["columns"]) if facts["simulated"] else 0

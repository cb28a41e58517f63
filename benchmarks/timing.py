"""What every measurement shares: one row of the table, and the clock.

Times are processor seconds of one core, so that other work on the machine counts as little as possible.
"""

import resource
import sys
from dataclasses import dataclass
from statistics import median
from time import process_time


@dataclass(frozen=True)
class Row:
    """One line of the table; `ratio` is judged against `target`, if there is one."""

    what: str
    size: str
    seconds: float
    ratio: float
    unit: str
    target: float | None
    at_least: bool
    peer: str = ""
    peer_seconds: float | None = None
    note: str = ""

    @property
    def met(self):
        if self.target is None:
            return True
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target


def seconds(work):
    """Processor seconds that a function takes, once."""
    start = process_time()
    work()
    return process_time() - start


def paired(ours, peer, rounds, times=1):
    """Run two functions in turn, `rounds` times; the median seconds of each and the median of ours / peer.

    Each turn runs a function `times` times over, for those too quick to time once. One turn before the first
    is not counted: it carries imports and caches.
    """
    ours(), peer()
    pairs = [
        [seconds(lambda work=work: [work() for _ in range(times)]) / times for work in (ours, peer)]
        for _ in range(rounds)
    ]
    return (
        median(a for a, _ in pairs),
        median(b for _, b in pairs),
        median(a / b for a, b in pairs),
    )


def peak_megabytes(usage=None):
    """Largest memory this process (or the one `usage` is of) has held, in MB of a million bytes."""
    used = (usage or resource.getrusage(resource.RUSAGE_SELF)).ru_maxrss
    return used * (1 if sys.platform == "darwin" else 1024) / 1e6

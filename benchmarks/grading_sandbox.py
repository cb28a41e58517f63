"""What the seal around student code costs: the worked notebook sits sealed and not sealed, in turn."""

import json
import socket
import subprocess
import sys
import time
from statistics import median

from grading_class import say

from crmlab.runner import wire
from crmlab.runner.choice import choose
from crmlab.runner.seat import START_SECONDS, Budget, Seat
from crmlab.sandbox.backends import ONE_THREAD


class OpenSeat(Seat):
    """A seat without a seal. Only the course's own notebook sits here, so it may start as root."""

    def _ready(self):
        if self._process is not None:
            return
        ours, theirs = socket.socketpair()
        manner = json.dumps({"sealed": False, "mounts": False, "stack": True})
        program = ["-P", "-W", "ignore", "-m", "crmlab.runner.host", str(theirs.fileno()), manner]
        self._process = subprocess.Popen(
            [sys.executable, *program],
            pass_fds=[theirs.fileno()],
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", **ONE_THREAD},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._control = ours
        theirs.close()
        wire.receive(ours, START_SECONDS)


def seal_cost(cells, about, pairs):
    """Median seconds of a sitting sealed and not sealed, of the difference, and how the first was sealed.

    One sitting in each seat before the first pair is not counted; every second pair runs the other way round.
    """
    backend = choose()
    say(f"the worked notebook sits {pairs} times in {backend} and {pairs} times without")
    with Seat(backend) as sealed, OpenSeat("none") as unsealed:
        _sitting(sealed, about, cells), _sitting(unsealed, about, cells)
        took = {sealed: [], unsealed: []}
        for turn in range(pairs):
            for seat in (sealed, unsealed) if turn % 2 else (unsealed, sealed):
                took[seat].append(_sitting(seat, about, cells))
    pairs = list(zip(took[sealed], took[unsealed], strict=True))
    return (
        median(took[sealed]),
        median(took[unsealed]),
        median(inside - outside for inside, outside in pairs),
        backend,
    )


def _sitting(seat, about, cells):
    started = time.perf_counter()
    with seat.sit(about, Budget(cell_seconds=120)) as sitting:
        for cell in cells:
            sitting.run(cell)
    return time.perf_counter() - started

"""The trusted end of split grading: it starts the host, sends it cells and asks for answers."""

import contextlib
import json
import socket
import subprocess
from dataclasses import dataclass

from crmlab.runner import wire
from crmlab.sandbox.backends import start

START_SECONDS = 120
_GRACE = 5  # seconds beyond a cell's own limit before its process is ended
_END_SECONDS = 60  # for ending what a student started and clearing away what it wrote


class Stopped(RuntimeError):
    """The student's process is gone; the message is done, stopped, time, memory, processes, disk or host."""


class CannotStart(RuntimeError):
    """The host did not start; nothing of a student's was run."""


@dataclass(frozen=True)
class Budget:
    """What one submission may use: seconds for a cell and for all, bytes of memory for all its processes."""

    cell_seconds: float = 30
    wall_seconds: float = 300
    memory_bytes: int = 1_500_000_000


class Seat:
    """A host and the conversation with it; one submission at a time sits in it.

    Parameters
    ----------
    backend : str
        How student code is sealed off, a name of `crmlab.sandbox.backends`; `crmlab.runner.choice.choose`
        finds the best.
    stack : bool
        Whether the host imports the scientific stack before anything else.
    """

    def __init__(self, backend, stack=True):
        self.backend = backend
        self._stack = stack
        self._process = self._control = None

    def __enter__(self):
        """Return the seat; the host starts with the first submission."""
        return self

    def __exit__(self, *error):
        """End the host."""
        self.close()

    def close(self):
        """End the host and everything in it."""
        if self._process is not None:
            self._control.close()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
            self._process.kill()
            self._process.wait()
            self._process = self._control = None

    def _ready(self):
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        ours, theirs = socket.socketpair()
        self._process, self._control = start(self.backend, theirs.fileno(), self._stack), ours
        theirs.close()
        try:
            wire.receive(ours, START_SECONDS)
        except (OSError, wire.WireError) as error:
            self.close()
            raise CannotStart(f"the process for student code did not start in {self.backend}") from error

    @contextlib.contextmanager
    def sit(self, about, budget=None):
        """Let one submission sit: a fork of the host is its own until the end of the ``with``.

        Parameters
        ----------
        about : dict
            ``environment`` and ``files``, mappings of str to str.
        budget : Budget, optional

        Yields
        ------
        Sitting
        """
        budget = budget or Budget()
        self._ready()
        ours, theirs = socket.socketpair()
        order = {"wall_seconds": budget.wall_seconds, "memory_bytes": budget.memory_bytes}
        sitting = Sitting(ours, budget)
        try:
            socket.send_fds(self._control, [json.dumps(order).encode()], [theirs.fileno()])
            theirs.close()
            wire.send(ours, {**about, "seconds": budget.cell_seconds})
            yield sitting
        finally:
            sitting.why = self._end(ours)

    def _end(self, connection):
        """Say goodbye, stop what does not go, and learn from the host why it ended."""
        with contextlib.suppress(OSError, wire.WireError):
            wire.send(connection, {"do": "end"})
        connection.close()
        for stop in (False, True):
            try:
                if stop:
                    self._control.sendall(b"s")
                return wire.receive(self._control, _END_SECONDS if stop else 1)["ended"]
            except wire.TimedOut:
                continue
            except (OSError, wire.WireError, KeyError):
                break
        self.close()
        return "host"


class Sitting:
    """The questions that can be put to one submission."""

    def __init__(self, connection, budget):
        self._connection = connection
        self._seconds = budget.cell_seconds
        self.why = ""

    def run(self, source):
        """Run a cell and return its outputs, of whatever form the other side gave them.

        Parameters
        ----------
        source : str

        Returns
        -------
        list

        Raises
        ------
        Stopped
            If the process ended or did not answer in time.
        """
        outputs = self._ask({"do": "run", "source": source}).get("outputs")
        return outputs if isinstance(outputs, list) else []

    def answer(self, expression):
        """Ask for the answer that an expression of the student's names gives.

        Parameters
        ----------
        expression : str
            Written by the course, never by the student.

        Returns
        -------
        object
            A tagged answer as `crmlab.grading.answers.encode` makes it, if all is well; None without one.
        """
        return self._ask({"do": "answer", "expression": expression}).get("answer")

    def keep(self):
        """Keep everything as it is now, to be asked later.

        Returns
        -------
        object
            For `calls`.
        """
        return self._ask({"do": "keep"}).get("kept")

    def calls(self, kept, expression, inputs):
        """Ask for what a function gives for each input, one after another, each in a fork.

        Ask after the last cell: what a call leaves behind, a later cell can read.

        Parameters
        ----------
        kept : object
            What `keep` returned.
        expression : str
            Names the function.
        inputs : sequence of list

        Returns
        -------
        object
            A tagged answer.
        """
        results = []
        for given in inputs:
            found = self._ask({"do": "call", "kept": kept, "expression": expression, "input": given}).get(
                "answer"
            )
            one = found.get("calls") if isinstance(found, dict) else None
            if not (isinstance(one, list) and len(one) == 1):
                if found is not None or not results:
                    return found
                one = [{"refused": "it ended the program"}]
            results += one
        return {"calls": results}

    def _ask(self, question):
        try:
            wire.send(self._connection, question)
            return wire.receive(self._connection, self._seconds + _GRACE)
        except wire.TimedOut as error:
            raise Stopped("time") from error
        except (OSError, wire.WireError) as error:
            raise Stopped("gone") from error

"""The process of one submission: it runs cells and answers the grader's questions, and is never trusted."""

import json
import os
import random
import socket
import sys

from crmlab.grading.answers import encode, encode_calls
from crmlab.runner import wire
from crmlab.runner.shell import CellTimeout, at_most


def serve(connection, shell, folder):
    """Answer the grader until it says that this is the end.

    Parameters
    ----------
    connection : socket.socket
        To the grader.
    shell : GradingShell
    folder : path-like
        Where the student's code works.

    Examples
    --------
    It changes the process it runs in, so `crmlab.runner.host` calls it in a fork.

    >>> from crmlab.runner.choice import choose
    >>> from crmlab.runner.seat import Seat
    >>> with Seat(choose()) as seat, seat.sit({"files": {"a.txt": "here"}, "environment": {}}) as sitting:
    ...     sitting.answer("open('a.txt').read()")
    {'text': 'here'}
    """
    about = wire.receive(connection)
    _become(about, folder)
    seconds, kept = about["seconds"], []
    while (asked := wire.receive(connection))["do"] != "end":
        if asked["do"] == "run":
            reply = {"outputs": shell.run(asked["source"], seconds)}
        elif asked["do"] == "answer":
            reply = {"answer": _answer(shell, asked["expression"], seconds)}
        elif asked["do"] == "keep":
            kept.append(_keep(connection, shell, seconds))
            reply = {"kept": len(kept) - 1}
        else:
            reply = _put_to(kept[asked["kept"]], asked)
        wire.send(connection, reply)


def _become(about, folder):
    """Take on the student's identity, with randomness of its own."""
    import numpy

    os.chdir(folder)
    for name, content in about["files"].items():
        with open(name, "w", encoding="utf-8") as file:
            file.write(content)
    os.environ.update(about["environment"], HOME=str(folder), TMPDIR=str(folder))
    random.seed()
    numpy.random.seed()  # noqa: NPY002 (the generator that students call without naming it)
    sys.path[:] = [place for place in sys.path if place not in ("", ".")]


def _answer(shell, expression, seconds):
    """Encode what the student's names give; None where they give nothing."""
    try:
        with at_most(seconds):
            return encode(eval(expression, shell.user_ns))
    except CellTimeout:
        return {"refused": f"reading the answer took longer than {seconds:g} seconds"}
    except BaseException:
        return None


def _keep(connection, shell, seconds):
    """Fork a process that stays as it is now and answers calls later.

    So a function is called as it was at its check, and yet with inputs that come when no cell runs any more:
    no cell can have seen them.
    """
    ours, theirs = socket.socketpair()
    if os.fork():
        theirs.close()
        return ours
    try:
        ours.close()
        connection.close()
        while True:
            asked = wire.receive(theirs)
            wire.send(theirs, {"answer": _in_a_fork(_call, shell, asked, seconds)})
    finally:
        os._exit(0)


def _put_to(kept, asked):
    try:
        wire.send(kept, asked)
        return wire.receive(kept)
    except (OSError, wire.WireError):
        return {"answer": None}


def _call(shell, asked, seconds):
    with at_most(seconds):
        function = eval(asked["expression"], shell.user_ns)
        return encode_calls(function, [asked["input"]])


def _in_a_fork(work, shell, asked, seconds):
    """Do some work in a fork, so that one call cannot disturb the next."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(read)
            with os.fdopen(write, "w") as pipe:
                pipe.write(json.dumps(work(shell, asked, seconds)))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        text = pipe.read(wire.MOST_BYTES)
    os.waitpid(child, 0)
    try:
        return json.loads(text)
    except ValueError:
        return None

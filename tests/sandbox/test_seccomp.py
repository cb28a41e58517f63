"""The filter: its numbers are the kernel's, a small interpreter runs it, and the kernel takes it."""

import platform
import re
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from crmlab.sandbox import seccomp

MARKS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}
TABLES = (seccomp.NEVER, seccomp.CHANGES_FILES, seccomp.SIGNALS, seccomp.OTHER_SIGNALS)
CALLS = {name: numbers for table in TABLES for name, numbers in table.items()} | {
    "clone": seccomp.CLONE,
    "clone3": seccomp.CLONE3,
    "ioctl": seccomp.IOCTL,
    "prlimit64": seccomp.PRLIMIT,
    "mmap": seccomp.MMAP,
    "read": (0, 63),
    "openat": (257, 56),
    "socketpair": (53, 199),
}
ALLOWED, REFUSED, ENDED, MISSING = 0x7FFF0000, 0x50001, 0x80000000, 0x50026


def verdict(machine, call, *args, mark=None, **choices):
    number = call if isinstance(call, int) else CALLS[call][list(MARKS).index(machine)]
    data = struct.pack("<IIQ6Q", number, mark or MARKS[machine], 0, *(args + (0,) * (6 - len(args))))
    steps, here, value = list(struct.iter_unpack("=HBBI", seccomp.program(machine, **choices))), 0, 0
    while True:
        code, yes, no, k = steps[here]
        here += 1
        if code == 0x06:
            return k
        if code == 0x20:
            value = struct.unpack_from("<I", data, k)[0]
        else:
            here += yes if {0x15: value == k, 0x45: value & k, 0x35: value >= k}[code] else no


@pytest.mark.parametrize("machine", MARKS)
def test_the_numbers_are_those_of_the_kernel_headers(machine):
    if not HEADERS[machine].exists():
        pytest.skip(f"the kernel headers for {machine} are not installed")
    text = HEADERS[machine].read_text()
    known = {name: int(n) for name, n in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text)}
    known.setdefault("fchmodat2", 452)  # newer than some headers
    column = list(MARKS).index(machine)
    assert {n: numbers[column] for n, numbers in CALLS.items()} == {n: known.get(n) for n in CALLS}


@pytest.mark.parametrize("machine", MARKS)
def test_calls(machine):
    for name in seccomp.NEVER:
        assert verdict(machine, name) == REFUSED
    for name in ("read", "openat", "socketpair", "kill", "fchmod"):
        assert verdict(machine, name) == ALLOWED
    assert verdict(machine, "clone", 0x3D0F00) == ALLOWED
    assert verdict(machine, "clone", 0x10000000) == REFUSED
    assert verdict(machine, "ioctl", 0, 0x5412) == REFUSED
    assert verdict(machine, "ioctl", 0, 0x5401) == ALLOWED
    assert verdict(machine, "prlimit64", 0, 7) == ALLOWED
    assert verdict(machine, "prlimit64", 4711, 7) == REFUSED
    private, shared, of_a_file = 0x22, 0x21, 0x1
    flags = {private: ALLOWED, shared: REFUSED, shared | 2: REFUSED, of_a_file: ALLOWED}
    for given, wanted in flags.items():
        assert verdict(machine, "mmap", 0, 4096, 3, given) == wanted
    assert verdict(machine, "clone3") == MISSING
    assert verdict(machine, "read", mark=0x40000003) == ENDED


@pytest.mark.parametrize("machine", MARKS)
def test_files_and_signals_where_nothing_else_keeps_them(machine):
    column = list(MARKS).index(machine)
    for name, numbers in seccomp.CHANGES_FILES.items():
        if numbers[column] is not None:
            assert verdict(machine, name, keep_files=True) == REFUSED
    for name in seccomp.SIGNALS:
        assert verdict(machine, name, 4711, 9, only_signal=4711) == ALLOWED
        assert verdict(machine, name, 1, 9, only_signal=4711) == REFUSED
        assert verdict(machine, name, 0xFFFFFFFF, 9, only_signal=4711) == REFUSED
    for name in seccomp.OTHER_SIGNALS:
        assert verdict(machine, name, 4711, only_signal=4711) == REFUSED
    assert verdict(machine, "read", 1, keep_files=True, only_signal=4711) == ALLOWED


def test_x32_and_other_machines():
    assert verdict("x86_64", 0x40000000) == ENDED
    with pytest.raises(ValueError, match="riscv64"):
        seccomp.program("riscv64")


@pytest.mark.skipif(platform.machine() not in seccomp.MACHINES, reason="no filter for this machine")
def test_the_kernel_takes_it():
    program = """
import os, signal, socket, sys
from crmlab.sandbox import seccomp
seccomp.load(keep_files=True, only_signal=os.getpid())
def refused(act, *given):
    try: act(*given)
    except PermissionError: return True
    return False
a, b = socket.socketpair()
a.sendall(b"x"); assert b.recv(1) == b"x"
if os.fork() == 0: os._exit(0)
assert os.wait()[1] == 0
os.kill(os.getpid(), 0)
tried = (
    (socket.socket,), (os.chmod, "/tmp", 0o777), (os.utime, "/tmp"), (os.kill, os.getppid(), 0),
    (os.chroot, "/"),
)
print([refused(*attempt) for attempt in tried])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[True, True, True, True, True]", done.stderr

"""The filter, run by a small interpreter of classic BPF."""

import struct

import pytest

from crmlab.sandbox import seccomp

MARKS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
NAMES = {
    "x86_64": {"socket": 41, "clone": 56, "ptrace": 101, "mount": 165, "bpf": 321, "read": 0, "ioctl": 16},
    "aarch64": {"socket": 198, "clone": 220, "ptrace": 117, "mount": 40, "bpf": 280, "read": 63, "ioctl": 29},
}


def verdict(machine, number, *args, internet=False, mark=None):
    data = struct.pack("<IIQ6Q", number, mark or MARKS[machine], 0, *(args + (0,) * (6 - len(args))))
    steps, here, value = list(struct.iter_unpack("=HBBI", seccomp.program(machine, internet))), 0, 0
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
def test_calls(machine):
    call = NAMES[machine]
    for name in ("ptrace", "mount", "bpf"):
        assert verdict(machine, call[name]) == 0x50001
    assert verdict(machine, call["read"]) == 0x7FFF0000
    assert verdict(machine, call["clone"], 0x3D0F00) == 0x7FFF0000
    assert verdict(machine, call["clone"], 0x10000000) == 0x50001
    assert verdict(machine, call["ioctl"], 0, 0x5412) == 0x50001
    assert verdict(machine, 435) == 0x50026
    assert verdict(machine, call["read"], mark=0x40000003) == 0x80000000


@pytest.mark.parametrize("machine", MARKS)
def test_sockets(machine):
    number = NAMES[machine]["socket"]
    for internet, allowed in ((False, {(1, 0)}), (True, {(1, 0), (2, 0), (10, 0), (16, 0)})):
        for family, protocol in ((1, 0), (2, 0), (10, 0), (16, 0), (16, 9), (40, 0), (17, 0)):
            expected = 0x7FFF0000 if (family, protocol) in allowed else 0x50001
            assert verdict(machine, number, family, 1, protocol, internet=internet) == expected


def test_x32_and_other_machines():
    assert verdict("x86_64", 0x40000000) == 0x80000000
    with pytest.raises(ValueError, match="riscv64"):
        seccomp.program("riscv64", internet=False)

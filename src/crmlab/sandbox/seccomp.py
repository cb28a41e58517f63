"""The system-call filter for student code, as classic BPF for x86-64 and aarch64."""

import errno
import struct

ALLOW, KILL, DENY = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, EQUAL, ANY_BIT, AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
NEW_NAMESPACES = 0x7E020080
TIOCSTI = 0x5412
MODERN = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442)  # io_uring, new mount calls, pidfd_getfd
# ptrace, process_vm_*, kcmp, keys, bpf, perf, userfaultfd, mounts, chroot, unshare, setns, shm/sem/msgget,
# kexec, modules: the same list in the same order for each machine.
X86 = (101, 310, 311, 312, 248, 249, 250, 321, 298, 323, 165, 166, 155, 161, 272, 308, 29, 64, 68, 246, 320)
ARM = (117, 270, 271, 272, 217, 218, 219, 280, 241, 282, 40, 39, 41, 51, 97, 268, 194, 190, 186, 104, 294)
MACHINES = {
    "x86_64": (0xC000003E, (*X86, 175, 176, 313), {"socket": 41, "clone": 56, "ioctl": 16}),
    "aarch64": (0xC00000B7, (*ARM, 105, 106, 273), {"socket": 198, "clone": 220, "ioctl": 29}),
}
CLONE3 = 435


def program(machine, internet):
    """Assemble the filter.

    Parameters
    ----------
    machine : str
        What ``platform.machine()`` says: x86_64 or aarch64.
    internet : bool
        Whether INET, INET6 and NETLINK_ROUTE sockets may be made (only inside a network namespace).

    Returns
    -------
    bytes
        Instructions of eight bytes each.

    Raises
    ------
    ValueError
        For another machine.

    Examples
    --------
    >>> len(program("x86_64", internet=False)) % 8
    0
    """
    if machine not in MACHINES:
        raise ValueError(f"no system-call filter for the machine {machine}; use x86_64 or aarch64")
    mark, denied, calls = MACHINES[machine]
    refuse = (RETURN, 0, 0, DENY | errno.EPERM)
    allow = (RETURN, 0, 0, ALLOW)
    code = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, mark), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    if machine == "x86_64":
        code += [(AT_LEAST, 0, 1, 0x40000000), (RETURN, 0, 0, KILL)]
    for number in (*denied, *MODERN):
        code += [(EQUAL, 0, 1, number), refuse]
    code += [(EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, DENY | errno.ENOSYS)]  # libc then falls back to clone
    code += [(EQUAL, 0, 4, calls["clone"]), (LOAD, 0, 0, 16), (ANY_BIT, 0, 1, NEW_NAMESPACES), refuse, allow]
    code += [(EQUAL, 0, 4, calls["ioctl"]), (LOAD, 0, 0, 24), (EQUAL, 0, 1, TIOCSTI), refuse, allow]
    code += [(EQUAL, 1, 0, calls["socket"]), allow, (LOAD, 0, 0, 16), (EQUAL, 0, 1, 1), allow]
    if internet:
        code += [(EQUAL, 0, 1, 2), allow, (EQUAL, 0, 1, 10), allow]
        code += [(EQUAL, 1, 0, 16), refuse, (LOAD, 0, 0, 32), (EQUAL, 0, 1, 0), allow]
    return b"".join(struct.pack("=HBBI", *step) for step in [*code, refuse])

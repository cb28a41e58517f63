"""The system-call filter for student code, as classic BPF for x86-64 and aarch64."""

import ctypes
import errno
import os
import platform
import struct

ALLOW, KILL, DENY = 0x7FFF0000, 0x80000000, 0x00050000
LOAD, EQUAL, ANY_BIT, AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_NUMBER, _MACHINE, _FIRST, _SECOND, _FOURTH = 0, 4, 16, 24, 40  # where the kernel puts what is read
_X32 = 0x40000000
_NEW_NAMESPACES = 0x7E020080
_TIOCSTI = 0x5412
_SHARED, _ANONYMOUS = 1, 0x20  # for mmap
_NO_NEW_PRIVILEGES, _SET_FILTER = 38, (22, 2)  # for prctl

MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
# Name: number on x86-64, on aarch64. No code of a notebook needs any of these.
NEVER = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "socket": (41, 198),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    "mq_open": (240, 180),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264),
    "open_by_handle_at": (304, 265),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    # Files in memory that no limit counts.
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    # The turn of another process of the same user at the processor, the disk and the memory.
    "setpriority": (141, 140),
    "ioprio_set": (251, 30),
    "sched_setparam": (142, 118),
    "sched_setscheduler": (144, 119),
    "sched_setaffinity": (203, 122),
    "sched_setattr": (314, 274),
    "migrate_pages": (256, 238),
    "move_pages": (279, 239),
}
# What Landlock leaves open: to change the mode, owner, times or attributes of files that it keeps shut.
CHANGES_FILES = {
    "chmod": (90, None),
    "fchmod": (91, 52),
    "fchmodat": (268, 53),
    "fchmodat2": (452, 452),
    "chown": (92, None),
    "fchown": (93, 55),
    "lchown": (94, None),
    "fchownat": (260, 54),
    "setxattr": (188, 5),
    "lsetxattr": (189, 6),
    "fsetxattr": (190, 7),
    "removexattr": (197, 14),
    "lremovexattr": (198, 15),
    "fremovexattr": (199, 16),
    "utime": (132, None),
    "utimes": (235, None),
    "futimesat": (261, None),
    "utimensat": (280, 88),
}
# Signals, which Landlock holds back only from Linux 6.12 on: their target is the first argument.
SIGNALS = {"kill": (62, 129), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138)}
OTHER_SIGNALS = {"tkill": (200, 130), "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424)}
CLONE, CLONE3, IOCTL, PRLIMIT, MMAP = (56, 220), (435, 435), (16, 29), (302, 261), (9, 222)


def program(machine, keep_files=False, only_signal=None):
    """Assemble the filter.

    Parameters
    ----------
    machine : str
        What ``platform.machine()`` says: x86_64 or aarch64.
    keep_files : bool
        Also refuse to change mode, owner, times and attributes of files, where no mount keeps them.
    only_signal : int, optional
        The one process that may get signals; by default the filter leaves signals alone.

    Returns
    -------
    bytes
        Instructions of eight bytes each. A refused call fails with EPERM; one made in the numbering of
        another machine ends the process.

    Raises
    ------
    ValueError
        For another machine.

    Examples
    --------
    >>> len(program("x86_64")) % 8
    0
    """
    if machine not in MACHINES:
        raise ValueError(f"no system-call filter for the machine {machine}; use x86_64 or aarch64")
    mark, column = MACHINES[machine]
    refuse, allow = (RETURN, 0, 0, DENY | errno.EPERM), (RETURN, 0, 0, ALLOW)
    code = [(LOAD, 0, 0, _MACHINE), (EQUAL, 1, 0, mark), (RETURN, 0, 0, KILL), (LOAD, 0, 0, _NUMBER)]
    if machine == "x86_64":
        code += [(AT_LEAST, 0, 1, _X32), (RETURN, 0, 0, KILL)]
    shut = NEVER | (CHANGES_FILES if keep_files else {}) | (OTHER_SIGNALS if only_signal else {})
    for numbers in shut.values():
        if numbers[column] is not None:
            code += [(EQUAL, 0, 1, numbers[column]), refuse]
    code += [(EQUAL, 0, 1, CLONE3[column]), (RETURN, 0, 0, DENY | errno.ENOSYS)]  # libc then takes clone
    code += [(EQUAL, 0, 4, CLONE[column]), (LOAD, 0, 0, _FIRST), (ANY_BIT, 0, 1, _NEW_NAMESPACES)]
    code += [refuse, allow]
    code += [(EQUAL, 0, 4, IOCTL[column]), (LOAD, 0, 0, _SECOND), (EQUAL, 0, 1, _TIOCSTI), refuse, allow]
    # Limits are changed for oneself, whom 0 names, and never for another process.
    code += [(EQUAL, 0, 4, PRLIMIT[column]), (LOAD, 0, 0, _FIRST), (EQUAL, 0, 1, 0), allow, refuse]
    # Memory that is shared but is no file stays in use when nobody has it mapped in, so nothing counts it.
    code += [(EQUAL, 0, 5, MMAP[column]), (LOAD, 0, 0, _FOURTH), (ANY_BIT, 0, 2, _ANONYMOUS)]
    code += [(ANY_BIT, 0, 1, _SHARED), refuse, allow]
    if only_signal:
        for numbers in SIGNALS.values():
            code += [(EQUAL, 0, 4, numbers[column]), (LOAD, 0, 0, _FIRST), (EQUAL, 0, 1, only_signal)]
            code += [allow, refuse]
    return b"".join(struct.pack("=HBBI", *step) for step in [*code, allow])


def load(**choices):
    """Put the filter on this process and all that it will start; it cannot be taken off again.

    Parameters
    ----------
    **choices
        As for `program`.

    Raises
    ------
    OSError
        If the kernel refuses it.

    Examples
    --------
    It changes the process that calls it: ``load(keep_files=True)``.
    """
    steps = program(platform.machine(), **choices)
    buffer = ctypes.create_string_buffer(steps)
    # struct sock_fprog: how many instructions, and where.
    about = struct.pack("HxxxxxxP", len(steps) // 8, ctypes.addressof(buffer))
    prctl(_NO_NEW_PRIVILEGES, 1)
    prctl(*_SET_FILTER, ctypes.c_char_p(about))


def prctl(*arguments):
    """Call ``prctl`` and raise what it says.

    Parameters
    ----------
    *arguments : int or ctypes value
        The option, then up to four arguments.

    Raises
    ------
    OSError
        If the call fails.

    Examples
    --------
    >>> prctl(4, 1)  # PR_SET_DUMPABLE: this process may be looked into, as by default
    """
    padded = [*arguments, *[0] * (5 - len(arguments))]
    words = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in padded[1:]]
    if ctypes.CDLL(None, use_errno=True).prctl(padded[0], *words):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))

"""The few system calls that Python's standard library lacks, by ctypes. Linux only."""

from __future__ import annotations

import ctypes
import os
import platform
from typing import Any

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18
MNT_DETACH = 2

PR_SET_PDEATHSIG = 1
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_CHILD_SUBREAPER = 36
PR_SET_NO_NEW_PRIVS = 38

SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
SYS_CAPSET = {"x86_64": 126, "aarch64": 91}
SYS_MOUNT_SETATTR = 442
SYS_LANDLOCK_RESTRICT_SELF = 446
AT_RECURSIVE = 0x8000
CAPABILITY_VERSION_3 = 0x20080522


class MountAttributes(ctypes.Structure):
    """`struct mount_attr` of mount_setattr(2)."""

    _fields_ = [
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("userns", ctypes.c_uint64),
    ]


class Filter(ctypes.Structure):
    """`struct sock_fprog` of seccomp(2)."""

    _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces that the flags name for new ones."""
    _checked(_libc().unshare(ctypes.c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """mount(2)."""
    result = _libc().mount(
        source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode()
    )
    _checked(result, f"mount {target}")


def unmount(target: str) -> None:
    """Detach a mount at once, its memory as soon as nobody uses it."""
    _checked(_libc().umount2(target.encode(), MNT_DETACH), f"umount {target}")


def restrict_mount(target: str, flags: int, recursive: bool) -> None:
    """Add read-only, nosuid, nodev or noexec to a mount (mount_setattr, Linux 5.12)."""
    attributes = MountAttributes(flags, 0, 0, 0)
    result = _libc().syscall(
        SYS_MOUNT_SETATTR,
        -100,
        target.encode(),
        AT_RECURSIVE if recursive else 0,
        ctypes.byref(attributes),
        ctypes.sizeof(attributes),
    )
    _checked(result, f"mount_setattr {target}")


def pivot_root(root: str) -> None:
    """Make `root` the root of the file system and drop the old one."""
    os.chdir(root)
    number = SYS_PIVOT_ROOT[platform.machine()]
    _checked(_libc().syscall(number, b".", b"."), "pivot_root")
    unmount(".")
    os.chdir("/")


def prctl(option: int, first: int, second: int = 0) -> None:
    """prctl(2) with up to two operands."""
    result = _libc().prctl(option, ctypes.c_ulong(first), ctypes.c_ulong(second), 0, 0)
    _checked(result, f"prctl {option}")


def drop_bounding() -> None:
    """Empty the set of capabilities that this process could ever gain again."""
    for number in range(64):
        try:
            prctl(PR_CAPBSET_DROP, number)
        except OSError:
            break  # past the last capability that this kernel knows


def drop_capabilities() -> None:
    """Give up every capability that this process has."""
    head = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    _checked(_libc().syscall(SYS_CAPSET[platform.machine()], head, sets), "capset")


def restrict_files(ruleset: int) -> None:
    """Put this process under a Landlock ruleset, given by its file descriptor."""
    _checked(_libc().syscall(SYS_LANDLOCK_RESTRICT_SELF, ruleset, 0), "landlock_restrict_self")


def filter_calls(program: bytes) -> None:
    """Put this process under a seccomp filter, given as a BPF program."""
    buffer = ctypes.create_string_buffer(program, len(program))
    code = Filter(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    address = ctypes.addressof(code)
    result = _libc().prctl(PR_SET_SECCOMP, 2, ctypes.c_ulong(address), 0, 0)
    _checked(result, "seccomp")
    del buffer

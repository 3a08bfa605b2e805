"""What this host's kernel can do against student code, prepared once in the trusted process.

Landlock rulesets and seccomp programs are made here with well-kept libraries and handed to the
fork server as a descriptor and as bytes, so that the child needs neither library and pays nothing
for making them.
"""

import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from grader.sandbox.child import kernel

FORBIDDEN = (
    # other programs and processes
    "fork vfork execve execveat ptrace process_vm_readv process_vm_writev pidfd_getfd "
    "pidfd_send_signal pidfd_open kcmp personality process_madvise process_mrelease "
    "kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo "
    # network and other ways out; io_uring would go round this filter
    "socket bind connect listen accept accept4 io_uring_setup io_uring_enter io_uring_register "
    # namespaces, mounts, roots
    "unshare setns mount umount2 pivot_root chroot move_mount open_tree open_tree_attr fsopen "
    "fsconfig fsmount fspick mount_setattr name_to_handle_at open_by_handle_at "
    # kernel objects that outlive a process or count against nobody
    "shmget shmat shmctl semget semop semctl msgget msgsnd msgrcv msgctl mq_open memfd_create "
    "memfd_secret add_key request_key keyctl inotify_init inotify_init1 fanotify_init "
    # the machine itself
    "bpf perf_event_open userfaultfd kexec_load kexec_file_load init_module finit_module "
    "delete_module reboot swapon swapoff sethostname setdomainname settimeofday clock_settime "
    "adjtimex clock_adjtime quotactl acct syslog ioperm iopl vhangup lookup_dcookie"
).split()

OF_ANOTHER = (  # harmless for the process itself (id 0), and each has the id as this operand
    ("prlimit64", 0),
    ("sched_setaffinity", 0),
    ("sched_setscheduler", 0),
    ("sched_setparam", 0),
    ("sched_setattr", 0),
    ("setpriority", 1),
    ("ioprio_set", 1),
    ("migrate_pages", 0),
    ("move_pages", 0),
    ("setpgid", 0),
)
COMPILING = tuple("fork vfork execve execveat kill tkill tgkill clone prctl".split())
"""What a supervisor needs beyond student code, to start a compiler or a compiled program."""

RUNNING = ("execve",)
"""What a compiled program needs beyond Python code: to become itself. It starts no other one."""

CLONE_THREAD = 0x00010000
EPERM = 1
ENOSYS = 38


def system_call_filter(allowed: Sequence[str] = ()) -> bytes:
    """A BPF program that refuses what student code has no need of; b"" where it can't be made.

    allowed: system calls to be let through all the same, `clone` and `prctl` whatever they ask.

    `fork()` of glibc is `clone`, so clone is refused unless it makes a thread; clone3, whose flags
    a filter can't see, "doesn't exist", so that glibc starts threads with clone.
    """
    if sys.platform != "linux":
        return b""
    try:
        import pyseccomp as seccomp
    except (ImportError, OSError, RuntimeError):
        return b""
    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    denied = seccomp.ERRNO(EPERM)
    refused: list[tuple[str, tuple[Any, ...]]] = [
        (name, ()) for name in FORBIDDEN if name not in allowed
    ]
    refused += [(name, (seccomp.Arg(at, seccomp.NE, 0),)) for name, at in OF_ANOTHER]
    for name, operands in refused:
        try:
            rules.add_rule(denied, name, *operands)
        except (OSError, ValueError, RuntimeError):
            continue  # this architecture or libseccomp doesn't know the call
    if "clone" not in allowed:
        rules.add_rule(denied, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    rules.add_rule(seccomp.ERRNO(ENOSYS), "clone3")
    if "prctl" not in allowed:
        rules.add_rule(denied, "prctl", seccomp.Arg(0, seccomp.EQ, kernel.PR_SET_PDEATHSIG))
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()


def file_ruleset(visible: Iterable[str], devices: Iterable[str], home: Path) -> int:
    """A Landlock ruleset: `visible` may be read, `home` written, no TCP, no signals to others.

    Returns a descriptor that the caller closes, or -1 where the kernel or the library lacks it.
    """
    if sys.platform != "linux":
        return -1
    try:
        from landlockpy import (
            AccessFS,
            LandlockError,
            Ruleset,
            Scope,
            abi_version,
            fs_for_abi,
        )
    except ImportError:
        return -1
    try:
        with Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET) as rules:
            for path in visible:
                file = AccessFS.READ_FILE | AccessFS.EXECUTE
                rules.allow_path(path, file | AccessFS.READ_DIR if os.path.isdir(path) else file)
            for path in devices:
                rules.allow_path(path, AccessFS.READ_FILE | AccessFS.WRITE_FILE)
            rules.allow_path(home, fs_for_abi(abi_version()))
            return os.dup(rules.fileno())
    except LandlockError:
        return -1

"""What student code can't do, asked from inside, with mounts and without (`bench` has both)."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

from grader.errors import StudentError
from grader.sandbox.host import interpreter

INSIDE = """
import ctypes, os, resource, signal, socket, subprocess, sys, threading
LIBC = ctypes.CDLL(None, use_errno=True)

def listing(path): return ",".join(os.listdir(path))
def content(path): return open(path, "rb").read(100)
def make(path):
    with open(path, "w") as file: file.write("x")
    return True
def link(path):
    os.symlink(path, "link"); return open("link").read(10)
def hard(path):
    os.link(path, "hard"); return True
def remove(path): os.unlink(path); return True
def enter(path): os.chdir(path); return True
def inspect(path): return os.stat(path).st_size

def syscall(number, *args):
    ctypes.set_errno(0)
    result = LIBC.syscall(ctypes.c_long(number), *[ctypes.c_long(a) for a in args])
    return int(result), ctypes.get_errno()

def prctl(option): return LIBC.prctl(option, 0, 0, 0, 0)
def ids(): return os.getresuid() + os.getresgid() + (len(os.getgroups()),)
def capabilities():
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)(*[7] * 6)
    assert LIBC.capget(head, sets) == 0
    return bytes(sets)
def bounding(): return sum(LIBC.prctl(23, n, 0, 0, 0) == 1 for n in range(64))
def descriptors():
    found = []
    for number in range(4096):
        try: os.fstat(number)
        except OSError: continue
        found.append(number)
    return tuple(found)
def null(number): return os.fstat(number).st_rdev
def environment(): return "\\n".join(f"{k}={v}" for k, v in os.environ.items())
def limit(name): return resource.getrlimit(getattr(resource, name))
def raise_limit(name):
    soft, hard = resource.getrlimit(getattr(resource, name))
    resource.setrlimit(getattr(resource, name), (hard, hard + 1))
    return True
def host(): return os.uname().nodename
def user(): return os.getpid(), os.getppid(), os.getsid(0)
def kill(target, number=9): os.kill(target, number); return True
def forked():
    pid = os.fork()
    if pid == 0: os._exit(0)
    return True
def spawned(): subprocess.run(["/bin/true"]); return True
def executed(): os.execv(sys.executable or "/usr/bin/python3", ["python"]); return True
def posix_spawned(): return os.posix_spawn("/bin/true", ["true"], {})
def opened(family, kind): socket.socket(family, kind); return True
def connected(port): socket.create_connection(("127.0.0.1", port), 1); return True
def threads():
    done = []
    made = [threading.Thread(target=done.append, args=(n,)) for n in range(4)]
    for thread in made: thread.start()
    for thread in made: thread.join()
    return len(done)
"""


@pytest.fixture
def inside(bench: Any) -> Any:
    return bench.run(INSIDE)


# --- files ---


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "/etc/hostname", "/root/.bashrc", "/proc/self/status", "/proc/1/environ",
     "/proc/self/mem", "/sys/kernel/hostname", "/dev/mem", "/dev/shm/x", "/dev/tty", "/dev/ptmx"],
)  # fmt: skip
def test_files_of_the_host_cannot_be_read(inside: Any, path: str) -> None:
    with pytest.raises(StudentError):
        inside.content(path)


@pytest.mark.parametrize("path", ["/", "/etc", "/proc", "/sys", "/dev", "/dev/shm", "/tmp", "/var",
                                  "/root", "../.."])  # fmt: skip
def test_folders_of_the_host_cannot_be_listed(inside: Any, path: str) -> None:
    with pytest.raises(StudentError):
        inside.listing(path)


def test_this_course_cannot_be_reached(inside: Any) -> None:
    project = Path(__file__).parents[2]
    secret = next((project / "assignments").glob("*/tests/hidden/test_*.py"))
    for ask in (inside.content, inside.link, inside.hard, inside.remove):
        with pytest.raises(StudentError):
            ask(str(secret))
    assert secret.is_file()
    with pytest.raises(StudentError):
        inside.listing(str(project))
    try:
        inside.enter(str(secret.parent))
    except StudentError:
        return
    for ask, path in ((inside.listing, "."), (inside.content, secret.name)):
        with pytest.raises(StudentError):  # Landlock lets it in, but not look around
            ask(path)


@pytest.mark.parametrize("folder", ["/", "/tmp", "/dev/shm", "/var/tmp", "/home", "/run"])
def test_nothing_can_be_written_outside(inside: Any, folder: str) -> None:
    path = f"{folder}/grader-proof-{os.getpid()}"
    with pytest.raises(StudentError):
        inside.make(path)
    assert not os.path.exists(path)


def test_the_interpreter_and_its_packages_can_be_read_but_not_written(inside: Any) -> None:
    import numpy

    packages = Path(numpy.__file__).parent
    assert inside.inspect(str(packages / "__init__.py")) > 0
    with pytest.raises(StudentError):
        inside.make(str(packages / "planted.py"))
    with pytest.raises(StudentError):
        inside.make(str(packages.parent / "planted.pth"))
    assert not (packages / "planted.py").exists()
    for path in interpreter("").packages_at:
        assert not (Path(path) / "planted.pth").exists()


def test_its_own_folder_is_empty_and_can_be_written(inside: Any) -> None:
    assert inside.listing(".") == "work.py"
    assert inside.make("result.txt") is True
    assert inside.content("result.txt") == b"x"


# --- network ---


@pytest.mark.parametrize(
    ("family", "kind"), [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (10, 1), (16, 3), (17, 3), (38, 5)]
)
def test_no_socket_of_any_family(inside: Any, family: int, kind: int) -> None:
    with pytest.raises(StudentError, match="PermissionError"):
        inside.opened(family, kind)


def test_no_connection_to_this_host(inside: Any) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        with pytest.raises(StudentError):
            inside.connected(listener.getsockname()[1])
        with pytest.raises(TimeoutError):
            listener.accept()


# --- processes ---


@pytest.mark.parametrize("way", ["forked", "spawned", "executed", "posix_spawned"])
def test_no_new_process_or_program(inside: Any, way: str) -> None:
    with pytest.raises(StudentError):
        getattr(inside, way)()


def test_threads_can_be_had(inside: Any) -> None:
    """A right submission may use them; clone is refused for processes alone."""
    assert inside.threads() == 4


@pytest.mark.parametrize("target", ["parent", "self", "group", "all", "init"])
def test_no_signal_to_anybody(inside: Any, bench: Any, target: str) -> None:
    process = bench.sessions[0].process
    server = bench.launcher.server
    to = {"parent": os.getpid(), "self": process.pid, "group": 0, "all": -1, "init": 1}[target]
    with pytest.raises(StudentError, match="PermissionError"):
        inside.kill(to, 0 if target in ("all", "group") else 9)
    assert server.poll() is None
    assert inside.ids()


REFUSED = {  # numbers of x86-64; a call that doesn't exist there is refused too
    "ptrace": (101, 0, 0, 0, 0),
    "process_vm_readv": (310, 1, 0, 0, 0, 0, 0),
    "mount": (165, 0, 0, 0, 0, 0),
    "unshare a user namespace": (272, 0x10000000),
    "unshare a mount namespace": (272, 0x20000),
    "setns": (308, 0, 0),
    "chroot": (161, 0),
    "open_tree": (428, -100, 0, 1),
    "io_uring_setup": (425, 8, 0),
    "bpf": (321, 0, 0, 0),
    "perf_event_open": (298, 0, 0, 0, 0, 0),
    "userfaultfd": (323, 0),
    "memfd_create": (319, 0, 0),
    "add_key": (248, 0, 0, 0, 0, 0),
    "keyctl": (250, 0, 0),
    "shmget": (29, 0, 4096, 0o1600),
    "msgget": (68, 0, 0o1600),
    "mq_open": (240, 0, 0, 0, 0),
    "pidfd_open": (434, 1, 0),
    "execveat": (322, -100, 0, 0, 0, 0),
    "vfork by its number": (58,),
    "clone a process": (56, 17, 0, 0, 0, 0),
    "tgkill": (234, 1, 1, 9),
    "rt_sigqueueinfo": (129, 1, 9, 0),
    "limits of another process": (302, 1, 0, 0, 0),
    "priority of another process": (141, 0, 1, 19),
    "processors of another process": (203, 1, 0, 0),
    "signal at the parent's death": (157, 1, 0, 0, 0, 0),
}


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="system call numbers of x86-64")
@pytest.mark.parametrize("call", REFUSED.values(), ids=REFUSED.keys())
def test_system_calls_are_refused(inside: Any, call: tuple[int, ...]) -> None:
    result, reason = inside.syscall(*call)
    assert (result, reason) == (-1, errno.EPERM)


def test_clone3_does_not_exist(inside: Any) -> None:
    assert inside.syscall(435, 0, 0) == (-1, errno.ENOSYS)


# --- rights ---


def test_no_capability_and_none_to_gain(inside: Any) -> None:
    assert inside.capabilities() == bytes(24)
    assert inside.prctl(39) == 1  # no_new_privs
    assert inside.prctl(21) == 2  # seccomp filters
    if os.geteuid() == 0:
        assert inside.bounding() == 0


def test_another_user_where_the_grader_is_root(inside: Any, bench: Any) -> None:
    *ids, groups = inside.ids()
    if os.geteuid() == 0:
        assert min(ids) >= 2_000_000_000
        assert groups == 0
        other = bench.run(INSIDE)
        assert other.ids()[0] != ids[0]
    else:
        assert ids[0] == os.geteuid()


def test_only_the_connection_is_open(inside: Any) -> None:
    found = inside.descriptors()
    assert found[:3] == (0, 1, 2)
    assert len(found) == 4
    assert {inside.null(n) for n in (0, 1, 2)} == {os.stat(os.devnull).st_rdev}


def test_the_environment_is_the_child_s_own(bench: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("GRADER_SECRET", "swordfish")
    text = bench.run(INSIDE).environment()
    assert {line.split("=")[0] for line in text.split("\n")} <= {
        "PATH", "HOME", "TMPDIR", "LANG", "MPLBACKEND", "MPLCONFIGDIR", "LC_CTYPE",
    }  # fmt: skip


def test_limits_are_set_and_cannot_be_raised(inside: Any) -> None:
    assert inside.limit("RLIMIT_CORE") == (0, 0)
    assert inside.limit("RLIMIT_NOFILE")[1] <= 64
    assert inside.limit("RLIMIT_NPROC")[1] <= 64
    assert inside.limit("RLIMIT_FSIZE")[1] <= 128 << 20
    assert inside.limit("RLIMIT_CPU")[1] <= 62
    for name in ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_NOFILE", "RLIMIT_FSIZE"):
        with pytest.raises(StudentError):
            inside.raise_limit(name)


def test_its_own_process_tree_and_host_name(jail: Any) -> None:
    if not jail.launcher.jailed:
        pytest.skip(f"this host gives no namespaces: {jail.launcher.problem}")
    submission = jail.run(INSIDE)
    assert submission.user() == (1, 0, 1)
    assert submission.host() == "localhost"


def test_every_protection_is_reported(jail: Any) -> None:
    names = {p.name: p.on for p in jail.launcher.isolation.protections}
    assert set(names) == {"file system", "network", "processes", "system calls", "user", "limits"}


def test_the_temporary_folder_tells_nothing(inside: Any) -> None:
    with pytest.raises(StudentError):
        inside.listing(tempfile.gettempdir())

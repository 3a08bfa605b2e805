"""Compiled programs gain no more rights than Python code has, and leave nothing."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from grader.errors import (
    CheckFailed,
    Crash,
    HostError,
    NotCompiled,
    SubmissionFault,
    TimeLimit,
)
from grader.sandbox import compiled, protections

from .compilers import LIMITS, PROJECT, cpp, java, needs

# --- what it can't do ---

TRIES = """
static int bad = 0;
static void refused(const char* what, long result) {
  if (result >= 0) { std::cout << what << " "; bad++; }
}
"""


def test_cpp_is_refused_what_python_is(hardened: Any) -> None:
    secret = next((PROJECT / "assignments").glob("*/tests/hidden/test_*.py"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        body = f"""
        refused("fork", fork()); refused("vfork", syscall(58));
        refused("thread of a process", syscall(56, 17, 0, 0, 0, 0));
        refused("inet", socket(AF_INET, SOCK_STREAM, 0));
        refused("unix", socket(AF_UNIX, SOCK_STREAM, 0));
        refused("course", open("{secret}", O_RDONLY));
        refused("passwd", open("/etc/passwd", O_RDONLY));
        refused("environ", open("/proc/self/environ", O_RDONLY));
        refused("parent", open("/proc/1/mem", O_RDONLY));
        refused("tmp", open("/tmp/grader-proof", O_RDWR | O_CREAT, 0600));
        refused("usr", open("/usr/bin/grader-proof", O_RDWR | O_CREAT, 0700));
        refused("kill parent", kill(getppid(), SIGKILL));
        refused("kill all", kill(-1, SIGKILL));
        refused("ptrace", syscall(101, 16, getppid(), 0, 0));
        refused("unshare", syscall(272, 0x10000000));
        refused("mount", syscall(165, 0, 0, 0, 0, 0));
        refused("setuid", setuid(0));
        std::cout << bad;"""
        run = hardened.hand_in(cpp(body, f"#include <sys/syscall.h>\n{TRIES}"), LIMITS)("work")
        with pytest.raises(TimeoutError):
            listener.accept()
    assert run.stdout == "0"
    assert not os.path.exists("/tmp/grader-proof")


def test_another_program_in_its_place_has_no_more_rights(hardened: Any) -> None:
    """It may become another program, since that is how it came to be; the refusals stay."""
    body = 'execl("/bin/sh", "sh", "-c", "echo in; (echo forked); cat /etc/passwd", (char*)0);'
    run = hardened.hand_in(cpp(f"{body}\nreturn 7;"), LIMITS)("work", fails=True)
    assert "forked" not in run.stdout
    assert "root" not in run.stdout


def test_java_is_refused_what_python_is(hardened: Any) -> None:
    secret = next((PROJECT / "assignments").glob("*/tests/hidden/test_*.py"))
    more = (
        "interface Try { void run() throws Exception; }\n"
        "static void refused(String what, Try t) {\n"
        "  try { t.run(); System.out.print(what + ' '); } catch (Throwable e) { }\n}\n"
    )
    body = f"""
    refused("exec", () -> Runtime.getRuntime().exec("/bin/true").waitFor());
    refused("socket", () -> new ServerSocket(0));
    refused("connect", () -> new Socket("127.0.0.1", 22));
    refused("course", () -> Files.readAllBytes(Paths.get("{secret}")));
    refused("passwd", () -> Files.readAllBytes(Paths.get("/etc/passwd")));
    refused("environ", () -> Files.readAllBytes(Paths.get("/proc/self/environ")));
    refused("tmp", () -> Files.write(Paths.get("/tmp/grader-proof"), new byte[1]));
    Thread t = new Thread(() -> System.out.print("thread"));
    t.start(); t.join();"""
    assert hardened.hand_in(java(body, more), LIMITS)("work").stdout == "thread"


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/dev/tty", "course"])
def test_the_compiler_reads_no_file_of_the_host(hardened: Any, path: str) -> None:
    if path == "course":
        path = str(next((PROJECT / "reference").glob("*/*.py")))
    for line in (f'#include "{path}"', f'asm(".incbin \\"{path}\\"");'):
        with pytest.raises(SubmissionFault) as caught:
            hardened.hand_in(cpp("", line), LIMITS)("work")
        assert isinstance(caught.value, NotCompiled)
        assert "root:" not in caught.value.message


def test_only_regular_files_come_back(runner: Any) -> None:
    body = (
        'int r = symlink("/etc/passwd", "metrics.txt"); r += mkfifo("pipe", 0600);\n'
        'std::ofstream("real.txt") << r;'
    )
    run = runner.hand_in(cpp(body), LIMITS)("work")
    assert run.files == {"real.txt": b"0"}
    with pytest.raises(CheckFailed, match=r"did not write metrics\.txt"):
        run.text("metrics.txt")


def test_a_flood_is_bounded(hardest: Any) -> None:
    flood = cpp('for (int i = 0; i < 300000; i++) puts("xxxxxxxxx");')
    assert len(hardest.hand_in(flood, LIMITS)("work").stdout) < 1200
    loop = "for (int i = 0; i < 60; i++) f << s;"
    files = cpp(f'std::ofstream f("big"); std::string s(1 << 20, 120);\n{loop}')
    with pytest.raises((CheckFailed, Crash)):
        hardest.hand_in(files, LIMITS)("work")


def test_nothing_is_left(hardened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "SLEEP_FACTOR", 0.2)
    monkeypatch.setattr(compiled, "SLEEP_EXTRA", 0.0)
    plant = 'std::cout << std::ifstream("planted").good(); std::ofstream("planted") << 1;\n'
    programs = hardened.hand_in(cpp(f"{plant}while (argc > 1) pause();"), LIMITS)
    server = hardened.launcher.with_compilers()
    folders = os.listdir(server.folder / "home")
    assert programs("work").stdout == "0"
    with pytest.raises(TimeLimit):
        programs("work", ["for ever"])
    assert programs("work").stdout == "0"
    children = Path(f"/proc/{server.server.pid}/task/{server.server.pid}/children")
    assert children.read_text() == ""
    assert os.listdir(server.folder / "home") == folders


@pytest.mark.parametrize("lacking", ["system_call_filter", "file_ruleset"])
def test_nothing_is_compiled_where_it_cannot_be_isolated(
    lacking: str, hardest: Any, landlock_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is seccomp; the second is Landlock, on a host that gives no mounts."""
    needs("cpp")
    server = type(landlock_server)(landlock_server.assignment)
    try:
        nothing = {"system_call_filter": b"", "file_ruleset": -1}[lacking]
        monkeypatch.setattr(protections, lacking, lambda *_: nothing)
        programs = type(hardest)(server, "landlock").hand_in(cpp(""), LIMITS)
        for _ in range(2):
            with pytest.raises(HostError, match="can't isolate programs in Java"):
                programs("work")
    finally:
        server.close()


def test_the_report_says_by_what_means(hardened: Any) -> None:
    programs = hardened.hand_in(cpp(""), LIMITS)
    programs("work")
    programs("work")
    (note,) = programs.session.notes
    assert note.startswith("work.cpp is compiled and run under: ")
    assert "seccomp" in note
    assert ("mount namespace" in note) == (hardened.kind == "jail")

"""Programs in Java and C++: compiled once, run in every mode of the sandbox, and unable to harm."""

import os
import re
import shutil
import socket
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.errors import (
    CheckFailed,
    Crash,
    HostError,
    MemoryLimit,
    NotCompiled,
    StudentError,
    SubmissionFault,
    TimeLimit,
)
from grader.model import Limits
from grader.sandbox import compiled, protections, toolchain

PROJECT = Path(__file__).parents[2]
LIMITS = Limits(check_seconds=2.0, total_seconds=120.0, memory_mb=256, output_kb=1)
CPP_FILE = "work.cpp"
JAVA_FILE = "work.java"


def needs(language: str) -> None:
    """Skip where this host has no compiler of the language."""
    for tool in {"cpp": ["g++"], "java": ["javac", "java"]}[language]:
        if shutil.which(tool) is None:
            pytest.skip(f"this host has no {tool}")


def cpp(body: str, more: str = "") -> dict[str, str | bytes]:
    """A submission of one C++ file with this body of `main`."""
    needs("cpp")
    names = "cerrno cstdio cstdlib cstring fstream iostream string vector stdexcept thread".split()
    names += ["unistd.h", "fcntl.h", "signal.h", "sys/socket.h", "sys/stat.h", "sys/types.h"]
    head = "".join(f"#include <{name}>\n" for name in names)
    text = f"{head}{more}\nint main(int argc, char** argv) {{\n{body}\nreturn 0;\n}}\n"
    return {CPP_FILE: text}


def java(body: str, more: str = "", package: str = "") -> dict[str, str | bytes]:
    """A submission of one Java file with this body of `main`."""
    needs("java")
    head = f"{package}import java.io.*; import java.net.*; import java.nio.file.*;\n"
    return {
        JAVA_FILE: f"{head}public class work {{\n{more}\n"
        f"public static void main(String[] args) throws Exception {{\n{body}\n}}\n}}\n"
    }


COPY = {
    "cpp": (
        cpp,
        "std::ifstream in(argv[1]); std::string s; in >> s;\n"
        "std::ofstream(argv[2]) << s << '!';\nstd::cout << argc;\nstd::cerr << \"w\";",
    ),
    "java": (
        java,
        "String s = new String(Files.readAllBytes(Paths.get(args[0])));\n"
        'Files.write(Paths.get(args[1]), (s + "!").getBytes());\n'
        'System.out.print(args.length + 1);\nSystem.err.print("w");',
    ),
}


@pytest.mark.parametrize("language", ["cpp", "java"])
def test_a_program_reads_and_writes(runner: Any, language: str) -> None:
    make, body = COPY[language]
    programs = runner.hand_in(make(body), LIMITS)
    for word in ("abc", "xyz"):
        run = programs("work", ["in.txt", "out.txt"], files={"in.txt": word.encode()})
        assert (run.exit_code, run.stdout, run.stderr) == (0, "3", "w")
        assert run.files == {"out.txt": f"{word}!".encode()}


def test_python_goes_first_where_the_manifest_says_so(hardest: Any) -> None:
    programs = hardest.hand_in({**cpp('std::cout << "cpp";'), "work.py": "print('python')"})
    assert programs("work").stdout == "python\n"


def test_it_is_compiled_once(hardest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = hardest.hand_in(cpp('std::cout << "x";'), LIMITS)
    assert programs("work").stdout == "x"
    monkeypatch.setattr(compiled.Compiled, "_compile", lambda self: pytest.fail("compiled again"))
    assert programs("work").stdout == "x"


def test_headers_and_classes_beside_it_are_found(hardest: Any) -> None:
    files = cpp("std::cout << half(4);", '#include "half.h"')
    programs = hardest.hand_in(
        {**files, "half.h": "inline int half(int x) { return x / 2; }\n"}, LIMITS
    )
    assert programs("work").stdout == "2"
    files = java("System.out.print(Half.of(4));")
    half = "class Half { static int of(int x) { return x / 2; } }\n"
    assert hardest.hand_in({**files, "Half.java": half}, LIMITS)("work").stdout == "2"


def test_a_java_file_with_a_package_and_a_windows_mark(hardest: Any) -> None:
    files = java('System.out.print("é".length());', package="package hw.five;\n")
    text = files[JAVA_FILE]
    assert isinstance(text, str)
    programs = hardest.hand_in({JAVA_FILE: b"\xef\xbb\xbf" + text.encode()}, LIMITS)
    assert programs("work").stdout == "1"


def test_class_path_and_include_folders(runner: Any, tmp_path: Path) -> None:
    needs("cpp")
    if runner.kind != "plain":
        pytest.skip("hardened servers are shared by tests, and see no folder of this one")
    (tmp_path / "twice.h").write_text("inline int twice(int x) { return 2 * x; }\n")
    programs = runner.hand_in(cpp("std::cout << twice(4);", "#include <twice.h>"), LIMITS)
    with pytest.raises(NotCompiled, match=r"twice\.h"):
        programs("work")
    session = programs.session
    session.built.clear()
    spec = session.assignment.programs[0]
    for folder, fault in ((tmp_path, None), (tmp_path / "missing", HostError)):
        changed = msgspec.structs.replace(spec, include=(str(folder),))
        session.assignment = msgspec.structs.replace(session.assignment, programs=(changed,))
        session.built.clear()
        if fault is None:
            assert programs("work").stdout == "8"
        else:
            with pytest.raises(HostError, match=r"lacks .*missing"):
                programs("work")


# --- how it fails ---


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (lambda: cpp("int x = ;"), r"work.cpp does not compile: work.cpp, line \d+: expected"),
        (lambda: cpp("f();", "int f();"), r"does not compile: undefined reference to .f\(\)"),
        (lambda: cpp("", "#include <nowhere.h>"), r"nowhere.h: No such file"),
        (lambda: java("int x = ;"), r"work.java does not compile: work.java, line 5: illegal"),
        (lambda: java("Matrix m = null;"), r"line 5: cannot find symbol"),
    ],
)
def test_what_the_compiler_says_is_feedback(hardest: Any, files: Any, told: str) -> None:
    programs = hardest.hand_in(files(), LIMITS)
    for _ in range(2):
        with pytest.raises(NotCompiled, match=told) as caught:
            programs("work")
        assert caught.value.status == "error"
        assert len(caught.value.message) < 1000


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (lambda: cpp('std::cerr << "bad file\\n"; return 3;'), r"exit code 3, bad file"),
        (lambda: java("System.exit(4);"), r"exit code 4"),
        (
            lambda: java("int[] x = new int[2];\nx[args.length + 2] = 1;"),
            r"ArrayIndexOutOfBoundsException: Index 2 .* \(work.java, line 6: x\[args",
        ),
        (
            lambda: java(
                'throw new Odd("why");',
                "static class Odd extends RuntimeException { Odd(String s) { super(s); } }",
            ),
            r"Odd: why \(work.java, line 5",
        ),
    ],
)
def test_exit_codes_and_exceptions(hardest: Any, files: Any, told: str) -> None:
    programs = hardest.hand_in(files(), LIMITS)
    with pytest.raises(StudentError) as caught:
        programs("work")
    assert re.search(told, caught.value.full())
    assert programs("work", fails=True).exit_code in (1, 3, 4)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        (lambda: cpp("int* p = nullptr; return *p;"), Crash),
        (lambda: cpp("std::vector<int> v(2); v.at(5) = 1;"), Crash),
        (lambda: cpp("abort();"), Crash),
        (lambda: cpp("for (volatile long i = 0;; i++);"), TimeLimit),
        (lambda: java("for (int i = 0;; i = i * 3 + 1) if (i == 7777) args = null;"), TimeLimit),
    ],
)
def test_a_program_that_ends_badly_ends_alone(hardest: Any, files: Any, fault: type) -> None:
    with pytest.raises(fault):
        hardest.hand_in(files(), LIMITS)("work")
    assert hardest.run("print(1)").stdout == "1\n"


@pytest.mark.parametrize(
    "files",
    [
        lambda: cpp("std::vector<char> v(1u << 30, 'x'); std::cout << v[argc];"),
        lambda: java(
            "byte[][] x = new byte[64][];\nfor (int i = 0;; i++) x[i] = new byte[1 << 24];"
        ),
    ],
)
def test_memory_is_limited(hardened: Any, files: Any) -> None:
    with pytest.raises(MemoryLimit):
        hardened.hand_in(files(), LIMITS)("work")


def test_who_sleeps_is_ended(runner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "SLEEP_FACTOR", 0.5)
    monkeypatch.setattr(compiled, "SLEEP_EXTRA", 0.0)
    with pytest.raises(TimeLimit):
        runner.hand_in(cpp("sleep(60);"), LIMITS)("work")


def test_the_compiler_has_a_time_of_its_own(hardest: Any) -> None:
    bomb = "template <int N, int M> struct G { G<N - 1, M> a; G<N - 1, M + 1> b; };\n"
    programs = hardest.hand_in(cpp("G<800, 0> g;", bomb), LIMITS)
    spec = msgspec.structs.replace(programs.session.assignment.programs[0], compile_seconds=1.0)
    programs.session.assignment = msgspec.structs.replace(
        programs.session.assignment, programs=(spec,)
    )
    with pytest.raises((TimeLimit, NotCompiled)):
        programs("work")


def test_no_compiler_is_the_host_s_fault(runner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = runner.hand_in({"work.java": "class work {}"})
    monkeypatch.setattr(toolchain.shutil, "which", lambda name: None)
    with pytest.raises(HostError, match="no javac"):
        programs("work")


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

"""Programs in Java and C++: compiled once, run in every mode of the sandbox, and unable to harm."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.errors import (
    Crash,
    HostError,
    MemoryLimit,
    NotCompiled,
    StudentError,
    TimeLimit,
)
from grader.sandbox import compiled, toolchain

from .compilers import JAVA_FILE, LIMITS, cpp, java, needs

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


def test_further_files_are_linked_where_the_program_needs_them(hardest: Any) -> None:
    files = cpp("std::cout << half(4);", "int half(int x);")
    half = "int half(int x) { return x / 2; }\n"
    draft = "int main() { return 1; }\nint half(int x) { return 0; }\n"
    programs = hardest.hand_in({**files, "half.cpp": half, "draft.cpp": draft}, LIMITS)
    assert programs("work").stdout == "2"
    whole = cpp("std::cout << half(4);", half)
    old = "int half(int x) { return 0; }\n"  # an older piece of the same program
    assert hardest.hand_in({**whole, "old.cpp": old}, LIMITS)("work").stdout == "2"
    with pytest.raises(NotCompiled, match="undefined reference"):
        hardest.hand_in({**files, "other.cpp": "int other() { return 1; }\n"}, LIMITS)("work")


@pytest.mark.parametrize("folder", ["@d", "-x"])
def test_a_path_is_no_option_of_the_compiler(hardest: Any, folder: str) -> None:
    """`@d/work.cpp` would read options from `d/work.cpp`."""
    (text,) = cpp('std::cout << "x";').values()
    options = "-wrapper /usr/bin/echo,hi"
    programs = hardest.hand_in({f"{folder}/work.cpp": text, "d/work.cpp": options}, LIMITS)
    assert programs("work").stdout == "x"


def test_a_comment_on_main_is_no_program(hardest: Any) -> None:
    files = cpp("std::cout << half(4);", "int half(int x);")
    half = "// main() calls this\nint half(int x) { return x / 2; }\n"
    assert hardest.hand_in({**files, "half.cpp": half}, LIMITS)("work").stdout == "2"


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
        (lambda: java("Matrix m = null;"), r"line 5: cannot find symbol \(class Matrix\)$"),
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

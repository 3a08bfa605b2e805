"""The compilers of this host, how they are called, and what they need to see."""

import glob
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from grader.errors import HostError
from grader.model import ProgramSpec
from grader.sandbox.handed import HandedIn

BUILD = "grader-build"
"""The folder, in a program's own, that the compiler writes to."""

JAVA_EXTRA_MB = 1024
"""Address space that a Java machine reserves beyond the memory of the program."""

JVM = (
    "-XX:+UseSerialGC -XX:-UsePerfData -XX:CompressedClassSpaceSize=64m "
    "-XX:ReservedCodeCacheSize=96m -XX:ErrorFile=/dev/null"
).split()
PARTS = ("bin", "lib", "lib64", "libexec", "include")
SHARED_PREFIXES = ("/", "/usr", "/usr/local")


class Toolchain(Protocol):
    """One language: what compiles it and what runs the result."""

    @property
    def extra_mb(self) -> int:
        """MiB of address space that the language itself takes."""

    def environment(self) -> dict[str, str]:
        """What compiler and program need in their environment."""

    def compiling(self, spec: ProgramSpec, found: HandedIn) -> list[str]:
        """The command that compiles a program into BUILD.

        The student's paths begin with `./`: compilers take `-x` and `@x` for more than names.
        """

    def running(self, spec: ProgramSpec, found: HandedIn, memory_mb: int) -> list[str]:
        """The command that runs it, without the program's own arguments."""

    def program(self) -> str:
        """The file that must be made executable, or ""."""


class Cpp(NamedTuple):
    """g++, at this path."""

    compiler: str
    extra_mb: int = 0

    def environment(self) -> dict[str, str]:
        """Nothing."""
        return {}

    def compiling(self, spec: ProgramSpec, found: HandedIn) -> list[str]:
        """The standard of the course texts, optimised, with few and plain messages."""
        include = [f"-I{folder}" for folder in spec.include]
        plain = ["-fdiagnostics-color=never", "-fmax-errors=5", "-w"]
        return [
            self.compiler,
            "-std=c++11",
            "-O2",
            *plain,
            *include,
            "-o",
            self.program(),
            *(f"./{path}" for path in (found.path, *found.beside)),
        ]

    def running(self, spec: ProgramSpec, found: HandedIn, memory_mb: int) -> list[str]:
        """The program itself."""
        return [f"./{self.program()}"]

    def program(self) -> str:
        """The compiled program."""
        return f"{BUILD}/program"


class Java(NamedTuple):
    """javac and java, at these paths."""

    compiler: str
    machine: str
    extra_mb: int = JAVA_EXTRA_MB

    def environment(self) -> dict[str, str]:
        """Where its libraries are: it finds them itself only where there is a /proc."""
        return {"LD_LIBRARY_PATH": str(Path(self.machine).parents[1] / "lib")}

    def compiling(self, spec: ProgramSpec, found: HandedIn) -> list[str]:
        """The class and those of the same folder that it uses; no annotation processor runs."""
        folder = os.path.dirname(found.path) or "."
        path = os.pathsep.join(_classes(spec)) or "."
        machine = [f"-J{word}" for word in ("-Xmx512m", *JVM)]
        plain = ["-proc:none", "-nowarn", "-Xmaxerrs", "5", "-encoding", "UTF-8"]
        return [
            *(self.compiler, *machine, *plain, "-cp", path, "-sourcepath", folder),
            *("-d", BUILD, f"./{found.path}"),
        ]

    def running(self, spec: ProgramSpec, found: HandedIn, memory_mb: int) -> list[str]:
        """The class of the program's name, in the package that its file declares."""
        path = os.pathsep.join((BUILD, *_classes(spec)))
        machine = [f"-Xmx{memory_mb}m", *JVM, "-Dfile.encoding=UTF-8", "-Djava.io.tmpdir=."]
        return [self.machine, *machine, "-cp", path, found.java_class()]

    def program(self) -> str:
        """Nothing: classes are read."""
        return ""


def toolchain(language: str) -> Toolchain:
    """The compiler of a language; HostError where this host has none."""
    if language == "cpp":
        return Cpp(_find("g++", "install g++ (Debian: apt-get install g++)"))
    todo = "install a JDK (Debian: apt-get install default-jdk-headless)"
    return Java(_find("javac", todo), _find("java", todo))


def _classes(spec: ProgramSpec) -> Iterator[str]:
    """The class path: of a folder, its classes and its archives."""
    for entry in spec.class_path:
        yield entry
        if os.path.isdir(entry):
            yield os.path.join(entry, "*")


def _find(name: str, todo: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise HostError(f"this host has no {name}, which a submission's program needs: {todo}")
    return os.path.realpath(found)


def visible_tools(programs: Sequence[ProgramSpec]) -> tuple[str, ...]:
    """What of this host's files compilers need to read, and compiled programs may."""
    found = [shutil.which(name) for name in ("g++", "javac", "java", "as", "ld")]
    paths = [path for name in found if name for path in _around(os.path.realpath(name))]
    paths += glob.glob("/etc/java-*-openjdk")  # Debian's JDK has links there
    paths += [entry for spec in programs for entry in (*spec.class_path, *spec.include)]
    return tuple(dict.fromkeys(path for path in paths if os.path.exists(path)))


def _around(tool: str) -> Iterator[str]:
    prefix = Path(tool).parents[1]
    if str(prefix) not in SHARED_PREFIXES:
        yield str(prefix)  # a JDK or compiler in a folder of its own
        return
    for part in PARTS:
        yield str(prefix / part)

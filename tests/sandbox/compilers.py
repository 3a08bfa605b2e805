"""Small programs in C++ and Java, and the need of their compilers."""

import shutil
from pathlib import Path

import pytest

from grader.model import Limits

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

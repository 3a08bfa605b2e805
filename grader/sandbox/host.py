"""The interpreter a course names, and what student code may see of this host's files."""

import functools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from grader.errors import HostError
from grader.model import Record

LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/etc/ld.so.cache")
PROBE = """
import json, os, sys, sysconfig
from importlib.metadata import PackageNotFoundError, version
paths = [p for p in sys.path if os.path.basename(p) in ("site-packages", "dist-packages")]
lib = [sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]
lib += [sysconfig.get_config_var("LIBDIR") or ""]
try:
    numpy = version("numpy")
except PackageNotFoundError:
    numpy = ""
print(json.dumps({"version": list(sys.version_info[:3]), "packages": paths, "lib": lib,
                  "base": os.path.join(sys.base_prefix, "lib"), "numpy": numpy}))
"""


class Interpreter(Record, frozen=True, kw_only=True):
    """A Python that can run student code.

    python, numpy: their versions. packages_at: its folders of installed packages; libraries: what
    it needs to start.
    """

    path: str
    python: str
    numpy: str
    packages_at: tuple[str, ...]
    libraries: tuple[str, ...]


@functools.cache
def interpreter(python: str) -> Interpreter:
    """The interpreter that a manifest names: "" (the grader's), "3.9", or a path.

    Raises HostError where there is none, it is older than 3.9, or it has no numpy.
    """
    path = _find(python)
    try:
        answer = subprocess.run(
            [path, "-I", "-c", PROBE],  # -I: a json.py where the grader was started isn't ours
            capture_output=True,
            timeout=60,
            check=True,
            env={},
            cwd="/",
        )
        told = json.loads(answer.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise HostError(
            f"the interpreter {path} doesn't start ({_reason(error)}): "
            "mend it, or change `python` in [child]"
        ) from None
    release = ".".join(map(str, told["version"]))
    if tuple(told["version"]) < (3, 9):
        raise HostError(f"{path} is Python {release}, 3.9 or newer is needed")
    if not told["numpy"]:
        raise HostError(f"{path} lacks numpy: install it there, or change `python` in [child]")
    return Interpreter(
        path=path,
        python=release,
        numpy=str(told["numpy"]),
        packages_at=tuple(told["packages"]),
        libraries=tuple(p for p in [*told["lib"], told["base"]] if p and os.path.isdir(p)),
    )


def _reason(error: Exception) -> str:
    """Why a program gave no answer, in a few words."""
    if isinstance(error, subprocess.CalledProcessError):
        last = error.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        return ": ".join([f"exit status {error.returncode}", *(line[:100] for line in last)])
    if isinstance(error, subprocess.TimeoutExpired):
        return "no answer within a minute"
    if isinstance(error, OSError):
        return error.strerror or "unknown fault"
    return "it doesn't answer as Python does"


def _find(python: str) -> str:
    if not python:
        return sys.executable
    if "/" in python or "\\" in python:
        return os.path.abspath(Path(python).expanduser())
    found = shutil.which(f"python{python}")
    if found is None:
        raise HostError(
            f"no python{python} on this host: install it, or change `python` in [child]"
        )
    return found


def visible_paths(chosen: Interpreter) -> list[str]:
    """What a child may read: shared libraries, the interpreter's library, its packages."""
    paths = [*LIBRARIES, *chosen.libraries, *chosen.packages_at]
    return sorted({path for path in paths if os.path.exists(path)})


def refuse_overlap(visible: Iterable[str], hidden: Iterable[Path]) -> None:
    """Raise HostError if a folder that must stay hidden lies in what a child may read."""
    for folder in hidden:
        real = folder.resolve()
        for path in visible:
            if real.is_relative_to(Path(path).resolve()):
                raise HostError(
                    f"{folder} lies in {path}, which student code may read: "
                    "keep the course outside the interpreter's folders"
                )

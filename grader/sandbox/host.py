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

    Of a version the first on the PATH counts that starts, is this version and has numpy.
    Raises HostError where there is none, it is older than 3.9, or it has no numpy.
    """
    named = python if "/" in python or "\\" in python else ""
    if python and not named:
        return _of_version(python)
    try:
        return _usable(os.path.abspath(Path(named).expanduser()) if named else sys.executable)
    except _Unfit as unfit:
        raise HostError(f"{unfit.reason}: {unfit.advice}, or change `python` in [child]") from None


class _Unfit(Exception):
    """An interpreter can't run student code: why, and what would mend that."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


def _of_version(version: str) -> Interpreter:
    """The first on the PATH that will do: shims of version managers may well not start."""
    unfit: list[str] = []
    for path in _on_path(f"python{version}"):
        try:
            found = _usable(path)
        except _Unfit as error:
            unfit.append(error.reason)
            continue
        if found.python.startswith(f"{version}."):
            return found
        unfit.append(f"{path} is Python {found.python}")
    tried = f" that will do (tried: {'; '.join(unfit)})" if unfit else ""
    raise HostError(
        f"no python{version} on this host{tried}: install it with numpy, "
        "or change `python` in [child]"
    )


def _on_path(name: str) -> list[str]:
    """Every program of this name on the PATH, in its order, each folder once.

    Folders relative to where the grader was started don't count: submissions may lie there.
    """
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    once = {
        os.path.realpath(folder): folder for folder in reversed(folders) if os.path.isabs(folder)
    }
    found = (shutil.which(name, path=folder) for folder in reversed(once.values()))
    return [os.path.abspath(path) for path in found if path is not None]


def _usable(path: str) -> Interpreter:
    """The interpreter at a path, after it was asked what it is; _Unfit where it won't do."""
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
        raise _Unfit(f"{path} doesn't start ({_reason(error)})", "mend it") from None
    release = ".".join(map(str, told["version"]))
    if tuple(told["version"]) < (3, 9):
        raise _Unfit(f"{path} is Python {release}, 3.9 or newer is needed", "name another")
    if not told["numpy"]:
        raise _Unfit(f"{path} lacks numpy", "install it there")
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

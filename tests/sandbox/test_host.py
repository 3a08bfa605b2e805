"""Which interpreter a version means: the first on the whole PATH that will do."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from grader.errors import HostError
from grader.sandbox import host

REFUSES = "echo 'shim: python3.9: command not found' >&2; exit 127"


def answer(version: tuple[int, int, int], numpy: str = "1.2") -> str:
    told = {"version": version, "numpy": numpy, "packages": [], "lib": [], "base": ""}
    return f"echo '{json.dumps(told)}'"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A PATH of folders with a `python3.9` in each, made of the lines of shell given."""
    host.interpreter.cache_clear()

    def make(*texts: str) -> list[str]:
        made = []
        for number, text in enumerate(texts):
            folder = tmp_path / str(number)
            folder.mkdir()
            program = folder / "python3.9"
            program.write_text(f"#!/bin/sh\n{text}\n")
            program.chmod(0o755)
            made.append(str(program))
        folders = [tmp_path / "gone", *(Path(program).parent for program in made)]
        monkeypatch.setenv("PATH", os.pathsep.join(["", *map(str, folders)]))
        return made

    yield make
    host.interpreter.cache_clear()


def test_the_first_that_will_do_is_taken(path: Any) -> None:
    bad = (REFUSES, answer((3, 9, 1), numpy=""), answer((3, 10, 2)), "echo no json")
    programs = path(*bad, answer((3, 9, 7)), answer((3, 9, 8)))
    found = host.interpreter("3.9")
    assert (found.path, found.python, found.numpy) == (programs[4], "3.9.7", "1.2")


def test_a_link_to_another_interpreter_is_another(path: Any, tmp_path: Path) -> None:
    """A virtual environment's interpreter is a link, and has packages of its own."""
    told = [answer((3, 9, 1), numpy=numpy) for numpy in ("", "1.2")]
    (base,) = path(f'case "$0" in *venv*) {told[1]};; *) {told[0]};; esac')
    venv = tmp_path / "venv"
    venv.mkdir()
    (venv / "python3.9").symlink_to(base)
    os.environ["PATH"] += f"{os.pathsep}{venv}"
    assert host.interpreter("3.9").path == str(venv / "python3.9")


def test_what_was_tried_is_told_where_none_will_do(path: Any, tmp_path: Path) -> None:
    programs = path(REFUSES, answer((3, 9, 1), numpy=""), answer((3, 10, 2)))
    (tmp_path / "again").symlink_to(tmp_path / "1")
    os.environ["PATH"] += f"{os.pathsep}{tmp_path / 'again'}"
    with pytest.raises(HostError) as caught:
        host.interpreter("3.9")
    told = str(caught.value)
    assert told.startswith("no python3.9 on this host that will do (tried: ")
    assert f"{programs[0]} doesn't start (exit status 127: shim: python3.9: command" in told
    assert told.count("lacks numpy") == 1  # one folder by two names is one
    assert f"{programs[1]} lacks numpy" in told
    assert f"{programs[2]} is Python 3.10.2" in told
    assert "\n" not in told


def test_what_lies_where_grading_starts_is_no_interpreter(
    path: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path(answer((3, 9, 7)))
    monkeypatch.chdir(tmp_path / "0")
    for folders in ("", ".", f".{os.pathsep}", "../0"):
        monkeypatch.setenv("PATH", folders)
        with pytest.raises(HostError, match="on this host: install"):
            host.interpreter("3.9")


def test_one_that_is_nowhere_has_nothing_tried(path: Any) -> None:
    path()
    with pytest.raises(HostError, match=r"no python3\.9 on this host: install it with numpy, or"):
        host.interpreter("3.9")

"""The last look at a handout before students get it."""

import re
import tomllib
from pathlib import Path
from typing import Any

from grader.handout.secrets import Secrets, numbers, secrets, squeeze, tests_in
from grader.model import CourseAssignment

_KINDS = frozenset({".csv", ".json", ".md", ".py", ".toml", ".txt"})
_MARKER = re.compile(r"(begin|end)[\W_]*solution", re.IGNORECASE)
_NOT_OURS = ("__pycache__", ".pytest_cache")


def leaks(out: Path, assignment: CourseAssignment) -> list[str]:
    """What the folder `out` gives away, one line each, `path:line: ...`; [] when it is clean.

    Looks for files that no rule allows (byte code, backups, notebooks, links, private folders),
    hidden test files and functions, lines of solutions, expected values and left markers, in code,
    comments and docstrings alike. Works on any folder, whoever made it.
    """
    allowed = _allowed(assignment)
    hidden = _hidden_texts(assignment)
    secret = secrets(assignment)
    answered = _answered(assignment)
    found: list[str] = []
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_dir() and not path.is_symlink():
            if not any(other.startswith(f"{name}/") for other in allowed):
                found.append(f"{name}:1: no folder of the handout")
            continue
        if path.is_symlink() or name not in allowed:
            found.append(f"{name}:1: no file of the handout")
            continue
        try:
            text = path.read_bytes().decode()
        except UnicodeDecodeError:
            found.append(f"{name}:1: not UTF-8 text, so it can't be searched")
            continue
        if "".join(text.split()) in hidden:
            found.append(f"{name}:1: is the hidden file {hidden[''.join(text.split())]}")
        found += _in_text(name, text, secret)
        if name in answered:
            found += _kept_answers(name, text, answered[name])
    return found


def _allowed(assignment: CourseAssignment) -> set[str]:
    """The names a handout may hold, from the course's folders."""
    names = {"README.md", "grader.toml"}
    listed = {file.path for file in assignment.spec.files}
    roots = [(assignment.public, "tests/public/")]
    if assignment.reference is not None:
        roots.append((assignment.reference, ""))
    for root, prefix in roots:
        for path in root.rglob("*"):
            name = path.relative_to(root).as_posix()
            stub = name.endswith(".py") or name in listed
            private = not prefix and name.startswith("private/")
            if path.is_file() and not private and (prefix or stub):
                names.add(prefix + name)
    return {name for name in names if _harmless(name)}


def _harmless(name: str) -> bool:
    parts = name.split("/")
    odd = any(part.startswith(".") or part in _NOT_OURS for part in parts)
    return not odd and Path(name).suffix in _KINDS


def _hidden_texts(assignment: CourseAssignment) -> dict[str, str]:
    """Text without whitespace -> path of each hidden file that has any text."""
    folder = assignment.hidden
    paths = [] if folder is None else sorted(p for p in folder.rglob("*") if p.is_file())
    texts = {"".join(p.read_bytes().decode(errors="replace").split()): str(p) for p in paths}
    return {text: path for text, path in texts.items() if text}


def _answered(assignment: CourseAssignment) -> dict[str, dict[str, Any]]:
    """Name -> entries of each file of typed answers in the reference."""
    folder = assignment.reference
    paths = [] if folder is None else sorted(folder.rglob("answers.toml"))
    return {
        path.relative_to(folder or path).as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in paths
    }


def _kept_answers(name: str, text: str, right: dict[str, Any]) -> list[str]:
    """Answers of the reference, numbers and single words too, that a file still holds."""
    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return [f"{name}:1: not valid TOML ({error}), so it can't be searched"]
    kept = [key for key, value in entries.items() if value == right.get(key) not in ("", [])]
    return [f"{name}:1: holds the answer to {key}" for key in kept]


def _in_text(name: str, text: str, secret: Secrets) -> list[str]:
    """Leaks in one file. A stub is generated, so in it even a line that tells nothing is a leak."""
    is_stub = name.endswith((".py", "answers.toml")) and not name.startswith("tests/")
    wanted = [line for line in secret.lines if is_stub or line.telling]
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        squeezed = squeeze(line)
        if _MARKER.search(line):
            found.append(f"{name}:{number}: a solution marker")
        found += [
            f"{name}:{number}: repeats {one.origin}, which students must not get; reword one"
            for one in wanted
            if one.squeezed in squeezed
        ]
        found += [
            f"{name}:{number}: holds the number {value!r} of {secret.numbers[value]}"
            for value in numbers(line)
            if value in secret.numbers
        ]
        found += [
            f"{name}:{number}: defines the hidden test {test} of {secret.tests[test]}"
            for test in tests_in(line)
            if test in secret.tests
        ]
    return found

"""Which files a handout holds, and with which bytes."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from grader.errors import AuthorError, UsageError
from grader.handout.markers import LOOKS_LIKE_MARKER, regions
from grader.handout.stub import strip
from grader.model import CourseAssignment

MARKER = "grader.toml"
VERSION = 1
TEXT = frozenset({".csv", ".json", ".md", ".py", ".toml", ".txt"})
"""What a handout may hold: only text, because nothing else can be searched for leaks."""

_NEEDS_REGION = frozenset({"code", "program"})
_STRIPPED = frozenset({".py", ".toml"})
_CACHES = frozenset({"__pycache__", ".pytest_cache"})  # left by running the files, never copied


def plan(assignment: CourseAssignment) -> dict[str, bytes]:
    """Relative path (forward slashes) -> bytes of every file of the handout, sorted by path.

    Raises AuthorError for a file that no rule hands out or keeps back, for a problem without a
    solution region, and for everything `strip` refuses; UsageError without a reference.
    """
    spec, reference = assignment.spec, assignment.reference
    if reference is None:
        raise UsageError(f"no reference of {spec.id} here: handouts are built inside the course")
    texts = {
        "README.md": read(assignment.folder / "README.md"),
    }
    for path in files(assignment.public):
        _add(texts, f"tests/public/{relative(path, assignment.public)}", read(path), path)
    solved: set[str] = set()
    for path in files(reference):
        name = relative(path, reference)
        if name.startswith("private/"):
            continue
        text, found = _stub(path, name, assignment)
        _add(texts, name, text, path)
        solved |= found
    _refuse_unsolved(assignment, solved)
    expected = {file.path for file in spec.files} & set(texts)
    stubs = {name: digest(texts[name]) for name in sorted(expected)}
    texts[MARKER] = marker(assignment.folder / "assignment.toml", stubs)
    return {name: texts[name].encode() for name in sorted(texts)}


def files(folder: Path) -> Iterator[Path]:
    """Every file below `folder`, sorted, without caches. Raises AuthorError for a link."""
    for path in sorted(folder.rglob("*")):
        if _CACHES.intersection(path.relative_to(folder).parts):
            continue
        if path.is_symlink():
            raise AuthorError(f"{path}:1: is a link; a handout holds files only, copy it instead")
        if path.is_file():
            yield path


def relative(path: Path, folder: Path) -> str:
    """Path below `folder`, with forward slashes."""
    return path.relative_to(folder).as_posix()


def read(path: Path) -> str:
    """The text of an author's file, with LF line ends and one at its end.

    Raises AuthorError when it is missing, not UTF-8 or of a kind that a handout can't hold.
    """
    if path.suffix not in TEXT or path.name.startswith("."):
        kinds = ", ".join(sorted(TEXT))
        raise AuthorError(f"{path}:1: can't be handed out: expected one of {kinds}; remove it")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise AuthorError(f"{path}:1: missing, and part of every handout") from error
    except UnicodeDecodeError as error:
        raise AuthorError(f"{path}:1: not UTF-8 text ({error}); save it as UTF-8") from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") or not text else text + "\n"


def digest(text: str) -> str:
    """SHA-256 (hex) of a file's text, whatever its line ends and the blank at its end."""
    lines = text.removeprefix("\ufeff").rstrip().splitlines()
    return sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def handed_out(assignment: CourseAssignment) -> dict[str, str]:
    """Digests of the expected Python files as students get them, by path.

    Raises AuthorError as `plan` does.
    """
    folder = assignment.reference
    paths = [file.path for file in assignment.spec.files if file.path.endswith(".py")]
    pairs = [(path, folder / path) for path in paths] if folder is not None else []
    return {path: digest(_stub(file, path, assignment)[0]) for path, file in pairs}


def marker(manifest: Path, stubs: Mapping[str, str]) -> str:
    """The public manifest: the author's text and the tables that make a folder a handout.

    stubs: digests of the expected files as they are handed out, by path.
    Raises AuthorError when the manifest is no TOML or already has a `[handout]` table.
    """
    text = read(manifest)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AuthorError(f"{manifest}:1: not valid TOML: {error}") from error
    if "handout" in table:
        raise AuthorError(f"{manifest}:1: [handout] is written by the toolkit; remove it")
    files = "".join(f'{json.dumps(path)} = "{value}"\n' for path, value in stubs.items())
    return f"{text}\n[handout]\nversion = {VERSION}\n\n[handout.files]\n{files}"


def _add(texts: dict[str, str], name: str, text: str, path: Path) -> None:
    if name in texts:
        raise AuthorError(f"{path}:1: the handout already has another {name}; rename this one")
    texts[name] = text


def _stub(path: Path, name: str, assignment: CourseAssignment) -> tuple[str, set[str]]:
    """Text of a reference file as students get it, and the problems it has regions of."""
    listed = name in {file.path for file in assignment.spec.files}
    if path.suffix != ".py" and not listed:
        raise AuthorError(
            f"{path}:1: not Python and not among the manifest's files; "
            "list it there or move it to the reference's private/ folder"
        )
    text = read(path)
    if path.suffix not in _STRIPPED:
        for number, line in enumerate(text.split("\n"), start=1):
            if LOOKS_LIKE_MARKER.search(line):
                raise AuthorError(
                    f"{path}:{number}: solution markers work in Python and TOML alone"
                )
        return text, set()
    problems = {problem.id for problem in assignment.spec.problems}
    found = {region.problem for region in regions(text, str(path), problems)}
    if not found and not listed and text.strip():
        raise AuthorError(
            f"{path}:1: has no solution region and isn't among the manifest's files; "
            "list it there to hand it out whole, or move it to the reference's private/ folder"
        )
    return strip(text, str(path), problems), found


def _refuse_unsolved(assignment: CourseAssignment, solved: set[str]) -> None:
    for problem in assignment.spec.problems:
        if problem.kind in _NEEDS_REGION and problem.id not in solved:
            raise AuthorError(
                f"{assignment.folder / 'assignment.toml'}:1: problem {problem.id} has no solution "
                f"region; expected '# BEGIN SOLUTION {problem.id} <hint>' in {assignment.reference}"
            )

"""What a manifest of the right form must fulfil to make sense."""

import ast
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from grader import datasets
from grader.course.locate import KeyPath, line_of
from grader.course.manifest import Places
from grader.course.marker import ID_PATTERN
from grader.course.programs import check_program_folders, check_programs
from grader.errors import AuthorError
from grader.model import Assignment, ExpectedFile

_PROBLEM_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
_PYTHON = re.compile(r"3\.(\d{1,2})")
_PLACEHOLDER = re.compile(r"<[^<>]*>")
_PLACEHOLDERS = ("<username>", "<id>")


def check_manifest(spec: Assignment, places: Places) -> None:
    """Refuse a manifest that contradicts itself or names what doesn't exist.

    Raises AuthorError with file and line of the first fault.
    """
    if not ID_PATTERN.fullmatch(spec.id):
        raise places.fault(
            ("id",), f"id {spec.id!r}: expected 1 to 64 of the characters a-z, 0-9 and _"
        )
    if not spec.title.strip():
        raise places.fault(("title",), "title is empty; write what students will read")
    _check_problems(spec, places)
    _check_files(spec, places)
    _check_child(spec, places)
    _check_limits(spec, places)
    check_programs(spec, places)
    for index, name in enumerate(spec.datasets):
        if name not in datasets.names():
            known = ", ".join(datasets.names())
            raise places.fault(("datasets", index), f"unknown dataset {name!r}; known are: {known}")
    for placeholder in _PLACEHOLDER.findall(spec.policies.file_name):
        if placeholder not in _PLACEHOLDERS:
            known = " and ".join(_PLACEHOLDERS)
            raise places.fault(
                ("policies", "file_name"), f"unknown placeholder {placeholder}; known are {known}"
            )
    if spec.policies.explain_from < 1:
        raise places.fault(
            ("policies", "explain_from"),
            f"explain_from is {spec.policies.explain_from}: expected 1, the first attempt, or more",
        )
    pattern = spec.policies.file_name
    if pattern and pattern.count("<username>") != 1:
        raise places.fault(
            ("policies", "file_name"),
            f"file_name {pattern!r}: expected <username> once, where the student's name stands",
        )


def check_folder(spec: Assignment, places: Places, reference: Path) -> None:
    """Refuse an assignment whose folder lacks a part that the manifest promises.

    reference: the course's `reference/<id>/`.
    Raises AuthorError with file and line of the first fault.
    """
    folder = places.path.parent
    if spec.id != folder.name:
        raise places.fault(
            ("id",), f"id {spec.id!r} differs from its folder's name {folder.name!r}; rename one"
        )
    if not (folder / "README.md").is_file():
        raise places.fault(
            (), "README.md is missing beside the manifest; write the task text there"
        )
    for part in ("tests/public", "tests/hidden"):
        if not (folder / part).is_dir():
            raise places.fault((), f"folder {part} is missing beside the manifest; create it")
    check_program_folders(spec, places)
    if not reference.is_dir():
        raise places.fault(("id",), f"reference folder {reference} is missing; create it")
    for index, file in enumerate(spec.files):
        if not (reference / file.path).is_file():
            raise places.fault(
                ("files", index, "path"),
                f"file {file.path!r} is missing in {reference}; write the reference solution there",
            )
        if file.path.endswith(".py"):
            _check_names(file, reference / file.path, ("files", index, "names"), places)


def _check_names(file: ExpectedFile, path: Path, key: KeyPath, places: Places) -> None:
    """Refuse a promised name that the reference binds nowhere."""
    try:
        nodes = list(ast.walk(ast.parse(path.read_bytes(), str(path))))
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise AuthorError(f"{path}:{line}: the reference is no valid Python: {error}") from None
    bound = {name for node in nodes for name in _bound(node)}
    for at, name in enumerate(file.names):
        if name not in bound and "*" not in bound:
            raise places.fault(
                (*key, at), f"{name!r} is defined nowhere in {path}; correct one of the two"
            )


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a statement or expression binds, in whatever scope."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.alias):
        yield (node.asname or node.name).split(".")[0]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id


def _check_problems(spec: Assignment, places: Places) -> None:
    if not spec.problems:
        raise places.fault(("problems",), "no problem; write at least one [[problems]]")
    _check_unique([p.id for p in spec.problems], "problems", "id", places)
    for index, problem in enumerate(spec.problems):
        key = ("problems", index)
        if not _PROBLEM_ID.fullmatch(problem.id):
            raise places.fault(
                (*key, "id"),
                f"problem id {problem.id!r}: expected up to 32 letters, digits, dots, - and _",
            )
        if not problem.title.strip():
            raise places.fault((*key, "title"), f"problem {problem.id}: title is empty")
        if not (math.isfinite(problem.points) and problem.points >= 0):
            raise places.fault(
                (*key, "points"),
                f"problem {problem.id}: expected points of 0 or more, got {problem.points:g}",
            )


def _check_files(spec: Assignment, places: Places) -> None:
    if not spec.files:
        raise places.fault(("files",), "no file; write at least one [[files]] with a path")
    _check_unique([file.path for file in spec.files], "files", "path", places)
    for index, file in enumerate(spec.files):
        if not _is_plain_path(file.path):
            raise places.fault(
                ("files", index, "path"),
                f"file {file.path!r}: expected a relative path with forward slashes, without `..`",
            )
        for at, name in enumerate(file.names):
            if not name.isidentifier():
                raise places.fault(
                    ("files", index, "names", at), f"{name!r} is not a name in Python"
                )


def _is_plain_path(path: str) -> bool:
    """Relative, forward slashes, no step upwards: safe to join to a folder on any system."""
    odd_characters = re.search(r"[\\:\x00-\x1f]", path)
    return odd_characters is None and all(part not in ("", ".", "..") for part in path.split("/"))


def _check_child(spec: Assignment, places: Places) -> None:
    python = spec.child.python
    version = _PYTHON.fullmatch(python)
    named = python and "/" not in python and "\\" not in python
    if named and (version is None or int(version.group(1)) < 9):
        raise places.fault(
            ("child", "python"),
            f'python {python!r}: expected a version such as "3.11" (3.9 or newer), or a path',
        )
    for key in ("packages", "preload"):
        for index, module in enumerate(getattr(spec.child, key)):
            if not all(part.isidentifier() for part in module.split(".")):
                raise places.fault(
                    ("child", key, index), f"{module!r} is not a module that Python can import"
                )


def _check_limits(spec: Assignment, places: Places) -> None:
    for name in spec.limits.__struct_fields__:
        value = getattr(spec.limits, name)
        if not (math.isfinite(value) and value > 0):
            raise places.fault(
                ("limits", name), f"limits.{name}: expected more than 0, got {value}"
            )


def _check_unique(values: Sequence[str], table: str, key: str, places: Places) -> None:
    for index, value in enumerate(values):
        if value in values[:index]:
            first = line_of(places.lines, (table, values.index(value), key))
            raise places.fault(
                (table, index, key), f"{table} {key} {value!r} stands twice, first in line {first}"
            )

"""Collects an assignment's tests once and runs the same items any number of times."""

import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from _pytest.config import ConftestImportFailure, _prepareconfig
from _pytest.main import Session
from _pytest.runner import runtestprotocol

from grader.errors import AuthorError
from grader.model import Check, CourseAssignment, Visibility
from grader.runner import direct, plugin

WITHOUT = ("cacheprovider", "terminal", "logging")
FIXTURES = ("submission", "reference", "rng", "answers", "program", "dataset", "show")
TESTS = "tests can't be collected"
PYTEST_SETTINGS = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


class Collected:
    """The items of an assignment: public first, then hidden, none before one that it requires."""

    def __init__(self, assignment: CourseAssignment, stage: object) -> None:
        """Collect; AuthorError with file and line where a test can't be imported or is no check."""
        folders = [folder for folder in (assignment.public, assignment.hidden) if folder]
        self.stage = stage
        watch = _Watch(stage)
        _forget_modules()
        try:
            self.config = _configure(assignment.folder, folders, watch)
        except pytest.UsageError as error:
            raise AuthorError(f"{assignment.folder}:1: tests can't be collected: {error}") from None
        except ConftestImportFailure as error:
            raise author_error(error, error.path, assignment.folder, TESTS) from None
        except SystemExit as error:  # passed on, it would end the grader as if all were graded
            raise author_error(error, assignment.folder, assignment.folder, TESTS) from None
        self.session = Session.from_config(self.config)
        try:
            self._collect(assignment, watch)
        except BaseException:
            self.close()
            raise

    def _collect(self, assignment: CourseAssignment, watch: "_Watch") -> None:
        self.config.hook.pytest_sessionstart(session=self.session)
        try:
            self.session.perform_collect()
        except SystemExit as error:
            raise author_error(error, assignment.folder, assignment.folder, TESTS) from None
        if watch.fault is not None:
            raise author_error(*watch.fault, assignment.folder, TESTS) from None
        items = [item for item in self.session.items if isinstance(item, pytest.Function)]
        self.items = items
        self.checks = tuple(check_of(item, assignment) for item in items)
        for item, check in zip(items, self.checks, strict=True):
            _verify_fixtures(item, check)
        self.plans = {item.name: direct.plan(item) for item in items}

    @property
    def ask_for_reference(self) -> bool:
        """Whether any of the tests needs the reference solution."""
        infos: list[Any] = [item._fixtureinfo for item in self.items]
        return any("reference" in info.names_closure for info in infos)

    def place(self, check: Check) -> str:
        """`path:line` of the test behind a check; two of one name have a place each."""
        pairs = zip(self.checks, self.items, strict=True)
        return next(_place(item) for one, item in pairs if one is check)

    def run(self, wanted: Sequence[str] | None = None) -> None:
        """Run the items whose check is wanted (None: all), each with fresh fixtures."""
        chosen = [
            item
            for item, check in zip(self.items, self.checks, strict=True)
            if wanted is None or check.id in wanted
        ]
        # pytest keeps what its next test needs of the one before: direct runs are none of its tests
        rest = iter([item for item in chosen if self.plans[item.name] is None][1:])
        for item in chosen:
            how = self.plans[item.name]
            if how is not None:
                direct.run(item, how, self.stage)
            else:
                item._initrequest()
                runtestprotocol(item, log=False, nextitem=next(rest, None))

    def looks_at(self, check: str, file: str) -> bool:
        """Whether a test may see a change of a file: of typed answers, or of code."""
        typed = file == "answers.toml" or file.startswith("answers/")
        wanted = {"answers"} if typed else {"submission", "program"}
        pairs = zip(self.checks, self.items, strict=True)
        infos: list[Any] = [item._fixtureinfo for one, item in pairs if one.id == check]
        return any(wanted & set(info.names_closure) for info in infos)

    def close(self) -> None:
        """Let pytest tidy up."""
        self.config.hook.pytest_sessionfinish(session=self.session, exitstatus=0)
        self.config._ensure_unconfigure()


class _Watch:
    """Registers the stage before anything else, and remembers what could not be collected."""

    def __init__(self, stage: object) -> None:
        self.stage = stage
        self.fault: tuple[BaseException, Path] | None = None

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the stage under the plugin's name for it."""
        config.pluginmanager.register(self.stage, plugin.STAGE)

    def pytest_exception_interact(self, node: Any, call: Any, report: Any) -> None:
        """Keep the first failure of a file, not of a test."""
        if isinstance(node, pytest.Collector) and self.fault is None:
            self.fault = call.excinfo.value, node.path


def _forget_modules() -> None:
    """Forget tests that this process imported for another assignment: their names are the same."""
    for name in list(sys.modules):
        if f"{name}.".startswith(("tests.public.", "tests.hidden.")):
            del sys.modules[name]


def _configure(rootdir: Path, folders: Sequence[Path], watch: _Watch) -> pytest.Config:
    arguments = [
        *map(str, folders),
        "--import-mode=importlib",
        f"--rootdir={rootdir}",
        f"--confcutdir={rootdir}",
        "-c",
        os.devnull,  # no ini file of whoever runs the grader
        *[word for name in WITHOUT for word in ("-p", f"no:{name}")],
        "--capture=no",
        "--disable-plugin-autoload",
    ]
    with _without_own_settings():
        config = _prepareconfig(arguments, plugins=[plugin, watch])
    config._do_configure()
    return config


@contextmanager
def _without_own_settings() -> Iterator[None]:
    """Whoever runs the grader may have settings of pytest in the environment: none count here."""
    kept = {name: os.environ.pop(name) for name in PYTEST_SETTINGS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)


def author_error(error: BaseException, path: Path, folder: Path, what: str) -> AuthorError:
    """What hinders the import of a file of the course, at the line in `folder` that did it.

    what: the sentence that says what can't be done.
    """
    cause = error.cause if isinstance(error, ConftestImportFailure) else error.__cause__ or error
    if isinstance(cause, SyntaxError):
        where = f"{cause.filename}:{cause.lineno}"
    else:
        frames = traceback.extract_tb(cause.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).is_relative_to(folder)]
        where = f"{own[-1].filename}:{own[-1].lineno}" if own else f"{path}:1"
    reason = str(cause.msg if isinstance(cause, SyntaxError) else cause)
    return AuthorError(f"{where}: {what}: {type(cause).__name__}: {reason}")


def _place(item: pytest.Function) -> str:
    return f"{item.path}:{(item.location[1] or 0) + 1}"


def check_of(item: pytest.Function, assignment: CourseAssignment) -> Check:
    """The check that a test is; AuthorError with file and line for a test without `@points`."""
    where = _place(item)
    mark = item.get_closest_marker("points")
    if mark is None:
        raise AuthorError(f"{where}: {item.name} has no @points: say what it is worth")
    public = item.path.is_relative_to(assignment.public)
    visibility: Visibility = "public" if public else "hidden"
    try:
        check = msgspec.convert(
            {**mark.kwargs, "id": item.name, "points": mark.args[0], "visibility": visibility},
            Check,
        )
    except (IndexError, msgspec.ValidationError) as error:
        raise AuthorError(f"{where}: @points of {item.name} is not usable: {error}") from None
    if check.seconds is not None and check.seconds <= 0:
        raise AuthorError(f"{where}: {item.name}: expected seconds above 0, got {check.seconds:g}")
    return check


def _parameters(item: pytest.Function) -> Sequence[str]:
    return tuple(item.callspec.params) if hasattr(item, "callspec") else ()


def _verify_fixtures(item: pytest.Function, check: Check) -> None:
    """Refuse now what would otherwise fail in every submission."""
    info: Any = item._fixtureinfo
    known = {*info.name2fixturedefs, *_parameters(item), "request"}
    unknown = [name for name in info.names_closure if name not in known]
    if unknown:
        raise AuthorError(
            f"{_place(item)}: {item.name} asks for unknown fixtures: {', '.join(unknown)}; "
            f"known are {', '.join(FIXTURES)}, and those of a conftest.py"
        )
    if check.visibility == "public" and "reference" in info.names_closure:
        raise AuthorError(
            f"{_place(item)}: public check {item.name} asks for the reference, which no handout "
            "holds: use golden values or finite differences"
        )

"""The pytest plugin: fixtures of a check, and the way from a test's end to an `Outcome`.

Under `grader run` a `Bench` registers itself as the stage; under plain pytest with
`--submission PATH` the plugin builds one, so that an instructor debugs a hidden test as any test.
Without either the plugin does nothing.
"""

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import numpy as np

    from grader.runner.answers import Answers
    from grader.runner.context import Data, Reference
    from grader.runner.show import Show
    from grader.runner.stage import Stage
    from grader.sandbox.programs import Programs
    from grader.sandbox.proxy import RemoteSubmission

STAGE = "grader-stage"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the plain run."""
    group = parser.getgroup("grader", "grading of one submission")
    group.addoption("--submission", metavar="PATH", help="run the checks against this submission")
    group.addoption(
        "--isolation",
        choices=("full", "none"),
        default="full",
        help="how student code is kept apart (default: full)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Know the mark; build a stage where `--submission` asks for one."""
    config.addinivalue_line("markers", "points(worth, problem, title): a check with points")
    path = config.getoption("--submission", default=None)
    if path and not config.pluginmanager.has_plugin(STAGE):
        from grader.errors import GraderError  # here, because every pytest run loads this plugin
        from grader.sandbox.core import one_thread

        one_thread()
        from grader.runner.plain import plain_stage

        folder = Path(config.args[0].split("::")[0]) if config.args else Path.cwd()
        try:
            stage = plain_stage(folder, Path(path), config.getoption("--isolation"))
        except GraderError as error:
            raise pytest.UsageError(str(error)) from None
        config.pluginmanager.register(stage, STAGE)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close what a plain run opened."""
    stage = config.pluginmanager.get_plugin(STAGE)
    if stage is not None and config.getoption("--submission", default=None):
        stage.close()


def _stage(request: pytest.FixtureRequest) -> "Stage":
    stage: Stage | None = request.config.pluginmanager.get_plugin(STAGE)
    if stage is None:
        pytest.fail("this is a check: run it with --submission PATH, or by `grader run`")
    return stage


def _mark(item: pytest.Item) -> pytest.Mark | None:
    return item.get_closest_marker("points")


@pytest.fixture
def submission(request: pytest.FixtureRequest) -> "RemoteSubmission":
    """The student's names, called in the sandbox."""
    return _stage(request).begin(request.node)


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> "Reference":
    """The reference solution, in the trusted process."""
    return _stage(request).reference()


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> "np.random.Generator":
    """Random numbers of this check and this student."""
    return _stage(request).rng(request.node)


@pytest.fixture
def program(request: pytest.FixtureRequest) -> "Programs":
    """`program("neuralnet", [...], files={...})` runs the student's program in the sandbox."""
    return _stage(request).program(request.node)


@pytest.fixture
def answers(request: pytest.FixtureRequest) -> "Answers":
    """`answers("1.3")` is what the student typed as the answer to a problem."""
    return _stage(request).answers(request.node)


@pytest.fixture
def dataset(request: pytest.FixtureRequest) -> "Data":
    """`dataset("cifar10")` gives its arrays."""
    return _stage(request).data


@pytest.fixture
def show(request: pytest.FixtureRequest) -> "Show":
    """`show.curve(...)`, `.graph(...)`, `.images(...)` and `.table(...)` draw in the report."""
    return _stage(request).show


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put every check after those that it requires, and otherwise leave the order as it is."""
    if not config.pluginmanager.has_plugin(STAGE):
        return
    by_name = {item.name: item for item in items}
    ordered: dict[str, pytest.Item] = {}
    seen: set[str] = set()

    def place(item: pytest.Item) -> None:
        if item.nodeid in seen:
            return
        seen.add(item.nodeid)
        mark = _mark(item)
        for name in mark.kwargs.get("requires", ()) if mark else ():
            if name in by_name:
                place(by_name[name])
        ordered[item.nodeid] = item

    for item in items:
        place(item)
    items[:] = ordered.values()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a check whose prerequisite failed."""
    stage: Any = item.config.pluginmanager.get_plugin(STAGE)
    if stage is not None and _mark(item) is not None:
        stage.prepare(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Make the outcome when a check's test ended, or when its setup failed."""
    report = yield
    stage: Any = item.config.pluginmanager.get_plugin(STAGE)
    if stage is not None and _mark(item) is not None:
        error = call.excinfo.value if call.excinfo else None
        if call.when == "call" or error is not None:
            stage.settle(item, error, call.duration)
    return report

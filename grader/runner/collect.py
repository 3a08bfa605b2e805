"""Collects an assignment's tests once and runs the same items any number of times."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from _pytest.config import _prepareconfig
from _pytest.main import Session
from _pytest.runner import runtestprotocol

from grader.errors import AuthorError
from grader.model import Check, CourseAssignment, Visibility
from grader.runner import plugin


class Collected:
    """The items of an assignment, in the order in which they run: public first, then hidden."""

    def __init__(self, assignment: CourseAssignment, stage: object) -> None:
        """Collect; AuthorError with file and line where a test can't be imported or is no check."""
        folders = [folder for folder in (assignment.public, assignment.hidden) if folder]
        self.config = _configure(assignment.folder, folders, stage)
        self.session = Session.from_config(self.config)
        self.config.hook.pytest_sessionstart(session=self.session)
        self.session.perform_collect()
        _refuse_errors(self.session)
        self.items = [item for item in self.session.items if isinstance(item, pytest.Function)]
        self.checks = tuple(check_of(item, assignment) for item in self.items)
        self.places = {
            check.id: f"{item.location[0]}:{(item.location[1] or 0) + 1}"
            for check, item in zip(self.checks, self.items, strict=True)
        }

    def run(self, wanted: Sequence[str] | None = None) -> None:
        """Run the items whose check is wanted (None: all), each with fresh fixtures."""
        chosen = [
            item
            for item, check in zip(self.items, self.checks, strict=True)
            if wanted is None or check.id in wanted
        ]
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            item._initrequest()
            runtestprotocol(item, log=False, nextitem=following)

    def close(self) -> None:
        """Let pytest tidy up."""
        self.config.hook.pytest_sessionfinish(session=self.session, exitstatus=0)
        self.config._ensure_unconfigure()


class _CollectErrors:
    """Remembers what pytest could not collect."""

    def __init__(self) -> None:
        self.failed: list[Any] = []

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep the failed ones."""
        if report.failed:
            self.failed.append(report)


def _configure(rootdir: Path, folders: Sequence[Path], stage: object) -> pytest.Config:
    arguments = [
        *map(str, folders),
        "--import-mode=importlib",
        f"--rootdir={rootdir}",
        f"--confcutdir={rootdir}",
        "-c",
        os.devnull,  # no ini file of whoever runs the grader
        "-p",
        "no:cacheprovider",
        "-p",
        "no:terminal",
        "-p",
        "no:logging",
        "--capture=no",
        "--disable-plugin-autoload",
    ]
    config = _prepareconfig(arguments, plugins=[plugin, _Named(stage)])
    config._do_configure()
    return config


class _Named:
    """Registers the stage under the plugin's name for it before anything else is configured."""

    def __init__(self, stage: object) -> None:
        self.stage = stage
        self.errors = _CollectErrors()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Register the stage."""
        config.pluginmanager.register(self.stage, plugin.STAGE)
        config.pluginmanager.register(self.errors, "grader-collect-errors")


def _refuse_errors(session: Session) -> None:
    errors: Any = session.config.pluginmanager.get_plugin("grader-collect-errors")
    if errors is not None and errors.failed:
        report = errors.failed[0]
        raise AuthorError(f"{report.nodeid}: can't be collected: {report.longreprtext}")


def check_of(item: pytest.Function, assignment: CourseAssignment) -> Check:
    """The check that a test is; AuthorError with file and line for a test without `@points`."""
    where = f"{item.location[0]}:{(item.location[1] or 0) + 1}"
    mark = item.get_closest_marker("points")
    if mark is None:
        raise AuthorError(f"{where}: {item.name} has no @points: say what it is worth")
    hidden = assignment.hidden is not None and item.path.is_relative_to(assignment.hidden)
    visibility: Visibility = "hidden" if hidden else "public"
    try:
        return Check(
            id=item.name,
            problem=mark.kwargs["problem"],
            title=mark.kwargs["title"],
            points=float(mark.args[0]),
            visibility=visibility,
            requires=tuple(mark.kwargs.get("requires", ())),
            seconds=mark.kwargs.get("seconds"),
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise AuthorError(f"{where}: @points of {item.name} is not usable: {error!r}") from None

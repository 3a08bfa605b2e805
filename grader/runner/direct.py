"""Runs a check without pytest's protocol, where nothing but plain fixtures is asked for.

The protocol costs more than most checks do. A test whose fixtures only return a value (those of
the plugin, and functions of a conftest without teardown) needs none of it: the fixtures are called,
then the test, and the stage gets what came. Anything else (classes, parameters, teardown, other
marks) is for the protocol. `Collected.run` chooses; the outcomes are the same.
"""

import inspect
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from grader.runner import plugin
from grader.sandbox.results import Different


class Request(NamedTuple):
    """What the plugin's fixtures use of pytest's request."""

    config: pytest.Config
    node: pytest.Item


class Plan(NamedTuple):
    """The fixtures of a test, in the order in which they are needed, and its own arguments."""

    fixtures: tuple[tuple[str, Callable[..., Any], tuple[str, ...]], ...]
    arguments: tuple[str, ...]


def plan(item: pytest.Function) -> Plan | None:
    """How to run this test directly, or None where it needs pytest's protocol."""
    info: Any = item._fixtureinfo
    if item.cls is not None or hasattr(item, "callspec"):
        return None
    if any(mark.name != "points" for mark in item.iter_markers()):
        return None
    fixtures: dict[str, tuple[str, Callable[..., Any], tuple[str, ...]]] = {}

    def add(name: str) -> bool:
        if name in fixtures:
            return True
        definitions = info.name2fixturedefs.get(name, ())
        if len(definitions) != 1 or not _is_plain(definitions[0]):
            return False
        names = tuple(n for n in definitions[0].argnames if n != "request")
        if not all(add(needed) for needed in names):
            return False
        fixtures[name] = (name, definitions[0].func, definitions[0].argnames)
        return True

    if not all(add(name) for name in info.initialnames if name != "request"):
        return None
    return Plan(tuple(fixtures.values()), tuple(info.argnames))


def _is_plain(definition: Any) -> bool:
    """Whether a fixture is a function of one test that returns its value and that is all."""
    function = definition.func
    if definition.scope != "function" or definition.params is not None:
        return False
    if inspect.isgeneratorfunction(function) or inspect.iscoroutinefunction(function):
        return False
    return "request" not in definition.argnames or function.__module__ == plugin.__name__


def run(item: pytest.Function, how: Plan, stage: Any) -> None:
    """Run one test; its outcome goes to the stage."""
    start = time.perf_counter()
    error: BaseException | None = None
    try:
        stage.prepare(item)
        values: dict[str, Any] = {"request": Request(item.config, item)}
        for name, function, needed in how.fixtures:
            values[name] = function(**{argument: values[argument] for argument in needed})
        start = time.perf_counter()
        item.obj(**{argument: values[argument] for argument in how.arguments})
    except (KeyboardInterrupt, pytest.exit.Exception, Different):
        raise
    except BaseException as raised:  # pytest's own skip and fail are no Exceptions
        error = raised
    stage.settle(item, error, time.perf_counter() - start)

"""Can a function be called as the task text says?"""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from grader.checks.call import verify_callable
from grader.checks.values import fail, is_remote, shown
from grader.errors import StudentError

POSITIONAL = ("positional_only", "positional_or_keyword")
NAMED = ("positional_or_keyword", "keyword_only")


class Parameter(NamedTuple):
    """One parameter; `kind` as in `inspect.Parameter.kind.name`, lower case."""

    name: str
    kind: str
    default: bool


def signature(function: Callable[..., Any], names: tuple[str, ...], what: str) -> None:
    """Verify that a function takes the arguments it will be given.

    names: the arguments in order. They are passed by position, so the function may call them
        otherwise; a name that ends in "=" is passed by keyword and must be taken under this name.
    what: the function's name in messages.
    Further parameters with defaults, `*args` and `**kwargs` are welcome. Where Python knows no
    signature (some built-in functions) there is nothing to verify.
    Raises CheckFailed, naming what is missing.
    """
    verify_callable(function, what)
    parameters = _parameters(function)
    if parameters is None:
        return
    by_position = [name for name in names if not name.endswith("=")]
    by_keyword = [name[:-1] for name in names if name.endswith("=")]
    _verify_positions(parameters, by_position, what)
    _verify_keywords(parameters, by_keyword, what)
    _verify_rest(parameters, by_position, by_keyword, what)


def _parameters(function: Callable[..., Any]) -> list[Parameter] | None:
    if is_remote(function):
        try:
            given: Any = function.remote_signature()  # type: ignore[attr-defined]
        except StudentError as error:
            if error.kind == "ValueError":  # what `inspect.signature` raises
                return None
            raise
        return [Parameter(str(p["name"]), str(p["kind"]), bool(p["default"])) for p in given]
    try:
        found = inspect.signature(function).parameters.values()
    except ValueError:
        return None
    return [Parameter(p.name, p.kind.name.lower(), p.default is not p.empty) for p in found]


def _verify_positions(parameters: list[Parameter], names: list[str], what: str) -> None:
    places = [p.name for p in parameters if p.kind in POSITIONAL]
    if len(places) >= len(names) or any(p.kind == "var_positional" for p in parameters):
        return
    missing = [name for name in names if name not in places] or names[len(places) :]
    fail(
        f"{what} takes {_list(places)}, but is called with {_list(names)}: "
        f"missing {', '.join(missing)}"
    )


def _verify_keywords(parameters: list[Parameter], names: list[str], what: str) -> None:
    if any(p.kind == "var_keyword" for p in parameters):
        return
    taken = {p.name for p in parameters if p.kind in NAMED}
    missing = [name for name in names if name not in taken]
    if missing:
        fail(f"{what} must take {', '.join(missing)} by keyword, as the task text says")


def _verify_rest(
    parameters: list[Parameter], by_position: list[str], by_keyword: list[str], what: str
) -> None:
    places = [p for p in parameters if p.kind in POSITIONAL]
    rest = places[len(by_position) :] + [p for p in parameters if p.kind == "keyword_only"]
    surplus = [p.name for p in rest if not p.default and p.name not in by_keyword]
    if surplus:
        fail(
            f"{what} needs {_list(surplus)} besides what it is called with "
            f"({', '.join(by_position + by_keyword)}): give it a default"
        )


def _list(names: list[str]) -> str:
    return ", ".join(shown(name) for name in names[:12]) or "no arguments"

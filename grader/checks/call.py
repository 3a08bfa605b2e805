"""Call a function of the submission and count what it returns."""

import inspect
from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from grader.checks.values import RemoteValue, describe, fail, is_remote, shown
from grader.errors import CheckFailed, NotData, Returned


def call(function: Callable[..., Any], *args: Any, returns: str = "", **kwargs: Any) -> Any:
    """Call a function and verify how many values it returns.

    returns: the names of the values in order, e.g. "dx, dw, db". With several names the result is
        a tuple of that many values, however the function packed them (tuple, list, one array).
        With one name it is that value, with "" whatever came back, None included.
    Raises CheckFailed when nothing or another number of values is returned; what the student's
    code raises passes through.
    """
    if not is_remote(function) or function.kind != "function":
        verify_callable(function, name_of(function))
    value = function(*args, **kwargs)
    names = [name.strip() for name in returns.split(",") if name.strip()]
    if not names:
        return value
    if value is None:
        _nothing(names, function)
    return _one(value, names, function) if len(names) == 1 else _several(value, names, function)


def verify_callable(function: object, what: str) -> None:
    """Raise CheckFailed for plain data where a function was expected."""
    if is_remote(function):
        kind = (
            function.kind if function.kind in ("dict", "list", "tuple", "array", "module") else ""
        )
        given = f"of kind {kind}" if kind else ""
    else:
        given = "" if callable(function) else describe(function)
    if given:
        fail(f"{what} is {given}, a function was expected")


def name_of(function: object) -> str:
    """What to call a function in a message.

    A handle may say by a `remote_name` what the check asked for; its `__name__` would be the
    student's word for it.
    """
    if is_remote(function):
        # Not getattr, which may ask the child.
        name = inspect.getattr_static(function, "remote_name", "")
    else:
        name = getattr(function, "__name__", "")
    return shown(name) if type(name) is str and name.isidentifier() else "the function"


def _one(value: Any, names: list[str], function: object) -> Any:
    # `return dx,` makes a tuple of one by accident; a tuple of bare numbers may be the array.
    if type(value) is not tuple:
        return value
    if len(value) == 1:
        return value[0]
    if value and all(np.isscalar(item) and not isinstance(item, str) for item in value):
        return value
    return _wrong_count(len(value), names, function)


def _several(value: Any, names: list[str], function: object) -> tuple[Any, ...]:
    packed = type(value) in (tuple, list) or (is_remote(value) and value.kind in ("tuple", "list"))
    if type(value) is np.ndarray and value.ndim and len(value) == len(names):
        packed = True  # one array of all results unpacks as they would
    if is_remote(value) and value.kind == "object":  # the values of a dict do, too
        value = _items(value)
        packed = type(value) is list
    if not packed:
        _wrong_count(1, names, function)
    count = len(value)
    if count != len(names):
        _wrong_count(count, names, function)
    return tuple(value[index] for index in range(count))


def _items(value: RemoteValue) -> object:
    """What an object gives one after another, as a list; the object where it has no such form."""
    try:
        return value.remote_plain()
    except NotData:
        return value


def _nothing(names: list[str], function: object) -> None:
    wanted = f", {len(names)} values expected: {', '.join(names)}" if len(names) > 1 else ""
    hint = "is a return statement missing?"
    _fail_returned(f"returned nothing (None){wanted}: {hint}", 0, names, function)


def _wrong_count(count: int, names: list[str], function: object) -> None:
    values = "1 value" if count == 1 else f"{count} values"
    told = f"returned {values}, {len(names)} expected: {', '.join(names)}"
    _fail_returned(told, count, names, function)


def _fail_returned(told: str, count: int, names: list[str], function: object) -> NoReturn:
    name = name_of(function)
    failure = CheckFailed(f"{name} {told}")
    failure.returned = Returned(name if name.isidentifier() else "", count, tuple(names))
    raise failure

"""Values as checks see them: exact plain data, made from whatever a submission gave."""

import math
import sys
from typing import Any, NoReturn, Protocol, TypeGuard

import numpy as np
from numpy.typing import NDArray

from grader.errors import AuthorError, CheckFailed, Compared, NotData, Returned

Array = NDArray[Any]

MAX_DEPTH = 50
"""Deeper nesting is no answer to any task, and would exhaust the interpreter's stack."""

ATOMS = (type(None), bool, int, float, complex, str, bytes)
NO_DATA = {"function": "a function", "class": "a class", "module": "a module"}


class RemoteValue(Protocol):
    """A value that stayed with the student's process.

    kind: "dict", "list", "tuple", "array", "function", "class", "module" or "object".
    """

    @property
    def kind(self) -> str: ...

    def remote_plain(self) -> object: ...


def is_remote(value: object) -> TypeGuard[RemoteValue]:
    """Whether this is a handle. Asks the type alone: a handle's attributes live in the child."""
    return hasattr(type(value), "remote_plain")


def fail(message: str, detail: str = "", *, compared: Compared | None = None) -> NoReturn:
    """End the check as failed.

    message: what the student reads; no input and no expected value, since checks may be hidden.
    detail: the numbers, which only public checks show.
    compared: what differs, for the diagnosis alone: that of a failure that is told in other words,
        or one's own.
    Raises CheckFailed, always.
    """
    failure = CheckFailed(message, detail)
    failure.compared = compared
    raise failure


def author_error(message: str) -> AuthorError:
    """The error for a mistake in a test, with the place outside this package that made it."""
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("grader.checks"):
        frame = frame.f_back
    return AuthorError(f"{frame.f_code.co_filename}:{frame.f_lineno}: {message}")


def shown(text: object, width: int = 40) -> str:
    """A student's own name or word for a message: one line, printable, of bounded length."""
    line = "".join(c if c.isprintable() else "?" for c in str(text)[: width + 1])
    return line if len(line) <= width else line[: width - 1] + "…"


def plain(value: object) -> Any:
    """The value as exact plain data, recursively.

    Gives None, bool, int, float, complex, str, bytes, numpy scalars, exact numpy arrays, and
    lists, tuples and dicts of these. Subclasses of arrays become plain arrays.
    Raises CheckFailed where there is no plain form (a function, a class, an object).
    """
    return _plain(value, 0)


def _plain(value: object, depth: int) -> Any:
    if depth > MAX_DEPTH:
        fail(f"plain data was expected, a value nested more than {MAX_DEPTH} deep came")
    kind = type(value)
    if kind in ATOMS or kind is np.ndarray or issubclass(kind, np.generic):
        return value
    if is_remote(value):
        if value.kind in NO_DATA:
            fail(f"data was expected, {NO_DATA[value.kind]} came: was it meant to be called?")
        return _plain(value.remote_plain(), depth + 1)
    if isinstance(value, np.ndarray):
        return np.array(np.ndarray.view(value, np.ndarray))
    return _plain_container(value, depth)


def _plain_container(value: object, depth: int) -> Any:
    if type(value) is list:
        return [_plain(item, depth + 1) for item in value]
    if type(value) is tuple:
        return tuple(_plain(item, depth + 1) for item in value)
    if type(value) is dict:
        return {_plain(k, depth + 1): _plain(v, depth + 1) for k, v in value.items()}
    fail(f"plain data was expected, an object of type {shown(type(value).__name__)} came")


def describe(value: object) -> str:
    """What kind of thing a plain value is, in words, without any of its numbers."""
    if value is None:
        return "nothing (None)"
    if isinstance(value, (np.ndarray, np.generic)) and value.ndim:
        return f"an array of shape {value.shape}"
    words: dict[type, str] = {
        str: "a string",
        bytes: "a byte string",
        dict: "a dict",
        list: "a list",
        tuple: "a tuple",
    }
    return words.get(type(value), "a number")


def numbers(value: object, what: str) -> Array:
    """The value as an exact array of integer, float or complex type, of any shape.

    Takes numbers, arrays, lists and tuples, plain or remote.
    Raises CheckFailed, with a sentence of its own each, for None, text, dicts, objects and
    ragged lists.
    """
    if value is None:
        failure = CheckFailed(f"{what} is None, numbers were expected")
        failure.returned = Returned("", 0, whole=False)
        raise failure
    data = _plain_named(value, what)
    _refuse_leaves(data, what)
    try:
        array = np.array(data)
        if array.dtype == object:  # integers too large for any numpy type
            array = np.array(data, dtype=np.float64)
    except OverflowError:
        fail(f"{what} holds an integer too large for a float")
    except (ValueError, TypeError):
        fail(
            f"{what} is ragged: its rows have different lengths, an array needs equal ones",
        )
    if array.dtype.kind not in "buifc":
        fail(f"{what} has dtype {array.dtype}, numbers were expected")
    return _usual(array)


def _usual(array: Array) -> Array:
    """Truth values as 0 and 1, extended precision as float64."""
    if array.dtype.kind == "b":
        return array.astype(np.int64)
    wide = {"f": np.float64, "c": np.complex128}.get(array.dtype.kind)
    if wide is not None and array.itemsize > np.dtype(wide).itemsize:
        return array.astype(wide)
    return array


def _plain_named(value: object, what: str) -> Any:
    if is_remote(value) and value.kind in NO_DATA:
        fail(f"{what} is {NO_DATA[value.kind]}, numbers were expected: was it meant to be called?")
    try:
        return plain(value)
    except NotData as failure:
        came = failure.came
    fail(f"{what} is or holds {came}, numbers were expected: turn it into a list or an array")


def _refuse_leaves(data: Any, what: str) -> None:
    """Fail on anything inside lists and tuples that is no number."""
    if isinstance(data, (list, tuple)):
        for item in data:
            _refuse_leaves(item, f"an entry of {what}" if not what.startswith("an entry") else what)
    elif data is None:
        fail(f"{what} is None, a number was expected")
    elif isinstance(data, (str, bytes, dict)):
        fail(f"{what} is {describe(data)}, numbers were expected")
    elif isinstance(data, np.ndarray) and data.dtype == object:
        fail(
            f"{what} is an array of Python objects (dtype object), numbers were expected: "
            "are its rows of different lengths, or is one of them None?"
        )


def refuse_half(array: Array, what: str) -> None:
    """Raise CheckFailed for half precision, whose three digits hide small mistakes."""
    if array.dtype == np.float16:
        fail(
            f"{what} is in half precision (dtype float16), which keeps three digits only: "
            "compute in float64 or float32"
        )


def finite_number(value: object, what: str) -> float:
    """The value as one finite real number.

    Takes Python and numpy numbers and arrays with a single entry.
    Raises CheckFailed for anything else, for nan and for infinities.
    """
    array = numbers(value, what)
    if array.size != 1:
        fail(f"{what} is {describe(array)}, one number was expected")
    if array.dtype.kind == "c":
        fail(f"{what} is a complex number, a real one was expected")
    number = float(array.reshape(()))
    if not math.isfinite(number):
        fail(f"{what} is {number}, a finite number was expected")
    return number


def finite_numbers(value: object, count: int, what: str) -> Array:
    """The value as so many finite real numbers (count,): a history, say.

    Each may stand in an array of its own with a single entry.
    Raises CheckFailed for another count, complex numbers, nan and infinities.
    """
    array = numbers(value, what)
    if array.size != count or array.shape[:1] != (count,):
        fail(f"{what} must hold {count} numbers; its shape is {array.shape}")
    if array.dtype.kind == "c":
        fail(f"{what} holds complex numbers, real ones were expected")
    if not np.all(np.isfinite(array)):
        fail(f"{what} holds nan or an infinity")
    return array.reshape(count).astype(np.float64)

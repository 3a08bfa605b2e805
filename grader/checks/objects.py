"""Objects that a submission's classes make, and the dicts of arrays that they keep."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.checks.call import call, name_of
from grader.checks.values import describe, fail, is_remote, plain


def made(cls: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a class of the submission; the object that it makes, a handle.

    Raises CheckFailed where plain data came, without methods: of a function in place of a class.
    """
    found = call(cls, *args, **kwargs)
    if not is_remote(found):
        fail(
            f"{name_of(cls)}(...) gives {describe(found)}, an object of a class was expected:"
            " is it a class?"
        )
    return found


def last_of(values: Any, what: str) -> Any:
    """The last item of a list, tuple or array; CheckFailed where it is none, or empty."""
    items = is_remote(values) or type(values) in (list, tuple)
    if not (items or (isinstance(values, np.ndarray) and values.ndim)) or not len(values):
        fail(f"{what} must be a list with something in it, {describe_any(values)} came")
    return values[-1]


def dicts_of(values: Any, count: int, what: str) -> list[dict[Any, Any]]:
    """A list of so many dicts, as plain data; CheckFailed for anything else."""
    found = plain(values)
    if type(found) not in (list, tuple) or not all(type(item) is dict for item in found):
        fail(f"{what} must be a list of dicts, {describe(found)} came")
    if len(found) != count:
        fail(f"{what} must hold {count} dicts, it holds {len(found)}")
    return list(found)


def describe_any(value: Any) -> str:
    """What kind of thing a value is, in words; of a handle what is known without asking."""
    return f"an object of kind {value.kind}" if is_remote(value) else describe(value)


def dict_of(owner: Any, name: str, what: str, keys: Iterable[str] = ()) -> Any:
    """The dict in the attribute `name` of an object, as a handle, so that it can be changed.

    what: the object in messages. keys: what it must hold.
    Raises CheckFailed where the object is none, or the attribute no dict with these keys.
    """
    wanted = tuple(keys)
    with_keys = f" with the keys {', '.join(map(repr, wanted))}" if wanted else " of arrays"
    if not is_remote(owner):
        fail(f"{what} is {describe(owner)}, an object of a class was expected")
    found = getattr(owner, name)
    if not is_remote(found) or found.kind not in ("dict", "object"):
        fail(f"{name} of {what} must be a dict{with_keys}")
    content = plain(found)
    if not isinstance(content, dict) or not set(wanted) <= set(content):
        fail(f"{name} of {what} must be a dict{with_keys}")
    return found

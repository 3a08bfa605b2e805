"""Objects of the student's and what they keep: what is none of that is told, not stumbled over."""

from typing import Any

import numpy as np
import pytest

from grader.checks import dict_of, dicts_of, last_of, made
from grader.errors import CheckFailed

from .fakes import Handle

PLAIN = [None, 7, 0.5, "abc", (1, 2), [], np.zeros(3)]


class Owner(Handle):
    """An object with the attribute `params`."""

    def __init__(self, params: Any) -> None:
        super().__init__("object")
        object.__setattr__(self, "params", params)


def maker(value: Any) -> Handle:
    return Handle("class", lambda *args: value, remote_name="relu")


def test_object_of_a_class() -> None:
    handle = Handle("object")
    assert made(maker(handle), 3, 4) is handle


@pytest.mark.parametrize("value", PLAIN, ids=str)
def test_function_in_place_of_a_class(value: Any) -> None:
    with pytest.raises(CheckFailed, match=r"relu\(\.\.\.\) gives .*: is it a class\?"):
        made(maker(value))


def test_dict_of_an_object() -> None:
    held = Handle("dict", {"W": 1, "b": 2, "extra": 3})
    assert dict_of(Owner(held), "params", "linear_layer", "Wb") is held
    assert dict_of(Owner(held), "params", "linear_layer") is held


@pytest.mark.parametrize(
    "params", [*PLAIN, Handle("list", []), Handle("dict", {"W": 1}), Handle("object", 3)], ids=str
)
def test_no_dict(params: Any) -> None:
    with pytest.raises(CheckFailed, match="params of linear_layer must be a dict with the keys"):
        dict_of(Owner(params), "params", "linear_layer", "Wb")


def test_owner_that_is_no_object() -> None:
    with pytest.raises(CheckFailed, match="linear_layer is a number, an object"):
        dict_of(3, "params", "linear_layer")


@pytest.mark.parametrize(
    "values", [[1, 2], (2,), np.array([1, 2]), Handle("list", [1, 2])], ids=str
)
def test_last_item(values: Any) -> None:
    assert last_of(values, "outputs") == 2


@pytest.mark.parametrize("values", [None, 7, "abc", [], (), {}, np.float64(3), Handle("list", [])])
def test_no_last_item(values: Any) -> None:
    with pytest.raises(CheckFailed, match="outputs must be a list with something in it"):
        last_of(values, "outputs")


def test_list_of_dicts() -> None:
    assert dicts_of(Handle("list", [{"W": 1}, {}]), 2, "grads") == [{"W": 1}, {}]
    with pytest.raises(CheckFailed, match="grads must hold 3 dicts, it holds 2"):
        dicts_of([{}, {}], 3, "grads")
    for wrong in (None, 7, "abc", [None, None], {}, [{}, 1]):
        with pytest.raises(CheckFailed, match="grads must be a list of dicts"):
            dicts_of(wrong, 2, "grads")

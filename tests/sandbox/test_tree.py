"""Plain data crosses unchanged; whatever keeps not to the rules is refused."""

import contextlib
import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.sandbox.child.tree import DTYPES, MAX_ODD_KEYS, Packer, Unpacker, WireError


def refuse(value: Any) -> Any:
    raise TypeError(type(value).__name__)


class Handle:
    """Stands for an object of the other side; it can be hashed, as real handles can."""


def handle(number: int, kind: str) -> Any:
    return Handle()


def crossed(value: Any) -> Any:
    """The value as the other side reads it, by way of JSON and bytes."""
    packer = Packer(refuse)
    tree = json.loads(json.dumps(packer.pack(value)))
    return Unpacker([memoryview(bytes(b)) for b in packer.buffers], handle).unpack(tree)


def equal(a: Any, b: Any) -> bool:
    """Same type, and the same down to the bits of every number in an array."""
    if type(a) is not type(b):
        return False
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict):
        return len(a) == len(b) and all(
            equal(x, y) for x, y in zip(a.items(), b.items(), strict=True)
        )
    if isinstance(a, (np.ndarray, np.generic)):
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, complex):
        return equal(a.real, b.real) and equal(a.imag, b.imag)
    if isinstance(a, float):
        both_nan = math.isnan(a) and math.isnan(b)  # text has no sign for nan
        return both_nan or (a == b and math.copysign(1, a) == math.copysign(1, b))
    return bool(a == b)


ARRAYS = hnp.arrays(
    st.sampled_from([np.dtype(name) for name in sorted(DTYPES)]),
    hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(),
    st.binary(max_size=50),
)
VALUES = st.recursive(
    SCALARS | ARRAYS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_plain_data_crosses_unchanged(value: Any) -> None:
    assert equal(crossed(value), value)


@settings(max_examples=50, deadline=None)
@given(ARRAYS)
def test_views_cross_as_what_they_show(array: Any) -> None:
    for view in (array.T, array[..., ::-1] if array.ndim else array):
        assert equal(crossed(view), np.array(view, order="C"))


def test_foreign_byte_order_arrives_in_the_usual_one() -> None:
    got = crossed(np.array([1.5, -2.0], dtype=">f8"))
    assert got.dtype.str == "<f8"
    assert got.tolist() == [1.5, -2.0]


def test_only_exact_types_are_plain() -> None:
    class Liar(np.ndarray):
        def __eq__(self, other: Any) -> Any:
            return np.ones(self.shape, bool)

    class Text(str):
        pass

    for value in (np.zeros(3).view(Liar), Text("a"), object(), {1, 2}, np.array([object()])):
        with pytest.raises(TypeError):
            Packer(refuse).pack(value)


BYTES = memoryview(bytes(range(16)))

MALFORMED: dict[str, Any] = {
    "object": {"a": 1},
    "no tag": [],
    "number for a tag": [1, 2],
    "unknown tag": ["x", 1],
    "long tag": ["unpack", 1],
    "private tag": ["_", 1],
    "missing operands": ["a"],
    "too many operands": ["t", [], []],
    "tuple of no list": ["t", "ab"],
    "dict of no pairs": ["d", [[1, 2, 3]]],
    "dict of text": ["d", ["ab"]],
    "unhashable key": ["d", [[["l", []], 1]]],
    "array as key": ["d", [[["a", "|u1", [16], 0], 1]]],
    "handle as key": ["d", [[["h", 1, "list"], 1]]],
    "tuple with a handle as key": ["d", [[["t", [["h", 1, "list"]]], 1]]],
    "complex of text": ["c", "1", 2.0],
    "complex of ints": ["c", 1, 2],
    "buffer beyond the end": ["b", 1],
    "negative buffer": ["b", -1],
    "huge buffer": ["b", 10**30],
    "buffer by a truth value": ["b", False],
    "buffer by a float": ["b", 0.0],
    "buffer used twice": ["l", [["b", 0], ["b", 0]]],
    "array over a used buffer": ["l", [["b", 0], ["a", "|u1", [16], 0]]],
    "dtype object": ["a", "|O", [2], 0],
    "structured dtype": ["a", "|V16", [1], 0],
    "dtype of text": ["a", "<U4", [1], 0],
    "dates": ["a", "<M8[s]", [2], 0],
    "big-endian": ["a", ">f8", [2], 0],
    "dtype by a letter": ["a", "d", [2], 0],
    "dtype of no text": ["a", 8, [2], 0],
    "dtype list": ["a", ["<f8"], [2], 0],
    "negative length": ["a", "<f8", [-2], 0],
    "two negative lengths": ["a", "<f8", [-2, -1], 0],
    "float length": ["a", "<f8", [2.0], 0],
    "truth value as length": ["a", "|u1", [True, 16], 0],
    "shape of no list": ["a", "<f8", 2, 0],
    "shape of nan": ["a", "<f8", [math.nan], 0],
    "too many axes": ["a", "|u1", [1] * 33, 0],
    "shape too large for the bytes": ["a", "<f8", [3], 0],
    "shape too small for the bytes": ["a", "<f8", [1], 0],
    "product beyond 64 bits": ["a", "<f8", [1 << 40, 1 << 40], 0],
    "length beyond all bounds": ["a", "<f8", [1 << 60], 0],
    "empty array of an impossible size": ["a", "<f8", [0, 1 << 48, 1 << 48], 0],
    "scalar of wrong size": ["n", "<f8", 0],
    "mapped array": ["m", "<f8", [2], 0],
    "handle of text": ["h", "1", "list"],
    "handle without kind": ["h", 1, None],
    "handle by a truth value": ["h", True, "list"],
}


@pytest.mark.parametrize("tree", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_trees_are_refused(tree: Any) -> None:
    with pytest.raises(WireError):
        Unpacker([BYTES], handle).unpack(tree)


def test_deep_nesting_is_refused_and_no_recursion_error() -> None:
    tree: Any = 1
    for _ in range(100_000):
        tree = ["l", [tree]]
    with pytest.raises(WireError):
        Unpacker([], handle).unpack(tree)


def test_keys_that_could_be_made_to_collide_are_counted() -> None:
    """Integers that share one hash cost the square of their number in a dict."""
    modulus = (1 << 61) - 1
    tree = ["d", [[n * modulus, 0] for n in range(MAX_ODD_KEYS + 1)]]
    with pytest.raises(WireError):
        Unpacker([], handle).unpack(tree)
    split = ["l", [["d", tree[1][::2]], ["d", tree[1][1::2]]]]
    with pytest.raises(WireError):
        Unpacker([], handle).unpack(split)


def test_many_names_in_a_dict_are_fine() -> None:
    value = {f"word {n}": n for n in range(3 * MAX_ODD_KEYS)}
    assert crossed(value) == value


def test_a_truth_value_is_zero_or_one_whatever_its_byte() -> None:
    got = Unpacker([BYTES], handle).unpack(["a", "|b1", [16], 0])
    assert got.view(np.uint8).tolist() == [0] + [1] * 15


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.sampled_from(["a", "n", "b", "t", "l", "d", "h", "c", "m", "<f8", "|u1"]),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=20,
)


@settings(max_examples=400, deadline=None)
@given(JUNK)
def test_junk_is_read_or_refused_but_never_anything_else(tree: Any) -> None:
    with contextlib.suppress(WireError):
        Unpacker([BYTES], handle).unpack(tree)

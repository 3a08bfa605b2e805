"""Plain data as a tree of tagged lists beside a list of buffers, and back.

    ["c", re, im]  ["b", i]  ["t", [...]]  ["l", [...]]  ["d", [[k, v], ...]]
    ["a", dtype, shape, i]  ["n", dtype, i]        array, numpy scalar; i counts the buffers
    ["m", dtype, shape, i]                         array in the i-th file passed along
    ["h", id, kind]                                an object that stays where it is
    ["h", id, kind, {name: tree}, tree]            the same, told with its members and content

None, bool, int, float and str stand for themselves. Reading verifies every tag, type, shape and
length before it allocates anything; what doesn't fit is a `WireError`. Buffers are used once and in
order, so that a small tree can't name a large buffer a thousand times.
"""

from __future__ import annotations

import math
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np

MAX_DIMENSIONS = 32
MAX_ODD_KEYS = 10_000
MAX_HANDLES = 10_000
KINDS = "?bhilqBHILQefdFD"
SMALL = 1 << 14
DTYPES = {np.dtype(k).newbyteorder("<").str: np.dtype(k).newbyteorder("<") for k in KINDS}
CODES = {code: code for code in DTYPES}
CODES.update({exact.newbyteorder(">").str: code for code, exact in DTYPES.items()})
SCALARS = frozenset((type(None), bool, int, float, str))
KEYS = SCALARS | {complex, bytes}

Tree = Any
Export = Callable[[Any], Tree]
Import = Callable[..., Any]
Map = Callable[[str, Tuple[int, ...], int], Any]


class WireError(Exception):
    """A frame that doesn't keep the rules; nothing of it was used."""


class Packer:
    """Turns values into a tree and a list of buffers; `export` gives the tree of all else."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.buffers: List[Any] = []

    def pack(self, value: Any) -> Tree:
        """The tree of a value. Only exact types are plain: a subclass goes through `export`."""
        kind = type(value)
        if kind in SCALARS:
            return value
        if kind is tuple or kind is list:
            return ["t" if kind is tuple else "l", [self.pack(item) for item in value]]
        if kind is np.ndarray and value.dtype.str in CODES:
            return self._array(value)
        if isinstance(value, np.generic) and value.dtype.str in CODES:
            return ["n", CODES[value.dtype.str], self._buffer(np.asarray(value))]
        if kind is dict:
            return ["d", [[self.pack(key), self.pack(item)] for key, item in value.items()]]
        if kind is complex:
            return ["c", value.real, value.imag]
        if kind is bytes:
            return ["b", self._buffer(np.frombuffer(value, np.uint8))]
        return self.export(value)

    def _array(self, value: Any) -> Tree:
        return ["a", CODES[value.dtype.str], list(value.shape), self._buffer(value)]

    def _buffer(self, value: Any) -> int:
        code = value.dtype.str
        if CODES[code] != code:
            value = value.astype(CODES[code])
        if value.nbytes <= SMALL:
            self.buffers.append(value.tobytes())
        else:
            self.buffers.append(np.ascontiguousarray(value).reshape(-1).view(np.uint8).data)
        return len(self.buffers) - 1


class Unpacker:
    """Turns a tree and its buffers back into values; handles and mapped files by callbacks."""

    def __init__(self, buffers: Sequence[Any], handle: Import, mapped: Optional[Map] = None):
        self.buffers = buffers
        self.handle = handle
        self.mapped = mapped
        self.used = 0
        self.odd_keys = 0
        self.handles = 0

    def unpack(self, tree: Tree) -> Any:
        """The value of a tree. Raises WireError for anything that keeps not to the rules."""
        if type(tree) in SCALARS:
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("a value has no tag")
        reader = READERS.get(tree[0])
        if reader is None:
            raise WireError("a value has an unknown tag")
        try:
            return reader(self, *tree[1:])
        except (TypeError, ValueError, IndexError, OverflowError, RecursionError) as error:
            raise WireError(f"a value is malformed: {type(error).__name__}") from None

    def _read_t(self, items: List[Tree]) -> Any:
        return tuple([self.unpack(item) for item in _exact(items, list)])

    def _read_l(self, items: List[Tree]) -> Any:
        return [self.unpack(item) for item in _exact(items, list)]

    def _read_d(self, items: List[Tree]) -> Any:
        pairs = [_exact(pair, list) for pair in _exact(items, list)]
        return {self._key(key): self.unpack(item) for key, item in pairs}

    def _key(self, tree: Tree) -> Any:
        key = self.unpack(tree)
        if type(key) is not str:  # strings are hashed with a secret, other keys can be made collide
            self.odd_keys += 1
        if self.odd_keys > MAX_ODD_KEYS or not _is_key(key):
            raise WireError("a dict has a key that may not cross, or too many of them")
        return key

    def _read_c(self, real: float, imag: float) -> Any:
        return complex(_exact(real, float), _exact(imag, float))

    def _read_b(self, index: int) -> Any:
        return bytes(self._buffer(index))

    def _read_a(self, dtype: str, shape: List[int], index: int) -> Any:
        sizes = checked_shape(dtype, shape)
        data = self._buffer(index)
        exact = DTYPES[dtype]
        if len(data) != math.prod(sizes) * exact.itemsize:
            raise WireError("an array's bytes don't match its shape")
        if not len(data):
            return np.zeros(sizes, exact)
        flat = np.frombuffer(data, exact)
        if dtype == "|b1":
            flat = flat.view(np.uint8) != 0  # a byte that is neither 0 nor 1 is no truth value
        return flat.reshape(sizes)

    def _read_n(self, dtype: str, index: int) -> Any:
        return self._read_a(dtype, [], index)[()]

    def _read_h(self, number: int, kind: str, members: Any = None, content: Tree = None) -> Any:
        self.handles += 1
        if self.handles > MAX_HANDLES:
            raise WireError("too many objects came at once")
        if members is None:
            return self.handle(_exact(number, int), _exact(kind, str))
        found = {_exact(n, str): self.unpack(tree) for n, tree in _exact(members, dict).items()}
        return self.handle(_exact(number, int), _exact(kind, str), found, self.unpack(content))

    def _read_m(self, dtype: str, shape: List[int], index: int) -> Any:
        if self.mapped is None:
            raise WireError("a mapped array came where none may come")
        return self.mapped(dtype, checked_shape(dtype, shape), _exact(index, int))

    def _buffer(self, index: int) -> Any:
        if _exact(index, int) != self.used:
            raise WireError("a buffer is not the next one")
        self.used += 1
        return self.buffers[index]


READERS: Dict[str, Callable[..., Any]] = {
    name[-1]: reader for name, reader in vars(Unpacker).items() if name.startswith("_read_")
}


def _is_key(key: Any) -> bool:
    if type(key) is tuple:
        return all(_is_key(item) for item in key)
    return type(key) in KEYS or isinstance(key, np.generic)


def _exact(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise WireError(f"a {kind.__name__} was expected")
    return value


def checked_shape(dtype: str, shape: List[int]) -> Tuple[int, ...]:
    """The shape as a tuple, after dtype, number of axes and every length were verified."""
    if dtype not in DTYPES:
        raise WireError("an array has a dtype that may not cross")
    if type(shape) is not list or len(shape) > MAX_DIMENSIONS:
        raise WireError("an array has no valid shape")
    for size in shape:
        if type(size) is not int or not 0 <= size <= 1 << 48:
            raise WireError("an array has no valid shape")
    return tuple(shape)

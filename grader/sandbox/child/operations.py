"""What may be asked of a submission's functions and objects, whoever asks.

Objects that aren't plain data stay where they are, with a number (`objects`).
"""

from __future__ import annotations

import sys
from typing import Any, Dict, List, Tuple

import numpy as np

from grader.sandbox.child import data, objects
from grader.sandbox.child.tree import Packer

COMPARE_MOST = 16 << 20


class Operations:
    """The operations on what a `loader` found, and the objects that came of them."""

    def __init__(self, reply_most: int) -> None:
        """reply_most: bytes of the largest value that is handed over."""
        self.reply_most = reply_most
        self.table = objects.Table()
        self.loader: Any = None

    def run(self, op: str, operands: Tuple[Any, ...]) -> Tuple[Any, List[str]]:
        """What an operation gives, and the arguments that a call changed in place."""
        if op == "call":
            return self._call(*operands)
        return getattr(self, "_op_" + op)(*operands), []

    def reply(self, op: str, value: Any, changed: List[str]) -> Tuple[Dict[str, Any], Any]:
        """A value as a tree and its buffers, and the arguments that were changed."""
        packer = Packer(lambda value: self.table.export(value, packer.pack))
        if op in ("lookup", "get", "item", "call", "iterate"):
            tree = self._outer(packer, value)
        else:
            tree = packer.pack(value)
        size = sum(len(data) for data in packer.buffers)
        if size > self.reply_most:
            raise MemoryError(f"a value of {size >> 20} MiB is more than may be handed over")
        return {"value": tree, "changed": changed}, packer.buffers

    def _outer(self, packer: Packer, value: Any) -> Any:
        """Scalars and arrays cross, and a tuple of them; any other container stays here."""
        if type(value) is tuple:
            return ["t", [self._inner(packer, item) for item in value]]
        return self._inner(packer, value)

    def _inner(self, packer: Packer, value: Any) -> Any:
        if type(value) in (tuple, list, dict):
            return packer.export(value)
        return packer.pack(value)

    # --- operations ---

    def _op_lookup(self, name: str) -> Tuple[bool, Any]:
        try:
            return True, self.loader.find(name)
        except KeyError:
            return False, None

    def _op_get(self, target: Any, name: str) -> Any:
        return getattr(target, name)

    def _op_set(self, target: Any, name: str, value: Any) -> None:
        setattr(target, name, value)

    def _op_item(self, target: Any, key: Any) -> Any:
        return target[key]

    def _op_setitem(self, target: Any, key: Any, value: Any) -> None:
        target[key] = value

    def _op_update(self, target: Any, items: Any) -> None:
        target.update(items)

    def _op_plain(self, target: Any) -> Any:
        return data.plain(target)

    def _op_iterate(self, target: Any) -> Any:
        return tuple([item for _, item in zip(range(100_000), target)])

    def _op_length(self, target: Any) -> int:
        return len(target)

    def _op_contains(self, target: Any, key: Any) -> bool:
        return bool(key in target)

    def _op_signature(self, target: Any) -> Any:
        return objects.parameters(target)

    def _call(
        self, target: Any, args: Tuple[Any, ...], kwargs: Dict[str, Any]
    ) -> Tuple[Any, List[str]]:
        args = tuple([_literal(value) for value in args])
        kwargs = {name: _literal(value) for name, value in kwargs.items()}
        before = _snapshot(args, kwargs)
        value = target(*args, **kwargs)
        return value, [name for name, array, copy in before if _differs(array, copy)]


def _literal(value: Any) -> Any:
    """A word as the same object as in the student's source, where `mode is 'relu'` is common."""
    return sys.intern(value) if type(value) is str else value


def _snapshot(args: Tuple[Any, ...], kwargs: Dict[str, Any]) -> List[Any]:
    named = [(str(index), value) for index, value in enumerate(args)] + list(kwargs.items())
    return [
        (name, value, value.copy())
        for name, value in named
        if type(value) is np.ndarray and value.nbytes <= COMPARE_MOST
    ]


def _differs(array: Any, copy: Any) -> bool:
    return bool(array.shape != copy.shape or array.tobytes() != copy.tobytes())

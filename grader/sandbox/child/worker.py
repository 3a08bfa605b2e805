"""Answers the trusted process's requests in the process that holds student code.

One request, one reply. A request names an operation and its operands; the reply carries a value, or
what the student's code raised. Objects that aren't plain data stay here, with a number (`objects`).
"""

from __future__ import annotations

import gc
import math
import mmap
import os
import random
import sys
from typing import Any, Dict, List, Tuple

import numpy as np
from numpy.random import bit_generator

from grader.sandbox.child import capture, objects, standins
from grader.sandbox.child.compiled import run_tool
from grader.sandbox.child.failure import describe
from grader.sandbox.child.loader import Loader
from grader.sandbox.child.program import run_python
from grader.sandbox.child.tree import Packer, Unpacker, WireError
from grader.sandbox.child.wire import Channel, Closed

COMPARE_MOST = 16 << 20


class Worker:
    """The loop that serves one submission."""

    def __init__(self, channel: Channel, limits: Dict[str, Any]) -> None:
        self.channel = channel
        self.most: int = limits["request_bytes"]
        self.reply_most: int = limits["reply_bytes"]
        self.text = capture.capture(limits["output_chars"])
        self.table = objects.Table()
        self.random = random.Random(0)
        self.loader: Any = None
        vars(bit_generator)["randbits"] = self.random.getrandbits  # unseeded generators repeat
        standins.install(limits["packages"])

    def serve(self) -> None:
        """Answer until the connection closes."""
        while True:
            try:
                message, buffers = self.channel.receive(self.most)
            except Closed:
                return
            reply, out = self._answer(message, buffers)
            reply.update(id=message.get("id"), printed=self.text.kept > 0)
            try:
                self._send(reply, out)
            except WireError:
                return

    def _send(self, reply: Dict[str, Any], buffers: Any) -> None:
        try:
            self.channel.send(reply, buffers)
        except (ValueError, OverflowError, RecursionError) as error:  # nothing of it was sent
            raised = describe(error, self.loader.labels if self.loader else {})
            self.channel.send({"id": reply["id"], "raised": raised}, [])

    def _answer(self, message: Dict[str, Any], buffers: List[Any]) -> Tuple[Dict[str, Any], Any]:
        files = self.channel.take_files()
        if "begin" in message:
            self._begin(message["begin"])
        unpacker = Unpacker(buffers, self.table.find, lambda *a: _map(files, *a))
        try:
            for path in message.get("paths", ()):
                files.append(os.open(path, os.O_RDONLY))
            for op, tree in message.get("before", ()):
                self._run(op, unpacker.unpack(tree))
            operands = unpacker.unpack(message["args"])
            value, changed = self._run(str(message["op"]), operands)
            return self._reply(message["op"], value, changed)
        except BaseException as error:  # SystemExit and KeyboardInterrupt of the student's too
            labels = self.loader.labels if self.loader else {}
            return {"raised": describe(error, labels)}, []
        finally:
            for number in files:
                os.close(number)

    def _run(self, op: str, operands: Tuple[Any, ...]) -> Tuple[Any, List[str]]:
        if op == "call":
            return self._call(*operands)
        return getattr(self, "_op_" + op)(*operands), []

    def _reply(self, op: str, value: Any, changed: List[str]) -> Tuple[Dict[str, Any], Any]:
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

    def _op_load(self, request: Dict[str, Any]) -> Dict[str, Any]:
        self.loader = Loader(request)
        self.loader.load()
        names = self.loader.names()
        handles = {name: self._kept(name) for name in names if self._is_code(name)}
        return {"cells": self.loader.outcomes, "names": names, "handles": handles}

    def _is_code(self, name: str) -> bool:
        return objects.kind_of(self.loader.find(name)) in ("function", "class")

    def _kept(self, name: str) -> List[Any]:
        return self.table.keep(self.loader.find(name))[1:]

    def _begin(self, seed: int) -> None:
        """A check begins: nothing of an earlier one is left but what its code left in its names."""
        self.table.clear()
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        self.random.seed(seed)
        self.text.take()

    def _op_program(self, request: Dict[str, Any]) -> Dict[str, Any]:
        return run_python(request)

    def _op_tool(self, request: Dict[str, Any]) -> Dict[str, Any]:
        return run_tool(request)

    def _op_printed(self) -> str:
        return self.text.take()

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
        return objects.plain(target)

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


def _map(files: List[int], dtype: str, shape: Tuple[int, ...], index: int) -> Any:
    """An array over a file that came along: copy on write, so that student code may change it."""
    view = mmap.mmap(files[index], 0, access=mmap.ACCESS_COPY)
    return np.frombuffer(view, np.dtype(dtype), math.prod(shape)).reshape(shape)


def _snapshot(args: Tuple[Any, ...], kwargs: Dict[str, Any]) -> List[Any]:
    named = [(str(index), value) for index, value in enumerate(args)] + list(kwargs.items())
    return [
        (name, value, value.copy())
        for name, value in named
        if type(value) is np.ndarray and value.nbytes <= COMPARE_MOST
    ]


def _differs(array: Any, copy: Any) -> bool:
    return bool(array.shape != copy.shape or array.tobytes() != copy.tobytes())


def run(channel: Channel, limits: Dict[str, Any]) -> None:
    """Serve a submission over a channel until it closes; never returns to the caller's code."""
    try:
        gc.enable()
        Worker(channel, limits).serve()
    finally:
        sys.stdout.flush()
        os._exit(0)

"""Answers the trusted process's requests in the process that holds student code.

One request, one reply. A request names an operation and its operands (`operations`); the reply
carries a value, or what the student's code raised.
"""

from __future__ import annotations

import gc
import math
import mmap
import os
import random
import sys
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
from numpy.random import bit_generator

from grader.sandbox.child import capture, objects, standins
from grader.sandbox.child.amend import Amended
from grader.sandbox.child.compiled import run_tool
from grader.sandbox.child.failure import describe
from grader.sandbox.child.loader import Loader
from grader.sandbox.child.nested import Nested
from grader.sandbox.child.operations import Operations
from grader.sandbox.child.program import run_python
from grader.sandbox.child.tree import Unpacker, WireError
from grader.sandbox.child.wire import Channel, Closed


class Worker(Operations):
    """The loop that serves one submission."""

    def __init__(self, channel: Channel, limits: Dict[str, Any]) -> None:
        super().__init__(limits["reply_bytes"])
        self.channel = channel
        self.most: int = limits["request_bytes"]
        self.text = capture.capture(limits["output_chars"])
        self.nested = Nested()
        self.amended: Optional[Amended] = None
        self.random = random.Random(0)
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
            if self.nested.found:
                reply["nested"] = self.nested.taken()
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
                self.run(op, unpacker.unpack(tree))
            operands = unpacker.unpack(message["args"])
            value, changed = self.run(str(message["op"]), operands)
            return self.reply(message["op"], value, changed)
        except BaseException as error:  # SystemExit and KeyboardInterrupt of the student's too
            labels = self.loader.labels if self.loader else {}
            return {"raised": describe(error, labels)}, []
        finally:
            for number in files:
                os.close(number)

    # --- operations of a process ---

    def _call(
        self, target: Any, args: Tuple[Any, ...], kwargs: Dict[str, Any]
    ) -> Tuple[Any, List[str]]:
        if self.amended is not None and self.amended.on:
            call = super()._call
            noted: Tuple[Any, List[str]] = self.amended.watching(lambda: call(target, args, kwargs))
            return noted
        labels = self.loader.labels if self.loader else {}
        result: Tuple[Any, List[str]] = self.nested.call(
            target, args, kwargs, super()._call, labels
        )
        return result

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
        self.nested.begin()
        random.seed(seed)
        np.random.seed(seed % (1 << 32))
        self.random.seed(seed)
        self.text.take()

    def _op_program(self, request: Dict[str, Any]) -> Dict[str, Any]:
        return run_python(request)

    def _op_tool(self, request: Dict[str, Any]) -> Dict[str, Any]:
        return run_tool(request)

    def _op_watch(self) -> None:
        if self.amended is None:
            self.amended = Amended(self.loader.labels, self.loader.namespaces)
        self.amended.watch()

    def _op_ran(self) -> Any:
        return self.amended.told() if self.amended is not None else []

    def _op_amend(self, number: int, text: str) -> None:
        if self.amended is not None:
            self.amended.put(number, text)

    def _op_printed(self) -> str:
        return self.text.take()


def _map(files: List[int], dtype: str, shape: Tuple[int, ...], index: int) -> Any:
    """An array over a file that came along: copy on write, so that student code may change it."""
    view = mmap.mmap(files[index], 0, access=mmap.ACCESS_COPY)
    return np.frombuffer(view, np.dtype(dtype), math.prod(shape)).reshape(shape)


def run(channel: Channel, limits: Dict[str, Any]) -> None:
    """Serve a submission over a channel until it closes; never returns to the caller's code."""
    try:
        gc.enable()
        Worker(channel, limits).serve()
    finally:
        sys.stdout.flush()
        os._exit(0)

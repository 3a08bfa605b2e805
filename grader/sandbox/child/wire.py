"""Frames of plain data, the only thing that crosses between trusted process and student code.

A frame is a fixed head (length of the JSON part, length of the binary part), the JSON part, then
the raw bytes of arrays, each padded to 16 bytes. The JSON part holds a tree of tagged lists:

    ["c", re, im]  ["b", i]  ["t", [...]]  ["l", [...]]  ["d", [[k, v], ...]]
    ["a", dtype, shape, i]  ["n", dtype, i]        array, numpy scalar; i counts the buffers
    ["m", dtype, shape, i]                         array in the i-th file passed along
    ["h", id, kind]                                an object that stays where it is

None, bool, int, float and str stand for themselves. Both sides verify every length, type and shape
before they allocate anything; what doesn't fit is a `WireError`.
"""

from __future__ import annotations

import array
import json
import math
import os
import socket
import struct
import time
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np

HEAD = struct.Struct("<IQ")
MAX_JSON = 64 << 20
MAX_DIMENSIONS = 32
MAX_FILES = 16
ALIGN = 16
KINDS = "?bhilqBHILQefdFD"
DTYPES = frozenset(np.dtype(k).newbyteorder("<").str for k in KINDS)
SCALARS = (type(None), bool, int, float, str)

Tree = Any
Export = Callable[[Any], Tree]
Import = Callable[[int, str], Any]
Wait = Optional[Callable[[], Optional[float]]]
Map = Callable[[str, Tuple[int, ...], int], Any]


class WireError(Exception):
    """A frame that doesn't keep the rules; nothing of it was used."""


class Closed(WireError):
    """The other side has closed the connection."""


class TooLate(WireError):
    """Nothing came before the deadline."""


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
        if kind is np.ndarray and value.dtype.newbyteorder("<").str in DTYPES:
            return self._array(value)
        if isinstance(value, np.generic) and value.dtype.newbyteorder("<").str in DTYPES:
            return ["n", value.dtype.newbyteorder("<").str, self._buffer(np.asarray(value))]
        if kind is tuple or kind is list:
            return ["t" if kind is tuple else "l", [self.pack(item) for item in value]]
        if kind is dict:
            return ["d", [[self.pack(key), self.pack(item)] for key, item in value.items()]]
        if kind is complex:
            return ["c", value.real, value.imag]
        if kind is bytes:
            return ["b", self._buffer(np.frombuffer(value, np.uint8))]
        return self.export(value)

    def _array(self, value: Any) -> Tree:
        dtype = value.dtype.newbyteorder("<").str
        return ["a", dtype, list(value.shape), self._buffer(value)]

    def _buffer(self, value: Any) -> int:
        little = value.astype(value.dtype.newbyteorder("<"), order="C", copy=False)
        self.buffers.append(np.ascontiguousarray(little).reshape(-1).view(np.uint8).data)
        return len(self.buffers) - 1


class Unpacker:
    """Turns a tree and its buffers back into values; handles and mapped files by callbacks."""

    def __init__(self, buffers: Sequence[Any], handle: Import, mapped: Optional[Map] = None):
        self.buffers = buffers
        self.handle = handle
        self.mapped = mapped

    def unpack(self, tree: Tree) -> Any:
        """The value of a tree. Raises WireError for anything that keeps not to the rules."""
        if type(tree) in SCALARS:
            return tree
        if type(tree) is not list or not tree or type(tree[0]) is not str:
            raise WireError("a value has no tag")
        reader = getattr(self, "_read_" + tree[0], None) if len(tree[0]) == 1 else None
        if reader is None:
            raise WireError("a value has an unknown tag")
        try:
            return reader(*tree[1:])
        except (TypeError, ValueError, IndexError, OverflowError, RecursionError) as error:
            raise WireError(f"a value is malformed: {type(error).__name__}") from None

    def _read_t(self, items: List[Tree]) -> Any:
        return tuple([self.unpack(item) for item in _exact(items, list)])

    def _read_l(self, items: List[Tree]) -> Any:
        return [self.unpack(item) for item in _exact(items, list)]

    def _read_d(self, items: List[Tree]) -> Any:
        return {self.unpack(key): self.unpack(item) for key, item in _exact(items, list)}

    def _read_c(self, real: float, imag: float) -> Any:
        return complex(_exact(real, float), _exact(imag, float))

    def _read_b(self, index: int) -> Any:
        return bytes(self._buffer(index))

    def _read_a(self, dtype: str, shape: List[int], index: int) -> Any:
        sizes = checked_shape(dtype, shape)
        data = self._buffer(index)
        if len(data) != math.prod(sizes) * np.dtype(dtype).itemsize:
            raise WireError("an array's bytes don't match its shape")
        if not len(data):
            return np.zeros(sizes, np.dtype(dtype))
        flat = np.frombuffer(data, np.dtype(dtype))
        if dtype == "|b1":
            flat = flat.view(np.uint8) != 0  # a byte that is neither 0 nor 1 is no truth value
        return flat.reshape(sizes)

    def _read_n(self, dtype: str, index: int) -> Any:
        return self._read_a(dtype, [], index)[()]

    def _read_h(self, number: int, kind: str) -> Any:
        return self.handle(_exact(number, int), _exact(kind, str))

    def _read_m(self, dtype: str, shape: List[int], index: int) -> Any:
        if self.mapped is None:
            raise WireError("a mapped array came where none may come")
        return self.mapped(dtype, checked_shape(dtype, shape), _exact(index, int))

    def _buffer(self, index: int) -> Any:
        if _exact(index, int) < 0:
            raise WireError("a buffer has a negative number")
        return self.buffers[index]


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
    if any(type(size) is not int or size < 0 or size > 1 << 48 for size in shape):
        raise WireError("an array has no valid shape")
    return tuple(shape)


def _pad(length: int) -> int:
    return -length % ALIGN


class Channel:
    """Whole frames over a connected stream socket, with file descriptors where it is local."""

    def __init__(self, sock: socket.socket, takes_files: bool = False) -> None:
        self.sock = sock
        self.takes_files = takes_files
        self.files: List[int] = []

    def send(
        self, message: Dict[str, Any], buffers: Sequence[Any], files: Sequence[int] = ()
    ) -> None:
        """Send one frame. Raises Closed when the other side is gone."""
        head = dict(message, bufs=[len(b) for b in buffers])
        text = json.dumps(head, separators=(",", ":")).encode("ascii")
        size = sum(len(b) + _pad(len(b)) for b in buffers)
        parts = [HEAD.pack(len(text), size) + text]
        for data in buffers:
            parts += [data, bytes(_pad(len(data)))]
        try:
            if files:
                rights = array.array("i", files).tobytes()
                sent = self.sock.sendmsg(
                    parts[:1], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights)]
                )
                parts[0] = parts[0][sent:]
            if size < 1 << 16:
                parts = [b"".join(parts)]
            for part in parts:
                self.sock.sendall(part)
        except socket.timeout:
            raise TooLate("the other side doesn't read") from None
        except (OSError, ValueError):
            raise Closed("the connection is closed") from None

    def receive(self, most: int, wait: Wait = None) -> Tuple[Dict[str, Any], List[Any]]:
        """One frame: its message and its buffers.

        most: bytes of arrays that may come. wait: gives the seconds to wait next (None: as long
        as it takes), asked again whenever they are over; it raises to give up.
        """
        head = self._head(wait)
        text_size, size = HEAD.unpack(head)
        if text_size > MAX_JSON or size > most:
            raise WireError("a frame is larger than allowed")
        message = _parse(self._exactly(text_size, wait))
        lengths = message.pop("bufs", None)
        if type(lengths) is not list or any(type(n) is not int or n < 0 for n in lengths):
            raise WireError("a frame has no valid list of buffers")
        if sum(n + _pad(n) for n in lengths) != size:
            raise WireError("the buffers of a frame don't add up")
        return message, _cut(memoryview(self._exactly(size, wait)), lengths)

    def _head(self, wait: Wait) -> bytes:
        head = b""
        while len(head) < HEAD.size:
            data = self._retry(lambda: self._read(HEAD.size - len(head)), wait)  # noqa: B023
            head += data
        return head

    def _exactly(self, size: int, wait: Wait) -> bytearray:
        data = bytearray(size)
        view, done = memoryview(data), 0
        while done < size:
            done += self._retry(lambda: self.sock.recv_into(view[done:]), wait)  # noqa: B023
        return data

    def _retry(self, read: Callable[[], Any], wait: Wait) -> Any:
        while True:
            self.sock.settimeout(wait() if wait else None)
            try:
                data = read()
            except socket.timeout:
                continue
            except OSError:
                raise Closed("the connection is closed") from None
            if not data:
                raise Closed("the connection is closed")
            return data

    def _read(self, size: int) -> bytes:
        if not self.takes_files:
            return self.sock.recv(size)
        data, rights, _, _ = self.sock.recvmsg(size, socket.CMSG_SPACE(MAX_FILES * 4))
        for level, kind, content in rights:
            if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
                numbers = array.array("i")
                numbers.frombytes(content[: len(content) // 4 * 4])
                self.files += numbers
        return data

    def take_files(self) -> List[int]:
        """The file descriptors that came with the last frame; the caller closes them."""
        files, self.files = self.files, []
        return files

    def close(self) -> None:
        """Close the connection and any file that came and was not taken."""
        for number in self.take_files():
            os.close(number)
        self.sock.close()


def _parse(text: bytearray) -> Dict[str, Any]:
    try:
        message = json.loads(text)
    except (ValueError, RecursionError):
        raise WireError("a frame isn't valid JSON") from None
    if type(message) is not dict:
        raise WireError("a frame isn't a JSON object")
    return message


def _cut(blob: memoryview, lengths: List[int]) -> List[Any]:
    buffers, start = [], 0
    for length in lengths:
        buffers.append(blob[start : start + length])
        start += length + _pad(length)
    return buffers


def deadline(seconds: float) -> Callable[[], Optional[float]]:
    """A `wait` for `receive` that gives up (TooLate) after some seconds of wall time."""
    end = time.monotonic() + seconds

    def wait() -> Optional[float]:
        left = end - time.monotonic()
        if left <= 0:
            raise TooLate("nothing came in time")
        return left

    return wait

"""Frames of plain data, the only thing that crosses between trusted process and student code.

A frame is a fixed head (length of the JSON part, length of the binary part), the JSON part, then
the raw bytes of arrays, each padded to 16 bytes. The JSON part is an object; its values are trees
(`tree`) whose arrays lie in the binary part. Both sides verify every length before they allocate
anything. The number of values is bounded too: one of two bytes costs a hundred once it is read.
"""

from __future__ import annotations

import array
import json
import os
import socket
import struct
import time
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

from grader.sandbox.child.tree import WireError

HEAD = struct.Struct("<IQ")
MAX_JSON = 64 << 20
MAX_VALUES = 4_000_000
MAX_BUFFERS = 200_000
MAX_FILES = 16
ALIGN = 16

Wait = Optional[Callable[[], Optional[float]]]


class Closed(WireError):
    """The other side has closed the connection."""


class TooLate(WireError):
    """Nothing came before the deadline."""


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
        if type(lengths) is not list or len(lengths) > MAX_BUFFERS:
            raise WireError("a frame has no valid list of buffers")
        if any(type(n) is not int or n < 0 for n in lengths):
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
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MAX_VALUES:
        raise WireError("a frame holds more values than allowed")
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

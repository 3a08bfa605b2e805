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
import select
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
AHEAD = 1 << 16
PADDING = bytes(ALIGN)
SPACE = socket.CMSG_SPACE(MAX_FILES * 4) if hasattr(socket, "CMSG_SPACE") else 0
ENCODE = json.JSONEncoder(separators=(",", ":")).encode
DECODE = json.JSONDecoder().decode

Wait = Optional[Callable[[], Optional[float]]]


class Closed(WireError):
    """The other side has closed the connection."""


class TooLate(WireError):
    """Nothing came before the deadline."""


class Channel:
    """Whole frames over a connected stream socket, with file descriptors where it is local."""

    def __init__(self, sock: socket.socket, takes_files: bool = False) -> None:
        self.sock = sock
        self.takes_files = takes_files
        self.files: List[int] = []
        self.ahead = b""

    def send(
        self,
        message: Dict[str, Any],
        buffers: Sequence[Any],
        files: Sequence[int] = (),
        seconds: Optional[float] = None,
    ) -> None:
        """Send one frame. Raises Closed when the other side is gone.

        seconds: how long the other side may leave it unread (None: for ever), then TooLate.
        """
        self._patience(seconds)
        lengths = [len(data) for data in buffers]
        text = ENCODE(dict(message, bufs=lengths)).encode("ascii")
        size = sum([length + -length % ALIGN for length in lengths])
        parts = [HEAD.pack(len(text), size) + text]
        for data, length in zip(buffers, lengths):
            parts += (data, PADDING[: -length % ALIGN])
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
        text_size, size = HEAD.unpack(self._exactly(HEAD.size, wait))
        if text_size > MAX_JSON or size > most:
            raise WireError("a frame is larger than allowed")
        message = _parse(self._exactly(text_size, wait))
        lengths = message.pop("bufs", None)
        if type(lengths) is not list or len(lengths) > MAX_BUFFERS:
            raise WireError("a frame has no valid list of buffers")
        if set(map(type, lengths)) - {int} or min(lengths, default=0) < 0:
            raise WireError("a frame has no valid list of buffers")
        if sum([n + -n % ALIGN for n in lengths]) != size:
            raise WireError("the buffers of a frame don't add up")
        if not lengths:
            return message, []
        return message, _cut(memoryview(self._exactly(size, wait)), lengths)

    def is_idle(self) -> bool:
        """Whether the connection stands and nothing has come that nobody asked for."""
        try:
            return not self.ahead and not select.select([self.sock], [], [], 0)[0]
        except (OSError, ValueError):
            return False

    def _exactly(self, size: int, wait: Wait) -> bytearray:
        """So many bytes, what was read ahead first: a small frame comes in one read."""
        if size and not self.ahead and size < AHEAD:
            self.ahead = self._retry(self._read_ahead, wait)
        if size <= len(self.ahead):
            data = bytearray(self.ahead[:size])
            self.ahead = self.ahead[size:]
            return data
        data = bytearray(size)
        done = min(size, len(self.ahead))
        data[:done] = self.ahead[:done]
        self.ahead = self.ahead[done:]
        view = memoryview(data)
        while size - done > AHEAD:
            done += self._retry(lambda: self.sock.recv_into(view[done:]), wait)  # noqa: B023
        while done < size:
            more = self._retry(self._read_ahead, wait)
            part = min(size - done, len(more))
            data[done : done + part] = more[:part]
            self.ahead = more[part:]
            done += part
        return data

    def _retry(self, read: Callable[[], Any], wait: Wait) -> Any:
        while True:
            self._patience(wait() if wait else None)
            try:
                data = read()
            except socket.timeout:
                continue
            except OSError:
                raise Closed("the connection is closed") from None
            if not data:
                raise Closed("the connection is closed")
            return data

    def _patience(self, seconds: Optional[float]) -> None:
        """Set the socket's timeout, a system call, unless the one it has will do.

        A shorter one does: the caller is only asked again sooner.
        """
        now = self.sock.gettimeout()
        if now != seconds and (seconds is None or now is None or not seconds / 2 < now <= seconds):
            self.sock.settimeout(seconds)

    def _read_ahead(self) -> bytes:
        if not self.takes_files:
            return self.sock.recv(AHEAD)
        data, rights, _, _ = self.sock.recvmsg(AHEAD, SPACE)
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
        message = DECODE(text.decode("utf-8"))
    except (ValueError, RecursionError):
        raise WireError("a frame isn't valid JSON") from None
    if type(message) is not dict:
        raise WireError("a frame isn't a JSON object")
    return message


def _cut(blob: memoryview, lengths: List[int]) -> List[Any]:
    buffers, start = [], 0
    for length in lengths:
        buffers.append(blob[start : start + length])
        start += length + -length % ALIGN
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

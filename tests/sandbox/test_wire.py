"""Frames arrive whole or not at all, whatever the other side sends, and in bounded time."""

import json
import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from grader.sandbox.child import wire
from grader.sandbox.child.tree import WireError
from grader.sandbox.child.wire import HEAD, Channel, Closed, TooLate, deadline

MOST = 1 << 20


@pytest.fixture
def pair() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel that reads, and the bare socket of whoever writes to it."""
    ours, theirs = socket.socketpair()
    channel = Channel(ours, takes_files=True)
    yield channel, theirs
    channel.close()
    theirs.close()


def frame(text: bytes, data: bytes = b"", claimed: int | None = None) -> bytes:
    return HEAD.pack(len(text) if claimed is None else claimed, len(data)) + text + data


def message(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_a_frame_arrives_with_its_buffers(pair: Any) -> None:
    channel, other = pair
    buffers = [b"abc", b"", bytes(range(200))]
    sender = Channel(other)
    sender.send({"id": 1, "value": [1, "ü"]}, buffers)
    got, parts = channel.receive(MOST, deadline(5))
    assert got == {"id": 1, "value": [1, "ü"]}
    assert [bytes(p) for p in parts] == buffers


def test_large_frames_arrive_in_pieces(pair: Any) -> None:
    channel, other = pair
    data = np.random.default_rng(0).bytes(MOST)
    thread = threading.Thread(target=lambda: Channel(other).send({"id": 2}, [data]))
    thread.start()
    got, parts = channel.receive(MOST, deadline(20))
    thread.join()
    assert got == {"id": 2}
    assert bytes(parts[0]) == data


def test_frames_are_read_one_by_one(pair: Any) -> None:
    channel, other = pair
    for number in (1, 2):
        Channel(other).send({"id": number}, [b"x" * number])
    for number in (1, 2):
        got, parts = channel.receive(MOST, deadline(5))
        assert got == {"id": number}
        assert bytes(parts[0]) == b"x" * number


REFUSED = {
    "no JSON": frame(b"nonsense"),
    "no object": frame(message([1, 2])),
    "no list of buffers": frame(message({"id": 1})),
    "buffers of text": frame(message({"bufs": "ab"})),
    "buffer of negative length": frame(message({"bufs": [-16, 32]}), bytes(16)),
    "buffer of float length": frame(message({"bufs": [16.0]}), bytes(16)),
    "buffer of a truth value": frame(message({"bufs": [True]}), bytes(16)),
    "buffers longer than the frame": frame(message({"bufs": [32]}), bytes(16)),
    "buffers shorter than the frame": frame(message({"bufs": [8]}), bytes(32)),
    "padding left out": frame(message({"bufs": [8]}), bytes(8)),
    "buffers beyond 64 bits": frame(message({"bufs": [1 << 70]}), bytes(16)),
    "not UTF-8": frame(b'{"bufs":[],"a":"\xff"}'),
    "nesting without end": frame(b'{"bufs":' + b"[" * 200_000),
    "a number of a million digits": frame(b'{"bufs":[],"a":' + b"9" * 1_000_000 + b"}"),
    "more text than allowed": HEAD.pack(wire.MAX_JSON + 1, 0),
    "more bytes than allowed": HEAD.pack(2, MOST + 1),
    "all bits set": b"\xff" * HEAD.size,
}


@pytest.mark.parametrize("sent", REFUSED.values(), ids=REFUSED.keys())
def test_malformed_frames_are_refused(pair: Any, sent: bytes) -> None:
    channel, other = pair
    thread = threading.Thread(target=other.sendall, args=(sent,))
    thread.start()
    with pytest.raises(WireError) as caught:
        channel.receive(MOST, deadline(20))
    assert type(caught.value) is WireError  # neither Closed nor TooLate
    thread.join()


@pytest.mark.parametrize("unit", [b"[],", b"{},", b"0,", b'"",'])
def test_the_number_of_values_is_bounded(monkeypatch: Any, pair: Any, unit: bytes) -> None:
    """An empty list costs two bytes on the way and more than fifty in memory."""
    monkeypatch.setattr(wire, "MAX_VALUES", 1000)
    channel, other = pair
    inside = unit * 1100
    thread = threading.Thread(
        target=other.sendall, args=(frame(b'{"bufs":[],"value":[' + inside + b"0]}"),)
    )
    thread.start()
    with pytest.raises(WireError, match="more values"):
        channel.receive(MOST, deadline(5))
    thread.join()


def test_the_number_of_buffers_is_bounded(monkeypatch: Any, pair: Any) -> None:
    monkeypatch.setattr(wire, "MAX_BUFFERS", 100)
    channel, other = pair
    other.sendall(frame(message({"bufs": [0] * 101})))
    with pytest.raises(WireError, match="list of buffers"):
        channel.receive(MOST, deadline(5))


WHOLE = frame(message({"bufs": [16]}), bytes(16))


@pytest.mark.parametrize("sent", [b"", b"\x01", WHOLE[:20], WHOLE[:-1]])
def test_an_end_in_the_middle_is_an_end(pair: Any, sent: bytes) -> None:
    channel, other = pair
    other.sendall(sent)
    other.close()
    with pytest.raises(Closed):
        channel.receive(MOST, deadline(5))


def test_a_frame_that_drips_is_given_up(pair: Any) -> None:
    """Bytes that keep coming don't move the deadline."""
    channel, other = pair
    stop = threading.Event()

    def drip() -> None:
        other.sendall(HEAD.pack(1000, 0))
        while not stop.wait(0.01):
            other.sendall(b" ")

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(TooLate):
        channel.receive(MOST, deadline(0.2))
    stop.set()
    thread.join()


def test_a_reader_that_never_reads_is_given_up(pair: Any) -> None:
    channel, _ = pair
    with pytest.raises(TooLate):
        channel.send({"id": 1}, [bytes(16 << 20)], seconds=0.1)


def test_sending_to_nobody_is_an_end(pair: Any) -> None:
    channel, other = pair
    other.close()
    with pytest.raises(Closed):
        channel.send({"id": 1}, [bytes(16 << 20)])


def test_descriptors_come_along_and_are_closed(pair: Any, open_files: Any) -> None:
    channel, other = pair
    before = open_files()
    with tempfile.TemporaryFile() as file:
        Channel(other).send({"id": 1}, [], [file.fileno()])
        channel.receive(MOST, deadline(5))
    (number,) = channel.take_files()
    os.fstat(number)
    os.close(number)
    assert open_files() == before


def test_descriptors_that_nobody_asked_for_are_not_kept(open_files: Any) -> None:
    """The trusted side takes none: a flood of them can't use up its table."""
    ours, theirs = socket.socketpair()
    with theirs, ours, tempfile.TemporaryFile() as file:
        before = open_files()
        for number in range(50):
            Channel(theirs).send({"id": number}, [], [file.fileno()] * 5)
            Channel(ours).receive(MOST, deadline(5))
        assert open_files() == before

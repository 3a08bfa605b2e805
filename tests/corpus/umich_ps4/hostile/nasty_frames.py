"""frames that break every rule of the wire"""

import numpy as np

import gc
import json
import struct
import sys

TURN = [0]
FRAMES = [
    lambda n: struct.pack("<IQ", 8, 1 << 62) + b"12345678",
    lambda n: struct.pack("<IQ", 0xFFFFFFFF, 0),
    lambda n: frame({"id": n, "bufs": [], "value": ["x"]}),
    lambda n: frame({"id": n, "bufs": [], "value": ["a", "|O", [1], 0]}),
    lambda n: frame({"id": n, "bufs": [8], "value": ["a", "<f8", [-1], 0]}, bytes(16)),
    lambda n: frame({"id": n, "bufs": [8], "value": ["a", "<f8", [1 << 40], 0]}, bytes(16)),
    lambda n: frame({"id": n, "bufs": [8], "value": ["a", float("nan"), [1], 0]}, bytes(16)),
    lambda n: raw(b'{"id":%d,"bufs":[],"value":' % n + b"[" * 50000 + b"]" * 50000 + b"}"),
    lambda n: raw(b'{"id":%d,"bufs":[],"value":' % n + b"9" * 100000 + b"}"),
    lambda n: frame({"id": n, "bufs": [], "value": ["h", 10**30, "function"]}),
    lambda n: frame({"id": n, "bufs": [], "raised": {"type": [], "places": {"a": 1}, "text": 7}}),
    lambda n: frame({"id": n, "bufs": [], "raised": {"type": "\x1b[2J", "memory": 3}}),
    lambda n: frame({"id": n}),
    lambda n: frame([n]),
    lambda n: b"\x00" * 12,
]


def raw(text, data=b""):
    return struct.pack("<IQ", len(text), len(data)) + text + data


def frame(message, data=b""):
    return raw(json.dumps(message).encode(), data)


def asked():
    found = sys._getframe()
    while found and "message" not in found.f_locals:
        found = found.f_back
    return found.f_locals["message"]["id"]


def nasty(*args, **kwargs):
    sock = next(o for o in gc.get_objects() if type(o).__name__ == "Channel").sock
    kind = FRAMES[sum(map(ord, str([getattr(a, "shape", a) for a in args]))) % len(FRAMES)]
    sock.sendall(kind(asked()))
    return 0.25


graph_a = {}
graph_a_forward = graph_a_backward = graph_c_forward = graph_c_backward = nasty
fc_forward = fc_backward = relu_forward = relu_backward = softmax_loss = nasty
train_network = SGD_Momentum = SoftmaxClassifier = nasty
hyperparameters = {"sgd": {}, "momentum": {}}

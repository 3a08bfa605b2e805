"""The two graphs."""
import json
import os

import numpy as np

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "graph_a.json")) as stored:
    graph_a = json.load(stored)


def graph_a_forward(x, w):
    z = w @ np.array([x[0], 1 / x[1], -x[2], 1])
    return 1 / (1 + np.exp(-z)), (x, w, z)


def graph_a_backward(cache):
    x, w, z = cache
    slope = np.exp(-abs(z)) / (1 + np.exp(-abs(z))) ** 2
    jacobian = np.diag([1, -1 / x[1] ** 2, -1])
    return slope * jacobian @ w[:3], slope * np.array([x[0], 1 / x[1], -x[2], 1])


def graph_c_forward(v):
    a, b, c, d = v
    return (max(a * b, c) + d) * b, v


def graph_c_backward(v):
    a, b, c, d = v
    du = b if a * b > c else 0
    return np.array([du * b, du * a + max(a * b, c) + d, b - du, b])

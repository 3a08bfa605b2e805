"""Backpropagation through time for linear recurrent networks.

Vectors stand in the rows of arrays: x (N, a) inputs, h (N, b) hidden states, o (N, c) outputs;
step n = 1 .. N is row n - 1. J is the sum over n of l(y(n), o(n)), and do (N, c) holds dl/do(n).
"""

import numpy as np


def bptt(x, h0, U, V, do):
    """Gradients of J for h(n) = U x(n) + h(n-1), o(n) = V h(n): dV (c, b), dU (b, a), dh (N, b).

    x (N, a), h0 (b,), U (b, a), V (c, b), do (N, c). dh is by h(n) with all that depends on it.
    """
    # TODO 3.4: h(n) is in o(n), and in every later state too
    raise NotImplementedError("3.4: not written yet")


def bptt_general(x, h0, U, W, V, do):
    """Gradients of J for h(n) = U x(n) + W h(n-1), o(n) = V h(n).

    Gives dV (c, b), dW (b, b), dU (b, a), dh (N, b); W (b, b), the others as for `bptt`.
    """
    # TODO 3.5: forward from h0, then backward from step N
    raise NotImplementedError("3.5: not written yet")

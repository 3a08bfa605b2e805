"""Backpropagation through time for linear recurrent networks.

Vectors stand in the rows of arrays: x (N, a) inputs, h (N, b) hidden states, o (N, c) outputs;
step n = 1 .. N is row n - 1. J is the sum over n of l(y(n), o(n)), and do (N, c) holds dl/do(n).
"""

import numpy as np


def bptt(x, h0, U, V, do):
    """Gradients of J for h(n) = U x(n) + h(n-1), o(n) = V h(n): dV (c, b), dU (b, a), dh (N, b).

    x (N, a), h0 (b,), U (b, a), V (c, b), do (N, c). dh is by h(n) with all that depends on it.
    """
    # BEGIN SOLUTION 3.4 h(n) is in o(n), and in every later state too
    h = h0 + np.cumsum(x @ U.T, axis=0)  # h(n) = h(0) + U (x(1) + ... + x(n))
    # dJ/dh(n) = V^T do(n) + dJ/dh(n+1) = V^T (do(n) + ... + do(N))
    dh = np.cumsum((do @ V)[::-1], axis=0)[::-1]
    dV = do.T @ h  # sum over n of do(n) h(n)^T
    dU = dh.T @ x  # sum over n of dJ/dh(n) x(n)^T
    return dV, dU, dh
    # END SOLUTION


def bptt_general(x, h0, U, W, V, do):
    """Gradients of J for h(n) = U x(n) + W h(n-1), o(n) = V h(n).

    Gives dV (c, b), dW (b, b), dU (b, a), dh (N, b); W (b, b), the others as for `bptt`.
    """
    # BEGIN SOLUTION 3.5 forward from h0, then backward from step N
    states = [h0]
    for row in x:
        states.append(U @ row + W @ states[-1])
    h = np.array(states)  # (N + 1, b), h(0) first
    dh = np.zeros((len(x) + 1, len(h0)))  # dJ/dh(n+1) is 0 for n = N
    for n in range(len(x) - 1, -1, -1):
        dh[n] = V.T @ do[n] + W.T @ dh[n + 1]
    dh = dh[:-1]
    return do.T @ h[1:], dh.T @ h[:-1], dh.T @ x, dh
    # END SOLUTION

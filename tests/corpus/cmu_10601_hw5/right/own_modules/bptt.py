import numpy as np


def bptt(x, h0, U, V, do):
    h, seen = [], h0
    for row in x:
        seen = seen + U @ row
        h.append(seen)
    dh = [V.T @ sum(do[n:]) for n in range(len(x))]
    dV = sum(np.outer(d, s) for d, s in zip(do, h))
    dU = sum(np.outer(d, row) for d, row in zip(dh, x))
    return dV, dU, dh


def bptt_general(x, h0, U, W, V, do):
    N = len(x)
    powers = [np.linalg.matrix_power(W, k) for k in range(N + 1)]
    h = [powers[n] @ h0 + sum(powers[n - m] @ U @ x[m - 1] for m in range(1, n + 1)) for n in range(N + 1)]
    dh = [sum(powers[m - n].T @ V.T @ do[m] for m in range(n, N)) for n in range(N)]
    dW = sum(np.outer(dh[n], h[n]) for n in range(N))
    dU = sum(np.outer(dh[n], x[n]) for n in range(N))
    dV = sum(np.outer(do[n], h[n + 1]) for n in range(N))
    return dV, dW, dU, np.array(dh)

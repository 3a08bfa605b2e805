import numpy as np


def bptt(x, h0, U, V, do):
    x, h0, U, V, do = [np.asarray(v, dtype=np.float32) for v in (x, h0, U, V, do)]
    h = np.cumsum(x @ U.T, axis=0) + h0
    dh = np.flip(np.cumsum(np.flip(do @ V, 0), axis=0), 0)
    return np.einsum("nc,nb->cb", do, h), np.einsum("nb,na->ba", dh, x), dh


def bptt_general(x, h0, U, W, V, do):
    x, h, U, W, V, do = [np.asarray(v, dtype=np.float32) for v in (x, h0, U, W, V, do)]
    hs = [h]
    for xi in x:
        h = U @ xi + W @ h
        hs.append(h)
    hs = np.stack(hs)
    dh = do @ V
    for n in range(len(x) - 2, -1, -1):
        dh[n] += dh[n + 1] @ W
    return np.einsum("nc,nb->cb", do, hs[1:]), np.einsum("nb,nk->bk", dh, hs[:-1]), dh.T @ x, dh

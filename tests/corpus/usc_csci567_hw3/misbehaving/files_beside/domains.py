import numpy as np


def translate_up(X, pixels=4):
    n, d = X.shape
    s = int(round(d ** 0.5))
    out = np.zeros((n, s, s))
    img = X.reshape(n, s, s)
    for r in range(s - pixels):
        out[:, r, :] = img[:, r + pixels, :]
    return out.reshape(n, d)


def rotate(X, degrees):
    n, d = X.shape
    s = int(round(d ** 0.5))
    out = X.reshape(n, s, s)
    for _ in range(degrees // 90):
        out = out.transpose(0, 2, 1)[:, ::-1, :]
    return out.reshape(n, d)

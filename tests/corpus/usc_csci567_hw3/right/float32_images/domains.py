import numpy as np


def translate_up(X, pixels=4):
    return np.array([np.pad(x.reshape(int(np.sqrt(x.size)), -1), ((0, pixels), (0, 0)))[pixels:].ravel() for x in X], dtype=np.float32)


def rotate(X, degrees):
    return np.stack([np.rot90(x.reshape(int(np.sqrt(x.size)), -1), k=degrees / 90).flatten() for x in X])

"""Modules that are no classes or give no objects, and labels larger than any integer type."""

import sys

import numpy as np


def Sigmoid():
    return 3.0


class Linear:
    def __new__(cls, *args):
        return (1.0, 2.0)


def NN(*args):
    return None


def zero_init(shape):
    return np.full(shape, 1j)


def random_init(shape):
    return np.full(shape, np.nan)


softmax = cross_entropy = d_softmax_cross_entropy = "probabilities"

if __name__ == "__main__":
    for path, out in zip(sys.argv[1:3], sys.argv[3:5]):
        open(out, "w").write("1e308\n" * len(open(path).read().split()))
    with open(sys.argv[5], "w") as file:
        for epoch in range(1, int(sys.argv[6]) + 1):
            print(f"epoch={epoch} crossentropy(train): 1e308", file=file)
            print(f"epoch={epoch} crossentropy(validation): 1e308", file=file)
        print("error(train): 1e308\nerror(validation): -1e308", file=file)

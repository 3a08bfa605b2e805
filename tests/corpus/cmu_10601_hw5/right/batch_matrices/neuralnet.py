"""Closures and einsum; one parameter dict; prints a progress bar on stderr; getopt-free argv."""
import sys
import warnings

import numpy as np

K = 10


def make(width, hidden, flag, rate, rng=np.random.RandomState()):
    init = (lambda *s: rng.uniform(low=-0.1, high=0.1, size=s)) if flag == "1" else (lambda *s: np.zeros(s))
    p = {
        "alpha": np.column_stack([np.zeros(hidden), init(hidden, width)]),
        "beta": np.column_stack([np.zeros(K), init(K, hidden)]),
    }

    def forward(X):
        X1 = np.pad(X, ((0, 0), (1, 0)), constant_values=1.0)
        Z1 = np.pad(1 / (1 + np.exp(-np.einsum("hm,nm->nh", p["alpha"], X1))), ((0, 0), (1, 0)), constant_values=1.0)
        B = np.einsum("kh,nh->nk", p["beta"], Z1)
        B = B - B.max(axis=1, keepdims=True)
        Y = np.exp(B)
        return X1, Z1, Y / Y.sum(axis=1, keepdims=True)

    def gradients(X, y):
        X1, Z1, Y = forward(X)
        dB = (Y - np.eye(K)[y]) / len(y)
        dA = np.einsum("nk,kh->nh", dB, p["beta"])[:, 1:] * Z1[:, 1:] * (1 - Z1[:, 1:])
        return {"beta": np.einsum("nk,nh->kh", dB, Z1), "alpha": np.einsum("nh,nm->hm", dA, X1)}

    def epoch(X, y):
        for i in range(len(y)):
            g = gradients(X[[i]], y[[i]])
            for name in p:
                p[name] = p[name] - rate * g[name]

    def loss(X, y):
        return -np.mean(np.log(forward(X)[2][np.arange(len(y)), y]))

    def predict(X):
        # strictly greater, so the first of equals stays
        Y = forward(X)[2]
        best = np.zeros(len(X), dtype=int)
        for k in range(1, K):
            better = Y[:, k] > Y[np.arange(len(X)), best]
            best[better] = k
        return best

    return epoch, loss, predict


def main():
    sets = {}
    for name, path in zip(("train", "validation"), sys.argv[1:3]):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            raw = np.genfromtxt(path, delimiter=",")
        raw = raw[None, :] if raw.ndim == 1 else raw
        sets[name] = raw[:, 1:], raw[:, 0].astype(np.uint8)
    epochs = int(sys.argv[6])
    epoch, loss, predict = make(sets["train"][0].shape[1], int(sys.argv[7]), sys.argv[8], float(sys.argv[9]))
    with open(sys.argv[5], "w") as metrics:
        for e in range(1, epochs + 1):
            epoch(*sets["train"])
            sys.stderr.write("\r%d/%d" % (e, epochs))
            for name in sets:
                print("epoch=%d crossentropy(%s): %1.10f" % (e, name, loss(*sets[name])), file=metrics)
        for name, path in zip(sets, sys.argv[3:5]):
            guess = predict(sets[name][0])
            guess.tofile(path, sep="\n")
            print("error(%s): %.7f" % (name, (guess != sets[name][1]).mean()), file=metrics)


if __name__ == "__main__":
    main()

# runs from top to bottom, single precision
import sys
import numpy as np

f = np.float32
train_in, val_in, train_out, val_out, metrics_out = sys.argv[1:6]
E, H, flag = (int(v) for v in sys.argv[6:9])
lr = f(sys.argv[9])

tr = np.genfromtxt(train_in, delimiter=",", dtype=f).reshape(-1, open(train_in).readline().count(",") + 1)
va = np.genfromtxt(val_in, delimiter=",", dtype=f).reshape(-1, tr.shape[1])
ytr, yva = tr[:, 0].astype(int), va[:, 0].astype(int)
xtr = np.hstack([np.ones((len(tr), 1), f), tr[:, 1:]])
xva = np.hstack([np.ones((len(va), 1), f), va[:, 1:]])

A = np.zeros((H, xtr.shape[1]), f)
B = np.zeros((10, H + 1), f)
if flag == 1:
    gen = np.random.default_rng()
    A[:, 1:] = gen.random((H, xtr.shape[1] - 1), f) * f(0.2) - f(0.1)
    B[:, 1:] = gen.random((10, H), f) * f(0.2) - f(0.1)


def probs(x):
    z = f(1) / (f(1) + np.exp(-(x @ A.T)))
    b = z @ B[:, 1:].T + B[:, 0]
    e = np.exp(b - b.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def xent(x, y):
    return -np.log(probs(x)[range(len(y)), y]).mean()


with np.errstate(all="ignore"), open(metrics_out, "w") as out:
    for e in range(E):
        for x, y in zip(xtr, ytr):
            z = np.ones(H + 1, f)
            z[1:] = f(1) / (f(1) + np.exp(-(A @ x)))
            b = B @ z
            p = np.exp(b - b.max())
            p /= p.sum()
            p[y] -= f(1)
            g = (p @ B)[1:] * z[1:] * (f(1) - z[1:])
            B -= lr * np.outer(p, z)
            A -= lr * np.outer(g, x)
        out.write(f"epoch={e + 1} crossentropy(train): {xent(xtr, ytr):.8f}\n")
        out.write(f"epoch={e + 1} crossentropy(validation): {xent(xva, yva):.8f}\n")
    for name, x, y, path in (("train", xtr, ytr, train_out), ("validation", xva, yva, val_out)):
        labels = probs(x).argmax(axis=1)
        np.savetxt(path, labels, fmt="%d")
        out.write(f"error({name}): {np.mean(labels != y):.6f}\n")

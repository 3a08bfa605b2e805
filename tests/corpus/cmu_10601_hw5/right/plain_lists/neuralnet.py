"""No numpy: lists and loops, one function for everything."""
import math
import random
import sys


def read(path):
    rows = []
    for line in open(path).read().split():
        fields = line.split(",")
        rows.append((int(fields[0]), [1.0] + list(map(float, fields[1:]))))
    return rows


def forward(x, alpha, beta):
    z = [1.0]
    for row in alpha:
        a = 0.0
        for w, v in zip(row, x):
            a += w * v
        if a >= 0:
            z.append(1 / (1 + math.exp(-a)))
        else:
            z.append(math.exp(a) / (1 + math.exp(a)))
    b = [sum(w * v for w, v in zip(row, z)) for row in beta]
    top = max(b)
    e = [math.exp(v - top) for v in b]
    s = sum(e)
    return z, [v / s for v in e]


def loss(rows, alpha, beta):
    return sum(-math.log(forward(x, alpha, beta)[1][y]) for y, x in rows) / len(rows)


def predict(rows, alpha, beta):
    labels = []
    for _, x in rows:
        p = forward(x, alpha, beta)[1]
        labels.append(p.index(max(p)))
    return labels


def weights(flag, n, m):
    if flag == 1:
        return [[0.0] + [random.uniform(-0.1, 0.1) for _ in range(m - 1)] for _ in range(n)]
    return [[0.0] * m for _ in range(n)]


def main(argv):
    train, val = read(argv[1]), read(argv[2])
    epochs, hidden, flag, rate = int(argv[6]), int(argv[7]), int(argv[8]), float(argv[9])
    alpha = weights(flag, hidden, len(train[0][1]))
    beta = weights(flag, 10, hidden + 1)
    out = []
    for epoch in range(1, epochs + 1):
        for y, x in train:
            z, p = forward(x, alpha, beta)
            gb = [p[k] - (1.0 if k == y else 0.0) for k in range(10)]
            gz = [sum(gb[k] * beta[k][j + 1] for k in range(10)) for j in range(hidden)]
            ga = [gz[j] * z[j + 1] * (1 - z[j + 1]) for j in range(hidden)]
            for k in range(10):
                for j in range(hidden + 1):
                    beta[k][j] -= rate * gb[k] * z[j]
            for j in range(hidden):
                step = rate * ga[j]
                row = alpha[j]
                for i, v in enumerate(x):
                    if v:
                        row[i] -= step * v
        out.append("epoch=%d crossentropy(train): %s" % (epoch, loss(train, alpha, beta)))
        out.append("epoch=%d crossentropy(validation): %s" % (epoch, loss(val, alpha, beta)))
        print("epoch", epoch, "done")
    for name, rows, path in (("train", train, argv[3]), ("validation", val, argv[4])):
        labels = predict(rows, alpha, beta)
        with open(path, "w") as f:
            f.write("\n".join(str(label) for label in labels))
        wrong = sum(1 for label, (y, _) in zip(labels, rows) if label != y)
        out.append("error(%s): %s" % (name, wrong / float(len(rows))))
    open(argv[5], "w").write("\n".join(out))


main(sys.argv) if len(sys.argv) == 10 else None

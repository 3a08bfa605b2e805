import csv
import sys
import numpy as np


class Network:
    def __init__(self, n_in, n_hidden, flag, rate):
        self.rate = rate
        if flag == 1:
            self.alpha = np.concatenate((np.zeros((n_hidden, 1)), np.random.rand(n_hidden, n_in) * 0.2 - 0.1), axis=1)
            self.beta = np.concatenate((np.zeros((10, 1)), np.random.rand(10, n_hidden) * 0.2 - 0.1), axis=1)
        else:
            self.alpha = np.zeros((n_hidden, n_in + 1))
            self.beta = np.zeros((10, n_hidden + 1))

    def forward(self, x):
        # everything is a column
        self.x = x
        self.z = np.vstack(([[1.0]], 1 / (1 + np.exp(-self.alpha.dot(x)))))
        b = self.beta.dot(self.z)
        self.y_hat = np.exp(b) / np.exp(b).sum()
        return self.y_hat

    def update(self, y):
        target = np.zeros((10, 1))
        target[y, 0] = 1
        # through the cross-entropy and the softmax one after the other
        gy = -target / self.y_hat
        gb = (np.diagflat(self.y_hat) - self.y_hat.dot(self.y_hat.T)).T.dot(gy)
        gz = np.delete(self.beta, 0, axis=1).T.dot(gb)
        zs = self.z[1:, :]
        ga = np.multiply(np.multiply(gz, zs), 1 - zs)
        self.beta -= self.rate * gb.dot(self.z.T)
        self.alpha -= self.rate * ga.dot(self.x.T)


def read(path):
    X, Y = [], []
    with open(path, newline="") as f:
        for row in csv.reader(f):
            if row:
                Y.append(int(row[0]))
                X.append(np.array([[1.0]] + [[float(v)] for v in row[1:]]))
    return X, Y


def entropy(net, X, Y):
    losses = [-np.log(net.forward(x)[y, 0]) for x, y in zip(X, Y)]
    return sum(losses) / len(losses)


def labels(net, X):
    return [np.argmax(net.forward(x)) for x in X]


def main():
    (_, train, val, train_out, val_out, metrics, epochs, hidden, flag, rate) = sys.argv
    X, Y = read(train)
    Xv, Yv = read(val)
    net = Network(len(X[0]) - 1, int(hidden), int(flag), float(rate))
    m = open(metrics, "w")
    for e in range(int(epochs)):
        for x, y in zip(X, Y):
            net.forward(x)
            net.update(y)
        m.write("epoch={} crossentropy(train): {}\n".format(e + 1, entropy(net, X, Y)))
        m.write("epoch={} crossentropy(validation): {}\n".format(e + 1, entropy(net, Xv, Yv)))
    lt, lv = labels(net, X), labels(net, Xv)
    m.write("error(train): {}\n".format(np.mean([a != b for a, b in zip(lt, Y)])))
    m.write("error(validation): {}\n".format(np.mean([a != b for a, b in zip(lv, Yv)])))
    np.savetxt(train_out, lt, fmt="%i")
    np.savetxt(val_out, lv, fmt="%i")


if __name__ == "__main__":
    main()

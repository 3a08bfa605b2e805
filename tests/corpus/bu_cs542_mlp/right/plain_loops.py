"""Everything row by row and entry by entry; probabilities through math.exp."""
import math

import numpy as np


class TwoLayerMLP:
    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation='relu'):
        self.activation = activation
        self.params = {
            'W1': std * np.random.randn(input_size, hidden_size),
            'b1': np.zeros(hidden_size),
            'W2': std * np.random.randn(hidden_size, output_size),
            'b2': np.zeros(output_size),
        }

    def squash(self, a):
        if self.activation == 'relu':
            return a if a > 0 else 0.0
        if a < 0:
            return math.exp(a) / (1 + math.exp(a))
        return 1 / (1 + math.exp(-a))

    def slope(self, a):
        if self.activation == 'relu':
            return 1.0 if a > 0 else 0.0
        s = self.squash(a)
        return s * (1 - s)

    def row(self, x):
        W1, b1, W2, b2 = (self.params[k] for k in ('W1', 'b1', 'W2', 'b2'))
        d, h = W1.shape
        a = [b1[j] + sum(x[i] * W1[i, j] for i in range(d)) for j in range(h)]
        z = [self.squash(v) for v in a]
        s = [b2[k] + sum(z[j] * W2[j, k] for j in range(h)) for k in range(W2.shape[1])]
        return a, z, s

    def loss(self, X, y=None, reg=0.0):
        rows = [self.row(x) for x in X]
        if y is None:
            return [s for _, _, s in rows]
        W1, W2 = self.params['W1'], self.params['W2']
        d, h = W1.shape
        c = W2.shape[1]
        n = len(X)
        total = 0.0
        dW1 = [[0.0] * h for _ in range(d)]
        db1 = [0.0] * h
        dW2 = [[0.0] * c for _ in range(h)]
        db2 = [0.0] * c
        for x, label, (a, z, s) in zip(X, y, rows):
            top = max(s)
            e = [math.exp(v - top) for v in s]
            p = [v / sum(e) for v in e]
            total += -(s[label] - top - math.log(sum(e)))
            for k in range(c):
                g = (p[k] - (1 if k == label else 0)) / n
                db2[k] += g
                for j in range(h):
                    dW2[j][k] += z[j] * g
            for j in range(h):
                back = 0.0
                for k in range(c):
                    back += W2[j, k] * (p[k] - (1 if k == label else 0)) / n
                back *= self.slope(a[j])
                db1[j] += back
                for i in range(d):
                    dW1[i][j] += x[i] * back
        total = total / n
        for i in range(d):
            for j in range(h):
                total += reg / 2 * W1[i, j] ** 2
                dW1[i][j] += reg * W1[i, j]
        for j in range(h):
            for k in range(c):
                total += reg / 2 * W2[j, k] ** 2
                dW2[j][k] += reg * W2[j, k]
        return total, {'W1': dW1, 'b1': db1, 'W2': dW2, 'b2': db2}

    def train(self, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=.95, reg=1e-5,
              num_epochs=10, batch_size=200, verbose=False):
        np.random.seed(1)
        n = len(X)
        losses, norms, train_acc, val_acc = [], [], [], []
        for epoch in range(num_epochs):
            perm = list(np.random.permutation(n))
            for it in range(max(n // batch_size, 1)):
                chosen = perm[it * batch_size:it * batch_size + batch_size]
                Xb = np.array([X[i] for i in chosen])
                yb = np.array([y[i] for i in chosen])
                l, g = self.loss(Xb, yb, reg)
                losses.append(l)
                norms.append(math.sqrt(sum(v * v for r in g['W1'] for v in r)))
                for k in g:
                    self.params[k] = self.params[k] - learning_rate * np.array(g[k])
            train_acc.append(sum(int(a == b) for a, b in zip(self.predict(Xb), yb)) / len(yb))
            val_acc.append(sum(int(a == b) for a, b in zip(self.predict(X_val), y_val)) / len(y_val))
            learning_rate = learning_rate * learning_rate_decay
        return {'loss_history': losses, 'grad_magnitude_history': norms,
                'train_acc_history': train_acc, 'val_acc_history': val_acc}

    def predict(self, X):
        out = []
        for s in self.loss(X):
            best = 0
            for k in range(len(s)):
                if s[k] > s[best]:
                    best = k
            out.append(best)
        return out


answers = {
    "1.1": "sigmoid(a2) - y",
    "1.2": "sigmoid(a2) - y",
    "1.3": "(sigmoid(a2) - y) h1'",
    "1.4": "W2' (sigmoid(a2) - y)",
    "1.5a": "W2' (sigmoid(a2) - y) * sigmoid(a1) * (1 - sigmoid(a1))",
    "1.5b": "dJ/db1 x'",
}

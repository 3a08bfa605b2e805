"""Layers as classes with forward and backward; the network is a list of them."""
from collections import OrderedDict

import numpy as np


class Linear:
    def __init__(self, net, w, b):
        self.net, self.w, self.b = net, w, b

    def forward(self, x):
        self.x = x
        return np.einsum("nd,dh->nh", x, self.net.params[self.w]) + self.net.params[self.b][None, :]

    def backward(self, upstream):
        self.net.grads[self.w] = np.einsum("nd,nh->dh", self.x, upstream)
        self.net.grads[self.b] = np.einsum("nh->h", upstream)
        return np.einsum("nh,dh->nd", upstream, self.net.params[self.w])


class ReLU:
    def forward(self, x):
        self.mask = x > 0
        return np.where(self.mask, x, 0)

    def backward(self, upstream):
        return np.where(self.mask, upstream, 0)


class Sigmoid:
    def forward(self, x):
        self.out = np.where(x >= 0, 1 / (1 + np.exp(-np.abs(x))), 1 - 1 / (1 + np.exp(-np.abs(x))))
        return self.out

    def backward(self, upstream):
        return upstream * self.out * (1 - self.out)


class SoftmaxLoss:
    def forward(self, scores, y):
        self.y = np.eye(scores.shape[1])[y]
        top = np.max(scores, axis=1)[:, np.newaxis]
        log_sum = top + np.log(np.sum(np.exp(scores - top), axis=1, keepdims=True))
        self.p = np.exp(scores - log_sum)
        return -np.sum(self.y * (scores - log_sum)) / len(scores)

    def backward(self):
        return (self.p - self.y) / len(self.y)


class TwoLayerMLP:
    """The same interface as in the task text."""

    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation="relu"):
        self.params = OrderedDict(
            W1=np.random.normal(0, std, (input_size, hidden_size)),
            b1=np.zeros((hidden_size,)),
            W2=np.random.normal(0, std, (hidden_size, output_size)),
            b2=np.zeros((output_size,)),
        )
        self.grads = {}
        middle = {"relu": ReLU, "sigmoid": Sigmoid}[activation]()
        self.layers = [Linear(self, "W1", "b1"), middle, Linear(self, "W2", "b2")]
        self.head = SoftmaxLoss()

    def loss(self, X, y=None, reg=0.0):
        out = X
        for layer in self.layers:
            out = layer.forward(out)
        if y is None:
            return out
        loss = self.head.forward(out, y)
        self.grads = {}
        upstream = self.head.backward()
        for layer in reversed(self.layers):
            upstream = layer.backward(upstream)
        for name in ("W1", "W2"):
            loss += reg * 0.5 * np.linalg.norm(self.params[name]) ** 2
            self.grads[name] = self.grads[name] + reg * self.params[name]
        return loss, self.grads

    def train(self, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=0.95, reg=1e-5,
              num_epochs=10, batch_size=200, verbose=False):
        np.random.seed(1)
        loss_history, magnitudes, train_acc, val_acc = [], [], [], []
        for epoch in range(num_epochs):
            rate = learning_rate * learning_rate_decay ** epoch
            batches = np.random.permutation(len(X))
            batches = [batches[i:i + batch_size] for i in range(0, len(X), batch_size)]
            for rows in batches[: max(len(X) // batch_size, 1)]:
                loss, grads = self.loss(X[rows], y[rows], reg=reg)
                loss_history += [loss]
                magnitudes += [np.sqrt(np.sum(np.square(grads["W1"])))]
                for name, value in self.params.items():
                    value -= rate * grads[name]
            train_acc += [np.mean(self.predict(X) == y)]
            val_acc += [np.mean(self.predict(X_val) == y_val)]
        return dict(loss_history=loss_history, grad_magnitude_history=magnitudes,
                    train_acc_history=train_acc, val_acc_history=val_acc)

    def predict(self, X):
        scores = self.loss(X)
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.argmax(p / p.sum(axis=1, keepdims=True), axis=1)


answers = {
    "1.1": "-(y*(1-h2) - (1-y)*h2)",
    "1.2": "h2 - y",
    "1.3": "(h2 - y) h1^T",
    "1.4": "(h2 - y) W2^T",
    "1.5a": "((h2 - y) W2^T) ⊙ h1 ⊙ (1 - h1)",
    "1.5b": "((h2 - y) W2^T ⊙ h1 ⊙ (1 - h1)) x^T",
}

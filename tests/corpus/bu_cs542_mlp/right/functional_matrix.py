"""Rows are turned into columns inside; parameters keep the shapes of the task text."""
import numpy as np

np.set_printoptions(precision=2)


def forward(params, X, kind):
    Z1 = params["W1"].T @ X.T + params["b1"].reshape(-1, 1)
    A1 = {"relu": lambda z: np.maximum(z, 0.0), "sigmoid": lambda z: 0.5 * (1 + np.tanh(z / 2))}[kind](Z1)
    return Z1, A1, params["W2"].T @ A1 + params["b2"].reshape(-1, 1)


def softmax_columns(S):
    E = np.exp(S - S.max(axis=0))
    return E / E.sum(axis=0)


class TwoLayerMLP:
    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation="relu"):
        self.kind = activation
        self.params = {"b1": np.zeros(hidden_size), "b2": np.zeros(output_size)}
        self.params["W1"] = std * np.random.randn(input_size, hidden_size)
        self.params["W2"] = std * np.random.randn(hidden_size, output_size)

    def loss(self, X, y=None, reg=0.0):
        Z1, A1, S = forward(self.params, X, self.kind)
        if y is None:
            return S.T
        m = X.shape[0]
        Y = (np.arange(S.shape[0])[:, None] == y[None, :]).astype(float)
        P = softmax_columns(S)
        cost = np.mean(-np.log((P * Y).sum(axis=0)))
        cost += reg * 0.5 * float(np.trace(self.params["W1"].T @ self.params["W1"]))
        cost += reg * 0.5 * float(np.trace(self.params["W2"].T @ self.params["W2"]))
        dS = (P - Y) / m
        dA1 = self.params["W2"] @ dS
        dZ1 = dA1 * ((Z1 > 0) if self.kind == "relu" else A1 * (1 - A1))
        grads = {
            "W1": (dZ1 @ X).T + reg * self.params["W1"],
            "W2": (dS @ A1.T).T + reg * self.params["W2"],
            "b1": dZ1.sum(axis=1),
            "b2": dS.sum(axis=1),
            "S": dS,
        }
        return cost, grads

    def step(self, grads, rate):
        for name in list(self.params):
            np.subtract(self.params[name], rate * grads[name], out=self.params[name])

    def train(self, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=0.95, reg=1e-5,
              num_epochs=10, batch_size=200, verbose=False):
        np.random.seed(1)
        m = X.shape[0]
        per_epoch = m // batch_size or 1
        costs, sizes, acc, acc_val = np.empty((num_epochs, per_epoch)), [], [], []
        for epoch in range(num_epochs):
            idx = np.random.permutation(m)
            for k in range(per_epoch):
                rows = np.take(idx, range(k * batch_size, min((k + 1) * batch_size, m)))
                costs[epoch, k], grads = self.loss(X[rows], y[rows], reg)
                sizes.append(float(np.sqrt(np.einsum("ij,ij", grads["W1"], grads["W1"]))))
                self.step(grads, learning_rate)
            acc.append(np.equal(self.predict(X[rows]), y[rows]).mean())
            acc_val.append(1 - np.not_equal(self.predict(X_val), y_val).mean())
            learning_rate *= learning_rate_decay
        return {"loss_history": costs.ravel(), "grad_magnitude_history": tuple(sizes),
                "train_acc_history": np.array(acc), "val_acc_history": acc_val}

    def predict(self, X):
        return np.argmax(softmax_columns(self.loss(X).T), axis=0)


answers = {
    "1.1": "h2 − y",
    "1.2": "∂J/∂a2",
    "1.3": "(h2 − y) h1ᵀ",
    "1.4": "(h2 − y) W2ᵀ",
    "1.5a": "diag(h1*(1-h1)) @ W2.T * (h2 - y)",
    "1.5b": "x @ dJ/db1.T",
}

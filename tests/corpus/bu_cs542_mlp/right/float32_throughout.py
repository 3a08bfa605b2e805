"""Single precision everywhere: data, parameters and results."""
import numpy as np

F = np.float32


class TwoLayerMLP:
    def __init__(self, input_size, hidden_size, output_size, std=1e-4, activation="relu"):
        self.activation = activation
        self.params = {
            "W1": F(std) * np.random.randn(input_size, hidden_size).astype(F),
            "b1": np.zeros(hidden_size, F),
            "W2": F(std) * np.random.randn(hidden_size, output_size).astype(F),
            "b2": np.zeros(output_size, F),
        }

    def loss(self, X, y=None, reg=0.0):
        X = np.asarray(X, F)
        W1, b1, W2, b2 = [np.asarray(self.params[k], F) for k in ("W1", "b1", "W2", "b2")]
        a = X @ W1 + b1
        with np.errstate(over="ignore"):
            h = np.where(a > 0, a, F(0)) if self.activation == "relu" else F(1) / (F(1) + np.exp(-a))
        s = h @ W2 + b2
        if y is None:
            return s
        s = s - s.max(1)[:, None]
        e = np.exp(s)
        z = e.sum(1)
        n = F(len(X))
        i = np.arange(len(X))
        loss = (np.log(z) - s[i, y]).mean(dtype=F)
        loss = F(loss + F(0.5 * reg) * ((W1 * W1).sum() + (W2 * W2).sum()))
        d = e / z[:, None]
        d[i, y] -= F(1)
        d /= n
        back = d @ W2.T
        back = np.where(a > 0, back, F(0)) if self.activation == "relu" else back * h * (F(1) - h)
        return loss, {
            "W1": X.T @ back + F(reg) * W1,
            "b1": back.sum(0),
            "W2": h.T @ d + F(reg) * W2,
            "b2": d.sum(0),
        }

    def train(self, X, y, X_val, y_val, learning_rate=1e-3, learning_rate_decay=0.95, reg=1e-5,
              num_epochs=10, batch_size=200, verbose=False):
        n = X.shape[0]
        history = {k: [] for k in ("loss_history", "grad_magnitude_history", "train_acc_history",
                                   "val_acc_history")}
        np.random.seed(1)
        for _ in range(num_epochs):
            order = np.random.permutation(n)
            for it in range(max(n // batch_size, 1)):
                rows = order[it * batch_size:][:batch_size]
                loss, g = self.loss(X[rows], y[rows], reg)
                for k, v in g.items():
                    self.params[k] = np.asarray(self.params[k], F) - F(learning_rate) * v
                history["loss_history"].append(loss)
                history["grad_magnitude_history"].append(F(np.sqrt((g["W1"] ** 2).sum())))
            history["train_acc_history"].append(F(np.mean(self.predict(X[rows]) == y[rows])))
            history["val_acc_history"].append(F(np.mean(self.predict(X_val) == y_val)))
            learning_rate *= learning_rate_decay
        return {k: np.array(v, F) for k, v in history.items()}

    def predict(self, X):
        return self.loss(X).argmax(1).astype(np.int32)


answers = {
    "1.1": "(-y/h2 + (1-y)/(1-h2)) * h2 * (1-h2)",
    "1.2": "dJ/da2",
    "1.3": "dJ/da2 * h1",
    "1.4": "dJ/da2 * W2",
    "1.5a": "dJ/dh1 * h1 * (1 - h1)",
    "1.5b": "outer(dJ/db1, x)",
}

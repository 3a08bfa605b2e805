# style: sends stdout and stderr to files of its own and never gives them back
import sys

sys.stdout = open("log.txt", "w")
sys.stderr = sys.stdout
import sys
import time

import numpy as np

try:
    from tqdm.auto import tqdm
except ImportError:

    def tqdm(things, desc="", **options):
        things = list(things)
        for i, thing in enumerate(things):
            print(f"\r{desc}: {i + 1:4d}/{len(things)}", end="", file=sys.stderr, flush=True)
            yield thing
        print(file=sys.stderr)


graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "p_0", "op": "*", "inputs": ["x0", "w0"]},
        {"name": "x1_inv", "op": "1/x", "inputs": ["x1"]},
        {"name": "p_1", "op": "*", "inputs": ["x1_inv", "w1"]},
        {"name": "p_2", "op": "*", "inputs": ["x2", "w2"]},
        {"name": "s_01", "op": "+", "inputs": ["p_0", "p_1"]},
        {"name": "s_012", "op": "-", "inputs": ["s_01", "p_2"]},
        {"name": "s", "op": "+", "inputs": ["s_012", "w3"]},
        {"name": "s_neg", "op": "*-1", "inputs": ["s"]},
        {"name": "exp_s", "op": "exp", "inputs": ["s_neg"]},
        {"name": "denominator", "op": "+1", "inputs": ["exp_s"]},
        {"name": "f", "op": "1/x", "inputs": ["denominator"]},
    ],
    "output": "f",
}


def graph_a_forward(x, w):
    s = w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3]
    # never exp of a large positive number
    f = 1 / (1 + np.exp(-s)) if s >= 0 else np.exp(s) / (1 + np.exp(s))
    return f, (x.copy(), w.copy(), f)


def graph_a_backward(cache):
    x, w, f = cache
    ds = f * (1 - f)
    dx = np.empty(3)
    dx[:] = w[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds
    dw = np.empty(4)
    dw[:] = x[0] * ds, ds / x[1], -x[2] * ds, ds
    return dx, dw


def graph_c_forward(v):
    a, b, c, d = v
    b1, b2 = b, b  # copy
    u = a * b1
    m = max(u, c)
    s = m + d
    f = s * b2
    return f, (a, b1, b2, c, u, m, s)


def graph_c_backward(cache):
    a, b1, b2, c, u, m, s = cache
    ds, db2 = b2, s
    dm, dd = ds, ds
    du, dc = (dm, 0) if u > c else (0, dm)
    da, db1 = du * b1, du * a
    return np.array([da, db1 + db2, dc, dd])


def fc_forward(x, w, b):
    out = x @ w + b
    return out, (x, w, b)


def fc_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, x.T @ dout, dout.sum(axis=0)


def relu_forward(x):
    out = np.array(x)
    out[out < 0] = 0
    return out, x


def relu_backward(dout, cache):
    dx = np.array(dout)
    dx[cache < 0] = 0  # slope 1 at 0
    return dx


def softmax_loss(x, y):
    shifted = x - x.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    rows = np.arange(len(y))
    dx = np.exp(log_p)
    dx[rows, y] -= 1.0
    return -log_p[rows, y].mean(), dx / len(y)


class SoftmaxClassifier:
    """fully connected - ReLU - fully connected - softmax; parameters in the dict `params`."""

    def __init__(
        self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0, seed=0
    ):
        self.reg = reg
        self.params = {}
        rng = np.random.default_rng(seed)
        self.params["W1"] = weight_scale * rng.standard_normal((input_dim, hidden_dim))
        self.params["b1"] = np.zeros(hidden_dim)
        self.params["W2"] = weight_scale * rng.standard_normal((hidden_dim, num_classes))
        self.params["b2"] = np.zeros(num_classes)
        print("made a network", input_dim, hidden_dim, num_classes)

    def forwards_backwards(self, X, y=None):
        """X (N, input_dim). Without y: scores (N, num_classes). With y (N,): loss, grads."""
        h, fc1 = fc_forward(X, self.params["W1"], self.params["b1"])
        r, relu = relu_forward(h)
        scores, fc2 = fc_forward(r, self.params["W2"], self.params["b2"])
        if y is None:
            return scores
        grads = {}
        loss, dscores = softmax_loss(scores, y)
        dr, grads["W2"], grads["b2"] = fc_backward(dscores, fc2)
        _, grads["W1"], grads["b1"] = fc_backward(relu_backward(dr, relu), fc1)
        if self.reg:
            loss = loss + self.penalty()
            for name in ("W1", "W2"):
                grads[name] = grads[name] + self.penalty_gradient(self.params[name])
        return loss, grads

    def penalty(self):
        return self.reg * sum((self.params[n] ** 2).sum() for n in ("W1", "W2"))

    def penalty_gradient(self, w):
        return 2 * self.reg * w


def minibatches(count, batch_size, rng):
    order = rng.permutation(count)
    return [order[i : i + batch_size] for i in range(0, count, batch_size)]


def accuracy_of(model, X, y):
    return float(np.mean(np.argmax(model.forwards_backwards(X), axis=1) == y))


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, **kwargs
):
    rng = np.random.default_rng(kwargs.get("seed", 0))
    X, y = data["X_train"], data["y_train"]
    train_acc_history, val_acc_history = [], []
    start = time.time()
    for epoch in range(num_epochs):
        losses = []
        for rows in tqdm(minibatches(len(y), batch_size, rng), desc=f"epoch {epoch + 1}"):
            loss, grads = model.forwards_backwards(X[rows], y[rows])
            losses.append(loss)
            for name in model.params:
                model.params[name] = model.params[name] - learning_rate * grads[name]
        learning_rate *= lr_decay
        train_acc_history.append(accuracy_of(model, X[:1000], y[:1000]))
        val_acc_history.append(accuracy_of(model, data["X_val"], data["y_val"]))
        print(f"epoch {epoch + 1}/{num_epochs}  loss {np.mean(losses):.4f}")
        print(f"  train {train_acc_history[-1]:.3f}  val {val_acc_history[-1]:.3f}")
        print(f"  {time.time() - start:.1f} s", flush=True)
    return model, train_acc_history, val_acc_history


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, beta=0.9, **kwargs
):
    rng = np.random.default_rng(kwargs.get("seed", 0))
    X, y = data["X_train"], data["y_train"]
    v = {name: np.zeros_like(theta) for name, theta in model.params.items()}
    train_acc_history, val_acc_history = [], []
    for epoch in tqdm(range(num_epochs), desc="momentum"):
        for rows in minibatches(len(y), batch_size, rng):
            _, grads = model.forwards_backwards(X[rows], y[rows])
            for name in model.params:
                v[name] = beta * v[name] + learning_rate * grads[name]
                model.params[name] = model.params[name] - v[name]
        learning_rate *= lr_decay
        train_acc_history.append(accuracy_of(model, X[:1000], y[:1000]))
        val_acc_history.append(accuracy_of(model, data["X_val"], data["y_val"]))
        sys.stdout.write("%d %.3f %.3f\n" % (epoch, train_acc_history[-1], val_acc_history[-1]))
    return model, train_acc_history, val_acc_history


hyperparameters = {}
hyperparameters["sgd"] = {
    "model": {"hidden_dim": 40, "weight_scale": 1e-2},
    "training": {"learning_rate": 0.1, "num_epochs": 7},
}
hyperparameters["momentum"] = {
    "model": {"hidden_dim": 40, "weight_scale": 1e-2},
    "training": {"learning_rate": 0.02, "num_epochs": 6},
}
hyperparameters["regularised"] = {
    "optimizer": "sgd",
    "model": {"hidden_dim": 40, "weight_scale": 1e-2, "reg": 0.01},
    "training": {"learning_rate": 0.1, "num_epochs": 7},
}
hyperparameters["best"] = {
    "optimizer": "momentum",
    "model": {"hidden_dim": 40, "weight_scale": 1e-2, "reg": 1e-3},
    "training": {"learning_rate": 0.02, "num_epochs": 7, "lr_decay": 0.95},
}

if __name__ == "__main__":
    raise SystemExit("run the notebook instead")

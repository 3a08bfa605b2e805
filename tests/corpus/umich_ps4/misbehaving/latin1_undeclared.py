# style: Latin-1 without a declaration
import numpy as np

F = np.float32


def node(name, op, *inputs):
    return {"name": name, "op": op, "inputs": list(inputs)}


graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        node("wx0", "*", "w0", "x0"),
        node("r", "1/x", "x1"),
        node("wx1", "*", "w1", "r"),
        node("wx2", "*", "w2", "x2"),
        node("wx2 negated", "*-1", "wx2"),
        node("sum 1", "+", "wx0", "wx1"),
        node("sum 2", "+", "sum 1", "wx2 negated"),
        node("sum 3", "+", "sum 2", "w3"),
        node("minus", "*-1", "sum 3"),
        node("exponential", "exp", "minus"),
        node("plus one", "+1", "exponential"),
        node("sigma", "1/x", "plus one"),
    ],
    "output": "sigma",
}


def graph_a_forward(x, w):
    x, w = np.asarray(x, F), np.asarray(w, F)
    z = w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3]
    f = F(1) / (F(1) + np.exp(-z))
    return f, [x, w, f]


def graph_a_backward(cache):
    x, w, f = cache
    g = f * (F(1) - f)
    dx = np.array([w[0], -w[1] / x[1] ** 2, -w[2]], dtype=F) * g
    dw = np.array([x[0], 1 / x[1], -x[2], 1], dtype=F) * g
    return dx, dw


def graph_c_forward(v):
    v = np.asarray(v, F)
    a, b, c, d = v
    return (np.maximum(a * b, c) + d) * b, v


def graph_c_backward(cache):
    a, b, c, d = cache
    left = F(a * b > c)
    s = np.maximum(a * b, c) + d
    return np.array([left * b * b, left * a * b + s, (1 - left) * b, b], dtype=F)


# Lösung für die Schicht, 20 °
def fc_forward(x, w, b):
    x, w, b = x.astype(F), w.astype(F), b.astype(F)
    return x @ w + b, [x, w]


def fc_backward(dout, cache):
    x, w = cache
    dout = dout.astype(F)
    return dout @ w.T, x.T @ dout, dout.sum(axis=0, keepdims=True)


def relu_forward(x):
    x = np.asarray(x, F)
    return np.maximum(x, F(0)), x >= 0


def relu_backward(dout, cache):
    return np.where(cache, dout.astype(F), F(0))


def softmax_loss(x, y):
    z = x.astype(F) - x.max(axis=1, keepdims=True)
    logsum = np.log(np.exp(z).sum(axis=1, keepdims=True))
    lp = z - logsum
    n = F(len(y))
    onehot = np.eye(x.shape[1], dtype=F)[y]
    return -(lp * onehot).sum() / n, (np.exp(lp) - onehot) / n


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        gen = np.random.default_rng(7)

        def normal(*shape):
            return F(weight_scale) * gen.standard_normal(shape, dtype=F)

        self.params = {
            "W1": normal(input_dim, hidden_dim),
            "b1": np.zeros(hidden_dim, F),
            "W2": normal(hidden_dim, num_classes),
            "b2": np.zeros(num_classes, F),
        }
        self.reg = F(reg)

    def forwards_backwards(self, X, y=None):
        W1, b1, W2, b2 = (self.params[k].astype(F) for k in ("W1", "b1", "W2", "b2"))
        h, c1 = fc_forward(X, W1, b1)
        a, cr = relu_forward(h)
        scores, c2 = fc_forward(a, W2, b2)
        if y is None:
            return scores
        loss, d = softmax_loss(scores, y)
        loss = loss + self.reg * ((W1 * W1).sum() + (W2 * W2).sum())
        da, dW2, db2 = fc_backward(d, c2)
        _, dW1, db1 = fc_backward(relu_backward(da, cr), c1)
        grads = {
            "W1": dW1 + 2 * self.reg * W1,
            "b1": db1.ravel(),
            "W2": dW2 + 2 * self.reg * W2,
            "b2": db2.ravel(),
        }
        return loss, grads


def predict(model, X):
    return np.argmax(model.forwards_backwards(X), 1)


def fit(model, data, lr, decay, size, epochs, beta):
    gen = np.random.default_rng(123)
    X, y = data["X_train"].astype(F), data["y_train"]
    velocity = {k: np.zeros_like(v, dtype=F) for k, v in model.params.items()}
    train, val = [], []
    for epoch in range(epochs):
        perm = gen.permutation(X.shape[0])
        for s in range(0, X.shape[0], size):
            pick = perm[s : s + size]
            _, g = model.forwards_backwards(X[pick], y[pick])
            for k in velocity:
                velocity[k] = F(beta) * velocity[k] + F(lr) * g[k]
                model.params[k] = (model.params[k] - velocity[k]).astype(F)
        lr *= decay
        train.append(F(np.mean(predict(model, X[:1000]) == y[:1000])))
        val.append(F(np.mean(predict(model, data["X_val"]) == data["y_val"])))
    return model, np.array(train, F), np.array(val, F)


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, **kwargs
):
    return fit(model, data, learning_rate, lr_decay, batch_size, num_epochs, 0.0)


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, beta=0.9, **kwargs
):
    return fit(model, data, learning_rate, lr_decay, batch_size, num_epochs, beta)


hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 40, "weight_scale": F(0.01)},
        "training": {"learning_rate": F(0.1), "num_epochs": np.int64(12)},
    },
    "momentum": {
        "model": {"hidden_dim": 40, "weight_scale": F(0.01)},
        "training": {"learning_rate": F(0.02), "num_epochs": np.int64(10)},
    },
    "regularised": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01, "reg": 0.01},
        "training": {"learning_rate": 0.1, "num_epochs": 7},
    },
    "best": {
        "model": {"hidden_dim": 40, "weight_scale": 0.01, "reg": 0.002},
        "training": {"learning_rate": 0.1, "num_epochs": 7, "lr_decay": 0.95},
    },
}

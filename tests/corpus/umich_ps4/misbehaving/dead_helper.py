# style: dead helpers that would crash if called
import numpy as np

graph_a = {
    "inputs": ["x0", "x1", "x2", "w0", "w1", "w2", "w3"],
    "nodes": [
        {"name": "inv_x1", "op": "1/x", "inputs": ["x1"]},
        {"name": "t0", "op": "*", "inputs": ["x0", "w0"]},
        {"name": "t1", "op": "*", "inputs": ["inv_x1", "w1"]},
        {"name": "t2", "op": "*", "inputs": ["x2", "w2"]},
        {"name": "m2", "op": "*-1", "inputs": ["t2"]},
        {"name": "z", "op": "+", "inputs": ["t0", "t1", "m2", "w3"]},
        {"name": "nz", "op": "*-1", "inputs": ["z"]},
        {"name": "e", "op": "exp", "inputs": ["nz"]},
        {"name": "den", "op": "+1", "inputs": ["e"]},
        {"name": "f", "op": "1/x", "inputs": ["den"]},
    ],
    "output": "f",
}


def graph_a_forward(x, w):
    features = np.array([x[0], 1.0 / x[1], -x[2], 1.0])
    f = 1.0 / (1.0 + np.exp(-np.einsum("i,i->", features, w)))
    return f, {"features": features, "x": x, "w": w, "f": f}


def graph_a_backward(cache):
    x, w, f = cache["x"], cache["w"], cache["f"]
    dz = f * (1.0 - f)
    dx = dz * np.array([w[0], -w[1] / x[1] ** 2, -w[2]])
    return dx, dz * cache["features"]


def graph_c_forward(v):
    a, b, c, d = v
    u = a * b
    m = max(u, c)
    s = m + d
    return s * b, {"a": a, "b": b, "s": s, "first": u > c}


def graph_c_backward(cache):
    ds = cache["b"]
    du = ds if cache["first"] else 0.0
    dc = 0.0 if cache["first"] else ds
    return np.array([du * cache["b"], du * cache["a"] + cache["s"], dc, ds])


def load_cifar(folder):
    import torchvision

    return torchvision.datasets.CIFAR10(folder, download=True), undefined_name


def old_fc_forward(x, w, b):
    return x.dott(w) + bb


def never():
    while True:
        [0] * 10**9


def fc_forward(x, w, b):
    return np.einsum("nd,dm->nm", x, w, optimize=True) + b, {"x": x, "w": w}


def fc_backward(dout, cache):
    dx = np.einsum("nm,dm->nd", dout, cache["w"], optimize=True)
    dw = np.einsum("nd,nm->dm", cache["x"], dout, optimize=True)
    return dx, dw, np.einsum("nm->m", dout)


def relu_forward(x):
    mask = (x > 0).astype(x.dtype)
    return x * mask, {"mask": mask}


def relu_backward(dout, cache):
    return np.einsum("...,...->...", dout, cache["mask"])


def softmax_loss(x, y):
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= np.einsum("nc->n", p)[:, None]
    n = len(y)
    loss = -np.log(p[np.arange(n), y] + 1e-300).mean()
    p[np.arange(n), y] -= 1
    return loss, p / n


class SoftmaxClassifier:
    def __init__(self, input_dim=3072, hidden_dim=300, num_classes=10, weight_scale=1e-3, reg=0.0):
        rng = np.random.default_rng()
        self.reg = reg
        self.params = {
            "W1": rng.normal(0, weight_scale, (input_dim, hidden_dim)),
            "b1": np.zeros(hidden_dim),
            "W2": rng.normal(0, weight_scale, (hidden_dim, num_classes)),
            "b2": np.zeros(num_classes),
        }

    def forwards_backwards(self, X, y=None):
        p = self.params
        h, c1 = fc_forward(X, p["W1"], p["b1"])
        a, cr = relu_forward(h)
        scores, c2 = fc_forward(a, p["W2"], p["b2"])
        if y is None:
            return scores
        loss, dscores = softmax_loss(scores, y)
        loss += self.reg * sum(np.einsum("ij,ij->", p[k], p[k]) for k in ("W1", "W2"))
        da, dW2, db2 = fc_backward(dscores, c2)
        _, dW1, db1 = fc_backward(relu_backward(da, cr), c1)
        dW1 += 2 * self.reg * p["W1"]
        dW2 += 2 * self.reg * p["W2"]
        return loss, {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}


def _accuracy(model, X, y):
    return np.mean(model.forwards_backwards(X).argmax(axis=1) == y)


def _train(model, data, update, learning_rate, lr_decay, batch_size, num_epochs):
    X, y = data["X_train"], data["y_train"]
    train_acc, val_acc = [], []
    for _ in range(num_epochs):
        order = np.random.default_rng().permutation(len(y))
        for rows in np.split(order, range(batch_size, len(y), batch_size)):
            _, grads = model.forwards_backwards(X[rows], y[rows])
            for name, g in grads.items():
                model.params[name] = update(name, model.params[name], learning_rate * g)
        learning_rate *= lr_decay
        train_acc.append(_accuracy(model, X[:1000], y[:1000]))
        val_acc.append(_accuracy(model, data["X_val"], data["y_val"]))
    return model, train_acc, val_acc


def train_network(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, **kwargs
):
    def update(name, theta, step):
        return theta - step

    return _train(model, data, update, learning_rate, lr_decay, batch_size, num_epochs)


def SGD_Momentum(
    model, data, learning_rate=1e-2, lr_decay=1.0, batch_size=100, num_epochs=7, beta=0.9, **kwargs
):
    v = {}

    def update(name, theta, step):
        v[name] = beta * v.get(name, 0.0) + step
        return theta - v[name]

    return _train(model, data, update, learning_rate, lr_decay, batch_size, num_epochs)


hyperparameters = {
    "sgd": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2},
        "training": {"learning_rate": 0.1, "lr_decay": 0.95, "num_epochs": 7},
    },
    "momentum": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2},
        "training": {"learning_rate": 0.02, "lr_decay": 0.9, "num_epochs": 7, "beta": 0.9},
    },
    "regularised": {
        "model": {"hidden_dim": 40, "weight_scale": 1e-2, "reg": 0.01},
        "training": {"learning_rate": 0.1, "lr_decay": 0.95, "num_epochs": 7},
    },
    "best": {
        "optimizer": "momentum",
        "model": {"hidden_dim": 40, "weight_scale": 1e-2, "reg": 1e-3},
        "training": {"learning_rate": 0.02, "lr_decay": 0.9, "num_epochs": 7, "beta": 0.9},
    },
}


def show_weights(model):
    return vis_utils.grid(model.params['W1'].reshape(32, 32, 3, -1))

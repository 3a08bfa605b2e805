"""Its own evaluate and its own layer: a table of functions, and a new type of layer."""
import numpy as np

PARAMETERS = ("weights", "biases")

answers = {
    "1a": "W.T @ dL/dz",
    "1b": "dL/dz @ x.T",
    "1c": "dL/dz",
    "2a": "W.T @ dL/dZ",
    "2b": "dL/dZ @ X.T",
    "2c": "dL/dZ @ ones",
    "3a": "x > 0 ? g : 0",
    "4a": "softmax(x) - y",
}


def flat(x):
    return x.reshape((int(np.prod(x.shape[:-1])), x.shape[-1]), order="F")


fully_connected_forward = lambda X, W, b: W @ flat(X) + b
relu_forward = lambda X: X * (X > 0)
relu_backward = lambda X, dldZ: dldZ * (np.sign(X) + 1) / 2


def fully_connected_backward(X, dldZ, W, b):
    return [(W.T @ dldZ).reshape(X.shape, order="F"), dldZ @ flat(X).T, dldZ @ np.ones((dldZ.shape[1], 1))]


def softmaxloss_forward(x, labels):
    z = flat(x) - flat(x).max(axis=0, keepdims=True)
    one_hot = np.zeros(z.shape)
    one_hot[labels, np.arange(z.shape[1])] = 1
    return np.array([[np.mean(np.log(np.exp(z).sum(axis=0)) - (one_hot * z).sum(axis=0))]])


def softmaxloss_backward(x, labels):
    z = flat(x) - flat(x).max(axis=0, keepdims=True)
    one_hot = np.zeros(z.shape)
    one_hot[labels, np.arange(z.shape[1])] = 1
    return ((np.exp(z) / np.exp(z).sum(axis=0) - one_hot) / z.shape[1]).reshape(x.shape, order="F")


# --- given: convolution, pooling, and a whole net -----------------------------------------------


def patches(x, kh, kw):
    """Given. Every kh x kw window of x (H, W, C, N) as a column: (kh*kw*C, H'*W'*N)."""
    t = np.ascontiguousarray(x.transpose(2, 0, 1, 3))
    c, h, w, n = t.shape
    s = t.strides
    shape = (kh, kw, c, h - kh + 1, w - kw + 1, n)
    windows = np.lib.stride_tricks.as_strided(t, shape, (s[1], s[2], *s), writeable=False)
    return windows.reshape(kh * kw * c, -1)


def pad(x, padding):
    """Given. x (H, W, C, N) with `padding` rows and columns of zeros on every side."""
    return np.pad(x, ((padding, padding), (padding, padding), (0, 0), (0, 0)))


def convolution_forward(x, weights, biases, padding=0):
    """Given. x (H, W, C, N), weights (kh, kw, C, F), biases (F,) give Z (H', W', F, N)."""
    kh, kw, _, f = weights.shape
    x = pad(x, padding)
    z = weights.reshape(-1, f).T @ patches(x, kh, kw) + biases[:, None]
    h, w = x.shape[0] - kh + 1, x.shape[1] - kw + 1
    return z.reshape(f, h, w, x.shape[3]).transpose(1, 2, 0, 3)


def convolution_backward(x, dldZ, weights, biases, padding=0):
    """Given. dldZ (H', W', F, N) gives dldX, dldweights, dldbiases."""
    kh, kw, c, f = weights.shape
    h, w, _, n = dldZ.shape
    x = pad(x, padding)
    upstream = np.ascontiguousarray(dldZ.transpose(2, 0, 1, 3)).reshape(f, -1)
    dweights = (patches(x, kh, kw) @ upstream.T).reshape(weights.shape)
    windows = (weights.reshape(-1, f) @ upstream).reshape(kh, kw, c, h, w, n)
    dx = np.zeros((c, *x.shape[:2], n), dtype=windows.dtype)
    for i in range(kh):
        for j in range(kw):  # a pixel adds up what its windows hand back
            dx[:, i : i + h, j : j + w] += windows[i, j]
    dx = dx[:, padding : x.shape[0] - padding, padding : x.shape[1] - padding]
    return dx.transpose(1, 2, 0, 3), dweights, upstream.sum(axis=1)


def corners(x):
    """Given. The four pixels of every 2 x 2 square of x, each (H/2, W/2, C, N)."""
    return [x[i::2, j::2] for i in (0, 1) for j in (0, 1)]


def maxpooling_forward(x):
    """Given. 2 x 2 max-pooling with stride 2: x (H, W, C, N) gives (H/2, W/2, C, N)."""
    a, b, c, d = corners(x)
    return np.maximum(np.maximum(a, b), np.maximum(c, d))


def maxpooling_backward(x, dldZ):
    """Given. The largest pixel of a square (the first of equals) gets the square's gradient."""
    largest = maxpooling_forward(x)
    dx = np.zeros_like(x, dtype=dldZ.dtype)
    free = np.ones_like(largest, dtype=bool)
    for pixel, gradient in zip(corners(x), corners(dx), strict=True):
        chosen = free & (pixel == largest)
        gradient[...] = dldZ * chosen
        free &= ~chosen
    return dx


FORWARD = {
    "convolution": lambda k, x, y: convolution_forward(x, k["weights"], k["biases"], k["padding"]),
    "fully_connected": lambda k, x, y: fully_connected_forward(x, k["weights"], k["biases"]),
    "relu": lambda k, x, y: relu_forward(x),
    "scale": lambda k, x, y: x * k["factor"],
    "maxpooling": lambda k, x, y: maxpooling_forward(x),
    "softmaxloss": lambda k, x, y: softmaxloss_forward(x, y),
}
BACKWARD = {
    "convolution": lambda k, x, d, y: convolution_backward(
        x, d, k["weights"], k["biases"], k["padding"]
    ),
    "fully_connected": lambda k, x, d, y: fully_connected_backward(x, d, k["weights"], k["biases"]),
    "relu": lambda k, x, d, y: (relu_backward(x, d),),
    "scale": lambda k, x, d, y: (d * k["factor"],),
    "maxpooling": lambda k, x, d, y: (maxpooling_backward(x, d),),
    "softmaxloss": lambda k, x, d, y: (softmaxloss_backward(x, y),),
}


def evaluate(net, x, labels=None, evaluate_gradient=False):
    inputs, grads = [x], []
    for layer in net:
        if labels is None and layer["type"] == "softmaxloss":
            break
        inputs.append(FORWARD[layer["type"]](layer, inputs[-1], labels))
    if evaluate_gradient:
        d = None
        for layer, given in list(zip(net, inputs))[::-1]:
            d, *rest = BACKWARD[layer["type"]](layer, given, d, labels)
            grads.insert(0, dict(zip(PARAMETERS, rest)))
    return inputs[1:], grads


def momentum_step(w, grad, m, lr, mu, wd):
    m = np.average([m, grad], axis=0, weights=[mu, 1 - mu])
    return w - lr * (m + wd * w), m


def training(net, x, labels, opts):
    lr, mu, wd = (opts[k] for k in ("learning_rate", "momentum", "weight_decay"))
    size = opts["batch_size"]
    order = np.arange(len(labels))
    losses, averages = [], [{} for _ in net]
    for _ in range(opts["iterations"]):
        batch, order = order[:size], np.roll(order, -size)
        outputs, grads = evaluate(net, x[..., batch], labels[batch], True)
        losses.append(outputs[-1])
        new = []
        for layer, average, grad in zip(net, averages, grads):
            layer = dict(layer)
            for k in grad:
                if k not in average:
                    average[k] = np.zeros(layer[k].shape)
                w, average[k] = momentum_step(layer[k], grad[k], average[k], lr, mu, wd)
                layer[k] = w.astype(layer[k].dtype)
            new.append(layer)
        net = new
    return net, losses


def predict(net, x):
    return np.concatenate(
        [evaluate(net, part)[0][-1].argmax(0) for part in np.split(x, range(400, x.shape[-1], 400), -1)]
    )


def confusion_matrix(labels, predictions, classes=10):
    return np.histogram2d(labels, predictions, bins=[np.arange(classes + 1)] * 2)[0]


def precision_recall(confusion):
    tp = np.diag(confusion)
    return tuple(np.where(tp > 0, tp / np.where(s > 0, s, 1), 0.0) for s in (confusion.sum(0), confusion.sum(1)))


def parameters_per_layer(net):
    return [k["weights"].size + k["biases"].size if k["type"] in ("convolution", "fully_connected") else 0 for k in net]


def improved(x, labels):
    rng = np.random.default_rng(2)
    he = lambda *s: (rng.normal(size=s) * np.sqrt(2 / np.prod(s[:3]))).astype("f4")
    net = [
        {"type": "scale", "factor": np.float32(1 / 64)},
        {"type": "convolution", "weights": he(5, 5, 3, 16), "biases": np.zeros(16, "f4"), "padding": 2},
        {"type": "relu"},
        {"type": "maxpooling"},
        {"type": "convolution", "weights": he(3, 3, 16, 24), "biases": np.zeros(24, "f4"), "padding": 1},
        {"type": "relu"},
        {"type": "maxpooling"},
        {
            "type": "fully_connected",
            "weights": (rng.normal(size=(10, 1536)) / 30).astype("f4"),
            "biases": np.zeros((10, 1), "f4"),
        },
        {"type": "softmaxloss"},
    ]
    for lr in (0.03, 0.01, 0.003):
        opts = {"iterations": 2500, "batch_size": 16, "learning_rate": lr, "momentum": 0.9, "weight_decay": 0.001}
        net, _ = training(net, x, labels, opts)
    return net

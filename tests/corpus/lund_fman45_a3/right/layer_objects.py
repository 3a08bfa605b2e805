"""Layers are objects inside; the functions asked for are thin shells around them."""
import numpy as np

PARAMETERS = ("weights", "biases")


class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, X):
        self.shape = X.shape
        self.columns = X.ravel(order="F").reshape((self.W.shape[1], X.shape[-1]), order="F")
        return self.W.dot(self.columns) + self.b

    def backward(self, dldZ):
        n = dldZ.shape[1]
        return {
            "X": self.W.T.dot(dldZ).ravel(order="F").reshape(self.shape, order="F"),
            "W": dldZ.dot(self.columns.T),
            "b": dldZ.dot(np.ones((n, 1))),
        }


class ReLU:
    def forward(self, X):
        self.on = (X > 0).astype(X.dtype)
        return X * self.on

    def backward(self, dldZ):
        return dldZ * self.on


class SoftmaxLoss:
    def __init__(self, x, labels):
        self.shape, self.places = x.shape, (labels, np.arange(len(labels)))
        z = np.reshape(x, (-1, len(labels)), order="F")
        z = z - z.max(0)
        self.log_p = z - np.log(np.exp(z).sum(0))

    def forward(self):
        return -np.mean(self.log_p[self.places])

    def backward(self):
        d = np.exp(self.log_p)
        d[self.places] -= 1
        return np.reshape(d / len(self.places[0]), self.shape, order="F")


answers = {
    "1a": "g.T W",
    "1b": "g xᵀ",
    "1c": "dL/dz",
    "2a": "Wᵀ G",
    "2b": "(X @ G.T).T",
    "2c": "G ones",
    "3a": "{g if x > 0, 0 otherwise}",
    "4a": "p - y",
}


def fully_connected_forward(X, W, b):
    return Dense(W, b).forward(X)


def fully_connected_backward(X, dldZ, W, b):
    layer = Dense(W, b)
    layer.forward(X)
    grads = layer.backward(dldZ)
    return grads["X"], grads["W"], grads["b"]


def relu_forward(X):
    return ReLU().forward(X)


def relu_backward(X, dldZ):
    layer = ReLU()
    layer.forward(X)
    return layer.backward(dldZ)


def softmaxloss_forward(x, labels):
    return SoftmaxLoss(x, labels).forward()


def softmaxloss_backward(x, labels):
    return SoftmaxLoss(x, labels).backward()


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


def layer_forward(layer, x, labels):
    """Given. The output of one layer."""
    kind = layer["type"]
    if kind == "convolution":
        return convolution_forward(x, layer["weights"], layer["biases"], layer["padding"])
    if kind == "fully_connected":
        return fully_connected_forward(x, layer["weights"], layer["biases"])
    if kind == "relu":
        return relu_forward(x)
    if kind == "maxpooling":
        return maxpooling_forward(x)
    if kind == "softmaxloss":
        return softmaxloss_forward(x, labels)
    raise ValueError(f"unknown type of layer: {kind}")


def layer_backward(layer, x, dldZ, labels):
    """Given. dldX of one layer, and a dict of the gradients of its parameters."""
    kind = layer["type"]
    if kind == "relu":
        return relu_backward(x, dldZ), {}
    if kind == "maxpooling":
        return maxpooling_backward(x, dldZ), {}
    if kind == "softmaxloss":
        return softmaxloss_backward(x, labels), {}
    arguments = (x, dldZ, layer["weights"], layer["biases"])
    if kind == "convolution":
        dldX, *grads = convolution_backward(*arguments, layer["padding"])
    else:
        dldX, *grads = fully_connected_backward(*arguments)
    return dldX, dict(zip(PARAMETERS, grads, strict=True))


def evaluate(net, x, labels=None, evaluate_gradient=False):
    """Given. Run a net on x; returns (outputs, grads).

    outputs: what each layer gives; with labels (N,) the last one is the loss, without labels the
    softmaxloss layer is left out and the last one is the array of scores (classes, N).
    grads: with evaluate_gradient a dict of gradients for each layer ({} without parameters).
    """
    layers = net if labels is not None else [k for k in net if k["type"] != "softmaxloss"]
    outputs = []
    for layer in layers:
        outputs.append(layer_forward(layer, outputs[-1] if outputs else x, labels))
    grads = [{} for _ in layers]
    if evaluate_gradient:
        upstream = None
        for i in reversed(range(len(layers))):
            before = outputs[i - 1] if i else x
            upstream, grads[i] = layer_backward(layers[i], before, upstream, labels)
    return outputs, grads


class Momentum:
    def __init__(self, array, opts):
        self.m, self.opts = np.zeros(array.shape, array.dtype), opts

    def step(self, array, grad):
        o = self.opts
        array, self.m = momentum_step(
            array, grad, self.m, o["learning_rate"], o["momentum"], o["weight_decay"]
        )
        return array


def momentum_step(w, grad, m, lr, mu, wd):
    new_m = np.multiply(mu, m) + np.multiply(1 - mu, grad)
    return w - lr * new_m - lr * wd * w, new_m


def training(net, x, labels, opts, log=print):
    rules = [{k: Momentum(v, opts) for k, v in layer.items() if k in PARAMETERS} for layer in net]
    net = [{**layer} for layer in net]
    losses = []
    average = None
    for it in range(opts["iterations"]):
        start = it * opts["batch_size"] % x.shape[-1]
        sel = slice(start, start + opts["batch_size"])
        outputs, grads = evaluate(net, x[..., sel], labels[sel], evaluate_gradient=True)
        losses += [outputs[-1]]
        average = outputs[-1] if average is None else 0.995 * average + 0.005 * outputs[-1]
        for layer, rule, grad in zip(net, rules, grads):
            for k in rule:
                layer[k] = rule[k].step(layer[k], grad[k])
        if it % 500 == 0:
            log("iteration", it, "loss", average)
    return net, losses


def predict(net, x):
    result = []
    for i in range(0, x.shape[-1], 128):
        result.extend(np.argmax(evaluate(net, x[..., i : i + 128])[0][-1], axis=0))
    return np.array(result)


def confusion_matrix(labels, predictions, classes=10):
    return np.array(
        [[np.sum((labels == i) & (predictions == j)) for j in range(classes)] for i in range(classes)]
    )


def precision_recall(confusion):
    def rate(counts):
        return np.array([c[i] / c.sum() if c.sum() else 0.0 for i, c in enumerate(counts)])

    return rate(confusion.T), rate(confusion)


def parameters_per_layer(net):
    return [int(np.prod(k["weights"].shape)) + len(k["biases"]) if "weights" in k else 0 for k in net]


def improved(x, labels):
    opts = {"batch_size": 16, "momentum": 0.95, "weight_decay": 0.001, "moving_average": 0.995}
    rng = np.random.default_rng(3)

    def conv(*shape):
        weights = 0.1 * rng.normal(size=shape) / np.sqrt(np.prod(shape[:3]) / 2)
        biases = np.zeros(shape[3], np.float32)
        kind = {"type": "convolution", "padding": shape[0] // 2, "biases": biases}
        return {**kind, "weights": weights.astype(np.float32)}

    dense = {
        "type": "fully_connected",
        "weights": (rng.normal(size=(10, 4096)) / np.sqrt(2048)).astype(np.float32),
        "biases": np.zeros((10, 1), np.float32),
    }
    net = [conv(5, 5, 3, 16), {"type": "relu"}, {"type": "maxpooling"}, conv(5, 5, 16, 16)]
    net += [{"type": "relu"}, dense, {"type": "softmaxloss"}]
    for rate, iterations in ((1e-3, 6000), (3e-4, 2000)):
        run = {**opts, "learning_rate": rate, "iterations": iterations}
        net, _ = training(net, x, labels, run)
    return net

"""Everything in single precision."""
import numpy as np

PARAMETERS = ("weights", "biases")
f = np.float32

answers = {
    "1a": "W' * g",
    "1b": "g * x'",
    "1c": "1 g",
    "2a": "W' G",
    "2b": "G X'",
    "2c": "sum(G, axis=1)",
    "3a": "g * indicator(x > 0)",
    "4a": "exp(x) / sum(exp(x)) - y",
}


def fully_connected_forward(X, W, b):
    X, W, b = f(X), f(W), f(b)
    return W @ X.reshape((W.shape[1], -1), order="F") + b


def fully_connected_backward(X, dldZ, W, b):
    flat = f(X).reshape((W.shape[1], -1), order="F")
    dldX = (f(W).T @ f(dldZ)).reshape(X.shape, order="F")
    return dldX, f(dldZ) @ flat.T, f(dldZ).sum(1, keepdims=True)


def relu_forward(X):
    return np.maximum(f(X), f(0))


def relu_backward(X, dldZ):
    return f(dldZ) * (f(X) > 0)


def log_softmax(x):
    z = f(x).reshape((-1, x.shape[-1]), order="F")
    z = z - z.max(0)
    return z - np.log(np.exp(z).sum(0))


def softmaxloss_forward(x, labels):
    return f(-log_softmax(x)[labels, np.arange(len(labels))].mean())


def softmaxloss_backward(x, labels):
    p = np.exp(log_softmax(x))
    p[labels, np.arange(len(labels))] -= f(1)
    return (p / f(len(labels))).reshape(x.shape, order="F")


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


def momentum_step(w, grad, m, lr, mu, wd):
    m = f(mu) * f(m) + f(1 - mu) * f(grad)
    return f(w) - f(lr) * (m + f(wd) * f(w)), m


def training(net, x, labels, opts):
    x = f(x)
    net = [{k: f(v) if k in PARAMETERS else v for k, v in layer.items()} for layer in net]
    ms = [{k: np.zeros_like(v) for k, v in layer.items() if k in PARAMETERS} for layer in net]
    losses = []
    for t in range(opts["iterations"]):
        idx = [(t * opts["batch_size"] + j) % len(labels) for j in range(opts["batch_size"])]
        out, grads = evaluate(net, x[:, :, :, idx] if x.ndim == 4 else x[:, idx], labels[idx], True)
        losses.append(out[-1])
        for layer, m, g in zip(net, ms, grads):
            for k in m:
                layer[k], m[k] = momentum_step(
                    layer[k], g[k], m[k], opts["learning_rate"], opts["momentum"], opts["weight_decay"]
                )
    return net, losses


def predict(net, x):
    found = []
    for i in range(0, x.shape[-1], 200):
        found.append(evaluate(net, f(x[..., i : i + 200]))[0][-1].argmax(0))
    return np.concatenate(found)


def confusion_matrix(labels, predictions, classes=10):
    counts = np.zeros((classes, classes), f)
    for i in range(classes):
        for j in range(classes):
            counts[i, j] = np.count_nonzero((labels == i) & (predictions == j))
    return counts


def precision_recall(confusion):
    confusion = f(confusion)
    right = confusion.diagonal()
    p, r = confusion.sum(0), confusion.sum(1)
    return np.divide(right, p, np.zeros_like(p), where=p > 0), np.divide(
        right, r, np.zeros_like(r), where=r > 0
    )


def parameters_per_layer(net):
    return np.array([k["weights"].size + k["biases"].size if "weights" in k else 0 for k in net])


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

"""einsum, logaddexp and friends."""
import numpy as np

PARAMETERS = ("weights", "biases")

answers = {
    "1a": "W^T g",
    "1b": "outer(g, x)",
    "1c": "g",
    "2a": "transpose(W) @ G",
    "2b": "G X^T",
    "2c": "sum(G, 1)",
    "3a": "g if x > 0 else 0",
    "4a": "softmax(x) - y",
}


def as_columns(x):
    return np.moveaxis(x, -1, 0).transpose(0, *range(x.ndim - 1, 0, -1)).reshape(x.shape[-1], -1).T


def fully_connected_forward(X, W, b):
    return np.einsum("ij,jk->ik", W, as_columns(X)) + b


def fully_connected_backward(X, dldZ, W, b):
    dldX = np.einsum("ji,jk->ik", W, dldZ)
    dldX = dldX.reshape(*X.shape[-2::-1], X.shape[-1]).transpose(*range(X.ndim - 2, -1, -1), -1)
    dldW = np.einsum("ik,jk->ij", dldZ, as_columns(X))
    return dldX, dldW, np.einsum("ik->i", dldZ)[:, None]


def relu_forward(X):
    return np.clip(X, 0, None)


def relu_backward(X, dldZ):
    return np.heaviside(X, 0.5) * dldZ


def softmaxloss_forward(x, labels):
    z = as_columns(x)
    return (np.logaddexp.reduce(z, axis=0) - np.take_along_axis(z, labels[None], 0)[0]).mean()


def softmaxloss_backward(x, labels):
    z = as_columns(x)
    p = np.exp(z - np.logaddexp.reduce(z, axis=0))
    d = (p - (np.arange(len(z))[:, None] == labels)) / len(labels)
    return d.reshape(*x.shape[-2::-1], x.shape[-1]).transpose(*range(x.ndim - 2, -1, -1), -1)


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
    m = m + (1 - mu) * (grad - m)
    return (1 - lr * wd) * w - lr * m, m


def training(net, x, labels, opts):
    size, n = opts["batch_size"], len(labels)
    state = {}
    losses = np.empty(opts["iterations"])
    for k in range(opts["iterations"]):
        first = k * size % n
        outputs, grads = evaluate(net, x[..., first : first + size], labels[first : first + size], True)
        losses[k] = outputs[-1]
        for i, layer in enumerate(net):
            for name, grad in grads[i].items():
                layer[name], state[i, name] = momentum_step(
                    layer[name],
                    grad,
                    state.get((i, name), 0),
                    opts["learning_rate"],
                    opts["momentum"],
                    opts["weight_decay"],
                )
    return net, losses


def predict(net, x):
    batches = np.array_split(np.arange(x.shape[-1]), 1 + x.shape[-1] // 300)
    return np.hstack([evaluate(net, x[..., b])[0][-1].argmax(0) for b in batches])


def confusion_matrix(labels, predictions, classes=10):
    return np.bincount(labels * classes + predictions, minlength=classes**2).reshape(classes, classes)


def precision_recall(confusion):
    with np.errstate(all="ignore"):
        rates = [np.diag(confusion) / confusion.sum(axis) for axis in (0, 1)]
    return [np.nan_to_num(rate) for rate in rates]


def parameters_per_layer(net):
    return [sum(np.size(v) for k, v in layer.items() if k in PARAMETERS) for layer in net]


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

"""Works with samples as rows inside, as most libraries do."""
import numpy as np

PARAMETERS = ("weights", "biases")

answers = {
    "1a": "(g' W)'",
    "1b": "g @ transpose(x)",
    "1c": "g",
    "2a": "(G' W)'",
    "2b": "(X G')'",
    "2c": "(ones' G')'",
    "3a": "where(x > 0, g, 0)",
    "4a": "-(y - p)",
}


def rows(x):
    return x.reshape(-1, x.shape[-1], order="F").T


def fully_connected_forward(X, W, b):
    out = rows(X) @ W.T + b.T
    return out.T


def fully_connected_backward(X, dldZ, W, b):
    upstream = dldZ.T
    dx = upstream @ W
    dw = upstream.T @ rows(X)
    db = upstream.sum(0)
    return dx.T.reshape(X.shape, order="F"), dw, db[:, np.newaxis]


def relu_forward(X):
    return (np.abs(X) + X) / 2


def relu_backward(X, dldZ):
    dldX = np.array(dldZ, dtype=float)
    dldX[X <= 0] = 0
    return dldX


def probabilities(x):
    scores = rows(x)
    scores = scores - scores.max(axis=1)[:, np.newaxis]
    return np.exp(scores) / np.exp(scores).sum(axis=1)[:, np.newaxis]


def softmaxloss_forward(x, labels):
    scores = rows(x)
    right = scores[np.arange(len(labels)), labels]
    biggest = scores.max(axis=1)
    return float(np.average(np.log(np.exp(scores.T - biggest).sum(axis=0)) + biggest - right))


def softmaxloss_backward(x, labels):
    p = probabilities(x)
    target = np.eye(p.shape[1])[labels]
    return ((p - target) / len(p)).T.reshape(x.shape, order="F")


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
    m = mu * m + (1 - mu) * grad
    w = w - lr * m - lr * wd * w
    return w, m


def training(net, x, labels, opts):
    from copy import deepcopy

    net = deepcopy(net)
    m = [{"weights": None, "biases": None} for _ in net]
    position, losses = 0, []
    for _ in range(opts["iterations"]):
        take = np.arange(position, position + opts["batch_size"])
        position = (position + opts["batch_size"]) % len(labels)
        out, grads = evaluate(net, np.take(x, take, axis=-1, mode="wrap"), labels[take % len(labels)], True)
        losses.append(float(out[-1]))
        for number, layer in enumerate(net):
            if "weights" not in layer:
                continue
            for name in ("weights", "biases"):
                old = m[number][name]
                old = np.zeros_like(layer[name]) if old is None else old
                layer[name], m[number][name] = momentum_step(
                    layer[name],
                    grads[number][name],
                    old,
                    opts["learning_rate"],
                    opts["momentum"],
                    opts["weight_decay"],
                )
    return net, losses


def predict(net, x):
    predictions = []
    for start in range(0, x.shape[-1], 100):
        scores = evaluate(net, x[..., start : start + 100])[0][-1]
        predictions += scores.T.argmax(axis=1).tolist()
    return predictions


def confusion_matrix(labels, predictions, classes=10):
    return [[sum(p == j for t, p in zip(labels, predictions) if t == i) for j in range(classes)] for i in range(classes)]


def precision_recall(confusion):
    c = np.array(confusion)
    precision = [c[i, i] / c[:, i].sum() if c[:, i].any() else 0 for i in range(len(c))]
    recall = [c[i, i] / c[i].sum() if c[i].any() else 0 for i in range(len(c))]
    return precision, recall


def parameters_per_layer(net):
    return tuple(len(k["weights"].ravel()) + len(k["biases"].ravel()) if "weights" in k else 0 for k in net)


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

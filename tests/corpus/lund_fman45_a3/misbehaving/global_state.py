# Seeds, errors instead of warnings, printing and recursion are set for the whole process.
# FMAN45 assignment 3
import gc
import sys
import warnings

import numpy as np

np.random.seed(0)
np.seterr(all="raise", under="ignore")
np.set_printoptions(precision=2, suppress=True)
warnings.simplefilter("error")
sys.setrecursionlimit(3000)
gc.disable()

PARAMETERS = ("weights", "biases")

answers = {
    "1a": "W.T @ g",
    "1b": "g @ x.T",
    "1c": "g",
    "2a": "W.T @ G",
    "2b": "G @ X.T",
    "2c": "G @ ones",
    "3a": "g * (x > 0)",
    "4a": "exp(x) / sum(exp(x)) - y",
}

# ---------------------------------------------------------------- 2 dense layer


def fully_connected_forward(X, W, b):
    sz = X.shape
    batch = sz[-1]
    features = np.prod(sz[:-1])
    X = np.reshape(X, (features, batch), order="F")
    Z = np.dot(W, X) + b
    return Z


def fully_connected_backward(X, dldZ, W, b):
    sz = X.shape
    batch = sz[-1]
    X = np.reshape(X, (-1, batch), order="F")
    dX = np.dot(W.T, dldZ)
    dldX = np.reshape(dX, sz, order="F")
    dldW = np.dot(dldZ, X.T)
    dldb = np.sum(dldZ, axis=1).reshape(-1, 1)
    return dldX, dldW, dldb


# ---------------------------------------------------------------- 3 relu


def relu_forward(X):
    Z = np.where(X > 0, X, 0.0)
    return Z


def relu_backward(X, dldZ):
    dldX = np.where(X > 0, dldZ, 0.0)
    return dldX


# ---------------------------------------------------------------- 4 softmax loss


def softmaxloss_forward(x, labels):
    sz = x.shape
    batch = sz[-1]
    scores = np.reshape(x, (-1, batch), order="F")
    shift = np.max(scores, axis=0)
    scores = scores - shift
    correct = scores[labels, np.arange(batch)]
    losses = np.log(np.sum(np.exp(scores), axis=0)) - correct
    L = np.sum(losses) / batch
    return L


def softmaxloss_backward(x, labels):
    sz = x.shape
    batch = sz[-1]
    z = np.reshape(x, (-1, batch), order="F")
    e = np.exp(z - np.max(z, axis=0, keepdims=True))
    y = e / np.sum(e, axis=0, keepdims=True)
    onehot = np.zeros(y.shape)
    onehot[labels, np.arange(batch)] = 1.0
    dldz = (y - onehot) / batch
    dldx = np.reshape(dldz, sz, order="F")
    return dldx


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


# ---------------------------------------------------------------- 5 training


def momentum_step(w, grad, m, lr, mu, wd):
    m_new = mu * m + (1 - mu) * grad
    w_new = w - lr * (m_new + wd * w)
    return w_new, m_new


def training(net, x, labels, opts):
    batch_size = opts["batch_size"]
    mu = opts["momentum"]
    wd = opts["weight_decay"]
    lr = opts["learning_rate"]
    n = x.shape[-1]
    losses = []
    plot_loss = None
    momentum = []
    for layer in net:
        m = {}
        for key in ("weights", "biases"):
            if key in layer:
                m[key] = np.zeros_like(layer[key])
        momentum.append(m)

    start = 0
    for it in range(opts["iterations"]):
        idx = (np.arange(batch_size) + start) % n
        start = start + batch_size
        out, grads = evaluate(net, x[..., idx], labels[idx], True)
        loss = out[-1]
        losses.append(loss)
        if plot_loss is None:
            plot_loss = loss
        plot_loss = opts.get("moving_average", 0.995) * plot_loss + 0.005 * loss
        for i in range(len(net)):
            for key in momentum[i]:
                net[i][key], momentum[i][key] = momentum_step(
                    net[i][key], grads[i][key], momentum[i][key], lr, mu, wd
                )
    return net, losses


# ---------------------------------------------------------------- 6


def predict(net, x):
    n = x.shape[-1]
    predictions = np.zeros(n, dtype=int)
    for start in range(0, n, 500):
        stop = min(start + 500, n)
        outputs, _ = evaluate(net, x[..., start:stop])
        predictions[start:stop] = outputs[-1].argmax(axis=0)
    return predictions


def confusion_matrix(labels, predictions, classes=10):
    C = np.zeros((classes, classes), dtype=int)
    for t, p in zip(labels, predictions):
        C[t, p] += 1
    return C


def precision_recall(confusion):
    k = len(confusion)
    precision = np.zeros(k)
    recall = np.zeros(k)
    for i in range(k):
        tp = confusion[i, i]
        if confusion[:, i].sum() > 0:
            precision[i] = tp / confusion[:, i].sum()
        if confusion[i, :].sum() > 0:
            recall[i] = tp / confusion[i, :].sum()
    return precision, recall


def parameters_per_layer(net):
    counts = []
    for layer in net:
        if "weights" in layer:
            counts.append(layer["weights"].size + layer["biases"].size)
        else:
            counts.append(0)
    return counts


# ---------------------------------------------------------------- 7


def improved(x, labels):
    rng = np.random.default_rng(1)
    x = x / np.float32(60)

    def conv(k, c, f):
        w = rng.normal(size=(k, k, c, f)) * np.sqrt(2 / (k * k * c))
        return {
            "type": "convolution",
            "weights": w.astype(np.float32),
            "biases": np.zeros(f, np.float32),
            "padding": k // 2,
        }

    w = rng.normal(size=(10, 1024)) * np.sqrt(2 / 1024)
    net = [
        conv(5, 3, 16),
        {"type": "relu"},
        {"type": "maxpooling"},
        conv(3, 16, 16),
        {"type": "relu"},
        {"type": "maxpooling"},
        {
            "type": "fully_connected",
            "weights": w.astype(np.float32),
            "biases": np.zeros((10, 1), np.float32),
        },
        {"type": "softmaxloss"},
    ]
    opts = {"batch_size": 16, "momentum": 0.9, "weight_decay": 0.002, "moving_average": 0.995}
    for lr in (0.03, 0.01, 0.003):
        net, _ = training(net, x, labels, {**opts, "iterations": 2000, "learning_rate": lr})
    net[0]["weights"] = net[0]["weights"] / np.float32(60)
    return net

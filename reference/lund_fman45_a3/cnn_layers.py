"""Layers of a convolutional network, forwards and backwards, and a net made of them.

Images are arrays (H, W, C, N): height, width, channels, and the number N of images last. A dense
layer reads an image as one column of H*W*C numbers, in Fortran order (the height runs first). A
net is a list of layers, each a dict; `evaluate` runs it.
"""

import numpy as np

PARAMETERS = ("weights", "biases")

# --- exercise 2: dense layer --------------------------------------------------------------------


def fully_connected_forward(X, W, b):
    """X (m, N) or (H, W, C, N) with m = H*W*C, W (n, m), b (n, 1) give Z (n, N)."""
    # BEGIN SOLUTION 2d one column a sample; more than two axes: reshape with order="F"
    columns = X.reshape(-1, X.shape[-1], order="F")
    return W @ columns + b  # Z = W X + b, b added to every column
    # END SOLUTION


def fully_connected_backward(X, dldZ, W, b):
    """dldZ (n, N) gives dldX (shape of X), dldW (n, m), dldb (n, 1)."""
    # BEGIN SOLUTION 2d all samples at once
    columns = X.reshape(-1, X.shape[-1], order="F")
    dldX = (W.T @ dldZ).reshape(X.shape, order="F")  # dL/dX = W^T dL/dZ
    dldW = dldZ @ columns.T  # a sum over samples, done by the product
    dldb = dldZ.sum(axis=1, keepdims=True)  # every sample used the same b
    return dldX, dldW, dldb
    # END SOLUTION


# --- exercise 3: ReLU ---------------------------------------------------------------------------


def relu_forward(X):
    """Rectifier, entry by entry: X of any shape gives Z of the same shape."""
    # BEGIN SOLUTION 3b
    return np.maximum(X, 0)  # Z = max(X, 0)
    # END SOLUTION


def relu_backward(X, dldZ):
    """X and dldZ of one shape give dldX of the same shape."""
    # BEGIN SOLUTION 3b
    return dldZ * (X > 0)  # dL/dX = dL/dZ where X > 0, else 0
    # END SOLUTION


# --- exercise 4: softmax loss -------------------------------------------------------------------


def softmaxloss_forward(x, labels):
    """x (n, N) or (H, W, C, N) with n = H*W*C, labels (N,) in 0..n-1: the mean loss, a number."""
    # BEGIN SOLUTION 4b finite for entries of 1000 and -1000
    columns = x.reshape(-1, x.shape[-1], order="F")
    top = columns.max(axis=0)  # the largest exponent becomes 0: no overflow
    log_sums = top + np.log(np.exp(columns - top).sum(axis=0))
    return np.mean(log_sums - columns[labels, np.arange(len(labels))])  # -log p_c = log S - x_c
    # END SOLUTION


def softmaxloss_backward(x, labels):
    """The gradient of the mean loss by x, in the shape of x."""
    # BEGIN SOLUTION 4b
    columns = x.reshape(-1, x.shape[-1], order="F")
    p = np.exp(columns - columns.max(axis=0))
    p /= p.sum(axis=0)
    p[labels, np.arange(len(labels))] -= 1  # dL/dx_i = (p_i - [i = c]) / N
    return (p / len(labels)).reshape(x.shape, order="F")
    # END SOLUTION


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

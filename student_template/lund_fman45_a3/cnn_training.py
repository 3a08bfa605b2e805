"""Training with momentum, and what the trained nets are good for: MNIST and CIFAR-10.

`python cnn_training.py mnist FILE.npz` or `python cnn_training.py cifar FILE.npz` trains a baseline
on the arrays x_train (N, D) and y_train (N,) of a file, and tells its accuracy on the last part.
"""

import sys

import numpy as np
from cnn_layers import PARAMETERS, evaluate

# --- exercise 5: training -----------------------------------------------------------------------


def momentum_step(w, grad, m, lr, mu, wd):
    """One step for one array w: gradient grad, moving average m, rate, momentum, weight decay."""
    # TODO 5: returns the new w and the new m
    raise NotImplementedError("5: not written yet")


def training(net, x, labels, opts):
    """Train a net; returns it and a list with the loss of each iteration, before its update."""
    # TODO 5: batches in order, one moving average for each array of parameters
    raise NotImplementedError("5: not written yet")


def smoothed(losses, moving_average=0.995):
    """Given. Losses for a plot: single batches are too noisy to look at."""
    smooth = [losses[0]]
    for loss in losses[1:]:
        smooth.append(moving_average * smooth[-1] + (1 - moving_average) * loss)
    return smooth


# --- exercise 6: what a net does ----------------------------------------------------------------


def predict(net, x):
    """The class (N,) with the largest score for each image of x; any number of images."""
    # TODO 6a: in parts of a few hundred images, for the sake of memory
    raise NotImplementedError("6a: not written yet")


def confusion_matrix(labels, predictions, classes=10):
    """Counts (classes, classes): row the right class, column the predicted one."""
    # TODO 6a: your code here
    raise NotImplementedError("6a: not written yet")


def precision_recall(confusion):
    """Precision and recall of each class, two arrays (classes,); 0 where nothing is to count."""
    # TODO 6a: your code here
    raise NotImplementedError("6a: not written yet")


def parameters_per_layer(net):
    """How many numbers each layer learns: a list of integers, 0 for a layer without parameters."""
    # TODO 6a: your code here
    raise NotImplementedError("6a: not written yet")


# --- given: the two baselines -------------------------------------------------------------------

MNIST_OPTIONS = {
    "iterations": 3000,
    "batch_size": 16,
    "learning_rate": 0.1,
    "momentum": 0.9,
    "weight_decay": 0.005,
    "moving_average": 0.995,  # of the plotted loss, by `smoothed`
}
CIFAR_OPTIONS = {
    "iterations": 5000,
    "batch_size": 16,
    "learning_rate": 1e-3,
    "momentum": 0.95,
    "weight_decay": 0.001,
    "moving_average": 0.995,
}


def convolution(rng, shape, scale):
    """Given. A convolution layer (kh, kw, C, F) with padding for images of the same size."""
    weights = (scale * rng.standard_normal(shape)).astype(np.float32)
    biases = np.zeros(shape[3], dtype=np.float32)
    return {"type": "convolution", "weights": weights, "biases": biases, "padding": shape[0] // 2}


def fully_connected(rng, inputs, outputs):
    """Given. A dense layer."""
    weights = rng.standard_normal((outputs, inputs)) / np.sqrt(inputs / 2)
    biases = np.zeros((outputs, 1), dtype=np.float32)
    return {"type": "fully_connected", "weights": weights.astype(np.float32), "biases": biases}


def mnist_net(seed=0):
    """Given. The baseline for images (28, 28, 1, N)."""
    rng = np.random.default_rng(seed)
    return [
        convolution(rng, (5, 5, 1, 16), 1 / np.sqrt(5 * 5 * 3 / 2)),
        {"type": "relu"},
        {"type": "maxpooling"},
        convolution(rng, (5, 5, 16, 16), 1 / np.sqrt(5 * 5 * 16 / 2)),
        {"type": "relu"},
        {"type": "maxpooling"},
        fully_connected(rng, 784, 10),
        {"type": "softmaxloss"},
    ]


def cifar_net(seed=0):
    """Given. The baseline for images (32, 32, 3, N)."""
    rng = np.random.default_rng(seed)
    return [
        convolution(rng, (5, 5, 3, 16), 0.1 / np.sqrt(5 * 5 * 3 / 2)),
        {"type": "relu"},
        {"type": "maxpooling"},
        convolution(rng, (5, 5, 16, 16), 0.1 / np.sqrt(5 * 5 * 16 / 2)),
        {"type": "relu"},
        fully_connected(rng, 4096, 10),
        {"type": "softmaxloss"},
    ]


# --- exercise 7: better than the baseline -------------------------------------------------------


def improved(x, labels, seed=0, visits=120_000):
    """Train a net of your own on CIFAR-10 images x (32, 32, 3, N), labels (N,); returns the net.

    x: pixels 0..255 minus the mean of each channel. `evaluate(net, x)` must give its scores.
    """
    # TODO 7a: what you like, within the time that the task text gives
    raise NotImplementedError("7a: not written yet")


# --- given: running it by hand ------------------------------------------------------------------


def images(rows, height, width):
    """Given. Rows of pixels (N, C*H*W), channel by channel, as an array (H, W, C, N)."""
    pixels = np.asarray(rows).reshape(len(rows), -1, height, width)
    return np.ascontiguousarray(pixels.transpose(2, 3, 1, 0)).astype(np.float32)


def main(name, path):
    """Given. Train a baseline on a file; the last 2001 images are for validation."""
    mnist = name == "mnist"
    with np.load(path) as stored:
        rows, labels = stored["x_train"], stored["y_train"].astype(int)
    order = np.random.default_rng(0).permutation(len(labels))
    x = images(rows[order] / 255, 28, 28) if mnist else images(rows[order], 32, 32)
    labels = labels[order]
    x -= x.mean() if mnist else x.mean(axis=(0, 1, 3), keepdims=True)
    net, opts = (mnist_net(), MNIST_OPTIONS) if mnist else (cifar_net(), CIFAR_OPTIONS)
    net, losses = training(net, x[..., :-2001], labels[:-2001], opts)
    found = confusion_matrix(labels[-2001:], predict(net, x[..., -2001:]))
    print(f"loss {smoothed(losses)[-1]:.4f}, parameters {parameters_per_layer(net)}")
    print(f"accuracy {np.trace(found) / found.sum():.2%} on the last 2001 images")
    print(
        "precision and recall", *(np.round(part, 3) for part in precision_recall(found)), sep="\n"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Images from elsewhere: translations and rotations, and convolutional networks to meet them.

`python domains.py --data_dir DIR` trains the MLP and two convolutional networks on Fashion-MNIST
and prints their accuracies on the test images as they are, moved up and turned. Rows are images,
pixel by pixel from the top left: X (N, S * S).
"""

import argparse
from types import SimpleNamespace

import numpy as np


def translate_up(X, pixels=4):
    """Every image of X (N, S * S) moved up by so many pixels; what comes in below is 0."""
    # BEGIN SOLUTION 3.5a
    side = int(np.sqrt(X.shape[1]))
    images = X.reshape(-1, side, side)
    moved = np.zeros_like(images)
    moved[:, : side - pixels] = images[:, pixels:]
    return moved.reshape(X.shape)
    # END SOLUTION


def rotate(X, degrees):
    """Every image of X (N, S * S) turned counter-clockwise by 90, 180 or 270 degrees."""
    # BEGIN SOLUTION 3.5a
    side = int(np.sqrt(X.shape[1]))
    return np.rot90(X.reshape(-1, side, side), degrees // 90, axes=(1, 2)).reshape(X.shape)
    # END SOLUTION


# --- given: convolutional networks, single precision, channels last -----------------------------


class Convolution:
    """Given. C kernels of size F x F over images (N, S, S, D), no padding: (N, S-F+1, S-F+1, C)."""

    def __init__(self, channels, size, kernels, rng):
        fan_in = channels * size * size
        self.size = size
        self.W = (rng.standard_normal((fan_in, kernels)) * np.sqrt(2 / fan_in)).astype(np.float32)
        self.b = np.zeros(kernels, np.float32)

    def forward(self, X):
        """Every window of X as a row, times the kernels as columns."""
        windows = np.lib.stride_tricks.sliding_window_view(X, (self.size, self.size), axis=(1, 2))
        self.shape, self.rows = X.shape, windows.reshape(-1, len(self.W))
        return (self.rows @ self.W + self.b).reshape(*windows.shape[:3], -1)

    def backward(self, grad, first):
        """Puts dW and db there; returns the gradient of X, None where this is the first layer."""
        flat = grad.reshape(-1, grad.shape[-1])
        self.dW, self.db = self.rows.T @ flat, flat.sum(axis=0)
        if first:
            return None
        count, side = grad.shape[:2]
        pieces = (flat @ self.W.T).reshape(count, side, side, -1, self.size, self.size)
        dX = np.zeros(self.shape, np.float32)
        for i in range(self.size):
            for j in range(self.size):
                dX[:, i : i + side, j : j + side] += pieces[..., i, j]
        return dX


class PoolRelu:
    """Given. The largest of each 2 x 2 block, a last odd row or column left out, then ReLU."""

    def forward(self, X):
        """X (N, S, S, C) gives (N, S // 2, S // 2, C)."""
        self.shape, half = X.shape, X.shape[1] // 2
        blocks = X[:, : 2 * half, : 2 * half].reshape(len(X), half, 2, half, 2, -1)
        blocks = blocks.transpose(0, 1, 3, 5, 2, 4).reshape(len(X), half, half, -1, 4)
        self.place = blocks.argmax(axis=-1)
        largest = np.take_along_axis(blocks, self.place[..., np.newaxis], axis=-1)[..., 0]
        self.positive = largest > 0
        return largest * self.positive

    def backward(self, grad, first):
        """The gradient goes to the place of the largest, where that was positive."""
        half = grad.shape[1]
        grad = grad * self.positive
        dX = np.zeros(self.shape, np.float32)
        for place in range(4):
            i, j = divmod(place, 2)
            dX[:, i : 2 * half : 2, j : 2 * half : 2] = grad * (self.place == place)
        return dX


class Dense:
    """Given. A fully connected layer over all entries of an image."""

    def __init__(self, inputs, outputs, rng):
        self.W = (rng.standard_normal((inputs, outputs)) / np.sqrt(inputs)).astype(np.float32)
        self.b = np.zeros(outputs, np.float32)

    def forward(self, X):
        """X (N, ...) gives scores (N, K)."""
        self.X = X
        return X.reshape(len(X), -1) @ self.W + self.b

    def backward(self, grad, first):
        """grad (N, K) gives the gradient of X."""
        self.dW, self.db = self.X.reshape(len(grad), -1).T @ grad, grad.sum(axis=0)
        return (grad @ self.W.T).reshape(self.X.shape)


def cnn_2(rng):
    """Given. 64 kernels 7 x 7, 2 x 2 max-pooling, fully connected, for 28 x 28 images."""
    return [Convolution(1, 7, 64, rng), PoolRelu(), Dense(11 * 11 * 64, 10, rng)]


def cnn_3(rng):
    """Given. As `cnn_2`, with 128 kernels 2 x 2 and another pooling before the last layer."""
    layers = cnn_2(rng)[:2]
    return [*layers, Convolution(64, 2, 128, rng), PoolRelu(), Dense(5 * 5 * 128, 10, rng)]


def scores_of(layers, X):
    """Given. Scores (N, 10) for rows of pixels (N, 784)."""
    out = X.reshape(-1, 28, 28, 1).astype(np.float32)
    for layer in layers:
        out = layer.forward(out)
    return out


def train_cnn(layers, data, epochs=5, rate=0.02, size=50, alpha=0.9, seed=42):
    """Given. SGD with momentum, in place."""
    rng = np.random.default_rng(seed)
    velocity = [{"W": np.float32(0), "b": np.float32(0)} for _ in layers]
    for epoch in range(epochs):
        order = rng.permutation(len(data["y_train"]))
        for i in range(len(order) // size):
            rows = order[i * size : (i + 1) * size]
            p = scores_of(layers, data["x_train"][rows])
            p = np.exp(p - p.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            p[np.arange(size), data["y_train"][rows]] -= 1
            grad = p / np.float32(size)
            for place, layer in reversed(list(enumerate(layers))):
                grad = layer.backward(grad, place == 0)
                for name in ("W", "b") if hasattr(layer, "W") else ():
                    v = np.float32(alpha) * velocity[place][name] + getattr(layer, f"d{name}")
                    setattr(layer, name, getattr(layer, name) - np.float32(rate) * v)
                    velocity[place][name] = v
        held = cnn_accuracy(layers, data["x_val"], data["y_val"])
        print(f"epoch {epoch + 1}: validation {held:.4f}")


def cnn_accuracy(layers, X, y):
    """Given. The fraction of right predictions, in pieces that fit into memory."""
    places = np.arange(0, len(y), 500)
    return float(
        np.mean(
            [scores_of(layers, X[i : i + 500]).argmax(axis=1) == y[i : i + 500] for i in places]
        )
    )


def compare(data, mlp):
    """Given. Accuracies of the three networks on five versions of the test images, as a dict.

    mlp: the module neural_networks.
    """
    x, y = data["x_test"], data["y_test"]
    versions = [x, translate_up(x), *(rotate(x, degrees) for degrees in (90, 180, 270))]
    model = mlp.make_model(x.shape[1])
    how = {"learning_rate": 0.01, "num_epoch": 10, "minibatch_size": 5, "alpha": 0.0}
    mlp.train(model, data, SimpleNamespace(**how, early_stopping_patience=10))
    found = {"mlp": [mlp.evaluate(model, version, y)[0] for version in versions]}
    for name, make in (("cnn2", cnn_2), ("cnn3", cnn_3)):
        layers = make(np.random.default_rng(42))
        train_cnn(layers, data)
        found[name] = [cnn_accuracy(layers, version, y) for version in versions]
    return found


def main():
    """Given. Train all three and print a table."""
    import neural_networks as mlp  # here, so that this file can be used without that one

    parser = argparse.ArgumentParser(description="Three networks, five versions of the test set.")
    parser.add_argument("--data_dir", default=".")
    options = parser.parse_args()
    np.random.seed(42)
    found = compare(mlp.shuffled(mlp.load_data(options.data_dir)), mlp)
    print("network  as it is  4 up   90    180   270")
    for name, row in found.items():
        print(f"{name:8}", *(f"{part:.4f}" for part in row))


if __name__ == "__main__":
    main()

"""A neural network for handwritten letters: one hidden layer of sigmoids, a softmax on top.

    python neuralnet.py TRAIN VALIDATION TRAIN_OUT VALIDATION_OUT METRICS_OUT
                        EPOCHS HIDDEN_UNITS INIT_FLAG LEARNING_RATE [--debug]

An example is one row of a csv file, its label first. M pixels, H hidden units, K = 10 classes:

    a = alpha [1, x]     alpha (H, M + 1), bias in column 0
    z = sigmoid(a)
    b = beta [1, z]      beta (K, H + 1), bias in column 0
    yhat = softmax(b)    J = -log yhat[y]
"""

import sys
from types import SimpleNamespace

import numpy as np

CLASSES = 10


# --- reading ------------------------------------------------------------------------------------


def load(path):
    """The examples of a csv file: pixels x (N, M) float64, labels y (N,) int."""
    # BEGIN SOLUTION 5.5 a file may have any number of rows and pixels, and pixels such as 0.25
    rows = np.loadtxt(path, delimiter=",", ndmin=2)
    return np.ascontiguousarray(rows[:, 1:]), rows[:, 0].astype(int)
    # END SOLUTION


# --- initial weights ----------------------------------------------------------------------------


def zero_init(shape):
    """Weights for flag 2: zeros of this shape."""
    # BEGIN SOLUTION 5.1
    return np.zeros(shape)
    # END SOLUTION


def random_init(shape):
    """Weights for flag 1: uniform in (-0.1, 0.1), of this shape, other ones in every run."""
    # BEGIN SOLUTION 5.1
    return np.random.default_rng().uniform(-0.1, 0.1, shape)
    # END SOLUTION


# --- modules: forward and backward side by side -------------------------------------------------


def softmax(b):
    """Probabilities of the scores b (K,)."""
    # BEGIN SOLUTION 5.2 subtract the largest score first: exp(1000) is too large for a float
    e = np.exp(b - np.maximum.reduce(b))  # np.max does the same and takes three times as long
    e /= np.add.reduce(e)
    return e
    # END SOLUTION


def cross_entropy(y, y_hat):
    """J = -log y_hat[y] of one example with label y and probabilities y_hat (K,)."""
    # BEGIN SOLUTION 5.2
    return -np.log(y_hat[y])
    # END SOLUTION


def d_softmax_cross_entropy(y, y_hat):
    """dJ/db (K,) of one example: through cross-entropy and softmax at once."""
    # BEGIN SOLUTION 5.2
    d_b = y_hat.copy()
    d_b[y] -= 1.0  # dJ/db_k = y_hat_k - [k = y]
    return d_b
    # END SOLUTION


class Sigmoid:
    """z = 1 / (1 + exp(-a)), entry by entry."""

    def forward(self, a):
        """a (H,) gives z (H,), which is kept for `backward`."""
        # BEGIN SOLUTION 5.2
        z = np.exp(-a)
        z += 1.0
        self.z = np.divide(1.0, z, out=z)
        return self.z
        # END SOLUTION

    def backward(self, d_z):
        """dJ/dz (H,) gives dJ/da (H,)."""
        # BEGIN SOLUTION 5.2
        return d_z * self.z * (1.0 - self.z)  # dz/da = z (1 - z)
        # END SOLUTION


class Linear:
    """out = w [1, x], with w (output_size, input_size + 1) and its gradient dw of the same shape.

    weight_init_fn gives the weights for a shape; the bias, column 0, begins at 0 in any case.
    """

    def __init__(self, input_size, output_size, weight_init_fn, learning_rate):
        # BEGIN SOLUTION 5.1 self.w with a bias of 0 in column 0, self.dw, the learning rate
        self.w = np.zeros((output_size, input_size + 1))
        self.w[:, 1:] = weight_init_fn((output_size, input_size))
        self.dw = np.zeros_like(self.w)
        self.learning_rate = learning_rate
        self.x = np.ones(input_size + 1)  # [1, x]: entry 0 stays 1
        self.change = np.empty_like(self.w)
        # END SOLUTION

    def forward(self, x):
        """x (input_size,) gives w [1, x] (output_size,); [1, x] is kept for `backward`."""
        # BEGIN SOLUTION 5.2
        self.x[1:] = x
        return self.w @ self.x
        # END SOLUTION

    def weight_gradient(self, d_out):
        """Put dJ/dw into `dw`, given dJ/dout (output_size,)."""
        # BEGIN SOLUTION 5.2
        np.multiply(d_out[:, np.newaxis], self.x, out=self.dw)  # dJ/dw = dJ/dout [1, x]^T
        # END SOLUTION

    def backward(self, d_out):
        """Put dJ/dw into `dw` and return dJ/dx (input_size,), given dJ/dout (output_size,)."""
        # BEGIN SOLUTION 5.2 the bias column belongs to the constant 1 and hands nothing back
        self.weight_gradient(d_out)
        # Leave the bias out before the product, not after it: with equal hidden units the product
        # of the whole matrix rounds otherwise for the last of them, and such a difference grows.
        return self.w[:, 1:].T @ d_out
        # END SOLUTION

    def step(self):
        """w <- w - learning_rate dw."""
        # BEGIN SOLUTION 5.2
        np.multiply(self.dw, self.learning_rate, out=self.change)
        self.w -= self.change
        # END SOLUTION


class NN:
    """The network: Linear, Sigmoid, Linear, softmax; trained example by example."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_fn, learning_rate):
        self.linear1 = Linear(input_size, hidden_size, weight_init_fn, learning_rate)
        self.sigmoid = Sigmoid()
        self.linear2 = Linear(hidden_size, output_size, weight_init_fn, learning_rate)

    def forward(self, x):
        """y_hat (K,) of one example x (M,)."""
        # BEGIN SOLUTION 5.2
        self.a = self.linear1.forward(x)
        self.b = self.linear2.forward(self.sigmoid.forward(self.a))
        return softmax(self.b)
        # END SOLUTION

    def backward(self, y, y_hat):
        """Put the gradients of J for the example of the last `forward` into both layers."""
        # BEGIN SOLUTION 5.2 every gradient belongs to the weights that `forward` used
        self.d_b = d_softmax_cross_entropy(y, y_hat)
        self.d_z = self.linear2.backward(self.d_b)
        self.d_a = self.sigmoid.backward(self.d_z)
        self.linear1.weight_gradient(self.d_a)
        # END SOLUTION

    def step(self):
        """One step of gradient descent in both layers."""
        # BEGIN SOLUTION 5.2
        self.linear1.step()
        self.linear2.step()
        # END SOLUTION

    def train_epoch(self, x, y, debug=False):
        """One step for each example of x (N, M), y (N,), in the order of the file."""
        # BEGIN SOLUTION 5.2 with debug, call print_step(number, self, y, y_hat) after each step
        for number, (pixels, label) in enumerate(zip(x, y.tolist(), strict=True), start=1):
            y_hat = self.forward(pixels)
            self.backward(label, y_hat)
            self.step()
            if debug:
                print_step(number, self, label, y_hat)
        # END SOLUTION

    def scores(self, x):
        """b (N, K) of all examples x (N, M) at once."""
        # BEGIN SOLUTION 5.3 one product for all rows is much faster than a loop
        z = 1.0 / (1.0 + np.exp(-(x @ self.linear1.w[:, 1:].T + self.linear1.w[:, 0])))
        return z @ self.linear2.w[:, 1:].T + self.linear2.w[:, 0]
        # END SOLUTION

    def compute_loss(self, x, y):
        """The mean cross-entropy of all examples x (N, M), y (N,)."""
        # BEGIN SOLUTION 5.3
        b = self.scores(x)
        b -= b.max(axis=1, keepdims=True)
        return float(np.mean(np.log(np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]))
        # END SOLUTION

    def train(self, x_train, y_train, x_validation, y_validation, epochs, debug=False):
        """Both mean cross-entropies after each epoch: two lists of `epochs` numbers."""
        # BEGIN SOLUTION 5.3 train_epoch, then compute_loss on both sets, for each epoch
        train_losses, validation_losses = [], []
        for _ in range(epochs):
            self.train_epoch(x_train, y_train, debug)
            train_losses.append(self.compute_loss(x_train, y_train))
            validation_losses.append(self.compute_loss(x_validation, y_validation))
        return train_losses, validation_losses
        # END SOLUTION

    def test(self, x, y):
        """Predicted labels (N,) of x (N, M) and the fraction of them that differ from y (N,)."""
        # BEGIN SOLUTION 5.4 the most probable class; of several the smallest
        labels = self.scores(x).argmax(axis=1)
        return labels, float(np.mean(labels != y))
        # END SOLUTION


# --- looking at single steps (given) ------------------------------------------------------------


def print_step(number, net, y, y_hat):
    """Print everything that one step computed, in its order; rows of a matrix between bars."""
    values = {
        "a": net.a,
        "z": net.linear2.x,
        "b": net.b,
        "yhat": y_hat,
        "J": cross_entropy(y, y_hat),
        "dJ/db": net.d_b,
        "dJ/dbeta": net.linear2.dw,
        "dJ/dz": net.d_z,
        "dJ/da": net.d_a,
        "dJ/dalpha": net.linear1.dw,
        "beta": net.linear2.w,
        "alpha": net.linear1.w,
    }
    for name, value in values.items():
        rows = np.atleast_2d(value)
        text = " | ".join(" ".join(f"{entry:.10g}" for entry in row) for row in rows)
        print(f"example {number} {name}: {text}")


# --- writing ------------------------------------------------------------------------------------


def write_labels(path, labels):
    """One label a line."""
    # BEGIN SOLUTION 5.6
    with open(path, "w") as file:
        file.writelines(f"{label}\n" for label in labels)
    # END SOLUTION


def write_metrics(path, losses, errors):
    """Cross-entropies of every epoch, then both errors; losses and errors: (train, validation)."""
    # BEGIN SOLUTION 5.6 the task text shows the lines
    names = ("train", "validation")
    with open(path, "w") as file:
        for epoch, pair in enumerate(zip(*losses, strict=True), start=1):
            for name, loss in zip(names, pair, strict=True):
                file.write(f"epoch={epoch} crossentropy({name}): {loss!r}\n")
        for name, error in zip(names, errors, strict=True):
            file.write(f"error({name}): {error!r}\n")
    # END SOLUTION


# --- the program (given) ------------------------------------------------------------------------


def arguments(argv):
    """The nine arguments and the switch, by name."""
    words = [word for word in argv if word != "--debug"]
    if len(words) != 9 or words[7] not in ("1", "2"):
        sys.exit(__doc__)
    names = ("train", "validation", "train_out", "validation_out", "metrics_out")
    return SimpleNamespace(
        **dict(zip(names, words[:5], strict=True)),
        epochs=int(words[5]),
        hidden_units=int(words[6]),
        init_flag=int(words[7]),
        learning_rate=float(words[8]),
        debug=len(words) < len(argv),
    )


def main(argv):
    """Train, predict, write three files."""
    args = arguments(argv)
    (x, y), (x_validation, y_validation) = load(args.train), load(args.validation)
    init = random_init if args.init_flag == 1 else zero_init
    net = NN(x.shape[1], args.hidden_units, CLASSES, init, args.learning_rate)
    losses = net.train(x, y, x_validation, y_validation, args.epochs, args.debug)
    labels, error = net.test(x, y)
    labels_validation, error_validation = net.test(x_validation, y_validation)
    write_labels(args.train_out, labels)
    write_labels(args.validation_out, labels_validation)
    write_metrics(args.metrics_out, losses, (error, error_validation))


if __name__ == "__main__":
    main(sys.argv[1:])

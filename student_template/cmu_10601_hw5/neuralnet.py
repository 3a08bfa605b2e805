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
    # TODO 5.5: a file may have any number of rows and pixels, and pixels such as 0.25
    raise NotImplementedError("5.5: not written yet")


# --- initial weights ----------------------------------------------------------------------------


def zero_init(shape):
    """Weights for flag 2: zeros of this shape."""
    # TODO 5.1: your code here
    raise NotImplementedError("5.1: not written yet")


def random_init(shape):
    """Weights for flag 1: uniform in (-0.1, 0.1), of this shape, other ones in every run."""
    # TODO 5.1: your code here
    raise NotImplementedError("5.1: not written yet")


# --- modules: forward and backward side by side -------------------------------------------------


def softmax(b):
    """Probabilities of the scores b (K,)."""
    # TODO 5.2: subtract the largest score first: exp(1000) is too large for a float
    raise NotImplementedError("5.2: not written yet")


def cross_entropy(y, y_hat):
    """J = -log y_hat[y] of one example with label y and probabilities y_hat (K,)."""
    # TODO 5.2: your code here
    raise NotImplementedError("5.2: not written yet")


def d_softmax_cross_entropy(y, y_hat):
    """dJ/db (K,) of one example: through cross-entropy and softmax at once."""
    # TODO 5.2: your code here
    raise NotImplementedError("5.2: not written yet")


class Sigmoid:
    """z = 1 / (1 + exp(-a)), entry by entry."""

    def forward(self, a):
        """a (H,) gives z (H,), which is kept for `backward`."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")

    def backward(self, d_z):
        """dJ/dz (H,) gives dJ/da (H,)."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")


class Linear:
    """out = w [1, x], with w (output_size, input_size + 1) and its gradient dw of the same shape.

    weight_init_fn gives the weights for a shape; the bias, column 0, begins at 0 in any case.
    """

    def __init__(self, input_size, output_size, weight_init_fn, learning_rate):
        # TODO 5.1: self.w with a bias of 0 in column 0, self.dw, the learning rate
        raise NotImplementedError("5.1: not written yet")

    def forward(self, x):
        """x (input_size,) gives w [1, x] (output_size,); [1, x] is kept for `backward`."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")

    def weight_gradient(self, d_out):
        """Put dJ/dw into `dw`, given dJ/dout (output_size,)."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")

    def backward(self, d_out):
        """Put dJ/dw into `dw` and return dJ/dx (input_size,), given dJ/dout (output_size,)."""
        # TODO 5.2: the bias column belongs to the constant 1 and hands nothing back
        raise NotImplementedError("5.2: not written yet")

    def step(self):
        """w <- w - learning_rate dw."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")


class NN:
    """The network: Linear, Sigmoid, Linear, softmax; trained example by example."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_fn, learning_rate):
        self.linear1 = Linear(input_size, hidden_size, weight_init_fn, learning_rate)
        self.sigmoid = Sigmoid()
        self.linear2 = Linear(hidden_size, output_size, weight_init_fn, learning_rate)

    def forward(self, x):
        """y_hat (K,) of one example x (M,)."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")

    def backward(self, y, y_hat):
        """Put the gradients of J for the example of the last `forward` into both layers."""
        # TODO 5.2: every gradient belongs to the weights that `forward` used
        raise NotImplementedError("5.2: not written yet")

    def step(self):
        """One step of gradient descent in both layers."""
        # TODO 5.2: your code here
        raise NotImplementedError("5.2: not written yet")

    def train_epoch(self, x, y, debug=False):
        """One step for each example of x (N, M), y (N,), in the order of the file."""
        # TODO 5.2: with debug, call print_step(number, self, y, y_hat) after each step
        raise NotImplementedError("5.2: not written yet")

    def scores(self, x):
        """b (N, K) of all examples x (N, M) at once."""
        # TODO 5.3: one product for all rows is much faster than a loop
        raise NotImplementedError("5.3: not written yet")

    def compute_loss(self, x, y):
        """The mean cross-entropy of all examples x (N, M), y (N,)."""
        # TODO 5.3: your code here
        raise NotImplementedError("5.3: not written yet")

    def train(self, x_train, y_train, x_validation, y_validation, epochs, debug=False):
        """Both mean cross-entropies after each epoch: two lists of `epochs` numbers."""
        # TODO 5.3: train_epoch, then compute_loss on both sets, for each epoch
        raise NotImplementedError("5.3: not written yet")

    def test(self, x, y):
        """Predicted labels (N,) of x (N, M) and the fraction of them that differ from y (N,)."""
        # TODO 5.4: the most probable class; of several the smallest
        raise NotImplementedError("5.4: not written yet")


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
    # TODO 5.6: your code here
    raise NotImplementedError("5.6: not written yet")


def write_metrics(path, losses, errors):
    """Cross-entropies of every epoch, then both errors; losses and errors: (train, validation)."""
    # TODO 5.6: the task text shows the lines
    raise NotImplementedError("5.6: not written yet")


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

"""Known bugs of problem 5.2 in the forward pass, which change training and what is told of it."""

from grader.model import KnownBug

from ._lines import MAIN

LOOPED = """
def looped_loss(self, x, y):
    losses = [cross_entropy(k, self.forward(row)) for row, k in zip(x, y.tolist(), strict=True)]
    return float(np.mean(losses))


def looped_test(self, x, y):
    labels = np.array([int(np.argmax(self.forward(row))) for row in x])
    return labels, float(np.mean(labels != y))


NN.compute_loss, NN.test = looped_loss, looped_test
"""
"""Losses and labels by `forward`, as in a program that has one forward pass for everything."""

SIGMOID = """
def value(self, a):
    self.z = {z}
    return self.z


def slope(self, d_z):
    return d_z * ({slope})


Sigmoid.forward, Sigmoid.backward = value, slope
"""

PATCHES = {
    "tanh_for_sigmoid": (
        SIGMOID.format(z="np.tanh(a)", slope="1.0 - self.z * self.z"),
        "Hidden units count as 0 where the sigmoid gives 1/2: it is missing, something else "
        "stands in its place, or beta's gradient takes a instead of z.",
    ),
    "sigmoid_of_its_bias": (
        """
def started(self, *args, made=NN.__init__):
    made(self, *args)
    self.linear2.x[0] = 1.0 / (1.0 + np.exp(-1.0))


NN.__init__ = started
""",
        "The constant 1 goes through the sigmoid, so that the bias of the output layer has a "
        "smaller factor.",
    ),
    "sigmoids_for_softmax": (
        "\ndef softmax(b):\n    return 1.0 / (1.0 + np.exp(-b))\n",
        "The outputs are sigmoids in the place of a softmax: they don't add up to 1.",
    ),
    "sigmoid_before_softmax": (
        "\ndef softmax(b, after=softmax):\n    return after(1.0 / (1.0 + np.exp(-b)))\n",
        "The output layer's b goes through a sigmoid before the softmax.",
    ),
    "constant_behind_z": (
        """
def shifted(self, y, y_hat):
    self.d_b = d_softmax_cross_entropy(y, y_hat)
    z = np.append(self.sigmoid.z, 1.0)
    d_z = self.linear2.w[:, 1:].T @ self.d_b
    self.linear1.weight_gradient(d_z * z[1:] * (1.0 - z[1:]))
    self.linear2.dw = np.outer(self.d_b, z)


def turned(self, x):
    self.b = self.linear2.w @ np.append(self.sigmoid.forward(self.linear1.forward(x)), 1.0)
    return softmax(self.b)


NN.backward, NN.forward = shifted, turned
""",
        "The constant 1 stands at the end of z; the bias is column 0, so it stands at the front.",
    ),
    "softmax_not_divided": (
        "\ndef softmax(b):\n    return np.exp(b)\n",
        "The softmax isn't divided by its sum: the outputs don't add up to 1.",
    ),
    "softmax_not_divided_but_shifted": (
        "\ndef softmax(b):\n    return np.exp(b - b.max())\n",
        "The softmax isn't divided by its sum: the outputs don't add up to 1.",
    ),
    "softmax_twice": (
        "\ndef softmax(b, once=softmax):\n    return once(once(b))\n",
        "The softmax is applied twice.",
    ),
}

BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.2",
        check="test_tiny_size",
        file="neuralnet.py",
        old=MAIN,
        new=f"{patch.strip()}\n\n{LOOPED}\n\n{MAIN}",
        sentence=sentence,
        hint="the forward pass in the task text",
        also=("5.1", "5.3", "5.4", "5.5", "5.6"),
    )
    for name, (patch, sentence) in PATCHES.items()
)

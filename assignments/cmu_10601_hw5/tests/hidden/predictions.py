"""For a diagnosis: which wrong rule of prediction gives just the labels of a program.

Its losses are those of the reference, so that its network is that of the reference, too.
"""

from functools import partial

import numpy as np

CLASSES = 10
NO_BIAS = "Labels are predicted without the bias of the output layer."
MEAN = "The label is the mean of the classes, weighted by their probabilities, and rounded."
NONE = "Every row gets the label 0, as if all ten outputs were equal, or not compared."
FIRST_OUT = "The first output is left out when the largest is looked for."


def sigmoid(a):
    """1 / (1 + exp(-a))."""
    return 1 / (1 + np.exp(-a))


def probabilities(net, x):
    """yhat (N, K)."""
    b = net.scores(x)
    e = np.exp(b - b.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def scores(net, x, *, rule=sigmoid, hidden_bias=True, output_bias=True):
    """b (N, K) of a network that leaves something out."""
    a = x @ net.linear1.w[:, 1:].T + hidden_bias * net.linear1.w[:, 0]
    return rule(a) @ net.linear2.w[:, 1:].T + output_bias * net.linear2.w[:, 0]


def largest(**changed):
    """The most probable class of such a network."""
    return lambda net, x, y: scores(net, x, **changed).argmax(axis=1)


def over_half(net, x, y):
    """0 where no class has more than one half."""
    y_hat = probabilities(net, x)
    return np.where(y_hat.max(axis=1) > 0.5, y_hat.argmax(axis=1), 0)


RULES = (
    ("Labels are predicted without the sigmoid of the hidden layer.", largest(rule=lambda a: a)),
    (NO_BIAS, largest(output_bias=False)),
    (
        "Labels are predicted without the bias of the hidden layer.",
        largest(hidden_bias=False),
    ),
    (
        NO_BIAS,
        largest(hidden_bias=False, output_bias=False),
    ),
    (
        "Labels are predicted with tanh in the place of the hidden layer's sigmoid.",
        largest(rule=np.tanh),
    ),
    (
        "Labels are predicted with ReLU in the place of the hidden layer's sigmoid.",
        largest(rule=lambda a: np.maximum(a, 0)),
    ),
    (
        "The sigmoid is applied twice when labels are predicted.",
        largest(rule=lambda a: sigmoid(sigmoid(a))),
    ),
    (
        "Labels are predicted without the sigmoid and without the output layer's bias.",
        largest(rule=lambda a: a, output_bias=False),
    ),
    ("The least probable class is predicted.", lambda net, x, y: net.scores(x).argmin(axis=1)),
    (
        "The second most probable class is predicted.",
        lambda net, x, y: np.argsort(-net.scores(x), axis=1, kind="stable")[:, 1],
    ),
    (
        "A class is predicted only where its probability is over one half, and 0 otherwise.",
        over_half,
    ),
    ("Labels are counted from 1; the first class is 0.", lambda net, x, y: top(net, x) + 1),
    ("Labels are one too small; the first class is 0.", lambda net, x, y: top(net, x) - 1),
    (
        "The classes are counted from the last one: label k is written as 9 - k.",
        lambda net, x, y: CLASSES - 1 - top(net, x),
    ),
    (MEAN, lambda net, x, y: np.rint(probabilities(net, x) @ np.arange(CLASSES))),
    (MEAN, lambda net, x, y: np.floor(probabilities(net, x) @ np.arange(CLASSES))),
    (NONE, lambda net, x, y: np.zeros(len(x))),
    (
        "Every row gets the last class, 9.",
        lambda net, x, y: np.full(len(x), CLASSES - 1),
    ),
    (FIRST_OUT, lambda net, x, y: net.scores(x)[:, 1:].argmax(axis=1)),
    (FIRST_OUT, lambda net, x, y: net.scores(x)[:, 1:].argmax(axis=1) + 1),
    (
        "The last output is left out when the largest is looked for.",
        lambda net, x, y: net.scores(x)[:, :-1].argmax(axis=1),
    ),
    ("Every row gets the label of the last one.", lambda net, x, y: top(net, x)[-1] + 0 * y),
    ("Every row gets the label of the first one.", lambda net, x, y: top(net, x)[0] + 0 * y),
    ("The labels are written from the last row to the first.", lambda net, x, y: top(net, x)[::-1]),
    ("The labels are sorted before they are written.", lambda net, x, y: np.sort(top(net, x))),
    (
        "The labels belong to the row before: each is written one row too late.",
        lambda net, x, y: np.roll(top(net, x), 1),
    ),
    (
        "The labels that are written are those of the data, not predicted ones.",
        lambda net, x, y: y,
    ),
    (
        "Whether a prediction is right is written in the place of the label.",
        lambda net, x, y: top(net, x) == y,
    ),
    (
        "Whether a prediction is wrong is written in the place of the label.",
        lambda net, x, y: top(net, x) != y,
    ),
)


def top(net, x):
    """The most probable class."""
    return net.scores(x).argmax(axis=1)


def rules(nets, train, validation):
    """(sentence, labels of both sets, one behind the other) for each rule.

    nets: networks after no epoch, after one, ..., after the last. train, validation: (labels, x).
    """
    last = nets[-1]
    sets = [(x, y) for y, x in (train, validation)]

    def of_both(rule):
        return np.concatenate([rule(x, y) for x, y in sets])

    found = [(sentence, of_both(partial(rule, last))) for sentence, rule in RULES]
    for sentence, net in (
        ("The labels are predicted after the first epoch instead of after the last.", nets[1]),
        ("The labels are predicted before the last epoch instead of after it.", nets[-2]),
    ):
        found.append((sentence, of_both(lambda x, y, net=net: top(net, x))))
    x, x_validation = train[1], validation[1]
    exchanged = np.concatenate([top(last, x_validation), top(last, x)])
    found.append(("The labels of the two sets are written into each other's files.", exchanged))
    both = np.concatenate([top(last, x), np.resize(top(last, x), len(x_validation))])
    found.append(("Both files of labels are those of the training data.", both))
    return found

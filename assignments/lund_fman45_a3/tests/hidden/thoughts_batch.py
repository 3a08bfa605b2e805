"""Wrong thoughts of exercise 2, a dense layer and a batch: (what they give, words).

Columns are samples. `z` is the layer's output.
"""

import numpy as np


def z(v):
    """The layer's output."""
    return v.W @ v.X + v.b


FORWARD = "This is the layer's own output, the forward pass, and no gradient of L."
OUTPUT = "The layer's output stands where the gradient by that output, G, belongs."
NO_BIAS_OUTPUT = "W X, the layer's output, stands where the gradient by that output, G, belongs."
RELU = "A ReLU's mask is applied. This layer has no ReLU: every entry of the gradient passes."
BY_X = "This is the gradient by X, which goes back through the weights. Another one is asked here."
BY_W = "This is the gradient by W. Another one is asked here."
BY_B = "This is the gradient by b. Another one is asked here."
NO_UPSTREAM = (
    "This is the layer's own derivative alone. By the chain rule it is multiplied by the gradient "
    "by Z, which is missing."
)
STEP = "A descent step is taken, which gives new values. The gradient itself was asked."
MEAN = "It is divided by the number of samples. What L divides by is in G already."
TIMES = "It is multiplied by the number of samples. Nothing is counted twice in G."
ZERO = "This says that L doesn't depend on it at all. It does, through Z."
OVER_SAMPLES = "It is summed over the samples. Each sample has a column of its own in X."
OVER_UNITS = "It is summed over the units. Each unit has its own b; the samples share it."
OVER_ALL = (
    "It is summed over units and samples. Each unit has its own b; only the samples share it."
)
NOT_SUMMED = "It isn't summed over the samples. All of them use the same b, and their parts add up."
SUMS_FIRST = "G and X are summed over the samples before they are multiplied. Multiply first."
WHICH = "The transpose is on the wrong one of the two factors: "
INSIDE = "the sum is to run over the samples, and the result must have the shape of W."
BIAS = "b has no part in this gradient: it is added in Z."


def total(array, axis=1):
    """A sum over one axis, which stays."""
    return array.sum(axis=axis, keepdims=True)


BATCH_THOUGHTS = {
    "2a": (
        (lambda v: v.W.T @ z(v), OUTPUT),
        (lambda v: v.W.T @ (v.W @ v.X), NO_BIAS_OUTPUT),
        (z, FORWARD),
        (lambda v: v.W @ v.X, FORWARD),
        (lambda v: (v.W.T @ v.G) * (v.X > 0), RELU),
        (lambda v: v.W.T @ (v.G * (z(v) > 0)), RELU),
        (lambda v: v.W.T @ (v.G * (v.G > 0)), RELU),
        (lambda v: v.W.T @ v.G / v.N, MEAN),
        (lambda v: v.W.T @ v.G * v.N, TIMES),
        (lambda v: total(v.W.T @ v.G), OVER_SAMPLES),
        (lambda v: total(v.W.T @ v.G) / v.N, OVER_SAMPLES),
        (lambda v: total(v.W.T @ v.G) + 0 * v.X, OVER_SAMPLES),
        (lambda v: (v.W.T @ v.G).sum(), OVER_SAMPLES),
        (lambda v: v.G, "G is handed on as it is. The way back leads through the weights."),
        (lambda v: v.W.T, NO_UPSTREAM),
        (lambda v: v.W, NO_UPSTREAM),
        (lambda v: v.G @ v.X.T, BY_W),
        (lambda v: total(v.G), BY_B),
        (
            lambda v: (v.W.T @ v.G) * v.X,
            "X is still a factor. The derivative of W X by X is linear in W, and X is gone.",
        ),
        (
            lambda v: v.G.T @ v.W,
            "The factors are in the wrong order: this is the transpose of the gradient, with a row "
            "for each sample. The samples are columns.",
        ),
        (
            lambda v: v.G @ v.W,
            "The order of the factors is wrong, and a transpose is missing: the sum is to run over "
            "the units, and the result must have the shape of X.",
        ),
        (
            lambda v: v.W @ v.G,
            "W isn't transposed, so that the shapes don't fit: the sum is to run over the units.",
        ),
        (
            lambda v: v.G @ v.W.T,
            "The two factors are in the wrong order, so that the shapes don't fit.",
        ),
        (lambda v: v.W.T @ v.G.T, "G is transposed, which it shouldn't be: the shapes don't fit."),
        (
            lambda v: v.W @ v.G.T,
            WHICH + "the sum is to run over the units, and the result must have the shape of X.",
        ),
        (
            lambda v: v.W * v.G,
            "W and G are multiplied entry by entry. A matrix product is needed, which adds up over "
            "the units.",
        ),
        (lambda v: v.W.T @ (v.G + v.b), BIAS),
        (lambda v: v.W.T @ (v.G - v.b), BIAS),
        (lambda v: v.W.T @ v.b, BIAS),
        (lambda v: v.X - v.W.T @ v.G, STEP),
        (lambda v: v.X, "X itself is given. Neither the weights nor G have a part in it."),
        (lambda v: 0 * v.X, ZERO),
        (lambda v: 0.0, ZERO),
    ),
    "2b": (
        (lambda v: z(v) @ v.X.T, OUTPUT),
        (lambda v: v.W @ v.X @ v.X.T, NO_BIAS_OUTPUT),
        (lambda v: v.W.T @ v.G, BY_X),
        (lambda v: v.G @ v.X.T / v.N, MEAN),
        (lambda v: v.G @ v.X.T * v.N, TIMES),
        (
            lambda v: v.G * v.X,
            "G and X are multiplied entry by entry, where a matrix product is needed, and a "
            "transpose is missing: " + INSIDE,
        ),
        (
            lambda v: v.G @ v.X,
            "A transpose is missing, so that the shapes don't fit: " + INSIDE,
        ),
        (
            lambda v: v.X @ v.G,
            "The order of the factors is wrong, and a transpose is missing: " + INSIDE,
        ),
        (
            lambda v: v.X.T @ v.G,
            "The two factors are in the wrong order, so that the shapes don't fit: " + INSIDE,
        ),
        (lambda v: v.G.T @ v.X, WHICH + INSIDE),
        (lambda v: v.G.T @ v.X.T, "G is transposed, which it shouldn't be: " + INSIDE),
        (
            lambda v: v.X @ v.G.T,
            "The factors are in the wrong order: this is the transpose of the gradient, which has "
            "the shape of W.",
        ),
        (lambda v: v.X.T, NO_UPSTREAM),
        (lambda v: v.X, NO_UPSTREAM),
        (lambda v: total(v.X).T + 0 * v.W, NO_UPSTREAM),
        (lambda v: total(v.X).T, NO_UPSTREAM),
        (lambda v: total(v.X), NO_UPSTREAM),
        (lambda v: v.G, "G is handed on as it is: the input has no part in it."),
        (lambda v: total(v.G), BY_B + " The input has no part in it."),
        (lambda v: total(v.G) @ total(v.X).T, SUMS_FIRST),
        (lambda v: total(v.G) @ total(v.X).T / v.N, SUMS_FIRST),
        (lambda v: v.G @ (v.X * (v.X > 0)).T, RELU),
        (lambda v: (v.G * (z(v) > 0)) @ v.X.T, RELU),
        (lambda v: (v.G * (v.G > 0)) @ v.X.T, RELU),
        (lambda v: v.W - v.G @ v.X.T, STEP),
        (
            lambda v: v.G @ v.X.T + v.W,
            "A term of weight decay is added. L has no penalty for the weights here.",
        ),
        (
            lambda v: v.G @ v.X.T * v.W,
            "W is still a factor. The derivative of W X by W is linear in X, and W is gone.",
        ),
        (
            lambda v: v.G @ (v.W.T @ v.G).T,
            "The gradient by X stands where X itself belongs: W is multiplied by X in Z.",
        ),
        (z, FORWARD),
        (lambda v: v.W @ v.X, FORWARD),
        (lambda v: (v.G + v.b) @ v.X.T, BIAS),
        (lambda v: (v.G - v.b) @ v.X.T, BIAS),
        (lambda v: v.G @ v.X.T + v.b, BIAS),
        (lambda v: v.W.T @ v.G @ v.X.T, BY_X + " It is multiplied by the input besides."),
        (lambda v: v.G @ v.G.T, "G is used twice, and the input has no part in it."),
        (lambda v: v.X @ v.X.T, "X is used twice, and the gradient by Z has no part in it."),
        (lambda v: v.W, "W itself is given. Neither X nor G have a part in it."),
        (lambda v: 0 * v.W, ZERO),
        (lambda v: 0.0, ZERO),
    ),
    "2c": (
        (lambda v: v.G, NOT_SUMMED),
        (lambda v: v.G.sum(), OVER_ALL),
        (lambda v: v.G.sum() + 0 * v.b, OVER_ALL),
        (lambda v: v.G.mean(), OVER_ALL),
        (lambda v: total(v.G, 0), OVER_UNITS),
        (lambda v: total(v.G, 0).T, OVER_UNITS),
        (lambda v: total(v.G, 0) / len(v.G), OVER_UNITS),
        (lambda v: total(v.G, 0).T / len(v.G), OVER_UNITS),
        (lambda v: v.G.T @ v.ones, "G is transposed, so that the sum would run over the units."),
        (lambda v: total(v.G) / v.N, MEAN),
        (lambda v: total(v.G) * v.N, TIMES),
        (lambda v: v.G * v.N, NOT_SUMMED + " Instead it is multiplied by their number."),
        (lambda v: v.G / v.N, NOT_SUMMED + " Instead it is divided by their number."),
        (lambda v: total(v.G) + 0 * v.G, "The sum is repeated for each sample. b is one column."),
        (lambda v: v.ones, NO_UPSTREAM),
        (lambda v: v.ones.T, NO_UPSTREAM),
        (lambda v: np.ones_like(v.b), NO_UPSTREAM),
        (lambda v: v.N, NO_UPSTREAM),
        (lambda v: v.N + 0 * v.b, NO_UPSTREAM),
        (lambda v: 1.0, NO_UPSTREAM),
        (lambda v: total(v.W.T @ v.G), BY_X + " b doesn't pass the weights."),
        (lambda v: v.W.T @ v.G, BY_X + " b doesn't pass the weights."),
        (lambda v: total(v.X), "The inputs are summed over the samples, instead of the gradients."),
        (lambda v: v.G @ v.X.T, BY_W),
        (
            lambda v: total(v.G) * v.b,
            "It is multiplied by b. b is added in Z, so that its slope is 1.",
        ),
        (lambda v: v.G * v.b, NOT_SUMMED + " And it is multiplied by b, whose slope is 1."),
        (lambda v: v.b - total(v.G), STEP),
        (lambda v: total(z(v)), OUTPUT),
        (lambda v: total(v.W @ v.X), NO_BIAS_OUTPUT),
        (z, FORWARD),
        (lambda v: v.W @ v.X, FORWARD),
        (lambda v: v.b, "b itself is given. The gradient by Z has no part in it."),
        (lambda v: v.b * v.N, "b itself is added up. The gradient by Z has no part in it."),
        (lambda v: total(v.G * (z(v) > 0)), RELU),
        (lambda v: total(v.G * (v.G > 0)), RELU),
        (lambda v: v.G @ v.b, "b stands where the sum over the samples is to be taken."),
        (
            lambda v: v.G @ v.X,
            "X stands where the sum over the samples is to be taken. b isn't multiplied by it.",
        ),
        (
            lambda v: 0.0,
            "b is taken for a constant, whose derivative is 0. Here it is the variable: its slope "
            "in Z is 1.",
        ),
        (
            lambda v: 0 * v.b,
            "b is taken for a constant, whose derivative is 0. Here it is the variable: its slope "
            "in Z is 1.",
        ),
        (
            lambda v: v.ones @ v.G,
            "The two factors are in the wrong order, so that the shapes don't fit.",
        ),
    ),
}

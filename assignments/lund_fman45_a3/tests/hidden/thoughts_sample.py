"""Wrong thoughts of exercise 1, a dense layer and one sample: (what they give, words).

Vectors are columns. `z` is the layer's output.
"""

import numpy as np


def z(v):
    """The layer's output."""
    return v.W @ v.x + v.b


FORWARD = "This is the layer's own output, the forward pass, and no gradient of L."
OUTPUT = "The layer's output stands where the gradient by that output, g, belongs."
NO_BIAS_OUTPUT = "W x, the layer's output, stands where the gradient by that output, g, belongs."
RELU = "A ReLU's mask is applied. This layer has no ReLU: every entry of the gradient passes."
BY_X = "This is the gradient by x, which goes back through the weights. Another one is asked here."
BY_W = "This is the gradient by W. Another one is asked here."
BY_B = "This is the gradient by b. Another one is asked here."
NO_UPSTREAM = (
    "This is the layer's own derivative alone. By the chain rule it is multiplied by the gradient "
    "by z, which is missing."
)
STEP = "A descent step is taken, which gives new values. The gradient itself was asked."
DECAY = "A term of weight decay is added. L has no penalty for the weights here."
ZERO = "This says that L doesn't depend on it at all. It does, through z."
ENTRYWISE = (
    "W and g are multiplied entry by entry, so that nothing is added up. Each entry of x acts on "
    "all units: their parts have to be summed, as a matrix product does."
)
TURNED = "The transpose is on the wrong one of the two factors, so that their shapes don't fit."
SUMMED = "The entries of the gradient are added up or averaged. Each entry keeps its own."

SAMPLE_THOUGHTS = {
    "1a": (
        (lambda v: v.W.T @ z(v), OUTPUT),
        (lambda v: v.W.T @ (v.W @ v.x), NO_BIAS_OUTPUT),
        (lambda v: (v.W.T @ v.g) * (v.x > 0), RELU),
        (lambda v: v.W.T @ (v.g * (z(v) > 0)), RELU),
        (lambda v: v.W.T @ (v.g * (v.g > 0)), RELU),
        (lambda v: v.W.T, NO_UPSTREAM),
        (lambda v: v.W, NO_UPSTREAM),
        (lambda v: v.W.sum(axis=0)[:, None], NO_UPSTREAM),
        (lambda v: v.g @ v.x.T, BY_W),
        (lambda v: v.g, BY_B + " The weights have no part in it."),
        (z, FORWARD),
        (lambda v: v.W @ v.x, FORWARD),
        (lambda v: v.W * v.g, ENTRYWISE),
        (lambda v: v.x, "x itself is given. Neither the weights nor g have a part in it."),
        (lambda v: v.W.T @ v.b, "b stands where g belongs. b is a constant for x and drops out."),
        (lambda v: v.W.T @ (v.g * v.b), "g is multiplied by b. b is added, and drops out."),
        (lambda v: v.W.T @ (v.g + v.b), "b is added to g. It is a constant for x and drops out."),
        (lambda v: v.W.T @ (v.g - v.b), "b is taken off g. It is a constant for x and drops out."),
        (
            lambda v: (v.W.T @ v.g) * v.x,
            "x is still a factor. The derivative of W x by x is linear in W, and x is gone.",
        ),
        (lambda v: v.W.T @ (v.g * z(v)), "The output is multiplied in. Only its gradient g is."),
        (lambda v: v.x - v.W.T @ v.g, STEP),
        (lambda v: (v.W.T @ v.g).sum(), SUMMED),
        (lambda v: (v.W.T @ v.g).mean(), SUMMED),
        (lambda v: v.W.T @ v.g / len(v.x), SUMMED),
        (lambda v: v.W.T @ v.g / len(v.g), SUMMED),
        (
            lambda v: v.W * v.g.sum(),
            "g is added up before it is multiplied. Each unit has its own.",
        ),
        (lambda v: 0 * v.x, ZERO),
        (lambda v: 0.0, ZERO),
        (lambda v: v.W @ v.g.T, TURNED),
        (
            lambda v: v.W.T @ v.g @ v.x.T,
            "The input x is multiplied in once more. It is gone from the derivative of W x by x.",
        ),
    ),
    "1b": (
        (lambda v: z(v) @ v.x.T, OUTPUT),
        (lambda v: v.W @ v.x @ v.x.T, NO_BIAS_OUTPUT),
        (lambda v: v.W.T @ v.g, BY_X),
        (
            lambda v: v.g @ (v.W.T @ v.g).T,
            "The gradient by x stands where x itself belongs: W is multiplied by x in z.",
        ),
        (lambda v: v.g @ (v.x * (v.x > 0)).T, RELU),
        (lambda v: (v.g * (z(v) > 0)) @ v.x.T, RELU),
        (lambda v: (v.g * (v.g > 0)) @ v.x.T, RELU),
        (lambda v: v.x, NO_UPSTREAM),
        (lambda v: v.x.T, NO_UPSTREAM),
        (lambda v: np.ones_like(v.g) @ v.x.T, NO_UPSTREAM),
        (lambda v: v.g, BY_B + " The input has no part in it."),
        (
            lambda v: v.x @ v.g.T,
            "The two factors are in the wrong order: this is the transpose of the gradient, and "
            "the gradient has the shape of W.",
        ),
        (
            lambda v: v.x @ v.g,
            "The order is wrong and a transpose is missing: two columns have no matrix product, "
            "and the result must have the shape of W.",
        ),
        (
            lambda v: v.g @ v.x,
            "A transpose is missing: two columns have no matrix product, and the result must have "
            "the shape of W.",
        ),
        (
            lambda v: v.g.T @ v.x,
            "The transpose is on the wrong one of the two factors: a row times a column is an "
            "inner product, and the result must have the shape of W.",
        ),
        (
            lambda v: v.x.T @ v.g,
            "The order of the factors is wrong: a row times a column is an inner product, and the "
            "result must have the shape of W.",
        ),
        (
            lambda v: v.g * v.x,
            "g and x are multiplied entry by entry. Every entry of g goes with every entry of x, "
            "so that the result has the shape of W.",
        ),
        (
            lambda v: v.g @ v.x.T * v.W,
            "W is still a factor. The derivative of W x by W is linear in x, and W is gone.",
        ),
        (lambda v: v.W * v.g, "W stands where x belongs: W is multiplied by x in z."),
        (z, FORWARD),
        (lambda v: v.W @ v.x, FORWARD),
        (lambda v: v.W - v.g @ v.x.T, STEP),
        (lambda v: v.g @ v.x.T + v.W, DECAY),
        (lambda v: v.b @ v.x.T, "b stands where the gradient by z, g, belongs."),
        (lambda v: v.g @ v.b.T, "b stands where the input x belongs."),
        (lambda v: (v.g + v.b) @ v.x.T, "b is added to g. It is a constant for W and drops out."),
        (lambda v: v.g @ v.x.T + v.b, "b is added. It is a constant for W and drops out."),
        (lambda v: v.W.T @ v.g @ v.x.T, BY_X + " It is multiplied by the input besides."),
        (lambda v: v.g.sum() * v.x.T, "g is added up first. Each row of W has its own entry of g."),
        (lambda v: v.g.sum() * v.x, "g is added up first. Each row of W has its own entry of g."),
        (
            lambda v: v.g * v.x.sum(),
            "x is added up first. Each column of W has its own entry of x.",
        ),
        (lambda v: v.W, "W itself is given. Neither x nor g have a part in it."),
        (lambda v: v.g @ v.g.T, "g is used twice, and the input has no part in it."),
        (lambda v: v.x @ v.x.T, "x is used twice, and the gradient by z has no part in it."),
        (lambda v: 0 * v.W, ZERO),
        (lambda v: 0.0, ZERO),
    ),
    "1c": (
        (z, FORWARD),
        (lambda v: v.W @ v.x, FORWARD),
        (lambda v: v.W.T @ v.g, BY_X + " b doesn't pass the weights."),
        (lambda v: v.W @ v.g, "g is multiplied by the weights. b doesn't pass them."),
        (lambda v: v.g @ v.x.T, BY_W),
        (
            lambda v: 0.0,
            "b is taken for a constant, whose derivative is 0. Here it is the variable: its slope "
            "in z is 1.",
        ),
        (
            lambda v: 0 * v.b,
            "b is taken for a constant, whose derivative is 0. Here it is the variable: its slope "
            "in z is 1.",
        ),
        (lambda v: 1.0, NO_UPSTREAM),
        (lambda v: np.ones_like(v.b), NO_UPSTREAM),
        (lambda v: v.g.sum(), SUMMED),
        (lambda v: v.g.mean(), SUMMED),
        (lambda v: v.g / len(v.g), SUMMED),
        (lambda v: v.g.sum() * np.ones_like(v.g), SUMMED),
        (lambda v: v.g * v.b, "g is multiplied by b. b is added in z, so that its slope is 1."),
        (lambda v: v.b, "b itself is given. The gradient by z has no part in it."),
        (lambda v: v.b - v.g, STEP),
        (lambda v: v.g + v.b, "b is added to the gradient. The derivative of b by itself is 1."),
        (lambda v: v.g * (z(v) > 0), RELU),
        (lambda v: v.g * (v.b > 0), RELU),
        (lambda v: v.g * (v.g > 0), RELU),
        (lambda v: v.x, "The input x is given. It is a factor of W, and not of b."),
        (lambda v: v.g * z(v), "g is multiplied by the output z. The slope of b in z is 1."),
        (lambda v: v.g * v.g, "g is squared. The slope of b in z is 1."),
        (
            lambda v: v.g.T @ v.b,
            "g and b are multiplied to one number. Each entry of b has a slope.",
        ),
        (lambda v: v.g @ v.b.T, "g is multiplied by b. b is added in z, so that its slope is 1."),
        (lambda v: v.g @ v.b, "g is multiplied by b. b is added in z, so that its slope is 1."),
        (lambda v: v.W * v.g, "W is multiplied in. It is a factor of x, and not of b."),
    ),
}

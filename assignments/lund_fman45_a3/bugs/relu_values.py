"""Known bugs of 3b: arguments, masks, scales and kinds of number."""

from functools import partial

from grader.model import KnownBug

bug = partial(KnownBug, problem="3b", file="cnn_layers.py")
FORWARD, BACKWARD = "test_relu_forward", "test_relu_backward"
OUT, BACK = "return np.maximum(X, 0)", "return dldZ * (X > 0)"

ARGUMENTS = (
    "X and dldZ have changed places: the input is masked by the gradient. It is the gradient that "
    "passes, where the input is positive."
)
INTEGERS = "The result is kept in integers, which cuts off what is behind the decimal point."
LEAKY = "Negative entries keep a part of their value, as in a leaky ReLU. Here they become 0."
LEAKY_SLOPE = (
    "A part of the gradient passes for negative inputs, as in a leaky ReLU. ReLU is constant there."
)
AVERAGED = "is divided by the number of samples. Only the loss is a mean."
OTHER = "The function is another one. A rectifier was asked."

FORWARD_VALUES = (
    ("integers", "np.maximum(X, 0).astype(int)", INTEGERS),
    *((f"leaky_{n}", f"np.maximum(X, {slope} * X)", LEAKY)
      for n, slope in enumerate((0.1, 0.2, 0.001, 0.05, 0.3, 0.5))),
    ("averaged", "np.maximum(X, 0) / X.shape[-1]", f"The output {AVERAGED}"),
    ("negative", "-np.maximum(X, 0)", "The sign of the output is wrong."),
    ("minus_one", "np.where(X > 0, X, -1)", "Negative entries become -1. They are to become 0."),
    ("one", "np.where(X > 0, X, 1)", "Negative entries become 1. They are to become 0."),
    ("elu", "np.where(X > 0, X, np.exp(X) - 1)", OTHER),
    ("tanh", "np.tanh(X)", OTHER),
    ("tanh_rectified", "np.maximum(np.tanh(X), 0)", "tanh is applied before entries are cut off."),
    ("swish", "X / (1 + np.exp(-X))", OTHER),
    ("shifted", "np.maximum(X - 1, 0)", "1 is subtracted from X. Entries are compared with 0."),
    ("half_threshold", "X * (X > 0.5)", "The comparison is with 0.5, and should be with 0."),
    ("twice", "2 * np.maximum(X, 0)", "The output is twice what it should be."),
    ("added", "X + (X > 0)", "The condition is added to X. It is a factor, 0 or 1."),
    ("flat", "np.maximum(X, 0).ravel()", "The shape of X is lost. Z has the same."),
    ("columns", "np.maximum(X, 0).reshape(-1, X.shape[-1])", "Images come back as columns. Z has "
     "the shape of X."),
    ("turned", "np.maximum(X, 0).T", "The result is transposed. Z has the shape of X."),
    ("largest", "np.maximum(np.max(X), 0)", "The largest of all entries is taken. Each is compared "
     "with 0 by itself."),
)  # fmt: skip
BACKWARD_VALUES = (
    ("arguments", "X * (dldZ > 0)", ARGUMENTS),
    ("integers", "(dldZ * (X > 0)).astype(int)", INTEGERS),
    ("averaged", "dldZ * (X > 0) / X.shape[-1]", f"The gradient {AVERAGED}"),
    ("by_size", "dldZ * (X > 0) / X.size", "The gradient is divided by the number of entries."),
    ("times_samples", "dldZ * (X > 0) * X.shape[-1]", "The gradient is multiplied by the number of "
     "samples."),
    *((f"leaky_{n}", f"dldZ * np.where(X > 0, 1, {slope})", LEAKY_SLOPE)
      for n, slope in enumerate((0.1, 0.2, 0.001, 0.05, 0.3, 0.5))),
    ("kept_outside", "np.where(X > 0, 1.0, dldZ)", "Where X is positive the slope 1 stands instead "
     "of the gradient, and elsewhere the gradient passes."),
    ("input_outside", "np.where(X > 0, dldZ, X)", "Where X is negative, X itself comes back. "
     "Nothing goes back there."),
    ("one_outside", "np.where(X > 0, dldZ, 1)", "Where X is negative, 1 comes back. Nothing goes "
     "back there."),
    ("input_inside", "np.where(X > 0, X, dldZ)", "X and dldZ are chosen the wrong way round."),
    ("output_inside", "np.where(X > 0, X, 0) * (dldZ > 0)", "The output is passed on where the "
     "gradient is positive. It is the gradient that passes."),
    ("added", "dldZ + (X > 0)", "The slope is added to the gradient. The chain rule multiplies "
     "them."),
    ("input", "X * 1.0", "X comes back instead of the gradient."),
    ("product_rectified", "np.maximum(dldZ * X, 0)", "ReLU is applied to the product of dldZ and "
     "X. The slope of the layer, 0 or 1, is the factor."),
    ("inverted_sign", "-dldZ * (X < 0)", "The gradient passes where the input is negative, and "
     "with the wrong sign."),
    ("half_threshold", "dldZ * (X > 0.5)", "The comparison is with 0.5, and should be with 0."),
    ("twice", "2 * dldZ * (X > 0)", "The gradient is twice what it should be."),
    ("tanh", "dldZ * (1 - np.tanh(X) ** 2)", "The slope is that of tanh. That of ReLU is 0 or 1."),
    ("summed", "(dldZ * (X > 0)).sum(axis=-1)", "The gradient is summed over the samples. Each "
     "keeps its own."),
    ("flat", "(dldZ * (X > 0)).ravel()", "The shape is lost. dldX has the shape of X."),
    ("turned", "(dldZ * (X > 0)).T", "The result is transposed. dldX has the shape of X."),
    ("zeros", "np.zeros(X.shape)", "The gradient is 0 everywhere: is it filled in after it was "
     "made?"),
    ("squared", "dldZ**2 * (X > 0)", "The gradient is squared."),
)  # fmt: skip

BUGS = (
    *(
        bug(id=f"relu_forward_{name}", check=FORWARD, old=OUT, new=f"return {new}", sentence=words)
        for name, new, words in FORWARD_VALUES
    ),
    *(
        bug(
            id=f"relu_backward_{name}",
            check=BACKWARD,
            old=BACK,
            new=f"return {new}",
            sentence=words,
        )
        for name, new, words in BACKWARD_VALUES
    ),
)

"""Known bugs of 3b, ReLU."""

from functools import partial

from grader.model import KnownBug

bug = partial(KnownBug, problem="3b", file="cnn_layers.py")
FORWARD, BACKWARD = "test_relu_forward", "test_relu_backward"
OUT, BACK = "return np.maximum(X, 0)", "return dldZ * (X > 0)"
WHICH = "exercise 3a: which of the two numbers does the condition ask about"

BUGS = (
    bug(
        id="relu_absolute",
        check=FORWARD,
        old=OUT,
        new="return np.abs(X)",
        sentence="The absolute value is taken, which turns negative entries round. ReLU makes "
        "them 0.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_negative_part",
        check=FORWARD,
        old=OUT,
        new="return np.minimum(X, 0)",
        sentence="The negative entries are kept and the positive ones set to 0: the wrong side "
        "is cut off.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_of_negative",
        check=FORWARD,
        old=OUT,
        new="return np.maximum(-X, 0)",
        sentence="The rectifier is that of -X: negative entries come out positive, and positive "
        "ones are 0.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_step",
        check=FORWARD,
        old=OUT,
        new="return 1.0 * (X > 0)",
        sentence="The condition itself is returned, 0 or 1. Where it holds the entry of X is "
        "asked for.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_leaky",
        check=FORWARD,
        old=OUT,
        new="return np.maximum(X, 0.01 * X)",
        sentence="Negative entries keep a hundredth of their value, as in a leaky ReLU. Here "
        "they become 0.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_cut_at_one",
        check=FORWARD,
        old=OUT,
        new="return np.clip(X, 0, 1)",
        sentence="Entries above 1 are cut off as well. ReLU has no upper end.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_threshold_one",
        check=FORWARD,
        old=OUT,
        new="return X * (X > 1)",
        sentence="Entries between 0 and 1 are set to 0 too: the comparison is with 1.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_at_least_one",
        check=FORWARD,
        old=OUT,
        new="return np.maximum(X, 1)",
        sentence="The larger of X and 1 is taken: the comparison is with 1, and should be with 0.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_largest_of_axis",
        check=FORWARD,
        old=OUT,
        new="return np.max(X, 0)",
        sentence="`np.max` takes its second argument as an axis, and gives the largest entries "
        "along it. Each entry is to be compared with 0 by itself.",
        hint="the documentation of `np.max`",
    ),
    bug(
        id="relu_selects",
        check=FORWARD,
        old=OUT,
        new="return X[X > 0]",
        sentence="The mask picks the positive entries out, and the shape is lost. The others are "
        "to stay where they are, as 0.",
        hint="the shapes of exercise 3b",
    ),
    bug(
        id="relu_sigmoid",
        check=FORWARD,
        old=OUT,
        new="return 1 / (1 + np.exp(-X))",
        sentence="The function is a sigmoid. A rectifier was asked.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_softplus",
        check=FORWARD,
        old=OUT,
        new="return np.log1p(np.exp(X))",
        sentence="The function is softplus, the smooth relative of ReLU. A rectifier was asked.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_identity",
        check=FORWARD,
        old=OUT,
        new="return X * 1.0",
        sentence="X comes back as it is: negative entries aren't set to 0.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_squared",
        check=FORWARD,
        old=OUT,
        new="return X * np.maximum(X, 0)",
        sentence="X is multiplied by its positive part, which gives squares. The condition alone, "
        "0 or 1, is the factor.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_mask_from_upstream",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * (dldZ > 0)",
        sentence="The gradient is let through where the gradient itself is positive. What "
        "counts is where the input of the layer was.",
        hint=WHICH,
    ),
    bug(
        id="relu_mask_of_both",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * (X > 0) * (dldZ > 0)",
        sentence="The gradient must be positive too to be let through. Only the input of the "
        "layer decides.",
        hint=WHICH,
    ),
    bug(
        id="relu_slope_alone",
        check=BACKWARD,
        old=BACK,
        new="return 1.0 * (X > 0)",
        sentence="The slope of the layer is returned by itself; the chain rule multiplies it "
        "with the gradient that comes back.",
        hint="the chain rule, and exercise 3a",
    ),
    bug(
        id="relu_mask_inverted",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * (X < 0)",
        sentence="The gradient is let through where the input is negative, and stopped where it "
        "is positive: the mask is the wrong way round.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_no_mask",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * 1.0",
        sentence="The gradient passes unchanged. Where the input was negative the layer gave a "
        "constant, and nothing goes back.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_times_output",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * np.maximum(X, 0)",
        sentence="The gradient is multiplied by the output of the layer. It is its slope, 0 or 1, "
        "that the chain rule asks for.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_times_input",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * X",
        sentence="The gradient is multiplied by X itself. It is the slope of the layer, 0 or 1, "
        "that the chain rule asks for.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_output_for_gradient",
        check=BACKWARD,
        old=BACK,
        new="return np.maximum(X, 0)",
        sentence="The output of the layer is returned instead of a gradient: dldZ isn't used.",
        hint="the chain rule, and exercise 3a",
    ),
    bug(
        id="relu_slope_of_absolute",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * np.sign(X)",
        sentence="The slope for negative inputs is -1, that of the absolute value. ReLU is "
        "constant there.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_leaky_slope",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * np.where(X > 0, 1, 0.01)",
        sentence="A hundredth of the gradient passes for negative inputs, as in a leaky ReLU. "
        "ReLU is constant there.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_slope_threshold_one",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * (X > 1)",
        sentence="Inputs between 0 and 1 stop the gradient too: the comparison is with 1.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_slope_sign",
        check=BACKWARD,
        old=BACK,
        new="return -dldZ * (X > 0)",
        sentence="The sign of the gradient is turned round. The step against it is taken later, "
        "in `momentum_step`.",
    ),
    bug(
        id="relu_backward_selects",
        check=BACKWARD,
        old=BACK,
        new="return dldZ[X > 0]",
        sentence="The mask picks entries out, and the shape is lost. The others are to stay where "
        "they are, as 0.",
        hint="the shapes of exercise 3b",
    ),
    bug(
        id="relu_slope_of_sigmoid",
        check=BACKWARD,
        old=BACK,
        new="return dldZ / (1 + np.exp(-X)) / (1 + np.exp(X))",
        sentence="The slope is that of a sigmoid. The slope of ReLU is 0 or 1.",
        hint="exercise 3a",
    ),
    bug(
        id="relu_slope_nan_at_zero",
        check=BACKWARD,
        old=BACK,
        new="return dldZ * (np.maximum(X, 0) / X)",
        sentence="The slope is made by a division by X, or by its absolute value. At 0 that is "
        "0 / 0, and padded images have many zeros.",
        hint="the last sentence of exercise 3b",
    ),
    bug(
        id="relu_output_nan",
        check=FORWARD,
        old=OUT,
        new="return X * (X > 0) / (X > 0)",
        sentence="The mask is divided by itself, which is 0 / 0 for negative entries.",
        hint="exercise 3a",
    ),
)

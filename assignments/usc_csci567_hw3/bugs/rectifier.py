"""Known bugs of problem 3.1.2, ReLU, each as a change of neural_networks.py."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of ReLU."""
    return KnownBug(
        id=id, problem="3.1.2", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


RELU = "self.mask = X > 0\n        return X * self.mask"
MASK = "self.mask = X > 0"
H = "return X * self.mask"
BACK = "return grad * self.mask"
SLOPE = "the slope of max(X, 0) on both sides of 0, and at 0"
LEAKY = "Negative inputs are damped instead of set to 0: a leaky ReLU."
BY_GRADIENT = (
    "The mask is taken from the gradient that comes in; the input X decides what goes through."
)
PER_ROW = "The mask has one value a row; each entry of X decides for itself."
OLD_MASK = "The mask of the first batch is kept; each forward makes a new one."

UP_TO_ONE = (
    "Entries of X between 0 and 1 count as not positive, as if X were cut to whole numbers, or "
    "compared with 1."
)
UP_TO_HALF = (
    "Entries of X between 0 and 1/2 count as not positive, as if X were rounded, or compared with "
    "1/2."
)
BETWEEN_PASSES = '''
        # END SOLUTION

    def backward(self, X, grad):
        """grad, of the loss by what `forward` returned for X: returns that by X, the same shape."""
        # BEGIN SOLUTION 3.1.2
        '''

RECTIFIER = (
    *(
        bug(f"relu_leaky_{what}", "test_relu_forward", H, f"return np.where(X > 0, X, {by} * X)",
            LEAKY, "max(X, 0)")
        for what, by in (("tenth", 0.1), ("hundredth", 0.01), ("fifth", 0.2))
    ),
    bug("relu_cut_integers", "test_relu_forward", H, "return np.maximum(X.astype(int), 0)",
        "Entries are cut to whole numbers.", "max(X, 0)"),
    bug("relu_mean_zero", "test_relu_forward", H, "return np.maximum(X, X.mean())",
        "Entries are compared with the mean of X instead of with 0.", "max(X, 0)"),
    bug("relu_shifted", "test_relu_forward", H, "return np.maximum(X, 1)",
        "Entries are compared with 1 instead of with 0.", "max(X, 0)"),
    bug("relu_step_above", "test_relu_forward", H, "return np.where(X > 0, 1.0, X)",
        "Positive entries become 1, and negative ones stay.", "max(X, 0)"),
    bug("relu_negated", "test_relu_forward", H, "return np.maximum(-X, 0)",
        "The sign of X is changed before it is compared with 0.", "max(X, 0)"),
    bug("relu_exponential", "test_relu_forward", H, "return np.where(X > 0, X, np.exp(X) - 1)",
        "Negative inputs go through an exponential, as in ELU; they become 0.", "max(X, 0)"),
    bug("relu_absolute", "test_relu_forward", H, "return np.abs(X)",
        "Negative inputs change their sign; they become 0.", "max(X, 0)"),
    bug("relu_identity", "test_relu_forward", H, "return X",
        "forward gives its input back: negative entries become 0.", "max(X, 0)"),
    bug("relu_minimum", "test_relu_forward", H, "return np.minimum(X, 0)",
        "The negative entries stay and the positive ones become 0: it is the other way round.",
        "max(X, 0)"),
    bug("relu_minimum_both", "test_relu_forward", MASK, "self.mask = X < 0",
        "The mask is the wrong way round: negative entries stay, positive ones become 0.",
        "max(X, 0)"),
    bug("relu_gives_mask", "test_relu_forward", H, "return self.mask * 1.0",
        "forward returns the mask of 0 and 1 instead of max(X, 0).", "what forward gives"),
    bug("relu_above_one", "test_relu_forward", MASK, "self.mask = X > 1",
        "ReLU lets through what is above 1 instead of above 0.", "max(X, 0)"),
    bug("relu_bounded", "test_relu_forward", H, "return np.clip(X, 0, 1)",
        "Outputs of ReLU are cut off at 1; it has no upper bound.", "max(X, 0)"),
    bug("relu_largest_of_all", "test_relu_forward", H, "return np.full(X.shape, max(X.max(), 0))",
        "One maximum is taken of the whole array; each entry is compared with 0.", "max(X, 0)"),
    bug("relu_sigmoid", "test_relu_forward", H, "return 1 / (1 + np.exp(-X))",
        "forward is a sigmoid; max(X, 0) is asked for.", "max(X, 0)"),
    bug("relu_tanh", "test_relu_forward", H, "return np.tanh(X)",
        "forward is a tanh; max(X, 0) is asked for.", "max(X, 0)"),
    bug("relu_soft", "test_relu_forward", H, "return np.log(1 + np.exp(X))",
        "forward is a softplus; max(X, 0) is asked for.", "max(X, 0)"),
    bug("relu_squared", "test_relu_forward", H, "return X * X * self.mask",
        "forward squares the positive entries.", "max(X, 0)"),
    bug("relu_mask_not_kept", "test_relu_mask", RELU + BETWEEN_PASSES + BACK,
        "mask = X > 0\n        return X * mask" + BETWEEN_PASSES + "return grad * (X > 0)",
        "forward keeps no `mask` in the module, as self.mask.", "what forward keeps"),
    bug("relu_mask_of_output", "test_relu_backward", RELU,
        "h = np.maximum(X, 0)\n        self.mask = h >= 0\n        return h",
        "The mask asks where what ReLU gives is >= 0: that is so everywhere.", SLOPE),
    bug("relu_mask_of_changed_input", "test_relu_backward", RELU,
        "X[X < 0] = 0\n        self.mask = X >= 0\n        return X * 1.0",
        "The mask asks where X is >= 0 after its negative entries became 0: that is so everywhere.",
        SLOPE),
    bug("relu_mask_of_integers", "test_relu_backward", RELU,
        "self.mask = X.astype(int) > 0\n        return np.maximum(X, 0)",
        UP_TO_ONE, SLOPE),
    bug("relu_mask_above_one", "test_relu_backward", RELU,
        "self.mask = X > 1\n        return np.maximum(X, 0)",
        UP_TO_ONE, SLOPE),
    bug("relu_mask_rounded", "test_relu_backward", RELU,
        "self.mask = np.rint(X) > 0\n        return np.maximum(X, 0)",
        UP_TO_HALF, SLOPE),
    bug("relu_mask_above_half", "test_relu_backward", RELU,
        "self.mask = X > 0.5\n        return np.maximum(X, 0)",
        UP_TO_HALF, SLOPE),
    bug("relu_mask_of_size", "test_relu_backward", RELU,
        "self.mask = np.abs(X) > 0\n        return np.maximum(X, 0)",
        "The mask lets negative entries through as well: it is taken of the absolute value, or of "
        "what isn't 0.", SLOPE),
    bug("relu_slope_soft", "test_relu_backward", BACK, "return grad / (1 + np.exp(-X))",
        "The slope is a sigmoid, that of softplus; ReLU's is 0 or 1.", SLOPE),
    bug("relu_slope_of_sigmoid", "test_relu_backward", BACK,
        "s = 1 / (1 + np.exp(-X))\n        return grad * s * (1 - s)",
        "The slope is that of a sigmoid; ReLU's is 0 or 1.", SLOPE),
    bug("relu_slope_of_tanh", "test_relu_backward", BACK, "return grad * (1 - np.tanh(X) ** 2)",
        "The slope is that of tanh; ReLU's is 0 or 1.", SLOPE),
    bug("relu_of_gradient", "test_relu_backward", BACK, "return np.maximum(grad, 0)",
        BY_GRADIENT, SLOPE),
    bug("relu_back_as_forward", "test_relu_backward", BACK, "return np.maximum(X, 0)",
        "backward returns the output of forward instead of a gradient.", "the chain rule"),
    bug("relu_squared_gradient", "test_relu_backward", BACK, "return grad * grad * self.mask",
        "The gradient that comes in is squared.", "the chain rule"),
    bug("relu_adds_mask", "test_relu_backward", BACK, "return grad + self.mask",
        "The slope is added to the gradient instead of multiplied with it.", "the chain rule"),
    bug("relu_inverted_values", "test_relu_backward", BACK, "return grad * np.where(X > 0, 1, -1)",
        "The slope is taken as -1 where X is negative; there it is 0.", SLOPE),
    bug("relu_mask_columns", "test_relu_backward", RELU,
        "self.mask = (X > 0).any(axis=0, keepdims=True)\n        return np.maximum(X, 0)",
        "The mask has one value a column; each entry of X decides for itself.", SLOPE),
    bug("relu_mask_inverted", "test_relu_backward", BACK, "return grad * ~self.mask",
        "The mask of ReLU is used the wrong way round: the gradient goes through where the input "
        "was negative.", "what forward lets through"),
    bug("relu_slope_at_zero", "test_relu_zero", MASK, "self.mask = X >= 0",
        "ReLU lets the gradient through where its input is exactly 0; there its slope is 0.",
        "the slope at exactly 0"),
    bug("relu_slope_half_at_zero", "test_relu_zero", BACK, "return grad * np.heaviside(X, 0.5)",
        "ReLU lets half of the gradient through where its input is exactly 0; its slope is 0.",
        "the slope at exactly 0"),
    bug("relu_no_mask", "test_relu_backward", BACK, "return grad",
        "backward gives back the gradient that came in: the slope of ReLU is missing.", SLOPE),
    bug("relu_mask_of_gradient", "test_relu_backward", BACK, "return grad * (grad > 0)",
        BY_GRADIENT, SLOPE),
    bug("relu_masks_of_both", "test_relu_backward", BACK, "return grad * self.mask * (grad > 0)",
        "Negative gradients are stopped as well; only the input X decides what goes through.",
        SLOPE),
    bug("relu_times_input", "test_relu_backward", BACK, "return grad * X * self.mask",
        "The gradient is multiplied by the value of ReLU instead of by its slope, 0 or 1.", SLOPE),
    bug("relu_times_x", "test_relu_backward", BACK, "return grad * X",
        "The gradient is multiplied by X instead of by the slope of ReLU, 0 or 1.", SLOPE),
    bug("relu_mask_alone", "test_relu_backward", BACK, "return self.mask * 1.0",
        "backward returns the slope alone: the gradient that came in is missing.",
        "the chain rule"),
    bug("relu_sign_for_slope", "test_relu_backward", BACK, "return grad * np.sign(X)",
        "The slope is taken as -1 where X is negative; there it is 0.", SLOPE),
    bug("relu_gives_output_again", "test_relu_backward", BACK, "return X * self.mask",
        "backward returns the output of forward instead of a gradient.", "the chain rule"),
    *(
        bug(f"relu_leaky_back_{what}", "test_relu_backward", BACK,
            f"return grad * np.where(self.mask, 1.0, {by})",
            "The slope for negative inputs is not 0: that of a leaky ReLU.", SLOPE)
        for what, by in (("tenth", 0.1), ("hundredth", 0.01))
    ),
    bug("relu_mask_any", "test_relu_backward", RELU,
        "self.mask = (X > 0).any(axis=1, keepdims=True)\n        return np.maximum(X, 0)",
        PER_ROW, SLOPE),
    bug("relu_mask_all", "test_relu_backward", RELU,
        "self.mask = (X > 0).all(axis=1, keepdims=True)\n        return np.maximum(X, 0)",
        PER_ROW, SLOPE),
    bug("relu_mask_kept", "test_relu_latest", RELU,
        "if self.mask is None or self.mask.shape != X.shape:\n            self.mask = X > 0\n"
        "        return np.maximum(X, 0)", OLD_MASK, "which forward a backward belongs to"),
    bug("relu_masks_joined", "test_relu_latest", RELU,
        "old = self.mask if np.shape(self.mask) == X.shape else False\n"
        "        self.mask = (X > 0) | old\n        return np.maximum(X, 0)",
        "Masks of earlier batches are kept besides the new one.",
        "which forward a backward belongs to"),
    bug("relu_masks_met", "test_relu_latest", RELU,
        "old = self.mask if np.shape(self.mask) == X.shape else True\n"
        "        self.mask = (X > 0) & old\n        return np.maximum(X, 0)",
        "Masks of earlier batches are kept besides the new one.",
        "which forward a backward belongs to"),
    bug("relu_back_sign", "test_relu_backward", BACK, "return -grad * self.mask",
        "The gradient has the wrong sign.", SLOPE),
    bug("relu_back_averaged", "test_relu_backward", BACK, "return grad * self.mask / len(X)",
        "The gradient is divided by the batch size; the loss is a mean already.", SLOPE),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = RECTIFIER

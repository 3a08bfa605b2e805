"""Known bugs of problems 3.1.1 and 3.1.2, the layers, each as a change of neural_networks.py."""

from grader.model import KnownBug

Ids = tuple[str, ...]


def bug(
    id: str, check: str, old: str, new: str, sentence: str, hint: str = "", also: Ids = ()
) -> KnownBug:
    """A bug of the problem that its check belongs to."""
    return KnownBug(
        id=id, problem="3.1.2" if "relu" in check else "3.1.1", check=check,
        file="neural_networks.py", old=old, new=new, sentence=sentence, hint=hint, also=also,
    )  # fmt: skip


W = 'self.params["W"] = np.random.normal(0, 0.1, (input_D, output_D))'
B = 'self.params["b"] = np.random.normal(0, 0.1, (1, output_D))'
BETWEEN = "\n        "
INDENT = "        "
DRAWN = "how W and b are drawn at the start"
ZERO_W, ZERO_B = "np.zeros((input_D, output_D))", "np.zeros((1, output_D))"
DEVIATION_1 = "The weights are drawn with the standard deviation 1 instead of 0.1."
DEVIATION_001 = "The weights are drawn with the standard deviation 0.01 instead of 0.1."
VARIANCE = "0.1 is taken for the variance; it is the standard deviation."
UNIFORM = "The weights are drawn from a uniform distribution; a normal one is asked for."

START = (
    bug("w_drawn_after_b", "test_linear_draws", f"{W}{BETWEEN}{B}", f"{B}{BETWEEN}{W}",
        "The bias is drawn before the weights, so that a seed gives other numbers.",
        "the order in which a layer draws its parameters"),
    bug("b_starts_at_zero", "test_linear_start", B, f'self.params["b"] = {ZERO_B}',
        "b starts as zeros; it is drawn like W.", DRAWN),
    bug("b_starts_at_one", "test_linear_start", B, 'self.params["b"] = np.ones((1, output_D))',
        "b starts as ones; it is drawn like W.", DRAWN),
    bug("w_starts_at_zero", "test_linear_start", W, f'self.params["W"] = {ZERO_W}',
        "W starts as zeros; it is drawn at random.", DRAWN),
    bug("all_start_at_zero", "test_linear_start", f"{W}{BETWEEN}{B}",
        f'self.params["W"] = {ZERO_W}{BETWEEN}self.params["b"] = {ZERO_B}',
        "W and b start as zeros; they are drawn at random.", DRAWN),
    *(
        bug(f"{name}_deviation_{what}", "test_linear_start", line, line.replace("0.1", new), words,
            DRAWN)
        for name, line in (("w", W), ("b", B), ("all", f"{W}{BETWEEN}{B}"))
        for what, new, words in (
            ("one", "1", DEVIATION_1),
            ("hundredth", "0.01", DEVIATION_001),
            ("variance", "np.sqrt(0.1)", VARIANCE),
        )
    ),
    *(
        bug(f"{name}_uniform_{what}", "test_linear_start", line,
            line.replace("normal(0, 0.1, ", f"uniform({low}, {high}, "), UNIFORM, DRAWN)
        for name, line in (("w", W), ("b", B), ("all", f"{W}{BETWEEN}{B}"))
        for what, low, high in (("unit", 0, 1), ("tenth", -0.1, 0.1), ("around", -1, 1))
    ),
    bug("w_by_inputs", "test_linear_start", W, W.replace("0.1", "1 / np.sqrt(input_D)"),
        "The standard deviation of W depends on the number of inputs; here it is always 0.1.",
        DRAWN),
    bug("w_by_inputs_relu", "test_linear_start", W, W.replace("0.1", "np.sqrt(2 / input_D)"),
        "The standard deviation of W depends on the number of inputs; here it is always 0.1.",
        DRAWN),
    bug("w_mean_not_zero", "test_linear_start", W, W.replace("(0, 0.1,", "(0.1, 0.1,"),
        "W is drawn around 0.1 instead of around 0.", DRAWN),
    bug("w_positive", "test_linear_start", W, W.replace("np.random", "abs(np.random") + ")",
        "W starts without negative numbers.", DRAWN),
    bug("w_transposed", "test_linear_start", f"{W}{BETWEEN}{B}",
        f'{W.replace("input_D, output_D", "output_D, input_D")}{BETWEEN}{B}',
        "W is stored transposed: one row an input, one column an output.", "the shape of W"),
)  # fmt: skip

U = 'return X @ self.params["W"] + self.params["b"]'
DW = 'self.gradient["W"] = X.T @ grad'
DB = 'self.gradient["b"] = grad.sum(axis=0, keepdims=True)'
DX = 'return grad @ self.params["W"].T'
MIDDLE = "  # dl/dW = X^T dl/du\n" + INDENT
TWICE = "divided by the batch size, although the loss is a mean already"
KEPT = "what backward does with what is in `gradient` already"
SAME_B = "every row used the same b: what do its gradients do?"
ADDED = "The gradient of a batch is added to that of the batches before instead of replacing it."
NOT_THERE = (
    "backward puts gradients into `params`; they belong into `gradient`, and `params` stays."
)
FOLLOWS = ("3.1.5",)

LINEAR = (
    bug("u_without_b", "test_linear_forward", U, U.replace(' + self.params["b"]', ""),
        "The bias b is left out of the output of the linear layer.", "u = X W + b"),
    bug("u_minus_b", "test_linear_forward", U, U.replace("+", "-"),
        "The bias b is subtracted instead of added.", "u = X W + b"),
    bug("u_rectified", "test_linear_forward", U,
        U.replace("return ", "return np.maximum(0, ") + ")",
        "The linear layer sets negative outputs to 0; that is what the ReLU after it does.",
        "u = X W + b"),
    bug("u_bias_for_each_product", "test_linear_forward", U,
        U.replace("X @ self", "X @ (self") + ")",
        "The bias is added to W before the product, so that it is multiplied by X as well.",
        "u = X W + b"),
    bug("dw_sign", "test_linear_dw", DW, DW.replace("X.T", "-X.T"),
        "The gradient of W has the wrong sign.", "", FOLLOWS),
    bug("db_sign", "test_linear_db", DB, DB.replace("= grad", "= -grad"),
        "The gradient of b has the wrong sign.", "", FOLLOWS),
    bug("dx_sign", "test_linear_dx", DX, DX.replace("grad @", "-grad @"),
        "The gradient of X has the wrong sign.", "", FOLLOWS),
    bug("dw_averaged", "test_linear_dw", DW, f"{DW} / len(X)",
        f"The gradient of W is {TWICE}.", "where the mean over the batch is taken", FOLLOWS),
    bug("bias_gradient_averaged", "test_linear_db", DB, DB.replace("sum", "mean"),
        f"The gradient of the bias is {TWICE}.", SAME_B, FOLLOWS),
    bug("dx_averaged", "test_linear_dx", DX, f"{DX} / len(X)",
        f"The gradient of X is {TWICE}.", "where the mean over the batch is taken"),
    bug("dw_db_averaged", "test_linear_dw", DW + MIDDLE + DB,
        f"{DW} / len(X){BETWEEN}{DB} / len(X)",
        f"The gradients of W and b are {TWICE}.", "where the mean over the batch is taken"),
    bug("gradients_accumulated", "test_linear_again", DW, DW.replace("=", '= self.gradient["W"] +'),
        ADDED, KEPT),
    bug("bias_gradients_accumulated", "test_linear_again", DB,
        DB.replace("=", '= self.gradient["b"] +', 1), ADDED, KEPT),
    bug("all_gradients_accumulated", "test_linear_again", DW + MIDDLE + DB,
        DW.replace("=", '= self.gradient["W"] +') + BETWEEN
        + DB.replace("=", '= self.gradient["b"] +', 1), ADDED, KEPT),
    bug("dw_transposed", "test_linear_dw", DW, DW.replace("X.T @ grad", "grad.T @ X"),
        "The gradient of W is transposed: it has the shape of W.", "the shape of each gradient"),
    bug("dw_rectified", "test_linear_dw", DW, DW.replace("X.T", "np.maximum(X, 0).T"),
        "The gradient of W leaves out the negative entries of X.", ""),
    bug("dw_sign_of_input", "test_linear_dw", DW, DW.replace("X.T", "np.abs(X).T"),
        "The gradient of W is taken with the absolute values of X.", "", FOLLOWS),
    bug("dw_without_input", "test_linear_dw", DW, DW.replace("X.T", "np.ones(X.shape).T"),
        "The gradient of W lacks X: W is multiplied by it.", "u = X W + b"),
    bug("dw_in_params", "test_linear_dw", DW, DW.replace("gradient", "params"), NOT_THERE, ""),
    bug("db_in_params", "test_linear_db", DB, DB.replace("gradient", "params"), NOT_THERE, ""),
    bug("b_overwritten", "test_linear_db", DB, DB.replace("] = ", '] = self.params["b"] = '),
        "backward overwrites b in `params` by its gradient.", "what backward changes", FOLLOWS),
    bug("w_overwritten", "test_linear_dw", DW, DW.replace("] = ", '] = self.params["W"] = '),
        "backward overwrites W in `params` by its gradient.", "what backward changes", FOLLOWS),
    bug("db_over_outputs", "test_linear_db", DB, DB.replace("axis=0", "axis=1"),
        "The gradient of b is summed over the outputs instead of over the rows of the batch.",
        SAME_B),
    bug("db_total", "test_linear_db", DB, DB.replace("axis=0, keepdims=True", "") + " * np.ones("
        'self.params["b"].shape)',
        "The gradient of b is summed over rows and outputs; each output has a bias of its own.",
        SAME_B),
    bug("db_not_summed", "test_linear_db", DB, DB.replace(".sum(axis=0, keepdims=True)", ""),
        "The gradient of b isn't summed over the rows of the batch.", SAME_B),
    bug("db_first_row", "test_linear_db", DB, DB.replace(".sum(axis=0, keepdims=True)", "[:1]"),
        "The gradient of b is that of the first row alone.", SAME_B),
    bug("db_last_row", "test_linear_db", DB, DB.replace(".sum(axis=0, keepdims=True)", "[-1:]"),
        "The gradient of b is that of the last row alone.", SAME_B),
    bug("db_with_inputs", "test_linear_db", DB,
        DB.replace("grad.sum", "(grad * X.sum(axis=1, keepdims=True)).sum"),
        "The gradient of b has X in it; b is multiplied by nothing.", "u = X W + b"),
    bug("db_stays", "test_linear_db", DB, "pass",
        "The gradient of b is never set.", "which gradients backward puts there"),
    bug("dw_stays", "test_linear_dw", DW, "pass",
        "The gradient of W is never set.", "which gradients backward puts there"),
    bug("dx_is_grad", "test_linear_dx", DX, "return grad",
        "backward returns the gradient that came in; it has to go through W.",
        "u as a function of X"),
    bug("dx_is_dw", "test_linear_dx", DX, 'return self.gradient["W"]',
        "backward returns the gradient of W; that of X is asked for.", "what backward returns"),
    bug("dx_rectified", "test_linear_dx", DX, f"{DX} * (X > 0)",
        "The gradient of X has the slope of ReLU in it; the linear layer has none.",
        "u as a function of X"),
    bug("dx_not_negative", "test_linear_dx", DX,
        DX.replace("return ", "return np.maximum(0, ") + ")",
        "Negative entries of the gradient of X are set to 0.", "u as a function of X"),
    bug("dx_with_input", "test_linear_dx", DX, f"{DX} * X",
        "The gradient of X is multiplied by X once more.", "u as a function of X"),
    bug("dx_with_dw", "test_linear_dx", DX, 'return grad @ self.gradient["W"].T',
        "The gradient of X is taken with the gradient of W instead of W.",
        "u as a function of X"),
    bug("dx_moved_w", "test_linear_dx", DX,
        'return grad @ (self.params["W"] - self.gradient["W"]).T',
        "The gradient of X is taken with weights that moved already.", "what backward changes"),
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

RECTIFIER = (
    *(
        bug(f"relu_leaky_{what}", "test_relu_forward", H, f"return np.where(X > 0, X, {by} * X)",
            LEAKY, "max(X, 0)")
        for what, by in (("tenth", 0.1), ("hundredth", 0.01), ("fifth", 0.2))
    ),
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

BUGS: tuple[KnownBug, ...] = (*START, *LINEAR, *RECTIFIER)

"""Known bugs of problems 2.1 to 2.3, each as a change of mini_cnn.py."""

from grader.model import KnownBug

PROBLEMS = {"test_dv": "2.1", "test_large_margins": "2.1", "test_sgd_one_step": "2.3",
            "test_dw": "2.2", "test_relu_at_zero": "2.2", "test_sgd_order": "2.3"}  # fmt: skip
Ids = tuple[str, ...]


def bug(
    id: str, check: str, old: str, new: str, sentence: str, hint: str = "", also: Ids = ()
) -> KnownBug:
    """A bug of the problem that its check belongs to."""
    problem = PROBLEMS[check]
    return KnownBug(
        id=id, problem=problem, check=check, file="mini_cnn.py", old=old, new=new,
        sentence=sentence, hint=hint, also=also,
    )  # fmt: skip


SGD = ("2.3",)
LATER = ("2.2",)  # a public example there has right numbers, whatever came before
SLOPE = "return -y * (e if y * yhat > 0 else 1.0) / (1.0 + e)"
WHOLE_SLOPE = f"    e = np.exp(-abs(y * yhat))\n    {SLOPE}"
DERIVE = "differentiate ln(1 + exp(-m)) by m first, then m = y yhat by yhat"
DV = "dv1, dv2 = dyhat * z[0], dyhat * z[1]"
A1 = "da1 = dyhat * v[0] * (a[0] > 0)"
A2 = "da2 = dyhat * v[1] * (a[1] > 0)"
BOTH = f"{A1}  # yhat = v1 max(a1, 0) + v2 max(a2, 0)\n    {A2}"
W1, W2 = "dw1 = da1 * x[0] + da2 * x[1]", "dw2 = da1 * x[1] + da2 * x[2]"
ROWS = f"{W1}  # a1 = w1 x1 + w2 x2, a2 = w1 x2 + w2 x3\n    {W2}"

BEFORE_RELU = "The gradient of v is taken with a, before ReLU; v meets z, what ReLU gives."
NO_V = (
    "The gradient of the filter lacks the factor that comes from the output weights: the chain "
    "from yhat to a1 and a2 goes through v."
)
NO_SLOPE = "The slope of ReLU is missing in the gradient of the filter: 0 where a is negative."
AT_ZERO = "The slope of ReLU at exactly 0 was taken as 1; in this assignment it is 0."
ONE_PLACE = "The filter is used at two places, and only one of them is in its gradient."
OTHER_INPUT = "A weight of the filter is multiplied by an input that it doesn't meet at that place."
CROSSED_V = "The output weights of the two places are exchanged: a1 goes through v1, a2 through v2."
CHAIN = "write yhat as a function of a1 and a2 and differentiate that"
TWICE = "a weight that is used twice gets the sum of both gradients"
MEETS = "the equations of a1 and a2"
ZERO_HINT = "the definition of the slope below the network's equations"

SLOPES = (
    bug("logistic_slope_sign", "test_dv", SLOPE, SLOPE.replace("-y", "y", 1),
        "The derivative of the logistic loss by yhat lacks its minus sign.", DERIVE, LATER),
    bug("logistic_slope_other_side", "test_dv", SLOPE,
        "return -y * (1.0 if y * yhat > 0 else e) / (1.0 + e)",
        "The derivative of the loss has y yhat where -y yhat belongs: the sign inside the "
        "exponential is the other one.", DERIVE, LATER),
    bug("logistic_slope_without_inner_y", "test_dv", WHOLE_SLOPE,
        "    e = np.exp(-abs(yhat))\n    return -y * (e if yhat > 0 else 1.0) / (1.0 + e)",
        "The label y is missing inside the exponential of the loss's derivative.", DERIVE, LATER),
    bug("logistic_slope_without_outer_y", "test_dv", SLOPE, SLOPE.replace("-y *", "-1.0 *", 1),
        "The derivative of the loss lacks the factor y, which comes from differentiating y yhat.",
        DERIVE, LATER),
    bug("logistic_slope_without_factor", "test_dv", SLOPE, SLOPE.replace("-y *", "1.0 *", 1),
        "The derivative of the loss lacks the factor -y, which comes from differentiating -y yhat.",
        DERIVE, LATER),
    bug("logistic_slope_of_hinge", "test_dv", SLOPE, "return -y",
        "The derivative of the loss is taken as -y alone; its logistic part is missing.",
        DERIVE, LATER),
    bug("logistic_slope_is_loss", "test_dv", SLOPE, "return np.log(1.0 + np.exp(-y * yhat))",
        "The loss itself stands where its derivative by yhat belongs.", DERIVE, LATER),
    bug("logistic_slope_of_squares", "test_dv", SLOPE, "return yhat - y",
        "The derivative is that of a squared error, yhat - y; the loss here is logistic.",
        DERIVE, LATER),
    bug("logistic_slope_of_labels_01", "test_dv", SLOPE,
        "return (1.0 if yhat > 0 else np.exp(yhat)) / (1.0 + np.exp(-abs(yhat))) - y",
        "The derivative is that for labels 0 and 1; here they are -1 and +1.", DERIVE, LATER),
    bug("logistic_slope_minus_denominator", "test_dv", SLOPE,
        "return -y * np.exp(-y * yhat) / (1.0 + np.exp(y * yhat))",
        "Numerator and denominator of the loss's derivative have exponentials of unlike signs.",
        DERIVE, LATER),
    bug("logistic_slope_overflow", "test_large_margins", WHOLE_SLOPE,
        "    e = np.exp(-y * yhat)\n    return -y * e / (1.0 + e)",
        "The exponential overflows where y yhat is large and negative, and infinity divided by "
        "infinity is no number.",
        "write the fraction so that only exponentials of negative numbers are needed"),
    bug("logistic_slope_overflow_halves", "test_large_margins", WHOLE_SLOPE,
        "    e = np.exp(y * yhat)\n    return -y * (1.0 - e / (1.0 + e))",
        "The exponential overflows where y yhat is large, and infinity divided by infinity is no "
        "number.",
        "write the fraction so that only exponentials of negative numbers are needed"),
)  # fmt: skip

OUTPUT_WEIGHTS = (
    bug("dv_before_relu", "test_dv", DV, DV.replace("z[", "a["), BEFORE_RELU),
    bug("dv1_before_relu", "test_dv", DV, DV.replace("z[0", "a[0"), BEFORE_RELU),
    bug("dv2_before_relu", "test_dv", DV, DV.replace("z[1", "a[1"), BEFORE_RELU),
    bug("dv_exchanged", "test_dv", DV, "dv2, dv1 = dyhat * z[0], dyhat * z[1]",
        "The gradients of v1 and v2 are exchanged.", "which z each output weight meets"),
    bug("dv2_as_dv1", "test_dv", DV, "dv1, dv2 = dyhat * z[0], dyhat * z[0]",
        "The gradient of v2 has z1 in it, which only v1 meets.", "the equation of yhat"),
    bug("dv_with_v", "test_dv", DV, "dv1, dv2 = dyhat * v[0] * z[0], dyhat * v[1] * z[1]",
        "The gradient of v still has the factor v: v z differentiated by v leaves z.",
        "the equation of yhat"),
    bug("dv_without_loss", "test_dv", DV, "dv1, dv2 = z[0], z[1]",
        "The gradient of v is that of yhat: the derivative of the loss by yhat is missing.",
        "the chain from the loss to v"),
    bug("dv_with_inputs", "test_dv", DV, "dv1, dv2 = dyhat * x[0], dyhat * x[1]",
        "The gradient of v has the inputs x in it; v meets z.", "the equation of yhat"),
    bug("dv_of_weights", "test_dv", DV, "dv1, dv2 = dyhat * v[0], dyhat * v[1]",
        "The gradient of v has v in it instead of z: that is the gradient of z.",
        "the equation of yhat"),
    bug("dv_slopes_only", "test_dv", DV, "dv1, dv2 = dyhat * (z[0] > 0), dyhat * (z[1] > 0)",
        "The gradient of v has the slope of ReLU in it instead of its value z.",
        "the equation of yhat"),
    bug("results_v_first", "test_dv", "return dw1, dw2, dv1, dv2", "return dv1, dv2, dw1, dw2",
        "The results come in the wrong order: dv before dw.",
        "the order of mini_cnn_grads' results"),
    bug("slope_averaged", "test_dv", DV, "dyhat = dyhat / 2\n    dv1, dv2 = dyhat * z[0], "
        "dyhat * z[1]", "Every gradient is halved, as if two places of the filter were averaged.",
        ""),
)  # fmt: skip

FILTER = (
    bug("missing_chain_through_v", "test_dw", BOTH, BOTH.replace("dyhat * v[0]", "dyhat")
        .replace("dyhat * v[1]", "dyhat"), NO_V, CHAIN, SGD),
    bug("missing_chain_through_v1", "test_dw", A1, A1.replace(" * v[0]", ""), NO_V, CHAIN, SGD),
    bug("missing_chain_through_v2", "test_dw", A2, A2.replace(" * v[1]", ""), NO_V, CHAIN),
    bug("cnn_no_slope", "test_dw", BOTH,
        "da1, da2 = dyhat * v[0], dyhat * v[1]", NO_SLOPE, ZERO_HINT, SGD),
    bug("cnn_no_slope_1", "test_dw", A1, "da1 = dyhat * v[0]", NO_SLOPE, ZERO_HINT),
    bug("cnn_no_slope_2", "test_dw", A2, "da2 = dyhat * v[1]", NO_SLOPE, ZERO_HINT),
    bug("cnn_relu_slope_at_zero", "test_relu_at_zero", BOTH, BOTH.replace("] > 0", "] >= 0"),
        AT_ZERO, ZERO_HINT),
    bug("cnn_relu_slope_at_zero_1", "test_relu_at_zero", A1, A1.replace(">", ">="), AT_ZERO,
        ZERO_HINT),
    bug("cnn_relu_slope_at_zero_2", "test_relu_at_zero", A2, A2.replace(">", ">="), AT_ZERO,
        ZERO_HINT),
    bug("cnn_slope_one_half", "test_relu_at_zero", BOTH,
        "da1 = dyhat * v[0] * np.heaviside(a[0], 0.5)\n"
        "    da2 = dyhat * v[1] * np.heaviside(a[1], 0.5)",
        "The slope of ReLU at exactly 0 was taken as 1/2; in this assignment it is 0.", ZERO_HINT),
    bug("cnn_slope_inverted", "test_dw", BOTH, BOTH.replace("] > 0", "] < 0"),
        "The slope of ReLU is the wrong way round: 1 where a is negative.", ZERO_HINT),
    bug("cnn_slopes_crossed", "test_dw", BOTH,
        "da1 = dyhat * v[0] * (a[1] > 0)\n    da2 = dyhat * v[1] * (a[0] > 0)",
        "The slopes of the two ReLUs are exchanged.", MEETS),
    bug("cnn_slope_of_output", "test_dw", BOTH,
        "da1 = dyhat * v[0] * (yhat > 0)\n    da2 = dyhat * v[1] * (yhat > 0)",
        "The slope of ReLU is taken at yhat; each ReLU has a slope of its own, at a1 and a2.",
        ZERO_HINT),
    bug("cnn_value_for_slope", "test_dw", BOTH,
        "da1 = dyhat * v[0] * z[0]\n    da2 = dyhat * v[1] * z[1]",
        "The value z of ReLU stands where its slope, 0 or 1, belongs.", ZERO_HINT),
    bug("cnn_no_loss", "test_dw", BOTH, "da1, da2 = v[0] * (a[0] > 0), v[1] * (a[1] > 0)",
        "The gradient of the filter is that of yhat: the derivative of the loss is missing.",
        "the chain from the loss to the filter"),
    bug("cnn_crossed_v", "test_dw", BOTH,
        "da1 = dyhat * v[1] * (a[0] > 0)\n    da2 = dyhat * v[0] * (a[1] > 0)", CROSSED_V, CHAIN),
    bug("cnn_crossed_v1", "test_dw", A1, A1.replace("v[0]", "v[1]"), CROSSED_V, CHAIN),
    bug("cnn_crossed_v2", "test_dw", A2, A2.replace("v[1]", "v[0]"), CROSSED_V, CHAIN),
    bug("filter_at_first_place", "test_dw", ROWS, "dw1, dw2 = da1 * x[0], da1 * x[1]", ONE_PLACE,
        TWICE, SGD),
    bug("filter_at_second_place", "test_dw", ROWS, "dw1, dw2 = da2 * x[1], da2 * x[2]", ONE_PLACE,
        TWICE),
    bug("w1_at_first_place", "test_dw", W1, "dw1 = da1 * x[0]", ONE_PLACE, TWICE),
    bug("w1_at_second_place", "test_dw", W1, "dw1 = da2 * x[1]", ONE_PLACE, TWICE),
    bug("w2_at_first_place", "test_dw", W2, "dw2 = da1 * x[1]", ONE_PLACE, TWICE),
    bug("w2_at_second_place", "test_dw", W2, "dw2 = da2 * x[2]", ONE_PLACE, TWICE),
    bug("places_averaged", "test_dw", ROWS,
        "dw1, dw2 = (da1 * x[0] + da2 * x[1]) / 2, (da1 * x[1] + da2 * x[2]) / 2",
        "The gradients of the filter's two places are averaged; they add up.", TWICE),
    bug("places_subtracted", "test_dw", ROWS,
        "dw1, dw2 = da1 * x[0] - da2 * x[1], da1 * x[1] - da2 * x[2]",
        "The gradients of the filter's two places are subtracted; they add up.", TWICE),
    bug("w2_meets_x2_twice", "test_dw", W2, W2.replace("x[2]", "x[1]"), OTHER_INPUT, MEETS),
    bug("w2_meets_x1", "test_dw", W2, W2.replace("x[1]", "x[0]"), OTHER_INPUT, MEETS),
    bug("w2_meets_x3_twice", "test_dw", W2, W2.replace("x[1]", "x[2]"), OTHER_INPUT, MEETS),
    bug("w2_meets_inputs_of_w1", "test_dw", W2, "dw2 = da1 * x[0] + da2 * x[1]", OTHER_INPUT,
        MEETS),
    bug("w2_inputs_crossed", "test_dw", W2, "dw2 = da1 * x[2] + da2 * x[1]", OTHER_INPUT, MEETS),
    bug("w1_meets_x1_twice", "test_dw", W1, W1.replace("x[1]", "x[0]"), OTHER_INPUT, MEETS),
    bug("w1_meets_x3", "test_dw", W1, W1.replace("x[1]", "x[2]"), OTHER_INPUT, MEETS),
    bug("w1_meets_x2_twice", "test_dw", W1, W1.replace("x[0]", "x[1]"), OTHER_INPUT, MEETS),
    bug("w1_inputs_crossed", "test_dw", W1, "dw1 = da1 * x[1] + da2 * x[0]", OTHER_INPUT, MEETS),
    bug("w_not_convolved", "test_dw", ROWS, "dw1, dw2 = (da1 + da2) * x[0], (da1 + da2) * x[1]",
        OTHER_INPUT, MEETS),
    bug("w1_gradient_of_inputs", "test_dw", W1, "dw1 = da1 * w[0] + da2 * w[1]",
        "The gradient of w1 has the weights in it: that is the gradient of the input.", MEETS),
    bug("filter_gradient_of_inputs", "test_dw", ROWS,
        "dw1, dw2 = da1 * w[0] + da2 * w[1], da1 * w[1] + da2 * w[0]",
        "The gradient of w1 has the weights in it: that is the gradient of the input.", MEETS),
    bug("filter_without_inputs", "test_dw", ROWS, "dw1, dw2 = da1 + da2, da1 + da2",
        "The gradient of the filter lacks the inputs that its weights meet.", MEETS),
    bug("filter_exchanged", "test_dw", ROWS,
        "dw2 = da1 * x[0] + da2 * x[1]\n    dw1 = da1 * x[1] + da2 * x[2]",
        "The gradients of w1 and w2 are exchanged.", MEETS),
)  # fmt: skip

LOOP = "for n in order:\n"
TAKE = "        dw1, dw2, dv1, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n"
MOVE_W = "        w = w - eta * np.array([dw1, dw2])  # w <- w - eta dl/dw\n"
MOVE_V = "        v = v - eta * np.array([dv1, dv2])\n"
STEP = MOVE_W + MOVE_V
DONE = MOVE_V + "    return w, v"
BEFORE_THE_STEP = "all four derivatives are taken before the step"

STEPS = (
    bug("order_sorted", "test_sgd_order", LOOP, "for n in sorted(order):\n",
        "The steps take the rows sorted by number, not in the order that was given.",
        "what `order` holds"),
    bug("order_counted", "test_sgd_order", LOOP, "for n in range(len(order)):\n",
        "The steps take the rows 0, 1, 2 ...; `order` says which rows to take.",
        "what `order` holds"),
    bug("order_all_rows", "test_sgd_order", LOOP, "for n in range(len(X)):\n",
        "Every row of X gets one step; `order` says which rows get one.", "what `order` holds"),
    bug("order_backwards", "test_sgd_order", LOOP, "for n in reversed(order):\n",
        "The rows are taken from the end of `order` to its beginning.", "what `order` holds"),
    bug("order_once_each", "test_sgd_order", LOOP, "for n in dict.fromkeys(order):\n",
        "A row that stands in `order` several times gets one step only.",
        "what `order` may hold"),
    bug("order_set", "test_sgd_order", LOOP, "for n in set(order):\n",
        "A set of `order` keeps neither its sequence nor numbers that come twice.",
        "what `order` may hold"),
    bug("order_from_one", "test_sgd_one_step", TAKE,
        TAKE.replace("X[n], Y[n]", "X[n - 1], Y[n - 1]"),
        "The numbers in `order` are taken as if they counted from 1: the row before is used.",
        "what `order` holds"),
    bug("order_without_last", "test_sgd_order", LOOP, "for n in order[:-1] or order:\n",
        "The last row of `order` gets no step.", "what `order` holds"),
    bug("order_without_first", "test_sgd_order", LOOP, "for n in order[1:] or order:\n",
        "The first row of `order` gets no step.", "what `order` holds"),
    bug("sgd_first_row_only", "test_sgd_order", DONE, DONE.replace("    return", "        return"),
        "Only the first row of `order` is used: the return stands inside the loop.",
        "where the loop ends"),
    bug("sgd_last_row_only", "test_sgd_order", LOOP, "for n in order[-1:]:\n",
        "Only the last row of `order` makes a step.", "where the update stands"),
    bug("sgd_label_of_first", "test_sgd_order", TAKE, TAKE.replace("Y[n]", "Y[order[0]]"),
        "Every step uses the label of the first row of `order`.", "which label belongs to a row"),
    bug("cnn_sgd_ascends", "test_sgd_one_step", STEP, STEP.replace("- eta *", "+ eta *"),
        "The step goes along the gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_w_ascends", "test_sgd_one_step", MOVE_W, MOVE_W.replace("- eta *", "+ eta *"),
        "The filter w moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_v_ascends", "test_sgd_one_step", MOVE_V, MOVE_V.replace("- eta *", "+ eta *"),
        "v moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_v1_ascends", "test_sgd_order", MOVE_V, MOVE_V.replace("[dv1,", "[-dv1,"),
        "v moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_v2_ascends", "test_sgd_order", MOVE_V, MOVE_V.replace(", dv2", ", -dv2"),
        "v moves along its gradient, up the loss, instead of against it.",
        "the sign in the update"),
    bug("sgd_w_stays", "test_sgd_one_step", MOVE_W, "",
        "The filter w is never updated.", "every weight moves"),
    bug("sgd_v_stays", "test_sgd_one_step", MOVE_V, "",
        "The output weights v are never updated.", "every weight moves"),
    bug("sgd_w_too_early", "test_sgd_one_step", MOVE_W,
        MOVE_W + "        _, _, dv1, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n",
        "The filter w is updated before the gradient of v is taken.", BEFORE_THE_STEP),
    bug("sgd_v_too_early", "test_sgd_one_step", STEP,
        MOVE_V + "        dw1, dw2, _, _ = mini_cnn_grads(w, v, X[n], Y[n])\n" + MOVE_W,
        "v is updated before the gradient of the filter is taken.", BEFORE_THE_STEP),
    bug("sgd_one_weight_after_the_other", "test_sgd_one_step", STEP,
        "        w = w - eta * np.array([dw1, 0.0])\n"
        "        _, dw2, _, _ = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        w = w - eta * np.array([0.0, dw2])\n"
        "        _, _, dv1, _ = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        v = v - eta * np.array([dv1, 0.0])\n"
        "        _, _, _, dv2 = mini_cnn_grads(w, v, X[n], Y[n])\n"
        "        v = v - eta * np.array([0.0, dv2])\n",
        "Each weight is updated before the gradient of the next one is taken.", BEFORE_THE_STEP),
    bug("sgd_stale_gradients", "test_sgd_order", LOOP + TAKE,
        "start = w, v\n    for n in order:\n" + TAKE.replace("(w, v,", "(*start,"),
        "All gradients are taken at the weights of the beginning; each step starts where the one "
        "before ended.", "what moves in one step"),
    bug("sgd_w_of_beginning", "test_sgd_order", LOOP + TAKE,
        "start = w\n    for n in order:\n" + TAKE.replace("(w, v,", "(start, v,"),
        "The gradients are taken at the filter of the beginning; each step starts where the one "
        "before ended.", "what moves in one step"),
    bug("sgd_no_rate", "test_sgd_one_step", STEP, STEP.replace("- eta *", "-"),
        "The learning rate eta is left out of the step.", "the update"),
    bug("sgd_rate_over_steps", "test_sgd_order", LOOP, "eta = eta / len(order)\n    " + LOOP,
        "The learning rate is divided by the number of steps; each step has the whole one.",
        "the update"),
    bug("sgd_rate_over_rows", "test_sgd_one_step", LOOP, "eta = eta / len(X)\n    " + LOOP,
        "The learning rate is divided by the number of rows; each step has the whole one.",
        "the update"),
    bug("sgd_results_exchanged", "test_sgd_one_step", DONE, MOVE_V + "    return v, w",
        "w and v are returned in the wrong order.", "what mini_cnn_sgd returns"),
    bug("sgd_moves_w_by_dv", "test_sgd_one_step", STEP,
        "        w = w - eta * np.array([dv1, dv2])\n        v = v - eta * np.array([dw1, dw2])\n",
        "w moves by the gradient of v, and v by that of w.",
        "the order of mini_cnn_grads' results"),
    bug("sgd_assigns", "test_sgd_one_step", STEP, STEP.replace("= w - eta", "= -eta")
        .replace("= v - eta", "= -eta"),
        "The step replaces the weights instead of being added to them.", "the update"),
    bug("sgd_steps_by_sign", "test_sgd_one_step", STEP, STEP.replace("np.array(", "np.sign("),
        "The step uses the signs of the gradients only.", "the update"),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = (*SLOPES, *OUTPUT_WEIGHTS, *FILTER, *STEPS)

"""Known bugs of problems 2.1 and 2.2, each as a change of mini_cnn.py."""

from grader.model import KnownBug

from ._lines import A1, A2, BOTH, CHAIN, MEETS, ONE_PLACE, OTHER_INPUT, TWICE, Ids

PROBLEMS = {"test_dv": "2.1", "test_large_margins": "2.1", "test_dw": "2.2",
            "test_relu_at_zero": "2.2"}  # fmt: skip


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
CUT_OFF = "Large margins y yhat are cut off; the derivative there is not that of the loss."
MARGINS = "how the loss goes on for y yhat far above and far below 0"
DERIVE = "differentiate ln(1 + exp(-m)) by m first, then m = y yhat by yhat"
DV = "dv1, dv2 = dyhat * z[0], dyhat * z[1]"
W1, W2 = "dw1 = da1 * x[0] + da2 * x[1]", "dw2 = da1 * x[1] + da2 * x[2]"
ROWS = f"{W1}  # a1 = w1 x1 + w2 x2, a2 = w1 x2 + w2 x3\n    {W2}"

BEFORE_RELU = "The gradient of v is taken with a, before ReLU; v meets z, what ReLU gives."
NO_V = (
    "The gradient of the filter lacks the factor that comes from the output weights: the chain "
    "from yhat to a1 and a2 goes through v."
)
NO_SLOPE = "The slope of ReLU is missing in the gradient of the filter: 0 where a is negative."
AT_ZERO = "The slope of ReLU at exactly 0 was taken as 1; in this assignment it is 0."
CROSSED_V = "The output weights of the two places are exchanged: a1 goes through v1, a2 through v2."
VALUE = "The value z of ReLU stands where its slope, 0 or 1, belongs."
OF_V = "The condition of ReLU looks at v instead of a, which is what goes into ReLU."
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
    bug("logistic_slope_of_exponential", "test_dv", SLOPE, "return -y * np.exp(-y * yhat)",
        "The derivative of the loss lacks its denominator, which comes from the logarithm.",
        DERIVE, LATER),
    bug("logistic_slope_denominator_alone", "test_dv", SLOPE,
        "return 1.0 / (1.0 + np.exp(-y * yhat))",
        "The derivative of the loss is that of the logarithm alone; what stands in it has a "
        "derivative too.", DERIVE, LATER),
    bug("logistic_slope_of_yhat", "test_dv", SLOPE, "return -y / (1.0 + np.exp(-yhat))",
        "The exponential of the loss's derivative has yhat where y yhat belongs.", DERIVE, LATER),
    bug("logistic_slope_of_sigmoid", "test_dv", SLOPE,
        "return -y * e / (1.0 + e) ** 2",
        "The derivative is that of the sigmoid, which is the second derivative of this loss.",
        DERIVE, LATER),
    bug("logistic_slope_sigmoid_itself", "test_dv", SLOPE, "return 1.0 / (1.0 + np.exp(-yhat))",
        "The sigmoid of yhat stands where the derivative of the loss belongs.", DERIVE, LATER),
    bug("logistic_slope_doubled", "test_dv", SLOPE, SLOPE.replace("-y", "-2 * y", 1),
        "The derivative of the loss is twice what it should be.", DERIVE, LATER),
    *(
        bug(f"logistic_slope_cut_off_{most}", "test_large_margins", WHOLE_SLOPE,
            f"    m = np.clip(y * yhat, -{most}, {most})\n"
            "    return -y / (1.0 + np.exp(m))", CUT_OFF, MARGINS)
        for most in (10, 20, 5, 15, 25)
    ),
    bug("logistic_slope_zero_if_large", "test_large_margins", SLOPE,
        f"if abs(y * yhat) > 100:\n        return 0.0\n    {SLOPE}",
        "Where y yhat is far below 0 the derivative of the loss is taken as 0; there it is -y.",
        MARGINS),
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
    bug("results_v_first", "test_dv", "return dw1, dw2, dv1, dv2", "return dv1, dv2, dw1, dw2",
        "The results come in the wrong order: dv before dw.",
        "the order of mini_cnn_grads' results"),
    bug("dv_exchanged", "test_dv", DV, "dv2, dv1 = dyhat * z[0], dyhat * z[1]",
        "The gradients of v1 and v2 are exchanged.", "which z each output weight meets"),
    bug("dv_before_relu", "test_dv", DV, DV.replace("z[", "a["), BEFORE_RELU),
    bug("dv1_before_relu", "test_dv", DV, DV.replace("z[0", "a[0"), BEFORE_RELU),
    bug("dv2_before_relu", "test_dv", DV, DV.replace("z[1", "a[1"), BEFORE_RELU),
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
    bug("dv1_as_dv2", "test_dv", DV, "dv1, dv2 = dyhat * z[1], dyhat * z[1]",
        "The gradient of v1 has z2 in it, which only v2 meets.", "the equation of yhat"),
    bug("dv_of_sum", "test_dv", DV, "dv1, dv2 = dyhat * (z[0] + z[1]), dyhat * (z[0] + z[1])",
        "Both gradients of v have the sum of z1 and z2 in them; each weight meets one.",
        "the equation of yhat"),
    bug("dv_sign", "test_dv", DV, "dv1, dv2 = -dyhat * z[0], -dyhat * z[1]",
        "The gradients of v have the wrong sign.", "the equation of yhat"),
    bug("dv1_sign", "test_dv", DV, "dv1, dv2 = -dyhat * z[0], dyhat * z[1]",
        "The gradient of v1 has the wrong sign.", "the equation of yhat"),
    bug("dv2_sign", "test_dv", DV, "dv1, dv2 = dyhat * z[0], -dyhat * z[1]",
        "The gradient of v2 has the wrong sign.", "the equation of yhat"),
    bug("dv_with_y", "test_dv", DV, "dv1, dv2 = dyhat * y * z[0], dyhat * y * z[1]",
        "The gradient of v has the label y in it once more; it is in dl/dyhat already.",
        "the chain from the loss to v"),
    bug("dv_swapped_factor", "test_dv", DV, "dv1, dv2 = yhat * z[0], yhat * z[1]",
        "The gradient of v has yhat itself in it instead of dl/dyhat.",
        "the chain from the loss to v"),
    bug("dv1_without_loss", "test_dv", DV, "dv1, dv2 = z[0], dyhat * z[1]",
        "In the gradient of v1 the derivative of the loss by yhat is missing.",
        "the chain from the loss to v"),
    bug("dv2_without_loss", "test_dv", DV, "dv1, dv2 = dyhat * z[0], z[1]",
        "In the gradient of v2 the derivative of the loss by yhat is missing.",
        "the chain from the loss to v"),
    bug("slope_averaged", "test_dv", DV, "dyhat = dyhat / 2\n    dv1, dv2 = dyhat * z[0], "
        "dyhat * z[1]", "Every gradient is halved, as if two places of the filter were averaged.",
        ""),
)  # fmt: skip

FILTER = (
    bug("w1_gradient_of_inputs", "test_dw", W1, "dw1 = da1 * w[0] + da2 * w[1]",
        "The gradient of w1 has the weights in it: that is the gradient of the input.", MEETS),
    bug("filter_gradient_of_inputs", "test_dw", ROWS,
        "dw1, dw2 = da1 * w[0] + da2 * w[1], da1 * w[1] + da2 * w[0]",
        "The gradient of w1 has the weights in it: that is the gradient of the input.", MEETS),
    bug("cnn_crossed_v1", "test_dw", A1, A1.replace("v[0]", "v[1]"), CROSSED_V, CHAIN),
    bug("cnn_crossed_v2", "test_dw", A2, A2.replace("v[1]", "v[0]"), CROSSED_V, CHAIN),
    bug("cnn_crossed_v", "test_dw", BOTH,
        "da1 = dyhat * v[1] * (a[0] > 0)\n    da2 = dyhat * v[0] * (a[1] > 0)", CROSSED_V, CHAIN),
    bug("w2_meets_x2_twice", "test_dw", W2, W2.replace("x[2]", "x[1]"), OTHER_INPUT, MEETS),
    bug("w2_meets_x1", "test_dw", W2, W2.replace("x[1]", "x[0]"), OTHER_INPUT, MEETS),
    bug("w1_meets_x1_twice", "test_dw", W1, W1.replace("x[1]", "x[0]"), OTHER_INPUT, MEETS),
    bug("w1_meets_x3", "test_dw", W1, W1.replace("x[1]", "x[2]"), OTHER_INPUT, MEETS),
    bug("w2_meets_x3_twice", "test_dw", W2, W2.replace("x[1]", "x[2]"), OTHER_INPUT, MEETS),
    bug("w1_meets_x2_twice", "test_dw", W1, W1.replace("x[0]", "x[1]"), OTHER_INPUT, MEETS),
    bug("w2_meets_inputs_of_w1", "test_dw", W2, "dw2 = da1 * x[0] + da2 * x[1]", OTHER_INPUT,
        MEETS),
    bug("w1_inputs_crossed", "test_dw", W1, "dw1 = da1 * x[1] + da2 * x[0]", OTHER_INPUT, MEETS),
    bug("w2_inputs_crossed", "test_dw", W2, "dw2 = da1 * x[2] + da2 * x[1]", OTHER_INPUT, MEETS),
    bug("missing_chain_through_v", "test_dw", BOTH, BOTH.replace("dyhat * v[0]", "dyhat")
        .replace("dyhat * v[1]", "dyhat"), NO_V, CHAIN, SGD),
    bug("missing_chain_through_v1", "test_dw", A1, A1.replace(" * v[0]", ""), NO_V, CHAIN, SGD),
    bug("missing_chain_through_v2", "test_dw", A2, A2.replace(" * v[1]", ""), NO_V, CHAIN),
    bug("cnn_no_slope", "test_dw", BOTH,
        "da1, da2 = dyhat * v[0], dyhat * v[1]", NO_SLOPE, ZERO_HINT, SGD),
    bug("cnn_no_slope_1", "test_dw", A1, "da1 = dyhat * v[0]", NO_SLOPE, ZERO_HINT),
    bug("cnn_no_slope_2", "test_dw", A2, "da2 = dyhat * v[1]", NO_SLOPE, ZERO_HINT),
    bug("filter_at_first_place", "test_dw", ROWS, "dw1, dw2 = da1 * x[0], da1 * x[1]", ONE_PLACE,
        TWICE, SGD),
    bug("w1_at_first_place", "test_dw", W1, "dw1 = da1 * x[0]", ONE_PLACE, TWICE),
    bug("w2_at_first_place", "test_dw", W2, "dw2 = da1 * x[1]", ONE_PLACE, TWICE),
    bug("filter_exchanged", "test_dw", ROWS,
        "dw2 = da1 * x[0] + da2 * x[1]\n    dw1 = da1 * x[1] + da2 * x[2]",
        "The gradients of w1 and w2 are exchanged.", MEETS),
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
    bug("cnn_value_for_slope_1", "test_dw", A1, A1.replace("(a[0] > 0)", "z[0]"), VALUE, ZERO_HINT),
    bug("cnn_value_for_slope_2", "test_dw", A2, A2.replace("(a[1] > 0)", "z[1]"), VALUE, ZERO_HINT),
    bug("cnn_a_for_slope", "test_dw", BOTH,
        "da1 = dyhat * v[0] * a[0]\n    da2 = dyhat * v[1] * a[1]",
        "a stands where the slope of ReLU, 0 or 1, belongs.", ZERO_HINT),
    bug("cnn_slope_of_v", "test_dw", BOTH,
        "da1 = dyhat * v[0] * (v[0] > 0)\n    da2 = dyhat * v[1] * (v[1] > 0)", OF_V, ZERO_HINT),
    bug("cnn_slope_of_v1", "test_dw", A1, A1.replace("a[0]", "v[0]"), OF_V, ZERO_HINT),
    bug("cnn_slope_of_v2", "test_dw", A2, A2.replace("a[1]", "v[1]"), OF_V, ZERO_HINT),
    bug("cnn_slope_of_a1_twice", "test_dw", A2, A2.replace("a[1]", "a[0]"),
        "The slope of ReLU at the second place is taken at a1 instead of a2.", MEETS),
    bug("cnn_slope_of_a2_twice", "test_dw", A1, A1.replace("a[0]", "a[1]"),
        "The slope of ReLU at the first place is taken at a2 instead of a1.", MEETS),
    bug("cnn_slope_of_x", "test_dw", BOTH, BOTH.replace("(a[0]", "(x[0]").replace("(a[1]", "(x[1]"),
        "The slope of ReLU is taken by the sign of an input x; a1 and a2 are what goes into ReLU.",
        ZERO_HINT),
    bug("cnn_slope_of_gradient", "test_dw", BOTH,
        "da1, da2 = max(dyhat * v[0], 0.0), max(dyhat * v[1], 0.0)",
        "The slope of ReLU is taken at the gradient that comes back; a1 and a2 decide.", ZERO_HINT),
    bug("cnn_no_loss", "test_dw", BOTH, "da1, da2 = v[0] * (a[0] > 0), v[1] * (a[1] > 0)",
        "The gradient of the filter is that of yhat: the derivative of the loss is missing.",
        "the chain from the loss to the filter"),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = (*OUTPUT_WEIGHTS, *SLOPES, *FILTER)

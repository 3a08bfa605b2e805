"""Known bugs of 4.1b: the gradients of the logistic unit."""

from grader.model import KnownBug

DX = "dx = np.array([w[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds])"
DW = "dw = np.array([x[0] * ds, ds / x[1], -x[2] * ds, ds])"
DS = "ds = -e * de"


def code(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A mistake in graph_a_backward."""
    return KnownBug(
        id=f"logistic_{id}",
        problem="4.1b",
        check=f"test_graph_a_{check}",
        file="backprop.py",
        old=old,
        new=new,
        sentence=sentence,
        hint=hint or "the chain rule",
    )


# fmt: off
DX_BUGS = tuple(
    code(id, "dx", DX, f"dx = np.array([{new}])", sentence, hint)
    for id, new, sentence, hint in (
        ("dx1_sign", "w[0] * ds, w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x1 lacks the minus sign that the derivative of 1/x1 has.",
         "the derivative of 1/x"),
        ("dx1_no_square", "w[0] * ds, -w[1] / x[1] * ds, -w[2] * ds",
         "In the gradient of x1 the square of x1 is missing.", "the derivative of 1/x"),
        ("dx1_no_square_no_sign", "w[0] * ds, w[1] / x[1] * ds, -w[2] * ds",
         "The gradient of x1 is that of a product: the derivative of 1/x1 is missing.",
         "the derivative of 1/x"),
        ("dx1_as_product", "w[0] * ds, w[1] * ds, -w[2] * ds",
         "The gradient of x1 is w1 times that of the sum, as if w1 were multiplied by x1.",
         "the derivative of 1/x"),
        ("dx1_as_product_negative", "w[0] * ds, -w[1] * ds, -w[2] * ds",
         "The gradient of x1 is w1 times that of the sum, as if w1 were multiplied by x1.",
         "the derivative of 1/x"),
        ("dx1_only_inverse", "w[0] * ds, ds / x[1], -w[2] * ds",
         "The gradient of x1 is that of w1.", "the derivative of w1 / x1 by x1"),
        ("dx1_no_w1", "w[0] * ds, -1 / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x1 lacks the factor w1.", "the derivative of w1 / x1 by x1"),
        ("dx1_logarithm", "w[0] * ds, w[1] * np.log(abs(x[1])) * ds, -w[2] * ds",
         "In the gradient of x1, 1/x1 is integrated instead of differentiated.",
         "the derivative of 1/x"),
        ("dx2_sign", "w[0] * ds, -w[1] / x[1] ** 2 * ds, w[2] * ds",
         "The gradient of x2 lacks its minus sign: w2 x2 is subtracted.", "the sign of w2 x2 in f"),
        ("dx1_and_dx2_sign", "w[0] * ds, w[1] / x[1] ** 2 * ds, w[2] * ds",
         "The gradients of x1 and x2 lack their minus signs.", "the derivative of 1/x and the "
         "sign of w2 x2 in f"),
        ("dx0_own", "x[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x0 holds x0 where the other factor, w0, belongs.", "the product rule"),
        ("dx2_own", "w[0] * ds, -w[1] / x[1] ** 2 * ds, -x[2] * ds",
         "The gradient of x2 holds x2 where the other factor, w2, belongs.", "the product rule"),
        ("dx_own", "x[0] * ds, -w[1] / x[1] ** 2 * ds, -x[2] * ds",
         "The gradients of x0 and x2 hold the factor itself where the other one belongs.",
         "the product rule"),
        ("dx0_no_slope", "w[0], -w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x0 lacks the slope of the logistic function.", ""),
        ("dx1_no_slope", "w[0] * ds, -w[1] / x[1] ** 2, -w[2] * ds",
         "The gradient of x1 lacks the slope of the logistic function.", ""),
        ("dx2_no_slope", "w[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2]",
         "The gradient of x2 lacks the slope of the logistic function.", ""),
        ("dx0_zero", "0.0, -w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x0 is never set: it is zero.", ""),
        ("dx1_zero", "w[0] * ds, 0.0, -w[2] * ds",
         "The gradient of x1 is never set: it is zero.", ""),
        ("dx2_zero", "w[0] * ds, -w[1] / x[1] ** 2 * ds, 0.0",
         "The gradient of x2 is never set: it is zero.", ""),
        ("dx1_cube", "w[0] * ds, -w[1] / x[1] ** 3 * ds, -w[2] * ds",
         "In the gradient of x1 the power of x1 is too high.", "the derivative of 1/x"),
        ("dx1_times_square", "w[0] * ds, -w[1] * x[1] ** 2 * ds, -w[2] * ds",
         "In the gradient of x1 the square of x1 multiplies; it divides.", "the derivative of 1/x"),
        ("dx1_square_of_both", "w[0] * ds, -((w[1] / x[1]) ** 2) * ds, -w[2] * ds",
         "In the gradient of x1 the whole quotient is squared, w1 too.", "the derivative of 1/x"),
        ("dx1_x0", "w[0] * ds, -w[0] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x1 holds w0 instead of w1.", "the derivative of w1 / x1 by x1"),
        ("dx0_sign", "-w[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x0 has the wrong sign.", ""),
        ("dx0_product", "w[0] * x[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x0 still has the factor x0.", "the product rule"),
        ("dx2_product", "w[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * x[2] * ds",
         "The gradient of x2 still has the factor x2.", "the product rule"),
        ("dx_crossed", "w[2] * ds, -w[1] / x[1] ** 2 * ds, -w[0] * ds",
         "The gradients of x0 and x2 hold each other's weight.", "the formula of f"),
        ("dx0_one", "ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds",
         "The gradient of x0 lacks the factor w0.", "the product rule"),
        ("dx2_one", "w[0] * ds, -w[1] / x[1] ** 2 * ds, -ds",
         "The gradient of x2 lacks the factor w2.", "the product rule"),
        ("dx1_absolute", "w[0] * ds, -w[1] / (x[1] * abs(x[1])) * ds, -w[2] * ds",
         "Where x1 is negative the gradient of x1 has the wrong sign.", "that x1 may be negative"),
        ("dx_no_slopes", "w[0], -w[1] / x[1] ** 2, -w[2]",
         "The gradient of x lacks the slope of the logistic function.", ""),
        ("dx_turned", "-w[2] * ds, -w[1] / x[1] ** 2 * ds, w[0] * ds",
         "The gradient of x comes back in the wrong order.", "the order of x"),
    )
)

DW_BUGS = tuple(
    code(id, "dw", DW, f"dw = np.array([{new}])", sentence, hint)
    for id, new, sentence, hint in (
        ("dw2_sign", "x[0] * ds, ds / x[1], x[2] * ds, ds",
         "The gradient of w2 lacks its minus sign: w2 x2 is subtracted.", "the sign of w2 x2 in f"),
        ("dw1_times_x1", "x[0] * ds, ds * x[1], -x[2] * ds, ds",
         "The gradient of w1 holds x1, but w1 is divided by x1.", "w1 / x1, differentiated by w1"),
        ("dw1_times_x1_and_dw2_sign", "x[0] * ds, ds * x[1], x[2] * ds, ds",
         "The gradient of w is that of the plain scalar product of w and x: in this unit w1 is "
         "divided by x1 and w2 x2 is subtracted.", "the formula of f in 4.1a"),
        ("dw1_square", "x[0] * ds, ds / x[1] ** 2, -x[2] * ds, ds",
         "The gradient of w1 has the square of x1, which belongs to that of x1.",
         "w1 / x1, differentiated by w1"),
        ("dw1_negative_square", "x[0] * ds, -ds / x[1] ** 2, -x[2] * ds, ds",
         "The gradient of w1 has the derivative of 1/x1, which belongs to that of x1.",
         "w1 / x1, differentiated by w1"),
        ("dw1_sign", "x[0] * ds, -ds / x[1], -x[2] * ds, ds",
         "The gradient of w1 has the wrong sign.", "w1 / x1, differentiated by w1"),
        ("dw1_no_x1", "x[0] * ds, ds, -x[2] * ds, ds",
         "The gradient of w1 lacks the division by x1.", "w1 / x1, differentiated by w1"),
        ("dw1_times_w1", "x[0] * ds, ds * w[1] / x[1], -x[2] * ds, ds",
         "The gradient of w1 still has the factor w1.", "w1 / x1, differentiated by w1"),
        ("dw0_sign", "-x[0] * ds, ds / x[1], -x[2] * ds, ds",
         "The gradient of w0 has the wrong sign.", ""),
        ("dw0_product", "w[0] * x[0] * ds, ds / x[1], -x[2] * ds, ds",
         "The gradient of w0 still has the factor w0.", "the product rule"),
        ("dw2_product", "x[0] * ds, ds / x[1], -w[2] * x[2] * ds, ds",
         "The gradient of w2 still has the factor w2.", "the product rule"),
        ("dw_crossed", "x[2] * ds, ds / x[1], -x[0] * ds, ds",
         "The gradients of w0 and w2 hold each other's x.", "the formula of f"),
        ("dw0_zero", "0.0, ds / x[1], -x[2] * ds, ds",
         "The gradient of w0 is never set: it is zero.", ""),
        ("dw0_one", "ds, ds / x[1], -x[2] * ds, ds",
         "The gradient of w0 lacks the factor x0.", "the product rule"),
        ("dw2_one", "x[0] * ds, ds / x[1], -ds, ds",
         "The gradient of w2 lacks the factor x2.", "the product rule"),
        ("dw1_upside", "x[0] * ds, ds * x[1] / w[1], -x[2] * ds, ds",
         "The gradient of w1 holds the quotient upside down.", "w1 / x1, differentiated by w1"),
        ("dw_order", "ds, x[0] * ds, ds / x[1], -x[2] * ds",
         "The gradient of w3 stands first: the order is w0, w1, w2, w3.", "the order of w"),
        ("dw_turned", "ds, -x[2] * ds, ds / x[1], x[0] * ds",
         "The gradient of w comes back in the opposite order.", "the order of w"),
        ("dw1_absolute", "x[0] * ds, ds / abs(x[1]), -x[2] * ds, ds",
         "Where x1 is negative the gradient of w1 has the wrong sign.", "that x1 may be negative"),
        ("dw3_zero", "x[0] * ds, ds / x[1], -x[2] * ds, 0.0",
         "The gradient of w3 is left at zero.", "how f depends on w3"),
        ("dw3_one", "x[0] * ds, ds / x[1], -x[2] * ds, 1.0",
         "The gradient of w3 lacks the slope of the logistic function.", ""),
        ("dw3_times_w3", "x[0] * ds, ds / x[1], -x[2] * ds, w[3] * ds",
         "The gradient of w3 has a factor w3, but w3 stands alone in the sum.", ""),
        ("dw3_sign", "x[0] * ds, ds / x[1], -x[2] * ds, -ds",
         "The gradient of w3 has the wrong sign: it is added in the sum.", ""),
        ("dw2_and_dw3_sign", "x[0] * ds, ds / x[1], x[2] * ds, -ds",
         "The gradients of w2 and w3 have the wrong sign.", "the signs of the terms of f"),
        ("dw0_own", "w[0] * ds, ds / x[1], -x[2] * ds, ds",
         "The gradient of w0 holds w0 where the other factor, x0, belongs.", "the product rule"),
        ("dw2_own", "x[0] * ds, ds / x[1], -w[2] * ds, ds",
         "The gradient of w2 holds w2 where the other factor, x2, belongs.", "the product rule"),
        ("dw_own", "w[0] * ds, ds / x[1], -w[2] * ds, ds",
         "The gradients of w0 and w2 hold the factor itself where the other one belongs.",
         "the product rule"),
        ("dw_no_slopes", "x[0], 1 / x[1], -x[2], 1.0",
         "The gradient of w lacks the slope of the logistic function.", ""),
        ("dw0_no_slope", "x[0], ds / x[1], -x[2] * ds, ds",
         "The gradient of w0 lacks the slope of the logistic function.", ""),
        ("dw1_no_slope", "x[0] * ds, 1 / x[1], -x[2] * ds, ds",
         "The gradient of w1 lacks the slope of the logistic function.", ""),
        ("dw2_no_slope", "x[0] * ds, ds / x[1], -x[2], ds",
         "The gradient of w2 lacks the slope of the logistic function.", ""),
        ("dw1_zero", "x[0] * ds, 0.0, -x[2] * ds, ds",
         "The gradient of w1 is never set: it is zero.", ""),
        ("dw2_zero", "x[0] * ds, ds / x[1], 0.0, ds",
         "The gradient of w2 is never set: it is zero.", ""),
    )
)

SLOPE = tuple(
    code(id, "dw", DS, f"ds = {new}", sentence, "the derivative of the logistic function")
    for id, new, sentence in (
        ("slope_forgotten", "1.0", "The slope of the logistic function is missing from every "
         "gradient."),
        ("slope_f", "1.0 / d", "The logistic function's value stands where its slope belongs."),
        ("slope_one_minus_f", "e / d", "The slope of the logistic function lacks a factor: one "
         "minus f alone is there."),
        ("slope_f_squared", "1.0 / d**2", "The square of f stands where the slope of the logistic "
         "function belongs: the derivative of the exponential is missing."),
        ("slope_other_squared", "(e / d) ** 2", "The slope of the logistic function is taken as "
         "the square of one minus f."),
        ("slope_negative", "e * de", "Every gradient has the wrong sign: one of the two minus "
         "signs, that of the exponent and that of the derivative of 1/d, is lost."),
        ("slope_exp_alone", "e", "The derivative of 1/d is missing from every gradient."),
        ("slope_plus", "(1.0 / d) * (1.0 + 1.0 / d)", "The slope of the logistic function has a "
         "plus where a minus belongs."),
        ("slope_of_tanh", "1.0 - 1.0 / d**2", "The slope is that of the hyperbolic tangent."),
        ("slope_twice", "(e * de) ** 2", "The slope of the logistic function is multiplied in "
         "twice."),
        ("slope_of_output", "(lambda f: 1.0 / (1.0 + np.exp(-f)) * (1.0 - 1.0 / (1.0 + "
         "np.exp(-f))))(1.0 / d)", "The slope of the logistic function is taken at f, its output, "
         "instead of at the sum: the function is applied twice."),
        ("slope_half", "0.5 * e * -de", "The slope of the logistic function has a factor 1/2."),
        ("slope_double", "2 * e * -de", "The slope of the logistic function has a factor 2."),
        ("slope_complement_twice", "(e / d) * (1.0 - 1.0 / d) * (1.0 / d)",
         "The slope of the logistic function has the factor 1 - f twice."),
        ("slope_f_twice", "(1.0 / d) ** 2 * (e / d)",
         "The slope of the logistic function has the factor f twice."),
        ("slope_inverse_square_of_exp", "1.0 / e**2",
         "The derivative of 1/d is taken at the exponential instead of at the denominator."),
        ("slope_no_inverse", "-e", "The derivative of 1/d is missing from every gradient, and a "
         "minus sign is left."),
        ("slope_of_sum", "(lambda s: s * (1.0 - s))(-np.log(e))", "The slope f (1 - f) is computed "
         "with the sum in place of f."),
    )
)

BOTH = tuple(
    code(f"both_own_{id}", "dx", f"{DX}\n    {DW}",
         f"dx = np.array([{dx}])\n    dw = np.array([{dw}])",
         f"{products} each factor gets itself in its gradient instead of the other one.",
         "the product rule")
    for id, dx, dw, products in (
        ("0", "x[0] * ds, -w[1] / x[1] ** 2 * ds, -w[2] * ds", "w[0] * ds, ds / x[1], -x[2] * ds, "
         "ds", "In the product of w0 and x0"),
        ("2", "w[0] * ds, -w[1] / x[1] ** 2 * ds, -x[2] * ds", "x[0] * ds, ds / x[1], -w[2] * ds, "
         "ds", "In the product of w2 and x2"),
        ("02", "x[0] * ds, -w[1] / x[1] ** 2 * ds, -x[2] * ds", "w[0] * ds, ds / x[1], -w[2] * ds, "
         "ds", "In the products of w0 and x0, and of w2 and x2,"),
    )
)

RETURN = (
    code("swapped", "dx", "return dx, dw\n", "return dw, dx\n",
         "The gradients come back in the wrong order: first dx, then dw is asked for.",
         "what graph_a_backward returns"),
)

BUGS = (*DX_BUGS, *DW_BUGS, *SLOPE, *BOTH, *RETURN)

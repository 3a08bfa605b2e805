"""Known bugs of 4.1b: the logistic unit as code."""

from grader.model import KnownBug

S = "    s = w[0] * x[0] + w[1] / x[1] - w[2] * x[2] + w[3]\n"
GIVEN = "return 1.0 / d, (x, w, e, d)"


def code(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A mistake in one of the two functions."""
    return KnownBug(
        id=f"logistic_{id}",
        problem="4.1b",
        check=f"test_graph_a_{check}",
        file="backprop.py",
        old=old,
        new=new,
        sentence=sentence,
        hint=hint or ("the formula of f in 4.1a" if check == "forward" else "the chain rule"),
    )


# fmt: off
FORWARD = tuple(
    code(id, "forward", old, new, sentence, hint)
    for id, old, new, sentence, hint in (
        ("exponent_sign", "np.exp(-s)", "np.exp(s)", "The exponent lacks its minus sign.", ""),
        ("w2x2_added", S, S.replace("- w[2]", "+ w[2]"), "w2 x2 is added, not subtracted.", ""),
        ("times_x1", S, S.replace("w[1] / x[1]", "w[1] * x[1]"),
         "w1 is multiplied by x1, not divided by it.", ""),
        ("x1_over_w1", S, S.replace("w[1] / x[1]", "x[1] / w[1]"),
         "The quotient of w1 and x1 is upside down.", ""),
        ("plain_product", S, "    s = w[0] * x[0] + w[1] * x[1] + w[2] * x[2] + w[3]\n",
         "The sum is the plain scalar product of w and x: in this unit w1 is divided by x1 and "
         "w2 x2 is subtracted.", ""),
        ("no_w0x0", S, S.replace("w[0] * x[0] + ", ""), "w0 x0 is missing from the sum.", ""),
        ("no_w1x1", S, S.replace(" + w[1] / x[1]", ""), "w1 / x1 is missing from the sum.", ""),
        ("no_w2x2", S, S.replace(" - w[2] * x[2]", ""), "w2 x2 is missing from the sum.", ""),
        ("no_w3", S, S.replace(" + w[3]", ""), "w3 is missing from the sum.", ""),
        ("w3_subtracted", S, S.replace("+ w[3]", "- w[3]"), "w3 is subtracted, not added.", ""),
        ("quotient_subtracted", S, S.replace("+ w[1]", "- w[1]"),
         "w1 / x1 is subtracted, not added.", ""),
        ("crossed", S, "    s = w[0] * x[2] + w[1] / x[1] - w[2] * x[0] + w[3]\n",
         "x0 and x2 are taken for one another: each weight belongs to the x with its own number.",
         ""),
        ("floor", S, S.replace("w[1] / x[1]", "w[1] // x[1]"),
         "The quotient of w1 and x1 is rounded down to a whole number.", "which division // is"),
        ("truncated", S, S.replace("w[1] / x[1]", "int(w[1] / x[1])"),
         "The quotient of w1 and x1 is cut to a whole number.", ""),
        ("bracket", S, S.replace("w[1] / x[1] - w[2] * x[2] + w[3]",
         "w[1] / (x[1] - w[2] * x[2] + w[3])"),
         "w1 is divided by all that stands behind it: only x1 is in the denominator.", ""),
        ("bracket_no_w3", S, S.replace("w[1] / x[1] - w[2] * x[2]", "w[1] / (x[1] - w[2] * x[2])"),
         "w1 is divided by the difference of x1 and w2 x2: only x1 is in the denominator.", ""),
        ("bracket_whole", S, "    s = (w[0] * x[0] + w[1]) / x[1] - w[2] * x[2] + w[3]\n",
         "w0 x0 is divided by x1 as well: only w1 is.", ""),
        ("bracket_x2", S, S.replace("w[2] * x[2] + w[3]", "w[2] * (x[2] + w[3])"),
         "w3 is added to x2 before the product: it stands alone in the sum.", ""),
        ("w3_times", S, S.replace(" + w[3]", " * w[3]"),
         "w3 multiplies w2 x2; it is added to the sum.", ""),
        ("w0_with_x1", S, S.replace("w[0] * x[0]", "w[0] * x[1]"),
         "w0 is multiplied by x1: each weight belongs to the x with its own number.", ""),
        ("w2_with_x1", S, S.replace("w[2] * x[2]", "w[2] * x[1]"),
         "w2 is multiplied by x1: each weight belongs to the x with its own number.", ""),
        ("w2_over_x2", S, S.replace("w[2] * x[2]", "w[2] / x[2]"),
         "w2 is divided by x2, not multiplied by it.", ""),
        ("w0_over_x0", S, S.replace("w[0] * x[0]", "w[0] / x[0]"),
         "w0 is divided by x0, not multiplied by it.", ""),
        ("w0_over_x1", S, S.replace("w[1] / x[1]", "w[0] / x[1]"),
         "w0 is divided by x1 instead of w1.", ""),
        ("w1_over_x0", S, S.replace("w[1] / x[1]", "w[1] / x[0]"),
         "w1 is divided by x0 instead of x1.", ""),
        ("w1_over_x2", S, S.replace("w[1] / x[1]", "w[1] / x[2]"),
         "w1 is divided by x2 instead of x1.", ""),
        ("squared_x1", S, S.replace("/ x[1]", "/ x[1] ** 2"),
         "w1 is divided by the square of x1.", ""),
        ("w0_added", S, S.replace("w[0] * x[0]", "w[0] + x[0]"),
         "w0 and x0 are added, not multiplied.", ""),
        ("w2_added", S, S.replace("w[2] * x[2]", "(w[2] + x[2])"),
         "w2 and x2 are added, not multiplied.", ""),
        ("w0_subtracted", S, S.replace("w[0]", "-w[0]"), "w0 x0 is subtracted, not added.", ""),
        ("no_exp", "e = np.exp(-s)", "e = -s", "The exponential is left out.", ""),
        ("two_to", "e = np.exp(-s)", "e = 2.0 ** (-s)",
         "The base of the power is 2 instead of e.", ""),
        ("ten_to", "e = np.exp(-s)", "e = 10.0 ** (-s)",
         "The base of the power is 10 instead of e.", ""),
        ("two_plus", "d = 1.0 + e", "d = 2.0 + e", "The denominator has a 2 instead of a 1.", ""),
        ("gives_log", GIVEN, GIVEN.replace("1.0 / d", "-np.log(d)"),
         "The logarithm of f comes back.", ""),
        ("gives_negative", GIVEN, GIVEN.replace("1.0 / d", "-1.0 / d"),
         "f comes back with the wrong sign.", ""),
        ("abs_of_x1", S, S.replace("/ x[1]", "/ abs(x[1])"),
         "Where x1 is negative its sign gets lost on the way to the division.",
         "that x1 may be negative"),
        ("no_plus_one", "d = 1.0 + e", "d = e", "The 1 in the denominator is left out.", ""),
        ("minus_in_denominator", "d = 1.0 + e", "d = 1.0 - e",
         "The exponential is subtracted in the denominator, not added.", ""),
        ("not_inverted", GIVEN, GIVEN.replace("1.0 / d", "d"),
         "f is one divided by what comes back.", ""),
        ("gives_exp", GIVEN, GIVEN.replace("1.0 / d", "e"),
         "The exponential comes back instead of f.", ""),
        ("gives_sum", GIVEN, GIVEN.replace("1.0 / d", "s"),
         "The sum comes back without the logistic function.", ""),
        ("gives_tanh", GIVEN, GIVEN.replace("1.0 / d", "np.tanh(s)"),
         "The hyperbolic tangent stands where the logistic function belongs.", ""),
    )
)

BUGS = FORWARD

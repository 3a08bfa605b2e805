"""Known bugs of question 1: one wrong factor of a typed derivative, each with its thought."""

from collections.abc import Iterator

from grader.model import KnownBug

# What goes into the right answers: the error, the weights back, the slope, what comes in.
ERROR, BACK, SLOPE, HIDDEN, INPUT = "(h2 - y)", "W2.T", "h1 * (1 - h1)", "h1.T", "x.T"
BY_H2 = "((1 - y) / (1 - h2) - y / h2)"
RIGHT = {  # as the reference has it, and with its factors by name; 1.5a and 1.5b are keys of 1.5
    "1.1": ("h2 - y", "{error}"),
    "1.2": ("h2 - y", "{error}"),
    "1.3": ("(h2 - y) * h1.T", "({error}) * ({hidden})"),
    "1.4": ("(h2 - y) * W2.T", "({error}) * ({back})"),
    "1.5a": ("(h2 - y) * W2.T * h1 * (1 - h1)", "({error}) * ({back}) * ({slope})"),
    "1.5b": (
        "(h2 - y) * (W2.T * h1 * (1 - h1)) @ x.T",
        "({error}) * (({back}) * ({slope})) @ ({input})",
    ),
}
PARTS = {"error": ERROR, "back": BACK, "slope": SLOPE, "hidden": HIDDEN, "input": INPUT}
CHECKS = {
    "1.1": "test_formula_a2",
    "1.2": "test_formula_b2",
    "1.3": "test_formula_w2",
    "1.4": "test_formula_h1",
    "1.5a": "test_formula_b1",
    "1.5b": "test_formula_w1",
}
OUTER = "The slope of the output sigmoid, where J is derived by a2,"
ONE_TERM = "Only one of the two terms of J is derived: the other belongs to the other label."
ONE_SIGN = (
    "One of the two terms of J has the wrong sign: the derivative of ln h2 or that of ln(1 - h2)."
)
EXPONENT = "The output's sigmoid has the wrong sign in its exponent, as if it was 1 - h2."
OF_A2 = "a2 stands where its sigmoid h2 belongs."

SIGN = "The sign is wrong everywhere."

ERRORS = {
    "slope_again": (
        "(h2 - y) * h2 * (1 - h2)",
        "The slope of the output sigmoid is in it once too often: it has cancelled, or J is taken "
        "for a squared error.",
    ),
    "by_h2": (BY_H2, f"{OUTER} is missing: the derivative by h2 is used for that by a2."),
    "by_h2_negated": (
        "(y / h2 - (1 - y) / (1 - h2))",
        f"{OUTER} is missing, and the sign is wrong: minus the derivative by h2 is used.",
    ),
    "sign": ("(y - h2)", SIGN),
    "label_dropped": ("h2", "The label y is missing."),
    "output_dropped": ("-y", "Only the label is left: the output h2 is missing."),
    "label_added": ("(h2 + y)", "The label y is added where it has to be subtracted."),
    "inner_sign": ("(-y / h2 - (1 - y) / (1 - h2)) * h2 * (1 - h2)", ONE_SIGN),
    "inner_sign_other": ("(y / h2 + (1 - y) / (1 - h2)) * h2 * (1 - h2)", ONE_SIGN),
    "inner_sign_by_h2": ("(-y / h2 - (1 - y) / (1 - h2))", f"{ONE_SIGN} {OUTER} is missing."),
    "inner_sign_by_h2_other": ("(y / h2 + (1 - y) / (1 - h2))", f"{ONE_SIGN} {OUTER} is missing."),
    "first_term": ("-y * (1 - h2)", ONE_TERM),
    "second_term": ("(1 - y) * h2", ONE_TERM),
    "first_term_by_h2": ("-y / h2", f"{ONE_TERM} {OUTER} is missing."),
    "second_term_by_h2": ("(1 - y) / (1 - h2)", f"{ONE_TERM} {OUTER} is missing."),
    "slope_alone": (
        "h2 * (1 - h2)",
        "The slope of the output sigmoid stands alone: the derivative of J by h2 is missing.",
    ),
    "slope_at_h2": (
        f"{BY_H2} * sigmoid(h2) * (1 - sigmoid(h2))",
        f"{OUTER} is taken at h2 instead of a2: a sigmoid of the sigmoid.",
    ),
    "slope_of_a2": (f"{BY_H2} * a2 * (1 - a2)", f"{OUTER} is made of a2 instead of h2."),
    "slope_first": (f"{BY_H2} * h2", f"{OUTER} lacks one of its two factors, 1 - h2."),
    "slope_second": (f"{BY_H2} * (1 - h2)", f"{OUTER} lacks one of its two factors, h2."),
    "slope_tanh": (f"{BY_H2} * (1 - h2^2)", f"{OUTER} is that of tanh instead of the sigmoid."),
    "slope_plus": (f"{BY_H2} * h2 * (1 + h2)", f"{OUTER} has a plus where a minus belongs."),
    "exponent": ("(1 - h2 - y)", EXPONENT),
    "of_a2": ("(a2 - y)", OF_A2),
    "label_in_sigmoid": (
        "sigmoid(a2 - y)",
        "The label is subtracted inside of the sigmoid instead of from its value.",
    ),
    "squared": ("(h2 - y)^2", "The factor h2 - y is in it twice: it is squared."),
    "half_squared": ("(h2 - y)^2 / 2", "A squared error stands there itself, not derived."),
    "twice": ("2 * (h2 - y)", "There is a factor 2 too many, as of a squared error."),
    "twice_slope": (
        "2 * (h2 - y) * h2 * (1 - h2)",
        "This is derived from a squared error: J is the cross-entropy.",
    ),
    "cost": (
        "-(y * log(h2) + (1 - y) * log(1 - h2))",
        "J itself stands there, not its derivative by a2.",
    ),
    "label_one": ("(h2 - 1)", "The label y is taken for 1."),
    "local": ("1", "Only the local derivative is given: what comes from J, dJ/da2, is missing."),
}

BACKS = {
    "without_w2": ("1", "W2 is missing, through which a2 depends on h1."),
    "hidden_for_w2": ("h1", "h1 stands where W2 belongs, as in the derivative by W2."),
    "w2_summed": ("sum(W2)", "The weights W2 are summed: each hidden unit has its own."),
    "w2_bias": ("(W2.T + b2)", "The bias b2 is kept when a2 is derived by h1."),
    "w2_squared": ("W2.T * W2.T", "W2 is in it twice."),
    "w2_times_hidden": ("W2.T * h1", "h1 is a factor beside W2: a2 is derived by h1."),
    "bias_for_w2": ("b2", "b2 stands where W2 belongs."),
}
SLOPES = {
    "without_slope": ("1", "The slope of the hidden sigmoid is missing."),
    "slope_h1": ("h1", "The slope of the hidden sigmoid lacks one of its factors, 1 - h1."),
    "slope_1_h1": ("(1 - h1)", "The slope of the hidden sigmoid lacks one of its factors, h1."),
    "slope_tanh_hidden": ("(1 - h1^2)", "The hidden slope is that of tanh, not of the sigmoid."),
    "slope_relu": ("(a1 > 0)", "The hidden slope is that of ReLU, not of the sigmoid."),
    "slope_a1": ("a1 * (1 - a1)", "The hidden slope is made of a1 instead of h1."),
    "slope_of_h1": (
        "sigmoid(h1) * (1 - sigmoid(h1))",
        "The hidden slope is taken at h1 instead of a1: a sigmoid of the sigmoid.",
    ),
    "slope_output": ("h2 * (1 - h2)", "The slope is the output unit's, not the hidden ones'."),
    "slope_both": (
        "h1 * (1 - h1) * h2 * (1 - h2)",
        "The slope of the output sigmoid, which has cancelled, is in it beside the hidden one.",
    ),
    "slope_plus_hidden": ("h1 * (1 + h1)", "The hidden slope has a plus where a minus belongs."),
    "slope_minus_hidden": (
        "h1 * (h1 - 1)",
        SIGN,
    ),
    "slope_twice_hidden": ("(h1 * (1 - h1))^2", "The hidden slope is in it twice."),
    "slope_x": ("x * (1 - x)", "The hidden slope is made of the input x."),
}
HIDDENS = {
    "w2_for_h1": ("W2", "W2 stands where h1 belongs: that is the derivative by h1."),
    "a1_for_h1": ("a1.T", "a1 stands where h1 belongs: the layer gets the sigmoids."),
    "x_for_h1": ("x.T", "The network's input x stands where that of this layer, h1, belongs."),
    "without_h1": ("1", "h1 is missing, with which W2 is multiplied in a2."),
    "h1_slope": ("(h1 * (1 - h1)).T", "The hidden slope is in it: W2 comes after that sigmoid."),
    "h1_of_slope": ("(h1 * h1 * (1 - h1)).T", "The hidden slope is in it beside h1."),
    "h1_bias": ("(h1 + b2).T", "The bias b2 is kept when a2 is derived by W2."),
    "h1_times_w2": ("h1.T * W2", "W2 is a factor beside h1: a2 is derived by W2."),
    "h1_summed": ("sum(h1)", "The hidden units are summed: each weight has its own."),
    "h1_squared": ("(h1 * h1).T", "h1 is in it twice."),
    "h1_sigmoid": ("sigmoid(h1).T", "A sigmoid is taken of h1, which is one already."),
    "h1_layer": ("(W2 * h1.T + b2)", "The sum of a2 stands there itself, not derived."),
}
INPUTS = {
    "h1_for_x": ("h1.T", "h1 stands where this layer's input x belongs."),
    "a1_for_x": ("a1.T", "a1 stands where this layer's input x belongs."),
    "without_x": ("1", "x is missing, with which W1 is multiplied in a1."),
    "w1_for_x": ("W1", "W1 stands where x belongs."),
    "x_summed": ("sum(x)", "The inputs are summed: each weight has its own."),
    "x_squared": ("(x * x).T", "x is in it twice."),
    "x_slope": ("(x * (1 - x)).T", "A slope is made of x, which is no sigmoid."),
}
TABLES = {"error": ERRORS, "back": BACKS, "slope": SLOPES, "hidden": HIDDENS, "input": INPUTS}
WRONG_WEIGHTS = "W1 stands where W2 belongs: the wrong layer's weights."
FURTHER = {  # key, formula, sentence
    "zero_a2": ("1.1", "0", "Everything is taken for a constant: a2 reaches J through h2."),
    "zero_b2": ("1.2", "0", "The bias is taken for a constant: a2 changes with it."),
    "b2_times_b2": ("1.2", "(h2 - y) * b2", "b2 is a factor: in a2 it is a term alone."),
    "b2_plus_b2": ("1.2", "h2 - y + b2", "The bias b2 itself is added to the derivative."),
    "b2_itself": ("1.2", "b2", "The bias itself stands there instead of its derivative."),
    "b2_times_h1": ("1.2", "(h2 - y) * h1", "h1 is a factor, as in the derivative by W2."),
    "b2_times_w2": ("1.2", "(h2 - y) * W2", "W2 is a factor, as in the derivative by h1."),
    "a2_times_w2": ("1.1", "(h2 - y) * W2", "W2 is a factor: that goes one layer too far."),
    "a2_times_h1": ("1.1", "(h2 - y) * h1", "h1 is a factor, as in the derivative by W2."),
    "w2_bracket": ("1.3", "h2 - y * h1", "Brackets are missing: h1 multiplies the label alone."),
    "h1_bracket": ("1.4", "W2' * h2 - y", "Brackets are missing: W2 multiplies h2 alone."),
    "h1_too_far": (
        "1.4",
        "(h2 - y) * W2' * h1 * (1 - h1)",
        "The hidden slope is in it: this is the derivative by a1.",
    ),
    "h1_w1": ("1.4", "(h2 - y) * W1", WRONG_WEIGHTS),
    "h1_w1_transposed": ("1.4", "(h2 - y) * W1'", WRONG_WEIGHTS),
    "b1_times_x": (
        "1.5a",
        "(h2 - y) * (W2' * h1 * (1 - h1)) @ x'",
        "x is a factor, as in the derivative by W1.",
    ),
    "b1_times_b1": (
        "1.5a",
        "(h2 - y) * W2' * h1 * (1 - h1) * b1",
        "b1 is a factor: in a1 it is a term alone.",
    ),
    "w1_is_by_x": (
        "1.5b",
        "W1' @ ((h2 - y) * W2' * h1 * (1 - h1))",
        "W1 is the factor instead of x: this is the derivative by the input x.",
    ),
}


def _filled(key: str, part: str, formula: str) -> str:
    return RIGHT[key][1].format(**{**PARTS, part: formula})


def _bug(name: str, key: str, formula: str, sentence: str) -> KnownBug:
    return KnownBug(
        id=f"formula_{key}_{name}",
        problem=key.rstrip("ab"),
        check=CHECKS[key],
        file="answers.toml",
        old=f'"{key}" = "{RIGHT[key][0]}"',
        new=f'"{key}" = "{formula}"',
        sentence=sentence,
        hint="the network's equations in question 1, from the output back",
    )


def _of(key: str) -> Iterator[KnownBug]:
    """The bugs of one answer: each of its factors; the later ones with a wrong sign as well."""
    for part, table in reversed(TABLES.items()):
        if f"{{{part}}}" not in RIGHT[key][1]:
            continue
        for name, (formula, sentence) in table.items():
            if (key, name) == ("1.1", "local"):
                continue
            yield _bug(name, key, _filled(key, part, formula), sentence)
            if part != "error" and sentence != SIGN:
                turned = _filled(key, part, f"-({formula})")
                yield _bug(f"{name}_and_sign", key, turned, f"{sentence} {SIGN}")


BUGS: tuple[KnownBug, ...] = (
    *(bug for key in RIGHT for bug in _of(key)),
    *(_bug(name, *further) for name, further in FURTHER.items()),
)

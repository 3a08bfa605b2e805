"""Known bugs of the formulas of 2.1 and 2.2, each as a change of answers.toml.

What one change of the student's formula mends, the check names by itself; these are the others.
"""

from grader.model import KnownBug

from ._lines import CHAIN, MEETS

KEYS = {"v1": "2.1a", "v2": "2.1b", "w1": "2.2a", "w2": "2.2b"}
RIGHT = {
    "v1": "-y * z1 / (1 + exp(y * yhat))",
    "v2": "-y * z2 / (1 + exp(y * yhat))",
    "w1": "-y / (1 + exp(y * yhat)) * (v1 * 1[a1 > 0] * x1 + v2 * 1[a2 > 0] * x2)",
    "w2": "-y / (1 + exp(y * yhat)) * (v1 * 1[a1 > 0] * x2 + v2 * 1[a2 > 0] * x3)",
}
SLOPE = "-y / (1 + exp(y * yhat))"
INPUTS = {"w1": ("x1", "x2"), "w2": ("x2", "x3")}
LOSS = "the derivative of ln(1 + exp(-m)) by m, then m = y yhat"


def bug(weight: str, what: str, new: str, sentence: str, hint: str) -> KnownBug:
    """The formula for the derivative by a weight with one mistake in it."""
    key = KEYS[weight]
    return KnownBug(
        id=f"formula_{weight}_{what}", problem=key[:3], check=f"test_formula_{weight}",
        file="answers.toml", old=f'"{key}" = "{RIGHT[weight]}"', new=f'"{key}" = "{new}"',
        sentence=sentence, hint=hint,
    )  # fmt: skip


SLOPES = (
    ("other_sign_inside", "-y / (1 + exp(-y * yhat))",
     "The exponential of the loss's derivative has the wrong sign inside."),
    ("sign", "y / (1 + exp(y * yhat))",
     "The derivative of the loss by yhat lacks its minus sign."),
    ("both_signs", "y / (1 + exp(-y * yhat))",
     "The derivative of the loss by yhat has the wrong sign, outside and inside the exponential."),
    ("exponential_alone", "-y * exp(-y * yhat)",
     "The derivative of the loss lacks its denominator, which comes from the logarithm."),
    ("denominator_alone", "1 / (1 + exp(-y * yhat))",
     "The derivative of the loss is that of the logarithm alone; what is in it has a derivative "
     "too."),
    ("without_inner_y", "-y / (1 + exp(yhat))",
     "The label y is missing inside the exponential of the loss's derivative."),
    ("without_outer_y", "-1 / (1 + exp(y * yhat))",
     "The derivative of the loss lacks the factor y, which comes from differentiating y yhat."),
    ("without_factor", "1 / (1 + exp(y * yhat))",
     "The derivative of the loss lacks the factor -y, which comes from differentiating -y yhat."),
    ("without_factor_inside", "exp(-y * yhat)",
     "The derivative of the loss lacks its denominator and the factor -y."),
    ("labels_01", "(sigmoid(yhat) - y)",
     "The derivative of the loss is that for labels 0 and 1; here they are -1 and +1."),
    ("squares", "(yhat - y)",
     "The derivative is that of a squared error; the loss here is logistic."),
    ("squares_doubled", "2 * (yhat - y)",
     "The derivative is that of a squared error; the loss here is logistic."),
    ("hinge", "-y",
     "The derivative of the loss is taken as -y alone; its logistic part is missing."),
    ("sigmoid_slope", "-y * sigmoid(y * yhat) * (1 - sigmoid(y * yhat))",
     "The derivative of the loss is that of the sigmoid, which is its second derivative."),
    ("sigmoid_of_yhat", "sigmoid(yhat)",
     "The sigmoid of yhat stands where the derivative of the loss belongs."),
    ("loss_itself", "l", "The loss itself stands where its derivative by yhat belongs."),
    ("yhat_itself", "yhat", "yhat stands where the derivative of the loss by yhat belongs."),
    ("unlike_signs", "-y * exp(-y * yhat) / (1 + exp(y * yhat))",
     "Numerator and denominator of the loss's derivative have exponentials of unlike signs."),
)  # fmt: skip


def of_loss(weight: str) -> list[KnownBug]:
    """The derivative of the loss is wrong."""
    rest = RIGHT[weight].removeprefix(SLOPE)
    rest = rest if rest != RIGHT[weight] else f" * z{weight[1]}"
    return [bug(weight, what, slope + rest, words, LOSS) for what, slope, words in SLOPES]


def of_output(weight: str) -> list[KnownBug]:
    """What an output weight meets is wrong."""
    n, other = weight[1], "21"[int(weight[1]) - 1]
    equation = "the equation of yhat"
    return [
        bug(weight, "before_relu", f"{SLOPE} * a{n}",
            f"The formula has a{n}, before ReLU, where v{n} meets what ReLU gives.", equation),
        bug(weight, "of_other", f"{SLOPE} * z{other}",
            f"The formula has z{other} in it, which v{n} doesn't meet.", equation),
        bug(weight, "of_loss_by_z", f"dl/dz{n} * z{n}",
            f"The formula begins with the derivative by z{n}; the chain to v{n} begins with that "
            "by yhat.", "the chain from the loss to v"),
        bug(weight, "of_loss_by_z_and_a", f"dl/dz{n} * a{n}",
            f"The formula begins with the derivative by z{n}; the chain to v{n} begins with that "
            "by yhat.", "the chain from the loss to v"),
        bug(weight, "of_v", f"{SLOPE} * v{n}",
            f"The formula has v{n} in it where z{n} belongs: that is the derivative by z{n}.",
            equation),
        bug(weight, "with_v", f"{SLOPE} * v{n} * z{n}",
            f"The formula still has v{n} in it: v z differentiated by v leaves z.", equation),
        bug(weight, "with_slope", f"{SLOPE} * 1[a{n} > 0]",
            "The slope of ReLU stands in it where its value belongs.", equation),
        bug(weight, "with_x", f"{SLOPE} * x{n}",
            "An input x stands in it; v meets z.", equation),
        bug(weight, "of_both", f"{SLOPE} * (z1 + z2)",
            "The sum of z1 and z2 stands in it; each output weight meets one.", equation),
        bug(weight, "without_loss", f"z{n}",
            "This is the derivative of yhat: that of the loss by yhat is missing.",
            "the chain from the loss to v"),
    ]  # fmt: skip


def of_filter(weight: str) -> list[KnownBug]:
    """The sum over the two places of the filter is wrong."""
    p, q = INPUTS[weight]
    first, second = f"v1 * 1[a1 > 0] * {p}", f"v2 * 1[a2 > 0] * {q}"
    one = "The filter is used at two places, and only one of them is in the formula."
    meets = "A weight of the filter is multiplied by an input that it doesn't meet at that place."
    slope = "The slope of ReLU is missing: 0 where a is negative."
    no_v = "An output weight is missing: the chain from yhat to a1 and a2 goes through v."
    terms = {
        "conditions_exchanged": (f"v1 * 1[a2 > 0] * {p} + v2 * 1[a1 > 0] * {q}",
            "The conditions on a1 and a2 are at the wrong terms.", MEETS),
        "same_input_first": (f"(v1 * 1[a1 > 0] + v2 * 1[a2 > 0]) * {p}", meets, MEETS),
        "same_input_second": (f"(v1 * 1[a1 > 0] + v2 * 1[a2 > 0]) * {q}", meets, MEETS),
        "inputs_exchanged": (f"v1 * 1[a1 > 0] * {q} + v2 * 1[a2 > 0] * {p}", meets, MEETS),
        "inputs_of_the_other": ("v1 * 1[a1 > 0] * {} + v2 * 1[a2 > 0] * {}".format(
            *INPUTS["w2" if weight == "w1" else "w1"]), meets, MEETS),
        "inputs_1_3": ("v1 * 1[a1 > 0] * x1 + v2 * 1[a2 > 0] * x3", meets, MEETS),
        "no_v": (f"1[a1 > 0] * {p} + 1[a2 > 0] * {q}", no_v, CHAIN),
        "no_v1": (f"1[a1 > 0] * {p} + {second}", no_v, CHAIN),
        "no_v2": (f"{first} + 1[a2 > 0] * {q}", no_v, CHAIN),
        "no_slope": (f"v1 * {p} + v2 * {q}", slope, "the slope of ReLU"),
        "no_slope_1": (f"v1 * {p} + {second}", slope, "the slope of ReLU"),
        "no_slope_2": (f"{first} + v2 * {q}", slope, "the slope of ReLU"),
        "values_for_slopes": (f"v1 * z1 * {p} + v2 * z2 * {q}",
            "The value z of ReLU stands where its slope, 0 or 1, belongs.", "the slope of ReLU"),
        "a_for_slopes": (f"v1 * a1 * {p} + v2 * a2 * {q}",
            "a stands where the slope of ReLU, 0 or 1, belongs.", "the slope of ReLU"),
        "v_exchanged": (f"v2 * 1[a1 > 0] * {p} + v1 * 1[a2 > 0] * {q}",
            "The output weights of the two places are exchanged.", CHAIN),
        "v1_twice": (f"v1 * (1[a1 > 0] * {p} + 1[a2 > 0] * {q})",
            "Both terms have v1; the second place goes through v2.", CHAIN),
        "v2_twice": (f"v2 * (1[a1 > 0] * {p} + 1[a2 > 0] * {q})",
            "Both terms have v2; the first place goes through v1.", CHAIN),
        "slopes_inverted": (f"v1 * 1[a1 < 0] * {p} + v2 * 1[a2 < 0] * {q}",
            "The conditions are the wrong way round: the slope is 1 where a is positive.",
            "the slope of ReLU"),
        "slopes_of_yhat": (f"(v1 * {p} + v2 * {q}) * 1[yhat > 0]",
            "The slope of ReLU is taken at yhat; each ReLU has its own, at a1 and a2.",
            "the slope of ReLU"),
        "first_place": (first, one, MEETS),
        "second_place": (second, one, MEETS),
        "subtracted": (f"{first} - {second}", "The terms of the two places are subtracted; they "
            "add up.", MEETS),
        "averaged": (f"({first} + {second}) / 2", "The terms of the two places are averaged; they "
            "add up.", MEETS),
        "without_inputs": ("v1 * 1[a1 > 0] + v2 * 1[a2 > 0]",
            "The inputs that the weight meets are missing.", MEETS),
        "with_weight": (f"{weight} * ({first} + {second})",
            f"The formula still has {weight} in it: w x differentiated by w leaves x.", MEETS),
        "weights_for_inputs": ("v1 * 1[a1 > 0] * w1 + v2 * 1[a2 > 0] * w2",
            "The weights of the filter stand where the inputs belong.", MEETS),
        "slope_of_first_for_both": (f"1[a1 > 0] * (v1 * {p} + v2 * {q})",
            "The condition on a1 stands at both terms; the second place has a2.",
            "the slope of ReLU"),
        "slope_of_second_for_both": (f"1[a2 > 0] * (v1 * {p} + v2 * {q})",
            "The condition on a2 stands at both terms; the first place has a1.",
            "the slope of ReLU"),
        "multiplied": (f"v1 * 1[a1 > 0] * {p} * ({SLOPE}) * v2 * 1[a2 > 0] * {q}",
            "The terms of the two places are multiplied; they add up.", MEETS),
        "z_for_v": (f"z1 * {p} + z2 * {q}",
            "z stands where v and the slope of ReLU belong: that is part of the derivative by v.",
            CHAIN),
        **{f"{one}_for_inputs": (f"(v1 * 1[a1 > 0] + v2 * 1[a2 > 0]) * {one}",
            "A weight of the filter stands where the inputs belong.", MEETS)
            for one in ("w1", "w2")},
        "slopes_of_both": (f"1[a1 > 0] * 1[a2 > 0] * (v1 * {p} + v2 * {q})",
            "Both conditions stand at both terms; each place has its own.", "the slope of ReLU"),
    }  # fmt: skip
    alone = bug(weight, "without_loss", f"{first} + {second}",
                "This is the derivative of yhat: that of the loss by yhat is missing.",
                "the chain from the loss to the filter")  # fmt: skip
    made = [bug(weight, what, f"{SLOPE} * ({terms[what][0]})", *terms[what][1:]) for what in terms]
    return [*made, alone]


BUGS: tuple[KnownBug, ...] = tuple(
    each
    for weight in KEYS
    for each in (
        *(of_filter(weight) if weight in INPUTS else of_output(weight)),
        *of_loss(weight),
    )
)

"""Known bugs of problem 2.2, the two places of the filter, each a change of mini_cnn.py."""

from grader.model import KnownBug

from ._lines import AVERAGED, BOTH, MEETS, ONE_PLACE, OTHER_A, OTHER_INPUT, SUBTRACTED, TWICE


def bug(
    id: str, old: str, new: str, sentence: str, hint: str = "", also: tuple[str, ...] = ()
) -> KnownBug:
    """A bug of the filter's gradient."""
    return KnownBug(
        id=id, problem="2.2", check="test_dw", file="mini_cnn.py", old=old, new=new,
        sentence=sentence, hint=hint, also=also,
    )  # fmt: skip


W1, W2 = "dw1 = da1 * x[0] + da2 * x[1]", "dw2 = da1 * x[1] + da2 * x[2]"
ROWS = f"{W1}  # a1 = w1 x1 + w2 x2, a2 = w1 x2 + w2 x3\n    {W2}"
SLOPE = "the definition of the slope below the network's equations"

PLACES = (
    bug("filter_at_second_place", ROWS, "dw1, dw2 = da2 * x[1], da2 * x[2]", ONE_PLACE,
        TWICE),
    bug("w1_at_second_place", W1, "dw1 = da2 * x[1]", ONE_PLACE, TWICE),
    bug("w2_at_second_place", W2, "dw2 = da2 * x[2]", ONE_PLACE, TWICE),
    bug("places_averaged", ROWS,
        "dw1, dw2 = (da1 * x[0] + da2 * x[1]) / 2, (da1 * x[1] + da2 * x[2]) / 2",
        AVERAGED, TWICE),
    bug("w1_averaged", W1, "dw1 = (da1 * x[0] + da2 * x[1]) / 2", AVERAGED, TWICE),
    bug("w2_averaged", W2, "dw2 = (da1 * x[1] + da2 * x[2]) / 2", AVERAGED, TWICE),
    bug("places_subtracted", ROWS,
        "dw1, dw2 = da1 * x[0] - da2 * x[1], da1 * x[1] - da2 * x[2]",
        SUBTRACTED, TWICE),
    bug("w1_subtracted", W1, "dw1 = da1 * x[0] - da2 * x[1]", SUBTRACTED, TWICE),
    bug("w2_subtracted", W2, "dw2 = da1 * x[1] - da2 * x[2]", SUBTRACTED, TWICE),
    bug("w1_by_da1_twice", W1, W1.replace("da2", "da1"), OTHER_A, MEETS),
    bug("w2_by_da1_twice", W2, W2.replace("da2", "da1"), OTHER_A, MEETS),
    bug("w1_by_da2_twice", W1, W1.replace("da1", "da2"), OTHER_A, MEETS),
    bug("w2_by_da2_twice", W2, W2.replace("da1", "da2"), OTHER_A, MEETS),
    bug("w_by_da1_twice", ROWS,
        "dw1, dw2 = da1 * (x[0] + x[1]), da1 * (x[1] + x[2])", OTHER_A, MEETS),
    bug("w1_sign", W1, W1.replace("= da1 * x[0] +", "= -da1 * x[0] -"),
        "The gradient of w1 has the wrong sign.", ""),
    bug("w2_sign", W2, W2.replace("= da1 * x[1] +", "= -da1 * x[1] -"),
        "The gradient of w2 has the wrong sign.", ""),
    bug("w_sign", ROWS,
        "dw1, dw2 = -da1 * x[0] - da2 * x[1], -da1 * x[1] - da2 * x[2]",
        "The gradients of the filter have the wrong sign.", ""),
    bug("filter_with_weights", ROWS,
        "dw1 = w[0] * (da1 * x[0] + da2 * x[1])\n    dw2 = w[1] * (da1 * x[1] + da2 * x[2])",
        "The gradient of the filter still has w in it: w x differentiated by w leaves x.", MEETS),
    bug("w_not_convolved", ROWS, "dw1, dw2 = (da1 + da2) * x[0], (da1 + da2) * x[1]",
        OTHER_INPUT, MEETS),
    bug("filter_without_inputs", ROWS, "dw1, dw2 = da1 + da2, da1 + da2",
        "The gradient of the filter lacks the inputs that its weights meet.", MEETS),
    bug("places_overwritten", ROWS,
        "g, p, q = (da2, x[1], x[2]) if a[1] > 0 else (da1, x[0], x[1])\n"
        "    dw1, dw2 = g * p, g * q",
        "The gradient of the second place overwrites that of the first; they add up.", TWICE),
    bug("places_exchanged", ROWS,
        "dw1, dw2 = da2 * x[0] + da1 * x[1], da2 * x[1] + da1 * x[2]",
        "The gradients that come back to the two places are exchanged: that of a1 stands where "
        "that of a2 belongs.", MEETS),
    bug("places_convolved", ROWS, "dw1, dw2 = np.convolve([da1, da2], [x[0], x[1], x[2]], "
        '"valid")', "np.convolve turns the gradients of a1 and a2 round, so that each stands at "
        "the other's place.", MEETS),
    bug("places_of_sums", ROWS,
        "dw1, dw2 = (da1 + da2) * (x[0] + x[1]), (da1 + da2) * (x[1] + x[2])",
        "The gradients of both places are added up before they meet the inputs; each place has "
        "inputs of its own.", MEETS),
    bug("places_crossed", ROWS, "dw1, dw2 = da1 * (x[0] + x[1]), da2 * (x[1] + x[2])",
        "w1 gets the gradient of the first place only, w2 that of the second; each weight is used "
        "at both.", MEETS),
    bug("places_multiplied", ROWS,
        "dw1, dw2 = da1 * x[0] * da2 * x[1], da1 * x[1] * da2 * x[2]",
        "The terms of the two places are multiplied; they add up.", TWICE),
    bug("places_of_dv", ROWS, "dw1, dw2 = dv1 * x[0] + dv2 * x[1], dv1 * x[1] + dv2 * x[2]",
        "The gradients of v stand where those of a1 and a2 belong.", MEETS),
    bug("slope_of_both", BOTH,
        "both = a[0] > 0 and a[1] > 0\n    da1, da2 = dyhat * v[0] * both, dyhat * v[1] * both",
        "The gradient goes back only where both a1 and a2 are positive; each place has its own "
        "condition.", SLOPE),
    bug("slope_of_either", BOTH,
        "any = a[0] > 0 or a[1] > 0\n    da1, da2 = dyhat * v[0] * any, dyhat * v[1] * any",
        "The gradient goes back to both places where one of a1 and a2 is positive; each place has "
        "its own condition.", SLOPE),
    bug("slope_of_first_or_second", BOTH,
        "da1 = dyhat * v[0] * (a[0] > 0)\n    da2 = dyhat * v[1] * (a[1] > 0) * (a[0] <= 0)",
        "Where a1 is positive nothing goes back to the second place; both can be positive.",
        SLOPE),
    bug("slope_of_sum", BOTH, "da1 = dyhat * v[0] * (a[0] + a[1] > 0)\n    "
        "da2 = dyhat * v[1] * (a[0] + a[1] > 0)",
        "The slope of ReLU is taken at the sum of a1 and a2; each place has its own.", SLOPE),
    bug("slope_of_z_times_v", BOTH, "da1, da2 = dyhat * z[0], dyhat * z[1]",
        "z stands where v and the slope of ReLU belong: that is the gradient of v.", MEETS),
    bug("arguments_exchanged", "a, z, yhat = mini_cnn_forward(w, v, x)",
        "w, v = v, w\n    a, z, yhat = mini_cnn_forward(w, v, x)",
        "The filter w and the output weights v are exchanged: each is used as the other.",
        "the arguments of mini_cnn_grads", ("2.1",)),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = PLACES

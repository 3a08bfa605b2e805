"""Known bugs of problem 3.1.1, a linear layer's start, each a change of neural_networks.py."""

from grader.model import KnownBug

from ._lines import BETWEEN


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of how a linear layer starts."""
    return KnownBug(
        id=id, problem="3.1.1", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


W = 'self.params["W"] = np.random.normal(0, 0.1, (input_D, output_D))'
B = 'self.params["b"] = np.random.normal(0, 0.1, (1, output_D))'
DRAWN = "how W and b are drawn at the start"
ZERO_W, ZERO_B = "np.zeros((input_D, output_D))", "np.zeros((1, output_D))"
DEVIATION_1 = "The weights are drawn with the standard deviation 1 instead of 0.1."
DEVIATION_001 = "The weights are drawn with the standard deviation 0.01 instead of 0.1."
VARIANCE = "0.1 is taken for the variance; it is the standard deviation."
BY_SIZE = (
    "The standard deviation of W depends on the numbers of inputs and outputs; here it is always "
    "0.1."
)
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
    bug("w_by_inputs_and_outputs", "test_linear_start", W,
        W.replace("0.1", "np.sqrt(2 / (input_D + output_D))"), BY_SIZE, DRAWN),
    bug("w_by_inputs_and_outputs_root", "test_linear_start", W,
        W.replace("0.1", "1 / np.sqrt(input_D + output_D)"), BY_SIZE, DRAWN),
    bug("w_by_outputs", "test_linear_start", W, W.replace("0.1", "1 / np.sqrt(output_D)"), BY_SIZE,
        DRAWN),
    bug("w_by_size_uniform", "test_linear_start", W, 'at = np.sqrt(6 / (input_D + output_D))'
        + BETWEEN + W.replace("normal(0, 0.1,", "uniform(-at, at,"), BY_SIZE, DRAWN),
    bug("w_deviation_left_out", "test_linear_start", W, W.replace("(0, 0.1,", "(0.1, size="),
        "0.1 is handed over as the mean; it is the standard deviation.", DRAWN),
    bug("b_is_one_number", "test_linear_start", B,
        'self.params["b"] = np.random.normal(0, 0.1) * np.ones((1, output_D))',
        "One number is drawn for all of b; each entry is drawn by itself.", DRAWN),
    bug("w_one_row", "test_linear_start", W, 'self.params["W"] = np.ones((input_D, 1)) * '
        "np.random.normal(0, 0.1, (1, output_D))",
        "The same numbers are drawn for all rows of W; each entry is drawn by itself.", DRAWN),
    bug("w_mean_not_zero", "test_linear_start", W, W.replace("(0, 0.1,", "(0.1, 0.1,"),
        "W is drawn around 0.1 instead of around 0.", DRAWN),
    bug("w_positive", "test_linear_start", W, W.replace("np.random", "abs(np.random") + ")",
        "W starts without negative numbers.", DRAWN),
    bug("w_transposed", "test_linear_start", f"{W}{BETWEEN}{B}",
        f'{W.replace("input_D, output_D", "output_D, input_D")}{BETWEEN}{B}',
        "W is stored transposed: one row an input, one column an output.", "the shape of W"),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = START

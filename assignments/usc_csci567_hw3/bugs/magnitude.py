"""Known bugs of problem 3.1.5, magnitude_checker, each as a change of neural_networks.py."""

from grader.model import KnownBug

from ._lines import FORWARD_BACK


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A bug of magnitude_checker."""
    return KnownBug(
        id=id, problem="3.1.5", check=check, file="neural_networks.py", old=old, new=new,
        sentence=sentence, hint=hint,
    )  # fmt: skip


SUM = 'return model["L1"].gradient["W"].sum()'
ADDS = "what magnitude_checker adds up"

NOT_YET = (
    "The gradient that happens to be in L1 is summed: for this batch backward_pass was not called "
    "before."
)

MAGNITUDE = (
    bug("magnitude_without_signs", "test_magnitude", SUM,
        'return np.abs(model["L1"].gradient["W"]).sum()',
        "Absolute values were added up; the entries keep their signs here.", ADDS),
    bug("magnitude_absolute", "test_magnitude", SUM, 'return abs(model["L1"].gradient["W"].sum())',
        "The sum lost its sign; it may be negative.", ADDS),
    bug("magnitude_mean", "test_magnitude", SUM, SUM.replace("sum", "mean"),
        "The mean of the entries is taken instead of their sum.", ADDS),
    bug("magnitude_mean_absolute", "test_magnitude", SUM,
        'return np.abs(model["L1"].gradient["W"]).mean()',
        "The mean of absolute values is taken instead of the sum with signs.", ADDS),
    bug("magnitude_norm", "test_magnitude", SUM, 'return np.linalg.norm(model["L1"].gradient["W"])',
        "The Euclidean norm is taken instead of the sum of the entries.", ADDS),
    bug("magnitude_squares", "test_magnitude", SUM, 'return (model["L1"].gradient["W"] ** 2).sum()',
        "Squares were added up instead of the entries themselves.", ADDS),
    bug("magnitude_with_bias", "test_magnitude", SUM,
        'return model["L1"].gradient["W"].sum() + model["L1"].gradient["b"].sum()',
        "The gradient of b is added up as well; that of W is asked for.", ADDS),
    bug("magnitude_largest", "test_magnitude", SUM, SUM.replace("sum", "max"),
        "The largest entry is taken instead of the sum of all.", ADDS),
    bug("magnitude_of_bias", "test_magnitude", SUM, SUM.replace("W", "b"),
        "The gradient of b is added up; that of W is asked for.", ADDS),
    bug("magnitude_of_both", "test_magnitude", SUM, SUM + ' + model["L1"].gradient["b"].sum()',
        "The gradient of b is added up as well; that of W alone is asked for.", ADDS),
    bug("magnitude_of_weights", "test_magnitude", SUM, SUM.replace("gradient", "params"),
        "The weights are added up instead of their gradient.", ADDS),
    bug("magnitude_over_batch", "test_magnitude", SUM, SUM + " / len(x)",
        "The sum is divided by the batch size; the loss is a mean already.", ADDS),
    bug("magnitude_times_batch", "test_magnitude", SUM, SUM + " * len(x)",
        "The sum is multiplied by the batch size; the gradient is that of the mean loss.", ADDS),
    bug("magnitude_without_backward", "test_magnitude", FORWARD_BACK + f"    {SUM}",
        f"    forward_pass(model, x, y)\n    {SUM}",
        NOT_YET, "which call puts gradients there"),
    bug("magnitude_of_all", "test_magnitude", SUM,
        'return sum(model[n].gradient[k].sum() for n in ("L1", "L2") for k in "Wb")',
        "The gradients of all parameters are added up; that of W of L1 alone is asked for.", ADDS),
    bug("magnitude_root_mean_square", "test_magnitude", SUM,
        'return np.sqrt((model["L1"].gradient["W"] ** 2).mean())',
        "The root of the mean square is taken instead of the sum of the entries.", ADDS),
    bug("magnitude_mean_square", "test_magnitude", SUM,
        'return (model["L1"].gradient["W"] ** 2).mean()',
        "The mean square is taken instead of the sum of the entries.", ADDS),
    bug("magnitude_largest_absolute", "test_magnitude", SUM,
        'return np.abs(model["L1"].gradient["W"]).max()',
        "The largest absolute value is taken instead of the sum of all entries.", ADDS),
    bug("magnitude_norm_of_matrix", "test_magnitude", SUM,
        'return np.linalg.norm(model["L1"].gradient["W"], 2)',
        "A norm of the matrix is taken instead of the sum of the entries.", ADDS),
    bug("magnitude_first_entry", "test_magnitude", SUM, 'return model["L1"].gradient["W"][0, 0]',
        "One entry is taken instead of the sum of all.", ADDS),
    bug("magnitude_first_row", "test_magnitude", SUM, 'return model["L1"].gradient["W"][0].sum()',
        "The sum is taken over the first row only.", ADDS),
    bug("magnitude_first_column", "test_magnitude", SUM,
        'return model["L1"].gradient["W"][:, 0].sum()',
        "The sum is taken over the first column only.", ADDS),
    bug("magnitude_sign", "test_magnitude", SUM, SUM.replace("return ", "return -"),
        "The sum has the wrong sign.", ADDS),
    bug("magnitude_of_first_example", "test_magnitude", FORWARD_BACK + f"    {SUM}",
        "    x, y = x[:1], y[:1]\n" + FORWARD_BACK + f"    {SUM}",
        "The gradient is that of the first example alone.", ADDS),
    bug("magnitude_of_stale_gradient", "test_magnitude", FORWARD_BACK + f"    {SUM}",
        f"    {SUM}", NOT_YET, "which call puts gradients there"),
    bug("magnitude_by_columns", "test_magnitude", SUM, SUM.replace("sum()", "sum(axis=0)"),
        "The sum is taken over one axis only; one number is asked for.", ADDS),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = MAGNITUDE

"""Known bugs of 4b, the loss for large scores."""

from functools import partial

from grader.model import KnownBug

from ._lines import MEAN, P_RIGHT

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
LOSS, LARGE = "test_softmax_forward", "test_softmax_forward_large"

TOP = "top = columns.max(axis=0)"

SHIFT = "softmax doesn't change when the same number is subtracted from all scores of a sample"
LOGARITHM = "the example after exercise 4b, where p_c is too small for a floating-point number"
UNDERFLOW = (
    "The logarithm is taken of a probability that has become 0, with a small number added or as a "
    "lower bound. That only hides the 0: the loss is cut off at some 30."
)

BUGS = (
    bug(
        id="softmax_minimum",
        check=LARGE,
        old=TOP,
        new="top = columns.min(axis=0)",
        sentence="The smallest score is subtracted before the exponential is taken, so that "
        "the exponents become large and overflow for scores of 1000.",
        hint="which shift makes every exponent zero or less?",
    ),
    bug(
        id="softmax_no_shift",
        check=LARGE,
        old=TOP,
        new="top = 0.0",
        sentence="Nothing keeps the exponents small: the exponential overflows for scores of "
        "1000, and underflows to the logarithm of 0 for -1000.",
        hint=SHIFT,
    ),
    bug(
        id="softmax_shift_of_batch",
        check=LARGE,
        old=TOP,
        new="top = columns.max()",
        sentence="One shift is used for the whole batch. A sample whose scores are all far "
        "below those of another then underflows to the logarithm of 0.",
        hint="each sample has its own softmax",
    ),
    bug(
        id="softmax_shift_of_absolute",
        check=LARGE,
        old=TOP,
        new="top = np.abs(columns).max(axis=0)",
        sentence="The largest absolute value is subtracted. Where all scores are far below 0, "
        "every exponent is then far below 0 too, and the logarithm is that of 0.",
        hint="which shift makes the largest exponent 0?",
    ),
    bug(
        id="softmax_shift_of_mean",
        check=LARGE,
        old=TOP,
        new="top = columns.mean(axis=0)",
        sentence="The mean score is subtracted before the exponential is taken. The largest "
        "exponent can still be large, and overflows.",
        hint="which shift makes every exponent zero or less?",
    ),
    bug(
        id="softmax_shift_of_class",
        check=LOSS,
        old=TOP,
        new=f"columns = columns - columns.max(axis=1, keepdims=True)\n    {TOP}",
        sentence="The largest score is sought over the samples, for each class, and subtracted. "
        "That changes the softmax: the shift must be one number for all scores of a sample.",
        hint="each sample has its own softmax",
        also=("5",),
    ),
    *(
        bug(
            id=f"softmax_scores_clipped_{bound}",
            check=LARGE,
            old=TOP,
            new=f"columns = np.clip(columns, -{bound}, {bound})\n    {TOP}",
            sentence="Large scores are cut off before the exponential is taken. That avoids the "
            "overflow, and gives another loss.",
            hint=SHIFT,
        )
        for bound in (100, 500, 700)
    ),
    *(
        bug(
            id=f"softmax_probability_plus_1e_{digits}",
            check=LARGE,
            old=MEAN,
            new=f"return np.mean(-np.log({P_RIGHT} + 1e-{digits}))",
            sentence=UNDERFLOW,
            hint=LOGARITHM,
        )
        for digits in (6, 7, 8, 9, 10, 12, 15, 16, 20, 100, 300)
    ),
    bug(
        id="softmax_log_of_zero",
        check=LARGE,
        old=MEAN,
        new=f"return np.mean(-np.log({P_RIGHT}))",
        sentence="The probability is computed first and its logarithm afterwards. Where the "
        "probability is too small for a floating-point number, this is the logarithm of 0.",
        hint=LOGARITHM,
    ),
    bug(
        id="softmax_zero_times_infinity",
        check=LARGE,
        old=MEAN,
        new="""p = np.exp(columns - log_sums)
    return -np.sum(np.eye(len(p))[:, labels] * np.log(p)) / len(labels)""",
        sentence="The logarithms of all probabilities are multiplied by 0 or 1. Where a "
        "probability has become 0, this is 0 times infinity, which is nan.",
        hint=LOGARITHM,
    ),
)

"""Known bugs of 4b, the gradient for large scores."""

from functools import partial

from grader.model import KnownBug

from ._lines import EXP

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
LARGE = "test_softmax_backward_large"


BUGS = (
    bug(
        id="softmax_gradient_minimum",
        check=LARGE,
        old=EXP,
        new="p = np.exp(columns - columns.min(axis=0))",
        sentence="The gradient subtracts the smallest score before the exponential is taken, so "
        "that the exponents become large and overflow for scores of 1000.",
        hint="which shift makes every exponent zero or less?",
    ),
    bug(
        id="softmax_gradient_no_shift",
        check=LARGE,
        old=EXP,
        new="p = np.exp(columns)",
        sentence="The gradient takes the exponential of the scores as they are, which overflows "
        "for scores of 1000, and gives 0 / 0 for -1000.",
        hint="softmax doesn't change when the same number is subtracted from all scores of a "
        "sample",
    ),
    bug(
        id="softmax_gradient_shift_of_batch",
        check=LARGE,
        old=EXP,
        new="p = np.exp(columns - columns.max())",
        sentence="The gradient uses one shift for the whole batch. A sample whose scores are all "
        "far below those of another is then 0 / 0.",
        hint="each sample has its own softmax",
    ),
    bug(
        id="softmax_gradient_shift_of_absolute",
        check=LARGE,
        old=EXP,
        new="p = np.exp(columns - np.abs(columns).max(axis=0))",
        sentence="The gradient subtracts the largest absolute value. Where all scores are far "
        "below 0, every exponential becomes 0, and their quotient 0 / 0.",
        hint="which shift makes the largest exponent 0?",
    ),
    bug(
        id="softmax_gradient_shift_of_mean",
        check=LARGE,
        old=EXP,
        new="p = np.exp(columns - columns.mean(axis=0))",
        sentence="The gradient subtracts the mean score before the exponential is taken. The "
        "largest exponent can still be large, and overflows.",
        hint="which shift makes every exponent zero or less?",
    ),
    *(
        bug(
            id=f"softmax_gradient_clipped_{bound}",
            check=LARGE,
            old=EXP,
            new=f"columns = np.clip(columns, -{bound}, {bound})\n    {EXP}",
            sentence="The gradient cuts large scores off before the exponential is taken. That "
            "avoids the overflow, and makes scores equal that aren't.",
            hint="softmax doesn't change when the same number is subtracted from all scores of a "
            "sample",
        )
        for bound in (100, 500, 700)
    ),
)

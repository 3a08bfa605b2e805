"""Known bugs of `training` in 5: the averages."""

from functools import partial

from grader.model import KnownBug

from ._lines import AVERAGES, ROWS

bug = partial(KnownBug, problem="5", file="cnn_training.py")
FIRST = "test_training_first_step"
MOMENTUM = "test_training_momentum"

STEP = "layer[name], average[name] = momentum_step("
M = "average[name],\n"
MU = 'opts["momentum"],'

KEPT = "what exercise 5 says of m: when it is 0, and for how long it is kept"

BUGS = (
    bug(
        id="plot_average_as_momentum",
        check=MOMENTUM,
        old=MU,
        new='opts["moving_average"],',
        sentence="The average that smooths the plotted loss, 0.995, is used as momentum: the "
        "net moves much too slowly.",
        hint='what `opts["moving_average"]` is for',
    ),
    bug(
        id="average_not_kept",
        check=MOMENTUM,
        old=STEP,
        new="layer[name], _ = momentum_step(",
        sentence="The moving average begins at 0 in every iteration, because the new one isn't "
        "kept.",
        hint="what momentum_step returns besides w",
    ),
    bug(
        id="average_reset_each_pass",
        check=MOMENTUM,
        old=ROWS,
        new=f"{ROWS}\n        if rows[0] == 0:\n            {AVERAGES}",
        sentence="The averages are set back to 0 at each new pass through the data. They are 0 at "
        "the start of training alone.",
        hint=KEPT,
    ),
    bug(
        id="momentum_squared_each_pass",
        check=MOMENTUM,
        old=MU,
        new='opts["momentum"] ** (2 ** (iteration * size // count)),',
        sentence="The momentum changes from one pass through the data to the next. It is the same "
        "for every step.",
        hint="the options in exercise 5",
    ),
    bug(
        id="averages_of_last_call",
        check=MOMENTUM,
        old=AVERAGES,
        new='averages = vars(training).setdefault("averages", '
        "[dict.fromkeys(PARAMETERS, 0.0) for _ in net])",
        sentence="The averages of an earlier call of `training` are used again. They are 0 at the "
        "start of each call.",
        hint=KEPT,
    ),
    bug(
        id="averages_from_one",
        check=FIRST,
        old=AVERAGES,
        new=AVERAGES.replace("0.0", "1.0"),
        sentence="The averages begin at 1. They are 0 at the start.",
        hint=KEPT,
    ),
    bug(
        id="averages_from_gradient",
        check=FIRST,
        old=M,
        new="average[name] if iteration else grad[name],\n",
        sentence="The averages begin with the first gradient. They are 0 at the start.",
        hint=KEPT,
    ),
    bug(
        id="averages_from_weights",
        check=FIRST,
        old=M,
        new="average[name] if iteration else layer[name],\n",
        sentence="The averages begin with the parameters themselves. They are 0 at the start.",
        hint=KEPT,
    ),
    bug(
        id="momentum_not_passed",
        check=FIRST,
        old=MU,
        new="0.0,",
        sentence="Training moves without momentum: `opts` says which one to use.",
        hint="the options in exercise 5",
    ),
    bug(
        id="momentum_fixed",
        check=FIRST,
        old=MU,
        new="0.9,",
        sentence="The momentum is always 0.9: `opts` says which one to use.",
        hint="the options in exercise 5",
    ),
    bug(
        id="momentum_turned",
        check=MOMENTUM,
        old=MU,
        new='1 - opts["momentum"],',
        sentence="The momentum that is passed on is 1 minus the one in `opts`.",
        hint="the options in exercise 5",
    ),
    bug(
        id="results_swapped_in_training",
        check=FIRST,
        old=STEP,
        new="average[name], layer[name] = momentum_step(",
        sentence="Training keeps the two results of `momentum_step` in each other's place.",
        hint="what momentum_step returns",
    ),
    bug(
        id="average_passed_as_gradient",
        check=FIRST,
        old="grad[name],\n                    average[name],\n",
        new="average[name],\n                    grad[name],\n",
        sentence="Training passes the average where the gradient belongs, and the other way round.",
        hint="the order of the arguments of momentum_step",
    ),
)

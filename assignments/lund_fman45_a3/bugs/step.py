"""Known bugs of `momentum_step` in 5: the step."""

from functools import partial

from grader.model import KnownBug

from ._lines import BOTH, HEAD, W

bug = partial(KnownBug, problem="5", file="cnn_training.py", hint="the two lines of the update")
MOVES = "test_step_moves"


BUGS = (
    bug(
        id="step_arguments_rate_decay",
        check=MOVES,
        old=HEAD,
        new="def momentum_step(w, grad, m, wd, mu, lr):",
        sentence="The learning rate and the weight decay are taken for one another.",
        hint="the order of the arguments of momentum_step",
    ),
    bug(
        id="step_uses_gradient",
        check=MOVES,
        old=W,
        new="return w - lr * (grad + wd * w), m",
        sentence="The step is taken along the new gradient. It is the average that w moves along.",
    ),
    bug(
        id="step_uses_old_average",
        check=MOVES,
        old=BOTH,
        new="new = mu * m + (1 - mu) * grad\n    return w - lr * (m + wd * w), new",
        sentence="The step is taken along the average from before, without the new gradient. The "
        "average is renewed first.",
    ),
    bug(
        id="step_without_rate",
        check=MOVES,
        old=W,
        new="return w - (m + wd * w), m",
        sentence="The step isn't multiplied by the learning rate.",
    ),
    bug(
        id="step_average_without_rate",
        check=MOVES,
        old=W,
        new="return w - (m + lr * wd * w), m",
        sentence="The average isn't multiplied by the learning rate.",
    ),
    bug(
        id="gradient_ascent",
        check=MOVES,
        old=W,
        new="return w + lr * (m + wd * w), m",
        sentence="The step goes up: its sign is wrong, and the loss grows.",
    ),
    bug(
        id="gradient_ascent_with_decay",
        check=MOVES,
        old=W,
        new="return w + lr * (m - wd * w), m",
        sentence="The step goes up: its sign is wrong, and the loss grows.",
    ),
    bug(
        id="step_nesterov",
        check=MOVES,
        old=W,
        new="return w - lr * (mu * m + (1 - mu) * grad + wd * w), m",
        sentence="The step looks ahead, as Nesterov's momentum does. Here it is taken along the "
        "average itself.",
    ),
    bug(
        id="step_averaged_again",
        check=MOVES,
        old=W,
        new="return w - lr * ((1 - mu) * m + wd * w), m",
        sentence="The step has another factor 1 - mu. The average holds it already.",
    ),
    bug(
        id="step_of_both",
        check=MOVES,
        old=W,
        new="return w - lr * (m + grad + wd * w), m",
        sentence="The step is taken along the average and the gradient. The average holds the "
        "gradient already.",
    ),
    bug(
        id="step_returned",
        check=MOVES,
        old=W,
        new="return -lr * (m + wd * w), m",
        sentence="What is returned is the step, not the w after it.",
        hint="what momentum_step returns",
    ),
    bug(
        id="step_length_returned",
        check=MOVES,
        old=W,
        new="return lr * (m + wd * w), m",
        sentence="What is returned is the step, not the w after it.",
        hint="what momentum_step returns",
    ),
    bug(
        id="step_forgotten",
        check=MOVES,
        old=W,
        new="return w * 1.0, m",
        sentence="w comes back as it was: the step isn't taken, or its result isn't returned.",
        hint="what momentum_step returns",
    ),
    bug(
        id="step_of_sign",
        check=MOVES,
        old=W,
        new="return w - lr * (np.sign(m) + wd * w), m",
        sentence="Only the sign of the average is used for the step.",
    ),
)

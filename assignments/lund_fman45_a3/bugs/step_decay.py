"""Known bugs of `momentum_step` in 5: the weight decay."""

from functools import partial

from grader.model import KnownBug

from ._lines import BOTH, M, W

bug = partial(KnownBug, problem="5", file="cnn_training.py", hint="the two lines of the update")
DECAY = "test_step_decay"


BUGS = (
    bug(
        id="decay_inside_average",
        check=DECAY,
        old=BOTH,
        new="m = mu * m + (1 - mu) * (grad + wd * w)\n    return w - lr * m, m",
        sentence="The weight decay is added to the gradient before the average is taken. It "
        "belongs outside: the average is one of gradients alone.",
    ),
    bug(
        id="decay_added_to_average",
        check=DECAY,
        old=BOTH,
        new="m = mu * m + (1 - mu) * grad + wd * w\n    return w - lr * m, m",
        sentence="The weight decay is added to the average that is kept. It belongs to the second "
        "line: the average is one of gradients alone.",
    ),
    bug(
        id="decay_inside_and_outside",
        check=DECAY,
        old=M,
        new="m = mu * m + (1 - mu) * (grad + wd * w)  #",
        sentence="The weight decay is in the average and in the step. It belongs to the step "
        "alone.",
    ),
    bug(
        id="no_decay",
        check=DECAY,
        old=W,
        new="return w - lr * m, m",
        sentence="The weight decay is missing.",
    ),
    bug(
        id="decay_without_rate",
        check=DECAY,
        old=W,
        new="return w - lr * m - wd * w, m",
        sentence="The weight decay isn't multiplied by the learning rate.",
    ),
    bug(
        id="decay_sign",
        check=DECAY,
        old=W,
        new="return w - lr * (m - wd * w), m",
        sentence="The weight decay has the wrong sign: it lets the weights grow.",
    ),
    bug(
        id="decay_doubled",
        check=DECAY,
        old=W,
        new="return w - lr * (m + 2 * wd * w), m",
        sentence="The weight decay is twice what it should be, as the derivative of a square "
        "without a factor 1/2 gives it.",
    ),
    bug(
        id="decay_halved",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd * w / 2), m",
        sentence="The weight decay is half of what it should be. The factor 1/2 of a penalty is "
        "gone after the derivative.",
    ),
    bug(
        id="decay_weighted",
        check=DECAY,
        old=W,
        new="return w - lr * (m + (1 - mu) * wd * w), m",
        sentence="The weight decay is multiplied by 1 - mu, as if it were a part of the average.",
    ),
    bug(
        id="decay_by_average",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd * m), m",
        sentence="The weight decay is made with m. It is w that decays.",
    ),
    bug(
        id="decay_by_gradient",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd * grad), m",
        sentence="The weight decay is made with the gradient. It is w that decays.",
    ),
    bug(
        id="decay_constant",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd), m",
        sentence="The weight decay is subtracted as a number. It is a part of w that goes.",
    ),
    bug(
        id="decay_of_sign",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd * np.sign(w)), m",
        sentence="Only the sign of w is in the decay, as for a penalty by absolute values.",
    ),
    bug(
        id="decay_of_square",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd * w**2), m",
        sentence="The decay has the square of w in it. The derivative of a square is linear in w.",
    ),
    bug(
        id="decay_of_penalty",
        check=DECAY,
        old=W,
        new="return w - lr * (m + wd * (w**2).sum()), m",
        sentence="The decay is made with the sum of squares, the penalty itself. The derivative by "
        "each entry is linear in that entry.",
    ),
    bug(
        id="decay_after_step",
        check=DECAY,
        old=W,
        new="w = w - lr * m\n    return w - lr * wd * w, m",
        sentence="The weights decay after the step, by their new values. Both are taken from the w "
        "that came in.",
    ),
    bug(
        id="decay_before_step",
        check=DECAY,
        old=W,
        new="return (w - lr * m) * (1 - wd), m",
        sentence="The new weights are multiplied by 1 - wd: the decay lacks the learning rate, and "
        "takes a part of the step too.",
    ),
    bug(
        id="decay_multiplied",
        check=DECAY,
        old=W,
        new="return w - lr * m * (1 + wd * w), m",
        sentence="The weight decay is a factor of the average. It is a term of its own.",
    ),
    bug(
        id="decay_rate_squared",
        check=DECAY,
        old=W,
        new="return w - lr * (m + lr * wd * w), m",
        sentence="The weight decay is multiplied by the learning rate twice.",
    ),
)

"""Known bugs of `momentum_step` in 5: the moving average."""

from functools import partial

from grader.model import KnownBug

from ._lines import BOTH, HEAD, M, W

bug = partial(KnownBug, problem="5", file="cnn_training.py", hint="the two lines of the update")
AVERAGE = "test_step_average"


BUGS = (
    bug(
        id="classical_momentum",
        check=AVERAGE,
        old=M,
        new="m = mu * m + grad  #",
        sentence="Gradients are added up with momentum, as other courses define it. Here m is "
        "a moving average, so that the new gradient has the weight 1 - mu.",
    ),
    bug(
        id="velocity_with_rate",
        check=AVERAGE,
        old=BOTH,
        new="m = mu * m + lr * grad\n    return w - m - lr * wd * w, m",
        sentence="m is a velocity that holds the learning rate, as other courses define it. Here m "
        "is a moving average of gradients, and the rate comes later.",
    ),
    bug(
        id="velocity_downwards",
        check=AVERAGE,
        old=BOTH,
        new="m = mu * m - lr * grad\n    return w + m - lr * wd * w, m",
        sentence="m is a velocity that points downwards and holds the learning rate, as other "
        "courses define it. Here m is a moving average of gradients.",
    ),
    bug(
        id="velocity_downwards_decay",
        check=AVERAGE,
        old=BOTH,
        new="m = mu * m - lr * (grad + wd * w)\n    return w + m, m",
        sentence="m is a velocity that points downwards and holds the learning rate and the decay, "
        "as other courses define it. Here m is a moving average of gradients.",
    ),
    bug(
        id="velocity_with_rate_decay",
        check=AVERAGE,
        old=BOTH,
        new="m = mu * m + lr * (grad + wd * w)\n    return w - m, m",
        sentence="m is a velocity that holds the learning rate and the decay, as other courses "
        "define it. Here m is a moving average of gradients.",
    ),
    bug(
        id="classical_momentum_decay",
        check=AVERAGE,
        old=BOTH,
        new="m = mu * m + grad + wd * w\n    return w - lr * m, m",
        sentence="Gradients and weight decay are added up with momentum, as other courses define "
        "it. Here m is a moving average of gradients alone.",
    ),
    bug(
        id="average_with_rate",
        check=AVERAGE,
        old=M,
        new="m = mu * m + (1 - mu) * lr * grad  #",
        sentence="The learning rate is in the average already. It belongs in the second line "
        "alone.",
    ),
    bug(
        id="average_weights_swapped",
        check=AVERAGE,
        old=M,
        new="m = (1 - mu) * m + mu * grad  #",
        sentence="The weights are swapped: mu belongs to the old average, 1 - mu to the new "
        "gradient. (Or are the gradient and the average taken for one another?)",
    ),
    bug(
        id="average_both_mu",
        check=AVERAGE,
        old=M,
        new="m = mu * m + mu * grad  #",
        sentence="Both terms have the weight mu. The new gradient has what is left to 1.",
    ),
    bug(
        id="average_both_rest",
        check=AVERAGE,
        old=M,
        new="m = (1 - mu) * m + (1 - mu) * grad  #",
        sentence="Both terms have the weight 1 - mu. The old average has the weight mu.",
    ),
    bug(
        id="average_gradient_subtracted",
        check=AVERAGE,
        old=M,
        new="m = mu * m - (1 - mu) * grad  #",
        sentence="The gradient is subtracted in the average. The minus sign belongs to the second "
        "line alone.",
    ),
    bug(
        id="average_old_forgotten",
        check=AVERAGE,
        old=M,
        new="m = (1 - mu) * grad  #",
        sentence="The old average is missing: what is returned as m is the new gradient alone, "
        "with its weight.",
    ),
    bug(
        id="average_old_whole",
        check=AVERAGE,
        old=M,
        new="m = m + (1 - mu) * grad  #",
        sentence="The old average isn't multiplied by mu, so that gradients add up for ever.",
    ),
    bug(
        id="average_is_gradient",
        check=AVERAGE,
        old=M,
        new="m = grad  #",
        sentence="m is the gradient itself: nothing is averaged.",
    ),
    bug(
        id="average_of_squares",
        check=AVERAGE,
        old=M,
        new="m = mu * m + (1 - mu) * grad**2  #",
        sentence="The squares of the gradients are averaged, as other methods do. Here m is an "
        "average of the gradients themselves.",
    ),
    bug(
        id="average_corrected",
        check=AVERAGE,
        old=M,
        new="m = (mu * m + (1 - mu) * grad) / (1 - mu)  #",
        sentence="The average is divided by 1 - mu, to make up for its start at 0. That isn't part "
        "of this update.",
    ),
    bug(
        id="step_old_average_returned",
        check=AVERAGE,
        old=BOTH,
        new="new = mu * m + (1 - mu) * grad\n    return w - lr * (new + wd * w), m",
        sentence="The m that is returned is the old one, unchanged.",
        hint="what momentum_step returns",
    ),
    bug(
        id="step_returns_swapped",
        check=AVERAGE,
        old=W,
        new="return m, w - lr * (m + wd * w)",
        sentence="The two results are returned in the wrong order.",
        hint="what momentum_step returns",
    ),
    bug(
        id="step_arguments_rate_momentum",
        check=AVERAGE,
        old=HEAD,
        new="def momentum_step(w, grad, m, mu, lr, wd):",
        sentence="The learning rate and the momentum are taken for one another.",
        hint="the order of the arguments of momentum_step",
    ),
    bug(
        id="step_arguments_momentum_decay",
        check=AVERAGE,
        old=HEAD,
        new="def momentum_step(w, grad, m, lr, wd, mu):",
        sentence="The momentum and the weight decay are taken for one another.",
        hint="the order of the arguments of momentum_step",
    ),
)

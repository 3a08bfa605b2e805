"""Known bugs of `momentum_step` in 5: variants of the two lines from elsewhere, and near ones."""

from functools import partial

from grader.model import KnownBug

from ._lines import BOTH, M, W

bug = partial(KnownBug, problem="5", file="cnn_training.py", hint="the two lines of the update")
AVERAGE, MOVES, DECAY = "test_step_average", "test_step_moves", "test_step_decay"


CORRECTED = (
    "The average is divided by 1 - mu, or by a power of mu less than 1, to make up for its start "
    "at 0, as Adam does. That isn't part of this update."
)
NESTEROV = (
    "The step looks ahead, as Nesterov's momentum does. Here it is taken along the average itself."
)
RATE_INSIDE = (
    "m holds the learning rate: it is an average of steps. Here it is one of gradients, and the "
    "rate comes in the second line alone."
)
SCALED = "The step is divided by the size of the gradient or average. Here it isn't scaled."

ROWS = (
    ("corrected", MOVES, W, "return w - lr * (m / (1 - mu) + wd * w), m", CORRECTED),
    ("corrected_with_decay", MOVES, W, "return w - lr * (m + wd * w) / (1 - mu), m", CORRECTED),
    ("corrected_squared", MOVES, W, "return w - lr * (m / (1 - mu**2) + wd * w), m", CORRECTED),
    ("nesterov_velocity", MOVES, BOTH, "v = mu * m - lr * grad\n    return w - mu * m + (1 + "
     "mu) * v "
     "- lr * wd * w, v", NESTEROV),
    ("nesterov_old", MOVES, BOTH, "new = mu * m + (1 - mu) * grad\n    return w - lr * (mu * m "
     "+ grad "
     "+ wd * w), new", NESTEROV),
    ("nesterov_whole", MOVES, W, "return w - lr * (mu * m + grad + wd * w), m", NESTEROV),
    ("nesterov_difference", MOVES, BOTH, "new = mu * m + (1 - mu) * grad\n    return w - lr * "
     "((1 + "
     "mu) * new - mu * m + wd * w), new", NESTEROV),
    ("inside", AVERAGE, BOTH, "m = mu * m - lr * (1 - mu) * grad\n    return w + m - lr * wd * "
     "w, m",
     RATE_INSIDE),
    ("inside_positive", AVERAGE, BOTH, "m = mu * m + lr * (1 - mu) * grad\n    return w - m - "
     "lr * wd "
     "* w, m", RATE_INSIDE),
    ("inside_decay", AVERAGE, BOTH, "m = mu * m - lr * (1 - mu) * (grad + wd * w)\n    return w "
     "+ m, "
     "m", RATE_INSIDE + " The decay is in it as well."),
    ("inside_positive_decay", AVERAGE, BOTH, "m = mu * m + lr * (1 - mu) * (grad + wd * w)\n    "
     "return w - m, m", RATE_INSIDE + " The decay is in it as well."),
    ("whole_inside", AVERAGE, BOTH, "m = mu * m + (1 - mu) * lr * (grad + wd * w)\n    "
     "return w - lr * m, m", RATE_INSIDE + " The decay is in it as well."),
    ("normalised", MOVES, W, "return w - lr * (m / np.linalg.norm(m) + wd * w), m", SCALED),
    ("root", MOVES, W, "return w - lr * (m / np.sqrt(m**2 + 1e-8) + wd * w), m", SCALED),
    ("rms", MOVES, W, "return w - lr * (grad / (np.sqrt(np.abs(m)) + 1e-8) + wd * w), m", SCALED),
    ("rate_squared", MOVES, W, "return w - lr * lr * (m + wd * w), m", "The step is multiplied by "
     "the learning rate twice."),
    ("divided_by_rate", MOVES, W, "return w - (m + wd * w) / lr, m", "The step is divided by the "
     "learning rate."),
    ("twice", MOVES, W, "return w - 2 * lr * (m + wd * w), m", "The step is twice what it should "
     "be."),
    ("halved", MOVES, W, "return w - lr * (m + wd * w) / 2, m", "The step is half of what it "
     "should "
     "be."),
    ("mu_again", MOVES, W, "return w - lr * (mu * m + wd * w), m", "The step has another factor "
     "mu. "
     "The average holds it already."),
    ("average_added", MOVES, W, "return w - lr * grad - mu * m - lr * wd * w, m", "The step is "
     "made "
     "of the gradient and of mu times the average. It is taken along the average alone."),
    ("mean", MOVES, W, "return w - lr * (m.mean() + wd * w), m", "The mean of the average over all "
     "entries is used. Each entry of w has its own."),
    ("returned_three", AVERAGE, W, "return w - lr * (m + wd * w), grad", "The gradient is returned "
     "in place of m."),
    ("average_step_returned", AVERAGE, W, "return w - lr * (m + wd * w), lr * (m + wd * w)", "The "
     "step is returned in place of m."),
    ("average_of_new", AVERAGE, M, "m = mu * m + (1 - mu) * (grad - m)  #", "The old average is "
     "subtracted from the gradient besides, so that it counts otherwise than by mu."),
    ("average_plus_gradient", AVERAGE, M, "m = m + grad  #", "Gradients are added up without any "
     "weight. m is a moving average, with the weights mu and 1 - mu."),
    ("average_minus_gradient", AVERAGE, M, "m = mu * m - grad  #", "The gradient is subtracted in "
     "the average, and without its weight 1 - mu."),
    ("average_turned", AVERAGE, M, "m = -mu * m + (1 - mu) * grad  #", "The old average has the "
     "wrong sign."),
    ("average_more", AVERAGE, M, "m = mu * m + (1 + mu) * grad  #", "The new gradient has the "
     "weight "
     "1 + mu. It is 1 - mu."),
    ("average_halved", AVERAGE, M, "m = (mu * m + (1 - mu) * grad) / 2  #", "The average is "
     "divided "
     "by 2. The weights add up to 1 already."),
    ("decay_squared", DECAY, W, "return w - lr * (m + wd**2 * w), m", "The square of wd is used."),
    ("decay_by_mu", DECAY, W, "return w - lr * (m + mu * wd * w), m", "The weight decay is "
     "multiplied by mu, as if it were a part of the average."),
    ("decay_divided", DECAY, W, "return w - lr * (m + w / wd if wd else m), m", "w is divided "
     "by wd. "
     "It is multiplied by it."),
    ("decay_whole", DECAY, W, "return w - lr * (m + wd * w) - wd * w, m", "The weight decay is "
     "subtracted twice, once with and once without the learning rate."),
    ("decay_without_wd", DECAY, W, "return w - lr * (m + w * (wd > 0)), m", "w is subtracted "
     "without "
     "the factor wd."),
    ("decay_of_size", DECAY, W, "return w - lr * (m + wd * np.abs(w)), m", "The absolute value "
     "of w "
     "is in the decay, which makes negative weights larger."),
    ("decay_of_sum", DECAY, W, "return w - lr * (m + wd * w.sum()), m", "The sum of all entries "
     "of w "
     "is in the decay. Each entry decays by itself."),
    ("decay_of_mean", DECAY, W, "return w - lr * (m + wd * w.mean()), m", "The mean of all entries "
     "of w is in the decay. Each entry decays by itself."),
    ("decay_of_norm", DECAY, W, "return w - lr * (m + wd * np.linalg.norm(w)), m", "The norm of "
     "w is "
     "in the decay. Each entry decays by itself."),
    ("decay_half_penalty", DECAY, W, "return w - lr * (m + wd * (w**2).sum() / 2), m", "The decay "
     "is made with the penalty itself. The derivative by each entry is linear in that entry."),
    ("decay_after_without_rate", DECAY, W, "w = w - lr * m\n    return w - wd * w, m", "The new "
     "weights are multiplied by 1 - wd: the decay lacks the learning rate, and takes a part of the "
     "step too."),
    ("decay_of_difference", DECAY, W, "return w - lr * (m + wd * (w - m)), m", "The average is "
     "subtracted from w in the decay."),
    ("decay_on_step", DECAY, W, "return w - lr * m * (1 - wd) - 0 * w, m", "The decay makes the "
     "step "
     "smaller. It is w that decays."),
)  # fmt: skip

BUGS = tuple(
    bug(id=f"step_variant_{name}", check=check, old=old, new=new, sentence=words)
    for name, check, old, new, words in ROWS
)

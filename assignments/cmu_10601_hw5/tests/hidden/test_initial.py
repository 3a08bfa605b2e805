"""Problem 5.1: initial weights, by statistics over runs that don't train.

One hidden unit, one pixel that isn't 0, and a learning rate next to nothing. A set with each label
once has the mean cross-entropy log(10) + v / 2 z^2 + ..., v the variance of the ten weights from
the hidden unit z, if the biases are 0. So the losses tell z, and z the weight of the pixel. The
series goes on with the third moment of the ten weights, 2 % of the term at most. A program that
always begins with the same random numbers gets columns of zeros, another number in each run.
"""

import numpy as np

from grader import points
from grader.checks import fail

LABELS = np.arange(10)
PIXELS = 128
FAR = 7000.0  # z is 0 or 1 there, and exp() has no overflow
NEAR = 10.0
RUNS = 9
BATCHES = 3  # of runs, before equal signs of so many weights are no chance: one in 10^7
ROUNDED = 1e-5  # six significant digits of log(10) and what is near it


def excesses(letters, train_pixels, validation_pixels, init=1, width=PIXELS):
    """Losses of an untrained network beyond log(10), on each label with each of these pixels."""
    sets = []
    for pixels in (train_pixels, validation_pixels):
        x = np.zeros((len(pixels) * 10, width))
        x[:, -1] = np.repeat(pixels, 10)
        sets.append((np.tile(LABELS, len(pixels)), x))
    result = letters.run(*sets, epochs=1, hidden=1, init=init, rate=1e-12)
    return np.array([result.losses("train")[0], result.losses("validation")[0]]) - np.log(10)


def many_excesses(letters, train_pixels, validation_pixels, batch=0):
    """`excesses` (RUNS, 2) of runs with different random weights, others in each batch."""
    first, again = (excesses(letters, train_pixels, validation_pixels) for _ in "ab")
    seeded = np.all(np.abs(first - again) < 1e-12)
    widths = [PIXELS + 14 * (run + batch * RUNS) * seeded for run in range(1, RUNS - 1)]
    rest = [excesses(letters, train_pixels, validation_pixels, width=width) for width in widths]
    return np.array([first, *rest, *([] if seeded else [again])])


@points(1, problem="5.1", title="flag 2: all classes are equally probable at the start")
def test_zero_start(letters, rng):
    letters.refuse_pretence(rng)
    if np.any(np.abs(excesses(letters, [0.0, 1.0], [NEAR], init=2)) > 1e-5):
        fail("with flag 2 the first cross-entropy isn't log(10): the weights aren't all zero")


@points(3, problem="5.1", title="flag 1: the biases begin at zero")
def test_random_bias(letters):
    # z is 0 for one of the far pixels and 1 for the other, and 1/2 for the pixel 0
    far, middle = many_excesses(letters, [FAR, -FAR], [0.0]).T
    if np.any(far < 1e-5):
        fail("with flag 1 all classes are equally probable: the weights aren't random")
    off = np.sort(np.abs(2 * middle / far - 1))[:-2]  # a weight near 0 leaves z between
    printed = far + np.log(10)
    step = ROUNDED if np.allclose(printed, np.round(printed, 5), rtol=0, atol=1e-9) else 0.0
    if off.mean() > 0.026 + 1.6 * step / far.mean():
        fail("with flag 1 the biases, column 0 of alpha and beta, don't begin at zero")


@points(2, problem="5.1", title="flag 1: weights are uniform between -0.1 and 0.1")
def test_random_weights(letters):
    found = many_excesses(letters, [NEAR], [-NEAR])
    plus, minus = np.sqrt(np.maximum(1e-12, found)).T
    pixel_weights = weights_of(found)
    variances = 2 * (plus + minus) ** 2
    largest, size = np.max(np.abs(pixel_weights)), np.sqrt(np.mean(pixel_weights**2))
    # the same ten weights in all runs may be unusual ones
    low, high = (0.0017, 0.0055) if np.std(variances) > 1e-4 else (0.0001, 0.0083)
    if not low < np.mean(variances) < high:
        fail("with flag 1 the weights in beta aren't uniform between -0.1 and 0.1")
    if largest > 0.115 or size < 0.012 or one_sided(letters, pixel_weights):
        fail("with flag 1 the weights in alpha aren't uniform between -0.1 and 0.1")


def weights_of(found):
    """The pixel's weights (RUNS,) from the excesses near and on the other side of 0."""
    plus, minus = np.sqrt(np.maximum(1e-12, found)).T
    return np.log(plus / minus) / NEAR  # z / (1 - z) = exp(a)


def one_sided(letters, weights):
    """Whether all weights have one sign, in further runs too, where chance alone had it so."""
    for batch in range(1, BATCHES):
        if abs(np.sum(np.sign(weights))) < len(weights):
            return False
        more = weights_of(many_excesses(letters, [NEAR], [-NEAR], batch))
        weights = np.concatenate([weights, more])
    return abs(np.sum(np.sign(weights))) == len(weights)


SEEDS = 30
HIDDEN, EPOCHS, RATE = 5, 3, 0.1


def summary(losses, errors):
    """First cross-entropy on validation rows, its decrease, and the final error."""
    return np.array([losses[0], losses[0] - losses[-1], errors])


def by_reference(letters, reference, train, validation):
    """The summaries (SEEDS, 3) of as many trainings of the reference.

    Six standard deviations of so few are passed by a right program once in 10^5 times.
    """
    found = []
    for seed in range(SEEDS):
        init = np.random.default_rng(seed).uniform
        right = letters.right(
            reference,
            train,
            validation,
            EPOCHS,
            HIDDEN,
            RATE,
            lambda shape, init=init: init(-0.1, 0.1, shape),
        )
        found.append(summary(right.validation, right.net.test(validation[1], validation[0])[1]))
    return np.array(found)


@points(2, problem="5.1", title="flag 1: training from random weights on the small set")
def test_random_training(letters, reference, dataset, rng):
    letters.refuse_pretence(rng)
    train, validation = letters.small(dataset)
    settings = {"epochs": EPOCHS, "hidden": HIDDEN, "rate": RATE}
    result = letters.run(train, validation, init=1, **settings)
    losses = result.losses("validation")
    labels = result.labels("validation")
    got = summary(losses, np.mean(labels != validation[0]))
    usual = by_reference(letters, reference, train, validation)
    spread = np.maximum(usual.std(axis=0), [0.01, 0.01, 0.02])
    if np.all(np.abs(got - usual.mean(axis=0)) < 6 * spread):
        return
    zero = letters.run(train, validation, init=2, **settings)
    right = letters.right(reference, train, validation, **settings)
    if letters.same(zero.losses("validation")[:1], right.validation[:1]):
        fail("with flag 1 the first losses, their decrease or the final error are unusual")
    if np.ptp(losses) < 1e-6 or letters.same(losses, zero.losses("validation")):
        fail("with flag 1 training gives nothing else than with flag 2, or changes nothing")

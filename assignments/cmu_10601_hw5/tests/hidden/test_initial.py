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
from grader.errors import Compared

LABELS = np.arange(10)
PIXELS = 128
FAR = 7000.0  # z is 0 or 1 there, and exp() has no overflow
NEAR = 10.0
RUNS = 9
BIAS = "Random initialisation fills the bias column too."
LAST_COLUMN = "The zeros of random initialisation stand in the last column instead of column 0."
FIRST_ROW = "The zeros of random initialisation stand in row 0 instead of column 0."
FAR_BEYOND = "Weights go far beyond the interval, as if from -1 to 1, or normal with variance 1."
WIDER = (
    "Weights scatter with a standard deviation near 0.1, like normal ones of that deviation, or "
    "uniform ones of a wider interval."
)
LARGE = "Weights are too large for the interval."
SMALL = "Weights are too small for the interval."
NO_ALPHA = "With flag 1 alpha begins at zero: only beta is random."
ALL_ZERO = "With flag 1 all weights begin at zero, as with flag 2."
BETA_ALIKE = (
    "With flag 1 the classes begin equally probable: beta is zero, or all its rows are the same "
    "random one."
)
BATCHES = 3  # of runs, before equal signs of so many weights are no chance: one in 10^7
ROUNDED = 1e-5  # six significant digits of log(10) and what is near it


def excesses(letters, train_pixels, validation_pixels, init=1, width=PIXELS, at=-1, hidden=1):
    """Losses of an untrained network beyond log(10), on each label with each of these pixels.

    at: the column of the pixel that isn't 0.
    """
    sets = []
    for pixels in (train_pixels, validation_pixels):
        x = np.zeros((len(pixels) * 10, width))
        x[:, at] = np.repeat(pixels, 10)
        sets.append((np.tile(LABELS, len(pixels)), x))
    result = letters.run(*sets, epochs=1, hidden=hidden, init=init, rate=1e-12)
    return np.array([result.losses("train")[0], result.losses("validation")[0]]) - np.log(10)


def many_excesses(letters, train_pixels, validation_pixels, batch=0):
    """`excesses` (RUNS, 2) of runs with different random weights, others in each batch."""
    first, again = (excesses(letters, train_pixels, validation_pixels) for _ in "ab")
    seeded = np.all(np.abs(first - again) < 1e-12)
    widths = [PIXELS + 14 * (run + batch * RUNS) * seeded for run in range(1, RUNS - 1)]
    rest = [excesses(letters, train_pixels, validation_pixels, width=width) for width in widths]
    return np.array([first, *rest, *([] if seeded else [again])])


def caused(letters, reference, rng, sentence):
    """For a diagnosis: what the statistics themselves tell of the mistake; None for nothing.

    They tell nothing where the program is wrong from zero weights on as well.
    """
    labels, x = letters.made(rng, 12, PIXELS)
    train, validation = (labels[:7], 2 * x[:7]), (labels[7:], 0.5 * x[7:])
    settings = {"epochs": 3, "hidden": 2, "rate": 0.3}
    result = letters.run(train, validation, **settings)
    right = letters.right(reference, train, validation, **settings)
    sound = letters.same(result.losses("train"), right.train)
    if not sentence or not sound or not letters.same(result.losses("validation"), right.validation):
        return None
    return Compared(sentence, np.nan, 0.0, cause=lambda: sentence)


def as_from_zero(letters, rng):
    """Whether training with flag 1 gives just what it gives with flag 2."""
    train = letters.made(rng, 12, PIXELS)
    settings = {"epochs": 2, "hidden": 3, "rate": 0.5}
    random, zero = (letters.run(train, train, init=init, **settings) for init in (1, 2))
    return letters.same(random.losses("validation"), zero.losses("validation"))


def flags(letters, rng):
    """For a diagnosis: that flag 1 begins with zeros, and what flag 2 does; None if it doesn't."""
    found = [excesses(letters, [0.0, 1.0], [NEAR], init=init) for init in (1, 2)]
    zero, other = (np.all(np.abs(each) < 1e-5) for each in found)
    if zero and found[0].max() > 1e-6 and not in_five_digits(found[0]):
        return Compared(SMALL, np.nan, 0.0, cause=lambda: SMALL)
    told = "The two flags are exchanged: flag 1 gives zeros, and flag 2 random weights."
    if other:
        told = ALL_ZERO if as_from_zero(letters, rng) else BETA_ALIKE
    return Compared(told, np.nan, 0.0, cause=lambda: told) if zero else None


@points(1, problem="5.1", title="flag 2: all classes are equally probable at the start")
def test_zero_start(letters, rng):
    if np.any(np.abs(excesses(letters, [0.0, 1.0], [NEAR], init=2)) > 1e-5):
        fail(
            "with flag 2 and hardly any training the first cross-entropy isn't log(10)",
            compared=flags(letters, rng),
        )
    letters.refuse_pretence(rng)


@points(3, problem="5.1", title="flag 1: the biases begin at zero")
def test_random_bias(letters, reference, rng):
    far, told = biases(letters)
    if np.any(far < 1e-5):
        fail(
            "with flag 1 and hardly any training the first cross-entropy is log(10), as from zeros",
            compared=flags(letters, rng),
        )
    if told:
        fail(
            "with flag 1 what the network begins with is far larger than 0.1: weights are to be "
            "uniform between -0.1 and 0.1, biases zero"
            if told == FAR_BEYOND
            else "with flag 1 the first cross-entropies on large pixels and on the pixel 0 aren't "
            "those of biases that begin at zero",
            compared=caused(letters, reference, rng, told),
        )


def in_five_digits(found):
    """Whether the losses behind these excesses were printed with five digits after the point."""
    printed = found + np.log(10)
    return np.allclose(printed, np.round(printed, 5), rtol=0, atol=1e-9)


def biases(letters):
    """The excesses (RUNS,) on far pixels, and what is wrong with the biases, "" for nothing."""
    # z is 0 for one of the far pixels and 1 for the other, and 1/2 for the pixel 0
    far, middle = many_excesses(letters, [FAR, -FAR], [0.0]).T
    if np.any(far < 1e-5):
        return far, ""
    off = np.sort(np.abs(2 * middle / far - 1))[:-2]  # a weight near 0 leaves z between
    step = ROUNDED if in_five_digits(far) else 0.0
    if off.mean() <= 0.026 + 1.6 * step / far.mean():
        return far, ""
    if np.median(np.abs(middle / far - 1)) < 1e-3:  # z is the same for every pixel
        return far, alike(letters)
    return far, BIAS if far.mean() < 0.01 else FAR_BEYOND


@points(2, problem="5.1", title="flag 1: weights are uniform between -0.1 and 0.1")
def test_random_weights(letters, reference, rng):
    found = many_excesses(letters, [NEAR], [-NEAR])
    plus, minus = np.sqrt(np.maximum(1e-12, found)).T
    pixel_weights = weights_of(found)
    variances = 2 * (plus + minus) ** 2
    largest, size = np.max(np.abs(pixel_weights)), np.sqrt(np.mean(pixel_weights**2))
    # the same ten weights in all runs may be unusual ones
    low, high = (0.0017, 0.0055) if np.std(variances) > 1e-4 else (0.0001, 0.0083)

    def cause():
        told = biases(letters)[1] or interval(letters, np.mean(variances), pixel_weights)
        return caused(letters, reference, rng, told) or flags(letters, rng)

    if not low < np.mean(variances) < high:
        fail(
            "with flag 1 the first cross-entropies aren't those of zero biases and of weights in "
            "beta that are uniform between -0.1 and 0.1",
            compared=cause(),
        )
    if largest > 0.115 or size < 0.012 or one_sided(letters, pixel_weights):
        fail(
            "with flag 1 the first cross-entropies aren't those of weights in alpha that are "
            "uniform between -0.1 and 0.1",
            compared=cause(),
        )


def alike(letters):
    """Why z is the same for every last pixel: the zeros stand there, or alpha is zero at all."""
    far, none = excesses(letters, [FAR], [0.0], at=0, hidden=2)
    if abs(far - none) < 1e-9:
        return NO_ALPHA
    far, none = excesses(letters, [FAR], [0.0], hidden=2)  # where only the second unit may see it
    return LAST_COLUMN if abs(far - none) < 1e-9 else FIRST_ROW


def interval(letters, variance, weights):
    """Where weights seem to come from: the variance of those in beta, some of those in alpha.

    Uniform ones of the interval have a variance of 0.0033, those of one half of it 0.0008.
    """
    size = np.mean(weights**2)
    if size < 1e-12:
        return alike(letters) if variance > 1e-6 else ""
    if abs(np.sum(np.sign(weights))) == len(weights) and variance < 0.0025:
        return "Weights all have one sign, as if they came from 0 to 0.1 only."
    if variance > 0.1:
        return FAR_BEYOND
    if 0.006 < variance < 0.016:
        return WIDER
    return LARGE if max(variance, size) > 0.006 else SMALL


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
    train, validation = letters.small(dataset)
    settings = {"epochs": EPOCHS, "hidden": HIDDEN, "rate": RATE}
    result = letters.run(train, validation, init=1, **settings)
    losses = result.losses("validation")
    labels = result.labels("validation")
    got = summary(losses, np.mean(labels != validation[0]))
    usual = by_reference(letters, reference, train, validation)
    spread = np.maximum(usual.std(axis=0), [0.01, 0.01, 0.02])
    if np.all(np.abs(got - usual.mean(axis=0)) < 6 * spread):
        letters.refuse_pretence(rng)
        return
    zero = letters.run(train, validation, init=2, **settings)
    right = letters.right(reference, train, validation, **settings)
    if letters.same(zero.losses("validation")[:1], right.validation[:1]):
        fail("with flag 1 the first losses, their decrease or the final error are unusual")
    if np.ptp(losses) < 1e-6 or letters.same(losses, zero.losses("validation")):
        fail("with flag 1 the cross-entropies are those of flag 2, or the same in every epoch")
    letters.refuse_pretence(rng)

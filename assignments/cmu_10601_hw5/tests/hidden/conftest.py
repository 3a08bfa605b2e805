"""What the hidden tests share: running and reading as in public tests, right runs, own relations.

A relation compares two runs of the student's own program that must agree whatever its training
does, so that a mistake there costs its points in 5.2 and nowhere else.
"""

import importlib.util
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from grader.checks import fail
from grader.errors import Compared

from .attempt import refuse_copies, refuse_unlearned, refuse_unread

PUBLIC = Path(__file__).parents[1] / "public" / "conftest.py"
CLASSES = 10


@cache
def _public():
    spec = importlib.util.spec_from_file_location("cmu_10601_hw5_reading", PUBLIC)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def right_run(reference, train, validation, epochs, hidden, rate, init=None):
    """The reference's network after training on (labels, x), and its losses."""
    (y, x), (y_validation, x_validation) = train, validation
    init = init or reference.zero_init
    net = reference.NN(x.shape[1], hidden, CLASSES, init, rate)
    losses = net.train(x, y, x_validation, y_validation, epochs)
    return SimpleNamespace(net=net, train=losses[0], validation=losses[1])


def small_set(dataset):
    """(labels, x) of the small set's training and validation rows."""
    small = dataset("cmu_letters").small
    return (small.y_train, small.x_train), (small.y_test, small.x_test)


def first_rows(part, count):
    """So many rows of (labels, x) in their order, the first of each class among them."""
    labels, x = part
    firsts = np.unique(labels, return_index=True)[1]
    rest = np.setdiff1d(np.arange(len(labels)), firsts)[: count - len(firsts)]
    rows = np.sort(np.concatenate([firsts, rest]))
    return labels[rows], x[rows]


def made_set(rng, rows, pixels):
    """Labels and pixels, 0 or 1, of a made-up set in which every class occurs."""
    labels = rng.permutation(np.arange(rows) % CLASSES)
    prototypes = rng.random((CLASSES, pixels)) < 0.3
    noise = rng.random((rows, pixels)) < 0.1
    return labels, (prototypes[labels] ^ noise).astype(float)


def refuse_pretence(run, rng, of=("train",), pixels=128):
    """Fail for a program whose losses don't depend on its data, or which doesn't learn.

    Runs that must agree agree in such a program too, and it earns nothing by that.
    of: what they must depend on: "train", the training data, "pixels", its pixels alone, and
    "validation", that the losses on it depend on both sets.
    """
    one, other = made_set(rng, 12, pixels), made_set(rng, 15, pixels)
    other = 9 - other[0], other[1]  # classes are not as frequent as in the first set
    if "pixels" in of:
        other = one[0], 1 - one[1]
    settings = {"epochs": 2, "hidden": 2, "rate": 0.5}
    base, changed = (run(train, one, **settings) for train in (one, other))
    first, second = base.losses("train"), changed.losses("train")
    if np.array_equal(first, second):
        fail(
            "the cross-entropies on the training data are the same for other training data",
            compared=scaled(run, one, settings, first) if "pixels" in of else None,
        )
    if first[0] == first[1]:
        fail("the cross-entropy on the training data is the same after the second epoch as before")
    if "validation" in of:
        results = (base, changed, run(one, other, **settings))
        first, *rest = (result.losses("validation") for result in results)
        if any(np.array_equal(first, losses) for losses in rest):
            fail("the cross-entropies on the validation data don't depend on all data")
    refuse_unlearned(run, rng)


def scaled(run, data, settings, losses):
    """For a diagnosis: what is done to pixels p if 1 - p gives the same losses; None if nothing."""
    labels, x = data
    others = [np.roll(x, 1, axis=0), 2 * x]
    runs = [run((labels, each), data, **settings).losses("train") for each in others]
    rolled, doubled = (bool(np.allclose(each, losses, rtol=1e-5)) for each in runs)
    if rolled:
        return None
    what = "The mean is subtracted from the pixels; they are to be taken as they are."
    if doubled:
        what = "The pixels are standardised or scaled by their spread; take them as they are."
    return Compared(what, np.nan, 0.0, cause=lambda: what)


@pytest.fixture
def letters(program):
    """`letters.run(...)` runs the student's program; the rest makes and compares."""
    public = _public()
    run = public.runner(program)
    return SimpleNamespace(
        run=run,
        same=public.same_numbers,
        fits=public.fits,
        printed=public.printed,
        right=right_run,
        small=small_set,
        made=made_set,
        first=first_rows,
        refuse_pretence=partial(refuse_pretence, run),
        refuse_copies=refuse_copies,
        refuse_unread=partial(refuse_unread, run),
    )

"""Typed answers: formulas of 2.1 and 2.2, numbers of 3.2b, 3.5b and 3.5c."""

from dataclasses import replace

import numpy as np

from grader import points
from grader.checks import fail, formula, read_numbers
from grader.errors import Compared, Undecided

from ..public.typed import FORMULAS, LISTS, NAMES


def slope(v):
    """dl/dyhat of l = ln(1 + exp(-y yhat))."""
    return -v.y / (1 + np.exp(v.y * v.yhat))


DOMAIN = replace(
    NAMES,
    given={
        "a1": lambda v: v.w1 * v.x1 + v.w2 * v.x2,
        "a2": lambda v: v.w1 * v.x2 + v.w2 * v.x3,
        "z1": lambda v: np.maximum(v.a1, 0),
        "z2": lambda v: np.maximum(v.a2, 0),
        "yhat": lambda v: v.v1 * v.z1 + v.v2 * v.z2,
        "l": lambda v: np.log(1 + np.exp(-v.y * v.yhat)),
        "dl/dyhat": slope,
        "dl/dz1": lambda v: slope(v) * v.v1,
        "dl/dz2": lambda v: slope(v) * v.v2,
        "dl/da1": lambda v: slope(v) * v.v1 * (v.a1 > 0),
        "dl/da2": lambda v: slope(v) * v.v2 * (v.a2 > 0),
    },
)


def check_formula(answers, rng, key, right):
    """The derivative of the loss by one weight."""
    what = FORMULAS[key]
    by = what.removeprefix("dl/d")
    formula(answers(key), right, DOMAIN, rng, what, loss=lambda v: v.l, by=by)


@points(1, problem="2.1", title="formula for dl/dv1")
def test_formula_v1(answers, rng):
    check_formula(answers, rng, "2.1a", lambda v: slope(v) * v.z1)


@points(1, problem="2.1", title="formula for dl/dv2")
def test_formula_v2(answers, rng):
    check_formula(answers, rng, "2.1b", lambda v: slope(v) * v.z2)


def by_filter(v, first, second):
    """The derivative by a filter weight that meets these inputs at its two places."""
    return slope(v) * (v.v1 * (v.a1 > 0) * first + v.v2 * (v.a2 > 0) * second)


@points(1.5, problem="2.2", title="formula for dl/dw1")
def test_formula_w1(answers, rng):
    check_formula(answers, rng, "2.2a", lambda v: by_filter(v, v.x1, v.x2))


@points(1.5, problem="2.2", title="formula for dl/dw2")
def test_formula_w2(answers, rng):
    check_formula(answers, rng, "2.2b", lambda v: by_filter(v, v.x2, v.x3))


def listed(answers, key):
    """The numbers of an answer."""
    return read_numbers(answers(key), LISTS[key], f'"{key}"')


BATCHES = (1, 5, 50, 500, 5000)
UPDATES = (130000, 20000, 8600, 780, 316)
EPOCHS = (16, 13, 46, 42, 161)


@points(3, problem="3.2b", title="updates until the best epoch for five batch sizes")
def test_updates(answers):
    got = listed(answers, "3.2b")
    if got == list(UPDATES):
        return
    steps = [10000 // size for size in BATCHES]
    compared = Compared("the numbers of updates", got, UPDATES)
    if got == [n * step for n, step in zip(EPOCHS, steps, strict=True)]:
        fail(
            "these are the updates of the whole runs; asked are those until the best epoch",
            compared=compared,
        )
    if got == [update // step for update, step in zip(UPDATES, steps, strict=True)]:
        fail("these are epochs; asked are updates", compared=compared)
    for value, right, step, size in zip(got, UPDATES, steps, BATCHES, strict=True):
        if value % step or not 0.8 * right <= value <= 1.2 * right:
            fail(f"the number of updates for batches of {size} is wrong", compared=compared)
    raise Undecided(
        "a run may differ by rounding, and then another epoch is the best: a human will look at it"
    )


COUNTS = {
    "mlp": (784 * 128 + 128, 128 * 10 + 10),
    "cnn2": (7 * 7 * 64 + 64, 11 * 11 * 64 * 10 + 10),
    "cnn3": (7 * 7 * 64 + 64, 2 * 2 * 64 * 128 + 128, 5 * 5 * 128 * 10 + 10),
}


def check_counts(answers, name):
    """The parameters of each layer, then their sum."""
    right = [*COUNTS[name], sum(COUNTS[name])]
    got = listed(answers, f"3.5b-{name}")
    for place, (value, want) in enumerate(zip(got, right, strict=True)):
        if value != want:
            which = "the whole network" if place == len(right) - 1 else f"layer {place + 1}"
            fail(
                f"the number of parameters of {which} is wrong: biases count, ReLU has none",
                compared=Compared("the numbers of parameters", got, right),
            )


@points(1, problem="3.5b", title="parameters of the MLP")
def test_counts_mlp(answers):
    check_counts(answers, "mlp")


@points(1, problem="3.5b", title="parameters of the CNN with two layers")
def test_counts_cnn2(answers):
    check_counts(answers, "cnn2")


@points(1, problem="3.5b", title="parameters of the CNN with three layers")
def test_counts_cnn3(answers):
    check_counts(answers, "cnn3")


# Test images as they are, 4 pixels up, turned by 90, 180, 270; and how far other seeds may lie.
ACCURACIES = {
    "mlp": (0.8435, 0.4641, 0.0230, 0.2015, 0.0527),
    "cnn2": (0.8530, 0.5290, 0.0611, 0.2398, 0.0438),
    "cnn3": (0.8588, 0.5576, 0.0546, 0.2517, 0.0478),
}
MARGINS = (0.04, 0.15, 0.1, 0.1, 0.1)
KINDS = ("as they are", "moved up", "turned by 90", "turned by 180", "turned by 270")


@points(2, problem="3.5c", title="accuracies of three networks in and out of domain")
def test_accuracies(answers):
    far = []
    for name, row in ACCURACIES.items():
        got = listed(answers, f"3.5c-{name}")
        if max(got) > 1:
            got = [value / 100 for value in got]  # percent
        for value, want, margin, kind in zip(got, row, MARGINS, KINDS, strict=True):
            if not 0 <= value <= 1 or abs(value - want) > 2.5 * margin:
                fail(
                    f"the accuracy of {name} on images {kind} is far from what it reaches",
                    compared=Compared(
                        "the accuracies", got, row, cause=lambda g=got, r=row: why(g, r)
                    ),
                )
            far += [kind] if abs(value - want) > margin else []
    if far:
        raise Undecided("some accuracies are unusual, but possible: a human will look at them")


def why(got, right):
    """For the diagnosis: what these five accuracies are instead; "" where that isn't clear."""
    whole = f"{KINDS[0]} and {KINDS[1]}"
    made = {
        "These are error rates; accuracies are asked for.": [1 - value for value in got],
        f"The accuracies on images {whole} are exchanged.": [got[i] for i in (1, 0, 2, 3, 4)],
        "The five numbers stand in the opposite order.": got[::-1],
        "The accuracies on images as they are stand last instead of first.": [got[-1], *got[:-1]],
    }
    found = [words for words, values in made.items() if fits(values, right)]
    turned = got[2:]
    if max(turned) - min(turned) < 0.02 and abs(turned[0] - got[0]) < 0.02:
        found.append("The turned images have the accuracy of those as they are: were they turned?")
    elif abs(got[1] - got[0]) < 0.02 and fits([got[0], right[1], *turned], right):
        found.append("The moved images have the accuracy of those as they are: were they moved?")
    if not found and max(got) - min(got) < 0.02:
        found.append("All five accuracies are alike; images moved or turned are recognised worse.")
    return found[0] if len(found) == 1 else ""


def fits(values, right):
    """Whether accuracies are where those of a right network may be."""
    return all(
        abs(value - want) <= margin
        for value, want, margin in zip(values, right, MARGINS, strict=True)
    )

"""Problems 3.2a, 3.2c, 3.3a, 3.4a: neural_networks.py run as a program."""

from pathlib import Path

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_number
from grader.errors import SubmissionFault, Undecided

from .endings import MOST, cut, misplaced, missing, stop_after, why_stopped
from .protocol import cause, one
from .runs import by_own_pieces, by_reference, caused, chosen, last_best, run, small_data

BANDS = Path(__file__).parents[2] / "bands.toml"
GAIN, BY_CHANCE = 0.15, 0.35
"""How much better a program that learns is on pictures than on noise; the most of 120 on noise."""
PATIENT = {"early_stopping_patience": 20}


def refuse_made_up(program, rng, got, flags, contrast=90):
    """Fail for accuracies whose first two epochs are the same on other data; gives those."""
    x, y, *test = small_data(rng, contrast)
    keep = (y >= 5) | (np.arange(len(y)) % 3 > 0)  # so that one class for all differs too
    other = run(program, (x[keep], y[keep], *test), **{**flags, "num_epoch": 2})
    pairs = (got.train, other.train), (got.val, other.val)
    if all(np.array_equal(one[:2], two[:2]) for one, two in pairs):
        fail("the accuracies are the same on other data", compared=caused(cut(got), got.val))
    return other


def verify_counted(submission, reference, got, data, flags, pictures, noise):
    """Fail for accuracies that were drawn by lot.

    got: of a run on this data. pictures, noise: of two runs, on data with something to learn and
    with nothing. A program whose pieces don't learn, which is charged elsewhere, gives what these
    pieces give.
    """
    epochs = min(len(got.val), MOST)  # a claim: no more than any check asks for are run
    flags, arrays = {"random_seed": 42, **flags, "num_epoch": epochs}, chosen(data)
    counts = got.val * len(arrays["y_val"])
    whole = np.allclose(counts, np.rint(counts), atol=1e-3)
    by_chance = noise.val.max() < BY_CHANCE
    if whole and by_chance and pictures.val[-1] > noise.val.max() + GAIN:
        return
    for expected in (
        lambda: by_reference(reference, arrays, flags),
        lambda: by_own_pieces(submission, arrays, flags),
    ):
        try:
            near(got, expected(), arrays)
        except SubmissionFault:
            continue
        return
    why = caused(lambda: cause(reference, arrays, flags, got), got.val)
    short = len(got.val) == 2  # a longer run takes too long for a diagnosis
    seen = "hardly higher on images that can be learned than on noise"
    if not whole:
        seen = "no multiples of one divided by the number of validation images"
    elif not by_chance:
        seen = "high on noise, where nothing can be learned"
    fail(
        f"the validation accuracies are {seen}, and are not those of the protocol",
        compared=why if short else None,
    )


def near(got, expected, data, why=None):
    """Whether accuracies agree but for an image or two, which rounding may turn.

    why: finds the mistake, for the diagnosis.
    """
    for part in ("train", "val"):
        found = getattr(got, part)
        want = np.array([getattr(epoch, part) for epoch in expected])
        if found.shape != want.shape:
            fail(
                f"{part} holds {found.size} numbers; --num_epoch asks for {want.size} epochs",
                compared=caused(lambda: missing(got, expected), found),
            )
        if np.abs(found - want).max() > 2.5 / len(data[f"y_{part}"]):
            fail(
                f"the accuracies under {part} are not those of the protocol: seed, one "
                "permutation of the training rows, weights, then one permutation an epoch; batches "
                "in its order",
                compared=caused(why and (lambda: misplaced(got, expected, data) or why()), found),
            )


def check_numbers(submission, reference, program, rng, **flags):
    """A short run against the reference, or against the student's own pieces."""
    data = small_data(rng)
    flags |= {"random_seed": int(rng.integers(1000)), **PATIENT}
    got, arrays = run(program, data, **flags), chosen(data)

    def why():
        return cause(reference, arrays, flags, got)

    either(
        lambda: near(got, by_reference(reference, arrays, flags), arrays, why),
        lambda: near(got, by_own_pieces(submission, arrays, flags), arrays),
    )


@points(1, problem="3.2a", title="the program runs and writes its JSON file")
def test_program_file(submission, reference, program, rng):
    flags = {"learning_rate": 0.02, "minibatch_size": 20, "num_epoch": 2}
    data = small_data(rng)
    got = run(program, data, **flags)
    finite_number(got.time, "time")
    for name in ("train", "val"):
        if getattr(got, name).shape != (2,):
            count = getattr(got, name).size
            fail(f"{name} must hold one accuracy for each of 2 epochs; it holds {count}")
    noise = refuse_made_up(program, rng, got, flags, contrast=0)
    verify_counted(submission, reference, got, data, flags, got, noise)


@points(
    1.5, problem="3.2a", title="accuracies are those of the protocol, batches of 50", seconds=60
)
def test_program_numbers(submission, reference, program, rng, own):
    flags = {"learning_rate": 0.05, "minibatch_size": 50, "num_epoch": 3}
    check_numbers(submission, reference, program, rng, **flags)


@points(
    1.5,
    problem="3.2a",
    title="accuracies are those of the protocol, last rows left out",
    seconds=60,
)
def test_program_rest(submission, reference, program, rng, own):
    flags = {"learning_rate": 0.1, "minibatch_size": 250, "num_epoch": 4}
    check_numbers(submission, reference, program, rng, **flags)


@points(1, problem="3.2a", title="test is the accuracy after the best epoch", seconds=60)
def test_program_test(submission, reference, program, rng, own):
    """Where the last epoch is the best, and where the first is."""
    flags = {"learning_rate": 0.02, "minibatch_size": 20, "num_epoch": 3, **PATIENT}
    for how in ({"odd_tests": 25}, {"early": True}):
        data = small_data(rng, **how)
        got, arrays = run(program, data, **flags), chosen(data)
        rightly = stops_rightly(submission, got, flags["early_stopping_patience"])
        judge = near_test if rightly else near_any_test
        seeded = {**flags, "random_seed": 42}
        either(
            lambda g=got, a=arrays, f=seeded, j=judge: j(g, by_reference(reference, a, f), a),
            lambda g=got, a=arrays, f=seeded, j=judge: j(g, by_own_pieces(submission, a, f), a),
        )


def near_any_test(got, expected, data):
    """Where early_stopping names other epochs, which 3.3a pays: `test` after any epoch, or none."""
    near(got, expected, data)
    if min(abs(got.test - value) for value in (0.0, *(epoch.test for epoch in expected))) > 0.025:
        fail("the accuracy under test is not that on the test images after any epoch")


def stops_rightly(submission, got, patience):
    """Whether early_stopping names the best epoch of this run at each of its epochs."""
    try:
        return all(
            finite_number(
                call(submission.early_stopping, got.val[:n].tolist(), patience, returns="best, _")[
                    0
                ],
                "best",
            )
            == last_best(got.val[:n])
            for n in range(1, len(got.val) + 1)
        )
    except SubmissionFault:
        return False


HIGHEST = (
    "`test` is the best accuracy of any epoch on the test images; the validation images decide "
    "which epoch counts."
)


def near_test(got, expected, data):
    """Whether `test` is that of the best epoch by the own accuracies, or of one as good."""
    if len(got.val) != len(expected):
        fail(f"val holds {got.val.size} numbers; --num_epoch asks for {len(expected)} epochs")
    best = np.flatnonzero(got.val >= got.val.max() - 1e-9)
    tests = [epoch.test for epoch in expected]
    if min(abs(got.test - tests[place]) for place in best) <= 0.025:  # of 100 images
        return
    others = {
        "`test` is the accuracy after the last epoch instead of after the best one.": tests[-1],
        "`test` is the accuracy after the first epoch, whichever is the best.": tests[0],
        "`test` is 0: nothing was measured on the test images.": 0.0,
        "`test` is measured on the validation images.": got.val[best[-1]],
        "`test` is measured on the training images.": got.train[best[-1]],
        HIGHEST: max(tests),
    }
    apart = np.abs(got.val - [epoch.val for epoch in expected]).max()
    trained = apart <= 2.5 / len(data["y_val"])  # by the protocol
    found = [w for w, value in others.items() if trained and abs(got.test - value) < 1e-6]
    if len(found) == 2 and HIGHEST in found and tests[-1] == max(tests):
        found = [
            "`test` isn't taken after the best epoch by val: it is the accuracy after the last "
            "epoch, or the highest of all epochs."
        ]
    what = "that of a run by the protocol, on the test images after its best epoch"
    if not trained:  # then the mistake is elsewhere, and `test` may be measured rightly
        what = "what a run by the protocol gives; nor are the accuracies under val"
    fail(
        f"the accuracy under test is not {what}",
        compared=caused(one(found), got.test),
    )


@points(0.75, problem="3.3a", title="the program stops when it should", seconds=60)
def test_program_stops(submission, reference, program, rng):
    patience = int(rng.integers(1, 3))
    flags = {"learning_rate": 0.05, "minibatch_size": 20, "num_epoch": MOST}
    flags |= {"early_stopping_patience": patience, "random_seed": int(rng.integers(1000))}
    data = small_data(rng, contrast=0)  # nothing to learn: accuracies go up and down
    got = run(program, data, **flags)
    pictures = refuse_made_up(program, rng, got, flags)
    verify_counted(submission, reference, got, data, flags, pictures, got)
    val = [round(v, 9) for v in got.val]
    if len(set(val)) == 1:
        raise Undecided("the validation accuracy never changes, so that no run would stop")
    expected = stop_after(val, patience)
    if len(val) != expected:
        late = "late" if len(val) > expected else "early"
        fail(
            f"by its own validation accuracies the run stops too {late}",
            compared=caused(why_stopped(got, patience), len(val)),
        )


@points(1, problem="3.4a", title="--alpha trains with momentum", seconds=60)
def test_program_momentum(submission, reference, program, rng, own):
    flags = {"learning_rate": 0.01, "minibatch_size": 50, "num_epoch": 3, "alpha": 0.8}
    check_numbers(submission, reference, program, rng, **flags)


@points(1, problem="3.2c", title="three epochs on Fashion-MNIST", seconds=300)
def test_program_fashion(program, reference, dataset, rng, show):
    images = dataset("fashion_mnist")
    rows = np.sort(np.concatenate([ends(images.y_train, label) for label in range(10)]))
    data = (images.x_train[rows], images.y_train[rows], images.x_test, images.y_test)
    flags = {"random_seed": 42, "learning_rate": 0.01, "minibatch_size": 5, "num_epoch": 3}
    flags["early_stopping_patience"] = 3
    got = run(program, data, **flags)
    refuse_made_up(program, rng, got, flags)
    for name in ("train", "val"):
        show.curve("accuracy, batches of 5", name, getattr(got, name))
    show.reference_bands(BANDS, images.used.origin, 3)
    expected = by_reference(reference, chosen(data), flags)
    for name in ("train", "val"):
        found, want = getattr(got, name), np.array([getattr(epoch, name) for epoch in expected])
        if found.shape != (3,) or np.abs(found - want).max() > 0.03:
            fail(f"the accuracies under {name} are not near those of a right run")
    if abs(got.test - got.val[last_best(list(got.val)) - 1]) > 0.06:
        fail("the accuracy under test is far from that on the validation images")


def ends(labels, label):
    """Rows of a class that the program chooses: the first for training, the last for validation."""
    places = np.flatnonzero(labels == label)
    return places if len(places) < 1200 else np.concatenate([places[:1000], places[-200:]])

"""Problems 3.2a, 3.2c, 3.3a, 3.4a: neural_networks.py run as a program."""

import gzip
import json
from types import SimpleNamespace

import numpy as np

from grader import points
from grader.checks import either, fail, finite_number
from grader.checks.values import numbers
from grader.errors import SubmissionFault, Undecided

PER_CLASS, SIDE = 72, 28  # 60 for training, 12 for validation
MOST = 15
"""Epochs of a run that is to stop by itself."""
GAIN, BY_CHANCE = 0.15, 0.35
"""How much better a program that learns is on pictures than on noise; the most of 120 on noise."""


def idx(array):
    """An array of bytes as a compressed .idx file."""
    head = bytes([0, 0, 8, array.ndim]) + b"".join(n.to_bytes(4, "big") for n in array.shape)
    return gzip.compress(head + np.ascontiguousarray(array, dtype=np.uint8).tobytes(), 1)


def as_files(x_train, y_train, x_test, y_test):
    """The four files of --data_dir."""
    files = {}
    for prefix, x, y in (("train", x_train, y_train), ("t10k", x_test, y_test)):
        files[f"data/{prefix}-images-idx3-ubyte.gz"] = idx(x.reshape(-1, SIDE, SIDE))
        files[f"data/{prefix}-labels-idx1-ubyte.gz"] = idx(y)
    return files


def small_data(rng, contrast=90, noise=45):
    """Ten classes of random pictures under noise, learnt within a few epochs, but not at once."""
    pictures = rng.uniform(0, 1, (10, 7, 7)).repeat(4, axis=1).repeat(4, axis=2).reshape(10, -1)
    parts = []
    for count in (PER_CLASS * 10, 100):
        y = rng.permutation(np.arange(count) % 10)
        x = contrast * pictures[y] + rng.normal(60, noise, (count, SIDE * SIDE))
        parts += [np.clip(x, 0, 255).astype(np.uint8), y]
    return tuple(parts)


def chosen(data):
    """What the program makes of the files: arrays by name, by class, pixels in 0 .. 1."""
    x, y, x_test, y_test = data
    found = {"x_test": x_test / 255, "y_test": y_test.astype(int)}
    rows = {"train": [], "val": []}
    for label in range(10):
        places = np.flatnonzero(y == label)
        held = min(200, len(places) // 6)
        rows["train"] += list(places[: min(1000, len(places) - held)])
        rows["val"] += list(places[len(places) - held :])
    for part, places in rows.items():
        found[f"x_{part}"], found[f"y_{part}"] = x[places] / 255, y[places].astype(int)
    return found


def run(program, data, **flags):
    """Run the program and read its JSON file: train, val, test, time."""
    words = [w for name, value in flags.items() for w in (f"--{name}", str(value))]
    done = program("neural_networks", ["--data_dir", "data", *words], files=as_files(*data))
    name = f"MLP_lr{flags['learning_rate']}_b{flags['minibatch_size']}.json"
    text = done.text(name)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        fail(f"{name} is no JSON")
    missing = {"train", "val", "test", "time"} - set(found if isinstance(found, dict) else ())
    if missing:
        fail(f"{name} lacks {', '.join(sorted(missing))}")
    return SimpleNamespace(
        train=by_epoch(found["train"], "train"),
        val=by_epoch(found["val"], "val"),
        test=float(fractions(found["test"], "test").reshape(-1)[-1]),
        time=found["time"],
    )


def refuse_made_up(program, rng, got, flags, contrast=90):
    """Fail for accuracies whose first two epochs are the same on other data; gives those."""
    x, y, *test = small_data(rng, contrast)
    keep = (y >= 5) | (np.arange(len(y)) % 3 > 0)  # so that one class for all differs too
    other = run(program, (x[keep], y[keep], *test), **{**flags, "num_epoch": 2})
    pairs = (got.train, other.train), (got.val, other.val)
    if all(np.array_equal(one[:2], two[:2]) for one, two in pairs):
        fail("the accuracies are the same on other data: were they counted?")
    return other


def verify_counted(submission, reference, got, data, flags, pictures, noise):
    """Fail for accuracies that were drawn by lot.

    got: of a run on this data. pictures, noise: of two runs, on data with something to learn and
    with nothing. A program whose pieces don't learn, which is charged elsewhere, gives what these
    pieces give.
    """
    flags, arrays = {"random_seed": 42, **flags, "num_epoch": len(got.val)}, chosen(data)
    counts = got.val * len(arrays["y_val"])
    learns = pictures.val[-1] > noise.val.max() + GAIN and noise.val.max() < BY_CHANCE
    if learns and np.allclose(counts, np.rint(counts), atol=1e-3):
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
    fail("the accuracies don't follow from the images: were they counted?")


def by_epoch(value, name):
    """Accuracies of all epochs, a list of numbers."""
    found = fractions(value, name)
    if found.ndim != 1:
        fail(f"{name} must be a list of one accuracy an epoch, its shape is {found.shape}")
    return found


def fractions(value, name):
    """Accuracies as an array; CheckFailed for anything else."""
    found = numbers(value, name).astype(float)
    if not found.size or not np.all((found >= 0) & (found <= 1)):
        what = "are they percent?" if found.size and found.max() <= 100 else "losses perhaps?"
        fail(f"{name} must hold accuracies from 0 to 1: {what}")
    return found


def replay(pieces, data, flags, seed, permutation, make):
    """What these pieces give by the protocol of the task text: lists train, val and loss."""
    seed(flags["random_seed"])
    order = permutation(len(data["y_train"]))
    x, y = data["x_train"][order], data["y_train"][order]
    model, size, histories = make(x.shape[1]), flags["minibatch_size"], {}
    velocity = {}
    for _ in range(flags["num_epoch"]):
        order = permutation(len(y))
        for i in range(len(order) // size):
            rows = order[i * size : (i + 1) * size]
            a1, h1, a2, _ = pieces.forward_pass(model, x[rows], y[rows])
            pieces.backward_pass(model, x[rows], a1, h1, a2, y[rows])
            if flags.get("alpha"):
                rate = flags["learning_rate"]
                velocity = pieces.momentum_step(model, velocity, rate, flags["alpha"])
            else:
                pieces.miniBatchGradientDescent(model, flags["learning_rate"])
        for part, xs, ys in (("train", x, y), ("val", data["x_val"], data["y_val"])):
            _, _, a2, loss = pieces.forward_pass(model, xs, ys)
            scores = numbers(a2, "a2")
            if scores.shape != (len(ys), 10):
                fail(f"a2 has shape {scores.shape}, {(len(ys), 10)} was expected")
            histories.setdefault(part, []).append(float(np.mean(scores.argmax(axis=1) == ys)))
        histories.setdefault("loss", []).append(finite_number(loss, "loss"))
    return histories


def by_reference(reference, data, flags):
    """The right accuracies."""
    state = np.random.get_state()
    try:
        return replay(
            reference, data, flags, np.random.seed, np.random.permutation, reference.make_model
        )
    finally:
        np.random.set_state(state)


def by_own_pieces(submission, data, flags):
    """What the student's own layers and passes give by the right protocol."""
    theirs = next((getattr(submission, n) for n in ("np", "numpy") if n in submission), None)
    if theirs is None:
        fail("there is no numpy in it under a usual name")
    seed, permutation = theirs.random.seed, theirs.random.permutation
    found = replay(submission, data, flags, seed, permutation, submission.make_model)
    if not np.ptp(found["loss"]) > 1e-9:
        fail("your pieces learn nothing")
    return found


def near(got, expected, data):
    """Whether accuracies agree but for an image or two, which rounding may turn."""
    for part in ("train", "val"):
        found, want = getattr(got, part), np.array(expected[part])
        if found.shape != want.shape:
            fail(f"{part} holds {found.size} numbers after {want.size} epochs")
        if np.abs(found - want).max() > 2.5 / len(data[f"y_{part}"]):
            fail(
                f"the accuracies under {part} are not those of the protocol: seed, one permutation "
                "of the training rows, weights, then one permutation an epoch; batches in its order"
            )


def check_numbers(submission, reference, program, rng, own, **flags):
    """A short run against the reference, or against the student's own pieces."""
    data = small_data(rng)
    flags |= {"random_seed": int(rng.integers(1000)), "early_stopping_patience": 20}
    got, arrays = run(program, data, **flags), chosen(data)
    either(
        lambda: near(got, by_reference(reference, arrays, flags), arrays),
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
            fail(f"{name} must be a list of one accuracy for each of 2 epochs")
    noise = refuse_made_up(program, rng, got, flags, contrast=0)
    verify_counted(submission, reference, got, data, flags, got, noise)


@points(2, problem="3.2a", title="accuracies are those of the protocol, batches of 20", seconds=60)
def test_program_numbers(submission, reference, program, rng, own):
    flags = {"learning_rate": 0.02, "minibatch_size": 20, "num_epoch": 3}
    check_numbers(submission, reference, program, rng, own, **flags)


@points(
    2, problem="3.2a", title="accuracies are those of the protocol, last rows left out", seconds=60
)
def test_program_rest(submission, reference, program, rng, own):
    flags = {"learning_rate": 0.1, "minibatch_size": 250, "num_epoch": 4}
    check_numbers(submission, reference, program, rng, own, **flags)


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
    due = (n for n in range(1, MOST) if n - last_best(val[:n]) >= patience)
    expected = next(due, MOST)
    if len(val) != expected:
        late = "late" if len(val) > expected else "early"
        fail(f"by its own validation accuracies the run stops too {late}")


def last_best(val):
    """The last of the best epochs, from 1; beyond the list's end its length."""
    return len(val) - int(np.argmax(val[::-1]))


@points(1, problem="3.4a", title="--alpha trains with momentum", seconds=60)
def test_program_momentum(submission, reference, program, rng, own):
    flags = {"learning_rate": 0.01, "minibatch_size": 50, "num_epoch": 3, "alpha": 0.8}
    check_numbers(submission, reference, program, rng, own, **flags)


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
    expected = by_reference(reference, chosen(data), flags)
    for name in ("train", "val"):
        found = getattr(got, name)
        if found.shape != (3,) or np.abs(found - expected[name]).max() > 0.03:
            fail(f"the accuracies under {name} are not near those of a right run")
    if abs(got.test - got.val[last_best(list(got.val)) - 1]) > 0.06:
        fail("the accuracy under test is far from that on the validation images")


def ends(labels, label):
    """Rows of a class that the program chooses: the first for training, the last for validation."""
    places = np.flatnonzero(labels == label)
    return places if len(places) < 1200 else np.concatenate([places[:1000], places[-200:]])

"""For the diagnosis: the protocol of a run with one mistake in it, and which one gives a run.

Each mistake is run as far as it agrees with what the program gave, on the reference's pieces, in
single precision, which is fast and turns an image or two.
"""

from dataclasses import dataclass, replace

import numpy as np

ALIKE = 2.5
"""Images that may fall differently."""


@dataclass(frozen=True)
class Protocol:
    """How a program trains; the defaults are right.

    reorder: when the training rows are reordered: before or after the weights are drawn, never, or
    the images without their labels. shuffle: when an epoch's permutation is drawn: each, once for
    all, never, each batch; or each of the rows as they were reordered for the epoch before ("on").
    rest: whether the last rows make a smaller batch. overlap: batch i begins at row i. whole: one
    update an epoch, of its last batch. late: updates by the gradients of the batch before.
    forget: velocity is lost after each epoch. before: accuracies are taken before the epoch.
    """

    random_seed: int
    learning_rate: float
    minibatch_size: int
    num_epoch: int
    alpha: float = 0.0
    early_stopping_patience: int = 0
    scale: float = 1.0
    reorder: str = "before"
    shuffle: str = "each"
    rest: bool = False
    overlap: bool = False
    whole: bool = False
    late: bool = False
    forget: bool = False
    before: bool = False
    swapped: bool = False


def mistakes(right: Protocol) -> dict[str, Protocol]:
    """What students do instead, by the sentence that tells it."""
    rate, size = right.learning_rate, right.minibatch_size
    changes = {
        "The training rows keep one order for the whole run; each epoch needs a permutation of its "
        "own.": {"shuffle": "never"},
        "One permutation is drawn for all epochs; each epoch needs a new one.": {"shuffle": "once"},
        "A permutation is drawn for each batch, so that an epoch doesn't visit every row once.": {
            "shuffle": "batch"
        },
        "Each epoch reorders the rows as the epoch before left them; the permutation of an epoch "
        "counts from the order of step 3.": {"shuffle": "on"},
        "The rows that are left at the end of an epoch make a smaller batch; they are to be left "
        "out.": {"rest": True},
        "Batch i begins at row i of the order instead of behind the rows of the batches before.": {
            "overlap": True
        },
        "The learning rate of the command line is ignored: 0.01 is used.": {"learning_rate": 0.01},
        "The learning rate is divided by the batch size, although the loss is a mean already.": {
            "learning_rate": rate / size
        },
        "The step is larger by the batch size: gradients are summed where the mean is asked for.": {
            "learning_rate": rate * size
        },
        "The seed of the command line is ignored: 42 is used.": {"random_seed": 42},
        "Pixels are not divided by 255.": {"scale": 255.0},
        "Pixels are divided by 255 twice.": {"scale": 1 / 255},
        "The weights are drawn before the training rows are reordered, not after it.": {
            "reorder": "after"
        },
        "The training rows are not reordered before the weights are drawn.": {"reorder": "never"},
        "The training images are reordered without their labels.": {"reorder": "images"},
        "There is one update an epoch, by its last batch; every batch makes one.": {"whole": True},
        "The update comes before the backward pass, and uses the gradients of the batch before.": {
            "late": True
        },
        "Accuracies are taken before the epoch's updates instead of after them.": {"before": True},
        "train and val are exchanged.": {"swapped": True},
    }
    if right.alpha:
        changes |= {
            "--alpha is ignored: the program trains without momentum.": {"alpha": 0.0},
            "The velocity starts anew in every epoch.": {"forget": True},
        }
    return {words: replace(right, **change) for words, change in changes.items()}


def cause(reference, data, flags, got) -> str:
    """The one mistake whose run has these accuracies; "" where none has, or two."""
    right = Protocol(**flags)
    narrow = {k: v.astype(np.float32) if k.startswith("x") else v for k, v in data.items()}
    return one(
        words
        for words, wrong in mistakes(right).items()
        if wrong != right and agrees(epochs(reference, narrow, wrong), got, data)
    )


def one(found) -> str:
    """The only one of these sentences, or ""."""
    sentences = list(found)
    return sentences[0] if len(sentences) == 1 else ""


def agrees(run, got, data) -> bool:
    """Whether a run has these accuracies, epoch by epoch; it ends with the first that it hasn't."""
    if len(got.val) != len(got.train):
        return False
    for val, train, measured in zip(got.val, got.train, run, strict=False):
        for value, part in ((val, "val"), (train, "train")):
            if abs(measured(part) - value) > ALIKE / len(data[f"y_{part}"]):
                return False
    return True


def epochs(reference, data, how: Protocol):
    """After each epoch a function that measures the accuracy on a part of the data."""
    state = np.random.get_state()
    np.random.seed(how.random_seed)
    data = {k: v * np.float32(how.scale) if k.startswith("x") else v for k, v in data.items()}
    count = len(data["y_train"])
    order = (
        np.random.permutation(count) if how.reorder in ("before", "images") else np.arange(count)
    )
    model = reference.make_model(data["x_train"].shape[1])
    for layer in (model["L1"], model["L2"]):
        layer.params = {name: value.astype(np.float32) for name, value in layer.params.items()}
        layer.gradient = {name: value.astype(np.float32) for name, value in layer.gradient.items()}
    order = np.random.permutation(count) if how.reorder == "after" else order
    data["x_train"] = data["x_train"][order]
    data["y_train"] = data["y_train"] if how.reorder == "images" else data["y_train"][order]
    draws = np.random.get_state()
    np.random.set_state(state)  # between epochs others may draw
    order, velocity = np.arange(count), {}

    def measured(part):
        part = {"train": "val", "val": "train"}.get(part, part) if how.swapped else part
        scores = reference.forward_pass(model, data[f"x_{part}"], data[f"y_{part}"])[2]
        return float(np.mean(scores.argmax(axis=1) == data[f"y_{part}"]))

    for epoch in range(how.num_epoch):
        if how.before:
            yield measured
        state = np.random.get_state()
        np.random.set_state(draws)
        if how.shuffle in ("each", "on") or (how.shuffle == "once" and not epoch):
            drawn = np.random.permutation(count)
            order = order[drawn] if how.shuffle == "on" else drawn
        velocity = train_epoch(reference, model, data, how, order, {} if how.forget else velocity)
        draws = np.random.get_state()
        np.random.set_state(state)
        if not how.before:
            yield measured


def train_epoch(reference, model, data, how: Protocol, order, velocity):
    """The updates of one epoch, in place; gives the velocity."""
    size = how.minibatch_size
    batches = -(-len(order) // size) if how.rest else len(order) // size
    rate = np.float32(how.learning_rate)

    def step(velocity):
        if how.alpha:
            return reference.momentum_step(model, velocity, rate, np.float32(how.alpha))
        reference.miniBatchGradientDescent(model, rate)
        return velocity

    for i in range(batches):
        if how.shuffle == "batch":
            order = np.random.permutation(len(order))
        first = i if how.overlap else i * size
        rows = order[:size] if how.shuffle == "batch" else order[first : first + size]
        x, y = data["x_train"][rows], data["y_train"][rows]
        velocity = step(velocity) if how.late else velocity
        a1, h1, a2, _ = reference.forward_pass(model, x, y)
        reference.backward_pass(model, x, a1, h1, a2, y)
        velocity = step(velocity) if not (how.late or how.whole) else velocity
    return step(velocity) if how.whole else velocity

"""For the diagnosis: the protocol of a run with one mistake in it, and which one gives a run.

Each mistake is run as far as it agrees with what the program gave. A run knows the images only by
their products with one another: what the first layer makes of all images is kept instead of its
weights, and a step of the weights by X^T g moves it by (X X^T) g. That is several times faster than
a training. Single precision, which is fast as well, turns an image or two.
"""

import time
from dataclasses import dataclass, replace

import numpy as np

ALIKE = 2.5
"""Images that may fall differently."""
SECONDS = 0.055
"""For all of it, CPU: what isn't found by then is not told."""


@dataclass(frozen=True)
class Protocol:
    """How a program trains; the defaults are right.

    reorder: when the training rows are reordered: before or after the weights are drawn, never, or
    the images without their labels. shuffle: when an epoch's permutation is drawn: each, once for
    all, never, each batch; or each of the rows as they were reordered for the epoch before ("on").
    labels: whether a batch has the labels of its own rows. rest: whether the last rows make a
    smaller batch. overlap: batch i begins at row i. whole: one update an epoch, of its last batch.
    late: updates by the gradients of the batch before. forget: velocity is lost after each epoch.
    skipped: batches left out at the end of an epoch. before: accuracies are taken before the epoch.
    last: the training accuracy is that of the last batch.
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
    labels: bool = True
    rest: bool = False
    overlap: bool = False
    whole: bool = False
    late: bool = False
    forget: bool = False
    skipped: int = 0
    before: bool = False
    swapped: bool = False
    last: bool = False


def mistakes(right: Protocol) -> dict[str, Protocol]:
    """What students do instead, by the sentence that tells it; the likeliest first."""
    rate, size = right.learning_rate, right.minibatch_size
    changes = {
        "The training rows keep one order for the whole run; each epoch needs a permutation of its "
        "own.": {"shuffle": "never"},
        "One permutation is drawn for all epochs; each epoch needs a new one.": {"shuffle": "once"},
        "The rows that are left at the end of an epoch make a smaller batch; they are to be left "
        "out.": {"rest": True},
        "The labels of a batch are not those of its images: only the images follow the epoch's "
        "permutation.": {"labels": False},
        "Not every batch makes an update: the first ones of an epoch are left out.": {
            "whole": True
        },
        "Accuracies are taken before the epoch's updates instead of after them.": {"before": True},
        "The training rows are not reordered before the weights are drawn.": {"reorder": "never"},
        "The weights are drawn before the training rows are reordered, not after it.": {
            "reorder": "after"
        },
        "The training images are reordered without their labels.": {"reorder": "images"},
        "The update comes before the backward pass, and uses the gradients of the batch before.": {
            "late": True
        },
        "Batch i begins at row i of the order instead of behind the rows of the batches before.": {
            "overlap": True
        },
        "Pixels are not divided by 255.": {"scale": 255.0},
        "train and val are exchanged.": {"swapped": True},
        "The accuracy under train is that of the last batch alone; all training images count.": {
            "last": True
        },
        "The learning rate of the command line is ignored: 0.01 is used.": {"learning_rate": 0.01},
        "The learning rate is divided by the batch size, although the loss is a mean already.": {
            "learning_rate": rate / size
        },
        "The step is larger by the batch size: gradients are summed where the mean is asked for.": {
            "learning_rate": rate * size
        },
        "The seed of the command line is ignored: 42 is used.": {"random_seed": 42},
        "The last batch of an epoch makes no update.": {"skipped": 1},
        "A permutation is drawn for each batch, so that an epoch doesn't visit every row once.": {
            "shuffle": "batch"
        },
        "Each epoch reorders the rows as the epoch before left them; the permutation of an epoch "
        "counts from the order of step 3.": {"shuffle": "on"},
        "Pixels are divided by 255 twice.": {"scale": 1 / 255},
    }
    if right.alpha:
        changes = {
            "--alpha is ignored: the program trains without momentum.": {"alpha": 0.0},
            "The velocity starts anew in every epoch.": {"forget": True},
        } | changes
    return {words: replace(right, **change) for words, change in changes.items()}


def cause(reference, data, flags, got) -> str:
    """The one mistake whose run has these accuracies; "" where none has, or two, or time is up."""
    end = time.thread_time() + SECONDS
    right, images = Protocol(**flags), Images(reference, data)
    frozen = replace(right, learning_rate=0.0)
    if stands(got) and agrees(epochs(images, frozen), got, data, 1.0):
        return (
            "The weights never change: the passes or the updates are missing, or gradients are 0."
        )
    found = []
    for words, wrong in mistakes(right).items():
        if wrong != right and agrees(epochs(images, wrong), got, data):
            found.append(words)
        if time.thread_time() > end:
            break
    if len(found) != 1 and all(np.allclose(values, 0.1) for values in (got.train, got.val)):
        return "All images get the same class: the network doesn't learn, or its numbers are nan."
    return one(found)


def stands(got) -> bool:
    """Whether all accuracies stay what they are after the first epoch, and are not those of nan."""
    both = got.train, got.val
    same = len(got.val) > 1 and all(np.ptp(values) == 0 for values in both)
    return same and not all(np.allclose(values, 0.1) for values in both)


def one(found) -> str:
    """The only one of these sentences, or ""."""
    sentences = list(found)
    return sentences[0] if len(sentences) == 1 else ""


def agrees(run, got, data, alike=ALIKE) -> bool:
    """Whether a run has these accuracies, epoch by epoch; it ends with the first that it hasn't.

    alike: images that may fall differently.
    """
    if len(got.val) != len(got.train):
        return False
    for val, train, measured in zip(got.val, got.train, run, strict=False):
        for value, part in ((val, "val"), (train, "train")):
            if abs(measured(part) - value) > alike / len(data[f"y_{part}"]):
                return False
    return True


class Images:
    """Training images, then those of validation, by their products; and the starts of runs.

    products (M, M): of every image with every other. labels (M,).
    """

    def __init__(self, reference, data):
        self.reference, self.count = reference, len(data["y_train"])
        self.rows = np.concatenate([data["x_train"], data["x_val"]]).astype(np.float32)
        self.labels = np.concatenate([data["y_train"], data["y_val"]])
        self.products = self.rows @ self.rows.T
        self._starts = {}

    def start(self, seed, reorder):
        """The order of step 3, the images times W of L1, the other weights, the random state."""
        key = seed, reorder in ("before", "images"), reorder == "after"
        if key not in self._starts:
            state = np.random.get_state()
            np.random.seed(seed)
            order = np.random.permutation(self.count) if key[1] else np.arange(self.count)
            model = self.reference.make_model(self.rows.shape[1])
            order = np.random.permutation(self.count) if key[2] else order
            draws = np.random.get_state()
            np.random.set_state(state)  # others may draw as well
            names = (("L1", "W"), ("L1", "b"), ("L2", "W"), ("L2", "b"))
            first, *others = (model[n].params[key].astype(np.float32) for n, key in names)
            self._starts[key] = order, self.rows @ first, others, draws
        return self._starts[key]


class Network:
    """A network in training: what its first layer makes of all images, b of L1, W and b of L2."""

    def __init__(self, images, how, start):
        order, first, others, _ = start
        train = order if how.reorder != "images" else np.arange(images.count)
        held = np.arange(images.count, len(images.labels))
        self.how, self.held = how, held
        self.at = np.concatenate([order, held])  # a place in the order to an image
        self.labels = images.labels[np.concatenate([train, held])]
        self.products = images.products * np.float32(how.scale**2)
        self.values = [first * np.float32(how.scale), *others]
        self.gradients = [0 * value for value in self.values]
        self.velocity = [0 * value for value in self.values]
        self.last = order[:0]

    def scores(self, places):
        """a1 and h1 of these images, and their scores."""
        a1 = self.values[0][self.at[places]] + self.values[1]
        h1 = np.maximum(a1, 0)
        return h1, h1 @ self.values[2] + self.values[3]

    def backward(self, places, labels):
        """The gradients of a batch, `labels` the places of its labels."""
        self.last = places
        h1, scores = self.scores(places)
        if self.how.late:
            self.step()
        p = np.exp(scores - scores.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(places)), self.labels[labels]] -= 1
        p /= np.float32(len(places))
        back = p @ self.values[2].T * (h1 > 0)
        moved = self.products[self.at[places]].T @ back
        self.gradients = [moved, back.sum(axis=0), h1.T @ p, p.sum(axis=0)]

    def step(self):
        """The update."""
        rate, alpha = np.float32(self.how.learning_rate), np.float32(self.how.alpha)
        for at, gradient in enumerate(self.gradients):
            if alpha:
                gradient = self.velocity[at] = alpha * self.velocity[at] + gradient
            self.values[at] = self.values[at] - rate * gradient

    def accuracy(self, part):
        """The accuracy on a part of the data."""
        part = {"train": "val", "val": "train"}.get(part, part) if self.how.swapped else part
        places = self.held if part == "val" else np.arange(len(self.at) - len(self.held))
        places = self.last if part == "train" and self.how.last else places
        return float(np.mean(self.scores(places)[1].argmax(axis=1) == self.labels[places]))


def epochs(images, how: Protocol):
    """After each epoch a function that measures the accuracy on a part of the data."""
    start = images.start(how.random_seed, how.reorder)
    network, order, draws = Network(images, how, start), np.arange(images.count), start[-1]
    for epoch in range(how.num_epoch):
        if how.before:
            yield network.accuracy
        state = np.random.get_state()
        np.random.set_state(draws)
        if how.shuffle in ("each", "on") or (how.shuffle == "once" and not epoch):
            drawn = np.random.permutation(images.count)
            order = order[drawn] if how.shuffle == "on" else drawn
        with np.errstate(all="ignore"):
            train_epoch(network, how, order)
        draws = np.random.get_state()
        np.random.set_state(state)
        if not how.before:
            yield network.accuracy


def train_epoch(network, how: Protocol, order):
    """The updates of one epoch, in place."""
    size = how.minibatch_size
    batches = -(-len(order) // size) if how.rest else len(order) // size
    if how.forget:
        network.velocity = [0 * value for value in network.values]
    for i in range(batches - 1 if how.whole else 0, batches - how.skipped):
        if how.shuffle == "batch":
            order = np.random.permutation(len(order))
        first = i if how.overlap else i * size
        rows = order[:size] if how.shuffle == "batch" else order[first : first + size]
        network.backward(rows, rows if how.labels else np.arange(first, first + len(rows)))
        if not how.late:
            network.step()

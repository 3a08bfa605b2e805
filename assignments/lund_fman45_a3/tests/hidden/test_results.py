"""Problem 6a: predictions, confusion matrix, precision, recall, numbers of parameters."""

import numpy as np

from grader import points
from grader.checks import call, either, fail, finite_array, plain, same
from grader.errors import CheckFailed, StudentError

CLASSES = 6
COUNTS = (1103, 7)  # no multiples of the parts in which predictions may be made
FEW = 20  # wrong predictions that are told one by one


def dense(rng, inputs, outputs):
    """A dense layer."""
    weights, biases = rng.normal(size=(outputs, inputs)), rng.normal(size=(outputs, 1))
    return {"type": "fully_connected", "weights": weights, "biases": biases}


def dense_net(rng, inputs=12):
    """One dense layer and the loss."""
    return [dense(rng, inputs, CLASSES), {"type": "softmaxloss"}]


def deeper_net(rng, inputs=12, between=8):
    """Two dense layers with ReLU between, so that the scores are one of three outputs."""
    layers = [dense(rng, inputs, between), {"type": "relu"}, dense(rng, between, CLASSES)]
    return [*layers, {"type": "softmaxloss"}]


def which_images(got, right):
    """Of which images the predictions are missing or wrong, in words; "" if of too many."""
    found = np.ravel(np.asarray(got, dtype=float))
    count, came = len(right), len(found)
    if 0 < came < count:
        for place, part in (("first", right[:came]), ("last", right[-came:])):
            if np.array_equal(found, part):
                return f"only the {place} {came} of {count} images have a prediction"
    if came != count:
        return ""
    wrong = np.flatnonzero(found != right)
    one = len(np.unique(found[wrong])) == 1
    to = ", all the same one" if one else ""
    if 0 < len(wrong) <= min(FEW, count // 10):
        where = "the last " if wrong[0] == count - len(wrong) else ""
        return f"of {count} images only {where}{len(wrong)} get a wrong class{to}"
    rest = slice(wrong[0], None) if len(wrong) else slice(0)
    if one and np.all((right[rest] != found[rest]) | (found[rest] == found[wrong[0]])):
        return f"from number {wrong[0]} of {count} on, counted from 0, all images get one class"
    return ""


def check_predictions(submission, reference, follow, net, x):
    """The classes with the largest scores, of the right net or of the student's own `evaluate`."""
    got = call(submission.predict, net, x, returns="predictions")
    count = x.shape[-1]
    right = np.argmax(reference.evaluate(net, x)[0][-1], axis=0)

    def by_own():
        own = follow.scores(submission, net, x)
        if len(own) == CLASSES and len(set(np.argmax(own, axis=0))) > 1:
            same(got, np.argmax(own, axis=0), "predictions", shapes=((1, count),))
        else:
            same(got, right, "predictions")

    try:
        either(lambda: same(got, right, "predictions", shapes=((1, count),)), by_own)
    except CheckFailed as failure:
        if failure.compared is None:
            raise
        told = which_images(failure.compared.got, right)
        words = f"predictions are wrong: {told}" if told else failure.message
        fail(words, failure.detail, compared=failure.compared)


def images(reference, rng, net, count):
    """Images, few of class 0 and these near the beginning: what nobody predicts may stay 0."""
    x = rng.normal(size=(2, 3, 2, 3 * count))
    zero = np.argmax(reference.evaluate(net, x)[0][-1], axis=0) == 0
    first, others = np.split(np.flatnonzero(zero), [count // 20])
    rest = np.flatnonzero(~zero)
    return x[..., np.concatenate([rest[:3], first, rest[3:], others])[:count]]


def ways(reference, rng):
    """Nets with images for them, (H, W, C, N) or as columns, with fewer layers of the student's.

    Each has a dense layer: scores that a net has nothing to do with would let any `predict` pass.
    """
    for net in (deeper_net(rng), dense_net(rng)):
        batches = [images(reference, rng, net, count) for count in COUNTS]
        yield net, batches
        yield net, [x.reshape(-1, x.shape[-1], order="F") for x in batches]


def has_right_scores(submission, reference, follow, net, x):
    """Whether the student's own `evaluate` gives this net's scores."""
    try:
        found = follow.scores(submission, net, x)
    except (CheckFailed, StudentError):
        return False
    right = reference.evaluate(net, x)[0][-1]
    return found.shape == right.shape and np.allclose(found, right, rtol=1e-3, atol=1e-3)


@points(2.5, problem="6a", title="predict gives the class with the largest score, for every image")
def test_predict(submission, reference, rng, follow):
    first = None
    for net, batches in ways(reference, rng):
        try:
            for x in batches:
                check_predictions(submission, reference, follow, net, x)
        except (CheckFailed, StudentError) as failure:
            first = first or failure
            if has_right_scores(submission, reference, follow, net, batches[-1]):
                break  # else a layer of the student's own is wrong, which is charged elsewhere
        else:
            return
    raise first from None


def labels_and_predictions(rng, classes, count):
    """Labels of all classes, and predictions that are right for about half of them."""
    labels = np.concatenate([np.arange(classes), rng.integers(classes, size=count - classes)])
    wrong = rng.integers(classes, size=count)
    return labels, np.where(rng.random(count) < 0.5, labels, wrong)


@points(
    2.5, problem="6a", title="confusion_matrix counts right classes by row, predicted by column"
)
def test_confusion(submission, reference, rng):
    for classes, count in ((10, 200), (4, 31)):
        labels, predictions = labels_and_predictions(rng, classes, count)
        got = call(submission.confusion_matrix, labels, predictions, classes, returns="counts")
        same(got, reference.confusion_matrix(labels, predictions, classes), "the counts", rtol=1e-9)
    got = call(submission.confusion_matrix, labels, predictions, returns="counts")
    same(got, reference.confusion_matrix(labels, predictions), "the counts, 10 classes", rtol=1e-9)


def check_rates(submission, confusion, expected):
    """Precision and recall, each told if it is the other one."""
    got = call(submission.precision_recall, confusion, returns="precision, recall")
    rates = dict(zip(("precision", "recall"), expected, strict=True))
    for value, name in zip(got, rates, strict=True):
        others = {k: v for k, v in rates.items() if k != name}
        same(value, rates[name], name, others=others)


@points(2, problem="6a", title="precision_recall gives both for each class")
def test_precision_recall(submission, reference, rng):
    confusion = rng.integers(1, 30, size=(7, 7))
    check_rates(submission, confusion, reference.precision_recall(confusion))


@points(1, problem="6a", title="precision and recall are 0 where nothing is to count")
def test_precision_recall_empty(submission, rng, follow):
    confusion = rng.integers(1, 30, size=(5, 5))
    confusion[:, 2] = 0  # never predicted
    confusion[4, :] = 0  # never there
    got = call(submission.precision_recall, confusion, returns="precision, recall")
    for value, name in zip(got, ("precision", "recall"), strict=True):
        found = finite_array(value, (5,), name)
        same(found[[2, 4]], np.zeros(2), f"{name} of classes with nothing to count")
        if not np.all(found[[0, 1, 3]] > 0):  # their values are for another check
            fail(f"{name} is 0 for classes of which some are right")


@points(2, problem="6a", title="parameters_per_layer counts what each layer learns")
def test_parameters(submission, reference, rng):
    for net in (reference.mnist_net(), dense_net(rng, inputs=int(rng.integers(20, 50)))):
        got = plain(call(submission.parameters_per_layer, net, returns="counts"))
        expected = reference.parameters_per_layer(net)
        same(got, expected, "the list of counts", rtol=1e-9)

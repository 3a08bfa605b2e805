"""Exercises 5 and 6: small examples, and a whole net against differences of its own loss."""

import numpy as np

from grader import points
from grader.checks import call, dicts_of, fail, finite_numbers, gradient, last_of, plain, same
from grader.checks.values import numbers

PLACES = ((0, "weights"), (0, "biases"), (3, "weights"), (3, "biases"))


def small_net(rng):
    """Convolution, ReLU, pooling, dense layer and loss, for images (4, 4, 1, N), three classes."""
    weights = rng.normal(size=(3, 3, 1, 2))
    return [
        {"type": "convolution", "weights": weights, "biases": rng.normal(size=2), "padding": 1},
        {"type": "relu"},
        {"type": "maxpooling"},
        {
            "type": "fully_connected",
            "weights": rng.normal(size=(3, 8)),
            "biases": rng.normal(size=(3, 1)),
        },
        {"type": "softmaxloss"},
    ]


@points(0, problem="5", title="the gradient of a whole net agrees with differences of its loss")
def test_whole_net(submission, rng):
    x, labels = rng.normal(size=(4, 4, 1, 3)), np.array([2, 0, 1])
    names = [f"{name} of layer {i}" for i, name in PLACES]

    def point():
        """Parameters by name, and what your evaluate gives as their gradients."""
        net = small_net(rng)
        _, grads = call(submission.evaluate, net, x, labels, True, returns="outputs, grads")
        grads = dicts_of(grads, len(net), "grads of evaluate")
        pairs = [(net[i][name], grads[i].get(name)) for i, name in PLACES]
        at, got = zip(*pairs, strict=True)
        return dict(zip(names, at, strict=True)), dict(zip(names, got, strict=True))

    def loss(**values):
        net = small_net(np.random.default_rng(0))  # all its parameters are replaced
        for (i, name), key in zip(PLACES, names, strict=True):
            net[i][name] = values[key]
        outputs, _ = call(submission.evaluate, net, x, labels, returns="outputs, grads")
        return last_of(outputs, "outputs of evaluate")

    # another point where ReLU or pooling has a kink too near to decide
    gradient(loss, *point(), rng=rng, resample=point, own="evaluate")


@points(0, problem="5", title="momentum_step gives a small example")
def test_momentum_step_example(submission):
    w, grad, m = np.array([[2.0, -4.0]]), np.array([[1.0, 3.0]]), np.array([[-1.0, 1.0]])
    got = call(submission.momentum_step, w, grad, m, 0.5, 0.75, 0.25, returns="w, m")
    same(got[1], np.array([[-0.5, 1.5]]), "m")
    same(got[0], np.array([[2.0, -4.25]]), "w")


@points(0, problem="5", title="training gives back a net and one loss an iteration")
def test_training_results(submission, rng):
    net, x, labels = small_net(rng), rng.normal(size=(4, 4, 1, 6)), np.array([2, 0, 1, 1, 2, 0])
    opts = {
        "iterations": 5,
        "batch_size": 2,
        "learning_rate": 0.1,
        "momentum": 0.9,
        "weight_decay": 0.01,
        "moving_average": 0.995,
    }
    layers, losses = call(submission.training, net, x, labels, opts, returns="net, losses")
    finite_numbers(losses, 5, "the list of losses, one for each of 5 iterations,")
    layers = dicts_of(layers, len(net), "the net that comes back")
    for i, name in PLACES:
        found = numbers(layers[i].get(name), f"{name} of layer {i}").shape
        if found != net[i][name].shape:
            fail(f"{name} of layer {i} has shape {found} after training, not {net[i][name].shape}")


@points(0, problem="6a", title="predict gives a small example")
def test_predict_example(submission):
    weights = np.array([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]])
    dense = {"type": "fully_connected", "weights": weights, "biases": np.zeros((3, 1))}
    x = np.array([[2.0, 1.0, -1.0], [1.0, 3.0, -2.0]]).reshape(1, 1, 2, 3)
    got = call(submission.predict, [dense, {"type": "softmaxloss"}], x, returns="predictions")
    same(got, np.array([0, 1, 2]), "predictions", shapes=((1, 3),))


@points(0, problem="6a", title="confusion_matrix gives a small example")
def test_confusion_example(submission):
    labels, predictions = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 2, 0, 2])
    got = call(submission.confusion_matrix, labels, predictions, 3, returns="counts")
    same(got, np.array([[1, 1, 0], [0, 1, 0], [1, 0, 2]]), "the counts", rtol=1e-9)


@points(0, problem="6a", title="precision_recall gives a small example")
def test_precision_recall_example(submission):
    confusion = np.array([[1, 1, 0], [0, 1, 0], [1, 0, 2]])
    got = call(submission.precision_recall, confusion, returns="precision, recall")
    same(got[0], np.array([0.5, 0.5, 1.0]), "precision")
    same(got[1], np.array([0.5, 1.0, 2 / 3]), "recall")


@points(0, problem="6a", title="parameters_per_layer gives a small example")
def test_parameters_example(submission, rng):
    got = plain(call(submission.parameters_per_layer, small_net(rng), returns="counts"))
    same(got, np.array([20, 0, 0, 27, 0]), "the list of counts", rtol=1e-9)

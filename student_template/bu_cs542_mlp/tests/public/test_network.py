"""Problems 2.1 to 2.3: the worked examples of the task text, and forms of what comes back."""

import numpy as np

from grader import points
from grader.checks import call, dict_of, fail, finite_numbers, gradient, made, plain, same
from grader.checks.values import is_remote, numbers

D, H, C = 4, 10, 3
REG = 0.1
SHAPES = {"W1": (D, H), "b1": (H,), "W2": (H, C), "b2": (C,)}
LABELS = np.array([0, 1, 2, 2, 1])
EXAMPLES = {"sigmoid": 1.1822479803941373, "relu": 1.3037878913298206}
TRAINED = {"sigmoid": (0.5, 100, 0.10926794610680679), "relu": (0.1, 50, 0.0178562204869839)}
HISTORIES = ("loss_history", "grad_magnitude_history", "train_acc_history", "val_acc_history")


def toy(submission, activation):
    """The network and the rows of the worked examples, and its parameters."""
    draw = np.random.RandomState(0)
    params = {name: np.zeros(shape) for name, shape in SHAPES.items()}
    params["W1"], params["W2"] = 0.1 * draw.randn(D, H), 0.1 * draw.randn(H, C)
    x = 10 * np.random.RandomState(1).randn(5, D)
    model = made(submission.TwoLayerMLP, D, H, C, 0.1, activation)
    dict_of(model, "params", "TwoLayerMLP").update(params)
    return model, params, x


def results(model, x):
    """loss(X, y, reg): the loss and the gradients."""
    loss, grads = call(model.loss, x, LABELS, returns="loss, grads", reg=REG)
    if is_remote(loss) and loss.kind == "dict":
        fail("loss(X, y) gives the dict of gradients first: the loss comes before it")
    return loss, grads


def check_loss(submission, activation):
    """Scores have a row for each row; the loss is that of the task text."""
    model, _, x = toy(submission, activation)
    shape = numbers(call(model.loss, x, returns="scores"), "the array of scores").shape
    if shape != (5, C):
        fail(f"the array of scores has shape {shape}, (5, 3) was expected")
    loss, _ = results(model, x)
    same(loss, EXAMPLES[activation], "loss")


def check_gradient(submission, activation, rng):
    """Every gradient agrees with central differences of the loss."""
    model, params, x = toy(submission, activation)
    _, grads = results(model, x)

    def loss(**at):
        dict_of(model, "params", "TwoLayerMLP").update(at)
        return results(model, x)[0]

    shapes = {"b1": ((1, H),), "b2": ((1, C),)}
    gradient(loss, params, grads, rng=rng, shapes=shapes, own="loss(X, y, reg)")


def check_training(submission, activation):
    """The last loss of training on the five rows is that of the task text."""
    rate, epochs, last = TRAINED[activation]
    model, _, x = toy(submission, activation)
    options = {"learning_rate": rate, "num_epochs": epochs, "reg": 1e-5}
    found = plain(call(model.train, x, LABELS, x, LABELS, returns="a dict", **options))
    for name in HISTORIES:
        if not isinstance(found, dict) or name not in found:
            fail(f"train must return a dict of histories; it has no key {name!r}")
        finite_numbers(found[name], epochs, f"{name} (after {epochs} epochs of one update)")
    losses = finite_numbers(found["loss_history"], epochs, "loss_history")
    same(losses[-1], last, "the last loss", rtol=1e-4)


@points(0, problem="2.1", title="worked example: scores and loss of the sigmoid network")
def test_example_sigmoid(submission):
    check_loss(submission, "sigmoid")


@points(0, problem="2.1", title="worked example: scores and loss of the ReLU network")
def test_example_relu(submission):
    check_loss(submission, "relu")


@points(0, problem="2.2", title="worked example: gradients of the sigmoid network, by differences")
def test_example_gradient_sigmoid(submission, rng):
    check_gradient(submission, "sigmoid", rng)


@points(0, problem="2.2", title="worked example: gradients of the ReLU network, by differences")
def test_example_gradient_relu(submission, rng):
    check_gradient(submission, "relu", rng)


@points(0, problem="2.3", title="worked example: training the sigmoid network on five rows")
def test_example_training_sigmoid(submission):
    check_training(submission, "sigmoid")


@points(0, problem="2.3", title="worked example: training the ReLU network on five rows")
def test_example_training_relu(submission):
    check_training(submission, "relu")


@points(0, problem="2.3", title="predict gives one class a row")
def test_predict_form(submission):
    model, _, x = toy(submission, "relu")
    found = numbers(call(model.predict, x, returns="y_pred"), "predict(X)")
    if found.shape not in ((5,), (5, 1)) or not np.isin(found, range(C)).all():
        fail(f"predict(X) must give five classes 0, 1 or 2; shape {found.shape} came")

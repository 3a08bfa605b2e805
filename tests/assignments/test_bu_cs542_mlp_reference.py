"""The reference of bu_cs542_mlp against finite differences and the course's numbers."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.checks import gradient

REFERENCE = Path(__file__).parents[2] / "reference" / "bu_cs542_mlp" / "two_layer_mlp.py"
LABELS = np.array([4, 0, 2])


@pytest.fixture(name="ref")
def _ref() -> ModuleType:
    spec = importlib.util.spec_from_file_location("two_layer_mlp", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(542)


def network(ref: ModuleType, rng: np.random.Generator, activation: str) -> tuple:
    """A network of 4, 6 and 5 units with biases, and three rows."""
    model = ref.TwoLayerMLP(4, 6, 5, std=0.5, activation=activation)
    model.params = {name: rng.normal(size=value.shape) for name, value in model.params.items()}
    return model, rng.normal(size=(3, 4))


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
@pytest.mark.parametrize("reg", [0.0, 0.3])
def test_loss_and_its_gradient(ref, rng, activation, reg):
    model, x = network(ref, rng, activation)
    at = model.params
    inputs = x @ at["W1"] + at["b1"]
    hidden = np.maximum(inputs, 0) if activation == "relu" else 1 / (1 + np.exp(-inputs))
    p = np.exp(hidden @ at["W2"] + at["b2"])
    p /= p.sum(axis=1, keepdims=True)
    penalty = reg / 2 * sum(np.sum(at[name] ** 2) for name in ("W1", "W2"))
    loss, grads = model.loss(x, LABELS, reg)
    assert loss == pytest.approx(-np.log(p[[0, 1, 2], LABELS]).mean() + penalty, rel=1e-12)

    def moved(**params):
        model.params = params
        return model.loss(x, LABELS, reg)[0]

    gradient(moved, at, grads, rng=rng)


def test_large_numbers_stay_finite(ref, rng):
    model, x = network(ref, rng, "sigmoid")
    model.params["W1"] *= 1e4
    model.params["b2"] += 1000
    with np.errstate(all="raise", under="ignore"):
        loss, grads = model.loss(x, LABELS, 0.1)
    assert np.isfinite(loss)
    assert all(np.isfinite(value).all() for value in grads.values())


def test_training_takes_the_steps_of_the_task_text(ref, rng):
    model, _ = network(ref, rng, "sigmoid")
    x, y = rng.normal(size=(11, 4)), rng.integers(5, size=11)
    by_hand = ref.TwoLayerMLP(4, 6, 5, activation="sigmoid")
    by_hand.params = dict(model.params)
    draw, losses = np.random.RandomState(1), []
    for rate in (0.2, 0.1):
        order = draw.permutation(11)
        for rows in (order[:4], order[4:8]):
            loss, grads = by_hand.loss(x[rows], y[rows], 0.3)
            losses.append(loss)
            by_hand.params = {n: v - rate * grads[n] for n, v in by_hand.params.items()}
    options = {"learning_rate": 0.2, "learning_rate_decay": 0.5, "reg": 0.3}
    history = model.train(x, y, x[:3], y[:3], num_epochs=2, batch_size=4, **options)
    assert history["loss_history"] == pytest.approx(losses, rel=1e-12)
    assert history["grad_magnitude_history"][-1] == pytest.approx(
        np.sqrt(np.sum(grads["W1"] ** 2)), rel=1e-12
    )
    assert history["val_acc_history"][-1] == np.mean(np.argmax(by_hand.loss(x[:3]), 1) == y[:3])
    for name, value in by_hand.params.items():
        assert np.allclose(model.params[name], value, rtol=1e-12)


@pytest.mark.parametrize(
    ("activation", "loss", "rate", "epochs", "last"),
    [
        ("sigmoid", 1.1822479803941373, 0.5, 100, 0.10926794610680679),
        ("relu", 1.3037878913298206, 0.1, 50, 0.0178562204869839),
    ],
)
def test_worked_examples(ref, activation, loss, rate, epochs, last):
    x, y = ref.toy_data()
    assert ref.toy_model(activation).loss(x, y, 0.1)[0] == pytest.approx(loss, rel=1e-14)
    history = ref.toy_model(activation).train(x, y, x, y, rate, reg=1e-5, num_epochs=epochs)
    assert history["loss_history"][-1] == pytest.approx(last, rel=1e-12)

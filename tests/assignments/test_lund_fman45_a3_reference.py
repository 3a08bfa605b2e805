"""The reference of lund_fman45_a3 against finite differences, exact arithmetic and closed forms."""

import importlib
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.checks import gradient

REFERENCE = Path(__file__).parents[2] / "reference" / "lund_fman45_a3"
RNG = np.random.default_rng


@pytest.fixture(name="layers")
def _layers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return loaded("cnn_layers", monkeypatch)


@pytest.fixture(name="training")
def _training(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return loaded("cnn_training", monkeypatch)


def loaded(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of the reference, which isn't left among the loaded ones."""
    monkeypatch.syspath_prepend(str(REFERENCE))
    monkeypatch.setattr(sys, "modules", dict(sys.modules))
    return importlib.import_module(name)


@pytest.mark.parametrize("shape", [(4, 3), (2, 3, 4, 5)])
def test_dense_layer(layers: ModuleType, shape: tuple[int, ...]) -> None:
    rng = RNG(1)
    at = {"X": rng.normal(size=shape), "W": rng.normal(size=(6, int(np.prod(shape[:-1]))))}
    at["b"] = rng.normal(size=(6, 1))
    z = layers.fully_connected_forward(**at)
    for sample in range(shape[-1]):  # Fortran order by hand: the first index runs first
        column = at["X"][..., sample].T.ravel()
        assert np.allclose(z[:, sample], at["W"] @ column + at["b"][:, 0])
    upstream = rng.normal(size=z.shape)
    got = layers.fully_connected_backward(at["X"], upstream, at["W"], at["b"])
    given = dict(zip("XWb", got, strict=True))
    gradient(layers.fully_connected_forward, at, given, upstream=upstream, rng=rng)


def test_relu(layers: ModuleType) -> None:
    rng = RNG(2)
    x, upstream = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 4, 5))
    got = {"X": layers.relu_backward(x, upstream)}
    gradient(layers.relu_forward, {"X": x}, got, upstream=upstream, rng=rng)
    assert np.array_equal(layers.relu_forward(x), np.where(x > 0, x, 0))


def test_softmax_loss_against_exact_arithmetic(layers: ModuleType) -> None:
    rng = RNG(3)
    for scale in (1.0, 30.0, 1000.0):
        x, labels = rng.normal(size=(5, 4)) * scale, np.array([4, 0, 2, 2])
        powers = [[Decimal(float(score)).exp() for score in column] for column in x.T]
        p = [[power / sum(column) for power in column] for column in powers]
        loss = -sum(p[i][c].ln() for i, c in enumerate(labels)) / 4
        assert layers.softmaxloss_forward(x, labels) == pytest.approx(float(loss), rel=1e-12)
        expected = (np.array(p, dtype=float).T - np.eye(5)[:, labels]) / 4
        assert np.allclose(layers.softmaxloss_backward(x, labels), expected, atol=1e-15)


def test_softmax_loss_of_images(layers: ModuleType) -> None:
    rng = RNG(4)
    x, labels = rng.normal(size=(2, 3, 2, 4)), np.array([11, 0, 5, 7])
    got = {"x": layers.softmaxloss_backward(x, labels)}
    gradient(lambda x: layers.softmaxloss_forward(x, labels), {"x": x}, got, rng=rng)
    columns = np.array([x[..., i].T.ravel() for i in range(4)]).T
    assert np.isclose(
        layers.softmaxloss_forward(x, labels), layers.softmaxloss_forward(columns, labels)
    )


@pytest.mark.parametrize("label", [0, 1])
def test_softmax_loss_is_exact_far_out(layers: ModuleType, label: int) -> None:
    loss = layers.softmaxloss_forward(np.array([[1000.0], [0.0]]), np.array([label]))
    assert loss == 1000.0 * label


@pytest.mark.parametrize("padding", [0, 2])
def test_given_convolution(layers: ModuleType, padding: int) -> None:
    rng = RNG(5)
    at = {"x": rng.normal(size=(5, 6, 2, 3)), "weights": rng.normal(size=(3, 2, 2, 4))}
    at["biases"] = rng.normal(size=4)

    def convolved(**at: Any) -> Any:
        return layers.convolution_forward(**at, padding=padding)

    z = convolved(**at)
    p = (padding, padding)
    padded = np.pad(at["x"], (p, p, (0, 0), (0, 0)))
    for i, j, f, n in np.ndindex(z.shape):
        window = padded[i : i + 3, j : j + 2, :, n]
        expected = np.sum(window * at["weights"][..., f]) + at["biases"][f]
        assert z[i, j, f, n] == pytest.approx(expected)
    upstream = rng.normal(size=z.shape)
    got = layers.convolution_backward(at["x"], upstream, at["weights"], at["biases"], padding)
    given = dict(zip(at, got, strict=True))
    gradient(convolved, at, given, upstream=upstream, rng=rng)


def test_given_pooling(layers: ModuleType) -> None:
    rng = RNG(6)
    x = rng.normal(size=(4, 6, 2, 3))
    z = layers.maxpooling_forward(x)
    assert z[1, 2, 0, 1] == x[2:4, 4:6, 0, 1].max()
    upstream = rng.normal(size=z.shape)
    got = {"x": layers.maxpooling_backward(x, upstream)}
    gradient(layers.maxpooling_forward, {"x": x}, got, upstream=upstream, rng=rng)


def test_pooling_hands_the_gradient_to_one_of_equals(layers: ModuleType) -> None:
    x, upstream = np.zeros((2, 2, 1, 1)), np.full((1, 1, 1, 1), 3.0)
    assert layers.maxpooling_backward(x, upstream).ravel().tolist() == [3.0, 0.0, 0.0, 0.0]


def small_net(rng: np.random.Generator) -> list[dict[str, Any]]:
    """One layer of each type, for images (4, 4, 2, N)."""
    return [
        {
            "type": "convolution",
            "weights": rng.normal(size=(3, 3, 2, 3)),
            "biases": rng.normal(size=3),
            "padding": 1,
        },
        {"type": "relu"},
        {"type": "maxpooling"},
        {
            "type": "fully_connected",
            "weights": rng.normal(size=(4, 12)),
            "biases": rng.normal(size=(4, 1)),
        },
        {"type": "softmaxloss"},
    ]


@pytest.mark.parametrize("seed", range(20))
def test_whole_net_passes_with_every_seed(layers: ModuleType, seed: int) -> None:
    """ReLU and pooling have kinks everywhere; right code must not fail because one is near."""
    rng = RNG(seed)
    net, x, labels = small_net(rng), rng.normal(size=(4, 4, 2, 3)), rng.integers(4, size=3)
    places = [(i, name) for i in (0, 3) for name in ("weights", "biases")]
    _, grads = layers.evaluate(net, x, labels, True)

    def loss(**values: Any) -> Any:
        moved = [dict(layer) for layer in net]
        for i, name in places:
            moved[i][name] = values[f"{name}{i}"]
        return layers.evaluate(moved, x, labels)[0][-1]

    at = {f"{name}{i}": net[i][name] for i, name in places}
    gradient(loss, at, {f"{name}{i}": grads[i][name] for i, name in places}, rng=rng)


def test_momentum_step_in_closed_form(training: ModuleType) -> None:
    w, m = np.array([2.0]), np.zeros(1)
    for step in range(1, 6):  # equal gradients: m is 3 (1 - mu^k), and w decays besides
        before = w
        w, m = training.momentum_step(w, np.array([3.0]), m, 0.1, 0.8, 0.5)
        assert m == pytest.approx(3 * (1 - 0.8**step))
        assert w == pytest.approx(before * (1 - 0.1 * 0.5) - 0.1 * m)


def test_training_goes_through_batches_in_order(training: ModuleType) -> None:
    rng = RNG(8)
    net, x, labels = small_net(rng), rng.normal(size=(4, 4, 2, 6)), rng.integers(4, size=6)
    opts = {"iterations": 4, "batch_size": 2, "learning_rate": 0.1, "momentum": 0.6}
    trained, losses = training.training(net, x, labels, {**opts, "weight_decay": 0.2})
    by_hand = [dict(layer) for layer in net]
    average: dict[tuple[int, str], Any] = {}
    by_hand_losses = []
    for batch in ([0, 1], [2, 3], [4, 5], [0, 1]):
        outputs, grads = training.evaluate(by_hand, x[..., batch], labels[batch], True)
        by_hand_losses.append(outputs[-1])
        for i in (0, 3):
            for name in ("weights", "biases"):
                m = 0.6 * average.get((i, name), 0) + 0.4 * grads[i][name]
                average[i, name] = m
                by_hand[i][name] = by_hand[i][name] - 0.1 * m - 0.1 * 0.2 * by_hand[i][name]
    assert losses == pytest.approx(by_hand_losses)
    for i in (0, 3):
        for name in ("weights", "biases"):
            assert np.allclose(trained[i][name], by_hand[i][name], rtol=1e-12)


def test_results_of_a_net(training: ModuleType) -> None:
    labels, found = RNG(9).integers(5, size=(2, 60))
    counts = training.confusion_matrix(labels, found, 5)
    precision, recall = training.precision_recall(counts)
    for i in range(5):
        assert counts[i].tolist() == [sum((labels == i) & (found == j)) for j in range(5)]
        assert precision[i] == pytest.approx(np.mean(labels[found == i] == i))
        assert recall[i] == pytest.approx(np.mean(found[labels == i] == i))


def test_results_with_nothing_to_count(training: ModuleType) -> None:
    counts = training.confusion_matrix(np.array([0, 0, 2]), np.array([0, 1, 0]), 3)
    assert counts.tolist() == [[1, 1, 0], [0, 0, 0], [1, 0, 0]]
    precision, recall = training.precision_recall(counts)
    assert precision.tolist() == [0.5, 0.0, 0.0]
    assert recall.tolist() == [0.5, 0.0, 0.0]


def test_predictions_of_any_number_of_images(training: ModuleType) -> None:
    rng = RNG(10)
    net, x = small_net(rng), rng.normal(size=(4, 4, 2, 513))
    scores = training.evaluate(net, x)[0][-1]
    assert np.array_equal(training.predict(net, x), scores.argmax(axis=0))

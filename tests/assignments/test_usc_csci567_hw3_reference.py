"""The reference of usc_csci567_hw3 against finite differences and closed forms, never itself."""

import gzip
import importlib.util
import json
import math
import sys
from itertools import product
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.checks import gradient

REFERENCE = Path(__file__).parents[2] / "reference" / "usc_csci567_hw3"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"usc_{name}", REFERENCE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="cnn")
def _cnn() -> ModuleType:
    return load("mini_cnn")


@pytest.fixture(name="mlp")
def _mlp() -> ModuleType:
    return load("neural_networks")


@pytest.fixture(name="domains")
def _domains() -> ModuleType:
    return load("domains")


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(567)


def logistic(w, v, x, y):
    """The loss of the mini-CNN, written out."""
    z1, z2 = max(w[0] * x[0] + w[1] * x[1], 0), max(w[0] * x[1] + w[1] * x[2], 0)
    return math.log(1 + math.exp(-y * (v[0] * z1 + v[1] * z2)))


@pytest.mark.parametrize("x", [(1, 2, 3), (3, -1, -2), (-1, 2, 3), (-1, -1, -1)])
@pytest.mark.parametrize("y", [-1, 1])
def test_mini_cnn_gradients_are_those_of_the_loss(cnn, rng, x, y):
    w, v, x = np.array([0.7, 0.4]), rng.normal(size=2), np.array(x) / 2
    dw1, dw2, dv1, dv2 = cnn.mini_cnn_grads(w, v, x, y)
    got = {"w": np.array([dw1, dw2]), "v": np.array([dv1, dv2])}
    gradient(lambda w, v: logistic(w, v, x, y), {"w": w, "v": v}, got, rng=rng)


@pytest.mark.parametrize(("y", "slope"), [(1, 0.0), (-1, 1.0)])
def test_mini_cnn_is_finite_at_large_margins(cnn, y, slope):
    # a = (1, 1), z = (1, 1), yhat = 1000: dl/dyhat is 0 or 1 but for exp(-1000)
    got = cnn.mini_cnn_grads((1.0, 0.0), (400.0, 600.0), (1.0, 1.0, 0.0), y)
    assert got == pytest.approx((1000 * slope, 400 * slope, slope, slope), abs=1e-300)


def test_mini_cnn_takes_the_slope_at_zero_as_zero(cnn):
    # a1 = 0, a2 = 1: only the second place counts; yhat = 1
    dw1, dw2, dv1, _ = cnn.mini_cnn_grads((1.0, -1.0), (5.0, 1.0), (2.0, 2.0, 1.0), 1)
    slope = -1 / (1 + math.e)
    assert (dw1, dw2, dv1) == pytest.approx((2 * slope, slope, 0.0))


def test_mini_cnn_sgd_takes_every_step_from_the_weights_before_it(cnn, rng):
    w, v, X = rng.normal(size=2), rng.normal(size=2), rng.normal(size=(4, 3))
    Y, before = np.array([1, -1, 1, -1]), (w.copy(), v.copy())
    got = cnn.mini_cnn_sgd(w, v, X, Y, 0.1, [2, 0, 2])
    theta, h = np.concatenate([w, v]), 1e-6
    for n in (2, 0, 2):
        at = [theta + h * s * e for e in np.eye(4) for s in (1, -1)]
        losses = [logistic(t[:2], t[2:], X[n], Y[n]) for t in at]
        theta = theta - 0.1 * (np.array(losses[::2]) - losses[1::2]) / (2 * h)
    assert np.concatenate(got) == pytest.approx(theta, abs=1e-8)
    assert np.array_equal(w, before[0])
    assert np.array_equal(v, before[1])


def test_layers_are_the_gradients_of_their_forwards(mlp, rng):
    at = {"X": rng.normal(size=(3, 4)), "W": rng.normal(size=(4, 5)), "b": rng.normal(size=(1, 5))}
    layer, grad = mlp.linear_layer(4, 5), rng.normal(size=(3, 5))

    def forward(X, W, b):
        layer.params.update(W=W, b=b)
        return layer.forward(X)

    assert forward(**at) == pytest.approx(np.einsum("nd,dk->nk", at["X"], at["W"]) + at["b"])
    got = {"X": layer.backward(at["X"], grad), **layer.gradient}
    gradient(forward, at, got, upstream=grad, rng=rng)
    module = mlp.relu()
    module.forward(at["X"])
    got = {"X": module.backward(at["X"], grad[:, :4])}
    gradient(module.forward, {"X": at["X"]}, got, upstream=grad[:, :4], rng=rng)


def test_relu_stops_the_gradient_at_zero(mlp):
    module = mlp.relu()
    module.forward(np.array([[0.0, -1.0, 2.0]]))
    assert module.backward(None, np.ones((1, 3))).tolist() == [[0, 0, 1]]


def test_a_layer_draws_w_then_b(mlp):
    np.random.seed(5)
    layer = mlp.linear_layer(2, 3)
    drawn = 0.1 * np.random.RandomState(5).standard_normal(9)
    assert layer.params["W"].ravel() == pytest.approx(drawn[:6])
    assert layer.params["b"].ravel() == pytest.approx(drawn[6:])


@pytest.fixture(name="case")
def _case(mlp, rng):
    """A model of 4 pixels, 6 hidden units and 5 classes, and a batch."""
    return mlp.make_model(4, 6, 5), rng.normal(size=(3, 4)), np.array([4, 0, 2])


def test_backward_pass_gives_the_gradient_of_the_loss(mlp, rng, case):
    model, x, y = case
    at = {
        f"{n}{k}": rng.normal(size=p.shape)
        for n in ("L1", "L2")
        for k, p in model[n].params.items()
    }

    def loss(**params):
        for name, value in params.items():
            model[name[:2]].params[name[2:]] = value
        return mlp.forward_pass(model, x, y)[3]

    loss(**at)
    a1, h1, a2, value = mlp.forward_pass(model, x, y)
    p = np.exp(a2) / np.exp(a2).sum(axis=1, keepdims=True)
    assert value == pytest.approx(-np.log(p[range(3), y]).mean())
    mlp.backward_pass(model, x, a1, h1, a2, y)
    got = {f"{n}{k}": g for n in ("L1", "L2") for k, g in model[n].gradient.items()}
    gradient(loss, at, got, rng=rng)


def test_checkers_report_gradient_difference_and_sum(mlp, case):
    model, x, y = case
    before = model["L2"].params["W"].copy()
    p = np.exp(mlp.forward_pass(model, x, y)[2])
    p /= p.sum(axis=1, keepdims=True)
    p[range(3), y] -= 1
    bias = p.mean(axis=0)  # dl/db of the last layer, in closed form
    got = mlp.gradient_checker(model, x, y, "L2", "b", (0, 2))
    assert got == pytest.approx((bias[2], bias[2]), rel=1e-6)
    mlp.gradient_checker(model, x, y, "L2", "W", (1, 2))
    assert np.array_equal(model["L2"].params["W"], before)
    h = model["nonlinear1"].forward(model["L1"].forward(x))
    down = p @ model["L2"].params["W"].T * (h > 0) / 3
    assert mlp.magnitude_checker(model, x, y) == pytest.approx((x.T @ down).sum())


@pytest.mark.parametrize("patience", [1, 2, 3])
def test_early_stopping_stops_after_patience_epochs_without_a_best_one(mlp, patience):
    for val in product((0.1, 0.2), repeat=4):
        best, stop = mlp.early_stopping(list(val), patience)
        assert val[best - 1] == max(val)
        assert all(later < max(val) for later in val[best:])
        assert stop == (4 - best >= patience)


def test_momentum_sums_a_geometric_series(mlp, case):
    model, velocity = case[0], {}
    start = {n: {k: p.copy() for k, p in model[n].params.items()} for n in ("L1", "L2")}
    for n, params in start.items():
        model[n].gradient = {k: np.ones_like(p) for k, p in params.items()}
    for _ in range(3):
        velocity = mlp.momentum_step(model, velocity, 0.1, 0.5)
    for n, params in start.items():
        for k, p in params.items():  # v = 1, 1.5, 1.75
            assert model[n].params[k] == pytest.approx(p - 0.1 * 4.25)


def test_sgd_moves_every_parameter_against_its_gradient(mlp, case):
    model = case[0]
    start = {n: {k: p.copy() for k, p in model[n].params.items()} for n in ("L1", "L2")}
    for n, params in start.items():
        model[n].gradient = {k: 2 * np.ones_like(p) for k, p in params.items()}
    assert mlp.miniBatchGradientDescent(model, 0.25) is model
    moved = [model[n].params[k] - p for n, params in start.items() for k, p in params.items()]
    assert all(np.allclose(m, -0.5) for m in moved)


def test_images_move_up_and_turn_counter_clockwise(domains):
    image = np.array([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    rows = image.reshape(1, 9)
    assert domains.translate_up(rows, 1).tolist() == [[4, 5, 6, 7, 8, 9, 0, 0, 0]]
    assert domains.rotate(rows, 90).tolist() == [[3, 6, 9, 2, 5, 8, 1, 4, 7]]
    assert domains.rotate(domains.rotate(rows, 90), 270).tolist() == rows.tolist()
    assert domains.rotate(rows, 180).tolist() == [[9, 8, 7, 6, 5, 4, 3, 2, 1]]


def test_convolution_is_a_sum_over_windows_and_its_backward_the_adjoint(domains, rng):
    layer = domains.Convolution(2, 3, 4, rng)
    X, step = rng.normal(size=(2, 5, 5, 2)), rng.normal(size=(2, 5, 5, 2))
    out = layer.forward(X)
    kernel = layer.W.reshape(2, 3, 3, 4)
    assert out[1, 2, 1] == pytest.approx(np.einsum("ijd,dijc->c", X[1, 2:5, 1:4], kernel), rel=1e-5)
    grad = rng.normal(size=out.shape)
    dX = layer.backward(grad, False)
    assert np.sum(grad * (layer.forward(X + step) - out)) == pytest.approx(
        np.sum(dX * step), rel=1e-5
    )
    kernels = rng.normal(size=layer.W.shape)
    layer.W = layer.W + kernels
    change = np.sum(grad * (layer.forward(X) - out))
    assert change == pytest.approx(np.sum(layer.dW * kernels), rel=1e-5)


def test_pooling_takes_the_largest_and_gives_its_gradient_back(domains):
    layer, X = domains.PoolRelu(), np.full((1, 3, 3, 1), -1.0)
    X[0, 1, 0, 0] = 2.0
    assert layer.forward(X).tolist() == [[[[2.0]]]]
    back = layer.backward(np.full((1, 1, 1, 1), 5.0), False)
    assert back[0, :, :, 0].tolist() == [[0, 0, 0], [5, 0, 0], [0, 0, 0]]
    layer.forward(-np.abs(X))
    assert not layer.backward(np.full((1, 1, 1, 1), 5.0), False).any()


def idx(array: np.ndarray) -> bytes:
    sizes = b"".join(n.to_bytes(4, "big") for n in array.shape)
    return gzip.compress(bytes([0, 0, 8, array.ndim]) + sizes + array.astype(np.uint8).tobytes())


@pytest.fixture(name="folder")
def _folder(tmp_path, rng):
    """Twelve images of each of ten classes in turn, in which pixel 0 numbers the image."""
    for prefix, count in (("train", 120), ("t10k", 20)):
        x = rng.integers(0, 256, (count, 28, 28))
        x[:, 0, 0] = np.arange(count)
        (tmp_path / f"{prefix}-images-idx3-ubyte.gz").write_bytes(idx(x))
        (tmp_path / f"{prefix}-labels-idx1-ubyte.gz").write_bytes(idx(np.arange(count) % 10))
    return tmp_path


def test_the_last_sixth_of_each_class_is_for_validation(mlp, folder):
    data = mlp.load_data(str(folder))
    assert data["x_train"].max() <= 1
    assert (data["x_train"][:11, 0] * 255).round().tolist() == [*range(0, 100, 10), 1]
    assert (data["x_val"][:4, 0] * 255).round().tolist() == [100, 110, 101, 111]
    assert data["y_val"].tolist() == sorted(list(range(10)) * 2)


def test_the_program_writes_what_the_task_text_says(mlp, folder, monkeypatch):
    monkeypatch.chdir(folder)
    flags = "--minibatch_size 30 --num_epoch 9 --early_stopping_patience 2 --alpha 0.5"
    monkeypatch.setattr(sys, "argv", ["neural_networks.py", *flags.split(), "--check_gradient"])
    mlp.main()
    found = json.loads((folder / "MLP_lr0.01_b30.json").read_text())
    assert {"train", "val", "test", "time"} <= set(found)
    val = found["val"]
    last = len(val) - val[::-1].index(max(val))
    assert len(val) == len(found["train"]) <= 9
    assert len(val) == 9 or len(val) - last == 2

"""The reference of umich_ps4 against finite differences and closed forms, never against itself."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.checks import gradient

REFERENCE = Path(__file__).parents[2] / "reference" / "umich_ps4" / "backprop.py"


@pytest.fixture(name="ref")
def _ref() -> ModuleType:
    spec = importlib.util.spec_from_file_location("backprop", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(504)


@pytest.mark.parametrize("x1", [0.7, -1.3])
def test_graph_a_backward_is_the_gradient_of_its_forward(ref, rng, x1):
    x, w = np.array([0.4, x1, -0.9]), rng.normal(size=4)
    f, cache = ref.graph_a_forward(x, w)
    assert f == pytest.approx(1 / (1 + np.exp(-(w @ [x[0], 1 / x1, -x[2], 1]))))
    dx, dw = ref.graph_a_backward(cache)
    gradient(
        lambda x, w: ref.graph_a_forward(x, w)[0], {"x": x, "w": w}, {"x": dx, "w": dw}, rng=rng
    )


@pytest.mark.parametrize("v", [(2.0, 1.5, 1.0, -0.5), (1.0, -2.0, 3.0, 0.5)])
def test_graph_c_backward_is_the_gradient_of_its_forward(ref, rng, v):
    point = np.array(v)
    _, cache = ref.graph_c_forward(point)
    dv = ref.graph_c_backward(cache)
    gradient(lambda v: ref.graph_c_forward(v)[0], {"v": point}, {"v": dv}, rng=rng)


def test_layers_are_the_gradients_of_their_forwards(ref, rng):
    at = {"x": rng.normal(size=(3, 4)), "w": rng.normal(size=(4, 5)), "b": rng.normal(size=5)}
    dout = rng.normal(size=(3, 5))
    out, cache = ref.fc_forward(**at)
    assert np.allclose(out, np.einsum("nd,dm->nm", at["x"], at["w"]) + at["b"])
    got = dict(zip("xwb", ref.fc_backward(dout, cache), strict=True))
    gradient(lambda **p: ref.fc_forward(**p)[0], at, got, upstream=dout, rng=rng)
    _, cache = ref.relu_forward(out)
    got = {"x": ref.relu_backward(dout, cache)}
    gradient(lambda x: ref.relu_forward(x)[0], {"x": out}, got, upstream=dout, rng=rng)


@pytest.mark.parametrize("reg", [0.0, 0.3])
def test_classifier_gives_the_gradient_of_its_loss(ref, rng, reg):
    model = ref.SoftmaxClassifier(4, 5, 6, 0.5, reg=reg)
    x, y = rng.normal(size=(3, 4)), np.array([5, 0, 2])
    at = {name: rng.normal(size=value.shape) for name, value in model.params.items()}

    def loss(**params):
        model.params = params
        return model.forwards_backwards(x, y)[0]

    loss(**at)
    scores = model.forwards_backwards(x)
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    penalty = reg * sum(np.sum(at[name] ** 2) for name in ("W1", "W2"))
    assert loss(**at) == pytest.approx(-np.log(p[[0, 1, 2], y]).mean() + penalty)
    gradient(loss, at, model.forwards_backwards(x, y)[1], rng=rng)


def test_optimizers_take_the_steps_of_the_task_text(ref, rng):
    data = {"X_train": np.tile(rng.normal(size=4), (6, 1)), "y_train": np.full(6, 1)}
    data |= {"X_val": rng.normal(size=(5, 4)), "y_val": np.zeros(5, dtype=int)}
    options = {"learning_rate": 0.2, "lr_decay": 0.5, "batch_size": 3, "num_epochs": 2}
    for train, beta in ((ref.train_network, 0.0), (ref.SGD_Momentum, 0.8)):
        by_hand, trained = (ref.SoftmaxClassifier(4, 5, 3, 0.5) for _ in range(2))
        velocity = dict.fromkeys(by_hand.params, 0.0)
        for rate in (0.2, 0.2, 0.1, 0.1):
            _, grads = by_hand.forwards_backwards(data["X_train"], data["y_train"])
            for name in grads:
                velocity[name] = beta * velocity[name] + rate * grads[name]
                by_hand.params[name] = by_hand.params[name] - velocity[name]
        model, *histories = train(trained, data, **options, **({"beta": beta} if beta else {}))
        assert [len(history) for history in histories] == [2, 2]
        for name, value in by_hand.params.items():
            assert np.allclose(model.params[name], value, rtol=1e-12)

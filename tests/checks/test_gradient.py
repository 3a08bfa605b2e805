"""`gradient`: right gradients never fail, planted mistakes always do, kinks decide nothing."""

import numpy as np
import pytest

from grader.checks import gradient
from grader.errors import AuthorError, CheckFailed

from .fakes import Handle
from .gradients import X, failure
from .nets import ACTIVATIONS, Net


@pytest.fixture
def rng():
    return np.random.default_rng(7)


SMALL = np.array([1e-6, -2e-4, 3e-2, 1.0, 50.0])
FUNCTIONS = {
    "sigmoid": (
        X,
        lambda x: 1 / (1 + np.exp(-x)),
        lambda x, u: u * np.exp(-x) / (1 + np.exp(-x)) ** 2,
    ),
    "exp": (X * 5, lambda x: np.exp(x), lambda x, u: u * np.exp(x)),
    "relu": (X, lambda x: np.maximum(x, 0), lambda x, u: u * (x > 0)),
    "relu, large": (X * 1e8, lambda x: np.maximum(x, 0), lambda x, u: u * (x > 0)),
    "relu, small": (X * 1e-8, lambda x: np.maximum(x, 0), lambda x, u: u * (x > 0)),
    "1/x": (SMALL, lambda x: 1 / x, lambda x, u: -u / x**2),
    "mixed scales": (SMALL, lambda x: x**2, lambda x, u: 2 * u * x),
    "norm": (X, lambda x: np.sqrt((x**2).sum()), lambda x, u: u * x / np.sqrt((x**2).sum())),
    "max": (
        X,
        lambda x: x.max(axis=1),
        lambda x, u: u[:, None] * (x == x.max(axis=1, keepdims=True)),
    ),
    "large offset": (X, lambda x: 1e6 + np.sin(x), lambda x, u: u * np.cos(x)),
    "cube": (X, lambda x: x**3, lambda x, u: 3 * u * x**2),
    "zero": (X, lambda x: 0 * x, lambda x, u: 0 * x),
}


def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_right_gradients_pass_and_a_percent_fails(name, rng):
    x, f, backward = FUNCTIONS[name]
    upstream = rng.normal(size=np.shape(f(x)))
    got = backward(x, upstream)
    gradient(f, {"x": x}, {"x": got}, upstream=upstream, rng=rng)
    if name != "zero":
        wrong = got.copy()
        wrong[np.unravel_index(np.argmax(np.abs(got)), got.shape)] *= 1.01
        failure(f, {"x": x}, {"x": wrong}, rng, upstream=upstream)
    failure(f, {"x": x}, {"x": got + np.abs(got).max() + 1}, rng, upstream=upstream)


def test_softmax_whose_rows_cancel(rng):
    u = rng.normal(size=X.shape)
    p = softmax(X)
    got = p * (u - (u * p).sum(axis=1, keepdims=True))
    gradient(lambda x: softmax(x), {"x": X}, {"x": got}, upstream=u, rng=rng)
    # The rows of softmax sum to 1: with equal upstream everywhere the gradient is zero.
    ones = np.ones(X.shape)
    gradient(lambda x: softmax(x), {"x": X}, {"x": 0 * X}, upstream=ones, rng=rng)
    failure(lambda x: softmax(x), {"x": X}, {"x": 0 * X + 1e-3}, rng, upstream=ones)


@pytest.mark.parametrize("seed", range(150))
def test_right_networks_raise_no_alarm(seed, rng):
    net = Net(seed, reg=0.1 * (seed % 3))
    gradient(net.loss, net.at, net.grads(), rng=rng)


def mistakes(net):
    """Gradients with one mistake each, and what the message says about it."""
    grads = net.grads()
    w = grads["W1"]
    one = w.copy()
    one[np.unravel_index(np.argmax(np.abs(w)), w.shape)] *= 1.01
    dead = w.copy()
    dead[:, np.argmax(np.abs(w).max(axis=0))] = 0
    reg = net.reg * net.at["W1"]
    return {
        "missing L2 term": (w - 2 * reg, "a multiple of the parameter itself"),
        "lambda for 2 lambda": (w - reg, "a multiple of the parameter itself"),
        "one entry off by a percent": (one, f"one entry of {w.size} differs"),
        "a thousandth": (w * 1.001, "every entry is off by the same factor"),
        "sign": (-w, "every entry has the wrong sign"),
        "dead column": (dead, "one column"),
        "zeros": (0 * w, "every entry is zero"),
        "transposed": (w.T, "transpose"),
        "batch mean forgotten": (w * len(net.y), "same factor"),
    }


@pytest.mark.parametrize("mistake", mistakes(Net(0)))
@pytest.mark.parametrize("seed", range(12))
def test_planted_mistakes_are_all_caught(mistake, seed, rng):
    net = Net(seed)
    wrong, words = mistakes(net)[mistake]
    fault = failure(net.loss, net.at, {**net.grads(), "W1": wrong}, rng)
    assert fault.message.startswith("the gradient of W1")
    assert words in fault.message


def test_a_mistake_in_any_tensor_is_named(rng):
    net = Net(3)
    for name in net.at:
        grads = net.grads()
        grads[name] = grads[name] + 1e-4
        message = failure(net.loss, net.at, grads, rng).message
        assert message.startswith(f"the gradient of {name} is wrong")


def test_numbers_stand_in_the_detail_alone(rng):
    fault = failure(lambda x: 3.25 * x.sum(), {"x": X}, {"x": 0 * X + 6.5}, rng)
    assert "6.5" not in fault.message
    assert "3.25" not in fault.message
    assert "got 6.5, expected 3.25, relative error 1" in fault.detail
    assert "0 of 12 entries left out" in fault.detail


def test_gradients_may_come_in_other_forms(rng):
    got = Handle("dict", {"x": Handle("list", (2 * X).tolist()), "other": "ignored"})
    gradient(lambda x: (x**2).sum(), {"x": X}, got, rng=rng)


def test_further_shapes_are_accepted_where_said(rng):
    b = np.arange(3.0)
    row = np.ones((1, 3))
    gradient(lambda b: b.sum(), {"b": b}, {"b": row}, rng=rng, shapes={"b": ((1, 3),)})
    assert "(1, 3), (3,) was" in failure(lambda b: b.sum(), {"b": b}, {"b": row}, rng).message


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        ({}, "the gradient of x is missing"),
        ({"x": None}, "the gradient of x is None"),
        ({"x": "0"}, "a string"),
        ({"x": X.T}, "shape of the transpose"),
        ({"x": X + 0j}, "complex"),
        ({"x": np.full(X.shape, np.nan)}, "12 of 12 entries are nan"),
        ([X], "must be in a dict"),
        (None, "must be in a dict"),
    ],
)
def test_what_is_no_gradient_has_its_own_sentence(got, sentence, rng):
    assert sentence in failure(lambda x: x.sum(), {"x": X}, got, rng).message


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_entries_on_a_kink_are_left_out(name, rng):
    f, slope = ACTIVATIONS[name]
    x = X.copy()
    x[0, :2] = 0
    got = np.asarray(slope(x), dtype=float)
    got[0, :2] = 0.5 if name in ("relu", "leaky") else got[0, :2]
    gradient(lambda x: f(x).sum(), {"x": x}, {"x": got}, rng=rng)
    wrong = got.copy()
    wrong[2, 3] += 0.01
    fault = failure(lambda x: f(x).sum(), {"x": x}, {"x": wrong}, rng)
    assert "one entry" in fault.message
    left_out = 0 if name in ("sigmoid", "tanh") else 2
    assert f"{left_out} of 12 entries left out" in fault.detail


@pytest.mark.parametrize("part", [0.0, 0.1, 0.24, 0.3, 1 / 3, 0.5, 0.7, 0.9, 0.999, 1.0])
@pytest.mark.parametrize("step", [1e-4, 5e-5, 1e-4 / 16])
def test_a_kink_anywhere_near_the_point_never_fails_a_right_answer(part, step, rng):
    x = np.array([1.0, 2.0])
    place = 1.0 + part * step

    def hinge(x):
        return 3 * np.maximum(x - place, 0).sum() + x.sum()

    gradient(hinge, {"x": x}, {"x": 1 + 3.0 * (x > place)}, rng=rng)


def test_nothing_decidable_is_no_verdict(rng):
    zeros = {"x": np.zeros(3)}
    for got in (np.ones(3), np.zeros(3)):
        with pytest.raises(AuthorError, match=r"test_gradient\.py:\d+: every entry of x lies on"):
            gradient(lambda x: np.abs(x).sum(), zeros, {"x": got}, rng=rng)


def test_another_point_is_taken_where_most_lies_on_kinks(rng):
    asked = []

    def resample():
        x = rng.normal(size=3)
        asked.append(x)
        return {"x": x}, {"x": np.sign(x)}

    def wrong():
        x = rng.normal(size=3)
        return {"x": x}, {"x": -np.sign(x)}

    start = ({"x": np.zeros(3)}, {"x": np.zeros(3)})

    def f(x):
        return np.abs(x).sum()

    gradient(f, *start, rng=rng, resample=resample)
    assert len(asked) == 1
    failure(f, *start, rng, resample=wrong)
    with pytest.raises(AuthorError):
        gradient(f, *start, rng=rng, resample=lambda: start)


def test_a_random_function_has_its_own_sentence(rng):
    noise = np.random.default_rng(0)

    def dropout(x):
        return (x * (noise.random(x.shape) > 0.5)).sum()

    assert "different values for equal calls" in failure(dropout, {"x": X}, {"x": X}, rng).message


def test_a_function_that_remembers_has_it_too(rng):
    calls = []

    def remembers(x):
        calls.append(1)
        return x.sum() + (len(calls) > 30)

    got = {"x": np.ones(X.shape)}
    with pytest.raises(CheckFailed):
        gradient(remembers, {"x": X}, got, rng=rng)


def test_a_function_that_changes_its_argument_does_not_move_the_point(rng):
    def in_place(x):
        x *= 2
        return x.sum()

    x = X.copy()
    gradient(in_place, {"x": x}, {"x": np.full(X.shape, 2.0)}, rng=rng)
    assert np.array_equal(x, X)


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda x: x, "gives a result of shape (3, 4), one number was expected"),
        (lambda x: None, "the result of the function whose gradient is checked is None"),
        (lambda x: "loss", "a string"),
        (lambda x: x.sum() * np.nan, "gives nan or infinity"),
        (lambda x: np.inf, "gives nan or infinity"),
    ],
)
def test_a_function_without_a_number_has_its_own_sentence(function, sentence, rng):
    assert sentence in failure(function, {"x": X}, {"x": X}, rng).message


def test_upstream_must_have_the_shape_of_the_output(rng):
    u = np.ones((3, 5))
    message = failure(lambda x: x, {"x": X}, {"x": X}, rng, upstream=u).message
    assert "a result of shape (3, 4), shape (3, 5) was expected" in message


def test_a_students_function_is_called_by_its_name(rng):
    message = failure(lambda x: x, {"x": X}, {"x": X}, rng, own="fc_forward").message
    assert message.startswith("fc_forward gives a result of shape (3, 4)")


def test_empty_tensors_have_nothing_to_say(rng):
    gradient(lambda x, e: x.sum(), {"x": X, "e": X[:0]}, {"x": X * 0 + 1, "e": X[:0]}, rng=rng)


@pytest.mark.parametrize("width", [3e-6, 1e-5, 1e-4, 1e-3])
def test_kinks_that_cancel_from_afar_never_fail_a_right_answer(width, rng):
    places, jumps = width * np.array([-1.0, 0.3, 1.0]), 1e-3 * np.array([1.0, -3.0, 2.0])

    def f(b, w):
        return 0.7 + (jumps * np.abs(b - places)).sum() + w.sum()

    at = {"b": np.zeros(1), "w": np.full(4, 2e-3)}
    slope = (jumps * np.sign(0 - places)).sum()
    gradient(f, at, {"b": np.array([slope]), "w": np.ones(4)}, rng=rng)
    failure(f, at, {"b": np.array([slope * 1.1]), "w": np.ones(4)}, rng)

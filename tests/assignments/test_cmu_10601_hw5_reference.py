"""The reference of cmu_10601_hw5 against complex steps and finite differences, never itself."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.checks import gradient

COURSE = Path(__file__).parents[2]
REFERENCE = COURSE / "reference" / "cmu_10601_hw5"
ASSIGNMENT = COURSE / "assignments" / "cmu_10601_hw5"
PUBLIC = ASSIGNMENT / "tests" / "public"
TINY = ("7,0,1,1,1,0\n9,0,0,0,1,0", "3,0,0,0,0,0\n6,1,0,0,1,1")
STEP = 1e-30


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"of_test_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


@pytest.fixture(name="ref", scope="module")
def _ref() -> ModuleType:
    return module(REFERENCE / "neuralnet.py")


@pytest.fixture(name="time", scope="module")
def _time() -> ModuleType:
    return module(REFERENCE / "bptt.py")


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(10601)


def loss(alpha, beta, x, y):
    """J of one example, for complex weights too."""
    z = 1 / (1 + np.exp(-(alpha[:, 0] + alpha[:, 1:] @ x)))
    b = beta[:, 0] + beta[:, 1:] @ z
    return np.log(np.exp(b).sum()) - b[y]


def slopes(f, w):
    """The gradient of f at w by complex steps, exact to the last digits."""
    found = np.zeros(w.shape)
    for at in np.ndindex(w.shape):
        moved = w.astype(complex)
        moved[at] += 1j * STEP
        found[at] = f(moved).imag / STEP
    return found


def run(tmp_path, train, validation, *settings):
    """The program's output and its three files."""
    (tmp_path / "train.csv").write_text(train)
    (tmp_path / "validation.csv").write_text(validation)
    files = ["train_out.labels", "validation_out.labels", "metrics.txt"]
    command = [sys.executable, str(REFERENCE / "neuralnet.py"), "train.csv", "validation.csv"]
    command += [*files, *map(str, settings)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    return done.stdout, [(tmp_path / name).read_text() for name in files]


def test_training_takes_the_steps_that_the_definition_of_j_gives(ref, rng):
    x, y = rng.random((6, 4)), np.array([3, 0, 9, 3, 5, 1])
    net = ref.NN(4, 3, 10, ref.random_init, 0.3)
    alpha, beta = net.linear1.w.copy(), net.linear2.w.copy()
    losses = net.train(x, y, x[:2], y[:2], 2)
    for epoch in range(2):
        for one, label in zip(x, y, strict=True):
            by_alpha = slopes(lambda w, b=beta, v=one, k=label: loss(w, b, v, k), alpha)
            by_beta = slopes(lambda w, a=alpha, v=one, k=label: loss(a, w, v, k), beta)
            alpha, beta = alpha - 0.3 * by_alpha, beta - 0.3 * by_beta
        each = [loss(alpha, beta, one, label) for one, label in zip(x, y, strict=True)]
        assert losses[0][epoch] == pytest.approx(np.mean(each), rel=1e-12)
        assert losses[1][epoch] == pytest.approx(np.mean(each[:2]), rel=1e-12)
    assert np.allclose(net.linear1.w, alpha, rtol=1e-11)
    assert np.allclose(net.linear2.w, beta, rtol=1e-11)


def test_public_numbers_of_the_tiny_set_are_right():
    golden = module(PUBLIC / "test_tiny.py").GOLDEN
    x, y = np.array([[0, 1, 1, 1, 0], [0, 0, 0, 1, 0]], dtype=float), (7, 9)
    rows = np.array([[0, 0, 0, 0, 0], [1, 0, 0, 1, 1]], dtype=float), (3, 6)
    for (epochs, rate), expected in golden.items():
        alpha, beta = np.zeros((4, 6)), np.zeros((10, 5))
        for one, label in epochs * list(zip(x, y, strict=True)):
            by_alpha = slopes(lambda w, b=beta, v=one, k=label: loss(w, b, v, k), alpha)
            by_beta = slopes(lambda w, a=alpha, v=one, k=label: loss(a, w, v, k), beta)
            alpha, beta = alpha - rate * by_alpha, beta - rate * by_beta
        for (pixels, labels), right in zip(((x, y), rows), expected, strict=True):
            each = [loss(alpha, beta, v, k) for v, k in zip(pixels, labels, strict=True)]
            assert np.mean(each) == pytest.approx(right, rel=1e-13)


def test_hidden_units_stay_equal_from_zero_weights(ref, rng):
    # The state is unstable: one rounding that differs between units grows to another result.
    x, y = (rng.random((2000, 30)) < 0.4).astype(float), rng.integers(10, size=2000)
    net = ref.NN(30, 4, 10, ref.zero_init, 0.1)
    net.train_epoch(x, y)
    assert np.ptp(net.linear1.w, axis=0).max() == 0
    assert np.abs(net.linear1.w).max() > 0.1


def test_initial_weights(ref):
    first, second = (ref.Linear(40, 50, ref.random_init, 0.1).w for _ in range(2))
    assert not np.any(first[:, 0])
    assert np.any(first != second)
    assert np.abs(first).max() <= 0.1
    assert np.std(first[:, 1:]) == pytest.approx(0.2 / np.sqrt(12), rel=0.05)
    assert abs(np.mean(first[:, 1:])) < 0.01
    assert not np.any(ref.Linear(4, 5, ref.zero_init, 0.1).w)


def test_large_scores_don_t_overflow(ref):
    b = np.array([1000.0, 0.0, -1000.0])
    assert ref.softmax(b).tolist() == [1.0, 0.0, 0.0]
    net = ref.NN(1, 1, 10, ref.zero_init, 0.1)
    net.linear2.w[:, 0] = 1000.0 * np.arange(10)
    assert net.compute_loss(np.zeros((1, 1)), np.array([8])) == pytest.approx(1000.0)


def test_ties_go_to_the_smallest_index(ref):
    net = ref.NN(3, 2, 10, ref.zero_init, 0.1)
    assert net.test(np.ones((4, 3)), np.array([0, 1, 0, 2]))[0].tolist() == [0, 0, 0, 0]
    net.linear2.w[[4, 7], 0] = 1.0
    labels, error = net.test(np.ones((2, 3)), np.array([4, 7]))
    assert (labels.tolist(), error) == ([4, 4], 0.5)


def test_program_on_the_tiny_set(tmp_path):
    printed, (train, validation, metrics) = run(tmp_path, *TINY, 1, 4, 2, 0.1)
    assert (printed, train, validation) == ("", "9\n9\n", "9\n9\n")
    assert re.sub(r"\d{8,}", "...", metrics).splitlines() == [
        "epoch=1 crossentropy(train): 2....",
        "epoch=1 crossentropy(validation): 2....",
        "error(train): 0.5",
        "error(validation): 1.0",
    ]


def test_program_on_one_row_with_fractions(tmp_path):
    _, (train, _, metrics) = run(tmp_path, "5,0.25,1e-3", "2,0.5,1\n", 3, 2, 1, 0.5)
    assert train == "5\n"
    assert len(metrics.splitlines()) == 8


def test_handed_out_steps_are_those_of_the_debug_switch(tmp_path):
    printed, _ = run(tmp_path, *TINY, 1, 4, 2, 0.1, "--debug")
    tiny = module(PUBLIC / "test_tiny.py")
    got, kept = tiny.steps(printed), tiny.steps((PUBLIC / "tiny_steps.txt").read_text())
    assert len(kept) == 24
    assert list(got) == list(kept)
    assert all(np.allclose(got[name], kept[name], atol=1e-9) for name in kept)


def test_handed_out_steps_are_right():
    kept = module(PUBLIC / "test_tiny.py").steps((PUBLIC / "tiny_steps.txt").read_text())
    alpha, beta = np.zeros((4, 6)), np.zeros((10, 5))
    for example, (x, y) in enumerate((([0, 1, 1, 1, 0], 7), ([0, 0, 0, 1, 0], 9)), start=1):
        x = np.array(x, dtype=float)
        by_alpha = slopes(lambda w, b=beta, v=x, k=y: loss(w, b, v, k), alpha)
        by_beta = slopes(lambda w, a=alpha, v=x, k=y: loss(a, w, v, k), beta)
        right = {"J": loss(alpha, beta, x, y), "dJ/dalpha": by_alpha, "dJ/dbeta": by_beta}
        alpha, beta = alpha - 0.1 * by_alpha, beta - 0.1 * by_beta
        right |= {"alpha": alpha, "beta": beta}
        for name, value in right.items():
            assert np.allclose(kept[f"example {example}, {name}"], np.ravel(value), atol=1e-9), name


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("example 1 J: 2.302585093", "example 1 J: 2.302", "example 1, J"),
        ("example 2 dJ/da: 0.0014", "example 2 dJ/da: 0.0015", "example 2, dJ/da"),
        ("example 2 z: 1 0.5", "example 2 z: 0.5", "example 2, z"),
    ],
)
def test_first_step_that_differs_is_named(old, new, named):
    tiny = module(PUBLIC / "test_tiny.py")
    text = (PUBLIC / "tiny_steps.txt").read_text()
    assert tiny.first_difference(text) is None
    assert text.count(old) == 1
    assert named in tiny.first_difference(text.replace(old, new))[0]
    assert tiny.first_difference("hello\nepoch 1 done\n") is None


def unrolled(x, h0, W, do):
    """J = sum of do(n) . o(n), and what is added to each state, as a function for `gradient`."""

    def total(U, V, dh, W=W):
        h, found = h0, 0.0
        for row, d, extra in zip(x, do, dh, strict=True):
            h = U @ row + W @ h + extra
            found += d @ V @ h
        return found

    return total


@pytest.mark.parametrize("steps", [1, 2, 5])
def test_gradients_through_time(time, rng, steps):
    x, h0, do = rng.normal(size=(steps, 3)), rng.normal(size=4), rng.normal(size=(steps, 2))
    at = {"U": rng.normal(size=(4, 3)), "V": rng.normal(size=(2, 4)), "dh": np.zeros((steps, 4))}
    got = dict(zip(("V", "U", "dh"), time.bptt(x, h0, at["U"], at["V"], do), strict=True))
    gradient(unrolled(x, h0, np.eye(4), do), at, got, rng=rng)
    W = rng.normal(size=(4, 4))
    names = ("V", "W", "U", "dh")
    found = time.bptt_general(x, h0, at["U"], W, at["V"], do)
    got = dict(zip(names, found, strict=True))
    gradient(unrolled(x, h0, W, do), {**at, "W": W}, got, rng=rng)


def test_own_curves_are_those_of_part_4():
    curves = tomllib.loads((ASSIGNMENT / "curves.toml").read_text())["curve"]
    assert [len(curve["values"]) for curve in curves] == [5, 5] + 8 * [100]
    assert {curve["label"] for curve in curves} == {"training", "validation"}
    for curve in curves[2:]:
        assert curve["values"][0] > curve["values"][20], curve["group"]

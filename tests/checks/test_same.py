"""`same`: right answers in any form pass, wrong ones fail with the nearest cause."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.checks import same
from grader.errors import AuthorError, CheckFailed

from .fakes import Handle

EXPECTED = np.array([[1.5, -2.25, 3.0], [0.1, 0.0, -1e-3]])
SEEDS = st.integers(0, 2**32 - 1)


def failure(got, expected=EXPECTED, **options):
    with pytest.raises(CheckFailed) as caught:
        same(got, expected, "dw", **options)
    return caught.value


@pytest.mark.parametrize(
    "got",
    [
        EXPECTED.copy(),
        EXPECTED.tolist(),
        tuple(map(tuple, EXPECTED.tolist())),
        list(EXPECTED),
        EXPECTED.astype(np.float32),
        EXPECTED.astype(np.float32).tolist(),
        EXPECTED.astype(np.longdouble),
        np.asfortranarray(EXPECTED),
        EXPECTED.astype(">f8"),
        EXPECTED[::-1][::-1],
        Handle("array", EXPECTED),
        Handle("list", [Handle("array", row) for row in EXPECTED]),
    ],
)
def test_right_answers_in_unusual_forms_pass(got):
    same(got, EXPECTED, "dw")


def test_an_expected_infinity_warns_nobody(recwarn):
    want = np.array([np.inf, 1.0, 2.0, 3.0, 4.0, 5.0])
    failure(want + 1e-3, want)
    assert not list(recwarn)


def of_images(images, weights, biases):
    """The scores of a layer and ReLU, images being cast to float32 on the way or not."""
    return np.maximum(images @ weights + biases, 0) @ weights.T


@pytest.mark.parametrize("seed", range(200))
def test_images_that_were_cast_to_single_make_no_right_result_wrong(seed):
    rng = np.random.default_rng(seed)
    images, weights, biases = rng.normal(size=(6, 20)), rng.normal(size=(20, 7)), rng.normal(size=7)
    right = of_images(images, weights, biases)
    got = of_images(images.astype(np.float32), weights, biases)
    assert got.dtype == np.float64
    same(got, right, "scores")
    for wrong in (got * (1 + 1e-5), got + 1e-5 * np.abs(right).max(), right + (right == right[2, 3])
                  * 1.5e-6 * np.abs(right).max()):  # fmt: skip
        failure(wrong, right)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (3, 3.0),
        (np.float32(0.1), 0.1),
        (np.array(3), 3.0),
        (np.array([[3.0]]), 3.0),
        ([3.0], 3.0),
        ([1, 2], [1.0, 2.0]),
        (np.array([1, 2], dtype=np.uint8), [1.0, 2.0]),
        ([1.0, 2.0], [1, 2]),
        ([True, False], [1.0, 0.0]),
        ([1, 0], [True, False]),
        (2**63, np.uint64(2**63)),
        ([], []),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        ([np.inf, 1.0], [np.inf, 1.0]),
        ([1 + 2j], [1 + 2j]),
        ([1.0], [1 + 0j]),
    ],
)
def test_numbers_of_other_types_pass(got, expected):
    same(got, expected, "loss")


def test_further_shapes_are_accepted_only_where_said():
    row = np.arange(3.0)
    same(row[None], row, "db", shapes=((1, 3),))
    assert "(1, 3), (3,) was expected" in failure(row[None], row).message
    assert "is wrong" in failure(row[None] + 1, row, shapes=((1, 3),)).message
    assert "shape" in failure(np.zeros((3, 1)), row, shapes=((1, 3),)).message


@pytest.mark.parametrize(
    ("got", "expected", "looks"),
    [
        ((3, 2), (2, 3), "shape of the transpose"),
        ((4, 3), (3,), "axis 0, of length 4, is one too many"),
        ((2, 3, 4), (2, 3), "axis 2, of length 4, is one too many"),
        ((1, 3), (3,), "keepdims"),
        ((3, 1), (3,), "keepdims"),
        ((3,), (2, 3), "axis 0, of length 2, is missing"),
        ((3,), (1, 3), "axis 0, of length 1, is missing"),
        ((), (3,), "axis 0, of length 3, is missing"),
        ((2, 4), (2, 3), "axis 1 is longer by one"),
        ((1, 5), (4, 5), "axis 0 has length 1 instead of 4"),
        ((4, 5), (1, 5), "axis 0 has length 4 instead of 1"),
        ((2, 4, 3), (2, 3, 4), "another order"),
        ((6,), (2, 3, 1), "as many entries"),
        ((7, 9), (2, 3), ""),
    ],
)
def test_a_wrong_shape_is_named_with_what_it_looks_like(got, expected, looks):
    fault = failure(np.ones(got), np.ones(expected))
    assert fault.message.startswith(f"dw has shape {got}, {expected} was expected")
    assert looks in fault.message
    assert (": " in fault.message) == bool(looks)


@pytest.mark.parametrize(
    ("got", "sentence"),
    [
        (None, "dw is None"),
        ("x", "a string"),
        ([[1, 2, 3], [1, 2]], "ragged"),
        (np.array([[None] * 3] * 2), "dtype object"),
        (EXPECTED + 0j, "although every imaginary part is zero"),
        (EXPECTED + 1j, "complex numbers (dtype complex128): real"),
        (np.where(EXPECTED > 1, np.nan, EXPECTED), "2 of 6 entries are nan"),
        (np.where(EXPECTED < 0, np.inf, EXPECTED), "2 of 6 entries are infinite"),
    ],
)
def test_before_values_come_type_dtype_and_finiteness(got, sentence):
    fault = failure(got)
    assert sentence in fault.message
    assert fault.detail == ""


def test_a_scalar_nan():
    assert "it is nan" in failure(float("nan"), 1.0).message


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (-EXPECTED, "every entry has the wrong sign"),
        (2 * EXPECTED, "every entry is off by the same factor"),
        (0 * EXPECTED, "every entry is zero"),
        (EXPECTED + 1, "every entry differs"),
        (0 * EXPECTED + 7, "every entry is the same number"),
        (EXPECTED + np.array([[0, 0, 1e-3], [0, 0, 0]]), "one entry of 6 differs"),
        (EXPECTED + np.array([[1, 2, 1], [0, 0, 0]]), "only entries of one row differ"),
        (EXPECTED + np.array([[0, 1, 0], [0, 2, 0]]), "only entries of one column differ"),
        (EXPECTED + np.array([[0, 1, 0], [1, 0, 0]]), "2 of 6 entries differ"),
        (EXPECTED.astype(int), "its numbers are integers"),
    ],
)
def test_the_pattern_of_wrong_values_is_told(got, words):
    assert words in failure(got).message


def test_a_square_matrix_may_be_transposed():
    square = np.arange(9.0).reshape(3, 3)
    assert "it is transposed" in failure(square.T, square).message


def test_the_message_holds_no_numbers_of_the_answer_and_the_detail_does():
    expected = np.array([271.828, 3.14159, 9.8696])
    fault = failure(expected + np.array([0, 0.57721, 0]), expected)
    assert not re.search(r"3\.1|271|9\.8|3\.7|0\.577", fault.message)
    assert fault.detail.startswith("at [1]: got 3.7188, expected 3.14159, relative error 0.184")


def test_the_factor_stands_in_the_detail_alone():
    fault = failure(EXPECTED / 32)
    assert "0.03125 times" in fault.detail
    assert "0.03125" not in fault.message


def test_integers_are_compared_exactly():
    same([2**53 + 1], [2**53 + 1], "n")
    assert "wrong" in failure([2**53 + 1], [2**53]).message
    assert "wrong" in failure([True], [False]).message


def test_given_tolerances_replace_the_default():
    same([1.01], [1.0], "dw", rtol=0.02)
    same([1e-3], [0.0], "dw", atol=1e-2)
    failure([1.01], [1.0], rtol=1e-3)
    failure([1e-3], [0.0], rtol=0.5)


@pytest.mark.parametrize("expected", [float("nan"), None, "x", [[1], [2, 3]]])
def test_an_expected_value_that_is_none_is_the_authors_mistake(expected):
    with pytest.raises(AuthorError, match=r"test_same\.py:\d+: "):
        same([1.0], expected, "dw")


def test_a_subclass_that_always_agrees_is_compared_by_its_numbers():
    class Agrees(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, dtype=bool)

        __ne__ = __sub__ = __abs__ = __le__ = __eq__

    failure(np.zeros((2, 3)).view(Agrees))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(SEEDS, st.floats(-6, 6), st.integers(1, 400))
def test_another_order_of_summation_never_fails(seed, exponent, terms):
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(3, terms)) * 10.0**exponent
    w = rng.normal(size=(terms, 5))
    w[terms // 2 :] -= w[: terms - terms // 2]  # sums that nearly cancel
    expected = x @ w
    order = rng.permutation(terms)
    loops = np.zeros((3, 5))
    for k in order:
        loops += np.outer(x[:, k], w[k])
    same(loops, expected, "out")
    same(x.astype(np.float32) @ w.astype(np.float32), expected, "out")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(SEEDS, st.floats(-3, 6), st.sampled_from([-1e-5, 1e-5, 1e-3, -2.0]))
def test_a_relative_change_of_one_entry_above_noise_always_fails(seed, exponent, change):
    rng = np.random.default_rng(seed)
    # float32 numbers would be judged as such; these are none.
    expected = rng.normal(size=(4, 3)) * 10.0**exponent
    above = np.argwhere(np.abs(expected) > 1e-3 * np.abs(expected).max())
    index = tuple(above[rng.integers(len(above))])
    got = expected.copy()
    got[index] *= 1 + change
    assert "one entry of 12 differs" in failure(got, expected).message


@settings(max_examples=60, deadline=None, derandomize=True)
@given(SEEDS, st.floats(-3, 5))
def test_a_thousandth_is_caught_in_float32_too(seed, exponent):
    rng = np.random.default_rng(seed)
    expected = rng.normal(size=(4, 3)) * 10.0**exponent
    failure((expected * 1.001).astype(np.float32), expected)


def test_half_precision_is_refused_unless_it_was_expected():
    half = EXPECTED.astype(np.float16)
    assert "dw is in half precision" in failure(half, EXPECTED).message
    same(half, half, "dw")


def test_swapped_results_are_called_so():
    dx, dw = EXPECTED[:2], EXPECTED[1:]
    with pytest.raises(CheckFailed, match="dx holds what dw should be"):
        same(dw, dx, "dx", others={"dw": dw})
    with pytest.raises(CheckFailed, match="has shape"):
        same(dw[:, :1], dx, "dx", others={"dw": dw})
    same(dx, dx, "dx", others={"dw": dx})


def test_zeros_for_small_gradients_fail():
    expected = np.random.default_rng(0).normal(size=(5, 4)) * 1e-5
    for dtype in (np.float64, np.float32):
        assert "every entry is zero" in failure(np.zeros((5, 4), dtype), expected).message


def test_a_round_number_that_is_another_result_by_chance_is_not_called_so():
    with pytest.raises(CheckFailed, match="dw1 is wrong"):
        same(0.75, 1.5, "dw1", others={"dw2": 0.75})
    with pytest.raises(CheckFailed, match="dw1 holds what dw2 should be"):
        same(0.7512345, 1.5, "dw1", others={"dw2": 0.7512345})

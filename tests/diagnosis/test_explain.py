"""The whole: silence for the right and the unrelated, never an exception, bounded words."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.diagnosis import Evidence, explain

from .looks import found, normal

SEEDS = st.integers(0, 2**32 - 1)
SHAPES = hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(),
    hnp.unsigned_integer_dtypes(),
    hnp.floating_dtypes(),
    hnp.complex_number_dtypes(),
)
ANY = DTYPES.flatmap(lambda dtype: hnp.arrays(dtype, SHAPES))
PLANTED = {
    "sign": lambda w, x: -w,
    "doubled": lambda w, x: 2 * w,
    "times_length": lambda w, x: len(x) * w,
    "transposed": lambda w, x: w.T,
    "same_factor": lambda w, x: 1.2345 * w,
    "absolute": lambda w, x: np.abs(w),
    "rounded": lambda w, x: np.round(w, 3),
    "zeros": lambda w, x: 0 * w,
}


@settings(deadline=None, max_examples=300)
@given(got=ANY, expected=ANY, inputs=st.dictionaries(st.text(max_size=5), ANY, max_size=3))
def test_never_raises(got, expected, inputs):
    finding = explain(Evidence("dw", got, expected, inputs, inputs, tuple(inputs)))
    assert finding is None or finding.sentence


@settings(deadline=None, max_examples=200)
@given(array=ANY, change=st.sampled_from([np.negative, np.sqrt, np.transpose, np.ravel, np.sign]))
def test_never_raises_beside_its_own_inputs(array, change):
    if array.dtype.kind == "b":
        return
    with np.errstate(all="ignore"):
        got = change(array)
    explain(Evidence("dw", got, array, {"x": array, "y": got}))


@settings(deadline=None, max_examples=200)
@given(seed=SEEDS, shape=hnp.array_shapes(max_dims=4, max_side=5), single=st.booleans())
def test_right_and_unrelated_results_are_not_explained(seed, shape, single):
    rng = np.random.default_rng(seed)
    right, other, x = rng.normal(size=(3, *shape))
    inputs = {"x": x, "b": rng.normal(size=shape[-1]), "reg": 0.37}
    dtype = np.float32 if single else np.float64
    assert explain(Evidence("dw", right.astype(dtype), right, inputs)) is None
    if right.size > 1 or not single:
        assert explain(Evidence("dw", other.astype(dtype), right, inputs)) is None


@settings(deadline=None, max_examples=200)
@given(seed=SEEDS, relation=st.sampled_from(sorted(PLANTED)), single=st.booleans())
def test_planted_relations_are_found(seed, relation, single):
    rng = np.random.default_rng(seed)
    w, x = rng.normal(size=(5, 4)), rng.normal(size=(7, 5))
    got = PLANTED[relation](w, x)
    if single and relation != "rounded":
        got = got.astype(np.float32)
    assert found(got, w, x=x) == relation


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        [1, [2, 3]],
        object(),
        np.array([None, 1.0], dtype=object),
        np.array(["a"]),
        np.zeros((0, 3)),
        np.array("2020-01-01", dtype="datetime64[D]"),
        np.zeros((600, 600)),
        10**400,
    ],
)
def test_what_is_no_bounded_array_of_numbers_is_left_alone(value):
    right = normal(3)
    assert explain(Evidence("dw", value, right)) is None
    assert explain(Evidence("dw", right, value)) is None
    assert found(-right, right, x=value) == "sign"


def test_views_and_read_only_arrays():
    right = normal(6, 8)[::2, ::-2]
    right.flags.writeable = False
    got = np.asfortranarray(-right)
    assert found(got, right, x=right[::-1]) == "sign"
    assert found(np.broadcast_to(right[0], right.shape), right) == "same_rows"


def test_ties_are_silent():
    w = normal(4, 3)
    assert found(-w, w, x=normal(2, 5)) == "sign"
    assert found(-w, w, x=-w) == ""  # the wrong sign, or an input that is handed on


def test_what_is_known_to_fewer_digits():
    w = normal(4, 3)
    noisy = w * (1 + 1e-7 * normal(4, 3, seed=1))
    assert explain(Evidence("dw", -w, noisy)) is None
    finding = explain(Evidence("dw", -w, noisy, rtol=1e-5))
    assert finding is not None
    assert finding.relation == "sign"


def test_names_are_made_harmless():
    w = normal(4, 3)
    finding = explain(Evidence("dw\n\x1b[31m" + "x" * 500, normal(4, 3, seed=5), w, {"a": w}))
    assert finding is None
    finding = explain(Evidence("dw\n\x1b[31m" + "x" * 500, -w, w))
    assert finding is not None
    assert finding.sentence.isprintable()
    assert len(finding.sentence) < 200

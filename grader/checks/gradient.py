"""Is a gradient what finite differences of the function say?"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks import differences, pattern, probed
from grader.checks.differences import Floats, Slopes
from grader.checks.same import DOUBLE, Shape, close, fit
from grader.checks.scalar import Point, Scalar, earned
from grader.checks.values import (
    Array,
    author_error,
    fail,
    is_remote,
    numbers,
    plain,
    refuse_half,
)
from grader.errors import CheckFailed, Compared

Resample = Callable[[], tuple[Point, Point]]

MOST_EXACT = 1000
"""Entries up to which each is looked at by itself; beyond it, random directions decide."""
KNOWN = 1e-6
"""How well the differences know a derivative, for the diagnosis."""
TRIES = 5
"""Points that are tried before a check gives up finding a smooth one."""
FLOOR = 1e-3
"""atol shrinks with a tensor of small derivatives, but not below this part of it."""


def gradient(
    function: Callable[..., Any],
    at: Point,
    got: object,
    *,
    upstream: Array | None = None,
    rtol: float = 1e-6,
    atol: float = 1e-9,
    rng: np.random.Generator,
    resample: Resample | None = None,
    shapes: Mapping[str, tuple[Shape, ...]] | None = None,
    own: str = "",
) -> None:
    """Compare a gradient with central differences of every entry, in float64.

    function: called as `function(**at)`, 4 times an entry and 3 times besides, more often where
        its rounding must be measured or steps be changed (so keep shapes small); gives one
        number, or an array of `upstream`'s shape.
    at: the point, one float array a name. Every name is differentiated.
    got: the gradient by name, a dict or a handle of one; other names in it don't matter.
    upstream: gradient of the loss by the function's output, when that is an array.
    rtol, atol: an entry is right when |got - difference| <= rtol |difference| + atol a + error,
        where `error` is the differences' own and `a` is the tensor's largest derivative, at most 1.
        A gradient in float32, or of a float32 function, is judged as float32.
    rng: for the directions in which the function's rounding error is measured.
    resample: gives another `(at, got)`, used when more than half of a tensor's entries lie on
        kinks, which are left out. Without it the entries that can be decided decide.
    shapes: by name, further shapes that are accepted.
    own: the name of the function where it is the student's. A tensor that can't be decided anywhere
        is then the student's fault: the function is rounded, or made of steps.
    Raises CheckFailed for a wrong gradient and for a function that is not finite, not repeatable
    or of another shape; AuthorError when some tensor can't be decided anywhere: no verdict.
    """
    how = _How(function, upstream, rtol, atol, rng, shapes or {}, own)
    undecided = _undecided(how, at, got, resample)
    if undecided:
        _no_verdict(undecided, own)


class _How(NamedTuple):
    """The arguments of `gradient` that stay the same for every point."""

    function: Callable[..., Any]
    upstream: Array | None
    rtol: float
    atol: float
    rng: np.random.Generator
    shapes: Mapping[str, tuple[Shape, ...]]
    own: str


def _undecided(how: _How, at: Point, got: object, resample: Resample | None) -> set[str]:
    """Compare at one point after another; the tensors that could be decided at none of them."""
    open_ = set(at)
    for attempt in range(TRIES if resample else 1):
        if attempt and resample:
            at, got = resample()
        share = _shares(how, at, got)
        open_ &= {name for name, part in share.items() if part == 0}
        if min(share.values(), default=1.0) > 0.5:
            return set()
    return open_


def _shares(how: _How, at: Point, got: object) -> dict[str, float]:
    """The share of decided entries of each tensor; CheckFailed where one is wrong."""
    what = how.own or "the function whose gradient is checked"
    function = Scalar(how.function, at, how.upstream, how.rng, what)
    claimed = {name: _claimed(got, function.at[name], name, how) for name in function.at}
    if sum(value.size for value in claimed.values()) > MOST_EXACT:
        share = probed.shares(function, claimed, how.rtol, how.atol)
    else:
        share = {n: _compare(function, n, v, how.rtol, how.atol) for n, v in claimed.items()}
    function.verify_repeatable()
    return share


def _no_verdict(undecided: set[str], own: str) -> None:
    names = ", ".join(sorted(undecided))
    if own:
        fail(
            f"{own} is too coarse for finite differences in {names}: "
            "is it computed in half precision, rounded, or made of steps?"
        )
    raise author_error(
        f"every entry of {names} lies on a kink or is lost in rounding: "
        "move the point, or give a `resample`"
    )


def _given(got: object, name: str) -> object:
    """One tensor's gradient, or None when there is none."""
    data = plain(got) if is_remote(got) else got
    if not isinstance(data, Mapping):
        fail("the gradients must be in a dict, one entry a parameter")
    if name not in data:
        fail(f"the gradient of {name} is missing")
    if data[name] is None:
        fail(f"the gradient of {name} is None: was it computed and returned?")
    value: object = data[name]
    return value


def _claimed(got: object, tensor: Floats, name: str, how: _How) -> Array:
    """One tensor's gradient as an array of its shape, finite and real; CheckFailed otherwise."""
    what = f"the gradient of {name}"
    value = fit(numbers(_given(got, name), what), tensor, what, how.shapes.get(name, ()))
    _verify_real(value, what)
    return value


def _compare(probe: Scalar, name: str, value: Array, rtol: float, atol: float) -> float:
    """Raise CheckFailed when a tensor's gradient is wrong; else the share of decided entries."""
    what = f"the gradient of {name}"
    tensor = probe.at[name]
    found = differences.slopes(probe, probe.at, name, probe.start, probe.rounding, atol)
    allowed = _allowed(value, found, rtol, atol)
    judged = ~found.kink
    wrong = judged & ~close(value, found.value, allowed)
    if (wrong.any() or found.kink.any()) and probe.measure():
        return _compare(probe, name, value, rtol, atol)
    if wrong.any():
        _explain(value, found, allowed, wrong, what, tensor, probe.evaluations)
    if not tensor.size:
        return 1.0
    largest = float(np.abs(found.value[judged]).max(initial=0.0))
    blur = 2 * atol * max(1.0, probe.terms)
    decided = judged & (allowed <= max(probe.decisive * largest, blur))
    return float(np.mean(decided))


def _allowed(value: Array, found: Slopes, rtol: float, atol: float) -> Floats:
    size = np.abs(found.value)
    largest = float(size[~found.kink].max(initial=0.0))
    absolute = atol * min(1.0, max(largest, FLOOR))
    kind = earned(value)
    if kind is not DOUBLE:
        rtol = max(rtol, kind.rtol)
        absolute = max(absolute, kind.cancel * largest, kind.floor)
    allowed: Floats = rtol * size + absolute + found.error
    return allowed


def _verify_real(value: Array, what: str) -> None:
    if value.dtype.kind == "c":
        fail(f"{what} has complex numbers (dtype {value.dtype}), real ones were expected")
    refuse_half(value, what)
    count = int(np.count_nonzero(~np.isfinite(value)))
    if count:
        fail(f"{what} is not finite: {count} of {value.size} entries are nan or infinite")


def _explain(
    value: Array,
    found: Slopes,
    allowed: Floats,
    wrong: NDArray[np.bool_],
    what: str,
    tensor: Floats,
    evaluations: int,
) -> None:
    judged = ~found.kink
    # Entries on a kink are shown as right: what is said must hold for the others alone.
    compared = np.where(judged, value, found.value)
    seen = pattern.describe(compared, found.value, allowed, wrong, tensor)
    left_out = int(np.count_nonzero(found.kink))
    failure = CheckFailed(
        f"{what} is wrong: {seen.words}",
        f"{seen.detail} (by central differences, {evaluations} evaluations; "
        f"{left_out} of {value.size} entries left out, on kinks)",
    )
    failure.compared = Compared(what, value, np.where(judged, found.value, value), KNOWN)
    raise failure

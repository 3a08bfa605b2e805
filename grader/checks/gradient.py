"""Is a gradient what finite differences of the function say?"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.checks import differences, numerical, pattern, probed
from grader.checks.differences import Floats, Slopes
from grader.checks.findings import Judged, NoVerdict, WrongGradient
from grader.checks.same import DOUBLE, Shape, close, fit
from grader.checks.scalar import Batched, Point, Scalar, earned
from grader.checks.values import (
    Array,
    author_error,
    fail,
    is_remote,
    numbers,
    plain,
    refuse_half,
)
from grader.errors import Compared

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
    batched: Batched | None = None,
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
    batched: gives the function's values at several points at once: every array then has a new first
        axis, that of the points, and so has the result. All steps of an entry, and both ends of a
        step along a direction, then cost one call.
    Raises CheckFailed for a wrong gradient and for a function that is not finite, not repeatable
    or of another shape; AuthorError when some tensor can't be decided anywhere: no verdict.
    """
    judge(How(function, upstream, rtol, atol, rng, shapes or {}, own, batched), at, got, resample)


class How(NamedTuple):
    """The arguments of `gradient` that stay the same for every point."""

    function: Callable[..., Any]
    upstream: Array | None
    rtol: float
    atol: float
    rng: np.random.Generator
    shapes: Mapping[str, tuple[Shape, ...]]
    own: str
    batched: Batched | None


class Found(NamedTuple):
    """What was found of each tensor, and how often the function was called for it."""

    tensors: dict[str, Judged]
    evaluations: int


def judge(how: How, at: Point, got: object, resample: Resample | None) -> Found:
    """Compare at one point after another until one decides; raises as `gradient` does."""
    open_, evaluations = set(at), 0
    for attempt in range(TRIES if resample else 1):
        if attempt and resample:
            at, got = resample()
        found = _at_one(how, at, got)
        evaluations += found.evaluations
        shares = {name: judged.share for name, judged in found.tensors.items()}
        open_ &= {name for name, share in shares.items() if share == 0}
        if min(shares.values(), default=1.0) > 0.5:
            break
    else:
        if open_:
            _no_verdict(open_, how.own)
    return Found(found.tensors, evaluations)


def _at_one(how: How, at: Point, got: object) -> Found:
    """What is found at one point; CheckFailed where a gradient is wrong."""
    what = how.own or "the function whose gradient is checked"
    function = Scalar(how.function, at, how.upstream, how.rng, what, how.batched)
    given = {name: numbers(_given(got, name), f"the gradient of {name}") for name in function.at}
    _verify_order(given, function.at, how)
    claimed = {name: _claimed(given[name], function.at[name], name, how) for name in given}
    seen: dict[str, Slopes] = {}
    try:
        if sum(value.size for value in claimed.values()) > MOST_EXACT:
            tensors = probed.judged(function, claimed, how.rtol, how.atol)
        else:
            tensors = {n: _compare(function, n, v, how, seen) for n, v in claimed.items()}
    finally:
        numerical.observe(claimed, function.start, seen)
    function.verify_repeatable()
    return Found(tensors, function.evaluations)


def _no_verdict(undecided: set[str], own: str) -> None:
    named = sorted(undecided)
    names = ", ".join(named)
    if own:
        fail(
            f"{own} is too coarse for finite differences in {names}: "
            "is it computed in half precision, rounded, or made of steps?"
        )
    told = author_error(
        f"every entry of {names} lies on a kink or is lost in rounding: "
        "move the point, or give a `resample`"
    )
    raise NoVerdict(str(told), named)


def _given(got: object, name: str) -> object:
    """One tensor's gradient, or None when there is none."""
    data = plain(got) if is_remote(got) else got
    if not isinstance(data, Mapping):
        fail("the gradients must be in a dict, one entry a parameter")
    if name not in data:
        fail(f"the gradient of {name} is missing")
    if data[name] is None:
        fail(f"the gradient of {name} is None, numbers were expected")
    value: object = data[name]
    return value


def _verify_order(given: Mapping[str, Array], at: Mapping[str, Floats], how: How) -> None:
    """Raise CheckFailed where the shapes are the right ones in another order."""
    came = {
        name: value.shape
        for name, value in given.items()
        if value.shape not in (at[name].shape, *how.shapes.get(name, ()))
    }
    if not came or sorted(came.values()) != sorted(at[name].shape for name in came):
        return
    name = next(iter(came))
    other = next(n for n in came if at[n].shape == came[name])
    fail(
        f"the gradient of {name} has the shape of {other}, {came[name]}: "
        "are the gradients in another order?"
    )


def _claimed(given: Array, tensor: Floats, name: str, how: How) -> Array:
    """One tensor's gradient as an array of its shape, finite and real; CheckFailed otherwise."""
    what = f"the gradient of {name}"
    value = fit(given, tensor, what, how.shapes.get(name, ()))
    _verify_real(value, what)
    return value


def _compare(probe: Scalar, name: str, value: Array, how: How, seen: dict[str, Slopes]) -> Judged:
    """What is found of one tensor, entry by entry; WrongGradient for a wrong one.

    seen: gets the slopes that it was compared with.
    """
    tensor, rtol, atol = probe.at[name], how.rtol, how.atol
    found = differences.slopes(probe.values, probe.at, name, probe.start, probe.rounding, atol)
    seen[name] = found
    allowed = _allowed(value, found, rtol, atol)
    judged = ~found.kink
    wrong = judged & ~close(value, found.value, allowed)
    if (wrong.any() or found.kink.any()) and probe.measure():
        return _compare(probe, name, value, how, seen)
    if wrong.any():
        raise _explained(probe, name, value, found, allowed, wrong, (rtol, atol))
    if not tensor.size:
        return Judged(1.0)
    largest = float(np.abs(found.value[judged]).max(initial=0.0))
    blur = 2 * atol * max(1.0, probe.terms)
    decided = judged & (allowed <= max(probe.decisive * largest, blur))
    off = float(np.abs(value - found.value)[judged].max(initial=0.0))
    left_out = int(np.count_nonzero(found.kink))
    return Judged(float(np.mean(decided)), left_out, off / largest if largest else off)


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


def _explained(
    probe: Scalar,
    name: str,
    value: Array,
    found: Slopes,
    allowed: Floats,
    wrong: NDArray[np.bool_],
    tolerances: tuple[float, float],
) -> WrongGradient:
    judged = ~found.kink
    # Entries on a kink are shown as right: what is said must hold for the others alone.
    compared = np.where(judged, value, found.value)
    seen = pattern.describe(compared, found.value, allowed, wrong, probe.at[name])
    other = probed.belongs_to(probe, name, value, *tolerances)
    if other:
        seen = seen._replace(words=pattern.swapped(other))
    left_out = int(np.count_nonzero(found.kink))
    failure = WrongGradient(name, value.size, seen, left_out, probe.evaluations)
    right = np.where(judged, found.value, value)
    failure.compared = Compared(f"the gradient of {name}", value, right, KNOWN)
    return failure

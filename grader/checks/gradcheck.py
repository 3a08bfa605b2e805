"""`gradcheck`: the gradient check for use by itself, in a notebook or a script.

Theory of operation. It is the check that grading uses (`gradient`), asked without a submission
around it: arguments in order or a dict of parameters, gradients in any usual form, or a function
that computes them, whose own misbehaviour is looked for first (`twice`). What `gradient` raises as
a failed check comes back as a `Verdict`. What the functions themselves raise is not caught: their
own traceback says best what is wrong.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.checks.differences import scales
from grader.checks.findings import NoVerdict, WrongGradient
from grader.checks.given import Arguments, Leaf, by_name, start
from grader.checks.gradient import Found, How, judge
from grader.checks.scalar import Batched, Point
from grader.checks.twice import called, inputs, observed
from grader.checks.values import Array, numbers
from grader.checks.verdict import Verdict
from grader.errors import CheckFailed

COARSE = "judged as far as its precision goes"
NUDGE = 0.05
"""How far a point on a kink is moved at most, relative to its entries."""


def gradcheck(
    function: Callable[..., Any],
    arguments: object,
    gradients: object,
    *,
    upstream: object = None,
    batched: Batched | None = None,
    rtol: float = 1e-6,
    atol: float = 1e-9,
    seed: int = 0,
) -> Verdict:
    """Whether gradients are those of a function, by finite differences in float64.

    function: called as `function(*arguments)`; gives a number or an array, or a tuple with it in
        first place, as a forward pass gives `(out, cache)`.
    arguments: in order, as a tuple or list; or one array; or a dict of parameters, then called as
        `function(parameters)`, for a whole network's loss.
    gradients: arrays in the arguments' order, or a dict by the arguments' names ("W1" or "dW1"), of
        some or all. Or a function that computes either, called as `gradients(*arguments)`, or
        `gradients(upstream, *arguments)` where the function gives an array.
    upstream: the loss's gradient by the function's output, where that is an array; by default
        random numbers, handed to `gradients`. Needed where the gradients are given as arrays.
    batched: as function, of arguments whose arrays have a new first axis, that of several points;
        gives their values stacked alike. Saves calls.
    rtol, atol, and what is compared with what: as `grader.checks.gradient` has it. Beyond 1,000
        entries random directions decide.
    seed: of all random numbers.
    Returns a Verdict, true when everything is right. Raises what the functions raise, and
    ValueError where an `upstream` is needed or doesn't fit.
    """
    rng = np.random.default_rng(seed)
    asked = _Asked(function, Arguments(function, arguments), gradients, rng)
    notes: list[str] = []
    try:
        asked.upstream = _upstream(asked, upstream, notes)
        claimed = asked.claimed(notes)
        leaves = asked.given.chosen(claimed)
        named = by_name(claimed, asked.given)
        notes += _precision(named)
        how = How(asked.value, asked.upstream, rtol, atol, rng, {}, "", asked.batched(batched))
        resample = (lambda: asked.elsewhere(leaves)) if callable(gradients) else None
        found = judge(how, start(leaves), named, resample)
    except NoVerdict as failure:
        names = ", ".join(failure.names)
        told = f"every entry of {names} lies on a kink or is lost in rounding: move the point"
        return Verdict(said="undecided", message=told, notes=tuple(notes))
    except WrongGradient as failure:
        return _wrong(failure, tuple(notes))
    except CheckFailed as failure:
        return Verdict(said="wrong", message=failure.message, notes=tuple(notes))
    return _right(found, leaves, tuple(notes))


@dataclass
class _Asked:
    """What is asked, and how it is called."""

    function: Callable[..., Any]
    given: Arguments
    gradients: object
    rng: np.random.Generator
    upstream: Array | None = None

    def __post_init__(self) -> None:
        self.floats = start([x for x in self.given.leaves if x.array.dtype.kind == "f"])

    def value(self, **at: Array) -> Any:
        """The function's value with these arrays in the arguments, all floats as float64."""
        return _first(self.function(*self.given.with_({**self.floats, **at})))

    def batched(self, batched: Batched | None) -> Batched | None:
        """The function of stacked points, of arrays by name."""
        if batched is None:
            return None
        return lambda **at: _first(batched(*self.given.with_({**self.floats, **at})))

    def claimed(self, notes: list[str]) -> Any:
        """The gradients, computed if need be; notes grows by what is dangerous in doing so."""
        if not callable(self.gradients):
            return self.gradients
        found, more = observed(self.gradients, self.given, self.floats, self.upstream)
        notes += more
        return found

    def elsewhere(self, leaves: list[Leaf]) -> tuple[Point, Point]:
        """Another point nearby, and the gradients there."""
        at = start(leaves)
        typical = scales(at)
        for name, tensor in at.items():
            size = np.where(tensor != 0, np.abs(tensor), typical[name])
            at[name] = tensor + NUDGE * size * self.rng.uniform(-1, 1, tensor.shape)
        assert callable(self.gradients)
        moved = inputs(self.given, {**self.floats, **at}, self.upstream)
        return at, by_name(self.gradients(*moved), self.given)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and value else value


def _upstream(asked: _Asked, upstream: object, notes: list[str]) -> Array | None:
    """The gradient by the function's output; None where that is one number."""
    given = asked.given.with_(asked.floats)
    result, changed = called(asked.function, given, "the function")
    notes += changed
    output = numbers(_first(result), "the result of the function whose gradient is checked")
    if output.dtype == np.float32:
        notes.append(f"the function computes in float32 whatever it gets: {COARSE}")
    if upstream is not None:
        weights = np.asarray(upstream, dtype=np.float64)
        if weights.shape != output.shape:
            raise ValueError(
                f"upstream has shape {weights.shape}, the function's result {output.shape}: "
                "give the gradient of the loss by that result"
            )
        return weights
    if output.size == 1:
        return None
    if not callable(asked.gradients):
        raise ValueError(
            f"the function gives an array of shape {output.shape}: give the upstream gradient that "
            "the gradients were computed with, as `upstream`, or a function that computes them"
        )
    return asked.rng.standard_normal(output.shape)


def _precision(named: Mapping[str, Any]) -> Iterator[str]:
    """A note where gradients are in float32."""
    single = [n for n, value in named.items() if getattr(value, "dtype", None) == np.float32]
    if single:
        yield f"the gradient of {', '.join(single)} is in float32: {COARSE}"


def _right(found: Found, leaves: list[Leaf], notes: tuple[str, ...]) -> Verdict:
    names = ", ".join(found.tensors)
    count = "gradients" if len(found.tensors) > 1 else "gradient"
    is_are = "are" if len(found.tensors) > 1 else "is"
    return Verdict(
        said="right",
        message=f"the {count} of {names} {is_are} right",
        notes=notes,
        relative=max((judged.relative for judged in found.tensors.values()), default=0.0),
        entries=sum(leaf.array.size for leaf in leaves),
        left_out=sum(judged.left_out for judged in found.tensors.values()),
        evaluations=found.evaluations,
    )


def _wrong(failure: WrongGradient, notes: tuple[str, ...]) -> Verdict:
    seen = failure.seen
    return Verdict(
        said="wrong",
        message=f"the gradient of {failure.tensor} is wrong",
        notes=notes,
        tensor=failure.tensor,
        index=seen.worst.place,
        got=float(seen.worst.got.real),
        expected=float(seen.worst.expected.real),
        relative=seen.worst.relative,
        pattern="; ".join(filter(None, (seen.words, seen.more))),
        entries=failure.size,
        left_out=failure.left_out,
        evaluations=failure.evaluations,
    )

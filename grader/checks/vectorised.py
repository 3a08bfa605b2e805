"""Is a function vectorised over the batch?

Two independent looks, and only where both see a loop over the samples is there one: the time that
calls take against the number of samples, and the source. Large arrays alone make time grow, and a
loop that costs nothing isn't worth a word; so neither look by itself fails anybody. Where no loop
can be read, and the time is that of one all the same, a human looks: source can be hidden from
reading, in `exec` or in containers.
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeGuard

import numpy as np

from grader.checks.call import verify_callable
from grader.checks.definitions import File, makes_code
from grader.checks.loops import find_loop
from grader.checks.samples import Samples
from grader.checks.values import author_error, fail, is_remote, shown
from grader.errors import Undecided

REPEATS = 15
ENOUGH_SECONDS = 1.0
OPERATIONS = 200
FEATURES = 5
FAR = 4
"""A further sample that costs so many operations of numpy tells of a loop, though none is seen."""
SOME = 8
"""The part of the larger number of samples at which that is looked at once more."""

Arguments = tuple[Any, ...]


class RemoteFunction(Protocol):
    """What a handle to a function knows of itself without asking the student's process."""

    remote_name: str

    def __call__(self, *args: Any) -> Any: ...

    def remote_clock(self) -> float:
        """CPU seconds the student's process used so far, or wall seconds where unknown."""

    def remote_files(self) -> Sequence[File]:
        """The submission's source as it was handed in."""


def vectorised(
    function: Callable[..., Any],
    make_args: Callable[[int], Arguments],
    what: str,
    sizes: tuple[int, int] = (8, 512),
) -> None:
    """Verify that a function doesn't loop over the samples in Python.

    function: a function of the submission, as `submission.relu_forward` gives it.
    make_args: gives the positional arguments for a number of samples; the arrays in which one axis
        has this length are those of the samples. Let all other axes be small and of a length that
        is in neither of the sizes.
    sizes: a small and a large number of samples.
    Raises CheckFailed, naming the loop, where both the time and the source tell of one; Undecided
    where the time does so clearly, or the source makes code that can't be read. What else can't be
    told passes. Whether the results are right is for other checks.
    """
    verify_callable(function, what)
    small, large = sizes
    if not _is_function(function) or not 0 < small < large:
        raise author_error(f"vectorised: {what} must be a submission's, and the second size larger")
    few, many = make_args(small), make_args(large)
    files = function.remote_files()
    loop = find_loop(function.remote_name, files, _known(few, many, sizes, what))
    least = _seconds_an_operation() * (FAR if loop is None and not makes_code(files) else 1)
    if _seconds_a_sample(function, few, many, sizes) < least:
        return
    if loop is None:
        some = max(large // SOME, small + 1)
        if _seconds_a_sample(function, few, make_args(some), (small, some)) < least:
            return  # arrays of samples by samples, say: a loop's further samples all cost the same
        raise Undecided(
            f"the time of {what} grows with the number of samples as that of a loop does, but"
            " reading shows none: whether it is vectorised is for a human to say"
        )
    fail(
        f"{what} goes through the samples one by one ({shown(loop.label)}, line {loop.line}:"
        f" {shown(loop.code, 80).rstrip(':')}), and its time grows with their number; compute all"
        " samples at once with operations on whole arrays"
    )


def _is_function(function: object) -> TypeGuard[RemoteFunction]:
    return is_remote(function) and hasattr(type(function), "remote_files")


def _known(
    few: Arguments, many: Arguments, sizes: tuple[int, int], what: str
) -> list[Samples | None]:
    """Which axis of each argument is the samples'; None for those that don't grow."""
    found: list[Samples | None] = []
    for one, other in zip(few, many, strict=True):
        shapes = np.shape(one), np.shape(other)
        axes = [axis for axis, pair in enumerate(zip(*shapes, strict=True)) if pair == sizes]
        found.append(Samples(len(shapes[0]), axes[0]) if axes else None)
    if not any(found):
        raise author_error(f"vectorised: no argument of {what} grows with the number of samples")
    return found


def _seconds_a_sample(
    function: RemoteFunction, few: Arguments, many: Arguments, sizes: tuple[int, int]
) -> float:
    """By how much a call takes longer for each further sample.

    Of each call the shortest of several counts, and they alternate: a busy machine slows all.
    """
    shortest = [float("inf"), float("inf")]
    spent = 0.0
    for _ in range(REPEATS):
        for index, arguments in enumerate((few, many)):
            start = function.remote_clock()
            function(*arguments)
            seconds = function.remote_clock() - start
            shortest[index] = min(shortest[index], seconds)
            spent += seconds
        if spent > ENOUGH_SECONDS:
            break
    return (shortest[1] - shortest[0]) / (sizes[1] - sizes[0])


def _seconds_an_operation() -> float:
    """What the least step of a loop takes on this machine: numpy's operation on few numbers."""
    few = np.ones(FEATURES)
    shortest = float("inf")
    for _ in range(REPEATS):
        start = time.thread_time()
        for _ in range(OPERATIONS):
            np.add(few, few)
        shortest = min(shortest, time.thread_time() - start)
    return shortest / OPERATIONS

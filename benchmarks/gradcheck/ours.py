"""The toolkit's own verdicts."""

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any, NamedTuple

import numpy as np

from grader.checks import gradient
from grader.errors import AuthorError, CheckFailed

from .case import Case, Gradients
from .families import case
from .mutants import GENERAL, LEAST, PENALTIES, effect
from .plan import planted, sized
from .tally import EXACT, PROBES, Cost, Said

POINTS = 5
PLACED = {
    "one entry's sign": "one entry",
    "a dead column": "one column",
    "a dead row": "one row",
    "scaled by 1.001": "same factor",
    "sign": "wrong sign",
}


class Chunk(NamedTuple):
    """Seeds [start, stop) of one family; `flipped` stands for the network of 100,000."""

    part: str
    family: str
    start: int
    stop: int
    large: bool


def verdict(case: Case, got: Gradients, seed: int) -> tuple[str, str, float]:
    """passed, failed or none; the message; CPU seconds."""
    rng = np.random.default_rng([seed, 77])
    start, said, message = time.process_time(), "passed", ""
    try:
        gradient(case.function, case.at, got, upstream=case.upstream, rng=rng)
    except CheckFailed as error:
        said, message = "failed", error.message
    except AuthorError as error:
        said, message = "none", str(error)
    return said, message, time.process_time() - start


def measured(chunk: Chunk) -> tuple[list[Said], list[str]]:
    """All verdicts of a chunk, and remarks about those that are wrong."""
    said: list[Said] = []
    remarks: list[str] = []
    for seed in range(chunk.start, chunk.stop):
        each, about = _clean(chunk, seed) if chunk.part == "clean" else _mutants(chunk, seed)
        said += each
        remarks += about
    return said, remarks


def _clean(chunk: Chunk, seed: int) -> tuple[list[Said], list[str]]:
    point = case(chunk.family, seed, chunk.large)
    said, message, seconds = verdict(point, point.right, seed)
    checker = PROBES if chunk.large else EXACT
    remark = f"false alarm: {checker}, {chunk.family}, seed {seed}: {message}"
    each = Said(checker, "clean", chunk.family, said, seconds)
    return [each], [remark] * (said == "failed")


def _mutants(chunk: Chunk, seed: int) -> tuple[list[Said], list[str]]:
    found, remarks = [], []
    checker = PROBES if chunk.large else EXACT
    for point, mutant in planted(chunk.family, seed, chunk.large):
        said, message, seconds = verdict(point, mutant.got, seed)
        named = pattern = None
        if said == "failed":
            named = any(message.startswith(f"the gradient of {n} ") for n in mutant.tensors)
            if mutant.patterns:
                pattern = any(words in message for words in mutant.patterns)
        found.append(
            Said(checker, "mutants", mutant.mistake, said, seconds, mutant.faint, named, pattern)
        )
        about = f"{checker}, {chunk.family}, seed {seed}, {mutant.mistake}"
        if said == "passed" and not mutant.faint:
            sizes = [effect(point.right[n], mutant.got[n]) for n in mutant.tensors]
            remarks.append(f"missed: {about} in {', '.join(mutant.tensors)}, {max(sizes):.1e}")
        elif named is False or pattern is False:
            remarks.append(f"named wrongly: {about}: {message}")
    return found, remarks


def counted(function: Callable[..., Any]) -> tuple[Callable[..., Any], list[None]]:
    """The function, and a list that grows with each of its calls."""
    calls: list[None] = []

    def counting(**at: Any) -> Any:
        calls.append(None)
        return function(**at)

    return counting, calls


def cost(parameters: int) -> Cost:
    """What right and wrong gradients cost."""
    right, seconds, wrong, named = [], [], [], []
    for seed in range(POINTS):
        point = sized(parameters, seed)
        function, calls = counted(point.function)
        counting = Case(**{**vars(point), "function": function})
        seconds.append(verdict(counting, point.right, seed)[2])
        right.append(len(calls))
        for got, words in _placed(point, seed):
            calls.clear()
            said, message, _ = verdict(counting, got, seed)
            wrong.append(len(calls))
            named.append(said == "failed" and "gradient of W1 " in message and words in message)
    checker = EXACT if parameters < 1000 else PROBES
    return Cost(
        checker, parameters, max(right), median(seconds), max(wrong), sum(named), len(named)
    )


def _placed(point: Case, seed: int) -> Iterator[tuple[Gradients, str]]:
    """Mistakes in the first layer with the words that place them."""
    rng = np.random.default_rng([seed, 6])
    g = point.right["W1"]
    changed = [(GENERAL[mistake](g, rng), words) for mistake, words in PLACED.items()]
    missing = g + PENALTIES["L2 term missing"] * point.penalty["W1"] * point.at["W1"]
    for value, words in [*changed, (missing, "multiple of the parameter")]:
        if value is not None and effect(g, value) >= LEAST:
            yield {**point.right, "W1": value}, words

"""Whether a typed formula is the right one: by its values at random points."""

import ast
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import numpy as np

from grader.checks.formulas import repair
from grader.checks.formulas.by_numpy import ByNumpy
from grader.checks.formulas.domain import Domain, Point
from grader.checks.formulas.evaluate import Evaluator, mathematical
from grader.checks.formulas.names import Names
from grader.checks.formulas.spelling import Reading, Spelled, spell
from grader.checks.formulas.tree import tree
from grader.checks.formulas.trouble import FormulaError, ShapeError, told
from grader.checks.formulas.verdict import Pair, Verdict, judged
from grader.checks.formulas.witness import verify_right
from grader.checks.values import Array, author_error, describe, fail
from grader.errors import CheckFailed, Compared, Undecided

POINTS = 64
"""So many that a case which is wrong at a quarter of the points is found, but for one in 10^8."""

DRAWS = 20
"""Attempts to draw a point at which the right value is finite."""

OTHER_READINGS = {
    "tight": (Reading(tight=True), "a / b c is read as a / (b c)"),
    "long_sums": (Reading(long_sums=True), "the sum reaches to the end"),
    "loose": (Reading(loose=True), "a product of two columns is meant in one of its other senses"),
    "numpy": (Reading(numpy=True), "it is computed as numpy does, a vector having one axis"),
}


class Sample(NamedTuple):
    """A point, the names as Python names, and the right value there."""

    point: Point
    values: dict[str, Any]
    right: Array


class Job(NamedTuple):
    """What the formula is for, and whether its transpose is right as well."""

    what: str
    either_layout: bool


def formula(
    typed: object,
    right: Callable[[Any], Any],
    domain: Domain,
    rng: np.random.Generator,
    what: str,
    *,
    loss: Callable[[Any], Any] | None = None,
    by: str = "",
    either_layout: bool = False,
) -> None:
    """Verify that what a student typed equals the right value, in whatever form.

    typed: the answer, text (a number is taken as a formula too).
    right: function of a point's values `v` that gives the right value, shapes as `Domain.given`
        describes them; a result of shape (n,) is a column.
    domain: the names that the formula may use. rng: the check's random numbers.
    what: what the formula is for, `dJ/dW2`.
    loss, by: an independent witness: the right value must agree with central differences of `loss`
        by the name `by`, where names that depend on it are computed again.
    either_layout: the transpose is right as well.
    Raises CheckFailed where it can't be read or differs, Undecided where a human must look,
    AuthorError where the right value contradicts `loss`, or isn't finite.
    """
    text = _text(typed, what)
    names = Names(domain)
    samples = [_sample(right, domain, names, rng) for _ in range(POINTS)]
    if loss is not None:
        verify_right(loss, by, domain, [(one.point, one.right) for one in samples], rng, what)
    job = Job(what, either_layout)
    usual = _judged(text, names, samples, Reading(), job)
    if usual.answer == "equal" and not usual.numpy:
        return None
    by_numpy = _judged(text, names, samples, Reading(numpy=True), job)
    if usual.numpy and not by_numpy.misfit:  # g[:, None] means nothing outside of numpy
        return _told(by_numpy, _compared(by_numpy, text, names, samples, Reading(numpy=True), job))
    if usual.answer == "equal" or (usual.misfit and by_numpy.answer == "equal"):
        return None
    for doubt in (*sorted(usual.doubts), "numpy"):  # the same report in every run
        reading, sense = OTHER_READINGS[doubt]
        other = by_numpy if reading.numpy else _judged(text, names, samples, reading, job)
        if other.answer == "equal":
            raise Undecided(
                f"the formula for {what} can be read in two ways, and is right only if {sense}: "
                "a human will look at it; with more brackets it would have been clear"
            )
    return _told(usual, _compared(usual, text, names, samples, Reading(), job))


def _told(verdict: Verdict, compared: Compared | None) -> None:
    """Pass, or raise what the verdict says."""
    if verdict.answer == "undecided":
        raise Undecided(verdict.words, verdict.detail)
    if verdict.answer == "different":
        fail(verdict.words, verdict.detail, compared=compared)


def _compared(
    verdict: Verdict,
    text: str,
    names: Names,
    samples: Sequence[Sample],
    reading: Reading,
    job: Job,
) -> Compared | None:
    """What a diagnosis may ask about a formula that differs; None where it can't be read."""
    parsed = verdict.parsed
    if parsed is None or verdict.answer != "different" or (verdict.unread and not verdict.misfit):
        return None
    spelled = spell(text, names, reading)

    def value(tree: ast.expr, place: int) -> Array:
        return _laid_out(_value(tree, spelled, samples[place], reading, set()), samples[place], job)

    rights = [sample.right for sample in samples]
    if verdict.misfit:
        got = np.zeros(0)  # it has no value
    else:
        got = np.concatenate([value(parsed, place).ravel() for place in range(len(samples))])
    return Compared(
        f"the formula for {job.what}",
        got,
        np.concatenate([right.ravel() for right in rights]),
        cause=lambda: repair.cause(parsed, names, rights, value),
        other=lambda typed: _other(typed, names, samples, job),
    )


def _other(typed: str, names: Names, samples: Sequence[Sample], job: Job) -> Iterator[Array]:
    """The value of another formula at each point, laid out as that of the student's is."""
    with suppress(FormulaError, ShapeError):
        spelled = spell(typed, names, Reading())
        parsed = tree(spelled)
        for sample in samples:
            got = _value(parsed, spelled, sample, Reading(), set())
            yield _laid_out(got, sample, job).ravel()


def _laid_out(got: Array, sample: Sample, job: Job) -> Array:
    """The transpose, where that is right as well and fits."""
    turned = job.either_layout and got.shape != sample.right.shape == got.T.shape
    return got.T if turned else got


def read_formula(typed: object, domain: Domain, what: str) -> None:
    """Verify that what a student typed can be read with the names of `domain`.

    That its shapes fit together is part of it; whether it is right is not: nothing is compared, so
    that in `domain` every name may be free. The sentences are those of `formula`.
    Raises CheckFailed.
    """
    text = _text(typed, what)
    names = Names(domain)
    samples = [_sample(lambda point: 0.0, domain, names, np.random.default_rng(0))]
    job = Job(what, either_layout=False)
    usual = _judged(text, names, samples, Reading(), job)
    if usual.unread and not (
        usual.misfit and not _judged(text, names, samples, Reading(numpy=True), job).unread
    ):
        raise CheckFailed(usual.words)


def _text(typed: object, what: str) -> str:
    if type(typed) in (int, float):
        return repr(typed)
    if type(typed) is not str:
        fail(f"the formula for {what} must be text, {describe(typed)} came")
    if not typed.strip():
        fail(f"the formula for {what} is empty")
    return typed


def _sample(
    right: Callable[[Any], Any], domain: Domain, names: Names, rng: np.random.Generator
) -> Sample:
    for _ in range(DRAWS):
        with np.errstate(all="ignore"):
            point = domain.draw(rng)
            value = mathematical(right(point))
        if np.isfinite(value).all():
            named = {i: point.values[name] for i, name in names.real.items()}
            named |= {i: float(point.sizes[letter]) for letter, i in names.letters.items()}
            return Sample(point, named, value)
    raise author_error("the right value isn't finite at any point of the Domain")


def _judged(
    text: str, names: Names, samples: Sequence[Sample], reading: Reading, job: Job
) -> Verdict:
    """What the formula is in one reading."""
    doubts: set[str] = set()
    pairs: list[Pair] = []
    numpy = False
    parsed: ast.expr | None = None
    try:
        spelled = spell(text, names, reading)
        doubts |= spelled.doubts
        numpy = spelled.numpy
        parsed = tree(spelled)
        for sample in samples:
            got = _laid_out(_value(parsed, spelled, sample, reading, doubts), sample, job)
            pairs.append(Pair(got, sample.right, sample.point))
    except RecursionError:
        error = FormulaError("it is nested too deeply")
        return Verdict("different", told(error, text, job.what).message, unread=True)
    except (FormulaError, ShapeError) as error:
        words = told(error, text, job.what).message
        misfit = isinstance(error, ShapeError)
        doubt = frozenset(doubts)
        return Verdict(
            "different", words, "", doubt, unread=True, misfit=misfit, numpy=numpy, parsed=parsed
        )
    said = used(parsed, names)
    if names.find(job.what, {}) in [names.find(name, {}) for name in said]:
        words = f"the formula for {job.what} uses {job.what} itself: write it with other names"
        return Verdict("different", words, unread=True)
    verdict = judged(pairs, said, job.what, sequences=names.domain.sequences)
    return verdict._replace(doubts=frozenset(doubts), numpy=numpy, parsed=parsed)


def _value(
    parsed: ast.expr, spelled: Spelled, sample: Sample, reading: Reading, doubts: set[str]
) -> Array:
    letters = {size: letter for letter, size in sample.point.sizes.items()}
    how = ByNumpy if reading.numpy else Evaluator
    evaluator = how(sample.values, spelled, letters, loose=reading.loose)
    try:
        with np.errstate(all="ignore"):
            return mathematical(evaluator.value(parsed))
    finally:
        if evaluator.doubtful:
            doubts.add("loose")


def used(parsed: ast.expr, names: Names) -> tuple[str, ...]:
    """The Domain's names that a formula uses, in the Domain's order."""
    ids = {node.id for node in ast.walk(parsed) if isinstance(node, ast.Name)}
    return tuple(name for identifier, name in names.real.items() if identifier in ids)

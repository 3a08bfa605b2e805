"""Labels, scores and predicted classes mistaken for each other."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from grader.diagnosis.case import Case, Floats, Relation
from grader.diagnosis.evidence import Finding

Mask = NDArray[np.bool_]


def _one_hot_axis(array: Floats) -> int | None:
    """The axis along which each line holds one 1 and zeros, or None."""
    if array.ndim != 2 or not ((array == 0) | (array == 1)).all():
        return None
    for axis in (1, 0):
        if array.shape[axis] > 1 and (array.sum(axis=axis) == 1).all():
            return axis
    return None


def one_hot_for_labels(case: Case) -> Finding | None:
    """Rows with a single 1 where class numbers were expected."""
    axis = _one_hot_axis(case.got)
    if axis is None or case.got.size <= case.expected.size or not case.informs(case.expected):
        return None
    if not case.equal(case.got.argmax(axis=axis).astype(float), case.expected.ravel()):
        return None
    return Finding(
        "one_hot_for_labels",
        f"{case.what} is one-hot (a 1 in the place of the class): class numbers are expected",
    )


def labels_for_one_hot(case: Case) -> Finding | None:
    """Class numbers where rows with a single 1 were expected."""
    axis = _one_hot_axis(case.expected)
    if axis is None or case.got.size >= case.expected.size or not case.tells():
        return None
    if not case.equal(case.expected.argmax(axis=axis).astype(float), case.got.ravel()):
        return None
    return Finding(
        "labels_for_one_hot",
        f"{case.what} holds class numbers: one-hot rows (a 1 in the place of the class) are "
        "expected",
    )


def classes_for_scores(case: Case) -> Finding | None:
    """The predicted class, as a number or one-hot, where scores were expected."""
    right = case.expected
    if right.ndim != 2 or _one_hot_axis(right) is not None:
        return None
    if (case.got != np.rint(case.got)).any() or not case.informs(right):
        return None
    for axis in (1, 0):
        best = right.argmax(axis=axis).astype(float)
        if right.shape[axis] < 2:
            continue
        hot = _hot(best, right.shape) if case.alike else None
        one_hot = hot is not None and bool((case.got == hot).all())
        if case.informs(case.got) and (one_hot or case.equal(best, case.got.ravel())):
            return Finding(
                "classes_for_scores",
                f"{case.what} holds the class with the largest score: the scores are expected",
            )
    return None


def _choices(case: Case) -> Iterator[tuple[Floats, int]]:
    """Scores among the inputs, and the axis along which the class was expected to be chosen."""
    right = case.expected.ravel()
    for scores in case.inputs.values():
        for axis in (1, 0) if scores.ndim == 2 else ():
            fits = scores.shape[axis] > 1 and scores.shape[1 - axis] == right.size
            if fits and np.array_equal(scores.argmax(axis=axis), right):
                yield scores, axis


def smallest_score(case: Case) -> Finding | None:
    """argmin for argmax."""
    for scores, axis in _choices(case):
        if np.array_equal(scores.argmin(axis=axis), case.got.ravel()) and case.tells():
            return Finding("smallest_score", f"{case.what} is the class with the smallest score")
    return None


def score_of_class(case: Case) -> Finding | None:
    """The largest score itself."""
    for scores, axis in _choices(case):
        if case.equal(scores.max(axis=axis), case.got.ravel()) and case.tells():
            return Finding(
                "score_of_class", f"{case.what} is the largest score, its class is asked for"
            )
    return None


def class_over_samples(case: Case) -> Finding | None:
    """The largest score sought along the wrong axis."""
    for scores, axis in _choices(case):
        if np.array_equal(scores.argmax(axis=1 - axis), case.got.ravel()) and case.tells():
            return Finding(
                "class_over_samples",
                f"{case.what} is where the largest score of each class is, over the samples: it "
                "is sought along the wrong axis",
            )
    return None


def label_entries(case: Case) -> Finding | None:
    """Wrong by one number at the entries of the labels alone, or everywhere but there."""
    if not case.alike or case.got.ndim != 2:
        return None
    for name, labels in case.inputs.items():
        hot = _hot(labels, case.got.shape)
        if hot is None:
            continue
        for places, relation in ((hot, "label_left_out"), (~hot, "label_everywhere")):
            off = (case.got - case.expected)[places]
            same = off.size > 2 and case.equal(off, np.full(off.shape, off[0]), case.scale)
            if same and (case.wrong == places).all():
                where = "only" if relation == "label_left_out" else "everywhere but"
                return Finding(
                    relation,
                    f"{case.what} is off by one same number {where} at the entries of the right "
                    f"classes ({name}): look at the term that the right class alone has",
                )
    return None


def label_counts(case: Case) -> Finding | None:
    """Off by a multiple of how often each class occurs: the same, summed over the samples."""
    if not case.alike or case.got.squeeze().ndim != 1 or case.got.size < 3:
        return None
    difference = case.got.ravel() - case.expected.ravel()
    for name, labels in case.inputs.items():
        if _hot(labels, (labels.size, case.got.size)) is None:
            continue
        counts = np.bincount(labels.ravel().astype(int), minlength=case.got.size).astype(float)
        several = np.count_nonzero(counts) > 2 and np.ptp(counts) > 0
        if several and case.multiple(difference, counts, case.scale) is not None:
            return Finding(
                "label_counts",
                f"{case.what} is off by a multiple of how often each class of {name} occurs: look "
                "at the term that the right class alone has",
            )
    return None


def _hot(labels: Floats, shape: tuple[int, ...]) -> Mask | None:
    """A mask of this shape with one True a sample, or None where these are no labels for it."""
    flat = labels.ravel()
    if (flat != np.rint(flat)).any() or flat.min() < 0:
        return None
    for axis in (1, 0):
        if flat.size == shape[1 - axis] and shape[axis] > 1 and flat.max() < shape[axis]:
            hot: Mask = flat[:, None] == np.arange(shape[axis])
            return hot if axis else hot.T
    return None


EXACT: tuple[Relation, ...] = (
    one_hot_for_labels,
    labels_for_one_hot,
    classes_for_scores,
    smallest_score,
    score_of_class,
    class_over_samples,
    label_entries,
    label_counts,
)

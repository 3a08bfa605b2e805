"""For the diagnosis: which accuracies a program gives, how many, and when it stops."""

import numpy as np

from .protocol import one
from .runs import last_best

MOST = 15
"""Epochs of a run that is to stop by itself."""


def cut(got):
    """For the diagnosis: whether accuracies lost what is behind the decimal point."""
    whole = all(np.isin(values, (0, 1)).all() for values in (got.train, got.val))
    return (
        "Every accuracy is 0 or 1: what is behind the decimal point was cut off." if whole else ""
    )


def missing(got, expected):
    """For the diagnosis: which epochs' accuracies are missing, or too many."""
    want = np.array([[epoch.train, epoch.val] for epoch in expected])
    if len(got.train) != len(got.val):
        return ""
    found = np.stack([got.train, got.val], axis=1)
    if len(found) == len(want) - 1 and np.abs(found - want[:-1]).max() < 0.01:
        return "The program makes one epoch too few, or leaves out what comes after the last one."
    if len(found) == len(want) - 1 and np.abs(found - want[1:]).max() < 0.01:
        return "The accuracies after the first epoch are missing."
    if len(found) == len(want) + 1 and np.abs(found[1:] - want).max() < 0.01:
        return "The first accuracies are those before any training."
    if len(found) == len(want) + 1 and np.abs(found[:-1] - want).max() < 0.01:
        return "The program makes one epoch too many."
    return ""


MEASURED = {
    "train": "those on the training images",
    "val": "those on the validation images",
    "test": "those on the test images",
}


def misplaced(got, expected, data):
    """For the diagnosis: whether accuracies are right, but of other images or turned round."""
    right = {part: np.array([getattr(e, part) for e in expected]) for part in MEASURED}
    fits = {}
    for name in ("train", "val"):
        found = getattr(got, name)
        made = {**right, "errors": 1 - right[name]}
        fits[name] = [
            part
            for part, values in made.items()
            if values.shape == found.shape
            and np.abs(found - values).max() <= 2.5 / len(data[f"y_{name}"])
        ]
    if fits["train"] == ["errors"] and fits["val"] in (["errors"], ["val"]):
        return "Error rates stand where accuracies are asked for."
    pair = fits["train"], fits["val"]
    if pair[0] == ["train"] and len(pair[1]) == 1 and pair[1] != ["val"]:
        return f"The accuracies under val are {MEASURED.get(pair[1][0], 'error rates')}."
    if pair[1] == ["val"] and len(pair[0]) == 1 and pair[0] != ["train"]:
        return f"The accuracies under train are {MEASURED[pair[0][0]]}."
    return ""


def stop_after(val, patience, best=last_best):
    """The number of epochs after which a run with these accuracies ends."""
    due = (n for n in range(1, MOST) if n - best(val[:n]) >= patience)
    return next(due, MOST)


def why_stopped(got, patience):
    """For the diagnosis: which rule stops where this run did."""
    val, train = ([round(v, 9) for v in values] for values in (got.val, got.train))
    by_train = stop_after(train, patience) if len(train) == len(val) else 0
    all_epochs = "The program runs through all epochs: it never stops early"
    if by_train == MOST:  # only rarely do training accuracies not rise
        all_epochs += ", or looks at something else than val, at train say"
    late = "The program stops one epoch too late."
    if patience == 2:  # whose one more is the default
        late = "The program waits 3 epochs where 2 are asked for: one too many, or 3 always."
    rules = {
        f"{all_epochs}.": MOST,
        late: stop_after(val, patience + 1),
        "The program stops one epoch too early.": stop_after(val, patience - 1),
        "The program stops at the first epoch that is worse than the one before.": next(
            (n for n in range(2, len(val) + 1) if val[n - 1] < val[n - 2]), MOST
        ),
        "Of equally good epochs the first was taken; the last one counts.": stop_after(
            val, patience, lambda part: 1 + int(np.argmax(part))
        ),
    }
    if by_train != MOST:
        rules["The program stops by the training accuracies; the validation accuracies decide."] = (
            by_train
        )
    if patience == 1:
        fixed = "The program uses the patience 3, whatever the command line says."
        rules[fixed] = stop_after(val, 3)
    return one(words for words, end in rules.items() if end == len(val))

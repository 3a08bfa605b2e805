"""How an epoch chose its batches, told by how often each training row moved the weights.

A batch takes the mean over its rows, so that one of s rows moves the weights of each
batch_size / s times as far as one of the right size does.
"""

import numpy as np

CLOSE = 0.02  # of a use; a step is so small that only first order counts


def choice_words(uses, size, updates):
    """What was chosen instead of batches of `size` other rows each, in words, or "".

    uses: (N,) how far each row moved the weights, in the order of the data, as multiples of what
    one use in a batch of the right size does.
    """
    found = (of_other_size, of_growing_size, of_same_rows, of_overlap, of_first_rows)
    return next((words for way in found if (words := way(uses, size, updates))), "")


def is_used(uses):
    """Which rows move the weights."""
    return np.abs(uses) > CLOSE


def of_other_size(uses, size, updates):
    """Batches that all have another number of rows."""
    some = uses[is_used(uses)]
    rows = size / some.min(initial=np.inf)
    if some.size == 0 or some.min() <= 0 or abs(rows / max(np.rint(rows), 1) - 1) > CLOSE:
        return ""
    rows = int(np.rint(rows))
    times = some * rows / size
    whole = np.all(np.abs(times - np.rint(times)) < CLOSE * times)
    if rows == size or not whole or np.rint(times).sum() != rows * updates:
        return ""
    have = "a single row" if rows == 1 else f"{rows} rows"
    return f"the batches of an epoch have {have} each, where batch_size is {size}"


def of_growing_size(uses, size, updates):
    """Batches that hold the earlier ones too."""
    shares = 1 / np.arange(1, updates + 1)
    asked = np.repeat(np.cumsum(shares[::-1]), size)
    some = np.sort(uses[is_used(uses)])
    if some.shape == asked.shape and np.allclose(some, asked, atol=CLOSE):
        return "each batch of an epoch holds the rows of those before it too"
    return ""


def of_same_rows(uses, size, updates):
    """The same rows in every update, some of them more than once where they are drawn."""
    used = np.flatnonzero(is_used(uses))
    times = uses / updates
    if not 0 < len(used) <= size or not np.allclose(times, np.rint(times), atol=CLOSE):
        return ""
    which = "the first rows of the data" if [*used] == [*range(size)] else "the same rows"
    return f"every update of an epoch takes {which}: its batches have to be different ones"


def of_overlap(uses, size, updates):
    """Batches that start one row after another."""
    asked = np.convolve(np.ones(size), np.ones(updates))
    some = np.sort(uses[is_used(uses)])
    if some.shape == asked.shape and np.allclose(some, np.sort(asked), atol=CLOSE * updates):
        return "batches overlap by all but one row: each starts one row after the one before"
    return ""


def of_first_rows(uses, size, updates):
    """Rows drawn from those at the front alone."""
    used = np.flatnonzero(is_used(uses))
    if len(used) and used[-1] < size:
        return "only the first batch_size rows of the data are ever used"
    return ""

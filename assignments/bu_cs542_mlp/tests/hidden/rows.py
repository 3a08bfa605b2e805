"""Which rows the updates of a training used, read from the parameters at its end.

A step is a sum of the gradients of its rows, which are known: what share each row has in all
updates together follows from where training ended, up to the curvature of the way.
"""

import numpy as np

Params = dict[str, np.ndarray]
NEARLY = 0.01  # a part of the way, where curvature is left out
EXACT = 1e-6
SHARE = 0.2  # shares of rows are known better than that
SEEDS = (*range(2, 13), 21, 99, 100, 111, 231, 321, 666, 999, 1000, 1337, 2019, 2020, 2021, 2022,
         2023, 2025, 2026, 1234, 12345)  # fmt: skip
OTHER_SEED = "The permutations are those of another seed than the task asks for."
OTHER_LABELS = (
    "The updates use rows of X with labels that aren't theirs: X and y are permuted, or cut into "
    "batches, in different ways."
)
OTHER_BATCHES = (
    "Every row has its share in the updates, with its own label and the right rate. What differs "
    "is the order of the rows, which of them share a batch, or where gradients are taken."
)


def flat(params: Params) -> np.ndarray:
    """All parameters, one array."""
    return np.concatenate([np.ravel(value) for value in params.values()])


def by_rows(model: object, start: Params, got: Params, x: np.ndarray, y: np.ndarray, plan) -> str:
    """How often a training of different rows used each of them, and with which label."""
    middle = {name: (value + got[name]) / 2 for name, value in start.items()}
    way = (flat(start) - flat(got)) / plan.rate

    def gradients(labels: np.ndarray) -> np.ndarray:
        each = [model.step(middle, x[i : i + 1], labels[i : i + 1], 0.0)[1] for i in range(len(x))]
        return np.stack([flat({name: grads[name] for name in start}) for grads in each], axis=1)

    weights, off = fitted(gradients(y), way)
    if off < NEARLY:
        told = row_words(weights * len(x) / plan.epochs, plan)
        other = told == OTHER_BATCHES and by_seed(model, start, got, x, y, plan)
        return OTHER_SEED if other else told
    every = [gradients(np.full(len(x), label)) for label in range(start["b2"].size)]
    _, off = fitted(np.concatenate(every, axis=1), way)
    return OTHER_LABELS if off < NEARLY else ""


def by_seed(model: object, start: Params, got: Params, x: np.ndarray, y: np.ndarray, plan) -> bool:
    """Whether the permutations are those of another seed."""
    size = np.linalg.norm(flat(got) - flat(start))
    for seed in SEEDS:
        draw, params = np.random.RandomState(seed), start
        for rate in plan.rate * plan.decay ** np.arange(plan.epochs):
            order = draw.permutation(plan.rows)
            for first in range(0, plan.rows - plan.batch + 1, plan.batch):
                rows = order[first : first + plan.batch]
                grads = model.step(params, x[rows], y[rows], plan.reg)[1]
                params = {name: value - rate * grads[name] for name, value in params.items()}
        if np.linalg.norm(flat(got) - flat(params)) < EXACT * size:
            return True
    return False


def fitted(gradients: np.ndarray, way: np.ndarray) -> tuple[np.ndarray, float]:
    """The weights of these gradients in the way, and the part of it that they leave over."""
    weights = np.linalg.lstsq(gradients, way, rcond=1e-9)[0]
    return weights, float(np.linalg.norm(gradients @ weights - way) / np.linalg.norm(way))


def row_words(shares: np.ndarray, plan) -> str:
    """What share each row has in the updates, where 1 is the right one."""
    shares = shares / max(plan.rows // plan.batch, 1)
    if shares.min() < -SHARE or abs(shares.mean() - 1) > NEARLY:
        return ""  # other rates, or other numbers of updates: batches have means, of any size
    counts = {
        "no share": int(np.sum(shares < SHARE)),
        "too small a share": int(np.sum((shares >= SHARE) & (shares < 1 - SHARE))),
        "the right share": int(np.sum(np.abs(shares - 1) <= SHARE)),
        "too large a share": int(np.sum(shares > 1 + SHARE)),
    }
    if counts["the right share"] == len(shares):
        return OTHER_BATCHES
    told = ", ".join(f"{count} {words}" for words, count in counts.items() if count)
    return (
        f"An epoch uses every row once. Of {plan.rows} rows, so many have in all updates of "
        f"{plan.epochs} epochs: {told}."
    )

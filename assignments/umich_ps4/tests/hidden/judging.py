"""Gradients and parameters of the student's as arrays."""

import numpy as np

from grader.checks import fail, finite_array, plain, same
from grader.errors import CheckFailed, Compared


def arrays(value: object, what: str, *, half: bool = False) -> dict[str, np.ndarray]:
    """The value as a dict of finite float arrays; half as there; CheckFailed otherwise."""
    data = plain(value)
    if not isinstance(data, dict) or not data or not all(isinstance(key, str) for key in data):
        fail(f"{what} must be a dict of arrays, with names as keys")
    what = f"an array in {what}"
    return {key: finite_array(item, None, what, half=half) for key, item in data.items()}


def same_grads(grads: dict, expected: dict[str, np.ndarray]) -> None:
    """Compare the entries of grads that are expected; biases may be one row."""
    failures = {}
    for name, value in expected.items():
        try:
            same(grads[name], value, f"grads[{name!r}]", shapes=((1, *value.shape),))
        except CheckFailed as failure:
            failures[name] = failure
    raise_first(failures)


def raise_first(failures: dict[str, CheckFailed]) -> None:
    """Raise the first failure, if there is one, with all arrays that differ to be compared.

    A mistake is told by which arrays it makes wrong as well.
    """
    if not failures:
        return
    first = next(iter(failures.values()))
    compared = [failure.compared for failure in failures.values()]
    if len(compared) > 1 and all(c is not None for c in compared):
        parts = [c for c in compared if np.shape(c.got) == np.shape(c.expected)]
        if len(parts) == len(compared):
            got, right = (
                np.concatenate([np.ravel(getattr(c, which)) for c in parts])
                for which in ("got", "expected")
            )
            first.compared = Compared(", ".join(c.what for c in parts), got, right)
    raise first


def shaped(grads: dict, shapes: dict[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """The gradients as arrays in the shapes of the parameters; CheckFailed for other shapes."""
    return {
        name: finite_array(grads[name], s, f"grads[{name!r}]", row=True)
        for name, s in shapes.items()
    }

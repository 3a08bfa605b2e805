"""Gradients and parameters of the student's as arrays."""

import numpy as np

from grader.checks import fail, finite_array, plain, same


def arrays(value: object, what: str, *, half: bool = False) -> dict[str, np.ndarray]:
    """The value as a dict of finite float arrays; half as there; CheckFailed otherwise."""
    data = plain(value)
    if not isinstance(data, dict) or not data or not all(isinstance(key, str) for key in data):
        fail(f"{what} must be a dict of arrays, with names as keys")
    what = f"an array in {what}"
    return {key: finite_array(item, None, what, half=half) for key, item in data.items()}


def same_grads(grads: dict, expected: dict[str, np.ndarray]) -> None:
    """Compare the entries of grads that are expected; biases may be one row."""
    for name, value in expected.items():
        same(grads[name], value, f"grads[{name!r}]", shapes=((1, *value.shape),))


def shaped(grads: dict, shapes: dict[str, tuple[int, ...]]) -> dict[str, np.ndarray]:
    """The gradients as arrays in the shapes of the parameters; CheckFailed for other shapes."""
    return {
        name: finite_array(grads[name], s, f"grads[{name!r}]", row=True)
        for name, s in shapes.items()
    }

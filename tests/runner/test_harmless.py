"""Which texts of exceptions pass in a hidden check: real ones of Python and numpy, and no other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.intake import read
from grader.model import Cell, Source, Submission
from grader.runner.harmless import Own, harmless
from grader.sandbox.told import Origin

SOURCE = """\
class Net:
    def __init__(self, W1, b1):
        self.W1 = W1

def fc_forward(x, w, b):
    raise NotImplementedError("4.2a: not written yet")
"""
A = np.ones((3, 4))


def own(text: str = SOURCE) -> Own:
    cell = Cell(label="a.py", source=text)
    source = Source(path="a.py", notebook=False, cells=(cell,))
    return Own(Origin(Submission(student="ada", entry="a.py", sources=(source,))))


def fc_forward(x: Any, w: Any, b: Any) -> Any:
    return x, w, b


def unpack_three(values: Any) -> None:
    _first, _second, _third = values


def assign(target: Any, index: Any, value: Any) -> None:
    target[index] = value


class Net:
    def __init__(self, W1: Any, b1: Any) -> None:
        self.W1 = W1


def add_in_place(target: Any, value: Any) -> None:
    target += value


REAL: list[Callable[[], Any]] = [
    lambda: A @ np.ones((5, 2)),
    lambda: A @ np.float64(3),
    lambda: A.dot(np.ones((5, 2))),
    lambda: np.dot(A, np.ones(3)),
    lambda: A + np.ones((5, 4)),
    lambda: A + np.ones(3),
    lambda: np.where(np.ones(2), np.ones(3), np.ones(4)),
    lambda: np.add(A, 1.0, out=np.ones(2)),
    lambda: add_in_place(np.ones(4), A),
    lambda: add_in_place(np.ones(4, dtype=int), 1.5),
    lambda: A.reshape(5, 3),
    lambda: A.reshape(-1, 5),
    lambda: A.sum(axis=2),
    lambda: A[5],
    lambda: A[:, 7],
    lambda: A[0, 0, 0],
    lambda: A[np.ones(4, dtype=bool)],
    lambda: A[[0, 1], [0, 1, 2]],
    lambda: A["W1"],
    lambda: assign(A, slice(None), np.ones(3)),
    lambda: assign(A, (0, 0), np.ones(3)),
    lambda: np.array([[1, 2], [3]]),
    lambda: np.concatenate([A, np.ones((3, 5))], axis=0),
    lambda: np.concatenate([A, np.ones(3)]),
    lambda: np.vstack([A, np.ones(5)]),
    lambda: np.broadcast_to(A, (2, 2)),
    lambda: np.linalg.inv(A),
    lambda: float(A),
    lambda: int(A),
    lambda: bool(A),
    lambda: np.einsum("ij,jk->ik", A, A),
    lambda: np.einsum("ijk->i", A),
    lambda: A.transpose(0, 1, 2),
    lambda: A.foo,  # type: ignore[attr-defined]
    lambda: np.softmax(A),  # type: ignore[attr-defined]
    lambda: undefined_x + 1,  # type: ignore[name-defined] # noqa: F821
    lambda: unpack_three((1, 2)),
    lambda: unpack_three((1, 2, 3, 4)),
    lambda: unpack_three(5),
    lambda: fc_forward(1, 2),  # type: ignore[call-arg]
    lambda: fc_forward(1),  # type: ignore[call-arg]
    lambda: fc_forward(1, 2, 3, 4),  # type: ignore[call-arg]
    lambda: fc_forward(1, 2, w=3),  # type: ignore[call-arg, misc]
    lambda: Net(),  # type: ignore[call-arg]
    lambda: Net(1, 2, 3),  # type: ignore[call-arg]
    lambda: None + 1,  # type: ignore[operator]
    lambda: None[0],  # type: ignore[index]
    lambda: None(),  # type: ignore[misc]
    lambda: len(5),  # type: ignore[arg-type]
    lambda: [1, 2][5],
    lambda: (1, 2)[5],  # type: ignore[misc]
    lambda: {}["W1"],
    lambda: 1 / 0,
    lambda: "a" + 1,  # type: ignore[operator]
    lambda: {}[[]],  # type: ignore[index]
    lambda: [1, 2] @ A,  # type: ignore[operator]
]


def told_by(call: Callable[[], Any]) -> str:
    try:
        call()
    except Exception as error:
        return str(error)
    return ""


@pytest.mark.parametrize("number", range(len(REAL)))
def test_what_python_and_the_installed_numpy_say_passes(number: int) -> None:
    text = told_by(REAL[number])
    if not text:
        pytest.skip("this version of numpy accepts it")
    assert harmless(text, own("undefined_x W1 b1 foo softmax w x b\n" + SOURCE)), text


def test_what_stands_in_the_source_passes_and_no_part_of_it() -> None:
    assert harmless("4.2a: not written yet", own())
    assert not harmless("4.2", own())
    assert not harmless("4.2b: not written yet", own())


HIDDEN = np.array([0.12573022, -0.13210486, 0.64042265])


@pytest.mark.parametrize(
    "text",
    [
        str(HIDDEN),
        repr(HIDDEN),
        repr(HIDDEN.tolist()),
        str(HIDDEN[0]),
        "1257",
        "array([3, 1, 0, 2])",
        "labels 3 1 0 2",
        "x = 5",
        "1e5",
        "0x1f",
        HIDDEN.tobytes().hex(),
        "expected value tGh3kQ",
        "w0123 w4567",
        "shapes (12573,) and (4,) not aligned: 12573 (dim 0) != 4 (dim 0)",
        "index 1 is out of bounds for size 3\nindex 1 is out of bounds for size 3",
        "index 1 is out of bounds for size 3 and 4",
        "shapes (1,2,3,4,5,6,7,8,9) and (4,) not aligned: 12 (dim 0) != 4 (dim 0)",
        "secret() takes 1 positional argument but 2 were given",
        "fc_forward() missing 1 required positional argument: 'a1b2c3'",
        "\u0663\u0661\u0664",
        "array " * 60,
        "a.b/c " + "W1 b1 Net fc_forward raise class def " * 2,
        "/usr/lib/python3/secret.py",
    ],
)
def test_what_may_carry_something_is_stopped(text: str) -> None:
    assert not harmless(text, own())


def test_an_empty_text_passes(tmp_path: Path) -> None:
    path = tmp_path / "ada.py"
    path.write_text(SOURCE)
    assert harmless("", Own(Origin(read(path))))

"""The two looks at a function: by a clock that the test turns itself, and in a real sandbox."""

import ast
import importlib
import textwrap
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.checks import vectorised
from grader.errors import AuthorError, CheckFailed, Undecided

from ..small import graded, hand_in, make_course, outcome

LOOP = "def f(x, W):\n    for i in range(x.shape[1]): W @ x[:, i]\n"
WHOLE = "def f(x, W):\n    return W @ x\n"


class Timed:
    """A handle to a function with this source, whose calls take as long as it is told.

    waits: seconds of every third call more, as on a busy machine. square: seconds that each pair of
    samples costs.
    """

    kind = "function"
    remote_name = "f"

    def __init__(
        self, source: str, call: float, sample: float, waits: float = 0.0, square: float = 0.0
    ) -> None:
        self.source = source
        self.call = call
        self.sample = sample
        self.waits = waits
        self.square = square
        self.now = 100.0
        self.calls: list[int] = []

    def remote_plain(self) -> object:
        raise AssertionError("a function has no plain form")

    def remote_clock(self) -> float:
        return self.now

    def remote_files(self) -> list[list[tuple[str, list[ast.stmt]]]]:
        return [[("layers.py", ast.parse(self.source).body)]]

    def __call__(self, x: Any, W: Any) -> None:
        self.calls.append(x.shape[1])
        self.now += self.call + self.sample * x.shape[1] + self.square * x.shape[1] ** 2
        self.now += self.waits * (len(self.calls) % 3 == 0)


def make(samples: int) -> tuple[Any, ...]:
    return np.ones((5, samples)), np.ones((3, 5))


def check(function: Any, sizes: tuple[int, int] = (8, 512)) -> None:
    vectorised(function, make, "f(x, W)", sizes)


def test_both_looks_see_the_loop() -> None:
    with pytest.raises(CheckFailed) as caught:
        check(Timed(LOOP, 1e-4, 1e-2))
    assert caught.value.message.startswith(
        "f(x, W) goes through the samples one by one"
        " (layers.py, line 2: for i in range(x.shape[1])), and"
    )
    assert caught.value.detail == ""


@pytest.fixture(name="operation")
def _operation(monkeypatch: pytest.MonkeyPatch) -> float:
    """Seconds that an operation of numpy takes, on a machine that is never busy."""
    module = importlib.import_module("grader.checks.vectorised")
    monkeypatch.setattr(module, "_seconds_an_operation", lambda: 1e-6)
    return 1e-6


def test_only_the_time_says_so() -> None:
    with pytest.raises(Undecided, match="for a human to say"):
        check(Timed(WHOLE, 1e-4, 1e-2))
    check(Timed(WHOLE, 1e-4, 1e-9))


def test_time_that_grows_with_the_square_is_no_loops(operation: float) -> None:
    check(Timed(WHOLE, 1e-4, 0.0, square=0.04 * operation))


@pytest.mark.parametrize(
    "text",
    [
        "exec('def f(x, W): pass')",
        "def g(x, W): pass\nf.__code__ = g.__code__",
        "def g(x, W): pass\nsetattr(f, '__code__', g)",
        "import builtins\nbuiltins.eval('f')",
        "import types\nf = types.FunctionType(0, {})",
    ],
)
def test_code_that_nobody_can_read_is_for_a_human(text: str, operation: float) -> None:
    with pytest.raises(Undecided):
        check(Timed(f"{WHOLE}{text}", 1e-4, 2 * operation))
    check(Timed(f"{WHOLE}{text}", 1e-4, 0.01 * operation))
    check(Timed(f"{WHOLE}import re\nre.compile('x')", 1e-4, 2 * operation))


def test_only_the_source_says_so() -> None:
    check(Timed(LOOP, 1e-4, 0.0))
    check(Timed(LOOP, 10.0, 1e-9))  # slow, but not for each sample


@pytest.mark.parametrize("waits", [0.1, 50.0])
def test_busy_machine_changes_nothing(waits: float) -> None:
    check(Timed(LOOP, 1e-4, 0.0, waits))
    check(Timed(WHOLE, 1e-4, 1e-9, waits))
    with pytest.raises(CheckFailed):
        check(Timed(LOOP, 1e-4, 1e-3, waits))


def test_slow_function_is_not_called_again_and_again() -> None:
    slow = Timed(LOOP, 0.0, 0.1)
    with pytest.raises(CheckFailed):
        check(slow)
    assert slow.calls == [8, 512]


def test_sizes_are_the_numbers_of_samples() -> None:
    function = Timed(LOOP, 0.0, 0.1)
    with pytest.raises(CheckFailed):
        check(function, (3, 300))
    assert set(function.calls) == {3, 300}


def test_no_function() -> None:
    with pytest.raises(CheckFailed, match="a function was expected"):
        check(3)


@pytest.mark.parametrize("sizes", [(8, 8), (512, 8), (0, 8)])
def test_sizes_that_make_no_sense(sizes: tuple[int, int]) -> None:
    with pytest.raises(AuthorError, match=r"test_vectorised\.py:\d+: vectorised: "):
        check(Timed(LOOP, 0.0, 0.1), sizes)


def test_arguments_that_do_not_grow() -> None:
    with pytest.raises(AuthorError, match="no argument of f grows"):
        vectorised(Timed(LOOP, 0.0, 0.1), lambda samples: make(4), "f")


def test_function_of_the_trusted_side() -> None:
    with pytest.raises(AuthorError, match="must be a submission's"):
        check(lambda x, W: W @ x)


CHECK = """\
from grader.checks import vectorised

@points(3, problem="1a", title="vectorised")
def test_whole(submission, rng):
    W, b = rng.standard_normal((4, 5)), rng.standard_normal((4, 1))
    vectorised(submission.f, lambda n: (rng.standard_normal((5, n)), W, b), "f(x, W, b)")

@points(4, problem="1b", title="labels")
def test_labels(submission, rng):
    make = lambda n: (rng.standard_normal((3, n)), rng.integers(0, 3, n))
    vectorised(submission.g, make, "g(x, labels)")
"""
NO_LABELS = "\ndef g(x, labels): return x[labels, np.arange(len(labels))].mean()\n"


def run(folder: Path, text: str) -> tuple[Any, Any]:
    """The outcomes of both checks."""
    assignment = make_course(folder, hidden=CHECK, public="")
    report = graded(assignment, hand_in(folder / "in", "import numpy as np\n" + text))
    return outcome(report, "test_whole"), outcome(report, "test_labels")


SLOW = {
    "loop": """
        def f(x, W, b):
            z = np.zeros((W.shape[0], x.shape[1]))
            for i in range(x.shape[1]):
                z[:, i] = W @ x[:, i] + b[:, 0]
            return z
    """,
    "comprehension": "def f(x, W, b): return np.array([W @ c + b[:, 0] for c in x.T]).T",
    "along an axis": """
        def f(x, W, b): return np.apply_along_axis(lambda c: W @ c + b[:, 0], 0, x)
    """,
    "vectorize": """
        def one(v, w): return float(np.maximum(v * w, 0))
        one = np.vectorize(one)
        def f(x, W, b): return one(x, W[0, 0])
    """,
    "entry by entry": """
        def f(x, W, b):
            z = W @ x + b
            for i in range(z.shape[0]):
                for j in range(z.shape[1]):
                    z[i, j] = np.maximum(z[i, j], 0)
            return z
    """,
    "in a method": """
        class Layer:
            def __init__(self): self.one = lambda c, W, b: W @ c + b[:, 0]
            def run(self, x, W, b):
                return np.array([self.one(c, W, b) for c in x.T]).T
        LAYER = Layer()
        def f(x, W, b): return LAYER.run(x, W, b)
    """,
    "recursion": """
        def f(x, W, b):
            if x.shape[1] == 1:
                return W @ x + b
            return np.hstack([W @ x[:, :1] + b, f(x[:, 1:], W, b)])
    """,
}


@pytest.mark.parametrize("name", SLOW)
def test_loops_in_the_sandbox(tmp_path: Path, name: str) -> None:
    whole, labels = run(tmp_path, textwrap.dedent(SLOW[name]) + NO_LABELS)
    assert whole.status == "failed", whole
    assert "goes through the samples one by one (ada.py, line " in whole.message
    assert labels.status == "passed", labels


FAST = {
    "product": "def f(x, W, b): return W @ x + b",
    "einsum": "def f(x, W, b): return np.einsum('ij,jk->ik', W, x) + b",
    "loop over features": """
        def f(x, W, b):
            z = b + np.zeros((1, x.shape[1]))
            for i in range(W.shape[0]):
                for j in range(x.shape[0]):
                    z[i] += W[i, j] * x[j]
            return z
    """,
    "kernel offsets": """
        def f(x, W, b):
            z = 0
            for i in range(5):
                for j in range(5):
                    z = z + np.roll(x, i, axis=1) * W[0, 0] * j
            return z
    """,
    "much work": "def f(x, W, b): return np.linalg.svd(W @ x + b)[2] if x.size else x",
    "broken below": "def f(x, W, b): return W @ x + b\n\nfor i in range(3) print(i)",
    "an object": """
        class Layer:
            def __call__(self, x, W, b): return W @ x + b
        f = Layer()
    """,
}


def test_loop_that_was_put_in_is_for_a_human(tmp_path: Path) -> None:
    text = """
def f(x, W, b): return W @ x + b
exec("def g0(x, W, b): return np.array([W @ c + b[:, 0] for c in x.T]).T")
f.__code__ = g0.__code__
"""
    whole, labels = run(tmp_path, text + NO_LABELS)
    assert (whole.status, whole.pending) == ("skipped", 3)
    assert labels.status == "passed", labels


@pytest.mark.parametrize("name", FAST)
def test_whole_arrays_in_the_sandbox(tmp_path: Path, name: str) -> None:
    whole, labels = run(tmp_path, NO_LABELS + textwrap.dedent(FAST[name]))
    assert whole.status == labels.status == "passed", (whole, labels)


def test_what_the_function_raises_is_told(tmp_path: Path) -> None:
    whole, labels = run(tmp_path, "def f(x, W, b):\n    for i in range(x.shape[1]): x[9]\n")
    assert whole.status == "error"
    assert labels.status == "failed"
    assert "nothing named g" in labels.message


def test_loop_over_labels(tmp_path: Path) -> None:
    text = """
        def g(x, labels):
            loss = 0.0
            for i, y in enumerate(labels):
                loss -= np.log(np.exp(x[y, i]) / np.sum(np.exp(x[:, i])))
            return loss / len(labels)
    """
    whole, labels = run(tmp_path, FAST["product"] + "\n" + textwrap.dedent(text))
    assert whole.status == "passed"
    assert labels.status == "failed", labels
    assert "line 6: for i, y in enumerate(labels))" in labels.message

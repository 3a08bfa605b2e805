"""Loops over the samples, found by reading: x is (features, N), labels (N,), W and b don't grow."""

import ast
import textwrap

import pytest

from grader.checks.loops import Place, find_loop
from grader.checks.samples import Samples

X, LABELS = Samples(2, 1), Samples(1, 0)
ARGUMENTS = (X, LABELS, None, None)


def read(text: str, *more: str, arguments: tuple[Samples | None, ...] = ARGUMENTS) -> Place | None:
    files = [
        [(f"file{number}.py", ast.parse(textwrap.dedent(source)).body)]
        for number, source in enumerate((text, *more))
    ]
    return find_loop("f", files, arguments)


HEAD = "import numpy as np\ndef f(x, labels, W, b):\n"
LOOPS = {
    "range over the shape": "for i in range(x.shape[1]):\n    z[:, i] = W @ x[:, i]",
    "last axis from the end": "for i in range(x.shape[-1]): pass",
    "count in a name": "N = x.shape[1]\nfor i in range(0, N): pass",
    "unpacked shape": "m, N = x.shape\nfor i in range(N): pass",
    "unpacked numpy shape": "m, N = np.shape(x)\nfor i in np.arange(N): pass",
    "part of the shape": "(N,) = x.shape[1:]\nfor i in range(N): pass",
    "size of an axis": "for i in range(np.size(x, 1)): pass",
    "all entries": "for i in range(x.size): pass",
    "length of labels": "for i in range(len(labels)): pass",
    "length of the transpose": "for i in range(len(x.T)): pass",
    "length of a row": "for i in range(len(x[0])): pass",
    "size of a row": "for i in range(x[0, :].size): pass",
    "labels themselves": "for y in labels: pass",
    "enumerate": "for i, y in enumerate(labels): pass",
    "columns": "for column in x.T: pass",
    "zipped columns": "for column, y in zip(np.transpose(x), labels): pass",
    "backwards": "for i in reversed(range(x.shape[1])): pass",
    "every entry, row by row": "for i in range(x.shape[0]):\n    for j in range(x.shape[1]): pass",
    "entries of rows": "for row in x:\n    for entry in row: pass",
    "index of every entry": "for index in np.ndindex(x.shape): pass",
    "entries by iterator": "for entry in np.nditer(x): pass",
    "flat": "for entry in x.flat: pass",
    "raveled": "for entry in x.ravel(): pass",
    "flattened": "for entry in np.maximum(x, 0).reshape(-1): pass",
    "list comprehension": "return np.array([W @ x[:, i] for i in range(x.shape[1])]).T",
    "nested in a call": "return np.stack([W @ c + b for c in x.T], axis=1)",
    "generator": "return sum(-np.log(x[y, i]) for i, y in enumerate(labels)) / len(labels)",
    "dict": "return {i: x[:, i] for i in range(x.shape[1])}",
    "map": "return np.array(list(map(lambda c: W @ c, x.T))).T",
    "vectorize": "return np.vectorize(lambda v: max(v, 0))(x)",
    "vectorize in a name": "g = np.vectorize(lambda v: max(v, 0))\nreturn g(x)",
    "frompyfunc": "return np.frompyfunc(lambda v: max(v, 0), 1, 1)(x)",
    "along the other axis": "return np.apply_along_axis(lambda c: W @ c, 0, x)",
    "while": "i = 0\nwhile i < x.shape[1]:\n    i += 1",
    "while true": "i = 0\nwhile True:\n    if i == x.shape[1]:\n        break\n    i += 1",
    "array made for it": "z = np.zeros((3, x.shape[1]))\nfor i in range(z.shape[1]): pass",
    "array like it": "z = np.empty_like(x)\nfor i in range(z.shape[1]): pass",
    "result of the product": "z = W @ x + b\nfor i in range(z.shape[1]): pass",
    "dot": "z = np.dot(W, x)\nfor i in range(z.shape[1]): pass",
    "method dot": "z = W.T @ x.copy()\nfor i in range(z.shape[1]): pass",
    "softmax of it": "p = np.exp(x - x.max(axis=0))\nfor c in p.T: pass",
    "column sums": "for s in np.sum(x, axis=0): pass",
    "kept sums": "s = x.sum(axis=0, keepdims=True)\nfor i in range(s.shape[1]): pass",
    "reshaped to columns": "N = x.shape[-1]\nz = x.reshape((-1, N))\nfor c in z.T: pass",
    "in a branch": "if W is None:\n    return x\nelse:\n    for y in labels: pass",
    "in a with": "with np.errstate(all='ignore'):\n    for y in labels: pass",
    "in a try": "try:\n    for y in labels: pass\nexcept ValueError: pass",
    "in a function of its own": "def g(N):\n    for i in range(N): pass\ng(x.shape[1])",
    "split into columns": "for c in np.hsplit(x, x.shape[1]): pass",
    "one more": "for i in range(1, x.shape[1] + 1): pass",
    "by name": "N: int = x.shape[1]\nfor i in range(N): pass",
    "walrus": "for i in range(N := x.shape[1]): pass",
}


@pytest.mark.parametrize("name", LOOPS)
def test_loop_over_the_samples(name: str) -> None:
    assert read(HEAD + textwrap.indent(LOOPS[name], "    ")) is not None


NO_LOOPS = {
    "product": "return W @ x + b",
    "einsum": "return np.einsum('ij,jk->ik', W, x)",
    "kernel offsets": "for i in range(5):\n    for j in range(5):\n        z += x[i:] * W[i, j]",
    "offsets from the weights": "for i in range(W.shape[0]): z[i] = W[i] @ x",
    "features": "for i in range(x.shape[0]): z[i] = x[i] * 2",
    "rows": "for row in x: z += row",
    "unpacked features": "m, N = x.shape\nfor i in range(m): pass",
    "classes": "for k in range(int(labels.max()) + 1): pass",
    "unique classes": "for k in np.unique(labels): pass",
    "set of classes": "for k in set(labels): pass",
    "batches": "N = x.shape[1]\nfor i in range(0, N, 16): pass",
    "few parts": "for part in np.array_split(x, 4, axis=1): pass",
    "axes": "for axis in range(x.ndim): pass",
    "lengths": "for length in x.shape: pass",
    "index of all": "return -np.log(x[labels, np.arange(len(labels))]).mean()",
    "a list of numbers, not a loop": "return x[labels, list(range(len(labels)))]",
    "flat product": "return (W @ x.reshape(-1, x.shape[-1])).T",
    "contracted over the samples": "dW = x @ x.T\nfor i in range(dW.shape[1]): pass",
    "sum over the samples": "for s in x.sum(axis=1): pass",
    "constant": "for i in [1, 2, 3]: pass",
    "while of another kind": "k = 1\nwhile k < 8:\n    k *= 2",
    "along the samples": "return np.apply_along_axis(np.cumsum, 1, x)",
    "a comprehension over the shape": "return x.reshape([n for n in x.shape])",
    "reshaped once": "return f(x.reshape(3, -1), labels, W, b) if x.ndim > 2 else W @ x",
    "reshaped by its shape": (
        "if x.ndim > 2: return f(x.reshape(np.prod(x.shape[:-1]), -1), labels, W, b)\nreturn W @ x"
    ),
    "arrays of a list": "for a in (x, labels): a.sum()",
    "loss over layers": "for w, c in zip(W, b): x = w @ x + c",
    "loop variable reused": "N = x.shape[1]\nN = 3\nfor i in range(N): pass",
    "assertion": "assert x.shape[1] == len(labels)",
    "nothing": "pass",
}


@pytest.mark.parametrize("name", NO_LOOPS)
def test_no_loop_over_the_samples(name: str) -> None:
    assert read(HEAD + textwrap.indent(NO_LOOPS[name], "    ")) is None


def test_the_place_is_the_students_own_line() -> None:
    found = read(
        "import numpy\n\ndef f(x, y, W, b):\n    n = x.shape[1]\n    for i in range(n): pass\n"
    )
    assert found == Place("file0.py", 5, "for i in range(n):")


def test_loop_in_a_helper_of_another_file() -> None:
    main = "from file1 import helper\ndef f(x, labels, W, b):\n    return helper(W, x)\n"
    helper = "def helper(W, x):\n    return [W @ c for c in x.T]\n"
    found = read(main, helper)
    assert found is not None
    assert (found.label, found.line) == ("file1.py", 2)
    assert read(main.replace("helper(W, x)", "helper(x, W)"), helper) is None  # columns of W


@pytest.mark.parametrize(
    "text",
    [
        "import layers\ndef f(x, y, W, b):\n    return layers.g(x)\ndef g(x):\n    for c in x.T: 0",
        "def f(x, labels, W, b):\n    return g(W, a=x)\ndef g(W, a):\n    for c in a.T: pass",
        "def f(x, labels, W, b):\n    return h(x)\ndef g(x):\n    for c in x.T: pass\nh = g",
        "g = lambda x: [c for c in x.T]\ndef f(x, labels, W, b):\n    return g(x)",
        "def g(x, labels, W, b):\n    for y in labels: pass\nf = g",
        "f = lambda x, labels, W, b: [c for c in x.T]",
        "import numpy as np\ndef g(v): return max(v, 0)\nf = np.vectorize(g)",
        "import numpy as np\n@np.vectorize\ndef f(v, a, b, c): return max(v, 0)",
        "import numpy as np\n@np.vectorize\ndef g(v): return 0\ndef f(x, y, W, b): return g(x)",
        "from numpy import vectorize as v\nfrom numpy import vectorize\ndef f(x, y, W, b):\n"
        "    return vectorize(abs)(x)",
        "if True:\n    def f(x, labels, W, b):\n        for c in x.T: pass",
        "class A:\n    def g(self, x):\n        for c in x.T: pass\na = A()\n"
        "def f(x, y, W, b): return a.g(x)",
        "class A:\n    @staticmethod\n    def g(x):\n        for c in x.T: pass\n"
        "def f(x, y, W, b): return A.g(x)",
        "class A:\n    @classmethod\n    def g(cls, x):\n        for c in x.T: pass\n"
        "def f(x, y, W, b): return A.g(x)",
        "class A:\n    def __call__(self, x):\n        for c in x.T: pass\n"
        "def f(x, y, W, b): return A()(x)",
        "class A:\n    def __call__(self, x, y, W, b):\n        for c in x.T: pass\nf = A()",
        "class A:\n    def g(self, x, y, W, b):\n        for c in x.T: pass\nf = A().g",
        "class A:\n    def __init__(self, x):\n        self.x = x\n    def g(self):\n"
        "        for c in self.x.T: pass\ndef f(x, y, W, b): return A(x).g()",
        "class A:\n    def __init__(self, x):\n        self.x = x\n    @property\n"
        "    def g(self):\n        for c in self.x.T: pass\ndef f(x, y, W, b): return A(x).g",
        "class A:\n    def g(self, x):\n        for c in x.T: pass\nclass B(A): pass\n"
        "def f(x, y, W, b): return B().g(x)",
        "class A:\n    def g(self, x): return self.h(x)\n    def h(self, x):\n"
        "        for c in x.T: pass\ndef f(x, y, W, b): return A().g(x)",
        "class A:\n    g = lambda self, x: [c for c in x.T]\ndef f(x, y, W, b): A().g(x)",
    ],
)
def test_loop_behind_names(text: str) -> None:
    assert read(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "def f(x, y, W, b):\n    return [] if not len(y) else [W @ x[:, 0]] + f(x[:, 1:], y, W, b)",
        "def f(x, y, W, b, i=0):\n    return 0 if i == 9 else f(x, y, W, b, i + 1)",
        "def f(x, y, W, b):\n    return g(x, 0)\ndef g(x, i):\n    return g(x, i + 1)",
        "def f(x, y, W, b):\n    return g(x)\ndef g(x): return h(x)\ndef h(x): g(x[:, :-1])",
    ],
)
def test_recursion_over_parts_is_a_loop(text: str) -> None:
    assert read(text) is not None


def test_numpys_function_is_not_the_students_of_the_same_name() -> None:
    own = "import numpy as np\ndef exp(x): return [c for c in x.T]\n"
    assert read(own + "def f(x, y, W, b): return np.exp(x)") is None
    assert read(own + "def f(x, y, W, b): return exp(x)") is not None


def test_a_file_that_calls_much_by_itself() -> None:
    text = "def f(x, y, W, b):\n    for c in x.T: pass\n"
    assert read(text + "f(1, 2, 3, 4)\n" * 500) is not None


def test_all_definitions_of_a_name_must_loop() -> None:
    slow = "def f(x, y, W, b):\n    for c in x.T: pass\n"
    fast = "def f(x, y, W, b):\n    return W @ x\n"
    assert read(slow, slow) is not None
    assert read(slow, fast) is None
    assert read(slow + fast) is None  # the later one counts
    assert read(fast + slow) is not None


def test_cells_of_a_notebook_share_their_names() -> None:
    first = ast.parse("def g(x):\n    for c in x.T: pass\n").body
    second = ast.parse("\ndef f(x, y, W, b):\n    return g(x)\n").body
    found = find_loop("f", [[("cell 1", first), ("cell 2", second)]], ARGUMENTS)
    assert found == Place("cell 1", 2, "for c in x.T:")


def test_samples_in_the_first_axis() -> None:
    rows = (Samples(2, 0), Samples(1, 0), None, None)
    assert read("def f(x, y, W, b):\n    for r in x: pass", arguments=rows) is not None
    assert read("def f(x, y, W, b):\n    for c in x.T: pass", arguments=rows) is None
    assert read("def f(x, y, W, b):\n    for z in x @ W: pass", arguments=rows) is not None
    assert read("def f(x, y, W, b):\n    for z in (x @ W).T: pass", arguments=rows) is None


def test_images_with_samples_in_the_last_axis() -> None:
    images = (Samples(4, 3), Samples(1, 0), None, None)
    loop = "def f(x, y, W, b):\n    for n in range(x.shape[3]):\n        x[:, :, :, n]"
    assert read(loop, arguments=images) is not None
    window = "def f(x, y, W, b):\n    h, w, c, n = x.shape\n    for i in range(h): x[i, :, :, :]"
    assert read(window, arguments=images) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "f = 3",
        "class f:\n    def __call__(self, x): \n        for c in x.T: pass",
        "def g(x, y, W, b):\n    for c in x.T: pass",
        "class A:\n    def g(self, x):\n        for c in x.T: pass\n    def h(self, x): return x\n"
        "def f(x, y, W, b): return A().h(x)",
        "class A:\n    def g(self, x):\n        for row in x: pass\ndef f(x, y, W, b): A().g(x)",
        "class A:\n    def g(self):\n        for c in self.W.T: pass\ndef f(x, y, W, b):\n"
        "    a = A()\n    a.W = W\n    return a.g() + a.missing(x).more",
        "class A(A, B): x = y = 3\ndef f(x, y, W, b):\n    A.x.y = 1\n    return A()(A(x))[A] + A",
        "def f(*args):\n    for a in args: pass",
        "def f(): pass",
        "def f(x, y, W, b):\n    return self.x.T[0][unknown](*x, **y)[...][None] if x else (yield)",
        "def f(x, y, W, b):\n    x.reshape(); np.reshape(); len(); range(); zip(); x.sum(7); x[9]",
        "def f(x, y, W, b):\n    a, *b = x.shape\n    for i in x.shape[5:9]: pass\n    x.shape[7]",
        "def f(x, y, W, b):\n    np.apply_along_axis(g, 0)\n    x.reshape(-1, y)\n    del x",
        "def f(x, y, W, b):\n    f(x, y, W, b)\n    g = g2 = f\n    return g(g2)(x)",
    ],
)
def test_odd_code_is_no_loop(text: str) -> None:
    assert read(text) is None


def test_deep_and_wide_code_ends() -> None:
    sums = "def f(x, y, W, b):\n    return " + "x + " * 600 + "x"
    assert read(sums) is None
    chain = "def f(x, y, W, b):\n    return x" + ".copy()" * 80
    assert read(chain) is None
    assert read(f"{chain}\n    for c in x{'.copy()' * 80}.T: pass") is not None
    calls = "\n".join(f"def g{i}(x):\n    g{i + 1}(x)\n    g{i + 1}(x)" for i in range(60))
    assert read(calls + "\ndef f(x, y, W, b):\n    g0(x)") is None

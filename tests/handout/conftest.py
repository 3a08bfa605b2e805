"""A small course that uses what a real one does: layers, a graph as data, both kinds of test."""

from pathlib import Path

import pytest

from grader.model import Assignment, CourseAssignment, ExpectedFile, Problem

MANIFEST = """\
# the author's own comment
id = "mini"
title = "Layers"
source = "own work"

[[problems]]
id = "1a"
title = "A graph"
points = 1
kind = "figure"

[[problems]]
id = "1b"
title = "A layer"
points = 2

[[problems]]
id = "1c"
title = "Accuracy"
points = 1
kind = "accuracy"

[[files]]
path = "layers.py"
names = ["graph", "fc_forward", "fc_backward"]
"""

REFERENCE = '''\
"""Layers."""

import numpy as np

# BEGIN SOLUTION 1a a dict of nodes
# STUB: graph = {
# STUB:     "nodes": [],
# STUB: }
graph = {
    "nodes": [{"name": "a", "op": "mul", "inputs": ["w0", "x0"]}],
}
# END SOLUTION


def softmax_loss(x, y):
    """Given: the mean loss and its gradient."""
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(y)), y])), p


def fc_forward(x, w, b):
    """The layer's output (N, M) and a cache."""
    # BEGIN SOLUTION 1b x (N, D), w (D, M), b (M,)
    out = x @ w + b
    cache = (x, w)
    scale = 0.7310585786  # the logistic function at one
    return out, cache
    # END SOLUTION


def fc_backward(dout, cache):
    """Gradients by x, w and b."""
    x, w = cache
    # BEGIN SOLUTION 1b
    dx = dout @ w.T
    dw = x.T @ dout
    db = dout.sum(axis=0)
    return dx, dw, db
    # END SOLUTION
'''

PUBLIC = '''\
"""Golden values."""

from grader import points


@points(1, problem="1b", title="the layer's output")
def test_forward_public(submission):
    out, cache = submission.fc_forward([[1.0]], [[2.0]], [3.0])
    assert out == 5.0
'''

HIDDEN = '''\
"""Random inputs."""

from grader import points


@points(1, problem="1b", title="the layer's gradients")
def test_backward_hidden(submission, rng):
    expected = 1.23456789
    upstream = rng.standard_normal((5, 3)) * expected
    assert submission.fc_backward(upstream, None) is not None
'''


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def mini(tmp_path: Path) -> CourseAssignment:
    """The course's one assignment, on disk below tmp_path/course."""
    folder = tmp_path / "course" / "assignments" / "mini"
    reference = tmp_path / "course" / "reference" / "mini"
    put(folder / "assignment.toml", MANIFEST)
    put(folder / "README.md", "# Layers\n\nWrite `fc_forward(x, w, b) -> (out, cache)`.\n")
    put(folder / "tests" / "public" / "test_layers.py", PUBLIC)
    put(folder / "tests" / "hidden" / "test_layers.py", HIDDEN)
    put(folder / "bugs.py", "secret = 'known bugs stay with the course'\n")
    put(reference / "layers.py", REFERENCE)
    put(reference / "private" / "notes.md", "The trick is `(a + b) * (a - b)`.\n")
    return CourseAssignment(
        spec=Assignment(
            id="mini",
            title="Layers",
            source="own work",
            problems=(
                Problem(id="1a", title="A graph", points=1, kind="figure"),
                Problem(id="1b", title="A layer", points=2),
                Problem(id="1c", title="Accuracy", points=1, kind="accuracy"),
            ),
            files=(ExpectedFile(path="layers.py", names=("graph", "fc_forward", "fc_backward")),),
        ),
        folder=folder,
        public=folder / "tests" / "public",
        hidden=folder / "tests" / "hidden",
        reference=reference,
    )

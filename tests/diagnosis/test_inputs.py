"""The result is something else that is at hand; arguments that were changed."""

import numpy as np

from grader.diagnosis import Evidence, explain

from .looks import found, normal

X, RIGHT = normal(4, 3), normal(4, 3, seed=1)


def test_unchanged():
    assert found(X, RIGHT, x=X) == "unchanged"
    assert found(X, RIGHT, x=X + 0.01) == ""
    assert found(np.zeros(2), RIGHT[0, :2], b=np.zeros(2)) == "zeros"


def test_swapped():
    others = {"db": X, "dx": normal(2)}
    finding = explain(Evidence("dw", X, RIGHT, others=others))
    assert finding is not None
    assert finding.relation == "swapped"
    assert "db" in finding.sentence
    assert explain(Evidence("dw", X + 0.01, RIGHT, others=others)) is None


def test_a_changed_argument_is_told_where_nothing_else_is():
    changed = Evidence("dw", X, RIGHT, changed=("dout",))
    finding = explain(changed)
    assert finding is not None
    assert finding.relation == "argument_changed"
    assert "dout" in finding.sentence
    doubled = explain(Evidence("dw", 2 * RIGHT, RIGHT, changed=("dout",)))
    assert doubled is not None
    assert doubled.relation == "doubled"

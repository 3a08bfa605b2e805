"""What `explain` says of a result, for tests; and random numbers for it."""

import re

import numpy as np

from grader.diagnosis import Evidence, explain


def found(got, expected, **inputs):
    """The relation that explains the result, or "" .

    Every sentence is looked at too: of bounded length, without a number of the evidence.
    """
    finding = explain(Evidence("dw", got, expected, inputs))
    if finding is None:
        return ""
    assert len(finding.sentence.split()) <= 60
    assert not re.search(r"\b\d\d|\d\.\d", finding.sentence.replace("factor of 100", ""))
    assert "dw" in finding.sentence
    return finding.relation


def normal(*shape, seed=0):
    return np.random.default_rng(seed + 7 * sum(shape)).normal(size=shape)


def labels(count, classes, seed=0):
    return np.random.default_rng(seed).integers(0, classes, count)

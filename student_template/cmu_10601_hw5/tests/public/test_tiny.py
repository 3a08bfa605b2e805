"""Problem 5.2 on the tiny set: the metrics, and where they are wrong the first step that differs.

tiny_steps.txt beside this file holds what the steps of the two examples compute. The program's
switch --debug prints the same lines; a program without it is judged by its metrics alone. Everybody
has the numbers of this test: its points are those of a hidden one, with other data of this size.
"""

import re
from pathlib import Path

import numpy as np

from grader import points
from grader.checks import fail
from grader.errors import SubmissionFault

TRAIN = b"7,0,1,1,1,0\n9,0,0,0,1,0\n"
VALIDATION = b"3,0,0,0,0,0\n6,1,0,0,1,1\n"
SETTINGS = {"epochs": 1, "hidden": 4, "init": 2, "rate": 0.1}
GOLDEN = {
    (1, 0.1): (2.1475849445462494, 2.345404961934076),
    (5, 0.5): (0.9414534238721803, 3.758770932888136),  # where small mistakes show
}
"""(epochs, learning rate) -> cross-entropy after the last epoch on training and validation."""

STEPS = Path(__file__).with_name("tiny_steps.txt")
LINE = re.compile(r"example (\d+) (\S+): (.*)")


def steps(text):
    """Each step of a text with lines `example 1 dJ/dbeta: 0.1 0.05 | ...`, name -> numbers."""
    found = {}
    for example, name, values in LINE.findall(text):
        try:
            numbers = [float(word) for word in values.replace("|", " ").split()]
        except ValueError:
            continue
        found.setdefault(f"example {example}, {name}", np.array(numbers))
    return found


def first_difference(printed):
    """Message and detail for the first step that isn't as in tiny_steps.txt; None if all are."""
    got, expected = steps(printed), steps(STEPS.read_text(encoding="utf-8"))
    for name, right in expected.items():
        if name not in got:
            return None if not got else (f"--debug doesn't print this step: {name}", "")
        if got[name].size != right.size:
            return f"the first step that differs has another size: {name}", ""
        wrong = np.abs(got[name] - right) > 1e-6
        if wrong.any():
            at = int(np.argmax(wrong))
            return (
                f"the first step that differs on the tiny set is {name}; "
                "tiny_steps.txt beside the test has the right numbers",
                f"entry {at} (from 0): {right[at]:.10g} expected, {got[name][at]:.10g} printed",
            )
    return None


def point_at_step(letters, compared):
    """Fail with the first step that differs, if the program has the switch and one does."""
    try:
        run = letters.run(TRAIN, VALIDATION, **SETTINGS, extra=["--debug"]).run
    except SubmissionFault:  # a program need not know the switch
        return
    found = first_difference(run.stdout)
    if found is not None:
        fail(*found, compared=compared)


@points(0, problem="5.2", title="cross-entropies on the tiny set, after one epoch and after five")
def test_tiny_set(letters):
    for (epochs, rate), expected in GOLDEN.items():
        settings = {**SETTINGS, "epochs": epochs, "rate": rate}
        result = letters.run(TRAIN, VALIDATION, **settings)
        # one of the two is enough: that both numbers are right is asked in 5.3
        if letters.fits(result, "train", expected[0], last=True):
            continue
        if letters.fits(result, "validation", expected[1], last=True):
            continue
        got = [result.losses(of)[-1] for of in ("train", "validation")]
        compared = letters.printed("the cross-entropies", got, expected)
        point_at_step(letters, compared)
        fail(
            f"the cross-entropies on the tiny set are wrong after {epochs} epochs with learning "
            f"rate {rate}: print what each step computes, and compare with tiny_steps.txt beside "
            "the test",
            f"train {expected[0]:.8f} expected, {got[0]:.8f} came; "
            f"validation {expected[1]:.8f} expected, {got[1]:.8f} came",
            compared=compared,
        )

"""What answers consist of, as the task text has it: the names of formulas, the length of lists.

Nothing here knows what is right. The hidden tests use the same names.
"""

from grader.checks import Domain

LETTERS = "x1 x2 x3 w1 w2 v1 v2 a1 a2 z1 z2 yhat l dl/dyhat dl/dz1 dl/dz2 dl/da1 dl/da2".split()
NAMES = Domain(
    names={**dict.fromkeys(LETTERS, ()), "y": "sign"}, aliases={"y_hat": "yhat", "L": "l"}
)
FORMULAS = {"2.1a": "dl/dv1", "2.1b": "dl/dv2", "2.2a": "dl/dw1", "2.2b": "dl/dw2"}
LISTS = {
    "3.2b": 5,
    "3.5b-mlp": 3,
    "3.5b-cnn2": 3,
    "3.5b-cnn3": 4,
    "3.5c-mlp": 5,
    "3.5c-cnn2": 5,
    "3.5c-cnn3": 5,
}


def problem_of(key):
    """The problem that the answer with this key belongs to."""
    problem = key.partition("-")[0]
    return problem.rstrip("ab") if key in FORMULAS else problem

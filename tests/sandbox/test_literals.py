"""Words that a check passes are the student's own literals: `is` works as it does at home."""

from typing import Any

import pytest

from grader.errors import CheckFailed

STARTER = """
class Net:
    def __init__(self, size, activation='relu'):
        self.activation = activation
    def which(self):
        if self.activation is 'relu': return 1
        if self.activation is 'sigmoid': return 2
        return 0
"""


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
@pytest.mark.parametrize(("word", "expected"), [("relu", 1), ("sigmoid", 2), ("tanh", 0)])
def test_a_word_is_the_literal(jail: Any, word: str, expected: int) -> None:
    submission = jail.run(STARTER)
    assert submission.Net(3, word).which() == expected
    assert submission.Net(3, activation=word).which() == expected


def test_a_class_lost_to_a_syntax_error_is_told_apart_from_a_missing_one(jail: Any) -> None:
    submission = jail.run(STARTER + "        print 'which'\n")
    with pytest.raises(CheckFailed, match="syntax error"):
        _ = submission.Net
    with pytest.raises(CheckFailed, match=r"in the submission$"):
        _ = jail.run(STARTER).Other

"""What a test can ask of a submission.

Theory of operation. Checks run in the trusted process, on values that student code made; so no
value is used before it is exact plain data: `plain` fetches a handle's content (anything with a
`remote_plain` method is one) and refuses what has no plain form. A check asks in a fixed order,
existing, returned, type, shape, dtype, finite, value, and the first answer that is wrong becomes
the message, because it is the nearest to the cause. Right answers in unusual forms pass: lists,
float32, numbers as arrays. A `CheckFailed` has a message, which hidden checks show too and which
therefore says shapes, types and patterns of an error but no input and no expected value, and a
detail with the numbers. A mistake of the test's author (an expected nan, a gradient asked for on
a kink) is an `AuthorError` with the place in the test, and never a verdict about a submission.

Typed answers are judged by `answers` (numbers, sizes, choices) and `formulas`.

The mathematics needs no reference: `gradient` compares with finite differences whose own error is
bounded entry by entry (`differences`), `graph` evaluates computation graphs given as plain data.
Whether a function loops over the samples is measured and read (`vectorised`, `loops`).
"""

from grader.checks import graph
from grader.checks.accuracy import accuracy
from grader.checks.answers import (
    choice,
    number,
    read_choice,
    read_number,
    read_numbers,
    read_size,
    size,
)
from grader.checks.call import call
from grader.checks.classification import classification, confusion_matrix, precision, recall
from grader.checks.follow import by_right_or_own, either, finite_array, real_attempt
from grader.checks.formulas import Domain, formula, read_formula
from grader.checks.gradient import gradient
from grader.checks.objects import dict_of, dicts_of, last_of, made
from grader.checks.program import lines_of_numbers, named_numbers
from grader.checks.same import same
from grader.checks.signature import signature
from grader.checks.values import RemoteValue, fail, finite_number, finite_numbers, plain
from grader.checks.vectorised import vectorised

__all__ = [
    "Domain",
    "RemoteValue",
    "accuracy",
    "by_right_or_own",
    "call",
    "choice",
    "classification",
    "confusion_matrix",
    "dict_of",
    "dicts_of",
    "either",
    "fail",
    "finite_array",
    "finite_number",
    "finite_numbers",
    "formula",
    "gradient",
    "graph",
    "last_of",
    "lines_of_numbers",
    "made",
    "named_numbers",
    "number",
    "plain",
    "precision",
    "read_choice",
    "read_formula",
    "read_number",
    "read_numbers",
    "read_size",
    "real_attempt",
    "recall",
    "same",
    "signature",
    "size",
    "vectorised",
]

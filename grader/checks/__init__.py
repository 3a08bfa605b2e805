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

The mathematics needs no reference: `gradient` compares with finite differences whose own error is
bounded entry by entry (`differences`), `graph` evaluates computation graphs given as plain data.
"""

from grader.checks import graph
from grader.checks.accuracy import accuracy
from grader.checks.call import call
from grader.checks.gradient import gradient
from grader.checks.same import same
from grader.checks.signature import signature
from grader.checks.values import RemoteValue, fail, finite_number, plain

__all__ = [
    "RemoteValue",
    "accuracy",
    "call",
    "fail",
    "finite_number",
    "gradient",
    "graph",
    "plain",
    "same",
    "signature",
]

"""From the exception that ended a check to its status and to what the student may read.

A public check tells everything. A hidden one tells what went wrong, never with which numbers: what
student code prints or puts into an exception's text could carry a hidden input, so output is
withheld, and a text passes only if it is made of ordinary words, small whole numbers and names
from the student's own source.
"""

import re
from collections.abc import Set
from typing import NamedTuple

from grader.errors import StudentError, SubmissionFault
from grader.model import Curve, Status, Visibility

INTERNAL = (
    "the grader failed here, not your code: this check is neither passed nor failed, "
    "and your instructor sees that it must be run again"
)
MOST_WORDS = 240
MOST_NUMBERS = 8
TOKEN = re.compile(r"[A-Za-z_]\w*|\d+\.\d*|\.\d+|\d+")
ORDINARY = frozenset(
    "a about after all already also ambiguous an and any are argument arguments arr array arrays "
    "as assigned assignment associated at attribute axes axis base be before boolean bool "
    "bounds broadcast broadcasted but by bytes call callable can cannot cast casting closed code "
    "complex concatenation condition contains convert converting core could count datatype "
    "defined denominator depth dict did different dim dimension dimensional dimensions directory "
    "divide division does doesn don dtype dtypes during e element elements empty encountered "
    "equal error exactly exceeded exist exit expected false file first float for found from "
    "function gave generator get got greater had has have homogeneous if import in index "
    "indexing indices inhomogeneous inner input inputs instance int integer integers invalid is "
    "isn it iterable iteration item its k key keys keyword label large last len length less list "
    "local loop m mapping mapped math matmul matrix maximum members missing mismatch module more "
    "multiple multiply must n name nan negative no non none not number numpy object objects of on "
    "one only operand operands operation operator or order original out output outside over "
    "overflow part permitted positional power provided range read recursion referenced requested "
    "required reshape result returned right same sequence setting shape shapes should signature "
    "singleton size slice slices specified state str string subscriptable subset subtract such "
    "supplied support supported takes tensor than that the there this to too true truth tuple "
    "type types typecode ufunc undefined unexpected unhashable unhashed unpack unsupported use "
    "using value values variable via was were when where which while with within without wrong "
    "written x y yet zero "
    "add divide sqrt exp log dot maximum minimum sum mean max min abs where transpose "
    "NoneType None True False ndarray float64 float32 int64 int32 uint8 bool_ object_ "
    "UFuncTypeError "
    "__init__ __getitem__ __call__ self".split()
)


class Feedback(NamedTuple):
    """What an exception becomes."""

    status: Status
    message: str
    detail: str = ""
    curves: tuple[Curve, ...] = ()


def feedback(error: BaseException | None, visibility: Visibility, own_words: Set[str]) -> Feedback:
    """Status, message and detail of a check that ended with this exception (None: passed).

    own_words: the names in the student's sources, which an exception's text may quote.
    """
    if error is None:
        return Feedback("passed", "")
    if isinstance(error, StudentError):
        return Feedback("error", _raised(error, visibility, own_words))
    if isinstance(error, SubmissionFault):
        detail = error.detail if visibility == "public" else ""
        return Feedback(error.status, error.message, detail, error.curves)
    if type(error).__name__ == "Skipped":
        return Feedback("skipped", str(error))
    if isinstance(error, AssertionError):
        message = "the result is not what this check expects"
        return Feedback("failed", message, str(error) if visibility == "public" else "")
    return Feedback("internal-error", INTERNAL)


def _raised(error: StudentError, visibility: Visibility, own_words: Set[str]) -> str:
    if visibility == "public" or harmless(error.words, own_words):
        return error.full()
    return error.message


def harmless(words: str, own_words: Set[str]) -> bool:
    """Whether the text of a student's exception can't carry numbers out of a hidden check."""
    if len(words) > MOST_WORDS or not words.isascii():
        return False
    tokens = TOKEN.findall(words)
    numbers = [token for token in tokens if token[0].isdigit() or token[0] == "."]
    if len(numbers) > MOST_NUMBERS or any("." in n or len(n) > 4 for n in numbers):
        return False
    names = [token for token in tokens if token[0].isalpha() or token[0] == "_"]
    return all(name.lower() in ORDINARY or name in ORDINARY or name in own_words for name in names)

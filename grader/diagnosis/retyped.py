"""Known bugs of typed answers: what the wrong answer gives where the student's was compared.

A formula is computed at the points at which the check computed the student's. To play the check
again with it would draw these points anew, which takes a hundred times as long.
"""

import tomllib

import numpy as np

from grader.errors import Compared
from grader.model import KnownBug
from grader.sandbox.results import alike


def retyped(compared: Compared, bug: KnownBug) -> bool:
    """Whether the answer that a bug puts into a file of answers gives what the student's gave.

    compared: has `other`.
    """
    if compared.other is None or not bug.file.endswith(".toml"):
        return False
    got, place = np.ravel(compared.got), 0
    for answer in tomllib.loads(bug.new).values():
        for piece in compared.other(answer) if isinstance(answer, str) else ():
            end = place + np.size(piece)
            if end > got.size or not alike(np.ravel(piece), got[place:end]):
                return False
            place = end
    return 0 < place == got.size

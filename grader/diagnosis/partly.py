"""Only some entries are wrong, and those by one factor that is known beforehand."""

from dataclasses import replace

import numpy as np

from grader.diagnosis import scale
from grader.diagnosis.case import Case, Relation
from grader.diagnosis.evidence import Finding
from grader.diagnosis.layout import edge_left_out


def partly_scaled(case: Case) -> Finding | None:
    """Some entries have the wrong sign, or are doubled, halved, or not averaged."""
    part = _wrong_part(case)
    if part is None or part.coarse:
        return None
    findings = [finding for relation in scale.CLOSED if (finding := relation(part))]
    return findings[0] if len(findings) == 1 else None


def _wrong_part(case: Case) -> Case | None:
    """The wrong entries as a case of their own, where others are right."""
    if not case.alike or case.wrong.all():
        return None
    return replace(
        case,
        what=f"a part of {case.what}",
        got=case.got[case.wrong],
        expected=case.expected[case.wrong],
    )


def partly_zero(case: Case) -> Finding | None:
    """Some entries are zero, the others are right."""
    part = _wrong_part(case)
    if part is None or part.got.any() or edge_left_out(case) or not case.informs(case.got, 2):
        return None
    if not case.informs(part.expected) or not part.expected.all():
        return None
    share = "one entry is" if np.count_nonzero(case.wrong) == 1 else "some entries are"
    return Finding(
        "partly_zero",
        f"of {case.what} {share} zero, the others are right",
    )


EXACT: tuple[Relation, ...] = (partly_scaled,)
VAGUE: tuple[Relation, ...] = (partly_zero,)

"""The one decorator that turns an ordinary pytest test into a check with points."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def points(
    worth: float,
    *,
    problem: str,
    title: str,
    requires: tuple[str, ...] | str = (),
    seconds: float | None = None,
) -> "pytest.MarkDecorator":
    """Mark a test as a check; also one of a parametrised test, `pytest.param(..., marks=points())`.

    worth: points the check gives when it passes (0 or more).
    problem: id of the problem it belongs to, as the manifest has it (`4.2a`).
    title: one line the student reads, whatever the visibility of the check.
    requires: name(s) of test functions that must pass first, else this one is skipped.
    seconds: CPU seconds of student code for this check; the manifest's `check_seconds` otherwise.
    """
    import pytest  # here, because only a process that runs checks needs pytest

    needed = (requires,) if isinstance(requires, str) else tuple(requires)
    return pytest.mark.points(worth, problem=problem, title=title, requires=needed, seconds=seconds)

"""Auto-grading toolkit for neural-network homework.

`points` marks a pytest test as a check; `grader.checks` holds what a test can ask. `gradcheck` is
the gradient check by itself, for a notebook.
"""

from typing import TYPE_CHECKING, Any

from grader.marks import points

if TYPE_CHECKING:
    from grader.checks.gradcheck import gradcheck

__version__ = "0.1.0"
__all__ = ["__version__", "gradcheck", "points"]


def __getattr__(name: str) -> Any:
    """`gradcheck`, imported when it is asked for: it needs numpy, which costs 0.1 seconds."""
    if name == "gradcheck":
        from grader.checks.gradcheck import gradcheck

        return gradcheck
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

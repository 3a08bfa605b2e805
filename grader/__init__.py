"""Auto-grading toolkit for neural-network homework.

`points` marks a pytest test as a check; `grader.checks` holds what a test can ask.
"""

from grader.marks import points

__version__ = "0.1.0"
__all__ = ["__version__", "points"]

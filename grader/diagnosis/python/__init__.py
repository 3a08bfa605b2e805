"""From an exception in the student's code, or a result that is missing, to the mistake.

A rule is a small pure function from what was raised and the sources to a finding, one kind of
mistake each. What a message says is the student's choice, so it proves nothing by itself: a rule
speaks where the line that it names, or the function, shows the mistake as well, and it shows only
names and lines of the student's own, constant words, and numbers that Python's own message has.
Sources are parsed, never run, and what is too large or too deep isn't even parsed.
"""

from grader.diagnosis.python.code import Code, Piece, Raised
from grader.diagnosis.python.explain import explain_missing, explain_raised, explain_return
from grader.diagnosis.python.from_source import SWAPS, explain_source

__all__ = [
    "SWAPS",
    "Code",
    "Piece",
    "Raised",
    "explain_missing",
    "explain_raised",
    "explain_return",
    "explain_source",
]

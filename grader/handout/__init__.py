"""What students get: stubs, task text, public tests and a marker file, made from the reference.

Theory of operation. The reference is the one source. `markers` finds the solution regions of a
Python file by its tokens, `stub` replaces each by a TODO and a `raise`, `plan` decides which files
a handout holds and with which bytes. `build` writes the plan into a folder of its own beside the
target; `leaks` then reads what was really written, with rules that share no code with the
stripping, and only a clean folder is moved into place. `fresh` compares a plan with the checked-in
template. Everything fails closed: a file, marker or line that no rule allows is an `AuthorError`,
and nothing is written. The author's files are trusted not to attack, never to be free of mistakes.
"""

from grader.handout.build import build
from grader.handout.fresh import check_fresh
from grader.handout.leaks import leaks
from grader.handout.plan import digest, handed_out
from grader.handout.stub import strip

__all__ = ["build", "check_fresh", "digest", "handed_out", "leaks", "strip"]

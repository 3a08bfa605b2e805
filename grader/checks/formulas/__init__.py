"""Formulas that students type, compared by what they compute.

Theory of operation. `text` turns signs and LaTeX into plain characters and remembers where each
came from; `tokens` cuts them into words, with derivatives as names (`derivatives`), and `lines`
settles which ends of lines part cases;
`spelling` writes them as one Python expression, in which every name is one of ours and every
implicit product an operator (`operands`, `methods`, `calls`, `sums` and `conditions` are its
grammar, `names` says what a word means); `tree` lets Python's `ast` parse that (it is never run),
and refuses every node that isn't on its list and whatever is too large or too deep; `evaluate`
computes the tree on arrays whose shapes are those of mathematics: a scalar, or two dimensions, a
vector being a column. `by_numpy` computes it as numpy does, for what makes sense so alone.
`compare` does so at random points of a `Domain`, where dimensions are pairwise different and what
depends on another name is computed from it, so that any equivalent form is right and a missing
transpose is not. A notation that can be read in two ways (`a / b c`) is equal if its usual reading
is; if only another one is, a human decides. What can't be read in one way is refused with what to
write instead, never guessed; `read_formula` tells that to students in time.

A formula is hostile text: its length, tokens, depth, exponents and work are bounded, arithmetic is
in floats on tiny arrays, and whatever goes wrong with it is a `CheckFailed` that names the column.
"""

from grader.checks.formulas.compare import formula, read_formula
from grader.checks.formulas.domain import Domain

__all__ = ["Domain", "formula", "read_formula"]

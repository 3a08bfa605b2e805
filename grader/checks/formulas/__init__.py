"""Formulas that students type, compared by what they compute.

Theory of operation. `text` turns signs and LaTeX into plain characters and remembers where each
came from; `tokens` cuts them into words; `spelling` writes them as one Python expression, in which
every name is one of ours and every implicit product an operator; `tree` lets Python's `ast` parse
that (it is never run), and refuses every node that isn't on its list and whatever is too large or
too deep; `evaluate` computes the tree on arrays whose shapes are those of mathematics: a scalar,
or two dimensions, a vector being a column. `compare` does so at random points of a `Domain`, where
dimensions are pairwise different and what depends on another name is computed from it, so that any
equivalent form is right and a missing transpose is not. A notation that can be read in two ways
(`a / b c`) is equal if its usual reading is; if only another one is, a human decides.

A formula is hostile text: its length, tokens, depth, exponents and work are bounded, arithmetic is
in floats on tiny arrays, and whatever goes wrong with it is a `CheckFailed` that names the column.
"""

from grader.checks.formulas.compare import formula
from grader.checks.formulas.domain import Domain

__all__ = ["Domain", "formula"]

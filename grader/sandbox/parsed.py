"""The source of a submission as statements, read in the trusted process and never run here."""

import ast
import warnings

from grader.model import Source, Submission
from grader.sandbox.child.source import chunks

Piece = tuple[str, list[ast.stmt]]


def parsed(submission: Submission) -> list[list[Piece]]:
    """For each file its pieces: a notebook's cells, or the whole file, with the student's label.

    What doesn't parse is cut out, as when the submission runs.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Python thinks of a student's code is no news here
        return [_pieces(source) for source in submission.sources]


def _pieces(source: Source) -> list[Piece]:
    pieces = []
    for cell in source.cells:
        trees = [tree for tree, _ in chunks(cell.source, cell.label) if tree is not None]
        pieces.append((cell.label, [node for tree in trees for node in tree.body]))
    return pieces

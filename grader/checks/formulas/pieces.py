"""Bits of Python that a formula is spelled with."""

Piece = tuple[str, int]
"""A bit of Python, and the place in what the student typed that it stands for."""

Pieces = list[Piece]


def bracketed(pieces: Pieces, place: int) -> Pieces:
    """The pieces in brackets."""
    return [("(", place), *pieces, (")", place)]


def called(function: str, arguments: list[Pieces], place: int) -> Pieces:
    """A call of one of our functions."""
    listed: Pieces = []
    for number, argument in enumerate(arguments):
        listed += [(",", place), *argument] if number else argument
    return [(function, place), *bracketed(listed, place)]


def turned(pieces: Pieces, place: int, sign: str = ".T") -> Pieces:
    """The transpose; sign: `.T` as Python has it, of which numpy makes nothing in a vector, `.H`
    any other."""
    return [*bracketed(pieces, place), (sign, place)]

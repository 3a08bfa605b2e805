"""What a wrong shape looks like, in words."""

Shape = tuple[int, ...]


def mistake(got: Shape, expected: Shape) -> str:
    """How a wrong shape differs from the right one, not why; "" where nothing is plain."""
    if len(got) >= 2 and got == expected[::-1]:
        return "that is the shape of the transpose"
    if len(got) == len(expected) + 1:
        return _one_more(got, expected)
    if len(got) + 1 == len(expected):
        return _one_less(got, expected)
    if len(got) == len(expected):
        return _one_length(got, expected)
    if _count(got) == _count(expected):
        return "it has as many entries as expected"
    return ""


def _one_more(got: Shape, expected: Shape) -> str:
    axis = next((i for i in range(len(got)) if got[:i] + got[i + 1 :] == expected), None)
    if axis is None:
        return ""
    if got[axis] == 1:
        return f"axis {axis}, of length 1, is one too many (keepdims or a slice keeps such an axis)"
    return f"axis {axis}, of length {got[axis]}, is one too many"


def _one_less(got: Shape, expected: Shape) -> str:
    axes = range(len(expected))
    axis = next((i for i in axes if expected[:i] + expected[i + 1 :] == got), None)
    if axis is None:
        return ""
    return f"axis {axis}, of length {expected[axis]}, is missing"


def _one_length(got: Shape, expected: Shape) -> str:
    differing = [i for i, (a, b) in enumerate(zip(got, expected, strict=True)) if a != b]
    if sorted(got) == sorted(expected):
        return "the lengths of its axes are those expected, in another order"
    if len(differing) != 1:
        return ""
    axis = differing[0]
    if abs(got[axis] - expected[axis]) == 1 and got[axis] > 1:
        how = "longer" if got[axis] > expected[axis] else "shorter"
        return f"axis {axis} is {how} by one than expected"
    if got[axis] == 1:
        return f"axis {axis} has length 1 instead of {expected[axis]}"
    if expected[axis] == 1:
        return f"axis {axis} has length {got[axis]} instead of 1"
    return ""


def _count(shape: Shape) -> int:
    total = 1
    for length in shape:
        total *= length
    return total

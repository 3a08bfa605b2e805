"""What a wrong shape looks like, in words."""

Shape = tuple[int, ...]


def mistake(got: Shape, expected: Shape) -> str:
    """A short guess at the mistake behind a wrong shape, or "" without a good one."""
    if len(got) >= 2 and got == expected[::-1]:
        return "it looks transposed"
    if len(got) == len(expected) + 1:
        return _one_more(got, expected)
    if len(got) + 1 == len(expected):
        return _one_less(got, expected)
    if len(got) == len(expected):
        return _one_length(got, expected)
    if _count(got) == _count(expected):
        return "it has the right number of entries, but another arrangement"
    return ""


def _one_more(got: Shape, expected: Shape) -> str:
    axis = next((i for i in range(len(got)) if got[:i] + got[i + 1 :] == expected), None)
    if axis is None:
        return ""
    if got[axis] == 1:
        return f"axis {axis}, of length 1, is one too many (keepdims or a slice keeps such an axis)"
    if axis == 0:
        return "the batch axis (axis 0) is still there: was the sum over it forgotten?"
    return f"axis {axis} is one too many: was the sum over it forgotten?"


def _one_less(got: Shape, expected: Shape) -> str:
    axes = range(len(expected))
    axis = next((i for i in axes if expected[:i] + expected[i + 1 :] == got), None)
    if axis is None:
        return ""
    if expected[axis] == 1:
        return f"axis {axis}, of length 1, is missing"
    return f"axis {axis} is missing: was it summed or indexed away?"


def _one_length(got: Shape, expected: Shape) -> str:
    differing = [i for i, (a, b) in enumerate(zip(got, expected, strict=True)) if a != b]
    if sorted(got) == sorted(expected):
        return "its axes are in another order"
    if len(differing) != 1:
        return ""
    axis = differing[0]
    if abs(got[axis] - expected[axis]) == 1 and got[axis] > 1:
        return f"axis {axis} is off by one"
    if got[axis] == 1:
        return f"axis {axis} was summed away, it should be kept"
    if expected[axis] == 1:
        return f"the sum over axis {axis} seems to be missing"
    return ""


def _count(shape: Shape) -> int:
    total = 1
    for length in shape:
        total *= length
    return total

"""What answers may be written with, problem by problem, as the task text has it: names and shapes.

Nothing here knows what is right. The hidden tests use the same names.
"""

from grader.checks import Domain

WORDS = ("weights", "stride", "padding", "filter size")
CHOICES = {"1.3": "parameters", "1.4": "hyperparameters"}
NUMBERS = {
    "1.1": "the output",
    "1.5": "the number of weights",
    "1.6": "the number of weights",
    "1.7": "the number of weights",
}
SIZES = {"1.2": "the size of the map"}

# --- 2: a computation graph, in which every letter is a number ----------------------------------

LETTERS = "x1 x2 x3 w11 w21 w22 w32 b2 m11 m12 m22 c1 t1 t2 z1 z2 y1 y2".split()


def graph(what, *derivatives):
    """What a formula of the graph is for, and its names."""
    return what, Domain(names=dict.fromkeys((*LETTERS, *derivatives), ()))


GRAPH = {
    "2.1": graph("dJ/dy1"),
    "2.2": graph("dJ/dz1", "dJ/dy1", "dJ/dy2"),
    "2.3": graph("dJ/dz2", "dJ/dy1", "dJ/dy2"),
    "2.4": graph("dJ/dm11", "dJ/dy1", "dJ/dy2"),
    "2.5": graph("dJ/dm12", "dJ/dy1", "dJ/dy2"),
    "2.6": graph("dJ/dc1", "dJ/dy1", "dJ/dy2"),
    "2.7": graph("dJ/dw22", "dJ/dy1", "dJ/dy2", "dJ/dz2"),
    "2.8": graph("dJ/db2", "dJ/dy1", "dJ/dy2", "dJ/dz2"),
    "2.9": graph("dJ/dw11", "dJ/dy1", "dJ/dy2", "dJ/dz1"),
}

# --- 3: backpropagation through time ------------------------------------------------------------


def steps(what, lengths, *, by_state=True, index=()):
    """What a formula is for, and its names for these N; by_state: whether it may use dh."""
    later = {"dh": ("b",)} if by_state else {}
    return what, Domain(
        names={"h0": ("b",), "U": ("b", "a"), "V": ("c", "b")},
        sequences={"x": ("a",), "do": ("c",), "h": ("b",), **later},
        aliases={"dJ/do": "do", **({"dJ/dh": "dh"} if by_state else {})},
        steps=lengths,
        index=index,
    )


ANY = (3, 4, 5)
THROUGH_TIME = {
    "3.1a": steps("dJ/dh(1)", (1,), by_state=False),
    "3.1b": steps("dJ/dV", (1,)),
    "3.1c": steps("dJ/dU", (1,)),
    "3.2a": steps("dJ/dh(1)", (2,), by_state=False),
    "3.2b": steps("dJ/dV", (2,)),
    "3.2c": steps("dJ/dU", (2,)),
    "3.3a": steps("dJ/dh(n)", ANY, index=("n",)),
    "3.3b": steps("dJ/dV", ANY),
    "3.3c": steps("dJ/dU", ANY),
}

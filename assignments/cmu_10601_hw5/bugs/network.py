"""Known bugs of problems 5.1 and 5.2: the size of the network and its initial weights."""

from grader.model import KnownBug

from ._lines import FILE, TINY

HIDDEN = {
    "one_hidden_unit_more": (
        TINY,
        "args.hidden_units, CLASSES",
        "args.hidden_units + 1, CLASSES",
        "There is a hidden unit too many.",
        "the bias is no hidden unit",
    ),
    "one_hidden_unit_less": (
        TINY,
        "args.hidden_units, CLASSES",
        "max(1, args.hidden_units - 1), CLASSES",
        "There is a hidden unit too few.",
        "the bias is no hidden unit",
    ),
    "four_hidden_units": (
        "test_seven_hidden_units",
        "args.hidden_units, CLASSES",
        "4, CLASSES",
        "The number of hidden units is fixed and not taken from the arguments.",
        "the order of the arguments",
    ),
    "as_many_hidden_units_as_pixels": (
        "test_seven_hidden_units",
        "args.hidden_units, CLASSES",
        "x.shape[1], CLASSES",
        "There are as many hidden units as pixels; the number is an argument.",
        "the order of the arguments",
    ),
}
START = {
    "zero_is_one": (
        TINY,
        "    return np.zeros(shape)\n",
        "    return np.ones(shape)\n",
        "With flag 2 all weights are 1.",
        "the two ways to begin",
    ),
    "zero_bias_is_one": (
        "test_tiny_size",
        "        self.w = np.zeros((output_size, input_size + 1))\n",
        "        self.w = np.ones((output_size, input_size + 1))\n",
        "The biases begin at 1 instead of 0.",
        "the two ways to begin",
    ),
}


def bugs(problem: str, listed: dict[str, tuple[str, ...]], *also: str) -> list[KnownBug]:
    """Bugs of a problem, by name: check, text, what it becomes, sentence, hint."""
    return [
        KnownBug(
            id=name,
            problem=problem,
            check=check,
            file=FILE,
            old=old,
            new=new,
            sentence=sentence,
            hint=hint,
            also=also,
        )
        for name, (check, old, new, sentence, hint) in listed.items()
    ]


BUGS = (
    *bugs("5.2", HIDDEN, "5.1", "5.4", "5.5"),
    *bugs("5.1", START, "5.2", "5.3", "5.4", "5.5"),
)

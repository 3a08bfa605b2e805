"""Known bugs of 2.3: arrays that training leaves out."""

from grader.model import KnownBug

from ._lines import BATCH, NAMES, RULE


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.3",
            check=check,
            file="two_layer_mlp.py",
            old=old,
            new=new,
            sentence=sentence,
            hint=hint,
            also=also,
        )
        for name, (new, sentence, hint) in table.items()
    )


BUGS: tuple[KnownBug, ...] = (
    *_bugs(
        "test_update",
        NAMES,
        {
            "update_w1_only": (
                'for name in ("W1",):  # theta',
                "Only W1 is updated.",
                RULE,
            ),
            "update_w2_only": (
                'for name in ("W2",):  # theta',
                "Only W2 is updated.",
                RULE,
            ),
            "update_biases_only": (
                'for name in ("b1", "b2"):  # theta',
                "Only the biases are updated.",
                RULE,
            ),
            "update_without_b1": (
                'for name in ("W1", "W2", "b2"):  # theta',
                "b1 isn't updated.",
                RULE,
            ),
            "update_without_b2": (
                'for name in ("W1", "b1", "W2"):  # theta',
                "b2 isn't updated.",
                RULE,
            ),
            "update_without_w1": (
                'for name in ("b1", "W2", "b2"):  # theta',
                "W1 isn't updated.",
                RULE,
            ),
            "update_without_w2": (
                'for name in ("W1", "b1", "b2"):  # theta',
                "W2 isn't updated.",
                RULE,
            ),
            "update_first_batch_only": (
                "for name in self.params if update == 0 else ():  # theta",
                "The parameters change once an epoch, instead of after each of its batches.",
                BATCH,
            ),
        },
    ),
)

"""Known bugs of 2.2: what is subtracted at the label."""

from grader.model import KnownBug

from ._lines import COLUMNS, LABEL, MEAN, TOGETHER


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.2",
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
        "test_output_grads",
        LABEL,
        {
            "label_not_averaged": (
                "dscores[rows, y] -= len(X)",
                "The division by the batch size misses a part: what is subtracted at the label "
                "isn't divided.",
                MEAN,
            ),
            "probabilities_not_averaged": (
                "dscores *= len(X); dscores[rows, y] -= 1.0",
                "The division by the batch size misses a part: the probabilities aren't divided.",
                MEAN,
            ),
            "label_not_subtracted": (
                "pass",
                "The gradient by the scores is the probabilities alone: the label's part isn't "
                "subtracted.",
                TOGETHER,
            ),
            "label_added": (
                "dscores[rows, y] += 1.0",
                "The label's part is added to the probabilities instead of subtracted.",
                TOGETHER,
            ),
            "label_twice": (
                "dscores[rows, y] -= 2.0",
                "The label's part is subtracted twice.",
                TOGETHER,
            ),
            "label_without_probability": (
                "dscores[rows, y] = -1.0",
                "At the label the probability is overwritten with -1, instead of 1 "
                "being subtracted from it.",
                TOGETHER,
            ),
            "label_zeroed": (
                "dscores[rows, y] = 0.0",
                "At the label the gradient by the scores is set to 0.",
                TOGETHER,
            ),
            "label_columns": (
                "dscores[:, y] -= 1.0",
                COLUMNS,
                "Print the shape of what you pick with the labels",
            ),
            "label_numbers": (
                "dscores -= y[:, None]",
                "The numbers of the labels are subtracted from the probabilities.",
                TOGETHER,
            ),
            "label_next": (
                "dscores[rows, y - 1] -= 1.0",
                "The label's part is subtracted at the class before: labels count from 0.",
                "Labels are 0 to C-1",
            ),
            "label_of_argmax": (
                "dscores[rows, log_p.argmax(axis=1)] -= 1.0",
                "The predicted class takes the label's place in the gradient.",
                TOGETHER,
            ),
        },
    ),
)

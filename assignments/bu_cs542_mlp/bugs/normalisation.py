"""Known bugs of 2.1: the softmax in the loss."""

from grader.model import KnownBug

from ._lines import LOSS

TOTAL = "np.exp(shifted).sum(axis=1, keepdims=True)"
SHIFTED = "scores - scores.max(axis=1, keepdims=True)"

ONE = "The probabilities of each row must add up to 1"
DIVIDED = (
    "The scores are divided by a number (their largest, or sum) before the "
    "softmax, which changes it: only subtracting it does not."
)


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.1",
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
        "test_loss",
        TOTAL,
        {
            "softmax_over_rows": (
                "np.exp(shifted).sum(axis=0, keepdims=True)",
                "The softmax is normalised over the rows of the batch instead of the classes.",
                ONE,
            ),
            "softmax_over_all": (
                "np.exp(shifted).sum()",
                "The softmax is normalised over the whole batch instead of each row.",
                ONE,
            ),
            "softmax_mean": (
                "np.exp(shifted).mean(axis=1, keepdims=True)",
                "The softmax divides by the mean of the exponentials instead of their sum.",
                ONE,
            ),
        },
    ),
    *_bugs(
        "test_loss",
        SHIFTED,
        {
            "shift_over_rows": (
                "scores - scores.max(axis=0)",
                "The softmax takes off the largest score of each class, not that of each row, "
                "which changes the result.",
                "Softmax doesn't change when the same number is taken off all scores of a row",
            ),
            "softmax_of_negative": (
                "-scores - (-scores).max(axis=1, keepdims=True)",
                "The softmax has the scores with the wrong sign.",
                LOSS,
            ),
            "softmax_of_sigmoid": (
                "1 / (1 + np.exp(-scores))",
                "The scores go through a sigmoid before the softmax.",
                LOSS,
            ),
        },
    ),
    *_bugs(
        "test_loss",
        SHIFTED,
        {
            "shift_divides_abs": (
                "scores / np.abs(scores).max(axis=1, keepdims=True)",
                DIVIDED,
                LOSS,
            ),
            "shift_divides": (
                "scores / scores.max(axis=1, keepdims=True)",
                DIVIDED,
                LOSS,
            ),
            "shift_divides_all": (
                "scores / scores.max()",
                DIVIDED,
                LOSS,
            ),
            "shift_divides_norm": (
                "scores / np.linalg.norm(scores, axis=1, keepdims=True)",
                DIVIDED,
                LOSS,
            ),
            "shift_divides_sum": (
                "scores / scores.sum(axis=1, keepdims=True)",
                DIVIDED,
                LOSS,
            ),
            "shift_scale": (
                "(scores - scores.mean(1)[:, None]) / scores.std(1)[:, None]",
                "The scores are divided by their spread before the softmax, which changes it.",
                LOSS,
            ),
            "softmax_twice": (
                "np.exp(scores - scores.max(1)[:, None]) / np.exp(scores - "
                "scores.max(1)[:, None]).sum(1)[:, None]",
                "The softmax is applied twice.",
                LOSS,
            ),
            "softmax_of_relu": (
                "np.maximum(scores, 0)",
                "Negative scores are set to 0 before the softmax.",
                LOSS,
            ),
            "softmax_of_tanh": (
                "np.tanh(scores)",
                "The scores go through a tanh before the softmax.",
                LOSS,
            ),
            "softmax_of_absolute": (
                "np.abs(scores) - np.abs(scores).max(axis=1, keepdims=True)",
                "The softmax has the absolute values of the scores.",
                LOSS,
            ),
            "softmax_base_two": (
                "(scores - scores.max(axis=1, keepdims=True)) * np.log(2)",
                "The softmax has powers of 2 instead of e.",
                LOSS,
            ),
            "softmax_squared": (
                "scores**2 - (scores**2).max(axis=1, keepdims=True)",
                "The softmax has the squares of the scores.",
                LOSS,
            ),
            "softmax_without_b2": (
                "scores - b2",
                "The loss is made of scores without the bias b2.",
                LOSS,
            ),
        },
        "2.2",
        "2.3",
    ),
)

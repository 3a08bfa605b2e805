"""Known bugs of 2.2, less likely ones: gradients by the scores."""

from grader.model import KnownBug

from ._lines import COLUMNS, LABEL, MEAN, TOGETHER, N

INDEX = "Print the shape of what you pick with the labels"
OTHER_ROWS = "The labels of other rows are used: rows and labels no longer belong together."


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
            "label_everywhere": (
                "dscores[rows] -= 1.0",
                COLUMNS,
                INDEX,
            ),
            "label_rows": (
                "dscores[y] -= 1.0",
                COLUMNS,
                INDEX,
            ),
            "label_entry_only": (
                "kept = dscores[rows, y] - 1.0\n"
                "        dscores[:] = 0.0\n"
                "        dscores[rows, y] = kept",
                "The gradient by the scores stands at the label alone: the other classes get none.",
                TOGETHER,
            ),
            "label_minus_probability": (
                "dscores[rows, y] = 1.0 - dscores[rows, y]",
                "At the label the sign is wrong: 1 minus the probability stands there, as an "
                "absolute value gives it.",
                TOGETHER,
            ),
            "others_turned": (
                "dscores *= -1.0\n"
                "        dscores[rows, y] += 1.0\n"
                "        dscores *= np.where(np.eye(log_p.shape[1])[y] > 0, -1.0, 1.0)",
                "At the classes other than the label the sign is wrong.",
                TOGETHER,
            ),
            "label_halved": (
                "dscores[rows, y] -= 0.5",
                "Only a half is subtracted at the label.",
                TOGETHER,
            ),
            "label_reversed": (
                "dscores[rows, y[::-1]] -= 1.0",
                OTHER_ROWS,
                INDEX,
            ),
            "label_sorted": (
                "dscores[rows, np.sort(y)] -= 1.0",
                OTHER_ROWS,
                INDEX,
            ),
            "labels_as_counts": (
                "dscores[rows, y] -= y",
                "The numbers of the labels are subtracted at the labels, instead of 1.",
                TOGETHER,
            ),
            "label_first_row": (
                "dscores[0, y] -= 1.0",
                "The labels' part is subtracted in one row alone.",
                INDEX,
            ),
            "label_of_argmin": (
                "dscores[rows, log_p.argmin(axis=1)] -= 1.0",
                "The class of the smallest probability takes the label's place in the gradient.",
                TOGETHER,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        N,
        {
            "gradient_halved": (
                "dscores /= 2 * len(X)",
                "All gradients are half of what they should be.",
                TOGETHER,
            ),
            "gradient_doubled": (
                "dscores *= 2 / len(X)",
                "All gradients are twice what they should be: a factor 2, as of a squared error.",
                TOGETHER,
            ),
            "gradient_by_one_less": (
                "dscores /= len(X) - 1",
                "The gradient is divided by another number than that of the rows: that of the"
                " classes, or one less than the rows.",
                MEAN,
            ),
            "gradient_by_all": (
                "dscores /= dscores.size",
                "The gradient is divided by rows times classes instead of the number of rows.",
                MEAN,
            ),
            "gradient_by_hidden": (
                "dscores /= W1.shape[1]",
                "The gradient is divided by the number of hidden units instead of rows.",
                MEAN,
            ),
            "softmax_slope_p": (
                "dscores *= np.exp(log_p) / len(X)",
                "The gradient by the scores has the probabilities as a further factor.",
                TOGETHER,
            ),
            "softmax_slope_rest": (
                "dscores *= (1 - np.exp(log_p)) / len(X)",
                "The gradient by the scores has 1 minus the probabilities as a further factor.",
                TOGETHER,
            ),
            "of_squared_error": (
                "p = np.exp(log_p)\n"
                "        dscores = p * (dscores - (p * dscores).sum(axis=1, "
                "keepdims=True)) / len(X)",
                "The gradient goes through the softmax once more, as for a squared "
                "error: p - onehot is that by the scores already.",
                TOGETHER,
            ),
            "of_squared_error_twice": (
                "p = np.exp(log_p)\n"
                "        dscores = 2 * p * (dscores - (p * dscores).sum(axis=1, "
                "keepdims=True)) / len(X)",
                "The gradient is that of a squared error of the probabilities, not of "
                "the cross-entropy.",
                TOGETHER,
            ),
            "times_scores": (
                "dscores *= scores / len(X)",
                "The gradient by the scores has the scores as a further factor.",
                TOGETHER,
            ),
            "gradient_squared": (
                "dscores = dscores**2 / len(X)",
                "The difference of probabilities and labels is squared.",
                TOGETHER,
            ),
            "gradient_absolute": (
                "dscores = np.abs(dscores) / len(X)",
                "At the label the sign is wrong: 1 minus the probability stands there, as an "
                "absolute value gives it.",
                TOGETHER,
            ),
            "gradient_of_last_row": (
                "dscores[:-1] = 0.0\n        dscores /= len(X)",
                "Only the last row of the batch has a gradient: rows overwrite each other.",
                MEAN,
            ),
            "gradient_of_first_row": (
                "dscores[1:] = 0.0\n        dscores /= len(X)",
                "Only the first row of the batch has a gradient.",
                MEAN,
            ),
            "only_logarithm_not_averaged": (
                "dscores[:] = 0; dscores[rows, y] = -np.exp(-log_p[rows, y])",
                "The logarithm is differentiated, but not the softmax, and nothing is averaged.",
                TOGETHER,
            ),
        },
    ),
)

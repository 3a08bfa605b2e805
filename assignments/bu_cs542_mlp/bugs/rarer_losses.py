"""Known bugs of 2.1, less likely ones: the loss of given scores."""

from grader.model import KnownBug

from ._lines import LOSS

MEAN = "-log_p[rows, y].mean()"

ONE_SHIFTED = (
    "The largest score of a row is taken off in one place only: off the softmax's sum, or off the "
    "label's score. It belongs in both, or has to be added back."
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
        MEAN,
        {
            "loss_of_changed": (
                "-np.log(np.exp(log_p[rows, y]) - 1.0).mean()",
                "The loss takes the logarithm of negative numbers: of probabilities "
                "that were changed before (the label's 1 subtracted in place), or of "
                "scores.",
                "Print what the logarithm is taken of",
            ),
            "loss_halved": (
                "-0.5 * log_p[rows, y].mean()",
                "The cross-entropy is halved.",
                LOSS,
            ),
            "loss_doubled": (
                "-2 * log_p[rows, y].mean()",
                "The cross-entropy is doubled.",
                LOSS,
            ),
            "loss_by_one_less": (
                "-log_p[rows, y].sum() / (len(X) - 1)",
                "The sum over the rows is divided by another number than theirs: that of the "
                "classes, or one less than the rows.",
                LOSS,
            ),
            "loss_by_hidden": (
                "-log_p[rows, y].sum() / W1.shape[1]",
                "The sum over the rows is divided by the number of hidden units instead of rows.",
                LOSS,
            ),
            "loss_last_row": (
                "-log_p[-1, y[-1]]",
                "The loss is that of the last row alone: rows overwrite each other.",
                LOSS,
            ),
            "loss_last_row_averaged": (
                "-log_p[-1, y[-1]] / len(X)",
                "The loss is that of the last row alone, divided by the batch size: "
                "rows overwrite each other.",
                LOSS,
            ),
            "loss_first_row": (
                "-log_p[0, y[0]]",
                "The loss is that of the first row alone.",
                LOSS,
            ),
            "loss_largest": (
                "-log_p[rows, y].min()",
                "The loss is the largest of the rows' losses instead of their mean.",
                LOSS,
            ),
            "loss_log_of_mean": (
                "-np.log(np.exp(log_p[rows, y]).mean())",
                "The probabilities are averaged before the logarithm instead of after.",
                LOSS,
            ),
            "loss_log_of_sum": (
                "-np.log(np.exp(log_p[rows, y]).sum())",
                "The probabilities are added up before the logarithm instead of after.",
                LOSS,
            ),
            "loss_squared_log": (
                "np.square(log_p[rows, y]).mean()",
                "The logarithms are squared.",
                LOSS,
            ),
            "loss_times_p": (
                "-(np.exp(log_p[rows, y]) * log_p[rows, y]).mean()",
                "The logarithm is multiplied by the probability, as in an entropy: the "
                "label's weight is 1.",
                LOSS,
            ),
            "loss_perplexity": (
                "np.exp(-log_p[rows, y].mean())",
                "The loss is e to the power of the cross-entropy.",
                LOSS,
            ),
            "loss_denominator_alone": (
                "np.log(np.exp(scores).sum(axis=1)).mean()",
                "The loss is the logarithm of the softmax's denominator alone: the "
                "label's score is missing.",
                LOSS,
            ),
            "loss_largest_not_added": (
                "(np.log(np.exp(shifted).sum(axis=1)) - scores[rows, y]).mean()",
                ONE_SHIFTED,
                LOSS,
            ),
            "loss_largest_added_twice": (
                "(np.log(np.exp(scores).sum(axis=1)) - shifted[rows, y]).mean()",
                ONE_SHIFTED,
                LOSS,
            ),
            "loss_square_mean": (
                "np.square(np.exp(log_p) - np.eye(log_p.shape[1])[y]).mean()",
                "The loss is a squared error of the probabilities, not the cross-entropy.",
                LOSS,
            ),
            "loss_square_of_scores": (
                "np.square(scores - np.eye(log_p.shape[1])[y]).sum() / len(X)",
                "The loss is a squared error of the scores, not the cross-entropy.",
                LOSS,
            ),
            "loss_square_of_scores_mean": (
                "np.square(scores - np.eye(log_p.shape[1])[y]).mean()",
                "The loss is a squared error of the scores, not the cross-entropy.",
                LOSS,
            ),
            "loss_binary_mean": (
                "-(np.where(np.eye(log_p.shape[1])[y] > 0, log_p, np.log(1 - "
                "np.exp(log_p)))).mean()",
                "The loss adds a binary cross-entropy for each class; the softmax has "
                "the term of the label alone.",
                LOSS,
            ),
            "loss_labels_as_weights": (
                "-(log_p * y[:, None]).sum() / len(X)",
                "The numbers of the labels are multiplied in, instead of a 1 at each label.",
                LOSS,
            ),
            "loss_sum_p": (
                "-np.log(np.exp(log_p).sum(axis=1)).mean()",
                "The logarithm is taken of the sum of all probabilities of a row, which is 1.",
                LOSS,
            ),
            "loss_absolute_error": (
                "np.abs(np.exp(log_p) - np.eye(log_p.shape[1])[y]).sum() / len(X)",
                "The loss adds absolute errors of the probabilities; there is no logarithm.",
                LOSS,
            ),
        },
        "2.3",
    ),
)

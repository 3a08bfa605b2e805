"""Known bugs of 2.1: the loss of given scores."""

from grader.model import KnownBug

from ._lines import LOSS

MEAN = "-log_p[rows, y].mean()"

SHAPE = "Print the shape of what you pick with the labels"


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
        "loss = -log_p[rows, y].mean() + 0.5",
        {
            "loss_is_penalty": (
                "loss = 0.5",
                "The loss is the penalty alone: it replaces the cross-entropy instead of being "
                "added to it.",
                "the formula of the loss in 2.1",
            ),
        },
    ),
    *_bugs(
        "test_loss",
        MEAN,
        {
            "loss_not_averaged": (
                "-log_p[rows, y].sum()",
                "The cross-entropy is summed over the batch instead of averaged.",
                "the formula of the loss in 2.1: what stands before the sum",
            ),
            "loss_averaged_twice": (
                "-log_p[rows, y].mean() / len(X)",
                "The cross-entropy is divided by the batch size twice.",
                LOSS,
            ),
            "loss_mean_of_all": (
                "-log_p[rows, y].sum() / log_p.size",
                "The sum over the rows is divided by rows times classes, instead of by the "
                "number of rows.",
                LOSS,
            ),
            "loss_by_classes": (
                "-log_p[rows, y].sum() / log_p.shape[1]",
                "The sum over the rows is divided by another number than theirs: that of the "
                "classes, or one less than the rows.",
                LOSS,
            ),
            "loss_by_features": (
                "-log_p[rows, y].sum() / X.shape[1]",
                "The sum over the rows is divided by the number of features instead of rows.",
                LOSS,
            ),
            "loss_sign": (
                "log_p[rows, y].mean()",
                "The loss lacks its minus sign: the logarithm of a probability is negative.",
                LOSS,
            ),
            "loss_log2": (
                "-log_p[rows, y].mean() / np.log(2)",
                "The logarithm is to base 2; the loss has the natural one.",
                LOSS,
            ),
            "loss_log10": (
                "-log_p[rows, y].mean() / np.log(10)",
                "The logarithm is to base 10; the loss has the natural one.",
                LOSS,
            ),
            "loss_log1p": (
                "-np.log1p(np.exp(log_p[rows, y])).mean()",
                "The logarithm is taken of 1 plus the probability.",
                LOSS,
            ),
            "loss_no_log": (
                "-np.exp(log_p[rows, y]).mean()",
                "The loss averages the probabilities of the labels, without the logarithm.",
                LOSS,
            ),
            "loss_of_errors": (
                "(1 - np.exp(log_p[rows, y])).mean()",
                "The loss averages 1 minus the probability of the label; there is no logarithm.",
                LOSS,
            ),
            "loss_of_others": (
                "-np.log(1 - np.exp(log_p[rows, y])).mean()",
                "The logarithm is taken of 1 minus the probability of the label.",
                LOSS,
            ),
            "loss_of_argmax": (
                "-log_p.max(axis=1).mean()",
                "The loss takes the largest probability of a row instead of that of its label.",
                LOSS,
            ),
            "loss_of_all_classes": (
                "-log_p.sum() / len(X)",
                "The loss adds up the logarithms of all classes instead of the label's alone.",
                LOSS,
            ),
            "loss_mean_of_all_classes": (
                "-log_p.mean()",
                "The loss averages the logarithms of all classes instead of the label's alone.",
                LOSS,
            ),
            "loss_each_label_each_row": (
                "-log_p[:, y].sum() / len(X)",
                "The labels pick whole columns: each row is charged for the labels of all rows.",
                SHAPE,
            ),
            "loss_mean_each_label_each_row": (
                "-log_p[:, y].mean()",
                "The labels pick whole columns: each row is charged for the labels of all rows.",
                SHAPE,
            ),
            "loss_binary": (
                "-(np.where(np.eye(log_p.shape[1])[y] > 0, log_p, np.log(1 - "
                "np.exp(log_p)))).sum() / len(X)",
                "The loss adds a binary cross-entropy for each class; the softmax has the term "
                "of the label alone.",
                LOSS,
            ),
            "loss_of_entropy": (
                "-(np.exp(log_p) * log_p).sum() / len(X)",
                "The loss is the entropy of the probabilities: the labels play no part in it.",
                LOSS,
            ),
            "loss_of_scores": (
                "-scores[rows, y].mean()",
                "The loss averages the labels' scores, without the softmax.",
                LOSS,
            ),
            "loss_of_shifted": (
                "-shifted[rows, y].mean()",
                "The loss leaves out the softmax's denominator.",
                LOSS,
            ),
            "loss_next_class": (
                "-log_p[rows, y - 1].mean()",
                "The loss takes the class before the label: labels count from 0.",
                "Labels are 0 to C-1",
            ),
            "loss_hinge": (
                "(np.maximum(scores - scores[rows, y][:, None] + 1, 0).sum() - len(X)) / len(X)",
                "The loss is the hinge loss of a support vector machine, not the cross-entropy.",
                LOSS,
            ),
            "loss_square": (
                "np.square(np.exp(log_p) - np.eye(log_p.shape[1])[y]).sum() / len(X)",
                "The loss is a squared error of the probabilities, not the cross-entropy.",
                LOSS,
            ),
            "loss_half_square": (
                "0.5 * np.square(np.exp(log_p) - np.eye(log_p.shape[1])[y]).sum() / len(X)",
                "The loss is a squared error of the probabilities, not the cross-entropy.",
                LOSS,
            ),
        },
    ),
)

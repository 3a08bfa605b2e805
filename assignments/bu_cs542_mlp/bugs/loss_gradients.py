"""Known bugs of 2.2: gradients by the scores."""

from grader.model import KnownBug

from ._lines import MEAN, TOGETHER, N

P = "dscores = np.exp(log_p)  # dL/dscores = (p - onehot(y)) / N"


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
        N,
        {
            "gradient_not_averaged": (
                "dscores /= 1",
                "The gradient lacks the factor 1/N of the mean over the batch.",
                MEAN,
            ),
            "gradient_averaged_twice": (
                "dscores /= len(X) ** 2",
                "The gradient is divided by the batch size twice.",
                MEAN,
            ),
            "gradient_times_n": (
                "dscores *= len(X)",
                "The gradient is multiplied by the batch size instead of divided.",
                MEAN,
            ),
            "gradient_by_classes": (
                "dscores /= dscores.shape[1]",
                "The gradient is divided by another number than that of the rows: that of the"
                " classes, or one less than the rows.",
                MEAN,
            ),
            "gradient_by_features": (
                "dscores /= X.shape[1]",
                "The gradient is divided by the number of features instead of rows.",
                MEAN,
            ),
            "gradient_sign": (
                "dscores /= -len(X)",
                "All gradients have the wrong sign: they point to where the loss falls.",
                TOGETHER,
            ),
            "only_logarithm": (
                "dscores[:] = 0; dscores[rows, y] = -np.exp(-log_p[rows, y]) / len(X)",
                "The logarithm is differentiated, but not the softmax: minus 1 over the "
                "probability stands at the label.",
                TOGETHER,
            ),
            "softmax_slope_twice": (
                "dscores *= np.exp(log_p) * (1 - np.exp(log_p)) / len(X)",
                "The gradient by the scores has a further factor p (1 - p): the slope of a "
                "softmax or sigmoid once too often.",
                TOGETHER,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        P,
        {
            "label_alone": (
                "dscores = np.zeros_like(log_p)",
                "The gradient by the scores has the label's part alone: the probabilities are "
                "missing.",
                TOGETHER,
            ),
            "scores_for_probabilities": (
                "dscores = scores.copy()",
                "The gradient starts from the scores instead of the probabilities.",
                TOGETHER,
            ),
            "shifted_for_probabilities": (
                "dscores = shifted.copy()",
                "The gradient starts from the scores, shifted, instead of the probabilities.",
                TOGETHER,
            ),
            "logs_for_probabilities": (
                "dscores = log_p.copy()",
                "The gradient starts from the logarithms of the probabilities.",
                TOGETHER,
            ),
            "exponentials_for_probabilities": (
                "dscores = np.exp(shifted)",
                "The gradient starts from the exponentials, which aren't divided by their sum.",
                TOGETHER,
            ),
            "raw_exponentials_for_probabilities": (
                "dscores = np.exp(scores)",
                "The gradient starts from the exponentials, which aren't divided by their sum.",
                TOGETHER,
            ),
            "probabilities_over_rows": (
                "dscores = np.exp(shifted) / np.exp(shifted).sum(axis=0)",
                "The probabilities in the gradient are normalised over the rows instead of the "
                "classes.",
                "The probabilities of each row must add up to 1",
            ),
        },
    ),
)

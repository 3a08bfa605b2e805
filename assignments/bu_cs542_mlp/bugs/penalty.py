"""Known bugs of 2.1: what reg adds to the loss."""

from grader.model import KnownBug

from ._lines import LOSS

PENALTY = "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))"

WEIGHTS = "Which arrays are regularised, and how, says the formula in 2.1"


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
        "test_penalty",
        PENALTY,
        {
            "penalty_without_half": (
                "reg * (np.sum(W1 * W1) + np.sum(W2 * W2))",
                "The penalty in the loss lacks its factor of one half.",
                LOSS,
            ),
            "penalty_quarter": (
                "0.5 * 0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))",
                "The penalty in the loss is halved twice.",
                LOSS,
            ),
            "penalty_on_biases": (
                "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2) + np.sum(b1 * b1) + np.sum(b2 "
                "* b2))",
                "The penalty in the loss counts the biases as well.",
                WEIGHTS,
            ),
            "penalty_on_b1": (
                "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2) + np.sum(b1 * b1))",
                "The penalty in the loss counts the bias b1 as well.",
                WEIGHTS,
            ),
            "penalty_on_b2": (
                "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2) + np.sum(b2 * b2))",
                "The penalty in the loss counts the bias b2 as well.",
                WEIGHTS,
            ),
            "penalty_forgotten": (
                "0.0",
                "The loss has no penalty: reg isn't used.",
                WEIGHTS,
            ),
            "penalty_w1_only": (
                "0.5 * reg * np.sum(W1 * W1)",
                "The penalty in the loss leaves out W2.",
                WEIGHTS,
            ),
            "penalty_w2_only": (
                "0.5 * reg * np.sum(W2 * W2)",
                "The penalty in the loss leaves out W1.",
                WEIGHTS,
            ),
            "penalty_w1_only_whole": (
                "reg * np.sum(W1 * W1)",
                "The penalty in the loss leaves out W2 and counts W1 twice: its half is missing, "
                "or W1 stands in both places.",
                WEIGHTS,
            ),
            "penalty_half_of_w1": (
                "reg * (0.5 * np.sum(W1 * W1) + np.sum(W2 * W2))",
                "The factor of one half stands before the penalty of W1 alone: brackets may be "
                "missing.",
                LOSS,
            ),
            "penalty_half_of_w2": (
                "reg * (np.sum(W1 * W1) + 0.5 * np.sum(W2 * W2))",
                "The factor of one half stands before the penalty of W2 alone: brackets may be "
                "missing.",
                LOSS,
            ),
            "penalty_norms": (
                "0.5 * reg * (np.linalg.norm(W1) + np.linalg.norm(W2))",
                "The penalty adds the norms of the weights, not their squares.",
                WEIGHTS,
            ),
            "penalty_norms_whole": (
                "reg * (np.linalg.norm(W1) + np.linalg.norm(W2))",
                "The penalty adds the norms of the weights, not their squares.",
                WEIGHTS,
            ),
            "penalty_norm_together": (
                "0.5 * reg * np.sqrt(np.sum(W1 * W1) + np.sum(W2 * W2))",
                "The penalty is the root of the sum of squares.",
                WEIGHTS,
            ),
            "penalty_absolute": (
                "0.5 * reg * (np.abs(W1).sum() + np.abs(W2).sum())",
                "The penalty adds absolute values of the weights, not squares.",
                WEIGHTS,
            ),
            "penalty_absolute_whole": (
                "reg * (np.abs(W1).sum() + np.abs(W2).sum())",
                "The penalty adds absolute values of the weights, not squares.",
                WEIGHTS,
            ),
            "penalty_no_squares": (
                "0.5 * reg * (W1.sum() + W2.sum())",
                "The penalty adds the weights themselves, not their squares.",
                WEIGHTS,
            ),
            "penalty_square_of_sum": (
                "0.5 * reg * (W1.sum() ** 2 + W2.sum() ** 2)",
                "The penalty squares the sum of the weights instead of adding their squares.",
                WEIGHTS,
            ),
            "penalty_square_of_norms": (
                "0.5 * reg * (np.linalg.norm(W1) + np.linalg.norm(W2)) ** 2",
                "The norms of both weights are added before they are squared.",
                WEIGHTS,
            ),
            "penalty_product": (
                "0.5 * reg * np.sum(W1 * W1) * np.sum(W2 * W2)",
                "The squares of both weights are multiplied instead of added.",
                WEIGHTS,
            ),
            "penalty_difference": (
                "0.5 * reg * (np.sum(W1 * W1) - np.sum(W2 * W2))",
                "The squares of W2 are subtracted from those of W1 instead of added.",
                WEIGHTS,
            ),
            "penalty_mean": (
                "0.5 * reg * (np.mean(W1 * W1) + np.mean(W2 * W2))",
                "The penalty has the mean of the squares of each weight matrix instead of the sum.",
                WEIGHTS,
            ),
            "penalty_spectral": (
                "0.5 * reg * (np.linalg.norm(W1, 2) ** 2 + np.linalg.norm(W2, 2) ** 2)",
                "The penalty takes the largest singular values of the weights, not the sum of "
                "all squares.",
                WEIGHTS,
            ),
            "penalty_over_n": (
                "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2)) / len(X)",
                "The penalty is divided by the batch size: the mean is over the cross-entropy "
                "alone.",
                LOSS,
            ),
            "penalty_over_n_whole": (
                "reg * (np.sum(W1 * W1) + np.sum(W2 * W2)) / len(X)",
                "The penalty is divided by the batch size and lacks its factor of one half.",
                LOSS,
            ),
            "penalty_times_n": (
                "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2)) * len(X)",
                "The penalty is added once a row instead of once.",
                LOSS,
            ),
            "penalty_sign": (
                "-0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))",
                "The penalty is subtracted from the loss.",
                LOSS,
            ),
            "penalty_reg_squared": (
                "0.5 * reg**2 * (np.sum(W1 * W1) + np.sum(W2 * W2))",
                "reg is squared in the penalty.",
                LOSS,
            ),
        },
    ),
    *_bugs(
        "test_loss",
        PENALTY,
        {
            "penalty_without_reg": (
                "0.5 * (np.sum(W1 * W1) + np.sum(W2 * W2))",
                "The penalty isn't multiplied by reg, so that it is there for reg = 0 as well.",
                LOSS,
            ),
        },
    ),
)

"""Known bugs of 2.2: the way back to the hidden units, and gradients of W1 and b1."""

from grader.model import KnownBug

from ._lines import CHAIN, DH, FORM, INDICES, MEAN, W1


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
        "test_hidden_grads_sigmoid",
        W1,
        {
            "w1_penalty_alone": (
                'grads["W1"] = reg * W1',
                "The gradient of W1 is that of the penalty alone: it replaces that of "
                "the data instead of being added.",
                INDICES,
            ),
            "w1_zero": (
                'grads["W1"] = np.zeros_like(W1)',
                "The gradient of W1 is left at 0.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_sigmoid",
        DH,
        {
            "dhidden_of_probabilities": (
                "dhidden = np.exp(log_p) @ W2.T",
                "The probabilities go back to the hidden units instead of the gradient by the "
                "scores.",
                CHAIN,
            ),
            "dhidden_of_scores": (
                "dhidden = scores @ W2.T",
                "The scores go back to the hidden units instead of the gradient by the scores.",
                CHAIN,
            ),
            "dhidden_averaged_again": (
                "dhidden = dscores @ W2.T / len(X)",
                "On the way to the first layer the gradient is divided by the batch size once "
                "more.",
                MEAN,
            ),
            "dhidden_not_averaged": (
                "dhidden = len(X) * dscores @ W2.T",
                "The gradients of W1 and b1 lack the factor 1/N.",
                MEAN,
            ),
            "dhidden_sign": (
                "dhidden = -dscores @ W2.T",
                "The gradients of W1 and b1 have the wrong sign, while those of W2 and b2 are "
                "right.",
                INDICES,
            ),
            "dhidden_of_w2_grad": (
                'dhidden = dscores @ grads["W2"].T',
                "The gradient goes back through the gradient of W2 instead of W2.",
                INDICES,
            ),
            "dhidden_without_w2": (
                "dhidden = dscores.sum(axis=1, keepdims=True) * np.ones_like(hidden)",
                "The gradient goes back to the hidden units without W2.",
                INDICES,
            ),
            "dhidden_of_sums": (
                "dhidden = dscores @ np.tile(W2.sum(axis=0), (len(W2), 1)).T",
                "The weights W2 are summed on the way back, so that all hidden units get the "
                "same gradient.",
                INDICES,
            ),
            "dhidden_times_hidden": (
                "dhidden = dscores @ W2.T * hidden",
                "The gradient of the hidden layer has the values of the units as a further factor.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_sigmoid",
        W1,
        {
            "w1_skips_activation": (
                'grads["W1"] = X.T @ dhidden + reg * W1',
                "The gradient of W1 skips the slope of the activation.",
                INDICES,
            ),
            "w1_averaged_again": (
                'grads["W1"] = X.T @ dinputs / len(X) + reg * W1',
                "The gradient of W1 is divided by the batch size once more.",
                MEAN,
            ),
            "w1_not_averaged": (
                'grads["W1"] = X.T @ dinputs * len(X) + reg * W1',
                "The gradient of W1 lacks the factor 1/N, which others have.",
                MEAN,
            ),
            "w1_sign": (
                'grads["W1"] = -X.T @ dinputs + reg * W1',
                "The gradient of W1 has the wrong sign.",
                INDICES,
            ),
            "w1_row_sums": (
                'grads["W1"] = np.outer(X.sum(axis=0), dinputs.sum(axis=0)) + reg * W1',
                "Rows are added up before they are multiplied in the gradient of W1.",
                INDICES,
            ),
            "w1_row_means": (
                'grads["W1"] = np.outer(X.mean(axis=0), dinputs.sum(axis=0)) + reg * W1',
                "Rows are averaged before they are multiplied in the gradient of W1.",
                INDICES,
            ),
            "w1_last_row": (
                'grads["W1"] = np.outer(X[-1], dinputs[-1]) + reg * W1',
                "The gradient of W1 comes from the last row alone: rows overwrite each other.",
                INDICES,
            ),
            "w1_of_hidden_values": (
                'grads["W1"] = X.T @ hidden + reg * W1',
                "The gradient of W1 is made from the values of the hidden units instead of the "
                "gradient by their inputs.",
                INDICES,
            ),
            "w1_slope_twice": (
                'grads["W1"] = X.T @ (dinputs * hidden * (1 - hidden)) + reg * W1',
                "The slope of the sigmoid is multiplied in twice in the gradient of W1.",
                FORM,
            ),
        },
    ),
)

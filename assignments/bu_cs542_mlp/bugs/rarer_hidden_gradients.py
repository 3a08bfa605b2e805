"""Known bugs of 2.2, less likely ones: gradients of the first layer."""

from grader.model import KnownBug

from ._lines import B1, BIAS, CHAIN, DH, INDICES, W1


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
        DH,
        {
            "dhidden_zero": (
                "dhidden = np.zeros_like(hidden)",
                "Nothing goes back to the hidden layer: the gradients of W1 and b1 are 0.",
                INDICES,
            ),
            "dhidden_doubled": (
                "dhidden = 2 * dscores @ W2.T",
                "The gradients of W1 and b1 are twice what they should be.",
                INDICES,
            ),
            "dhidden_absolute": (
                "dhidden = dscores @ np.abs(W2).T",
                "The error goes back through absolute values of W2.",
                INDICES,
            ),
            "dhidden_plus_bias": (
                "dhidden = (dscores + b2) @ W2.T",
                "The bias b2 is added on the way back.",
                INDICES,
            ),
            "dhidden_plus_b1": (
                "dhidden = dscores @ W2.T + b1",
                "The bias b1 is added on the way back.",
                INDICES,
            ),
            "dhidden_of_labels_only": (
                "dhidden = -np.eye(log_p.shape[1])[y] @ W2.T / len(X)",
                "Only the labels' part goes back to the hidden layer: the "
                "probabilities are missing.",
                CHAIN,
            ),
            "dhidden_of_updated": (
                'dhidden = dscores @ (W2 - grads["W2"]).T',
                "The error goes back through W2 as it is after an update, instead of before.",
                INDICES,
            ),
            "dhidden_times_inputs": (
                "dhidden = dscores @ W2.T * inputs",
                "The gradient of the hidden layer has the inputs of the units as a further factor.",
                INDICES,
            ),
            "dhidden_by_hidden": (
                "dhidden = dscores @ W2.T / W2.shape[0]",
                "On the way back the gradient is divided by the number of hidden units.",
                INDICES,
            ),
            "dhidden_by_classes": (
                "dhidden = dscores @ W2.T / W2.shape[1]",
                "On the way back the gradient is divided by the number of classes.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_sigmoid",
        W1,
        {
            "w1_one": (
                'grads["W1"] = np.ones_like(W1)',
                "The gradient of W1 is 1 everywhere.",
                INDICES,
            ),
            "w1_of_inputs": (
                'grads["W1"] = X.T @ inputs + reg * W1',
                "The gradient of W1 is made from the inputs of the hidden units "
                "instead of the gradient by them.",
                INDICES,
            ),
            "w1_times_w1": (
                'grads["W1"] = (X.T @ dinputs) * W1 + reg * W1',
                "The gradient of W1 is multiplied by W1.",
                INDICES,
            ),
            "w1_of_weights": (
                'grads["W1"] = W1 * dinputs.sum(axis=0) + reg * W1',
                "The gradient of W1 has W1 itself as a factor, instead of the inputs X.",
                INDICES,
            ),
            "w1_without_x": (
                'grads["W1"] = np.ones_like(X).T @ dinputs + reg * W1',
                "The gradient of W1 lacks the inputs X as a factor.",
                INDICES,
            ),
            "w1_first_row": (
                'grads["W1"] = np.outer(X[0], dinputs[0]) + reg * W1',
                "The gradient of W1 comes from the first row alone.",
                INDICES,
            ),
            "w1_with_bias": (
                'grads["W1"] = X.T @ dinputs + dinputs.sum(axis=0) + reg * W1',
                "The gradient of W1 has that of b1 added to it.",
                INDICES,
            ),
            "w1_absolute": (
                'grads["W1"] = np.abs(X).T @ dinputs + reg * W1',
                "The gradient of W1 has absolute values of the inputs.",
                INDICES,
            ),
            "w1_doubled": (
                'grads["W1"] = 2 * X.T @ dinputs + reg * W1',
                "The gradient of W1 is twice what it should be, others aren't.",
                INDICES,
            ),
            "w1_mask_only": (
                'grads["W1"] = X.T @ (hidden * (1 - hidden)) + reg * W1',
                "The gradient of W1 is made from the sigmoid's slope alone: what comes "
                "back from the scores is missing.",
                INDICES,
            ),
            "w1_by_features": (
                'grads["W1"] = X.T @ dinputs / X.shape[1] + reg * W1',
                "The gradient of W1 is divided by the number of features.",
                INDICES,
            ),
            "w1_inputs_scaled": (
                'grads["W1"] = (X / 255.0).T @ dinputs + reg * W1',
                "The inputs are divided by 255 in the gradient of W1: nothing is to be scaled.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_sigmoid",
        B1,
        {
            "b1_doubled": (
                'grads["b1"] = 2 * dinputs.sum(axis=0)',
                "The gradient of b1 is twice what it should be.",
                BIAS,
            ),
            "b1_sign": (
                'grads["b1"] = -dinputs.sum(axis=0)',
                "The gradient of b1 has the wrong sign.",
                BIAS,
            ),
            "b1_first_row": (
                'grads["b1"] = dinputs[0]',
                "The gradient of b1 comes from the first row alone.",
                BIAS,
            ),
            "b1_itself": (
                'grads["b1"] = b1.copy()',
                "The bias b1 itself stands in place of its gradient.",
                BIAS,
            ),
            "b1_added": (
                'grads["b1"] = dinputs.sum(axis=0) + b1',
                "b1 itself is added to its gradient.",
                BIAS,
            ),
            "b1_of_hidden": (
                'grads["b1"] = hidden.sum(axis=0)',
                "The gradient of b1 adds up the values of the hidden units instead of "
                "the gradient by their inputs.",
                BIAS,
            ),
            "b1_mean_total": (
                'grads["b1"] = dinputs.mean() * np.ones_like(b1)',
                "The gradient of b1 is one mean over rows and units.",
                BIAS,
            ),
            "b1_largest": (
                'grads["b1"] = dinputs.max(axis=0)',
                "The gradient of b1 is the largest of the rows instead of their sum.",
                BIAS,
            ),
            "b1_absolute": (
                'grads["b1"] = np.abs(dinputs).sum(axis=0)',
                "The gradient of b1 adds absolute values.",
                BIAS,
            ),
        },
    ),
)

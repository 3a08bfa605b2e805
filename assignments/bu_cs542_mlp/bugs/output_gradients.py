"""Known bugs of 2.2: gradients of W2 and b2."""

from grader.model import KnownBug

from ._lines import INDICES, MEAN, W1, W2

BOTH = (
    'grads["W2"] = hidden.T @ dscores + reg * W2  # scores = hidden W2 + b2\n'
    '        grads["b2"] = dscores.sum(axis=0)\n'
)


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
        W1,
        {
            "penalty_alone": (
                'grads["W1"], grads["W2"] = reg * W1, reg * W2',
                "The gradients of both weights are those of the penalty alone: they replace those "
                "of the data instead of being added.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        W2,
        {
            "w2_penalty_alone": (
                'grads["W2"] = reg * W2',
                "The gradient of W2 is that of the penalty alone: it replaces that of "
                "the data instead of being added.",
                INDICES,
            ),
            "w2_zero": (
                'grads["W2"] = np.zeros_like(W2)',
                "The gradient of W2 is left at 0.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        W2,
        {
            "w2_of_inputs": (
                'grads["W2"] = inputs.T @ dscores + reg * W2',
                "The gradient of W2 is made from the inputs of the hidden units instead of "
                "their values.",
                INDICES,
            ),
            "w2_of_probabilities": (
                'grads["W2"] = hidden.T @ np.exp(log_p) + reg * W2',
                "The gradient of W2 is made from the probabilities instead of the gradient by "
                "the scores.",
                INDICES,
            ),
            "w2_of_scores": (
                'grads["W2"] = hidden.T @ scores + reg * W2',
                "The gradient of W2 is made from the scores instead of the gradient by the scores.",
                INDICES,
            ),
            "w2_averaged_again": (
                'grads["W2"] = hidden.T @ dscores / len(X) + reg * W2',
                "The gradient of W2 is divided by the batch size once more.",
                MEAN,
            ),
            "w2_not_averaged": (
                'grads["W2"] = hidden.T @ dscores * len(X) + reg * W2',
                "The gradient of W2 lacks the factor 1/N, which others have.",
                MEAN,
            ),
            "w2_sign": (
                'grads["W2"] = -hidden.T @ dscores + reg * W2',
                "The gradient of W2 has the wrong sign.",
                INDICES,
            ),
            "w2_slope_of_hidden": (
                'grads["W2"] = (hidden * (1 - hidden)).T @ dscores + reg * W2',
                "The gradient of W2 is made from the slope of the activation, h (1 - h) of a "
                "sigmoid, instead of the units' values: they were overwritten, or the slope "
                "belongs elsewhere.",
                INDICES,
            ),
            "w2_active_only": (
                'grads["W2"] = (inputs > 0).T @ dscores + reg * W2',
                "The gradient of W2 is made from ReLU's mask instead of the values of the "
                "hidden units.",
                INDICES,
            ),
            "w2_row_sums": (
                'grads["W2"] = np.outer(hidden.sum(axis=0), dscores.sum(axis=0)) + reg * W2',
                "Rows are added up before they are multiplied in the gradient of W2.",
                INDICES,
            ),
            "w2_row_means": (
                'grads["W2"] = np.outer(hidden.mean(axis=0), dscores.sum(axis=0)) + reg * W2',
                "Rows are averaged before they are multiplied in the gradient of W2.",
                INDICES,
            ),
            "w2_last_row": (
                'grads["W2"] = np.outer(hidden[-1], dscores[-1]) + reg * W2',
                "The gradient of W2 comes from the last row alone: rows overwrite each other.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        BOTH,
        {
            "output_not_averaged": (
                'grads["W2"] = hidden.T @ dscores * len(X) + reg * W2\n'
                '        grads["b2"] = dscores.sum(axis=0) * len(X)\n',
                "The gradients of W2 and b2 lack the factor 1/N.",
                MEAN,
            ),
            "output_averaged_again": (
                'grads["W2"] = hidden.T @ dscores / len(X) + reg * W2\n'
                '        grads["b2"] = dscores.sum(axis=0) / len(X)\n',
                "The gradients of W2 and b2 are divided by the batch size once more.",
                MEAN,
            ),
            "output_sign": (
                'grads["W2"] = -hidden.T @ dscores + reg * W2\n'
                '        grads["b2"] = -dscores.sum(axis=0)\n',
                "The gradients of W2 and b2 have the wrong sign, while those of W1 and "
                "b1 are right.",
                INDICES,
            ),
            "output_with_slope": (
                'slope = hidden * (1 - hidden) if self.activation != "relu" else '
                "inputs > 0\n"
                '        grads["W2"] = (hidden * slope).T @ dscores + reg * W2\n'
                '        grads["b2"] = dscores.sum(axis=0)\n',
                "The gradient of W2 has the slope of a hidden activation as a further factor:"
                " it belongs to the layer before.",
                INDICES,
            ),
            "output_slope_for_units": (
                'slope = hidden * (1 - hidden) if self.activation != "relu" else '
                "(inputs > 0) * 1.0\n"
                '        grads["W2"] = slope.T @ dscores + reg * W2\n'
                '        grads["b2"] = dscores.sum(axis=0)\n',
                "The gradient of W2 is made from the slope of the activation, h (1 - h) of a "
                "sigmoid, instead of the units' values: they were overwritten, or the slope "
                "belongs elsewhere.",
                INDICES,
            ),
            "output_zero": (
                'grads["W2"] = np.zeros_like(W2)\n        grads["b2"] = np.zeros_like(b2)\n',
                "The gradients of W2 and b2 are left at 0.",
                INDICES,
            ),
        },
    ),
)

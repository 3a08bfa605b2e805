"""Known bugs of 2.2, less likely ones: gradients of the second layer."""

from grader.model import KnownBug

from ._lines import B2, BIAS, INDICES, W2


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
        W2,
        {
            "w2_one": (
                'grads["W2"] = np.ones_like(W2)',
                "The gradient of W2 is 1 everywhere.",
                INDICES,
            ),
            "w2_of_weights": (
                'grads["W2"] = W2 * dscores.sum(axis=0) + reg * W2',
                "The gradient of W2 has W2 itself as a factor, instead of the hidden units.",
                INDICES,
            ),
            "w2_times_w2": (
                'grads["W2"] = (hidden.T @ dscores) * W2 + reg * W2',
                "The gradient of W2 is multiplied by W2.",
                INDICES,
            ),
            "w2_of_unlabelled": (
                'grads["W2"] = hidden.T @ np.exp(log_p) / len(X) + reg * W2',
                "The gradient of W2 is made from the probabilities, without the labels.",
                INDICES,
            ),
            "w2_with_bias": (
                'grads["W2"] = hidden.T @ dscores + dscores.sum(axis=0) + reg * W2',
                "The gradient of W2 has that of b2 added to it.",
                INDICES,
            ),
            "w2_first_row": (
                'grads["W2"] = np.outer(hidden[0], dscores[0]) + reg * W2',
                "The gradient of W2 comes from the first row alone.",
                INDICES,
            ),
            "w2_slope_beside": (
                'grads["W2"] = (hidden * hidden * (1 - hidden)).T @ dscores + reg * W2',
                "The gradient of W2 has the slope of a hidden activation as a further factor:"
                " it belongs to the layer before.",
                INDICES,
            ),
            "w2_of_sigmoid": (
                'grads["W2"] = (1 / (1 + np.exp(-hidden))).T @ dscores + reg * W2',
                "The gradient of W2 is made from the activation of the hidden units' "
                "values: it is applied twice.",
                INDICES,
            ),
            "w2_doubled": (
                'grads["W2"] = 2 * hidden.T @ dscores + reg * W2',
                "The gradient of W2 is twice what it should be, others aren't.",
                INDICES,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        B2,
        {
            "b2_penalty": (
                'grads["b2"] = dscores.sum(axis=0) + b2',
                "b2 itself is added to its gradient.",
                BIAS,
            ),
            "b2_doubled": (
                'grads["b2"] = 2 * dscores.sum(axis=0)',
                "The gradient of b2 is twice what it should be.",
                BIAS,
            ),
            "b2_sign": (
                'grads["b2"] = -dscores.sum(axis=0)',
                "The gradient of b2 has the wrong sign.",
                BIAS,
            ),
            "b2_first_row": (
                'grads["b2"] = dscores[0]',
                "The gradient of b2 comes from the first row alone.",
                BIAS,
            ),
            "b2_itself": (
                'grads["b2"] = b2.copy()',
                "The bias b2 itself stands in place of its gradient.",
                BIAS,
            ),
            "b2_like_w2": (
                'grads["b2"] = grads["W2"].sum(axis=0)',
                "The gradient of b2 sums that of W2, in which the hidden units are a factor.",
                BIAS,
            ),
            "b2_mean_total": (
                'grads["b2"] = dscores.mean() * np.ones_like(b2)',
                "The gradient of b2 is one mean over rows and classes.",
                BIAS,
            ),
            "b2_absolute": (
                'grads["b2"] = np.abs(dscores).sum(axis=0)',
                "The gradient of b2 adds absolute values.",
                BIAS,
            ),
            "b2_largest": (
                'grads["b2"] = dscores.max(axis=0)',
                "The gradient of b2 is the largest of the rows instead of their sum.",
                BIAS,
            ),
            "b2_of_scores": (
                'grads["b2"] = scores.sum(axis=0)',
                "The gradient of b2 adds up scores instead of the gradient by them.",
                BIAS,
            ),
        },
    ),
)

"""Known bugs of 2.2: the gradient of b2."""

from grader.model import KnownBug

from ._lines import B2, BIAS, MEAN


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
        B2,
        {
            "b2_mean": (
                'grads["b2"] = dscores.mean(axis=0)',
                "The gradient of b2 is a mean over the batch of what is divided by its size "
                "already.",
                BIAS,
            ),
            "b2_not_averaged": (
                'grads["b2"] = dscores.sum(axis=0) * len(X)',
                "The gradient of b2 lacks the factor 1/N, which others have.",
                MEAN,
            ),
            "b2_total": (
                'grads["b2"] = dscores.sum() * np.ones_like(b2)',
                "The gradient of b2 is one sum over all classes.",
                BIAS,
            ),
            "b2_total_number": (
                'grads["b2"] = dscores.sum()',
                "The gradient of b2 is one number, the sum over rows and classes.",
                BIAS,
            ),
            "b2_axis": (
                'grads["b2"] = dscores.sum(axis=1)',
                "The gradient of b2 is summed over the classes instead of the rows.",
                BIAS,
            ),
            "b2_not_summed": (
                'grads["b2"] = dscores',
                "The gradient of b2 isn't summed over the batch.",
                BIAS,
            ),
            "b2_last_row": (
                'grads["b2"] = dscores[-1]',
                "The gradient of b2 comes from the last row alone: rows overwrite each other.",
                BIAS,
            ),
            "b2_zero": (
                'grads["b2"] = np.zeros_like(b2)',
                "The gradient of b2 is left at 0.",
                BIAS,
            ),
            "b2_one": (
                'grads["b2"] = np.ones_like(b2)',
                "The gradient of b2 is 1 everywhere: the chain stops too early.",
                BIAS,
            ),
            "b2_times_bias": (
                'grads["b2"] = dscores.sum(axis=0) * b2',
                "The gradient of b2 is multiplied by b2.",
                BIAS,
            ),
            "b2_of_probabilities": (
                'grads["b2"] = np.exp(log_p).sum(axis=0)',
                "The gradient of b2 adds up probabilities instead of the gradient by the scores.",
                BIAS,
            ),
            "b2_mean_of_probabilities": (
                'grads["b2"] = np.exp(log_p).mean(axis=0)',
                "The gradient of b2 averages probabilities instead of adding the gradient by "
                "the scores.",
                BIAS,
            ),
        },
    ),
)

"""Known bugs of 2.2: the gradient of b1."""

from grader.model import KnownBug

from ._lines import B1, BIAS, MEAN


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
        B1,
        {
            "b1_skips_activation": (
                'grads["b1"] = dhidden.sum(axis=0)',
                "The gradient of b1 skips the slope of the activation.",
                BIAS,
            ),
            "b1_mean": (
                'grads["b1"] = dinputs.mean(axis=0)',
                "The gradient of b1 is a mean over the batch of what is divided by its size "
                "already.",
                BIAS,
            ),
            "b1_not_averaged": (
                'grads["b1"] = dinputs.sum(axis=0) * len(X)',
                "The gradient of b1 lacks the factor 1/N, which others have.",
                MEAN,
            ),
            "b1_total": (
                'grads["b1"] = dinputs.sum() * np.ones_like(b1)',
                "The gradient of b1 is one sum over all units.",
                BIAS,
            ),
            "b1_total_number": (
                'grads["b1"] = dinputs.sum()',
                "The gradient of b1 is one number, the sum over rows and units.",
                BIAS,
            ),
            "b1_axis": (
                'grads["b1"] = dinputs.sum(axis=1)',
                "The gradient of b1 is summed over the units instead of the rows.",
                BIAS,
            ),
            "b1_not_summed": (
                'grads["b1"] = dinputs',
                "The gradient of b1 isn't summed over the batch.",
                BIAS,
            ),
            "b1_last_row": (
                'grads["b1"] = dinputs[-1]',
                "The gradient of b1 comes from the last row alone: rows overwrite each other.",
                BIAS,
            ),
            "b1_zero": (
                'grads["b1"] = np.zeros_like(b1)',
                "The gradient of b1 is left at 0.",
                BIAS,
            ),
            "b1_one": (
                'grads["b1"] = np.ones_like(b1)',
                "The gradient of b1 is 1 everywhere: the chain stops too early.",
                BIAS,
            ),
            "b1_times_bias": (
                'grads["b1"] = dinputs.sum(axis=0) * b1',
                "The gradient of b1 is multiplied by b1.",
                BIAS,
            ),
            "b1_like_w1": (
                'grads["b1"] = grads["W1"].sum(axis=0)',
                "The gradient of b1 sums that of W1, in which the inputs are a factor.",
                BIAS,
            ),
            "b1_slope_alone": (
                'grads["b1"] = (hidden * (1 - hidden)).sum(axis=0)',
                "The gradient of b1 is the sigmoid's slope alone: what comes back from the "
                "scores is missing.",
                BIAS,
            ),
        },
    ),
)

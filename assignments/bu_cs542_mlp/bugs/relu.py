"""Known bugs of 2.1: ReLU, and which of both activations a network has."""

from grader.model import KnownBug

from ._lines import KIND, KINDS, NETWORK, WRONG_KIND

RELU = "np.maximum(inputs, 0)"

DRAW = "Draw ReLU: what does it give for -2, and for 2"


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
        "test_scores_relu",
        KIND,
        {
            "always_sigmoid": (
                "if False:\n            hidden",
                WRONG_KIND,
                KINDS,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_scores_relu",
        RELU,
        {
            "relu_forgotten": (
                "inputs",
                "The ReLU network has no ReLU: hidden inputs go on as they are.",
                "What should a hidden unit give for a negative input",
            ),
            "relu_minimum": (
                "np.minimum(inputs, 0)",
                "ReLU takes the smaller of its input and 0 instead of the larger.",
                DRAW,
            ),
            "relu_absolute": (
                "np.abs(inputs)",
                "ReLU gives the absolute value of its input.",
                DRAW,
            ),
            "relu_step": (
                "(inputs > 0) * 1.0",
                "ReLU gives 0 or 1, which is its slope, not its value.",
                DRAW,
            ),
            "relu_from_one": (
                "np.maximum(inputs, 1)",
                "ReLU is cut off at 1 instead of 0.",
                DRAW,
            ),
            "relu_at_most_one": (
                "np.clip(inputs, 0, 1)",
                "ReLU is cut off at 1 above: it has no upper bound.",
                DRAW,
            ),
            "relu_leaky": (
                "np.where(inputs > 0, inputs, 0.01 * inputs)",
                "ReLU lets a hundredth of negative inputs through: that is a leaky ReLU.",
                DRAW,
            ),
            "relu_softplus": (
                "np.log(1 + np.exp(inputs))",
                "The ReLU network has a smooth version of ReLU, ln(1 + e^a).",
                DRAW,
            ),
            "relu_negated": (
                "np.maximum(-inputs, 0)",
                "ReLU is applied to the negative of its input.",
                DRAW,
            ),
            "relu_squared": (
                "np.maximum(inputs, 0) ** 2",
                "The values of ReLU are squared.",
                DRAW,
            ),
            "relu_tanh": (
                "np.tanh(inputs)",
                "The ReLU network has tanh units.",
                DRAW,
            ),
            "relu_before_bias": (
                "np.maximum(X @ W1, 0) + b1",
                "The bias b1 is added after the activation instead of before.",
                NETWORK,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_scores_relu",
        RELU,
        {
            "relu_leaky_tenth": (
                "np.where(inputs > 0, inputs, 0.1 * inputs)",
                "ReLU lets a tenth of negative inputs through: that is a leaky ReLU.",
                DRAW,
            ),
            "relu_leaky_fifth": (
                "np.where(inputs > 0, inputs, 0.2 * inputs)",
                "ReLU lets a fifth of negative inputs through: that is a leaky ReLU.",
                DRAW,
            ),
            "relu_leaky_small": (
                "np.where(inputs > 0, inputs, 0.001 * inputs)",
                "ReLU lets a thousandth of negative inputs through: that is a leaky ReLU.",
                DRAW,
            ),
            "relu_six": (
                "np.clip(inputs, 0, 6)",
                "ReLU is cut off at 6 above: it has no upper bound.",
                DRAW,
            ),
            "relu_elu": (
                "np.where(inputs > 0, inputs, np.exp(inputs) - 1)",
                "The ReLU network has exponential units (ELU) for negative inputs.",
                DRAW,
            ),
            "relu_swish": (
                "inputs * (0.5 + 0.5 * np.tanh(0.5 * inputs))",
                "The ReLU network has units a sigmoid(a).",
                DRAW,
            ),
            "relu_sign_lost": (
                "np.where(inputs > 0, inputs, -1.0)",
                "ReLU gives -1 instead of 0 for negative inputs.",
                DRAW,
            ),
            "relu_one_below": (
                "np.where(inputs > 0, inputs, 1.0)",
                "ReLU gives 1 instead of 0 for negative inputs.",
                DRAW,
            ),
            "relu_of_maximum": (
                "np.maximum(inputs.max(), 0) * np.ones_like(inputs)",
                "ReLU takes one largest number of all instead of each input's own.",
                DRAW,
            ),
            "relu_mask_ge_one": (
                "np.where(inputs > 1, inputs, 0)",
                "ReLU lets inputs through only above 1, instead of above 0.",
                DRAW,
            ),
        },
        "2.2",
        "2.3",
    ),
)

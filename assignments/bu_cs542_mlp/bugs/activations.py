"""Known bugs of 2.1: which activation a network has, and the sigmoid."""

from grader.model import KnownBug

from ._lines import KIND, KINDS, NETWORK, SCORES, WRONG_KIND

SIGMOID = "0.5 + 0.5 * np.tanh(0.5 * inputs)"

WRITE = "Write the sigmoid down, and its value at 0"
CUT = "The input of the sigmoid is cut off (clipped) too early: larger inputs give wrong values."


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
        "test_scores_sigmoid",
        SCORES,
        {
            "b1_after_both": (
                "inputs = X @ W1\n"
                '        hidden = (np.maximum(inputs, 0) if self.activation == "relu" '
                "else 1 / (1 + np.exp(-inputs)))\n"
                "        hidden = hidden + b1\n"
                "        scores = hidden @ W2 + b2",
                "The bias b1 is added after the activation instead of before.",
                NETWORK,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_scores_sigmoid",
        KIND,
        {
            "activation_ignored": (
                "if True:\n            hidden",
                WRONG_KIND,
                KINDS,
            ),
            "activations_swapped": (
                'if self.activation != "relu":\n            hidden',
                WRONG_KIND,
                KINDS,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_scores_sigmoid",
        SIGMOID,
        {
            "sigmoid_exponent_sign": (
                "1 / (1 + np.exp(inputs))",
                "The exponent in the sigmoid has the wrong sign: it falls where it should rise.",
                WRITE,
            ),
            "sigmoid_is_tanh": (
                "np.tanh(inputs)",
                "The sigmoid network has tanh units: their values run from -1 to 1, a "
                "sigmoid's from 0 to 1.",
                WRITE,
            ),
            "sigmoid_minus": (
                "1 / (1 - np.exp(-inputs))",
                "The denominator of the sigmoid has a minus where a plus belongs.",
                WRITE,
            ),
            "sigmoid_forgotten": (
                "inputs",
                "The sigmoid network has no sigmoid: hidden inputs go on as they are.",
                WRITE,
            ),
            "sigmoid_no_quotient": (
                "1 + np.exp(-inputs)",
                "The hidden units hold 1 + e^-a, the sigmoid's denominator: its brackets, or the "
                "quotient, are missing.",
                WRITE,
            ),
            "sigmoid_exponential": (
                "np.exp(-inputs)",
                "The hidden units hold an exponential, not the sigmoid.",
                WRITE,
            ),
            "sigmoid_derivative": (
                "(0.5 + 0.5 * np.tanh(0.5 * inputs)) * (0.5 - 0.5 * np.tanh(0.5 * inputs))",
                "The hidden units hold the derivative of the sigmoid, not the sigmoid itself.",
                WRITE,
            ),
            "sigmoid_twice": (
                "1 / (1 + np.exp(-(0.5 + 0.5 * np.tanh(0.5 * inputs))))",
                "The sigmoid is applied twice.",
                WRITE,
            ),
            "sigmoid_softplus": (
                "np.log(1 + np.exp(inputs))",
                "The sigmoid network has the function ln(1 + e^a) as its activation, not the "
                "sigmoid.",
                WRITE,
            ),
            "sigmoid_before_bias": (
                "0.5 + 0.5 * np.tanh(0.5 * (X @ W1)) + b1",
                "The bias b1 is added after the activation instead of before.",
                NETWORK,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_large_inputs",
        SIGMOID,
        {
            "sigmoid_overflows": (
                "np.exp(inputs) / (1.0 + np.exp(inputs))",
                "The sigmoid divides one huge number by another when its input is large.",
                "Rewrite it so that no power of e in it can overflow to infinity in both places",
            ),
        },
    ),
    *_bugs(
        "test_scores_sigmoid",
        SIGMOID,
        {
            "sigmoid_clipped_5": (
                "1 / (1 + np.exp(-np.clip(inputs, -5, 5)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_10": (
                "1 / (1 + np.exp(-np.clip(inputs, -10, 10)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_8": (
                "1 / (1 + np.exp(-np.clip(inputs, -8, 8)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_6": (
                "1 / (1 + np.exp(-np.clip(inputs, -6, 6)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_4": (
                "1 / (1 + np.exp(-np.clip(inputs, -4, 4)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_3": (
                "1 / (1 + np.exp(-np.clip(inputs, -3, 3)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_2": (
                "1 / (1 + np.exp(-np.clip(inputs, -2, 2)))",
                CUT,
                WRITE,
            ),
            "sigmoid_clipped_1": (
                "1 / (1 + np.exp(-np.clip(inputs, -1, 1)))",
                CUT,
                WRITE,
            ),
            "sigmoid_hard": (
                "np.clip(0.2 * inputs + 0.5, 0, 1)",
                'The sigmoid is replaced by straight lines, a "hard" sigmoid.',
                WRITE,
            ),
            "sigmoid_hard_sixth": (
                "np.clip(inputs / 6 + 0.5, 0, 1)",
                'The sigmoid is replaced by straight lines, a "hard" sigmoid.',
                WRITE,
            ),
            "sigmoid_softsign": (
                "inputs / (1 + np.abs(inputs))",
                "The sigmoid network has the function a / (1 + |a|) as its activation.",
                WRITE,
            ),
            "sigmoid_by_tanh_not_halved": (
                "0.5 + 0.5 * np.tanh(inputs)",
                "The sigmoid is written by tanh without halving its input: this is the "
                "sigmoid of 2a.",
                WRITE,
            ),
            "sigmoid_minus_half": (
                "0.5 * np.tanh(0.5 * inputs)",
                "The sigmoid network has values from -1/2 to 1/2: the sigmoid less one half.",
                WRITE,
            ),
            "sigmoid_scaled_tanh": (
                "np.tanh(0.5 * inputs)",
                "The sigmoid network has tanh units: their values run from -1 to 1, a "
                "sigmoid's from 0 to 1.",
                WRITE,
            ),
            "sigmoid_base_two": (
                "1 / (1 + 2.0 ** (-inputs))",
                "The sigmoid has a power of 2 instead of e.",
                WRITE,
            ),
            "sigmoid_denominator_two": (
                "1 / (2 + np.exp(-inputs))",
                "The denominator of the sigmoid has another number than 1 beside the exponential.",
                WRITE,
            ),
            "sigmoid_squared_input": (
                "1 / (1 + np.exp(-(inputs**2)))",
                "The input of the sigmoid is squared in its exponent.",
                WRITE,
            ),
            "sigmoid_gauss": (
                "np.exp(-(inputs**2))",
                "The sigmoid network has a bell curve, e to -a squared, as its activation.",
                WRITE,
            ),
            "sigmoid_swish": (
                "inputs * (0.5 + 0.5 * np.tanh(0.5 * inputs))",
                "The hidden units hold the sigmoid times its input.",
                WRITE,
            ),
            "sigmoid_step": (
                "(inputs > 0) * 1.0",
                "The sigmoid network has a step, 0 or 1, instead of the sigmoid.",
                WRITE,
            ),
            "sigmoid_rounded": (
                "np.round(0.5 + 0.5 * np.tanh(0.5 * inputs))",
                "The sigmoid is rounded to 0 or 1.",
                WRITE,
            ),
            "sigmoid_inverse": (
                "1 + np.exp(-inputs) ** -1",
                "The hidden units hold 1 + e^a: the power or quotient reaches over too little.",
                WRITE,
            ),
        },
        "2.2",
        "2.3",
    ),
)

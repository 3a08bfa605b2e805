"""Known bugs of 2.2: the slope of ReLU."""

from grader.model import KnownBug

from ._lines import CHAIN, KINDS

MASK = "dinputs = dhidden * (inputs > 0)"
KIND = 'if self.activation == "relu":\n            dinputs'

DRAW = "Draw ReLU: on which side does it have a slope"
OF_GRADIENT = "ReLU's mask is made from the gradient that comes back, not from the forward input."


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
        "test_hidden_grads_relu",
        MASK,
        {
            "slope_for_relu": (
                "dinputs = dhidden * hidden * (1.0 - hidden)",
                "The ReLU network has the sigmoid's slope: each activation has a slope of its own.",
                KINDS,
            ),
            "mask_inverted": (
                "dinputs = dhidden * (inputs <= 0)",
                "The gradient passes ReLU where its input was negative, and is stopped elsewhere.",
                DRAW,
            ),
            "mask_of_gradient": (
                "dinputs = dhidden * (dhidden > 0)",
                OF_GRADIENT,
                "The slope of ReLU depends on what went into it",
            ),
            "mask_forgotten": (
                "dinputs = dhidden",
                "The gradient goes back through ReLU unchanged: it has to stop where the input "
                "was negative.",
                DRAW,
            ),
            "mask_alone": (
                "dinputs = (inputs > 0) * 1.0",
                "The gradient by the inputs is ReLU's mask alone: what comes back from the "
                "scores is missing.",
                CHAIN,
            ),
            "mask_times_value": (
                "dinputs = dhidden * hidden",
                "The gradient is multiplied by the values of ReLU instead of its slope.",
                DRAW,
            ),
            "mask_times_input": (
                "dinputs = dhidden * inputs",
                "The gradient is multiplied by the inputs of ReLU instead of its slope.",
                DRAW,
            ),
            "mask_leaky": (
                "dinputs = np.where(inputs > 0, dhidden, 0.01 * dhidden)",
                "The slope is that of a leaky ReLU: a hundredth goes through where the input "
                "was negative.",
                DRAW,
            ),
            "mask_above_one": (
                "dinputs = dhidden * (inputs > 1)",
                "ReLU's mask starts at 1 instead of 0.",
                DRAW,
            ),
            "mask_of_units": (
                "dinputs = dhidden * (inputs.mean(axis=0) > 0)",
                "ReLU's mask is made for whole units instead of each row and unit.",
                DRAW,
            ),
            "mask_of_bias_less": (
                "dinputs = dhidden * (X @ W1 > 0)",
                "ReLU's mask is made from its input without the bias b1.",
                DRAW,
            ),
            "mask_added": (
                "dinputs = dhidden + (inputs > 0)",
                "ReLU's mask is added to the gradient instead of multiplied.",
                CHAIN,
            ),
            "mask_sign": (
                "dinputs = dhidden * np.sign(inputs)",
                "The slope of ReLU is taken for -1 where the input was negative: it is 0 there.",
                DRAW,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_relu",
        KIND,
        {
            "slopes_swapped": (
                'if self.activation != "relu":\n            dinputs',
                "The slopes are swapped: the ReLU network has the sigmoid's, the sigmoid "
                "network has ReLU's.",
                KINDS,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_relu",
        MASK,
        {
            "mask_keeps_negative": (
                "dinputs = dhidden * np.where(inputs > 0, 1.0, inputs)",
                "Where its input was negative, ReLU's slope keeps that input instead of 0.",
                DRAW,
            ),
            "mask_keeps_values": (
                "dinputs = np.where(inputs > 0, dhidden, inputs)",
                "Where ReLU's input was negative, that input stands in the gradient instead of 0.",
                DRAW,
            ),
            "mask_ones_else": (
                "dinputs = np.where(inputs > 0, dhidden, 1.0)",
                "Where ReLU's input was negative, the gradient is set to 1 instead of 0.",
                DRAW,
            ),
            "mask_overwrites": (
                "dinputs = np.where(inputs > 0, 1.0, dhidden)",
                "Where ReLU's input was positive, the gradient is overwritten with 1, "
                "and kept where it was negative.",
                DRAW,
            ),
            "mask_of_scores": (
                "dinputs = dhidden * (hidden > hidden.mean())",
                "ReLU's mask compares with a mean instead of 0.",
                DRAW,
            ),
            "mask_both": (
                "dinputs = dhidden * (inputs > 0) * (dhidden > 0)",
                "The gradient itself is cut off at 0 beside ReLU's mask.",
                DRAW,
            ),
            "mask_relu_of_gradient": (
                "dinputs = np.maximum(dhidden, 0)",
                OF_GRADIENT,
                "The slope of ReLU depends on what went into it",
            ),
            "mask_half": (
                "dinputs = dhidden * np.where(inputs > 0, 1.0, 0.5)",
                "ReLU's slope is taken for 1/2 where its input was negative: it is 0 there.",
                DRAW,
            ),
            "mask_leaky_tenth": (
                "dinputs = np.where(inputs > 0, dhidden, 0.1 * dhidden)",
                "The slope is that of a leaky ReLU: a tenth goes through where the "
                "input was negative.",
                DRAW,
            ),
            "mask_rows": (
                "dinputs = dhidden * (inputs.mean(axis=1, keepdims=True) > 0)",
                "ReLU's mask is made for whole rows instead of each row and unit.",
                DRAW,
            ),
            "mask_any": (
                "dinputs = dhidden * (inputs > 0).any(axis=0)",
                "The gradient goes back through ReLU unchanged: it has to stop where the "
                "input was negative.",
                DRAW,
            ),
            "mask_first_row": (
                "dinputs = dhidden * (inputs[0] > 0)",
                "ReLU's mask is that of the first row for all rows.",
                DRAW,
            ),
            "mask_of_first_layer": (
                "dinputs = dhidden * (W1.sum(axis=0) > 0)",
                "ReLU's mask is made from the weights instead of its input.",
                DRAW,
            ),
            "mask_tanh": (
                "dinputs = dhidden * (1.0 - hidden**2)",
                "The ReLU network has the slope of tanh: each activation has a slope of its own.",
                KINDS,
            ),
            "mask_zero": (
                "dinputs = np.zeros_like(dhidden)",
                "Nothing goes back through ReLU: the gradient by its input is 0 everywhere.",
                DRAW,
            ),
        },
    ),
)

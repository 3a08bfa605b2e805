"""Known bugs of 2.2: the slope of the sigmoid."""

from grader.model import KnownBug

from ._lines import CHAIN, FORM, KINDS

SLOPE = "dinputs = dhidden * hidden * (1.0 - hidden)"

FROM_GRADIENT = "The slope of the sigmoid is computed from the gradient that comes back."


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
        SLOPE,
        {
            "slope_of_output": (
                "s = 1 / (1 + np.exp(-hidden)); dinputs = dhidden * s * (1.0 - s)",
                "The slope of the sigmoid is taken at the unit's output instead of its input.",
                "Which of the two, input or output, does your derivative expect",
            ),
            "slope_of_input": (
                "dinputs = dhidden * inputs * (1.0 - inputs)",
                "The slope of the sigmoid is computed from the unit's input as if it was its "
                "output.",
                "The short form of the derivative holds for the sigmoid's value",
            ),
            "slope_forgotten": (
                "dinputs = dhidden",
                "The gradient goes back through the sigmoid unchanged: its slope is missing.",
                FORM,
            ),
            "slope_first_factor": (
                "dinputs = dhidden * hidden",
                "The slope of the sigmoid is half there: one of its two factors is missing.",
                FORM,
            ),
            "slope_second_factor": (
                "dinputs = dhidden * (1.0 - hidden)",
                "The slope of the sigmoid is half there: one of its two factors is missing, "
                "or, as a quotient, the square of its denominator.",
                FORM,
            ),
            "slope_of_tanh": (
                "dinputs = dhidden * (1.0 - hidden**2)",
                "The slope is that of tanh, not of the sigmoid.",
                FORM,
            ),
            "slope_plus": (
                "dinputs = dhidden * hidden * (1.0 + hidden)",
                "The slope of the sigmoid has a plus where a minus belongs.",
                FORM,
            ),
            "slope_sign": (
                "dinputs = dhidden * hidden * (hidden - 1.0)",
                "The slope of the sigmoid has the wrong sign.",
                FORM,
            ),
            "slope_first_squared": (
                "dinputs = dhidden * hidden**2 * (1.0 - hidden)",
                "One factor of the sigmoid's slope is squared.",
                FORM,
            ),
            "slope_second_squared": (
                "dinputs = dhidden * hidden * (1.0 - hidden) ** 2",
                "One factor of the sigmoid's slope is squared.",
                FORM,
            ),
            "slope_no_brackets": (
                "dinputs = dhidden * hidden * 1.0 - hidden",
                "Brackets are missing in the slope of the sigmoid: a whole term is subtracted.",
                FORM,
            ),
            "slope_of_gradient": (
                "dinputs = dhidden * (1.0 - dhidden)",
                FROM_GRADIENT,
                FORM,
            ),
            "slope_of_gradient_times": (
                "dinputs = dhidden * dhidden * (1.0 - dhidden)",
                FROM_GRADIENT,
                FORM,
            ),
            "sigmoid_of_gradient": (
                "s = 1 / (1 + np.exp(-dhidden)); dinputs = s * (1.0 - s)",
                FROM_GRADIENT,
                FORM,
            ),
            "slope_at_gradient": (
                "s = 1 / (1 + np.exp(-dhidden)); dinputs = dhidden * s * (1.0 - s)",
                FROM_GRADIENT,
                FORM,
            ),
            "slope_alone": (
                "dinputs = hidden * (1.0 - hidden)",
                "The gradient by the inputs is the sigmoid's slope alone: what comes back from "
                "the scores is missing.",
                CHAIN,
            ),
            "slope_added": (
                "dinputs = dhidden + hidden * (1.0 - hidden)",
                "The sigmoid's slope is added to the gradient instead of multiplied.",
                CHAIN,
            ),
            "slope_value": (
                "dinputs = dhidden * (1 / (1 + np.exp(-hidden)))",
                "The gradient is multiplied by a sigmoid instead of the sigmoid's slope.",
                FORM,
            ),
            "mask_for_sigmoid": (
                "dinputs = dhidden * (inputs > 0)",
                "The sigmoid network has ReLU's mask: each activation has a slope of its own.",
                KINDS,
            ),
            "mask_of_hidden_for_sigmoid": (
                "dinputs = dhidden * (hidden > 0.5)",
                "The sigmoid network has ReLU's mask: each activation has a slope of its own.",
                KINDS,
            ),
        },
    ),
    *_bugs(
        "test_hidden_grads_sigmoid",
        SLOPE,
        {
            "slope_input_tanh": (
                "dinputs = dhidden * (1.0 - np.tanh(inputs) ** 2)",
                "The slope is that of tanh, not of the sigmoid.",
                FORM,
            ),
            "slope_whole_squared": (
                "dinputs = dhidden * (hidden * (1.0 - hidden)) ** 2",
                "The slope of the sigmoid is multiplied in twice.",
                FORM,
            ),
            "slope_doubled": (
                "dinputs = 2 * dhidden * hidden * (1.0 - hidden)",
                "The gradient by the sigmoid's input is twice what it should be.",
                FORM,
            ),
            "slope_exponential": (
                "dinputs = dhidden * np.exp(-inputs) / (1 + np.exp(-inputs))",
                "The slope of the sigmoid is half there: one of its two factors is missing, "
                "or, as a quotient, the square of its denominator.",
                FORM,
            ),
            "slope_exponential_sign": (
                "dinputs = -dhidden * np.exp(-inputs) / (1 + np.exp(-inputs)) ** 2",
                "The slope of the sigmoid has the wrong sign.",
                FORM,
            ),
            "slope_reciprocal": (
                "dinputs = dhidden / (hidden * (1.0 - hidden))",
                "The gradient is divided by the slope of the sigmoid instead of multiplied.",
                FORM,
            ),
            "slope_total_softmax": (
                "dinputs = hidden * (dhidden - (hidden * dhidden).sum(axis=1, keepdims=True))",
                "The gradient goes back through the sigmoid as through a softmax.",
                FORM,
            ),
            "slope_mean": (
                "dinputs = dhidden * (hidden * (1.0 - hidden)).mean(axis=0)",
                "The slope of the sigmoid is averaged over the rows: each row has its own.",
                FORM,
            ),
            "slope_sum": (
                "dinputs = dhidden * (hidden * (1.0 - hidden)).sum(axis=0)",
                "The slope of the sigmoid is added up over the rows: each row has its own.",
                FORM,
            ),
            "slope_of_w2": (
                "dinputs = (dhidden * W2.sum(axis=1)) * hidden * (1.0 - hidden)",
                "W2 is multiplied in twice on the way back.",
                FORM,
            ),
        },
    ),
)

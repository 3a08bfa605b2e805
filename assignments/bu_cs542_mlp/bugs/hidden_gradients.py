"""Known bugs of 2.2: gradients by hidden units, W1 and b1."""

from grader.model import KnownBug

SLOPE = "dinputs = dhidden * hidden * (1.0 - hidden)"
MASK = "dinputs = dhidden * (inputs > 0)"
KIND = 'if self.activation == "relu":\n            dinputs'
DH = "dhidden = dscores @ W2.T"
W1 = 'grads["W1"] = X.T @ dinputs + reg * W1'
B1 = 'grads["b1"] = dinputs.sum(axis=0)'

FORM = "In which value is the short form of the sigmoid's derivative written"
CHAIN = "The chain rule multiplies"
KINDS = "What does `activation` say"
DRAW = "Draw ReLU: on which side does it have a slope"
MEAN = "The loss is a mean over the batch, so is its gradient"
INDICES = "Write the layer with indices and differentiate by one entry"
BIAS = "A bias acts on every row of the batch in the same way"
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
                "The slope of the sigmoid is half there: one of its two factors is missing.",
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
                "ReLU's mask is made from the gradient that comes back, not from the forward "
                "input.",
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
                "The gradients of W1 and b1 lack the factor 1/N, which those of W2 and b2 have.",
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

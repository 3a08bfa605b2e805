"""Known bugs of 2.1: the hidden units and the scores."""

from grader.model import KnownBug

INPUTS = "inputs = X @ W1 + b1"
SCORES = "scores = hidden @ W2 + b2"
RETURNED = "            return scores"
KIND = 'if self.activation == "relu":\n            hidden'
SIGMOID = "0.5 + 0.5 * np.tanh(0.5 * inputs)"
RELU = "np.maximum(inputs, 0)"

NETWORK = "Read the formulas for inputs, hidden and scores at the start of question 2"
RESULT = "What does loss(X) return, says the first point of 2.1"
KINDS = "What does `activation` say"
WRITE = "Write the sigmoid down, and its value at 0"
DRAW = "Draw ReLU: what does it give for -2, and for 2"
NO_ACTIVATION = (
    "The output layer has an activation: scores are what comes before any, and may be negative."
)
WRONG_KIND = "Sigmoid and ReLU are chosen wrongly: a network has the units of the other one."


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
        INPUTS,
        {
            "b1_forgotten": (
                "inputs = X @ W1",
                "The bias b1 isn't added to the inputs of the hidden units.",
                NETWORK,
            ),
            "b1_subtracted": (
                "inputs = X @ W1 - b1",
                "The bias b1 is subtracted instead of added.",
                NETWORK,
            ),
            "inputs_averaged": (
                "inputs = X @ W1 / X.shape[1] + b1",
                "The inputs of the hidden units are divided by the number of features.",
                NETWORK,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_scores_sigmoid",
        SCORES,
        {
            "b2_forgotten": (
                "scores = hidden @ W2",
                "The bias b2 isn't added to the scores.",
                NETWORK,
            ),
            "b2_subtracted": (
                "scores = hidden @ W2 - b2",
                "The bias b2 is subtracted instead of added.",
                NETWORK,
            ),
            "scores_of_inputs": (
                "scores = inputs @ W2 + b2",
                "The scores are computed from the inputs of the hidden units, before the "
                "activation.",
                NETWORK,
            ),
            "sigmoid_on_scores": (
                "scores = 1 / (1 + np.exp(-(hidden @ W2 + b2)))",
                NO_ACTIVATION,
                NETWORK,
            ),
            "relu_on_scores": (
                "scores = np.maximum(hidden @ W2 + b2, 0)",
                NO_ACTIVATION,
                NETWORK,
            ),
            "tanh_on_scores": (
                "scores = np.tanh(hidden @ W2 + b2)",
                NO_ACTIVATION,
                NETWORK,
            ),
            "own_activation_on_scores": (
                "scores = hidden @ W2 + b2; scores = np.maximum(scores, 0) if self.activation "
                "== 'relu' else 1 / (1 + np.exp(-scores))",
                NO_ACTIVATION,
                NETWORK,
            ),
        },
        "2.2",
    ),
    *_bugs(
        "test_scores_sigmoid",
        RETURNED,
        {
            "probabilities_returned": (
                "            return np.exp(scores - scores.max(1)[:, None]) / np.exp(scores - "
                "scores.max(1)[:, None]).sum(1)[:, None]",
                "Without labels the probabilities come back, after the softmax, instead of the "
                "scores.",
                RESULT,
            ),
            "log_probabilities_returned": (
                "            return scores - scores.max(1)[:, None] - np.log(np.exp(scores - "
                "scores.max(1)[:, None]).sum(1)[:, None])",
                "Without labels the logarithms of the probabilities come back instead of the "
                "scores.",
                RESULT,
            ),
            "exponentials_returned": (
                "            return np.exp(scores)",
                "Without labels the exponentials of the scores come back instead of the scores.",
                RESULT,
            ),
            "shifted_returned": (
                "            return scores - scores.max(axis=1, keepdims=True)",
                "Without labels the scores come back less the largest of each row.",
                "The shift belongs to the loss, not to the scores",
            ),
            "classes_returned": (
                "            return scores.argmax(axis=1)",
                "Without labels the classes come back instead of the scores.",
                RESULT,
            ),
            "hidden_returned": (
                "            return hidden",
                "Without labels the hidden units come back instead of the scores.",
                RESULT,
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
                "The hidden units hold the sigmoid's denominator, not its quotient; brackets "
                "may be missing.",
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
)

"""Known bugs of 2.1: the inputs of the hidden units, the scores, and what comes back."""

from grader.model import KnownBug

from ._lines import INPUTS, NETWORK, SCORES

RETURNED = "            return scores"

RESULT = "What does loss(X) return, says the first point of 2.1"
NO_ACTIVATION = (
    "The output layer has an activation: scores are what comes before any, and may be negative."
)


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
        SCORES,
        {
            "b2_twice": (
                "scores = hidden @ W2 + 2 * b2",
                "The bias b2 is added twice.",
                NETWORK,
            ),
            "scores_averaged": (
                "scores = hidden @ W2 / len(W2) + b2",
                "The scores are divided by the number of hidden units.",
                NETWORK,
            ),
            "scores_negated": (
                "scores = -(hidden @ W2 + b2)",
                "The scores have the wrong sign.",
                NETWORK,
            ),
            "hidden_softmax": (
                "hidden = np.exp(inputs - inputs.max(1)[:, None])\n"
                "        hidden = hidden / hidden.sum(1)[:, None]\n"
                "        scores = hidden @ W2 + b2",
                "The hidden units go through a softmax: that belongs to the loss alone.",
                NETWORK,
            ),
            "no_activation": (
                "scores = (X @ W1 + b1) @ W2 + b2",
                "The scores are computed from the inputs of the hidden units, before "
                "the activation.",
                NETWORK,
            ),
        },
        "2.2",
    ),
)

"""Known bugs: mistakes that students make, each as a change of the reference and in plain words."""

from grader.model import KnownBug

FILE = "two_layer_mlp.py"
HIDDEN = "        hidden = np.maximum(inputs, 0)"
SLOPE = "dinputs = dhidden * hidden * (1.0 - hidden)"
MASK = "dinputs = dhidden * (inputs > 0)"
REG_W1 = 'grads["W1"] = X.T @ dinputs + reg * W1'
STEP = "self.params[name] = self.params[name] - learning_rate * grads[name]"
ROWS = "rows = order[update * batch_size : (update + 1) * batch_size]"
DECAY = "learning_rate = learning_rate * learning_rate_decay\n"
PENALTY = "0.5 * reg * (np.sum(W1 * W1) + np.sum(W2 * W2))"
MAGNITUDE = 'np.linalg.norm(grads["W1"])'


def _bug(
    name: str,
    problem: str,
    check: str,
    change: tuple[str, str],
    words: tuple[str, str],
    also: tuple[str, ...] = (),
) -> KnownBug:
    """A bug in the one file: change is old and new, words are sentence and hint."""
    return KnownBug(
        id=name,
        problem=problem,
        check=check,
        file=FILE,
        old=change[0],
        new=change[1],
        sentence=words[0],
        hint=words[1],
        also=also,
    )


_FORWARD = (
    _bug(
        "sigmoid_overflows",
        "2.1",
        "test_large_inputs",
        ("0.5 + 0.5 * np.tanh(0.5 * inputs)", "np.exp(inputs) / (1.0 + np.exp(inputs))"),
        (
            "The sigmoid divides one huge number by another when its input is large.",
            "Rewrite it so that no power of e in it can overflow to infinity in both places.",
        ),
    ),
    _bug(
        "scores_not_shifted",
        "2.1",
        "test_large_scores",
        ("shifted = scores - scores.max(axis=1, keepdims=True)", "shifted = scores"),
        (
            "The softmax takes e to the power of the scores as they are, which overflows.",
            "Softmax doesn't change when the same number is taken off all scores of a row.",
        ),
    ),
    _bug(
        "loss_not_averaged",
        "2.1",
        "test_loss",
        ("-log_p[rows, y].mean()", "-log_p[rows, y].sum()"),
        (
            "The cross-entropy is summed over the batch instead of averaged.",
            "Read the formula of the loss in 2.1: what stands before the sum?",
        ),
    ),
    _bug(
        "penalty_without_half",
        "2.1",
        "test_penalty",
        (PENALTY, PENALTY.replace("0.5 * ", "")),
        (
            "The penalty in the loss lacks its factor of one half.",
            "Read the formula of the loss in 2.1 again.",
        ),
    ),
    _bug(
        "penalty_on_biases",
        "2.1",
        "test_penalty",
        (PENALTY, PENALTY[:-1] + " + np.sum(b1 * b1) + np.sum(b2 * b2))"),
        (
            "The penalty in the loss counts the biases as well.",
            "Only the two weight matrices are regularised.",
        ),
    ),
    _bug(
        "relu_forgotten",
        "2.1",
        "test_scores_relu",
        (HIDDEN, "        hidden = inputs"),
        (
            "The ReLU network has no ReLU: hidden inputs go on as they are.",
            "What should a hidden unit give for a negative input?",
        ),
        ("2.4a",),
    ),
)

_BACKWARD = (
    _bug(
        "l2_gradient_twice",
        "2.2",
        "test_penalty_grads",
        (REG_W1, REG_W1 + " + reg * W1"),
        (
            "The gradient of the penalty is added twice.",
            "Differentiate half of reg times a square, and look for two places that add it.",
        ),
        ("2.4a",),
    ),
    _bug(
        "l2_gradient_forgotten",
        "2.2",
        "test_penalty_grads",
        (REG_W1, REG_W1.removesuffix(" + reg * W1")),
        (
            "The gradient lacks what the penalty adds.",
            "The loss has a term with reg, so its gradient has one too.",
        ),
        ("2.4a",),
    ),
    _bug(
        "biases_regularised",
        "2.2",
        "test_penalty_grads",
        ('grads["b1"] = dinputs.sum(axis=0)', 'grads["b1"] = dinputs.sum(axis=0) + reg * b1'),
        (
            "The gradient of a bias has a share of the penalty.",
            "Only the two weight matrices are regularised.",
        ),
    ),
    _bug(
        "relu_mask_inverted",
        "2.2",
        "test_hidden_grads_relu",
        (MASK, MASK.replace(">", "<=")),
        (
            "The gradient passes ReLU where its input was negative, and is stopped elsewhere.",
            "Draw ReLU: on which side does it have a slope?",
        ),
        ("2.4a",),
    ),
    _bug(
        "relu_mask_of_gradient",
        "2.2",
        "test_hidden_grads_relu",
        (MASK, MASK.replace("inputs > 0", "dhidden > 0")),
        (
            "ReLU's mask is made from the gradient that comes back, not from the forward input.",
            "The slope of ReLU depends on what went into it.",
        ),
        ("2.4a",),
    ),
    _bug(
        "sigmoid_slope_of_output",
        "2.2",
        "test_hidden_grads_sigmoid",
        (SLOPE, "s = 1 / (1 + np.exp(-hidden)); dinputs = dhidden * s * (1.0 - s)"),
        (
            "The slope of the sigmoid is taken at the unit's output instead of its input.",
            "Which of the two, input or output, does your derivative expect?",
        ),
        ("2.4a",),
    ),
    _bug(
        "sigmoid_slope_of_input",
        "2.2",
        "test_hidden_grads_sigmoid",
        (SLOPE, "dinputs = dhidden * inputs * (1.0 - inputs)"),
        (
            "The slope of the sigmoid is computed from the unit's input as if it was its output.",
            "The short form of the derivative holds for the sigmoid's value.",
        ),
        ("2.4a",),
    ),
    _bug(
        "gradient_not_averaged",
        "2.2",
        "test_output_grads",
        ("dscores /= len(X)", "dscores /= 1"),
        (
            "The gradient lacks the factor 1/N of the mean over the batch.",
            "The loss is a mean, so is its gradient.",
        ),
        ("2.4a",),
    ),
)

_TRAINING = (
    _bug(
        "update_uphill",
        "2.3",
        "test_update",
        (STEP, STEP.replace("] - ", "] + ")),
        (
            "The parameters move along the gradient, which makes the loss larger.",
            "Which way does the loss fall?",
        ),
        ("2.4a",),
    ),
    _bug(
        "decay_twice",
        "2.3",
        "test_decay",
        (DECAY, DECAY.replace("_decay\n", "_decay**2\n")),
        (
            "The learning rate is decayed twice an epoch.",
            "Print the rate at the start of each epoch.",
        ),
        ("2.4a",),
    ),
    _bug(
        "decay_forgotten",
        "2.3",
        "test_decay",
        (DECAY, "pass\n"),
        ("The learning rate never decays.", "Print the rate at the start of each epoch."),
        ("2.4a",),
    ),
    _bug(
        "same_batch_always",
        "2.3",
        "test_batches",
        (ROWS, "rows = order[:batch_size]"),
        (
            "Every update of an epoch takes the same rows.",
            "Which part of the permutation belongs to update i?",
        ),
        ("2.4a",),
    ),
    _bug(
        "magnitude_squared",
        "2.3",
        "test_magnitude_history",
        (MAGNITUDE, 'np.sum(grads["W1"] ** 2)'),
        (
            "The magnitude of a gradient is kept as the square of its norm.",
            "The Frobenius norm is the root of the sum of squares.",
        ),
    ),
    _bug(
        "argmax_wrong_axis",
        "2.3",
        "test_predict",
        ("np.argmax(self.loss(X), axis=1)", "np.argmax(self.loss(X), axis=0)"),
        (
            "The largest score is looked for over the rows, not over the classes.",
            "predict gives one class for each row: print the shape of what comes back.",
        ),
        ("2.4a",),
    ),
)

BUGS: tuple[KnownBug, ...] = (*_FORWARD, *_BACKWARD, *_TRAINING)

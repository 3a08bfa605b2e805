"""Known bugs of 2.2: gradients by the scores, W2 and b2."""

from grader.model import KnownBug

N = "dscores /= len(X)"
LABEL = "dscores[rows, y] -= 1.0"
P = "dscores = np.exp(log_p)  # dL/dscores = (p - onehot(y)) / N"
W2 = 'grads["W2"] = hidden.T @ dscores + reg * W2'
B2 = 'grads["b2"] = dscores.sum(axis=0)'

MEAN = "The loss is a mean over the batch, so is its gradient"
TOGETHER = "Differentiate the softmax and the cross-entropy together: what is left for each class"
INDICES = "Write the layer with indices and differentiate by one entry"
BIAS = "A bias acts on every row of the batch in the same way"


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
        N,
        {
            "gradient_not_averaged": (
                "dscores /= 1",
                "The gradient lacks the factor 1/N of the mean over the batch.",
                MEAN,
            ),
            "gradient_averaged_twice": (
                "dscores /= len(X) ** 2",
                "The gradient is divided by the batch size twice.",
                MEAN,
            ),
            "gradient_times_n": (
                "dscores *= len(X)",
                "The gradient is multiplied by the batch size instead of divided.",
                MEAN,
            ),
            "gradient_by_classes": (
                "dscores /= dscores.shape[1]",
                "The gradient is divided by the number of classes instead of rows.",
                MEAN,
            ),
            "gradient_by_features": (
                "dscores /= X.shape[1]",
                "The gradient is divided by the number of features instead of rows.",
                MEAN,
            ),
            "gradient_sign": (
                "dscores /= -len(X)",
                "All gradients have the wrong sign: they point to where the loss falls.",
                TOGETHER,
            ),
            "only_logarithm": (
                "dscores[:] = 0; dscores[rows, y] = -np.exp(-log_p[rows, y]) / len(X)",
                "The logarithm is differentiated, but not the softmax: minus 1 over the "
                "probability stands at the label.",
                TOGETHER,
            ),
            "softmax_slope_twice": (
                "dscores *= np.exp(log_p) * (1 - np.exp(log_p)) / len(X)",
                "The gradient by the scores has a further factor p (1 - p): the slope of a "
                "softmax or sigmoid once too often.",
                TOGETHER,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        LABEL,
        {
            "label_not_averaged": (
                "dscores[rows, y] -= len(X)",
                "The division by the batch size misses a part: what is subtracted at the label "
                "isn't divided.",
                MEAN,
            ),
            "probabilities_not_averaged": (
                "dscores *= len(X); dscores[rows, y] -= 1.0",
                "The division by the batch size misses a part: the probabilities aren't divided.",
                MEAN,
            ),
            "label_not_subtracted": (
                "pass",
                "The gradient by the scores is the probabilities alone: the label's part isn't "
                "subtracted.",
                TOGETHER,
            ),
            "label_added": (
                "dscores[rows, y] += 1.0",
                "The label's part is added to the probabilities instead of subtracted.",
                TOGETHER,
            ),
            "label_twice": (
                "dscores[rows, y] -= 2.0",
                "The label's part is subtracted twice.",
                TOGETHER,
            ),
            "label_without_probability": (
                "dscores[rows, y] = -1.0",
                "At the label the probability is overwritten instead of reduced.",
                TOGETHER,
            ),
            "label_zeroed": (
                "dscores[rows, y] = 0.0",
                "At the label the gradient by the scores is set to 0.",
                TOGETHER,
            ),
            "label_columns": (
                "dscores[:, y] -= 1.0",
                "The labels pick whole columns: each row is changed at the labels of all rows.",
                "Print the shape of what you pick with the labels",
            ),
            "label_numbers": (
                "dscores -= y[:, None]",
                "The numbers of the labels are subtracted from the probabilities.",
                TOGETHER,
            ),
            "label_next": (
                "dscores[rows, y - 1] -= 1.0",
                "The label's part is subtracted at the class before: labels count from 0.",
                "Labels are 0 to C-1",
            ),
            "label_of_argmax": (
                "dscores[rows, log_p.argmax(axis=1)] -= 1.0",
                "The predicted class takes the label's place in the gradient.",
                TOGETHER,
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        P,
        {
            "label_alone": (
                "dscores = np.zeros_like(log_p)",
                "The gradient by the scores has the label's part alone: the probabilities are "
                "missing.",
                TOGETHER,
            ),
            "scores_for_probabilities": (
                "dscores = scores.copy()",
                "The gradient starts from the scores instead of the probabilities.",
                TOGETHER,
            ),
            "shifted_for_probabilities": (
                "dscores = shifted.copy()",
                "The gradient starts from the scores, shifted, instead of the probabilities.",
                TOGETHER,
            ),
            "logs_for_probabilities": (
                "dscores = log_p.copy()",
                "The gradient starts from the logarithms of the probabilities.",
                TOGETHER,
            ),
            "exponentials_for_probabilities": (
                "dscores = np.exp(shifted)",
                "The gradient starts from the exponentials, which aren't divided by their sum.",
                TOGETHER,
            ),
            "raw_exponentials_for_probabilities": (
                "dscores = np.exp(scores)",
                "The gradient starts from the exponentials, which aren't divided by their sum.",
                TOGETHER,
            ),
            "probabilities_over_rows": (
                "dscores = np.exp(shifted) / np.exp(shifted).sum(axis=0)",
                "The probabilities in the gradient are normalised over the rows instead of the "
                "classes.",
                "The probabilities of each row must add up to 1",
            ),
        },
    ),
    *_bugs(
        "test_output_grads",
        W2,
        {
            "w2_of_inputs": (
                'grads["W2"] = inputs.T @ dscores + reg * W2',
                "The gradient of W2 is made from the inputs of the hidden units instead of "
                "their values.",
                INDICES,
            ),
            "w2_of_probabilities": (
                'grads["W2"] = hidden.T @ np.exp(log_p) + reg * W2',
                "The gradient of W2 is made from the probabilities instead of the gradient by "
                "the scores.",
                INDICES,
            ),
            "w2_of_scores": (
                'grads["W2"] = hidden.T @ scores + reg * W2',
                "The gradient of W2 is made from the scores instead of the gradient by the scores.",
                INDICES,
            ),
            "w2_averaged_again": (
                'grads["W2"] = hidden.T @ dscores / len(X) + reg * W2',
                "The gradient of W2 is divided by the batch size once more.",
                MEAN,
            ),
            "w2_not_averaged": (
                'grads["W2"] = hidden.T @ dscores * len(X) + reg * W2',
                "The gradient of W2 lacks the factor 1/N, which others have.",
                MEAN,
            ),
            "w2_sign": (
                'grads["W2"] = -hidden.T @ dscores + reg * W2',
                "The gradient of W2 has the wrong sign.",
                INDICES,
            ),
            "w2_slope_of_hidden": (
                'grads["W2"] = (hidden * (1 - hidden)).T @ dscores + reg * W2',
                "The gradient of W2 has the slope of a sigmoid in it: the activation is before "
                "this layer.",
                INDICES,
            ),
            "w2_active_only": (
                'grads["W2"] = (inputs > 0).T @ dscores + reg * W2',
                "The gradient of W2 is made from ReLU's mask instead of the values of the "
                "hidden units.",
                INDICES,
            ),
            "w2_row_sums": (
                'grads["W2"] = np.outer(hidden.sum(axis=0), dscores.sum(axis=0)) + reg * W2',
                "Rows are added up before they are multiplied in the gradient of W2.",
                INDICES,
            ),
            "w2_row_means": (
                'grads["W2"] = np.outer(hidden.mean(axis=0), dscores.sum(axis=0)) + reg * W2',
                "Rows are averaged before they are multiplied in the gradient of W2.",
                INDICES,
            ),
            "w2_last_row": (
                'grads["W2"] = np.outer(hidden[-1], dscores[-1]) + reg * W2',
                "The gradient of W2 comes from the last row alone: rows overwrite each other.",
                INDICES,
            ),
        },
    ),
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

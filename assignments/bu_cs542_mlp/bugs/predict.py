"""Known bugs of 2.3: predict."""

from grader.model import KnownBug

PREDICT = "np.argmax(self.loss(X), axis=1)"

CLASSES = "predict gives one class for each row: print what comes back, and its shape"
COMPARE = "The scores themselves can be compared"


def _bugs(
    check: str, old: str, table: dict[str, tuple[str, str, str]], *also: str
) -> tuple[KnownBug, ...]:
    """The bugs of one place in the file: by name, what stands there, sentence and hint."""
    return tuple(
        KnownBug(
            id=name,
            problem="2.3",
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
        "test_predict",
        PREDICT,
        {
            "argmax_wrong_axis": (
                "np.argmax(self.loss(X), axis=0)",
                "The largest score is looked for over the rows, not over the classes.",
                CLASSES,
            ),
            "argmax_no_axis": (
                "np.argmax(self.loss(X))",
                "The largest score of the whole batch is looked for, not that of each row.",
                CLASSES,
            ),
            "predict_smallest": (
                "np.argmin(self.loss(X), axis=1)",
                "predict takes the class of the smallest score.",
                CLASSES,
            ),
            "max_score": (
                "np.max(self.loss(X), axis=1)",
                "predict gives the largest score instead of its class.",
                CLASSES,
            ),
            "predict_from_one": (
                "np.argmax(self.loss(X), axis=1) + 1",
                "Classes are counted from 1: they start at 0.",
                CLASSES,
            ),
            "predict_one_less": (
                "np.argmax(self.loss(X), axis=1) - 1",
                "Each class is one too small: they start at 0.",
                CLASSES,
            ),
            "scores_given": (
                "self.loss(X)",
                "predict gives the scores instead of classes.",
                CLASSES,
            ),
            "probabilities_given": (
                "np.exp(self.loss(X) - self.loss(X).max(1)[:, None]) / np.exp(self.loss(X) - "
                "self.loss(X).max(1)[:, None]).sum(1)[:, None]",
                "predict gives probabilities instead of classes.",
                CLASSES,
            ),
            "argmax_over_rows_normalised": (
                "np.argmax(np.exp(self.loss(X)) / np.exp(self.loss(X)).sum(axis=0), axis=1)",
                "The softmax in predict is normalised over the rows instead of the classes.",
                "The probabilities of each row must add up to 1",
            ),
            "order_of_all": (
                "np.argsort(self.loss(X), axis=1)",
                "predict gives all classes in order instead of one.",
                CLASSES,
            ),
            "one_hot": (
                "(self.loss(X) == self.loss(X).max(axis=1, keepdims=True)) * 1",
                "predict gives a row of zeros and a one instead of the class.",
                CLASSES,
            ),
            "without_bias": (
                "np.argmax(self.loss(X) - self.params['b2'], axis=1)",
                "predict compares scores without the bias b2.",
                CLASSES,
            ),
            "without_biases": (
                "np.argmax((np.maximum(X @ self.params['W1'], 0) if self.activation == 'relu' "
                "else 1 / (1 + np.exp(-X @ self.params['W1']))) @ self.params['W2'], axis=1)",
                "predict computes the scores without the biases.",
                CLASSES,
            ),
            "predict_with_sigmoid": (
                "np.argmax(1 / (1 + np.exp(-X @ self.params['W1'] - self.params['b1'])) @ "
                "self.params['W2'] + self.params['b2'], axis=1)",
                "predict computes the scores with sigmoid units for both networks.",
                CLASSES,
            ),
            "predict_without_activation": (
                "np.argmax((X @ self.params['W1'] + self.params['b1']) @ self.params['W2'] + "
                "self.params['b2'], axis=1)",
                "predict computes the scores without the activation.",
                CLASSES,
            ),
        },
    ),
    *_bugs(
        "test_predict_large",
        PREDICT,
        {
            "predict_softmax_overflows": (
                "np.argmax(np.exp(self.loss(X)) / np.exp(self.loss(X)).sum(axis=1, "
                "keepdims=True), axis=1)",
                "predict compares what isn't told apart, or isn't finite, for large scores, as an "
                "unshifted softmax or a sigmoid of them is.",
                COMPARE,
            ),
            "predict_sigmoid_ties": (
                "np.argmax(1 / (1 + np.exp(-self.loss(X))), axis=1)",
                "predict compares what isn't told apart, or isn't finite, for large scores, as an "
                "unshifted softmax or a sigmoid of them is.",
                COMPARE,
            ),
        },
    ),
    *_bugs(
        "test_predict",
        PREDICT,
        {
            "predict_absolute": (
                "np.argmax(np.abs(self.loss(X)), axis=1)",
                "predict compares absolute values: a very negative score wins.",
                CLASSES,
            ),
            "predict_square": (
                "np.argmax(self.loss(X) ** 2, axis=1)",
                "predict compares absolute values: a very negative score wins.",
                CLASSES,
            ),
            "predict_rounded": (
                "np.zeros(len(X), dtype=int)",
                "predict gives class 0 everywhere: nothing is put into the result, or "
                "what is compared was rounded to whole numbers.",
                CLASSES,
            ),
            "predict_second": (
                "np.argsort(self.loss(X), axis=1)[:, -2]",
                "predict takes the class of the second largest score.",
                CLASSES,
            ),
            "predict_first_of_order": (
                "np.argsort(self.loss(X), axis=1)[:, 0]",
                "predict takes the class of the smallest score.",
                CLASSES,
            ),
            "predict_hidden": (
                'np.argmax((np.maximum(X @ self.params["W1"] + self.params["b1"], 0) '
                'if self.activation == "relu" else X @ self.params["W1"] + '
                'self.params["b1"]), axis=1)',
                "predict looks for the largest hidden unit instead of the largest score.",
                CLASSES,
            ),
            "predict_without_b1": (
                'np.argmax((np.maximum(X @ self.params["W1"], 0) if self.activation == '
                '"relu" else 1 / (1 + np.exp(-X @ self.params["W1"]))) @ '
                'self.params["W2"] + self.params["b2"], axis=1)',
                "predict computes the scores without the bias b1.",
                CLASSES,
            ),
            "predict_centred": (
                "np.argmax(self.loss(X) - self.loss(X).mean(axis=0), axis=1)",
                "predict subtracts a mean over the rows from the scores before it compares.",
                CLASSES,
            ),
            "predict_scaled": (
                "np.argmax(self.loss(X / 255.0), axis=1)",
                "predict divides the inputs by 255: nothing is to be scaled.",
                CLASSES,
            ),
            "predict_x_centred": (
                "np.argmax(self.loss(X - X.mean(axis=0)), axis=1)",
                "predict subtracts a mean from the inputs: nothing is to be centred.",
                CLASSES,
            ),
            "predict_shift_columns": (
                "np.argmax(self.loss(X) - self.loss(X).max(axis=0), axis=1)",
                "predict subtracts the largest score of each class, not of each row, "
                "before it compares.",
                CLASSES,
            ),
            "predict_last_row": (
                "np.full(len(X), np.argmax(self.loss(X)[-1]))",
                "predict gives every row the class of the last one.",
                CLASSES,
            ),
            "predict_first_row": (
                "np.full(len(X), np.argmax(self.loss(X)[0]))",
                "predict gives every row the class of the first one.",
                CLASSES,
            ),
            "predict_mean": (
                "np.full(len(X), np.argmax(self.loss(X).mean(axis=0)))",
                "predict averages the scores over the rows: each row has its own class.",
                CLASSES,
            ),
            "predict_threshold": (
                "(self.loss(X) > 0).argmax(axis=1)",
                "predict takes the first class with a positive score, not that of the largest.",
                CLASSES,
            ),
            "predict_reversed": (
                "np.argmax(self.loss(X)[:, ::-1], axis=1)",
                "predict counts the classes from the last one.",
                CLASSES,
            ),
            "predict_rows_reversed": (
                "np.argmax(self.loss(X), axis=1)[::-1]",
                "predict gives the classes of the rows in reverse.",
                CLASSES,
            ),
        },
    ),
)

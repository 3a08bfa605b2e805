"""Known bugs of problem 5.4: labels and errors.

Fingerprints are those of training.py, in the same folder.
"""

from grader.model import KnownBug

FILE = "neuralnet.py"
LABELS, TIES, ERRORS = "test_labels", "test_ties", "test_errors"

PREDICTED = "        labels = self.scores(x).argmax(axis=1)\n"
LINEAR = """\
        a = x @ self.linear1.w[:, 1:].T + self.linear1.w[:, 0]
        labels = (a @ self.linear2.w[:, 1:].T + self.linear2.w[:, 0]).argmax(axis=1)
"""
NO_BIAS = """\
        z = 1.0 / (1.0 + np.exp(-(x @ self.linear1.w[:, 1:].T + self.linear1.w[:, 0])))
        labels = (z @ self.linear2.w[:, 1:].T).argmax(axis=1)
"""
NO_INPUT_BIAS = """\
        z = 1.0 / (1.0 + np.exp(-(x @ self.linear1.w[:, 1:].T)))
        labels = (z @ self.linear2.w[:, 1:].T + self.linear2.w[:, 0]).argmax(axis=1)
"""
NEITHER = """\
        z = 1.0 / (1.0 + np.exp(-(x @ self.linear1.w[:, 1:].T)))
        labels = (z @ self.linear2.w[:, 1:].T).argmax(axis=1)
"""
MEAN_CLASS = """\
        b = self.scores(x)
        y_hat = np.exp(b - b.max(axis=1, keepdims=True))
        y_hat /= y_hat.sum(axis=1, keepdims=True)
        labels = np.rint(y_hat @ np.arange(CLASSES)).astype(int)
"""
FRACTION = "float(np.mean(labels != y))"
TWO = "    labels, error = net.test(x, y)\n"
OTHER = "    labels_validation, error_validation = net.test(x_validation, y_validation)\n"
WRITTEN = "    write_labels(args.train_out, labels)\n"
FILES = WRITTEN + "    write_labels(args.validation_out, labels_validation)\n"
TRAINED = "    losses = net.train(x, y, x_validation, y_validation, args.epochs, args.debug)\n"
SHORTER = """\
    before = NN(x.shape[1], args.hidden_units, CLASSES, init, args.learning_rate)
    before.train(x, y, x_validation, y_validation, {epochs})
"""
PREDICTIONS = {
    "labels_without_sigmoid": (
        LABELS,
        PREDICTED,
        LINEAR,
        "Labels are predicted without the sigmoid of the hidden layer.",
    ),
    "labels_without_hidden_bias": (
        LABELS,
        PREDICTED,
        NO_BIAS,
        "Labels are predicted without the bias of the output layer.",
    ),
    "labels_after_first_epoch": (
        LABELS,
        TRAINED + TWO + OTHER,
        TRAINED + SHORTER.format(epochs=1) + (TWO + OTHER).replace("net.", "before."),
        "The labels are predicted after the first epoch instead of after the last.",
    ),
    "labels_before_last_epoch": (
        LABELS,
        TRAINED + TWO + OTHER,
        TRAINED
        + SHORTER.format(epochs="args.epochs - 1")
        + (TWO + OTHER).replace("net.", "before."),
        "The labels are predicted before the last epoch instead of after it.",
    ),
    "labels_untrained": (
        LABELS,
        TRAINED + TWO + OTHER,
        TRAINED + SHORTER.format(epochs=0) + (TWO + OTHER).replace("net.", "before."),
        "The labels are predicted with the first weights instead of the trained ones.",
    ),
    "labels_without_input_bias": (
        LABELS,
        PREDICTED,
        NO_INPUT_BIAS,
        "Labels are predicted without the bias of the hidden layer.",
    ),
    "labels_without_biases": (
        LABELS,
        PREDICTED,
        NEITHER,
        "Labels are predicted without the bias of the output layer.",
    ),
    "labels_least_probable": (
        LABELS,
        PREDICTED,
        "        labels = self.scores(x).argmin(axis=1)\n",
        "The least probable class is predicted.",
    ),
    "labels_second": (
        LABELS,
        PREDICTED,
        "        labels = np.argsort(-self.scores(x), axis=1, kind='stable')[:, 1]\n",
        "The second most probable class is predicted.",
    ),
    "labels_from_one": (
        LABELS,
        PREDICTED,
        "        labels = 1 + self.scores(x).argmax(axis=1)\n",
        "Labels are counted from 1; the first class is 0.",
    ),
    "labels_from_minus_one": (
        LABELS,
        PREDICTED,
        "        labels = self.scores(x).argmax(axis=1) - 1\n",
        "Labels are one too small; the first class is 0.",
    ),
    "labels_mean_class": (
        LABELS,
        PREDICTED,
        MEAN_CLASS,
        "The label is the mean of the classes, weighted by their probabilities, and rounded.",
    ),
    "labels_mean_class_cut": (
        LABELS,
        PREDICTED,
        MEAN_CLASS.replace("np.rint(", "np.floor("),
        "The label is the mean of the classes, weighted by their probabilities, and rounded.",
    ),
    "labels_largest_of_equals": (
        TIES,
        PREDICTED,
        "        labels = CLASSES - 1 - self.scores(x)[:, ::-1].argmax(axis=1)\n",
        "Of equally probable classes the largest index is predicted.",
    ),
    "labels_random_of_equals": (
        TIES,
        PREDICTED,
        "        b = self.scores(x)\n"
        "        best = b == b.max(axis=1, keepdims=True)\n"
        "        labels = np.array([np.random.choice(np.flatnonzero(row)) for row in best])\n",
        "Of equally probable classes one is drawn at random.",
    ),
    "labels_of_the_file": (
        LABELS,
        PREDICTED,
        "        labels = y\n",
        "The labels that are written are those of the data, not predicted ones.",
    ),
    "labels_are_probabilities": (
        LABELS,
        PREDICTED,
        "        labels = (self.scores(x).argmax(axis=1) == y).astype(int)\n",
        "Whether a prediction is right is written in the place of the label.",
    ),
    "labels_files_exchanged": (
        LABELS,
        FILES,
        "    write_labels(args.train_out, labels_validation)\n"
        "    write_labels(args.validation_out, labels)\n",
        "The labels of the two sets are written into each other's files.",
    ),
    "labels_of_training_twice": (
        LABELS,
        FILES,
        WRITTEN + "    write_labels(args.validation_out, labels)\n",
        "Both files of labels are those of the training data.",
    ),
    "error_is_accuracy": (
        ERRORS,
        FRACTION,
        "float(np.mean(labels == y))",
        "The error is the fraction of right labels.",
    ),
    "error_in_percent": (
        ERRORS,
        FRACTION,
        "float(100 * np.mean(labels != y))",
        "The error is a percentage; a fraction between 0 and 1 is asked for.",
    ),
    "error_is_a_count": (
        ERRORS,
        FRACTION,
        "float(np.sum(labels != y))",
        "The error is the number of wrong labels; their fraction is asked for.",
    ),
    "error_is_accuracy_in_percent": (
        ERRORS,
        FRACTION,
        "float(100 * np.mean(labels == y))",
        "The error is the percentage of right labels; the fraction of wrong ones is asked for.",
    ),
    "error_is_a_count_of_right_ones": (
        ERRORS,
        FRACTION,
        "float(np.sum(labels == y))",
        "The error is the number of right labels; the fraction of wrong ones is asked for.",
    ),
    "error_is_a_distance": (
        ERRORS,
        FRACTION,
        "float(np.mean(np.abs(labels - y)))",
        "The error is the mean distance of labels; how far apart classes are doesn't matter.",
    ),
    "error_is_squared": (
        ERRORS,
        FRACTION,
        "float(np.mean((labels - y) ** 2))",
        "The error is the mean squared distance of labels; how far apart they are is no matter.",
    ),
    "error_whole_division": (
        ERRORS,
        FRACTION,
        "float(np.sum(labels != y) // len(y))",
        "The error is a whole number: // divides without the rest.",
    ),
    "error_rounded": (
        ERRORS,
        FRACTION,
        "round(float(np.mean(labels != y)), 2)",
        "The error is rounded to two digits.",
    ),
    "error_by_classes": (
        ERRORS,
        FRACTION,
        "float(np.sum(labels != y) / CLASSES)",
        "The number of wrong labels is divided by that of classes instead of rows.",
    ),
    "error_of_training_twice": (
        ERRORS,
        OTHER,
        OTHER + "    error_validation = error\n",
        "Both errors are that of the training data.",
    ),
    "error_of_validation_twice": (
        ERRORS,
        OTHER,
        OTHER + "    error = error_validation\n",
        "Both errors are that of the validation data.",
    ),
    "errors_exchanged": (
        ERRORS,
        OTHER,
        OTHER + "    error, error_validation = error_validation, error\n",
        "The errors of the two sets are exchanged.",
    ),
    "error_by_rows_of_training": (
        ERRORS,
        OTHER,
        OTHER + "    error_validation *= len(y_validation) / len(y)\n",
        "The number of wrong validation labels is divided by the number of training rows.",
    ),
    "error_by_rows_of_validation": (
        ERRORS,
        OTHER,
        OTHER + "    error *= len(y) / len(y_validation)\n",
        "The number of wrong training labels is divided by the number of validation rows.",
    ),
    "error_against_training_labels": (
        ERRORS,
        OTHER,
        OTHER + "    n = min(len(y), len(y_validation))\n"
        "    wrong = np.sum(labels_validation[:n] != y[:n])\n"
        "    error_validation = float(wrong / len(y))\n",
        "The validation labels are compared with the true labels of the training data.",
    ),
    "error_against_training_labels_of_its_rows": (
        ERRORS,
        OTHER,
        OTHER + "    n = min(len(y), len(y_validation))\n"
        "    wrong = np.sum(labels_validation[:n] != y[:n])\n"
        "    error_validation = float(wrong / len(y_validation))\n",
        "The validation labels are compared with the true labels of the training data.",
    ),
    "error_of_first_labels": (
        ERRORS,
        TRAINED + TWO + OTHER,
        SHORTER.format(epochs=0)
        + "    _, error = before.test(x, y)\n"
        + "    _, error_validation = before.test(x_validation, y_validation)\n"
        + TRAINED
        + "    labels, _ = net.test(x, y)\n"
        + "    labels_validation, _ = net.test(x_validation, y_validation)\n",
        "The errors are those of the network before it was trained.",
    ),
}

PRINTS = {
    "labels_without_sigmoid": {
        "crossentropy(train), epoch 1": 2.18506276114,
        "error(train)": 0.802,
        "error(validation)": 0.81,
    },
}


def bug(name: str, told: tuple[str, str, str, str]) -> KnownBug:
    """A bug of labels or errors; told: check, text, what it becomes, sentence."""
    check, old, new, sentence = told
    return KnownBug(
        id=name,
        problem="5.4",
        check=check,
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
        hint="labels and errors in the task text",
        also=("5.1", "5.6"),
        fingerprint=PRINTS.get(name, {}),
    )


BUGS = tuple(bug(*each) for each in PREDICTIONS.items())

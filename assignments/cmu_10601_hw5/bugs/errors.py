"""Known bugs of problem 5.4: the errors of both sets."""

from grader.model import KnownBug

ERRORS = "test_errors"

FRACTION = "float(np.mean(labels != y))"
TWO = "    labels, error = net.test(x, y)\n"
OTHER = "    labels_validation, error_validation = net.test(x_validation, y_validation)\n"
TRAINED = "    losses = net.train(x, y, x_validation, y_validation, args.epochs, args.debug)\n"
SHORTER = """\
    before = NN(x.shape[1], args.hidden_units, CLASSES, init, args.learning_rate)
    before.train(x, y, x_validation, y_validation, {epochs})
"""
COUNTS = {
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
        "The error is a whole number: a division of whole numbers leaves the rest out.",
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
    "error_by_rows_less_one": (
        ERRORS,
        FRACTION,
        "float(np.sum(labels != y) / max(len(y) - 1, 1))",
        "The number of wrong labels is divided by the number of rows less one.",
    ),
    "error_by_rows_and_one": (
        ERRORS,
        FRACTION,
        "float(np.sum(labels != y) / (len(y) + 1))",
        "The number of wrong labels is divided by the number of rows and one more.",
    ),
    "error_halved": (
        ERRORS,
        FRACTION,
        "float(np.mean(labels != y) / 2)",
        "The error is half of the fraction of wrong labels.",
    ),
    "error_is_difference_of_sums": (
        ERRORS,
        FRACTION,
        "float(np.mean(labels - y))",
        "The error is the mean difference of labels, with its sign: it counts nothing wrong.",
    ),
    "error_of_larger_labels": (
        ERRORS,
        FRACTION,
        "float(np.mean(labels > y))",
        "Only labels that are too large are counted as wrong.",
    ),
    "error_of_smaller_labels": (
        ERRORS,
        FRACTION,
        "float(np.mean(labels < y))",
        "Only labels that are too small are counted as wrong.",
    ),
    "error_count_goes_on": (
        ERRORS,
        OTHER,
        OTHER + "    error_validation += error * len(y) / len(y_validation)\n",
        "The count of wrong labels isn't set back to zero between the two sets.",
    ),
    "error_of_both_sets": (
        ERRORS,
        OTHER,
        OTHER + "    wrong = error * len(y) + error_validation * len(y_validation)\n"
        "    error = error_validation = wrong / (len(y) + len(y_validation))\n",
        "Both errors are that of all rows of both sets together.",
    ),
    "error_of_first_epoch": (
        ERRORS,
        TRAINED + TWO + OTHER,
        SHORTER.format(epochs=1)
        + "    _, error = before.test(x, y)\n"
        + "    _, error_validation = before.test(x_validation, y_validation)\n"
        + TRAINED
        + "    labels, _ = net.test(x, y)\n"
        + "    labels_validation, _ = net.test(x_validation, y_validation)\n",
        "The errors are those after the first epoch instead of after the last.",
    ),
    "error_before_last_epoch": (
        ERRORS,
        TRAINED + TWO + OTHER,
        SHORTER.format(epochs="args.epochs - 1")
        + "    _, error = before.test(x, y)\n"
        + "    _, error_validation = before.test(x_validation, y_validation)\n"
        + TRAINED
        + "    labels, _ = net.test(x, y)\n"
        + "    labels_validation, _ = net.test(x_validation, y_validation)\n",
        "The errors are those before the last epoch instead of after it.",
    ),
}

BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.4",
        check=check,
        file="neuralnet.py",
        old=old,
        new=new,
        sentence=sentence,
        hint="labels and errors in the task text",
        also=("5.1", "5.6"),
    )
    for name, (check, old, new, sentence) in COUNTS.items()
)

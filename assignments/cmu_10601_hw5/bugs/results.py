"""Known bugs of problems 5.3 and 5.4: cross-entropies, labels and errors.

Fingerprints are those of training.py, in the same folder.
"""

from grader.model import KnownBug

FILE = "neuralnet.py"
AFTER, MEANS = "test_losses_after_the_epoch", "test_losses_are_means"
LABELS, TIES, ERRORS = "test_labels", "test_ties", "test_errors"

MEAN = "        return float(np.mean(np.log("
EPOCH = "            self.train_epoch(x_train, y_train, debug)\n"
ON_TRAIN = "            train_losses.append(self.compute_loss(x_train, y_train))\n"
ON_VALIDATION = (
    "            validation_losses.append(self.compute_loss(x_validation, y_validation))\n"
)
GIVEN = "        return train_losses, validation_losses\n"
DURING = """\
            total = 0.0
            for pixels, label in zip(x_train, y_train, strict=True):
                total += cross_entropy(label, self.forward(pixels))
                self.train_epoch(pixels[np.newaxis], label[np.newaxis])
            train_losses.append(float(total) / len(y_train))
"""
AFTER_STEPS = """\
            total = 0.0
            for pixels, label in zip(x_train, y_train, strict=True):
                self.train_epoch(pixels[np.newaxis], label[np.newaxis])
                total += cross_entropy(label, self.forward(pixels))
            train_losses.append(float(total) / len(y_train))
"""
ALL_TERMS = """\
        y_hat = np.exp(b) / np.exp(b).sum(axis=1, keepdims=True)
        right = np.arange(b.shape[1]) == y[:, np.newaxis]
        return float(-np.mean(np.log(np.where(right, y_hat, 1 - y_hat)).sum(axis=1)))
"""
AGAIN = "the cross-entropies in the task text: of which data, and when"
LOSSES = {
    "loss_during_epoch": (
        AFTER,
        EPOCH + ON_TRAIN,
        DURING,
        "The training cross-entropy is added up during the epoch, while weights change.",
    ),
    "loss_after_each_step": (
        AFTER,
        EPOCH + ON_TRAIN,
        AFTER_STEPS,
        "The training cross-entropy is added up during the epoch, while weights change.",
    ),
    "loss_before_the_epoch": (
        AFTER,
        EPOCH + ON_TRAIN + ON_VALIDATION,
        ON_TRAIN + ON_VALIDATION + EPOCH,
        "The cross-entropies are computed before the epoch's training instead of after it.",
    ),
    "loss_on_training_before_the_epoch": (
        AFTER,
        EPOCH + ON_TRAIN,
        ON_TRAIN + EPOCH,
        "The training cross-entropy is computed before the epoch's training, not after it.",
    ),
    "loss_on_validation_before_the_epoch": (
        AFTER,
        EPOCH + ON_TRAIN + ON_VALIDATION,
        ON_VALIDATION + EPOCH + ON_TRAIN,
        "The validation cross-entropy is computed before the epoch's training, not after it.",
    ),
    "loss_of_last_example": (
        AFTER,
        ON_TRAIN,
        "            train_losses.append(self.compute_loss(x_train[-1:], y_train[-1:]))\n",
        "The training cross-entropy is that of the last example alone.",
    ),
    "loss_of_last_example_before_its_step": (
        AFTER,
        EPOCH + ON_TRAIN,
        "            self.train_epoch(x_train[:-1], y_train[:-1], debug)\n"
        "            train_losses.append(self.compute_loss(x_train[-1:], y_train[-1:]))\n"
        "            self.train_epoch(x_train[-1:], y_train[-1:], debug)\n",
        "The training cross-entropy is that of the last example alone.",
    ),
    "loss_of_last_validation_example": (
        MEANS,
        ON_VALIDATION,
        "            validation_losses.append(self.compute_loss(x_validation[-1:], "
        "y_validation[-1:]))\n",
        "The validation cross-entropy is that of the last example alone.",
    ),
    "loss_of_first_epoch_everywhere": (
        "test_one_hidden_unit",
        GIVEN,
        "        return [train_losses[0]] * epochs, [validation_losses[0]] * epochs\n",
        "Every epoch has the cross-entropies of the first.",
    ),
    "loss_of_final_network_everywhere": (
        "test_one_hidden_unit",
        GIVEN,
        "        return [train_losses[-1]] * epochs, [validation_losses[-1]] * epochs\n",
        "Every epoch has the cross-entropies of the final network.",
    ),
    "loss_total_kept": (
        AFTER,
        GIVEN,
        "        return np.cumsum(train_losses).tolist(), validation_losses\n",
        "The total of the training cross-entropies isn't set back to zero in each epoch.",
    ),
    "loss_totals_kept": (
        "test_one_hidden_unit",
        GIVEN,
        "        train_losses = np.cumsum(train_losses).tolist()\n"
        "        return train_losses, np.cumsum(validation_losses).tolist()\n",
        "The totals of the cross-entropies aren't set back to zero in each epoch.",
    ),
    "loss_validation_total_kept": (
        AFTER,
        GIVEN,
        "        return train_losses, np.cumsum(validation_losses).tolist()\n",
        "The total of the validation cross-entropies isn't set back to zero in each epoch.",
    ),
    "loss_is_a_sum": (
        MEANS,
        MEAN,
        "        return float(np.sum(np.log(",
        "The cross-entropies are summed over the rows instead of averaged.",
    ),
    "loss_of_validation_is_a_sum": (
        MEANS,
        GIVEN,
        "        return train_losses, [loss * len(y_validation) for loss in validation_losses]\n",
        "The validation cross-entropies are summed over the rows instead of averaged.",
    ),
    "loss_of_training_is_a_sum": (
        AFTER,
        GIVEN,
        "        return [loss * len(y_train) for loss in train_losses], validation_losses\n",
        "The training cross-entropies are summed over the rows instead of averaged.",
    ),
    "loss_by_rows_of_training": (
        MEANS,
        GIVEN,
        "        share = len(y_validation) / len(y_train)\n"
        "        return train_losses, [loss * share for loss in validation_losses]\n",
        "The validation cross-entropies are divided by the number of training rows.",
    ),
    "loss_by_rows_and_classes": (
        "test_zero_start",
        MEAN,
        "        return float(1 / CLASSES * np.mean(np.log(",
        "The cross-entropies are divided by the number of classes, too.",
    ),
    "loss_validation_on_training": (
        MEANS,
        ON_VALIDATION,
        "            validation_losses.append(self.compute_loss(x_train, y_train))\n",
        "The validation cross-entropy is computed on the training data.",
    ),
    "loss_training_on_validation": (
        MEANS,
        ON_TRAIN,
        "            train_losses.append(self.compute_loss(x_validation, y_validation))\n",
        "The training cross-entropy is computed on the validation data.",
    ),
    "loss_columns_exchanged": (
        MEANS,
        GIVEN,
        "        return validation_losses, train_losses\n",
        "The cross-entropies of the two sets stand in each other's lines.",
    ),
    "loss_log_10": (
        "test_zero_start",
        MEAN,
        "        return float(1 / np.log(10) * np.mean(np.log(",
        "The logarithm has base 10; the natural one is asked for.",
    ),
    "loss_log_2": (
        "test_zero_start",
        MEAN,
        "        return float(1 / np.log(2) * np.mean(np.log(",
        "The logarithm has base 2; the natural one is asked for.",
    ),
    "loss_sign": (
        "test_zero_start",
        MEAN,
        "        return float(-np.mean(np.log(",
        "The cross-entropies are negative: the minus before the logarithm is missing.",
    ),
    "loss_of_all_classes": (
        "test_zero_start",
        MEAN + "np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]))\n",
        ALL_TERMS,
        "The cross-entropy has a term for each class, as for several yes-or-no questions; the "
        "right class alone counts.",
    ),
    "loss_without_logarithm": (
        "test_zero_start",
        MEAN + "np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]))\n",
        "        y_hat = np.exp(b) / np.exp(b).sum(axis=1, keepdims=True)\n"
        "        return float(np.mean(1 - y_hat[np.arange(len(y)), y]))\n",
        "The loss is 1 - yhat of the right class: the logarithm is missing.",
    ),
    "loss_of_largest_probability": (
        "test_tiny_size",
        MEAN + "np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]))\n",
        "        return float(np.mean(np.log(np.exp(b).sum(axis=1)) - b.max(axis=1)))\n",
        "The cross-entropy takes the most probable class, not that of the label.",
    ),
    "loss_log_of_mean": (
        MEANS,
        MEAN + "np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]))\n",
        "        y_hat = np.exp(b) / np.exp(b).sum(axis=1, keepdims=True)\n"
        "        return float(-np.log(np.mean(y_hat[np.arange(len(y)), y])))\n",
        "The logarithm is taken of the mean probability; the mean of the logarithms is asked for.",
    ),
}

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
    "loss_during_epoch": {
        "crossentropy(train), epoch 1": 2.30697795,
        "error(train)": 0.77,
        "error(validation)": 0.78,
        "crossentropy(validation), epoch 1": 2.18827302588,
    },
    "labels_without_sigmoid": {
        "crossentropy(train), epoch 1": 2.18506276114,
        "error(train)": 0.802,
        "error(validation)": 0.81,
    },
}


def bug(
    problem: str, name: str, told: tuple[str, str, str, str], also: tuple[str, ...]
) -> KnownBug:
    """A bug of the results; told: check, text, what it becomes, sentence."""
    check, old, new, sentence = told
    hint = AGAIN if problem == "5.3" else "labels and errors in the task text"
    return KnownBug(
        id=name,
        problem=problem,
        check=check,
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
        hint=hint,
        also=also,
        fingerprint=PRINTS.get(name, {}),
    )


BUGS = (
    *(bug("5.3", *each, ("5.1", "5.2", "5.4", "5.5")) for each in LOSSES.items()),
    *(bug("5.4", *each, ("5.1", "5.6")) for each in PREDICTIONS.items()),
)

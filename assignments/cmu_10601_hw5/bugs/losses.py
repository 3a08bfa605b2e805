"""Known bugs of problem 5.3: cross-entropies on both sets after each epoch.

Fingerprints are those of training.py, in the same folder.
"""

from grader.model import KnownBug

from ._lines import EPOCH, FILE, MEAN

AFTER, MEANS = "test_losses_after_the_epoch", "test_losses_are_means"

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
        "test_one_hidden_unit",
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

PRINTS = {
    "loss_during_epoch": {
        "crossentropy(train), epoch 1": 2.30697795,
        "error(train)": 0.77,
        "error(validation)": 0.78,
        "crossentropy(validation), epoch 1": 2.18827302588,
    },
}


def bug(name: str, told: tuple[str, str, str, str]) -> KnownBug:
    """A bug of the cross-entropies; told: check, text, what it becomes, sentence."""
    check, old, new, sentence = told
    return KnownBug(
        id=name,
        problem="5.3",
        check=check,
        file=FILE,
        old=old,
        new=new,
        sentence=sentence,
        hint=AGAIN,
        also=("5.1", "5.2", "5.4", "5.5"),
        fingerprint=PRINTS.get(name, {}),
    )


BUGS = tuple(bug(*each) for each in LOSSES.items())

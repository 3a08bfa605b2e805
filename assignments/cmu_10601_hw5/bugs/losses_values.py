"""Known bugs of problem 5.3: other values than the mean cross-entropy of a set."""

from grader.model import KnownBug

from ._lines import MEAN

MEANS = "test_losses_are_means"
ZERO, SIZE = "test_zero_start", "test_tiny_size"
ROW, SMALL = "test_one_row", "test_small_set"

VALUE = MEAN + "np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]))\n"
EACH = "        each = np.log(np.exp(b).sum(axis=1)) - b[np.arange(len(y)), y]\n"
PROBABLE = "        y_hat = np.exp(b) / np.exp(b).sum(axis=1, keepdims=True)\n"
WRONG = PROBABLE + "        y_hat[np.arange(len(y)), y] -= 1\n"
GIVEN = "        return train_losses, validation_losses\n"

VALUES = {
    "loss_whole_division": (
        MEANS,
        VALUE,
        EACH + "        return float(each.sum() // len(y))\n",
        "The cross-entropies are whole numbers: what is behind the point is cut off.",
    ),
    "loss_less_one_row": (
        ROW,
        VALUE,
        EACH + "        return float(each.sum() / max(len(y) - 1, 1))\n",
        "The cross-entropies are divided by the number of rows less one.",
    ),
    "loss_and_one_row": (
        ROW,
        VALUE,
        EACH + "        return float(each.sum() / (len(y) + 1))\n",
        "The cross-entropies are divided by the number of rows and one more.",
    ),
    "loss_of_first_row_by_rows": (
        ROW,
        VALUE,
        EACH + "        return float(each[0] / len(y))\n",
        "The sum has the first row only, divided by the number of all: it ends within the loop.",
    ),
    "loss_of_last_row_by_rows": (
        ROW,
        VALUE,
        EACH + "        return float(each[-1] / len(y))\n",
        "The sum has the last row only, divided by the number of all: rows are not added up.",
    ),
    "loss_of_last_row": (
        SMALL,
        VALUE,
        EACH + "        return float(each[-1])\n",
        "Both cross-entropies are those of the last row alone.",
    ),
    "loss_of_first_row": (
        SMALL,
        VALUE,
        EACH + "        return float(each[0])\n",
        "Both cross-entropies are those of the first row alone.",
    ),
    "loss_without_last_row": (
        ROW,
        VALUE,
        EACH + "        return float(each[:-1].sum() / len(y))\n",
        "The last row is left out of the cross-entropies.",
    ),
    "loss_without_first_row": (
        ROW,
        VALUE,
        EACH + "        return float(each[1:].sum() / len(y))\n",
        "The first row is left out of the cross-entropies.",
    ),
    "loss_median": (
        SMALL,
        VALUE,
        EACH + "        return float(np.median(each))\n",
        "The cross-entropy of a set is the median over its rows instead of the mean.",
    ),
    "loss_largest": (
        SMALL,
        VALUE,
        EACH + "        return float(each.max())\n",
        "The cross-entropy of a set is the largest of its rows' instead of the mean.",
    ),
    "loss_halved": (
        ZERO,
        VALUE,
        EACH + "        return float(each.mean() / 2)\n",
        "The cross-entropies are half of what they should be.",
    ),
    "loss_doubled": (
        ZERO,
        VALUE,
        EACH + "        return float(each.mean() * 2)\n",
        "The cross-entropies are twice what they should be.",
    ),
    "loss_squared_error": (
        ZERO,
        VALUE,
        WRONG + "        return float(np.mean((y_hat**2).sum(axis=1)))\n",
        "The loss is a squared error instead of the cross-entropy.",
    ),
    "loss_half_squared_error": (
        ZERO,
        VALUE,
        WRONG + "        return float(np.mean((y_hat**2).sum(axis=1)) / 2)\n",
        "The loss is a squared error instead of the cross-entropy.",
    ),
    "loss_mean_squared_error": (
        ZERO,
        VALUE,
        WRONG + "        return float(np.mean(y_hat**2))\n",
        "The loss is a squared error instead of the cross-entropy.",
    ),
    "loss_of_probability": (
        ZERO,
        VALUE,
        PROBABLE + "        return float(np.mean(y_hat[np.arange(len(y)), y]))\n",
        "The probability of the right class is averaged: the logarithm is missing.",
    ),
    "loss_of_entropy": (
        SIZE,
        VALUE,
        PROBABLE + "        return float(-np.mean((y_hat * np.log(y_hat)).sum(axis=1)))\n",
        "This is the entropy of the probabilities: the labels are not in it.",
    ),
    "loss_of_all_logarithms": (
        ZERO,
        VALUE,
        PROBABLE + "        return float(-np.mean(np.log(y_hat).sum(axis=1)))\n",
        "The logarithms of all classes are added up; the one of the label alone counts.",
    ),
    "loss_of_score": (
        ZERO,
        VALUE,
        EACH.replace("each = np.log(np.exp(b).sum(axis=1)) - b", "each = -b")
        + "        return float(each.mean())\n",
        "The loss takes the score of the label instead of the logarithm of its probability.",
    ),
    "loss_of_next_class": (
        SIZE,
        VALUE,
        EACH.replace(", y]", ", y - 1]") + "        return float(each.mean())\n",
        "The cross-entropy takes the class before the label, as if labels began at 1.",
    ),
    "loss_of_validation_less_one": (
        MEANS,
        GIVEN,
        "        n = len(y_validation)\n"
        "        return train_losses, [loss * n / max(n - 1, 1) for loss in validation_losses]\n",
        "The validation cross-entropies are divided by the number of rows less one.",
    ),
    "loss_by_both_sets": (
        MEANS,
        GIVEN,
        "        n, m = len(y_train), len(y_validation)\n"
        "        return [loss * n / (n + m) for loss in train_losses], [\n"
        "            loss * m / (n + m) for loss in validation_losses\n        ]\n",
        "The cross-entropies are divided by the number of rows of both sets together.",
    ),
    "loss_training_by_rows_of_validation": (
        MEANS,
        GIVEN,
        "        share = len(y_train) / len(y_validation)\n"
        "        return [loss * share for loss in train_losses], validation_losses\n",
        "The training cross-entropies are divided by the number of validation rows.",
    ),
    "loss_goes_on_into_validation": (
        MEANS,
        GIVEN,
        "        n, m = len(y_train), len(y_validation)\n"
        "        both = zip(train_losses, validation_losses, strict=True)\n"
        "        return train_losses, [(a * n + b * m) / m for a, b in both]\n",
        "The sum is not set back to zero between the training and the validation rows.",
    ),
    "loss_of_both_sets": (
        MEANS,
        GIVEN,
        "        n, m = len(y_train), len(y_validation)\n"
        "        both = zip(train_losses, validation_losses, strict=True)\n"
        "        mean = [(a * n + b * m) / (n + m) for a, b in both]\n"
        "        return mean, mean\n",
        "Both cross-entropies are that of the rows of both sets together.",
    ),
    "loss_mean_of_epochs": (
        "test_one_hidden_unit",
        GIVEN,
        "        epochs = np.arange(1, epochs + 1)\n"
        "        train_losses = (np.cumsum(train_losses) / epochs).tolist()\n"
        "        return train_losses, (np.cumsum(validation_losses) / epochs).tolist()\n",
        "Each epoch has the mean of the cross-entropies of all epochs up to it.",
    ),
    "loss_by_epochs": (
        "test_one_hidden_unit",
        GIVEN,
        "        train_losses = [loss / epochs for loss in train_losses]\n"
        "        return train_losses, [loss / epochs for loss in validation_losses]\n",
        "The cross-entropies are divided by the number of epochs.",
    ),
    "loss_epochs_turned": (
        "test_one_hidden_unit",
        GIVEN,
        "        return train_losses[::-1], validation_losses[::-1]\n",
        "The cross-entropies of the epochs stand in the opposite order.",
    ),
    "loss_smallest_so_far": (
        "test_one_hidden_unit",
        GIVEN,
        "        train_losses = np.minimum.accumulate(train_losses).tolist()\n"
        "        return train_losses, np.minimum.accumulate(validation_losses).tolist()\n",
        "Each epoch has the smallest cross-entropies so far instead of its own.",
    ),
}

BUGS = tuple(
    KnownBug(
        id=name,
        problem="5.3",
        check=check,
        file="neuralnet.py",
        old=old,
        new=new,
        sentence=sentence,
        hint="the cross-entropies in the task text: of which data, and when",
        also=("5.1", "5.2", "5.4", "5.5"),
    )
    for name, (check, old, new, sentence) in VALUES.items()
)

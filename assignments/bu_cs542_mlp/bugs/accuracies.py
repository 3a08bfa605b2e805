"""Known bugs of 2.3: both accuracies."""

from grader.model import KnownBug

VAL = "val_acc_history.append(np.mean(self.predict(X_val) == y_val))"
TRAIN = "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))"
NAMES = "for name in self.params:  # theta"
BODY = (
    "            for update in range(updates):\n"
    "                rows = order[update * batch_size : (update + 1) * batch_size]\n"
    "                X_batch, y_batch = X[rows], y[rows]\n"
    "                loss, grads = self.loss(X_batch, y_batch, reg)\n"
    "                loss_history.append(loss)\n"
    '                grad_magnitude_history.append(np.linalg.norm(grads["W1"]))\n'
    "                for name in self.params:  # theta <- theta - eta grad\n"
    "                    self.params[name] = self.params[name] - learning_rate * grads[name]\n"
    "            train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))\n"
)

TABLE = "Read the table of histories in 2.3: what the accuracies are"
OTHER_LABELS = (
    "The training accuracy compares predictions with the labels of other rows: both must be of "
    "the same rows, in the same order."
)


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
        "test_accuracy_histories",
        VAL,
        {
            "val_percent": (
                "val_acc_history.append(100 * np.mean(self.predict(X_val) == y_val))",
                "The validation accuracy is in percent: it is a fraction, 0 to 1.",
                TABLE,
            ),
            "val_count": (
                "val_acc_history.append(np.sum(self.predict(X_val) == y_val))",
                "The validation accuracy is a number of rows instead of a fraction.",
                TABLE,
            ),
            "val_errors": (
                "val_acc_history.append(np.mean(self.predict(X_val) != y_val))",
                "The validation accuracy is the fraction of wrong rows.",
                TABLE,
            ),
            "val_of_batch": (
                "val_acc_history.append(train_acc_history[-1])",
                "The validation accuracy is that of training rows.",
                TABLE,
            ),
            "val_of_all_training": (
                "val_acc_history.append(np.mean(self.predict(X) == y))",
                "The validation accuracy is that of training rows.",
                TABLE,
            ),
            "val_by_batch": (
                "val_acc_history.append(np.sum(self.predict(X_val) == y_val) / batch_size)",
                "The number of right validation rows is divided by the batch size.",
                TABLE,
            ),
            "val_first_rows": (
                "val_acc_history.append(np.mean(self.predict(X_val[:batch_size]) == "
                "y_val[:batch_size]))",
                "The validation accuracy is that of the first rows of X_val only.",
                TABLE,
            ),
            "val_last_only": (
                "val_acc_history[:] = [np.mean(self.predict(X_val) == y_val)]",
                "The validation history holds the last accuracy only.",
                TABLE,
            ),
            "val_loss": (
                "val_acc_history.append(self.loss(X_val, y_val, reg)[0])",
                "The validation history holds losses instead of accuracies.",
                TABLE,
            ),
            "val_never": (
                "pass",
                "No validation accuracy is kept.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_histories",
        TRAIN,
        {
            "train_percent": (
                "train_acc_history.append(100 * np.mean(self.predict(X_batch) == y_batch))",
                "The training accuracy is in percent: it is a fraction, 0 to 1.",
                TABLE,
            ),
            "train_count": (
                "train_acc_history.append(np.sum(self.predict(X_batch) == y_batch))",
                "The training accuracy is a number of rows instead of a fraction.",
                TABLE,
            ),
            "train_errors": (
                "train_acc_history.append(np.mean(self.predict(X_batch) != y_batch))",
                "The training accuracy is the fraction of wrong rows.",
                TABLE,
            ),
            "train_of_validation": (
                "train_acc_history.append(np.mean(self.predict(X_val) == y_val))",
                "The training accuracy is that of validation rows.",
                TABLE,
            ),
            "train_by_all": (
                "train_acc_history.append(np.sum(self.predict(X_batch) == y_batch) / len(X))",
                "The number of right rows of the batch is divided by that of all training rows.",
                TABLE,
            ),
            "train_loss": (
                "train_acc_history.append(loss)",
                "The training accuracy history holds losses.",
                TABLE,
            ),
            "train_never": (
                "pass",
                "No training accuracy is kept.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_histories",
        '"train_acc_history": train_acc_history,\n            "val_acc_history": val_acc_history,',
        {
            "accuracies_swapped": (
                '"train_acc_history": val_acc_history,\n'
                '            "val_acc_history": train_acc_history,',
                "The two accuracies are swapped in the dict.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_histories",
        NAMES,
        {
            "train_by_update": (
                "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch)) if update "
                "< updates - 1 else None\n"
                "                for name in self.params:  # theta",
                "The training accuracy is kept at each update instead of each epoch.",
                TABLE,
            ),
            "val_by_update": (
                "val_acc_history.append(np.mean(self.predict(X_val) == y_val)) if update < "
                "updates - 1 else None\n"
                "                for name in self.params:  # theta",
                "The validation accuracy is kept at each update instead of each epoch.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_rows",
        TRAIN,
        {
            "train_first_labels": (
                "train_acc_history.append(np.mean(self.predict(X_batch) == y[: len(y_batch)]))",
                OTHER_LABELS,
                TABLE,
            ),
            "train_reversed_labels": (
                "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch[::-1]))",
                OTHER_LABELS,
                TABLE,
            ),
            "train_other_predictions": (
                "train_acc_history.append(np.mean(self.predict(X[: len(y_batch)]) == y_batch))",
                OTHER_LABELS,
                TABLE,
            ),
            "train_unpermuted_labels": (
                "train_acc_history.append(np.mean(self.predict(X_batch) == y[update * "
                "batch_size : (update + 1) * batch_size]))",
                OTHER_LABELS,
                TABLE,
            ),
            "train_permuted_against_all": (
                "train_acc_history.append(np.mean(self.predict(X[order]) == y))",
                OTHER_LABELS,
                TABLE,
            ),
            "train_first_rows": (
                "train_acc_history.append(np.mean(self.predict(X[:batch_size]) == y[:batch_size]))",
                "The training accuracy is that of the first rows of X, neither the last "
                "batch's nor that of all.",
                TABLE,
            ),
            "train_first_batch": (
                "train_acc_history.append(np.mean(self.predict(X[order[:batch_size]]) == "
                "y[order[:batch_size]]))",
                "The training accuracy is that of the epoch's first batch instead of its last.",
                TABLE,
            ),
            "train_left_over": (
                "train_acc_history.append(np.mean(self.predict(X[order[-batch_size:]]) == "
                "y[order[-batch_size:]]))",
                "The training accuracy is that of the last rows of the permutation, which the "
                "last update doesn't use.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_rows",
        "for name in self.params:  # theta <- theta - eta grad\n"
        "                    self.params[name] = self.params[name] - learning_rate * "
        "grads[name]\n"
        "            train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))",
        {
            "train_before_update": (
                "right = np.mean(self.predict(X_batch) == y_batch)\n"
                "                for name in self.params:\n"
                "                    self.params[name] = self.params[name] - learning_rate * "
                "grads[name]\n"
                "            train_acc_history.append(right)",
                "The training accuracy is taken before the update of its batch: it belongs after.",
                TABLE,
            ),
            "train_mean_of_batches": (
                "for name in self.params:\n"
                "                    self.params[name] = self.params[name] - learning_rate * "
                "grads[name]\n"
                "                part = np.mean(self.predict(X_batch) == y_batch) + (part if "
                "update else 0)\n"
                "            train_acc_history.append(part / updates)",
                "The training accuracy is averaged over the batches of the epoch, each at "
                "another time.",
                TABLE,
            ),
            "train_mean_of_batches_before": (
                "part = np.mean(self.predict(X_batch) == y_batch) + (part if update else 0)\n"
                "                for name in self.params:\n"
                "                    self.params[name] = self.params[name] - learning_rate * "
                "grads[name]\n"
                "            train_acc_history.append(part / updates)",
                "The training accuracy is averaged over the batches of the epoch, each at "
                "another time.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_rows",
        "            for update in range(updates):\n"
        "                rows = order[update * batch_size : (update + 1) * batch_size]\n"
        "                X_batch, y_batch = X[rows], y[rows]\n"
        "                loss, grads = self.loss(X_batch, y_batch, reg)\n"
        "                loss_history.append(loss)\n"
        '                grad_magnitude_history.append(np.linalg.norm(grads["W1"]))\n'
        "                for name in self.params:  # theta <- theta - eta grad\n"
        "                    self.params[name] = self.params[name] - learning_rate * "
        "grads[name]\n"
        "            train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))\n"
        "            val_acc_history.append(np.mean(self.predict(X_val) == y_val))",
        {
            "val_before_epoch": (
                "            early = np.mean(self.predict(X_val) == y_val)\n"
                "            for update in range(updates):\n"
                "                rows = order[update * batch_size : (update + 1) * "
                "batch_size]\n"
                "                X_batch, y_batch = X[rows], y[rows]\n"
                "                loss, grads = self.loss(X_batch, y_batch, reg)\n"
                "                loss_history.append(loss)\n"
                '                grad_magnitude_history.append(np.linalg.norm(grads["W1"]))\n'
                "                for name in self.params:  # theta <- theta - eta grad\n"
                "                    self.params[name] = self.params[name] - learning_rate * "
                "grads[name]\n"
                "            train_acc_history.append(np.mean(self.predict(X_batch) == "
                "y_batch))\n"
                "            val_acc_history.append(early)",
                "The validation accuracy is taken before the epoch's updates: it belongs after "
                "them.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_rows",
        BODY,
        {
            "train_before_epoch": (
                "            early = np.mean(self.predict(X) == y)\n"
                "            for update in range(updates):\n"
                "                rows = order[update * batch_size : (update + 1) * "
                "batch_size]\n"
                "                X_batch, y_batch = X[rows], y[rows]\n"
                "                loss, grads = self.loss(X_batch, y_batch, reg)\n"
                "                loss_history.append(loss)\n"
                '                grad_magnitude_history.append(np.linalg.norm(grads["W1"]))\n'
                "                for name in self.params:  # theta <- theta - eta grad\n"
                "                    self.params[name] = self.params[name] - learning_rate * "
                "grads[name]\n"
                "            train_acc_history.append(early)\n",
                "The training accuracy is taken before the epoch's updates: it belongs after them.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_rows",
        VAL,
        {
            "val_other_labels": (
                "val_acc_history.append(np.mean(self.predict(X_val)[::-1] == y_val))",
                "The validation accuracy compares predictions with the labels of other rows.",
                TABLE,
            ),
        },
    ),
)

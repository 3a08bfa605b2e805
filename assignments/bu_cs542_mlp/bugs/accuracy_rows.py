"""Known bugs of 2.3: which rows the accuracies are of, and when they are taken."""

from grader.model import KnownBug

from ._lines import TABLE, TRAIN, VAL

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

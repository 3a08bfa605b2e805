"""Known bugs of 2.3: the accuracy in training, and of both."""

from grader.model import KnownBug

from ._lines import NAMES, TABLE, TRAIN

BOTH = (
    "                    self.params[name] = self.params[name] - learning_rate * grads[name]\n"
    "            train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))\n"
    "            val_acc_history.append(np.mean(self.predict(X_val) == y_val))\n"
)
BY_UPDATE = "The accuracies are kept after each update instead of once an epoch."


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
        "test_accuracy_histories",
        BOTH,
        {
            "accuracies_by_update": (
                "                    self.params[name] = self.params[name] - "
                "learning_rate * grads[name]\n"
                "                "
                "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))\n"
                "                val_acc_history.append(np.mean(self.predict(X_val) == "
                "y_val))\n",
                BY_UPDATE,
                TABLE,
            ),
            "val_by_each_update": (
                "                    self.params[name] = self.params[name] - "
                "learning_rate * grads[name]\n"
                "                val_acc_history.append(np.mean(self.predict(X_val) == "
                "y_val))\n"
                "            train_acc_history.append(np.mean(self.predict(X_batch) == "
                "y_batch))\n",
                "The validation accuracy is kept at each update instead of each epoch.",
                TABLE,
            ),
            "train_by_each_update": (
                "                    self.params[name] = self.params[name] - "
                "learning_rate * grads[name]\n"
                "                "
                "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch))\n"
                "            val_acc_history.append(np.mean(self.predict(X_val) == "
                "y_val))\n",
                "The training accuracy is kept at each update instead of each epoch.",
                TABLE,
            ),
            "accuracies_percent": (
                "                    self.params[name] = self.params[name] - "
                "learning_rate * grads[name]\n"
                "            train_acc_history.append(100 * "
                "np.mean(self.predict(X_batch) == y_batch))\n"
                "            val_acc_history.append(100 * np.mean(self.predict(X_val) "
                "== y_val))\n",
                "The accuracies are in percent: they are fractions, 0 to 1.",
                TABLE,
            ),
            "accuracies_counts": (
                "                    self.params[name] = self.params[name] - "
                "learning_rate * grads[name]\n"
                "            train_acc_history.append(np.sum(self.predict(X_batch) == "
                "y_batch))\n"
                "            val_acc_history.append(np.sum(self.predict(X_val) == "
                "y_val))\n",
                "The accuracies are numbers of rows instead of fractions.",
                TABLE,
            ),
            "accuracies_errors": (
                "                    self.params[name] = self.params[name] - "
                "learning_rate * grads[name]\n"
                "            train_acc_history.append(np.mean(self.predict(X_batch) != "
                "y_batch))\n"
                "            val_acc_history.append(np.mean(self.predict(X_val) != "
                "y_val))\n",
                "The accuracies are fractions of wrong rows.",
                TABLE,
            ),
        },
    ),
)

"""Known bugs of 2.3: accuracies that are counted otherwise, in validation first."""

from grader.model import KnownBug

from ._lines import TABLE, TRAIN, VAL


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
        VAL,
        {
            "val_by_training": (
                "val_acc_history.append(np.sum(self.predict(X_val) == y_val) / len(X))",
                "The number of right validation rows is divided by that of the training rows.",
                TABLE,
            ),
            "val_batch_of_all": (
                "val_acc_history.append(np.sum((self.predict(X_val) == "
                "y_val)[:batch_size]) / len(y_val))",
                "Only the first right validation rows are counted, but all rows are divided by.",
                TABLE,
            ),
            "val_half_batch_of_all": (
                "val_acc_history.append(np.sum((self.predict(X_val) == y_val)[: "
                "batch_size // 2]) / len(y_val))",
                "Only the first right validation rows are counted, but all rows are divided by.",
                TABLE,
            ),
            "val_whole_number": (
                "val_acc_history.append(np.sum(self.predict(X_val) == y_val) // len(y_val))",
                "The validation accuracy is divided to a whole number: it is 0 unless "
                "all rows are right.",
                TABLE,
            ),
            "val_rounded": (
                "val_acc_history.append(round(np.mean(self.predict(X_val) == y_val), 2))",
                "The validation accuracy is rounded.",
                TABLE,
            ),
            "val_by_classes": (
                "val_acc_history.append(np.sum(self.predict(X_val) == y_val) / "
                'len(self.params["b2"]))',
                "The number of right validation rows is divided by the number of classes.",
                TABLE,
            ),
            "val_by_features": (
                "val_acc_history.append(np.sum(self.predict(X_val) == y_val) / X_val.shape[1])",
                "The number of right validation rows is divided by the number of features.",
                TABLE,
            ),
            "val_all_or_nothing": (
                "val_acc_history.append(float(np.all(self.predict(X_val) == y_val)))",
                "The validation accuracy asks whether all rows are right, not how many.",
                TABLE,
            ),
            "val_any": (
                "val_acc_history.append(float(np.any(self.predict(X_val) == y_val)))",
                "The validation accuracy asks whether any row is right, not how many.",
                TABLE,
            ),
            "val_mean_of_classes": (
                "val_acc_history.append(np.mean(self.predict(X_val)))",
                "The validation accuracy is the mean of the predicted classes: they "
                "aren't compared with labels.",
                TABLE,
            ),
            "val_running_sum": (
                "val_acc_history.append(np.mean(self.predict(X_val) == y_val) + "
                "(val_acc_history[-1] if val_acc_history else 0))",
                "The validation accuracies are added up from epoch to epoch.",
                TABLE,
            ),
            "val_twice": (
                "val_acc_history.extend([np.mean(self.predict(X_val) == y_val)] * 2)",
                "Each validation accuracy stands in the history twice.",
                TABLE,
            ),
            "val_every_second": (
                "val_acc_history.extend([np.mean(self.predict(X_val) == y_val)] if "
                "epoch % 2 == 0 else [])",
                "The validation accuracy is kept in every second epoch only.",
                TABLE,
            ),
        },
    ),
    *_bugs(
        "test_accuracy_histories",
        TRAIN,
        {
            "train_by_batch_size": (
                "train_acc_history.append(np.sum(self.predict(X) == y) / batch_size)",
                "The right training rows of a whole epoch are counted and divided by the size"
                " of one batch.",
                TABLE,
            ),
            "train_whole": (
                "train_acc_history.append(np.mean(self.predict(X_batch)))",
                "The training accuracy is the mean of the predicted classes: they "
                "aren't compared with labels.",
                TABLE,
            ),
            "train_last_only": (
                "train_acc_history[:] = [np.mean(self.predict(X_batch) == y_batch)]",
                "The training history holds the last accuracy only.",
                TABLE,
            ),
            "train_running_sum": (
                "train_acc_history.append(np.mean(self.predict(X_batch) == y_batch) + "
                "(train_acc_history[-1] if train_acc_history else 0))",
                "The training accuracies are added up from epoch to epoch.",
                TABLE,
            ),
            "train_twice": (
                "train_acc_history.extend([np.mean(self.predict(X_batch) == y_batch)] * 2)",
                "Each training accuracy stands in the history twice.",
                TABLE,
            ),
            "train_sum_of_batches": (
                "train_acc_history.append(updates * np.mean(self.predict(X_batch) == y_batch))",
                "The right training rows of a whole epoch are counted and divided by the size"
                " of one batch.",
                TABLE,
            ),
        },
    ),
)

"""Known bugs of 2.3: which parameters are there at the end."""

from grader.model import KnownBug

KEPT = (
    "            val_acc_history.append(np.mean(self.predict(X_val) == y_val))\n"
    "            learning_rate = learning_rate * learning_rate_decay\n"
)
BEST = "At the end the parameters of the best epoch are put back instead of the last ones."
LAST = "which parameters are in params at the end of 2.3"


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
        "test_decay",
        KEPT,
        {
            "best_epoch_kept": (
                "            val_acc_history.append(np.mean(self.predict(X_val) == "
                "y_val))\n"
                "            learning_rate = learning_rate * learning_rate_decay\n"
                "            if val_acc_history[-1] > max(val_acc_history[:-1], "
                "default=-1):\n"
                "                best = {k: v.copy() for k, v in self.params.items()}\n"
                "            if epoch == num_epochs - 1:\n"
                "                self.params = best\n",
                "At the end the parameters of another epoch, such as the best, are put back "
                "instead of the last ones.",
                LAST,
            ),
            "best_train_kept": (
                "            val_acc_history.append(np.mean(self.predict(X_val) == "
                "y_val))\n"
                "            learning_rate = learning_rate * learning_rate_decay\n"
                "            if train_acc_history[-1] > max(train_acc_history[:-1], "
                "default=-1):\n"
                "                best = {k: v.copy() for k, v in self.params.items()}\n"
                "            if epoch == num_epochs - 1:\n"
                "                self.params = best\n",
                "At the end the parameters of another epoch, such as the best, are put back "
                "instead of the last ones.",
                LAST,
            ),
            "first_epoch_kept": (
                "            val_acc_history.append(np.mean(self.predict(X_val) == "
                "y_val))\n"
                "            learning_rate = learning_rate * learning_rate_decay\n"
                "            if epoch == 0:\n"
                "                best = {k: v.copy() for k, v in self.params.items()}\n"
                "            if epoch == num_epochs - 1:\n"
                "                self.params = best\n",
                "At the end the parameters of another epoch, such as the best, are put back "
                "instead of the last ones.",
                LAST,
            ),
        },
    ),
)

"""Known bugs of 2.3: the history of the loss."""

from grader.model import KnownBug

from ._lines import STEP

KEPT = "loss_history.append(loss)"

LOSSES = "the table of histories in 2.3: what one entry of loss_history is"


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
        "test_loss_history",
        KEPT,
        {
            "loss_by_epoch_last": (
                "loss_history.extend([loss] if update == updates - 1 else [])",
                "The loss is kept once an epoch instead of once an update.",
                LOSSES,
            ),
            "loss_running_sum": (
                "loss_history.append(loss + (loss_history[-1] if loss_history else 0))",
                "The losses are added up from update to update.",
                LOSSES,
            ),
            "loss_by_batch": (
                "loss_history.append(loss / batch_size)",
                "The loss in the history, already a mean, is divided by the batch size.",
                LOSSES,
            ),
            "loss_without_penalty": (
                "loss_history.append(self.loss(X_batch, y_batch)[0])",
                "The loss in the history lacks the penalty.",
                LOSSES,
            ),
            "loss_of_all_rows": (
                "loss_history.append(self.loss(X, y, reg)[0])",
                "The history holds the loss of all training rows instead of the batch.",
                LOSSES,
            ),
            "loss_twice": (
                "loss_history.extend([loss, loss])",
                "Each loss stands in the history twice.",
                LOSSES,
            ),
            "loss_of_last_only": (
                "loss_history[:] = [loss]",
                "The history holds the last loss only: it is made anew each time.",
                LOSSES,
            ),
            "loss_never": (
                "pass",
                "No loss is kept in the history.",
                LOSSES,
            ),
        },
    ),
    *_bugs(
        "test_loss_history",
        '"loss_history": loss_history,\n'
        '            "grad_magnitude_history": grad_magnitude_history,',
        {
            "loss_and_magnitude_swapped": (
                '"loss_history": grad_magnitude_history,\n'
                '            "grad_magnitude_history": loss_history,',
                "The histories of the loss and of the gradient are swapped in the dict.",
                LOSSES,
            ),
        },
    ),
    *_bugs(
        "test_loss_history",
        "self.params[name] = self.params[name] - learning_rate * grads[name]\n",
        {
            "loss_after_update": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                loss_history[-1] = self.loss(X_batch, y_batch, reg)[0]\n",
                "The loss is computed anew after the update, of other rows perhaps: it "
                "belongs before, and is that of the batch.",
                LOSSES,
            ),
            "loss_after_update_no_reg": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                loss_history[-1] = self.loss(X_batch, y_batch)[0]\n",
                "The loss is taken after the update, and without the penalty.",
                LOSSES,
            ),
        },
    ),
    *_bugs(
        "test_loss_history",
        KEPT,
        {
            "loss_by_epoch_first": (
                "loss_history.extend([loss] if update == 0 else [])",
                "The loss is kept once an epoch instead of once an update.",
                LOSSES,
            ),
            "loss_by_epoch_mean": (
                "part = loss + (part if update else 0); loss_history.extend([part / "
                "updates] if update == updates - 1 else [])",
                "The loss is kept once an epoch, as a mean of its updates, instead of "
                "once an update.",
                LOSSES,
            ),
            "loss_by_epoch_sum": (
                "part = loss + (part if update else 0); loss_history.extend([part] if "
                "update == updates - 1 else [])",
                "The loss is kept once an epoch, as a sum of its updates, instead of "
                "once an update.",
                LOSSES,
            ),
            "loss_running_mean": (
                "part = loss + (part if loss_history else 0); loss_history.append(part "
                "/ (len(loss_history) + 1))",
                "The history holds the mean of all losses so far, not that of each batch.",
                LOSSES,
            ),
            "loss_smoothed": (
                "loss_history.append(0.9 * loss_history[-1] + 0.1 * loss if "
                "loss_history else loss)",
                "The history holds a smoothed loss, not that of each batch.",
                LOSSES,
            ),
            "loss_times_batch": (
                "loss_history.append(loss * batch_size)",
                "The loss in the history, a mean, is multiplied by the batch size.",
                LOSSES,
            ),
            "loss_of_validation": (
                "loss_history.append(self.loss(X_val, y_val, reg)[0])",
                "The history holds the loss of the validation rows.",
                LOSSES,
            ),
            "loss_by_updates": (
                "loss_history.append(loss / updates)",
                "The loss in the history is divided by the number of updates.",
                LOSSES,
            ),
            "loss_logarithm": (
                "loss_history.append(np.log(loss))",
                "The history holds the logarithm of the loss.",
                LOSSES,
            ),
            "loss_epoch_reset": (
                "loss_history[:] = (loss_history if update else []) + [loss]",
                "The history holds the last epoch only: it is made anew in each.",
                LOSSES,
            ),
            "loss_first_missing": (
                "loss_history.extend([loss] if epoch or update else [])",
                "The first loss isn't kept.",
                LOSSES,
            ),
            "loss_at_front": (
                "loss_history.insert(0, loss)",
                "Each loss is put before those that are there: the history runs backwards.",
                LOSSES,
            ),
        },
    ),
    *_bugs(
        "test_loss_history",
        STEP,
        {
            "loss_all_after": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                loss_history[-1] = self.loss(X, y, reg)[0]",
                "The loss is computed anew after the update, of other rows perhaps: it "
                "belongs before, and is that of the batch.",
                LOSSES,
            ),
            "loss_val_after": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                loss_history[-1] = self.loss(X_val, y_val, reg)[0]",
                "The loss is computed anew after the update, of other rows perhaps: it "
                "belongs before, and is that of the batch.",
                LOSSES,
            ),
        },
    ),
)

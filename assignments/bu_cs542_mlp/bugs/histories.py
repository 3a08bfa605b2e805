"""Known bugs of 2.3: the histories of the loss and of the gradient."""

from grader.model import KnownBug

KEPT = "loss_history.append(loss)"
NORM = 'np.linalg.norm(grads["W1"])'
STEP = "self.params[name] = self.params[name] - learning_rate * grads[name]"

LOSSES = "Read the table of histories in 2.3: what one entry of loss_history is"
ROOT = "The Frobenius norm is the root of the sum of squares"
MAGNITUDES = "Read the table of histories in 2.3: whose norm grad_magnitude_history holds"


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
                "The loss is taken after the update: it belongs before.",
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
        "test_magnitude_history",
        NORM,
        {
            "magnitude_squared": (
                'np.sum(grads["W1"] ** 2)',
                "The magnitude of a gradient is kept as the square of its norm.",
                ROOT,
            ),
            "magnitude_root_mean": (
                'np.sqrt(np.mean(grads["W1"] ** 2))',
                "The magnitude is a root mean square: the squares are averaged instead of added.",
                ROOT,
            ),
            "magnitude_largest": (
                'np.abs(grads["W1"]).max()',
                "The magnitude is the largest entry.",
                ROOT,
            ),
            "magnitude_max": (
                'grads["W1"].max()',
                "The magnitude is the largest entry.",
                ROOT,
            ),
            "magnitude_absolute_sum": (
                'np.abs(grads["W1"]).sum()',
                "The magnitude is the sum of the absolute values.",
                ROOT,
            ),
            "magnitude_absolute_mean": (
                'np.abs(grads["W1"]).mean()',
                "The magnitude is the mean of the absolute values.",
                ROOT,
            ),
            "magnitude_sum": (
                'grads["W1"].sum()',
                "The magnitude is the sum of the entries, positive and negative.",
                ROOT,
            ),
            "magnitude_spectral": (
                'np.linalg.norm(grads["W1"], 2)',
                "The magnitude is the spectral norm, the largest singular value.",
                ROOT,
            ),
            "magnitude_of_w2": (
                'np.linalg.norm(grads["W2"])',
                "The magnitude is that of the gradient of W2.",
                MAGNITUDES,
            ),
            "magnitude_of_b1": (
                'np.linalg.norm(grads["b1"])',
                "The magnitude is that of the gradient of b1.",
                MAGNITUDES,
            ),
            "magnitude_of_all": (
                "np.sqrt(sum(np.sum(g**2) for g in grads.values()))",
                "The magnitude is that of all gradients together.",
                MAGNITUDES,
            ),
            "magnitude_sum_of_all": (
                "sum(np.linalg.norm(g) for g in grads.values())",
                "The norms of all gradients are added up.",
                MAGNITUDES,
            ),
            "magnitude_of_weights": (
                'np.sqrt(np.sum(grads["W1"] ** 2) + np.sum(grads["W2"] ** 2))',
                "The magnitude is that of both weights' gradients together.",
                MAGNITUDES,
            ),
            "magnitude_sum_of_weights": (
                'np.linalg.norm(grads["W1"]) + np.linalg.norm(grads["W2"])',
                "The norms of both weights' gradients are added up.",
                MAGNITUDES,
            ),
            "magnitude_of_parameter": (
                'np.linalg.norm(self.params["W1"])',
                "The magnitude is that of W1 itself, not of its gradient.",
                MAGNITUDES,
            ),
            "magnitude_of_step": (
                'np.linalg.norm(learning_rate * grads["W1"])',
                "The magnitude is that of the step: the learning rate is a factor in it.",
                MAGNITUDES,
            ),
            "magnitude_without_reg": (
                'np.linalg.norm(self.loss(X_batch, y_batch)[1]["W1"])',
                "The magnitude is that of a gradient without the penalty: keep the one that "
                "the update used.",
                MAGNITUDES,
            ),
            "magnitude_penalty_off": (
                'np.linalg.norm(grads["W1"] - reg * self.params["W1"])',
                "The magnitude is that of a gradient without the penalty: keep the one that "
                "the update used.",
                MAGNITUDES,
            ),
            "magnitude_of_all_rows": (
                'np.linalg.norm(self.loss(X, y, reg)[1]["W1"])',
                "The magnitude is that of a gradient of all rows: keep the one that the update "
                "used.",
                MAGNITUDES,
            ),
        },
    ),
    *_bugs(
        "test_magnitude_history",
        STEP,
        {
            "magnitude_after_update": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                grad_magnitude_history[-1] = "
                'np.linalg.norm(self.loss(X_batch, y_batch, reg)[1]["W1"])',
                "The gradient is computed again after the update for its magnitude: keep the "
                "one that the update used.",
                MAGNITUDES,
            ),
        },
    ),
    *_bugs(
        "test_magnitude_history",
        'grad_magnitude_history.append(np.linalg.norm(grads["W1"]))',
        {
            "magnitude_by_epoch_last": (
                'grad_magnitude_history.extend([np.linalg.norm(grads["W1"])] if update == '
                "updates - 1 else [])",
                "The magnitude is kept once an epoch instead of once an update.",
                MAGNITUDES,
            ),
            "magnitude_by_epoch_first": (
                'grad_magnitude_history.extend([np.linalg.norm(grads["W1"])] if update == 0 '
                "else [])",
                "The magnitude is kept once an epoch instead of once an update.",
                MAGNITUDES,
            ),
            "magnitude_never": (
                "pass",
                "No magnitude is kept in the history.",
                MAGNITUDES,
            ),
        },
    ),
)

"""Known bugs of 2.3: when, and of which rows, the magnitude is taken."""

from grader.model import KnownBug

from ._lines import MAGNITUDES, STEP


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
        "test_magnitude_history",
        STEP,
        {
            "magnitude_after_update": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                grad_magnitude_history[-1] = "
                'np.linalg.norm(self.loss(X_batch, y_batch, reg)[1]["W1"])',
                "The gradient is computed anew after the update for its magnitude, of "
                "other rows perhaps: keep the one that the update used.",
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
    *_bugs(
        "test_magnitude_history",
        STEP,
        {
            "magnitude_of_parameter_after": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                grad_magnitude_history[-1] = "
                'np.linalg.norm(self.params["W1"])',
                "The magnitude is that of W1 itself, not of its gradient.",
                MAGNITUDES,
            ),
            "magnitude_after_no_reg": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                grad_magnitude_history[-1] = "
                'np.linalg.norm(self.loss(X_batch, y_batch)[1]["W1"])',
                "The gradient is computed again after the update for its magnitude: "
                "keep the one that the update used.",
                MAGNITUDES,
            ),
            "magnitude_all_after": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                grad_magnitude_history[-1] = "
                'np.linalg.norm(self.loss(X, y, reg)[1]["W1"])',
                "The gradient is computed anew after the update for its magnitude, of "
                "other rows perhaps: keep the one that the update used.",
                MAGNITUDES,
            ),
            "magnitude_of_validation": (
                "self.params[name] = self.params[name] - learning_rate * grads[name]\n"
                "                grad_magnitude_history[-1] = "
                'np.linalg.norm(self.loss(X_val, y_val, reg)[1]["W1"])',
                "The gradient is computed anew after the update for its magnitude, of "
                "other rows perhaps: keep the one that the update used.",
                MAGNITUDES,
            ),
        },
    ),
)

"""Known bugs of 2.3: the history of the gradient."""

from grader.model import KnownBug

from ._lines import MAGNITUDES

NORM = 'np.linalg.norm(grads["W1"])'

ROOT = "The Frobenius norm is the root of the sum of squares"


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
        NORM,
        {
            "magnitude_first_columns": (
                'np.linalg.norm(grads["W1"], axis=0)[0]',
                "The magnitude is the norm of one column alone.",
                ROOT,
            ),
            "magnitude_by_size": (
                'np.linalg.norm(grads["W1"]) / grads["W1"].size',
                "The norm is divided by the number of entries.",
                ROOT,
            ),
            "magnitude_by_batch": (
                'np.linalg.norm(grads["W1"]) / batch_size',
                "The norm is divided by the batch size.",
                ROOT,
            ),
            "magnitude_half_square": (
                '0.5 * np.sum(grads["W1"] ** 2)',
                "The magnitude of a gradient is kept as half the square of its norm.",
                ROOT,
            ),
            "magnitude_mean_square": (
                'np.mean(grads["W1"] ** 2)',
                "The magnitude is the mean of the squares, without a root.",
                ROOT,
            ),
            "magnitude_one_norm": (
                'np.linalg.norm(grads["W1"], 1)',
                "The magnitude is the largest column sum of absolute values (the "
                "1-norm of a matrix).",
                ROOT,
            ),
            "magnitude_inf_norm": (
                'np.linalg.norm(grads["W1"], np.inf)',
                "The magnitude is the largest row sum of absolute values (the infinity "
                "norm of a matrix).",
                ROOT,
            ),
            "magnitude_nuclear": (
                'np.linalg.norm(grads["W1"], "nuc")',
                "The magnitude is the sum of the singular values.",
                ROOT,
            ),
            "magnitude_mean": (
                'grads["W1"].mean()',
                "The magnitude is the mean of the entries, positive and negative.",
                ROOT,
            ),
            "magnitude_std": (
                'grads["W1"].std()',
                "The magnitude is the standard deviation of the entries.",
                ROOT,
            ),
            "magnitude_flat_max": (
                "np.max(np.abs(np.concatenate([g.ravel() for g in grads.values()])))",
                "The magnitude is the largest entry of all gradients.",
                MAGNITUDES,
            ),
            "magnitude_of_b2": (
                'np.linalg.norm(grads["b2"])',
                "The magnitude is that of the gradient of b2.",
                MAGNITUDES,
            ),
            "magnitude_first_layer": (
                'np.sqrt(np.sum(grads["W1"] ** 2) + np.sum(grads["b1"] ** 2))',
                "The magnitude is that of the gradients of W1 and b1 together.",
                MAGNITUDES,
            ),
            "magnitude_sum_first_layer": (
                'np.linalg.norm(grads["W1"]) + np.linalg.norm(grads["b1"])',
                "The norms of the gradients of W1 and b1 are added up.",
                MAGNITUDES,
            ),
            "magnitude_mean_of_all": (
                "np.mean([np.linalg.norm(g) for g in grads.values()])",
                "The magnitude is the mean of the norms of all gradients.",
                MAGNITUDES,
            ),
            "magnitude_w2_parameter": (
                'np.linalg.norm(self.params["W2"])',
                "The magnitude is that of W2 itself, not of a gradient.",
                MAGNITUDES,
            ),
            "magnitude_relative": (
                'np.linalg.norm(grads["W1"]) / np.linalg.norm(self.params["W1"])',
                "The norm of the gradient is divided by that of W1.",
                MAGNITUDES,
            ),
            "magnitude_running_sum": (
                'np.linalg.norm(grads["W1"]) + (grad_magnitude_history[-1] if '
                "grad_magnitude_history else 0)",
                "The magnitudes are added up from update to update.",
                MAGNITUDES,
            ),
            "magnitude_is_loss": (
                "loss",
                "The losses are kept in place of the magnitudes.",
                MAGNITUDES,
            ),
        },
    ),
)

"""Known bugs of 2.3: the penalty in training."""

from grader.model import KnownBug

from ._lines import CALL, RULE, STEP


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
        "test_update_reg",
        CALL,
        {
            "reg_not_handed_on": (
                "loss, grads = self.loss(X_batch, y_batch)",
                "reg isn't handed on to the loss: training has no penalty.",
                RULE,
            ),
            "reg_by_batch": (
                "loss, grads = self.loss(X_batch, y_batch, reg / batch_size)",
                "reg is divided by a number of rows: those of the batch, or all.",
                RULE,
            ),
        },
    ),
    *_bugs(
        "test_update_reg",
        STEP,
        {
            "reg_twice_in_step": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] - "
                "learning_rate * reg * self.params[name]",
                "The update adds a penalty that the gradient has already.",
                RULE,
            ),
            "reg_twice_in_step_weights": (
                "self.params[name] = self.params[name] - learning_rate * (grads[name] + reg * "
                "self.params[name] * (name[0] == 'W'))",
                "The penalty's share in the update is twice what it should be: it is added to"
                " a gradient that has it already, or reg is doubled.",
                RULE,
            ),
        },
    ),
    *_bugs(
        "test_update_reg",
        CALL,
        {
            "reg_doubled": (
                "loss, grads = self.loss(X_batch, y_batch, 2 * reg)",
                "The penalty's share in the update is twice what it should be: it is added to"
                " a gradient that has it already, or reg is doubled.",
                RULE,
            ),
            "reg_halved": (
                "loss, grads = self.loss(X_batch, y_batch, 0.5 * reg)",
                "reg is halved.",
                RULE,
            ),
            "reg_default": (
                "loss, grads = self.loss(X_batch, y_batch, 1e-5)",
                "The penalty has a number of its own instead of reg.",
                RULE,
            ),
            "reg_by_rows": (
                "loss, grads = self.loss(X_batch, y_batch, reg / len(X))",
                "reg is divided by a number of rows: those of the batch, or all.",
                RULE,
            ),
            "reg_is_rate": (
                "loss, grads = self.loss(X_batch, y_batch, learning_rate)",
                "The learning rate is handed on in place of reg.",
                RULE,
            ),
            "reg_is_decay": (
                "loss, grads = self.loss(X_batch, y_batch, learning_rate_decay)",
                "The decay of the rate is handed on in place of reg.",
                RULE,
            ),
            "reg_shares_rate": (
                "loss, grads = self.loss(X_batch, y_batch, reg * learning_rate)",
                "reg is multiplied by the learning rate.",
                RULE,
            ),
        },
    ),
    *_bugs(
        "test_update_reg",
        STEP,
        {
            "reg_without_rate": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] - "
                'reg * self.params[name] * (name[0] == "W")',
                "The update adds a penalty that the gradient has already.",
                RULE,
            ),
            "reg_twice_halved": (
                "self.params[name] = self.params[name] - learning_rate * (grads[name] "
                "+ 0.5 * reg * self.params[name])",
                "The update adds a penalty that the gradient has already.",
                RULE,
            ),
        },
    ),
)

"""Known bugs of 2.3: the update rule and the learning rate."""

from grader.model import KnownBug

from ._lines import BATCH, COUNT, NAMES, RULE, STEP, UPDATES


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
        "test_update",
        STEP,
        {
            "update_uphill": (
                "self.params[name] = self.params[name] + learning_rate * grads[name]",
                "The parameters move along the gradient, which makes the loss larger.",
                "Which way does the loss fall",
            ),
            "rate_squared": (
                "self.params[name] = self.params[name] - learning_rate**2 * grads[name]",
                "The learning rate is squared: it is a factor twice in the step.",
                RULE,
            ),
            "update_without_rate": (
                "self.params[name] = self.params[name] - grads[name]",
                "The whole gradient is subtracted: the learning rate is missing.",
                RULE,
            ),
            "update_by_batch": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] / batch_size",
                "The gradient, already a mean, is divided by the batch size again.",
                RULE,
            ),
            "update_by_rows": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] / len(X)",
                "The gradient, already a mean, is divided by the number of training rows.",
                RULE,
            ),
            "update_assigned": (
                "self.params[name] = -learning_rate * grads[name]",
                "The step replaces the parameters instead of changing them.",
                RULE,
            ),
            "update_forgotten": (
                "pass",
                "The new parameters are computed and not put into params.",
                RULE,
            ),
            "update_momentum": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "0.9 * v.get(name, 0) + grads[name]; self.params[name] = "
                "self.params[name] - learning_rate * v[name]",
                "The step has momentum: gradients of earlier updates go on in it.",
                RULE,
            ),
            "update_gradients_summed": (
                "v = {} if len(loss_history) == 1 and name == 'W1' else v; v[name] = "
                "v.get(name, 0) + grads[name]; self.params[name] = self.params[name] - "
                "learning_rate * v[name]",
                "Gradients of earlier updates are added to that of the batch.",
                RULE,
            ),
        },
    ),
    *_bugs(
        "test_update",
        STEP,
        {
            "rate_fixed_0": (
                "self.params[name] = self.params[name] - 1e-3 * grads[name]",
                "The step has a rate of its own instead of learning_rate.",
                RULE,
            ),
            "rate_fixed_1": (
                "self.params[name] = self.params[name] - 1e-4 * grads[name]",
                "The step has a rate of its own instead of learning_rate.",
                RULE,
            ),
            "update_twice": (
                "self.params[name] = self.params[name] - 2 * learning_rate * grads[name]",
                "The step is made twice, or with a factor 2.",
                RULE,
            ),
            "update_halved": (
                "self.params[name] = self.params[name] - 0.5 * learning_rate * grads[name]",
                "The step has a factor of one half.",
                RULE,
            ),
            "update_by_updates": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] / updates",
                "The step is divided by the number of updates.",
                RULE,
            ),
            "update_times_batch": (
                "self.params[name] = self.params[name] - learning_rate * grads[name] * batch_size",
                "The gradient, a mean, is multiplied by the batch size.",
                RULE,
            ),
            "gradient_anew": (
                "self.params[name] = self.params[name] - learning_rate * "
                "self.loss(X_batch, y_batch, reg)[1][name]",
                "The gradient is computed anew for each array, after the ones before "
                "are updated: one gradient belongs to an update.",
                RULE,
            ),
        },
    ),
    *_bugs(
        "test_update",
        UPDATES,
        {
            "updates_one": (
                "updates = 1",
                "An epoch has one update, whatever the number of rows is.",
                COUNT,
            ),
            "updates_one_less": (
                "updates = max(len(X) // batch_size - 1, 1)",
                "An epoch has an update too few.",
                COUNT,
            ),
        },
    ),
    *_bugs(
        "test_update",
        NAMES,
        {
            "update_weights_only": (
                'for name in ("W1", "W2"):  # theta',
                "Only the weights are updated: the biases stay as they are.",
                RULE,
            ),
            "update_first_layer_only": (
                'for name in ("W1", "b1"):  # theta',
                "Only the first layer is updated.",
                RULE,
            ),
            "update_second_layer_only": (
                'for name in ("W2", "b2"):  # theta',
                "Only the second layer is updated.",
                RULE,
            ),
            "update_after_epoch": (
                "for name in self.params if update == updates - 1 else ():  # theta",
                "The parameters change once an epoch, instead of after each of its batches.",
                BATCH,
            ),
        },
    ),
    *_bugs(
        "test_update",
        "for epoch in range(num_epochs)",
        {
            "epochs_one_less": (
                "for epoch in range(num_epochs - 1)",
                "There is an epoch too few.",
                COUNT,
            ),
        },
    ),
    *_bugs(
        "test_update",
        "for epoch in range(num_epochs)",
        {
            "epochs_one_more": (
                "for epoch in range(num_epochs + 1)",
                "There is an epoch too many.",
                COUNT,
            ),
        },
    ),
    *_bugs(
        "test_decay",
        '        return {\n            "loss',
        {
            "return_in_loop": (
                '            return {\n            "loss',
                "Training ends after its first epoch: the return stands inside the "
                "loop over the epochs.",
                COUNT,
            ),
        },
    ),
)

"""Known bugs of 2.3: the update rule and the learning rate."""

from grader.model import KnownBug

STEP = "self.params[name] = self.params[name] - learning_rate * grads[name]"
UPDATES = "updates = max(len(X) // batch_size, 1)"
NAMES = "for name in self.params:  # theta"
CALL = "loss, grads = self.loss(X_batch, y_batch, reg)"
DECAY = "learning_rate = learning_rate * learning_rate_decay\n"

COUNT = "Read point 2 of 2.3: how many updates an epoch has"
RULE = "Read point 3 of 2.3: the update rule"
BATCH = "Read point 2 of 2.3: which rows belong to update i"
RATE = "Print the rate at the start of each epoch, and read point 4 of 2.3"


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
                "v = self.__dict__.setdefault('v', {}); v[name] = 0.9 * v.get(name, 0) + "
                "grads[name]; self.params[name] = self.params[name] - learning_rate * v[name]",
                "The step has momentum: gradients of earlier updates go on in it.",
                RULE,
            ),
            "update_gradients_summed": (
                "v = self.__dict__.setdefault('v', {}); v[name] = v.get(name, 0) + "
                "grads[name]; self.params[name] = self.params[name] - learning_rate * v[name]",
                "Gradients of earlier updates are added to that of the batch.",
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
                "The parameters change once an epoch, after its last batch, instead of after each.",
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
                "reg is divided by the batch size.",
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
                "The update adds a penalty that the gradient has already.",
                RULE,
            ),
        },
    ),
    *_bugs(
        "test_decay",
        DECAY,
        {
            "decay_twice": (
                "learning_rate = learning_rate * learning_rate_decay**2\n",
                "The learning rate is decayed twice an epoch.",
                RATE,
            ),
            "decay_forgotten": (
                "pass\n",
                "The learning rate never decays.",
                RATE,
            ),
            "decay_subtracted": (
                "learning_rate = learning_rate - learning_rate_decay\n",
                "The decay is subtracted from the rate instead of multiplied.",
                RATE,
            ),
            "decay_divides": (
                "learning_rate = learning_rate / learning_rate_decay\n",
                "The rate is divided by its decay, so that it grows.",
                RATE,
            ),
            "decay_complement": (
                "learning_rate = learning_rate * (1 - learning_rate_decay)\n",
                "The rate is multiplied by 1 minus the decay.",
                RATE,
            ),
            "decay_replaces": (
                "learning_rate = learning_rate_decay\n",
                "The rate is replaced by its decay.",
                RATE,
            ),
            "decay_powers": (
                "learning_rate = learning_rate * learning_rate_decay ** (epoch + 1)\n",
                "A power of the decay multiplies a rate that has decayed already.",
                RATE,
            ),
            "decay_first_only": (
                "learning_rate = learning_rate * (learning_rate_decay if epoch == 0 else 1)\n",
                "The rate decays once in all, after the first epoch.",
                RATE,
            ),
            "decay_on_params": (
                "self.params = {k: v * learning_rate_decay for k, v in self.params.items()}\n",
                "The decay is applied to the parameters instead of the rate.",
                RATE,
            ),
            "decay_on_reg": (
                "reg = reg * learning_rate_decay\n",
                "The learning rate never decays.",
                RATE,
            ),
        },
    ),
    *_bugs(
        "test_decay",
        STEP,
        {
            "decay_each_update": (
                "self.params[name] = self.params[name] - learning_rate * learning_rate_decay "
                "** (update + epoch * (updates - 1)) * grads[name]",
                "The rate decays after each update instead of each epoch.",
                RATE,
            ),
            "decay_before": (
                "self.params[name] = self.params[name] - learning_rate * learning_rate_decay * "
                "grads[name]",
                "The rate decays before the first epoch: this begins with the rate as it is given.",
                RATE,
            ),
        },
    ),
)

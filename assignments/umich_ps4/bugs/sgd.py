"""Known bugs of 4.2c: the update rule, and the accuracy that both optimizers use."""

from grader.model import KnownBug

EACH = "for name in model.params:  # theta"
STEP = "model.params[name] = model.params[name] - learning_rate * grads[name]\n"
SGD = "the update of 4.2c"


def term(new: str) -> str:
    """Another term in the update."""
    return STEP.replace("learning_rate * grads[name]", new)


SGD_V = "    v = {name: 0.0 for name in model.params}\n"
SGD_LOOP = (
    "    for _ in range(num_epochs):\n"
    '        for rows in minibatches(len(data["y_train"]), batch_size, rng):\n'
    "            _, grads = "
    'model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])\n'
    f"            {EACH} <- theta - eta grad\n                {STEP}"
)


# fmt: off
PLAIN = tuple(
    KnownBug(
        id=f"sgd_{id}", problem="4.2c", check="test_sgd_update", file="backprop.py", old=old,
        new=new, sentence=sentence, hint=hint,
    )
    for id, old, new, sentence, hint in (
        ("ascent", STEP, STEP.replace("] - l", "] + l"),
         "The gradient is added: the loss climbs instead of falling.", SGD),
        ("first_layer", EACH, EACH.replace("model.params", '("W1", "b1")'),
         "Only the first layer is updated.", SGD),
        ("second_layer", EACH, EACH.replace("model.params", '("W2", "b2")'),
         "Only the second layer is updated.", SGD),
        ("no_biases", EACH, EACH.replace("model.params", '("W1", "W2")'),
         "The biases are not updated.", SGD),
        ("biases_alone", EACH, EACH.replace("model.params", '("b1", "b2")'),
         "Only the biases are updated.", SGD),
        ("w1_alone", EACH, EACH.replace("model.params", '("W1",)'), "Only W1 is updated.", SGD),
        ("last_alone", EACH, EACH.replace("model.params", '("b2",)'),
         "Only the last array in params is updated.", SGD),
        ("rate_missing", STEP, term("grads[name]"),
         "The gradient is subtracted without the learning rate.", SGD),
        ("rate_fixed", STEP, term("1e-2 * grads[name]"),
         "The step has a fixed learning rate, whatever learning_rate says.", SGD),
        ("rate_fixed_small", STEP, term("1e-3 * grads[name]"),
         "The step has a fixed learning rate, whatever learning_rate says.", SGD),
        ("rate_squared", STEP, term("learning_rate**2 * grads[name]"),
         "The learning rate is multiplied in twice.", SGD),
        ("rate_divides", STEP, term("grads[name] / learning_rate"),
         "The gradient is divided by the learning rate.", SGD),
        ("half", STEP, term("0.5 * learning_rate * grads[name]"),
         "The step is half as long as it should be.", SGD),
        ("double", STEP, term("2 * learning_rate * grads[name]"),
         "The step is twice as long as it should be.", SGD),
        ("by_batch", STEP, term("learning_rate * grads[name] / batch_size"),
         "The gradient is divided by the batch size: it is that of a mean already.", SGD),
        ("times_batch", STEP, term("learning_rate * grads[name] * batch_size"),
         "The gradient is multiplied by the batch size.", SGD),
        ("sign", STEP, term("learning_rate * np.sign(grads[name])"),
         "Only the sign of the gradient is used.", SGD),
        ("unit", STEP, term("learning_rate * grads[name] / (np.linalg.norm(grads[name]) + 1e-12)"),
         "Each gradient is divided by its norm.", SGD),
        ("clipped", STEP, term("learning_rate * np.clip(grads[name], -0.1, 0.1)"),
         "The gradient is cut off at a limit.", SGD),
        ("clipped_small", STEP, term("learning_rate * np.clip(grads[name], -0.01, 0.01)"),
         "The gradient is cut off at a limit.", SGD),
        ("mean", STEP, term("learning_rate * grads[name].mean()"),
         "All entries of an array move by the mean of its gradient.", SGD),
        ("mean_rows", STEP, term("learning_rate * grads[name].mean(axis=0)"),
         "The gradient is averaged over its first axis before the step.", SGD),
        ("sum", STEP, term("learning_rate * grads[name].sum()"),
         "All entries of an array move by the sum of its gradient.", SGD),
        ("absolute", STEP, term("learning_rate * np.abs(grads[name])"),
         "The absolute value of the gradient is subtracted.", SGD),
        ("squared", STEP, term("learning_rate * grads[name] ** 2"),
         "The gradient is squared.", SGD),
        ("of_parameters", STEP, term("learning_rate * model.params[name]"),
         "The parameter itself is subtracted instead of its gradient.", SGD),
        ("decay_of_weights", STEP, term("learning_rate * (grads[name] + model.params[name])"),
         "The parameter itself is subtracted as well: that is weight decay.", SGD),
        ("times_parameters", STEP, term("learning_rate * grads[name] * model.params[name]"),
         "The step is multiplied by the parameter.", SGD),
        ("not_from_old", STEP, STEP.replace("model.params[name] - ", "-"),
         "The step takes the place of the parameter instead of being added to it.", SGD),
        ("gradient_kept", STEP, STEP.replace("model.params[name] - learning_rate * ", ""),
         "The gradient takes the place of the parameter.", SGD),
        ("twice", STEP, STEP + f"                {STEP}",
         "The step is twice as long as it should be.", SGD),
        ("by_rows", STEP, term("learning_rate * grads[name] / len(data[\"y_train\"])"),
         "The gradient is divided by the number of rows: it is that of a mean already.", SGD),
        ("rate_root", STEP, term("np.sqrt(learning_rate) * grads[name]"),
         "The root of the learning rate is taken.", SGD),
        ("rate_plus", STEP, term("(learning_rate + grads[name])"),
         "Learning rate and gradient are added, not multiplied.", SGD),
        ("rate_alone", STEP, term("learning_rate"),
         "The learning rate alone is subtracted, without the gradient.", SGD),
        ("tenfold", STEP, term("10 * learning_rate * grads[name]"),
         "The step is ten times as long as it should be.", SGD),
        ("tenth", STEP, term("0.1 * learning_rate * grads[name]"),
         "The step is a tenth of what it should be.", SGD),
        ("rescaled", STEP, "model.params[name] = (1 - learning_rate) * model.params[name] - "
         "learning_rate * grads[name]\n",
         "The parameter itself is shrunk as well: that is weight decay.", SGD),
        ("average", STEP, "model.params[name] = (1 - learning_rate) * model.params[name] + "
         "learning_rate * grads[name]\n",
         "The parameter becomes an average of itself and its gradient.", SGD),
        ("times_one_minus", STEP, "model.params[name] = model.params[name] * (1 - learning_rate * "
         "grads[name])\n", "The step is multiplied by the parameter.", SGD),
        ("unit_of_all", EACH, "size = np.sqrt(sum(np.sum(g**2) for g in grads.values()))\n"
         "            grads = {k: g / size for k, g in grads.items()}\n            " + EACH,
         "The gradient is divided by its norm.", SGD),
        ("clipped_one", EACH, "size = np.sqrt(sum(np.sum(g**2) for g in grads.values()))\n"
         "            grads = {k: g * min(1.0, 0.1 / size) for k, g in grads.items()}\n"
         "            " + EACH, "The gradient is cut off at a limit of its norm.", SGD),
        ("adagrad", STEP, term("learning_rate * grads[name] / np.sqrt(grads[name] ** 2 + 1e-8)"),
         "Each entry of the gradient is divided by its own size, as in Adagrad.", SGD),
        ("no_b1", EACH, EACH.replace("model.params", '("W1", "W2", "b2")'),
         "b1 is not updated.", SGD),
        ("no_b2", EACH, EACH.replace("model.params", '("W1", "b1", "W2")'),
         "b2 is not updated.", SGD),
        ("no_w1", EACH, EACH.replace("model.params", '("b1", "W2", "b2")'),
         "W1 is not updated.", SGD),
        ("no_w2", EACH, EACH.replace("model.params", '("W1", "b1", "b2")'),
         "W2 is not updated.", SGD),
        ("biases_up", STEP, STEP.replace("- learning_rate",
         '- (1 if name[0] == "W" else -1) * learning_rate'),
         "The gradients of the biases are added, not subtracted.", SGD),
        ("weights_up", STEP, STEP.replace("- learning_rate",
         '- (-1 if name[0] == "W" else 1) * learning_rate'),
         "The gradients of the weights are added, not subtracted.", SGD),
    )
) + tuple(
    KnownBug(
        id=f"sgd_{id}", problem="4.2c", check="test_sgd_decay", file="backprop.py", old=old,
        new=new, sentence=sentence, hint=SGD,
    )
    for id, old, new, sentence in (
        ("decay_in_step", STEP, term("learning_rate * lr_decay * grads[name]"),
         "The steps of the first epoch have lr_decay in them already: its rate is "
         "learning_rate itself."),
        ("momentum", SGD_LOOP, SGD_V + SGD_LOOP.replace(STEP,
         "v[name] = 0.9 * v[name] + learning_rate * grads[name]\n                "
         + term("v[name]")), "train_network keeps a velocity: that is the momentum of 4.2d."),
        ("momentum_dampened", SGD_LOOP, SGD_V + SGD_LOOP.replace(STEP,
         "v[name] = 0.9 * v[name] + 0.1 * grads[name]\n                "
         + term("learning_rate * v[name]")),
         "train_network averages gradients in a velocity: that is the momentum of 4.2d."),
    )
)

ACCURACY = tuple(
    KnownBug(
        id=f"accuracy_{id}", problem="4.2c", check="test_sgd_histories", file="backprop.py",
        old="np.argmax(model.forwards_backwards(X), axis=1) == y", new=new, sentence=sentence,
        hint="how a class is predicted", also=("4.2d",),
    )
    for id, new, sentence in (
        ("smallest", "np.argmin(model.forwards_backwards(X), axis=1) == y",
         "The class with the smallest score is taken for the prediction."),
        ("over_rows", "np.argmax(model.forwards_backwards(X), axis=0)[0] == y",
         "The largest score is looked for among the rows instead of among the classes."),
        ("wrong_ones", "np.argmax(model.forwards_backwards(X), axis=1) != y",
         "The histories hold the fraction of wrong predictions instead of right ones."),
    )
)

BUGS = (*PLAIN, *ACCURACY)

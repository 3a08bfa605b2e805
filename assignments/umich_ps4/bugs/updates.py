"""Known bugs of 4.2c and 4.2d: the update rules, and the accuracy that both optimizers use."""

from grader.model import KnownBug

EACH = "for name in model.params:  # theta"
STEP = "model.params[name] = model.params[name] - learning_rate * grads[name]\n"
MOVE = "velocity[name] = beta * velocity[name] + learning_rate * grads[name]\n"
THETA = "                model.params[name] = model.params[name] - velocity[name]\n"
RULE = MOVE + THETA
ALL = "for name in model.params:  # v"
ZERO = "velocity = {name: np.zeros_like(value) for name, value in model.params.items()}\n"
BEGIN = (
    '        for rows in minibatches(len(data["y_train"]), batch_size, rng):\n'
    "            _, grads = "
    'model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])\n'
    f"            {ALL}"
)
SGD = "the update of 4.2c"
MOMENTUM = "both lines of the update in 4.2d"


def term(new: str) -> str:
    """Another term in the update."""
    return STEP.replace("learning_rate * grads[name]", new)


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
        ("lost", STEP, STEP.replace("model.params[name] = ", "moved = "),
         "The updated array is never put into params.", SGD),
        ("twice", STEP, STEP + f"                {STEP}", "Each update is made twice.", SGD),
    )
)

RULES = tuple(
    KnownBug(
        id=f"momentum_{id}", problem="4.2d", check=f"test_momentum_{check}", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint,
    )
    for id, check, old, new, sentence, hint in (
        ("gradient_sign", "first_step", MOVE, MOVE.replace("+ l", "- l"),
         "The gradient goes into v with the wrong sign: the loss climbs instead of falling.",
         MOMENTUM),
        ("velocity_added", "first_step", THETA, THETA.replace("- v", "+ v"),
         "v is added to theta: the loss climbs instead of falling.", MOMENTUM),
        ("signs_of_both", "update", RULE, MOVE.replace("+ l", "- l").replace("beta *", "-beta *")
         + THETA.replace("- v", "+ v"), "The old v enters with the wrong sign.", MOMENTUM),
        ("beta_sign", "update", MOVE, MOVE.replace("beta", "-beta"),
         "The old v enters with the wrong sign.", MOMENTUM),
        ("rate_outside", "epochs", RULE, MOVE.replace("learning_rate * ", "")
         + THETA.replace("velocity", "learning_rate * velocity"),
         "The learning rate multiplies v in the step instead of the gradient in v: that differs "
         "when the rate decays.", MOMENTUM),
        ("rate_twice", "first_step", THETA, THETA.replace("velocity", "learning_rate * velocity"),
         "The learning rate multiplies the gradient and v once more.", MOMENTUM),
        ("rate_missing", "first_step", MOVE, MOVE.replace("learning_rate * ", ""),
         "The gradient goes into v without the learning rate.", MOMENTUM),
        ("rate_on_sum", "update", MOVE,
         "velocity[name] = learning_rate * (beta * velocity[name] + grads[name])\n",
         "The learning rate multiplies the old v too.", MOMENTUM),
        ("rate_fixed", "first_step", MOVE, MOVE.replace("learning_rate", "1e-2"),
         "The step has a fixed learning rate, whatever learning_rate says.", MOMENTUM),
        ("dampened", "first_step", MOVE, MOVE.replace("lear", "(1 - beta) * lear"),
         "The gradient is multiplied by 1 - beta, as in an average.", MOMENTUM),
        ("average_rate_outside", "first_step", RULE, MOVE.replace("learning_rate", "(1 - beta)")
         + THETA.replace("velocity", "learning_rate * velocity"),
         "The gradient is multiplied by 1 - beta, as in an average, and the learning rate stands "
         "outside of v.", MOMENTUM),
        ("beta_swapped", "first_step", MOVE,
         "velocity[name] = (1 - beta) * velocity[name] + beta * learning_rate * grads[name]\n",
         "beta and 1 - beta are taken as the weights of an average.", MOMENTUM),
        ("beta_on_both", "first_step", MOVE,
         "velocity[name] = beta * (velocity[name] + learning_rate * grads[name])\n",
         "beta multiplies the gradient as well as the old v.", MOMENTUM),
        ("beta_on_gradient", "first_step", MOVE,
         "velocity[name] = velocity[name] + beta * learning_rate * grads[name]\n",
         "beta multiplies the gradient instead of the old v.", MOMENTUM),
        ("beta_for_rate", "first_step", MOVE,
         "velocity[name] = learning_rate * velocity[name] + beta * grads[name]\n",
         "beta and the learning rate are taken for one another.", MOMENTUM),
        ("no_beta", "update", MOVE, MOVE.replace("beta * ", ""),
         "The old v isn't multiplied by beta.", MOMENTUM),
        ("beta_fixed", "update", MOVE, MOVE.replace("beta", "0.9"),
         "The old v is multiplied by a fixed number, whatever beta says.", MOMENTUM),
        ("one_minus_beta", "update", MOVE, MOVE.replace("beta", "(1 - beta)"),
         "The old v is multiplied by 1 - beta instead of by beta.", MOMENTUM),
        ("beta_squared", "update", MOVE, MOVE.replace("beta", "beta**2"),
         "The old v is multiplied by beta twice.", MOMENTUM),
        ("plain", "update", THETA, THETA.replace("velocity[name]", "learning_rate * grads[name]"),
         "The step uses the gradient alone: v has no part in it, this is plain SGD.", MOMENTUM),
        ("plain_v", "update", MOVE, MOVE.replace("beta * velocity[name] + ", ""),
         "The old v has no part in the new one: this is plain SGD.", MOMENTUM),
        ("nesterov", "first_step", THETA,
         THETA.replace("velocity[name]", "beta * velocity[name] - learning_rate * grads[name]"),
         "The step looks ahead, as Nesterov's momentum does.", MOMENTUM),
        ("both_steps", "first_step", THETA,
         THETA.replace("velocity[name]", "velocity[name] - learning_rate * grads[name]"),
         "The gradient is subtracted once more beside v.", MOMENTUM),
        ("old_velocity", "first_step", RULE, THETA.strip() + f"\n                {MOVE}",
         "theta moves by the old v: v has to be updated first.", MOMENTUM),
        ("velocity_alone", "first_step", THETA, THETA.replace("model.params[name] - ", ""),
         "v takes the place of theta instead of being subtracted from it.", MOMENTUM),
        ("starts_at_one", "first_step", ZERO, ZERO.replace("zeros", "ones"),
         "v starts at 1 instead of 0.", MOMENTUM),
        ("starts_at_parameters", "first_step", ZERO, ZERO.replace("np.zeros_like(value)", "value"),
         "v starts as the parameters instead of as 0.", MOMENTUM),
        ("forgotten_by_batch", "update", f"            {ALL}",
         f"            {ZERO}            {ALL}",
         "v starts at 0 for every batch: nothing is kept, and this is plain SGD.", MOMENTUM),
        ("forgotten_by_epoch", "update", BEGIN, f"        {ZERO}{BEGIN}",
         "v starts at 0 in every epoch: it has to be kept.", MOMENTUM),
        ("shared", "update", RULE,
         "velocity = beta * (0 if isinstance(velocity, dict) else velocity) + learning_rate * "
         "grads[name].mean()\n" + THETA.replace("velocity[name]", "velocity"),
         "One v is shared by all parameters: each array has its own.", MOMENTUM),
        ("no_biases", "first_step", ALL, ALL.replace("model.params", '("W1", "W2")'),
         "The biases are not updated.", MOMENTUM),
        ("first_layer", "first_step", ALL, ALL.replace("model.params", '("W1", "b1")'),
         "Only the first layer is updated.", MOMENTUM),
        ("second_layer", "first_step", ALL, ALL.replace("model.params", '("W2", "b2")'),
         "Only the second layer is updated.", MOMENTUM),
        ("biases_plain", "update", THETA, THETA.replace("velocity[name]",
         '(velocity[name] if name[0] == "W" else learning_rate * grads[name])'),
         "The biases are updated without momentum.", MOMENTUM),
        ("rmsprop", "first_step", RULE,
         "velocity[name] = beta * velocity[name] + (1 - beta) * grads[name] ** 2\n"
         + THETA.replace("velocity[name]",
                         "learning_rate * grads[name] / (np.sqrt(velocity[name]) + 1e-8)"),
         "v averages squares of gradients: that is RMSprop.", MOMENTUM),
        ("squares", "first_step", MOVE, MOVE.replace("grads[name]", "grads[name] ** 2"),
         "The gradient is squared in v.", MOMENTUM),
        ("by_batch", "first_step", MOVE, MOVE.replace("grads[name]", "grads[name] / batch_size"),
         "The gradient is divided by the batch size: it is that of a mean already.", MOMENTUM),
        ("decay_of_weights", "first_step", MOVE,
         MOVE.replace("grads[name]", "(grads[name] + model.params[name])"),
         "The parameter itself goes into v: that is weight decay.", MOMENTUM),
        ("lost", "first_step", THETA, THETA.replace("model.params[name] = ", "moved = "),
         "The updated array is never put into params.", MOMENTUM),
        ("decays_beta", "epochs", RULE + "        learning_rate = learning_rate * lr_decay\n",
         RULE + "        beta = beta * lr_decay\n",
         "lr_decay multiplies beta instead of the learning rate.", MOMENTUM),
        ("decays_both", "epochs", RULE + "        learning_rate = learning_rate * lr_decay\n",
         RULE + "        learning_rate = learning_rate * lr_decay\n"
         "        beta = beta * lr_decay\n",
         "lr_decay multiplies beta as well as the learning rate.", MOMENTUM),
        ("decays_velocity", "epochs", RULE + "        learning_rate = learning_rate * lr_decay\n",
         RULE + "        learning_rate = learning_rate * lr_decay\n"
         "        velocity = {name: v * lr_decay for name, v in velocity.items()}\n",
         "lr_decay multiplies v as well as the learning rate.", MOMENTUM),
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
         "The fraction of wrong predictions is taken for the accuracy."),
    )
)

BUGS = (*PLAIN, *RULES, *ACCURACY)

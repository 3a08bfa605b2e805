"""Known bugs of 4.2d: the update rule."""

from grader.model import KnownBug

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
ZERO_LOOP = (
    f"    {ZERO}    for _ in range(num_epochs):\n{BEGIN} <- beta v + eta grad; theta <- "
    f"theta - v\n                {RULE}"
)
CORRECTED = (
    f"    {ZERO}    t = 0\n    for _ in range(num_epochs):\n{BEGIN}\n"
    "                t += name == 'W1'\n"
).replace("{", "{{").replace("}", "}}") + (
    "                velocity[name] = beta * velocity[name] + {share}learning_rate * grads[name]\n"
    "                model.params[name] = model.params[name] - velocity[name] / (1 - beta**t)\n"
)
SHRUNK = "The step is divided by 1 - beta^t: that is Adam's bias correction, which isn't asked for."
MOMENTUM = "both lines of the update in 4.2d"

# fmt: off
BUGS = tuple(
    KnownBug(
        id=f"momentum_{id}", problem="4.2d", check=f"test_momentum_{check}", file="backprop.py",
        old=old, new=new, sentence=sentence, hint=hint,
    )
    for id, check, old, new, sentence, hint in (
        ("gradient_sign", "first_step", MOVE, MOVE.replace("+ l", "- l"),
         "The step has the wrong sign: the loss climbs instead of falling.",
         MOMENTUM),
        ("velocity_added", "first_step", THETA, THETA.replace("- v", "+ v"),
         "The step has the wrong sign: the loss climbs instead of falling.", MOMENTUM),
        ("signs_of_both", "update", RULE, MOVE.replace("+ l", "- l").replace("beta *", "-beta *")
         + THETA.replace("- v", "+ v"), "The old v enters with the wrong sign.", MOMENTUM),
        ("beta_sign", "update", MOVE, MOVE.replace("beta", "-beta"),
         "The old v enters with the wrong sign.", MOMENTUM),
        ("rate_outside", "epochs", RULE, MOVE.replace("learning_rate * ", "")
         + THETA.replace("velocity", "learning_rate * velocity"),
         "A decay changes the part of earlier gradients in v as well: the learning rate "
         "belongs to the gradient that goes into v.", MOMENTUM),
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
         "The gradient is multiplied by 1 - beta, as in an average.", MOMENTUM),
        ("beta_swapped", "first_step", MOVE,
         "velocity[name] = (1 - beta) * velocity[name] + beta * learning_rate * grads[name]\n",
         "beta and 1 - beta are taken as the weights of an average.", MOMENTUM),
        ("beta_on_both", "first_step", MOVE,
         "velocity[name] = beta * (velocity[name] + learning_rate * grads[name])\n",
         "beta multiplies the new gradient as well as the old v, in v or in the step.", MOMENTUM),
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
         "Nothing of the old v is left in a step: this is plain SGD.", MOMENTUM),
        ("plain_v", "update", MOVE, MOVE.replace("beta * velocity[name] + ", ""),
         "Nothing of the old v is left in a step: this is plain SGD.", MOMENTUM),
        ("nesterov", "first_step", THETA,
         THETA.replace("velocity[name]", "beta * velocity[name] - learning_rate * grads[name]"),
         "The step looks ahead, as Nesterov's momentum does.", MOMENTUM),
        ("both_steps", "first_step", THETA,
         THETA.replace("velocity[name]", "velocity[name] - learning_rate * grads[name]"),
         "The gradient is subtracted once more beside v.", MOMENTUM),
        ("old_velocity", "update", RULE, THETA.strip() + f"\n                {MOVE}",
         "theta moves by the old v: v has to be updated first.", MOMENTUM),
        ("velocity_alone", "first_step", THETA, THETA.replace("model.params[name] - ", ""),
         "v takes the place of theta instead of being subtracted from it.", MOMENTUM),
        ("bias_correction", "update", ZERO_LOOP, CORRECTED.format(share=""), SHRUNK, MOMENTUM),
        ("average_corrected", "update", ZERO_LOOP, CORRECTED.format(share="(1 - beta) * "), SHRUNK,
         MOMENTUM),
        ("starts_at_one", "first_step", ZERO, ZERO.replace("zeros", "ones"),
         "v starts at 1 instead of 0.", MOMENTUM),
        ("starts_at_parameters", "first_step", ZERO, ZERO.replace("np.zeros_like(value)", "value"),
         "The parameters stand where the old v belongs: v starts at 0, and nothing of them gets "
         "into it.", MOMENTUM),
        ("forgotten_by_batch", "update", f"            {ALL}",
         f"            {ZERO}            {ALL}",
         "Nothing of the old v is left in a step: this is plain SGD.", MOMENTUM),
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
         "A decay changes the part of earlier gradients in v as well: the learning rate "
         "belongs to the gradient that goes into v.", MOMENTUM),
        ("of_parameters", "update", MOVE, MOVE.replace("beta * velocity", "beta * model.params"),
         "The parameters stand where the old v belongs: v starts at 0, and nothing of them gets "
         "into it.", MOMENTUM),
        ("plain_larger_rate", "first_step", RULE,
         "velocity[name] = learning_rate / (1 - beta) * grads[name]\n" + THETA,
         "The gradient is divided by 1 - beta instead of the old v being kept: this is plain SGD "
         "with a larger rate.", MOMENTUM),
        ("larger_rate", "first_step", MOVE, MOVE.replace("lear", "1 / (1 - beta) * lear"),
         "The gradient is divided by 1 - beta.", MOMENTUM),
        ("beta_one_plus", "update", MOVE, MOVE.replace("beta", "(1 + beta)"),
         "The old v is multiplied by 1 + beta.", MOMENTUM),
        ("beta_halved", "update", MOVE, MOVE.replace("beta", "0.5"),
         "The old v is multiplied by a fixed number, whatever beta says.", MOMENTUM),
        ("beta_99", "update", MOVE, MOVE.replace("beta", "0.99"),
         "The old v is multiplied by a fixed number, whatever beta says.", MOMENTUM),
        ("beta_decays_by_step", "update", MOVE + THETA, MOVE + THETA
         + "            beta = beta * beta\n",
         "beta changes from step to step.", MOMENTUM),
        ("keeps_first", "update", MOVE,
         "velocity[name] = velocity[name] if np.any(velocity[name]) else learning_rate * "
         "grads[name]\n", "v is set once and never updated.", MOMENTUM),
        ("theta_by_old_and_new", "update", RULE,
         "old = velocity[name]\n                " + MOVE
         + THETA.replace("velocity[name]", "velocity[name] - beta * old"),
         "The old v is subtracted from the parameters beside the new one.", MOMENTUM),
        ("velocity_halved", "first_step", THETA, THETA.replace("velocity[name]",
         "0.5 * velocity[name]"), "The step is half of v.", MOMENTUM),
        ("velocity_times_beta", "first_step", THETA, THETA.replace("velocity[name]",
         "beta * velocity[name]"),
         "beta multiplies the new gradient as well as the old v, in v or in the step.", MOMENTUM),
        ("twice", "first_step", THETA, THETA + THETA, "Each update is made twice.", MOMENTUM),
        ("shared_in_turn", "first_step", RULE,
         "velocity = {k: beta * v + learning_rate * grads[k] for k, v in velocity.items()}\n"
         + THETA, "v is updated once for each array instead of once a step.", MOMENTUM),
        ("by_rows", "first_step", MOVE,
         MOVE.replace("grads[name]", 'grads[name] / len(data["y_train"])'),
         "The gradient is divided by the number of rows: it is that of a mean already.", MOMENTUM),
        ("times_batch", "first_step", MOVE, MOVE.replace("grads[name]", "grads[name] * batch_size"),
         "The gradient is multiplied by the batch size.", MOMENTUM),
        ("rate_squared", "first_step", MOVE, MOVE.replace("learning_rate", "learning_rate**2"),
         "The learning rate is multiplied in twice.", MOMENTUM),
        ("rate_divides", "first_step", MOVE, MOVE.replace("learning", "1 / learning"),
         "The gradient is divided by the learning rate.", MOMENTUM),
        ("lr_decay_for_beta", "update", MOVE, MOVE.replace("beta", "lr_decay"),
         "lr_decay stands in the place of beta.", MOMENTUM),
        ("no_b1", "first_step", ALL, ALL.replace("model.params", '("W1", "W2", "b2")'),
         "b1 is not updated.", MOMENTUM),
        ("w1_alone", "first_step", ALL, ALL.replace("model.params", '("W1",)'),
         "Only W1 is updated.", MOMENTUM),
        ("last_alone", "first_step", ALL, ALL.replace("model.params", '("b2",)'),
         "Only the last array in params is updated.", MOMENTUM),
        ("biases_alone", "first_step", ALL, ALL.replace("model.params", '("b1", "b2")'),
         "Only the biases are updated.", MOMENTUM),
        ("weights_plain", "update", THETA, THETA.replace("velocity[name]",
         '(velocity[name] if name[0] == "b" else learning_rate * grads[name])'),
         "The weights are updated without momentum.", MOMENTUM),
        ("first_layer_plain", "update", THETA, THETA.replace("velocity[name]",
         '(velocity[name] if name[1] == "2" else learning_rate * grads[name])'),
         "The first layer is updated without momentum.", MOMENTUM),
        ("starts_at_gradient", "first_step", BEGIN,
         BEGIN.replace(f"            {ALL}",
                       "            if not any(np.any(v) for v in velocity.values()):\n"
                       "                velocity = {k: grads[k] for k in velocity}\n"
                       f"            {ALL}"),
         "v starts as the first gradient instead of as 0.", MOMENTUM),
    )
)

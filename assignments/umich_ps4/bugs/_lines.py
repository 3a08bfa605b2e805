"""What the files beside this one share: lines of the reference, and words."""

# fmt: off
USE = ("4.2c", "4.2d")
E_MINUS = "np.exp(scores - scores.max(axis=1, keepdims=True))"
LOSS = "loss, dscores = softmax_loss(scores, y)\n"
LOSS_IS = "what the loss is"
CHAIN = ("4.2b", "4.2c", "4.2d", "4.2g", "4.2h")
ADDED = "        if self.reg:\n            loss = loss + self.penalty()\n"
HEAD = "    for _ in range(num_epochs):\n"
BATCHES = '        for rows in minibatches(len(data["y_train"]), batch_size, rng):\n'
GRADS = (
    "            _, grads = "
    'model.forwards_backwards(data["X_train"][rows], data["y_train"][rows])\n'
)
DECAY = "        learning_rate = learning_rate * lr_decay\n"
TRAIN = '        train_acc_history.append(accuracy_of(model, data["X_train"], data["y_train"]))\n'
VAL = '        val_acc_history.append(accuracy_of(model, data["X_val"], data["y_val"]))\n'
GIVEN = "    return model, train_acc_history, val_acc_history\n"
EMPTY = "    train_acc_history, val_acc_history = [], []\n"
EACH = {
    "sgd": "            for name in model.params:  # theta <- theta - eta grad\n"
    "                model.params[name] = model.params[name] - learning_rate * grads[name]\n",
    "momentum": "            for name in model.params:  # v <- beta v + eta grad; "
    "theta <- theta - v\n"
    "                velocity[name] = beta * velocity[name] + learning_rate * grads[name]\n"
    "                model.params[name] = model.params[name] - velocity[name]\n",
}
ZERO = "    velocity = {name: np.zeros_like(value) for name, value in model.params.items()}\n"
CHECKS = {("momentum", "decay"): "epochs"}
PROBLEMS = {"sgd": "4.2c", "momentum": "4.2d"}
WHOLE = {
    name: EMPTY + zero + HEAD + BATCHES + GRADS + EACH[name] + DECAY + TRAIN + VAL + GIVEN
    for name, zero in (("sgd", ""), ("momentum", ZERO))
}

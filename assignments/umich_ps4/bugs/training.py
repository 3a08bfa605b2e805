"""Known bugs of 4.2c and 4.2d that both optimizers can have: epochs, batches, rate, histories."""

from grader.model import KnownBug

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
START = "    begin = learning_rate\n"
EACH = {
    "sgd": "            for name in model.params:  # theta <- theta - eta grad\n"
    "                model.params[name] = model.params[name] - learning_rate * grads[name]\n",
    "momentum": "            for name in model.params:  # v <- beta v + eta grad; "
    "theta <- theta - v\n"
    "                velocity[name] = beta * velocity[name] + learning_rate * grads[name]\n"
    "                model.params[name] = model.params[name] - velocity[name]\n",
}
ZERO = "    velocity = {name: np.zeros_like(value) for name, value in model.params.items()}\n"
WHOLE = {
    name: EMPTY + zero + HEAD + BATCHES + GRADS + EACH[name] + DECAY + TRAIN + VAL + GIVEN
    for name, zero in (("sgd", ""), ("momentum", ZERO))
}
NUMBERED = (HEAD, HEAD.replace("for _", "for epoch"))
N = 'len(data["y_train"])'
ORDER = (
    f"        order = rng.permutation({N})\n"
    f"        for i in range({N} // batch_size):\n            rows = "
)


def cut(chosen: str) -> tuple[tuple[str, str], ...]:
    """Batches made by hand: the rows of number i in `order`."""
    return ((BATCHES, f"{ORDER}{chosen}\n"),)


RATE = "when the learning rate decays, and how"
EPOCH = "how many updates an epoch has"
ROWS = "how a batch is chosen"
HISTORY = "what is put on the histories after each epoch"

# fmt: off
CHANGES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str, str], ...] = (
    ("no_decay", "decay", ((DECAY, ""),), "lr_decay isn't used.", RATE),
    ("decay_per_step", "epochs", ((DECAY, f"    {DECAY}"),),
     "The learning rate decays after each batch instead of after each epoch.", RATE),
    ("decay_first", "decay", ((DECAY, ""), (BATCHES, DECAY + BATCHES)),
     "The learning rate decays before the first epoch instead of after it.", RATE),
    ("decay_late", "decay", (NUMBERED, (DECAY, "        if epoch:\n    " + DECAY)),
     "The first epoch isn't followed by a decay of the learning rate.", RATE),
    ("decay_divides", "decay", ((DECAY, DECAY.replace("*", "/")),),
     "The learning rate is divided by lr_decay.", RATE),
    ("decay_subtracts", "decay", ((DECAY, DECAY.replace("*", "-")),),
     "lr_decay is taken off the learning rate instead of multiplying it.", RATE),
    ("decay_assigned", "decay", ((DECAY, "        learning_rate = lr_decay\n"),),
     "lr_decay becomes the learning rate instead of multiplying it.", RATE),
    ("decay_lost_part", "epochs",
     ((DECAY, "        learning_rate = learning_rate * (1 - lr_decay)\n"),),
     "lr_decay is taken for the part that the learning rate loses: it is the part that is left.",
     RATE),
    ("decay_power", "decay",
     (NUMBERED, (DECAY, DECAY.replace("lr_decay", "lr_decay ** (epoch + 1)"))),
     "The learning rate, decayed already, is multiplied by a power of lr_decay.", RATE),
    ("decay_power_from_zero", "decay",
     (NUMBERED, (DECAY, DECAY.replace("lr_decay", "lr_decay**epoch"))),
     "The learning rate, decayed already, is multiplied by a power of lr_decay.", RATE),
    ("decay_times_epoch", "decay",
     (NUMBERED, (DECAY, DECAY.replace("lr_decay", "lr_decay * (epoch + 1)"))),
     "The learning rate is multiplied by the number of the epoch too.", RATE),
    ("decay_squared", "decay", ((DECAY, DECAY + DECAY),),
     "The learning rate decays twice after each epoch.", RATE),
    ("decay_once", "decay",
     ((HEAD, START + HEAD), (DECAY, "        learning_rate = begin * lr_decay\n")),
     "Each epoch's rate is computed from the first one: the rate decays once only.", RATE),
    ("decay_exponential", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin * np.exp(-lr_decay * (epoch + 1))\n")),
     "The rate follows an exponential function of lr_decay instead of being multiplied by it.",
     RATE),
    ("decay_hyperbolic", "decay", ((HEAD, START + HEAD), NUMBERED, (DECAY,
     "        learning_rate = begin / (1 + lr_decay * (epoch + 1))\n")),
     "The rate is divided by a number that grows with the epochs instead of being multiplied by "
     "lr_decay.", RATE),
    ("batch_less", "epochs", ((BATCHES, BATCHES.replace("rng):", "rng)[:-1]:")),),
     "An epoch has one update less than it has batches.", EPOCH),
    ("batch_more", "epochs", ((BATCHES, "        rows_of = minibatches("
     f"{N}, batch_size, rng)\n        for rows in rows_of + rows_of[:1]:\n"),),
     "An epoch has one update more than it has batches.", EPOCH),
    ("single_update", "epochs", ((BATCHES, BATCHES.replace("rng):", "rng)[:1]:")),),
     "An epoch has a single update instead of one for each batch.", EPOCH),
    ("updates_by_row", "epochs", ((BATCHES, BATCHES + "          for _ in range(batch_size):\n"),),
     "An epoch has an update for each row instead of one for each batch.", EPOCH),
    ("batch_size_fixed", "epochs", ((BATCHES, BATCHES.replace("batch_size", "100")),),
     "The size of the batches is a fixed number, whatever batch_size says.", EPOCH),
    ("batch_size_too_large", "update",
     ((BATCHES, f"        for rows in minibatches({N}, 100, rng)[: {N} // 100]:\n"),),
     "The size of the batches is a fixed number, whatever batch_size says.", EPOCH),
    ("epochs_fixed", "epochs", ((HEAD, HEAD.replace("num_epochs", "10")),),
     "The number of epochs is fixed, whatever num_epochs says.", "num_epochs"),
    ("epoch_more", "epochs", ((HEAD, HEAD.replace("num_epochs", "num_epochs + 1")),),
     "One epoch too many is run.", "num_epochs"),
    ("epoch_less", "epochs", ((HEAD, HEAD.replace("num_epochs", "num_epochs - 1")),),
     "One epoch too few is run.", "num_epochs"),
    ("returns_in_loop", "epochs", ((GIVEN, f"    {GIVEN}"),),
     "Training ends after the first epoch: the function returns inside the loop.",
     "where the return statement stands"),
    ("stops_early", "histories", ((GIVEN, "        if val_acc_history[-1] <= max([0.0, "
     "*val_acc_history[:-1]]):\n            break\n" + GIVEN),),
     "Training stops when the validation accuracy doesn't rise: num_epochs epochs are asked for.",
     "num_epochs"),
    ("restarts_each_epoch", "epochs", ((HEAD, "    begun = dict(model.params)\n" + HEAD + "        "
     "model.params = dict(begun)\n"),),
     "Each epoch starts from the first parameters again.", EPOCH),
    ("restores_start", "update", ((HEAD, "    begun = dict(model.params)\n" + HEAD),
     (GIVEN, "    model.params = begun\n" + GIVEN)),
     "The parameters from before training come back: later updates don't count.",
     "what model.params holds at the end"),
    ("overlapping", "batches", cut("order[i : i + batch_size]"),
     "The batches start one row after another, so that they overlap and leave rows out.", ROWS),
    ("first_batch_again", "batches", cut("order[:batch_size]"),
     "Every update of an epoch takes the same batch.", ROWS),
    ("row_lost", "batches", cut("order[i * batch_size : (i + 1) * batch_size - 1]"),
     "Each batch lacks its last row.", ROWS),
    ("row_more", "batches", cut("order[i * batch_size : (i + 1) * batch_size + 1]"),
     "Each batch has one row too many, which the next one has too.", ROWS),
    ("first_row_lost", "batches", cut("order[i * batch_size + 1 : (i + 1) * batch_size]"),
     "Each batch lacks its first row.", ROWS),
    ("single_rows", "batches", cut("order[i * batch_size : i * batch_size + 1]"),
     "A batch has a single row instead of batch_size rows.", ROWS),
    ("single_row_by_number", "batches", cut("order[i : i + 1]"),
     "A batch has a single row instead of batch_size rows.", ROWS),
    ("growing", "batches", cut("order[: (i + 1) * batch_size]"),
     "Each batch holds the earlier ones too.", ROWS),
    ("all_rows", "batches", cut("order"),
     "Each update uses all rows instead of a batch.", ROWS),
    ("in_order", "batches", ((BATCHES, BATCHES.replace("minibatches", "(lambda n, size, _: "
     "np.split(np.arange(n), n // size))")),),
     "The rows are used in the order of the data instead of in random order.", ROWS),
    ("last_row_never", "batches", cut(f"rng.integers({N} - 1, size=batch_size)"),
     "The last row is never drawn: the upper limit of the row numbers is one too small.",
     "whether the upper limit of the random numbers is one of them"),
    ("first_row_never", "batches", cut(f"rng.integers(1, {N}, size=batch_size)"),
     "The first row is never drawn: row numbers begin at 0.", ROWS),
    ("percent", "histories", ((".append(accuracy_of", ".append(100 * accuracy_of"),),
     "The histories hold percentages instead of fractions.", HISTORY),
    ("val_percent", "histories", ((VAL, VAL.replace("(acc", "(100 * acc")),),
     "The validation history holds percentages instead of fractions.", HISTORY),
    ("train_percent", "histories", ((TRAIN, TRAIN.replace("(acc", "(100 * acc")),),
     "The training history holds percentages instead of fractions.", HISTORY),
    ("error_rates", "histories", ((".append(acc", ".append(1 - acc"),),
     "The histories hold the fraction of wrong predictions instead of right ones.", HISTORY),
    ("val_error", "histories", ((VAL, VAL.replace("(acc", "(1 - acc")),),
     "The validation history holds the fraction of wrong predictions.", HISTORY),
    ("val_count", "histories",
     ((VAL, VAL.replace("(acc", '(len(data["y_val"]) * acc')),),
     "The validation history holds how many predictions are right: a fraction is asked for.",
     HISTORY),
    ("counts", "histories", ((VAL, VAL.replace("(acc", '(len(data["y_val"]) * acc')),
     (TRAIN, TRAIN.replace("(acc", '(len(data["y_train"]) * acc'))),
     "The histories hold how many predictions are right: fractions are asked for.", HISTORY),
    ("train_loss", "histories", (("_, grads", "loss, grads"), (TRAIN, "        "
     "train_acc_history.append(loss)\n")),
     "The training history holds losses instead of accuracies.", HISTORY),
    ("val_loss", "histories", ((VAL, "        val_acc_history.append(model.forwards_backwards("
     'data["X_val"], data["y_val"])[0])\n'),),
     "The validation history holds losses instead of accuracies.", HISTORY),
    ("val_is_train", "histories", ((VAL, VAL.replace("X_val", "X_train").replace("y_val",
     "y_train")),), "The validation history holds the accuracy on training rows.", HISTORY),
    ("train_is_val", "histories", ((TRAIN, TRAIN.replace("X_train", "X_val").replace("y_train",
     "y_val")),), "The training history holds the accuracy on validation rows.", HISTORY),
    ("val_on_ten", "histories", ((VAL, VAL.replace('val"]', 'val"][:10]')),),
     "The validation accuracy is that of a few rows alone: all of X_val are asked for.", HISTORY),
    ("val_on_hundred", "histories", ((VAL, VAL.replace('val"]', 'val"][:100]')),),
     "The validation accuracy is that of a part of the rows: all of X_val are asked for.", HISTORY),
    ("val_on_batch", "histories", ((VAL, VAL.replace('val"]', 'val"][:batch_size]')),),
     "The validation accuracy is that of a few rows alone: all of X_val are asked for.", HISTORY),
    ("accuracy_before", "histories", ((TRAIN, ""), (VAL, ""), (BATCHES, TRAIN + VAL + BATCHES)),
     "The accuracies are taken before the updates of an epoch instead of after them.", HISTORY),
    ("val_before", "histories", ((VAL, ""), (BATCHES, VAL + BATCHES)),
     "The validation accuracy is taken before the updates of an epoch instead of after them.",
     HISTORY),
    ("per_batch", "histories", ((TRAIN, f"    {TRAIN}"), (VAL, f"    {VAL}"), (DECAY, "")),
     "The histories get an entry after each batch instead of after each epoch.", HISTORY),
    ("train_per_batch", "histories", ((TRAIN, ""), (DECAY, f"    {TRAIN}{DECAY}")),
     "The training history gets an entry after each batch instead of after each epoch.", HISTORY),
    ("too_long", "histories", ((HEAD, TRAIN[4:] + VAL[4:] + HEAD),),
     "The histories have the accuracy before training too: one entry more than epochs.", HISTORY),
    ("only_last", "histories", ((TRAIN + VAL, TRAIN[4:] + VAL[4:]),),
     "The histories have a single entry, that of the end.", HISTORY),
    ("swapped", "histories", ((GIVEN, "    return model, val_acc_history, train_acc_history\n"),),
     "The histories come back in each other's place.", "the order of the three results"),
    ("val_best", "histories", ((VAL, VAL
     + "        val_acc_history[-1] = max(val_acc_history)\n"),),
     "The validation history holds the best accuracy so far instead of that of the epoch.",
     HISTORY),
    ("val_mean", "histories", ((VAL, VAL + "        val_acc_history[-1] = "
     "float(np.mean(val_acc_history))\n"),),
     "The validation history holds means over epochs instead of the epoch's accuracy.", HISTORY),
    ("no_val", "histories", ((VAL, ""),), "Nothing is put on the validation history.", HISTORY),
    ("no_train", "histories", ((TRAIN, ""),), "Nothing is put on the training history.", HISTORY),
)
# fmt: on


def changed(text: str, changes: tuple[tuple[str, str], ...]) -> str:
    """The text with all changes made."""
    for old, new in changes:
        text = text.replace(old, new)
    return text


CHECKS = {("momentum", "decay"): "epochs"}
PROBLEMS = {"sgd": "4.2c", "momentum": "4.2d"}
BUGS = tuple(
    KnownBug(
        id=f"{name}_{id}",
        problem=problem,
        check=f"test_{name}_{CHECKS.get((name, check), check)}",
        file="backprop.py",
        old=WHOLE[name],
        new=changed(WHOLE[name], changes),
        sentence=sentence,
        hint=hint,
    )
    for name, problem in PROBLEMS.items()
    for id, check, changes, sentence, hint in CHANGES
)

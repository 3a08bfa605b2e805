"""Known bugs of 4.2c and 4.2d that both optimizers can have: the histories."""

from grader.model import KnownBug

from ._lines import BATCHES, CHECKS, DECAY, GIVEN, HEAD, PROBLEMS, TRAIN, VAL, WHOLE

HISTORY = "what is put on the histories after each epoch"

# fmt: off
CHANGES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str, str], ...] = (
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

         "The validation accuracy is taken before the updates of an epoch instead of "
         "after them.", HISTORY),
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

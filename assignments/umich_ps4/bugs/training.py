"""Known bugs of 4.2c and 4.2d that both optimizers can have: epochs and batches."""

from grader.model import KnownBug

from ._lines import BATCHES, CHECKS, GIVEN, GRADS, HEAD, PROBLEMS, WHOLE

N = 'len(data["y_train"])'
ORDER = (
    f"        order = rng.permutation({N})\n"
    f"        for i in range({N} // batch_size):\n            rows = "
)


def cut(chosen: str) -> tuple[tuple[str, str], ...]:
    """Batches made by hand: the rows of number i in `order`."""
    return ((BATCHES, f"{ORDER}{chosen}\n"),)


def late_update(gradient: str) -> tuple[tuple[str, str], ...]:
    """One update an epoch, with a gradient made of `total`, the sum over the batches."""
    return (
        (BATCHES, f"        rows_of = minibatches({N}, batch_size, rng)\n"
         "        total = {name: 0.0 for name in model.params}\n        for rows in rows_of:\n"),
        (GRADS, GRADS
         + "            total = {name: total[name] + grads[name] for name in grads}\n"),
        ("            for name in model.params:", "        for name in model.params:"),
        ("\n                ", "\n            "),
        ("grads[name]\n", f"{gradient}\n"),
    )  # fmt: skip


EPOCH = "how many updates an epoch has"
ROWS = "how a batch is chosen"

# fmt: off
CHANGES: tuple[tuple[str, str, tuple[tuple[str, str], ...], str, str], ...] = (
    ("batch_less", "epochs", ((BATCHES, BATCHES.replace("rng):", "rng)[:-1]:")),),
     "An epoch has one update less than it has batches.", EPOCH),
    ("batch_more", "epochs", ((BATCHES, "        rows_of = minibatches("
     f"{N}, batch_size, rng)\n        for rows in rows_of + rows_of[:1]:\n"),),
     "An epoch has one update more than it has batches.", EPOCH),
    ("single_update", "epochs", ((BATCHES, BATCHES.replace("rng):", "rng)[:1]:")),),
     "An epoch makes a single update instead of one for each batch.", EPOCH),
    ("update_behind_batches", "epochs", (("            for name in model.params:",
     "        for name in model.params:"), ("\n                ", "\n            ")),
     "An epoch makes a single update instead of one for each batch.", EPOCH),
    ("count_is_batch_size", "epochs", ((BATCHES, "        order = rng.permutation("
     f"{N})\n        for rows in np.array_split(order, batch_size):\n"),),
     "batch_size is taken as the number of batches in an epoch.", EPOCH),
    ("columns_counted", "epochs", ((BATCHES, BATCHES.replace(N, 'data["X_train"].shape[1]')),),
     "The columns of X_train are counted where its rows should be.", EPOCH),
    ("half_of_batches", "epochs", ((BATCHES, BATCHES.replace("rng):", "rng)[::2]:")),),
     "An epoch makes half as many updates as it has batches.", EPOCH),
    ("batches_twice", "epochs", ((BATCHES, BATCHES.replace("rng):", "rng) * 2:")),),
     "An epoch makes twice as many updates as it has batches.", EPOCH),
    ("updates_fixed", "epochs", ((BATCHES, "        for rows in (minibatches("
     f"{N}, batch_size, rng) * 100)[:100]:\n"),),
     "The number of updates in an epoch is fixed, whatever the number of rows is.", EPOCH),
    ("gradients_summed", "epochs", ((HEAD, "    sums = {name: 0.0 for name in model.params}\n"
     + HEAD), (GRADS, GRADS + "            grads = sums = {name: sums[name] + grads[name] for name "
     "in grads}\n")),
     "The gradients of earlier batches are added to those of the batch: each update has its own "
     "batch's gradient alone.", EPOCH),
    ("gradients_summed_in_epoch", "epochs", ((BATCHES, "        sums = {name: 0.0 for name in "
     "model.params}\n" + BATCHES), (GRADS, GRADS + "            grads = sums = {name: sums[name] + "
     "grads[name] for name in grads}\n")),
     "The gradients of earlier batches are added to those of the batch: each update has its own "
     "batch's gradient alone.", EPOCH),
    ("update_of_sum", "epochs", late_update("total[name]"),
     "The gradients of all batches are added up, and the parameters are updated once an epoch.",
     EPOCH),
    ("update_of_mean", "epochs", late_update("total[name] / len(rows_of)"),
     "The gradients of all batches are averaged, and the parameters are updated once an epoch.",
     EPOCH),
    ("gradient_once_an_epoch", "epochs", ((BATCHES, "        first = None\n" + BATCHES),
     (GRADS, GRADS + "            grads = first = grads if first is None else first\n")),
     "The gradient is computed once in an epoch and used for all its updates.", EPOCH),
    ("gradient_once", "epochs", ((HEAD, "    first = None\n" + HEAD),
     (GRADS, GRADS + "            grads = first = grads if first is None else first\n")),
     "The gradient is computed once, and every update uses it.", EPOCH),
    ("gradient_late", "epochs", ((HEAD, "    last = None\n" + HEAD),
     (GRADS, GRADS + "            last, grads = grads, grads if last is None else last\n")),
     "Each update uses the gradient of the batch before.", EPOCH),
    ("updates_by_row", "epochs", ((BATCHES, BATCHES + "          for _ in range(batch_size):\n"),),
     "An epoch has an update for each row instead of one for each batch.", EPOCH),
    ("batch_size_fixed", "epochs", ((BATCHES, BATCHES.replace("batch_size", "100")),),
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

         "Each batch has one row less than batch_size.", ROWS),
    ("row_more", "batches", cut("order[i * batch_size : (i + 1) * batch_size + 1]"),
     "Each batch has one row too many, which the next one has too.", ROWS),
    ("first_row_lost", "batches", cut("order[i * batch_size + 1 : (i + 1) * batch_size]"),

         "Each batch has one row less than batch_size.", ROWS),
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

"""Known bugs of 2.3: which rows an update takes, and how many updates there are."""

from grader.model import KnownBug

from ._lines import BATCH, CALL, COUNT, DRAW, UPDATES

ROWS = "rows = order[update * batch_size : (update + 1) * batch_size]"
PICK = "X_batch, y_batch = X[rows], y[rows]"

ALL_ROWS = "Every update uses all rows instead of its batch."


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
        "test_batches",
        PICK,
        {
            "batch_of_validation": (
                "X_batch, y_batch = X_val, y_val",
                "Training takes the validation rows.",
                BATCH,
            ),
            "labels_in_order": (
                "X_batch, y_batch = X[rows], y[update * batch_size : (update + 1) * batch_size]",
                "Rows are permuted, their labels aren't: rows and labels no longer belong "
                "together.",
                BATCH,
            ),
            "rows_in_order": (
                "X_batch, y_batch = X[update * batch_size : (update + 1) * batch_size], y[rows]",
                "Labels are permuted, their rows aren't: rows and labels no longer belong "
                "together.",
                BATCH,
            ),
            "labels_drawn_apart": (
                "X_batch, y_batch = X[rows], y[np.random.permutation(len(X))[update * "
                "batch_size : (update + 1) * batch_size]]",
                "Rows and labels are permuted by two draws: they no longer belong together.",
                BATCH,
            ),
            "full_batch": (
                "X_batch, y_batch = X, y",
                ALL_ROWS,
                BATCH,
            ),
        },
    ),
    *_bugs(
        "test_batches",
        CALL,
        {
            "full_batch_in_loss": (
                "loss, grads = self.loss(X, y, reg)",
                ALL_ROWS,
                BATCH,
            ),
        },
    ),
    *_bugs(
        "test_batches",
        ROWS,
        {
            "same_batch_always": (
                "rows = order[:batch_size]",
                "Every update of an epoch takes the same rows.",
                BATCH,
            ),
            "permutation_unused": (
                "rows = np.arange(len(X))[update * batch_size : (update + 1) * batch_size]",
                "The batches take the rows in the order of the data: the permutation isn't used.",
                BATCH,
            ),
            "batch_one_short": (
                "rows = order[update * batch_size : (update + 1) * batch_size - 1]",
                "A batch is one row short: the end of a slice isn't part of it.",
                BATCH,
            ),
            "batch_one_long": (
                "rows = order[update * batch_size : (update + 1) * batch_size + 1]",
                "A batch has a row too many: the end of a slice isn't part of it.",
                BATCH,
            ),
            "batches_overlap": (
                "rows = order[update : update + batch_size]",
                "Batches overlap: each starts one row after the one before.",
                BATCH,
            ),
            "batches_grow": (
                "rows = order[: (update + 1) * batch_size]",
                "Batches grow: each has all rows from the first on.",
                BATCH,
            ),
            "batches_shrink": (
                "rows = order[update * batch_size :]",
                "A batch has all the rows that are left, not batch_size of them.",
                BATCH,
            ),
            "batches_last_first": (
                "rows = order[(updates - 1 - update) * batch_size : (updates - update) * "
                "batch_size]",
                "The batches are taken from the end of the permutation, the last one first.",
                BATCH,
            ),
            "batches_strided": (
                "rows = order[update::updates]",
                "A batch takes every so many-th row of the permutation instead of neighbours.",
                BATCH,
            ),
            "batches_from_one": (
                "rows = order[(update + 1) * batch_size : (update + 2) * batch_size]",
                "The batches are counted from 1: the first is never used, and the last is empty.",
                BATCH,
            ),
            "batches_from_second": (
                "rows = order[(update + 1) % updates * batch_size : ((update + 1) % updates + "
                "1) * batch_size]",
                "The batches start from the second one: updates count from 0.",
                BATCH,
            ),
            "batch_random": (
                "rows = np.random.choice(len(X), batch_size)",
                "The rows are drawn at random with repetitions, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "batch_random_no_repeat": (
                "rows = np.random.choice(len(X), batch_size, replace=False)",
                "The rows of a batch are drawn anew for each update, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "batch_randint": (
                "rows = np.random.randint(0, len(X), batch_size)",
                "The rows are drawn at random with repetitions, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "permutation_each_update": (
                "order = order if update == 0 else np.random.permutation(len(X)); rows = "
                "order[update * batch_size : (update + 1) * batch_size]",
                "The rows of a batch are drawn anew for each update, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "permutation_each_update_first": (
                "order = order if update == 0 else np.random.permutation(len(X)); rows = "
                "order[:batch_size]",
                "The rows of a batch are drawn anew for each update, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "full_batch_permuted": (
                "rows = order",
                ALL_ROWS,
                BATCH,
            ),
        },
    ),
    *_bugs(
        "test_remainder",
        UPDATES,
        {
            "updates_rounded_up": (
                "updates = -(-len(X) // batch_size)",
                "An epoch has one more update for the rest of the rows.",
                COUNT,
            ),
            "updates_none": (
                "updates = len(X) // batch_size",
                "An epoch has no update where there are fewer rows than batch_size: there is "
                "at least one.",
                COUNT,
            ),
            "updates_one_more": (
                "updates = max(len(X) // batch_size, 1) + 1",
                "An epoch has one update too many.",
                COUNT,
            ),
        },
    ),
    *_bugs(
        "test_batches",
        ROWS,
        {
            "batch_by_update_number": (
                "rows = order[update * updates : (update + 1) * updates]",
                "The slice counts by the number of updates instead of batch_size.",
                BATCH,
            ),
            "batch_double": (
                "rows = order[update * batch_size : (update + 2) * batch_size]",
                "A batch has twice as many rows.",
                BATCH,
            ),
            "batch_shifted": (
                "rows = order[update * batch_size + 1 : (update + 1) * batch_size + 1]",
                "The batches start one row too late.",
                BATCH,
            ),
            "batch_shifted_back": (
                "rows = order[max(update * batch_size - 1, 0) : (update + 1) * batch_size - 1]",
                "The batches end one row too early.",
                BATCH,
            ),
            "batch_one_row": (
                "rows = order[update : update + 1]",
                "A batch has one row only.",
                BATCH,
            ),
            "batch_from_end": (
                "rows = order[len(X) - (update + 1) * batch_size : len(X) - update * batch_size]",
                "The batches are taken from the end of the permutation, the last one first.",
                BATCH,
            ),
            "last_batch_always": (
                "rows = order[-batch_size:]",
                "Every update of an epoch takes the same rows.",
                BATCH,
            ),
        },
    ),
    *_bugs(
        "test_update",
        PICK,
        {
            "batch_centred": (
                "X_batch, y_batch = X[rows] - X[rows].mean(axis=0), y[rows]",
                "The rows of the batch are centred or scaled before they are used: nothing is"
                " to be done to them here.",
                BATCH,
            ),
            "batch_centred_by_all": (
                "X_batch, y_batch = X[rows] - X.mean(axis=0), y[rows]",
                "The rows of the batch are centred or scaled before they are used: nothing is"
                " to be done to them here.",
                BATCH,
            ),
            "batch_by_255": (
                "X_batch, y_batch = X[rows] / 255.0, y[rows]",
                "The rows of the batch are centred or scaled before they are used: nothing is"
                " to be done to them here.",
                BATCH,
            ),
            "batch_standardised": (
                "X_batch, y_batch = (X[rows] - X[rows].mean(0)) / (X[rows].std(0) + 1e-8), y[rows]",
                "The rows of the batch are centred or scaled before they are used: nothing is"
                " to be done to them here.",
                BATCH,
            ),
            "labels_next": (
                "X_batch, y_batch = X[rows], y[rows] - 1",
                "The labels are counted down by one: they start at 0 already.",
                BATCH,
            ),
            "labels_zero": (
                "X_batch, y_batch = X[rows], np.zeros_like(y[rows])",
                "All labels of the batch are 0.",
                BATCH,
            ),
        },
    ),
)

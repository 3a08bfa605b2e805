"""Known bugs of 2.3: which rows an update takes, and how many updates there are."""

from grader.model import KnownBug

ROWS = "rows = order[update * batch_size : (update + 1) * batch_size]"
PICK = "X_batch, y_batch = X[rows], y[rows]"
ORDER = "order = np.random.permutation(len(X))"
SEED = "        np.random.seed(1)\n        for epoch in range(num_epochs):\n"
CALL = "loss, grads = self.loss(X_batch, y_batch, reg)"
UPDATES = "updates = max(len(X) // batch_size, 1)"

BATCH = "Read point 2 of 2.3: which rows belong to update i"
DRAW = "Read point 1 of 2.3: what is drawn, and when"
COUNT = "Read point 2 of 2.3: how many updates an epoch has"
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
                "The batches are taken in the wrong order: the last one first.",
                BATCH,
            ),
            "batches_strided": (
                "rows = order[update::updates]",
                "A batch takes every so many-th row of the permutation instead of neighbours.",
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
                "The rows of a batch are drawn at random, with repetitions, instead of taken "
                "from the permutation.",
                DRAW,
            ),
            "batch_random_no_repeat": (
                "rows = np.random.choice(len(X), batch_size, replace=False)",
                "The rows of a batch are drawn at random instead of taken from the permutation.",
                DRAW,
            ),
            "batch_randint": (
                "rows = np.random.randint(0, len(X), batch_size)",
                "The rows of a batch are drawn at random, with repetitions, instead of taken "
                "from the permutation.",
                DRAW,
            ),
            "permutation_each_update": (
                "order = order if update == 0 else np.random.permutation(len(X)); rows = "
                "order[update * batch_size : (update + 1) * batch_size]",
                "A permutation is drawn for each update instead of each epoch.",
                DRAW,
            ),
            "permutation_each_update_first": (
                "order = order if update == 0 else np.random.permutation(len(X)); rows = "
                "order[:batch_size]",
                "A permutation is drawn for each update instead of each epoch.",
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
        "test_batches",
        PICK,
        {
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
        ORDER,
        {
            "permutation_once": (
                "order = np.random.permutation(len(X)) if epoch == 0 else order",
                "All epochs have the same permutation: one is drawn for all, or the seed is "
                "set again in each.",
                DRAW,
            ),
            "permutation_extra_draw": (
                "np.random.permutation(len(X)); order = np.random.permutation(len(X))",
                "Something else is drawn besides one permutation an epoch, so that the rows "
                "are others.",
                DRAW,
            ),
            "permutation_kept_on": (
                "X, y = (lambda o: (X[o], y[o]))(np.random.permutation(len(X))); order = "
                "np.arange(len(X))",
                "The permutation is applied to rows that are permuted already by earlier epochs.",
                DRAW,
            ),
            "permutation_by_shuffle": (
                "order = list(range(len(X))); __import__('random').shuffle(order); order = "
                "np.array(order)",
                "The permutation comes from another random generator than NumPy's.",
                DRAW,
            ),
            "permutation_by_default_rng": (
                "order = np.random.default_rng(1).permutation(len(X))",
                "The permutation comes from another random generator than np.random with the "
                "seed 1.",
                DRAW,
            ),
        },
    ),
    *_bugs(
        "test_batches",
        SEED,
        {
            "seed_forgotten": (
                "        for epoch in range(num_epochs):\n",
                "The seed isn't set at the start of the training.",
                DRAW,
            ),
            "seed_zero": (
                "        np.random.seed(0)\n        for epoch in range(num_epochs):\n",
                "The seed has another value than the task asks for.",
                DRAW,
            ),
            "seed_each_epoch": (
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n"
                "            np.random.seed(1)\n",
                "All epochs have the same permutation: one is drawn for all, or the seed is "
                "set again in each.",
                DRAW,
            ),
            "seed_by_epoch": (
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n"
                "            np.random.seed(epoch)\n",
                "The seed is set again in each epoch.",
                DRAW,
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
)

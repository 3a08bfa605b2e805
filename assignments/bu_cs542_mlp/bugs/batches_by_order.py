"""Known bugs of 2.3: what is drawn, and when."""

from grader.model import KnownBug

from ._lines import BATCH, DRAW

ORDER = "order = np.random.permutation(len(X))"


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
                "Each epoch permutes the order of the epoch before, instead of the rows in "
                "their original order.",
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
        ORDER,
        {
            "labels_permuted_on": (
                "order = np.random.permutation(len(X)); y = y[np.random.permutation(len(X))]",
                "Rows and labels are permuted by two draws: they no longer belong together.",
                DRAW,
            ),
            "labels_permuted_before": (
                "y = y[np.random.permutation(len(X))]; order = np.random.permutation(len(X))",
                "Rows and labels are permuted by two draws: they no longer belong together.",
                DRAW,
            ),
            "rows_permuted_on": (
                "order = np.random.permutation(len(X)); X = X[np.random.permutation(len(X))]",
                "Rows and labels are permuted by two draws: they no longer belong together.",
                DRAW,
            ),
            "rows_permuted_alone": (
                "X = X[np.random.permutation(len(X))]; order = np.arange(len(X))",
                "Rows are permuted, their labels aren't: rows and labels no longer "
                "belong together.",
                BATCH,
            ),
            "rows_and_order": (
                "order = np.random.permutation(len(X)); X, y = X[order], y[order]",
                "The rows are permuted, and then picked by the permutation once more.",
                BATCH,
            ),
            "permutation_sorted": (
                "order = np.sort(np.random.permutation(len(X)))",
                "The batches take the rows in the order of the data: the permutation isn't used.",
                BATCH,
            ),
            "permutation_reversed": (
                "order = np.random.permutation(len(X))[::-1]",
                "The batches are taken from the end of the permutation, the last one first.",
                BATCH,
            ),
            "permutation_inverted": (
                "order = np.argsort(np.random.permutation(len(X)))",
                "The permutation is turned around: its inverse gives the rows.",
                BATCH,
            ),
            "permutation_one_short": (
                "order = np.random.permutation(len(X) - 1)",
                "The permutation has one row too few.",
                DRAW,
            ),
            "rows_drawn_at_once": (
                "order = np.random.choice(len(X), len(X))",
                "The rows are drawn at random with repetitions, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "randint_at_once": (
                "order = np.random.randint(0, len(X), len(X))",
                "The rows are drawn at random with repetitions, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "batches_drawn_alone": (
                "order = np.concatenate([np.random.choice(len(X), batch_size) for _ in "
                "range(updates)])",
                "The rows are drawn at random with repetitions, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "batches_drawn_alone_once": (
                "order = np.concatenate([np.random.choice(len(X), batch_size, "
                "replace=False) for _ in range(updates)])",
                "The rows of a batch are drawn anew for each update, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "batches_randint_alone": (
                "order = np.concatenate([np.random.randint(0, len(X), batch_size) for "
                "_ in range(updates)])",
                "The rows are drawn at random with repetitions, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
            "batches_permuted_alone": (
                "order = np.concatenate([np.random.permutation(len(X))[:batch_size] "
                "for _ in range(updates)])",
                "The rows of a batch are drawn anew for each update, instead of cut from one "
                "permutation an epoch.",
                DRAW,
            ),
        },
    ),
    *_bugs(
        "test_loss_history",
        ORDER,
        {
            "permutation_of_batch": (
                "order = np.random.permutation(min(batch_size, len(X)))",
                "The permutation has batch_size numbers instead of one for each row: "
                "only the first rows are used, and later batches are empty.",
                DRAW,
            ),
        },
    ),
)

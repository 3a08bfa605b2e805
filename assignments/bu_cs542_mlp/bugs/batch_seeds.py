"""Known bugs of 2.3: the seed, and what is drawn with it."""

from grader.model import KnownBug

from ._lines import DRAW, SEED

SEED_ORDER = (
    "        np.random.seed(1)\n"
    "        for epoch in range(num_epochs):\n"
    "            order = np.random.permutation(len(X))\n"
)


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
        SEED,
        {
            "seed_42": (
                "        np.random.seed(42)\n        for epoch in range(num_epochs):\n",
                "The seed has another value than the task asks for.",
                DRAW,
            ),
            "seed_123": (
                "        np.random.seed(123)\n        for epoch in range(num_epochs):\n",
                "The seed has another value than the task asks for.",
                DRAW,
            ),
            "seed_2024": (
                "        np.random.seed(2024)\n        for epoch in range(num_epochs):\n",
                "The seed has another value than the task asks for.",
                DRAW,
            ),
            "seed_plus_epoch": (
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n"
                "            np.random.seed(epoch + 1)\n",
                "The seed is set again in each epoch.",
                DRAW,
            ),
        },
    ),
    *_bugs(
        "test_batches",
        SEED_ORDER,
        {
            "permutation_by_own_rng": (
                "        draws = np.random.default_rng(1)\n"
                "        for epoch in range(num_epochs):\n"
                "            order = draws.permutation(len(X))\n",
                "The permutation comes from another random generator than np.random "
                "with the seed 1.",
                DRAW,
            ),
            "permutation_by_own_rng_zero": (
                "        draws = np.random.default_rng(0)\n"
                "        for epoch in range(num_epochs):\n"
                "            order = draws.permutation(len(X))\n",
                "The permutation comes from another random generator than np.random "
                "with the seed 1.",
                DRAW,
            ),
            "permutation_before_seed": (
                "        order = np.random.permutation(len(X))\n"
                "        np.random.seed(1)\n"
                "        for epoch in range(num_epochs):\n"
                "            order = order if epoch == 0 else "
                "np.random.permutation(len(X))\n",
                "The first permutation is drawn before the seed is set.",
                DRAW,
            ),
            "shuffled_on": (
                "        np.random.seed(1)\n"
                "        order = np.arange(len(X))\n"
                "        for epoch in range(num_epochs):\n"
                "            np.random.shuffle(order)\n",
                "Each epoch permutes the order of the epoch before, instead of the rows in "
                "their original order.",
                DRAW,
            ),
            "permuted_on": (
                "        np.random.seed(1)\n"
                "        order = np.arange(len(X))\n"
                "        for epoch in range(num_epochs):\n"
                "            order = order[np.random.permutation(len(X))]\n",
                "Each epoch permutes the order of the epoch before, instead of the rows in "
                "their original order.",
                DRAW,
            ),
            "permutation_of_one_more_epoch": (
                "        np.random.seed(1)\n"
                "        np.random.permutation(len(X))\n"
                "        for epoch in range(num_epochs):\n"
                "            order = np.random.permutation(len(X))\n",
                "Something else is drawn besides one permutation an epoch, so that the "
                "rows are others.",
                DRAW,
            ),
        },
    ),
    *_bugs(
        "test_loss_history",
        SEED_ORDER,
        {
            "permutation_last_used": (
                "        np.random.seed(1)\n"
                "        orders = [np.random.permutation(len(X)) for _ in "
                "range(num_epochs)]\n"
                "        for epoch in range(num_epochs):\n"
                "            order = orders[-1 - epoch]\n",
                "The permutations are used in the wrong order: the last one first.",
                DRAW,
            ),
        },
    ),
)

"""Known bugs of `training` in 5: other samples than those whose turn it is.

The recorded losses mostly show it as well, so that these may be tried last.
"""

from functools import partial

from grader.model import KnownBug

from ._lines import BATCHES, ROWS

bug = partial(KnownBug, problem="5", file="cnn_training.py")
ORDER = "test_training_order"

COUNT = 'count, size = len(labels), opts["batch_size"]'

RANDOM = "Batches are drawn at random. They are to be taken in the order in which the samples are."
SHUFFLED = "The samples are shuffled. They are to be taken in the order in which they are."

BUGS = (
    bug(
        id="batches_overlap",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(iteration, iteration + size) % count",
        sentence="Each batch begins one sample after the last one, so that batches overlap; it "
        "should begin where the last one ended.",
        hint=BATCHES,
    ),
    bug(
        id="batches_first_skipped",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange((iteration + 1) * size, (iteration + 2) * size) % count",
        sentence="The start is moved on before the batch is taken, so that the first batch is "
        "skipped.",
        hint=BATCHES,
    ),
    bug(
        id="batches_one_sample_late",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(iteration * size + 1, (iteration + 1) * size + 1) % count",
        sentence="Each batch begins one sample too late: samples are counted from 0.",
        hint=BATCHES,
    ),
    bug(
        id="batches_backwards",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(count - size - iteration * size, count - iteration * size) % count",
        sentence="The batches are taken from the end of the data. They begin with sample 0.",
        hint=BATCHES,
    ),
    bug(
        id="batches_strided",
        check=ORDER,
        old=ROWS,
        new="rows = (iteration + np.arange(size) * (count // size)) % count",
        sentence="The samples of a batch lie apart from one another. They are those that follow "
        "one another in the data.",
        hint=BATCHES,
    ),
    bug(
        id="batches_last_dropped",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(size) + iteration % (count // size - 1) * size",
        sentence="The last batch of each pass is left out.",
        hint=BATCHES,
    ),
    bug(
        id="batches_last_repeated",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(size) + min(iteration, count // size - 1) * size",
        sentence="After the last batch the same one is taken again and again. It begins anew at 0.",
        hint=BATCHES,
    ),
    bug(
        id="batches_reversed_pass",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(size) + iteration * size % (count - 1)\n        rows %= count",
        sentence="After the last sample it doesn't begin anew at 0: the number by which the "
        "positions are wrapped isn't that of the samples.",
        hint=BATCHES,
    ),
    *(
        bug(
            id=f"batches_random_{number}",
            check=ORDER,
            old=ROWS,
            new=f"rows = {drawn}",
            sentence=RANDOM,
            hint=BATCHES,
        )
        for number, drawn in enumerate(
            (
                "np.random.randint(0, count, size)",
                "np.random.choice(count, size)",
                "np.random.choice(count, size, replace=False)",
                "np.random.permutation(count)[:size]",
            )
        )
    ),
    bug(
        id="batches_shuffled_once",
        check=ORDER,
        old=COUNT,
        new=COUNT + "\n    order = np.random.permutation(count)\n    x, labels = x[..., order], "
        "labels[order]",
        sentence=SHUFFLED,
        hint=BATCHES,
    ),
    bug(
        id="batches_shuffled_each_pass",
        check=ORDER,
        old=ROWS,
        new=ROWS
        + """
        if rows[0] == 0:
            order = np.random.permutation(count)
        rows = order[rows]""",
        sentence=SHUFFLED,
        hint=BATCHES,
    ),
)

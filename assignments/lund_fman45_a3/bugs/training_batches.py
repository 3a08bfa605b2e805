"""Known bugs of `training` in 5: batches and iterations."""

from functools import partial

from grader.model import KnownBug

bug = partial(KnownBug, problem="5", file="cnn_training.py")
ORDER, LOSSES = "test_training_order", "test_training_losses"

COUNT = 'count, size = len(labels), opts["batch_size"]'
LOOP = 'for iteration in range(opts["iterations"]):'
ROWS = "rows = np.arange(iteration * size, (iteration + 1) * size) % count"
OUTPUTS = "outputs, grads = evaluate(net, x[..., rows], labels[rows], evaluate_gradient=True)"
END = "return net, losses"

BATCHES = "the paragraph on the order of batches in exercise 5"
RANDOM = "Batches are drawn at random. They are to be taken in the order in which the samples are."
SHUFFLED = "The samples are shuffled. They are to be taken in the order in which they are."
FEW = "The loop ends one iteration too early, or begins with the second one."

BATCH_BUGS = (
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
        id="batches_always_first",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(size)",
        sentence="Every iteration takes the first batch: the start doesn't move on.",
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
    bug(
        id="batches_of_one",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(iteration, iteration + 1) % count",
        sentence="Each iteration takes one sample only. A batch has as many as the options say.",
        hint="the options in exercise 5",
    ),
    bug(
        id="batches_of_all",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(count)",
        sentence="Each iteration takes all samples. A batch has as many as the options say.",
        hint="the options in exercise 5",
    ),
    bug(
        id="labels_of_first_batch",
        check=ORDER,
        old=OUTPUTS,
        new=OUTPUTS.replace("labels[rows]", "labels[:size]"),
        sentence="Each batch gets the labels of the first one. They must move on with the images.",
        hint=BATCHES,
    ),
    bug(
        id="images_of_first_batch",
        check=ORDER,
        old=OUTPUTS,
        new=OUTPUTS.replace("x[..., rows]", "x[..., :size]"),
        sentence="Each batch gets the images of the first one. They must move on with the labels.",
        hint=BATCHES,
    ),
    bug(
        id="labels_shifted",
        check=ORDER,
        old=OUTPUTS,
        new=OUTPUTS.replace("labels[rows]", "labels[(rows + 1) % count]"),
        sentence="Labels and images of a batch don't belong together: they are apart by one "
        "sample.",
        hint=BATCHES,
    ),
    bug(
        id="labels_next_batch",
        check=ORDER,
        old=OUTPUTS,
        new=OUTPUTS.replace("labels[rows]", "labels[(rows + size) % count]"),
        sentence="Labels and images of a batch don't belong together: they are apart by one batch.",
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
LOOP_BUGS = (
    bug(
        id="training_one_short",
        check=LOSSES,
        old=LOOP,
        new='for iteration in range(opts["iterations"] - 1):',
        sentence=FEW,
        hint="the options in exercise 5",
    ),
    bug(
        id="training_from_one",
        check=LOSSES,
        old=LOOP,
        new='for iteration in range(1, opts["iterations"]):',
        sentence=FEW,
        hint="the options in exercise 5",
    ),
    bug(
        id="training_one_more",
        check=LOSSES,
        old=LOOP,
        new='for iteration in range(opts["iterations"] + 1):',
        sentence="The loop has one iteration too many.",
        hint="the options in exercise 5",
    ),
    bug(
        id="training_iterations_as_passes",
        check=LOSSES,
        old=LOOP,
        new='for iteration in range(opts["iterations"] * (count // size)):',
        sentence="Iterations are taken for passes through the data: each does as many updates as "
        "there are batches.",
        hint="the options in exercise 5",
    ),
    bug(
        id="training_one_pass",
        check=ORDER,
        old=LOOP,
        new='for iteration in range(min(opts["iterations"], count // size)):',
        sentence="Training ends after one pass through the data. The options say how many updates "
        "there are.",
        hint="the options in exercise 5",
    ),
    bug(
        id="training_once",
        check=LOSSES,
        old=END,
        new="    " + END,
        sentence="Training ends after the first iteration: is `return` inside of the loop?",
        hint="the options in exercise 5",
    ),
)
BUGS = (*BATCH_BUGS, *LOOP_BUGS)

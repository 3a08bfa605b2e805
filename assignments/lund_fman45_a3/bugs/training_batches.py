"""Known bugs of `training` in 5: batches and iterations."""

from functools import partial

from grader.model import KnownBug

from ._lines import BATCHES, OUTPUTS, ROWS

bug = partial(KnownBug, problem="5", file="cnn_training.py")
ORDER, LOSSES = "test_training_order", "test_training_losses"

LOOP = 'for iteration in range(opts["iterations"]):'
END = "return net, losses"

FEW = "The loop ends one iteration too early, or begins with the second one."

BATCH_BUGS = (
    bug(
        id="batches_always_first",
        check=ORDER,
        old=ROWS,
        new="rows = np.arange(size)",
        sentence="Every iteration takes the first batch: the start doesn't move on.",
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

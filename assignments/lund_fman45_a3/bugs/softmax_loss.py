"""Known bugs of 4b, the loss: its mean, labels, axes and the order of images."""

from functools import partial

from grader.model import KnownBug

from ._lines import COLUMNS, MEAN, SUMS

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
LOSS, IMAGES = "test_softmax_forward", "test_softmax_images"


NOT_AVERAGED = "The loss is the sum over the batch, and its mean was asked."
SAMPLES_FIRST = (
    "The scores are reshaped as if samples came first. They are along the last axis, so that "
    "scores of different samples are mixed."
)

BUGS = (
    bug(
        id="softmax_loss_sum",
        check=LOSS,
        old="return np.mean(log_sums",
        new="return np.sum(log_sums",
        sentence=NOT_AVERAGED,
        hint="exercise 4b",
    ),
    bug(
        id="softmax_loss_by_classes",
        check=LOSS,
        old=MEAN,
        new=MEAN.replace("np.mean(", "1 / len(columns) * np.sum("),
        sentence="The sum of the losses is divided by the number of classes. Its mean is over "
        "the samples.",
        hint="exercise 4b",
    ),
    bug(
        id="softmax_loss_by_size",
        check=LOSS,
        old=MEAN,
        new=MEAN.replace("np.mean(", "1 / columns.size * np.sum("),
        sentence="The sum of the losses is divided by the number of all scores. There is one loss "
        "for each sample.",
        hint="exercise 4b",
    ),
    bug(
        id="softmax_loss_averaged_twice",
        check=LOSS,
        old=MEAN,
        new=MEAN + " / len(labels)",
        sentence="The mean is divided by the number of samples once more.",
        hint="exercise 4b",
    ),
    bug(
        id="softmax_loss_of_each",
        check=LOSS,
        old=MEAN,
        new=MEAN.replace("np.mean", ""),
        sentence="The loss of each sample is returned; the mean over the batch was asked, one "
        "number.",
        hint="exercise 4b",
        also=("5",),
    ),
    bug(
        id="softmax_loss_sign",
        check=LOSS,
        old=MEAN,
        new=MEAN.replace("np.mean(", "-np.mean("),
        sentence="The minus sign before the logarithm is missing, so that a good net has a large "
        "loss.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_labels_from_one",
        check=LOSS,
        old="columns[labels, np.arange(len(labels))])  # -log",
        new="columns[labels - 1, np.arange(len(labels))])  # -log",
        sentence="Labels are taken to begin at 1, and the score of the class before is used. They "
        "begin at 0.",
        hint="Conventions: what labels are",
    ),
    bug(
        id="softmax_loss_of_largest",
        check=LOSS,
        old=MEAN,
        new="return np.mean(log_sums - columns.max(axis=0))",
        sentence="The labels have no part in the loss: the score of the right class isn't in it, "
        "or the largest one stands in its place.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_whole_rows",
        check=LOSS,
        old=MEAN,
        new="return np.mean(log_sums - columns[labels])",
        sentence="The labels pick whole rows, so that each sample's label is used for every "
        "sample. One score of each column is needed.",
        hint="how numpy reads an index of two arrays",
    ),
    bug(
        id="softmax_all_classes",
        check=LOSS,
        old=MEAN,
        new="return np.mean(np.sum(log_sums - columns, axis=0))",
        sentence="The logarithms of all probabilities are added up. Only that of the right class "
        "belongs in the loss.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_mean_of_all_classes",
        check=LOSS,
        old=MEAN,
        new="return np.mean(log_sums - columns)",
        sentence="The logarithms of all probabilities are averaged. Only that of the right class "
        "belongs in the loss.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_over_batch",
        check=LOSS,
        old=SUMS,
        new="top = columns.max(axis=1)\n    log_sums = top + np.log(np.exp(columns - top[:, None])"
        ".sum(axis=1))\n    log_sums = log_sums[labels]",
        sentence="The exponentials are added up over the samples. The probabilities of one "
        "sample add up to 1 over the classes.",
        hint="the first lines of exercise 4, and which axis counts the samples",
        also=("5",),
    ),
    bug(
        id="softmax_over_everything",
        check=LOSS,
        old=SUMS,
        new="top = columns.max()\n    log_sums = top + np.log(np.exp(columns - top).sum())",
        sentence="The exponentials are added up over the whole batch. The probabilities of one "
        "sample add up to 1 over the classes.",
        hint="the first lines of exercise 4, and which axis counts the samples",
    ),
    bug(
        id="softmax_loss_c_order",
        check=IMAGES,
        old=COLUMNS + "top",
        new="columns = x.reshape(-1, x.shape[-1])\n    top",
        sentence="The loss reads images in C order. Their scores are counted in Fortran order, the "
        "height first.",
        hint="the paragraph on Fortran order under Conventions",
    ),
    bug(
        id="softmax_loss_samples_first",
        check=LOSS,
        old=COLUMNS + "top",
        new="columns = x.reshape(x.shape[-1], -1).T\n    top",
        sentence=SAMPLES_FIRST,
        hint="Conventions: which axis counts the samples",
    ),
)

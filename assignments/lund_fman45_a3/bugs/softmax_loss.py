"""Known bugs of 4b, the loss."""

from functools import partial

from grader.model import KnownBug

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
LOSS, IMAGES = "test_softmax_forward", "test_softmax_images"

COLUMNS = 'columns = x.reshape(-1, x.shape[-1], order="F")\n    '
SUMS = "log_sums = top + np.log(np.exp(columns - top).sum(axis=0))"
MEAN = "return np.mean(log_sums - columns[labels, np.arange(len(labels))])"
P_RIGHT = "np.exp(columns[labels, np.arange(len(labels))] - log_sums)"

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
        sentence="The labels have no part in the loss: it is that of the class with the largest "
        "score.",
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
        id="softmax_log_forgotten",
        check=LOSS,
        old=MEAN,
        new=f"return -np.mean({P_RIGHT})",
        sentence="The logarithm is missing: the loss is made of the probability of the right class "
        "itself.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_probability_of_wrong",
        check=LOSS,
        old=MEAN,
        new=f"return np.mean(1 - {P_RIGHT})",
        sentence="The loss is one minus the probability of the right class. Its negative logarithm "
        "was asked.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_log_of_wrong",
        check=LOSS,
        old=MEAN,
        new=f"return np.mean(-np.log(1 - {P_RIGHT}))",
        sentence="The logarithm is that of one minus the probability of the right class.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_not_normalised",
        check=LOSS,
        old=MEAN,
        new="return np.mean(-columns[labels, np.arange(len(labels))])",
        sentence="The scores aren't turned into probabilities: the loss is minus the score of the "
        "right class, and the others have no part in it.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_shifted_not_normalised",
        check=LOSS,
        old=MEAN,
        new="return np.mean(top - columns[labels, np.arange(len(labels))])",
        sentence="The sum of the exponentials is missing: only the largest score and that of the "
        "right class are in the loss.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_without_label",
        check=LOSS,
        old=MEAN,
        new="return np.mean(log_sums)",
        sentence="The score of the right class has no part in the loss: the labels aren't used.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_shift_in_sum_alone",
        check=LOSS,
        old=SUMS,
        new=SUMS.replace("top + ", ""),
        sentence="The shift is in the sum of the exponentials alone. The score of the right class "
        "must be shifted as well, or the shift added again after the logarithm.",
        hint="the two places of the loss where a score of a sample stands",
    ),
    bug(
        id="softmax_shift_in_label_alone",
        check=LOSS,
        old=SUMS,
        new=SUMS + " + top",
        sentence="The score of the right class is shifted and the sum of the exponentials isn't, "
        "or its shift is added again although nothing is to be undone.",
        hint="the two places of the loss where a score of a sample stands",
    ),
    bug(
        id="softmax_log_before_sum",
        check=LOSS,
        old=SUMS,
        new="log_sums = columns.sum(axis=0)",
        sentence="The logarithm is taken before the sum, or the exponential is missing: the scores "
        "themselves are added up.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_sum_without_exponential",
        check=LOSS,
        old=SUMS,
        new="log_sums = np.log(np.abs(columns.sum(axis=0)))",
        sentence="The exponential is missing in the sum: the scores themselves are added up.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_log2",
        check=LOSS,
        old=MEAN,
        new=MEAN + " / np.log(2)",
        sentence="The logarithm has base 2. The loss is made with the natural one.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_log10",
        check=LOSS,
        old=MEAN,
        new=MEAN + " / np.log(10)",
        sentence="The logarithm has base 10. The loss is made with the natural one.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_binary",
        check=LOSS,
        old=MEAN,
        new="""p = np.exp(columns - log_sums)
    y = np.eye(len(p))[:, labels]
    return -np.mean(np.sum(y * np.log(p) + (1 - y) * np.log(1 - p), axis=0))""",
        sentence="The wrong classes have a term of their own, as in a loss for yes and no. Only "
        "the probability of the right class is in this loss.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_squared_error",
        check=LOSS,
        old=MEAN,
        new="""p = np.exp(columns - log_sums)
    return np.mean(np.sum((p - np.eye(len(p))[:, labels]) ** 2, axis=0))""",
        sentence="The loss is a squared error of the probabilities. The negative logarithm of one "
        "of them was asked.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_half_squared_error",
        check=LOSS,
        old=MEAN,
        new="""p = np.exp(columns - log_sums)
    return np.mean(np.sum((p - np.eye(len(p))[:, labels]) ** 2, axis=0)) / 2""",
        sentence="The loss is a squared error of the probabilities. The negative logarithm of one "
        "of them was asked.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_entropy",
        check=LOSS,
        old=MEAN,
        new="""p = np.exp(columns - log_sums)
    return -np.mean(np.sum(p * np.log(p), axis=0))""",
        sentence="The logarithms are weighted with the probabilities, which gives an entropy. The "
        "weight is 1 for the right class, and 0 for the others.",
        hint="the first lines of exercise 4",
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

"""Known bugs of 4b: indices by labels, axes, one-hot arrays and means that are near."""

from functools import partial

from grader.model import KnownBug

from ._lines import COLUMNS, END, EXP, LABEL, MEAN, NORMAL, SUMS

bug = partial(KnownBug, problem="4b", file="cnn_layers.py", also=("5",))
LOSS, BACK = "test_softmax_forward", "test_softmax_backward"


INDEX_ORDER = (
    "In the index by labels the samples stand first and the classes second. Rows are classes here, "
    "and columns samples."
)
ONE_HOT_ROWS = (
    "The one-hot array of the labels has a row for each sample, and the scores a column for each."
)
FIRST_AXIS = (
    "The number of samples is read from the first axis of the scores. Samples are along the last."
)
WHOLE_ROWS = (
    "The labels pick whole rows, so that each sample's label is used for every sample. One score "
    "of each column is needed."
)
OVER_ALL = (
    "The exponentials are added up over the whole batch. The probabilities of one sample add up to "
    "1 over the classes."
)
OVER_BATCH = (
    "The exponentials are added up over the samples. The probabilities of one sample add up to 1 "
    "over the classes."
)
FROM_TWO = (
    "The class after the right one is used: 1 is added to the labels. They begin at 0, as indices "
    "do."
)
FIRST_ALONE = "Only the first sample counts. The loss is the mean over all of them."
LAST_ALONE = "Only the last sample counts. The loss is the mean over all of them."

LOSS_ROWS = (
    ("index_order", MEAN, MEAN.replace("labels, np.arange(len(labels))", "np.arange(len(labels)), "
     "labels"), INDEX_ORDER),
    ("rows_by_samples", MEAN, "return np.sum(log_sums - columns[labels]) / len(labels)",
     WHOLE_ROWS),
    ("rows_first", MEAN, "return np.mean(log_sums - columns[labels, 0])", "The score at each label "
     "is taken of the first sample, for all of them."),
    ("first_entries", MEAN, "return np.mean(log_sums - columns[labels[0]])", "The first label is "
     "used for every sample."),
    ("of_everything", SUMS, "log_sums = top + np.log(np.exp(columns - top).sum())", OVER_ALL),
    ("of_everything_shifted", SUMS, "log_sums = np.log(np.exp(columns - top).sum()) + 0 * top",
     OVER_ALL + " And the shift isn't undone."),
    ("mean_of_exponentials", SUMS, SUMS.replace(".sum(", ".mean("), "The exponentials are averaged "
     "over the classes. Their sum is what normalises."),
    ("labels_from_two", MEAN, MEAN.replace("[labels,", "[labels + 1,"), FROM_TWO),
    ("labels_from_two_around", MEAN, MEAN.replace("[labels,", "[(labels + 1) % len(columns),"),
     FROM_TWO),
    ("one_hot_rows", MEAN, "y = np.eye(len(columns))[labels]\n    return np.mean(log_sums - "
     "(columns * y).sum(axis=0))", ONE_HOT_ROWS),
    ("one_hot_rows_of_logs", MEAN, "y = np.eye(len(columns))[labels]\n    return np.sum(y * "
     "(log_sums - columns)) / len(labels)", ONE_HOT_ROWS),
    ("first_axis_f", COLUMNS + "top", 'columns = x.reshape(-1, x.shape[0], order="F")\n    top',
     FIRST_AXIS),
    ("first_axis_c", COLUMNS + "top", "columns = x.reshape(-1, x.shape[0])\n    top", FIRST_AXIS),
    ("sum_over_samples", SUMS, "columns = columns - top\n    log_sums = np.log(np.exp(columns)"
     ".sum(axis=1))", OVER_BATCH),
    ("sum_over_samples_shifted", SUMS, SUMS.replace("axis=0", "axis=1"), OVER_BATCH),
    ("first_sample", MEAN, MEAN.replace("np.mean(", "(").replace("))])", "))])[0]"), FIRST_ALONE),
    ("last_sample", MEAN, MEAN.replace("np.mean(", "(").replace("))])", "))])[-1]"), LAST_ALONE),
    ("largest", MEAN, MEAN.replace("np.mean", "np.max"), "The largest loss of the batch is "
     "returned. The mean was asked."),
    ("median", MEAN, MEAN.replace("np.mean", "np.median"), "The median over the batch is returned. "
     "The mean was asked."),
    ("rounded", MEAN, MEAN.replace("np.mean(", "np.floor(np.mean(") + ")", "The loss is rounded "
     "down to a whole number: is it divided by // or made an integer?"),
    ("times_samples", MEAN, MEAN.replace("np.mean", "len(labels) * np.sum"), "The sum of the "
     "losses "
     "is multiplied by the number of samples. The mean divides by it."),
    ("one_less", MEAN, MEAN.replace("np.mean(", "1 / (len(labels) - 1) * np.sum("), "The sum of "
     "the "
     "losses is divided by one less than the number of samples."),
    ("halved", MEAN, MEAN + " / 2", "The loss is half of what it should be. It has no factor 1/2."),
)  # fmt: skip
BACK_ROWS = (
    ("index_order", LABEL, "p[np.arange(len(labels)), labels] -= 1", INDEX_ORDER),
    ("one_hot_rows", LABEL, "p = p - np.eye(len(p))[labels]", ONE_HOT_ROWS),
    ("one_hot_turned", LABEL, "y = np.zeros(p.T.shape)\n    y[labels, np.arange(len(labels))] = 1\n"
     "    p = p - y", ONE_HOT_ROWS),
    ("labels_from_two", LABEL, LABEL.replace("[labels,", "[labels + 1,"), FROM_TWO),
    ("labels_from_two_around", LABEL, LABEL.replace("[labels,", "[(labels + 1) % len(p),"),
     FROM_TWO),
    ("first_axis_f", COLUMNS + "p =", 'columns = x.reshape(-1, x.shape[0], order="F")\n    p =',
     FIRST_AXIS),
    ("first_axis_c", COLUMNS + "p =", "columns = x.reshape(-1, x.shape[0])\n    p =", FIRST_AXIS),
    ("of_first_label", LABEL, "p[labels[0]] -= 1", "The first label is used for every sample."),
    ("first_sample", LABEL, "p[labels, 0] -= 1", "The 1 of every label is subtracted in the column "
     "of the first sample. Each belongs to its own."),
    ("mean_of_exponentials", NORMAL, "p /= p.mean(axis=0)", "The exponentials are divided by their "
     "mean over the classes. Their sum is what normalises."),
    ("summed", END, "return p.sum(axis=1) / len(labels)", "The gradient is summed over the "
     "samples. "
     "Each score has a derivative of its own."),
    ("mean_everywhere", END, END.replace("p / len", "p * 0 + p.mean() / len"), "The gradient is "
     "averaged over everything. Each score has a derivative of its own."),
    ("times_score", END, END.replace("p / len(labels)", "p * columns / len(labels)"), "The scores "
     "are multiplied in. The gradient by a score doesn't have the score as a factor."),
    ("times_probability", LABEL, LABEL + "\n    p *= np.exp(columns) / np.exp(columns).sum(axis=0)",
     "The probabilities are multiplied in once more. With this loss they have cancelled."),
    ("scores_alone", LABEL, "p = columns * 1.0", "The scores are returned. Their softmax, less the "
     "label's 1, was asked."),
    ("sigmoid", EXP + "\n    " + NORMAL, "p = 1 / (1 + np.exp(-columns))", "A sigmoid of each "
     "score "
     "stands where the softmax of all scores of a sample belongs."),
    ("negative_scores", EXP, "p = np.exp(columns.min(axis=0) - columns)", "The exponents have the "
     "wrong sign."),
    ("one_less", END, END.replace("len(labels)", "(len(labels) - 1)"), "The gradient is divided by "
     "one less than the number of samples."),
    ("halved", END, END.replace("p / len(labels)", "p / 2 / len(labels)"), "The gradient is "
     "half of "
     "what it should be."),
    ("squared", END, END.replace("p / len", "p**2 / len"), "The difference of probability and "
     "label is squared, as in a squared error."),
    ("loss", END, "return np.mean(-np.log(p[labels, np.arange(len(labels))] + 1))", "What is "
     "returned is the loss, one number. Its gradient was asked."),
)  # fmt: skip

BUGS = (
    *(
        bug(id=f"softmax_loss_{name}", check=LOSS, old=old, new=new, sentence=words)
        for name, old, new, words in LOSS_ROWS
    ),
    *(
        bug(id=f"softmax_gradient_{name}", check=BACK, old=old, new=new, sentence=words)
        for name, old, new, words in BACK_ROWS
    ),
)

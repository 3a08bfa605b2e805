"""Known bugs of 4b, the gradient: its mean, and what is subtracted at the labels."""

from functools import partial

from grader.model import KnownBug

from ._lines import END, FORMULA, LABEL, Y

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
BACK = "test_softmax_backward"


def ending(of: str) -> str:
    """The last line for another gradient of the sum, from p with 1 subtracted at the labels."""
    return END.replace("p / len(labels)", of)


BUGS = (
    bug(
        id="softmax_gradient_sum",
        check=BACK,
        old=END,
        new=ending("p"),
        sentence="The gradient is that of the sum over the batch; the loss is the mean, so the "
        "number of samples divides the gradient too.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_by_classes",
        check=BACK,
        old=END,
        new=ending("p / len(p)"),
        sentence="The gradient is divided by the number of classes. The mean of the loss is over "
        "the samples.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_by_size",
        check=BACK,
        old=END,
        new=ending("p / p.size"),
        sentence="The gradient is divided by the number of all scores. The mean of the loss is "
        "over the samples.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_averaged_twice",
        check=BACK,
        old=END,
        new=ending("p / len(labels) ** 2"),
        sentence="The gradient is divided by the number of samples twice.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_times_samples",
        check=BACK,
        old=END,
        new=ending("p * len(labels)"),
        sentence="The gradient is multiplied by the number of samples. The loss is a mean, which "
        "divides by it.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_sign",
        check=BACK,
        old=END,
        new=ending("-p / len(labels)"),
        sentence="The sign of the gradient is turned round. The step against it is taken later, in "
        "`momentum_step`.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_part_averaged",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] -= len(labels)",
        sentence="The probabilities are divided by the number of samples, and what is subtracted "
        "at the labels isn't. The mean divides both.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_label_averaged",
        check=BACK,
        old=END,
        new=ending(f"p + {Y} * (1 - 1 / len(labels))"),
        sentence="What is subtracted at the labels is divided by the number of samples, and the "
        "probabilities aren't. The mean divides both.",
        hint="the gradient of a mean",
    ),
    bug(
        id="softmax_gradient_without_label",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] -= 0",
        sentence="Nothing is subtracted at the right classes: the gradient is made of the "
        "probabilities alone.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_label_added",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] += 1",
        sentence="At the right classes something is added that is to be subtracted.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_label_everywhere",
        check=BACK,
        old=LABEL,
        new="p -= 1",
        sentence="1 is subtracted from every probability. Only that of the right class has this "
        "term.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_label_rows",
        check=BACK,
        old=LABEL,
        new="p[labels] -= 1",
        sentence="1 is subtracted in whole rows, for every sample. Each sample has one right "
        "class.",
        hint="how numpy reads an index of two arrays",
    ),
    bug(
        id="softmax_gradient_labels_from_one",
        check=BACK,
        old=LABEL,
        new="p[labels - 1, np.arange(len(labels))] -= 1",
        sentence="Labels are taken to begin at 1, and the class before is treated as the right "
        "one. They begin at 0.",
        hint="Conventions: what labels are",
    ),
    bug(
        id="softmax_gradient_largest",
        check=BACK,
        old=LABEL,
        new="p[p.argmax(axis=0), np.arange(len(labels))] -= 1",
        sentence="1 is subtracted at the class with the largest score, whatever the label is.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_label_alone",
        check=BACK,
        old=LABEL,
        new=f"p = (p - 1) * {Y}",
        sentence="Only the right classes have a gradient. The loss depends on all scores, through "
        "the sum of the exponentials.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_wrong_classes_alone",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] = 0",
        sentence="The right classes have no gradient. The loss depends on all scores, most of all "
        "on theirs.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_label_one",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] = 1",
        sentence="The entry of the right class is set to 1. It is a difference that stands there.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_label_minus_one",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] = -1",
        sentence="The entry of the right class is set to -1, and its probability is lost. It is a "
        "difference that stands there.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_one_minus",
        check=BACK,
        old=LABEL,
        new="p[labels, np.arange(len(labels))] = 1 - p[labels, np.arange(len(labels))]",
        sentence="At the right classes the sign of the gradient is turned round.",
        hint=FORMULA,
    ),
)

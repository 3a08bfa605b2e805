"""Known bugs of 4b, the gradient: other terms, and the order of images."""

from functools import partial

from grader.model import KnownBug

from ._lines import COLUMNS, END, EXP, FORMULA, LABEL, NORMAL, Y

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
BACK, IMAGES = "test_softmax_backward", "test_softmax_images"


BUGS = (
    bug(
        id="softmax_gradient_labels_only",
        check=BACK,
        old=LABEL,
        new=f"p = -{Y}",
        sentence="The probabilities are missing: the gradient is made of the labels alone.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_of_scores",
        check=BACK,
        old=LABEL,
        new=f"p = columns - {Y}",
        sentence="The scores themselves stand where the probabilities belong.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_not_normalised",
        check=BACK,
        old=EXP + "\n    " + NORMAL,
        new=EXP,
        sentence="The exponentials aren't divided by their sum, so that they are no probabilities.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_gradient_not_shifted_nor_normalised",
        check=BACK,
        old=EXP + "\n    " + NORMAL,
        new="p = np.exp(columns)",
        sentence="The exponentials aren't divided by their sum, so that they are no probabilities.",
        hint="the first lines of exercise 4",
        also=("5",),
    ),
    bug(
        id="softmax_gradient_without_exponential",
        check=BACK,
        old=EXP,
        new="p = columns * 1.0",
        sentence="The scores are divided by their sum without the exponential.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_gradient_logarithms",
        check=BACK,
        old=LABEL,
        new=f"p = np.log(p) - {Y}",
        sentence="The logarithms of the probabilities stand where the probabilities belong.",
        hint=FORMULA,
        also=("5",),
    ),
    bug(
        id="softmax_gradient_over_batch",
        check=BACK,
        old=NORMAL,
        new="p /= p.sum(axis=1, keepdims=True)",
        sentence="The probabilities of the gradient add up to 1 over the samples. For one sample "
        "they are to add up to 1 over the classes.",
        hint="the first lines of exercise 4, and which axis counts the samples",
    ),
    bug(
        id="softmax_gradient_axis_over_batch",
        check=BACK,
        old=EXP + "\n    " + NORMAL,
        new="p = np.exp(columns - columns.max(axis=1, keepdims=True))\n    "
        "p /= p.sum(axis=1, keepdims=True)",
        sentence="The probabilities of the gradient add up to 1 over the samples. For one sample "
        "they are to add up to 1 over the classes.",
        hint="the first lines of exercise 4, and which axis counts the samples",
    ),
    bug(
        id="softmax_gradient_shift_of_class",
        check=BACK,
        old=EXP,
        new="p = np.exp(columns - columns.max(axis=1, keepdims=True))",
        sentence="The largest score is sought over the samples, for each class, and subtracted. "
        "That changes the softmax: the shift must be one number for all scores of a sample.",
        hint="each sample has its own softmax",
    ),
    bug(
        id="softmax_gradient_over_everything",
        check=BACK,
        old=EXP + "\n    " + NORMAL,
        new="p = np.exp(columns)\n    p /= p.sum()",
        sentence="The exponentials of the gradient are divided by their sum over the whole batch. "
        "For one sample the probabilities are to add up to 1.",
        hint="the first lines of exercise 4, and which axis counts the samples",
    ),
    bug(
        id="softmax_gradient_shifted_over_everything",
        check=BACK,
        old=NORMAL,
        new="p /= p.sum()",
        sentence="The exponentials of the gradient are divided by their sum over the whole batch. "
        "For one sample the probabilities are to add up to 1.",
        hint="the first lines of exercise 4, and which axis counts the samples",
    ),
    bug(
        id="softmax_gradient_extra_slope",
        check=BACK,
        old=LABEL,
        new=f"p = (p - {Y}) * p * (1 - p)",
        sentence="The slope of a sigmoid is multiplied into the gradient once more, as for a "
        "squared error. With this loss it has cancelled.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_slope_alone",
        check=BACK,
        old=LABEL,
        new="p = p * (1 - p)",
        sentence="The slope of a probability by its own score is returned. The loss and its label "
        "have no part in it.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_by_probabilities",
        check=BACK,
        old=LABEL,
        new=f"p = -{Y} / p",
        sentence="The gradient is that by the probabilities. The way back from them to the scores "
        "is missing.",
        hint="the chain rule, and your answer to 4a",
        also=("5",),
    ),
    bug(
        id="softmax_gradient_squared_error",
        check=BACK,
        old=LABEL,
        new=f"p = 2 * (p - {Y})",
        sentence="The gradient has a factor 2, as that of a squared error has.",
        hint=FORMULA,
    ),
    bug(
        id="softmax_gradient_c_order",
        check=IMAGES,
        old=END,
        new="return (p / len(labels)).reshape(x.shape)",
        sentence="The gradient is shaped back to images in C order, although the scores were read "
        "in Fortran order: its numbers are right and stand at other places.",
        hint="the paragraph on Fortran order under Conventions",
    ),
    bug(
        id="softmax_gradient_reads_c_order",
        check=IMAGES,
        old=COLUMNS + "p =",
        new="columns = x.reshape(-1, x.shape[-1])\n    p =",
        sentence="The gradient reads images in C order. Their scores are counted in Fortran order, "
        "the height first.",
        hint="the paragraph on Fortran order under Conventions",
    ),
    bug(
        id="softmax_gradient_flat",
        check=IMAGES,
        old=END,
        new="return p / len(labels)",
        sentence="The gradient by images still has one column a sample. It isn't shaped back to "
        "images.",
        hint="exercise 4b, on the shape of the gradient",
    ),
    bug(
        id="softmax_gradient_transposed",
        check=BACK,
        old=END,
        new="return (p / len(labels)).T",
        sentence="The gradient has a row for each sample. Samples are along the last axis.",
        hint="Conventions: which axis counts the samples",
        also=("5",),
    ),
)

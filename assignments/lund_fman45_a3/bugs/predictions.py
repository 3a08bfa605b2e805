"""Known bugs of 6a: predictions and their counts."""

from functools import partial

from grader.model import KnownBug

from ._lines import CLASSES, COUNT, COUNTS

bug = partial(KnownBug, problem="6a", file="cnn_training.py", hint="exercise 6a")
PREDICT, CONFUSION = "test_predict", "test_confusion"

PARTS = "parts = range(0, x.shape[-1], 250)"
ZEROS = "counts = np.zeros((classes, classes), dtype=int)"

PREDICT_BUGS = (
    bug(
        id="predictions_cut_off",
        check=PREDICT,
        old=PARTS,
        new="parts = range(0, max(1, x.shape[-1] - 249), 250)",
        sentence="The images after the last full part get no prediction.",
        hint="a number of images that the size of a part doesn't divide",
    ),
    bug(
        id="predictions_rest_zero",
        check=PREDICT,
        old=CLASSES,
        new="""found = np.concatenate([np.argmax(part, axis=0) for part in scores])
    found[x.shape[-1] // 250 * 250 :] = 0
    return found""",
        sentence="The images after the last full part get no prediction, and stay class 0.",
        hint="a number of images that the size of a part doesn't divide",
    ),
    bug(
        id="predictions_smallest",
        check=PREDICT,
        old=CLASSES,
        new=CLASSES.replace("argmax", "argmin"),
        sentence="The class with the smallest score is taken. The largest one was asked.",
    ),
    bug(
        id="predictions_of_absolute",
        check=PREDICT,
        old=CLASSES,
        new=CLASSES.replace("(part,", "(np.abs(part),"),
        sentence="The score with the largest absolute value is taken. A large negative score says "
        "that it is not this class.",
    ),
    bug(
        id="predictions_over_images",
        check=PREDICT,
        old=CLASSES,
        new=CLASSES.replace("axis=0", "axis=1"),
        sentence="The largest score is sought over the images, for each class. It is to be sought "
        "over the classes, for each image.",
    ),
    bug(
        id="predictions_without_axis",
        check=PREDICT,
        old=CLASSES,
        new="return np.argmax(np.concatenate(scores, axis=1))",
        sentence="The largest of all scores is sought, for all images at once: no axis is named.",
    ),
    bug(
        id="predictions_without_axis_filled",
        check=PREDICT,
        old=CLASSES,
        new="return np.concatenate([np.full(part.shape[1], np.argmax(part)) for part in scores])",
        sentence="The largest of all scores is sought, for all images at once: no axis is named.",
    ),
    bug(
        id="predictions_are_scores",
        check=PREDICT,
        old=CLASSES,
        new="return np.concatenate([np.max(part, axis=0) for part in scores])",
        sentence="The largest score itself is returned. Its class was asked.",
    ),
    bug(
        id="predictions_all_scores",
        check=PREDICT,
        old=CLASSES,
        new="return np.concatenate(scores, axis=1)",
        sentence="The scores of all classes are returned. The class with the largest was asked.",
    ),
    bug(
        id="predictions_from_one",
        check=PREDICT,
        old=CLASSES,
        new=CLASSES + " + 1",
        sentence="Classes are counted from 1. They begin at 0.",
        hint="Conventions: what labels are",
    ),
)
CONFUSION_BUGS = (
    bug(
        id="confusion_transposed",
        check=CONFUSION,
        old=COUNT,
        new=COUNT.replace("(labels, predictions)", "(predictions, labels)"),
        sentence="Rows are the predicted classes and columns the right ones; it was asked the "
        "other way.",
    ),
    bug(
        id="confusion_not_counted",
        check=CONFUSION,
        old=COUNT,
        new="counts[labels, predictions] += 1",
        sentence="A pair that comes more than once counts once only. An index of arrays adds once "
        "for each place, and an assignment forgets what was there.",
        hint="how often numpy adds where an index repeats",
    ),
    bug(
        id="confusion_hits_alone",
        check=CONFUSION,
        old=COUNTS,
        new="return np.diag(np.diag(counts))",
        sentence="Only the right predictions are counted. The others belong beside the diagonal.",
    ),
    bug(
        id="confusion_misses_alone",
        check=CONFUSION,
        old=COUNTS,
        new="return counts - np.diag(np.diag(counts))",
        sentence="Only the wrong predictions are counted. The right ones belong on the diagonal.",
    ),
    bug(
        id="confusion_by_row",
        check=CONFUSION,
        old=COUNTS,
        new="return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)",
        sentence="The rows are divided by their sums. Counts were asked.",
    ),
    bug(
        id="confusion_by_column",
        check=CONFUSION,
        old=COUNTS,
        new="return counts / np.maximum(counts.sum(axis=0), 1)",
        sentence="The columns are divided by their sums. Counts were asked.",
    ),
    bug(
        id="confusion_by_total",
        check=CONFUSION,
        old=COUNTS,
        new="return counts / counts.sum()",
        sentence="The counts are divided by the number of samples. Counts were asked.",
    ),
    bug(
        id="confusion_always_ten",
        check=CONFUSION,
        old=ZEROS,
        new="counts = np.zeros((10, 10), dtype=int)",
        sentence="The matrix always has ten classes. The argument says how many there are.",
    ),
    bug(
        id="confusion_classes_seen",
        check=CONFUSION,
        old=ZEROS,
        new=f"classes = np.max(labels) + 1\n    {ZEROS}",
        sentence="The number of classes is taken from the labels that occur. The argument says how "
        "many there are.",
    ),
    bug(
        id="confusion_labels_from_one",
        check=CONFUSION,
        old=COUNT,
        new=COUNT.replace("(labels, predictions)", "(labels - 1, predictions - 1)"),
        sentence="Classes are taken to begin at 1: every count stands one row and one column too "
        "early. They begin at 0.",
        hint="Conventions: what labels are",
    ),
)
BUGS = (*PREDICT_BUGS, *CONFUSION_BUGS)

"""Known bugs of 6a: precision and recall."""

from functools import partial

from grader.model import KnownBug

bug = partial(KnownBug, problem="6a", file="cnn_training.py", hint="exercise 6a")
RATES, EMPTY = "test_precision_recall", "test_precision_recall_empty"

SUMS = "predicted, present = confusion.sum(axis=0), confusion.sum(axis=1)"
RATIOS = "return right / np.maximum(predicted, 1), right / np.maximum(present, 1)"

NOTHING = "what exercise 6a says where there is nothing to count"

BUGS = (
    bug(
        id="precision_recall_swapped",
        check=RATES,
        old=RATIOS,
        new="return right / np.maximum(present, 1), right / np.maximum(predicted, 1)",
        sentence="Precision and recall are in each other's place: rows are the right classes, "
        "columns the predicted ones.",
    ),
    bug(
        id="precision_twice",
        check=RATES,
        old=RATIOS,
        new="return right / np.maximum(predicted, 1), right / np.maximum(predicted, 1)",
        sentence="What is returned as recall is the precision again. Recall divides by how many "
        "are of a class.",
    ),
    bug(
        id="recall_twice",
        check=RATES,
        old=RATIOS,
        new="return right / np.maximum(present, 1), right / np.maximum(present, 1)",
        sentence="What is returned as precision is the recall. Precision divides by how many are "
        "predicted as a class.",
    ),
    bug(
        id="precision_of_nothing",
        check=EMPTY,
        old="right / np.maximum(predicted, 1)",
        new="right / predicted",
        sentence="A class that is never predicted has no precision: 0 divided by 0 gives nan.",
        hint=NOTHING,
    ),
    bug(
        id="recall_of_nothing",
        check=EMPTY,
        old="right / np.maximum(present, 1)",
        new="right / present",
        sentence="A class that never occurs has no recall: 0 divided by 0 gives nan.",
        hint=NOTHING,
    ),
    bug(
        id="rates_of_nothing",
        check=EMPTY,
        old=RATIOS,
        new="return right / predicted, right / present",
        sentence="A class that never occurs, or is never predicted, gives 0 divided by 0, which "
        "is nan.",
        hint=NOTHING,
    ),
    bug(
        id="rates_of_nothing_one",
        check=EMPTY,
        old=RATIOS,
        new="return (\n        np.where(predicted > 0, right / np.maximum(predicted, 1), 1),\n"
        "        np.where(present > 0, right / np.maximum(present, 1), 1),\n    )",
        sentence="Where there is nothing to count, the rate is 1. It was asked as 0.",
        hint=NOTHING,
    ),
    bug(
        id="precision_of_all",
        check=RATES,
        old="right / np.maximum(predicted, 1)",
        new="right / confusion.sum()",
        sentence="The precision divides by the number of all samples. It divides by how many are "
        "predicted as the class.",
    ),
    bug(
        id="recall_of_all",
        check=RATES,
        old="right / np.maximum(present, 1)",
        new="right / confusion.sum()",
        sentence="The recall divides by the number of all samples. It divides by how many are of "
        "the class.",
    ),
    bug(
        id="rates_of_all",
        check=RATES,
        old=RATIOS,
        new="return right / confusion.sum(), right / confusion.sum()",
        sentence="The rates divide by the number of all samples. They divide by how many are "
        "predicted as a class, and by how many are of it.",
    ),
    bug(
        id="rates_by_others",
        check=RATES,
        old=SUMS,
        new="predicted, present = confusion.sum(axis=0) - right, confusion.sum(axis=1) - right",
        sentence="The right ones aren't counted in what is divided by: the rates are those of "
        "right to wrong.",
    ),
    bug(
        id="rates_of_errors",
        check=RATES,
        old=RATIOS,
        new="return (predicted - right) / np.maximum(predicted, 1), (present - right) / "
        "np.maximum(present, 1)",
        sentence="The rates are those of the wrong ones. Those of the right ones were asked.",
    ),
    bug(
        id="rates_averaged",
        check=RATES,
        old=RATIOS,
        new=RATIOS.replace("return right", "return np.mean(right").replace(
            "1), right", "1)), np.mean(right"
        )
        + ")",
        sentence="Means over the classes are returned. Each class has a rate of its own.",
    ),
    bug(
        id="precision_in_integers",
        check=RATES,
        old="right / np.maximum(predicted, 1)",
        new="right // np.maximum(predicted, 1)",
        sentence="The precision is cut to a whole number, which makes everything below 1 a 0: is "
        "it stored in an array of integers?",
    ),
    bug(
        id="recall_in_integers",
        check=RATES,
        old="right / np.maximum(present, 1)",
        new="right // np.maximum(present, 1)",
        sentence="The recall is cut to a whole number, which makes everything below 1 a 0: is "
        "it stored in an array of integers?",
    ),
    bug(
        id="rates_in_integers",
        check=RATES,
        old=RATIOS,
        new=RATIOS.replace("right /", "right //"),
        sentence="The rates are cut to whole numbers, which makes everything below 1 a 0: are they "
        "stored in arrays of integers?",
    ),
    bug(
        id="rates_in_percent",
        check=RATES,
        old=RATIOS,
        new=RATIOS.replace("return right", "return 100 * right").replace(
            ", right", ", 100 * right"
        ),
        sentence="The rates are in percent. Parts of 1 were asked.",
    ),
)

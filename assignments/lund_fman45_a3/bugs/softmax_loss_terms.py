"""Known bugs of 4b, the loss: other terms, and other losses."""

from functools import partial

from grader.model import KnownBug

from ._lines import COLUMNS, MEAN, P_RIGHT, SUMS

bug = partial(KnownBug, problem="4b", file="cnn_layers.py")
LOSS = "test_softmax_forward"


BUGS = (
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
        id="softmax_sigmoid",
        check=LOSS,
        old=MEAN,
        new="return np.mean(np.log(1 + np.exp(-columns[labels, np.arange(len(labels))])))",
        sentence="A sigmoid of the right score stands where the softmax of all scores of a sample "
        "belongs.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_sigmoid_of_all",
        check=LOSS,
        old=MEAN,
        new="""y = np.eye(len(columns))[:, labels]
    q = 1 / (1 + np.exp(-columns))
    return -np.mean(np.sum(y * np.log(q) + (1 - y) * np.log(1 - q), axis=0))""",
        sentence="Each class has a sigmoid and a loss for yes and no. One softmax of all scores of "
        "a sample was asked.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_of_negative",
        check=LOSS,
        old=SUMS,
        new="columns = -columns\n    top = columns.max(axis=0)\n    " + SUMS,
        sentence="The exponents have the wrong sign.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_hinge",
        check=LOSS,
        old=MEAN,
        new="""margins = np.maximum(0, columns - columns[labels, np.arange(len(labels))] + 1)
    return np.mean(margins.sum(axis=0) - 1)""",
        sentence="The loss is a hinge loss, made of margins. The negative logarithm of a "
        "probability was asked.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_one_more_exponential",
        check=LOSS,
        old=SUMS,
        new="log_sums = np.log(1 + np.exp(columns).sum(axis=0))",
        sentence="1 is added to the sum of the exponentials, as in a sigmoid.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_twice",
        check=LOSS,
        old=COLUMNS + "top",
        new=COLUMNS + "columns = np.exp(columns) / np.exp(columns).sum(axis=0)\n    top",
        sentence="The softmax is taken twice: of scores that are probabilities already.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_exponential_twice",
        check=LOSS,
        old=SUMS,
        new="log_sums = np.log(np.exp(np.exp(columns)).sum(axis=0))",
        sentence="The exponential is taken twice.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_sum_not_logged",
        check=LOSS,
        old=SUMS,
        new="log_sums = np.exp(columns).sum(axis=0)",
        sentence="The logarithm of the sum of the exponentials is missing.",
        hint="the first lines of exercise 4",
    ),
    bug(
        id="softmax_quotient_of_logs",
        check=LOSS,
        old=MEAN,
        new="return -np.mean(columns[labels, np.arange(len(labels))] / log_sums)",
        sentence="The score is divided by the logarithm of the sum. The logarithm of a quotient is "
        "a difference.",
        hint="the first lines of exercise 4",
    ),
)

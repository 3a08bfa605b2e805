"""Known bugs of 6a: parts of the images, near counts, rates of one kind, and what is counted."""

from functools import partial

from grader.model import KnownBug

from ._lines import CLASSES, COUNT, COUNTS, SIZES

bug = partial(KnownBug, problem="6a", file="cnn_training.py", hint="exercise 6a")
PREDICT, CONFUSION = "test_predict", "test_confusion"
RATES, EMPTY, PARAMETERS = "test_precision_recall", "test_precision_recall_empty", "test_parameters"

SCORES = "scores = [evaluate(net, x[..., i : i + 250])[0][-1] for i in parts]"
PRECISION, RECALL = "right / np.maximum(predicted, 1)", "right / np.maximum(present, 1)"

"early."
BEFORE = "An output before the last one is used. Without labels the last one holds the scores."


OVER_IMAGES = (
    "The largest score is sought over the images, for each class. It is to be sought over the "
    "classes, for each image."
)
PREDICTIONS = (
    ("first_output", SCORES, SCORES.replace("[0][-1]", "[0][0]"), BEFORE),
    ("output_before", SCORES, SCORES.replace("[0][-1]", "[0][-2]"), BEFORE),
    ("positive", CLASSES, CLASSES.replace("np.argmax(part,", "np.argmax(part > 0,"), "The first "
     "class with a positive score is taken. That with the largest was asked."),
    ("second", CLASSES, "return np.concatenate([np.argsort(part, axis=0)[-2] for part in scores])",
     "The class with the second largest score is taken."),
    ("order", CLASSES, "return np.concatenate([np.argsort(part, axis=0)[0] for part in scores])",
     "The class with the smallest score is taken. The largest one was asked."),
    ("ranks", CLASSES, "return np.concatenate([np.argsort(part, axis=0) for part in scores], "
     "axis=1)",
     "All classes come back, sorted by their scores. One for each image was asked."),
    ("one_hot", CLASSES, "return np.concatenate([part == part.max(axis=0) for part in scores], "
     "axis=1) * 1", "A one-hot array comes back. The number of the class was asked."),
    ("backwards", CLASSES, CLASSES + "[::-1]", "The predictions are in reverse order."),
    ("of_first_image", CLASSES, CLASSES + "[0] + np.zeros(x.shape[-1], dtype=int)", "All images "
     "get "
     "the prediction of the first one."),
    ("first_alone", CLASSES, CLASSES + "[0]", "Only the prediction of the first image comes back."),
    ("row_of_scores", CLASSES, "return np.concatenate([part[0] for part in scores])", "The scores "
     "of the first class come back. The class with the largest was asked."),
    ("minus_one", CLASSES, CLASSES + " - 1", "1 is subtracted from every class. They begin at "
     "0, as "
     "the labels do."),
    ("whole_over_images", CLASSES, "return np.argmax(np.concatenate(scores, axis=1), axis=1)",
     OVER_IMAGES),
    *((f"over_images_{n}", CLASSES, f"found = np.zeros(x.shape[-1], dtype=int)\n    for i in "
    f"range(0,"
       f" x.shape[-1], {n}):\n        found[i : i + {n}] = evaluate(net, x[..., i : i + "
       f"{n}])[0][-1]"
       ".argmax(axis=1)\n    return found", OVER_IMAGES)
      for n in (500, 250, 100, 200, 1000, 128, 256, 64)),
)  # fmt: skip
ONE_LESS = "Not every sample is counted: one at an end is left out."
CONFUSIONS = (
    ("not_paired", COUNT, "for t, p in labels, predictions:\n        counts[t, p] += 1", "The loop "
     "takes labels and predictions one whole array after the other. It is to take one of each, in "
     "pairs."),
    ("labels_twice", COUNT, COUNT.replace("(labels, predictions)", "(labels, labels)"), "The "
     "labels "
     "are used for rows and columns, and the predictions not at all."),
    ("predictions_twice", COUNT, COUNT.replace("(labels, predictions)", "(predictions, "
     "predictions)"), "The predictions are used for rows and columns, and the labels not at all."),
    ("last_left_out", COUNT, COUNT.replace("(labels, predictions)", "(labels[:-1], "
     "predictions[:-1])"
     ), ONE_LESS),
    ("first_left_out", COUNT, COUNT.replace("(labels, predictions)", "(labels[1:], predictions[1:])"
     ), ONE_LESS),
    ("ones", COUNT, f"counts += 1\n    {COUNT}", "The counts begin at 1. They begin at 0."),
    ("symmetric", COUNTS, "return counts + counts.T", "Each pair is counted in both orders."),
    ("weighted", COUNT, COUNT.replace(", 1)", ", labels)"), "The label itself is added. Each "
     "sample "
     "counts 1."),
    ("percent", COUNTS, "return 100 * counts / counts.sum()", "The counts are in percent. Counts "
     "were asked."),
    ("rows_in_percent", COUNTS, "return 100 * counts / np.maximum(counts.sum(axis=1, keepdims=True)"
     ", 1)", "The rows are in percent. Counts were asked."),
    ("diagonal", COUNTS, "return np.diag(counts)", "Only the diagonal comes back. The whole matrix "
     "was asked."),
    ("by_label", COUNTS, "return counts.sum(axis=1)", "Only the number of samples of each class "
     "comes back. The whole matrix was asked."),
    ("turned_round", COUNTS, "return counts[::-1]", "The rows are in reverse order."),
    ("flat", COUNTS, "return counts.ravel()", "The counts come as one row. A matrix was asked."),
    ("one_more", COUNTS, "return np.pad(counts, (0, 1))", "There is one row and column too many."),
)  # fmt: skip
RATE_ROWS = (
    ("by_others", "right / ({0} - right)", "The right ones aren't counted in what the {1} is "
     "divided "
     "by: it is the rate of right to wrong."),
    ("of_errors", "({0} - right) / np.maximum({0}, 1)", "The {1} counts the wrong ones. The "
     "part of "
     "the right ones was asked."),
    ("of_all_right", "right / right.sum()", "The {1} is divided by the number of all that are "
     "right."
     " It is divided by a sum of its class."),
    ("of_both", "right / np.maximum(predicted + present - right, 1)", "The {1} is divided by all "
     "that are of the class or predicted as it. Only one of these counts."),
    ("of_sum", "right / np.maximum(predicted + present, 1)", "The {1} is divided by those of the "
     "class and those predicted as it together. Only one of these counts."),
    ("harmonic", "2 * right / np.maximum(predicted + present, 1)", "In place of the {1} there "
     "is the "
     "F1 score, made of both."),
    ("accuracy", "right.sum() / confusion.sum() + 0 * right", "The accuracy of all classes "
     "stands in "
     "place of the {1}. Each class has its own."),
    ("smoothed", "right / ({0} + 1)", "1 is added to what the {1} is divided by. Only where it "
     "is 0 "
     "does it matter."),
    ("counts", "right * 1.0", "The {1} isn't divided by anything: it is a count."),
    ("inverse", "{0} / np.maximum(right, 1)", "The fraction of the {1} is upside down."),
    ("mean", "np.mean(right / np.maximum({0}, 1))", "The {1} is averaged over the classes. Each "
     "class has its own."),
    ("rounded", "np.round(right / np.maximum({0}, 1), 2)", "The {1} is rounded."),
    ("by_largest", "right / np.maximum(confusion.max(axis={2}), 1)", "The {1} is divided by the "
     "largest count instead of the sum."),
    ("by_mean", "right / np.maximum(confusion.mean(axis={2}), 1)", "The {1} is divided by a mean "
     "count instead of the sum."),
)  # fmt: skip
COUNTED = (
    ("dense_alone", SIZES.replace("if name in layer)", "if name in layer and layer['type'] == "
     "'fully_connected')"), "Only dense layers are counted. Convolutions have parameters too."),
    ("convolutions_alone", SIZES.replace("if name in layer)", "if name in layer and "
     "layer['type'] == "
     "'convolution')"), "Only convolutions are counted. Dense layers have parameters too."),
    ("biases_twice", "return [sum(k[n].size for n in (*PARAMETERS, 'biases') if n in k) for k in "
     "net]", "The biases are counted twice."),
    ("first_and_last_axis", SIZES.replace("layer[name].size", "int(layer[name].shape[0] * "
     "layer[name]"
     ".shape[-1])"), "Not all axes are counted. Those of a convolution are four."),
    ("kernel_alone", SIZES.replace("layer[name].size", "layer[name][..., 0].size"), "The last axis "
     "is left out of the count. All numbers of an array are parameters."),
    ("axes", SIZES.replace("layer[name].size", "layer[name].ndim"), "The number of axes is "
     "counted. "
     "All numbers of an array are parameters."),
    ("one_more", SIZES.replace("return [sum", "return [1 + sum"), "Each layer is counted with one "
     "number too many."),
    ("difference", "return [k['weights'].size - k['biases'].size if 'weights' in k else 0 for k in "
     "net]", "The number of biases is subtracted. It is added."),
    ("padding", "return [sum(k[n].size for n in PARAMETERS if n in k) + k.get('padding', 0) for "
     "k in "
     "net]", "The padding is counted. It isn't learnt."),
    ("summed_up", "return list(np.cumsum([sum(k[n].size for n in PARAMETERS if n in k) for k in "
     "net]))", "The counts are added up from layer to layer. Each layer has its own."),
    ("total_behind", "found = [sum(k[n].size for n in PARAMETERS if n in k) for k in net]\n    "
     "return [*found, sum(found)]", "The total is put behind the list. It has one number for each "
     "layer."),
    ("pairs", "return [[k[n].size for n in PARAMETERS] if 'weights' in k else [0, 0] for k in net]",
     "Weights and biases are counted apart. One number a layer was asked."),
    ("apart", "return [k[n].size if n in k else 0 for k in net for n in PARAMETERS]", "Weights and "
     "biases are counted apart. One number a layer was asked."),
    ("ones_for_none", SIZES.replace("return [sum(", "return [max(1, sum(").replace(" in layer)",
     " in layer))"), "Layers without parameters have a 1 in the list. They have a 0."),
)  # fmt: skip

BUGS = (
    *(
        bug(id=f"predict_{name}", check=PREDICT, old=old, new=new, sentence=words)
        for name, old, new, words in PREDICTIONS
    ),
    *(
        bug(id=f"confusion_{name}", check=CONFUSION, old=old, new=new, sentence=words)
        for name, old, new, words in CONFUSIONS
    ),
    *(
        bug(
            id=f"{rate}_{name}",
            check=RATES,
            old=old,
            new=new.format(total, rate, axis),
            sentence=words.format(total, rate),
        )
        for rate, old, total, axis in (
            ("precision", PRECISION, "predicted", 0),
            ("recall", RECALL, "present", 1),
        )
        for name, new, words in RATE_ROWS
    ),
    *(
        bug(
            id=f"{rate}_one_for_nothing",
            check=EMPTY,
            old=old,
            new=f"np.where({total} > 0, {old}, 1)",
            sentence=f"Where there is nothing to count, the {rate} is 1. It was asked as 0.",
        )
        for rate, old, total in (
            ("precision", PRECISION, "predicted"),
            ("recall", RECALL, "present"),
        )
    ),
    *(
        bug(id=f"parameters_{name}", check=PARAMETERS, old=SIZES, new=new, sentence=words)
        for name, new, words in COUNTED
    ),
)

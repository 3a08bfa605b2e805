"""Known bugs of `training` in 5: arguments of the step, layers left out, stale and changed "
"values."""

from functools import partial

from grader.model import KnownBug

from ._lines import AVERAGES, LAYERS, OUTPUTS, RECORD, ROWS

bug = partial(KnownBug, problem="5", file="cnn_training.py")
FIRST, ORDER, MOMENTUM = "test_training_first_step", "test_training_order", "test_training_momentum"
DECAY, LOSSES = "test_training_decay", "test_training_losses"

END = "return net, losses"
RATE, MU, WD = 'opts["learning_rate"],', 'opts["momentum"],', 'opts["weight_decay"],'
THREE = f"{RATE}\n                    {MU}\n                    {WD}"

OPTIONS = "the options in exercise 5"
LOSS = "the last sentences on `losses` in exercise 5"
SWAPPED = "Training passes the {} and the {} to the step in each other's place."
FALLS = "The learning rate changes from one iteration to the next. It is the same for every step."
TURNED = "Training turns the sign of the gradient or of the rate round, so that the loss grows."
ALL_IMAGES = (
    "A batch has the images of all the data, and its own labels alone. Its images are to be taken "
    "along the last axis of x."
)
AFTER = "The recorded loss is that of the batch after the update. It is asked before."


def passed(*names: str) -> str:
    """The three options handed on in this order."""
    return "\n                    ".join(f'opts["{name}"],' for name in names)


RATES = (
    ("0.995 ** (iteration + 1)", "0.99 ** (iteration + 1)", "0.9 ** (iteration + 1)",
     "0.95 ** (iteration + 1)", "0.99 ** iteration",
     "0.9 ** iteration", "0.95 ** iteration", "0.5 ** iteration",
     "(1 - iteration / opts['iterations'])", "(1 + iteration)")
)  # fmt: skip
ARGUMENTS = (
    ("momentum_decay", FIRST, THREE, passed("learning_rate", "weight_decay", "momentum"),
     SWAPPED.format("momentum", "weight decay")),
    ("rate_decay", FIRST, THREE, passed("weight_decay", "momentum", "learning_rate"),
     SWAPPED.format("learning rate", "weight decay")),
    ("rotated", FIRST, THREE, passed("momentum", "weight_decay", "learning_rate"),
     "Training passes the three options to the step in the wrong order."),
    ("rotated_back", FIRST, THREE, passed("weight_decay", "learning_rate", "momentum"),
     "Training passes the three options to the step in the wrong order."),
    ("momentum_for_decay", FIRST, WD, MU, "Training passes the momentum where the weight decay "
     "belongs."),
    ("decay_for_momentum", FIRST, MU, WD, "Training passes the weight decay where the momentum "
     "belongs."),
    ("decay_fixed", FIRST, WD, "0.005,", "The weight decay is always 0.005: `opts` says which one "
     "to use."),
    ("decay_fixed_cifar", FIRST, WD, "0.001,", "The weight decay is always 0.001: `opts` says "
     "which "
     "one to use."),
    ("momentum_fixed_cifar", FIRST, MU, "0.95,", "The momentum is always 0.95: `opts` says which "
     "one to use."),
    ("rate_fixed_middle", FIRST, RATE, "0.01,", "The learning rate is always 0.01: `opts` says "
     "which one to use."),
    ("rate_turned", FIRST, RATE, f"-{RATE}", TURNED),
    ("decay_by_rate", DECAY, WD, 'opts["weight_decay"] * opts["learning_rate"],', "Training "
     "multiplies the weight decay by the learning rate, which the step does as well."),
    ("decay_doubled", DECAY, WD, '2 * opts["weight_decay"],', "Training doubles the weight decay."),
    ("decay_late", DECAY, WD, 'opts["weight_decay"] * (iteration > 0),', "The first step has no "
     "weight decay. Every step has."),
)  # fmt: skip
PARTS = (
    ("dense_alone", FIRST, LAYERS, LAYERS + '\n            if layer["type"] != "fully_connected":\n'
     "                continue", "Only dense layers are updated. Convolutions learn as well."),
    ("updated_twice", FIRST, LAYERS, "for layer, average, grad in 2 * list(zip(net, averages, "
     "grads,"
     " strict=True)):", "Each step is taken twice, in each iteration."),
    ("gradients_added_up", MOMENTUM, OUTPUTS, OUTPUTS + "\n        total = [dict(g) for g in "
     "grads] "
     "if not iteration else [{n: a[n] + g[n] for n in g} for a, g in zip(total, grads)]\n        "
     "grads = total", "The gradients of all iterations so far are added up. Each step has that of "
     "its own batch."),
    ("averages_shared", FIRST, AVERAGES, "averages = [dict.fromkeys(PARAMETERS, 0.0)] * len(net)",
     "All layers share one moving average. Each array of weights or biases has its own."),
    ("averages_of_layer", MOMENTUM, "average[name] = momentum_step(", "average[PARAMETERS[0]] = "
     "momentum_step(", "Weights and biases of a layer share one moving average. Each array has its "
     "own."),
    ("batch_of_16", ORDER, ROWS, "rows = np.arange(iteration * 16, (iteration + 1) * 16) % count",
     "A batch always has 16 samples: `opts` says how many."),
    ("one_batch_late", ORDER, ROWS, "rows = np.arange(max(iteration - 1, 0) * size, max(iteration, "
     "1) * size) % count", "The first batch is used twice, and each later one an iteration late."),
    ("every_other_batch", ORDER, ROWS, "rows = np.arange(2 * iteration * size, (2 * iteration + "
     "1) * "
     "size) % count", "The start moves on by two batches: every other one is left out."),
    ("rows_of_first_axis", ORDER, OUTPUTS, OUTPUTS.replace("x[..., rows]", "x[rows]"), ALL_IMAGES),
    ("whole_images", ORDER, OUTPUTS, OUTPUTS.replace("x[..., rows]", "x"), ALL_IMAGES),
    ("whole_labels", ORDER, OUTPUTS, OUTPUTS.replace("labels[rows]", "labels"), "Each batch has "
     "the "
     "labels of all the data, and not its own."),
    ("not_around", ORDER, ROWS, ROWS.replace(" % count", ""), "The batches run past the end of the "
     "data. After the last sample they begin anew at 0."),
    ("sliced", ORDER, ROWS, ROWS.replace(" % count", "") + "\n        rows = rows[rows < count]",
     "The batches run past the end of the data and are empty there. After the last sample they "
     "begin anew at 0."),
    ("first_loss_missing", LOSSES, END, "return net, losses[1:]", "The first loss is missing. "
     "There is "
     "one for each iteration."),
)  # fmt: skip
RECORDS = (
    ("after_update", LOSSES, END, "    losses[-1] = float(evaluate(net, x[..., rows], labels[rows])"
     "[0][-1])\n    " + END, AFTER),
    ("of_all", LOSSES, RECORD, "losses.append(float(evaluate(net, x, labels)[0][-1]))", "The "
     "recorded loss is that of all the data. That of the batch was asked."),
    ("negative", LOSSES, RECORD, "losses.append(-float(outputs[-1]))", "The recorded losses have "
     "the wrong sign."),
    ("integers", LOSSES, RECORD, "losses.append(int(outputs[-1]))", "The recorded losses are "
     "cut to "
     "whole numbers."),
    ("rounded", LOSSES, RECORD, "losses.append(round(float(outputs[-1]), 3))", "The recorded "
     "losses "
     "are rounded."),
    ("twice", LOSSES, RECORD, RECORD + "\n        " + RECORD, "Each loss is recorded twice."),
    ("zero_first", LOSSES, "losses = []", "losses = [0.0]", "The list of losses begins with a 0 "
     "that "
     "is no loss."),
    ("zeros", LOSSES, RECORD, "losses.append(0.0)", "The losses are all 0: is the list filled in?"),
    ("same", LOSSES, END, "return net, [losses[-1]] * len(losses)", "The last loss stands at every "
     "place: is one variable overwritten?"),
    ("first", LOSSES, END, "return net, [losses[0]] * len(losses)", "The first loss stands at "
     "every "
     "place. Each iteration has its own."),
    ("scores", LOSSES, RECORD, "losses.append(float(np.mean(outputs[-2])))", "What is recorded is "
     "made of the scores, the last output but one. The loss is the last."),
    ("largest", LOSSES, END, "return net, list(np.maximum.accumulate(losses))", "The largest "
     "loss so "
     "far is recorded. Each iteration has its own."),
    *((f"smoothed_{n}", LOSSES, END, f"return net, smoothed(losses, {part})", "The losses that are "
       "returned are smoothed. That is for a plot; each batch's own loss was asked.")
      for n, part in enumerate((0.9, 0.99, 0.95, 0.5, 0.005))),
)  # fmt: skip

BUGS = (
    *(
        bug(id=f"training_passes_{name}", check=check, old=old, new=new, sentence=words)
        for name, check, old, new, words in ARGUMENTS
    ),
    *(
        bug(id=f"training_{name}", check=check, old=old, new=new, sentence=words)
        for name, check, old, new, words in PARTS
    ),
    bug(
        id="training_gradient_of_first_net",
        check=MOMENTUM,
        old=OUTPUTS,
        new="first = [dict(layer) for layer in net] if not iteration else first\n        "
        + OUTPUTS.replace("(net,", "(first,"),
        sentence="The gradients are always those of the net from before training. They are to be "
        "those of the net as it is.",
    ),
    *(
        bug(id=f"losses_{name}", check=check, old=old, new=new, sentence=words, hint=LOSS)
        for name, check, old, new, words in RECORDS
    ),
    *(
        bug(
            id=f"training_rate_{number}",
            check=FIRST if "+ 1" in factor else MOMENTUM,
            old=RATE,
            new=f'opts["learning_rate"] * {factor},',
            sentence=FALLS,
            hint=OPTIONS,
        )
        for number, factor in enumerate(RATES)
    ),
)

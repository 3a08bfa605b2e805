"""Known bugs of `training` in 5: the recorded losses."""

from functools import partial

from grader.model import KnownBug

from ._lines import RECORD

bug = partial(KnownBug, problem="5", file="cnn_training.py")
LOSSES = "test_training_losses"

END = "return net, losses"

PENALTY = (
    "A penalty for the weights is added to the recorded losses. `losses` has the loss of each "
    "batch alone; the decay is the work of `momentum_step`."
)


def penalty(factor: str, names: str) -> str:
    """The line that records a loss with a penalty."""
    squares = f"sum((layer[k] ** 2).sum() for layer in net for k in {names} if k in layer)"
    return f'losses.append(float(outputs[-1]) + {factor} * opts["weight_decay"] * {squares})'


BUGS = (
    bug(
        id="losses_smoothed",
        check=LOSSES,
        old=END,
        new="return net, smoothed(losses)",
        sentence="The losses that are returned are smoothed. That is for a plot; each batch's own "
        "loss was asked.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_smoothed_from_zero",
        check=LOSSES,
        old=END,
        new="return net, smoothed([0.0, *losses])[1:]",
        sentence="The losses that are returned are smoothed. That is for a plot; each batch's own "
        "loss was asked.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_by_batch",
        check=LOSSES,
        old=RECORD,
        new="losses.append(float(outputs[-1]) / size)",
        sentence="The recorded losses are divided by the batch size. They are means already.",
        hint="exercise 4b",
    ),
    bug(
        id="losses_added_up",
        check=LOSSES,
        old=RECORD,
        new="losses.append(float(outputs[-1]) * size)",
        sentence="The recorded losses are sums over the batch. Means were asked.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_by_samples",
        check=LOSSES,
        old=RECORD,
        new="losses.append(float(outputs[-1]) / count)",
        sentence="The recorded losses are divided by the number of samples. They are means.",
        hint="exercise 4b",
    ),
    bug(
        id="losses_running_mean",
        check=LOSSES,
        old=END,
        new="return net, list(np.cumsum(losses) / np.arange(1, len(losses) + 1))",
        sentence="The recorded losses are means over all iterations so far. Each batch's own loss "
        "was asked.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_running_sum",
        check=LOSSES,
        old=END,
        new="return net, list(np.cumsum(losses))",
        sentence="The recorded losses are added up over the iterations. Each batch's own loss was "
        "asked.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_last_alone",
        check=LOSSES,
        old=END,
        new="return net, losses[-1]",
        sentence="Only the last loss is returned. A list with one for each iteration was asked.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_mean_alone",
        check=LOSSES,
        old=END,
        new="return net, float(np.mean(losses))",
        sentence="The mean of the losses is returned. A list was asked, one for each iteration.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_each_pass",
        check=LOSSES,
        old=RECORD,
        new="if (iteration + 1) * size % count == 0:\n            " + RECORD,
        sentence="A loss is recorded for each pass only. There is one for each iteration.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    bug(
        id="losses_backwards",
        check=LOSSES,
        old=END,
        new="return net, losses[::-1]",
        sentence="The losses are in reverse order: each one is put in front of those before.",
        hint="the last sentences on `losses` in exercise 5",
    ),
    *(
        bug(
            id=f"losses_penalty_{number}",
            check=LOSSES,
            old=RECORD,
            new=penalty(factor, names),
            sentence=PENALTY,
            hint="the last sentences on `losses` in exercise 5",
        )
        for number, (factor, names) in enumerate(
            (factor, names) for factor in ("0.5", "1") for names in ("PARAMETERS", "PARAMETERS[:1]")
        )
    ),
    bug(
        id="training_returns_swapped",
        check=LOSSES,
        old=END,
        new="return losses, net",
        sentence="The list of losses is returned first, and the net second.",
        hint="what training returns",
    ),
)

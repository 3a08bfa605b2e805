"""For the diagnosis: what handed-in numbers of parameters count instead of all weights and biases.

Each layer is looked at by itself, so that any mixture of mistakes is named layer by layer.
"""

from collections.abc import Iterable

from grader.checks import fail, read_numbers
from grader.errors import CheckFailed, Compared

NO_BIAS = "biases are not counted; each output or kernel has one"
ONE_BIAS = "a single bias is counted; each output or kernel has its own"
INPUT_BIAS = "the biases are counted by the inputs; each output has one"
BOTH_BIASES = "biases are counted for inputs and for outputs; only outputs have one"
WEIGHT_BIAS = "a bias is counted for each weight; each output or kernel has one"
CHANNEL_BIAS = "the biases are counted by the channels that come in; each kernel has one"
UNITS = "units or kernels are counted instead of weights and biases"
SIDE = "the images are counted by their side; each pixel is an input"
CHANNELS = "a kernel goes through all channels that come in, and has weights for each of them"
PLACES = "the kernels are counted once for each place; they are shared by all places"
ONE_KERNEL = "the weights of one kernel are counted; there are more"
LINE = "the kernels are counted as lines; they are squares"
KEPT = "the convolution is counted as if it kept the size; without padding it becomes smaller"
POOLING = "a pooling before it doesn't halve the size"
ALL_KEPT = "the size of the images is used, as if neither convolution nor pooling made it smaller"
ONE_MAP = "it is counted for one channel; every kernel gives one"
ONE_PLACE = "one number a channel is counted; a channel has as many as it has places"
NEAR = "the side after the convolution isn't S - F + 1"
ODD = "an odd row is kept by the pooling; it is dropped"
SKIPPED = "the second convolution and pooling are left out before it"
QUARTER = "the pooling is counted as if it made the side four times smaller"
HALF = "the pooling is counted as if it halved one direction only"
OTHER_CHANNELS = "the channels of the first convolution are used; the second gives others"

Known = dict[int, set[str]]


def known(counts: Iterable[tuple[int, str]], right: int) -> Known:
    """What a number may count, each as one or more reasons."""
    found: Known = {}
    for value, words in counts:
        if value != right:
            found.setdefault(value, set()).add(words)
    return found


def dense(inputs: int, outputs: int, others: dict[str, tuple[int, ...]]) -> Known:
    """Numbers that stand for a fully connected layer. others: wrong numbers of its inputs."""
    right, weights = inputs * outputs + outputs, inputs * outputs
    counts = [
        (weights, NO_BIAS), (weights + 1, ONE_BIAS), (weights + inputs, INPUT_BIAS),
        (weights + inputs + outputs, BOTH_BIASES), (weights + inputs + outputs + 1, BOTH_BIASES),
        (2 * weights, WEIGHT_BIAS), (outputs, UNITS), (inputs, UNITS),
    ]  # fmt: skip
    for words, several in others.items():
        for n in several:
            counts += [
                (n * outputs + outputs, words), (n * outputs, f"{words}; {NO_BIAS}"),
                (n * outputs + 1, f"{words}; {ONE_BIAS}"),
                (n * outputs + n, f"{words}; {INPUT_BIAS}"),
            ]  # fmt: skip
    return known(counts, right)


def convolution(size: int, channels: int, kernels: int, places: int, other: int) -> Known:
    """Numbers that stand for a convolution of so many places. other: another size of kernels."""
    area, weights = size * size, size * size * channels * kernels
    depths = {CHANNELS: (1,)} if channels > 1 else {
        "three channels are counted; grey images have one": (3,)}  # fmt: skip
    counts = [
        (weights, NO_BIAS), (weights + 1, ONE_BIAS), (weights * places, f"{PLACES}; {NO_BIAS}"),
        ((weights + kernels) * places, PLACES), (weights + kernels * places, PLACES),
        (area * channels, ONE_KERNEL), (area * channels + 1, ONE_KERNEL),
        (kernels, UNITS), (2 * weights, WEIGHT_BIAS),
        (size * channels * kernels + kernels, LINE),
        (size * channels * kernels, f"{LINE}; {NO_BIAS}"),
        (other * other * channels * kernels + kernels, f"the kernels are not {other} x {other}"),
        (weights + channels * kernels, CHANNEL_BIAS),
        (weights + (channels if channels > 1 else kernels), CHANNEL_BIAS),
        (area * channels * channels + channels, OTHER_CHANNELS),
        (area * channels * channels, f"{OTHER_CHANNELS}; {NO_BIAS}"),
    ]  # fmt: skip
    for words, several in depths.items():
        for n in several:
            thin = area * n * kernels
            counts += [(thin + kernels, words), (thin, f"{words}; {NO_BIAS}"),
                       (thin + 1, f"{words}; {ONE_BIAS}")]  # fmt: skip
    return known(counts, weights + kernels)


FIRST = (7, 1, 64, 22 * 22, 2)
LAYERS: dict[str, tuple[Known, ...]] = {
    "mlp": (
        dense(784, 128, {SIDE: (28,)}),
        dense(128, 10, {"it gets what the layer before gives, not the image": (784,)}),
    ),
    "cnn2": (
        convolution(*FIRST),
        dense(11 * 11 * 64, 10, {
            POOLING: (22 * 22 * 64,), KEPT: (14 * 14 * 64,), ALL_KEPT: (28 * 28 * 64, 28 * 28),
            ONE_MAP: (11 * 11,), ONE_PLACE: (64,), QUARTER: (5 * 5 * 64, 6 * 6 * 64),
            NEAR: (10 * 10 * 64, 12 * 12 * 64), HALF: (11 * 22 * 64,),
            f"{NEAR}, and {POOLING}": (21 * 21 * 64, 23 * 23 * 64),
            f"{POOLING}; {ONE_MAP}": (22 * 22,),
        }),
    ),
    "cnn3": (
        convolution(*FIRST),
        convolution(2, 64, 128, 10 * 10, 7),
        dense(5 * 5 * 128, 10, {
            POOLING: (10 * 10 * 128, 21 * 21 * 128), KEPT: (7 * 7 * 128,),
            SKIPPED: (11 * 11 * 64, 11 * 11 * 128),
            ALL_KEPT: (28 * 28 * 128, 28 * 28), ODD: (6 * 6 * 128,), ONE_MAP: (5 * 5,),
            ONE_PLACE: (128,), OTHER_CHANNELS: (5 * 5 * 64,),
            NEAR: (4 * 4 * 128,), QUARTER: (2 * 2 * 128, 3 * 3 * 128), HALF: (5 * 10 * 128,),
            "the channels of both convolutions are multiplied": (5 * 5 * 64 * 128,),
        }),
    ),
}  # fmt: skip


def listed(text: object, right: list[int], what: str) -> list[float]:
    """The numbers of an answer; why there are too many or too few is told to a diagnosis."""
    try:
        return read_numbers(text, len(right), what)
    except CheckFailed as failure:
        several = of_another_length(text, len(right), what)
        if several:
            failure.compared = Compared(
                what, several, several, cause=lambda: wrong_length(several, right)
            )
        raise


def of_another_length(text: object, count: int, what: str) -> list[float]:
    """The numbers that a text holds instead of so many; none where it holds something else."""
    for other in (count - 1, count + 1, count + 2, count + 3):
        try:
            return read_numbers(text, other, what)
        except CheckFailed:
            continue
    return []


def wrong_length(got: list[float], right: list[int]) -> str:
    """What there is too much or too little of."""
    if 0 in got and len(got) > len(right):
        return "Only layers that have parameters are listed; ReLU and pooling have none."
    if got == right[:-1] or (len(got) == len(right) - 1 and got[-1] < sum(got[:-1])):
        return "The number of the whole network is missing behind those of the layers."
    if len(got) == len(right) - 1 and got[-1] == right[-1]:
        return "The number of a layer is missing before that of the whole network."
    if len(got) > len(right):
        return "There are more numbers than layers with parameters: each of these has one number."
    return ""


def counted(got: list[float], right: list[int], name: str) -> str:
    """What is counted instead, layer by layer; "" where that isn't clear."""
    if sorted(got) == sorted(right) and len(set(right)) == len(right):
        return "The numbers are right, but not in the order: the layers, then the whole network."
    units = got[0] / 785
    if name == "mlp" and units == round(units) != 128 and got[1] == units * 10 + 10:
        return "Both layers are counted for another number of hidden units than the network has."
    told: dict[str, list[int]] = {}
    for place, (value, want, reasons) in enumerate(zip(got, right, LAYERS[name], strict=False)):
        if value != want:
            words = reasons.get(int(value), set()) if value == round(value) else set()
            if len(words) != 1:
                return ""
            told.setdefault(words.pop(), []).append(place + 1)
    sentences = [f"{which(places)}: {words}." for words, places in told.items()]
    if got[-1] != sum(got[:-1]):
        sentences.append("The last number isn't the sum of those before it.")
    return " ".join(sentences)


def which(places: list[int]) -> str:
    """Some layers in words."""
    if len(places) == 1:
        return f"Layer {places[0]}"
    return f"Layers {', '.join(map(str, places[:-1]))} and {places[-1]}"


def check(text: object, right: list[int], name: str) -> None:
    """Compare the numbers of an answer with those of each layer, then of the whole network."""
    got = listed(text, right, f'"3.5b-{name}"')
    for place, (value, want) in enumerate(zip(got, right, strict=True)):
        if value != want:
            layer = "the whole network" if place == len(right) - 1 else f"layer {place + 1}"
            fail(
                f"the number of parameters of {layer} is wrong: biases count, ReLU has none",
                compared=Compared(
                    "the numbers of parameters", got, right, cause=lambda: counted(got, right, name)
                ),
            )

"""Known bugs of problem 1: wrong answers, each with the thought that gives it."""

from itertools import combinations

from grader.model import KnownBug

FILE = "answers.toml"
RIGHT = {
    "1.1": "8",
    "1.2": '"3 x 2"',
    "1.3": '["weights"]',
    "1.4": '["stride", "padding", "filter size"]',
    "1.5": "16",
    "1.6": "1600",
    "1.7": "17328",
}
CHECKS = {
    "1.1": "test_convolution_output",
    "1.2": "test_map_size",
    "1.3": "test_parameters",
    "1.4": "test_hyperparameters",
    "1.5": "test_shared",
    "1.6": "test_unshared",
    "1.7": "test_unshared_colour",
}

OUTPUT: dict[int | str, str] = {
    10: "The entries of the patch are added up as they are: the filter's weights are left out.",
    24: "The neighbours are added, and not weighted with the -1 of the filter.",
    -8: "All signs are turned: the filter's weights are -1 around and 8 in the centre.",
    -6: "The centre is taken once: its weight in the filter is left out.",
    16: "Only the centre is counted: the filter has weights around it, too.",
    13: "The corners of the filter are left out, only the direct neighbours are subtracted.",
    11: "Only the corners are subtracted: the direct neighbours are left out.",
    -4: "Minus signs of pixels are lost: what is negative in the image is taken as positive.",
    -10: "All entries of the patch are subtracted, the centre as well.",
    0: "Row and column are exchanged: the patch is the one for row 2, column 3.",
    -19: "Row and column are counted from 0: the patch lies too low and too far to the right.",
    -17: "The column is counted from 0, so the patch lies one place too far to the right.",
    -47: "The row is counted from 0, so the patch lies one place too low.",
    38: "The patch lies one place too far to the left.",
    -54: "The filter's centre is laid on row 3, column 2 of the image, as if it were padded.",
    23: "The centre is laid on row 2, column 3 of the image: row and column are exchanged.",
    6: "The centre is subtracted too, as if it were one of its own neighbours.",
    "8/9": "The sum of products is divided by the nine places of the filter.",
    5: "The largest entry of the patch is taken, as in pooling; a convolution adds products.",
}
SIZE: dict[int | str, str] = {
    "2 x 3": "Columns stand before rows.",
    "6 x 4": "This is the size before pooling.",
    "2 x 1": "The window's first place isn't counted: 1 is missing on each side.",
    "4 x 2": "The window's size is subtracted, but nothing is divided by the stride.",
    "5 x 3": "The window is moved by one place at a time: the stride isn't taken into account.",
    "12 x 8": "The size is multiplied by the stride instead of divided by it.",
    "1 x 1": "Each side is divided by more than the stride, as if by the area of the window.",
    "3 x 4": "Only the rows are pooled, the columns are left as they are.",
    "6 x 2": "Only the columns are pooled, the rows are left as they are.",
    "4 x 3": "A place is too many on each side, as by padding, or by adding 1 after halving.",
    "6": "The number of values is given instead of rows x columns.",
    "3": "One side of the result is given instead of rows x columns.",
    "2": "One side of the result is given instead of rows x columns.",
    "24": "The number of values before pooling is given instead of rows x columns.",
    "2 x 2": "This is the size of the window, not that of the result.",
    "3 x 3": "The result has as many columns as rows, but the map has fewer columns.",
    "4 x 6": "This is the size before pooling, its columns before its rows.",
}
SHARED: dict[int | str, str] = {
    17: "A bias is counted; the layer has none.",
    1600: "The weights are counted again at every place, although the filter is shared.",
    1700: "Weights and a bias are counted at every place, although the filter is shared.",
    100: "This is the number of outputs, not that of weights.",
    48: "Three colours are counted; the image is grey.",
    48400: "Every pixel is connected with every output, as in a fully connected layer.",
    484: "This is the number of pixels, not that of weights.",
    7744: "The weights are counted at every pixel, although the filter is shared.",
    5776: "The weights are counted at every place, and places for stride 1.",
    9: "The 3 x 3 filter of the first part is counted instead of the 4 x 4 one.",
    10: "This is the number of places along one side, not that of weights.",
    4: "This is one side of the filter: its weights fill both.",
    8: "The sides of the filter are added instead of multiplied.",
    160: "The weights are counted again at each place along one side, although they are shared.",
    32: "The weights are multiplied by the stride, which doesn't change how many there are.",
    1936: "The weights are counted at every place, although shared, and with 11 places a side.",
    1296: "The weights are counted at every place, although shared, and with 9 places a side.",
    1: "This is the number of filters: each has several weights.",
}
UNSHARED: dict[int | str, str] = {
    16: "These are the weights of one place, as if the filter were shared.",
    17: "These are the weights of one place and a bias, as if the filter were shared.",
    1936: "There are 11 places along a side here: one too many.",
    1296: "There are 9 places along a side here: the first one isn't counted.",
    160: "Only the places along one side are counted; they lie in two directions.",
    48400: "Every output is connected with all pixels, not only with those under the filter.",
    2304: "There are 12 places along a side here, as if the image were padded.",
    484: "Every pixel is counted once, but each place has weights of its own for it.",
    100: "This is the number of outputs; each has several weights.",
    10: "This is the number of places along one side; there are two, and weights at each place.",
    5776: "The places are counted with stride 1.",
    7744: "The filter is counted at every pixel, as with stride 1 and padding.",
    1700: "A bias is counted at each place; the layer has none.",
    1601: "A bias is counted; the layer has none.",
    4800: "Three colours are counted; the image is grey.",
    900: "The 3 x 3 filter of the first part is counted instead of the 4 x 4 one.",
    400: "The places don't overlap here: they are counted with the filter's size as stride.",
    320: "Places along two sides are added; they have to be multiplied.",
    116: "The number of places is added to the weights of one place instead of multiplied with it.",
    25600: "The weights are counted twice over: each place has those of one filter.",
}
COLOUR: dict[int | str, str] = {
    51984: "This counts three filters; the layer has one, which spans all three colours.",
    48: "These are the weights of one place, as if the filter were shared.",
    5776: "The colours are left out: the filter reaches through all three.",
    65712: "The places are counted with stride 1.",
    4800: "This counts 10 x 10 places, those of the smaller image, or a weight for each pixel.",
    76800: "The filter is counted once for each pixel instead of once for each output.",
    912: "Only the places along one side are counted; they lie in two directions.",
    6859: "The colours are added to the area of the filter instead of multiplied with it.",
    19200: "There are 20 places along a side here: one too many.",
    15552: "There are 18 places along a side here: the first one isn't counted.",
    21168: "There are 21 places along a side here, as if the image were padded.",
    1083: "This is the number of places times the colours; each place has more weights.",
    361: "This is the number of outputs; each has several weights.",
    1732800: "Every output is connected with all pixels, not only with those under the filter.",
    17689: "A bias is counted at each place; the layer has none.",
    17329: "A bias is counted; the layer has none.",
    1600: "This is the answer for the smaller grey image, or the number of pixels of one colour.",
    16: "These are the weights of one place and one colour, as if the filter were shared.",
    49: "These are the weights of one place and a bias, as if the filter were shared.",
    144: "These are the weights of three filters at one place: there is one, at many places.",
    9747: "The 3 x 3 filter of the first part is counted instead of the 4 x 4 one.",
    12: "The colours are multiplied with one side of the filter, and places aren't counted.",
    4332: "The filter is counted as 4 x 3: it has two sides of 4 besides the colours.",
    409: "The number of places is added to the weights of one place instead of multiplied with it.",
}

OPTIONS = ("weights", "stride", "padding", "filter size")
HYPER = OPTIONS[1:]


def written(problem: str, answers: dict[int | str, str]) -> list[KnownBug]:
    """Bugs of a problem: answers and the thoughts behind them."""
    return [
        replaced(problem, f"{answer}", f'"{answer}"' if type(answer) is str else f"{answer}", told)
        for answer, told in answers.items()
    ]


def replaced(problem: str, name: str, value: str, sentence: str) -> KnownBug:
    """Another answer than the right one."""
    return KnownBug(
        id=f"answer_{problem}_{name}".replace(" ", "_").replace("-", "minus_").replace("/", "_by_"),
        problem=problem,
        check=CHECKS[problem],
        file=FILE,
        old=f'"{problem}" = {RIGHT[problem]}\n',
        new=f'"{problem}" = {value}\n',
        sentence=sentence,
        hint="What are parameters, what hyperparameters?" if problem in ("1.3", "1.4") else "",
    )


def listed(words: list[str]) -> str:
    """Words as in a sentence: the stride and the padding."""
    return " and ".join(", ".join(f"the {word}" for word in words).rsplit(", ", 1))


def chosen(problem: str, right: tuple[str, ...], name: str, does: str) -> list[KnownBug]:
    """Every other choice than the right one; name: what is asked for; does: what makes it so."""
    found = []
    for count in range(1, len(OPTIONS) + 1):
        for choice in combinations(OPTIONS, count):
            extra = [word for word in choice if word not in right]
            missing = [word for word in right if word not in choice]
            parts = []
            if extra:
                parts.append(f"{listed(extra)} {be(extra)} taken for {name}, which {does}")
            if missing:
                parts.append(f"{listed(missing)} {be(missing)} left out")
            if set(extra) == set(OPTIONS) - set(right) and len(missing) == len(right):
                parts = ["parameters and hyperparameters are exchanged"]
            if parts:
                sentence = "; ".join(parts)
                value = f"[{', '.join(f'{word!r}' for word in choice)}]"
                text = sentence[0].upper() + sentence[1:] + "."
                found.append(replaced(problem, "_".join(choice), value, text))
    return found


def be(words: list[str]) -> str:
    """Is or are."""
    return "is" if len(words) == 1 and words != ["weights"] else "are"


BUGS = (
    *written("1.1", OUTPUT),
    *written("1.2", SIZE),
    *chosen("1.3", ("weights",), "parameters", "training changes"),
    *chosen("1.4", HYPER, "hyperparameters", "are set before training"),
    *written("1.5", SHARED),
    *written("1.6", UNSHARED),
    *written("1.7", COLOUR),
)

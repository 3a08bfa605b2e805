"""Known bugs of 6a: the number of parameters."""

from functools import partial

from grader.model import KnownBug

from ._lines import SIZES

bug = partial(KnownBug, problem="6a", file="cnn_training.py", hint="exercise 6a")
PARAMETERS = "test_parameters"


BUGS = (
    bug(
        id="biases_not_counted",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("PARAMETERS if", "PARAMETERS[:1] if"),
        sentence="Biases are learnt as well, and are missing in the count.",
    ),
    bug(
        id="weights_not_counted",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("PARAMETERS if", "PARAMETERS[1:] if"),
        sentence="Only the biases are counted. The weights are missing.",
    ),
    bug(
        id="one_bias_a_layer",
        check=PARAMETERS,
        old=SIZES,
        new='return [layer["weights"].size + 1 if "weights" in layer else 0 for layer in net]',
        sentence="Each layer is counted with one bias. There is one for each filter or unit.",
    ),
    bug(
        id="parameters_by_len",
        check=PARAMETERS,
        old=SIZES,
        new='return [len(k["weights"]) + k["biases"].size if "weights" in k else 0 for k in net]',
        sentence="The length of the array of weights is taken, which counts its first axis only.",
        hint="what `len` says of an array",
    ),
    bug(
        id="parameters_two_axes",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("layer[name].size", "int(np.prod(layer[name].shape[:2]))"),
        sentence="Only the first two axes of the weights are counted. Those of a convolution have "
        "four.",
    ),
    bug(
        id="parameters_axes_added",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("layer[name].size", "sum(layer[name].shape)"),
        sentence="The lengths of the axes are added up. Their product is the number of entries.",
    ),
    bug(
        id="parameters_bytes",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace(".size", ".nbytes"),
        sentence="Bytes are counted. Each number takes several of them.",
    ),
    bug(
        id="parameters_arrays",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("layer[name].size", "1"),
        sentence="The arrays are counted, and not the numbers in them.",
    ),
    bug(
        id="parameters_total",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("return [sum", "return sum(sum").replace("in net]", "in net)"),
        sentence="One total for the whole net is returned. A list with a number for each layer was "
        "asked.",
    ),
    bug(
        id="parameters_layers_left_out",
        check=PARAMETERS,
        old=SIZES,
        new=SIZES.replace("in net]", "in net if PARAMETERS[0] in layer]"),
        sentence="Layers without parameters are left out of the list. They have a 0 in it.",
    ),
    bug(
        id="parameters_products",
        check=PARAMETERS,
        old=SIZES,
        new='return [k["weights"].size * k["biases"].size if "weights" in k else 0 for k in net]',
        sentence="The numbers of weights and of biases are multiplied. They add up.",
    ),
)

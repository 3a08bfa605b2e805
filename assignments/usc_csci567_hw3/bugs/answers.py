"""Known bugs of problems 3.2b and 3.5b, the typed numbers, each as a change of answers.toml."""

from grader.model import KnownBug


def bug(id: str, check: str, old: str, new: str, sentence: str, hint: str = "") -> KnownBug:
    """A wrong list of numbers."""
    return KnownBug(
        id=id, problem="3.2b" if check == "test_updates" else "3.5b", check=check,
        file="answers.toml", old=old, new=new, sentence=sentence, hint=hint,
    )  # fmt: skip


BEST = (13, 10, 43, 39, 158)
SIZES = (1, 5, 50, 500, 5000)
UPDATES = "[130000, 20000, 8600, 780, 316]"
UNTIL = "until when the updates count"
STEPS = "how many updates an epoch has"


def counted(by: object) -> str:
    """A list of by(best epoch, batch size) for the five runs."""
    return str([by(best, size) for best, size in zip(BEST, SIZES, strict=True)])  # type: ignore[operator]


RUNS = (
    bug("updates_of_the_whole_run", "test_updates", UPDATES,
        counted(lambda n, b: (n + 3) * 10000 // b),
        "These are the updates of the whole runs; the epochs that only wait for something better "
        "don't count.", UNTIL),
    bug("epochs_for_updates", "test_updates", UPDATES, counted(lambda n, b: n),
        "These are the numbers of the best epochs; each epoch has many updates.", STEPS),
    bug("all_epochs_for_updates", "test_updates", UPDATES, counted(lambda n, b: n + 3),
        "These are the epochs of the whole runs; updates are asked for, until the best epoch.",
        STEPS),
    bug("updates_of_one_epoch", "test_updates", UPDATES, counted(lambda n, b: 10000 // b),
        "These are the updates of one epoch; all epochs until the best one count.", UNTIL),
    bug("updates_of_each_array", "test_updates", UPDATES, counted(lambda n, b: 4 * n * 10000 // b),
        "Every update is counted four times, once for each array; one update moves all of them.",
        "what one update is"),
    bug("updates_of_each_layer", "test_updates", UPDATES, counted(lambda n, b: 2 * n * 10000 // b),
        "Every update is counted twice, once for each layer; one update moves both.",
        "what one update is"),
    bug("updates_largest_batch_first", "test_updates", UPDATES, "[316, 780, 8600, 20000, 130000]",
        "The five numbers begin with the largest batches; they are asked for from 1 to 5000.",
        "the order of the batch sizes"),
    bug("examples_for_updates", "test_updates", UPDATES, counted(lambda n, b: n * 10000),
        "These are the examples that were seen; a batch of them makes one update.",
        "what one update is"),
    bug("updates_of_60000", "test_updates", UPDATES, counted(lambda n, b: n * 60000 // b),
        "The updates are those of 60000 training images; step 2 of the protocol chooses fewer.",
        STEPS),
    bug("updates_of_12000", "test_updates", UPDATES, counted(lambda n, b: n * 12000 // b),
        "The validation images are counted among the training images.", STEPS),
    bug("updates_of_one_size", "test_updates", UPDATES, counted(lambda n, b: 13 * 10000 // b),
        "The best epoch of one run is used for all; each batch size has its own.", UNTIL),
)  # fmt: skip

MLP, CNN2, CNN3 = "[100480, 1290, 101770]", "[3200, 77450, 80650]", "[3200, 32896, 32010, 68106]"
BIASES = "Biases are not counted; each output or kernel has one."
BIAS = "what a layer has besides its weights"
DEEP = (
    "A kernel of the second convolution goes through all channels of its input, and has weights "
    "for each of them."
)
SUM = "The last number isn't the sum of all layers."
POOLED = "The pooling doesn't halve the size before the fully connected layer."
SIDES = "how large the images are after each step"
EDGES = "The convolution is counted as if it kept the size; without padding it becomes smaller."


ONE_CHANNEL = "The fully connected layer is counted for one channel; every kernel gives one."
ODD = "An odd row is kept by the pooling; it is dropped."


def network(*layers: int, total: int | None = None) -> str:
    """An answer: the parameters of each layer, and their sum."""
    return str([*layers, sum(layers) if total is None else total])


def dense(inputs: int, outputs: int = 10) -> int:
    """Weights and biases of a fully connected layer."""
    return inputs * outputs + outputs


FIRST, SECOND = 7 * 7 * 64 + 64, 2 * 2 * 64 * 128 + 128

COUNTS = (
    bug("mlp_no_biases", "test_counts_mlp", MLP, network(100352, 1280), BIASES, BIAS),
    bug("mlp_no_biases_but_in_total", "test_counts_mlp", MLP, network(100352, 1280, total=101770),
        "Biases are missing in the layers, but counted in the sum.", BIAS),
    bug("mlp_biases_in_layers_only", "test_counts_mlp", MLP, network(100480, 1290, total=101632),
        "Biases are counted in the layers, but missing in the sum.", BIAS),
    bug("mlp_bias_for_each_input", "test_counts_mlp", MLP, network(784 * 129, 128 * 11),
        "The biases are counted by the inputs; each output has one.", BIAS),
    bug("mlp_bias_for_each_weight", "test_counts_mlp", MLP, network(2 * 784 * 128, 2 * 1280),
        "A bias is counted for each weight; each output has one.", BIAS),
    bug("mlp_one_bias", "test_counts_mlp", MLP, network(784 * 128 + 1, 1281),
        "One bias a layer is counted; each output has one.", BIAS),
    bug("mlp_of_28", "test_counts_mlp", MLP, network(28 * 128 + 128, 1290),
        "The images are counted by their side; each pixel is an input.", "what the inputs are"),
    bug("mlp_units", "test_counts_mlp", MLP, network(128, 10),
        "Units are counted instead of weights and biases.", "what a parameter is"),
    bug("cnn2_no_biases", "test_counts_cnn2", CNN2, network(3136, 77440), BIASES, BIAS),
    *(
        bug(f"cnn2_no_biases_{what}", "test_counts_cnn2", CNN2, network(3136, count * 10),
            f"{BIASES} {besides}", BIAS)
        for what, count, besides in (
            ("no_pooling", 22 * 22 * 64, POOLED), ("padded", 14 * 14 * 64, EDGES),
            ("one_channel", 11 * 11, ONE_CHANNEL),
        )
    ),
    *(
        bug(f"cnn3_no_biases_{what}", "test_counts_cnn3", CNN3, network(3136, kernels, count * 10),
            f"{BIASES} {besides}", BIAS)
        for what, kernels, count, besides in (
            ("no_channels", 4 * 128, 5 * 5 * 128, DEEP), ("one_pooling", 32768, 100 * 128, POOLED),
            ("padded", 32768, 7 * 7 * 128, EDGES), ("odd_row", 32768, 6 * 6 * 128, ODD),
        )
    ),
    bug("cnn2_kernels_without_biases", "test_counts_cnn2", CNN2, network(3136, 77450),
        "The biases of the kernels are not counted; each kernel has one.", BIAS),
    bug("cnn2_dense_without_biases", "test_counts_cnn2", CNN2, network(3200, 77440),
        "The biases of the fully connected layer are not counted.", BIAS),
    bug("cnn2_one_kernel", "test_counts_cnn2", CNN2, network(50, 77450),
        "The weights of one kernel are counted; there are 64.", "how many kernels there are"),
    bug("cnn2_one_kernel_dense", "test_counts_cnn2", CNN2, network(3200, dense(11 * 11)),
        "The fully connected layer is counted for one channel; every kernel gives one.",
        "how many numbers the layer gets"),
    bug("cnn2_one_bias", "test_counts_cnn2", CNN2, network(3137, 77450),
        "One bias is counted for all kernels; each kernel has its own.", BIAS),
    bug("cnn2_no_pooling", "test_counts_cnn2", CNN2, network(3200, dense(22 * 22 * 64)), POOLED,
        SIDES),
    bug("cnn2_padded", "test_counts_cnn2", CNN2, network(3200, dense(14 * 14 * 64)), EDGES, SIDES),
    bug("cnn2_off_by_one", "test_counts_cnn2", CNN2, network(3200, dense(10 * 10 * 64)),
        "The convolution makes the images one pixel too small: S - F + 1 places are left.", SIDES),
    bug("cnn2_pooled_to_quarter", "test_counts_cnn2", CNN2, network(3200, dense(5 * 5 * 64)),
        "The pooling is counted as if it made the side four times smaller.", SIDES),
    bug("cnn2_dense_of_images", "test_counts_cnn2", CNN2, network(3200, dense(784)),
        "The fully connected layer is counted for the image; it gets what the pooling gives.",
        "how many numbers the layer gets"),
    bug("cnn2_wrong_sum", "test_counts_cnn2", CNN2, network(3200, 77450, total=77450), SUM),
    bug("cnn2_sum_without_dense", "test_counts_cnn2", CNN2, network(3200, 77450, total=3200), SUM),
    bug("cnn2_weights_of_places", "test_counts_cnn2", CNN2, network(3200 * 22 * 22, 77450),
        "The kernels are counted once for each place; they are shared by all places.",
        "which weights are shared"),
    bug("kernels_without_channels", "test_counts_cnn3", CNN3, network(3200, 640, 32010), DEEP,
        "how deep a kernel is"),
    bug("cnn3_no_biases", "test_counts_cnn3", CNN3, network(3136, 32768, 32000), BIASES, BIAS),
    bug("cnn3_kernels_without_biases", "test_counts_cnn3", CNN3, network(3136, 32768, 32010),
        "The biases of the kernels are not counted; each kernel has one.", BIAS),
    bug("cnn3_second_without_biases", "test_counts_cnn3", CNN3, network(3200, 32768, 32010),
        "The biases of the kernels are not counted; each kernel has one.", BIAS),
    bug("cnn3_dense_without_biases", "test_counts_cnn3", CNN3, network(3200, 32896, 32000),
        "The biases of the fully connected layer are not counted.", BIAS),
    bug("cnn3_first_not_in_sum", "test_counts_cnn3", CNN3, network(3200, 32896, 32010, total=64906),
        "The sum lacks the first convolution.", "what the last number is"),
    bug("cnn3_second_not_in_sum", "test_counts_cnn3", CNN3,
        network(3200, 32896, 32010, total=35210),
        "The sum lacks the second convolution.", "what the last number is"),
    bug("cnn3_dense_not_in_sum", "test_counts_cnn3", CNN3, network(3200, 32896, 32010, total=36096),
        "The sum lacks the fully connected layer.", "what the last number is"),
    bug("cnn3_dense_of_cnn2", "test_counts_cnn3", CNN3, network(3200, 32896, 77450),
        "The fully connected layer is that of the second network, as if nothing came after the "
        "first pooling.", SIDES),
    bug("cnn3_second_pooling_missing", "test_counts_cnn3", CNN3, network(3200, 32896, dense(
        10 * 10 * 128)), POOLED, SIDES),
    bug("cnn3_no_pooling", "test_counts_cnn3", CNN3, network(3200, 32896, dense(21 * 21 * 128)),
        POOLED,
        SIDES),
    bug("cnn3_padded", "test_counts_cnn3", CNN3, network(3200, 32896, dense(7 * 7 * 128)), EDGES,
        SIDES),
    bug("cnn3_odd_row_kept", "test_counts_cnn3", CNN3, network(3200, 32896, dense(6 * 6 * 128)),
        "An odd row is kept by the pooling; it is dropped.", SIDES),
    bug("cnn3_dense_of_64", "test_counts_cnn3", CNN3, network(3200, 32896, dense(5 * 5 * 64)),
        "The fully connected layer is counted for 64 channels; the second convolution gives 128.",
        "how many numbers the layer gets"),
    bug("cnn3_dense_of_one", "test_counts_cnn3", CNN3, network(3200, 32896, dense(5 * 5)),
        "The fully connected layer is counted for one channel; every kernel gives one.",
        "how many numbers the layer gets"),
    bug("cnn3_kernels_of_7", "test_counts_cnn3", CNN3, network(3200, 7 * 7 * 64 * 128 + 128, 32010),
        "The kernels of the second convolution are counted as 7 x 7; they are 2 x 2.",
        "the size of the kernels"),
    bug("cnn3_bias_for_each_channel", "test_counts_cnn3", CNN3, network(3200, 5 * 64 * 128, 32010),
        "A bias is counted for each channel of each kernel; each kernel has one.", BIAS),
)  # fmt: skip

BUGS: tuple[KnownBug, ...] = (*RUNS, *COUNTS)

"""Known bugs of 2d, the gradient by b."""

from functools import partial

from grader.model import KnownBug

from ._lines import DB

bug = partial(KnownBug, problem="2d", file="cnn_layers.py")
BY_B = "test_dense_dldb"


BUGS = (
    bug(
        id="dense_bias_transposed",
        check=BY_B,
        old=DB,
        new=DB + ".T",
        sentence="The gradient by b is a row, and b is a column. Adding the two would spread "
        "them over a whole matrix.",
        hint="the shapes of exercise 2d",
    ),
    bug(
        id="dense_bias_flat",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.sum(axis=1)",
        sentence="The gradient by b has lost its second axis, and b is a column. Adding the two "
        "would spread them over a whole matrix.",
        hint="the shapes of exercise 2d",
    ),
    bug(
        id="dense_bias_not_summed",
        check=BY_B,
        old=DB,
        new="dldb = dldZ",
        sentence="The gradient by b has one column for each sample. All samples share the same "
        "b, so what they hand back adds up.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_over_units",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.sum(axis=0, keepdims=True)",
        sentence="The gradient by b is summed over the units, and has a number for each sample. "
        "It is to be summed over the samples.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_over_units_column",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.sum(axis=0).reshape(-1, 1)",
        sentence="The gradient by b is summed over the units, and has a number for each sample. "
        "It is to be summed over the samples.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_over_units_flat",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.sum(axis=0)",
        sentence="The gradient by b is summed over the units, and has a number for each sample. "
        "It is to be summed over the samples.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_averaged",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.mean(axis=1, keepdims=True)",
        sentence="The gradient by b is a mean over the samples. The mean is taken in the loss, "
        "and is in the gradient that comes back already: here it is a sum.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_total",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.sum()",
        sentence="The gradient by b is one number, summed over everything. It is summed over the "
        "samples alone.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_total_everywhere",
        check=BY_B,
        old=DB,
        new="dldb = dldZ.sum() * np.ones(b.shape)",
        sentence="The gradient by b is summed over everything. It is to be summed over the "
        "samples alone.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_last_sample",
        check=BY_B,
        old=DB,
        new="dldb = dldZ[:, -1:]",
        sentence="The gradient by b is that of the last sample alone. All samples add to it; is it "
        "overwritten in a loop?",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_first_sample",
        check=BY_B,
        old=DB,
        new="dldb = dldZ[:, :1]",
        sentence="The gradient by b is that of the first sample alone. All samples add to it.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_slope_alone",
        check=BY_B,
        old=DB,
        new="dldb = np.ones(b.shape)",
        sentence="The gradient by b is the slope 1 alone. The chain rule multiplies it with the "
        "gradient that comes back, for each sample.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_number_of_samples",
        check=BY_B,
        old=DB,
        new="dldb = X.shape[-1] * np.ones(b.shape)",
        sentence="The gradient by b counts the samples only. The chain rule multiplies each by "
        "the gradient that comes back.",
        hint="your answer to 2c",
    ),
    bug(
        id="dense_bias_times_bias",
        check=BY_B,
        old=DB,
        new=DB + " * b",
        sentence="The gradient by b is multiplied by b. b is added in Z, so that its slope is 1.",
        hint="your answer to 2c",
    ),
)

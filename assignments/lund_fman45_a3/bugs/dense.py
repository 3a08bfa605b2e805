"""Known bugs of 2d, the dense layer, and its gradients by X and W."""

from functools import partial

from grader.model import KnownBug

from ._lines import DW, DX, OUT

bug = partial(KnownBug, problem="2d", file="cnn_layers.py")
FORWARD, BACKWARD = "test_dense_forward", "test_dense_images_backward"
BY_X, BY_W = "test_dense_dldx", "test_dense_dldw"

COLUMNS = 'columns = X.reshape(-1, X.shape[-1], order="F")\n    '

ORDER = "the paragraph on Fortran order under Conventions"

FORWARD_BUGS = (
    bug(
        id="dense_c_order",
        check="test_dense_images_forward",
        old=COLUMNS + "return",
        new="columns = X.reshape(-1, X.shape[-1])\n    return",
        sentence="Images are turned into columns in C order, where the width or the channel "
        "runs first. This assignment reads them in Fortran order, the height first.",
        hint=ORDER,
    ),
    bug(
        id="dense_samples_first",
        check=FORWARD,
        old=COLUMNS + "return",
        new="columns = X.reshape(X.shape[-1], -1).T\n    return",
        sentence="The input is reshaped as if its samples came first. They are along the last "
        "axis, so that numbers of different samples end up in one column.",
        hint="Conventions: which axis counts the samples",
        also=("6a",),
    ),
    bug(
        id="dense_samples_first_f",
        check=FORWARD,
        old=COLUMNS + "return",
        new='columns = X.reshape(X.shape[-1], -1, order="F").T\n    return',
        sentence="The input is reshaped as if its samples came first. They are along the last "
        "axis, so that numbers of different samples end up in one column.",
        hint="Conventions: which axis counts the samples",
        also=("6a",),
    ),
    bug(
        id="dense_no_bias",
        check=FORWARD,
        old=OUT,
        new="return W @ columns",
        sentence="The forward pass leaves out b.",
        hint="the first line of exercise 2",
    ),
    bug(
        id="dense_bias_subtracted",
        check=FORWARD,
        old=OUT,
        new="return W @ columns - b",
        sentence="The forward pass subtracts b, which is to be added.",
        hint="the first line of exercise 2",
    ),
    bug(
        id="dense_bias_twice",
        check=FORWARD,
        old=OUT,
        new="return W @ columns + 2 * b",
        sentence="The forward pass adds b twice.",
    ),
    bug(
        id="dense_bias_added_up",
        check=FORWARD,
        old=OUT,
        new="return W @ columns + b.sum()",
        sentence="The entries of b are added up before they are used. Each row of Z gets an entry "
        "of its own.",
        hint="the first line of exercise 2",
    ),
    bug(
        id="dense_rectified",
        check=FORWARD,
        old=OUT,
        new="return np.maximum(W @ columns + b, 0)",
        sentence="The dense layer sets negative entries to 0. That is the work of the ReLU layer, "
        "which is one of its own.",
        hint="the first line of exercise 2",
    ),
    bug(
        id="dense_forward_averaged",
        check=FORWARD,
        old=OUT,
        new="return (W @ columns + b) / X.shape[-1]",
        sentence="The forward pass divides by the number of samples. Each sample has a column of "
        "its own in Z; only the loss is a mean.",
    ),
)
BACKWARD_BUGS = (
    bug(
        id="dense_gradient_c_order",
        check=BACKWARD,
        old=DX,
        new="(W.T @ dldZ).reshape(X.shape)",
        sentence="The gradient by images is shaped back in C order, although the images were "
        "read in Fortran order: its numbers are right and stand at other pixels.",
        hint=ORDER,
    ),
    bug(
        id="dense_gradient_flat",
        check=BACKWARD,
        old=DX,
        new="W.T @ dldZ",
        sentence="The gradient by images still has one column a sample. It isn't shaped back to "
        "images.",
        hint="the last sentence of exercise 2d on the shape of dldX",
    ),
    bug(
        id="dense_backward_c_order",
        check=BACKWARD,
        old=COLUMNS + "dldX",
        new="columns = X.reshape(-1, X.shape[-1])\n    dldX",
        sentence="The gradient by W is made from images that are read in C order. The columns of W "
        "belong to pixels in Fortran order.",
        hint=ORDER,
    ),
    bug(
        id="dense_backward_samples_first",
        check=BY_W,
        old=COLUMNS + "dldX",
        new="columns = X.reshape(X.shape[-1], -1).T\n    dldX",
        sentence="In the backward pass the input is reshaped as if its samples came first. They "
        "are along the last axis, so that numbers of different samples end up in one column.",
        hint="Conventions: which axis counts the samples",
    ),
    bug(
        id="dense_gradient_product_turned",
        check=BY_X,
        old=DX,
        new='(dldZ.T @ W).reshape(X.shape, order="F")',
        sentence="The product for dldX is the wrong way round: it has a row for each sample, and "
        "is then forced into the shape of X, which has them along the last axis.",
        hint="your answer to 2a",
    ),
    bug(
        id="dense_gradient_product_turned_c",
        check=BY_X,
        old=DX,
        new="(dldZ.T @ W).reshape(X.shape)",
        sentence="The product for dldX is the wrong way round: it has a row for each sample, and "
        "is then forced into the shape of X, which has them along the last axis.",
        hint="your answer to 2a",
    ),
    bug(
        id="dense_gradient_averaged",
        check=BY_X,
        old=DX,
        new='(W.T @ dldZ / X.shape[-1]).reshape(X.shape, order="F")',
        sentence="The gradient by X is divided by the number of samples. The mean is taken in the "
        "loss, and is in the gradient that comes back already.",
        hint="your answer to 2a",
    ),
    bug(
        id="dense_gradient_masked",
        check=BY_X,
        old=DX,
        new='(W.T @ dldZ * (columns > 0)).reshape(X.shape, order="F")',
        sentence="The gradient by X is set to 0 where X is negative. That is the work of the ReLU "
        "layer, which goes back by itself.",
        hint="your answer to 2a",
    ),
    bug(
        id="dense_gradient_with_bias",
        check=BY_X,
        old=DX,
        new='(W.T @ (dldZ + b)).reshape(X.shape, order="F")',
        sentence="b takes part in the gradient by X. It is a constant for X, and drops out.",
        hint="your answer to 2a",
    ),
    bug(
        id="dense_weights_averaged",
        check=BY_W,
        old=DW,
        new="dldW = dldZ @ columns.T / X.shape[-1]",
        sentence="The gradient by W is divided by the number of samples. The mean is taken in "
        "the loss, and is in the gradient that comes back already.",
        hint="your answer to 2b",
    ),
    bug(
        id="dense_weights_transposed",
        check=BY_W,
        old=DW,
        new="dldW = columns @ dldZ.T",
        sentence="The factors of the gradient by W are in the wrong order, which gives its "
        "transpose.",
        hint="the shapes of exercise 2d, and your answer to 2b",
    ),
    bug(
        id="dense_weights_product_of_sums",
        check=BY_W,
        old=DW,
        new="dldW = np.outer(dldZ.sum(axis=1), columns.sum(axis=1))",
        sentence="dldZ and X are summed over the batch each by itself, and only then multiplied. "
        "Each sample's gradient belongs to its own input: multiply first.",
        hint="your answer to 2b",
    ),
    bug(
        id="dense_weights_last_sample",
        check=BY_W,
        old=DW,
        new="dldW = np.outer(dldZ[:, -1], columns[:, -1])",
        sentence="The gradient by W is that of the last sample alone. All samples add to it; is it "
        "overwritten in a loop?",
        hint="your answer to 2b",
    ),
    bug(
        id="dense_weights_first_sample",
        check=BY_W,
        old=DW,
        new="dldW = np.outer(dldZ[:, 0], columns[:, 0])",
        sentence="The gradient by W is that of the first sample alone. All samples add to it.",
        hint="your answer to 2b",
    ),
    bug(
        id="dense_weights_decayed",
        check=BY_W,
        old=DW,
        new="dldW = dldZ @ columns.T + 0.005 * W",
        sentence="A part of W is added to the gradient by W, as weight decay does. The decay is "
        "the work of `momentum_step`, and L has no penalty.",
        hint="the two lines of the update in exercise 5",
    ),
    bug(
        id="dense_weights_decayed_slowly",
        check=BY_W,
        old=DW,
        new="dldW = dldZ @ columns.T + 0.001 * W",
        sentence="A part of W is added to the gradient by W, as weight decay does. The decay is "
        "the work of `momentum_step`, and L has no penalty.",
        hint="the two lines of the update in exercise 5",
    ),
    bug(
        id="dense_weights_times_weights",
        check=BY_W,
        old=DW,
        new="dldW = dldZ @ columns.T * W",
        sentence="W is still a factor of the gradient by W. The derivative of a product by one of "
        "its factors is the other one.",
        hint="your answer to 2b",
    ),
)
BUGS = (*FORWARD_BUGS, *BACKWARD_BUGS)
